#include "cli/inspect.h"

#include "cli/records.h"
#include "normalize/units.h"

/*
 * One object: document, tables (columns, rows, cells), findings, accounting. It is written as the batches come;
 * findings wait to the end, because a table may go on in the next batch.
 */

static sr_inspect *inspect_of(sr_sink *sink)
{
    return (sr_inspect *)(void *)sink; /* its first member */
}

/* Takes the comma after the last field back. */
static void close_with(sr_buf *out, const char *text)
{
    if (out->len && out->ptr[out->len - 1] == ',')
        out->len--;
    sr_buf_slice(out, sr_str(text));
}

static sr_slice unit_name(uint16_t unit)
{
    return unit ? sr_unit_name(unit) : (sr_slice){0};
}

static void hex(const sr_doc *doc, char out[65])
{
    static const char digits[] = "0123456789abcdef";

    for (int i = 0; i < 32; i++) {
        out[2 * i] = digits[doc->sha256[i] >> 4];
        out[2 * i + 1] = digits[doc->sha256[i] & 15];
    }
    out[64] = '\0';
}

static void json_document(sr_inspect *in, const sr_doc *doc)
{
    sr_fields f = {&in->out, SR_AS_NDJSON};
    char sha256[65];

    hex(doc, sha256);
    sr_buf_lit(&in->out, "{\"document\":{");
    sr_field_text(&f, SR_KEY("name"), doc->name);
    sr_field_fact(&f, SR_KEY("path"), doc->path);
    sr_field_fact(&f, SR_KEY("archive"), doc->archive);
    sr_field_name(&f, SR_KEY("sha256"), doc->has_sha256 ? sha256 : NULL);
    sr_field_name(&f, SR_KEY("format"), sr_format_name(doc->format));
    sr_field_fact(&f, SR_KEY("encoding"), doc->encoding);
    sr_field_count(&f, SR_KEY("bytes"), doc->bytes);
    sr_field_fact(&f, SR_KEY("title"), doc->facts.title);
    sr_field_name(&f, SR_KEY("kind"), sr_doc_kind_name(doc->facts.kind));
    sr_field_fact(&f, SR_KEY("agency"), doc->facts.agency);
    sr_field_fact(&f, SR_KEY("region"), doc->facts.region);
    sr_field_place(&f, SR_KEY("fiscal_year"), (uint64_t)doc->facts.fiscal_year);
    sr_field_place(&f, SR_KEY("quarter"), doc->facts.quarter);
    sr_field_name(&f, SR_KEY("revision"), sr_revision_name(doc->facts.revision));
    close_with(&in->out, "},\"tables\":[");
}

static void json_column(sr_buf *out, const sr_column *c, uint32_t no)
{
    sr_fields f = {out, SR_AS_NDJSON};

    sr_buf_char(out, '{');
    sr_field_count(&f, SR_KEY("column_no"), no);
    sr_field_fact(&f, SR_KEY("label"), c->label);
    sr_field_fact(&f, SR_KEY("formula"), c->formula);
    sr_field_fact(&f, SR_KEY("header"), c->header);
    sr_field_name(&f, SR_KEY("role"), sr_role_name(c->role));
    sr_field_name(&f, SR_KEY("measure"), sr_measure_name(c->measure));
    sr_field_name(&f, SR_KEY("aspect"), sr_aspect_name(c->aspect));
    sr_field_place(&f, SR_KEY("year"), (uint64_t)c->year);
    sr_field_place(&f, SR_KEY("quarter"), c->quarter);
    sr_field_name(&f, SR_KEY("revision"), sr_revision_name(c->revision));
    sr_field_fact(&f, SR_KEY("unit"), unit_name(c->unit));
    sr_field_fact(&f, SR_KEY("evidence"), c->evidence);
    close_with(out, "},");
}

static void json_table(sr_buf *out, const sr_table *table)
{
    sr_fields f = {out, SR_AS_NDJSON};

    sr_buf_char(out, '{');
    sr_field_count(&f, SR_KEY("table_no"), table->table_no);
    sr_field_fact(&f, SR_KEY("title"), table->title);
    sr_field_fact(&f, SR_KEY("sheet"), table->sheet);
    sr_field_place(&f, SR_KEY("column_first"), table->column_first);
    if (table->hidden)
        sr_field_bool(&f, SR_KEY("hidden"), true);
    sr_field_place(&f, SR_KEY("year"), (uint64_t)table->year);
    sr_field_place(&f, SR_KEY("quarter"), table->quarter);
    sr_field_name(&f, SR_KEY("revision"), sr_revision_name(table->revision));
    sr_buf_lit(out, "\"columns\":[");
    for (uint32_t i = 0; i < table->width; i++)
        json_column(out, &table->columns[i], i + 1);
    close_with(out, "],\"rows\":[");
}

static void json_more(sr_buf *out, const sr_quantity *more)
{
    sr_fields f = {out, SR_AS_NDJSON};

    if (!more)
        return;
    sr_buf_lit(out, "\"more\":[");
    for (; more; more = more->next) {
        sr_buf_char(out, '{');
        sr_field_decimal(&f, SR_KEY("value"), true, more->value);
        sr_field_fact(&f, SR_KEY("unit"), unit_name(more->unit));
        close_with(out, "},");
    }
    close_with(out, "],");
}

/* What the source states beside the text. */
static void json_typed(sr_buf *out, const sr_typed *typed)
{
    sr_fields f = {out, SR_AS_NDJSON};

    if (!typed)
        return;
    sr_field_name(&f, SR_KEY("type"), sr_type_name((sr_type)typed->type));
    sr_field_fact(&f, SR_KEY("held"), typed->text);
    sr_field_fact(&f, SR_KEY("currency"), typed->currency);
    sr_field_fact(&f, SR_KEY("formula"), typed->formula);
}

static void json_cell(sr_buf *out, const sr_cell *cell)
{
    sr_fields f = {out, SR_AS_NDJSON};

    sr_buf_char(out, '{');
    sr_field_text(&f, SR_KEY("raw"), cell->raw ? sr_cell_raw(cell) : SR_LIT(""));
    sr_field_text(&f, SR_KEY("text"), cell->text ? sr_cell_text(cell) : sr_trim(sr_cell_raw(cell)));
    sr_field_decimal(&f, SR_KEY("value"), cell->has_value, cell->value);
    sr_field_fact(&f, SR_KEY("unit"), unit_name(cell->unit));
    sr_field_name(&f, SR_KEY("status"), sr_cell_status_name(cell->status));
    sr_field_name(&f, SR_KEY("rule"), sr_rule_name(cell->rule));
    sr_field_bool(&f, SR_KEY("verified"), cell->verified);
    if (cell->hidden)
        sr_field_bool(&f, SR_KEY("hidden"), true);
    json_typed(out, cell->typed);
    json_more(out, cell->more);
    close_with(out, "},");
}

static void json_row(sr_buf *out, const sr_row *row)
{
    sr_fields f = {out, SR_AS_NDJSON};

    sr_buf_char(out, '{');
    sr_field_count(&f, SR_KEY("row_no"), row->row_no);
    sr_field_place(&f, SR_KEY("page_no"), row->page_no);
    sr_field_place(&f, SR_KEY("line_no"), row->line_no);
    sr_field_name(&f, SR_KEY("row_kind"), sr_row_kind_name(row->kind));
    sr_field_name(&f, SR_KEY("level"), sr_level_name(row->level));
    if (row->hidden)
        sr_field_bool(&f, SR_KEY("hidden"), true);
    sr_field_fact(&f, SR_KEY("code"), row->code);
    sr_field_fact(&f, SR_KEY("indicator"), row->indicator);
    sr_field_place(&f, SR_KEY("parent"), row->parent);
    if (row->context)
        sr_context_fields(&f, row->context);
    sr_buf_lit(out, "\"cells\":[");
    for (uint32_t i = 0; i < row->n; i++)
        json_cell(out, &row->cells[i]);
    close_with(out, "]},");
}

static void json_finding(sr_buf *out, const sr_finding *finding)
{
    sr_fields f = {out, SR_AS_NDJSON};
    const sr_finding_info *info = sr_finding_info_of(finding->code);

    sr_buf_char(out, '{');
    sr_field_place(&f, SR_KEY("table_no"), finding->table_no);
    sr_field_place(&f, SR_KEY("row_no"), finding->row_no);
    sr_field_place(&f, SR_KEY("column_no"), finding->column_no);
    sr_field_place(&f, SR_KEY("line_no"), finding->line_no);
    sr_field_fact(&f, SR_KEY("place"), finding->place);
    sr_field_name(&f, SR_KEY("code"), info->code);
    sr_field_name(&f, SR_KEY("name"), info->name);
    sr_field_name(&f, SR_KEY("severity"), sr_severity_name(finding->severity));
    sr_field_text(&f, SR_KEY("message"), finding->message);
    sr_field_text(&f, SR_KEY("raw"), finding->raw);
    sr_field_decimal(&f, SR_KEY("value"), finding->has_value, finding->value);
    sr_field_decimal(&f, SR_KEY("suggestion"), finding->has_suggestion, finding->suggestion);
    sr_field_json(&f, SR_KEY("evidence"), finding->evidence);
    close_with(out, "},");
}

static int json_begin(sr_sink *sink, const sr_doc *doc, sr_error *err)
{
    (void)sink;
    (void)doc;
    (void)err;
    return 0;
}

static int json_batch(sr_sink *sink, const sr_doc *doc, sr_error *err)
{
    sr_inspect *in = inspect_of(sink);

    if (in->batches++ == 0)
        json_document(in, doc);
    for (size_t t = 0; t < doc->n_tables; t++) {
        const sr_table *table = doc->tables[t];
        if (table->n_rows == 0 || !sr_inspect_wants(in, table->table_no))
            continue;
        if (in->told != table->table_no) {
            if (in->told)
                close_with(&in->out, "]},");
            json_table(&in->out, table);
            in->told = table->table_no;
        }
        for (size_t i = 0; i < table->n_rows; i++) {
            json_row(&in->out, table->rows[i]);
            /* The last comma stays in the buffer: it is taken back where the array ends. */
            if (in->out.len > 256 * 1024 && i + 1 < table->n_rows && sr_inspect_flush(in, err) != 0)
                return -1;
        }
    }
    for (size_t i = 0; i < doc->n_findings; i++)
        if (doc->findings[i].table_no == 0 || sr_inspect_wants(in, doc->findings[i].table_no))
            json_finding(&in->findings, &doc->findings[i]);
    return 0;
}

static int json_end(sr_sink *sink, const sr_doc *doc, sr_error *err)
{
    sr_inspect *in = inspect_of(sink);
    sr_fields f = {&in->out, SR_AS_NDJSON};
    uint64_t sum = 0;

    if (in->told)
        close_with(&in->out, "]}");
    sr_buf_lit(&in->out, "],\"findings\":[");
    close_with(&in->findings, "");
    sr_buf_add(&in->out, in->findings.ptr, in->findings.len);
    sr_buf_lit(&in->out, "],\"audit\":{");
    sr_trust_fields(&f, &doc->trust, doc->checks_passed, doc->checks_failed);
    close_with(&in->out, "},\"accounting\":{");
    sr_field_count(&f, SR_KEY("total"), doc->total_bytes);
    for (int i = 0; i < SR_ACCOUNT_COUNT; i++) {
        sum += doc->accounts[i];
        sr_buf_printf(&in->out, "\"%s\":%llu,", sr_account_name((sr_account)i), (unsigned long long)doc->accounts[i]);
    }
    sr_field_bool(&f, SR_KEY("adds_up"), sum == doc->total_bytes);
    close_with(&in->out, "}}\n");
    return sr_inspect_flush(in, err);
}

static int json_refuse(sr_sink *sink, const sr_doc *doc, const sr_error *why, sr_error *err)
{
    sr_inspect *in = inspect_of(sink);
    sr_finding finding = {.code = (sr_finding_code)why->finding, .severity = SR_ERROR, .message = sr_str(why->message)};

    if (in->batches++ == 0)
        json_document(in, doc);
    json_finding(&in->findings, &finding);
    return json_end(sink, doc, err);
}

static void json_abort(sr_sink *sink, const sr_doc *doc)
{
    (void)sink;
    (void)doc;
}

void sr_inspect_json_sink(sr_inspect *inspect)
{
    inspect->sink = (sr_sink){json_begin, json_batch, json_end, json_refuse, json_abort};
}
