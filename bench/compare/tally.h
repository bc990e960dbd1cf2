/*
 * tally.h - what was right and wrong, counted by rate, form and kind of mess, and the failures themselves in groups.
 */
#ifndef SCORE_TALLY_H
#define SCORE_TALLY_H

#include "bench/generate/model.h"

#include <stdio.h>

/* In order of harm. Silent: nobody was told by a finding of severity warning or error at that cell, row or line. */
#define SCORE_FAILURES(X)                                                                                              \
    X(WRONG_SILENT, "wrong value, silent")                                                                             \
    X(MOVED_SILENT, "number in a wrong place, silent")                                                                 \
    X(TEXT_SILENT, "text not whole or in a wrong place, silent")                                                       \
    X(LOST_SILENT, "lost from the data, silent")                                                                       \
    X(UNREAD_SILENT, "value not read, silent")                                                                         \
    X(WRONG_TOLD, "wrong value, told")                                                                                 \
    X(MOVED_TOLD, "number in a wrong place, told")                                                                     \
    X(TEXT_TOLD, "text not whole or in a wrong place, told")                                                           \
    X(LOST_TOLD, "lost from the data, told")                                                                           \
    X(UNREAD_TOLD, "value not read, told")                                                                             \
    X(UNIT, "unit")                                                                                                    \
    X(ROW_KIND, "kind of row")                                                                                         \
    X(PARENT, "parent")                                                                                                \
    X(LEVEL, "level")                                                                                                  \
    X(CODE, "code")                                                                                                    \
    X(NAME, "name filled down")                                                                                        \
    X(INDICATOR, "indicator")                                                                                          \
    X(TAIL, "cut cell not joined")                                                                                     \
    X(SPLIT, "table in parts")                                                                                         \
    X(ROLE, "role of a column")                                                                                        \
    X(TIME, "year, quarter or revision of a column")
#define X(symbol, name) SCORE_##symbol,
typedef enum score_failure { SCORE_FAILURES(X) SCORE_FAILURE_COUNT, SCORE_RIGHT = SCORE_FAILURE_COUNT } score_failure;
#undef X

enum { SCORE_RATES = 4, SCORE_GROUPS_MAX = 4096 };
extern const uint32_t score_rates[SCORE_RATES]; /* in 10,000 */

/* What was asked; how often the answer was right is asked minus the failures of its kinds. */
#define SCORE_QUESTIONS(X)                                                                                             \
    X(PLACES)                                                                                                          \
    X(VALUES) X(UNITS) X(ROWS) X(PARENTS) X(LEVELS) X(CODES) X(NAMES) X(INDICATORS) X(TAILS) X(TABLES) X(ROLES) X(TIMES)
#define X(symbol) SCORE_OF_##symbol,
typedef enum score_question { SCORE_QUESTIONS(X) SCORE_QUESTION_COUNT } score_question;
#undef X

typedef struct score_count {
    uint64_t asked[SCORE_QUESTION_COUNT];
    uint64_t failed[SCORE_FAILURE_COUNT];
    uint64_t given; /* values that were given where a measure or a text was asked about */
    uint64_t right; /* of the values asked about */
} score_count;

/* Failures of one kind for one reason, with the first of them in words. */
typedef struct score_group {
    uint8_t failure, mess, form, kind;
    uint64_t n;
    uint64_t seed;
    uint32_t rate;
    char example[640];
} score_group;

typedef struct score_tally {
    score_count counts[SCORE_RATES][GEN_FORM_COUNT][GEN_MESS_COUNT];
    uint64_t documents, refused;
    score_group groups[SCORE_GROUPS_MAX];
    size_t n_groups;
} score_tally;

/* Where the document at hand counts. */
typedef struct score_place {
    score_tally *tally;
    const gen_doc *truth;
    uint32_t rate_no;
} score_place;

void score_ask(const score_place *place, gen_mess mess, score_question question);
/* Counts a failure; format says what was seen and what is right. */
void score_fail(const score_place *place, gen_mess mess, gen_kind kind, score_failure failure, const char *format, ...)
    __attribute__((format(printf, 5, 6)));

/* The tables of the report; then up to show groups of failures, in order of harm and number. */
void score_report(const score_tally *tally, FILE *out);
/* Wrong values and moved numbers of which nobody was told, in 10,000 cells of all that was compared. */
double score_silent(const score_tally *tally);
void score_report_failures(score_tally *tally, size_t show, FILE *out);
#endif
