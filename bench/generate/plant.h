/*
 * plant.h - what the two halves of planting share: one attempt at a time, undone where it does not come off.
 */
#ifndef GEN_PLANT_H
#define GEN_PLANT_H

#include "bench/generate/audit.h"

enum { PLANT_LOG_MAX = 160 };

typedef struct planter {
    gen_doc *doc;
    gen_random *random;
    gen_fault fault;
    uint32_t group; /* of this attempt */
    struct {
        gen_cell *cell, old;
        gen_at at;
    } log[PLANT_LOG_MAX]; /* cells that this attempt changed */
    size_t n_log;
    bool carried;
    gen_row *gone; /* the row that this attempt took away, or NULL */
} planter;

/* Prints another value in the cell, in the document's style, the sign or unit behind it kept. False: too many cells. */
bool plant_print(planter *p, gen_at at, sr_decimal value);
/* The same for text that is no number any more. */
bool plant_text(planter *p, gen_at at, sr_slice text);
/* Names the cell as the place of the error, for the list of what was planted. */
void plant_mark(planter *p, gen_at at);
/* Cells change only if nothing else is wrong with them or with what they are compared with. */
bool plant_is_free(const planter *p, gen_at at);
/*
 * What is computed from the changed cells is computed anew, in the same row only or up to the totals, as a
 * spreadsheet does. False where a formula would then fail that has nothing to do with the error.
 */
bool plant_carry(planter *p, bool row_only);
void plant_undo(planter *p, size_t to);

/* ---- plant_sums.c: errors of the agency; false where the kind does not apply to the cell ------------------------- */
bool plant_sum(planter *p, gen_at at);
bool plant_percentage(planter *p, gen_at at);
bool plant_stale(planter *p, gen_at at);
bool plant_row_gone(planter *p, gen_at at);

#endif
