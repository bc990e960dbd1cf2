#include "loader/connect.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

enum {
    CONNECT_SECONDS = 10,  /* libpq waits for ever by default; a host that is gone has to be told */
    TICK_MS = 100,         /* how long an interrupt may go unnoticed */
    PUT_BYTES = 256 * 1024 /* libpq copies what it is given: pieces keep its buffer small */
};

/* ---- errors ----------------------------------------------------------------------------------- */

/* The first line, without libpq's own prefix and the blanks at its end. */
static sr_slice first_line(const char *message)
{
    sr_slice line = {message, strcspn(message, "\n")};
    size_t error_at = sr_find_nocase(line, SR_LIT("ERROR:  "));

    if (error_at == 0)
        line = sr_sub(line, 8, line.len);
    return sr_trim(line);
}

/* Classes of SQLSTATE that another try may mend. */
static bool is_transient(const char *state)
{
    static const char *const classes[] = {
        "08",    /* connection exception */
        "57P01", /* admin_shutdown: the server stops, or an administrator ended the session */
        "57P02", /* crash_shutdown */
        "57P03", /* cannot_connect_now: the server is starting */
        "40001", /* serialization_failure */
        "40P01", /* deadlock_detected */
    };

    for (size_t i = 0; state && i < sizeof classes / sizeof *classes; i++)
        if (strncmp(state, classes[i], strlen(classes[i])) == 0)
            return true;
    return false;
}

static int fail_lost(sr_db *db, sr_error *err)
{
    sr_slice why = first_line(PQerrorMessage(db->conn));

    return sr_fail(err, SR_ERR_DB_LOST, "%s: the connection was lost: %.*s", db->endpoint, SR_FMT(why));
}

/* Fills *err from a failed result. */
static int fail_result(sr_db *db, const PGresult *result, sr_error *err)
{
    const char *state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    const char *primary = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);

    if (!state && PQstatus(db->conn) == CONNECTION_BAD)
        return fail_lost(db, err);
    if (!primary)
        primary = PQresultErrorMessage(result);
    sr_slice why = first_line(primary);
    return sr_fail(err, is_transient(state) ? SR_ERR_DB_LOST : SR_ERR_DB, "%s: %.*s (SQLSTATE %s)", db->endpoint,
                   SR_FMT(why), state ? state : "unknown");
}

/* ---- waiting ---------------------------------------------------------------------------------- */

int sr_jitter(int ms)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    unsigned noise = (unsigned)now.tv_nsec / 1000u * 2654435761u ^ (unsigned)getpid();
    return ms / 2 + (int)(noise % (unsigned)(ms / 2 + 1));
}

static int check_cancelled(const sr_db *db, sr_error *err)
{
    if (db->cancelled && *db->cancelled)
        return sr_fail(err, SR_ERR_CANCELLED, "interrupted while waiting for %s", db->endpoint);
    return 0;
}

int sr_db_pause(const sr_db *db, int ms, sr_error *err)
{
    while (ms > 0) {
        int step = ms < TICK_MS ? ms : TICK_MS;
        if (check_cancelled(db, err) != 0)
            return -1;
        poll(NULL, 0, step);
        ms -= step;
    }
    return check_cancelled(db, err);
}

/* Tells the server to stop and leaves: its transaction rolls back by itself. */
static void cancel_and_leave(sr_db *db)
{
    char ignored[256];
    PGcancel *cancel = PQgetCancel(db->conn);

    if (cancel)
        PQcancel(cancel, ignored, sizeof ignored);
    PQfreeCancel(cancel);
    sr_db_disconnect(db);
}

/* Waits until the socket can be read, or written if so asked. */
static int wait_socket(sr_db *db, bool write, sr_error *err)
{
    struct pollfd fd = {.fd = PQsocket(db->conn), .events = (short)(POLLIN | (write ? POLLOUT : 0))};

    if (fd.fd < 0)
        return fail_lost(db, err);
    for (;;) {
        if (check_cancelled(db, err) != 0) {
            cancel_and_leave(db);
            return -1;
        }
        int n = poll(&fd, 1, TICK_MS);
        if (n > 0)
            return 0;
        if (n < 0 && errno != EINTR)
            return sr_fail(err, SR_ERR_INTERNAL, "poll: %s", strerror(errno));
    }
}

/* Sends everything that libpq holds back. */
static int flush(sr_db *db, sr_error *err)
{
    int left;

    while ((left = PQflush(db->conn)) > 0) {
        if (wait_socket(db, true, err) != 0)
            return -1;
        /* A server that cannot write to us would not read from us either. */
        if (!PQconsumeInput(db->conn))
            return fail_lost(db, err);
    }
    return left == 0 ? 0 : fail_lost(db, err);
}

/* The next result of the command, or NULL after the last; err->kind tells a failure from the end. */
static PGresult *next_result(sr_db *db, sr_error *err)
{
    if (flush(db, err) != 0)
        return NULL;
    while (PQisBusy(db->conn)) {
        if (wait_socket(db, false, err) != 0)
            return NULL;
        if (!PQconsumeInput(db->conn)) {
            fail_lost(db, err);
            return NULL;
        }
    }
    return PQgetResult(db->conn);
}

/* The last result of the command, the first failure before all; NULL with *err filled. */
static PGresult *finish(sr_db *db, sr_error *err)
{
    PGresult *kept = NULL, *result;
    sr_error trouble = {0};

    while ((result = next_result(db, &trouble)) != NULL) {
        ExecStatusType status = PQresultStatus(result);
        if (trouble.kind == SR_ERR_NONE && status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK &&
            status != PGRES_COPY_IN && status != PGRES_EMPTY_QUERY)
            fail_result(db, result, &trouble);
        PQclear(kept);
        kept = result;
        if (status == PGRES_COPY_IN || PQstatus(db->conn) == CONNECTION_BAD)
            break;
    }
    if (trouble.kind != SR_ERR_NONE) {
        *err = trouble;
        PQclear(kept);
        return NULL;
    }
    if (!kept)
        fail_lost(db, err);
    return kept;
}

/* ---- connecting ------------------------------------------------------------------------------- */

static void describe_endpoint(sr_db *db)
{
    const char *host = PQhost(db->conn), *port = PQport(db->conn);

    snprintf(db->endpoint, sizeof db->endpoint, "database %s at %s%s%s as %s", PQdb(db->conn) ? PQdb(db->conn) : "?",
             host && *host ? host : "localhost", port && *port ? ":" : "", port ? port : "",
             PQuser(db->conn) ? PQuser(db->conn) : "?");
}

/* The SQLSTATE in the text of a failed connection, written there by PQERRORS_VERBOSE ("FATAL:  28P01: ..."). */
static bool find_state(const char *message, char state[6])
{
    for (const char *p = strstr(message, ":  "); p; p = strstr(p + 1, ":  "))
        if (strspn(p + 3, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ") == 5 && p[8] == ':') {
            memcpy(state, p + 3, 5);
            state[5] = '\0';
            return true;
        }
    return false;
}

static int fail_connect(sr_db *db, sr_error *err)
{
    char state[6] = "";
    const char *message = PQerrorMessage(db->conn);
    bool refused = find_state(message, state);
    const char *text = refused ? strstr(message, state) + 7 : message;
    sr_slice why = first_line(text);

    if (refused && strcmp(state, "53300") == 0) /* too_many_connections */
        return sr_fail(err, SR_ERR_DB_LOST, "%s: %.*s (SQLSTATE %s)", db->endpoint, SR_FMT(why), state);
    if (refused)
        return sr_fail(err, is_transient(state) ? SR_ERR_DB_LOST : SR_ERR_DB, "%s: %.*s (SQLSTATE %s)", db->endpoint,
                       SR_FMT(why), state);
    db->unreachable = true;
    return sr_fail(err, SR_ERR_DB, "%s cannot be reached: %.*s", db->endpoint, SR_FMT(why));
}

/* A connection string that libpq cannot parse may hold a password: say what is expected, never what was given. */
static int check_conninfo(const char *conninfo, sr_error *err)
{
    char *message = NULL;
    bool is_string = strchr(conninfo, '=') || strncmp(conninfo, "postgresql://", 13) == 0 ||
                     strncmp(conninfo, "postgres://", 11) == 0;
    PQconninfoOption *parsed = is_string ? PQconninfoParse(conninfo, &message) : NULL;

    PQfreemem(message);
    if (is_string && !parsed)
        return sr_fail(err, SR_ERR_DB,
                       "the connection string cannot be read: give a URI (postgresql://user@host/database) "
                       "or key=value pairs (host=... dbname=...), blanks and special characters quoted");
    PQconninfoFree(parsed);
    return 0;
}

static int connect_timeout(PGconn *conn)
{
    int seconds = CONNECT_SECONDS;
    PQconninfoOption *options = PQconninfo(conn);

    for (PQconninfoOption *o = options; o && o->keyword; o++)
        if (strcmp(o->keyword, "connect_timeout") == 0 && o->val && *o->val)
            seconds = (int)strtol(o->val, NULL, 10);
    PQconninfoFree(options);
    return seconds > 0 ? seconds : INT32_MAX / 1000; /* 0 is libpq's "for ever" */
}

static int poll_connection(sr_db *db, sr_error *err)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    int64_t deadline = now.tv_sec + connect_timeout(db->conn);
    PostgresPollingStatusType want = PGRES_POLLING_WRITING;

    while (want != PGRES_POLLING_OK) {
        struct pollfd fd = {.fd = PQsocket(db->conn), .events = want == PGRES_POLLING_READING ? POLLIN : POLLOUT};
        int n = poll(&fd, 1, TICK_MS);
        if (n < 0 && errno != EINTR)
            return sr_fail(err, SR_ERR_INTERNAL, "poll: %s", strerror(errno));
        if (check_cancelled(db, err) != 0)
            return -1;
        clock_gettime(CLOCK_MONOTONIC, &now);
        if (n <= 0 && now.tv_sec > deadline)
            return db->unreachable = true,
                   sr_fail(err, SR_ERR_DB, "%s cannot be reached: no answer in time", db->endpoint);
        if (n > 0)
            want = PQconnectPoll(db->conn);
        if (want == PGRES_POLLING_FAILED)
            return fail_connect(db, err);
    }
    return 0;
}

/* Notices are for people at a prompt; libraries never print. */
static void no_notice(void *context, const PGresult *result)
{
    (void)context;
    (void)result;
}

int sr_db_connect(sr_db *db, const char *conninfo, sr_error *err)
{
    /* What follows dbname overrides what it says; keepalives find a peer that vanished in minutes, not hours. */
    const char *keys[] = {"fallback_application_name",
                          "keepalives_idle",
                          "keepalives_interval",
                          "keepalives_count",
                          "dbname",
                          "client_encoding",
                          NULL};
    const char *values[] = {"saring", "60", "10", "6", conninfo, "UTF8", NULL};

    sr_db_disconnect(db);
    db->unreachable = false;
    snprintf(db->endpoint, sizeof db->endpoint, "the database");
    if (conninfo && *conninfo && check_conninfo(conninfo, err) != 0)
        return -1;
    db->conn = PQconnectStartParams(keys, values, 1);
    if (!db->conn)
        return sr_fail(err, SR_ERR_INTERNAL, "out of memory for a connection");
    PQsetNoticeReceiver(db->conn, no_notice, NULL);
    PQsetErrorVerbosity(db->conn, PQERRORS_VERBOSE); /* the only way to learn the SQLSTATE of a refusal */
    describe_endpoint(db);
    if (PQstatus(db->conn) == CONNECTION_BAD)
        return fail_connect(db, err);
    if (poll_connection(db, err) != 0)
        return -1;
    describe_endpoint(db);
    PQsetErrorVerbosity(db->conn, PQERRORS_DEFAULT);
    PQsetnonblocking(db->conn, 1);
    return 0;
}

void sr_db_disconnect(sr_db *db)
{
    PQfinish(db->conn);
    db->conn = NULL;
    db->in_copy = db->pending = false;
}

/* ---- statements ------------------------------------------------------------------------------- */

static int not_connected(const sr_db *db, sr_error *err)
{
    return sr_fail(err, SR_ERR_DB_LOST, "%s: not connected", db->endpoint);
}

/* The beginning of every call: the answer to what was sent last. */
static int settle(sr_db *db, sr_error *err)
{
    if (!db->conn)
        return not_connected(db, err);
    if (!db->pending)
        return 0;
    db->pending = false;
    PGresult *result = finish(db, err);
    db->in_copy = PQresultStatus(result) == PGRES_COPY_IN; /* of NULL: a failure */
    PQclear(result);
    return result ? 0 : -1;
}

int sr_db_exec(sr_db *db, const char *sql, sr_error *err)
{
    if (settle(db, err) != 0)
        return -1;
    if (!PQsendQuery(db->conn, sql))
        return fail_lost(db, err);
    PGresult *result = finish(db, err);
    PQclear(result);
    return result ? 0 : -1;
}

static int send_statement(sr_db *db, const sr_statement *s, bool binary, sr_error *err)
{
    const char *values[SR_PARAMS_MAX];
    int lengths[SR_PARAMS_MAX], formats[SR_PARAMS_MAX];

    for (int i = 0; i < s->n; i++) {
        values[i] = s->params[i].ptr;
        lengths[i] = s->params[i].len;
        formats[i] = s->params[i].binary;
    }
    int sent = s->prepared ? PQsendQueryPrepared(db->conn, s->sql, s->n, values, lengths, formats, binary)
                           : PQsendQueryParams(db->conn, s->sql, s->n, NULL, values, lengths, formats, binary);
    return sent ? 0 : fail_lost(db, err);
}

PGresult *sr_db_query(sr_db *db, const char *sql, int n, const sr_param *params, bool binary, sr_error *err)
{
    if (settle(db, err) != 0)
        return NULL;
    return send_statement(db, &(sr_statement){sql, false, n, params}, binary, err) == 0 ? finish(db, err) : NULL;
}

/* Takes the results of n statements and of the sync after them; *last is that of the last one. */
static int pipeline_results(sr_db *db, int n, PGresult **last, sr_error *err)
{
    sr_error trouble = {0};
    PGresult *result;

    for (int i = 0; i <= n; i++) {
        while ((result = next_result(db, &trouble)) != NULL) {
            ExecStatusType status = PQresultStatus(result);
            if (trouble.kind == SR_ERR_NONE && (status == PGRES_FATAL_ERROR || status == PGRES_BAD_RESPONSE))
                fail_result(db, result, &trouble);
            if (i == n - 1 && trouble.kind == SR_ERR_NONE) {
                PQclear(*last);
                *last = result;
            } else {
                PQclear(result);
            }
            if (status == PGRES_PIPELINE_SYNC) /* nothing follows it, not even a NULL */
                break;
        }
        if (!db->conn || PQstatus(db->conn) == CONNECTION_BAD)
            break;
    }
    if (trouble.kind == SR_ERR_NONE && (!*last || PQstatus(db->conn) == CONNECTION_BAD))
        fail_lost(db, &trouble);
    if (trouble.kind != SR_ERR_NONE) {
        *err = trouble;
        return -1;
    }
    return 0;
}

int sr_db_pipeline(sr_db *db, const sr_statement *statements, int n, PGresult **last, sr_error *err)
{
    PGresult *result = NULL;
    int rc = 0;

    if (settle(db, err) != 0)
        return -1;
    if (!PQenterPipelineMode(db->conn))
        return fail_lost(db, err);
    for (int i = 0; rc == 0 && i < n; i++)
        rc = send_statement(db, &statements[i], false, err);
    if (rc == 0 && !PQpipelineSync(db->conn))
        rc = fail_lost(db, err);
    if (rc == 0)
        rc = pipeline_results(db, n, &result, err);
    if (db->conn && PQstatus(db->conn) == CONNECTION_OK && !PQexitPipelineMode(db->conn)) {
        sr_db_disconnect(db); /* results are left over: nothing that is known to happen */
        if (rc == 0)
            rc = sr_fail(err, SR_ERR_DB_LOST, "%s: the connection is out of step", db->endpoint);
    }
    if (rc == 0 && last) {
        *last = result;
        result = NULL;
    }
    PQclear(result);
    return rc;
}

int sr_db_query_int(sr_db *db, const char *sql, int n, const sr_param *params, int64_t *value, sr_error *err)
{
    PGresult *result = sr_db_query(db, sql, n, params, false, err);

    if (!result)
        return -1;
    *value = PQntuples(result) > 0 && !PQgetisnull(result, 0, 0) ? strtoll(PQgetvalue(result, 0, 0), NULL, 10) : 0;
    PQclear(result);
    return 0;
}

/* ---- COPY ------------------------------------------------------------------------------------- */

int sr_db_copy_start(sr_db *db, const char *sql, sr_error *err)
{
    if (settle(db, err) != 0)
        return -1;
    if (!PQsendQuery(db->conn, sql))
        return fail_lost(db, err);
    db->pending = true;
    return 0;
}

int sr_db_copy_put(sr_db *db, const void *bytes, size_t len, sr_error *err)
{
    const char *at = bytes;

    if (settle(db, err) != 0)
        return -1;
    while (len > 0) {
        int piece = len < PUT_BYTES ? (int)len : PUT_BYTES;
        int queued = PQputCopyData(db->conn, at, piece);
        if (queued < 0)
            return fail_lost(db, err);
        if (flush(db, err) != 0)
            return -1;
        if (queued > 0) {
            at += piece;
            len -= (size_t)piece;
        }
    }
    return 0;
}

int sr_db_copy_end(sr_db *db, sr_error *err)
{
    int queued;

    if (settle(db, err) != 0)
        return -1;
    db->in_copy = false;
    while ((queued = PQputCopyEnd(db->conn, NULL)) == 0)
        if (flush(db, err) != 0)
            return -1;
    if (queued < 0)
        return fail_lost(db, err);
    db->pending = true;
    return flush(db, err);
}

void sr_db_rollback(sr_db *db)
{
    sr_error ignored = {0};
    const volatile int *cancelled = db->cancelled;

    if (!db->conn)
        return;
    db->cancelled = NULL; /* an interrupt must not keep us from tidying up */
    (void)settle(db, &ignored);
    if (!db->conn)
        goto cleanup;
    if (db->in_copy) {
        db->in_copy = false;
        if (PQputCopyEnd(db->conn, "given up") == 1)
            PQclear(finish(db, &ignored));
    }
    if (PQstatus(db->conn) == CONNECTION_OK && PQtransactionStatus(db->conn) != PQTRANS_IDLE)
        (void)sr_db_exec(db, "ROLLBACK", &ignored);
    if (db->conn && (PQstatus(db->conn) != CONNECTION_OK || PQtransactionStatus(db->conn) != PQTRANS_IDLE))
        sr_db_disconnect(db);
cleanup:
    db->cancelled = cancelled;
}
