/*
 * Which columns the words of a header are over. Its cells are merged and centred: "2025" stands over the gap between
 * "Target" and "Rp.", and touches neither. Words under each other with one middle are one cell. The cells with nothing
 * above them share the columns out among them: the shares that are cheapest, where a cell away from the middle of its
 * columns costs, a column without a word costs, and so does a cell that hangs lower than its neighbours and is
 * under none of them. The cells below are shared out in the same way within the columns of the cell above.
 */
#include "importers/aligned_parts.h"

#include <stdlib.h>

/* Prices, in characters away from the middle. */
enum {
    COST_NAMELESS = 6,  /* a column that no word is over */
    COST_NOTHING = 8,   /* a column of a merged cell without a word of its own */
    COST_LOW = 12,      /* a cell beside cells under others, not set to the middle, but under none */
    COST_BETWEEN = 4,   /* the same, as far from the bottom as from the top: the middles decide */
    COST_LEVEL = 6,     /* the same, beside cells of one level that are under none */
    COST_BOTTOM = 3,    /* a cell that begins low, beside none */
    COST_OFF = 25,      /* a merged cell far from the middle of its columns */
    COST_TEAR = 8,      /* lines with one middle that are two cells */
    COST_ALIKE = 20,    /* a cell that goes on with a word with which cells beside it begin: "Triwulan" */
    COST_UNDER = 15,    /* a cell set to the middle of the whole header, but under another */
    COST_OPEN = 40,     /* a merged cell whose text goes on: "Lebih /" over "(Kurang)" */
    COST_BESIDE = 30,   /* two cells side by side in one column */
    COST_OWNER = 1000,  /* two cells of one line over the same columns */
    COST_NEVER = 10000, /* no cell at all */
    SLACK = 1,
    OFF_SLACK = 4, /* far: more characters than these and this part of the columns' width */
    OFF_PART = 6,
};
/* The columns that a year is over, at most: target and money, and what was reached of both. A title's is over more. */
enum { YEAR_COLUMNS = 4 };
/* So many cells that begin on one line are of one level. */
enum { LEVEL_CELLS = 4 };
/* Middles this far apart, in half characters, are the same; lines this far apart can be of one cell. */
enum { SAME_MIDDLE = 3, NEXT_LINE = 4 };

typedef struct sr_spans {
    sr_page *page;
    const sr_grid *grid;
    size_t lines;
    uint32_t width;
    uint32_t *x0, *x1;  /* by column: its room, from its texts and the middle of its lowest word */
    uint32_t *marks;    /* by position: item + 1 or the round in which a text was seen there */
    uint64_t *lines_of; /* by column: the lines of the grid on which cells begin, the first 64 */
    uint32_t *begin;    /* by line: cells that begin there */
    uint32_t *lowest;   /* by column: last line + 1 of a cell whose middle is in it */
    uint32_t round;
    sr_item *items;
    size_t n, cap;
} sr_spans;

static uint32_t apart(uint32_t a, uint32_t b)
{
    return a > b ? a - b : b - a;
}

static sr_slice first_word(sr_slice t)
{
    size_t end = 0;

    while (end < t.len && !sr_is_blank((unsigned char)t.ptr[end]))
        end++;
    return sr_sub(t, 0, end);
}

static bool is_free(const sr_spans *h, uint32_t x0, uint32_t x1, uint32_t round)
{
    for (uint32_t x = x0; x < x1; x++)
        if (h->marks[x] >= round)
            return false;
    return true;
}

/* ---- cells ------------------------------------------------------------------------------------ */

/* The cell that the word goes on: right above it, with the same middle. */
static sr_item *cell_above(const sr_spans *h, const sr_pline *line, const sr_seg *s)
{
    uint32_t at = h->marks[(s->x0 + s->x1) / 2];
    sr_item *item = at ? &h->items[at - 1] : NULL;

    if (!item || line->index - h->grid->lines[item->last]->index > NEXT_LINE ||
        apart(item->x0 + item->x1, s->x0 + s->x1) > SAME_MIDDLE)
        return NULL;
    return item;
}

static void add_below(sr_spans *h, sr_item *item, uint32_t below)
{
    const sr_item *last = &h->items[below];

    while (item->next) {
        item->last = last->last;
        item->x0 = last->x0 < item->x0 ? last->x0 : item->x0;
        item->x1 = last->x1 > item->x1 ? last->x1 : item->x1;
        item = &h->items[item->next - 1];
    }
    item->last = last->last;
    item->x0 = last->x0 < item->x0 ? last->x0 : item->x0;
    item->x1 = last->x1 > item->x1 ? last->x1 : item->x1;
    item->next = below + 1;
}

static void add_line(sr_spans *h, size_t i)
{
    const sr_pline *line = h->grid->lines[i];
    uint32_t *heads = SR_NEW_ARRAY(&h->page->scratch, uint32_t, line->n);

    for (uint32_t k = 0; k < line->n; k++) {
        const sr_item *above = cell_above(h, line, &line->segs[k]);
        heads[k] = above ? (uint32_t)(above - h->items) + 1 : 0;
    }
    for (uint32_t k = 0; k < line->n; k++) {
        const sr_seg *s = &line->segs[k];
        uint32_t index = (uint32_t)h->n++;

        h->items[index] = (sr_item){.x0 = s->x0,
                                    .x1 = s->x1,
                                    .line = (uint32_t)i,
                                    .last = (uint32_t)i,
                                    .seg = s,
                                    .text = sr_sub(line->line->text, s->b0, s->b1)};
        if (heads[k]) {
            add_below(h, &h->items[heads[k] - 1], index);
            h->items[index].below = true;
        }
        for (uint32_t x = s->x0; x < s->x1; x++)
            h->marks[x] = heads[k] ? heads[k] : index + 1;
    }
}

/* The text of a cell goes to another. */
static void append(sr_spans *h, sr_item *item, sr_item *other)
{
    while (item->next)
        item = &h->items[item->next - 1];
    item->next = (uint32_t)(other - h->items) + 1;
    other->below = true;
}

/* ---- rooms of columns ------------------------------------------------------------------------- */

static void measure_texts(sr_spans *h)
{
    const sr_grid *grid = h->grid->whole ? h->grid->whole : h->grid;

    for (uint32_t c = 0; c < grid->n_columns; c++)
        h->x0[c] = UINT32_MAX;
    for (size_t i = 0; i < grid->n; i++)
        for (uint32_t k = 0; k < grid->lines[i]->n; k++) {
            const sr_seg *s = &grid->lines[i]->segs[k];
            uint32_t c = s->column;

            if (s->spans > 1 || ((i < h->lines || grid->lines[i]->header) && !sr_aligned_number_row(grid->lines[i])))
                continue;
            h->x0[c] = s->x0 < h->x0[c] ? s->x0 : h->x0[c];
            h->x1[c] = s->x1 > h->x1[c] ? s->x1 : h->x1[c];
        }
    for (uint32_t c = 0; c < grid->n_columns; c++)
        if (h->x0[c] == UINT32_MAX) {
            uint32_t end = grid->columns[c].x1 > h->width ? h->width : grid->columns[c].x1;

            h->x0[c] = grid->columns[c].x0 < end ? grid->columns[c].x0 : end;
            h->x1[c] = end;
        }
}

/* A centred word tells where a cell ends whose texts do not reach its end. */
static void widen_by_middle(sr_spans *h, uint32_t c, uint32_t middle2)
{
    uint32_t low = c ? h->x1[c - 1] + 1 : 0, high = c + 1 < h->grid->n_columns ? h->x0[c + 1] - 1 : UINT32_MAX;
    uint32_t x0 = middle2 > h->x1[c] ? middle2 - h->x1[c] : 0, x1 = middle2 > h->x0[c] ? middle2 - h->x0[c] : 0;

    if (x0 < h->x0[c])
        h->x0[c] = x0 > low ? x0 : low < h->x0[c] ? low : h->x0[c];
    if (x1 > h->x1[c])
        h->x1[c] = x1 < high ? x1 : high > h->x1[c] ? high : h->x1[c];
}

static void measure_columns(sr_spans *h)
{
    const sr_grid *grid = h->grid;
    const sr_seg **lowest = SR_NEW_ARRAY(&h->page->scratch, const sr_seg *, grid->n_columns);

    measure_texts(h);
    for (size_t i = 0; i < h->lines; i++)
        for (uint32_t k = 0; k < grid->lines[i]->n; k++)
            if (grid->lines[i]->segs[k].spans == 1 && !sr_aligned_number_row(grid->lines[i]))
                lowest[grid->lines[i]->segs[k].column] = &grid->lines[i]->segs[k];
    for (uint32_t c = 0; c < grid->n_columns; c++)
        if (lowest[c])
            widen_by_middle(h, c, lowest[c]->x0 + lowest[c]->x1);
}

static uint32_t column_of_middle(const sr_spans *h, uint32_t middle2)
{
    for (uint32_t c = 0; c + 1 < h->grid->n_columns; c++)
        if (middle2 <= h->x1[c] + h->x0[c + 1])
            return c;
    return h->grid->n_columns - 1;
}

/* ---- shares ------------------------------------------------------------------------------------ */

typedef struct sr_share {
    uint32_t c0, c1; /* the columns to share out */
    uint32_t *items; /* indices of cells, by line and position */
    size_t n;
    uint32_t *visible; /* of them with nothing above, by position */
    size_t n_visible;
    uint32_t top, bottom; /* lines of the page */
} sr_share;

static uint32_t page_line(const sr_spans *h, uint32_t line)
{
    return h->grid->lines[line]->index;
}

static int by_position(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

    return x < y ? -1 : x > y;
}

/* The lines on which cells of the share begin, by column. */
static void mark_lines(sr_spans *h, const sr_share *s)
{
    for (uint32_t c = s->c0; c <= s->c1; c++)
        h->lines_of[c] = 0;
    for (size_t i = 0; i < s->n; i++) {
        const sr_item *item = &h->items[s->items[i]];

        if (!item->below && item->line < 64)
            h->lines_of[item->column] |= (uint64_t)1 << item->line;
    }
}

/* Columns from one to the next of one level; one may be empty. */
enum { NEXT_COLUMN = 2 };

/* "TW II": a word and what counts. */
enum { COUNT_CHARS = 4 };

static bool is_counted(const sr_item *item)
{
    size_t word = first_word(item->text).len;

    return item->text.len > word && item->text.len <= word + 1 + COUNT_CHARS;
}

/* Of two below the first line that count the same, "TW I" and "TW II", both are of one level. */
static void mark_series(const sr_share *s, sr_item *a, sr_item *b, uint32_t line)
{
    if (line > s->top && a->line == b->line && apart(a->column, b->column) == 1 && is_counted(a) && is_counted(b) &&
        sr_eq(first_word(a->text), first_word(b->text)))
        a->fellow = b->fellow = true;
}

static void mark_beside(const sr_item *a, sr_item *b)
{
    bool next = a->line == b->line && apart(a->column, b->column) <= NEXT_COLUMN;

    b->beside |= a->beside && next;
    b->fellow |= a->fellow && next && sr_eq(first_word(a->text), first_word(b->text));
}

static void find_visible(sr_spans *h, sr_share *s)
{
    uint64_t *order = SR_NEW_ARRAY(&h->page->scratch, uint64_t, s->n);

    s->visible = SR_NEW_ARRAY(&h->page->scratch, uint32_t, s->n);
    s->top = page_line(h, h->items[s->items[0]].line);
    h->round++;
    for (size_t i = 0; i < s->n; i++) {
        sr_item *item = &h->items[s->items[i]];

        item->fellow = item->beside = item->hidden = !is_free(h, item->x0, item->x1, h->round);
        if (!item->hidden)
            order[s->n_visible++] = (uint64_t)(item->x0 + item->x1) << 32 | s->items[i];
        for (uint32_t x = item->x0; x < item->x1; x++)
            h->marks[x] = h->round;
        if (page_line(h, item->last) > s->bottom)
            s->bottom = page_line(h, item->last);
    }
    for (size_t i = 1; i < s->n; i++) {
        sr_item *a = &h->items[s->items[i - 1]], *b = &h->items[s->items[i]];

        mark_series(s, a, b, page_line(h, b->line));
        mark_beside(a, b);
    }
    for (size_t i = s->n; i-- > 1;)
        mark_beside(&h->items[s->items[i]], &h->items[s->items[i - 1]]);
    qsort(order, s->n_visible, sizeof *order, by_position);
    for (size_t i = 0; i < s->n_visible; i++)
        s->visible[i] = (uint32_t)order[i];
}

/* The last line of what stands in the cell's column from the cell on. */
static uint32_t stack_end(const sr_spans *h, const sr_item *item)
{
    uint32_t lowest = h->lowest[item->column];

    return page_line(h, lowest > item->last + 1 ? lowest - 1 : item->last);
}

/* Half as far from the bottom of the header as from its top at least. */
static bool is_between(const sr_spans *h, const sr_share *s, const sr_item *item)
{
    uint32_t end = stack_end(h, item);

    return end < s->bottom && (s->bottom - end) * 2 >= page_line(h, item->line) - s->top;
}

/* Set to the middle of the header's height, and not beside a cell that is under another. */
static bool is_middle(const sr_spans *h, const sr_share *s, const sr_item *item)
{
    if (item->fellow)
        return false;
    if ((page_line(h, item->last) - page_line(h, item->line) + 1) * 2 > s->bottom - s->top + 1)
        return true; /* too high to be under another */
    return !item->beside && is_between(h, s, item);
}

/* What it says against a cell with nothing above that it begins below the first line. */
static uint32_t low_cost(const sr_spans *h, const sr_share *s, const sr_item *item)
{
    if (page_line(h, item->line) == s->top || is_middle(h, s, item))
        return 0;
    if (item->beside)
        return is_between(h, s, item) && !item->fellow ? COST_BETWEEN : COST_LOW;
    return h->begin[item->line] >= LEVEL_CELLS ? COST_LEVEL : COST_BOTTOM;
}

/* Columns of [a, b] without a word below the cell. */
static uint32_t nothing_cost(const sr_spans *h, uint32_t last, uint32_t a, uint32_t b)
{
    uint32_t nothing = 0;

    for (uint32_t c = a; c <= b; c++)
        nothing += h->lowest[c] <= last + 1;
    return nothing * (nothing == b - a + 1 ? COST_NOTHING / 2 : COST_NOTHING);
}

/* The first line below the owner's first on which a cell of the columns begins; the line behind it, if there is none.
 */
static uint32_t tear_line(const sr_spans *h, uint32_t a, uint32_t b, const sr_item *owner)
{
    uint64_t lines = 0;

    for (uint32_t c = a; c <= b && b > a; c++)
        lines |= h->lines_of[c];
    for (uint32_t line = owner->line + 1; line <= owner->last; line++)
        if (line < 64 && (lines >> line & 1))
            return line;
    return owner->last + 1;
}

/* The price if the visible cells [from, to) share the columns [a, b]; *best gets the one that is over all of them. */
static uint32_t share_cost(const sr_spans *h, const sr_share *s, uint32_t a, uint32_t b, size_t from, size_t to,
                           uint32_t *best)
{
    uint32_t cost = 0;
    const sr_item *owner = NULL;

    *best = UINT32_MAX;
    if (from == to)
        return a < b ? COST_NEVER : h->lowest[a] ? COST_LOW * 4 : COST_NAMELESS;
    for (size_t v = from; v < to; v++)
        if (!owner || h->items[s->visible[v]].line < owner->line)
            owner = &h->items[ *best = s->visible[v]];
    uint32_t off = apart(owner->x0 + owner->x1, h->x0[a] + h->x1[b]) / 2, tear = tear_line(h, a, b, owner);
    for (size_t v = from; v < to; v++) {
        const sr_item *item = &h->items[s->visible[v]];

        if (item == owner)
            continue;
        if (item->line == owner->line)
            cost += a == b ? COST_BESIDE : COST_OWNER;
        else if (a < b && is_middle(h, s, item) && !(owner->alike && item->line == tear) &&
                 !(owner->seg->year && b - a < YEAR_COLUMNS))
            cost += COST_UNDER;
    }
    cost += a == b && owner->alike ? COST_ALIKE : 0;
    cost += low_cost(h, s, owner) + (off > SLACK ? off - SLACK : 0) +
            (tear <= owner->last && !owner->alike ? COST_TEAR : 0);
    if (a < b && owner->text.ptr[owner->text.len - 1] == '/')
        cost += COST_OPEN;
    if (a < b && (off > OFF_SLACK + (h->x1[b] - h->x0[a]) / OFF_PART))
        cost += COST_OFF;
    return a < b ? cost + nothing_cost(h, tear - 1, a, b) : cost;
}

static void share_out(sr_spans *h, sr_share *s, sr_item *parent, uint32_t level);

/* The cells of the share whose middles are in the columns [a, b], but not those that are gone or have columns. */
static void share_below(sr_spans *h, const sr_share *s, sr_item *owner, uint32_t a, uint32_t b, uint32_t level)
{
    sr_share below = {.c0 = a, .c1 = b, .items = SR_NEW_ARRAY(&h->page->scratch, uint32_t, s->n + 1)};

    for (size_t i = 0; i < s->n; i++) {
        sr_item *item = &h->items[s->items[i]];

        if (item == owner || item->below || item->column < a || item->column > b)
            continue;
        if (owner && a == b) /* one column has one name */
            append(h, owner, item);
        else
            below.items[below.n++] = s->items[i];
    }
    if (below.n)
        share_out(h, &below, owner, level);
}

/* Cuts the cell before the line; its rest is a cell of its own, put among the items of the share by its line. */
static void tear(sr_spans *h, sr_share *s, sr_item *item, uint32_t line)
{
    sr_item *last = item;
    uint32_t rest;
    size_t at = s->n;

    while (last->next && h->items[last->next - 1].line < line)
        last = &h->items[last->next - 1];
    rest = last->next;
    last->next = 0;
    item->last = line - 1;
    if (!rest)
        return;
    h->items[rest - 1].below = false;
    h->items[rest - 1].column = item->column;
    uint32_t *items = SR_NEW_ARRAY(&h->page->scratch, uint32_t, s->n + 1);
    while (at > 0 && h->items[s->items[at - 1]].line > h->items[rest - 1].line)
        at--;
    memcpy(items, s->items, at * sizeof *items);
    items[at] = rest - 1;
    memcpy(items + at + 1, s->items + at, (s->n - at) * sizeof *items);
    s->items = items;
    s->n++;
}

static void give(sr_spans *h, sr_share *s, sr_item *parent, uint32_t owner, uint32_t a, uint32_t b, uint32_t level)
{
    sr_item *item = owner == UINT32_MAX ? NULL : &h->items[owner];

    if (!item) {
        share_below(h, s, NULL, a, b, level);
        return;
    }
    mark_lines(h, s);
    uint32_t line = tear_line(h, a, b, item);
    if (line <= item->last)
        tear(h, s, item, line);
    if (parent && parent->c0 == a && parent->c1 == b) { /* the next line of the cell above */
        append(h, parent, item);
        share_below(h, s, parent, a, b, level);
        return;
    }
    item->c0 = a;
    item->c1 = b;
    item->level = level;
    share_below(h, s, item, a, b, level + 1);
}

/* Shares the columns out among the cells with nothing above them; the rest go to the shares below. */
static void share_out(sr_spans *h, sr_share *s, sr_item *parent, uint32_t level)
{
    uint32_t n = s->c1 - s->c0 + 1;
    uint32_t *best = SR_NEW_ARRAY(&h->page->scratch, uint32_t, n + 1);
    uint32_t *from = SR_NEW_ARRAY(&h->page->scratch, uint32_t, n + 1);
    uint32_t *owner = SR_NEW_ARRAY(&h->page->scratch, uint32_t, n + 1);
    size_t end = 0;

    find_visible(h, s);
    mark_lines(h, s);
    for (uint32_t j = 1; j <= n; j++) {
        while (end < s->n_visible && h->items[s->visible[end]].column <= s->c0 + j - 1)
            end++;
        best[j] = UINT32_MAX;
        size_t begin = end;
        for (uint32_t i = j; i-- > 0;) {
            uint32_t who;

            while (begin > 0 && h->items[s->visible[begin - 1]].column >= s->c0 + i)
                begin--;
            uint32_t price = best[i] + share_cost(h, s, s->c0 + i, s->c0 + j - 1, begin, end, &who);
            if (price < best[j]) {
                best[j] = price;
                from[j] = i;
                owner[j] = who;
            }
        }
    }
    for (uint32_t j = n; j > 0; j = from[j])
        give(h, s, parent, owner[j], s->c0 + from[j], s->c0 + j - 1, level);
}

/* True if a cell begins beside the line of a cell with the same word: "Target", under it "Triwulan", between others. */
static bool begins_beside(const sr_spans *h, const sr_item *line)
{
    sr_slice word = first_word(line->text);

    for (const sr_item *item = h->items; item < h->items + h->n && item->line <= line->line; item++)
        if (item->line == line->line && !item->below && apart(item->column, line->column) == 1 &&
            sr_eq(first_word(item->text), word))
            return true;
    return false;
}

static void mark_alike(sr_spans *h)
{
    for (size_t i = 0; i < h->n; i++)
        for (uint32_t next = h->items[i].below ? 0 : h->items[i].next; next; next = h->items[next - 1].next)
            h->items[i].alike |= begins_beside(h, &h->items[next - 1]);
}

/* The text of a cell, its lines in reading order: that of the items. */
static void join_lines(sr_spans *h, sr_item *item)
{
    uint32_t *order = SR_NEW_ARRAY(&h->page->scratch, uint32_t, h->n + 1);
    size_t n = 0;

    for (uint32_t next = (uint32_t)(item - h->items) + 1; next; next = h->items[next - 1].next) {
        size_t at = n++;

        for (; at > 0 && order[at - 1] > next; at--)
            order[at] = order[at - 1];
        order[at] = next;
    }
    sr_slice text = h->items[order[0] - 1].text;
    for (size_t i = 1; i < n; i++)
        text = sr_aligned_join(&h->page->scratch, text, h->items[order[i] - 1].text);
    item->text = text;
    item->seg = h->items[order[0] - 1].seg;
    item->line = h->items[order[0] - 1].line;
}

sr_item *sr_aligned_spans(sr_page *page, const sr_grid *grid, size_t lines, size_t *n)
{
    sr_spans h = {.page = page, .grid = grid, .lines = lines};
    sr_share all = {.c1 = grid->n_columns - 1};
    size_t segs = 0;

    for (size_t i = 0; i < grid->n; i++) {
        const sr_pline *line = grid->lines[i];

        h.width = line->n && line->segs[line->n - 1].x1 > h.width ? line->segs[line->n - 1].x1 : h.width;
        segs += i < lines ? line->n : 0;
    }
    h.items = SR_NEW_ARRAY(&page->scratch, sr_item, segs + 1);
    h.marks = SR_NEW_ARRAY(&page->scratch, uint32_t, h.width + 2);
    h.x0 = SR_NEW_ARRAY(&page->scratch, uint32_t, grid->n_columns);
    h.x1 = SR_NEW_ARRAY(&page->scratch, uint32_t, grid->n_columns);
    h.lines_of = SR_NEW_ARRAY(&page->scratch, uint64_t, grid->n_columns);
    h.begin = SR_NEW_ARRAY(&page->scratch, uint32_t, lines + 1);
    h.lowest = SR_NEW_ARRAY(&page->scratch, uint32_t, grid->n_columns);
    for (size_t i = 0; i < lines; i++)
        if (!sr_aligned_number_row(grid->lines[i]))
            add_line(&h, i);
    measure_columns(&h);
    memset(h.marks, 0, (h.width + 2) * sizeof *h.marks);
    all.items = SR_NEW_ARRAY(&page->scratch, uint32_t, h.n + 1);
    for (size_t i = 0; i < h.n; i++) {
        sr_item *item = &h.items[i];

        item->column = item->seg->spans == 1 ? item->seg->column : column_of_middle(&h, item->x0 + item->x1);
        if (h.lowest[item->column] < item->last + 1)
            h.lowest[item->column] = item->last + 1;
        h.begin[item->line] += !item->below;
        if (!item->below)
            all.items[all.n++] = (uint32_t)i;
    }
    mark_alike(&h);
    if (all.n)
        share_out(&h, &all, NULL, 0);
    for (size_t i = 0; i < h.n; i++)
        if (!h.items[i].below)
            join_lines(&h, &h.items[i]);
    *n = h.n;
    return h.items;
}
