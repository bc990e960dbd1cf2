/*
 * levels.h - levels and parents of rows without codes, told by what adds up.
 *
 * Programs, kegiatan and sub kegiatan often stand in one column of names, and no code says which is which. A document
 * says it all the same: a kegiatan's amounts are the sums of those of the rows under it, and the program's are the sums
 * of its kegiatan's. A place is given where
 *   - the amounts of a program close over both levels under it, in every money column or in most;
 *   - a name is that of a kegiatan which every agency has (lexicons/document.tsv), and sums or names say what is under
 * it;
 *   - rows that look alike (indentation, numbering, capitals, bold) close as kegiatan, or look as told ones do;
 *   - nothing can be added up, and the indentation alone nests in as many steps as there are levels.
 * Rows that could stand in two places in some reading of the sums (zeros between two groups) stay open: no level, no
 * parent, their name an activity. A parent that nothing names (an agency over its programs, a total over its parts in
 * any table of names) gets children, but no level. Codes and words that told a level before are never overruled, and
 * nothing is written about sums that fail: that is the audit's.
 */
#ifndef SR_LEVELS_H
#define SR_LEVELS_H

#include "normalize/table.h"

/*
 * Once for a table's rows of a batch, when their cells are decided and the last rows' kinds are settled. Rows get
 * level, kind, parent and a context of their own in the batch arena. Near-linear in rows: a search in running sums a
 * row.
 */
void sr_levels_settle(sr_doc *doc, const sr_table *table, const sr_table_state *st);

#endif
