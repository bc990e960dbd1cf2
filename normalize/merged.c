#include "normalize/merged.h"

/* Rows that must show a boundary, or its absence, for it to be one. */
enum { ROWS_MIN = 2 };

struct sr_merged {
    /* of the table at hand: rows in which a cell begins or ends at a boundary, and in which one lies over it */
    uint32_t edge[SR_COLUMNS_MAX + 1], inner[SR_COLUMNS_MAX + 1];
    uint32_t width; /* boundaries from here on are untouched */
    /* of all its rows, also on pages before: something begins in the column; the column was taken out */
    bool begun[SR_COLUMNS_MAX], dropped[SR_COLUMNS_MAX];
};

sr_merged *sr_merged_new(sr_doc *doc)
{
    return SR_NEW(&doc->arena, sr_merged);
}

void sr_merged_clear(sr_merged *m)
{
    memset(m->edge, 0, m->width * sizeof *m->edge);
    memset(m->inner, 0, m->width * sizeof *m->inner);
    memset(m->begun, false, sizeof m->begun);
    memset(m->dropped, false, sizeof m->dropped);
    m->width = 0;
}

static uint32_t span_of(const sr_cell *cell)
{
    return cell->column_span > 1 ? cell->column_span : 1;
}

/* Where the cell at index c of a row ends. */
static uint32_t end_of(const sr_row *row, uint32_t c, uint32_t first)
{
    uint32_t end = first + c + span_of(&row->cells[c]);

    return end < SR_COLUMNS_MAX ? end : SR_COLUMNS_MAX;
}

/* A blank cell that is not merged may be anything. */
static bool tells(const sr_cell *cell)
{
    return cell->column_span > 1 || sr_merged_filled(cell);
}

void sr_merged_add(sr_merged *m, const sr_row *row, uint32_t first)
{
    for (uint32_t c = 0; c < row->n && first + c < SR_COLUMNS_MAX; c++) {
        if (!tells(&row->cells[c]))
            continue;
        uint32_t end = end_of(row, c, first);
        m->edge[first + c]++;
        m->edge[end]++;
        for (uint32_t b = first + c + 1; b < end; b++)
            m->inner[b]++;
        m->width = end + 1 > m->width ? end + 1 : m->width;
    }
}

/* The boundary has never been one. */
static bool is_inside(const sr_merged *m, uint32_t b)
{
    return b < m->width && m->edge[b] == 0 && m->inner[b] >= ROWS_MIN;
}

/* The boundary has always been one. */
static bool is_firm(const sr_merged *m, uint32_t b)
{
    return b < m->width && m->inner[b] == 0 && m->edge[b] >= ROWS_MIN;
}

bool sr_merged_crosses(const sr_merged *m, const sr_row *row, uint32_t first)
{
    for (uint32_t c = 0; c < row->n && first + c < m->width; c++) {
        uint32_t end = row->cells[c].column_span > 1 ? end_of(row, c, first) : 0;
        bool covers = false;
        if (end == 0 || (!is_inside(m, first + c) && !is_inside(m, end)))
            continue;
        for (uint32_t b = first + c + 1; b < end && !covers; b++)
            covers = is_firm(m, b);
        if (covers)
            return true;
    }
    return false;
}

static bool has_merged(sr_row *const *rows, size_t n)
{
    for (size_t r = 0; r < n; r++)
        for (uint32_t c = 0; c < rows[r]->n; c++)
            if (rows[r]->cells[c].column_span > 1)
                return true;
    return false;
}

bool sr_merged_look(sr_merged *m, sr_row *const *rows, size_t n, uint32_t first)
{
    if (has_merged(rows, n))
        return true;
    for (size_t r = 0; r < n; r++)
        for (uint32_t c = 0; c < rows[r]->n && first + c < SR_COLUMNS_MAX; c++)
            m->begun[first + c] |= sr_merged_filled(&rows[r]->cells[c]);
    return false;
}

/* ---- columns that are none ------------------------------------------------------------------ */

/* What stands in a column of a part. */
typedef struct column {
    bool filled;  /* a cell that holds something begins there */
    bool blank;   /* a blank merged one does */
    bool covered; /* one that holds something lies over it */
} column;

static column *look_at_columns(sr_doc *doc, const sr_part *part)
{
    column *columns = SR_NEW_ARRAY(&doc->batch, column, (size_t)part->width + 1);

    for (size_t r = 0; r < part->n_rows; r++) {
        const sr_row *row = part->rows[r];
        for (uint32_t c = 0; c < row->n && c < part->width; c++) {
            bool filled = sr_merged_filled(&row->cells[c]);
            columns[c].filled |= filled;
            columns[c].blank |= !filled && row->cells[c].column_span > 1;
            for (uint32_t k = 1; filled && k < row->cells[c].column_span && c + k < part->width; k++)
                columns[c + k].covered = true;
        }
    }
    return columns;
}

/* Rows whose cell in column `from` covers column c, up to the first whose cell does not; *bare: there is one. */
static size_t count_covers(const sr_part *part, uint32_t from, bool filled, uint32_t c, bool *bare)
{
    size_t covered = 0;

    *bare = false;
    for (size_t r = 0; r < part->n_rows && !*bare; r++) {
        const sr_cell *cell = sr_row_cell(part->rows[r], from);
        if (filled ? !sr_merged_filled(cell) : cell->column_span < 2)
            continue;
        *bare = cell->column_span <= c - from;
        covered += !*bare;
    }
    return covered;
}

/* Nearly all cells are merged: pages were laid out so, and one row tells as much as two. */
static bool is_layout(const sr_part *part)
{
    size_t merged = 0, all = 0;

    for (size_t r = 0; r < part->n_rows; r++)
        for (uint32_t c = 0; c < part->rows[r]->n; c++) {
            all += tells(&part->rows[r]->cells[c]);
            merged += part->rows[r]->cells[c].column_span > 1;
        }
    return merged * 4 > all * 3;
}

/* drop[c]: column c is none; how many. */
static uint32_t find_drops(sr_merged *m, const sr_part *part, const column *columns, uint32_t first, bool *drop)
{
    uint32_t n = 0, enough = is_layout(part) ? 1 : ROWS_MIN;

    for (uint32_t c = 0, from = 0; c < part->width && first + c < SR_COLUMNS_MAX; c++) {
        bool bare;
        if (c == 0 || columns[c].filled || (columns[c].blank && !columns[c].covered)) {
            m->begun[first + c] = true;
            m->dropped[first + c] = false;
            from = c;
            continue;
        }
        size_t covered = count_covers(part, from, columns[from].filled, c, &bare);
        drop[c] = !m->begun[first + c] && !bare && (covered >= enough || m->dropped[first + c]);
        m->dropped[first + c] = drop[c];
        n += drop[c];
    }
    return n;
}

/* The row without the columns that are dropped. */
static void drop_columns(sr_row *row, const bool *drop, uint32_t width, uint32_t first, bool on_sheet)
{
    uint32_t n = 0;

    for (uint32_t c = 0; c < row->n && c < width; c++) {
        sr_cell cell = row->cells[c];
        uint16_t gone = 0;
        for (uint32_t k = 1; k < cell.column_span && c + k < width; k++)
            gone = (uint16_t)(gone + drop[c + k]);
        if (drop[c])
            continue;
        if (cell.column_span > width - c) /* beyond it nothing stands */
            gone = (uint16_t)(gone + cell.column_span - (width - c));
        cell.column_span = (uint16_t)(cell.column_span - gone);
        if (on_sheet)
            cell.at = first + c;
        row->cells[n++] = cell;
    }
    row->n = n;
}

uint32_t sr_merged_drop(sr_merged *m, sr_doc *doc, const sr_part *part, bool on_sheet)
{
    uint32_t first = on_sheet ? part->column_first - 1 : 0;
    bool *drop = SR_NEW_ARRAY(&doc->batch, bool, (size_t)part->width + 1);
    uint32_t n = find_drops(m, part, look_at_columns(doc, part), first, drop);

    for (size_t r = 0; n && r < part->n_rows; r++)
        drop_columns(part->rows[r], drop, part->width, first, on_sheet);
    return part->width - n;
}
