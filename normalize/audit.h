/*
 * audit.h - the arithmetic audit: the document's own sums, ratios and formulas decide, recover and accuse.
 *
 * In: a batch whose tables are structured and whose cells are read. Out: among several readings of a cell the one that
 * closes most; cells that only arithmetic can tell (INFERRED); cells verified or accused; doc->checks, one for each
 * relation that could be checked; findings C...; the trust of each table and of the document. A digit is never changed:
 * what a failing relation suggests is a suggestion on a finding.
 *
 * Relations come from four sources: the number row's formulas, the words of headers, codes and kinds of rows, what is
 * found to hold over many rows, and the same thing stated twice. A source that does not hold in most of its places is
 * given up, for it then is no relation of this document. The work is linear in the cells of the relations.
 */
#ifndef SR_AUDIT_H
#define SR_AUDIT_H

#include "core/document.h"

/* Audits the tables doc->tables[first..] of the batch. Allocates from the batch arena. */
void sr_audit_tables(sr_doc *doc, size_t first);

#endif
