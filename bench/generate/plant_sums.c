/*
 * Errors of the agency: sums over the wrong rows, percentages added up, values left over from elsewhere, rows lost.
 */
#include "bench/generate/plant.h"
#include "bench/generate/spec.h"

static const gen_relation *sum_with_result(const planter *p, gen_at at)
{
    uint32_t n;
    const uint32_t *of = gen_relations_of(p->doc, at, &n);

    for (uint32_t i = 0; i < n; i++) {
        const gen_relation *relation = &p->doc->audit->relations[of[i]];
        if (relation->op == SR_OP_SUM && gen_same_place(relation->result, at) &&
            (relation->kind == SR_CHECK_SUBTOTAL || relation->kind == SR_CHECK_COLUMN_TOTAL))
            return relation;
    }
    return NULL;
}

static sr_decimal value_at(const planter *p, gen_at at)
{
    sr_decimal value;

    gen_printed(p->doc, at, &value);
    return value;
}

/* The row behind the last that is added, where a range that slipped by one would end. */
static bool row_behind(const planter *p, const gen_relation *sum, gen_at *at)
{
    const gen_table *table = &p->doc->tables[sum->result.table];

    *at = sum->members[sum->n_members - 1];
    at->row++;
    return at->row < table->n_rows && table->rows[at->row].node >= 0 && !table->rows[at->row].gone &&
           gen_cell_at(p->doc, *at)->has_value;
}

static uint32_t page_of(const planter *p, gen_at at)
{
    return p->doc->tables[at.table].rows[at.row].page;
}

/* The sum as the agency would have it; which: the row that is left out or counted twice. */
static bool wrong_sum(const planter *p, const gen_relation *sum, uint32_t which, sr_decimal *value)
{
    const gen_at *members = sum->members;
    uint32_t last = sum->n_members - 1;
    gen_at behind;

    if (which > last || sum->n_members < 2)
        return false;
    *value = value_at(p, sum->result);
    switch (p->fault) {
    case GEN_FAULT_LEFT_OUT:
        return sr_decimal_sub(*value, value_at(p, members[which]), value);
    case GEN_FAULT_TWICE:
        return sr_decimal_add(*value, value_at(p, members[which]), value);
    case GEN_FAULT_LAST_PAGE:
        if (page_of(p, members[0]) == page_of(p, members[last]))
            return false;
        for (uint32_t m = 0; m <= last; m++)
            if (page_of(p, members[m]) == page_of(p, members[last]))
                sr_decimal_sub(*value, value_at(p, members[m]), value);
        return true;
    case GEN_FAULT_ONE_PAGE:
        if (page_of(p, members[0]) == page_of(p, members[last]))
            return false;
        for (uint32_t m = 0; m <= last; m++)
            if (page_of(p, members[m]) != page_of(p, members[which]))
                sr_decimal_sub(*value, value_at(p, members[m]), value);
        return true;
    case GEN_FAULT_DOUBLED:
        return sr_decimal_add(*value, *value, value);
    case GEN_FAULT_RANGE:
        return members[last].row - members[0].row == last && row_behind(p, sum, &behind) &&
               sr_decimal_sub(*value, value_at(p, members[0]), value) &&
               sr_decimal_add(*value, value_at(p, behind), value);
    default:
        return false;
    }
}

/* Something between a hundredth and the whole of it, as round as amounts are. */
static sr_decimal off(planter *p, sr_decimal value)
{
    int64_t whole = (int64_t)(value.coef < 0 ? -value.coef : value.coef);
    int64_t by = whole / 10000 * gen_between(p->random, 100, 9000) / 1000 * 1000;

    return (sr_decimal){value.coef + (gen_chance(p->random, 5000) && by < whole ? -by : by), value.scale};
}

/* A sum that equals one of its parts could as well be that part, copied from the sum: nobody could tell. */
static bool looks_like_copy(const planter *p, const gen_relation *sum, sr_decimal value)
{
    bool copy = value.coef == 0;

    for (uint32_t m = 0; m < sum->n_members; m++)
        copy |= sr_decimal_cmp(value, value_at(p, sum->members[m])) == 0;
    return copy;
}

/* Marks what an attempt has changed so far; returns how many cells. */
static uint32_t mark_changed(planter *p)
{
    uint32_t n = 0;

    for (size_t i = 0; i < p->n_log; i++) {
        if (sr_decimal_cmp(p->log[i].cell->printed, p->log[i].old.printed) == 0)
            continue;
        plant_mark(p, p->log[i].at);
        n++;
    }
    return n;
}

/* In some documents the formula was copied to the right: the same rows are added wrongly in all columns. */
static bool sum_columns(planter *p, gen_at at, uint32_t which)
{
    const gen_table *table = &p->doc->tables[at.table];

    for (uint16_t c = 0; c < table->n_columns; c++) {
        gen_at place = {at.table, c, at.row};
        const gen_relation *sum = table->columns[c].money ? sum_with_result(p, place) : NULL;
        sr_decimal value;
        if (!sum || !plant_is_free(p, place))
            continue;
        if (!wrong_sum(p, sum, which, &value) ||
            (looks_like_copy(p, sum, value) && sr_decimal_cmp(value, value_at(p, place)) != 0) ||
            !plant_print(p, place, value))
            return false;
    }
    return mark_changed(p) > 1;
}

bool plant_sum(planter *p, gen_at at)
{
    enum { IN_ALL_COLUMNS = 4000, CARRIED = 5000 };
    const gen_relation *sum = sum_with_result(p, at);
    sr_decimal value;

    if (!sum)
        return false;
    uint32_t which = gen_below(p->random, sum->n_members);
    bool many = p->fault != GEN_FAULT_SUM_OFF && gen_chance(p->random, IN_ALL_COLUMNS);
    if (many) {
        if (!sum_columns(p, at, which) || !plant_carry(p, true))
            return false;
    } else {
        if (p->fault == GEN_FAULT_SUM_OFF)
            value = off(p, value_at(p, at));
        else if (!wrong_sum(p, sum, which, &value))
            return false;
        if (looks_like_copy(p, sum, value) || sr_decimal_cmp(value, value_at(p, at)) == 0 || !plant_print(p, at, value))
            return false;
        plant_mark(p, at);
    }
    size_t changed = p->n_log;
    p->carried = gen_chance(p->random, CARRIED) && plant_carry(p, false);
    if (!p->carried)
        plant_undo(p, changed);
    return true;
}

/* ---- percentages ---------------------------------------------------------------------------------------- */

bool plant_percentage(planter *p, gen_at at)
{
    const gen_table *table = &p->doc->tables[at.table];
    sr_decimal sum = sr_dec(0, 0);
    int64_t n = 0;
    uint32_t relations;
    const uint32_t *of = gen_relations_of(p->doc, at, &relations);

    if (p->doc->audit->relations[of[0]].op != SR_OP_PERCENTAGE ||
        !gen_same_place(p->doc->audit->relations[of[0]].result, at))
        return false;
    for (uint32_t r = at.row + 1; r < table->n_rows; r++) {
        gen_at child = {at.table, at.column, r};
        if (table->rows[r].parent != (int32_t)at.row || !gen_cell_at(p->doc, child)->has_value)
            continue;
        sr_decimal value;
        if (!gen_printed(p->doc, child, &value) || table->rows[r].gone || !sr_decimal_add(sum, value, &sum))
            return false;
        n++;
    }
    if (n < 2)
        return false;
    if (p->fault == GEN_FAULT_AVERAGED)
        sum.coef = gen_ratio(p->doc, (int64_t)sum.coef, n, 1);
    if (!plant_print(p, at, sum))
        return false;
    plant_mark(p, at);
    return true;
}

/* ---- copies --------------------------------------------------------------------------------------------- */

static bool copy_source(const planter *p, gen_at at, uint32_t draw, gen_at *from)
{
    const gen_table *table = &p->doc->tables[at.table];
    int32_t parent = table->rows[at.row].parent;

    *from = at;
    switch (draw) {
    case 0: /* of the parent */
        if (parent < 0)
            return false;
        from->row = (uint32_t)parent;
        break;
    case 1: /* of the row above */
        if (at.row == 0)
            return false;
        from->row--;
        break;
    default: /* of the other version */
        for (uint16_t c = 0; c < table->n_columns; c++)
            if (table->columns[c].money && table->columns[c].revision && c != at.column &&
                table->columns[at.column].revision)
                from->column = c;
        if (from->column == at.column)
            return false;
    }
    return gen_cell_at(p->doc, *from)->has_value && gen_cell_at(p->doc, *from)->stands &&
           gen_cell_at(p->doc, *from)->fault == GEN_FAULT_NONE && !table->rows[from->row].gone;
}

bool plant_stale(planter *p, gen_at at)
{
    enum { WHOLE_ROW = 4000, CARRIED = 4000 };
    const gen_table *table = &p->doc->tables[at.table];
    uint32_t draw = gen_below(p->random, 3);
    bool whole = draw < 2 && gen_chance(p->random, WHOLE_ROW);

    for (uint16_t c = 0; c < table->n_columns; c++) {
        gen_at place = {at.table, c, at.row}, from;
        if ((!whole && c != at.column) || !table->columns[c].money || !gen_cell_at(p->doc, place)->has_value ||
            !plant_is_free(p, place) || !copy_source(p, place, draw, &from))
            continue;
        if (!plant_print(p, place, value_at(p, from)))
            return false;
    }
    if (mark_changed(p) == 0)
        return false;
    if (whole)
        return plant_carry(p, true);
    size_t changed = p->n_log;
    p->carried = gen_chance(p->random, CARRIED) && plant_carry(p, false);
    if (!p->carried)
        plant_undo(p, changed);
    return true;
}

/* ---- rows ----------------------------------------------------------------------------------------------- */

/* Names that rows below it fill down from stay. */
static bool can_go(const planter *p, const gen_table *table, uint32_t r)
{
    const gen_row *row = &table->rows[r];
    bool in_sum = false;

    if (row->node < 0 || row->mess != GEN_NONE || r + 1 == table->n_rows || table->rows[r + 1].node < 0)
        return false;
    for (uint32_t below = r + 1; below < table->n_rows; below++)
        if (table->rows[below].parent == (int32_t)r)
            return false;
    for (uint32_t c = 0; c < table->n_columns; c++) {
        uint8_t role = table->columns[c].role;
        gen_at at = {(uint16_t)(table - p->doc->tables), (uint16_t)c, r};
        uint32_t n;
        const uint32_t *of = gen_relations_of(p->doc, at, &n);
        if ((role == SR_ROLE_PROGRAM || role == SR_ROLE_KEGIATAN) && row->cells[c].text.len)
            return false;
        if (n && !plant_is_free(p, at))
            return false;
        for (uint32_t i = 0; i < n; i++) {
            const gen_relation *relation = &p->doc->audit->relations[of[i]];
            bool of_rows = relation->kind == SR_CHECK_SUBTOTAL || relation->kind == SR_CHECK_COLUMN_TOTAL;
            in_sum |= of_rows && relation->n_members > 1 && row->cells[c].value.coef != 0;
        }
    }
    return in_sum;
}

bool plant_row_gone(planter *p, gen_at at)
{
    gen_table *table = &p->doc->tables[at.table];

    if (!can_go(p, table, at.row))
        return false;
    p->gone = &table->rows[at.row];
    p->gone->gone = true;
    at.column = 0;
    gen_audit *audit = p->doc->audit;
    *SR_PUSH(&p->doc->arena, audit->planted, audit->n_planted, audit->cap_planted) =
        (gen_planted){.fault = GEN_FAULT_ROW_GONE, .at = at, .group = p->group};
    return true;
}
