/*
 * place_text.h - what a cell's text looks like to the one who looks for its column. Text that is not blank; nothing is
 * kept, nothing fails.
 */
#ifndef SR_PLACE_TEXT_H
#define SR_PLACE_TEXT_H

#include "core/slice.h"

#include <stdint.h>

enum { SR_LABEL_BYTES = 16 }; /* a longer text of letters is no number with a unit */

/* Long, and nearly all of it letters. */
bool sr_text_is_words(sr_slice t);
/* A percentage, or a quantity with its unit. */
bool sr_text_is_quantity(sr_slice t);
/* The same, or a count without thousands, where rupiah belong. A nought may stand anywhere. */
bool sr_text_is_no_money(sr_slice t);
/* A number of so many bytes at least. */
bool sr_text_is_amount(sr_slice t, size_t bytes);
/* A number of a million or more, grouped or not. */
bool sr_text_is_long_amount(sr_slice t);
/* "1. Jumlah Pegawai", "2) Dokter": a name with its number. */
bool sr_text_is_numbered_name(sr_slice t);
/* Neither letter nor digit, nor the "#" of one that is hidden: "-", "..." */
bool sr_text_is_nil(sr_slice t);
/* "#####": the column was too narrow to show the number. */
bool sr_text_is_overflow(sr_slice t);

#endif
