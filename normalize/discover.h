/*
 * discover.h - the arithmetic that a table of numbers shows by itself.
 *
 * In goes a grid of numbers, out come the relations that its own values support beyond chance: a column that is the
 * sum, difference, quotient, percentage or product of others, a row that is the sum or the mean of a run of rows, level
 * by level. Nothing is known of words: headers, codes and units are the caller's. Every closing is decided on exact
 * decimals.
 *
 * Evidence is counted in bits. A closing weighs log2 of the values that could have stood there as well, given the
 * decimals shown: a sum of nine digits that closes weighs 30, 0 = 0 + 0 nothing, 5 = 5 + 0 next to nothing. A failure
 * costs, and so does a relation that is one of many that could have been tried: a far or scattered one is dearer than a
 * near one. What remains must be positive by a margin.
 *
 * A relation found is a claim about lines, not about each cell: where most slots close, those that do not are the ones
 * to look at. Work is bounded by SR_DISCOVER_WORK steps a cell; where that ends the search early the answer says so.
 */
#ifndef SR_DISCOVER_H
#define SR_DISCOVER_H

#include "core/arena.h"
#include "core/check.h"

typedef enum sr_number_state {
    SR_NUMBER_NONE,    /* text: no number is meant */
    SR_NUMBER_BLANK,   /* blank or nil: nothing, in a sum */
    SR_NUMBER_UNKNOWN, /* a number that could not be read: what it is in is not tried */
    SR_NUMBER_SET,
} sr_number_state;

/* The grid is seen through one function; *value is set for SR_NUMBER_SET only, with the decimals that are shown. */
typedef struct sr_number_grid {
    uint32_t rows, columns;
    sr_number_state (*at)(const void *context, uint32_t row, uint32_t column, sr_decimal *value);
    const void *context; /* borrowed */
} sr_number_grid;

typedef enum sr_axis {
    SR_ACROSS, /* lines are columns, slots are rows: column 4 = column 2 + column 3, in each row */
    SR_DOWN,   /* lines are rows, slots are columns */
} sr_axis;

typedef enum sr_closing {
    SR_CLOSING_UNTRIED, /* the result or a member that it needs is not a number */
    SR_CLOSING_TRIVIAL, /* closes, and proves nothing: all zero, one member that is not */
    SR_CLOSING_EXACT,
    SR_CLOSING_ROUNDED,   /* within half a unit of the last decimal shown, each member's own rounding allowed */
    SR_CLOSING_TRUNCATED, /* a quotient whose further decimals were cut off */
    SR_CLOSING_FAILS,
    SR_CLOSING_COUNT
} sr_closing;

/* Slots from..to, both of them too. */
typedef struct sr_slots {
    uint32_t from, to;
} sr_slots;

typedef struct sr_relation {
    sr_axis axis;
    sr_operator op; /* of core/check.h; an average is of the members that have a value */
    bool percent;   /* a relative change told in percent */
    uint32_t result;
    const uint32_t *members; /* in the order of the expression; borrowed from the arena, as spans */
    uint32_t n_members;
    /* Where it is claimed: ascending. Slots between them are another part of the sheet. */
    const sr_slots *spans;
    uint32_t n_spans;
    uint32_t closings[SR_CLOSING_COUNT]; /* slots of the spans by how they close */
    uint32_t bits;                       /* evidence, net of failures and of what was tried */
} sr_relation;

typedef struct sr_discover_options {
    /* Whole numbers may have been rounded to multiples of this (1, 5, 100 persons); 0: they are exact. */
    uint32_t rounded_integers;
    unsigned only; /* 1 << sr_axis: relations along that one; 0: along both */
    bool no_means;
    /* Slower: quotients of whole numbers among rows, members far away, regular distances of any length. */
    bool thorough;
    /* Borrowed; used and reset. One that is kept over many small tables saves asking the system for memory. */
    sr_arena *scratch;
} sr_discover_options;

typedef struct sr_relations {
    sr_relation *items; /* by axis, result, first slot; borrowed from the arena */
    size_t n;
    uint64_t work;  /* steps taken */
    bool cut_short; /* SR_DISCOVER_WORK ended the search: there may be more */
} sr_relations;

/* Steps a cell, and those of any table however small; so many times more for a thorough search. A step is a few ns. */
enum { SR_DISCOVER_WORK = 64, SR_DISCOVER_WORK_LEAST = 100 * 1000, SR_DISCOVER_THOROUGH = 32 };

/* Never fails. What is found lives in arena. */
sr_relations sr_discover(sr_arena *arena, const sr_number_grid *grid, const sr_discover_options *options);

/* How a relation, found or made up by the caller, closes in one slot. */
sr_closing sr_relation_closes(const sr_number_grid *grid, const sr_relation *relation, uint32_t slot,
                              const sr_discover_options *options);

#endif
