/*
 * html_island.h - a spreadsheet in a data island: what Excel puts into a page as <xml><ss:Workbook>... for a component
 * that shows it. A browser shows nothing of it; its sheets are read as hidden ones (workbook.h), like all that a page
 * holds and does not show.
 *
 * An island inside a table would cut it in two: it is left out, and told (D017).
 */
#ifndef SR_HTML_ISLAND_H
#define SR_HTML_ISLAND_H

#include "importers/html_stream.h"

typedef struct sr_html_island sr_html_island;

/* Both borrowed; err gets what goes wrong. */
sr_html_island *sr_html_island_new(sr_doc *doc, sr_error *err);
void sr_html_island_free(sr_html_island *island);
/* Tags and text inside of <xml>. in_table: a table of the page is open. True if the text was taken. */
void sr_html_island_start(sr_html_island *island, const sr_html_start *start, bool in_table);
void sr_html_island_end(sr_html_island *island, sr_html_element element);
bool sr_html_island_text(sr_html_island *island, sr_slice text, uint64_t nonblank);
/* </xml>, or what ends it without: so do its sheets. */
void sr_html_island_close(sr_html_island *island);
/* The page is over: what was left out is told. */
void sr_html_island_last(sr_html_island *island);
/* What a flush returned when it failed; 0 if none did. */
int sr_html_island_failed(const sr_html_island *island);

#endif
