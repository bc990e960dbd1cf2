#include "core/decimal.h"

#define TEN6 ((sr_int128)1000000)
#define TEN12 (TEN6 * TEN6)
#define TEN24 (TEN12 * TEN12)
#define TENS(p) (p), (p)*10, (p)*100, (p)*1000, (p)*10000, (p)*100000
const sr_int128 sr_tens[SR_DECIMAL_DIGITS + 1] = {TENS((sr_int128)1), TENS(TEN6),        TENS(TEN12),
                                                  TENS(TEN12 *TEN6),  TENS(TEN24),       TENS(TEN24 *TEN6),
                                                  TEN24 *TEN12,       TEN24 *TEN12 * 10, TEN24 *TEN12 * 100};

bool sr_decimal_digits(sr_slice digits, int32_t scale, bool negative, sr_decimal *out)
{
    size_t at = 0;
    uint64_t low = 0;

    if (digits.len == 0 || scale < 0 || scale > SR_DECIMAL_DIGITS)
        return false;
    while (at < digits.len && digits.ptr[at] == '0')
        at++;
    if (digits.len - at > SR_DECIMAL_DIGITS)
        return false;
    size_t first = digits.len - at > 18 ? at + 18 : digits.len;
    for (; at < first; at++)
        low = low * 10 + (uint64_t)(digits.ptr[at] - '0');
    sr_int128 coef = (sr_int128)low;
    for (; at < digits.len; at++)
        coef = coef * 10 + (digits.ptr[at] - '0');
    *out = (sr_decimal){negative ? -coef : coef, scale};
    return true;
}

bool sr_decimal_parse(sr_slice text, sr_decimal *out)
{
    char digits[SR_DECIMAL_TEXT];
    size_t n = 0;
    int32_t scale = -1;
    bool negative = text.len && text.ptr[0] == '-';

    for (size_t i = negative; i < text.len; i++) {
        if (text.ptr[i] == '.' && scale < 0 && n > 0) {
            scale = 0;
        } else if (sr_is_digit((unsigned char)text.ptr[i]) && n < sizeof digits) {
            digits[n++] = text.ptr[i];
            scale += scale >= 0;
        } else {
            return false;
        }
    }
    if (scale == 0)
        return false;
    return sr_decimal_digits((sr_slice){digits, n}, scale < 0 ? 0 : scale, negative, out);
}

/* The exponent behind an e or E: 0 where there is none; false if it is no number, or beyond all that a value holds. */
static bool read_exponent(sr_slice s, int32_t *out)
{
    bool negative = s.len > 1 && s.ptr[1] == '-';
    size_t i = s.len > 1 && (s.ptr[1] == '-' || s.ptr[1] == '+') ? 2 : 1;

    *out = 0;
    if (s.len == 0)
        return true;
    if ((s.ptr[0] | 32) != 'e' || i == s.len)
        return false;
    for (; i < s.len; i++) {
        if (!sr_is_digit((unsigned char)s.ptr[i]) || *out > 99)
            return false;
        *out = *out * 10 + (s.ptr[i] - '0');
    }
    *out = negative ? -*out : *out;
    return true;
}

/* What a double holds exactly of any decimal fraction: DBL_DIG digits. */
enum { FLOAT_DIGITS = 15 };

/* The value less what only binary arithmetic put there. scale may be negative or beyond what a value holds. */
static bool from_float(sr_int128 coef, int32_t scale, bool negative, sr_decimal *out)
{
    int digits = 0;

    for (sr_int128 left = coef; left; left /= 10)
        digits++;
    while (scale > 0 && (digits > FLOAT_DIGITS || scale > SR_DECIMAL_DIGITS) && coef) {
        bool last = digits - 1 <= FLOAT_DIGITS && scale - 1 <= SR_DECIMAL_DIGITS;
        coef = coef / 10 + (last && coef % 10 >= 5);
        digits--;
        scale--;
    }
    while (scale > 0 && coef % 10 == 0 && coef)
        coef /= 10, scale--;
    if (coef == 0)
        scale = 0;
    if (digits - scale > SR_DECIMAL_DIGITS)
        return false;
    for (; scale < 0; scale++)
        coef *= 10;
    *out = (sr_decimal){negative ? -coef : coef, scale};
    return true;
}

/* Most are: 5357829000, 88.84. False for what from_float has to look at, or what is no number. */
static bool plain_float(sr_slice text, bool negative, sr_decimal *out)
{
    uint64_t coef = 0;
    size_t i = negative, point = text.len;

    if (text.len - i > FLOAT_DIGITS || i == text.len)
        return false;
    for (; i < text.len; i++) {
        if (sr_is_digit((unsigned char)text.ptr[i]))
            coef = coef * 10 + (uint64_t)(text.ptr[i] - '0');
        else if (text.ptr[i] == '.' && point == text.len)
            point = i;
        else
            return false;
    }
    if (point < text.len && (point + 1 == text.len || text.ptr[text.len - 1] == '0'))
        return false;
    *out = (sr_decimal){negative ? -(sr_int128)coef : (sr_int128)coef,
                        point < text.len ? (int32_t)(text.len - point - 1) : 0};
    return true;
}

bool sr_decimal_float(sr_slice text, sr_decimal *out)
{
    sr_int128 coef = 0;
    int32_t scale = 0, exponent, digits = 0;
    bool point = false, any = false, negative = text.len && text.ptr[0] == '-';
    size_t i = negative;

    if (plain_float(text, negative, out))
        return true;
    for (; i < text.len; i++) {
        if (text.ptr[i] == '.' && !point) {
            point = true;
        } else if (sr_is_digit((unsigned char)text.ptr[i])) {
            any = true;
            if (digits == SR_DECIMAL_DIGITS && !point)
                return false;
            if (digits == SR_DECIMAL_DIGITS)
                continue; /* behind the point, beyond what a value holds */
            coef = coef * 10 + (text.ptr[i] - '0');
            digits += coef > 0;
            scale += point;
        } else {
            break;
        }
    }
    return any && read_exponent(sr_sub(text, i, text.len), &exponent) &&
           from_float(coef, scale - exponent, negative, out);
}

size_t sr_decimal_text(sr_decimal value, char text[SR_DECIMAL_TEXT])
{
    char reversed[SR_DECIMAL_TEXT];
    size_t n = 0, len = 0;
    bool negative = value.coef < 0;
    sr_uint128 left = negative ? (sr_uint128)0 - (sr_uint128)value.coef : (sr_uint128)value.coef;

    while (left > UINT64_MAX) {
        reversed[n++] = (char)('0' + (int)(left % 10));
        left /= 10;
    }
    for (uint64_t low = (uint64_t)left; low; low /= 10)
        reversed[n++] = (char)('0' + low % 10);
    while (n <= (size_t)value.scale)
        reversed[n++] = '0';
    if (negative)
        text[len++] = '-';
    while (n) {
        if (n == (size_t)value.scale)
            text[len++] = '.';
        text[len++] = reversed[--n];
    }
    return len;
}

void sr_buf_decimal(sr_buf *buf, sr_decimal value)
{
    buf->len += sr_decimal_text(value, sr_buf_reserve(buf, SR_DECIMAL_TEXT));
}

/* Brings both to the larger scale; false on overflow. */
static bool align(sr_decimal *a, sr_decimal *b)
{
    sr_decimal *low = a->scale < b->scale ? a : b;
    const sr_decimal *high = low == a ? b : a;
    int shift = high->scale - low->scale;

    if (shift == 0)
        return true;
    if (shift > SR_DECIMAL_DIGITS || __builtin_mul_overflow(low->coef, sr_tens[shift], &low->coef))
        return false;
    low->scale = high->scale;
    return true;
}

int sr_decimal_cmp(sr_decimal a, sr_decimal b)
{
    if (!align(&a, &b)) { /* so far apart that signs and the unscaled one decide */
        bool a_low = a.scale < b.scale;
        if (a_low)
            return a.coef < 0 ? -1 : 1;
        return b.coef < 0 ? 1 : -1;
    }
    return a.coef < b.coef ? -1 : a.coef > b.coef;
}

bool sr_decimal_add(sr_decimal a, sr_decimal b, sr_decimal *out)
{
    if (!align(&a, &b) || __builtin_add_overflow(a.coef, b.coef, &a.coef))
        return false;
    *out = a;
    return true;
}

bool sr_decimal_sub(sr_decimal a, sr_decimal b, sr_decimal *out)
{
    b.coef = -b.coef;
    return sr_decimal_add(a, b, out);
}

bool sr_decimal_is_integer(sr_decimal value)
{
    return value.scale == 0 || value.coef % sr_tens[value.scale] == 0;
}
