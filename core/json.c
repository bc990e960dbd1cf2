#include "core/json.h"

/* What RFC 8259 wants escaped: the letter after the backslash, 'u' for the long form, 0 for none. */
static const unsigned char escapes[256] = {
    [0] = 'u',  [1] = 'u',    [2] = 'u',    [3] = 'u',    [4] = 'u',   [5] = 'u',     [6] = 'u',
    [7] = 'u',  ['\b'] = 'b', ['\t'] = 't', ['\n'] = 'n', [11] = 'u',  ['\f'] = 'f',  ['\r'] = 'r',
    [14] = 'u', [15] = 'u',   [16] = 'u',   [17] = 'u',   [18] = 'u',  [19] = 'u',    [20] = 'u',
    [21] = 'u', [22] = 'u',   [23] = 'u',   [24] = 'u',   [25] = 'u',  [26] = 'u',    [27] = 'u',
    [28] = 'u', [29] = 'u',   [30] = 'u',   [31] = 'u',   ['"'] = '"', ['\\'] = '\\', [127] = 'u'};

static void escape(sr_buf *buf, unsigned char c)
{
    static const char hex[] = "0123456789abcdef";
    char *to = sr_buf_reserve(buf, 6);

    to[0] = '\\';
    to[1] = (char)escapes[c];
    if (to[1] != 'u') {
        buf->len += 2;
        return;
    }
    to[2] = to[3] = '0';
    to[4] = hex[c >> 4];
    to[5] = hex[c & 15];
    buf->len += 6;
}

/* Is there a byte to escape among these eight? Sums that borrow may say yes for nothing, never no for something. */
static bool may_need_escape(uint64_t w)
{
    const uint64_t ones = UINT64_MAX / 255, highs = ones << 7;
    uint64_t quote = w ^ ones * '"', back = w ^ ones * '\\', del = w ^ ones * 127;

    return (((w - ones * 0x20) & ~w) | ((quote - ones) & ~quote) | ((back - ones) & ~back) | ((del - ones) & ~del)) &
           highs;
}

/* Where the plain text that begins at `at` ends. */
static const char *plain_end(const char *at, const char *end)
{
    uint64_t w;

    while (end - at >= (ptrdiff_t)sizeof w) {
        memcpy(&w, at, sizeof w);
        if (may_need_escape(w))
            break;
        at += sizeof w;
    }
    while (at < end && !escapes[(unsigned char)*at])
        at++;
    return at;
}

void sr_json_text(sr_buf *buf, sr_slice s)
{
    enum { SHORT = 32 }; /* most cells: copied while they are scanned, without a call */
    const char *at = s.ptr, *end = s.ptr + s.len;

    if (s.len <= SHORT) {
        char *to = sr_buf_reserve(buf, SHORT + 2);
        *to++ = '"';
        while (at < end && !escapes[(unsigned char)*at])
            *to++ = *at++;
        if (at == end) {
            *to++ = '"';
            buf->len = (size_t)(to - buf->ptr);
            return;
        }
        at = s.ptr;
    }
    sr_buf_char(buf, '"');
    while (at < end) {
        const char *plain = at;
        at = plain_end(at, end);
        sr_buf_add(buf, plain, (size_t)(at - plain));
        if (at < end)
            escape(buf, (unsigned char)*at++);
    }
    sr_buf_char(buf, '"');
}

static const char pairs[] = "00010203040506070809101112131415161718192021222324252627282930313233343536373839404142434"
                            "44546474849505152535455565758596061626364656667686970717273747576777879808182838485868788"
                            "8990919293949596979899";

/* Digits of n before end; returns where they begin. Two at a time: half the divisions. */
static char *digits_before(char *end, uint64_t n)
{
    while (n >= 100) {
        end -= 2;
        memcpy(end, pairs + 2 * (n % 100), 2);
        n /= 100;
    }
    if (n >= 10) {
        end -= 2;
        memcpy(end, pairs + 2 * n, 2);
    } else {
        *--end = (char)('0' + n);
    }
    return end;
}

void sr_digits(sr_buf *buf, uint64_t n)
{
    char text[20], *end = text + sizeof text, *begin = digits_before(end, n);

    sr_buf_add(buf, begin, (size_t)(end - begin));
}

void sr_digits_decimal(sr_buf *buf, sr_decimal value)
{
    char text[24], *end = text + sizeof text;

    if (value.coef > INT64_MAX || value.coef < -INT64_MAX || value.scale > 18) {
        sr_buf_decimal(buf, value);
        return;
    }
    int64_t n = (int64_t)value.coef;
    char *begin = digits_before(end, (uint64_t)(n < 0 ? -n : n));
    size_t len = (size_t)(end - begin), scale = (size_t)value.scale;
    char *to = sr_buf_reserve(buf, SR_DECIMAL_TEXT), *from = to;
    if (n < 0)
        *to++ = '-';
    if (scale >= len) { /* 0.05: zeros before the digits */
        *to++ = '0';
        *to++ = '.';
        for (size_t i = len; i < scale; i++)
            *to++ = '0';
        memcpy(to, begin, len);
    } else {
        memcpy(to, begin, len - scale);
        to += len - scale;
        if (scale)
            *to++ = '.';
        memcpy(to, begin + len - scale, scale);
        len = scale;
    }
    buf->len += (size_t)(to - from) + len;
}
