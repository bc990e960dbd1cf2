#include "normalize/discover_inner.h"

/*
 * What two lines make of each other. Lines are taken in neighbourhoods that overlap. In a forming slot the numbers of
 * one are sorted; for each result and each second member the first member is then known, and looked up.
 */

/* Lines of a neighbourhood; in long tables smaller ones. Neighbourhoods begin half as far from each other. */
enum { REACH = 32, REACH_DOWN = 12, REACH_LONG = 8, LONG = 512 };
/* Slots that pairs are formed in. */
enum { SLOTS = 2, SLOTS_THOROUGH = 4 };

typedef struct neighbour {
    sr_int128 value;
    uint32_t index; /* in lines */
    uint8_t decimals;
} neighbour;

typedef struct vicinity {
    sr_search *s;
    const uint32_t *lines;
    uint32_t slot, from, to; /* of lines; to is exclusive */
    neighbour sorted[REACH]; /* by value */
    uint32_t n;
} vicinity;

static void gather(vicinity *v)
{
    const sr_numbers *numbers = v->s->lines.of;

    v->n = 0;
    for (uint32_t i = v->from; i < v->to; i++) {
        size_t at = sr_lines_at(&v->s->lines, v->lines[i], v->slot);
        if (numbers->state[at] != SR_NUMBER_SET || numbers->value[at] == 0)
            continue;
        uint32_t k = v->n++;
        for (; k && v->sorted[k - 1].value > numbers->value[at]; k--)
            v->sorted[k] = v->sorted[k - 1];
        v->sorted[k] = (neighbour){numbers->value[at], i, numbers->decimals[at]};
    }
    *v->s->work += (v->to - v->from) * 2;
}

/* The first of sorted that is not less. */
static uint32_t look_up(const vicinity *v, sr_int128 least)
{
    uint32_t from = 0, to = v->n;

    while (from < to) {
        uint32_t mid = (from + to) / 2;
        if (v->sorted[mid].value < least)
            from = mid + 1;
        else
            to = mid;
    }
    return from;
}

/* ---- proposing ------------------------------------------------------------------------------- */

/* Decimals that are not zeros. */
static int32_t decimals_of(const vicinity *v, uint32_t index)
{
    const sr_numbers *numbers = v->s->lines.of;
    int32_t n = 0;

    for (uint32_t k = 0; k < v->s->n_forming; k++) {
        size_t at = sr_lines_at(&v->s->lines, v->lines[index], v->s->forming[k]);
        int32_t zeros = numbers->value[at] ? sr_zeros(numbers, at) : numbers->scale;
        n += zeros < numbers->scale ? numbers->scale - zeros : 0;
    }
    return n;
}

/* r = a / b is b = a / r as well. A quotient has more decimals than what it is made of, and stands behind it. */
static int turned_price(const vicinity *v, uint32_t result, uint32_t a, uint32_t b)
{
    int32_t in_a = decimals_of(v, a), in_b = decimals_of(v, b);

    return (result < a || result < b ? 2 : 0) + (decimals_of(v, result) < (in_a > in_b ? in_a : in_b) ? 4 : 0);
}

static int distance_price(uint32_t a, uint32_t b)
{
    return 2 * sr_bit_length(a > b ? a - b : b - a) - 1;
}

/* It closes here: does it in the other forming slots? */
static void propose(const vicinity *v, sr_operator op, bool percent, uint32_t result, uint32_t a, uint32_t b)
{
    sr_search *s = v->s;
    uint32_t pair[2] = {v->lines[a], v->lines[b]}, closed = 0, failed = 0;
    sr_hypothesis h = {
        .result = v->lines[result], .members = pair, .n_members = 2, .op = (uint8_t)op, .percent = percent};

    for (uint32_t k = 0; k < s->n_forming; k++) {
        sr_operands x;
        sr_closing c = (sr_closing)sr_hypothesis_judge(s, &h, s->forming[k], &x).closing;
        closed += c > SR_CLOSING_TRIVIAL && c < SR_CLOSING_FAILS;
        failed += c == SR_CLOSING_FAILS;
    }
    *s->work += s->n_forming * 4;
    if (!sr_worth_weighing(closed, failed, s->lines.of->value[sr_lines_at(&s->lines, h.result, v->slot)]))
        return;
    int price = 6 + distance_price(result, a) + distance_price(result, b) + 2 * percent;
    if (op != SR_OP_SUM && op != SR_OP_PRODUCT)
        price += turned_price(v, result, a, b);
    uint32_t *kept = sr_arena_alloc(s->scratch, sizeof pair);
    memcpy(kept, pair, sizeof pair);
    h.members = kept;
    h.price = (uint8_t)price;
    h.pattern =
        ((uint64_t)op << 56) + ((uint64_t)1 << 55) + ((uint64_t)(uint16_t)(a - result) << 16) + (uint16_t)(b - result);
    sr_hypotheses_add(s, op == SR_OP_SUM ? &s->differences : &s->quotients, &h);
}

/* ---- one result and one member --------------------------------------------------------------- */

static void found(const vicinity *v, sr_operator op, bool percent, bool exact, uint32_t r, uint32_t a, uint32_t b)
{
    propose(v, op, percent, r, a, b);
    if (op != SR_OP_RATIO)
        return;
    propose(v, op, percent, b, a, r);
    if (exact)
        propose(v, SR_OP_PRODUCT, false, a, r < b ? r : b, r < b ? b : r);
}

static sr_closing judge_pair(const vicinity *v, sr_operator op, bool percent, const neighbour *result,
                             const neighbour *first, const neighbour *second)
{
    sr_stated stated = {result->value, result->decimals};
    sr_operands x = {.sum = first->value + second->value,
                     .first = first->value,
                     .second = second->value,
                     .n = 2,
                     .seen = 2,
                     .nonzero = 2,
                     .decimals = {first->decimals, second->decimals}};

    ++*v->s->work;
    return (sr_closing)sr_judge(v->s->options, v->s->lines.of->scale, op, percent, stated, &x).closing;
}

/* Members a of value `wanted`, give or take room. */
static void find_first(const vicinity *v, sr_operator op, bool percent, const neighbour *result,
                       const neighbour *second, sr_int128 wanted, sr_int128 room)
{
    ++*v->s->work;
    if (wanted + room < v->sorted[0].value || wanted - room > v->sorted[v->n - 1].value)
        return;
    *v->s->work += 2;
    for (uint32_t a = look_up(v, wanted - room); a < v->n && v->sorted[a].value <= wanted + room; a++) {
        const neighbour *first = &v->sorted[a];
        if (first == result || first == second)
            continue;
        sr_closing c = judge_pair(v, op, percent, result, first, second);
        if (c != SR_CLOSING_FAILS && c != SR_CLOSING_UNTRIED && c != SR_CLOSING_TRIVIAL)
            found(v, op, percent, c == SR_CLOSING_EXACT, result->index, first->index, second->index);
    }
}

/* Equal numbers stand beside each other: each of them, but not without end. */
enum { EQUALS = 4 };

/* Two members from both ends of the sorted numbers: what is too little moves the lower one up, too much the upper. */
static void find_sums(const vicinity *v, const neighbour *result)
{
    const sr_discover_options *o = v->s->options;
    sr_int128 unit = sr_tens[v->s->lines.of->scale - result->decimals];
    sr_int128 room = (result->decimals ? 3 * unit / 2 : 3 * unit * o->rounded_integers / 2);
    uint32_t low = 0, high = v->n - 1;

    *v->s->work += v->n;
    while (low < high) {
        const neighbour *a = &v->sorted[low];
        sr_int128 off = a->value + v->sorted[high].value - result->value;
        if (off > room) {
            high--;
            continue;
        }
        for (uint32_t k = high; off >= -room && k > low && high - k < EQUALS; k--) {
            const neighbour *b = &v->sorted[k];
            if (sr_absolute(a->value + b->value - result->value) > room)
                break;
            sr_closing c =
                a == result || b == result ? SR_CLOSING_FAILS : judge_pair(v, SR_OP_SUM, false, result, a, b);
            if (c == SR_CLOSING_EXACT || c == SR_CLOSING_ROUNDED)
                propose(v, SR_OP_SUM, false, result->index, a->index < b->index ? a->index : b->index,
                        a->index < b->index ? b->index : a->index);
        }
        low++;
    }
}

static sr_int128 divide(sr_int128 a, sr_int128 b)
{
    int64_t low_a = (int64_t)a, low_b = (int64_t)b;

    return low_a == a && low_b == b ? low_a / low_b : a / b;
}

/* Half a unit of the result, and what rounding of the members makes of it; or a little more. 2^3.32 = 10. */
static sr_int128 room_of(const neighbour *result, const neighbour *second, int32_t scale)
{
    return (sr_absolute(second->value) >> (332 * result->decimals / 100)) +
           (sr_absolute(result->value) >> (332 * scale / 100)) + 2;
}

/* a = r * b for a quotient, a = b + r * b for a change; r may be told in percent. */
static void find_quotients(const vicinity *v, const neighbour *result, const neighbour *second)
{
    sr_int128 product;
    bool change = result->decimals || v->s->options->thorough; /* a change told without decimals is rare */

    if (!sr_multiply(result->value, second->value, &product))
        return;
    for (int percent = 0; percent < 2; percent++) {
        int32_t scale = v->s->lines.of->scale + 2 * percent;
        sr_int128 wanted = divide(product, sr_tens[scale]), room = room_of(result, second, scale);
        find_first(v, percent ? SR_OP_PERCENTAGE : SR_OP_RATIO, false, result, second, wanted, room);
        if (change)
            find_first(v, SR_OP_RELATIVE_CHANGE, percent, result, second, second->value + wanted, room);
    }
}

/*
 * What a quotient looks like: it has decimals, or is small, yet says something. A row of quotients is rare, and then it
 * has decimals.
 */
static bool may_be_quotient(const vicinity *v, const neighbour *result)
{
    enum { SMALL = 10000, LEAST = 8 };
    sr_int128 one = sr_tens[v->s->lines.of->scale], size = sr_absolute(result->value);

    if (v->s->options->thorough)
        return result->decimals || size <= SMALL * one;
    if (size < LEAST * sr_tens[v->s->lines.of->scale - result->decimals])
        return false;
    return result->decimals || (v->s->lines.axis == SR_ACROSS && size <= SMALL * one);
}

static void find_pairs(vicinity *v, bool division)
{
    gather(v);
    for (uint32_t r = 0; r < v->n && !sr_search_spent(v->s); r++) {
        find_sums(v, &v->sorted[r]);
        if (!division || !may_be_quotient(v, &v->sorted[r]))
            continue;
        for (uint32_t b = 0; b < v->n; b++)
            if (b != r)
                find_quotients(v, &v->sorted[r], &v->sorted[b]);
    }
}

static void search(sr_search *s, const uint32_t *lines, uint32_t n, bool division)
{
    vicinity v = {.s = s, .lines = lines};
    uint32_t reach = n > LONG ? REACH_LONG : s->lines.axis == SR_ACROSS || s->options->thorough ? REACH : REACH_DOWN;

    uint32_t slots = n > LONG ? 1 : s->options->thorough ? SLOTS_THOROUGH : SLOTS;

    for (uint32_t k = 0; k < s->n_forming; k++) {
        if (k >= slots && k < s->n_spread)
            continue;
        v.slot = s->forming[k];
        for (v.from = 0; v.from < n; v.from += reach / 2) {
            v.to = v.from + reach < n ? v.from + reach : n;
            find_pairs(&v, division);
            if (v.to == n)
                break;
        }
    }
}

/* ---- lines that say the same in another unit -------------------------------------------------- */

/* Line b is line a times a constant that is not 1, in all slots that say anything. */
static bool is_multiple(const sr_search *s, uint32_t a, uint32_t b)
{
    const sr_numbers *numbers = s->lines.of;
    sr_int128 first_a = 0, first_b = 0;
    uint32_t n = 0;

    for (uint32_t k = 0; k < s->n_sample; k++) {
        size_t at_a = sr_lines_at(&s->lines, a, s->sample[k]), at_b = sr_lines_at(&s->lines, b, s->sample[k]);
        sr_int128 x = numbers->value[at_a], y = numbers->value[at_b], left, right;
        if (numbers->state[at_a] != SR_NUMBER_SET || numbers->state[at_b] != SR_NUMBER_SET)
            continue;
        if ((x == 0) != (y == 0) || (x && x == y))
            return false;
        if (x == 0 || x == first_a)
            continue;
        if (first_a == 0) {
            first_a = x;
            first_b = y;
            continue;
        }
        if (!sr_multiply(x, first_b, &left) || !sr_multiply(y, first_a, &right))
            return false;
        sr_int128 room, unit = sr_tens[numbers->scale - numbers->decimals[at_b]];
        if (!sr_multiply(sr_absolute(first_a) + sr_absolute(x), unit, &room) || sr_absolute(left - right) > room)
            return false;
        n++;
    }
    return n >= 3;
}

/* Percent of a constant, another unit: such lines stand among others and are not added up with them. */
static void find_multiples(sr_search *s)
{
    for (uint32_t i = 1; i < s->n_live; i++)
        s->derived[s->live[i]] =
            is_multiple(s, s->live[i - 1], s->live[i]) || (i > 1 && is_multiple(s, s->live[i - 2], s->live[i]));
    *s->work += 4 * s->n_live;
}

void sr_discover_pairs(sr_search *s)
{
    search(s, s->live, s->n_live, true);
    sr_hypotheses_weigh(s, &s->quotients, 0);
    find_multiples(s);
}

void sr_discover_differences(sr_search *s)
{
    uint32_t *lines = SR_NEW_ARRAY(s->scratch, uint32_t, s->n_live), n = 0;

    for (uint32_t i = 0; i < s->n_live; i++)
        if (!s->consumed[s->live[i]])
            lines[n++] = s->live[i];
    if (n < s->n_live && n > 2)
        search(s, lines, n, false);
    sr_hypotheses_weigh(s, &s->differences, 0);
}
