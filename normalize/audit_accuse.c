/*
 * What still fails, and why: one root cause, one finding.
 *
 * The strongest explanations come first: a row that is a copy, a sum that leaves a row out in all its columns, one cell
 * whose other value closes two relations or more. What they explain is off the list before the weaker ones are tried: a
 * parent's percentage that is the sum of its children's, one cell that alone is in no relation that holds. What nothing
 * explains is told as it is. While causes are looked for, a cell that was found wrong has the value that was suggested
 * for it, so that a second error in the same sum can be found; at the end all cells are as printed again.
 */
#include "normalize/audit_parts.h"

typedef struct changed {
    sr_cell *cell;
    sr_decimal was;
} changed;

typedef struct search {
    sr_audit *a;
    uint32_t *failing; /* equations that fail */
    uint32_t n_failing;
    const sr_template **group; /* by row: the sum of rows that it is the result of, NULL */
    changed *changes;
    size_t n_changes, cap_changes;
} search;

static bool open_failure(const sr_equation *e)
{
    return e->state == SR_FAILS && !e->blame;
}

/* ---- telling of one cause -------------------------------------------------------------------- */

static void accuse_cell(const sr_audit *a, sr_ref at)
{
    sr_cell *c = sr_audit_cell(a, at);

    if (c)
        c->accused = true;
}

/* A finding at the cell, and what it explains: equations[0..n). The message is the diagnosis of their checks too. */
static sr_finding *tell(search *s, sr_finding_code code, sr_ref at, const uint32_t *equations, uint32_t n,
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

static void suggest(sr_finding *f, sr_decimal value)
{
    f->has_suggestion = true;
    f->suggestion = value;
}

/* ---- sums of rows, all columns at once ------------------------------------------------------- */

enum { COLUMNS_MAX = 64 }; /* columns of one sum that are compared with each other */

/* How a sum of rows stands in its columns. */
typedef struct sums {
    const sr_template *t;
    uint32_t n, failing;
    struct {
        uint32_t equation, column;
        sr_decimal off; /* printed - sum; zero where it holds */
    } at[COLUMNS_MAX];
} sums;

static sr_decimal value_at(const sr_audit *a, uint32_t row, uint32_t column)
{
    const sr_cell *c = sr_audit_cell(a, (sr_ref){row, column});

    return c && c->has_value ? c->value : (sr_decimal){0};
}

static bool off_by(const sr_audit *a, const sr_equation *e, sr_decimal *off)
{
    sr_decimal expected, tolerance;
    sr_ref result = sr_equation_result(e);

    return sr_equation_expected(a, e, &expected, &tolerance) &&
           sr_decimal_sub(value_at(a, result.row, result.column), expected, off);
}

/* The equations of a template stand side by side. */
static void gather(const search *s, size_t first, sums *out)
{
    const sr_audit *a = s->a;

    *out = (sums){.t = a->equations[first].template};
    for (size_t i = first; i < a->n_equations && a->equations[i].template == out->t && out->n < COLUMNS_MAX; i++) {
        const sr_equation *e = &a->equations[i];
        sr_decimal off = {0};
        if (e->state == SR_UNKNOWN || (e->state == SR_FAILS && (e->blame || !off_by(a, e, &off))))
            continue;
        out->failing += e->state == SR_FAILS;
        out->at[out->n].equation = (uint32_t)i;
        out->at[out->n].column = e->fixed;
        out->at[out->n++].off = off;
    }
}

static uint32_t failing_of(const sums *g, uint32_t out[COLUMNS_MAX])
{
    uint32_t n = 0;

    for (uint32_t i = 0; i < g->n; i++)
        if (g->at[i].off.coef != 0)
            out[n++] = g->at[i].equation;
    return n;
}

static uint32_t first_failing(const sums *g)
{
    uint32_t i = 0;

    while (i < g->n && g->at[i].off.coef == 0)
        i++;
    return g->at[i].column;
}

/* The column that fails next after this one. */
static uint32_t next_failing(const sums *g, uint32_t column)
{
    for (uint32_t i = 0; i < g->n; i++)
        if (g->at[i].column > column && g->at[i].off.coef != 0)
            return g->at[i].column;
    return column;
}

static bool equals(sr_decimal a, sr_decimal b)
{
    return sr_decimal_cmp(a, b) == 0;
}

static sr_decimal negative(sr_decimal v)
{
    v.coef = -v.coef;
    return v;
}

/* In every column the sum is off by just the figure of the row: left out (sign -1) or counted twice (1). */
static bool off_by_row(const sr_audit *a, const sums *g, uint32_t row, int sign)
{
    for (uint32_t i = 0; i < g->n; i++) {
        sr_decimal v = value_at(a, row, g->at[i].column);
        if (!equals(g->at[i].off, sign < 0 ? negative(v) : v))
            return false;
    }
    return true;
}

static sr_slice columns_named(sr_audit *a, const sums *g)
{
    sr_slice text = {0};

    for (uint32_t i = 0, n = 0; i < g->n; i++)
        if (g->at[i].off.coef != 0)
            text = sr_arena_printf(a->arena, "%.*s%s%.*s", SR_FMT(text), n++ ? ", " : "",
                                   SR_FMT(sr_audit_column_name(a, g->t->table, g->at[i].column)));
    return text;
}

static void tell_sum(search *s, const sums *g, sr_finding_code code, sr_ref at, sr_slice message)
{
    uint32_t equations[COLUMNS_MAX] = {0}, n = failing_of(g, equations);
    sr_finding *f = tell(s, code, at, equations, n, message);

    for (uint32_t i = 0; i < g->n; i++)
        if (g->at[i].off.coef != 0)
            accuse_cell(s->a, (sr_ref){at.row, g->at[i].column});
    if (n == 1 && f->has_value) {
        sr_decimal expected, tolerance;
        if (sr_equation_expected(s->a, &s->a->equations[equations[0]], &expected, &tolerance))
            suggest(f, expected);
    }
}

static bool explain_by_row(search *s, const sums *g)
{
    sr_audit *a = s->a;

    for (int sign = -1; sign <= 1; sign += 2)
        for (uint32_t i = 0; i < g->t->n_terms; i++) {
            uint32_t row = g->t->terms[i].line;
            a->work += g->n;
            if (!off_by_row(a, g, row, sign))
                continue;
            tell_sum(s, g, sign < 0 ? SR_C006 : SR_C007, (sr_ref){g->t->result, first_failing(g)},
                     sr_arena_printf(a->arena, "%.*s: the sum in %.*s %s %.*s.",
                                     SR_FMT(sr_audit_row_name(a, g->t->result)), SR_FMT(columns_named(a, g)),
                                     sign < 0 ? "leaves out" : "counts twice", SR_FMT(sr_audit_row_name(a, row))));
            return true;
        }
    return false;
}

/* The rows of the last page, or pages, were not added. */
static bool explain_by_page(search *s, const sums *g)
{
    sr_audit *a = s->a;
    sr_decimal rest[COLUMNS_MAX];
    uint32_t i = g->t->n_terms;

    memset(rest, 0, sizeof rest);
    while (i-- > 1) {
        uint32_t row = g->t->terms[i].line, before = g->t->terms[i - 1].line;
        bool all = true;
        a->work += g->n;
        for (uint32_t c = 0; c < g->n; c++) {
            if (!sr_decimal_add(rest[c], value_at(a, row, g->at[c].column), &rest[c]))
                return false;
            all &= equals(g->at[c].off, negative(rest[c]));
        }
        if (!all || a->rows[row].row->page_no == a->rows[before].row->page_no)
            continue;
        tell_sum(s, g, SR_C006, (sr_ref){g->t->result, first_failing(g)},
                 sr_arena_printf(a->arena, "%.*s: the sum in %.*s leaves out what stands on page %u and after.",
                                 SR_FMT(sr_audit_row_name(a, g->t->result)), SR_FMT(columns_named(a, g)),
                                 a->rows[row].row->page_no));
        return true;
    }
    return false;
}

/* The range that was added begins and ends a row too early or too late, or only ends or begins so. */
static bool explain_by_shift(search *s, const sums *g)
{
    sr_audit *a = s->a;
    uint32_t n = g->t->n_terms, table = g->t->table;
    uint32_t first = g->t->terms[0].line, last = g->t->terms[n - 1].line;

    for (int down = 0; down < 2; down++) {
        uint32_t in = down ? last + 1 : first - 1, out = down ? first : last;
        if (in == g->t->result || in < a->table_at[table] || in >= a->table_at[table + 1])
            continue;
        for (int whole = 0; whole < 2; whole++) { /* with the row at the other end left out, or not */
            bool all = true;
            for (uint32_t c = 0; c < g->n && all; c++) {
                sr_decimal off = value_at(a, in, g->at[c].column);
                all = (whole || sr_decimal_sub(off, value_at(a, out, g->at[c].column), &off)) &&
                      equals(g->at[c].off, off);
            }
            if (!all)
                continue;
            tell_sum(s, g, SR_C011, (sr_ref){g->t->result, first_failing(g)},
                     sr_arena_printf(a->arena, "%.*s: the sum in %.*s adds %.*s%s.",
                                     SR_FMT(sr_audit_row_name(a, g->t->result)), SR_FMT(columns_named(a, g)),
                                     SR_FMT(sr_audit_row_name(a, in)),
                                     whole ? " too" : " and leaves out the row at the other end"));
            return true;
        }
    }
    return false;
}

/* ---- copies ---------------------------------------------------------------------------------- */

/*
 * A child whose figures are its parent's, while there are other children: in most columns that fail, and each column
 * would close with another figure there.
 */
static bool is_copy_of_parent(const sr_audit *a, const sums *g, uint32_t row)
{
    uint32_t same = 0, other = 0;

    for (uint32_t i = 0; i < g->n; i++) {
        sr_decimal own = value_at(a, row, g->at[i].column), meant;
        if (g->at[i].off.coef == 0)
            continue;
        if (own.coef == 0 || !sr_decimal_add(own, g->at[i].off, &meant) || meant.coef < 0)
            return false;
        if (equals(own, value_at(a, g->t->result, g->at[i].column)))
            same++;
        else
            other++;
    }
    return same > other;
}

/* The parent's own figures are right as far as other relations tell: none of those that hold would with the sum. */
static bool parent_stands(const sr_audit *a, const sums *g)
{
    for (uint32_t i = 0; i < g->n; i++) {
        sr_trial trial = {{g->t->result, g->at[i].column}, {0}};
        if (g->at[i].off.coef != 0 &&
            sr_decimal_sub(value_at(a, g->t->result, g->at[i].column), g->at[i].off, &trial.value) &&
            sr_audit_breaks(a, &trial))
            return true;
    }
    return false;
}

static bool explain_by_copy(search *s, const sums *g)
{
    sr_audit *a = s->a;

    for (uint32_t i = 0; i < g->t->n_terms && g->t->n_terms > 1; i++) {
        uint32_t row = g->t->terms[i].line, column = first_failing(g), equations[2 * COLUMNS_MAX] = {0};
        sr_decimal meant = {0};
        a->work += g->n;
        if (!is_copy_of_parent(a, g, row) || (g->failing == 1 && !parent_stands(a, g)))
            continue;
        while (!equals(value_at(a, row, column), value_at(a, g->t->result, column)))
            column = next_failing(g, column);
        uint32_t n = failing_of(g, equations);
        for (uint32_t k = 0; k < g->n; k++) /* what else fails in the row because its figures are not its own */
            accuse_cell(a, (sr_ref){row, g->at[k].column});
        for (uint32_t k = 0; k < a->rows[row].row->n && n < 2 * COLUMNS_MAX; k++) {
            uint32_t cell = sr_audit_cell_no(a, (sr_ref){row, k});
            for (uint32_t l = a->link_at[cell]; l < a->link_at[cell + 1] && n < 2 * COLUMNS_MAX; l++) {
                const sr_equation *e = &a->equations[a->links[l]];
                bool known = false;
                for (uint32_t m = 0; m < n; m++)
                    known |= equations[m] == a->links[l];
                if (!known && e->template->shape == SR_SHAPE_ACROSS && open_failure(e))
                    equations[n++] = a->links[l];
            }
        }
        sr_finding *f = tell(s, SR_C010, (sr_ref){row, column}, equations, n,
                             sr_arena_printf(a->arena,
                                             "%.*s has the figures of its parent %.*s in %.*s: a copy, with which the "
                                             "parent is not the sum of its parts.",
                                             SR_FMT(sr_audit_row_name(a, row)),
                                             SR_FMT(sr_audit_row_name(a, g->t->result)), SR_FMT(columns_named(a, g))));
        for (uint32_t k = 0; k < g->n; k++)
            if (g->at[k].column == column && sr_decimal_add(value_at(a, row, column), g->at[k].off, &meant))
                suggest(f, meant);
        return true;
    }
    return false;
}

/* Each sum of rows that fails; several: only those that fail in two columns or more. */
static void explain_sums(search *s, bool several)
{
    sr_audit *a = s->a;

    for (size_t i = 0; i < a->n_equations; i++) {
        const sr_template *t = a->equations[i].template;
        sums g;
        if (t->shape != SR_SHAPE_DOWN || (i && a->equations[i - 1].template == t) ||
            a->work > (uint64_t)SR_SEARCH_MAX * (a->n_cells + 1024))
            continue;
        gather(s, i, &g);
        if (g.failing == 0 || (several && g.failing < 2))
            continue;
        if (!explain_by_copy(s, &g) && !explain_by_row(s, &g) && !explain_by_page(s, &g))
            explain_by_shift(s, &g);
    }
}

/* ---- one cell -------------------------------------------------------------------------------- */

typedef struct suspect {
    sr_ref at;
    sr_decimal meant;
    sr_edit edit;
    uint32_t closes; /* relations that would hold: this one and others */
    bool stands;     /* it is in some relation that holds */
} suspect;

/* Better explains more; then a cell that nothing vouches for; then the likelier slip. */
static int compare(const suspect *a, const suspect *b)
{
    if (a->closes != b->closes)
        return a->closes > b->closes ? 1 : -1;
    if (a->stands != b->stands)
        return a->stands ? -1 : 1;
    return a->edit != b->edit ? (a->edit > b->edit ? 1 : -1) : 0;
}

/*
 * What the cell would do to its other relations. False if one that holds would break, and if one that fails still
 * would, unless the slip leaps to the eye: then another cell of that relation may be wrong, too.
 */
static bool weigh(const sr_audit *a, uint32_t own, suspect *x)
{
    uint32_t cell = sr_audit_cell_no(a, x->at);
    sr_trial trial = {x->at, x->meant};

    const sr_cell *c = sr_audit_cell(a, x->at);
    x->closes = 1;
    x->stands = false;
    x->edit = c->has_value ? sr_edit_between(c->value, x->meant) : SR_EDIT_OTHER;
    for (uint32_t i = a->link_at[cell]; i < a->link_at[cell + 1]; i++) {
        const sr_equation *e = &a->equations[a->links[i]];
        if (a->links[i] == own)
            continue;
        bool after = sr_closes(sr_equation_state(a, e, &trial));
        if (!after && (sr_closes((sr_verdict)e->state) || (open_failure(e) && x->edit < SR_EDIT_DIGIT)))
            return false;
        x->stands |= sr_closes((sr_verdict)e->state);
        x->closes += e->state == SR_FAILS && after;
    }
    return true;
}

/* The member's value with which the relation holds: off is what is printed less what the members give. */
static bool meant_value(const sr_audit *a, const sr_equation *e, uint32_t i, sr_decimal off, sr_decimal *out)
{
    sr_ref at = sr_equation_cell(e, i);
    const sr_cell *c = sr_audit_cell(a, at);

    if (!c || (!c->has_value && c->status != SR_CELL_EMPTY && c->status != SR_CELL_NIL) || c->more)
        return false;
    if (i == 0)
        return sr_equation_solve(a, e, at, out);
    if (e->template->quotient || e->template->product)
        return false;
    bool minus = e->template->terms[i - 1].minus;
    sr_decimal value = c->has_value ? c->value : (sr_decimal){0};
    return minus ? sr_decimal_sub(value, off, out) : sr_decimal_add(value, off, out);
}

/* The best and the second best suspects of a relation. Cells that are blank need two relations that agree. */
static uint32_t find_suspects(search *s, uint32_t no, suspect best[2])
{
    sr_audit *a = s->a;
    const sr_equation *e = &a->equations[no];
    sr_decimal off = {0};
    uint32_t found = 0;

    if (!off_by(a, e, &off))
        return 0;
    for (uint32_t i = 0; i <= sr_equation_members(e); i++) {
        suspect x = {.at = sr_equation_cell(e, i)};
        const sr_cell *c = sr_audit_cell(a, x.at);
        const sr_column *col = sr_audit_column(a, x.at);
        a->work++;
        if (!meant_value(a, e, i, off, &x.meant) || (x.meant.coef < 0 && !(c->has_value && c->value.coef < 0)) ||
            (c->has_value && equals(x.meant, c->value)))
            continue;
        if (col && col->whole && !sr_decimal_is_integer(x.meant))
            continue;
        if (!weigh(a, no, &x) || (!c->has_value && x.closes < 2))
            continue;
        found++;
        if (found == 1 || compare(&x, &best[0]) > 0) {
            best[1] = best[0];
            best[0] = x;
        } else if (found == 2 || compare(&x, &best[1]) > 0) {
            best[1] = x;
        }
    }
    return found;
}

/* Another cell that holds the same figure: the row above, the same row's other version. */
static bool copied_from(sr_audit *a, sr_ref at, sr_slice *what)
{
    const sr_cell *c = sr_audit_cell(a, at);
    const sr_table *table = a->rows[at.row].table;

    if (!c->has_value || c->value.coef == 0)
        return false;
    if (at.row && a->rows[at.row - 1].table == table && equals(value_at(a, at.row - 1, at.column), c->value)) {
        *what = SR_LIT("the row above");
        return true;
    }
    for (uint32_t k = 0; k < table->width && at.column < table->width; k++) {
        const sr_column *own = &table->columns[at.column], *other = &table->columns[k];
        if (k == at.column || other->aspect != own->aspect || other->role != own->role ||
            (other->year == own->year && other->revision == own->revision && other->measure == own->measure))
            continue;
        if (equals(value_at(a, at.row, k), c->value)) {
            *what = sr_arena_printf(a->arena, "column %.*s",
                                    SR_FMT(sr_audit_column_name(a, (uint32_t)(table->table_no - 1), k)));
            return true;
        }
    }
    return false;
}

static void accuse(search *s, uint32_t no, const suspect *x)
{
    static const sr_finding_code codes[] = {
        [SR_EDIT_OTHER] = SR_C017, [SR_EDIT_FAR_SWAP] = SR_C004, [SR_EDIT_POWER] = SR_C005,
        [SR_EDIT_DIGIT] = SR_C003, [SR_EDIT_SWAP] = SR_C004,     [SR_EDIT_LOOK_ALIKE] = SR_C003};
    static const char *const what[] = {[SR_EDIT_OTHER] = "its relations agree on another value",
                                       [SR_EDIT_FAR_SWAP] = "two digits seem to be exchanged",
                                       [SR_EDIT_POWER] = "off by a power of ten",
                                       [SR_EDIT_DIGIT] = "one digit seems to be misread",
                                       [SR_EDIT_SWAP] = "two digits seem to be exchanged",
                                       [SR_EDIT_LOOK_ALIKE] = "one digit seems to be misread"};
    sr_audit *a = s->a;
    sr_cell *c = sr_audit_cell(a, x->at);
    uint32_t cell = sr_audit_cell_no(a, x->at), equations[COLUMNS_MAX] = {0}, n = 0;
    sr_trial trial = {x->at, x->meant};
    char meant[SR_DECIMAL_TEXT];
    int len = (int)sr_decimal_text(x->meant, meant);
    sr_finding_code code = codes[x->edit];
    sr_slice why = sr_str(what[x->edit]), copy;

    for (uint32_t i = a->link_at[cell]; i < a->link_at[cell + 1] && n < COLUMNS_MAX; i++) {
        const sr_equation *e = &a->equations[a->links[i]];
        if (open_failure(e) && (a->links[i] == no || sr_closes(sr_equation_state(a, e, &trial))))
            equations[n++] = a->links[i];
    }
    if (x->edit == SR_EDIT_OTHER && copied_from(a, x->at, &copy)) {
        code = SR_C010;
        why = sr_arena_printf(a->arena, "the same figure as in %.*s, and its relations agree on another", SR_FMT(copy));
    }
    sr_finding *f = tell(s, code, x->at, equations, n,
                         sr_arena_printf(a->arena, "\"%.*s\" should be %.*s: %.*s. With that %.*s%s.",
                                         SR_FMT(sr_trim(sr_cell_raw(c))), len, meant, SR_FMT(why),
                                         SR_FMT(sr_audit_expression(a, &a->equations[no])),
                                         n > 1 ? " holds, and other relations do" : " holds"));
    suggest(f, x->meant);
    c->accused = true;
    *SR_PUSH(a->arena, s->changes, s->n_changes, s->cap_changes) = (changed){c, c->value};
    c->value = x->meant;
    sr_audit_settle(a, x->at);
}

/* A blank cell on which two relations agree was not printed: its value is inferred. */
static void infer_blank(search *s, const suspect *x)
{
    sr_audit *a = s->a;
    sr_cell *c = sr_audit_cell(a, x->at);
    char text[SR_DECIMAL_TEXT];
    int n = (int)sr_decimal_text(x->meant, text);

    c->value = x->meant;
    c->has_value = true;
    c->status = SR_CELL_INFERRED;
    c->rule = SR_RULE_ARITHMETIC;
    c->unit = c->unit ? c->unit : sr_audit_column(a, x->at) ? sr_audit_column(a, x->at)->unit : 0;
    sr_audit_settle(a, x->at);
    sr_finding *f = sr_doc_finding(a->doc, SR_C001, "The cell is blank where %.*s belongs: %u relations say so.", n,
                                   text, x->closes);
    sr_audit_finding(a, x->at, f)->evidence = sr_audit_evidence_of_cell(a, x->at);
}

/* closes: how many relations the suspect must close. */
static bool explain_by_cell(search *s, uint32_t no, uint32_t closes)
{
    enum { SLIPS = 12 }; /* of more cells one looks like a slip by chance */
    suspect best[2] = {0};
    uint32_t found = find_suspects(s, no, best);

    if (found == 0 || best[0].closes < closes)
        return false;
    bool alone = found == 1, ahead = found > 1 && best[0].closes > best[1].closes;
    /* Of cells that explain as much, the one that nothing vouches for; else the only slip that leaps to the eye. */
    bool unvouched = found > 1 && !best[0].stands && best[1].stands;
    bool slip =
        found > 1 && best[0].edit >= SR_EDIT_POWER && best[0].edit > best[1].edit &&
        (best[0].closes >= 2 || (best[0].edit >= SR_EDIT_DIGIT && best[1].edit == SR_EDIT_OTHER && found <= SLIPS));
    if (!alone && !ahead && !unvouched && !slip)
        return false;
    if (sr_audit_cell(s->a, best[0].at)->has_value)
        accuse(s, no, &best[0]);
    else
        infer_blank(s, &best[0]);
    return true;
}

static void explain_cells(search *s, uint32_t closes, bool quotients)
{
    sr_audit *a = s->a;

    for (uint32_t i = 0; i < s->n_failing; i++) {
        const sr_equation *e = &a->equations[s->failing[i]];
        if (open_failure(e) && (quotients || !e->template->quotient) && e->template->shape != SR_SHAPE_PAIR &&
            a->work <= (uint64_t)SR_SEARCH_MAX * (a->n_cells + 1024))
            explain_by_cell(s, s->failing[i], closes);
    }
}

/* ---- percentages of parents ------------------------------------------------------------------ */

enum { PARTS_MAX = 1024 }; /* rows whose percentages are added: more would close by their rounding alone */

/* One level down: rows that are sums of rows are replaced by those. False where there is no further level. */
static bool descend(const search *s, uint32_t rows[PARTS_MAX], uint32_t *n)
{
    uint32_t next[PARTS_MAX] = {0}, count = 0;
    bool deeper = false;

    for (uint32_t i = 0; i < *n; i++) {
        const sr_template *g = s->group[rows[i]];
        deeper |= g != NULL;
        if (count + (g ? g->n_terms : 1) > PARTS_MAX)
            return false;
        for (uint32_t k = 0; g && k < g->n_terms; k++)
            next[count++] = g->terms[k].line;
        if (!g)
            next[count++] = rows[i];
    }
    memcpy(rows, next, count * sizeof *next);
    *n = count;
    return deeper;
}

static bool has_accused(const sr_audit *a, uint32_t row)
{
    for (uint32_t k = 0; k < a->rows[row].row->n; k++)
        if (a->rows[row].row->cells[k].accused)
            return true;
    return false;
}

/* Sum of the rows' percentages, those of copies of the parent left out; how many were added. */
static uint32_t add_percentages(const sr_audit *a, const uint32_t *rows, uint32_t n, sr_ref parent, sr_decimal *sum)
{
    uint32_t added = 0;

    *sum = (sr_decimal){0};
    for (uint32_t i = 0; i < n; i++) {
        const sr_cell *c = sr_audit_cell(a, (sr_ref){rows[i], parent.column});
        if (!c || !c->has_value ||
            (equals(c->value, value_at(a, parent.row, parent.column)) && has_accused(a, rows[i])))
            continue;
        if (!sr_decimal_add(*sum, c->value, sum))
            return 0;
        added++;
    }
    return added;
}

static bool within(sr_decimal a, sr_decimal b, sr_int128 half_units)
{
    sr_decimal d;

    return sr_decimal_sub(a, b, &d) && 2 * (d.coef < 0 ? -d.coef : d.coef) <= half_units;
}

/* "sum" or "mean" of the percentages of its parts, or of theirs; NULL for neither. *n of them. */
static const char *percentage_of_parts(const search *s, sr_ref at, uint32_t *n)
{
    uint32_t rows[PARTS_MAX] = {at.row}, count = 1;
    sr_decimal own = value_at(s->a, at.row, at.column), sum, times;

    for (int level = 0; level < SR_LEVEL_COUNT && descend(s, rows, &count); level++) {
        *n = add_percentages(s->a, rows, count, at, &sum);
        times = own;
        if (*n < 2 || __builtin_mul_overflow(own.coef, (sr_int128)*n, &times.coef))
            continue;
        if (within(own, sum, (sr_int128)*n + 1))
            return "sum";
        if (within(times, sum, 2 * (sr_int128)*n))
            return "mean";
    }
    return NULL;
}

static bool explain_percentage(search *s, uint32_t no)
{
    sr_audit *a = s->a;
    const sr_equation *e = &a->equations[no];
    sr_ref at = sr_equation_result(e);
    sr_decimal expected, tolerance;
    char text[SR_DECIMAL_TEXT];
    const char *what;
    uint32_t n;

    if (!e->template->quotient || e->template->shape != SR_SHAPE_ACROSS || !s->group[at.row] ||
        !(what = percentage_of_parts(s, at, &n)) || !sr_equation_expected(a, e, &expected, &tolerance))
        return false;
    int len = (int)sr_decimal_text(expected, text);
    sr_finding *f = tell(
        s, what[0] == 's' ? SR_C008 : SR_C009, at, &no, 1,
        sr_arena_printf(a->arena, "%.*s: the percentage is the %s of those of its %u parts; %.*s gives %.*s.",
                        SR_FMT(sr_audit_row_name(a, at.row)), what, n, SR_FMT(sr_audit_expression(a, e)), len, text));
    if (sr_equation_solve(a, e, at, &expected))
        suggest(f, expected);
    accuse_cell(a, at);
    return true;
}

/* ---- what nothing explains ------------------------------------------------------------------- */

/* What a sum falls short by suits a row of its own: a formula of the table holds for it, and none fails. */
static bool suits_a_row(const sr_audit *a, const sums *g)
{
    uint32_t holds = 0;

    for (size_t i = 0; i < a->n_templates; i++) {
        const sr_template *t = a->templates[i];
        sr_decimal sum = {0}, result = {0}, off;
        bool nonzero = false;
        if (t->table != g->t->table || t->shape != SR_SHAPE_ACROSS || t->quotient || t->product)
            continue;
        for (uint32_t k = 0; k <= t->n_terms; k++) {
            uint32_t column = k ? t->terms[k - 1].line : t->result, c = 0;
            while (c < g->n && g->at[c].column != column)
                c++;
            off = c < g->n ? g->at[c].off : (sr_decimal){0};
            nonzero |= off.coef != 0;
            if (k == 0)
                result = off;
            else if (!(t->terms[k - 1].minus ? sr_decimal_sub(sum, off, &sum) : sr_decimal_add(sum, off, &sum)))
                return false;
        }
        if (!equals(sum, result))
            return false;
        holds += nonzero;
    }
    return holds > 0;
}

static bool explain_by_missing_row(search *s, uint32_t no)
{
    sr_audit *a = s->a;
    const sr_equation *e = &a->equations[no];
    size_t first = no;
    sums g;

    if (e->template->shape != SR_SHAPE_DOWN)
        return false;
    while (first && a->equations[first - 1].template == e->template)
        first--;
    gather(s, first, &g);
    for (uint32_t i = 0; i < g.n; i++)
        if (g.at[i].off.coef < 0)
            return false;
    if (g.failing < 2 || !suits_a_row(a, &g))
        return false;
    tell_sum(s, &g, SR_C015, sr_equation_result(e),
             sr_arena_printf(a->arena, "%.*s: its parts fall short in %.*s, as if a row were missing.",
                             SR_FMT(sr_audit_row_name(a, e->template->result)), SR_FMT(columns_named(a, &g))));
    return true;
}

/* Whether some relation within its own table vouches for the cell. */
static bool is_vouched_for(const sr_audit *a, sr_ref at)
{
    uint32_t cell = sr_audit_cell_no(a, at);

    for (uint32_t i = a->link_at[cell]; i < a->link_at[cell + 1]; i++) {
        const sr_equation *e = &a->equations[a->links[i]];
        if (e->template->shape != SR_SHAPE_PAIR && sr_closes((sr_verdict)e->state))
            return true;
    }
    return false;
}

/* Parents of the row that differ between the same two columns by as much do so because of it. */
static void hang_on(search *s, uint32_t no)
{
    sr_audit *a = s->a;
    const sr_equation *e = &a->equations[no];
    uint32_t row = sr_equation_result(e).row, blame = e->blame;
    sr_decimal off, other;

    if (!off_by(a, e, &off))
        return;
    for (int step = 0; step < SR_LEVEL_COUNT && a->rows[row].row->parent; step++) {
        row = sr_audit_row_of(a, a->rows[row].table->table_no - 1, a->rows[row].row->parent);
        if (row == UINT32_MAX)
            return;
        uint32_t cell = sr_audit_cell_no(a, (sr_ref){row, sr_equation_result(e).column});
        for (uint32_t i = a->link_at[cell]; i < a->link_at[cell + 1]; i++) {
            sr_equation *p = &a->equations[a->links[i]];
            if (p->template == e->template && open_failure(p) && off_by(a, p, &other) && equals(off, other))
                p->blame = blame;
        }
    }
}

/* Two places, two values: the one that its own table does not vouch for is in doubt, if the other is vouched for. */
static void tell_contradiction(search *s, uint32_t no)
{
    sr_audit *a = s->a;
    const sr_equation *e = &a->equations[no];
    sr_ref one = sr_equation_result(e), other = sr_equation_member(e, 0);
    bool swap = is_vouched_for(a, one) && !is_vouched_for(a, other);
    sr_ref at = swap ? other : one, against = swap ? one : other;
    sr_place place = sr_audit_place(a, against);
    sr_finding *f =
        tell(s, SR_C013, at, &no, 1,
             sr_arena_printf(a->arena, "%.*s: \"%.*s\" here, \"%.*s\" in table %u, row %u (line %llu).",
                             SR_FMT(sr_audit_row_name(a, at.row)), SR_FMT(sr_trim(sr_cell_raw(sr_audit_cell(a, at)))),
                             SR_FMT(sr_trim(sr_cell_raw(sr_audit_cell(a, against)))), place.table_no, place.row_no,
                             (unsigned long long)sr_audit_line(a, against)));

    hang_on(s, no);
    if (is_vouched_for(a, against) && !is_vouched_for(a, at))
        suggest(f, value_at(a, against.row, against.column));
    accuse_cell(a, at);
}

static void tell_rest(search *s)
{
    sr_audit *a = s->a;

    for (uint32_t i = s->n_failing; i-- > 0;) { /* children before the parents that differ because of them */
        const sr_equation *e = &a->equations[s->failing[i]];
        sr_decimal expected, tolerance;
        char text[SR_DECIMAL_TEXT];
        if (!open_failure(e) || !sr_equation_expected(a, e, &expected, &tolerance) ||
            explain_by_missing_row(s, s->failing[i]))
            continue;
        if (e->template->shape == SR_SHAPE_PAIR) {
            tell_contradiction(s, s->failing[i]);
            continue;
        }
        int n = (int)sr_decimal_text(expected, text);
        tell(s, SR_C012, sr_equation_result(e), &s->failing[i], 1,
             sr_arena_printf(a->arena, "%.*s does not hold: it gives %.*s.", SR_FMT(sr_audit_expression(a, e)), n,
                             text));
        accuse_cell(a, sr_equation_result(e));
    }
}

/* ---- all of it ------------------------------------------------------------------------------- */

static void list_failures(search *s)
{
    sr_audit *a = s->a;

    s->failing = SR_NEW_ARRAY(a->arena, uint32_t, a->n_equations + 1);
    for (size_t i = 0; i < a->n_equations; i++)
        if (a->equations[i].state == SR_FAILS)
            s->failing[s->n_failing++] = (uint32_t)i;
}

/* As printed again; what had failed fails. */
static void restore(search *s)
{
    for (size_t i = s->n_changes; i-- > 0;)
        s->changes[i].cell->value = s->changes[i].was;
    for (uint32_t i = 0; i < s->n_failing; i++) {
        sr_equation *e = &s->a->equations[s->failing[i]];
        e->state = (uint8_t)sr_equation_state(s->a, e, NULL);
    }
}

void sr_audit_accuse(sr_audit *a)
{
    search s = {.a = a};

    list_failures(&s);
    if (s.n_failing == 0)
        return;
    s.group = SR_NEW_ARRAY(a->arena, const sr_template *, a->n_rows);
    for (size_t i = 0; i < a->n_templates; i++)
        if (a->templates[i]->shape == SR_SHAPE_DOWN)
            s.group[a->templates[i]->result] = a->templates[i];
    explain_sums(&s, true);
    explain_cells(&s, 2, false);
    for (uint32_t i = 0; i < s.n_failing; i++)
        if (open_failure(&a->equations[s.failing[i]]))
            explain_percentage(&s, s.failing[i]);
    explain_sums(&s, false);
    explain_cells(&s, 2, true);
    explain_cells(&s, 1, true);
    tell_rest(&s);
    restore(&s);
}
