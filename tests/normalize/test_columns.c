/* What columns are about: measures, years, quarters, versions. Small tables of invented content, a case a rule. */
#include "building.h"

static const struct {
    const char *name, *script, *columns;
} cases[] = {
    /* ---- year, quarter and version that the header leaves open ---- */
    {"the title's year and quarter",
     "C Tabel 1 Evaluasi Triwulan II Tahun 2024\n\nProgram|Target|Realisasi|Capaian (%)\na|1 unit|1 unit|100\n",
     "1.1 program\n1.2 measure target performance 2024\n1.3 measure realization performance 2024 q2\n"
     "1.4 measure achievement performance % 2024 q2\n"},
    {"what was realized in another year was not in this quarter",
     "C Tabel 1 Evaluasi Triwulan II Tahun 2024\n\nProgram|Realisasi s/d 2023|Realisasi 2024\na|1 unit|2 unit\n",
     "1.1 program\n1.2 measure realization performance 2023\n1.3 measure realization performance 2024 q2\n"},
    {"columns of other years than their table",
     "C Tabel 1 Rencana Kerja Tahun 2024\n\nProgram|Kondisi Awal|Target Renstra|Target Akhir Periode|Realisasi Tahun "
     "Lalu|Target|Prakiraan Maju\na|1 unit|9 unit|9 unit|3 unit|2 unit|2 unit\n",
     "1.1 program\n1.2 measure baseline performance\n1.3 measure target performance\n1.4 measure target performance\n"
     "1.5 measure realization performance\n1.6 measure target performance 2024\n1.7 measure forecast performance\n"},
    {"how much of a plan was reached is of the year",
     "C Tabel 1 Evaluasi Tahun 2024\n\nProgram|Tingkat Capaian Target Renstra (%)\na|50\n",
     "1.1 program\n1.2 measure achievement performance % 2024\n"},
    {"a year in the title of a span is none", "C Tabel 1 Target 2021-2026\n\nProgram|Target\na|1 unit\n",
     "1.1 program\n1.2 measure target performance\n"},
    {"the version of a revised plan is of what it plans",
     "H RENCANA KERJA PERUBAHAN\nH DINAS CONTOH TAHUN 2024\n\nP Uraian pendahuluan\n\nC Tabel 1\n\nProgram|Target "
     "Tahun 2025|Realisasi 2023|Realisasi|Target|Pagu (Rp)|Prakiraan Maju 2025\na|1 unit|1 unit|1 unit|1 "
     "unit|5.000.000|3 "
     "unit\n",
     "1.1 program\n1.2 measure target performance 2025\n1.3 measure realization performance 2023\n"
     "1.4 measure realization performance 2024\n1.5 measure target performance 2024 perubahan\n"
     "1.6 measure budget money rupiah 2024 perubahan\n1.7 measure forecast performance 2025 perubahan\n"},

    /* ---- the columns beside it ---- */
    {"the year of the columns under the same header",
     "C Tabel 1 Evaluasi 2024\n\nProgram|Target dan Realisasi Tahun Berjalan|||Target 2024\n|Target 2023|Realisasi "
     "2023|Tingkat Realisasi|\na|1 unit|1 unit|100%|2 unit\n",
     "1.1 program\n1.2 measure target performance 2023\n1.3 measure realization performance 2023\n"
     "1.4 measure achievement performance 2023\n1.5 measure target performance 2024\n"},
    {"under a header of several years",
     "Program|Target Renstra|||\n|2023|2024|Anggaran|Ket\na|1 unit|1 unit|5.000.000|\n",
     "1.1 program\n1.2 measure target performance 2023\n1.3 measure target performance 2024\n"
     "1.4 measure budget money rupiah\n1.5 note\n"},
    {"a word spelt otherwise that begins a header",
     "Program|Target Kinerja dan Anggaran||\n|Target 2023|Ralisasi 2023|Ket\na|1 unit|1 unit|\n",
     "1.1 program\n1.2 measure target performance 2023\n1.3 measure realization performance 2023\n1.4 note\n"},
};

static void columns(void **unused)
{
    (void)unused;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        building *b = build(cases[i].script);
        expect_text(cases[i].name, "columns", &b->columns, cases[i].columns);
        building_free(b);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(columns)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
