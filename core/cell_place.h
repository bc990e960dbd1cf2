/*
 * cell_place.h - where something stands on a sheet, as spreadsheet programs write it.
 */
#ifndef SR_CELL_PLACE_H
#define SR_CELL_PLACE_H

#include "core/buf.h"

/*
 * Appends Sheet1!D7, and Sheet1!7 for a row as a whole (column 0), Sheet1 for a sheet (row 0). Rows and columns count
 * from 1. A name of other signs than letters, digits and _ is quoted: 'Rencana 2025'!D7.
 */
void sr_cell_place(sr_buf *out, sr_slice sheet, uint64_t row, uint32_t column);

#endif
