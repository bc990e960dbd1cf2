/*
 * html_table.h - tables of HTML become grids of cells, by the algorithm of the HTML standard.
 *
 * Who closes what is the standard's tree construction (HTML Living Standard, 13.2.6.4.9 to 13.2.6.4.15): end tags may
 * be missing, cells and rows may stand outside rows and groups. Where a cell stands is its algorithm for forming a
 * table (4.9.12): spans from above and from the left are passed over, rowspan=0 goes to the end of the row group,
 * rowspans end with it, tfoot comes last. A row is given to the document when it is over; a table is never held. Places
 * that a span covers are blank cells.
 *
 * A table inside a cell is a part of its own, behind the begin of the outer one; the outer cell keeps its text too.
 * Finding: S022.
 */
#ifndef SR_HTML_TABLE_H
#define SR_HTML_TABLE_H

#include "importers/html_flow.h"
#include "importers/html_scope.h"

typedef struct sr_html_tables sr_html_tables;

/* Borrowed: doc and scope. error gets what a flush says. */
sr_html_tables *sr_html_tables_new(sr_doc *doc, sr_html_scope *scope, sr_error *err);
void sr_html_tables_free(sr_html_tables *tables);

/* A start or end tag with SR_HTML_GRID. */
void sr_html_tables_start(sr_html_tables *tables, const sr_html_start *start, unsigned look);
void sr_html_tables_end(sr_html_tables *tables, sr_html_element element, sr_html_place at);
/* The document is over: so is every table. */
void sr_html_tables_finish(sr_html_tables *tables);

/* Whether a table is open. */
bool sr_html_tables_open(const sr_html_tables *tables);
/* Whether text that comes now stands in a cell or a caption; else it is the page's. */
bool sr_html_tables_take(const sr_html_tables *tables);
/* Such text would be one that the page does not show, in a cell that it shows. */
bool sr_html_tables_hides(const sr_html_tables *tables);
/* Such text. False if the cell can take no more: it is the page's then. */
bool sr_html_tables_text(sr_html_tables *tables, sr_slice text, uint64_t nonblank, sr_html_place at);
/* Breaks and raised text in it. */
sr_html_flow *sr_html_tables_flow(sr_html_tables *tables);
/* The text at hand is in a table, but in none of its cells: it stands before the table (13.2.6.1). */
void sr_html_tables_lift(sr_html_tables *tables);

/* What sr_doc_flush returned when it failed. */
int sr_html_tables_failed(const sr_html_tables *tables);
/* The document's flush, with the parts that are open. */
int sr_html_tables_flush(sr_html_tables *tables, bool last);

#endif
