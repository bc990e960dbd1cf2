#include "core/decimal.h"

static sr_int128 pow10_128(int n)
{
    sr_int128 p = 1;

    while (n-- > 0)
        p *= 10;
    return p;
}

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
    if (shift > SR_DECIMAL_DIGITS || __builtin_mul_overflow(low->coef, pow10_128(shift), &low->coef))
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
    return value.scale == 0 || value.coef % pow10_128(value.scale) == 0;
}
