#include "importers/prose.h"

enum {
    CAPTION_BYTES_MAX = 400, /* longer is a sentence that begins with "Tabel 2.1" */
    CAPITALS_BYTES_MAX = 160,
    CAPITALS_WORD_MIN = 4, /* "NIP", "OPD" and "TW. II 95%" are no headings */
    LEADERS_MIN = 4,       /* dots in a row: an entry of a table of contents */
};

/* Words that begin a caption, and whether a designation (2.4, T-C.30, IV, A) has to follow. */
static const struct {
    sr_slice word;
    bool numbered;
} caption_words[] = {
    {SR_LIT_INIT("tabel"), true},                                     /* Tabel 2.4, TABEL T-C . 29 */
    {SR_LIT_INIT("table"), true},    {SR_LIT_INIT("formulir"), true}, /* Formulir E.81 of Permendagri 86/2017 */
    {SR_LIT_INIT("lampiran"), true},                                  /* Lampiran III */
    {SR_LIT_INIT("matriks"), true},
};

static bool is_upper(unsigned char c)
{
    return (unsigned)c - 'A' < 26;
}

/* Without what markup a title can begin with: blanks, # * _ and tags. */
static sr_slice skip_markup(sr_slice s)
{
    while (s.len) {
        char c = s.ptr[0];
        if (c == '<') {
            const char *close = memchr(s.ptr, '>', s.len);
            if (!close || close == s.ptr + 1)
                break;
            s = sr_sub(s, (size_t)(close - s.ptr) + 1, s.len);
        } else if (c == '#' || c == '*' || c == '_' || sr_is_blank((unsigned char)c)) {
            s = sr_sub(s, 1, s.len);
        } else {
            break;
        }
    }
    return s;
}

/* "III", "XIV" and no letter behind: the roman numeral at i, and not the begin of a word. */
static bool is_roman(sr_slice s, size_t i)
{
    while (i < s.len && memchr("IVXLC", s.ptr[i], 5))
        i++;
    return i == s.len || !sr_is_alpha((unsigned char)s.ptr[i]);
}

/*
 * The length of a designation: "2.4", "T-C . 29", "4.1.b", "III", "A". Letters are capitals, signs and single blanks
 * stand
 * between; 0 if there is none.
 */
static size_t designation(sr_slice s)
{
    size_t i = 0, end = 0;

    while (i < s.len && i < 24) {
        unsigned char c = (unsigned char)s.ptr[i];
        if (sr_is_digit(c) || is_upper(c)) {
            unsigned char next = i + 1 < s.len ? (unsigned char)s.ptr[i + 1] : ' ';
            if (is_upper(c) && sr_is_alpha(next) && !is_roman(s, i))
                break; /* a word has begun */
            end = ++i;
        } else if (c == '.' || c == '-' || c == '/' || c == ' ') {
            i++;
        } else {
            break;
        }
    }
    return end;
}

static bool is_caption(sr_slice s)
{
    for (size_t w = 0; w < sizeof caption_words / sizeof *caption_words; w++) {
        sr_slice word = caption_words[w].word;
        if (s.len <= word.len || s.len > CAPTION_BYTES_MAX || !sr_eq_nocase(sr_sub(s, 0, word.len), word))
            continue;
        if (!is_upper((unsigned char)s.ptr[0]))
            continue;
        sr_slice rest = sr_sub(s, word.len, s.len);
        if (!sr_is_blank((unsigned char)rest.ptr[0]) && rest.ptr[0] != '.' && rest.ptr[0] != ':')
            continue;
        while (rest.len && (sr_is_blank((unsigned char)rest.ptr[0]) || rest.ptr[0] == '.' || rest.ptr[0] == ':'))
            rest = sr_sub(rest, 1, rest.len);
        size_t n = designation(rest);
        if (caption_words[w].numbered && n == 0)
            continue;
        rest = skip_markup(sr_sub(rest, n, rest.len));
        while (rest.len && !sr_is_alpha((unsigned char)rest.ptr[0]))
            rest = skip_markup(sr_sub(rest, 1, rest.len));
        return rest.len == 0 || is_upper((unsigned char)rest.ptr[0]); /* "Tabel 2.1 menunjukkan" is a sentence */
    }
    return false;
}

/* "Tabel 2.1 Laporan ........ 12" */
static bool is_contents_entry(sr_slice s)
{
    size_t dots = 0;

    for (size_t i = 0; i < s.len && dots < LEADERS_MIN; i++)
        dots = s.ptr[i] == '.' ? dots + 1 : 0;
    return dots == LEADERS_MIN;
}

/* "TAHUN ANGGARAN 2023": all letters are capitals, there is a word of them, and they are more than the digits. */
static bool is_capitals(sr_slice s)
{
    size_t letters = 0, digits = 0, word = 0, longest = 0;

    if (s.len > CAPITALS_BYTES_MAX)
        return false;
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.ptr[i];
        if (sr_is_alpha(c) && !is_upper(c))
            return false;
        letters += sr_is_alpha(c);
        digits += sr_is_digit(c);
        word = sr_is_alpha(c) ? word + 1 : 0;
        longest = word > longest ? word : longest;
    }
    bool chapter = s.len > 4 && memcmp(s.ptr, "BAB ", 4) == 0;
    return (longest >= CAPITALS_WORD_MIN || chapter) && letters > digits;
}

/* "## Title": one to six signs and a blank, as in CommonMark; "#####" alone is a cell that overflowed. */
static bool is_hash_heading(sr_slice s)
{
    size_t n = 0;

    while (n < s.len && s.ptr[n] == '#')
        n++;
    return n >= 1 && n <= 6 && n < s.len && s.ptr[n] == ' ' && sr_trim(sr_sub(s, n, s.len)).len > 0;
}

static bool begins(sr_slice s, sr_slice with)
{
    return s.len >= with.len && memcmp(s.ptr, with.ptr, with.len) == 0;
}

static bool ends(sr_slice s, sr_slice with)
{
    return s.len >= with.len && memcmp(s.ptr + s.len - with.len, with.ptr, with.len) == 0;
}

static bool is_bold_line(sr_slice s)
{
    if (s.len > 4 && begins(s, SR_LIT("**")) && ends(s, SR_LIT("**")))
        return true;
    return s.len > 7 && sr_eq_nocase(sr_sub(s, 0, 3), SR_LIT("<b>")) &&
           sr_eq_nocase(sr_sub(s, s.len - 4, s.len), SR_LIT("</b>"));
}

sr_block_type sr_prose_classify(sr_slice line)
{
    line = sr_trim(line);
    if (line.len == 0 || is_contents_entry(line))
        return SR_BLOCK_PROSE;
    if (is_caption(skip_markup(line)))
        return SR_BLOCK_CAPTION;
    if (is_hash_heading(line) || is_bold_line(line) || is_capitals(line))
        return SR_BLOCK_HEADING;
    return SR_BLOCK_PROSE;
}

/* The line that closes a ** opened by lines[0]; 0 if none does before a blank line. */
static size_t bold_end(const sr_line *lines, size_t n)
{
    for (size_t i = 1; i < n && i < SR_BOLD_LINES_MAX; i++) {
        sr_slice s = sr_trim(lines[i].text);
        if (s.len == 0 || begins(s, SR_LIT("**")))
            return s.len == 2 ? i : 0;
        if (ends(s, SR_LIT("**")))
            return i;
    }
    return 0;
}

void sr_prose_classify_run(const sr_line *lines, size_t n, uint8_t *types)
{
    size_t bold_until = 0; /* lines before this one are inside a bold heading */

    for (size_t i = 0; i < n; i++) {
        sr_slice s = sr_trim(lines[i].text);
        if (i >= bold_until && begins(s, SR_LIT("**")) && s.len > 2 &&
            sr_find_nocase(sr_sub(s, 2, s.len), SR_LIT("**")) == SIZE_MAX) {
            size_t more = bold_end(lines + i, n - i);
            bold_until = more ? i + more + 1 : 0;
        }
        types[i] = (uint8_t)sr_prose_classify(s);
        if (types[i] == SR_BLOCK_PROSE && i < bold_until)
            types[i] = SR_BLOCK_HEADING;
    }
}

/* ---- cells that are lines ------------------------------------------------------------------- */

bool sr_prose_is_value(const sr_cell *cell)
{
    return cell->typed && cell->typed->type != SR_TYPE_NONE && cell->typed->type != SR_TYPE_TEXT;
}

bool sr_prose_is_line(const sr_cell *cell, uint32_t at, size_t left, size_t right)
{
    size_t span = cell->column_span ? cell->column_span : 1, width = right + 1 - left;

    if (sr_prose_is_value(cell))
        return false;
    return at <= left || at > right || (span > 1 && span * 2 >= width) ||
           sr_prose_classify(sr_trim(sr_cell_raw(cell))) != SR_BLOCK_PROSE;
}

size_t sr_prose_put(sr_doc *doc, sr_slice raw, uint64_t line_no)
{
    bool wrapped = raw.len && sr_is_blank((unsigned char)raw.ptr[raw.len - 1]);
    size_t lines = 0;

    while (raw.len) {
        const char *end = memchr(raw.ptr, '\n', raw.len);
        size_t n = end ? (size_t)(end - raw.ptr) : raw.len;
        sr_slice line = sr_trim(sr_sub(raw, 0, n));
        raw = sr_sub(raw, end ? n + 1 : n, raw.len);
        if (line.len) {
            sr_doc_text(doc, sr_prose_classify(line), line, line_no)->wrapped = wrapped || raw.len > 0;
            lines++;
        }
    }
    return lines;
}

bool sr_prose_is_numeric(const sr_cell *cell)
{
    sr_slice raw = sr_cell_raw(cell);
    size_t digits = 0;

    for (size_t i = 0; i < raw.len; i++)
        digits += sr_is_digit((unsigned char)raw.ptr[i]);
    return digits * 2 > raw.len;
}
