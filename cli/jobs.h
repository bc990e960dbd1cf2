/*
 * jobs.h - documents worked on by several threads, and what ends a run early.
 *
 * Workers fetch documents in the order of the list. SIGINT and SIGTERM set sr_cancelled, which importers and the loader
 * watch; a second signal ends the process at once.
 */
#ifndef SR_JOBS_H
#define SR_JOBS_H

#include "cli/options.h"
#include "cli/pipeline.h"
#include "cli/walk.h"

/* Non-zero once the run is to end. Written by the signal handler only. */
extern volatile int sr_cancelled;

/* Handlers for SIGINT and SIGTERM; SIGPIPE ignored, so that a closed pipe is an error of write(2). */
void sr_signals_setup(void);

/* --jobs, or the cores that this process may use; never more than there are documents, at least 1. */
int sr_jobs_count(const sr_settings *settings, size_t documents);
sr_import_options sr_jobs_import_options(const sr_settings *settings);

/* One thread's part of a run. */
typedef struct sr_worker {
    void *run;  /* the command's own, shared by all workers */
    int number; /* from 0 */
    void *own;  /* the worker's own, made by start */
} sr_worker;

typedef struct sr_jobs {
    size_t n;  /* documents */
    int count; /* threads */
    void *run;
    /* start and one may fail (-1): then no further document is begun. start: 1 = the others do without this worker. */
    int (*start)(sr_worker *worker, sr_error *err);
    int (*one)(sr_worker *worker, size_t index, sr_error *err);
    void (*stop)(sr_worker *worker);
} sr_jobs;

/* 0, or -1 with the first error; SR_ERR_CANCELLED when a signal ended the run. */
int sr_jobs_run(const sr_jobs *jobs, sr_error *err);

#endif
