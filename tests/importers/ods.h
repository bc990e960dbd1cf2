/*
 * ods.h - for tests: packages made in memory, and what was read of them, in words.
 *
 * The script of a document: "PAGE", "PROSE 3 text" (at row 3), and for each part a line "Sheet1!B2 2x3" (its first
 * cell, rows x widest row; "header 1", "hidden") and a line a row: "5: [shown] [shown|number 0.18]", where behind |
 * stands what the source says beside the text: type and value, =formula, h (hidden), 2x3 (columns by rows spanned).
 */
#ifndef SR_TEST_ODS_H
#define SR_TEST_ODS_H

#include "tests/importers/reading.h"

#include "core/cell_place.h"

#include <zip.h>

typedef struct ods_member {
    const char *name;
    sr_slice bytes;
} ods_member;

/* A zip archive of the members; bytes owned by the caller. */
static inline sr_slice ods_zip(const ods_member *members, size_t n)
{
    zip_error_t error;
    zip_source_t *archive = zip_source_buffer_create(NULL, 0, 0, &error);
    zip_source_keep(archive);
    zip_t *zip = zip_open_from_source(archive, ZIP_CREATE | ZIP_TRUNCATE, &error);

    assert_non_null(zip);
    for (size_t i = 0; i < n; i++) {
        zip_source_t *source = zip_source_buffer(zip, members[i].bytes.ptr, members[i].bytes.len, 0);
        zip_int64_t at = zip_file_add(zip, members[i].name, source, 0);
        assert_true(at >= 0);
        if (strcmp(members[i].name, "mimetype") == 0)
            zip_set_file_compression(zip, (zip_uint64_t)at, ZIP_CM_STORE, 0);
    }
    assert_int_equal(zip_close(zip), 0);
    assert_int_equal(zip_source_open(archive), 0);
    zip_source_seek(archive, 0, SEEK_END);
    size_t len = (size_t)zip_source_tell(archive);
    zip_source_seek(archive, 0, SEEK_SET);
    char *bytes = malloc(len);
    assert_non_null(bytes);
    assert_int_equal(zip_source_read(archive, bytes, len), (zip_int64_t)len);
    zip_source_close(archive);
    zip_source_free(archive);
    return (sr_slice){bytes, len};
}

#define ODS_MIMETYPE SR_LIT("application/vnd.oasis.opendocument.spreadsheet")
#define ODS_HEAD                                                                                                       \
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?><office:document-content"                                               \
    " xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\""                                               \
    " xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\""                                                 \
    " xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\""                                                   \
    " xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\""                                                 \
    " xmlns:draw=\"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0\""                                                \
    " xmlns:dc=\"http://purl.org/dc/elements/1.1/\""                                                                   \
    " xmlns:calcext=\"urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0\">"                         \
    "<office:automatic-styles>"                                                                                        \
    "<style:style style:name=\"ta1\" style:family=\"table\"><style:table-properties table:display=\"true\"/>"          \
    "</style:style><style:style style:name=\"ta2\" style:family=\"table\">"                                            \
    "<style:table-properties table:display=\"false\"/></style:style></office:automatic-styles><office:body>"           \
    "<office:spreadsheet>"
#define ODS_FOOT "</office:spreadsheet></office:body></office:document-content>"

/* The package of a content.xml; bytes owned by the caller. */
static inline sr_slice ods_package(sr_slice content)
{
    const ods_member members[] = {{"mimetype", ODS_MIMETYPE}, {"content.xml", content}};

    return ods_zip(members, 2);
}

/* ---- the script ------------------------------------------------------------------------------ */

static void ods_cell(sr_buf *out, const sr_cell *cell)
{
    const char *bar = "|";

#define SAY(...) (sr_buf_printf(out, "%s", bar), bar = " ", sr_buf_printf(out, __VA_ARGS__))
    sr_buf_printf(out, " [%.*s", SR_FMT(sr_cell_raw(cell)));
    if (cell->typed) {
        const sr_typed *t = cell->typed;
        char value[SR_DECIMAL_TEXT];
        if (t->type != SR_TYPE_NONE)
            SAY("%s", sr_type_name((sr_type)t->type));
        if (t->has_value)
            SAY("%.*s", (int)sr_decimal_text(t->value, value), value);
        else if (t->text.len)
            SAY("%.*s", SR_FMT(t->text));
        if (t->currency.len)
            SAY("%.*s", SR_FMT(t->currency));
        if (t->formula.len)
            SAY("%.*s", SR_FMT(t->formula));
    }
    if (cell->hidden)
        SAY("h");
    if (cell->column_span > 1 || cell->row_span > 1)
        SAY("%ux%u", cell->column_span ? cell->column_span : 1, cell->row_span ? cell->row_span : 1);
    sr_buf_char(out, ']');
#undef SAY
}

static void ods_part(sr_buf *out, const sr_part *part)
{
    sr_cell_place(out, part->sheet, part->n_rows ? part->rows[0]->line_no : 0, part->column_first);
    sr_buf_printf(out, " %zux%u", part->n_rows, part->width);
    if (part->header_rows)
        sr_buf_printf(out, " header %u", part->header_rows);
    sr_buf_printf(out, "%s%s\n", part->hidden ? " hidden" : "", part->continued ? " continued" : "");
    for (size_t i = 0; i < part->n_rows; i++) {
        const sr_row *row = part->rows[i];
        sr_buf_printf(out, "%llu%s:", (unsigned long long)row->line_no, row->hidden ? "h" : "");
        for (uint32_t c = 0; c < row->n; c++)
            ods_cell(out, &row->cells[c]);
        sr_buf_char(out, '\n');
    }
}

static int ods_flush(sr_doc *doc, bool last, sr_error *err)
{
    static const char *const names[] = {"PROSE", "HEADING", "CAPTION", "PAGE"};
    reading *r = doc->flush_context;

    (void)last;
    (void)err;
    r->flushes++;
    for (size_t i = 0; i < doc->n_blocks; i++) {
        const sr_block *block = &doc->blocks[i];
        r->rows += block->part ? block->part->n_rows : 0;
        for (size_t k = 0; block->part && k < block->part->n_rows; k++)
            r->cells += block->part->rows[k]->n;
        if (r->quiet)
            continue;
        if (block->type == SR_BLOCK_PART)
            ods_part(&r->script, block->part);
        else if (block->type == SR_BLOCK_PAGE)
            sr_buf_printf(&r->script, "PAGE\n");
        else
            sr_buf_printf(&r->script, "%s %llu %.*s\n", names[block->type], (unsigned long long)block->line_no,
                          SR_FMT(block->text));
    }
    for (size_t i = 0; i < doc->n_findings; i++)
        sr_buf_printf(&r->findings, "%s: %.*s\n", sr_finding_info_of(doc->findings[i].code)->code,
                      SR_FMT(doc->findings[i].message));
    return 0;
}

/* Reads the bytes as whatever they say they are. Free with reading_free. */
static inline void ods_read(reading *r, sr_slice bytes, bool quiet)
{
    static const sr_import_options none = {0};

    *r = (reading){.quiet = quiet, .rc = -1};
    sr_doc_init(&r->doc);
    r->doc.name = SR_LIT("test.ods");
    r->doc.flush = ods_flush;
    r->doc.flush_context = r;
    sr_source *source = sr_source_memory(bytes.ptr, bytes.len);
    const sr_importer *importer = sr_importer_pick(source, r->doc.name, &none, &r->err);
    if (importer)
        r->rc = importer->read(source, &none, &r->doc, &r->err);
    if (r->rc == 0) {
        uint64_t sum = 0;
        for (int i = 0; i < SR_ACCOUNT_COUNT; i++)
            sum += r->doc.accounts[i];
        assert_int_equal(sum, r->doc.total_bytes);
    }
    sr_buf_add(&r->script, "", 1);
    sr_buf_add(&r->findings, "", 1);
    sr_source_close(source);
}

#endif
