/*
 * Where the boundaries go is a choice with a price: each boundary costs a little, each text that a boundary cuts
 * costs, and each gap between two texts of a line that no boundary marks costs (two numbers left in one cell cost
 * most). The cheapest set of boundaries over all lines is found exactly, by dynamic programming over the positions
 * where a text begins or ends. A merged header cell is cut by many boundaries: what is cut twice counts no more in the
 * next round.
 */
#include "importers/aligned_parts.h"

/* Prices, in tenths of "one text cut". */
enum {
    COST_BOUNDARY = 13,
    COST_CUT_TEXT = 10,
    COST_CUT_NUMBER = 30,
    COST_CUT_AT_BLANK = 4,
    COST_JOIN_NUMBERS = 40,
    COST_JOIN_MIXED = 20,
    COST_JOIN_FAR = 15, /* texts four blanks apart or more */
    COST_JOIN_NEAR = 8,
    COST_JOIN_SOFT = 15,    /* two numbers with one blank between them, the second one of money */
    COST_APART_NUMBERS = 6, /* numbers of two lines, one under the other, that do not overlap */
    COST_APART = 4,
};
enum { FAR_GAP = 4, ROUNDS = 3 };

typedef struct sr_gap {
    uint32_t x0, x1;
    uint32_t weight;
} sr_gap;

typedef struct sr_costs {
    uint32_t width;  /* positions 0..width */
    uint32_t *cut;   /* by position */
    uint32_t *index; /* position to candidate + 1, 0 = none */
    uint32_t *at;    /* candidates, ascending */
    uint32_t n;
    sr_gap *gaps;
    size_t n_gaps, cap_gaps;
} sr_costs;

static bool is_numeric(const sr_seg *s)
{
    return s->kind == SR_SEG_NUMBER || s->kind == SR_SEG_NIL || s->kind == SR_SEG_MIXED;
}

static uint32_t join_cost(const sr_seg *a, const sr_seg *b)
{
    bool left = is_numeric(a), right = is_numeric(b);

    if (left && right)
        return COST_JOIN_NUMBERS;
    if (left || right)
        return COST_JOIN_MIXED;
    return b->x0 - a->x1 >= FAR_GAP ? COST_JOIN_FAR : COST_JOIN_NEAR;
}

static bool is_money(sr_slice t)
{
    size_t groups = 0;

    for (size_t i = 0; i + 3 < t.len; i++)
        if ((t.ptr[i] == '.' || t.ptr[i] == ',') && sr_is_digit((unsigned char)t.ptr[i + 1]) &&
            sr_is_digit((unsigned char)t.ptr[i + 2]) && sr_is_digit((unsigned char)t.ptr[i + 3]))
            groups++;
    return groups >= 2;
}

static void add_gap(sr_arena *arena, sr_costs *c, uint32_t x0, uint32_t x1, uint32_t weight)
{
    sr_gap *gap = SR_PUSH(arena, c->gaps, c->n_gaps, c->cap_gaps);

    *gap = (sr_gap){x0, x1, weight};
    c->index[x0] = c->index[x1] = 1;
}

/* What it costs to cut through this segment, position by position. */
static void add_cuts(sr_arena *arena, sr_costs *c, const sr_pline *line, const sr_seg *s)
{
    sr_slice t = line->line->text;
    bool number = s->kind == SR_SEG_NUMBER;
    uint32_t x = s->x0, whole = number ? COST_CUT_NUMBER : COST_CUT_TEXT;
    bool was_blank = true;

    if (s->spanner)
        return;
    for (uint32_t i = s->b0; i < s->b1; i++) {
        unsigned char byte = (unsigned char)t.ptr[i];

        if ((byte & 0xC0) == 0x80)
            continue;
        bool blank = sr_is_blank(byte);
        if (i > s->b0)
            c->cut[x] += !blank && !was_blank ? whole : number ? 0 : COST_CUT_AT_BLANK;
        if (blank && number && is_money(sr_sub(t, i + 1, s->b1)))
            add_gap(arena, c, x, x + 1, COST_JOIN_SOFT);
        was_blank = blank;
        x++;
    }
}

/* Texts of two lines that stand apart, with nothing of either line between them, are of two columns. */
static void add_apart(sr_arena *arena, sr_costs *c, const sr_pline *above, const sr_pline *below)
{
    uint32_t i = 0, j = 0;
    const sr_seg *last = NULL;
    bool last_above = false;

    while (i < above->n || j < below->n) {
        bool up = j == below->n || (i < above->n && above->segs[i].x0 <= below->segs[j].x0);
        const sr_seg *s = up ? &above->segs[i++] : &below->segs[j++];

        if (s->kind == SR_SEG_NIL || s->spanner)
            continue;
        if (last && up != last_above && s->x0 >= last->x1 + 2)
            add_gap(arena, c, last->x1, s->x0, is_numeric(s) && is_numeric(last) ? COST_APART_NUMBERS : COST_APART);
        if (!last || s->x1 > last->x1) {
            last = s;
            last_above = up;
        }
    }
}

static void collect(sr_page *page, const sr_grid *grid, sr_costs *c)
{
    uint32_t width = 0;

    for (size_t i = 0; i < grid->n; i++)
        if (grid->lines[i]->n && grid->lines[i]->segs[grid->lines[i]->n - 1].x1 > width)
            width = grid->lines[i]->segs[grid->lines[i]->n - 1].x1;
    *c = (sr_costs){.width = width};
    c->cut = SR_NEW_ARRAY(&page->scratch, uint32_t, width + 2);
    c->index = SR_NEW_ARRAY(&page->scratch, uint32_t, width + 2);
    for (size_t i = 0; i < grid->n; i++) {
        const sr_pline *line = grid->lines[i];

        for (uint32_t k = 0; k < line->n; k++) {
            add_cuts(&page->scratch, c, line, &line->segs[k]);
            c->index[line->segs[k].x0] = c->index[line->segs[k].x1] = 1;
            if (k)
                add_gap(&page->scratch, c, line->segs[k - 1].x1, line->segs[k].x0,
                        join_cost(&line->segs[k - 1], &line->segs[k]));
        }
        if (i)
            add_apart(&page->scratch, c, grid->lines[i - 1], line);
    }
    c->at = SR_NEW_ARRAY(&page->scratch, uint32_t, width + 2);
    for (uint32_t x = 0; x <= width; x++)
        if (c->index[x]) {
            c->at[c->n] = x;
            c->index[x] = ++c->n;
        }
}

/* The gaps by the candidate at which they end, as lists: first[] and next[] hold gap + 1. */
static void gaps_by_end(const sr_costs *c, uint32_t *first, uint32_t *next)
{
    for (size_t g = 0; g < c->n_gaps; g++) {
        uint32_t end = c->index[c->gaps[g].x1] - 1;

        next[g] = first[end];
        first[end] = (uint32_t)g + 1;
    }
}

/* The cheapest boundaries; fills grid->bounds. */
static void solve(sr_page *page, const sr_costs *c, sr_grid *grid)
{
    uint32_t n = c->n;
    uint32_t *best = SR_NEW_ARRAY(&page->scratch, uint32_t, n + 1);
    uint32_t *from = SR_NEW_ARRAY(&page->scratch, uint32_t, n + 1); /* candidate + 1, 0 = none before */
    uint32_t *open = SR_NEW_ARRAY(&page->scratch, uint32_t, n + 1); /* price of ended gaps, by where they begin */
    uint32_t *first = SR_NEW_ARRAY(&page->scratch, uint32_t, n + 1);
    uint32_t *next = SR_NEW_ARRAY(&page->scratch, uint32_t, c->n_gaps + 1);

    gaps_by_end(c, first, next);
    for (uint32_t j = 0; j <= n; j++) {
        for (uint32_t g = j ? first[j - 1] : 0; g; g = next[g - 1])
            open[c->index[c->gaps[g - 1].x0] - 1] += c->gaps[g - 1].weight;
        uint32_t unmarked = 0, low = UINT32_MAX;
        for (uint32_t i = j; i-- > 0;) { /* i is the boundary before j */
            if (best[i] + unmarked < low) {
                low = best[i] + unmarked;
                from[j] = i + 1;
            }
            unmarked += open[i];
        }
        if (unmarked < low) {
            low = unmarked;
            from[j] = 0;
        }
        best[j] = low + (j < n ? COST_BOUNDARY + c->cut[c->at[j]] : 0);
    }
    uint32_t count = 0;
    for (uint32_t j = from[n]; j; j = from[j - 1])
        count++;
    grid->n_columns = count + 1;
    grid->bounds = SR_NEW_ARRAY(&page->scratch, uint32_t, count + 1);
    for (uint32_t j = from[n]; j; j = from[j - 1])
        grid->bounds[--count] = c->at[j - 1];
}

/* The column of position x: a boundary belongs to the column on its right. */
static uint32_t column_at(const sr_grid *grid, uint32_t x)
{
    uint32_t low = 0, high = grid->n_columns - 1;

    while (low < high) {
        uint32_t middle = (low + high) / 2;

        if (x < grid->bounds[middle])
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

/* A text that looks in over a boundary by no more than this belongs to the other side. */
enum { PEEK = 2 };

static void place(const sr_grid *grid, sr_seg *s)
{
    uint32_t a = column_at(grid, s->x0), b = column_at(grid, s->x1 - 1), most = a, room = 0;

    if (s->kind == SR_SEG_NUMBER && b > a) { /* a number is of the column in which most of it stands */
        for (uint32_t k = a; k <= b; k++) {
            uint32_t x0 = k > a ? grid->bounds[k - 1] : s->x0, x1 = k < b ? grid->bounds[k] : s->x1;

            if (x1 - x0 >= room)
                room = x1 - x0, most = k;
        }
        a = b = most;
    }
    while (a < b && grid->bounds[a] - s->x0 <= PEEK)
        a++;
    while (b > a && s->x1 - grid->bounds[b - 1] <= PEEK)
        b--;
    s->column = (uint16_t)a;
    s->spans = (uint16_t)(b - a + 1);
}

static void place_all(const sr_grid *grid)
{
    for (size_t i = 0; i < grid->n; i++)
        for (uint32_t k = 0; k < grid->lines[i]->n; k++)
            place(grid, &grid->lines[i]->segs[k]);
}

/* True if any segment became a spanner: the boundaries deserve another round. */
static bool mark_spanners(const sr_grid *grid)
{
    bool any = false;

    for (size_t i = 0; i < grid->n; i++)
        for (uint32_t k = 0; k < grid->lines[i]->n; k++) {
            sr_seg *s = &grid->lines[i]->segs[k];

            if (!s->spanner && s->spans > 2 && s->kind != SR_SEG_NUMBER)
                any = s->spanner = true;
        }
    return any;
}

static void count_cells(const sr_grid *grid)
{
    for (size_t i = 0; i < grid->n; i++) {
        const sr_pline *line = grid->lines[i];

        for (uint32_t k = 0; k < line->n; k++) {
            const sr_seg *s = &line->segs[k];
            sr_acolumn *column = &grid->columns[s->column];
            sr_slice t = sr_sub(line->line->text, s->b0, s->b1);

            column->cells += k == 0 || line->segs[k - 1].column != s->column;
            column->numbers += is_numeric(s);
            column->enums += s->kind == SR_SEG_ENUM;
            column->colons += sr_eq(t, SR_LIT(":"));
        }
    }
}

/* A cell is alone if neither the line above nor the line below has one in the column. */
static void count_alone(sr_page *page, const sr_grid *grid)
{
    uint32_t *prev = SR_NEW_ARRAY(&page->scratch, uint32_t, grid->n_columns); /* last line + 1 with a cell */
    bool *joined = SR_NEW_ARRAY(&page->scratch, bool, grid->n_columns);

    for (size_t i = 0; i < grid->n; i++) {
        const sr_pline *line = grid->lines[i];

        for (uint32_t k = 0; k < line->n; k++) {
            uint32_t column = line->segs[k].column;

            if (k && line->segs[k - 1].column == column)
                continue;
            bool adjacent = prev[column] == i && i > 0 && line->blanks == 0;
            if (prev[column] && !adjacent && !joined[column])
                grid->columns[column].alone++;
            joined[column] = adjacent;
            prev[column] = (uint32_t)i + 1;
        }
    }
    for (uint32_t c = 0; c < grid->n_columns; c++)
        if (prev[c] && !joined[c])
            grid->columns[c].alone++;
}

static void find_left_edges(sr_page *page, const sr_grid *grid, uint32_t width)
{
    uint32_t *starts = SR_NEW_ARRAY(&page->scratch, uint32_t, width + 2);

    for (size_t i = 0; i < grid->n; i++)
        for (uint32_t k = 0; k < grid->lines[i]->n; k++)
            starts[grid->lines[i]->segs[k].x0]++;
    for (uint32_t c = 0; c < grid->n_columns; c++) {
        sr_acolumn *column = &grid->columns[c];

        for (uint32_t x = column->x0; x < column->x1 && x <= width; x++)
            if (starts[x] > column->left_n) {
                column->left = x;
                column->left_n = starts[x];
            }
    }
}

/* Cells of an anchor column that stand alone, of ten. */
enum { ANCHOR_ALONE = 8 };

static void describe_columns(sr_page *page, sr_grid *grid, uint32_t width)
{
    grid->columns = SR_NEW_ARRAY(&page->scratch, sr_acolumn, grid->n_columns);
    for (uint32_t c = 0; c < grid->n_columns; c++) {
        grid->columns[c].x0 = c ? grid->bounds[c - 1] : 0;
        grid->columns[c].x1 = c + 1 < grid->n_columns ? grid->bounds[c] : width + 1;
    }
    count_cells(grid);
    count_alone(page, grid);
    find_left_edges(page, grid, width);
    for (uint32_t c = 0; c < grid->n_columns; c++) {
        sr_acolumn *column = &grid->columns[c];

        column->numeric = column->cells && column->numbers * 2 >= column->cells;
        column->anchor = column->numeric || (column->cells >= 3 && column->alone * 10 >= column->cells * ANCHOR_ALONE);
    }
}

/* Lines that must begin a cell at a position before a text with one blank there is taken for two cells. */
enum { EDGE_SUPPORT = 3 };

/* The byte at which the segment falls into two cells at this boundary; 0 if it does not. */
static uint32_t split_byte(const sr_grid *grid, const sr_pline *line, const sr_seg *s, uint32_t bound)
{
    sr_slice t = line->line->text;
    const sr_acolumn *right = &grid->columns[bound + 1];
    uint32_t x = s->x0;

    for (uint32_t i = s->b0; i < s->b1; i++) {
        if (((unsigned char)t.ptr[i] & 0xC0) == 0x80)
            continue;
        bool starts = i > s->b0 && sr_is_blank((unsigned char)t.ptr[i - 1]);
        bool edge = right->left_n >= EDGE_SUPPORT && x == right->left;
        if (starts && edge)
            return i;
        if (starts && x + 1 >= grid->bounds[bound] && x <= grid->bounds[bound] + 1 &&
            sr_aligned_kind(sr_trim(sr_sub(t, s->b0, i))) == SR_SEG_NUMBER &&
            sr_aligned_kind(sr_sub(t, i, s->b1)) == SR_SEG_NUMBER)
            return i;
        /* a code that fills its cell touches the name: 1.05.03.2.02.0015Kesiapsiagaan */
        if (edge && i > s->b0 && sr_is_digit((unsigned char)t.ptr[i - 1]) && sr_is_alpha((unsigned char)t.ptr[i]) &&
            sr_aligned_kind(sr_sub(t, s->b0, i)) == SR_SEG_NUMBER)
            return i;
        x++;
    }
    return 0;
}

static bool split_line(sr_page *page, const sr_grid *grid, sr_pline *line)
{
    bool any = false;

    for (uint32_t k = 0; k < line->n; k++) {
        const sr_seg *s = &line->segs[k];
        uint32_t a = column_at(grid, s->x0), b = column_at(grid, s->x1 - 1), byte = 0;

        for (uint32_t bound = a; bound < b && byte == 0; bound++)
            byte = split_byte(grid, line, s, bound);
        if (byte) {
            sr_aligned_split(&page->scratch, line, k, byte);
            place(grid, &line->segs[k]);
            place(grid, &line->segs[k + 1]);
            any = true;
        }
    }
    return any;
}

void sr_aligned_columns(sr_page *page, sr_grid *grid)
{
    sr_costs costs;
    bool again = true;

    for (int round = 0; round < ROUNDS && again; round++) {
        collect(page, grid, &costs);
        solve(page, &costs, grid);
        place_all(grid);
        again = mark_spanners(grid);
    }
    describe_columns(page, grid, costs.width);
    again = false;
    for (size_t i = 0; i < grid->n; i++)
        again |= split_line(page, grid, grid->lines[i]);
    if (again)
        describe_columns(page, grid, costs.width);
}
