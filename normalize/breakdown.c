#include "normalize/breakdown.h"

enum { DEPTH_MAX = 6 /* headings within headings */ };

typedef struct group {
    const sr_table *table;
    const sr_table_state *st;
    uint32_t money; /* column of the amounts that are added up */
    size_t owner, from, to;
    bool has_lines; /* a row with a volume or price is among them */
} group;

static bool is_money(const sr_column *c)
{
    return c->role == SR_ROLE_MEASURE && c->aspect == SR_ASPECT_MONEY && c->unit == SR_UNIT_RUPIAH;
}

static bool has_text(const sr_row *row, int32_t column)
{
    return column >= 0 && sr_cell_text(sr_row_cell(row, (uint32_t)column)).len > 0;
}

/* Whether the row counts or prices something. */
static bool has_volume(const group *g, const sr_row *row)
{
    for (uint32_t c = 0; c < g->table->width; c++) {
        const sr_column *col = &g->table->columns[c];
        if ((col->role == SR_ROLE_MEASURE || col->role == SR_ROLE_NONE) && !is_money(col) &&
            sr_row_cell(row, c)->has_value)
            return true;
    }
    return false;
}

static const sr_cell *amount_of(const group *g, size_t r)
{
    return sr_row_cell(g->table->rows[r], g->money);
}

/* ---- which rows ------------------------------------------------------------------------------ */

static bool is_owner(const group *g, const sr_row *row)
{
    return (row->kind == SR_ROW_DETAIL || row->kind == SR_ROW_SUBTOTAL) && has_text(row, g->st->at[SR_ROLE_CODE]);
}

static bool is_line(const group *g, const sr_row *row)
{
    return row->kind == SR_ROW_DETAIL && row->level == SR_LEVEL_NONE && !row->parent &&
           !has_text(row, g->st->at[SR_ROLE_CODE]) && has_text(row, g->st->at[SR_ROLE_NAME]);
}

/* The rows below the owner up to one that is no line, and the first column in which it has an amount. */
static bool find_group(group *g)
{
    const sr_table *t = g->table;

    g->from = g->to = g->owner + 1;
    g->has_lines = false;
    for (; g->to < t->n_rows && is_line(g, t->rows[g->to]); g->to++)
        g->has_lines |= has_volume(g, t->rows[g->to]);
    if (g->to == g->from)
        return false;
    for (g->money = 0; g->money < t->width; g->money++)
        if (is_money(&t->columns[g->money]) && amount_of(g, g->owner)->has_value &&
            amount_of(g, g->owner)->value.coef != 0)
            return true;
    return false;
}

/* ---- what adds up ---------------------------------------------------------------------------- */

/* Rows whose lines are still to come, the innermost last, and how much of their amounts is left. */
typedef struct open_rows {
    size_t row[DEPTH_MAX];
    sr_decimal left[DEPTH_MAX];
    int n;
} open_rows;

static bool push(open_rows *o, size_t row, sr_decimal amount)
{
    if (o->n == DEPTH_MAX)
        return false;
    o->row[o->n] = row;
    o->left[o->n++] = amount;
    return true;
}

/* Headings that are used up are over; one that had nothing below it was a line. */
static void close_rows(const group *g, open_rows *o, sr_decimal next)
{
    while (o->n > 1) {
        sr_decimal left = o->left[o->n - 1];
        bool unused = sr_decimal_cmp(left, amount_of(g, o->row[o->n - 1])->value) == 0;
        if (left.coef != 0 && !(unused && sr_decimal_cmp(next, left) > 0))
            return;
        o->n--;
    }
}

/* Gives each row of the group the row that it is part of; false where the amounts do not come out. */
static bool add_up(const group *g, size_t *owner_of)
{
    open_rows open = {0};

    push(&open, g->owner, amount_of(g, g->owner)->value);
    for (size_t r = g->from; r < g->to; r++) {
        const sr_cell *c = amount_of(g, r);
        owner_of[r - g->from] = g->owner;
        if (!c->has_value)
            continue; /* a remark */
        close_rows(g, &open, c->value);
        owner_of[r - g->from] = open.row[open.n - 1];
        sr_decimal *left = &open.left[open.n - 1];
        if (!sr_decimal_sub(*left, c->value, left))
            return false;
        bool heading = g->has_lines && !has_volume(g, g->table->rows[r]);
        if (heading && !push(&open, r, c->value))
            return false;
    }
    close_rows(g, &open, (sr_decimal){INT64_MAX, 0});
    return open.n == 1 && open.left[0].coef == 0;
}

/* Only the rows below have volumes or prices, and each of them: they are its lines whatever they add up to. */
static bool all_lines(const group *g)
{
    for (size_t r = g->from; r < g->to; r++)
        if (!has_volume(g, g->table->rows[r]))
            return false;
    return !has_volume(g, g->table->rows[g->owner]);
}

static void take_group(const group *g, size_t *owner_of)
{
    bool adds = add_up(g, owner_of);

    if (!adds && !all_lines(g))
        return;
    for (size_t r = g->from; r < g->to; r++) {
        sr_row *owner = g->table->rows[adds ? owner_of[r - g->from] : g->owner];
        g->table->rows[r]->parent = owner->row_no;
        owner->kind = SR_ROW_SUBTOTAL;
    }
}

void sr_breakdown_settle(sr_doc *doc, const sr_table *table, const sr_table_state *st)
{
    group g = {.table = table, .st = st};

    if (st->at[SR_ROLE_CODE] < 0 || st->at[SR_ROLE_NAME] < 0 || table->n_rows == 0)
        return;
    size_t *owner_of = SR_NEW_ARRAY(&doc->batch, size_t, table->n_rows);
    for (size_t r = 0; r<table->n_rows; r = g.to> r ? g.to : r + 1) {
        g.owner = r;
        g.to = r + 1;
        if (is_owner(&g, table->rows[r]) && find_group(&g))
            take_group(&g, owner_of);
    }
}
