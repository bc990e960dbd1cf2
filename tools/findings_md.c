/*
 * findings_md.c - writes docs/FINDINGS.md from the catalogue of findings.
 */
#include "core/finding.h"

#include <stdio.h>

static const struct {
    char letter;
    const char *title;
} groups[] = {
    {'D', "Document and file"}, {'S', "Structure"},         {'N', "Numbers"},
    {'U', "Units and codes"},   {'C', "Arithmetic checks"}, {'R', "Reference data"},
};

int main(void)
{
    puts("# Findings\n\n"
         "What saring tells about a document. A code and its name are forever. Made from `core/findings.def` by\n"
         "`make docs`; `saring explain CODE` says the same in the terminal.\n");
    char letter = 0;
    for (int i = SR_FINDING_NONE + 1; i < SR_FINDING_COUNT; i++) {
        const sr_finding_info *info = sr_finding_info_of((sr_finding_code)i);
        if (info->code[0] != letter) {
            letter = info->code[0];
            for (size_t g = 0; g < sizeof groups / sizeof groups[0]; g++)
                if (groups[g].letter == letter)
                    printf("## %s\n\n", groups[g].title);
        }
        printf("### %s %s (%s)\n\n%s %s\n\n*What to do:* %s\n\n", info->code, info->name,
               sr_severity_name(info->severity), info->summary, info->explanation, info->remedy);
    }
    return fflush(stdout) == 0 ? 0 : 1;
}
