#include "loader/loader.h"

#include "loader/encode.h"
#include "loader/schema.h"
#include "loader/session.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

/* Rows are handed to the connection in pieces of this size: large enough to make system calls cheap, and small beside a
 * batch. */
enum { PIECE_BYTES = 128 * 1024 };

/* ---- transactions ----------------------------------------------------------------------------- */

/* A document's commit waits for no disk: a crash of the server may lose the last ones, and the next run loads them
 * again. sr_run_finish makes all of them durable before the program says that it is done. */
static const char session_sql[] = "SET synchronous_commit = off; SET client_min_messages = warning";

static int begin_transaction(sr_loader *l, const sr_doc *doc, sr_error *err)
{
    sr_slice sha256 = {doc->has_sha256 ? (const char *)doc->sha256 : NULL, sizeof doc->sha256};
    sr_param params[] = {sr_param_slice(sha256), sr_param_slice(doc->path)};

    sr_db_rollback(&l->db); /* what an earlier document may have left */
    if (sr_db_exec(&l->db, "BEGIN", err) != 0)
        return -1;
    PGresult *result = sr_db_query(&l->db, "SELECT saring.lock_document($1::bytea, $2::text)", 2, params, false, err);
    PQclear(result);
    l->in_document = result != NULL;
    return result ? 0 : -1;
}

static int commit(sr_loader *l, sr_error *err)
{
    l->in_document = false;
    return sr_db_exec(&l->db, "COMMIT", err);
}

int sr_loader_known(void *context, const sr_doc *doc, bool *unchanged, sr_error *err)
{
    sr_loader *l = context;
    int64_t document_id = 0;

    *unchanged = false;
    if (begin_transaction(l, doc, err) != 0)
        return -1;
    if (l->force || !doc->has_sha256)
        return 0;
    sr_param params[] = {sr_param_slice((sr_slice){(const char *)doc->sha256, sizeof doc->sha256}),
                         sr_param_slice(sr_str(l->engine)), sr_param_slice(doc->path), sr_param_slice(doc->name),
                         sr_param_slice(doc->archive)};
    if (sr_db_query_int(&l->db, "SELECT saring.find_document($1::bytea, $2::text, $3::text, $4::text, $5::text)", 5,
                        params, &document_id, err) != 0)
        return -1;
    if (document_id == 0)
        return 0;
    *unchanged = true;
    return commit(l, err);
}

/* ---- the sink --------------------------------------------------------------------------------- */

static sr_loader *loader_of(sr_sink *sink)
{
    return (sr_loader *)(void *)sink; /* its first member */
}

static int begin(sr_sink *sink, const sr_doc *doc, sr_error *err)
{
    sr_loader *l = loader_of(sink);
    int64_t document_id;

    if (!l->in_document && begin_transaction(l, doc, err) != 0)
        return -1;
    if (sr_db_query_int(&l->db, "SELECT nextval(pg_get_serial_sequence('saring.document', 'document_id'))", 0, NULL,
                        &document_id, err) != 0)
        return -1;
    sr_encoder_begin(&l->encoder, document_id);
    return 0;
}

/* Sends what stands in buf and empties it. */
static int put(sr_loader *l, sr_buf *buf, sr_error *err)
{
    int rc = sr_db_copy_put(&l->db, buf->ptr, buf->len, err);

    buf->len = 0;
    return rc;
}

/* One COPY of the rows in buf; none if it is empty. */
static int copy(sr_loader *l, const char *statement, sr_buf *buf, sr_error *err)
{
    if (buf->len == 0)
        return 0;
    l->head.len = 0;
    sr_copy_header(&l->head);
    sr_copy_trailer(buf);
    if (sr_db_copy_start(&l->db, statement, err) != 0 || put(l, &l->head, err) != 0 || put(l, buf, err) != 0)
        return -1;
    return sr_db_copy_end(&l->db, err);
}

static int copy_rows(sr_loader *l, const sr_doc *doc, sr_error *err)
{
    bool started = false;

    for (size_t t = 0; t < doc->n_tables; t++) {
        const sr_table *table = doc->tables[t];
        l->encoder.context = NULL; /* contexts live in the batch: the next one may reuse an address */
        for (size_t i = 0; i < table->n_rows; i++) {
            if (!started) {
                if (sr_db_copy_start(&l->db, SR_COPY_ROWS, err) != 0)
                    return -1;
                sr_copy_header(&l->rows);
                started = true;
            }
            sr_encode_row(&l->encoder, &l->rows, table, table->rows[i]);
            if (l->rows.len >= PIECE_BYTES && put(l, &l->rows, err) != 0)
                return -1;
        }
    }
    if (!started)
        return 0;
    sr_copy_trailer(&l->rows);
    return put(l, &l->rows, err) == 0 ? sr_db_copy_end(&l->db, err) : -1;
}

static int batch(sr_sink *sink, const sr_doc *doc, sr_error *err)
{
    sr_loader *l = loader_of(sink);

    l->rows.len = l->findings.len = 0;
    if (copy_rows(l, doc, err) != 0)
        return -1;
    for (size_t i = 0; i < doc->n_findings; i++)
        sr_encode_finding(&l->encoder, &l->findings, doc, &doc->findings[i]);
    return copy(l, SR_COPY_FINDINGS, &l->findings, err);
}

static int copy_tables(sr_loader *l, const sr_doc *doc, sr_error *err)
{
    l->rows.len = 0;
    for (size_t t = 0; t < doc->n_tables; t++)
        sr_encode_table(&l->encoder, &l->rows, doc->tables[t]);
    if (copy(l, SR_COPY_TABLES, &l->rows, err) != 0)
        return -1;
    for (size_t t = 0; t < doc->n_tables; t++)
        sr_encode_columns(&l->encoder, &l->rows, doc->tables[t]);
    return copy(l, SR_COPY_COLUMNS, &l->rows, err);
}

/* The path's new meaning, then the document itself, then the end of the transaction. */
static int finish(sr_loader *l, const sr_doc *doc, bool refused, sr_error *err)
{
    char id[24];
    sr_slice sha256 = {doc->has_sha256 ? (const char *)doc->sha256 : NULL, sizeof doc->sha256};
    int digits = snprintf(id, sizeof id, "%" PRId64, l->encoder.document_id);
    sr_param params[] = {{id, digits, false},
                         sr_param_slice(sha256),
                         sr_param_slice(doc->path),
                         sr_param_slice(doc->name),
                         sr_param_slice(doc->archive)};
    const char *sql = refused ? "SELECT saring.name_refused($1::bigint, $2::bytea, $3::text, $4::text, $5::text)"
                              : "SELECT saring.name_document($1::bigint, $2::bytea, $3::text, $4::text, $5::text)";
    PGresult *result = sr_db_query(&l->db, sql, 5, params, false, err);

    PQclear(result);
    if (!result)
        return -1;
    l->rows.len = 0;
    sr_encode_document(&l->encoder, &l->rows, doc, l->run_id, l->engine, refused);
    if (copy(l, SR_COPY_DOCUMENT, &l->rows, err) != 0)
        return -1;
    return commit(l, err);
}

/* The schema says the same by a constraint; here it is said so that a person can act on it. */
static int check_accounting(const sr_doc *doc, sr_error *err)
{
    uint64_t sum = 0;

    for (int i = 0; i < SR_ACCOUNT_COUNT; i++)
        sum += doc->accounts[i];
    if (sum == doc->total_bytes)
        return 0;
    return sr_fail(err, SR_ERR_INTERNAL,
                   "%.*s: %" PRIu64 " non-blank bytes were read, %" PRIu64 " are accounted for; nothing was loaded",
                   SR_FMT(doc->path), doc->total_bytes, sum);
}

static int end(sr_sink *sink, const sr_doc *doc, sr_error *err)
{
    sr_loader *l = loader_of(sink);

    if (check_accounting(doc, err) != 0 || copy_tables(l, doc, err) != 0)
        return -1;
    return finish(l, doc, false, err);
}

static int refuse(sr_sink *sink, const sr_doc *doc, const sr_error *why, sr_error *err)
{
    sr_loader *l = loader_of(sink);
    sr_finding_code code = why->finding ? (sr_finding_code)why->finding : SR_D002;
    sr_finding finding = {
        .code = code, .severity = sr_finding_info_of(code)->severity, .message = sr_str(why->message)};

    /* What earlier batches brought goes; the locks go with it and are taken again. */
    if (begin_transaction(l, doc, err) != 0)
        return -1;
    l->in_document = false; /* begin takes no second lock either way */
    if (begin(sink, doc, err) != 0)
        return -1;
    l->findings.len = 0;
    sr_encode_finding(&l->encoder, &l->findings, doc, &finding);
    if (copy(l, SR_COPY_FINDINGS, &l->findings, err) != 0)
        return -1;
    return finish(l, doc, true, err);
}

static void abort_document(sr_sink *sink, const sr_doc *doc)
{
    sr_loader *l = loader_of(sink);

    (void)doc;
    l->in_document = false;
    sr_db_rollback(&l->db);
}

/* ---- open and close --------------------------------------------------------------------------- */

static int connect_once(sr_loader *l, sr_error *err)
{
    l->in_document = false;
    if (sr_db_connect(&l->db, l->conninfo, err) != 0 || sr_db_exec(&l->db, session_sql, err) != 0)
        return -1;
    return sr_schema_check(&l->db, err);
}

int sr_loader_connect(sr_loader *l, bool lost, sr_error *err)
{
    enum { FIRST_PAUSE_MS = 100, LONGEST_PAUSE_MS = 5000 };
    int waited = 0;

    for (int pause = FIRST_PAUSE_MS;; pause = pause * 2 < LONGEST_PAUSE_MS ? pause * 2 : LONGEST_PAUSE_MS) {
        *err = (sr_error){0};
        if (connect_once(l, err) == 0)
            return l->run_id && l->owns_run ? sr_run_lock(l, err) : 0;
        /* A server that restarts is not there at first and then says so; at the start, "not there" is an answer. */
        bool wait = err->kind == SR_ERR_DB_LOST || (lost && l->db.unreachable);
        if (!wait || waited >= SR_RECONNECT_SECONDS * 1000)
            break;
        int ms = sr_jitter(pause);
        waited += ms;
        if (sr_db_pause(&l->db, ms, err) != 0)
            break;
    }
    if (err->kind == SR_ERR_DB_LOST) /* no try is left */
        err->kind = SR_ERR_DB;
    return -1;
}

sr_loader *sr_loader_open(const char *conninfo, const sr_loader_options *options, sr_error *err)
{
    static const sr_loader_options defaults;
    sr_loader *l = calloc(1, sizeof *l);

    if (!l) {
        sr_fail(err, SR_ERR_INTERNAL, "out of memory for a connection");
        return NULL;
    }
    if (!options)
        options = &defaults;
    *l = (sr_loader){.sink = {begin, batch, end, refuse, abort_document},
                     .conninfo = conninfo ? strdup(conninfo) : NULL,
                     .engine = options->engine ? options->engine : SR_VERSION,
                     .force = options->force,
                     .db = {.cancelled = options->cancelled}};
    if (sr_loader_connect(l, false, err) != 0) {
        sr_loader_close(l);
        return NULL;
    }
    return l;
}

int sr_loader_reconnect(sr_loader *l, sr_error *err)
{
    sr_db_rollback(&l->db);
    return sr_loader_connect(l, true, err);
}

void sr_loader_close(sr_loader *l)
{
    if (!l)
        return;
    sr_db_rollback(&l->db);
    sr_db_disconnect(&l->db);
    sr_encoder_free(&l->encoder);
    sr_buf_free(&l->head);
    sr_buf_free(&l->rows);
    sr_buf_free(&l->findings);
    free(l->conninfo);
    free(l);
}

sr_sink *sr_loader_sink(sr_loader *l)
{
    return &l->sink;
}
