#include "normalize/levels_parts.h"

sr_amounts sr_levels_total(const sr_levels *l, uint32_t from, uint32_t to)
{
    sr_amounts total = sr_amounts_new(&l->doc->batch, l->columns);

    for (uint32_t i = from; i < to; i++)
        sr_amounts_add(&total, &l->nodes[i].amounts, l->columns, 1);
    return total;
}

bool sr_levels_is_sum(const sr_amounts *whole, const sr_amounts *sum, uint32_t mask)
{
    sr_agreement a = sr_amounts_compare(whole, sum, mask);

    return a.equal && !a.other;
}

bool sr_levels_is_filled(const sr_levels *l, const sr_node *node)
{
    return sr_amounts_compare(&node->amounts, &node->amounts, l->mask).equal != 0;
}

/* ---- groups of a head and its members -------------------------------------------------------------------- */

/*
 * A span is read as a chain of groups: a head at i, its run of members ends at one of [first[i], last[i]], and the next
 * head follows. Arrays are by node, from the span's start; first[i] = 0 where i cannot be a head.
 */
typedef struct chain {
    uint32_t *first, *last;
    uint32_t *ways;  /* ways[i]: how many nodes at i or behind it begin a chain that reaches the end */
    uint32_t *ahead; /* of heads: changes of how many runs end before here, then of how far members go */
} chain;

static bool begins_chain(const chain *c, uint32_t i)
{
    return c->ways[i] > c->ways[i + 1];
}

/* From the end to the start: the runs that add up to each node, and whether a chain goes on behind one of them. */
static void find_chains(sr_levels *l, uint32_t from, uint32_t to, uint32_t mask, chain *c)
{
    uint32_t n = to - from, head = n; /* the next node that is known to be a head */

    sr_pile_clear(l->pile);
    c->ways[n + 1] = 0;
    c->ways[n] = 1;
    for (uint32_t i = n; i-- > 0;) {
        const sr_node *node = &l->nodes[from + i];
        uint32_t least, most;
        bool chains = false;

        c->first[i] = c->last[i] = 0;
        if (node->rank < SR_LEVEL_SUB_KEGIATAN && sr_pile_find(l->pile, &node->amounts, mask, &least, &most)) {
            most = i + most < head ? most : head - 1 - i;
            if (least <= most) {
                c->first[i] = i + least;
                c->last[i] = i + most;
                chains = c->ways[i + least + 1] > c->ways[i + most + 2];
            }
        }
        c->ways[i] = c->ways[i + 1] + chains;
        if (node->rank == SR_LEVEL_KEGIATAN)
            head = i;
        sr_pile_push(l->pile, &node->amounts);
    }
}

/* From the start to the end: who can be a head in a chain that spans all, and whom a run of one can cover. */
static void give_places(sr_levels *l, uint32_t from, uint32_t to, chain *c)
{
    uint32_t n = to - from, starts = 0, covered = 0, last_way = 0;
    uint32_t *reach = c->ahead;

    memset(reach, 0, ((size_t)n + 3) * sizeof *reach);
    for (uint32_t i = 0; i < n; i++) {
        starts += reach[i]; /* modulo: ends of intervals take away */
        bool head = (i == 0 || starts > 0) && begins_chain(c, i);
        if (head) {
            reach[c->first[i] + 1]++;
            reach[c->last[i] + 2]--;
        }
        l->nodes[from + i].place = head ? SR_PLACE_HEAD : SR_PLACE_MEMBER;
    }
    /* A member of some reading: a head's run reaches it, and a chain goes on behind the run. */
    memset(reach, 0, ((size_t)n + 3) * sizeof *reach);
    for (uint32_t i = 0; i <= n; i++) {
        last_way = begins_chain(c, i) || i == n ? i : last_way;
        reach[i] = last_way;
    }
    for (uint32_t i = 0; i < n; i++) {
        sr_node *node = &l->nodes[from + i];
        if (node->place == SR_PLACE_HEAD) {
            if (i < covered)
                node->place = SR_PLACE_OPEN;
            uint32_t end = reach[c->last[i] + 1];
            covered = end > covered ? end : covered;
        }
    }
}

/*
 * Nodes [from, to) read as groups, each a head and one member or more, where the amounts of every head are the sums of
 * its members in all columns of the mask. Where several readings are possible (rows of zeros between two groups) a node
 * has a place only if it is the same in all of them. False if there is no reading. Nodes whose rank is known keep it.
 */
static bool groups(sr_levels *l, uint32_t from, uint32_t to, uint32_t mask)
{
    chain c = {l->work[0], l->work[1], l->work[2], l->work[3]};

    if (to - from < 2)
        return false;
    find_chains(l, from, to, mask, &c);
    if (!begins_chain(&c, 0))
        return false;
    give_places(l, from, to, &c);
    return true;
}

/* ---- two levels ------------------------------------------------------------------------------ */

/* Groups of a reading that are sums of two amounts or more, with digits that chance does not give. */
static uint32_t strong_groups(const sr_levels *l, uint32_t from, uint32_t to, uint32_t mask)
{
    uint32_t strong = 0;

    for (uint32_t i = from, end; i < to; i = end) {
        uint32_t filled = 0;
        for (end = i + 1; end < to && l->nodes[end].place != SR_PLACE_HEAD; end++)
            filled += sr_levels_is_filled(l, &l->nodes[end]);
        sr_agreement a = sr_amounts_compare(&l->nodes[i].amounts, &l->nodes[i].amounts, mask);
        strong += l->nodes[i].place == SR_PLACE_HEAD && filled >= SR_LEAVES_MIN && a.digits >= SR_CHANCE_DIGITS;
    }
    return strong;
}

/*
 * A reading by the columns of the mask. Either the row above states the sum of its heads (half of all, since each head
 * is its members), or the groups themselves are too many for chance. Rows that have amounts in other columns only were
 * read as zeros: they have no place.
 */
static bool read_by(sr_levels *l, const sr_node *above, uint32_t from, uint32_t to, uint32_t mask, bool *closes)
{
    if (!mask || !groups(l, from, to, mask))
        return false;
    sr_amounts total = sr_levels_total(l, from, to), twice = sr_amounts_new(&l->doc->batch, l->columns);
    *closes = false;
    if (above) {
        sr_amounts_add(&twice, &above->amounts, l->columns, 2);
        *closes = sr_levels_is_sum(&twice, &total, mask);
    }
    if (!*closes && strong_groups(l, from, to, mask) < SR_LEAVES_MIN)
        return false;
    for (uint32_t i = from; i < to; i++) {
        sr_node *node = &l->nodes[i];
        if (sr_levels_is_filled(l, node) && !sr_amounts_compare(&node->amounts, &node->amounts, mask).equal)
            node->place = SR_PLACE_OPEN;
    }
    return true;
}

bool sr_levels_read_two(sr_levels *l, const sr_node *above, uint32_t from, uint32_t to, bool *closes)
{
    uint32_t good = 0, bad = 0;

    if (read_by(l, above, from, to, l->mask, closes))
        return true;
    sr_amounts total = sr_levels_total(l, from, to);
    for (uint32_t c = 0; c < l->columns; c++) {
        uint32_t one = 1u << c;
        if (total.at[c] > 0 && read_by(l, above, from, to, one, closes))
            good |= one;
        else if (total.at[c] > 0)
            bad |= one;
    }
    return sr_bits(good) >= sr_bits(bad) && read_by(l, above, from, to, good, closes);
}

bool sr_levels_read_empty(sr_levels *l, uint32_t from, uint32_t to)
{
    return groups(l, from, to, l->mask);
}

/* ---- trees ----------------------------------------------------------------------------------- */

uint32_t sr_levels_trees(sr_levels *l, uint32_t from, uint32_t to)
{
    uint32_t *roots = l->work[0], n = 0, trees = 0; /* roots[n - 1] is the uppermost of the pile */

    sr_pile_clear(l->pile);
    for (uint32_t i = to; i-- > from;) {
        sr_node *node = &l->nodes[i];
        uint32_t least, most;

        if (sr_pile_find(l->pile, &node->amounts, l->mask, &least, &most) && sr_pile_filled(l->pile, least) > 1 &&
            sr_amounts_compare(&node->amounts, &node->amounts, l->mask).digits >= SR_CHANCE_DIGITS) {
            for (uint32_t k = 0; k < least; k++)
                l->nodes[roots[--n]].parent = i;
            sr_pile_pop(l->pile, least);
            trees++;
        }
        roots[n++] = i;
        sr_pile_push(l->pile, &node->amounts);
    }
    return trees;
}

/* ---- what was found --------------------------------------------------------------------------- */

void sr_levels_put(sr_node *node, sr_level level, uint32_t parent)
{
    if (node->coded)
        return;
    node->level = (uint8_t)(node->rank ? node->rank : node->account ? SR_LEVEL_NONE : level);
    node->parent = parent;
}

void sr_levels_put_places(sr_levels *l, uint32_t above, uint32_t from, uint32_t to, sr_level head, sr_level member)
{
    uint32_t last = SR_NODE_NONE;

    for (uint32_t i = from; i < to; i++) {
        sr_node *node = &l->nodes[i];
        if (node->place == SR_PLACE_HEAD) {
            sr_levels_put(node, head, above);
            last = i;
        } else if (node->place == SR_PLACE_MEMBER) {
            sr_levels_put(node, member, last);
        } else if (node->place == SR_PLACE_OPEN) {
            last = SR_NODE_NONE;
        }
    }
}

void sr_levels_put_all(sr_levels *l, uint32_t above, uint32_t from, uint32_t to, sr_level level)
{
    for (uint32_t i = from; i < to; i++)
        sr_levels_put(&l->nodes[i], level, above);
}
