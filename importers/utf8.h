/*
 * utf8.h - UTF-8 as the importers need it: is it valid, and how far.
 */
#ifndef SR_UTF8_H
#define SR_UTF8_H

#include "core/slice.h"

/*
 * The length of the character at bytes[0]: 1 to 4; 0 if it is not valid (overlong, surrogate, above U+10FFFF, a
 * continuation); -1 if len ends before it does.
 */
int sr_utf8_char(const char *bytes, size_t len);
/* The length of the longest prefix that is valid UTF-8 without NUL. Several bytes of ASCII a cycle. */
size_t sr_utf8_clean(const char *bytes, size_t len);

#endif
