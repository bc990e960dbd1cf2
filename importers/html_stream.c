#include "importers/html_stream.h"

#include "importers/faults.h"
#include "importers/html_refs.h"
#include "importers/html_tag.h"

#include <libxml/HTMLparser.h>
#include <pthread.h>
#include <stdlib.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

enum {
    CHUNK_BYTES = 16 * 1024, /* given to libxml2 at a time; it compares every attribute of a tag with every other */
    UNTOLD_MAX = 16 * 1024,  /* a tag, comment or text that is longer is read without libxml2, which would hold it */
    WINDOW_BYTES = UNTOLD_MAX + CHUNK_BYTES + SR_DECODE_ROOM,
    CACHE_BITS = 10,
};

/* Where libxml2 stands, its stack is never empty: below it, it would end the document at the first table's end. */
static const char root[] = "<saring-root>";

/* What is being passed over without libxml2. */
typedef enum skip { SKIP_NONE, SKIP_COMMENT, SKIP_BOGUS, SKIP_RAW, SKIP_TAG } skip;

/* What a name of libxml2's dictionary means. Its strings are unique, so the pointer is the key. */
typedef struct known {
    const xmlChar *name;
    uint8_t element, attr;
} known;

typedef struct stream {
    sr_decoder *decoder;
    sr_doc *doc;
    const sr_html_handler *handler;
    void *context;
    htmlParserCtxtPtr parser;
    char *bytes; /* [from, to): not told yet */
    size_t from, to;
    uint64_t base;    /* offset of bytes[0] in the decoded text */
    uint64_t origin;  /* offset at which libxml2 began */
    uint64_t line_no; /* at from */
    char last;        /* the byte before from */
    bool again;       /* libxml2 has to begin anew at from */
    bool ended;       /* the source has no more */
    bool said;        /* D015 */
    sr_faults faults;
    uint64_t fault_at; /* offset of the next place that did not decode */
    skip skipping;
    sr_html_element raw; /* the script or style that is open, else 0 */
    sr_html_scan scan;   /* of SKIP_TAG */
    char copy[SR_HTML_COPY_BYTES];
    sr_html_start start;
    uint8_t set[SR_ATTR_COUNT]; /* the attributes that start has */
    uint8_t n_set;
    known cache[1 << CACHE_BITS];
} stream;

/* ---- telling ------------------------------------------------------------------------------ */

static sr_html_place place(const stream *s)
{
    return (sr_html_place){s->line_no, s->base + s->from};
}

/* Blanks and line ends of bytes[*from, upto), as far as it goes fast; the rest is left. */
static uint64_t count_fast(const char *bytes, size_t *from, size_t upto, uint64_t *lines)
{
    uint64_t all_blanks = 0;
#ifdef __SSE2__
    while (upto - *from >= 16) {
        __m128i blanks = _mm_setzero_si128(), ends = blanks, zero = blanks, returns = blanks;
        size_t stop = *from + 255 * 16 < upto - 15 ? *from + 255 * 16 : upto - 15; /* a lane counts to 255 */
        for (; *from < stop; *from += 16) {
            __m128i c = _mm_loadu_si128((const __m128i *)(const void *)(bytes + *from));
            __m128i below = _mm_sub_epi8(c, _mm_set1_epi8('\t'));
            __m128i sign = _mm_cmpeq_epi8(_mm_min_epu8(below, _mm_set1_epi8('\r' - '\t')), below);
            returns = _mm_cmpeq_epi8(c, _mm_set1_epi8('\r'));
            if (_mm_movemask_epi8(returns))
                break; /* whether it ends a line depends on what is beside it */
            blanks = _mm_sub_epi8(blanks, _mm_or_si128(sign, _mm_cmpeq_epi8(c, _mm_set1_epi8(' '))));
            ends = _mm_sub_epi8(ends, _mm_cmpeq_epi8(c, _mm_set1_epi8('\n')));
        }
        uint64_t sums[4];
        _mm_storeu_si128((__m128i *)(void *)sums, _mm_sad_epu8(blanks, zero));
        _mm_storeu_si128((__m128i *)(void *)(sums + 2), _mm_sad_epu8(ends, zero));
        all_blanks += sums[0] + sums[1];
        *lines += sums[2] + sums[3];
        if (_mm_movemask_epi8(returns))
            break;
    }
#endif
    return all_blanks;
}

static uint64_t take_clean(stream *s, size_t upto)
{
    size_t from = s->from, at = from;

    if (upto <= from)
        return 0;
    uint64_t blanks = 0;
    if (s->bytes[at] != '\n') /* it may belong to a CR before */
        blanks = count_fast(s->bytes, &at, upto, &s->line_no);
    for (; at < upto; at++) {
        unsigned char c = (unsigned char)s->bytes[at];
        if (c > ' ')
            continue;
        blanks += sr_is_blank(c);
        if (c == '\n' || c == '\r')
            s->line_no += !(c == '\n' && (at > from ? s->bytes[at - 1] : s->last) == '\r');
    }
    s->last = s->bytes[upto - 1];
    s->from = upto;
    return upto - from - blanks;
}

static void find_fault(stream *s)
{
    size_t n;
    uint64_t all;
    const sr_fault *faults = sr_decoder_faults(s->decoder, &n, &all);

    s->fault_at = s->faults.at < n ? faults[s->faults.at].offset : UINT64_MAX;
}

/* Moves on to upto; the non-blank bytes on the way. CR, LF and CR LF end a line. */
static uint64_t take(stream *s, size_t upto)
{
    uint64_t bytes = 0;

    while (s->fault_at < s->base + upto) { /* told at its line */
        bytes += s->fault_at > s->base ? take_clean(s, (size_t)(s->fault_at - s->base)) : 0;
        sr_faults_before(&s->faults, s->fault_at + 1, s->line_no);
        find_fault(s);
    }
    return bytes + take_clean(s, upto);
}

static void take_markup(stream *s, size_t upto)
{
    sr_doc_account(s->doc, SR_ACCOUNT_MARKUP, take(s, upto));
}

/* Text without '<', references resolved. May take a reference's semicolon beyond upto. */
static void tell_text(stream *s, size_t upto)
{
    while (s->from < upto) {
        sr_html_place at = place(s);
        sr_slice rest = {s->bytes + s->from, upto - s->from};
        const char *sign = memchr(rest.ptr, '&', rest.len);
        char out[4];
        size_t n, len;
        if (sign != rest.ptr) {
            rest.len = sign ? (size_t)(sign - rest.ptr) : rest.len;
            s->handler->text(s->context, rest, take(s, s->from + rest.len), at);
            continue;
        }
        if (!s->ended && s->to - s->from < SR_HTML_REF_BYTES)
            return; /* it may go on in the next window */
        len = sr_html_ref((sr_slice){rest.ptr, s->to - s->from}, out, &n);
        sr_slice text = len ? (sr_slice){out, n} : sr_sub(rest, 0, 1);
        uint64_t all = take(s, s->from + (len ? len : 1)), own = sr_nonblank(text);
        sr_doc_account(s->doc, SR_ACCOUNT_MARKUP, all - own);
        s->handler->text(s->context, text, own, at);
    }
}

/* Text in which '<' is a sign like others. */
static void tell_raw(stream *s, size_t upto)
{
    if (sr_html_flags(s->raw) & SR_HTML_REFS) {
        tell_text(s, upto);
        return;
    }
    sr_html_place at = place(s);
    sr_slice text = {s->bytes + s->from, upto - s->from};

    if (text.len)
        s->handler->text(s->context, text, take(s, upto), at);
}

static void tell_start(stream *s, size_t upto)
{
    s->start.at = place(s);
    take_markup(s, upto);
    s->handler->start(s->context, &s->start);
}

static void tell_end(stream *s, sr_html_element element, size_t upto)
{
    sr_html_place at = place(s);

    take_markup(s, upto);
    if (element == s->raw)
        s->raw = SR_EL_OTHER;
    s->handler->end(s->context, element, at);
}

/* ---- what the source itself says ---------------------------------------------------------- */

static bool is_at(const stream *s, size_t at, sr_slice text)
{
    return s->to - at >= text.len && memcmp(s->bytes + at, text.ptr, text.len) == 0;
}

static bool letter_at(const stream *s, size_t at)
{
    return at < s->to && sr_is_alpha((unsigned char)s->bytes[at]);
}

static sr_slice name_at(const stream *s, size_t at)
{
    return sr_html_tag_name((sr_slice){s->bytes + at, s->to - at});
}

static size_t find(const stream *s, size_t from, size_t upto, char c)
{
    const char *p = from < upto ? memchr(s->bytes + from, c, upto - from) : NULL;

    return p ? (size_t)(p - s->bytes) : SIZE_MAX;
}

/* Behind the "-->" or "--!>" of the comment whose "<!--" is at from; SIZE_MAX if it does not end before upto. */
static size_t comment_end(const stream *s, size_t from, size_t upto)
{
    if (is_at(s, from + 4, SR_LIT(">")))
        return from + 5;
    if (is_at(s, from + 4, SR_LIT("->")))
        return from + 6;
    for (size_t at = from + 4; (at = find(s, at, upto, '>')) != SIZE_MAX; at++) {
        const char *end = s->bytes + at;
        if ((at >= from + 6 && end[-1] == '-' && end[-2] == '-') ||
            (at >= from + 7 && end[-1] == '!' && end[-2] == '-' && end[-3] == '-'))
            return at + 1;
    }
    return SIZE_MAX;
}

/* Behind the start tag at from; SIZE_MAX if it does not end before upto. */
static size_t start_end(const stream *s, size_t from, size_t upto)
{
    sr_html_scan scan = {0};
    size_t n = sr_html_scan_tag(&scan, (sr_slice){s->bytes + from, upto - from});

    return scan.done ? from + n : SIZE_MAX;
}

/* One construct that begins with '<', whole before upto; false if it is not. Start tags are not told. */
static bool pass_sign(stream *s, size_t upto)
{
    enum { SIGNS = 4 /* "<!--" */ };
    size_t from = s->from, end;

    if (s->to - from < SIGNS && !s->ended)
        return false;
    if (letter_at(s, from + 1)) {
        end = start_end(s, from, upto);
    } else if (is_at(s, from, SR_LIT("<!--"))) {
        end = comment_end(s, from, upto);
    } else if (is_at(s, from, SR_LIT("</")) && letter_at(s, from + 2)) {
        end = find(s, from, upto, '>');
        if (end != SIZE_MAX)
            tell_end(s, sr_html_element_of(name_at(s, from + 2)), end + 1);
        return end != SIZE_MAX;
    } else if (from + 1 < s->to && strchr("!?/", s->bytes[from + 1])) {
        /* a comment that is none: up to the next '>', also beyond what libxml2 took it for */
        end = find(s, from, s->to, '>');
        if (end == SIZE_MAX)
            s->skipping = SKIP_BOGUS;
        end = end == SIZE_MAX ? s->to : end + 1;
    } else {
        tell_raw(s, from + 1);
        return true;
    }
    if (end == SIZE_MAX)
        return false;
    take_markup(s, end);
    return true;
}

/* Whether the name stands there; libxml2 has it in lower case. */
static bool is_name(const stream *s, size_t at, const xmlChar *name)
{
    for (; *name; name++, at++)
        if (at >= s->to || sr_lower((unsigned char)s->bytes[at]) != *name)
            return false;
    return at < s->to && !sr_is_alpha((unsigned char)s->bytes[at]) && !sr_is_digit((unsigned char)s->bytes[at]);
}

/* Whether the start tag of this name is at from. */
static bool is_start(const stream *s, const xmlChar *name)
{
    return s->bytes[s->from] == '<' && is_name(s, s->from + 1, name);
}

/* A start tag that is whole before upto, but of which libxml2 does not tell. */
static void pass_start(stream *s, size_t upto)
{
    sr_html_element element = sr_html_element_of(name_at(s, s->from + 1));

    /* The second <html>, <head> or <body> means nothing; anything else libxml2 took for another thing. */
    if (element == SR_EL_HTML || element == SR_EL_HEAD || element == SR_EL_BODY)
        take_markup(s, start_end(s, s->from, upto));
    else
        s->again = true;
}

/*
 * Tells what stands before upto and was not told: text, and end tags that libxml2 passed over. Stops at a tag of this
 * name (may be NULL), and at what is not whole. True if it stands at that tag.
 */
static bool catch_up(stream *s, size_t upto, const xmlChar *name)
{
    while (s->from < upto && !s->skipping && !s->again) {
        if (s->bytes[s->from] != '<') {
            size_t sign = find(s, s->from, upto, '<'), stop = sign == SIZE_MAX ? upto : sign;
            tell_text(s, stop);
            if (s->from < stop)
                return false;
            continue;
        }
        if (name && (*name == '!' ? is_at(s, s->from, SR_LIT("<!--")) : is_start(s, name)))
            return true;
        if (letter_at(s, s->from + 1) && start_end(s, s->from, upto) != SIZE_MAX)
            pass_start(s, upto);
        else if (!pass_sign(s, upto))
            return false;
    }
    return false;
}

/* ---- libxml2's events --------------------------------------------------------------------- */

/* How far libxml2 has read. */
static size_t position(const stream *s)
{
    const xmlParserInput *in = s->parser->input;
    uint64_t at = s->origin + in->consumed + (uint64_t)(in->cur - in->base);

    at = at > s->base + sizeof root - 1 ? at - (sizeof root - 1) - s->base : 0;
    return at < s->to ? (size_t)at : s->to;
}

static known *know(stream *s, const xmlChar *name)
{
    known *k = &s->cache[(uint64_t)(uintptr_t)name * 0x9E3779B97F4A7C15U >> (64 - CACHE_BITS)];

    if (k->name != name) {
        sr_slice text = sr_str((const char *)name);
        *k = (known){name, (uint8_t)sr_html_element_of(text), (uint8_t)sr_html_attr_of(text)};
    }
    return k;
}

static void set_attrs(stream *s, const xmlChar **atts)
{
    while (s->n_set)
        s->start.attrs[s->set[--s->n_set]] = (sr_slice){NULL, 0};
    for (; atts && *atts; atts += 2) {
        sr_html_attr attr = know(s, atts[0])->attr;
        if (!attr || s->start.attrs[attr].ptr)
            continue;
        s->start.attrs[attr] = atts[1] ? sr_str((const char *)atts[1]) : SR_LIT("");
        s->set[s->n_set++] = (uint8_t)attr;
    }
}

/* libxml2 misses the end of a script where its input is cut there: what it would tell from here on does not count. */
static void begin_raw(stream *s)
{
    s->raw = s->start.element;
    s->skipping = SKIP_RAW;
    s->again = true;
    if (s->parser)
        xmlStopParser(s->parser);
}

static void on_start(void *context, const xmlChar *name, const xmlChar **atts)
{
    stream *s = context;
    size_t at = position(s);

    if (s->again || at <= s->from || !catch_up(s, at, name))
        return;
    bool alone = is_at(s, at, SR_LIT("/>"));
    if (!alone && !is_at(s, at, SR_LIT(">")))
        return; /* cut off by the end of the document */
    s->start.element = know(s, name)->element;
    set_attrs(s, atts);
    tell_start(s, at + 1 + alone);
    unsigned flags = sr_html_flags(s->start.element);
    if (alone && flags & (SR_HTML_DROP | SR_HTML_RAW)) /* <script src="..."/> as XHTML has it */
        s->handler->end(s->context, s->start.element, place(s));
    else if (flags & SR_HTML_RAW)
        begin_raw(s);
}

static void on_end(void *context, const xmlChar *name)
{
    stream *s = context;
    size_t at = position(s), from = s->from;

    if (s->again || at <= from)
        return;
    if (is_at(s, from, SR_LIT("</")) && s->bytes[at - 1] == '>' && is_name(s, from + 2, name))
        tell_end(s, (sr_html_element)know(s, name)->element, at);
    else
        catch_up(s, at, NULL);
}

static void on_text(void *context, const xmlChar *text, int len)
{
    stream *s = context;
    size_t at = position(s);

    (void)text;
    (void)len;
    if (!s->again)
        catch_up(s, at, NULL);
}

/* libxml2 takes `<!-->` for the begin of a comment; the standard says that it ends there. */
static void on_comment(void *context, const xmlChar *text)
{
    stream *s = context;
    size_t at = position(s);

    (void)text;
    if (s->again)
        return;
    catch_up(s, at, BAD_CAST "!--");
    if (s->from >= at || !is_at(s, s->from, SR_LIT("<!--")))
        return;
    size_t end = comment_end(s, s->from, at);
    take_markup(s, end < at ? end : at);
    s->again = end < at;
}

static void on_error(void *context, xmlErrorPtr error)
{
    (void)context;
    (void)error;
}

/* ---- libxml2's parser --------------------------------------------------------------------- */

static void initialize(void)
{
    xmlInitParser();
}

static htmlParserCtxtPtr new_parser(void *context, startElementSAXFunc start, bool all)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    xmlSAXHandler sax = {.startElement = start, .serror = on_error, .initialized = XML_SAX2_MAGIC};

    if (all) {
        sax.endElement = on_end;
        sax.characters = sax.ignorableWhitespace = on_text;
        sax.comment = on_comment;
    }
    pthread_once(&once, initialize);
    htmlParserCtxtPtr parser = htmlCreatePushParserCtxt(&sax, context, NULL, 0, NULL, XML_CHAR_ENCODING_UTF8);
    if (!parser)
        abort(); /* as in core/arena.h */
    htmlCtxtUseOptions(parser, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NOIMPLIED |
                                   HTML_PARSE_NONET | HTML_PARSE_NODEFDTD | HTML_PARSE_IGNORE_ENC);
    parser->charset = XML_CHAR_ENCODING_UTF8;
    return parser;
}

/*
 * The window goes through a parser of its own, as if it were the whole document: so libxml2 waits for nothing, keeps no
 * name and no open element of a hostile page, and what it makes of the window's end does not count: what is not whole
 * there is told with the next window. Where it read to, in *end.
 */
static void parse_window(stream *s, size_t *end)
{
    memset(s->cache, 0, sizeof s->cache);
    s->again = true; /* nothing is told while the root goes in */
    s->parser = new_parser(s, on_start, true);
    htmlParseChunk(s->parser, root, sizeof root - 1, 0);
    s->again = false;
    s->origin = s->base + s->from;
    htmlParseChunk(s->parser, s->bytes + s->from, (int)(s->to - s->from), 1);
    *end = s->again ? s->from : position(s);
    htmlFreeParserCtxt(s->parser);
    s->parser = NULL;
}

/* ---- without libxml2 ---------------------------------------------------------------------- */

static void on_copied_start(void *context, const xmlChar *name, const xmlChar **atts)
{
    stream *s = context;
    sr_html_element element = know(s, name)->element;

    if (element != s->start.element)
        return;
    set_attrs(s, atts);
    s->handler->start(s->context, &s->start);
}

/* The tag that was too long, without its long values, goes through a parser of its own. */
static void tell_scanned(stream *s)
{
    sr_slice copy = {s->copy, s->scan.n_copied};

    s->start.element = sr_html_element_of(sr_html_tag_name(sr_sub(copy, 1, copy.len)));
    if (s->start.element == SR_EL_OTHER)
        return;
    memset(s->cache, 0, sizeof s->cache);
    htmlParserCtxtPtr parser = new_parser(s, on_copied_start, false);
    htmlParseChunk(parser, root, sizeof root - 1, 0);
    htmlParseChunk(parser, copy.ptr, (int)copy.len, 0);
    htmlParseChunk(parser, ">", 1, 1);
    htmlFreeParserCtxt(parser);
    memset(s->cache, 0, sizeof s->cache);
    if (sr_html_flags(s->start.element) & SR_HTML_RAW)
        begin_raw(s);
}

/* Where the end tag of the open script or style begins; SIZE_MAX if not before to. */
static size_t raw_end(const stream *s)
{
    sr_slice name = sr_str(sr_html_element_name(s->raw));

    for (size_t at = s->from; (at = find(s, at, s->to, '<')) != SIZE_MAX; at++) {
        sr_slice rest = {s->bytes + at, s->to - at};
        if (rest.len > name.len + 2 && rest.ptr[1] == '/' && sr_eq_nocase(sr_sub(rest, 2, name.len + 2), name) &&
            !sr_is_alpha((unsigned char)rest.ptr[name.len + 2]))
            return at;
    }
    return SIZE_MAX;
}

/* Passes over what skipping says, as far as the window goes. */
static void skip_on(stream *s)
{
    enum { TAIL = 16 /* an end sign may be cut by the window's end */ };
    size_t tail = s->ended || s->to - s->from < TAIL ? 0 : TAIL, end;

    switch (s->skipping) {
    case SKIP_NONE:
        return;
    case SKIP_BOGUS:
        end = find(s, s->from, s->to, '>');
        take_markup(s, end == SIZE_MAX ? s->to : end + 1);
        s->skipping = end == SIZE_MAX ? SKIP_BOGUS : SKIP_NONE;
        return;
    case SKIP_COMMENT: /* from is never before the sixth byte of the comment */
        end = SIZE_MAX;
        for (size_t at = s->from; end == SIZE_MAX && (at = find(s, at, s->to, '>')) != SIZE_MAX; at++)
            if (at >= s->from + 2 && s->bytes[at - 1] == '-' && s->bytes[at - 2] == '-')
                end = at + 1;
            else if (at >= s->from + 3 && s->bytes[at - 1] == '!' && s->bytes[at - 2] == '-' && s->bytes[at - 3] == '-')
                end = at + 1;
        take_markup(s, end == SIZE_MAX ? s->to - tail : end);
        s->skipping = end == SIZE_MAX ? SKIP_COMMENT : SKIP_NONE;
        return;
    case SKIP_RAW:
        end = raw_end(s);
        tell_raw(s, end == SIZE_MAX ? s->to - tail : end);
        s->skipping = s->from == end ? SKIP_NONE : SKIP_RAW; /* a reference may go on in the next window */
        return;
    case SKIP_TAG:
        take_markup(s, s->from + sr_html_scan_tag(&s->scan, (sr_slice){s->bytes + s->from, s->to - s->from}));
        if (s->scan.done) {
            s->skipping = SKIP_NONE;
            tell_scanned(s);
        }
    }
}

static void say_long(stream *s)
{
    if (s->said)
        return;
    s->said = true;
    sr_doc_finding(s->doc, SR_D015,
                   "The tag at line %llu is longer than %d bytes; its long attributes were passed over.",
                   (unsigned long long)s->line_no, UNTOLD_MAX)
        ->line_no = s->line_no;
}

/* Where to cut a text that has no end in sight: not in a reference, not in a character. */
static size_t cut_text(const stream *s)
{
    size_t end = find(s, s->from, s->to, '<');

    if (end != SIZE_MAX)
        return end;
    end = s->to;
    for (size_t i = 1; i <= SR_HTML_REF_BYTES && s->from + i < end && !s->ended; i++)
        if (s->bytes[end - i] == '&')
            return end - i;
    while (end > s->from + 1 && !s->ended && ((unsigned char)s->bytes[end - 1] & 0xC0) == 0x80)
        end--;
    return end - (end > s->from + 1 && (unsigned char)s->bytes[end - 1] >= 0xC0);
}

/* What stands at from is too much for libxml2, or libxml2 does not get on: it is taken without it. */
static void go_alone(stream *s)
{
    if (s->bytes[s->from] != '<') {
        tell_text(s, cut_text(s));
    } else if (letter_at(s, s->from + 1)) {
        s->start.at = place(s);
        s->skipping = SKIP_TAG;
        s->scan = (sr_html_scan){.copy = s->copy};
        if (s->to - s->from > UNTOLD_MAX && start_end(s, s->from, s->to) == SIZE_MAX)
            say_long(s);
    } else if (is_at(s, s->from, SR_LIT("<!--")) && comment_end(s, s->from, s->to) == SIZE_MAX) {
        s->skipping = SKIP_COMMENT;
        take_markup(s, s->from + 4);
    } else if (!pass_sign(s, s->to)) { /* an end tag without its end */
        sr_html_element element = sr_html_element_of(name_at(s, s->from + 2));
        tell_end(s, element, s->to);
        s->skipping = SKIP_BOGUS;
    }
}

/* ---- reading ------------------------------------------------------------------------------ */

/* One round over the window. True if there is more to do in it. */
static bool work(stream *s)
{
    size_t end, before;

    if (s->skipping)
        skip_on(s);
    if (s->skipping || s->from == s->to)
        return false;
    before = s->from;
    parse_window(s, &end);
    if (!s->again)
        catch_up(s, end, NULL);
    if (s->skipping || (s->again && s->from > before))
        return true;
    size_t left = s->to - s->from;
    /* Not whole and too long, or a place where libxml2 does not get on. */
    bool stuck = end < s->to && s->from == end && left > SR_HTML_REF_BYTES && !s->ended;
    if (left && (left > UNTOLD_MAX || s->again || stuck)) {
        if (s->from == before || left > UNTOLD_MAX)
            go_alone(s);
        return s->from > before || s->skipping;
    }
    return false;
}

static ssize_t fill(stream *s, sr_error *err)
{
    memmove(s->bytes, s->bytes + s->from, s->to - s->from);
    s->base += s->from;
    s->to -= s->from;
    s->from = 0;
    ssize_t n = sr_decoder_read(s->decoder, s->bytes + s->to, CHUNK_BYTES, err);
    if (n < 0)
        return -1;
    s->doc->total_bytes += sr_nonblank((sr_slice){s->bytes + s->to, (size_t)n});
    s->to += (size_t)n;
    s->ended = n == 0;
    find_fault(s);
    return n;
}

/* What is left at the end of the document has no end: a tag or a comment is markup, anything else is text. */
static void finish(stream *s)
{
    while (s->from < s->to) {
        if (s->raw)
            tell_raw(s, s->to);
        else if (s->bytes[s->from] != '<' || s->from + 1 == s->to)
            tell_text(s, s->to);
        else if (s->skipping || !pass_sign(s, s->to))
            take_markup(s, s->to);
    }
}

int sr_html_read(sr_decoder *decoder, sr_doc *doc, const sr_html_handler *handler, void *context, sr_error *err)
{
    stream s = {.decoder = decoder, .doc = doc, .handler = handler, .context = context};
    int rc = -1;

    s.line_no = doc->lines + 1;
    s.faults = (sr_faults){.decoder = decoder, .doc = doc};
    s.bytes = malloc(WINDOW_BYTES);
    if (!s.bytes)
        abort();
    do {
        if (fill(&s, err) < 0)
            goto cleanup;
        while (work(&s))
            ;
        if (s.ended)
            finish(&s);
        doc->lines = s.line_no; /* where a part goes on in the next batch */
        if ((rc = handler->pause(context, place(&s), err)) != 0)
            goto cleanup;
    } while (!s.ended);
    doc->lines = s.line_no - (s.last == '\0' || s.last == '\n' || s.last == '\r');
    sr_faults_end(&s.faults);
    rc = 0;
cleanup:
    free(s.bytes);
    return rc;
}
