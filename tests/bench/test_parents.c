/* Real documents, where they are at hand: rows without codes have their levels, and parents are the sums of children.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "bench/closing/closing.h"
#include "importers/importer.h"
#include "normalize/normalize.h"

#define FOLDER "../shared/corpus/text/"
#define TANGSEL "realisasi-tangsel/txt-layout/"
#define BANYUWANGI "renstra-banyuwangi/txt-layout/"

/*
 * What each document has at least: rows with a level, rows with children, those that close in every column; and at
 * most: rows with children that close in none.
 *
 * Three agencies of one city (BPBD, damkar, satpol) print the kegiatan of their common program as the sums over all
 * three, each with its own sub kegiatan only: what does not close there is theirs.
 */
static const struct expected {
    const char *file;
    size_t rows, level, parents, all, none;
} documents[] = {
    {TANGSEL "BPBD.txt", 57, 56, 12, 7, 2},
    {TANGSEL "bkpsdm.txt", 80, 76, 18, 17, 0},
    {TANGSEL "capil.txt", 55, 54, 20, 17, 0},
    {TANGSEL "damkar.txt", 38, 37, 12, 7, 5},
    {TANGSEL "dinkop.txt", 70, 69, 25, 20, 0},
    {TANGSEL "inspektorat.txt", 55, 51, 15, 13, 0},
    {TANGSEL "satpol.txt", 59, 57, 11, 5, 6},
    {BANYUWANGI "RENSTRA-BKP.txt", 125, 66, 16, 16, 0},
    {BANYUWANGI "RENSTRA-BPBD.txt", 198, 81, 13, 7, 3},
    {BANYUWANGI "RENSTRA-DISHUB.txt", 405, 159, 65, 65, 0},
    {BANYUWANGI "RENSTRA-DUKCAPIL.txt", 300, 113, 25, 22, 0},
    {BANYUWANGI "RENSTRA-KESBANGPOL.txt", 187, 97, 45, 44, 0},
};

/* Rows of these documents by their line: level, and how the names begin that their rows speak about; "" = none. */
static const struct row {
    const char *file;
    unsigned line;
    sr_level level;
    const char *kegiatan, *sub_kegiatan, *activity;
} rows[] = {
    /* the kegiatan's own sum is wrong in both quarters; the program is the sum of the kegiatan in one */
    {TANGSEL "BPBD.txt", 50, SR_LEVEL_KEGIATAN, "Administrasi Keuangan", "", ""},
    {TANGSEL "BPBD.txt", 52, SR_LEVEL_SUB_KEGIATAN, "Administrasi Keuangan", "Penyediaan Gaji", ""},
    /* one child, nothing in one quarter */
    {TANGSEL "BPBD.txt", 126, SR_LEVEL_KEGIATAN, "Pelayanan Informasi Rawan", "", ""},
    {TANGSEL "BPBD.txt", 129, SR_LEVEL_SUB_KEGIATAN, "Pelayanan Informasi Rawan", "Sosialisasi", ""},
    /* zeros behind the last child, before the next kegiatan */
    {TANGSEL "BPBD.txt", 161, SR_LEVEL_SUB_KEGIATAN, "Pelayanan Pencegahan", "Gladi Kesiapsiagaan", ""},
    /* further indicators of a kegiatan */
    {TANGSEL "bkpsdm.txt", 172, SR_LEVEL_KEGIATAN, "Penilaian dan Evaluasi", "", ""},
    {TANGSEL "bkpsdm.txt", 193, SR_LEVEL_SUB_KEGIATAN, "Penilaian dan Evaluasi", "Evaluasi Disiplin", ""},
    /* kegiatan and sub kegiatan of zeros before those with amounts */
    {TANGSEL "dinkop.txt", 146, SR_LEVEL_KEGIATAN, "Penerbitan Izin Usaha", "", ""},
    {TANGSEL "dinkop.txt", 152, SR_LEVEL_SUB_KEGIATAN, "Penerbitan Izin Usaha", "Fasilitasi Pemenuhan", ""},
    {TANGSEL "dinkop.txt", 162, SR_LEVEL_KEGIATAN, "Penerbitan Izin Pembukaan", "", ""},
    {TANGSEL "dinkop.txt", 138, SR_LEVEL_KEGIATAN, "Penataan Organisasi", "", ""},
    /* a program of zeros */
    {TANGSEL "dinkop.txt", 184, SR_LEVEL_KEGIATAN, "Pemeriksaan dan Pengawasan", "", ""},
    {TANGSEL "dinkop.txt", 199, SR_LEVEL_SUB_KEGIATAN, "Pemeriksaan dan Pengawasan", "Pemeriksaan Kepatuhan", ""},
    /* a kegiatan of zeros between others, told by its name */
    {TANGSEL "inspektorat.txt", 70, SR_LEVEL_KEGIATAN, "Administrasi Barang Milik", "", ""},
    {TANGSEL "inspektorat.txt", 66, SR_LEVEL_SUB_KEGIATAN, "Administrasi Keuangan", "Penyusunan Pelaporan", ""},
    /* three rows of zeros at the end of a program: only the last is told */
    {TANGSEL "inspektorat.txt", 151, SR_LEVEL_NONE, "", "", "Penyelenggaraan Pengawasan dengan"},
    {TANGSEL "inspektorat.txt", 154, SR_LEVEL_NONE, "", "", "Penanganan Penyelesaian"},
    {TANGSEL "inspektorat.txt", 156, SR_LEVEL_SUB_KEGIATAN, "", "Pengawasan dengan Tujuan", ""},
    {TANGSEL "satpol.txt", 226, SR_LEVEL_NONE, "", "", "Pembinaan Penyidik"},
};

#define COUNT(array) (sizeof(array) / sizeof *(array))

static bool begins(sr_slice text, const char *with)
{
    size_t n = strlen(with);

    return n ? text.len >= n && memcmp(text.ptr, with, n) == 0 : text.len == 0;
}

static const sr_row *row_at(const sr_doc *doc, unsigned line)
{
    for (size_t i = 0; i < doc->n_tables; i++)
        for (size_t r = 0; r < doc->tables[i]->n_rows; r++)
            if (doc->tables[i]->rows[r]->line_no == line && doc->tables[i]->rows[r]->kind < SR_ROW_NOTE)
                return doc->tables[i]->rows[r];
    return NULL;
}

static void check_rows(const sr_doc *doc, const char *file)
{
    for (size_t i = 0; i < COUNT(rows); i++) {
        if (strcmp(rows[i].file, file) != 0)
            continue;
        const sr_row *row = row_at(doc, rows[i].line);
        if (!row || !row->context)
            fail_msg("%s has no row of data at line %u", file, rows[i].line);
        if (row->level != rows[i].level || !begins(row->context->kegiatan, rows[i].kegiatan) ||
            !begins(row->context->sub_kegiatan, rows[i].sub_kegiatan) ||
            !begins(row->context->activity, rows[i].activity))
            fail_msg("%s line %u is %s of \"%.*s\" > \"%.*s\" > \"%.*s\"", file, rows[i].line,
                     sr_level_name((sr_level)row->level), SR_FMT(row->context->kegiatan),
                     SR_FMT(row->context->sub_kegiatan), SR_FMT(row->context->activity));
    }
}

static int check(sr_doc *doc, bool last, sr_error *err)
{
    const struct expected *want = doc->flush_context;
    closing found = {0};

    (void)err;
    sr_normalize(doc, last);
    closing_count(doc, &found, NULL);
    if (found.rows < want->rows || found.level < want->level || found.parents < want->parents ||
        found.all < want->all || found.none > want->none)
        fail_msg("%s: %zu rows, %zu with a level, %zu with children, %zu close, %zu do not", want->file, found.rows,
                 found.level, found.parents, found.all, found.none);
    check_rows(doc, want->file);
    return 0;
}

static void document(void **state)
{
    const struct expected *want = *state;
    sr_error err = {0};
    sr_import_options options = {0};
    sr_buf path = {0};
    sr_doc doc;

    sr_buf_printf(&path, FOLDER "%s%c", want->file, '\0');
    sr_source *source = sr_source_open(path.ptr, &err);
    if (!source) {
        print_message("%s is not here: skipped\n", path.ptr);
        sr_buf_free(&path);
        skip();
    }
    sr_doc_init(&doc);
    doc.name = sr_str(want->file);
    doc.flush = check;
    doc.flush_context = (void *)(uintptr_t)want;
    const sr_importer *importer = sr_importer_pick(source, doc.name, &options, &err);
    assert_non_null(importer);
    assert_int_equal(importer->read(source, &options, &doc, &err), 0);
    sr_source_close(source);
    sr_doc_free(&doc);
    sr_buf_free(&path);
}

int main(void)
{
    struct CMUnitTest tests[COUNT(documents)];

    for (size_t i = 0; i < COUNT(documents); i++)
        tests[i] = (struct CMUnitTest){documents[i].file, document, NULL, NULL, (void *)(uintptr_t)&documents[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
