/*
 * decimal.h - exact decimal numbers: coefficient x 10^-scale.
 *
 * Values of documents are never floating point. A coefficient holds 38 digits; what is
 * longer is not a value (sr_decimal_digits says false) and stays text with a finding.
 * The scale is the number of decimals as printed, so 4.50 keeps its zero and prints as 4.50,
 * while sr_decimal_cmp treats 4.5 and 4.50 as equal.
 */
#ifndef SR_DECIMAL_H
#define SR_DECIMAL_H

#include "core/buf.h"

__extension__ typedef __int128 sr_int128;
__extension__ typedef unsigned __int128 sr_uint128;

typedef struct sr_decimal {
    sr_int128 coef;
    int32_t scale; /* 0..SR_DECIMAL_DIGITS */
} sr_decimal;

enum { SR_DECIMAL_DIGITS = 38, SR_DECIMAL_TEXT = 48 /* bytes that hold any value as text */ };

/* Powers of ten. */
extern const sr_int128 sr_tens[SR_DECIMAL_DIGITS + 1];

static inline sr_decimal sr_dec(int64_t coef, int32_t scale)
{
    return (sr_decimal){coef, scale};
}

/* From ASCII digits only; false if there are none or more than SR_DECIMAL_DIGITS significant ones. */
bool sr_decimal_digits(sr_slice digits, int32_t scale, bool negative, sr_decimal *out);
/* From the plain form -123.45 that sr_decimal_text writes; false for anything else. */
bool sr_decimal_parse(sr_slice text, sr_decimal *out);
/*
 * From a number as programs that hold binary floating point write it: -1.25, .5, 1.8247E+10. Zeros at the end of the
 * decimals go (they mean nothing there), and where there are decimals, digits behind the fifteenth: a double holds no
 * more, so 0.30000000000000004 is 0.3. Whole numbers keep every digit. False for anything else, or more than a value
 * holds.
 */
bool sr_decimal_float(sr_slice text, sr_decimal *out);
/* The plain form: optional minus, digits, dot and decimals if scale > 0. Returns the length (no NUL). */
size_t sr_decimal_text(sr_decimal value, char text[SR_DECIMAL_TEXT]);
void sr_buf_decimal(sr_buf *buf, sr_decimal value);
/* -1, 0, 1 by value. */
int sr_decimal_cmp(sr_decimal a, sr_decimal b);
/* False on overflow of the 38 digits. */
bool sr_decimal_add(sr_decimal a, sr_decimal b, sr_decimal *out);
bool sr_decimal_sub(sr_decimal a, sr_decimal b, sr_decimal *out);
/* No decimals but zeros: 12, 12.00. */
bool sr_decimal_is_integer(sr_decimal value);

#endif
