/*
 * place_parts.h - what the files of place share: whether rows fit their columns, and pages that have columns of their
 * own. See place.h.
 */
#ifndef SR_PLACE_PARTS_H
#define SR_PLACE_PARTS_H

#include "normalize/align.h"
#include "normalize/table.h"

/* The cell contradicts what its column is for: words where numbers belong, an amount where a name belongs. */
bool sr_place_contradicts(const sr_table_state *st, const sr_cell *cell, uint32_t column, uint8_t role);
/* The row is as wide as its table, and nothing in it contradicts its column. */
bool sr_place_fits(const sr_table *table, const sr_table_state *st, const sr_row *row);

/* Rows of pages whose header has another width are put under the header that the table has. */
void sr_place_pages(sr_doc *doc, sr_table *table, sr_table_state *st);
/* The same for aligned text, by the labels of the number row. */
void sr_place_numbered_pages(sr_doc *doc, sr_table *table, sr_table_state *st);

#endif
