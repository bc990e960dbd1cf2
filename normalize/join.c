#include "normalize/join.h"

#include "normalize/lexicon.h"

static bool ends_open(sr_slice text)
{
    size_t from = text.len;
    unsigned char last = text.len ? (unsigned char)text.ptr[text.len - 1] : 0;

    if (last == ',' || last == '-' || last == '/' || last == '(' || last == '&')
        return true;
    while (from > 0 && !sr_is_blank((unsigned char)text.ptr[from - 1]))
        from--;
    return from > 0 && sr_text_is(sr_sub(text, from, text.len), SR_WORD_OPEN);
}

/* Begins in the middle of a sentence; "a. ..." and "- ..." begin a list's next item, which belongs to the cell too. */
static bool begins_open(sr_slice text)
{
    unsigned char first = text.len ? (unsigned char)text.ptr[0] : 0;

    return (first >= 'a' && first <= 'z') || first == ')' || first == '/' || first == '&' ||
           (text.len > 2 && first == '-' && text.ptr[1] == ' ');
}

/*
 * "Penyediaan ...", "Pemeliharaan ...": the name of an activity begins with what is done. coded: names have codes in
 * this table, so a row without one begins a name only where it says so ("PROGRAM ...").
 */
static bool begins_name(sr_slice text, bool coded)
{
    size_t end = 0;

    if (sr_is_digit((unsigned char)text.ptr[0])) /* a code or number before it */
        return true;
    while (end < text.len && sr_is_alpha((unsigned char)text.ptr[end]))
        end++;
    if (!coded && end > 6 && sr_lower((unsigned char)text.ptr[0]) == 'p' &&
        sr_lower((unsigned char)text.ptr[1]) == 'e' && sr_eq_nocase(sr_sub(text, end - 2, end), SR_LIT("an")))
        return true;
    return sr_text_begins(text, SR_WORD_NAME) || sr_text_begins(text, SR_WORD_INDICATOR) ||
           sr_text_begins(text, SR_WORD_TOTAL);
}

/* The row has a code or number of its own in the table's key column. */
static bool is_keyed(const sr_table_state *st, const sr_row *row)
{
    return (st->at[SR_ROLE_CODE] >= 0 && sr_row_cell(row, (uint32_t)st->at[SR_ROLE_CODE])->text_len > 0) ||
           (st->at[SR_ROLE_ORDINAL] >= 0 && sr_row_cell(row, (uint32_t)st->at[SR_ROLE_ORDINAL])->text_len > 0);
}

static bool has_figures(const sr_table *table, const sr_table_state *st, const sr_row *row)
{
    for (uint32_t i = 0; i < row->n && i < table->width; i++)
        if (st->expect[i].is_measure && row->cells[i].text_len > 0)
            return true;
    return false;
}

/*
 * The row holds only the rest of texts above: each of its cells stands under a text, and most of them begin in the
 * middle of a sentence; or the row above has figures, this one has none, and none of its cells begins a name or an
 * indicator.
 */
static bool goes_on(const sr_table *table, const sr_table_state *st, const sr_row *above, const sr_row *row)
{
    uint32_t texts = 0, open = 0, names = 0;
    int32_t code = st->at[SR_ROLE_CODE];
    bool coded = code >= 0 && sr_row_cell(above, (uint32_t)code)->text_len > 0;

    for (uint32_t i = 0; i < row->n; i++) {
        sr_slice text = sr_cell_text(&row->cells[i]), before = sr_cell_text(sr_row_cell(above, i));
        if (text.len == 0)
            continue;
        if (i >= table->width || !st->expect[i].is_text || before.len == 0 || sr_looks_numeric(text))
            return false;
        bool goes = begins_open(text) || ends_open(before);
        texts++;
        open += goes;
        names += !goes && begins_name(text, coded);
    }
    if (texts == 0)
        return false;
    if (open * 2 >= texts + (texts > 1))
        return true;
    return names == 0 && (has_figures(table, st, above) || is_keyed(st, above));
}

static void add_text(sr_doc *doc, sr_cell *into, const sr_cell *cell)
{
    sr_slice raw = sr_arena_printf(&doc->batch, "%.*s\n%.*s", SR_FMT(sr_cell_raw(into)), SR_FMT(sr_cell_raw(cell)));
    bool hyphen = into->text_len && into->text[into->text_len - 1] == '-';
    sr_slice text = sr_arena_printf(&doc->batch, "%.*s%s%.*s", SR_FMT(sr_cell_text(into)), hyphen ? "" : " ",
                                    SR_FMT(sr_cell_text(cell)));

    into->raw = raw.ptr;
    into->raw_len = (uint32_t)raw.len;
    into->text = text.ptr;
    into->text_len = (uint32_t)text.len;
}

static void take_in(sr_doc *doc, const sr_table *table, sr_row *above, const sr_row *row)
{
    uint32_t first = 0;

    for (uint32_t i = row->n; i-- > 0;)
        if (row->cells[i].text_len) {
            add_text(doc, &above->cells[i], &row->cells[i]);
            first = i + 1;
        }
    sr_finding *f =
        sr_doc_finding(doc, SR_S016, "%s %llu goes on with the texts of row %u; it was joined to that row.",
                       table->sheet.len ? "Sheet row" : "Line", (unsigned long long)row->line_no, above->row_no);
    f->table_no = table->table_no;
    f->row_no = above->row_no;
    f->column_no = first;
    f->line_no = row->line_no;
    f->raw = sr_cell_raw(&row->cells[first - 1]);
}

/* Rows count from first without gaps; findings made so far follow. number[i] is the new number of row first + i. */
static void renumber(sr_doc *doc, sr_table *table, uint32_t first, const uint32_t *number, size_t n)
{
    for (size_t i = 0; i < doc->n_findings; i++) {
        sr_finding *f = &doc->findings[i];
        if (f->table_no == table->table_no && f->row_no >= first && f->row_no - first < n)
            f->row_no = number[f->row_no - first];
    }
    for (size_t r = 0; r < table->n_rows; r++)
        table->rows[r]->row_no = first + (uint32_t)r;
    table->all_rows -= n - table->n_rows;
}

void sr_join_rows(sr_doc *doc, sr_table *table, sr_table_state *st)
{
    size_t kept = 0, n = table->n_rows;
    sr_row *above = NULL;
    uint32_t above_no = 0;

    if (st->form == SR_PART_ALIGNED || n == 0) /* its wrapped cells are whole already */
        return;
    uint32_t first = table->rows[0]->row_no, *number = SR_NEW_ARRAY(&doc->batch, uint32_t, n);
    for (size_t r = 0; r < n; r++) {
        sr_row *row = table->rows[r];
        sr_row_clean(doc, row);
        if (row->kind == SR_ROW_DETAIL && above && goes_on(table, st, above, row)) {
            take_in(doc, table, above, row);
            number[r] = above_no;
            continue;
        }
        number[r] = first + (uint32_t)kept;
        table->rows[kept++] = row;
        if (row->kind == SR_ROW_DETAIL && sr_row_filled(row, NULL) > 0) {
            above = row;
            above_no = number[r];
        } else if (row->kind == SR_ROW_TOTAL || row->kind == SR_ROW_SUBTOTAL || row->kind == SR_ROW_NOTE) {
            above = NULL;
        }
    }
    table->n_rows = kept;
    if (kept < n)
        renumber(doc, table, first, number, n);
}
