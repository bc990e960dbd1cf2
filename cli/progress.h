/*
 * progress.h - how far a run is: a line on standard error that is drawn anew a few times a second.
 *
 * Shows documents done, bytes, the file at work and the time left. Only on a terminal unless asked for always.
 * Workers only store numbers; one thread of its own draws.
 */
#ifndef SR_PROGRESS_H
#define SR_PROGRESS_H

#include "cli/options.h"
#include "cli/pipeline.h"
#include "cli/walk.h"

typedef struct sr_progress sr_progress;

/* Owned by the caller, ended by sr_progress_stop. walk is borrowed till then. Never NULL. */
sr_progress *sr_progress_start(sr_when when, const sr_walk *walk, int workers);
/* A worker begins a document: the input for its pipeline, which tells of its progress. */
sr_input sr_progress_begin(sr_progress *progress, int worker, const sr_entry *entry);
void sr_progress_end(sr_progress *progress, int worker, const sr_entry *entry);
/* Takes the bar away. */
void sr_progress_stop(sr_progress *progress);

#endif
