/*
 * buf.h - a growing byte buffer on the heap, for output and for COPY messages.
 *
 * Owned by whoever holds the struct; sr_buf_free releases it. Appending never fails
 * (out of memory ends the process, as in arena.h). Not thread-safe.
 */
#ifndef SR_BUF_H
#define SR_BUF_H

#include "core/slice.h"

typedef struct sr_buf {
    char *ptr;
    size_t len;
    size_t cap;
} sr_buf;

void sr_buf_reserve_slow(sr_buf *buf, size_t more);

/* Room for more bytes behind the end; returns where they go. The caller then adds to buf->len. */
static inline char *sr_buf_reserve(sr_buf *buf, size_t more)
{
    if (more > buf->cap - buf->len)
        sr_buf_reserve_slow(buf, more);
    return buf->ptr + buf->len;
}

static inline void sr_buf_add(sr_buf *buf, const void *bytes, size_t len)
{
    if (len == 0)
        return;
    memcpy(sr_buf_reserve(buf, len), bytes, len);
    buf->len += len;
}

static inline void sr_buf_slice(sr_buf *buf, sr_slice s)
{
    sr_buf_add(buf, s.ptr, s.len);
}

static inline void sr_buf_char(sr_buf *buf, char c)
{
    *sr_buf_reserve(buf, 1) = c;
    buf->len++;
}

#define sr_buf_lit(buf, literal) sr_buf_add((buf), (literal), sizeof(literal) - 1)

void sr_buf_u64(sr_buf *buf, uint64_t n);
void sr_buf_printf(sr_buf *buf, const char *format, ...) __attribute__((format(printf, 2, 3)));
void sr_buf_free(sr_buf *buf);

#endif
