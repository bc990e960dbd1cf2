/*
 * background.h - one piece of work at a time on a thread of its own.
 *
 * A long document is read and sent at the same time: while the server takes one batch, the next is being read.
 * The thread is made by the first work and ends with sr_background_free. What the work touches is its own until
 * sr_background_wait has returned.
 */
#ifndef SR_BACKGROUND_H
#define SR_BACKGROUND_H

#include "core/error.h"

typedef struct sr_background sr_background;

/* Owned by the caller. NULL when out of memory: work without it. */
sr_background *sr_background_new(void);
/* Waits for the work and ends the thread. NULL is allowed. */
void sr_background_free(sr_background *background);
/*
 * Runs work(context, err) in the background. Only when nothing is under way (sr_background_wait). -1 if there can be no
 * thread: the caller does the work itself.
 */
int sr_background_start(sr_background *background, int (*work)(void *context, sr_error *err), void *context);
/* Waits for the work, and returns what it returned, once; 0 when there was none. NULL is allowed. */
int sr_background_wait(sr_background *background, sr_error *err);

#endif
