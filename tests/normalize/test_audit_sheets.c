/* The audit of formulas of cells: verified where the figures held close, accused where they do not. */
#include "importers/importers.h"
#include "normalize/normalize.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define R(cells) "<table:table-row>" cells "</table:table-row>"
#define BLANK "<table:table-cell/>"
#define S(text) "<table:table-cell office:value-type=\"string\"><text:p>" text "</text:p></table:table-cell>"
#define N(value) "<table:table-cell office:value-type=\"float\" office:value=\"" value "\"/>"
#define F(formula, value)                                                                                              \
    "<table:table-cell table:formula=\"of:=" formula "\" office:value-type=\"float\" office:value=\"" value "\"/>"
#define SHOWN(formula, value, text)                                                                                    \
    "<table:table-cell table:formula=\"of:=" formula "\" office:value-type=\"float\" office:value=\"" value            \
    "\"><text:p>" text "</text:p></table:table-cell>"
#define PERCENT(formula, value, text)                                                                                  \
    "<table:table-cell table:formula=\"of:=" formula "\" office:value-type=\"percentage\" office:value=\"" value       \
    "\"><text:p>" text "</text:p></table:table-cell>"
#define HEAD R(S("No") S("Uraian") S("Pagu") S("Realisasi") S("Capaian (%)"))
#define BEGIN                                                                                                          \
    "<office:document xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\""                               \
    " xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\""                                                 \
    " xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body><office:spreadsheet>"                 \
    "<table:table table:name=\"Pagu\">"
#define END "</table:table></office:spreadsheet></office:body></office:document>"
#define SHEET(name) "</table:table><table:table table:name=\"" name "\">"

static const struct sheet_case {
    const char *name, *file;
    const char *checks;   /* "+" holds, "-" fails, then the operator, the place and the expression */
    const char *findings; /* C only: code, place, suggestion */
} cases[] = {
    {"sums down and quotients across, told once",
     BEGIN HEAD R(N("1") S("Belanja Pegawai") N("1200500") N("600250") F("[.D2]/[.C2]*100", "50"))
         R(N("2") S("Belanja Barang") N("800100") N("200025") F("[.D3]/[.C3]*100", "25")) R(BLANK S("Jumlah") F(
             "SUM([.C2:.C3])", "2000600") F("SUM([.D2:.D3])", "800275") F("[.D4]/[.C4]*100", "40.0017494751575")) END,
     "+percentage 1.2.5 Capaian (%) = Realisasi / Pagu x 100\n+percentage 1.3.5 Capaian (%) = Realisasi / Pagu x 100\n"
     "+sum 1.4.3 Pagu: Jumlah = row 2 (Belanja Pegawai) + row 3 (Belanja Barang)\n"
     "+sum 1.4.4 Realisasi: Jumlah = row 2 (Belanja Pegawai) + row 3 (Belanja Barang)\n"
     "+percentage 1.4.5 Capaian (%) = Realisasi / Pagu x 100\n",
     ""},
    {"what is shown is cut off, what is held closes",
     BEGIN HEAD R(N("1") S("Belanja Pegawai") N("1200500.25") N("600250")
                      PERCENT("[.D2]/[.C2]", "0.4999998958767397", "50%"))
         R(N("2") S("Belanja Barang") N("800100.5") N("200025") PERCENT("[.D3]/[.C3]", "0.24999984376962645", "25%"))
             R(BLANK S("Jumlah") SHOWN("SUM([.C2:.C3])", "2000600.75", "2.000.601")
                   SHOWN("[.D2]+[.D3]", "800275", "800.275") BLANK) END,
     "+percentage 1.2.5 Capaian (%) = Realisasi / Pagu x 100\n+percentage 1.3.5 Capaian (%) = Realisasi / Pagu x 100\n"
     "+sum 1.4.3 Pagu: Jumlah = row 2 (Belanja Pegawai) + row 3 (Belanja Barang)\n"
     "+sum 1.4.4 Realisasi: Jumlah = row 2 (Belanja Pegawai) + row 3 (Belanja Barang)\n",
     ""},
    {"a value that was not computed again",
     BEGIN HEAD R(N("1") S("Belanja Pegawai") N("1200500") N("600250") BLANK)
         R(N("2") S("Belanja Barang") N("800100") N("200025") BLANK)
             R(BLANK S("Jumlah") F("SUM([.C2:.C3])", "1900600") F("SUM([.D2:.D3])", "800275") BLANK) END,
     "-sum 1.4.3 Pagu: Jumlah = row 2 (Belanja Pegawai) + row 3 (Belanja Barang)\n"
     "+sum 1.4.4 Realisasi: Jumlah = row 2 (Belanja Pegawai) + row 3 (Belanja Barang)\n",
     "C012 1.4.3 -\n"},
    {"a formula whose range ends a row too early",
     BEGIN HEAD R(N("1") S("Belanja Pegawai") N("1200500") N("600250") BLANK)
         R(N("2") S("Belanja Barang") N("800100") N("200025") BLANK)
             R(N("3") S("Belanja Modal") N("300100") N("100025") BLANK)
                 R(BLANK S("Jumlah") F("SUM([.C2:.C3])", "2000600") F("SUM([.D2:.D4])", "900300") BLANK) END,
     "+sum 1.5.3 Pagu: Jumlah = row 2 (Belanja Pegawai) + row 3 (Belanja Barang)\n"
     "-sum 1.5.3 Pagu: Jumlah = row 2 (Belanja Pegawai) + row 3 (Belanja Barang) + row 4 (Belanja Modal)\n"
     "+sum 1.5.4 Realisasi: Jumlah = row 2 (Belanja Pegawai) + row 3 (Belanja Barang) + row 4 (Belanja Modal)\n",
     "C006 1.5.3 2300700\n"},
    {"from another sheet",
     BEGIN HEAD R(N("1") S("Belanja Pegawai") N("1200500") N("600250") BLANK)
         R(N("2") S("Belanja Barang") N("800100") N("200025") BLANK) SHEET("Rekap 2025") R(S("Uraian") S("Pagu"))
             R(S("Semua") F("SUM([$Pagu.C2:.C3])", "2000600")) R(S("Pegawai") F("[$Pagu.C2]", "1200500"))
                 R(S("Barang") F("[$Pagu.C3]", "700100")) END,
     "+sum 2.2.2 'Rekap 2025'!B2 = SUM([$Pagu.C2:.C3])\n+equal 2.3.2 'Rekap 2025'!B3 = [$Pagu.C2]\n"
     "-equal 2.4.2 'Rekap 2025'!B4 = [$Pagu.C3]\n",
     "C003 2.4.2 800100\n"},
    {"nothing stands in where the divisor is nothing",
     BEGIN HEAD R(N("1") S("Belanja Pegawai") N("0") N("600250") F("IF([.C2]=0;0;[.D2]/[.C2]*100)", "0"))
         R(N("2") S("Belanja Barang") N("800100") N("200025") F("IF([.C3]=0;0;[.D3]/[.C3]*100)", "25")) END,
     "+percentage 1.3.5 Capaian (%) = Realisasi / Pagu x 100\n", ""},
    {"of words, other files and what is no arithmetic nothing is said",
     BEGIN HEAD R(N("1") S("Belanja Pegawai") F("VLOOKUP([.A2];[.A2:.B9];2)", "5") N("600250") F("[.B2]*100", "7"))
         R(N("2") S("Belanja Barang") F("['file:///x.ods'#$A.B1]", "7") N("200025") F("SUM([.C3:.C2])", "3")) END,
     "", ""},
};

static int flush(sr_doc *doc, bool last, sr_error *err)
{
    sr_buf *out = doc->flush_context;

    (void)err;
    sr_normalize(doc, last);
    for (size_t i = 0; i < doc->n_checks; i++) {
        const sr_check *c = &doc->checks[i];
        sr_buf_printf(&out[0], "%c%s %u.%u.%u %.*s\n", c->passed ? '+' : '-', sr_operator_name((sr_operator)c->op),
                      c->at.table_no, c->at.row_no, c->at.column_no, SR_FMT(c->expression));
    }
    for (size_t i = 0; i < doc->n_findings; i++) {
        const sr_finding *f = &doc->findings[i];
        char text[SR_DECIMAL_TEXT];
        size_t n = f->has_suggestion ? sr_decimal_text(f->suggestion, text) : 0;
        if (f->code >= SR_C001)
            sr_buf_printf(&out[1], "%s %u.%u.%u %.*s\n", sr_finding_info_of(f->code)->code, f->table_no, f->row_no,
                          f->column_no, n ? (int)n : 1, n ? text : "-");
    }
    return 0;
}

static void audits(void **state)
{
    const struct sheet_case *t = *state;
    sr_import_options options = {.format = SR_FORMAT_ODS};
    sr_error err = {0};
    sr_buf out[2] = {{0}, {0}};
    sr_source *source = sr_source_memory(t->file, strlen(t->file));
    sr_doc doc;

    sr_doc_init(&doc);
    doc.flush = flush;
    doc.flush_context = out;
    assert_int_equal(sr_ods_importer.read(source, &options, &doc, &err), 0);
    for (int i = 0; i < 2; i++)
        sr_buf_char(&out[i], '\0');
    assert_string_equal(out[0].ptr, t->checks);
    assert_string_equal(out[1].ptr, t->findings);
    sr_doc_free(&doc);
    sr_source_close(source);
    sr_buf_free(&out[0]);
    sr_buf_free(&out[1]);
}

int main(void)
{
    enum { CASES = sizeof cases / sizeof *cases };
    struct CMUnitTest tests[CASES];

    for (size_t i = 0; i < CASES; i++)
        tests[i] = (struct CMUnitTest){cases[i].name, audits, NULL, NULL, (void *)(uintptr_t)&cases[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
