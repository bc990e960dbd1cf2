/*
 * The plan as tables. A kind of table is a list of columns, each with what it shows, what is true of it and how its header reads,
 * and a way to make rows: the leaves with names filled down, or the whole tree.
 */
#include "bench/generate/plan.h"

typedef enum shown_part {
    P_NO, P_CODE, P_NAME, P_GOAL, P_SASARAN, P_GOAL_INDICATOR, P_GOAL_QUARTER, P_PROGRAM, P_KEGIATAN, P_SUB, P_INDICATOR,
    P_QUARTER, P_RESPONSIBLE, P_LOCATION, P_FUND, P_UNIT, P_YEAR_VALUE,
    P_TARGET_UNIT, /* "30 Dokumen" */
    P_RENSTRA_UNIT, P_PAST, P_TARGET, P_REAL, P_PLAN, P_SUM, P_SUM_RATIO, /* quantities without unit */
    P_QUARTER_REAL, P_REAL_TOTAL, P_REAL_RATIO,
    P_MONEY,       /* of the kind in `money` */
    P_MONEY_RATIO, /* REAL of PAGU, two decimals */
    P_MONEY_ROUND, /* the same, whole, with the sign */
    P_FISIK, P_MONEY_SUM, P_MONEY_SUM_RATIO, P_MONEY_LEFT, P_MONEY_CHANGE, P_BLANK,
} shown_part;

/* {Y} is the year of the plan, {P} the one before, {N} the next, {E} the last of the five-year plan; | separates what a
 * document may choose from. A header cell of "" is covered by the one to its left or above. */
typedef struct spec {
    uint8_t what, detail; /* detail: a quarter, a year's index or a gen_money */
    uint8_t role, measure, measure_too, aspect, revision;
    int8_t year_at; /* the year that the header states: -1 last, 0 this, 1 next, 5 = none, 6 = end, 7 = 2021 + detail */
    const char *header[GEN_HEADER_ROWS];
    const char *number;
} spec;

enum { Y_PAST = -1, Y_THIS = 0, Y_NEXT = 1, Y_NONE = 5, Y_END = 6, Y_OWN = 7 };

#define ROLE(r) SR_ROLE_##r, 0, 0, SR_ASPECT_NONE, 0, Y_NONE
#define OF(m, too, a, y) SR_ROLE_MEASURE, SR_MEASURE_##m, too, SR_ASPECT_##a, 0, y
#define OF_ANY(m, too, y) SR_ROLE_MEASURE, SR_MEASURE_##m, too, GEN_ANY, 0, y
#define REV(m, too, a, r) SR_ROLE_MEASURE, SR_MEASURE_##m, too, SR_ASPECT_##a, SR_REVISION_##r, Y_NONE
#define QUARTER4(what, h1)                                                                                             \
    {what, 1, OF(TARGET, 0, PERFORMANCE, Y_NONE), {h1, "TW 1|TW I|Triwulan I", ""}, "#"},                              \
    {what, 2, OF(TARGET, 0, PERFORMANCE, Y_NONE), {"", "TW 2|TW II|Triwulan II", ""}, "#"},                            \
    {what, 3, OF(TARGET, 0, PERFORMANCE, Y_NONE), {"", "TW 3|TW III|Triwulan III", ""}, "#"},                          \
    {what, 4, OF(TARGET, 0, PERFORMANCE, Y_NONE), {"", "TW 4|TW IV|Triwulan IV", ""}, "#"}

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
    {P_MONEY, GEN_MONEY_PAGU, OF(BUDGET, 0, MONEY, Y_NONE), {"Anggaran|Anggaran (Rp)|Pagu Anggaran (Rp.)", "", ""}, "#"},
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
    {P_MONEY, GEN_MONEY_REAL, OF(REALIZATION, 0, MONEY, Y_NONE),
     {"Realisasi Anggaran Kegiatan|Realisasi s/d Triwulan", "Rp|Rp.", ""}, "#"},
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
    {P_RENSTRA_UNIT, 0, OF(TARGET, 0, PERFORMANCE, Y_END),
     {"Target Kinerja Capaian Program (Renstra Perangkat Daerah) Tahun {E}", "", "K"}, "4"},
    {P_MONEY, GEN_MONEY_RENSTRA, OF(BUDGET, TB, MONEY, Y_END), {"", "", "Rp.|Rp"}, ""},
    {P_PAST, 0, OF(REALIZATION, 0, PERFORMANCE, Y_PAST),
     {"Realisasi Target Kinerja Hasil Program dan Keluaran Kegiatan Tahun {P}", "", "K"}, "5"},
    {P_MONEY, GEN_MONEY_PAST, OF(REALIZATION, 0, MONEY, Y_PAST), {"", "", "Rp.|Rp"}, ""},
    {P_TARGET, 0, OF(TARGET, 0, PERFORMANCE, Y_THIS),
     {"Target dan Realisasi Kinerja Program dan Kegiatan Tahun {Y}", "Target Kinerja Perangkat Daerah Tahun {Y}", "K"}, "6"},
    {P_MONEY, GEN_MONEY_PAGU, OF(BUDGET, TB, MONEY, Y_THIS), {"", "", "Rp.|Rp"}, ""},
    {P_REAL, 0, OF(REALIZATION, 0, PERFORMANCE, Y_THIS), {"", "Realisasi Renja Perangkat Daerah Tahun {Y}", "K"}, "7"},
    {P_MONEY, GEN_MONEY_REAL, OF(REALIZATION, 0, MONEY, Y_THIS), {"", "", "Rp.|Rp"}, ""},
    {P_MONEY_RATIO, 0, OF_ANY(ACHIEVEMENT, SR_MEASURE_REALIZATION, Y_THIS), {"", "Tingkat Realisasi (%)", ""},
     "8 = 7/6*100"},
    {P_PLAN, 0, OF(TARGET, 0, PERFORMANCE, Y_NEXT),
     {"Target Program dan Kegiatan (Renja Perangkat Daerah) Tahun {N}", "", "K"}, "9"},
    {P_MONEY, GEN_MONEY_PLAN, OF(BUDGET, TB, MONEY, Y_NEXT), {"", "", "Rp.|Rp"}, ""},
    {P_SUM, 0, OF(REALIZATION, RF, PERFORMANCE, Y_NEXT),
     {"Perkiraan Realisasi Capaian Target Renstra Perangkat Daerah s/d Tahun {N}",
      "Realisasi Capaian Program dan Kegiatan s/d Tahun {N}", "K"}, "10 = 5+7+9"},
    {P_MONEY_SUM, 0, OF(REALIZATION, RF, MONEY, Y_NEXT), {"", "", "Rp.|Rp"}, ""},
    {P_SUM_RATIO, 0, OF_ANY(ACHIEVEMENT, SR_MEASURE_REALIZATION, Y_NEXT), {"", "Tingkat Capaian Kinerja dan Realisasi Anggaran s/d Tahun {N} (%)", "K"},
     "11 = 10/4*100"},
    {P_MONEY_SUM_RATIO, 0, OF_ANY(ACHIEVEMENT, SR_MEASURE_REALIZATION, Y_NEXT), {"", "", "Rp.|Rp"}, ""},
    {P_RESPONSIBLE, 0, ROLE(RESPONSIBLE), {"OPD Penanggung Jawab|Perangkat Daerah Penanggung Jawab", "", ""}, "12"},
};

static const spec pagu[] = {
    {P_CODE, 0, ROLE(CODE), {"Kode|KODE", "", ""}, "#"},
    {P_NAME, 0, ROLE(NAME), {"Urusan/Bidang Urusan/Program/Kegiatan/Sub Kegiatan|Program/Kegiatan/Sub Kegiatan", "", ""}, "#"},
    {P_INDICATOR, 0, ROLE(INDICATOR), {"Indikator Kinerja Program/Kegiatan|Indikator Kinerja", "", ""}, "#"},
    {P_LOCATION, 0, ROLE(LOCATION), {"Rencana Tahun {Y}", "Lokasi", ""}, "#"},
    {P_TARGET_UNIT, 0, OF(TARGET, 0, PERFORMANCE, Y_THIS), {"", "Target Capaian Kinerja|Target", ""}, "#"},
    {P_MONEY, GEN_MONEY_PAGU, OF(BUDGET, 0, MONEY, Y_THIS), {"", "Kebutuhan Dana/Pagu Indikatif (Rp)|Pagu Indikatif", ""}, "#"},
    {P_FUND, 0, ROLE(FUNDING_SOURCE), {"", "Sumber Dana", ""}, "#"},
    {P_RENSTRA_UNIT, 0, OF(FORECAST, SR_MEASURE_TARGET, PERFORMANCE, Y_NEXT), {"Prakiraan Maju Rencana Tahun {N}", "Target Capaian Kinerja|Target", ""}, "#"},
    {P_MONEY, GEN_MONEY_FORWARD, OF(FORECAST, SR_MEASURE_BUDGET, MONEY, Y_NEXT),
     {"", "Kebutuhan Dana/Pagu Indikatif (Rp)|Pagu Indikatif", ""}, "#"},
};

static const spec revision[] = {
    {P_CODE, 0, ROLE(CODE), {"Kode", "", ""}, "1"},
    {P_NAME, 0, ROLE(NAME), {"Program/Kegiatan/Sub Kegiatan|Uraian Program/Kegiatan", "", ""}, "2"},
    {P_INDICATOR, 0, ROLE(INDICATOR), {"Indikator Kinerja", "", ""}, "3"},
    {P_TARGET_UNIT, 0, REV(TARGET, 0, PERFORMANCE, MURNI), {"Sebelum Perubahan", "Target", ""}, "4"},
    {P_MONEY, GEN_MONEY_PAGU, REV(BUDGET, 0, MONEY, MURNI), {"", "Pagu (Rp)|Anggaran (Rp)", ""}, "5"},
    {P_RENSTRA_UNIT, 0, REV(TARGET, 0, PERFORMANCE, PERUBAHAN), {"Setelah Perubahan|Sesudah Perubahan", "Target", ""}, "6"},
    {P_MONEY, GEN_MONEY_REVISED, REV(BUDGET, 0, MONEY, PERUBAHAN), {"", "Pagu (Rp)|Anggaran (Rp)", ""}, "7"},
    {P_MONEY_CHANGE, 0, OF(CHANGE, 0, MONEY, Y_NONE), {"Bertambah/(Berkurang)|Bertambah / (Berkurang) (Rp)", "", ""},
     "8 = 7-5"},
};

#define QUARTER_REAL(n, roman, label)                                                                                  \
    {P_QUARTER_REAL, n, OF(REALIZATION, 0, PERFORMANCE, Y_NONE), {n == 1 ? "Realisasi Kinerja Pada Triwulan" : "", roman, "K"}, label}, \
    {P_MONEY, GEN_MONEY_Q1 + (n) - 1, OF(REALIZATION, 0, MONEY, Y_NONE), {"", "", "Rp"}, ""}
static const spec quarters[] = {
    {P_CODE, 0, ROLE(CODE), {"Kode", "", ""}, "1"},
    {P_NAME, 0, ROLE(NAME), {"Program/Kegiatan/Sub Kegiatan", "", ""}, "2"},
    {P_INDICATOR, 0, ROLE(INDICATOR), {"Indikator Kinerja Program (outcome)/Kegiatan (output)", "", ""}, "3"},
    {P_TARGET, 0, OF(TARGET, 0, PERFORMANCE, Y_THIS), {"Target Kinerja dan Anggaran Renja Perangkat Daerah Tahun {Y}", "", "K"}, "4"},
    {P_MONEY, GEN_MONEY_PAGU, OF(BUDGET, TB, MONEY, Y_THIS), {"", "", "Rp"}, ""},
    QUARTER_REAL(1, "I", "5"), QUARTER_REAL(2, "II", "6"), QUARTER_REAL(3, "III", "7"), QUARTER_REAL(4, "IV", "8"),
    {P_REAL_TOTAL, 0, OF(REALIZATION, 0, PERFORMANCE, Y_NONE),
     {"Realisasi Capaian Kinerja dan Anggaran Renja Perangkat Daerah yang dievaluasi", "", "K"}, "9 = 5+6+7+8"},
    {P_MONEY, GEN_MONEY_REAL, OF(REALIZATION, 0, MONEY, Y_NONE), {"", "", "Rp"}, ""},
    {P_REAL_RATIO, 0, OF_ANY(ACHIEVEMENT, SR_MEASURE_REALIZATION, Y_NONE), {"Tingkat Capaian (%)", "", "K"}, "10 = 9/4*100"},
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
    {P_MONEY, GEN_MONEY_REAL, OF(REALIZATION, 0, MONEY, Y_NONE), {"Realisasi (Rp)|Realisasi Anggaran (Rp)", "", ""}, "4"},
    {P_MONEY_LEFT, 0, OF(CHANGE, GEN_ANY, MONEY, Y_NONE), {"Sisa Anggaran (Rp)|Selisih (Rp)", "", ""}, "5 = 3-4"},
    {P_MONEY_RATIO, 0, OF_ANY(ACHIEVEMENT, SR_MEASURE_REALIZATION, Y_NONE), {"%|Persentase (%)|Capaian (%)", "", ""}, "6 = 4/3*100"},
};

static const spec blocks[] = {
    {P_SUB, 0, ROLE(SUB_KEGIATAN), {"URAIAN", "", ""}, ""},
    {P_INDICATOR, 0, ROLE(INDICATOR), {"INDIKATOR KINERJA", "", ""}, ""},
    {P_TARGET_UNIT, 0, OF(TARGET, 0, PERFORMANCE, Y_NONE), {"TARGET", "", ""}, ""},
    QUARTER4(P_QUARTER, "TARGET TRIWULAN"),
    {P_RESPONSIBLE, 0, ROLE(RESPONSIBLE), {"Penanggung Jawab", "", ""}, ""},
};

typedef enum rows_of { LEAVES, TREE, TREE_WITHOUT_LEAVES } rows_of;

static const struct {
    const spec *specs;
    uint32_t n, header_rows;
    rows_of rows;
    bool number_row, total;
    const char *title; /* | as in headers */
} kinds[GEN_KIND_COUNT] = {
#define KIND(name) name, (uint32_t)(sizeof name / sizeof name[0])
    [GEN_KIND_ACTION] = {KIND(action), 2, LEAVES, true, true, "Rencana Aksi Kinerja Tahun {Y}|Rencana Aksi Pencapaian Kinerja Tahun {Y}"},
    [GEN_KIND_EVALUATION] = {KIND(evaluation), 2, LEAVES, true, true, "Evaluasi Rencana Aksi Triwulan II Tahun {Y}"},
    [GEN_KIND_TC29] = {KIND(tc29), 3, TREE, true, false, "Rekapitulasi Evaluasi Hasil Pelaksanaan Renja Perangkat Daerah s/d Tahun {Y}"},
    [GEN_KIND_PAGU] = {KIND(pagu), 2, TREE, true, true, "Rumusan Rencana Program dan Kegiatan Tahun {Y} dan Prakiraan Maju Tahun {N}"},
    [GEN_KIND_REVISION] = {KIND(revision), 2, TREE, true, true, "Perubahan Program dan Kegiatan Tahun {Y}"},
    [GEN_KIND_QUARTERS] = {KIND(quarters), 3, TREE, true, false, "Evaluasi Terhadap Hasil Renja Perangkat Daerah Tahun {Y}"},
    [GEN_KIND_CASCADING] = {KIND(cascading), 2, TREE, false, false, "Cascading Kinerja Tahun 2021-2026"},
    [GEN_KIND_BLOCKS] = {KIND(blocks), 2, LEAVES, false, false, "Rencana Aksi Tahun {Y}"},
    [GEN_KIND_REALIZATION] = {KIND(realization), 1, TREE_WITHOUT_LEAVES, true, true, "Realisasi Anggaran Menurut Program dan Kegiatan Tahun {Y}"},
};

/* One of the texts between the bars, its years put in. */
static sr_slice choose(gen_doc *doc, const char *text, uint32_t draw)
{
    uint32_t n = 1;
    char out[256];
    size_t len = 0;

    for (const char *c = text; *c; c++)
        n += *c == '|';
    for (uint32_t skip = draw % n; skip; skip--)
        text = strchr(text, '|') + 1;
    for (; *text && *text != '|' && len + 8 < sizeof out; text++) {
        static const struct { char letter; int offset; } years[] = {{'Y', 0}, {'P', -1}, {'N', 1}, {'E', 3}};
        size_t y = 0;
        while (*text == '{' && y < 4 && years[y].letter != text[1])
            y++;
        if (*text == '{' && y < 4) {
            int year = doc->year + years[y].offset;
            for (int digit = 1000; digit; digit /= 10)
                out[len++] = (char)('0' + year / digit % 10);
            text += 2;
        } else {
            out[len++] = *text;
        }
    }
    return sr_arena_copy(&doc->arena, (sr_slice){out, len});
}

/* ---- cells -------------------------------------------------------------------------------------------- */

/* A whole number with thousands separators, and decimals behind the decimal sign. */
static sr_slice grouped(gen_doc *doc, int64_t coef, int scale, bool separators)
{
    char reversed[64], out[64];
    size_t n = 0, len = 0;
    int digits = 0;
    bool negative = coef < 0;
    uint64_t left = negative ? (uint64_t)-coef : (uint64_t)coef;

    for (; digits < scale; digits++, left /= 10)
        reversed[n++] = (char)('0' + left % 10);
    if (scale)
        reversed[n++] = doc->english ? '.' : ',';
    digits = 0;
    do {
        if (separators && digits && digits % 3 == 0)
            reversed[n++] = doc->english ? ',' : '.';
        reversed[n++] = (char)('0' + left % 10);
        left /= 10;
        digits++;
    } while (left);
    if (negative)
        out[len++] = '(';
    while (n)
        out[len++] = reversed[--n];
    if (negative)
        out[len++] = ')';
    return sr_arena_copy(&doc->arena, (sr_slice){out, len});
}

static gen_cell text_cell(sr_slice text)
{
    return (gen_cell){.text = text, .stands = true};
}

static gen_cell nil_cell(const gen_doc *doc)
{
    return text_cell(doc->nil);
}

static gen_cell number_cell(sr_slice text, int64_t coef, int scale)
{
    return (gen_cell){.text = text, .value = sr_dec(coef, scale), .has_value = true, .stands = true};
}

static gen_cell money_cell(gen_doc *doc, int64_t rupiah)
{
    return number_cell(grouped(doc, rupiah, 0, true), rupiah, 0);
}

static gen_cell quantity_cell(gen_doc *doc, int64_t n, const gen_unit_word *unit, bool with_unit)
{
    sr_slice digits = grouped(doc, n, 0, false);
    gen_cell cell = number_cell(digits, n, 0);

    if (with_unit && unit == &gen_unit_percent) {
        cell.text = sr_arena_printf(&doc->arena, doc->seed % 2 ? "%.*s%%" : "%.*s %%", SR_FMT(digits));
        cell.percent = true;
    } else if (with_unit) {
        cell.text = sr_arena_printf(&doc->arena, "%.*s %c%s", SR_FMT(digits), unit->name[0] - 32, unit->name + 1);
        cell.unit = sr_str(unit->name);
    }
    return cell;
}

/* Half up, as spreadsheets round. */
static int64_t ratio(int64_t share, int64_t whole, int64_t factor)
{
    return whole == 0 ? 0 : (int64_t)(((sr_int128)share * factor * 2 + whole) / ((sr_int128)whole * 2));
}

static gen_cell ratio_cell(gen_doc *doc, int64_t share, int64_t whole)
{
    int64_t hundredths = ratio(share, whole, 10000);

    return number_cell(grouped(doc, hundredths, 2, false), hundredths, 2);
}

static gen_cell percent_cell(gen_doc *doc, int64_t percent)
{
    return quantity_cell(doc, percent, &gen_unit_percent, true);
}

typedef struct source { /* what a row shows */
    const gen_plan *plan;
    const gen_node *node;
    const gen_indicator *indicator;
    bool first;     /* of the node's indicators */
    bool tree;      /* rows of all levels; else names are filled down */
    const gen_node *above; /* the node of the row before, NULL at the start */
    int number;
} source;

static gen_cell filled_down(const source *s, int at, int above_at, sr_slice text)
{
    return at == above_at || !s->first ? text_cell((sr_slice){0}) : text_cell(text);
}

static gen_cell name_cell(gen_doc *doc, const spec *column, const source *s)
{
    const gen_node *nodes = s->plan->nodes;
    int program = s->node->program, above_program = s->above ? s->above->program : -1;
    int kegiatan = s->node->kegiatan, above_kegiatan = s->above ? s->above->kegiatan : -1;

    switch (column->what) {
    case P_NO: {
        sr_slice no = sr_arena_printf(&doc->arena, "%d", s->number);
        return filled_down(s, program, above_program, no);
    }
    case P_GOAL: return filled_down(s, program, above_program, nodes[program].goal);
    case P_SASARAN:
        return s->tree ? text_cell(s->first ? s->node->sasaran : (sr_slice){0})
                       : filled_down(s, program, above_program, nodes[program].sasaran);
    case P_GOAL_INDICATOR: return filled_down(s, program, above_program, nodes[program].indicators[0].text);
    case P_PROGRAM: return filled_down(s, program, above_program, nodes[program].name);
    case P_KEGIATAN: return filled_down(s, kegiatan, above_kegiatan, nodes[kegiatan].name);
    case P_SUB:
    case P_NAME: return text_cell(s->first ? s->node->name : (sr_slice){0});
    case P_CODE: return text_cell(s->first ? s->node->code : (sr_slice){0});
    case P_INDICATOR: return text_cell(s->indicator->text);
    case P_RESPONSIBLE: return text_cell(s->first ? s->node->responsible : (sr_slice){0});
    case P_LOCATION: return text_cell(s->first ? s->node->location : (sr_slice){0});
    case P_FUND: return text_cell(s->first ? s->node->fund : (sr_slice){0});
    case P_UNIT: {
        const char *unit = s->indicator->unit->name;
        return unit[0] == '%' ? text_cell(SR_LIT("%"))
                              : text_cell(sr_arena_printf(&doc->arena, "%c%s", unit[0] - 32, unit + 1));
    }
    default: return text_cell((sr_slice){0});
    }
}

static gen_cell money_part(gen_doc *doc, const spec *column, const int64_t *money)
{
    int64_t sum = money[GEN_MONEY_PAST] + money[GEN_MONEY_REAL] + money[GEN_MONEY_PLAN];

    switch (column->what) {
    case P_MONEY: return money[column->detail] ? money_cell(doc, money[column->detail])
                                               : doc->nil.len ? nil_cell(doc) : money_cell(doc, 0);
    case P_MONEY_RATIO: return ratio_cell(doc, money[GEN_MONEY_REAL], money[GEN_MONEY_PAGU]);
    case P_MONEY_ROUND: return percent_cell(doc, ratio(money[GEN_MONEY_REAL], money[GEN_MONEY_PAGU], 100));
    case P_FISIK: return percent_cell(doc, money[GEN_MONEY_PAGU] % 101);
    case P_MONEY_SUM: return money_cell(doc, sum);
    case P_MONEY_SUM_RATIO: return ratio_cell(doc, sum, money[GEN_MONEY_RENSTRA]);
    case P_MONEY_LEFT: return money_cell(doc, money[GEN_MONEY_PAGU] - money[GEN_MONEY_REAL]);
    case P_MONEY_CHANGE: return money_cell(doc, money[GEN_MONEY_REVISED] - money[GEN_MONEY_PAGU]);
    default: return text_cell((sr_slice){0});
    }
}

static gen_cell quarter_cell(gen_doc *doc, int64_t n, const gen_unit_word *unit)
{
    return n ? quantity_cell(doc, n, unit, true) : nil_cell(doc);
}

static gen_cell quantity_part(gen_doc *doc, const spec *column, const source *s)
{
    const gen_indicator *i = s->indicator;
    bool program_row = s->tree && s->node->level == SR_LEVEL_PROGRAM;
    bool percent = i->unit == &gen_unit_percent;
    int64_t total = i->past + i->real + i->year;

    if (column->what == P_GOAL_QUARTER) {
        const gen_node *program = &s->plan->nodes[s->node->program];
        bool show = s->first && (!s->above || s->above->program != s->node->program);
        return show ? quarter_cell(doc, program->indicators[0].quarter[column->detail - 1], &gen_unit_percent)
                    : text_cell((sr_slice){0});
    }
    if (program_row && column->what != P_TARGET_UNIT && column->what != P_YEAR_VALUE)
        return text_cell((sr_slice){0});
    switch (column->what) {
    case P_QUARTER: return quarter_cell(doc, i->quarter[column->detail - 1], i->unit);
    case P_YEAR_VALUE: {
        sr_decimal v = i->years[column->detail];
        return number_cell(grouped(doc, (int64_t)v.coef, v.scale, false), (int64_t)v.coef, v.scale);
    }
    case P_TARGET_UNIT: return quantity_cell(doc, i->year, i->unit, true);
    case P_RENSTRA_UNIT: return quantity_cell(doc, i->renstra, i->unit, true);
    case P_PAST: return quantity_cell(doc, i->past, i->unit, percent);
    case P_TARGET:
    case P_PLAN: return quantity_cell(doc, i->year, i->unit, percent);
    case P_REAL: return quantity_cell(doc, i->real, i->unit, percent);
    case P_SUM: return quantity_cell(doc, total, i->unit, percent);
    case P_SUM_RATIO: return ratio_cell(doc, total, i->renstra);
    case P_QUARTER_REAL: return quantity_cell(doc, i->quarter[column->detail - 1], i->unit, percent);
    case P_REAL_TOTAL:
        return quantity_cell(doc, i->quarter[0] + i->quarter[1] + i->quarter[2] + i->quarter[3], i->unit, percent);
    case P_REAL_RATIO:
        return ratio_cell(doc, i->quarter[0] + i->quarter[1] + i->quarter[2] + i->quarter[3], i->year);
    default: return text_cell((sr_slice){0});
    }
}

static gen_cell cell_of(gen_doc *doc, const spec *column, const source *s)
{
    if (column->what < P_YEAR_VALUE && column->what != P_GOAL_QUARTER && column->what != P_QUARTER)
        return name_cell(doc, column, s);
    if (column->what >= P_MONEY)
        return s->first ? money_part(doc, column, s->node->money) : text_cell((sr_slice){0});
    return quantity_part(doc, column, s);
}

/* ---- rows ----------------------------------------------------------------------------------------------- */

static gen_row *push_row(gen_doc *doc, gen_table *table, sr_row_kind kind)
{
    gen_row *row = SR_PUSH(&doc->arena, table->rows, table->n_rows, table->cap_rows);

    *row = (gen_row){.kind = (uint8_t)kind, .level = GEN_ANY, .parent = -2};
    row->cells = SR_NEW_ARRAY(&doc->arena, gen_cell, table->n_columns);
    return row;
}

static void name_row(gen_row *row, const source *s, int parent_row)
{
    const gen_node *nodes = s->plan->nodes;

    row->program = nodes[s->node->program].name;
    if (s->node->kegiatan >= 0)
        row->kegiatan = nodes[s->node->kegiatan].name;
    if (s->node->level == SR_LEVEL_SUB_KEGIATAN)
        row->sub_kegiatan = s->node->name;
    row->indicator = s->indicator->text;
    if (s->tree && s->first) {
        row->level = s->node->level;
        row->parent = parent_row;
        row->code = s->node->code;
    }
}

/* What a table without a column cannot tell is not asked of its rows. */
static void forget(const gen_table *table, gen_row *row, bool tree)
{
    bool role[SR_ROLE_COUNT] = {false};

    for (uint32_t c = 0; c < table->n_columns; c++)
        role[table->columns[c].role] = true;
    if (!role[SR_ROLE_INDICATOR])
        row->indicator = (sr_slice){0};
    if (tree && !role[SR_ROLE_CODE]) {
        row->level = GEN_ANY;
        row->parent = -2;
        row->program = row->kegiatan = row->sub_kegiatan = (sr_slice){0};
    }
}

static void total_row(gen_doc *doc, const gen_plan *plan, gen_table *table, const spec *specs)
{
    int64_t money[GEN_MONEY_COUNT] = {0};
    gen_row *row = push_row(doc, table, SR_ROW_TOTAL);
    bool labelled = table->kind != GEN_KIND_ACTION || gen_chance(&doc->random, 5000), named = false;

    for (int i = 0; i < plan->n; i++)
        for (int m = 0; m < GEN_MONEY_COUNT && plan->nodes[i].level == SR_LEVEL_PROGRAM; m++)
            money[m] += plan->nodes[i].money[m];
    for (uint32_t c = 0; c < table->n_columns; c++) {
        uint8_t what = specs[c].what;
        if (what >= P_MONEY) {
            row->cells[c] = money_part(doc, &specs[c], money);
        } else if (labelled && !named && (what == P_NAME || what == P_SUB)) {
            row->cells[c] = text_cell(doc->seed % 3 ? SR_LIT("JUMLAH") : SR_LIT("Total"));
            named = true;
        } else {
            row->cells[c] = text_cell((sr_slice){0});
        }
    }
}

static bool is_shown(const gen_node *node, rows_of rows)
{
    if (rows == LEAVES)
        return node->level == SR_LEVEL_SUB_KEGIATAN;
    return rows == TREE || node->level != SR_LEVEL_SUB_KEGIATAN;
}

static void columns_of(gen_doc *doc, gen_table *table, const spec *specs)
{
    uint32_t draw = gen_below(&doc->random, 720720), no = 0;
    static const int8_t offset[] = {[Y_THIS] = 0, [Y_NEXT] = 1, [Y_END] = 3};

    for (uint32_t c = 0; c < table->n_columns; c++) {
        const spec *s = &specs[c];
        gen_column *column = &table->columns[c];
        *column = (gen_column){.role = s->role, .measure = s->measure, .measure_too = s->measure_too, .aspect = s->aspect,
                               .revision = s->revision, .what = s->what, .money = s->aspect == SR_ASPECT_MONEY};
        if (s->what == P_QUARTER || s->what == P_GOAL_QUARTER || s->what == P_QUARTER_REAL)
            column->quarter = s->detail;
        if (s->what == P_MONEY && s->detail >= GEN_MONEY_Q1)
            column->quarter = (uint8_t)(s->detail - GEN_MONEY_Q1 + 1);
        if (s->year_at == Y_OWN)
            column->year = (int16_t)(2021 + s->detail);
        else if (s->year_at != Y_NONE)
            column->year = (int16_t)(doc->year + (s->year_at < 0 ? -1 : offset[s->year_at]));
        for (uint32_t h = 0; h < table->header_rows; h++)
            column->header[h] = choose(doc, s->header[h], draw);
        no++;
        column->number = s->number[0] == '#' ? sr_arena_printf(&doc->arena, "%u", no) : sr_str(s->number);
    }
}

void gen_table_make(gen_doc *doc, const gen_plan *plan, gen_kind kind)
{
    gen_table *table = SR_PUSH(&doc->arena, doc->tables, doc->n_tables, doc->cap_tables);
    const spec *specs = kinds[kind].specs;
    int row_of_node[GEN_NODES_MAX];
    source s = {.plan = plan, .tree = kinds[kind].rows != LEAVES};

    *table = (gen_table){.kind = (uint8_t)kind, .n_columns = kinds[kind].n, .header_rows = kinds[kind].header_rows,
                         .number_row = kinds[kind].number_row};
    table->title = choose(doc, kinds[kind].title, gen_below(&doc->random, 60));
    columns_of(doc, table, specs);
    for (int i = 0; i < plan->n; i++) {
        const gen_node *node = &plan->nodes[i];
        if (!is_shown(node, kinds[kind].rows))
            continue;
        row_of_node[i] = (int)table->n_rows;
        if (!s.above || s.above->program != node->program)
            s.number++;
        for (int k = 0; k < node->n_indicators && (k == 0 || kinds[kind].rows != TREE_WITHOUT_LEAVES); k++) {
            s.node = node;
            s.indicator = &node->indicators[k];
            s.first = k == 0;
            gen_row *row = push_row(doc, table, SR_ROW_DETAIL);
            for (uint32_t c = 0; c < table->n_columns; c++)
                row->cells[c] = cell_of(doc, &specs[c], &s);
            name_row(row, &s, node->parent < 0 ? -1 : row_of_node[node->parent]);
            forget(table, row, s.tree);
        }
        s.above = node;
    }
    if (kinds[kind].total)
        total_row(doc, plan, table, specs);
}
