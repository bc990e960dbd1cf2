/* The run record (v_run). */
#include "loader/schema.h"
#include "loader/session.h"

#include <inttypes.h>
#include <stdio.h>
#include <unistd.h>

/* The lock of a run: its owner's session holds it as long as the program lives. */
#define RUN_LOCK(run_id) "hashtextextended('saring run ' || " run_id ", 0)"

static int with_run_id(sr_loader *l, const char *sql, sr_error *err)
{
    char id[24];
    int digits = snprintf(id, sizeof id, "%" PRId64, l->run_id);
    sr_param param = {id, digits, false};
    PGresult *result = sr_db_query(&l->db, sql, 1, &param, false, err);

    PQclear(result);
    return result ? 0 : -1;
}

int sr_run_lock(sr_loader *l, sr_error *err)
{
    return with_run_id(l, "SELECT pg_try_advisory_lock(" RUN_LOCK("$1::bigint") ")", err);
}

/* Runs that still say 'running' although nobody holds their lock: their program was killed. */
static int close_dead_runs(sr_loader *l, sr_error *err)
{
    return sr_db_exec(&l->db,
                      "UPDATE saring.run SET outcome = 'failed', finished_at = now() WHERE outcome = 'running'"
                      " AND pg_try_advisory_xact_lock(" RUN_LOCK("run_id") ")",
                      err);
}

int sr_run_begin(sr_loader *l, const char *version, const char *arguments, int64_t *run_id, sr_error *err)
{
    char host[256] = "";
    sr_buf clean = {0};

    gethostname(host, sizeof host - 1);
    sr_db_redact(&clean, sr_str(arguments));
    sr_param params[] = {sr_param_slice(sr_str(host)), sr_param_slice(sr_str(version)),
                         sr_param_slice((sr_slice){clean.ptr ? clean.ptr : "", clean.len})};
    int rc = sr_schema_sync_lookups(&l->db, err);
    if (rc == 0)
        rc = close_dead_runs(l, err);
    /* Synchronous, for documents refer to it: a crash that loses it would fail all that follow. */
    if (rc == 0)
        rc = sr_db_exec(&l->db, "BEGIN; SET LOCAL synchronous_commit = on", err);
    if (rc == 0)
        rc = sr_db_query_int(&l->db,
                             "INSERT INTO saring.run (host, version, arguments) VALUES ($1::text, $2::text, $3::text)"
                             " RETURNING run_id",
                             3, params, &l->run_id, err);
    if (rc == 0)
        rc = sr_db_exec(&l->db, "COMMIT", err);
    sr_buf_free(&clean);
    if (rc != 0)
        return -1;
    l->owns_run = true;
    *run_id = l->run_id;
    return sr_run_lock(l, err);
}

void sr_loader_set_run(sr_loader *l, int64_t run_id)
{
    l->run_id = run_id;
}

/*
 * Documents are committed asynchronously: a server that crashed and came back during the run may have lost the last
 * ones before. What was reported as loaded has to be there now that everything is on disk.
 */
static int check_nothing_lost(sr_loader *l, const sr_run_totals *t, sr_error *err)
{
    char id[24];
    int64_t there = 0;
    sr_param param = {id, snprintf(id, sizeof id, "%" PRId64, l->run_id), false};

    if (sr_db_query_int(&l->db, "SELECT count(*) FROM saring.document WHERE run_id = $1::bigint AND status = 'loaded'",
                        1, &param, &there, err) != 0)
        return -1;
    if ((uint64_t)there >= t->loaded)
        return 0;
    return sr_fail(err, SR_ERR_DB, "%s lost %" PRIu64 " documents when it crashed during this run: run it again",
                   l->db.endpoint, t->loaded - (uint64_t)there);
}

static int finish_once(sr_loader *l, const sr_run_totals *t, sr_error *err)
{
    char numbers[7][32];
    const uint64_t counts[] = {(uint64_t)l->run_id, t->documents_seen, t->loaded, t->unchanged, t->refused, t->bytes};
    sr_param params[8];

    for (int i = 0; i < 6; i++)
        params[i] = (sr_param){numbers[i], snprintf(numbers[i], sizeof numbers[i], "%" PRIu64, counts[i]), false};
    params[6] = (sr_param){numbers[6], snprintf(numbers[6], sizeof numbers[6], "%.3f", t->seconds), false};
    params[7] = sr_param_slice(sr_str(t->outcome));
    if (sr_db_exec(&l->db, "BEGIN; SET LOCAL synchronous_commit = on", err) != 0)
        return -1;
    PGresult *result = sr_db_query(
        &l->db,
        "UPDATE saring.run r SET finished_at = now(), documents_seen = $2::bigint, loaded = $3::bigint,"
        " unchanged = $4::bigint, refused = $5::bigint, bytes = $6::bigint, seconds = $7::numeric, outcome = $8::text,"
        " rows = d.rows, findings = d.findings FROM (SELECT coalesce(sum(rows), 0) AS rows,"
        " coalesce(sum(findings), 0) AS findings FROM saring.document WHERE run_id = $1::bigint) d"
        " WHERE r.run_id = $1::bigint",
        8, params, false, err);
    PQclear(result);
    if (!result || sr_db_exec(&l->db, "COMMIT", err) != 0)
        return -1;
    return check_nothing_lost(l, t, err);
}

int sr_run_finish(sr_loader *l, const sr_run_totals *totals, sr_error *err)
{
    const volatile int *cancelled = l->db.cancelled;
    int rc = -1;

    l->db.cancelled = NULL; /* an interrupted run is recorded too */
    sr_loader_rollback(l);
    for (int tries = 1; rc != 0; tries++) {
        if (!l->db.conn && sr_loader_connect(l, true, err) != 0)
            break;
        *err = (sr_error){0};
        rc = finish_once(l, totals, err);
        if (rc == 0 || err->kind != SR_ERR_DB_LOST || tries == SR_LOAD_TRIES)
            break;
        sr_db_disconnect(&l->db);
    }
    l->db.cancelled = cancelled;
    return rc;
}

int sr_run_analyze(sr_loader *l, sr_error *err)
{
    return with_run_id(l, "SELECT saring.analyze_loaded($1::bigint)", err);
}

/* ---- passwords -------------------------------------------------------------------------------- */

/* The end of a value that a blank or & ends, or a quote if it begins with one. */
static size_t value_end(sr_slice s, size_t at)
{
    if (at < s.len && s.ptr[at] == '\'') {
        for (at++; at < s.len && s.ptr[at] != '\''; at++)
            if (s.ptr[at] == '\\')
                at++;
        return at < s.len ? at + 1 : s.len;
    }
    while (at < s.len && !sr_is_blank((unsigned char)s.ptr[at]) && s.ptr[at] != '&')
        at++;
    return at;
}

/* The end of "user:password" before the @ of a URI that begins at `at`; 0 if it has none. */
static size_t userinfo_end(sr_slice s, size_t at)
{
    size_t end = 0;

    for (; at < s.len && !sr_is_blank((unsigned char)s.ptr[at]) && s.ptr[at] != '/'; at++)
        if (s.ptr[at] == '@')
            end = at; /* the last: libpq takes the first, but a password typed unescaped holds others */
    return end;
}

void sr_db_redact(sr_buf *out, sr_slice text)
{
    static const char *const keys[] = {"sslpassword", "password"};

    for (size_t at = 0; at < text.len;) {
        sr_slice rest = sr_sub(text, at, text.len);
        size_t skip = 0, keep = 0;
        for (size_t k = 0; k < sizeof keys / sizeof *keys && !keep; k++) {
            size_t len = strlen(keys[k]), equals = len;
            if (rest.len <= len || sr_find_nocase(sr_sub(rest, 0, len), sr_str(keys[k])) != 0)
                continue;
            while (equals < rest.len && rest.ptr[equals] == ' ')
                equals++;
            if (equals < rest.len && rest.ptr[equals] == '=') {
                for (keep = equals + 1; keep < rest.len && rest.ptr[keep] == ' '; keep++)
                    ;
                skip = value_end(rest, keep);
            }
        }
        if (!keep && rest.len > 3 && memcmp(rest.ptr, "://", 3) == 0) {
            size_t end = userinfo_end(rest, 3);
            const char *colon = end ? memchr(rest.ptr + 3, ':', end - 3) : NULL;
            if (colon) {
                keep = (size_t)(colon - rest.ptr) + 1;
                skip = end;
            }
        }
        if (keep) {
            sr_buf_add(out, rest.ptr, keep);
            if (skip > keep)
                sr_buf_lit(out, "***");
            at += skip;
        } else {
            sr_buf_char(out, text.ptr[at++]);
        }
    }
}
