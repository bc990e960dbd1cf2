/*
 * number_shape.h - what a run of digits, dots, commas and blanks can mean. For normalize/number*.c only.
 */
#ifndef SR_NUMBER_SHAPE_H
#define SR_NUMBER_SHAPE_H

#include "normalize/number.h"

typedef struct sr_shape {
    int n;
    sr_reading reading[SR_READINGS_MAX]; /* cheapest first, no value twice */
    sr_rule fail;                        /* with n == 0: DIGIT_MISSING, COMPOUND (several numbers) or NO_READING */
    bool has_suggestion;                 /* of a digit that seems to be missing and may not be */
    sr_decimal suggestion;
    bool too_long; /* more digits than a value holds */
    bool trailing; /* a separator without digits behind stands at the end */
    bool cut_head; /* it begins with its decimal sign (",5") */
} sr_shape;

/* What is known of the blanks in a run. */
typedef enum sr_blanks {
    SR_BLANKS_SOFT,  /* nothing: they may part two numbers */
    SR_BLANKS_HARD,  /* no-break or thin ones: group separators, where the groups are of three */
    SR_BLANKS_APART, /* the cell sets all its characters apart */
} sr_blanks;

/* run begins with a digit or a separator and holds digits, '.', ',' and ' ' only. */
void sr_shape_read(sr_slice run, sr_blanks blanks, sr_shape *out);

/* The rule is one of the plain ways to write a number, or needs none. */
static inline bool sr_rule_is_plain(uint8_t rule)
{
    return (rule >= SR_RULE_PLAIN_INTEGER && rule <= SR_RULE_DECIMAL_EN) || rule == SR_RULE_TYPED_VALUE;
}

/* No column is needed: there is one reading. (73.4031 has two: in a column of amounts a sign may stand one digit
 * early.) */
static inline bool sr_is_settled_alone(const sr_readings *r)
{
    return r->n == 1;
}

/* Adds a reading in the order of cost, unless its value is there already. */
void sr_shape_add(sr_shape *shape, const sr_reading *reading);

#endif
