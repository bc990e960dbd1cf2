/*
 * slice.h - text as pointer and length.
 *
 * A slice never owns its bytes and is never NUL-terminated. It borrows from the
 * source text, from an arena or from a string literal, and lives as long as that.
 * {NULL, 0} is "absent"; a non-NULL pointer with length 0 is "empty". Offsets and
 * lengths are bytes of UTF-8.
 */
#ifndef SR_SLICE_H
#define SR_SLICE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef struct sr_slice {
    const char *ptr;
    size_t len;
} sr_slice;

#define SR_LIT(s) ((sr_slice){(s), sizeof(s) - 1})
/* The same for the initializers of static tables, where C wants no compound literal. */
#define SR_LIT_INIT(s)                                                                                                 \
    {                                                                                                                  \
        (s), sizeof(s) - 1                                                                                             \
    }
#define SR_FMT(s) (int)((s).len > INT32_MAX ? INT32_MAX : (s).len), ((s).ptr ? (s).ptr : "")

static inline sr_slice sr_str(const char *s)
{
    return s ? (sr_slice){s, strlen(s)} : (sr_slice){NULL, 0};
}

/* The blanks of ASCII: what separates, and what the accounting does not count. */
static inline bool sr_is_blank(unsigned char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static inline bool sr_is_digit(unsigned char c)
{
    return (unsigned)c - '0' < 10;
}

static inline bool sr_is_alpha(unsigned char c)
{
    return ((unsigned)c | 32u) - 'a' < 26;
}

static inline unsigned char sr_lower(unsigned char c)
{
    return (unsigned)c - 'A' < 26 ? (unsigned char)(c | 32) : c;
}

static inline sr_slice sr_sub(sr_slice s, size_t from, size_t to)
{
    return (sr_slice){from ? s.ptr + from : s.ptr, to - from}; /* of an absent one nothing, without adding to NULL */
}

/* Without the ASCII blanks at both ends. */
static inline sr_slice sr_trim(sr_slice s)
{
    while (s.len && sr_is_blank((unsigned char)s.ptr[0]))
        s.ptr++, s.len--;
    while (s.len && sr_is_blank((unsigned char)s.ptr[s.len - 1]))
        s.len--;
    return s;
}

static inline bool sr_eq(sr_slice a, sr_slice b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}

/* Equal but for the case of ASCII letters. */
bool sr_eq_nocase(sr_slice a, sr_slice b);
/* Byte order, shorter first on a tie: for sorted output that is the same everywhere. */
int sr_cmp(sr_slice a, sr_slice b);
/* Where needle begins in hay, ASCII case ignored; SIZE_MAX if nowhere. An empty needle is at 0. */
size_t sr_find_nocase(sr_slice hay, sr_slice needle);
/* The number of bytes that are not ASCII blanks: the unit of the accounting. */
uint64_t sr_nonblank(sr_slice s);

/* Writes a code point as UTF-8; returns 1 to 4. */
size_t sr_utf8_put(uint32_t code, char out[4]);

#endif
