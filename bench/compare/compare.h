/*
 * compare.h - a sink that compares what was understood with the truth of a generated document.
 *
 * Rows are matched by their line in the text; a column of the truth is the column in which most of its cells are
 * found, so that one column too many is one failure and not all. For scrambled text, which has no rows, activities
 * are matched by the words of their indicator.
 */
#ifndef SCORE_COMPARE_H
#define SCORE_COMPARE_H

#include "bench/compare/tally.h"
#include "core/sink.h"

typedef struct score_sink {
    sr_sink sink; /* first: the pipeline sees only this */
    score_place place;
    bool failed_batch; /* a document of more than one batch cannot be compared */
} score_sink;

void score_sink_init(score_sink *sink, score_tally *tally, const gen_doc *truth, uint32_t rate_no);

/* ---- shared by the parts of the comparison (compare.c, compare_rows.c, compare_scrambled.c) ------------ */

typedef struct found_row {
    const sr_table *table;
    const sr_row *row;
    int32_t next; /* the next found row on the same line, -1 */
} found_row;

typedef struct comparison {
    const score_place *place;
    const sr_doc *doc;
    sr_arena arena;
    found_row *rows;
    size_t n_rows, cap_rows;
    int32_t *by_line; /* index of the first found row on the line, -1 */
    uint64_t lines;
} comparison;

/* Equal but for blanks and the escapes of a pipe table. */
bool score_same_bytes(sr_slice a, sr_slice b);
/* Equal letters and digits, case ignored: broken words and other dashes do not matter. */
bool score_same_words(sr_slice a, sr_slice b);
/* A finding of severity warning or error at the row, or at its cell (column_no > 0), or at one of the lines. */
bool score_told(const comparison *c, const found_row *found, uint32_t column_no, uint64_t line_first,
                uint64_t line_last);

typedef struct matched_table {
    const gen_table *truth;
    const found_row **rows;          /* for each row of the truth, NULL = none */
    const sr_table *table;           /* in which most of them are */
    int32_t column[GEN_COLUMNS_MAX]; /* index in table, -1 */
} matched_table;

/* Sets rows, by_line and lines of a comparison that has its document; then the tables can be matched. */
void score_index_rows(comparison *c);
void score_match_table(comparison *c, const gen_table *truth, matched_table *m);
/* Cells of the truth that stand in the row, wherever. */
uint32_t score_likeness(const gen_table *table, const gen_row *truth, const sr_row *row);
/* Anew, when rows of a matched table have been set otherwise. */
void score_map_columns(matched_table *m);
void score_cells(comparison *c, const matched_table *m);
void score_rows_and_columns(comparison *c, const matched_table *m);
void score_scrambled(comparison *c, const gen_table *truth);
/* What became of a number: compares, counts, and says. cell may be NULL (not found). */
void score_value(comparison *c, const gen_table *table, const gen_cell *truth, gen_mess mess, const sr_cell *cell,
                 bool told, uint64_t line, uint32_t column_no);

#endif
