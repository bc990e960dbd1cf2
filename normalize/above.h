/*
 * above.h - what lines of text above a table say of its rows: "Program : ...", "Kegiatan : ...", "Lokasi : ...".
 *
 * Forms such as RKA and DPA have a table for each sub kegiatan, and name it above the table alone. The lines are prose
 * of the document; where the tables are read as one, each part has its own.
 */
#ifndef SR_ABOVE_H
#define SR_ABOVE_H

#include "normalize/rows.h"

typedef struct sr_above sr_above;

/* The labels of the batch's blocks, in the batch arena; NULL if there are none. Linear in blocks. */
const sr_above *sr_above_find(sr_doc *doc);
/* The row comes next: the first of a part makes what stands above the part known. above may be NULL. */
void sr_above_take(const sr_above *above, sr_table_state *st, const sr_row *row);
/* The line of text right above the table; absent if there is none. */
sr_slice sr_above_line(const sr_doc *doc, const sr_table *table);

#endif
