#include "normalize/place_parts.h"

#include <stdlib.h>

enum {
    PIECE_BYTES = 8, /* of a code cut into cells */
    LABELS_MAX = 64, /* of a number row; no printed table has more columns */
    LABELS_MIN = 8,  /* labels that tell where a page's columns are */
};

/* ---- pages whose header has another width ---------------------------------------------------- */

/* A text of a header row and the columns below it. */
typedef struct group {
    sr_slice text;
    uint32_t from, length;
} group;

static uint32_t groups_of(const sr_row *header, group *out)
{
    uint32_t n = 0;

    for (uint32_t i = 0; i < header->n; i++) {
        if (header->cells[i].text_len || n == 0)
            out[n++] = (group){sr_cell_text(&header->cells[i]), i, 0};
        out[n - 1].length++;
    }
    return n;
}

/*
 * The table's column for each of the page's: their header rows name the same groups, of which some are wider on the
 * page (a code cut into its parts). False where the groups are not the same, or a wider group has no one column to go
 * to.
 */
static bool map_page(const sr_row *table_header, const sr_row *page_header, group *table, group *page, uint32_t *column)
{
    uint32_t n = groups_of(table_header, table);

    if (n < 3 || groups_of(page_header, page) != n)
        return false;
    for (uint32_t g = 0; g < n; g++) {
        if (!sr_eq_nocase(table[g].text, page[g].text))
            return false;
        if (page[g].length > table[g].length && table[g].length > 1 && g + 1 < n)
            return false;
        for (uint32_t i = 0; i < page[g].length; i++)
            column[page[g].from + i] = table[g].from + (i < table[g].length ? i : table[g].length - 1);
    }
    return true;
}

/*
 * A cell is joined to the one before it: its raw text is what stands between the first's begin and its end, where both
 * stand in one text.
 */
static void join_cell(sr_doc *doc, sr_cell *into, const sr_cell *cell)
{
    if (cell->text_len == 0)
        return;
    if (into->text_len == 0) {
        *into = *cell;
        return;
    }
    sr_slice text = sr_arena_printf(&doc->batch, "%.*s %.*s", SR_FMT(sr_cell_text(into)), SR_FMT(sr_cell_text(cell)));
    if (cell->at > into->at && cell->raw == into->raw + (cell->at - into->at)) {
        into->raw_len = cell->at + cell->raw_len - into->at;
    } else {
        sr_slice raw = sr_arena_printf(&doc->batch, "%.*s %.*s", SR_FMT(sr_cell_raw(into)), SR_FMT(sr_cell_raw(cell)));
        into->raw = raw.ptr;
        into->raw_len = (uint32_t)raw.len;
    }
    into->text = text.ptr;
    into->text_len = (uint32_t)text.len;
}

/* Only short texts are parts of one cell that was cut; names side by side are cells of their own. */
static bool may_join(sr_doc *doc, const sr_table_state *st, const sr_row *row, const uint32_t *column)
{
    bool *taken = SR_NEW_ARRAY(&doc->batch, bool, st->usual);

    for (uint32_t i = 0; i < row->n; i++) {
        if (row->cells[i].text_len == 0)
            continue;
        if (taken[column[i]] && (row->cells[i].text_len > PIECE_BYTES || st->expect[column[i]].is_measure))
            return false;
        taken[column[i]] = true;
    }
    return true;
}

static void map_row(sr_doc *doc, const sr_table *table, const sr_table_state *st, sr_row *row, const uint32_t *column,
                    const char *by)
{
    sr_cell *cells = SR_NEW_ARRAY(&doc->batch, sr_cell, st->usual);
    uint32_t n = row->n;

    for (uint32_t c = 0; c < st->usual; c++)
        cells[c] = sr_cell_blank;
    for (uint32_t i = 0; i < n; i++)
        join_cell(doc, &cells[column[i]], &row->cells[i]);
    row->cells = cells;
    row->n = st->usual;
    sr_finding *f = sr_doc_finding(
        doc, SR_S010,
        "Row %u at %s %llu: its page has %u columns; the cells were put in the table's %u by that page's %s.",
        row->row_no, sr_line_word(table), (unsigned long long)row->line_no, n, st->usual, by);
    f->table_no = table->table_no;
    f->row_no = row->row_no;
    f->line_no = row->line_no;
}

void sr_place_pages(sr_doc *doc, sr_table *table, sr_table_state *st)
{
    const sr_row *own = NULL, *page = NULL;
    uint32_t widest = 0;
    bool mapped = false;

    for (size_t r = 0; r < table->n_rows; r++)
        if (table->rows[r]->kind == SR_ROW_HEADER) {
            if (!own && table->rows[r]->n == st->usual && sr_row_filled(table->rows[r], NULL) > 2)
                own = table->rows[r];
            widest = table->rows[r]->n > widest ? table->rows[r]->n : widest;
        }
    if (!own || widest == st->usual)
        return;
    group *a = SR_NEW_ARRAY(&doc->batch, group, st->usual), *b = SR_NEW_ARRAY(&doc->batch, group, widest);
    uint32_t *column = SR_NEW_ARRAY(&doc->batch, uint32_t, widest);
    for (size_t r = 0; r < table->n_rows; r++) {
        sr_row *row = table->rows[r];
        if (row->kind == SR_ROW_HEADER && (r == 0 || table->rows[r - 1]->kind == SR_ROW_DETAIL)) {
            page = row;
            mapped = page->n != st->usual && map_page(own, page, a, b, column);
        }
        if (row->kind == SR_ROW_DETAIL && mapped && row->n == page->n && !sr_place_fits(table, st, row) &&
            may_join(doc, st, row, column))
            map_row(doc, table, st, row, column, "header");
    }
}

/* ---- pages by their number row ---------------------------------------------------------------- */

/* The first number in the cell, 0 for none: of "(02) (03)", whose cells were not told apart, the first. */
static uint32_t first_number(sr_slice t)
{
    uint32_t n = 0;
    size_t i = 0;

    while (i < t.len && !sr_is_digit((unsigned char)t.ptr[i]))
        i++;
    for (; i < t.len && sr_is_digit((unsigned char)t.ptr[i]) && n < LABELS_MAX; i++)
        n = n * 10 + (uint32_t)(t.ptr[i] - '0');
    return n < LABELS_MAX ? n : 0;
}

/* by[label]: 1 + the table's column with that label. */
static uint32_t find_labels(const sr_table *table, const sr_table_state *st, uint32_t by[LABELS_MAX])
{
    uint32_t found = 0;

    for (uint32_t c = 0; c < st->usual && c < table->width; c++) {
        uint32_t label = first_number(table->columns[c].label);
        if (label == 0 || by[label])
            continue;
        by[label] = c + 1;
        found++;
    }
    return found;
}

/*
 * Where the cells of a page belong by the labels over them. What has no label stands in the columns behind the last
 * label, or with it where the next one leaves no room. False where all stand where they are.
 */
static bool map_labels(const sr_row *number, const uint32_t by[LABELS_MAX], uint32_t usual, uint32_t *column)
{
    uint32_t limit = usual;
    bool moved = false;

    for (uint32_t i = number->n; i-- > 0;) {
        uint32_t at = by[first_number(sr_cell_text(&number->cells[i]))];
        column[i] = at ? at - 1 : UINT32_MAX;
    }
    for (uint32_t i = 0; i < number->n; i++) {
        if (column[i] == UINT32_MAX) {
            limit = usual;
            for (uint32_t k = i + 1; k < number->n && limit == usual; k++)
                limit = column[k] < usual ? column[k] : usual;
            uint32_t last = i ? column[i - 1] : 0;
            column[i] = i && last + 1 < limit ? last + 1 : last;
        } else if (i && column[i] < column[i - 1]) {
            return false; /* no order that a table has */
        }
        moved |= column[i] != i;
    }
    return moved;
}

static bool collides(const sr_row *row, const uint32_t *column, bool *taken, uint32_t usual)
{
    memset(taken, 0, usual);
    for (uint32_t i = 0; i < row->n; i++) {
        if (row->cells[i].text_len == 0)
            continue;
        if (taken[column[i]])
            return true;
        taken[column[i]] = true;
    }
    return false;
}

/* The rows of data under a number row, as they stand and where its labels put them: which contradict columns less? */
static bool labels_fit_better(const sr_table *table, const sr_table_state *st, size_t number, const uint32_t *column)
{
    uint32_t as_found = 0, as_labelled = 0;

    for (size_t r = number + 1; r < table->n_rows && table->rows[r]->kind != SR_ROW_NUMBER; r++) {
        const sr_row *row = table->rows[r];
        for (uint32_t i = 0; i < row->n && row->kind == SR_ROW_DETAIL && row->n == table->rows[number]->n; i++) {
            as_found += i < st->usual && sr_place_contradicts(st, &row->cells[i], i, table->columns[i].role);
            as_labelled += sr_place_contradicts(st, &row->cells[i], column[i], table->columns[column[i]].role);
        }
    }
    return as_labelled < as_found;
}

/*
 * Aligned text has its own columns on every page; the labels under a page's header say which of the table's they are.
 * They are believed where the cells as they stand contradict their columns.
 */
void sr_place_numbered_pages(sr_doc *doc, sr_table *table, sr_table_state *st)
{
    uint32_t by[LABELS_MAX] = {0}, widest = 0;
    const sr_row *number = NULL;
    bool mapped = false;

    if (find_labels(table, st, by) < LABELS_MIN)
        return;
    for (size_t r = 0; r < table->n_rows; r++)
        widest = table->rows[r]->n > widest ? table->rows[r]->n : widest;
    uint32_t *column = SR_NEW_ARRAY(&doc->batch, uint32_t, widest + 1);
    bool *taken = SR_NEW_ARRAY(&doc->batch, bool, st->usual + 1);
    for (size_t r = 0; r < table->n_rows; r++) {
        sr_row *row = table->rows[r];
        if (row->kind == SR_ROW_NUMBER) {
            number = row;
            /* a page with less columns is placed row by row */
            mapped = row->n >= st->usual && map_labels(row, by, st->usual, column) &&
                     labels_fit_better(table, st, r, column);
        } else if (row->kind == SR_ROW_DETAIL && mapped && row->n == number->n &&
                   !collides(row, column, taken, st->usual)) {
            map_row(doc, table, st, row, column, "number row");
        }
    }
}
