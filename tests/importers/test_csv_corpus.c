/*
 * Delimited files that nobody here wrote, from ../shared/corpus/csv where that is beside the checkout: the edge cases
 * of csv-spectrum with the JSON beside them, regional budgets with what their publisher's own loader stored, and tables
 * of indicators, of which two hold the same in two dialects.
 */
#include "normalize/normalize.h"
#include "normalize/units.h"
#include "tests/importers/reading.h"

#include <dirent.h>
#include <jansson.h>

#define CORPUS "../shared/corpus/csv/"

/* ---- reading a file whole ------------------------------------------------------------------- */

typedef struct visit {
    void (*raw)(const sr_doc *doc, void *context);        /* as the importer found it; may be NULL */
    void (*understood)(const sr_doc *doc, void *context); /* may be NULL */
    void *context;
} visit;

static int visit_flush(sr_doc *doc, bool last, sr_error *err)
{
    const visit *v = doc->flush_context;

    (void)err;
    assert_true(last && doc->batch_no == 0);
    if (v->raw)
        v->raw(doc, v->context);
    sr_normalize(doc, last);
    if (v->understood)
        v->understood(doc, v->context);
    return 0;
}

/* False if there is no such file. */
static bool read_file(const char *path, visit v)
{
    sr_error err = {0};
    sr_import_options none = {0};
    sr_doc doc;
    sr_slice text = slurp(path);

    if (!text.ptr)
        return false;
    sr_doc_init(&doc);
    doc.flush = visit_flush;
    doc.flush_context = &v;
    sr_source *source = sr_source_memory(text.ptr, text.len);
    const sr_importer *importer = sr_importer_pick(source, sr_str(path), &none, &err);
    if (!importer || importer->format != SR_FORMAT_CSV)
        fail_msg("%s: %s instead of CSV", path, importer ? importer->name : err.message);
    doc.format = importer->format;
    if (importer->read(source, &none, &doc, &err) != 0)
        fail_msg("%s: %s", path, err.message);
    sr_source_close(source);
    sr_doc_free(&doc);
    free((void *)(uintptr_t)text.ptr);
    return true;
}

/* Calls for each file of a folder whose name ends so, with its path and its name without that end. */
static size_t each_file(const char *folder, const char *end, void (*one)(const char *path, const char *stem))
{
    DIR *dir = opendir(folder);
    struct dirent *entry;
    size_t n = 0, tail = strlen(end);

    while (dir && (entry = readdir(dir))) {
        char path[512], stem[256];
        size_t len = strlen(entry->d_name);
        if (len <= tail || strcmp(entry->d_name + len - tail, end) != 0)
            continue;
        snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        snprintf(stem, sizeof stem, "%.*s", (int)(len - tail), entry->d_name);
        one(path, stem);
        n++;
    }
    if (dir)
        closedir(dir);
    return n;
}

/* ---- csv-spectrum --------------------------------------------------------------------------- */

typedef struct expected_json {
    json_t *records;
    const char *stem;
} expected_json;

/* Line ends: the copy of the corpus has LF where its JSON says CR LF. */
static bool same_but_ends(sr_slice a, const char *b)
{
    size_t i = 0;

    for (; *b; b++) {
        if (b[0] == '\r' && b[1] == '\n')
            continue;
        if (i == a.len || a.ptr[i++] != *b)
            return false;
    }
    return i == a.len;
}

static void equals_json(const sr_doc *doc, void *context)
{
    const expected_json *e = context;
    const sr_part *part = NULL;

    for (size_t b = 0; b < doc->n_blocks; b++)
        part = doc->blocks[b].part ? doc->blocks[b].part : part;
    assert_non_null(part);
    size_t n = json_is_array(e->records) ? json_array_size(e->records) : 1;
    assert_int_equal(part->n_rows, n + 1);
    for (size_t r = 0; r < n; r++) {
        json_t *record = json_is_array(e->records) ? json_array_get(e->records, r) : e->records, *value;
        const char *key;
        uint32_t c = 0;
        json_object_foreach(record, key, value)
        {
            /* of this one file the JSON holds another number than the CSV */
            bool known = strcmp(e->stem, "location_coordinates") == 0 && strcmp(key, "Contact Phone Number") == 0;
            sr_slice cell = sr_cell_raw(sr_row_cell(part->rows[r + 1], c));
            assert_true(same_but_ends(sr_cell_raw(sr_row_cell(part->rows[0], c)), key));
            if (!known && !same_but_ends(cell, json_string_value(value)))
                fail_msg("%s: \"%.*s\" instead of \"%s\"", e->stem, SR_FMT(cell), json_string_value(value));
            c++;
        }
        assert_int_equal(part->rows[r + 1]->n, c);
    }
}

static void one_spectrum(const char *path, const char *stem)
{
    char json[512];
    json_error_t why;

    snprintf(json, sizeof json, CORPUS "csv-spectrum/json/%s.json", stem);
    expected_json e = {json_load_file(json, 0, &why), stem};
    assert_non_null(e.records);
    assert_true(read_file(path, (visit){.raw = equals_json, .context = &e}));
    json_decref(e.records);
}

static void spectrum_equals_its_json(void **state)
{
    (void)state;
    if (each_file(CORPUS "csv-spectrum/csvs", ".csv", one_spectrum) == 0)
        skip_because("no " CORPUS "csv-spectrum beside the checkout");
}

/* ---- regional budgets ----------------------------------------------------------------------- */

enum { FIELDS_MAX = 24, AHEAD = 64 /* rows in which a stored one is looked for */ };

/* A tuple of an INSERT: its fields, quotes taken off. */
typedef struct tuple {
    char text[FIELDS_MAX][4096];
    size_t n;
} tuple;

static const char *next_tuple(const char *at, tuple *t)
{
    while (*at && !(at[0] == '(' && (at[1] == '\'' || at[1] == '`')))
        at++;
    if (!*at)
        return NULL;
    at++;
    for (t->n = 0; *at && *at != ')' && t->n < FIELDS_MAX; t->n++) {
        size_t len = 0;
        while (*at && strchr(" ,\n\t", *at))
            at++;
        char quote = *at++;
        for (; *at && !(at[0] == quote && at[1] != quote); at++) {
            at += at[0] == '\\' || at[0] == quote;
            if (len + 1 < sizeof t->text[0])
                t->text[t->n][len++] = *at;
        }
        t->text[t->n][len] = '\0';
        at += *at != 0;
    }
    return at;
}

static const char *field(const tuple *names, const tuple *t, const char *name)
{
    for (size_t i = 0; i < names->n && i < t->n; i++)
        if (strcmp(names->text[i], name) == 0)
            return t->text[i];
    return "";
}

/* Equal letters and digits: the publisher's loader took blanks and dots out of codes and names. */
static bool same_letters(sr_slice a, const char *b)
{
    size_t i = 0;

    for (;; i++, b++) {
        while (i < a.len && strchr(" .\n\t", a.ptr[i]))
            i++;
        while (*b && strchr(" .\n\t", *b))
            b++;
        if (i == a.len || !*b)
            return i == a.len && !*b;
        if (a.ptr[i] != *b)
            return false;
    }
}

typedef struct budget {
    const char *sql, *stem;
    size_t tuples, missed, amounts, numbers;
    size_t parents, closing;
} budget;

/* Where the publisher's loader put what a column holds; NULL for columns that it did not take. */
static const char *field_of(const sr_column *c)
{
    static const struct {
        const char *header, *field;
    } fields[] = {{"sebelum", "nominal_sebelum"},
                  {"sesudah", "nominal_sesudah"},
                  {"angka", "nominal_perubahan"},
                  {"jumlah", "nominal"},
                  {"anggaran", "nominal"}};

    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (sr_eq_nocase(c->header, sr_str(fields[i].header))) {
            assert_int_equal(c->role, SR_ROLE_MEASURE);
            assert_int_equal(c->aspect, SR_ASPECT_MONEY);
            assert_int_equal(c->unit, sr_unit_find(SR_LIT("rupiah"), NULL, NULL));
            assert_true(c->year >= 2014 && c->year <= 2016);
            return fields[i].field;
        }
    return NULL;
}

/* "10904737610", "-0.78"; not "5.35993E+11", which a spreadsheet made of a number. */
static bool plain_number(const char *text, sr_decimal *value)
{
    if (!*text || strspn(text, "0123456789.-") != strlen(text))
        return false;
    return sr_decimal_parse(sr_str(text), value);
}

static void compare_amounts(budget *b, const sr_table *table, const sr_row *row, const tuple *names, const tuple *t)
{
    for (uint32_t c = 0; c < table->width; c++) {
        const char *name = field_of(&table->columns[c]);
        const sr_cell *cell = sr_row_cell(row, c);
        sr_decimal stored;
        if (!name || !plain_number(field(names, t, name), &stored))
            continue;
        b->amounts++;
        bool nothing = cell->status == SR_CELL_EMPTY && stored.coef == 0;
        if (!nothing && (!cell->has_value || sr_decimal_cmp(cell->value, stored) != 0))
            fail_msg("%s line %llu: \"%.*s\" was stored as %s", b->stem, (unsigned long long)row->line_no,
                     SR_FMT(sr_cell_raw(cell)), field(names, t, name));
    }
}

/* Parents are the sums of their children in every column of rupiah, or not. */
static void add_up(budget *b, const sr_table *table)
{
    uint32_t first = table->rows[0]->row_no;

    for (uint32_t c = 0; c < table->width; c++) {
        sr_decimal *sum = calloc(table->n_rows, sizeof *sum);
        bool *has = calloc(table->n_rows, sizeof *has);
        assert_true(sum && has);
        for (size_t r = 0; r < table->n_rows && field_of(&table->columns[c]); r++) {
            const sr_row *row = table->rows[r];
            const sr_cell *cell = sr_row_cell(row, c);
            if (!row->parent)
                continue;
            has[row->parent - first] = true;
            if (cell->has_value)
                assert_true(sr_decimal_add(sum[row->parent - first], cell->value, &sum[row->parent - first]));
        }
        for (size_t r = 0; r < table->n_rows; r++) {
            const sr_cell *cell = sr_row_cell(table->rows[r], c);
            if (!has[r] || !cell->has_value)
                continue;
            b->parents++;
            b->closing += sr_decimal_cmp(cell->value, sum[r]) == 0;
        }
        free(sum);
        free(has);
    }
}

static void equals_sql(const sr_doc *doc, void *context)
{
    budget *b = context;
    tuple *names = calloc(1, sizeof *names), *t = calloc(1, sizeof *t);
    size_t from = 0;

    assert_int_equal(doc->n_tables, 1);
    assert_true(doc->facts.fiscal_year >= 2014 && doc->facts.fiscal_year <= 2016 && doc->facts.title.len > 0);
    const sr_table *table = doc->tables[0];
    for (const char *at = b->sql; (at = next_tuple(at, t)) != NULL;) {
        if (!sr_is_digit((unsigned char)t->text[0][0])) {
            *names = *t; /* the names of the columns */
            continue;
        }
        size_t r = from;
        b->tuples++;
        while (r < table->n_rows && r < from + AHEAD &&
               !(table->rows[r]->kind < SR_ROW_HEADER &&
                 same_letters(sr_cell_raw(sr_row_cell(table->rows[r], 0)), field(names, t, "rekening_kode")) &&
                 same_letters(sr_cell_raw(sr_row_cell(table->rows[r], 1)), field(names, t, "uraian"))))
            r++;
        if (r == table->n_rows || r == from + AHEAD) {
            b->missed++;
            continue;
        }
        from = r + 1;
        compare_amounts(b, table, table->rows[r], names, t);
    }
    add_up(b, table);
    free(names);
    free(t);
}

static budget all;

static void one_budget(const char *path, const char *stem)
{
    char sql[512];

    snprintf(sql, sizeof sql, CORPUS "apbd-diy-sql/%s.sql", stem);
    sr_slice text = slurp(sql);
    if (!text.ptr) /* the publisher's loader did not take all of them */
        text = (sr_slice){calloc(1, 1), 0};
    sr_buf terminated = {0};
    sr_buf_slice(&terminated, text);
    sr_buf_char(&terminated, '\0');
    all.sql = terminated.ptr;
    all.stem = stem;
    assert_true(read_file(path, (visit){.understood = equals_sql, .context = &all}));
    sr_buf_free(&terminated);
    free((void *)(uintptr_t)text.ptr);
}

static void budgets_equal_what_their_publisher_stored(void **state)
{
    (void)state;
    if (each_file(CORPUS "apbd-diy", ".csv", one_budget) == 0)
        skip_because("no " CORPUS "apbd-diy beside the checkout");
    print_message("  %zu rows stored, %zu not found; %zu amounts equal; %zu of %zu parents are sums\n", all.tuples,
                  all.missed, all.amounts, all.closing, all.parents);
    /* A name that goes on in a row of its own is one row here and was two there. */
    assert_true(all.tuples > 16000 && all.missed < 10 && all.amounts > 27000);
    assert_true(all.parents > 8000 && all.closing * 1000 >= all.parents * 990);
}

/* ---- indicators ----------------------------------------------------------------------------- */

typedef struct numbers {
    sr_decimal value[8192];
    size_t n, columns;
} numbers;

static void collect(const sr_doc *doc, void *context)
{
    numbers *out = context;

    assert_int_equal(doc->n_tables, 1);
    out->columns = doc->tables[0]->width;
    for (size_t r = 0; r < doc->tables[0]->n_rows; r++) {
        const sr_row *row = doc->tables[0]->rows[r];
        for (uint32_t c = 0; c < row->n && row->kind == SR_ROW_DETAIL; c++)
            if (c >= 4 && c <= 9 && row->cells[c].has_value && c != 6)
                out->value[out->n++] = row->cells[c].value;
    }
}

static void one_indicator(const char *path, const char *stem)
{
    (void)stem;
    assert_true(read_file(path, (visit){0}));
}

/* The same table with commas and with semicolons and decimal commas: the same numbers. */
static void two_dialects_hold_the_same(void **state)
{
    static numbers commas, semicolons;

    (void)state;
    if (each_file(CORPUS "indikator-makro", ".csv", one_indicator) == 0)
        skip_because("no " CORPUS "indikator-makro beside the checkout");
    read_file(CORPUS "indikator-makro/364bbbf7153c0421fdeb38cfb72158c7.csv",
              (visit){.understood = collect, .context = &commas});
    read_file(CORPUS "indikator-makro/6d1841c8884c2d58a17bad50599fe445.csv",
              (visit){.understood = collect, .context = &semicolons});
    assert_int_equal(commas.columns, 15);
    assert_int_equal(semicolons.columns, 15);
    assert_true(commas.n > 1000);
    assert_int_equal(commas.n, semicolons.n);
    for (size_t i = 0; i < commas.n; i++)
        if (sr_decimal_cmp(commas.value[i], semicolons.value[i]) != 0)
            fail_msg("number %zu differs", i);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(spectrum_equals_its_json),
        cmocka_unit_test(budgets_equal_what_their_publisher_stored),
        cmocka_unit_test(two_dialects_hold_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
