/*
 * The header of a table of aligned blanks. Its cells are merged and centred, so a line of it does not say which columns
 * a word is for: "2025" stands over the gap between "Target" and "Rp." Each word is an item with a range of columns:
 * those it overlaps, or, where words stand under it and beside those other words with nothing above them, the longest
 * run of such columns whose middle it marks. Items of one range are one wrapped cell. An item below one of a larger
 * range is of the next level, and each level is a row.
 */
#include "importers/aligned_parts.h"

#include <stdlib.h>

typedef struct sr_item {
    uint32_t c0, c1; /* columns, both included */
    uint32_t line;   /* of the grid: its first */
    uint32_t level;
    bool number;       /* of the number row */
    const sr_seg *seg; /* its first */
    sr_slice text;     /* lines joined by '\n' */
} sr_item;

typedef struct sr_header {
    sr_page *page;
    const sr_grid *grid;
    size_t lines;
    uint32_t *x0, *x1;      /* by column: where its texts stand */
    uint32_t *top, *bottom; /* by column: its first and last line of the header, + 1; 0 = none */
    sr_item *items;
    size_t n, cap;
} sr_header;

bool sr_aligned_number_row(const sr_pline *line)
{
    for (uint32_t k = 0; k < line->n; k++)
        if (!line->segs[k].small)
            return false;
    return line->n >= 2;
}

static bool is_value(const sr_seg *s)
{
    return s->kind == SR_SEG_NUMBER || s->kind == SR_SEG_NIL || s->kind == SR_SEG_MIXED;
}

/* A line that a header cannot have: a number that is no year and no column number. */
static bool has_data(const sr_pline *line)
{
    if (sr_aligned_number_row(line))
        return false;
    for (uint32_t k = 0; k < line->n; k++)
        if (is_value(&line->segs[k]) && !line->segs[k].year)
            return true;
    return false;
}

/* A word over numbers names them. */
static bool names_numbers(const sr_grid *grid, const sr_pline *line)
{
    for (uint32_t k = 0; k < line->n; k++) {
        const sr_seg *s = &line->segs[k];

        for (uint32_t c = s->column; c < (uint32_t)s->column + s->spans; c++)
            if (grid->columns[c].numeric && (!is_value(s) || s->year))
                return true;
    }
    return false;
}

/* Lines that a header may have. */
enum { HEADER_LINES = 25 };

/* The number of lines of the header. */
size_t sr_aligned_header_lines(const sr_grid *grid)
{
    size_t data = 0, named = 0, gap = 0, numbers = 0;
    bool numeric = false;

    for (uint32_t c = 0; c < grid->n_columns; c++)
        numeric |= grid->columns[c].numeric;
    while (data < grid->n && data < HEADER_LINES && !has_data(grid->lines[data])) {
        const sr_pline *line = grid->lines[data++];

        if (sr_aligned_number_row(line))
            numbers = data;
        if (names_numbers(grid, line))
            named = data;
    }
    if (!numeric) { /* all words: the lines before the first blank line */
        for (gap = 1; gap < data && grid->lines[gap]->blanks == 0;)
            gap++;
        return gap < grid->n ? gap : 0;
    }
    if (named == 0 && numbers == 0)
        return 0;
    size_t end = named > numbers ? named : numbers;
    for (gap = end; gap < data && grid->lines[gap]->blanks == 0;) /* the last words of a wrapped header cell */
        gap++;
    if (numbers < end && gap < data)
        end = gap;
    return end < grid->n ? end : 0;
}

static void measure_columns(sr_header *h)
{
    const sr_grid *grid = h->grid;

    h->x0 = SR_NEW_ARRAY(&h->page->scratch, uint32_t, grid->n_columns);
    h->x1 = SR_NEW_ARRAY(&h->page->scratch, uint32_t, grid->n_columns);
    h->top = SR_NEW_ARRAY(&h->page->scratch, uint32_t, grid->n_columns);
    h->bottom = SR_NEW_ARRAY(&h->page->scratch, uint32_t, grid->n_columns);
    for (uint32_t c = 0; c < grid->n_columns; c++)
        h->x0[c] = UINT32_MAX;
    for (size_t i = 0; i < grid->n; i++)
        for (uint32_t k = 0; k < grid->lines[i]->n; k++) {
            const sr_seg *s = &grid->lines[i]->segs[k];
            uint32_t c = s->column;

            if (s->spans > 1)
                continue;
            if (i < h->lines && !sr_aligned_number_row(grid->lines[i])) {
                if (h->top[c] == 0)
                    h->top[c] = (uint32_t)i + 1;
                h->bottom[c] = (uint32_t)i + 1;
            }
            h->x0[c] = s->x0 < h->x0[c] ? s->x0 : h->x0[c];
            h->x1[c] = s->x1 > h->x1[c] ? s->x1 : h->x1[c];
        }
    for (uint32_t c = 0; c < grid->n_columns; c++)
        if (h->x0[c] == UINT32_MAX) {
            h->x0[c] = grid->columns[c].x0;
            h->x1[c] = grid->columns[c].x1;
        }
}

/* How far from the middle of its columns, doubled. */
static uint32_t off_middle(const sr_header *h, const sr_seg *s, uint32_t a, uint32_t b)
{
    uint32_t mine = s->x0 + s->x1, theirs = h->x0[a] + h->x1[b];

    return mine > theirs ? mine - theirs : theirs - mine;
}

/* A merged cell's words may be this far from the middle of its columns, in characters, or this part of their width. */
enum { MIDDLE_SLACK = 3, MIDDLE_PART = 6 };

/* Where on the page a line + 1 of the header stands. */
static int64_t index_of(const sr_header *h, uint32_t line)
{
    return h->grid->lines[line - 1]->index;
}

/* The first line of the header below this one that has the column, + 1; 0 = none. */
static uint32_t next_below(const sr_header *h, uint32_t column, size_t line)
{
    for (size_t i = line + 1; i < h->lines; i++)
        for (uint32_t k = 0; k < h->grid->lines[i]->n && !sr_aligned_number_row(h->grid->lines[i]); k++)
            if (h->grid->lines[i]->segs[k].column == column)
                return (uint32_t)i + 1;
    return 0;
}

/*
 * True if nothing of the header stands in the column down to this line, and what stands below it is set to the height
 * of what is below the word in its own column [below, bottom]. A name set to the middle of the whole header is not.
 */
static bool is_open(const sr_header *h, uint32_t column, size_t line, uint32_t below, uint32_t bottom)
{
    uint32_t top = h->top[column], end = h->bottom[column];

    if (below == 0 || top <= line + 1 || top > bottom || end < below)
        return false;
    int64_t mine = (int64_t)index_of(h, top) + index_of(h, end);
    int64_t under = (int64_t)index_of(h, below) + index_of(h, bottom);
    int64_t whole = (int64_t)h->grid->lines[line]->index + index_of(h, bottom);
    return llabs(mine - under) < llabs(mine - whole);
}

/* Where the room of the word ends towards its neighbour on the line: halfway, if both stand over words of one level. */
static uint32_t room_end(const sr_header *h, size_t i, const sr_seg *s, const sr_seg *other, uint32_t below,
                         uint32_t bottom)
{
    uint32_t next = next_below(h, other->column, i);

    if (next && next <= bottom && h->bottom[other->column] >= below)
        return (s->x0 + s->x1 + other->x0 + other->x1) / 4;
    return other < s ? h->x1[other->column] : h->x0[other->column];
}

/* The columns that a word may stand for: its own and the open ones beside it. */
static void room_of(const sr_header *h, size_t i, uint32_t k, uint32_t *low, uint32_t *high)
{
    const sr_pline *line = h->grid->lines[i];
    const sr_seg *s = &line->segs[k];
    uint32_t below = 0, bottom = 0, left, right;

    for (uint32_t c = s->column; c < (uint32_t)s->column + s->spans && below == 0; c++) {
        below = next_below(h, c, i);
        bottom = h->bottom[c];
    }
    left = k ? room_end(h, i, s, s - 1, below, bottom) : 0;
    right = k + 1 < line->n ? room_end(h, i, s, s + 1, below, bottom) : UINT32_MAX;
    *low = s->column;
    *high = (uint32_t)s->column + s->spans - 1;
    while (*low > 0 && is_open(h, *low - 1, i, below, bottom) && (h->x0[*low - 1] + h->x1[*low - 1]) / 2 >= left)
        (*low)--;
    while (*high + 1 < h->grid->n_columns && is_open(h, *high + 1, i, below, bottom) &&
           (h->x0[*high + 1] + h->x1[*high + 1]) / 2 < right)
        (*high)++;
}

/* The columns that word k of header line i names. */
static void range_of(const sr_header *h, size_t i, uint32_t k, uint32_t *c0, uint32_t *c1)
{
    const sr_seg *s = &h->grid->lines[i]->segs[k];
    uint32_t low, high, own = s->column, last = own + s->spans - 1u;

    *c0 = own;
    *c1 = last;
    if (h->bottom[own] <= i + 1 && s->spans == 1) /* nothing below: it is the column's own name */
        return;
    room_of(h, i, k, &low, &high);
    uint32_t best = 0;
    for (uint32_t a = low; a <= own; a++)
        for (uint32_t b = last; b <= high; b++) {
            uint32_t off = off_middle(h, s, a, b), width = h->x1[b] - h->x0[a];
            bool middle = off <= 2 * MIDDLE_SLACK || off * MIDDLE_PART <= 2 * width;

            if (b - a + 1 > best && b - a > last - own && middle) {
                best = b - a + 1;
                *c0 = a;
                *c1 = b;
            }
        }
}

static sr_item *find_item(sr_header *h, uint32_t c0, uint32_t c1, bool number)
{
    for (size_t n = h->n; n-- > 0;) {
        sr_item *item = &h->items[n];

        if (item->number == number && item->c0 == c0 && (number || item->c1 == c1)) /* a number row is one row */
            return item;
        if (!number && !item->number && item->c0 <= c1 && item->c1 >= c0)
            return NULL; /* another range came between */
    }
    return NULL;
}

static void add_item(sr_header *h, size_t i, uint32_t k, bool number)
{
    const sr_pline *line = h->grid->lines[i];
    const sr_seg *s = &line->segs[k];
    sr_slice text = sr_sub(line->line->text, s->b0, s->b1);
    uint32_t c0, c1;

    range_of(h, i, k, &c0, &c1);
    sr_item *item = find_item(h, c0, c1, number);
    if (item) {
        item->text = sr_aligned_join(&h->page->scratch, item->text, text);
        return;
    }
    uint32_t level = 0;
    for (size_t n = 0; n < h->n; n++) {
        const sr_item *above = &h->items[n];

        if (!above->number && above->c0 <= c1 && above->c1 >= c0 && above->level >= level)
            level = above->level + 1;
    }
    item = SR_PUSH(&h->page->scratch, h->items, h->n, h->cap);
    *item =
        (sr_item){.c0 = c0, .c1 = c1, .line = (uint32_t)i, .level = level, .number = number, .seg = s, .text = text};
}

/* The items of one level, or the number row, as a row. */
static void push_level(sr_header *h, uint32_t level, bool number)
{
    uint32_t first = UINT32_MAX;

    for (size_t n = 0; n < h->n; n++)
        if (h->items[n].number == number && (number || h->items[n].level == level) && h->items[n].line < first)
            first = h->items[n].line;
    if (first == UINT32_MAX)
        return;
    const sr_line *top = h->grid->lines[first]->line;
    sr_row *row = sr_doc_row(h->page->doc, h->grid->n_columns, top->line_no, top->offset);
    for (size_t n = 0; n < h->n; n++) {
        const sr_item *item = &h->items[n];

        if (item->number != number || (!number && item->level != level))
            continue;
        const sr_line *line = h->grid->lines[item->line]->line;
        sr_cell *cell = &row->cells[item->c0];
        sr_slice text =
            memchr(item->text.ptr, '\n', item->text.len) ? sr_arena_copy(&h->page->doc->batch, item->text) : item->text;
        cell->raw = text.ptr;
        cell->raw_len = (uint32_t)text.len;
        cell->at = (uint32_t)(line->offset + item->seg->b0 - top->offset);
        cell->line_skip = (int32_t)(line->line_no - top->line_no);
        cell->column_span = item->c1 > item->c0 ? (uint16_t)(item->c1 - item->c0 + 1) : 0;
    }
    sr_doc_row_done(h->page->doc, row);
}

void sr_aligned_header(sr_page *page, const sr_grid *grid, size_t lines)
{
    sr_header h = {.page = page, .grid = grid, .lines = lines};
    uint32_t levels = 0;

    if (lines == 0)
        return;
    measure_columns(&h);
    for (size_t i = 0; i < lines; i++) {
        bool number = sr_aligned_number_row(grid->lines[i]);

        for (uint32_t k = 0; k < grid->lines[i]->n; k++)
            add_item(&h, i, k, number);
    }
    for (size_t n = 0; n < h.n; n++)
        if (!h.items[n].number && h.items[n].level >= levels)
            levels = h.items[n].level + 1;
    for (uint32_t level = 0; level < levels; level++)
        push_level(&h, level, false);
    push_level(&h, 0, true);
}
