/* Sums of rows that fail: what their columns have in common. */
#include "normalize/audit_search.h"

/* ---- sums of rows, all columns at once ------------------------------------------------------- */

void sr_gather_sums(const sr_search *s, size_t first, sr_sums *out)
{
    const sr_audit *a = s->a;

    *out = (sr_sums){.t = a->equations[first].template};
    for (size_t i = first; i < a->n_equations && a->equations[i].template == out->t && out->n < SR_SUM_COLUMNS_MAX;
         i++) {
        const sr_equation *e = &a->equations[i];
        sr_decimal off = {0};
        if (e->state == SR_UNKNOWN || (e->state == SR_FAILS && (e->blame || !sr_off_by(a, e, &off))))
            continue;
        out->failing += e->state == SR_FAILS;
        out->at[out->n].equation = (uint32_t)i;
        out->at[out->n].column = e->fixed;
        out->at[out->n++].off = off;
    }
}

static uint32_t failing_of(const sr_sums *g, uint32_t out[SR_SUM_COLUMNS_MAX])
{
    uint32_t n = 0;

    for (uint32_t i = 0; i < g->n; i++)
        if (g->at[i].off.coef != 0)
            out[n++] = g->at[i].equation;
    return n;
}

static uint32_t first_failing(const sr_sums *g)
{
    uint32_t i = 0;

    while (i < g->n && g->at[i].off.coef == 0)
        i++;
    return g->at[i].column;
}

static sr_decimal negative(sr_decimal v)
{
    v.coef = -v.coef;
    return v;
}

/* In every column that fails the sum is off by just the figure of the row: left out (sign -1) or counted twice (1). */
static bool off_by_row(const sr_audit *a, const sr_sums *g, uint32_t row, int sign)
{
    for (uint32_t i = 0; i < g->n; i++) {
        sr_decimal v = sr_value_at(a, row, g->at[i].column);
        if (g->at[i].off.coef != 0 && !sr_equals(g->at[i].off, sign < 0 ? negative(v) : v))
            return false;
    }
    return true;
}

sr_slice sr_columns_named(sr_audit *a, const sr_sums *g)
{
    sr_slice text = {0};

    for (uint32_t i = 0, n = 0; i < g->n; i++)
        if (g->at[i].off.coef != 0)
            text = sr_arena_printf(a->arena, "%.*s%s%.*s", SR_FMT(text), n++ ? ", " : "",
                                   SR_FMT(sr_audit_column_name(a, g->t->table, g->at[i].column)));
    return text;
}

/* What the sum should be in each column that fails, by its rows; how many there are. */
static uint32_t right_sums(const sr_audit *a, const sr_sums *g, sr_trial right[SR_SUM_COLUMNS_MAX])
{
    uint32_t n = 0;

    for (uint32_t i = 0; i < g->n; i++) {
        sr_trial x = {{g->t->result, g->at[i].column}, {0}};
        if (g->at[i].off.coef != 0 && sr_decimal_sub(sr_value_at(a, x.at.row, x.at.column), g->at[i].off, &x.value))
            right[n++] = x;
    }
    return n;
}

sr_finding *sr_tell_sums(sr_search *s, const sr_sums *g, sr_finding_code code, sr_slice message)
{
    uint32_t equations[SR_SUM_COLUMNS_MAX] = {0}, n = failing_of(g, equations);
    sr_finding *f = sr_tell_cause(s, code, (sr_ref){g->t->result, first_failing(g)}, equations, n, message);

    for (uint32_t i = 0; i < g->n; i++)
        if (g->at[i].off.coef != 0)
            sr_accuse_cell(s->a, (sr_ref){g->t->result, g->at[i].column});
    return f;
}

/* The rows are right and their sum is wrong. */
static void tell_wrong_sum(sr_search *s, const sr_sums *g, sr_finding_code code, sr_slice message)
{
    sr_trial right[SR_SUM_COLUMNS_MAX];
    sr_finding *f = sr_tell_sums(s, g, code, message);
    uint32_t n = right_sums(s->a, g, right);

    if (n == 1 && f->has_value)
        sr_suggest(f, right[0].value);
    sr_put_right(s, right, n);
}

/* The parent's own figures are right as far as other relations tell: none of those that hold would with the sum. */
static bool parent_stands(const sr_audit *a, const sr_sums *g)
{
    for (uint32_t i = 0; i < g->n; i++) {
        sr_trial trial = {{g->t->result, g->at[i].column}, {0}};
        if (g->at[i].off.coef != 0 &&
            sr_decimal_sub(sr_value_at(a, g->t->result, g->at[i].column), g->at[i].off, &trial.value) &&
            sr_audit_breaks(a, &trial))
            return true;
    }
    return false;
}

/*
 * A row that repeats the figures of the one above it, while the parent, which stands, is the sum of the others: the
 * copy is the error, and not the sum.
 */
static bool explain_by_repeated_row(sr_search *s, const sr_sums *g)
{
    sr_audit *a = s->a;

    for (uint32_t i = 1; i < g->t->n_terms; i++) {
        uint32_t row = g->t->terms[i].line, above = g->t->terms[i - 1].line, column = first_failing(g);
        bool same = row == above + 1 && off_by_row(a, g, row, -1) && off_by_row(a, g, above, -1);
        a->work += g->n;
        if (!same || !parent_stands(a, g))
            continue;
        uint32_t equations[SR_SUM_COLUMNS_MAX] = {0}, n = failing_of(g, equations);
        sr_tell_cause(s, SR_C010, (sr_ref){row, column}, equations, n,
                      sr_arena_printf(a->arena,
                                      "%.*s repeats in %.*s what %.*s above it states: a copy, without which %.*s is "
                                      "the sum of its parts.",
                                      SR_FMT(sr_audit_row_name(a, row)), SR_FMT(sr_columns_named(a, g)),
                                      SR_FMT(sr_audit_row_name(a, above)), SR_FMT(sr_audit_row_name(a, g->t->result))));
        for (uint32_t k = 0; k < g->n; k++)
            if (g->at[k].off.coef != 0)
                sr_accuse_cell(a, (sr_ref){row, g->at[k].column});
        return true;
    }
    return false;
}

static bool explain_by_row(sr_search *s, const sr_sums *g, int first_sign)
{
    sr_audit *a = s->a;

    for (int sign = first_sign; sign <= 1; sign += 2)
        for (uint32_t i = 0; i < g->t->n_terms; i++) {
            uint32_t row = g->t->terms[i].line;
            a->work += g->n;
            if (!off_by_row(a, g, row, sign))
                continue;
            tell_wrong_sum(s, g, sign < 0 ? SR_C006 : SR_C007,
                           sr_arena_printf(a->arena, "%.*s: the sum in %.*s %s %.*s.",
                                           SR_FMT(sr_audit_row_name(a, g->t->result)), SR_FMT(sr_columns_named(a, g)),
                                           sign < 0 ? "leaves out" : "counts twice",
                                           SR_FMT(sr_audit_row_name(a, row))));
            return true;
        }
    return false;
}

/* Adds the row to the sums of a run of rows, by column that fails. */
static bool add_row(const sr_audit *a, const sr_sums *g, uint32_t row, sr_decimal run[SR_SUM_COLUMNS_MAX])
{
    for (uint32_t c = 0; c < g->n; c++)
        if (g->at[c].off.coef != 0 && !sr_decimal_add(run[c], sr_value_at(a, row, g->at[c].column), &run[c]))
            return false;
    return true;
}

/* The run of rows is just what was left out, in every column that fails. */
static bool is_left_out(const sr_sums *g, const sr_decimal run[SR_SUM_COLUMNS_MAX])
{
    for (uint32_t c = 0; c < g->n; c++)
        if (g->at[c].off.coef != 0 && !sr_equals(g->at[c].off, negative(run[c])))
            return false;
    return true;
}

/* The run of rows is all that was added. */
static bool is_all(const sr_audit *a, const sr_sums *g, const sr_decimal run[SR_SUM_COLUMNS_MAX])
{
    for (uint32_t c = 0; c < g->n; c++)
        if (g->at[c].off.coef != 0 && !sr_equals(sr_value_at(a, g->t->result, g->at[c].column), run[c]))
            return false;
    return true;
}

/* The range that was added ends too early, at a page's end above all, or begins too late: two rows or more. */
static bool explain_by_end(sr_search *s, const sr_sums *g, bool tail)
{
    sr_audit *a = s->a;
    sr_decimal run[SR_SUM_COLUMNS_MAX];
    uint32_t n = g->t->n_terms;

    memset(run, 0, sizeof run);
    for (uint32_t k = 1; k < n; k++) {
        uint32_t row = g->t->terms[tail ? n - k : k - 1].line, next = g->t->terms[tail ? n - k - 1 : k].line;
        uint32_t page = a->rows[row].row->page_no;
        a->work += g->n;
        if (!add_row(a, g, row, run))
            return false;
        if (!is_left_out(g, run))
            continue;
        sr_slice what = tail && page != a->rows[next].row->page_no
                            ? sr_arena_printf(a->arena, "what stands on page %u and after", page)
                            : sr_arena_printf(a->arena, "its %s %u rows, %s %.*s", tail ? "last" : "first", k,
                                              tail ? "from" : "up to", SR_FMT(sr_audit_row_name(a, row)));
        tell_wrong_sum(s, g, SR_C006,
                       sr_arena_printf(a->arena, "%.*s: the sum in %.*s leaves out %.*s.",
                                       SR_FMT(sr_audit_row_name(a, g->t->result)), SR_FMT(sr_columns_named(a, g)),
                                       SR_FMT(what)));
        return true;
    }
    return false;
}

/* One page was left out, or it alone was added; least: rows that it and the others have at least. */
static bool explain_by_page(sr_search *s, const sr_sums *g, uint32_t least)
{
    sr_audit *a = s->a;
    uint32_t n = g->t->n_terms;

    for (uint32_t i = 0; i < n;) {
        sr_decimal run[SR_SUM_COLUMNS_MAX];
        uint32_t from = i, page = a->rows[g->t->terms[i].line].row->page_no;
        memset(run, 0, sizeof run);
        for (; i < n && a->rows[g->t->terms[i].line].row->page_no == page; i++) {
            a->work += g->n;
            if (!add_row(a, g, g->t->terms[i].line, run))
                return false;
        }
        bool out = is_left_out(g, run);
        if (i - from < least || n - (i - from) < least || (!out && !is_all(a, g, run)))
            continue;
        tell_wrong_sum(s, g, SR_C006,
                       sr_arena_printf(a->arena, "%.*s: the sum in %.*s %s page %u.",
                                       SR_FMT(sr_audit_row_name(a, g->t->result)), SR_FMT(sr_columns_named(a, g)),
                                       out ? "leaves out what stands on" : "adds nothing but what stands on", page));
        return true;
    }
    return false;
}

/*
 * What stands under one row was left out: that row has no figure, and was added instead of them. Two rows or more, or
 * it would be one row.
 */
static bool explain_by_branch(sr_search *s, const sr_sums *g)
{
    sr_audit *a = s->a;
    uint32_t n = g->t->n_terms, table = g->t->table;

    for (uint32_t i = 0; i < n;) {
        sr_decimal run[SR_SUM_COLUMNS_MAX];
        uint32_t from = i, parent = a->rows[g->t->terms[i].line].row->parent;
        memset(run, 0, sizeof run);
        for (; i < n && a->rows[g->t->terms[i].line].row->parent == parent; i++) {
            a->work += g->n;
            if (!add_row(a, g, g->t->terms[i].line, run))
                return false;
        }
        uint32_t row = parent ? sr_audit_row_of(a, table, parent) : UINT32_MAX;
        if (i - from < 2 || i - from == n || row == UINT32_MAX || row == g->t->result || !is_left_out(g, run))
            continue;
        tell_wrong_sum(s, g, SR_C006,
                       sr_arena_printf(a->arena, "%.*s: the sum in %.*s leaves out what stands under %.*s.",
                                       SR_FMT(sr_audit_row_name(a, g->t->result)), SR_FMT(sr_columns_named(a, g)),
                                       SR_FMT(sr_audit_row_name(a, row))));
        return true;
    }
    return false;
}

/* Parts and what they add up to were added, so that everything counts twice. */
static bool explain_by_double(sr_search *s, const sr_sums *g)
{
    sr_audit *a = s->a;

    for (uint32_t i = 0; i < g->n; i++) {
        sr_decimal half = g->at[i].off;
        if (half.coef != 0 &&
            (!sr_decimal_add(half, half, &half) || !sr_equals(half, sr_value_at(a, g->t->result, g->at[i].column))))
            return false;
    }
    tell_wrong_sum(s, g, SR_C007,
                   sr_arena_printf(a->arena, "%.*s: the sum in %.*s counts everything twice.",
                                   SR_FMT(sr_audit_row_name(a, g->t->result)), SR_FMT(sr_columns_named(a, g))));
    return true;
}

/* The last row of all that was added for the row: it, or the last of its parts. */
static uint32_t end_of(const sr_search *s, uint32_t row)
{
    for (int step = 0; step < SR_LEVEL_COUNT && s->group[row]; step++) {
        const sr_template *parts = s->group[row];
        uint32_t last = parts->terms[parts->n_terms - 1].line;
        if (last <= row)
            break;
        row = last;
    }
    return row;
}

/* The range that was added begins and ends a row too early or too late, or only ends or begins so. */
static bool explain_by_shift(sr_search *s, const sr_sums *g)
{
    sr_audit *a = s->a;
    uint32_t n = g->t->n_terms, table = g->t->table;
    uint32_t first = g->t->terms[0].line, last = g->t->terms[n - 1].line;

    for (int down = 0; down < 2; down++) {
        uint32_t in = down ? end_of(s, last) + 1 : first - 1, out = down ? first : last;
        if (in == g->t->result || in < a->table_at[table] || in >= a->table_at[table + 1])
            continue;
        for (int whole = 0; whole < 2; whole++) { /* with the row at the other end left out, or not */
            bool all = true;
            for (uint32_t c = 0; c < g->n && all; c++) {
                if (g->at[c].off.coef == 0)
                    continue;
                sr_decimal off = sr_value_at(a, in, g->at[c].column);
                all = (whole || sr_decimal_sub(off, sr_value_at(a, out, g->at[c].column), &off)) &&
                      sr_equals(g->at[c].off, off);
            }
            if (!all)
                continue;
            tell_wrong_sum(s, g, SR_C011,
                           sr_arena_printf(a->arena, "%.*s: the sum in %.*s adds %.*s%s.",
                                           SR_FMT(sr_audit_row_name(a, g->t->result)), SR_FMT(sr_columns_named(a, g)),
                                           SR_FMT(sr_audit_row_name(a, in)),
                                           whole ? " too" : " and leaves out the row at the other end"));
            return true;
        }
    }
    return false;
}

/* ---- copies ---------------------------------------------------------------------------------- */

/* Where the figures of a row may come from that are not its own. */
typedef enum source { PARENT, ROW_ABOVE, ROW_BELOW, SOURCES } source;

static bool find_source(const sr_search *s, const sr_sums *g, uint32_t row, source what, uint32_t *out)
{
    const sr_audit *a = s->a;
    const sr_template *own = s->group[row];

    *out = what == PARENT ? g->t->result : what == ROW_ABOVE ? row - 1 : row + 1;
    for (uint32_t i = 0; own && i < own->n_terms; i++)
        if (own->terms[i].line == *out) /* a part of the row: it may well be all of it */
            return false;
    return *out >= a->table_at[g->t->table] && *out < a->table_at[g->t->table + 1];
}

/*
 * The figures of the row are those of the other in the columns that fail: of a parent that has other parts in most of
 * them, of a neighbour in all of two or more. Each column would close with another figure there.
 */
static bool is_copy(const sr_audit *a, const sr_sums *g, uint32_t row, uint32_t from)
{
    uint32_t same = 0, other = 0;

    for (uint32_t i = 0; i < g->n; i++) {
        sr_decimal own = sr_value_at(a, row, g->at[i].column), meant;
        if (g->at[i].off.coef == 0)
            continue;
        sr_decimal theirs = sr_value_at(a, from, g->at[i].column);
        if (own.coef == 0 && theirs.coef == 0) /* of both the change is nothing */
            continue;
        if (own.coef == 0 || !sr_decimal_add(own, g->at[i].off, &meant) || meant.coef < 0)
            return false;
        if (sr_equals(own, theirs))
            same++;
        else
            other++;
    }
    return from == g->t->result ? same > other : same > 1 && other == 0;
}

/* What fails in the row because its figures are not its own, behind equations[0..n); how many there are then. */
static uint32_t add_failing_of_row(const sr_audit *a, uint32_t row, uint32_t *equations, uint32_t n, uint32_t cap)
{
    for (uint32_t k = 0; k < a->rows[row].row->n; k++) {
        uint32_t cell = sr_audit_cell_no(a, (sr_ref){row, k});
        for (uint32_t l = a->link_at[cell]; l < a->link_at[cell + 1] && n < cap; l++) {
            const sr_equation *e = &a->equations[a->links[l]];
            bool known = e->template->shape != SR_SHAPE_ACROSS || !sr_fails_openly(e);
            for (uint32_t m = 0; m < n && !known; m++)
                known = equations[m] == a->links[l];
            if (!known)
                equations[n++] = a->links[l];
        }
    }
    return n;
}

static void tell_copy(sr_search *s, const sr_sums *g, uint32_t row, uint32_t from)
{
    sr_audit *a = s->a;
    uint32_t equations[2 * SR_SUM_COLUMNS_MAX] = {0}, n = failing_of(g, equations), n_right = 0;
    sr_trial right[SR_SUM_COLUMNS_MAX];
    sr_sums same = *g; /* the columns to name: those that are copies */

    for (uint32_t k = 0; k < g->n; k++) {
        sr_trial x = {{row, g->at[k].column}, {0}};
        sr_decimal own = sr_value_at(a, row, x.at.column);
        sr_accuse_cell(a, x.at);
        if (!sr_equals(own, sr_value_at(a, from, x.at.column)))
            same.at[k].off = (sr_decimal){0};
        if (g->at[k].off.coef != 0 && sr_decimal_add(own, g->at[k].off, &x.value))
            right[n_right++] = x;
    }
    n = add_failing_of_row(a, row, equations, n, 2 * SR_SUM_COLUMNS_MAX);
    uint32_t column = first_failing(&same);
    sr_finding *f = sr_tell_cause(
        s, SR_C010, (sr_ref){row, column}, equations, n,
        sr_arena_printf(a->arena,
                        "%.*s has the figures of %s %.*s in %.*s: a copy, with which %.*s is not the sum of its parts.",
                        SR_FMT(sr_audit_row_name(a, row)), from == g->t->result ? "its parent" : "its neighbour",
                        SR_FMT(sr_audit_row_name(a, from)), SR_FMT(sr_columns_named(a, &same)),
                        SR_FMT(from == g->t->result ? SR_LIT("the parent") : sr_audit_row_name(a, g->t->result))));
    for (uint32_t k = 0; k < n_right; k++)
        if (right[k].at.column == column)
            sr_suggest(f, right[k].value);
    sr_put_right(s, right, n_right);
}

/* A row without a code below one that has its code and its figures: it says what comes of it. */
static bool restates(const sr_audit *a, uint32_t row, uint32_t below)
{
    return below == row + 1 && a->rows[row].row->code.len && !a->rows[below].row->code.len;
}

static bool explain_by_copy(sr_search *s, const sr_sums *g)
{
    sr_audit *a = s->a;

    for (int what = 0; what < SOURCES && g->t->n_terms > 1; what++)
        for (uint32_t i = 0; i < g->t->n_terms; i++) {
            uint32_t row = g->t->terms[i].line, from;
            a->work += g->n;
            if (!find_source(s, g, row, (source)what, &from) || restates(a, row, from) || !is_copy(a, g, row, from) ||
                (g->failing == 1 && !parent_stands(a, g)))
                continue;
            tell_copy(s, g, row, from);
            return true;
        }
    return false;
}

/* The sum is wrong and its rows are right. */
static bool explain_by_rows(sr_search *s, const sr_sums *g)
{
    return explain_by_row(s, g, -1) || explain_by_end(s, g, true) || explain_by_end(s, g, false) ||
           explain_by_page(s, g, 1) || explain_by_branch(s, g) || explain_by_double(s, g) || explain_by_shift(s, g);
}

static bool explain(sr_search *s, const sr_sums *g)
{
    return explain_by_copy(s, g) || explain_by_repeated_row(s, g) || explain_by_rows(s, g);
}

/* Each column has a cause of its own. */
static void explain_columns(sr_search *s, const sr_sums *g)
{
    for (uint32_t i = 0; i < g->n; i++) {
        sr_sums one = {.t = g->t, .n = 1, .failing = 1};
        one.at[0] = g->at[i];
        if (g->at[i].off.coef != 0)
            explain(s, &one);
    }
}

bool sr_explain_sum_of_cell(sr_search *s, sr_ref at)
{
    const sr_audit *a = s->a;
    uint32_t cell = sr_audit_cell_no(a, at);

    for (uint32_t i = a->link_at[cell]; i < a->link_at[cell + 1]; i++) {
        const sr_equation *e = &a->equations[a->links[i]];
        sr_sums one = {.t = e->template, .n = 1, .failing = 1};
        one.at[0].equation = a->links[i];
        one.at[0].column = at.column;
        if (e->template->shape == SR_SHAPE_DOWN && e->template->result == at.row && sr_fails_openly(e) &&
            sr_off_by(a, e, &one.at[0].off) && explain_by_rows(s, &one))
            return true;
    }
    return false;
}

void sr_explain_sums(sr_search *s, bool several)
{
    sr_audit *a = s->a;

    for (size_t i = 0; i < a->n_equations; i++) {
        const sr_template *t = a->equations[i].template;
        sr_sums g;
        if (t->shape != SR_SHAPE_DOWN || (i && a->equations[i - 1].template == t) ||
            a->work > (uint64_t)SR_SEARCH_MAX * (a->n_cells + 1024))
            continue;
        sr_gather_sums(s, i, &g);
        if (g.failing == 0 || (several && g.failing < 2) || explain(s, &g))
            continue;
        if (!several)
            explain_columns(s, &g);
    }
}

/*
 * Of a parent a cause in several columns at once. A total may stand for rows of a level that is not known, so that all
 * rows together come to more: there only what a page or a row that counts twice explains.
 */
static bool explain_doubtful(sr_search *s, const sr_sums *g, bool lists_all)
{
    enum { LEAST = 2 }; /* rows: one alone may be what the others come to */

    if (g->t->kind == SR_CHECK_COLUMN_TOTAL)
        return (g->failing > 1 && explain_by_row(s, g, 1)) || explain_by_page(s, g, LEAST);
    return g->failing > 1 && (lists_all ? explain(s, g) : explain_by_rows(s, g));
}

void sr_explain_doubtful(sr_search *s, bool missing)
{
    sr_audit *a = s->a;

    for (size_t i = 0; i < a->n_doubtful; i++) {
        sr_doubtful *d = &a->doubtful[i];
        size_t before = a->n_equations;
        sr_sums g;
        if (d->told || (missing && !d->lists_all))
            continue;
        if (!d->sum->expression.len)
            d->sum->expression = sr_audit_formula_text(a, d->sum);
        for (uint32_t c = 0; c < a->doc->tables[d->sum->table]->width; c++)
            if (d->columns[c])
                sr_equation_add(a, d->sum, c);
        if (a->n_equations == before)
            continue;
        sr_gather_sums(s, before, &g);
        d->told = g.failing && (missing ? sr_explain_by_missing_row(s, &g) : explain_doubtful(s, &g, d->lists_all));
        if (!d->told)
            a->n_equations = before;
    }
}
