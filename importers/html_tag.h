/*
 * html_tag.h - where a start tag ends, by the states of the HTML standard (13.2.5.6 to 13.2.5.40), and a short copy of
 * a tag that is too long. Text may come in pieces.
 */
#ifndef SR_HTML_TAG_H
#define SR_HTML_TAG_H

#include "core/slice.h"

enum {
    SR_HTML_COPY_BYTES = 4096, /* what matters of a tag: a few short attributes */
    SR_HTML_VALUE_BYTES = 512, /* of a value that is longer only the begin is copied */
};

/* Zero at the begin of a tag. copy (borrowed, SR_HTML_COPY_BYTES) may be NULL. */
typedef struct sr_html_scan {
    char *copy;
    size_t n_copied; /* whole attributes only */
    size_t n_open;   /* with the one that is not whole yet */
    size_t n_value;
    uint8_t state;
    char quote;
    bool full;
    bool done; /* the '>' was seen */
} sr_html_scan;

/* How many bytes of the piece belong to the tag. */
size_t sr_html_scan_tag(sr_html_scan *scan, sr_slice piece);
/* The name at the begin of a text, as it stands: up to a blank, '/' or '>'. */
sr_slice sr_html_tag_name(sr_slice text);

#endif
