#include "normalize/discover_inner.h"

/* ---- loading --------------------------------------------------------------------------------- */

/* Decimals that are zeros, and then those before the sign. */
static uint8_t zeros_of(sr_int128 value)
{
    uint8_t n = 0;

    if (value == 0)
        return 0;
    while (value % 1000000 == 0)
        value /= 1000000, n += 6;
    for (int64_t low = (int64_t)(value % 1000000); low % 10 == 0; low /= 10)
        n++;
    return n;
}

bool sr_number_fits(sr_decimal *value)
{
    if (value->scale > SR_DISCOVER_SCALE) {
        sr_int128 unit = sr_ten_to(value->scale - SR_DISCOVER_SCALE);
        sr_int128 half = value->coef < 0 ? -unit / 2 : unit / 2;
        value->coef = value->coef / unit + (value->coef % unit + half) / unit;
        value->scale = SR_DISCOVER_SCALE;
    }
    sr_int128 most = sr_ten_to(SR_DISCOVER_WHOLE + value->scale);
    return value->coef < most && value->coef > -most;
}

void sr_numbers_load(sr_arena *arena, const sr_number_grid *grid, sr_numbers *out)
{
    size_t n = (size_t)grid->rows * grid->columns;

    *out = (sr_numbers){.rows = grid->rows, .columns = grid->columns};
    out->value = sr_arena_alloc(arena, n * sizeof *out->value);
    out->state = sr_arena_alloc(arena, n);
    out->decimals = sr_arena_alloc(arena, n);
    out->zeros = sr_arena_alloc(arena, n);
    for (size_t at = 0; at < n; at++) {
        sr_decimal value = {0, 0};
        sr_number_state state =
            grid->at(grid->context, (uint32_t)(at / grid->columns), (uint32_t)(at % grid->columns), &value);
        if (state == SR_NUMBER_SET && !sr_number_fits(&value))
            state = SR_NUMBER_UNKNOWN;
        out->value[at] = state == SR_NUMBER_SET ? value.coef : 0;
        out->state[at] = (uint8_t)state;
        out->decimals[at] = (uint8_t)value.scale;
        out->scale = state == SR_NUMBER_SET && value.scale > out->scale ? value.scale : out->scale;
    }
    for (size_t at = 0; at < n; at++) {
        if (out->state[at] != SR_NUMBER_SET)
            continue;
        out->value[at] *= sr_ten_to(out->scale - out->decimals[at]);
        out->zeros[at] = zeros_of(out->value[at]);
    }
}

sr_lines sr_lines_of(const sr_numbers *numbers, sr_axis axis)
{
    if (axis == SR_ACROSS)
        return (sr_lines){numbers, axis, numbers->columns, numbers->rows, 1, numbers->columns};
    return (sr_lines){numbers, axis, numbers->rows, numbers->columns, numbers->columns, 1};
}

/* ---- hypotheses ------------------------------------------------------------------------------ */

/* Of one axis. Beyond them the search is cut short. */
enum { HYPOTHESES_MOST = 1 << 18 };

static uint64_t hash_of(const sr_hypothesis *h)
{
    uint64_t x = h->result * 0x9E3779B97F4A7C15u;

    x = (x ^ h->members[0]) * 0xBF58476D1CE4E5B9u;
    x = (x ^ (x >> 29) ^ h->members[h->n_members - 1]) * 0x94D049BB133111EBu;
    x = (x ^ (x >> 31) ^ h->n_members) * 0xBF58476D1CE4E5B9u;
    x = (x ^ (x >> 30) ^ h->op ^ (h->percent ? 64u : 0)) * 0x9E3779B97F4A7C15u;
    return x ^ (x >> 32);
}

static bool same_members(const sr_hypothesis *a, const sr_hypothesis *b)
{
    return a->n_members == b->n_members && memcmp(a->members, b->members, a->n_members * sizeof *a->members) == 0;
}

/* The end lines and the count settle nearly all; only then the lines between are looked at. */
static bool same(const sr_hypothesis *a, const sr_hypothesis *b)
{
    return a->result == b->result && a->op == b->op && a->percent == b->percent && a->members[0] == b->members[0] &&
           same_members(a, b);
}

static void reindex(sr_search *s)
{
    sr_hypotheses *t = &s->tries;
    size_t n = t->n_seen ? t->n_seen * 2 : 256;

    t->seen = SR_NEW_ARRAY(s->scratch, uint32_t, n);
    t->n_seen = n;
    for (size_t i = 0; i < t->n; i++) {
        size_t at = hash_of(&t->items[i]) & (n - 1);
        while (t->seen[at])
            at = (at + 1) & (n - 1);
        t->seen[at] = (uint32_t)i + 1;
    }
}

bool sr_hypothesis_add(sr_search *s, const sr_hypothesis *h)
{
    sr_hypotheses *t = &s->tries;

    if (t->n == HYPOTHESES_MOST) {
        *s->work = s->work_most + 1;
        return false;
    }
    if (t->n * 2 >= t->n_seen)
        reindex(s);
    size_t at = hash_of(h) & (t->n_seen - 1);
    for (; t->seen[at]; at = (at + 1) & (t->n_seen - 1))
        if (same(&t->items[t->seen[at] - 1], h))
            return false;
    *SR_PUSH(s->scratch, t->items, t->n, t->cap) = *h;
    t->seen[at] = (uint32_t)t->n;
    return true;
}

sr_judged sr_hypothesis_judge(const sr_search *s, const sr_hypothesis *h, uint32_t slot)
{
    const sr_numbers *numbers = s->lines.of;
    size_t at = sr_lines_at(&s->lines, h->result, slot);
    sr_stated result = sr_stated_at(numbers, at);
    sr_operands x = {0};

    if (numbers->state[at] != SR_NUMBER_SET)
        return (sr_judged){SR_CLOSING_UNTRIED, 0};
    for (uint32_t i = 0; i < h->n_members; i++) {
        at = sr_lines_at(&s->lines, h->members[i], slot);
        sr_operands_add(&x, (sr_number_state)numbers->state[at], numbers->value[at]);
    }
    return sr_judge(s->options, numbers->scale, (sr_operator)h->op, h->percent, result, &x);
}

/* ---- one axis -------------------------------------------------------------------------------- */

/* Slots in which hypotheses are formed; all slots confirm them. */
enum { SAMPLE_MOST = 32 };

static void survey(sr_search *s)
{
    const sr_lines *l = &s->lines;
    uint32_t *filled = SR_NEW_ARRAY(s->scratch, uint32_t, l->n_slots);

    s->live = SR_NEW_ARRAY(s->scratch, uint32_t, l->n_lines);
    s->tried = SR_NEW_ARRAY(s->scratch, uint32_t, l->n_slots);
    s->sample = SR_NEW_ARRAY(s->scratch, uint32_t, SAMPLE_MOST);
    for (uint32_t line = 0; line < l->n_lines; line++) {
        bool any = false;
        for (uint32_t slot = 0; slot < l->n_slots; slot++) {
            size_t at = sr_lines_at(l, line, slot);
            any |= l->of->state[at] == SR_NUMBER_SET;
            filled[slot] += l->of->value[at] != 0;
        }
        if (any)
            s->live[s->n_live++] = line;
    }
    for (uint32_t slot = 0; slot < l->n_slots; slot++)
        if (filled[slot] > 1)
            s->tried[s->n_tried++] = slot;
    /* From each stretch of slots the fullest. */
    uint32_t n = s->n_tried < SAMPLE_MOST ? s->n_tried : SAMPLE_MOST;
    for (uint32_t k = 0; k < n; k++) {
        uint32_t from = (uint32_t)((uint64_t)k * s->n_tried / n), to = (uint32_t)((uint64_t)(k + 1) * s->n_tried / n);
        uint32_t best = s->tried[from];
        for (uint32_t i = from; i < to; i++)
            best = filled[s->tried[i]] > filled[best] ? s->tried[i] : best;
        s->sample[s->n_sample++] = best;
    }
    s->consumed = SR_NEW_ARRAY(s->scratch, bool, l->n_lines);
    s->quotient = SR_NEW_ARRAY(s->scratch, bool, l->n_lines);
    s->first_of = SR_NEW_ARRAY(s->scratch, uint32_t, l->n_lines);
}

static void put_spans(sr_arena *arena, const sr_search *s, const sr_hypothesis *h, sr_relation *out)
{
    enum { APART = 3 };
    struct sr_slots *spans = NULL;
    size_t n = 0, cap = 0;
    uint32_t missed = 0, failed[APART];
    bool open = false;

    for (uint32_t i = 0; i < s->n_tried; i++) {
        uint32_t slot = s->tried[i];
        sr_judged j = sr_hypothesis_judge(s, h, slot);
        if (j.closing == SR_CLOSING_UNTRIED || (j.closing == SR_CLOSING_TRIVIAL && !open))
            continue;
        if (j.closing == SR_CLOSING_FAILS) {
            if (open && missed < APART)
                failed[missed++] = slot;
            open = open && missed < APART;
            continue;
        }
        if (!open) {
            *SR_PUSH(arena, spans, n, cap) = (struct sr_slots){slot, slot};
        } else {
            out->closings[SR_CLOSING_FAILS] += missed;
        }
        missed = 0;
        open = true;
        spans[n - 1].to = slot;
        out->closings[j.closing]++;
    }
    (void)failed;
    out->spans = spans;
    out->n_spans = (uint32_t)n;
}

static void put_relations(sr_arena *arena, const sr_search *s, sr_relations *out, size_t *cap)
{
    for (size_t i = 0; i < s->n_accepted; i++) {
        const sr_hypothesis *h = &s->accepted[i];
        uint32_t *members = sr_arena_alloc(arena, h->n_members * sizeof *members);
        memcpy(members, h->members, h->n_members * sizeof *members);
        sr_relation r = {.axis = s->lines.axis,
                         .op = (sr_operator)h->op,
                         .percent = h->percent,
                         .result = h->result,
                         .members = members,
                         .n_members = h->n_members,
                         .bits = (uint32_t)sr_hypothesis_net(h)};
        put_spans(arena, s, h, &r);
        *SR_PUSH(arena, out->items, out->n, *cap) = r;
    }
}

sr_relations sr_discover(sr_arena *arena, const sr_number_grid *grid, const sr_discover_options *options)
{
    sr_relations out = {0};
    sr_arena scratch = SR_ARENA_INIT;
    sr_numbers numbers;
    size_t cap = 0, cells = (size_t)grid->rows * grid->columns;
    uint64_t most = SR_DISCOVER_WORK_LEAST + (uint64_t)cells * SR_DISCOVER_WORK;

    if (cells == 0)
        return out;
    sr_numbers_load(&scratch, grid, &numbers);
    for (int axis = SR_ACROSS; axis <= SR_DOWN; axis++) {
        sr_search s = {.scratch = &scratch,
                       .options = options,
                       .lines = sr_lines_of(&numbers, (sr_axis)axis),
                       .work = &out.work,
                       .work_most = axis == SR_ACROSS ? most / 2 : most};
        survey(&s);
        if (s.n_live < 2 || s.n_sample == 0)
            continue;
        sr_discover_pairs(&s);
        sr_discover_runs(&s);
        put_relations(arena, &s, &out, &cap);
        out.cut_short |= out.work > s.work_most;
    }
    sr_arena_free(&scratch);
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
        sr_operands_add(&x, state, set ? value.coef * sr_ten_to(scale - value.scale) : 0);
    }
    sr_stated result = {stated.coef * sr_ten_to(scale - stated.scale), (uint8_t)stated.scale, 0};
    return (sr_closing)sr_judge(options, scale, relation->op, relation->percent, result, &x).closing;
}
