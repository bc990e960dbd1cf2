/*
 * What adds up: rules over the columns of a row, sums over rows by their codes, the same code in two tables, and
 * amounts that the prose quotes.
 */
#include "bench/generate/audit.h"
#include "bench/generate/spec.h"

enum { MEMBERS_MAX = 5 };

typedef struct part_of {
    uint8_t what, detail;
} part_of;

static const struct {
    part_of result;
    uint8_t op;
    part_of members[MEMBERS_MAX]; /* P_NO ends them */
} rules[] = {
#define MONEY(kind)                                                                                                    \
    {                                                                                                                  \
        P_MONEY, GEN_MONEY_##kind                                                                                      \
    }
    {{P_MONEY_SUM, 0}, SR_OP_SUM, {MONEY(PAST), MONEY(REAL), MONEY(PLAN)}},
    {{P_MONEY_TO_DATE, 0}, SR_OP_SUM, {MONEY(PAST), MONEY(REAL)}},
    {MONEY(REAL), SR_OP_SUM, {MONEY(Q1), MONEY(Q2), MONEY(Q3), MONEY(Q4)}},
    {MONEY(REAL), SR_OP_EQUAL, {MONEY(TO_Q4)}},
    {MONEY(PAGU), SR_OP_SUM, {MONEY(CASH1), MONEY(CASH2), MONEY(CASH3), MONEY(CASH4)}},
    {MONEY(PAGU), SR_OP_SUM, {MONEY(OPERATING), MONEY(CAPITAL)}},
    {MONEY(YEARS), SR_OP_SUM, {MONEY(Y1), MONEY(Y2), MONEY(Y3), MONEY(Y4), MONEY(Y5)}},
    {{P_MONEY_LEFT, 0}, SR_OP_DIFFERENCE, {MONEY(PAGU), MONEY(REAL)}},
    {{P_MONEY_CHANGE, 0}, SR_OP_DIFFERENCE, {MONEY(REVISED), MONEY(PAGU)}},
    {{P_MONEY_RATIO, 0}, SR_OP_PERCENTAGE, {MONEY(REAL), MONEY(PAGU)}},
    {{P_MONEY_ROUND, 0}, SR_OP_PERCENTAGE, {MONEY(REAL), MONEY(PAGU)}},
    {{P_MONEY_SUM_RATIO, 0}, SR_OP_PERCENTAGE, {{P_MONEY_SUM, 0}, MONEY(RENSTRA)}},
    {{P_MONEY_TO_DATE_RATIO, 0}, SR_OP_PERCENTAGE, {{P_MONEY_TO_DATE, 0}, MONEY(RENSTRA)}},
    {{P_MONEY_CHANGE_RATIO, 0}, SR_OP_PERCENTAGE, {{P_MONEY_CHANGE, 0}, MONEY(PAGU)}},
    {{P_SUM, 0}, SR_OP_SUM, {{P_PAST, 0}, {P_REAL, 0}, {P_PLAN, 0}}},
    {{P_REAL_TOTAL, 0},
     SR_OP_SUM,
     {{P_QUARTER_REAL, 1}, {P_QUARTER_REAL, 2}, {P_QUARTER_REAL, 3}, {P_QUARTER_REAL, 4}}},
    {{P_TO_DATE, 0}, SR_OP_SUM, {{P_PAST, 0}, {P_REAL_TOTAL, 0}}},
    {{P_SUM_RATIO, 0}, SR_OP_PERCENTAGE, {{P_SUM, 0}, {P_RENSTRA_UNIT, 0}}},
    {{P_REAL_RATIO, 0}, SR_OP_PERCENTAGE, {{P_REAL_TOTAL, 0}, {P_TARGET, 0}}},
    {{P_TO_DATE_RATIO, 0}, SR_OP_PERCENTAGE, {{P_TO_DATE, 0}, {P_RENSTRA_UNIT, 0}}},
};

/* ---- cells and their relations -------------------------------------------------------------------------- */

gen_cell *gen_cell_at(const gen_doc *doc, gen_at at)
{
    if (at.table == GEN_IN_PROSE)
        return &doc->audit->quotes[at.row].cell;
    return &doc->tables[at.table].rows[at.row].cells[at.column];
}

const gen_column *gen_column_at(const gen_doc *doc, gen_at at)
{
    return at.table == GEN_IN_PROSE ? NULL : &doc->tables[at.table].columns[at.column];
}

uint32_t gen_cell_number(const gen_doc *doc, gen_at at)
{
    if (at.table == GEN_IN_PROSE)
        return doc->audit->cells_before[doc->n_tables] + at.row;
    return doc->audit->cells_before[at.table] + at.row * doc->tables[at.table].n_columns + at.column;
}

const uint32_t *gen_relations_of(const gen_doc *doc, gen_at at, uint32_t *n)
{
    const gen_audit *audit = doc->audit;
    uint32_t i = gen_cell_number(doc, at);

    *n = audit->first[i + 1] - audit->first[i];
    return audit->of + audit->first[i];
}

bool gen_is_in(const gen_relation *relation, gen_at at)
{
    if (gen_same_place(relation->result, at))
        return true;
    for (uint32_t m = 0; m < relation->n_members; m++)
        if (gen_same_place(relation->members[m], at))
            return true;
    return false;
}

/* Counts, makes room, fills: the usual three passes. */
static void index_relations(gen_doc *doc)
{
    gen_audit *audit = doc->audit;
    uint32_t cells = 0;

    audit->cells_before = SR_NEW_ARRAY(&doc->arena, uint32_t, doc->n_tables + 1);
    for (size_t t = 0; t < doc->n_tables; t++) {
        audit->cells_before[t] = cells;
        cells += (uint32_t)doc->tables[t].n_rows * doc->tables[t].n_columns;
    }
    audit->cells_before[doc->n_tables] = cells;
    cells += (uint32_t)audit->n_quotes;
    audit->first = SR_NEW_ARRAY(&doc->arena, uint32_t, cells + 2);
    for (int pass = 0; pass < 2; pass++) {
        for (uint32_t r = 0; r < audit->n_relations; r++) {
            const gen_relation *relation = &audit->relations[r];
            for (uint32_t m = 0; m <= relation->n_members; m++) {
                uint32_t i = gen_cell_number(doc, m ? relation->members[m - 1] : relation->result);
                if (pass == 0)
                    audit->first[i + 2]++;
                else
                    audit->of[audit->first[i + 1]++] = r;
            }
        }
        if (pass == 1)
            break;
        for (uint32_t i = 2; i < cells + 2; i++)
            audit->first[i] += audit->first[i - 1];
        audit->of = SR_NEW_ARRAY(&doc->arena, uint32_t, audit->first[cells + 1] + 1);
    }
}

/* ---- what is printed, and whether it closes ------------------------------------------------------------- */

static bool is_gone(const gen_doc *doc, gen_at at)
{
    return at.table != GEN_IN_PROSE && doc->tables[at.table].rows[at.row].gone;
}

bool gen_printed(const gen_doc *doc, gen_at at, sr_decimal *value)
{
    const gen_cell *cell = gen_cell_at(doc, at);

    *value = sr_dec(0, 0);
    if (is_gone(doc, at) || !cell->has_value)
        return true;
    *value = cell->printed;
    return cell->stands;
}

/* The sum of the members but one; false if one of them cannot be read. */
static bool sum(const gen_doc *doc, const gen_relation *relation, uint32_t from, const gen_at *but, sr_decimal *total)
{
    *total = sr_dec(0, 0);
    for (uint32_t m = from; m < relation->n_members; m++) {
        sr_decimal value;
        if (but && gen_same_place(relation->members[m], *but))
            continue;
        if (!gen_printed(doc, relation->members[m], &value) || !sr_decimal_add(*total, value, total))
            return false;
    }
    return true;
}

bool gen_computed(const gen_doc *doc, const gen_relation *relation, sr_decimal *value)
{
    sr_decimal first, rest;
    int scale = gen_cell_at(doc, relation->result)->value.scale;

    if (relation->op == SR_OP_SUM || relation->op == SR_OP_EQUAL)
        return sum(doc, relation, 0, NULL, value);
    if (!gen_printed(doc, relation->members[0], &first) || !sum(doc, relation, 1, NULL, &rest))
        return false;
    if (relation->op == SR_OP_DIFFERENCE)
        return sr_decimal_sub(first, rest, value);
    if (rest.coef == 0)
        return false;
    int64_t factor = 100;
    for (int i = 0; i < scale; i++)
        factor *= 10;
    *value = sr_dec(gen_ratio(doc, (int64_t)first.coef, (int64_t)rest.coef, factor), scale);
    return true;
}

gen_closing gen_closes(const gen_doc *doc, const gen_relation *relation)
{
    sr_decimal right, said, off;

    /* What is gone is missing from a sum; of itself, or of its other mention, it says nothing. */
    if (is_gone(doc, relation->result) || (relation->op != SR_OP_SUM && is_gone(doc, relation->members[0])))
        return GEN_UNKNOWN;
    if (!gen_computed(doc, relation, &right) || !gen_printed(doc, relation->result, &said) ||
        !sr_decimal_sub(said, right, &off))
        return GEN_UNKNOWN;
    if (off.coef == 0)
        return GEN_HOLDS;
    if (relation->op != SR_OP_PERCENTAGE)
        return GEN_FAILS;
    return sr_decimal_cmp(off, sr_dec(1, right.scale)) <= 0 && sr_decimal_cmp(off, sr_dec(-1, right.scale)) >= 0
               ? GEN_NEAR
               : GEN_FAILS;
}

bool gen_solved(const gen_doc *doc, const gen_relation *relation, gen_at unknown, sr_decimal *value)
{
    bool difference = relation->op == SR_OP_DIFFERENCE, first = gen_same_place(relation->members[0], unknown);
    sr_decimal result, rest, minuend;

    if (relation->op == SR_OP_PERCENTAGE || is_gone(doc, relation->result))
        return false;
    if (gen_same_place(relation->result, unknown))
        return gen_computed(doc, relation, value);
    if (!gen_printed(doc, relation->result, &result) || !sum(doc, relation, difference ? 1 : 0, &unknown, &rest))
        return false;
    if (!difference)
        return sr_decimal_sub(result, rest, value);
    if (first)
        return sr_decimal_add(result, rest, value);
    return gen_printed(doc, relation->members[0], &minuend) && sr_decimal_sub(minuend, rest, &minuend) &&
           sr_decimal_sub(minuend, result, value);
}

/* ---- finding them --------------------------------------------------------------------------------------- */

static gen_relation *relate(gen_doc *doc, sr_check_kind kind, sr_operator op, gen_at result, const gen_at *members,
                            size_t n)
{
    gen_audit *audit = doc->audit;
    gen_relation *relation = SR_PUSH(&doc->arena, audit->relations, audit->n_relations, audit->cap_relations);
    gen_at *own = SR_NEW_ARRAY(&doc->arena, gen_at, n);

    memcpy(own, members, n * sizeof *own);
    *relation = (gen_relation){
        .kind = (uint8_t)kind, .op = (uint8_t)op, .result = result, .members = own, .n_members = (uint32_t)n};
    return relation;
}

static bool column_of(const gen_table *table, part_of part, uint16_t *column)
{
    for (uint16_t c = 0; c < table->n_columns; c++)
        if (table->columns[c].what == part.what && table->columns[c].detail == part.detail) {
            *column = c;
            return true;
        }
    return false;
}

/* A number, or the document's sign for none; a blank cell says nothing. */
static bool says_something(const gen_doc *doc, gen_at at)
{
    const gen_cell *cell = gen_cell_at(doc, at);

    return cell->has_value || cell->text.len > 0;
}

static void relate_row(gen_doc *doc, uint16_t t, uint32_t r)
{
    static const uint8_t kinds[SR_OP_COUNT] = {[SR_OP_SUM] = SR_CHECK_ROW_SUM,
                                               [SR_OP_DIFFERENCE] = SR_CHECK_DIFFERENCE,
                                               [SR_OP_PERCENTAGE] = SR_CHECK_RATIO,
                                               [SR_OP_EQUAL] = SR_CHECK_ROW_SUM};
    const gen_table *table = &doc->tables[t];

    for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++) {
        gen_at result = {.table = t, .row = r}, members[MEMBERS_MAX];
        size_t n = 0;
        bool all = column_of(table, rules[i].result, &result.column) && gen_cell_at(doc, result)->has_value;
        bool some = false;
        for (; all && n < MEMBERS_MAX && rules[i].members[n].what != P_NO; n++) {
            members[n] = (gen_at){.table = t, .row = r};
            all = column_of(table, rules[i].members[n], &members[n].column) && says_something(doc, members[n]);
            some |= all && gen_cell_at(doc, members[n])->has_value;
        }
        if (all && some && (rules[i].op != SR_OP_PERCENTAGE || gen_cell_at(doc, members[1])->value.coef != 0))
            relate(doc, kinds[rules[i].op], (sr_operator)rules[i].op, result, members, n);
    }
}

/* The rows that result adds up, in one column. */
static void relate_sum(gen_doc *doc, sr_check_kind kind, gen_at result, const uint32_t *rows, size_t n)
{
    gen_at *members = SR_NEW_ARRAY(&doc->arena, gen_at, n + 1);
    size_t found = 0;
    bool some = false; /* of nothing but dashes nobody makes a sum */

    for (size_t i = 0; i < n; i++) {
        gen_at member = {.table = result.table, .row = rows[i], .column = result.column};
        if (says_something(doc, member))
            members[found++] = member;
        some |= gen_cell_at(doc, member)->has_value;
    }
    if (some && gen_cell_at(doc, result)->has_value)
        relate(doc, kind, SR_OP_SUM, result, members, found);
}

static bool has_codes(const gen_table *table)
{
    return table->n_columns && table->columns[0].role == SR_ROLE_CODE;
}

static void relate_rows(gen_doc *doc, const gen_plan *plan, uint16_t t)
{
    const gen_table *table = &doc->tables[t];
    bool leaves = gen_specs[table->kind].rows == LEAVES;
    uint32_t *rows = SR_NEW_ARRAY(&doc->arena, uint32_t, table->n_rows + 1);
    uint32_t *tops = SR_NEW_ARRAY(&doc->arena, uint32_t, table->n_rows + 1), n_tops = 0;
    int64_t agency = -1, total = -1;

    if (!leaves && !has_codes(table))
        return;
    for (uint32_t r = 0; r < table->n_rows; r++) {
        int node = table->rows[r].node;
        agency = table->rows[r].kind == SR_ROW_SUBTOTAL ? (int64_t)r : agency;
        total = table->rows[r].kind == SR_ROW_TOTAL ? (int64_t)r : total;
        if (node >= 0 && (leaves || plan->nodes[node].level == SR_LEVEL_PROGRAM))
            tops[n_tops++] = r;
    }
    for (uint16_t c = 0; c < table->n_columns; c++) {
        if (!table->columns[c].money)
            continue;
        for (uint32_t p = 0; p < table->n_rows && !leaves; p++) {
            size_t n = 0;
            for (uint32_t r = p + 1; r < table->n_rows; r++)
                if (table->rows[r].parent == (int32_t)p)
                    rows[n++] = r;
            relate_sum(doc, SR_CHECK_SUBTOTAL, (gen_at){t, c, p}, rows, n);
        }
        if (agency >= 0)
            relate_sum(doc, SR_CHECK_SUBTOTAL, (gen_at){t, c, (uint32_t)agency}, tops, n_tops);
        if (total >= 0)
            relate_sum(doc, SR_CHECK_COLUMN_TOTAL, (gen_at){t, c, (uint32_t)total}, tops, n_tops);
        gen_at of_agency = {t, c, (uint32_t)agency};
        if (agency >= 0 && total >= 0 && gen_cell_at(doc, of_agency)->has_value)
            relate(doc, SR_CHECK_COLUMN_TOTAL, SR_OP_EQUAL, (gen_at){t, c, (uint32_t)total}, &of_agency, 1);
    }
}

static bool means_the_same(const gen_column *a, const gen_column *b)
{
    return a->what == P_MONEY && b->what == P_MONEY && a->detail == b->detail && a->measure == b->measure &&
           a->year == b->year && a->quarter == b->quarter && a->revision == b->revision;
}

static void relate_tables(gen_doc *doc, uint16_t t, uint16_t u)
{
    const gen_table *a = &doc->tables[t], *b = &doc->tables[u];

    if (!has_codes(a) || !has_codes(b))
        return;
    for (uint16_t c = 0; c < a->n_columns; c++) {
        for (uint16_t d = 0; d < b->n_columns; d++) {
            if (!means_the_same(&a->columns[c], &b->columns[d]))
                continue;
            for (uint32_t r = 0, s = 0; r < a->n_rows && s < b->n_rows;) {
                int m = a->rows[r].node, n = b->rows[s].node; /* nodes are in the same order in both */
                if (m < 0 || (n >= 0 && m < n)) {
                    r++;
                } else if (n < m) {
                    s++;
                } else {
                    gen_at one = {t, c, r++}, other = {u, d, s++};
                    if (gen_cell_at(doc, one)->has_value && gen_cell_at(doc, other)->has_value)
                        relate(doc, SR_CHECK_CROSS_TABLE, SR_OP_EQUAL, other, &one, 1);
                }
            }
        }
    }
}

/* ---- amounts in prose ----------------------------------------------------------------------------------- */

static void quote(gen_doc *doc, gen_random *random, uint16_t t)
{
    static const char *const sentences[] = {
        "Total dana untuk pelaksanaan semua program dan kegiatan tersebut adalah sebesar Rp. ",
        "Seluruh program dan kegiatan di atas dilaksanakan dengan pagu indikatif sebesar Rp. ",
        "Dari tabel di atas dapat dilihat bahwa total pagu anggaran sebesar Rp. ",
    };
    const gen_table *table = &doc->tables[t];
    gen_at total = {.table = t, .row = (uint32_t)table->n_rows - 1};
    part_of pagu = MONEY(PAGU);

    if (table->n_rows == 0 || table->rows[total.row].kind != SR_ROW_TOTAL || !column_of(table, pagu, &total.column) ||
        !gen_chance(random, 4000))
        return;
    gen_quote *made = SR_PUSH(&doc->arena, doc->audit->quotes, doc->audit->n_quotes, doc->audit->cap_quotes);
    *made = (gen_quote){.cell = *gen_cell_at(doc, total), .table = t};
    made->before = sentences[gen_below(random, sizeof sentences / sizeof sentences[0])];
    gen_at place = {.table = GEN_IN_PROSE, .row = (uint32_t)doc->audit->n_quotes - 1};
    relate(doc, SR_CHECK_CROSS_TABLE, SR_OP_EQUAL, place, &total, 1)->hint = true;
}

void gen_relate(gen_doc *doc, const gen_plan *plan, gen_random *random)
{
    doc->audit = SR_NEW(&doc->arena, gen_audit);
    for (uint16_t t = 0; t < doc->n_tables; t++) {
        for (uint32_t r = 0; r < doc->tables[t].n_rows; r++)
            relate_row(doc, t, r);
        relate_rows(doc, plan, t);
        for (uint16_t u = 0; u < t; u++)
            relate_tables(doc, u, t);
        quote(doc, random, t);
    }
    index_relations(doc);
}
