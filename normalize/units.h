/*
 * units.h - units of measurement by a lexicon (lexicons/units.tsv, built into the program).
 *
 * A unit is a small number: 0 is none, others index the lexicon or, for a word that the lexicon does not know, the
 * process-wide table of words seen (thread-safe, bounded; beyond the bound the word is 0 and the text keeps it).
 */
#ifndef SR_UNITS_H
#define SR_UNITS_H

#include "core/slice.h"

typedef uint16_t sr_unit;

enum { SR_UNIT_NONE = 0 };
/* A unit is a word or a few; a longer text is none. Bytes. */
enum { SR_UNIT_TEXT_MAX = 48 };
/* Words outside the lexicon that one process keeps: bounds what strange input can make it remember. */
enum { SR_UNIT_WORDS_MAX = 4096 };

extern const sr_unit SR_UNIT_PERCENT, SR_UNIT_RUPIAH;

/*
 * The unit that the text names, spelling and spacing repaired ("Lap ora n", "Dok.", "org/ bln");
 * repaired (may be NULL) tells whether it differs from a known spelling. known: false for a word outside the lexicon.
 */
sr_unit sr_unit_find(sr_slice text, bool *repaired, bool *known);
/* Only what the lexicon knows; SR_UNIT_NONE otherwise. Combinations of known units are known ("dokumen/laporan"). */
sr_unit sr_unit_known(sr_slice text);
/* As sr_unit_known; sets *repaired where the spelling is not one of the right ones, and leaves it alone otherwise. */
sr_unit sr_unit_lookup(sr_slice text, bool *repaired);
/* The hot path: exactly one of the lexicon's right spellings but for ASCII capitals; SR_UNIT_NONE otherwise. */
sr_unit sr_unit_exact(sr_slice text);
/* The canonical name, as in the views: "rupiah", "%", "dokumen", "orang/bulan". "" for SR_UNIT_NONE. */
sr_slice sr_unit_name(sr_unit unit);
/* Comes in whole pieces only (orang, dokumen, unit); false for rupiah (which is whole by its column), m2, jam, %. */
bool sr_unit_is_whole(sr_unit unit);
/* Is counted, so that 1.234 of it are more likely 1234: whole units, and months, years and the like. */
bool sr_unit_is_counted(sr_unit unit);

#endif
