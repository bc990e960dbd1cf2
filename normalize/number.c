#include "normalize/number.h"

#include "normalize/code.h"
#include "normalize/number_inner.h"
#include "normalize/typed.h"

/* ---- the careful way ----------------------------------------------------------------------- */

/* A text that sets out to be a number: worth a word where a column of measures holds something else. */
static bool begins_like_number(sr_slice s)
{
    size_t i = 0;

    if (s.len > 2 && sr_eq_nocase(sr_sub(s, 0, 2), SR_LIT("rp")))
        return true;
    while (i < s.len && i < 4 && strchr(" -+(<>=@~'.,", s.ptr[i]))
        i++;
    return i < s.len && sr_is_digit((unsigned char)s.ptr[i]);
}

/* A longer text that begins with digits is a sentence, not a number that broke. Bytes. */
enum { BROKEN_NUMBER_MAX = 48 };

static bool is_year_text(sr_slice s)
{
    char d[4];
    size_t n = 0;

    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] == ' ')
            continue;
        if (!sr_is_digit((unsigned char)s.ptr[i]) || n == sizeof d)
            return false;
        d[n++] = s.ptr[i];
    }
    return n == 4 && ((d[0] == '1' && d[1] == '9') || (d[0] == '2' && d[1] == '0'));
}

static void look_at_text(sr_slice text, const sr_expectation *expect, sr_first_look *look)
{
    if (look->rule == SR_RULE_ORDINAL && look->r.n && expect->is_measure) {
        look->status = SR_CELL_OK;
        if (look->r.repair == SR_RULE_NONE)
            look->r.repair = SR_RULE_TRAILING_JUNK;
        look->rule = SR_RULE_NONE;
    } else if (expect->is_measure && look->rule != SR_RULE_GRADE && look->rule != SR_RULE_ORDINAL &&
               text.len <= BROKEN_NUMBER_MAX && begins_like_number(text)) {
        look->status = SR_CELL_UNREADABLE;
        if (look->rule == SR_RULE_PLAIN_TEXT)
            look->rule = SR_RULE_NO_READING;
    }
}

void sr_number_first_look(sr_slice text, const sr_expectation *expect, sr_first_look *look)
{
    sr_readings *r = &look->r;

    sr_number_read(text, r);
    look->status = r->status;
    look->rule = r->rule;
    look->if_numeric = look->against = false;
    if (r->status == SR_CELL_EMPTY || r->status == SR_CELL_NIL)
        return;
    sr_code code;
    bool is_code = expect->is_code && sr_number_code(text, expect, &code);
    bool is_year = expect->is_year && is_year_text(text);
    if (expect->is_text || expect->is_code || expect->is_ordinal || is_year) {
        look->status = SR_CELL_TEXT;
        look->rule = is_code              ? SR_RULE_CODE
                     : is_year            ? SR_RULE_YEAR
                     : expect->is_ordinal ? SR_RULE_ORDINAL
                                          : SR_RULE_PLAIN_TEXT;
        return;
    }
    if (r->too_long) {
        look->status = SR_CELL_TEXT;
        look->rule = SR_RULE_NO_READING;
    } else if (r->status == SR_CELL_TEXT) {
        look_at_text(text, expect, look);
    } else if (r->status == SR_CELL_OK && !expect->is_measure && !expect->is_money && !expect->is_percent) {
        bool odd = r->unit && (!r->unit_known || r->unit_words);
        look->if_numeric = odd || (is_year_text(text) && !memchr(text.ptr, ' ', text.len));
    }
}

static sr_unit unit_of(const sr_readings *r)
{
    if (r->percent)
        return SR_UNIT_PERCENT;
    if (r->rupiah && (!r->unit || sr_find_nocase(sr_unit_name(r->unit), SR_LIT("rupiah")) == SIZE_MAX))
        return SR_UNIT_RUPIAH;
    return r->unit;
}

void sr_number_settle(sr_cell *cell, const sr_readings *r, int i)
{
    const sr_reading *reading = &r->reading[i];
    bool plain = sr_rule_is_plain(reading->rule) && r->repair == SR_RULE_NONE;

    cell->value = reading->value;
    cell->has_value = true;
    cell->unit = unit_of(r);
    cell->status = plain ? SR_CELL_OK : SR_CELL_REPAIRED;
    cell->rule = sr_rule_is_plain(reading->rule) && !plain ? (uint8_t)r->repair : reading->rule;
    if (r->n_more && cell->status == SR_CELL_OK)
        cell->rule = SR_RULE_COMPOUND;
}

/* ---- evidence ------------------------------------------------------------------------------ */

static void count_digits(sr_style *style, const sr_reading *r)
{
    sr_int128 c = r->value.coef < 0 ? -r->value.coef : r->value.coef;
    uint32_t digits = 0;

    for (; c > 0; c /= 10)
        digits++;
    digits = digits > (uint32_t)r->value.scale ? digits - (uint32_t)r->value.scale : 1;
    if (digits > style->max_digits)
        style->max_digits = digits;
}

static void count_number(sr_style *style, const sr_readings *r)
{
    const sr_reading *first = &r->reading[0];

    style->numbers++;
    style->percents += r->percent;
    style->money += r->rupiah;
    style->with_unit += r->unit != SR_UNIT_NONE;
    if (!sr_is_settled_alone(r)) {
        bool lengthy = first->cost == 0 && first->value.scale > 0 && r->reading[1].rule == SR_RULE_MISPLACED_SEPARATOR;
        style->long_dot += lengthy && first->dot_decimal;
        style->long_comma += lengthy && first->comma_decimal;
        style->open_dot += first->dot_group && !first->comma_group && first->rule == SR_RULE_GROUPED_ID;
        style->open_comma += first->comma_group && !first->dot_group && first->rule == SR_RULE_GROUPED_EN;
        return;
    }
    count_digits(style, first);
    style->integers += first->value.scale == 0;
    if (!sr_rule_is_plain(first->rule) && first->rule != SR_RULE_BLANKS_JOINED)
        return;
    style->decimal_comma += first->comma_decimal;
    style->decimal_dot += first->dot_decimal;
    style->group_dot += first->dot_group;
    style->group_comma += first->comma_group;
}

static void count_text(sr_style *style, sr_rule rule)
{
    style->codes += rule == SR_RULE_CODE;
    style->years += rule == SR_RULE_YEAR;
    style->texts++;
}

/* ---- one cell, carefully ------------------------------------------------------------------- */

static bool is_repaired_code(sr_slice text, const sr_expectation *expect)
{
    sr_code code;

    return sr_number_code(text, expect, &code) && code.repaired;
}

/* Something is to be said about a cell that has only one reading. */
static bool deserves_a_word(const sr_readings *r, const sr_cell *cell, const sr_expectation *expect)
{
    const sr_reading *reading = &r->reading[0];
    bool in_pieces = reading->value.scale > 0 && sr_unit_is_whole(cell->unit) && !sr_decimal_is_integer(reading->value);
    bool odd_money = expect->is_money && reading->value.scale > 0 && !reading->dot_group && !reading->comma_group &&
                     !sr_decimal_is_integer(reading->value);

    return cell->status == SR_CELL_REPAIRED || r->unit_repaired || (r->unit && !r->unit_known) || r->n_more ||
           r->sign_twice || in_pieces || odd_money || (expect->unit && cell->unit && cell->unit != expect->unit);
}

static void observe_number(sr_cell *cell, const sr_first_look *look, const sr_expectation *expect, sr_style *style)
{
    const sr_readings *r = &look->r;

    sr_number_settle(cell, r, 0);
    if (look->if_numeric) { /* the column will tell */
        style->years += r->n == 1 && !r->unit;
        if (!r->unit)
            count_number(style, r);
        cell->open = true;
        return;
    }
    count_number(style, r);
    if (r->n > 1) {
        cell->status = SR_CELL_AMBIGUOUS;
        cell->open = true;
    } else {
        cell->open = deserves_a_word(r, cell, expect);
    }
    if (look->against) {
        cell->status = SR_CELL_AMBIGUOUS;
        cell->open = true;
    }
}

static void observe_slowly(sr_cell *cell, sr_slice text, const sr_expectation *expect, sr_style *style)
{
    sr_first_look look;

    sr_number_first_look(text, expect, &look);
    if (cell->typed)
        sr_typed_look(cell->typed, text, expect, &look);
    cell->status = (uint8_t)look.status;
    cell->rule = (uint8_t)look.rule;
    cell->has_value = false;
    cell->unit = SR_UNIT_NONE;
    switch (look.status) {
    case SR_CELL_EMPTY:
        style->blanks++;
        break;
    case SR_CELL_NIL:
        style->nils++;
        break;
    case SR_CELL_OK:
        observe_number(cell, &look, expect, style);
        break;
    case SR_CELL_UNREADABLE:
        cell->open = true;
        break;
    default:
        count_text(style, look.rule);
        /* a word among numbers, a code to repair, a number too long: told when the column is known */
        cell->open = look.r.too_long || look.against || (expect->is_measure && look.rule != SR_RULE_GRADE) ||
                     (expect->is_code && look.rule == SR_RULE_CODE && is_repaired_code(text, expect));
        break;
    }
}

void sr_number_observe_slowly(sr_cell *cell, const sr_expectation *expect, sr_style *style)
{
    cell->open = false;
    observe_slowly(cell, sr_number_text(cell), expect, style);
}

/* ---- the fast scanner ---------------------------------------------------------------------- */

/* A number in one of the plain shapes, found in one pass. */
typedef struct scan {
    uint64_t coef;
    const char *at;  /* behind the digits */
    uint32_t digits; /* of the integer part */
    uint8_t scale;
    uint8_t rule;
    bool dot_group, comma_group, dot_decimal, comma_decimal;
    bool open; /* 1.234: grouped or decimal; coef is as grouped */
} scan;

/* Digits that fit 64 bits with room. */
enum { FAST_DIGITS = 18 };

static inline bool digit_at(const char *p, const char *end)
{
    return p < end && sr_is_digit((unsigned char)*p);
}

/* One or two digits behind a decimal sign at p; false for any other number of them. */
static inline bool scan_decimals(const char *p, const char *end, char sign, scan *n)
{
    const char *q = p + 1;

    while (digit_at(q, end) && q - p <= 3)
        n->coef = n->coef * 10 + (uint64_t)(*q++ - '0');
    size_t len = (size_t)(q - p) - 1;
    if (len == 0 || len > 2)
        return false;
    n->scale = (uint8_t)len;
    n->comma_decimal = sign == ',';
    n->dot_decimal = sign == '.';
    n->rule = sign == ',' ? SR_RULE_DECIMAL_ID : SR_RULE_DECIMAL_EN;
    n->at = q;
    return true;
}

static inline bool three_digits(const char *p)
{
    return sr_is_digit((unsigned char)p[0]) && sr_is_digit((unsigned char)p[1]) && sr_is_digit((unsigned char)p[2]);
}

static inline const char *scan_groups(const char *p, const char *end, char sign, scan *n, uint32_t *groups)
{
    uint64_t coef = n->coef;
    uint32_t found = 0;

    while (end - p >= 4 && *p == sign && three_digits(p + 1) && !digit_at(p + 4, end) && found <= FAST_DIGITS / 3) {
        coef = coef * 1000 + (uint64_t)((p[1] - '0') * 100 + (p[2] - '0') * 10 + (p[3] - '0'));
        p += 4;
        found++;
    }
    n->coef = coef;
    n->digits += 3 * found;
    *groups = found;
    return p;
}

/* False for whatever is not plain; nothing is decided then. */
static inline bool scan_number(const char *p, const char *end, scan *n)
{
    const char *start = p;
    uint32_t groups = 0;

    *n = (scan){.rule = SR_RULE_PLAIN_INTEGER};
    while (digit_at(p, end) && p - start < FAST_DIGITS - 2)
        n->coef = n->coef * 10 + (uint64_t)(*p++ - '0');
    n->digits = (uint32_t)(p - start);
    n->at = p;
    if (n->digits > 15 || (*start == '0' && n->digits > 1))
        return false; /* NIK, NIP; telephone numbers */
    if (p == end || (*p != '.' && *p != ','))
        return !digit_at(p, end);
    char sign = *p;
    uint32_t head = n->digits;
    p = scan_groups(p, end, sign, n, &groups);
    if (groups == 0)
        return scan_decimals(p, end, sign, n) && (n->at == end || (*n->at != '.' && *n->at != ','));
    if (head > 3 || *start == '0' || n->digits > FAST_DIGITS - 3)
        return false;
    n->dot_group = sign == '.';
    n->comma_group = sign == ',';
    n->rule = sign == '.' ? SR_RULE_GROUPED_ID : SR_RULE_GROUPED_EN;
    n->open = groups == 1;
    n->at = p;
    if (p == end || digit_at(p, end) || (*p != '.' && *p != ','))
        return !digit_at(p, end);
    n->open = false;
    return *p != sign && scan_decimals(p, end, *p, n) && (n->at == end || (*n->at != '.' && *n->at != ','));
}

/* What follows the digits: nothing, a percent sign, or a unit spelt right. */
static inline bool scan_tail(const char *p, const char *end, sr_unit *unit, bool *percent)
{
    *unit = SR_UNIT_NONE;
    *percent = false;
    if (p == end)
        return true;
    bool blank = *p == ' ';
    p += blank;
    if (p == end)
        return false;
    if (*p == '%') {
        *percent = true;
        *unit = SR_UNIT_PERCENT;
        return p + 1 == end;
    }
    if (!blank || !sr_is_alpha((unsigned char)*p))
        return false;
    *unit = sr_unit_exact((sr_slice){p, (size_t)(end - p)});
    return *unit != SR_UNIT_NONE;
}

static inline void count_scan(sr_style *style, const scan *n, sr_unit unit, bool percent)
{
    style->numbers++;
    style->percents += percent;
    style->with_unit += unit && !percent;
    if (n->open) {
        style->open_dot += n->dot_group;
        style->open_comma += n->comma_group;
        return;
    }
    style->max_digits = n->digits > style->max_digits ? n->digits : style->max_digits;
    style->integers += n->scale == 0;
    style->decimal_comma += n->comma_decimal;
    style->decimal_dot += n->dot_decimal;
    style->group_dot += n->dot_group;
    style->group_comma += n->comma_group;
}

char sr_number_open_sign(sr_slice text)
{
    scan n;

    if (text.len == 0 || !sr_is_digit((unsigned char)text.ptr[0]) || !scan_number(text.ptr, text.ptr + text.len, &n) ||
        !n.open)
        return 0;
    return n.dot_group ? '.' : ',';
}

void sr_number_look_again(sr_slice text, const sr_expectation *expect, sr_first_look *look)
{
    scan n;
    sr_unit unit;
    bool percent;

    if (text.len == 0 || !scan_number(text.ptr, text.ptr + text.len, &n) || !n.open ||
        !scan_tail(n.at, text.ptr + text.len, &unit, &percent) || expect->is_text || expect->is_code ||
        expect->is_ordinal) {
        sr_number_first_look(text, expect, look);
        return;
    }
    char sign = n.dot_group ? '.' : ',';
    *look = (sr_first_look){.status = SR_CELL_OK};
    look->r = (sr_readings){.status = SR_CELL_OK, .n = 2, .percent = percent, .unit_known = true};
    look->r.unit = percent && n.at[0] != ' ' ? SR_UNIT_NONE : unit;
    look->r.reading[0] =
        (sr_reading){{(sr_int128)n.coef, 0}, n.rule, 0, .dot_group = sign == '.', .comma_group = sign == ','};
    look->r.reading[1] = (sr_reading){{(sr_int128)n.coef, 3},
                                      sign == '.' ? SR_RULE_DECIMAL_EN : SR_RULE_DECIMAL_ID,
                                      1,
                                      .dot_decimal = sign == '.',
                                      .comma_decimal = sign == ','};
}

static inline bool looks_like_year(const scan *n)
{
    return n->digits == 4 && n->rule == SR_RULE_PLAIN_INTEGER && n->coef >= 1900 && n->coef < 2100;
}

/* The source holds the value that stands there, as grouped or as decimal; false leaves it to the careful way. */
static inline bool scan_typed(const sr_typed *typed, scan *n, bool percent)
{
    if (typed->type == SR_TYPE_NONE || typed->type == SR_TYPE_TEXT)
        return typed->text.len == 0;
    if (typed->type > SR_TYPE_CURRENCY)
        return false;
    if (!sr_typed_is(typed, (sr_decimal){(sr_int128)n->coef, n->scale}, percent)) {
        if (!n->open || !sr_typed_is(typed, (sr_decimal){(sr_int128)n->coef, 3}, percent))
            return false;
        n->scale = 3;
        n->digits -= 3;
        n->dot_decimal = n->dot_group;
        n->comma_decimal = n->comma_group;
        n->dot_group = n->comma_group = false;
    }
    n->open = false;
    n->rule = SR_RULE_TYPED_VALUE;
    return true;
}

static bool observe_fast(sr_cell *cell, sr_slice text, const sr_expectation *expect, sr_style *style)
{
    scan n;
    sr_unit unit;
    bool percent;
    bool role = expect->is_measure || expect->is_money || expect->is_percent;

    if (!scan_number(text.ptr, text.ptr + text.len, &n) || !scan_tail(n.at, text.ptr + text.len, &unit, &percent))
        return false;
    if ((!unit && !role && looks_like_year(&n)) || (expect->is_money && n.scale && !n.dot_group && !n.comma_group))
        return false;
    if (cell->typed && !scan_typed(cell->typed, &n, percent))
        return false;
    count_scan(style, &n, unit, percent);
    bool in_pieces = n.scale > 0 && unit && sr_unit_is_whole(unit) &&
                     !sr_decimal_is_integer((sr_decimal){(sr_int128)n.coef, n.scale});
    cell->value = (sr_decimal){(sr_int128)n.coef, n.scale};
    cell->has_value = true;
    cell->unit = unit;
    cell->status = n.open ? SR_CELL_AMBIGUOUS : SR_CELL_OK;
    cell->rule = n.rule;
    cell->open = n.open || in_pieces || (expect->unit && unit && unit != expect->unit);
    return true;
}

static inline void settle_words(sr_cell *cell, sr_cell_status status, sr_rule rule, bool open)
{
    cell->status = (uint8_t)status;
    cell->rule = (uint8_t)rule;
    cell->has_value = false;
    cell->unit = SR_UNIT_NONE;
    cell->open = open;
}

void sr_number_observe(sr_cell *cell, const sr_expectation *expect, sr_style *style)
{
    sr_slice text = sr_number_text(cell);

    if (cell->typed && (text.len == 0 || !sr_is_digit((unsigned char)text.ptr[0]))) {
        sr_number_observe_slowly(cell, expect, style);
        return;
    }
    if (text.len == 0) {
        settle_words(cell, SR_CELL_EMPTY, SR_RULE_BLANK, false);
        style->blanks++;
        return;
    }
    unsigned char c = (unsigned char)text.ptr[0];
    if (text.len == 1 && c == '-') {
        settle_words(cell, SR_CELL_NIL, SR_RULE_NIL_MARK, false);
        style->nils++;
        return;
    }
    bool special = expect->is_code || expect->is_year || expect->is_ordinal;
    if (sr_is_digit(c) && !special && !expect->is_text && observe_fast(cell, text, expect, style))
        return;
    sr_code code;
    if (sr_is_digit(c) && expect->is_code && sr_number_code(text, expect, &code) && !code.repaired) {
        settle_words(cell, SR_CELL_TEXT, SR_RULE_CODE, false);
        count_text(style, SR_RULE_CODE);
        return;
    }
    bool words = sr_is_alpha(c) && !sr_words_may_mean(text);
    if ((words && !special) || (words && expect->is_text) || (!special && text.len > SR_NUMBER_TEXT_MAX)) {
        settle_words(cell, SR_CELL_TEXT, SR_RULE_PLAIN_TEXT, expect->is_measure);
        style->texts++;
        return;
    }
    cell->open = false;
    observe_slowly(cell, text, expect, style);
}

/* ---- style --------------------------------------------------------------------------------- */

void sr_style_add(sr_style *into, const sr_style *from)
{
    into->decimal_comma += from->decimal_comma;
    into->decimal_dot += from->decimal_dot;
    into->group_dot += from->group_dot;
    into->group_comma += from->group_comma;
    into->integers += from->integers;
    into->percents += from->percents;
    into->money += from->money;
    into->with_unit += from->with_unit;
    into->codes += from->codes;
    into->years += from->years;
    into->texts += from->texts;
    into->nils += from->nils;
    into->blanks += from->blanks;
    into->numbers += from->numbers;
    into->long_dot += from->long_dot;
    into->long_comma += from->long_comma;
    into->open_dot += from->open_dot;
    into->open_comma += from->open_comma;
    into->max_digits = from->max_digits > into->max_digits ? from->max_digits : into->max_digits;
}

bool sr_style_is_mixed(const sr_style *style)
{
    return style->decimal_comma + style->group_dot > 0 && style->decimal_dot + style->group_comma > 0;
}
