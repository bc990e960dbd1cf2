#include "cli/records.h"

#include "core/cell_place.h"
#include "core/seen.h"
#include "normalize/units.h"

#include <stdlib.h>

void sr_records_init(sr_records *records, sr_form form, bool values)
{
    *records = (sr_records){.form = form, .values = values};
}

void sr_records_free(sr_records *records)
{
    sr_buf_free(&records->table);
    sr_buf_free(&records->row);
    sr_buf_free(&records->context);
    sr_buf_free(&records->columns);
    sr_buf_free(&records->units);
    sr_buf_free(&records->tails);
    free(records->column_at);
    sr_seen_free(records->seen);
    *records = (sr_records){0};
}

void sr_records_document(sr_records *records)
{
    records->context_of = NULL;
    sr_seen_free(records->seen);
    records->seen = NULL;
}

static sr_slice held(const sr_buf *buf)
{
    return (sr_slice){buf->ptr, buf->len};
}

/* ---- measures --------------------------------------------------------------------------------------------------- */

static void measure_table_fields(sr_fields *f, const sr_doc *doc, const sr_table *table)
{
    sr_field_text(f, SR_KEY("document"), doc->name);
    sr_field_fact(f, SR_KEY("archive"), doc->archive);
    sr_field_fact(f, SR_KEY("region"), doc->facts.region);
    sr_field_fact(f, SR_KEY("agency"), doc->facts.agency);
    sr_field_name(f, SR_KEY("kind"), sr_doc_kind_name(doc->facts.kind));
    sr_field_place(f, SR_KEY("fiscal_year"), (uint64_t)doc->facts.fiscal_year);
    sr_field_count(f, SR_KEY("table_no"), table->table_no);
    sr_field_fact(f, SR_KEY("table_title"), table->title);
}

void sr_context_fields(sr_fields *f, const sr_context *c)
{
    sr_field_fact(f, SR_KEY("tujuan"), c->tujuan);
    sr_field_fact(f, SR_KEY("sasaran"), c->sasaran);
    sr_field_fact(f, SR_KEY("program"), c->program);
    sr_field_fact(f, SR_KEY("kegiatan"), c->kegiatan);
    sr_field_fact(f, SR_KEY("sub_kegiatan"), c->sub_kegiatan);
    sr_field_fact(f, SR_KEY("activity"), sr_context_activity(c));
    sr_field_fact(f, SR_KEY("responsible"), c->responsible);
    sr_field_fact(f, SR_KEY("location"), c->location);
    sr_field_fact(f, SR_KEY("funding_source"), c->funding_source);
}

/* A goal's measures are about no activity: the row's level and code are those of its activity. */
static void measure_row_fields(sr_fields *f, const sr_measure_row *m)
{
    const sr_row *row = m->row;

    sr_field_count(f, SR_KEY("row_no"), row->row_no);
    sr_field_place(f, SR_KEY("line_no"), row->line_no);
    sr_field_name(f, SR_KEY("row_kind"), sr_row_kind_name(row->kind));
    sr_field_name(f, SR_KEY("level"), sr_level_name(m->column->of_goal ? SR_LEVEL_NONE : row->level));
    sr_field_fact(f, SR_KEY("code"), m->column->of_goal ? (sr_slice){0} : row->code);
    sr_field_fact(f, SR_KEY("indicator"), sr_measure_indicator(m));
}

static void measure_column_fields(sr_fields *f, const sr_measure_row *m)
{
    sr_field_count(f, SR_KEY("column_no"), m->column_no);
    sr_field_name(f, SR_KEY("measure"), sr_measure_name(m->column->measure));
    sr_field_name(f, SR_KEY("aspect"), sr_aspect_name(m->column->aspect));
    sr_field_place(f, SR_KEY("year"), (uint64_t)sr_measure_year(m));
    sr_field_place(f, SR_KEY("quarter"), m->column->quarter);
    sr_field_name(f, SR_KEY("revision"), sr_revision_name(m->column->revision));
    sr_field_key(f, SR_KEY("value"));
}

static void measure_columns(sr_records *r, const sr_table *table)
{
    sr_fields f = {&r->columns, r->form};

    if (table->width + 1 > r->cap_columns) {
        free(r->column_at);
        r->cap_columns = table->width + 1;
        r->column_at = calloc(r->cap_columns, sizeof *r->column_at);
        if (!r->column_at)
            abort();
    }
    r->columns.len = 0;
    for (uint32_t i = 0; i < table->width; i++) {
        sr_measure_row m = {.table = table, .column = &table->columns[i], .column_no = i + 1};
        r->column_at[i] = r->columns.len;
        if (m.column->measure != SR_MEASURE_NONE)
            measure_column_fields(&f, &m);
    }
    r->column_at[table->width] = r->columns.len;
}

/* The pieces of the row for the columns that are about the same as m's. */
static void measure_row(sr_records *r, const sr_measure_row *m)
{
    static const sr_context nothing;
    sr_fields f = {&r->row, r->form};
    sr_context only;

    if (m->column->of_goal || m->row->context != r->context_of || r->context.len == 0) {
        const sr_context *context = sr_measure_context(m, &only);
        sr_fields c = {&r->context, r->form};
        r->context.len = 0;
        sr_context_fields(&c, context ? context : &nothing);
        r->context_of = m->row->context;
    }
    r->row.len = 0;
    sr_record_begin(&f);
    sr_buf_slice(&r->row, held(&r->table));
    measure_row_fields(&f, m);
    sr_buf_slice(&r->row, held(&r->context));
    if (m->column->of_goal)
        r->context.len = 0; /* it is not the row's */
}

/* ---- the hot path: a measure is five pieces, a number and a text ------------------------------------------------ */

/* After the value, up to the raw text, of a measure without a grade. */
static sr_piece_at unit_piece(sr_records *r, uint16_t unit)
{
    enum { UNITS_BYTES = 64 * 1024 }; /* when more pile up than that, places are shared too often: begin anew */
    sr_piece_at *piece = &r->unit_at[unit % SR_UNIT_PIECES];
    sr_fields f = {&r->units, r->form};

    if (piece->len && piece->unit == unit)
        return *piece;
    if (r->units.len > UNITS_BYTES) {
        r->units.len = 0;
        memset(r->unit_at, 0, sizeof r->unit_at);
    }
    piece->at = (uint32_t)r->units.len;
    sr_buf_char(&r->units, ',');
    sr_field_fact(&f, SR_KEY("unit"), unit ? sr_unit_name(unit) : (sr_slice){0});
    sr_field_null(&f, SR_KEY("grade"));
    sr_field_key(&f, SR_KEY("raw"));
    piece->len = (uint32_t)r->units.len - piece->at;
    piece->unit = unit;
    return *piece;
}

static void tail_fields(sr_fields *f, const sr_cell *cell)
{
    sr_field_name(f, SR_KEY("status"), sr_cell_status_name(cell->status));
    sr_field_bool(f, SR_KEY("verified"), cell->verified);
}

static sr_piece_at tail_piece(sr_records *r, const sr_cell *cell)
{
    sr_piece_at *piece = &r->tail_at[cell->status][cell->verified];
    sr_fields f = {&r->tails, r->form};

    if (piece->len)
        return *piece;
    piece->at = (uint32_t)r->tails.len;
    sr_buf_char(&r->tails, ',');
    tail_fields(&f, cell);
    sr_record_end(&f);
    piece->len = (uint32_t)r->tails.len - piece->at;
    return *piece;
}

/* What follows the column's piece, which ends with the key of the value. */
static void measure_cell(sr_records *r, const sr_measure_row *m, sr_buf *out)
{
    sr_piece_at unit = unit_piece(r, m->unit), tail = tail_piece(r, m->cell);

    if (m->has_value)
        sr_digits_decimal(out, m->value);
    else if (r->form == SR_AS_NDJSON)
        sr_buf_lit(out, "null");
    if (m->is_grade) {
        sr_fields f = {out, r->form};
        sr_buf_char(out, ',');
        sr_field_fact(&f, SR_KEY("unit"), m->unit ? sr_unit_name(m->unit) : (sr_slice){0});
        sr_field_text(&f, SR_KEY("grade"), sr_cell_text(m->cell));
        sr_field_key(&f, SR_KEY("raw"));
    } else {
        sr_buf_add(out, r->units.ptr + unit.at, unit.len);
    }
    (r->form == SR_AS_NDJSON ? sr_json_text : sr_csv_text)(out, sr_cell_raw(m->cell));
    sr_buf_add(out, r->tails.ptr + tail.at, tail.len);
}

void sr_records_measures(sr_records *r, const sr_table *table, const sr_row *row, sr_buf *out)
{
    uint32_t at = 0;
    const sr_quantity *more = NULL;
    sr_measure_row m;
    const sr_column *about = NULL;

    while (sr_row_next_measure(table, row, &at, &more, &m)) {
        if (!about || about->subject != m.column->subject || about->of_goal != m.column->of_goal)
            measure_row(r, &m);
        about = m.column;
        size_t from = r->column_at[m.column_no - 1], to = r->column_at[m.column_no];
        sr_buf_slice(out, held(&r->row));
        if (row->year) /* the column's fields are another in each row */
            measure_column_fields(&(sr_fields){out, r->form}, &m);
        else
            sr_buf_add(out, r->columns.ptr + from, to - from);
        measure_cell(r, &m, out);
    }
}

/* ---- cells ------------------------------------------------------------------------------------------------------ */

static void cell_table_fields(sr_fields *f, const sr_doc *doc, const sr_table *table)
{
    sr_field_text(f, SR_KEY("document"), doc->name);
    sr_field_count(f, SR_KEY("table_no"), table->table_no);
    sr_field_fact(f, SR_KEY("table_title"), table->title);
}

static void cell_row_fields(sr_fields *f, const sr_row *row)
{
    sr_field_place(f, SR_KEY("page_no"), row->page_no);
    sr_field_count(f, SR_KEY("row_no"), row->row_no);
    sr_field_name(f, SR_KEY("row_kind"), sr_row_kind_name(row->kind));
}

static void cell_fields(sr_fields *f, const sr_row *row, const sr_cell *cell)
{
    sr_field_place(f, SR_KEY("line_no"), row->line_no ? (uint64_t)((int64_t)row->line_no + cell->line_skip) : 0);
    sr_field_text(f, SR_KEY("raw"), cell->raw ? sr_cell_raw(cell) : SR_LIT(""));
    sr_field_text(f, SR_KEY("text"), cell->text ? sr_cell_text(cell) : sr_trim(sr_cell_raw(cell)));
    sr_field_decimal(f, SR_KEY("value"), cell->has_value, cell->value);
    sr_field_fact(f, SR_KEY("unit"), cell->unit ? sr_unit_name(cell->unit) : (sr_slice){0});
    sr_field_name(f, SR_KEY("status"), sr_cell_status_name(cell->status));
    sr_field_bool(f, SR_KEY("verified"), cell->verified);
    sr_field_name(f, SR_KEY("rule"), sr_rule_name(cell->rule));
}

/* What only spreadsheets have, and the HTML that they save. */
static void cell_sheet_fields(sr_fields *f, const sr_table *table, const sr_row *row, const sr_cell *cell, uint32_t i)
{
    sr_buf place = {0};

    sr_field_bool(f, SR_KEY("hidden"), cell->hidden || row->hidden || table->hidden);
    sr_field_fact(f, SR_KEY("held"), cell->typed ? cell->typed->text : (sr_slice){0});
    sr_field_fact(f, SR_KEY("formula"), cell->typed ? cell->typed->formula : (sr_slice){0});
    if (table->sheet.len)
        sr_cell_place(&place, table->sheet, (uint64_t)((int64_t)row->line_no + cell->line_skip),
                      sr_cell_column(table, cell, i + 1));
    sr_field_fact(f, SR_KEY("place"), held(&place));
    sr_buf_free(&place);
}

static void cell_column_fields(sr_fields *f, const sr_table *table, uint32_t i)
{
    bool inside = i < table->width;

    sr_field_count(f, SR_KEY("column_no"), i + 1);
    sr_field_fact(f, SR_KEY("column_label"), inside ? table->columns[i].label : (sr_slice){0});
    sr_field_fact(f, SR_KEY("column_header"), inside ? table->columns[i].header : (sr_slice){0});
}

void sr_records_cells(sr_records *r, const sr_row *row, const sr_table *table, sr_buf *out)
{
    sr_fields piece = {&r->row, r->form}, f = {out, r->form};

    r->row.len = 0;
    sr_record_begin(&piece);
    sr_buf_slice(&r->row, held(&r->table));
    cell_row_fields(&piece, row);
    for (uint32_t i = 0; i < row->n || i < table->width; i++) { /* a row that is short of cells ends in blank ones */
        sr_buf_slice(out, held(&r->row));
        cell_column_fields(&f, table, i);
        cell_fields(&f, row, sr_row_cell(row, i));
        cell_sheet_fields(&f, table, row, sr_row_cell(row, i), i);
        sr_record_end(&f);
    }
}

void sr_records_table(sr_records *r, const sr_doc *doc, const sr_table *table, sr_stream stream)
{
    sr_fields f = {&r->table, r->form};

    r->table.len = 0;
    r->context_of = NULL; /* contexts live in the batch: an address may come again with other words */
    r->context.len = 0;
    if (stream == SR_STREAM_MEASURES) {
        measure_table_fields(&f, doc, table);
        measure_columns(r, table);
    } else {
        cell_table_fields(&f, doc, table);
    }
}

/* ---- findings, checks, tables ----------------------------------------------------------------------------------- */

static void finding_fields(sr_fields *f, const sr_doc *doc, const sr_finding *finding, const char *fingerprint)
{
    const sr_finding_info *info = sr_finding_info_of(finding->code);

    sr_field_text(f, SR_KEY("document"), doc->name);
    sr_field_place(f, SR_KEY("table_no"), finding->table_no);
    sr_field_place(f, SR_KEY("row_no"), finding->row_no);
    sr_field_place(f, SR_KEY("column_no"), finding->column_no);
    sr_field_place(f, SR_KEY("line_no"), finding->line_no);
    sr_field_name(f, SR_KEY("code"), info->code);
    sr_field_name(f, SR_KEY("name"), info->name);
    sr_field_name(f, SR_KEY("severity"), sr_severity_name(finding->severity));
    sr_field_text(f, SR_KEY("message"), finding->message);
    sr_field_text(f, SR_KEY("raw"), finding->raw);
    sr_field_decimal(f, SR_KEY("value"), finding->has_value, finding->value);
    sr_field_decimal(f, SR_KEY("suggestion"), finding->has_suggestion, finding->suggestion);
    sr_field_json(f, SR_KEY("evidence"), finding->evidence);
    sr_field_name(f, SR_KEY("fingerprint"), fingerprint);
    /* What a reviewer decides is kept in the database: without one every finding is open. */
    sr_field_name(f, SR_KEY("state"), "open");
    sr_field_null(f, SR_KEY("reviewer"));
    sr_field_null(f, SR_KEY("reviewed_at"));
    sr_field_null(f, SR_KEY("note"));
    sr_field_fact(f, SR_KEY("place"), finding->place);
}

void sr_records_finding(sr_records *r, const sr_doc *doc, const sr_finding *finding, sr_buf *out)
{
    sr_fields f = {out, r->form};
    char fingerprint[33];

    if (!r->seen)
        r->seen = sr_seen_new();
    sr_fingerprint(doc, finding, 0, fingerprint);
    uint32_t before = sr_seen_add(r->seen, fingerprint);
    if (before)
        sr_fingerprint(doc, finding, before, fingerprint);
    sr_record_begin(&f);
    finding_fields(&f, doc, finding, fingerprint);
    sr_record_end(&f);
}

/* The members as a JSON array of places. */
static void members_json(sr_buf *buf, const sr_check *check)
{
    sr_buf_char(buf, '[');
    for (uint32_t i = 0; i < check->n_members; i++) {
        const sr_place *m = &check->members[i];
        sr_buf_slice(buf, i ? SR_LIT(",{\"table_no\":") : SR_LIT("{\"table_no\":"));
        sr_digits(buf, m->table_no);
        sr_buf_lit(buf, ",\"row_no\":");
        sr_digits(buf, m->row_no);
        sr_buf_lit(buf, ",\"column_no\":");
        sr_digits(buf, m->column_no);
        sr_buf_char(buf, '}');
    }
    sr_buf_char(buf, ']');
}

static void check_fields(sr_fields *f, const sr_doc *doc, const sr_check *check, sr_slice members)
{
    sr_decimal difference = {0};
    bool has_difference = sr_check_difference(check, &difference);

    sr_field_text(f, SR_KEY("document"), doc->name);
    sr_field_count(f, SR_KEY("table_no"), check->at.table_no);
    sr_field_count(f, SR_KEY("row_no"), check->at.row_no);
    sr_field_count(f, SR_KEY("column_no"), check->at.column_no);
    sr_field_name(f, SR_KEY("kind"), sr_check_kind_name(check->kind));
    sr_field_text(f, SR_KEY("expression"), check->expression);
    sr_field_decimal(f, SR_KEY("expected"), true, check->expected);
    sr_field_decimal(f, SR_KEY("actual"), check->has_actual, check->actual);
    sr_field_decimal(f, SR_KEY("difference"), has_difference, difference);
    sr_field_decimal(f, SR_KEY("tolerance"), true, check->tolerance);
    sr_field_bool(f, SR_KEY("passed"), check->passed);
    sr_field_name(f, SR_KEY("origin"), sr_check_origin_name(check->origin));
    sr_field_name(f, SR_KEY("operator"), sr_operator_name(check->op));
    sr_field_json(f, SR_KEY("members"), members);
    sr_field_fact(f, SR_KEY("diagnosis"), check->diagnosis);
}

void sr_records_check(sr_records *r, const sr_doc *doc, const sr_check *check, sr_buf *out)
{
    sr_fields f = {out, r->form};

    r->row.len = 0;
    members_json(&r->row, check);
    sr_record_begin(&f);
    check_fields(&f, doc, check, held(&r->row));
    sr_record_end(&f);
}

void sr_trust_fields(sr_fields *f, const sr_trust *trust, uint64_t checks_passed, uint64_t checks_failed)
{
    sr_field_count(f, SR_KEY("numeric_cells"), trust->numeric);
    sr_field_count(f, SR_KEY("verified_cells"), trust->verified);
    sr_field_count(f, SR_KEY("inferred_cells"), trust->inferred);
    sr_field_count(f, SR_KEY("repaired_cells"), trust->repaired);
    sr_field_count(f, SR_KEY("ambiguous_cells"), trust->ambiguous);
    sr_field_count(f, SR_KEY("unreadable_cells"), trust->unreadable);
    sr_field_count(f, SR_KEY("accused_cells"), trust->accused);
    sr_field_count(f, SR_KEY("checks_passed"), checks_passed);
    sr_field_count(f, SR_KEY("checks_failed"), checks_failed);
}

static void table_fields(sr_fields *f, const sr_doc *doc, const sr_table *table)
{
    sr_field_text(f, SR_KEY("document"), doc->name);
    sr_field_count(f, SR_KEY("table_no"), table->table_no);
    sr_field_fact(f, SR_KEY("title"), table->title);
    sr_field_place(f, SR_KEY("page_first"), table->page_first);
    sr_field_place(f, SR_KEY("page_last"), table->page_last);
    sr_field_place(f, SR_KEY("line_first"), table->line_first);
    sr_field_place(f, SR_KEY("line_last"), table->line_last);
    sr_field_count(f, SR_KEY("rows"), table->data_rows);
    sr_field_count(f, SR_KEY("columns"), table->width);
    sr_field_place(f, SR_KEY("year"), (uint64_t)table->year);
    sr_field_place(f, SR_KEY("quarter"), table->quarter);
    sr_field_name(f, SR_KEY("revision"), sr_revision_name(table->revision));
    sr_field_fact(f, SR_KEY("sheet"), table->sheet);
    sr_field_bool(f, SR_KEY("hidden"), table->hidden);
    sr_trust_fields(f, &table->trust, table->checks_passed, table->checks_failed);
}

void sr_records_table_facts(const sr_records *r, const sr_doc *doc, const sr_table *table, sr_buf *out)
{
    sr_fields f = {out, r->form};

    sr_record_begin(&f);
    table_fields(&f, doc, table);
    sr_record_end(&f);
}

/* ---- headers ---------------------------------------------------------------------------------------------------- */

/* The same fields, of a record that says nothing. */
void sr_records_header(const sr_records *r, sr_stream stream, sr_buf *out)
{
    static const sr_doc doc;
    static const sr_column column;
    static const sr_table table;
    static const sr_row row;
    static const sr_finding finding;
    static const sr_check check;
    static const sr_context context;
    static const sr_measure_row m = {.table = &table, .row = &row, .column = &column, .cell = &sr_cell_blank};
    sr_fields f = {out, SR_AS_CSV_HEADER};

    if (r->form != SR_AS_CSV || stream == SR_STREAM_ROWS)
        return;
    switch (stream) {
    case SR_STREAM_MEASURES:
        measure_table_fields(&f, &doc, &table);
        measure_row_fields(&f, &m);
        sr_context_fields(&f, &context);
        measure_column_fields(&f, &m);
        sr_field_null(&f, SR_KEY("unit"));
        sr_field_null(&f, SR_KEY("grade"));
        sr_field_null(&f, SR_KEY("raw"));
        tail_fields(&f, &sr_cell_blank);
        break;
    case SR_STREAM_CELLS:
        cell_table_fields(&f, &doc, &table);
        cell_row_fields(&f, &row);
        cell_column_fields(&f, &table, 0);
        cell_fields(&f, &row, &sr_cell_blank);
        cell_sheet_fields(&f, &table, &row, &sr_cell_blank, 0);
        break;
    case SR_STREAM_FINDINGS:
        finding_fields(&f, &doc, &finding, "");
        break;
    case SR_STREAM_CHECKS:
        check_fields(&f, &doc, &check, SR_LIT("[]"));
        break;
    default:
        table_fields(&f, &doc, &table);
    }
    sr_record_end(&f);
}
