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
    for (size_t at = 0; at + needle.len <= hay.len; at++)
        if (sr_eq_nocase(sr_sub(hay, at, at + needle.len), needle))
            return at;
    return SIZE_MAX;
}

uint64_t sr_nonblank(sr_slice s)
{
    uint64_t n = 0;

    for (size_t i = 0; i < s.len; i++) /* branchless, so that the compiler vectorizes it */
        n += !((s.ptr[i] == ' ') | ((unsigned char)(s.ptr[i] - '\t') <= '\r' - '\t'));
    return n;
}
