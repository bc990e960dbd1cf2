/*
 * lines.h - a decoded document as lines, streamed in blocks.
 *
 * A line ends with LF, CR LF, CR, or several CR before one LF (text that was converted twice); a form feed ends it
 * too, and
 * the page with it. Lines are slices into blocks that live until sr_lines_recycle; a line never crosses blocks.
 * Each line comes with its marks: where its tabs and pipes are, so that nobody scans it again.
 * The reader counts the non-blank bytes of the whole text as it comes out of the decoder, before it looks for lines:
 * that sum (doc->total_bytes) is what the accounting is checked against.
 */
#ifndef SR_LINES_H
#define SR_LINES_H

#include "importers/decode.h"

/* Fits the second cache with its marks, and is long enough that the rest carried over costs nothing. */
enum { SR_BLOCK_BYTES = 256 * 1024 };
/* A line above SR_LINE_MAX comes in pieces of at most this. */
enum { SR_PIECE_BYTES = 64 * 1024 };
/* Text held since the last recycling: a file of blank lines fills no batch, but must not fill memory. */
enum { SR_LINES_HELD_MAX = 8 * 1024 * 1024 };

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

/*
 * Where the tabs, pipes and line signs (bytes 9 to 13) of a text are: positions go to marks, which has room for len.
 * Returns how many; adds the bytes that are not blank to *nonblank.
 */
size_t sr_scan_marks(const char *text, size_t len, uint32_t *marks, uint64_t *nonblank);

#endif
