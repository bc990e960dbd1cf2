#include "core/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

void sr_buf_reserve_slow(sr_buf *buf, size_t more)
{
    size_t cap = buf->cap ? buf->cap : 256;

    while (cap - buf->len < more)
        cap *= 2;
    char *grown = realloc(buf->ptr, cap);
    if (!grown) {
        fprintf(stderr, "saring: out of memory asking for %zu bytes\n", cap);
        abort();
    }
    buf->ptr = grown;
    buf->cap = cap;
}

void sr_buf_u64(sr_buf *buf, uint64_t n)
{
    char digits[20];
    size_t at = sizeof digits;

    do
        digits[--at] = (char)('0' + n % 10);
    while (n /= 10);
    sr_buf_add(buf, digits + at, sizeof digits - at);
}

void sr_buf_printf(sr_buf *buf, const char *format, ...)
{
    va_list ap, again;
    size_t room = buf->cap - buf->len;

    va_start(ap, format);
    va_copy(again, ap);
    int n = vsnprintf(room ? buf->ptr + buf->len : NULL, room, format, ap); /* mostly there is room for it */
    va_end(ap);
    if (n > 0 && (size_t)n >= room)
        vsnprintf(sr_buf_reserve(buf, (size_t)n + 1), (size_t)n + 1, format, again);
    buf->len += n > 0 ? (size_t)n : 0;
    va_end(again);
}

void sr_buf_free(sr_buf *buf)
{
    free(buf->ptr);
    *buf = (sr_buf){0};
}
