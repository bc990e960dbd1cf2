/*
 * What can be known of a planted error from the document alone: whether one cell alone explains what fails, and
 * whether a lost value follows from the others.
 */
#include "bench/generate/audit.h"
#include "bench/generate/spec.h"

/* Amounts are not below zero, except those that say by how much something changed. */
static bool is_plausible(const gen_doc *doc, gen_at at, sr_decimal value)
{
    const gen_column *column = gen_column_at(doc, at);

    return value.coef >= 0 || (column && (column->what == P_MONEY_LEFT || column->what == P_MONEY_CHANGE));
}

/* Would all relations of the cell close with the value in it? */
static bool closes_with(const gen_doc *doc, gen_at at, sr_decimal value)
{
    gen_cell *cell = gen_cell_at(doc, at), before = *cell;
    bool closes = true;
    uint32_t n;
    const uint32_t *of = gen_relations_of(doc, at, &n);

    cell->printed = value;
    cell->has_value = cell->stands = true;
    for (uint32_t i = 0; i < n; i++) {
        const gen_relation *relation = &doc->audit->relations[of[i]];
        closes &= relation->hint || gen_closes(doc, relation) != GEN_FAILS;
    }
    *cell = before;
    return closes;
}

/* All relations that fail are the cell's, and all of its relations that are no percentages fail: it is free to change.
 */
static bool could_be_anything(const gen_doc *doc, gen_at at, const uint32_t *failing, uint32_t n_failing)
{
    uint32_t n;
    const uint32_t *of = gen_relations_of(doc, at, &n);

    for (uint32_t i = 0; i < n_failing; i++)
        if (!gen_is_in(&doc->audit->relations[failing[i]], at))
            return false;
    for (uint32_t i = 0; i < n; i++) {
        const gen_relation *relation = &doc->audit->relations[of[i]];
        if (!relation->hint && relation->op != SR_OP_PERCENTAGE && gen_closes(doc, relation) == GEN_HOLDS)
            return false;
    }
    return true;
}

static bool explains(const gen_doc *doc, gen_at other, const uint32_t *failing, uint32_t n_failing)
{
    for (uint32_t i = 0; i < n_failing; i++) {
        const gen_relation *relation = &doc->audit->relations[failing[i]];
        sr_decimal value;
        if (!gen_is_in(relation, other))
            return false;
        if (relation->op != SR_OP_PERCENTAGE)
            return gen_solved(doc, relation, other, &value) && is_plausible(doc, other, value) &&
                   closes_with(doc, other, value);
    }
    return could_be_anything(doc, other, failing, n_failing);
}

static bool has_other_explanation(const gen_doc *doc, gen_at at)
{
    enum { FAILING_MAX = 16 };
    uint32_t failing[FAILING_MAX], n_failing = 0, n;
    const uint32_t *of = gen_relations_of(doc, at, &n);

    for (uint32_t i = 0; i < n && n_failing < FAILING_MAX; i++) {
        const gen_relation *relation = &doc->audit->relations[of[i]];
        if (!relation->hint && gen_closes(doc, relation) == GEN_FAILS)
            failing[n_failing++] = of[i];
    }
    if (n_failing == 0)
        return true;
    const gen_relation *first = &doc->audit->relations[failing[0]];
    for (uint32_t m = 0; m <= first->n_members; m++) {
        gen_at other = m ? first->members[m - 1] : first->result;
        if (!gen_same_place(other, at) && explains(doc, other, failing, n_failing))
            return true;
    }
    return false;
}

/* A row that is missing shows in several columns at once; in one alone, any amount could be wrong. */
static bool row_shows(const gen_doc *doc, gen_at at)
{
    const gen_table *table = &doc->tables[at.table];
    uint32_t columns = 0;

    for (uint16_t c = 0; c < table->n_columns; c++) {
        uint32_t n;
        const uint32_t *of = gen_relations_of(doc, (gen_at){at.table, c, at.row}, &n);
        bool fails = false;
        for (uint32_t i = 0; i < n; i++)
            fails |= gen_closes(doc, &doc->audit->relations[of[i]]) == GEN_FAILS;
        columns += fails;
    }
    return columns > 1;
}

/* Patterns that are as good as a second relation: the sum without one row, the parent's own amount. */
static bool is_told_by_pattern(const gen_doc *doc, const gen_planted *planted)
{
    const gen_row *row = &doc->tables[planted->at.table].rows[planted->at.row];

    switch (planted->fault) {
    case GEN_FAULT_LEFT_OUT:
    case GEN_FAULT_TWICE:
    case GEN_FAULT_LAST_PAGE:
    case GEN_FAULT_ONE_PAGE:
    case GEN_FAULT_DOUBLED:
    case GEN_FAULT_TRADED:
    case GEN_FAULT_RANGE:
    case GEN_FAULT_SUMMED:
    case GEN_FAULT_AVERAGED:
        return true;
    case GEN_FAULT_STALE: {
        gen_at parent = {planted->at.table, planted->at.column, (uint32_t)row->parent};
        return row->parent >= 0 &&
               sr_decimal_cmp(gen_cell_at(doc, parent)->printed, gen_cell_at(doc, planted->at)->printed) == 0;
    }
    default:
        return false;
    }
}

/*
 * Exact relations give the value, all of them the same, and it is the right one. A blank cell could as well mean
 * nothing: there a second relation must agree, be it a percentage.
 */
static bool is_recoverable(const gen_doc *doc, gen_at at, bool blank)
{
    gen_cell *cell = gen_cell_at(doc, at);
    uint32_t exact = 0, agree = 0, n;
    const uint32_t *of = gen_relations_of(doc, at, &n);

    for (uint32_t i = 0; i < n; i++) {
        const gen_relation *relation = &doc->audit->relations[of[i]];
        sr_decimal value;
        if (relation->hint)
            continue;
        if (gen_solved(doc, relation, at, &value)) {
            if (sr_decimal_cmp(value, cell->value) != 0)
                return false;
            exact++;
        }
        cell->stands = true; /* for a moment: would it close with the right value? */
        agree += gen_closes(doc, relation) == GEN_HOLDS;
        cell->stands = false;
    }
    return exact > 0 && (!blank || agree > 1);
}

static void list_messy_losses(gen_doc *doc)
{
    gen_audit *audit = doc->audit;

    for (size_t t = 0; t < doc->n_tables; t++)
        for (size_t i = 0; i < doc->tables[t].n_rows * doc->tables[t].n_columns; i++) {
            gen_at at = {(uint16_t)t, (uint16_t)(i % doc->tables[t].n_columns),
                         (uint32_t)(i / doc->tables[t].n_columns)};
            const gen_cell *cell = gen_cell_at(doc, at);
            if (!cell->stands && cell->has_value && cell->fault == GEN_FAULT_NONE)
                *SR_PUSH(&doc->arena, audit->planted, audit->n_planted, audit->cap_planted) = (gen_planted){
                    .fault = cell->mess == GEN_OVERFLOW ? GEN_FAULT_OVERFLOWN : GEN_FAULT_DIGIT_LOST, .at = at};
        }
}

void gen_judge(gen_doc *doc)
{
    list_messy_losses(doc);
    for (size_t i = 0; i < doc->audit->n_planted; i++) {
        gen_planted *planted = &doc->audit->planted[i];
        if (gen_is_lost((gen_fault)planted->fault))
            planted->recoverable = is_recoverable(doc, planted->at, planted->fault == GEN_FAULT_CELL_GONE);
        else if (planted->fault == GEN_FAULT_ROW_GONE)
            planted->decidable = row_shows(doc, planted->at);
        else if (planted->fault != GEN_FAULT_QUOTED)
            planted->decidable = is_told_by_pattern(doc, planted) || !has_other_explanation(doc, planted->at);
    }
}
