/*
 * generate.h - messy planning documents whose truth is known.
 *
 * gen_generate(seed, form, rate) always makes the same document. rate is the share of cells that get a mess of the
 * cell kinds, and of rows that get one of the row kinds, in 10,000. The same seed with another rate has the same
 * content in most, but not in all places: mess and content draw from separate streams, so tables, names and values
 * are equal.
 */
#ifndef GEN_GENERATE_H
#define GEN_GENERATE_H

#include "bench/generate/audit.h"

/* Fills *doc; release it with gen_free. */
void gen_generate(gen_doc *doc, uint64_t seed, gen_form form, uint32_t rate);
/*
 * A document for the audit: more kinds of tables, all of whose arithmetic is told by doc->audit; the seed decides how
 * percentages are rounded. Then the errors are planted. Not for scrambled text, which keeps no rows.
 */
void gen_generate_audit(gen_doc *doc, uint64_t seed, gen_form form, uint32_t rate, gen_planting what);
void gen_free(gen_doc *doc);

#endif
