/*
 * levels_parts.h - what the parts of levels share: rows of names as nodes, with their amounts.
 *
 * A node is a row that names something, with the rows under it that name nothing (further indicators). Its rank is the
 * level that its code, its column or its words told; 0 is open, and open nodes are what this is about. Nodes stand in
 * the order of the table, a parent before its children.
 */
#ifndef SR_LEVELS_PARTS_H
#define SR_LEVELS_PARTS_H

#include "normalize/sums.h"
#include "normalize/table.h"

#define SR_NODE_NONE UINT32_MAX

/* Significant digits that agree by chance hardly once in a table of some thousand rows. */
enum { SR_CHANCE_DIGITS = 7 };
/* One amount that equals another is no sum. */
enum { SR_LEAVES_MIN = 2 };

/* How a row may be set off from others. Values are only compared for being equal; 0 is nothing seen. */
enum { SR_LAYOUT_INDENT, SR_LAYOUT_NUMBER, SR_LAYOUT_CAPITALS, SR_LAYOUT_BOLD, SR_LAYOUT_SHARE, SR_LAYOUTS };

/* DEEPER: under a member. */
typedef enum sr_node_place { SR_PLACE_OPEN, SR_PLACE_HEAD, SR_PLACE_MEMBER, SR_PLACE_DEEPER } sr_node_place;

typedef struct sr_node {
    sr_amounts amounts;
    uint32_t row, end; /* its rows of the table: [row, end) */
    uint32_t parent;   /* what was found: a node, SR_NODE_NONE */
    uint8_t layout[SR_LAYOUTS];
    uint8_t rank;  /* sr_level */
    uint8_t level; /* what was found */
    uint8_t place; /* of the span being read */
    bool agency;   /* by its name: stands over programs */
    bool over;     /* by its amounts: the sum of programs that follow it */
    bool account;  /* "Belanja ...": what money goes to, below activities and none itself */
    bool coded;    /* has a code: nothing of it changes */
    bool word;     /* stands at a level by the lexicon's word for it */
    bool bare;     /* a name and nothing else: what it stands over is not told */
} sr_node;

/* An agency, or a level over programs. */
static inline bool sr_node_is_top(const sr_node *node)
{
    return node->agency || (node->rank != SR_LEVEL_NONE && node->rank < SR_LEVEL_PROGRAM);
}

static inline uint32_t sr_bits(uint32_t mask)
{
    return (uint32_t)__builtin_popcount(mask);
}

typedef struct sr_levels {
    sr_doc *doc;
    const sr_table *table;
    const sr_table_state *st;
    sr_node *nodes;
    uint32_t n;
    uint32_t columns; /* of money that are compared */
    uint32_t column[SR_SUMS_COLUMNS];
    uint32_t mask; /* a bit for each */
    sr_pile *pile;
    uint32_t *work[4];               /* n + 3 each, for the spans */
    bool any_coded;                  /* a code stands in the table */
    sr_level listed[SR_LEVEL_COUNT]; /* levels that the header of the names lists, in its order */
    uint32_t n_listed;
    uint32_t nested, flat; /* programs with two levels and with one under them */
} sr_levels;

/* ---- levels.c ---- */

/* The text in the column of names. */
sr_slice sr_levels_name(const sr_levels *l, const sr_row *row);
/* The program that every agency has, whose kegiatan are a closed list (Permendagri 90/2019). */
bool sr_levels_common(sr_slice program);

/* ---- levels_groups.c: what adds up ---- */

/* What nodes [from, to) have together. */
sr_amounts sr_levels_total(const sr_levels *l, uint32_t from, uint32_t to);
/* The whole is the sum: every column that can be compared agrees, and one is more than zero. */
bool sr_levels_is_sum(const sr_amounts *whole, const sr_amounts *sum, uint32_t mask);
/* It has an amount that is more than zero. */
bool sr_levels_is_filled(const sr_levels *l, const sr_node *node);
/*
 * Nodes [from, to) read as heads with their members, in all columns, else in those that close by themselves if they are
 * not fewer than the others. Sets `place`. *closes: the heads add up to the row above (NULL: there is none).
 */
bool sr_levels_read_two(sr_levels *l, const sr_node *above, uint32_t from, uint32_t to, bool *closes);
/* The same of rows of zeros, which anything adds up to: what their order alone tells. */
bool sr_levels_read_empty(sr_levels *l, uint32_t from, uint32_t to);
/*
 * Nodes [from, to) as trees, of any depth: a node that is the sum of those under it, two or more, in every column and
 * with more digits than chance gives is their parent. Sets `parent`. The number of trees is returned.
 */
uint32_t sr_levels_trees(sr_levels *l, uint32_t from, uint32_t to);

/* A node gets its level (a known rank stays, an account has none) and its parent; one with a code keeps what it has. */
void sr_levels_put(sr_node *node, sr_level level, uint32_t parent);
void sr_levels_put_all(sr_levels *l, uint32_t above, uint32_t from, uint32_t to, sr_level level);
/* By `place`: a member's parent is the head above it, unless a row in between is open. */
void sr_levels_put_places(sr_levels *l, uint32_t above, uint32_t from, uint32_t to, sr_level head, sr_level member);

/* ---- levels_layout.c: what looks alike ---- */

/* Fills node->layout of all. */
void sr_levels_see_layout(sr_levels *l);
/*
 * Nodes that look as the first one does are heads, the others members. False if all look the same in this respect.
 */
bool sr_levels_by_look(sr_levels *l, uint32_t from, uint32_t to, int layout);
/* Places of open nodes of which those that are told teach the look (indentation, numbering, capitals, bold, shares). */
void sr_levels_by_example(sr_levels *l);
/* The depth of each node by indentation alone, in `place` from 0; false unless it nests in exactly `depth` steps. */
bool sr_levels_by_indent(sr_levels *l, uint32_t from, uint32_t to, uint32_t depth);

/* ---- the rules, one file each ---- */

/* levels_programs.c: rows under a program, and under a kegiatan that is known. */
void sr_levels_programs(sr_levels *l);
void sr_levels_kegiatan(sr_levels *l, uint32_t k, uint32_t to, bool known, bool likely);
/* levels_outside.c: rows that no program is over, and rows over programs. The first before programs are settled. */
void sr_levels_find_over(sr_levels *l);
void sr_levels_outside(sr_levels *l);
/* levels_cascade.c: kegiatan and sub kegiatan in one column of a cascading, told by their units and goals. */
void sr_levels_cascade(sr_doc *doc, const sr_table *table, const sr_table_state *st);

#endif
