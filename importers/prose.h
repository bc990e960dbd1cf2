/*
 * prose.h - lines outside tables: is it a heading, a caption or prose? And cells that are such lines.
 */
#ifndef SR_PROSE_H
#define SR_PROSE_H

#include "core/document.h"
#include "importers/aligned.h"

/* A bold heading over more lines than this is an unclosed ** instead. */
enum { SR_BOLD_LINES_MAX = 12 };

/* One line by itself: SR_BLOCK_PROSE, _HEADING or _CAPTION. */
sr_block_type sr_prose_classify(sr_slice line);
/* As above for each line of a run, types[i] an sr_block_type; sees bold headings that span lines. */
void sr_prose_classify_run(const sr_line *lines, size_t n, uint8_t *types);
/* The source says that the cell holds a value: a number, a date. */
bool sr_prose_is_value(const sr_cell *cell);
/*
 * A cell alone in its row, at index `at`, beside rows that use columns left to right of them: is it a line of text
 * above or below a table, and not a cell of it that stands alone?
 */
bool sr_prose_is_line(const sr_cell *cell, uint32_t at, size_t left, size_t right);
/* Most of the cell is digits. */
bool sr_prose_is_numeric(const sr_cell *cell);
/* The lines of such a cell, as text of the document; raw lives in doc->batch. How many there are. */
size_t sr_prose_put(sr_doc *doc, sr_slice raw, uint64_t line_no);

#endif
