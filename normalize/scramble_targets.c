#include "normalize/scramble_inner.h"

#include "normalize/lexicon.h"

enum {
    COST_APART = 40,    /* a target that stands elsewhere */
    COST_PROGRAM = 100, /* an office for a program, where programs have none */
    COST_NO_OFFICE = 10,
    COST_MISSING = 30, /* a record that has no target of its own stays without */
    COST_LOSING = 90,  /* a record gives its target away and gets none */
    COST_LEFT = 150,   /* a target that finds no record */
    PLACES_MAX = 7,
    AGREES = SR_COST_UNKNOWN / 2,
};

static bool is_named(const sr_scramble_record *r)
{
    return r->name.text.len || r->goal.text.len || r->indicator.text.len;
}

/* A program over its activities: it has a target, but neither quarters nor a goal beside it. */
static bool is_program(const sr_scramble_record *r)
{
    return r->goal.text.len == 0 && r->name.text.len > 8 &&
           sr_eq_nocase(sr_sub(r->name.text, 0, 7), SR_LIT("program")) &&
           !sr_is_alpha((unsigned char)r->name.text.ptr[7]);
}

static bool programs_have_offices(const sr_scramble *s)
{
    size_t with = 0, without = 0;

    for (size_t i = 0; i < s->n_records; i++) {
        const sr_scramble_record *r = &s->records[i];
        with += is_program(r) && r->target.text.len && r->office.text.len;
        without += is_program(r) && r->target.text.len && !r->office.text.len;
    }
    return with > without;
}

/* The records of a page, and what becomes of their targets. */
typedef struct page {
    sr_scramble_record *record;
    size_t n;
    bool programs_have_offices;
    int *from; /* by record: the record whose target it gets, -1 = none */
} page;

static int unit_cost(const sr_scramble_record *record, sr_scramble_cell target)
{
    return sr_scramble_unit_cost(record, (sr_scramble_amount){0}, sr_scramble_amount_of(target.text).unit);
}

/* What it costs that record i gets the target of record j, and the office that stands by it. */
static int cost_of(const page *p, size_t i, size_t j)
{
    const sr_scramble_record *to = &p->record[i], *from = &p->record[j];
    int cost = unit_cost(to, from->target);

    size_t places = i > j ? i - j : j - i;
    if (i != j) /* two targets rather keep their order than cross */
        cost += COST_APART + (places < PLACES_MAX ? (int)(places * places) : PLACES_MAX * PLACES_MAX);
    if (from->office.text.len && is_program(to) && !p->programs_have_offices)
        cost += COST_PROGRAM;
    if (!from->office.text.len && !to->office.text.len && to->goal.text.len && i != j)
        cost += COST_NO_OFFICE;
    return cost;
}

static void assign_targets(sr_arena *arena, page *p)
{
    size_t n = p->n, size = 2 * n; /* behind them, no target for a record and no record for a target */
    int *cost = SR_NEW_ARRAY(arena, int, size *size), *column_of = SR_NEW_ARRAY(arena, int, size);

    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < size; j++) {
            bool target = j < n && p->record[j].target.text.len;
            int without = p->record[i].target.text.len ? COST_LOSING : COST_MISSING;
            cost[i * size + j] = !is_named(&p->record[i]) ? (j < n ? COST_LEFT * 8 : 0)
                                 : target                 ? cost_of(p, i, j)
                                 : j < n                  ? COST_LEFT * 8
                                                          : without;
        }
    for (size_t i = n; i < size; i++)
        for (size_t j = 0; j < n; j++)
            cost[i * size + j] = p->record[j].target.text.len ? COST_LEFT : 0;
    sr_scramble_assign(arena, cost, (int)size, column_of);
    for (size_t i = 0; i < n; i++)
        p->from[i] = (size_t)column_of[i] < n && is_named(&p->record[i]) ? column_of[i] : -1;
    bool *taken = SR_NEW_ARRAY(arena, bool, n);
    for (size_t i = 0; i < n; i++)
        if (p->from[i] >= 0)
            taken[p->from[i]] = true;
    for (size_t i = 0; i < n; i++) /* a target that nobody wants stays where it stands */
        if (p->from[i] < 0 && is_named(&p->record[i]) && p->record[i].target.text.len && !taken[i])
            p->from[i] = (int)i;
}

/* Units say so: the record has none of its own, or one that contradicts it, and this one agrees with its indicator. */
static bool units_say_so(const page *p, size_t i)
{
    const sr_scramble_record *r = &p->record[i];

    if (p->from[i] < 0)
        return false;
    return unit_cost(r, p->record[p->from[i]].target) <= AGREES &&
           (!r->target.text.len || unit_cost(r, r->target) >= SR_COST_UNIT);
}

/* An office that its record has no more use for goes to the one record of the page that lacks one, or to the prose. */
static void place_office(page *p, sr_scramble_cell office, const sr_scramble_line *lines, size_t n, bool *used)
{
    sr_scramble_record *only = NULL;
    size_t lacking = 0;

    for (size_t i = 0; i < p->n; i++)
        if (is_named(&p->record[i]) && p->record[i].target.text.len && p->record[i].goal.text.len &&
            p->record[i].name.text.len && !p->record[i].office.text.len) {
            only = &p->record[i];
            lacking++;
        }
    if (lacking == 1) {
        only->office = office;
        return;
    }
    size_t cell_lines = 1;
    for (size_t i = 0; i < office.text.len; i++)
        cell_lines += office.text.ptr[i] == '\n';
    for (size_t i = 0; i < n && cell_lines; i++)
        if (lines[i].line_no >= office.line_no) {
            used[i] = false;
            cell_lines--;
        }
}

/* Two targets that found a record could as well be each other's: order alone decided. */
static bool are_rivals(const page *p, size_t i, size_t k)
{
    const sr_scramble_cell *mine = &p->record[p->from[i]].target, *other = &p->record[p->from[k]].target;

    return !sr_eq_nocase(mine->text, other->text) && unit_cost(&p->record[i], *other) <= AGREES &&
           unit_cost(&p->record[k], *mine) <= AGREES;
}

static bool is_moved(const page *p, size_t i)
{
    return is_named(&p->record[i]) && p->from[i] != (p->record[i].target.text.len ? (int)i : -1);
}

static bool moves_are_sure(const page *p)
{
    for (size_t i = 0; i < p->n; i++) {
        if (!is_moved(p, i))
            continue;
        if (!units_say_so(p, i))
            return false;
        for (size_t k = 0; k < i; k++)
            if (is_moved(p, k) && are_rivals(p, i, k))
                return false;
    }
    return true;
}

static void move_targets(sr_arena *arena, page *p, const sr_scramble_line *lines, size_t n, bool *used)
{
    sr_scramble_record *old = SR_NEW_ARRAY(arena, sr_scramble_record, p->n);
    bool sure = moves_are_sure(p), *spare = SR_NEW_ARRAY(arena, bool, p->n);

    memcpy(old, p->record, p->n * sizeof *old);
    for (size_t i = 0; i < p->n; i++) {
        sr_scramble_record *r = &p->record[i];
        int j = p->from[i];
        bool given = false; /* its own target goes to another */
        for (size_t k = 0; k < p->n; k++)
            given |= k != i && p->from[k] == (int)i;
        if (given && j < 0) {
            r->target = r->office = (sr_scramble_cell){0};
            r->target_moved = r->target_in_doubt = true;
        }
        if (j < 0 || j == (int)i)
            continue;
        r->target = old[j].target;
        r->target_moved = true;
        r->target_in_doubt = !sure;
        spare[i] = !given && old[i].office.text.len && old[j].office.text.len;
        if (given || old[j].office.text.len)
            r->office = old[j].office;
    }
    for (size_t i = 0; i < p->n; i++)
        if (spare[i])
            place_office(p, old[i].office, lines, n, used);
}

/* The number of a goal was written before the page's quarters, far from it. */
static void place_number(page *p, sr_scramble_cell number)
{
    for (size_t i = 0; i < p->n; i++) {
        sr_scramble_record *r = &p->record[i];
        if (!r->name.text.len && r->goal.text.len && !r->number.text.len) {
            r->number = number;
            return;
        }
    }
}

/* Of records that were nothing but a target those stay whose target no other took. Returns how many are left. */
static size_t drop_empty(page *p)
{
    size_t kept = 0;

    for (size_t i = 0; i < p->n; i++) {
        bool moved = false;
        for (size_t k = 0; k < p->n; k++)
            moved |= k != i && p->from[k] == (int)i;
        if (!is_named(&p->record[i]) && moved) {
            if (p->record[i].number.text.len)
                place_number(p, p->record[i].number);
            continue;
        }
        p->record[kept++] = p->record[i];
    }
    return kept;
}

static bool has_orphans(const page *p)
{
    for (size_t i = 0; i < p->n; i++)
        if (!is_named(&p->record[i]) && p->record[i].target.text.len)
            return true;
    return false;
}

void sr_scramble_targets(sr_arena *arena, const sr_scramble_line *lines, size_t n, sr_scramble *out)
{
    bool offices = programs_have_offices(out);
    size_t kept = 0;

    for (size_t first = 0, last; first < out->n_records; first = last) {
        for (last = first; last < out->n_records && out->records[last].page_no == out->records[first].page_no;)
            last++;
        page p = {out->records + first, last - first, offices, SR_NEW_ARRAY(arena, int, last - first)};
        size_t left = p.n;
        if (p.n <= SR_SCRAMBLE_PAGE_MAX && has_orphans(&p)) {
            assign_targets(arena, &p);
            move_targets(arena, &p, lines, n, out->used);
            left = drop_empty(&p);
        }
        memmove(out->records + kept, p.record, left * sizeof *p.record);
        kept += left;
    }
    out->n_records = kept;
}
