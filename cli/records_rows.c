#include "cli/records.h"

#include <stdlib.h>

bool sr_row_is_data(const sr_row *row)
{
    return row->kind == SR_ROW_DETAIL || row->kind == SR_ROW_SUBTOTAL || row->kind == SR_ROW_TOTAL ||
           row->kind == SR_ROW_NOTE;
}

/*
 * The model joins header cells by " / " and the cleaned table joins them by a blank. A header cell that holds " / "
 * itself must keep it: these are such cells of the table's header rows, collected once a table.
 */
typedef struct slashed {
    sr_slice *texts; /* owned */
    size_t n, cap;
} slashed;

static slashed collect_slashed(const sr_table *table)
{
    slashed list = {0};

    for (size_t i = 0; i < table->n_rows && table->rows[i]->kind != SR_ROW_DETAIL; i++) {
        const sr_row *row = table->rows[i];
        for (uint32_t c = 0; c < row->n && row->kind == SR_ROW_HEADER; c++) {
            sr_slice text = sr_cell_text(&row->cells[c]);
            if (text.len < 3 || !memmem(text.ptr, text.len, " / ", 3))
                continue;
            if (list.n == list.cap) {
                list.cap = list.cap ? list.cap * 2 : 8;
                list.texts = realloc(list.texts, list.cap * sizeof *list.texts);
                if (!list.texts)
                    abort();
            }
            list.texts[list.n++] = text;
        }
    }
    return list;
}

/* The longest of them that stands at this place of a column's header; absent if none does. */
static sr_slice own_slash(const slashed *list, sr_slice header, size_t at)
{
    sr_slice best = {0};

    for (size_t i = 0; i < list->n; i++) {
        sr_slice text = list->texts[i];
        if (text.len > best.len && text.len <= header.len - at && sr_eq(text, sr_sub(header, at, at + text.len)))
            best = text;
    }
    return best;
}

static void header_text(const slashed *list, sr_slice header, sr_buf *out)
{
    for (size_t at = 0; at < header.len;) {
        bool begins = at == 0 || (at >= 3 && memcmp(header.ptr + at - 3, " / ", 3) == 0);
        sr_slice own = begins ? own_slash(list, header, at) : (sr_slice){0};
        if (own.len) {
            sr_buf_slice(out, own);
            at += own.len;
        } else if (header.len - at >= 3 && memcmp(header.ptr + at, " / ", 3) == 0) {
            sr_buf_char(out, ' ');
            at += 3;
        } else {
            sr_buf_char(out, header.ptr[at++]);
        }
    }
}

/* What both forms begin with in NDJSON; nothing in CSV. */
static void begin(const sr_records *r, const sr_doc *doc, const sr_table *table, const sr_row *row, sr_buf *out)
{
    sr_fields f = {out, r->form};

    if (r->form != SR_AS_NDJSON)
        return;
    sr_record_begin(&f);
    sr_field_text(&f, SR_KEY("document"), doc->name);
    sr_field_count(&f, SR_KEY("table_no"), table->table_no);
    sr_field_place(&f, SR_KEY("row_no"), row ? row->row_no : 0);
    sr_field_place(&f, SR_KEY("line_no"), row ? row->line_no : table->line_first);
    sr_field_name(&f, SR_KEY("row_kind"), row ? sr_row_kind_name(row->kind) : "header");
    sr_buf_lit(out, "\"cells\":[");
}

/* Takes the last comma back, if there was a cell. */
static void end(const sr_records *r, sr_buf *out, bool any)
{
    out->len -= any;
    if (r->form == SR_AS_NDJSON)
        sr_buf_lit(out, "]}\n");
    else
        sr_buf_lit(out, "\r\n");
}

static void put(const sr_records *r, sr_slice text, sr_buf *out)
{
    /* An empty field needs no quotes here: the cleaned table does not tell blank from absent. */
    if (r->form == SR_AS_NDJSON)
        sr_json_text(out, text.ptr ? text : SR_LIT(""));
    else if (text.len)
        sr_csv_text(out, text);
    sr_buf_char(out, ',');
}

bool sr_records_rows_header(const sr_records *r, const sr_doc *doc, const sr_table *table, sr_buf *out)
{
    bool any = false;
    sr_buf text = {0};

    for (uint32_t i = 0; i < table->width; i++)
        any = any || table->columns[i].header.len;
    if (!any)
        return false;
    slashed list = collect_slashed(table);
    begin(r, doc, table, NULL, out);
    for (uint32_t i = 0; i < table->width; i++) {
        text.len = 0;
        header_text(&list, table->columns[i].header, &text);
        put(r, (sr_slice){text.ptr, text.len}, out);
    }
    end(r, out, true);
    sr_buf_free(&text);
    free(list.texts);
    return true;
}

/* Cells to write: the table's width, and beyond it what is not blank, which must not be lost. */
static uint32_t row_width(const sr_table *table, const sr_row *row)
{
    uint32_t n = row->n;

    while (n > table->width && row->cells[n - 1].status == SR_CELL_EMPTY)
        n--;
    return n > table->width ? n : table->width;
}

/* Delimited text is its cells; elsewhere markup and the blanks of a layout are in the way of the text. */
static sr_slice cell_text(const sr_doc *doc, const sr_cell *cell)
{
    if (doc->format == SR_FORMAT_CSV || doc->format == SR_FORMAT_TSV)
        return sr_cell_raw(cell);
    return cell->text ? sr_cell_text(cell) : sr_trim(sr_cell_raw(cell));
}

void sr_records_row(const sr_records *r, const sr_doc *doc, const sr_table *table, const sr_row *row, sr_buf *out)
{
    uint32_t n = row_width(table, row);
    /* An empty line would be no record to many readers: a lone blank field is quoted. */
    bool lone = n == 1 && r->form == SR_AS_CSV && cell_text(doc, sr_row_cell(row, 0)).len == 0;

    begin(r, doc, table, row, out);
    for (uint32_t i = 0; i < n; i++) {
        const sr_cell *cell = sr_row_cell(row, i);
        if (r->values && cell->has_value) {
            sr_digits_decimal(out, cell->value);
            sr_buf_char(out, ',');
        } else if (lone) {
            sr_buf_lit(out, "\"\",");
        } else {
            put(r, cell_text(doc, cell), out);
        }
    }
    end(r, out, n > 0);
}
