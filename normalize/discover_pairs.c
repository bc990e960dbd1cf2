#include "normalize/discover_inner.h"

enum { REACH = 16, PROBES = 6 };

typedef struct probe {
    uint32_t slot;
    sr_stated result;
} probe;

static bool is_set(const sr_search *s, uint32_t line, uint32_t slot)
{
    return s->lines.of->state[sr_lines_at(&s->lines, line, slot)] == SR_NUMBER_SET;
}

static uint32_t choose_probes(const sr_search *s, uint32_t line, uint32_t *slots)
{
    uint32_t n = 0, found = 0;

    for (uint32_t i = 0; i < s->n_sample; i++) {
        size_t at = sr_lines_at(&s->lines, line, s->sample[i]);
        found += s->lines.of->state[at] == SR_NUMBER_SET && s->lines.of->value[at] != 0;
    }
    uint32_t step = found / PROBES + 1;
    found = 0;
    for (uint32_t i = 0; i < s->n_sample && n < PROBES; i++) {
        size_t at = sr_lines_at(&s->lines, line, s->sample[i]);
        if (s->lines.of->state[at] == SR_NUMBER_SET && s->lines.of->value[at] != 0 && found++ % step == 0)
            slots[n++] = s->sample[i];
    }
    return n;
}

static int distance_price(uint32_t a, uint32_t b)
{
    return 2 * sr_bit_length(a > b ? a - b : b - a) - 1;
}

static void try_pair(sr_search *s, sr_operator op, bool percent, uint32_t r, uint32_t a, uint32_t b,
                     const uint32_t *slots, uint32_t n_slots)
{
    uint32_t pair[2] = {s->live[a], s->live[b]};
    sr_hypothesis h = {.result = s->live[r],
                       .members = pair,
                       .n_members = 2,
                       .op = (uint8_t)op,
                       .percent = percent,
                       .price = (uint8_t)(3 + distance_price(r, a) + distance_price(r, b) + sr_bit_length(s->n_live))};
    int closed = 0, failed = 0, bits = 0;

    for (uint32_t i = 0; i < n_slots; i++) {
        sr_judged j = sr_hypothesis_judge(s, &h, slots[i]);
        ++*s->work;
        closed += j.closing != SR_CLOSING_UNTRIED && j.closing != SR_CLOSING_FAILS && j.closing != SR_CLOSING_TRIVIAL;
        failed += j.closing == SR_CLOSING_FAILS;
        bits += j.bits;
        if (failed > closed + 1 || (failed && !closed && i > 1))
            return;
    }
    if (closed == 0 || bits < 6)
        return;
    uint32_t *kept = sr_arena_alloc(s->scratch, sizeof pair);
    memcpy(kept, pair, sizeof pair);
    h.members = kept;
    sr_hypothesis_add(s, &h);
}

/* Has decimals, or is small: what a quotient would look like. */
static bool may_be_quotient(const sr_search *s, uint32_t line)
{
    const sr_numbers *numbers = s->lines.of;
    uint32_t n = 0, decimal = 0, large = 0;

    for (uint32_t i = 0; i < s->n_sample; i++) {
        size_t at = sr_lines_at(&s->lines, line, s->sample[i]);
        if (numbers->state[at] != SR_NUMBER_SET || numbers->value[at] == 0)
            continue;
        n++;
        decimal += numbers->decimals[at] > 0;
        large += numbers->value[at] > 1000 * sr_ten_to(numbers->scale);
    }
    return 4 * decimal >= n || large == 0;
}

static void confirm(sr_search *s)
{
    for (size_t i = 0; i < s->tries.n; i++) {
        sr_hypothesis *h = &s->tries.items[i];
        for (uint32_t k = 0; k < s->n_tried; k++) {
            uint32_t slot = s->tried[k];
            sr_tally_add(&h->tally, sr_hypothesis_judge(s, h, slot),
                         s->lines.of->value[sr_lines_at(&s->lines, h->result, slot)]);
            ++*s->work;
        }
    }
}

void sr_discover_pairs(sr_search *s)
{
    uint32_t slots[PROBES];

    s->tries = (sr_hypotheses){0};
    for (uint32_t r = 0; r < s->n_live; r++) {
        uint32_t n = choose_probes(s, s->live[r], slots);
        uint32_t from = r > REACH ? r - REACH : 0, to = r + REACH < s->n_live ? r + REACH : s->n_live - 1;
        bool quotient = may_be_quotient(s, s->live[r]);
        if (n == 0)
            continue;
        for (uint32_t a = from; a <= to; a++) {
            if (a == r || !is_set(s, s->live[a], slots[0]))
                continue;
            for (uint32_t b = from; b <= to; b++) {
                if (b == a || b == r || *s->work > s->work_most)
                    continue;
                if (a < b)
                    try_pair(s, SR_OP_SUM, false, r, a, b, slots, n);
                try_pair(s, SR_OP_PRODUCT, false, r, a, b, slots, n);
                if (!quotient)
                    continue;
                try_pair(s, SR_OP_RATIO, false, r, a, b, slots, n);
                try_pair(s, SR_OP_PERCENTAGE, false, r, a, b, slots, n);
                try_pair(s, SR_OP_RELATIVE_CHANGE, false, r, a, b, slots, n);
                try_pair(s, SR_OP_RELATIVE_CHANGE, true, r, a, b, slots, n);
            }
        }
    }
    confirm(s);
    sr_discover_choose(s);
}
