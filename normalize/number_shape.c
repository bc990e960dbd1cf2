#include "normalize/number_shape.h"

/* A number of 38 digits has 13 groups and a few blanks; what has more parts is a list. */
enum { PARTS_MAX = 32, DIGITS_MAX = SR_NUMBER_TEXT_MAX };

/* Costs: the plain rule is 0; what a person would have to be told is dearer. */
enum {
    COST_PLAIN = 0,
    COST_OTHER = 1,
    COST_MIXED = 2,
    COST_MISSING = 2,
    COST_MISPLACED = 4,
    COST_BLANKS = 1,
    COST_APART = 6
};

/* "10 9", "123 456": the longest integer without separators that a narrow cell is thought to break. Digits. */
enum { BROKEN_INTEGER_DIGITS = 6 };

/* Groups of digits and the signs between them: sign[i] stands behind group i. */
typedef struct parts {
    char digits[DIGITS_MAX];
    size_t n_digits;
    size_t len[PARTS_MAX];
    char sign[PARTS_MAX];  /* '.', ',' or ' ' (a blank alone) */
    bool blank[PARTS_MAX]; /* a blank stands beside the sign */
    bool list[PARTS_MAX];  /* ", " or ". ": also what parts the members of a list */
    size_t n;
} parts;

static bool cut(sr_slice run, parts *p)
{
    p->n = 1;
    p->n_digits = 0;
    memset(p->len, 0, sizeof p->len);
    memset(p->list, 0, sizeof p->list);
    for (size_t i = 0; i < run.len;) {
        if (sr_is_digit((unsigned char)run.ptr[i])) {
            p->digits[p->n_digits++] = run.ptr[i++];
            p->len[p->n - 1]++;
            continue;
        }
        size_t from = i, signs = 0;
        char sign = ' ';
        while (i < run.len && !sr_is_digit((unsigned char)run.ptr[i])) {
            if (run.ptr[i] != ' ') {
                sign = run.ptr[i];
                signs++;
            }
            i++;
        }
        if (signs > 1 || p->n == PARTS_MAX)
            return false;
        p->sign[p->n - 1] = sign;
        p->blank[p->n - 1] = i - from > signs;
        p->list[p->n - 1] = signs && run.ptr[from] != ' ' && i - from > 1;
        p->n++;
    }
    return true;
}

void sr_shape_add(sr_shape *shape, const sr_reading *reading)
{
    int at = shape->n;

    for (int i = 0; i < shape->n; i++)
        if (sr_decimal_cmp(shape->reading[i].value, reading->value) == 0)
            return;
    if (shape->n == SR_READINGS_MAX)
        return;
    while (at > 0 && shape->reading[at - 1].cost > reading->cost) {
        shape->reading[at] = shape->reading[at - 1];
        at--;
    }
    shape->reading[at] = *reading;
    shape->n++;
}

/* ---- which sign is what -------------------------------------------------------------------- */

static void take_as_decimal(sr_reading *r, char sign)
{
    r->comma_decimal = sign == ',';
    r->dot_decimal = sign == '.';
}

static void take_as_group(sr_reading *r, const parts *p, size_t n)
{
    for (size_t i = 0; i + 1 < n; i++) {
        r->comma_group |= p->sign[i] == ',';
        r->dot_group |= p->sign[i] == '.';
    }
}

/* The digits, scale of them behind the decimal sign, which is the last one; scale 0 takes all signs for grouping. */
static void add(sr_shape *shape, const parts *p, size_t scale, sr_rule rule, int cost)
{
    sr_reading r = {.rule = (uint8_t)rule, .cost = (uint8_t)cost};

    if (!sr_decimal_digits((sr_slice){p->digits, p->n_digits}, (int32_t)scale, false, &r.value)) {
        shape->too_long = true;
        return;
    }
    if (scale) {
        take_as_decimal(&r, p->sign[p->n - 2]);
        take_as_group(&r, p, p->n - 1);
    } else {
        take_as_group(&r, p, p->n);
    }
    sr_shape_add(shape, &r);
}

static sr_rule decimal_rule(const parts *p)
{
    return p->sign[p->n - 2] == ',' ? SR_RULE_DECIMAL_ID : SR_RULE_DECIMAL_EN;
}

static sr_rule group_rule(const parts *p)
{
    return p->sign[0] == ',' ? SR_RULE_GROUPED_EN : p->sign[0] == '.' ? SR_RULE_GROUPED_ID : SR_RULE_BLANKS_JOINED;
}

/* ---- the thousands ------------------------------------------------------------------------- */

typedef enum grouping { PERFECT, MIXED, MISSING, MISPLACED, GONE, BAD } grouping;

static grouping mixed_or_perfect(const parts *p, size_t n)
{
    for (size_t i = 1; i + 1 < n; i++)
        if (p->sign[i] != p->sign[0])
            return MIXED;
    return PERFECT;
}

/* 3.8946.402 for 38.946.402: the first sign stands one digit early. */
static bool first_sign_early(const parts *p, size_t n)
{
    for (size_t i = 2; i < n; i++)
        if (p->len[i] != 3)
            return false;
    return p->len[0] <= 2 && p->len[1] == 4;
}

/*
 * How the first n groups stand as an integer. A digit is gone where a group is too short and none makes up for it;
 * a sign is misplaced where a neighbour has what a group lacks (77.51.5900: 77.515.900).
 */
static grouping grouping_of(const parts *p, size_t n)
{
    size_t behind = 0;
    bool threes = true, multiples = true, near = true, any_short = false;

    if (n == 1)
        return PERFECT;
    if (p->len[0] == 0)
        return GONE;
    for (size_t i = 1; i < n; i++) {
        behind += p->len[i];
        threes &= p->len[i] == 3;
        multiples &= p->len[i] > 0 && p->len[i] % 3 == 0;
        near &= p->len[i] >= 2 && p->len[i] <= 4;
        any_short |= p->len[i] < 3;
    }
    if (n > 2 && p->digits[0] == '0')
        return GONE;
    if (threes && p->len[0] <= 3)
        return mixed_or_perfect(p, n);
    if (multiples)
        return MISSING;
    if (first_sign_early(p, n))
        return MISPLACED;
    if (behind == 3 * (n - 1) && near && p->len[0] <= 3)
        return MISPLACED;
    return any_short && behind < 3 * (n - 1) ? GONE : BAD;
}

static void one_sign(sr_shape *shape, const parts *p)
{
    size_t head = p->len[0], tail = p->len[1];
    bool zero_led = head && p->digits[0] == '0';

    if (head == 0) {
        shape->cut_head = true;
        if (tail == 3)
            shape->fail = SR_RULE_DIGIT_MISSING; /* the groups before it may be gone */
        else
            add(shape, p, tail, decimal_rule(p), COST_OTHER);
        return;
    }
    if (tail < 3 || (zero_led && head == 1) || (tail > 3 && tail % 3)) {
        add(shape, p, tail, decimal_rule(p), COST_PLAIN);
        if (!zero_led && first_sign_early(p, 2)) /* 73.4031 for 734.031, in a column of amounts */
            add(shape, p, 0, SR_RULE_MISPLACED_SEPARATOR, COST_MISPLACED);
        return;
    }
    if (tail == 3 && head <= 3) {
        add(shape, p, 0, group_rule(p), zero_led ? COST_MISSING : COST_PLAIN);
        add(shape, p, 3, decimal_rule(p), COST_OTHER);
        return;
    }
    add(shape, p, tail, decimal_rule(p), COST_OTHER);
    add(shape, p, 0, SR_RULE_MISSING_SEPARATOR, COST_MISSING);
}

/* The last sign is another than all before it, so it can be the decimal one. */
static void decimal_at_end(sr_shape *shape, const parts *p)
{
    size_t tail = p->len[p->n - 1];
    grouping g = grouping_of(p, p->n - 1);

    switch (g) {
    case PERFECT:
        if (tail == 3)
            add(shape, p, 0, SR_RULE_MIXED_SEPARATORS, COST_MIXED);
        add(shape, p, tail, decimal_rule(p), tail > 2 ? COST_OTHER : COST_PLAIN);
        break;
    case MIXED: /* needs a third sign */
    case MISSING:
        add(shape, p, tail, SR_RULE_MISSING_SEPARATOR, COST_MISSING);
        if (tail == 3)
            add(shape, p, 0, SR_RULE_MISSING_SEPARATOR, COST_MISSING + COST_MIXED);
        break;
    case MISPLACED:
        if (tail <= 2)
            add(shape, p, tail, SR_RULE_MISPLACED_SEPARATOR, COST_MISPLACED);
        break;
    case GONE:
        shape->fail = SR_RULE_DIGIT_MISSING;
        break;
    case BAD:
        break;
    }
}

/*
 * Two zeros behind a sign that also groups. Where both signs group (1,215.429,00) they are the cents; where one does
 * (250.000.00) a zero may as well have been lost, so the cents are only suggested.
 */
static void zeros_at_end(sr_shape *shape, const parts *p)
{
    grouping before = grouping_of(p, p->n - 1);

    shape->fail = SR_RULE_DIGIT_MISSING;
    if (p->len[p->n - 1] != 2 || memcmp(p->digits + p->n_digits - 2, "00", 2) != 0)
        return;
    if (before == MIXED)
        add(shape, p, 2, SR_RULE_MIXED_SEPARATORS, COST_MIXED);
    else if (before == PERFECT)
        shape->has_suggestion = sr_decimal_digits((sr_slice){p->digits, p->n_digits}, 2, false, &shape->suggestion);
}

/* The last sign stands before, too: it can only group, unless it was written for the other one before cents. */
static void only_groups(sr_shape *shape, const parts *p)
{
    switch (grouping_of(p, p->n)) {
    case PERFECT:
        add(shape, p, 0, group_rule(p), COST_PLAIN);
        break;
    case MIXED:
        add(shape, p, 0, SR_RULE_MIXED_SEPARATORS, COST_MIXED);
        break;
    case MISSING:
        add(shape, p, 0, SR_RULE_MISSING_SEPARATOR, COST_MISSING);
        break;
    case MISPLACED:
        add(shape, p, 0, SR_RULE_MISPLACED_SEPARATOR, COST_MISPLACED);
        break;
    case GONE:
        zeros_at_end(shape, p);
        break;
    case BAD:
        break;
    }
}

/* No blanks alone between the groups any more. */
static void solve(sr_shape *shape, const parts *p)
{
    bool last_is_new = true;

    if (p->n == 1) {
        add(shape, p, 0, SR_RULE_PLAIN_INTEGER, COST_PLAIN);
        return;
    }
    if (p->n == 2) {
        one_sign(shape, p);
        return;
    }
    for (size_t i = 0; i + 2 < p->n; i++)
        last_is_new &= p->sign[i] != p->sign[p->n - 2];
    if (last_is_new)
        decimal_at_end(shape, p);
    else
        only_groups(shape, p);
}

/* ---- blanks -------------------------------------------------------------------------------- */

static void join_blanks(const parts *p, parts *joined)
{
    memcpy(joined->digits, p->digits, p->n_digits);
    joined->n_digits = p->n_digits;
    joined->n = 0;
    for (size_t i = 0; i < p->n; i++) {
        bool goes_on = i > 0 && p->sign[i - 1] == ' ';
        if (!goes_on)
            joined->len[joined->n++] = 0;
        joined->len[joined->n - 1] += p->len[i];
        joined->sign[joined->n - 1] = i + 1 < p->n ? p->sign[i] : 0;
        joined->list[joined->n - 1] = p->list[i];
    }
}

/* Blanks as the thousands separator, alone or where a dot is lost: 1 234 567; 5.760 000; 1 234,56. */
static bool blanks_group(const parts *p, sr_shape *shape)
{
    size_t n = p->n;
    char group = ' ';

    bool decimals = n > 2 && p->sign[n - 2] != ' ' && p->len[n - 1] <= 2;
    size_t whole = decimals ? n - 1 : n;
    for (size_t i = 0; i < whole; i++) {
        if (i == 0 ? p->len[0] > 3 || p->len[0] == 0 || p->digits[0] == '0' : p->len[i] != 3)
            return false;
        if (i + 1 < whole && p->sign[i] != ' ') {
            if (group != ' ' && group != p->sign[i])
                return false;
            group = p->sign[i];
        }
    }
    if (decimals && group == p->sign[n - 2])
        return false;
    add(shape, p, decimals ? p->len[n - 1] : 0, SR_RULE_BLANKS_JOINED, COST_BLANKS);
    return true;
}

/* The first number alone, where blanks may part two. */
static void add_first_alone(sr_shape *shape, const parts *p)
{
    parts first = {.n = 0};
    sr_shape alone = {0};

    while (first.n == 0 || p->sign[first.n - 1] != ' ') {
        if (first.n == p->n)
            return;
        first.len[first.n] = p->len[first.n];
        first.sign[first.n] = p->sign[first.n];
        first.n_digits += p->len[first.n];
        first.n++;
        if (p->list[first.n - 1])
            break;
    }
    memcpy(first.digits, p->digits, first.n_digits);
    solve(&alone, &first);
    if (alone.n == 0)
        return;
    sr_reading r = alone.reading[0];
    r.rule = SR_RULE_COMPOUND;
    r.cost = COST_APART;
    sr_shape_add(shape, &r);
}

/* The part from..to, which blanks part from the rest, as a number of its own. */
static bool is_plain_alone(const parts *p, size_t from, size_t to)
{
    parts alone = {.n = to - from + 1};
    sr_shape shape = {0};
    size_t skip = 0;

    for (size_t i = 0; i < from; i++)
        skip += p->len[i];
    for (size_t i = from; i <= to; i++) {
        alone.len[i - from] = p->len[i];
        alone.sign[i - from] = p->sign[i];
        alone.n_digits += p->len[i];
    }
    memcpy(alone.digits, p->digits + skip, alone.n_digits);
    solve(&shape, &alone);
    return shape.n > 0 && sr_rule_is_plain(shape.reading[0].rule);
}

/* Two or more numbers in full dress, blanks between: "1.000.000 500.000". */
static bool is_list(const parts *p)
{
    size_t from = 0, dressed = 0;

    for (size_t i = 0; i < p->n; i++) {
        if (i + 1 < p->n && p->sign[i] != ' ')
            continue;
        if (!is_plain_alone(p, from, i))
            return false;
        dressed += i > from;
        from = i + 1;
    }
    return dressed >= 2;
}

static size_t blanks_alone(const parts *p)
{
    size_t n = 0;

    for (size_t i = 0; i + 1 < p->n; i++)
        n += p->sign[i] == ' ';
    return n;
}

/* An integer that a narrow cell broke: two pieces of a short one, or single digits. Longer: a list ("2021 2022"). */
static bool can_be_broken_integer(const parts *p)
{
    size_t single = 0;

    for (size_t i = 0; i < p->n; i++)
        single += p->len[i] == 1;
    return single == p->n || (p->n == 2 && p->n_digits <= BROKEN_INTEGER_DIGITS);
}

/* Nothing but the blanks' removal explains the groups: what is joined is whole, and was not before. */
static bool joining_is_sure(const parts *p, const parts *joined, const sr_shape *solved)
{
    const sr_reading *best = &solved->reading[0];
    size_t lone = blanks_alone(p);

    if (joined->n > 2 && (best->rule == SR_RULE_GROUPED_ID || best->rule == SR_RULE_GROUPED_EN || best->value.scale))
        return true; /* 63.21 0.250, 2.743 .140. 061 */
    if (joined->n > 2 && lone == 0)
        return true; /* 77.51. 5900 */
    if (joined->n == 2 && lone == 1 && p->n == 3 && p->sign[1] == ' ' && p->len[1] == 1 && p->len[2] == 1)
        return true;                                                     /* 68,8 1 */
    return joined->n == 2 && lone == 0 && !p->list[0] && p->len[1] == 3; /* 5 .000 */
}

/* Blanks between groups of three: a group separator if they are no-break or thin ones, or where decimals follow. */
static void solve_blank_groups(sr_shape *shape, const parts *p, sr_blanks blanks)
{
    size_t lone = blanks_alone(p);
    bool plain = shape->reading[0].value.scale == 0;

    if (lone > 1 && plain && p->len[0] == 3 && blanks == SR_BLANKS_SOFT) { /* "100 102 101": columns run together */
        shape->n = 0;
        shape->fail = SR_RULE_COMPOUND;
    } else if (blanks == SR_BLANKS_SOFT && (lone == 1 || plain)) {
        add_first_alone(shape, p);
    }
}

static void solve_joined(sr_shape *shape, const parts *p, sr_blanks blanks)
{
    parts joined;

    join_blanks(p, &joined);
    solve(shape, &joined);
    bool apart = blanks == SR_BLANKS_APART;
    bool list = !apart && ((joined.n == 1 && !can_be_broken_integer(p)) ||
                           (shape->n && !sr_rule_is_plain(shape->reading[0].rule) && is_list(p)));
    if (list || (shape->n == 0 && !apart && is_list(p))) {
        shape->n = 0;
        shape->fail = SR_RULE_COMPOUND;
    }
    if (shape->n == 0)
        return;
    bool sure = apart || joining_is_sure(p, &joined, shape);
    for (int i = 0; i < shape->n; i++) {
        sr_reading *r = &shape->reading[i];
        r->cost = (uint8_t)(r->cost + COST_BLANKS);
        if (sr_rule_is_plain(r->rule))
            r->rule = SR_RULE_BLANKS_JOINED;
    }
    if (!sure)
        add_first_alone(shape, p);
}

static void solve_blanks(sr_shape *shape, const parts *p, sr_blanks blanks)
{
    bool list = blanks == SR_BLANKS_SOFT && is_list(p);

    if (blanks_alone(p) && !list && blanks_group(p, shape))
        solve_blank_groups(shape, p, blanks);
    else
        solve_joined(shape, p, blanks);
}

void sr_shape_read(sr_slice run, sr_blanks how, sr_shape *out)
{
    parts p;
    bool blanks = false;

    *out = (sr_shape){.fail = SR_RULE_NO_READING};
    if (run.len > DIGITS_MAX || !cut(run, &p) || p.n_digits == 0)
        return;
    if (p.n > 1 && p.len[p.n - 1] == 0) {
        out->trailing = true;
        p.n--;
    }
    for (size_t i = 0; i + 1 < p.n; i++)
        blanks |= p.blank[i];
    if (blanks)
        solve_blanks(out, &p, how);
    else
        solve(out, &p);
    if (out->n)
        out->fail = SR_RULE_NONE;
}
