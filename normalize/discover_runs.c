#include "normalize/discover_inner.h"

/* Lines that may stand between a result and the nearest of its members. */
enum { GAP = 4 };
/* A member further away counts once more for each doubling. */
enum { LEVELS = 8, STRIDE_MOST = 6, CHAIN = 4, MEAN_REACH = 64 };

/* A sequence of lines in which members of a sum follow each other. */
typedef struct sequence {
    uint32_t *lines;
    uint32_t n;
} sequence;

/* One slot of a sequence: its numbers, without blanks. */
typedef struct strip {
    uint32_t *at;   /* index in the sequence */
    sr_int128 *sum; /* of all before; n + 1 of them */
    uint32_t *nonzero;
    uint32_t n;
    uint32_t *heads, *next; /* hash of sums: last index + 1 */
    uint32_t mask;
    int shift; /* sums that differ in fewer bits share a bucket */
} strip;

static uint64_t hash_sum(sr_int128 sum)
{
    uint64_t x = (uint64_t)sum ^ ((uint64_t)((sr_uint128)sum >> 64) * 0x9E3779B97F4A7C15u);

    x = (x ^ (x >> 32)) * 0xBF58476D1CE4E5B9u;
    return x ^ (x >> 29);
}

static strip strip_new(sr_arena *arena, uint32_t most)
{
    uint32_t size = 16;

    while (size < 2 * most + 2)
        size *= 2;
    return (strip){.at = SR_NEW_ARRAY(arena, uint32_t, most + 1),
                   .sum = SR_NEW_ARRAY(arena, sr_int128, most + 1),
                   .nonzero = SR_NEW_ARRAY(arena, uint32_t, most + 1),
                   .heads = SR_NEW_ARRAY(arena, uint32_t, size),
                   .next = SR_NEW_ARRAY(arena, uint32_t, most + 1),
                   .mask = size - 1};
}

/* What an unreadable number adds: no sum reaches over it. */
static sr_int128 barrier(void)
{
    return (sr_int128)1 << 110;
}

static void strip_fill(const sr_search *s, const sequence *q, uint32_t slot, bool backwards, strip *out)
{
    const sr_numbers *numbers = s->lines.of;

    out->n = 0;
    out->sum[0] = 0;
    out->nonzero[0] = 0;
    for (uint32_t k = 0; k < q->n; k++) {
        uint32_t i = backwards ? q->n - 1 - k : k;
        size_t at = sr_lines_at(&s->lines, q->lines[i], slot);
        uint8_t state = numbers->state[at];
        if (state != SR_NUMBER_SET && state != SR_NUMBER_UNKNOWN)
            continue;
        out->at[out->n] = i;
        out->sum[out->n + 1] = out->sum[out->n] + (state == SR_NUMBER_SET ? numbers->value[at] : barrier());
        out->nonzero[out->n + 1] = out->nonzero[out->n] + (numbers->value[at] != 0);
        out->n++;
    }
}

static int length_price(uint32_t n)
{
    return 2 * sr_bit_length(n);
}

static void propose(sr_search *s, const sequence *q, uint32_t q_no, uint32_t result, uint32_t a, uint32_t b,
                    sr_operator op, uint32_t gap)
{
    uint32_t from = a < b ? a : b, to = a < b ? b : a;
    sr_hypothesis h = {.result = q->lines[result],
                       .members = q->lines + from,
                       .n_members = to - from + 1,
                       .sequence = q_no,
                       .from = from,
                       .op = (uint8_t)op,
                       .price = (uint8_t)(2 + 2 * (int)gap + length_price(to - from + 1) + sr_bit_length(s->n_live))};
    if (h.n_members > 1)
        sr_hypothesis_add(s, &h);
}

static void insert(strip *t, uint32_t i)
{
    uint64_t at = hash_sum(t->sum[i] >> t->shift) & t->mask;

    t->next[i] = t->heads[at];
    t->heads[at] = i + 1;
}

/* Runs i..j that end gap numbers before k and add up to it. */
static void find_sums(sr_search *s, const sequence *q, uint32_t q_no, strip *t, uint32_t k)
{
    sr_int128 value = t->sum[k + 1] - t->sum[k];

    if (value == 0 || value == barrier())
        return;
    for (uint32_t gap = 0; gap <= GAP && gap + 2 <= k; gap++) {
        uint32_t j = k - 1 - gap;
        for (int side = t->shift ? -1 : 0; side <= (t->shift ? 1 : 0); side++) {
            sr_int128 key = ((t->sum[j + 1] - value) >> t->shift) + side;
            uint32_t chain = 0;
            for (uint32_t e = t->heads[hash_sum(key) & t->mask]; e && chain < CHAIN; e = t->next[e - 1]) {
                uint32_t i = e - 1;
                ++*s->work;
                if (i >= j || (t->sum[i] >> t->shift) != key)
                    continue;
                chain++;
                if (t->nonzero[j + 1] - t->nonzero[i] > 1)
                    propose(s, q, q_no, t->at[k], t->at[i], t->at[j], SR_OP_SUM, gap);
            }
            ++*s->work;
        }
    }
}

static void find_means(sr_search *s, const sequence *q, uint32_t q_no, const strip *t, uint32_t slot, uint32_t k)
{
    const sr_numbers *numbers = s->lines.of;
    sr_stated result = sr_stated_at(numbers, sr_lines_at(&s->lines, q->lines[t->at[k]], slot));

    if (result.value == 0 || numbers->state[sr_lines_at(&s->lines, q->lines[t->at[k]], slot)] != SR_NUMBER_SET)
        return;
    for (uint32_t gap = 0; gap <= GAP && gap + 2 <= k; gap++) {
        uint32_t j = k - 1 - gap, least = j > MEAN_REACH ? j - MEAN_REACH : 0;
        for (uint32_t i = j; i-- > least;) {
            uint32_t n = j + 1 - i;
            ++*s->work;
            sr_operands x = {.sum = t->sum[j + 1] - t->sum[i], .n = n, .nonzero = t->nonzero[j + 1] - t->nonzero[i]};
            sr_judged judged = sr_judge(s->options, numbers->scale, SR_OP_AVERAGE, false, result, &x);
            if (judged.closing != SR_CLOSING_FAILS && judged.bits > 4)
                propose(s, q, q_no, t->at[k], t->at[i], t->at[j], SR_OP_AVERAGE, gap);
        }
    }
}

static void form(sr_search *s, const sequence *q, uint32_t q_no, strip *t, uint32_t slot)
{
    for (int backwards = 0; backwards < 2; backwards++) {
        strip_fill(s, q, slot, backwards, t);
        memset(t->heads, 0, (t->mask + 1) * sizeof *t->heads);
        for (uint32_t k = 0; k < t->n; k++) {
            insert(t, k);
            if (*s->work > s->work_most)
                return;
            find_sums(s, q, q_no, t, k);
            find_means(s, q, q_no, t, slot, k);
        }
    }
}

/* ---- sequences ------------------------------------------------------------------------------- */

typedef struct sequences {
    sequence *items;
    size_t n, cap;
} sequences;

static sequence *sequence_new(sr_search *s, sequences *all, uint32_t most)
{
    sequence *q = SR_PUSH(s->scratch, all->items, all->n, all->cap);

    *q = (sequence){SR_NEW_ARRAY(s->scratch, uint32_t, most), 0};
    return q;
}

static void lay_out(sr_search *s, sequences *all)
{
    sequence *base = sequence_new(s, all, s->n_live);
    uint32_t quotients = 0;

    for (uint32_t i = 0; i < s->n_live; i++)
        if (!s->consumed[s->live[i]]) {
            base->lines[base->n++] = s->live[i];
            quotients += s->quotient[s->live[i]];
        }
    if (quotients) {
        sequence *plain = sequence_new(s, all, s->n_live);
        base = &all->items[0];
        for (uint32_t i = 0; i < base->n; i++)
            if (!s->quotient[base->lines[i]])
                plain->lines[plain->n++] = base->lines[i];
        sequence *others = sequence_new(s, all, s->n_live);
        base = &all->items[0];
        for (uint32_t i = 0; i < base->n; i++)
            if (s->quotient[base->lines[i]])
                others->lines[others->n++] = base->lines[i];
    }
    uint32_t steps = s->lines.axis == SR_ACROSS ? STRIDE_MOST : 2;
    for (uint32_t step = 2; step <= steps; step++)
        for (uint32_t first = 0; first < step && all->items[0].n >= 3 * step; first++) {
            sequence *q = sequence_new(s, all, all->items[0].n / step + 1);
            base = &all->items[0];
            for (uint32_t i = first; i < base->n; i += step)
                q->lines[q->n++] = base->lines[i];
        }
}

static void confirm(sr_search *s, size_t from)
{
    for (size_t i = from; i < s->tries.n; i++) {
        sr_hypothesis *h = &s->tries.items[i];
        for (uint32_t k = 0; k < s->n_tried; k++) {
            uint32_t slot = s->tried[k];
            sr_judged j = sr_hypothesis_judge(s, h, slot);
            *s->work += 1;
            sr_tally_add(&h->tally, j, s->lines.of->value[sr_lines_at(&s->lines, h->result, slot)]);
        }
    }
}

void sr_discover_runs(sr_search *s)
{
    strip t = strip_new(s->scratch, s->n_live);

    for (uint32_t level = 0; level < LEVELS; level++) {
        sequences all = {0};
        s->tries = (sr_hypotheses){0};
        lay_out(s, &all);
        t.shift = s->options->rounded_integers ? sr_bit_length(4 * sr_ten_to(s->lines.of->scale)) : 0;
        for (size_t q = 0; q < all.n; q++)
            for (uint32_t k = 0; k < s->n_sample; k++)
                form(s, &all.items[q], (uint32_t)q, &t, s->sample[k]);
        confirm(s, 0);
        if (!sr_discover_choose(s))
            return;
    }
}
