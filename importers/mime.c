#include "importers/mime.h"

#include "core/buf.h"

#include <stdlib.h>

enum {
    BLOCK_BYTES = 64 * 1024,
    HEADER_BYTES_MAX = 16 * 1024, /* of one part; RFC 5322 has lines of 998 */
    BOUNDARY_MAX = 70,            /* RFC 2046, 5.1.1 */
    BOUNDARIES_MAX = 8,           /* multiparts inside each other; web archives have one */
    PARTS_MAX = 4096,             /* pages; a workbook has a few sheets */
    CHARSET_MAX = 40,
    BID_BYTES = 8 * 1024,
};

typedef enum coding { PLAIN, QUOTED, BASE64 } coding;

typedef struct part {
    uint64_t from, to;
    coding coding;
    char charset[CHARSET_MAX + 1];
} part;

struct sr_mime {
    sr_source *source;
    part *parts;
    size_t n, cap, at;
    uint64_t passed, passed_bytes;
    char boundaries[BOUNDARIES_MAX][BOUNDARY_MAX + 1];
    size_t n_boundaries;
};

/* ---- headers ------------------------------------------------------------------------------ */

/* The value of a header in unfolded headers, a line each; absent if it is not there. */
static sr_slice header(sr_slice headers, sr_slice name)
{
    while (headers.len) {
        const char *end = memchr(headers.ptr, '\n', headers.len);
        sr_slice line = sr_sub(headers, 0, end ? (size_t)(end - headers.ptr) : headers.len);
        if (line.len > name.len && line.ptr[name.len] == ':' && sr_eq_nocase(sr_sub(line, 0, name.len), name))
            return sr_trim(sr_sub(line, name.len + 1, line.len));
        headers = sr_sub(headers, line.len + (end != NULL), headers.len);
    }
    return (sr_slice){NULL, 0};
}

/* charset="utf-8" in a Content-Type. */
static sr_slice parameter(sr_slice value, sr_slice name)
{
    while (value.len) {
        const char *semicolon = memchr(value.ptr, ';', value.len);
        if (!semicolon)
            break;
        value = sr_trim(sr_sub(value, (size_t)(semicolon - value.ptr) + 1, value.len));
        if (value.len <= name.len || value.ptr[name.len] != '=' || !sr_eq_nocase(sr_sub(value, 0, name.len), name))
            continue;
        sr_slice text = sr_sub(value, name.len + 1, value.len);
        if (text.len && text.ptr[0] == '"') {
            const char *end = memchr(text.ptr + 1, '"', text.len - 1);
            return sr_sub(text, 1, end ? (size_t)(end - text.ptr) : text.len);
        }
        size_t n = 0;
        while (n < text.len && text.ptr[n] != ';' && !sr_is_blank((unsigned char)text.ptr[n]))
            n++;
        return sr_sub(text, 0, n);
    }
    return (sr_slice){NULL, 0};
}

static bool begins(sr_slice text, sr_slice with)
{
    return text.len >= with.len && sr_eq_nocase(sr_sub(text, 0, with.len), with);
}

static bool ends(sr_slice text, sr_slice with)
{
    return text.len >= with.len && sr_eq_nocase(sr_sub(text, text.len - with.len, text.len), with);
}

static void copy(char *to, sr_slice from, size_t most)
{
    size_t n = from.len < most ? from.len : most;

    if (n)
        memcpy(to, from.ptr, n);
    to[n] = '\0';
}

/* The part whose headers these are begins at an offset. True if it is a page. */
static bool begin_part(sr_mime *mime, sr_slice headers, uint64_t from)
{
    sr_slice type = header(headers, SR_LIT("Content-Type"));
    sr_slice how = header(headers, SR_LIT("Content-Transfer-Encoding"));

    if (begins(type, SR_LIT("multipart/"))) {
        sr_slice boundary = parameter(type, SR_LIT("boundary"));
        if (boundary.len && boundary.len <= BOUNDARY_MAX && mime->n_boundaries < BOUNDARIES_MAX)
            copy(mime->boundaries[mime->n_boundaries++], boundary, BOUNDARY_MAX);
        return false;
    }
    bool page = begins(type, SR_LIT("text/html")) || begins(type, SR_LIT("application/xhtml"));
    if (!page || ends(header(headers, SR_LIT("Content-Location")), SR_LIT("tabstrip.htm")) || mime->n == PARTS_MAX) {
        mime->passed += type.len > 0;
        return false;
    }
    if (mime->n == mime->cap) {
        mime->cap = mime->cap ? mime->cap * 2 : 8;
        mime->parts = realloc(mime->parts, mime->cap * sizeof *mime->parts);
        if (!mime->parts)
            abort(); /* as in core/arena.h */
    }
    part *p = &mime->parts[mime->n++];
    *p = (part){.from = from, .to = from};
    p->coding = sr_eq_nocase(how, SR_LIT("quoted-printable")) ? QUOTED
                : sr_eq_nocase(how, SR_LIT("base64"))         ? BASE64
                                                              : PLAIN;
    copy(p->charset, parameter(type, SR_LIT("charset")), CHARSET_MAX);
    return true;
}

/* ---- finding the parts -------------------------------------------------------------------- */

typedef struct scanner {
    sr_mime *mime;
    sr_buf headers; /* of the part that begins */
    bool in_headers, in_page;
    uint64_t body; /* where the part at hand begins that is passed over; UINT64_MAX if it is none */
} scanner;

static bool is_boundary(const sr_mime *mime, sr_slice line)
{
    if (line.len < 3 || line.ptr[0] != '-' || line.ptr[1] != '-')
        return false;
    for (line = sr_sub(line, 2, line.len); line.len && sr_is_blank((unsigned char)line.ptr[line.len - 1]);)
        line.len--;
    for (size_t i = 0; i < mime->n_boundaries; i++) {
        sr_slice boundary = sr_str(mime->boundaries[i]);
        sr_slice rest = line.len >= boundary.len ? sr_sub(line, boundary.len, line.len) : line;
        if (line.len >= boundary.len && sr_eq(sr_sub(line, 0, boundary.len), boundary) &&
            (rest.len == 0 || sr_eq(rest, SR_LIT("--"))))
            return true;
    }
    return false;
}

static void end_body(scanner *s, uint64_t at)
{
    if (s->in_page)
        s->mime->parts[s->mime->n - 1].to = at;
    else if (at > s->body)
        s->mime->passed_bytes += at - s->body;
    s->in_page = false;
}

/* A line, or a piece of a long one, without its end; next is where what follows begins. */
static void scan_line(scanner *s, sr_slice line, uint64_t at, uint64_t next)
{
    if (is_boundary(s->mime, line)) {
        if (!s->in_headers)
            end_body(s, at);
        s->in_headers = true;
        s->headers.len = 0;
        return;
    }
    if (!s->in_headers)
        return;
    if (sr_trim(line).len == 0) {
        s->in_headers = false;
        uint64_t passed = s->mime->passed;
        s->in_page = begin_part(s->mime, (sr_slice){s->headers.ptr, s->headers.len}, next);
        s->body = s->mime->passed > passed ? next : UINT64_MAX;
        return;
    }
    if (s->headers.len + line.len > HEADER_BYTES_MAX)
        return;
    if (!sr_is_blank((unsigned char)line.ptr[0]) && s->headers.len) /* else it goes on with the line before */
        sr_buf_char(&s->headers, '\n');
    sr_buf_slice(&s->headers, sr_trim(line));
}

static int scan(sr_mime *mime, sr_error *err)
{
    scanner s = {.mime = mime, .in_headers = true};
    char *block = malloc(BLOCK_BYTES);
    size_t have = 0;
    uint64_t at = 0; /* offset of block[0] */
    int rc = -1;

    if (!block)
        abort();
    if (sr_source_rewind(mime->source, err) != 0)
        goto cleanup;
    for (;;) {
        ssize_t n = sr_source_read(mime->source, block + have, BLOCK_BYTES - have, err);
        if (n < 0)
            goto cleanup;
        have += (size_t)n;
        size_t from = 0;
        for (;;) {
            const char *end = have > from ? memchr(block + from, '\n', have - from) : NULL;
            size_t stop = end ? (size_t)(end - block) : have;
            bool whole = end || n == 0 || (from == 0 && have == BLOCK_BYTES);
            if (!whole || from == have)
                break;
            size_t next = stop + (end != NULL);
            scan_line(&s, (sr_slice){block + from, stop - from}, at + from, at + next);
            from = next;
        }
        memmove(block, block + from, have - from);
        have -= from;
        at += from;
        if (n == 0)
            break;
    }
    if (!s.in_headers)
        end_body(&s, at);
    rc = 0;
cleanup:
    sr_buf_free(&s.headers);
    free(block);
    return rc;
}

bool sr_mime_bid(sr_slice head)
{
    size_t n = 0;

    head.len = head.len < BID_BYTES ? head.len : BID_BYTES;
    while (n < head.len && (sr_is_alpha((unsigned char)head.ptr[n]) || head.ptr[n] == '-'))
        n++;
    if (n == 0 || n == head.len || head.ptr[n] != ':' || sr_find_nocase(head, SR_LIT("MIME-Version:")) == SIZE_MAX)
        return false;
    return sr_find_nocase(head, SR_LIT("multipart/related")) != SIZE_MAX ||
           sr_find_nocase(head, SR_LIT("Content-Type: text/html")) != SIZE_MAX;
}

sr_mime *sr_mime_open(sr_source *source, sr_error *err)
{
    sr_mime *mime = calloc(1, sizeof *mime);

    if (!mime)
        abort();
    mime->source = source;
    if (scan(mime, err) == 0)
        return mime;
    sr_mime_close(mime);
    return NULL;
}

void sr_mime_close(sr_mime *mime)
{
    if (!mime)
        return;
    free(mime->parts);
    free(mime);
}

uint64_t sr_mime_passed(const sr_mime *mime, uint64_t *bytes)
{
    *bytes = mime->passed_bytes;
    return mime->passed;
}

/* ---- decoding a part ---------------------------------------------------------------------- */

typedef struct body {
    sr_source *source; /* borrowed */
    part part;
    uint64_t at;
    char in[4096];
    size_t from, to;
    uint32_t bits, n_bits; /* of base64 */
} body;

static int rewind_body(void *context, sr_error *err)
{
    body *b = context;

    (void)err;
    b->at = b->part.from;
    b->from = b->to = 0;
    b->bits = b->n_bits = 0;
    return 0;
}

/* The next byte as it stands, or -1 at the end; *rc is -1 where the source cannot be read. */
static int next_byte(body *b, int *rc, sr_error *err)
{
    if (b->from == b->to) {
        uint64_t left = b->part.to - b->at;
        ssize_t n = sr_source_read_at(b->source, b->in, left < sizeof b->in ? (size_t)left : sizeof b->in, b->at, err);
        if (n <= 0) {
            *rc = n < 0 ? -1 : *rc;
            return -1;
        }
        b->at += (uint64_t)n;
        b->from = 0;
        b->to = (size_t)n;
    }
    return (unsigned char)b->in[b->from++];
}

static int hex(int c)
{
    return c >= '0' && c <= '9' ? c - '0' : (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10 : -1;
}

/* Behind a "=" (RFC 2045, 6.7): the byte that two digits stand for, or nothing where the line goes on. */
static size_t quoted(body *b, char *out, int *rc, sr_error *err)
{
    int high = next_byte(b, rc, err);

    if (high == '\r')
        high = next_byte(b, rc, err);
    if (high == '\n' || high < 0)
        return 0;
    int low = hex(high) >= 0 ? next_byte(b, rc, err) : -1;
    if (hex(high) >= 0 && hex(low) >= 0) {
        out[0] = (char)(hex(high) * 16 + hex(low));
        return 1;
    }
    size_t n = 0; /* no encoding: as it stands */
    out[n++] = '=';
    out[n++] = (char)high;
    if (low >= 0)
        out[n++] = (char)low;
    return n;
}

static size_t sixty_four(body *b, int c, char *out)
{
    static const char signs[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const char *sign = c ? strchr(signs, c) : NULL;

    if (!sign)
        return 0; /* line ends; padding */
    b->bits = b->bits << 6 | (uint32_t)(sign - signs);
    b->n_bits += 6;
    if (b->n_bits < 8)
        return 0;
    b->n_bits -= 8;
    out[0] = (char)(b->bits >> b->n_bits & 0xFF);
    return 1;
}

static ssize_t read_body(void *context, void *buffer, size_t len, sr_error *err)
{
    enum { MOST = 3 /* bytes that one step makes */ };
    body *b = context;
    char *out = buffer;
    size_t n = 0;
    int rc = 0;

    while (len - n >= MOST) {
        int c = next_byte(b, &rc, err);
        if (c < 0)
            break;
        if (b->part.coding == QUOTED && c == '=')
            n += quoted(b, out + n, &rc, err);
        else if (b->part.coding == BASE64)
            n += sixty_four(b, c, out + n);
        else
            out[n++] = (char)c;
    }
    return rc < 0 ? -1 : (ssize_t)n;
}

int sr_mime_next(sr_mime *mime, sr_source **page, const char **charset, sr_error *err)
{
    static const sr_source_reader reader = {read_body, rewind_body, free};

    *page = NULL;
    *charset = "";
    if (mime->at == mime->n)
        return 0;
    body *b = calloc(1, sizeof *b);
    if (!b)
        abort();
    b->source = mime->source;
    b->part = mime->parts[mime->at];
    *charset = mime->parts[mime->at++].charset;
    *page = sr_source_of(&reader, b, b->part.to - b->part.from);
    return rewind_body(b, err);
}
