#include "normalize/discover_inner.h"

int sr_bit_length(sr_int128 value)
{
    sr_uint128 v = value < 0 ? (sr_uint128)0 - (sr_uint128)value : (sr_uint128)value;
    uint64_t high = (uint64_t)(v >> 64), low = (uint64_t)v;

    return high ? 128 - __builtin_clzll(high) : low ? 64 - __builtin_clzll(low) : 0;
}

/* ---- one closing ----------------------------------------------------------------------------- */

static sr_judged judged(sr_closing closing, sr_int128 off)
{
    return (sr_judged){(uint8_t)closing, off};
}

static sr_judged judge_sum(const sr_discover_options *o, int32_t scale, sr_stated result, sr_int128 sum,
                           const sr_operands *x)
{
    sr_int128 off = sr_absolute(result.value - sum);

    if (x->n == 0)
        return judged(SR_CLOSING_UNTRIED, 0);
    if (off == 0)
        return judged(x->nonzero <= 1 ? SR_CLOSING_TRIVIAL : SR_CLOSING_EXACT, 0);
    /* Each of the members, and the result, may have been rounded by half a unit. */
    sr_int128 unit = sr_tens[scale - result.decimals], coarse = unit * o->rounded_integers;
    if (!result.decimals && coarse && result.value % coarse == 0)
        unit = coarse;
    sr_int128 allowed = result.decimals || o->rounded_integers ? unit * (x->n + 1) / 2 : scale ? unit / 2 : 0;
    if (off > allowed)
        return judged(SR_CLOSING_FAILS, 0);
    /* What is no larger than the rounding might as well not be there. */
    bool one =
        x->nonzero <= 1 || (x->seen == 2 && (sr_absolute(x->first) <= allowed || sr_absolute(x->second) <= allowed));
    return judged(one ? SR_CLOSING_TRIVIAL : SR_CLOSING_ROUNDED, off);
}

static sr_judged judge_average(int32_t scale, sr_stated result, const sr_operands *x)
{
    sr_int128 unit = sr_tens[scale - result.decimals], n = x->n;
    sr_int128 off = sr_absolute(result.value * n - x->sum);

    if (n == 0)
        return judged(SR_CLOSING_UNTRIED, 0);
    /* Between members that are alike there is little room for a mean. */
    sr_int128 spread = sr_absolute(result.value - x->first), other = sr_absolute(result.value - x->second);
    spread = spread > other ? spread : other;
    if (2 * off <= unit * n && (n == 1 || spread <= unit))
        return judged(SR_CLOSING_TRIVIAL, 0);
    if (off == 0)
        return judged(SR_CLOSING_EXACT, 0);
    if (2 * off <= unit * n)
        return judged(SR_CLOSING_ROUNDED, 0);
    if (off < unit * n && sr_absolute(x->sum) > sr_absolute(result.value * n))
        return judged(SR_CLOSING_TRUNCATED, 0);
    return judged(SR_CLOSING_FAILS, 0);
}

/* Half of what rounding may have taken from or added to a value with so many decimals, doubled; whole numbers are
 * exact. */
static sr_int128 room_of(const sr_discover_options *o, int32_t scale, uint8_t decimals)
{
    return decimals || o->rounded_integers ? sr_tens[scale - decimals] : 0;
}

/*
 * result = times * a / b, or times * (a - b) / b. It may be off by half a unit of its last decimal, and by what the
 * rounding of a and of b makes of it: off * |b| <= (unit * |b| + times * room_a + |result| * room_b) / 2, each side
 * multiplied by 10^decimals.
 */
static sr_judged judge_quotient(const sr_discover_options *o, int32_t scale, sr_stated result, const sr_operands *x,
                                bool change, int times)
{
    sr_int128 a = change ? x->first - x->second : x->first, b = x->second;
    sr_int128 left, right, ten = sr_tens[result.decimals], units = result.value / sr_tens[scale - result.decimals];

    if (b == 0)
        return judged(SR_CLOSING_UNTRIED, 0);
    if (a == 0 && result.value == 0)
        return judged(SR_CLOSING_TRIVIAL, 0);
    if (!sr_multiply(units, b, &left) || !sr_multiply(a, ten * times, &right))
        return judged(SR_CLOSING_UNTRIED, 0);
    sr_int128 off = sr_absolute(right - left), size = sr_absolute(b), room = 0;
    sr_int128 room_a = room_of(o, scale, x->decimals[0]), room_b = room_of(o, scale, x->decimals[1]), more;
    if ((room_a || room_b) && sr_multiply(sr_absolute(units), room_b, &more))
        room = ten * times * (room_a + (change ? room_b : 0)) + more;
    /* 1 = a / a, 100% and a = a / 1 say no more than that two cells are equal. */
    bool trivial = sr_absolute(a) == size || size == sr_tens[scale];
    if (2 * off <= size)
        return judged(trivial ? SR_CLOSING_TRIVIAL : off == 0 ? SR_CLOSING_EXACT : SR_CLOSING_ROUNDED, 0);
    if (2 * off <= size + room)
        return judged(trivial ? SR_CLOSING_TRIVIAL : SR_CLOSING_ROUNDED,
                      (room / size + 1) * sr_tens[scale - result.decimals] / 2);
    if (off < size && sr_absolute(right) > sr_absolute(left))
        return judged(SR_CLOSING_TRUNCATED, 0);
    return judged(SR_CLOSING_FAILS, 0);
}

static sr_judged judge_product(int32_t scale, sr_stated result, sr_int128 a, sr_int128 b)
{
    sr_int128 left, right, one = sr_tens[scale], unit = sr_tens[scale - result.decimals];

    if (result.value == 0 && (a == 0 || b == 0))
        return judged(SR_CLOSING_TRIVIAL, 0);
    if (!sr_multiply(a, b, &right) || !sr_multiply(result.value, one, &left))
        return judged(SR_CLOSING_UNTRIED, 0);
    sr_int128 off = sr_absolute(right - left);
    if (2 * off > unit * one)
        return judged(SR_CLOSING_FAILS, 0);
    if (sr_absolute(a) == one || sr_absolute(b) == one)
        return judged(SR_CLOSING_TRIVIAL, 0);
    return judged(off == 0 ? SR_CLOSING_EXACT : SR_CLOSING_ROUNDED, 0);
}

sr_judged sr_judge(const sr_discover_options *o, int32_t scale, sr_operator op, bool percent, sr_stated result,
                   const sr_operands *x)
{
    sr_int128 a = x->first, b = x->second;

    if (x->unknown)
        return judged(SR_CLOSING_UNTRIED, 0);
    if (op == SR_OP_SUM)
        return judge_sum(o, scale, result, x->sum, x);
    if (op == SR_OP_AVERAGE)
        return judge_average(scale, result, x);
    if (x->n != 2)
        return judged(SR_CLOSING_UNTRIED, 0);
    switch (op) {
    case SR_OP_DIFFERENCE:
        return judge_sum(o, scale, result, a - b, x);
    case SR_OP_RATIO:
    case SR_OP_PERCENTAGE:
        return judge_quotient(o, scale, result, x, false, op == SR_OP_PERCENTAGE ? 100 : 1);
    case SR_OP_RELATIVE_CHANGE:
        return judge_quotient(o, scale, result, x, true, percent ? 100 : 1);
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
/* No single closing proves more than this: it may be a copy of something. */
enum { CLOSING_MOST = 24 };

int32_t sr_zeros(const sr_numbers *numbers, size_t at)
{
    int32_t n = numbers->scale - numbers->decimals[at];
    sr_int128 value = numbers->value[at] / sr_tens[n];

    if (value == 0)
        return n;
    for (; value > INT64_MAX || value < INT64_MIN; value /= 10, n++)
        if (value % 10)
            return n;
    for (int64_t low = (int64_t)value; low % 10 == 0; low /= 10)
        n++;
    return n;
}

/* Bits of 10^n: log2(10) = 3.32. */
static int bits_of_ten(int n)
{
    return (n * 10 + 2) / 3;
}

/*
 * log2 of the values that could have stood there and closed no worse. Values that stay close to each other from slot
 * to slot had less to choose from: what counts is how far this one is from the last.
 */
static int weigh(const sr_numbers *numbers, size_t at, sr_judged judged, sr_int128 last, bool copies)
{
    sr_int128 value = numbers->value[at], range = sr_absolute(value), moved = sr_absolute(value - last);
    int bits = sr_bit_length(moved < range ? moved : range);

    bits -= judged.off ? sr_bit_length(judged.off) + 1 : bits_of_ten(sr_zeros(numbers, at));
    if (judged.closing == SR_CLOSING_TRIVIAL || judged.closing == SR_CLOSING_TRUNCATED)
        bits = judged.closing == SR_CLOSING_TRIVIAL ? copies && bits > 0 : bits - 1;
    return bits < 0 ? 0 : bits > CLOSING_MOST ? CLOSING_MOST : bits;
}

/* The whole slot is a multiple of the last one: where that closed, this must. */
static bool is_multiple(const sr_tally *t, sr_int128 value, sr_int128 part, sr_int128 unit)
{
    sr_int128 a, b, room;

    if (part == 0 || t->part == 0 || !sr_multiply(value, t->part, &a) || !sr_multiply(t->last, part, &b) ||
        !sr_multiply(sr_absolute(t->last) + sr_absolute(t->part), unit, &room))
        return false;
    return sr_absolute(a - b) <= room;
}

static void close_span(sr_tally *t)
{
    if (t->span >= SPAN_LEAST)
        t->net += t->span;
    else
        t->net -= FAILURE;
    t->span = t->pending = 0;
    t->in_row = 0;
}

void sr_hypothesis_count(sr_hypothesis *h, const sr_numbers *numbers, size_t result_at, sr_judged judged,
                         const sr_operands *x)
{
    sr_tally *t = &h->tally;
    sr_int128 value = numbers->value[result_at], part = x->first ? x->first : x->second;

    if (judged.closing == SR_CLOSING_UNTRIED)
        return;
    if (judged.closing == SR_CLOSING_FAILS) {
        t->failed++;
        t->pending += FAILURE;
        if (++t->in_row == ELSEWHERE)
            close_span(t);
        return;
    }
    if (value == 0 && judged.closing == SR_CLOSING_TRIVIAL)
        return;
    int bits = weigh(numbers, result_at, judged, t->last, h->op == SR_OP_SUM);
    if (bits > 1 && is_multiple(t, value, part, sr_tens[numbers->scale - numbers->decimals[result_at]]))
        bits = 1;
    t->closed += judged.closing != SR_CLOSING_TRIVIAL;
    t->exact += judged.closing == SR_CLOSING_EXACT;
    t->asked += h->n_members;
    t->held += x->n;
    t->span += bits - t->pending;
    t->pending = 0;
    t->in_row = 0;
    t->last = value;
    t->part = part;
}

int32_t sr_hypothesis_gain(const sr_hypothesis *h)
{
    const sr_tally *t = &h->tally;

    return t->net + (t->span >= SPAN_LEAST ? t->span : 0) - t->pending;
}
