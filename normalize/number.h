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

enum { SR_READINGS_MAX = 6, SR_MORE_MAX = 3 };
/* A number has 38 digits at most, a unit a few words: a longer text is prose. Bytes. */
enum { SR_NUMBER_TEXT_MAX = 192 };

/* One way to read the text. cost 0 is the plain rule; more is a repair. */
typedef struct sr_reading {
    sr_decimal value;
    uint8_t rule; /* sr_rule */
    uint8_t cost;
    bool comma_decimal, dot_decimal, comma_group, dot_group; /* what it takes the signs for */
} sr_reading;

typedef struct sr_readings {
    sr_cell_status status; /* EMPTY, NIL, TEXT, UNREADABLE, or OK when the readings are what the text is for */
    sr_rule rule; /* why, for a status other than OK: NIL_MARK, OVERFLOW_MARKS, CODE, DATE, GRADE, ORDINAL ... */
    int n;        /* with TEXT (an ordinal "12.") a column of measures may still take the readings */
    sr_reading reading[SR_READINGS_MAX]; /* cheapest first; equal values appear once */
    sr_rule
        repair; /* what was put right around the digits: BRACKET_NEGATIVE, SPACED_LETTERS, GLUED_UNIT, TRAILING_JUNK */
    sr_unit unit;
    bool percent, rupiah, negative_brackets;
    bool unit_repaired, unit_known;
    bool unit_words;     /* further words stand behind the unit ("12 Bulan Layanan") */
    bool sign_twice;     /* "1,19% %", "Rp Rp" */
    bool has_suggestion; /* with UNREADABLE: what it would be if nothing were missing */
    sr_decimal suggestion;
    bool too_long;  /* more digits than a value holds */
    bool more_open; /* a further quantity has several readings */
    int n_more;     /* further quantities ("471 orang/ 5 Lap") */
    struct {
        sr_decimal value;
        sr_unit unit;
    } more[SR_MORE_MAX];
} sr_readings;

/* text is cleaned: no markup, no blanks at its ends. Never fails; never allocates. */
void sr_number_read(sr_slice text, sr_readings *out);

/* What the column is known to hold, from its header (roles) before its cells are read. */
typedef struct sr_expectation {
    bool is_money; /* Rp, Pagu, Anggaran: whole rupiah unless ",00" is shown */
    bool is_percent;
    bool is_year;
    bool is_code;
    uint8_t organisation; /* the codes are of budget lines (normalize/rekening.h): groups of an organization; 0 = not */
    bool is_text;         /* a name, an indicator: numbers in it are part of the text */
    bool is_ordinal;
    bool is_measure;        /* text that is no number is worth a finding */
    sr_unit unit;           /* from the header, or a satuan column beside it */
    const sr_style *around; /* how the rest of the table or document writes numbers; NULL if not known. Borrowed */
} sr_expectation;

/*
 * The hot path. Reads one cell of a column: sets status, rule, has_value, value, unit, open, and counts its evidence in
 * *style. Plain cells are settled here; a cell with several readings, or with something to say about it, is left open.
 */
void sr_number_observe(sr_cell *cell, const sr_expectation *expect, sr_style *style);

/*
 * Settles a cell that sr_number_observe left open, by the column's style, its expectation and the unit. unit is the
 * row's unit where a satuan column states it. Adds the findings (N..., U...) at the place given. Call it for every cell
 * that is open, and for every cell with a value where sr_style_is_mixed; for others it does nothing.
 */
void sr_number_decide(sr_doc *doc, sr_cell *cell, const sr_expectation *expect, const sr_style *style, sr_unit unit,
                      const sr_table *table, const sr_row *row, uint32_t column_no);

/* Adds what one column shows to what is known of a whole table or document. */
void sr_style_add(sr_style *into, const sr_style *from);
/* Both styles of decimal or grouping signs stand in the column beyond doubt. */
bool sr_style_is_mixed(const sr_style *style);

#endif
