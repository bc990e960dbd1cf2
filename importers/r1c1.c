/* Formulas in R1C1, in which Excel's XML of 2003 writes them. */
#include "core/cell_place.h"
#include "importers/workbook.h"

static bool in_name(char c)
{
    return sr_is_digit((unsigned char)c) || sr_is_alpha((unsigned char)c) || c == '_' || c == '.' || (c & 0x80);
}

/*
 * "R", "R5", "R[-2]" at the begin of text: how many bytes, and the row or column that it means, 0 if that is not on a
 * sheet. 0 bytes where it is none.
 */
static size_t read_axis(sr_slice text, char letter, uint64_t own, int64_t *out)
{
    enum { DIGITS_MAX = 7 };
    size_t i = 1;
    int64_t n = 0;

    if (text.len == 0 || (text.ptr[0] & ~32) != letter)
        return 0;
    bool relative = i < text.len && text.ptr[i] == '[';
    i += relative;
    bool minus = relative && i < text.len && text.ptr[i] == '-';
    i += minus;
    size_t from = i;
    for (; i < text.len && sr_is_digit((unsigned char)text.ptr[i]); i++)
        n = i - from < DIGITS_MAX ? n * 10 + (text.ptr[i] - '0') : INT32_MAX;
    if (relative && (i == from || i == text.len || text.ptr[i++] != ']'))
        return 0;
    *out = relative ? (int64_t)own + (minus ? -n : n) : i > from ? n : (int64_t)own;
    return i;
}

/* The reference at the begin of text, written as A1; how many bytes it was, 0 if there is none. */
static size_t take_reference(sr_slice text, uint64_t row, uint32_t column, sr_buf *out)
{
    enum { ROWS = 1048576 };
    int64_t r, c;
    size_t n = read_axis(text, 'R', row, &r);
    size_t m = n ? read_axis(sr_sub(text, n, text.len), 'C', column, &c) : 0;

    if (n == 0 || m == 0 || (n + m < text.len && (in_name(text.ptr[n + m]) || text.ptr[n + m] == '(')) || r < 1 ||
        r > ROWS || c < 1 || c > SR_COLUMNS_MAX)
        return 0;
    sr_buf place = {0};
    sr_cell_place(&place, SR_LIT("x"), (uint64_t)r, (uint32_t)c); /* "x!D7" */
    sr_buf_add(out, place.ptr + 2, place.len - 2);
    sr_buf_free(&place);
    return n + m;
}

void sr_formula_from_r1c1(sr_slice formula, uint64_t row, uint32_t column, sr_buf *out)
{
    char quote = '\0', before = '\0';

    if (formula.len > 3 && memcmp(formula.ptr, "of:", 3) == 0) { /* LibreOffice writes its own */
        sr_buf_slice(out, formula);
        return;
    }
    for (size_t i = 0; i < formula.len;) {
        char c = formula.ptr[i];
        size_t n = 0;
        if (quote ? c == quote : c == '"' || c == '\'')
            quote = quote ? '\0' : c;
        else if (!quote && !in_name(before))
            n = take_reference(sr_sub(formula, i, formula.len), row, column, out);
        if (n == 0)
            sr_buf_char(out, c);
        before = n ? '1' : c;
        i += n ? n : 1;
    }
}
