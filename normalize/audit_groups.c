/* Sums of rows: a parent and its children level by level, a total and what stands above or below it. */
#include "normalize/audit_forest.h"

/* ---- columns --------------------------------------------------------------------------------- */

/* A column of figures as long as rupiah, where no header says what they are. */
static bool looks_like_money(const sr_column *col)
{
    enum { DIGITS = 7 }; /* 1.000.000: what is counted in a plan is seldom as much */
    const sr_style *s = &col->style;

    return s->percents == 0 && s->max_digits >= DIGITS && s->numbers >= 2 * s->texts && s->codes == 0;
}

static void sort_columns(sr_forest *f)
{
    enum { LEAST = 5 }; /* digits: figures of less are no rupiah, whatever the header says */
    const sr_table *t = f->a->doc->tables[f->table];

    for (uint32_t c = 0; c < t->width; c++) {
        const sr_column *col = &t->columns[c];
        if ((col->role != SR_ROLE_MEASURE && col->role != SR_ROLE_NONE) || col->unit == SR_UNIT_PERCENT ||
            col->measure == SR_MEASURE_ACHIEVEMENT || col->style.numbers == 0)
            continue;
        bool said = (col->aspect == SR_ASPECT_MONEY || col->unit == SR_UNIT_RUPIAH) && col->style.max_digits >= LEAST;
        if (said || looks_like_money(col))
            f->additive[c] = true;
        else
            f->counted[c] = col->style.percents * 2 < col->style.numbers;
    }
}

static bool states_figures(const sr_forest *f, const sr_row *row, uint32_t width)
{
    for (uint32_t c = 0; c < row->n && c < width; c++)
        if ((f->additive[c] || f->counted[c]) &&
            (row->cells[c].has_value || row->cells[c].status == SR_CELL_UNREADABLE))
            return true;
    return false;
}

/* ---- templates ------------------------------------------------------------------------------- */

/* A sum of the rows listed, not yet among the templates; NULL where there is nothing to add. */
sr_template *sr_forest_sum(const sr_forest *f, uint32_t result, const uint32_t *rows, uint32_t n, sr_check_kind kind)
{
    sr_template *t;
    sr_term *terms;

    if (n == 0 || n > SR_MEMBERS_MAX)
        return NULL;
    t = SR_NEW(f->a->arena, sr_template);
    terms = SR_NEW_ARRAY(f->a->arena, sr_term, n);
    for (uint32_t i = 0; i < n; i++)
        terms[i].line = f->from + rows[i];
    t->shape = SR_SHAPE_DOWN;
    t->op = SR_OP_SUM;
    t->kind = (uint8_t)kind;
    t->origin = SR_ORIGIN_HEADER;
    t->table = f->table;
    t->result = f->from + result;
    t->terms = terms;
    t->n_terms = n;
    return t;
}

/* Two figures or more were added: what a copy of one figure does not show. */
bool sr_adds_something(const sr_audit *a, const sr_template *t, uint32_t column)
{
    uint32_t n = 0;

    for (uint32_t i = 0; i < t->n_terms && n < 2; i++) {
        const sr_cell *c = sr_audit_cell(a, (sr_ref){t->terms[i].line, column});
        n += c && c->has_value && c->value.coef != 0;
    }
    return n >= 2;
}

sr_score sr_try_columns(const sr_audit *a, const sr_template *t, const bool *columns, bool strict)
{
    uint32_t width = a->doc->tables[t->table]->width;
    sr_score s = {0};

    for (uint32_t c = 0; c < width; c++) {
        sr_equation e = {.template = t, .fixed = c};
        bool trivial = true;
        sr_verdict state = columns[c] ? sr_equation_look(a, &e, &trivial) : SR_OUT;
        s.fails += state == SR_FAILS;
        s.unknown += state == SR_UNKNOWN;
        if (state == SR_HOLDS && !trivial && (!strict || sr_adds_something(a, t, c)))
            s.holds++;
    }
    return s;
}

void sr_add_columns(sr_audit *a, sr_template *t, const bool *columns)
{
    uint32_t width = a->doc->tables[t->table]->width;

    if (!t->expression.len) {
        t->expression = sr_audit_formula_text(a, t);
        sr_audit_add_template(a, t);
    }
    for (uint32_t c = 0; c < width; c++)
        if (columns[c])
            sr_equation_add(a, t, c);
}

/*
 * In each column rows and total are less than half of the larger apart: it may be their total, and wrong. Twice or
 * three times the total are rows of several levels of which the levels are not known.
 */
bool sr_is_near(const sr_audit *a, const sr_template *t, const bool *columns)
{
    for (uint32_t c = 0; c < a->doc->tables[t->table]->width; c++) {
        sr_equation e = {.template = t, .fixed = c};
        sr_decimal expected, tolerance, off, larger;
        const sr_cell *result = sr_audit_cell(a, sr_equation_result(&e));
        if (!columns[c] || sr_equation_state(a, &e, NULL) != SR_FAILS)
            continue;
        if (!sr_equation_expected(a, &e, &expected, &tolerance) || !sr_decimal_sub(result->value, expected, &off) ||
            __builtin_mul_overflow(off.coef, 2, &off.coef))
            return false;
        larger = sr_decimal_cmp(result->value, expected) > 0 ? result->value : expected;
        off.coef = off.coef < 0 ? -off.coef : off.coef;
        if (sr_decimal_cmp(off, larger) >= 0)
            return false;
    }
    return true;
}

static void add_score(sr_score *into, sr_score more)
{
    into->holds += more.holds;
    into->fails += more.fails;
    into->unknown += more.unknown;
}

void sr_doubt_sum(sr_forest *f, sr_template *t, const bool *columns, bool lists_all)
{
    *SR_PUSH(f->a->arena, f->a->doubtful, f->a->n_doubtful, f->a->cap_doubtful) =
        (sr_doubtful){.sum = t, .columns = columns, .lists_all = lists_all};
}

/* ---- parents and children -------------------------------------------------------------------- */

/* How the parts of a parent are listed. */
typedef struct way {
    bool own;        /* its amount goes on in the rows below it: they are taken off */
    bool others;     /* so do those of its parts: they are added */
    bool difference; /* the second of two parts is taken off: financing is what is received less what is spent */
} way;

static uint32_t count_following(const sr_forest *f, uint32_t r)
{
    uint32_t n = 0;

    while (r + 1 + n < f->n && f->head[r + 1 + n] == r)
        n++;
    return n;
}

static sr_template *parent_of(const sr_forest *f, uint32_t r, way w)
{
    const uint32_t *children = f->children + f->child_at[r];
    uint32_t n = sr_count_children(f, r), count = 0, own = w.own ? count_following(f, r) : 0, most = n + own;

    for (uint32_t i = 0; w.others && i < n; i++)
        most += count_following(f, children[i]);
    if (most > SR_MEMBERS_MAX || (w.others && most == n + own) || (w.own && own == 0) || (w.difference && n != 2))
        return NULL;
    uint32_t *rows = SR_NEW_ARRAY(f->a->arena, uint32_t, most);
    for (uint32_t i = 0; i < n; i++) {
        rows[count++] = children[i];
        for (uint32_t k = 0; w.others && k < count_following(f, children[i]); k++)
            rows[count++] = children[i] + 1 + k;
    }
    for (uint32_t k = 0; k < own; k++)
        rows[count++] = r + 1 + k;
    sr_template *t = sr_forest_sum(f, r, rows, count, SR_CHECK_SUBTOTAL);
    for (uint32_t k = t && (own || w.difference) ? count - (own ? own : 1) : count; k < count; k++)
        ((sr_term *)(uintptr_t)t->terms)[k].minus = true;
    return t;
}

/* How sums of children do: in columns, and of those in which two figures or more were added. */
typedef struct trial {
    sr_score all, strict;
} trial;

/* The plain sum, unless it fails and another way of listing the parts closes without a failure. */
static sr_template *best_parent(const sr_forest *f, uint32_t r, trial *out)
{
    static const way ways[] = {{true, false, false}, {false, true, false}, {true, true, false}, {false, false, true}};
    sr_template *plain = parent_of(f, r, (way){0});

    *out = (trial){{0}, {0}};
    if (!plain)
        return NULL;
    out->all = sr_try_columns(f->a, plain, f->additive, false);
    out->strict = sr_try_columns(f->a, plain, f->additive, true);
    for (size_t i = 0; out->all.fails && i < sizeof ways / sizeof *ways; i++) {
        sr_template *t = parent_of(f, r, ways[i]);
        sr_score s = t ? sr_try_columns(f->a, t, f->additive, true) : (sr_score){0};
        if (s.holds > out->strict.holds && s.fails == 0) {
            *out = (trial){s, s};
            return t;
        }
    }
    return plain;
}

/* Counts of which one is at least as much as the whole: they are no parts of it. */
static bool is_no_sum(const sr_audit *a, const sr_template *t, uint32_t column)
{
    enum { LEAST = 10000 }; /* from here on it is an amount, and the whole may have lost a digit */
    sr_equation e = {.template = t, .fixed = column};
    const sr_cell *result = sr_audit_cell(a, sr_equation_result(&e));
    bool larger = false;

    if (sr_equation_state(a, &e, NULL) != SR_FAILS || !result || !result->has_value)
        return false;
    for (uint32_t i = 0; i < t->n_terms; i++) {
        const sr_cell *c = sr_audit_cell(a, sr_equation_member(&e, i));
        if (!c || !c->has_value)
            continue;
        if (c->value.coef < 0 || sr_decimal_cmp(c->value, sr_dec(LEAST, 0)) >= 0)
            return false;
        larger |= sr_decimal_cmp(c->value, result->value) >= 0;
    }
    return larger;
}

/* The columns in which the sum may be told: all, or those that hold where the tree is not to be relied on. */
static bool *told_columns(const sr_forest *f, uint32_t r, const sr_template *t, const bool *columns)
{
    uint32_t width = f->a->doc->tables[f->table]->width;
    bool *told = SR_NEW_ARRAY(f->a->arena, bool, width);

    for (uint32_t c = 0; c < width; c++) {
        sr_equation e = {.template = t, .fixed = c};
        told[c] =
            columns[c] && !is_no_sum(f->a, t, c) && (!f->repeated[r] || sr_closes(sr_equation_state(f->a, &e, NULL)));
    }
    return told;
}

/* By parents instead of columns: those that are the sum of their children in most columns, and those that are not. */
static void count_parent(sr_score *parents, const trial *t)
{
    parents->holds += t->strict.holds > t->strict.fails;
    parents->fails += t->all.fails > t->all.holds;
}

static bool goes_on(sr_slice code, sr_slice from)
{
    return from.len && code.len > from.len && memcmp(code.ptr, from.ptr, from.len) == 0;
}

/* Codes say that these are its children, and not the place where they stand or what they are called. */
static bool has_coded_children(const sr_forest *f, uint32_t r)
{
    for (uint32_t i = f->child_at[r]; i < f->child_at[r + 1]; i++)
        if (!goes_on(f->code[f->children[i]], f->code[r]))
            return false;
    return true;
}

/*
 * Rows with amounts below the parent, before the next of its level, that are no part of it or of its parts: where names
 * and sums alone told the levels, some were not told.
 */
static bool has_orphans(const sr_forest *f, uint32_t r)
{
    uint8_t level = sr_forest_row(f, r)->level;

    for (uint32_t i = r + 1; i < f->n && sr_forest_row(f, i)->kind != SR_ROW_TOTAL; i++) {
        const sr_row *row = sr_forest_row(f, i);
        if (row->level != SR_LEVEL_NONE && row->level <= level)
            return false;
        bool untold = f->parent[i] == f->n && row->level == SR_LEVEL_NONE;
        for (uint32_t c = 0; untold && c < row->n; c++)
            if (c < f->a->doc->tables[f->table]->width && f->additive[c] && row->cells[c].has_value)
                return true;
    }
    return false;
}

/*
 * A parent is the sum of its children where most of its level are; where it is in some column, and most parents of the
 * table are; and where only so few of the table are not, that they are errors and not how this table is made.
 */
static bool adds_up(const sr_forest *f, uint32_t r, const sr_template *sum, const trial *own, const trial *level,
                    const sr_score *parents, const sr_score *table)
{
    enum { RULE = 4 }; /* parents that hold, for each that does not */

    if (own->all.fails && !has_coded_children(f, r) && has_orphans(f, r))
        return false;
    if (level->all.holds && level->all.holds >= level->all.fails)
        return true;
    if (own->strict.holds && table->holds >= table->fails)
        return true;
    if (own->all.fails == 0 || parents->holds || !has_coded_children(f, r))
        return false;
    return table->holds >= RULE * table->fails || (table->fails == 1 && sr_is_near(f->a, sum, f->additive));
}

/*
 * Where the table goes on in the next batch, so do the last row's parents: not all of their children are here. The last
 * row may be one without a figure, or one that goes on with the row above it.
 */
static void leave_open(const sr_forest *f, sr_template **made)
{
    enum { STEPS = 64 };
    uint32_t r = f->n;

    if (f->a->doc->tables[f->table]->done)
        return;
    while (r > 0 && f->up[r - 1] == f->n)
        r--;
    r = r ? r - 1 : f->n;
    for (int step = 0; r < f->n && step < STEPS; step++) {
        made[r] = NULL;
        r = f->parent[r] < f->n ? f->parent[r] : f->up[r];
    }
}

static void add_parents(sr_forest *f)
{
    sr_template **made = SR_NEW_ARRAY(f->a->arena, sr_template *, f->n + 1);
    trial *own = SR_NEW_ARRAY(f->a->arena, trial, f->n + 1), levels[SR_LEVEL_COUNT] = {0};
    sr_score parents[SR_LEVEL_COUNT] = {{0}}, table = {0}, counts = {0}, closed = {0};

    for (uint32_t r = 0; r < f->n; r++) {
        trial *level = &levels[sr_forest_row(f, r)->level];
        if (!f->figures[r] || sr_count_children(f, r) == 0)
            continue;
        made[r] = best_parent(f, r, &own[r]);
        if (!made[r])
            continue;
        add_score(&level->all, own[r].all);
        count_parent(&parents[sr_forest_row(f, r)->level], &own[r]);
        count_parent(&table, &own[r]);
        closed.holds += own[r].all.holds && !own[r].all.fails;
        closed.fails += own[r].all.fails > 0;
        add_score(&counts, sr_try_columns(f->a, made[r], f->counted, true));
    }
    leave_open(f, made);
    bool counted = counts.holds >= 4 && counts.holds >= 2 * counts.fails;
    for (uint32_t r = 0; r < f->n; r++) {
        uint8_t level = sr_forest_row(f, r)->level;
        if (made[r] && adds_up(f, r, made[r], &own[r], &levels[level], &parents[level], &table))
            sr_add_columns(f->a, made[r], told_columns(f, r, made[r], f->additive));
        else if (made[r] && !f->repeated[r] && own[r].all.fails && has_coded_children(f, r))
            sr_doubt_sum(f, made[r], f->additive, 2 * closed.holds >= closed.fails);
        if (made[r] && counted)
            sr_add_columns(f->a, made[r], told_columns(f, r, made[r], f->counted));
    }
}

void sr_audit_groups(sr_audit *a, uint32_t table)
{
    uint32_t n = a->table_at[table + 1] - a->table_at[table], width = a->doc->tables[table]->width;
    sr_forest f = {.a = a, .table = table, .from = a->table_at[table], .n = n};

    f.additive = SR_NEW_ARRAY(a->arena, bool, width);
    f.counted = SR_NEW_ARRAY(a->arena, bool, width);
    f.figures = SR_NEW_ARRAY(a->arena, bool, n);
    f.code = SR_NEW_ARRAY(a->arena, sr_slice, n);
    f.up = SR_NEW_ARRAY(a->arena, uint32_t, n);
    f.parent = SR_NEW_ARRAY(a->arena, uint32_t, n);
    f.child_at = SR_NEW_ARRAY(a->arena, uint32_t, n + 2);
    f.children = SR_NEW_ARRAY(a->arena, uint32_t, n + 1);
    f.head = SR_NEW_ARRAY(a->arena, uint32_t, n + 1);
    f.repeated = SR_NEW_ARRAY(a->arena, bool, n);
    sort_columns(&f);
    for (uint32_t r = 0; r < n; r++)
        f.figures[r] = states_figures(&f, sr_forest_row(&f, r), width);
    sr_grow_tree(&f);
    add_parents(&f);
    sr_add_totals(&f);
}
