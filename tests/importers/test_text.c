/* The text importer: what a line is, and what becomes of ugly ones. */
#include "tests/importers/reading.h"

#include "importers/lines.h"

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

struct text_case {
    const char *what, *text, *script;
};

static const struct text_case cases[] = {
    /* tab tables */
    {"rows between tabs", "No.\tTujuan\n1\tx \n", "TAB 2x2\n[No.][Tujuan]\n[1][x ]\n"},
    {"empty cells stay", "a\t\t\n\t\tb\n", "TAB 2x3\n[a][][]\n[][][b]\n"},
    {"a row of nothing but tabs", "a\tb\n\t\nc\td\n", "TAB 3x2\n[a][b]\n[][]\n[c][d]\n"},
    {"a blank line ends a part", "a\tb\n\nc\td\n", "TAB 1x2\n[a][b]\nTAB 1x2\n[c][d]\n"},
    {"text between rows", "a\tb\nsisipan\nc\td\n", "TAB 1x2\n[a][b]\nPROSE sisipan\nTAB 1x2\n[c][d]\n"},
    {"a form feed ends part and page", "a\tb\n\fc\td\n", "TAB 1x2\n[a][b]\nPAGE\nTAB 1x2\n[c][d]\n"},
    {"a form feed inside a line", "a\tb\fc\td\n", "TAB 1x2\n[a][b]\nPAGE\nTAB 1x2\n[c][d]\n"},
    {"CR LF", "a\tb\r\nc\td\r\n", "TAB 2x2\n[a][b]\n[c][d]\n"},
    {"CR alone", "a\tb\rc\td\r", "TAB 2x2\n[a][b]\n[c][d]\n"},
    {"line ends mixed", "a\tb\r\nc\td\ne\tf\rg\th", "TAB 4x2\n[a][b]\n[c][d]\n[e][f]\n[g][h]\n"},
    {"CR CR LF is one line end", "a\tb\r\r\nc\td\r\r\n", "TAB 2x2\n[a][b]\n[c][d]\n"},
    {"a pipe in a tab cell", "a\tb|c\nd\te\n", "TAB 2x2\n[a][b|c]\n[d][e]\n"},
    {"a contents entry is a row", "Tabel 2.1\tLaporan\t8\n", "TAB 1x3\n[Tabel 2.1][Laporan][8]\n"},
    {"a rule of dashes between tabs", "a\tb\n--\t---\n1\t2\n", "TAB 3x2\n[a][b]\n[--][---]\n[1][2]\n"},
    {"an indented line is prose", "\tDalam rangka\nitu\n", "PROSE Dalam rangka\nPROSE itu\n"},
    {"an indented line above rows is a row", "\t2024\nA\t1\n", "TAB 2x2\n[][2024]\n[A][1]\n"},
    {"a tab behind a line", "Judul\t\n\nteks\n", "PROSE Judul\nPROSE teks\n"},
    {"a line of one tab", "a\n\t\nb\n", "PROSE a\nPROSE b\n"},
    {"markup stays in raw", "<b>a</b>\t**b**\n", "TAB 1x2\n[<b>a</b>][**b**]\n"},

    /* pipe tables */
    {"with outer pipes and a rule", "| a | b |\n|---|:--:|\n| 1 | 2 |\n", "PIPE 2x2 header 1\n[a][b]\n[1][2]\n"},
    {"without outer pipes", "a | b\n--|--\n1 | 2\n", "PIPE 2x2 header 1\n[a][b]\n[1][2]\n"},
    {"without a rule", "| a | b |\n| 1 | 2 |\n", "PIPE 2x2\n[a][b]\n[1][2]\n"},
    {"two loose rows", "a | b | c\n1 | 2 | 3\n", "PIPE 2x3\n[a][b][c]\n[1][2][3]\n"},
    {"empty first cell of a loose row", "a | b\n--|--\n| 2\n", "PIPE 2x2 header 1\n[a][b]\n[][2]\n"},
    {"the last pipe is missing", "| a | b |\n| 1 | 2\n", "PIPE 2x2\n[a][b]\n[1][2]\n"},
    {"escaped pipes", "| a \\| b | c |\n| \\\\| d |\n", "PIPE 2x2\n[a \\| b][c]\n[\\\\][d]\n"},
    {"double pipes", "|| a ||\n|1||3|\n", "PIPE 2x3\n[][a][]\n[1][][3]\n"},
    {"blank cells", "| | | |\n|--|--|--|\n| | x | |\n", "PIPE 2x3 header 1\n[][][]\n[][x][]\n"},
    {"a box", "+---+---+\n| a | b |\n+---+---+\n| 1 | 2 |\n+---+---+\n", "PIPE 2x2 header 1\n[a][b]\n[1][2]\n"},
    {"a grid with a rule under each row", "+--+--+\n|a |b |\n+==+==+\n|1 |2 |\n+--+--+\n|3 |4 |\n+--+--+\n",
     "PIPE 3x2 header 1\n[a][b]\n[1][2]\n[3][4]\n"},
    {"a grid without a header", "+--+--+\n|1 |2 |\n+--+--+\n|3 |4 |\n+--+--+\n|5 |6 |\n+--+--+\n",
     "PIPE 3x2\n[1][2]\n[3][4]\n[5][6]\n"},
    {"psql", " a | b \n---+---\n 1 | 2\n", "PIPE 2x2 header 1\n[a][b]\n[1][2]\n"},
    {"one lonely pipe is prose", "Telp (021) 1 | Fax 2\nJakarta\n", "PROSE Telp (021) 1 | Fax 2\nPROSE Jakarta\n"},
    {"two lines of one pipe are rows", "a | b\n1 | 2\n", "PIPE 2x2\n[a][b]\n[1][2]\n"},
    {"a lonely line of two pipes is prose", "a | b | c\n\nx\n", "PROSE a | b | c\nPROSE x\n"},
    {"a pipe alone", "|\nx\n", "PROSE |\nPROSE x\n"},
    {"text ends a pipe table", "| a | b |\ntext\n| c | d |\n", "PIPE 1x2\n[a][b]\nPROSE text\nPIPE 1x2\n[c][d]\n"},
    {"tabs inside a pipe table", "|a\t|b|\n", "PIPE 1x2\n[a][b]\n"},
    {"a caption right above", "Tabel 1. X\n| a | b |\n", "CAPTION Tabel 1. X\nPIPE 1x2\n[a][b]\n"},

    /* text */
    {"headings", "# A b\n##### Bagian Umum\n**Tebal**\nTAHUN ANGGARAN 2023\n",
     "HEADING # A b\nHEADING ##### Bagian Umum\nHEADING **Tebal**\nHEADING TAHUN ANGGARAN 2023\n"},
    {"no headings", "#####\n#tag\n**Catatan** ini\nNIP. 19700601\nA\n",
     "PROSE #####\nPROSE #tag\nPROSE **Catatan** ini\nPROSE NIP. 19700601\nPROSE A\n"},
    {"capitals", "BAB II\nTW. II 95%\nTABEL 2.1 LAPORAN ..... 8\n",
     "HEADING BAB II\nPROSE TW. II 95%\nPROSE TABEL 2.1 LAPORAN ..... 8\n"},
    {"bold over several lines", "**Rencana aksi\nDinas contoh\nTahun 2022**\nteks\n",
     "HEADING **Rencana aksi\nHEADING Dinas contoh\nHEADING Tahun 2022**\nPROSE teks\n"},
    {"bold that is never closed", "**Rencana aksi\nteks\n\nTahun**\n",
     "PROSE **Rencana aksi\nPROSE teks\nPROSE Tahun**\n"},
    {"captions",
     "Tabel 2.4 Laporan\nTABEL T-C . 29\nTabel T-C.30\n**Tabel III.1**\n<b>Tabel 2</b>\nLampiran II\nFormulir "
     "E.81\nTabel 2.1\n",
     "CAPTION Tabel 2.4 Laporan\nCAPTION TABEL T-C . 29\nCAPTION Tabel T-C.30\nCAPTION **Tabel III.1**\n"
     "CAPTION <b>Tabel 2</b>\nCAPTION Lampiran II\nCAPTION Formulir E.81\nCAPTION Tabel 2.1\n"},
    {"no captions", "Tabel 2.1 menunjukkan hal ini\nTabel berikut\nGambar 2.1 Bagan\ntabel 2.1\nTabelaris 2\n",
     "PROSE Tabel 2.1 menunjukkan hal ini\nPROSE Tabel berikut\nPROSE Gambar 2.1 Bagan\nPROSE tabel 2.1\nPROSE "
     "Tabelaris 2\n"},
    {"blanks at the ends are trimmed", "  Kepala Badan  \n", "PROSE Kepala Badan\n"},
    {"pages", "a\n\fb\n\f\fc", "PROSE a\nPAGE\nPROSE b\nPAGE\nPAGE\nPROSE c\n"},
    {"vertical tabs are blanks", "a\vb\tc\nd\te\n", "TAB 2x2\n[a\vb][c]\n[d][e]\n"},
    {"no line end", "a\tb", "TAB 1x2\n[a][b]\n"},
    {"commas are no table", "a,b\n1,2\n", "PROSE a,b\nPROSE 1,2\n"},
};

static void lines_become_blocks(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        reading r;
        read_memory(&r, sr_str(cases[i].text), NULL);
        if (r.rc != 0 || strcmp(r.script.ptr, cases[i].script) != 0)
            fail_msg("%s: %s\n%s--- instead of\n%s", cases[i].what, r.err.message, r.script.ptr, cases[i].script);
        reading_free(&r);
    }
}

static void places_are_told(void **state)
{
    static const char text[] = "x\r\n\n  | a |  b |\fc\td\n";
    reading r;

    (void)state;
    read_memory(&r, SR_LIT(text), NULL);
    assert_int_equal(r.doc.lines, 3);
    assert_int_equal(r.doc.pages, 2);
    assert_int_equal(r.lost_lines, 0); /* row->offset + cell->at is where the cell stands */
    reading_free(&r);
}

/* ---- too much ----------------------------------------------------------------------------- */

static void expect_sum(const reading *r)
{
    uint64_t sum = 0;

    for (int i = 0; i < SR_ACCOUNT_COUNT; i++)
        sum += r->doc.accounts[i];
    assert_int_equal(sum, r->doc.total_bytes);
    assert_int_equal(r->cells_bytes + r->text_bytes + r->doc.accounts[SR_ACCOUNT_MARKUP], sum);
}

static void wide_lines(void **state)
{
    (void)state;
    for (int columns = 10000; columns <= 20000; columns += 10000) {
        reading r;
        sr_buf text = {0};
        for (int row = 0; row < 5; row++)
            for (int i = 1; i <= columns; i++)
                sr_buf_printf(&text, "%d%c", i, i < columns ? '\t' : '\n');
        read_memory(&r, (sr_slice){text.ptr, text.len}, NULL);
        assert_int_equal(r.rc, 0);
        expect_sum(&r);
        assert_int_equal(r.rows, columns == 10000 ? 5 : 0);
        assert_int_equal(r.cells, columns == 10000 ? 50000 : 0);
        assert_true((strstr(r.findings.ptr, "S002") != NULL) == (columns > SR_COLUMNS_MAX));
        reading_free(&r);
        sr_buf_free(&text);
    }
}

static void a_row_of_a_megabyte_is_a_row(void **state)
{
    reading r;
    sr_buf text = {0};

    (void)state;
    for (int i = 0; i < 3; i++) {
        sr_buf_lit(&text, "x\t");
        memset(sr_buf_reserve(&text, SR_LINE_MAX - 2), 'y', SR_LINE_MAX - 2);
        text.len += SR_LINE_MAX - 2;
        sr_buf_char(&text, '\n');
    }
    read_memory(&r, (sr_slice){text.ptr, text.len}, NULL);
    assert_int_equal(r.rows, 3);
    assert_int_equal(r.lost_lines, 0);
    assert_string_equal(r.findings.ptr, "");
    reading_free(&r);
    text.ptr[text.len - 1] = 'z'; /* one byte more: too long */
    sr_buf_lit(&text, "\na\tb\n");
    read_memory(&r, (sr_slice){text.ptr, text.len}, NULL);
    assert_int_equal(r.rows, 3);
    assert_non_null(strstr(r.findings.ptr, "D007 line 3"));
    expect_sum(&r);
    reading_free(&r);
    sr_buf_free(&text);
}

/* ---- memory ------------------------------------------------------------------------------- */

/* Runs what in a process of its own; returns its peak memory in MiB. */
static long peak_of(void (*what)(void))
{
    struct rusage usage;
    int status;
    pid_t pid = fork();

    if (pid == 0) {
        what();
        _exit(0);
    }
    assert_int_equal(wait4(pid, &status, 0, &usage), pid);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    return usage.ru_maxrss / 1024;
}

enum { MIB = 1024 * 1024 };

/* A file that repeats a pattern, read without keeping anything. */
static void read_large(const char *pattern, size_t size)
{
    char path[] = "/tmp/saring-large-XXXXXX", block[65536];
    size_t unit = strlen(pattern), used = sizeof block / unit * unit;
    int fd = mkstemp(path);
    reading r = {.quiet = true};
    sr_error err = {0};

    for (size_t i = 0; i < used; i++)
        block[i] = pattern[i % unit];
    for (size_t written = 0; written < size; written += used)
        if (write(fd, block, used) != (ssize_t)used)
            _exit(1);
    close(fd);
    sr_source *source = sr_source_open(path, &err);
    unlink(path);
    sr_import_options options = {.format = SR_FORMAT_TEXT};
    read_source(&r, source, &options);
    uint64_t sum = 0;
    for (int i = 0; i < SR_ACCOUNT_COUNT; i++)
        sum += r.doc.accounts[i];
    if (r.rc != 0 || sum != r.doc.total_bytes ||
        r.cells_bytes + r.text_bytes + r.doc.accounts[SR_ACCOUNT_MARKUP] != sum)
        _exit(2);
    reading_free(&r);
}

static void one_line(void)
{
    read_large("abcdefgh", 100 * MIB);
}
static void one_line_of_tabs(void)
{
    read_large("\t", 30 * MIB);
}
static void one_line_of_pipes(void)
{
    read_large("|", 30 * MIB);
}
static void blank_lines(void)
{
    read_large("\n", 30 * MIB);
}
static void only_returns(void)
{
    read_large("\r", 30 * MIB);
}
static void short_rows(void)
{
    read_large("a\tb\n", 30 * MIB);
}
static void gaps(void)
{
    read_large("a  b\n", 30 * MIB);
}
static void many_pages(void)
{
    read_large("\f", 30 * MIB);
}
static void bad_bytes(void)
{
    read_large("\xC3\xA9\xFF\xFFx\n", 30 * MIB);
}
static void held_lines(void)
{
    read_large("a | b\nx\n\ty\n", 30 * MIB);
}

static void memory_is_bounded(void **state)
{
    static const struct {
        const char *what;
        void (*run)(void);
    } runs[] = {{"one line", one_line},
                {"tabs", one_line_of_tabs},
                {"pipes", one_line_of_pipes},
                {"blank lines", blank_lines},
                {"CR", only_returns},
                {"short rows", short_rows},
                {"gaps", gaps},
                {"pages", many_pages},
                {"bad bytes", bad_bytes},
                {"held lines", held_lines}};

    (void)state;
#if defined(__SANITIZE_ADDRESS__) || defined(__clang__) /* clang does not say which sanitizer it builds for */
    skip_because("memory is not measured under a sanitizer");
#endif
    for (size_t i = 0; i < sizeof runs / sizeof *runs; i++) {
        fflush(stdout);
        long mib = peak_of(runs[i].run);
        print_message("  %s: %ld MiB\n", runs[i].what, mib);
        fflush(stdout);
        assert_true(mib < 64);
    }
}

static void cancelling_stops(void **state)
{
    static const volatile int yes = 1;
    reading r;
    sr_import_options options = {.cancelled = &yes};

    (void)state;
    read_memory(&r, SR_LIT("a\tb\n"), &options);
    assert_int_equal(r.rc, -1);
    assert_int_equal(r.err.kind, SR_ERR_CANCELLED);
    reading_free(&r);
}

/* What a batch ends with: never a title whose table is not there, nor a table of which only the header is. */
static int check_seam(sr_doc *doc, bool last, sr_error *err)
{
    size_t *batches = doc->flush_context;

    (void)err;
    ++*batches;
    if (last)
        return 0;
    assert_true(doc->n_blocks > 0);
    const sr_block *block = &doc->blocks[doc->n_blocks - 1];
    assert_int_equal(block->type, SR_BLOCK_PART);
    assert_true(block->part->continued || !doc->part || block->part->n_rows > 4);
    return 0;
}

static void titles_stay_with_their_tables(void **state)
{
    sr_buf text = {0};
    size_t batches = 0;
    sr_doc doc;
    sr_error err = {0};
    sr_import_options options = {0};

    (void)state;
    for (int t = 0; text.len < (size_t)12 * SR_BATCH_BYTES;
         t++) { /* tables of all lengths, so that seams fall anywhere */
        sr_buf_printf(&text, "Tabel %d.1 Sarana Pelabuhan\n\nNo\tUraian\tTarget\t\n\t\tTW 1\tTW 2\n1\t2\t3\t4\n",
                      t + 1);
        for (int r = 0; r < 1 + t % 23; r++)
            sr_buf_printf(&text, "%d\tPengadaan tambat kapal nomor %d\t%d unit\t%d unit\n", r + 1, r, r + 2, r + 3);
        sr_buf_lit(&text, "\nSumber: Dinas Pelabuhan\n\n");
    }
    sr_source *source = sr_source_memory(text.ptr, text.len);
    sr_doc_init(&doc);
    doc.flush = check_seam;
    doc.flush_context = &batches;
    const sr_importer *importer = sr_importer_pick(source, SR_LIT("test.txt"), &options, &err);
    assert_non_null(importer);
    assert_int_equal(importer->read(source, &options, &doc, &err), 0);
    assert_true(batches > 8);
    sr_source_close(source);
    sr_doc_free(&doc);
    sr_buf_free(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lines_become_blocks),
        cmocka_unit_test(places_are_told),
        cmocka_unit_test(wide_lines),
        cmocka_unit_test(a_row_of_a_megabyte_is_a_row),
        cmocka_unit_test(memory_is_bounded),
        cmocka_unit_test(cancelling_stops),
        cmocka_unit_test(titles_stay_with_their_tables),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
