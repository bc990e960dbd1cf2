/* What a document says of itself: invented agencies, a case for each grammar of titles. */
#include "building.h"

#include "normalize/lexicon.h"

struct facts_case {
    const char *script, *file;
    const char *facts; /* "kind year revision quarter | agency | region" */
};

static const struct facts_case cases[] = {
    {"H RENCANA AKSI KINERJA\nH DINAS PERPUSTAKAAN DAN KEARSIPAN\nH KABUPATEN LEMBAH BIRU\nH TAHUN ANGGARAN 2023",
     "a.txt", "rencana_aksi 2023  0 | Dinas Perpustakaan dan Kearsipan | Kabupaten Lembah Biru"},
    {"H EVALUASI RENCANA AKSI\nH BADAN KEUANGAN DAERAH KOTA SERAYU\nH TRIWULAN III TAHUN ANGGARAN 2022", "a.txt",
     "evaluasi 2022  3 | Badan Keuangan Daerah | Kota Serayu"},
    {"P **PEMERINTAH KOTA SERAYU**\nP **BADAN KEPEGAWAIAN**\nP **DAN PENGEMBANGAN SDM**\n\nH RENJA PERUBAHAN 2024",
     "a.txt", "renja 2024 perubahan 0 | Badan Kepegawaian dan Pengembangan SDM | Kota Serayu"},
    {"H RENCANA STRATEGIS (RENSTRA) TAHUN 2021-2026\nH RSUD MAJU SEHAT\nH PROVINSI PANTAI TIMUR", "a.txt",
     "renstra 0  0 | RSUD Maju Sehat | Provinsi Pantai Timur"},
    {"H CASCADING DINAS SOSIAL KABUPATEN LEMBAH BIRU TAHUN 2021-2026", "a.txt",
     "cascading 0  0 | Dinas Sosial | Kabupaten Lembah Biru"},
    {"H LAPORAN KINERJA\nH INSPEKTORAT DAERAH KAB. LEMBAH BIRU\nH TAHUN 2021", "a.txt",
     "laporan 2021  0 | Inspektorat Daerah | Kabupaten Lembah Biru"},
    {"P Rencana Aksi Dinas Kesehatan\nP Kabupaten Lembah Biru\nP Tahun 2025\n\nNo|Uraian\n1|a", "a.txt",
     "rencana_aksi 2025  0 | Dinas Kesehatan | Kabupaten Lembah Biru"},
    {"P Rancangan Akhir Renstra Dinas Perhubungan Tahun 2025 - 2029", "a.txt", "renstra 0  0 | Dinas Perhubungan | "},
    {"P Kata Pengantar\nP Renstra ini disusun\nP 3.1. Sasaran Renstra Dinas Sosial Tahun 2025\nP Rencana Kerja Dinas "
     "Sosial memuat Sasaran.",
     "a.txt", "other 0  0 |  | "},
    {"P Laporan ini disusun oleh Dinas Sosial Kabupaten Lembah Biru pada tahun 2020 sesuai peraturan yang berlaku di "
     "daerah.",
     "a.txt", "other 0  0 |  | Kabupaten Lembah Biru"},
    {"P Kinerja Dinas Pekerjaan Umum, Penataan Ruang dan Pertanahan Kabupaten Lembah Biru diukur.\nP Dinas Sosial Kota "
     "Serayu\n"
     "P Renja Dinas Pekerjaan Umum, Penataan Ruang dan Pertanahan Kabupaten Lembah Biru.",
     "a.txt", "other 0  0 | Dinas Pekerjaan Umum, Penataan Ruang dan Pertanahan | Kabupaten Lembah Biru"},
    {"C Tabel 1 Rencana Aksi\na|b\nDINAS SOSIAL|c\n", "a.txt", "rencana_aksi 0  0 | Dinas Sosial | "},
    {"P DAFTAR ISI\nP BAB I RENCANA KERJA\nP INSPEKTORAT\n\nH LAPORAN KINERJA\n\n\nH TAHUN 2022", "a.txt",
     "laporan 2022  0 | Inspektorat | "},
    /* the region that the document is about, not each that it names */
    {"P Peraturan Gubernur Provinsi Pantai Timur tentang Rencana Kerja\nP Kabupaten Lembah Biru Tahun 2024\nP dan Kota "
     "Serayu\n"
     "P Kabupaten Lembah Biru Nomor 3",
     "a.txt", "other 0  0 |  | Kabupaten Lembah Biru"},
    {"P Program penunjang urusan pemerintahan daerah Kabupaten/Kota", "a.txt", "other 0  0 |  | "},
    /* rows about several regions do not say whose they are */
    {"Wilayah|Jumlah|Tahun\nKABUPATEN LEMBAH BIRU|12|2021\nKABUPATEN LEMBAH BIRU|14|2022\nKOTA SERAYU|7|2021\n",
     "a.txt", "other 0  0 |  | "},
    {"PEMERINTAH KABUPATEN LEMBAH BIRU||\nNo|Uraian|Jumlah\n1|Jalan|12\n", "a.txt",
     "other 0  0 |  | Kabupaten Lembah Biru"},
    /* a word for any agency is the name of none, and lines of their own say what titles say */
    {"H RINCIAN BELANJA SATUAN KERJA PERANGKAT DAERAH\nP Dinas Perikanan Kabupaten Lembah Biru\nP Tahun Anggaran 2025",
     "a.txt", "other 2025  0 | Dinas Perikanan | Kabupaten Lembah Biru"},
    {"H SATUAN KERJA PERANGKAT DAERAH DINAS PERIKANAN\nP Anggaran naik. Tahun Anggaran 2025 menjadi lebih baik lagi.",
     "a.txt", "other 0  0 | Dinas Perikanan | "},
    {"H RENCANA KERJA DAN ANGGARAN\nH DINAS PERIKANAN", "a.txt", "other 0  0 | Dinas Perikanan | "},
    /* lines with labels, and what stands at the right of a line */
    {"H DOKUMEN PELAKSANAAN ANGGARAN\nP Pemerintah Kota Serayu            Tahun Anggaran 2023\n"
     "P Organisasi : 1.03.01 Dinas Pekerjaan Umum\nP Program : 1.03.10 PROGRAM JALAN",
     "a.txt", "other 2023  0 | Dinas Pekerjaan Umum | Kota Serayu"},
    /* the file name is the last hint */
    {"P tanpa judul", "renja-perubahan-2024.txt", "renja 2024 perubahan 0 |  | "},
    {"", "x.txt", "other 0  0 |  | "},
    {"P \nP ***\nP :", "", "other 0  0 |  | "},
};

static void facts(void **unused)
{
    (void)unused;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const struct facts_case *c = &cases[i];
        sr_buf got = {0};
        building *b = build_named(c->script, c->file);
        const sr_facts *f = &b->doc.facts;
        sr_buf_printf(&got, "%s %d %s %u | %.*s | %.*s", sr_doc_kind_name(f->kind), f->fiscal_year,
                      sr_revision_name((sr_revision)f->revision), f->quarter, SR_FMT(f->agency), SR_FMT(f->region));
        expect_text(c->script, "facts", &got, c->facts);
        sr_buf_free(&got);
        building_free(b);
    }
}

/* Facts are final with the first batch. */
static void frozen(void **unused)
{
    (void)unused;
    building *b = build("H RENJA 2024\na|b\nB\nH LAPORAN 2020\nc|d\n");
    assert_int_equal(b->doc.facts.kind, SR_KIND_RENJA);
    assert_int_equal(b->doc.facts.fiscal_year, 2024);
    building_free(b);
}

static void titles(void **unused)
{
    static const struct {
        const char *title;
        int year, quarter, revision;
    } lines[] = {
        {"TAHUN ANGGARAN 2023", 2023, 0, SR_REVISION_NONE},
        {"EVALUASI TRIWULAN II TAHUN 2024", 2024, 2, SR_REVISION_NONE},
        {"REALISASI TW IV", 0, 4, SR_REVISION_NONE},
        {"Renja Perubahan Tahun 2024", 2024, 0, SR_REVISION_PERUBAHAN},
        {"TAHUN 2021-2026", 0, 0, SR_REVISION_NONE},
        {"Target 2025 dalam Perubahan TAHUN ANGGARAN 2024", 2024, 0, SR_REVISION_PERUBAHAN},
        {"APBD MURNI", 0, 0, SR_REVISION_MURNI},
        {"Nomor 20234 Tahun 12", 0, 0, SR_REVISION_NONE},
    };
    (void)unused;
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        int16_t year;
        uint8_t quarter, revision;
        sr_title_facts(sr_str(lines[i].title), &year, &quarter, &revision);
        if (year != lines[i].year || quarter != lines[i].quarter || revision != lines[i].revision)
            fail_msg("%s: %d q%d %d", lines[i].title, year, quarter, revision);
    }
}

/* Misread words are near; other words are not. */
static void nearness(void **unused)
{
    (void)unused;
    assert_true(sr_near(SR_LIT("realisasi"), SR_LIT("ralisasi"), 1));
    assert_true(sr_near(SR_LIT("urusan"), SR_LIT("urusna"), 1));
    assert_true(sr_near(SR_LIT("usuran"), SR_LIT("urusan"), 2));
    assert_false(sr_near(SR_LIT("target"), SR_LIT("tarif"), 1));
    assert_false(sr_near(SR_LIT(""), SR_LIT("ab"), 1));
    assert_true(sr_near(SR_LIT(""), SR_LIT(""), 0));
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(facts), cmocka_unit_test(frozen), cmocka_unit_test(titles),
                                       cmocka_unit_test(nearness)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
