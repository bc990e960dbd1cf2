/*
 * audit.h - how the arithmetic audit did on documents whose errors are known.
 *
 * An accusing finding (C003-C013, C015, C017, C019, C020) is right if it is at the cell of a planted error or at one
 * that fails with it for the same cause; a relation that fails because of an error may be told as such (C012, C013) at
 * any of its cells. Where one cell alone explains what fails (the error is "decidable") that cell must be named; where
 * several do, the relation or several candidates. A lost value is recovered if the cell has it, or a finding suggests
 * it.
 */
#ifndef SCORE_AUDIT_H
#define SCORE_AUDIT_H

#include "bench/compare/compare.h"
#include "bench/generate/generate.h"

/* ---- conditions: X(symbol, name, mess in 10,000) ----------------------------------------------------- */
#define AUDIT_CONDITIONS(X)                                                                                            \
    X(CLEAN, "clean", 0)                                                                                               \
    X(CLEAN_MESS, "clean, mess 2%", 200)                                                                               \
    X(ONE, "one kind of error at a time", 0)                                                                           \
    X(ALL, "all kinds of errors", 0)                                                                                   \
    X(ALL_MESS, "all kinds of errors, mess 2%", 200)                                                                   \
    X(ALL_HEAVY, "all kinds of errors, mess 10%", 1000)
#define X(symbol, name, mess) AUDIT_##symbol,
typedef enum audit_condition { AUDIT_CONDITIONS(X) AUDIT_CONDITION_COUNT } audit_condition;
#undef X

/* ---- what is counted, by condition, form and kind of error --------------------------------------------------- */
#define AUDIT_COUNTED(X)                                                                                               \
    X(PLANTED) /* errors to be accused of; a wrong row is one error, however many cells it has */                      \
    X(FOUND)   /* by an accusing finding that is right */                                                              \
    X(DECIDABLE)                                                                                                       \
    X(NAMED)     /* of the decidable: its own cell */                                                                  \
    X(DIAGNOSED) /* of the found: as its kind */                                                                       \
    X(SUGGESTED) /* a value at its own cell */                                                                         \
    X(SUGGESTED_RIGHT)                                                                                                 \
    X(LOST) /* values that cannot be read */                                                                           \
    X(RECOVERABLE)                                                                                                     \
    X(INFERRED)       /* of the recoverable: the cell has the right value */                                           \
    X(PROPOSED)       /* of the recoverable: a finding suggests it */                                                  \
    X(BEYOND)         /* right though not counted as recoverable */                                                    \
    X(WRONG)          /* values inferred or decided that are wrong */                                                  \
    X(ACCUSATIONS)    /* findings that accuse */                                                                       \
    X(RIGHT)          /* of them */                                                                                    \
    X(FAILED_CHECKS)  /* in documents without errors */                                                                \
    X(CHECKABLE)      /* cells in a relation that holds */                                                             \
    X(VERIFIED)       /* of them */                                                                                    \
    X(VERIFIED_WRONG) /* cells that are wrong and verified by another relation */                                      \
    X(NUMBERS)        /* cells that hold one */                                                                        \
    X(PLACED)         /* of them: found in their row and column */                                                     \
    X(RELATIONS)      /* of documents without errors */                                                                \
    X(CHECKED)        /* of them: a check of the document has the same result and as many members */                   \
    X(DOCUMENTS)
#define X(symbol) AUDIT_N_##symbol,
typedef enum audit_counted { AUDIT_COUNTED(X) AUDIT_COUNTED_COUNT } audit_counted;
#undef X

/* ---- what can go wrong, in order of harm ------------------------------------------------------------------------ */
#define AUDIT_FAILURES(X)                                                                                              \
    X(WRONG_VALUE, "value inferred or decided, and wrong")                                                             \
    X(CLEAN_ACCUSED, "accused in a document without errors")                                                           \
    X(CLEAN_FAILED, "failed check in a document without errors")                                                       \
    X(FALSE_ACCUSATION, "accused, and not wrong")                                                                      \
    X(WRONG_SUGGESTION, "suggested, and wrong")                                                                        \
    X(OTHER_CELL, "found, its cell not named")                                                                         \
    X(NOT_RECOVERED, "not recovered")                                                                                  \
    X(NOT_FOUND, "error not found")                                                                                    \
    X(OTHER_KIND, "found, told as something else")                                                                     \
    X(NOT_VERIFIED, "not verified")                                                                                    \
    X(NOT_CHECKED, "relation not checked")                                                                             \
    X(NOT_AS_PRINTED, "value is not what is printed")
#define X(symbol, name) AUDIT_F_##symbol,
typedef enum audit_failure { AUDIT_FAILURES(X) AUDIT_FAILURE_COUNT } audit_failure;
#undef X

enum { AUDIT_GROUPS_MAX = 4096 };

/* Failures of one kind for one reason, with the shortest document in which it happened. */
typedef struct audit_group {
    uint8_t failure, fault, form, kind;
    uint64_t n, seed;
    size_t length; /* of that document */
    uint32_t mess;
    gen_planting what;
    char example[1280];
} audit_group;

typedef struct audit_tally {
    uint64_t n[AUDIT_CONDITION_COUNT][GEN_FORM_COUNT][GEN_FAULT_COUNT][AUDIT_COUNTED_COUNT];
    uint64_t refused;
    audit_group groups[AUDIT_GROUPS_MAX];
    size_t n_groups;
} audit_tally;

/* Where the document at hand counts. */
typedef struct audit_place {
    audit_tally *tally;
    const gen_doc *truth;
    audit_condition condition;
    gen_planting what;
} audit_place;

void audit_count(const audit_place *place, gen_fault fault, audit_counted what, uint64_t n);
void audit_fail(const audit_place *place, gen_fault fault, gen_kind kind, audit_failure failure, const char *format,
                ...) __attribute__((format(printf, 5, 6)));

/* ---- audit.c: compares one document -------------------------------------------------------------------------------
 */

typedef struct audit_sink {
    sr_sink sink; /* first: the pipeline sees only this */
    audit_place place;
} audit_sink;

void audit_sink_init(audit_sink *sink, const audit_place *place);
/* The same for a document at hand. */
void audit_compare(const audit_place *place, const sr_doc *doc);

/* ---- audit_tally.c: the report
 * ---------------------------------------------------------------------------------------- */
void audit_report(const audit_tally *tally, FILE *out);
void audit_report_failures(audit_tally *tally, size_t show, FILE *out);
const char *audit_condition_name(audit_condition condition);
uint32_t audit_condition_mess(audit_condition condition);
/* The relation in words, with what is printed: "line 12 column 5 1.200 = 700 + 400". Cut off at size. */
void audit_relation_text(const gen_doc *truth, const gen_relation *relation, char *text, size_t size);
/* What was planted in the document, a line each. */
void audit_list(const gen_doc *truth, FILE *out);

/* ---- audit_run.c: over many documents
 * ------------------------------------------------------------------------------------ */
typedef struct audit_options {
    uint64_t documents, seed; /* of each form, condition and kind */
    bool has_seed, has_mess, list;
    int form;         /* -1: all */
    int fault;        /* -1: each and all; GEN_FAULT_NONE: none; GEN_FAULT_COUNT: all at once */
    uint32_t mess;    /* in 10,000 */
    uint32_t rate;    /* of errors, in 10,000 cells */
    const char *dump; /* write the text of the document there; NULL */
} audit_options;

/* -1 where a document could not be run at all, which standard error says. */
int audit_run(audit_tally *tally, const audit_options *options, const char *path);

#endif
