/*
 * table.h - what normalization remembers of a table between batches (sr_table.memory).
 *
 * Lives in the document arena. Slices in it are of the document arena too, except those of `now`, which are of the
 * batch while it runs and are copied at its end (sr_table_keep).
 */
#ifndef SR_TABLE_H
#define SR_TABLE_H

#include "normalize/align.h"
#include "normalize/code.h"
#include "normalize/columns.h"
#include "normalize/header.h"

enum { SR_INDICATORS_MAX = 4, SR_VARIANTS_MAX = 8 };

/* A header as it stands in one or more places of the first batch; the rows are the batch's. */
typedef struct sr_header_variant {
    sr_header header;
    sr_row **rows;
    uint64_t shape;
    uint32_t times;
} sr_header_variant;

typedef struct sr_table_state {
    sr_part_form form;
    sr_slice given_title; /* the part's own title (a sheet's name) */
    sr_slice title_folded;
    size_t cap_rows; /* of sr_table.rows, this batch */

    uint32_t lead; /* rows above its header that say what the document is (normalize/lead.h) */
    bool has_header;
    sr_header_print print;
    sr_header header;            /* its rows are rows[0..header.length) of the first batch */
    sr_header_variant *variants; /* of the first batch; NULL later */
    uint32_t n_variants;
    uint64_t head_key, number_key; /* sr_row_key of the first header row and of the number row, 0 = none */
    uint64_t labels;               /* sr_header_labels of the first header, 0 = none */

    uint32_t usual; /* cells that most rows have */
    uint32_t n_max; /* cells of the widest row so far, blank ones at its end not counted */
    bool ends_cut;  /* blank cells at the ends of rows were cut off by the source */
    bool stitched_said;

    sr_expectation *expect;    /* width + 1 */
    bool *small_money;         /* columns of rupiah whose amounts are short: thousands or millions of rupiah */
    sr_aligner *aligner;       /* what columns hold, for rows whose cells stand wrong; NULL until a row fits */
    sr_style around;           /* all columns' styles together */
    int32_t at[SR_ROLE_COUNT]; /* first column of the role, -1 = none */
    uint32_t indicators[SR_INDICATORS_MAX], n_indicators;
    /* Runs of them with measures between: what columns can be about. Those of goals stand before the names. */
    uint8_t subject[SR_INDICATORS_MAX], n_subjects;
    bool goal[SR_INDICATORS_MAX];
    sr_slice goal_indicator[SR_INDICATORS_MAX]; /* open, as `now` is */
    uint32_t text_rows;                         /* data rows that hold words */
    bool deep_codes;                            /* a code has several groups */
    bool names_activities;                      /* the column of names is one of activities */
    bool names_outcomes;                        /* ... and of what comes of them: "Program/Outcome/Kegiatan/Output" */

    /* codes of budget lines (normalize/rekening.h) */
    bool rekening, one_organisation;
    uint8_t organisation;       /* groups of an organization's number */
    uint16_t program, kegiatan; /* numbers of those of which the rows at hand speak; 0 = none */
    struct sr_rekening_memory *rekening_memory;

    struct sr_statistics
        *statistics; /* what is counted in it year by year (normalize/statistics.h); NULL if it is none */

    uint64_t above; /* line of the part whose labels are known (normalize/above.h) */

    /* open context */
    sr_context now;
    const sr_context *shared; /* now, as the last row got it; NULL when now has changed */
    uint8_t level;            /* of the last row that named something */
    sr_row *coded;            /* last row with a level, NULL in a new batch */
    uint8_t coded_level;
    uint64_t kegiatan_code; /* hash of the last code of a kegiatan, 0 = none */
    sr_row *agency;         /* an agency's own row, until it is known what stands under it; NULL in a new batch */
    sr_slice bare_code;     /* of a row that has nothing but code and name: its figures stand in the next row */
    uint32_t level_row[SR_LEVEL_COUNT];
    sr_slice unit_text; /* last satuan cell and what it means */
    sr_unit unit;
} sr_table_state;

static inline sr_table_state *sr_state(const sr_table *table)
{
    return table->memory;
}

/* Cleans the cells of a row that are not clean yet. */
void sr_row_clean(sr_doc *doc, sr_row *row);

#endif
