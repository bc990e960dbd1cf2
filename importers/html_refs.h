/*
 * html_refs.h - character references (&nbsp; &#8211; &#x2013;) as the HTML standard reads them (13.2.5.72 and on).
 */
#ifndef SR_HTML_REFS_H
#define SR_HTML_REFS_H

#include "core/slice.h"

/* A reference is at most this long ("&CounterClockwiseContourIntegral;" is the longest name). */
enum { SR_HTML_REF_BYTES = 40 };

/*
 * The reference at text[0] == '&': how many bytes it takes, and its character as UTF-8 in out (*n bytes). 0 where none
 * begins there: the sign is text.
 */
size_t sr_html_ref(sr_slice text, char out[4], size_t *n);

#endif
