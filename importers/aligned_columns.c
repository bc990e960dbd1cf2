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
    COST_JOIN_CELLS = 24,   /* texts far apart on a line of many, all words: the lowest line of a header */
    COST_JOIN_SOFT = 15,    /* two numbers with one blank between them, the second one of money */
    COST_APART_NUMBERS = 8, /* numbers of two lines, one under the other, that do not overlap */
    COST_APART = 7,
};
enum { FAR_GAP = 4, ROUNDS = 3 };
/* 1.000.000 */
enum { MONEY_CHARS = 9 };

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

/* Cells that a line of a table has at least: its narrow gaps are gaps between cells, too. */
enum { MANY_CELLS = 5 };

static uint32_t join_cost(const sr_pline *line, const sr_seg *a, const sr_seg *b)
{
    bool left = is_numeric(a), right = is_numeric(b);

    if (left && right)
        return COST_JOIN_NUMBERS;
    if (left || right)
        return COST_JOIN_MIXED;
    bool far = b->x0 - a->x1 >= FAR_GAP;
    if (line->n >= MANY_CELLS)
        return far && line->words ? COST_JOIN_CELLS : COST_JOIN_FAR;
    return far ? COST_JOIN_FAR : COST_JOIN_NEAR;
}

/* True if the text begins (or, with at_end, ends) with a number that stands for itself: money, a decimal, a year. */
static bool whole_number(sr_slice t, bool at_end)
{
    size_t from = 0, to = t.len, groups = 0, signs = 0;

    while (at_end && to > from && !sr_is_blank((unsigned char)t.ptr[t.len - 1 - (t.len - to)]))
        to--;
    if (at_end)
        t = sr_sub(t, to, t.len);
    while (from < t.len && !sr_is_blank((unsigned char)t.ptr[from]))
        from++;
    t = sr_sub(t, 0, from);
    for (size_t i = 0; i < t.len; i++) {
        bool sign = t.ptr[i] == '.' || t.ptr[i] == ',';

        signs += sign;
        groups += sign && i + 3 < t.len && sr_is_digit((unsigned char)t.ptr[i + 1]) &&
                  sr_is_digit((unsigned char)t.ptr[i + 2]) && sr_is_digit((unsigned char)t.ptr[i + 3]);
    }
    bool year = t.len == 4 && signs == 0 && (memcmp(t.ptr, "20", 2) == 0 || memcmp(t.ptr, "19", 2) == 0);
    bool decimal = signs == 1 && t.len > 3 && t.ptr[t.len - 3] == ',';
    return year || decimal || groups >= 2;
}

/* True if the blank at byte i parts two numbers: the second is money, or both are numbers for themselves. */
static bool parts_numbers(sr_slice line, const sr_seg *s, uint32_t i)
{
    sr_slice left = sr_sub(line, s->b0, i), right = sr_sub(line, i + 1, s->b1);
    const char *comma = memchr(right.ptr, ',', right.len), *dot = memchr(right.ptr, '.', right.len);

    if (!whole_number(right, false))
        return false;
    return whole_number(left, true) || (right.len >= MONEY_CHARS && (comma || dot));
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
        if (blank && number && parts_numbers(t, s, i))
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

        for (uint32_t k = 0; k < line->n && !line->header; k++) {
            add_cuts(&page->scratch, c, line, &line->segs[k]);
            c->index[line->segs[k].x0] = c->index[line->segs[k].x1] = 1;
            if (k)
                add_gap(&page->scratch, c, line->segs[k - 1].x1, line->segs[k].x0,
                        join_cost(line, &line->segs[k - 1], &line->segs[k]));
        }
        if (i && !line->header && !grid->lines[i - 1]->header)
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

uint32_t sr_aligned_column_at(const sr_grid *grid, uint32_t x)
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

void sr_aligned_place(const sr_grid *grid, sr_seg *s)
{
    uint32_t a = sr_aligned_column_at(grid, s->x0), b = sr_aligned_column_at(grid, s->x1 - 1), most = a, room = 0;

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
    if (b == a + 1 && s->kind != SR_SEG_NUMBER && s->x0 + (s->x1 - s->x0) * 2 / 5 >= grid->bounds[a])
        a = b; /* centred over its own column, a little too wide for it */
    s->column = (uint16_t)a;
    s->spans = (uint16_t)(b - a + 1);
}

static void place_all(const sr_grid *grid)
{
    for (size_t i = 0; i < grid->n; i++)
        for (uint32_t k = 0; k < grid->lines[i]->n; k++)
            sr_aligned_place(grid, &grid->lines[i]->segs[k]);
}

/* An empty strip of this width inside a column, with this many texts on either side, parts it. */
enum { STRIP_WIDTH = 3, STRIP_TEXTS = 2 };

static bool is_of_column(const sr_seg *s)
{
    return s->kind != SR_SEG_NIL && !s->spanner && s->spans == 1;
}

/* Marks where texts stand, and counts by position those that end there and those that begin there. */
static void mark_texts(const sr_grid *grid, uint8_t *taken, uint32_t *ends, uint32_t *begins)
{
    for (size_t i = 0; i < grid->n; i++)
        for (uint32_t k = 0; k < grid->lines[i]->n && !grid->lines[i]->header; k++) {
            const sr_seg *s = &grid->lines[i]->segs[k];

            memset(taken + s->x0, 1, s->x1 - s->x0);
            if (is_of_column(s)) {
                ends[s->x1]++;
                begins[s->x0]++;
            }
        }
}

/* Adds a boundary in each empty strip: texts that never stand on one line, a unit and a number of other rows. */
static void part_strips(sr_page *page, sr_grid *grid, uint32_t width)
{
    uint8_t *taken = SR_NEW_ARRAY(&page->scratch, uint8_t, width + 2);
    uint32_t *ends = SR_NEW_ARRAY(&page->scratch, uint32_t, width + 2);
    uint32_t *begins = SR_NEW_ARRAY(&page->scratch, uint32_t, width + 2);
    uint32_t *bounds = SR_NEW_ARRAY(&page->scratch, uint32_t, width + 2);
    uint32_t n = 0;

    mark_texts(grid, taken, ends, begins);
    for (uint32_t c = 0; c < grid->n_columns; c++) {
        uint32_t from = c ? grid->bounds[c - 1] : 0, to = c + 1 < grid->n_columns ? grid->bounds[c] : width;
        uint32_t left = 0, right = 0, blank = 0;

        for (uint32_t x = from; x < to; x++)
            right += begins[x];
        for (uint32_t x = from; x < to; x++) {
            left += ends[x];
            if (taken[x] && blank >= STRIP_WIDTH && left >= STRIP_TEXTS && right >= STRIP_TEXTS) {
                bounds[n++] = x;
                left = 0;
            }
            right -= begins[x];
            blank = taken[x] ? 0 : blank + 1;
        }
        if (c + 1 < grid->n_columns)
            bounds[n++] = to;
    }
    grid->bounds = bounds;
    grid->n_columns = n + 1;
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
            column->small += s->lower;
            if (s->x1 - s->x0 > column->widest)
                column->widest = s->x1 - s->x0;
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

/* Texts that stand with the middle of the column's commonest middle, give or take one column. */
static void find_middles(sr_page *page, const sr_grid *grid, uint32_t width)
{
    uint32_t *middles = SR_NEW_ARRAY(&page->scratch, uint32_t, width + 3);

    for (size_t i = 0; i < grid->n; i++)
        for (uint32_t k = 0; k < grid->lines[i]->n; k++)
            middles[(grid->lines[i]->segs[k].x0 + grid->lines[i]->segs[k].x1) / 2 + 1]++;
    for (uint32_t c = 0; c < grid->n_columns; c++) {
        sr_acolumn *column = &grid->columns[c];

        for (uint32_t x = column->x0 + 1; x <= column->x1 && x <= width; x++) {
            uint32_t near = middles[x - 1] + middles[x] + middles[x + 1];

            column->middle_n = near > column->middle_n ? near : column->middle_n;
        }
    }
}

static void find_left_edges(sr_page *page, sr_grid *grid, uint32_t width)
{
    uint32_t *starts = grid->starts = SR_NEW_ARRAY(&page->scratch, uint32_t, width + 2);

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

/* Cells of an anchor column that stand alone, of ten; how many characters they have; how many may begin small, of 20.
 */
enum { ANCHOR_ALONE = 7, ANCHOR_CHARS = 16, ANCHOR_SMALL = 1 };

/* Cells of a unit, a place, an agency's short name: one line a row. */
static bool stands_alone(const sr_acolumn *c)
{
    return c->cells >= 3 && c->alone * 10 >= c->cells * ANCHOR_ALONE && c->widest <= ANCHOR_CHARS &&
           c->small * 20 <= c->cells * ANCHOR_SMALL;
}

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
    find_middles(page, grid, width);
    for (uint32_t c = 0; c < grid->n_columns; c++) {
        sr_acolumn *column = &grid->columns[c];

        column->numeric = column->cells && column->numbers * 2 >= column->cells;
        column->anchor = column->numeric || stands_alone(column);
    }
}

/* A word of the header behind all contents of the last column names a column that is empty on this page. */
static bool add_last_column(sr_page *page, sr_grid *grid)
{
    uint32_t last = grid->n_columns - 1, contents = 0, behind = UINT32_MAX;
    bool named = false;

    for (size_t i = 0; i < grid->n; i++)
        for (uint32_t k = 0; k < grid->lines[i]->n; k++) {
            const sr_seg *s = &grid->lines[i]->segs[k];

            if (s->column == last && (i >= grid->head || sr_aligned_number_row(grid->lines[i])))
                contents = s->x1 > contents ? s->x1 : contents;
        }
    for (size_t i = 0; i < grid->head && contents; i++)
        for (uint32_t k = 0; k < grid->lines[i]->n; k++) {
            const sr_seg *s = &grid->lines[i]->segs[k];

            if (s->column != last || s->spans > 1)
                continue;
            if (s->x0 >= contents)
                behind = s->x0 < behind ? s->x0 : behind;
            else
                named = true;
        }
    if (behind == UINT32_MAX || !named)
        return false;
    uint32_t *bounds = SR_NEW_ARRAY(&page->scratch, uint32_t, grid->n_columns + 1);
    memcpy(bounds, grid->bounds, last * sizeof *bounds);
    bounds[last] = behind;
    grid->bounds = bounds;
    grid->n_columns++;
    return true;
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
    part_strips(page, grid, costs.width);
    place_all(grid);
    sr_aligned_merge(page, grid, false);
    place_all(grid);
    describe_columns(page, grid, costs.width);
    grid->head = sr_aligned_header_lines(grid);
    if (sr_aligned_merge(page, grid, true)) {
        place_all(grid);
        describe_columns(page, grid, costs.width);
    }
    sr_aligned_mark_headers(grid);
    if (add_last_column(page, grid)) {
        place_all(grid);
        describe_columns(page, grid, costs.width);
    }
    again = true;
    for (int round = 0; round < ROUNDS && again; round++) { /* a cell that was split is an edge for its neighbours */
        again = false;
        for (size_t i = 0; i < grid->n; i++)
            again |= sr_aligned_split_line(page, grid, i);
        if (again)
            describe_columns(page, grid, costs.width);
    }
}

void sr_aligned_use(sr_page *page, sr_grid *grid, const uint32_t *bounds, uint32_t n)
{
    uint32_t width = n ? bounds[n - 1] : 0;

    for (size_t i = 0; i < grid->n; i++)
        if (grid->lines[i]->n && grid->lines[i]->segs[grid->lines[i]->n - 1].x1 > width)
            width = grid->lines[i]->segs[grid->lines[i]->n - 1].x1;
    grid->bounds = SR_NEW_ARRAY(&page->scratch, uint32_t, n + 1);
    memcpy(grid->bounds, bounds, n * sizeof *bounds);
    grid->n_columns = n + 1;
    place_all(grid);
    describe_columns(page, grid, width);
    grid->head = sr_aligned_header_lines(grid);
    for (size_t i = 0; i < grid->n; i++)
        sr_aligned_split_line(page, grid, i);
    describe_columns(page, grid, width);
}
