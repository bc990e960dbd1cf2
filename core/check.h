/*
 * check.h - an arithmetic relation of a document that was checked: one row of v_check.
 *
 * Borrowed like a finding: text and members live in the document's batch arena, or its own arena.
 */
#ifndef SR_CHECK_H
#define SR_CHECK_H

#include "core/decimal.h"

#define SR_CHECK_KINDS(X)                                                                                              \
    X(FORMULA, "formula")           /* stated by the number row */                                                     \
    X(COLUMN_TOTAL, "column_total") /* a total row and what it adds up */                                              \
    X(SUBTOTAL, "subtotal")         /* a parent, or a run of rows, and what it adds up */                              \
    X(ROW_SUM, "row_sum")           /* cells of one row add up */                                                      \
    X(RATIO, "ratio")               /* a quotient, percentage, mean or relative change */                              \
    X(DIFFERENCE, "difference")                                                                                        \
    X(CROSS_TABLE, "cross_table") /* the same thing stated twice */
#define SR_CHECK_ORIGINS(X)                                                                                            \
    X(DECLARED, "declared") /* by the document */                                                                      \
    X(HEADER, "header")     /* by the words of headers, codes and kinds of rows */                                     \
    X(DISCOVERED, "discovered")
#define SR_OPERATORS(X)                                                                                                \
    X(SUM, "sum")                                                                                                      \
    X(DIFFERENCE, "difference") /* the first member less the others */                                                 \
    X(RATIO, "ratio")           /* first / second */                                                                   \
    X(PERCENTAGE, "percentage") /* 100 x first / second */                                                             \
    X(AVERAGE, "average")                                                                                              \
    X(PRODUCT, "product")                                                                                              \
    X(EQUAL, "equal")                                                                                                  \
    X(RELATIVE_CHANGE, "relative_change") /* (first - second) / second, as a share or in percent */

#define X(symbol, name) SR_CHECK_##symbol,
typedef enum sr_check_kind { SR_CHECK_KINDS(X) SR_CHECK_KIND_COUNT } sr_check_kind;
#undef X
#define X(symbol, name) SR_ORIGIN_##symbol,
typedef enum sr_check_origin { SR_CHECK_ORIGINS(X) SR_ORIGIN_COUNT } sr_check_origin;
#undef X
#define X(symbol, name) SR_OP_##symbol,
typedef enum sr_operator { SR_OPERATORS(X) SR_OP_COUNT } sr_operator;
#undef X

const char *sr_check_kind_name(sr_check_kind v);
const char *sr_check_origin_name(sr_check_origin v);
const char *sr_operator_name(sr_operator v);

/* A cell's place, each number from 1. */
typedef struct sr_place {
    uint32_t table_no, row_no, column_no;
} sr_place;

typedef struct sr_check {
    uint8_t kind;   /* sr_check_kind */
    uint8_t op;     /* sr_operator */
    uint8_t origin; /* sr_check_origin */
    bool passed;
    bool has_actual;     /* the result cell can be read */
    bool cut_off;        /* it holds with what the members give cut off after the last decimal, not rounded half up */
    sr_place at;         /* the result cell */
    sr_decimal expected; /* what the members give; a quotient with two decimals more than the document prints */
    sr_decimal actual;   /* what the document says */
    sr_decimal tolerance;
    sr_slice expression; /* as a person would write it, with the document's own labels */
    sr_slice diagnosis;  /* why it fails; absent where that is not known */
    const sr_place *members;
    uint32_t n_members;
} sr_check;

/* actual - expected; false where there is none. */
bool sr_check_difference(const sr_check *check, sr_decimal *out);

#endif
