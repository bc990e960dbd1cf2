/* Totals: what a row adds up that says that it is one. */
#include "normalize/audit_forest.h"

/* ---- totals ---------------------------------------------------------------------------------- */

typedef enum selection { TOP_ROWS, TOP_LEVEL, LEAF_ROWS, ALL_ROWS, TOTAL_ROWS, SELECTIONS } selection;

static bool selects(const sr_forest *f, selection s, uint32_t r)
{
    bool total = sr_forest_row(f, r)->kind == SR_ROW_TOTAL;
    uint32_t head = f->head[r] < f->n ? f->head[r] : r; /* what goes on with a row goes with it */

    if (!f->figures[r])
        return false;
    if (total || s == TOTAL_ROWS)
        return total && s == TOTAL_ROWS;
    if (s == TOP_LEVEL && (f->top == SR_LEVEL_NONE || sr_forest_row(f, head)->level != f->top))
        return false;
    return s == ALL_ROWS || (s == LEAF_ROWS ? sr_count_children(f, head) == 0 : f->parent[head] == f->n);
}

/* The first words of the row. */
static sr_slice first_words(const sr_forest *f, const sr_row *row)
{
    uint32_t width = f->a->doc->tables[f->table]->width;

    for (uint32_t i = 0; i < row->n && i < width; i++)
        if (row->cells[i].status == SR_CELL_TEXT && f->a->doc->tables[f->table]->columns[i].role != SR_ROLE_CODE)
            return sr_trim(sr_cell_text(&row->cells[i]));
    return (sr_slice){0};
}

/* What it is the total of, by its words; absent where they say nothing more. */
static sr_slice total_words(const sr_forest *f, const sr_row *row)
{
    static const char *const heads[] = {"jumlah ", "total "};
    sr_slice text = first_words(f, row);

    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        if (sr_find_nocase(text, sr_str(heads[i])) == 0)
            return sr_trim(sr_sub(text, strlen(heads[i]), text.len));
    return (sr_slice){0};
}

static sr_template *total_of(const sr_forest *f, uint32_t result, selection s, uint32_t from, uint32_t to)
{
    uint32_t *rows, n = 0;

    for (uint32_t r = from; r < to; r++)
        n += r != result && selects(f, s, r);
    if (n == 0 || n > SR_MEMBERS_MAX)
        return NULL;
    rows = SR_NEW_ARRAY(f->a->arena, uint32_t, n);
    n = 0;
    for (uint32_t r = from; r < to; r++)
        if (r != result && selects(f, s, r))
            rows[n++] = r;
    return sr_forest_sum(f, result, rows, n, SR_CHECK_COLUMN_TOTAL);
}

/* "Jumlah Belanja" repeats what stands at the row "BELANJA DAERAH"; the first row that its words begin. */
static sr_template *named_by(const sr_forest *f, uint32_t result)
{
    enum { ROWS_MAX = 1024 }; /* sections stand at the beginning; every total looks for its own */
    sr_slice words = total_words(f, sr_forest_row(f, result)), name;

    for (uint32_t r = 0; words.len && r < result && r < ROWS_MAX; r++) {
        name = first_words(f, sr_forest_row(f, r));
        if (f->figures[r] && sr_forest_row(f, r)->kind != SR_ROW_TOTAL && name.len >= words.len &&
            sr_eq_nocase(sr_sub(name, 0, words.len), words) &&
            (name.len == words.len || sr_is_blank((unsigned char)name.ptr[words.len])))
            return sr_forest_sum(f, result, &r, 1, SR_CHECK_COLUMN_TOTAL);
    }
    return NULL;
}

static bool better(sr_score a, sr_score b)
{
    return a.holds > b.holds || (a.holds == b.holds && a.fails < b.fails);
}

/* Rows of several levels side by side: whose parts they are is not known, and a sum that fails says nothing. */
static bool mixes_levels(const sr_forest *f, const sr_template *t)
{
    for (uint32_t i = 1; i < t->n_terms; i++)
        if (f->a->rows[t->terms[i].line].row->level != f->a->rows[t->terms[0].line].row->level)
            return true;
    return false;
}

/*
 * Sums above each total and of the whole table, by selection and column: of a table with many totals they tell which of
 * the far ways may close, so that only those are listed row by row.
 */
typedef struct side {
    sr_decimal sum;
    bool lost; /* a figure that cannot be read, or too many digits */
} side;

typedef struct sides {
    bool many;
    uint64_t members; /* that may still be listed in far ways */
    uint32_t width;
    side *above, *whole; /* SELECTIONS x width */
} sides;

static void count_row(const sr_forest *f, uint32_t r, uint32_t width, side *sums)
{
    for (int s = 0; s < SELECTIONS; s++)
        for (uint32_t c = 0; c < width && selects(f, (selection)s, r); c++) {
            side *x = &sums[(size_t)s * width + c];
            const sr_cell *cell = sr_row_cell(sr_forest_row(f, r), c);
            if (!f->additive[c] || (!cell->has_value && cell->status != SR_CELL_UNREADABLE))
                continue;
            x->lost |= !cell->has_value || !sr_decimal_add(x->sum, cell->value, &x->sum);
        }
}

/* In some column the rows come to what is printed, but for its rounding. */
static bool may_close(const sr_forest *f, const sides *x, selection s, bool below, uint32_t result)
{
    for (uint32_t c = 0; c < x->width && x->members; c++) {
        const side *above = &x->above[(size_t)s * x->width + c], *whole = &x->whole[(size_t)s * x->width + c];
        const sr_cell *cell = sr_row_cell(sr_forest_row(f, result), c);
        sr_decimal sum = above->sum, off;
        if (!f->additive[c] || !cell->has_value || cell->value.coef == 0 || above->lost || (below && whole->lost) ||
            (below && !sr_decimal_sub(whole->sum, above->sum, &sum)) || !sr_decimal_sub(cell->value, sum, &off))
            continue;
        off.coef = off.coef < 0 ? -off.coef : off.coef;
        if (sr_decimal_cmp(off, (sr_decimal){1, cell->value.scale}) < 0)
            return true;
    }
    return false;
}

static uint32_t count_figures(const sr_forest *f, uint32_t r, const bool *columns)
{
    uint32_t n = 0;

    for (uint32_t c = 0; c < f->a->doc->tables[f->table]->width; c++)
        n += columns[c] && sr_row_cell(sr_forest_row(f, r), c)->has_value;
    return n;
}

/*
 * What a total adds up: the rows above it back to the total before, all rows above it, the totals above it, the rows
 * below it; of each the top ones, the leaves, all, or those of the highest level. The first that closes in most
 * columns; if none closes, the rows above, for a total that is wrong is still a total.
 */
static void add_total(sr_forest *f, sides *x, uint32_t result, uint32_t before, const bool *columns)
{
    const struct {
        selection s;
        uint32_t from, to;
    } ways[] = {{TOP_ROWS, before, result},    {LEAF_ROWS, before, result}, {TOP_ROWS, 0, result},
                {LEAF_ROWS, 0, result},        {TOTAL_ROWS, 0, result},     {TOP_ROWS, result + 1, f->n},
                {LEAF_ROWS, result + 1, f->n}, {ALL_ROWS, before, result},  {TOP_LEVEL, before, result}};
    sr_template *best = NULL;
    sr_score most = {0};

    enum { WAYS = sizeof ways / sizeof *ways };
    uint32_t figures = count_figures(f, result, columns);
    for (size_t i = 0; i <= WAYS && (most.holds < figures || figures == 0); i++) {
        bool far = i < WAYS && (ways[i].from != before || ways[i].to != result);
        if (far && x->many && !may_close(f, x, ways[i].s, ways[i].from > result, result))
            continue;
        sr_template *t = i < WAYS ? total_of(f, result, ways[i].s, ways[i].from, ways[i].to) : named_by(f, result);
        if (!t)
            continue;
        if (far && x->many)
            x->members = x->members > t->n_terms ? x->members - t->n_terms : 0;
        sr_score s = sr_try_columns(f->a, t, columns, false);
        bool named = i == WAYS && most.holds == 0; /* what its words say, where no sum of rows closes */
        if (s.holds + s.fails + s.unknown && (!best || named || (s.holds && better(s, most)))) {
            best = t;
            most = s;
        }
    }
    if (best && (most.holds || (!mixes_levels(f, best) && sr_is_near(f->a, best, columns))))
        sr_add_columns(f->a, best, columns);
    else if (best)
        sr_doubt_sum(f, best, columns, false);
}

/*
 * A total in a table that began in an earlier batch: of the rows since the total before, or of all. Where the rows have
 * levels, those of earlier batches are not told apart, so that a sum that fails says nothing.
 */
static void add_carried_total(sr_forest *f, uint32_t result, uint32_t before, const bool *columns)
{
    const sr_table *table = f->a->doc->tables[f->table];
    const struct {
        uint32_t from;
        const sr_carried *carried;
    } ways[] = {{before, before ? NULL : sr_carried_since_total(table)}, {0, sr_carried_all(table)}};
    sr_template *first = NULL;

    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        sr_template *t = total_of(f, result, ALL_ROWS, ways[i].from, result);
        if (!t || (!before && !ways[i].carried))
            continue;
        t->carried = ways[i].carried;
        if (sr_try_columns(f->a, t, columns, false).holds) {
            sr_add_columns(f->a, t, columns);
            return;
        }
        first = first ? first : t;
    }
    if (first && sr_carried_flat(table) && sr_is_near(f->a, first, columns))
        sr_add_columns(f->a, first, columns);
}

/* Sums of columns that are no money: only where they hold. */
static void add_counted_total(sr_forest *f, uint32_t result, uint32_t before)
{
    sr_template *t = total_of(f, result, TOP_ROWS, before, result);
    bool *holds;

    if (!t)
        return;
    holds = SR_NEW_ARRAY(f->a->arena, bool, f->a->doc->tables[f->table]->width);
    for (uint32_t c = 0; c < f->a->doc->tables[f->table]->width; c++) {
        sr_equation e = {.template = t, .fixed = c};
        holds[c] = f->counted[c] && sr_adds_something(f->a, t, c) && sr_equation_state(f->a, &e, NULL) == SR_HOLDS;
    }
    sr_add_columns(f->a, t, holds);
}

static void add_totals(sr_forest *f)
{
    enum { FEW = 1 << 22, EACH = 16 }; /* totals x rows that are tried one by one; members listed for each row beyond */
    uint32_t before = 0, totals = 0;
    sides x = {.members = (uint64_t)EACH * f->n, .width = f->a->doc->tables[f->table]->width};

    for (uint32_t r = 0; r < f->n; r++)
        totals += sr_forest_row(f, r)->kind == SR_ROW_TOTAL && f->figures[r];
    x.many = (uint64_t)totals * f->n > FEW;
    if (x.many) {
        x.above = SR_NEW_ARRAY(f->a->arena, side, (size_t)SELECTIONS * x.width);
        x.whole = SR_NEW_ARRAY(f->a->arena, side, (size_t)SELECTIONS * x.width);
        for (uint32_t r = 0; r < f->n; r++)
            count_row(f, r, x.width, x.whole);
    }
    for (uint32_t r = 0; r < f->n; r++) {
        if (sr_forest_row(f, r)->kind == SR_ROW_TOTAL && f->figures[r]) {
            if (sr_carried_all(f->a->doc->tables[f->table]))
                add_carried_total(f, r, before, f->additive);
            else
                add_total(f, &x, r, before, f->additive);
            if (before || !sr_carried_all(f->a->doc->tables[f->table]))
                add_counted_total(f, r, before);
            before = r + 1;
        }
        if (x.many)
            count_row(f, r, x.width, x.above);
    }
}

/*
 * A row above the tree that belongs to no level is the agency's own: "BADAN KEPEGAWAIAN ... 5.357.829.000", before its
 * programs. It must prove itself.
 */
static void add_agency(sr_forest *f)
{
    for (uint32_t r = 0; r + 1 < f->n; r++) {
        if (!f->figures[r])
            continue;
        if (sr_forest_row(f, r)->level != SR_LEVEL_NONE || sr_forest_row(f, r)->kind == SR_ROW_TOTAL ||
            sr_count_children(f, r) || f->parent[r] < f->n)
            return;
        uint32_t *rows = SR_NEW_ARRAY(f->a->arena, uint32_t, f->n), n = 0;
        for (uint32_t i = r + 1; i < f->n; i++)
            if (selects(f, TOP_LEVEL, i))
                rows[n++] = i;
        sr_template *t = sr_forest_sum(f, r, rows, n, SR_CHECK_COLUMN_TOTAL);
        sr_score s = t ? sr_try_columns(f->a, t, f->additive, n > 1) : (sr_score){0};
        if (s.holds && s.holds >= (n > 1 ? s.fails : 2 * s.fails + 2)) {
            sr_add_columns(f->a, t, f->additive);
            f->parent[r] = r; /* no part of another total: it is one */
        }
        return;
    }
}

void sr_add_totals(sr_forest *f)
{
    if (!sr_carried_all(f->a->doc->tables[f->table]) && f->a->doc->tables[f->table]->done)
        add_agency(f);
    add_totals(f);
}
