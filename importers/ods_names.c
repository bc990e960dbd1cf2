#include "importers/ods_names.h"

#define X(symbol, name) name,
static const char *const names_of[] = {SR_ODS_NAMES(X)};
static const char *const spaces_of[] = {SR_ODS_SPACES(X)};
#undef X

const char sr_ods_office_space[] = "urn:oasis:names:tc:opendocument:xmlns:office:1.0";

void sr_ods_names_open(sr_ods_names *names, const sr_xml *xml)
{
    for (int i = 0; i < N_COUNT; i++)
        names->name[i] = sr_xml_intern(xml, names_of[i]);
    for (int i = 0; i < NS_COUNT; i++)
        names->space[i] = sr_xml_intern(xml, spaces_of[i]);
}

sr_slice sr_ods_attribute(const sr_ods_names *names, int n, const xmlChar **attributes, int space, int name)
{
    for (int i = 0; i < n; i++)
        if (attributes[5 * i] == names->name[name] && attributes[5 * i + 2] == names->space[space])
            return sr_xml_value(attributes + 5 * (ptrdiff_t)i);
    return (sr_slice){NULL, 0};
}

uint64_t sr_ods_count(sr_slice text, uint64_t max)
{
    uint64_t n = 0;

    for (size_t i = 0; i < text.len && sr_is_digit((unsigned char)text.ptr[i]) && n < max; i++)
        n = n * 10 + (uint64_t)(text.ptr[i] - '0');
    return n < max ? n : max;
}
