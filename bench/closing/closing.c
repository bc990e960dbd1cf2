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

/* What children add up to in one column, by row of the parent. */
typedef struct tally {
    sr_decimal sum;
    uint32_t children;
    bool unread;
} tally;

/* rows[i] has row_no first + i. */
static void add_children(const sr_table *table, uint32_t c, uint32_t first, tally *by_row)
{
    for (size_t r = 0; r < table->n_rows; r++) {
        const sr_row *row = table->rows[r];
        const sr_cell *cell = sr_row_cell(row, c);
        if (!is_data(row) || row->parent < first || row->parent >= row->row_no)
            continue;
        tally *t = &by_row[row->parent - first];
        t->children++;
        t->unread |= cell->status == SR_CELL_UNREADABLE;
        if (cell->has_value && !sr_decimal_add(t->sum, cell->value, &t->sum))
            t->unread = true;
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
        bool closes = sr_decimal_cmp(own, t->sum) == 0;
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

    add_children(table, table->width, first, by_row); /* no column: who has children */
    for (uint32_t c = 0; c < table->width; c++) {
        if (!is_money(&table->columns[c]))
            continue;
        tally *t = calloc(span + 1, sizeof *t);
        add_children(table, c, first, t);
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
