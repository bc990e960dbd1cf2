/*
 * cell_formula.h - the formula of a spreadsheet's cell, where it is arithmetic over other cells that an audit can
 * follow.
 *
 * Sums, differences, quotients, percentages, means, products and copies: SUM([.D5:.D9]), [.E7]/[.D7]*100,
 * ([.F5]-[.E5])/
 * [.E5]. Roundings around them are taken off and told; so is what stands in for them where a cell is blank or nil,
 * IF([.D7]=0;0;[.E7]/[.D7]). References as OpenFormula writes them ([$'Lampiran 1'.$D$5:.D9]) and as Excel does
 * ('Lampiran 1'!$D$5:D9). All else (texts, dates, lookups, other files, #REF!) is no such formula.
 *
 * A pure function over text: where the cells are is the caller's to know (sr_cell.at, sr_row.line_no, sr_table.sheet).
 */
#ifndef SR_CELL_FORMULA_H
#define SR_CELL_FORMULA_H

#include "core/check.h"

/* References of one formula. A total that names its parts one by one has a few dozen. */
enum { SR_CELL_TERMS_MAX = 128 };

/* A cell, or a rectangle of cells; rows and columns count from 1. */
typedef struct sr_cell_range {
    sr_slice sheet; /* borrowed from the formula, without its quotes ('' within them stays double); absent: its own */
    uint64_t row_first, row_last;
    uint32_t column_first, column_last;
} sr_cell_range;

/* Each cell of the range is a member. */
typedef struct sr_cell_term {
    sr_cell_range range;
    bool minus;
    bool below; /* under the bar of a quotient */
} sr_cell_term;

/* Result = the sum of the terms, or their product, or a quotient of sums. */
typedef struct sr_cell_formula {
    sr_cell_term term[SR_CELL_TERMS_MAX];
    uint32_t n;
    uint8_t op;    /* sr_operator; SUM also of terms with a minus unless there are two single cells: DIFFERENCE */
    bool hundred;  /* x 100. Without it the quotient of a cell of type percent is shown in percent all the same */
    bool rounded;  /* the formula rounds: what the cell holds may be off by less than one of its last digit */
    bool replaced; /* the formula holds another value where a condition says so: 0, "", "-" */
} sr_cell_formula;

/* "of:=SUM([.D5:.D9])", "=SUM(D5:D9)". False for what is no formula of this kind. */
bool sr_cell_formula_read(sr_slice text, sr_cell_formula *out);
/* Whether the range's sheet, by its name as the formula writes it, is the one of this name. */
bool sr_cell_range_on(const sr_cell_range *range, sr_slice sheet);

#endif
