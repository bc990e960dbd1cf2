#include "normalize/sums.h"

enum { SCALE = 4 }; /* decimals that are kept; rupiah have two at most */
/* Of 24 digits: the sums of a batch's rows stay within the 38 that fit. */
static const sr_decimal amount_limit = {(sr_int128)1000000000000 * 1000000000000, 0};

/* ---- amounts -------------------------------------------------------------------------------- */

sr_amounts sr_amounts_new(sr_arena *arena, uint32_t columns)
{
    return (sr_amounts){.at = SR_NEW_ARRAY(arena, sr_int128, columns)};
}

void sr_amounts_set(sr_amounts *amounts, uint32_t column, sr_decimal value)
{
    sr_int128 coef = value.coef;
    int32_t scale = value.scale;

    amounts->stated |= 1u << column;
    while (scale > SCALE && coef % 10 == 0)
        coef /= 10, scale--;
    if (coef < 0 || scale > SCALE || sr_decimal_cmp(value, amount_limit) >= 0) {
        amounts->unknown |= 1u << column;
        return;
    }
    for (; scale < SCALE; scale++)
        coef *= 10;
    amounts->at[column] = coef;
}

void sr_amounts_add(sr_amounts *sum, const sr_amounts *addend, uint32_t columns, int times)
{
    for (uint32_t c = 0; c < columns; c++)
        sum->at[c] += addend->at[c] * times;
    sum->unknown |= addend->unknown;
    sum->stated |= addend->stated;
}

/* Of 251,565,000: six. */
static uint32_t significant_digits(sr_int128 amount)
{
    uint32_t digits = 0;

    while (amount && amount % 10 == 0)
        amount /= 10;
    for (; amount; amount /= 10)
        digits++;
    return digits;
}

sr_agreement sr_amounts_compare(const sr_amounts *a, const sr_amounts *b, uint32_t mask)
{
    sr_agreement out = {0};
    sr_int128 last = 0;

    mask &= ~(a->unknown | b->unknown);
    for (uint32_t c = 0; c < SR_SUMS_COLUMNS && mask >> c; c++) {
        if (!(mask >> c & 1) || (a->at[c] == 0 && b->at[c] == 0))
            continue;
        if (a->at[c] != b->at[c]) {
            out.other |= 1u << c;
            continue;
        }
        out.equal |= 1u << c;
        out.digits += a->at[c] == last ? 0 : significant_digits(a->at[c]);
        last = a->at[c];
    }
    return out;
}

/* ---- the pile ------------------------------------------------------------------------------- */

/* Depth 0 is the floor. Of each depth: the sums of all rows up to it, and for each column the highest unknown one. */
struct sr_pile {
    sr_int128 *sums;
    uint32_t *unknown;
    uint32_t *filled; /* rows with more than zero */
    uint32_t depth;
    uint32_t columns;
};

sr_pile *sr_pile_new(sr_arena *arena, uint32_t rows, uint32_t columns)
{
    sr_pile *pile = SR_NEW(arena, sr_pile);

    *pile = (sr_pile){.sums = SR_NEW_ARRAY(arena, sr_int128, ((size_t)rows + 1) * columns),
                      .unknown = SR_NEW_ARRAY(arena, uint32_t, ((size_t)rows + 1) * columns),
                      .filled = SR_NEW_ARRAY(arena, uint32_t, (size_t)rows + 1),
                      .columns = columns};
    return pile;
}

void sr_pile_clear(sr_pile *pile)
{
    pile->depth = 0;
}

void sr_pile_pop(sr_pile *pile, uint32_t rows)
{
    pile->depth -= rows;
}

uint32_t sr_pile_size(const sr_pile *pile)
{
    return pile->depth;
}

void sr_pile_push(sr_pile *pile, const sr_amounts *row)
{
    size_t below = (size_t)pile->depth * pile->columns, at = below + pile->columns;
    bool filled = false;

    pile->depth++;
    for (uint32_t c = 0; c < pile->columns; c++) {
        bool known = !(row->unknown >> c & 1);
        pile->sums[at + c] = pile->sums[below + c] + (known ? row->at[c] : 0);
        pile->unknown[at + c] = known ? pile->unknown[below + c] : pile->depth;
        filled |= known && row->at[c] > 0;
    }
    pile->filled[pile->depth] = pile->filled[pile->depth - 1] + filled;
}

uint32_t sr_pile_filled(const sr_pile *pile, uint32_t n)
{
    return pile->filled[pile->depth] - pile->filled[pile->depth - n];
}

/* The sum of the uppermost n rows in column c. */
static sr_int128 sum_of(const sr_pile *pile, uint32_t c, uint32_t n)
{
    size_t top = (size_t)pile->depth * pile->columns + c;

    return pile->sums[top] - pile->sums[top - (size_t)n * pile->columns];
}

/* The least n, from 1 to most, whose sum is above (or, with `reach`, not below) the amount; most + 1 if none is. */
static uint32_t first_above(const sr_pile *pile, uint32_t c, uint32_t most, sr_int128 amount, bool reach)
{
    uint32_t low = 1, high = most + 1;

    while (low < high) {
        uint32_t mid = low + (high - low) / 2;
        sr_int128 sum = sum_of(pile, c, mid);
        if (sum > amount || (reach && sum == amount))
            high = mid;
        else
            low = mid + 1;
    }
    return low;
}

bool sr_pile_find(const sr_pile *pile, const sr_amounts *whole, uint32_t mask, uint32_t *least, uint32_t *most)
{
    bool told = false;

    *least = 1;
    *most = pile->depth;
    mask &= ~whole->unknown;
    for (uint32_t c = 0; c < pile->columns; c++) {
        if (!(mask >> c & 1) || pile->depth == 0)
            continue;
        uint32_t known = pile->depth - pile->unknown[(size_t)pile->depth * pile->columns + c];
        uint32_t from = first_above(pile, c, known, whole->at[c], true);
        if (from > known && known < pile->depth)
            continue; /* what is unknown may be what is missing */
        if (from > known || sum_of(pile, c, from) != whole->at[c])
            return false;
        uint32_t to = first_above(pile, c, known, whole->at[c], false) - 1;
        *least = from > *least ? from : *least;
        *most = to < *most ? to : *most;
        told = true;
    }
    return told && *least <= *most;
}
