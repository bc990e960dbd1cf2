/*
 * audit_forest.h - the rows of a table as trees of amounts, and sums over them. Private to normalize/audit_tree.c,
 * audit_groups.c and audit_totals.c.
 */
#ifndef SR_AUDIT_FOREST_H
#define SR_AUDIT_FOREST_H

#include "normalize/audit_parts.h"

/* What is known of a table's rows while its groups are formed; rows are numbered from the table's first. */
typedef struct sr_forest {
    sr_audit *a;
    uint32_t table, from, n;
    uint8_t top;      /* sr_level: the highest of rows with figures */
    bool *additive;   /* by column: amounts, that add up */
    bool *counted;    /* by column: other figures, that may add up */
    bool *figures;    /* by row: has an amount or a figure */
    uint32_t *up;     /* by row: parent, n = none */
    sr_slice *code;   /* by row: digits and dots, absent if none */
    uint32_t *parent; /* by row: nearest ancestor with figures, n = none */
    uint32_t *child_at, *children;
    uint32_t *head; /* by row: the row that it goes on with, n = none */
    bool *repeated; /* by row: its code stands on another row with figures, too */
} sr_forest;

static inline const sr_row *sr_forest_row(const sr_forest *f, uint32_t r)
{
    return f->a->rows[f->from + r].row;
}

static inline uint32_t sr_count_children(const sr_forest *f, uint32_t r)
{
    return f->child_at[r + 1] - f->child_at[r];
}

/* Columns of a sum that hold, fail, and have one unknown. */
typedef struct sr_score {
    uint32_t holds, fails, unknown;
} sr_score;

/* audit_tree.c: up, code, parent, children, head, repeated; figures and additive columns are known. */
void sr_grow_tree(sr_forest *f);

/* A sum of the rows listed, not yet among the templates; NULL where there is nothing to add. */
sr_template *sr_forest_sum(const sr_forest *f, uint32_t result, const uint32_t *rows, uint32_t n, sr_check_kind kind);
/* strict: only columns in which two figures or more were added. */
sr_score sr_try_columns(const sr_audit *a, const sr_template *t, const bool *columns, bool strict);
void sr_add_columns(sr_audit *a, sr_template *t, const bool *columns);
/*
 * In each column rows and total are less than half of the larger apart: it may be their total, and wrong. Twice or
 * three times the total are rows of several levels of which the levels are not known.
 */
bool sr_is_near(const sr_audit *a, const sr_template *t, const bool *columns);
/* Two figures or more were added: what a copy of one figure does not show. */
bool sr_adds_something(const sr_audit *a, const sr_template *t, uint32_t column);
/* The sum may be meant, but does not hold; lists_all: most of the table's do, and only a missing row explains it. */
void sr_doubt_sum(sr_forest *f, sr_template *t, const bool *columns, bool lists_all);

/* audit_totals.c: the agency's own row above its programs, then totals. */
void sr_add_totals(sr_forest *f);

#endif
