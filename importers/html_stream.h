/*
 * html_stream.h - a decoded document as tokens of HTML: start tags, end tags, text. Read once, in order, in bounded
 * memory.
 *
 * libxml2's HTML parser (as a push parser, by its SAX events) finds the tags and reads their attributes. It is not a
 * parser of the HTML standard: it adds tags and ends elements by rules of its own, and passes over end tags that do not
 * suit them. Hence every event is held against the source: one that has no tag there is libxml2's own and is ignored,
 * and a tag that it passed over is told all the same. What comes out is what a tokenizer of the standard would give
 * (HTML Living Standard, 13.2.5); who closes what is for the reader of the tokens to say.
 *
 * Accounting: the stream counts all non-blank bytes (doc->total_bytes) and those of the markup, with what a character
 * reference is longer than its character. The bytes of text tokens are for the receiver to account.
 */
#ifndef SR_HTML_STREAM_H
#define SR_HTML_STREAM_H

#include "importers/decode.h"
#include "importers/html_names.h"

typedef struct sr_html_place {
    uint64_t line_no; /* from 1 */
    uint64_t offset;  /* in the decoded text */
} sr_html_place;

typedef struct sr_html_start {
    sr_html_element element;
    sr_html_place at;
    sr_slice attrs[SR_ATTR_COUNT]; /* the known ones, decoded; absent where not there, empty where without a value */
} sr_html_start;

/* Everything is borrowed until the handler returns. */
typedef struct sr_html_handler {
    void (*start)(void *context, const sr_html_start *start);
    void (*end)(void *context, sr_html_element element, sr_html_place at);
    /* A piece of text; nonblank: its bytes to account. Raw content of scripts and styles comes so too. */
    void (*text)(void *context, sr_slice text, uint64_t nonblank, sr_html_place at);
    /* Between two tokens, now and then: the place to flush. Non-zero ends the reading. */
    int (*pause)(void *context, sr_html_place at, sr_error *err);
} sr_html_handler;

/*
 * Reads to the end. 0; -1 with *err, or what pause returned. Lines and bytes go on from doc->lines and total_bytes.
 * Adds finding D015 and those of faults.h.
 */
int sr_html_read(sr_decoder *decoder, sr_doc *doc, const sr_html_handler *handler, void *context, sr_error *err);

#endif
