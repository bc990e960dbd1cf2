#include "normalize/lexicon.h"

#include "core/embed.h"

#include <pthread.h>

SR_EMBED(sr_lexicon_headers, "lexicons/headers.tsv");
SR_EMBED(sr_lexicon_document, "lexicons/document.tsv");

enum {
    PHRASES_MAX = 2048, /* lines of both files; more are ignored, and the tests say so */
    BUCKETS = 256,
    FIELDS_MAX = 6,
    TOKENS_MAX = 48, /* words of a header cell that are looked at */
};

typedef struct phrase {
    sr_slice text;     /* folded, in the embedded file */
    sr_word_sort sort; /* SR_WORD_NONE: a header phrase */
    int value;
    bool part; /* only qualifies */
    uint8_t role, measure, aspect, revision;
    bool quarter_word, price, apart;
    sr_slice unit_name;
    sr_unit unit;
    int next; /* in its bucket, -1 at the end */
} phrase;

static phrase phrases[PHRASES_MAX];
static int n_phrases;
static int buckets[2][BUCKETS]; /* [0] header phrases, [1] document words; by first word */
static pthread_once_t once = PTHREAD_ONCE_INIT;

void sr_fold(sr_slice text, sr_folded *out)
{
    bool gap = false;

    out->len = 0;
    out->cut = false;
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];
        bool word = sr_is_digit(c) || sr_is_alpha(c) || c >= 0x80;

        if (c == 0xC2 && i + 1 < text.len && (unsigned char)text.ptr[i + 1] == 0xA0) { /* no-break space */
            i++;
            word = false;
        }
        if (out->len + 10 > SR_FOLD_MAX) {
            out->cut = true;
            break;
        }
        if (!word && c != '%') {
            gap = true;
            continue;
        }
        if ((gap || c == '%') && out->len)
            out->text[out->len++] = ' ';
        gap = c == '%';
        if (c == '%') {
            memcpy(out->text + out->len, "persen", 6);
            out->len += 6;
        } else {
            out->text[out->len++] = (char)sr_lower(c);
        }
    }
}

bool sr_near(sr_slice a, sr_slice b, int max)
{
    enum { LONGEST = 96 };
    int row[3][LONGEST + 1];

    if (a.len > LONGEST || b.len > LONGEST || a.len > b.len + (size_t)max || b.len > a.len + (size_t)max)
        return false;
    for (size_t j = 0; j <= b.len; j++)
        row[0][j] = (int)j;
    for (size_t i = 1; i <= a.len; i++) {
        int *cur = row[i % 3], *up = row[(i + 2) % 3], *up2 = row[(i + 1) % 3];
        int least = cur[0] = (int)i;

        for (size_t j = 1; j <= b.len; j++) {
            int best = up[j - 1] + (a.ptr[i - 1] != b.ptr[j - 1]);
            if (up[j] + 1 < best)
                best = up[j] + 1;
            if (cur[j - 1] + 1 < best)
                best = cur[j - 1] + 1;
            if (i > 1 && j > 1 && a.ptr[i - 1] == b.ptr[j - 2] && a.ptr[i - 2] == b.ptr[j - 1] && up2[j - 2] + 1 < best)
                best = up2[j - 2] + 1;
            cur[j] = best;
            if (best < least)
                least = best;
        }
        if (least > max)
            return false;
    }
    return row[a.len % 3][b.len] <= max;
}

/* ---- loading ------------------------------------------------------------------------------ */

static sr_slice first_word(sr_slice text)
{
    const char *end = text.len ? memchr(text.ptr, ' ', text.len) : NULL;

    return end ? sr_sub(text, 0, (size_t)(end - text.ptr)) : text;
}

static unsigned bucket_of(sr_slice word)
{
    return (unsigned)(sr_hash(word) >> 13) % BUCKETS;
}

static int lookup(sr_slice name, const char *(*name_of)(int), int count)
{
    for (int i = 0; i < count; i++)
        if (sr_eq(name, sr_str(name_of(i))))
            return i;
    return 0;
}

static const char *role_name(int i)
{
    return sr_role_name((sr_role)i);
}
static const char *measure_name(int i)
{
    return sr_measure_name((sr_measure)i);
}
static const char *aspect_name(int i)
{
    return sr_aspect_name((sr_aspect)i);
}
static const char *revision_name(int i)
{
    return sr_revision_name((sr_revision)i);
}
static const char *kind_name(int i)
{
    return sr_doc_kind_name((sr_doc_kind)i);
}

static int split_fields(sr_slice line, sr_slice field[FIELDS_MAX])
{
    int n = 0;

    for (size_t from = 0; n < FIELDS_MAX; n++) {
        const char *tab = from < line.len ? memchr(line.ptr + from, '\t', line.len - from) : NULL;
        size_t to = tab ? (size_t)(tab - line.ptr) : line.len;

        field[n] = sr_trim(sr_sub(line, from < line.len ? from : line.len, to));
        if (!tab) {
            n++;
            break;
        }
        from = to + 1;
    }
    for (int i = n; i < FIELDS_MAX; i++)
        field[i] = SR_LIT("");
    return n;
}

/* phrase, role ("part": only qualifies; "group": says nothing by itself; "price"; "apart"), measure, aspect, unit,
 * revision */
static void add_header_phrase(const sr_slice f[FIELDS_MAX], phrase *p)
{
    p->part = sr_eq(f[1], SR_LIT("part")) || sr_eq(f[1], SR_LIT("quarter"));
    p->quarter_word = sr_eq(f[1], SR_LIT("quarter"));
    p->price = sr_eq(f[1], SR_LIT("price"));
    p->apart = sr_eq(f[1], SR_LIT("apart"));
    p->role = (uint8_t)lookup(f[1], role_name, SR_ROLE_COUNT);
    p->measure = (uint8_t)lookup(f[2], measure_name, SR_MEASURE_COUNT);
    p->aspect = (uint8_t)lookup(f[3], aspect_name, SR_ASPECT_COUNT);
    p->unit_name = f[4];
    p->revision = (uint8_t)lookup(f[5], revision_name, SR_REVISION_COUNT);
    if (sr_eq(p->unit_name, SR_LIT("%")))
        p->unit = SR_UNIT_PERCENT;
    else if (sr_eq(p->unit_name, SR_LIT("rupiah")))
        p->unit = SR_UNIT_RUPIAH;
}

static void add_document_word(const sr_slice f[FIELDS_MAX], phrase *p)
{
    static const struct {
        const char *name;
        sr_word_sort sort;
    } sorts[] = {{"kind", SR_WORD_KIND},
                 {"agency", SR_WORD_AGENCY},
                 {"noagency", SR_WORD_NO_AGENCY},
                 {"region", SR_WORD_REGION},
                 {"stop", SR_WORD_STOP},
                 {"month", SR_WORD_MONTH},
                 {"signs", SR_WORD_SIGNS},
                 {"total", SR_WORD_TOTAL},
                 {"subtotal", SR_WORD_SUBTOTAL},
                 {"note", SR_WORD_NOTE},
                 {"acronym", SR_WORD_ACRONYM},
                 {"small", SR_WORD_SMALL},
                 {"caption", SR_WORD_CAPTION},
                 {"indicator", SR_WORD_INDICATOR},
                 {"office", SR_WORD_OFFICE},
                 {"name", SR_WORD_NAME},
                 {"open", SR_WORD_OPEN},
                 {"front", SR_WORD_FRONT},
                 {"share", SR_WORD_SHARE},
                 {"otheryear", SR_WORD_OTHER_YEAR},
                 {"kegiatan", SR_WORD_KEGIATAN},
                 {"account", SR_WORD_ACCOUNT},
                 {"label", SR_WORD_LABEL},
                 {"amounts", SR_WORD_AMOUNTS},
                 {"budgetpart", SR_WORD_BUDGET_PART},
                 {"years", SR_WORD_YEARS},
                 {"place", SR_WORD_PLACE},
                 {"key", SR_WORD_KEY},
                 {"period", SR_WORD_PERIOD},
                 {"value", SR_WORD_VALUE},
                 {"planned", SR_WORD_PLANNED},
                 {"scale", SR_WORD_SCALE}};

    for (size_t i = 0; i < sizeof sorts / sizeof *sorts; i++)
        if (sr_eq(f[1], sr_str(sorts[i].name)))
            p->sort = sorts[i].sort;
    if (p->sort == SR_WORD_KIND) {
        p->value = lookup(f[2], kind_name, SR_DOC_KIND_COUNT);
        return;
    }
    for (size_t i = 0; i < f[2].len && sr_is_digit((unsigned char)f[2].ptr[i]); i++)
        p->value = p->value * 10 + (f[2].ptr[i] - '0');
}

static void load(sr_slice file, int which)
{
    for (size_t from = 0; from < file.len;) {
        const char *nl = memchr(file.ptr + from, '\n', file.len - from);
        size_t to = nl ? (size_t)(nl - file.ptr) : file.len;
        sr_slice line = sr_sub(file, from, to), field[FIELDS_MAX];

        from = to + 1;
        if (line.len == 0 || line.ptr[0] == '#' || n_phrases == PHRASES_MAX || split_fields(line, field) < 2)
            continue;
        phrase *p = &phrases[n_phrases];
        *p = (phrase){.text = field[0]};
        if (which == 0)
            add_header_phrase(field, p);
        else
            add_document_word(field, p);
        int *head = &buckets[which][bucket_of(first_word(p->text))];
        p->next = *head;
        *head = n_phrases++;
    }
}

/* The first three letters of the words that begin an indicator and hardly anything else, for a first look: a bit each.
 */
enum { LOOK_BITS = 4096 };
static uint64_t indicator_bits[LOOK_BITS / 64];

static uint32_t bit_of(const char *three)
{
    uint32_t h = 0;

    for (int i = 0; i < 3; i++)
        h = h * 31 + sr_lower((unsigned char)three[i]);
    return h % LOOK_BITS;
}

static void index_indicators(void)
{
    for (int i = 0; i < n_phrases; i++)
        if (phrases[i].sort == SR_WORD_INDICATOR && phrases[i].value == 1 && phrases[i].text.len >= 3) {
            uint32_t bit = bit_of(phrases[i].text.ptr);
            indicator_bits[bit / 64] |= (uint64_t)1 << bit % 64;
        }
}

static void load_all(void)
{
    memset(buckets, -1, sizeof buckets);
    load(SR_EMBEDDED(sr_lexicon_headers), 0);
    load(SR_EMBEDDED(sr_lexicon_document), 1);
    index_indicators();
}

/* ---- words -------------------------------------------------------------------------------- */

static bool begins_with_words(sr_slice text, sr_slice words)
{
    return text.len >= words.len && memcmp(text.ptr, words.ptr, words.len) == 0 &&
           (text.len == words.len || text.ptr[words.len] == ' ');
}

static const phrase *longest_at(sr_slice text, int which, sr_word_sort sort)
{
    const phrase *best = NULL;

    pthread_once(&once, load_all);
    for (int i = buckets[which][bucket_of(first_word(text))]; i >= 0; i = phrases[i].next) {
        const phrase *p = &phrases[i];
        if (p->sort == sort && (!best || p->text.len > best->text.len) && begins_with_words(text, p->text))
            best = p;
    }
    return best;
}

size_t sr_word_begins(sr_slice folded, sr_word_sort sort, int *value)
{
    const phrase *p = folded.len ? longest_at(folded, 1, sort) : NULL;

    if (p && value)
        *value = p->value;
    return p ? p->text.len : 0;
}

bool sr_word_in(sr_slice folded, sr_word_sort sort, int *value)
{
    for (size_t at = 0; at < folded.len;) {
        sr_slice rest = sr_sub(folded, at, folded.len);
        if (sr_word_begins(rest, sort, value))
            return true;
        at += first_word(rest).len + 1;
    }
    return false;
}

enum {
    BEGIN_BYTES = 48,   /* no phrase that begins a text is longer */
    PHRASE_BYTES = 128, /* nor one that is a whole text */
};

bool sr_text_begins(sr_slice text, sr_word_sort sort)
{
    sr_folded f;

    sr_fold(text.len > BEGIN_BYTES ? sr_sub(text, 0, BEGIN_BYTES) : text, &f);
    return sr_word_begins(sr_folded_slice(&f), sort, NULL) > 0;
}

bool sr_text_begins_indicator(sr_slice text)
{
    sr_folded f;
    int sure = 0;

    pthread_once(&once, load_all);
    if (text.len < 3)
        return false;
    uint32_t bit = bit_of(text.ptr);
    if (!(indicator_bits[bit / 64] >> bit % 64 & 1))
        return false;
    sr_fold(text.len > BEGIN_BYTES ? sr_sub(text, 0, BEGIN_BYTES) : text, &f);
    return sr_word_begins(sr_folded_slice(&f), SR_WORD_INDICATOR, &sure) > 0 && sure == 1;
}

bool sr_text_begins_goal(sr_slice text)
{
    size_t end = 0;

    while (end < text.len && sr_is_alpha((unsigned char)text.ptr[end]))
        end++;
    if (end < 8 || !sr_eq_nocase(sr_sub(text, end - 3, end), SR_LIT("nya")))
        return false;
    return sr_eq_nocase(sr_sub(text, 0, 3), SR_LIT("ter")) || sr_eq_nocase(sr_sub(text, 0, 2), SR_LIT("me")) ||
           (end > 10 && sr_eq_nocase(sr_sub(text, 0, 2), SR_LIT("di"))); /* ditetapkannya; not dinasnya */
}

bool sr_text_is(sr_slice text, sr_word_sort sort)
{
    sr_folded f;

    if (text.len > PHRASE_BYTES)
        return false;
    sr_fold(text, &f);
    return f.len > 0 && sr_word_begins(sr_folded_slice(&f), sort, NULL) == f.len;
}

bool sr_text_is_nearly(sr_slice text, sr_word_sort sort)
{
    sr_folded f;

    pthread_once(&once, load_all);
    if (text.len > PHRASE_BYTES)
        return false;
    sr_fold(text, &f);
    for (int i = 0; i < n_phrases; i++)
        if (phrases[i].sort == sort && sr_near(sr_folded_slice(&f), phrases[i].text, (int)phrases[i].text.len / 20))
            return true;
    return false;
}

int sr_quarter_numeral(sr_slice w)
{
    static const char *const forms[][3] = {
        {"i", "1", "kesatu"}, {"ii", "2", "kedua"}, {"iii", "3", "ketiga"}, {"iv", "4", "keempat"}};

    for (int q = 0; q < 4; q++)
        for (int k = 0; k < 3; k++)
            if (sr_eq(w, sr_str(forms[q][k])))
                return q + 1;
    return 0;
}

int sr_year_word(sr_slice w)
{
    if (w.len != 4 || !((w.ptr[0] == '1' && w.ptr[1] == '9') || (w.ptr[0] == '2' && w.ptr[1] == '0')))
        return 0;
    if (!sr_is_digit((unsigned char)w.ptr[2]) || !sr_is_digit((unsigned char)w.ptr[3]))
        return 0;
    return (w.ptr[0] == '1' ? 1900 : 2000) + (w.ptr[2] - '0') * 10 + (w.ptr[3] - '0');
}

/* The words of a folded text. */
static int words_of(sr_slice folded, sr_slice word[TOKENS_MAX])
{
    int n = 0;

    for (size_t from = 0; from < folded.len && n < TOKENS_MAX;) {
        sr_slice rest = sr_sub(folded, from, folded.len);
        word[n] = first_word(rest);
        from += word[n++].len + 1;
    }
    return n;
}

static bool is_roman(sr_slice w)
{
    return w.len && (w.ptr[0] == 'i') && sr_quarter_numeral(w) && w.len <= 3;
}

/* Years and quarters of a header cell or title; a span of two years is no year. */
static void read_times(const sr_slice *word, int n, sr_header_sense *out)
{
    int years = 0;

    for (int i = 0; i < n; i++) {
        int y = sr_year_word(word[i]);
        /* "20 21": a narrow column broke the year */
        if (!y && n == 2 && i == 0 && word[0].len == 2 && word[1].len == 2 && sr_eq(word[0], SR_LIT("20"))) {
            char joined[4] = {'2', '0', word[1].ptr[0], word[1].ptr[1]};
            y = sr_year_word((sr_slice){joined, 4});
        }
        if (y && y != out->year) {
            out->year = (int16_t)y;
            years++;
        }
        bool quarter = sr_eq(word[i], SR_LIT("triwulan")) || sr_eq(word[i], SR_LIT("tw")) ||
                       sr_eq(word[i], SR_LIT("twl")) || sr_eq(word[i], SR_LIT("triwulanan"));
        if (quarter && i + 1 < n && sr_quarter_numeral(word[i + 1]))
            out->quarter = (uint8_t)sr_quarter_numeral(word[i + 1]);
        else if (quarter && i > 0 && sr_quarter_numeral(word[i - 1]))
            out->quarter = (uint8_t)sr_quarter_numeral(word[i - 1]);
        else if (quarter)
            out->quarter_word = true;
        else if (word[i].len >= 3 && word[i].ptr[0] == 't' && word[i].ptr[1] == 'w' &&
                 sr_quarter_numeral(sr_sub(word[i], 2, word[i].len)))
            out->quarter = (uint8_t)sr_quarter_numeral(sr_sub(word[i], 2, word[i].len));
    }
    if (years > 1)
        out->year = 0;
    if (years || out->quarter || out->quarter_word)
        out->known = true;
    if (n == 1 && is_roman(word[0])) {
        out->numeral = (uint8_t)sr_quarter_numeral(word[0]);
        out->known = true;
    }
}

/* "Sebelum dan Sesudah Perubahan", "Murni dan Perubahan": a table of both versions is of neither. */
static uint8_t title_revision(const sr_slice *word, int n)
{
    bool changed = false, plain = false, before = false, after = false;

    for (int i = 0; i < n; i++) {
        changed |= sr_eq(word[i], SR_LIT("perubahan"));
        plain |= sr_eq(word[i], SR_LIT("murni"));
        before |= sr_eq(word[i], SR_LIT("sebelum"));
        after |= sr_eq(word[i], SR_LIT("sesudah")) || sr_eq(word[i], SR_LIT("setelah"));
    }
    if (changed && (plain || (before && after)))
        return SR_REVISION_NONE;
    if (changed)
        return before ? SR_REVISION_MURNI : SR_REVISION_PERUBAHAN;
    return plain ? SR_REVISION_MURNI : SR_REVISION_NONE;
}

void sr_title_facts(sr_slice title, int16_t *year, uint8_t *quarter, uint8_t *revision)
{
    sr_folded folded;
    sr_slice word[TOKENS_MAX] = {0};
    sr_header_sense sense = {0};
    int budget_year = 0;

    sr_fold(title, &folded);
    int n = words_of(sr_folded_slice(&folded), word);
    read_times(word, n, &sense);
    *revision = title_revision(word, n);
    for (int i = 0; i < n; i++) {
        if (i + 2 < n && sr_eq(word[i], SR_LIT("tahun")) && sr_eq(word[i + 1], SR_LIT("anggaran")) && !budget_year &&
            !(i + 3 < n && sr_year_word(word[i + 3])))
            budget_year = sr_year_word(word[i + 2]);
    }
    *year = budget_year ? (int16_t)budget_year : sense.year;
    *quarter = sense.quarter;
}

/* ---- header cells ------------------------------------------------------------------------- */

static void take_phrase(const phrase *p, sr_header_sense *out)
{
    bool main = !p->part && !out->has_role && !out->phrase.ptr;

    out->known = true;
    if (main) {
        out->has_role = p->role != SR_ROLE_NONE;
        out->role = p->role;
        out->measure = p->measure;
        out->price = p->price;
        out->apart = p->apart;
        out->phrase = p->text;
    }
    /* Money beside a target makes it a target in money; beside a name it is part of the name. */
    if (main || p->part || out->role == SR_ROLE_MEASURE) {
        if (!out->aspect)
            out->aspect = p->aspect;
        bool share = p->unit == SR_UNIT_PERCENT && p->part; /* "Rp (%)" is a share of money */
        if (share || (!out->unit && (main || p->part || out->aspect == p->aspect)))
            out->unit = p->unit;
        if (p->revision)
            out->revision = p->revision;
        out->quarter_word |= p->quarter_word;
    }
}

/* Words before an office that make another thing of it: "Nilai SAKIP Perangkat Daerah". */
enum { OFFICE_WORDS = 2 };

static void scan_phrases(sr_slice folded, sr_header_sense *out)
{
    uint32_t words = 0;

    for (size_t at = 0; at < folded.len;) {
        sr_slice rest = sr_sub(folded, at, folded.len);
        const phrase *p = longest_at(rest, 0, SR_WORD_NONE);
        if (p && p->role == SR_ROLE_RESPONSIBLE && words >= OFFICE_WORDS)
            p = NULL;
        words++;
        if (p) {
            take_phrase(p, out);
            out->leads |= at == 0;
            at += p->text.len + 1;
        } else {
            at += first_word(rest).len + 1;
        }
    }
}

/* "TAR GET", "REALISA SI": the letters of one phrase with other blanks. */
static const phrase *same_letters(sr_slice folded)
{
    for (int i = 0; i < n_phrases; i++) {
        sr_slice p = phrases[i].text;
        size_t a = 0, b = 0;

        if (phrases[i].sort != SR_WORD_NONE || p.len < 4)
            continue;
        for (;;) {
            while (a < p.len && p.ptr[a] == ' ')
                a++;
            while (b < folded.len && folded.ptr[b] == ' ')
                b++;
            if (a == p.len || b == folded.len || p.ptr[a] != folded.ptr[b])
                break;
            a++, b++;
        }
        if (a == p.len && b == folded.len)
            return &phrases[i];
    }
    return NULL;
}

/* "Ralisasi Renja": the first words of the cell but for one letter in six. */
static const phrase *near_spelling(sr_slice folded)
{
    const phrase *best = NULL;

    for (int i = 0; i < n_phrases; i++) {
        const phrase *p = &phrases[i];
        if (p->sort != SR_WORD_NONE || p->text.len < 6 || (best && p->text.len <= best->text.len))
            continue;
        /* as many words as the phrase has */
        size_t end = 0;
        for (size_t k = 0; k <= p->text.len && end < folded.len; k++)
            if (k == p->text.len || p->text.ptr[k] == ' ')
                end += first_word(sr_sub(folded, end, folded.len)).len + 1;
        sr_slice head = sr_sub(folded, 0, end > folded.len ? folded.len : end - 1);
        if (sr_near(head, p->text, 1))
            best = p;
    }
    return best;
}

uint32_t sr_header_levels(sr_slice text, sr_level out[SR_LEVEL_COUNT])
{
    static const struct {
        const char *word;
        sr_level level;
    } words[] = {{"sub kegiatan", SR_LEVEL_SUB_KEGIATAN},
                 {"subkegiatan", SR_LEVEL_SUB_KEGIATAN},
                 {"bidang urusan", SR_LEVEL_BIDANG},
                 {"urusan", SR_LEVEL_URUSAN},
                 {"program", SR_LEVEL_PROGRAM},
                 {"kegiatan", SR_LEVEL_KEGIATAN},
                 {"bidang", SR_LEVEL_BIDANG}};
    sr_folded folded;
    uint32_t n = 0;

    sr_fold(text, &folded);
    sr_slice f = sr_folded_slice(&folded);
    for (size_t at = 0; at < f.len;) {
        sr_slice rest = sr_sub(f, at, f.len), word = first_word(rest);
        size_t i = 0;
        for (; i < sizeof words / sizeof *words; i++) {
            sr_slice w = sr_str(words[i].word);
            if (rest.len >= w.len && memcmp(rest.ptr, w.ptr, w.len) == 0 &&
                (rest.len == w.len || rest.ptr[w.len] == ' '))
                break;
        }
        if (i < sizeof words / sizeof *words) {
            word = sr_str(words[i].word);
            if (n == 0 || words[i].level > out[n - 1])
                out[n++] = words[i].level;
        }
        at += word.len + 1;
    }
    return n;
}

/* A column that one level would have to itself, and whose header lists several: names of all of them. */
static void take_levels(sr_slice text, sr_header_sense *out)
{
    sr_level levels[SR_LEVEL_COUNT];
    bool one = out->role == SR_ROLE_PROGRAM || out->role == SR_ROLE_KEGIATAN || out->role == SR_ROLE_SUB_KEGIATAN;

    if (one && sr_header_levels(text, levels) > 1)
        out->role = SR_ROLE_NAME;
}

static void make_sense(sr_slice text, bool repair, sr_header_sense *out)
{
    sr_folded folded;
    sr_slice word[TOKENS_MAX] = {0};

    *out = (sr_header_sense){0};
    sr_fold(text, &folded);
    if (folded.len == 0)
        return;
    sr_slice f = sr_folded_slice(&folded);
    const phrase *first = repair ? longest_at(f, 0, SR_WORD_NONE) : NULL;
    bool group = first && first->role == SR_ROLE_NONE && !first->part; /* "Jumlah Berubahan": more than "Jumlah" */
    if (repair && (!first || group)) {
        const phrase *p = same_letters(f);
        if (!p)
            p = near_spelling(f);
        if (p && (!first || p->text.len > first->text.len)) {
            take_phrase(p, out);
            out->leads = true;
        }
    }
    scan_phrases(f, out);
    take_levels(text, out);
    int n = words_of(f, word);
    read_times(word, n, out);
    if (out->year || out->quarter || out->numeral)
        out->leads |= n <= 4;
}

/*
 * Headers come again on each page and are asked for many times: what was asked last is remembered, by thread. What a
 * cell says depends on nothing but its text.
 */
enum { MEMORY = 512 /* a power of two */, MEMORY_TEXT = 80 };
typedef struct remembered {
    uint8_t len; /* 0: none */
    bool repair;
    char text[MEMORY_TEXT];
    sr_header_sense sense;
} remembered;

void sr_header_sense_of(sr_slice text, bool repair, sr_header_sense *out)
{
    static _Thread_local remembered memory[MEMORY];

    if (text.len == 0 || text.len > MEMORY_TEXT) {
        make_sense(text, repair, out);
        return;
    }
    remembered *m = &memory[(sr_hash(text) + repair) & (MEMORY - 1)];
    if (m->len != text.len || m->repair != repair || memcmp(m->text, text.ptr, text.len) != 0) {
        m->len = (uint8_t)text.len;
        m->repair = repair;
        memcpy(m->text, text.ptr, text.len);
        make_sense(text, repair, &m->sense);
    }
    *out = m->sense;
}
