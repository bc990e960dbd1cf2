/*
 * The same thing stated twice: an activity's amount in two tables, a total in the text.
 *
 * Two columns of money in two tables state the same when they agree for nearly all activities that stand in both. What
 * they are called decides whether a disagreement is an error: of the same year, quarter and version it is; otherwise it
 * is what a revision is for, and only the agreement is worth something.
 */
#include "normalize/audit_parts.h"
#include "normalize/lexicon.h"

#include <stdlib.h>

enum {
    TABLES_BACK = 4, /* earlier tables that an activity is compared with */
    NAMES_MAX = 8,   /* columns that name an activity */
    MONEY_MAX = 16,  /* columns of money of one table that are compared */
    AGREE_LEAST = 3  /* activities on which two columns agree, or it may be chance */
};

/* ---- activities ------------------------------------------------------------------------------ */

typedef struct named_row {
    uint64_t name; /* of the activity, folded */
    uint32_t row, table;
} named_row;

/* Columns of one table that name an activity, the deepest first; and those of money. */
typedef struct facets {
    uint32_t names[NAMES_MAX], n_names;
    uint32_t money[MONEY_MAX], n_money;
} facets;

static bool names_activity(const sr_column *c)
{
    return c->role == SR_ROLE_NAME || c->role == SR_ROLE_SUB_KEGIATAN || c->role == SR_ROLE_KEGIATAN ||
           c->role == SR_ROLE_PROGRAM;
}

static bool holds_money(const sr_column *c)
{
    return c->aspect == SR_ASPECT_MONEY && c->unit != SR_UNIT_PERCENT;
}

static facets facets_of(const sr_table *t)
{
    facets f = {0};

    for (uint32_t c = t->width; c-- > 0 && f.n_names < NAMES_MAX;)
        if (names_activity(&t->columns[c]))
            f.names[f.n_names++] = c;
    for (uint32_t c = 0; c < t->width && f.n_money < MONEY_MAX; c++)
        if (holds_money(&t->columns[c]))
            f.money[f.n_money++] = c;
    return f;
}

/* The name that the row itself gives to its activity; 0 where it goes on with the one above. */
static uint64_t name_of(const sr_audit *a, const facets *f, uint32_t at)
{
    const sr_row *row = a->rows[at].row;
    sr_folded folded;

    if (row->kind == SR_ROW_TOTAL || !row->context)
        return 0;
    for (uint32_t i = 0; i < f->n_names; i++) {
        const sr_cell *c = sr_audit_cell(a, (sr_ref){at, f->names[i]});
        if (c && c->status == SR_CELL_TEXT) {
            sr_fold(sr_context_activity(row->context), &folded);
            return folded.len ? sr_hash(sr_folded_slice(&folded)) | 1 : 0;
        }
    }
    return 0;
}

static int by_name(const void *x, const void *y)
{
    const named_row *p = x, *q = y;

    if (p->name != q->name)
        return p->name < q->name ? -1 : 1;
    return p->row < q->row ? -1 : p->row > q->row;
}

/* Rows that name an activity once in their table; sorted by name, then in the document's order. */
static size_t list_rows(sr_audit *a, size_t first, const facets *of_table, named_row **out)
{
    named_row *rows = SR_NEW_ARRAY(a->arena, named_row, (size_t)a->n_rows + 1);
    size_t n = 0, kept = 0;

    for (uint32_t r = 0; r < a->n_rows; r++) {
        uint32_t table = a->rows[r].table->table_no;
        uint64_t name = name_of(a, &of_table[table - 1 - first], r);
        if (name)
            rows[n++] = (named_row){name, r, table};
    }
    qsort(rows, n, sizeof *rows, by_name);
    for (size_t i = 0; i < n;) {
        size_t end = i + 1;
        while (end < n && rows[end].name == rows[i].name && rows[end].table == rows[i].table)
            end++;
        if (end == i + 1)
            rows[kept++] = rows[i];
        i = end;
    }
    *out = rows;
    return kept;
}

/* ---- columns that say the same --------------------------------------------------------------- */

typedef struct match {
    uint32_t table[2], column[2]; /* the later one first */
    uint32_t row[2];
    bool agrees;
    bool readable;
} match;

static int by_columns(const void *x, const void *y)
{
    const match *p = x, *q = y;

#define ORDER(field)                                                                                                   \
    if (p->field != q->field)                                                                                          \
        return p->field < q->field ? -1 : 1;
    ORDER(table[0])
    ORDER(table[1])
    ORDER(column[0])
    ORDER(column[1])
    ORDER(row[0])
    ORDER(row[1])
#undef ORDER
    return 0;
}

typedef struct matches {
    match *items;
    size_t n, cap;
} matches;

static bool amount(const sr_audit *a, uint32_t row, uint32_t column, const sr_cell **out)
{
    *out = sr_audit_cell(a, (sr_ref){row, column});
    return *out && (((*out)->has_value && (*out)->value.coef != 0) || (*out)->status == SR_CELL_UNREADABLE);
}

static void match_cells(sr_audit *a, const match *m, matches *out)
{
    const sr_cell *p, *q;

    if (!amount(a, m->row[0], m->column[0], &p) || !amount(a, m->row[1], m->column[1], &q))
        return;
    bool readable = p->has_value && q->has_value, agrees = readable && sr_decimal_cmp(p->value, q->value) == 0;
    match *made = SR_PUSH(a->arena, out->items, out->n, out->cap);
    *made = *m;
    made->agrees = agrees;
    made->readable = readable;
}

/* The amounts of a row that can be read. */
typedef struct amounts {
    uint32_t column[MONEY_MAX], n;
    const sr_cell *cell[MONEY_MAX];
} amounts;

static void list_amounts(const sr_audit *a, const facets *f, uint32_t row, amounts *out)
{
    out->n = 0;
    for (uint32_t i = 0; i < f->n_money; i++) {
        const sr_cell *c = sr_audit_cell(a, (sr_ref){row, f->money[i]});
        if (!c || !c->has_value || c->value.coef == 0)
            continue;
        out->column[out->n] = f->money[i];
        out->cell[out->n++] = c;
    }
}

/* Where the amounts of two rows agree. */
static void match_rows(sr_audit *a, size_t first, const facets *of_table, const named_row *later,
                       const named_row *earlier, matches *out)
{
    amounts x, y;

    list_amounts(a, &of_table[later->table - 1 - first], later->row, &x);
    list_amounts(a, &of_table[earlier->table - 1 - first], earlier->row, &y);
    for (uint32_t i = 0; i < x.n; i++)
        for (uint32_t j = 0; j < y.n; j++)
            if (sr_decimal_cmp(x.cell[i]->value, y.cell[j]->value) == 0)
                *SR_PUSH(a->arena, out->items, out->n, out->cap) = (match){.table = {later->table, earlier->table},
                                                                           .column = {x.column[i], y.column[j]},
                                                                           .row = {later->row, earlier->row},
                                                                           .agrees = true,
                                                                           .readable = true};
}

static int by_tables(const match *p, const named_row *later, const named_row *earlier)
{
    if (p->table[0] != later->table)
        return p->table[0] < later->table ? -1 : 1;
    return p->table[1] < earlier->table ? -1 : p->table[1] > earlier->table;
}

/* All amounts of two rows in the columns of their tables that agree somewhere often enough. */
static void match_columns(sr_audit *a, const matches *columns, const named_row *later, const named_row *earlier,
                          matches *out)
{
    size_t low = 0, end = columns->n;

    while (low < end) {
        size_t middle = low + (end - low) / 2;
        if (by_tables(&columns->items[middle], later, earlier) < 0)
            low = middle + 1;
        else
            end = middle;
    }
    for (; low < columns->n && by_tables(&columns->items[low], later, earlier) == 0; low++) {
        match m = columns->items[low];
        m.row[0] = later->row;
        m.row[1] = earlier->row;
        match_cells(a, &m, out);
    }
}

/* Of the matches, which are sorted, one for each two columns that agree often enough. */
static void keep_columns(matches *m)
{
    size_t kept = 0;

    for (size_t i = 0, to; i < m->n; i = to) {
        for (to = i + 1; to < m->n && m->items[to].table[0] == m->items[i].table[0] &&
                         m->items[to].table[1] == m->items[i].table[1] &&
                         m->items[to].column[0] == m->items[i].column[0] &&
                         m->items[to].column[1] == m->items[i].column[1];)
            to++;
        if (to - i >= AGREE_LEAST)
            m->items[kept++] = m->items[i];
    }
    m->n = kept;
}

/* Both speak of the same time and version, so that two values contradict each other. */
static bool same_meaning(const sr_audit *a, const match *m)
{
    const sr_table *p = a->doc->tables[m->table[0] - 1], *q = a->doc->tables[m->table[1] - 1];
    const sr_column *x = &p->columns[m->column[0]], *y = &q->columns[m->column[1]];
    bool planned = (x->measure == SR_MEASURE_BUDGET || x->measure == SR_MEASURE_TARGET) &&
                   (y->measure == SR_MEASURE_BUDGET || y->measure == SR_MEASURE_TARGET);

    return (x->measure == y->measure || planned) && x->year == y->year && x->quarter == y->quarter &&
           x->revision == y->revision && p->quarter == q->quarter && p->revision == q->revision && p->year == q->year;
}

/* What cannot be read, but stands elsewhere. */
static void suggest_from(sr_audit *a, const match *m)
{
    for (int k = 0; k < 2; k++) {
        sr_ref at = {m->row[k], m->column[k]}, other = {m->row[1 - k], m->column[1 - k]};
        const sr_cell *c = sr_audit_cell(a, at), *o = sr_audit_cell(a, other);
        if (!c->has_value && o->has_value && sr_audit_keeps_digits(c, o->value))
            *SR_PUSH(a->arena, a->hints, a->n_hints, a->cap_hints) = (sr_hint){at, other};
    }
}

/* Columns of one pair of tables, by how far they agree. */
typedef struct candidate {
    size_t from, to;
    uint32_t agree, differ;
} candidate;

static int by_agreement(const void *x, const void *y)
{
    const candidate *p = x, *q = y;

    if (p->agree != q->agree)
        return p->agree > q->agree ? -1 : 1;
    if (p->differ != q->differ)
        return p->differ < q->differ ? -1 : 1;
    return p->from < q->from ? -1 : p->from > q->from;
}

/* All matches of two columns, items[from..to): equalities where they agree, and contradictions where that is meant. */
static void take_columns(sr_audit *a, const match *items, const candidate *c)
{
    size_t from = c->from, to = c->to, n = 0;
    bool strict = same_meaning(a, &items[from]);

    if (c->agree < AGREE_LEAST || c->agree < (strict ? 2 : 4) * c->differ)
        return;
    sr_ref *pairs = SR_NEW_ARRAY(a->arena, sr_ref, 2 * (to - from));
    sr_term *terms = SR_NEW(a->arena, sr_term);
    sr_template *t = SR_NEW(a->arena, sr_template);
    t->shape = SR_SHAPE_PAIR;
    t->op = SR_OP_EQUAL;
    t->kind = SR_CHECK_CROSS_TABLE;
    t->origin = strict ? SR_ORIGIN_HEADER : SR_ORIGIN_DISCOVERED;
    t->table = items[from].table[0] - 1;
    t->pairs = pairs;
    t->terms = terms;
    t->n_terms = 1;
    t->expression = sr_arena_printf(a->arena, "table %u, %.*s = table %u, %.*s", items[from].table[0],
                                    SR_FMT(sr_audit_column_name(a, items[from].table[0] - 1, items[from].column[0])),
                                    items[from].table[1],
                                    SR_FMT(sr_audit_column_name(a, items[from].table[1] - 1, items[from].column[1])));
    for (size_t i = from; i < to; i++) {
        if (!items[i].agrees && (!strict || !items[i].readable))
            continue;
        for (int k = 0; k < 2; k++)
            pairs[2 * n + (size_t)k] = (sr_ref){items[i].row[k], items[i].column[k]};
        n++;
    }
    for (size_t i = 0; i < n; i++)
        sr_equation_add(a, t, (uint32_t)i);
}

/*
 * Two tables, items[from..to): each column states the same as one column of the other at most, the one that it agrees
 * with most.
 */
static void take_tables(sr_audit *a, const match *items, size_t from, size_t to)
{
    candidate list[MONEY_MAX * MONEY_MAX] = {{0}};
    uint32_t used[2][MONEY_MAX * MONEY_MAX], n_used = 0, n = 0;

    for (size_t i = from; i < to;) {
        candidate c = {.from = i, .to = i};
        while (c.to < to && items[c.to].column[0] == items[i].column[0] &&
               items[c.to].column[1] == items[i].column[1]) {
            c.agree += items[c.to].agrees;
            c.differ += items[c.to].readable && !items[c.to].agrees;
            c.to++;
        }
        for (size_t k = c.from; k < c.to && c.agree >= AGREE_LEAST && c.agree >= c.differ; k++)
            if (!items[k].readable)
                suggest_from(a, &items[k]);
        i = c.to;
        if (n < MONEY_MAX * MONEY_MAX)
            list[n++] = c;
    }
    qsort(list, n, sizeof *list, by_agreement);
    for (uint32_t i = 0; i < n; i++) {
        uint32_t x = items[list[i].from].column[0], y = items[list[i].from].column[1];
        bool free = true;
        for (uint32_t k = 0; k < n_used; k++)
            free &= used[0][k] != x && used[1][k] != y;
        if (!free)
            continue;
        used[0][n_used] = x;
        used[1][n_used++] = y;
        take_columns(a, items, &list[i]);
    }
}

static bool has_several_tables(const sr_audit *a, size_t first)
{
    uint32_t n = 0;

    for (size_t t = first; t < a->doc->n_tables && n < 2; t++)
        n += a->table_at[t] < a->table_at[t + 1];
    return n > 1;
}

void sr_audit_cross(sr_audit *a, size_t first)
{
    if (!has_several_tables(a, first))
        return;
    facets *of_table = SR_NEW_ARRAY(a->arena, facets, a->doc->n_tables - first + 1);
    named_row *rows;
    matches columns = {0}, m = {0};

    for (size_t t = first; t < a->doc->n_tables; t++)
        of_table[t - first] = facets_of(a->doc->tables[t]);
    size_t n = list_rows(a, first, of_table, &rows);

    /* Once for those that agree, few among very many; then all of the columns that agree. */
    for (size_t i = 0; i < n; i++)
        for (size_t back = 1; back <= TABLES_BACK && back <= i && rows[i - back].name == rows[i].name; back++)
            match_rows(a, first, of_table, &rows[i], &rows[i - back], &columns);
    if (columns.n)
        qsort(columns.items, columns.n, sizeof *columns.items, by_columns);
    keep_columns(&columns);
    for (size_t i = 0; i < n && columns.n; i++)
        for (size_t back = 1; back <= TABLES_BACK && back <= i && rows[i - back].name == rows[i].name; back++)
            match_columns(a, &columns, &rows[i], &rows[i - back], &m);
    if (m.n)
        qsort(m.items, m.n, sizeof *m.items, by_columns);
    for (size_t from = 0; from < m.n;) {
        size_t to = from + 1;
        while (to < m.n && m.items[to].table[0] == m.items[from].table[0] &&
               m.items[to].table[1] == m.items[from].table[1])
            to++;
        take_tables(a, m.items, from, to);
        from = to;
    }
}
