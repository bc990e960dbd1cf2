/*
 * spec.h - the kinds of tables as data: which columns they have, what is true of them, how their headers read.
 */
#ifndef GEN_SPEC_H
#define GEN_SPEC_H

#include "bench/generate/plan.h"

typedef enum shown_part {
    P_NO,
    P_ROW_NO, /* of every row */
    P_CODE,
    P_NAME,
    P_GOAL,
    P_SASARAN,
    P_GOAL_INDICATOR,
    P_GOAL_QUARTER,
    P_PROGRAM,
    P_KEGIATAN,
    P_SUB,
    P_INDICATOR,
    P_QUARTER,
    P_RESPONSIBLE,
    P_LOCATION,
    P_FUND,
    P_UNIT,
    P_YEAR_VALUE,
    P_TARGET_UNIT, /* "30 Dokumen" */
    P_RENSTRA_UNIT,
    P_PAST,
    P_TARGET,
    P_REAL,
    P_PLAN,
    P_SUM,
    P_SUM_RATIO, /* quantities without unit */
    P_QUARTER_REAL,
    P_REAL_TOTAL,
    P_REAL_RATIO,
    P_TO_DATE, /* quantities up to now: past and this year's */
    P_TO_DATE_RATIO,
    P_MONEY,       /* of the kind in `detail` */
    P_MONEY_RATIO, /* REAL of PAGU, two decimals */
    P_MONEY_ROUND, /* the same, whole, with the sign */
    P_FISIK,
    P_MONEY_SUM,
    P_MONEY_SUM_RATIO,
    P_MONEY_LEFT,
    P_MONEY_CHANGE,
    P_MONEY_CHANGE_RATIO,
    P_MONEY_TO_DATE,
    P_MONEY_TO_DATE_RATIO,
    P_BLANK,
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

typedef enum rows_of { LEAVES, TREE, TREE_WITHOUT_LEAVES } rows_of;

typedef struct table_spec {
    const spec *specs;
    uint32_t n, header_rows;
    rows_of rows;
    bool number_row, total;
    bool agency;       /* in some documents the rows begin with a heading and the agency's own sums */
    const char *title; /* | as in headers */
} table_spec;

extern const table_spec gen_specs[GEN_KIND_COUNT];

#endif
