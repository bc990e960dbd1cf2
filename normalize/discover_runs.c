#include "normalize/discover_inner.h"

/*
 * Runs of lines that add up to a line beside them. In each forming slot the sums of all before are laid into a hash: a
 * run that ends before line k and adds up to it begins where the sum was that much less, so that each line costs two
 * look-ups however long the run. What was found in one slot is then weighed in all of the sample.
 */

/* Numbers that may stand between a result and the nearest of its members; none in a sequence so long. */
enum { GAP = 4, LONG = 2048 };
/* Columns that belong together stand so far apart at most: target, realization, percent of each of ... */
enum { STRIDE_MOST = 6 };
/* In tables of so few lines any distance: a block of totals, then blocks of their parts. */
enum { STRIDE_SMALL = 48 };
/* The longest mean that is looked for everywhere; longer ones begin where a part of the sheet does. */
enum { MEAN_REACH = 64, MEAN_SLOTS = 3 };

/* A sequence of lines in which members of a sum follow each other. */
typedef struct sequence {
    uint32_t *lines;
    bool *head; /* a part of the sheet begins here: the line before holds no number */
    uint32_t n;
    bool base;     /* not every third line, or the like */
    uint8_t price; /* of its relations */
    uint32_t step;
} sequence;

/* What stands before each line of the sequence in one slot, that line not counted; n + 1 of them. */
typedef struct before {
    sr_int128 *sum;
    uint32_t *nonzero, *set, *unknown;
} before;

typedef struct forming {
    sr_search *s;
    const sequence *q;
    before in[SR_FORMING_MOST]; /* each forming slot */
    uint32_t n_slots;           /* so many of them are looked at */
    uint32_t k;                 /* the one that is at work */
    uint32_t *at, n;            /* lines of the sequence that are not 0 there */
    bool rising;            /* none is below 0 there, and sums are exact: they rise, and are found without the hash */
    uint32_t *heads, *next; /* hash of the sums before each of at, and of all: index + 1 */
    uint32_t mask;
    int shift; /* sums that differ in fewer bits share a bucket */
    uint32_t gap_from, gap_to;
    int least; /* bits of a result that is looked at */
    sequence base, plain, derived, all;
} forming;

/* Where a line is that may be a result: in the sequence, or, used up by a sum, before index of it. */
typedef struct place {
    uint32_t line, index;
    uint32_t t;  /* first of at that is not before it */
    uint32_t in; /* 1 if it is in the sequence, else 0 */
    sr_int128 value;
} place;

static sequence sequence_new(sr_search *s, uint32_t most)
{
    return (sequence){.lines = SR_NEW_ARRAY(s->scratch, uint32_t, most + 1),
                      .head = SR_NEW_ARRAY(s->scratch, bool, most + 1)};
}

static void sequence_add(sequence *q, uint32_t line, bool head)
{
    q->head[q->n] = head;
    q->lines[q->n++] = line;
}

static forming *forming_new(sr_search *s)
{
    forming *f = SR_NEW(s->scratch, forming);
    uint32_t size = 16, n = s->n_live;

    while (size < 2 * n + 2)
        size *= 2;
    f->s = s;
    f->base = sequence_new(s, n);
    f->plain = sequence_new(s, n);
    f->derived = sequence_new(s, n);
    f->all = sequence_new(s, n);
    f->at = SR_NEW_ARRAY(s->scratch, uint32_t, n);
    f->heads = SR_NEW_ARRAY(s->scratch, uint32_t, size);
    f->next = SR_NEW_ARRAY(s->scratch, uint32_t, n + 1);
    for (uint32_t k = 0; k < s->n_forming; k++) {
        f->in[k].sum = sr_arena_alloc(s->scratch, (n + 1) * sizeof(sr_int128));
        f->in[k].nonzero = sr_arena_alloc(s->scratch, (n + 1) * sizeof(uint32_t));
        f->in[k].set = sr_arena_alloc(s->scratch, (n + 1) * sizeof(uint32_t));
        f->in[k].unknown = sr_arena_alloc(s->scratch, (n + 1) * sizeof(uint32_t));
    }
    f->shift = s->options->rounded_integers
                   ? sr_bit_length(4 * s->options->rounded_integers * sr_tens[s->lines.of->scale])
                   : 0;
    return f;
}

static void add_up(const forming *f, uint32_t slot, const before *out)
{
    const sr_numbers *numbers = f->s->lines.of;

    out->sum[0] = 0;
    out->nonzero[0] = out->set[0] = out->unknown[0] = 0;
    for (uint32_t i = 0; i < f->q->n; i++) {
        size_t at = sr_lines_at(&f->s->lines, f->q->lines[i], slot);
        out->sum[i + 1] = out->sum[i] + numbers->value[at];
        out->nonzero[i + 1] = out->nonzero[i] + (numbers->value[at] != 0);
        out->set[i + 1] = out->set[i] + (numbers->state[at] == SR_NUMBER_SET);
        out->unknown[i + 1] = out->unknown[i] + (numbers->state[at] == SR_NUMBER_UNKNOWN);
    }
}

/* ---- proposing ------------------------------------------------------------------------------- */

static sr_judged judge_run(const forming *f, uint32_t k, sr_operator op, uint32_t line, uint32_t from, uint32_t to)
{
    const sr_numbers *numbers = f->s->lines.of;
    const before *b = &f->in[k];
    size_t at = sr_lines_at(&f->s->lines, line, f->s->forming[k]);
    sr_operands x = {.sum = b->sum[to] - b->sum[from],
                     .first = b->sum[from + 1] - b->sum[from],
                     .second = b->sum[from + 2] - b->sum[from + 1],
                     .n = b->set[to] - b->set[from],
                     .seen = to - from,
                     .nonzero = b->nonzero[to] - b->nonzero[from]};

    x.unknown = b->unknown[to] > b->unknown[from];
    if (numbers->state[at] != SR_NUMBER_SET)
        return (sr_judged){SR_CLOSING_UNTRIED, 0};
    return sr_judge(f->s->options, numbers->scale, op, false, sr_stated_at(numbers, at), &x);
}

static sr_int128 value_of(const forming *f, uint32_t line)
{
    return f->s->lines.of->value[sr_lines_at(&f->s->lines, line, f->s->forming[f->k])];
}

/* The run from..to of the sequence makes the line, which stands behind it or before it. */
static void propose(forming *f, sr_operator op, uint32_t line, bool behind, uint32_t from, uint32_t to, uint32_t gap)
{
    const sequence *q = f->q;
    uint32_t closed = 0, failed = 0, n = to - from;

    for (uint32_t k = 0; k < f->n_slots; k++) {
        sr_closing c = (sr_closing)judge_run(f, k, op, line, from, to).closing;
        closed += c > SR_CLOSING_TRIVIAL && c < SR_CLOSING_FAILS;
        failed += c == SR_CLOSING_FAILS;
    }
    *f->s->work += 4 * f->n_slots;
    if (!sr_worth_weighing(closed, failed, value_of(f, line)))
        return;
    /* A run that takes in a whole part of the sheet needs no length to tell it. */
    bool whole = behind ? q->head[from] : to == q->n || q->head[to];
    int price = 5 + 2 * (int)gap + (whole ? 1 : 2 * sr_bit_length(n)) + q->price + (op == SR_OP_AVERAGE) * 3;
    sr_hypothesis h = {.result = line,
                       .members = q->lines + from,
                       .n_members = n,
                       .op = (uint8_t)op,
                       .pattern = ((uint64_t)op << 56) + ((uint64_t)behind << 48) + ((uint64_t)gap << 40) +
                                  ((uint64_t)q->step << 32) + (whole ? 0 : n),
                       .far = gap > 0 || !q->base || q->price > 0,
                       .price = (uint8_t)price};
    sr_hypotheses_add(f->s, &f->s->tries, &h);
}

static bool is_set(const forming *f, uint32_t i)
{
    return f->in[f->k].set[i + 1] > f->in[f->k].set[i];
}

/* From `from` on, lines with a number that is 0 here are taken in, until a part of the sheet begins or ends. */
static uint32_t reach_down(const forming *f, uint32_t from, uint32_t limit)
{
    uint32_t reached = from;

    for (uint32_t i = from; i > limit && !f->q->head[i]; i--)
        reached = is_set(f, i - 1) ? i - 1 : reached;
    return reached;
}

static uint32_t reach_up(const forming *f, uint32_t to, uint32_t limit)
{
    uint32_t reached = to;

    for (uint32_t i = to; i < limit && !f->q->head[i]; i++)
        reached = is_set(f, i) ? i + 1 : reached;
    return reached;
}

/*
 * The run of at[a]..at[b]; and the same with the zeros beyond its far end; and with what is blank here between it and
 * the result.
 */
static void propose_run(forming *f, sr_operator op, const place *r, uint32_t a, uint32_t b, uint32_t gap)
{
    uint32_t from = f->at[a], to = f->at[b] + 1, far = from, near = to;
    bool behind = r->index >= to;

    if (behind) {
        far = reach_down(f, from, a ? f->at[a - 1] + 1 : 0);
        near = gap ? to : r->index;
    } else {
        far = reach_up(f, to, b + 1 < f->n ? f->at[b + 1] : f->q->n);
        near = gap ? from : r->index + r->in;
    }
    for (int wide = 0; wide < 4; wide++) {
        if (((wide & 1) && far == (behind ? from : to)) || ((wide & 2) && near == (behind ? to : from)))
            continue;
        uint32_t first = behind ? (wide & 1 ? far : from) : (wide & 2 ? near : from);
        uint32_t end = behind ? (wide & 2 ? near : to) : (wide & 1 ? far : to);
        propose(f, op, r->line, behind, first, end, gap);
    }
}

/* ---- sums ------------------------------------------------------------------------------------ */

static uint64_t hash_sum(sr_int128 sum)
{
    uint64_t x = (uint64_t)sum ^ ((uint64_t)((sr_uint128)sum >> 64) * 0x9E3779B97F4A7C15u);

    x = (x ^ (x >> 32)) * 0xBF58476D1CE4E5B9u;
    return x ^ (x >> 29);
}

/* Sum before the t-th of at; t = n: of all. */
static sr_int128 sum_at(const forming *f, uint32_t t)
{
    return f->in[f->k].sum[t < f->n ? f->at[t] : f->q->n];
}

static void lay_out_hash(forming *f)
{
    memset(f->heads, 0, (f->mask + 1) * sizeof *f->heads);
    for (uint32_t t = 0; t <= f->n; t++) {
        uint64_t at = hash_sum(sum_at(f, t) >> f->shift) & f->mask;
        f->next[t] = f->heads[at];
        f->heads[at] = t + 1;
    }
}

/* The t of low..high with the sum of key, where sums rise. */
static uint32_t look_between(const forming *f, sr_int128 key, uint32_t low, uint32_t high)
{
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (sum_at(f, middle) < key)
            low = middle + 1;
        else
            high = middle;
    }
    return sum_at(f, low) == key ? low : UINT32_MAX;
}

/*
 * Where sums rise: the t at or below from with the sum of key, by strides that double, for a run is seldom long.
 * UINT32_MAX where there is none.
 */
static uint32_t look_back(const forming *f, sr_int128 key, uint32_t from)
{
    uint32_t high = from, low = from, stride = 1;

    while (low && sum_at(f, low) > key) {
        high = low;
        low = low > stride ? low - stride : 0;
        stride *= 2;
        ++*f->s->work;
    }
    return look_between(f, key, low, high);
}

static uint32_t look_ahead(const forming *f, sr_int128 key, uint32_t from)
{
    uint32_t low = from, high = from, stride = 1;

    while (high < f->n && sum_at(f, high) < key) {
        low = high;
        high = f->n - high > stride ? high + stride : f->n;
        stride *= 2;
        ++*f->s->work;
    }
    return look_between(f, key, low, high);
}

/* Where numbers cancel each other out again and again, a sum is shared by many places: not all are looked at. */
enum { CHAIN_MOST = 64 };

/* The nearest t on the side of `from` with a sum in the bucket of key; UINT32_MAX where there is none. */
static uint32_t look_up(const forming *f, sr_int128 key, uint32_t from, bool below)
{
    uint32_t best = UINT32_MAX, steps = 0;

    if (f->rising)
        return below ? look_back(f, key, from) : look_ahead(f, key, from);

    for (uint32_t e = f->heads[hash_sum(key) & f->mask]; e && steps < CHAIN_MOST; e = f->next[e - 1], steps++) {
        uint32_t t = e - 1;
        if ((sum_at(f, t) >> f->shift) != key)
            continue;
        if (below ? t <= from && (best == UINT32_MAX || t > best) : t >= from && t < best)
            best = t;
    }
    *f->s->work += steps;
    return best;
}

/* Runs that end gap numbers before the result, or begin so far behind it, and add up to it. */
static void find_sums(forming *f, const place *r)
{
    int width = f->shift ? 1 : 0;

    for (uint32_t gap = f->gap_from; gap <= f->gap_to; gap++)
        for (int side = -width; side <= width; side++) {
            *f->s->work += 2;
            if (r->t >= gap + 2) {
                uint32_t b = r->t - 1 - gap;
                sr_int128 key = ((sum_at(f, b + 1) - r->value) >> f->shift) + side;
                uint32_t a = look_up(f, key, b - 1, true);
                if (a != UINT32_MAX)
                    propose_run(f, SR_OP_SUM, r, a, b, gap);
            }
            if (r->t + r->in + gap + 1 < f->n) {
                uint32_t a = r->t + r->in + gap;
                sr_int128 key = ((sum_at(f, a) + r->value) >> f->shift) + side;
                uint32_t b = look_up(f, key, a + 2, false);
                if (b != UINT32_MAX)
                    propose_run(f, SR_OP_SUM, r, a, b - 1, gap);
            }
        }
}

/* ---- means ----------------------------------------------------------------------------------- */

/* Means of runs that begin or end at the line beside result, or one further (a total stands between). */
static void find_means(forming *f, uint32_t result, sr_stated stated)
{
    const before *b = &f->in[f->k];
    sr_int128 unit = sr_tens[f->s->lines.of->scale - stated.decimals];

    for (uint32_t gap = 0; gap <= 1; gap++)
        for (int side = -1; side <= 1; side += 2) {
            int64_t first = (int64_t)result + side * (int64_t)(1 + gap), n = 0;
            sr_int128 off = 0, room = 0;
            for (int64_t i = first; i >= 0 && i < f->q->n; i += side) {
                *f->s->work += 1;
                if (!is_set(f, (uint32_t)i))
                    continue;
                off += stated.value - (b->sum[i + 1] - b->sum[i]);
                room += unit;
                bool end = side < 0 ? f->q->head[i] : i + 1 == f->q->n || f->q->head[i + 1];
                if (++n > 1 && (n <= MEAN_REACH || end) && 2 * sr_absolute(off) <= room)
                    propose(f, SR_OP_AVERAGE, f->q->lines[result], side < 0, (uint32_t)(side < 0 ? i : first),
                            (uint32_t)(side < 0 ? first : i) + 1, gap);
                if (n > MEAN_REACH && end)
                    break;
            }
        }
}

/*
 * Where a mean may stand: at the edge of a part of the sheet, or where decimals begin. In a long column of decimals any
 * line would be tried against all before it.
 */
static bool may_be_mean(const forming *f, uint32_t i, size_t at)
{
    const sr_numbers *numbers = f->s->lines.of;

    if (f->gap_from || f->k >= MEAN_SLOTS || f->s->options->no_means)
        return false;
    if (i == 0 || i + 1 == f->q->n || f->q->head[i] || f->q->head[i + 1])
        return true;
    if (f->s->options->thorough && f->q->n <= MEAN_REACH)
        return true;
    size_t beside = sr_lines_at(&f->s->lines, f->q->lines[i - 1], f->s->forming[f->k]);
    return numbers->decimals[at] > numbers->decimals[beside];
}

/* ---- one sequence ---------------------------------------------------------------------------- */

/* Lines that a sum has used up may still be sums themselves. */
static void form_outside(forming *f)
{
    const sr_search *s = f->s;
    place r = {0};

    for (uint32_t i = 0; i < s->n_live && !sr_search_spent(s); i++) {
        r.line = s->live[i];
        while (r.index < f->q->n && f->q->lines[r.index] < r.line)
            r.index++;
        while (r.t < f->n && f->at[r.t] < r.index)
            r.t++;
        if (!s->consumed[r.line] || s->of_result[r.line])
            continue;
        r.value = value_of(f, r.line);
        if (sr_bit_length(r.value) >= f->least)
            find_sums(f, &r);
    }
    *s->work += s->n_live;
}

static void form(forming *f, uint32_t k)
{
    const sr_search *s = f->s;

    f->k = k;
    f->n = 0;
    f->rising = f->shift == 0;
    for (uint32_t i = 0; i < f->q->n; i++)
        if (f->in[k].nonzero[i + 1] > f->in[k].nonzero[i]) {
            f->at[f->n++] = i;
            f->rising &= f->in[k].sum[i + 1] > f->in[k].sum[i];
        }
    if (!f->rising)
        lay_out_hash(f);
    *s->work += f->q->n;
    for (uint32_t t = 0; t < f->n && !sr_search_spent(s); t++) {
        place r = {.line = f->q->lines[f->at[t]], .index = f->at[t], .t = t, .in = 1};
        r.value = value_of(f, r.line);
        if (sr_bit_length(r.value) >= f->least)
            find_sums(f, &r);
        size_t at = sr_lines_at(&s->lines, r.line, s->forming[k]);
        if ((f->q->base || s->options->thorough) && may_be_mean(f, r.index, at))
            find_means(f, r.index, sr_stated_at(s->lines.of, at));
    }
    if (f->q->base && f->q->n < s->n_live)
        form_outside(f);
}

/* Slots in which gaps and regular distances are tried, beside those that cover lines which are blank in others. */
enum { FEW_SLOTS = 2 };

static void try_sequence(forming *f, const sequence *q, bool gaps)
{
    const sr_search *s = f->s;

    f->q = q;
    f->gap_from = gaps && q != &f->all;
    f->gap_to = gaps ? GAP : 0;
    f->least = sr_bit_length(sr_tens[s->lines.of->scale]) - 1 + (q->n > LONG ? 7 : q->n > 128 ? 3 : 1);
    f->n_slots = q->base || s->n_forming < FEW_SLOTS ? s->n_forming : FEW_SLOTS;
    for (f->mask = 15; f->mask < 2 * q->n; f->mask = 2 * f->mask + 1)
        ;
    for (uint32_t k = 0; k < f->n_slots; k++)
        add_up(f, s->forming[k], &f->in[k]);
    *s->work += f->n_slots * q->n;
    for (uint32_t k = 0; k < f->n_slots; k++)
        if (!gaps || k < FEW_SLOTS || k >= s->n_spread)
            form(f, k);
}

/* ---- sequences ------------------------------------------------------------------------------- */

/* What sums have not used up, or all lines. */
static void lay_out(const sr_search *s, sequence *q, bool all)
{
    q->n = 0;
    q->base = true;
    q->price = all ? 4 : 0;
    for (uint32_t i = 0; i < s->n_live; i++)
        if (all || !s->consumed[s->live[i]])
            sequence_add(q, s->live[i], i == 0 || s->live[i] != s->live[i - 1] + 1);
    q->head[q->n] = true;
}

/* Of the base, the lines that are quotients of others, or those that are not. */
static void lay_out_kind(const sr_search *s, sequence *q, const sequence *base, bool derived)
{
    bool head = false;

    q->n = 0;
    q->base = true;
    for (uint32_t i = 0; i < base->n; i++) {
        head |= base->head[i];
        if (s->derived[base->lines[i]] == derived) {
            sequence_add(q, base->lines[i], head);
            head = false;
        }
    }
    q->head[q->n] = true;
}

static void try_strides(forming *f, const sequence *base)
{
    bool across = f->s->lines.axis == SR_ACROSS;
    uint32_t most = f->s->options->thorough && base->n <= STRIDE_SMALL ? base->n / 3 : across ? STRIDE_MOST : 2;

    for (uint32_t step = 2; step <= most && base->n >= 3 * step; step++)
        for (uint32_t first = 0; first < step && !sr_search_spent(f->s); first++) {
            sequence q = sequence_new(f->s, base->n / step + 1);
            q.price = 2;
            q.step = step;
            for (uint32_t i = first; i < base->n; i += step)
                sequence_add(&q, base->lines[i], i == first);
            try_sequence(f, &q, false);
        }
}

/*
 * The sequences are laid out anew in the same memory: hypotheses that are kept from one round to the next point into
 * them, and are kept only while nothing was accepted, so that they come out the same.
 */
void sr_discover_runs(sr_search *s, bool gaps)
{
    forming *f = s->runs ? s->runs : forming_new(s);
    size_t weighed = s->tries.n;

    s->runs = f;
    lay_out(s, &f->base, false);
    lay_out(s, &f->all, true);
    lay_out_kind(s, &f->plain, &f->base, false);
    lay_out_kind(s, &f->derived, &f->base, true);
    if (gaps && f->base.n > LONG)
        return;
    bool mixed = f->derived.n > 0 && f->plain.n > 2, used = f->all.n > f->base.n;
    try_sequence(f, &f->base, gaps);
    if (mixed)
        try_sequence(f, &f->plain, gaps);
    if (f->derived.n > 2 && f->plain.n > 0)
        try_sequence(f, &f->derived, gaps);
    if (gaps) {
        if (used)
            try_sequence(f, &f->all, true);
        try_strides(f, &f->base);
        if (mixed)
            try_strides(f, &f->plain);
        if (used && s->options->thorough)
            try_strides(f, &f->all);
    }
    sr_hypotheses_weigh(s, &s->tries, weighed);
}
