#include "importers/record.h"

#include <stdlib.h>

enum { SHAPE_FIELDS = 32, ROWS_INSIDE = 3 /* fields: shorter lines look like rows by chance */ };

/* How quotes are understood. */
typedef enum reading {
    BY_RULE,    /* a quoted field ends with a quote before a delimiter or line end */
    FIRST_ENDS, /* it ends with the first quote that is not doubled, and what follows belongs to it: "Dinas" Kota */
    AS_LETTERS, /* quotes are letters; the record is its line */
} reading;

typedef enum outcome { DONE, MORE, UNCLOSED } outcome;

typedef struct splitter {
    const sr_view *v;
    const sr_dialect *d;
    sr_record *r;
    reading mode;
    size_t limit; /* where a quoted field must have ended */
    size_t m;     /* next mark */
    size_t at;    /* next byte */
    bool stray;
} splitter;

void sr_record_free(sr_record *record)
{
    free(record->fields);
    *record = (sr_record){0};
}

static void add_field(sr_record *r, sr_field field)
{
    if (r->n == r->cap) {
        r->cap = r->cap ? r->cap * 2 : 64;
        r->fields = realloc(r->fields, r->cap * sizeof *r->fields);
        if (!r->fields)
            abort(); /* as in core/arena.h */
    }
    r->fields[r->n++] = field;
}

/* ---- signs -------------------------------------------------------------------------------- */

static inline bool ends_line(char c)
{
    return c == '\n' || c == '\r' || c == '\f';
}

/* An odd number of escapes stands before the byte. */
static bool is_escaped(const splitter *s, size_t from, size_t at)
{
    size_t n = 0;

    if (!s->d->escape)
        return false;
    while (at - n > from && s->v->bytes[at - n - 1] == s->d->escape)
        n++;
    return n & 1;
}

/* Over spaces; tabs too where they do not separate. */
static size_t skip_spaces(const splitter *s, size_t at)
{
    while (at < s->v->to && (s->v->bytes[at] == ' ' || (s->v->bytes[at] == '\t' && s->d->delimiter != '\t')))
        at++;
    return at;
}

/* ---- fields ------------------------------------------------------------------------------- */

/* To the mark that ends the field, from s->m on; the field is [from, that). */
static outcome plain_field(splitter *s, size_t from)
{
    const sr_view *v = s->v;

    for (; s->m < v->n_marks; s->m++) {
        size_t at = v->marks[s->m];
        char c = v->bytes[at];
        if (ends_line(c) || (c == s->d->delimiter && !is_escaped(s, from, at))) {
            add_field(s->r, (sr_field){.from = (uint32_t)from,
                                       .len = (uint32_t)(at - from),
                                       .line = s->r->inner,
                                       .escaped = s->d->escape != 0});
            s->at = at;
            return DONE;
        }
    }
    if (!v->ended)
        return MORE;
    add_field(s->r, (sr_field){.from = (uint32_t)from,
                               .len = (uint32_t)(v->to - from),
                               .line = s->r->inner,
                               .escaped = s->d->escape != 0});
    s->at = v->to;
    return DONE;
}

/* What a quote inside a quoted field is. */
typedef enum quote_is { CLOSES, DOUBLED, STRAY, OPENS, NOT_KNOWN } quote_is;

static quote_is look_at_quote(const splitter *s, size_t open, size_t at)
{
    const sr_view *v = s->v;

    if (at + 1 == v->to && !v->ended)
        return NOT_KNOWN;
    if (at + 1 < v->to && v->bytes[at + 1] == s->d->quote)
        return DOUBLED;
    size_t behind = skip_spaces(s, at + 1);
    if (behind == v->to)
        return v->ended ? CLOSES : NOT_KNOWN;
    char next = v->bytes[behind], before = v->bytes[at - 1];
    if (next == s->d->delimiter || ends_line(next))
        return CLOSES;
    /* `...,"x`: as the quotes of a field begin. On the line of the open quote it may be speech: "kata ,"ya", itu". */
    return at > open + 1 && (before == s->d->delimiter || ends_line(before)) ? OPENS : STRAY;
}

/* The quoted field at open, to the delimiter or line end behind it. */
static outcome quoted_field(splitter *s, size_t open)
{
    const sr_view *v = s->v;
    uint32_t lines = 0, line = s->r->inner;
    bool escaped = false;

    while (s->m < v->n_marks && v->marks[s->m] <= open)
        s->m++;
    for (; s->m < v->n_marks; s->m++) {
        size_t at = v->marks[s->m];
        char c = v->bytes[at];
        if (ends_line(c)) {
            if (s->mode == FIRST_ENDS || at >= s->limit)
                return UNCLOSED;
            size_t end = sr_view_line_end(v, at);
            if (end == 0)
                return MORE;
            s->m += end - 1;
            lines += c != '\f';
        }
        if (c != s->d->quote)
            continue;
        if (is_escaped(s, open + 1, at)) {
            escaped = true;
            continue;
        }
        quote_is what = look_at_quote(s, open, at);
        switch (what) {
        case NOT_KNOWN:
            return MORE;
        case DOUBLED:
            escaped = true;
            s->m++;
            continue;
        case OPENS:
            if (lines)
                return UNCLOSED;
            /* fall through */
        case STRAY:
            s->stray = true;
            if (s->mode == BY_RULE)
                continue;
            s->m++;
            return plain_field(s, open);
        case CLOSES:
            add_field(s->r, (sr_field){.from = (uint32_t)open + 1,
                                       .len = (uint32_t)(at - open - 1),
                                       .line = line,
                                       .quoted = true,
                                       .escaped = escaped || s->d->escape});
            s->r->quotes += 2;
            s->r->inner += lines;
            s->at = skip_spaces(s, at + 1);
            s->m++;
            while (s->m < v->n_marks && v->marks[s->m] < s->at)
                s->m++;
            return DONE;
        }
    }
    return v->ended || (lines && v->to >= s->limit) ? UNCLOSED : MORE;
}

/* Where the quote of the field that begins at `at` stands; SIZE_MAX if it has none. */
static size_t opening_quote(const splitter *s, size_t at)
{
    size_t open = skip_spaces(s, at);

    return s->d->quote && s->mode != AS_LETTERS && open < s->v->to && s->v->bytes[open] == s->d->quote ? open
                                                                                                       : SIZE_MAX;
}

static outcome split(const sr_view *v, const sr_dialect *d, reading mode, size_t limit, sr_record *r, bool *stray)
{
    splitter s = {.v = v, .d = d, .r = r, .mode = mode, .limit = limit, .m = v->at_mark, .at = v->from};

    r->n = r->inner = r->quotes = 0;
    r->from = v->from;
    r->page = false;
    for (;;) {
        size_t open = opening_quote(&s, s.at);
        outcome done = open == SIZE_MAX ? plain_field(&s, s.at) : quoted_field(&s, open);
        *stray = s.stray;
        if (done != DONE) {
            r->looked = (s.m < v->n_marks ? v->marks[s.m] : v->to) - v->from;
            return done;
        }
        if (s.at == v->to)
            break;
        if (v->bytes[s.at] != d->delimiter)
            break;
        s.at++;
        s.m++;
    }
    r->end = r->next = s.at;
    r->lines = r->inner;
    r->next_mark = s.m;
    if (s.at < v->to) {
        size_t end = sr_view_line_end(v, s.at);
        if (end == 0)
            return MORE;
        r->page = v->bytes[s.at] == '\f';
        r->lines += !r->page;
        r->next += end;
        r->next_mark += end;
    }
    return DONE;
}

/* ---- rows inside a field ------------------------------------------------------------------ */

static bool looks_numeric(const char *text, size_t len)
{
    size_t digits = 0, others = 0;

    for (size_t i = 0; i < len; i++) {
        char c = text[i];
        digits += sr_is_digit((unsigned char)c);
        others += sr_is_alpha((unsigned char)c) || (c & 0x80);
    }
    return digits > others;
}

/* Which of a line's fields, its quotes letters, are numbers: a bit each. *n: how many fields. */
static uint32_t line_shape(const char *line, size_t len, char delimiter, uint32_t *n)
{
    uint32_t shape = 0;

    *n = 0;
    for (size_t from = 0; from <= len; (*n)++) {
        const char *stop = memchr(line + from, delimiter, len - from);
        size_t to = stop ? (size_t)(stop - line) : len;
        if (*n < SHAPE_FIELDS && looks_numeric(line + from, to - from))
            shape |= 1U << *n;
        from = to + 1;
    }
    return shape;
}

/*
 * A field over several lines each of which is like a row: as many fields, numbers in the same places. Two quotes that
 * are missing in two rows look so; the lines of a text do not.
 */
static bool holds_rows(const sr_view *v, const sr_dialect *d, const sr_record *r, uint32_t usual)
{
    uint32_t n, first = 0;

    if (r->inner == 0 || usual < ROWS_INSIDE)
        return false;
    for (size_t from = r->from; from < r->end;) {
        size_t to = from;
        while (to < r->end && v->bytes[to] != '\n' && v->bytes[to] != '\r')
            to++;
        uint32_t shape = line_shape(v->bytes + from, to - from, d->delimiter, &n);
        if (n != usual || shape == 0 || (from > r->from && shape != first))
            return false;
        first = shape;
        while (to < r->end && (v->bytes[to] == '\n' || v->bytes[to] == '\r'))
            to++;
        from = to;
    }
    return true;
}

/* ---- records ------------------------------------------------------------------------------ */

/* The record is its line, where that has the usual number of fields; or else the best that was tried. */
static sr_record_result mend(const sr_view *v, const sr_dialect *d, uint32_t usual, bool on_line, sr_record *r)
{
    static const reading modes[] = {BY_RULE, FIRST_ENDS, AS_LETTERS};
    size_t looked = r->looked;
    int found = 2; /* quotes as letters always end with the line */
    bool any = false;
    bool stray;

    for (int i = on_line ? 0 : 1; i < 3; i++) {
        outcome done = split(v, d, modes[i], v->to, r, &stray);
        if (done == MORE)
            return SR_RECORD_MORE;
        if (done != DONE || r->inner)
            continue;
        bool fits = usual == 0 || r->n == usual;
        if (!any || fits)
            found = i;
        any = true;
        if (fits)
            break;
    }
    (void)split(v, d, modes[found], v->to, r, &stray);
    r->quoting = modes[found] == AS_LETTERS ? SR_QUOTES_UNCLOSED : SR_QUOTES_STRAY;
    r->looked = looked;
    return SR_RECORD_FOUND;
}

sr_record_result sr_record_find(const sr_view *view, const sr_dialect *dialect, uint32_t usual, size_t limit,
                                sr_record *record)
{
    bool stray;

    record->quoting = SR_QUOTES_SOUND;
    record->looked = 0;
    outcome done = split(view, dialect, BY_RULE, view->from + limit, record, &stray);
    if (done == MORE)
        return SR_RECORD_MORE;
    if (done == DONE && !stray && !holds_rows(view, dialect, record, usual))
        return SR_RECORD_FOUND;
    bool on_line = done == DONE && record->inner == 0;
    if (done == DONE && stray && !on_line && (usual == 0 || record->n == usual)) {
        record->quoting = SR_QUOTES_STRAY;
        return SR_RECORD_FOUND;
    }
    if (done == DONE)
        record->looked = record->next - record->from;
    return mend(view, dialect, usual, on_line, record);
}

sr_slice sr_field_text(sr_arena *arena, const sr_view *view, const sr_dialect *dialect, const sr_field *field)
{
    const char *from = view->bytes + field->from;

    if (!field->escaped ||
        (dialect->escape && !memchr(from, dialect->escape, field->len) && !memchr(from, dialect->quote, field->len)))
        return (sr_slice){from, field->len};
    char *text = sr_arena_alloc(arena, field->len);
    size_t len = 0;
    for (size_t i = 0; i < field->len; i++) {
        char next = i + 1 < field->len ? from[i + 1] : 0;
        bool pair = from[i] == dialect->quote && field->quoted && next == dialect->quote;
        if (dialect->escape && from[i] == dialect->escape)
            pair |= next && (next == dialect->quote || next == dialect->delimiter || next == dialect->escape);
        i += pair;
        text[len++] = from[i];
    }
    return (sr_slice){text, len};
}
