/*
 * ordered.h - what many workers write comes out in the order of the documents.
 *
 * Each document of a run has an index and, while it is worked on, a lane. The lane whose turn it is writes straight
 * through to the outputs. What other lanes write waits: in memory up to SR_WAITING_BYTES for all lanes together, then
 * in one unlinked temporary file. A lane whose turn comes gives out first what waited.
 *
 * Lanes must be begun in the order of their indexes (0, 1, 2 ... as workers fetch them). A lane is used by one thread;
 * different lanes by different threads at once.
 */
#ifndef SR_ORDERED_H
#define SR_ORDERED_H

#include "cli/output.h"
#include "core/buf.h"

#include <pthread.h>

enum { SR_WAITING_BYTES = 16 * 1024 * 1024 }; /* memory stays bounded however unequal the documents are */
enum { SR_OUTPUTS_MAX = 8 };

typedef struct sr_piece sr_piece;
typedef struct sr_lane sr_lane;

typedef struct sr_ordered {
    sr_output *outputs; /* borrowed; fd -1 where a stream is not wanted */
    size_t n_outputs;
    pthread_mutex_t lock;
    size_t turn;        /* index of the lane that may write through */
    sr_lane *finished;  /* lanes that ended before their turn, by index */
    size_t waiting;     /* bytes held in memory */
    size_t waiting_max; /* SR_WAITING_BYTES; tests lower it */
    int spill;          /* the temporary file, -1 until needed */
    uint64_t spill_end, spill_held;
    sr_error error; /* the first one; all that follows fails with it */
} sr_ordered;

void sr_ordered_init(sr_ordered *ordered, sr_output *outputs, size_t n_outputs);
/* Frees what still waits. The outputs stay the caller's. */
void sr_ordered_free(sr_ordered *ordered);

/* Owned by the caller until end or discard. */
sr_lane *sr_lane_begin(sr_ordered *ordered, size_t index);
/* Takes buf's bytes for output number `output` and empties buf. */
int sr_lane_write(sr_lane *lane, size_t output, sr_buf *buf, sr_error *err);
/* The document is complete: its bytes come out when its turn comes. Frees lane. */
int sr_lane_end(sr_lane *lane, sr_error *err);
/*
 * Takes back all that the lane wrote, so that it can be written anew or ended empty. False where some of it has left
 * already through a pipe.
 */
bool sr_lane_take_back(sr_lane *lane);

#endif
