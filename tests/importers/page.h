/*
 * page.h - for tests of the HTML importer: reads a page and keeps what came out, in words.
 *
 * A line a block: "PROSE text", "HEADING text", "CAPTION text", "PAGE", "TABLE" with "header N", "hidden", "apart",
 * "continued", "title T"; then a line a row ("~" before it where hidden): its cells in [brackets], in them
 * "{columns,rows}" before the text for a span, "*" if bold, "~" if hidden, "=type:value" behind it for what the source
 * says of it, and
 * "|" for a line end.
 */
#ifndef SR_TEST_PAGE_H
#define SR_TEST_PAGE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/buf.h"
#include "importers/importer.h"

#include <stdio.h>
#include <stdlib.h>

typedef struct page {
    sr_doc doc;
    sr_error err;
    int rc;
    bool quiet; /* no script: for large documents */
    sr_buf script;
    sr_buf findings; /* "S022 line 3: message", a line each */
    size_t parts, rows, cells, flushes;
    uint64_t last_line; /* of the last row */
} page;

static void page_text(page *p, sr_slice text)
{
    for (size_t i = 0; i < text.len; i++)
        sr_buf_char(&p->script, text.ptr[i] == '\n' ? '|' : text.ptr[i]);
}

static void page_cell(page *p, const sr_cell *cell)
{
    sr_buf_char(&p->script, '[');
    if (cell->column_span > 1 || cell->row_span > 1)
        sr_buf_printf(&p->script, "{%u,%u}", cell->column_span ? cell->column_span : 1,
                      cell->row_span ? cell->row_span : 1);
    if (cell->bold)
        sr_buf_char(&p->script, '*');
    if (cell->hidden)
        sr_buf_char(&p->script, '~');
    page_text(p, sr_cell_raw(cell));
    if (cell->typed) {
        char value[SR_DECIMAL_TEXT];
        size_t n = cell->typed->has_value ? sr_decimal_text(cell->typed->value, value) : 0;
        sr_buf_printf(&p->script, "=%s:%.*s", sr_type_name((sr_type)cell->typed->type), (int)n, value);
        if (cell->typed->formula.len)
            sr_buf_printf(&p->script, ":%.*s", SR_FMT(cell->typed->formula));
    }
    sr_buf_char(&p->script, ']');
}

static void page_part(page *p, const sr_part *part)
{
    p->parts++;
    p->rows += part->n_rows;
    if (part->n_rows)
        p->last_line = part->rows[part->n_rows - 1]->line_no;
    for (size_t r = 0; r < part->n_rows; r++)
        p->cells += part->rows[r]->n;
    if (p->quiet)
        return;
    sr_buf_lit(&p->script, "TABLE");
    if (part->header_rows)
        sr_buf_printf(&p->script, " header %u", part->header_rows);
    sr_buf_printf(&p->script, "%s%s%s", part->hidden ? " hidden" : "", part->apart ? " apart" : "",
                  part->continued ? " continued" : "");
    if (part->title.len)
        sr_buf_printf(&p->script, " title %.*s", SR_FMT(part->title));
    sr_buf_char(&p->script, '\n');
    for (size_t r = 0; r < part->n_rows; r++) {
        const sr_row *row = part->rows[r];
        if (row->hidden)
            sr_buf_char(&p->script, '~');
        for (uint32_t c = 0; c < row->n; c++)
            page_cell(p, &row->cells[c]);
        sr_buf_char(&p->script, '\n');
    }
}

static int page_flush(sr_doc *doc, bool last, sr_error *err)
{
    static const char *const names[] = {"PROSE", "HEADING", "CAPTION", "PAGE"};
    page *p = doc->flush_context;

    (void)last;
    (void)err;
    p->flushes++;
    for (size_t i = 0; i < doc->n_blocks; i++) {
        const sr_block *block = &doc->blocks[i];
        if (block->type == SR_BLOCK_PART) {
            page_part(p, block->part);
        } else if (!p->quiet) {
            sr_buf_printf(&p->script, "%s%s", names[block->type], block->text.len ? " " : "");
            page_text(p, block->text);
            sr_buf_char(&p->script, '\n');
        }
    }
    for (size_t i = 0; i < doc->n_findings; i++)
        sr_buf_printf(&p->findings, "%s line %llu: %.*s\n", sr_finding_info_of(doc->findings[i].code)->code,
                      (unsigned long long)doc->findings[i].line_no, SR_FMT(doc->findings[i].message));
    return 0;
}

static inline void read_page_source(page *p, sr_source *source, sr_format format)
{
    sr_import_options options = {.format = format};
    const sr_importer *importer;

    sr_doc_init(&p->doc);
    p->doc.flush = page_flush;
    p->doc.flush_context = p;
    p->rc = -1;
    importer = source ? sr_importer_pick(source, SR_LIT("test"), &options, &p->err) : NULL;
    if (importer)
        p->rc = importer->read(source, &options, &p->doc, &p->err);
    sr_buf_add(&p->script, "", 1);
    sr_buf_add(&p->findings, "", 1);
    sr_source_close(source);
}

/* Every non-blank byte is in one account. */
static inline void assert_page_adds_up(const page *p, const char *name)
{
    uint64_t sum = 0;

    for (int i = 0; i < SR_ACCOUNT_COUNT; i++)
        sum += p->doc.accounts[i];
    if (sum != p->doc.total_bytes)
        fail_msg("%s: total %llu, cells %llu, prose %llu, captions %llu, markup %llu, dropped %llu", name,
                 (unsigned long long)p->doc.total_bytes, (unsigned long long)p->doc.accounts[SR_ACCOUNT_CELLS],
                 (unsigned long long)p->doc.accounts[SR_ACCOUNT_PROSE],
                 (unsigned long long)p->doc.accounts[SR_ACCOUNT_CAPTIONS],
                 (unsigned long long)p->doc.accounts[SR_ACCOUNT_MARKUP],
                 (unsigned long long)p->doc.accounts[SR_ACCOUNT_DROPPED]);
}

static inline void read_page(page *p, sr_slice text)
{
    *p = (page){.quiet = p->quiet};
    read_page_source(p, sr_source_memory(text.ptr, text.len), SR_FORMAT_HTML);
}

static inline void page_free(page *p)
{
    sr_doc_free(&p->doc);
    sr_buf_free(&p->script);
    sr_buf_free(&p->findings);
}

/* A whole file; {NULL, 0} if there is none. Owned by the caller. */
static inline sr_slice page_slurp(const char *path)
{
    FILE *file = fopen(path, "rb");
    sr_buf buf = {0};
    size_t n;

    if (!file)
        return (sr_slice){NULL, 0};
    do {
        n = fread(sr_buf_reserve(&buf, 65536), 1, 65536, file);
        buf.len += n;
    } while (n);
    fclose(file);
    return (sr_slice){buf.ptr, buf.len};
}

#endif
