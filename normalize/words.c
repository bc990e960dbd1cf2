#include "normalize/words.h"

#include "normalize/lexicon.h"
#include "normalize/table.h"

enum {
    SLOTS = 1 << 16,    /* of the vocabulary; a plan of a hundred pages has about 5,000 words */
    WORD_MIN = 4,       /* letters of a word worth joining */
    WORD_LETTERS = 40,  /* longer runs of letters are no word */
    PIECES = 3,         /* of one word */
    CELL_BYTES = 2000,  /* a longer cell is prose set in a wide column */
    ENDING_LETTERS = 3, /* of an ending that was broken off */
    COMMON = 3,         /* a piece that stands so often by itself, and is ... */
    COMMON_LETTERS = 4, /* ... so long, is a word */
};

typedef struct entry {
    uint64_t hash; /* 0 = free */
    uint32_t count;
} entry;

struct sr_words {
    entry slots[SLOTS];
    uint32_t n;
};

static bool is_letter(unsigned char c)
{
    return sr_is_alpha(c) || c >= 0x80;
}

static uint64_t hash_on(uint64_t h, sr_slice piece)
{
    for (size_t i = 0; i < piece.len; i++)
        h = (h ^ sr_lower((unsigned char)piece.ptr[i])) * 0x100000001b3u;
    return h;
}

enum { SEED = 0x2545f491 };

static entry *find(const sr_words *words, uint64_t hash)
{
    hash = hash ? hash : 1;
    for (uint64_t i = hash;; i++) {
        const entry *e = &words->slots[i % SLOTS];
        if (e->hash == hash || e->hash == 0)
            return (entry *)(uintptr_t)e;
    }
}

static void learn_word(sr_words *words, sr_slice word)
{
    uint64_t hash = hash_on(SEED, word);
    entry *e = find(words, hash);

    if (e->hash == 0) {
        if (words->n >= SLOTS / 2)
            return;
        e->hash = hash ? hash : 1;
        words->n++;
    }
    e->count++;
}

/* The next run of letters from *at on; false at the end. */
static bool next_word(sr_slice text, size_t *at, sr_slice *word)
{
    while (*at < text.len && !is_letter((unsigned char)text.ptr[*at]))
        ++*at;
    size_t from = *at;
    while (*at < text.len && is_letter((unsigned char)text.ptr[*at]))
        ++*at;
    if (*at == from)
        return false;
    *word = sr_sub(text, from, *at);
    return true;
}

static void learn_text(sr_words *words, sr_slice text)
{
    sr_slice word;

    for (size_t at = 0; next_word(text, &at, &word);)
        if (word.len <= WORD_LETTERS)
            learn_word(words, word);
}

sr_words *sr_words_learn(sr_doc *doc)
{
    sr_words *words = SR_NEW(&doc->batch, sr_words);

    for (size_t b = 0; b < doc->n_blocks; b++)
        learn_text(words, doc->blocks[b].text);
    for (size_t t = 0; t < doc->n_tables; t++)
        for (size_t r = 0; r < doc->tables[t]->n_rows; r++) {
            sr_row *row = doc->tables[t]->rows[r];
            sr_row_clean(doc, row);
            for (uint32_t i = 0; i < row->n; i++)
                learn_text(words, sr_cell_text(&row->cells[i]));
        }
    return words;
}

/* The piece is a word by itself: a small word, or a common long one. */
static bool is_whole(const sr_words *words, sr_slice piece, uint32_t joined)
{
    uint32_t count = find(words, hash_on(SEED, piece))->count;
    bool open = sr_text_is(piece, SR_WORD_OPEN);

    if (!open && piece.len <= ENDING_LETTERS &&
        piece.ptr[0] >= 'a') /* "an", "nya": however often words were broken there */
        return false;
    return open || count > joined || (piece.len >= COMMON_LETTERS && count >= COMMON && count * 2 > joined);
}

/* The pieces are one word: it stands elsewhere, and at least one of them is no word. */
static bool are_one(const sr_words *words, const sr_slice *piece, size_t n)
{
    uint64_t hash = SEED;
    size_t letters = 0, whole = 0;

    for (size_t i = 0; i < n; i++) {
        bool small = piece[i].ptr[0] >= 'a' && piece[i].ptr[0] <= 'z';
        bool capitals = piece[i].ptr[0] >= 'A' && piece[i].ptr[0] <= 'Z' && piece[0].len > 1 && piece[0].ptr[1] <= 'Z';
        if (i > 0 && !small && !capitals)
            return false;
        hash = hash_on(hash, piece[i]);
        letters += piece[i].len;
    }
    uint32_t joined = find(words, hash)->count;
    if (letters < WORD_MIN || letters > WORD_LETTERS || joined == 0)
        return false;
    for (size_t i = 0; i < n; i++)
        whole += is_whole(words, piece[i], joined);
    bool capital = piece[n - 1].ptr[0] >= 'A' && piece[n - 1].ptr[0] <= 'Z';
    if (capital && piece[0].len >= COMMON_LETTERS && piece[n - 1].len >= COMMON_LETTERS && joined < COMMON)
        return false; /* two words that someone once wrote as one */
    bool ending = piece[n - 1].len <= ENDING_LETTERS && !is_whole(words, piece[n - 1], joined);
    return (whole * 2 < n || (whole < n && ending)) && !sr_text_is(piece[0], SR_WORD_OPEN);
}

/* Pieces with one blank between them, from at on; at most PIECES. */
static size_t take_pieces(sr_slice text, size_t at, sr_slice piece[PIECES])
{
    size_t n = 0;

    while (n < PIECES && at < text.len && is_letter((unsigned char)text.ptr[at])) {
        next_word(text, &at, &piece[n++]);
        if (at + 1 >= text.len || text.ptr[at] != ' ')
            break;
        at++;
    }
    return n;
}

bool sr_words_mend(const sr_words *words, sr_arena *arena, sr_cell *cell)
{
    sr_slice text = sr_cell_text(cell), piece[PIECES];
    char *out = NULL;
    size_t to = 0, from = 0;

    if (text.len < WORD_MIN || text.len > CELL_BYTES || !memchr(text.ptr, ' ', text.len))
        return false;
    for (size_t at = 0; at < text.len;) {
        size_t n = take_pieces(text, at, piece);
        while (n > 1 && !are_one(words, piece, n))
            n--;
        if (n > 1) {
            out = out ? out : sr_arena_alloc(arena, text.len);
            memcpy(out + to, text.ptr + from, at - from);
            to += at - from;
            for (size_t i = 0; i < n; i++) {
                memcpy(out + to, piece[i].ptr, piece[i].len);
                to += piece[i].len;
            }
            at = from = (size_t)(piece[n - 1].ptr - text.ptr) + piece[n - 1].len;
            continue;
        }
        at += n ? piece[0].len : 1;
    }
    if (!out)
        return false;
    memcpy(out + to, text.ptr + from, text.len - from);
    cell->text = out;
    cell->text_len = (uint32_t)(to + text.len - from);
    return true;
}
