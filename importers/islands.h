/*
 * islands.h - tables that stand side by side on one sheet.
 *
 * Blank columns between the columns of a part are mostly room that a layout wants. They part two tables only where more
 * speaks for it: the columns behind them repeat the header before them; or they have names of their own and begin or
 * end in other rows, or stand two blank columns apart. Every cut is told (S025); nothing is lost, nothing moves.
 */
#ifndef SR_ISLANDS_H
#define SR_ISLANDS_H

#include "core/document.h"

/* Cuts the open part of doc, whose rows are all here, and ends it. */
void sr_islands_end(sr_doc *doc);

#endif
