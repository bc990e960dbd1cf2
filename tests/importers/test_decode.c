/* From bytes to clean UTF-8: encodings, marks, faults. */
#include "tests/importers/reading.h"

#include "importers/decode.h"
#include "importers/utf8.h"

struct decode_case {
    const char *what;
    const char *bytes;
    size_t len;
    const char *declared;
    const char *encoding;
    const char *text;
    const char *findings; /* codes, blank between */
};

#define BYTES(s) (s), sizeof(s) - 1
#define FFFD "\xEF\xBF\xBD"

static const struct decode_case cases[] = {
    {"ASCII", BYTES("ab\n"), NULL, "UTF-8", "ab", ""},
    {"UTF-8", BYTES("\xC3\xA9 \xE2\x80\x93 x\n"), NULL, "UTF-8", "\xC3\xA9 \xE2\x80\x93 x", ""},
    {"UTF-8 with a mark",
     BYTES("\xEF\xBB\xBF"
           "ab\n"),
     NULL, "UTF-8", "ab", ""},
    {"UTF-16LE with a mark",
     BYTES("\xFF\xFE"
           "a\0\x13\x20"
           "b\0\n\0"),
     NULL, "UTF-16LE",
     "a\xE2\x80\x93"
     "b",
     ""},
    {"UTF-16BE with a mark", BYTES("\xFE\xFF\0a\x20\x13\0b\0\n"), NULL, "UTF-16BE",
     "a\xE2\x80\x93"
     "b",
     ""},
    {"UTF-16LE without", BYTES("a\0b\0c\0d\0\n\0"), NULL, "UTF-16LE", "abcd", "D006"},
    {"UTF-16BE without", BYTES("\0a\0b\0c\0d\0\n"), NULL, "UTF-16BE", "abcd", "D006"},
    {"UTF-32LE with a mark", BYTES("\xFF\xFE\0\0a\0\0\0\n\0\0\0"), NULL, "UTF-32LE", "a", ""},
    {"UTF-32BE without", BYTES("\0\0\0a\0\0\0b\0\0\0\n"), NULL, "UTF-32BE", "ab", "D006"},
    {"windows-1252",
     BYTES("2021\x96"
           "2026 \x93x\x94 400 m\xB2\n"),
     NULL, "WINDOWS-1252",
     "2021\xE2\x80\x93"
     "2026 \xE2\x80\x9Cx\xE2\x80\x9D 400 m\xC2\xB2",
     "D006"},
    {"declared", BYTES("m\xB2\n"), "ISO-8859-1", "ISO-8859-1", "m\xC2\xB2", ""},
    {"a mark is stronger than a declaration", BYTES("\xEF\xBB\xBF\xC3\xA9\n"), "windows-1252", "UTF-8", "\xC3\xA9", ""},
    {"declared UTF-8 that is not", BYTES("m\xB2 x\n"), "utf-8", "UTF-8", "m" FFFD " x", "D005"},
    {"one bad byte does not flip a file", BYTES("\xC3\xA9 \xC3\xA9 \xFF x\n"), NULL, "UTF-8",
     "\xC3\xA9 \xC3\xA9 " FFFD " x", "D005"},
    {"a run of bad bytes is one", BYTES("\xC3\xA9 \xFF\xFE\xFF x \xC3\xA9\n"), NULL, "UTF-8",
     "\xC3\xA9 " FFFD " x \xC3\xA9", "D005"},
    {"two runs are two", BYTES("\xC3\xA9\xC3\xA9 \xFFx\xFE\n"), NULL, "UTF-8", "\xC3\xA9\xC3\xA9 " FFFD "x" FFFD,
     "D005 D005"},
    {"overlong, surrogate, too high", BYTES("\xC3\xA9\xC3\xA9\xC3\xA9 \xC0\xAF \xED\xA0\x80 \xF5\x80\x80\x80\n"), NULL,
     "UTF-8", "\xC3\xA9\xC3\xA9\xC3\xA9 " FFFD " " FFFD " " FFFD, "D005 D005 D005"},
    {"cut off", BYTES("\xC3\xA9 x\xE2\x80"), NULL, "UTF-8", "\xC3\xA9 x" FFFD, "D010"},
    {"cut off, after one byte", BYTES("\xC3\xA9 x\xE2"), NULL, "UTF-8", "\xC3\xA9 x" FFFD, "D010"},
    {"UTF-16 cut off",
     BYTES("\xFF\xFE"
           "a\0b\0c"),
     NULL, "UTF-16LE", "ab" FFFD, "D010"},
    {"lone surrogate",
     BYTES("\xFF\xFE"
           "a\0\0\xD8"
           "b\0\n\0"),
     NULL, "UTF-16LE", "a" FFFD "b", "D005"},
    {"no such byte in windows-1252", BYTES("a\x81z\n"), "windows-1252", "windows-1252", "a" FFFD "z", "D005"},
    {"NUL", BYTES("a\0\0b\n"), NULL, "UTF-8", "a" FFFD FFFD "b", "D008"},
    {"NUL in UTF-16",
     BYTES("\xFF\xFE"
           "a\0\0\0b\0\n\0"),
     NULL, "UTF-16LE", "a" FFFD "b", "D008"},
    {"NUL beside a bad byte", BYTES("\xC3\xA9\xFF\0\xFF\n"), "UTF-8", "UTF-8", "\xC3\xA9" FFFD FFFD FFFD,
     "D005 D005 D008"},
    {"nothing", BYTES(""), NULL, "UTF-8", "", "D003"},
    {"blanks", BYTES(" \n\t\n\f"), NULL, "UTF-8", "", "D003"},
    {"only a mark", BYTES("\xEF\xBB\xBF"), NULL, "UTF-8", "", "D003"},
};

static void codes_of(const reading *r, char *codes, size_t room)
{
    size_t len = 0;

    *codes = '\0';
    for (const char *line = r->findings.ptr; *line && len < room; line = strchr(line, '\n') + 1)
        len += (size_t)snprintf(codes + len, room - len, "%s%.4s", len ? " " : "", line);
}

static void encodings(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct decode_case *c = &cases[i];
        reading r;
        char codes[1024], script[256];
        sr_import_options options = {.format = SR_FORMAT_TEXT, .encoding = c->declared};
        read_memory(&r, (sr_slice){c->bytes, c->len}, &options);
        if (r.rc != 0)
            fail_msg("%s: %s", c->what, r.err.message);
        codes_of(&r, codes, sizeof codes);
        snprintf(script, sizeof script, "PROSE %s\n", c->text);
        const char *got = r.script.ptr + (strncmp(r.script.ptr, "PAGE\n", 5) == 0 ? 5 : 0);
        if (strcmp(codes, c->findings) != 0 || strcmp(got, *c->text ? script : "") != 0 ||
            !sr_eq(r.doc.encoding, sr_str(c->encoding)))
            fail_msg("%s: %.*s, findings \"%s\", text \"%s\"", c->what, SR_FMT(r.doc.encoding), codes, got);
        reading_free(&r);
    }
}

static void an_unknown_encoding_is_refused(void **state)
{
    reading r;
    sr_import_options options = {.encoding = "no-such-encoding"};

    (void)state;
    read_memory(&r, SR_LIT("abc\n"), &options);
    assert_int_equal(r.rc, -1);
    assert_int_equal(r.err.finding, SR_D009);
    assert_non_null(strstr(r.err.message, "no-such-encoding"));
    reading_free(&r);
}

static void a_finding_shows_line_and_bytes(void **state)
{
    reading r;

    (void)state;
    read_memory(&r, SR_LIT("\xC3\xA9\r\n\xC3\xA9\rx \xFE\xFF y\n"), NULL);
    assert_string_equal(r.findings.ptr,
                        "D005 line 3: Line 3 has bytes that are not UTF-8 (FE FF); a U+FFFD stands there. "
                        "{\"bytes\":\"FE FF\",\"count\":2,\"offset\":9}\n");
    reading_free(&r);
}

static void many_faults_end_in_a_sum(void **state)
{
    reading r;
    sr_buf text = {0};
    size_t lines = 0;

    (void)state;
    for (int i = 0; i < 5000; i++)
        sr_buf_lit(&text, "\xC3\xA9 bad \xFF byte\n");
    read_memory(&r, (sr_slice){text.ptr, text.len}, NULL);
    for (const char *line = r.findings.ptr; *line; line = strchr(line, '\n') + 1)
        lines++;
    assert_int_equal(lines, SR_FAULTS_MAX + 1);
    assert_non_null(strstr(r.findings.ptr, "4900 more places"));
    assert_non_null(strstr(r.findings.ptr, "{\"places\":5000}"));
    reading_free(&r);
    sr_buf_free(&text);
}

/* The decoded text must not depend on how much is read at a time, nor on where characters are cut. */
static void pieces_of_any_size(void **state)
{
    static const char *const encodings_tried[] = {"UTF-8", "UTF-16LE", "windows-1252"};
    char bytes[3000], whole[9000], part[9000];
    uint32_t seed = 3;

    (void)state;
    for (int round = 0; round < 300; round++) {
        for (size_t i = 0; i < sizeof bytes; i++) {
            seed = seed * 1664525 + 1013904223;
            bytes[i] = "ab\n\xC3\xA9\xE2\x80\x93\xFF\0\xF0\x9F\x98\x80 "[(seed >> 20) % 16];
        }
        size_t len = sizeof bytes - (seed >> 8) % 7, lens[2];
        for (int pass = 0; pass < 2; pass++) {
            sr_error err = {0};
            sr_doc doc;
            sr_doc_init(&doc);
            sr_source *source = sr_source_memory(bytes, len);
            sr_decoder *d = sr_decoder_open(source, encodings_tried[round % 3], &doc, &err);
            char *out = pass ? part : whole;
            ssize_t n;
            lens[pass] = 0;
            while ((n = sr_decoder_read(d, out + lens[pass], pass ? SR_DECODE_ROOM : 9000 - lens[pass], &err)) > 0) {
                lens[pass] += (size_t)n;
                if (pass == 0 && 9000 - lens[0] < SR_DECODE_ROOM)
                    break;
                if (pass == 1 && lens[1] + SR_DECODE_ROOM > 9000)
                    break;
            }
            assert_int_equal(n, 0);
            sr_decoder_close(d);
            sr_source_close(source);
            sr_doc_free(&doc);
        }
        assert_int_equal(lens[0], lens[1]);
        assert_memory_equal(whole, part, lens[0]);
        assert_int_equal(sr_utf8_clean(whole, lens[0]), lens[0]);
    }
}

static void validity_is_that_of_iconv(void **state)
{
    static const struct {
        const char *bytes;
        int len;
    } chars[] = {{"a", 1},
                 {"\xC2\x80", 2},
                 {"\xDF\xBF", 2},
                 {"\xE0\xA0\x80", 3},
                 {"\xEF\xBF\xBF", 3},
                 {"\xF0\x90\x80\x80", 4},
                 {"\xF4\x8F\xBF\xBF", 4},
                 {"\x80", 0},
                 {"\xC1\x80", 0},
                 {"\xE0\x9F\xBF", 0},
                 {"\xED\xA0\x80", 0},
                 {"\xF0\x8F\xBF\xBF", 0},
                 {"\xF4\x90\x80\x80", 0},
                 {"\xF5\x80", 0},
                 {"\xC3x", 0},
                 {"\xE2\x80", -1},
                 {"\xE2", -1},
                 {"\xF0\x9F\x98", -1},
                 {"\xE2x", 0},
                 {"\xE2\x80x", 0}};

    (void)state;
    for (size_t i = 0; i < sizeof chars / sizeof *chars; i++)
        assert_int_equal(sr_utf8_char(chars[i].bytes, strlen(chars[i].bytes)), chars[i].len);
    char long_text[200];
    memset(long_text, 'x', sizeof long_text);
    for (size_t bad = 0; bad < sizeof long_text; bad++) {
        long_text[bad] = bad % 2 ? '\0' : '\xFF';
        assert_int_equal(sr_utf8_clean(long_text, sizeof long_text), bad);
        long_text[bad] = 'x';
    }
    assert_int_equal(sr_utf8_clean(long_text, sizeof long_text), sizeof long_text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(encodings),
        cmocka_unit_test(an_unknown_encoding_is_refused),
        cmocka_unit_test(a_finding_shows_line_and_bytes),
        cmocka_unit_test(many_faults_end_in_a_sum),
        cmocka_unit_test(pieces_of_any_size),
        cmocka_unit_test(validity_is_that_of_iconv),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
