/*
 * Lines of a table to rows. In these reports the cells of a row are set to its top or to its middle, so a number may
 * stand on any line of its row. Which lines belong together is a choice with a price, as with the columns: two numbers
 * of a column in one row cost most, then breaking a sentence, joining over blank lines, and cells away from the place
 * where the table has them (top or middle, tried both). The cheapest grouping is found by dynamic programming over the
 * lines, forwards and backwards, so that for each line it is known how much dearer the other answer would be: does a
 * row begin here or not.
 */
#include "importers/aligned_parts.h"

/* Prices, in tenths of "one row more". */
enum {
    COST_ROW = 10,
    COST_TWO_NUMBERS = 90, /* of one column in one row */
    COST_TWO_ANCHORS = 60, /* texts that stand alone in other rows */
    COST_WRAPPED_ANCHOR = 18,
    COST_AGAIN_SMALL = 3, /* the same, where a small letter begins the lower one */
    COST_NO_ANCHOR = 10,
    COST_NO_TEXT = 20,   /* numbers without a name */
    COST_OFF_PLACE = 4,  /* numbers a line away from top or middle */
    COST_SPREAD = 6,     /* numbers of one row on lines further apart than next to each other */
    COST_OFF_TOP = 6,    /* a cell a line below the top of its row */
    COST_OFF_MIDDLE = 8, /* a cell half a line away from the middle, more than rounding does */
    COST_OFF_MOST = 12,
    COST_OFF_TEXTS = 16,   /* all texts of a row at most */
    COST_OFF_ANCHORS = 16, /* all numbers of a row at most: they stand on one line, and say the same */
    COST_ROUNDED = 1,      /* half a line away from the middle, and not as the document rounds */
    COST_SHIFT = 6,        /* all cells but one a line away */
    COST_LATE = 3,         /* all numbers on the second line of a row set to its top */
    COST_NOT_FULL = 4,     /* no cell from the first to the last line of a row set to its middle */
    COST_HOLE = 5,         /* a cell of such a row with a line between that lacks it */
};
/* Where cells stand at the top of their rows the tops tell more than words, which count so much less. */
enum { WORDS_AT_TOP = 3 };
/* Of equally cheap rows those of like heights are taken: the squares of heights are added to prices times this. */
enum { TIES = 1 << 16 };
/* What clashes in a row, at most: dearer ones, and those that hold them, are not looked at. */
enum { CLASH_MOST = 600 };
/* A line, in half lines. */
enum { LINE = SR_ALIGNED_LINE };

/* Where the cell of a column stands in the row: its first and last line. */
typedef struct sr_extent {
    uint32_t column;
    size_t low, high;
    bool hole; /* with a line between that lacks it */
} sr_extent;

typedef struct sr_grouping {
    const sr_lines *lines;
    bool middle;        /* cells stand in the middle of their row, not at its top */
    int round;          /* half a line is rounded up (-1) or down (1); 0 = not known */
    uint32_t *again;    /* by line: price of a column that stops here and goes on below in the row */
    uint8_t *seen;      /* by column: cells of the row that is looked at */
    sr_extent *extents; /* of the columns that the row has, n_extents */
    uint32_t *extent;   /* by column: its place in extents + 1 */
    uint32_t n_extents;
    int64_t *best;   /* the lines before this one; all are prices above, TIES for each */
    int64_t *after;  /* this line and those behind it */
    int64_t *prices; /* of the row of so many lines that ends at a line */
    uint32_t *begin;
} sr_grouping;

static bool is_value(const sr_seg *s)
{
    return s->kind == SR_SEG_NUMBER || s->kind == SR_SEG_NIL || s->kind == SR_SEG_MIXED;
}

/* ---- prices of rows ----------------------------------------------------------------------------- */

static void extend(sr_grouping *g, size_t i, const sr_seg *s)
{
    uint32_t at = g->extent[s->column];

    if (!at) {
        g->extents[g->n_extents] = (sr_extent){.column = s->column, .low = i, .high = i};
        at = g->extent[s->column] = ++g->n_extents;
    }
    sr_extent *x = &g->extents[at - 1];
    x->hole |= g->lines->text_y[x->low] - g->lines->text_y[i] > LINE;
    x->low = i;
}

static int64_t distance(int64_t a, int64_t b)
{
    return a > b ? a - b : b - a;
}

/* How far the cell is from its place: half lines from the middle that rounding does not explain, lines below the top.
 */
static int64_t off_place(const sr_grouping *g, const sr_extent *x, bool anchor, int64_t place, bool *rounded)
{
    const sr_lines *l = g->lines;

    if (!g->middle)
        return distance(sr_aligned_line(l, x->low)->index, place) - anchor;
    int64_t off = l->y[x->low] + l->y[x->high] - place;
    *rounded |= distance(off, 0) == LINE && off != g->round * LINE;
    return off < -LINE ? (-off - 1) / LINE : off > LINE ? (off - 1) / LINE : 0;
}

/* The price of cells away from their place: the line (top), or twice the line of the middle; *named: one is no number.
 */
static int64_t price_around(const sr_grouping *g, int64_t place, bool *named)
{
    int64_t price = 0, anchors = 0;
    bool rounded = false, late = false, early = false;

    for (uint32_t e = 0; e < g->n_extents; e++) {
        const sr_extent *x = &g->extents[e];
        const sr_acolumn *column = &g->lines->grid->columns[x->column];
        int64_t off = off_place(g, x, column->anchor, place, &rounded), low = sr_aligned_line(g->lines, x->low)->index;
        int64_t cost = off * (g->middle ? COST_OFF_MIDDLE : COST_OFF_TOP);

        *named |= !column->numeric;
        late |= column->anchor && low == place + 1;
        early |= column->anchor && low <= place;
        *(column->anchor ? &anchors : &price) += off <= 0 ? 0 : cost < COST_OFF_MOST ? cost : COST_OFF_MOST;
    }
    price = price < COST_OFF_TEXTS ? price : COST_OFF_TEXTS;
    price += anchors < COST_OFF_ANCHORS ? anchors : COST_OFF_ANCHORS;
    return price + (rounded ? COST_ROUNDED : 0) + (!g->middle && late && !early ? COST_LATE : 0);
}

/* The price of a row set to its middle whose cells are not whole, or of which none is as high as the row. */
static int64_t price_shape(const sr_grouping *g, size_t top, size_t bottom)
{
    int64_t holes = 0;
    bool full = false;

    for (uint32_t e = 0; e < g->n_extents; e++) {
        const sr_extent *x = &g->extents[e];

        full |= x->low == top && x->high == bottom;
        holes += x->hole;
    }
    return (full ? 0 : COST_NOT_FULL) + holes * COST_HOLE;
}

/* The price of cells that do not begin at the top, or are not around the middle, of a row of lines top to bottom. */
static int64_t balance_price(const sr_grouping *g, size_t top, size_t bottom)
{
    const sr_lines *l = g->lines;
    bool named = false;
    int64_t place = g->middle ? l->y[top] + l->y[bottom] : (int64_t)sr_aligned_line(l, top)->index;
    int64_t best = price_around(g, place, &named);
    int64_t step = g->middle ? LINE * LINE : 1, other;

    if (best > COST_SHIFT) { /* one cell a line above or below all others */
        other = price_around(g, place + step, &named) + COST_SHIFT;
        best = other < best ? other : best;
        other = g->middle ? price_around(g, place - step, &named) + COST_SHIFT : best;
        best = other < best ? other : best;
    }
    if (g->middle)
        best += price_shape(g, top, bottom);
    return named ? best : best + COST_NO_TEXT;
}

/*
 * What a text that stands alone in other rows costs above another of its column in a row. A wrapped one goes on in the
 * next line, without numbers there, and does not say the same again.
 */
static int64_t anchor_price(const sr_pline *line, const sr_seg *s, const sr_pline *below)
{
    const sr_seg *t = below ? sr_aligned_cell_on(below, s->column) : NULL;

    if (s->lower)
        return COST_AGAIN_SMALL;
    if (!t || !below->words || below->index != line->index + 1 ||
        sr_eq(sr_sub(line->line->text, s->b0, s->b1), sr_sub(below->line->text, t->b0, t->b1)))
        return COST_TWO_ANCHORS;
    return COST_WRAPPED_ANCHOR;
}

/* Adds the line to the row that is looked at; returns the price of what clashes. */
static int64_t add_line(sr_grouping *g, size_t i, const sr_pline *below, bool *anchored)
{
    const sr_pline *line = sr_aligned_line(g->lines, i);
    int64_t price = 0;

    *anchored = false;
    for (uint32_t k = 0; k < line->n; k++) {
        const sr_seg *s = &line->segs[k];
        const sr_acolumn *column = &g->lines->grid->columns[s->column];

        extend(g, i, s);
        if (!column->anchor || (column->numeric && !is_value(s)))
            continue;
        *anchored = true;
        if (!column->numeric && !sr_aligned_first_of_cell(line, k))
            continue;
        if (g->seen[s->column])
            price += column->numeric ? COST_TWO_NUMBERS : anchor_price(line, s, below);
        g->seen[s->column] = 1;
    }
    return price;
}

/* The price of numbers that stand away from the top or the middle, as a whole or from each other. */
static int64_t place_price(const sr_grouping *g, size_t top, size_t bottom, size_t low, size_t high)
{
    const sr_lines *l = g->lines;
    int64_t apart = sr_aligned_line(l, high)->index - sr_aligned_line(l, low)->index, off;

    if (g->middle) {
        off = distance(l->y[low] + l->y[high], l->y[top] + l->y[bottom]);
        off = off > LINE ? (off - 1) / LINE : 0;
    } else {
        off = (int64_t)sr_aligned_line(l, low)->index - sr_aligned_line(l, top)->index - 1;
        off = off > 0 ? off * 2 : 0;
    }
    return off * COST_OFF_PLACE / 2 + (apart > 1 ? (apart - 1) * COST_SPREAD : 0);
}

/* ---- the cheapest rows -------------------------------------------------------------------------- */

static int64_t *price_of(const sr_grouping *g, size_t i, size_t j)
{
    return &g->prices[j * SR_ALIGNED_ROW_LINES + (j - i)];
}

/* The prices of rows that end at line j, and the best of them. */
static void best_row(sr_grouping *g, size_t j)
{
    const sr_lines *l = g->lines;
    int64_t inner = 0;
    size_t low = SIZE_MAX, high = 0; /* lines with numbers */

    for (uint32_t e = l->first[j]; e < l->first[j + 1]; e++)
        g->again[l->events[e].before - 1] += l->events[e].cost;
    memset(g->seen, 0, l->grid->n_columns);
    memset(g->extent, 0, l->grid->n_columns * sizeof *g->extent);
    g->n_extents = 0;
    g->best[j + 1] = INT64_MAX;
    for (size_t i = j + 1; i-- > 0 && j - i < SR_ALIGNED_ROW_LINES;) {
        const sr_pline *line = sr_aligned_line(l, i);
        bool anchored;

        if (inner > CLASH_MOST) {
            *price_of(g, i, j) = INT64_MAX / 4;
            continue;
        }
        inner += add_line(g, i, i < j ? sr_aligned_line(l, i + 1) : NULL, &anchored) + g->again[i];
        if (anchored) {
            high = low == SIZE_MAX ? i : high;
            low = i;
        }
        /* an amount alone at the bottom is a total without a label */
        bool total = i == j && j + 1 == l->n && sr_aligned_is_amount(line);
        int64_t price = COST_ROW - (total ? COST_NO_TEXT : 0) + inner + (i ? l->split[i] : 0) +
                        (low == SIZE_MAX ? COST_NO_ANCHOR : place_price(g, i, j, low, high)) + balance_price(g, i, j);
        int64_t height = (int64_t)(j - i) + 1;
        price = price * TIES + height * height;
        *price_of(g, i, j) = price;
        price += g->best[i];
        if (price < g->best[j + 1]) {
            g->best[j + 1] = price;
            g->begin[j] = (uint32_t)i;
        }
        inner += l->join[i] + (g->middle ? l->said[i] : l->said[i] / WORDS_AT_TOP);
    }
}

/* The price of the best rows of the lines; g->begin tells them. */
static int64_t solve(const sr_lines *l, sr_grouping *g, bool middle, int round)
{
    sr_arena *scratch = &l->page->scratch;

    *g = (sr_grouping){.lines = l, .middle = middle, .round = round};
    g->again = SR_NEW_ARRAY(scratch, uint32_t, l->n + 1);
    g->begin = SR_NEW_ARRAY(scratch, uint32_t, l->n + 1);
    g->best = SR_NEW_ARRAY(scratch, int64_t, l->n + 2);
    g->after = SR_NEW_ARRAY(scratch, int64_t, l->n + 2);
    g->prices = sr_arena_alloc(scratch, (l->n + 1) * SR_ALIGNED_ROW_LINES * sizeof *g->prices);
    g->extents = SR_NEW_ARRAY(scratch, sr_extent, l->grid->n_columns);
    g->extent = SR_NEW_ARRAY(scratch, uint32_t, l->grid->n_columns);
    g->seen = SR_NEW_ARRAY(scratch, uint8_t, l->grid->n_columns);
    for (size_t j = 0; j < l->n; j++)
        best_row(g, j);
    return g->best[l->n] / TIES;
}

/* Backwards: what else each line could be, and how much dearer the best rows with that would be. */
static void weigh(const sr_grouping *g, sr_row_start *starts)
{
    size_t n = g->lines->n;
    int64_t best = g->best[n];

    for (size_t i = n; i-- > 0;) {
        g->after[i] = INT64_MAX;
        for (size_t j = i; j < n && j - i < SR_ALIGNED_ROW_LINES; j++) {
            int64_t price = *price_of(g, i, j) + g->after[j + 1];
            g->after[i] = price < g->after[i] ? price : g->after[i];
        }
    }
    for (size_t i = 0; i < n; i++)
        starts[i] = (sr_row_start){.margin = INT32_MAX};
    for (size_t j = n; j > 0; j = g->begin[j - 1])
        starts[g->begin[j - 1]].starts = true;
    for (size_t i = 0; i < n; i++) {
        int64_t low = INT64_MAX, begins = g->best[i] + g->after[i] - best;
        size_t j = i + SR_ALIGNED_ROW_LINES < n ? i + SR_ALIGNED_ROW_LINES : n;

        if (!starts[i].starts)
            starts[i].margin = (int32_t)(begins / TIES);
        while (--j > i) { /* rows from line i on with line j inside */
            int64_t price = g->best[i] + *price_of(g, i, j) + g->after[j + 1] - best;
            low = price < low ? price : low;
            if (starts[j].starts && low / TIES < starts[j].margin)
                starts[j].margin = (int32_t)(low / TIES);
        }
    }
}

/* Where cells set to the top and to the middle give other rows, their prices tell them apart, too. */
static void weigh_other(const sr_grouping *other, int64_t margin, sr_row_start *starts)
{
    for (size_t end = other->lines->n, begin; end > 0; end = begin) {
        begin = other->begin[end - 1];
        for (size_t i = begin; i < end; i++)
            if (starts[i].starts != (i == begin) && margin < starts[i].margin)
                starts[i].margin = (int32_t)margin;
    }
}

/* Counts the cells that stand half a line above, and below, the middle of their rows. */
static void count_rounded(sr_grouping *g, uint32_t *up, uint32_t *down)
{
    const sr_lines *l = g->lines;
    bool anchored;

    for (size_t end = l->n, begin; end > 0; end = begin) {
        begin = g->begin[end - 1];
        memset(g->extent, 0, l->grid->n_columns * sizeof *g->extent);
        g->n_extents = 0;
        for (size_t i = end; i-- > begin;)
            add_line(g, i, NULL, &anchored);
        for (uint32_t e = 0; e < g->n_extents; e++) {
            int32_t off = l->y[g->extents[e].low] + l->y[g->extents[e].high] - l->y[begin] - l->y[end - 1];

            *up += off == -LINE;
            *down += off == LINE;
        }
    }
}

void sr_aligned_group(sr_page *page, const sr_grid *grid, size_t from, sr_row_start *starts)
{
    sr_lines l = {.page = page, .grid = grid, .from = from, .n = grid->n - from};
    sr_grouping top, middle;

    sr_aligned_price_lines(&l);
    int64_t at_top = solve(&l, &top, false, 0),
            at_middle = solve(&l, &middle, true, sr_aligned_rounding(page->doc, 0, 0));
    int64_t centred = sr_aligned_centred(page->doc, at_top, at_middle);

    if (centred > 0) {
        uint32_t up = 0, down = 0;

        count_rounded(&middle, &up, &down);
        int round = sr_aligned_rounding(page->doc, up, down);
        if (round != middle.round)
            solve(&l, &middle, true, round);
    }
    weigh(centred > 0 ? &middle : &top, starts);
    weigh_other(centred > 0 ? &top : &middle, centred > 0 ? centred : -centred, starts);
}
