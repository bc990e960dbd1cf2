/* What columns are about: measures, years, quarters, versions. Small tables of invented content, a case a rule. */
#include "building.h"

#include "normalize/lexicon.h"

#include <stdio.h>

#define SLID                                                                                                           \
    "a|5.000.000|PAD|DAU|2 unit|6.000.000|x\nb|5.000.000|PAD|DAU|3 unit|7.000.000|y\n"                                 \
    "c|5.000.000|PAD|DAU|4 unit|8.000.000|z\nd|5.000.000|PAD|PAD|5 unit|9.000.000|\n"

/* Form E.81 whose header lost cells: from the third pair on, groups and labels stand over other columns than their own.
 */
#define E81(quarters, sum)                                                                                             \
    "C Tabel 1 Evaluasi Triwulan II Tahun 2024\n\n"                                                                    \
    "Program|Indikator|Target Renstra 2026||Realisasi s/d 2023||Realisasi Triwulan||||Realisasi Renja|"                \
    "Realisasi Renstra|Tingkat Capaian 2026|Unit Kerja||||||||\n||||||" quarters "||||||||||||\n"                      \
    "1|2|3||4||5||6||7|8||9|10 = 6+7+8+9||11 = 4+10|12 = 11/3 x 100%||13||\n"                                          \
    "||K|Rp|K|Rp|K|Rp|K|Rp|K|Rp|K|Rp|K|Rp|K|Rp|K|Rp|K|Rp\n" E81_ROW("a", sum) E81_ROW("b", sum) E81_ROW("c", sum)
#define E81_ROW(name, sum)                                                                                             \
    name "|i|5 unit|9.000.000|1 unit|1.000.000|2 unit|3.000.000|1 unit|1.000.000|1 unit|2.000.000|||||2 unit|" sum     \
         "|3 unit|4.000.000|60|44\n"
#define E81_FIRST                                                                                                      \
    "1.1 program #1\n1.2 indicator #2\n1.3 measure target performance 2026 #3\n1.4 measure target money rupiah "       \
    "2026\n1.5 measure realization performance 2023 #4\n1.6 measure realization money rupiah 2023\n"

static const struct {
    const char *name, *script, *columns, *findings; /* findings: NULL not looked at */
} cases[] = {
    /* ---- thousands and millions of rupiah ---- */
    {"the header says it",
     "Program|Pagu (Juta Rp)|Realisasi (Rp. Juta)|Anggaran (dalam jutaan rupiah)|Target (Rp 000)|Belanja (Rp Miliar)\n"
     "a|1.250,5|1.100,25|1250|1250000|1,25\n",
     "1.1 program\n1.2 measure budget money juta rupiah\n1.3 measure realization money juta rupiah\n"
     "1.4 measure budget money juta rupiah\n1.5 measure target money ribu rupiah\n"
     "1.6 measure budget money miliar rupiah\n",
     NULL},
    {"the title says it, of what is not called money too",
     "C Tabel 1 Realisasi APBD (dalam jutaan rupiah)\n\nUraian|Anggaran|Realisasi|%\na|1.250|1.100|88,0\n",
     "1.1 name\n1.2 measure budget money juta rupiah\n1.3 measure realization money juta rupiah\n"
     "1.4 measure achievement money %\n",
     NULL},
    {"the line above says it, and the header otherwise",
     "P (Rp ribuan)\nUraian|Anggaran|Belanja Modal (Juta Rupiah)\na|1.250|1.100\n",
     "1.1 name\n1.2 measure budget money ribu rupiah\n1.3 measure budget money juta rupiah\n", NULL},
    {"millions of something else",
     "C Tabel 1 Gerakan Sejuta Pohon dan Satu Juta Biopori\n\nProgram|Pagu|Target (ribu orang)\na|9.000.000|12\n",
     "1.1 program\n1.2 measure budget money rupiah\n1.3 measure target performance\n", NULL},
    /* ---- year, quarter and version that the header leaves open ---- */
    {"the title's year and quarter",
     "C Tabel 1 Evaluasi Triwulan II Tahun 2024\n\nProgram|Target|Realisasi|Capaian (%)\na|1 unit|1 unit|100\n",
     "1.1 program\n1.2 measure target performance 2024\n1.3 measure realization performance 2024 q2\n"
     "1.4 measure achievement performance % 2024 q2\n",
     NULL},
    {"what was realized in another year was not in this quarter",
     "C Tabel 1 Evaluasi Triwulan II Tahun 2024\n\nProgram|Realisasi s/d 2023|Realisasi 2024\na|1 unit|2 unit\n",
     "1.1 program\n1.2 measure realization performance 2023\n1.3 measure realization performance 2024 q2\n", NULL},
    {"columns of other years than their table",
     "C Tabel 1 Rencana Kerja Tahun 2024\n\nProgram|Kondisi Awal|Target Renstra|Target Akhir Periode|Realisasi Tahun "
     "Lalu|Target|Prakiraan Maju\na|1 unit|9 unit|9 unit|3 unit|2 unit|2 unit\n",
     "1.1 program\n1.2 measure baseline performance\n1.3 measure target performance\n1.4 measure target performance\n"
     "1.5 measure realization performance\n1.6 measure target performance 2024\n1.7 measure forecast performance\n",
     NULL},
    {"how much of a plan was reached is of the year",
     "C Tabel 1 Evaluasi Tahun 2024\n\nProgram|Tingkat Capaian Target Renstra (%)\na|50\n",
     "1.1 program\n1.2 measure achievement performance % 2024\n", NULL},
    {"a year in the title of a span is none", "C Tabel 1 Target 2021-2026\n\nProgram|Target\na|1 unit\n",
     "1.1 program\n1.2 measure target performance\n", NULL},
    {"the version of a revised plan is of what it plans",
     "H RENCANA KERJA PERUBAHAN\nH DINAS CONTOH TAHUN 2024\n\nP Uraian pendahuluan\n\nC Tabel 1\n\nProgram|Target "
     "Tahun 2025|Realisasi 2023|Realisasi|Target|Pagu (Rp)|Prakiraan Maju 2025\na|1 unit|1 unit|1 unit|1 "
     "unit|5.000.000|3 "
     "unit\n",
     "1.1 program\n1.2 measure target performance 2025\n1.3 measure realization performance 2023\n"
     "1.4 measure realization performance 2024\n1.5 measure target performance 2024 perubahan\n"
     "1.6 measure budget money rupiah 2024 perubahan\n1.7 measure forecast performance 2025 perubahan\n",
     NULL},

    {"years that are counted, from the title's first",
     "C Tabel 1 Pencapaian Kinerja Tahun 2020 - 2022\n\nProgram|Target Renstra Tahun ke-|||Realisasi|||Target NSPK\n"
     "|1|2|3|1|2|3|\na|1 unit|2 unit|3 unit|1 unit|1 unit|1 unit|1 unit\n",
     "1.1 program\n1.2 measure target performance 2020 #1\n1.3 measure target performance 2021 #2\n"
     "1.4 measure target performance 2022 #3\n1.5 measure realization performance 2020 #1\n"
     "1.6 measure realization performance 2021 #2\n1.7 measure realization performance 2022 #3\n"
     "1.8 measure target performance\n",
     NULL},
    {"years that are counted from none that is known",
     "C Tabel 1 Evaluasi Tahun 2024\n\nProgram|Realisasi Tahun ke-||Target\n|1|2|\na|1 unit|2 unit|3 unit\n",
     "1.1 program\n1.2 measure realization performance #1\n1.3 measure realization performance #2\n"
     "1.4 measure target performance 2024\n",
     NULL},
    {"ratios, growth, and what is neither an office nor a program",
     "Program|Rasio antara Realisasi dan Anggaran|Rata-rata Pertumbuhan||Permasalahan Perangkat Daerah|Nilai SAKIP "
     "Perangkat Daerah|Nama Perangkat Daerah|Outcome Program|Nomor Polisi\n||Anggaran|Realisasi|||||\n"
     "a|90|5|6|b|c|d|e|DK 1\n",
     "1.1 program\n1.2 measure achievement money %\n1.3 \n1.4 \n1.5 note\n1.6 note\n1.7 responsible\n1.8 \n1.9 \n",
     NULL},

    /* ---- the columns beside it ---- */
    {"the year of the columns under the same header",
     "C Tabel 1 Evaluasi 2024\n\nProgram|Target dan Realisasi Tahun Berjalan|||Target 2024\n|Target 2023|Realisasi "
     "2023|Tingkat Realisasi|\na|1 unit|1 unit|100%|2 unit\n",
     "1.1 program\n1.2 measure target performance 2023\n1.3 measure realization performance 2023\n"
     "1.4 measure achievement performance 2023\n1.5 measure target performance 2024\n",
     NULL},
    {"under a header of several years",
     "Program|Target Renstra|||\n|2023|2024|Anggaran|Ket\na|1 unit|1 unit|5.000.000|\n",
     "1.1 program\n1.2 measure target performance 2023\n1.3 measure target performance 2024\n"
     "1.4 measure budget money rupiah\n1.5 note\n",
     NULL},
    {"a word spelt otherwise that begins a header",
     "Program|Target Kinerja dan Anggaran||\n|Target 2023|Ralisasi 2023|Ket\na|1 unit|1 unit|\n",
     "1.1 program\n1.2 measure target performance 2023\n1.3 measure realization performance 2023\n1.4 note\n", NULL},

    /* ---- headers and contents ---- */
    {"header cells that slid by a column",
     "Program|Rencana 2024|||Prakiraan Maju 2025||Ket\n|Pagu (Rp)|Sumber Dana|Target|Pagu (Rp)||\n" SLID, /* 3 to 5 */
     "1.1 program\n1.2 measure budget money rupiah 2024\n1.3 funding_source 2024\n1.4  2024\n"
     "1.5 measure forecast performance 2025\n1.6 measure forecast money rupiah 2025\n1.7 note\n",
     "S012 1.2\n"},
    {"... the other way",
     "Program|Tahun 2024|||||Ket\n|Lokasi||Pagu (Rp)|Sumber Dana|Realisasi (Rp)|\n"
     "a|Desa|5.000.000|PAD|6.000.000||x\nb|Kota|5.000.000|DAU|7.000.000||y\n"
     "c|Desa|5.000.000|PAD|8.000.000||z\nd|Desa|5.000.000|PAD|9.000.000||\n",
     "1.1 program\n1.2 location 2024\n1.3 measure budget money rupiah 2024\n1.4 funding_source 2024\n"
     "1.5 measure realization money rupiah 2024\n1.6  2024\n1.7 note\n",
     "S012 1.2\n"},
    {"one column against its header moves nothing",
     "Program|Rencana||Ket\n|Lokasi|Pagu|\na|5.000.000|6.000.000|x\nb|5.000.000|6.000.000|x\n"
     "c|5.000.000|6.000.000|x\nd|5.000.000|6.000.000|x\n",
     "1.1 program\n1.2 \n1.3 measure budget money rupiah\n1.4 note\n", "S011 1.0\n"},
    {"words where a target belongs", "Program|Target\na|PAD\nb|DAU\nc|PAD\nd|PAD\n", "1.1 program\n1.2 \n",
     "S011 1.0\n"},
    {"grades are targets", "Program|Target\na|BB\nb|A\nc|B Nilai\nd|WTP\n",
     "1.1 program\n1.2 measure target performance\n", ""},
    {"quantities where rupiah belong", "Program|Pagu (Rp)\na|2 unit\nb|100%\nc|3 dok\nd|5.000.000\n",
     "1.1 program\n1.2 \n", "S011 1.0\n"},
    {"a near spelling of more than a word that says nothing",
     "Program|Jumlah|Jumlah Berubahan (+/-)\na|1|5.000.000\nb|1|5.000.000\n",
     "1.1 program\n1.2 \n1.3 measure change money rupiah\n", ""},

    /* ---- sums ---- */
    {"a total that adds up is what it adds up",
     "Program|Pagu Murni|Pagu Penambahan|Total\na|5.000.000|1.000.000|6.000.000\nb|5.000.000|2.000.000|7.000.000\n"
     "c|-|2.000.000|2.000.000\n",
     "1.1 program\n1.2 measure budget money rupiah murni\n1.3 measure change money rupiah\n"
     "1.4 measure budget money rupiah perubahan\n",
     ""},
    {"... of the columns that it adds up",
     "Program|Realisasi (Rp)|Pagu 2023|Pagu 2024|Jumlah (Rp)\na|1.000.000|5.000.000|1.000.000|6.000.000\n"
     "b|1.000.000|5.000.000|2.000.000|7.000.000\n",
     "1.1 program\n1.2 measure realization money rupiah\n1.3 measure budget money rupiah 2023\n"
     "1.4 measure budget money rupiah 2024\n1.5 measure budget money rupiah\n",
     ""},
    {"a total that does not add up is nothing",
     "Program|Pagu 2023|Pagu 2024|Total\na|5.000.000|1.000.000|6.000.000\nb|5.000.000|2.000.000|8.000.000\n",
     "1.1 program\n1.2 measure budget money rupiah 2023\n1.3 measure budget money rupiah 2024\n1.4 \n", ""},
    {"one row proves no sum",
     "Program|Pagu 2023|Pagu 2024|Total\na|5.000.000|1.000.000|6.000.000\nb|5.000.000||5.000.000\n",
     "1.1 program\n1.2 measure budget money rupiah 2023\n1.3 measure budget money rupiah 2024\n1.4 \n", ""},
    {"of a budget and what was spent of it there is no sum",
     "Program|Pagu|Realisasi (Rp)|Jumlah\na|5.000.000|1.000.000|6.000.000\nb|5.000.000|2.000.000|7.000.000\n",
     "1.1 program\n1.2 measure budget money rupiah\n1.3 measure realization money rupiah\n1.4 \n", ""},

    /* ---- formulas of the number row ---- */
    {"pairs under other headers than their own, by the formulas", E81("I|II|III|IV", "3.000.000"),
     E81_FIRST
     "1.7 measure target performance 2024 #5\n1.8 measure target money rupiah 2024\n"
     "1.9 measure realization performance 2024 q1 #6\n1.10 measure realization money rupiah 2024 q1\n"
     "1.11 measure realization performance 2024 q2 #7\n1.12 measure realization money rupiah 2024 q2\n"
     "1.13 measure realization performance 2024 q3 #8\n1.14 measure realization money rupiah 2024 q3\n"
     "1.15 measure realization performance 2024 q4 #9\n1.16 measure realization money rupiah 2024 q4\n"
     "1.17 measure realization performance 2024 q2 #10 =6+7+8+9\n1.18 measure realization money rupiah 2024 q2\n"
     "1.19 measure realization performance 2024 q2 #11 =4+10\n1.20 measure realization money rupiah 2024 q2\n"
     "1.21 measure achievement performance % 2026 #12 =11/3 x 100%\n1.22 measure achievement money % 2026\n",
     "S012 1.0\n"},
    {"formulas that the rows do not follow", E81("I|II|III|IV", "3.500.000"),
     E81_FIRST "1.7  #5\n1.8 \n1.9  #6\n1.10 \n1.11  #7\n1.12  #8\n1.13 \n1.14  #9\n1.15  #10 =6+7+8+9\n1.16 \n"
               "1.17  #11 =4+10\n1.18  #12 =11/3 x 100%\n1.19 \n1.20  #13\n1.21 \n1.22 \n",
     "S012 1.0\n"},
    {"four that are added up but no quarters", E81("a|b|c|d", "3.000.000"), NULL, "S012 1.0\n"},
};

static void columns(void **unused)
{
    (void)unused;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        building *b = build(cases[i].script);
        expect_text(cases[i].name, "columns", &b->columns, cases[i].columns);
        expect_text(cases[i].name, "findings", &b->findings, cases[i].findings);
        building_free(b);
    }
}

#define GOALS "Sasaran|Indikator Sasaran|Target|Kegiatan|Indikator|Target|Pagu\n"

static const struct {
    const char *name, *script, *measures;
} subject_cases[] = {
    {"a goal and its activities",
     GOALS "S|is|80%|A|ia|1 dok|5.000.000\n|||B|ib|2 dok|6.000.000\n||90%||ic|3 dok|\nT|||C|id|4 dok|\n||70%|||5 "
           "dok|\n|||D|ie|1 dok|\n",
     "1.2.3 is of S\n1.2.6 ia of A\n1.2.7 ia of A\n1.3.6 ib of B\n1.3.7 ib of B\n"
     "1.4.3 is of S\n1.4.6 ic of B\n1.5.6 id of C\n1.6.3  of T\n1.6.6  of C\n1.7.6 ie of D\n"},
    {"... goes on in the next batch", GOALS "S|is|80%|A|ia|1 dok|5.000.000\nB\n||90%||ic|3 dok|\n",
     "1.2.3 is of S\n1.2.6 ia of A\n1.2.7 ia of A\n1.3.3 is of S\n1.3.6 ic of A\n"},
    {"a total is about no goal", GOALS "S|is|80%|A|ia|1 dok|5.000.000\n||80%|Jumlah|||5.000.000\n",
     "1.2.3 is of S\n1.2.6 ia of A\n1.2.7 ia of A\n1.3.3 Jumlah of \n1.3.7 Jumlah of \n"},
    {"two sides, each with its indicator",
     "Kegiatan|Indikator|Target Murni|Indikator|Target Perubahan\nA|i1|1 dok|i2|2 dok\nB|i3|1 dok||2 dok\nC|||i4|5 "
     "dok\n",
     "1.2.3 i1 of A\n1.2.5 i2 of A\n1.3.3 i3 of B\n1.3.5 i3 of B\n1.4.5 i4 of C\n"},
    {"indicators beside each other are one", "Kegiatan|Indikator Hasil|Indikator|Target\nA|h|i|1 dok\nB|h||2 dok\n",
     "1.2.4 i of A\n1.3.4 h of B\n"},
};

static const struct {
    const char *name, *script, *values;
} unit_cases[] = {
    {"the satuan of each group",
     "Indikator|2023>2||2024>2|\n|Target|Satuan|Target|Satuan\ni|5|Dokumen|80|%\nj|-|-|3|Laporan\nk|2||3|Unit\n",
     "1.3 5_dokumen 80_%\n1.4 3_laporan\n1.5 2 3_unit\n"},
    {"... which goes for the next group where that states none",
     "Indikator|2023>2||2024>2|\n|Target|Satuan|Target|Satuan\ni|5|Dokumen|8|\n", "1.3 5_dokumen 8_dokumen\n"},
    {"millions of rupiah in a row, rupiah in another",
     "Uraian|Satuan|Anggaran\na|Juta Rp|1.250,5\nb|Juta Rp|2.250,5\nc|Rp|2.250.000.000\n",
     "1.2 1250.5_juta rupiah\n1.3 2250.5_juta rupiah\n1.4 2250000000\n"},
};

static void units_of_rows(void **unused)
{
    (void)unused;
    for (size_t i = 0; i < sizeof unit_cases / sizeof *unit_cases; i++) {
        building *b = build(unit_cases[i].script);
        expect_text(unit_cases[i].name, "values", &b->values, unit_cases[i].values);
        building_free(b);
    }
}

static void subjects(void **unused)
{
    (void)unused;
    for (size_t i = 0; i < sizeof subject_cases / sizeof *subject_cases; i++) {
        building *b = build(subject_cases[i].script);
        expect_text(subject_cases[i].name, "measures", &b->measures, subject_cases[i].measures);
        building_free(b);
    }
}

/* Statistics: nothing says whether the years are planned or counted, and that is said. */
static void years_that_measure_nothing(void **unused)
{
    static const char rows[] = "A|5|6|Unit\nB|7|8|Unit\nC|9|n/a|Unit\nD|1|2|Unit\n";
    static const struct {
        const char *header;
        uint64_t warnings; /* S027 */
    } tables[] = {
        {"Jenis Data|Tahun>2||Satuan\n|2021|2022|\n", 1},
        {"Jenis Data|Target>2||Satuan\n|2021|2022|\n", 0},
    };

    (void)unused;
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        char script[512];
        snprintf(script, sizeof script, "%s%s", tables[i].header, rows);
        building *b = build(script);
        assert_int_equal(b->doc.finding_counts[SR_WARNING], tables[i].warnings);
        building_free(b);
    }
}

/* The same header asked for again, with and without repair, among more of them than are remembered. */
static void headers_say_the_same_again(void **state)
{
    sr_header_sense sense;
    char other[32];

    (void)state;
    for (int round = 0; round < 3; round++) {
        sr_header_sense_of(SR_LIT("TAR GET"), true, &sense);
        assert_int_equal(sense.measure, SR_MEASURE_TARGET);
        sr_header_sense_of(SR_LIT("TAR GET"), false, &sense);
        assert_int_equal(sense.measure, SR_MEASURE_NONE);
        sr_header_sense_of(SR_LIT("Tahun 2027"), true, &sense);
        assert_int_equal(sense.year, 2027);
        for (int i = 0; i < 4000; i++) {
            snprintf(other, sizeof other, "Target %d", 2000 + i % 90);
            sr_header_sense_of(sr_str(other), i % 2, &sense);
            assert_int_equal(sense.year, 2000 + i % 90);
            snprintf(other, sizeof other, "Kolom %d", i);
            sr_header_sense_of(sr_str(other), true, &sense);
            assert_false(sense.has_role);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(columns), cmocka_unit_test(units_of_rows),
                                       cmocka_unit_test(subjects), cmocka_unit_test(years_that_measure_nothing),
                                       cmocka_unit_test(headers_say_the_same_again)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
