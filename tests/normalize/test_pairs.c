/*
 * Numbers that spreadsheets saved as HTML: what the cell holds (sdval) beside what it shows, pairs from real pages.
 * Each is read both ways: with what the page says of the cell, and from the shown text alone.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/buf.h"
#include "importers/importer.h"
#include "normalize/normalize.h"

#include <stdio.h>
#include <stdlib.h>

#define PAIRS "../shared/corpus/numbers/html_sdval_pairs.tsv"

typedef struct pair {
    sr_slice held, format, shown;
} pair;

typedef struct reading {
    const pair *pairs;
    size_t n, at;
    bool typed;
    size_t wrong;
} reading;

static sr_slice take_field(const char **at, char end)
{
    const char *from = *at;

    while (**at && **at != end && **at != '\n')
        ++*at;
    sr_slice field = {from, (size_t)(*at - from)};
    *at += **at != '\0';
    return field;
}

/* One unit of the last decimal that is shown: what rounding can hide. */
static sr_decimal unit_of(sr_slice shown)
{
    const char *point = shown.len ? memrchr(shown.ptr, '.', shown.len) : NULL;
    int32_t decimals = 0;

    for (size_t i = point ? (size_t)(point - shown.ptr) + 1 : shown.len;
         i < shown.len && sr_is_digit((unsigned char)shown.ptr[i]); i++)
        decimals++;
    return (sr_decimal){1, decimals};
}

static bool agrees(const pair *p, const sr_cell *cell)
{
    bool percent = memchr(p->shown.ptr, '%', p->shown.len) != NULL;
    sr_decimal held, apart, unit = unit_of(p->shown);

    if (sr_find_nocase(p->format, SR_LIT("H:MM")) != SIZE_MAX) /* the time of a day is no number */
        return !cell->has_value;
    if (sr_eq(sr_trim(p->shown), SR_LIT("-"))) /* a zero that the format shows as nothing */
        return cell->status == SR_CELL_NIL || (cell->has_value && cell->value.coef == 0);
    if (!cell->has_value || !sr_decimal_float(p->held, &held))
        return false;
    if (percent)
        held.coef *= 100;
    if (!sr_decimal_sub(cell->value, held, &apart))
        return false;
    apart.coef = apart.coef < 0 ? -apart.coef : apart.coef;
    return sr_decimal_cmp(apart, unit) < 0;
}

static int check(sr_doc *doc, bool last, sr_error *err)
{
    reading *r = doc->flush_context;

    (void)err;
    sr_normalize(doc, last);
    for (size_t t = 0; t < doc->n_tables; t++)
        for (size_t i = 0; i < doc->tables[t]->n_rows; i++) {
            const sr_row *row = doc->tables[t]->rows[i];
            if (row->kind != SR_ROW_DETAIL || r->at == r->n)
                continue;
            const pair *p = &r->pairs[r->at++];
            const sr_cell *cell = sr_row_cell(row, 2);
            if (agrees(p, cell))
                continue;
            r->wrong++;
            print_message("held %.*s, shown %.*s: %s\n", SR_FMT(p->held), SR_FMT(p->shown),
                          sr_cell_status_name((sr_cell_status)cell->status));
        }
    return 0;
}

static void read_pairs(reading *r)
{
    sr_buf html = {0};
    sr_error err = {0};
    sr_doc doc;
    sr_import_options options = {.format = SR_FORMAT_HTML};

    sr_buf_lit(&html, "<!DOCTYPE html><meta charset=utf-8><table><thead><tr><th>No<th>Uraian<th>Target</thead>\n");
    for (size_t i = 0; i < r->n; i++) {
        const pair *p = &r->pairs[i];
        sr_buf_printf(&html, "<tr><td>%zu<td>Kegiatan<td", i + 1);
        if (r->typed) {
            sr_buf_printf(&html, " sdval=\"%.*s\" sdnum=\"", SR_FMT(p->held));
            for (size_t k = 0; k < p->format.len; k++)
                sr_buf_slice(&html, p->format.ptr[k] == '"' ? SR_LIT("&quot;") : sr_sub(p->format, k, k + 1));
            sr_buf_char(&html, '"');
        }
        sr_buf_printf(&html, ">%.*s\n", SR_FMT(p->shown));
    }
    sr_source *source = sr_source_memory(html.ptr, html.len);
    sr_doc_init(&doc);
    doc.flush = check;
    doc.flush_context = r;
    const sr_importer *importer = sr_importer_pick(source, SR_LIT("x"), &options, &err);
    assert_int_equal(importer->read(source, &options, &doc, &err), 0);
    assert_int_equal(r->at, r->n);
    assert_int_equal(r->wrong, 0);
    sr_source_close(source);
    sr_doc_free(&doc);
    sr_buf_free(&html);
}

static pair *load(size_t *n, sr_buf *file)
{
    FILE *in = fopen(PAIRS, "rb");
    pair *pairs = NULL;
    size_t got;

    if (!in)
        return NULL;
    while ((got = fread(sr_buf_reserve(file, 65536), 1, 65536, in)) > 0)
        file->len += got;
    fclose(in);
    sr_buf_char(file, '\0');
    const char *at = file->ptr;
    take_field(&at, '\n');
    for (*n = 0; *at; ++*n) {
        pairs = realloc(pairs, (*n + 1) * sizeof *pairs);
        assert_non_null(pairs);
        pairs[*n].held = take_field(&at, '\t');
        pairs[*n].format = take_field(&at, '\t');
        pairs[*n].shown = take_field(&at, '\t');
        take_field(&at, '\n');
    }
    return pairs;
}

static void both_ways(void **state)
{
    sr_buf file = {0};
    size_t n = 0;
    pair *pairs = load(&n, &file);

    (void)state;
    if (!pairs) {
        print_message("skipped: " PAIRS " is not there\n");
        skip();
    }
    assert_true(n > 1000);
    for (int typed = 0; typed < 2; typed++) {
        reading r = {.pairs = pairs, .n = n, .typed = typed};
        read_pairs(&r);
    }
    free(pairs);
    sr_buf_free(&file);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(both_ways),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
