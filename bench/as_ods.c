/*
 * as_ods.c - writes a tab table as an OpenDocument spreadsheet of one sheet.
 *
 *     gen_table 80000000 | as_ods FILE
 *
 * Cells are written as Calc writes them: numbers with their value, type, style and shown text, words as strings, blank
 * cells with their number. So 77 MB of tabs become 500 MB of content.xml.
 */
#include "core/buf.h"

#include <stdio.h>
#include <stdlib.h>
#include <zip.h>

enum { PIECE_BYTES = 1 << 20 };

static const char head[] = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<office:document-content"
                           " xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\""
                           " xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\""
                           " xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\""
                           " xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\""
                           " xmlns:draw=\"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0\""
                           " xmlns:fo=\"urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0\""
                           " xmlns:of=\"urn:oasis:names:tc:opendocument:xmlns:of:1.2\""
                           " xmlns:calcext=\"urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0\""
                           " office:version=\"1.3\"><office:automatic-styles/><office:body><office:spreadsheet>"
                           "<table:table table:name=\"Sheet1\" table:style-name=\"ta1\">"
                           "<table:table-column table:style-name=\"co1\" table:number-columns-repeated=\"11\" "
                           "table:default-cell-style-name=\"Default\"/>";
static const char foot[] = "</table:table></office:spreadsheet></office:body></office:document-content>\n";

typedef struct writer {
    sr_buf out;
    size_t at;
    bool begun, ended;
    char line[64 * 1024];
} writer;

/* 5.357.829.000 and 88,84: the value in plain digits; false for words. */
static bool plain(sr_slice text, char *value, size_t max)
{
    size_t n = 0;

    for (size_t i = 0; i < text.len; i++) {
        if (sr_is_digit((unsigned char)text.ptr[i]) && n + 1 < max)
            value[n++] = text.ptr[i];
        else if (text.ptr[i] == ',' && n + 1 < max)
            value[n++] = '.';
        else if (text.ptr[i] != '.' || i + 4 > text.len)
            return false;
    }
    value[n] = '\0';
    return n > 0 && (text.len < 2 || text.ptr[1] != '.' || text.len > 4);
}

static void put_cell(sr_buf *out, sr_slice text)
{
    char value[64];

    if (text.len == 0)
        sr_buf_lit(out, "<table:table-cell table:style-name=\"ce1\"/>");
    else if (plain(text, value, sizeof value))
        sr_buf_printf(out,
                      "<table:table-cell table:style-name=\"ce3\" office:value-type=\"float\" office:value=\"%s\" "
                      "calcext:value-type=\"float\"><text:p>%.*s</text:p></table:table-cell>",
                      value, SR_FMT(text));
    else
        sr_buf_printf(out,
                      "<table:table-cell table:style-name=\"ce1\" office:value-type=\"string\" "
                      "calcext:value-type=\"string\"><text:p>%.*s</text:p></table:table-cell>",
                      SR_FMT(text));
}

static void put_row(sr_buf *out, sr_slice line)
{
    sr_buf_lit(out, "<table:table-row table:style-name=\"ro1\">");
    for (size_t at = 0; at <= line.len;) {
        const char *tab = memchr(line.ptr + at, '\t', line.len - at);
        size_t end = tab ? (size_t)(tab - line.ptr) : line.len;
        put_cell(out, sr_sub(line, at, end));
        at = end + 1;
    }
    sr_buf_lit(out, "</table:table-row>");
}

/* More of the XML, as long as there is any. */
static void fill(writer *w)
{
    w->out.len = w->at = 0;
    if (!w->begun)
        sr_buf_lit(&w->out, head);
    w->begun = true;
    while (!w->ended && w->out.len < PIECE_BYTES) {
        if (fgets(w->line, sizeof w->line, stdin)) {
            put_row(&w->out, (sr_slice){w->line, strcspn(w->line, "\n")});
        } else {
            sr_buf_lit(&w->out, foot);
            w->ended = true;
        }
    }
}

static zip_int64_t on_zip(void *context, void *data, zip_uint64_t len, zip_source_cmd_t command)
{
    writer *w = context;

    switch (command) {
    case ZIP_SOURCE_READ: {
        if (w->at == w->out.len)
            fill(w);
        zip_uint64_t n = w->out.len - w->at < len ? w->out.len - w->at : len;
        memcpy(data, w->out.ptr + w->at, n);
        w->at += n;
        return (zip_int64_t)n;
    }
    case ZIP_SOURCE_STAT:
        zip_stat_init(data);
        return sizeof(zip_stat_t);
    case ZIP_SOURCE_ERROR:
        return 2 * sizeof(int);
    case ZIP_SOURCE_OPEN:
    case ZIP_SOURCE_CLOSE:
    case ZIP_SOURCE_FREE:
        return 0;
    case ZIP_SOURCE_SUPPORTS:
        return ZIP_SOURCE_SUPPORTS_READABLE;
    default:
        return -1;
    }
}

int main(int argc, char **argv)
{
    static const char type[] = "application/vnd.oasis.opendocument.spreadsheet";
    static writer w;
    zip_t *zip = argc == 2 ? zip_open(argv[1], ZIP_CREATE | ZIP_TRUNCATE, NULL) : NULL;

    if (!zip) {
        fputs("usage: as_ods FILE <TABLE\n", stderr);
        return 2;
    }
    zip_int64_t at = zip_file_add(zip, "mimetype", zip_source_buffer(zip, type, sizeof type - 1, 0), 0);
    zip_set_file_compression(zip, (zip_uint64_t)at, ZIP_CM_STORE, 0);
    zip_file_add(zip, "content.xml", zip_source_function(zip, on_zip, &w), 0);
    if (zip_close(zip) != 0) {
        fprintf(stderr, "as_ods: %s\n", zip_strerror(zip));
        return 1;
    }
    sr_buf_free(&w.out);
    return 0;
}
