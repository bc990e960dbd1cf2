/*
 * number.h - how a cell's text is read as a number.
 *
 * Two steps. sr_number_read makes every reading of one text that can be defended, cheapest first, each with
 * its rule: it never looks outside the text. sr_number_decide lets the column choose. A digit is never changed
 * and none is invented; what cannot be read without inventing is unreadable, and says why.
 */
#ifndef SR_NUMBER_H
#define SR_NUMBER_H

#include "core/document.h"
#include "normalize/units.h"

enum { SR_READINGS_MAX = 6 };

/* One way to read the text. cost 0 is the plain rule; more is a repair. */
typedef struct sr_reading {
    sr_decimal value;
    uint8_t rule; /* sr_rule */
    uint8_t cost;
    bool comma_decimal, dot_decimal, comma_group, dot_group; /* what it takes the signs for */
} sr_reading;

typedef struct sr_readings {
    sr_cell_status status; /* EMPTY, NIL, TEXT, UNREADABLE, or OK when there are readings */
    sr_rule rule; /* why, for a status without readings: NIL_MARK, OVERFLOW_MARKS, CODE, YEAR, DATE, GRADE ... */
    int n;
    sr_reading reading[SR_READINGS_MAX]; /* cheapest first; equal values appear once */
    sr_unit unit;
    bool percent, rupiah, negative_brackets;
    bool unit_repaired, unit_known;
    bool sign_twice; /* "1,19% %", "Rp Rp" */
    int n_more;      /* further quantities ("471 orang/ 5 Lap") */
    struct {
        sr_decimal value;
        sr_unit unit;
    } more[3];
} sr_readings;

/* text is cleaned: no markup, no blanks at its ends. Never fails; never allocates. */
void sr_number_read(sr_slice text, sr_readings *out);

/* What the column is known to hold, from its header (roles) before its cells are read. */
typedef struct sr_expectation {
    bool is_money; /* Rp, Pagu, Anggaran: whole rupiah unless ",00" is shown */
    bool is_percent;
    bool is_year;
    bool is_code;
    bool is_text; /* a name, an indicator: numbers in it are part of the text */
    bool is_ordinal;
    bool is_measure; /* text that is no number is worth a finding */
    sr_unit unit;    /* from the header, or a satuan column beside it */
} sr_expectation;

/*
 * The hot path. Reads cells[i] for one column: for every cell sets status, rule, has_value, value, unit, open,
 * and counts its evidence in *style. Plain cells are settled here; a cell with several readings is left open.
 */
void sr_number_observe(sr_cell *cell, const sr_expectation *expect, sr_style *style);

/*
 * Settles a cell that sr_number_observe left open, by the column's style, its expectation and the unit. unit is the
 * row's unit where a satuan column states it. Adds the findings (N..., U...) at the place given; those of a cell that
 * was settled at once but deserves one are added here too, so call it for every cell with status REPAIRED, UNREADABLE
 * or open.
 */
void sr_number_decide(sr_doc *doc, sr_cell *cell, const sr_expectation *expect, const sr_style *style, sr_unit unit,
                      const sr_table *table, const sr_row *row, uint32_t column_no);

#endif
