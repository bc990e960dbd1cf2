/* Workbooks in Excel's XML of 2003: their sheets, formulas in R1C1, what they must not do. Islands: test_html.c. */
#include "tests/importers/ods.h"

#include "importers/workbook.h"

#include <time.h>

#define HEAD                                                                                                           \
    "\xEF\xBB\xBF<?xml version=\"1.0\"?>\n<?mso-application progid=\"Excel.Sheet\"?>\n"                                \
    "<Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\" "                                                \
    "xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\">"
#define SHEET(rows) "<Worksheet ss:Name=\"Lembar 1\"><Table>" rows "</Table></Worksheet>"
#define ROW(cells) "<Row>" cells "</Row>"
#define DATA(type, text) "<Data ss:Type=\"" type "\">" text "</Data>"
#define CELL(type, text) "<Cell>" DATA(type, text) "</Cell>"
#define TEXT(text) CELL("String", text)
#define NUMBER(text) CELL("Number", text)
#define STYLED(style, text) "<Cell ss:StyleID=\"" style "\">" DATA("Number", text) "</Cell>"
#define AT(index, text) "<Cell ss:Index=\"" index "\">" DATA("String", text) "</Cell>"

static const struct {
    const char *about, *body, *script, *findings;
} CASES[] = {
    {"types",
     "<Styles><Style ss:ID=\"s1\"><NumberFormat ss:Format=\"0.0%\"/></Style><Style ss:ID=\"s2\">"
     "<NumberFormat ss:Format=\"#,##0&quot;%&quot;\"/></Style></Styles>" SHEET(
         ROW(TEXT("Uraian&#10;kerja") NUMBER("1775000000.5") STYLED("s1", "0.185") STYLED("s2", "7"))
             ROW(CELL("DateTime", "2024-01-31T00:00:00.000") CELL("DateTime", "2024-01-31T08:30:00.000")
                     CELL("Boolean", "1") CELL("Error", "#REF!"))),
     "'Lembar 1'!A1 2x4\n1: [Uraian\nkerja] [1775000000.5|number 1775000000.5] [0.185|percent 0.185] [7|number 7]\n"
     "2: [2024-01-31|date 2024-01-31] [2024-01-31T08:30:00.000|date 2024-01-31T08:30:00.000] [true|boolean true] "
     "[#REF!|error]\n",
     ""},
    {"rows and cells that are left out",
     SHEET("<Row ss:Index=\"3\">" AT("2", "a")
               AT("4", "b") "</Row>" ROW(AT("3", "c") TEXT("d")) "<Row ss:Span=\"1\"/>" ROW(TEXT("e") TEXT("f"))),
     "'Lembar 1'!B3 2x3\n3: [a] [] [b]\n4: [] [c] [d]\n'Lembar 1'!A7 1x2\n7: [e] [f]\n", ""},
    {"merged cells, and cells beside what they cover, with their index and without",
     SHEET(ROW("<Cell ss:MergeAcross=\"1\" ss:MergeDown=\"2\">" DATA("String", "a") "</Cell>" TEXT("b"))
               ROW(AT("3", "c") TEXT("d")) ROW(TEXT("e") TEXT("f")) ROW(TEXT("g") TEXT("h"))),
     "'Lembar 1'!A1 4x4\n1: [a|2x3] [] [b] []\n2: [] [] [c] [d]\n3: [] [] [e] [f]\n4: [g] [h] [] []\n", ""},
    {"hidden rows, columns and sheets",
     "<Worksheet ss:Name=\"S\"><Table><Column/><Column ss:Index=\"2\" ss:Hidden=\"1\" ss:Span=\"1\"/>"
     "<Row ss:Hidden=\"1\"><Cell>" DATA("String", "a") "</Cell>" TEXT("b") TEXT("c")
         TEXT("d") "</Row></Table><WorksheetOptions><Visible>SheetHidden</Visible></WorksheetOptions></Worksheet>",
     "S!A1 1x4\n1h: [a] [b|h] [c|h] [d]\n", "D020: Sheet \"S\" is hidden; it was read like the others.\n"},
    {"formulas, as Excel shows them",
     SHEET(ROW(NUMBER("1") NUMBER("2")) ROW("<Cell ss:Formula=\"=SUM(R[-1]C:R[-1]C[1])\">" DATA(
         "Number", "3") "</Cell>"
                        "<Cell ss:Formula=\"of:=[.RC1]\">" DATA("Number", "4") "</Cell>")),
     "'Lembar 1'!A1 2x2\n1: [1|number 1] [2|number 2]\n2: [3|number 3 =SUM(A1:B1)] [4|number 4 of:=[.RC1]]\n", ""},
    {"comments and parts of text",
     SHEET(ROW("<Cell><ss:Data ss:Type=\"String\" xmlns=\"http://www.w3.org/TR/REC-html40\"><B>Jumlah</B> semua"
               "</ss:Data><Comment><ss:Data>cek</ss:Data></Comment></Cell>" TEXT("x"))),
     "'Lembar 1'!A1 1x2\n1: [Jumlah semua] [x]\n", "D018: 1 comment left out.\n"},
    {"several sheets",
     SHEET(ROW(TEXT("a") TEXT("b"))) "<Worksheet ss:Name=\"2\"><Table>" ROW(TEXT("c") TEXT("d")) "</Table></Worksheet>",
     "'Lembar 1'!A1 1x2\n1: [a] [b]\nPAGE\n'2'!A1 1x2\n1: [c] [d]\n", ""},
    {"rows of another vocabulary",
     SHEET(
         ROW(TEXT("a") TEXT("b")) "<Row xmlns=\"urn:x\"><Cell><Data>c</Data></Cell><Cell><Data>d</Data></Cell></Row>"),
     "'Lembar 1'!A1 1x2\n1: [a] [b]\n", ""},
    {"nothing", SHEET(""), "", "D003: The spreadsheet holds no text and no values.\n"},
};

static void sheets(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        sr_buf xml = {0};
        reading r;

        sr_buf_printf(&xml, "%s%s</Workbook>", HEAD, CASES[i].body);
        ods_read(&r, (sr_slice){xml.ptr, xml.len}, false);
        if (r.rc != 0)
            fail_msg("%s: refused: %s", CASES[i].about, r.err.message);
        if (strcmp(r.script.ptr, CASES[i].script) != 0 || strcmp(r.findings.ptr, CASES[i].findings) != 0)
            fail_msg("%s:\n%s%s--- expected:\n%s%s", CASES[i].about, r.script.ptr, r.findings.ptr, CASES[i].script,
                     CASES[i].findings);
        reading_free(&r);
        sr_buf_free(&xml);
    }
}

/* In the cell D7. */
static void formulas(void **state)
{
    static const char *const texts[][2] = {
        {"=SUM(R[-3]C:R[-1]C)", "=SUM(D4:D6)"},
        {"=RC[-1]/RC[-2]*100", "=C7/B7*100"},
        {"=R1C1+R[2]C[23]", "=A1+AA9"},
        {"='Rencana 2025'!R2C3-Lain!RC", "='Rencana 2025'!C2-Lain!D7"},
        {"=IF(RC[-1]=0,\"RC[-1]\",ROUND(RC1,2))", "=IF(C7=0,\"RC[-1]\",ROUND(A7,2))"},
        {"=SUM(R[-3])+SUM(C)", "=SUM(R[-3])+SUM(C)"},
        {"=R[-9]C+RC[-9]+R99999999C1", "=R[-9]C+RC[-9]+R99999999C1"},
        {"=RCX+R_C+R1C1x+'RC'!R1C1", "=RCX+R_C+R1C1x+'RC'!A1"},
        {"=R[", "=R["},
        {"=R[-]C", "=R[-]C"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        sr_buf out = {0};
        sr_formula_from_r1c1(sr_str(texts[i][0]), 7, 4, &out);
        sr_buf_char(&out, '\0');
        assert_string_equal(out.ptr, texts[i][1]);
        sr_buf_free(&out);
    }
}

/* What the file must not do: refused with a word (finding), or read within a few seconds, some cells and a word. */
static const struct {
    const char *about, *head, *filling;
    size_t times;
    const char *foot;
    int finding;
    size_t most_cells;
    const char *words;
} HOSTILE[] = {
    {"cut off", SHEET(ROW(TEXT("a"))), "", 0, "<Worksheet>", SR_D021, 0, "damaged"},
    {"nested without end", "", "<Row>", 100000, "</Workbook>", SR_D013, 0, "nests"},
    {"a cell of 2 MB", "<Worksheet><Table><Row><Cell><Data>", "0123456789abcdef", 131072,
     "</Data></Cell></Row></Table></Worksheet></Workbook>", SR_D013, 0, "a cell holds more"},
    {"columns and rows beyond a sheet", "<Worksheet><Table>",
     "<Row ss:Index=\"99999999999\"><Cell ss:Index=\"99999999999\">" DATA("String", "x") "</Cell></Row>", 50000,
     "</Table></Worksheet></Workbook>", 0, 50000, "D019"},
    {"wide merged cells in every row", "<Worksheet><Table>",
     "<Row><Cell ss:MergeAcross=\"16383\" ss:MergeDown=\"65535\"/></Row>", 300000, "</Table></Worksheet></Workbook>", 0,
     0, ""},
    {"cells that go back", "<Worksheet><Table><Row>", "<Cell ss:Index=\"2\">" DATA("String", "x") "</Cell>", 5,
     "</Row></Table></Worksheet></Workbook>", 0, 5, ""},
    {"sheets and columns without end", "",
     "<Worksheet><Table><Column ss:Index=\"1\" ss:Span=\"99999999\"/><Row/></Table></Worksheet>", 100000, "</Workbook>",
     0, 0, ""},
    {"styles without end", "<Styles>", "<Style ss:ID=\"s%d\"><NumberFormat ss:Format=\"0%%\"/></Style>", 300000,
     "</Styles></Workbook>", 0, 0, ""},
};

static void hostile(void **state)
{
    enum { PATIENCE = 10 };

    (void)state;
    for (size_t i = 0; i < sizeof HOSTILE / sizeof *HOSTILE; i++) {
        sr_buf xml = {0};
        reading r;
        clock_t began = clock();

        sr_buf_printf(&xml, "%s%s", HEAD, HOSTILE[i].head);
        for (size_t k = 0; k < HOSTILE[i].times; k++)
            sr_buf_printf(&xml, HOSTILE[i].filling, (int)k);
        sr_buf_printf(&xml, "%s", HOSTILE[i].foot);
        ods_read(&r, (sr_slice){xml.ptr, xml.len}, true);
        if ((r.rc != 0) != (HOSTILE[i].finding != 0) || (r.rc && r.err.finding != HOSTILE[i].finding))
            fail_msg("%s: finding %d: %s", HOSTILE[i].about, r.err.finding, r.err.message);
        if (!strstr(r.rc ? r.err.message : r.findings.ptr, HOSTILE[i].words) || r.cells > HOSTILE[i].most_cells ||
            (clock() - began) / CLOCKS_PER_SEC > PATIENCE)
            fail_msg("%s: %zu cells, %ld s\n%s%s", HOSTILE[i].about, r.cells,
                     (long)((clock() - began) / CLOCKS_PER_SEC), r.err.message, r.findings.ptr);
        reading_free(&r);
        sr_buf_free(&xml);
    }
}

static void entities(void **state)
{
    static const char xml[] = "<?xml version=\"1.0\"?><!DOCTYPE Workbook [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>"
                              "<Workbook xmlns=\"urn:schemas-microsoft-com:office:spreadsheet\">" SHEET(
                                  "<Row><Cell><Data>&x;</Data></Cell></Row>") "</Workbook>";
    reading r;

    (void)state;
    ods_read(&r, sr_str(xml), true);
    assert_int_equal(r.rc, -1);
    assert_int_equal(r.err.finding, SR_D013);
    assert_non_null(strstr(r.err.message, "entity"));
    reading_free(&r);
}

/* A workbook longer than a batch: nothing is lost between them. */
static void batches(void **state)
{
    enum { ROWS = 60000 };
    sr_buf xml = {0};
    reading r;

    (void)state;
    sr_buf_printf(&xml, "%s<Worksheet ss:Name=\"S\"><Table>", HEAD);
    for (int i = 0; i < ROWS; i++)
        sr_buf_printf(&xml, ROW(NUMBER("%d") TEXT("kegiatan nomor %d dari tabel yang panjang") NUMBER("%d000")), i, i,
                      i);
    sr_buf_printf(&xml, "</Table></Worksheet></Workbook>");
    ods_read(&r, (sr_slice){xml.ptr, xml.len}, true);
    assert_int_equal(r.rc, 0);
    assert_true(r.flushes > 2);
    assert_int_equal(r.rows, ROWS);
    assert_int_equal(r.cells, 3 * ROWS);
    reading_free(&r);
    sr_buf_free(&xml);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(sheets), cmocka_unit_test(formulas), cmocka_unit_test(hostile),
                                       cmocka_unit_test(entities), cmocka_unit_test(batches)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
