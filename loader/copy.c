#include "loader/copy.h"

/* numeric's digits are of base 10,000; NEGATIVE is its sign word for values below zero. */
enum { BASE = 10000, NEGATIVE = 0x4000 };

/* Writes the base-10,000 digits of n, most significant first, before end; returns where they begin. */
static uint16_t *groups_u64(uint16_t *end, uint64_t n)
{
    for (; n; n /= BASE)
        *--end = (uint16_t)(n % BASE);
    return end;
}

static uint16_t *groups_u128(uint16_t *end, sr_uint128 n)
{
    for (; n > UINT64_MAX; n /= BASE)
        *--end = (uint16_t)(n % BASE);
    return groups_u64(end, (uint64_t)n);
}

static sr_uint128 power10(int n)
{
    sr_uint128 p = 1;

    while (n-- > 0)
        p *= 10;
    return p;
}

void sr_copy_numeric(sr_buf *buf, sr_decimal value)
{
    uint16_t digits[24], *end = digits + 24, *at;
    bool negative = value.coef < 0;
    sr_uint128 n = negative ? (sr_uint128)0 - (sr_uint128)value.coef : (sr_uint128)value.coef;
    int fraction_groups = (value.scale + 3) / 4;
    int pad = fraction_groups * 4 - value.scale; /* groups are aligned at the decimal sign */

    if (n < UINT64_MAX / 1000) {
        at = groups_u64(end, (uint64_t)n * (uint64_t)power10(pad));
    } else {
        /* The padded number may need more than 128 bits: its last group is taken apart first. */
        sr_uint128 unit = power10(4 - pad);
        if (pad) {
            *--end = (uint16_t)((uint64_t)(n % unit) * (uint64_t)power10(pad));
            n /= unit;
        }
        at = groups_u128(end, n);
        end = digits + 24;
    }
    int weight = (int)(end - at) - fraction_groups - 1; /* of the first group, in groups */
    while (end > at && end[-1] == 0)
        end--;
    int count = (int)(end - at);
    if (count == 0)
        weight = 0, negative = false;

    char *start = sr_buf_reserve(buf, SR_COPY_NUMERIC);
    char *p = sr_put32(start, (uint32_t)(8 + 2 * count));
    p = sr_put16(p, (uint16_t)count);
    p = sr_put16(p, (uint16_t)weight);
    p = sr_put16(p, negative ? NEGATIVE : 0);
    p = sr_put16(p, (uint16_t)value.scale);
    for (; at < end; at++)
        p = sr_put16(p, *at);
    buf->len += (size_t)(p - start);
}

size_t sr_copy_array_begin(sr_buf *buf, uint32_t oid, uint32_t count, bool has_nulls)
{
    size_t mark = buf->len;
    char *p = sr_buf_reserve(buf, 24);

    p = sr_put32(p, 0); /* the length, by sr_copy_array_end */
    p = sr_put32(p, 1); /* dimensions */
    p = sr_put32(p, has_nulls);
    p = sr_put32(p, oid);
    p = sr_put32(p, count);
    sr_put32(p, 1); /* lower bound */
    buf->len += 24;
    return mark;
}

void sr_copy_array_end(sr_buf *buf, size_t mark)
{
    sr_put32(buf->ptr + mark, (uint32_t)(buf->len - mark - 4));
}
