/*
 * window.h - decoded text as it streams by, in blocks, with the places of the signs that readers look for.
 *
 * A reader of lines or records takes from the view and asks for more where what it looks for does not end in it.
 * What is not taken moves to the next block as a whole, so that whatever a reader gives is one slice. Text stays
 * where it is until sr_window_recycle. The window counts the non-blank bytes of the whole text as it comes out of the
 * decoder, before anybody reads it: that sum (doc->total_bytes) is what the accounting is checked against.
 */
#ifndef SR_WINDOW_H
#define SR_WINDOW_H

#include "importers/decode.h"

/* Fits the second cache with its marks, and is long enough that the rest carried over costs nothing. */
enum { SR_BLOCK_BYTES = 256 * 1024 };
/* A line above SR_LINE_MAX comes in pieces of at most this. */
enum { SR_PIECE_BYTES = 64 * 1024 };
/* Text held since the last recycling: a file of blank lines fills no batch, but must not fill memory. */
enum { SR_HELD_MAX = 8 * 1024 * 1024 };

/* What is not taken yet: bytes[from, to). */
typedef struct sr_view {
    const char *bytes;
    size_t from, to;
    const uint32_t *marks;   /* positions in bytes of bytes 9 to 13 and of the two signs, ascending */
    size_t n_marks, at_mark; /* at_mark: the first mark at or behind from */
    bool ended;              /* nothing comes behind to */
} sr_view;

/* Two more bytes that are marked, beside bytes 9 to 13 (tab, line ends, form feed). */
typedef struct sr_signs {
    char a, b;
} sr_signs;

typedef struct sr_window sr_window;

/* The decoder is borrowed; doc gets total_bytes. */
sr_window *sr_window_new(sr_decoder *decoder, sr_doc *doc, sr_signs signs);
void sr_window_free(sr_window *window);
/* The reader moves from and at_mark. Valid for the life of the window. */
sr_view *sr_window_view(sr_window *window);
/* Reads on behind what is not taken, or says that the text ended. -1 with *err. */
int sr_window_fill(sr_window *window, sr_error *err);
/* Other signs from here on. */
void sr_window_mark(sr_window *window, sr_signs signs);
/* Where bytes[0] of the view is in the decoded text. */
uint64_t sr_window_base(const sr_window *window);
/* Bytes of text held since the last recycling. */
size_t sr_window_held(const sr_window *window);
/* Text taken so far may be overwritten from now on. */
void sr_window_recycle(sr_window *window);

/* Bytes of the line end at a mark that is CR, LF or FF: several CR before one LF are one. 0: not known yet. */
size_t sr_view_line_end(const sr_view *view, size_t at);
/* Where to cut a piece of at most SR_PIECE_BYTES off what is not taken: at a blank, else between characters. */
size_t sr_view_piece(const sr_view *view);

/*
 * Where the marks of a text are: positions go to marks, which has room for len. Returns how many; adds the bytes that
 * are not blank to *nonblank.
 */
size_t sr_scan_marks(const char *text, size_t len, sr_signs signs, uint32_t *marks, uint64_t *nonblank);

#endif
