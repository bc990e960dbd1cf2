/* The unhappy paths of the connection, and importers at work at the same time. */
#include "tests/loader/fixture.h"

#include "loader/session.h"

#include <pthread.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

static sr_pg pg;

#define assert_sql(expected, ...) assert_string_equal(sr_pg_sql(&pg, __VA_ARGS__), (expected))
#define assert_contains(text, part)                                                                                    \
    do {                                                                                                               \
        if (!strstr((text), (part)))                                                                                   \
            fail_msg("\"%s\" does not contain \"%s\"", (text), (part));                                                \
    } while (0)

#define SKIP_WITHOUT_SERVER()                                                                                          \
    do {                                                                                                               \
        (void)state;                                                                                                   \
        if (!pg.folder[0])                                                                                             \
            skip();                                                                                                    \
    } while (0)

static void migrate(void)
{
    sr_error err = {0};

    if (sr_db_migrate(pg.conninfo, NULL, NULL, &err) != 0)
        fail_msg("%s", err.message);
}

static int fresh(void **state)
{
    (void)state;
    if (pg.folder[0]) {
        sr_pg_clear(&pg);
        migrate();
    }
    return 0;
}

/* Opens what must not open; the error is checked for kind and words, and for a password that must not be in it. */
static void refused(const char *conninfo, sr_error_kind kind, const char *part, const char *other)
{
    sr_error err = {0};
    sr_loader *loader = sr_loader_open(conninfo, NULL, &err);

    assert_null(loader);
    assert_int_equal(err.kind, kind);
    assert_contains(err.message, part);
    assert_contains(err.message, other);
    assert_null(strstr(err.message, "rahasia"));
    assert_null(strchr(err.message, '\n'));
}

static void with_user(char *out, size_t size, const char *user, const char *more)
{
    snprintf(out, size, "host=%s port=5432 user=%s dbname=saring %s", pg.socket, user, more);
}

/* ---- refusals --------------------------------------------------------------------------------- */

static void test_nobody_answers(void **state)
{
    SKIP_WITHOUT_SERVER();
    refused("host=/nonexistent/folder dbname=x password=rahasia", SR_ERR_DB, "cannot be reached",
            "/nonexistent/folder");
    refused("postgresql://me:rahasia@127.0.0.1:1/x", SR_ERR_DB, "cannot be reached", "127.0.0.1:1");
    refused("postgresql://me:rahasia@[bad/x", SR_ERR_DB, "connection string", "postgresql://user@host");
    refused("host=x rahasia", SR_ERR_DB, "connection string", "key=value");
    refused("service=none-such", SR_ERR_DB, "none-such", "");
}

static void test_server_refuses(void **state)
{
    char conninfo[512];

    SKIP_WITHOUT_SERVER();
    snprintf(conninfo, sizeof conninfo, "host=%s user=saring dbname=nowhere", pg.socket);
    refused(conninfo, SR_ERR_DB, "3D000", "nowhere");
    with_user(conninfo, sizeof conninfo, "nobody_here", "");
    refused(conninfo, SR_ERR_DB, "28000", "nobody_here");
}

static void test_wrong_password(void **state)
{
    char conninfo[512];

    SKIP_WITHOUT_SERVER();
    sr_pg_sql(&pg, "DROP ROLE IF EXISTS locked");
    assert_sql("", "CREATE ROLE locked LOGIN PASSWORD 'benar'");
    char *hba = strdup(sr_pg_sql(&pg, "SHOW hba_file"));
    char *old = strdup(sr_pg_sql(&pg, "SELECT pg_read_file('%s')", hba));
    /* The server writes its own file: the test may run as another user. */
    sr_pg_sql(&pg,
              "COPY (SELECT line FROM (SELECT 0 AS n, 'local all locked scram-sha-256' AS line UNION ALL"
              " SELECT line_number, concat_ws(' ', type, array_to_string(database, ','),"
              " array_to_string(user_name, ','), address, auth_method) FROM pg_hba_file_rules WHERE type = 'local')"
              " l ORDER BY n) TO '%s'",
              hba);
    sr_pg_sql(&pg, "SELECT pg_reload_conf()");
    for (int i = 0; i < 100 && strncmp(sr_pg_sql(&pg, "SELECT auth_method FROM pg_hba_file_rules LIMIT 1"), "scram", 5);
         i++)
        usleep(10000);
    usleep(200000); /* until the postmaster has read it too */

    with_user(conninfo, sizeof conninfo, "locked", "password=rahasia");
    refused(conninfo, SR_ERR_DB, "28P01", "password authentication failed");
    with_user(conninfo, sizeof conninfo, "locked", "passfile=/nonexistent");
    refused(conninfo, SR_ERR_DB, "no password supplied", "locked");
    with_user(conninfo, sizeof conninfo, "locked", "password=benar"); /* lets in; what it may do is another matter */
    refused(conninfo, SR_ERR_DB, "42501", "permission denied");
    free(hba);
    free(old);
}

static void test_roles(void **state)
{
    char conninfo[512];
    sr_error err = {0};
    sr_buf status = {0};

    SKIP_WITHOUT_SERVER();
    sr_pg_sql(&pg, "DROP ROLE IF EXISTS pemuat");
    sr_pg_sql(&pg, "DROP ROLE IF EXISTS pembaca");
    assert_sql("", "CREATE ROLE pemuat LOGIN IN ROLE saring_loader");
    assert_sql("", "CREATE ROLE pembaca LOGIN IN ROLE saring_reader");
    with_user(conninfo, sizeof conninfo, "pemuat", "");
    sr_loader *loader = sr_loader_open(conninfo, NULL, &err);
    if (!loader)
        fail_msg("%s", err.message);
    int64_t run_id;
    assert_int_equal(sr_run_begin(loader, "1", "", &run_id, &err), 0);
    assert_string_equal(fixture_import(loader, "/a/satu.txt", 1), "loaded");
    assert_string_equal(fixture_import(loader, "/a/satu.txt", 2), "loaded");
    assert_string_equal(fixture_import(loader, "/a/satu.txt", 2), "unchanged");
    assert_int_equal(sr_run_finish(loader, &(sr_run_totals){.outcome = "done"}, &err), 0);
    sr_loader_close(loader);

    with_user(conninfo, sizeof conninfo, "pembaca", "");
    assert_int_equal(sr_db_status_json(conninfo, &status, &err), 0);
    sr_buf_char(&status, '\0'); /* strstr wants a string */
    assert_non_null(strstr(status.ptr, "\"superseded\": 1"));
    sr_buf_free(&status);
    assert_sql("6", "SET ROLE pembaca; SELECT count(*) FROM saring.v_cell");
    loader = sr_loader_open(conninfo, NULL, &err); /* the version may be read, nothing be written */
    assert_non_null(loader);
    assert_contains(fixture_import(loader, "/a/dua.txt", 3), "42501");
    sr_loader_close(loader);
}

static void test_read_only(void **state)
{
    char conninfo[640];
    sr_error err = {0};
    int64_t run_id;

    SKIP_WITHOUT_SERVER();
    snprintf(conninfo, sizeof conninfo, "%s options='-c default_transaction_read_only=on'", pg.conninfo);
    sr_loader *loader = sr_loader_open(conninfo, NULL, &err);
    assert_non_null(loader);
    assert_int_equal(sr_run_begin(loader, "1", "", &run_id, &err), -1);
    assert_int_equal(err.kind, SR_ERR_DB);
    assert_contains(err.message, "25006");
    assert_contains(err.message, "read-only");
    sr_loader_close(loader);
    sr_pg_clear(&pg);
    assert_int_equal(sr_db_migrate(conninfo, NULL, NULL, &err), -1);
    assert_contains(err.message, "25006");
}

static void test_schema_missing_older_newer(void **state)
{
    sr_error err = {0};

    SKIP_WITHOUT_SERVER();
    sr_pg_sql(&pg, "INSERT INTO saring.migration (version, name) VALUES (99, 'of the future')");
    refused(pg.conninfo, SR_ERR_DB, "schema version 99", "newer");
    assert_int_equal(sr_db_migrate(pg.conninfo, NULL, NULL, &err), -1);
    assert_contains(err.message, "newer");
    sr_pg_sql(&pg, "DELETE FROM saring.migration WHERE version > 1");
    refused(pg.conninfo, SR_ERR_DB, "schema version 1", "saring db migrate");
    sr_pg_clear(&pg);
    refused(pg.conninfo, SR_ERR_DB, "no schema", "saring db migrate");
    sr_pg_sql(&pg, "CREATE SCHEMA saring"); /* somebody else's */
    refused(pg.conninfo, SR_ERR_DB, "no schema", "saring db migrate");
}

/* ---- migrations ------------------------------------------------------------------------------- */

static void test_migrate_again_and_edited(void **state)
{
    sr_error err = {0};
    int from = -1, to = -1;

    SKIP_WITHOUT_SERVER();
    assert_int_equal(sr_db_migrate(pg.conninfo, &from, &to, &err), 0);
    assert_int_equal(from, sr_db_version());
    assert_int_equal(to, sr_db_version());
    assert_sql("0", "SELECT count(*) FROM saring.migration WHERE length(sha256) IS DISTINCT FROM 32");
    sr_pg_sql(&pg, "UPDATE saring.migration SET sha256 = sha256('x') WHERE version = 2");
    assert_int_equal(sr_db_migrate(pg.conninfo, NULL, NULL, &err), -1);
    assert_contains(err.message, "other contents");
}

static void *migrate_thread(void *arg)
{
    sr_error err = {0};

    (void)arg;
    return sr_db_migrate(pg.conninfo, NULL, NULL, &err) == 0 ? NULL : strdup(err.message);
}

static void test_migrate_two_at_once(void **state)
{
    pthread_t threads[4];
    void *message;

    SKIP_WITHOUT_SERVER();
    sr_pg_clear(&pg);
    for (int i = 0; i < 4; i++)
        pthread_create(&threads[i], NULL, migrate_thread, NULL);
    for (int i = 0; i < 4; i++) {
        pthread_join(threads[i], &message);
        if (message)
            fail_msg("%s", (char *)message);
    }
    char versions[16];
    snprintf(versions, sizeof versions, "%d", sr_db_version());
    assert_sql(versions, "SELECT count(*) FROM saring.migration");
}

/* Every view and every column of it has a comment. */
static void test_comments(void **state)
{
    SKIP_WITHOUT_SERVER();
    assert_sql("", "SELECT c.relname || '.' || a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid"
                   " WHERE c.relnamespace = 'saring'::regnamespace AND c.relname LIKE 'v\\_%%' AND a.attnum > 0"
                   " AND (col_description(c.oid, a.attnum) IS NULL OR obj_description(c.oid) IS NULL)");
    assert_sql("8",
               "SELECT count(*) FROM pg_class WHERE relnamespace = 'saring'::regnamespace AND relname LIKE 'v\\_%%'");
}

/* ---- lost connections ------------------------------------------------------------------------- */

static void count_of_everything(const char *expected)
{
    assert_sql(expected,
               "SELECT concat_ws(' ', (SELECT count(*) FROM saring.document), (SELECT count(*) FROM saring.row_),"
               " (SELECT count(*) FROM saring.table_), (SELECT count(*) FROM saring.finding),"
               " (SELECT count(*) FROM saring.path))");
}

/* Begins a document and sends a batch of it. */
static void half_a_document(sr_loader *loader, sr_doc *doc)
{
    sr_sink *sink = sr_loader_sink(loader);
    sr_error err = {0};
    bool unchanged = false;

    fixture_doc(doc, "/a/satu.txt", 1);
    fixture_rows(doc, 3);
    assert_int_equal(sr_loader_known(loader, doc, &unchanged, &err), 0);
    assert_int_equal(sink->begin(sink, doc, &err), 0);
    assert_int_equal(sink->batch(sink, doc, &err), 0);
}

/* The document goes on after the connection has gone: it must fail as lost, and load in full when tried again. */
static void goes_on_after_loss(sr_loader *loader, sr_doc *doc)
{
    sr_sink *sink = sr_loader_sink(loader);
    sr_error err = {0};

    if (sink->batch(sink, doc, &err) == 0)
        assert_int_equal(sink->end(sink, doc, &err), -1);
    assert_int_equal(err.kind, SR_ERR_DB_LOST);
    sink->abort(sink, doc);
    sr_doc_free(doc);
}

static void test_backend_killed(void **state)
{
    sr_doc doc;
    sr_error err = {0};

    SKIP_WITHOUT_SERVER();
    sr_loader *loader = fixture_open(&pg, NULL);
    half_a_document(loader, &doc);
    sr_pg_sql(&pg, "SELECT pg_terminate_backend(%d)", PQbackendPID(loader->db.conn));
    goes_on_after_loss(loader, &doc);
    count_of_everything("0 0 0 0 0");
    assert_int_equal(sr_loader_reconnect(loader, &err), 0);
    assert_string_equal(fixture_import(loader, "/a/satu.txt", 1), "loaded");
    count_of_everything("1 3 1 0 1");
    sr_loader_close(loader);
}

static void *restart_later(void *arg)
{
    (void)arg;
    usleep(700000);
    sr_pg_restart(&pg);
    return NULL;
}

static void test_server_killed(void **state)
{
    sr_doc doc;
    sr_error err = {0};
    pthread_t thread;
    int64_t run_id;

    SKIP_WITHOUT_SERVER();
    sr_loader *loader = fixture_open(&pg, NULL);
    assert_int_equal(sr_run_begin(loader, "1", "", &run_id, &err), 0);
    half_a_document(loader, &doc);
    sr_pg_kill(&pg);
    goes_on_after_loss(loader, &doc);
    /* Nobody is there at first: the pauses grow until the server is back. */
    pthread_create(&thread, NULL, restart_later, NULL);
    int rc = sr_loader_reconnect(loader, &err);
    pthread_join(thread, NULL);
    if (rc != 0)
        fail_msg("%s", err.message);
    count_of_everything("0 0 0 0 0");
    assert_string_equal(fixture_import(loader, "/a/satu.txt", 1), "loaded");
    count_of_everything("1 3 1 0 1");
    sr_pg_sql(&pg, "CHECKPOINT"); /* commits are asynchronous: without it the crash may take the document */
    sr_pg_kill(&pg);
    sr_pg_restart(&pg);
    assert_int_equal(sr_run_finish(loader, &(sr_run_totals){.loaded = 1, .outcome = "done"}, &err), 0);
    assert_sql("done 3", "SELECT outcome || ' ' || rows FROM saring.v_run WHERE run_id = %d", (int)run_id);
    /* A document that was reported as loaded and is not there is told, not passed over. */
    assert_int_equal(sr_run_finish(loader, &(sr_run_totals){.loaded = 2, .outcome = "done"}, &err), -1);
    assert_contains(err.message, "lost 1 documents");
    sr_loader_close(loader);
}

static void test_interrupted_while_waiting(void **state)
{
    static volatile int cancelled;
    sr_error err = {0};
    bool unchanged = false;
    sr_doc doc, second;

    SKIP_WITHOUT_SERVER();
    sr_loader *first = fixture_open(&pg, NULL);
    half_a_document(first, &doc); /* holds the locks */
    cancelled = 0;
    sr_loader *other = fixture_open(&pg, &(sr_loader_options){.cancelled = &cancelled});
    fixture_doc(&second, "/a/satu.txt", 1);
    cancelled = 1;
    assert_int_equal(sr_loader_known(other, &second, &unchanged, &err), -1);
    assert_int_equal(err.kind, SR_ERR_CANCELLED);
    sr_loader_sink(first)->abort(sr_loader_sink(first), &doc);
    sr_doc_free(&doc);
    sr_doc_free(&second);
    sr_loader_close(other);
    sr_loader_close(first);
}

/* ---- a full disk ------------------------------------------------------------------------------ */

/*
 * No file of the server may grow beyond this: the nearest to a full disk that needs no rights. More than a segment of
 * the log (16 MB), less than the document.
 */
enum { DISK_BYTES = 20 * 1024 * 1024, WIDE_ROWS = 24000 };

static void restart_with_limit(rlim_t bytes)
{
    struct rlimit old, limit;

    getrlimit(RLIMIT_FSIZE, &old);
    limit = old;
    limit.rlim_cur = bytes;
    sr_pg_sql(&pg, "CHECKPOINT"); /* commits are asynchronous: the restart may take them */
    sr_pg_kill(&pg);
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
    sr_pg_restart(&pg);
    setrlimit(RLIMIT_FSIZE, &old);
}

/* Rows of a kilobyte. */
static int load_wide(sr_loader *loader, sr_error *err)
{
    static char wide[1000];
    sr_doc doc;
    bool unchanged = false;

    memset(wide, 'x', sizeof wide - 1);
    fixture_doc(&doc, "/a/lebar.txt", 9);
    sr_table *t = fixture_table(&doc, 1, WIDE_ROWS);
    for (uint32_t i = 0; i < WIDE_ROWS; i++)
        fixture_cell(t, i, 0, wide, SR_CELL_TEXT, NULL);
    int rc = fixture_load(loader, &doc, &unchanged, err);
    sr_doc_free(&doc);
    return rc;
}

static void test_disk_full(void **state)
{
    sr_error err = {0};

    SKIP_WITHOUT_SERVER();
    restart_with_limit(DISK_BYTES);
    sr_loader *loader = fixture_open(&pg, NULL);
    assert_string_equal(fixture_import(loader, "/a/satu.txt", 1), "loaded");
    assert_int_equal(load_wide(loader, &err), -1);
    assert_int_equal(err.kind, SR_ERR_DB); /* another try at once would not help */
    assert_contains(err.message, "could not extend file");
    assert_contains(err.message, "SQLSTATE");
    assert_null(strchr(err.message, '\n'));
    count_of_everything("1 3 1 0 1");
    sr_pg_sql(&pg, "VACUUM saring.row_"); /* somebody makes room: the same connection goes on */
    assert_string_equal(fixture_import(loader, "/a/dua.txt", 2), "loaded");
    restart_with_limit(RLIM_INFINITY);
    assert_int_equal(sr_loader_reconnect(loader, &err), 0);
    if (load_wide(loader, &err) != 0)
        fail_msg("%s", err.message);
    assert_sql("24006", "SELECT count(*) FROM saring.v_cell WHERE column_no = 1");
    sr_loader_close(loader);
}

/* ---- importers at the same time --------------------------------------------------------------- */

enum { THREADS = 4, DOCUMENTS = 60 };

typedef struct importer_thread {
    unsigned seed;
    int loaded, unchanged;
    char trouble[600];
} importer_thread;

/* The same contents at few paths, in any order: everyone is in everyone's way. */
static void *import_thread(void *arg)
{
    importer_thread *t = arg;
    sr_loader *loader = fixture_open(&pg, NULL);

    for (int i = 0; i < DOCUMENTS && !t->trouble[0]; i++) {
        char path[32];
        sr_doc doc;
        sr_error err = {0};
        bool unchanged = false;
        t->seed = t->seed * 1103515245u + 12345u;
        snprintf(path, sizeof path, "/a/%u.txt", t->seed / 65536 % 5);
        fixture_doc(&doc, path, (uint8_t)(t->seed / 1024 % 7));
        fixture_rows(&doc, 3);
        if (fixture_load(loader, &doc, &unchanged, &err) != 0)
            snprintf(t->trouble, sizeof t->trouble, "%s", err.message);
        t->loaded += !unchanged;
        t->unchanged += unchanged;
        sr_doc_free(&doc);
    }
    sr_loader_close(loader);
    return NULL;
}

static void test_importers_at_once(void **state)
{
    importer_thread work[THREADS] = {0};
    pthread_t threads[THREADS];
    char loaded[32];
    int sum = 0;

    SKIP_WITHOUT_SERVER();
    for (unsigned i = 0; i < THREADS; i++) {
        work[i].seed = i + 1;
        pthread_create(&threads[i], NULL, import_thread, &work[i]);
    }
    for (int i = 0; i < THREADS; i++) {
        pthread_join(threads[i], NULL);
        if (work[i].trouble[0])
            fail_msg("%s", work[i].trouble);
        sum += work[i].loaded;
    }
    /* Each content was loaded once, whoever came first; each path names one; what is named is current, and only that.
     */
    snprintf(loaded, sizeof loaded, "%d %d 0", sum, sum * 3);
    assert_int_equal(sum, 7);
    assert_sql(loaded,
               "SELECT concat_ws(' ', (SELECT count(*) FROM saring.document), (SELECT count(*) FROM saring.row_),"
               " (SELECT count(*) FROM saring.document d WHERE (superseded_at IS NULL) <>"
               " EXISTS (SELECT FROM saring.path p WHERE p.document_id = d.document_id)))");
    assert_sql("5", "SELECT count(*) FROM saring.path");
}

static int start_server(void **state)
{
    (void)state;
    sr_pg_start(&pg);
    return 0;
}

static int drop_server(void **state)
{
    (void)state;
    if (pg.folder[0])
        sr_pg_drop(&pg);
    return 0;
}

#define TEST(function) cmocka_unit_test_setup(function, fresh)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_nobody_answers),
        TEST(test_server_refuses),
        TEST(test_roles),
        TEST(test_read_only),
        TEST(test_schema_missing_older_newer),
        TEST(test_migrate_again_and_edited),
        TEST(test_migrate_two_at_once),
        TEST(test_comments),
        TEST(test_backend_killed),
        TEST(test_interrupted_while_waiting),
        TEST(test_importers_at_once),
        TEST(test_server_killed),
        TEST(test_disk_full),
        TEST(test_wrong_password),
    };

    return cmocka_run_group_tests_name("connection", tests, start_server, drop_server);
}
