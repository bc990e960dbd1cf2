/*
 * html_grid.h - one table of HTML as it is formed: where cells stand, row by row, and the rows into the document.
 *
 * The algorithm for forming a table (HTML Living Standard, 4.9.12) needs of the rows above only how far their spans
 * reach down: that, and the row at hand, is all that is held. Rows of a tfoot wait for the end of the table.
 */
#ifndef SR_HTML_GRID_H
#define SR_HTML_GRID_H

#include "importers/html_flow.h"
#include "importers/html_stream.h"

enum {
    SR_SPAN_COLUMNS_MAX = 1000, /* the standard's own bounds (4.9.11) */
    SR_SPAN_ROWS_MAX = 65534,
    SR_ROW_TEXT_MAX = SR_LINE_MAX,  /* what a row of text may hold; of tables in cells less, the deeper */
    SR_NESTED_TEXT_MAX = 32 * 1024, /* of inner tables in an outer cell; as much as a cell of a spreadsheet holds */
    SR_OPEN_CELLS_MAX = 64 * 1024,  /* cells of rows that are not over, of all open tables */
    SR_HELD_TEXT_MAX = 256 * 1024,  /* of tfoot rows that wait; a page's totals are a few lines */
    SR_HEAD_GUESS_MAX = 8,          /* rows of nothing but th that are taken for a header without thead */
};
/*
 * Places that spans cover may outnumber the cells that are written, but not by everything: at 1,000 a cell a file of
 * megabytes would be gigabytes of blanks. What sheets merge is far below.
 */
enum { SR_COVERED_FREE = 1000 * 1000, SR_COVERED_PER_CELL = 16 };

/* A cell of the row at hand. Text is in the grid's flow. */
typedef struct sr_html_box {
    sr_html_place at;
    size_t from, len, value_from, formula_from;
    uint32_t x, value_len, formula_len;
    uint16_t columns, rows;
    uint8_t type; /* sr_type */
    bool bold, hidden, th;
    bool open; /* a blank stands behind its text */
} sr_html_box;

/* What all tables of a document share. */
typedef struct sr_html_forming {
    sr_doc *doc;
    sr_error *err;
    int rc;                  /* of a flush that failed */
    uint64_t cells, covered; /* of the document so far */
    size_t open_cells;
    bool nested_last; /* the last part that was begun is one inside another */
    uint64_t said;    /* findings S022 */
} sr_html_forming;

typedef struct sr_html_held sr_html_held;

typedef struct sr_html_grid {
    sr_html_forming *forming;
    uint32_t depth; /* tables around it */
    bool hidden;
    sr_slice title; /* on the heap; owned */

    /* the document's part for its rows, while the batch is the same */
    sr_part *part;
    uint32_t batch_no;
    size_t block;
    bool begun;   /* rows of it were given */
    bool resumed; /* in a batch before this one */

    /* the row at hand */
    sr_html_flow flow;
    sr_html_box *boxes;
    size_t n_boxes, cap_boxes;
    uint32_t x; /* where the next cell is tried */
    sr_html_place row_at;
    uint64_t nonblank;
    bool row_hidden;

    /* spans from above: rows that each column is still covered, SR_TO_THE_END to the end of the group */
    uint16_t *down;
    uint32_t n_down, cap_down;

    bool *hidden_columns; /* by <col>; n_columns of them */
    uint32_t n_columns;

    sr_html_element group;
    bool head_over, head_marked; /* a row was not all th; there was a thead */
    sr_html_held *held;
} sr_html_grid;

void sr_html_grid_init(sr_html_grid *grid, sr_html_forming *forming, uint32_t depth, bool hidden);
/* Gives the held rows to the document. */
void sr_html_grid_end(sr_html_grid *grid);
void sr_html_grid_free(sr_html_grid *grid);

/* A <col>. */
void sr_html_grid_column(sr_html_grid *grid, uint32_t span, bool hidden);
/* A row group begins, or ends: no span goes beyond it. */
void sr_html_grid_group(sr_html_grid *grid, sr_html_element group);
void sr_html_grid_row(sr_html_grid *grid, sr_html_place at, bool hidden);
/* percent: its style shows a number so. False if the row can hold no more. */
bool sr_html_grid_cell(sr_html_grid *grid, const sr_html_start *start, bool hidden, bool percent);
void sr_html_grid_cell_end(sr_html_grid *grid);
void sr_html_grid_row_end(sr_html_grid *grid);
/* Begins its part of the document, or goes on with it. */
void sr_html_grid_take_part(sr_html_grid *grid, uint64_t line_no);
/* Bytes of text that the row at hand can still take. */
size_t sr_html_grid_room(const sr_html_grid *grid);

/* S022 at a line: what of a table does not fit a grid. A hundred times at most. */
void sr_html_say_beyond(sr_html_forming *forming, uint64_t line_no, const char *what);

#endif
