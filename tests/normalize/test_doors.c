/*
 * One table, one truth: a document of text and the same content as a page of HTML, and as a spreadsheet, flat and
 * packed, come to the same measures. Page and sheet are written here from what the text importer found: lines as
 * paragraphs and headings, or as cells alone in their row; parts as tables, or as rows.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/buf.h"
#include "core/sink.h"
#include "importers/importer.h"
#include "normalize/clean.h"
#include "normalize/normalize.h"
#include "normalize/units.h"
#include "tests/importers/ods.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>

/* ---- text to HTML ------------------------------------------------------------------------- */

static void put_text(sr_buf *html, sr_doc *doc, sr_slice raw, bool line)
{
    unsigned flags = 0;
    sr_slice text = line ? sr_clean_line(&doc->batch, raw, &flags) : sr_clean_text(&doc->batch, raw, &flags);

    if (flags & SR_CLEAN_BOLD)
        sr_buf_lit(html, "<b>");
    for (size_t i = 0; i < text.len; i++) {
        switch (text.ptr[i]) {
        case '<':
            sr_buf_lit(html, "&lt;");
            break;
        case '&':
            sr_buf_lit(html, "&amp;");
            break;
        case '\n':
            sr_buf_lit(html, "<p>");
            break;
        default:
            sr_buf_char(html, text.ptr[i]);
        }
    }
    if (flags & SR_CLEAN_BOLD)
        sr_buf_lit(html, "</b>");
}

static void put_part(sr_buf *html, sr_doc *doc, const sr_part *part)
{
    sr_buf_lit(html, "<table>\n");
    for (size_t r = 0; r < part->n_rows; r++) {
        const sr_row *row = part->rows[r];
        if (part->header_rows)
            sr_buf_slice(html, r == 0 ? SR_LIT("<thead>") : r == part->header_rows ? SR_LIT("<tbody>") : SR_LIT(""));
        sr_buf_lit(html, "<tr>");
        for (uint32_t c = 0; c < row->n;) {
            uint32_t span = row->cells[c].column_span ? row->cells[c].column_span : 1;
            sr_buf_lit(html, "<td");
            if (span > 1)
                sr_buf_printf(html, " colspan=%u", span);
            sr_buf_char(html, '>');
            put_text(html, doc, sr_cell_raw(&row->cells[c]), false);
            c += span;
        }
        sr_buf_char(html, '\n');
    }
    sr_buf_lit(html, "</table>\n");
}

static int write_html(sr_doc *doc, bool last, sr_error *err)
{
    static const char *const tags[] = {"p", "h2", "p"};
    sr_buf *html = doc->flush_context;
    uint64_t line_no = 0;

    (void)last;
    (void)err;
    for (size_t i = 0; i < doc->n_blocks; i++) {
        const sr_block *block = &doc->blocks[i];
        /* lines apart stay apart: titles are told by that */
        for (; line_no + 1 < block->line_no; line_no++)
            sr_buf_char(html, '\n');
        line_no = block->line_no;
        if (block->type == SR_BLOCK_PART) {
            put_part(html, doc, block->part);
            line_no = block->part->n_rows ? block->part->rows[block->part->n_rows - 1]->line_no : line_no;
        } else if (block->type == SR_BLOCK_PAGE) {
            sr_buf_lit(html, "<br style='page-break-before:always'>\n");
        } else {
            sr_buf_printf(html, "<%s>", tags[block->type]);
            put_text(html, doc, block->text, true);
            /* a line that was cut inside a cell ends in a blank */
            sr_buf_printf(html, "%s</%s>\n", block->wrapped ? " " : "", tags[block->type]);
        }
    }
    return 0;
}

/* ---- text to sheets ------------------------------------------------------------------------ */

static void put_sheet_text(sr_buf *xml, sr_doc *doc, sr_slice raw, bool line, bool wrapped)
{
    unsigned flags = 0;
    sr_slice text = line ? sr_clean_line(&doc->batch, raw, &flags) : sr_clean_text(&doc->batch, raw, &flags);
    const char *mark = flags & SR_CLEAN_BOLD ? "**" : "";

    sr_buf_printf(xml, "<text:p>%s", mark);
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == '<')
            sr_buf_lit(xml, "&lt;");
        else if (text.ptr[i] == '&')
            sr_buf_lit(xml, "&amp;");
        else if (text.ptr[i] == '\n')
            sr_buf_lit(xml, "</text:p><text:p/><text:p>"); /* an end of a line alone is one that was cut */
        else
            sr_buf_char(xml, text.ptr[i]);
    }
    sr_buf_printf(xml, "%s%s</text:p>", mark, wrapped ? "<text:s/>" : "");
}

static void put_sheet_row(sr_buf *xml, sr_doc *doc, const sr_row *row)
{
    sr_buf_lit(xml, "<table:table-row>");
    for (uint32_t c = 0; c < row->n;) {
        uint32_t span = row->cells[c].column_span ? row->cells[c].column_span : 1;
        sr_buf_lit(xml, "<table:table-cell office:value-type=\"string\"");
        if (span > 1)
            sr_buf_printf(xml, " table:number-columns-spanned=\"%u\"", span);
        sr_buf_char(xml, '>');
        if (row->cells[c].raw_len)
            put_sheet_text(xml, doc, sr_cell_raw(&row->cells[c]), false, false);
        sr_buf_lit(xml, "</table:table-cell>");
        if (span > 1)
            sr_buf_printf(xml, "<table:covered-table-cell table:number-columns-repeated=\"%u\"/>", span - 1);
        c += span;
    }
    sr_buf_lit(xml, "</table:table-row>\n");
}

static int write_sheet(sr_doc *doc, bool last, sr_error *err)
{
    sr_buf *xml = doc->flush_context;
    uint64_t line_no = 0;

    (void)last;
    (void)err;
    for (size_t i = 0; i < doc->n_blocks; i++) {
        const sr_block *block = &doc->blocks[i];
        if (block->type == SR_BLOCK_PAGE)
            continue;
        if (line_no + 1 < block->line_no) /* lines apart stay apart */
            sr_buf_printf(
                xml, "<table:table-row table:number-rows-repeated=\"%llu\"><table:table-cell/></table:table-row>\n",
                (unsigned long long)(block->line_no - line_no - 1));
        line_no = block->line_no;
        if (block->type != SR_BLOCK_PART) {
            sr_buf_lit(xml, "<table:table-row><table:table-cell office:value-type=\"string\">");
            put_sheet_text(xml, doc, block->text, true, block->wrapped);
            sr_buf_lit(xml, "</table:table-cell></table:table-row>\n");
            continue;
        }
        for (size_t r = 0; r < block->part->n_rows; r++)
            put_sheet_row(xml, doc, block->part->rows[r]);
        line_no = block->part->n_rows ? block->part->rows[block->part->n_rows - 1]->line_no : line_no;
    }
    return 0;
}

/* ---- measures ----------------------------------------------------------------------------- */

static int write_measures(sr_doc *doc, bool last, sr_error *err)
{
    sr_buf *out = doc->flush_context;

    (void)err;
    sr_normalize(doc, last);
    for (size_t t = 0; t < doc->n_tables; t++) {
        const sr_table *table = doc->tables[t];
        sr_buf_printf(out, "TABLE %.*s\n", SR_FMT(table->title));
        for (size_t r = 0; r < table->n_rows; r++) {
            const sr_row *row = table->rows[r];
            const sr_quantity *more = NULL;
            uint32_t at = 0;
            sr_measure_row m;
            while (sr_row_next_measure(table, row, &at, &more, &m)) {
                char value[SR_DECIMAL_TEXT];
                size_t n = m.has_value ? sr_decimal_text(m.value, value) : 0;
                sr_buf_printf(out, "%s %s %.*s | %.*s | %u %s %s %d q%u = %.*s %.*s %s\n",
                              sr_row_kind_name((sr_row_kind)row->kind), sr_level_name((sr_level)row->level),
                              SR_FMT(row->code), SR_FMT(row->indicator), m.column_no,
                              sr_measure_name((sr_measure)m.column->measure),
                              sr_aspect_name((sr_aspect)m.column->aspect), m.column->year, m.column->quarter, (int)n,
                              value, SR_FMT(sr_unit_name(m.unit)), sr_cell_status_name((sr_cell_status)m.cell->status));
            }
        }
    }
    return 0;
}

static void read_with(sr_slice text, sr_format format, int (*flush)(sr_doc *, bool, sr_error *), sr_buf *out)
{
    sr_error err = {0};
    sr_doc doc;
    sr_import_options options = {.format = format};
    sr_source *source = sr_source_memory(text.ptr, text.len);

    sr_doc_init(&doc);
    doc.flush = flush;
    doc.flush_context = out;
    const sr_importer *importer = sr_importer_pick(source, SR_LIT("x"), &options, &err);
    if (importer->read(source, &options, &doc, &err) != 0)
        fail_msg("%s", err.message);
    sr_source_close(source);
    sr_doc_free(&doc);
    sr_buf_add(out, "", 1);
}

/* ---- documents ---------------------------------------------------------------------------- */

static size_t first_difference(const char *a, const char *b)
{
    size_t i = 0;

    while (a[i] && a[i] == b[i])
        i++;
    while (i && a[i - 1] != '\n')
        i--;
    return i;
}

static void assert_same(const char *path, const char *door, const sr_buf *of_text, sr_slice bytes, sr_format format)
{
    sr_buf measures = {0};

    read_with(bytes, format, write_measures, &measures);
    if (strcmp(of_text->ptr, measures.ptr) != 0) {
        size_t at = first_difference(of_text->ptr, measures.ptr);
        print_message("%s differs:\ntext\n%.600s\n%s\n%.600s\n", path, of_text->ptr + at, door, measures.ptr + at);
        fail();
    }
    sr_buf_free(&measures);
}

/* Where blanks at the ends of rows matter, which no sheet has, and rows of one text end a table: there, only the page.
 */
static bool is_sheet_alike(const char *path)
{
    return strstr(path, "banjarbaru") == NULL;
}

static void compare(const char *path)
{
    sr_buf file = {0}, html = {0}, xml = {0}, of_text = {0};
    FILE *in = fopen(path, "rb");
    size_t n;

    assert_non_null(in);
    while ((n = fread(sr_buf_reserve(&file, 65536), 1, 65536, in)) > 0)
        file.len += n;
    fclose(in);
    sr_buf_lit(&html, "<!DOCTYPE html><meta charset=utf-8>");
    read_with((sr_slice){file.ptr, file.len}, SR_FORMAT_TEXT, write_html, &html);
    html.len--;
    read_with((sr_slice){file.ptr, file.len}, SR_FORMAT_TEXT, write_measures, &of_text);
    assert_same(path, "HTML", &of_text, (sr_slice){html.ptr, html.len}, SR_FORMAT_HTML);
    if (!is_sheet_alike(path))
        goto cleanup;
    sr_buf_lit(&xml, ODS_HEAD "<table:table table:name=\"Sheet1\">");
    read_with((sr_slice){file.ptr, file.len}, SR_FORMAT_TEXT, write_sheet, &xml);
    xml.len--;
    sr_buf_lit(&xml, "</table:table>" ODS_FOOT);
    assert_same(path, "flat ODS", &of_text, (sr_slice){xml.ptr, xml.len}, SR_FORMAT_ODS);
    sr_slice package = ods_package((sr_slice){xml.ptr, xml.len});
    assert_same(path, "ODS", &of_text, package, SR_FORMAT_ODS);
    free((void *)(uintptr_t)package.ptr);
cleanup:
    sr_buf_free(&file);
    sr_buf_free(&html);
    sr_buf_free(&xml);
    sr_buf_free(&of_text);
}

static int compare_folder(const char *folder)
{
    DIR *dir = opendir(folder);
    struct dirent *entry;
    int n = 0;

    while (dir && (entry = readdir(dir))) {
        char path[512];
        if (entry->d_name[0] == '.')
            continue;
        snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        compare(path);
        n++;
    }
    if (dir)
        closedir(dir);
    return n;
}

static void samples(void **state)
{
    (void)state;
    assert_true(compare_folder("samples") > 0);
}

static void real_documents(void **state)
{
    (void)state;
    if (compare_folder("../shared/seeds") == 0) {
        print_message("skipped: no documents beside the checkout\n");
        skip();
    }
}

/* ---- many tables -------------------------------------------------------------------------- */

static int count_rows(sr_doc *doc, bool last, sr_error *err)
{
    size_t *rows = doc->flush_context;

    (void)err;
    sr_normalize(doc, last);
    for (size_t t = 0; t < doc->n_tables; t++)
        *rows += doc->tables[t]->n_rows;
    for (size_t i = 0; i < doc->n_findings; i++)
        if (doc->findings[i].code == SR_S023)
            rows[1]++;
    rows[2] = doc->n_tables;
    return 0;
}

/* A table costs memory to the end of the document: what has more tables than any document is bounded, and says so. */
static void more_tables_than_are_kept(void **state)
{
    enum { TABLES = SR_TABLES_MAX + 5000 };
    sr_buf html = {0};
    size_t counts[3] = {0};
    struct rusage usage;

    (void)state;
    for (int i = 0; i < TABLES; i++)
        sr_buf_printf(&html,
                      "<h3>Tabel %d</h3><table><tr><th>No<th>Uraian<th>Pagu<tr><td>1<td>Kegiatan %d<td>1.000</table>\n",
                      i, i);
    sr_error err = {0};
    sr_doc doc;
    sr_import_options options = {.format = SR_FORMAT_HTML};
    sr_source *source = sr_source_memory(html.ptr, html.len);
    sr_doc_init(&doc);
    doc.flush = count_rows;
    doc.flush_context = counts;
    const sr_importer *importer = sr_importer_pick(source, SR_LIT("x"), &options, &err);
    assert_int_equal(importer->read(source, &options, &doc, &err), 0);
    assert_int_equal(counts[0], 2 * TABLES);
    assert_int_equal(counts[1], 1);
    assert_int_equal(counts[2], SR_TABLES_MAX);
    getrusage(RUSAGE_SELF, &usage);
#ifndef __SANITIZE_ADDRESS__
    assert_true(usage.ru_maxrss / 1024 < 120);
#endif
    sr_source_close(source);
    sr_doc_free(&doc);
    sr_buf_free(&html);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(samples),
        cmocka_unit_test(real_documents),
        cmocka_unit_test(more_tables_than_are_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
