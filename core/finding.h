/*
 * finding.h - what saring has to say about a document: one catalogue.
 *
 * core/findings.def is the single table from which `saring explain`, the documentation and the
 * names in the database are made. Codes and names are forever: a finding that is no longer
 * raised keeps its row.
 */
#ifndef SR_FINDING_H
#define SR_FINDING_H

#include "core/decimal.h"

typedef enum sr_severity { SR_INFO, SR_WARNING, SR_ERROR } sr_severity;

typedef enum sr_finding_code {
    SR_FINDING_NONE,
#define X(code, name, severity, summary, explanation, remedy) SR_##code,
#include "core/findings.def"
#undef X
    SR_FINDING_COUNT
} sr_finding_code;

typedef struct sr_finding_info {
    const char *code;        /* "N003" */
    const char *name;        /* "mixed-separators" */
    sr_severity severity;    /* unless the place where it is raised says otherwise */
    const char *summary;     /* one sentence */
    const char *explanation; /* why it happens, what saring does */
    const char *remedy;      /* what the reader can do */
} sr_finding_info;

/* The catalogue entry; code must be a valid one. */
const sr_finding_info *sr_finding_info_of(sr_finding_code code);
/* By code or name, case ignored; SR_FINDING_NONE if there is none. */
sr_finding_code sr_finding_lookup(sr_slice code_or_name);
const char *sr_severity_name(sr_severity severity);

/* One finding. Slices are borrowed from the document (its batch arena, or its document arena). */
typedef struct sr_finding {
    sr_finding_code code;
    sr_severity severity;
    uint32_t table_no, row_no, column_no; /* 0 = none */
    uint64_t line_no;                     /* 0 = none */
    bool has_value, has_suggestion;
    sr_decimal value, suggestion;
    sr_slice message;  /* a sentence that a person who has the document can act on */
    sr_slice place;    /* Sheet1!D7; absent where the source has no sheets */
    sr_slice raw;      /* the text it is about, as in the document; absent if none */
    sr_slice evidence; /* a JSON object; absent if none */
} sr_finding;

#endif
