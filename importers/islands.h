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

/*
 * Cuts the open part of doc, whose rows are all here, and ends it. filled: SR_COLUMNS_MAX, of the sheet; all false when
 * it begins, then the columns that its tables have filled so far; kept here.
 */
void sr_islands_end(sr_doc *doc, bool *filled);

#endif
