/*
 * discover_inner.h - what the parts of discover share; for discover*.c only.
 *
 * numbers: the grid, loaded once as whole multiples of one decimal unit, so that sums of it need no alignment.
 * lines: the same along one axis. judge: how one closing of plain numbers is decided and weighed. A hypothesis is a
 * relation that is being tried; its tally is what the slots said so far.
 */
#ifndef SR_DISCOVER_INNER_H
#define SR_DISCOVER_INNER_H

#include "normalize/discover.h"

/*
 * Decimals kept; finer ones (a spreadsheet's 0.333333333333333) are rounded to these. With SR_DISCOVER_WHOLE digits
 * before the sign a sum of SR_BATCH_CELLS of them stays below 2^127.
 */
enum { SR_DISCOVER_SCALE = 12, SR_DISCOVER_WHOLE = 18 };

/* ---- numbers --------------------------------------------------------------------------------- */

typedef struct sr_numbers {
    uint32_t rows, columns;
    int32_t scale; /* of all values */
    sr_int128 *value;
    uint8_t *state;    /* sr_number_state */
    uint8_t *decimals; /* as shown */
    uint8_t *zeros;    /* decimal zeros at the end of value: what is round says less */
} sr_numbers;

/* Brings the value to at most SR_DISCOVER_SCALE decimals; false where it has too many digits before the sign. */
bool sr_number_fits(sr_decimal *value);
void sr_numbers_load(sr_arena *arena, const sr_number_grid *grid, sr_numbers *out);

/* The numbers along one axis: cell(line, slot). */
typedef struct sr_lines {
    const sr_numbers *of;
    sr_axis axis;
    uint32_t n_lines, n_slots;
    size_t line_step, slot_step;
} sr_lines;

sr_lines sr_lines_of(const sr_numbers *numbers, sr_axis axis);

static inline size_t sr_lines_at(const sr_lines *lines, uint32_t line, uint32_t slot)
{
    return line * lines->line_step + slot * lines->slot_step;
}

/* ---- judging --------------------------------------------------------------------------------- */

sr_int128 sr_ten_to(int32_t n); /* 0..38 */
int sr_bit_length(sr_int128 value);

typedef struct sr_judged {
    uint8_t closing; /* sr_closing */
    uint8_t bits;    /* what the closing weighs */
} sr_judged;

/* A result as it stands in the numbers. */
typedef struct sr_stated {
    sr_int128 value;
    uint8_t decimals, zeros;
} sr_stated;

static inline sr_stated sr_stated_at(const sr_numbers *numbers, size_t at)
{
    return (sr_stated){numbers->value[at], numbers->decimals[at], numbers->zeros[at]};
}

/* Members as they come: their sum, and the first two for the operators that have an order. */
typedef struct sr_operands {
    sr_int128 sum, first, second;
    uint32_t n, seen, nonzero; /* n have a value */
    bool unknown;
} sr_operands;

static inline void sr_operands_add(sr_operands *x, sr_number_state state, sr_int128 value)
{
    if (x->seen == 0)
        x->first = value;
    else if (x->seen == 1)
        x->second = value;
    x->seen++;
    x->sum += value;
    x->n += state == SR_NUMBER_SET;
    x->nonzero += value != 0;
    x->unknown |= state == SR_NUMBER_UNKNOWN;
}

/* scale: that of all values. */
sr_judged sr_judge(const sr_discover_options *o, int32_t scale, sr_operator op, bool percent, sr_stated result,
                   const sr_operands *x);

/* ---- hypotheses ------------------------------------------------------------------------------ */

typedef struct sr_tally {
    int32_t net;             /* bits of the spans that count, failures taken off */
    int32_t span;            /* of the open span, up to its last closing */
    int32_t pending;         /* failures since */
    uint32_t in_row;         /* how many */
    uint32_t closed, failed; /* slots, trivial ones not counted */
    sr_int128 last;          /* result of the last closing: the same again is no news */
} sr_tally;

typedef struct sr_hypothesis {
    uint32_t result;
    uint32_t n_members;
    const uint32_t *members;
    uint32_t sequence, from; /* of a run: members are its lines from..from+n */
    uint8_t op;
    bool percent;
    uint8_t price; /* bits that describing it takes */
    sr_tally tally;
} sr_hypothesis;

typedef struct sr_hypotheses {
    sr_hypothesis *items;
    size_t n, cap;
    uint32_t *seen; /* hash of what is in items, 0 = free, else index + 1 */
    size_t n_seen;
} sr_hypotheses;

/* What is at work on one axis. */
typedef struct sr_search {
    sr_arena *scratch;
    const sr_discover_options *options;
    sr_lines lines;
    uint32_t *live; /* lines with a number */
    uint32_t n_live;
    uint32_t *tried; /* slots with numbers */
    uint32_t n_tried;
    uint32_t *sample; /* some of them, spread */
    uint32_t n_sample;
    bool *consumed; /* lines that a sum has used */
    bool *quotient; /* lines that are quotients of others */
    uint64_t *work;
    uint64_t work_most;
    sr_hypotheses tries;
    sr_hypothesis *accepted;
    size_t n_accepted, cap_accepted;
    uint32_t *first_of; /* by line: index + 1 of its first accepted relation, 0 = none */
} sr_search;

/* False if there was no room, or it is known. */
bool sr_hypothesis_add(sr_search *s, const sr_hypothesis *h);
void sr_tally_add(sr_tally *tally, sr_judged judged, sr_int128 value);
/* Net evidence once the open span is counted and the description paid. */
int32_t sr_hypothesis_net(const sr_hypothesis *h);
sr_judged sr_hypothesis_judge(const sr_search *s, const sr_hypothesis *h, uint32_t slot);

/* discover_runs.c: sums and means of runs of lines; level by level. */
void sr_discover_runs(sr_search *s);
/* discover_pairs.c: what two lines make of each other. */
void sr_discover_pairs(sr_search *s);
/* discover_choose.c: of what was tried, what is believed; each accepted is moved to accepted. True if any was. */
bool sr_discover_choose(sr_search *s);

#endif
