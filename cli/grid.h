/*
 * grid.h - a table drawn for a person: columns aligned, fitted to a width.
 *
 * Numbers are never clipped. Text columns give way first: they shrink, and their text is wrapped over a few lines, then
 * clipped with an ellipsis. What still does not fit is drawn in blocks of columns, one below the other, each beginning
 * with the anchor columns. Columns without any text are left out. Nothing in a text can steer the terminal.
 */
#ifndef SR_GRID_H
#define SR_GRID_H

#include "core/arena.h"
#include "core/buf.h"

typedef enum sr_style_name { SR_PLAIN, SR_DIM, SR_BOLD, SR_GOOD, SR_NOTICE, SR_ODD, SR_WARN, SR_BAD } sr_style_name;

/* How to draw: what the terminal can do. */
typedef struct sr_pen {
    size_t width; /* columns of the terminal */
    bool colours;
    bool unicode; /* else ASCII only for what is drawn around the text */
} sr_pen;

/* From the terminal behind fd and the locale's variables. */
sr_pen sr_pen_of(int fd);
/* text, in a style. */
void sr_pen_put(const sr_pen *pen, sr_buf *out, sr_style_name style, sr_slice text);
/* A paragraph: wrapped to the width, lines after the first indented. column: where the cursor stands. */
void sr_pen_wrap(const sr_pen *pen, sr_buf *out, sr_slice text, size_t column, size_t indent);
/* On one line, without control characters, in the arena. */
sr_slice sr_pen_plain(sr_arena *arena, sr_slice text);

typedef struct sr_grid_cell {
    sr_slice text; /* plain */
    uint8_t style; /* sr_style_name */
    bool number;   /* right, and never clipped */
    char mark;     /* behind it: '~', '?', '!' ...; 0 = none */
} sr_grid_cell;

typedef struct sr_grid_column {
    sr_slice title;
    bool anchor; /* repeated in each block */
    bool keep;   /* drawn even when it is empty */
    /* Worked out. */
    bool number, marked, used;
    size_t natural, least, width;
} sr_grid_column;

/* A row of cells; or a banner over the whole width, drawn in the first block only; or, with neither, a gap. */
typedef struct sr_grid_line {
    sr_grid_cell *cells;
    sr_slice banner;
} sr_grid_line;

typedef struct sr_grid {
    sr_arena *arena;
    sr_grid_column *columns;
    size_t n_columns;
    sr_grid_line *rows;
    size_t n_rows, cap_rows;
} sr_grid;

/* All in the arena. */
void sr_grid_init(sr_grid *grid, sr_arena *arena, size_t n_columns);
/* A new row of blank cells. */
sr_grid_cell *sr_grid_row(sr_grid *grid);
/* text is plain and lives as long as the arena. */
void sr_grid_banner(sr_grid *grid, sr_slice text);
/* Rows were left out here. */
void sr_grid_gap(sr_grid *grid);
void sr_grid_draw(sr_grid *grid, const sr_pen *pen, sr_buf *out);

#endif
