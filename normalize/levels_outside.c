#include "normalize/levels_parts.h"

/* ---- where nothing above tells ----------------------------------------------------------------- */

/* Levels by depth, where the tree is as deep as the header of the names lists levels. */
static void put_depths(sr_levels *l, uint32_t from, uint32_t to)
{
    uint32_t deepest = 0;

    for (uint32_t i = from; i < to; i++) {
        uint32_t parent = l->nodes[i].parent;
        l->nodes[i].place = parent == SR_NODE_NONE ? 0 : (uint8_t)(l->nodes[parent].place + 1);
        if (l->nodes[i].place >= l->n_listed)
            return;
        deepest = l->nodes[i].place > deepest ? l->nodes[i].place : deepest;
    }
    for (uint32_t i = from; i < to && deepest + 1 == l->n_listed; i++)
        sr_levels_put(&l->nodes[i], l->listed[l->nodes[i].place], l->nodes[i].parent);
}

/* Indentation alone: each row's parent is the last one a step further out. */
static void put_steps(sr_levels *l, uint32_t from, uint32_t to)
{
    uint32_t open[SR_LEVEL_COUNT];

    for (uint32_t i = from; i < to; i++) {
        uint8_t step = l->nodes[i].place;
        open[step] = i;
        sr_levels_put(&l->nodes[i], l->listed[step], step ? open[step - 1] : SR_NODE_NONE);
    }
}

/* Open rows [from, to) of which no program is known; above: the row over them, or SR_NODE_NONE. */
static void settle_loose(sr_levels *l, uint32_t above, uint32_t from, uint32_t to)
{
    const sr_node *whole = above == SR_NODE_NONE ? NULL : &l->nodes[above];
    bool two = l->n_listed == 2, closes;

    if (l->any_coded)
        return;
    sr_amounts total = sr_levels_total(l, from, to);
    if (sr_levels_read_two(l, whole, from, to, &closes)) {
        sr_levels_put_places(l, closes ? above : SR_NODE_NONE, from, to, two ? l->listed[0] : SR_LEVEL_NONE,
                             two ? l->listed[1] : SR_LEVEL_NONE);
    } else if (sr_levels_trees(l, from, to)) {
        if (l->n_listed > 1)
            put_depths(l, from, to);
    } else if (!total.stated && l->n_listed > 1 && sr_levels_by_indent(l, from, to, l->n_listed)) {
        put_steps(l, from, to);
    }
}

static bool is_open(const sr_node *node)
{
    return node->rank == SR_LEVEL_NONE && !node->agency && !node->bare && !node->coded;
}

static void settle_spans(sr_levels *l)
{
    bool in_program = false;

    for (uint32_t i = 0, end; i < l->n; i = end) {
        const sr_node *node = &l->nodes[i];
        end = i + 1;
        if (sr_node_is_top(node) || node->rank == SR_LEVEL_PROGRAM)
            in_program = node->rank == SR_LEVEL_PROGRAM;
        if (in_program || (node->rank != SR_LEVEL_KEGIATAN && !is_open(node)))
            continue;
        while (end < l->n && is_open(&l->nodes[end]))
            end++;
        if (node->rank == SR_LEVEL_KEGIATAN)
            sr_levels_kegiatan(l, i, end, false, false);
        else
            settle_loose(l, i ? i - 1 : SR_NODE_NONE, i, end);
    }
}

/* ---- over programs ----------------------------------------------------------------------------- */

/* It has the amounts of the program right above it, whose only row it rather is. */
static bool repeats_program(const sr_levels *l, uint32_t i)
{
    return i > 0 && l->nodes[i - 1].rank == SR_LEVEL_PROGRAM &&
           sr_levels_is_sum(&l->nodes[i - 1].amounts, &l->nodes[i].amounts, l->mask);
}

/* A row before a program that is the sum of programs from there on: the name of a bidang, as like as not. */
void sr_levels_find_over(sr_levels *l)
{
    sr_pile_clear(l->pile);
    for (uint32_t i = l->n; i-- > 0;) {
        sr_node *node = &l->nodes[i];
        uint32_t least, most;

        if (sr_node_is_top(node))
            sr_pile_clear(l->pile);
        else if (node->rank == SR_LEVEL_PROGRAM)
            sr_pile_push(l->pile, &node->amounts);
        else if (node->rank == SR_LEVEL_NONE && !node->coded && i + 1 < l->n &&
                 l->nodes[i + 1].rank == SR_LEVEL_PROGRAM && sr_levels_is_filled(l, node) && !repeats_program(l, i))
            node->over = sr_pile_find(l->pile, &node->amounts, l->mask, &least, &most);
    }
}

/*
 * The programs that add up to the row over them, or the rows over programs that add up to their agency, get it as their
 * parent.
 */
static void settle_over(sr_levels *l, uint32_t i, uint32_t above)
{
    sr_amounts sum = sr_amounts_new(&l->doc->batch, l->columns);
    uint32_t end = i + 1;
    bool agency = l->nodes[i].agency, closes = false;

    for (; end < l->n && !sr_node_is_top(&l->nodes[end]) && (agency || (!l->nodes[end].over && !closes)); end++) {
        const sr_node *node = &l->nodes[end];
        if (node->over || (node->rank == SR_LEVEL_PROGRAM && node->parent == SR_NODE_NONE))
            sr_amounts_add(&sum, &node->amounts, l->columns, 1);
        closes = sr_levels_is_sum(&l->nodes[i].amounts, &sum, l->mask);
    }
    for (uint32_t k = i + 1; k < end && closes; k++) {
        sr_node *node = &l->nodes[k];
        if ((!node->over && node->rank != SR_LEVEL_PROGRAM) || node->parent != SR_NODE_NONE || node->coded)
            continue;
        sr_levels_put(node, SR_LEVEL_NONE, i);
        l->nodes[i].parent = above;
    }
}

static void settle_tops(sr_levels *l)
{
    uint32_t above = SR_NODE_NONE;

    for (uint32_t i = 0; i < l->n; i++)
        l->nodes[i].over &= l->nodes[i].level == SR_LEVEL_NONE && l->nodes[i].parent == SR_NODE_NONE;
    for (uint32_t i = 0; i < l->n; i++)
        if (l->nodes[i].over)
            settle_over(l, i, SR_NODE_NONE);
    for (uint32_t i = 0; i < l->n; i++) {
        if (l->nodes[i].rank == SR_LEVEL_URUSAN || l->nodes[i].rank == SR_LEVEL_BIDANG)
            above = i;
        if (l->nodes[i].agency)
            settle_over(l, i, above);
    }
}

void sr_levels_outside(sr_levels *l)
{
    settle_spans(l);
    settle_tops(l);
}
