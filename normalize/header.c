#include "normalize/header.h"

#include <stdlib.h>

enum {
    LABEL_LAST = 60,     /* no printed table has more columns */
    ALONE = 4,           /* labels in a number row without words above it; fewer may be data */
    QUANTITY_MAX = 24,   /* bytes of a number with its unit */
    WORD_MAX = 110,      /* bytes of a header cell that is not in the lexicon */
    LIKENESS_FUZZY = 64, /* cells that are compared letter by letter; more only exactly */
};

uint32_t sr_row_used(const sr_row *row)
{
    uint32_t n = row->n;

    while (n && row->cells[n - 1].text_len == 0)
        n--;
    return n;
}

uint32_t sr_row_filled(const sr_row *row, uint32_t *only)
{
    uint32_t k = 0;

    for (uint32_t i = 0; i < row->n; i++)
        if (row->cells[i].text_len) {
            k++;
            if (only)
                *only = i;
        }
    return k;
}

bool sr_row_is_rule(const sr_row *row)
{
    uint32_t runs = 0, cells = 0;

    for (uint32_t i = 0; i < row->n; i++) {
        sr_slice t = sr_cell_text(&row->cells[i]);
        if (t.len == 0)
            continue;
        for (size_t k = 0; k < t.len; k++)
            if (t.ptr[k] != '-' && t.ptr[k] != '=' && t.ptr[k] != '_' && t.ptr[k] != ':')
                return false;
        cells++;
        runs += t.len >= 2;
    }
    return runs && runs * 2 >= cells;
}

bool sr_looks_numeric(sr_slice t)
{
    size_t digits = 0, others = 0;

    if (t.len > 3 && (t.ptr[0] | 32) == 'r' && (t.ptr[1] | 32) == 'p')
        t = sr_sub(t, 2, t.len);
    for (size_t i = 0; i < t.len; i++) {
        unsigned char c = (unsigned char)t.ptr[i];
        if (sr_is_digit(c))
            digits++;
        else if (c != '.' && c != ',' && c != '%' && c != ' ' && c != '(' && c != ')' && c != '-' && c != '/')
            others++;
    }
    return digits && others == 0;
}

/* "58 Dokumen": what no header says. */
static bool states_quantity(sr_slice t)
{
    size_t at = 0;

    if (t.len == 0 || t.len > QUANTITY_MAX || !sr_is_digit((unsigned char)t.ptr[0]))
        return false;
    while (at < t.len && !sr_is_alpha((unsigned char)t.ptr[at]))
        at++;
    return at < t.len && sr_unit_known(sr_sub(t, at, t.len)) != SR_UNIT_NONE;
}

/* "8 = 7/6*100" -> 8; "(1)" and "\"(1)" -> 1; "10=(5+7+9)" -> 10; -1 for what is no label. */
static int label_of(sr_slice t)
{
    size_t i = 0;
    int n = 0, digits = 0;

    while (i < t.len && i < 2 && (t.ptr[i] == '(' || t.ptr[i] == '"'))
        i++;
    for (; i < t.len && sr_is_digit((unsigned char)t.ptr[i]) && digits < 4; i++, digits++)
        n = n * 10 + (t.ptr[i] - '0');
    if (digits == 0 || digits > 3)
        return -1;
    if (i < t.len && sr_is_alpha((unsigned char)t.ptr[i]) &&
        (i + 1 == t.len || !sr_is_alpha((unsigned char)t.ptr[i + 1])))
        i++; /* 4a */
    if (i < t.len && (t.ptr[i] == ')' || t.ptr[i] == '.'))
        i++;
    while (i < t.len && t.ptr[i] == ' ')
        i++;
    if (i == t.len)
        return n;
    if (t.ptr[i] != '=' && t.ptr[i] != ':' && t.ptr[i] != '(')
        return -1;
    for (; i < t.len; i++) {
        unsigned char c = (unsigned char)t.ptr[i];
        bool sign = c == '=' || c == ':' || c == '+' || c == '-' || c == '*' || c == '/' || c == '(' || c == ')' ||
                    c == '%' || c == 'x' || c == 'X' || c == ' ' || c == '.' || c == ',';
        if (!sign && !sr_is_digit(c) && !(sr_is_alpha(c) && sr_is_digit((unsigned char)t.ptr[i - 1])) && c < 0x80)
            return -1;
    }
    return n;
}

bool sr_row_is_number_row(const sr_row *row)
{
    uint32_t labels = 0, steps = 0;
    bool brackets = false;
    int last = 0;

    for (uint32_t i = 0; i < row->n; i++) {
        sr_slice t = sr_cell_text(&row->cells[i]);
        if (t.len == 0)
            continue;
        brackets |= t.ptr[0] == '(';
        if (brackets && t.ptr[0] == '-') /* "-14": a spreadsheet took "(14)" for a negative number */
            t = sr_sub(t, 1, t.len);
        int n = label_of(t);
        if (n < 0 || (labels == 0 && n != 1))
            return false;
        steps += n == last + 1;
        last = n;
        labels++;
    }
    /* Jeneponto leaves a number out, form T-C.31 begins again in the middle: most steps, not all. */
    return labels >= 2 && steps * 4 >= labels * 3;
}

/*
 * Labels that grow but begin behind 1 or leave numbers out ("2 3 7 8 9 10 14"): of a table of which only some columns
 * were printed (seen in quarterly realization reports). Under a header's words only: elsewhere they may be data.
 */
static bool is_partial_number_row(const sr_row *row)
{
    uint32_t labels = 0;
    int last = 0;

    for (uint32_t i = 0; i < row->n; i++) {
        sr_slice t = sr_cell_text(&row->cells[i]);
        if (t.len == 0)
            continue;
        int n = t.len <= 4 ? label_of(t) : -1;
        if (n <= last || n > LABEL_LAST)
            return false;
        last = n;
        labels++;
    }
    return labels >= ALONE && labels * 3 >= row->n;
}

/* ---- finding -------------------------------------------------------------------------------- */

/* How header-like the cells of a row are. */
typedef struct row_look {
    uint32_t filled, known, leads, numerals, numeric, longs;
    bool distinct;
} row_look;

static row_look look_at(const sr_row *row)
{
    row_look look = {.distinct = true};
    uint64_t last = 0;

    for (uint32_t i = 0; i < row->n; i++) {
        sr_slice t = sr_cell_text(&row->cells[i]);
        if (t.len == 0)
            continue;
        sr_header_sense sense;
        sr_header_sense_of(t, false, &sense);
        look.filled++;
        look.known += sense.known;
        look.leads += sense.leads && !(sense.numeral && t.len < 4);
        look.numerals += sense.numeral > 0;
        look.longs += t.len > WORD_MAX && !sense.leads;
        look.numeric += (sr_looks_numeric(t) || states_quantity(t)) && !sense.year;
        uint64_t h = sr_hash(t);
        look.distinct &= h != last;
        last = h;
    }
    return look;
}

static bool is_words(const row_look *look)
{
    return look->filled >= 2 && look->numeric == 0 && look->longs == 0 && look->leads * 2 >= look->filled;
}

/* Under a header: only words of the lexicon, years, quarters. */
static bool is_sub_header(const row_look *look)
{
    return look->filled >= 1 && look->numeric == 0 && look->longs == 0 && look->known == look->filled &&
           (look->leads + look->numerals) * 3 >= look->filled * 2;
}

/* Groups over a header: fewer texts than columns, and a row of words right below. */
static bool is_group_row(sr_row *const *rows, size_t n, const row_look *look)
{
    if (n < 2 || look->filled < 2 || look->numeric || look->longs || look->filled * 4 > sr_row_used(rows[1]) * 3)
        return false;
    row_look below = look_at(rows[1]);
    return below.filled >= 3 && below.filled > look->filled && below.numeric == 0 && below.longs == 0 &&
           below.leads * 5 >= below.filled * 4;
}

/* Rows below that tell what a column holds; the fewest of a table that its rows alone explain. */
enum { SAMPLE = 12, SAMPLE_MIN = 4, PAGE_NUMBER_MAX = 5 };

/* No words of the lexicon: a row of short distinct texts over columns of numbers. */
static bool is_contrast(sr_row *const *rows, size_t n, const row_look *look)
{
    const sr_row *top = rows[0];

    if (look->filled < 2 || look->numeric || look->longs || look->filled * 5 < sr_row_used(top) * 4)
        return false;
    for (uint32_t c = 0; c < top->n; c++) {
        uint32_t numbers = 0, filled = 0;
        if (top->cells[c].text_len < 2)
            continue;
        for (size_t r = 1; r < n && r <= SAMPLE; r++) {
            sr_slice t = sr_cell_text(sr_row_cell(rows[r], c));
            filled += t.len > 0;
            numbers += sr_looks_numeric(t);
        }
        if (filled && numbers * 5 >= filled * 4)
            return true;
    }
    return false;
}

/* "7", "xii" */
static bool is_page_number(sr_slice t)
{
    bool roman = t.len > 0 && t.len <= PAGE_NUMBER_MAX;

    for (size_t i = 0; i < t.len; i++)
        roman = roman && memchr("ivxlIVXL", t.ptr[i], 8);
    return roman || (t.len <= PAGE_NUMBER_MAX && sr_looks_numeric(t));
}

/* "Halaman" alone over the page numbers of a table of contents. */
static bool is_over_pages(sr_row *const *rows, size_t n, const row_look *look)
{
    uint32_t at = 0, numbers = 0, filled = 0;

    if (n < SAMPLE_MIN || look->filled != 1 || look->numeric || look->longs || sr_row_used(rows[0]) != 2)
        return false;
    sr_row_filled(rows[0], &at);
    for (size_t r = 1; r < n && r <= SAMPLE; r++) {
        filled += sr_row_filled(rows[r], NULL) > 0;
        numbers += sr_row_cell(rows[r], 0)->text_len > 0 && is_page_number(sr_cell_text(sr_row_cell(rows[r], at)));
    }
    return at == 1 && filled >= SAMPLE_MIN - 1 && numbers * 5 >= filled * 4;
}

/* One text alone in the row: "| KEGIATAN/SUB KEGIATAN | | | |" above a header. */
static bool is_title_row(const sr_row *row)
{
    uint32_t at = 0;

    return row->n >= 3 && sr_row_filled(row, &at) == 1 && !sr_looks_numeric(sr_cell_text(&row->cells[at]));
}

static void add_row(sr_header *out, sr_row_kind kind)
{
    if (kind == SR_ROW_NUMBER)
        out->number_at = (int32_t)out->length;
    out->n_words += kind == SR_ROW_HEADER;
    out->kind[out->length++] = (uint8_t)kind;
}

/* Blank rows and rules, which may stand between header rows. */
static bool filler(const sr_row *row, sr_row_kind *kind)
{
    *kind = sr_row_is_rule(row) ? SR_ROW_RULE : SR_ROW_BLANK;
    return *kind == SR_ROW_RULE || sr_row_filled(row, NULL) == 0;
}

/* The ends of wrapped header cells, "2" and "3" under "TW" and "TW" (seen in narrow columns of action plans). */
static bool is_wrapped_end(const sr_row *above, const sr_row *row)
{
    uint32_t ends = 0;

    for (uint32_t c = 0; c < row->n; c++) {
        sr_slice t = sr_cell_text(&row->cells[c]);
        if (t.len == 0)
            continue;
        if (t.len > 2 || label_of(t) < 1 || sr_cell_text(sr_row_cell(above, c)).len == 0)
            return false;
        ends++;
    }
    return ends > 0 && ends * 2 < row->n;
}

/* Whether a number row follows within the rows that can be header; none of them may hold amounts. */
static bool number_row_ahead(sr_row *const *rows, size_t n)
{
    size_t at = 0;

    while (at < n && at <= SR_HEADER_ROWS_MAX && !sr_row_is_number_row(rows[at]))
        at++;
    if (at >= n || at > SR_HEADER_ROWS_MAX || (at == 0 && sr_row_filled(rows[0], NULL) < ALONE))
        return false;
    for (size_t i = 0; i < at; i++) {
        row_look look = look_at(rows[i]);
        if (look.numeric > 0 && (i == 0 || !is_wrapped_end(rows[i - 1], rows[i])))
            return false;
    }
    return true;
}

static void take_number_row(sr_row *const *rows, size_t n, sr_header *out)
{
    sr_row_kind kind;

    while (out->length < n && out->length < SR_HEADER_LOOK && out->number_at < 0) {
        const sr_row *row = rows[out->length];
        if (sr_row_is_number_row(row))
            add_row(out, SR_ROW_NUMBER);
        else
            add_row(out, filler(row, &kind) ? kind : SR_ROW_HEADER);
    }
}

/* The header begins again: both rows have the same first text in the same place. */
static bool begins_again(const sr_row *a, const sr_row *b)
{
    for (uint32_t c = 0; c < a->n && c < b->n; c++) {
        if (a->cells[c].text_len || b->cells[c].text_len)
            return sr_eq(sr_cell_text(&a->cells[c]), sr_cell_text(&b->cells[c]));
    }
    return false;
}

static bool in_brackets(const sr_row *row)
{
    for (uint32_t c = 0; c < row->n; c++)
        if (row->cells[c].text_len)
            return row->cells[c].text[0] == '(';
    return false;
}

/* "1 2 3 4 5 1 2 3 4 5" over "(1) (2) (3)": years of a plan, whose columns are numbered under them. */
static void take_bracketed_row(sr_row *const *rows, size_t n, sr_header *out)
{
    uint32_t at = out->length;

    if (out->number_at < 0 || at >= n || at >= SR_HEADER_LOOK || in_brackets(rows[out->number_at]) ||
        !in_brackets(rows[at]) || !sr_row_is_number_row(rows[at]))
        return;
    out->kind[out->number_at] = SR_ROW_HEADER;
    out->n_words++;
    out->number_at = -1;
    add_row(out, SR_ROW_NUMBER);
}

/* "Jumlah pasar ||||" under "| 2019 | 2020 | 2021": a row of data that has no figures in any year, and no header. */
static bool is_blank_under_years(const sr_row *years, const sr_row *row)
{
    uint32_t n = 0, first = 0;

    while (first < row->n && row->cells[first].text_len == 0)
        first++;
    for (uint32_t c = 0; c < years->n; c++) {
        if (sr_year_word(sr_cell_text(&years->cells[c])) == 0)
            continue;
        if (c <= first || sr_row_cell(row, c)->text_len)
            return false;
        n++;
    }
    return n > 1;
}

static void take_sub_headers(sr_row *const *rows, size_t n, sr_header *out)
{
    sr_row_kind kind;

    for (uint32_t i = out->length; i < n && i < SR_HEADER_LOOK && out->n_words < SR_HEADER_ROWS_MAX; i++) {
        if (filler(rows[i], &kind))
            continue;
        if (out->words_from < out->length && begins_again(rows[out->words_from], rows[i]))
            return;
        bool number = out->number_at < 0 &&
                      (sr_row_is_number_row(rows[i]) || (out->n_words > 0 && is_partial_number_row(rows[i])));
        if (!number) {
            row_look look = look_at(rows[i]);
            if (!is_sub_header(&look) || (out->length && is_blank_under_years(rows[out->length - 1], rows[i])))
                return;
        }
        while (out->length < i)
            add_row(out, filler(rows[out->length], &kind) ? kind : SR_ROW_HEADER);
        add_row(out, number ? SR_ROW_NUMBER : SR_ROW_HEADER);
    }
}

void sr_header_find(sr_row *const *rows, size_t n, uint32_t marked, sr_header *out)
{
    sr_row_kind kind;
    uint32_t start = 0, titles = 0;

    *out = (sr_header){.number_at = -1};
    while (start < n && start < SR_HEADER_LOOK / 2 && filler(rows[start], &kind))
        start++;
    while (start + titles + 1 < n && titles < SR_HEADER_LOOK / 2 && is_title_row(rows[start + titles]))
        titles++;
    uint32_t at = start + titles;
    if (at >= n || at + 2 >= SR_HEADER_LOOK)
        return;

    row_look look = look_at(rows[at]);
    bool numbered = number_row_ahead(rows + at, n - at);
    bool said = marked > at && look.filled >= 2 && look.numeric == 0;
    if (!numbered && !said && !is_words(&look) && !is_group_row(rows + at, n - at, &look) &&
        !(titles == 0 && (is_contrast(rows + at, n - at, &look) || is_over_pages(rows + at, n - at, &look))))
        return;
    for (uint32_t i = 0; i < start; i++)
        add_row(out, filler(rows[i], &kind) ? kind : SR_ROW_BLANK);
    for (uint32_t i = 0; i < titles; i++)
        add_row(out, SR_ROW_HEADER);
    out->titles = titles;
    out->words_from = out->length;
    out->n_words = 0;
    if (numbered) {
        take_number_row(rows, n, out);
    } else {
        add_row(out, SR_ROW_HEADER);
        while (said && out->length < marked && out->length < n && out->length < SR_HEADER_LOOK)
            add_row(out, filler(rows[out->length], &kind) ? kind : SR_ROW_HEADER);
    }
    take_bracketed_row(rows, n, out);
    take_sub_headers(rows, n, out);
}

bool sr_header_may_begin(const sr_row *above, const sr_row *row)
{
    enum { CELLS = 3 };
    uint32_t words = 0, over = 0, leads = 0;
    sr_header_sense sense;

    for (uint32_t i = 0; i < row->n; i++) {
        sr_slice t = sr_trim(sr_cell_raw(&row->cells[i]));
        if (t.len > WORD_MAX)
            return false;
        for (size_t k = 0; k < t.len; k++)
            if (sr_is_digit((unsigned char)t.ptr[k]))
                return false;
        words += t.len > 0;
        over += t.len > 0 && sr_looks_numeric(sr_trim(sr_cell_raw(sr_row_cell(above, i))));
    }
    for (uint32_t i = 0; i < row->n && words >= CELLS && over > 0; i++) {
        sr_slice t = sr_trim(sr_cell_raw(&row->cells[i]));
        if (t.len == 0)
            continue;
        sr_header_sense_of(t, false, &sense);
        leads += sense.leads;
    }
    return leads > 0 && leads * 2 >= words;
}

/* ---- comparing ------------------------------------------------------------------------------ */

static int by_hash(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

    return x < y ? -1 : x > y;
}

void sr_header_print_of(sr_arena *arena, sr_row *const *rows, const sr_header *header, sr_header_print *out)
{
    struct entry {
        uint64_t hash;
        sr_slice text;
    } * entries;
    size_t total = 0;

    for (uint32_t r = header->words_from; r < header->length; r++)
        if (header->kind[r] == SR_ROW_HEADER)
            total += rows[r]->n;
    entries = SR_NEW_ARRAY(arena, struct entry, total + 1);
    *out = (sr_header_print){0};
    for (uint32_t r = header->words_from; r < header->length; r++) {
        if (header->kind[r] != SR_ROW_HEADER)
            continue;
        for (uint32_t c = 0; c < rows[r]->n; c++) {
            sr_folded folded;
            sr_fold(sr_cell_text(&rows[r]->cells[c]), &folded);
            if (folded.len == 0)
                continue;
            entries[out->n].text = sr_arena_copy(arena, sr_folded_slice(&folded));
            entries[out->n].hash = sr_hash(entries[out->n].text);
            out->n++;
        }
    }
    qsort(entries, out->n, sizeof *entries, by_hash);
    out->cells = SR_NEW_ARRAY(arena, sr_slice, out->n + 1);
    out->hashes = SR_NEW_ARRAY(arena, uint64_t, out->n + 1);
    for (uint32_t i = 0; i < out->n; i++) {
        out->cells[i] = entries[i].text;
        out->hashes[i] = entries[i].hash;
    }
}

/* Weight of a cell: its letters, so that a long header counts more than an "Rp". */
static uint64_t weight(const sr_header_print *p, uint32_t i)
{
    return p->cells[i].len + 2;
}

int sr_header_likeness(const sr_header_print *a, const sr_header_print *b)
{
    uint64_t all = 0, same = 0;
    uint32_t rest_a[LIKENESS_FUZZY], rest_b[LIKENESS_FUZZY], n_a = 0, n_b = 0;
    uint32_t i = 0, j = 0;

    for (uint32_t k = 0; k < a->n; k++)
        all += weight(a, k);
    for (uint32_t k = 0; k < b->n; k++)
        all += weight(b, k);
    while (i < a->n || j < b->n) {
        if (i < a->n && j < b->n && a->hashes[i] == b->hashes[j]) {
            same += weight(a, i) + weight(b, j);
            i++, j++;
        } else if (j == b->n || (i < a->n && a->hashes[i] < b->hashes[j])) {
            if (n_a < LIKENESS_FUZZY)
                rest_a[n_a++] = i;
            i++;
        } else {
            if (n_b < LIKENESS_FUZZY)
                rest_b[n_b++] = j;
            j++;
        }
    }
    for (i = 0; i < n_a; i++)
        for (j = 0; j < n_b; j++) {
            sr_slice x = a->cells[rest_a[i]];
            if (rest_b[j] == UINT32_MAX || !sr_near(x, b->cells[rest_b[j]], x.len < 6 ? 0 : 1 + (int)x.len / 12))
                continue;
            same += weight(a, rest_a[i]) + weight(b, rest_b[j]);
            rest_b[j] = UINT32_MAX;
            break;
        }
    return all ? (int)(same * 100 / all) : 0;
}

uint64_t sr_header_labels(sr_row *const *rows, const sr_header *header)
{
    enum { ENOUGH = 8 };
    uint64_t hash = 0;
    uint32_t labels = 0;

    if (header->number_at < 0)
        return 0;
    const sr_row *row = rows[header->number_at];
    for (uint32_t c = 0; c < row->n; c++) {
        sr_slice t = sr_cell_text(&row->cells[c]);
        for (size_t i = 0, from; i < t.len; i++) {
            if (!sr_is_digit((unsigned char)t.ptr[i]))
                continue;
            for (from = i; i < t.len && sr_is_digit((unsigned char)t.ptr[i]);)
                i++;
            hash = hash * 1099511628211u + sr_hash(sr_sub(t, from, i));
            labels++;
        }
    }
    return labels >= ENOUGH ? hash | 1 : 0;
}
