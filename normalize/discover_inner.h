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

int sr_bit_length(sr_int128 value);

/* Decimal zeros at the end: what is round says less. */
int32_t sr_zeros(const sr_numbers *numbers, size_t at);

static inline sr_int128 sr_absolute(sr_int128 value)
{
    return value < 0 ? -value : value;
}

/* False where the product leaves no room for what is done with it. */
static inline bool sr_multiply(sr_int128 a, sr_int128 b, sr_int128 *out)
{
    const sr_int128 most = (sr_int128)1 << 123;
    return !__builtin_mul_overflow(a, b, out) && *out<most && * out> - most;
}

typedef struct sr_judged {
    uint8_t closing; /* sr_closing */
    sr_int128 off;   /* by how much a sum misses, or a quotient may, where that is more than its last decimal */
} sr_judged;

/* A result as it stands in the numbers. */
typedef struct sr_stated {
    sr_int128 value;
    uint8_t decimals;
} sr_stated;

static inline sr_stated sr_stated_at(const sr_numbers *numbers, size_t at)
{
    return (sr_stated){numbers->value[at], numbers->decimals[at]};
}

/* Members as they come: their sum, and the first two for the operators that have an order. */
typedef struct sr_operands {
    sr_int128 sum, first, second;
    uint32_t n, seen, nonzero; /* n have a value */
    uint8_t decimals[2];       /* of the first two */
    bool unknown;
} sr_operands;

static inline void sr_operands_add(sr_operands *x, sr_number_state state, sr_int128 value, uint8_t decimals)
{
    if (x->seen == 0)
        x->first = value;
    else if (x->seen == 1)
        x->second = value;
    if (x->seen < 2)
        x->decimals[x->seen] = decimals;
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
    uint32_t exact;          /* of the closed */
    uint32_t asked, held;    /* members in the slots that close, and those of them that have a number */
    sr_int128 last, part;    /* result and a member of the last closing: what is like it is no news */
} sr_tally;

typedef struct sr_hypothesis {
    uint32_t result;
    uint32_t n_members;
    const uint32_t *members;
    uint32_t from; /* of a run: its members are the sequence's lines from..from+n */
    uint8_t op;
    bool percent;
    uint64_t pattern;         /* how the members stand to the result; 0 = like no other */
    bool far;                 /* with gaps, or at regular distances: later than what stands beside its result */
    uint64_t closed_in;       /* slots of the sample, a bit each, in which it closes and is not trivial */
    uint8_t price, paid, odd; /* bits that describing it takes; more where other sums of the sheet look otherwise */
    sr_tally tally;
    int32_t shared;                         /* gain of the same relation turned round, where that is more */
    uint32_t next_of_result, next_of_first; /* among the accepted: index + 1 */
} sr_hypothesis;

typedef struct sr_hypotheses {
    sr_hypothesis *items;
    size_t n, cap;
    uint32_t *seen; /* hash of what is in items, 0 = free, else index + 1 */
    size_t n_seen;
} sr_hypotheses;

/* Slots in which relations are looked for, and in which those found are weighed. */
enum { SR_FORMING_MOST = 8, SR_SAMPLE_MOST = 48, SR_PATTERNS_MOST = 64 };

/* What is at work on one axis. */
typedef struct sr_search {
    sr_arena *scratch;
    const sr_discover_options *options;
    sr_lines lines;
    uint32_t *live; /* lines with a number */
    uint32_t n_live;
    uint32_t *tried; /* slots with numbers */
    uint32_t n_tried;
    uint32_t sample[SR_SAMPLE_MOST], n_sample;
    uint32_t forming[SR_FORMING_MOST], n_forming; /* of the sample: first some spread over it, */
    uint32_t n_spread;                            /* then those in which other lines are not blank */
    bool *zero;                                   /* lines that are 0 or blank in all of the sample */
    bool *consumed;                               /* lines that a sum has used */
    sr_hypothesis **order;                        /* room for a choice */
    size_t cap_order;
    bool *derived; /* lines that are quotients or multiples of others */
    uint64_t *work;
    uint64_t work_most;
    bool certain; /* only what is beyond doubt is believed for now */
    bool seconds; /* a result may get a second account now even if that has failures */
    sr_hypotheses tries, quotients, differences;
    void *runs; /* discover_runs.c's own */
    sr_hypothesis *accepted;
    size_t n_accepted, cap_accepted;
    uint32_t behind, before; /* accepted sums that stand behind their parts, and before them */
    struct {
        uint64_t key;
        uint32_t times;
    } patterns[SR_PATTERNS_MOST]; /* how members stand to their results, in what is accepted */
    uint32_t n_patterns;
    uint32_t *of_result, *of_first; /* by line: index + 1 of the last accepted with that result, that first member */
} sr_search;

/* discover_survey.c: fills all but scratch, options, lines, work. */
void sr_search_survey(sr_search *s);

static inline bool sr_search_spent(const sr_search *s)
{
    return *s->work > s->work_most;
}

/* x is set where anything was tried. */
sr_judged sr_hypothesis_judge(const sr_search *s, const sr_hypothesis *h, uint32_t slot, sr_operands *x);
/* Counts what one slot says into the tally. */
void sr_hypothesis_count(sr_hypothesis *h, const sr_numbers *numbers, size_t result_at, sr_judged judged,
                         const sr_operands *x);
/* Evidence once the open span is counted; and what remains when the description is paid. */
int32_t sr_hypothesis_gain(const sr_hypothesis *h);
static inline int32_t sr_hypothesis_net(const sr_hypothesis *h)
{
    return sr_hypothesis_gain(h) - h->price;
}

/* After a look at the forming slots: what closed but once and fails elsewhere is chance, unless the number is long. */
static inline bool sr_worth_weighing(uint32_t closed, uint32_t failed, sr_int128 result)
{
    enum { LONG_ENOUGH = 14 }; /* bits */
    return closed > 1 || (closed == 1 && (failed <= 1 || sr_bit_length(result) >= LONG_ENOUGH));
}

/* A set of hypotheses: empty is zeroed. Adding one that is known does nothing. */
void sr_hypotheses_add(sr_search *s, sr_hypotheses *to, const sr_hypothesis *h);
/* None, in the same memory. */
void sr_hypotheses_clear(sr_hypotheses *of);
/* Those from..n, in all of the sample. */
void sr_hypotheses_weigh(sr_search *s, sr_hypotheses *of, size_t from);

/*
 * discover_runs.c: sums and means of runs of lines, of those that no sum has used, into tries. gaps: runs that do not
 * stand beside their sum, and lines at regular distances.
 */
void sr_discover_runs(sr_search *s, bool gaps);
/* discover_pairs.c: what two lines make of each other: quotients and differences; then differences of what is left. */
void sr_discover_pairs(sr_search *s);
void sr_discover_differences(sr_search *s);
/* discover_choose.c: of what was tried, what is believed is added to accepted. far: those too. True if any was. */
bool sr_discover_choose(sr_search *s, sr_hypotheses *tries, bool far);

#endif
