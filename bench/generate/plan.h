/*
 * plan.h - the content: a plan of programs, kegiatan and sub kegiatan with indicators, quantities and money that
 * add up.
 */
#ifndef GEN_PLAN_H
#define GEN_PLAN_H

#include "bench/generate/model.h"

/* Kinds of money of one activity; a parent's is the sum of its children's. */
typedef enum gen_money {
    GEN_MONEY_RENSTRA, /* target of the five-year plan */
    GEN_MONEY_PAST,    /* realized up to last year */
    GEN_MONEY_PAGU,    /* this year's budget */
    GEN_MONEY_REAL,    /* realized of it */
    GEN_MONEY_PLAN,    /* next year's plan */
    GEN_MONEY_FORWARD, /* prakiraan maju */
    GEN_MONEY_REVISED, /* the budget after its revision */
    GEN_MONEY_Q1,
    GEN_MONEY_Q2,
    GEN_MONEY_Q3,
    GEN_MONEY_Q4, /* realized by quarter; REAL is their sum */
    /* only in documents for the audit */
    GEN_MONEY_TO_Q1,
    GEN_MONEY_TO_Q2,
    GEN_MONEY_TO_Q3,
    GEN_MONEY_TO_Q4, /* realized since January; the last is REAL */
    GEN_MONEY_CASH1,
    GEN_MONEY_CASH2,
    GEN_MONEY_CASH3,
    GEN_MONEY_CASH4, /* PAGU by quarter */
    GEN_MONEY_OPERATING,
    GEN_MONEY_CAPITAL, /* PAGU by kind of spending */
    GEN_MONEY_Y1,
    GEN_MONEY_Y2,
    GEN_MONEY_Y3,
    GEN_MONEY_Y4,
    GEN_MONEY_Y5,
    GEN_MONEY_YEARS, /* their sum */
    GEN_MONEY_COUNT,
} gen_money;

enum { GEN_INDICATORS_MAX = 2, GEN_YEARS = 6, GEN_NODES_MAX = 128 };

typedef struct gen_unit_word {
    const char *name;        /* canonical, as the lexicon of units has it */
    const char *noun;        /* "Jumlah <noun>"; NULL for percentages */
    const char *spelling[4]; /* other spellings, NULL where there are less */
} gen_unit_word;

typedef struct gen_indicator {
    sr_slice text;
    const gen_unit_word *unit;
    int64_t quarter[4]; /* targets */
    int64_t done[4];    /* realized; as the targets, but for the documents of the audit */
    int64_t year;       /* target of the year */
    int64_t renstra, past, real;
    sr_decimal years[GEN_YEARS];
} gen_indicator;

typedef struct gen_node {
    uint8_t level;         /* sr_level: PROGRAM, KEGIATAN, SUB_KEGIATAN */
    int parent;            /* index, -1 */
    int program, kegiatan; /* index of the ancestor or itself, -1 */
    sr_slice code, name, goal, sasaran, responsible, location, fund;
    gen_indicator indicators[GEN_INDICATORS_MAX];
    int n_indicators;
    int64_t money[GEN_MONEY_COUNT];
} gen_node;

typedef struct gen_plan {
    gen_node nodes[GEN_NODES_MAX]; /* parents before children */
    int n;
} gen_plan;

/* Fills *plan, in the arena and from the stream of *doc; sets the document's agency, region, year and number style. */
void gen_plan_make(gen_doc *doc, gen_plan *plan);
/*
 * For the documents of the audit, from a stream of their own: the kinds of money that only they show, and amounts
 * that are no round shares of each other.
 */
void gen_plan_extend(gen_plan *plan, gen_random *random);

/* ---- words.c --------------------------------------------------------------------------------------- */
sr_slice gen_agency(gen_doc *doc);
sr_slice gen_region(gen_doc *doc);
sr_slice gen_program_name(gen_doc *doc, bool first);
sr_slice gen_kegiatan_name(gen_doc *doc);
sr_slice gen_sub_name(gen_doc *doc);
sr_slice gen_goal(gen_doc *doc);
sr_slice gen_percent_indicator(gen_doc *doc);
sr_slice gen_count_indicator(gen_doc *doc, const gen_unit_word *unit);
const gen_unit_word *gen_unit(gen_doc *doc);
extern const gen_unit_word gen_unit_percent;
/* One of the other spellings of a unit; absent if it has none. */
sr_slice gen_unit_spelling(sr_slice unit, uint32_t draw);
sr_slice gen_office(gen_doc *doc);
sr_slice gen_place(gen_doc *doc);
sr_slice gen_fund(gen_doc *doc);
sr_slice gen_sentence(gen_doc *doc);

/* ---- tables.c: shows the plan as a table of one kind ---------------------------------------------- */
void gen_table_make(gen_doc *doc, const gen_plan *plan, gen_kind kind);
/* coef x 10^-scale as this document writes numbers. */
sr_slice gen_number(gen_doc *doc, int64_t coef, int scale, bool separators);
/* share of whole, times factor: half up, or cut off where the document does so. */
int64_t gen_ratio(const gen_doc *doc, int64_t share, int64_t whole, int64_t factor);

/* ---- mess.c, mess_rows.c: what happens to cells, rows and headers; they draw from *random ---------- */
void gen_mess_cells(gen_doc *doc, gen_random *random);
/* Also deals the rows to pages. */
void gen_mess_rows(gen_doc *doc, gen_random *random);
enum { GEN_WRITTEN_MAX = GEN_COLUMNS_MAX + 4 };
/* The cells of a row as they are written, mess included; returns how many. cells has room for GEN_WRITTEN_MAX. */
uint32_t gen_written_row(const gen_table *table, const gen_row *row, sr_slice *cells);
/* The same for what goes on in a row of its own: the rest of a cut cell, or all that follows code and name. */
uint32_t gen_written_tail(const gen_table *table, const gen_row *row, sr_slice *cells);
/* Header row h, with cells lost or won if mess. */
uint32_t gen_written_header(const gen_table *table, gen_random *random, uint32_t h, bool mess, sr_slice *cells);

/* ---- render.c, render_aligned.c, render_scrambled.c: write doc->text and set the rows' lines ----------- */
void gen_render(gen_doc *doc, gen_random *random);
void gen_render_aligned(gen_doc *doc, gen_random *random, gen_table *table);
void gen_render_scrambled(gen_doc *doc, gen_random *random, gen_table *table);
/* A line of the document, with its end. */
void gen_line(gen_doc *doc, sr_slice text);

#endif
