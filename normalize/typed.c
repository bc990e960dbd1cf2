#include "normalize/typed.h"

#include "normalize/code.h"

#include <stdio.h>

/*
 * Held and shown may differ by what binary arithmetic leaves behind (0.1 + 0.2 - 0.3 is 5.55E-17); no amount, share or
 * count of these documents is so small.
 */
static const sr_decimal NOISE = {1, 9};

typedef enum likeness { APART, ROUNDED, SAME } likeness;

/* Rounded or cut to the decimals that are shown: off by less than one unit of the last of them. */
static likeness compare(sr_decimal held, sr_decimal shown)
{
    sr_decimal apart;

    if (!sr_decimal_sub(held, shown, &apart))
        return APART;
    if (apart.coef < 0)
        apart.coef = -apart.coef;
    if (apart.coef == 0 || sr_decimal_cmp(apart, NOISE) < 0)
        return SAME;
    return sr_decimal_cmp(apart, (sr_decimal){1, shown.scale}) < 0 ? ROUNDED : APART;
}

/* 0.18 is 18 of a hundred. */
static bool hundredfold(sr_decimal share, sr_decimal *out)
{
    static const int32_t factors[] = {100, 10, 1};
    int32_t moved = share.scale < 2 ? share.scale : 2;

    *out = (sr_decimal){0, share.scale - moved};
    return !__builtin_mul_overflow(share.coef, (sr_int128)factors[moved], &out->coef);
}

/*
 * How one shown number agrees with the value held; *value is what the cell then says. A sign of percent multiplies by a
 * hundred, unless it is but a letter of the format.
 */
static likeness agree(const sr_typed *typed, sr_decimal shown, bool percent, sr_decimal *value)
{
    sr_decimal hundred = {0};
    bool share = (percent || typed->type == SR_TYPE_PERCENT) && hundredfold(typed->value, &hundred);
    likeness direct = compare(typed->value, shown), as_share = share ? compare(hundred, shown) : APART;

    if (share && (as_share == SAME || (as_share == ROUNDED && direct != SAME))) {
        *value = as_share == SAME ? shown : hundred;
        return as_share;
    }
    if (percent)
        direct = direct == SAME ? SAME : APART;
    *value = typed->type == SR_TYPE_PERCENT && !percent ? hundred : direct == SAME ? shown : typed->value;
    return direct;
}

bool sr_typed_is(const sr_typed *typed, sr_decimal shown, bool percent)
{
    sr_decimal held = typed->value;

    if (!typed->has_value || percent != (typed->type == SR_TYPE_PERCENT) || (percent && !hundredfold(held, &held)))
        return false;
    return held.scale == shown.scale ? held.coef == shown.coef : sr_decimal_cmp(held, shown) == 0;
}

/* ---- numbers ------------------------------------------------------------------------------- */

/* "1,23E+10": to how many digits the mantissa is shown tells how near the value must be. */
static bool is_scientific(sr_slice shown, sr_decimal held)
{
    char text[SR_DECIMAL_TEXT];
    size_t mantissa = 0, point = 0;
    sr_decimal value, unit;

    if (shown.len < 3 || shown.len >= sizeof text)
        return false;
    for (size_t i = 0; i < shown.len; i++) {
        text[i] = shown.ptr[i] == ',' ? '.' : shown.ptr[i];
        point = text[i] == '.' ? i : point;
        if ((text[i] | 32) == 'e')
            mantissa = i;
    }
    if (mantissa == 0 || !sr_decimal_float((sr_slice){text, shown.len}, &value))
        return false;
    for (size_t i = 0; i < mantissa; i++) /* one unit of the mantissa's last digit */
        if (sr_is_digit((unsigned char)text[i]))
            text[i] = i + 1 == mantissa ? '1' : '0';
    size_t from = text[0] == '-';
    return sr_decimal_float((sr_slice){text + from, shown.len - from}, &unit) && sr_decimal_sub(held, value, &value) &&
           sr_decimal_cmp(value, unit) < 0 && sr_decimal_cmp((sr_decimal){-value.coef, value.scale}, unit) < 0;
}

static bool in_number(char c)
{
    return sr_is_digit((unsigned char)c) || c == '.' || c == ',' || c == ' ';
}

/* "(13,143,400)": brackets around an amount are a minus; those of "(1)" or "(2024)" may be the format of a label. */
static bool in_brackets(sr_slice shown, size_t from, size_t to)
{
    enum { LABEL_BYTES = 4 };

    while (from > 0 && sr_is_blank((unsigned char)shown.ptr[from - 1]))
        from--;
    while (to < shown.len && sr_is_blank((unsigned char)shown.ptr[to]))
        to++;
    return to - from > LABEL_BYTES && from > 0 && shown.ptr[from - 1] == '(' && to < shown.len && shown.ptr[to] == ')';
}

/* The first number inside a text that as a whole is none: "US$ 1,250.00", "Pasal 5". */
static bool inner_number(sr_slice shown, sr_readings *out)
{
    size_t from = 0, to;

    while (from < shown.len && !sr_is_digit((unsigned char)shown.ptr[from]))
        from++;
    for (to = from; to < shown.len && in_number(shown.ptr[to]); to++)
        ;
    while (to > from && !sr_is_digit((unsigned char)shown.ptr[to - 1]))
        to--;
    if (from == to)
        return false;
    bool minus = memchr(shown.ptr, '-', from) != NULL || in_brackets(shown, from, to);
    sr_number_read(sr_sub(shown, from, to), out);
    out->percent = memchr(shown.ptr + to, '%', shown.len - to) != NULL;
    for (int i = 0; minus && i < out->n; i++)
        out->reading[i].value.coef = -out->reading[i].value.coef;
    return out->n > 0;
}

/* The reading that agrees best becomes the only one. */
static likeness take_agreeing(const sr_typed *typed, sr_readings *r)
{
    likeness best = APART;
    sr_reading taken = {.rule = SR_RULE_TYPED_VALUE};

    for (int i = 0; i < r->n; i++) {
        sr_decimal value;
        likeness like = agree(typed, r->reading[i].value, r->percent, &value);
        if (like <= best)
            continue;
        best = like;
        taken = r->reading[i];
        taken.rule = SR_RULE_TYPED_VALUE;
        taken.value = value;
        taken.cost = 0;
    }
    if (best != APART) {
        r->reading[0] = taken;
        r->n = 1;
    }
    return best;
}

/* The value held, whatever the text shows; what that was read as comes behind it, for the finding. */
static void take_held(const sr_typed *typed, sr_readings *r)
{
    sr_reading held = {.value = typed->value, .rule = SR_RULE_TYPED_VALUE};

    if (typed->type == SR_TYPE_PERCENT) {
        r->percent = hundredfold(typed->value, &held.value);
        r->unit = SR_UNIT_NONE;
    }
    r->reading[1] = r->reading[0];
    r->reading[0] = held;
    r->n = r->n ? 2 : 1;
}

static void settle(const sr_typed *typed, sr_first_look *look)
{
    sr_readings *r = &look->r;

    r->percent |= typed->type == SR_TYPE_PERCENT;
    if (typed->type == SR_TYPE_CURRENCY && !r->rupiah && !r->unit) {
        r->rupiah = sr_eq_nocase(typed->currency, SR_LIT("IDR")) || sr_eq_nocase(typed->currency, SR_LIT("Rp"));
        if (!r->rupiah && typed->currency.len)
            r->unit = sr_unit_find(typed->currency, NULL, &r->unit_known);
    }
    r->status = SR_CELL_OK;
    r->repair = SR_RULE_NONE;
    r->unit_repaired = r->more_open = r->too_long = r->sign_twice = false;
    r->n_more = 0;
    look->status = SR_CELL_OK;
    look->rule = SR_RULE_NONE;
}

/* ---- dates, times, truth ------------------------------------------------------------------- */

/* The numbers of a text, in order; at most max. */
static size_t numbers_in(sr_slice s, uint32_t *out, size_t max)
{
    size_t n = 0;

    for (size_t i = 0; i < s.len;) {
        uint32_t v = 0;
        size_t from = i;
        while (i < s.len && sr_is_digit((unsigned char)s.ptr[i])) {
            v = v < 100000000 ? v * 10 + (uint32_t)(s.ptr[i] - '0') : v;
            i++;
        }
        if (i == from)
            i++;
        else if (n < max)
            out[n++] = v;
    }
    return n;
}

/* Year, month, day, hour, minute, second, fraction; of a time hours, minutes, seconds, fraction. */
enum { DATE_NUMBERS = 7, TIME_NUMBERS = 4, SHOWN_NUMBERS = 8 };

static bool is_number_of_date(uint32_t v, const uint32_t *date, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (v == date[i])
            return true;
    return v == date[0] % 100 || (n > 1 && v == (date[1] + 2) / 3 /* its quarter */) ||
           (n > 3 && (v == date[3] % 12 || (v == 12 && date[3] % 12 == 0)));
}

/* A format may leave out, reorder and shorten; it makes no number that is not there. */
static bool date_agrees(sr_slice held, sr_slice shown)
{
    uint32_t date[DATE_NUMBERS], seen[SHOWN_NUMBERS];
    size_t n = numbers_in(held, date, DATE_NUMBERS), n_seen = numbers_in(shown, seen, SHOWN_NUMBERS);

    for (size_t i = 0; n && i < n_seen; i++)
        if (!is_number_of_date(seen[i], date, n))
            return false;
    return true;
}

/* PT36H05M30S shows as 36:05:30, as 12:05 or as 2165 minutes. */
static bool time_agrees(sr_slice held, sr_slice shown)
{
    uint32_t t[TIME_NUMBERS] = {0}, seen[SHOWN_NUMBERS];
    size_t n_seen = numbers_in(shown, seen, SHOWN_NUMBERS);

    numbers_in(held, t, TIME_NUMBERS);
    for (size_t i = 0; i < n_seen; i++) {
        uint32_t v = seen[i];
        bool hour = v == t[0] || v == t[0] % 24 || v == t[0] % 12 || (v == 12 && t[0] % 12 == 0) || v == t[0] / 24;
        if (!hour && v != t[1] && v != t[2] && v != t[3] && v != t[0] * 60 + t[1] && v != t[2] + 1 && v != t[1] + 1)
            return false;
    }
    return true;
}

static bool truth_agrees(sr_slice held, sr_slice shown)
{
    static const char *const words[2][7] = {{"false", "salah", "tidak", "no", "0", "palsu", "falsch"},
                                            {"true", "benar", "ya", "yes", "1", "betul", "wahr"}};
    bool truth = sr_eq_nocase(held, SR_LIT("true")) || sr_eq(held, SR_LIT("1"));

    for (size_t i = 0; i < sizeof words[0] / sizeof words[0][0]; i++)
        if (sr_eq_nocase(shown, sr_str(words[!truth][i])))
            return false;
    return true;
}

/*
 * Excel's HTML holds the day's number since 1899-12-30 of what it shows as a date. The proleptic calendar of days is
 * Howard Hinnant's (chrono-compatible low-level date algorithms).
 */
static bool serial_agrees(sr_decimal serial, sr_slice shown)
{
    enum { FROM_1970 = 25569, LAST = 2958465 /* 9999-12-31 */ };
    char text[SR_DECIMAL_TEXT], date[40];
    sr_decimal days;
    size_t n = sr_decimal_text(serial, text);
    const char *point = memchr(text, '.', n);

    if (!sr_decimal_parse((sr_slice){text, point ? (size_t)(point - text) : n}, &days) || days.coef < 0 ||
        days.coef > LAST)
        return false;
    int64_t z = (int64_t)days.coef - FROM_1970 + 719468, era = (z >= 0 ? z : z - 146096) / 146097;
    int64_t doe = z - era * 146097, yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
    int64_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100), mp = (5 * doy + 2) / 153;
    int64_t d = doy - (153 * mp + 2) / 5 + 1, m = mp < 10 ? mp + 3 : mp - 9, y = yoe + era * 400 + (m <= 2);
    int len = snprintf(date, sizeof date, "%lld-%lld-%lld", (long long)y, (long long)m, (long long)d);
    return len > 0 && date_agrees((sr_slice){date, (size_t)len}, shown);
}

/* ---- together ------------------------------------------------------------------------------ */

static void as_text(sr_first_look *look, sr_rule rule, bool agrees)
{
    look->status = SR_CELL_TEXT;
    look->rule = rule;
    look->if_numeric = false;
    look->against = !agrees;
    look->r.too_long = false;
}

static void as_error(sr_first_look *look)
{
    look->status = SR_CELL_UNREADABLE;
    look->rule = SR_RULE_ERROR_VALUE;
    look->if_numeric = false;
}

/* Equal but for blanks, which formats and paragraphs add. */
static bool same_words(sr_slice held, sr_slice shown)
{
    size_t i = 0, k = 0;

    for (;;) {
        while (i < held.len && sr_is_blank((unsigned char)held.ptr[i]))
            i++;
        while (k < shown.len && sr_is_blank((unsigned char)shown.ptr[k]))
            k++;
        if (i == held.len || k == shown.len)
            return i == held.len && k == shown.len;
        if (held.ptr[i++] != shown.ptr[k++])
            return false;
    }
}

static bool is_clock(sr_slice s)
{
    const char *colon = memchr(s.ptr, ':', s.len);

    return colon && colon > s.ptr && sr_is_digit((unsigned char)colon[-1]) && colon + 1 < s.ptr + s.len &&
           sr_is_digit((unsigned char)colon[1]);
}

/* What a text is shown as that no column of numbers makes a number of, though the source holds one. */
static bool stays_text(const sr_first_look *look, sr_rule rule, const sr_expectation *expect)
{
    if (look->status != SR_CELL_TEXT)
        return false;
    return expect->is_text || expect->is_code || expect->is_ordinal || look->rule == SR_RULE_YEAR ||
           ((rule == SR_RULE_IDENTIFIER || rule == SR_RULE_ORDINAL) && !expect->is_measure);
}

static void look_at_number(const sr_typed *typed, sr_slice shown, const sr_expectation *expect, sr_first_look *look)
{
    sr_readings *r = &look->r, inner;
    sr_rule rule = r->rule;

    if (stays_text(look, rule, expect))
        return;
    if (rule == SR_RULE_ERROR_VALUE) { /* old OpenOffice holds 0 behind #DIV/0! */
        as_error(look);
        return;
    }
    if (rule == SR_RULE_DATE || is_clock(shown)) {
        as_text(look, SR_RULE_DATE, rule != SR_RULE_DATE || serial_agrees(typed->value, shown));
        return;
    }
    bool nothing = r->status == SR_CELL_NIL || r->status == SR_CELL_EMPTY;
    likeness like = take_agreeing(typed, r);
    if (like == APART &&
        (rule == SR_RULE_OVERFLOW_MARKS || (nothing && typed->value.coef == 0) || is_scientific(shown, typed->value))) {
        take_held(typed, r);
        r->n = 1;
        like = SAME;
    } else if (like == APART && inner_number(shown, &inner) && take_agreeing(typed, &inner) != APART) {
        *r = inner;
        like = SAME;
    }
    if (like == APART)
        take_held(typed, r);
    if (look->status != SR_CELL_OK)
        look->if_numeric = false;
    look->against = like == APART;
    settle(typed, look);
}

void sr_typed_look(const sr_typed *typed, sr_slice shown, const sr_expectation *expect, sr_first_look *look)
{
    switch ((sr_type)typed->type) {
    case SR_TYPE_NUMBER:
    case SR_TYPE_PERCENT:
    case SR_TYPE_CURRENCY:
        if (typed->has_value)
            look_at_number(typed, shown, expect, look);
        return;
    case SR_TYPE_DATE:
        as_text(look, SR_RULE_DATE, date_agrees(typed->text, shown));
        return;
    case SR_TYPE_TIME:
        as_text(look, SR_RULE_DATE, time_agrees(typed->text, shown));
        return;
    case SR_TYPE_BOOLEAN:
        as_text(look, SR_RULE_PLAIN_TEXT, truth_agrees(typed->text, shown));
        return;
    case SR_TYPE_ERROR:
        as_error(look);
        return;
    case SR_TYPE_NONE:
    case SR_TYPE_TEXT:
        if (typed->formula.len && look->r.rule == SR_RULE_ERROR_VALUE)
            as_error(look);
        else
            look->against = typed->text.len && !same_words(typed->text, shown);
        return;
    case SR_TYPE_COUNT:
        return;
    }
}
