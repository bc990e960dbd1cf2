/* Sources: files, memory, standard input, and what is refused. */
#include "tests/importers/reading.h"

#include "core/finding.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[64];

static int make_folder(void **state)
{
    (void)state;
    snprintf(folder, sizeof folder, "/tmp/saring-test-XXXXXX");
    return mkdtemp(folder) ? 0 : -1;
}

static int remove_folder(void **state)
{
    (void)state;
    return rmdir(folder);
}

static const char *path_of(const char *name)
{
    static char path[128];

    snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

static void assert_refused(const char *path, int finding, const char *words)
{
    sr_error err = {0};

    assert_null(sr_source_open(path, &err));
    assert_int_equal(err.kind, SR_ERR_INPUT);
    assert_int_equal(err.finding, finding);
    assert_non_null(strstr(err.message, path));
    assert_non_null(strstr(err.message, words));
}

static void what_is_no_file_is_refused(void **state)
{
    (void)state;
    assert_refused(path_of("none"), SR_D001, "no such file");
    assert_refused("/dev/null/x", SR_D001, "no such file");
    assert_refused(folder, SR_D002, "a folder");
    assert_refused("/dev/zero", SR_D002, "a device");
    const char *pipe = path_of("pipe");
    assert_int_equal(mkfifo(pipe, 0600), 0);
    assert_refused(pipe, SR_D002, "a pipe"); /* and it does not hang */
    unlink(pipe);
}

static void a_file_without_permission_is_refused(void **state)
{
    const char *path = path_of("closed");

    (void)state;
    close(open(path, O_CREAT | O_WRONLY, 0));
    if (geteuid() == 0) {
        unlink(path);
        skip_because("root may read every file");
    }
    assert_refused(path, SR_D002, "Permission denied");
    unlink(path);
}

static void file_with(const char *path, const char *text)
{
    FILE *file = fopen(path, "wb");

    assert_non_null(file);
    fwrite(text, 1, strlen(text), file);
    fclose(file);
}

static void reads_rewinds_and_hashes(sr_source *source)
{
    static const uint8_t abc[32] = {0xba, 0x78, 0x16, 0xbf, 0x8f, 0x01, 0xcf, 0xea, 0x41, 0x41, 0x40,
                                    0xde, 0x5d, 0xae, 0x22, 0x23, 0xb0, 0x03, 0x61, 0xa3, 0x96, 0x17,
                                    0x7a, 0x9c, 0xb4, 0x10, 0xff, 0x61, 0xf2, 0x00, 0x15, 0xad};
    sr_error err = {0};
    uint8_t digest[32];
    char buffer[8];

    assert_non_null(source);
    assert_int_equal(sr_source_size(source), 3);
    assert_int_equal(sr_source_read(source, buffer, 2, &err), 2);
    assert_int_equal(sr_source_head(source, buffer, 8, &err), 3);
    assert_memory_equal(buffer, "abc", 3);
    assert_int_equal(sr_source_read(source, buffer, 8, &err), 1);
    assert_int_equal(buffer[0], 'c');
    assert_int_equal(sr_source_read(source, buffer, 8, &err), 0);
    assert_int_equal(sr_source_sha256(source, digest, &err), 0); /* FIPS 180-2, B.1 */
    assert_memory_equal(digest, abc, 32);
    assert_int_equal(sr_source_read(source, buffer, 1, &err), 1);
    assert_int_equal(buffer[0], 'a');
    assert_int_equal(sr_source_read_at(source, buffer, 8, 2, &err), 1);
    assert_int_equal(buffer[0], 'c');
    assert_int_equal(sr_source_read_at(source, buffer, 8, 3, &err), 0);
    assert_int_equal(sr_source_read(source, buffer, 1, &err), 1);
    assert_int_equal(buffer[0], 'b'); /* the reader has not moved */
    assert_int_equal(sr_source_rewind(source, &err), 0);
    assert_int_equal(sr_source_read(source, buffer, 8, &err), 3);
    sr_source_close(source);
}

static void every_kind_of_source(void **state)
{
    sr_error err = {0};
    const char *path = path_of("abc");

    (void)state;
    file_with(path, "abc");
    reads_rewinds_and_hashes(sr_source_open(path, &err));
    reads_rewinds_and_hashes(sr_source_memory("abc", 3));
    unlink(path);
}

static void standard_input_is_spooled(void **state)
{
    sr_error err = {0};
    int pipes[2], saved = dup(STDIN_FILENO);

    (void)state;
    assert_int_equal(pipe(pipes), 0);
    assert_int_equal(write(pipes[1], "abc", 3), 3);
    close(pipes[1]);
    dup2(pipes[0], STDIN_FILENO);
    sr_source *source = sr_source_stdin(&err);
    dup2(saved, STDIN_FILENO);
    close(saved);
    close(pipes[0]);
    reads_rewinds_and_hashes(source);
}

/* ---- which importer ----------------------------------------------------------------------- */

struct pick_case {
    const char *bytes;
    size_t len;
    sr_format as;
    sr_format format; /* SR_FORMAT_UNKNOWN: refused */
    int finding;
};

#define BYTES(s) (s), sizeof(s) - 1

static const struct pick_case picks[] = {
    {BYTES("a\tb\n"), 0, SR_FORMAT_CSV, 0},
    {BYTES(""), 0, SR_FORMAT_TEXT, 0},
    {BYTES("1,2,3\n4,5,6\n"), 0, SR_FORMAT_CSV, 0},
    {BYTES("<b>Tabel</b> 1\n"), 0, SR_FORMAT_TEXT, 0},
    {BYTES("a\tb\n"), SR_FORMAT_TSV, SR_FORMAT_TSV, 0},
    {BYTES("a\0b\0c\0\n\0"), 0, SR_FORMAT_TEXT, 0}, /* UTF-16 */
    {BYTES("a\0b some text with one NUL\n"), 0, SR_FORMAT_TEXT, 0},
    {BYTES("\xEF\xBB\xBF  <!DOCTYPE html><p>"), 0, SR_FORMAT_HTML, 0},
    {BYTES("<?xml version='1.0'?>\n<HTML>"), 0, SR_FORMAT_HTML, 0},
    {BYTES("a,b\n"), SR_FORMAT_CSV, SR_FORMAT_CSV, 0},
    {BYTES("%PDF-1.7\n"), 0, 0, SR_D004},
    {BYTES("%PDF-1.7\n"), SR_FORMAT_TEXT, 0, SR_D004},
    {BYTES("<?xml version=\"1.0\"?>\n<?mso-application progid=\"Excel.Sheet\"?>\n<ss:Workbook "
           "xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\">"),
     0, SR_FORMAT_ODS, 0},
    {BYTES("<?xml version=\"1.0\"?><w:wordDocument xmlns:w=\"http://schemas.microsoft.com/office/word/2003/wordml\">"),
     0, 0, SR_D012},
    {BYTES("<html xmlns:ss=\"urn:schemas-microsoft-com:office:spreadsheet\"><table>"), 0, SR_FORMAT_HTML, 0},
    {BYTES("PK\3\4\24\0\0\0\10\0"), 0, SR_FORMAT_ODS, 0}, /* it will say what it is instead */
    {BYTES("PK\3\4\24\0\0\0\10\0"), SR_FORMAT_TEXT, 0, SR_D004},
    {BYTES("\x89PNG\r\n\x1A\n"), 0, 0, SR_D004},
    {BYTES("\x7F"
           "ELF\2\1\1"),
     0, 0, SR_D004},
    {BYTES("\x1F\x8B\x08"), 0, 0, SR_D004},
    {BYTES("\1\2\3\4\5\6\7\x0E\x0F\x10 x"), 0, 0, SR_D004},
    {BYTES("PK\3\4\24\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\10\0\0\0mimetype"
           "application/vnd.oasis.opendocument.spreadsheetPK"),
     0, SR_FORMAT_ODS, 0},
    {BYTES("<?xml version='1.0'?><o:document xmlns:o='urn:oasis:names:tc:opendocument:xmlns:office:1.0'/>"), 0,
     SR_FORMAT_ODS, 0},
};

static void importers_bid_on_the_first_bytes(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof picks / sizeof *picks; i++) {
        sr_error err = {0};
        sr_source *source = sr_source_memory(picks[i].bytes, picks[i].len);
        sr_import_options options = {.format = picks[i].as};
        const sr_importer *importer = sr_importer_pick(source, SR_LIT("x.csv"), &options, &err);
        sr_format format = importer ? importer->format : SR_FORMAT_UNKNOWN;
        if (format != picks[i].format || err.finding != picks[i].finding)
            fail_msg("case %zu: format %s, finding %s, \"%s\"", i, sr_format_name(format),
                     sr_finding_info_of((sr_finding_code)err.finding)->code, err.message);
        sr_source_close(source);
    }
}

static void random_bytes_are_binary(void **state)
{
    static unsigned char bytes[70000];
    uint32_t seed = 5;
    sr_error err = {0};
    sr_import_options options = {0};

    (void)state;
    for (size_t i = 0; i < sizeof bytes; i++) {
        seed = seed * 1664525 + 1013904223;
        bytes[i] = (unsigned char)(seed >> 24);
    }
    sr_source *source = sr_source_memory(bytes, sizeof bytes);
    assert_null(sr_importer_pick(source, SR_LIT("x.txt"), &options, &err));
    assert_int_equal(err.finding, SR_D004);
    sr_source_close(source);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_no_file_is_refused),
        cmocka_unit_test(a_file_without_permission_is_refused),
        cmocka_unit_test(every_kind_of_source),
        cmocka_unit_test(standard_input_is_spooled),
        cmocka_unit_test(importers_bid_on_the_first_bytes),
        cmocka_unit_test(random_bytes_are_binary),
    };
    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
