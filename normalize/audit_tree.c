/*
 * The tree of a table's rows: whose part each is, by the parents that rows were given, by their codes, and where these
 * are misprinted or stand twice, by what adds up.
 */
#include "normalize/audit_forest.h"

/* ---- parents by code ------------------------------------------------------------------------- */

/* Rows by code, the latest of each: open addressing, a power of two of slots. */
typedef struct by_code {
    uint32_t *row; /* 1 + row; 0 = free */
    uint32_t mask;
} by_code;

static uint32_t *slot_of(const sr_forest *f, const by_code *x, sr_slice code)
{
    uint32_t at = (uint32_t)sr_hash(code) & x->mask;

    while (x->row[at] && !sr_eq(f->code[x->row[at] - 1], code))
        at = (at + 1) & x->mask;
    return &x->row[at];
}

/* The row of the longest code that this one goes on with: 4.1.1 of 4.1.1.01, and 001.41 of 001.414. n if none. */
static uint32_t longest_prefix(const sr_forest *f, const by_code *x, sr_slice code)
{
    enum { DEEP = 3 }; /* groups from which on an account's digits may stand together */
    size_t groups = 1, last = 0;

    for (size_t i = 0; i < code.len; i++)
        if (code.ptr[i] == '.') {
            groups++;
            last = i + 1;
        }
    for (size_t len = code.len; len-- > 1;) {
        bool within = len > last && groups >= DEEP && len == code.len - 1 && len - last >= 2;
        if (code.ptr[len] != '.' && !within)
            continue;
        uint32_t row = *slot_of(f, x, sr_sub(code, 0, len));
        if (row)
            return row - 1;
    }
    return f->n;
}

/*
 * The row's code; of an account of more groups than a code of activities has, what stands in the column of codes,
 * without blanks and a last dot: "1.19 . 1.19.03 . 00 . 00 . 5 . 1 . 1".
 */
static sr_slice code_of(const sr_forest *f, const sr_row *row)
{
    const sr_table *t = f->a->doc->tables[f->table];
    uint32_t c = 0;

    if (row->code.len || row->kind == SR_ROW_TOTAL)
        return row->kind == SR_ROW_TOTAL ? (sr_slice){0} : row->code;
    while (c < t->width && c < row->n && t->columns[c].role != SR_ROLE_CODE)
        c++;
    if (c == t->width || c >= row->n)
        return (sr_slice){0};
    sr_slice text = sr_cell_text(&row->cells[c]);
    char *code = text.len ? sr_arena_alloc(f->a->arena, text.len) : NULL;
    size_t n = 0;
    for (size_t i = 0; i < text.len; i++) {
        char ch = text.ptr[i];
        if (sr_is_digit((unsigned char)ch) || ch == '.')
            code[n++] = ch;
        else if (!sr_is_blank((unsigned char)ch))
            return (sr_slice){0};
    }
    while (n && code[n - 1] == '.')
        n--;
    return (sr_slice){code, n};
}

/*
 * Accounts of budgets (Permendagri 90/2019: 5.1.02.01) have more levels than activities have names: their codes tell
 * whose part a row is, where the row was given no parent.
 */
static void find_parents(sr_forest *f, uint32_t *before)
{
    by_code x = {.mask = 15};

    while (x.mask < 2 * f->n)
        x.mask = 2 * x.mask + 1;
    x.row = SR_NEW_ARRAY(f->a->arena, uint32_t, (size_t)x.mask + 1);
    for (uint32_t r = 0; r < f->n; r++) {
        const sr_row *row = sr_forest_row(f, r);
        uint32_t at = row->parent ? sr_audit_row_of(f->a, f->table, row->parent) : UINT32_MAX;
        f->up[r] = at == UINT32_MAX ? f->n : at - f->from;
        f->code[r] = code_of(f, row);
        before[r] = f->n;
        if (!f->code[r].len)
            continue;
        uint32_t found = longest_prefix(f, &x, f->code[r]), *slot = slot_of(f, &x, f->code[r]);
        if (found < f->n && f->up[r] == f->n)
            f->up[r] = found;
        if (*slot && f->figures[*slot - 1] && f->figures[r])
            f->repeated[r] = f->repeated[*slot - 1] = true;
        before[r] = *slot ? *slot - 1 : f->n;
        *slot = r + 1;
    }
}

/* The row behind that has the figures of a code whose own row names it only: one row, printed on two lines. */
static uint32_t figures_of(const sr_forest *f, uint32_t r)
{
    return !f->figures[r] && r + 1 < f->n && f->figures[r + 1] && f->code[r].len && sr_eq(f->code[r], f->code[r + 1])
               ? r + 1
               : r;
}

/* Parents come before their children or behind them; a walk upwards ends after as many steps as there are levels. */
static uint32_t ancestor(const sr_forest *f, uint32_t r)
{
    enum { STEPS = 16 }; /* groups of a code, and more */
    uint32_t own = r;

    for (int step = 0; step < STEPS; step++) {
        r = f->up[r];
        if (r == f->n)
            return r;
        uint32_t at = figures_of(f, r);
        if (f->figures[at] && at != own)
            return at;
    }
    return f->n;
}

/* Amounts, not only counts. */
static bool states_amounts(const sr_forest *f, const sr_row *row, uint32_t width)
{
    for (uint32_t c = 0; c < row->n && c < width; c++)
        if (f->additive[c] && row->cells[c].has_value)
            return true;
    return false;
}

/*
 * A row without a name of its own that speaks of the same activity as the one above it, for another of its indicators:
 * where it has an amount, too, the activity's amount stands in two rows. The first of them; n if the row is no such.
 */
static uint32_t goes_on_with(const sr_forest *f, uint32_t r, uint32_t width)
{
    const sr_row *row = sr_forest_row(f, r), *above = r ? sr_forest_row(f, r - 1) : NULL;

    if (!above || row->kind != SR_ROW_DETAIL || row->code.len || !row->context || !above->context ||
        row->level == SR_LEVEL_NONE || row->level != above->level || f->up[r] == r - 1 ||
        !sr_eq(sr_context_activity(row->context), sr_context_activity(above->context)) ||
        !states_amounts(f, row, width) || !states_amounts(f, above, width))
        return f->n;
    return f->head[r - 1] < f->n ? f->head[r - 1] : r - 1;
}

static void plant(sr_forest *f)
{
    uint32_t width = f->a->doc->tables[f->table]->width;

    memset(f->child_at, 0, (f->n + 2) * sizeof *f->child_at);
    for (uint32_t r = 0; r < f->n; r++)
        f->head[r] = goes_on_with(f, r, width);
    f->top = SR_LEVEL_NONE;
    for (uint32_t r = 0; r < f->n; r++) {
        uint8_t level = sr_forest_row(f, r)->level;
        if (f->figures[r] && level != SR_LEVEL_NONE && (f->top == SR_LEVEL_NONE || level < f->top))
            f->top = level;
    }
    for (uint32_t r = 0; r < f->n; r++) {
        bool part = f->figures[r] && sr_forest_row(f, r)->kind != SR_ROW_TOTAL && f->head[r] == f->n;
        f->parent[r] = part ? ancestor(f, r) : f->n;
        if (f->parent[r] < f->n)
            f->child_at[f->parent[r] + 2]++;
    }
    for (uint32_t r = 2; r < f->n + 2; r++)
        f->child_at[r] += f->child_at[r - 1];
    for (uint32_t r = 0; r < f->n; r++)
        if (f->parent[r] < f->n)
            f->children[f->child_at[f->parent[r] + 1]++] = r;
}

/* ---- where codes do not tell ------------------------------------------------------------------- */

static sr_score try_rows(const sr_forest *f, uint32_t result, const uint32_t *rows, uint32_t n)
{
    const sr_template *t = sr_forest_sum(f, result, rows, n, SR_CHECK_SUBTOTAL);

    return t ? sr_try_columns(f->a, t, f->additive, false) : (sr_score){0};
}

/* The row is the sum of the rows in all columns of amounts. */
static bool closes(const sr_forest *f, uint32_t result, const uint32_t *rows, uint32_t n)
{
    sr_score s = try_rows(f, result, rows, n);

    return s.holds && s.fails == 0;
}

static bool children_close(const sr_forest *f, uint32_t r)
{
    return closes(f, r, f->children + f->child_at[r], sr_count_children(f, r));
}

/*
 * A row without a code that has figures, behind rows of a parent whose codes begin anew below it: "KECAMATAN BUAHDUA"
 * below 7.01.06 and above another 7.01.02. Those rows are its own; how many there are.
 */
static uint32_t rows_begun_anew(const sr_forest *f, uint32_t head, const uint32_t *before)
{
    uint32_t n = 0, r = head + 1;

    if (f->code[head].len || !f->figures[head] || f->parent[head] < f->n || sr_count_children(f, head) ||
        sr_forest_row(f, head)->kind == SR_ROW_TOTAL)
        return 0;
    while (r < f->n && before[r] < f->n && before[r] < head && f->parent[r] < head && f->figures[r] &&
           f->parent[r] == f->parent[head + 1])
        n++, r++;
    return n;
}

/* Heads of rows whose codes begin anew, if most of them are the sum of those rows. */
static bool part_those_begun_anew(sr_forest *f, const uint32_t *before)
{
    enum { LEAST = 2 }; /* rows: one may be equal by being the same thing once more */
    uint32_t *rows = SR_NEW_ARRAY(f->a->arena, uint32_t, f->n), *begun = SR_NEW_ARRAY(f->a->arena, uint32_t, f->n);
    uint32_t close = 0, fail = 0;

    for (uint32_t r = 0; r < f->n; r++)
        rows[r] = r;
    for (uint32_t r = 0; r + 1 < f->n; r++) {
        begun[r] = rows_begun_anew(f, r, before);
        if (begun[r] < LEAST)
            begun[r] = 0;
        else if (closes(f, r, rows + r + 1, begun[r]))
            close++;
        else
            fail++;
    }
    for (uint32_t r = 0; r < f->n && close > fail; r++)
        for (uint32_t i = 1; i <= begun[r]; i++) {
            f->up[r] = f->up[f->parent[r + i]];
            f->up[r + i] = r;
        }
    return close > fail;
}

/*
 * Two rows have the same code: of the children of the first those belong to it that add up to it, the rest to the
 * second, if these add up, too.
 */
static bool deal_children(sr_forest *f, uint32_t first, uint32_t second)
{
    enum { CHILDREN_MAX = 256 };
    const uint32_t *children = f->children + f->child_at[first];
    uint32_t n = sr_count_children(f, first), m = sr_count_children(f, second), rows[CHILDREN_MAX];

    if (n < 2 || n + m > CHILDREN_MAX || children_close(f, first))
        return false;
    for (uint32_t own = 1; own < n; own++) {
        if (!closes(f, first, children, own))
            continue;
        memcpy(rows, children + own, (n - own) * sizeof *rows);
        memcpy(rows + n - own, f->children + f->child_at[second], m * sizeof *rows);
        if (!closes(f, second, rows, n - own + m))
            continue;
        for (uint32_t i = own; i < n; i++)
            f->up[children[i]] = second;
        return true;
    }
    return false;
}

/* The row's code says that it is the other's part. */
static bool says_so(const sr_forest *f, uint32_t r, uint32_t parent)
{
    sr_slice own = f->code[r], above = parent < f->n ? f->code[parent] : (sr_slice){0};

    return above.len && own.len > above.len && memcmp(own.ptr, above.ptr, above.len) == 0;
}

static bool may_be_under(const sr_forest *f, uint32_t r, uint32_t above)
{
    uint8_t level = sr_forest_row(f, r)->level;

    return level == SR_LEVEL_NONE || level > sr_forest_row(f, above)->level;
}

/*
 * A row whose code tells no parent, or was misprinted, right behind the parts of one: it is one of them where they add
 * up with it and not without.
 */
static bool take_stray(sr_forest *f, uint32_t r)
{
    enum { STEPS = 8, PARTS_MAX = 64 };
    uint32_t above = r - 1, rows[PARTS_MAX];

    for (int step = 0; step < STEPS && f->parent[above] < r; step++) {
        above = f->parent[above];
        uint32_t n = sr_count_children(f, above);
        if (n >= PARTS_MAX || f->repeated[above] || above == f->parent[r] || !may_be_under(f, r, above))
            return false;
        memcpy(rows, f->children + f->child_at[above], n * sizeof *rows);
        if (rows[n - 1] > r || closes(f, above, rows, n))
            continue;
        rows[n] = r;
        if (closes(f, above, rows, n + 1)) {
            f->up[r] = above;
            return true;
        }
    }
    return false;
}

/* What the amounts say of rows of which the codes do not tell whose part they are. True if the tree has changed. */
static bool mend(sr_forest *f, const uint32_t *before)
{
    bool changed = part_those_begun_anew(f, before);

    for (uint32_t r = 0; r < f->n && !changed; r++)
        if (before[r] < f->n && f->figures[r] && f->figures[before[r]])
            changed |= deal_children(f, before[r], r);
    for (uint32_t r = 1; r < f->n && !changed; r++)
        if (f->figures[r] && f->head[r] == f->n && !says_so(f, r, f->up[r]) && sr_count_children(f, r) == 0 &&
            sr_forest_row(f, r)->kind != SR_ROW_TOTAL)
            changed |= take_stray(f, r);
    return changed;
}

void sr_grow_tree(sr_forest *f)
{
    enum { ROUNDS_MAX = 4 };
    uint32_t *before = SR_NEW_ARRAY(f->a->arena, uint32_t, f->n + 1); /* by row: the last one with its code */

    find_parents(f, before);
    plant(f);
    for (int round = 0; round < ROUNDS_MAX && mend(f, before); round++)
        plant(f);
}
