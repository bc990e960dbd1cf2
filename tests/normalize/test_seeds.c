/* Real documents, where they are at hand: tables, widths, kinds of rows, labels, roles and some corner values. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/buf.h"
#include "importers/importer.h"
#include "normalize/normalize.h"
#include "normalize/units.h"

#include <stdio.h>

#define FOLDER "../shared/seeds/"

/*
 * Rows by kind: detail, subtotal, total, note, header, number, rule, blank. Lines in the file; of title only the
 * beginning.
 */
struct expected_table {
    unsigned first_line, last_line, width, kinds[SR_ROW_KIND_COUNT];
    const char *title;
    int year, quarter, revision;
};

struct expected_cell {
    unsigned line, column;
    const char *value, *unit; /* "" no value */
};

struct expected_column {
    unsigned table, column;
    const char *label, *formula;
    sr_role role;
    sr_measure measure;
    sr_aspect aspect;
    int year, quarter;
};

struct document {
    const char *file;
    sr_doc_kind kind;
    const char *agency, *region;
    int year, revision;
    struct expected_table tables[16];
    struct expected_column columns[12];
    struct expected_cell cells[12];
};

#define PERUBAHAN SR_REVISION_PERUBAHAN

static const struct document documents[] = {
    {"jeneponto-rencana-aksi-2022.txt",
     SR_KIND_RENCANA_AKSI,
     "Badan Kepegawaian dan Pengembangan SDM",
     "Kabupaten Jeneponto",
     2022,
     0,
     /* 45 rows of activities and a total in each; pages that hold only a header belong to the table before them */
     {{8, 76, 18, {45, 0, 1, 0, 12, 6, 0, 0}, "RENCANA AKSI KINERJA BADAN", 2022, 0, 0},
      {91, 159, 18, {45, 0, 1, 0, 12, 6, 0, 0}, "RENCANA AKSI KINERJA PERUBAHAN", 2022, 0, PERUBAHAN},
      {174, 256, 17, {45, 0, 1, 0, 16, 8, 0, 0}, "EVALUASI RENCANA AKSI", 2022, 1, 0},
      {263, 331, 17, {45, 0, 1, 0, 12, 6, 0, 0}, "EVALUASI RENCANA AKSI", 2022, 2, 0},
      {344, 426, 17, {45, 0, 1, 0, 16, 8, 0, 0}, "EVALUASI RENCANA AKSI", 2022, 3, 0},
      {433, 515, 17, {45, 0, 1, 0, 16, 8, 0, 0}, "EVALUASI RENCANA AKSI", 2022, 4, 0}},
     {{1, 5, "5", "", SR_ROLE_MEASURE, SR_MEASURE_TARGET, SR_ASPECT_PERFORMANCE, 2022, 1},
      {1, 17, "17", "", SR_ROLE_MEASURE, SR_MEASURE_BUDGET, SR_ASPECT_MONEY, 2022, 0},
      {1, 18, "18", "", SR_ROLE_RESPONSIBLE, 0, 0, 0, 0},
      {3, 14, "14", "", SR_ROLE_MEASURE, SR_MEASURE_REALIZATION, SR_ASPECT_MONEY, 2022, 1},
      {3, 15, "15", "", SR_ROLE_MEASURE, SR_MEASURE_ACHIEVEMENT, SR_ASPECT_MONEY, 2022, 1},
      {3, 16, "16", "", SR_ROLE_MEASURE, SR_MEASURE_ACHIEVEMENT, SR_ASPECT_PERFORMANCE, 2022, 1}},
     {{72, 17, "6129079568", "rupiah"},
      {155, 17, "6399163194", "rupiah"},
      {242, 13, "6329079568", "rupiah"}, /* #####, solved for */
      {242, 14, "1136202054", "rupiah"},
      {412, 13, "6429079568", "rupiah"},
      {501, 14, "6195233742", "rupiah"},
      {501, 15, "97", "%"},
      {24, 13, "9", "laporan"}}},
    {"bengkulu-selatan-renja-2024.txt",
     SR_KIND_RENJA,
     "Badan Kepegawaian dan Pengembangan SDM",
     "Kabupaten Bengkulu Selatan",
     2024,
     0,
     {{38, 61, 2, {23, 0, 0, 0, 1, 0, 0, 0}, "DAFTAR ISI", 0, 0, 0},
      {65, 71, 2, {7, 0, 0, 0, 0, 0, 0, 0}, "DAFTAR TABEL", 0, 0, 0},
      {298, 374, 21, {43, 15, 0, 0, 12, 4, 0, 0}, "TABEL T-C . 29 Rekapitulasi", 0, 0, 0},
      {393, 450, 21, {44, 0, 0, 0, 9, 3, 0, 0}, "TABEL T-C. 30 PENCAPAIAN", 0, 0, 0},
      {500, 560, 12, {29, 17, 0, 0, 8, 4, 0, 0}, "TABEL T-C. 31 Review", 2024, 0, 0},
      {583, 585, 6, {2, 0, 0, 0, 1, 0, 0, 0}, "Tabel 2.1 USULAN", 2023, 0, 0},
      {601, 612, 2, {6, 0, 0, 0, 1, 1, 0, 0}, "Tabel 3.1 STRATEGI", 0, 0, 0},
      {649, 701, 17, {32, 1, 0, 0, 6, 0, 0, 0}, "CASCADING BADAN", 0, 0, 0},
      {775, 915, 17, {58, 18, 1, 0, 39, 13, 0, 0}, "RENCANA KERJA ORGANISASI", 2024, 0, 0},
      {933, 982, 10, {28, 14, 0, 0, 6, 0, 0, 0}, "REALISASI ANGGARAN APBD", 2023, 2, 0},
      {989, 1038, 15, {28, 15, 0, 0, 4, 2, 0, 0}, "LAPORAN KEMAJUAN", 2023, 2, 0}},
     {{3, 12, "8", "7/6*100", SR_ROLE_MEASURE, SR_MEASURE_ACHIEVEMENT, SR_ASPECT_PERFORMANCE, 2022, 0},
      {3, 15, "10", "5+7+9", SR_ROLE_MEASURE, SR_MEASURE_REALIZATION, SR_ASPECT_PERFORMANCE, 2023, 0},
      {3, 17, "11", "10/4*100", SR_ROLE_MEASURE, SR_MEASURE_ACHIEVEMENT, SR_ASPECT_PERFORMANCE, 2023, 0},
      {3, 5, "", "", SR_ROLE_MEASURE, SR_MEASURE_TARGET, SR_ASPECT_MONEY, 2023, 0},
      {4, 20, "", "", SR_ROLE_MEASURE, SR_MEASURE_FORECAST, SR_ASPECT_MONEY, 2024, 0},
      {10, 9, "", "", SR_ROLE_MEASURE, SR_MEASURE_ACHIEVEMENT, SR_ASPECT_MONEY, 2023, 2}},
     {{303, 5, "5357829000", "rupiah"},
      {303, 12, "88.84", "%"},
      {306, 4, "30", "dokumen"},
      {785, 9, "65172000.00", "rupiah"},
      {915, 9, "4811172650.00", "rupiah"},
      {938, 6, "24.7", "dokumen"},
      {996, 8, "24.7", "dokumen"}}},
    {"banjarbaru-renja-perubahan-2024.txt",
     SR_KIND_RENJA,
     "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia",
     "Kota Banjarbaru",
     2024,
     PERUBAHAN,
     {{66, 88, 2, {23, 0, 0, 0, 0, 0, 0, 0}, "DAFTAR ISI", 0, 0, 0},
      {92, 100, 3, {9, 0, 0, 0, 0, 0, 0, 0}, "DAFTAR TABEL", 0, 0, 0},
      {233, 236, 6, {2, 0, 0, 0, 1, 1, 0, 0}, "Tabel 2.1 LAPORAN CAPAIAN", 2023, 0, 0},
      {247, 345, 24, {44, 17, 2, 5, 3, 1, 1, 0}, "Tabel 2.2 Formulir E.81", 2024, 2, 0},
      {393, 503, 11, {47, 18, 0, 0, 22, 11, 0, 0}, "TABEL 2.3 REKAPITULASI", 0, 0, 0},
      {599, 675, 8, {42, 18, 0, 0, 8, 0, 0, 0}, "Tabel 2.4 Reviu", 2024, 0, PERUBAHAN},
      {708, 712, 10, {3, 0, 0, 0, 2, 0, 0, 0}, "Tabel 4.2 TUJUAN", 0, 0, PERUBAHAN},
      {812, 886, 11, {46, 18, 1, 0, 2, 0, 0, 0}, "TABEL 5.1 RUMUSAN", 0, 0, 0},
      {894, 920, 7, {18, 0, 1, 0, 3, 0, 0, 0}, "Tabel 5.2 Penambahan", 2024, 0, 0},
      {926, 931, 6, {4, 0, 1, 0, 1, 0, 0, 0}, "Tabel 5.3 Pergeseran", 2024, 0, 0},
      {972, 1051, 18, {43, 18, 0, 0, 3, 1, 0, 0}, "RENCANA PROGRAM DAN KEGIATAN", 2024, 0, PERUBAHAN}},
     {{3, 4, "4", "", SR_ROLE_MEASURE, SR_MEASURE_TARGET, SR_ASPECT_PERFORMANCE, 2023, 0},
      {5, 10, "10", "(5+7+9)", SR_ROLE_MEASURE, SR_MEASURE_REALIZATION, SR_ASPECT_PERFORMANCE, 2024, 2},
      /* its header's rows disagree; the formulas of its number row do not */
      {4, 9, "7", "", SR_ROLE_MEASURE, SR_MEASURE_TARGET, SR_ASPECT_PERFORMANCE, 2024, 0},
      {4, 14, "", "", SR_ROLE_MEASURE, SR_MEASURE_REALIZATION, SR_ASPECT_MONEY, 2024, 2},
      {4, 19, "12", "8 + 9 + 10 + 11", SR_ROLE_MEASURE, SR_MEASURE_REALIZATION, SR_ASPECT_PERFORMANCE, 2024, 2},
      {4, 23, "14", "13/5x 100%", SR_ROLE_MEASURE, SR_MEASURE_ACHIEVEMENT, SR_ASPECT_PERFORMANCE, 2026, 0},
      {6, 4, "", "", SR_ROLE_MEASURE, SR_MEASURE_BUDGET, SR_ASPECT_MONEY, 2024, 0},
      {10, 5, "", "", SR_ROLE_MEASURE, SR_MEASURE_CHANGE, SR_ASPECT_MONEY, 2024, 0}},
     {{886, 9, "18247414125", "rupiah"},
      {927, 5, "-13143400", "rupiah"},
      {638, 4, "40000000", "rupiah"},
      {664, 4, "", ""}, /* 59.99.800: a digit is gone */
      {235, 6, "101.2", "%"}}},
    {"way-kanan-cascading-2021-2026.txt",
     SR_KIND_CASCADING,
     "Badan Kepegawaian dan Pengembangan Sumber Daya Manusia",
     "Kabupaten Way Kanan",
     0,
     0,
     {{8, 13, 12, {2, 0, 0, 0, 3, 0, 0, 0}, "CASCADING BADAN", 0, 0, 0},
      {19, 22, 9, {1, 0, 0, 0, 2, 0, 0, 0}, "PROGRAM PENGEMBANGAN", 0, 0, 0},
      {24, 35, 10, {5, 0, 0, 0, 3, 0, 0, 1}, "KEGIATAN/SUB KEGIATAN", 0, 0, 0},
      {38, 55, 9, {7, 0, 0, 0, 4, 0, 0, 2}, "PROGRAM PROGRAM KEPEGAWAIAN", 0, 0, 0},
      {58, 110, 10, {33, 4, 0, 0, 3, 0, 0, 4}, "KEGIATAN/SUB KEGIATAN", 0, 0, 0},
      {112, 117, 9, {1, 0, 0, 0, 4, 0, 0, 0}, "PROGRAM PROGRAM PENUNJANG", 0, 0, 0},
      {119, 197, 10, {50, 3, 0, 0, 3, 0, 0, 7}, "KEGIATAN/SUB KEGIATAN", 0, 0, 0},
      {283, 291, 9, {6, 0, 0, 0, 2, 0, 0, 0}, "PANJAB BADAN", 0, 0, 0}},
     {{1, 7, "", "", SR_ROLE_MEASURE, SR_MEASURE_TARGET, SR_ASPECT_PERFORMANCE, 2021, 0},
      {3, 5, "", "", SR_ROLE_MEASURE, SR_MEASURE_TARGET, SR_ASPECT_PERFORMANCE, 2021, 0},
      {8, 3, "", "", SR_ROLE_MEASURE, SR_MEASURE_BASELINE, SR_ASPECT_PERFORMANCE, 0, 0},
      {8, 9, "", "", SR_ROLE_MEASURE, SR_MEASURE_TARGET, SR_ASPECT_PERFORMANCE, 2026, 0}},
     {{12, 7, "51.1", "poin"}, {63, 5, "190", "orang"}, {286, 4, "1.19", "%"}, {291, 6, "4013", ""}}},
};

static const struct document *now;

static void check_table(const sr_table *t, const struct expected_table *e)
{
    unsigned kinds[SR_ROW_KIND_COUNT] = {0};

    for (size_t r = 0; r < t->n_rows; r++) {
        kinds[t->rows[r]->kind]++;
        assert_true(r == 0 || t->rows[r]->row_no > t->rows[r - 1]->row_no);
    }
    assert_int_equal(t->line_first, e->first_line);
    assert_int_equal(t->line_last, e->last_line);
    assert_int_equal(t->width, e->width);
    for (int k = 0; k < SR_ROW_KIND_COUNT; k++)
        if (kinds[k] != e->kinds[k])
            fail_msg("%s table %u: %u rows of kind %s, not %u", now->file, t->table_no, kinds[k],
                     sr_row_kind_name((sr_row_kind)k), e->kinds[k]);
    if (t->title.len < strlen(e->title) || memcmp(t->title.ptr, e->title, strlen(e->title)) != 0)
        fail_msg("%s table %u is titled %.*s", now->file, t->table_no, SR_FMT(t->title));
    assert_int_equal(t->year, e->year);
    assert_int_equal(t->quarter, e->quarter);
    assert_int_equal(t->revision, e->revision);
}

static void check_column(const sr_doc *doc, const struct expected_column *e)
{
    const sr_column *c = &doc->tables[e->table - 1]->columns[e->column - 1];

    if (!sr_eq(c->label, sr_str(e->label)) || !sr_eq(c->formula, sr_str(e->formula)))
        fail_msg("%s %u.%u: label %.*s formula %.*s", now->file, e->table, e->column, SR_FMT(c->label),
                 SR_FMT(c->formula));
    if (c->role != e->role || c->measure != e->measure || c->aspect != e->aspect || c->year != e->year ||
        c->quarter != e->quarter)
        fail_msg("%s %u.%u %.*s: %s %s %s %d q%d", now->file, e->table, e->column, SR_FMT(c->header),
                 sr_role_name((sr_role)c->role), sr_measure_name((sr_measure)c->measure),
                 sr_aspect_name((sr_aspect)c->aspect), c->year, c->quarter);
}

static const sr_cell *cell_at(const sr_doc *doc, const struct expected_cell *e)
{
    for (size_t i = 0; i < doc->n_tables; i++)
        for (size_t r = 0; r < doc->tables[i]->n_rows; r++)
            if (doc->tables[i]->rows[r]->line_no == e->line)
                return sr_row_cell(doc->tables[i]->rows[r], e->column - 1);
    fail_msg("%s has no row at line %u", now->file, e->line);
    return NULL;
}

static void check_cell(const sr_doc *doc, const struct expected_cell *e)
{
    const sr_cell *c = cell_at(doc, e);
    char text[SR_DECIMAL_TEXT];
    size_t len = c->has_value ? sr_decimal_text(c->value, text) : 0;

    if (!sr_eq((sr_slice){text, len}, sr_str(e->value)))
        fail_msg("%s line %u column %u \"%.*s\": %.*s, not %s", now->file, e->line, e->column, SR_FMT(sr_cell_text(c)),
                 (int)len, text, e->value);
    if (len && c->unit && !sr_eq(sr_unit_name(c->unit), sr_str(e->unit)))
        fail_msg("%s line %u column %u \"%.*s\": unit %.*s", now->file, e->line, e->column, SR_FMT(sr_cell_text(c)),
                 SR_FMT(sr_unit_name(c->unit)));
}

static int check(sr_doc *doc, bool last, sr_error *err)
{
    size_t n = 0;

    (void)err;
    sr_normalize(doc, last);
    while (n < 16 && now->tables[n].width)
        n++;
    assert_int_equal(doc->n_tables, n);
    for (size_t i = 0; i < n; i++)
        check_table(doc->tables[i], &now->tables[i]);
    for (size_t i = 0; i < 12 && now->columns[i].table; i++)
        check_column(doc, &now->columns[i]);
    for (size_t i = 0; i < 12 && now->cells[i].line; i++)
        check_cell(doc, &now->cells[i]);
    assert_int_equal(doc->facts.kind, now->kind);
    assert_int_equal(doc->facts.fiscal_year, now->year);
    assert_int_equal(doc->facts.revision, now->revision);
    if (!sr_eq(doc->facts.agency, sr_str(now->agency)) || !sr_eq(doc->facts.region, sr_str(now->region)))
        fail_msg("%s: %.*s, %.*s", now->file, SR_FMT(doc->facts.agency), SR_FMT(doc->facts.region));
    for (size_t i = 1; i < doc->n_findings; i++) /* in the order of places */
        assert_true(doc->findings[i - 1].table_no <= doc->findings[i].table_no);
    return 0;
}

static void seeds(void **state)
{
    const struct document *d = *state;
    sr_error err = {0};
    sr_import_options options = {0};
    char path[256];
    sr_doc doc;

    now = d;
    snprintf(path, sizeof path, FOLDER "%s", d->file);
    sr_source *source = sr_source_open(path, &err);
    if (!source) {
        print_message("%s is not here: skipped\n", path);
        skip();
    }
    sr_doc_init(&doc);
    doc.name = sr_str(d->file);
    doc.flush = check;
    const sr_importer *importer = sr_importer_pick(source, doc.name, &options, &err);
    assert_non_null(importer);
    doc.format = importer->format;
    assert_int_equal(importer->read(source, &options, &doc, &err), 0);
    sr_source_close(source);
    sr_doc_free(&doc);
}

int main(void)
{
    struct CMUnitTest tests[sizeof documents / sizeof *documents];

    for (size_t i = 0; i < sizeof documents / sizeof *documents; i++)
        tests[i] = (struct CMUnitTest){documents[i].file, seeds, NULL, NULL, (void *)(uintptr_t)&documents[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
