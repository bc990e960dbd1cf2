/*
 * Lines of a table to rows. In these reports the cells of a row are set to its top or to its middle, so a number may
 * stand on any line of its row. Which lines belong together is a choice with a price, as with the columns: two numbers
 * of a column in one row cost most, then breaking a sentence, joining over blank lines, and numbers away from the place
 * where the table has them (top or middle, tried both). The cheapest grouping is found by dynamic programming over the
 * lines.
 */
#include "importers/aligned_parts.h"

/* Prices, in tenths of "one row more". */
enum {
    COST_ROW = 10,
    COST_TWO_NUMBERS = 90, /* of one column in one row */
    COST_TWO_ANCHORS = 60, /* texts that stand alone in other rows */
    COST_WRAPPED_ANCHOR = 18,
    COST_NO_ANCHOR = 10,
    COST_BLANK = 9,   /* joining over one blank line */
    COST_BLANKS = 26, /* over more */
    COST_BREAK_SENTENCE = 25,
    COST_BREAK_TEXT = 3,   /* breaking between lines of a column, the lower one with a capital */
    COST_BREAK_BLANK = 20, /* a small letter begins the row, a blank line above */
    COST_BREAK_BLANKS = 6, /* more blank lines above */
    COST_AGAIN = 10,       /* a column goes on after lines without it, with a capital */
    COST_AGAIN_SMALL = 3,
    COST_OFF_PLACE = 4,  /* a line away from top or middle */
    COST_OFF_TOP = 6,    /* a cell a line below the top of its row */
    COST_OFF_MIDDLE = 4, /* a cell half a line away from the middle */
    COST_OFF_MOST = 12,
    COST_OFF_TEXTS = 16,   /* all texts of a row at most */
    COST_EVEN = 1,         /* half a line away from the middle */
    COST_SHIFT = 6,        /* all cells but one a line away */
    COST_NO_TEXT = 20,     /* numbers without a name */
    COST_OFF_ANCHORS = 16, /* all numbers of a row at most: they stand on one line, and say the same */
    COST_JOIN_ROOM = 14,   /* a line that was not full goes on in the next */
    COST_JOIN_WORD = 8,    /* a line with a word goes on that begins cells */
    COST_JOIN_TOP = 4,     /* the same, where the tops of cells tell more */
    COST_SPREAD = 6,       /* numbers of one row on lines further apart than next to each other */
    GAIN_START = 2,        /* a column of words begins on this line */
};
/* Columns set to the middle have their lines between each other's: as far apart as this they are of one text. */
enum { NEXT_LINE = 2 };
/* Of a column's width, the part by which a word must fit to be sure that it does. */
enum { DOUBT_PART = 12, DOUBT_PRINT = 6 };
/* How many lines back a sentence is looked for. */
enum { SENTENCE_LINES = 4 };
typedef struct sr_again {
    uint32_t next; /* + 1 */
    uint32_t cost;
} sr_again;

/* Where the cell of a column stands in the row: lines of the page. */
typedef struct sr_extent {
    uint32_t column;
    int64_t low, high;
} sr_extent;

typedef struct sr_grouping {
    const sr_grid *grid;
    size_t from, to;       /* lines of the grid */
    bool middle;           /* numbers stand in the middle of their row, not at its top */
    int32_t *join, *split; /* by line: the price to be in the row of the line above, to begin a row */
    uint32_t *again;       /* by line: price of a column that stops here and goes on below in the row */
    uint32_t *widest;      /* by column: characters of its longest line */
    uint32_t *broadest;    /* the same in hundredths of an em */
    uint32_t *previous;    /* by column: last line + 1 with a cell, while prices are made */
    sr_again *events;      /* of line i: list from first[i] */
    uint32_t *first;
    size_t n_events, cap_events;
    uint8_t *seen;      /* by column: cells of the row that is looked at */
    sr_extent *extents; /* of the columns that the row has, n_extents */
    uint32_t *extent;   /* by column: its place in extents + 1 */
    uint32_t n_extents;
    int64_t *best;
    uint32_t *begin;
} sr_grouping;

static bool is_value(const sr_seg *s)
{
    return s->kind == SR_SEG_NUMBER || s->kind == SR_SEG_NIL || s->kind == SR_SEG_MIXED;
}

static bool first_of_cell(const sr_pline *line, uint32_t k)
{
    return k == 0 || line->segs[k - 1].column != line->segs[k].column;
}

static const sr_seg *cell_on(const sr_pline *line, uint32_t column)
{
    for (uint32_t k = 0; k < line->n; k++)
        if (line->segs[k].column == column)
            return &line->segs[k];
    return NULL;
}

/* The text of a cell on one line: from its first to its last segment there. */
static sr_slice cell_text(const sr_pline *line, uint32_t k, uint32_t *end)
{
    uint32_t last = k;

    while (last + 1 < line->n && line->segs[last + 1].column == line->segs[k].column)
        last++;
    *end = last + 1;
    return sr_sub(line->line->text, line->segs[k].b0, line->segs[last].b1);
}

/* How wide the text is in print, in hundredths of an em, about as in the fonts of office documents. */
static uint32_t breadth(sr_slice t)
{
    enum { NARROW = 28, COMMON = 55, CAPITAL = 68, BROAD = 80 };
    uint32_t sum = 0;

    for (size_t i = 0; i < t.len; i++) {
        unsigned char c = (unsigned char)t.ptr[i];

        if ((c & 0xC0) == 0x80)
            continue;
        sum += memchr("ijltfI.,:;'|!()[]/- ", c, 20) ? NARROW
               : memchr("mwMW", c, 4)                ? BROAD
               : c >= 'A' && c <= 'Z'                ? CAPITAL
                                                     : COMMON;
    }
    return sum;
}

static void measure_widths(sr_grouping *g)
{
    for (size_t i = g->from; i < g->to; i++) {
        const sr_pline *line = g->grid->lines[i];

        for (uint32_t k = 0, end; k < line->n; k = end) {
            const sr_seg *s = &line->segs[k];
            sr_slice t = cell_text(line, k, &end);
            uint32_t width = line->segs[end - 1].x1 - s->x0, broad = breadth(t);

            if (s->spans > 1)
                continue;
            g->widest[s->column] = width > g->widest[s->column] ? width : g->widest[s->column];
            g->broadest[s->column] = broad > g->broadest[s->column] ? broad : g->broadest[s->column];
        }
    }
}

static sr_slice first_word(const sr_pline *line, const sr_seg *s)
{
    uint32_t end = s->b0;

    while (end < s->b1 && !sr_is_blank((unsigned char)line->line->text.ptr[end]))
        end++;
    return sr_sub(line->line->text, s->b0, end);
}

/*
 * True if the first word of the line has room behind the text of the line above: no cell is wrapped there. It must have
 * it in characters and in print, and a part of the width is left as doubt.
 */
static bool has_room(const sr_grouping *g, const sr_pline *above, const sr_pline *line, const sr_seg *s)
{
    const sr_seg *last = cell_on(above, s->column);
    uint32_t end, room = g->widest[s->column], broad = g->broadest[s->column];
    sr_slice t = cell_text(above, (uint32_t)(last - above->segs), &end), word = first_word(line, s);

    if (last->spans > 1 || s->spans > 1 || t.ptr[t.len - 1] == ':')
        return false;
    return above->segs[end - 1].x1 - last->x0 + 1 + word.len + room / DOUBT_PART <= room &&
           breadth(t) + breadth(word) + broad / DOUBT_PRINT <= broad;
}

/* Learns with which words the cells of the lines begin: those behind a line that had room for them. */
static void learn_words(sr_page *page, sr_grouping *g)
{
    memset(g->previous, 0, g->grid->n_columns * sizeof *g->previous);
    for (size_t i = g->from; i < g->to; i++) {
        const sr_pline *line = g->grid->lines[i];

        for (uint32_t k = 0; k < line->n; k++) {
            const sr_seg *s = &line->segs[k];
            uint32_t before = g->previous[s->column];

            if (s->kind != SR_SEG_TEXT || !first_of_cell(line, k) || g->grid->columns[s->column].anchor)
                continue;
            sr_aligned_learn_word(page->doc, first_word(line, s),
                                  before == i - g->from && before && !s->lower &&
                                      has_room(g, g->grid->lines[i - 1], line, s));
            g->previous[s->column] = (uint32_t)(i - g->from) + 1;
        }
    }
    memset(g->previous, 0, g->grid->n_columns * sizeof *g->previous);
}

/* What it costs to break between a line and the line above that has the column, too. */
static int32_t break_cost(const sr_pline *above, const sr_pline *line, const sr_seg *s)
{
    const sr_seg *last = cell_on(above, s->column);

    while (last + 1 < above->segs + above->n && last[1].column == s->column)
        last++;
    bool goes_on = s->lower || last->open_end;
    if (line->index - above->index <= NEXT_LINE && line->blanks == 0)
        return goes_on ? COST_BREAK_SENTENCE : COST_BREAK_TEXT;
    return !s->lower ? 0 : line->blanks == 1 ? COST_BREAK_BLANK : COST_BREAK_BLANKS;
}

static void price_again(sr_page *page, sr_grouping *g, uint32_t before, bool lower)
{
    sr_again *event = SR_PUSH(&page->scratch, g->events, g->n_events, g->cap_events);

    *event = (sr_again){.next = before, .cost = lower ? COST_AGAIN_SMALL : COST_AGAIN};
}

static void price_line(sr_page *page, sr_grouping *g, size_t i)
{
    const sr_pline *line = g->grid->lines[i];
    size_t at = i - g->from;

    g->join[at] = line->blanks == 0 ? 0 : line->blanks == 1 ? COST_BLANK : COST_BLANKS;
    for (uint32_t k = 0; k < line->n; k++) {
        const sr_seg *s = &line->segs[k];
        uint32_t before = g->previous[s->column];

        if (!first_of_cell(line, k) || g->grid->columns[s->column].numeric)
            continue;
        if (before != at)
            g->split[at] -= GAIN_START;
        if (before) {
            const sr_pline *above = g->grid->lines[g->from + before - 1];
            int32_t cost = break_cost(above, line, s);

            bool room = before == at && !s->lower && has_room(g, above, line, s);
            bool begins = before == at && s->kind == SR_SEG_TEXT && !s->lower && !g->grid->columns[s->column].anchor &&
                          sr_aligned_begins(page->doc, first_word(line, s));
            if (room || begins) {
                g->join[at] += !g->middle ? COST_JOIN_TOP : room ? COST_JOIN_ROOM : COST_JOIN_WORD;
                cost = cost == COST_BREAK_TEXT ? 0 : cost;
            }

            for (size_t cut = before; cut <= at && cut < before + SENTENCE_LINES; cut++)
                g->split[cut] += cost;
            if (line->index - above->index > NEXT_LINE)
                price_again(page, g, before, s->lower);
        }
        g->previous[s->column] = (uint32_t)at + 1;
    }
    g->first[at + 1] = (uint32_t)g->n_events;
}

static void extend(sr_grouping *g, const sr_pline *line, const sr_seg *s)
{
    uint32_t at = g->extent[s->column];

    if (!at) {
        g->extents[g->n_extents] = (sr_extent){.column = s->column, .high = line->index};
        at = g->extent[s->column] = ++g->n_extents;
    }
    g->extents[at - 1].low = line->index;
}

static int64_t distance(int64_t a, int64_t b)
{
    return a > b ? a - b : b - a;
}

/* The price of cells away from their place: the line (top), or half of it (middle); *named: one is no number. */
static int64_t price_around(const sr_grouping *g, int64_t place, bool *named)
{
    int64_t price = 0, anchors = 0;
    bool even = false;

    for (uint32_t e = 0; e < g->n_extents; e++) {
        const sr_extent *x = &g->extents[e];
        const sr_acolumn *column = &g->grid->columns[x->column];
        int64_t off = g->middle ? distance(x->low + x->high, place) - 1 /* heights that are even and odd */
                                : distance(x->low, place) - column->anchor;
        int64_t cost = off * (g->middle ? COST_OFF_MIDDLE : COST_OFF_TOP);

        *named |= !column->numeric;
        even |= g->middle && off == 0;
        *(column->anchor ? &anchors : &price) += off <= 0 ? 0 : cost < COST_OFF_MOST ? cost : COST_OFF_MOST;
    }
    price = price < COST_OFF_TEXTS ? price : COST_OFF_TEXTS;
    return price + (anchors < COST_OFF_ANCHORS ? anchors : COST_OFF_ANCHORS) + (even ? COST_EVEN : 0);
}

/* The price of cells that do not begin at the top, or are not around the middle, of a row of lines top to bottom. */
static int64_t balance_price(const sr_grouping *g, int64_t top, int64_t bottom)
{
    bool named = false;
    int64_t place = g->middle ? top + bottom : top, best = price_around(g, place, &named), other;

    if (best > COST_SHIFT) { /* one cell a line above or below all others */
        other = price_around(g, place + 1 + g->middle, &named) + COST_SHIFT;
        best = other < best ? other : best;
        other = g->middle ? price_around(g, place - 2, &named) + COST_SHIFT : best;
        best = other < best ? other : best;
    }
    return named ? best : best + COST_NO_TEXT;
}

/*
 * What a text that stands alone in other rows costs above another of its column in a row. A wrapped one goes on in the
 * next line, without numbers there, and does not say the same again.
 */
static int64_t anchor_price(const sr_pline *line, const sr_seg *s, const sr_pline *below)
{
    const sr_seg *t = below ? cell_on(below, s->column) : NULL;

    if (s->lower)
        return COST_AGAIN_SMALL;
    if (!t || !below->words || below->index != line->index + 1 ||
        sr_eq(sr_sub(line->line->text, s->b0, s->b1), sr_sub(below->line->text, t->b0, t->b1)))
        return COST_TWO_ANCHORS;
    return COST_WRAPPED_ANCHOR;
}

/* Adds the line to the row that is looked at; returns the price of what clashes. */
static int64_t add_line(sr_grouping *g, const sr_pline *line, const sr_pline *below, bool *anchored)
{
    int64_t price = 0;

    *anchored = false;
    for (uint32_t k = 0; k < line->n; k++) {
        const sr_seg *s = &line->segs[k];
        const sr_acolumn *column = &g->grid->columns[s->column];

        extend(g, line, s);
        if (!column->anchor || (column->numeric && !is_value(s)))
            continue;
        *anchored = true;
        if (!column->numeric && !first_of_cell(line, k))
            continue;
        if (g->seen[s->column])
            price += column->numeric ? COST_TWO_NUMBERS : anchor_price(line, s, below);
        g->seen[s->column] = 1;
    }
    return price;
}

static int64_t place_price(const sr_grouping *g, int64_t top, int64_t bottom, int64_t low, int64_t high)
{
    if (low > high)
        return COST_NO_ANCHOR;
    int64_t off = g->middle ? low + high - top - bottom : (low - top - 1) * 2;
    if (g->middle)
        off = distance(off, 0) > 1 ? distance(off, 0) - 1 : 0;
    else if (off < 0)
        off = 0;
    int64_t spread = high - low > 1 ? high - low - 1 : 0;
    return off * COST_OFF_PLACE / 2 + spread * COST_SPREAD;
}

/* The best row that ends at line j (from g->from). */
static void best_row(sr_grouping *g, size_t j)
{
    int64_t inner = 0, low = INT64_MAX, high = -1;
    int64_t bottom = g->grid->lines[g->from + j]->index;

    for (uint32_t e = g->first[j]; e < g->first[j + 1]; e++)
        g->again[g->events[e].next - 1] += g->events[e].cost;
    memset(g->seen, 0, g->grid->n_columns);
    memset(g->extent, 0, g->grid->n_columns * sizeof *g->extent);
    g->n_extents = 0;
    g->best[j + 1] = INT64_MAX;
    for (size_t i = j + 1; i-- > 0 && j - i < SR_ALIGNED_ROW_LINES;) {
        const sr_pline *line = g->grid->lines[g->from + i];
        bool anchored;

        inner += add_line(g, line, i < j ? g->grid->lines[g->from + i + 1] : NULL, &anchored) + g->again[i];
        if (anchored) {
            low = line->index;
            high = high < 0 ? low : high;
        }
        /* an amount alone at the bottom is a total without a label */
        bool total = i == j && g->from + j + 1 == g->grid->n && sr_aligned_is_amount(line);
        int64_t price = g->best[i] + COST_ROW - (total ? COST_NO_TEXT : 0) + inner + (i ? g->split[i] : 0) +
                        place_price(g, line->index, bottom, low, high) + balance_price(g, line->index, bottom);
        if (price < g->best[j + 1]) {
            g->best[j + 1] = price;
            g->begin[j] = (uint32_t)i;
        }
        inner += g->join[i];
    }
}

/* Groups lines [from, to) with the numbers at the top or in the middle. The price; starts[] gets true where a row
 * begins. */
static int64_t group(sr_page *page, const sr_grid *grid, size_t from, size_t to, bool middle, bool *starts)
{
    size_t n = to - from;
    sr_grouping g = {.grid = grid, .from = from, .to = to, .middle = middle};

    g.join = SR_NEW_ARRAY(&page->scratch, int32_t, n + 1);
    g.split = SR_NEW_ARRAY(&page->scratch, int32_t, n + 1);
    g.again = SR_NEW_ARRAY(&page->scratch, uint32_t, n + 1);
    g.first = SR_NEW_ARRAY(&page->scratch, uint32_t, n + 2);
    g.begin = SR_NEW_ARRAY(&page->scratch, uint32_t, n + 1);
    g.best = SR_NEW_ARRAY(&page->scratch, int64_t, n + 2);
    g.previous = SR_NEW_ARRAY(&page->scratch, uint32_t, grid->n_columns);
    g.extents = SR_NEW_ARRAY(&page->scratch, sr_extent, grid->n_columns);
    g.extent = SR_NEW_ARRAY(&page->scratch, uint32_t, grid->n_columns);
    g.seen = SR_NEW_ARRAY(&page->scratch, uint8_t, grid->n_columns);
    g.widest = SR_NEW_ARRAY(&page->scratch, uint32_t, grid->n_columns);
    g.broadest = SR_NEW_ARRAY(&page->scratch, uint32_t, grid->n_columns);
    measure_widths(&g);
    if (!middle) /* the first of two */
        learn_words(page, &g);
    for (size_t i = from; i < to; i++)
        price_line(page, &g, i);
    for (size_t j = 0; j < n; j++)
        best_row(&g, j);
    memset(starts, 0, n * sizeof *starts);
    for (size_t j = n; j > 0; j = g.begin[j - 1])
        starts[g.begin[j - 1]] = true;
    return g.best[n];
}

/* ---- output ------------------------------------------------------------------------------- */

static void report_crossing(sr_page *page, const sr_pline *line, const sr_seg *s)
{
    sr_slice t = sr_sub(line->line->text, s->b0, s->b1);
    sr_finding *finding =
        sr_doc_finding(page->doc, SR_S009, "\"%.*s\" stands over %u columns; it was put in the first.",
                       t.len > 80 ? 80 : (int)t.len, t.ptr, s->spans);

    finding->line_no = line->line->line_no;
    finding->raw = t;
    finding->column_no = s->column + 1u;
}

static void put_cell(sr_page *page, const sr_pline *first, sr_cell *cell, sr_slice t, const sr_pline *line,
                     const sr_seg *s)
{
    if (cell->raw_len == 0) {
        uint64_t skip = line->line->line_no - first->line->line_no;

        cell->raw = t.ptr;
        cell->raw_len = (uint32_t)t.len;
        cell->at = (uint32_t)(line->line->offset + s->b0 - first->line->offset);
        cell->line_skip = (int32_t)(skip < INT32_MAX ? skip : INT32_MAX);
        cell->column_span = s->spans > 1 ? s->spans : 0;
        return;
    }
    sr_slice joined = sr_aligned_join(&page->scratch, sr_cell_raw(cell), t);
    cell->raw = joined.ptr;
    cell->raw_len = (uint32_t)joined.len;
}

/* Lines [from, to) of the grid as one row. */
static void push_row(sr_page *page, const sr_grid *grid, size_t from, size_t to)
{
    const sr_pline *first = grid->lines[from];
    sr_row *row = sr_doc_row(page->doc, grid->n_columns, first->line->line_no, first->line->offset);

    for (size_t i = from; i < to; i++) {
        const sr_pline *line = grid->lines[i];

        for (uint32_t k = 0, end; k < line->n; k = end) {
            const sr_seg *s = &line->segs[k];
            sr_slice t = cell_text(line, k, &end);

            put_cell(page, first, &row->cells[s->column], t, line, s);
            if (s->spans > 1)
                report_crossing(page, line, s);
        }
    }
    for (uint32_t c = 0; c < row->n; c++) /* composed text moves to the batch once, when it is whole */
        if (memchr(row->cells[c].raw ? row->cells[c].raw : "", '\n', row->cells[c].raw_len))
            row->cells[c].raw = sr_arena_copy(&page->doc->batch, sr_cell_raw(&row->cells[c])).ptr;
    sr_doc_row_done(page->doc, row);
}

void sr_aligned_rows(sr_page *page, const sr_grid *grid, size_t header)
{
    size_t n = grid->n - header, from = header;
    bool *top = SR_NEW_ARRAY(&page->scratch, bool, n + 1);
    bool *middle = SR_NEW_ARRAY(&page->scratch, bool, n + 1);
    uint64_t line_no = grid->lines[0]->line->line_no;
    int64_t at_top = group(page, grid, header, grid->n, false, top);
    int64_t at_middle = group(page, grid, header, grid->n, true, middle);
    const bool *starts = sr_aligned_centred(page->doc, at_top, at_middle) ? middle : top;

    sr_doc_part(page->doc, SR_PART_ALIGNED, line_no);
    sr_aligned_header(page, grid, header);
    for (size_t i = header + 1; i <= grid->n; i++)
        if (i == grid->n || starts[i - header]) {
            push_row(page, grid, from, i);
            from = i;
        }
    sr_doc_part_end(page->doc);
    sr_doc_finding(page->doc, SR_S008, "The %u columns of this table were told from aligned blanks.", grid->n_columns)
        ->line_no = line_no;
}
