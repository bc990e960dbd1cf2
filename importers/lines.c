#include "importers/lines.h"

#include <stdlib.h>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

enum { RETURNS_MAX = 8 /* CR before one LF; a file of nothing but CR must not be held whole */ };

typedef struct block {
    struct block *next;
    size_t cap;
    char bytes[];
} block;

struct sr_lines {
    sr_decoder *decoder;
    sr_doc *doc;
    block *current; /* being read; at the head of the used ones */
    block *spare;
    size_t held;
    size_t from, to; /* in current: the next line begins at from, text ends at to */
    uint64_t base;   /* offset of current->bytes[0] in the decoded text */
    uint32_t *marks;
    size_t n_marks, cap_marks, at_mark; /* at_mark: the first mark at or behind from */
    uint64_t line_no;                   /* of the next line */
    bool ended;
    bool long_line; /* in the middle of a line that is too long */
};

/* What scanning found from the next line's start on. */
struct found {
    size_t end;     /* where the line ends */
    size_t skip;    /* bytes of its line end; 0 if none was found */
    size_t at_mark; /* the first mark behind it */
    uint32_t tabs, pipes;
    bool page;
};

static size_t scan_slow(const char *text, size_t from, size_t len, uint32_t *marks, uint64_t *nonblank)
{
    size_t n = 0;

    for (size_t i = from; i < len; i++) {
        unsigned char c = (unsigned char)text[i];
        bool sign = (unsigned char)(c - '\t') <= '\r' - '\t';
        if (sign || c == '|')
            marks[n++] = (uint32_t)i;
        *nonblank += !(sign || c == ' ');
    }
    return n;
}

#ifdef __SSE2__
/* Bit masks of 16 bytes: the marks; adds the blanks to *blanks, a byte a lane. */
static inline uint64_t scan_16(const char *text, __m128i *blanks)
{
    __m128i c = _mm_loadu_si128((const __m128i *)(const void *)text);
    __m128i below = _mm_sub_epi8(c, _mm_set1_epi8('\t'));
    __m128i sign = _mm_cmpeq_epi8(_mm_min_epu8(below, _mm_set1_epi8('\r' - '\t')), below);

    *blanks = _mm_sub_epi8(*blanks, _mm_or_si128(sign, _mm_cmpeq_epi8(c, _mm_set1_epi8(' '))));
    return (uint64_t)(unsigned)_mm_movemask_epi8(_mm_or_si128(sign, _mm_cmpeq_epi8(c, _mm_set1_epi8('|'))));
}

static size_t scan_fast(const char *text, size_t len, uint32_t *marks, size_t *n_marks, uint64_t *nonblank)
{
    size_t at = 0, n = 0;
    __m128i sum = _mm_setzero_si128();

    for (; len - at >= 64; at += 64) {
        __m128i blanks = _mm_setzero_si128();
        uint64_t bits = scan_16(text + at, &blanks);
        bits |= scan_16(text + at + 16, &blanks) << 16;
        bits |= scan_16(text + at + 32, &blanks) << 32;
        bits |= scan_16(text + at + 48, &blanks) << 48;
        sum = _mm_add_epi64(sum, _mm_sad_epu8(blanks, _mm_setzero_si128()));
        for (; bits; bits &= bits - 1)
            marks[n++] = (uint32_t)(at + (size_t)__builtin_ctzll(bits));
    }
    uint64_t lanes[2];
    _mm_storeu_si128((__m128i *)(void *)lanes, sum);
    *nonblank += at - lanes[0] - lanes[1];
    *n_marks = n;
    return at;
}
#endif

size_t sr_scan_marks(const char *text, size_t len, uint32_t *marks, uint64_t *nonblank)
{
    size_t at = 0, n = 0;

#ifdef __SSE2__
    at = scan_fast(text, len, marks, &n, nonblank);
#endif
    return n + scan_slow(text, at, len, marks + n, nonblank);
}

sr_lines *sr_lines_new(sr_decoder *decoder, sr_doc *doc)
{
    sr_lines *lines = calloc(1, sizeof *lines);

    if (!lines)
        abort(); /* as in core/arena.h */
    lines->decoder = decoder;
    lines->doc = doc;
    lines->line_no = 1;
    return lines;
}

static void free_blocks(block *b)
{
    for (block *next; b; b = next) {
        next = b->next;
        free(b);
    }
}

void sr_lines_free(sr_lines *lines)
{
    if (!lines)
        return;
    free_blocks(lines->current);
    free_blocks(lines->spare);
    free(lines->marks);
    free(lines);
}

static block *take_block(sr_lines *lines, size_t cap)
{
    block *b = lines->spare;

    if (b && b->cap >= cap) {
        lines->spare = b->next;
    } else {
        b = malloc(sizeof *b + cap);
        if (!b)
            abort();
        b->cap = cap;
    }
    lines->held += b->cap;
    return b;
}

static void reserve_marks(sr_lines *lines, size_t cap)
{
    if (cap <= lines->cap_marks)
        return;
    free(lines->marks);
    lines->marks = malloc(cap * sizeof *lines->marks);
    if (!lines->marks)
        abort();
    lines->cap_marks = cap;
}

/* The unfinished line moves to a new block, and text is read behind it. */
static int refill(sr_lines *lines, sr_error *err)
{
    size_t carry = lines->to - lines->from;
    block *b = take_block(lines, carry * 2 > SR_BLOCK_BYTES ? carry * 2 : SR_BLOCK_BYTES);

    if (carry)
        memcpy(b->bytes, lines->current->bytes + lines->from, carry);
    b->next = lines->current;
    lines->current = b;
    lines->base += lines->from;
    lines->from = 0;
    lines->to = carry;
    while (!lines->ended && b->cap - lines->to >= SR_DECODE_ROOM) {
        ssize_t n = sr_decoder_read(lines->decoder, b->bytes + lines->to, b->cap - lines->to, err);
        if (n < 0)
            return -1;
        lines->ended = n == 0;
        lines->to += (size_t)n;
    }
    reserve_marks(lines, b->cap);
    uint64_t again = 0; /* the carried bytes were counted before */
    lines->n_marks = sr_scan_marks(b->bytes, carry, lines->marks, &again);
    size_t more =
        sr_scan_marks(b->bytes + carry, lines->to - carry, lines->marks + lines->n_marks, &lines->doc->total_bytes);
    for (size_t i = lines->n_marks; carry && i < lines->n_marks + more; i++)
        lines->marks[i] += (uint32_t)carry;
    lines->n_marks += more;
    lines->at_mark = 0;
    return 0;
}

/* CR: alone, before LF, or several before one LF. 0 if what follows is not known yet. */
static size_t carriage_return(const sr_lines *lines, size_t at)
{
    const char *bytes = lines->current->bytes;
    size_t i = at;

    while (i < lines->to && i - at < RETURNS_MAX && bytes[i] == '\r')
        i++;
    if (i == lines->to)
        return lines->ended ? 1 : 0;
    return bytes[i] == '\n' ? i + 1 - at : 1;
}

/* Looks for the end of the next line among the marks. */
static struct found find_end(const sr_lines *lines)
{
    const char *bytes = lines->current ? lines->current->bytes : NULL;
    struct found f = {.end = lines->to};
    size_t m = lines->at_mark;

    for (; m < lines->n_marks; m++) {
        size_t at = lines->marks[m];
        switch (bytes[at]) {
        case '\t':
            f.tabs++;
            continue;
        case '|':
            f.pipes++;
            continue;
        case '\v':
            continue;
        case '\r':
            f.skip = carriage_return(lines, at);
            break;
        default:
            f.skip = 1;
            f.page = bytes[at] == '\f';
        }
        if (f.skip)
            f.end = at;
        f.at_mark = m + f.skip;
        return f;
    }
    f.at_mark = m;
    return f;
}

/* Where to cut a piece of at most SR_PIECE_BYTES: at a blank, else between characters. */
static size_t cut_piece(const sr_lines *lines)
{
    const char *bytes = lines->current->bytes;
    size_t end = lines->from + SR_PIECE_BYTES;

    for (size_t i = end; i > end - SR_PIECE_BYTES / 4; i--)
        if (bytes[i - 1] == ' ')
            return i;
    while (((unsigned char)bytes[end] & 0xC0) == 0x80)
        end--;
    return end;
}

static void give(sr_lines *lines, const struct found *f, sr_text_line *line)
{
    const char *bytes = lines->current->bytes;

    *line = (sr_text_line){.text = {bytes + lines->from, f->end - lines->from},
                           .line_no = lines->line_no,
                           .offset = lines->base + lines->from,
                           .marks = lines->marks + lines->at_mark,
                           .marks_base = bytes,
                           .n_marks = (uint32_t)(f->at_mark - lines->at_mark),
                           .tabs = f->tabs,
                           .pipes = f->pipes,
                           .page_after = f->page};
    lines->from = f->end + f->skip;
    lines->at_mark = f->at_mark;
    lines->line_no += f->skip && !f->page;
    lines->doc->lines = lines->line_no - 1 + (!f->skip && line->text.len > 0);
}

/* The next piece of a line that is too long. */
static void give_piece(sr_lines *lines, struct found f, sr_text_line *line)
{
    bool first = !lines->long_line;

    if (f.end - lines->from > SR_PIECE_BYTES) {
        f.end = cut_piece(lines);
        f.skip = 0;
        f.page = false;
        for (f.at_mark = lines->at_mark; f.at_mark < lines->n_marks && lines->marks[f.at_mark] < f.end;)
            f.at_mark++;
    }
    lines->long_line = f.skip == 0;
    give(lines, &f, line);
    line->piece = true;
    line->first_piece = first;
}

int sr_lines_next(sr_lines *lines, sr_text_line *line, sr_error *err)
{
    for (;;) {
        struct found f = find_end(lines);
        size_t len = f.end - lines->from;
        bool whole = f.skip || (lines->ended && len); /* the line's end is known */
        bool is_long = len > SR_LINE_MAX || (lines->long_line && (whole || len > SR_PIECE_BYTES));
        if (is_long) {
            give_piece(lines, f, line);
            return 1;
        }
        if (whole) {
            lines->long_line = false;
            give(lines, &f, line);
            return 1;
        }
        if (lines->ended)
            return 0;
        if (refill(lines, err) != 0)
            return -1;
    }
}

size_t sr_lines_held(const sr_lines *lines)
{
    return lines->held;
}

void sr_lines_recycle(sr_lines *lines)
{
    block *used = lines->current ? lines->current->next : NULL;

    if (lines->current)
        lines->current->next = NULL;
    lines->held = lines->current ? lines->current->cap : 0;
    for (block *next; used; used = next) {
        next = used->next;
        if (used->cap > SR_BLOCK_BYTES) { /* for one long line; the next ones are not */
            free(used);
            continue;
        }
        used->next = lines->spare;
        lines->spare = used;
    }
}
