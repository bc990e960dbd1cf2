/*
 * One table, one truth: the same content gives the same measures through every door, apart from places in the source.
 *
 * A further form of a document is one line in `doors`.
 */
#include "bench/generate/generate.h"
#include "cli/pipeline.h"
#include "cli/records.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { SEEDS = 54 /* every kind of table, each in several documents */ };

static const struct door {
    gen_form form;
    sr_format format; /* as which it must be recognized */
} doors[] = {
    {GEN_FORM_TAB, SR_FORMAT_TEXT},
    {GEN_FORM_PIPE, SR_FORMAT_TEXT},
    {GEN_FORM_CSV, SR_FORMAT_CSV},
    {GEN_FORM_HTML, SR_FORMAT_HTML},
};

/* A sink that keeps the measures as records, a line each, without their places. */
typedef struct keeper {
    sr_sink sink; /* first: the pipeline sees only this */
    sr_records records;
    sr_buf measures;
    sr_format format;
    size_t rows;
} keeper;

/* Takes "key":123, out of a record. */
static void drop_number(sr_buf *record, const char *key)
{
    char *at = strstr(record->ptr, key), *end = at ? at + strlen(key) : NULL;

    while (end && sr_is_digit((unsigned char)*end))
        end++;
    if (!end || *end != ',')
        return;
    memmove(at, end + 1, record->len - (size_t)(end + 1 - record->ptr) + 1);
    record->len -= (size_t)(end + 1 - at);
}

static void keep_lines(keeper *k, sr_buf *lines)
{
    sr_buf_char(lines, '\0');
    for (char *at = lines->ptr, *end; (end = strchr(at, '\n')) != NULL; at = end + 1) {
        sr_buf record = {0};
        sr_buf_add(&record, at, (size_t)(end - at) + 1);
        sr_buf_char(&record, '\0');
        record.len--;
        drop_number(&record, "\"line_no\":");
        drop_number(&record, "\"row_no\":");
        sr_buf_add(&k->measures, record.ptr, record.len);
        sr_buf_free(&record);
    }
}

static int begin(sr_sink *sink, const sr_doc *doc, sr_error *err)
{
    keeper *k = (keeper *)sink;

    (void)doc;
    (void)err;
    sr_records_document(&k->records);
    return 0;
}

static int batch(sr_sink *sink, const sr_doc *doc, sr_error *err)
{
    keeper *k = (keeper *)sink;
    sr_buf lines = {0};

    (void)err;
    k->format = doc->format;
    for (size_t t = 0; t < doc->n_tables; t++) {
        const sr_table *table = doc->tables[t];
        sr_records_table(&k->records, doc, table, SR_STREAM_MEASURES);
        for (size_t r = 0; r < table->n_rows; r++) {
            sr_records_measures(&k->records, table, table->rows[r], &lines);
            k->rows += sr_row_is_data(table->rows[r]);
        }
    }
    keep_lines(k, &lines);
    sr_buf_free(&lines);
    return 0;
}

static int end(sr_sink *sink, const sr_doc *doc, sr_error *err)
{
    (void)sink;
    (void)doc;
    (void)err;
    return 0;
}

static int refuse(sr_sink *sink, const sr_doc *doc, const sr_error *why, sr_error *err)
{
    (void)sink;
    (void)doc;
    (void)err;
    fail_msg("refused: %s", why->message);
    return 0;
}

static void abandon(sr_sink *sink, const sr_doc *doc)
{
    (void)sink;
    (void)doc;
}

static void read_door(keeper *k, const struct door *door, uint64_t seed)
{
    char path[] = "/tmp/saring-truth-XXXXXX";
    int fd = mkstemp(path);
    gen_doc truth;
    sr_report report;
    sr_error err = {0};
    sr_import_options import = {.format = SR_FORMAT_UNKNOWN};
    sr_input input = {.path = path, .name = SR_LIT("document"), .identity = SR_LIT("document")};

    *k = (keeper){.sink = {begin, batch, end, refuse, abandon}};
    sr_records_init(&k->records, SR_AS_NDJSON, false);
    gen_generate(&truth, seed, door->form, 0);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, truth.text.ptr, truth.text.len), truth.text.len);
    close(fd);
    if (sr_pipeline_run(&input, &import, NULL, NULL, &k->sink, &report, &err) != 0)
        fail_msg("%s, seed %llu: %s", gen_form_name(door->form), (unsigned long long)seed, err.message);
    unlink(path);
    gen_free(&truth);
}

static void close_door(keeper *k)
{
    sr_records_free(&k->records);
    sr_buf_free(&k->measures);
}

/* The first lines that differ, for a person. */
static void say_difference(const struct door *door, uint64_t seed, const keeper *first, const keeper *k)
{
    sr_slice a = {first->measures.ptr, first->measures.len}, b = {k->measures.ptr, k->measures.len};
    size_t at = 0, from = 0;

    while (at < a.len && at < b.len && a.ptr[at] == b.ptr[at]) {
        at++;
        if (a.ptr[at - 1] == '\n')
            from = at;
    }
    fail_msg("%s, seed %llu:\n%.*s\n%.*s", gen_form_name(door->form), (unsigned long long)seed,
             (int)(a.len - from < 1200 ? a.len - from : 1200), a.ptr + from,
             (int)(b.len - from < 1200 ? b.len - from : 1200), b.ptr + from);
}

static void every_door_leads_to_the_same_measures(void **state)
{
    size_t bytes = 0;

    (void)state;
    for (uint64_t seed = 1; seed <= SEEDS; seed++) {
        keeper first, k;
        read_door(&first, &doors[0], seed);
        for (size_t d = 1; d < sizeof doors / sizeof *doors; d++) {
            read_door(&k, &doors[d], seed);
            if (k.format != doors[d].format)
                fail_msg("%s, seed %llu: read as %s", gen_form_name(doors[d].form), (unsigned long long)seed,
                         sr_format_name(k.format));
            if (!sr_eq((sr_slice){first.measures.ptr, first.measures.len}, (sr_slice){k.measures.ptr, k.measures.len}))
                say_difference(&doors[d], seed, &first, &k);
            close_door(&k);
        }
        bytes += first.measures.len;
        close_door(&first);
    }
    assert_true(bytes > 1000000); /* there was something to compare */
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(every_door_leads_to_the_same_measures)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
