#include "bench/generate/spec.h"

#define ROLE(r) SR_ROLE_##r, 0, 0, SR_ASPECT_NONE, 0, Y_NONE
#define OF(m, too, a, y) SR_ROLE_MEASURE, SR_MEASURE_##m, too, SR_ASPECT_##a, 0, y
#define OF_ANY(m, too, y) SR_ROLE_MEASURE, SR_MEASURE_##m, too, GEN_ANY, 0, y
#define REV(m, too, a, r) SR_ROLE_MEASURE, SR_MEASURE_##m, too, SR_ASPECT_##a, SR_REVISION_##r, Y_NONE
#define QUARTER4(what, h1)                                                                                             \
    {what, 1, OF(TARGET, 0, PERFORMANCE, Y_NONE), {h1, "TW 1|TW I|Triwulan I", ""}, "#"},                              \
        {what, 2, OF(TARGET, 0, PERFORMANCE, Y_NONE), {"", "TW 2|TW II|Triwulan II", ""}, "#"},                        \
        {what, 3, OF(TARGET, 0, PERFORMANCE, Y_NONE), {"", "TW 3|TW III|Triwulan III", ""}, "#"},                      \
    {                                                                                                                  \
        what, 4, OF(TARGET, 0, PERFORMANCE, Y_NONE), {"", "TW 4|TW IV|Triwulan IV", ""}, "#"                           \
    }

static const spec action[] = {
    {P_NO, 0, ROLE(ORDINAL), {"No.|No|NO", "", ""}, "#"},
    {P_GOAL, 0, ROLE(TUJUAN), {"Tujuan|TUJUAN", "", ""}, "#"},
    {P_SASARAN, 0, ROLE(SASARAN), {"Sasaran|SASARAN|Sasaran Strategis", "", ""}, "#"},
    {P_GOAL_INDICATOR, 0, ROLE(INDICATOR), {"Indikator Kinerja Sasaran|Indikator Sasaran", "", ""}, "#"},
    QUARTER4(P_GOAL_QUARTER, "Target"),
    {P_PROGRAM, 0, ROLE(PROGRAM), {"Program|PROGRAM", "", ""}, "#"},
    {P_KEGIATAN, 0, ROLE(KEGIATAN), {"Kegiatan|KEGIATAN", "", ""}, "#"},
    {P_SUB, 0, ROLE(SUB_KEGIATAN), {"Sub. Kegiatan|Sub Kegiatan|SUB KEGIATAN", "", ""}, "#"},
    {P_INDICATOR, 0, ROLE(INDICATOR), {"Indikator Kegiatan|Indikator Kinerja Sub Kegiatan", "", ""}, "#"},
    QUARTER4(P_QUARTER, "Target Kinerja"),
    {P_MONEY,
     GEN_MONEY_PAGU,
     OF(BUDGET, 0, MONEY, Y_NONE),
     {"Anggaran|Anggaran (Rp)|Pagu Anggaran (Rp.)", "", ""},
     "#"},
    {P_RESPONSIBLE, 0, ROLE(RESPONSIBLE), {"Penanggung Jawab|Penanggungjawab", "", ""}, "#"},
};

static const spec evaluation[] = {
    {P_NO, 0, ROLE(ORDINAL), {"No.|No|NO", "", ""}, "#"},
    {P_SASARAN, 0, ROLE(SASARAN), {"Sasaran|SASARAN", "", ""}, "#"},
    {P_PROGRAM, 0, ROLE(PROGRAM), {"Program|PROGRAM", "", ""}, "#"},
    {P_KEGIATAN, 0, ROLE(KEGIATAN), {"Kegiatan|KEGIATAN", "", ""}, "#"},
    {P_SUB, 0, ROLE(SUB_KEGIATAN), {"Sub. Kegiatan|Sub Kegiatan", "", ""}, "#"},
    {P_INDICATOR, 0, ROLE(INDICATOR), {"Indikator Kegiatan|Indikator", "", ""}, "#"},
    QUARTER4(P_QUARTER, "Target Kinerja"),
    {P_MONEY, GEN_MONEY_PAGU, OF(BUDGET, 0, MONEY, Y_NONE), {"Anggaran|Pagu Anggaran", "", ""}, "#"},
    {P_MONEY,
     GEN_MONEY_REAL,
     OF(REALIZATION, 0, MONEY, Y_NONE),
     {"Realisasi Anggaran Kegiatan|Realisasi s/d Triwulan", "Rp|Rp.", ""},
     "#"},
    {P_MONEY_ROUND, 0, OF_ANY(ACHIEVEMENT, SR_MEASURE_REALIZATION, Y_NONE), {"", "Keu (%)|Keuangan (%)", ""}, "#"},
    {P_FISIK, 0, OF_ANY(ACHIEVEMENT, SR_MEASURE_REALIZATION, Y_NONE), {"", "Fisik (%)", ""}, "#"},
    {P_RESPONSIBLE, 0, ROLE(RESPONSIBLE), {"Penanggung Jawab|PJ", "", ""}, "#"},
};

#define TB SR_MEASURE_TARGET
#define RF SR_MEASURE_FORECAST
static const spec tc29[] = {
    {P_CODE, 0, ROLE(CODE), {"Kode|KODE", "", ""}, "1"},
    {P_NAME, 0, ROLE(NAME), {"Urusan/Bidang Urusan Pemerintahan Daerah dan Program/Kegiatan", "", ""}, "2"},
    {P_INDICATOR, 0, ROLE(INDICATOR), {"Indikator Kinerja Program (Outcomes) / Kegiatan (Output)", "", ""}, "3"},
    {P_RENSTRA_UNIT,
     0,
     OF(TARGET, 0, PERFORMANCE, Y_END),
     {"Target Kinerja Capaian Program (Renstra Perangkat Daerah) Tahun {E}", "", "K"},
     "4"},
    {P_MONEY, GEN_MONEY_RENSTRA, OF(BUDGET, TB, MONEY, Y_END), {"", "", "Rp.|Rp"}, ""},
    {P_PAST,
     0,
     OF(REALIZATION, 0, PERFORMANCE, Y_PAST),
     {"Realisasi Target Kinerja Hasil Program dan Keluaran Kegiatan Tahun {P}", "", "K"},
     "5"},
    {P_MONEY, GEN_MONEY_PAST, OF(REALIZATION, 0, MONEY, Y_PAST), {"", "", "Rp.|Rp"}, ""},
    {P_TARGET,
     0,
     OF(TARGET, 0, PERFORMANCE, Y_THIS),
     {"Target dan Realisasi Kinerja Program dan Kegiatan Tahun {Y}", "Target Kinerja Perangkat Daerah Tahun {Y}", "K"},
     "6"},
    {P_MONEY, GEN_MONEY_PAGU, OF(BUDGET, TB, MONEY, Y_THIS), {"", "", "Rp.|Rp"}, ""},
    {P_REAL, 0, OF(REALIZATION, 0, PERFORMANCE, Y_THIS), {"", "Realisasi Renja Perangkat Daerah Tahun {Y}", "K"}, "7"},
    {P_MONEY, GEN_MONEY_REAL, OF(REALIZATION, 0, MONEY, Y_THIS), {"", "", "Rp.|Rp"}, ""},
    {P_MONEY_RATIO,
     0,
     OF_ANY(ACHIEVEMENT, SR_MEASURE_REALIZATION, Y_THIS),
     {"", "Tingkat Realisasi (%)", ""},
     "8 = 7/6*100"},
    {P_PLAN,
     0,
     OF(TARGET, 0, PERFORMANCE, Y_NEXT),
     {"Target Program dan Kegiatan (Renja Perangkat Daerah) Tahun {N}", "", "K"},
     "9"},
    {P_MONEY, GEN_MONEY_PLAN, OF(BUDGET, TB, MONEY, Y_NEXT), {"", "", "Rp.|Rp"}, ""},
    {P_SUM,
     0,
     OF(REALIZATION, RF, PERFORMANCE, Y_NEXT),
     {"Perkiraan Realisasi Capaian Target Renstra Perangkat Daerah s/d Tahun {N}",
      "Realisasi Capaian Program dan Kegiatan s/d Tahun {N}", "K"},
     "10 = 5+7+9"},
    {P_MONEY_SUM, 0, OF(REALIZATION, RF, MONEY, Y_NEXT), {"", "", "Rp.|Rp"}, ""},
    {P_SUM_RATIO,
     0,
     OF_ANY(ACHIEVEMENT, SR_MEASURE_REALIZATION, Y_NEXT),
     {"", "Tingkat Capaian Kinerja dan Realisasi Anggaran s/d Tahun {N} (%)", "K"},
     "11 = 10/4*100"},
    {P_MONEY_SUM_RATIO, 0, OF_ANY(ACHIEVEMENT, SR_MEASURE_REALIZATION, Y_NEXT), {"", "", "Rp.|Rp"}, ""},
    {P_RESPONSIBLE, 0, ROLE(RESPONSIBLE), {"OPD Penanggung Jawab|Perangkat Daerah Penanggung Jawab", "", ""}, "12"},
};

static const spec pagu[] = {
    {P_CODE, 0, ROLE(CODE), {"Kode|KODE", "", ""}, "#"},
    {P_NAME,
     0,
     ROLE(NAME),
     {"Urusan/Bidang Urusan/Program/Kegiatan/Sub Kegiatan|Program/Kegiatan/Sub Kegiatan", "", ""},
     "#"},
    {P_INDICATOR, 0, ROLE(INDICATOR), {"Indikator Kinerja Program/Kegiatan|Indikator Kinerja", "", ""}, "#"},
    {P_LOCATION, 0, ROLE(LOCATION), {"Rencana Tahun {Y}", "Lokasi", ""}, "#"},
    {P_TARGET_UNIT, 0, OF(TARGET, 0, PERFORMANCE, Y_THIS), {"", "Target Capaian Kinerja|Target", ""}, "#"},
    {P_MONEY,
     GEN_MONEY_PAGU,
     OF(BUDGET, 0, MONEY, Y_THIS),
     {"", "Kebutuhan Dana/Pagu Indikatif (Rp)|Pagu Indikatif", ""},
     "#"},
    {P_FUND, 0, ROLE(FUNDING_SOURCE), {"", "Sumber Dana", ""}, "#"},
    {P_RENSTRA_UNIT,
     0,
     OF(FORECAST, SR_MEASURE_TARGET, PERFORMANCE, Y_NEXT),
     {"Prakiraan Maju Rencana Tahun {N}", "Target Capaian Kinerja|Target", ""},
     "#"},
    {P_MONEY,
     GEN_MONEY_FORWARD,
     OF(FORECAST, SR_MEASURE_BUDGET, MONEY, Y_NEXT),
     {"", "Kebutuhan Dana/Pagu Indikatif (Rp)|Pagu Indikatif", ""},
     "#"},
};

static const spec revision[] = {
    {P_CODE, 0, ROLE(CODE), {"Kode", "", ""}, "1"},
    {P_NAME, 0, ROLE(NAME), {"Program/Kegiatan/Sub Kegiatan|Uraian Program/Kegiatan", "", ""}, "2"},
    {P_INDICATOR, 0, ROLE(INDICATOR), {"Indikator Kinerja", "", ""}, "3"},
    {P_TARGET_UNIT, 0, REV(TARGET, 0, PERFORMANCE, MURNI), {"Sebelum Perubahan", "Target", ""}, "4"},
    {P_MONEY, GEN_MONEY_PAGU, REV(BUDGET, 0, MONEY, MURNI), {"", "Pagu (Rp)|Anggaran (Rp)", ""}, "5"},
    {P_RENSTRA_UNIT,
     0,
     REV(TARGET, 0, PERFORMANCE, PERUBAHAN),
     {"Setelah Perubahan|Sesudah Perubahan", "Target", ""},
     "6"},
    {P_MONEY, GEN_MONEY_REVISED, REV(BUDGET, 0, MONEY, PERUBAHAN), {"", "Pagu (Rp)|Anggaran (Rp)", ""}, "7"},
    {P_MONEY_CHANGE,
     0,
     OF(CHANGE, 0, MONEY, Y_NONE),
     {"Bertambah/(Berkurang)|Bertambah / (Berkurang) (Rp)", "", ""},
     "8 = 7-5"},
};

#define QUARTER_REAL(n, roman, label)                                                                                  \
    {P_QUARTER_REAL,                                                                                                   \
     n,                                                                                                                \
     OF(REALIZATION, 0, PERFORMANCE, Y_NONE),                                                                          \
     {n == 1 ? "Realisasi Kinerja Pada Triwulan" : "", roman, "K"},                                                    \
     label},                                                                                                           \
    {                                                                                                                  \
        P_MONEY, GEN_MONEY_Q1 + (n)-1, OF(REALIZATION, 0, MONEY, Y_NONE), {"", "", "Rp"}, ""                           \
    }
static const spec quarters[] = {
    {P_CODE, 0, ROLE(CODE), {"Kode", "", ""}, "1"},
    {P_NAME, 0, ROLE(NAME), {"Program/Kegiatan/Sub Kegiatan", "", ""}, "2"},
    {P_INDICATOR, 0, ROLE(INDICATOR), {"Indikator Kinerja Program (outcome)/Kegiatan (output)", "", ""}, "3"},
    {P_TARGET,
     0,
     OF(TARGET, 0, PERFORMANCE, Y_THIS),
     {"Target Kinerja dan Anggaran Renja Perangkat Daerah Tahun {Y}", "", "K"},
     "4"},
    {P_MONEY, GEN_MONEY_PAGU, OF(BUDGET, TB, MONEY, Y_THIS), {"", "", "Rp"}, ""},
    QUARTER_REAL(1, "I", "5"),
    QUARTER_REAL(2, "II", "6"),
    QUARTER_REAL(3, "III", "7"),
    QUARTER_REAL(4, "IV", "8"),
    {P_REAL_TOTAL,
     0,
     OF(REALIZATION, 0, PERFORMANCE, Y_NONE),
     {"Realisasi Capaian Kinerja dan Anggaran Renja Perangkat Daerah yang dievaluasi", "", "K"},
     "9 = 5+6+7+8"},
    {P_MONEY, GEN_MONEY_REAL, OF(REALIZATION, 0, MONEY, Y_NONE), {"", "", "Rp"}, ""},
    {P_REAL_RATIO,
     0,
     OF_ANY(ACHIEVEMENT, SR_MEASURE_REALIZATION, Y_NONE),
     {"Tingkat Capaian (%)", "", "K"},
     "10 = 9/4*100"},
    {P_MONEY_RATIO, 0, OF_ANY(ACHIEVEMENT, SR_MEASURE_REALIZATION, Y_NONE), {"", "", "Rp"}, ""},
    {P_RESPONSIBLE, 0, ROLE(RESPONSIBLE), {"Penanggung Jawab", "", ""}, "11"},
};

static const spec cascading[] = {
    {P_NAME, 0, ROLE(NAME), {"Kegiatan/Sub Kegiatan", "", ""}, ""},
    {P_SASARAN, 0, ROLE(SASARAN), {"Sasaran Kegiatan/Sub Kegiatan", "", ""}, ""},
    {P_INDICATOR, 0, ROLE(INDICATOR), {"Indikator Kinerja Kegiatan/Sub Kegiatan", "", ""}, ""},
    {P_UNIT, 0, ROLE(UNIT), {"Satuan", "", ""}, ""},
    {P_YEAR_VALUE, 0, OF(TARGET, 0, PERFORMANCE, Y_OWN), {"Target", "2021", ""}, ""},
    {P_YEAR_VALUE, 1, OF(TARGET, 0, PERFORMANCE, Y_OWN), {"", "2022", ""}, ""},
    {P_YEAR_VALUE, 2, OF(TARGET, 0, PERFORMANCE, Y_OWN), {"", "2023", ""}, ""},
    {P_YEAR_VALUE, 3, OF(TARGET, 0, PERFORMANCE, Y_OWN), {"", "2024", ""}, ""},
    {P_YEAR_VALUE, 4, OF(TARGET, 0, PERFORMANCE, Y_OWN), {"", "2025", ""}, ""},
    {P_YEAR_VALUE, 5, OF(TARGET, 0, PERFORMANCE, Y_OWN), {"", "2026", ""}, ""},
};

static const spec realization[] = {
    {P_CODE, 0, ROLE(CODE), {"Kode|Kode Rekening", "", ""}, "1"},
    {P_NAME, 0, ROLE(NAME), {"Program/Kegiatan|Uraian Program dan Kegiatan", "", ""}, "2"},
    {P_MONEY, GEN_MONEY_PAGU, OF(BUDGET, 0, MONEY, Y_NONE), {"Anggaran (Rp)|Pagu Anggaran (Rp)", "", ""}, "3"},
    {P_MONEY,
     GEN_MONEY_REAL,
     OF(REALIZATION, 0, MONEY, Y_NONE),
     {"Realisasi (Rp)|Realisasi Anggaran (Rp)", "", ""},
     "4"},
    {P_MONEY_LEFT, 0, OF(CHANGE, GEN_ANY, MONEY, Y_NONE), {"Sisa Anggaran (Rp)|Selisih (Rp)", "", ""}, "5 = 3-4"},
    {P_MONEY_RATIO,
     0,
     OF_ANY(ACHIEVEMENT, SR_MEASURE_REALIZATION, Y_NONE),
     {"%|Persentase (%)|Capaian (%)", "", ""},
     "6 = 4/3*100"},
};

/* Two plans side by side under one header. */
#define SIDE(h, money)                                                                                                 \
    {P_NAME, 0, ROLE(NAME), {h, "Program/Kegiatan", ""}, "#"},                                                         \
        {P_LOCATION, 0, ROLE(LOCATION), {"", "Lokasi", ""}, "#"},                                                      \
        {P_INDICATOR, 0, ROLE(INDICATOR), {"", "Indikator Kinerja", ""}, "#"},                                         \
        {P_TARGET_UNIT, 0, OF(TARGET, 0, PERFORMANCE, Y_NONE), {"", "Target Capaian", ""}, "#"},                       \
    {                                                                                                                  \
        P_MONEY, money, OF(BUDGET, 0, MONEY, Y_NONE), {"", "Pagu Indikatif (Rp)|Kebutuhan Dana (Rp)", ""}, "#"         \
    }
static const spec sides[] = {
    {P_ROW_NO, 0, ROLE(ORDINAL), {"No.|No", "", ""}, "#"},
    SIDE("Rancangan Awal RKPD", GEN_MONEY_PAGU),
    SIDE("Hasil Analisis Kebutuhan", GEN_MONEY_REVISED),
    {P_BLANK, 0, ROLE(NOTE), {"Catatan Penting|Catatan", "", ""}, "#"},
};

static const spec blocks[] = {
    {P_SUB, 0, ROLE(SUB_KEGIATAN), {"URAIAN", "", ""}, ""},
    {P_INDICATOR, 0, ROLE(INDICATOR), {"INDIKATOR KINERJA", "", ""}, ""},
    {P_TARGET_UNIT, 0, OF(TARGET, 0, PERFORMANCE, Y_NONE), {"TARGET", "", ""}, ""},
    QUARTER4(P_QUARTER, "TARGET TRIWULAN"),
    {P_RESPONSIBLE, 0, ROLE(RESPONSIBLE), {"Penanggung Jawab", "", ""}, ""},
};

/* ---- of the documents for the audit ----------------------------------------------------------------------- */

#define RP                                                                                                             \
    {                                                                                                                  \
        "", "", "Rp"                                                                                                   \
    }
static const spec e81[] = {
    {P_CODE, 0, ROLE(CODE), {"Kode", "", ""}, "1"},
    {P_NAME, 0, ROLE(NAME), {"Program/Kegiatan/Sub Kegiatan|Urusan/Program/Kegiatan/Sub Kegiatan", "", ""}, "2"},
    {P_INDICATOR, 0, ROLE(INDICATOR), {"Indikator Kinerja Program (outcome)/Kegiatan (output)", "", ""}, "3"},
    {P_RENSTRA_UNIT,
     0,
     OF(TARGET, 0, PERFORMANCE, Y_END),
     {"Target Renstra Perangkat Daerah pada Tahun {E}", "", "K"},
     "4"},
    {P_MONEY, GEN_MONEY_RENSTRA, OF(BUDGET, TB, MONEY, Y_END), RP, ""},
    {P_PAST,
     0,
     OF(REALIZATION, 0, PERFORMANCE, Y_PAST),
     {"Realisasi Capaian Kinerja Renstra Perangkat Daerah sampai dengan Renja Tahun {P}", "", "K"},
     "5"},
    {P_MONEY, GEN_MONEY_PAST, OF(REALIZATION, 0, MONEY, Y_PAST), RP, ""},
    {P_TARGET,
     0,
     OF(TARGET, 0, PERFORMANCE, Y_THIS),
     {"Target Kinerja dan Anggaran Renja Perangkat Daerah Tahun {Y}", "", "K"},
     "6"},
    {P_MONEY, GEN_MONEY_PAGU, OF(BUDGET, TB, MONEY, Y_THIS), RP, ""},
    QUARTER_REAL(1, "I", "7"),
    QUARTER_REAL(2, "II", "8"),
    QUARTER_REAL(3, "III", "9"),
    QUARTER_REAL(4, "IV", "10"),
    {P_REAL_TOTAL,
     0,
     OF(REALIZATION, 0, PERFORMANCE, Y_NONE),
     {"Realisasi Capaian Kinerja dan Anggaran Renja Perangkat Daerah yang dievaluasi", "", "K"},
     "11 = 7+8+9+10|11 = 7 + 8 + 9 + 10"},
    {P_MONEY, GEN_MONEY_REAL, OF(REALIZATION, 0, MONEY, Y_NONE), RP, ""},
    {P_TO_DATE,
     0,
     OF(REALIZATION, 0, PERFORMANCE, Y_NONE),
     {"Realisasi Kinerja dan Anggaran Renstra Perangkat Daerah s/d Tahun {Y}", "", "K"},
     "12 = 5+11|12 = 5 + 11"},
    {P_MONEY_TO_DATE, 0, OF(REALIZATION, 0, MONEY, Y_NONE), RP, ""},
    {P_TO_DATE_RATIO,
     0,
     OF_ANY(ACHIEVEMENT, SR_MEASURE_REALIZATION, Y_NONE),
     {"Tingkat Capaian Kinerja dan Realisasi Anggaran Renstra Perangkat Daerah s/d Tahun {Y} (%)", "", "K"},
     "13 = 12/4*100|13 = 12/4x 100%"},
    {P_MONEY_TO_DATE_RATIO, 0, OF_ANY(ACHIEVEMENT, SR_MEASURE_REALIZATION, Y_NONE), RP, ""},
    {P_RESPONSIBLE, 0, ROLE(RESPONSIBLE), {"Unit Perangkat Daerah Penanggung Jawab", "", ""}, "14"},
};

#define CODE_AND_NAME                                                                                                  \
    {P_CODE, 0, ROLE(CODE), {"Kode|Kode Rekening", "", ""}, "#"},                                                      \
    {                                                                                                                  \
        P_NAME, 0, ROLE(NAME), {"Program/Kegiatan/Sub Kegiatan|Uraian Program/Kegiatan|Uraian", "", ""}, "#"           \
    }
/* The money of four quarters under one header. */
#define MONEY4(first, m, h1, h2)                                                                                       \
    {P_MONEY, first, OF(m, 0, MONEY, Y_NONE), {h1, h2 "I", ""}, "#"},                                                  \
        {P_MONEY, first + 1, OF(m, 0, MONEY, Y_NONE), {"", h2 "II", ""}, "#"},                                         \
        {P_MONEY, first + 2, OF(m, 0, MONEY, Y_NONE), {"", h2 "III", ""}, "#"},                                        \
    {                                                                                                                  \
        P_MONEY, first + 3, OF(m, 0, MONEY, Y_NONE), {"", h2 "IV", ""}, "#"                                            \
    }
static const spec cash[] = {
    CODE_AND_NAME,
    MONEY4(GEN_MONEY_CASH1, BUDGET, "Anggaran Kas (Rp)", "Triwulan "),
    {P_MONEY, GEN_MONEY_PAGU, OF(BUDGET, 0, MONEY, Y_NONE), {"Jumlah (Rp)|Total (Rp)|Jumlah", "", ""}, "7 = 3+4+5+6|7"},
};

static const spec cumulative[] = {
    CODE_AND_NAME,
    {P_MONEY, GEN_MONEY_PAGU, OF(BUDGET, 0, MONEY, Y_NONE), {"Anggaran (Rp)|Pagu Anggaran (Rp)", "", ""}, "#"},
    MONEY4(GEN_MONEY_TO_Q1, REALIZATION, "Realisasi Anggaran (Rp)", "s/d Triwulan "),
    {P_MONEY, GEN_MONEY_REAL, OF(REALIZATION, 0, MONEY, Y_THIS), {"Realisasi Tahun {Y} (Rp)", "", ""}, "#"},
    {P_MONEY_LEFT, 0, OF(CHANGE, GEN_ANY, MONEY, Y_NONE), {"Sisa Anggaran (Rp)|Sisa Pagu (Rp)", "", ""}, "9 = 3-8|9"},
    {P_MONEY_RATIO, 0, OF_ANY(ACHIEVEMENT, SR_MEASURE_REALIZATION, Y_NONE), {"%|Persentase (%)", "", ""}, "#"},
};

#define YEAR_OF_FIVE(n, h1, h2)                                                                                        \
    {                                                                                                                  \
        P_MONEY, GEN_MONEY_Y1 + (n)-1, SR_ROLE_MEASURE, SR_MEASURE_BUDGET, 0, SR_ASPECT_MONEY, 0, Y_OWN, {h1, h2, ""}, \
            "#"                                                                                                        \
    }
static const spec years[] = {
    CODE_AND_NAME,
    YEAR_OF_FIVE(1, "Pagu Indikatif (Rp)", "2021"),
    YEAR_OF_FIVE(2, "", "2022"),
    YEAR_OF_FIVE(3, "", "2023"),
    YEAR_OF_FIVE(4, "", "2024"),
    YEAR_OF_FIVE(5, "", "2025"),
    {P_MONEY, GEN_MONEY_YEARS, OF(BUDGET, 0, MONEY, Y_NONE), {"", "Jumlah|Total", ""}, "#"},
    {P_RESPONSIBLE, 0, ROLE(RESPONSIBLE), {"Penanggung Jawab", "", ""}, "#"},
};

static const spec spending[] = {
    CODE_AND_NAME,
    {P_LOCATION, 0, ROLE(LOCATION), {"Lokasi", "", ""}, "#"},
    {P_MONEY, GEN_MONEY_OPERATING, OF(BUDGET, 0, MONEY, Y_NONE), {"Jenis Belanja (Rp)", "Belanja Operasi", ""}, "#"},
    {P_MONEY, GEN_MONEY_CAPITAL, OF(BUDGET, 0, MONEY, Y_NONE), {"", "Belanja Modal", ""}, "#"},
    {P_MONEY, GEN_MONEY_PAGU, OF(BUDGET, 0, MONEY, Y_NONE), {"Jumlah Belanja (Rp)|Jumlah (Rp)", "", ""}, "6 = 4+5|6"},
    {P_FUND, 0, ROLE(FUNDING_SOURCE), {"Sumber Dana", "", ""}, "#"},
};

static const spec shift[] = {
    CODE_AND_NAME,
    {P_MONEY, GEN_MONEY_PAGU, REV(BUDGET, 0, MONEY, MURNI), {"Anggaran (Rp)", "Sebelum Perubahan", ""}, "#"},
    {P_MONEY, GEN_MONEY_REVISED, REV(BUDGET, 0, MONEY, PERUBAHAN), {"", "Setelah Perubahan", ""}, "#"},
    {P_MONEY_CHANGE, 0, OF(CHANGE, 0, MONEY, Y_NONE), {"Bertambah/(Berkurang)", "Rp|(Rp)", ""}, "5 = 4-3|5"},
    {P_MONEY_CHANGE_RATIO, 0, OF_ANY(CHANGE, SR_MEASURE_ACHIEVEMENT, Y_NONE), {"", "%", ""}, "6 = 5/3*100|6"},
};

const table_spec gen_specs[GEN_KIND_COUNT] = {
#define KIND(name) name, (uint32_t)(sizeof name / sizeof name[0])
    [GEN_KIND_ACTION] = {KIND(action), 2, LEAVES, true, true, false,
                         "Rencana Aksi Kinerja Tahun {Y}|Rencana Aksi Pencapaian Kinerja Tahun {Y}"},
    [GEN_KIND_EVALUATION] = {KIND(evaluation), 2, LEAVES, true, true, false,
                             "Evaluasi Rencana Aksi Triwulan II Tahun {Y}"},
    [GEN_KIND_TC29] = {KIND(tc29), 3, TREE, true, false, true,
                       "Rekapitulasi Evaluasi Hasil Pelaksanaan Renja Perangkat Daerah s/d Tahun {Y}"},
    [GEN_KIND_PAGU] = {KIND(pagu), 2, TREE, true, true, true,
                       "Rumusan Rencana Program dan Kegiatan Tahun {Y} dan Prakiraan Maju Tahun {N}"},
    [GEN_KIND_REVISION] = {KIND(revision), 2, TREE, true, true, false, "Perubahan Program dan Kegiatan Tahun {Y}"},
    [GEN_KIND_QUARTERS] = {KIND(quarters), 3, TREE, true, false, true,
                           "Evaluasi Terhadap Hasil Renja Perangkat Daerah Tahun {Y}"},
    [GEN_KIND_CASCADING] = {KIND(cascading), 2, TREE, false, false, false, "Cascading Kinerja Tahun 2021-2026"},
    [GEN_KIND_SIDES] = {KIND(sides), 2, TREE, true, true, false, "Review terhadap Rancangan Awal RKPD Tahun {Y}"},
    [GEN_KIND_BLOCKS] = {KIND(blocks), 2, LEAVES, false, false, false, "Rencana Aksi Tahun {Y}"},
    [GEN_KIND_REALIZATION] = {KIND(realization), 1, TREE_WITHOUT_LEAVES, true, true, false,
                              "Realisasi Anggaran Menurut Program dan Kegiatan Tahun {Y}"},
    [GEN_KIND_E81] = {KIND(e81), 3, TREE, true, false, true,
                      "Formulir E.81 Evaluasi Terhadap Hasil Renja Perangkat Daerah Tahun {Y}"},
    [GEN_KIND_CASH] = {KIND(cash), 2, TREE, true, true, false, "Rencana Anggaran Kas Tahun {Y}"},
    [GEN_KIND_CUMULATIVE] = {KIND(cumulative), 2, TREE, true, true, false, "Perkembangan Realisasi Anggaran Tahun {Y}"},
    [GEN_KIND_YEARS] = {KIND(years), 2, TREE, true, true, true, "Pagu Indikatif Program dan Kegiatan 2021-2025"},
    [GEN_KIND_SPENDING] = {KIND(spending), 2, TREE, true, true, false, "Anggaran Menurut Jenis Belanja Tahun {Y}"},
    [GEN_KIND_SHIFT] = {KIND(shift), 2, TREE, true, true, false, "Pergeseran Anggaran Tahun {Y}"},
};
