/*
 * place.h - rows whose cells stand in the wrong columns are put right (align.h), each move with its finding.
 */
#ifndef SR_PLACE_H
#define SR_PLACE_H

#include "normalize/table.h"

/*
 * Pages that have their own columns are put in the table's by their header, or by the labels of their number row; in
 * aligned text, whose places on the line are columns, only where they contradict their columns or are fewer.
 *
 * Learns the columns' profiles from the batch's rows that fit the table's width and roles, and places the others. usual
 * is the number of cells that a row should have; the table may have more columns. Call it when columns have roles and
 * before cells are read. Adds S010 (info; warning where it is doubtful) for each row that it moves. Linear in rows.
 */
void sr_place_rows(sr_doc *doc, sr_table *table, sr_table_state *st);

#endif
