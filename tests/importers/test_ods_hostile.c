/*
 * test_ods_hostile.c - spreadsheet files that are damaged, something else, or built to harm: each is refused with a
 * word that says why, or read within bounds. None crashes, hangs, opens another file or reaches the network.
 */
#include "tests/importers/ods.h"

#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define TABLE(rows) "<table:table table:name=\"S\">" rows "</table:table>"
#define ROW                                                                                                            \
    "<table:table-row><table:table-cell><text:p>a</text:p></table:table-cell>"                                         \
    "<table:table-cell><text:p>b</text:p></table:table-cell></table:table-row>"
#define GOOD ODS_HEAD TABLE(ROW) ODS_FOOT
#define GOOD_SCRIPT "S!A1 1x2\n1: [a] [b]\n"

/* CPU seconds that one hostile file may cost, on a slow machine under a sanitizer. */
enum { PATIENCE = 20 };

static void free_slice(sr_slice s)
{
    free((void *)(uintptr_t)s.ptr);
}

static void assert_refused(const char *about, sr_slice bytes, sr_finding_code finding, const char *words)
{
    reading r;
    clock_t began = clock();

    ods_read(&r, bytes, true);
    if (r.rc == 0)
        fail_msg("%s: it was read", about);
    if (r.err.kind != SR_ERR_INPUT || r.err.finding != (int)finding || !strstr(r.err.message, words))
        fail_msg("%s: finding %d: %s", about, r.err.finding, r.err.message);
    if ((clock() - began) / CLOCKS_PER_SEC > PATIENCE)
        fail_msg("%s: took %ld s", about, (long)((clock() - began) / CLOCKS_PER_SEC));
    reading_free(&r);
}

static void assert_reads(const char *about, sr_slice bytes, const char *script)
{
    reading r;

    ods_read(&r, bytes, false);
    if (r.rc != 0)
        fail_msg("%s: %s", about, r.err.message);
    if (strcmp(r.script.ptr, script) != 0)
        fail_msg("%s:\n%s", about, r.script.ptr);
    reading_free(&r);
}

/* ---- archives ---------------------------------------------------------------------------------- */

#define MIMETYPE                                                                                                       \
    {                                                                                                                  \
        "mimetype", SR_LIT_INIT("application/vnd.oasis.opendocument.spreadsheet")                                      \
    }
#define CONTENT                                                                                                        \
    {                                                                                                                  \
        "content.xml", SR_LIT_INIT(GOOD)                                                                               \
    }
#define MANIFEST(entry)                                                                                                \
    {                                                                                                                  \
        "META-INF/manifest.xml",                                                                                       \
            SR_LIT_INIT("<manifest:manifest xmlns:manifest=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\">"    \
                        "<manifest:file-entry manifest:full-path=\"/\"/>" entry "</manifest:manifest>")                \
    }
#define LOCKED(path)                                                                                                   \
    "<manifest:file-entry manifest:full-path=\"" path "\"><manifest:encryption-data/></manifest:file-entry>"

static const struct archive {
    const char *about;
    ods_member members[4];
    sr_finding_code finding; /* 0: it is read */
    const char *words;
} ARCHIVES[] = {
    {"a Word document",
     {{"[Content_Types].xml", SR_LIT_INIT("x")}, {"word/document.xml", SR_LIT_INIT("x")}},
     SR_D012,
     "docx"},
    {"an Excel workbook", {{"xl/workbook.xml", SR_LIT_INIT("x")}}, SR_D012, "xlsx"},
    {"a binary workbook", {{"xl/workbook.bin", SR_LIT_INIT("x")}}, SR_D012, "xlsb"},
    {"a presentation", {{"ppt/presentation.xml", SR_LIT_INIT("x")}}, SR_D012, "pptx"},
    {"an OpenDocument text",
     {{"mimetype", SR_LIT_INIT("application/vnd.oasis.opendocument.text")}, CONTENT},
     SR_D012,
     "odt"},
    {"an OpenOffice 1 spreadsheet",
     {{"mimetype", SR_LIT_INIT("application/vnd.sun.xml.calc")}, CONTENT},
     SR_D012,
     "sxc"},
    {"an archive of anything", {{"a.txt", SR_LIT_INIT("x")}, {"b.txt", SR_LIT_INIT("y")}}, SR_D004, "unpack it"},
    {"no content.xml", {MIMETYPE, {"styles.xml", SR_LIT_INIT("x")}}, SR_D021, "no content.xml"},
    {"content.xml under other names only",
     {MIMETYPE,
      {"/content.xml", SR_LIT_INIT(GOOD)},
      {"../content.xml", SR_LIT_INIT(GOOD)},
      {"Content.xml", SR_LIT_INIT(GOOD)}},
     SR_D021,
     "no content.xml"},
    {"encrypted content",
     {MIMETYPE, MANIFEST(LOCKED("content.xml")), {"content.xml", SR_LIT_INIT("\x8d\x02\xff")}},
     SR_D022,
     "encrypted"},
    {"encrypted as a whole (ODF 1.3)",
     {MIMETYPE, {"encrypted-package", SR_LIT_INIT("\x8d\x02\xff")}},
     SR_D022,
     "encrypted"},
    {"an empty content.xml", {MIMETYPE, {"content.xml", SR_LIT_INIT("")}}, SR_D021, "damaged"},
    {"a text inside",
     {{"content.xml", SR_LIT_INIT("<o:document-content xmlns:o=\"urn:oasis:names:tc:opendocument:xmlns:"
                                  "office:1.0\"><o:body><o:text>x</o:text></o:body></o:document-content>")}},
     SR_D012,
     "\"text\""},
    {"other XML inside", {{"content.xml", SR_LIT_INIT("<html><body>x</body></html>")}}, SR_D021, "no spreadsheet"},
    {"only a macro encrypted", {MIMETYPE, MANIFEST(LOCKED("Basic/x.xml")), CONTENT}, SR_FINDING_NONE, GOOD_SCRIPT},
    {"a manifest that is damaged",
     {MIMETYPE, {"META-INF/manifest.xml", SR_LIT_INIT("<a><b")}, CONTENT},
     SR_FINDING_NONE,
     GOOD_SCRIPT},
    {"no mimetype, which some programs leave out", {CONTENT}, SR_FINDING_NONE, GOOD_SCRIPT},
    {"names that lead elsewhere",
     {MIMETYPE,
      CONTENT,
      {"../../../../../../tmp/saring-escaped", SR_LIT_INIT("x")},
      {"/tmp/saring-escaped", SR_LIT_INIT("x")}},
     SR_FINDING_NONE,
     GOOD_SCRIPT},
};

static void archives(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof ARCHIVES / sizeof ARCHIVES[0]; i++) {
        const struct archive *a = &ARCHIVES[i];
        size_t n = 0;
        while (n < 4 && a->members[n].name)
            n++;
        sr_slice bytes = ods_zip(a->members, n);
        if (a->finding)
            assert_refused(a->about, bytes, a->finding, a->words);
        else
            assert_reads(a->about, bytes, a->words);
        free_slice(bytes);
    }
    assert_int_equal(access("/tmp/saring-escaped", F_OK), -1);
}

/* Wherever it ends, the file is refused: half a table must not pass for a whole one. */
static void cut_off(void **state)
{
    sr_slice whole = ods_package(SR_LIT(GOOD));

    (void)state;
    for (size_t len = 4; len < whole.len; len++) {
        reading r;
        ods_read(&r, sr_sub(whole, 0, len), true);
        if (r.rc == 0 || r.err.kind != SR_ERR_INPUT)
            fail_msg("%zu bytes of %zu were read", len, whole.len);
        if (len >= 85 && r.err.finding != SR_D021) /* the name of its type is there */
            fail_msg("%zu bytes of %zu: finding %d: %s", len, whole.len, r.err.finding, r.err.message);
        reading_free(&r);
    }
    free_slice(whole);
}

/* Any one byte is another: refused, or nothing of the content is. */
static void one_byte_wrong(void **state)
{
    sr_slice whole = ods_package(SR_LIT(GOOD));
    char *bytes = malloc(whole.len);
    size_t refused = 0;

    (void)state;
    assert_non_null(bytes);
    for (size_t i = 0; i < whole.len; i++) {
        reading r;
        memcpy(bytes, whole.ptr, whole.len);
        bytes[i] = (char)(bytes[i] ^ 0x55);
        ods_read(&r, (sr_slice){bytes, whole.len}, false);
        refused += r.rc != 0;
        if (r.rc == 0 && strcmp(r.script.ptr, GOOD_SCRIPT) != 0 && memcmp(bytes, "PK", 2) == 0)
            fail_msg("byte %zu: %s", i, r.script.ptr);
        reading_free(&r);
    }
    assert_true(refused > whole.len / 2);
    free(bytes);
    free_slice(whole);
}

static void wrong_checksum(void **state)
{
    sr_slice bytes = ods_package(SR_LIT(GOOD));
    char *at = memmem((void *)(uintptr_t)bytes.ptr, bytes.len, "PK\1\2", 4);

    (void)state;
    at = memmem(at + 4, bytes.len - (size_t)(at + 4 - bytes.ptr), "PK\1\2", 4); /* content.xml's entry */
    assert_non_null(at);
    at[16] = (char)(at[16] + 1); /* APPNOTE 4.3.12: the CRC-32 */
    assert_refused("a wrong CRC", bytes, SR_D021, "checksum");
    free_slice(bytes);
}

static void content_twice(void **state)
{
    const ods_member members[] = {MIMETYPE, CONTENT, {"content.xmL", SR_LIT_INIT(GOOD)}};
    sr_slice bytes = ods_zip(members, 3);

    (void)state;
    for (char *at = (char *)(uintptr_t)bytes.ptr;
         (at = memmem(at, bytes.len - (size_t)(at - bytes.ptr), "content.xmL", 11));)
        at[10] = 'l';
    assert_refused("two members of one name", bytes, SR_D021, "twice");
    free_slice(bytes);
}

/* libzip would make room for what the zip64 record claims. */
static void too_many_members(void **state)
{
    sr_slice whole = ods_package(SR_LIT(GOOD));
    sr_buf bytes = {0};
    unsigned char record[56] = "PK\6\6", locator[20] = "PK\6\7";

    (void)state;
    record[4] = 44;
    record[24 + 5] = record[32 + 5] = 1; /* 2^40 members */
    locator[16] = 1;
    sr_buf_add(&bytes, whole.ptr, whole.len - 22);
    for (int i = 0; i < 4; i++)
        locator[8 + i] = (unsigned char)(bytes.len >> 8 * i);
    sr_buf_add(&bytes, record, sizeof record);
    sr_buf_add(&bytes, locator, sizeof locator);
    sr_buf_add(&bytes, whole.ptr + whole.len - 22, 22);
    memset(bytes.ptr + bytes.len - 14, 0xFF, 4); /* the counts: see the zip64 record */
    assert_refused("2^40 members", (sr_slice){bytes.ptr, bytes.len}, SR_D013, "members");
    sr_buf_free(&bytes);
    free_slice(whole);
}

static void zip_bomb(void **state)
{
    enum { LEN = 80 * 1024 * 1024 };
    char *xml = malloc(LEN);

    (void)state;
    assert_non_null(xml);
    memset(xml, ' ', LEN);
    memcpy(xml, ODS_HEAD, sizeof ODS_HEAD - 1);
    memcpy(xml + LEN - sizeof ODS_FOOT, ODS_FOOT, sizeof ODS_FOOT);
    sr_slice bytes = ods_package((sr_slice){xml, LEN});
    assert_true(bytes.len < 1024 * 1024);
    assert_refused("80 MiB of blanks", bytes, SR_D013, "bomb");
    free_slice(bytes);
    free(xml);
}

/* ---- XML --------------------------------------------------------------------------------------- */

/* The XML behind its declaration. */
#define BODY (&GOOD[sizeof "<?xml version=\"1.0\" encoding=\"UTF-8\"?>" - 1])

static void with_doctype(const char *about, const char *doctype, const char *cell, sr_finding_code finding,
                         const char *words)
{
    sr_buf xml = {0};

    sr_buf_printf(&xml, "<?xml version=\"1.0\"?>%s%.*s%s", doctype, (int)(strstr(BODY, "<text:p>a") - BODY + 8), BODY,
                  cell);
    sr_buf_printf(&xml, "%s", strstr(BODY, "<text:p>a") + 9);
    sr_slice package = ods_package((sr_slice){xml.ptr, xml.len});
    if (finding) {
        assert_refused(about, package, finding, words);
        assert_refused(about, (sr_slice){xml.ptr, xml.len}, finding, words);
    } else {
        assert_reads(about, package, words);
    }
    free_slice(package);
    sr_buf_free(&xml);
}

static void entities(void **state)
{
    char pipe[] = "/tmp/saring-test-XXXXXX", doctype[512];

    (void)state;
    with_doctype(
        "billion laughs",
        "<!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;\">]>", "&c;",
        SR_D013, "entity \"a\"");
    with_doctype("an entity that nobody uses", "<!DOCTYPE x [<!ENTITY a \"ha\">]>", "a", SR_D013, "entity \"a\"");
    with_doctype("a file by an entity", "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>", "&a;", SR_D013,
                 "entity");
    with_doctype("a parameter entity", "<!DOCTYPE x [<!ENTITY % a SYSTEM \"file:///etc/passwd\"> %a;]>", "a", SR_D013,
                 "entity");
    with_doctype("an unparsed entity",
                 "<!DOCTYPE x [<!NOTATION n SYSTEM \"x\"><!ENTITY a SYSTEM \"/etc/passwd\" NDATA n>]>", "a", SR_D013,
                 "entity");
    with_doctype("an entity that is not declared", "", "&a;", SR_D013, "entity \"a\"");
    with_doctype("one in an attribute", "", "<text:span text:name=\"&a;\"/>", SR_D013, "entity \"a\"");
    with_doctype("XML's own", "", "&lt;&#65;&amp;&#x42;", SR_FINDING_NONE, "S!A1 1x2\n1: [<A&B] [b]\n");
    with_doctype("a DTD on the network", "<!DOCTYPE x SYSTEM \"http://127.0.0.1:9/x.dtd\">", "a", SR_FINDING_NONE,
                 GOOD_SCRIPT);
    with_doctype("a DTD by name",
                 "<!DOCTYPE x PUBLIC \"-//OpenOffice.org//DTD OfficeDocument 1.0//EN\" \"office.dtd\">", "a",
                 SR_FINDING_NONE, GOOD_SCRIPT);
    /* Opening a pipe that nobody writes to would hang. */
    close(mkstemp(pipe));
    unlink(pipe);
    assert_int_equal(mkfifo(pipe, 0600), 0);
    snprintf(doctype, sizeof doctype, "<!DOCTYPE x SYSTEM \"%s\">", pipe);
    with_doctype("a DTD that is a pipe", doctype, "a", SR_FINDING_NONE, GOOD_SCRIPT);
    unlink(pipe);
}

static const struct {
    const char *about, *xml;
    sr_finding_code finding;
    const char *words;
} BROKEN[] = {
    {"a tag that is not closed", ODS_HEAD TABLE("<table:table-row>") ODS_FOOT, SR_D021, "line 1"},
    {"the end is missing", ODS_HEAD TABLE(ROW), SR_D021, "damaged"},
    {"something behind the end", GOOD "<x/>", SR_D021, "damaged"},
    {"a prefix without a namespace", ODS_HEAD TABLE("<tabel:x/>" ROW) ODS_FOOT, SR_FINDING_NONE, GOOD_SCRIPT},
    {"bytes that are no UTF-8", ODS_HEAD "\xFF\xFE" TABLE(ROW) ODS_FOOT, SR_D021, "damaged"},
    {"a sign that XML forbids", ODS_HEAD TABLE(ROW) "\x01" ODS_FOOT, SR_D021, "damaged"},
    {"a flat file of something else",
     "<office:document "
     "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\"><office:body><office:presentation/>"
     "</office:body></office:document>",
     SR_D012, "\"presentation\""},
};

static void broken_xml(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof BROKEN / sizeof BROKEN[0]; i++) {
        sr_slice package = ods_package(sr_str(BROKEN[i].xml));
        if (BROKEN[i].finding)
            assert_refused(BROKEN[i].about, package, BROKEN[i].finding, BROKEN[i].words);
        else
            assert_reads(BROKEN[i].about, package, BROKEN[i].words);
        free_slice(package);
    }
}

/* head, so many times a filling, foot. */
static sr_slice filled(const char *head, const char *filling, size_t times, const char *foot)
{
    sr_buf xml = {0};

    sr_buf_slice(&xml, sr_str(head));
    for (size_t i = 0; i < times; i++)
        sr_buf_slice(&xml, sr_str(filling));
    sr_buf_slice(&xml, sr_str(foot));
    return (sr_slice){xml.ptr, xml.len};
}

static void assert_filled(const char *about, sr_slice xml, sr_finding_code finding, const char *words)
{
    assert_refused(about, xml, finding, words);
    free_slice(xml);
}

/* head, then format with 1, 2, 3 ... times, then foot. */
static sr_slice numbered(const char *head, const char *format, int times, const char *foot)
{
    sr_buf b = {0};

    sr_buf_printf(&b, "%s", head);
    for (int i = 1; i <= times; i++)
        sr_buf_printf(&b, format, i);
    sr_buf_printf(&b, "%s", foot);
    return (sr_slice){b.ptr, b.len};
}

static void too_much_xml(void **state)
{
    (void)state;
    assert_filled("10,000 elements deep", filled(ODS_HEAD, "<draw:g>", 10000, ""), SR_D013, "nests");
    assert_filled("10,000 spans deep",
                  filled(ODS_HEAD "<table:table><table:table-row><table:table-cell><text:p>", "<text:span>", 10000, ""),
                  SR_D013, "nests");
    assert_filled("an attribute of 2 MB",
                  filled(ODS_HEAD "<table:table table:name=\"", "0123456789abcdef", 131072, "\"/>" ODS_FOOT), SR_D013,
                  "attribute");
    assert_filled("an attribute of 16 MB",
                  filled(ODS_HEAD "<table:table table:name=\"", "0123456789abcdef", 1 << 20, "\"/>" ODS_FOOT), SR_D013,
                  "tag or comment");
    assert_filled("an attribute of 16 MB that is to be put together",
                  filled(ODS_HEAD "<table:table table:name=\"", "0123456789a&amp;", 1 << 20, "\"/>" ODS_FOOT), SR_D013,
                  "tag or comment");
    assert_filled("a tag of 16 MB", filled(ODS_HEAD "<table:table ", "                ", 1 << 20, "/>" ODS_FOOT),
                  SR_D013, "tag or comment");
    assert_filled("a comment of 16 MB", filled(ODS_HEAD "<!--", "a comment of it ", 1 << 20, "-->" ODS_FOOT), SR_D013,
                  "tag or comment");
    assert_filled("a section of 16 MB",
                  filled(ODS_HEAD "<table:table><![CDATA[", "0123456789abcdef", 1 << 20, "]]></table:table>" ODS_FOOT),
                  SR_D013, "tag or comment");
    assert_filled("400,000 attributes, each compared with each",
                  numbered(ODS_HEAD "<table:table ", "a%d=\"\" ", 400000, "/>" ODS_FOOT), SR_D013, "attributes");
    assert_filled("1,000 attributes", numbered(ODS_HEAD "<table:table ", "a%d=\"\" ", 1000, "/>" ODS_FOOT), SR_D013,
                  "attributes");
    assert_filled("200,000 namespaces", numbered(ODS_HEAD "<table:table ", "xmlns:a%d=\"b\" ", 200000, "/>" ODS_FOOT),
                  SR_D013, "attributes");
    assert_filled("a million names", numbered(ODS_HEAD, "<a%d/>", 1000000, ODS_FOOT), SR_D013, "different names");
    assert_filled("a cell of 2 MB",
                  filled(ODS_HEAD "<table:table><table:table-row><table:table-cell><text:p>", "0123456789abcdef",
                         131072, "</text:p></table:table-cell></table:table-row></table:table>" ODS_FOOT),
                  SR_D013, "a cell holds more");
    assert_filled("a cell of a billion blanks",
                  filled(ODS_HEAD "<table:table><table:table-row><table:table-cell><text:p>",
                         "<text:s text:c=\"1000000000\"/>", 1,
                         "</text:p></table:table-cell></table:table-row></table:table>" ODS_FOOT),
                  SR_D013, "a cell holds more");
}

/* ---- sheets ------------------------------------------------------------------------------------ */

static void assert_bounded(const char *about, const char *rows, size_t most_cells, const char *words)
{
    sr_buf xml = {0};
    reading r;
    clock_t began = clock();

    sr_buf_printf(&xml, "%s<table:table table:name=\"S\">%s</table:table>%s", ODS_HEAD, rows, ODS_FOOT);
    ods_read(&r, (sr_slice){xml.ptr, xml.len}, true);
    if (r.rc != 0)
        fail_msg("%s: %s", about, r.err.message);
    if (r.cells > most_cells || (clock() - began) / CLOCKS_PER_SEC > PATIENCE)
        fail_msg("%s: %zu cells, %ld s", about, r.cells, (long)((clock() - began) / CLOCKS_PER_SEC));
    if (!strstr(r.findings.ptr, words) || (!*words && *r.findings.ptr))
        fail_msg("%s: findings:\n%s", about, r.findings.ptr);
    reading_free(&r);
    sr_buf_free(&xml);
}

#define CELL_X(repeat)                                                                                                 \
    "<table:table-cell table:number-columns-repeated=\"" repeat "\"><text:p>x</text:p></table:table-cell>"
#define CELL_O(repeat) "<table:table-cell table:number-columns-repeated=\"" repeat "\"/>"
#define ROW_X(repeat, cells) "<table:table-row table:number-rows-repeated=\"" repeat "\">" cells "</table:table-row>"

static void too_much_sheet(void **state)
{
    (void)state;
    assert_bounded("a million blank rows cost nothing", ROW_X("1048576", CELL_O("16384")) ROW, 2, "");
    assert_bounded("rows and columns without end", ROW_X("999999999", CELL_O("999999999")) ROW, 2, "");
    assert_bounded("a full sheet of one value", ROW_X("1048576", CELL_X("16384")), 16384, "D019");
    assert_bounded("more than a sheet", ROW_X("999999999999999999999", CELL_X("99999999999999999999")), 16384, "D019");
    assert_bounded("beyond the last column", ROW_X("1", CELL_O("20000") CELL_X("5")) ROW, 2, "D019");
    assert_bounded("a column of a million values is one", ROW_X("1048576", CELL_X("2")), 2097152, "");
    assert_bounded("nothing times nothing", ROW_X("0", CELL_X("0") CELL_X("-5")), 2, "");
    assert_bounded(
        "spans without end",
        "<table:table-row><table:table-cell table:number-columns-spanned=\"99999999\" "
        "table:number-rows-spanned=\"99999999\"><text:p>x</text:p></table:table-cell>" CELL_X("1") "</table:table-row>",
        2, "");
}

/* A cell at each end of every row: nearly all that is between them was never written. */
static void mostly_blank(void **state)
{
    sr_slice xml = filled(ODS_HEAD "<table:table table:name=\"S\">",
                          ROW_X("1", CELL_X("1") CELL_O("16382") CELL_X("1")), 20000, "</table:table>" ODS_FOOT);

    (void)state;
    assert_refused("20,000 rows of 16,382 blanks", xml, SR_D013, "blank cells");
    free_slice(xml);
}

/* Each row is repeated: what is repeated once the bounds are reached stands once, and the findings stay few. */
static void repeats_over_and_over(void **state)
{
    sr_slice xml = filled(ODS_HEAD "<table:table table:name=\"S\">", ROW_X("1", CELL_X("1") CELL_X("16383")), 20000,
                          "</table:table>" ODS_FOOT);
    reading r;
    size_t lines = 0;

    (void)state;
    ods_read(&r, xml, true);
    assert_int_equal(r.rc, 0);
    assert_int_equal(r.rows, 20000);
    assert_true(r.cells < 8 * 1024 * 1024);
    for (const char *at = r.findings.ptr; (at = strstr(at, "D019")); at++)
        lines++;
    assert_int_equal(lines, 17); /* SR_SHEET_CUTS_MAX, and how many more */
    reading_free(&r);
    free_slice(xml);
}

/* Sheets of nothing, hidden ones, and names that are longer than any: neither memory nor findings grow with them. */
static void many_sheets(void **state)
{
    sr_slice xml = filled(ODS_HEAD, "<table:table/>", 2000000, ODS_FOOT);
    char *name = calloc(1, 900001);
    sr_buf one = {0};
    reading r;
    struct rusage usage;
    size_t told = 0;

    (void)state;
    ods_read(&r, xml, true);
    assert_int_equal(r.rc, 0);
    assert_true(r.flushes > 4);
    reading_free(&r);
    free_slice(xml);

    memset(name, 'x', 900000);
    sr_buf_printf(&one, "<table:table table:style-name=\"ta2\" table:name=\"");
    sr_buf_add(&one, name, 900000);
    sr_buf_printf(&one, "\">%s</table:table>", ROW_X("1", CELL_X("1") CELL_X("1")));
    sr_buf_char(&one, '\0');
    xml = filled(ODS_HEAD, one.ptr, 100, ODS_FOOT);
    ods_read(&r, xml, true);
    assert_int_equal(r.rc, 0);
    for (const char *at = r.findings.ptr; (at = strstr(at, "D020")); at++)
        told++;
    assert_int_equal(told, 65);
    assert_true(r.findings.len < 65 * 400);
    getrusage(RUSAGE_SELF, &usage);
#ifndef __SANITIZE_ADDRESS__
    assert_true(usage.ru_maxrss / 1024 < 400); /* 90 MB of them are the file itself, held here once or twice */
#endif
    reading_free(&r);
    free_slice(xml);
    sr_buf_free(&one);
    free(name);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(archives),
        cmocka_unit_test(cut_off),
        cmocka_unit_test(one_byte_wrong),
        cmocka_unit_test(wrong_checksum),
        cmocka_unit_test(content_twice),
        cmocka_unit_test(too_many_members),
        cmocka_unit_test(zip_bomb),
        cmocka_unit_test(entities),
        cmocka_unit_test(broken_xml),
        cmocka_unit_test(too_much_xml),
        cmocka_unit_test(too_much_sheet),
        cmocka_unit_test(mostly_blank),
        cmocka_unit_test(repeats_over_and_over),
        cmocka_unit_test(many_sheets),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
