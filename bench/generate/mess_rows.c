/*
 * Mess of rows, headers and pages: cells won and lost, parts shifted, names cut in two.
 */
#include "bench/generate/plan.h"

static bool is_blank_cell(const gen_row *row, uint32_t c)
{
    return row->cells[c].shown.len == 0;
}

static uint32_t last_filled(const gen_table *table, const gen_row *row)
{
    uint32_t last = 0;

    for (uint32_t c = 0; c < table->n_columns; c++)
        if (!is_blank_cell(row, c))
            last = c;
    return last;
}

/* A blank cell before the last filled one, or GEN_COLUMNS_MAX if there is none. */
static uint32_t inner_blank(const gen_table *table, const gen_row *row, gen_random *random)
{
    uint32_t found = GEN_COLUMNS_MAX, seen = 0, last = last_filled(table, row);

    for (uint32_t c = 0; c < last; c++)
        if (is_blank_cell(row, c) && gen_below(random, ++seen) == 0)
            found = c;
    return found;
}

/* The column behind the shifted left part: something stands on both sides of it, and its own cell takes the gap. */
static uint32_t left_part(const gen_table *table, const gen_row *row, gen_random *random)
{
    uint32_t found = GEN_COLUMNS_MAX, seen = 0, last = last_filled(table, row);
    bool filled = false;

    if (!is_blank_cell(row, 0))
        return found;
    for (uint32_t c = 1; c <= last; c++) {
        if (filled && gen_below(random, ++seen) == 0)
            found = c;
        filled |= !is_blank_cell(row, c);
    }
    return found;
}

/* Cuts the longest name of the row between two words. */
static bool cut_name(gen_doc *doc, const gen_table *table, gen_row *row, gen_random *random)
{
    uint32_t longest = GEN_COLUMNS_MAX;

    for (uint32_t c = 0; c < table->n_columns; c++) {
        const gen_cell *cell = &row->cells[c];
        uint8_t role = table->columns[c].role;
        bool name = role != SR_ROLE_CODE && role != SR_ROLE_MEASURE && role != SR_ROLE_ORDINAL && role != SR_ROLE_UNIT;
        if (name && cell->mess == GEN_NONE && cell->shown.len > 24 &&
            (longest == GEN_COLUMNS_MAX || cell->shown.len > row->cells[longest].shown.len))
            longest = c;
    }
    if (longest == GEN_COLUMNS_MAX)
        return false;
    sr_slice text = row->cells[longest].shown;
    size_t cut = text.len / 2 + gen_below(random, (uint32_t)text.len / 4);
    while (cut < text.len && text.ptr[cut] != ' ')
        cut++;
    if (cut >= text.len)
        return false;
    row->at = longest;
    row->head = sr_sub(text, 0, cut);
    row->tail = sr_arena_copy(&doc->arena, sr_sub(text, cut + 1, text.len));
    return true;
}

static bool suits(gen_doc *doc, const gen_table *table, gen_row *row, gen_mess mess, gen_random *random)
{
    bool separated = gen_is_separated((gen_form)doc->form);

    if (doc->form == GEN_FORM_SCRAMBLED || (!separated && mess != GEN_BLANK_LINE && mess != GEN_HEADER_IN_DATA))
        return false;
    switch (mess) {
    case GEN_BLANK_MORE:
        row->at = inner_blank(table, row, random);
        if (row->at == GEN_COLUMNS_MAX)
            row->at = 1 + gen_below(random, table->n_columns - 1);
        return true;
    case GEN_BLANK_LESS:
        row->at = inner_blank(table, row, random);
        return row->at < GEN_COLUMNS_MAX;
    case GEN_LEFT_SHIFTED:
        row->at = left_part(table, row, random);
        return row->at < GEN_COLUMNS_MAX;
    case GEN_ALL_SHIFTED:
        return is_blank_cell(row, 0);
    case GEN_CODE_APART:
        return table->columns[0].role == SR_ROLE_CODE && row->cells[0].shown.len && last_filled(table, row) > 1;
    case GEN_WRAPPED_NAME:
        return row->kind == SR_ROW_DETAIL && cut_name(doc, table, row, random);
    default:
        return true;
    }
}

static void hurt_row(gen_doc *doc, const gen_table *table, gen_row *row, gen_random *random)
{
    enum { TRIES = 12 };

    for (int tries = 0; tries < TRIES; tries++) {
        gen_mess mess = (gen_mess)(GEN_CELL_MESS_LAST + 1 + gen_below(random, GEN_ROW_MESS_LAST - GEN_CELL_MESS_LAST));
        if (!suits(doc, table, row, mess, random))
            continue;
        row->mess = (uint8_t)mess;
        doc->mess_counts[mess]++;
        return;
    }
}

static void split_years(gen_doc *doc, gen_table *table)
{
    for (uint32_t c = 0; c < table->n_columns; c++) {
        sr_slice header = table->columns[c].header[1];
        if (header.len != 4 || !sr_is_digit((unsigned char)header.ptr[0]))
            continue;
        table->columns[c].header[1] = sr_arena_printf(&doc->arena, "%.2s %.2s", header.ptr, header.ptr + 2);
        doc->mess_counts[GEN_YEAR_SPLIT]++;
        table->header_mess = true;
    }
}

void gen_mess_rows(gen_doc *doc, gen_random *random)
{
    enum { AT_PAGE_BREAKS = 6 }; /* there are few of them: so many times the rate of rows */

    for (size_t t = 0; t < doc->n_tables; t++) {
        gen_table *table = &doc->tables[t];
        uint32_t page = 1, left = 6 + gen_below(&doc->random, 12);
        if (gen_chance(random, doc->rate * 4))
            split_years(doc, table);
        for (size_t r = 0; r < table->n_rows; r++) {
            gen_row *row = &table->rows[r];
            row->page = page;
            if (gen_chance(random, doc->rate))
                hurt_row(doc, table, row, random);
            if (--left > 0 || r + 1 == table->n_rows || doc->form == GEN_FORM_CSV)
                continue;
            page++;
            left = 6 + gen_below(&doc->random, 12);
            bool separated = gen_is_separated((gen_form)doc->form);
            if (separated && row->mess == GEN_NONE && row->kind == SR_ROW_DETAIL &&
                gen_chance(random, doc->rate * AT_PAGE_BREAKS) && cut_name(doc, table, row, random)) {
                row->mess = GEN_CONTINUED;
                doc->mess_counts[GEN_CONTINUED]++;
            }
        }
    }
}

static void insert_blank(sr_slice *cells, uint32_t *n, uint32_t at)
{
    memmove(cells + at + 1, cells + at, (*n - at) * sizeof *cells);
    cells[at] = (sr_slice){0};
    (*n)++;
}

static void remove_cell(sr_slice *cells, uint32_t *n, uint32_t at)
{
    memmove(cells + at, cells + at + 1, (*n - at - 1) * sizeof *cells);
    (*n)--;
}

uint32_t gen_written_row(const gen_table *table, const gen_row *row, sr_slice *cells)
{
    uint32_t n = table->n_columns;

    for (uint32_t c = 0; c < n; c++)
        cells[c] = row->cells[c].shown;
    switch (row->mess) {
    case GEN_BLANK_MORE:
        insert_blank(cells, &n, row->at);
        break;
    case GEN_BLANK_LESS:
        remove_cell(cells, &n, row->at);
        break;
    case GEN_LEFT_SHIFTED:
        remove_cell(cells, &n, 0);
        insert_blank(cells, &n, row->at - 1);
        break;
    case GEN_ALL_SHIFTED:
        remove_cell(cells, &n, 0);
        insert_blank(cells, &n, n);
        break;
    case GEN_TRAILING_BLANKS:
        insert_blank(cells, &n, n);
        insert_blank(cells, &n, n);
        break;
    case GEN_CODE_APART:
        for (uint32_t c = 2; c < n; c++)
            cells[c] = (sr_slice){0};
        break;
    case GEN_WRAPPED_NAME:
    case GEN_CONTINUED:
        cells[row->at] = row->head;
        break;
    default:
        break;
    }
    return n;
}

uint32_t gen_written_tail(const gen_table *table, const gen_row *row, sr_slice *cells)
{
    for (uint32_t c = 0; c < table->n_columns; c++)
        if (row->mess == GEN_CODE_APART)
            cells[c] = c < 2 ? (sr_slice){0} : row->cells[c].shown;
        else
            cells[c] = c == row->at ? row->tail : (sr_slice){0};
    return table->n_columns;
}

uint32_t gen_written_header(const gen_table *table, gen_random *random, uint32_t h, bool mess, sr_slice *cells)
{
    uint32_t n = table->n_columns, blanks = 0, lost = GEN_COLUMNS_MAX;

    for (uint32_t c = 0; c < n; c++) {
        cells[c] = table->columns[c].header[h];
        if (cells[c].len == 0 && gen_below(random, ++blanks) == 0)
            lost = c;
    }
    if (mess && lost < GEN_COLUMNS_MAX && gen_chance(random, 6000))
        remove_cell(cells, &n, lost);
    else if (mess)
        insert_blank(cells, &n, n);
    return n;
}
