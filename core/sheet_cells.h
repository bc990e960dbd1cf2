/*
 * sheet_cells.h - where the cells of a spreadsheet have gone: from a range of a sheet, as formulas name it, to cells of
 * tables.
 *
 * Holds the rows of the batch at hand: a formula over rows of an earlier batch finds nothing there. Cells that hold
 * nothing, lines of text above and below tables, and text put back into another row are not found.
 */
#ifndef SR_SHEET_CELLS_H
#define SR_SHEET_CELLS_H

#include "core/cell_formula.h"
#include "core/document.h"

typedef struct sr_sheet_cells sr_sheet_cells;

/* In the arena; borrows the tables of doc as they stand. */
sr_sheet_cells *sr_sheet_cells_new(const sr_doc *doc, sr_arena *arena);
/*
 * The range's cells, row by row, the first max of them into places; how many there are (more than max: max + 1). home
 * is the sheet that the formula stands on.
 */
size_t sr_sheet_cells_in(const sr_sheet_cells *cells, sr_slice home, const sr_cell_range *range, sr_place *places,
                         size_t max);

#endif
