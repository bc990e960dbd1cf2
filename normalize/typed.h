/*
 * typed.h - the value that the source itself states, against the text that it shows.
 *
 * A spreadsheet's cell holds a value and shows a text made of it by a format: 0.18 and "18%", 6329079568 and "#####",
 * 88.8412 and "88,84". Where some format would show the value so (cut or rounded to the decimals that are shown, as a
 * percentage, "-" for nothing, words around it), the value held is the reading, by the rule typed-value, with the
 * shown text's unit; where they are equal, with the decimals that are shown. Where the two contradict, the value held
 * is taken and the look says so. Cells of text are read like any other text, and text columns stay text.
 */
#ifndef SR_TYPED_H
#define SR_TYPED_H

#include "normalize/number_inner.h"

/* look is the first look at the text alone; it becomes what text and typed value come to together. */
void sr_typed_look(const sr_typed *typed, sr_slice shown, const sr_expectation *expect, sr_first_look *look);
/* The hot path: the shown number is just the value held. False decides nothing. */
bool sr_typed_is(const sr_typed *typed, sr_decimal shown, bool percent);

#endif
