/*
 * tally.h - what became of the documents of a run: the counts, the lines of the log, the exit status.
 */
#ifndef SR_TALLY_H
#define SR_TALLY_H

#include "cli/options.h"
#include "cli/pipeline.h"
#include "cli/walk.h"

#include <pthread.h>

typedef struct sr_tally {
    pthread_mutex_t lock;
    uint64_t documents[3]; /* by sr_outcome */
    uint64_t findings[3];  /* by severity */
    uint64_t rows, bytes;  /* rows of data loaded; bytes of the documents */
} sr_tally;

void sr_tally_init(sr_tally *tally);
void sr_tally_free(sr_tally *tally);
/* Thread-safe. Logs a refused document with its reason, others with -v. */
void sr_tally_document(sr_tally *tally, const sr_entry *entry, const sr_report *report);
/* The exit status of a run that came to its end. */
int sr_tally_status(const sr_tally *tally, sr_fail_on fail_on);

#endif
