/*
 * html.c - the importer of HTML: what bids for it, its encoding, and the way from bytes to a page.
 */
#include "importers/html_charset.h"
#include "importers/html_page.h"
#include "importers/importers.h"
#include "importers/mime.h"

#include <stdlib.h>

/* ---- is it HTML --------------------------------------------------------------------------- */

/* The head as ASCII: UTF-16 without its zeros. Owned by the caller. */
static sr_slice plain_head(sr_slice head)
{
    sr_encoding_guess guess = sr_encoding_detect(head, false);
    char *plain = malloc(head.len + 1);
    size_t n = 0;

    if (!plain)
        abort(); /* as in core/arena.h */
    for (size_t i = guess.bom; i < head.len; i++)
        if (head.ptr[i] || !guess.wide)
            plain[n++] = head.ptr[i];
    return (sr_slice){plain, n};
}

static bool begins(sr_slice text, sr_slice with)
{
    return text.len >= with.len && sr_eq_nocase(sr_sub(text, 0, with.len), with);
}

/* Behind comments and processing instructions. */
static sr_slice skip_prolog(sr_slice text)
{
    for (;;) {
        text = sr_trim(text);
        bool comment = begins(text, SR_LIT("<!--")), instruction = begins(text, SR_LIT("<?"));
        if (!comment && !instruction)
            return text;
        const char *end = memmem(text.ptr, text.len, comment ? "-->" : ">", comment ? 3 : 1);
        if (!end)
            return text;
        text = sr_sub(text, (size_t)(end - text.ptr) + (comment ? 3 : 1), text.len);
    }
}

/*
 * A page says so at its start; a piece of one (an "xls" that some program wrote, a table saved by itself) begins with a
 * tag and has a table in sight. Text with tags in it begins with something else.
 */
static int bid_text(sr_slice text)
{
    enum { NEAR = 4096 };

    text = skip_prolog(text);
    if (text.len < 3 || text.ptr[0] != '<')
        return 0;
    if (begins(text, SR_LIT("<!doctype html")))
        return 95;
    sr_slice name = sr_sub(text, 1, text.len);
    size_t n = 0;
    while (n < name.len && (sr_is_alpha((unsigned char)name.ptr[n]) || sr_is_digit((unsigned char)name.ptr[n])))
        n++;
    name.len = n;
    if (sr_eq_nocase(name, SR_LIT("html")))
        return 95;
    if (sr_find_nocase(sr_sub(text, 0, text.len < NEAR ? text.len : NEAR), SR_LIT("<html")) != SIZE_MAX)
        return 90;
    if (sr_html_element_of(name) == SR_EL_OTHER || sr_eq_nocase(name, SR_LIT("xml")))
        return 0;
    return sr_find_nocase(text, SR_LIT("<table")) != SIZE_MAX || sr_html_flags(sr_html_element_of(name)) & SR_HTML_HARD
               ? 80
               : 0;
}

static int bid_html(sr_slice head, sr_slice name)
{
    sr_slice plain = plain_head(head);
    int bid = sr_mime_bid(plain) ? 92 : bid_text(plain);

    (void)name;
    free((void *)(uintptr_t)plain.ptr);
    return bid;
}

/* ---- encoding ----------------------------------------------------------------------------- */

/* The declared encoding, for sr_decoder_open; NULL leaves it to the bytes. */
static const char *declared_encoding(sr_source *source, sr_doc *doc, sr_error *err)
{
    char *bytes = malloc(SR_HEAD_BYTES);

    if (!bytes)
        abort();
    sr_slice head = {bytes, sr_source_head(source, bytes, SR_HEAD_BYTES, err)};
    sr_encoding_guess guess = sr_encoding_detect(head, head.len < SR_HEAD_BYTES);
    sr_slice label = guess.bom || guess.wide ? (sr_slice){NULL, 0} : sr_html_declared(head);
    const char *name = label.len ? sr_html_encoding(label) : NULL;
    bool ascii = true;
    for (size_t i = 0; i < head.len; i++)
        ascii &= (unsigned char)head.ptr[i] < 0x80;
    label.len = label.len < 40 ? label.len : 40;
    if (label.len && !name)
        sr_doc_finding(doc, SR_D016, "The page declares the encoding \"%.*s\", which nobody knows; its bytes decided.",
                       SR_FMT(label));
    else if (name && !ascii && guess.certain && sr_eq(sr_str(guess.name), SR_LIT("UTF-8")) &&
             !sr_eq(sr_str(name), SR_LIT("UTF-8")))
        sr_doc_finding(doc, SR_D016,
                       "The page declares the encoding \"%.*s\" and was read so, but its bytes look like UTF-8.",
                       SR_FMT(label));
    free(bytes);
    return name;
}

/* ---- the importer ------------------------------------------------------------------------- */

/* One page, whole. charset is what a message says of it, "" if it is none or says nothing. */
static int read_page(sr_source *source, const sr_import_options *options, const char *charset, sr_html_page *page,
                     sr_doc *doc, sr_error *err)
{
    const char *encoding = options->encoding ? options->encoding : sr_html_encoding(sr_str(charset));

    if (!encoding)
        encoding = declared_encoding(source, doc, err);
    sr_decoder *decoder = sr_decoder_open(source, encoding, doc, err);
    if (!decoder)
        return -1;
    int rc = sr_html_read(decoder, doc, &sr_html_page_handler, page, err);
    if (rc == 0)
        sr_html_page_end(page);
    sr_decoder_close(decoder);
    return rc;
}

/* The pages of a web archive, one behind another; lines are counted in them as they are when decoded. */
static int read_archive(sr_source *source, const sr_import_options *options, sr_html_page *page, sr_doc *doc,
                        sr_error *err)
{
    sr_mime *mime = sr_mime_open(source, err);
    sr_source *part = NULL;
    const char *charset;
    uint64_t bytes;
    bool first = true;
    int rc = mime ? 0 : -1;

    while (rc == 0 && (rc = sr_mime_next(mime, &part, &charset, err)) == 0 && part) {
        if (!first)
            sr_doc_page(doc, doc->lines);
        rc = read_page(part, options, charset, page, doc, err);
        sr_source_close(part);
        first = false;
    }
    uint64_t passed = mime ? sr_mime_passed(mime, &bytes) : 0;
    if (rc == 0 && passed)
        sr_doc_finding(doc, SR_D017,
                       "%llu parts of the web archive are no pages (%llu bytes: pictures, styles, lists).",
                       (unsigned long long)passed, (unsigned long long)bytes);
    if (rc == 0 && first)
        sr_doc_finding(doc, SR_D003, "The web archive holds no page.");
    sr_mime_close(mime);
    return rc;
}

static int read_html(sr_source *source, const sr_import_options *options, sr_doc *doc, sr_error *err)
{
    char head[1024 * 8];
    sr_html_page *page = sr_html_page_new(doc, options->cancelled, err);
    bool archive = sr_mime_bid((sr_slice){head, sr_source_head(source, head, sizeof head, err)});

    doc->bytes = sr_source_size(source);
    int rc = archive ? read_archive(source, options, page, doc, err) : read_page(source, options, "", page, doc, err);
    if (rc == 0)
        rc = sr_html_page_finish(page);
    sr_html_page_free(page);
    return rc;
}

const sr_importer sr_html_importer = {SR_FORMAT_HTML, "HTML", bid_html, read_html};
