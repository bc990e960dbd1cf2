#include "normalize/audit_search.h"

void sr_accuse_cell(const sr_audit *a, sr_ref at)
{
    sr_cell *c = sr_audit_cell(a, at);

    if (c)
        c->accused = true;
}

sr_finding *sr_tell_cause(sr_search *s, sr_finding_code code, sr_ref at, const uint32_t *equations, uint32_t n,
                          sr_slice message)
{
    sr_audit *a = s->a;
    sr_finding *f = sr_doc_finding(a->doc, code, "%.*s", SR_FMT(message));

    *SR_PUSH(a->arena, a->diagnoses, a->n_diagnoses, a->cap_diagnoses) = message;
    sr_audit_finding(a, at, f)->evidence = sr_audit_evidence(a, equations, n);
    for (uint32_t i = 0; i < n; i++)
        if (!a->equations[equations[i]].blame)
            a->equations[equations[i]].blame = (uint32_t)a->n_diagnoses;
    return f;
}

sr_decimal sr_value_at(const sr_audit *a, uint32_t row, uint32_t column)
{
    const sr_cell *c = sr_audit_cell(a, (sr_ref){row, column});

    return c && c->has_value ? c->value : (sr_decimal){0};
}

bool sr_off_by(const sr_audit *a, const sr_equation *e, sr_decimal *off)
{
    sr_decimal expected, tolerance;
    sr_ref result = sr_equation_result(e);

    return sr_equation_expected(a, e, &expected, &tolerance) &&
           sr_decimal_sub(sr_value_at(a, result.row, result.column), expected, off);
}
