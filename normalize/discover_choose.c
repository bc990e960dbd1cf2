#include "normalize/discover_inner.h"

#include <stdlib.h>

enum { LEAST = 8, SECOND_LEAST = 20 };

static int by_net(const void *a, const void *b)
{
    const sr_hypothesis *const *x = a, *const *y = b;
    int32_t nx = sr_hypothesis_net(*x), ny = sr_hypothesis_net(*y);

    if (nx != ny)
        return nx > ny ? -1 : 1;
    if ((*x)->result != (*y)->result)
        return (*x)->result < (*y)->result ? -1 : 1;
    return (*x)->members[0] < (*y)->members[0] ? -1 : (*x)->members[0] > (*y)->members[0];
}

static bool has_member(const sr_hypothesis *h, uint32_t line)
{
    for (uint32_t i = 0; i < h->n_members; i++)
        if (h->members[i] == line)
            return true;
    return false;
}

static bool share_members(const sr_hypothesis *a, const sr_hypothesis *b)
{
    for (uint32_t i = 0; i < a->n_members; i++)
        if (has_member(b, a->members[i]))
            return true;
    return false;
}

static bool adds(const sr_hypothesis *h)
{
    return h->op == SR_OP_SUM || h->op == SR_OP_DIFFERENCE;
}

static bool quotient(const sr_hypothesis *h)
{
    return !adds(h) && h->op != SR_OP_AVERAGE;
}

static bool allowed(const sr_search *s, const sr_hypothesis *h)
{
    int32_t net = sr_hypothesis_net(h);

    if (net < LEAST || h->tally.closed == 0)
        return false;
    for (size_t i = 0; i < s->n_accepted; i++) {
        const sr_hypothesis *a = &s->accepted[i];
        if (a->result == h->result && (adds(a) == adds(h))) {
            if (quotient(h) || share_members(a, h) || net < SECOND_LEAST)
                return false;
        }
        if (adds(a) && adds(h) && has_member(a, h->result) && has_member(h, a->result))
            return false;
        if (quotient(a) && quotient(h) && has_member(a, h->result) && has_member(h, a->result))
            return false;
    }
    return true;
}

bool sr_discover_choose(sr_search *s)
{
    sr_hypotheses *t = &s->tries;
    sr_hypothesis **order = SR_NEW_ARRAY(s->scratch, sr_hypothesis *, t->n + 1);
    bool any = false;
    size_t n = 0;

    for (size_t i = 0; i < t->n; i++)
        if (sr_hypothesis_net(&t->items[i]) >= LEAST)
            order[n++] = &t->items[i];
    qsort(order, n, sizeof *order, by_net);
    for (size_t i = 0; i < n; i++) {
        const sr_hypothesis *h = order[i];
        if (!allowed(s, h))
            continue;
        *SR_PUSH(s->scratch, s->accepted, s->n_accepted, s->cap_accepted) = *h;
        any = true;
        for (uint32_t m = 0; adds(h) && m < h->n_members; m++)
            s->consumed[h->members[m]] = true;
        s->quotient[h->result] |= quotient(h) && h->op != SR_OP_PRODUCT;
    }
    return any;
}
