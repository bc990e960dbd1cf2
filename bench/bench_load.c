/*
 * bench_load - loading documents against a bare COPY BINARY of the very same rows on the same server.
 *
 *     bench_load SARING FILE      PGHOST and so on name the server; saring's schema there is made if need be
 *
 * FILE's first batch is read and understood once. Its rows are then loaded through the sink as documents of several
 * sizes, one transaction each, and for comparison sent as already encoded bytes: one COPY, one transaction, into a
 * table like saring.row_ with its constraints and index. Last, `SARING import FILE` as a whole. Each is measured three
 * times, alternating, and the best counts: the machine may have other work.
 */
#include "importers/importer.h"
#include "loader/loader.h"
#include "loader/session.h"
#include "normalize/normalize.h"

#include <openssl/evp.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { ROWS = 100000, ROUNDS = 3 };

static const char run_sql[] = "TRUNCATE saring.row_, saring.finding, saring.column_, saring.table_, saring.path,"
                              " saring.document RESTART IDENTITY CASCADE; CHECKPOINT";

static void die(const sr_error *err)
{
    fprintf(stderr, "bench_load: %s\n", err->message);
    exit(1);
}

static double now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* CPU seconds of a process: user and system time in /proc/PID/stat; 0 if it cannot be read. */
static double cpu_of(int pid)
{
    char path[64], line[1024] = "";
    unsigned long ticks = 0;

    snprintf(path, sizeof path, "/proc/%d/stat", pid);
    FILE *f = fopen(path, "r");
    if (f && fgets(line, sizeof line, f)) {
        char *p = strrchr(line, ')'); /* the name before it may hold anything */
        for (int field = 2; p && field < 14; field++)
            p = strchr(p + 1, ' ');
        if (p) {
            ticks = strtoul(p, &p, 10);
            ticks += strtoul(p, NULL, 10);
        }
    }
    if (f)
        fclose(f);
    return (double)ticks / (double)sysconf(_SC_CLK_TCK);
}

typedef struct timing {
    double seconds, server_cpu;
    uint64_t rows;
} timing;

static void keep_best(timing *best, timing t)
{
    if (best->rows == 0 || t.seconds < best->seconds)
        *best = t;
}

static void report(const char *what, timing t, timing bare)
{
    printf("%-44s %8.0f rows/s  %5.2f s (server %5.2f s CPU)  %5.1f %% of bare COPY\n", what,
           (double)t.rows / t.seconds, t.seconds, t.server_cpu,
           100 * ((double)t.rows / t.seconds) / ((double)bare.rows / bare.seconds));
}

/* ---- the rows: of one batch, as many documents as it takes ------------------------------------ */

/* Shows at most n rows of the batch's first table with rows, as a document of its own. */
typedef struct window {
    sr_doc *doc;
    sr_table *table;
    size_t all_rows, all_tables, all_findings;
} window;

static uint64_t show(window *w, size_t rows, uint32_t number)
{
    w->table->n_rows = rows < w->all_rows ? rows : w->all_rows;
    /* Rows of this size of document; findings as often as the batch has them. */
    w->doc->n_findings = w->all_findings * w->table->n_rows / w->all_rows;
    memset(w->doc->sha256, 0, sizeof w->doc->sha256);
    memcpy(w->doc->sha256, &number, sizeof number);
    EVP_Digest(w->doc->sha256, 4, w->doc->sha256, NULL, EVP_sha256(), NULL);
    w->doc->batch_bytes = w->doc->batch_cells =
        0; /* the document's last batch: its rows are sent as they are encoded */
    w->doc->total_bytes = 0;
    for (int i = 0; i < SR_ACCOUNT_COUNT; i++)
        w->doc->total_bytes += w->doc->accounts[i];
    return w->table->n_rows;
}

static timing load_sink(window *w, sr_loader *loader, size_t rows_a_document, sr_error *err)
{
    sr_sink *sink = sr_loader_sink(loader);
    char path[32] = "";
    timing t = {0};

    if (sr_db_exec(&loader->db, run_sql, err) != 0)
        die(err);
    int pid = PQbackendPID(loader->db.conn);
    double cpu = cpu_of(pid), began = now();
    for (uint32_t number = 1; t.rows < ROWS; number++) {
        bool unchanged = false;
        t.rows += show(w, rows_a_document, number);
        w->doc->path = (sr_slice){path, (size_t)snprintf(path, sizeof path, "/%u", number)};
        if (sr_loader_known(loader, w->doc, &unchanged, err) != 0 || sink->begin(sink, w->doc, err) != 0 ||
            sink->batch(sink, w->doc, err) != 0 || sink->end(sink, w->doc, err) != 0)
            die(err);
    }
    t.seconds = now() - began;
    t.server_cpu = cpu_of(pid) - cpu;
    return t;
}

static void encode_all(window *w, size_t rows_a_document, sr_buf *out, uint64_t *rows)
{
    sr_encoder encoder = {0};

    *rows = 0;
    sr_copy_header(out);
    for (uint32_t number = 1; *rows < ROWS; number++) {
        *rows += show(w, rows_a_document, number);
        sr_encoder_begin(&encoder, number);
        for (size_t i = 0; i < w->table->n_rows; i++)
            sr_encode_row(&encoder, out, w->table, w->table->rows[i]);
    }
    sr_copy_trailer(out);
    sr_encoder_free(&encoder);
}

/* Blocking puts of large pieces: all that a bare COPY can be. */
static timing load_bare(sr_loader *loader, const sr_buf *bytes, uint64_t rows, sr_error *err)
{
    PGconn *conn = loader->db.conn;
    timing t = {.rows = rows};

    if (sr_db_exec(&loader->db,
                   "DROP TABLE IF EXISTS bench_rows;"
                   "CREATE TABLE bench_rows (LIKE saring.row_ INCLUDING ALL); CHECKPOINT",
                   err) != 0)
        die(err);
    PQsetnonblocking(conn, 0);
    int pid = PQbackendPID(conn);
    double cpu = cpu_of(pid), began = now();
    PQclear(PQexec(conn, "COPY bench_rows (" SR_COPY_ROW_COLUMNS ") FROM STDIN (FORMAT binary)"));
    for (size_t at = 0; at < bytes->len; at += 1 << 20) {
        size_t piece = bytes->len - at < 1 << 20 ? bytes->len - at : 1 << 20;
        PQputCopyData(conn, bytes->ptr + at, (int)piece);
    }
    PQputCopyEnd(conn, NULL);
    for (PGresult *r; (r = PQgetResult(conn)); PQclear(r))
        if (PQresultStatus(r) != PGRES_COMMAND_OK) {
            sr_fail(err, SR_ERR_DB, "bare COPY: %s", PQerrorMessage(conn));
            die(err);
        }
    t.seconds = now() - began;
    t.server_cpu = cpu_of(pid) - cpu;
    PQsetnonblocking(conn, 1);
    return t;
}

static void compare(window *w, sr_loader *loader, size_t rows_a_document, sr_error *err)
{
    timing bare = {0}, sink = {0};
    sr_buf bytes = {0};
    uint64_t rows;
    char what[64];

    encode_all(w, rows_a_document, &bytes, &rows);
    for (int i = 0; i < ROUNDS; i++) {
        keep_best(&bare, load_bare(loader, &bytes, rows, err));
        keep_best(&sink, load_sink(w, loader, rows_a_document, err));
    }
    size_t a_document = rows_a_document < w->all_rows ? rows_a_document : w->all_rows;
    snprintf(what, sizeof what, "bare COPY BINARY, %.0f bytes a row", (double)bytes.len / (double)rows);
    report(what, bare, bare);
    snprintf(what, sizeof what, "sink, documents of %zu rows", a_document);
    report(what, sink, bare);
    sr_buf_free(&bytes);
}

/* ---- the whole program ------------------------------------------------------------------------ */

static timing import_file(const char *saring, const char *file, sr_loader *loader, sr_error *err)
{
    int64_t rows = 0;
    timing t = {0};

    if (sr_db_exec(&loader->db, run_sql, err) != 0)
        die(err);
    double began = now();
    pid_t child = fork();
    if (child == 0) {
        execl(saring, saring, "import", "-q", "--jobs", "1", file, (char *)NULL);
        _exit(127);
    }
    int status;
    waitpid(child, &status, 0);
    t.seconds = now() - began;
    if (sr_db_query_int(&loader->db, "SELECT count(*) FROM saring.row_", 0, NULL, &rows, err) != 0)
        die(err);
    t.rows = (uint64_t)rows;
    return t;
}

/* The rows that the import left in the table, once more as a bare COPY. */
static void fetch_rows(sr_loader *loader, sr_buf *out)
{
    char *piece;
    int len;

    PQsetnonblocking(loader->db.conn, 0);
    PQclear(PQexec(loader->db.conn, "COPY saring.row_ (" SR_COPY_ROW_COLUMNS ") TO STDOUT (FORMAT binary)"));
    while ((len = PQgetCopyData(loader->db.conn, &piece, 0)) > 0) {
        sr_buf_add(out, piece, (size_t)len);
        PQfreemem(piece);
    }
    for (PGresult *r; (r = PQgetResult(loader->db.conn));)
        PQclear(r);
    PQsetnonblocking(loader->db.conn, 1);
}

static void compare_import(const char *saring, const char *file, sr_loader *loader, sr_error *err)
{
    timing bare = {0}, whole = {0};
    sr_buf bytes = {0};

    for (int i = 0; i < ROUNDS; i++) {
        timing t = import_file(saring, file, loader, err);
        keep_best(&whole, t);
        if (bytes.len == 0)
            fetch_rows(loader, &bytes);
        keep_best(&bare, load_bare(loader, &bytes, t.rows, err));
    }
    report("bare COPY BINARY of the same rows", bare, bare);
    report("saring import, reading included, one job", whole, bare);
    sr_buf_free(&bytes);
}

/* ---- reading ---------------------------------------------------------------------------------- */

typedef struct bench {
    sr_loader *loader;
    bool done;
} bench;

static int flush(sr_doc *doc, bool last, sr_error *err)
{
    bench *b = doc->flush_context;
    window w = {.doc = doc};

    sr_normalize(doc, last);
    if (b->done)
        return 0;
    b->done = true;
    for (size_t i = 0; i < doc->n_tables; i++)
        if (doc->tables[i]->n_rows > w.all_rows) {
            w.table = doc->tables[i];
            w.all_rows = w.table->n_rows;
        }
    if (!w.table)
        return sr_fail(err, SR_ERR_INPUT, "the file has no table");
    w.all_findings = doc->n_findings;
    w.all_tables = doc->n_tables;
    static const size_t sizes[] = {SIZE_MAX, 1000, 100};
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++)
        compare(&w, b->loader, sizes[i], err);
    return sr_fail(err, SR_ERR_CANCELLED, "enough");
}

static void read_file(const char *file, bench *b, sr_error *err)
{
    sr_doc doc;
    sr_import_options options = {0};
    sr_source *source = sr_source_open(file, err);

    if (!source)
        die(err);
    sr_doc_init(&doc);
    doc.name = doc.path = sr_str(file);
    doc.flush = flush;
    doc.flush_context = b;
    const sr_importer *importer = sr_importer_pick(source, doc.name, &options, err);
    doc.has_sha256 = true;
    if (!importer || (importer->read(source, &options, &doc, err) != 0 && err->kind != SR_ERR_CANCELLED))
        die(err);
    sr_source_close(source);
    sr_doc_free(&doc);
}

int main(int argc, char **argv)
{
    sr_error err = {0};
    bench b = {0};

    setvbuf(stdout, NULL, _IOLBF, 0);
    if (argc != 3) {
        fprintf(stderr, "usage: bench_load SARING FILE\n");
        return 2;
    }
    if (sr_db_migrate(NULL, NULL, NULL, &err) != 0 || !(b.loader = sr_loader_open(NULL, NULL, &err)))
        die(&err);
    read_file(argv[2], &b, &err);
    err = (sr_error){0};
    compare_import(argv[1], argv[2], b.loader, &err);
    sr_loader_close(b.loader);
    return 0;
}
