/*
 * grids.h - the tables that stand one below the other in one grid: a sheet without blank rows between, a page whose one
 * <table> is a sheet that was saved as HTML, a printed page that was made a sheet.
 *
 * What parts two tables: other merged cells, which lie across those of the rows above in more than one row; the table's
 * first row again, under a line of text; a caption under the rows of another. On a page also a blank row, where the
 * table is a sheet: lone texts stand above its rows or between blank ones. Lone texts at a cut are lines of text, as
 * they are between tables. Columns that merged cells cover in every row are taken out; on a sheet the cells go on
 * knowing where they stand (sr_cell.at). Nothing is lost; a cut is told (S030).
 */
#ifndef SR_GRIDS_H
#define SR_GRIDS_H

#include "core/document.h"

/* Rewrites the grids among the blocks of the batch. Works on raw cells. */
void sr_grids_part(sr_doc *doc);

#endif
