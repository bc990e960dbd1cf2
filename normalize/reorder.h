/*
 * reorder.h - a table that the extractor tore into lines becomes rows again (scramble.h).
 */
#ifndef SR_REORDER_H
#define SR_REORDER_H

#include "core/document.h"

/*
 * If the batch's prose is such a text, its lines become one part of rows with a header of their own (No, Kegiatan,
 * Sasaran, Indikator Kinerja, Target by quarter, Target, Penanggung Jawab; the header's cells have a text but no raw,
 * for the source has none in order), and leave the prose; their bytes go over from one account to the other. Findings
 * S013, S014 and S015 are kept for sr_reorder_say, because rows have no table yet. Returns the part, or NULL if the
 * batch is none.
 */
typedef struct sr_reordered sr_reordered;
sr_reordered *sr_reorder(sr_doc *doc);
/* Adds the findings when the part's rows stand in a table. */
void sr_reorder_say(sr_doc *doc, const sr_reordered *reordered);
/*
 * When rows are understood: a goal is about no activity, and of an activity that stands above a program of its page it
 * is not known whether it is of that one or of the one before.
 */
void sr_reorder_settle(sr_doc *doc, const sr_reordered *reordered);

#endif
