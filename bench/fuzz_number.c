/*
 * fuzz_number.c - libFuzzer target: any text as a cell. Readings must be cheapest first and made of the text's own
 * digits, in their order: nothing invented, nothing changed.
 */
#include "normalize/number.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool holds)
{
    if (!holds)
        abort();
}

/*
 * The value's digits stand in the text in this order; leading zeros may be more than in the text (0.5 from ",5").
 * Texts with other than ASCII bytes are let through: digits of other scripts are folded to ours.
 */
static bool digits_from_text(sr_decimal value, sr_slice text)
{
    for (size_t i = 0; i < text.len; i++)
        if ((unsigned char)text.ptr[i] >= 0x80)
            return true;
    char plain[SR_DECIMAL_TEXT];
    size_t n = sr_decimal_text(value, plain), i = 0, at = 0;
    while (i < n && (plain[i] < '1' || plain[i] > '9'))
        i++;
    for (; i < n; i++) {
        if (plain[i] < '0' || plain[i] > '9')
            continue;
        while (at < text.len && text.ptr[at] != plain[i])
            at++;
        if (at++ >= text.len)
            return false;
    }
    return true;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    /* A copy of exact size: reading past the end is seen by the sanitizer. */
    char *copy = malloc(size ? size : 1);
    must(copy != NULL);
    memcpy(copy, data, size);
    sr_slice text = {copy, size};
    sr_readings readings;
    sr_number_read(text, &readings);
    must(readings.n >= 0 && readings.n <= SR_READINGS_MAX && readings.n_more >= 0 && readings.n_more <= 3);
    must(readings.n == 0 || readings.status != SR_CELL_EMPTY);
    for (int i = 0; i < readings.n; i++) {
        must(i == 0 || readings.reading[i].cost >= readings.reading[i - 1].cost);
        must(digits_from_text(readings.reading[i].value, text));
    }
    free(copy);
    return 0;
}
