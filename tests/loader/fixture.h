/*
 * fixture.h - documents made by hand for tests of the loader, without importers.
 */
#ifndef SR_TEST_FIXTURE_H
#define SR_TEST_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "loader/loader.h"
#include "normalize/units.h"
#include "tests/pg.h"

#include <stdio.h>

/* An empty document: content is what its SHA-256 stands for. */
static inline void fixture_doc(sr_doc *doc, const char *path, uint8_t content)
{
    sr_doc_init(doc);
    doc->path = sr_str(path);
    doc->name = sr_str(strrchr(path, '/') ? strrchr(path, '/') + 1 : path);
    doc->archive = SR_LIT("arsip");
    memset(doc->sha256, content, sizeof doc->sha256);
    doc->has_sha256 = true;
    doc->format = SR_FORMAT_TEXT;
    doc->encoding = SR_LIT("UTF-8");
}

static inline sr_table *fixture_table(sr_doc *doc, uint32_t width, uint32_t rows)
{
    sr_table *t = SR_NEW(&doc->arena, sr_table);

    *SR_PUSH(&doc->arena, doc->tables, doc->n_tables, doc->cap_tables) = t;
    t->table_no = (uint32_t)doc->n_tables;
    t->title = SR_LIT("Tabel 1. Rencana Aksi");
    t->width = width;
    t->columns = SR_NEW_ARRAY(&doc->arena, sr_column, width);
    t->rows = SR_NEW_ARRAY(&doc->batch, sr_row *, rows);
    for (uint32_t i = 0; i < rows; i++) {
        sr_row *row = t->rows[i] = SR_NEW(&doc->batch, sr_row);
        row->row_no = i + 1;
        row->line_no = i + 10;
        row->page_no = 1;
        row->n = width;
        row->cells = SR_NEW_ARRAY(&doc->batch, sr_cell, width);
        for (uint32_t c = 0; c < width; c++)
            row->cells[c].raw = "";
    }
    t->n_rows = rows;
    t->data_rows = t->all_rows = rows;
    return t;
}

/* A cell of the text; value, if given, in the form -123.45. */
static inline sr_cell *fixture_cell(sr_table *t, uint32_t row, uint32_t column, const char *raw, sr_cell_status status,
                                    const char *value)
{
    sr_cell *cell = &t->rows[row]->cells[column];

    cell->raw = raw;
    cell->raw_len = (uint32_t)strlen(raw);
    cell->status = (uint8_t)status;
    if (value) {
        cell->has_value = true;
        assert_true(sr_decimal_parse(sr_str(value), &cell->value));
    }
    return cell;
}

/* n rows of "baris N" and an amount; what most tests need. */
static inline void fixture_rows(sr_doc *doc, uint32_t rows)
{
    sr_table *t = fixture_table(doc, 2, rows);

    for (uint32_t i = 0; i < rows; i++) {
        sr_slice name = sr_arena_printf(&doc->batch, "baris %u", i);
        fixture_cell(t, i, 0, name.ptr, SR_CELL_TEXT, NULL);
        fixture_cell(t, i, 1, "1.000", SR_CELL_OK, "1000");
    }
    t->columns[1].measure = SR_MEASURE_BUDGET;
    t->columns[1].aspect = SR_ASPECT_MONEY;
}

/* What the pipeline does with it. Returns -1 with *err, or 0; *outcome as the pipeline would tell. */
static inline int fixture_load(sr_loader *loader, sr_doc *doc, bool *unchanged, sr_error *err)
{
    sr_sink *sink = sr_loader_sink(loader);

    if (sr_loader_known(loader, doc, unchanged, err) != 0)
        return -1;
    if (*unchanged)
        return 0;
    if (sink->begin(sink, doc, err) == 0 && sink->batch(sink, doc, err) == 0 && sink->end(sink, doc, err) == 0)
        return 0;
    sink->abort(sink, doc);
    return -1;
}

/* Loads a document of that content at that path; "loaded", "unchanged" or the error's sentence. */
static inline const char *fixture_import(sr_loader *loader, const char *path, uint8_t content)
{
    static char message[600];
    sr_doc doc;
    sr_error err = {0};
    bool unchanged = false;

    fixture_doc(&doc, path, content);
    fixture_rows(&doc, 3);
    int rc = fixture_load(loader, &doc, &unchanged, &err);
    sr_doc_free(&doc);
    snprintf(message, sizeof message, "%s", rc != 0 ? err.message : unchanged ? "unchanged" : "loaded");
    return message;
}

static inline sr_loader *fixture_open(const sr_pg *pg, const sr_loader_options *options)
{
    sr_error err = {0};
    sr_loader *loader = sr_loader_open(pg->conninfo, options, &err);

    if (!loader)
        fail_msg("%s", err.message);
    return loader;
}

#endif
