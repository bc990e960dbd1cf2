/*
 * Two figures that stand in each other's place: sums that fail by as much, one too high and one too low, and that both
 * hold when one figure of the one and one of the other are exchanged. Or, within one sum, two percentages.
 */
#include "normalize/audit_search.h"

#include <stdlib.h>

enum {
    ALIKE_MAX = 8,    /* sums that fail by as much, of which pairs are tried */
    PAIRS_MAX = 4096, /* pairs of figures of two sums of different rows */
    BY_LEAST = 1000   /* what two sums are off by: smaller figures differ by as much by chance */
};

/* A sum that fails, and by how much. */
typedef struct failure {
    uint32_t equation;
    sr_decimal off, by; /* without its sign */
} failure;

static int by_amount(const void *x, const void *y)
{
    const failure *p = x, *q = y;
    int order = sr_decimal_cmp(p->by, q->by);

    if (order)
        return order;
    return p->equation < q->equation ? -1 : p->equation > q->equation;
}

static uint32_t list_sums(const sr_search *s, failure *out)
{
    const sr_audit *a = s->a;
    uint32_t n = 0;

    for (uint32_t i = 0; i < s->n_failing; i++) {
        const sr_equation *e = &a->equations[s->failing[i]];
        failure f = {.equation = s->failing[i]};
        if (!sr_fails_openly(e) || e->template->quotient || e->template->product ||
            e->template->shape == SR_SHAPE_PAIR || !sr_off_by(a, e, &f.off))
            continue;
        f.by = f.off;
        f.by.coef = f.off.coef < 0 ? -f.off.coef : f.off.coef;
        if (sr_decimal_cmp(f.by, sr_dec(BY_LEAST, 0)) >= 0)
            out[n++] = f;
    }
    return n;
}

static bool differ_by(sr_decimal x, sr_decimal y, sr_decimal by)
{
    sr_decimal d;

    if (!sr_decimal_sub(x, y, &d))
        return false;
    d.coef = d.coef < 0 ? -d.coef : d.coef;
    return sr_equals(d, by);
}

/* The relations of the cell that hold still would, the two being exchanged. */
static bool stays_whole(const sr_audit *a, sr_ref at)
{
    uint32_t cell = sr_audit_cell_no(a, at);

    for (uint32_t i = a->link_at[cell]; i < a->link_at[cell + 1]; i++) {
        const sr_equation *e = &a->equations[a->links[i]];
        if (sr_closes((sr_verdict)e->state) && !e->template->quotient && !sr_closes(sr_equation_state(a, e, NULL)))
            return false;
    }
    return true;
}

static bool close_when_exchanged(const sr_audit *a, const sr_equation *e, const sr_equation *f, sr_ref x, sr_ref y)
{
    sr_cell *p = sr_audit_cell(a, x), *q = sr_audit_cell(a, y);
    sr_decimal was = p->value;

    p->value = q->value;
    q->value = was;
    bool close = sr_closes(sr_equation_state(a, e, NULL)) && sr_closes(sr_equation_state(a, f, NULL)) &&
                 stays_whole(a, x) && stays_whole(a, y);
    q->value = p->value;
    p->value = was;
    return close;
}

static void tell_exchange(sr_search *s, const failure *one, const failure *other, sr_ref x, sr_ref y)
{
    sr_audit *a = s->a;
    sr_trial right[2] = {{x, sr_value_at(a, y.row, y.column)}, {y, sr_value_at(a, x.row, x.column)}};
    uint32_t equations[2] = {one->equation, other->equation};
    sr_place place = sr_audit_place(a, y);
    sr_finding *f = sr_tell_cause(
        s, SR_C020, x, equations, 2,
        sr_arena_printf(
            a->arena,
            "\"%.*s\" and \"%.*s\" in row %u, column %u seem to have changed places: exchanged, %.*s holds, "
            "and so does %.*s.",
            SR_FMT(sr_trim(sr_cell_raw(sr_audit_cell(a, x)))), SR_FMT(sr_trim(sr_cell_raw(sr_audit_cell(a, y)))),
            place.row_no, place.column_no, SR_FMT(sr_audit_expression(a, &a->equations[one->equation])),
            SR_FMT(sr_audit_expression(a, &a->equations[other->equation]))));

    sr_suggest(f, right[0].value);
    sr_accuse_cell(a, x);
    sr_accuse_cell(a, y);
    sr_put_right(s, right, 2);
}

static bool is_figure(const sr_audit *a, sr_ref at)
{
    const sr_cell *c = sr_audit_cell(a, at);

    return c && c->has_value && !c->more && c->value.coef != 0;
}

static bool is_large(const sr_audit *a, sr_ref at)
{
    return sr_decimal_cmp(sr_value_at(a, at.row, at.column), sr_dec(BY_LEAST, 0)) >= 0;
}

/* Instances of one formula exchange what stands in the same place of both; other sums any two figures. */
static bool explain_pair(sr_search *s, const failure *one, const failure *other)
{
    sr_audit *a = s->a;
    const sr_equation *e = &a->equations[one->equation], *f = &a->equations[other->equation];
    bool same = e->template == f->template;
    uint32_t n = sr_equation_members(e), m = sr_equation_members(f);

    if (!same && (uint64_t)n * m > PAIRS_MAX)
        return false;
    for (uint32_t i = 0; i <= n; i++)
        for (uint32_t k = same ? i : 0; k <= (same ? i : m); k++) {
            sr_ref x = sr_equation_cell(e, i), y = sr_equation_cell(f, k);
            a->work++;
            if (!is_figure(a, x) || !is_figure(a, y) || (x.row != y.row && x.column != y.column) ||
                !differ_by(sr_value_at(a, x.row, x.column), sr_value_at(a, y.row, y.column), one->by) ||
                !close_when_exchanged(a, e, f, x, y))
                continue;
            tell_exchange(s, one, other, x, y);
            return true;
        }
    return false;
}

/* Two rows of a column of percentages, of which both hold with each other's amount. */
static bool explain_quotients(sr_search *s, uint32_t one, uint32_t other)
{
    sr_audit *a = s->a;
    const sr_equation *e = &a->equations[one], *f = &a->equations[other];

    for (uint32_t i = 1; i <= sr_equation_members(e); i++) {
        sr_ref x = sr_equation_cell(e, i), y = sr_equation_cell(f, i);
        a->work++;
        if (!is_figure(a, x) || !is_figure(a, y) || !is_large(a, x) || !is_large(a, y) ||
            !close_when_exchanged(a, e, f, x, y))
            continue;
        tell_exchange(s, &(failure){.equation = one}, &(failure){.equation = other}, x, y);
        return true;
    }
    return false;
}

static void explain_all_quotients(sr_search *s)
{
    sr_audit *a = s->a;

    for (uint32_t i = 0; i < s->n_failing; i++) {
        const sr_equation *e = &a->equations[s->failing[i]];
        if (!sr_fails_openly(e) || !e->template->quotient || e->template->shape != SR_SHAPE_ACROSS)
            continue;
        for (uint32_t k = i + 1, tried = 0; k < s->n_failing && tried < ALIKE_MAX; k++) {
            const sr_equation *f = &a->equations[s->failing[k]];
            if (f->template != e->template || a->work > (uint64_t)SR_SEARCH_MAX * (a->n_cells + 1024))
                break; /* those of one formula stand side by side */
            tried++;
            if (sr_fails_openly(f) && explain_quotients(s, s->failing[i], s->failing[k]))
                break;
        }
    }
}

void sr_explain_exchanges(sr_search *s)
{
    sr_audit *a = s->a;
    failure *list = SR_NEW_ARRAY(a->arena, failure, s->n_failing + 1);
    uint32_t n = list_sums(s, list);

    if (n)
        qsort(list, n, sizeof *list, by_amount);
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t k = i + 1; k < n && k - i < ALIKE_MAX && sr_equals(list[i].by, list[k].by); k++)
            if (a->work <= (uint64_t)SR_SEARCH_MAX * (a->n_cells + 1024) &&
                (list[i].off.coef < 0) != (list[k].off.coef < 0) && sr_fails_openly(&a->equations[list[i].equation]) &&
                sr_fails_openly(&a->equations[list[k].equation]))
                explain_pair(s, &list[i], &list[k]);
    explain_all_quotients(s);
}
