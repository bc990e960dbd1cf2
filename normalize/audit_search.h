/*
 * audit_search.h - what the searches for causes of failures share. Private to normalize/audit_*.c.
 */
#ifndef SR_AUDIT_SEARCH_H
#define SR_AUDIT_SEARCH_H

#include "normalize/audit_parts.h"

/* Columns of one sum that are compared with each other, and relations of one cell that are told of. */
enum { SR_SUM_COLUMNS_MAX = 64 };

/* A cell that was given another value while causes are looked for. */
typedef struct sr_changed {
    sr_cell *cell;
    sr_ref at;
    sr_decimal was;
} sr_changed;

typedef struct sr_search {
    sr_audit *a;
    uint32_t *failing; /* equations that fail */
    uint32_t n_failing;
    const sr_template **group; /* by row: the sum of rows that it is the result of, NULL */
    sr_changed *changes;
    size_t n_changes, cap_changes;
} sr_search;

static inline bool sr_fails_openly(const sr_equation *e)
{
    return e->state == SR_FAILS && !e->blame;
}

static inline void sr_suggest(sr_finding *f, sr_decimal value)
{
    f->has_suggestion = true;
    f->suggestion = value;
}

static inline bool sr_equals(sr_decimal a, sr_decimal b)
{
    return sr_decimal_cmp(a, b) == 0;
}

/* The cell is one of those that a finding names as wrong. */
void sr_accuse_cell(const sr_audit *a, sr_ref at);
/* A finding at the cell, and what it explains: equations[0..n). The message is the diagnosis of their checks too. */
sr_finding *sr_tell_cause(sr_search *s, sr_finding_code code, sr_ref at, const uint32_t *equations, uint32_t n,
                          sr_slice message);
/* Zero where the cell has no value. */
sr_decimal sr_value_at(const sr_audit *a, uint32_t row, uint32_t column);
/* What is printed less what the members give. */
bool sr_off_by(const sr_audit *a, const sr_equation *e, sr_decimal *off);

/*
 * What should stand in the cells that the last cause names: relations that fail and would hold with it hang on that
 * cause. While other causes are looked for the cells have these values, unless a sum that holds would not: then the
 * error was carried on into it.
 */
void sr_put_right(sr_search *s, const sr_trial *right, uint32_t n);
/* What parents of the row differ by as much from, by this template or (NULL) in another place, they do because of it.
 */
void sr_hang_above(sr_search *s, sr_ref at, sr_decimal off, const sr_template *t, uint32_t blame);

/* How a sum of rows stands in its columns. */
typedef struct sr_sums {
    const sr_template *t;
    uint32_t n, failing;
    struct {
        uint32_t equation, column;
        sr_decimal off; /* printed - sum; zero where it holds */
    } at[SR_SUM_COLUMNS_MAX];
} sr_sums;

/* The equations of the first one's template, which stand side by side. */
void sr_gather_sums(const sr_search *s, size_t first, sr_sums *out);
/* The columns that fail, by their names. */
sr_slice sr_columns_named(sr_audit *a, const sr_sums *g);
/* A finding at the sum, and what fails of it hangs on it. */
sr_finding *sr_tell_sums(sr_search *s, const sr_sums *g, sr_finding_code code, sr_slice message);

/* Sums of rows that fail (audit_sums.c). several: only those that fail in two columns or more. */
void sr_explain_sums(sr_search *s, bool several);
/* Sums that were not taken for sums (audit->doubtful). missing: only by a row that is. */
void sr_explain_doubtful(sr_search *s, bool missing);
/* The sum of rows fails in the cell's column as if rows were left out, counted twice or taken for others. */
bool sr_explain_sum_of_cell(sr_search *s, sr_ref at);
/* Rows that are missing: sums of rows that fall short in several columns (audit_missing.c). */
void sr_explain_missing_rows(sr_search *s);
bool sr_explain_by_missing_row(sr_search *s, const sr_sums *g);
/* Two figures in each other's place (audit_exchange.c). */
void sr_explain_exchanges(sr_search *s);
/* One wrong cell (audit_cell.c), which closes so many relations at least. quotients: look at them too. */
void sr_explain_cells(sr_search *s, uint32_t closes, bool quotients);

#endif
