/* Relations that the table's own numbers show (normalize/discover.h), where neither formula nor structure told them. */
#include "normalize/audit_parts.h"
#include "normalize/discover.h"
#include "normalize/units.h"

typedef struct view {
    const sr_audit *a;
    uint32_t table, from;
    const uint32_t *rows; /* that are seen; NULL: all of the table, from `from` on */
    const bool *figures;  /* by column */
} view;

static uint32_t row_of(const view *v, uint32_t i)
{
    return v->rows ? v->rows[i] : v->from + i;
}

/* The row, or the column, that a line of the relation is. */
static uint32_t line_of(const view *v, const sr_relation *r, uint32_t line)
{
    return r->axis == SR_DOWN ? row_of(v, line) : line;
}

static sr_number_state number_at(const void *context, uint32_t row, uint32_t column, sr_decimal *value)
{
    const view *v = context;
    const sr_cell *c = sr_audit_cell(v->a, (sr_ref){row_of(v, row), column});

    if (!v->figures[column])
        return SR_NUMBER_NONE;
    if (!c || c->status == SR_CELL_EMPTY || c->status == SR_CELL_NIL)
        return SR_NUMBER_BLANK;
    if (c->status == SR_CELL_UNREADABLE)
        return SR_NUMBER_UNKNOWN;
    if (!c->has_value || c->more)
        return SR_NUMBER_NONE;
    *value = c->value;
    return SR_NUMBER_SET;
}

static sr_check_kind kind_of(const sr_relation *r)
{
    switch (r->op) {
    case SR_OP_SUM:
        return r->axis == SR_ACROSS ? SR_CHECK_ROW_SUM : SR_CHECK_SUBTOTAL;
    case SR_OP_DIFFERENCE:
        return SR_CHECK_DIFFERENCE;
    case SR_OP_PRODUCT:
        return SR_CHECK_FORMULA;
    default:
        return SR_CHECK_RATIO;
    }
}

/* The header says as much: a percentage under "%", a difference under "selisih", a sum under "jumlah". */
static bool header_agrees(const sr_column *col, sr_operator op)
{
    switch (op) {
    case SR_OP_PERCENTAGE:
    case SR_OP_RATIO:
    case SR_OP_RELATIVE_CHANGE:
        return col->measure == SR_MEASURE_ACHIEVEMENT || col->unit == SR_UNIT_PERCENT;
    case SR_OP_DIFFERENCE:
        return col->measure == SR_MEASURE_CHANGE;
    case SR_OP_SUM:
        return sr_audit_says_sum(col);
    default:
        return false;
    }
}

static void set_terms(sr_audit *a, const view *v, const sr_relation *r, sr_template *t)
{
    bool change = r->op == SR_OP_RELATIVE_CHANGE;
    uint32_t n = r->n_members;
    sr_term *terms = SR_NEW_ARRAY(a->arena, sr_term, n + 1);

    for (uint32_t i = 0; i < n; i++) {
        terms[i].line = line_of(v, r, r->members[i]);
        terms[i].minus = r->op == SR_OP_DIFFERENCE && i > 0;
        terms[i].below = (r->op == SR_OP_RATIO || r->op == SR_OP_PERCENTAGE) && i > 0;
    }
    if (change) { /* (first - second) / second */
        terms[0] = (sr_term){line_of(v, r, r->members[0]), false, false};
        terms[1] = (sr_term){line_of(v, r, r->members[1]), true, false};
        terms[2] = (sr_term){line_of(v, r, r->members[1]), false, true};
        n = 3;
    }
    t->terms = terms;
    t->n_terms = n;
    t->mean = r->op == SR_OP_AVERAGE;
    t->product = r->op == SR_OP_PRODUCT;
    t->quotient = t->mean || change || r->op == SR_OP_RATIO || r->op == SR_OP_PERCENTAGE;
    t->hundred = r->op == SR_OP_PERCENTAGE || (change && r->percent);
}

static bool says_the_same(const sr_template *t, const view *v, const sr_relation *r)
{
    return r->n_members == 2 && (r->op == SR_OP_SUM || r->op == SR_OP_DIFFERENCE) &&
           sr_audit_joins(
               t, (uint32_t[]){line_of(v, r, r->result), line_of(v, r, r->members[0]), line_of(v, r, r->members[1])});
}

/* Some column formula of that result, or sum of rows with it, is known already. */
static bool is_known(const sr_audit *a, const view *v, const sr_relation *r)
{
    uint32_t result = line_of(v, r, r->result);
    uint8_t shape = r->axis == SR_DOWN ? SR_SHAPE_DOWN : SR_SHAPE_ACROSS;

    for (const sr_template *t = a->of_table[v->table].first[shape]; t; t = t->next)
        if ((t->result == result && t->origin != SR_ORIGIN_DISCOVERED) || says_the_same(t, v, r))
            return true;
    return false;
}

static bool row_says_mean(const sr_audit *a, uint32_t at)
{
    const sr_audit_row *row = &a->rows[at];

    for (uint32_t i = 0; i < row->n; i++)
        if (row->cells[i].status == SR_CELL_TEXT &&
            sr_find_nocase(sr_cell_text(&row->cells[i]), SR_LIT("rata")) != SIZE_MAX)
            return true;
    return false;
}

/* "Rata-rata", of a row or a column. */
static bool says_mean(const sr_audit *a, const view *v, const sr_relation *r)
{
    if (r->axis == SR_ACROSS)
        return sr_find_nocase(a->doc->tables[v->table]->columns[r->result].header, SR_LIT("rata")) != SIZE_MAX;
    return row_says_mean(a, row_of(v, r->result));
}

/* A quarter that others add up to: what quarters come to is told by the year's column (audit_columns.c). */
static bool adds_quarters(const sr_audit *a, const view *v, const sr_relation *r)
{
    for (uint32_t i = 0; i < r->n_members; i++)
        if (a->doc->tables[v->table]->columns[r->members[i]].quarter)
            return true;
    return false;
}

/*
 * An audit accuses by it, so that it must be more than a pattern: it holds in nearly all of its places, or in most
 * where the words say the same. A mean without the word is mostly a row of equal figures, a quotient without it a
 * coincidence.
 */
static bool is_convincing(const sr_audit *a, const view *v, const sr_relation *r)
{
    uint32_t holds =
        r->closings[SR_CLOSING_EXACT] + r->closings[SR_CLOSING_ROUNDED] + r->closings[SR_CLOSING_TRUNCATED];
    uint32_t fails = r->closings[SR_CLOSING_FAILS];
    if (r->axis == SR_ACROSS && a->doc->tables[v->table]->columns[r->result].quarter && adds_quarters(a, v, r))
        return false;
    bool said = r->axis == SR_ACROSS && header_agrees(&a->doc->tables[v->table]->columns[r->result], r->op);

    if (r->op == SR_OP_AVERAGE)
        return says_mean(a, v, r) && fails * 4 <= holds;
    if (r->op == SR_OP_RATIO || r->op == SR_OP_PERCENTAGE || r->op == SR_OP_RELATIVE_CHANGE)
        return said && fails * 2 <= holds;
    return said ? fails * 2 <= holds : fails * 5 <= holds;
}

/* Codes, levels and totals tell which rows add up to which: what the numbers show besides is chance. */
static bool has_tree(const sr_audit *a, uint32_t table)
{
    for (uint32_t r = a->table_at[table]; r < a->table_at[table + 1]; r++)
        if (a->rows[r].row->parent || a->rows[r].row->level != SR_LEVEL_NONE)
            return true;
    return false;
}

/* How the relation does by what is printed: discover allows for the rounding of its members, too. */
static void count(const sr_audit *a, const sr_template *t, uint32_t from, uint32_t to, uint32_t *holds, uint32_t *fails)
{
    for (uint32_t i = from; i < to; i++) {
        sr_equation e = {.template = t, .fixed = i};
        bool trivial;
        sr_verdict v = sr_equation_look(a, &e, &trivial);
        *holds += sr_closes(v) && !trivial;
        *fails += v == SR_FAILS;
    }
}

/* It holds nearly everywhere, or in most places where the words say the same. */
static bool mostly_holds(const sr_template *t, uint32_t holds, uint32_t fails)
{
    return fails * (t->origin == SR_ORIGIN_HEADER ? 2 : 4) <= holds;
}

/* In all rows of the table together. */
static bool holds_throughout(const sr_audit *a, const sr_template *t)
{
    uint32_t holds = 0, fails = 0;

    count(a, t, a->table_at[t->table], a->table_at[t->table + 1], &holds, &fails);
    return mostly_holds(t, holds, fails);
}

/* In the rows, or columns, in which it was found. */
static bool holds_where_found(const sr_audit *a, const view *v, const sr_relation *r, const sr_template *t)
{
    uint32_t holds = 0, fails = 0, base = r->axis == SR_DOWN ? 0 : v->from;

    for (uint32_t s = 0; s < r->n_spans; s++)
        count(a, t, base + r->spans[s].from, base + r->spans[s].to + 1, &holds, &fails);
    return mostly_holds(t, holds, fails);
}

/* Its column is of areas or weights by its header: they were rounded to whole ones. */
static bool is_measured(const sr_column *col)
{
    size_t from = col->header.len;

    while (from && col->header.ptr[from - 1] != '/')
        from--;
    sr_unit unit = col->unit ? col->unit : sr_unit_known(sr_trim(sr_sub(col->header, from, col->header.len)));
    return unit != SR_UNIT_NONE && unit != SR_UNIT_RUPIAH && unit != SR_UNIT_PERCENT && !sr_unit_is_counted(unit) &&
           !sr_unit_is_whole(unit);
}

/*
 * Sums of figures that were rounded to whole ones are off by one here and there: of areas, and where most that fail
 * are so in a column of figures that are no money.
 */
static bool adds_rounded(const sr_audit *a, sr_template *t)
{
    enum { LEAST = 3 }; /* rows that are off by one */
    const sr_column *col = &a->doc->tables[t->table]->columns[t->result];
    uint32_t from = a->table_at[t->table], to = a->table_at[t->table + 1];
    uint32_t holds = 0, fails = 0, closes = 0, remain = 0;

    if (t->quotient || t->product || !t->decimals || t->loose)
        return false;
    if (is_measured(col))
        return true;
    count(a, t, from, to, &holds, &fails);
    t->loose = true;
    count(a, t, from, to, &closes, &remain);
    t->loose = false;
    return fails >= remain + LEAST && fails >= 2 * remain;
}

static void add_relation(sr_audit *a, const view *v, const sr_relation *r)
{
    sr_template *t = SR_NEW(a->arena, sr_template);
    bool down = r->axis == SR_DOWN;

    set_terms(a, v, r, t);
    t->shape = down ? SR_SHAPE_DOWN : SR_SHAPE_ACROSS;
    t->op = (uint8_t)r->op;
    t->kind = (uint8_t)kind_of(r);
    t->origin = !down && header_agrees(&a->doc->tables[v->table]->columns[r->result], r->op) ? SR_ORIGIN_HEADER
                                                                                             : SR_ORIGIN_DISCOVERED;
    t->table = v->table;
    t->result = line_of(v, r, r->result);
    t->loose = r->closings[SR_CLOSING_ROUNDED] > 0;
    t->decimals = !down && a->doc->tables[v->table]->columns[r->result].aspect != SR_ASPECT_MONEY;
    t->loose |= !down && adds_rounded(a, t);
    if (!holds_where_found(a, v, r, t))
        return;
    t->expression = sr_audit_formula_text(a, t);
    sr_audit_add_template(a, t);
    if (!down && holds_throughout(a, t)) { /* rows between its spans are of the same table: they are exceptions */
        for (uint32_t i = a->table_at[v->table]; i < a->table_at[v->table + 1]; i++)
            sr_audit_add_in_row(a, t, i);
        return;
    }
    for (uint32_t s = 0; s < r->n_spans; s++)
        for (uint32_t i = r->spans[s].from; i <= r->spans[s].to; i++) {
            if (down)
                sr_equation_add(a, t, i);
            else
                sr_audit_add_in_row(a, t, v->from + i);
        }
}

/*
 * Rows that a total holding in a column at least has added up: none of them is a sum besides, for it would be counted
 * twice. Lists the others, among which may be sums of totals; NULL where all are to be looked at: a mean is one of rows
 * that were added up.
 */
static uint32_t *list_untold(const sr_audit *a, const view *v, size_t first, uint32_t *rows)
{
    uint32_t *untold = SR_NEW_ARRAY(a->arena, uint32_t, *rows), n = 0;
    bool *told = SR_NEW_ARRAY(a->arena, bool, *rows);
    const sr_template *last = NULL;

    for (size_t i = first; i < a->n_equations; i++) {
        const sr_template *t = a->equations[i].template;
        if (t == last || t->shape != SR_SHAPE_DOWN || !sr_closes((sr_verdict)a->equations[i].state))
            continue;
        last = t;
        for (uint32_t k = 0; k < t->n_terms; k++)
            told[t->terms[k].line - v->from] = true;
    }
    for (uint32_t i = 0; i < *rows; i++) {
        if (told[i])
            continue;
        if (row_says_mean(a, v->from + i))
            return NULL;
        untold[n++] = v->from + i;
    }
    *rows = n;
    return untold;
}

static bool column_says_mean(const sr_table *t)
{
    for (uint32_t c = 0; c < t->width; c++)
        if (sr_find_nocase(t->columns[c].header, SR_LIT("rata")) != SIZE_MAX)
            return true;
    return false;
}

/* Each column of figures is in a formula that the rows follow, or a sum that its header names. */
static bool formulas_tell_all(const sr_audit *a, const view *v, uint32_t n)
{
    bool *told = SR_NEW_ARRAY(a->arena, bool, a->doc->tables[v->table]->width);

    for (const sr_template *t = a->of_table[v->table].first[SR_SHAPE_ACROSS]; t; t = t->next) {
        if (t->holds <= t->fails)
            continue;
        for (uint32_t i = 0; i <= t->n_terms; i++) {
            uint32_t c = i ? t->terms[i - 1].line : t->result;
            n -= v->figures[c] && !told[c];
            told[c] = true;
        }
    }
    return n == 0;
}

static void search(sr_audit *a, const view *v, sr_axis axis, bool means, uint32_t rows)
{
    sr_number_grid grid = {rows, a->doc->tables[v->table]->width, number_at, v};
    sr_discover_options options = {.only = 1U << axis, .no_means = !means, .scratch = &a->scratch};
    sr_relations found = sr_discover(a->arena, &grid, &options);

    for (size_t i = 0; i < found.n; i++)
        if (is_convincing(a, v, &found.items[i]) && !is_known(a, v, &found.items[i]))
            add_relation(a, v, &found.items[i]);
}

void sr_audit_found(sr_audit *a, uint32_t table, size_t first)
{
    const sr_table *tab = a->doc->tables[table];
    bool *figures = SR_NEW_ARRAY(a->arena, bool, tab->width + 1);
    view v = {.a = a, .table = table, .from = a->table_at[table], .figures = figures};
    uint32_t rows = a->table_at[table + 1] - a->table_at[table], n = 0;

    for (uint32_t c = 0; c < tab->width; c++)
        n += figures[c] = sr_audit_holds_figures(&tab->columns[c]);
    if (n == 0)
        return;
    if (!formulas_tell_all(a, &v, n))
        search(a, &v, SR_ACROSS, column_says_mean(tab), rows);
    if (has_tree(a, table))
        return;
    v.rows = list_untold(a, &v, first, &rows);
    search(a, &v, SR_DOWN, v.rows == NULL, rows);
}
