/*
 * html_charset.h - the encoding that a page declares in its head, as browsers find it and name it.
 *
 * Source: HTML Living Standard, 13.2.3.2 (prescan a byte stream to determine its encoding); WHATWG Encoding
 * Standard, 4.2 (names and labels): iso-8859-1 and ASCII mean windows-1252.
 */
#ifndef SR_HTML_CHARSET_H
#define SR_HTML_CHARSET_H

#include "core/slice.h"

/* The label in a <meta> of the head, as it stands there; absent if there is none. Borrowed from head. */
sr_slice sr_html_declared(sr_slice head);
/* The name that iconv knows for a label; NULL if there is none. Static. */
const char *sr_html_encoding(sr_slice label);

#endif
