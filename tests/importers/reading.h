/*
 * reading.h - for tests of importers: reads a text and keeps what came out, in words.
 *
 * The script of a document is one line a block: "PROSE text", "HEADING text", "CAPTION text", "PAGE", and for each part
 * "TAB 2x3" (rows x widest row), then a line a row: its cells in [brackets].
 */
#ifndef SR_TEST_READING_H
#define SR_TEST_READING_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/buf.h"
#include "importers/importer.h"

#include <stdio.h>
#include <stdlib.h>

typedef struct reading {
    sr_doc doc;
    sr_error err;
    int rc;
    sr_buf script;
    sr_buf findings; /* "D005 line 3: message evidence", a line each */
    uint64_t cells_bytes, text_bytes;
    size_t lost_lines, rows, cells, flushes;
    sr_slice source; /* to compare tab rows with; only where decoding changes nothing */
    bool quiet;      /* no script and no findings: for large documents */
    bool delimited;  /* read as CSV or TSV */
} reading;

static void reading_row(reading *r, const sr_part *part, const sr_row *row)
{
    sr_buf joined = {0};

    for (uint32_t i = 0; i < row->n; i++) {
        sr_slice raw = sr_cell_raw(&row->cells[i]);
        r->cells_bytes += sr_nonblank(raw);
        r->cells++;
        if (!r->quiet)
            sr_buf_printf(&r->script, "[%.*s]", SR_FMT(raw));
        /* Its first line is in place, of delimited text what stands before a quote or delimiter. */
        size_t whole = 0;
        while (whole < raw.len && raw.ptr[whole] != '\n' && !(r->delimited && memchr("\"',", raw.ptr[whole], 3)))
            whole++;
        if (r->source.ptr && row->offset + row->cells[i].at + whole <= r->source.len &&
            memcmp(r->source.ptr + row->offset + row->cells[i].at, raw.ptr ? raw.ptr : "", whole) != 0)
            r->lost_lines++;
        if (i)
            sr_buf_char(&joined, '\t');
        sr_buf_slice(&joined, raw);
    }
    if (!r->quiet)
        sr_buf_char(&r->script, '\n');
    if (r->source.ptr && part->form == SR_PART_TAB && !r->delimited &&
        (row->offset + joined.len > r->source.len ||
         memcmp(r->source.ptr + row->offset, joined.ptr ? joined.ptr : "", joined.len) != 0))
        r->lost_lines++;
    sr_buf_free(&joined);
    r->rows++;
}

static void reading_part(reading *r, const sr_part *part)
{
    static const char *const forms[] = {"TAB", "PIPE", "ALIGNED", "GRID"};

    if (!r->quiet) {
        sr_buf_printf(&r->script, "%s %zux%u", forms[part->form], part->n_rows, part->width);
        if (part->header_rows)
            sr_buf_printf(&r->script, " header %u", part->header_rows);
        sr_buf_printf(&r->script, "%s\n", part->continued ? " continued" : "");
    }
    for (size_t i = 0; i < part->n_rows; i++)
        reading_row(r, part, part->rows[i]);
}

static int reading_flush(sr_doc *doc, bool last, sr_error *err)
{
    static const char *const names[] = {"PROSE", "HEADING", "CAPTION", "PAGE"};
    reading *r = doc->flush_context;

    (void)last;
    (void)err;
    r->flushes++;
    for (size_t i = 0; i < doc->n_blocks; i++) {
        const sr_block *block = &doc->blocks[i];
        if (block->type == SR_BLOCK_PART) {
            reading_part(r, block->part);
            continue;
        }
        r->text_bytes += sr_nonblank(block->text);
        if (!r->quiet)
            sr_buf_printf(&r->script, "%s%s%.*s\n", names[block->type], block->text.len ? " " : "",
                          SR_FMT(block->text));
    }
    for (size_t i = 0; i < doc->n_findings && !r->quiet; i++) {
        const sr_finding *f = &doc->findings[i];
        sr_buf_printf(&r->findings, "%s line %llu: %.*s %.*s\n", sr_finding_info_of(f->code)->code,
                      (unsigned long long)f->line_no, SR_FMT(f->message), SR_FMT(f->evidence));
    }
    return 0;
}

static inline void read_named(reading *r, sr_source *source, sr_slice name, const sr_import_options *options)
{
    static const sr_import_options none = {0};
    const sr_importer *importer;

    options = options ? options : &none;
    sr_doc_init(&r->doc);
    r->doc.flush = reading_flush;
    r->doc.flush_context = r;
    r->rc = -1;
    importer = source ? sr_importer_pick(source, name, options, &r->err) : NULL;
    if (importer) {
        r->delimited = importer->format == SR_FORMAT_CSV || importer->format == SR_FORMAT_TSV;
        r->doc.format = importer->format;
        r->rc = importer->read(source, options, &r->doc, &r->err);
    }
    sr_buf_add(&r->script, "", 1);
    sr_buf_add(&r->findings, "", 1);
    sr_source_close(source);
}

static inline void read_source(reading *r, sr_source *source, const sr_import_options *options)
{
    read_named(r, source, SR_LIT("test.txt"), options);
}

static inline void read_memory(reading *r, sr_slice text, const sr_import_options *options)
{
    *r = (reading){0};
    /* A place in the source is one in the decoded text only while nothing is replaced and no mark is cut off. */
    bool plain = !memchr(text.ptr, 0, text.len);
    for (size_t i = 0; i < text.len && plain; i++)
        plain = (unsigned char)text.ptr[i] < 0x80;
    if (plain)
        r->source = text;
    read_source(r, sr_source_memory(text.ptr, text.len), options);
}

static inline void reading_free(reading *r)
{
    sr_doc_free(&r->doc);
    sr_buf_free(&r->script);
    sr_buf_free(&r->findings);
}

/* A whole file; {NULL, 0} if there is none. Owned by the caller. */
static inline sr_slice slurp(const char *path)
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

/* Ends the test as skipped, and says why. */
#define skip_because(why)                                                                                              \
    do {                                                                                                               \
        print_message("skipped: %s\n", why);                                                                           \
        skip();                                                                                                        \
    } while (0)

#endif
