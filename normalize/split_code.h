/*
 * split_code.h - codes that are written in several columns, a group in each, are made one.
 *
 * Spreadsheets of plans set "5.03.01.2.02" as "5 | 03 | 01 | 2.02" under one header "Kode". The first of these columns
 * gets the whole code as its text; raw texts stay. Where a row stands a step below the row above and repeats none of
 * its groups ("5", then " | 03", then " | | 01"), those are filled in. A row whose columns make no code gets none, and
 * says so: half a code would be the code of something else. Noughts that a spreadsheet took away ("5 | 3 | 1 | 2.02")
 * are put back by the widths that Permendagri 90/2019 gives the groups.
 */
#ifndef SR_SPLIT_CODE_H
#define SR_SPLIT_CODE_H

#include "normalize/table.h"

/* For a batch's rows in their columns, before cells are read. Adds U005 once a batch, U003 and U006. Linear in rows. */
void sr_split_codes(sr_doc *doc, sr_table *table, const sr_table_state *st);
/*
 * The same for a look at the codes only, while rows may still stand wrong: says nothing, and what it returns (in the
 * batch arena, NULL where there is nothing to join) takes it back.
 */
sr_slice *sr_split_codes_try(sr_doc *doc, sr_table *table, const sr_table_state *st);
void sr_split_codes_undo(sr_table *table, const sr_table_state *st, const sr_slice *kept);

#endif
