/*
 * islands.h - tables that stand side by side on one sheet.
 *
 * Blank columns between the columns of a part are mostly room that a layout wants. They part two tables only where more
 * speaks for it: the columns behind them repeat the header before them; or they have names of their own and begin or
 * end in other rows, or stand two blank columns apart, and no table above them fills what is blank between them (the
 * next page of a wide table leaves columns blank). Every cut is told (S025); nothing is lost, nothing moves.
 */
#ifndef SR_ISLANDS_H
#define SR_ISLANDS_H

#include "core/document.h"

/* What the tables of a sheet have shown of its columns so far; all false when it begins. */
typedef struct sr_sheet_columns {
    bool filled[SR_COLUMNS_MAX]; /* something stands there, in a table that was not cut */
} sr_sheet_columns;

/* Cuts the open part of doc, whose rows are all here, and ends it. */
void sr_islands_end(sr_doc *doc, sr_sheet_columns *seen);

#endif
