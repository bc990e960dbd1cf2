/*
 * Pages of HTML: the grids of tables, what text becomes, what is hidden, what Office says of its cells, and places.
 * Case tables; the torture pages in tests/importers/pages agree with a browser.
 */
#include "tests/importers/page.h"

#include "importers/html_charset.h"
#include "importers/html_names.h"
#include "importers/importers.h"

#define HEAD "<!DOCTYPE html><meta charset=utf-8>"

static const struct {
    const char *html, *script;
} cases[] = {
    /* tables */
    {"<table><tr><td>a<td>b<tr><td>c</table>", "TABLE\n[a][b]\n[c]\n"},
    {"<table><tr><td rowspan=2>a<td>b<tr><td>c</table>", "TABLE\n[{1,2}a][b]\n[][c]\n"},
    {"<td>a<table><tr><td>b</table>", "PROSE a\nTABLE\n[b]\n"},
    {"<table><thead><tr><th>No<th>Uraian<tbody><tr><td>1<td>x</table>", "TABLE header 1\n[*No][*Uraian]\n[1][x]\n"},
    {"<table><tr><th>No<th>Uraian<tr><th>1<td>x</table>", "TABLE header 1\n[*No][*Uraian]\n[*1][x]\n"},
    {"<table><tr><th>a<tr><th>b</table>", "TABLE\n[*a]\n[*b]\n"},
    {"<table><tr><td>1<thead><tr><th>a<tr><th>b</table>", "TABLE header 2\n[*a]\n[*b]\n[1]\n"},
    {"<table><tr><th>x<tr><td>1<thead><tr><th>a</table>", "TABLE header 1\n[*a]\n[*x]\n[1]\n"},
    {"<table><tfoot><tr><td>f<tbody><tr><td>1</table>x", "TABLE\n[1]\n[f]\nPROSE x\n"},
    {"x<table><caption>Tabel 1<tr><td>a</table>", "PROSE x\nCAPTION Tabel 1\nTABLE title Tabel 1\n[a]\n"},
    {"<table>luar<tr>juga<td>a</table>b", "PROSE luar\nPROSE juga\nTABLE\n[a]\nPROSE b\n"},
    {"<table><tr><td>a<table><tr><td>b</table>c</table>d", "TABLE\n[a||b||c]\nTABLE apart\n[b]\nPROSE d\n"},
    {"<table><tr><td>1<table>2<tr>3<td>4<td>5<tr>6<td>7</table>8</table>",
     "TABLE\n[1||23 4 5||6 7||8]\nTABLE apart\n[4][5]\n[7]\n"},
    {"<table><tr><td><table><tr><td>b</table></table><table><tr><td>c</table>",
     "TABLE\n[b]\nTABLE apart\n[b]\nTABLE apart\n[c]\n"},
    {"<table><tr><td>a</table><table><tr><td>b</table>", "TABLE\n[a]\nTABLE\n[b]\n"},
    {"<table></table>a<table><tr></table>", "PROSE a\nTABLE\n\n"},

    /* text of cells */
    {"<table><td> a \n b\t<td>&nbsp;1&nbsp;<td>a<br>b<td>a<br><br>b<td><br>a<br></table>", "TABLE\n[a b][\xC2\xA0"
                                                                                           "1\xC2\xA0][a|b][a|b][a]\n"},
    {"<table><td><p>a</p><p>b</p><td><ul><li>a<li>b</ul>c<td>a<div>b</div>c<td>a<p><br>b</table>",
     "TABLE\n[a||b][a||b||c][a||b||c][a||b]\n"},
    {"<table><td>10<sup>3</sup><td>1.234<sup>a)</sup><td>m<sup>2</sup><td>H<sub>2</sub>O<td>5 <sup>2</sup></table>",
     "TABLE\n[10^3][1.234a)][m2][H2O][5 2]\n"},
    {"<table><td><b>a</b><td><b>a</b>b<td style='font-weight:bold'>a<td><span style='font-weight: 700'>a</span>"
     "<td><b style='font-weight:normal'>a</b><th style='font-weight:400'>a</table>",
     "TABLE\n[*a][ab][*a][*a][a][a]\n"},
    {"<table><tr style='font-weight:bold'><td>a<tr><td>b</table>", "TABLE\n[*a]\n[b]\n"},
    {"<table><td><pre>a  b\nc\n\nd</pre><td>e\nf</table>", "TABLE\n[a b|c||d][e f]\n"},
    {"<table><td>&#150;&amp;&percnt;&ltb&gt;<td>&nbsp<td>&notit;<td>&x;&</table>",
     "TABLE\n[\xE2\x80\x93&%<b>][\xC2\xA0][\xC2\xAC"
     "it;][&x;&]\n"},
    {"<table><td><![if !x]>a<![endif]><!--[if x]>b<![endif]--><td><!-->c<!--->d<td></ x>e</>f<td>1 < 2</table>",
     "TABLE\n[a][cd][ef][1 < 2]\n"},

    /* spreadsheets in data islands, and settings */
    {"a<xml><o:p>1</o:p></xml>b", "PROSE ab\n"},
    {"<xml><ss:Worksheet ss:Name=L><ss:Row><ss:Cell><ss:Data>1</ss:Data><ss:Comment/></ss:Cell><ss:Cell><ss:Data>2"
     "</ss:Data></ss:Cell></ss:Row></ss:Worksheet></xml>",
     "TABLE hidden title L\n[1][2]\n"},
    {"a<xml><ss:Workbook><ss:Styles><ss:Style ss:ID=s1><ss:NumberFormat ss:Format='0%'/></ss:Style></ss:Styles>"
     "<ss:Worksheet ss:Name=L><ss:Table><ss:Row><ss:Cell><ss:Data ss:Type=String>x &amp; y</ss:Data>"
     "<ss:Comment><ss:Data>z</ss:Data></ss:Comment></ss:Cell><ss:Cell ss:StyleID=s1><ss:Data ss:Type=Number>0.5"
     "</ss:Data></ss:Cell></ss:Row><ss:Row><ss:Cell/><ss:Cell ss:Formula='=R[-1]C'><ss:Data ss:Type=Number>1</ss:Data>"
     "</ss:Cell></ss:Row></ss:Table></ss:Worksheet></ss:Workbook></xml>b<table><td>c</table>",
     "PROSE a\nTABLE hidden title L\n[x & y][0.5=percent:0.5]\n[][1=number:1:=B1]\nPROSE b\nTABLE\n[c]\n"},
    {"<xml><ss:Worksheet><ss:Row><ss:Cell><ss:Data>1<ss:Cell><ss:Data>2<table><td>c</table>",
     "TABLE hidden\n[1][2]\nTABLE\n[c]\n"},
    {"<table><td>a<xml><ss:Worksheet><ss:Row><ss:Cell><ss:Data>1</ss:Data></ss:Cell></ss:Row></ss:Worksheet></xml>b"
     "</table>",
     "TABLE\n[ab]\n"},

    /* text of the page */
    {"<h1>Judul</h1><p>Alinea satu<br>dua<p><b>Tebal</b><div>a<div>b</div>c</div>",
     "HEADING Judul\nPROSE Alinea satu\nPROSE dua\nHEADING Tebal\nPROSE a\nPROSE b\nPROSE c\n"},
    {"<h2>Tabel 2.1 Target Kinerja</h2>", "CAPTION Tabel 2.1 Target Kinerja\n"},
    {"<title>Unduh</title><p>x", "PROSE Unduh\nPROSE x\n"},
    {"<ul><li>a<li>b</ul><pre>c\nd</pre>", "PROSE a\nPROSE b\nPROSE c\nPROSE d\n"},
    {"a<script>b</script>c<style>d</style>e<noscript>f</noscript><template>g</template><iframe>h</iframe>",
     "PROSE acef\n"},
    {"a<script src=x />b", "PROSE ab\n"},
    {"<script>if (a < b && c > d) '</td><script>'</script>x", "PROSE x\n"},
    {"a<xml><x:Name>Sheet1</x:Name><table><tr><td>1</table>b", "PROSE a\nTABLE\n[1]\nPROSE b\n"},

    /* choices of forms */
    {"<p>Tahun: <select><option>2022<option selected>2023<option>2024</select>x",
     "PROSE Tahun:\nPROSE 2023\nPROSE x\n"},
    {"<option>DINAS A</option><option>DINAS B<p>x<option>y<table><tr><td>1<select><option>2</table>z",
     "PROSE x\nTABLE\n[1||2]\nPROSE z\n"},

    /* no tags in them */
    {"<title>a &amp; <b>c</title>d", "PROSE a & <b>c\nPROSE d\n"},
    {"<table><td><textarea><td>1</td>&lt;\n2</textarea>3<td><xmp></table>&amp;</xmp>4</table>",
     "TABLE\n[<td>1</td><|23][</table>&amp;||4]\n"},
    {"<iframe><table><td>1</iframe>a<title>b", "PROSE a\nPROSE b\n"},

    /* page breaks */
    {"a<br style='page-break-before:always'>b<p style='page-break-after: always'>c</p>d",
     "PROSE a\nPAGE\nPROSE b\nPROSE c\nPAGE\nPROSE d\n"},
    {"<table style='page-break-after:always'><tr><td>a<tr style='page-break-before:always'><td>b</table>c",
     "TABLE\n[a]\n[b]\nPAGE\nPAGE\nPROSE c\n"},
    {"<div style='break-before:page'>a</div><div style='page-break-before:avoid'>b</div>", "PAGE\nPROSE a\nPROSE b\n"},

    /* what is not shown */
    {"<table><td>a<span style='display:none'>9<b>9</b></span>b<td hidden>c<td style='visibility:hidden'>d</table>",
     "TABLE\n[ab][~c][~d]\n"},
    {"<table><tr style='display:none'><td>a<tr><td>b<tbody hidden><tr><td>c</table>", "TABLE\n~[a]\n[b]\n~[c]\n"},
    {"<table hidden><tr><td>a</table><div style='display:none'><table><tr><td>b</table></div><table><tr><td>c</table>",
     "TABLE hidden\n~[a]\nTABLE hidden\n~[b]\nTABLE\n[c]\n"},
    {"<table><col><col style='display:none' span=2><tr><td>a<td>b<td>c<td>d</table>", "TABLE\n[a][~b][~c][d]\n"},
    {"<style>.a{display:none}.b{visibility:hidden}</style><table><td class=a style='display:table-cell'>a"
     "<td class=b style='display:table-cell'>b<td hidden style='display:block'>c<td "
     "style='display:block;display:none'>d"
     "</table>",
     "TABLE\n[a][~b][c][~d]\n"},
    {"<style>.a{display:none}.a{display:block}</style><p class=a>a<p style='display:none'><i>b<ul><li>c</ul>",
     "PROSE a\nPROSE b\nPROSE c\n"},
    {"<table><td><p hidden><i>no<p>1<td><p hidden>no<ul><li>2</ul></table>", "TABLE\n[1][2]\n"},
    {"<h2 hidden>JUDUL</h2><h2>Judul</h2>", "PROSE JUDUL\nHEADING Judul\n"},

    /* Excel and Calc */
    {"<table><td x:num>12<td x:num=\"1775000000\">#####<td x:num=\"0.32250000000000001\">32,25%<td x:str>007"
     "<td x:num='5' x:fmla='=A1+B1'>5<td x:bool=TRUE>TRUE<td x:err='#REF!'>#REF!<td x:num>n/a</table>",
     "TABLE\n[12=number:12][#####=number:1775000000][32,25%=percent:0.3225][007=text:][5=number:5:=A1+B1]"
     "[TRUE=boolean:][#REF!=error:][n/a=:]\n"},
    {"<table><td sdval=\"0.425\" sdnum=\"1033;0;0.00%\">42.50%<td sdval=\"1775000000\" "
     "sdnum=\"1033;0;#,##0\">1,775,000,000"
     "<td sdval=\"44562\" sdnum=\"1057;1057;DD/MM/YYYY\">01/01/2022<td sdval='2' sdnum='1057;1057;[$Rp-421]#.##0'>Rp2"
     "<td sdnum='1033;0;@'>5<td sdval='3' sdnum='1033;0;0\" hari\"'>3 hari<td sdval='7' sdnum='1033;'>7</table>",
     "TABLE\n[42.50%=percent:0.425][1,775,000,000=number:1775000000][01/01/2022=date:][Rp2=currency:2]"
     "[5][3 hari=number:3][7=number:7]\n"},
    {"<style><!--\n.a {display:none}\ntd.b, .c{font-weight:700;}\n.d{mso-number-format:\"0\\.00%\";} /* "
     ".e{display:none} */"
     "@media print {.f{display:none}} .g h{display:none}--></style><table><td class=a>1<td class='x b'>2<td class=c>3"
     "<td class=d x:num=\"0.18\">###<td class=e>5<td class=f>6<td class=g>7</table>",
     "TABLE\n[~1][*2][*3][###=percent:0.18][5][6][7]\n"},
    {"<table><td x:num=\"12.5\"></table>", "TABLE\n[12.5=number:12.5]\n"},
};

static void pages_become_documents(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        page p = {0};
        sr_slice html = sr_str(cases[i].html);
        read_page(&p, html);
        if (p.rc != 0 || strcmp(p.script.ptr, cases[i].script) != 0)
            fail_msg("%s\nshould be\n%sis\n%s", cases[i].html, cases[i].script, p.script.ptr);
        assert_page_adds_up(&p, cases[i].html);
        page_free(&p);
    }
}

/* However the bytes come: what stands before a page moves its tags over every border of the reader's buffers. */
static void borders_do_not_matter(void **state)
{
    static const char html[] =
        "<table><tr><td colspan=2 title=\"a>b\">x&amp;y<!-- z --><td>\xE2\x82\xAC</b><tr><script>"
        "var a = '<td>';</script><td>1&nbsp;2<br>\r\n3<![if x]>4</table><p>q";
    enum { BEFORE = 16 * 1024 + 64, AFTER = 200 };
    char *text = malloc(BEFORE + sizeof html);

    (void)state;
    for (size_t before = BEFORE - AFTER; before <= BEFORE; before++) {
        page p = {0};
        memset(text, '\n', before);
        memcpy(text + before, html, sizeof html - 1);
        read_page(&p, (sr_slice){text, before + sizeof html - 1});
        assert_string_equal(p.script.ptr, "TABLE\n[{2,1}x&y][][\xE2\x82\xAC]\n[1\xC2\xA0"
                                          "2|34]\nPROSE q\n");
        assert_page_adds_up(&p, "borders");
        assert_int_equal(p.doc.lines, before + 2);
        page_free(&p);
    }
    free(text);
}

/* ---- places ------------------------------------------------------------------------------- */

typedef struct place {
    uint64_t row, cell; /* lines */
} place;

static int note_place(sr_doc *doc, bool last, sr_error *err)
{
    place *at = doc->flush_context;

    (void)last;
    (void)err;
    for (size_t i = 0; i < doc->n_blocks; i++) {
        const sr_part *part = doc->blocks[i].part;
        if (!part || !part->n_rows)
            continue;
        const sr_row *row = part->rows[part->n_rows - 1];
        const sr_cell *cell = &row->cells[row->n - 1];
        *at = (place){row->line_no, (uint64_t)((int64_t)row->line_no + cell->line_skip)};
    }
    return 0;
}

static place last_place(sr_slice html)
{
    sr_error err = {0};
    sr_doc doc;
    place at = {0};
    sr_import_options options = {.format = SR_FORMAT_HTML};
    sr_source *source = sr_source_memory(html.ptr, html.len);

    sr_doc_init(&doc);
    doc.flush = note_place;
    doc.flush_context = &at;
    const sr_importer *importer = sr_importer_pick(source, SR_LIT("x"), &options, &err);
    assert_int_equal(importer->read(source, &options, &doc, &err), 0);
    sr_source_close(source);
    sr_doc_free(&doc);
    return at;
}

static void lines_are_real(void **state)
{
    static const struct {
        const char *html;
        place at;
    } lines[] = {
        {"<table><tr><td>a</table>", {1, 1}},
        {"\n\n<table>\n<tr>\n<td>a\n<td>b</table>", {4, 6}},
        {"\r\n\r\n<table>\r\n<tr>\r\n<td>a</table>", {4, 5}},
        {"\r\r<table>\r<tr>\r<td>a</table>", {4, 5}},
        {"<!--\n\n--><table title='\n'><tr><td\n>a</table>", {4, 4}},
        {"<script>\n\n</script>\n<table><tr>\n<td>a</table>", {4, 5}},
        {"<table>\n<td>a</table>", {2, 2}},
    };

    (void)state;
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        place at = last_place(sr_str(lines[i].html));
        if (at.row != lines[i].at.row || at.cell != lines[i].at.cell)
            fail_msg("%s: row at %llu, cell at %llu", lines[i].html, (unsigned long long)at.row,
                     (unsigned long long)at.cell);
    }
}

/* libxml2 counts lines in 16 bits. */
static void lines_beyond_65535(void **state)
{
    enum { ROWS = 150000 };
    sr_buf html = {0};
    page p = {.quiet = true};

    (void)state;
    sr_buf_lit(&html, "<table>\n");
    for (int i = 0; i < ROWS; i++)
        sr_buf_lit(&html, "<tr><td>1\n");
    sr_buf_lit(&html, "</table>\n");
    read_page(&p, (sr_slice){html.ptr, html.len});
    assert_int_equal(p.rows, ROWS);
    assert_int_equal(p.last_line, ROWS + 1);
    assert_int_equal(p.doc.lines, ROWS + 2);
    assert_page_adds_up(&p, "many lines");
    page_free(&p);
    sr_buf_free(&html);
}

/* ---- what is told ------------------------------------------------------------------------- */

static void findings_are_told(void **state)
{
    static const struct {
        const char *html, *finding;
    } told[] = {
        {HEAD "<table><td>a<i hidden>0042</i></table>",
         "S021 line 1: The cell at line 1 also holds \"0042\", which the page does not show; it was left out.\n"},
        {HEAD "\n<style>p{}</style>",
         "D017 line 2: 3 bytes of scripts, styles, choices of forms and data islands are no text of the page.\n"},
        {HEAD "<xml><ss:Workbook><ss:Row><ss:Cell><ss:Data>5</ss:Data></ss:Cell><ss:Cell><ss:Data>6</ss:Data>"
              "</ss:Cell></ss:Row></ss:Workbook></xml>",
         "D017 line 1: A data island holds a spreadsheet of 2 cells, which a browser does not show; it was left out. "
         "Save it as ODS to have it read.\n"},
        {HEAD "\n<xml><ss:Worksheet><ss:Row><ss:Cell><ss:Data>5</ss:Data></ss:Cell></ss:Row></ss:Worksheet></xml>",
         "D020 line 2: 1 data island holds a spreadsheet, which a browser does not show; it was read like hidden "
         "sheets.\n"},
        {"<meta charset=klingon>\xE9",
         "D016 line 0: The page declares the encoding \"klingon\", which nobody knows; its bytes decided.\n"},
        {"<meta charset=latin1>\xC3\xA9\xC3\xA9",
         "D016 line 0: The page declares the encoding \"latin1\" and was read so, but its bytes look like UTF-8.\n"},
        {HEAD "a\xFF"
              "b",
         "D005 line 1: Line 1 has bytes that are not UTF-8 (FF); a U+FFFD stands there.\n"},
        {HEAD "<p>ok", ""},
    };

    (void)state;
    for (size_t i = 0; i < sizeof told / sizeof *told; i++) {
        page p = {0};
        read_page(&p, sr_str(told[i].html));
        if (!strstr(p.findings.ptr, told[i].finding) || (!*told[i].finding && *p.findings.ptr))
            fail_msg("%s: %s", told[i].html, p.findings.ptr);
        page_free(&p);
    }
}

/* ---- encodings ---------------------------------------------------------------------------- */

static void declared_encodings(void **state)
{
    static const struct {
        const char *head, *label;
    } heads[] = {
        {"<meta charset=utf-8>", "utf-8"},
        {"<META CHARSET='ISO-8859-1' />", "ISO-8859-1"},
        {"<meta http-equiv=Content-Type content=\"text/html; charset=windows-1252\">", "windows-1252"},
        {"<meta content='text/html;charset = \"gbk\"' http-equiv='content-type'>", "gbk"},
        {"<!-- <meta charset=a> --><meta name=x><meta charset=b>", "b"},
        {"<meta content='text/html; charset=a'>", ""}, /* no pragma */
        {"<meta http-equiv=refresh content='0; charset=a'>", ""},
        {"<metacharset=a><p title='<meta charset=b>'>", "b"}, /* as browsers do */
        {"<meta\n\tcharset\n=\nx>", "x"},
        {"<meta charset=", ""},
        {"<meta", ""},
        {"<!--", ""},
        {"", ""},
    };
    static const struct {
        const char *label, *name;
    } labels[] = {
        {"iso-8859-1", "WINDOWS-1252"},
        {" UTF8 ", "UTF-8"},
        {"us-ascii", "WINDOWS-1252"},
        {"UTF-16", "UTF-8"},
        {"Windows-1250", "WINDOWS-1250"},
        {"utf-7", NULL},
        {"UTF-8//IGNORE", NULL},
        {"", NULL},
        {"unknown", NULL},
    };

    (void)state;
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        sr_slice label = sr_html_declared(sr_str(heads[i].head));
        if (!sr_eq(label, sr_str(heads[i].label)))
            fail_msg("%s: \"%.*s\"", heads[i].head, SR_FMT(label));
    }
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
        const char *name = sr_html_encoding(sr_str(labels[i].label));
        if (!name != !labels[i].name || (name && strcmp(name, labels[i].name) != 0))
            fail_msg("%s: %s", labels[i].label, name ? name : "none");
    }
}

static void pages_in_other_encodings(void **state)
{
    static const struct {
        sr_slice bytes;
        const char *encoding, *script;
    } pages[] = {
        {SR_LIT_INIT("<meta charset=iso-8859-1><p>\x96 \xE9"), "WINDOWS-1252", "PROSE \xE2\x80\x93 \xC3\xA9\n"},
        {SR_LIT_INIT("\xEF\xBB\xBF<meta charset=iso-8859-1><p>\xC3\xA9"), "UTF-8", "PROSE \xC3\xA9\n"},
        {SR_LIT_INIT("\xFF\xFE<\0p\0>\0\xE9\0"), "UTF-16LE", "PROSE \xC3\xA9\n"},
        {SR_LIT_INIT("<\0p\0>\0a\0b\0c\0d\0e\0f\0"), "UTF-16LE", "PROSE abcdef\n"},
        {SR_LIT_INIT("<meta charset=utf-8><p>a\0b"), "UTF-8",
         "PROSE a\xEF\xBF\xBD"
         "b\n"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++) {
        page p = {0};
        read_page(&p, pages[i].bytes);
        if (!sr_eq(p.doc.encoding, sr_str(pages[i].encoding)))
            fail_msg("%zu: %.*s", i, SR_FMT(p.doc.encoding));
        assert_string_equal(p.script.ptr, pages[i].script);
        page_free(&p);
    }
}

/* ---- which files are pages ---------------------------------------------------------------- */

static void bids(void **state)
{
    static const struct {
        const char *head;
        bool html;
    } heads[] = {
        {"<!DOCTYPE html>", true},
        {"  <!-- saved --> <!doctype HTML PUBLIC \"x\">", true},
        {"<?xml version='1.0'?>\n<HTML xmlns=x>", true},
        {"<html><table>", true},
        {"<table border=1><tr><td>1", true},
        {"<style>td{}</style><table>", true},
        {"<div><p>x", true},
        {"<meta http-equiv=Content-Type content='text/html'><table>", true},
        {"<?xml version='1.0'?><office:document>", false},
        {"<?xml version='1.0'?><Workbook><Table>", false},
        {"<b>Program</b> | 1", false},
        {"<5% dari target", false},
        {"a\tb<table>", false},
        {"| <br> |", false},
        {"", false},
    };

    (void)state;
    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++) {
        sr_slice head = sr_str(heads[i].head);
        if ((sr_html_importer.bid(head, SR_LIT("x.xls")) > 50) != heads[i].html)
            fail_msg("%s: %d", heads[i].head, sr_html_importer.bid(head, SR_LIT("x.xls")));
    }
}

static void names_are_in_order(void **state)
{
    (void)state;
    for (int e = 1; e < SR_EL_COUNT; e++) {
        const char *name = sr_html_element_name((sr_html_element)e);
        assert_int_equal(sr_html_element_of(sr_str(name)), e);
        if (e > 1 && strcmp(sr_html_element_name((sr_html_element)(e - 1)), name) >= 0)
            fail_msg("%s is not in its place", name);
    }
    assert_int_equal(sr_html_element_of(SR_LIT("TD")), SR_EL_TD);
    assert_int_equal(sr_html_element_of(SR_LIT("tdx")), SR_EL_OTHER);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pages_become_documents),   cmocka_unit_test(borders_do_not_matter),
        cmocka_unit_test(lines_are_real),           cmocka_unit_test(lines_beyond_65535),
        cmocka_unit_test(findings_are_told),        cmocka_unit_test(declared_encodings),
        cmocka_unit_test(pages_in_other_encodings), cmocka_unit_test(bids),
        cmocka_unit_test(names_are_in_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
