#include "normalize/scramble_inner.h"

#include "normalize/number.h"

enum {
    COST_SUM = 60,    /* quarters that neither add up to the target nor repeat it */
    COST_LATE = 8,    /* only the last or the largest quarter is the target: a cumulative plan */
    COST_LOOSE = 300, /* a record without quarters */
    FITS = 16,        /* arithmetic and unit cost up to here agree */
};

sr_scramble_amount sr_scramble_amount_of(sr_slice text)
{
    sr_readings r;

    if (text.len == 0)
        return (sr_scramble_amount){0};
    sr_number_read(text, &r);
    if (r.n == 0)
        return (sr_scramble_amount){0};
    return (sr_scramble_amount){true, r.reading[0].value, r.percent ? SR_UNIT_PERCENT : r.unit};
}

/* The text begins with one of the words, blanks in it left out of account: narrow cells break words ("Persent ase"). */
static bool begins_word(sr_slice text, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        size_t at = 0, k = 0;
        while (words[i][k] && at < text.len) {
            if (sr_is_blank((unsigned char)text.ptr[at]) || text.ptr[at] == '\n')
                at++;
            else if (sr_lower((unsigned char)text.ptr[at++]) != (unsigned char)words[i][k++])
                break;
        }
        if (!words[i][k] && (at == 0 || sr_lower((unsigned char)text.ptr[at - 1]) == (unsigned char)words[i][k - 1]))
            return true;
    }
    return false;
}

static bool begins_percent(sr_slice indicator)
{
    static const char *const words[] = {"persentase", "prosentase", "cakupan", "rasio"};

    return begins_word(indicator, words, sizeof words / sizeof *words);
}

static bool is_known(sr_unit unit)
{
    return unit && sr_unit_known(sr_unit_name(unit)) == unit;
}

int sr_scramble_unit_cost(const sr_scramble_record *record, sr_scramble_amount target, sr_unit quarters)
{
    if (quarters == SR_UNIT_NONE)
        return SR_COST_UNKNOWN;
    if (target.known && target.unit == quarters)
        return 0;
    if (target.known) /* a misspelt unit contradicts nothing */
        return is_known(target.unit) && is_known(quarters) ? SR_COST_UNIT : FITS;
    if (record->indicator.text.len == 0)
        return SR_COST_UNKNOWN;
    if (begins_percent(record->indicator.text))
        return quarters == SR_UNIT_PERCENT ? SR_COST_UNKNOWN / 2 : SR_COST_UNIT;
    sr_slice name = sr_unit_name(quarters); /* "Jumlah dokumen ..." wants documents */
    if (name.len && sr_find_nocase(record->indicator.text, name) != SIZE_MAX)
        return SR_COST_UNKNOWN / 2;
    return quarters == SR_UNIT_PERCENT ? SR_COST_UNIT : SR_COST_UNKNOWN;
}

static int sum_cost(sr_scramble_amount target, const sr_scramble_amount quarter[4])
{
    sr_decimal sum = sr_dec(0, 0), largest = sum;
    bool all_equal = true, any = false;

    if (!target.known)
        return SR_COST_UNKNOWN;
    for (int q = 0; q < 4; q++) {
        if (!quarter[q].known)
            continue;
        any = true;
        if (!sr_decimal_add(sum, quarter[q].value, &sum))
            return COST_SUM;
        if (sr_decimal_cmp(quarter[q].value, largest) > 0)
            largest = quarter[q].value;
        all_equal &= sr_decimal_cmp(quarter[q].value, target.value) == 0;
    }
    if (!any)
        return SR_COST_UNKNOWN;
    if (all_equal)
        return 0;
    if (target.unit != SR_UNIT_PERCENT && sr_decimal_cmp(sum, target.value) == 0)
        return 0;
    if (sr_decimal_cmp(largest, target.value) == 0)
        return COST_LATE;
    return sr_decimal_cmp(sum, target.value) == 0 ? COST_LATE : COST_SUM;
}

static int agreement(const sr_scramble_record *record, const sr_scramble_quarters *g)
{
    sr_scramble_amount target = sr_scramble_amount_of(record->target.text), quarter[4];
    sr_unit unit = SR_UNIT_NONE;

    for (int q = 0; q < 4; q++) {
        quarter[q] = sr_scramble_amount_of(g->quarter[q].text);
        if (quarter[q].known && unit == SR_UNIT_NONE)
            unit = quarter[q].unit;
    }
    return sr_scramble_unit_cost(record, target, unit) + sum_cost(target, quarter);
}

static bool same_quarters(const sr_scramble_quarters *a, const sr_scramble_quarters *b)
{
    for (int q = 0; q < 4; q++)
        if (!sr_eq_nocase(a->quarter[q].text, b->quarter[q].text))
            return false;
    return true;
}

void sr_scramble_assign(sr_arena *arena, const int *cost, int size, int *column_of)
{
    int *u = SR_NEW_ARRAY(arena, int, (size_t)size + 1), *v = SR_NEW_ARRAY(arena, int, (size_t)size + 1);
    int *match = SR_NEW_ARRAY(arena, int, (size_t)size + 1), *way = SR_NEW_ARRAY(arena, int, (size_t)size + 1);
    int *least = SR_NEW_ARRAY(arena, int, (size_t)size + 1);
    bool *seen = SR_NEW_ARRAY(arena, bool, (size_t)size + 1);

    for (int row = 1; row <= size; row++) {
        int at = 0;
        match[0] = row;
        for (int j = 0; j <= size; j++)
            least[j] = INT32_MAX, seen[j] = false;
        do {
            int i = match[at], delta = INT32_MAX, next = 0;
            seen[at] = true;
            for (int j = 1; j <= size; j++) {
                if (seen[j])
                    continue;
                int reduced = cost[(i - 1) * size + j - 1] - u[i] - v[j];
                if (reduced < least[j])
                    least[j] = reduced, way[j] = at;
                if (least[j] < delta)
                    delta = least[j], next = j;
            }
            for (int j = 0; j <= size; j++) {
                if (seen[j])
                    u[match[j]] += delta, v[j] -= delta;
                else
                    least[j] -= delta;
            }
            at = next;
        } while (match[at] != 0);
        for (; at; at = way[at])
            match[at] = match[way[at]];
    }
    for (int j = 1; j <= size; j++)
        column_of[match[j] - 1] = j - 1;
}

static void give(sr_scramble_record *record, sr_scramble_quarters *g, sr_scramble_quarters *all, size_t n, int agrees)
{
    bool rival = false;

    memcpy(record->quarter, g->quarter, sizeof g->quarter);
    g->taken = true;
    for (size_t k = 0; k < n && !rival; k++)
        rival = &all[k] != g && !same_quarters(&all[k], g) && agreement(record, &all[k]) <= FITS;
    record->fit = agrees > FITS ? SR_FIT_DOUBTFUL : rival ? SR_FIT_BY_ORDER : SR_FIT_PROVED;
}

static void match_page(sr_arena *arena, sr_scramble_record *records, size_t m, sr_scramble_quarters *groups, size_t n)
{
    size_t size = m > n ? m : n;

    if (size == 0 || size > SR_SCRAMBLE_PAGE_MAX) {
        for (size_t i = 0; i < m && i < n; i++)
            give(&records[i], &groups[i], groups, 0, agreement(&records[i], &groups[i]));
        return;
    }
    int *cost = SR_NEW_ARRAY(arena, int, size *size), *column_of = SR_NEW_ARRAY(arena, int, size);
    for (size_t i = 0; i < size; i++)
        for (size_t j = 0; j < size; j++) {
            int rank = SR_COST_RANK * (i > j ? (int)(i - j) : (int)(j - i));
            cost[i * size + j] = i < m && j < n ? agreement(&records[i], &groups[j]) + rank : COST_LOOSE;
        }
    sr_scramble_assign(arena, cost, (int)size, column_of);
    for (size_t i = 0; i < m; i++) {
        size_t j = (size_t)column_of[i];
        int agrees = j < n ? agreement(&records[i], &groups[j]) : COST_LOOSE;
        if (agrees < COST_LOOSE)
            give(&records[i], &groups[j], groups, n, agrees);
    }
}

void sr_scramble_match(sr_arena *arena, sr_scramble_quarters *groups, size_t n, sr_scramble *out)
{
    uint32_t pages = n ? groups[n - 1].page : 0;
    size_t r = 0, g = 0, cap_loose = 0;

    for (uint32_t page = 0; page <= pages; page++) {
        size_t r_end = r, g_end = g;
        while (r_end < out->n_records && out->records[r_end].page_no == page)
            r_end++;
        while (g_end < n && groups[g_end].page == page)
            g_end++;
        match_page(arena, out->records + r, r_end - r, groups + g, g_end - g);
        r = r_end, g = g_end;
    }
    for (size_t i = 0; i < n; i++)
        if (!groups[i].taken)
            memcpy(SR_PUSH(arena, out->loose, out->n_loose, cap_loose), groups[i].quarter, sizeof groups[i].quarter);
}
