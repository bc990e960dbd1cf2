/* Text in scrambled order: records put together, and quarters given back to them. */
#include "normalize/scramble.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

enum { LINES = 128 };

/* A '_' at a line's end stands for the blank by which a cell's inner line is known. */
static size_t make_lines(const char *text, sr_scramble_line *lines)
{
    size_t n = 0;

    for (const char *at = text; *at && n < LINES;) {
        const char *end = strchrnul(at, '\n');
        bool wrapped = end > at && end[-1] == '_';
        lines[n] = (sr_scramble_line){.text = {at, (size_t)(end - at) - wrapped}, .line_no = n + 1, .wrapped = wrapped};
        n++;
        at = *end ? end + 1 : end;
    }
    return n;
}

static const sr_scramble_record *record_named(const sr_scramble *s, const char *name)
{
    for (size_t i = 0; i < s->n_records; i++)
        if (sr_find_nocase(s->records[i].name.text, sr_str(name)) == 0)
            return &s->records[i];
    return NULL;
}

#define QUARTERS(a, b, c, d) "TW. I " a "\nTW. II " b "\nTW. III " c "\nTW. IV " d "\n"

static const char page[] = QUARTERS("5 Orang", "5 Orang", "5 Orang", "5 Orang")
    QUARTERS("3 Dokumen", "1 Dokumen", "1 Dokumen", "5 Dokumen") QUARTERS("90%", "90%", "90%", "90%") QUARTERS(
        "-", "-", "1 Dokumen",
        "1 Dokumen") "NO\nSASARAN PROGRAM\nINDIKATOR_\nKINERJA\nTARGET\n"
                     "Penyusunan Dokumen_\nPerencanaan\nTersusunnya dokumen_\nperencanaan\nJumlah dokumen_\nyang "
                     "disusun\n10 Dokumen\nSEKRETARIAT\n"
                     "Evaluasi Kinerja\nTersusunnya evaluasi\nJumlah dokumen evaluasi\n2 Dokumen\nSEKRETARIAT\n"
                     "Administrasi Kepegawaian\nTerselenggaranya administrasi\nPersentase pegawai "
                     "terlayani\n90%\nSEKRETARIAT\n"
                     "Pelayanan Tamu Tersedianya pelayanan_\nJumlah petugas\n5 Orang\nBidang Pelayanan_\nUmum\n";

static void quarters_find_their_activity(void **state)
{
    static const struct {
        const char *name, *first, *last, *office;
        sr_scramble_fit fit;
    } expected[] = {
        {"Penyusunan Dokumen", "3 Dokumen", "5 Dokumen", "SEKRETARIAT", SR_FIT_PROVED},
        {"Evaluasi Kinerja", "-", "1 Dokumen", "SEKRETARIAT", SR_FIT_PROVED},
        {"Administrasi Kepegawaian", "90%", "90%", "SEKRETARIAT", SR_FIT_PROVED},
        {"Pelayanan Tamu", "5 Orang", "5 Orang", "Bidang Pelayanan\nUmum", SR_FIT_PROVED},
    };
    sr_scramble_line lines[LINES];
    sr_arena arena = SR_ARENA_INIT;
    sr_scramble s;

    (void)state;
    assert_true(sr_scramble_read(&arena, lines, make_lines(page, lines), &s));
    assert_int_equal(s.n_records, 4);
    assert_int_equal(s.n_loose, 0);
    for (size_t i = 0; i < 4; i++) {
        const sr_scramble_record *r = record_named(&s, expected[i].name);
        assert_non_null(r);
        assert_true(sr_eq(r->quarter[0].text, sr_str(expected[i].first)));
        assert_true(sr_eq(r->quarter[3].text, sr_str(expected[i].last)));
        assert_true(sr_eq(r->office.text, sr_str(expected[i].office)));
        assert_int_equal(r->fit, expected[i].fit);
    }
    assert_true(sr_eq(record_named(&s, "Pelayanan Tamu")->goal.text, SR_LIT("Tersedianya pelayanan")));
    sr_arena_free(&arena);
}

static void what_does_not_agree_is_said(void **state)
{
    static const char text[] = QUARTERS("4 Unit", "4 Unit", "1 Unit", "0 Unit") QUARTERS("1 Kali", "1 Kali", "1 Kali",
                                                                                         "1 Kali")
        QUARTERS("9 Kotak", "-", "-", "-") "Pemeliharaan Alat\nTerpeliharanya alat\nJumlah alat\n8 Unit\nSEKRETARIAT\n"
                                           "Rapat Koordinasi\nTerlaksananya rapat\nJumlah rapat\n4 Kali\nSEKRETARIAT\n"
                                           "Survei Kepuasan\nTersedianya survei\nJumlah survei\n70%\nSEKRETARIAT\n";
    sr_scramble_line lines[LINES];
    sr_arena arena = SR_ARENA_INIT;
    sr_scramble s;

    (void)state;
    assert_true(sr_scramble_read(&arena, lines, make_lines(text, lines), &s));
    assert_int_equal(record_named(&s, "Pemeliharaan")->fit, SR_FIT_DOUBTFUL);
    assert_int_equal(record_named(&s, "Rapat")->fit, SR_FIT_PROVED);
    assert_int_equal(record_named(&s, "Survei")->fit, SR_FIT_NONE);
    assert_int_equal(s.n_loose, 1);
    assert_true(sr_eq(s.loose[0][0].text, SR_LIT("9 Kotak")));
    sr_arena_free(&arena);
}

/* Pages in which a target, and perhaps its office, stands where its record is not. */
static const struct {
    const char *text;
    size_t records;
    const char *name, *target, *office; /* of the record that is looked at */
    bool moved, in_doubt;
    sr_scramble_fit fit;
    const char *other, *other_target; /* and of another */
} apart_cases[] = {
    /* the only record without a target, and the only target without a record */
    {QUARTERS("5 Orang", "5 Orang", "5 Orang", "5 Orang") QUARTERS(
         "75%", "75%", "75%",
         "75%") "75%\nBidang Umum\nPelayanan Tamu\nTersedianya pelayanan\nJumlah petugas\n5 Orang\nSEKRETARIAT\n"
                "Izin Usaha\nPenanganan izin\nPersentase izin terbit\n",
     2, "Izin Usaha", "75%", "Bidang Umum", true, false, SR_FIT_PROVED, "Pelayanan Tamu", "5 Orang"},
    /* units: the share goes to the share, and the documents that stood there to the documents */
    {QUARTERS("100%", "100%", "100%", "100%") QUARTERS(
         "-", "-", "1 Dokumen",
         "1 Dokumen") "100%\nSEKRETARIAT\nPerencanaan Kinerja\nTersedianya dokumen\nPersentase dokumen tepat waktu\n2 "
                      "Dokumen\nSEKRETARIAT\nPenyusunan DPA\nTersusunnya DPA\nJumlah dokumen DPA\nSEKRETARIAT\n",
     2, "Perencanaan Kinerja", "100%", "SEKRETARIAT", true, false, SR_FIT_PROVED, "Penyusunan DPA", "2 Dokumen"},
    /* a program has no office: that is no proof, and said */
    {QUARTERS("100%", "100%", "100%", "100%") "Program Khusus\nPersentase khusus\n97%\nNO\nProgram Umum\nPersentase "
                                              "layanan\n100%\nBidang Umum\nPelayanan Tamu\nTersedianya "
                                              "pelayanan\nPersentase tamu terlayani\nNO\n30%\n",
     3, "Pelayanan Tamu", "100%", "Bidang Umum", true, true, SR_FIT_PROVED, "Program Umum", "30%"},
    /* two targets that could be each other's */
    {QUARTERS("5 Orang", "5 Orang", "5 Orang", "5 Orang") "60%\nNO\n70%\nNO\nPelayanan Tamu\nTersedianya "
                                                          "pelayanan\nPersentase tamu\nNO\nIzin Usaha\nPenanganan "
                                                          "izin\nPersentase izin\n",
     2, "Pelayanan Tamu", "60%", "", true, true, SR_FIT_NONE, "Izin Usaha", "70%"},
    /* nobody lacks a target: it stays as it is, and nothing moves */
    {QUARTERS("5 Orang", "5 Orang", "5 Orang",
              "5 Orang") "60%\nNO\nPelayanan Tamu\nTersedianya pelayanan\nJumlah petugas\n5 Orang\nSEKRETARIAT\n",
     2, "Pelayanan Tamu", "5 Orang", "SEKRETARIAT", false, false, SR_FIT_PROVED, "Pelayanan Tamu", "5 Orang"},
    /* a label that the number row leaves out is no number of a row */
    {"1 2 3 4 5 7\n" QUARTERS(
         "5 Orang", "5 Orang", "5 Orang",
         "5 Orang") "6\nPelayanan Tamu\nTersedianya pelayanan\nJumlah petugas\n5 Orang\nSEKRETARIAT\n",
     1, "Pelayanan Tamu", "5 Orang", "SEKRETARIAT", false, false, SR_FIT_PROVED, "Pelayanan Tamu", "5 Orang"},
    /* a further indicator of the activity above */
    {QUARTERS("5 Orang", "5 Orang", "5 Orang", "5 Orang")
         QUARTERS("60%", "60%", "60%",
                  "60%") "60%\nSEKRETARIAT\nPelayanan Tamu\nTersedianya pelayanan\nPersentase tamu\nJumlah petugas\n5 "
                         "Orang\nSEKRETARIAT\n",
     2, "Pelayanan Tamu", "60%", "SEKRETARIAT", true, false, SR_FIT_PROVED, "Pelayanan Tamu", "60%"},
};

static void targets_that_stand_apart_find_their_record(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof apart_cases / sizeof *apart_cases; i++) {
        sr_scramble_line lines[LINES];
        sr_arena arena = SR_ARENA_INIT;
        sr_scramble s;
        assert_true(sr_scramble_read(&arena, lines, make_lines(apart_cases[i].text, lines), &s));
        const sr_scramble_record *r = record_named(&s, apart_cases[i].name);
        const sr_scramble_record *other = record_named(&s, apart_cases[i].other);
        assert_non_null(r);
        assert_non_null(other);
        if (s.n_records != apart_cases[i].records || !sr_eq(r->target.text, sr_str(apart_cases[i].target)) ||
            !sr_eq(r->office.text, sr_str(apart_cases[i].office)) || r->target_moved != apart_cases[i].moved ||
            r->target_in_doubt != apart_cases[i].in_doubt || r->fit != apart_cases[i].fit ||
            !sr_eq(other->target.text, sr_str(apart_cases[i].other_target)) || r->number.text.len)
            fail_msg(
                "case %zu: %zu records; target %.*s of %.*s, moved %d, in doubt %d, fit %d; number %.*s; other %.*s", i,
                s.n_records, SR_FMT(r->target.text), SR_FMT(r->office.text), r->target_moved, r->target_in_doubt,
                r->fit, SR_FMT(r->number.text), SR_FMT(other->target.text));
        sr_arena_free(&arena);
    }
}

static void prose_that_mentions_quarters_is_no_table(void **state)
{
    static const char text[] =
        "Pada triwulan I telah dilaksanakan\nrapat koordinasi dan pada\nTriwulan II belum.\nTW IV 3 Dokumen\n";
    sr_scramble_line lines[LINES];
    sr_arena arena = SR_ARENA_INIT;
    sr_scramble s;

    (void)state;
    assert_false(sr_scramble_read(&arena, lines, make_lines(text, lines), &s));
    sr_arena_free(&arena);
}

/* Every line is in a record, in loose quarters, or not used: no text twice, none lost. Cut anywhere. */
static void any_cut_is_survived(void **state)
{
    (void)state;
    for (size_t cut = 0; cut < sizeof page; cut++) {
        sr_scramble_line lines[LINES];
        sr_arena arena = SR_ARENA_INIT;
        sr_scramble s = {0};
        char text[sizeof page];
        memcpy(text, page + cut, sizeof page - cut);
        size_t n = make_lines(text, lines), used = 0, kept = 0;
        if (sr_scramble_read(&arena, lines, n, &s)) {
            for (size_t i = 0; i < n; i++)
                used += s.used[i] && lines[i].text.len > 0;
            for (size_t i = 0; i < s.n_records; i++)
                kept += s.records[i].name.text.len + s.records[i].goal.text.len + s.records[i].indicator.text.len > 0;
            assert_true(used > 0 && kept <= s.n_records);
        }
        sr_arena_free(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(quarters_find_their_activity),
        cmocka_unit_test(what_does_not_agree_is_said),
        cmocka_unit_test(targets_that_stand_apart_find_their_record),
        cmocka_unit_test(prose_that_mentions_quarters_is_no_table),
        cmocka_unit_test(any_cut_is_survived),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
