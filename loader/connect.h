/*
 * connect.h - a connection to PostgreSQL whose waiting can be interrupted and whose errors are sentences.
 *
 * Wraps libpq in non-blocking mode. Every error names the endpoint and, where there is one, the SQLSTATE; none
 * ever holds a password. SR_ERR_DB_LOST tells what another try may mend (a broken connection, a server that
 * restarts, a deadlock), SR_ERR_DB the rest.
 */
#ifndef SR_CONNECT_H
#define SR_CONNECT_H

#include "core/buf.h"
#include "core/error.h"

#include <libpq-fe.h>

typedef struct sr_db {
    PGconn *conn;
    const volatile int *cancelled; /* NULL = never */
    char endpoint[256];            /* "database saring at /run/postgresql as agus" */
    bool in_copy;
    bool pending;     /* the result of a COPY's start or end is not taken yet */
    bool unreachable; /* of a failed connect: nobody answered, so that waiting may help */
} sr_db;

/* Zero is "not given" in each. A parameter in binary is taken as it is: integers in network order. */
typedef struct sr_param {
    const char *ptr; /* NULL: SQL NULL */
    int len;
    bool binary;
} sr_param;

enum { SR_PARAMS_MAX = 16 };

/*
 * db: URI, key=value string, database name, or NULL and "" for libpq's environment. Sets up the session (UTF-8,
 * application_name). The caller disconnects, also after a failure.
 */
int sr_db_connect(sr_db *db, const char *conninfo, sr_error *err);
void sr_db_disconnect(sr_db *db);

/* One or more statements without parameters, results dropped. */
int sr_db_exec(sr_db *db, const char *sql, sr_error *err);
/* One statement; the result is the caller's (PQclear). binary: the result's format. NULL with *err. */
PGresult *sr_db_query(sr_db *db, const char *sql, int n, const sr_param *params, bool binary, sr_error *err);
/*
 * Several statements in one round trip; none after the first that fails is run. last (may be NULL) gets the result of
 * the last one, the caller's to clear.
 */
typedef struct sr_statement {
    const char *sql; /* or the name of a prepared statement */
    bool prepared;
    int n;
    const sr_param *params;
} sr_statement;
int sr_db_pipeline(sr_db *db, const sr_statement *statements, int n, PGresult **last, sr_error *err);
/* The single integer that a statement yields; NULL and no row give 0. */
int sr_db_query_int(sr_db *db, const char *sql, int n, const sr_param *params, int64_t *value, sr_error *err);

static inline sr_param sr_param_slice(sr_slice s)
{
    return (sr_param){s.ptr, (int)s.len, true}; /* text in binary is its bytes: no NUL needed */
}

/*
 * COPY ... FROM STDIN: start, any number of puts, then end. After a failure the transaction is to be rolled back. start
 * and end do not wait for the server's answer, so that it works while the caller does; the next call of any kind takes
 * the answer first, and fails if it is an error.
 */
int sr_db_copy_start(sr_db *db, const char *sql, sr_error *err);
int sr_db_copy_put(sr_db *db, const void *bytes, size_t len, sr_error *err);
int sr_db_copy_end(sr_db *db, sr_error *err);

/* Ends what goes on, a COPY too, and rolls back. Never fails: what cannot be rolled back is disconnected. */
void sr_db_rollback(sr_db *db);

/* A random number of milliseconds from half of to all of ms: so that many clients do not come back at once. */
int sr_jitter(int ms);
/* Sleeps; -1 if cancelled meanwhile. */
int sr_db_pause(const sr_db *db, int ms, sr_error *err);

#endif
