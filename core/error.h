/*
 * error.h - errors as values.
 *
 * A function that can fail returns 0 or -1 and fills the sr_error that it was given
 * (never NULL). The deepest function that knows what happened writes the sentence;
 * callers add nothing but go to their cleanup. What is wrong with a *document* is not an
 * error but a finding (finding.h); an error is what stops the work at hand.
 */
#ifndef SR_ERROR_H
#define SR_ERROR_H

#include <stdbool.h>

typedef enum sr_error_kind {
    SR_ERR_NONE = 0,
    SR_ERR_USAGE,     /* the command line or configuration: exit 2 */
    SR_ERR_INPUT,     /* one source cannot be read: the document is refused */
    SR_ERR_OUTPUT,    /* the output cannot be written (disk full, closed pipe) */
    SR_ERR_DB,        /* database unreachable or it refused: exit 3 */
    SR_ERR_DB_LOST,   /* the connection broke: worth another try */
    SR_ERR_CANCELLED, /* interrupted: exit 130 */
    SR_ERR_INTERNAL,
} sr_error_kind;

typedef struct sr_error {
    sr_error_kind kind;
    int finding;       /* the finding that a refused document gets (sr_finding_code), 0 = none */
    char message[512]; /* a sentence: what, where, what to do */
} sr_error;

/* Fills *err and returns -1, so that a function can "return sr_fail(...)". */
int sr_fail(sr_error *err, sr_error_kind kind, const char *format, ...) __attribute__((format(printf, 3, 4)));
/* As sr_fail with SR_ERR_INPUT, naming the finding under which the document is refused. */
int sr_refuse(sr_error *err, int finding, const char *format, ...) __attribute__((format(printf, 3, 4)));

#endif
