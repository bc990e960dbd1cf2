/*
 * copy.h - PostgreSQL's binary COPY format, written into a buffer.
 *
 * A stream is the header, rows and the trailer; a row is its number of fields, then each field with its
 * length. Integers are in network order. Formats of types: PostgreSQL's send/receive functions.
 */
#ifndef SR_COPY_H
#define SR_COPY_H

#include "core/buf.h"
#include "core/decimal.h"

enum { SR_OID_INT4 = 23, SR_OID_TEXT = 25, SR_OID_NUMERIC = 1700 };

static inline char *sr_put16(char *p, uint16_t n)
{
    n = __builtin_bswap16(n);
    memcpy(p, &n, 2);
    return p + 2;
}

static inline char *sr_put32(char *p, uint32_t n)
{
    n = __builtin_bswap32(n);
    memcpy(p, &n, 4);
    return p + 4;
}

static inline char *sr_put64(char *p, uint64_t n)
{
    n = __builtin_bswap64(n);
    memcpy(p, &n, 8);
    return p + 8;
}

static inline void sr_copy_u32(sr_buf *buf, uint32_t n)
{
    sr_put32(sr_buf_reserve(buf, 4), n);
    buf->len += 4;
}

static inline void sr_copy_header(sr_buf *buf)
{
    sr_buf_add(buf, "PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0", 19);
}

static inline void sr_copy_trailer(sr_buf *buf)
{
    sr_buf_add(buf, "\377\377", 2);
}

static inline void sr_copy_row(sr_buf *buf, uint16_t fields)
{
    sr_put16(sr_buf_reserve(buf, 2), fields);
    buf->len += 2;
}

static inline void sr_copy_null(sr_buf *buf)
{
    sr_copy_u32(buf, UINT32_MAX);
}

static inline void sr_copy_int2(sr_buf *buf, int16_t n)
{
    sr_put16(sr_put32(sr_buf_reserve(buf, 6), 2), (uint16_t)n);
    buf->len += 6;
}

static inline void sr_copy_int4(sr_buf *buf, uint32_t n)
{
    sr_put32(sr_put32(sr_buf_reserve(buf, 8), 4), n);
    buf->len += 8;
}

static inline void sr_copy_int8(sr_buf *buf, int64_t n)
{
    sr_put64(sr_put32(sr_buf_reserve(buf, 12), 8), (uint64_t)n);
    buf->len += 12;
}

/* "char" and any one-byte type. */
static inline void sr_copy_char(sr_buf *buf, char c)
{
    char *p = sr_put32(sr_buf_reserve(buf, 5), 1);
    *p = c;
    buf->len += 5;
}

/* text and bytea */
static inline void sr_copy_text(sr_buf *buf, sr_slice s)
{
    sr_copy_u32(buf, (uint32_t)s.len);
    sr_buf_slice(buf, s);
}

/* Where absent and empty both mean that nothing is known: titles, names, facts. */
static inline void sr_copy_fact(sr_buf *buf, sr_slice s)
{
    if (s.len)
        sr_copy_text(buf, s);
    else
        sr_copy_null(buf);
}

/* Zero is "none". */
static inline void sr_copy_int4_or_null(sr_buf *buf, uint32_t n)
{
    if (n)
        sr_copy_int4(buf, n);
    else
        sr_copy_null(buf);
}

static inline void sr_copy_int8_or_null(sr_buf *buf, uint64_t n)
{
    if (n)
        sr_copy_int8(buf, (int64_t)n);
    else
        sr_copy_null(buf);
}

static inline void sr_copy_int2_or_null(sr_buf *buf, int16_t n)
{
    if (n)
        sr_copy_int2(buf, n);
    else
        sr_copy_null(buf);
}

/* A field or array element with its length. At most SR_COPY_NUMERIC bytes. */
enum { SR_COPY_NUMERIC = 4 + 8 + 2 * 22 };
void sr_copy_numeric(sr_buf *buf, sr_decimal value);

/*
 * A one-dimensional array field: begin, its elements (each with its length; sr_copy_null for NULL), end.
 * The mark that begin gives is an offset into the buffer.
 */
size_t sr_copy_array_begin(sr_buf *buf, uint32_t oid, uint32_t count, bool has_nulls);
void sr_copy_array_end(sr_buf *buf, size_t mark);

#endif
