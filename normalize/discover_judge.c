#include "normalize/discover_inner.h"

sr_int128 sr_ten_to(int32_t n)
{
    static const int64_t small[] = {1,
                                    10,
                                    100,
                                    1000,
                                    10000,
                                    100000,
                                    1000000,
                                    10000000,
                                    100000000,
                                    1000000000,
                                    10000000000,
                                    100000000000,
                                    1000000000000,
                                    10000000000000,
                                    100000000000000,
                                    1000000000000000,
                                    10000000000000000,
                                    100000000000000000,
                                    1000000000000000000};
    sr_int128 p = 1;

    for (; n > 18; n -= 18)
        p *= small[18];
    return p * small[n];
}

int sr_bit_length(sr_int128 value)
{
    sr_uint128 v = value < 0 ? (sr_uint128)0 - (sr_uint128)value : (sr_uint128)value;
    uint64_t high = (uint64_t)(v >> 64), low = (uint64_t)v;

    return high ? 128 - __builtin_clzll(high) : low ? 64 - __builtin_clzll(low) : 0;
}

static sr_int128 absolute(sr_int128 value)
{
    return value < 0 ? -value : value;
}

/* Bits of 10^n, rounded up: log2(10) = 3.32. */
static int bits_of_ten(int n)
{
    return (n * 10 + 2) / 3;
}

/* Values of the result's size that could have stood there and closed no worse. */
static uint8_t weigh(sr_stated result, sr_int128 off)
{
    int bits = sr_bit_length(result.value) - bits_of_ten(result.zeros);

    if (off)
        bits = sr_bit_length(result.value) - sr_bit_length(off) - 1;
    return (uint8_t)(bits < 0 ? 0 : bits > 40 ? 40 : bits);
}

static sr_judged judged(sr_closing closing, uint8_t bits)
{
    return (sr_judged){(uint8_t)closing, bits};
}

static sr_int128 tolerance_of(const sr_discover_options *o, sr_int128 value)
{
    return o->tolerance ? absolute(value) / 1000000 * o->tolerance : 0;
}

static sr_judged judge_sum(const sr_discover_options *o, int32_t scale, sr_stated result, sr_int128 sum, uint32_t n,
                           uint32_t nonzero)
{
    sr_int128 off = absolute(result.value - sum);

    if (n == 0)
        return judged(SR_CLOSING_UNTRIED, 0);
    if (nonzero == 0 && result.value == 0)
        return judged(SR_CLOSING_TRIVIAL, 0);
    if (off == 0) {
        if (nonzero <= 1)
            return judged(SR_CLOSING_TRIVIAL, result.value != 0);
        return judged(SR_CLOSING_EXACT, weigh(result, 0));
    }
    /* Each of the members, and the result, may have been rounded by half a unit. */
    sr_int128 unit = sr_ten_to(scale - result.decimals);
    sr_int128 allowed = result.decimals || o->rounded_integers ? unit * (n + 1) / 2 : scale ? unit / 2 : 0;
    if (off <= allowed)
        return judged(nonzero <= 1 ? SR_CLOSING_TRIVIAL : SR_CLOSING_ROUNDED, weigh(result, off));
    if (off <= tolerance_of(o, result.value))
        return judged(nonzero <= 1 ? SR_CLOSING_TRIVIAL : SR_CLOSING_NEAR, weigh(result, off));
    return judged(SR_CLOSING_FAILS, 0);
}

static sr_judged judge_average(const sr_discover_options *o, int32_t scale, sr_stated result, sr_int128 sum, uint32_t n,
                               uint32_t nonzero)
{
    sr_int128 off = absolute(result.value * n - sum);
    sr_int128 unit = sr_ten_to(scale - result.decimals);

    if (n == 0)
        return judged(SR_CLOSING_UNTRIED, 0);
    if (nonzero == 0 && result.value == 0)
        return judged(SR_CLOSING_TRIVIAL, 0);
    sr_closing good = nonzero <= 1 ? SR_CLOSING_TRIVIAL : off == 0 ? SR_CLOSING_EXACT : SR_CLOSING_ROUNDED;
    if (2 * off <= unit * n)
        return judged(good, weigh(result, 0));
    if (off < unit * n && absolute(sum) > absolute(result.value * n))
        return judged(SR_CLOSING_TRUNCATED, weigh(result, 0));
    if (off <= tolerance_of(o, result.value) * n)
        return judged(nonzero <= 1 ? SR_CLOSING_TRIVIAL : SR_CLOSING_NEAR, weigh(result, off / n));
    return judged(SR_CLOSING_FAILS, 0);
}

static sr_judged judge_quotient(int32_t scale, sr_stated result, sr_int128 a, sr_int128 b, int times)
{
    sr_int128 left, right, unit = sr_ten_to(scale - result.decimals);

    if (b == 0)
        return judged(SR_CLOSING_UNTRIED, 0);
    if (a == 0 && result.value == 0)
        return judged(SR_CLOSING_TRIVIAL, 0);
    /* result = times * a / b, in units of its last decimal. */
    if (__builtin_mul_overflow(result.value / unit, b, &left) ||
        __builtin_mul_overflow(a, sr_ten_to(result.decimals) * times, &right))
        return judged(SR_CLOSING_UNTRIED, 0);
    sr_int128 off = absolute(right - left);
    if (2 * off <= absolute(b)) {
        if (a == b || (off == 0 && absolute(result.value) == unit * sr_ten_to(result.decimals)))
            return judged(SR_CLOSING_TRIVIAL, 1);
        return judged(off == 0 ? SR_CLOSING_EXACT : SR_CLOSING_ROUNDED, weigh(result, 0));
    }
    if (off < absolute(b) && absolute(right) > absolute(left))
        return judged(SR_CLOSING_TRUNCATED, weigh(result, 0));
    return judged(SR_CLOSING_FAILS, 0);
}

static sr_judged judge_product(int32_t scale, sr_stated result, sr_int128 a, sr_int128 b)
{
    sr_int128 left, right, unit = sr_ten_to(scale - result.decimals);

    if (result.value == 0 && (a == 0 || b == 0))
        return judged(SR_CLOSING_TRIVIAL, 0);
    if (__builtin_mul_overflow(a, b, &right) || __builtin_mul_overflow(result.value, sr_ten_to(scale), &left))
        return judged(SR_CLOSING_UNTRIED, 0);
    sr_int128 off = absolute(right - left);
    if (2 * off > unit * sr_ten_to(scale))
        return judged(SR_CLOSING_FAILS, 0);
    if (absolute(a) == sr_ten_to(scale) || absolute(b) == sr_ten_to(scale))
        return judged(SR_CLOSING_TRIVIAL, 1);
    return judged(off == 0 ? SR_CLOSING_EXACT : SR_CLOSING_ROUNDED, weigh(result, 0));
}

sr_judged sr_judge(const sr_discover_options *o, int32_t scale, sr_operator op, bool percent, sr_stated result,
                   const sr_operands *x)
{
    sr_int128 a = x->first, b = x->second;

    if (x->unknown)
        return judged(SR_CLOSING_UNTRIED, 0);
    if (op == SR_OP_SUM)
        return judge_sum(o, scale, result, x->sum, x->n, x->nonzero);
    if (op == SR_OP_AVERAGE)
        return judge_average(o, scale, result, x->sum, x->n, x->nonzero);
    if (x->n != 2)
        return judged(SR_CLOSING_UNTRIED, 0);
    switch (op) {
    case SR_OP_DIFFERENCE:
        return judge_sum(o, scale, result, a - b, 2, x->nonzero);
    case SR_OP_RATIO:
        return judge_quotient(scale, result, a, b, 1);
    case SR_OP_PERCENTAGE:
        return judge_quotient(scale, result, a, b, 100);
    case SR_OP_RELATIVE_CHANGE:
        return judge_quotient(scale, result, a - b, b, percent ? 100 : 1);
    default:
        return judge_product(scale, result, a, b);
    }
}

/* ---- tallies --------------------------------------------------------------------------------- */

/* A failure says that the relation is wrong, or the document: which happens in one slot of twenty. */
enum { FAILURE = 4 };
/* So many failures in a row, and what comes then is another part of the sheet. */
enum { ELSEWHERE = 3 };
/* A span counts when chance does not give it. */
enum { SPAN_LEAST = 6 };

static void close_span(sr_tally *t)
{
    if (t->span >= SPAN_LEAST)
        t->net += t->span;
    else
        t->net -= FAILURE;
    t->span = t->pending = 0;
    t->in_row = 0;
}

void sr_tally_add(sr_tally *t, sr_judged judged, sr_int128 value)
{
    switch ((sr_closing)judged.closing) {
    case SR_CLOSING_UNTRIED:
        return;
    case SR_CLOSING_FAILS:
        t->failed++;
        t->pending += FAILURE;
        if (++t->in_row == ELSEWHERE)
            close_span(t);
        return;
    default:
        break;
    }
    if (judged.bits == 0)
        return;
    t->closed += judged.closing != SR_CLOSING_TRIVIAL;
    t->span += value == t->last ? 1 : judged.bits;
    t->span -= t->pending;
    t->pending = 0;
    t->in_row = 0;
    t->last = value;
}

int32_t sr_hypothesis_net(const sr_hypothesis *h)
{
    const sr_tally *t = &h->tally;

    return t->net + (t->span >= SPAN_LEAST ? t->span : 0) - t->pending - h->price;
}
