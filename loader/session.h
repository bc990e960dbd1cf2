/*
 * session.h - what a loader is made of (inside of the loader).
 */
#ifndef SR_SESSION_H
#define SR_SESSION_H

#include "loader/background.h"
#include "loader/connect.h"
#include "loader/encode.h"
#include "loader/loader.h"

struct sr_loader {
    sr_sink sink; /* first: a sink is its loader */
    sr_db db;
    char *conninfo;     /* owned; NULL = environment */
    const char *engine; /* borrowed */
    bool force;
    bool in_document; /* a transaction is open, and the document's locks are ours */
    bool owns_run;
    int64_t run_id; /* 0 = none */
    sr_encoder encoder;
    sr_buf head, rows, findings, checks;
    sr_background *background; /* sends full batches; has db and the buffers until sr_background_wait */
};

/*
 * Connects, checks the schema, takes the run's lock again. lost: the server was there a moment ago, so its absence is
 * worth waiting for; otherwise only one that says it is starting is.
 */
int sr_loader_connect(sr_loader *loader, bool lost, sr_error *err);
/* Waits for what is being sent, ends the transaction without effect. */
void sr_loader_rollback(sr_loader *loader);
/* Holds the run's lock: how others tell a run that goes on from one that died. */
int sr_run_lock(sr_loader *loader, sr_error *err);

#endif
