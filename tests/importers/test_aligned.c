/*
 * Tables told by aligned blanks: fixtures of invented agencies, then the accounting over real pages and their
 * mutations.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/buf.h"
#include "importers/aligned.h"
#include "tests/importers/aligned_cases.h"

#include <glob.h>
#include <stdio.h>
#include <stdlib.h>

typedef struct sr_run {
    sr_doc doc;
    uint64_t in[256], out[256]; /* non-blank bytes by value: what went in, what came out */
    uint64_t last_line;         /* blocks come in reading order */
    size_t texts;
} sr_run;

static void count(uint64_t counts[256], sr_slice t)
{
    for (size_t i = 0; i < t.len; i++)
        counts[(unsigned char)t.ptr[i]] += !sr_is_blank((unsigned char)t.ptr[i]);
}

static void on_text(void *context, const sr_line *line)
{
    sr_run *run = context;

    run->texts += sr_trim(line->text).len > 0;
    count(run->out, line->text);
    sr_doc_text(&run->doc, SR_BLOCK_PROSE, line->text, line->line_no);
}

static void one_page(sr_run *run, sr_slice page, uint64_t *line_no, uint64_t base)
{
    sr_line *lines = NULL;
    size_t n = 0, cap = 0, at = 0;

    while (at < page.len) {
        const char *end = memchr(page.ptr + at, '\n', page.len - at);
        size_t to = end ? (size_t)(end - page.ptr) : page.len;

        *SR_PUSH(&run->doc.batch, lines, n, cap) = (sr_line){sr_sub(page, at, to), (*line_no)++, base + at};
        at = to + 1;
    }
    sr_aligned_lines(&run->doc, lines, n, on_text, run);
}

/* Runs all pages of the text; the text stays borrowed until finish. */
static void start(sr_run *run, sr_slice text)
{
    uint64_t line_no = 1;
    size_t at = 0;

    *run = (sr_run){0};
    sr_doc_init(&run->doc);
    while (at < text.len) {
        const char *end = memchr(text.ptr + at, '\f', text.len - at);
        size_t to = end ? (size_t)(end - text.ptr) : text.len;

        one_page(run, sr_sub(text, at, to), &line_no, at);
        at = to + 1;
    }
}

/* Each non-blank byte came out once; each cell says truly where it stands. */
static void check_accounting(sr_run *run, sr_slice text)
{
    count(run->in, text);
    for (size_t b = 0; b < run->doc.n_blocks; b++) {
        const sr_block *block = &run->doc.blocks[b];

        assert_true(block->line_no >= run->last_line);
        run->last_line = block->line_no;
        for (size_t r = 0; block->part && r < block->part->n_rows; r++) {
            const sr_row *row = block->part->rows[r];

            for (uint32_t i = 0; i < row->n; i++) {
                const sr_cell *cell = &row->cells[i];
                sr_slice raw = sr_cell_raw(cell);
                const char *end = raw.len ? memchr(raw.ptr, '\n', raw.len) : NULL;
                size_t first = end ? (size_t)(end - raw.ptr) : raw.len;

                count(run->out, raw);
                if (raw.len)
                    assert_memory_equal(raw.ptr, text.ptr + row->offset + cell->at, first);
            }
        }
    }
    for (int i = 0; i < 256; i++)
        if (run->in[i] != run->out[i])
            fail_msg("byte 0x%02x: %llu in, %llu out", (unsigned)i, (unsigned long long)run->in[i],
                     (unsigned long long)run->out[i]);
}

static void finish(sr_run *run)
{
    sr_doc_free(&run->doc);
}

/* The rows of all parts, cells between bars, the lines of a cell joined by "/"; prose lines with "~" before them. */
static sr_buf draw(const sr_run *run)
{
    sr_buf out = {0};

    for (size_t b = 0; b < run->doc.n_blocks; b++) {
        const sr_block *block = &run->doc.blocks[b];

        if (!block->part && sr_trim(block->text).len == 0)
            continue;
        if (!block->part)
            sr_buf_printf(&out, "~%.*s\n", SR_FMT(sr_trim(block->text)));
        for (size_t r = 0; block->part && r < block->part->n_rows; r++) {
            const sr_row *row = block->part->rows[r];

            for (uint32_t i = 0; i < row->n; i++) {
                sr_buf_char(&out, '|');
                for (uint32_t k = 0; k < row->cells[i].raw_len; k++)
                    sr_buf_char(&out, row->cells[i].raw[k] == '\n' ? '/' : row->cells[i].raw[k]);
            }
            sr_buf_lit(&out, "|\n");
        }
    }
    sr_buf_char(&out, '\0');
    return out;
}

static void test_cases(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        sr_run run;

        start(&run, sr_str(cases[i].text));
        sr_buf drawn = draw(&run);
        if (strcmp(drawn.ptr, cases[i].drawn) != 0)
            fail_msg("%s:\n%s-- instead of\n%s", cases[i].name, drawn.ptr, cases[i].drawn);
        check_accounting(&run, sr_str(cases[i].text));
        sr_buf_free(&drawn);
        finish(&run);
    }
}

static size_t count_findings(const sr_run *run, sr_finding_code code)
{
    size_t n = 0;

    for (size_t f = 0; f < run->doc.n_findings; f++)
        n += run->doc.findings[f].code == code;
    return n;
}

/* What was told from positions is said: once a part, once a page that was laid on another, once a text across columns.
 */
static void test_findings(void **state)
{
    static const char text[] =
        "  Uraian                   Triwulan I                 Triwulan II               Triwulan III        SKPD\n"
        "                          K          Rp              K            Rp             K         Rp\n"
        "\n"
        "Rapat koordinasi         12      16.475.000          2       58.403.000                           DINKANAK\n"
        "Penyusunan laporan        4       6.475.000          3        8.403.000                           DINKANAK\n"
        "Belanja yang belum ditetapkan   116.475.000          9      158.403.000                           DINKANAK\n"
        "\f"
        "Pemeliharaan gedung         7     26.475.000      5       9.403.000   DINKANAK\n"
        "Pengadaan kendaraan         8     36.475.000      6      38.403.000   DINKANAK\n"
        "Belanja alat tulis          9        475.000      6         403.000   DINKANAK\n";
    sr_run run;

    (void)state;
    start(&run, SR_LIT(text));
    assert_int_equal(count_findings(&run, SR_S008), 2);
    assert_int_equal(count_findings(&run, SR_S009), 1);
    assert_int_equal(count_findings(&run, SR_S010), 1);
    finish(&run);
}

/* Where the middle of one amount may be the edge of a column, a finding says so; a separator there parts nothing. */
static void test_parted(void **state)
{
    static const char text[] = "  Kode     Uraian            Target\n"
                               "                          K          Rp\n"
                               "    1         2           3           4\n"
                               " 1.01     Gaji pegawai    25   16.475.000\n"
                               " 1.02     Rapat dinas     10   26.475.000\n"
                               " 1.03     Alat tulis      3,3 65,558,613\n"
                               " 1.04     Bahan bakar     15   36.475.000\n";
    sr_run run;

    (void)state;
    start(&run, SR_LIT(text));
    assert_int_equal(count_findings(&run, SR_S026), 1);
    finish(&run);
}

/* Both rows hear of the line between them that nothing tells from the other's; the third is sure. */
static void test_doubt(void **state)
{
    static const char text[] = " Kode     Program/Kegiatan              Pagu\n"
                               " 1.01     Pembinaan Pelaut       900.000.000\n"
                               "          Rawa Biru\n"
                               "          Koordinasi\n"
                               " 1.02     Wilayah Pesisir        500.000.000\n"
                               "          Timur\n"
                               "\n"
                               " 1.03     Hasil Laut             400.000.000\n";
    static const struct {
        uint64_t line_no;
        const char *message;
    } said[] = {
        {2, "Which row a line belongs to is not sure: line 4, \"Koordinasi\", may be of the row below."},
        {5, "Which row a line belongs to is not sure: line 4, \"Koordinasi\", may be of this row."},
    };
    size_t n = 0;
    sr_run run;

    (void)state;
    start(&run, SR_LIT(text));
    for (size_t f = 0; f < run.doc.n_findings; f++) {
        const sr_finding *finding = &run.doc.findings[f];

        if (finding->code != SR_S024)
            continue;
        assert_true(n < sizeof said / sizeof *said);
        assert_int_equal(finding->line_no, said[n].line_no);
        assert_string_equal(finding->message.ptr, said[n].message);
        assert_true(sr_eq(finding->raw, SR_LIT("Koordinasi")));
        n++;
    }
    assert_int_equal(n, sizeof said / sizeof *said);
    finish(&run);
}

static sr_buf read_file(const char *name)
{
    sr_buf out = {0};
    FILE *file = fopen(name, "rb");
    size_t n;

    assert_non_null(file);
    while ((n = fread(sr_buf_reserve(&out, 65536), 1, 65536, file)) > 0)
        out.len += n;
    fclose(file);
    return out;
}

/* Runs fn over each file that the pattern names; skips where there is none. */
static void each_file(const char *pattern, void (*fn)(const char *name, sr_slice text))
{
    glob_t found;

    if (glob(pattern, 0, NULL, &found) != 0) {
        print_message("no files %s here\n", pattern);
        skip();
    }
    for (size_t i = 0; i < found.gl_pathc; i++) {
        sr_buf text = read_file(found.gl_pathv[i]);

        fn(found.gl_pathv[i], (sr_slice){text.ptr, text.len});
        sr_buf_free(&text);
    }
    globfree(&found);
}

static void account_file(const char *name, sr_slice text)
{
    sr_run run;

    (void)name;
    start(&run, text);
    check_accounting(&run, text);
    finish(&run);
}

static void test_corpus_accounting(void **state)
{
    (void)state;
    each_file("../shared/corpus/text/*/txt-layout/*.txt", account_file);
}

static uint64_t seed = 88172645463325252u;

static uint64_t any(uint64_t below)
{
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return seed % below;
}

/* Bytes changed, blanks put in, lines glued: the accounting must hold for all of it. */
static void mutate_file(const char *name, sr_slice text)
{
    static const char bytes[] = "  \n\t1.-%(xA\xC3\xA9\xE2\0|";
    size_t len = text.len < 40000 ? text.len : 40000, from = (size_t)any(text.len - len + 1);
    char *copy = malloc(len);

    (void)name;
    assert_non_null(copy);
    for (int round = 0; round < 20; round++) {
        memcpy(copy, text.ptr + from, len);
        for (size_t i = 0; i < len / 200; i++) {
            size_t at = (size_t)any(len), run = 1 + (size_t)any(12);
            char byte = bytes[any(sizeof bytes)];

            for (size_t k = at; k < len && k < at + run; k++)
                copy[k] = byte;
        }
        sr_run run;
        start(&run, (sr_slice){copy, len});
        check_accounting(&run, (sr_slice){copy, len});
        finish(&run);
    }
    free(copy);
}

static void test_mutated_accounting(void **state)
{
    (void)state;
    each_file("../shared/corpus/text/*/txt-layout/*.txt", mutate_file);
}

static void bare_lines(const char *name, sr_slice text)
{
    sr_run run;

    start(&run, text);
    for (size_t b = 0; b < run.doc.n_blocks; b++)
        if (run.doc.blocks[b].part)
            fail_msg("%s: a table at line %llu", name, (unsigned long long)run.doc.blocks[b].line_no);
    finish(&run);
}

static void test_bare_lines_are_no_table(void **state)
{
    (void)state;
    each_file("../shared/seeds/luwu-timur*.txt", bare_lines);
}

/* A page of many lines and a line of many bytes: time stays linear, nothing is lost. */
static void test_limits(void **state)
{
    sr_buf text = {0};
    sr_run run;

    (void)state;
    for (int i = 0; i < 100000; i++)
        sr_buf_printf(&text, "%d     Uraian kegiatan %d        %d.000.000       12,5\n", i, i, i % 900);
    for (int i = 0; i < 300000; i++)
        sr_buf_lit(&text, "12  ");
    sr_buf_char(&text, '\n');
    start(&run, (sr_slice){text.ptr, text.len});
    check_accounting(&run, (sr_slice){text.ptr, text.len});
    finish(&run);
    sr_buf_free(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cases),
        cmocka_unit_test(test_findings),
        cmocka_unit_test(test_parted),
        cmocka_unit_test(test_doubt),
        cmocka_unit_test(test_corpus_accounting),
        cmocka_unit_test(test_mutated_accounting),
        cmocka_unit_test(test_bare_lines_are_no_table),
        cmocka_unit_test(test_limits),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
