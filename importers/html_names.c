#include "importers/html_names.h"

#include <stdlib.h>

/* Both in the order of their names. */
static const struct {
    sr_slice name;
    uint16_t flags;
} tags[SR_EL_COUNT] = {
#define X(symbol, name, flags) [SR_EL_##symbol] = {SR_LIT_INIT(name), flags},
    SR_HTML_ELEMENTS(X)
#undef X
};
static const sr_slice attrs[SR_ATTR_COUNT] = {
#define X(symbol, name) [SR_ATTR_##symbol] = SR_LIT_INIT(name),
    SR_HTML_ATTRS(X)
#undef X
};

enum { NAME_MAX = 16 /* longer than every name above */ };

/* Names compare as bytes, a prefix before what it begins. */
static int order(sr_slice a, sr_slice b)
{
    int c = memcmp(a.ptr, b.ptr, a.len < b.len ? a.len : b.len);

    return c ? c : (a.len > b.len) - (a.len < b.len);
}

/* In lower case; false if it is longer than any that is known. */
static bool lower(sr_slice name, char folded[NAME_MAX])
{
    if (name.len == 0 || name.len > NAME_MAX)
        return false;
    for (size_t i = 0; i < name.len; i++)
        folded[i] = (char)sr_lower((unsigned char)name.ptr[i]);
    return true;
}

sr_html_element sr_html_element_of(sr_slice name)
{
    char folded[NAME_MAX];
    size_t low = 1, high = SR_EL_COUNT;

    if (!lower(name, folded))
        return SR_EL_OTHER;
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        int c = order((sr_slice){folded, name.len}, tags[mid].name);
        if (c == 0)
            return (sr_html_element)mid;
        if (c < 0)
            high = mid;
        else
            low = mid + 1;
    }
    return SR_EL_OTHER;
}

sr_html_attr sr_html_attr_of(sr_slice name)
{
    char folded[NAME_MAX];

    if (lower(name, folded))
        for (size_t i = 1; i < SR_ATTR_COUNT; i++)
            if (sr_eq((sr_slice){folded, name.len}, attrs[i]))
                return (sr_html_attr)i;
    return SR_ATTR_OTHER;
}

const char *sr_html_element_name(sr_html_element tag)
{
    return tags[tag].name.ptr ? tags[tag].name.ptr : "";
}

unsigned sr_html_flags(sr_html_element tag)
{
    return tags[tag].flags;
}
