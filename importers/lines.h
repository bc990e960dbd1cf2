/*
 * lines.h - a decoded document as lines, streamed.
 *
 * A line ends with LF, CR LF, CR, or several CR before one LF (text that was converted twice); a form feed ends it too,
 * and the page with it. Lines are slices into the window's blocks and live until sr_lines_recycle. Each line comes with
 * its marks: where its tabs and pipes are, so that nobody scans it again.
 */
#ifndef SR_LINES_H
#define SR_LINES_H

#include "importers/window.h"

/* The signs of text tables, beside tabs. */
#define SR_LINE_SIGNS ((sr_signs){'|', '|'})

typedef struct sr_text_line {
    sr_slice text; /* without its line end */
    uint64_t line_no, offset;
    const uint32_t *marks; /* positions of tabs, pipes and other signs below ' ', from the start of marks_base */
    const char *marks_base;
    uint32_t n_marks, tabs, pipes;
    bool page_after; /* a form feed ended it */
    bool piece;      /* of a line that is too long */
    bool first_piece;
} sr_text_line;

typedef struct sr_lines sr_lines;

/* The decoder is borrowed; doc gets total_bytes and lines. */
sr_lines *sr_lines_new(sr_decoder *decoder, sr_doc *doc);
void sr_lines_free(sr_lines *lines);
/* 1 and *line; 0 at the end; -1 with *err. marks are valid until the next call, text until sr_lines_recycle. */
int sr_lines_next(sr_lines *lines, sr_text_line *line, sr_error *err);
/* Bytes of text held since the last recycling. */
size_t sr_lines_held(const sr_lines *lines);
/* Text of lines given so far may be overwritten from now on. */
void sr_lines_recycle(sr_lines *lines);

#endif
