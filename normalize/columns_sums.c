#include "normalize/columns.h"
#include "normalize/formula.h"

enum {
    ADDENDS_MAX = 16,
    STRONG_MIN = 2, /* rows in which two addends or more make the sum */
};

/* "Total", "JUMLAH (Rp)": it names no measure, only that it is a sum. */
static bool is_called_a_sum(sr_slice header)
{
    static const char *const names[] = {"total", "jumlah", "jumlah total", "total jumlah"};
    const sr_slice money = SR_LIT(" rp");
    sr_folded folded;

    for (size_t i = header.len; i-- > 0;)
        if (header.ptr[i] == '/' && i > 0 && header.ptr[i - 1] == ' ') {
            header = sr_sub(header, i + 1, header.len);
            break;
        }
    sr_fold(header, &folded);
    sr_slice leaf = sr_folded_slice(&folded);
    if (leaf.len > money.len && sr_eq(sr_sub(leaf, leaf.len - money.len, leaf.len), money))
        leaf.len -= money.len;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (sr_eq(leaf, sr_str(names[i])))
            return true;
    return false;
}

bool sr_cell_amount(const sr_cell *cell, bool *given, sr_decimal *value)
{
    sr_readings r;

    *value = sr_dec(0, 0);
    *given = cell->text_len > 0 && !(cell->text_len == 1 && cell->text[0] == '-');
    if (!*given)
        return true;
    sr_number_read(sr_cell_text(cell), &r);
    if (r.n == 0)
        return false;
    *value = r.reading[0].value;
    return true;
}

/* Columns [from, at) against column `at`: the rows that close, as far as most of those with a sum do; 0: no sum of
 * them. */
static uint32_t closes(sr_row *const *rows, size_t n, uint32_t from, uint32_t at)
{
    uint32_t sums = 0, good = 0, strong = 0;

    for (size_t r = 0; r < n; r++) {
        sr_decimal total, sum = sr_dec(0, 0), part;
        bool given, readable = sr_cell_amount(sr_row_cell(rows[r], at), &given, &total);
        uint32_t parts = 0;
        if (!readable || !given)
            continue;
        sums++;
        for (uint32_t c = from; c < at && readable; c++) {
            readable = sr_cell_amount(sr_row_cell(rows[r], c), &given, &part) && sr_decimal_add(sum, part, &sum);
            parts += given && part.coef != 0;
        }
        bool closed = readable && sr_decimal_cmp(sum, total) == 0;
        good += closed;
        strong += closed && parts > 1;
    }
    return strong >= STRONG_MIN && good * 5 >= sums * 4 ? good : 0;
}

/* True if the number row says that column `at` is the sum of columns [from, at): "7 = 3+4+5+6". */
static bool is_declared(const sr_column *columns, uint32_t from, uint32_t at)
{
    sr_formula f;

    if (!sr_formula_read(columns[at].formula, &f) || f.n != at - from || f.hundred || f.product)
        return false;
    for (uint32_t i = 0; i < f.n; i++)
        if (f.term[i].minus || f.term[i].below || !sr_eq(columns[from + i].label, sr_str(f.term[i].label)))
            return false;
    return true;
}

static bool is_money(const sr_column *col)
{
    return col->role == SR_ROLE_MEASURE && col->unit == SR_UNIT_RUPIAH;
}

/* What a sum of columns [from, at) is: what they all are; a budget and what is added to it are the budget after. */
static void become_sum(sr_arena *arena, sr_column *columns, uint32_t from, uint32_t at)
{
    sr_column *col = &columns[at], sum = columns[from];

    for (uint32_t c = from + 1; c < at; c++) {
        const sr_column *part = &columns[c];
        if (sum.measure == SR_MEASURE_BUDGET && part->measure == SR_MEASURE_CHANGE)
            sum.revision = SR_REVISION_PERUBAHAN;
        else if (part->measure != sum.measure)
            return;
        else if (part->revision != sum.revision)
            sum.revision = SR_REVISION_NONE;
        sum.year = part->year == sum.year ? sum.year : 0;
    }
    if (sum.measure == SR_MEASURE_ACHIEVEMENT)
        return;
    col->role = SR_ROLE_MEASURE;
    col->measure = sum.measure;
    col->aspect = SR_ASPECT_MONEY;
    col->unit = SR_UNIT_RUPIAH;
    col->whole = sum.whole;
    col->revision = col->revision ? col->revision : sum.revision;
    col->year = col->year ? col->year : sum.year;
    col->evidence = sr_arena_printf(arena, "the sum of columns %u to %u", from + 1, at);
}

void sr_columns_sums(sr_arena *arena, sr_column *columns, uint32_t width, sr_row *const *rows, size_t n)
{
    for (uint32_t at = 2; at < width; at++) {
        uint32_t best = 0, from = at;
        if (columns[at].role != SR_ROLE_NONE || !is_called_a_sum(columns[at].header))
            continue;
        for (uint32_t c = at; c-- > 0 && is_money(&columns[c]) && at - c <= ADDENDS_MAX;) {
            uint32_t good = is_declared(columns, c, at) ? UINT32_MAX : at - c > 1 ? closes(rows, n, c, at) : 0;
            if (good > best) {
                best = good;
                from = c;
            }
        }
        if (best)
            become_sum(arena, columns, from, at);
    }
}
