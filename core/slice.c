#include "core/slice.h"

bool sr_eq_nocase(sr_slice a, sr_slice b)
{
    if (a.len != b.len)
        return false;
    for (size_t i = 0; i < a.len; i++)
        if (sr_lower((unsigned char)a.ptr[i]) != sr_lower((unsigned char)b.ptr[i]))
            return false;
    return true;
}

int sr_cmp(sr_slice a, sr_slice b)
{
    size_t n = a.len < b.len ? a.len : b.len;
    int order = n ? memcmp(a.ptr, b.ptr, n) : 0;

    if (order != 0)
        return order;
    return a.len < b.len ? -1 : a.len > b.len;
}

size_t sr_find_nocase(sr_slice hay, sr_slice needle)
{
    int first = needle.len ? sr_lower((unsigned char)needle.ptr[0]) : 0;

    for (size_t at = 0; at + needle.len <= hay.len; at++)
        if (!needle.len ||
            (sr_lower((unsigned char)hay.ptr[at]) == first && sr_eq_nocase(sr_sub(hay, at, at + needle.len), needle)))
            return at;
    return SIZE_MAX;
}

/* Sixteen bytes at a time, in a form that gcc and clang turn into vector instructions of any machine. */
typedef uint8_t lanes __attribute__((vector_size(16)));

/* Each lane 1 where the byte is blank. */
static inline lanes blank_lanes(const char *bytes)
{
    lanes c;

    memcpy(&c, bytes, sizeof c);
    return (lanes)((c == ' ') | (c - '\t' <= '\r' - '\t')) & 1;
}

uint64_t sr_nonblank(sr_slice s)
{
    uint64_t blanks = 0;
    size_t i = 0;

    while (s.len - i >= sizeof(lanes)) {
        lanes sum = {0};
        for (int n = 0; n < 255 && s.len - i >= sizeof(lanes); n++, i += sizeof(lanes)) /* a lane counts to 255 */
            sum += blank_lanes(s.ptr + i);
        for (size_t lane = 0; lane < sizeof(lanes); lane++)
            blanks += sum[lane];
    }
    for (; i < s.len; i++)
        blanks += sr_is_blank((unsigned char)s.ptr[i]);
    return s.len - blanks;
}

size_t sr_utf8_put(uint32_t code, char out[4])
{
    if (code < 0x80) {
        out[0] = (char)code;
        return 1;
    }
    size_t n = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    static const uint8_t first[] = {0, 0, 0xC0, 0xE0, 0xF0};
    for (size_t i = n; i-- > 1; code >>= 6)
        out[i] = (char)(0x80 | (code & 0x3F));
    out[0] = (char)(first[n] | code);
    return n;
}
