/*
 * levels.h - kegiatan and sub kegiatan in one column of names, without codes.
 *
 * In cascadings (pohon kinerja) a column "Kegiatan/Sub Kegiatan" holds a kegiatan, then its sub kegiatan, then the next
 * kegiatan, and nothing in a name says which it is. A row that looks like a summary (its satuan lists several units,
 * its indicator says "Tercapainya") is taken for a kegiatan only where arithmetic proves it: its figures are the sums
 * of the rows up to the next such row. Whatever is not proved keeps its name as an activity without a level.
 */
#ifndef SR_LEVELS_H
#define SR_LEVELS_H

#include "normalize/table.h"

/*
 * Once for a table's rows of a batch, when their cells are decided. Proved rows get level, kind, parent and a context
 * of their own in the batch arena. Linear in rows and columns.
 */
void sr_levels_settle(sr_doc *doc, const sr_table *table, const sr_table_state *st);

#endif
