/*
 * What the lines of a document teach about its words: which of them begin cells, which stand inside, which follow each
 * other. A cell that begins with "Penyediaan" is common, one that goes on with it is rare; "Bahan Logistik" was seen on
 * one line, so a line that ends with "Bahan" goes on in one that begins with "Logistik". Counted are only places that
 * are sure whatever the rows turn out to be.
 */
#include "importers/aligned_parts.h"

/* Tables of so many slots, where the last comer keeps a slot. */
enum { WORD_SLOTS = 2048, PAIR_SLOTS = 8192 };
/* Prices, in those of the grouping of lines: a doubling of the odds, the most that a word says, a pair that was seen.
 */
enum { PRICE_BIT = 3, PRICE_WORD_MOST = 12, PRICE_PAIR = 15, PRICE_CAPITALS = 9 };
/* Letters of a word in capitals that is no abbreviation. */
enum { CAPITALS = 5 };

typedef struct sr_word {
    uint32_t hash, starts, inside;
} sr_word;

typedef struct sr_words_seen {
    uint32_t starts, inside; /* of all words */
    sr_word words[WORD_SLOTS];
    uint32_t pairs[PAIR_SLOTS];
} sr_words_seen;

/* FNV-1a; all digits are one, so that codes of one form are one word. */
static uint32_t hash_of(uint32_t hash, sr_slice word)
{
    for (size_t i = 0; i < word.len; i++) {
        unsigned char c = (unsigned char)word.ptr[i];

        hash = (hash ^ (sr_is_digit(c) ? '0' : c)) * 16777619u;
    }
    return hash;
}

static uint32_t hash_word(sr_slice word)
{
    return hash_of(2166136261u, word);
}

static uint32_t hash_pair(uint32_t first, sr_slice second)
{
    uint32_t hash = hash_of((first ^ ' ') * 16777619u, second);

    return hash ? hash : 1;
}

static void count(sr_words_seen *w, uint32_t hash, bool starts)
{
    sr_word *word = &w->words[hash % WORD_SLOTS];

    if (word->hash != hash)
        *word = (sr_word){.hash = hash};
    *(starts ? &word->starts : &word->inside) += 1;
    *(starts ? &w->starts : &w->inside) += 1;
}

static sr_words_seen *words_of(sr_doc *doc)
{
    if (!doc->aligned_words)
        doc->aligned_words = SR_NEW(&doc->arena, sr_words_seen);
    return doc->aligned_words;
}

void sr_aligned_learn(sr_doc *doc, sr_slice line, sr_cell_line where)
{
    sr_words_seen *w = words_of(doc);
    uint32_t before = 0;

    for (size_t i = 0, end; i < line.len; i = end + 1) {
        for (end = i; end < line.len && !sr_is_blank((unsigned char)line.ptr[end]);)
            end++;
        if (end == i)
            continue;
        sr_slice word = sr_sub(line, i, end);
        uint32_t hash = hash_word(word);

        if (i > 0 || where != SR_LINE_ANYWHERE)
            count(w, hash, i == 0 && where == SR_LINE_STARTS);
        if (i > 0) {
            uint32_t pair = hash_pair(before, word);
            w->pairs[pair % PAIR_SLOTS] = pair;
        }
        before = hash;
    }
}

static sr_slice first_word(sr_slice t)
{
    size_t end = 0;

    while (end < t.len && !sr_is_blank((unsigned char)t.ptr[end]))
        end++;
    return sr_sub(t, 0, end);
}

static sr_slice last_word(sr_slice t)
{
    size_t from = t.len;

    while (from > 0 && !sr_is_blank((unsigned char)t.ptr[from - 1]))
        from--;
    return sr_sub(t, from, t.len);
}

/* How often b can be doubled and stays below a. */
static int32_t doublings(uint64_t a, uint64_t b)
{
    int32_t n = 0;

    for (; a / 2 > b && n < PRICE_WORD_MOST; n++)
        b *= 2;
    return n;
}

/* 1: all in capitals, "DAERAH"; -1: not; 0: "SKPD" stands among both. */
static int in_capitals(sr_slice t)
{
    size_t run = 0, longest = 0;

    for (size_t i = 0; i < t.len; i++) {
        unsigned char c = (unsigned char)t.ptr[i];

        if (c >= 'a' && c <= 'z')
            return -1;
        run = c >= 'A' && c <= 'Z' ? run + 1 : 0;
        longest = run > longest ? run : longest;
    }
    return longest >= CAPITALS;
}

/* A name in capitals does not go on without, nor the other way round. */
static int32_t capitals_price(sr_slice above, sr_slice below)
{
    int a = in_capitals(above), b = in_capitals(below);

    return a * b < 0 ? PRICE_CAPITALS : a > 0 && b > 0 ? -PRICE_CAPITALS : 0;
}

int32_t sr_aligned_break_price(sr_doc *doc, sr_slice above, sr_slice below)
{
    const sr_words_seen *w = words_of(doc);
    sr_slice word = first_word(below);
    uint32_t hash = hash_word(word), pair = hash_pair(hash_word(last_word(above)), word);
    const sr_word *known = &w->words[hash % WORD_SLOTS];
    uint64_t starts = 0, inside = 0, all = w->starts + w->inside;

    if (known->hash == hash)
        starts = known->starts, inside = known->inside;
    /* the share of the word among the words that begin cells, against that among the others; once more as all words */
    uint64_t begins = (starts * all + w->starts) * (w->inside + 1),
             goes_on = (inside * all + w->inside) * (w->starts + 1);
    int32_t bits = begins > goes_on ? doublings(begins, goes_on) : -doublings(goes_on, begins);
    int32_t price = bits * PRICE_BIT;
    price = price > PRICE_WORD_MOST ? PRICE_WORD_MOST : price < -PRICE_WORD_MOST ? -PRICE_WORD_MOST : price;
    price += capitals_price(above, below);
    return w->pairs[pair % PAIR_SLOTS] == pair ? price - PRICE_PAIR : price;
}
