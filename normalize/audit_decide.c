/*
 * Readings and recovery: among the readings of a cell the one that closes most, and the lone unknown of a relation.
 *
 * Both look only at relations that do not hold yet, and each change is kept only if it opens no other one, so that the
 * number of relations that hold grows with every step and the work ends.
 */
#include "normalize/audit_parts.h"
#include "normalize/number.h"

enum {
    ROUNDS_MAX = 4,   /* a value that was found may make another one the lone unknown */
    OPTIONS_MAX = 64, /* cells with other readings in one relation: pairs of them are tried */
    PAIRS_MAX = 1024  /* pairs of readings tried for one relation */
};

/* ---- what a trial does to the other relations ------------------------------------------------ */

uint32_t sr_audit_gains(const sr_audit *a, const sr_trial *trial)
{
    uint32_t cell = sr_audit_cell_no(a, trial->at), n = 0;

    for (uint32_t i = a->link_at[cell]; i < a->link_at[cell + 1]; i++) {
        const sr_equation *e = &a->equations[a->links[i]];
        n += !sr_closes((sr_verdict)e->state) && sr_closes(sr_equation_state(a, e, trial));
    }
    return n;
}

bool sr_audit_breaks(const sr_audit *a, const sr_trial *trial)
{
    uint32_t cell = sr_audit_cell_no(a, trial->at);

    for (uint32_t i = a->link_at[cell]; i < a->link_at[cell + 1]; i++) {
        const sr_equation *e = &a->equations[a->links[i]];
        if (sr_closes((sr_verdict)e->state) && !sr_closes(sr_equation_state(a, e, trial)))
            return true;
    }
    return false;
}

void sr_audit_settle(sr_audit *a, sr_ref at)
{
    uint32_t cell = sr_audit_cell_no(a, at);

    for (uint32_t i = a->link_at[cell]; i < a->link_at[cell + 1]; i++) {
        sr_equation *e = &a->equations[a->links[i]];
        e->state = (uint8_t)sr_equation_state(a, e, NULL);
    }
}

/* ---- readings -------------------------------------------------------------------------------- */

static void say_chosen(sr_audit *a, sr_ref at, sr_decimal was, const sr_equation *e)
{
    const sr_cell *c = sr_audit_cell(a, at);
    uint32_t no = (uint32_t)(e - a->equations);
    char now[SR_DECIMAL_TEXT], before[SR_DECIMAL_TEXT];
    int n = (int)sr_decimal_text(c->value, now), b = (int)sr_decimal_text(was, before);
    sr_finding *f =
        sr_doc_finding(a->doc, SR_C002, "\"%.*s\" is %.*s and not %.*s: so %.*s holds.",
                       SR_FMT(sr_trim(sr_cell_raw(c))), n, now, b, before, SR_FMT(sr_audit_expression(a, e)));

    sr_audit_finding(a, at, f)->evidence = sr_audit_evidence(a, &no, 1);
}

typedef struct option {
    sr_ref at;
    sr_reading reading;
} option;

/* 16.000 as sixteen: nobody prints three decimals that say nothing. */
static bool has_idle_decimals(sr_decimal v)
{
    return v.scale == 3 && v.coef % 1000 == 0;
}

/* 844.168 where the column is of whole rupiah: a reading that makes it no amount proves nothing. */
static bool suits_column(const sr_audit *a, sr_ref at, sr_decimal v)
{
    const sr_column *col = sr_audit_column(a, at);
    const sr_cell *c = sr_audit_cell(a, at);

    return !col || !col->whole || !sr_decimal_is_integer(c->value) || sr_decimal_is_integer(v);
}

/* Other readings of the cells of a relation; more than OPTIONS_MAX are left out, *capped. */
static uint32_t collect(const sr_audit *a, const sr_equation *e, option options[OPTIONS_MAX], bool *capped)
{
    uint32_t n = 0;
    sr_readings r;

    for (uint32_t i = 0; i <= sr_equation_members(e); i++) {
        sr_ref at = sr_equation_cell(e, i);
        const sr_cell *c = sr_audit_cell(a, at);
        if (!c || !c->has_value || c->status == SR_CELL_INFERRED || c->verified || c->typed)
            continue;
        sr_number_read(sr_cell_text(c), &r);
        for (int k = 0; k < r.n; k++) {
            if (sr_decimal_cmp(r.reading[k].value, c->value) == 0 || has_idle_decimals(r.reading[k].value) ||
                !suits_column(a, at, r.reading[k].value))
                continue;
            if (n == OPTIONS_MAX) {
                *capped = true;
                return n;
            }
            options[n++] = (option){at, r.reading[k]};
        }
    }
    return n;
}

static void take_reading(sr_audit *a, const option *o, const sr_equation *e)
{
    sr_cell *c = sr_audit_cell(a, o->at);
    sr_decimal was = c->value;

    c->value = o->reading.value;
    c->rule = SR_RULE_ARITHMETIC;
    c->status = o->reading.cost ? SR_CELL_REPAIRED : SR_CELL_OK;
    c->open = false;
    sr_audit_settle(a, o->at);
    say_chosen(a, o->at, was, e);
}

/* Two cells at once: their relation holds with both, and each alone breaks nothing else. */
static bool try_pairs(sr_audit *a, sr_equation *e, const option *options, uint32_t n)
{
    uint32_t tried = 0;

    for (uint32_t i = 0; i < n; i++)
        for (uint32_t j = i + 1; j < n && tried < PAIRS_MAX; j++) {
            if (options[i].at.row == options[j].at.row && options[i].at.column == options[j].at.column)
                continue;
            tried++;
            sr_cell *c = sr_audit_cell(a, options[i].at);
            sr_decimal was = c->value;
            sr_trial second = {options[j].at, options[j].reading.value};
            c->value = options[i].reading.value;
            bool both = sr_closes(sr_equation_state(a, e, &second));
            c->value = was;
            if (!both || sr_audit_breaks(a, &(sr_trial){options[i].at, options[i].reading.value}) ||
                sr_audit_breaks(a, &second))
                continue;
            take_reading(a, &options[i], e);
            take_reading(a, &options[j], e);
            return true;
        }
    return false;
}

static void say_capped(sr_audit *a, const sr_equation *e)
{
    sr_finding *f = sr_doc_finding(a->doc, SR_C014, "%.*s: its cells have more readings than were tried.",
                                   SR_FMT(sr_audit_expression(a, e)));

    sr_audit_finding(a, sr_equation_result(e), f);
}

/* 0,00 % of anything: whatever is small enough closes it. */
static bool proves_nothing(const sr_audit *a, const sr_equation *e)
{
    const sr_cell *result = sr_audit_cell(a, sr_equation_result(e));

    return e->template->quotient && result && result->has_value && result->value.coef == 0;
}

/* A relation that fails: does another reading of one of its cells close it? The one that closes most, if only one does.
 */
static bool choose_reading(sr_audit *a, sr_equation *e)
{
    option options[OPTIONS_MAX];
    bool capped = false, tie = false;
    uint32_t n = collect(a, e, options, &capped);
    uint32_t most = 0;
    int best = -1;

    for (uint32_t i = 0; i < n; i++) {
        sr_trial trial = {options[i].at, options[i].reading.value};
        if (!sr_closes(sr_equation_state(a, e, &trial)) || sr_audit_breaks(a, &trial))
            continue;
        uint32_t g = sr_audit_gains(a, &trial);
        if (g > most || (g == most && best >= 0 && options[i].reading.cost < options[best].reading.cost)) {
            most = g;
            best = (int)i;
            tie = false;
        } else if (g == most && best >= 0 && options[i].reading.cost == options[best].reading.cost) {
            tie = true;
        }
    }
    if (best >= 0 && !tie) {
        take_reading(a, &options[best], e);
        return true;
    }
    if (best < 0 && try_pairs(a, e, options, n))
        return true;
    if (capped)
        say_capped(a, e);
    return false;
}

/* An ambiguous cell whose value closes a relation that no other reading of it would close is proved. */
static void prove_ambiguous(sr_audit *a, const sr_equation *e)
{
    for (uint32_t i = 0; i <= sr_equation_members(e); i++) {
        sr_ref at = sr_equation_cell(e, i);
        sr_cell *c = sr_audit_cell(a, at);
        sr_readings r;
        bool other = false;
        if (!c || c->status != SR_CELL_AMBIGUOUS)
            continue;
        sr_number_read(sr_cell_text(c), &r);
        const sr_reading *own = NULL;
        for (int k = 0; k < r.n; k++) {
            bool same = sr_decimal_cmp(r.reading[k].value, c->value) == 0;
            if (same)
                own = &r.reading[k];
            else
                other |= sr_closes(sr_equation_state(a, e, &(sr_trial){at, r.reading[k].value}));
        }
        if (!own || other || r.n < 2)
            continue;
        sr_decimal rejected = r.reading[own == &r.reading[0] ? 1 : 0].value;
        c->status = own->cost ? SR_CELL_REPAIRED : SR_CELL_OK;
        c->rule = SR_RULE_ARITHMETIC;
        say_chosen(a, at, rejected, e);
    }
}

/* ---- recovery -------------------------------------------------------------------------------- */

/* The one cell of the relation that cannot be read. */
static bool lone_unknown(const sr_audit *a, const sr_equation *e, sr_ref *out)
{
    for (uint32_t i = 0; i <= sr_equation_members(e); i++) {
        sr_ref at = sr_equation_cell(e, i);
        const sr_cell *c = sr_audit_cell(a, at);
        if (c && c->status == SR_CELL_UNREADABLE) {
            *out = at;
            return true;
        }
    }
    *out = sr_equation_result(e); /* a blank one */
    const sr_cell *c = sr_audit_cell(a, *out);
    return c && c->status == SR_CELL_EMPTY;
}

/* Some other cell is in doubt: it has several readings, may not be of its column, or a relation of its own fails. */
static bool others_in_doubt(const sr_audit *a, const sr_equation *e, sr_ref without)
{
    for (uint32_t i = 0; i <= sr_equation_members(e); i++) {
        sr_ref at = sr_equation_cell(e, i);
        const sr_cell *c = sr_audit_cell(a, at);
        if (!c || (at.row == without.row && at.column == without.column))
            continue;
        if (c->status == SR_CELL_AMBIGUOUS || c->accused)
            return true;
        uint32_t cell = sr_audit_cell_no(a, at);
        bool holds = false, fails = false;
        for (uint32_t k = a->link_at[cell]; k < a->link_at[cell + 1]; k++) {
            const sr_equation *o = &a->equations[a->links[k]];
            fails |= o->state == SR_FAILS && !o->blame;
            holds |= sr_closes((sr_verdict)o->state);
        }
        if ((fails || a->rows[at.row].row->unsure) && !holds)
            return true;
    }
    return false;
}

/* The row is one of the members, or under one. */
static bool is_under_member(const sr_audit *a, const sr_equation *e, uint32_t row)
{
    for (uint32_t depth = 0; depth < SR_LEVEL_COUNT * 2; depth++) {
        for (uint32_t i = 0; i < sr_equation_members(e); i++)
            if (sr_equation_member(e, i).row == row)
                return true;
        uint32_t parent = a->rows[row].row->parent;
        row = parent ? sr_audit_row_of(a, e->template->table, parent) : UINT32_MAX;
        if (row == UINT32_MAX)
            return false;
    }
    return false;
}

/*
 * A row among the members of a sum of rows has a figure in its column and is none of them, nor under one: its place in
 * the tree was misread, or the sum is of other rows.
 */
static bool lacks_row(const sr_audit *a, const sr_equation *e)
{
    enum { ROWS_MAX = 512 }; /* that are looked at for one relation */
    uint32_t from = UINT32_MAX, to = 0;

    if (e->template->shape != SR_SHAPE_DOWN)
        return false;
    for (uint32_t i = 0; i < sr_equation_members(e); i++) {
        uint32_t row = sr_equation_member(e, i).row;
        from = row < from ? row : from;
        to = row > to ? row : to;
    }
    if (to - from >= ROWS_MAX || to - from + 1 == sr_equation_members(e))
        return false;
    for (uint32_t row = from + 1; row < to; row++) {
        const sr_cell *c = sr_audit_cell(a, (sr_ref){row, e->fixed});
        if (c && c->has_value && a->rows[row].row->kind != SR_ROW_TOTAL && !is_under_member(a, e, row))
            return true;
    }
    return false;
}

/* The digits of the text stand in the value in their order. */
static bool stand_in(sr_slice digits, sr_decimal value)
{
    char text[SR_DECIMAL_TEXT];
    size_t n = sr_decimal_text(value, text), at = 0;

    for (size_t i = 0; i < digits.len; i++) {
        if (!sr_is_digit((unsigned char)digits.ptr[i]))
            continue;
        while (at < n && text[at] != digits.ptr[i])
            at++;
        if (at == n)
            return false;
        at++;
    }
    return true;
}

/* The text without the sen that it is printed with: "530,55,146.00", "297849100 00". */
static sr_slice without_sen(sr_slice text)
{
    text = sr_trim(text);
    size_t n = text.len;

    return n > 3 && memcmp(text.ptr + n - 2, "00", 2) == 0 && strchr("., ", text.ptr[n - 3]) ? sr_sub(text, 0, n - 3)
                                                                                             : text;
}

bool sr_audit_keeps_digits(const sr_cell *c, sr_decimal value)
{
    sr_slice text = sr_cell_text(c);

    return stand_in(text, value) || (sr_decimal_is_integer(value) && stand_in(without_sen(text), value));
}

/* The value has the form that its column's figures have. */
static bool has_form(const sr_audit *a, const sr_equation *e, sr_ref at, sr_decimal value)
{
    const sr_column *col = sr_audit_column(a, at);
    const sr_cell *c = sr_audit_cell(a, at);
    sr_ref result = sr_equation_result(e);
    bool change = e->template->op == SR_OP_DIFFERENCE && at.row == result.row && at.column == result.column;

    if (!col || (value.coef < 0 && !change && col->measure != SR_MEASURE_CHANGE))
        return false;
    if ((col->whole || col->aspect == SR_ASPECT_MONEY) && col->unit != SR_UNIT_PERCENT && !sr_decimal_is_integer(value))
        return false;
    return sr_audit_keeps_digits(c, value);
}

/* Relations that agree on a value; exact ones along the row, down the column and with another place know of each other
 * nothing but the cell. */
typedef struct agreement {
    uint32_t all;
    bool exact[SR_SHAPE_CELLS + 1]; /* by shape */
} agreement;

static bool agree_independently(const agreement *x)
{
    return x->exact[SR_SHAPE_ACROSS] + x->exact[SR_SHAPE_DOWN] + x->exact[SR_SHAPE_PAIR] + x->exact[SR_SHAPE_CELLS] > 1;
}

static bool has_accused(const sr_audit *a, const sr_equation *e)
{
    for (uint32_t i = 0; i <= sr_equation_members(e); i++) {
        const sr_cell *c = sr_audit_cell(a, sr_equation_cell(e, i));
        if (c && c->accused)
            return true;
    }
    return false;
}

/* Every relation of the cell that could tell agrees, by what is printed. */
static bool all_agree(const sr_audit *a, const sr_trial *trial, agreement *out)
{
    uint32_t cell = sr_audit_cell_no(a, trial->at);

    *out = (agreement){0};
    for (uint32_t i = a->link_at[cell]; i < a->link_at[cell + 1]; i++) {
        const sr_equation *e = &a->equations[a->links[i]];
        sr_verdict v = sr_equation_state(a, e, trial);
        if (v == SR_FAILS || (sr_closes(v) && has_accused(a, e)))
            return false;
        out->all += sr_closes(v);
        out->exact[e->template->shape] |= sr_closes(v) && !e->template->quotient && !e->template->loose;
    }
    return true;
}

/* Every other cell with a figure is in some other relation that holds. */
static bool others_stand(const sr_audit *a, const sr_equation *e, sr_ref without)
{
    for (uint32_t i = 0; i <= sr_equation_members(e); i++) {
        sr_ref at = sr_equation_cell(e, i);
        const sr_cell *c = sr_audit_cell(a, at);
        bool holds = false;
        if (!c || !c->has_value || (at.row == without.row && at.column == without.column))
            continue;
        uint32_t cell = sr_audit_cell_no(a, at);
        for (uint32_t k = a->link_at[cell]; k < a->link_at[cell + 1] && !holds; k++)
            holds = sr_closes((sr_verdict)a->equations[a->links[k]].state);
        if (!holds)
            return false;
    }
    return true;
}

static void say_inferred(sr_audit *a, sr_ref at, const sr_equation *e, uint32_t agreeing)
{
    const sr_cell *c = sr_audit_cell(a, at);
    char text[SR_DECIMAL_TEXT];
    int n = (int)sr_decimal_text(c->value, text);
    sr_finding *f =
        sr_doc_finding(a->doc, SR_C001, "\"%.*s\" is %.*s: %.*s%s.", SR_FMT(sr_trim(sr_cell_raw(c))), n, text,
                       SR_FMT(sr_audit_expression(a, e)), agreeing > 1 ? ", and other relations agree" : "");

    sr_audit_finding(a, at, f)->evidence = sr_audit_evidence_of_cell(a, at);
}

static bool recover(sr_audit *a, sr_equation *e)
{
    sr_ref at;
    sr_trial trial;
    agreement agreeing;

    if (e->template->shape == SR_SHAPE_PAIR || e->template->quotient || !lone_unknown(a, e, &at))
        return false;
    trial.at = at;
    if (!sr_equation_solve(a, e, at, &trial.value) || !has_form(a, e, at, trial.value) ||
        !all_agree(a, &trial, &agreeing) ||
        ((others_in_doubt(a, e, at) || lacks_row(a, e)) && !agree_independently(&agreeing)))
        return false;
    sr_cell *c = sr_audit_cell(a, at);
    if (c->status == SR_CELL_EMPTY && agreeing.all < 2 && !others_stand(a, e, at)) /* nothing says that it is missing */
        return false;
    c->value = trial.value;
    c->has_value = true;
    c->status = SR_CELL_INFERRED;
    c->rule = SR_RULE_ARITHMETIC;
    if (!c->unit)
        c->unit = sr_audit_column(a, at)->unit;
    sr_audit_settle(a, at);
    say_inferred(a, at, e, agreeing.all);
    return true;
}

bool sr_audit_recover(sr_audit *a)
{
    bool changed = false;

    for (size_t i = 0; i < a->n_equations; i++)
        if (a->equations[i].state == SR_UNKNOWN)
            changed |= recover(a, &a->equations[i]);
    return changed;
}

/* Some cell of the batch has several readings: each of them has a finding of the number reader that says so. */
static bool has_ambiguous(const sr_audit *a, size_t first)
{
    for (size_t i = 0; i < a->doc->n_findings; i++) {
        const sr_finding *f = &a->doc->findings[i];
        if (f->table_no <= first || !f->row_no || !f->column_no)
            continue;
        sr_ref at = {sr_audit_row_of(a, f->table_no - 1, f->row_no), f->column_no - 1};
        const sr_cell *c = at.row == UINT32_MAX ? NULL : sr_audit_cell(a, at);
        if (c && c->status == SR_CELL_AMBIGUOUS)
            return true;
    }
    return false;
}

void sr_audit_decide(sr_audit *a, size_t first)
{
    bool changed = true;

    for (int round = 0; changed && round < ROUNDS_MAX; round++) {
        changed = false;
        for (size_t i = 0; i < a->n_equations; i++)
            if (a->equations[i].state == SR_FAILS && !proves_nothing(a, &a->equations[i]))
                changed |= choose_reading(a, &a->equations[i]);
        changed |= sr_audit_recover(a);
    }
    bool ambiguous = has_ambiguous(a, first);
    for (size_t i = 0; i < a->n_equations && ambiguous; i++)
        if (sr_closes((sr_verdict)a->equations[i].state) && !proves_nothing(a, &a->equations[i]))
            prove_ambiguous(a, &a->equations[i]);
}
