#include "importers/html_scope.h"

/* ---- styles ------------------------------------------------------------------------------- */

static bool is_page(sr_slice value)
{
    static const char *const values[] = {"always", "page", "left", "right", "recto", "verso"};

    for (size_t i = 0; i < sizeof values / sizeof *values; i++)
        if (sr_eq_nocase(value, sr_str(values[i])))
            return true;
    return false;
}

static unsigned weight(sr_slice value)
{
    if (sr_find_nocase(value, SR_LIT("bold")) != SIZE_MAX)
        return SR_LOOK_BOLD;
    if (value.len == 3 && sr_is_digit((unsigned char)value.ptr[0]))
        return value.ptr[0] >= '6' ? SR_LOOK_BOLD : SR_LOOK_THIN;
    return sr_eq_nocase(value, SR_LIT("normal")) ? SR_LOOK_THIN : 0;
}

static unsigned display(sr_slice value)
{
    return sr_eq_nocase(value, SR_LIT("none")) ? SR_LOOK_HIDDEN : SR_LOOK_SHOWN;
}

static unsigned visibility(sr_slice value)
{
    return sr_eq_nocase(value, SR_LIT("hidden")) || sr_eq_nocase(value, SR_LIT("collapse")) ? SR_LOOK_UNSEEN : 0;
}

/* One "name: value" of a style. CSS 2.1 and CSS Fragmentation 3; mso-hide is Word's. */
static unsigned declaration(sr_slice name, sr_slice value)
{
    size_t mark = sr_find_nocase(value, SR_LIT("!important"));

    if (mark != SIZE_MAX)
        value = sr_trim(sr_sub(value, 0, mark));
    switch (name.len ? sr_lower((unsigned char)name.ptr[0]) : 0) {
    case 'd':
        return sr_eq_nocase(name, SR_LIT("display")) ? display(value) : 0;
    case 'v':
        return sr_eq_nocase(name, SR_LIT("visibility")) ? visibility(value) : 0;
    case 'm':
        if (sr_eq_nocase(name, SR_LIT("mso-number-format")))
            return sr_eq_nocase(value, SR_LIT("Percent")) || memchr(value.ptr, '%', value.len) ? SR_LOOK_PERCENT : 0;
        return sr_eq_nocase(name, SR_LIT("mso-hide")) && sr_eq_nocase(value, SR_LIT("all")) ? SR_LOOK_UNSEEN : 0;
    case 'f':
        return sr_eq_nocase(name, SR_LIT("font-weight")) || sr_eq_nocase(name, SR_LIT("font")) ? weight(value) : 0;
    case 'w':
        return sr_eq_nocase(name, SR_LIT("white-space")) && sr_find_nocase(value, SR_LIT("pre")) == 0 ? SR_LOOK_PRE : 0;
    case 'b':
    case 'p':
        if (!is_page(value))
            return 0;
        if (sr_eq_nocase(name, SR_LIT("page-break-before")) || sr_eq_nocase(name, SR_LIT("break-before")))
            return SR_LOOK_PAGE_BEFORE;
        if (sr_eq_nocase(name, SR_LIT("page-break-after")) || sr_eq_nocase(name, SR_LIT("break-after")))
            return SR_LOOK_PAGE_AFTER;
        return 0;
    default:
        return 0;
    }
}

/* The next semicolon that is in no quotes: mso-number-format:"0\;\(0\)" */
static size_t declaration_end(sr_slice text)
{
    char quote = '\0';

    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (c == '\\')
            i++;
        else if (quote)
            quote = c == quote ? '\0' : quote;
        else if (c == '"' || c == '\'')
            quote = c;
        else if (c == ';')
            return i;
    }
    return text.len;
}

unsigned sr_html_cascade(unsigned look, unsigned over)
{
    if (over & SR_LOOK_SHOWN)
        look &= ~(unsigned)SR_LOOK_HIDDEN;
    if (over & SR_LOOK_HIDDEN)
        look &= ~(unsigned)SR_LOOK_SHOWN;
    return look | over;
}

unsigned sr_html_style(sr_slice text)
{
    unsigned look = 0;

    while (text.len) {
        sr_slice one = sr_sub(text, 0, declaration_end(text));
        const char *colon = one.len ? memchr(one.ptr, ':', one.len) : NULL;
        if (colon)
            look = sr_html_cascade(look, declaration(sr_trim(sr_sub(one, 0, (size_t)(colon - one.ptr))),
                                                     sr_trim(sr_sub(one, (size_t)(colon - one.ptr) + 1, one.len))));
        text = sr_sub(text, one.len + (one.len < text.len), text.len);
    }
    return look;
}

unsigned sr_html_look(const sr_html_start *start, unsigned classes, unsigned style)
{
    unsigned flags = sr_html_flags(start->element);
    unsigned look = (flags & SR_HTML_BOLD ? SR_LOOK_BOLD : 0) | (flags & SR_HTML_HEADING ? SR_LOOK_HEADING : 0) |
                    (flags & SR_HTML_PRE ? SR_LOOK_PRE : 0) | (start->element == SR_EL_TH ? SR_LOOK_BOLD : 0);

    if (start->attrs[SR_ATTR_HIDDEN].ptr)
        look |= SR_LOOK_HIDDEN;
    look = sr_html_cascade(sr_html_cascade(look, classes), style);
    /* A <title> is shown nowhere in the page, be it of the page or of a drawing. */
    return look | (look & SR_LOOK_UNSEEN || start->element == SR_EL_TITLE ? SR_LOOK_HIDDEN : 0);
}

/* ---- scopes ------------------------------------------------------------------------------- */

enum { OF_TEXT = SR_LOOK_HIDDEN | SR_LOOK_BOLD | SR_LOOK_PRE | SR_LOOK_HEADING | SR_LOOK_CHOICE };

static void push(sr_html_scope *scope, sr_html_element element, unsigned look)
{
    scope->open[scope->n].element = (uint8_t)element;
    scope->open[scope->n].look = (uint16_t)look;
    scope->open[scope->n++].before = (uint16_t)scope->now;
    if (look & SR_LOOK_THIN) {
        scope->now &= ~(unsigned)SR_LOOK_BOLD;
        look &= ~(unsigned)SR_LOOK_BOLD;
    }
    scope->now |= look & OF_TEXT;
}

void sr_html_scope_open(sr_html_scope *scope, sr_html_element element, unsigned look)
{
    bool block = sr_html_flags(element) & SR_HTML_HARD;

    look &= OF_TEXT | SR_LOOK_PAGE_AFTER | SR_LOOK_THIN;
    if ((look || block || scope->n > scope->base) && scope->n < SR_SCOPE_MAX)
        push(scope, element, look);
}

bool sr_html_scope_close(sr_html_scope *scope, sr_html_element element, unsigned *look)
{
    uint32_t i = scope->n;

    *look = 0;
    while (i > scope->base && scope->open[i - 1].element != element)
        i--;
    if (i == scope->base)
        return false;
    while (scope->n >= i)
        *look |= scope->open[--scope->n].look;
    scope->now = scope->open[scope->n].before;
    return true;
}

void sr_html_scope_clear(sr_html_scope *scope)
{
    if (scope->n > scope->base)
        scope->now = scope->open[scope->base].before;
    scope->n = scope->base;
}

uint32_t sr_html_scope_enter(sr_html_scope *scope, unsigned look)
{
    uint32_t outer = scope->base;

    push(scope, SR_EL_OTHER, look & (OF_TEXT | SR_LOOK_THIN));
    scope->base = scope->n;
    return outer;
}

void sr_html_scope_leave(sr_html_scope *scope, uint32_t outer)
{
    scope->n = scope->base - 1;
    scope->now = scope->open[scope->n].before;
    scope->base = outer;
}
