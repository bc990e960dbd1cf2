/*
 * test_sheet_cells.c - from the ranges of formulas to the cells of tables, where the tables of a spreadsheet begin
 * anywhere, stand side by side, and on several sheets.
 */
#include "core/cell_place.h"
#include "core/sheet_cells.h"
#include "importers/importers.h"
#include "normalize/normalize.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define R(cells) "<table:table-row>" cells "</table:table-row>"
#define BLANK "<table:table-cell/>"
#define S(text) "<table:table-cell office:value-type=\"string\"><text:p>" text "</text:p></table:table-cell>"
/* A value without text is shown as it stands. */
#define N(value) "<table:table-cell office:value-type=\"float\" office:value=\"" value "\"/>"
#define F(formula, value)                                                                                              \
    "<table:table-cell table:formula=\"" formula "\" office:value-type=\"float\" office:value=\"" value "\"/>"

static const char file[] =
    "<office:document xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\""
    " xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\""
    " xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body><office:spreadsheet>"
    "<table:table table:name=\"Pagu\">" R(S("Rencana Anggaran Dinas Contoh")) R("")                   /* 1, 2 */
    R(BLANK S("No") S("Uraian") S("Pagu") S("Realisasi") S("%"))                                      /* B3:F3 */
    R(BLANK N("1") S("Belanja Pegawai") N("1200") N("600") F("of:=[.E4]/[.D4]*100", "50"))            /* 4 */
    R(BLANK N("2") S("Belanja Barang") N("800") N("200") F("of:=[.E5]/[.D5]*100", "25"))              /* 5 */
    R(BLANK BLANK S("Jumlah") F("of:=SUM([.D4:.D5])", "2000") F("of:=SUM([.E4:.E5])", "800") N("40")) /* 6 */
    "</table:table><table:table table:name=\"Rekap 2025\">" R(S("Uraian") S("Pagu") S("Realisasi"))   /* A1:C1 */
    R(S("Dinas Contoh") F("of:=[$Pagu.D6]", "2000") F("of:=[$Pagu.$E$6]", "800"))                     /* 2 */
    R(S("Badan Contoh") N("10") N("5")) R(S("Jumlah") F("of:=SUM([.B2:.B3])", "2010") N("805"))       /* 3, 4 */
    "</table:table></office:spreadsheet></office:body></office:document>";

/* "Rekap 2025!B4: 1.6.3 2.4.2": where a formula stands, and table.row.column of what it names. */
static void put_formula(sr_buf *out, const sr_sheet_cells *cells, const sr_table *table, const sr_row *row,
                        const sr_cell *cell)
{
    static sr_cell_formula f;
    sr_place places[16];

    assert_true(sr_cell_formula_read(cell->typed->formula, &f));
    sr_cell_place(out, table->sheet, row->line_no, cell->at + 1);
    sr_buf_lit(out, ":");
    for (uint32_t i = 0; i < f.n; i++) {
        size_t n = sr_sheet_cells_in(cells, table->sheet, &f.term[i].range, places, 16);
        for (size_t p = 0; p < n; p++)
            sr_buf_printf(out, " %u.%u.%u", places[p].table_no, places[p].row_no, places[p].column_no);
    }
    sr_buf_lit(out, "\n");
}

static int flush(sr_doc *doc, bool last, sr_error *err)
{
    sr_buf *out = doc->flush_context;

    (void)err;
    sr_normalize(doc, last);
    const sr_sheet_cells *cells = sr_sheet_cells_new(doc, &doc->batch);
    for (size_t t = 0; t < doc->n_tables; t++)
        for (size_t r = 0; r < doc->tables[t]->n_rows; r++) {
            const sr_row *row = doc->tables[t]->rows[r];
            for (uint32_t c = 0; c < row->n; c++)
                if (row->cells[c].typed && row->cells[c].typed->formula.len)
                    put_formula(out, cells, doc->tables[t], row, &row->cells[c]);
        }

    static const sr_cell_range all = {.sheet = {"Pagu", 4}, .row_first = 1, .row_last = UINT64_MAX, .column_last = 99};
    static const sr_cell_range none = {.sheet = {"Lain", 4}, .row_first = 1, .row_last = 9, .column_last = 9};
    sr_place places[4];
    assert_int_equal(sr_sheet_cells_in(cells, SR_LIT("Pagu"), &all, places, 4), 5); /* more than there is room for */
    assert_int_equal(sr_sheet_cells_in(cells, SR_LIT("Pagu"), &none, places, 4), 0);
    return 0;
}

static void ranges_of_formulas(void **state)
{
    static const char expected[] = "Pagu!F4: 1.2.4 1.2.3\n"
                                   "Pagu!F5: 1.3.4 1.3.3\n"
                                   "Pagu!D6: 1.2.3 1.3.3\n"
                                   "Pagu!E6: 1.2.4 1.3.4\n"
                                   "'Rekap 2025'!B2: 1.4.3\n"
                                   "'Rekap 2025'!C2: 1.4.4\n"
                                   "'Rekap 2025'!B4: 2.2.2 2.3.2\n";
    static const sr_import_options options = {.format = SR_FORMAT_ODS};
    sr_buf out = {0};
    sr_error err = {0};
    sr_doc doc;

    (void)state;
    sr_doc_init(&doc);
    doc.flush = flush;
    doc.flush_context = &out;
    sr_source *source = sr_source_memory(file, sizeof file - 1);
    if (sr_ods_importer.read(source, &options, &doc, &err) != 0)
        fail_msg("%s", err.message);
    sr_buf_char(&out, '\0');
    assert_string_equal(out.ptr, expected);
    sr_source_close(source);
    sr_doc_free(&doc);
    sr_buf_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(ranges_of_formulas)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
