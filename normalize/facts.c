#include "normalize/facts.h"

#include "normalize/clean.h"
#include "normalize/lead.h"
#include "normalize/table.h"

enum {
    LINES_MAX = 4000,     /* text lines that are looked at */
    TITLE_LINE_MAX = 200, /* a longer line is prose */
    YEAR_LINE_MAX = 30,   /* "Tahun Anggaran 2025" in small letters, and no more */
    NAME_WORDS_MAX = 14,  /* words of an agency's name */
    REGION_WORDS_MAX = 3,
    REGION_MAX = 40,  /* bytes of a region's name */
    REGIONS_MAX = 64, /* different regions that are counted */
    NAME_MAX = 200,
};

typedef struct line {
    sr_slice text;
    uint64_t line_no, next; /* where it stands, and what follows it at once */
    bool title;             /* a heading or in capitals */
} line;

typedef struct finder {
    sr_doc *doc;
    line *lines;
    size_t n;
} finder;

static bool mostly_capitals(sr_slice t)
{
    size_t upper = 0, lower = 0;

    for (size_t i = 0; i < t.len; i++) {
        upper += t.ptr[i] >= 'A' && t.ptr[i] <= 'Z';
        lower += t.ptr[i] >= 'a' && t.ptr[i] <= 'z';
    }
    return upper >= 3 && upper >= lower * 3;
}

/* What stands at the right of a line, far from the rest of it: "Pemerintah Kota Serayu      Tahun Anggaran 2023". */
static sr_slice behind_gap(sr_slice text)
{
    enum { GAP = 3 };
    size_t at = text.len, blanks = 0;

    while (at > 0 && blanks < GAP)
        blanks = text.ptr[--at] == ' ' ? blanks + 1 : 0;
    return blanks == GAP ? sr_sub(text, at + GAP, text.len) : (sr_slice){NULL, 0};
}

/* Cells in capitals at the top of the tables, for a document that has nothing else. Each stands for itself. */
static void gather_cells(finder *f)
{
    enum { ROWS = 60, APART = 10 };
    const sr_doc *doc = f->doc;
    uint64_t at = 0;

    for (size_t i = 0; i < doc->n_tables && i < 2; i++)
        for (size_t r = 0; r < doc->tables[i]->n_rows && r < ROWS; r++) {
            const sr_row *row = doc->tables[i]->rows[r];
            for (uint32_t c = 0; c < row->n && c < ROWS && f->n < LINES_MAX; c++) {
                sr_slice t = sr_clean_text(&f->doc->batch, sr_cell_raw(&row->cells[c]), NULL);
                if (t.len > 0 && t.len <= TITLE_LINE_MAX && mostly_capitals(t)) {
                    at += APART;
                    f->lines[f->n++] = (line){t, at, at + 1, true};
                }
            }
        }
}

/* ---- words of a line ------------------------------------------------------------------------ */

typedef struct words {
    sr_slice text[64];
    int n;
} words;

static void split_words(sr_slice t, words *out)
{
    out->n = 0;
    for (size_t i = 0; i < t.len && out->n < 64;) {
        while (i < t.len && sr_is_blank((unsigned char)t.ptr[i]))
            i++;
        size_t from = i;
        while (i < t.len && !sr_is_blank((unsigned char)t.ptr[i]))
            i++;
        if (i > from)
            out->text[out->n++] = sr_sub(t, from, i);
    }
}

/* The word without signs at its ends. */
static sr_slice bare(sr_slice w)
{
    while (w.len && !sr_is_alpha((unsigned char)w.ptr[0]) && !sr_is_digit((unsigned char)w.ptr[0]))
        w = sr_sub(w, 1, w.len);
    while (w.len && !sr_is_alpha((unsigned char)w.ptr[w.len - 1]) && !sr_is_digit((unsigned char)w.ptr[w.len - 1]))
        w.len--;
    return w;
}

static bool is_word(sr_slice w, sr_word_sort sort, int *value)
{
    sr_folded f;

    sr_fold(w, &f);
    return f.len && sr_word_begins(sr_folded_slice(&f), sort, value) == f.len;
}

static bool begins_with(sr_slice text, sr_word_sort sort)
{
    sr_folded f;

    sr_fold(text, &f);
    return sr_word_begins(sr_folded_slice(&f), sort, NULL) > 0;
}

static bool begins_capital(sr_slice w)
{
    return w.len && w.ptr[0] >= 'A' && w.ptr[0] <= 'Z';
}

static bool ends_name(sr_slice w)
{
    char c = w.ptr[w.len - 1];

    return c == ',' || c == '.' || c == ';' || c == ':' || c == ')';
}

/* Adds a word in the case of names: KABUPATEN -> Kabupaten, SDM stays. */
static void add_name_word(char *text, size_t *len, sr_slice w)
{
    bool vowel = false, capitals = true;

    for (size_t i = 0; i < w.len; i++) {
        vowel |= memchr("AEIOUaeiou", w.ptr[i], 10) != NULL;
        capitals &= !(w.ptr[i] >= 'a' && w.ptr[i] <= 'z');
    }
    if (*len + w.len + 2 > NAME_MAX)
        return;
    if (*len)
        text[(*len)++] = ' ';
    bool keep = !capitals || !vowel || is_word(w, SR_WORD_ACRONYM, NULL);
    bool small = *len > 0 && is_word(w, SR_WORD_SMALL, NULL);
    for (size_t i = 0; i < w.len; i++) {
        char c = w.ptr[i];
        bool first = i == 0 || !sr_is_alpha((unsigned char)w.ptr[i - 1]);
        text[(*len)++] = keep && !small ? c : first && !small ? c : (char)sr_lower((unsigned char)c);
    }
}

/* ---- lines ----------------------------------------------------------------------------------- */

/* The kind that a text names first. */
static bool kind_in(sr_slice text, int *kind)
{
    sr_folded f;

    sr_fold(text, &f);
    sr_slice s = sr_folded_slice(&f);
    for (size_t at = 0; at < s.len;) {
        if (sr_word_begins(sr_sub(s, at, s.len), SR_WORD_KIND, kind))
            return true;
        while (at < s.len && s.ptr[at] != ' ')
            at++;
        at++;
    }
    return false;
}

/* "Rencana Aksi Dinas Kesehatan Tahun 2025": two words or more, each with a capital but for small ones. */
static bool is_in_title_case(sr_slice t)
{
    words w;
    int capitals = 0;

    split_words(t, &w);
    if (t.len > TITLE_LINE_MAX || w.n == 64 || memchr(".:;,", t.ptr[t.len - 1], 4))
        return false;
    for (int i = 0; i < w.n; i++) {
        sr_slice word = bare(w.text[i]);
        if (word.len == 0 || !sr_is_alpha((unsigned char)word.ptr[0]) || is_word(word, SR_WORD_SMALL, NULL))
            continue;
        if (!begins_capital(word))
            return false;
        capitals++;
    }
    return capitals > 0 && w.n > 1;
}

/*
 * Above the first table a title may be in small letters: a line that names a kind of document, the first or one that
 * begins so, and those right below it. named: the line before was one.
 */
static bool is_opening(const finder *f, sr_slice t, uint64_t line_no, bool named)
{
    int kind;

    if (sr_is_digit((unsigned char)t.ptr[0]) || !is_in_title_case(t))
        return false;
    return begins_with(t, SR_WORD_KIND) || (f->n == 0 && kind_in(t, &kind)) ||
           (named && f->lines[f->n - 1].next == line_no);
}

static void gather(finder *f)
{
    sr_doc *doc = f->doc;
    bool opening = true, named = false;

    f->lines = SR_NEW_ARRAY(&doc->batch, line, LINES_MAX);
    for (size_t i = 0; i < doc->n_blocks && f->n < LINES_MAX; i++) {
        const sr_block *b = &doc->blocks[i];
        opening &= b->type != SR_BLOCK_PART;
        if (b->text.len == 0)
            continue;
        sr_slice t = sr_clean_line(&doc->batch, b->text, NULL);
        if (t.len == 0)
            continue;
        bool small = opening && b->type == SR_BLOCK_PROSE && is_opening(f, t, b->line_no, named);
        bool title = t.len <= TITLE_LINE_MAX && b->type != SR_BLOCK_CAPTION &&
                     (b->type == SR_BLOCK_HEADING || mostly_capitals(t) || small);
        named = small;
        f->lines[f->n++] = (line){t, b->line_no, sr_block_next(b), title};
        sr_slice right = behind_gap(b->text);
        if (right.len && right.len < YEAR_LINE_MAX && f->n < LINES_MAX)
            f->lines[f->n++] = (line){sr_clean_line(&doc->batch, right, NULL), b->line_no, sr_block_next(b), false};
    }
}

/* ---- region --------------------------------------------------------------------------------- */

typedef struct region {
    char name[NAME_MAX];
    size_t len;
    int sort; /* 0 kabupaten, 1 kota, 2 provinsi */
    unsigned count;
} region;

/* The region that the words from i on name. */
static bool region_at(const words *w, int i, region *out)
{
    static const char *const prefix[] = {"Kabupaten", "Kota", "Provinsi"};
    sr_slice first = bare(w->text[i]);

    if (!is_word(first, SR_WORD_REGION, &out->sort) || !begins_capital(first) || first.len + 1 < w->text[i].len)
        return false;
    out->len = 0;
    add_name_word(out->name, &out->len, sr_str(prefix[out->sort]));
    int n = 0;
    for (int k = i + 1; k < w->n && n < REGION_WORDS_MAX; k++) {
        sr_slice word = bare(w->text[k]);
        if (!begins_capital(word) || is_word(word, SR_WORD_STOP, NULL) || is_word(word, SR_WORD_AGENCY, NULL) ||
            is_word(word, SR_WORD_MONTH, NULL))
            break;
        if (memchr(word.ptr, '/', word.len))
            break;
        add_name_word(out->name, &out->len, word);
        n++;
        if (ends_name(w->text[k]))
            break;
    }
    /* "Kota Per": cut off; no region's name is so short */
    return n > 0 && out->len >= strlen(prefix[out->sort]) + 5;
}

/* Rows about several regions, one as often as the other, do not say whose document it is. */
static bool is_one_of_many(const region *seen, size_t n, const region *best)
{
    enum { RATHER = 3 };

    for (size_t k = 0; k < n; k++)
        if (&seen[k] != best && (seen[k].sort == 2) == (best->sort == 2) && RATHER * seen[k].count > best->count)
            return true;
    return false;
}

static void find_region(finder *f, bool in_cells)
{
    region *seen = SR_NEW_ARRAY(&f->doc->batch, region, REGIONS_MAX);
    size_t n = 0;
    const region *best = NULL;

    for (size_t l = 0; l < f->n; l++) {
        words w;
        split_words(f->lines[l].text, &w);
        for (int i = 0; i < w.n; i++) {
            region r = {0};
            size_t k = 0;
            if (!region_at(&w, i, &r))
                continue;
            while (k < n && !sr_eq((sr_slice){seen[k].name, seen[k].len}, (sr_slice){r.name, r.len}))
                k++;
            if (k == REGIONS_MAX)
                continue;
            if (k == n)
                seen[n++] = r;
            seen[k].count += f->lines[l].title ? 3 : 1; /* a title is about the region, a sentence may compare */
        }
    }
    for (size_t k = 0; k < n; k++) {
        bool province = seen[k].sort == 2, best_province = best && best->sort == 2;
        if (!best || (best_province && !province) || (best_province == province && seen[k].count > best->count))
            best = &seen[k];
    }
    if (best && !(in_cells && is_one_of_many(seen, n, best)))
        f->doc->facts.region = sr_arena_copy(&f->doc->arena, (sr_slice){best->name, best->len});
}

/* ---- agency --------------------------------------------------------------------------------- */

/*
 * An agency's name from word i of a title line on; it may go on in the next lines ("BADAN KEPEGAWAIAN" / "DAN
 * PENGEMBANGAN") until a region, a year or another kind of line.
 */
static bool agency_at(const finder *f, size_t l, int i, char *name, size_t *len)
{
    int count = 0, alone = 0;
    bool ended = false;

    *len = 0;
    for (size_t k = l; k < f->n && k < l + 4 && !ended; k++) {
        words w;
        if (k > l && (!f->lines[k].title || f->lines[k].line_no > f->lines[k - 1].next))
            break;
        split_words(f->lines[k].text, &w);
        for (int j = k == l ? i : 0; j < w.n && !ended; j++) {
            sr_slice word = bare(w.text[j]);
            sr_slice shown = word;
            if (word.len == 0 || word.ptr == w.text[j].ptr + 1) { /* "(BKPSDM)" */
                ended = true;
                break;
            }
            bool first = k == l && j == i;
            if (first)
                is_word(word, SR_WORD_AGENCY, &alone);
            if (!first && (is_word(word, SR_WORD_STOP, NULL) || is_word(word, SR_WORD_REGION, NULL) ||
                           sr_is_digit((unsigned char)word.ptr[0]) || count == NAME_WORDS_MAX)) {
                ended = true;
                break;
            }
            if (w.text[j].ptr[w.text[j].len - 1] == ',')
                shown = sr_sub(w.text[j], 0, w.text[j].len);
            add_name_word(name, len, shown);
            count++;
        }
    }
    while (*len && name[*len - 1] == ',')
        (*len)--;
    return count + alone >= 2 && !begins_with((sr_slice){name, *len}, SR_WORD_NO_AGENCY);
}

/* "Dinas Sosial Kabupaten X" in a sentence or caption: an agency's words with capitals, right before a region. */
static bool agency_in_prose(const words *w, int i, char *name, size_t *len)
{
    int count = 0;

    *len = 0;
    for (int j = i; j < w->n && count <= NAME_WORDS_MAX; j++) {
        sr_slice word = bare(w->text[j]);
        if (word.len == 0)
            return false;
        if (count > 0 && is_word(word, SR_WORD_REGION, NULL))
            return begins_capital(word) && (count > 1 || is_word(bare(w->text[i]), SR_WORD_AGENCY, &count));
        bool comma = w->text[j].ptr[w->text[j].len - 1] == ',';
        if ((!begins_capital(word) && !is_word(word, SR_WORD_SMALL, NULL)) || (ends_name(w->text[j]) && !comma) ||
            is_word(word, SR_WORD_STOP, NULL))
            return false;
        add_name_word(name, len, comma ? w->text[j] : word);
        count++;
    }
    return false;
}

/* The agency that sentences and captions name most often; a line that is its name and no more says as much as two. */
static void vote_agency(finder *f)
{
    region *seen = SR_NEW_ARRAY(&f->doc->batch, region, REGIONS_MAX);
    const region *best = NULL;
    size_t n = 0;

    for (size_t l = 0; l < f->n; l++) {
        words w;
        split_words(f->lines[l].text, &w);
        for (int i = 0; i < w.n; i++) {
            region r = {0};
            size_t k = 0;
            if (!begins_capital(w.text[i]) || !is_word(bare(w.text[i]), SR_WORD_AGENCY, NULL) ||
                !agency_in_prose(&w, i, r.name, &r.len))
                continue;
            while (k < n && !sr_eq((sr_slice){seen[k].name, seen[k].len}, (sr_slice){r.name, r.len}))
                k++;
            if (k == REGIONS_MAX)
                continue;
            if (k == n)
                seen[n++] = r;
            seen[k].count += i == 0 && f->lines[l].text.len <= r.len + REGION_MAX ? 2 : 1;
        }
    }
    for (size_t k = 0; k < n; k++)
        if (!best || seen[k].count > best->count)
            best = &seen[k];
    if (best && best->count > 1)
        f->doc->facts.agency = sr_arena_copy(&f->doc->arena, (sr_slice){best->name, best->len});
}

static void find_agency(finder *f)
{
    char name[NAME_MAX], best[NAME_MAX];
    size_t len, best_len = 0;

    for (size_t l = 0; l < f->n && best_len == 0; l++) {
        words w;
        if (!f->lines[l].title)
            continue;
        split_words(f->lines[l].text, &w);
        for (int i = 0; i < w.n && best_len == 0; i++)
            if (is_word(bare(w.text[i]), SR_WORD_AGENCY, NULL) && agency_at(f, l, i, name, &len)) {
                memcpy(best, name, len);
                best_len = len;
            }
    }
    if (best_len)
        f->doc->facts.agency = sr_arena_copy(&f->doc->arena, (sr_slice){best, best_len});
}

/* ---- title, kind, times --------------------------------------------------------------------- */

/*
 * Whether line k goes on with the title of which line k - 1 is: right under it, or an agency, region or year a little
 * lower.
 */
static bool goes_on(const finder *f, size_t k)
{
    enum { GAP = 4 };
    const line *at = &f->lines[k];
    sr_folded folded;

    if (!at->title || begins_with(at->text, SR_WORD_FRONT))
        return false;
    if (at->line_no == f->lines[k - 1].next)
        return true;
    sr_fold(at->text, &folded);
    return at->line_no < f->lines[k - 1].next + GAP &&
           (begins_with(at->text, SR_WORD_AGENCY) || begins_with(at->text, SR_WORD_REGION) ||
            (folded.len > 6 && memcmp(folded.text, "tahun ", 6) == 0));
}

/* The first title line that names a kind, with the title lines that follow it at once. */
static void find_title(finder *f)
{
    sr_facts *facts = &f->doc->facts;
    char text[NAME_MAX * 3];
    size_t len = 0;
    int kind = SR_KIND_OTHER;

    for (size_t l = 0; l < f->n && len == 0; l++) {
        if (!f->lines[l].title || f->lines[l].text.ptr[0] == '(' || begins_with(f->lines[l].text, SR_WORD_FRONT) ||
            !kind_in(f->lines[l].text, &kind))
            continue;
        for (size_t k = l; k < f->n && (k == l || goes_on(f, k)); k++) {
            sr_slice t = f->lines[k].text;
            if (len + t.len + 1 > sizeof text)
                break;
            if (len)
                text[len++] = ' ';
            memcpy(text + len, t.ptr, t.len);
            len += t.len;
        }
    }
    if (len) {
        facts->kind = (sr_doc_kind)kind;
        facts->title = sr_arena_copy(&f->doc->arena, (sr_slice){text, len});
    } else {
        for (size_t i = 0; i < f->doc->n_tables && facts->title.len == 0; i++)
            if (f->doc->tables[i]->title.len)
                facts->title = f->doc->tables[i]->title;
        for (size_t l = 0; l < f->n && facts->title.len == 0; l++)
            if (f->lines[l].title && !begins_with(f->lines[l].text, SR_WORD_FRONT))
                facts->title = sr_arena_copy(&f->doc->arena, f->lines[l].text);
        if (facts->title.len && kind_in(facts->title, &kind))
            facts->kind = (sr_doc_kind)kind;
    }
    if (facts->kind == SR_KIND_OTHER && kind_in(f->doc->name, &kind))
        facts->kind = (sr_doc_kind)kind;
}

/* The title's year, the first that a title line or a line of its own calls the fiscal one, the file name's. */
static void find_times(finder *f)
{
    sr_facts *facts = &f->doc->facts;
    uint8_t quarter, revision;
    int16_t year;

    sr_title_facts(facts->title, &facts->fiscal_year, &facts->quarter, &facts->revision);
    for (size_t l = 0; l < f->n && facts->fiscal_year == 0; l++) {
        sr_folded folded;
        if (f->lines[l].text.len > TITLE_LINE_MAX)
            continue;
        sr_fold(f->lines[l].text, &folded);
        size_t at = sr_find_nocase(sr_folded_slice(&folded), SR_LIT("tahun anggaran"));
        if (at == SIZE_MAX || (!f->lines[l].title && (at > 0 || folded.len > YEAR_LINE_MAX)))
            continue;
        sr_title_facts(f->lines[l].text, &facts->fiscal_year, &quarter, &revision);
    }
    sr_title_facts(f->doc->name, &year, &quarter, &revision);
    if (facts->fiscal_year == 0)
        facts->fiscal_year = year;
    if (facts->revision == SR_REVISION_NONE)
        facts->revision = revision;
}

/* ---- what labels say ------------------------------------------------------------------------ */

/* The region that the value of a label is. */
static sr_slice region_of(sr_doc *doc, sr_slice value)
{
    region r = {0};
    words w;

    split_words(value, &w);
    return w.n && region_at(&w, 0, &r) ? sr_arena_copy(&doc->arena, (sr_slice){r.name, r.len}) : (sr_slice){NULL, 0};
}

static void take_label(sr_doc *doc, sr_label label, sr_slice value)
{
    sr_facts *facts = &doc->facts;
    uint8_t quarter, revision;
    int16_t year;
    int kind;

    switch (label) {
    case SR_LABEL_TITLE:
        facts->title = sr_arena_copy(&doc->arena, value);
        if (kind_in(value, &kind))
            facts->kind = (sr_doc_kind)kind;
        sr_title_facts(value, &year, &quarter, &facts->revision);
        break;
    case SR_LABEL_REGION: {
        sr_slice named = region_of(doc, value);
        facts->region = named.len ? named : facts->region;
        break;
    }
    case SR_LABEL_YEAR:
        sr_title_facts(value, &year, &quarter, &revision);
        facts->fiscal_year = year ? year : facts->fiscal_year;
        facts->quarter = facts->quarter ? facts->quarter : quarter;
        break;
    case SR_LABEL_AGENCY: /* "Nama Organisasi: Kabupaten ..." is a budget of the whole region */
        value = sr_lead_name(value);
        facts->agency = region_of(doc, value).len ? (sr_slice){NULL, 0} : sr_arena_copy(&doc->arena, value);
        break;
    default:
        break;
    }
}

/* What the rows above the first table that has any say outright goes before what was found. */
static void take_labels(sr_doc *doc)
{
    for (size_t i = 0; i < doc->n_tables; i++) {
        const sr_table *table = doc->tables[i];
        uint32_t lead = sr_state(table)->lead;
        for (uint32_t r = 0; r < lead && r < table->n_rows; r++) {
            sr_slice value;
            sr_label label = sr_lead_label(table->rows[r], &value);
            if (value.len)
                take_label(doc, label, value);
        }
        if (lead)
            return;
    }
}

/* Lines of text above the first table that say outright what it is: the first of each label. */
static void take_lines(sr_doc *doc)
{
    bool taken[SR_LABEL_OTHER] = {false};

    for (size_t i = 0; i < doc->n_blocks && i < LINES_MAX && doc->blocks[i].type != SR_BLOCK_PART; i++) {
        sr_slice value, text = sr_clean_line(&doc->batch, doc->blocks[i].text, NULL);
        sr_label label = text.len ? sr_lead_line(text, &value) : SR_LABEL_NONE;
        if (label == SR_LABEL_NONE || label >= SR_LABEL_OTHER || taken[label] || value.len == 0)
            continue;
        taken[label] = true;
        take_label(doc, label, value);
    }
}

void sr_facts_find(sr_doc *doc)
{
    finder f = {.doc = doc};

    gather(&f);
    find_title(&f);
    find_agency(&f);
    find_region(&f, false);
    if (doc->facts.agency.len == 0)
        vote_agency(&f);
    if (doc->facts.agency.len == 0 || doc->facts.region.len == 0) {
        sr_facts known = doc->facts;
        f.n = 0;
        gather_cells(&f);
        find_agency(&f);
        find_region(&f, true);
        if (known.agency.len)
            doc->facts.agency = known.agency;
        if (known.region.len)
            doc->facts.region = known.region;
        f.n = 0;
        gather(&f);
    }
    find_times(&f);
    take_lines(doc);
    take_labels(doc);
    doc->facts_frozen = true;
}
