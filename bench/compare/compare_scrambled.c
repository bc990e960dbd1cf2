/*
 * Scrambled text has no rows to match: an activity is the row that has its indicator, and its quarters are looked
 * for in the columns that claim them.
 */
#include "bench/compare/compare.h"

static bool has_words(const sr_row *row, sr_slice words)
{
    if (score_same_words(row->indicator, words))
        return true;
    for (uint32_t i = 0; i < row->n; i++)
        if (score_same_words(sr_cell_text(&row->cells[i]), words) ||
            score_same_words(sr_cell_raw(&row->cells[i]), words))
            return true;
    return false;
}

static const found_row *find(const comparison *c, const gen_row *truth, bool *used)
{
    for (size_t i = 0; i < c->n_rows; i++) {
        if (used[i] || !has_words(c->rows[i].row, truth->indicator))
            continue;
        used[i] = true;
        return &c->rows[i];
    }
    return NULL;
}

static const sr_cell *measure_of(const found_row *found, uint8_t quarter, uint32_t *column_no)
{
    for (uint32_t i = 0; i < found->table->width; i++) {
        const sr_column *column = &found->table->columns[i];
        *column_no = i + 1;
        if (column->role == SR_ROLE_MEASURE && column->measure == SR_MEASURE_TARGET && column->quarter == quarter)
            return sr_row_cell(found->row, i);
    }
    return NULL;
}

static bool said_somewhere(const comparison *c)
{
    for (size_t i = 0; i < c->doc->n_findings; i++)
        if (c->doc->findings[i].severity >= SR_WARNING)
            return true;
    return false;
}

static void score_activity(comparison *c, const gen_table *table, const gen_row *row, const found_row *found)
{
    for (uint32_t t = 0; t < table->n_columns; t++) {
        const gen_cell *truth = &row->cells[t];
        uint32_t column_no = 0;
        if (table->columns[t].role != SR_ROLE_MEASURE || truth->shown.len == 0)
            continue;
        score_ask(c->place, (gen_mess)truth->mess, SCORE_OF_PLACES);
        const sr_cell *cell = found ? measure_of(found, table->columns[t].quarter, &column_no) : NULL;
        if (cell) {
            bool told = score_told(c, found, column_no, row->line_first, row->line_last);
            score_value(c, table, truth, (gen_mess)truth->mess, cell, told, row->line_first, column_no);
            continue;
        }
        if (truth->has_value && truth->stands)
            score_ask(c->place, (gen_mess)truth->mess, SCORE_OF_VALUES);
        score_fail(c->place, (gen_mess)truth->mess, (gen_kind)table->kind,
                   said_somewhere(c) ? SCORE_LOST_TOLD : SCORE_LOST_SILENT,
                   "line %llu quarter %d: \"%.*s\" of \"%.*s\" %s", (unsigned long long)row->line_first,
                   table->columns[t].quarter, SR_FMT(truth->shown), SR_FMT(row->indicator),
                   found ? "has no column" : "in no row");
    }
}

void score_scrambled(comparison *c, const gen_table *truth)
{
    bool *used = SR_NEW_ARRAY(&c->arena, bool, c->n_rows + 1);

    for (size_t r = 0; r < truth->n_rows; r++)
        score_activity(c, truth, &truth->rows[r], find(c, &truth->rows[r], used));
}
