#include "loader/loader.h"

#include "loader/encode.h"
#include "loader/schema.h"
#include "loader/session.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

/*
 * Rows are handed to the connection in pieces: small at first, so that the server has something to do early, then
 * larger, for calls to be few; small beside a batch.
 */
enum { FIRST_PIECE_BYTES = 16 * 1024, PIECE_BYTES = 128 * 1024 };

/* ---- transactions ----------------------------------------------------------------------------- */

/*
 * A document's commit waits for no disk: a crash of the server may lose the last ones, and the next run loads them
 * again. sr_run_finish makes all of them durable before the program says that it is done, for a synchronous commit
 * flushes the log up to itself, with all earlier commits of all sessions.
 */
static const char session_sql[] = "SET synchronous_commit = off; SET client_min_messages = warning";
/* What every document needs, parsed once. */
static const char prepare_sql[] =
    "PREPARE saring_claim (bytea, text, text, text, text) AS"
    " SELECT unchanged::integer, document_id FROM saring.claim_document($1, $2, $3, $4, $5);"
    "PREPARE saring_add (jsonb) AS SELECT saring.add_document($1)";

void sr_loader_rollback(sr_loader *l)
{
    sr_error ignored;

    (void)sr_background_wait(l->background, &ignored);
    l->in_document = false;
    sr_db_rollback(&l->db);
}

/* Begins the document's transaction: its locks, its number, and if asked to look_up, whether it is here already. */
static int claim(sr_loader *l, const sr_doc *doc, bool look_up, bool *unchanged, sr_error *err)
{
    sr_slice sha256 = {doc->has_sha256 ? (const char *)doc->sha256 : NULL, sizeof doc->sha256};
    sr_param params[] = {sr_param_slice(sha256), sr_param_slice(sr_str(look_up ? l->engine : NULL)),
                         sr_param_slice(doc->path), sr_param_slice(doc->name), sr_param_slice(doc->archive)};
    const sr_statement statements[] = {{"BEGIN", false, 0, NULL}, {"saring_claim", true, 5, params}};
    PGresult *result = NULL;

    sr_loader_rollback(l); /* what an earlier document may have left */
    if (sr_db_pipeline(&l->db, statements, 2, &result, err) != 0)
        return -1;
    *unchanged = PQgetvalue(result, 0, 0)[0] == '1';
    sr_encoder_begin(&l->encoder, strtoll(PQgetvalue(result, 0, 1), NULL, 10));
    PQclear(result);
    l->in_document = true;
    return 0;
}

int sr_loader_known(void *context, const sr_doc *doc, bool *unchanged, sr_error *err)
{
    sr_loader *l = context;

    *unchanged = false;
    if (claim(l, doc, !l->force && doc->has_sha256, unchanged, err) != 0)
        return -1;
    if (!*unchanged)
        return 0;
    l->in_document = false;
    return sr_db_exec(&l->db, "COMMIT", err);
}

/* ---- the sink --------------------------------------------------------------------------------- */

static sr_loader *loader_of(sr_sink *sink)
{
    return (sr_loader *)(void *)sink; /* its first member */
}

static int begin(sr_sink *sink, const sr_doc *doc, sr_error *err)
{
    sr_loader *l = loader_of(sink);
    bool unchanged;

    return l->in_document ? 0 : claim(l, doc, false, &unchanged, err);
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

/* Encodes the batch's rows into l->rows, and sends them piece by piece if a COPY is open. */
static int encode_rows(sr_loader *l, const sr_doc *doc, bool sending, sr_error *err)
{
    size_t piece = FIRST_PIECE_BYTES;

    for (size_t t = 0; t < doc->n_tables; t++) {
        const sr_table *table = doc->tables[t];
        l->encoder.context = NULL; /* contexts live in the batch: the next one may reuse an address */
        for (size_t i = 0; i < table->n_rows; i++) {
            sr_encode_row(&l->encoder, &l->rows, table, table->rows[i]);
            if (!sending || l->rows.len < piece)
                continue;
            if (put(l, &l->rows, err) != 0)
                return -1;
            if (piece < PIECE_BYTES)
                piece *= 2;
        }
    }
    return 0;
}

static void encode_findings(sr_loader *l, const sr_doc *doc)
{
    for (size_t i = 0; i < doc->n_findings; i++)
        sr_encode_finding(&l->encoder, &l->findings, doc, &doc->findings[i]);
    for (size_t i = 0; i < doc->n_checks; i++)
        sr_encode_check(&l->encoder, &l->checks, &doc->checks[i]);
}

static int copy_findings(sr_loader *l, sr_error *err)
{
    return copy(l, SR_COPY_FINDINGS, &l->findings, err) == 0 ? copy(l, SR_COPY_CHECKS, &l->checks, err) : -1;
}

static bool has_rows(const sr_doc *doc)
{
    for (size_t t = 0; t < doc->n_tables; t++)
        if (doc->tables[t]->n_rows)
            return true;
    return false;
}

/* The last batch of a document, mostly its only one: the server takes rows while others are being encoded. */
static int send_streaming(sr_loader *l, const sr_doc *doc, sr_error *err)
{
    if (has_rows(doc)) {
        if (sr_db_copy_start(&l->db, SR_COPY_ROWS, err) != 0)
            return -1;
        sr_copy_header(&l->rows);
        if (encode_rows(l, doc, true, err) != 0)
            return -1;
        sr_copy_trailer(&l->rows);
        if (put(l, &l->rows, err) != 0 || sr_db_copy_end(&l->db, err) != 0)
            return -1;
    }
    encode_findings(l, doc);
    return copy_findings(l, err);
}

static int send_encoded(void *context, sr_error *err)
{
    sr_loader *l = context;

    return copy(l, SR_COPY_ROWS, &l->rows, err) == 0 ? copy_findings(l, err) : -1;
}

static int batch(sr_sink *sink, const sr_doc *doc, sr_error *err)
{
    sr_loader *l = loader_of(sink);

    if (sr_background_wait(l->background, err) != 0)
        return -1;
    l->rows.len = l->findings.len = l->checks.len = 0;
    if (!sr_doc_batch_full(doc))
        return send_streaming(l, doc, err);
    /* More follows: it is read while this is sent. The bytes stay below a few times those of a batch. */
    encode_rows(l, doc, false, err);
    encode_findings(l, doc);
    if (!l->background)
        l->background = sr_background_new();
    return sr_background_start(l->background, send_encoded, l) == 0 ? 0 : send_encoded(l, err);
}

/* The document itself with its tables and columns, and the end of the transaction. */
static int finish(sr_loader *l, const sr_doc *doc, bool refused, sr_error *err)
{
    char *json = sr_encode_document(&l->encoder, doc, l->run_id, l->engine, refused);

    if (!json)
        return sr_fail(err, SR_ERR_INTERNAL, "%.*s cannot be written as JSON", SR_FMT(doc->path));
    sr_param param = {json, (int)strlen(json), false};
    const sr_statement statements[] = {{"saring_add", true, 1, &param}, {"COMMIT", false, 0, NULL}};
    l->in_document = false;
    int rc = sr_db_pipeline(&l->db, statements, 2, NULL, err);
    free(json);
    return rc;
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

    if (sr_background_wait(l->background, err) != 0 || check_accounting(doc, err) != 0)
        return -1;
    return finish(l, doc, false, err);
}

static int refuse(sr_sink *sink, const sr_doc *doc, const sr_error *why, sr_error *err)
{
    sr_loader *l = loader_of(sink);
    sr_finding_code code = why->finding ? (sr_finding_code)why->finding : SR_D002;
    bool unchanged;
    sr_finding finding = {
        .code = code, .severity = sr_finding_info_of(code)->severity, .message = sr_str(why->message)};

    /* What earlier batches brought goes; the locks go with it and are taken again. */
    if (claim(l, doc, false, &unchanged, err) != 0)
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
    sr_loader_rollback(l);
}

/* ---- open and close --------------------------------------------------------------------------- */

static int connect_once(sr_loader *l, sr_error *err)
{
    l->in_document = false;
    if (sr_db_connect(&l->db, l->conninfo, err) != 0 || sr_db_exec(&l->db, session_sql, err) != 0)
        return -1;
    return sr_schema_check(&l->db, err) == 0 ? sr_db_exec(&l->db, prepare_sql, err) : -1;
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
    sr_loader_rollback(l);
    return sr_loader_connect(l, true, err);
}

void sr_loader_close(sr_loader *l)
{
    if (!l)
        return;
    sr_loader_rollback(l);
    sr_background_free(l->background);
    sr_db_disconnect(&l->db);
    sr_encoder_free(&l->encoder);
    sr_buf_free(&l->head);
    sr_buf_free(&l->rows);
    sr_buf_free(&l->findings);
    sr_buf_free(&l->checks);
    free(l->conninfo);
    free(l);
}

sr_sink *sr_loader_sink(sr_loader *l)
{
    return &l->sink;
}
