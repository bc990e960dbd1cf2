/*
 * closing.h - do parents equal the sums of their children? Figures of one document.
 *
 * A money column is one of a measure in rupiah. A child's blank and anyone's dash are nothing; a column in which the
 * parent is blank, or one of them could not be read, is not compared. An activity with several indicators may state its
 * amount in parts, a row each: it closes with its own row's amount or with all of them, on both sides.
 */
#ifndef BENCH_CLOSING_H
#define BENCH_CLOSING_H

#include "core/document.h"

#include <stdio.h>

typedef struct closing {
    size_t rows, money, level; /* rows of data, those with money, those with a level */
    size_t parents;            /* rows with children; and of these: */
    size_t all, some, none;    /* every column that is compared equals the sum of the children, some do, none does */
    size_t bare;               /* nothing to compare */
} closing;

/* Adds the rows of the document's batch. show: where each column that does not close is listed, NULL for nowhere. */
void closing_count(const sr_doc *doc, closing *sum, FILE *show);

#endif
