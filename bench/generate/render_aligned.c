/*
 * Tables as pdftotext -layout writes them: columns of blanks, long texts wrapped, numbers to the right.
 */
#include "bench/generate/plan.h"

enum { LINES_MAX = 48, LINE_WIDTH_MAX = 2048, GAP = 3 };

/* A cell's text cut at blanks into lines no wider than its column. */
static uint32_t wrap(sr_slice text, size_t width, sr_slice lines[LINES_MAX])
{
    uint32_t n = 0;

    text = sr_trim(text);
    while (text.len && n < LINES_MAX) {
        size_t cut = text.len <= width ? text.len : width;
        while (cut < text.len && cut > 0 && text.ptr[cut] != ' ')
            cut--;
        if (cut == 0) { /* a word wider than the column */
            while (cut < text.len && text.ptr[cut] != ' ')
                cut++;
        }
        lines[n++] = sr_sub(text, 0, cut);
        text = sr_trim(sr_sub(text, cut, text.len));
    }
    return n;
}

static size_t longest_word(sr_slice text)
{
    size_t longest = 0, run = 0;

    for (size_t i = 0; i < text.len; i++) {
        run = text.ptr[i] == ' ' ? 0 : run + 1;
        longest = run > longest ? run : longest;
    }
    return longest;
}

static bool wraps(const gen_column *column)
{
    return column->role != SR_ROLE_MEASURE && column->role != SR_ROLE_CODE && column->role != SR_ROLE_ORDINAL;
}

static void measure_columns(gen_table *table, gen_random *random)
{
    for (uint32_t c = 0; c < table->n_columns; c++) {
        gen_column *column = &table->columns[c];
        size_t width = column->number.len, cap = 18 + gen_below(random, 16);
        for (uint32_t h = 0; h < table->header_rows; h++) {
            size_t word = longest_word(column->header[h]);
            width = word > width ? word : width;
        }
        for (size_t r = 0; r < table->n_rows; r++) {
            sr_slice text = table->rows[r].cells[c].shown;
            size_t wide = wraps(column) && text.len > cap ? longest_word(text) : text.len;
            wide = wraps(column) && text.len > cap && wide < cap ? cap : wide;
            width = wide > width ? wide : width;
        }
        column->width = (uint32_t)width;
    }
}

/* Writes one line of n pieces, each at its place; trailing blanks are not written. */
static void put(char line[LINE_WIDTH_MAX], size_t *len, size_t at, sr_slice text)
{
    if (at + text.len >= LINE_WIDTH_MAX)
        return;
    while (*len < at)
        line[(*len)++] = ' ';
    memcpy(line + at, text.ptr, text.len);
    if (at + text.len > *len)
        *len = at + text.len;
}

typedef struct piece {
    sr_slice lines[LINES_MAX];
    uint32_t n, from; /* lines, and the line of the row on which they begin */
    size_t at, width;
    bool right, centre;
} piece;

static void write_pieces(gen_doc *doc, const piece *pieces, uint32_t n, uint32_t height)
{
    for (uint32_t l = 0; l < height; l++) {
        char line[LINE_WIDTH_MAX];
        size_t len = 0;
        for (uint32_t p = 0; p < n; p++) {
            const piece *q = &pieces[p];
            if (l < q->from || l >= q->from + q->n)
                continue;
            sr_slice text = q->lines[l - q->from];
            size_t space = q->width > text.len ? q->width - text.len : 0;
            put(line, &len, q->at + (q->right ? space : q->centre ? space / 2 : 0), text);
        }
        gen_line(doc, (sr_slice){line, len});
    }
}

static void write_row(gen_doc *doc, gen_table *table, gen_row *row, bool middle)
{
    piece pieces[GEN_COLUMNS_MAX];
    uint32_t height = 1;
    size_t at = 1;

    for (uint32_t c = 0; c < table->n_columns; c++) {
        const gen_column *column = &table->columns[c];
        pieces[c] = (piece){.at = at, .width = column->width, .right = column->money};
        pieces[c].n = wrap(row->cells[c].shown, column->width, pieces[c].lines);
        height = pieces[c].n > height ? pieces[c].n : height;
        at += column->width + GAP;
    }
    for (uint32_t c = 0; c < table->n_columns && middle; c++)
        pieces[c].from = (height - pieces[c].n) / 2;
    row->line_first = doc->line + 1;
    write_pieces(doc, pieces, table->n_columns, height);
    row->line_last = doc->line;
}

/* How many columns the header cell stands over: those to its right that have nothing here but something below. */
static uint32_t span(const gen_table *table, uint32_t h, uint32_t c)
{
    uint32_t n = 1;

    for (; c + n < table->n_columns; n++) {
        bool above = false, below = false;
        for (uint32_t i = 0; i < table->header_rows; i++) {
            above |= i <= h && table->columns[c + n].header[i].len;
            below |= i > h && table->columns[c + n].header[i].len;
        }
        if (above || !below)
            break;
    }
    return n;
}

static void write_header_row(gen_doc *doc, const gen_table *table, uint32_t h)
{
    piece pieces[GEN_COLUMNS_MAX];
    uint32_t height = 1, n = 0;
    size_t at = 1;

    for (uint32_t c = 0; c < table->n_columns; c++) {
        sr_slice text = table->columns[c].header[h];
        if (text.len) {
            size_t width = table->columns[c].width;
            for (uint32_t s = span(table, h, c) - 1; s; s--)
                width += GAP + table->columns[c + s].width;
            pieces[n] = (piece){.at = at, .width = width, .centre = true};
            pieces[n].n = wrap(text, width, pieces[n].lines);
            height = pieces[n].n > height ? pieces[n].n : height;
            n++;
        }
        at += table->columns[c].width + GAP;
    }
    write_pieces(doc, pieces, n, height);
}

static void write_header(gen_doc *doc, const gen_table *table)
{
    piece pieces[GEN_COLUMNS_MAX];
    size_t at = 1;

    for (uint32_t h = 0; h < table->header_rows; h++)
        write_header_row(doc, table, h);
    for (uint32_t c = 0; c < table->n_columns; c++) {
        pieces[c] = (piece){.at = at, .width = table->columns[c].width, .centre = true};
        pieces[c].n = wrap(table->columns[c].number, LINE_WIDTH_MAX, pieces[c].lines);
        at += table->columns[c].width + GAP;
    }
    if (table->number_row)
        write_pieces(doc, pieces, table->n_columns, 1);
}

void gen_render_aligned(gen_doc *doc, gen_random *random, gen_table *table)
{
    bool middle = doc->form == GEN_FORM_CENTRED;
    uint32_t page = table->n_rows ? table->rows[0].page : 0;

    measure_columns(table, random);
    write_header(doc, table);
    for (size_t r = 0; r < table->n_rows; r++) {
        gen_row *row = &table->rows[r];
        if (row->gone)
            continue;
        if (row->page != page) {
            page = row->page;
            gen_line(doc, SR_LIT(""));
            sr_buf_char(&doc->text, '\f');
            write_header(doc, table);
        }
        if (row->mess == GEN_BLANK_LINE)
            gen_line(doc, SR_LIT(""));
        if (row->mess == GEN_HEADER_IN_DATA && r)
            write_header(doc, table);
        write_row(doc, table, row, middle);
    }
}
