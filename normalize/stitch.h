/*
 * stitch.h - from the blocks of a batch to logical tables.
 *
 * A part whose header rows are like those of the last table, or which has none and its width, continues it; a caption,
 * title or heading that names something else, or another header, begins a new one. Rows get their row_no here, and
 * header rows their kind. Findings: S003, S005, S007.
 */
#ifndef SR_STITCH_H
#define SR_STITCH_H

#include "normalize/table.h"

/* Tables of this batch are doc->tables[*first..doc->n_tables). */
void sr_stitch(sr_doc *doc, bool last, size_t *first);

/*
 * The title that the text blocks[0..n) right above a table give it, in doc->batch; absent if none. far: a heading with
 * paragraphs under it counts too.
 */
sr_slice sr_title_above(sr_doc *doc, const sr_block *blocks, size_t n, bool far);

/* A cheap key of a row: its first text. Equal for repeated headers. 0 for a blank row. Works on raw cells. */
uint64_t sr_row_key(const sr_row *row);

#endif
