/*
 * rows.h - what a data row is: its kind, level, code, context and parent.
 *
 * One pass in order over a table's rows of a batch; cells must be clean and observed. Names are filled down: a row
 * without a program of its own speaks about the program above it. Levels come from the code (Permendagri 90/2019), else
 * from the column in which the name stands, else from its first word; what these leave open may be told later by what
 * adds up (levels.h).
 */
#ifndef SR_ROWS_H
#define SR_ROWS_H

#include "normalize/lead.h"
#include "normalize/table.h"

/* Once for a table, when its columns have roles. */
void sr_rows_begin(const sr_table *table, sr_table_state *st);
/* What a label above the rows to come says of them (normalize/lead.h); the value's code is no part of the name. */
void sr_rows_label(sr_table_state *st, sr_label label, sr_slice value);
/* The next data row. */
void sr_row_understand(sr_doc *doc, const sr_table *table, sr_table_state *st, sr_row *row);
/*
 * In a column that holds activities and what comes of them, this is what comes of the activity above: "Meningkatnya
 * ...", "Cakupan ...". Such a row names nothing and speaks about the same activity.
 */
bool sr_name_is_outcome(const sr_table_state *st, sr_slice name);
/* After the last row of a batch: the row of amounts that ends a table is its total. ended: no rows follow. */
void sr_rows_end(const sr_table *table, const sr_table_state *st, bool ended);
/* The open context moves to the document arena, for the next batch. */
void sr_rows_keep(sr_doc *doc, sr_table_state *st);

#endif
