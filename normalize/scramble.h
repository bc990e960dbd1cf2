/*
 * scramble.h - text in scrambled order: a table of which only the order of its columns' contents is left.
 *
 * Some extractors write a page column by column: first every activity's four quarter targets, then the descriptions,
 * each cell's lines one after another (seen in action plans with quarter targets). No separator is left. What repeats
 * is left: four quarters of a target; and a record of activity, its goal, its indicator, its year's target with a unit,
 * and the office. The quarters are given back to their record page by page as an assignment of least cost, in which
 * units must agree ("Persentase ..." wants %, 10 Dokumen wants documents), the quarters add up to the year's target or
 * repeat it, and the order of appearance breaks ties. So are targets that stand where no record is. What does not agree
 * is said.
 */
#ifndef SR_SCRAMBLE_H
#define SR_SCRAMBLE_H

#include "core/document.h"

/* One line of text. wrapped: it ended in a blank in the source, as a cell's inner line does. */
typedef struct sr_scramble_line {
    sr_slice text;
    uint64_t line_no;
    bool wrapped;
    bool heading; /* set as a heading: the document's title, before the first record */
    uint32_t page_no;
} sr_scramble_line;

/* A cell put together from lines; text has them joined by '\n'. line_no is that of the first; 0 = no cell. */
typedef struct sr_scramble_cell {
    sr_slice text;
    uint64_t line_no;
} sr_scramble_cell;

typedef enum sr_scramble_fit {
    SR_FIT_NONE,     /* no quarters were found for the record */
    SR_FIT_PROVED,   /* unit and arithmetic agree, and no other quarters on the page fit as well */
    SR_FIT_BY_ORDER, /* several fit; the order of appearance decided */
    SR_FIT_DOUBTFUL, /* the best there is, but unit or arithmetic does not agree */
} sr_scramble_fit;

typedef struct sr_scramble_record {
    sr_scramble_cell number, name, goal, indicator, target, office;
    sr_scramble_cell quarter[4]; /* the value's text, without "TW. I" */
    sr_scramble_fit fit;
    bool target_moved;    /* its target stands apart from it in the text */
    bool target_in_doubt; /* ... and units alone do not say that it is its own */
    uint32_t page_no;     /* page of the document, counted by the records' own pages */
} sr_scramble_record;

typedef struct sr_scramble {
    sr_scramble_record *records;
    size_t n_records;
    sr_scramble_cell (*loose)[4]; /* quarters that no record took */
    size_t n_loose;
    bool *used; /* for each line: true if it ended in a record or in loose */
} sr_scramble;

/* Lines that hold a whole record: four quarters, a name, an indicator, a target. */
enum { SR_SCRAMBLE_LINES_MIN = 7 };

/* Only words of headers ("NO", "INDIKATOR", "TARGET URAIAN"). */
bool sr_scramble_is_header(sr_slice text);
/*
 * True and *out filled (in arena) if the lines are such a text. Linear in the lines, cubic in the records of a page,
 * which are bounded (beyond the bound the order of appearance decides alone).
 */
bool sr_scramble_read(sr_arena *arena, const sr_scramble_line *lines, size_t n, sr_scramble *out);

#endif
