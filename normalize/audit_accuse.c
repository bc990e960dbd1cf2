/*
 * What still fails, and why: one root cause, one finding.
 *
 * The strongest explanations come first: a row that is a copy, a sum that leaves a row out in all its columns, two
 * figures in each other's place, one cell whose other value closes two relations or more. What they explain is off the
 * list before the weaker ones are tried: a parent's percentage that is the sum of its children's, one cell that alone
 * is in no relation that holds. What nothing explains is told as it is. While causes are looked for, a cell that was
 * found wrong has the value that was suggested for it, so that a second error in the same sum can be found; at the end
 * all cells are as printed again.
 */
#include "normalize/audit_search.h"

/* ---- percentages of parents ------------------------------------------------------------------ */

enum { PARTS_MAX = 1024 }; /* rows whose percentages are added: more would close by their rounding alone */

/* One level down: rows that are sums of rows are replaced by those. False where there is no further level. */
static bool descend(const sr_search *s, uint32_t rows[PARTS_MAX], uint32_t *n)
{
    uint32_t next[PARTS_MAX] = {0}, count = 0;
    bool deeper = false;

    for (uint32_t i = 0; i < *n; i++) {
        const sr_template *g = s->group[rows[i]];
        deeper |= g != NULL;
        if (count + (g ? g->n_terms : 1) > PARTS_MAX)
            return false;
        for (uint32_t k = 0; g && k < g->n_terms; k++)
            next[count++] = g->terms[k].line;
        if (!g)
            next[count++] = rows[i];
    }
    memcpy(rows, next, count * sizeof *next);
    *n = count;
    return deeper;
}

static bool has_accused(const sr_audit *a, uint32_t row)
{
    for (uint32_t k = 0; k < a->rows[row].row->n; k++)
        if (a->rows[row].row->cells[k].accused)
            return true;
    return false;
}

/* Sum of the rows' percentages, those of copies of the parent left out; how many were added. */
static uint32_t add_percentages(const sr_audit *a, const uint32_t *rows, uint32_t n, sr_ref parent, sr_decimal *sum)
{
    uint32_t added = 0;

    *sum = (sr_decimal){0};
    for (uint32_t i = 0; i < n; i++) {
        const sr_cell *c = sr_audit_cell(a, (sr_ref){rows[i], parent.column});
        if (!c || !c->has_value ||
            (sr_equals(c->value, sr_value_at(a, parent.row, parent.column)) && has_accused(a, rows[i])))
            continue;
        if (!sr_decimal_add(*sum, c->value, sum))
            return 0;
        added++;
    }
    return added;
}

static bool within(sr_decimal a, sr_decimal b, sr_int128 half_units)
{
    sr_decimal d;

    return sr_decimal_sub(a, b, &d) && 2 * (d.coef < 0 ? -d.coef : d.coef) <= half_units;
}

/* "sum" or "mean" of the percentages of its parts, or of theirs; NULL for neither. *n of them. */
static const char *percentage_of_parts(const sr_search *s, sr_ref at, uint32_t *n)
{
    uint32_t rows[PARTS_MAX] = {at.row}, count = 1;
    sr_decimal own = sr_value_at(s->a, at.row, at.column), sum, times;

    for (int level = 0; level < SR_LEVEL_COUNT && descend(s, rows, &count); level++) {
        *n = add_percentages(s->a, rows, count, at, &sum);
        times = own;
        if (*n < 2 || __builtin_mul_overflow(own.coef, (sr_int128)*n, &times.coef))
            continue;
        if (within(own, sum, (sr_int128)*n + 1))
            return "sum";
        if (within(times, sum, 2 * (sr_int128)*n))
            return "mean";
    }
    return NULL;
}

static bool explain_percentage(sr_search *s, uint32_t no)
{
    sr_audit *a = s->a;
    const sr_equation *e = &a->equations[no];
    sr_ref at = sr_equation_result(e);
    sr_decimal expected, tolerance;
    char text[SR_DECIMAL_TEXT];
    const char *what;
    uint32_t n;

    if (!e->template->quotient || e->template->shape != SR_SHAPE_ACROSS || !s->group[at.row] ||
        (sr_equation_solve(a, e, at, &expected) &&
         sr_edit_between(sr_value_at(a, at.row, at.column), expected) == SR_EDIT_POWER) ||
        !(what = percentage_of_parts(s, at, &n)) || !sr_equation_expected(a, e, &expected, &tolerance))
        return false;
    int len = (int)sr_decimal_text(expected, text);
    sr_finding *f = sr_tell_cause(
        s, what[0] == 's' ? SR_C008 : SR_C009, at, &no, 1,
        sr_arena_printf(a->arena, "%.*s: the percentage is the %s of those of its %u parts; %.*s gives %.*s.",
                        SR_FMT(sr_audit_row_name(a, at.row)), what, n, SR_FMT(sr_audit_expression(a, e)), len, text));
    if (sr_equation_solve(a, e, at, &expected))
        sr_suggest(f, expected);
    sr_accuse_cell(a, at);
    return true;
}

/* ---- what nothing explains ------------------------------------------------------------------- */

/* Whether some relation within its own table vouches for the cell. */
static bool is_vouched_for(const sr_audit *a, sr_ref at)
{
    uint32_t cell = sr_audit_cell_no(a, at);

    for (uint32_t i = a->link_at[cell]; i < a->link_at[cell + 1]; i++) {
        const sr_equation *e = &a->equations[a->links[i]];
        if (e->template->shape != SR_SHAPE_PAIR && sr_closes((sr_verdict)e->state))
            return true;
    }
    return false;
}

/* Two places, two values: the one that its own table does not vouch for is in doubt, if the other is vouched for. */
static void tell_contradiction(sr_search *s, uint32_t no)
{
    sr_audit *a = s->a;
    const sr_equation *e = &a->equations[no];
    sr_ref one = sr_equation_result(e), other = sr_equation_member(e, 0);
    bool swap = is_vouched_for(a, one) && !is_vouched_for(a, other);
    sr_ref at = swap ? other : one, against = swap ? one : other;
    sr_place place = sr_audit_place(a, against);
    sr_decimal off;
    sr_finding *f = sr_tell_cause(
        s, SR_C013, at, &no, 1,
        sr_arena_printf(a->arena, "%.*s: \"%.*s\" here, \"%.*s\" in table %u, row %u (line %llu).",
                        SR_FMT(sr_audit_row_name(a, at.row)), SR_FMT(sr_trim(sr_cell_raw(sr_audit_cell(a, at)))),
                        SR_FMT(sr_trim(sr_cell_raw(sr_audit_cell(a, against)))), place.table_no, place.row_no,
                        (unsigned long long)sr_audit_line(a, against)));

    if (sr_off_by(a, e, &off))
        sr_hang_above(s, one, off, e->template, e->blame);
    if (is_vouched_for(a, against) && !is_vouched_for(a, at))
        sr_suggest(f, sr_value_at(a, against.row, against.column));
    sr_accuse_cell(a, at);
}

/* The sum of rows, and other columns in which it fails by as much: figures that stand in several columns. */
static void tell_failure(sr_search *s, uint32_t no, sr_decimal expected)
{
    sr_audit *a = s->a;
    const sr_equation *e = &a->equations[no];
    uint32_t equations[SR_SUM_COLUMNS_MAX] = {no}, n = 1;
    char text[SR_DECIMAL_TEXT];
    int len = (int)sr_decimal_text(expected, text);
    sr_decimal off, other;

    for (uint32_t k = no; e->template->shape == SR_SHAPE_DOWN && sr_off_by(a, e, &off) && k-- > 0 &&
                          a->equations[k].template == e->template;)
        if (n < SR_SUM_COLUMNS_MAX && sr_fails_openly(&a->equations[k]) && sr_off_by(a, &a->equations[k], &other) &&
            sr_equals(off, other))
            equations[n++] = k;
    for (uint32_t i = 0; i < n; i++)
        sr_accuse_cell(a, sr_equation_result(&a->equations[equations[i]]));
    sr_tell_cause(s, SR_C012, sr_equation_result(e), equations, n,
                  sr_arena_printf(a->arena, "%.*s does not hold: it gives %.*s.%s", SR_FMT(sr_audit_expression(a, e)),
                                  len, text, n > 1 ? " Other columns are off by as much." : ""));
}

static void tell_rest(sr_search *s)
{
    sr_audit *a = s->a;

    for (uint32_t i = s->n_failing; i-- > 0;) { /* children before the parents that differ because of them */
        const sr_equation *e = &a->equations[s->failing[i]];
        sr_decimal expected, tolerance;
        if (!sr_fails_openly(e) || !sr_equation_expected(a, e, &expected, &tolerance))
            continue;
        if (e->template->shape == SR_SHAPE_PAIR)
            tell_contradiction(s, s->failing[i]);
        else
            tell_failure(s, s->failing[i], expected);
    }
}

/* ---- all of it ------------------------------------------------------------------------------- */

static void list_failures(sr_search *s)
{
    sr_audit *a = s->a;

    s->failing = SR_NEW_ARRAY(a->arena, uint32_t, a->n_equations + 1);
    for (size_t i = 0; i < a->n_equations; i++)
        if (a->equations[i].state == SR_FAILS)
            s->failing[s->n_failing++] = (uint32_t)i;
}

/* As printed again; what had failed fails. */
static void restore(sr_search *s)
{
    for (size_t i = s->n_changes; i-- > 0;)
        s->changes[i].cell->value = s->changes[i].was;
    for (uint32_t i = 0; i < s->n_failing; i++) {
        sr_equation *e = &s->a->equations[s->failing[i]];
        e->state = (uint8_t)sr_equation_state(s->a, e, NULL);
    }
}

void sr_audit_accuse(sr_audit *a)
{
    enum { ROUNDS_MAX = 4 }; /* a value that was found may make another one the lone unknown */
    sr_search s = {.a = a};

    list_failures(&s);
    if (s.n_failing == 0 && a->n_doubtful == 0)
        return;
    s.group = SR_NEW_ARRAY(a->arena, const sr_template *, a->n_rows);
    for (size_t i = 0; i < a->doc->n_tables; i++)
        for (const sr_template *t = a->of_table[i].first[SR_SHAPE_DOWN]; t; t = t->next)
            s.group[t->result] = t;
    sr_explain_doubtful(&s, false);
    sr_explain_sums(&s, true);
    sr_explain_exchanges(&s);
    sr_explain_cells(&s, 2, false);
    for (uint32_t i = 0; i < s.n_failing; i++)
        if (sr_fails_openly(&a->equations[s.failing[i]]))
            explain_percentage(&s, s.failing[i]);
    sr_explain_sums(&s, false);
    sr_explain_cells(&s, 2, true);
    sr_explain_missing_rows(&s);
    sr_explain_doubtful(&s, true);
    sr_explain_cells(&s, 1, true);
    for (int round = 0; round < ROUNDS_MAX && sr_audit_recover(a); round++) /* what was in doubt is not any more */
        ;
    tell_rest(&s);
    restore(&s);
}
