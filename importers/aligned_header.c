/*
 * The header of a table of aligned blanks: which of its lines it is, and its words (aligned_spans.c) as rows, one for
 * each level of merged cells, then the number row.
 */
#include "importers/aligned_parts.h"

typedef struct sr_header {
    sr_page *page;
    const sr_grid *grid;
    sr_item *items;
    size_t n, cap;
} sr_header;

static bool same_text(const sr_pline *line, const sr_seg *a, const sr_seg *b)
{
    return sr_eq(sr_sub(line->line->text, a->b0, a->b1), sr_sub(line->line->text, b->b0, b->b1));
}

bool sr_aligned_number_row(const sr_pline *line)
{
    for (uint32_t k = 0; k < line->n; k++)
        if (!line->segs[k].small || (k == 1 && same_text(line, &line->segs[0], &line->segs[1])))
            return false;
    /* two may be the ends of two words: "TW" above "2" */
    char first = line->n ? line->line->text.ptr[line->segs[0].b0] : 0;
    return line->n > 2 || (line->n == 2 && (first == '(' || first == '1'));
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

/* Lines above in which the word is looked for that a word goes on. */
enum { LINES_ABOVE = 2 };

/* True if each word of the line has the middle of one above, and not all have its left edge: wrapped and centred. */
static bool goes_on_centred(const sr_grid *grid, size_t i)
{
    const sr_pline *line = grid->lines[i];
    bool centred = false;

    for (uint32_t k = 0; k < line->n; k++) {
        const sr_seg *s = &line->segs[k], *found = NULL;

        for (size_t d = 1; d <= LINES_ABOVE && d <= i && !found; d++)
            for (uint32_t n = 0; n < grid->lines[i - d]->n && !found; n++) {
                const sr_seg *t = &grid->lines[i - d]->segs[n];
                uint32_t mine = s->x0 + s->x1, theirs = t->x0 + t->x1;

                found = (mine > theirs ? mine - theirs : theirs - mine) <= 2 ? t : NULL;
            }
        if (!found)
            return false;
        centred |= found->x0 != s->x0;
    }
    return centred && line->n >= 2;
}

/* True if two lines say the same, whatever blanks are between their words. */
static bool same_words(const sr_pline *a, const sr_pline *b)
{
    sr_slice x = a->line->text, y = b->line->text;
    size_t i = 0, j = 0;

    for (;;) {
        while (i < x.len && sr_is_blank((unsigned char)x.ptr[i]))
            i++;
        while (j < y.len && sr_is_blank((unsigned char)y.ptr[j]))
            j++;
        if (i == x.len || j == y.len)
            return i == x.len && j == y.len;
        if (x.ptr[i++] != y.ptr[j++])
            return false;
    }
}

/* Half of the lines, if they say the same thing twice. */
static size_t once(const sr_grid *grid, size_t lines)
{
    for (size_t i = 0; lines > 1 && i < lines / 2; i++)
        if (lines % 2 || !same_words(grid->lines[i], grid->lines[i + lines / 2]))
            return lines;
    return lines > 1 ? lines / 2 : lines;
}

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
    if (!numeric && numbers == 0) { /* all words: the lines before the first blank line */
        for (gap = 1; gap < data && grid->lines[gap]->blanks == 0;)
            gap++;
        return gap < grid->n && gap < HEADER_LINES ? gap : 0;
    }
    if (named == 0 && numbers == 0)
        return 0;
    size_t end = named > numbers ? named : numbers;
    for (gap = end; gap < data && grid->lines[gap]->blanks == 0;) /* the last words of a wrapped header cell */
        gap++;
    if (numbers < end && gap < data)
        end = gap;
    while (numbers < end && end < data && grid->lines[end]->blanks == 0 && goes_on_centred(grid, end))
        end++;
    return end < grid->n ? once(grid, end) : 0;
}

/* Words that a header has at least to be known again. */
enum { AGAIN_WORDS = 5 };

size_t sr_aligned_header_again(const sr_grid *grid, size_t header, size_t at)
{
    uint32_t words = 0;

    for (size_t i = 0; i < header; i++)
        words += grid->lines[i]->n;
    if (words < AGAIN_WORDS)
        return grid->n;
    for (; header && at + header <= grid->n; at++) {
        size_t k = 0;

        while (k < header && same_words(grid->lines[k], grid->lines[at + k]))
            k++;
        if (k == header)
            return at;
    }
    return grid->n;
}

void sr_aligned_mark_headers(const sr_grid *grid)
{
    for (size_t at = grid->head; grid->head && (at = sr_aligned_header_again(grid, grid->head, at)) < grid->n;)
        for (size_t end = at + grid->head; at < end; at++)
            grid->lines[at]->header = true;
}

/* Middles this far apart, in half characters, are the same. */
enum { SAME_MIDDLE = 4 };

static bool labels_one(const sr_pline *line, uint32_t k, uint32_t c0, uint32_t c1)
{
    for (uint32_t n = 0; n < line->n; n++)
        if (n != k && line->segs[n].column >= c0 && line->segs[n].column <= c1)
            return false;
    return true;
}

/* The columns of a label: those of the merged cell with its middle, if no other label stands there. */
static void label_range(const sr_header *h, const sr_pline *line, uint32_t k, uint32_t *c0, uint32_t *c1)
{
    const sr_seg *s = &line->segs[k];

    *c0 = s->column;
    *c1 = s->column + s->spans - 1u;
    for (size_t n = 0; n < h->n; n++) {
        const sr_item *item = &h->items[n];
        uint32_t mine = s->x0 + s->x1, theirs = item->x0 + item->x1;

        if (item->number || item->below || item->c1 == item->c0 || s->column < item->c0 || s->column > item->c1 ||
            (mine > theirs ? mine - theirs : theirs - mine) > SAME_MIDDLE)
            continue;
        if (labels_one(line, k, item->c0, item->c1)) {
            *c0 = item->c0;
            *c1 = item->c1;
        }
    }
}

/* The number row is one row, whatever its labels stand over; a label between two columns joins the one before. */
static void add_numbers(sr_header *h, size_t i)
{
    const sr_pline *line = h->grid->lines[i];

    for (uint32_t k = 0; k < line->n; k++) {
        sr_slice text = sr_sub(line->line->text, line->segs[k].b0, line->segs[k].b1);
        sr_item *same = NULL;
        uint32_t c0, c1;

        label_range(h, line, k, &c0, &c1);
        for (size_t n = h->n; n-- > 0 && !same;)
            same = h->items[n].number && h->items[n].c0 == c0 ? &h->items[n] : NULL;
        if (same) {
            same->text = sr_aligned_join(&h->page->scratch, same->text, text);
            continue;
        }
        sr_item *item = SR_PUSH(&h->page->scratch, h->items, h->n, h->cap);
        *item = (sr_item){.c0 = c0, .c1 = c1, .line = (uint32_t)i, .number = true, .seg = &line->segs[k], .text = text};
    }
}

/* The items of one level, or the number row, as a row. */
static void push_level(sr_header *h, uint32_t level, bool number)
{
    uint32_t first = UINT32_MAX;

    for (size_t n = 0; n < h->n; n++)
        if (h->items[n].number == number && !h->items[n].below && (number || h->items[n].level == level) &&
            h->items[n].line < first)
            first = h->items[n].line;
    if (first == UINT32_MAX)
        return;
    const sr_line *top = h->grid->lines[first]->line;
    sr_row *row = sr_doc_row(h->page->doc, h->grid->n_columns, top->line_no, top->offset);
    for (size_t n = 0; n < h->n; n++) {
        const sr_item *item = &h->items[n];

        if (item->number != number || item->below || (!number && item->level != level))
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
    sr_header h = {.page = page, .grid = grid};
    uint32_t levels = 0;

    if (lines == 0)
        return;
    h.items = sr_aligned_spans(page, grid, lines, &h.n);
    h.cap = h.n;
    for (size_t i = 0; i < lines; i++)
        if (sr_aligned_number_row(grid->lines[i]))
            add_numbers(&h, i);
    for (size_t n = 0; n < h.n; n++)
        if (!h.items[n].number && !h.items[n].below && h.items[n].level >= levels)
            levels = h.items[n].level + 1;
    for (uint32_t level = 0; level < levels; level++)
        push_level(&h, level, false);
    push_level(&h, 0, true);
}
