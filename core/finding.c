#include "core/finding.h"

static const sr_finding_info catalogue[SR_FINDING_COUNT] = {
    [SR_FINDING_NONE] = {"", "", SR_INFO, "", "", ""},
#define X(code, name, severity, summary, explanation, remedy)                                                          \
    [SR_##code] = {#code, name, severity, summary, explanation, remedy},
#include "core/findings.def"
#undef X
};

const sr_finding_info *sr_finding_info_of(sr_finding_code code)
{
    return &catalogue[code];
}

sr_finding_code sr_finding_lookup(sr_slice code_or_name)
{
    for (int i = 1; i < SR_FINDING_COUNT; i++)
        if (sr_eq_nocase(code_or_name, sr_str(catalogue[i].code)) ||
            sr_eq_nocase(code_or_name, sr_str(catalogue[i].name)))
            return (sr_finding_code)i;
    return SR_FINDING_NONE;
}

const char *sr_severity_name(sr_severity severity)
{
    static const char *const names[] = {"info", "warning", "error"};
    return names[severity];
}
