/*
 * scramble_inner.h - what reading and putting together share (inside of scramble).
 */
#ifndef SR_SCRAMBLE_INNER_H
#define SR_SCRAMBLE_INNER_H

#include "normalize/scramble.h"
#include "normalize/units.h"

/* Four quarters as they stand in the text. */
typedef struct sr_scramble_quarters {
    sr_scramble_cell quarter[4];
    uint32_t page;
    bool taken;
} sr_scramble_quarters;

typedef struct sr_scramble_amount {
    bool known;
    sr_decimal value;
    sr_unit unit; /* that the text states */
} sr_scramble_amount;

enum {
    SR_SCRAMBLE_PAGE_MAX = 96, /* assignment is cubic; a printed page holds about ten records */
    SR_COST_UNIT = 400,        /* units that contradict each other */
    SR_COST_UNKNOWN = 30,      /* one side has no value */
    SR_COST_RANK = 2,          /* a place earlier or later in order */
};

sr_scramble_amount sr_scramble_amount_of(sr_slice text);
/* What an indicator makes of a quantity in a unit: 0 where the target says so itself, to SR_COST_UNIT. */
int sr_scramble_unit_cost(const sr_scramble_record *record, sr_scramble_amount target, sr_unit unit);

/*
 * The assignment of least cost (Kuhn 1955, Munkres 1957, in the O(n^3) form with potentials). cost is size x size;
 * column_of[row] is the answer.
 */
void sr_scramble_assign(sr_arena *arena, const int *cost, int size, int *column_of);

/*
 * Targets that stand apart from their record find it, page by page. lines are those that were read: what finds no
 * record is marked as not used. Linear in the records but for pages that have such targets.
 */
void sr_scramble_targets(sr_arena *arena, const sr_scramble_line *lines, size_t n, sr_scramble *out);
/* Quarters are given to the records of their page; what is left becomes loose. */
void sr_scramble_match(sr_arena *arena, sr_scramble_quarters *groups, size_t n, sr_scramble *out);

#endif
