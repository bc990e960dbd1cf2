#include "normalize/discover_inner.h"

/* ---- loading --------------------------------------------------------------------------------- */

bool sr_number_fits(sr_decimal *value)
{
    if (value->scale < 0 || value->scale > SR_DECIMAL_DIGITS)
        return false;
    if (value->scale > SR_DISCOVER_SCALE) {
        sr_int128 unit = sr_tens[value->scale - SR_DISCOVER_SCALE];
        sr_int128 half = value->coef < 0 ? -unit / 2 : unit / 2;
        value->coef = value->coef / unit + (value->coef % unit + half) / unit;
        value->scale = SR_DISCOVER_SCALE;
    }
    sr_int128 most = sr_tens[SR_DISCOVER_WHOLE + value->scale];
    return value->coef < most && value->coef > -most;
}

void sr_numbers_load(sr_arena *arena, const sr_number_grid *grid, sr_numbers *out)
{
    size_t n = (size_t)grid->rows * grid->columns, at = 0;

    *out = (sr_numbers){.rows = grid->rows, .columns = grid->columns};
    out->value = sr_arena_alloc(arena, n * sizeof *out->value);
    out->state = sr_arena_alloc(arena, n);
    out->decimals = sr_arena_alloc(arena, n);
    for (uint32_t row = 0; row < grid->rows; row++)
        for (uint32_t column = 0; column < grid->columns; column++, at++) {
            sr_decimal value = {0, 0};
            sr_number_state state = grid->at(grid->context, row, column, &value);
            if (state == SR_NUMBER_SET && !sr_number_fits(&value))
                state = SR_NUMBER_UNKNOWN;
            if (state != SR_NUMBER_SET)
                value = (sr_decimal){0, 0};
            out->value[at] = value.coef;
            out->state[at] = (uint8_t)state;
            out->decimals[at] = (uint8_t)value.scale;
            out->scale = value.scale > out->scale ? value.scale : out->scale;
        }
    for (at = 0; out->scale && at < n; at++)
        if (out->decimals[at] < out->scale)
            out->value[at] *= sr_tens[out->scale - out->decimals[at]];
}

sr_lines sr_lines_of(const sr_numbers *numbers, sr_axis axis)
{
    if (axis == SR_ACROSS)
        return (sr_lines){numbers, axis, numbers->columns, numbers->rows, 1, numbers->columns};
    return (sr_lines){numbers, axis, numbers->rows, numbers->columns, numbers->columns, 1};
}

/* ---- one axis -------------------------------------------------------------------------------- */

/* From each of n stretches of the slots the fullest. */
static uint32_t spread(const uint32_t *slots, uint32_t n_slots, const uint32_t *filled, uint32_t most, uint32_t *out)
{
    uint32_t n = n_slots < most ? n_slots : most;

    for (uint32_t k = 0; k < n; k++) {
        uint32_t from = (uint32_t)((uint64_t)k * n_slots / n), to = (uint32_t)((uint64_t)(k + 1) * n_slots / n);
        out[k] = slots[from];
        for (uint32_t i = from; i < to; i++)
            if (filled[slots[i]] > filled[out[k]])
                out[k] = slots[i];
    }
    return n;
}

static bool is_zero(const sr_search *s, uint32_t line, uint32_t slot)
{
    return s->lines.of->value[sr_lines_at(&s->lines, line, slot)] == 0;
}

/* A line that is blank in the slots chosen so far could be the result or a member of nothing: one in which it is not.
 */
static void cover(sr_search *s)
{
    for (uint32_t i = 0; i < s->n_live && s->n_forming < SR_FORMING_MOST; i++) {
        bool covered = s->zero[s->live[i]];
        for (uint32_t k = 0; k < s->n_forming && !covered; k++)
            covered = !is_zero(s, s->live[i], s->forming[k]);
        for (uint32_t k = 0; k < s->n_sample && !covered; k++)
            if (!is_zero(s, s->live[i], s->sample[k])) {
                s->forming[s->n_forming++] = s->sample[k];
                covered = true;
            }
    }
}

/* In a long table fewer slots form hypotheses. */
enum { LONG = 2048, FORMING = 4, FORMING_LONG = 3 };

void sr_search_survey(sr_search *s)
{
    const sr_lines *l = &s->lines;
    uint32_t *filled = SR_NEW_ARRAY(s->scratch, uint32_t, l->n_slots);
    bool *any = SR_NEW_ARRAY(s->scratch, bool, l->n_lines);
    size_t at = 0;

    for (uint32_t row = 0; row < l->of->rows; row++)
        for (uint32_t column = 0; column < l->of->columns; column++, at++) {
            bool across = l->axis == SR_ACROSS;
            any[across ? column : row] |= l->of->state[at] == SR_NUMBER_SET;
            filled[across ? row : column] += l->of->value[at] != 0;
        }
    s->live = SR_NEW_ARRAY(s->scratch, uint32_t, l->n_lines);
    for (uint32_t line = 0; line < l->n_lines; line++)
        if (any[line])
            s->live[s->n_live++] = line;
    s->tried = SR_NEW_ARRAY(s->scratch, uint32_t, l->n_slots);
    for (uint32_t slot = 0; slot < l->n_slots; slot++)
        if (filled[slot] > 1)
            s->tried[s->n_tried++] = slot;
    s->n_sample = spread(s->tried, s->n_tried, filled, SR_SAMPLE_MOST, s->sample);
    s->zero = SR_NEW_ARRAY(s->scratch, bool, l->n_lines);
    for (uint32_t i = 0; i < s->n_live; i++) {
        bool zero = true;
        for (uint32_t k = 0; k < s->n_sample && zero; k++)
            zero = is_zero(s, s->live[i], s->sample[k]);
        s->zero[s->live[i]] = zero;
    }
    s->n_forming = spread(s->sample, s->n_sample, filled, s->n_live > LONG ? FORMING_LONG : FORMING, s->forming);
    s->n_spread = s->n_forming;
    if (s->n_spread > 2) { /* where only the first two are looked at, one is of either end */
        uint32_t second = s->forming[1];
        s->forming[1] = s->forming[s->n_spread - 1];
        s->forming[s->n_spread - 1] = second;
    }
    cover(s);
    s->consumed = SR_NEW_ARRAY(s->scratch, bool, l->n_lines);
    s->derived = SR_NEW_ARRAY(s->scratch, bool, l->n_lines);
    s->of_result = SR_NEW_ARRAY(s->scratch, uint32_t, l->n_lines);
    s->of_first = SR_NEW_ARRAY(s->scratch, uint32_t, l->n_lines);
    *s->work += l->of->rows * (uint64_t)l->of->columns;
}

/* ---- hypotheses ------------------------------------------------------------------------------ */

/* Of one kind and round. Beyond them the search is cut short. */
enum { HYPOTHESES_MOST = 1 << 16 };

static uint64_t hash_of(const sr_hypothesis *h)
{
    uint64_t x = h->result * 0x9E3779B97F4A7C15u;

    x = (x ^ h->members[0]) * 0xBF58476D1CE4E5B9u;
    x = (x ^ (x >> 29) ^ h->members[h->n_members - 1]) * 0x94D049BB133111EBu;
    x = (x ^ (x >> 31) ^ h->n_members) * 0xBF58476D1CE4E5B9u;
    x = (x ^ (x >> 30) ^ h->op ^ (h->percent ? 64u : 0)) * 0x9E3779B97F4A7C15u;
    return x ^ (x >> 32);
}

/* The first lines settle nearly all; only then the others are looked at. */
static bool same(const sr_hypothesis *a, const sr_hypothesis *b)
{
    return a->result == b->result && a->op == b->op && a->percent == b->percent && a->members[0] == b->members[0] &&
           a->n_members == b->n_members && memcmp(a->members, b->members, a->n_members * sizeof *a->members) == 0;
}

static void reindex(sr_search *s, sr_hypotheses *t)
{
    size_t n = t->n_seen ? t->n_seen * 2 : 64;

    t->seen = SR_NEW_ARRAY(s->scratch, uint32_t, n);
    t->n_seen = n;
    for (size_t i = 0; i < t->n; i++) {
        size_t at = hash_of(&t->items[i]) & (n - 1);
        while (t->seen[at])
            at = (at + 1) & (n - 1);
        t->seen[at] = (uint32_t)i + 1;
    }
}

void sr_hypotheses_add(sr_search *s, sr_hypotheses *to, const sr_hypothesis *h)
{
    if (to->n == HYPOTHESES_MOST) {
        *s->work = s->work_most + 1;
        return;
    }
    if (to->n * 2 >= to->n_seen)
        reindex(s, to);
    size_t at = hash_of(h) & (to->n_seen - 1);
    for (; to->seen[at]; at = (at + 1) & (to->n_seen - 1))
        if (same(&to->items[to->seen[at] - 1], h))
            return;
    *SR_PUSH(s->scratch, to->items, to->n, to->cap) = *h;
    to->seen[at] = (uint32_t)to->n;
}

void sr_hypotheses_clear(sr_hypotheses *of)
{
    if (of->n)
        memset(of->seen, 0, of->n_seen * sizeof *of->seen);
    of->n = 0;
}

sr_judged sr_hypothesis_judge(const sr_search *s, const sr_hypothesis *h, uint32_t slot, sr_operands *x)
{
    const sr_numbers *numbers = s->lines.of;
    size_t at = sr_lines_at(&s->lines, h->result, slot);
    sr_stated result = sr_stated_at(numbers, at);

    *x = (sr_operands){0};
    if (numbers->state[at] != SR_NUMBER_SET)
        return (sr_judged){SR_CLOSING_UNTRIED, 0};
    for (uint32_t i = 0; i < h->n_members; i++) {
        at = sr_lines_at(&s->lines, h->members[i], slot);
        sr_operands_add(x, (sr_number_state)numbers->state[at], numbers->value[at], numbers->decimals[at]);
    }
    return sr_judge(s->options, numbers->scale, (sr_operator)h->op, h->percent, result, x);
}

void sr_hypotheses_weigh(sr_search *s, sr_hypotheses *of, size_t from)
{
    for (size_t i = from; i < of->n && !sr_search_spent(s); i++) {
        sr_hypothesis *h = &of->items[i];
        for (uint32_t k = 0; k < s->n_sample; k++) {
            sr_operands x;
            sr_judged judged = sr_hypothesis_judge(s, h, s->sample[k], &x);
            sr_hypothesis_count(h, s->lines.of, sr_lines_at(&s->lines, h->result, s->sample[k]), judged, &x);
            if (judged.closing > SR_CLOSING_TRIVIAL && judged.closing < SR_CLOSING_FAILS)
                h->closed_in |= (uint64_t)1 << k;
        }
        *s->work += s->n_sample * (4 + h->n_members / 2);
    }
}
