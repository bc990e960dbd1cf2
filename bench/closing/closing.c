#include "bench/closing/closing.h"

#include "normalize/units.h"

#include <stdlib.h>

static bool is_money(const sr_column *c)
{
    return c->role == SR_ROLE_MEASURE && c->aspect == SR_ASPECT_MONEY && c->measure != SR_MEASURE_ACHIEVEMENT &&
           c->unit != SR_UNIT_PERCENT;
}

static bool is_data(const sr_row *row)
{
    return row->kind <= SR_ROW_TOTAL;
}

/* What stands in one column, by row: what further rows of the same activity add, and what children add up to. */
typedef struct tally {
    sr_decimal further, sum, sum_further;
    uint32_t children;
    bool unread;
} tally;

static void add(tally *t, sr_decimal *sum, sr_decimal value)
{
    t->unread |= !sr_decimal_add(*sum, value, sum);
}

/* A row that names nothing goes on with the activity above it: another indicator, with its own amounts as like as not.
 */
static bool goes_on(const sr_row *row, const sr_row *owner)
{
    return owner && row->parent == 0 && row->level != SR_LEVEL_NONE && row->level == owner->level && row->context &&
           row->context == owner->context && row->code.len == 0;
}

/* by_row[i] is of row_no first + i. */
static void tally_rows(const sr_table *table, uint32_t c, uint32_t first, tally *by_row)
{
    const sr_row *owner = NULL;

    for (size_t r = 0; r < table->n_rows; r++) {
        const sr_row *row = table->rows[r];
        const sr_cell *cell = sr_row_cell(row, c);
        if (!is_data(row))
            continue;
        bool further = goes_on(row, owner);
        owner = further ? owner : row;
        const sr_row *child = further ? owner : row;
        if (further && cell->has_value)
            add(&by_row[owner->row_no - first], &by_row[owner->row_no - first].further, cell->value);
        if (child->parent < first || child->parent >= child->row_no)
            continue;
        tally *t = &by_row[child->parent - first];
        t->children += !further;
        t->unread |= cell->status == SR_CELL_UNREADABLE;
        if (cell->has_value)
            add(t, &t->sum_further, cell->value);
        if (cell->has_value && !further)
            add(t, &t->sum, cell->value);
    }
}

typedef struct outcome {
    uint32_t closes, fails;
} outcome;

static void show_failure(FILE *show, const sr_table *table, const sr_row *row, uint32_t c, sr_decimal sum)
{
    char want[SR_DECIMAL_TEXT], got[SR_DECIMAL_TEXT] = "nothing";
    const sr_cell *cell = sr_row_cell(row, c);
    size_t n = sr_decimal_text(sum, want), m = strlen(got);

    if (cell->has_value)
        m = sr_decimal_text(cell->value, got);
    sr_slice name = row->code.len ? row->code : row->indicator;
    for (uint32_t i = 0; i < table->width && !row->code.len; i++)
        if (table->columns[i].role == SR_ROLE_NAME)
            name = sr_cell_text(sr_row_cell(row, i));
    fprintf(show, "  table %u row %u line %llu column %u %s: %.*s, its children %.*s  (%.*s)\n", table->table_no,
            row->row_no, (unsigned long long)row->line_no, c + 1, sr_level_name((sr_level)row->level), (int)m, got,
            (int)n, want, SR_FMT(sr_sub(name, 0, name.len < 60 ? name.len : 60)));
}

static void compare(const sr_table *table, uint32_t c, const tally *by_row, outcome *outcomes, FILE *show)
{
    for (size_t r = 0; r < table->n_rows; r++) {
        const sr_row *row = table->rows[r];
        const sr_cell *cell = sr_row_cell(row, c);
        const tally *t = &by_row[row->row_no - table->rows[0]->row_no];
        sr_decimal own = cell->has_value ? cell->value : sr_dec(0, 0);
        bool states = cell->has_value || cell->status == SR_CELL_NIL;
        if (t->children == 0 || t->unread || !states || (own.coef == 0 && t->sum.coef == 0))
            continue;
        sr_decimal all = own;
        bool closes = sr_decimal_cmp(own, t->sum) == 0 ||
                      (sr_decimal_add(own, t->further, &all) && sr_decimal_cmp(all, t->sum_further) == 0);
        outcomes[r].closes += closes;
        outcomes[r].fails += !closes;
        if (!closes && show)
            show_failure(show, table, row, c, t->sum);
    }
}

static void count_table(const sr_table *table, closing *sum, FILE *show)
{
    uint32_t first = table->n_rows ? table->rows[0]->row_no : 0;
    uint32_t span = table->n_rows ? table->rows[table->n_rows - 1]->row_no - first + 1 : 0;
    tally *by_row = calloc(span + 1, sizeof *by_row);
    outcome *outcomes = calloc(table->n_rows + 1, sizeof *outcomes);
    bool *has_money = calloc(table->n_rows + 1, sizeof *has_money);

    tally_rows(table, table->width, first, by_row); /* no column: who has children */
    for (uint32_t c = 0; c < table->width; c++) {
        if (!is_money(&table->columns[c]))
            continue;
        tally *t = calloc(span + 1, sizeof *t);
        tally_rows(table, c, first, t);
        compare(table, c, t, outcomes, show);
        for (size_t r = 0; r < table->n_rows; r++)
            has_money[r] |= is_data(table->rows[r]) && sr_row_cell(table->rows[r], c)->has_value;
        free(t);
    }
    for (size_t r = 0; r < table->n_rows; r++) {
        const outcome *o = &outcomes[r];
        bool parent = by_row[table->rows[r]->row_no - first].children > 0;
        sum->rows += is_data(table->rows[r]);
        sum->money += has_money[r];
        sum->level += is_data(table->rows[r]) && table->rows[r]->level != SR_LEVEL_NONE;
        sum->parents += parent;
        sum->all += parent && o->closes && !o->fails;
        sum->some += parent && o->closes && o->fails;
        sum->none += parent && !o->closes && o->fails;
        sum->bare += parent && !o->closes && !o->fails;
    }
    free(by_row);
    free(outcomes);
    free(has_money);
}

void closing_count(const sr_doc *doc, closing *sum, FILE *show)
{
    for (size_t i = 0; i < doc->n_tables; i++)
        count_table(doc->tables[i], sum, show);
}
