/*
 * join.h - cells whose text goes on in a row of its own are made whole.
 *
 * A name that was wrapped into an extra row, or cut by a page break, leaves a row that holds nothing but the rest of
 * the texts above it (seen in every kind of plan). Such a row is taken into the row above: raw texts are joined by
 * '\n'.
 */
#ifndef SR_JOIN_H
#define SR_JOIN_H

#include "normalize/table.h"

/* For a batch's rows in their columns, before cells are read. Adds S016 for each row that it takes in. Linear in rows.
 */
void sr_join_rows(sr_doc *doc, sr_table *table, sr_table_state *st);

#endif
