/*
 * audit_parts.h - what the parts of the audit share: relations over cells, and their arithmetic.
 *
 * A relation says: result = factor x (sum of terms) / (sum of terms below, or a count). All operators but the product
 * have this form. Relations are instances of a template: a column formula holds for one row after the other (across), a
 * sum of rows for one column after the other (down), and an equality joins two cells anywhere (pair). The formula of a
 * spreadsheet's cell is one of the first two where it can be, else over cells anywhere (cells).
 *
 * Everything lives in the batch arena. Rows are numbered through all tables of the batch, so that a cell is a pair of
 * numbers. Private to normalize/audit*.c.
 */
#ifndef SR_AUDIT_PARTS_H
#define SR_AUDIT_PARTS_H

#include "normalize/formula.h"
#include "normalize/table.h"

/* A relation of more members is no sum that a person wrote down, and would be searched for long. */
enum { SR_MEMBERS_MAX = 65536 };

/* Cells looked at in search of what is wrong, for each cell of the batch: beyond it relations fail undiagnosed. */
enum { SR_SEARCH_MAX = 64 };

typedef struct sr_ref {
    uint32_t row;    /* in audit->rows */
    uint32_t column; /* from 0 */
} sr_ref;

/* A member: a column (across), a row (down). */
typedef struct sr_term {
    uint32_t line;
    bool minus;
    bool below; /* under the bar of a quotient */
} sr_term;

typedef enum sr_shape { SR_SHAPE_ACROSS, SR_SHAPE_DOWN, SR_SHAPE_PAIR, SR_SHAPE_CELLS, SR_SHAPE_COUNT } sr_shape;

/* Sums by column of the rows of earlier batches (audit_carry.c). */
typedef struct sr_carried {
    uint64_t rows;
    uint32_t first_row; /* row_no */
    uint32_t width;
    sr_decimal *sum;
    bool *lost; /* a figure that could not be read, or too many digits */
} sr_carried;

/* What all instances of one column formula, or one sum of rows, have in common. */
typedef struct sr_template {
    uint8_t shape;  /* sr_shape */
    uint8_t op;     /* sr_operator */
    uint8_t kind;   /* sr_check_kind */
    uint8_t origin; /* sr_check_origin */
    bool hundred;   /* the quotient is printed in percent */
    bool mean;      /* divided by the number of terms */
    bool product;   /* the terms are multiplied */
    bool quotient;  /* some terms are below the bar, or mean */
    bool loose;     /* of sums: the column's figures are rounded, so that a sum of them may be off */
    bool decimals;  /* of sums: figures with decimals are rounded, as all are that count no money */
    bool printed;   /* its result is printed in nearly every row: a blank one is missing */
    bool cuts;      /* its quotients are cut off, not rounded */
    int32_t scale;  /* decimals that most of its quotients are printed with */
    bool held;      /* a cell's formula: its figures are what a spreadsheet holds, good to some fifteen digits */
    bool rounds;    /* the formula rounds, to either side */
    bool shares;    /* a cell's formula: it takes 18% for 0.18 */
    uint32_t table; /* in doc->tables */
    uint32_t result;
    uint32_t n_terms;
    const sr_term *terms;
    const sr_carried *carried; /* DOWN: of the same rows in earlier batches; NULL if none */
    const sr_ref *pairs;       /* PAIR: [2 x fixed] equals [2 x fixed + 1]. CELLS: the result, then the members */
    sr_slice expression;       /* ACROSS: as a person would write it. DOWN: without the column's label */
    uint32_t holds, fails;     /* of its instances when it was made */
    struct sr_template *next;  /* of the same table and shape */
} sr_template;

typedef enum sr_verdict {
    SR_OUT,       /* a member is no number: nothing to check */
    SR_HOLDS,     /* exactly, or rounded half up as printed */
    SR_TRUNCATED, /* within the rounding, but cut off */
    SR_FAILS,
    SR_UNKNOWN, /* one member cannot be read */
} sr_verdict;

typedef struct sr_equation {
    const sr_template *template;
    uint32_t fixed; /* the row (across), the column (down), the number of the pair */
    uint8_t state;  /* sr_verdict */
    uint32_t blame; /* 1 + index of the accusation that explains its failure; 0 = none */
} sr_equation;

typedef struct sr_audit_row {
    sr_row *row;
    sr_table *table;
    sr_cell *cells; /* the row's own, and how many: relations ask for cells, not for rows */
    uint32_t n;
    uint32_t cell_at; /* number of its first cell in the batch */
    bool mean;        /* "Rata-rata": its figures are means of the rows above */
} sr_audit_row;

/* A cell that cannot be read, and one that states the same in another place. */
typedef struct sr_hint {
    sr_ref at, other;
} sr_hint;

/* What may be the sum of its rows and is not: it is taken for it only where the rows tell just what went wrong. */
typedef struct sr_doubtful {
    sr_template *sum;
    const bool *columns; /* by column: it is looked at */
    bool lists_all;      /* most sums of its table hold: its rows are all there, but for one that is missing */
    bool told;           /* a cause was found: its equations were added */
} sr_doubtful;

/* The templates of one table by shape, in the order in which they were made: sums of rows may be very many. */
typedef struct sr_template_list {
    sr_template *first[SR_SHAPE_COUNT], *last[SR_SHAPE_COUNT];
} sr_template_list;

typedef struct sr_audit {
    sr_doc *doc;
    sr_arena *arena;
    sr_arena scratch;   /* of the search for relations, from table to table */
    sr_audit_row *rows; /* detail, subtotal and total rows of all tables of the batch */
    uint32_t n_rows, n_cells;
    uint32_t *table_at;         /* doc->n_tables + 1: first row of each table */
    sr_template_list *of_table; /* by number in doc->tables */
    sr_slice **column_names;    /* by number in doc->tables and column; not named yet: absent */
    sr_equation *equations;
    size_t n_equations, cap_equations;
    sr_slice *diagnoses; /* of accusations; equation.blame counts them from 1 */
    size_t n_diagnoses, cap_diagnoses;
    sr_hint *hints;
    size_t n_hints, cap_hints;
    sr_doubtful *doubtful;
    size_t n_doubtful, cap_doubtful;
    uint32_t *formula_at;      /* by cell: 1 + number of the relation that its own formula states; NULL if none does */
    uint64_t work;             /* cells looked at in search of culprits; bounded by SR_SEARCH_MAX */
    uint32_t *link_at, *links; /* relations by cell: links[link_at[cell]..link_at[cell + 1]) */
} sr_audit;

/* A cell that is taken for something else than it says, for a trial. */
typedef struct sr_trial {
    sr_ref at;
    sr_decimal value;
} sr_trial;

static inline void sr_audit_add_template(sr_audit *a, sr_template *t)
{
    sr_template_list *list = &a->of_table[t->table];

    if (list->last[t->shape])
        list->last[t->shape]->next = t;
    else
        list->first[t->shape] = t;
    list->last[t->shape] = t;
    t->next = NULL;
}

/* ---- cells (audit.c) ---- */

static inline sr_cell *sr_audit_cell(const sr_audit *a, sr_ref at)
{
    const sr_audit_row *row = &a->rows[at.row];
    return at.column < row->n ? &row->cells[at.column] : NULL;
}
static inline const sr_column *sr_audit_column(const sr_audit *a, sr_ref at)
{
    const sr_table *table = a->rows[at.row].table;
    return at.column < table->width ? &table->columns[at.column] : NULL;
}
static inline uint32_t sr_audit_cell_no(const sr_audit *a, sr_ref at)
{
    return a->rows[at.row].cell_at + at.column;
}
sr_place sr_audit_place(const sr_audit *a, sr_ref at);
/* The row of the batch that a table's row_no is; UINT32_MAX if none. */
uint32_t sr_audit_row_of(const sr_audit *a, uint32_t table, uint32_t row_no);
/* A name for the row in an expression: its code, its ordinal, its name; never empty. */
sr_slice sr_audit_row_name(sr_audit *a, uint32_t row);
/* A name for the column: its label, else its header's last words, else "column 3". */
sr_slice sr_audit_column_name(sr_audit *a, uint32_t table, uint32_t column);

/* ---- relations (audit_equation.c) ---- */

static inline uint32_t sr_equation_members(const sr_equation *r)
{
    return r->template->n_terms;
}
static inline sr_ref sr_equation_result(const sr_equation *r)
{
    const sr_template *t = r->template;

    return t->shape == SR_SHAPE_ACROSS ? (sr_ref){r->fixed, t->result}
           : t->shape == SR_SHAPE_DOWN ? (sr_ref){t->result, r->fixed}
                                       : t->pairs[t->shape == SR_SHAPE_PAIR ? 2 * (size_t)r->fixed : 0];
}
static inline sr_ref sr_equation_member(const sr_equation *r, uint32_t i)
{
    const sr_template *t = r->template;

    return t->shape == SR_SHAPE_ACROSS ? (sr_ref){r->fixed, t->terms[i].line}
           : t->shape == SR_SHAPE_DOWN ? (sr_ref){t->terms[i].line, r->fixed}
                                       : t->pairs[t->shape == SR_SHAPE_PAIR ? 2 * (size_t)r->fixed + 1 : i + 1];
}
/* All its cells: the result at 0, the members from 1. */
static inline sr_ref sr_equation_cell(const sr_equation *r, uint32_t i)
{
    return i ? sr_equation_member(r, i - 1) : sr_equation_result(r);
}
/* Whether the relation holds, with the trial (may be NULL) in place of what its cell says. */
sr_verdict sr_equation_state(const sr_audit *a, const sr_equation *r, const sr_trial *trial);
/*
 * What the cell at must be for the relation to hold, all others being as they are; false where they cannot tell it: a
 * member of a quotient, a cell that is not in it, a blank or unreadable other one.
 */
bool sr_equation_solve(const sr_audit *a, const sr_equation *r, sr_ref at, sr_decimal *out);
/* What the members give, a quotient with two decimals more than printed; tolerance in *tolerance. */
bool sr_equation_expected(const sr_audit *a, const sr_equation *r, sr_decimal *expected, sr_decimal *tolerance);
/* Adds a relation. Its state is set. */
void sr_equation_add(sr_audit *a, const sr_template *t, uint32_t fixed);
/* The same without a trial; *trivial: all its figures are zero, so that it holds and proves nothing. */
sr_verdict sr_equation_look(const sr_audit *a, const sr_equation *r, bool *trivial);

/* ---- the steps, in their order ---- */

void sr_audit_sheets(sr_audit *a, size_t first);    /* audit_sheets.c: formulas of cells */
void sr_audit_columns(sr_audit *a, uint32_t table); /* audit_columns.c: formulas of columns */
/* audit_reverse.c: percentages of what should be little; whether the row's is one, and all from equation first on */
bool sr_audit_is_reversed(const sr_audit *a, const sr_template *t, uint32_t row);
void sr_audit_reverse(sr_audit *a, size_t first);
void sr_audit_groups(sr_audit *a, uint32_t table); /* audit_groups.c: sums of rows */
/* audit_found.c: what the numbers show by themselves; first: of the table's own relations */
void sr_audit_found(sr_audit *a, uint32_t table, size_t first);
void sr_audit_cross(sr_audit *a, size_t first);  /* audit_cross.c: the same thing stated twice */
void sr_audit_decide(sr_audit *a, size_t first); /* audit_decide.c: readings, then recovery */
void sr_audit_accuse(sr_audit *a);               /* audit_accuse.c: what still fails */
void sr_audit_prose(sr_audit *a);                /* audit_prose.c: amounts in the text */
void sr_audit_tell(sr_audit *a, size_t first);   /* audit_tell.c: checks, verified cells, trust */

/* ---- columns (audit_columns.c) ---- */

/* Codes, ordinals and years add up to nothing. */
bool sr_audit_holds_figures(const sr_column *column);
/* The template is a sum or a difference of these three lines: a = b + c says the same as b = a - c. */
bool sr_audit_joins(const sr_template *t, const uint32_t lines[3]);
/* "Jumlah", "Total". */
bool sr_audit_says_sum(const sr_column *column);

/* Adds the formula for the row; nothing where the row is no case of it: means, quarters that count what is reached by
 * then. */
void sr_audit_add_in_row(sr_audit *a, const sr_template *t, uint32_t row);

/* ---- tables of several batches (audit_carry.c) ---- */

/* Of the table's rows in earlier batches: all, and those behind the last total. NULL where there are none. */
const sr_carried *sr_carried_all(const sr_table *table);
const sr_carried *sr_carried_since_total(const sr_table *table);
/* Its rows so far have no parents and one level: a total can only be that of them all. */
bool sr_carried_flat(const sr_table *table);
/* Keeps the sums of the batch's rows of a table that goes on. */
void sr_audit_carry(sr_audit *a, uint32_t table);

/* ---- telling (audit_tell.c) ---- */

/* "17: JUMLAH = sum of 45 rows ...", "8 = 7 / 6 x 100". */
sr_slice sr_audit_expression(sr_audit *a, const sr_equation *e);
/* "8 = 7 / 6 x 100" or "5.03.01 = 5.03.01.2.01 + ...", by the template's names of lines. */
sr_slice sr_audit_formula_text(sr_audit *a, const sr_template *t);
uint64_t sr_audit_line(const sr_audit *a, sr_ref at);
/* The equations by number as JSON: expression, cells with their pages and lines. */
sr_slice sr_audit_evidence(sr_audit *a, const uint32_t *equations, uint32_t n);
/* All relations that the cell is in. */
sr_slice sr_audit_evidence_of_cell(sr_audit *a, sr_ref at);
/* Gives the finding its place, raw text and value. Returns it. */
sr_finding *sr_audit_finding(sr_audit *a, sr_ref at, sr_finding *f);

/* ---- states (audit_decide.c) ---- */

/* The digits that can be read stand in the value in their order: 59.99.800 may be 59999800, and never 61200000. */
bool sr_audit_keeps_digits(const sr_cell *c, sr_decimal value);

static inline bool sr_closes(sr_verdict v)
{
    return v == SR_HOLDS || v == SR_TRUNCATED;
}
/* Solves for the lone unknowns of relations; false where there was none to be solved for. */
bool sr_audit_recover(sr_audit *a);
/* The cell has changed: its relations are looked at again. */
void sr_audit_settle(sr_audit *a, sr_ref at);
/* Relations of the cell that begin to hold with the trial. */
uint32_t sr_audit_gains(const sr_audit *a, const sr_trial *trial);
/* A relation of the cell that holds would not with the trial. */
bool sr_audit_breaks(const sr_audit *a, const sr_trial *trial);

/* ---- edits (audit_edit.c) ---- */

/* The likelier an error, the greater. */
typedef enum sr_edit {
    SR_EDIT_OTHER,
    SR_EDIT_FAR_SWAP, /* two digits exchanged that do not stand side by side */
    SR_EDIT_POWER,    /* zeros too many or too few, or in thousands or millions what is in rupiah */
    SR_EDIT_COUNT,    /* a digit that is not there, or stands twice */
    SR_EDIT_DIGIT,    /* one digit is another one */
    SR_EDIT_SWAP,
    SR_EDIT_LOOK_ALIKE, /* one digit is another one that looks like it: 6 and 8, 1 and 7 */
} sr_edit;
/* What would have made one of the other. */
sr_edit sr_edit_between(sr_decimal printed, sr_decimal meant);

#endif
