/* What the audit found, told: checks, verified cells, trust. */
#include "core/json.h"
#include "normalize/audit_search.h"

#include <stdlib.h>

/* ---- verified -------------------------------------------------------------------------------- */

static void verify(const sr_audit *a, sr_ref at)
{
    sr_cell *c = sr_audit_cell(a, at);

    if (c && c->has_value)
        c->verified = true;
}

/* Of a quotient that is zero the divisor may be anything. */
static void verify_cells(const sr_audit *a, const sr_equation *e)
{
    const sr_cell *result = sr_audit_cell(a, sr_equation_result(e));
    bool zero = e->template->quotient && result && result->value.coef == 0;

    for (uint32_t i = 0; i <= sr_equation_members(e); i++)
        if (!(zero && i && e->template->terms[i - 1].below))
            verify(a, sr_equation_cell(e, i));
}

/* ---- checks ---------------------------------------------------------------------------------- */

static sr_slice line_name(sr_audit *a, const sr_template *t, uint32_t line)
{
    return t->shape == SR_SHAPE_DOWN ? sr_audit_row_name(a, line) : sr_audit_column_name(a, t->table, line);
}

static sr_slice long_sum(sr_audit *a, const sr_template *t)
{
    uint64_t rows = t->n_terms + (t->carried ? t->carried->rows : 0);
    uint32_t first = t->carried ? t->carried->first_row : a->rows[t->terms[0].line].row->row_no;

    return sr_arena_printf(a->arena, "%.*s = %s of %llu rows, from row %u to row %u",
                           SR_FMT(line_name(a, t, t->result)), t->mean ? "mean" : "sum", (unsigned long long)rows,
                           first, a->rows[t->terms[t->n_terms - 1].line].row->row_no);
}

sr_slice sr_audit_formula_text(sr_audit *a, const sr_template *t)
{
    enum { NAMED = 8 };
    bool bar = false, several = t->mean;

    if (t->shape == SR_SHAPE_DOWN && (t->n_terms > NAMED || t->carried))
        return long_sum(a, t);
    sr_slice text = sr_arena_printf(a->arena, "%.*s = ", SR_FMT(line_name(a, t, t->result)));
    for (uint32_t i = 0; i + 1 < t->n_terms; i++)
        several |= t->quotient && t->terms[i].below == t->terms[i + 1].below;
    for (uint32_t i = 0; i < t->n_terms; i++) {
        const sr_term *m = &t->terms[i];
        const char *sign = i == 0 ? (several ? "(" : "") : t->product ? " x " : m->minus ? " - " : " + ";
        if (m->below && !bar) {
            sign = several ? ") / " : " / ";
            bar = true;
        }
        text = sr_arena_printf(a->arena, "%.*s%s%.*s", SR_FMT(text), sign, SR_FMT(line_name(a, t, m->line)));
    }
    if (t->mean)
        text = sr_arena_printf(a->arena, "%.*s) / %u", SR_FMT(text), t->n_terms);
    return t->hundred ? sr_arena_printf(a->arena, "%.*s x 100", SR_FMT(text)) : text;
}

sr_slice sr_audit_expression(sr_audit *a, const sr_equation *e)
{
    const sr_template *t = e->template;

    if (t->shape != SR_SHAPE_DOWN)
        return t->expression;
    return sr_arena_printf(a->arena, "%.*s: %.*s", SR_FMT(sr_audit_column_name(a, t->table, e->fixed)),
                           SR_FMT(t->expression));
}

uint64_t sr_audit_line(const sr_audit *a, sr_ref at)
{
    const sr_row *row = a->rows[at.row].row;
    const sr_cell *c = sr_audit_cell(a, at);

    return row->line_no && c ? (uint64_t)((int64_t)row->line_no + c->line_skip) : row->line_no;
}

/* ---- evidence: which cells, which relation, which page and line ------------------------------ */

static void put_cell(const sr_audit *a, sr_buf *buf, sr_ref at)
{
    const sr_audit_row *row = &a->rows[at.row];
    const sr_cell *c = sr_audit_cell(a, at);

    sr_buf_printf(buf, "{\"table_no\":%u,\"row_no\":%u,\"column_no\":%u,\"page_no\":%u,\"line_no\":%llu,\"raw\":",
                  row->table->table_no, row->row->row_no, at.column + 1, row->row->page_no,
                  (unsigned long long)sr_audit_line(a, at));
    sr_json_text(buf, c && c->raw ? sr_cell_raw(c) : SR_LIT(""));
    if (c && c->has_value) {
        sr_buf_lit(buf, ",\"value\":");
        sr_digits_decimal(buf, c->value);
    }
    sr_buf_char(buf, '}');
}

static void put_equation(sr_audit *a, sr_buf *buf, const sr_equation *e)
{
    enum { CELLS = 12 }; /* of a long sum the first ones: all of them stand in its check */
    sr_decimal expected, tolerance;
    uint32_t n = sr_equation_members(e);

    sr_buf_lit(buf, "{\"expression\":");
    sr_json_text(buf, sr_audit_expression(a, e));
    sr_buf_printf(buf, ",\"holds\":%s", e->state == SR_FAILS ? "false" : "true");
    if (sr_equation_expected(a, e, &expected, &tolerance)) {
        sr_ref at = sr_equation_result(e);
        if (sr_closes((sr_verdict)e->state) && sr_decimal_cmp(expected, sr_value_at(a, at.row, at.column)) != 0)
            sr_buf_printf(buf, ",\"rounding\":\"%s\"", e->state == SR_TRUNCATED ? "truncated" : "half up");
        sr_buf_lit(buf, ",\"expected\":");
        sr_digits_decimal(buf, expected);
    }
    sr_buf_lit(buf, ",\"result\":");
    put_cell(a, buf, sr_equation_result(e));
    sr_buf_printf(buf, ",\"members\":%u,\"cells\":[", n);
    for (uint32_t i = 0; i < n && i < CELLS; i++) {
        if (i)
            sr_buf_char(buf, ',');
        put_cell(a, buf, sr_equation_member(e, i));
    }
    sr_buf_lit(buf, "]}");
}

sr_slice sr_audit_evidence(sr_audit *a, const uint32_t *equations, uint32_t n)
{
    enum { RELATIONS = 8 };
    sr_buf buf = {0};

    sr_buf_lit(&buf, "{\"relations\":[");
    for (uint32_t i = 0; i < n && i < RELATIONS; i++) {
        if (i)
            sr_buf_char(&buf, ',');
        put_equation(a, &buf, &a->equations[equations[i]]);
    }
    sr_buf_lit(&buf, "]}");
    sr_slice text = sr_arena_copy(a->arena, (sr_slice){buf.ptr, buf.len});
    sr_buf_free(&buf);
    return text;
}

sr_slice sr_audit_evidence_of_cell(sr_audit *a, sr_ref at)
{
    uint32_t cell = sr_audit_cell_no(a, at);

    return sr_audit_evidence(a, a->links + a->link_at[cell], a->link_at[cell + 1] - a->link_at[cell]);
}

sr_finding *sr_audit_finding(sr_audit *a, sr_ref at, sr_finding *f)
{
    sr_place place = sr_audit_place(a, at);
    const sr_cell *c = sr_audit_cell(a, at);

    f->table_no = place.table_no;
    f->row_no = place.row_no;
    f->column_no = place.column_no;
    f->line_no = sr_audit_line(a, at);
    if (c) {
        f->raw = sr_cell_raw(c);
        f->has_value = c->has_value;
        f->value = c->value;
    }
    return f;
}

/* ---- readings that are no longer open -------------------------------------------------------- */

static const sr_hint *hint_for(const sr_audit *a, uint32_t row, uint32_t column)
{
    for (size_t i = 0; i < a->n_hints; i++)
        if (a->hints[i].at.row == row && a->hints[i].at.column == column)
            return &a->hints[i];
    return NULL;
}

/* What another table states for a cell that cannot be read is suggested by the finding that says so. */
static void add_hint(sr_audit *a, const sr_hint *h, sr_finding *f)
{
    const sr_cell *other = sr_audit_cell(a, h->other);
    sr_place place = sr_audit_place(a, h->other);
    char text[SR_DECIMAL_TEXT];
    int n = (int)sr_decimal_text(other->value, text);
    sr_buf buf = {0};

    f->has_suggestion = true;
    f->suggestion = other->value;
    f->message = sr_arena_printf(a->arena, "%.*s Table %u states %.*s for the same in row %u.", SR_FMT(f->message),
                                 place.table_no, n, text, place.row_no);
    if (f->evidence.len)
        return;
    sr_buf_lit(&buf, "{\"stated_in\":");
    put_cell(a, &buf, h->other);
    sr_buf_char(&buf, '}');
    f->evidence = sr_arena_copy(a->arena, (sr_slice){buf.ptr, buf.len});
    sr_buf_free(&buf);
}

/*
 * Findings of the number reader after the audit: that of several readings goes where arithmetic has chosen one, for
 * C002 says which; that of an unreadable cell gets what stands elsewhere.
 */
static void revise_findings(sr_audit *a, size_t first)
{
    sr_doc *doc = a->doc;
    size_t n = 0;

    for (size_t i = 0; i < doc->n_findings; i++) {
        sr_finding *f = &doc->findings[i];
        bool settled = false;
        if ((f->code == SR_N001 || f->code == SR_N002 || f->code == SR_N007 || f->code == SR_N008) &&
            f->table_no > first && f->row_no && f->column_no) {
            sr_ref at = {sr_audit_row_of(a, f->table_no - 1, f->row_no), f->column_no - 1};
            const sr_cell *c = at.row == UINT32_MAX ? NULL : sr_audit_cell(a, at);
            const sr_hint *h = c && !c->has_value ? hint_for(a, at.row, at.column) : NULL;
            settled = f->code == SR_N001 && c && c->rule == SR_RULE_ARITHMETIC;
            if (h)
                add_hint(a, h, f);
        }
        if (!settled)
            doc->findings[n++] = *f;
    }
    doc->n_findings = n;
}

/* ---- checks ---------------------------------------------------------------------------------- */

static void tell_check(sr_audit *a, const sr_equation *e)
{
    sr_doc *doc = a->doc;
    sr_check check = {.kind = e->template->kind,
                      .op = e->template->op,
                      .origin = e->template->origin,
                      .passed = e->state != SR_FAILS,
                      .cut_off = e->state == SR_TRUNCATED,
                      .at = sr_audit_place(a, sr_equation_result(e))};
    const sr_cell *result = sr_audit_cell(a, sr_equation_result(e));
    uint32_t n = sr_equation_members(e);

    if (!sr_equation_expected(a, e, &check.expected, &check.tolerance))
        return;
    check.has_actual = result && (result->has_value || result->status == SR_CELL_NIL);
    check.actual = check.has_actual && result->has_value ? result->value : (sr_decimal){0};
    check.expression = sr_audit_expression(a, e);
    sr_place *members = sr_arena_alloc(a->arena, n * sizeof *members);
    for (uint32_t i = 0; i < n; i++)
        members[i] = sr_audit_place(a, sr_equation_member(e, i));
    check.members = members;
    check.n_members = n;
    if (e->blame)
        check.diagnosis = a->diagnoses[e->blame - 1];
    *SR_PUSH(a->arena, doc->checks, doc->n_checks, doc->cap_checks) = check;
    sr_table *table = a->rows[sr_equation_result(e).row].table;
    if (check.passed) {
        doc->checks_passed++;
        table->checks_passed++;
    } else {
        doc->checks_failed++;
        table->checks_failed++;
    }
}

static bool is_told(const sr_equation *e)
{
    return e->state != SR_OUT && e->state != SR_UNKNOWN;
}

/* Room for all of them at once: there are as many as relations. */
static void reserve_checks(sr_audit *a)
{
    sr_doc *doc = a->doc;
    size_t n = doc->n_checks;

    for (size_t i = 0; i < a->n_equations; i++)
        n += is_told(&a->equations[i]);
    if (n <= doc->cap_checks)
        return;
    n += n / 8; /* and amounts in the text */
    sr_check *checks = sr_arena_alloc(a->arena, n * sizeof *checks);
    if (doc->n_checks)
        memcpy(checks, doc->checks, doc->n_checks * sizeof *checks);
    doc->checks = checks;
    doc->cap_checks = n;
}

static int by_place(const void *x, const void *y)
{
    const sr_check *p = x, *q = y;

#define ORDER(field)                                                                                                   \
    if (p->field != q->field)                                                                                          \
        return p->field < q->field ? -1 : 1;
    ORDER(at.table_no)
    ORDER(at.row_no)
    ORDER(at.column_no)
    ORDER(kind)
    ORDER(op)
    ORDER(n_members)
#undef ORDER
    return sr_cmp(p->expression, q->expression);
}

/* ---- trust ----------------------------------------------------------------------------------- */

static void count_cell(const sr_cell *c, sr_trust *trust)
{
    if (!c->has_value && c->status != SR_CELL_UNREADABLE)
        return;
    trust->numeric++;
    trust->verified += c->verified;
    trust->accused += c->accused;
    trust->inferred += c->status == SR_CELL_INFERRED;
    trust->repaired += c->status == SR_CELL_REPAIRED;
    trust->ambiguous += c->status == SR_CELL_AMBIGUOUS;
    trust->unreadable += c->status == SR_CELL_UNREADABLE;
}

static void add_trust(sr_trust *into, const sr_trust *more)
{
    into->numeric += more->numeric;
    into->verified += more->verified;
    into->inferred += more->inferred;
    into->repaired += more->repaired;
    into->ambiguous += more->ambiguous;
    into->unreadable += more->unreadable;
    into->accused += more->accused;
}

static void count_trust(sr_audit *a, uint32_t table)
{
    sr_trust trust = {0};

    for (uint32_t r = a->table_at[table]; r < a->table_at[table + 1]; r++)
        for (uint32_t c = 0; c < a->rows[r].n; c++)
            count_cell(&a->rows[r].cells[c], &trust);
    add_trust(&a->doc->tables[table]->trust, &trust);
    add_trust(&a->doc->trust, &trust);
}

void sr_audit_tell(sr_audit *a, size_t first)
{
    sr_doc *doc = a->doc;

    revise_findings(a, first);
    reserve_checks(a);
    for (size_t i = 0; i < a->n_equations; i++) {
        sr_equation *e = &a->equations[i];
        if (e->state == SR_HOLDS || e->state == SR_TRUNCATED)
            verify_cells(a, e);
        if (is_told(e))
            tell_check(a, e);
    }
    sr_audit_prose(a);
    if (doc->n_checks)
        qsort(doc->checks, doc->n_checks, sizeof *doc->checks, by_place);
    for (size_t t = first; t < doc->n_tables; t++)
        count_trust(a, (uint32_t)t);
}
