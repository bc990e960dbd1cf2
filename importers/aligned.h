/*
 * aligned.h - tables whose columns are told only by aligned blanks (pdftotext -layout).
 *
 * The text importer collects the lines of a page, or of a run without tab and `|` tables, and hands them here. Seen in
 * the quarterly realization reports and five-year plans that agencies publish as PDF.
 */
#ifndef SR_ALIGNED_H
#define SR_ALIGNED_H

#include "core/document.h"

/* A line of text, its blanks intact; text lives in doc->batch. form_feed lines are not passed. */
typedef struct sr_line {
    sr_slice text;
    uint64_t line_no;
    uint64_t offset;
} sr_line;

/*
 * Tells tables from prose in lines[0..n) (one page at most), and pushes blocks to the document in reading order:
 * parts of form SR_PART_ALIGNED for tables, text(context, line) for each other line, in order. Every non-blank byte
 * ends in exactly one of the two. A cell whose text is wrapped over several lines is one cell, its lines joined by '\n'
 * in raw.
 */
void sr_aligned_lines(sr_doc *doc, const sr_line *lines, size_t n, void (*text)(void *context, const sr_line *line),
                      void *context);

#endif
