#include "normalize/discover_inner.h"

#include <stdlib.h>

/* ---- the search on one axis ------------------------------------------------------------------ */

/* Totals of totals, and what comes to light when they are known. */
enum { ROUNDS = 24 };

/*
 * What is certain is taken first, nearest first: parts that add up are used up, so that their totals stand beside each
 * other in the next round. Only when nothing certain is left do gaps count, then lines far apart, then weaker evidence.
 */
/* The same again, for weaker evidence: the nearest first. */
static bool look_again(sr_search *s)
{
    if (sr_discover_choose(s, &s->tries, false))
        return true;
    bool more = sr_discover_choose(s, &s->tries, true);
    more |= sr_discover_choose(s, &s->quotients, true);
    return sr_discover_choose(s, &s->differences, true) || more;
}

static void find(sr_search *s)
{
    enum { BESIDE, GAPS, APART, WEAK, DONE } stage = BESIDE;
    bool apart = false;

    s->certain = true;
    sr_discover_pairs(s);
    sr_discover_choose(s, &s->quotients, true);
    for (uint32_t round = 0; round < ROUNDS && !sr_search_spent(s); round++) {
        bool more = false;
        s->seconds = stage != BESIDE;
        if (stage == BESIDE || stage == GAPS) {
            sr_discover_runs(s, stage == GAPS);
            more = sr_discover_choose(s, &s->tries, stage == GAPS);
        } else if (stage == APART && !apart) {
            apart = true;
            sr_discover_differences(s);
            more = sr_discover_choose(s, &s->differences, true);
        } else if (stage == WEAK) {
            s->certain = false;
            more = look_again(s);
        } else if (stage == DONE) {
            break;
        }
        if (more)
            sr_hypotheses_clear(&s->tries);
        stage = more ? BESIDE : stage + 1;
    }
}

/* ---- telling --------------------------------------------------------------------------------- */

/* Failures between two closings belong to the claim; more in a row are another part of the sheet. */
enum { APART = 3 };

/*
 * Columns in which sums of rows do not hold, of percentages or indices: that they fail there says nothing. A single
 * failure may be an error.
 */
static bool *find_foreign(const sr_search *s)
{
    bool *foreign = SR_NEW_ARRAY(s->scratch, bool, s->lines.n_slots);
    sr_operands x;

    for (uint32_t i = 0; i < s->n_tried && s->lines.axis == SR_DOWN; i++) {
        uint32_t closed = 0, failed = 0;
        for (size_t k = 0; k < s->n_accepted; k++) {
            if (s->accepted[k].op != SR_OP_SUM)
                continue;
            sr_closing c = (sr_closing)sr_hypothesis_judge(s, &s->accepted[k], s->tried[i], &x).closing;
            closed += c == SR_CLOSING_EXACT || c == SR_CLOSING_ROUNDED;
            failed += c == SR_CLOSING_FAILS;
        }
        foreign[s->tried[i]] = failed > 1 && failed > 2 * closed;
    }
    return foreign;
}

typedef struct telling {
    sr_arena *arena;
    sr_slots *spans;
    size_t n, cap;
    uint32_t missed;        /* failures since the last closing; APART: no span is open */
    uint32_t trivial, from; /* trivial ones before a closing, from where */
} telling;

static void tell_slot(telling *t, uint32_t slot, sr_closing c, sr_relation *out)
{
    if (c == SR_CLOSING_UNTRIED)
        return;
    if (c == SR_CLOSING_FAILS) {
        t->missed += t->missed < APART;
        t->trivial = 0;
        return;
    }
    if (t->missed == APART && c == SR_CLOSING_TRIVIAL) {
        t->from = t->trivial++ ? t->from : slot;
        return;
    }
    if (t->missed == APART) {
        *SR_PUSH(t->arena, t->spans, t->n, t->cap) = (sr_slots){t->trivial ? t->from : slot, slot};
        out->closings[SR_CLOSING_TRIVIAL] += t->trivial;
    } else {
        out->closings[SR_CLOSING_FAILS] += t->missed;
    }
    t->missed = t->trivial = 0;
    t->spans[t->n - 1].to = slot;
    out->closings[c]++;
}

static void put_spans(sr_arena *arena, const sr_search *s, const sr_hypothesis *h, const bool *foreign,
                      sr_relation *out)
{
    telling t = {.arena = arena, .missed = APART};
    sr_operands x;

    for (uint32_t slot = 0; slot < s->lines.n_slots; slot++) {
        if (h->op == SR_OP_SUM && foreign[slot]) {
            t.missed = APART;
            t.trivial = 0;
            continue;
        }
        tell_slot(&t, slot, (sr_closing)sr_hypothesis_judge(s, h, slot, &x).closing, out);
    }
    out->spans = t.spans;
    out->n_spans = (uint32_t)t.n;
}

static int by_place(const void *a, const void *b)
{
    const sr_relation *x = a, *y = b;

    if (x->axis != y->axis)
        return x->axis < y->axis ? -1 : 1;
    if (x->result != y->result)
        return x->result < y->result ? -1 : 1;
    if (x->spans[0].from != y->spans[0].from)
        return x->spans[0].from < y->spans[0].from ? -1 : 1;
    if (x->op != y->op)
        return x->op < y->op ? -1 : 1;
    for (uint32_t i = 0; i < x->n_members && i < y->n_members; i++)
        if (x->members[i] != y->members[i])
            return x->members[i] < y->members[i] ? -1 : 1;
    return x->n_members < y->n_members ? -1 : x->n_members > y->n_members;
}

static void put_relations(sr_arena *arena, const sr_search *s, sr_relations *out, size_t *cap)
{
    const bool *foreign = find_foreign(s);

    for (size_t i = 0; i < s->n_accepted; i++) {
        const sr_hypothesis *h = &s->accepted[i];
        int32_t net = sr_hypothesis_net(h);
        uint32_t *members = sr_arena_alloc(arena, h->n_members * sizeof *members);
        memcpy(members, h->members, h->n_members * sizeof *members);
        sr_relation r = {.axis = s->lines.axis,
                         .op = (sr_operator)h->op,
                         .percent = h->percent,
                         .result = h->result,
                         .members = members,
                         .n_members = h->n_members,
                         .bits = net > 0 ? (uint32_t)net : 0};
        put_spans(arena, s, h, foreign, &r);
        if (r.n_spans)
            *SR_PUSH(arena, out->items, out->n, *cap) = r;
    }
}

sr_relations sr_discover(sr_arena *arena, const sr_number_grid *grid, const sr_discover_options *options)
{
    sr_relations out = {0};
    sr_arena own = SR_ARENA_INIT, *scratch = options->scratch ? options->scratch : &own;
    sr_numbers numbers;
    size_t cap = 0, cells = (size_t)grid->rows * grid->columns;
    uint64_t most =
        (SR_DISCOVER_WORK_LEAST + (uint64_t)cells * SR_DISCOVER_WORK) * (options->thorough ? SR_DISCOVER_THOROUGH : 1);

    if (cells == 0)
        return out;
    sr_numbers_load(scratch, grid, &numbers);
    for (int axis = SR_ACROSS; axis <= SR_DOWN; axis++) {
        if (options->only && !(options->only & 1U << axis))
            continue;
        sr_search s = {.scratch = scratch,
                       .options = options,
                       .lines = sr_lines_of(&numbers, (sr_axis)axis),
                       .work = &out.work,
                       .work_most = out.work + most / 2};
        sr_search_survey(&s);
        if (s.n_live < 2 || s.n_sample == 0)
            continue;
        find(&s);
        put_relations(arena, &s, &out, &cap);
        out.cut_short |= sr_search_spent(&s);
    }
    if (out.n)
        qsort(out.items, out.n, sizeof *out.items, by_place);
    sr_arena_reset(scratch);
    sr_arena_free(&own);
    return out;
}

/* ---- one slot, for the caller ---------------------------------------------------------------- */

static sr_number_state cell_of(const sr_number_grid *grid, const sr_relation *r, uint32_t line, uint32_t slot,
                               sr_decimal *value)
{
    sr_number_state state =
        r->axis == SR_ACROSS ? grid->at(grid->context, slot, line, value) : grid->at(grid->context, line, slot, value);
    if (state == SR_NUMBER_SET && !sr_number_fits(value))
        state = SR_NUMBER_UNKNOWN;
    return state;
}

sr_closing sr_relation_closes(const sr_number_grid *grid, const sr_relation *relation, uint32_t slot,
                              const sr_discover_options *options)
{
    sr_decimal stated, value;
    sr_operands x = {0};

    if (cell_of(grid, relation, relation->result, slot, &stated) != SR_NUMBER_SET)
        return SR_CLOSING_UNTRIED;
    int32_t scale = stated.scale;
    for (uint32_t i = 0; i < relation->n_members; i++)
        if (cell_of(grid, relation, relation->members[i], slot, &value) == SR_NUMBER_SET && value.scale > scale)
            scale = value.scale;
    for (uint32_t i = 0; i < relation->n_members; i++) {
        sr_number_state state = cell_of(grid, relation, relation->members[i], slot, &value);
        bool set = state == SR_NUMBER_SET;
        sr_operands_add(&x, state, set ? value.coef * sr_tens[scale - value.scale] : 0, set ? (uint8_t)value.scale : 0);
    }
    sr_stated result = {stated.coef * sr_tens[scale - stated.scale], (uint8_t)stated.scale};
    return (sr_closing)sr_judge(options, scale, relation->op, relation->percent, result, &x).closing;
}
