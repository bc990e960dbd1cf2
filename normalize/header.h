/*
 * header.h - which rows of a run are header, and what header each column has.
 *
 * A header is one to four rows of words, with an optional title row above it, an optional number row under it
 * ("1 2 3 ... 8 = 7/6*100", "(1) (2)") and sub-headers under that. Cells must be cleaned. Pure functions over rows;
 * nothing is remembered here.
 */
#ifndef SR_HEADER_H
#define SR_HEADER_H

#include "normalize/lexicon.h"

/* A header begins among the first rows of a run; looking further costs time and finds data. */
enum { SR_HEADER_LOOK = 10, SR_HEADER_ROWS_MAX = 6 };

/* Rows from..from+length of the run: kinds in order (sr_row_kind); length 0 = no header here. */
typedef struct sr_header {
    uint32_t length;
    uint32_t n_words;    /* rows of kind HEADER that are no titles */
    uint32_t titles;     /* leading rows that hold one text only */
    uint32_t words_from; /* first row behind them */
    int32_t number_at;   /* of the rows, or -1 */
    uint8_t kind[SR_HEADER_LOOK + 2];
} sr_header;

/* marked: rows that the source itself marks as header, 0 = not said. */
void sr_header_find(sr_row *const *rows, size_t n, uint32_t marked, sr_header *out);

/*
 * Whether a header may begin right below data: words of headers in every cell, over a number of the row above. Works on
 * raw cells, cheap for rows of data.
 */
bool sr_header_may_begin(const sr_row *above, const sr_row *row);

/* A row whose cells are the labels 1 2 3 ... of columns. Blanks may stand between (spanned sub-columns). */
bool sr_row_is_number_row(const sr_row *row);
/* Only dashes, a rule drawn under a header. */
bool sr_row_is_rule(const sr_row *row);
/* Cells with text; *only (may be NULL) is the index of the last of them. */
uint32_t sr_row_filled(const sr_row *row, uint32_t *only);
/* The cells up to the last one with text. */
uint32_t sr_row_used(const sr_row *row);
/*
 * A cell that holds a number as numbers are written in tables: digits with signs of numbers, percent, Rp. Cheap, no
 * verdict.
 */
bool sr_looks_numeric(sr_slice text);

/*
 * What a header looks like, for comparison with others: its words folded, sorted, as one array in arena; n_cells set.
 */
typedef struct sr_header_print {
    sr_slice *cells;
    uint64_t *hashes; /* of cells, ascending, in the same order */
    uint32_t n;
} sr_header_print;
void sr_header_print_of(sr_arena *arena, sr_row *const *rows, const sr_header *header, sr_header_print *out);
/* 0 to 100: how much of the two is the same, small differences of spelling allowed, places ignored. */
int sr_header_likeness(const sr_header_print *a, const sr_header_print *b);

/* The header cells over one column, top to bottom. Borrowed from the rows' cells. */
typedef struct sr_header_path {
    sr_slice cell[SR_HEADER_LOOK];
    uint32_t n;
} sr_header_path;

/* The cells of a path from top to bottom, joined by " / ", in arena. */
sr_slice sr_header_join(sr_arena *arena, const sr_header_path *path);

/*
 * Fills label, formula and header of columns[0..width) from the header's rows. Texts are copied to arena. A blank cell
 * belongs to the header on its left within the same parent. paths gets the cells of each header.
 */
void sr_header_columns(sr_arena *arena, sr_row *const *rows, const sr_header *header, sr_column *columns,
                       uint32_t width, sr_header_path *paths);

/*
 * How badly a header fits: columns where its rows disagree (K and Rp of a pair under different groups, a group that
 * begins where the number row has no label). *from (may be NULL): the first column in which a pair is split, width if
 * none.
 */
uint32_t sr_header_misfit(sr_row *const *rows, const sr_header *header, const sr_header_path *paths, uint32_t width,
                          uint32_t *from);
/* Equal for number rows of the same labels, however their cells were cut; 0 where there are too few to tell. */
uint64_t sr_header_labels(sr_row *const *rows, const sr_header *header);
/* Equal for headers whose texts are the same in the same places. */
uint64_t sr_header_shape(sr_row *const *rows, const sr_header *header);

#endif
