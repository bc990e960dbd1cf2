/* Codes that are written in several columns, and goals in rows of their own. Invented agencies. */
#include "building.h"

#include <stdio.h>

#define HEAD                                                                                                           \
    "Tujuan|Sasaran|Indikator Sasaran|Kode>4||||Program dan Kegiatan|Indikator Kinerja|"                               \
    "Capaian Kinerja dan Kerangka Pendanaan>2|\n|||||||||2024>2|\n|||||||||Target|Rp\n"

static const struct {
    const char *name, *script, *codes, *findings;
} cases[] = {
    {"a group in each",
     HEAD "Naik|Mutu|||||||||\n|||5|03|||KEPEGAWAIAN|||900\n|||5|03|01||Program Penunjang|Nilai|80|900\n"
          "|||5|03|01|2.01|Perencanaan|Laporan|2|900\n|||5|03|01|2.02|Keuangan|Laporan|4|0\n",
     "- 5.03:bidang 5.03.01:program 5.03.01.2.01:kegiatan 5.03.01.2.02:kegiatan", "U005"},
    {"dots at their ends, a general code",
     HEAD "|||X.|XX.|01.||Program Penunjang|Nilai|80|900\n|||X.|XX.|01.|2.01|Perencanaan|Laporan|2|900\n",
     "X.XX.01:program X.XX.01.2.01:kegiatan", "U005"},
    {"its begin is lost",
     HEAD "|||5|03|01|2.01|Perencanaan|Laporan|2|900\n|||03|02|||Program Kepegawaian|Nilai|80|900\n"
          "||||03|02|2.01|Mutasi|Laporan|2|900\n",
     "5.03.01.2.01:kegiatan -:program -:kegiatan", "U005 U006 U006"},
    {"something else in the middle",
     HEAD "|||2|21|02|2.01|Persandian|Laporan|2|900\n|||2|2 Paket|02|2.02|Hubungan|Laporan|2|350\n",
     "2.21.02.2.01:kegiatan -", "U005 U006"},
    {"a group in each row, in steps",
     HEAD "|||5||||UNSUR|||900\n||||03|||KEPEGAWAIAN|||900\n|||||01||Program Penunjang|Nilai|80|900\n"
          "||||||2.01|Perencanaan|Laporan|2|900\n||||||2.02|Keuangan|Laporan|4|0\n"
          "|||||02||Program Kepegawaian|Nilai|80|0\n||||||2.01|Mutasi|Laporan|2|0\n",
     "5:urusan 5.03:bidang 5.03.01:program 5.03.01.2.01:kegiatan 5.03.01.2.02:kegiatan 5.03.02:program "
     "5.03.02.2.01:kegiatan",
     "U005"},
    {"merged over the rows below",
     HEAD "|||5|03|01||Program Penunjang|Nilai|80|900\n||||||2.01|Perencanaan|Laporan|2|900\n"
          "||||||2.02|Keuangan|Laporan|4|0\n",
     "5.03.01:program 5.03.01.2.01:kegiatan 5.03.01.2.02:kegiatan", "U005"},
    {"a step is missing, or what stands above is no code",
     HEAD "|||5|03|||KEPEGAWAIAN|||900\n||||||2.01|Perencanaan|Laporan|2|900\n|||5|03|satu||Umum|Laporan|2|900\n"
          "||||||2.02|Keuangan|Laporan|4|0\n",
     "5.03:bidang - - -", "U005 U006 U006 U006"},
    {"numbers that have lost their noughts",
     HEAD "|||5|3|||KEPEGAWAIAN|||900\n|||5|3|1||Program Penunjang|Nilai|80|900\n"
          "|||5|3|1|2.01|Perencanaan|Laporan|2|900\n|||5|3|1|2.10|Keuangan|Laporan|4|0\n",
     "5.03:bidang 5.03.01:program 5.03.01.2.01:kegiatan 5.03.01.2.10:kegiatan", "U005"},
    {"the same in one column",
     "Kode|Uraian|Pagu (Rp)\n5 3|KEPEGAWAIAN|900\n5 3 1|Program Penunjang|900\n5 3 1 2.01|Perencanaan|900\n",
     "5.03:bidang 5.03.01:program 5.03.01.2.01:kegiatan", ""},
    {"with the number of a sub kegiatan, whose width is that of the year",
     "H RENCANA KERJA TAHUN 2024\nKode>5|||||Uraian|Pagu (Rp)\n5|3|1|2.01||Perencanaan|900\n"
     "5|3|1|2.01|7|Penyusunan Renja|900\n",
     "5.03.01.2.01:kegiatan 5.03.01.2.01.0007:sub_kegiatan", "U005"},
    {"accounts of a budget",
     "Kode Rekening>3|||Uraian|Jumlah (Rp)\n4|||PENDAPATAN|900\n4|1||PENDAPATAN ASLI|900\n4|1|01|Pajak|600\n"
     "4|1|02|Retribusi|300\n5|||BELANJA|800\n5|1||BELANJA OPERASI|800\n5|1|01|Pegawai|800\n",
     "4 4.1 4.1.01 4.1.02 5 5.1 5.1.01", "U005"},
    {"the whole code in the first", HEAD "|||5.03.01||||Program Penunjang|Nilai|80|900\n", "5.03.01:program", ""},
    {"numbers of rows, called codes", "Kode|Uraian|Pagu (Rp)\n1|Rapat|900\n2|Tamu|800\n12|Survei|700\n", "1 2 12", ""},
    {"one column of codes", "Kode|Uraian|Pagu (Rp)\n5|KEPEGAWAIAN|900\n5.03|KEPEGAWAIAN|900\n", "5:urusan 5.03:bidang",
     ""},
};

/* "5.03:bidang" of each data row; "-" where there is no code. */
static void codes_of(const building *b, sr_buf *out)
{
    for (const char *at = b->rows.ptr; at && *at;) {
        const char *code = strstr(at, "code="), *end = strchr(at, '\n');
        char kind[16] = "", level[24] = "";
        sscanf(at, "%*s %15s %23s", kind, level);
        size_t len = strcspn(code + 5, " ");
        sr_buf_printf(out, "%s%.*s", out->len ? " " : "", len ? (int)len : 1, len ? code + 5 : "-");
        if (strcmp(level, "none") != 0 && strncmp(level, "parent", 6) != 0)
            sr_buf_printf(out, ":%s", level);
        at = end ? end + 1 : NULL;
    }
    sr_buf_char(out, '\0');
}

static void findings_of(const building *b, sr_buf *out)
{
    for (const char *at = b->findings.ptr; at && *at;) {
        const char *end = strchr(at, '\n');
        if (memcmp(at, "U00", 3) == 0)
            sr_buf_printf(out, "%s%.4s", out->len ? " " : "", at);
        at = end ? end + 1 : NULL;
    }
    sr_buf_char(out, '\0');
}

static void codes_in_columns(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        building *b = build(cases[i].script);
        sr_buf_char(&b->rows, '\0');
        sr_buf_char(&b->findings, '\0');
        sr_buf codes = {0}, findings = {0};
        codes_of(b, &codes);
        findings_of(b, &findings);
        if (strcmp(codes.ptr, cases[i].codes) != 0 || strcmp(findings.ptr, cases[i].findings) != 0)
            fail_msg("%s: %s (%s)\ninstead of %s (%s)\n%s%s", cases[i].name, codes.ptr, findings.ptr, cases[i].codes,
                     cases[i].findings, b->rows.ptr, b->findings.ptr);
        sr_buf_free(&codes);
        sr_buf_free(&findings);
        building_free(b);
    }
}

static void columns_of_plans(void **state)
{
    building *b = build(HEAD "|||5|03|01|2.01|Perencanaan|Laporan|2|900\n");

    (void)state;
    sr_buf_char(&b->columns, '\0');
    /* "Capaian Kinerja dan Kerangka Pendanaan" are targets and what they cost */
    assert_non_null(strstr(b->columns.ptr, "1.10 measure target performance 2024\n"));
    assert_non_null(strstr(b->columns.ptr, "1.11 measure target money rupiah 2024\n"));
    building_free(b);
}

/* Figures of a goal in a row of its own are not about the kegiatan above it. */
static void goals_in_rows_of_their_own(void **state)
{
    building *b = build(HEAD "Naik|Mutu|Indeks Mutu||||||4|\n|||5|03|01||Program A|Nilai|80|900\n"
                             "|||5|03|01|2.01|Perencanaan|Laporan|2|900\nMaju|Tertib|Indeks Tertib|||||||7|\n"
                             "||Indeks Lain|||||||8|\n|||5|03|02||Program B|Nilai|70|800\n");

    (void)state;
    expect_text("goals", "measures", &b->measures,
                "1.4.10 Indeks Mutu of Mutu\n1.5.10 Nilai of Program A\n1.5.11 Nilai of Program A\n"
                "1.6.10 Laporan of Perencanaan\n1.6.11 Laporan of Perencanaan\n1.7.10 Indeks Tertib of Tertib\n"
                "1.8.10 Indeks Lain of Tertib\n1.9.10 Nilai of Program B\n1.9.11 Nilai of Program B\n");
    building_free(b);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(codes_in_columns),
        cmocka_unit_test(columns_of_plans),
        cmocka_unit_test(goals_in_rows_of_their_own),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
