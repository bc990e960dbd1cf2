/* Formulas of columns: those that the number row states, and those that the rows themselves show. */
#include "normalize/audit_parts.h"

/* Sub-columns under one label of the number row (K, Rp; murni, perubahan). */
enum { SUBS_MAX = 8 };

/* ---- from labels to columns ------------------------------------------------------------------ */

typedef struct span {
    uint32_t from, n;
} span;

static bool same_label(sr_slice label, const char *text)
{
    return sr_eq_nocase(label, sr_str(text));
}

static bool is_figures(const sr_column *col)
{
    return col->role == SR_ROLE_MEASURE || col->role == SR_ROLE_NONE;
}

/* The columns that a label stands for: its own and those without a label that follow it. */
static bool find_label(const sr_table *table, const char *label, span *out)
{
    for (uint32_t c = 0; c < table->width; c++) {
        if (!table->columns[c].label.len || !same_label(table->columns[c].label, label))
            continue;
        uint32_t end = c + 1;
        while (end < table->width && end - c < SUBS_MAX && !table->columns[end].label.len &&
               table->columns[end].header.len && is_figures(&table->columns[end]))
            end++;
        *out = (span){c, end - c};
        return true;
    }
    return false;
}

/* Column sub of n under a span: the same place where both have as many, its only one where it has one. */
static bool nth(span s, uint32_t sub, uint32_t n, uint32_t *column)
{
    if (s.n != n && s.n != 1)
        return false;
    *column = s.from + (s.n == 1 ? 0 : sub);
    return true;
}

/* ---- templates ------------------------------------------------------------------------------- */

static uint8_t operator_of(const sr_formula *f)
{
    bool minus = false, below = false;

    for (uint32_t i = 0; i < f->n; i++) {
        minus |= f->term[i].minus;
        below |= f->term[i].below;
    }
    return f->product ? SR_OP_PRODUCT
           : below    ? (f->hundred ? SR_OP_PERCENTAGE : SR_OP_RATIO)
           : minus    ? SR_OP_DIFFERENCE
                      : SR_OP_SUM;
}

static bool holds_in(const sr_audit *a, const sr_template *t, uint32_t row)
{
    return sr_closes(sr_equation_state(a, &(sr_equation){.template = t, .fixed = row}, NULL));
}

/*
 * How the template does on the table's rows: all of them (least: 0), or only so far as it can still hold in `least` of
 * them and is not hopeless.
 */
static void try_template(sr_audit *a, sr_template *t, uint32_t least)
{
    enum { HOPELESS = 64 }; /* rows in which it fails, and none yet in which it holds */
    uint32_t end = a->table_at[t->table + 1];

    for (uint32_t r = a->table_at[t->table]; r < end && t->holds + (end - r) >= least; r++) {
        if (least && t->holds == 0 && t->fails >= HOPELESS)
            return;
        sr_equation e = {.template = t, .fixed = r};
        bool trivial = true;
        sr_verdict state = a->rows[r].mean ? SR_OUT : sr_equation_look(a, &e, &trivial);
        t->cuts |= state == SR_TRUNCATED;
        if (state == SR_FAILS)
            t->fails += !sr_audit_is_reversed(a, t, r);
        else if (sr_closes(state) && !trivial)
            t->holds++;
    }
}

/*
 * Quarters that count what is reached by then, in a column that adds them up: "4 paket" in each of two quarters, and 4
 * in all. The result is what the last quarter with a figure says; that row is not one of the sum.
 */
static bool takes_last(const sr_audit *a, const sr_template *t, uint32_t row)
{
    const sr_table *tab = a->doc->tables[t->table];
    const sr_cell *result = sr_audit_cell(a, (sr_ref){row, t->result}), *last = NULL;

    if (t->op != SR_OP_SUM || tab->columns[t->result].aspect == SR_ASPECT_MONEY || !result || !result->has_value)
        return false;
    for (uint32_t i = 0; i < t->n_terms; i++) {
        const sr_cell *c = sr_audit_cell(a, (sr_ref){row, t->terms[i].line});
        if (!tab->columns[t->terms[i].line].quarter)
            return false;
        if (c && c->has_value && c->value.coef != 0)
            last = c;
    }
    return last && sr_decimal_cmp(last->value, result->value) == 0 &&
           sr_equation_state(a, &(sr_equation){.template = t, .fixed = row}, NULL) == SR_FAILS;
}

/* Its cells may belong in other columns, and a finding says so: that a formula fails there says nothing more. */
static bool stands_askew(const sr_audit *a, const sr_template *t, uint32_t row)
{
    return a->rows[row].row->unsure &&
           sr_equation_state(a, &(sr_equation){.template = t, .fixed = row}, NULL) == SR_FAILS;
}

void sr_audit_add_in_row(sr_audit *a, const sr_template *t, uint32_t row)
{
    if (!a->rows[row].mean && !takes_last(a, t, row) && !stands_askew(a, t, row))
        sr_equation_add(a, t, row);
}

static void add_rows(sr_audit *a, sr_template *t)
{
    enum { SCALES = 7 };
    uint32_t blank = 0, scales[SCALES] = {0};

    for (uint32_t r = a->table_at[t->table]; r < a->table_at[t->table + 1]; r++) {
        sr_equation e = {.template = t, .fixed = r};
        const sr_cell *c = sr_audit_cell(a, sr_equation_result(&e));
        sr_decimal v;
        blank += (!c || c->status == SR_CELL_EMPTY) && sr_equation_solve(a, &e, sr_equation_result(&e), &v);
        if (c && c->has_value && c->value.scale < SCALES)
            scales[c->value.scale]++;
    }
    for (int32_t s = 1; s < SCALES; s++)
        t->scale = scales[s] > scales[t->scale] ? s : t->scale;
    t->printed = t->holds >= 4 * blank;
    sr_audit_add_template(a, t);
    for (uint32_t r = a->table_at[t->table]; r < a->table_at[t->table + 1]; r++)
        sr_audit_add_in_row(a, t, r);
}

static sr_template *declare(sr_audit *a, uint32_t table, uint32_t result, const sr_formula *f, uint32_t sub, uint32_t n)
{
    const sr_table *tab = a->doc->tables[table];
    sr_term *terms = SR_NEW_ARRAY(a->arena, sr_term, f->n);
    sr_template *t = SR_NEW(a->arena, sr_template);

    for (uint32_t i = 0; i < f->n; i++) {
        span s;
        if (!find_label(tab, f->term[i].label, &s) || !nth(s, sub, n, &terms[i].line) || terms[i].line == result)
            return NULL;
        terms[i].minus = f->term[i].minus;
        terms[i].below = f->term[i].below;
        t->quotient |= f->term[i].below;
    }
    t->table = table;
    t->shape = SR_SHAPE_ACROSS;
    t->kind = SR_CHECK_FORMULA;
    t->origin = SR_ORIGIN_DECLARED;
    t->op = operator_of(f);
    t->hundred = f->hundred && t->quotient;
    t->product = f->product;
    t->result = result;
    t->terms = terms;
    t->n_terms = f->n;
    t->loose = tab->columns[result].unit == SR_UNIT_PERCENT;
    t->decimals = tab->columns[result].aspect != SR_ASPECT_MONEY;
    t->expression = sr_audit_formula_text(a, t);
    try_template(a, t, 0);
    return t;
}

static void say_not_followed(sr_audit *a, const sr_template *t)
{
    const sr_table *table = a->doc->tables[t->table];
    sr_finding *f = sr_doc_finding(
        a->doc, SR_C016,
        "The number row states %.*s, but that holds in %u of %u rows only; the column is not audited by it.",
        SR_FMT(t->expression), t->holds, t->holds + t->fails);

    f->table_no = table->table_no;
    f->column_no = t->result + 1;
    f->line_no = table->line_first;
}

/* More than half of the rows follow it, so that the others are exceptions and not the rule. */
static bool is_followed(const sr_template *t)
{
    return t->fails == 0 || t->holds >= t->fails;
}

/* The formula of one label: for each sub-column under it, or for the one sub-column of its members that it follows. */
static void take_formula(sr_audit *a, uint32_t table, uint32_t column)
{
    const sr_table *tab = a->doc->tables[table];
    sr_formula f;
    span result = {0}, s;
    uint32_t subs = 1;
    char label[SR_LABEL_MAX];

    if (tab->columns[column].label.len >= sizeof label || !sr_formula_read(tab->columns[column].formula, &f))
        return;
    memcpy(label, tab->columns[column].label.ptr, tab->columns[column].label.len);
    label[tab->columns[column].label.len] = '\0';
    if (!find_label(tab, label, &result) || result.from != column)
        return;
    for (uint32_t i = 0; i < f.n; i++)
        if (find_label(tab, f.term[i].label, &s) && s.n > subs)
            subs = s.n;
    if (result.n == 1 && subs > 1) { /* one percentage over K and Rp: of which of them? */
        sr_template *best = NULL;
        for (uint32_t sub = subs; sub-- > 0;) {
            sr_template *t = declare(a, table, column, &f, sub, subs);
            if (t && (!best || t->holds > best->holds))
                best = t;
        }
        if (best && is_followed(best))
            add_rows(a, best);
        else if (best)
            say_not_followed(a, best);
        return;
    }
    for (uint32_t sub = 0; sub < result.n; sub++) {
        sr_template *t = declare(a, table, column + sub, &f, sub, result.n);
        if (t && is_followed(t))
            add_rows(a, t);
        else if (t)
            say_not_followed(a, t);
    }
}

/* ---- four quarters and the year -------------------------------------------------------------- */

/* Columns of one measure: its quarters, and the year's. */
typedef struct year {
    uint32_t quarter[4], whole;
} year;

static bool same_measure(const sr_column *a, const sr_column *b)
{
    return b->role == SR_ROLE_MEASURE && a->measure == b->measure && a->aspect == b->aspect &&
           (!a->year || !b->year || a->year == b->year) && (!a->revision || !b->revision || a->revision == b->revision);
}

/* The quarters that begin at the column, side by side, and the year's column next to them, before or behind. */
static bool find_year(const sr_table *t, uint32_t c, year *out)
{
    const sr_column *first = &t->columns[c];

    if (c + 3 >= t->width || first->quarter != 1 || first->role != SR_ROLE_MEASURE)
        return false;
    for (uint32_t q = 0; q < 4; q++) {
        if (t->columns[c + q].quarter != q + 1 || !same_measure(first, &t->columns[c + q]))
            return false;
        out->quarter[q] = c + q;
    }
    for (int side = 0; side < 2; side++) {
        uint32_t at = side ? c + 4 : c - 1; /* before the first column: beyond the width */
        if (at < t->width && !t->columns[at].quarter && same_measure(first, &t->columns[at])) {
            out->whole = at;
            return true;
        }
    }
    return false;
}

static sr_template *quarters(sr_audit *a, uint32_t table, const year *y, uint32_t from, uint32_t n, sr_operator op)
{
    sr_template *t = SR_NEW(a->arena, sr_template);
    sr_term *terms = SR_NEW_ARRAY(a->arena, sr_term, n);

    for (uint32_t i = 0; i < n; i++)
        terms[i].line = y->quarter[from + i];
    t->table = table;
    t->shape = SR_SHAPE_ACROSS;
    t->kind = SR_CHECK_ROW_SUM;
    t->op = (uint8_t)op;
    t->origin = SR_ORIGIN_HEADER;
    t->result = y->whole;
    t->terms = terms;
    t->n_terms = n;
    t->expression = sr_audit_formula_text(a, t);
    return t;
}

/* A figure that is a share adds up to nothing over the year. */
static bool is_share(const sr_audit *a, uint32_t row, uint32_t column)
{
    const sr_cell *c = sr_audit_cell(a, (sr_ref){row, column});

    return c && c->unit == SR_UNIT_PERCENT;
}

/*
 * Each quarter's own part, which add up to the year, or what is reached by then, of which the last is the year's: what
 * closes tells, row by row. A row for which neither closes is an exception where the rows agree on the one, and nothing
 * is known where they do not.
 */
static void add_quarters(sr_audit *a, uint32_t table, const year *y)
{
    enum { RULE = 4 }; /* rows that agree on the one, and for each that does not */
    sr_template *sum = quarters(a, table, y, 0, 4, SR_OP_SUM);
    sr_template *last = quarters(a, table, y, 3, 1, SR_OP_EQUAL);

    for (uint32_t r = a->table_at[table]; r < a->table_at[table + 1]; r++) {
        bool adds = holds_in(a, sum, r), ends = holds_in(a, last, r);
        sum->holds += adds && !ends;
        last->holds += ends && !adds;
        sum->fails += !adds && !is_share(a, r, y->whole) &&
                      sr_equation_state(a, &(sr_equation){.template = sum, .fixed = r}, NULL) == SR_FAILS;
    }
    bool rule = sum->holds >= RULE && sum->holds >= RULE * sum->fails;
    bool reached = last->holds >= RULE && last->holds >= RULE * sum->holds;
    for (uint32_t r = a->table_at[table]; r < a->table_at[table + 1]; r++) {
        if (holds_in(a, last, r) && !holds_in(a, sum, r))
            sr_equation_add(a, last, r);
        else if (holds_in(a, sum, r) || (rule && !is_share(a, r, y->whole)))
            sr_equation_add(a, sum, r);
        else if (reached && sr_equation_state(a, &(sr_equation){.template = last, .fixed = r}, NULL) == SR_UNKNOWN)
            sr_equation_add(a, last, r);
    }
    sr_audit_add_template(a, sum);
    sr_audit_add_template(a, last);
}

/* ---- what headers say ------------------------------------------------------------------------ */

enum { NEAR = 12 }; /* columns before a result among which its members are looked for */

static sr_template *of_two(sr_audit *a, uint32_t table, uint32_t result, uint32_t first, uint32_t second,
                           sr_operator op, uint32_t least)
{
    sr_template *t = SR_NEW(a->arena, sr_template);
    sr_term *terms = SR_NEW_ARRAY(a->arena, sr_term, 2);
    bool quotient = op == SR_OP_PERCENTAGE;

    terms[0] = (sr_term){first, false, false};
    terms[1] = (sr_term){second, !quotient, quotient};
    t->table = table;
    t->shape = SR_SHAPE_ACROSS;
    t->kind = quotient ? SR_CHECK_RATIO : SR_CHECK_DIFFERENCE;
    t->op = (uint8_t)op;
    t->origin = SR_ORIGIN_HEADER;
    t->quotient = t->hundred = quotient;
    t->result = result;
    t->terms = terms;
    t->n_terms = 2;
    try_template(a, t, least);
    return t;
}

static bool is_plan(const sr_column *c)
{
    return c->measure == SR_MEASURE_BUDGET || c->measure == SR_MEASURE_TARGET;
}

/* The words allow it: a percentage is realization over plan; a change is one plan less another, or what is left of it.
 */
static bool may_be(const sr_column *result, const sr_column *first, const sr_column *second, sr_operator op)
{
    if (first->role != SR_ROLE_MEASURE || second->role != SR_ROLE_MEASURE || first->aspect != second->aspect ||
        first->unit == SR_UNIT_PERCENT || second->unit == SR_UNIT_PERCENT)
        return false;
    if (op == SR_OP_PERCENTAGE)
        return first->measure == SR_MEASURE_REALIZATION && is_plan(second) &&
               (!result->aspect || result->aspect == first->aspect || first->aspect == SR_ASPECT_MONEY);
    return is_plan(first) && first->aspect == SR_ASPECT_MONEY &&
           (first->measure == second->measure || second->measure == SR_MEASURE_REALIZATION);
}

/* Of the columns that may be meant, those with which it holds in most rows; nothing where it mostly does not. */
static void take_words(sr_audit *a, uint32_t table, uint32_t result, sr_operator op)
{
    const sr_table *tab = a->doc->tables[table];
    uint32_t from = result > NEAR ? result - NEAR : 0, to = result + 3 < tab->width ? result + 3 : tab->width;
    sr_template *best = NULL;

    for (uint32_t i = to; i-- > from;)
        for (uint32_t k = to; k-- > from;) {
            if (i == k || i == result || k == result ||
                !may_be(&tab->columns[result], &tab->columns[i], &tab->columns[k], op))
                continue;
            sr_template *t = of_two(a, table, result, i, k, op, best ? best->holds : 1);
            if (t->holds > t->fails &&
                (!best || t->holds > best->holds || (t->holds == best->holds && t->fails < best->fails)))
                best = t;
        }
    if (best && 2 * best->holds >= 3 * best->fails) {
        best->expression = sr_audit_formula_text(a, best);
        add_rows(a, best);
    }
}

static void take_header(sr_audit *a, uint32_t table, uint32_t c)
{
    const sr_column *col = &a->doc->tables[table]->columns[c];

    if (col->formula.len || col->role != SR_ROLE_MEASURE)
        return;
    if (col->unit == SR_UNIT_PERCENT)
        take_words(a, table, c, SR_OP_PERCENTAGE);
    else if (col->measure == SR_MEASURE_CHANGE && col->aspect == SR_ASPECT_MONEY)
        take_words(a, table, c, SR_OP_DIFFERENCE);
}

/* ---- sums that a header names ---------------------------------------------------------------- */

bool sr_audit_holds_figures(const sr_column *col)
{
    return (col->role == SR_ROLE_MEASURE || col->role == SR_ROLE_NONE) && col->style.numbers > 0 &&
           col->style.codes * 2 < col->style.numbers && col->style.years * 2 < col->style.numbers;
}

bool sr_audit_says_sum(const sr_column *col)
{
    return sr_find_nocase(col->header, SR_LIT("jumlah")) != SIZE_MAX ||
           sr_find_nocase(col->header, SR_LIT("total")) != SIZE_MAX;
}

bool sr_audit_joins(const sr_template *t, const uint32_t lines[3])
{
    uint32_t among = 0;

    if (t->quotient || t->product || t->n_terms != 2)
        return false;
    for (uint32_t i = 0; i < 3; i++)
        among += lines[i] == t->result || lines[i] == t->terms[0].line || lines[i] == t->terms[1].line;
    return among == 3;
}

/* The difference of columns that stand in a sum was made by what their own headers say. */
static bool is_joined(const sr_audit *a, const sr_template *sum)
{
    for (const sr_template *t = a->of_table[sum->table].first[SR_SHAPE_ACROSS]; t && sum->n_terms == 2; t = t->next)
        if (sr_audit_joins(t, (uint32_t[]){sum->result, sum->terms[0].line, sum->terms[1].line}))
            return true;
    return false;
}

static bool may_be_part(const sr_column *col)
{
    return sr_audit_holds_figures(col) && col->unit != SR_UNIT_PERCENT && !col->quarter && !col->formula.len;
}

static sr_template *sum_of_run(sr_audit *a, uint32_t table, uint32_t from, uint32_t result, uint32_t least)
{
    sr_template *t = SR_NEW(a->arena, sr_template);
    sr_term *terms = SR_NEW_ARRAY(a->arena, sr_term, result - from);

    for (uint32_t c = from; c < result; c++)
        terms[c - from].line = c;
    t->table = table;
    t->shape = SR_SHAPE_ACROSS;
    t->kind = SR_CHECK_ROW_SUM;
    t->op = SR_OP_SUM;
    t->origin = SR_ORIGIN_HEADER;
    t->decimals = a->doc->tables[table]->columns[result].aspect != SR_ASPECT_MONEY;
    t->result = result;
    t->terms = terms;
    t->n_terms = result - from;
    try_template(a, t, least);
    return t;
}

/* What stands above the column's own header: "Pagu Indikatif (Rp)" of "Pagu Indikatif (Rp) / 2023"; absent if nothing.
 */
static sr_slice group_of(const sr_column *col)
{
    for (size_t i = col->header.len; i-- > 3;)
        if (memcmp(col->header.ptr + i - 3, " / ", 3) == 0)
            return sr_sub(col->header, 0, i - 3);
    return (sr_slice){0};
}

/* All its figures are "#####". */
static bool is_hidden(const sr_column *col)
{
    return col->role == SR_ROLE_MEASURE && col->style.numbers == 0 && col->style.texts == 0 && col->style.codes == 0;
}

/*
 * "Jumlah" behind its group's other columns, of which one cannot be read in any row: no row shows that it is their sum,
 * and the header alone says so. Every row must be short of that one figure.
 */
static void take_sum_of_group(sr_audit *a, uint32_t table, uint32_t c)
{
    const sr_table *tab = a->doc->tables[table];
    sr_slice group = group_of(&tab->columns[c]);
    uint32_t from = c, hidden = 0, unknown = 0, others = 0;

    while (from && group.len && sr_eq(group_of(&tab->columns[from - 1]), group))
        hidden += is_hidden(&tab->columns[--from]);
    if (hidden != 1 || c - from < 3)
        return;
    for (uint32_t i = from; i < c; i++)
        if (!is_hidden(&tab->columns[i]) && !may_be_part(&tab->columns[i]))
            return;
    sr_template *t = sum_of_run(a, table, from, c, 0);
    for (uint32_t r = a->table_at[table]; r < a->table_at[table + 1]; r++) {
        sr_verdict v = sr_equation_state(a, &(sr_equation){.template = t, .fixed = r}, NULL);
        unknown += v == SR_UNKNOWN;
        others += v != SR_UNKNOWN && v != SR_OUT;
    }
    if (unknown < 2 || others)
        return;
    t->expression = sr_audit_formula_text(a, t);
    add_rows(a, t);
}

/*
 * "Jumlah" behind columns of figures: the sum of as many of those beside it as it is in nearly all rows (tables of
 * statistics: "Laki-laki | Perempuan | Jumlah"). What it is the sum of otherwise, the numbers tell (audit_found.c).
 */
static void take_sum(sr_audit *a, uint32_t table, uint32_t c)
{
    enum { PARTS_MAX = 24, CERTAIN = 4 };
    const sr_table *tab = a->doc->tables[table];
    sr_template *best = NULL;
    uint32_t from = c;

    if (!may_be_part(&tab->columns[c]) || !sr_audit_says_sum(&tab->columns[c]))
        return;
    while (from && c - from < PARTS_MAX && may_be_part(&tab->columns[from - 1]))
        from--;
    for (; from + 1 < c; from++) {
        sr_template *t = sum_of_run(a, table, from, c, best ? best->holds : 2);
        if (t->holds >= 2 && t->holds >= CERTAIN * t->fails && (!best || t->holds > best->holds))
            best = t;
    }
    if (!best)
        take_sum_of_group(a, table, c);
    if (!best || is_joined(a, best))
        return;
    best->expression = sr_audit_formula_text(a, best);
    add_rows(a, best);
}

void sr_audit_columns(sr_audit *a, uint32_t table)
{
    const sr_table *tab = a->doc->tables[table];
    year y;

    for (uint32_t c = 0; c < tab->width; c++) {
        if (tab->columns[c].formula.len)
            take_formula(a, table, c);
        take_header(a, table, c);
        take_sum(a, table, c);
        if (find_year(tab, c, &y))
            add_quarters(a, table, &y);
    }
}
