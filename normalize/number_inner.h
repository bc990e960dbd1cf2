/*
 * number_inner.h - what normalize/number.c and number_decide.c share. For those two and their tests only.
 */
#ifndef SR_NUMBER_INNER_H
#define SR_NUMBER_INNER_H

#include "normalize/number_shape.h"
#include "normalize/rekening.h"

/* What a cell's text comes to, the column's expectation applied but nothing yet chosen between readings. */
typedef struct sr_first_look {
    sr_readings r;
    sr_cell_status status;
    sr_rule rule;
    bool against;    /* the source holds another value than it shows: r.reading[0] is the one held */
    bool if_numeric; /* a number only if the column is one of numbers (unknown unit, company behind the unit, a year) */
} sr_first_look;

/* The text of a cell: cleaned if that is done, else its raw text without outer blanks. */
static inline sr_slice sr_number_text(const sr_cell *cell)
{
    return cell->text ? sr_cell_text(cell) : sr_trim(sr_cell_raw(cell));
}

/* A code of the kind that the column holds. */
static inline bool sr_number_code(sr_slice text, const sr_expectation *expect, sr_code *code)
{
    sr_rekening budget;

    if (expect->organisation && sr_rekening_read(text, expect->organisation, &budget)) {
        *code = budget.code;
        return true;
    }
    return sr_code_read(text, false, code);
}

/* Reads the text and applies the expectation. */
void sr_number_first_look(sr_slice text, const sr_expectation *expect, sr_first_look *out);
/* The same, sooner for a text such as 1.234 that the fast scanner left open. */
void sr_number_look_again(sr_slice text, const sr_expectation *expect, sr_first_look *out);
/* The sign of a text such as 1.234 or "1,234 Orang", which groups or is decimal; 0 for any other text. */
char sr_number_open_sign(sr_slice text);
/* Gives the cell the reading at index i of r: value, unit, status OK or REPAIRED, rule. */
void sr_number_settle(sr_cell *cell, const sr_readings *r, int i);
/* sr_number_observe without its fast scanner: the two must agree on every text. */
void sr_number_observe_slowly(sr_cell *cell, const sr_expectation *expect, sr_style *style);
#endif
