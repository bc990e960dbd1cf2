/* How one number may have become another: what a reader of print, or a typist, does wrong. */
#include "normalize/audit_parts.h"

/* Digits that print and scans confuse. */
static bool look_alike(char a, char b)
{
    static const char *const pairs[] = {"68", "56", "17", "38", "08", "35", "49", "27", "06", "89"};

    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if ((pairs[i][0] == a && pairs[i][1] == b) || (pairs[i][0] == b && pairs[i][1] == a))
            return true;
    return false;
}

/* The digits without the sign and the point. */
static size_t digits(sr_decimal v, char out[SR_DECIMAL_TEXT])
{
    char text[SR_DECIMAL_TEXT];
    size_t n = sr_decimal_text(v, text), len = 0;

    for (size_t i = 0; i < n; i++)
        if (sr_is_digit((unsigned char)text[i]))
            out[len++] = text[i];
    return len;
}

/* Both with as many decimals; false where that overflows. */
static bool same_scale(sr_decimal *a, sr_decimal *b)
{
    sr_decimal zero = {0, a->scale > b->scale ? a->scale : b->scale};

    return sr_decimal_add(*a, zero, a) && sr_decimal_add(*b, zero, b);
}

/* a is b with zeros behind it. */
static bool is_shifted(const char *a, size_t n, const char *b, size_t m)
{
    if (n <= m || memcmp(a, b, m) != 0)
        return false;
    for (size_t i = m; i < n; i++)
        if (a[i] != '0')
            return false;
    return true;
}

/* b, rounded or cut off to thousands or millions, is a: figures of three digits, of which two agree at least. */
static bool is_in_thousands(sr_decimal a, sr_decimal b)
{
    enum { LEAST = 100 };
    sr_int128 x = a.coef < 0 ? -a.coef : a.coef, y = b.coef < 0 ? -b.coef : b.coef;

    for (int step = 0; step < 2; step++) {
        sr_int128 unit = step ? 1000000 : 1000;
        if (x >= LEAST && (x == y / unit || x == (y + unit / 2) / unit))
            return true;
    }
    return false;
}

/* a is b without one of its digits: five of them or more, or it would be chance. */
static bool lacks_one(const char *a, size_t n, const char *b, size_t m)
{
    enum { LEAST = 5 };
    size_t i = 0;

    if (n + 1 != m || n < LEAST)
        return false;
    while (i < n && a[i] == b[i])
        i++;
    return memcmp(a + i, b + i + 1, n - i) == 0;
}

sr_edit sr_edit_between(sr_decimal printed, sr_decimal meant)
{
    char a[SR_DECIMAL_TEXT], b[SR_DECIMAL_TEXT];
    size_t first = 0, differ = 0, last = 0;

    if (printed.coef == 0 || meant.coef == 0 || (printed.coef < 0) != (meant.coef < 0) || !same_scale(&printed, &meant))
        return SR_EDIT_OTHER;
    size_t n = digits(printed, a), m = digits(meant, b);
    if (n != m)
        return is_shifted(a, n, b, m) || is_shifted(b, m, a, n) || is_in_thousands(printed, meant) ||
                       is_in_thousands(meant, printed)
                   ? SR_EDIT_POWER
               : lacks_one(a, n, b, m) || lacks_one(b, m, a, n) ? SR_EDIT_COUNT
                                                                : SR_EDIT_OTHER;
    for (size_t i = 0; i < n; i++)
        if (a[i] != b[i]) {
            first = differ++ ? first : i;
            last = i;
        }
    if (differ == 1)
        return look_alike(a[first], b[first]) ? SR_EDIT_LOOK_ALIKE : SR_EDIT_DIGIT;
    if (differ == 2 && a[first] == b[last] && a[last] == b[first])
        return last == first + 1 ? SR_EDIT_SWAP : SR_EDIT_FAR_SWAP;
    return SR_EDIT_OTHER;
}
