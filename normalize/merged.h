/*
 * merged.h - the columns that merged cells form.
 *
 * A program that lays out pages as sheets merges cells until every table has the columns that it needs, each made of
 * two or more of the sheet's. The boundaries of cells tell them: a cell that begins inside of what was one column, and
 * reaches into the next, is of another table. Columns count from 0, as they do on the sheet.
 */
#ifndef SR_MERGED_H
#define SR_MERGED_H

#include "core/document.h"

/* What the rows of a table have shown. */
typedef struct sr_merged sr_merged;

/* In the document arena: a table goes on in the next batch. */
sr_merged *sr_merged_new(sr_doc *doc);
/* Another table begins. */
void sr_merged_clear(sr_merged *m);
/* Learns the boundaries of a row whose first cell stands in column first. */
void sr_merged_add(sr_merged *m, const sr_row *row, uint32_t first);
/* A merged cell of the row lies across columns: it begins or ends inside of one and covers the end of one. */
bool sr_merged_crosses(const sr_merged *m, const sr_row *row, uint32_t first);
/* True if a cell of the rows is merged; where none is, learns in which columns something begins. */
bool sr_merged_look(sr_merged *m, sr_row *const *rows, size_t n, uint32_t first);
/*
 * Takes out of the part's rows the columns in which nothing begins and which all cells before them cover; not those in
 * which something began in parts before. A header over blank columns is no reason: below it the cells do not go on over
 * them. Returns the new width. on_sheet: cells get the column that they stand on (sr_cell.at).
 */
uint32_t sr_merged_drop(sr_merged *m, sr_doc *doc, const sr_part *part, bool on_sheet);

/* Something stands in the cell, or the source says that it holds a value. */
static inline bool sr_merged_filled(const sr_cell *cell)
{
    return cell->typed || (cell->raw_len && ((unsigned char)cell->raw[0] > ' ' || sr_trim(sr_cell_raw(cell)).len));
}

#endif
