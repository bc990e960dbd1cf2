#include "normalize/discover_inner.h"

#include <stdlib.h>

/* Bits for a second account of a result that has one. */
enum { SECOND_LEAST = 30 };
/* More evidence than this makes nothing more certain: then the simpler account is the better one. */
enum { CERTAIN = 48 };

static bool adds(const sr_hypothesis *h)
{
    return h->op == SR_OP_SUM || h->op == SR_OP_DIFFERENCE;
}

static bool divides(const sr_hypothesis *h)
{
    return !adds(h) && h->op != SR_OP_AVERAGE;
}

/*
 * A sheet writes its totals behind the parts or before them; and members that are mostly blank are odd ones.
 */
static int32_t oddness(const sr_search *s, const sr_hypothesis *h)
{
    enum { BLANK_MEMBERS = 12, OTHER_SIDE = 3 };
    uint32_t blank = h->tally.asked - h->tally.held;
    int32_t odd = h->tally.asked ? (int32_t)((uint64_t)blank * BLANK_MEMBERS / h->tally.asked) : 0;

    if (h->result < h->members[0])
        odd += s->behind > 2 * s->before ? OTHER_SIDE : 0;
    else if (h->result > h->members[h->n_members - 1])
        odd += s->before > 2 * s->behind ? OTHER_SIDE : 0;
    return odd;
}

static int32_t rank_of(const sr_hypothesis *h)
{
    int32_t lost = 4 * (int32_t)h->tally.failed, gain = sr_hypothesis_gain(h) + lost;

    gain = gain > h->shared ? gain : h->shared;
    /* What is exact in all slots is rather a product, what is rounded a quotient. */
    bool exact = h->tally.exact == h->tally.closed;
    int32_t odd = h->op == SR_OP_PRODUCT ? (exact ? 0 : 8) : divides(h) && exact ? 4 : 0;
    return (gain < CERTAIN ? gain : CERTAIN) - lost - odd - h->odd - h->paid;
}

static int by_rank(const void *a, const void *b)
{
    const sr_hypothesis *const *x = a, *const *y = b;
    int32_t nx = rank_of(*x), ny = rank_of(*y);
    bool mean_x = (*x)->op == SR_OP_AVERAGE, mean_y = (*y)->op == SR_OP_AVERAGE;

    /* Sums first: the mean of lines and of their total is no mean. */
    if (mean_x != mean_y)
        return mean_y ? -1 : 1;
    if (nx != ny)
        return nx > ny ? -1 : 1;
    if ((*x)->tally.closed != (*y)->tally.closed)
        return (*x)->tally.closed > (*y)->tally.closed ? -1 : 1;
    /* A total rather stands behind its parts. */
    if ((*x)->result != (*y)->result)
        return (*x)->result > (*y)->result ? -1 : 1;
    return (*x)->members[0] < (*y)->members[0] ? -1 : (*x)->members[0] > (*y)->members[0];
}

/* The three lines of a division in ascending order. */
static void lines_of(const sr_hypothesis *h, uint32_t line[3])
{
    uint32_t a = h->result, b = h->members[0], c = h->members[1];
    uint32_t low = a < b ? a : b, high = a < b ? b : a;

    line[0] = low < c ? low : c;
    line[2] = high > c ? high : c;
    line[1] = a ^ b ^ c ^ line[0] ^ line[2];
}

static int by_lines(const void *a, const void *b)
{
    uint32_t x[3], y[3];

    lines_of(*(const sr_hypothesis *const *)a, x);
    lines_of(*(const sr_hypothesis *const *)b, y);
    for (int i = 0; i < 3; i++)
        if (x[i] != y[i])
            return x[i] < y[i] ? -1 : 1;
    return 0;
}

/* r = a / b, a = r * b and b = a / r are one relation told in three ways: its evidence is that of the best of them. */
static void share_evidence(sr_hypothesis **divisions, size_t n)
{
    qsort(divisions, n, sizeof(sr_hypothesis *), by_lines);
    for (size_t from = 0, to; from < n; from = to) {
        int32_t best = 0;
        for (to = from; to < n && by_lines(&divisions[from], &divisions[to]) == 0; to++) {
            int32_t gain = sr_hypothesis_gain(divisions[to]) + 4 * (int32_t)divisions[to]->tally.failed;
            best = gain > best ? gain : best;
        }
        for (size_t i = from; i < to; i++)
            divisions[i]->shared = best;
    }
}

/* Members of sums and means ascend. */
static bool has_member(const sr_hypothesis *h, uint32_t line)
{
    uint32_t from = 0, to = h->n_members;

    if (divides(h))
        return h->members[0] == line || h->members[1] == line;
    while (from < to) {
        uint32_t mid = (from + to) / 2;
        if (h->members[mid] == line)
            return true;
        if (h->members[mid] < line)
            from = mid + 1;
        else
            to = mid;
    }
    return false;
}

static bool share_members(const sr_hypothesis *a, const sr_hypothesis *b)
{
    if (a->n_members > b->n_members)
        return share_members(b, a);
    for (uint32_t i = 0; i < a->n_members; i++)
        if (has_member(b, a->members[i]))
            return true;
    return false;
}

/* All members of b. */
static bool has_all(const sr_hypothesis *a, const sr_hypothesis *b)
{
    for (uint32_t i = 0; i < b->n_members; i++)
        if (!has_member(a, b->members[i]))
            return false;
    return true;
}

static const sr_hypothesis *accepted_at(const sr_search *s, uint32_t index)
{
    return index ? &s->accepted[index - 1] : NULL;
}

/* The two hold in different parts of the sheet, and one of chance would not hold so often. */
static bool is_elsewhere(const sr_hypothesis *a, const sr_hypothesis *h)
{
    return (a->closed_in & h->closed_in) == 0 && sr_hypothesis_net(h) >= SECOND_LEAST;
}

static bool has_account(const sr_search *s, const sr_hypothesis *h)
{
    for (const sr_hypothesis *a = accepted_at(s, s->of_result[h->result]); a; a = accepted_at(s, a->next_of_result))
        if (divides(a) == divides(h) && !is_elsewhere(a, h))
            return true;
    return false;
}

/* h has what the members of a are made of: it says the same, a level deeper. */
static bool shares_parts(const sr_search *s, const sr_hypothesis *a, const sr_hypothesis *h)
{
    for (uint32_t i = 0; i < a->n_members; i++)
        for (const sr_hypothesis *b = accepted_at(s, s->of_result[a->members[i]]); b;
             b = accepted_at(s, b->next_of_result)) {
            *s->work += b->n_members < h->n_members ? b->n_members : h->n_members;
            if (!divides(b) && share_members(b, h))
                return true;
        }
    return false;
}

/* A second account must be another one altogether, and beyond doubt. */
static bool may_be_second(const sr_search *s, const sr_hypothesis *h)
{
    if (divides(h) || sr_hypothesis_net(h) < SECOND_LEAST)
        return false;
    if (h->tally.failed && (!s->seconds || h->tally.failed * 8 > h->tally.closed))
        return false;
    for (const sr_hypothesis *a = accepted_at(s, s->of_result[h->result]); a; a = accepted_at(s, a->next_of_result))
        if (!divides(a) && (a->op != h->op || share_members(a, h) || shares_parts(s, a, h)))
            return false;
    return true;
}

/*
 * What an accepted relation says, turned round: r = a / b, so a = r * b, be it told of a copy of a. Or a sum that would
 * count a line and its parts.
 */
static bool is_turned(const sr_search *s, const sr_hypothesis *h)
{
    for (uint32_t i = 0; i < h->n_members; i++)
        for (const sr_hypothesis *a = accepted_at(s, s->of_result[h->members[i]]); a;
             a = accepted_at(s, a->next_of_result))
            if (divides(a) == divides(h) && !is_elsewhere(a, h) &&
                (has_member(a, h->result) || share_members(a, h) || h->op == SR_OP_PRODUCT))
                return true;
    return false;
}

/* It takes in all parts of a sum that stands inside of it: that sum is the simpler member. */
static bool is_deeper(const sr_search *s, const sr_hypothesis *h)
{
    uint32_t last = h->members[h->n_members - 1];
    uint32_t from = h->result < h->members[0] ? h->result : h->members[0], to = h->result > last ? h->result : last;

    if (h->op != SR_OP_SUM)
        return false;
    for (uint32_t i = 0; i < h->n_members; i++)
        for (const sr_hypothesis *a = accepted_at(s, s->of_first[h->members[i]]); a;
             a = accepted_at(s, a->next_of_first))
            if (a->op == SR_OP_SUM && a->n_members < h->n_members && a->result > from && a->result < to &&
                has_all(h, a))
                return true;
    return false;
}

/* The same members already make another line: this one is a copy of it. */
static bool is_copy(const sr_search *s, const sr_hypothesis *h)
{
    for (const sr_hypothesis *a = accepted_at(s, s->of_first[h->members[0]]); a; a = accepted_at(s, a->next_of_first))
        if (a->op == h->op && a->percent == h->percent && a->n_members == h->n_members &&
            memcmp(a->members, h->members, h->n_members * sizeof *h->members) == 0)
            return true;
    return false;
}

static uint32_t times_seen(const sr_search *s, uint64_t pattern)
{
    for (uint32_t i = 0; i < s->n_patterns; i++)
        if (s->patterns[i].key == pattern)
            return s->patterns[i].times;
    return 0;
}

static void note_pattern(sr_search *s, uint64_t pattern)
{
    uint32_t i = 0;

    while (i < s->n_patterns && s->patterns[i].key != pattern)
        i++;
    if (i == SR_PATTERNS_MOST)
        return;
    if (i == s->n_patterns)
        s->patterns[s->n_patterns++].key = pattern;
    s->patterns[i].times++;
}

/* A table that does the same again and again needs fewer words for it. */
static int32_t price_of(const sr_search *s, const sr_hypothesis *h)
{
    enum { ONCE = 4, OFTEN = 3, PRICE_LEAST = 2 };
    uint32_t times = times_seen(s, h->pattern);
    int32_t price = h->price - (times == 0 ? 0 : times < OFTEN ? ONCE * (int32_t)times : h->price);

    return price > PRICE_LEAST ? price : PRICE_LEAST;
}

static void accept(sr_search *s, const sr_hypothesis *h)
{
    sr_hypothesis *to = SR_PUSH(s->scratch, s->accepted, s->n_accepted, s->cap_accepted);

    uint32_t *members = sr_arena_alloc(s->scratch, h->n_members * sizeof *members);

    memcpy(members, h->members, h->n_members * sizeof *members);
    *to = *h;
    to->members = members;
    to->next_of_result = s->of_result[h->result];
    to->next_of_first = s->of_first[h->members[0]];
    s->of_result[h->result] = s->of_first[h->members[0]] = (uint32_t)s->n_accepted;
    for (uint32_t m = 0; h->op == SR_OP_SUM && m < h->n_members; m++)
        s->consumed[h->members[m]] = true;
    note_pattern(s, h->pattern);
    s->behind += h->op == SR_OP_SUM && h->result > h->members[h->n_members - 1];
    s->before += h->op == SR_OP_SUM && h->result < h->members[0];
    s->derived[h->result] |= divides(h) && h->op != SR_OP_PRODUCT;
}

/* Bits of what is believed first, and at all. */
static int32_t least_of(const sr_search *s)
{
    enum { BEYOND_DOUBT = 24, LEAST = 5 };
    return s->certain ? BEYOND_DOUBT : LEAST;
}

/* Turned round, a relation may say little by itself (18% of 40 is 7); but something it must say. */
static bool is_supported(const sr_search *s, const sr_hypothesis *h)
{
    int32_t gain = sr_hypothesis_gain(h), shared = h->shared - 4 * (int32_t)h->tally.failed;

    return gain - h->paid >= least_of(s) || (gain > 0 && shared - h->paid >= least_of(s));
}

static bool take(sr_search *s, sr_hypothesis **order, size_t n, bool second)
{
    bool any = false;

    for (size_t i = 0; i < n && !sr_search_spent(s); i++) {
        *s->work += order[i]->n_members;
        if (has_account(s, order[i]) ? !second || !may_be_second(s, order[i]) : second)
            continue;
        if (is_turned(s, order[i]) || is_copy(s, order[i]) || is_deeper(s, order[i]))
            continue;
        accept(s, order[i]);
        any = true;
    }
    return any;
}

static sr_hypothesis **room_for(sr_search *s, size_t n)
{
    if (s->cap_order < n) {
        s->cap_order = 2 * n;
        s->order = SR_NEW_ARRAY(s->scratch, sr_hypothesis *, s->cap_order);
    }
    return s->order;
}

bool sr_discover_choose(sr_search *s, sr_hypotheses *t, bool far)
{
    sr_hypothesis **order = room_for(s, t->n);
    size_t n = 0;

    if (t->n == 0)
        return false;
    for (size_t i = 0; i < t->n; i++)
        if (divides(&t->items[i]))
            order[n++] = &t->items[i];
    share_evidence(order, n);
    n = 0;
    for (size_t i = 0; i < t->n; i++) {
        sr_hypothesis *h = &t->items[i];
        h->paid = (uint8_t)price_of(s, h);
        h->odd = divides(h) ? 0 : (uint8_t)oddness(s, h);
        if (h->tally.closed && (far || !h->far) && is_supported(s, h))
            order[n++] = h;
    }
    qsort(order, n, sizeof *order, by_rank);
    bool any = take(s, order, n, false);
    return take(s, order, n, true) || any;
}
