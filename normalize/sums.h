/*
 * sums.h - how many of the rows that follow a row add up to it.
 *
 * Amounts of a row are its money, column by column. Rows are put on a pile from the last to the first; the pile keeps
 * running sums, so that "how many rows from the top add up to this one" costs a search in each column, whatever the
 * answer is: reading a table stays near-linear. Rows may be taken off again, so that a parent can stand for its
 * children. Exact: whole numbers of 1/10,000, nothing is rounded.
 *
 * Nothing (a blank, a dash) is zero. What is not known (unreadable, ambiguous, negative, too long) is no number: it is
 * neither compared nor summed, and a run that holds it says nothing in that column.
 *
 * Everything is of the arena that it was made in. No document, no finding, no opinion about what a sum means.
 */
#ifndef SR_SUMS_H
#define SR_SUMS_H

#include "core/arena.h"
#include "core/decimal.h"

/* Columns of money that are compared; a table of more has its first ones compared. One bit each in a mask. */
enum { SR_SUMS_COLUMNS = 32 };

typedef struct sr_amounts {
    sr_int128 *at;    /* of each column, 1/10,000 */
    uint32_t unknown; /* a bit for each column that is no number */
    uint32_t stated;  /* a bit for each column in which anything stands */
} sr_amounts;

sr_amounts sr_amounts_new(sr_arena *arena, uint32_t columns);
/* A number; unknown where it cannot be summed. */
void sr_amounts_set(sr_amounts *amounts, uint32_t column, sr_decimal value);
/* sum += addend, times: how often (negative takes away). */
void sr_amounts_add(sr_amounts *sum, const sr_amounts *addend, uint32_t columns, int times);

typedef struct sr_agreement {
    uint32_t equal, other; /* columns, bit by bit; those of two zeros and those that are not known are in neither */
    uint32_t digits;       /* significant ones of the equal amounts; columns that repeat each other count once */
} sr_agreement;

/* Compares two rows in the columns of the mask. */
sr_agreement sr_amounts_compare(const sr_amounts *a, const sr_amounts *b, uint32_t mask);

typedef struct sr_pile sr_pile;

/* Empty, for up to `rows` rows. */
sr_pile *sr_pile_new(sr_arena *arena, uint32_t rows, uint32_t columns);
void sr_pile_clear(sr_pile *pile);
void sr_pile_push(sr_pile *pile, const sr_amounts *row);
void sr_pile_pop(sr_pile *pile, uint32_t rows);
uint32_t sr_pile_size(const sr_pile *pile);
/* How many of the uppermost n rows are more than zero in a column. */
uint32_t sr_pile_filled(const sr_pile *pile, uint32_t n);

/*
 * The numbers of rows from the top that add up to `whole` in every column of the mask: all from *least to *most, more
 * than one where the rows in between are zero. False if there is none, and where no column can tell.
 */
bool sr_pile_find(const sr_pile *pile, const sr_amounts *whole, uint32_t mask, uint32_t *least, uint32_t *most);

#endif
