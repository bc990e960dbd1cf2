/*
 * pipe.h - rows whose cells stand between `|` signs, with or without the outer ones.
 *
 * Markdown tables (GitHub Flavored Markdown 4.10), what psql and mysql print, and grid tables of reStructuredText.
 * `\|` is a part of its cell.
 */
#ifndef SR_PIPE_H
#define SR_PIPE_H

#include "importers/lines.h"

typedef struct sr_pipe_shape {
    uint32_t pipes;   /* that separate: not escaped */
    bool left, right; /* the line begins, ends with one */
    bool rule;        /* |---|:--:|, +----+----+ or ----+----: only drawn lines */
    bool double_rule; /* a rule of = signs: under a header for certain */
} sr_pipe_shape;

/* Needed only for lines with pipes, or with a `+` or `-` first: no other can be a row or rule. */
sr_pipe_shape sr_pipe_look(sr_slice text);
/*
 * Adds a row to the open part. outer: a pipe at the begin or end of the line is the table's border, otherwise it
 * stands beside an empty cell. The pipes are accounted as markup.
 */
void sr_pipe_row(sr_doc *doc, const sr_text_line *line, const sr_pipe_shape *shape, bool outer);

#endif
