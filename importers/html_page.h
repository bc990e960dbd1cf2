/*
 * html_page.h - the tokens of a page into a document: tables by html_table.h, everything else as headings, captions and
 * prose, a line of the page a block.
 *
 * What the page does not show is kept where it is a table, a row or a cell, and marked; hidden text inside a cell that
 * is shown is left out and told (S021). Scripts and styles are left out and counted (D017). Page breaks in styles are
 * page marks.
 */
#ifndef SR_HTML_PAGE_H
#define SR_HTML_PAGE_H

#include "importers/html_stream.h"

typedef struct sr_html_page sr_html_page;

/* doc and err are borrowed; cancelled may be NULL. */
sr_html_page *sr_html_page_new(sr_doc *doc, const volatile int *cancelled, sr_error *err);
void sr_html_page_free(sr_html_page *page);
/* For sr_html_read, with the page as context. */
extern const sr_html_handler sr_html_page_handler;
/* What is open ends; another page of the same document may follow. */
void sr_html_page_end(sr_html_page *page);
/* The findings of the whole document, and the last flush. */
int sr_html_page_finish(sr_html_page *page);

#endif
