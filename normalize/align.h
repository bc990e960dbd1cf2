/*
 * align.h - ragged and shifted rows: each cell to its column by the cheapest alignment.
 *
 * An extractor that drops or adds a blank shifts all that follows, or only the left part of a row (seen in action
 * plans and their quarterly evaluations). An aligner learns from the rows of a table what each column usually holds
 * (its profile: how often a blank, money, a percentage, a quantity with unit, a code, a name ... stands there, and
 * which texts) and places a row by the cheapest alignment of its cells to the profiles (Needleman and Wunsch 1970),
 * where a blank column may be inserted and a blank cell dropped at a cost. Cells with text are never dropped and never
 * change their order.
 */
#ifndef SR_ALIGN_H
#define SR_ALIGN_H

#include "core/document.h"

typedef struct sr_aligner sr_aligner;

typedef enum sr_placement {
    SR_PLACE_KEPT,     /* the row stands as it is: nothing is clearly better */
    SR_PLACE_UNSURE,   /* kept, but another placement fits a little better */
    SR_PLACE_PADDED,   /* only blanks at its end were added or dropped */
    SR_PLACE_MOVED,    /* cells were moved; one placement is clearly the cheapest */
    SR_PLACE_DOUBTFUL, /* cells were moved, but another placement costs about the same */
    SR_PLACE_NONE,     /* no placement fits: the row has more cells with text than the table has columns */
} sr_placement;

/* For a table of width columns (at least 1), of which about so many cells will be seen. Everything it keeps is in
 * arena. */
sr_aligner *sr_aligner_new(sr_arena *arena, uint32_t width, uint64_t cells);
/*
 * What the header says of a column (from 0). It counts as a few rows that show it, so that a table with hardly a row in
 * place can be put right too; and what it contradicts costs more.
 */
typedef enum sr_column_holds {
    SR_HOLDS_ANYTHING,
    SR_HOLDS_WORDS,
    SR_HOLDS_NAME,
    SR_HOLDS_GOAL,
    SR_HOLDS_INDICATOR,
    SR_HOLDS_OFFICE,
    SR_HOLDS_NUMBERS,
    SR_HOLDS_MONEY,
    SR_HOLDS_PERCENT,
    SR_HOLDS_CODE,
} sr_column_holds;
void sr_aligner_expect(sr_aligner *aligner, uint32_t column, sr_column_holds holds);
/* Counts a row of the right width, whose cells have their text, into the profiles. */
void sr_aligner_learn(sr_aligner *aligner, const sr_row *row);
/* Rows learnt so far: below about four, with what headers say, nothing is moved. */
uint32_t sr_aligner_learnt(const sr_aligner *aligner);
/*
 * Places the cells of row; on PADDED, MOVED and DOUBTFUL row->cells is a new array of the table's width in batch.
 * first and shift then tell the first column that changed (from 1) and by how many columns its cell moved.
 */
sr_placement sr_aligner_place(sr_aligner *aligner, sr_arena *batch, sr_row *row, uint32_t *first, int *shift);

#endif
