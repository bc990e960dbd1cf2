/* OpenDocument spreadsheets: what becomes of sheets, rows and cells. What must be refused: test_ods_hostile.c. */
#include "tests/importers/ods.h"

#define SHEET(rows) "<table:table table:name=\"Sheet1\">" rows "</table:table>"
#define ROW(cells) "<table:table-row>" cells "</table:table-row>"
#define BLANKS "<table:table-row table:number-rows-repeated=\"3\"><table:table-cell/></table:table-row>"
#define TEXT(words) "<table:table-cell office:value-type=\"string\"><text:p>" words "</text:p></table:table-cell>"
#define VALUE(attributes, shown) "<table:table-cell " attributes "><text:p>" shown "</text:p></table:table-cell>"
#define FLOAT(value, shown) VALUE("office:value-type=\"float\" office:value=\"" value "\"", shown)
#define NONE "<table:table-cell/>"

typedef struct ods_case {
    const char *about, *body, *script, *findings;
} ods_case;

static void check(const ods_case *c)
{
    sr_buf content = {0};
    reading packed, flat;

    sr_buf_printf(&content, "%s%s%s", ODS_HEAD, c->body, ODS_FOOT);
    sr_slice xml = {content.ptr, content.len}, package = ods_package(xml);
    ods_read(&packed, package, false);
    ods_read(&flat, xml, false);
    if (packed.rc != 0)
        fail_msg("%s: refused: %s", c->about, packed.err.message);
    if (strcmp(packed.script.ptr, c->script) != 0)
        fail_msg("%s:\n%s--- expected:\n%s", c->about, packed.script.ptr, c->script);
    if (strcmp(packed.findings.ptr, c->findings ? c->findings : "") != 0)
        fail_msg("%s: findings:\n%s", c->about, packed.findings.ptr);
    assert_string_equal(flat.script.ptr, packed.script.ptr); /* the same XML as a file of its own */
    reading_free(&packed);
    reading_free(&flat);
    free((void *)(uintptr_t)package.ptr);
    sr_buf_free(&content);
}

static void check_all(const ods_case *cases, size_t n)
{
    for (size_t i = 0; i < n; i++)
        check(&cases[i]);
}

/* ---- cells ------------------------------------------------------------------------------------ */

static const ods_case CELLS[] = {
    {"errors",
     SHEET(ROW(VALUE("office:value-type=\"string\" office:string-value=\"\" calcext:value-type=\"error\" "
                     "table:formula=\"of:=[.A1]/0\"",
                     "#DIV/0!") VALUE("office:value-type=\"float\" office:value=\"0\" "
                                      "table:formula=\"of:=FOO()\"",
                                      "Err:508"))),
     "Sheet1!A1 1x2\n1: [#DIV/0!|error of:=[.A1]/0] [Err:508|number 0 of:=FOO()]\n", NULL},
    {"a value without text",
     SHEET(ROW("<table:table-cell office:value-type=\"percentage\" office:value=\"0.185\"/>"
               "<table:table-cell office:value-type=\"string\" office:string-value=\"x y\"/>"
               "<table:table-cell office:value-type=\"date\" office:date-value=\"2024-01-31\">"
               "<text:p/></table:table-cell>")),
     "Sheet1!A1 1x3\n1: [0.185|percent 0.185] [x y] [2024-01-31|date 2024-01-31]\n", NULL},
    {"a value that is none", SHEET(ROW(FLOAT("NaN", "1.5") FLOAT("", "2"))),
     "Sheet1!A1 1x2\n1: [1.5|number NaN] [2|number]\n", NULL},
    {"a type that is none", SHEET(ROW(VALUE("office:value-type=\"quantity\" office:value=\"5\"", "5") TEXT("a"))),
     "Sheet1!A1 1x2\n1: [5] [a]\n", NULL},
    {"every type",
     SHEET(ROW(FLOAT("1234.5", "1.234,50") VALUE("office:value-type=\"percentage\" office:value=\"0.18\"", "18%")
                   VALUE("office:value-type=\"currency\" office:value=\"18247\" office:currency=\"IDR\"", "Rp18.247")
                       VALUE("office:value-type=\"date\" office:date-value=\"2024-01-31\"", "31/01/24")
                           VALUE("office:value-type=\"time\" office:time-value=\"PT12H30M00S\"", "12:30")
                               VALUE("office:value-type=\"boolean\" office:boolean-value=\"true\"", "BENAR") VALUE(
                                   "office:value-type=\"boolean\" office:boolean-value=\"0\"", "SALAH") TEXT("1.234"))),
     "Sheet1!A1 1x8\n1: [1.234,50|number 1234.5] [18%|percent 0.18] [Rp18.247|currency 18247 IDR] "
     "[31/01/24|date 2024-01-31] [12:30|time PT12H30M00S] [BENAR|boolean true] [SALAH|boolean false] [1.234]\n",
     NULL},
    {"what binary floating point leaves",
     SHEET(ROW(FLOAT("0.30000000000000004", "0,3") FLOAT("1.8247414125E10", "2E+10"))),
     "Sheet1!A1 1x2\n1: [0,3|number 0.3] [2E+10|number 18247414125]\n", NULL},
    {"formulas stay as they are",
     SHEET(ROW(VALUE("table:formula=\"of:=SUM([.D5:.D9])\" office:value-type=\"float\" office:value=\"5\"", "5")
                   VALUE("table:formula=\"of:=&quot;a&quot;&amp;[$'Sheet 2'.A1]\" office:value-type=\"string\" "
                         "office:string-value=\"ab\"",
                         "ab") NONE)),
     "Sheet1!A1 1x2\n1: [5|number 5 of:=SUM([.D5:.D9])] [ab|text of:=\"a\"&[$'Sheet 2'.A1]]\n", NULL},
    {"a formula that gives nothing is a blank cell",
     SHEET(ROW(TEXT("a") TEXT("b") VALUE(
         "table:formula=\"of:=IF(1;&quot;&quot;)\" office:value-type=\"string\" office:string-value=\"\"", ""))),
     "Sheet1!A1 1x2\n1: [a] [b]\n", NULL},
    {"text that shows other than it holds",
     SHEET(ROW(TEXT("a") VALUE("office:value-type=\"string\" office:string-value=\"held\"", "shown"))),
     "Sheet1!A1 1x2\n1: [a] [shown|text held]\n", NULL},
    {"several paragraphs, breaks, tabs, blanks",
     SHEET(ROW(TEXT("a</text:p><text:p>b") TEXT("  x\n  y <text:s/>z<text:s text:c=\"3\"/>w ")
                   TEXT("1<text:tab/>2<text:line-break/>3") TEXT("<text:p>in</text:p>"))),
     "Sheet1!A1 1x4\n1: [a\nb] [x y  z   w ] [1\t2\n3] [in]\n", NULL},
    {"rich text",
     SHEET(ROW(TEXT("Ru<text:span>pi<text:span>ah</text:span></text:span>") TEXT(
         "<text:a>link</text:a> <text:ruby><text:ruby-base>base</text:ruby-base><text:ruby-text>over</text:ruby-text>"
         "</text:ruby><text:sheet-name>S</text:sheet-name>") TEXT("5 &lt; 6 &amp; 7<![CDATA[ <b>]]>"))),
     "Sheet1!A1 1x3\n1: [Rupiah] [link baseS] [5 < 6 & 7 <b>]\n",
     "D018: 1 other object with text left out (4 bytes) at Sheet1!B1.\n"},
    {"comments and drawings stay out",
     SHEET(ROW("<table:table-cell office:value-type=\"string\"><office:annotation><dc:date>2024-01-31</dc:date>"
               "<text:p>note</text:p></office:annotation><text:p>a</text:p><draw:frame><draw:text-box>"
               "<text:p>box</text:p></draw:text-box></draw:frame></table:table-cell>" TEXT("b"))),
     "Sheet1!A1 1x2\n1: [a] [b]\n",
     "D018: 1 comment left out (14 bytes) at Sheet1!A1.\nD018: 1 drawing with text left out (3 bytes) at Sheet1!A1.\n"},
    {"a comment on a cell without text",
     SHEET(ROW("<table:table-cell><office:annotation/></table:table-cell>" TEXT("b") TEXT("c"))),
     "Sheet1!B1 1x2\n1: [b] [c]\n", "D018: 1 comment left out (0 bytes) at Sheet1!A1.\n"},
    {"other prefixes",
     "<t:table xmlns:t=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" "
     "xmlns:x=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" t:name=\"S\"><t:table-row>"
     "<t:table-cell><x:p>a</x:p></t:table-cell><t:table-cell><x:p>b</x:p></t:table-cell></t:table-row></t:table>",
     "S!A1 1x2\n1: [a] [b]\n", NULL},
    {"other vocabularies", SHEET(ROW("<dc:cell><text:p>x</text:p></dc:cell>" TEXT("a") TEXT("b")) "<dc:row>y</dc:row>"),
     "Sheet1!A1 1x2\n1: [a] [b]\n", "D018: 2 other objects with text left out (2 bytes) at Sheet1!1, Sheet1.\n"},
};

static void cells(void **state)
{
    (void)state;
    check_all(CELLS, sizeof CELLS / sizeof CELLS[0]);
}

/* ---- rows and columns ------------------------------------------------------------------------- */

static const ods_case GRIDS[] = {
    {"repeated cells and rows",
     SHEET("<table:table-row table:number-rows-repeated=\"2\">"
           "<table:table-cell table:number-columns-repeated=\"2\" office:value-type=\"float\" office:value=\"5\">"
           "<text:p>5</text:p></table:table-cell><table:table-cell table:number-columns-repeated=\"2\"/>" TEXT(
               "x") "<table:table-cell table:number-columns-repeated=\"16379\"/></table:table-row>"
                    "<table:table-row table:number-rows-repeated=\"1048574\"><table:table-cell "
                    "table:number-columns-repeated=\"16384\"/></table:table-row>"),
     "Sheet1!A1 2x5\n1: [5|number 5] [5|number 5] [] [] [x]\n2: [5|number 5] [5|number 5] [] [] [x]\n", NULL},
    {"merged and covered cells",
     SHEET(ROW("<table:table-cell table:number-columns-spanned=\"2\" table:number-rows-spanned=\"2\"><text:p>a</text:p>"
               "</table:table-cell><table:covered-table-cell/>" TEXT("b"))
               ROW("<table:covered-table-cell table:number-columns-repeated=\"2\"/>" TEXT("c"))
                   ROW(TEXT("d") "<table:covered-table-cell office:value-type=\"float\" "
                                 "office:value=\"7\"><text:p>7</text:p>"
                                 "</table:covered-table-cell>")),
     "Sheet1!A1 3x3\n1: [a|2x2] [] [b]\n2: [] [] [c]\n3: [d] [7|number 7 h] []\n", NULL},
    {"hidden rows, filtered rows, hidden columns",
     SHEET("<table:table-column/><table:table-column table:number-columns-repeated=\"2\" "
           "table:visibility=\"collapse\"/>"
           "<table:table-row table:visibility=\"collapse\">" TEXT("a")
               TEXT("b") "</table:table-row>"
                         "<table:table-row table:visibility=\"filter\">" TEXT("c") TEXT("d") "</table:table-row>" ROW(
                             TEXT("e") "<table:table-cell "
                                       "table:number-columns-repeated=\"3\"><text:p>f</text:p></table:table-cell>")),
     "Sheet1!A1 3x4\n1h: [a] [b|h] [] []\n2h: [c] [d|h] [] []\n3: [e] [f|h] [f|h] [f]\n",
     "D020: Sheet \"Sheet1\" has 2 hidden rows with contents and 2 hidden columns; they were read like the "
     "others.\n"},
    {"a hidden sheet, and one that is not",
     "<table:table table:name=\"A\" table:style-name=\"ta2\">" ROW(TEXT("a") TEXT(
         "b")) "</table:table>"
               "<table:table table:name=\"B\" table:style-name=\"ta1\">" ROW(TEXT("c") TEXT("d")) "</table:table>",
     "A!A1 1x2 hidden\n1: [a] [b]\nPAGE\nB!A1 1x2\n1: [c] [d]\n",
     "D020: Sheet \"A\" is hidden; it was read like the others.\n"},
    {"groups, header rows",
     SHEET("<table:table-column-group><table:table-header-columns><table:table-column/></table:table-header-columns>"
           "</table:table-column-group><table:table-header-rows>" ROW(TEXT("No") TEXT(
               "Uraian")) "</"
                          "table:table-header-rows><table:table-row-group><table:table-row-"
                          "group>" ROW(TEXT("1") TEXT("a")) "</"
                                                            "table:table-row-group><table:table-"
                                                            "rows>" ROW(TEXT("2") TEXT("b")) "</"
                                                                                             "table:table-"
                                                                                             "rows></"
                                                                                             "table:table-"
                                                                                             "row-group>"),
     "Sheet1!A1 3x2 header 1\n1: [No] [Uraian]\n2: [1] [a]\n3: [2] [b]\n", NULL},
    {"what stands beside the cells of a sheet",
     "<table:tracked-changes><table:deletion><table:cell-content-deletion><table:change-track-table-cell><text:p>"
     "old"
     "</text:p></table:change-track-table-cell></table:cell-content-deletion></table:deletion></"
     "table:tracked-changes>" SHEET(
         "<office:forms>form</office:forms><table:shapes><draw:rect><text:p>shape</text:p></draw:rect></"
         "table:shapes>" ROW(TEXT("a") TEXT("b"))) "<table:table table:name=\"'file:///x.ods'#S\"><table:table-source "
                                                   "table:mode=\"copy-results-only\"/>" ROW(
                                                       TEXT("copy") TEXT("y")) "</table:table><table:named-expressions/"
                                                                               ">",
     "Sheet1!A1 1x2\n1: [a] [b]\nPAGE\n",
     "D018: 1 record of tracked changes left out (3 bytes).\n"
     "D018: 1 row of another file, kept as a copy left out (5 bytes) at '''file:///x.ods''#S'.\n"
     "D018: 2 other objects with text left out (9 bytes) at Sheet1, Sheet1.\n"},
};

static void rows_and_columns(void **state)
{
    (void)state;
    check_all(GRIDS, sizeof GRIDS / sizeof GRIDS[0]);
}

/* ---- islands ---------------------------------------------------------------------------------- */

#define WIDE(text, columns, covered)                                                                                   \
    "<table:table-cell table:number-columns-spanned=\"" columns "\"><text:p>" text                                     \
    "</text:p></table:table-cell><table:covered-table-cell table:number-columns-repeated=\"" covered "\"/>"
#define HEAD3 ROW(TEXT("No") TEXT("Uraian") TEXT("Pagu"))
#define DATA3(no, name, value) ROW(FLOAT(no, no) TEXT(name) FLOAT(value, value))

static const ods_case ISLANDS[] = {
    {"blank rows part islands; lone texts above and below are lines",
     SHEET(ROW(TEXT("RENCANA AKSI</text:p><text:p>TAHUN 2024")) ROW(TEXT("Dinas Contoh")) HEAD3 DATA3("1", "a", "5")
               ROW(TEXT("Catatan: x")) BLANKS HEAD3 DATA3("1", "b", "6")),
     "HEADING 1 RENCANA AKSI\nHEADING 1 TAHUN 2024\nPROSE 2 Dinas Contoh\nSheet1!A3 2x3\n3: [No] [Uraian] [Pagu]\n"
     "4: [1|number 1] [a] [5|number 5]\nPROSE 5 Catatan: x\nSheet1!A9 2x3\n9: [No] [Uraian] [Pagu]\n"
     "10: [1|number 1] [b] [6|number 6]\n",
     NULL},
    {"lone texts between rows are rows", SHEET(HEAD3 ROW(TEXT("Urusan Wajib")) DATA3("1", "a", "5")),
     "Sheet1!A1 3x3\n1: [No] [Uraian] [Pagu]\n2: [Urusan Wajib] [] []\n3: [1|number 1] [a] [5|number 5]\n", NULL},
    {"a lone value below is a row", SHEET(HEAD3 DATA3("1", "a", "5") ROW(NONE NONE FLOAT("5", "5"))),
     "Sheet1!A1 3x3\n1: [No] [Uraian] [Pagu]\n2: [1|number 1] [a] [5|number 5]\n3: [] [] [5|number 5]\n", NULL},
    {"a header that begins with one cell stays a row",
     SHEET(ROW(NONE NONE TEXT("Target")) ROW(TEXT("No") TEXT("Uraian") TEXT("TW I") TEXT("TW II"))
               ROW(TEXT("1") TEXT("a") FLOAT("1", "1") FLOAT("2", "2"))),
     "Sheet1!A1 3x4\n1: [] [] [Target] []\n2: [No] [Uraian] [TW I] [TW II]\n"
     "3: [1] [a] [1|number 1] [2|number 2]\n",
     NULL},
    {"nothing but text", SHEET(ROW(TEXT("Tabel 2.1 Contoh")) ROW(TEXT("isi")) BLANKS ROW(TEXT("lagi"))),
     "CAPTION 1 Tabel 2.1 Contoh\nPROSE 2 isi\nPROSE 6 lagi\n", NULL},
    {"a lone value is a cell", SHEET(ROW(NONE FLOAT("45", "Rp45"))), "Sheet1!B1 1x1\n1: [Rp45|number 45]\n", NULL},
    {"tables further right and left keep the columns of the first",
     SHEET(ROW(NONE TEXT("a") TEXT("b")) BLANKS ROW(NONE NONE TEXT("c") TEXT("d")) BLANKS ROW(TEXT("e") TEXT("f"))),
     "Sheet1!B1 1x2\n1: [a] [b]\nSheet1!B5 1x3\n5: [] [c] [d]\nSheet1!A9 1x2\n9: [e] [f]\n", NULL},
    {"a row further left widens its island",
     SHEET(ROW(NONE NONE TEXT("a") TEXT("b")) ROW(NONE TEXT("c") TEXT("d")) ROW(TEXT("e") TEXT("f"))),
     "Sheet1!A1 3x4\n1: [] [] [a] [b]\n2: [] [c] [d] []\n3: [e] [f] [] []\n", NULL},
    {"side by side with the same header",
     SHEET(ROW(TEXT("Nama") TEXT("Pagu") NONE TEXT("Nama") TEXT("Pagu"))
               ROW(TEXT("a") FLOAT("1", "1") NONE TEXT("b") FLOAT("2", "2"))),
     "Sheet1!A1 2x2\n1: [Nama] [Pagu]\n2: [a] [1|number 1]\nSheet1!D1 2x2\n1: [Nama] [Pagu]\n2: [b] [2|number 2]\n",
     "S025: Sheet \"Sheet1\": the columns from column 4 on, at row 1, were taken for a table of their own.\n"},
    {"side by side, of other lengths",
     SHEET(ROW(TEXT("No") TEXT("Uraian") NONE TEXT("Kode") TEXT("Nama Bidang"))
               ROW(TEXT("1") TEXT("a") NONE TEXT("K1") TEXT("x")) ROW(TEXT("2") TEXT("b")) ROW(TEXT("3") TEXT("c"))),
     "Sheet1!A1 4x2\n1: [No] [Uraian]\n2: [1] [a]\n3: [2] [b]\n4: [3] [c]\nSheet1!D1 2x2\n1: [Kode] [Nama Bidang]\n"
     "2: [K1] [x]\n",
     "S025: Sheet \"Sheet1\": the columns from column 4 on, at row 1, were taken for a table of their own.\n"},
    {"a header over two columns of which one is blank",
     SHEET(ROW(TEXT("No") WIDE("Target", "2", "1") TEXT("Ket")) ROW(FLOAT("1", "1") FLOAT("5", "5") NONE TEXT("x"))
               ROW(FLOAT("2", "2") FLOAT("6", "6") NONE TEXT("y"))),
     "Sheet1!A1 3x4\n1: [No] [Target|2x1] [] [Ket]\n2: [1|number 1] [5|number 5] [] [x]\n"
     "3: [2|number 2] [6|number 6] [] [y]\n",
     NULL},
    {"one begins beside the end of the other",
     SHEET(ROW(TEXT("No") TEXT("Uraian")) ROW(TEXT("1") TEXT("a")) ROW(TEXT("2") TEXT("b") NONE TEXT("Kode") TEXT(
         "Nama")) ROW(NONE NONE NONE TEXT("K1") TEXT("Jalan")) ROW(NONE NONE NONE TEXT("K2") TEXT("Jembatan"))),
     "Sheet1!A1 3x2\n1: [No] [Uraian]\n2: [1] [a]\n3: [2] [b]\nSheet1!D3 3x2\n3: [Kode] [Nama]\n4: [K1] [Jalan]\n"
     "5: [K2] [Jembatan]\n",
     "S025: Sheet \"Sheet1\": the columns from column 4 on, at row 3, were taken for a table of their own.\n"},
    {"a table above fills the columns that these rows leave blank",
     SHEET(ROW(TEXT("Kode") TEXT("Nama") TEXT("Lokasi") TEXT("Catatan") TEXT("Uraian") TEXT("Pagu"))
               BLANKS ROW(TEXT("1") TEXT("a") NONE NONE TEXT("x") FLOAT("5", "5")) ROW(TEXT("2") TEXT("b"))),
     "Sheet1!A1 1x6\n1: [Kode] [Nama] [Lokasi] [Catatan] [Uraian] [Pagu]\n"
     "Sheet1!A5 2x6\n5: [1] [a] [] [] [x] [5|number 5]\n6: [2] [b] [] [] [] []\n",
     NULL},
    {"a blank column inside a table parts nothing",
     SHEET(ROW(TEXT("No") TEXT("Uraian") NONE TEXT("Pagu") TEXT("Realisasi"))
               ROW(TEXT("1") TEXT("a") NONE FLOAT("5", "5") FLOAT("4", "4"))),
     "Sheet1!A1 2x5\n1: [No] [Uraian] [] [Pagu] [Realisasi]\n2: [1] [a] [] [5|number 5] [4|number 4]\n", NULL},
    {"no sheet with anything", SHEET(BLANKS), "", "D003: The spreadsheet holds no text and no values.\n"},
};

static void islands(void **state)
{
    (void)state;
    check_all(ISLANDS, sizeof ISLANDS / sizeof ISLANDS[0]);
}

/* ---- long sheets ------------------------------------------------------------------------------ */

/* Several batches: nothing is lost at their borders, and a part that goes on says so. */
static void batches(void **state)
{
    enum { ROWS = 60000 };
    sr_buf content = {0};
    reading r;

    (void)state;
    sr_buf_printf(&content, "%s<table:table table:name=\"S\">", ODS_HEAD);
    for (int i = 0; i < ROWS; i++)
        sr_buf_printf(&content,
                      "<table:table-row>" FLOAT("%d", "%d") TEXT("baris %d dari tabel panjang")
                          NONE FLOAT("%d.5", "%d,5") "</table:table-row>",
                      i, i, i, i, i);
    sr_buf_printf(&content, "</table:table>%s", ODS_FOOT);
    sr_slice package = ods_package((sr_slice){content.ptr, content.len});
    ods_read(&r, package, true);
    assert_int_equal(r.rc, 0);
    assert_int_equal(r.rows, ROWS);
    assert_int_equal(r.cells, 4 * ROWS);
    assert_true(r.flushes > 1);
    assert_int_equal(r.doc.lines, ROWS);
    reading_free(&r);
    free((void *)(uintptr_t)package.ptr);
    sr_buf_free(&content);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cells),
        cmocka_unit_test(rows_and_columns),
        cmocka_unit_test(islands),
        cmocka_unit_test(batches),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
