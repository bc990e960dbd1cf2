#include "normalize/place_text.h"

#include "normalize/header.h"

enum {
    COUNT_BYTES = 4,  /* a bare number this short is no amount in rupiah */
    NOTED_DIGITS = 7, /* 1.000.000 where a note belongs is an amount, and so is 1000000 */
};

bool sr_text_is_words(sr_slice t)
{
    size_t letters = 0;

    if (t.len <= SR_LABEL_BYTES || !sr_is_alpha((unsigned char)t.ptr[0]))
        return false;
    for (size_t i = 0; i < t.len; i++)
        letters += sr_is_alpha((unsigned char)t.ptr[i]);
    return letters * 4 > t.len * 3;
}

bool sr_text_is_quantity(sr_slice t)
{
    unsigned char last = (unsigned char)t.ptr[t.len - 1];

    return last == '%' || (sr_is_alpha(last) && sr_is_digit((unsigned char)t.ptr[0]));
}

/* "12,11", "7.5": decimals behind so little, that no rupiah has. */
static bool is_short_decimal(sr_slice t)
{
    size_t at = 0, from;

    while (at < t.len && sr_is_digit((unsigned char)t.ptr[at]))
        at++;
    if (at == 0 || at > 3 || at == t.len || (t.ptr[at] != ',' && t.ptr[at] != '.'))
        return false;
    for (from = ++at; at < t.len && sr_is_digit((unsigned char)t.ptr[at]);)
        at++;
    return at == t.len && at > from && at - from < 3;
}

bool sr_text_is_no_money(sr_slice t)
{
    if (sr_text_is_quantity(t) || (t.ptr[0] != '0' && is_short_decimal(t)))
        return true;
    size_t digits = 0;
    for (size_t i = 0; i < t.len; i++) {
        if (!sr_is_digit((unsigned char)t.ptr[i]) && t.ptr[i] != ' ')
            return false;
        digits += t.ptr[i] != ' ';
    }
    return digits <= COUNT_BYTES && t.ptr[0] != '0';
}

bool sr_text_is_amount(sr_slice t, size_t bytes)
{
    return t.len >= bytes && sr_is_digit((unsigned char)t.ptr[0]) && sr_looks_numeric(t);
}

bool sr_text_is_numbered_name(sr_slice t)
{
    size_t i = 0;

    while (i < t.len && sr_is_digit((unsigned char)t.ptr[i]))
        i++;
    return i + 2 < t.len && (t.ptr[i] == '.' || t.ptr[i] == ')') && t.ptr[i + 1] == ' ' &&
           sr_is_alpha((unsigned char)t.ptr[i + 2]);
}

bool sr_text_is_long_amount(sr_slice t)
{
    uint32_t digits = 0;

    for (size_t i = 0; i < t.len; i++)
        digits += sr_is_digit((unsigned char)t.ptr[i]);
    return digits >= NOTED_DIGITS && sr_text_is_amount(t, NOTED_DIGITS);
}

bool sr_text_is_nil(sr_slice t)
{
    for (size_t i = 0; i < t.len; i++)
        if (sr_is_digit((unsigned char)t.ptr[i]) || sr_is_alpha((unsigned char)t.ptr[i]) || t.ptr[i] == '#')
            return false;
    return true;
}

bool sr_text_is_overflow(sr_slice t)
{
    size_t n = 0;

    while (n < t.len && t.ptr[n] == '#')
        n++;
    return n >= 2 && n == t.len;
}
