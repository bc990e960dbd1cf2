/*
 * loader.h - understood documents into PostgreSQL.
 *
 * One loader is one connection, used by one thread at a time; parallel imports open one each and share a
 * run. Its sink loads each document in one transaction: whole or not at all.
 *
 * Order of calls:
 *
 *     sr_loader_open                          on every connection (one is enough for --jobs 1)
 *     sr_run_begin                            once, on one of them
 *     sr_loader_set_run                       on the others
 *       sr_pipeline_run(..., sr_loader_known, loader, sr_loader_sink(loader), ...)   for each document
 *         on SR_ERR_DB_LOST: sr_loader_reconnect, then the same document again
 *     sr_run_finish                           once, after the last document of all connections
 *     sr_loader_close
 *
 * Identity. A document is its content (SHA-256) as understood by one engine version; a path is a name of it.
 * The same content again is unchanged, under another path too (which becomes another name of it). Other
 * content at a known path takes the path over; an import that no path names any more is superseded: it
 * stays in the tables and leaves the views. What cannot even be opened never takes a path over.
 *
 * Errors: SR_ERR_DB when the server cannot be reached or refuses (one sentence with the endpoint and the
 * SQLSTATE, never a password); SR_ERR_DB_LOST when the connection broke, the server shuts down, or two
 * transactions collided: nothing of the document remains and another try is worth it; SR_ERR_CANCELLED.
 */
#ifndef SR_LOADER_H
#define SR_LOADER_H

#include "core/sink.h"

typedef struct sr_loader sr_loader;

typedef struct sr_loader_options {
    const char *engine;            /* version of the understanding; NULL = this program's */
    bool force;                    /* import again what is unchanged */
    const volatile int *cancelled; /* waiting ends with SR_ERR_CANCELLED when it becomes non-zero; NULL = never */
} sr_loader_options;

/*
 * db: a libpq URI, key=value string or database name; NULL or "" = libpq's environment. Connects and checks the
 * schema's version. options may be NULL; borrowed strings must outlive the loader. NULL with *err on failure.
 */
sr_loader *sr_loader_open(const char *db, const sr_loader_options *options, sr_error *err);
/* Rolls back what is open. NULL is allowed. */
void sr_loader_close(sr_loader *loader);

/* Borrowed; good until sr_loader_close. */
sr_sink *sr_loader_sink(sr_loader *loader);
/*
 * The sr_known of cli/pipeline.h; context is the sr_loader. Takes the document's locks; begin must follow if not
 * unchanged.
 */
int sr_loader_known(void *loader, const sr_doc *doc, bool *unchanged, sr_error *err);
/*
 * After SR_ERR_DB_LOST: connects again, with growing, jittered pauses, for at most SR_RECONNECT_SECONDS.
 * How often one document is tried again is the caller's: SR_LOAD_TRIES is a sensible bound.
 */
int sr_loader_reconnect(sr_loader *loader, sr_error *err);
/* A server's crash recovery takes seconds to a minute; longer is an outage, which a person has to see. */
enum { SR_RECONNECT_SECONDS = 60, SR_LOAD_TRIES = 5 };

/* ---- the run record (v_run) ---------------------------------------------------------------- */

typedef struct sr_run_totals {
    uint64_t documents_seen, loaded, unchanged, refused, bytes;
    double seconds;
    const char *outcome; /* "done", "refused" (some documents were), "failed", "interrupted" */
} sr_run_totals;

/* Records a run as 'running'. arguments: the command line for a person; passwords in it are blanked here. */
int sr_run_begin(sr_loader *loader, const char *version, const char *arguments, int64_t *run_id, sr_error *err);
/* Joins a run that another connection began. Documents are loaded under the loader's run (none: NULL). */
void sr_loader_set_run(sr_loader *loader, int64_t run_id);
/*
 * Completes the record (rows and findings are counted by the database) with a synchronous commit: when it returns 0,
 * every document of the run is on disk. Retries a lost connection by itself. SR_ERR_DB also when a crash of the server
 * lost documents that were loaded: totals->loaded is compared with what is there.
 */
int sr_run_finish(sr_loader *loader, const sr_run_totals *totals, sr_error *err);
/*
 * After sr_run_finish: brings the planner's statistics up to date if the run loaded much beside what was there. Without
 * it reports are slower until autovacuum comes by: a failure is worth a line in the log, no more.
 */
int sr_run_analyze(sr_loader *loader, sr_error *err);

/* ---- schema and status ---------------------------------------------------------------------- */

/* Applies the migrations that are missing. from and to get the versions before and after; NULL is allowed. */
int sr_db_migrate(const char *db, int *from, int *to, sr_error *err);
/* The version of the schema that this program works with. */
int sr_db_version(void);

/* What is loaded, as a JSON object in *out (appended): see docs of `saring db status --json`. */
int sr_db_status_json(const char *db, sr_buf *out, sr_error *err);

/* Appends text with the passwords of URIs and key=value strings blanked (postgresql://me:***@host/db). */
void sr_db_redact(sr_buf *out, sr_slice text);

#endif
