/*
 * normalize.h - from a batch of blocks to an understood document.
 *
 * In: doc->blocks of the batch. Out: doc->facts, doc->tables with this batch's rows (kinds, context, cells read),
 * doc->findings sorted. Never fails on content: what is not understood is said in findings. Used as the core of a
 * document's flush. All it needs to remember between batches lives in the document's arena.
 */
#ifndef SR_NORMALIZE_H
#define SR_NORMALIZE_H

#include "core/document.h"

void sr_normalize(sr_doc *doc, bool last);

#endif
