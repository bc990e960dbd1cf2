/*
 * Planting: chooses places, tries kinds, keeps what can be seen by arithmetic. Errors of one printed number are here,
 * those of sums and copies in plant_sums.c.
 */
#include "bench/generate/plant.h"

static const struct {
    const char *name, *codes;
} faults[] = {
#define X(symbol, name, codes) {name, codes},
    GEN_FAULTS(X)
#undef X
};

const char *gen_fault_name(gen_fault fault)
{
    return faults[fault].name;
}

const char *gen_fault_codes(gen_fault fault)
{
    return faults[fault].codes;
}

/* ---- changing cells, and taking it back ----------------------------------------------------------------- */

static gen_cell *change(planter *p, gen_at at)
{
    gen_cell *cell = gen_cell_at(p->doc, at);

    if (p->n_log == PLANT_LOG_MAX)
        return NULL;
    p->log[p->n_log].cell = cell;
    p->log[p->n_log].old = *cell;
    p->log[p->n_log++].at = at;
    return cell;
}

bool plant_print(planter *p, gen_at at, sr_decimal value)
{
    gen_cell *cell = change(p, at);

    if (!cell)
        return false;
    sr_slice rest = sr_sub(cell->text, cell->digits, cell->text.len);
    sr_slice number = gen_number(p->doc, (int64_t)value.coef, value.scale, cell->separated);
    cell->printed = value;
    cell->digits = (uint16_t)number.len;
    cell->text = rest.len ? sr_arena_printf(&p->doc->arena, "%.*s%.*s", SR_FMT(number), SR_FMT(rest)) : number;
    cell->shown = cell->text;
    return true;
}

bool plant_text(planter *p, gen_at at, sr_slice text)
{
    gen_cell *cell = change(p, at);

    if (!cell)
        return false;
    cell->text = cell->shown = text;
    cell->stands = false;
    return true;
}

void plant_mark(planter *p, gen_at at)
{
    gen_audit *audit = p->doc->audit;

    gen_cell_at(p->doc, at)->fault = (uint8_t)p->fault;
    *SR_PUSH(&p->doc->arena, audit->planted, audit->n_planted, audit->cap_planted) =
        (gen_planted){.fault = (uint8_t)p->fault, .at = at, .group = p->group};
}

void plant_undo(planter *p, size_t to)
{
    while (p->n_log > to) {
        p->n_log--;
        *p->log[p->n_log].cell = p->log[p->n_log].old;
    }
    if (to == 0 && p->gone)
        p->gone->gone = false;
    if (to == 0)
        p->gone = NULL;
}

static bool is_clean(const planter *p, gen_at at)
{
    const gen_cell *cell = gen_cell_at(p->doc, at);

    return cell->fault == GEN_FAULT_NONE && cell->mess == GEN_NONE && cell->stands &&
           (at.table == GEN_IN_PROSE || !p->doc->tables[at.table].rows[at.row].gone);
}

bool plant_is_free(const planter *p, gen_at at)
{
    uint32_t n;
    const uint32_t *of = gen_relations_of(p->doc, at, &n);

    if (n == 0 || !is_clean(p, at))
        return false;
    for (uint32_t i = 0; i < n; i++) {
        const gen_relation *relation = &p->doc->audit->relations[of[i]];
        if (!is_clean(p, relation->result))
            return false;
        for (uint32_t m = 0; m < relation->n_members; m++)
            if (!is_clean(p, relation->members[m]))
                return false;
    }
    return true;
}

/* ---- what a spreadsheet computes anew ------------------------------------------------------------------- */

static bool is_formula(const gen_relation *relation, bool row_only)
{
    if (relation->kind == SR_CHECK_CROSS_TABLE)
        return false;
    return !row_only || relation->kind == SR_CHECK_ROW_SUM || relation->kind == SR_CHECK_DIFFERENCE ||
           relation->kind == SR_CHECK_RATIO;
}

static bool compute_from(planter *p, gen_at at, bool row_only)
{
    uint32_t n;
    const uint32_t *of = gen_relations_of(p->doc, at, &n);

    for (uint32_t i = 0; i < n; i++) {
        const gen_relation *relation = &p->doc->audit->relations[of[i]];
        gen_cell *result = gen_cell_at(p->doc, relation->result);
        sr_decimal value;
        if (gen_same_place(relation->result, at) || !is_formula(relation, row_only) || result->fault ||
            gen_closes(p->doc, relation) == GEN_HOLDS || !gen_computed(p->doc, relation, &value))
            continue;
        if (result->mess != GEN_NONE || !plant_print(p, relation->result, value))
            return false;
        result->value = value;
    }
    return true;
}

static bool is_own(const planter *p, gen_at at)
{
    for (size_t i = 0; i < p->n_log; i++)
        if (gen_same_place(p->log[i].at, at))
            return p->log[i].cell->fault != GEN_FAULT_NONE;
    return false;
}

/* The relation holds, or what fails in it is the error itself, and no other error is near. */
static bool is_explained(const planter *p, const gen_relation *relation)
{
    bool own = is_own(p, relation->result), clean = own || is_clean(p, relation->result);

    for (uint32_t m = 0; m < relation->n_members; m++) {
        bool mine = is_own(p, relation->members[m]);
        clean &= mine || is_clean(p, relation->members[m]);
        own |= mine;
    }
    return clean && (own || gen_closes(p->doc, relation) == GEN_HOLDS);
}

bool plant_carry(planter *p, bool row_only)
{
    size_t first = p->n_log;

    for (size_t i = 0; i < p->n_log; i++)
        if (!compute_from(p, p->log[i].at, row_only))
            return false;
    for (size_t i = first; i < p->n_log; i++) {
        uint32_t n;
        const uint32_t *of = gen_relations_of(p->doc, p->log[i].at, &n);
        for (uint32_t k = 0; k < n; k++)
            if (!is_explained(p, &p->doc->audit->relations[of[k]]))
                return false;
    }
    return true;
}

/* ---- errors of one printed number ----------------------------------------------------------------------- */

enum { DIGITS_MAX = 24 };

static int digits_of(int64_t coef, int digits[DIGITS_MAX])
{
    int reversed[DIGITS_MAX], n = 0;

    for (coef = coef < 0 ? -coef : coef; coef && n < DIGITS_MAX; coef /= 10)
        reversed[n++] = (int)(coef % 10);
    for (int i = 0; i < n; i++)
        digits[i] = reversed[n - 1 - i];
    return n;
}

static sr_decimal of_digits(const int *digits, int n, sr_decimal like)
{
    int64_t coef = 0;

    for (int i = 0; i < n; i++)
        coef = coef * 10 + digits[i];
    return sr_dec(like.coef < 0 ? -coef : coef, like.scale);
}

static int look_alike(gen_random *random, int digit)
{
    static const char *const alike[] = {"8", "7", "", "8", "", "6", "85", "1", "630", ""};
    const char *choice = alike[digit];

    if (*choice && gen_chance(random, 7000))
        return choice[gen_below(random, (uint32_t)strlen(choice))] - '0';
    return (int)gen_below(random, 10);
}

static bool misread(planter *p, gen_at at)
{
    int digits[DIGITS_MAX];
    sr_decimal value = gen_cell_at(p->doc, at)->printed;
    int n = digits_of((int64_t)value.coef, digits);

    if (n == 0)
        return false;
    uint32_t i = gen_below(p->random, (uint32_t)n);
    int other = look_alike(p->random, digits[i]);
    if (other == digits[i] || (i == 0 && other == 0))
        return false;
    digits[i] = other;
    return plant_print(p, at, of_digits(digits, n, value));
}

static bool swapped(planter *p, gen_at at)
{
    int digits[DIGITS_MAX];
    sr_decimal value = gen_cell_at(p->doc, at)->printed;
    int n = digits_of((int64_t)value.coef, digits);

    if (n < 2)
        return false;
    uint32_t i = gen_below(p->random, (uint32_t)n - 1);
    int left = digits[i], right = digits[i + 1];
    if (left == right || (i == 0 && right == 0))
        return false;
    digits[i] = right;
    digits[i + 1] = left;
    return plant_print(p, at, of_digits(digits, n, value));
}

/* A digit left out, or typed twice: of numbers long enough that it is no other number by chance. */
static bool digit_count(planter *p, gen_at at)
{
    enum { LEAST = 6 };
    int digits[DIGITS_MAX + 1];
    sr_decimal value = gen_cell_at(p->doc, at)->printed;
    int n = digits_of((int64_t)value.coef, digits);

    if (n < LEAST || n > DIGITS_MAX / 2)
        return false;
    size_t i = gen_below(p->random, (uint32_t)n);
    if (gen_chance(p->random, 5000)) {
        memmove(digits + i + 1, digits + i, ((size_t)n - i) * sizeof *digits);
        return plant_print(p, at, of_digits(digits, n + 1, value));
    }
    memmove(digits + i, digits + i + 1, ((size_t)n - i - 1) * sizeof *digits);
    return digits[0] != 0 && plant_print(p, at, of_digits(digits, n - 1, value));
}

/* With an amount of the same row or the same column. */
static bool traded(planter *p, gen_at at)
{
    const gen_table *table = &p->doc->tables[at.table];
    gen_at other = at;

    if (gen_chance(p->random, 5000))
        other.row = gen_below(p->random, (uint32_t)table->n_rows);
    else
        other.column = (uint16_t)gen_below(p->random, (uint32_t)table->n_columns);
    if (gen_same_place(at, other) || !table->columns[at.column].money || !table->columns[other.column].money ||
        !gen_cell_at(p->doc, other)->has_value || !plant_is_free(p, other))
        return false;
    sr_decimal value = gen_cell_at(p->doc, at)->printed, second = gen_cell_at(p->doc, other)->printed;
    return value.coef != 0 && second.coef != 0 && sr_decimal_cmp(value, second) != 0 && plant_print(p, at, second) &&
           plant_print(p, other, value);
}

/* A zero or three too many or too few, or in thousands; of a percentage, its decimal sign lost. */
static bool power_of_ten(planter *p, gen_at at)
{
    enum { THOUSANDS = 2000, LEAST = 1000000 };
    static const int64_t factors[] = {10, 10, 100, 1000};
    sr_decimal value = gen_cell_at(p->doc, at)->printed;
    const gen_column *column = gen_column_at(p->doc, at);
    int64_t factor = factors[gen_below(p->random, 4)];

    if (column && !column->money)
        factor = 10; /* 16.000 for 16 would only be another way to write it */
    if (value.coef == 0)
        return false;
    if (value.scale > 0 && column && !column->money)
        return plant_print(p, at, (sr_decimal){value.coef, 0});
    if (value.scale == 0 && value.coef >= LEAST && gen_chance(p->random, THOUSANDS))
        return plant_print(p, at, (sr_decimal){(value.coef + 500) / 1000, 0});
    if (gen_chance(p->random, 5000))
        return plant_print(p, at, (sr_decimal){value.coef * factor, value.scale});
    return value.coef % factor == 0 && plant_print(p, at, (sr_decimal){value.coef / factor, value.scale});
}

/* A column too narrow for a number is too narrow for all that are as long. */
static bool overflown(planter *p, gen_at at)
{
    enum { NARROW = 3000, AT_ONCE = 12 };
    const gen_table *table = &p->doc->tables[at.table];
    const gen_cell *cell = gen_cell_at(p->doc, at);
    uint16_t digits = cell->digits;
    sr_slice marks = gen_chance(p->random, 5000) ? SR_LIT("#####") : SR_LIT("##########");
    gen_at wide[AT_ONCE] = {at};
    uint32_t n = 1;

    if (!cell->separated || digits < 6)
        return false;
    bool narrow = gen_chance(p->random, NARROW);
    for (uint32_t r = 0; narrow && r < table->n_rows && n < AT_ONCE; r++) {
        gen_at other = {at.table, at.column, r};
        if (r != at.row && gen_cell_at(p->doc, other)->digits >= digits && plant_is_free(p, other))
            wide[n++] = other;
    }
    while (n)
        if (!plant_text(p, wide[--n], marks))
            return false;
    return true;
}

/* Offsets of the thousands separators; scale tells where they end. */
static uint32_t separators_of(const gen_doc *doc, const gen_cell *cell, uint32_t at[8])
{
    uint32_t n = 0;

    for (uint32_t i = 0; i < cell->digits && n < 8; i++)
        if (cell->text.ptr[i] == (doc->english ? ',' : '.'))
            at[n++] = i;
    return n;
}

static bool digit_lost(planter *p, gen_at at)
{
    const gen_cell *cell = gen_cell_at(p->doc, at);
    uint32_t separators[8], n = separators_of(p->doc, cell, separators);

    if (!cell->separated || n < 2)
        return false;
    uint32_t gap = separators[gen_below(p->random, n)] + 1 + gen_below(p->random, 3);
    return plant_text(p, at,
                      sr_arena_printf(&p->doc->arena, "%.*s%.*s", (int)gap, cell->text.ptr,
                                      SR_FMT(sr_sub(cell->text, gap + 1, cell->text.len))));
}

static bool cell_gone(planter *p, gen_at at)
{
    const gen_column *column = gen_column_at(p->doc, at);

    return column && column->money && gen_cell_at(p->doc, at)->printed.coef != 0 && plant_text(p, at, SR_LIT(""));
}

/* 5.760 000, 5 760 000, 10 9: one number that a narrow cell broke, or two. */
static bool style_open(planter *p, gen_at at)
{
    const gen_cell *cell = gen_cell_at(p->doc, at);
    uint32_t separators[8], n = separators_of(p->doc, cell, separators);
    sr_slice text = cell->text;

    if (text.ptr[0] == '(' || cell->value.scale || cell->digits != text.len || cell->digits < 2)
        return false;
    if (n == 0)
        return plant_text(
            p, at, sr_arena_printf(&p->doc->arena, "%.*s %c", (int)text.len - 1, text.ptr, text.ptr[text.len - 1]));
    char *copy = memcpy(SR_NEW_ARRAY(&p->doc->arena, char, text.len + 1), text.ptr, text.len);
    bool all = gen_chance(p->random, 4000);
    for (uint32_t i = 0; i < n; i++)
        if (all || i + 1 == n)
            copy[separators[i]] = ' ';
    return plant_text(p, at, (sr_slice){copy, text.len});
}

/* ---- trying --------------------------------------------------------------------------------------------- */

static bool make(planter *p, gen_at at)
{
    bool prose = at.table == GEN_IN_PROSE;

    switch (p->fault) {
    case GEN_FAULT_MISREAD:
        return !prose && misread(p, at);
    case GEN_FAULT_SWAPPED:
        return !prose && swapped(p, at);
    case GEN_FAULT_TEN:
        return !prose && power_of_ten(p, at);
    case GEN_FAULT_COUNT_DIGITS:
        return !prose && digit_count(p, at);
    case GEN_FAULT_TRADED:
        return !prose && traded(p, at);
    case GEN_FAULT_QUOTED:
        return prose && (gen_chance(p->random, 5000) ? misread(p, at) : swapped(p, at));
    case GEN_FAULT_OVERFLOWN:
        return !prose && overflown(p, at);
    case GEN_FAULT_DIGIT_LOST:
        return !prose && digit_lost(p, at);
    case GEN_FAULT_CELL_GONE:
        return !prose && cell_gone(p, at);
    case GEN_FAULT_STYLE:
        return !prose && style_open(p, at);
    case GEN_FAULT_STALE:
        return !prose && plant_stale(p, at);
    case GEN_FAULT_SUMMED:
    case GEN_FAULT_AVERAGED:
        return !prose && plant_percentage(p, at);
    case GEN_FAULT_ROW_GONE:
        return !prose && plant_row_gone(p, at);
    default:
        return !prose && plant_sum(p, at);
    }
}

/* Every cell of the error breaks a relation beyond what rounding explains. */
static bool can_be_seen(const planter *p, gen_at at)
{
    uint32_t n;
    const uint32_t *of = gen_relations_of(p->doc, at, &n);

    for (uint32_t i = 0; i < n; i++)
        if (gen_closes(p->doc, &p->doc->audit->relations[of[i]]) == GEN_FAILS)
            return true;
    return false;
}

static bool came_off(planter *p, size_t first)
{
    const gen_audit *audit = p->doc->audit;

    if (p->fault == GEN_FAULT_ROW_GONE || gen_is_lost(p->fault))
        return true;
    for (size_t i = first; i < audit->n_planted; i++)
        if (!can_be_seen(p, audit->planted[i].at))
            return false;
    return true;
}

/* Two wrong sums in one row would be taken for one that goes over several columns. */
static bool is_crowded(const gen_doc *doc, gen_fault fault, gen_at at)
{
    if (fault < GEN_FAULT_STALE || gen_is_lost(fault))
        return false;
    for (size_t i = 0; i < doc->audit->n_planted; i++) {
        const gen_planted *other = &doc->audit->planted[i];
        if (other->at.table == at.table && other->at.row == at.row)
            return true;
    }
    return false;
}

/* One error at the cell; nothing is left of it where it does not come off. */
static bool try_at(gen_doc *doc, gen_random *random, gen_fault fault, gen_at at)
{
    gen_audit *audit = doc->audit;
    size_t first = audit->n_planted;
    planter p = {.doc = doc, .random = random, .fault = fault, .group = (uint32_t)first + 1};
    bool printed = fault < GEN_FAULT_STALE || fault == GEN_FAULT_QUOTED || gen_is_lost(fault);

    if (first + GEN_COLUMNS_MAX > GEN_PLANTED_MAX || is_crowded(doc, fault, at) || !plant_is_free(&p, at))
        return false;
    bool done = make(&p, at);
    for (size_t i = 0; done && printed && i < p.n_log; i++)
        plant_mark(&p, p.log[i].at);
    if (done && came_off(&p, first)) {
        for (size_t i = first; i < audit->n_planted; i++)
            audit->planted[i].carried = p.carried;
        return true;
    }
    plant_undo(&p, 0);
    audit->n_planted = first;
    return false;
}

static size_t candidates(gen_doc *doc, gen_at **found)
{
    gen_audit *audit = doc->audit;
    size_t n = 0, cap = 0;

    for (size_t t = 0; t < doc->n_tables; t++)
        for (size_t i = 0; i < doc->tables[t].n_rows * doc->tables[t].n_columns; i++) {
            gen_at at = {(uint16_t)t, (uint16_t)(i % doc->tables[t].n_columns),
                         (uint32_t)(i / doc->tables[t].n_columns)};
            uint32_t relations;
            gen_relations_of(doc, at, &relations);
            if (relations && gen_cell_at(doc, at)->has_value)
                *SR_PUSH(&doc->arena, *found, n, cap) = at;
        }
    for (uint32_t q = 0; q < audit->n_quotes; q++)
        *SR_PUSH(&doc->arena, *found, n, cap) = (gen_at){GEN_IN_PROSE, 0, q};
    return n;
}

void gen_plant(gen_doc *doc, gen_random *random, gen_planting what)
{
    enum { TRIES = 400 };
    gen_fault kinds[GEN_FAULT_COUNT] = {GEN_FAULT_NONE};
    uint32_t n_kinds = 0;
    gen_at *at = NULL;
    size_t n = candidates(doc, &at), wanted = what.rate ? 1 + n * what.rate / 10000 : 0;

    for (int f = 1; f < GEN_FAULT_COUNT; f++)
        if (what.kinds & (1u << f))
            kinds[n_kinds++] = (gen_fault)f;
    for (; wanted && n && n_kinds; wanted--) {
        gen_fault fault = kinds[gen_below(random, n_kinds)];
        for (int tries = 0; tries < TRIES; tries++) {
            /* Quotes are few: they stand last among the places. */
            size_t i = fault == GEN_FAULT_QUOTED && doc->audit->n_quotes
                           ? n - 1 - gen_below(random, (uint32_t)doc->audit->n_quotes)
                           : gen_below(random, (uint32_t)n);
            if (try_at(doc, random, fault, at[i]))
                break;
        }
    }
    gen_judge(doc);
}
