#include "importers/html_sheet.h"

#include "core/arena.h"
#include "core/buf.h"

#include <stdlib.h>

enum {
    SHEET_BYTES_MAX = 256 * 1024, /* of one <style>; a workbook's has a few hundred classes */
    CLASSES_MAX = 2048,           /* of a page that matter; half of the places */
    PLACES = 4096,
    STYLE_BYTES = 120, /* of a style that is remembered */
    STYLES = 16,
};

typedef struct class
{
    sr_slice name;
    unsigned look;
} class;

typedef struct known_style {
    char text[STYLE_BYTES];
    size_t len;
    unsigned look;
} known_style;

struct sr_html_sheet {
    sr_buf text; /* of the <style> at hand */
    sr_arena arena;
    class classes[PLACES];
    size_t n;
    known_style styles[STYLES]; /* the last of each length, nearly */
};

sr_html_sheet *sr_html_sheet_new(void)
{
    sr_html_sheet *sheet = calloc(1, sizeof *sheet);

    if (!sheet)
        abort(); /* as in core/arena.h */
    return sheet;
}

void sr_html_sheet_free(sr_html_sheet *sheet)
{
    if (!sheet)
        return;
    sr_buf_free(&sheet->text);
    sr_arena_free(&sheet->arena);
    free(sheet);
}

void sr_html_sheet_add(sr_html_sheet *sheet, sr_slice text)
{
    if (sheet->text.len + text.len <= SHEET_BYTES_MAX)
        sr_buf_slice(&sheet->text, text);
}

/* ---- classes ------------------------------------------------------------------------------ */

/* The place of a name, taken or free. */
static size_t find(const sr_html_sheet *sheet, sr_slice name)
{
    uint64_t hash = 14695981039346656037U; /* FNV-1a */

    for (size_t i = 0; i < name.len; i++)
        hash = (hash ^ (unsigned char)name.ptr[i]) * 1099511628211U;
    size_t at = hash % PLACES;
    while (sheet->classes[at].name.ptr && !sr_eq(sheet->classes[at].name, name))
        at = (at + 1) % PLACES;
    return at;
}

static void set(sr_html_sheet *sheet, sr_slice name, unsigned look)
{
    class *c = &sheet->classes[find(sheet, name)];

    if (!c->name.ptr && sheet->n == CLASSES_MAX)
        return;
    if (!c->name.ptr) {
        c->name = sr_arena_copy(&sheet->arena, name);
        sheet->n++;
    }
    c->look = sr_html_cascade(c->look, look);
}

unsigned sr_html_sheet_look(const sr_html_sheet *sheet, sr_slice classes)
{
    unsigned look = 0;

    for (size_t i = 0; i < classes.len && sheet->n;) {
        size_t from = i;
        while (i < classes.len && !sr_is_blank((unsigned char)classes.ptr[i]))
            i++;
        if (i > from)
            look |= sheet->classes[find(sheet, sr_sub(classes, from, i))].look;
        while (i < classes.len && sr_is_blank((unsigned char)classes.ptr[i]))
            i++;
    }
    return look;
}

unsigned sr_html_sheet_style(sr_html_sheet *sheet, sr_slice style)
{
    known_style *known = &sheet->styles[style.len % STYLES];

    if (style.len == 0 || style.len > STYLE_BYTES)
        return sr_html_style(style);
    if (known->len != style.len || memcmp(known->text, style.ptr, style.len) != 0) {
        known->look = sr_html_style(style);
        known->len = style.len;
        memcpy(known->text, style.ptr, style.len);
    }
    return known->look;
}

/* ---- rules -------------------------------------------------------------------------------- */

static bool in_name(char c)
{
    return sr_is_alpha((unsigned char)c) || sr_is_digit((unsigned char)c) || c == '-' || c == '_';
}

/* ".xl66" or "td.xl66" */
static sr_slice class_of(sr_slice selector)
{
    size_t i = 0, from;

    while (i < selector.len && in_name(selector.ptr[i]))
        i++;
    if (i == selector.len || selector.ptr[i] != '.')
        return (sr_slice){NULL, 0};
    for (from = ++i; i < selector.len && in_name(selector.ptr[i]); i++)
        ;
    return i == selector.len && i > from ? sr_sub(selector, from, i) : (sr_slice){NULL, 0};
}

static void rule(sr_html_sheet *sheet, sr_slice selectors, sr_slice style)
{
    unsigned look = sr_html_style(style); /* a later rule counts more */

    while (look && selectors.len) {
        const char *comma = memchr(selectors.ptr, ',', selectors.len);
        sr_slice one = sr_sub(selectors, 0, comma ? (size_t)(comma - selectors.ptr) : selectors.len);
        sr_slice name = class_of(sr_trim(one));
        if (name.len)
            set(sheet, name, look);
        selectors = sr_sub(selectors, one.len + (comma != NULL), selectors.len);
    }
}

/* Comments, and the signs that once hid styles from browsers, become blanks. */
static void blank_comments(char *text, size_t len)
{
    for (size_t i = 0; i + 1 < len; i++) {
        if (text[i] != '/' || text[i + 1] != '*')
            continue;
        const char *end = memmem(text + i + 2, len - i - 2, "*/", 2);
        size_t to = end ? (size_t)(end - text) + 2 : len;
        memset(text + i, ' ', to - i);
        i = to - 1;
    }
    for (size_t i = 0; i < len; i++) {
        if (len - i >= 4 && memcmp(text + i, "<!--", 4) == 0)
            memset(text + i, ' ', 4);
        else if (len - i >= 3 && memcmp(text + i, "-->", 3) == 0)
            memset(text + i, ' ', 3);
    }
}

/* Behind the block that begins at a '{', blocks inside it too. */
static size_t block_end(sr_slice text, size_t at)
{
    size_t depth = 0;

    for (; at < text.len; at++) {
        depth += text.ptr[at] == '{';
        if (text.ptr[at] == '}' && --depth == 0)
            return at + 1;
    }
    return at;
}

void sr_html_sheet_end(sr_html_sheet *sheet)
{
    sr_slice text = {sheet->text.ptr, sheet->text.len};

    if (!text.len)
        return;
    blank_comments(sheet->text.ptr, text.len);
    for (size_t at = 0; at < text.len;) {
        const char *open = memchr(text.ptr + at, '{', text.len - at);
        if (!open)
            break;
        size_t brace = (size_t)(open - text.ptr), end = block_end(text, brace);
        sr_slice selectors = sr_trim(sr_sub(text, at, brace));
        /* "@media print {...}", "@page {...}" */
        if (selectors.len && !memchr(selectors.ptr, '@', selectors.len))
            rule(sheet, selectors, sr_sub(text, brace + 1, end > brace + 1 ? end - 1 : end));
        at = end;
    }
    sheet->text.len = 0;
}
