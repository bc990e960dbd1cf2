/*
 * audit.h - what adds up in a generated document, and the errors that were planted in it.
 *
 * A relation is claimed only where a careful reader of the document could claim it: by the formula of the number
 * row, the words of the headers, the codes of the rows, or the same code under the same header in two tables. All
 * relations hold in the document as it is made; afterwards errors are planted, each alone in all the relations that
 * it is in, so that what can be known of it does not depend on the others.
 *
 * An extractor's error changes one printed cell and nothing else. An agency's error (a wrong sum, a stale copy) is
 * either typed, or, as in a spreadsheet, goes on into what is computed from it; then what is computed counts as
 * right, and only the relation that was added wrongly fails.
 */
#ifndef GEN_AUDIT_H
#define GEN_AUDIT_H

#include "bench/generate/plan.h"

/* ---- what is planted: X(symbol, name, codes that name it) ----------------------------------------------- */
#define GEN_FAULTS(X)                                                                                                  \
    X(NONE, "none", "")                                                                                                \
    /* one number of a right table is misread or mistyped */                                                           \
    X(MISREAD, "digit-misread", "C003 C017")                                                                           \
    X(SWAPPED, "digits-swapped", "C004 C017")                                                                          \
    X(TEN, "power-of-ten", "C005 C017")                                                                                \
    X(COUNT_DIGITS, "digit-count", "C019 C017")          /* one left out, or typed twice */                            \
    X(TRADED, "figures-exchanged", "C020")               /* of a row or a column */                                    \
    X(STALE, "stale-copy", "C010 C017")                  /* of the parent, the other version, the row above */         \
    X(QUOTED, "quoted-otherwise", "C013 C003 C004 C017") /* in prose */                                                \
    /* the agency computes wrongly */                                                                                  \
    X(SUM_OFF, "sum-off", "C012 C017")                                                                                 \
    X(LEFT_OUT, "row-left-out", "C006")                                                                                \
    X(TWICE, "row-counted-twice", "C007")                                                                              \
    X(LAST_PAGE, "last-page-left-out", "C006 C011")                                                                    \
    X(ONE_PAGE, "one-page-added", "C006")                                                                              \
    X(DOUBLED, "everything-twice", "C007")                                                                             \
    X(RANGE, "range-shifted", "C011")                                                                                  \
    X(SUMMED, "percentages-summed", "C008")                                                                            \
    X(AVERAGED, "percentages-averaged", "C009")                                                                        \
    /* something is not there, or not to be read */                                                                    \
    X(ROW_GONE, "row-dropped", "C015")                                                                                 \
    X(OVERFLOWN, "overflow", "")    /* ##### */                                                                        \
    X(DIGIT_LOST, "digit-lost", "") /* 59.99.800 */                                                                    \
    X(CELL_GONE, "cell-dropped", "")                                                                                   \
    X(STYLE, "style-open", "") /* 5.760 000: one number or two */
#define X(symbol, name, codes) GEN_FAULT_##symbol,
typedef enum gen_fault { GEN_FAULTS(X) GEN_FAULT_COUNT } gen_fault;
#undef X
const char *gen_fault_name(gen_fault fault);
/* Codes of findings that name this kind, parted by blanks. */
const char *gen_fault_codes(gen_fault fault);

/* From here on the value is not to be read: it is recovered or it is not. Before, it is accused or it is not. */
static inline bool gen_is_lost(gen_fault fault)
{
    return fault >= GEN_FAULT_OVERFLOWN;
}

/* ---- relations ------------------------------------------------------------------------------------------ */

enum { GEN_IN_PROSE = 0xFFFF, GEN_PLANTED_MAX = 64 };

typedef struct gen_at {
    uint16_t table; /* GEN_IN_PROSE: row is the index of a quote */
    uint16_t column;
    uint32_t row;
} gen_at;

typedef struct gen_relation {
    uint8_t kind, op; /* sr_check_kind, sr_operator: SUM, DIFFERENCE, EQUAL, PERCENTAGE */
    bool hint;        /* an amount in prose: nothing says for certain which cell it quotes */
    gen_at result;
    const gen_at *members;
    uint32_t n_members;
} gen_relation;

/* An amount that a sentence behind a table quotes. */
typedef struct gen_quote {
    gen_cell cell;
    uint32_t table; /* behind which it stands */
    const char *before;
    uint64_t line;
} gen_quote;

typedef enum gen_closing {
    GEN_HOLDS,
    GEN_NEAR,    /* a percentage one unit of its last decimal away: nobody could say that it is wrong */
    GEN_FAILS,   /* beyond that */
    GEN_UNKNOWN, /* a member cannot be read */
} gen_closing;

/* ---- planted errors ------------------------------------------------------------------------------------- */

typedef struct gen_planted {
    uint8_t fault;
    bool carried;     /* into what is computed from it */
    bool decidable;   /* one cell alone explains what fails */
    bool recoverable; /* a lost value that an exact relation gives, all other members being right; see judge.c */
    gen_at at;        /* ROW_GONE: column 0 */
    uint32_t group;   /* one cause in several columns of a row has one number */
} gen_planted;

typedef struct gen_audit {
    gen_relation *relations;
    size_t n_relations, cap_relations;
    gen_quote *quotes;
    size_t n_quotes, cap_quotes;
    gen_planted *planted;
    size_t n_planted, cap_planted;
    /* the relations of each cell: of[first[i]] .. of[first[i + 1]] */
    uint32_t *first, *of;
    uint32_t *cells_before; /* of each table; quotes stand behind the last */
} gen_audit;

/* What is to be planted: kinds is a set of 1 << gen_fault; rate in 10,000 cells, at least one where rate > 0. */
typedef struct gen_planting {
    uint32_t kinds, rate;
} gen_planting;

enum { GEN_ALL_FAULTS = (1 << GEN_FAULT_COUNT) - 2 };

/* ---- relations.c ---------------------------------------------------------------------------------------- */
/* Finds what adds up in the tables as made, and quotes some amounts in prose. */
void gen_relate(gen_doc *doc, const gen_plan *plan, gen_random *random);
gen_cell *gen_cell_at(const gen_doc *doc, gen_at at);
/* Of all cells of the document, from 0, row by row, then the quotes; their number is that of the quote behind the last.
 */
uint32_t gen_cell_number(const gen_doc *doc, gen_at at);
/* The column of the cell; NULL in prose. */
const gen_column *gen_column_at(const gen_doc *doc, gen_at at);
static inline bool gen_same_place(gen_at a, gen_at b)
{
    return a.table == b.table && a.row == b.row && a.column == b.column;
}
/* The indices of the relations that a cell is in. */
const uint32_t *gen_relations_of(const gen_doc *doc, gen_at at, uint32_t *n);
bool gen_is_in(const gen_relation *relation, gen_at at);
/* What the text says of the cell; false if it says nothing that can be read. A dash is zero, so is a row that is gone.
 */
bool gen_printed(const gen_doc *doc, gen_at at, sr_decimal *value);
/* Does what is printed close? */
gen_closing gen_closes(const gen_doc *doc, const gen_relation *relation);
/* The result that the members give as printed, with the decimals of the result. */
bool gen_computed(const gen_doc *doc, const gen_relation *relation, sr_decimal *value);
/* The one cell that an exact relation leaves unknown, from all others as printed. */
bool gen_solved(const gen_doc *doc, const gen_relation *relation, gen_at unknown, sr_decimal *value);

/* ---- plant.c, plant_sums.c, judge.c --------------------------------------------------------------------- */
void gen_plant(gen_doc *doc, gen_random *random, gen_planting what);
/* Sets decidable and recoverable of all that was planted; mess that made a value unreadable joins the list. */
void gen_judge(gen_doc *doc);

#endif
