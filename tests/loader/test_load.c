/* What is loaded is what was understood: round trips, identity, supersession, refusals. */
#include "tests/loader/fixture.h"

#include <stdlib.h>
#include <unistd.h>

static sr_pg pg;
static sr_loader *loader;

#define assert_sql(expected, ...) assert_string_equal(sr_pg_sql(&pg, __VA_ARGS__), (expected))

static int fresh(void **state)
{
    sr_error err = {0};

    (void)state;
    if (!pg.folder[0])
        return 0;
    sr_pg_clear(&pg);
    if (sr_db_migrate(pg.conninfo, NULL, NULL, &err) != 0)
        fail_msg("%s", err.message);
    loader = fixture_open(&pg, NULL);
    return 0;
}

static int close_loader(void **state)
{
    (void)state;
    sr_loader_close(loader);
    loader = NULL;
    return 0;
}

#define SKIP_WITHOUT_SERVER()                                                                                          \
    do {                                                                                                               \
        (void)state;                                                                                                   \
        if (!pg.folder[0])                                                                                             \
            skip();                                                                                                    \
    } while (0)

static void load(sr_doc *doc)
{
    bool unchanged = false;
    sr_error err = {0};

    if (fixture_load(loader, doc, &unchanged, &err) != 0)
        fail_msg("%s", err.message);
    assert_false(unchanged);
    sr_doc_free(doc);
}

/* ---- cells ------------------------------------------------------------------------------------ */

static const struct cell_case {
    const char *raw, *text; /* text NULL: not cleaned */
    sr_cell_status status;
    sr_rule rule;
    const char *value;
    bool verified;
} cell_cases[] = {
    {"", NULL, SR_CELL_EMPTY, SR_RULE_BLANK, NULL, false},
    {"   ", "", SR_CELL_EMPTY, SR_RULE_BLANK, NULL, false},
    {"-", "-", SR_CELL_NIL, SR_RULE_NIL_MARK, NULL, false},
    {"Bagian Umum", "Bagian Umum", SR_CELL_TEXT, SR_RULE_PLAIN_TEXT, NULL, false},
    {" \t blanks \v\f\r\n", "blanks", SR_CELL_TEXT, SR_RULE_PLAIN_TEXT, NULL, false},
    {"<b>tebal</b>", "tebal", SR_CELL_TEXT, SR_RULE_PLAIN_TEXT, NULL, false},
    {"=begins with the mark", "=cleaned", SR_CELL_TEXT, SR_RULE_PLAIN_TEXT, NULL, false},
    {"gone", "", SR_CELL_TEXT, SR_RULE_PLAIN_TEXT, NULL, false},
    {"'quotes' \"and\" \\back\\slashes\\", NULL, SR_CELL_TEXT, SR_RULE_PLAIN_TEXT, NULL, false},
    {"{\"NULL\",NULL,}", NULL, SR_CELL_TEXT, SR_RULE_PLAIN_TEXT, NULL, false},
    {"bad \xEF\xBF\xBD byte, \xC3\xA9, \xF0\x9F\x92\xB0", NULL, SR_CELL_TEXT, SR_RULE_PLAIN_TEXT, NULL, false},
    {"line one\nline two", NULL, SR_CELL_TEXT, SR_RULE_PLAIN_TEXT, NULL, false},
    {"separators \x1f\x1f inside \x1e\x1f\x1f\x1f", NULL, SR_CELL_TEXT, SR_RULE_PLAIN_TEXT, NULL, false},
    {"\x1f", NULL, SR_CELL_TEXT, SR_RULE_PLAIN_TEXT, NULL, false},
    {"\x1e", "\x1f", SR_CELL_TEXT, SR_RULE_PLAIN_TEXT, NULL, false},
    {"0", NULL, SR_CELL_OK, SR_RULE_PLAIN_INTEGER, "0", true},
    {"0,00", NULL, SR_CELL_OK, SR_RULE_DECIMAL_ID, "0.00", true},
    {"-0,5", NULL, SR_CELL_OK, SR_RULE_DECIMAL_ID, "-0.5", false},
    {"5.357.829.000", NULL, SR_CELL_OK, SR_RULE_GROUPED_ID, "5357829000", true},
    {"1.860,172,662", NULL, SR_CELL_REPAIRED, SR_RULE_MIXED_SEPARATORS, "1860172662", true},
    {"#####", NULL, SR_CELL_INFERRED, SR_RULE_ARITHMETIC, "6329079568", true},
    {"1.234", NULL, SR_CELL_AMBIGUOUS, SR_RULE_COLUMN_STYLE, "1234", false},
    {"59.99.800", NULL, SR_CELL_UNREADABLE, SR_RULE_DIGIT_MISSING, NULL, false},
    {"9", NULL, SR_CELL_OK, SR_RULE_PLAIN_INTEGER, "99999999999999999999999999999999999999", false},
    {"9", NULL, SR_CELL_OK, SR_RULE_PLAIN_INTEGER, "-99999999999999999999999999999999999999", false},
    {"9", NULL, SR_CELL_OK, SR_RULE_PLAIN_INTEGER, "0.00000000000000000000000000000000000001", false},
    {"9", NULL, SR_CELL_OK, SR_RULE_PLAIN_INTEGER, "18446744073709551615", false},
    {"9", NULL, SR_CELL_OK, SR_RULE_PLAIN_INTEGER, "18446744073709551616.1", false},
    {"9", NULL, SR_CELL_OK, SR_RULE_PLAIN_INTEGER, "18446744073709551.615", false},
    {"9", NULL, SR_CELL_OK, SR_RULE_PLAIN_INTEGER, "10000", false},
    {"9", NULL, SR_CELL_OK, SR_RULE_PLAIN_INTEGER, "9999.9999", false},
    {"9", NULL, SR_CELL_OK, SR_RULE_PLAIN_INTEGER, "10000.00010", false},
    {"9", NULL, SR_CELL_OK, SR_RULE_PLAIN_INTEGER, "100000000000000000000.001000000", false},
};
enum { CELL_CASES = sizeof cell_cases / sizeof *cell_cases };

static void put_case(sr_table *t, uint32_t row, uint32_t column, const struct cell_case *c)
{
    sr_cell *cell = fixture_cell(t, row, column, c->raw, c->status, c->value);

    cell->text = c->text;
    cell->text_len = c->text ? (uint32_t)strlen(c->text) : 0;
    cell->rule = (uint8_t)c->rule;
    cell->verified = c->verified;
}

static void put_hex(sr_buf *out, sr_slice s)
{
    for (size_t i = 0; i < s.len; i++)
        sr_buf_printf(out, "%02x", (unsigned char)s.ptr[i]);
    sr_buf_char(out, '|');
}

static void check_case(uint32_t row, uint32_t column, const struct cell_case *c)
{
    sr_buf wanted = {0};

    put_hex(&wanted, sr_str(c->raw));
    put_hex(&wanted, c->text ? sr_str(c->text) : sr_trim(sr_str(c->raw)));
    sr_buf_printf(&wanted, "%s|%s|%s|%s", sr_cell_status_name(c->status), sr_rule_name(c->rule),
                  c->value ? c->value : "NULL", c->verified ? "t" : "f");
    sr_buf_char(&wanted, '\0');
    assert_sql(wanted.ptr,
               "SELECT concat_ws('|', encode(convert_to(raw, 'UTF8'), 'hex'), encode(convert_to(text, 'UTF8'), 'hex'),"
               " status, rule, coalesce(value::text, 'NULL'), verified) FROM saring.v_cell"
               " WHERE row_no = %u AND column_no = %u",
               row + 1, column + 1);
    sr_buf_free(&wanted);
}

/* Each case alone in a row, where nothing but it decides how the row is packed, and all of them in one. */
static void test_cells_round_trip(void **state)
{
    sr_doc doc;

    SKIP_WITHOUT_SERVER();
    fixture_doc(&doc, "/arsip/sel.txt", 1);
    sr_table *t = fixture_table(&doc, CELL_CASES, CELL_CASES + 1);
    for (uint32_t i = 0; i < CELL_CASES; i++) {
        put_case(t, i, 0, &cell_cases[i]);
        t->rows[i]->n = 1;
        put_case(t, CELL_CASES, i, &cell_cases[i]);
    }
    load(&doc);
    for (uint32_t i = 0; i < CELL_CASES; i++) {
        check_case(i, 0, &cell_cases[i]);
        check_case(CELL_CASES, i, &cell_cases[i]);
    }
    /* Rows with one cell end in blank ones: every row is as wide as the table. */
    char count[16];
    snprintf(count, sizeof count, "%d", CELL_CASES * (CELL_CASES + 1));
    assert_sql(count, "SELECT count(*) FROM saring.v_cell");
    assert_sql("||empty|blank|f", "SELECT concat_ws('|', raw, text, status, value, rule, verified) FROM saring.v_cell"
                                  " WHERE row_no = 1 AND column_no = 2");
    assert_sql(count, "SELECT cells FROM saring.v_document");
}

static void test_every_status_and_rule_has_its_name(void **state)
{
    sr_doc doc;
    char wanted[64];

    SKIP_WITHOUT_SERVER();
    fixture_doc(&doc, "/arsip/aturan.txt", 2);
    sr_table *t = fixture_table(&doc, SR_RULE_COUNT, SR_CELL_STATUS_COUNT * 2);
    for (uint32_t s = 0; s < SR_CELL_STATUS_COUNT * 2; s++)
        for (uint32_t r = 0; r < SR_RULE_COUNT; r++) {
            fixture_cell(t, s, r, "x", (sr_cell_status)(s / 2), NULL)->rule = (uint8_t)r;
            t->rows[s]->cells[r].verified = s % 2;
        }
    load(&doc);
    for (uint32_t s = 0; s < SR_CELL_STATUS_COUNT * 2; s++) {
        snprintf(wanted, sizeof wanted, "%s %s", sr_cell_status_name((sr_cell_status)(s / 2)), s % 2 ? "t" : "f");
        assert_sql(wanted,
                   "SELECT DISTINCT status || ' ' || verified FROM (SELECT status, verified::text::char(1) AS"
                   " verified FROM saring.v_cell WHERE row_no = %u) c",
                   s + 1);
    }
    for (uint32_t r = 1; r < SR_RULE_COUNT; r++)
        assert_sql(sr_rule_name((sr_rule)r), "SELECT DISTINCT rule FROM saring.v_cell WHERE column_no = %u", r + 1);
    assert_sql("NULL", "SELECT DISTINCT rule FROM saring.v_cell WHERE column_no = 1");
}

static void test_rows_and_their_context(void **state)
{
    static const sr_context a = {.program = {"Program A", 9}, .responsible = {"Bagian Umum", 11}};
    static const sr_context b = {.program = {"Program A", 9}, .kegiatan = {"Kegiatan B", 10}};
    sr_doc doc;

    SKIP_WITHOUT_SERVER();
    fixture_doc(&doc, "/arsip/baris.txt", 3);
    sr_table *t = fixture_table(&doc, 1, SR_ROW_KIND_COUNT);
    for (uint32_t i = 0; i < SR_ROW_KIND_COUNT; i++) {
        fixture_cell(t, i, 0, "7", SR_CELL_OK, "7");
        t->rows[i]->kind = (uint8_t)i;
        t->rows[i]->level = (uint8_t)(i % SR_LEVEL_COUNT);
        t->rows[i]->context = i < 2 ? &a : i < 4 ? &b : NULL;
    }
    t->rows[0]->indicator = SR_LIT("Jumlah dokumen");
    t->rows[1]->code = SR_LIT("5.03.01");
    t->columns[0].measure = SR_MEASURE_TARGET;
    load(&doc);
    for (uint32_t i = 0; i < SR_ROW_KIND_COUNT; i++)
        assert_sql(sr_row_kind_name((sr_row_kind)i), "SELECT row_kind FROM saring.v_cell WHERE row_no = %u", i + 1);
    assert_sql("detail  Program A  Program A Bagian Umum Jumlah dokumen\n"
               "subtotal urusan Program A  Program A Bagian Umum \n"
               "total bidang Program A Kegiatan B Kegiatan B  ",
               "SELECT concat(row_kind, ' ', level, ' ', program, ' ', kegiatan, ' ', activity, ' ', responsible, ' ',"
               " indicator) FROM saring.v_measure ORDER BY row_no");
    assert_sql("5.03.01", "SELECT code FROM saring.v_measure WHERE row_no = 2");
}

/* The measures of a table as sr_row_next_measure gives them, one line each, sorted. */
static void program_measures(const sr_table *t, sr_buf *out)
{
    char lines[32][160];
    size_t n = 0;

    for (size_t i = 0; i < t->n_rows; i++) {
        uint32_t at = 0;
        const sr_quantity *more = NULL;
        sr_measure_row m;
        while (sr_row_next_measure(t, t->rows[i], &at, &more, &m)) {
            char value[SR_DECIMAL_TEXT + 1] = "";
            if (m.has_value)
                value[sr_decimal_text(m.value, value)] = '\0';
            snprintf(lines[n++], sizeof lines[0], "%u %u %s %.*s %s %d %d %s", t->rows[i]->row_no, m.column_no, value,
                     SR_FMT(sr_unit_name(m.unit)), m.is_grade ? "BB" : "", m.column->year, m.column->quarter,
                     sr_revision_name((sr_revision)m.column->revision));
        }
    }
    assert_int_equal(n, 9);
    qsort(lines, n, sizeof lines[0], (int (*)(const void *, const void *))strcmp);
    for (size_t i = 0; i < n; i++)
        sr_buf_printf(out, "%s%s", i ? "\n" : "", lines[i]);
}

/* v_measure and sr_row_next_measure are two hands that write the same thing. */
static void test_measures_are_those_of_the_program(void **state)
{
    sr_doc doc;
    sr_buf wanted = {0};

    SKIP_WITHOUT_SERVER();
    fixture_doc(&doc, "/arsip/ukuran.txt", 4);
    doc.facts.fiscal_year = 2024; /* what the document says, its columns say or do not */
    doc.facts.revision = SR_REVISION_PERUBAHAN;
    sr_table *t = fixture_table(&doc, 6, 3);
    t->quarter = 2;
    t->columns[1] = (sr_column){.measure = SR_MEASURE_TARGET, .unit = SR_UNIT_PERCENT};
    t->columns[2] = (sr_column){.measure = SR_MEASURE_REALIZATION, .year = 2023, .unit = SR_UNIT_RUPIAH};
    t->columns[3] = (sr_column){.measure = SR_MEASURE_ACHIEVEMENT, .quarter = 4, .revision = SR_REVISION_MURNI};
    t->columns[4] = (sr_column){.measure = SR_MEASURE_BUDGET};
    sr_quantity third = {.value = sr_dec(75, 1)}, second = {.next = &third, .value = sr_dec(5, 0)};
    second.unit = SR_UNIT_RUPIAH;
    for (uint32_t i = 0; i < 3; i++) {
        fixture_cell(t, i, 0, "1", SR_CELL_OK, "1"); /* no measure */
        fixture_cell(t, i, 1, "471 orang/ 5 Lap", SR_CELL_OK, "471")->more = &second;
        fixture_cell(t, i, 2, "#####", SR_CELL_UNREADABLE, NULL)->rule = SR_RULE_OVERFLOW_MARKS;
        fixture_cell(t, i, 3, "BB", SR_CELL_TEXT, NULL)->rule = SR_RULE_GRADE;
        fixture_cell(t, i, 4, "tidak ada", SR_CELL_TEXT, NULL); /* states nothing */
    }
    t->rows[1]->n = 3;
    t->rows[1]->kind = SR_ROW_TOTAL;
    t->rows[2]->kind = SR_ROW_NOTE;
    program_measures(t, &wanted);
    load(&doc);
    sr_buf_char(&wanted, '\0');
    assert_sql(wanted.ptr,
               "SELECT concat(row_no, ' ', column_no, ' ', value, ' ', unit, ' ', grade, ' ', coalesce(year, 0), ' ',"
               " coalesce(quarter, 0), ' ', revision) COLLATE \"C\" FROM saring.v_measure ORDER BY 1");
    assert_sql("9", "SELECT measures FROM saring.v_document");
    sr_buf_free(&wanted);
}

static void test_findings(void **state)
{
    sr_doc doc;

    SKIP_WITHOUT_SERVER();
    fixture_doc(&doc, "/arsip/temuan.txt", 5);
    fixture_rows(&doc, 3);
    for (int i = 0; i < 2; i++) { /* twice the same words: two fingerprints */
        sr_finding *f = sr_doc_finding(&doc, SR_N008, "a digit seems to be missing in '%s'", "59.99.800");
        f->table_no = 1;
        f->column_no = 2;
        f->raw = SR_LIT("59.99.800");
        f->has_suggestion = true;
        f->suggestion = sr_dec(59999800, 0);
        f->evidence = SR_LIT("{\"readings\": [\"5999800\", 59999800]}");
    }
    load(&doc);
    assert_sql("N008 digit-missing warning 59.99.800 59999800 5999800 open\n"
               "N008 digit-missing warning 59.99.800 59999800 5999800 open",
               "SELECT concat_ws(' ', code, name, severity, raw, value, suggestion, evidence #>> '{readings,0}', state)"
               " FROM saring.v_finding");
    assert_sql("2", "SELECT count(DISTINCT fingerprint) FROM saring.v_finding WHERE length(fingerprint) = 32");
    assert_sql("2", "SELECT findings FROM saring.v_document");
}

static void test_document_facts_and_accounting(void **state)
{
    sr_doc doc;
    sr_error err = {0};
    bool unchanged = false;

    SKIP_WITHOUT_SERVER();
    fixture_doc(&doc, "/arsip/fakta.txt", 6);
    fixture_rows(&doc, 3);
    doc.facts = (sr_facts){.title = SR_LIT("Rencana \"Aksi\" \\ \xC3\xA9"),
                           .region = SR_LIT("Kota Contoh"),
                           .kind = SR_KIND_EVALUASI,
                           .fiscal_year = 2025,
                           .revision = SR_REVISION_MURNI,
                           .quarter = 3};
    doc.total_bytes = 15;
    for (int i = 0; i < SR_ACCOUNT_COUNT; i++)
        doc.accounts[i] = (uint64_t)i + 1;
    load(&doc);
    assert_sql("Rencana \"Aksi\" \\ \xC3\xA9|Kota Contoh|evaluasi|2025|murni|3|1|3|6|3|text|UTF-8|arsip",
               "SELECT concat_ws('|', title, region, agency, kind, fiscal_year, revision, quarter, tables, rows, cells,"
               " measures, format, encoding, archive) FROM saring.v_document");
    assert_sql("15 1 2 3 4 5",
               "SELECT concat_ws(' ', total_bytes, cell_bytes, prose_bytes, caption_bytes, markup_bytes,"
               " dropped_bytes) FROM saring.v_document");

    fixture_doc(&doc, "/arsip/lain.txt", 7);
    fixture_rows(&doc, 3);
    doc.total_bytes = 1; /* a byte that is nowhere */
    assert_int_equal(fixture_load(loader, &doc, &unchanged, &err), -1);
    assert_int_equal(err.kind, SR_ERR_INTERNAL);
    sr_doc_free(&doc);
    assert_sql("1", "SELECT count(*) FROM saring.document");
}

/* ---- identity --------------------------------------------------------------------------------- */

static const char documents_sql[] =
    "SELECT concat_ws(' ', path, left(sha256, 2), rows) FROM saring.v_document ORDER BY 1";

static void test_same_again_is_unchanged(void **state)
{
    SKIP_WITHOUT_SERVER();
    assert_string_equal(fixture_import(loader, "/a/satu.txt", 0x11), "loaded");
    assert_string_equal(fixture_import(loader, "/a/satu.txt", 0x11), "unchanged");
    assert_string_equal(fixture_import(loader, "/b/dua.txt", 0x11), "unchanged");
    assert_sql("/a/satu.txt 11 3", documents_sql);
    assert_sql("3", "SELECT count(*) FROM saring.row_");
    assert_sql("/a/satu.txt\n/b/dua.txt", "SELECT path FROM saring.path ORDER BY 1");
}

static void test_changed_content_supersedes(void **state)
{
    SKIP_WITHOUT_SERVER();
    assert_string_equal(fixture_import(loader, "/a/satu.txt", 0x11), "loaded");
    assert_string_equal(fixture_import(loader, "/a/satu.txt", 0x22), "loaded");
    assert_sql("/a/satu.txt 22 3", documents_sql);
    assert_sql("6", "SELECT count(*) FROM saring.v_cell");
    assert_sql("6", "SELECT count(*) FROM saring.row_"); /* the old import stays readable */
    assert_sql("11", "SELECT left(encode(sha256, 'hex'), 2) FROM saring.document WHERE superseded_at IS NOT NULL");
    /* And back: what is known is not loaded again. */
    assert_string_equal(fixture_import(loader, "/a/satu.txt", 0x11), "unchanged");
    assert_sql("/a/satu.txt 11 3", documents_sql);
    assert_sql("2", "SELECT count(*) FROM saring.document");
}

static void test_one_of_two_names_changes(void **state)
{
    SKIP_WITHOUT_SERVER();
    assert_string_equal(fixture_import(loader, "/a/satu.txt", 0x11), "loaded");
    assert_string_equal(fixture_import(loader, "/b/dua.txt", 0x11), "unchanged");
    assert_string_equal(fixture_import(loader, "/a/satu.txt", 0x22), "loaded");
    assert_sql("/a/satu.txt 22 3\n/b/dua.txt 11 3", documents_sql); /* still named, by its other name */
    assert_string_equal(fixture_import(loader, "/b/dua.txt", 0x22), "unchanged");
    assert_sql("/a/satu.txt 22 3", documents_sql);
}

static void test_force_and_new_engine_import_again(void **state)
{
    SKIP_WITHOUT_SERVER();
    assert_string_equal(fixture_import(loader, "/a/satu.txt", 0x11), "loaded");
    assert_string_equal(fixture_import(loader, "/b/dua.txt", 0x11), "unchanged");
    sr_loader *newer = fixture_open(&pg, &(sr_loader_options){.engine = "9.9"});
    assert_string_equal(fixture_import(newer, "/a/satu.txt", 0x11), "loaded");
    assert_sql("9.9", "SELECT engine FROM saring.v_document"); /* both names went along: nothing is counted twice */
    assert_string_equal(fixture_import(newer, "/b/dua.txt", 0x11), "unchanged");
    sr_loader_close(newer);
    sr_loader *forced = fixture_open(&pg, &(sr_loader_options){.engine = "9.9", .force = true});
    assert_string_equal(fixture_import(forced, "/a/satu.txt", 0x11), "loaded");
    sr_loader_close(forced);
    assert_sql("1", "SELECT count(*) FROM saring.v_document");
    assert_sql("3", "SELECT count(*) FROM saring.document");
}

/* ---- refusals and what is given up ------------------------------------------------------------- */

static void refuse(const char *path, uint8_t content, bool has_content, bool after_a_batch)
{
    sr_sink *sink = sr_loader_sink(loader);
    sr_error err = {0}, why = {0};
    bool unchanged = false;
    sr_doc doc;

    sr_refuse(&why, SR_D004, "%s: binary content", path);
    fixture_doc(&doc, path, content);
    doc.has_sha256 = has_content;
    fixture_rows(&doc, 3);
    assert_int_equal(sr_loader_known(loader, &doc, &unchanged, &err), 0);
    assert_false(unchanged);
    assert_int_equal(sink->begin(sink, &doc, &err), 0);
    if (after_a_batch)
        assert_int_equal(sink->batch(sink, &doc, &err), 0);
    if (sink->refuse(sink, &doc, &why, &err) != 0)
        fail_msg("%s", err.message);
    sr_doc_free(&doc);
}

static void test_refused(void **state)
{
    SKIP_WITHOUT_SERVER();
    refuse("/a/biner.txt", 0x33, true, true);
    assert_sql("refused 0 0 1", "SELECT concat_ws(' ', status, tables, rows, findings) FROM saring.v_document");
    assert_sql("D004 error /a/biner.txt: binary content",
               "SELECT concat_ws(' ', code, severity, message) FROM saring.v_finding");
    assert_sql("0", "SELECT count(*) FROM saring.row_");
    refuse("/a/biner.txt", 0x33, true, false); /* again: still one refusal */
    assert_sql("1", "SELECT count(*) FROM saring.document");
    assert_sql("1", "SELECT count(*) FROM saring.finding");
    assert_string_equal(fixture_import(loader, "/a/biner.txt", 0x44), "loaded"); /* the file was repaired */
    assert_sql("loaded", "SELECT status FROM saring.v_document");
    refuse("/a/biner.txt", 0x33, true, false); /* and broken again: its figures are not current */
    assert_sql("refused", "SELECT status FROM saring.v_document");
    assert_sql("0", "SELECT count(*) FROM saring.v_cell");
}

static void test_out_of_reach_takes_nothing_away(void **state)
{
    SKIP_WITHOUT_SERVER();
    assert_string_equal(fixture_import(loader, "/a/satu.txt", 0x11), "loaded");
    refuse("/a/satu.txt", 0, false, false);
    refuse("/a/satu.txt", 0, false, false);
    assert_sql("loaded\nrefused", "SELECT status FROM saring.v_document ORDER BY 1");
    assert_sql("6", "SELECT count(*) FROM saring.v_cell");
    assert_string_equal(fixture_import(loader, "/a/satu.txt", 0x11), "unchanged");
    assert_sql("loaded", "SELECT status FROM saring.v_document");
}

static void test_abort_leaves_nothing(void **state)
{
    sr_sink *sink;
    sr_error err = {0};
    bool unchanged = false;
    sr_doc doc;

    SKIP_WITHOUT_SERVER();
    sink = sr_loader_sink(loader);
    fixture_doc(&doc, "/a/satu.txt", 0x11);
    fixture_rows(&doc, 3);
    assert_int_equal(sr_loader_known(loader, &doc, &unchanged, &err), 0);
    assert_int_equal(sink->begin(sink, &doc, &err), 0);
    assert_int_equal(sink->batch(sink, &doc, &err), 0);
    doc.batch_bytes = SR_BATCH_BYTES; /* and one that is still being sent */
    doc.tables[0]->rows[0]->row_no = 4;
    doc.tables[0]->n_rows = 1;
    assert_int_equal(sink->batch(sink, &doc, &err), 0);
    sink->abort(sink, &doc);
    sr_doc_free(&doc);
    assert_sql("0", "SELECT (SELECT count(*) FROM saring.row_) + (SELECT count(*) FROM saring.document)"
                    " + (SELECT count(*) FROM saring.path)");
    assert_string_equal(fixture_import(loader, "/a/satu.txt", 0x11), "loaded"); /* the connection is as new */
}

/* A document of several batches: findings, rows and contexts go on, addresses are reused. */
static void test_batches(void **state)
{
    sr_sink *sink;
    sr_context context = {.program = SR_LIT("P1")};
    sr_error err = {0};
    bool unchanged = false;
    sr_doc doc;

    SKIP_WITHOUT_SERVER();
    sink = sr_loader_sink(loader);
    fixture_doc(&doc, "/a/panjang.txt", 0x12);
    fixture_rows(&doc, 3);
    sr_table *t = doc.tables[0];
    assert_int_equal(sr_loader_known(loader, &doc, &unchanged, &err), 0);
    assert_int_equal(sink->begin(sink, &doc, &err), 0);
    for (uint32_t batch = 0; batch < 4; batch++) {
        context.program = batch < 2 ? SR_LIT("P1") : SR_LIT("P2");
        for (uint32_t i = 0; i < 3; i++) {
            t->rows[i]->row_no = batch * 3 + i + 1;
            t->rows[i]->context = &context;
        }
        doc.n_findings = 0;
        doc.batch_bytes = batch < 3 ? SR_BATCH_BYTES : 0; /* full ones are sent in the background */
        sr_doc_finding(&doc, SR_N015, "repaired");
        assert_int_equal(sink->batch(sink, &doc, &err), 0);
    }
    t->data_rows = 12;
    if (sink->end(sink, &doc, &err) != 0)
        fail_msg("%s", err.message);
    sr_doc_free(&doc);
    assert_sql("12 24 12 4", "SELECT concat_ws(' ', rows, cells, measures, findings) FROM saring.v_document");
    assert_sql("P1 6\nP2 6", "SELECT program || ' ' || count(*) FROM saring.v_measure GROUP BY program ORDER BY 1");
    assert_sql("4", "SELECT count(DISTINCT fingerprint) FROM saring.v_finding");
}

/* What fails in the background is told by the next call. */
static void test_failure_in_the_background(void **state)
{
    sr_sink *sink;
    sr_error err = {0};
    bool unchanged = false;
    sr_doc doc;

    SKIP_WITHOUT_SERVER();
    sink = sr_loader_sink(loader);
    fixture_doc(&doc, "/a/ganda.txt", 0x13);
    fixture_rows(&doc, 3);
    doc.batch_bytes = SR_BATCH_BYTES;
    assert_int_equal(sr_loader_known(loader, &doc, &unchanged, &err), 0);
    assert_int_equal(sink->begin(sink, &doc, &err), 0);
    assert_int_equal(sink->batch(sink, &doc, &err), 0);
    if (sink->batch(sink, &doc, &err) == 0) /* the same row numbers again */
        assert_int_equal(sink->end(sink, &doc, &err), -1);
    assert_int_equal(err.kind, SR_ERR_DB);
    assert_non_null(strstr(err.message, "23505"));
    sink->abort(sink, &doc);
    sr_doc_free(&doc);
    assert_sql("0", "SELECT (SELECT count(*) FROM saring.row_) + (SELECT count(*) FROM saring.document)");
    assert_string_equal(fixture_import(loader, "/a/satu.txt", 0x11), "loaded");
}

static void test_runs(void **state)
{
    sr_error err = {0};
    int64_t run_id = 0, second = 0;

    SKIP_WITHOUT_SERVER();
    assert_int_equal(
        sr_run_begin(loader, "1.2", "import --db postgresql://me:rahasia@host/db 'password = x' a", &run_id, &err), 0);
    assert_sql("running import --db postgresql://me:***@host/db 'password = *** a",
               "SELECT outcome || ' ' || arguments FROM saring.v_run");
    assert_string_equal(fixture_import(loader, "/a/satu.txt", 0x11), "loaded");
    sr_run_totals totals = {.documents_seen = 1, .loaded = 1, .bytes = 99, .seconds = 1.5, .outcome = "done"};
    assert_int_equal(sr_run_finish(loader, &totals, &err), 0);
    assert_sql("done 1 1 3 99 1.500 t", "SELECT concat_ws(' ', outcome, documents_seen, loaded, rows, bytes, seconds,"
                                        " finished_at IS NOT NULL) FROM saring.v_run");
    assert_sql("1", "SELECT count(*) FROM saring.v_document JOIN saring.v_run USING (run_id)");

    /* A run that died stays 'running' until the next one begins; one that lives is left alone. */
    sr_loader *other = fixture_open(&pg, NULL);
    assert_int_equal(sr_run_begin(other, "1.2", "", &second, &err), 0);
    assert_int_equal(sr_run_begin(loader, "1.2", "", &run_id, &err), 0);
    assert_sql("running\nrunning", "SELECT outcome FROM saring.v_run WHERE run_id > 1 ORDER BY run_id");
    sr_loader_close(other);
    for (int i = 0; i < 200 && strcmp(sr_pg_sql(&pg, "SELECT count(*) FROM pg_stat_activity WHERE application_name ="
                                                     " 'saring'"),
                                      "1") != 0;
         i++)
        usleep(10000);
    assert_int_equal(sr_run_begin(loader, "1.2", "", &run_id, &err), 0);
    assert_sql("failed", "SELECT outcome FROM saring.v_run WHERE run_id = %d", (int)second);
}

static void test_deleting_a_document_deletes_its_rows(void **state)
{
    SKIP_WITHOUT_SERVER();
    assert_string_equal(fixture_import(loader, "/a/satu.txt", 0x11), "loaded");
    assert_string_equal(fixture_import(loader, "/a/dua.txt", 0x22), "loaded");
    sr_pg_sql(&pg, "DELETE FROM saring.document WHERE path = '/a/satu.txt'");
    assert_sql("3 1 2 1",
               "SELECT concat_ws(' ', (SELECT count(*) FROM saring.row_), (SELECT count(*) FROM saring.table_),"
               " (SELECT count(*) FROM saring.column_), (SELECT count(*) FROM saring.path))");
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

#define TEST(function) cmocka_unit_test_setup_teardown(function, fresh, close_loader)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_cells_round_trip),
        TEST(test_every_status_and_rule_has_its_name),
        TEST(test_rows_and_their_context),
        TEST(test_measures_are_those_of_the_program),
        TEST(test_findings),
        TEST(test_document_facts_and_accounting),
        TEST(test_same_again_is_unchanged),
        TEST(test_changed_content_supersedes),
        TEST(test_one_of_two_names_changes),
        TEST(test_force_and_new_engine_import_again),
        TEST(test_refused),
        TEST(test_out_of_reach_takes_nothing_away),
        TEST(test_abort_leaves_nothing),
        TEST(test_batches),
        TEST(test_failure_in_the_background),
        TEST(test_runs),
        TEST(test_deleting_a_document_deletes_its_rows),
    };

    return cmocka_run_group_tests_name("load", tests, start_server, drop_server);
}
