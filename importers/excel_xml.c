#include "importers/excel_xml.h"

#include "importers/workbook.h"
#include "importers/xml.h"

#include <stdio.h>
#include <stdlib.h>

static const char space[] = "urn:schemas-microsoft-com:office:spreadsheet";

typedef struct reader {
    sr_xml xml; /* first: the context of the events */
    sr_doc *doc;
    sr_source *source;
    sr_workbook *book;
    uint64_t read;
    const xmlChar *space; /* as libxml2 passes it: equal names are one pointer */
    const volatile int *cancelled;
    bool seen_workbook;
} reader;

static sr_slice slice_of(const xmlChar *text)
{
    return sr_str((const char *)text);
}

/* The workbook has refused or failed: *r->xml.err says how. */
static void stop_if(reader *r, int rc)
{
    if (rc != 0)
        sr_xml_stop(&r->xml);
}

/* Of other vocabularies only the option "Visible" matters. */
static sr_workbook_element element_of(const reader *r, const xmlChar *name, const xmlChar *uri)
{
    sr_workbook_element element = sr_workbook_element_of(slice_of(name));

    return uri == r->space || element == SR_WB_VISIBLE ? element : SR_WB_OTHER;
}

static void on_begin(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int n_namespaces,
                     const xmlChar **namespaces, int n, int n_defaulted, const xmlChar **attributes)
{
    reader *r = context;
    sr_workbook_tag tag = {.element = element_of(r, name, uri)};

    (void)prefix;
    (void)namespaces;
    (void)n_defaulted;
    if (!sr_xml_begin(&r->xml, n_namespaces, n, attributes))
        return;
    r->seen_workbook |= uri == r->space;
    for (int i = 0; i < n && tag.element != SR_WB_OTHER; i++)
        sr_workbook_attribute(&tag, slice_of(attributes[5 * i]), sr_xml_value(attributes + 5 * (ptrdiff_t)i));
    stop_if(r, sr_workbook_start(r->book, &tag, &r->xml.err));
}

static void on_end(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
    reader *r = context;

    (void)prefix;
    if (sr_xml_end(&r->xml))
        stop_if(r, sr_workbook_end(r->book, element_of(r, name, uri), &r->xml.err));
}

static void on_text(void *context, const xmlChar *bytes, int len)
{
    reader *r = context;
    sr_slice text = {(const char *)bytes, (size_t)len};

    if (!sr_xml_text(&r->xml))
        return;
    if (sr_workbook_takes(r->book)) {
        stop_if(r, sr_workbook_text(r->book, text, &r->xml.err));
        return;
    }
    uint64_t nonblank = sr_nonblank(text);
    r->doc->total_bytes += nonblank;
    sr_doc_account(r->doc, SR_ACCOUNT_DROPPED, nonblank);
}

static ssize_t read_file(void *context, void *buffer, size_t len, sr_error *err)
{
    reader *r = context;

    if (r->cancelled && *r->cancelled)
        return sr_fail(err, SR_ERR_CANCELLED, "interrupted");
    ssize_t n = sr_source_read(r->source, buffer, len, err);
    r->read += n > 0 ? (uint64_t)n : 0;
    sr_workbook_at(r->book, r->read);
    return n;
}

bool sr_excel_xml_is(sr_slice head)
{
    return sr_eq_nocase(sr_xml_root(head), SR_LIT("workbook")) && sr_find_nocase(head, sr_str(space)) != SIZE_MAX;
}

int sr_excel_xml_read(sr_source *source, const sr_import_options *options, sr_doc *doc, sr_error *err)
{
    char name[256];
    xmlSAXHandler sax = {.startElementNs = on_begin, .endElementNs = on_end, .characters = on_text};
    reader *r = calloc(1, sizeof *r);
    int rc = -1;

    if (!r)
        abort(); /* as in core/arena.h */
    snprintf(name, sizeof name, "%.*s", SR_FMT(doc->name));
    *r = (reader){.doc = doc, .source = source, .cancelled = options->cancelled};
    r->book = sr_workbook_new(doc, false);
    sr_xml_open(&r->xml, &sax, name, read_file, r);
    r->space = sr_xml_intern(&r->xml, space);
    if (sr_xml_parse(&r->xml, err) != 0)
        goto cleanup;
    doc->encoding =
        r->xml.parser->encoding ? sr_arena_copy(&doc->arena, slice_of(r->xml.parser->encoding)) : SR_LIT("UTF-8");
    if (!r->seen_workbook) {
        sr_refuse(err, SR_D021, "%s: the file is damaged: it holds no workbook", name);
        goto cleanup;
    }
    if (sr_workbook_last(r->book, err) != 0)
        goto cleanup;
    if (doc->total_bytes == 0)
        sr_doc_finding(doc, SR_D003, "The spreadsheet holds no text and no values.");
    rc = sr_doc_flush(doc, true, err);
cleanup:
    sr_xml_close(&r->xml);
    sr_workbook_free(r->book);
    free(r);
    return rc;
}
