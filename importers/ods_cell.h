/*
 * ods_cell.h - one cell of an OpenDocument spreadsheet while it is read: its attributes, its text, what they come to.
 *
 * The text is what the paragraphs show: blanks folded as OpenDocument 1.3 part 3, 6.1.2 says, several paragraphs parted
 * by line ends. A cell without text shows the value that it holds, as the file writes it.
 */
#ifndef SR_ODS_CELL_H
#define SR_ODS_CELL_H

#include "core/document.h"
#include "importers/ods_names.h"

/* Text of one cell. Calc and Excel stop at 32,767 characters. */
enum { SR_ODS_TEXT_MAX = SR_LINE_MAX };

typedef struct sr_ods_cell {
    uint32_t repeat;
    bool covered, error;
    uint16_t column_span, row_span;
    uint8_t type; /* sr_type */
    sr_slice value, string, formula, currency;
    sr_buf text; /* kept from cell to cell */
    uint32_t paragraphs;
    bool fresh; /* nothing of the paragraph has come */
    bool gap;   /* blanks have come */
} sr_ods_cell;

/* The attributes are copied to the arena. */
void sr_ods_cell_begin(sr_ods_cell *cell, const sr_ods_names *names, bool covered, int n, const xmlChar **attributes,
                       sr_arena *arena);
/* These three: false where the text becomes too long. */
bool sr_ods_cell_paragraph(sr_ods_cell *cell);
bool sr_ods_cell_text(sr_ods_cell *cell, const char *text, size_t len);
bool sr_ods_cell_sign(sr_ods_cell *cell, char sign, uint64_t times);
/* What the cell comes to, text and typed value in the arena; false if it holds nothing. at and hidden are not set. */
bool sr_ods_cell_end(sr_ods_cell *cell, sr_arena *arena, sr_cell *out);

#endif
