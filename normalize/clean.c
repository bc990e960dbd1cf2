#include "normalize/clean.h"

#include "normalize/markup.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

/* What waits to be written before the next visible character. Order matters: the stronger one wins. */
enum { GAP_NONE, GAP_BLANK, GAP_SOFT, GAP_HARD };

/* Emphasis that was opened and will be closed at a known place; deeper nesting stays as text. */
enum { OPEN_MAX = 8, RUN_MAX = 3 };

struct cleaner {
    sr_slice in;
    size_t at;
    char *out;
    size_t len;
    int gap;
    bool line;                 /* sr_clean_line */
    bool all_bold;             /* every visible character so far */
    int bold;                  /* depth */
    size_t link_end, link_len; /* where the "](address)" of the open link is */
    struct {
        size_t end; /* of the closing run */
        size_t n;
        bool bold;
    } open[OPEN_MAX];
    size_t n_open;
    size_t next_close[2][RUN_MAX + 1]; /* for * and _, by length: the next run that can close; 0 = not looked for yet */
};

/* ---- the quick look ----------------------------------------------------------------------- */

/* Bytes that need a closer look: markup signs, control signs, first bytes of blanks and of invisible characters. */
static const uint8_t special[256] = {
    ['\t'] = 1, ['\n'] = 1, ['\v'] = 1, ['\f'] = 1, ['\r'] = 1, [' '] = 2,  ['<'] = 1,  ['*'] = 1,
    ['['] = 1,  ['\\'] = 1, ['&'] = 1,  ['_'] = 1,  [0xC2] = 3, [0xE2] = 3, [0xE3] = 3, [0xEF] = 3,
};

/*
 * What becomes of a character that is more than one byte: GAP_BLANK for a blank, GAP_NONE for nothing, -1
 * for itself.
 */
static int wide_effect(const char *text, size_t left, size_t *len)
{
    const uint8_t *p = (const uint8_t *)text;

    if (left >= 2 && p[0] == 0xC2 && (p[1] == 0xA0 || p[1] == 0xAD)) { /* no-break blank, soft hyphen */
        *len = 2;
        return p[1] == 0xA0 ? GAP_BLANK : GAP_NONE;
    }
    *len = 3;
    if (left < 3)
        return -1;
    uint32_t code = (p[0] & 0x0FU) << 12 | (p[1] & 0x3FU) << 6 | (p[2] & 0x3FU);
    if (p[0] == 0xE2 && ((code >= 0x2000 && code <= 0x200A) || code == 0x202F || code == 0x205F))
        return GAP_BLANK;
    if (p[0] == 0xE2 && (code == 0x2028 || code == 0x2029))
        return GAP_SOFT;
    if (p[0] == 0xE2 && ((code >= 0x200B && code <= 0x200F) || (code >= 0x202A && code <= 0x202E) ||
                         (code >= 0x2060 && code <= 0x2064)))
        return GAP_NONE;
    if (p[0] == 0xE3 && code == 0x3000)
        return GAP_BLANK;
    return p[0] == 0xEF && code == 0xFEFF ? GAP_NONE : -1;
}

#ifdef __SSE2__
/* False if one of 16 bytes is special, or two blanks stand side by side; the pair at bit skip_pair is no pair. */
static inline bool is_plain(__m128i c, unsigned skip_pair)
{
    __m128i odd = _mm_cmpeq_epi8(_mm_min_epu8(c, _mm_set1_epi8(0x1F)), c);
    odd = _mm_or_si128(odd, _mm_cmpeq_epi8(c, _mm_set1_epi8('<')));
    odd = _mm_or_si128(odd, _mm_cmpeq_epi8(c, _mm_set1_epi8('*')));
    odd = _mm_or_si128(odd, _mm_cmpeq_epi8(c, _mm_set1_epi8('[')));
    odd = _mm_or_si128(odd, _mm_cmpeq_epi8(c, _mm_set1_epi8('\\')));
    odd = _mm_or_si128(odd, _mm_cmpeq_epi8(c, _mm_set1_epi8('&')));
    odd = _mm_or_si128(odd, _mm_cmpeq_epi8(c, _mm_set1_epi8('_')));
    unsigned blanks = (unsigned)_mm_movemask_epi8(_mm_cmpeq_epi8(c, _mm_set1_epi8(' ')));
    /* A byte above 0x7F has its sign bit set. */
    return ((unsigned)_mm_movemask_epi8(_mm_or_si128(odd, c)) | (blanks & blanks >> 1 & ~skip_pair)) == 0;
}

static inline __m128i load_16(const char *p)
{
    return _mm_loadu_si128((const __m128i *)(const void *)p);
}

/* True only if the text is clean for certain: most cells are, and this is all that is done to them. */
static bool is_plain_text(sr_slice s)
{
    size_t at = 0;

    if (s.len < 8)
        return false;
    if (s.len < 16) { /* the first and the last eight bytes, which overlap */
        __m128i first = _mm_loadl_epi64((const __m128i *)(const void *)s.ptr);
        __m128i last = _mm_loadl_epi64((const __m128i *)(const void *)(s.ptr + s.len - 8));
        return is_plain(_mm_unpacklo_epi64(first, last), 1U << 7);
    }
    for (; s.len - at > 16; at += 15) /* overlapping by one, for the pairs */
        if (!is_plain(load_16(s.ptr + at), 0))
            return false;
    return is_plain(load_16(s.ptr + s.len - 16), 0);
}
#else
static bool is_plain_text(sr_slice s)
{
    (void)s;
    return false;
}
#endif

/* True if the trimmed text is already clean. */
static bool is_clean(sr_slice s)
{
    if (is_plain_text(s))
        return true;
    for (size_t i = 0; i < s.len; i++) {
        size_t len;
        switch (special[(unsigned char)s.ptr[i]]) {
        case 0:
            break;
        case 2:
            if (s.ptr[i + 1] == ' ') /* a blank is never the last one of a trimmed text */
                return false;
            break;
        case 3:
            if (wide_effect(s.ptr + i, s.len - i, &len) >= 0)
                return false;
            break;
        default:
            return false;
        }
    }
    return true;
}

/* ---- writing ------------------------------------------------------------------------------ */

static void gap(struct cleaner *c, int kind)
{
    if (kind > c->gap)
        c->gap = kind;
}

/*
 * A wrapped line goes on behind a blank; but where digits stand on both sides of the break it stays a break, so that
 * nobody takes two numbers for one.
 */
static void write_gap(struct cleaner *c, char next)
{
    bool digits = c->len && sr_is_digit((unsigned char)next) &&
                  (sr_is_digit((unsigned char)c->out[c->len - 1]) || strchr(".,", c->out[c->len - 1]));

    if (c->gap != GAP_NONE && c->len)
        c->out[c->len++] = c->gap == GAP_HARD || (c->gap == GAP_SOFT && digits) ? '\n' : ' ';
    c->gap = GAP_NONE;
}

static void put(struct cleaner *c, const char *bytes, size_t n)
{
    write_gap(c, bytes[0]);
    memcpy(c->out + c->len, bytes, n);
    c->len += n;
    c->all_bold &= c->bold > 0;
}

static void put_code(struct cleaner *c, uint32_t code)
{
    char bytes[4];
    size_t n = sr_utf8_put(code, bytes), len;
    int effect = n > 1 ? wide_effect(bytes, n, &len) : sr_is_blank((unsigned char)bytes[0]) ? GAP_BLANK : -1;

    if (effect >= 0)
        gap(c, effect);
    else
        put(c, bytes, n);
}

/* ---- emphasis ----------------------------------------------------------------------------- */

static size_t run_length(sr_slice s, size_t at)
{
    size_t n = 0;

    while (at + n < s.len && s.ptr[at + n] == s.ptr[at])
        n++;
    return n;
}

static bool is_word(sr_slice s, size_t at)
{
    unsigned char b = (unsigned char)s.ptr[at];
    return sr_is_alpha(b) || sr_is_digit(b) || b >= 0x80;
}

static bool is_blank_at(sr_slice s, size_t at)
{
    return sr_is_blank((unsigned char)s.ptr[at]);
}

/*
 * As CommonMark 6.2, but stricter: signs inside a word are text (`5*3`, `a_b`), except that ** may stand between
 * letters.
 */
static bool can_open(sr_slice s, size_t at, size_t n)
{
    if (at + n >= s.len || is_blank_at(s, at + n))
        return false;
    if (at == 0 || !is_word(s, at - 1))
        return true;
    return n == 2 && s.ptr[at] == '*' && sr_is_alpha((unsigned char)s.ptr[at - 1]) &&
           sr_is_alpha((unsigned char)s.ptr[at + n]);
}

static bool can_close(sr_slice s, size_t at, size_t n)
{
    if (at == 0 || is_blank_at(s, at - 1) || s.ptr[at - 1] == '\\')
        return false;
    if (at + n == s.len || !is_word(s, at + n))
        return true;
    return n == 2 && s.ptr[at] == '*' && sr_is_alpha((unsigned char)s.ptr[at - 1]) &&
           sr_is_alpha((unsigned char)s.ptr[at + n]);
}

/*
 * The next run of n signs at or behind from that can close; SIZE_MAX if none. Kept, so that all calls
 * together are one pass.
 */
static size_t find_close(struct cleaner *c, size_t from, char sign, size_t n)
{
    size_t *known = &c->next_close[sign == '_'][n];

    if (*known >= from && *known)
        return *known;
    for (size_t at = from; at < c->in.len;) {
        const char *p = memchr(c->in.ptr + at, sign, c->in.len - at);
        if (!p)
            break;
        at = (size_t)(p - c->in.ptr);
        size_t found = run_length(c->in, at);
        if (found == n && can_close(c->in, at, n))
            return *known = at;
        at += found;
    }
    return *known = SIZE_MAX;
}

static bool closes(struct cleaner *c, size_t n)
{
    for (size_t i = c->n_open; i-- > 0;) {
        if (c->open[i].end != c->at)
            continue;
        c->bold -= c->open[i].bold;
        c->n_open = i;
        c->at += n;
        return true;
    }
    return false;
}

static bool opens(struct cleaner *c, size_t n)
{
    if (n > RUN_MAX || c->n_open == OPEN_MAX || !can_open(c->in, c->at, n))
        return false;
    size_t end = find_close(c, c->at + n + 1, c->in.ptr[c->at], n);
    if (end == SIZE_MAX || (c->n_open && end >= c->open[c->n_open - 1].end))
        return false;
    c->open[c->n_open].end = end;
    c->open[c->n_open].n = n;
    c->open[c->n_open].bold = n >= 2;
    c->n_open++;
    c->bold += n >= 2;
    c->at += n;
    return true;
}

/* A ** that another line of the heading opens or closes. */
static bool is_half(struct cleaner *c, size_t n)
{
    if (!c->line || n != 2 || c->in.ptr[c->at] != '*' || (c->at != 0 && c->at + n != c->in.len))
        return false;
    if (c->at == 0)
        c->bold++;
    else
        c->all_bold = true;
    c->at += n;
    return true;
}

static void emphasis(struct cleaner *c)
{
    size_t n = run_length(c->in, c->at);

    if (closes(c, n) || opens(c, n) || is_half(c, n))
        return;
    put(c, c->in.ptr + c->at, n);
    c->at += n;
}

/* ---- the pieces --------------------------------------------------------------------------- */

static void tag_or_sign(struct cleaner *c)
{
    sr_tag tag;
    sr_slice inside;
    size_t n = sr_markup_tag(c->in, c->at, &tag);

    if (n == 0) {
        n = sr_markup_autolink(c->in, c->at, &inside);
        if (n)
            put(c, inside.ptr, inside.len);
        else
            put(c, c->in.ptr + c->at, n = 1);
        c->at += n;
        return;
    }
    c->at += n;
    if (tag.effect == SR_TAG_BREAK_SOFT)
        gap(c, GAP_SOFT);
    if (tag.effect == SR_TAG_BREAK_HARD)
        gap(c, GAP_HARD);
    if (tag.effect == SR_TAG_BOLD)
        c->bold += tag.closing ? -(c->bold > 0) : 1;
    /* 10<sup>3</sup> is not 103 */
    bool power = tag.effect == SR_TAG_SUPER && !tag.closing && c->gap == GAP_NONE && c->len && c->at < c->in.len &&
                 sr_is_digit((unsigned char)c->out[c->len - 1]) && sr_is_digit((unsigned char)c->in.ptr[c->at]);
    if (power)
        put(c, "^", 1);
}

/* The "!" of a picture goes, its words stay; the gap before it opens again. */
static void take_back_mark(struct cleaner *c)
{
    c->len--;
    if (c->len && sr_is_blank((unsigned char)c->out[c->len - 1]))
        gap(c, c->out[--c->len] == '\n' ? GAP_HARD : GAP_BLANK);
}

static void bracket(struct cleaner *c)
{
    size_t len, end = c->link_len ? SIZE_MAX : sr_markup_link(c->in, c->at, &len);

    if (end == SIZE_MAX) {
        put(c, "[", 1);
    } else {
        c->link_end = end;
        c->link_len = len;
        if (c->len && c->out[c->len - 1] == '!' && c->gap == GAP_NONE)
            take_back_mark(c);
    }
    c->at++;
}

/* CommonMark 2.4: a backslash before ASCII punctuation. */
static void backslash(struct cleaner *c)
{
    static const char signs[] = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";
    bool escapes = c->at + 1 < c->in.len && strchr(signs, c->in.ptr[c->at + 1]) && c->in.ptr[c->at + 1];

    c->at += escapes;
    put(c, c->in.ptr + c->at, 1);
    c->at++;
}

static void entity(struct cleaner *c)
{
    uint32_t code;
    size_t n = sr_markup_entity(c->in, c->at, &code);

    if (n)
        put_code(c, code);
    else
        put(c, "&", 1);
    c->at += n ? n : 1;
}

static void wide(struct cleaner *c)
{
    size_t len;
    int effect = wide_effect(c->in.ptr + c->at, c->in.len - c->at, &len);

    if (effect >= 0) {
        gap(c, effect);
        c->at += len;
        return;
    }
    put(c, c->in.ptr + c->at, 1);
    c->at++;
}

static void step(struct cleaner *c)
{
    char byte = c->in.ptr[c->at];

    if (c->link_len && c->at == c->link_end) {
        c->at += c->link_len;
        c->link_len = 0;
        return;
    }
    switch (byte) {
    case '<':
        tag_or_sign(c);
        return;
    case '*':
    case '_':
        emphasis(c);
        return;
    case '[':
        bracket(c);
        return;
    case '\\':
        backslash(c);
        return;
    case '&':
        entity(c);
        return;
    case '\n':
        gap(c, c->at && c->in.ptr[c->at - 1] == '\n' ? GAP_HARD : GAP_SOFT); /* an empty line: a paragraph ends */
        break;
    case '\r':
    case '\f':
        gap(c, GAP_SOFT);
        break;
    case ' ':
    case '\t':
    case '\v':
        gap(c, GAP_BLANK);
        break;
    default:
        if (special[(unsigned char)byte] == 3) {
            wide(c);
            return;
        }
        put(c, &byte, 1);
    }
    c->at++;
}

static sr_slice clean_slowly(sr_arena *arena, sr_slice in, bool line, unsigned *flags)
{
    /* Nothing grows: each piece of markup is longer than what it stands for. */
    struct cleaner c = {.in = in, .out = sr_arena_alloc(arena, in.len + 1), .line = line, .all_bold = true};

    while (c.at < in.len)
        step(&c);
    *flags = SR_CLEAN_CHANGED | (c.len && c.all_bold ? SR_CLEAN_BOLD : 0);
    c.out[c.len] = '\0';
    return (sr_slice){c.out, c.len};
}

static sr_slice clean(sr_arena *arena, sr_slice raw, bool line, unsigned *flags)
{
    unsigned ignored;

    flags = flags ? flags : &ignored;
    *flags = 0;
    if (!raw.ptr)
        return SR_LIT("");
    sr_slice text = sr_trim(raw);
    return is_clean(text) ? text : clean_slowly(arena, text, line, flags);
}

sr_slice sr_clean_text(sr_arena *arena, sr_slice raw, unsigned *flags)
{
    return clean(arena, raw, false, flags);
}

sr_slice sr_clean_line(sr_arena *arena, sr_slice raw, unsigned *flags)
{
    sr_slice text = raw.ptr ? sr_trim(raw) : SR_LIT("");
    size_t n = 0;

    while (n < text.len && text.ptr[n] == '#')
        n++;
    bool heading = n >= 1 && n <= 6 && n < text.len && text.ptr[n] == ' '; /* ##### alone is a cell that overflowed */
    return clean(arena, heading ? sr_sub(text, n, text.len) : text, true, flags);
}
