#include "core/cell_place.h"

/* As in formulas (OpenFormula 5.8): a name that could be taken for something else stands in quotes. */
static bool is_plain(sr_slice name)
{
    for (size_t i = 0; i < name.len; i++) {
        unsigned char c = (unsigned char)name.ptr[i];
        if (!sr_is_alpha(c) && !sr_is_digit(c) && c != '_' && c < 0x80)
            return false;
    }
    return name.len > 0 && !sr_is_digit((unsigned char)name.ptr[0]);
}

static void put_name(sr_buf *out, sr_slice name)
{
    if (is_plain(name)) {
        sr_buf_slice(out, name);
        return;
    }
    sr_buf_char(out, '\'');
    for (size_t i = 0; i < name.len; i++) {
        if (name.ptr[i] == '\'')
            sr_buf_char(out, '\'');
        sr_buf_char(out, name.ptr[i]);
    }
    sr_buf_char(out, '\'');
}

/* A, Z, AA: digits of base 26 without a zero. */
static void put_column(sr_buf *out, uint32_t column)
{
    char letters[8];
    size_t n = 0;

    for (; column; column = (column - 1) / 26)
        letters[n++] = (char)('A' + (column - 1) % 26);
    while (n)
        sr_buf_char(out, letters[--n]);
}

void sr_cell_place(sr_buf *out, sr_slice sheet, uint64_t row, uint32_t column)
{
    put_name(out, sheet);
    if (row == 0)
        return;
    sr_buf_char(out, '!');
    put_column(out, column);
    sr_buf_u64(out, row);
}
