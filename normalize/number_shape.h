/*
 * number_shape.h - what a run of digits, dots, commas and blanks can mean. For normalize/number*.c only.
 */
#ifndef SR_NUMBER_SHAPE_H
#define SR_NUMBER_SHAPE_H

#include "normalize/number.h"

typedef struct sr_shape {
    int n;
    sr_reading reading[SR_READINGS_MAX]; /* cheapest first, no value twice */
    sr_rule fail;                        /* with n == 0: DIGIT_MISSING or NO_READING */
    bool too_long;                       /* more digits than a value holds */
    bool trailing;                       /* a separator without digits behind stands at the end */
    bool cut_head;                       /* it begins with its decimal sign (",5") */
} sr_shape;

/*
 * run begins with a digit or a separator and holds digits, '.', ',' and ' ' only. tight: blanks in it are known to come
 * from letters set apart or from a group separator (no-break, thin), so they part no two numbers.
 */
void sr_shape_read(sr_slice run, bool tight, sr_shape *out);

/* The rule is one of the plain ways to write a number. */
static inline bool sr_rule_is_plain(uint8_t rule)
{
    return rule >= SR_RULE_PLAIN_INTEGER && rule <= SR_RULE_DECIMAL_EN;
}

/* Adds a reading in the order of cost, unless its value is there already. */
void sr_shape_add(sr_shape *shape, const sr_reading *reading);

#endif
