/*
 * Tables that go on over several batches: the sums of their rows so far, for the total that stands in a later one.
 * Exact decimals, by column; of all rows and of those behind the last total.
 */
#include "normalize/audit_parts.h"

enum { COLUMNS_MAX = 256 }; /* that are summed up: what a table has more of is not audited over batches */

typedef struct carry {
    bool tree;
    uint8_t level; /* of the first row */
    sr_carried all, since;
} carry;

static void begin(sr_carried *x, sr_arena *arena, uint32_t width)
{
    x->width = width < COLUMNS_MAX ? width : COLUMNS_MAX;
    x->sum = SR_NEW_ARRAY(arena, sr_decimal, x->width);
    x->lost = SR_NEW_ARRAY(arena, bool, x->width);
}

static void begin_anew(sr_carried *x)
{
    x->rows = 0;
    memset(x->sum, 0, x->width * sizeof *x->sum);
    memset(x->lost, 0, x->width * sizeof *x->lost);
}

static void add_row(sr_carried *x, const sr_row *row)
{
    if (x->rows++ == 0)
        x->first_row = row->row_no;
    for (uint32_t c = 0; c < row->n && c < x->width; c++) {
        const sr_cell *cell = &row->cells[c];
        if (cell->status == SR_CELL_UNREADABLE ||
            (cell->has_value && !sr_decimal_add(x->sum[c], cell->value, &x->sum[c])))
            x->lost[c] = true;
    }
}

void sr_audit_carry(sr_audit *a, uint32_t table)
{
    sr_table *t = a->doc->tables[table];
    carry *k = t->sums;

    if (t->done)
        return;
    if (!k) {
        t->sums = k = SR_NEW(&a->doc->arena, carry);
        begin(&k->all, &a->doc->arena, t->width);
        begin(&k->since, &a->doc->arena, t->width);
    }
    for (uint32_t r = a->table_at[table]; r < a->table_at[table + 1]; r++) {
        const sr_row *row = a->rows[r].row;
        if (row->kind == SR_ROW_TOTAL) {
            begin_anew(&k->since);
            continue;
        }
        if (k->all.rows == 0)
            k->level = row->level;
        k->tree |= row->parent || row->level != k->level;
        add_row(&k->all, row);
        add_row(&k->since, row);
    }
}

const sr_carried *sr_carried_all(const sr_table *table)
{
    const carry *k = table->sums;

    return k && k->all.rows ? &k->all : NULL;
}

const sr_carried *sr_carried_since_total(const sr_table *table)
{
    const carry *k = table->sums;

    return k && k->since.rows ? &k->since : NULL;
}

bool sr_carried_flat(const sr_table *table)
{
    const carry *k = table->sums;

    return k && !k->tree;
}
