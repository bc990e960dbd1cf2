/*
 * aligned_parts.h - what the files of the aligned-blanks importer share; nobody else includes it.
 *
 * A page goes through four steps: lines are split into segments (aligned_lines.c), runs of lines that may be a
 * table get column boundaries (aligned_columns.c, aligned_merge.c, aligned_split.c), their lines are grouped to logical
 * rows (aligned_breaks.c, aligned_words.c, aligned_group.c) and those are pushed to the document (aligned_rows.c,
 * aligned_header.c, aligned_spans.c, aligned_memory.c); aligned.c finds the runs and decides what is a table. All
 * scratch memory is in page->scratch and is freed with the page.
 * Positions are columns of the page: code points from 0.
 */
#ifndef SR_ALIGNED_PARTS_H
#define SR_ALIGNED_PARTS_H

#include "importers/aligned.h"

/* A page has about 60 lines. More at once (a file without form feeds) is taken in pieces, so that work stays linear. */
enum { SR_ALIGNED_WINDOW = 400 };
/* The widest page seen has 365 columns; a longer line is no line of a page. */
enum { SR_ALIGNED_LINE_BYTES = 4096 };
/* More segments on a line than any page holds. */
enum { SR_ALIGNED_SEGMENTS = 200 };
/* More columns than stand on a page; bounds the work of grouping rows. */
enum { SR_ALIGNED_COLUMNS = 120 };
/* The tallest wrapped row of a page, in lines; bounds the work of grouping rows. */
enum { SR_ALIGNED_ROW_LINES = 60 };

typedef enum sr_seg_kind {
    SR_SEG_TEXT,
    SR_SEG_NUMBER, /* digits and their signs, with % or Rp */
    SR_SEG_NIL,    /* "-" */
    SR_SEG_MIXED,  /* a number and words: "12 Dokumen" */
    SR_SEG_ENUM,   /* "a." "1)" and bullets */
} sr_seg_kind;

/* Text between two runs of blanks on one line. */
typedef struct sr_seg {
    uint32_t b0, b1; /* bytes of the line */
    uint32_t x0, x1; /* columns of the page */
    uint16_t column; /* that it was put in */
    uint16_t spans;  /* columns that it stands over, 1 = one */
    uint8_t kind;    /* sr_seg_kind */
    bool year;       /* a number that can be a year, or "2025 (Rp)", "2025-2029" */
    bool small;      /* a whole number below 100, also in brackets or with a formula: may be of a number row */
    bool spanner;    /* stands over several columns of other lines */
    bool lower;      /* begins with a small letter: goes on from the line above */
    bool open_end;   /* ends as no cell ends: a comma, a hyphen, a slash */
} sr_seg;

typedef struct sr_pline {
    const sr_line *line;
    sr_seg *segs;
    uint32_t n;
    uint32_t blanks; /* blank lines above it */
    uint32_t index;  /* in the page */
    bool blank;
    bool words;   /* no number on it */
    bool huge;    /* beyond the limits: prose without a look */
    bool leaders; /* a line of a table of contents */
    bool prose;   /* surely of a paragraph */
    bool caption;
    bool header; /* of a header that stands again */
} sr_pline;

typedef struct sr_page {
    sr_doc *doc;
    sr_arena scratch;
    sr_pline *lines;
    size_t n;
    void (*text)(void *context, const sr_line *line);
    void *context;
} sr_page;

/* What the cells of a column are, from the lines of the table. */
typedef struct sr_acolumn {
    uint32_t x0, x1;  /* its room: from boundary to boundary */
    uint32_t cells;   /* lines with text in it */
    uint32_t numbers; /* of them numbers or nil */
    uint32_t enums;
    uint32_t colons;       /* of them only ":" */
    uint32_t left, left_n; /* the commonest left edge, and how often */
    uint32_t middle_n;     /* texts around the commonest middle */
    uint32_t alone;        /* cells without one above or below */
    uint32_t widest;       /* characters */
    uint32_t small;        /* cells that begin with a small letter */
    bool numeric;
    bool anchor; /* a row has one line in it */
} sr_acolumn;

typedef struct sr_grid {
    uint32_t *bounds; /* n_columns - 1 positions, ascending */
    uint32_t n_columns;
    sr_acolumn *columns;
    uint32_t *starts; /* by position: segments that begin there */
    sr_pline **lines; /* the lines of the table, none blank */
    size_t n;
    const struct sr_grid *whole; /* that this is a part of, NULL = it is whole */
    size_t head;                 /* of them those of the header */
} sr_grid;

/* Splits text into segments; fills all of *out but blanks and index. Segments are in arena. */
void sr_aligned_scan(sr_arena *arena, const sr_line *line, sr_pline *out);
/* The kind of a text without blanks at its ends. */
sr_seg_kind sr_aligned_kind(sr_slice text);
/* I, II, iv: of up to four letters. */
bool sr_aligned_is_roman(sr_slice text);
/* A number alone on its line that is no page number: it has a separator. */
bool sr_aligned_is_amount(const sr_pline *line);
/* Splits segment at of the line at byte b0 (a blank, or the first byte of the second part). */
void sr_aligned_split(sr_arena *arena, sr_pline *line, uint32_t at, uint32_t byte);

/* Two lines of a cell, a line feed between them, in the arena. */
sr_slice sr_aligned_join(sr_arena *arena, sr_slice above, sr_slice below);

/*
 * The boundaries of columns that serve the lines best: few gaps between texts of a line without a boundary,
 * few texts cut by one. Puts each segment in its column; splits segments where a boundary falls in one of their
 * blanks and other lines' alignment says so.
 */
void sr_aligned_columns(sr_page *page, sr_grid *grid);

/*
 * Takes out the boundaries between columns that are one; header: the lines of the header are known. True if there was
 * one: the segments have to be put in their columns again.
 */
bool sr_aligned_merge(sr_page *page, sr_grid *grid, bool header);

/* True for the currency alone, the sign of the number behind it. */
bool sr_aligned_is_currency(sr_slice text);

/* Puts the segments in the columns between these boundaries instead. */
void sr_aligned_use(sr_page *page, sr_grid *grid, const uint32_t *bounds, uint32_t n);

/* The column of position x; a boundary belongs to the column on its right. */
uint32_t sr_aligned_column_at(const sr_grid *grid, uint32_t x);
/* Puts the segment in its column, with the columns that it stands over. */
void sr_aligned_place(const sr_grid *grid, sr_seg *s);
/* Splits the segments of line i of the grid that are two cells. True if there was one. */
bool sr_aligned_split_line(sr_page *page, const sr_grid *grid, size_t i);

/* "1 2 3": whole numbers below 100, as they stand under a header and name its columns. */
bool sr_aligned_number_row(const sr_pline *line);
/* Pushes the first lines of the grid as header rows: one for each level of merged cells, then the number row. */
void sr_aligned_header(sr_page *page, const sr_grid *grid, size_t lines);

/* A cell of a header. */
typedef struct sr_item {
    uint32_t x0, x1;     /* where its words stand */
    uint32_t line, last; /* of the grid */
    uint32_t column;     /* in which its middle is */
    uint32_t c0, c1;     /* the columns that it is over, both included */
    uint32_t level;      /* cells that it stands under */
    bool number;         /* of the number row */
    bool below;          /* a line of a cell that begins above */
    bool hidden;         /* something of the share stands above it */
    bool alike;          /* it goes on with a word with which a cell beside it begins */
    bool beside;         /* it begins on one line with such a cell, next to it */
    bool fellow;         /* the same, and with the same word: "TW II" beside "TW I" */
    uint32_t next;       /* its next line, an item of its own, + 1; 0 = none */
    const sr_seg *seg;   /* its first */
    sr_slice text;       /* lines joined by '\n' */
} sr_item;

/* The words of the grid's first lines as cells with the columns that they are over; number rows are left out. */
sr_item *sr_aligned_spans(sr_page *page, const sr_grid *grid, size_t lines, size_t *n);

/* The number of the grid's first lines that are its header. */
size_t sr_aligned_header_lines(const sr_grid *grid);

/* The first line from `at` on where the header of the grid, so many lines, stands again; n if nowhere. */
size_t sr_aligned_header_again(const sr_grid *grid, size_t header, size_t at);
/* Marks the lines where the grid's header stands again. */
void sr_aligned_mark_headers(const sr_grid *grid);

/*
 * Lays a part without a header on the columns of the part before it in the document, if their contents agree: empty
 * columns that it lacks come back. Then remembers the part's columns for the next. header: lines of its header.
 */
void sr_aligned_remember(sr_page *page, sr_grid *grid, size_t header);
/*
 * A page whose header stands where that of the page before stood, to the blank, has its columns, too: those of the page
 * before are taken where their number differs and they were not found from far fewer lines, or where this page has far
 * fewer lines itself. Returns the number of lines of the header, which is that of the page before, too.
 */
size_t sr_aligned_settle(sr_page *page, sr_grid *grid);
/* How much cheaper the rows are as rows set to their middle, from the prices of both on this page and the pages before.
 */
int64_t sr_aligned_centred(sr_doc *doc, int64_t top, int64_t middle);
/*
 * Adds words that surely go on in the next line, and how many of them had room in the line above, told by characters.
 * True if hardly any had: all characters of the document are of one width.
 */
bool sr_aligned_even(sr_doc *doc, uint32_t wrapped, uint32_t fitting);
/*
 * Adds cells that stand half a line above, and below, the middle of their row. What half a line is rounded to in the
 * document: -1, 1, or 0 = not known.
 */
int sr_aligned_rounding(sr_doc *doc, uint32_t up, uint32_t down);
/* Another table begins: no part before counts. */
void sr_aligned_forget(sr_doc *doc);

/* A line, in half lines: cells of an even and an odd number of lines have their lines between each other's. */
enum { SR_ALIGNED_LINE = 2 };

/* A cell that stops at a line and goes on below it: the price of having both in a row. */
typedef struct sr_again {
    uint32_t before; /* the line at which it stops, + 1 */
    uint32_t cost;
} sr_again;

/* The lines of the grid from line `from` on, and what they say of rows. */
typedef struct sr_lines {
    sr_page *page;
    const sr_grid *grid;
    size_t from, n;
    int32_t *y, *text_y;   /* by line: half lines from the first; the same without blank lines */
    int32_t *join, *split; /* by line: the price to be in the row of the line above, to begin a row */
    int32_t *said;         /* by line: what its words add to the price to be in the row of the line above */
    sr_again *events;      /* of line i: [first[i], first[i + 1]) */
    uint32_t *first;
    size_t n_events, cap_events;
} sr_lines;

static inline const sr_pline *sr_aligned_line(const sr_lines *l, size_t i)
{
    return l->grid->lines[l->from + i];
}

/* The first segment of the line in the column, NULL if there is none. */
const sr_seg *sr_aligned_cell_on(const sr_pline *line, uint32_t column);
/* True if segment k is the first of its column on the line. */
bool sr_aligned_first_of_cell(const sr_pline *line, uint32_t k);
/* The text of the cell on one line that begins with segment k: to its last segment there, one before *end. */
sr_slice sr_aligned_cell_text(const sr_pline *line, uint32_t k, uint32_t *end);

/* Fills all of *lines behind n; learns from the words of the lines first. */
void sr_aligned_price_lines(sr_lines *lines);

/* Whether a row begins on a line, and how much dearer the best rows are in which that is otherwise. */
typedef struct sr_row_start {
    bool starts;
    int32_t margin; /* in tenths of "one row more" */
} sr_row_start;

/* Which of the grid's lines from line `from` on begin rows: starts[0..n - from). */
void sr_aligned_group(sr_page *page, const sr_grid *grid, size_t from, sr_row_start *starts);

/* What is sure of a line of a cell. */
typedef enum sr_cell_line { SR_LINE_ANYWHERE, SR_LINE_STARTS, SR_LINE_GOES_ON } sr_cell_line;

/* Learns the words of a line of a cell of words. */
void sr_aligned_learn(sr_doc *doc, sr_slice line, sr_cell_line where);
/*
 * What the words learnt say of a break between two lines of a column: above zero, the price of joining them, below,
 * that of parting them.
 */
int32_t sr_aligned_break_price(sr_doc *doc, sr_slice above, sr_slice below);

/* Groups the lines of the grid below its header to rows, and pushes header and rows as one part. */
void sr_aligned_rows(sr_page *page, const sr_grid *grid, size_t header);

#endif
