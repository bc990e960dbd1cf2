/*
 * prose.h - lines outside tables: is it a heading, a caption or prose?
 */
#ifndef SR_PROSE_H
#define SR_PROSE_H

#include "core/document.h"
#include "importers/aligned.h"

/* A bold heading over more lines than this is an unclosed ** instead. */
enum { SR_BOLD_LINES_MAX = 12 };

/* One line by itself: SR_BLOCK_PROSE, _HEADING or _CAPTION. */
sr_block_type sr_prose_classify(sr_slice line);
/* As above for each line of a run, types[i] an sr_block_type; sees bold headings that span lines. */
void sr_prose_classify_run(const sr_line *lines, size_t n, uint8_t *types);

#endif
