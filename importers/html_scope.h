/*
 * html_scope.h - the open elements that matter for the text in them, and what styles say.
 *
 * Kept are elements that break the line or have another effect, and what is opened inside one, so that its end tag is
 * told from theirs. The
 * content of a table cell is a scope of its own: an end tag in it closes nothing outside (HTML Living
 * Standard, 13.2.4.2, "has an element in table scope").
 */
#ifndef SR_HTML_SCOPE_H
#define SR_HTML_SCOPE_H

#include "importers/html_stream.h"

enum {
    SR_LOOK_HIDDEN = 1,
    SR_LOOK_BOLD = 2,
    SR_LOOK_PRE = 4,
    SR_LOOK_HEADING = 8,
    SR_LOOK_PAGE_BEFORE = 16,
    SR_LOOK_PAGE_AFTER = 32,
    SR_LOOK_THIN = 64,     /* font-weight: normal */
    SR_LOOK_PERCENT = 128, /* its number is shown as a percentage */
    SR_LOOK_SHOWN = 256,   /* display, but not none: what says none with less weight does not count */
    SR_LOOK_CHOICE = 1024, /* an <option> that is not chosen */
    SR_LOOK_UNSEEN = 512,  /* visibility: hidden; hidden whatever its display */
};
/* Browsers stop at 512 elements inside each other; tables at SR_TABLES_OPEN, each with its cell. */
enum { SR_SCOPE_MAX = 512, SR_TABLES_OPEN = 128 };

typedef struct sr_html_scope {
    struct {
        uint8_t element;
        uint16_t look, before; /* before: of the text around it */
    } open[SR_SCOPE_MAX + 2 * SR_TABLES_OPEN];
    uint32_t n, base; /* base: below it is not of the scope at hand */
    unsigned now;     /* SR_LOOK_* of the text here */
} sr_html_scope;

/* What is said with more weight over what is said with less: an attribute, a class, a style. */
unsigned sr_html_cascade(unsigned look, unsigned over);
/* What a style says: the content of a style attribute, or of a rule. */
unsigned sr_html_style(sr_slice text);
/* What the element makes of its text: SR_LOOK_* bits. classes: what the style sheet says of it; style: its own. */
unsigned sr_html_look(const sr_html_start *start, unsigned classes, unsigned style);
void sr_html_scope_open(sr_html_scope *scope, sr_html_element element, unsigned look);
/* Closes the innermost of these elements and all in it, with their looks in *look; false if none is open. */
bool sr_html_scope_close(sr_html_scope *scope, sr_html_element element, unsigned *look);
/* Closes what is open in this scope. */
void sr_html_scope_clear(sr_html_scope *scope);
/* A new scope inside; returns what sr_html_scope_leave wants. At most two for each open table. */
uint32_t sr_html_scope_enter(sr_html_scope *scope, unsigned look);
void sr_html_scope_leave(sr_html_scope *scope, uint32_t outer);

#endif
