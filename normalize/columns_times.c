#include "normalize/columns.h"

/* Plans are made for five years; a title that names more names no period. */
enum { PERIOD_MAX = 6 };

/* ---- from the columns beside it ------------------------------------------------------------- */

/* Columns a and b stand under the same header cell, the one at `depth`, and under others of their own. */
static bool same_group(const sr_header_path *a, const sr_header_path *b, uint32_t depth)
{
    return depth + 1 < a->n && depth + 1 < b->n && a->cell[depth].ptr == b->cell[depth].ptr;
}

/* Measures of columns [from, to) that name no year, and took none from a nearer group, get the one year of the others.
 */
static void share_year(sr_column *columns, uint32_t from, uint32_t to, const int16_t *stated, bool *settled)
{
    int16_t year = 0;
    bool several = false;

    for (uint32_t c = from; c < to; c++) {
        if (columns[c].role != SR_ROLE_MEASURE || stated[c] == 0)
            continue;
        several |= year && year != stated[c];
        year = stated[c];
    }
    for (uint32_t c = from; c < to && year; c++) {
        if (columns[c].role != SR_ROLE_MEASURE || columns[c].measure == SR_MEASURE_BASELINE || stated[c] || settled[c])
            continue;
        settled[c] = true;
        columns[c].year = several ? 0 : year;
    }
}

void sr_columns_share_years(sr_arena *arena, sr_column *columns, uint32_t width, const sr_header_path *paths)
{
    int16_t *stated = SR_NEW_ARRAY(arena, int16_t, (size_t)width + 1);
    bool *settled = SR_NEW_ARRAY(arena, bool, (size_t)width + 1);

    for (uint32_t c = 0; c < width; c++)
        stated[c] = columns[c].year;
    for (uint32_t depth = SR_HEADER_LOOK; depth-- > 0;)
        for (uint32_t from = 0, to; from < width; from = to) {
            for (to = from + 1; to < width && same_group(&paths[to - 1], &paths[to], depth);)
                to++;
            if (to - from > 1)
                share_year(columns, from, to, stated, settled);
        }
}

/* ---- from the table and the document -------------------------------------------------------- */

/* "Kondisi Awal", "Prakiraan Maju", "Realisasi s/d Tahun Lalu", "Target Akhir Periode": not the year of the title. */
static bool is_of_another_year(const sr_column *col)
{
    sr_folded folded;
    int targets = 0;

    if (col->measure == SR_MEASURE_BASELINE || col->measure == SR_MEASURE_FORECAST)
        return true;
    sr_fold(col->header, &folded);
    return sr_word_in(sr_folded_slice(&folded), SR_WORD_OTHER_YEAR, &targets) &&
           (!targets || col->measure == SR_MEASURE_TARGET);
}

/* The first year of the period that a title names, "Tahun 2020 – 2024", and of how many years it is; 0: none. */
static int16_t period_of(sr_slice title, int *years)
{
    int16_t found[2] = {0};
    int n = 0;

    for (size_t i = 0, end; i < title.len; i = end) {
        for (end = i; end < title.len && sr_is_digit((unsigned char)title.ptr[end]);)
            end++;
        if (end - i == 4 && title.ptr[i] == '2' && title.ptr[i + 1] == '0') {
            if (n == 2)
                return 0;
            found[n++] = (int16_t)(2000 + (title.ptr[i + 2] - '0') * 10 + title.ptr[i + 3] - '0');
        }
        end += end == i;
    }
    *years = found[1] - found[0] + 1;
    return n == 2 && *years > 1 && *years <= PERIOD_MAX ? found[0] : 0;
}

static bool counts_years(const sr_table *table)
{
    for (uint32_t c = 0; c < table->width; c++)
        if (sr_find_nocase(table->columns[c].header, SR_LIT("tahun ke")) != SIZE_MAX)
            return true;
    return false;
}

/* The number at the end of a header, or in a number row that does not begin at the first column; 0: none. */
static int count_of(const sr_table *table, const sr_column *col)
{
    sr_slice h = col->header, label = table->columns[0].label.len ? (sr_slice){NULL, 0} : col->label;

    if (h.len > 1 && sr_is_digit((unsigned char)h.ptr[h.len - 1]) && !sr_is_digit((unsigned char)h.ptr[h.len - 2]))
        return h.ptr[h.len - 1] - '0';
    return label.len == 1 && sr_is_digit((unsigned char)label.ptr[0]) ? label.ptr[0] - '0' : 0;
}

/* "Target Renstra / 2" beside columns of "Tahun ke-", under a title that names the period: its second year. */
static int16_t year_of_period(const sr_table *table, const sr_column *col)
{
    int years = 0, no = col->quarter ? 0 : count_of(table, col);
    int16_t first = no > 0 ? period_of(table->title, &years) : 0;

    return first && no <= years ? (int16_t)(first + no - 1) : 0;
}

static bool is_planned(const sr_column *col)
{
    return col->measure == SR_MEASURE_TARGET || col->measure == SR_MEASURE_BUDGET ||
           col->measure == SR_MEASURE_FORECAST || col->measure == SR_MEASURE_CHANGE;
}

/* The one year that columns of measures name, two at least; 0 if they name several. */
static int16_t only_year(const sr_table *table)
{
    int16_t year = 0;
    uint32_t n = 0;

    for (uint32_t c = 0; c < table->width; c++) {
        const sr_column *col = &table->columns[c];
        if (col->role != SR_ROLE_MEASURE || col->year == 0)
            continue;
        if (year && col->year != year)
            return 0;
        year = col->year;
        n++;
    }
    return n > 1 ? year : 0;
}

void sr_columns_times(sr_table *table, const sr_facts *facts)
{
    int16_t year = table->year ? table->year : facts->fiscal_year;
    int16_t beside = year ? 0 : only_year(table); /* "Pagu 2024 | Realisasi 2024 | Sisa | %" */
    bool counted = counts_years(table), dated = false;

    for (uint32_t c = 0; c < table->width; c++)
        dated |= table->columns[c].role == SR_ROLE_YEAR; /* each row says its year */

    for (uint32_t c = 0; c < table->width; c++) {
        sr_column *col = &table->columns[c];
        bool realized = col->measure == SR_MEASURE_REALIZATION || col->measure == SR_MEASURE_ACHIEVEMENT;
        if (col->measure == SR_MEASURE_NONE)
            continue;
        if (!col->year && counted)
            col->year = year_of_period(table, col);
        if (!col->year && !dated && !is_of_another_year(col))
            col->year = year;
        if (!col->year && !dated && (col->measure == SR_MEASURE_CHANGE || col->measure == SR_MEASURE_ACHIEVEMENT))
            col->year = beside;
        /* A quarter of the table is when it was reported: it dates what was realized that year, not what was planned.
         */
        if (!col->quarter && realized && col->year == year)
            col->quarter = table->quarter;
        /* A plan that was revised revises what it plans for its year and foresees behind it, nothing else. */
        if (!col->revision && table->revision)
            col->revision = table->revision;
        else if (!col->revision && is_planned(col) && year == facts->fiscal_year &&
                 (col->year == year || col->measure == SR_MEASURE_FORECAST))
            col->revision = facts->revision;
    }
}
