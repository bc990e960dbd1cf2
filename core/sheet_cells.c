#include "core/sheet_cells.h"

#include <stdlib.h>

typedef struct entry {
    uint32_t sheet; /* tables of one sheet follow each other: its number among those that have any */
    uint64_t line_no;
    const sr_table *table;
    const sr_row *row;
} entry;

struct sr_sheet_cells {
    sr_slice *sheets;
    uint32_t n_sheets;
    entry *entries; /* by sheet, row there, table */
    size_t n;
};

static int by_place(const void *a, const void *b)
{
    const entry *x = a, *y = b;

    if (x->sheet != y->sheet)
        return x->sheet < y->sheet ? -1 : 1;
    if (x->line_no != y->line_no)
        return x->line_no < y->line_no ? -1 : 1;
    return x->table->table_no < y->table->table_no ? -1 : x->table->table_no > y->table->table_no;
}

static void add_table(sr_sheet_cells *c, const sr_table *table)
{
    if (c->n_sheets == 0 || !sr_eq(c->sheets[c->n_sheets - 1], table->sheet))
        c->sheets[c->n_sheets++] = table->sheet;
    for (size_t r = 0; r < table->n_rows; r++)
        c->entries[c->n++] = (entry){c->n_sheets - 1, table->rows[r]->line_no, table, table->rows[r]};
}

sr_sheet_cells *sr_sheet_cells_new(const sr_doc *doc, sr_arena *arena)
{
    sr_sheet_cells *c = SR_NEW(arena, sr_sheet_cells);
    size_t rows = 0;

    for (size_t t = 0; t < doc->n_tables; t++)
        rows += doc->tables[t]->sheet.len ? doc->tables[t]->n_rows : 0;
    c->sheets = SR_NEW_ARRAY(arena, sr_slice, doc->n_tables);
    c->entries = SR_NEW_ARRAY(arena, entry, rows);
    for (size_t t = 0; t < doc->n_tables; t++)
        if (doc->tables[t]->sheet.len && doc->tables[t]->n_rows)
            add_table(c, doc->tables[t]);
    if (c->n)
        qsort(c->entries, c->n, sizeof *c->entries, by_place);
    return c;
}

/* The first row of the sheet at line_no or below it. */
static size_t find_row(const sr_sheet_cells *c, uint32_t sheet, uint64_t line_no)
{
    size_t from = 0, to = c->n;

    while (from < to) {
        size_t middle = from + (to - from) / 2;
        const entry *e = &c->entries[middle];
        if (e->sheet < sheet || (e->sheet == sheet && e->line_no < line_no))
            from = middle + 1;
        else
            to = middle;
    }
    return from;
}

/* The sheet's number; n_sheets if it has no tables. */
static uint32_t find_sheet(const sr_sheet_cells *c, sr_slice home, const sr_cell_range *range)
{
    uint32_t i = 0;

    while (i < c->n_sheets && !(range->sheet.len ? sr_cell_range_on(range, c->sheets[i]) : sr_eq(home, c->sheets[i])))
        i++;
    return i;
}

size_t sr_sheet_cells_in(const sr_sheet_cells *c, sr_slice home, const sr_cell_range *range, sr_place *places,
                         size_t max)
{
    uint32_t sheet = find_sheet(c, home, range);
    size_t n = 0;

    for (size_t i = find_row(c, sheet, range->row_first);
         i < c->n && c->entries[i].sheet == sheet && c->entries[i].line_no <= range->row_last; i++) {
        const entry *e = &c->entries[i];
        for (uint32_t k = 0; k < e->row->n; k++) {
            const sr_cell *cell = &e->row->cells[k];
            if (cell->raw_len == 0 || cell->line_skip != 0 || cell->at + 1 < range->column_first ||
                cell->at >= range->column_last)
                continue;
            if (n == max)
                return max + 1;
            places[n++] = (sr_place){e->table->table_no, e->row->row_no, k + 1};
        }
    }
    return n;
}
