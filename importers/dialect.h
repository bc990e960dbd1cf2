/*
 * dialect.h - how a delimited text is written, told by the text itself.
 *
 * Each delimiter and quote that the sample holds is tried; the dialect under which records have the same number of
 * fields and fields look like values wins (after van den Burg, Nazábal, Sutton: Wrangling messy CSV files by detecting
 * row and type patterns, 2019). Nothing is remembered between calls.
 */
#ifndef SR_DIALECT_H
#define SR_DIALECT_H

#include "importers/record.h"

/* Records of the head of a file say enough; more would cost every small document time. */
enum { SR_SAMPLE_BYTES = 32 * 1024 };

typedef struct sr_dialect_guess {
    sr_dialect dialect;
    uint32_t usual;      /* fields that most records of the sample have; 1: no delimiter was found */
    uint32_t records;    /* of the sample, blank ones not counted */
    uint32_t agree;      /* of them those with that many fields */
    uint32_t several;    /* records of several fields */
    uint32_t steady;     /* of those the ones with as many fields as the one before or behind */
    uint32_t quoted;     /* fields in quotes */
    uint32_t spaced;     /* delimiters with a blank behind them, as commas of sentences have */
    uint32_t splits;     /* delimiters */
    uint32_t in_numbers; /* delimiters between two digits */
    uint32_t torn;       /* delimiters before one or two digits at most: decimal signs, when there are many */
    uint32_t gaps;       /* fields that hold words parted by wide blanks, as columns set in blanks are */
    bool tight;          /* records have no blanks behind all their delimiters: lines that have are sentences */
    bool padded;         /* to a rectangle: all records are of one width, blank ones and those of one text, too */
    bool declared;       /* by a first line such as "sep=;" */
    char other;          /* a delimiter that would do nearly as well; 0: none */
} sr_dialect_guess;

/*
 * text: the decoded start of a document, complete or cut off anywhere. Its first stretch in which records are steady
 * is the sample. delimiters: those that may be, a string of , ; | and tab.
 */
void sr_dialect_guess_of(sr_slice text, bool complete, const char *delimiters, sr_dialect_guess *guess);

/* The bytes of a first line "sep=;", its line end included; 0: there is none. */
size_t sr_dialect_line(sr_slice text, char *delimiter);

#endif
