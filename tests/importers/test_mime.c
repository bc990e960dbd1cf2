/* Web archives: the pages in them, decoded; what is no page is counted; damage loses nothing that can be read. */
#include "tests/importers/page.h"

#include "importers/mime.h"

#define TOP "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"b b\"\r\n\r\npreamble\r\n"
#define PAGE(how) "--b b\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: " how "\r\n\r\n"

static const struct {
    const char *message, *script;
} cases[] = {
    {TOP PAGE("quoted-printable") "<p>a =3D=\r\n b=20=C3=A9\r\n--b b--\r\n", "PROSE a = b \xC3\xA9\n"},
    {TOP PAGE("Quoted-Printable") "=3Cp>100% = x =ZZ =\n=3\r\n--b b--", "PROSE 100% = x =ZZ =3\n"},
    {TOP PAGE("base64") "PHA+\r\nYQ==\r\n--b b--", "PROSE a\n"},
    {TOP PAGE("base64") "PHA+YQ", "PROSE a\n"}, /* cut off */
    {TOP PAGE(
         "7bit") "<p>a\r\n--b\r\n--b bc\r\n-- b b\r\n--b b  \r\nContent-Type: text/css\r\n\r\np{}\r\n--b b--\r\n<p>x",
     "PROSE a --b --b bc -- b b\n"},
    {TOP PAGE("8bit") "<p>a</p>\r\n" PAGE("binary") "<p>b", "PROSE a\nPAGE\nPROSE b\n"},
    {"MIME-Version: 1.0\nContent-type: text/html;\n charset=iso-8859-1\n\n<p>\x96", "PROSE \xE2\x80\x93\n"},
    {TOP "--b b\r\ncontent-TYPE: multipart/alternative; boundary=c\r\n\r\n--c\r\nContent-Type: text/plain\r\n\r\nx\r\n"
         "--c\r\nContent-Type: TEXT/HTML\r\n\r\n<p>y\r\n--c--\r\n--b b--",
     "PROSE y\n"},
    {TOP "--b b\r\nContent-Type: text/html\r\nContent-Location: file:///x/tabstrip.htm\r\n\r\n<p>Sheet1\r\n" PAGE(
         "7bit") "<p>z",
     "PROSE z\n"},
    {TOP "--b b\r\nContent-Type: image/png\r\n\r\nabc\r\n--b b--", ""},
    {TOP "--b b\r\nContent-Type: text/html", ""},
    {TOP, ""},
};

static void pages_of_archives(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        page p = {0};
        read_page(&p, sr_str(cases[i].message));
        if (p.rc != 0 || strcmp(p.script.ptr, cases[i].script) != 0)
            fail_msg("%s\nshould be\n%sis\n%s", cases[i].message, cases[i].script, p.script.ptr);
        assert_page_adds_up(&p, cases[i].message);
        page_free(&p);
    }
}

static void findings_of_archives(void **state)
{
    page p = {0};

    (void)state;
    read_page(&p, SR_LIT(TOP "--b b\r\nContent-Type: image/png\r\n\r\nabc\r\n--b b--"));
    assert_string_equal(p.findings.ptr,
                        "D017 line 0: 1 parts of the web archive are no pages (5 bytes: pictures, styles, lists).\n"
                        "D003 line 0: The web archive holds no page.\n");
    page_free(&p);
}

static void bids(void **state)
{
    (void)state;
    assert_true(sr_mime_bid(SR_LIT(TOP)));
    assert_true(sr_mime_bid(SR_LIT("From: x\nMIME-Version: 1.0\nContent-Type: text/html\n\n<p>")));
    assert_false(sr_mime_bid(SR_LIT("Program: MIME-Version\tx")));
    assert_false(sr_mime_bid(SR_LIT("")));
    assert_false(sr_mime_bid(SR_LIT("From: x\nSubject: y\n\ntext")));
    assert_false(sr_mime_bid(SR_LIT("  MIME-Version: 1.0 multipart/related")));
}

/* Any number of parts, boundaries, headers, and lines without end. */
static void hostile_archives(void **state)
{
    static const struct {
        const char *name, *each;
        unsigned times;
    } patterns[] = {
        {"headers", "X-Header: value\r\n", 300000},
        {"folded headers", " x\r\n", 300000},
        {"boundaries", "--b b\r\n", 300000},
        {"pages", "--b b\r\nContent-Type: text/html\r\n\r\n<td>", 20000},
        {"multiparts", "--b b\r\nContent-Type: multipart/x; boundary=b b\r\n\r\n", 50000},
        {"a line", "x", 5000000},
        {"equals", "=", 1000000},
    };

    (void)state;
    for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++) {
        page p = {.quiet = true};
        sr_buf message = {0};
        sr_buf_lit(&message, TOP PAGE("quoted-printable"));
        for (unsigned n = 0; n < patterns[i].times; n++)
            sr_buf_slice(&message, sr_str(patterns[i].each));
        read_page(&p, (sr_slice){message.ptr, message.len});
        if (p.rc != 0)
            fail_msg("%s: %s", patterns[i].name, p.err.message);
        assert_page_adds_up(&p, patterns[i].name);
        page_free(&p);
        sr_buf_free(&message);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pages_of_archives),
        cmocka_unit_test(findings_of_archives),
        cmocka_unit_test(bids),
        cmocka_unit_test(hostile_archives),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
