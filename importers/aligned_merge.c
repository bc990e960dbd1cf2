/*
 * Columns that are none. A "-" is set to the right of the numbers that it stands for, "Rp" to their left, a header word
 * to the middle of a room that its cells do not fill, and where a merged cell of the header ends there may be a gap
 * with nothing in it at all. Each looks like a column of its own to the gaps between texts.
 */
#include "importers/aligned_parts.h"

/* What stands in a column. */
typedef struct sr_kinds {
    uint32_t nils, currencies, numbers, others;
    uint32_t named;  /* words and numbers of the header */
    uint32_t counts; /* of them numerals: "I", "5" */
    uint32_t lowest; /* of them words of its last line */
    bool beside;     /* some line has both the column and the one on its left */
} sr_kinds;

static uint32_t contents(const sr_kinds *k)
{
    return k->nils + k->currencies + k->numbers + k->others;
}

static sr_kinds *count_kinds(sr_page *page, const sr_grid *grid)
{
    sr_kinds *kinds = SR_NEW_ARRAY(&page->scratch, sr_kinds, grid->n_columns);
    size_t lowest = grid->head < grid->n ? grid->head : grid->n; /* that of other lines, at first */

    while (lowest-- > 0 && sr_aligned_number_row(grid->lines[lowest]))
        ;

    for (size_t i = 0; i < grid->n; i++) {
        const sr_pline *line = grid->lines[i];

        for (uint32_t k = 0; k < line->n && !line->header; k++) {
            const sr_seg *s = &line->segs[k];
            sr_kinds *kind = &kinds[s->column];
            bool currency = sr_aligned_is_currency(sr_sub(line->line->text, s->b0, s->b1));

            kind->beside |= k > 0 && s[-1].column + 1 == s->column;
            if (i < grid->head) {
                kind->named += s->spans == 1;
                kind->counts +=
                    s->spans == 1 && (s->small || sr_aligned_is_roman(sr_sub(line->line->text, s->b0, s->b1)));
                kind->lowest += i == lowest;
                continue;
            }
            kind->nils += s->kind == SR_SEG_NIL;
            kind->currencies += currency;
            kind->numbers += s->kind == SR_SEG_NUMBER;
            kind->others += s->kind != SR_SEG_NIL && s->kind != SR_SEG_NUMBER && !currency;
        }
    }
    return kinds;
}

/* True if only a numeral stands there, between the words of the pair that it is over: "I" over "K | Rp". */
static bool is_between(const sr_kinds *k, const sr_kinds *beside)
{
    return contents(k) == 0 && k->named == k->counts && !k->lowest && beside->lowest;
}

/* True if the columns are one: left is the next before right. */
static bool is_one(const sr_kinds *left, const sr_kinds *right, bool header)
{
    uint32_t l = contents(left), r = contents(right);

    if (right->nils && right->nils == r && !right->beside && left->numbers > left->others)
        return true;
    if (left->currencies && left->currencies == l && right->numbers > right->others)
        return true;
    if (!header)
        return false;
    if ((!l && !left->named) || (!r && !right->named))
        return true; /* nothing stands in one of them */
    if (is_between(right, left) || is_between(left, right))
        return true;
    return (l && !left->named && !r) || (r && !right->named && !l);
}

/* What stands in both; beside is that of the left one. */
static void add_kinds(sr_kinds *to, const sr_kinds *from)
{
    to->nils += from->nils;
    to->currencies += from->currencies;
    to->numbers += from->numbers;
    to->others += from->others;
    to->named += from->named;
    to->counts += from->counts;
    to->lowest += from->lowest;
}

bool sr_aligned_merge(sr_page *page, sr_grid *grid, bool header)
{
    sr_kinds *kinds = count_kinds(page, grid), *left = kinds;
    uint32_t n = 0, columns = grid->n_columns;

    for (uint32_t c = 1; c < columns; c++) {
        if (is_one(left, &kinds[c], header)) {
            add_kinds(left, &kinds[c]);
            continue;
        }
        left = &kinds[c];
        grid->bounds[n++] = grid->bounds[c - 1];
    }
    grid->n_columns = n + 1;
    return grid->n_columns < columns;
}
