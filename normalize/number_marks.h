/*
 * number_marks.h - odd characters folded to plain ones, and the texts that are marks and not quantities. For
 * normalize/number_read.c only.
 */
#ifndef SR_NUMBER_MARKS_H
#define SR_NUMBER_MARKS_H

#include "normalize/number.h"

typedef struct sr_folded {
    char text[SR_NUMBER_TEXT_MAX];
    size_t len;
    bool hard_blank; /* a no-break or thin blank: a group separator where it stands between digits */
} sr_folded;

/* Blanks, dashes and digits of other scripts as ASCII; false if it is too long or bytes of it did not decode. */
bool sr_number_fold(sr_slice text, sr_folded *out);
/* "-", "nihil", "Rp -", "...". */
bool sr_is_nil_mark(sr_slice text);
/* "#####" and nothing else; with words behind it is a heading. */
bool sr_is_overflow(sr_slice text);
/* "#REF!" */
bool sr_is_sheet_error(sr_slice text);
/* "3.", "12)", "(4)", "1.2.": the number of a row, an item or a heading. */
bool sr_is_ordinal(sr_slice text);
/* Of those, the ones that are no measure even in a column of measures: "(03)", "1.2.". */
bool sr_is_only_ordinal(sr_slice text);

#endif
