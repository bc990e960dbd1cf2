/*
 * terminal.h - the terminal: its width, its colours, and how wide text is on it.
 */
#ifndef SR_TERMINAL_H
#define SR_TERMINAL_H

#include "core/buf.h"

enum { SR_WIDTH_DEFAULT = 100 }; /* without a terminal and without COLUMNS: fits a page and a mail */

/* Columns of the terminal behind fd, else $COLUMNS, else SR_WIDTH_DEFAULT; 20 at least. */
int sr_terminal_width(int fd);
/* A terminal, not a dumb one, and NO_COLOR (no-color.org) is not set. */
bool sr_terminal_colours(int fd);

/* Cells that text takes on the terminal: combining marks none, wide letters two; a byte that is no UTF-8 one. */
size_t sr_text_width(sr_slice text);
/* Bytes of the longest beginning that takes at most cells cells. */
size_t sr_text_clip(sr_slice text, size_t cells);

#endif
