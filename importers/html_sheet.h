/*
 * html_sheet.h - what the style sheet inside a page says of its classes, as far as it matters for text: Excel puts the
 * formats and the boldness of its cells there (".xl66 {mso-number-format:Percent}").
 *
 * Only rules whose selector is one class, with or without an element before it, count; what is for printing does not.
 */
#ifndef SR_HTML_SHEET_H
#define SR_HTML_SHEET_H

#include "importers/html_scope.h"

typedef struct sr_html_sheet sr_html_sheet;

sr_html_sheet *sr_html_sheet_new(void);
void sr_html_sheet_free(sr_html_sheet *sheet);
/* A piece of a <style>; and its end, where it is read. */
void sr_html_sheet_add(sr_html_sheet *sheet, sr_slice text);
void sr_html_sheet_end(sr_html_sheet *sheet);
/* SR_LOOK_* bits of the classes that an element names. */
unsigned sr_html_sheet_look(const sr_html_sheet *sheet, sr_slice classes);
/* What sr_html_style makes of a style attribute; a page has a few styles in many cells. */
unsigned sr_html_sheet_style(sr_html_sheet *sheet, sr_slice style);

#endif
