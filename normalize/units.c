#include "normalize/units.h"

#include "core/embed.h"

#include <pthread.h>
#include <stdatomic.h>

SR_EMBED(sr_units_tsv, "lexicons/units.tsv");

/* The first two rows of the lexicon. */
const sr_unit SR_UNIT_PERCENT = 1, SR_UNIT_RUPIAH = 2;

enum {
    LEXICON_MAX = 1024, /* rows */
    SLOTS = 4096,       /* of spellings; a power of two, at most half full */
    WORD_SLOTS = 2 * SR_UNIT_WORDS_MAX,
    UNIT_MAX = LEXICON_MAX + SR_UNIT_WORDS_MAX,
    PARTS_MAX = 8, /* of a combination such as "orang/ bulan/ paket/ kali/ laporan/ dokumen" */
};

typedef struct spelling {
    const char *ptr; /* into the lexicon, lower case */
    uint32_t hash;
    uint16_t len; /* 0: a free slot */
    sr_unit unit;
    bool wrong; /* a misspelling that is known */
} spelling;

/* In the order of what they allow: a combination is what the least of its parts is. */
typedef enum wholeness { MEASURED, USUALLY_WHOLE, WHOLE } wholeness;

typedef struct unit_row {
    sr_slice name;
    uint8_t whole; /* wholeness */
    bool known;    /* of the lexicon, or made of its units */
} unit_row;

static spelling slots[SLOTS];
static unit_row rows[UNIT_MAX];
static sr_unit n_lexicon;

/* Words seen. Rows are written before their number is given out; the mutex orders the rest. */
static pthread_mutex_t words_lock = PTHREAD_MUTEX_INITIALIZER;
static char word_text[SR_UNIT_WORDS_MAX][SR_UNIT_TEXT_MAX];
static sr_unit word_slots[WORD_SLOTS];
static sr_unit n_words;

static pthread_once_t once = PTHREAD_ONCE_INIT;
static atomic_bool ready;

/* Up to eight bytes, the bit of lower case set in each. */
static inline uint64_t load_lower(const char *p, size_t len)
{
    uint64_t word = 0;
    uint32_t low, high;

    if (len == 8) {
        memcpy(&word, p, 8);
    } else if (len >= 4) { /* two halves that overlap, so that nothing beyond the text is read */
        memcpy(&low, p, 4);
        memcpy(&high, p + len - 4, 4);
        word = (uint64_t)high << 32 | low;
    } else {
        for (size_t i = 0; i < len; i++)
            word = word << 8 | (unsigned char)p[i];
    }
    return word | 0x2020202020202020u;
}

/* The same for texts that differ in capitals only. First and last eight bytes and the length: enough for a lexicon. */
static inline uint32_t hash_lower(sr_slice s)
{
    uint64_t h = load_lower(s.ptr, s.len < 8 ? s.len : 8) * 0x9E3779B97F4A7C15u + s.len; /* Fibonacci hashing */

    if (s.len > 8)
        h ^= load_lower(s.ptr + s.len - 8, 8) * 0xC2B2AE3D27D4EB4Fu;
    return (uint32_t)(h >> 32) ^ (uint32_t)h >> 7;
}

static bool equal_lower(const char *lower, sr_slice s)
{
    for (size_t i = 0; i < s.len; i++)
        if (lower[i] != (char)sr_lower((unsigned char)s.ptr[i]))
            return false;
    return true;
}

static const spelling *lookup(sr_slice s)
{
    uint32_t h = hash_lower(s);

    for (uint32_t i = h & (SLOTS - 1); slots[i].len; i = (i + 1) & (SLOTS - 1))
        if (slots[i].hash == h && slots[i].len == s.len && equal_lower(slots[i].ptr, s))
            return &slots[i];
    return NULL;
}

static void add_spelling(sr_slice s, sr_unit unit)
{
    bool wrong = s.len && s.ptr[0] == '~';

    if (wrong)
        s = sr_sub(s, 1, s.len);
    if (s.len == 0 || s.len > SR_UNIT_TEXT_MAX || lookup(s))
        return;
    uint32_t h = hash_lower(s), i = h & (SLOTS - 1);
    while (slots[i].len)
        i = (i + 1) & (SLOTS - 1);
    slots[i] = (spelling){s.ptr, h, (uint16_t)s.len, unit, wrong};
}

/* Cuts the part before the separator off *rest. */
static sr_slice cut(sr_slice *rest, char separator)
{
    const char *at = memchr(rest->ptr, separator, rest->len);
    size_t len = at ? (size_t)(at - rest->ptr) : rest->len;
    sr_slice head = sr_sub(*rest, 0, len);

    *rest = sr_sub(*rest, at ? len + 1 : len, rest->len);
    return head;
}

static void load(void)
{
    sr_slice text = SR_EMBEDDED(sr_units_tsv);

    while (text.len && n_lexicon < LEXICON_MAX - 1) {
        sr_slice line = cut(&text, '\n');
        if (line.len == 0 || line.ptr[0] == '#')
            continue;
        sr_slice name = cut(&line, '\t'), spellings = cut(&line, '\t'), whole = cut(&line, '\t');
        sr_unit unit = ++n_lexicon;
        wholeness kind = sr_eq(whole, SR_LIT("yes"))       ? WHOLE
                         : sr_eq(whole, SR_LIT("usually")) ? USUALLY_WHOLE
                                                           : MEASURED;
        rows[unit] = (unit_row){name, (uint8_t)kind, true};
        add_spelling(name, unit);
        while (spellings.len)
            add_spelling(cut(&spellings, '|'), unit);
    }
    atomic_store_explicit(&ready, true, memory_order_release);
}

static inline void need_lexicon(void)
{
    if (!atomic_load_explicit(&ready, memory_order_acquire))
        pthread_once(&once, load);
}

sr_unit sr_unit_exact(sr_slice text)
{
    need_lexicon();
    const spelling *s = text.len - 1 < SR_UNIT_TEXT_MAX ? lookup(text) : NULL;
    return s && !s->wrong ? s->unit : SR_UNIT_NONE;
}

/* The number of a word outside the lexicon's rows: the one it has, or a new one while there is room. */
static sr_unit intern(sr_slice word, bool known, uint8_t whole)
{
    sr_unit unit = SR_UNIT_NONE;
    uint32_t i = hash_lower(word) & (WORD_SLOTS - 1);

    pthread_mutex_lock(&words_lock);
    while (word_slots[i] && !sr_eq(rows[word_slots[i]].name, word))
        i = (i + 1) & (WORD_SLOTS - 1);
    if (word_slots[i]) {
        unit = word_slots[i];
    } else if (n_words < SR_UNIT_WORDS_MAX) {
        unit = (sr_unit)(LEXICON_MAX + n_words);
        memcpy(word_text[n_words], word.ptr, word.len);
        rows[unit] = (unit_row){{word_text[n_words], word.len}, whole, known};
        word_slots[i] = unit;
        n_words++;
    }
    pthread_mutex_unlock(&words_lock);
    return unit;
}

/* Lower case, blanks folded and none beside a slash, no dot at a part's end. Empty if too long. */
static sr_slice tidy(sr_slice text, char out[SR_UNIT_TEXT_MAX])
{
    size_t n = 0;

    text = sr_trim(text);
    for (size_t i = 0; i < text.len; i++) {
        char c = (char)sr_lower((unsigned char)text.ptr[i]);
        bool blank = sr_is_blank((unsigned char)c);
        if (blank && (n == 0 || out[n - 1] == ' ' || out[n - 1] == '/'))
            continue;
        if (c == '/')
            while (n && (out[n - 1] == ' ' || out[n - 1] == '.'))
                n--;
        if (n == SR_UNIT_TEXT_MAX)
            return (sr_slice){out, 0};
        out[n++] = blank ? ' ' : c;
    }
    while (n && strchr(" .,:;", out[n - 1]))
        n--;
    return (sr_slice){out, n};
}

static size_t squeeze(sr_slice text, char out[SR_UNIT_TEXT_MAX])
{
    size_t n = 0;

    for (size_t i = 0; i < text.len; i++)
        if (text.ptr[i] != ' ')
            out[n++] = text.ptr[i];
    return n;
}

/* A spelling as it stands, or with the blanks that a narrow cell put between its letters taken out. */
static sr_unit find_one(sr_slice text, bool *repaired)
{
    char joined[SR_UNIT_TEXT_MAX];
    const spelling *s = text.len ? lookup(text) : NULL;

    if (!s && memchr(text.ptr, ' ', text.len)) {
        s = lookup((sr_slice){joined, squeeze(text, joined)});
        *repaired |= s != NULL;
    }
    if (s)
        *repaired |= s->wrong;
    return s ? s->unit : SR_UNIT_NONE;
}

/* "orang/ dokumen & laporan": each part known; the canonical names joined by a slash. */
static sr_unit find_combined(sr_slice text, bool *repaired)
{
    char name[SR_UNIT_TEXT_MAX];
    size_t len = 0, from = 0, parts = 0;
    uint8_t whole = WHOLE;
    bool fixed = false;

    for (size_t i = 0; i <= text.len; i++) {
        if (i < text.len && !strchr("/&,;", text.ptr[i]))
            continue;
        sr_unit part = find_one(sr_trim(sr_sub(text, from, i)), &fixed);
        sr_slice part_name = rows[part].name;
        if (!part || ++parts > PARTS_MAX || len + part_name.len + 1 > sizeof name)
            return SR_UNIT_NONE;
        if (len)
            name[len++] = '/';
        memcpy(name + len, part_name.ptr, part_name.len);
        len += part_name.len;
        whole = rows[part].whole < whole ? rows[part].whole : whole;
        from = i + 1;
    }
    if (parts < 2)
        return SR_UNIT_NONE;
    *repaired |= fixed;
    const spelling *s = lookup((sr_slice){name, len});
    return s ? s->unit : intern((sr_slice){name, len}, true, whole);
}

static sr_unit lookup_tidy(sr_slice word, bool *repaired)
{
    sr_unit unit = word.len ? find_one(word, repaired) : SR_UNIT_NONE;
    return unit || !word.len ? unit : find_combined(word, repaired);
}

sr_unit sr_unit_lookup(sr_slice text, bool *repaired)
{
    char buffer[SR_UNIT_TEXT_MAX];

    need_lexicon();
    return lookup_tidy(tidy(text, buffer), repaired);
}

sr_unit sr_unit_known(sr_slice text)
{
    bool repaired = false;
    return sr_unit_lookup(text, &repaired);
}

static bool has_letter(sr_slice s)
{
    for (size_t i = 0; i < s.len; i++)
        if (sr_is_alpha((unsigned char)s.ptr[i]) || (unsigned char)s.ptr[i] >= 0x80)
            return true;
    return false;
}

sr_unit sr_unit_find(sr_slice text, bool *repaired, bool *known)
{
    char buffer[SR_UNIT_TEXT_MAX];
    bool fixed = false;

    need_lexicon();
    sr_slice word = tidy(text, buffer);
    sr_unit unit = lookup_tidy(word, &fixed);
    if (known)
        *known = unit != SR_UNIT_NONE;
    if (repaired)
        *repaired = fixed;
    return unit || !has_letter(word) ? unit : intern(word, false, MEASURED);
}

sr_slice sr_unit_name(sr_unit unit)
{
    need_lexicon();
    return unit && unit < UNIT_MAX && rows[unit].name.ptr ? rows[unit].name : SR_LIT("");
}

bool sr_unit_is_whole(sr_unit unit)
{
    need_lexicon();
    return unit < UNIT_MAX && rows[unit].whole == WHOLE;
}

bool sr_unit_is_counted(sr_unit unit)
{
    need_lexicon();
    return unit < UNIT_MAX && rows[unit].whole != MEASURED;
}
