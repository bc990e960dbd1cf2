#include "importers/html_tag.h"

/* Between attributes or in a name; behind '='; in a value. */
enum { IN_TAG, BEFORE_VALUE, IN_QUOTES, IN_VALUE };

/* value: c is of an attribute's value; whole: with c an attribute or the name before them may be over. */
static void keep(sr_html_scan *scan, char c, bool value, bool whole)
{
    scan->n_value = value ? scan->n_value + 1 : 0;
    if (!scan->copy || scan->full || (scan->n_value > SR_HTML_VALUE_BYTES && !whole))
        return;
    if (scan->n_open == SR_HTML_COPY_BYTES) {
        scan->full = true;
        return;
    }
    scan->copy[scan->n_open++] = c;
    if (whole)
        scan->n_copied = scan->n_open;
}

/* The state behind c. */
static uint8_t step(sr_html_scan *scan, char c)
{
    switch (scan->state) {
    case IN_TAG:
        return c == '=' ? BEFORE_VALUE : IN_TAG;
    case BEFORE_VALUE:
        if (sr_is_blank((unsigned char)c))
            return BEFORE_VALUE;
        scan->quote = c == '"' || c == '\'' ? c : '\0';
        return scan->quote ? IN_QUOTES : IN_VALUE;
    case IN_QUOTES:
        return c == scan->quote ? IN_TAG : IN_QUOTES;
    default:
        return sr_is_blank((unsigned char)c) ? IN_TAG : IN_VALUE;
    }
}

size_t sr_html_scan_tag(sr_html_scan *scan, sr_slice piece)
{
    for (size_t i = 0; i < piece.len; i++) {
        char c = piece.ptr[i];
        if (c == '>' && scan->state != IN_QUOTES) {
            scan->done = true;
            return i + 1;
        }
        bool value = scan->state == IN_QUOTES || scan->state == IN_VALUE;
        scan->state = step(scan, c);
        keep(scan, c, value, scan->state == IN_TAG);
    }
    return piece.len;
}

sr_slice sr_html_tag_name(sr_slice text)
{
    size_t n = 0;

    while (n < text.len && !sr_is_blank((unsigned char)text.ptr[n]) && text.ptr[n] != '/' && text.ptr[n] != '>')
        n++;
    return sr_sub(text, 0, n);
}
