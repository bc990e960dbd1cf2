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

/* ---- what hangs on a cause -------------------------------------------------------------------- */

void sr_hang_above(sr_search *s, sr_ref at, sr_decimal off, const sr_template *t, uint32_t blame)
{
    sr_audit *a = s->a;
    sr_decimal other;

    for (int step = 0; step < SR_LEVEL_COUNT && a->rows[at.row].row->parent; step++) {
        at.row = sr_audit_row_of(a, a->rows[at.row].table->table_no - 1, a->rows[at.row].row->parent);
        if (at.row == UINT32_MAX || !sr_audit_cell(a, at))
            return;
        uint32_t cell = sr_audit_cell_no(a, at);
        for (uint32_t i = a->link_at[cell]; i < a->link_at[cell + 1]; i++) {
            sr_equation *p = &a->equations[a->links[i]];
            bool same = t ? p->template == t : p->template->shape == SR_SHAPE_PAIR;
            if (!same || !sr_fails_openly(p) || !sr_off_by(a, p, &other))
                continue;
            if (sr_equation_result(p).row != at.row || sr_equation_result(p).column != at.column)
                other.coef = -other.coef;
            if (sr_equals(off, other))
                p->blame = blame;
        }
    }
}

/* Relations of the cell that would begin to hold hang on the cause. False where a sum that holds would not. */
static bool hang_on(sr_search *s, sr_ref at)
{
    sr_audit *a = s->a;
    uint32_t cell = sr_audit_cell_no(a, at);
    bool intact = true;

    for (uint32_t i = a->link_at[cell]; i < a->link_at[cell + 1]; i++) {
        sr_equation *e = &a->equations[a->links[i]];
        sr_verdict now = sr_equation_state(a, e, NULL);
        if (sr_fails_openly(e) && sr_closes(now))
            e->blame = (uint32_t)a->n_diagnoses;
        intact &= !sr_closes((sr_verdict)e->state) || e->template->quotient || now != SR_FAILS;
    }
    return intact;
}

static void settle_failing(const sr_audit *a, sr_ref at)
{
    uint32_t cell = sr_audit_cell_no(a, at);

    for (uint32_t i = a->link_at[cell]; i < a->link_at[cell + 1]; i++) {
        sr_equation *e = &a->equations[a->links[i]];
        if (e->state == SR_FAILS)
            e->state = (uint8_t)sr_equation_state(a, e, NULL);
    }
}

void sr_put_right(sr_search *s, const sr_trial *right, uint32_t n)
{
    sr_audit *a = s->a;
    size_t before = s->n_changes;
    bool intact = true;

    for (uint32_t i = 0; i < n; i++) {
        sr_cell *c = sr_audit_cell(a, right[i].at);
        if (!c || !c->has_value)
            continue;
        *SR_PUSH(a->arena, s->changes, s->n_changes, s->cap_changes) = (sr_changed){c, right[i].at, c->value};
        c->value = right[i].value;
    }
    for (size_t i = before; i < s->n_changes; i++)
        intact &= hang_on(s, s->changes[i].at);
    if (intact) {
        for (size_t i = before; i < s->n_changes; i++)
            settle_failing(a, s->changes[i].at);
        return;
    }
    for (size_t i = s->n_changes; i-- > before;) {
        sr_changed *x = &s->changes[i];
        sr_decimal off, meant = x->cell->value;
        x->cell->value = x->was;
        if (sr_decimal_sub(x->was, meant, &off))
            sr_hang_above(s, x->at, off, NULL, (uint32_t)a->n_diagnoses);
    }
    s->n_changes = before;
}
