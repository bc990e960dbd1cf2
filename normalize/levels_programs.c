#include "normalize/levels_parts.h"

enum {
    RUN_DIGITS = 5,    /* significant digits of a run under a row that is known to be a kegiatan */
    STRUCTURE_MIN = 2, /* programs with two levels under them, before one without amounts is read as they are */
};

/* ---- under a kegiatan ------------------------------------------------------------------------- */

/* No column of the rows is more than the kegiatan has: nothing contradicts that they are all its own. */
static bool has_room(const sr_amounts *whole, const sr_amounts *sum, uint32_t mask)
{
    mask &= ~(whole->unknown | sum->unknown);
    for (uint32_t c = 0; c < SR_SUMS_COLUMNS && mask >> c; c++)
        if ((mask >> c & 1) && sum->at[c] > whole->at[c])
            return false;
    return true;
}

static bool any_coded(const sr_levels *l, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i < to; i++)
        if (l->nodes[i].coded)
            return true;
    return false;
}

/*
 * Open rows [k + 1, to) under the kegiatan k. known: the kegiatan that are known are all that there are, so that these
 * rows are under them; likely: so it seems, and the row must have room for them.
 */
void sr_levels_kegiatan(sr_levels *l, uint32_t k, uint32_t to, bool known, bool likely)
{
    const sr_node *node = &l->nodes[k];
    uint32_t least, most;

    if (k + 1 == to || any_coded(l, k + 1, to))
        return;
    sr_amounts total = sr_levels_total(l, k + 1, to);
    if (known || sr_levels_is_sum(&node->amounts, &total, l->mask) ||
        (likely && has_room(&node->amounts, &total, l->mask))) {
        sr_levels_put_all(l, k, k + 1, to, SR_LEVEL_SUB_KEGIATAN);
        return;
    }
    sr_pile_clear(l->pile);
    for (uint32_t i = to; i-- > k + 1;)
        sr_pile_push(l->pile, &l->nodes[i].amounts);
    if (sr_pile_find(l->pile, &node->amounts, l->mask, &least, &most) &&
        sr_pile_filled(l->pile, least) >= SR_LEAVES_MIN &&
        sr_amounts_compare(&node->amounts, &node->amounts, l->mask).digits >= RUN_DIGITS)
        sr_levels_put_all(l, k, k + 1, k + 1 + least, SR_LEVEL_SUB_KEGIATAN);
}

/* ---- under a program -------------------------------------------------------------------------- */

/* The kegiatan of [from, to) that a word or a name tells. */
typedef struct known {
    uint32_t n;
    bool common;    /* of the program whose kegiatan are a closed list */
    bool all, most; /* the program is their sum in every column; in as many as it is not, or more */
} known;

static known find_known(const sr_levels *l, uint32_t p, uint32_t from, uint32_t to)
{
    sr_amounts sum = sr_amounts_new(&l->doc->batch, l->columns);
    known out = {.common = sr_levels_common(sr_levels_name(l, l->table->rows[l->nodes[p].row]))};

    for (uint32_t i = from; i < to; i++)
        if (l->nodes[i].rank == SR_LEVEL_KEGIATAN) {
            sr_amounts_add(&sum, &l->nodes[i].amounts, l->columns, 1);
            out.n++;
        }
    sr_agreement a = sr_amounts_compare(&l->nodes[p].amounts, &sum, l->mask);
    bool some = out.n >= SR_LEAVES_MIN && a.digits >= SR_CHANCE_DIGITS;
    out.all = some && !a.other;
    out.most = some && sr_bits(a.equal) >= sr_bits(a.other);
    return out;
}

/* Rows between known kegiatan are theirs where that can be told. */
static void settle_known(sr_levels *l, uint32_t p, uint32_t from, uint32_t to, const known *k)
{
    for (uint32_t i = from, end; i < to; i = end) {
        for (end = i + 1; end < to && l->nodes[end].rank != SR_LEVEL_KEGIATAN;)
            end++;
        if (l->nodes[i].rank != SR_LEVEL_KEGIATAN)
            continue;
        if (k->common || k->all)
            sr_levels_put(&l->nodes[i], SR_LEVEL_KEGIATAN, p);
        sr_levels_kegiatan(l, i, end, k->all, k->most && k->common && l->nodes[i].word);
    }
}

/* Rows that look as the first one does are the kegiatan, if the program is their sum. */
static bool read_by_look(sr_levels *l, const sr_node *above, uint32_t from, uint32_t to)
{
    for (int k = 0; k < SR_LAYOUTS; k++) {
        if (!sr_levels_by_look(l, from, to, k))
            continue;
        sr_amounts sum = sr_amounts_new(&l->doc->batch, l->columns);
        for (uint32_t i = from; i < to; i++)
            if (l->nodes[i].place == SR_PLACE_HEAD)
                sr_amounts_add(&sum, &l->nodes[i].amounts, l->columns, 1);
        sr_agreement a = sr_amounts_compare(&above->amounts, &sum, l->mask);
        if (a.equal && !a.other && a.digits >= RUN_DIGITS)
            return true;
    }
    return false;
}

/*
 * Groups that close stand fast; in what is left between them the first row with an amount is a kegiatan whose own sum
 * is wrong, if that makes the program the sum of its kegiatan.
 */
static bool read_with_gaps(sr_levels *l, uint32_t p, uint32_t from, uint32_t to)
{
    sr_amounts sum = sr_amounts_new(&l->doc->batch, l->columns);
    bool gap = false;

    if (sr_levels_trees(l, from, to) == 0)
        return false;
    for (uint32_t i = from; i < to; i++) {
        sr_node *node = &l->nodes[i];
        bool tree = i + 1 < to && l->nodes[i + 1].parent == i;
        if (node->parent != SR_NODE_NONE) {
            node->place = l->nodes[node->parent].parent == SR_NODE_NONE ? SR_PLACE_MEMBER : SR_PLACE_DEEPER;
            gap = false;
            continue;
        }
        node->place = tree || (!gap && sr_levels_is_filled(l, node)) ? SR_PLACE_HEAD
                      : gap                                          ? SR_PLACE_MEMBER
                                                                     : SR_PLACE_OPEN;
        gap = !tree && (gap || node->place == SR_PLACE_HEAD);
        if (node->place == SR_PLACE_HEAD)
            sr_amounts_add(&sum, &node->amounts, l->columns, 1);
    }
    sr_agreement a = sr_amounts_compare(&l->nodes[p].amounts, &sum, l->mask);
    return a.equal && !a.other && a.digits >= SR_CHANCE_DIGITS;
}

/* Of rows with no further level of activities under them: what the header of the names lists, if it lists one only. */
static sr_level level_below_program(const sr_levels *l)
{
    bool kegiatan = false, sub = false;

    for (uint32_t i = 0; i < l->n_listed; i++) {
        kegiatan |= l->listed[i] == SR_LEVEL_KEGIATAN;
        sub |= l->listed[i] == SR_LEVEL_SUB_KEGIATAN;
    }
    return kegiatan == sub ? SR_LEVEL_NONE : kegiatan ? SR_LEVEL_KEGIATAN : SR_LEVEL_SUB_KEGIATAN;
}

/* Heads over accounts ("Belanja ...") may be kegiatan or sub kegiatan; over activities they are kegiatan. */
static void put_two_levels(sr_levels *l, uint32_t p, uint32_t from, uint32_t to)
{
    bool accounts = false;

    for (uint32_t i = from; i < to; i++)
        accounts |= l->nodes[i].account;
    sr_levels_put_places(l, p, from, to, accounts ? level_below_program(l) : SR_LEVEL_KEGIATAN, SR_LEVEL_SUB_KEGIATAN);
    l->nested++;
}

/* The one row between a program and the next has the program's amounts in every column: its only kegiatan. */
static bool is_only_child(const sr_levels *l, uint32_t p, uint32_t to)
{
    const sr_node *child = &l->nodes[p + 1];

    return to == p + 2 && child->rank == SR_LEVEL_NONE && !child->account &&
           sr_levels_is_sum(&l->nodes[p].amounts, &child->amounts, l->mask);
}

static void settle_program(sr_levels *l, uint32_t p, uint32_t to)
{
    uint32_t from = p + 1;
    bool closes;

    known k = find_known(l, p, from, to);
    if (any_coded(l, from, to)) {
        settle_known(l, p, from, to, &(known){0});
        return;
    }
    bool listed = k.common && k.all;
    if (!listed && sr_levels_read_two(l, &l->nodes[p], from, to, &closes)) {
        put_two_levels(l, p, from, to);
        return;
    }
    to -= l->nodes[to - 1].over;
    if (from == to)
        return;
    k = find_known(l, p, from, to);
    sr_amounts total = sr_levels_total(l, from, to);
    if (!listed && sr_levels_read_two(l, &l->nodes[p], from, to, &closes)) {
        put_two_levels(l, p, from, to);
    } else if (k.n > 0) {
        settle_known(l, p, from, to, &k);
        l->nested++;
    } else if (to - from >= SR_LEAVES_MIN && sr_levels_is_sum(&l->nodes[p].amounts, &total, l->mask)) {
        sr_levels_put_all(l, p, from, to, level_below_program(l));
        l->flat++;
    } else if (is_only_child(l, p, to)) {
        sr_levels_put_all(l, p, from, to, level_below_program(l));
    } else if (read_by_look(l, &l->nodes[p], from, to) || read_with_gaps(l, p, from, to)) {
        put_two_levels(l, p, from, to);
    } else if (!total.stated && sr_levels_by_indent(l, from, to, 2)) {
        for (uint32_t i = from; i < to; i++)
            l->nodes[i].place = l->nodes[i].place ? SR_PLACE_MEMBER : SR_PLACE_HEAD;
        put_two_levels(l, p, from, to);
    }
}

/* Zeros in the places that programs with amounts have, and open rows that look as told ones do. */
static void settle_rest(sr_levels *l, uint32_t p, uint32_t to)
{
    uint32_t from = p + 1, last = SR_NODE_NONE;

    if (any_coded(l, from, to))
        return;
    for (uint32_t i = from; i < to; i++) {
        sr_node *node = &l->nodes[i];
        if (node->level == SR_LEVEL_NONE && node->parent == SR_NODE_NONE && node->place == SR_PLACE_HEAD)
            sr_levels_put(node, SR_LEVEL_KEGIATAN, p);
        else if (node->level == SR_LEVEL_NONE && node->parent == SR_NODE_NONE && node->place == SR_PLACE_MEMBER)
            sr_levels_put(node, SR_LEVEL_SUB_KEGIATAN, last);
        else if (node->level == SR_LEVEL_SUB_KEGIATAN && node->parent == SR_NODE_NONE)
            node->parent = last;
        if (node->level == SR_LEVEL_KEGIATAN)
            last = i;
        else if (node->level == SR_LEVEL_NONE && node->parent == SR_NODE_NONE)
            last = SR_NODE_NONE;
    }
}

/* A program of zeros: no sum tells anything, but where every program has two levels this one has. */
static void settle_empty(sr_levels *l, uint32_t p, uint32_t to)
{
    sr_amounts total = sr_levels_total(l, p + 1, to);

    for (uint32_t c = 0; c < l->columns; c++)
        if (total.at[c] || total.unknown || l->nodes[p].amounts.at[c])
            return;
    if (!any_coded(l, p + 1, to) && l->flat == 0 && l->nested >= STRUCTURE_MIN && total.stated &&
        l->nodes[p + 1].level == SR_LEVEL_NONE && sr_levels_read_empty(l, p + 1, to))
        sr_levels_put_places(l, p, p + 1, to, SR_LEVEL_KEGIATAN, SR_LEVEL_SUB_KEGIATAN);
}

/* ---- all of them ------------------------------------------------------------------------------ */

static void settle_all(sr_levels *l, void (*settle)(sr_levels *l, uint32_t p, uint32_t to))
{
    for (uint32_t i = 0, end; i < l->n; i = end) {
        for (end = i + 1; end < l->n && !sr_node_is_top(&l->nodes[end]) && l->nodes[end].rank != SR_LEVEL_PROGRAM &&
                          !l->nodes[end].bare;)
            end++;
        if (l->nodes[i].rank == SR_LEVEL_PROGRAM && end > i + 1)
            settle(l, i, end);
    }
}

void sr_levels_programs(sr_levels *l)
{
    settle_all(l, settle_program);
    settle_all(l, settle_empty);
    sr_levels_by_example(l);
    settle_all(l, settle_rest);
}
