/* One wrong cell: the one whose other value closes the relations that it is in. */
#include "normalize/audit_search.h"

enum { CHAIN_MAX = 8 };

typedef struct suspect {
    sr_ref at;
    sr_decimal meant;
    sr_edit edit;
    uint32_t closes; /* relations that would hold: this one and others */
    bool stands;     /* it is in some relation that holds */
    /* The cell, and those that say the same: it is their only part, or they are its. */
    sr_ref chain[CHAIN_MAX];
    uint32_t n_chain;
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

/* The relation would fail by less. */
static bool comes_nearer(const sr_audit *a, const sr_equation *e, const sr_trial *trial)
{
    sr_cell *c = sr_audit_cell(a, trial->at);
    sr_decimal was = c->value, before, after;
    bool known = sr_off_by(a, e, &before);

    c->value = trial->value;
    known &= sr_off_by(a, e, &after);
    c->value = was;
    if (!known)
        return false;
    before.coef = before.coef < 0 ? -before.coef : before.coef;
    after.coef = after.coef < 0 ? -after.coef : after.coef;
    return sr_decimal_cmp(after, before) < 0;
}

/*
 * What the cell would do to its other relations. False if one that holds would break, and if one that fails still
 * would, unless it closes more of them or the slip leaps to the eye: then another cell of that relation may be wrong,
 * too, to which zeros that are missing bring it nearer.
 */
static bool weigh_alone(const sr_audit *a, uint32_t own, suspect *x)
{
    uint32_t cell = sr_audit_cell_no(a, x->at);
    sr_trial trial = {x->at, x->meant};

    const sr_cell *c = sr_audit_cell(a, x->at);
    uint32_t still = 0;
    x->closes = 1;
    x->stands = false;
    x->n_chain = 0;
    x->edit = c->has_value ? sr_edit_between(c->value, x->meant) : SR_EDIT_OTHER;
    for (uint32_t i = a->link_at[cell]; i < a->link_at[cell + 1]; i++) {
        const sr_equation *e = &a->equations[a->links[i]];
        if (a->links[i] == own)
            continue;
        bool after = sr_closes(sr_equation_state(a, e, &trial));
        if (!after && (sr_closes((sr_verdict)e->state) ||
                       (e->state == SR_UNKNOWN && !c->has_value && sr_equation_state(a, e, &trial) == SR_FAILS)))
            return false;
        still += !after && sr_fails_openly(e) && !(x->edit == SR_EDIT_POWER && comes_nearer(a, e, &trial));
        x->stands |= sr_closes((sr_verdict)e->state);
        x->closes += after && (e->state == SR_FAILS || e->state == SR_UNKNOWN);
    }
    return still == 0 || x->edit >= SR_EDIT_DIGIT || x->closes > still + 1;
}

static bool same_cell(sr_ref a, sr_ref b)
{
    return a.row == b.row && a.column == b.column;
}

static bool is_in(const sr_ref *cells, uint32_t n, sr_ref at)
{
    uint32_t i = 0;

    while (i < n && !same_cell(cells[i], at))
        i++;
    return i < n;
}

/* A row of one part: both say the same, and the one was written from the other. */
static bool is_echo(const sr_equation *e)
{
    const sr_template *t = e->template;

    return t->shape == SR_SHAPE_DOWN && t->n_terms == 1 && !t->carried && !t->terms[0].minus && e->state == SR_HOLDS;
}

/* The cells that say the same as the suspect's, from row to only part and back; false if there are none, or too many.
 */
static bool find_chain(const sr_audit *a, suspect *x)
{
    x->chain[0] = x->at;
    x->n_chain = 1;
    for (uint32_t i = 0; i < x->n_chain; i++) {
        uint32_t cell = sr_audit_cell_no(a, x->chain[i]);
        for (uint32_t k = a->link_at[cell]; k < a->link_at[cell + 1]; k++) {
            const sr_equation *e = &a->equations[a->links[k]];
            if (!is_echo(e))
                continue;
            sr_ref result = sr_equation_result(e),
                   other = same_cell(result, x->chain[i]) ? sr_equation_member(e, 0) : result;
            if (is_in(x->chain, x->n_chain, other))
                continue;
            if (x->n_chain == CHAIN_MAX)
                return false;
            x->chain[x->n_chain++] = other;
        }
    }
    return x->n_chain > 1;
}

/* Some cell of the relation is among the first n of the chain: it was looked at for that one. */
static bool was_seen(const sr_equation *e, const sr_ref *chain, uint32_t n)
{
    for (uint32_t i = 0; n && i <= sr_equation_members(e); i++)
        if (is_in(chain, n, sr_equation_cell(e, i)))
            return true;
    return false;
}

/* What all of the chain would do to their relations, which have the other value for the moment. */
static bool weigh_changed(const sr_audit *a, suspect *x)
{
    uint32_t still = 0;

    x->closes = 0;
    x->stands = false;
    for (uint32_t i = 0; i < x->n_chain; i++) {
        uint32_t cell = sr_audit_cell_no(a, x->chain[i]);
        for (uint32_t k = a->link_at[cell]; k < a->link_at[cell + 1]; k++) {
            const sr_equation *e = &a->equations[a->links[k]];
            if (is_echo(e) || was_seen(e, x->chain, i))
                continue;
            bool before = sr_closes((sr_verdict)e->state), after = sr_closes(sr_equation_state(a, e, NULL));
            if (before && !after)
                return false;
            x->stands |= before;
            x->closes += after && sr_fails_openly(e);
            still += !after && sr_fails_openly(e);
        }
    }
    return x->closes > 1 && (still == 0 || x->edit >= SR_EDIT_DIGIT || x->closes > still + 1);
}

/* The same figure is wrong in rows of which one is the only part of the other. */
static bool weigh_chain(const sr_audit *a, suspect *x)
{
    if (!sr_audit_cell(a, x->at)->has_value || !find_chain(a, x))
        return false;
    sr_decimal was = sr_audit_cell(a, x->at)->value;
    for (uint32_t i = 0; i < x->n_chain; i++)
        sr_audit_cell(a, x->chain[i])->value = x->meant;
    bool explains = weigh_changed(a, x);
    for (uint32_t i = 0; i < x->n_chain; i++)
        sr_audit_cell(a, x->chain[i])->value = was;
    return explains;
}

static bool weigh(const sr_audit *a, uint32_t own, suspect *x)
{
    return weigh_alone(a, own, x) || weigh_chain(a, x);
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

/* The cell is in some relation that holds, other than a quotient. */
static bool stands(const sr_audit *a, sr_ref at)
{
    uint32_t cell = sr_audit_cell_no(a, at);

    for (uint32_t k = a->link_at[cell]; k < a->link_at[cell + 1]; k++) {
        const sr_equation *o = &a->equations[a->links[k]];
        if (sr_closes((sr_verdict)o->state) && !o->template->quotient)
            return true;
    }
    return false;
}

/* All cells of the relation but one: what is blank there is what is missing. */
static bool others_stand(const sr_audit *a, const sr_equation *e, uint32_t but)
{
    enum { FEW = 16 };
    uint32_t n = sr_equation_members(e);

    for (uint32_t i = 0; i <= n && n <= FEW; i++)
        if (i != but && !stands(a, sr_equation_cell(e, i)))
            return false;
    return n <= FEW;
}

/*
 * The best and the second best suspects of a relation. A blank cell needs two relations that agree, or a relation of
 * which all others stand.
 */
static uint32_t find_suspects(sr_search *s, uint32_t no, suspect best[2])
{
    sr_audit *a = s->a;
    const sr_equation *e = &a->equations[no];
    sr_decimal off = {0};
    uint32_t found = 0;

    if (!sr_off_by(a, e, &off))
        return 0;
    for (uint32_t i = 0; i <= sr_equation_members(e); i++) {
        suspect x = {.at = sr_equation_cell(e, i)};
        const sr_cell *c = sr_audit_cell(a, x.at);
        const sr_column *col = sr_audit_column(a, x.at);
        a->work++;
        if (!meant_value(a, e, i, off, &x.meant) || (x.meant.coef < 0 && !(c->has_value && c->value.coef < 0)) ||
            (c->has_value && sr_equals(x.meant, c->value)))
            continue;
        if (col && col->whole && !sr_decimal_is_integer(x.meant) && (!c->has_value || sr_decimal_is_integer(c->value)))
            continue;
        if (!weigh(a, no, &x) || (!c->has_value && x.closes < 2 && !others_stand(a, e, i)))
            continue;
        if (x.meant.coef == 0 && c->has_value && x.closes < 2) /* what is printed is not printed for nothing */
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

/* No relation of the cell fails: what it says may have been copied from there. */
static bool is_undisputed(const sr_audit *a, sr_ref at)
{
    uint32_t cell = sr_audit_cell_no(a, at);

    for (uint32_t k = a->link_at[cell]; k < a->link_at[cell + 1]; k++)
        if (sr_fails_openly(&a->equations[a->links[k]]))
            return false;
    return true;
}

/* Another cell that holds the same figure: the row above, the same row's other version. */
static bool copied_from(sr_audit *a, sr_ref at, sr_slice *what)
{
    const sr_cell *c = sr_audit_cell(a, at);
    const sr_table *table = a->rows[at.row].table;

    enum { LEAST = 100 }; /* smaller figures are equal by chance */
    if (!c->has_value || (sr_decimal_cmp(c->value, sr_dec(LEAST, 0)) < 0 && c->value.coef >= 0))
        return false;
    if (at.row && a->rows[at.row - 1].table == table && sr_equals(sr_value_at(a, at.row - 1, at.column), c->value) &&
        is_undisputed(a, (sr_ref){at.row - 1, at.column})) {
        *what = SR_LIT("the row above");
        return true;
    }
    for (uint32_t k = 0; k < table->width && at.column < table->width; k++) {
        const sr_column *own = &table->columns[at.column], *other = &table->columns[k];
        if (k == at.column || other->aspect != own->aspect || other->role != own->role ||
            (other->year == own->year && other->revision == own->revision && other->measure == own->measure))
            continue;
        if (sr_equals(sr_value_at(a, at.row, k), c->value) && is_undisputed(a, (sr_ref){at.row, k})) {
            *what = sr_arena_printf(a->arena, "column %.*s",
                                    SR_FMT(sr_audit_column_name(a, (uint32_t)(table->table_no - 1), k)));
            return true;
        }
    }
    return false;
}

/* Of fewer digits any number is one slip away from any other. */
static bool is_long(sr_decimal v)
{
    enum { LEAST = 10 };

    v.coef = v.coef < 0 ? -v.coef : v.coef;
    return sr_decimal_cmp(v, sr_dec(LEAST, 0)) >= 0;
}

/* The same wrong figure in other columns of the row, whose relations agree on the same other one. */
static uint32_t find_twins(const sr_audit *a, const suspect *x, sr_trial out[SR_SUM_COLUMNS_MAX])
{
    const sr_cell *own = sr_audit_cell(a, x->at);
    uint32_t n = 0;

    for (uint32_t k = 0; k < a->rows[x->at.row].row->n && n < SR_SUM_COLUMNS_MAX && own->value.coef != 0; k++) {
        sr_trial twin = {{x->at.row, k}, x->meant};
        const sr_cell *c = sr_audit_cell(a, twin.at);
        if (k != x->at.column && c->has_value && !c->more && sr_equals(c->value, own->value) &&
            sr_audit_gains(a, &twin) && !sr_audit_breaks(a, &twin))
            out[n++] = twin;
    }
    return n;
}

static sr_slice twins_named(sr_audit *a, sr_ref at, const sr_trial *twins, uint32_t n)
{
    sr_slice text = {0};

    for (uint32_t i = 0; i < n; i++) {
        const sr_table *table = a->rows[twins[i].at.row].table;
        text = sr_arena_printf(a->arena, "%.*s%s%.*s", SR_FMT(text), i ? ", " : " The same in ",
                               SR_FMT(twins[i].at.row == at.row
                                          ? sr_audit_column_name(a, table->table_no - 1, twins[i].at.column)
                                          : sr_audit_row_name(a, twins[i].at.row)));
    }
    return n ? sr_arena_printf(a->arena, "%.*s.", SR_FMT(text)) : text;
}

static void accuse(sr_search *s, uint32_t no, const suspect *x)
{
    static const sr_finding_code codes[] = {
        [SR_EDIT_OTHER] = SR_C017,     [SR_EDIT_FAR_SWAP] = SR_C004, [SR_EDIT_POWER] = SR_C005,
        [SR_EDIT_COUNT] = SR_C019,     [SR_EDIT_DIGIT] = SR_C003,    [SR_EDIT_SWAP] = SR_C004,
        [SR_EDIT_LOOK_ALIKE] = SR_C003};
    static const char *const what[] = {[SR_EDIT_OTHER] = "its relations agree on another value",
                                       [SR_EDIT_FAR_SWAP] = "two digits seem to be exchanged",
                                       [SR_EDIT_POWER] = "off by a power of ten",
                                       [SR_EDIT_COUNT] = "a digit seems to be missing, or to stand twice",
                                       [SR_EDIT_DIGIT] = "one digit seems to be misread",
                                       [SR_EDIT_SWAP] = "two digits seem to be exchanged",
                                       [SR_EDIT_LOOK_ALIKE] = "one digit seems to be misread"};
    sr_audit *a = s->a;
    sr_cell *c = sr_audit_cell(a, x->at);
    uint32_t cell = sr_audit_cell_no(a, x->at), equations[SR_SUM_COLUMNS_MAX] = {0}, n = 0;
    sr_trial trial = {x->at, x->meant};
    char meant[SR_DECIMAL_TEXT];
    int len = (int)sr_decimal_text(x->meant, meant);
    sr_edit edit = is_long(x->meant) || is_long(c->value) ? x->edit : SR_EDIT_OTHER;
    sr_finding_code code = codes[edit];
    sr_slice why = sr_str(what[edit]), copy;
    sr_trial twins[SR_SUM_COLUMNS_MAX];
    uint32_t n_twins = x->n_chain ? 0 : find_twins(a, x, twins);

    for (uint32_t i = 1; i < x->n_chain; i++)
        twins[n_twins++] = (sr_trial){x->chain[i], x->meant};

    for (uint32_t i = a->link_at[cell]; i < a->link_at[cell + 1] && n < SR_SUM_COLUMNS_MAX; i++) {
        const sr_equation *e = &a->equations[a->links[i]];
        if (sr_fails_openly(e) && (a->links[i] == no || sr_closes(sr_equation_state(a, e, &trial))))
            equations[n++] = a->links[i];
    }
    if (edit == SR_EDIT_OTHER && n_twins == 0 && copied_from(a, x->at, &copy)) {
        code = SR_C010;
        why = sr_arena_printf(a->arena, "the same figure as in %.*s, and its relations agree on another", SR_FMT(copy));
    }
    sr_finding *f = sr_tell_cause(s, code, x->at, equations, n,
                                  sr_arena_printf(a->arena, "\"%.*s\" should be %.*s: %.*s. With that %.*s%s.%.*s",
                                                  SR_FMT(sr_trim(sr_cell_raw(c))), len, meant, SR_FMT(why),
                                                  SR_FMT(sr_audit_expression(a, &a->equations[no])),
                                                  n > 1 ? " holds, and other relations do" : " holds",
                                                  SR_FMT(twins_named(a, x->at, twins, n_twins))));
    sr_suggest(f, x->meant);
    for (uint32_t i = 0; i < n_twins; i++)
        sr_accuse_cell(a, twins[i].at);
    if (!x->n_chain)
        sr_put_right(s, twins, n_twins);
    c->accused = true;
    *SR_PUSH(a->arena, s->changes, s->n_changes, s->cap_changes) = (sr_changed){c, x->at, c->value};
    c->value = x->meant;
    if (x->n_chain)
        sr_put_right(s, twins, n_twins);
    sr_audit_settle(a, x->at);
}

/* A blank cell on which two relations agree was not printed: its value is inferred. */
static void infer_blank(sr_search *s, uint32_t no, const suspect *x)
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
    sr_finding *f = sr_doc_finding(a->doc, SR_C001, "The cell is blank where %.*s belongs: so %.*s holds%s.", n, text,
                                   SR_FMT(sr_audit_expression(a, &a->equations[no])),
                                   x->closes > 1 ? ", and other relations do" : "");
    sr_audit_finding(a, x->at, f)->evidence = sr_audit_evidence_of_cell(a, x->at);
}

/*
 * A part of a sum that falls short, which this relation alone speaks against, with a value that nothing explains: the
 * sum may as well lack a row, or be wrong itself.
 */
static bool is_mere_guess(sr_search *s, const sr_equation *e, const suspect *x)
{
    sr_slice copy;
    sr_decimal off;
    sr_ref result = sr_equation_result(e);

    return x->closes == 1 && x->edit == SR_EDIT_OTHER && sr_audit_cell(s->a, x->at)->has_value &&
           e->template->shape == SR_SHAPE_DOWN && x->at.row != result.row && sr_off_by(s->a, e, &off) && off.coef > 0 &&
           !copied_from(s->a, x->at, &copy);
}

/*
 * A percentage as they are, and amounts that give one as there are none: one of the amounts is wrong, and not the
 * percentage.
 */
static bool is_out_of_reach(const sr_search *s, const sr_equation *e, const suspect *x)
{
    enum { USUAL = 100, MOST = 200 }; /* percent */
    const sr_cell *c = sr_audit_cell(s->a, x->at);

    return e->template->hundred && same_cell(x->at, sr_equation_result(e)) && x->closes == 1 &&
           x->edit == SR_EDIT_OTHER && c->has_value && sr_decimal_cmp(c->value, sr_dec(USUAL, 0)) <= 0 &&
           sr_decimal_cmp(x->meant, sr_dec(MOST, 0)) > 0;
}

/* The row has a figure of the kind in another column, as it stands in the document. */
static bool prints_amounts(const sr_audit *a, sr_ref at)
{
    const sr_row *row = a->rows[at.row].row;
    const sr_column *own = sr_audit_column(a, at);

    for (uint32_t c = 0; own && c < row->n; c++) {
        const sr_column *col = sr_audit_column(a, (sr_ref){at.row, c});
        if (c != at.column && col && col->role == SR_ROLE_MEASURE && col->aspect == own->aspect &&
            row->cells[c].has_value && row->cells[c].status != SR_CELL_INFERRED)
            return true;
    }
    return false;
}

/* closes: how many relations the suspect must close. */
static bool explain_by_cell(sr_search *s, uint32_t no, uint32_t closes)
{
    enum { SLIPS = 12 }; /* of more cells one looks like a slip by chance */
    suspect best[2] = {0};
    uint32_t found = find_suspects(s, no, best);

    const sr_equation *e = &s->a->equations[no];
    if (found == 0 || best[0].closes < closes ||
        (best[0].closes == 1 && e->template->quotient && !others_stand(s->a, e, 0)))
        return false;
    bool alone = found == 1, ahead = found > 1 && best[0].closes > best[1].closes;
    /* Of cells that explain as much, the one that nothing vouches for; else the only slip that leaps to the eye. */
    bool unvouched = found > 1 && !best[0].stands && best[1].stands;
    bool slip =
        found > 1 && is_long(best[0].meant) && best[0].edit >= SR_EDIT_POWER && best[0].edit > best[1].edit &&
        (best[0].closes >= 2 || (best[0].edit >= SR_EDIT_DIGIT && best[1].edit == SR_EDIT_OTHER && found <= SLIPS));
    if ((!alone && !ahead && !unvouched && !slip) || is_mere_guess(s, e, &best[0]) || is_out_of_reach(s, e, &best[0]))
        return false;
    bool blank = !sr_audit_cell(s->a, best[0].at)->has_value;
    if (blank && best[0].closes < 2 && e->template->shape == SR_SHAPE_DOWN && !prints_amounts(s->a, best[0].at))
        return false; /* nothing but a sum that falls short says that the row has such figures */
    if (blank)
        infer_blank(s, no, &best[0]);
    else if (best[0].edit > SR_EDIT_FAR_SWAP || !sr_explain_sum_of_cell(s, best[0].at))
        accuse(s, no, &best[0]);
    return true;
}

void sr_explain_cells(sr_search *s, uint32_t closes, bool quotients)
{
    sr_audit *a = s->a;

    for (uint32_t i = 0; i < s->n_failing; i++) {
        const sr_equation *e = &a->equations[s->failing[i]];
        if (sr_fails_openly(e) && (quotients || !e->template->quotient) && e->template->shape != SR_SHAPE_PAIR &&
            a->work <= (uint64_t)SR_SEARCH_MAX * (a->n_cells + 1024))
            explain_by_cell(s, s->failing[i], closes);
    }
}
