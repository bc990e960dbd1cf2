/* Sums of rows that fall short because a row is missing. */
#include "normalize/audit_search.h"

/* What a sum falls short by cannot be a row of its own: no formula of the table would hold for it. */
static bool contradicts_a_formula(const sr_audit *a, const sr_sums *g)
{
    for (const sr_template *t = a->of_table[g->t->table].first[SR_SHAPE_ACROSS]; t; t = t->next) {
        sr_decimal sum = {0}, result = {0}, off;
        if (t->quotient || t->product ||
            t->holds <= t->fails) /* quarters are tried as parts and as what is reached by then: one of the two */
            continue;
        for (uint32_t k = 0; k <= t->n_terms; k++) {
            uint32_t column = k ? t->terms[k - 1].line : t->result, c = 0;
            while (c < g->n && g->at[c].column != column)
                c++;
            off = c < g->n ? g->at[c].off : (sr_decimal){0};
            if (k == 0)
                result = off;
            else if (!(t->terms[k - 1].minus ? sr_decimal_sub(sum, off, &sum) : sr_decimal_add(sum, off, &sum)))
                return true;
        }
        if (!sr_equals(sum, result))
            return true;
    }
    return false;
}

/* The column says by how much others differ, so that a row may well have less than nothing there. */
static bool states_changes(const sr_audit *a, const sr_sums *g, uint32_t column)
{
    const sr_table *table = a->doc->tables[g->t->table];

    if (column < table->width && table->columns[column].measure == SR_MEASURE_CHANGE)
        return true;
    for (const sr_template *t = a->of_table[g->t->table].first[SR_SHAPE_ACROSS]; t; t = t->next)
        if (t->op == SR_OP_DIFFERENCE && t->result == column && t->holds > t->fails)
            return true;
    return false;
}

/* The group of the row's code behind that of its parent, as a number; 0 where its code is not its parent's with more.
 */
static uint32_t number_within(sr_slice parent, sr_slice code)
{
    enum { DIGITS = 4 };
    uint32_t number = 0;
    size_t at = parent.len + 1;

    if (!parent.len || code.len <= at || memcmp(code.ptr, parent.ptr, parent.len) != 0 || code.ptr[parent.len] != '.')
        return 0;
    for (size_t n = 0; at < code.len && n <= DIGITS && sr_is_digit((unsigned char)code.ptr[at]); n++, at++)
        number = 10 * number + (uint32_t)(code.ptr[at] - '0');
    return at == code.len ? number : 0;
}

/* " The codes skip 1.01.03.", where those of the parts skip just one; else nothing. */
static sr_slice skipped(sr_audit *a, const sr_template *t)
{
    sr_slice parent = a->rows[t->result].row->code, before = {0};
    uint32_t last = 0, missing = 0;

    for (uint32_t i = 0; i < t->n_terms; i++) {
        sr_slice code = a->rows[t->terms[i].line].row->code;
        uint32_t number = number_within(parent, code);
        if (number <= last || (number > last + 1 && (missing || number > last + 2)))
            return (sr_slice){0};
        if (number == last + 2) {
            missing = last + 1;
            before = code;
        }
        last = number;
    }
    int width = (int)(before.len - parent.len - 1);
    return missing ? sr_arena_printf(a->arena, " The codes skip %.*s.%0*u.", SR_FMT(parent), width, missing)
                   : (sr_slice){0};
}

bool sr_explain_by_missing_row(sr_search *s, const sr_sums *g)
{
    enum { LEAST = 2 }; /* columns that fall short together */
    sr_audit *a = s->a;

    for (uint32_t i = 0; i < g->n; i++)
        if (g->at[i].off.coef < 0 && !states_changes(a, g, g->at[i].column))
            return false;
    if (g->failing < LEAST || contradicts_a_formula(a, g))
        return false;
    sr_tell_sums(s, g, SR_C015,
                 sr_arena_printf(a->arena, "%.*s: its parts fall short in %.*s, as if a row were missing.%.*s",
                                 SR_FMT(sr_audit_row_name(a, g->t->result)), SR_FMT(sr_columns_named(a, g)),
                                 SR_FMT(skipped(a, g->t))));
    return true;
}

void sr_explain_missing_rows(sr_search *s)
{
    const sr_audit *a = s->a;
    const sr_template *done = NULL;

    for (uint32_t i = 0; i < s->n_failing; i++) {
        const sr_equation *e = &a->equations[s->failing[i]];
        size_t first = s->failing[i];
        sr_sums g;
        if (!sr_fails_openly(e) || e->template->shape != SR_SHAPE_DOWN || e->template == done)
            continue;
        done = e->template;
        while (first && a->equations[first - 1].template == done)
            first--;
        sr_gather_sums(s, first, &g);
        sr_explain_by_missing_row(s, &g);
    }
}
