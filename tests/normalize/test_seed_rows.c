/* Real documents, where they are at hand: the rows that stood wrong are in their columns, and their sums close. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "importers/importer.h"
#include "normalize/normalize.h"

#include <stdio.h>

#define FOLDER "../shared/seeds/"

/* What a cell of a row that was shifted, cut, joined or put together begins with; "" = blank. */
static const struct {
    const char *file;
    unsigned line, column;
    const char *begins;
} placed[] = {
    /* left part one column to the left */
    {"jeneponto-rencana-aksi-2022.txt", 70, 10, "Sertifikasi, Kelembagaan"},
    {"jeneponto-rencana-aksi-2022.txt", 70, 12, "Jumlah Peserta"},
    {"jeneponto-rencana-aksi-2022.txt", 70, 17, "20,000,000"},
    {"jeneponto-rencana-aksi-2022.txt", 71, 11, "Pembinaan"},
    {"jeneponto-rencana-aksi-2022.txt", 71, 12, "Jumlah Peserta"},
    /* the whole row one column to the left, a blank at its end */
    {"jeneponto-rencana-aksi-2022.txt", 106, 10, "Administrasi Keuangan"},
    {"jeneponto-rencana-aksi-2022.txt", 106, 17, "3,871,173,909"},
    {"jeneponto-rencana-aksi-2022.txt", 106, 18, "Kasubag"},
    {"jeneponto-rencana-aksi-2022.txt", 108, 12, "Jumlah Pengelola"},
    {"jeneponto-rencana-aksi-2022.txt", 108, 16, "4 Orang"},
    {"jeneponto-rencana-aksi-2022.txt", 116, 17, "201,259,785"},
    /* a blank too many */
    {"jeneponto-rencana-aksi-2022.txt", 188, 13, "9,965,500"},
    /* a page whose header has another width, its code cut into four cells */
    {"bengkulu-selatan-renja-2024.txt", 1018, 1, "5 03 01 2.09"},
    {"bengkulu-selatan-renja-2024.txt", 1018, 3, "151.982.200"},
    {"bengkulu-selatan-renja-2024.txt", 1038, 10, "13.766.750"},
    /* shifted pages of a cascading */
    {"bengkulu-selatan-renja-2024.txt", 656, 12, "Mutasi dan Promosi"},
    {"bengkulu-selatan-renja-2024.txt", 656, 17, "Jumlah Dokumen"},
    {"bengkulu-selatan-renja-2024.txt", 660, 17, "Jumlah Dokumen"},
    {"bengkulu-selatan-renja-2024.txt", 679, 15, "Penyediaan Administrasi"},
    {"bengkulu-selatan-renja-2024.txt", 679, 17, "Jumlah Dokumen"},
    /* blanks missing before the last quarters */
    {"banjarbaru-renja-perubahan-2024.txt", 252, 19, "59,14"},
    {"banjarbaru-renja-perubahan-2024.txt", 286, 20, "3.502.951"},
    {"banjarbaru-renja-perubahan-2024.txt", 341, 6, "15.50 1.518. 746"},
    /* texts that go on in a row of their own */
    {"banjarbaru-renja-perubahan-2024.txt", 982, 2, "Koordinasi dan Penyusunan"},
    {"banjarbaru-renja-perubahan-2024.txt", 901, 3, "Untuk meningka"},
    /* years scattered over the wrong columns */
    {"way-kanan-cascading-2021-2026.txt", 12, 7, "51.1"},
    {"way-kanan-cascading-2021-2026.txt", 12, 12, "63.1"},
    /* text in scrambled order */
    {"luwu-timur-rencana-aksi-2023.txt", 100, 2, "Penyusunan Dokumen Perencanaan Perangkat Daerah"},
    {"luwu-timur-rencana-aksi-2023.txt", 100, 5, "3 Dokumen"},
    {"luwu-timur-rencana-aksi-2023.txt", 100, 8, "5 Dokumen"},
    {"luwu-timur-rencana-aksi-2023.txt", 100, 9, "10 Dokumen"},
    {"luwu-timur-rencana-aksi-2023.txt", 771, 6, "60 Kali"},
    {"luwu-timur-rencana-aksi-2023.txt", 1446, 9, "946 Orang"},
    {"luwu-timur-rencana-aksi-2023.txt", 122, 1, "1"},         /* written above the page's quarters; 13 is a label */
    {"luwu-timur-rencana-aksi-2023.txt", 168, 9, "100%"},      /* a share, that stands before the page's first row */
    {"luwu-timur-rencana-aksi-2023.txt", 168, 5, "100%"},      /* and its quarters */
    {"luwu-timur-rencana-aksi-2023.txt", 230, 9, "2 Dokumen"}, /* which stood at that share */
    {"luwu-timur-rencana-aksi-2023.txt", 230, 7, "1 Dokumen"},
    {"luwu-timur-rencana-aksi-2023.txt", 266, 10, "SEKRETARIAT"},
    {"luwu-timur-rencana-aksi-2023.txt", 1304, 9, "97%"}, /* the program's, before another record */
    {"luwu-timur-rencana-aksi-2023.txt", 1831, 9, "75%"}, /* the last row's, in the middle of the page */
    {"luwu-timur-rencana-aksi-2023.txt", 1962, 9, "30%"},
    {"luwu-timur-rencana-aksi-2023.txt", 1962, 10, ""}, /* programs have no office there */
    {"luwu-timur-rencana-aksi-2023.txt", 2032, 8, "100%"},
};

/* Money columns of which the details are the printed total, to the rupiah. */
static const struct {
    const char *file;
    unsigned table, column;
    const char *total;
} sums[] = {
    {"jeneponto-rencana-aksi-2022.txt", 1, 17, "6129079568"}, {"jeneponto-rencana-aksi-2022.txt", 2, 17, "6399163194"},
    {"jeneponto-rencana-aksi-2022.txt", 3, 13, "6329079568"}, /* printed as ##### */
    {"jeneponto-rencana-aksi-2022.txt", 3, 14, "1136202054"}, {"jeneponto-rencana-aksi-2022.txt", 4, 13, "6329079568"},
    {"jeneponto-rencana-aksi-2022.txt", 4, 14, "3044649208"}, {"jeneponto-rencana-aksi-2022.txt", 5, 13, "6429079568"},
    {"jeneponto-rencana-aksi-2022.txt", 5, 14, "4561110317"}, {"jeneponto-rencana-aksi-2022.txt", 6, 13, "6399163194"},
    {"jeneponto-rencana-aksi-2022.txt", 6, 14, "6195233742"},
};

/* The four corners of each table: how the first and the last cell of its first and last row of data begin. */
struct corner_row {
    unsigned line;
    const char *first, *last; /* "" = blank */
};
static const struct {
    const char *file;
    unsigned table, width, rows; /* rows of data, totals among them */
    struct corner_row ends[2];
} corners[] = {
    {"banjarbaru-renja-perubahan-2024.txt", 1, 2, 23, {{66, "KATA PENGANTAR....", "I"}, {88, "LAMPIRAN.....", "74"}}},
    {"banjarbaru-renja-perubahan-2024.txt", 2, 3, 9, {{92, "Tabel 2.1", "8"}, {100, "", "74"}}},
    {"banjarbaru-renja-perubahan-2024.txt", 3, 6, 2, {{235, "1.", "101,2%"}, {236, "2", "109,25 %"}}},
    {"banjarbaru-renja-perubahan-2024.txt", 4, 24, 63, {{252, "", ""}, {341, "", ""}}},
    {"banjarbaru-renja-perubahan-2024.txt", 5, 11, 65, {{396, "5.03", ""}, {503, "x.xx.01.209.11", "50%"}}},
    {"banjarbaru-renja-perubahan-2024.txt",
     6,
     8,
     60,
     {{600, "BADAN KEPEGAWIAAN", "18.267.447.425"}, {675, "5.04.02.2.02.07 Pe", "1.502.977.550"}}},
    {"banjarbaru-renja-perubahan-2024.txt", 7, 10, 3, {{710, "", "77"}, {712, "", "94,33"}}},
    {"banjarbaru-renja-perubahan-2024.txt", 8, 11, 65, {{814, "5.03", ""}, {886, "", "16.292.704.963"}}},
    {"banjarbaru-renja-perubahan-2024.txt", 9, 7, 19, {{895, "1.", "Sesuai Perpres Nom"}, {920, "", ""}}},
    {"banjarbaru-renja-perubahan-2024.txt", 10, 6, 5, {{927, "5.03.01.2.03.05", "- pergeseran pada"}, {931, "", ""}}},
    {"banjarbaru-renja-perubahan-2024.txt", 11, 18, 61, {{976, "5", ""}, {1051, "5.04.02.2.02.07", ""}}},
    {"bengkulu-selatan-renja-2024.txt", 1, 2, 23, {{39, "KATA PENGANTAR", "i"}, {61, "BAB V PENUTUP", "46"}}},
    {"bengkulu-selatan-renja-2024.txt",
     2,
     2,
     7,
     {{65, "Tabel T-C.29", "Rekapitulasi Evalu"}, {71, "Tabel 4.1", "Rumusan Rencana Pr"}}},
    {"bengkulu-selatan-renja-2024.txt", 3, 21, 58, {{302, "", ""}, {374, "5.03.02.2.04.09", ""}}},
    {"bengkulu-selatan-renja-2024.txt", 4, 21, 44, {{397, "1", ""}, {450, "44", ""}}},
    {"bengkulu-selatan-renja-2024.txt", 5, 12, 46, {{503, "1", ""}, {560, "46", ""}}},
    {"bengkulu-selatan-renja-2024.txt", 6, 6, 2, {{584, "1", ""}, {585, "", ""}}},
    {"bengkulu-selatan-renja-2024.txt",
     7,
     2,
     6,
     {{603, "1. Optimalisasi pe", "- Analisis dan eva"}, {612, "6. Remunerasi dan", "- Sistem remuneras"}}},
    {"bengkulu-selatan-renja-2024.txt",
     8,
     17,
     33,
     {{651, "Meningkatnya kuali", "Jumlah Dokumen Has"}, {701, "", "Jumlah Dokumen Ren"}}},
    {"bengkulu-selatan-renja-2024.txt", 9, 17, 77, {{779, "", ""}, {915, "", ""}}},
    {"bengkulu-selatan-renja-2024.txt", 10, 10, 42, {{935, "Badan Kepegawaian", ""}, {982, "05.03.02.04.08", ""}}},
    {"bengkulu-selatan-renja-2024.txt", 11, 15, 43, {{992, "5", ""}, {1038, "5 03 02 2.04", ""}}},
    {"jeneponto-rencana-aksi-2022.txt", 1, 18, 46, {{11, "1", "Kasubag Perencanaa"}, {72, "", ""}}},
    {"jeneponto-rencana-aksi-2022.txt", 2, 18, 46, {{94, "1", "Kasubag Perencanaa"}, {155, "", ""}}},
    {"jeneponto-rencana-aksi-2022.txt", 3, 17, 46, {{177, "1", "Kasubag Perencanaa"}, {242, "", ""}}},
    {"jeneponto-rencana-aksi-2022.txt", 4, 17, 46, {{266, "1", "Kasubag Perencanaa"}, {331, "", ""}}},
    {"jeneponto-rencana-aksi-2022.txt", 5, 17, 46, {{347, "1", "Kasubag Perencanaa"}, {412, "", ""}}},
    {"jeneponto-rencana-aksi-2022.txt", 6, 17, 46, {{436, "1", "Kasubag Perencanaa"}, {501, "", ""}}},
    {"luwu-timur-rencana-aksi-2023.txt", 1, 10, 68, {{100, "", "SEKRETARIAT"}, {2195, "", "Bidang Pengembanga"}}},
    {"way-kanan-cascading-2021-2026.txt", 1, 12, 2, {{12, "Way Kanan Unggul d", "63.1"}, {13, "", "65"}}},
    {"way-kanan-cascading-2021-2026.txt",
     2,
     9,
     1,
     {{22, "Cakupan Pengembang", "88"}, {22, "Cakupan Pengembang", "88"}}},
    {"way-kanan-cascading-2021-2026.txt", 3, 10, 5, {{28, "Pengembangan Kompe", "20"}, {35, "", "1"}}},
    {"way-kanan-cascading-2021-2026.txt", 4, 9, 7, {{43, "Cakupan Tertib Adm", "90"}, {55, "", "90"}}},
    {"way-kanan-cascading-2021-2026.txt",
     5,
     10,
     37,
     {{62, "Pengadaan, Pemberh", "9"}, {110, "Pelayanan Proses I", "1"}}},
    {"way-kanan-cascading-2021-2026.txt",
     6,
     9,
     1,
     {{117, "Nilai SAKIP BKPSDM", "63.1"}, {117, "Nilai SAKIP BKPSDM", "63.1"}}},
    {"way-kanan-cascading-2021-2026.txt", 7, 10, 53, {{123, "Perencanaan, Penga", "7"}, {197, "", "40"}}},
    {"way-kanan-cascading-2021-2026.txt", 8, 9, 6, {{286, "1", "11,88 %"}, {291, "6", "4400"}}},
};

#define COUNT(array) (sizeof(array) / sizeof *(array))

static void check_placed(const sr_doc *doc, const char *file)
{
    for (size_t i = 0; i < COUNT(placed); i++) {
        const sr_row *row = NULL;
        if (strcmp(placed[i].file, file) != 0)
            continue;
        for (size_t t = 0; t < doc->n_tables; t++)
            for (size_t r = 0; r < doc->tables[t]->n_rows; r++)
                if (doc->tables[t]->rows[r]->line_no == placed[i].line)
                    row = doc->tables[t]->rows[r];
        if (!row)
            fail_msg("%s: no row at line %u", file, placed[i].line);
        sr_slice text = sr_cell_text(sr_row_cell(row, placed[i].column - 1)), begin = sr_str(placed[i].begins);
        if (text.len < begin.len || (begin.len == 0 && text.len) || memcmp(text.ptr, begin.ptr, begin.len) != 0)
            fail_msg("%s line %u column %u: \"%.*s\"", file, placed[i].line, placed[i].column, SR_FMT(text));
    }
}

static void check_corner(const char *file, const sr_row *row, uint32_t column, const char *begins)
{
    sr_slice text = sr_cell_text(sr_row_cell(row, column)), begin = sr_str(begins);

    if (text.len < begin.len || (begin.len == 0 && text.len) || memcmp(text.ptr, begin.ptr, begin.len) != 0)
        fail_msg("%s line %u column %u: \"%.*s\"", file, (unsigned)row->line_no, column + 1, SR_FMT(text));
}

static bool holds_data(const sr_row *row)
{
    return row->kind == SR_ROW_DETAIL || row->kind == SR_ROW_SUBTOTAL || row->kind == SR_ROW_TOTAL;
}

static void check_corners(const sr_doc *doc, const char *file)
{
    size_t found = 0;

    for (size_t i = 0; i < COUNT(corners); i++) {
        const sr_row *end[2] = {NULL, NULL};
        unsigned n = 0;
        if (strcmp(corners[i].file, file) != 0)
            continue;
        assert_true(corners[i].table <= doc->n_tables);
        const sr_table *table = doc->tables[corners[i].table - 1];
        for (size_t r = 0; r < table->n_rows; r++)
            if (holds_data(table->rows[r])) {
                end[0] = end[0] ? end[0] : table->rows[r];
                end[1] = table->rows[r];
                n++;
            }
        if (n != corners[i].rows || table->width != corners[i].width)
            fail_msg("%s table %u: %u rows of data, %u columns", file, corners[i].table, n, table->width);
        for (int k = 0; k < 2; k++) {
            assert_int_equal(end[k]->line_no, corners[i].ends[k].line);
            check_corner(file, end[k], 0, corners[i].ends[k].first);
            check_corner(file, end[k], table->width - 1, corners[i].ends[k].last);
        }
        found++;
    }
    assert_int_equal(found, doc->n_tables);
}

static void check_sums(const sr_doc *doc, const char *file)
{
    for (size_t i = 0; i < COUNT(sums); i++) {
        sr_decimal sum = sr_dec(0, 0), total;
        if (strcmp(sums[i].file, file) != 0)
            continue;
        const sr_table *table = doc->tables[sums[i].table - 1];
        assert_true(sr_decimal_parse(sr_str(sums[i].total), &total));
        for (size_t r = 0; r < table->n_rows; r++) {
            const sr_cell *cell = sr_row_cell(table->rows[r], sums[i].column - 1);
            if (table->rows[r]->kind == SR_ROW_DETAIL && cell->has_value)
                assert_true(sr_decimal_add(sum, cell->value, &sum));
            if (table->rows[r]->kind == SR_ROW_TOTAL && cell->has_value)
                assert_int_equal(sr_decimal_cmp(cell->value, total), 0);
        }
        if (sr_decimal_cmp(sum, total) != 0)
            fail_msg("%s table %u column %u does not add up to %s", file, sums[i].table, sums[i].column, sums[i].total);
    }
}

static bool is_told(const sr_doc *doc, const sr_table *table, const sr_row *row)
{
    for (size_t i = 0; i < doc->n_findings; i++)
        if (doc->findings[i].table_no == table->table_no && doc->findings[i].row_no == row->row_no &&
            doc->findings[i].severity >= SR_WARNING)
            return true;
    return false;
}

/* Of a table put together from scrambled text: a row of an activity has four quarters and a target, or a finding. */
static void check_quarters(const sr_doc *doc)
{
    const sr_table *table = doc->tables[0];
    unsigned whole = 0;

    for (size_t r = 0; r < table->n_rows; r++) {
        const sr_row *row = table->rows[r];
        unsigned quarters = 0;
        if (row->kind != SR_ROW_DETAIL || sr_row_cell(row, 1)->text_len == 0 || sr_row_cell(row, 2)->text_len == 0)
            continue; /* goals and programs have none */
        for (uint32_t q = 4; q < 8; q++)
            quarters += sr_row_cell(row, q)->text_len > 0;
        bool complete =
            quarters >= 3 && sr_row_cell(row, 8)->text_len > 0; /* one quarter is blank in the source twice */
        whole += complete;
        if (!complete && !is_told(doc, table, row))
            fail_msg("line %u has %u quarters and no finding", (unsigned)row->line_no, quarters);
    }
    assert_int_equal(whole, 62);
}

static int check(sr_doc *doc, bool last, sr_error *err)
{
    char file[64];

    (void)err;
    snprintf(file, sizeof file, "%.*s", SR_FMT(doc->name));
    sr_normalize(doc, last);
    check_placed(doc, file);
    check_corners(doc, file);
    check_sums(doc, file);
    if (strncmp(file, "luwu", 4) == 0)
        check_quarters(doc);
    return 0;
}

static void rows(void **state)
{
    const char *file = *state;
    sr_error err = {0};
    sr_import_options options = {0};
    char path[256];
    sr_doc doc;

    snprintf(path, sizeof path, FOLDER "%s", file);
    sr_source *source = sr_source_open(path, &err);
    if (!source) {
        print_message("%s is not here: skipped\n", path);
        skip();
    }
    sr_doc_init(&doc);
    doc.name = sr_str(file);
    doc.flush = check;
    const sr_importer *importer = sr_importer_pick(source, doc.name, &options, &err);
    assert_non_null(importer);
    assert_int_equal(importer->read(source, &options, &doc, &err), 0);
    sr_source_close(source);
    sr_doc_free(&doc);
}

int main(void)
{
    static char files[][48] = {"jeneponto-rencana-aksi-2022.txt", "bengkulu-selatan-renja-2024.txt",
                               "banjarbaru-renja-perubahan-2024.txt", "way-kanan-cascading-2021-2026.txt",
                               "luwu-timur-rencana-aksi-2023.txt"};
    struct CMUnitTest tests[COUNT(files)];

    for (size_t i = 0; i < COUNT(files); i++)
        tests[i] = (struct CMUnitTest){files[i], rows, NULL, NULL, files[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
