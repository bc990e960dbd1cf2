#include "importers/window.h"

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

struct sr_window {
    sr_view view; /* of current */
    sr_decoder *decoder;
    sr_doc *doc;
    sr_signs signs;
    block *current; /* being read; at the head of the used ones */
    block *spare;
    size_t held;
    uint64_t base; /* offset of current->bytes[0] in the decoded text */
    uint32_t *marks;
    size_t cap_marks;
};

/* ---- marks -------------------------------------------------------------------------------- */

static size_t scan_slow(const char *text, size_t from, size_t len, sr_signs signs, uint32_t *marks, uint64_t *nonblank)
{
    size_t n = 0;

    for (size_t i = from; i < len; i++) {
        char c = text[i];
        bool blank = (unsigned char)(c - '\t') <= '\r' - '\t';
        if (blank || c == signs.a || c == signs.b)
            marks[n++] = (uint32_t)i;
        *nonblank += !(blank || c == ' ');
    }
    return n;
}

#ifdef __SSE2__
/* Bit masks of 16 bytes: the marks; adds the blanks to *blanks, a byte a lane. */
static inline uint64_t scan_16(const char *text, __m128i a, __m128i b, __m128i *blanks)
{
    __m128i c = _mm_loadu_si128((const __m128i *)(const void *)text);
    __m128i below = _mm_sub_epi8(c, _mm_set1_epi8('\t'));
    __m128i blank = _mm_cmpeq_epi8(_mm_min_epu8(below, _mm_set1_epi8('\r' - '\t')), below);
    __m128i sign = _mm_or_si128(_mm_cmpeq_epi8(c, a), _mm_cmpeq_epi8(c, b));

    *blanks = _mm_sub_epi8(*blanks, _mm_or_si128(blank, _mm_cmpeq_epi8(c, _mm_set1_epi8(' '))));
    return (uint64_t)(unsigned)_mm_movemask_epi8(_mm_or_si128(blank, sign));
}

static size_t scan_fast(const char *text, size_t len, sr_signs signs, uint32_t *marks, size_t *n_marks,
                        uint64_t *nonblank)
{
    size_t at = 0, n = 0;
    __m128i sum = _mm_setzero_si128(), a = _mm_set1_epi8(signs.a), b = _mm_set1_epi8(signs.b);

    for (; len - at >= 64; at += 64) {
        __m128i blanks = _mm_setzero_si128();
        uint64_t bits = scan_16(text + at, a, b, &blanks);
        bits |= scan_16(text + at + 16, a, b, &blanks) << 16;
        bits |= scan_16(text + at + 32, a, b, &blanks) << 32;
        bits |= scan_16(text + at + 48, a, b, &blanks) << 48;
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

size_t sr_scan_marks(const char *text, size_t len, sr_signs signs, uint32_t *marks, uint64_t *nonblank)
{
    size_t at = 0, n = 0;

#ifdef __SSE2__
    at = scan_fast(text, len, signs, marks, &n, nonblank);
#endif
    return n + scan_slow(text, at, len, signs, marks + n, nonblank);
}

/* ---- blocks ------------------------------------------------------------------------------- */

sr_window *sr_window_new(sr_decoder *decoder, sr_doc *doc, sr_signs signs)
{
    sr_window *window = calloc(1, sizeof *window);

    if (!window)
        abort(); /* as in core/arena.h */
    window->decoder = decoder;
    window->doc = doc;
    window->signs = signs;
    window->view.bytes = "";
    return window;
}

static void free_blocks(block *b)
{
    for (block *next; b; b = next) {
        next = b->next;
        free(b);
    }
}

void sr_window_free(sr_window *window)
{
    if (!window)
        return;
    free_blocks(window->current);
    free_blocks(window->spare);
    free(window->marks);
    free(window);
}

sr_view *sr_window_view(sr_window *window)
{
    return &window->view;
}

static block *take_block(sr_window *window, size_t cap)
{
    block *b = window->spare;

    if (b && b->cap >= cap) {
        window->spare = b->next;
    } else {
        b = malloc(sizeof *b + cap);
        if (!b)
            abort();
        b->cap = cap;
    }
    window->held += b->cap;
    return b;
}

static void reserve_marks(sr_window *window, size_t cap)
{
    if (cap <= window->cap_marks)
        return;
    free(window->marks);
    window->marks = malloc(cap * sizeof *window->marks);
    if (!window->marks)
        abort();
    window->cap_marks = cap;
}

int sr_window_fill(sr_window *window, sr_error *err)
{
    sr_view *v = &window->view;
    size_t carry = v->to - v->from;
    block *b = take_block(window, carry * 2 > SR_BLOCK_BYTES ? carry * 2 : SR_BLOCK_BYTES);

    if (carry)
        memcpy(b->bytes, v->bytes + v->from, carry);
    b->next = window->current;
    window->current = b;
    window->base += v->from;
    *v = (sr_view){.bytes = b->bytes, .to = carry, .ended = v->ended};
    while (!v->ended && b->cap - v->to >= SR_DECODE_ROOM) {
        ssize_t n = sr_decoder_read(window->decoder, b->bytes + v->to, b->cap - v->to, err);
        if (n < 0)
            return -1;
        v->ended = n == 0;
        v->to += (size_t)n;
    }
    reserve_marks(window, b->cap);
    uint32_t *marks = window->marks;
    uint64_t again = 0; /* the carried bytes were counted before */
    size_t n = sr_scan_marks(b->bytes, carry, window->signs, marks, &again);
    size_t more = sr_scan_marks(b->bytes + carry, v->to - carry, window->signs, marks + n, &window->doc->total_bytes);
    for (size_t i = n; carry && i < n + more; i++)
        marks[i] += (uint32_t)carry;
    v->marks = marks;
    v->n_marks = n + more;
    return 0;
}

void sr_window_mark(sr_window *window, sr_signs signs)
{
    sr_view *v = &window->view;
    uint64_t again = 0;

    window->signs = signs;
    reserve_marks(window, v->to);
    v->marks = window->marks;
    v->n_marks = sr_scan_marks(v->bytes + v->from, v->to - v->from, signs, window->marks, &again);
    for (size_t i = 0; v->from && i < v->n_marks; i++)
        window->marks[i] += (uint32_t)v->from;
    v->at_mark = 0;
}

uint64_t sr_window_base(const sr_window *window)
{
    return window->base;
}

size_t sr_window_held(const sr_window *window)
{
    return window->held;
}

void sr_window_recycle(sr_window *window)
{
    block *used = window->current ? window->current->next : NULL;

    if (window->current)
        window->current->next = NULL;
    window->held = window->current ? window->current->cap : 0;
    for (block *next; used; used = next) {
        next = used->next;
        if (used->cap > SR_BLOCK_BYTES) { /* for one long line; the next ones are not */
            free(used);
            continue;
        }
        used->next = window->spare;
        window->spare = used;
    }
}

/* ---- places in a view --------------------------------------------------------------------- */

size_t sr_view_line_end(const sr_view *view, size_t at)
{
    size_t i = at;

    if (view->bytes[at] != '\r')
        return 1;
    while (i < view->to && i - at < RETURNS_MAX && view->bytes[i] == '\r')
        i++;
    if (i == view->to)
        return view->ended ? 1 : 0;
    return view->bytes[i] == '\n' ? i + 1 - at : 1;
}

size_t sr_view_piece(const sr_view *view)
{
    const char *bytes = view->bytes;
    size_t end = view->from + SR_PIECE_BYTES;

    for (size_t i = end; i > end - SR_PIECE_BYTES / 4; i--)
        if (bytes[i - 1] == ' ')
            return i;
    while (((unsigned char)bytes[end] & 0xC0) == 0x80)
        end--;
    return end;
}
