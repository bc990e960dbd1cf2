/*
 * facts.h - what a document says of itself: title, kind, agency, region, year, revision, quarter.
 *
 * From headings, captions and short lines of the first batch, then prose, then the file name, by grammar: an agency is
 * BADAN|DINAS|... and what follows up to KABUPATEN|KOTA|PROVINSI; a region is one of those and its name. Texts are
 * copied to the document arena.
 */
#ifndef SR_FACTS_H
#define SR_FACTS_H

#include "normalize/lexicon.h"

/* Fills doc->facts from doc->blocks, the titles of doc->tables and doc->name. */
void sr_facts_find(sr_doc *doc);

#endif
