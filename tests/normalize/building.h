/*
 * building.h - for tests of structure: a document written as a few lines, and what normalization made of it as others.
 *
 * The script, a line each: "H text" a heading, "P text" prose, "C text" a caption, "F" a page break, "B" the end of a
 * batch, "M" the next part's first row is marked as header by its source, "G" the next part is a sheet's grid, "A" its
 * columns are aligned blanks, "=name" the next part has that title, a line with '|' a row (its cells between the signs;
 * "text>3" spans three columns), an empty line the end of a part. Blank lines count as lines.
 *
 * The outcome: `tables` has a line for each table "w3 HNddt title" (width, a letter for each row's kind), `columns` a
 * line for each column, `rows` a line for each data row, `values` the numbers of each data row with their units,
 * `measures` what each of them is about, `stated` what each says: "2.3 target 2024 indicator @place 12 orang",
 * `findings` the codes with table and row.
 */
#ifndef SR_TEST_BUILDING_H
#define SR_TEST_BUILDING_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/buf.h"
#include "core/document.h"
#include "core/sink.h"
#include "normalize/normalize.h"
#include "normalize/units.h"

#include <stdlib.h>

typedef struct building {
    sr_doc doc;
    sr_buf kinds[16]; /* a letter a row, by table */
    sr_buf tables, columns, rows, values, measures, stated, findings;
    sr_buf remarks; /* a letter for each S027, i or w */
    sr_buf audit;   /* findings C...: code, place, suggestion */
    sr_buf checks;  /* those that fail: kind, place, expected */
    uint32_t next_header;
    sr_slice next_title;
    sr_part_form next_form;
} building;

static void put_column(building *b, const sr_table *t, const sr_column *c)
{
    sr_slice unit = sr_unit_name(c->unit);

    sr_buf_printf(&b->columns, "%u.%td %s", t->table_no, c - t->columns + 1, sr_role_name((sr_role)c->role));
    if (c->measure)
        sr_buf_printf(&b->columns, " %s %s", sr_measure_name((sr_measure)c->measure),
                      sr_aspect_name((sr_aspect)c->aspect));
    if (unit.len)
        sr_buf_printf(&b->columns, " %.*s", SR_FMT(unit));
    if (c->year)
        sr_buf_printf(&b->columns, " %d", c->year);
    if (c->quarter)
        sr_buf_printf(&b->columns, " q%d", c->quarter);
    if (c->revision)
        sr_buf_printf(&b->columns, " %s", sr_revision_name((sr_revision)c->revision));
    if (c->label.len)
        sr_buf_printf(&b->columns, " #%.*s", SR_FMT(c->label));
    if (c->formula.len)
        sr_buf_printf(&b->columns, " =%.*s", SR_FMT(c->formula));
    sr_buf_char(&b->columns, '\n');
}

static void put_row(building *b, const sr_table *t, const sr_row *row)
{
    static const sr_context none;
    const sr_context *x = row->context ? row->context : &none;

    sr_buf_printf(&b->rows, "%u.%u %s %s parent=%u code=%.*s %.*s>%.*s>%.*s%s%.*s by=%.*s ind=%.*s\n", t->table_no,
                  row->row_no, sr_row_kind_name((sr_row_kind)row->kind), sr_level_name((sr_level)row->level),
                  row->parent, SR_FMT(row->code), SR_FMT(x->program), SR_FMT(x->kegiatan), SR_FMT(x->sub_kegiatan),
                  x->activity.len ? "~" : "", SR_FMT(x->activity), SR_FMT(x->responsible), SR_FMT(row->indicator));
}

static void put_values(building *b, const sr_table *t, const sr_row *row)
{
    sr_buf_printf(&b->values, "%u.%u", t->table_no, row->row_no);
    for (uint32_t c = 0; c < row->n; c++)
        if (row->cells[c].has_value) {
            char text[SR_DECIMAL_TEXT];
            int n = (int)sr_decimal_text(row->cells[c].value, text);
            sr_buf_printf(&b->values, " %.*s%s%.*s", n, text, row->cells[c].unit ? "_" : "",
                          SR_FMT(sr_unit_name(row->cells[c].unit)));
        }
    sr_buf_char(&b->values, '\n');
}

static void put_number(sr_buf *buf, sr_decimal value)
{
    sr_buf_char(buf, ' ');
    sr_buf_decimal(buf, value);
}

static void put_audit(building *b, const sr_doc *doc)
{
    for (size_t i = 0; i < doc->n_findings; i++) {
        const sr_finding *f = &doc->findings[i];
        if (f->code < SR_C001)
            continue;
        sr_buf_printf(&b->audit, "%s %u.%u.%u", sr_finding_info_of(f->code)->code, f->table_no, f->row_no,
                      f->column_no);
        if (f->has_suggestion)
            put_number(&b->audit, f->suggestion);
        sr_buf_char(&b->audit, '\n');
    }
    for (size_t i = 0; i < doc->n_checks; i++) {
        const sr_check *c = &doc->checks[i];
        if (c->passed)
            continue;
        sr_buf_printf(&b->checks, "%s %u.%u.%u", sr_check_kind_name((sr_check_kind)c->kind), c->at.table_no,
                      c->at.row_no, c->at.column_no);
        put_number(&b->checks, c->expected);
        sr_buf_char(&b->checks, '\n');
    }
}

static void put_statement(building *b, const sr_measure_row *m)
{
    const sr_context *x = m->row->context;

    sr_buf_printf(&b->stated, "%u.%u %s %d %.*s", m->row->row_no, m->column_no,
                  sr_measure_name((sr_measure)m->column->measure), sr_measure_year(m), SR_FMT(sr_measure_indicator(m)));
    if (x && x->location.len)
        sr_buf_printf(&b->stated, " @%.*s", SR_FMT(x->location));
    if (m->has_value)
        put_number(&b->stated, m->value);
    if (m->unit)
        sr_buf_printf(&b->stated, " %.*s", SR_FMT(sr_unit_name(m->unit)));
    sr_buf_char(&b->stated, '\n');
}

/* Of each measure of a row, what it is about: the context's activity or, of a goal's, its sasaran. */
static void put_measures(building *b, const sr_table *t, const sr_row *row)
{
    const sr_quantity *more = NULL;
    uint32_t at = 0;
    sr_measure_row m;
    sr_context only;

    while (sr_row_next_measure(t, row, &at, &more, &m)) {
        const sr_context *x = sr_measure_context(&m, &only);
        sr_slice about = x ? sr_context_activity(x) : (sr_slice){NULL, 0};
        sr_buf_printf(&b->measures, "%u.%u.%u %.*s of %.*s\n", t->table_no, row->row_no, m.column_no,
                      SR_FMT(sr_measure_indicator(&m)), SR_FMT(about.len || !x ? about : x->sasaran));
        put_statement(b, &m);
    }
}

static int building_flush(sr_doc *doc, bool last, sr_error *err)
{
    static const char letters[] = "dstnHNrb";
    building *b = doc->flush_context;

    (void)err;
    sr_normalize(doc, last);
    for (size_t i = 0; i < doc->n_tables; i++)
        for (size_t r = 0; r < doc->tables[i]->n_rows; r++) {
            const sr_row *row = doc->tables[i]->rows[r];
            if (i < 16)
                sr_buf_char(&b->kinds[i], letters[row->kind]);
            if (row->kind < SR_ROW_HEADER)
                put_row(b, doc->tables[i], row), put_values(b, doc->tables[i], row),
                    put_measures(b, doc->tables[i], row);
            for (uint32_t c = 0; c < row->n; c++) /* no cell is without text and status */
                assert_non_null(row->cells[c].text);
        }
    for (size_t i = 0; i < doc->n_findings; i++)
        if (doc->findings[i].code == SR_S027)
            sr_buf_char(&b->remarks, doc->findings[i].severity == SR_INFO ? 'i' : 'w');
    for (size_t i = 0; i < doc->n_findings; i++)
        if ((doc->findings[i].code >= SR_S001 && doc->findings[i].code <= SR_S017) ||
            doc->findings[i].code == SR_S028 || doc->findings[i].code == SR_U005 || doc->findings[i].code == SR_U006)
            sr_buf_printf(&b->findings, "%s %u.%u\n", sr_finding_info_of(doc->findings[i].code)->code,
                          doc->findings[i].table_no, doc->findings[i].row_no);
    put_audit(b, doc);
    return 0;
}

static void build_row(building *b, sr_slice line, uint64_t line_no)
{
    uint32_t n = 1, i = 0;

    if (!b->doc.part) {
        sr_part *part = sr_doc_part(&b->doc, b->next_form, line_no);
        part->header_rows = b->next_header;
        part->title = b->next_title;
        b->next_header = 0;
        b->next_title = (sr_slice){NULL, 0};
        b->next_form = SR_PART_TAB;
    }
    for (size_t k = 0; k < line.len; k++)
        n += line.ptr[k] == '|';
    sr_row *row = sr_doc_row(&b->doc, n, line_no, 0);
    for (size_t k = 0, from = 0; k <= line.len; k++)
        if (k == line.len || line.ptr[k] == '|') {
            row->cells[i].raw = line.ptr + from;
            row->cells[i].raw_len = (uint32_t)(k - from);
            if (k - from > 2 && line.ptr[k - 2] == '>') {
                row->cells[i].raw_len -= 2;
                row->cells[i].column_span = (uint16_t)(line.ptr[k - 1] - '0');
            }
            i++;
            from = k + 1;
        }
    sr_doc_row_done(&b->doc, row);
}

static void build_line(building *b, sr_slice line, uint64_t line_no)
{
    sr_error err = {0};
    char c = line.len ? line.ptr[0] : '\0';

    b->doc.lines = line_no;
    if (line.len == 1 && c == 'B') {
        sr_doc_flush(&b->doc, false, &err);
        return;
    }
    if (memchr(line.ptr, '|', line.len)) {
        build_row(b, line, line_no);
        return;
    }
    if (b->doc.part)
        sr_doc_part_end(&b->doc);
    sr_slice text = line.len > 2 ? sr_sub(line, 2, line.len) : (sr_slice){NULL, 0};
    if (c == 'H' || c == 'P' || c == 'C')
        sr_doc_text(&b->doc, c == 'H' ? SR_BLOCK_HEADING : c == 'P' ? SR_BLOCK_PROSE : SR_BLOCK_CAPTION, text, line_no);
    else if (c == 'F')
        sr_doc_page(&b->doc, line_no);
    else if (c == 'M')
        b->next_header = 1;
    else if (c == 'G')
        b->next_form = SR_PART_GRID;
    else if (c == 'A')
        b->next_form = SR_PART_ALIGNED;
    else if (c == '=')
        b->next_title = sr_sub(line, 1, line.len);
}

/* Freed with building_free. script must outlive it; name is the file's. */
static inline building *build_named(const char *script, const char *name)
{
    building *b = calloc(1, sizeof *b);
    sr_error err = {0};
    uint64_t line_no = 0;

    sr_doc_init(&b->doc);
    b->doc.name = sr_str(name);
    b->doc.flush = building_flush;
    b->doc.flush_context = b;
    b->next_form = SR_PART_TAB;
    for (const char *at = script, *end = script + strlen(script); at < end;) {
        const char *nl = memchr(at, '\n', (size_t)(end - at)); /* a checked strchr would look at all of the rest */
        size_t len = (size_t)((nl ? nl : end) - at);
        build_line(b, (sr_slice){at, len}, ++line_no);
        at += len + (nl != NULL);
    }
    sr_doc_part_end(&b->doc);
    sr_doc_flush(&b->doc, true, &err);
    for (size_t i = 0; i < b->doc.n_tables; i++) {
        const sr_table *t = b->doc.tables[i];
        sr_buf_printf(&b->tables, "w%u %.*s", t->width, (int)b->kinds[i < 16 ? i : 15].len,
                      b->kinds[i < 16 ? i : 15].ptr);
        if (t->year)
            sr_buf_printf(&b->tables, " %d", t->year);
        if (t->quarter)
            sr_buf_printf(&b->tables, " q%d", t->quarter);
        if (t->revision)
            sr_buf_printf(&b->tables, " %s", sr_revision_name((sr_revision)t->revision));
        sr_buf_printf(&b->tables, " [%.*s]\n", SR_FMT(t->title));
        assert_true(t->done);
        for (uint32_t c = 0; c < t->width; c++)
            put_column(b, t, &t->columns[c]);
    }
    return b;
}

static inline building *build(const char *script)
{
    return build_named(script, "contoh.txt");
}

static void building_free(building *b)
{
    for (size_t i = 0; i < 16; i++)
        sr_buf_free(&b->kinds[i]);
    sr_buf_free(&b->tables);
    sr_buf_free(&b->columns);
    sr_buf_free(&b->rows);
    sr_buf_free(&b->values);
    sr_buf_free(&b->measures);
    sr_buf_free(&b->stated);
    sr_buf_free(&b->remarks);
    sr_buf_free(&b->findings);
    sr_buf_free(&b->audit);
    sr_buf_free(&b->checks);
    sr_doc_free(&b->doc);
    free(b);
}

/* Compares, and says which case it was. */
static void expect_text(const char *name, const char *what, sr_buf *got, const char *want)
{
    sr_buf_char(got, '\0');
    if (want && strcmp(got->ptr, want) != 0)
        fail_msg("%s: %s are\n%sand should be\n%s", name, what, got->ptr, want);
    got->len--;
}

#endif
