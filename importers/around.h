/*
 * around.h - what stands between the rows of delimited text: blank lines, and lines that hold one text.
 *
 * A title, a note, a signature is a line without a delimiter; in files that were padded to a rectangle it is a record
 * with nothing behind its first field, and a blank line is a record of delimiters. Headings inside a table look the
 * same. So such lines are held back until the next row tells: above the first row and behind the last one, and where a
 * blank line and then a header follow, they are text; between two rows of data they are rows.
 */
#ifndef SR_AROUND_H
#define SR_AROUND_H

#include "core/document.h"

enum { SR_AROUND_MAX = 32, SR_AROUND_BYTES = 256 * 1024 }; /* lines and bytes held back; more are text */

typedef struct sr_around_line {
    sr_slice text; /* absent: blank */
    uint64_t line_no, offset;
    uint32_t n;        /* fields */
    uint32_t at, line; /* of the text in its record */
} sr_around_line;

/* Zero but for doc, which is borrowed. The texts must live until they are settled. */
typedef struct sr_around {
    sr_doc *doc;
    bool padded; /* all records were padded to one width, so that says nothing of what they are */
    sr_around_line held[SR_AROUND_MAX];
    uint32_t n;
    size_t bytes;
} sr_around;

void sr_around_add(sr_around *around, const sr_around_line *line);
/*
 * A row follows: afterwards the part that it belongs to is open. header: it holds no numbers, so it may begin a table;
 * asked only where something is held or no part is open.
 */
void sr_around_row(sr_around *around, bool header, uint64_t line_no);
/* No row follows: the open part ends, and what is held is text around it. */
void sr_around_end(sr_around *around);

/* A block for each line of a text, outside the tables. */
void sr_around_text(sr_doc *doc, sr_slice text, uint64_t line_no);

#endif
