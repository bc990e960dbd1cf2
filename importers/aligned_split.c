/*
 * Cells that touch. Where a cell fills its room only one blank, or none, parts it from the next, and the two look like
 * one text. It is two where a boundary falls at a blank and other lines begin a cell just there, where both parts are
 * numbers, where a code begins the second part, or where a code touches the name behind it.
 */
#include "importers/aligned_parts.h"

/* Lines that must begin a cell at a position before a text with one blank there is taken for two cells. */
enum { EDGE_SUPPORT = 3 };

/* How far from the boundary a cell may begin that only its neighbours speak for. */
enum { EDGE_REACH = 8 };
/* Lines above and below in which a cell of the column is looked for. */
enum { EDGE_LINES = 3 };

/* True if a line near line i has a cell of the column that begins at x, with a gap before it. */
static bool edge_near(const sr_grid *grid, size_t i, uint32_t column, uint32_t x)
{
    for (size_t k = i > EDGE_LINES ? i - EDGE_LINES : 0; k < grid->n && k <= i + EDGE_LINES; k++)
        for (uint32_t n = 1; k != i && n < grid->lines[k]->n; n++)
            if (grid->lines[k]->segs[n].x0 == x && grid->lines[k]->segs[n].column == column)
                return true;
    return false;
}

/* True if a word of the line begins at x. */
static bool word_at(const sr_pline *line, uint32_t x)
{
    uint32_t at = 0;
    sr_slice t = line->line->text;

    for (size_t i = 0; i < t.len && at <= x; i++) {
        if (((unsigned char)t.ptr[i] & 0xC0) == 0x80)
            continue;
        if (at == x)
            return i > 0 && sr_is_blank((unsigned char)t.ptr[i - 1]) && !sr_is_blank((unsigned char)t.ptr[i]);
        at++;
    }
    return false;
}

/* True if cells begin at x elsewhere, and a word of the line above or below, too: both lines are two cells glued. */
static bool edge_twice(const sr_grid *grid, size_t i, uint32_t x)
{
    return grid->starts[x] > 0 &&
           ((i > 0 && word_at(grid->lines[i - 1], x)) || (i + 1 < grid->n && word_at(grid->lines[i + 1], x)));
}

/* Middles this far apart, in half characters, are the same. */
enum { SAME_MIDDLE = 3 };

/* True if the line has a word with its middle at middle2 / 2. */
static bool has_middle(const sr_pline *line, uint32_t middle2)
{
    for (uint32_t k = 0; k < line->n; k++) {
        uint32_t other = line->segs[k].x0 + line->segs[k].x1;

        if ((middle2 > other ? middle2 - other : other - middle2) <= SAME_MIDDLE)
            return true;
    }
    return false;
}

/* True if both parts of a text, parted at column x, have a word of their middle above or below. */
static bool both_centred(const sr_grid *grid, size_t i, const sr_seg *s, uint32_t x)
{
    const sr_pline *above = i ? grid->lines[i - 1] : NULL, *below = i + 1 < grid->n ? grid->lines[i + 1] : NULL;
    uint32_t left = s->x0 + x - 1, right = x + s->x1;

    return ((above && has_middle(above, left)) || (below && has_middle(below, left))) &&
           ((above && has_middle(above, right)) || (below && has_middle(below, right)));
}

/* Parts of a code that no other number has. */
enum { CODE_PARTS = 4 };

/* True if the text begins with a code: 1.05.02.2.01 */
static bool begins_with_code(sr_slice t)
{
    uint32_t parts = 0;
    size_t i = 0;

    for (; i < t.len && sr_is_digit((unsigned char)t.ptr[i]); parts++) {
        while (i < t.len && sr_is_digit((unsigned char)t.ptr[i]))
            i++;
        if (i < t.len && t.ptr[i] == '.')
            i++;
    }
    return parts >= CODE_PARTS && (i == t.len || sr_is_blank((unsigned char)t.ptr[i]));
}

static bool is_operator(char c)
{
    return c == '=' || c == '+' || c == '-' || c == '*' || c == '/' || c == 'x' || c == '(' || c == ')';
}

/* True if the blank before byte `at` stands beside an operator of a formula: "11 = 7 + 8" names one column. */
static bool in_formula(const sr_line *line, const sr_seg *s, uint32_t at)
{
    const char *text = line->text.ptr;
    uint32_t before = at - 1;

    while (before > s->b0 && sr_is_blank((unsigned char)text[before]))
        before--;
    return memchr(text + s->b0, '=', s->b1 - s->b0) && (is_operator(text[before]) || is_operator(text[at]));
}

/* True if the blank before byte `at` stands beside a separator: "3 .332.952.466", "2, 739,770,871" are one number. */
static bool in_number(const sr_line *line, const sr_seg *s, uint32_t at)
{
    const char *text = line->text.ptr;
    char before = text[at - 1], last = at >= s->b0 + 2 ? text[at - 2] : 0;
    bool first = at >= s->b0 + 3 && sr_is_digit((unsigned char)text[at - 3]);

    if (before != ' ' || at + 1 >= s->b1)
        return false;
    return (sr_is_digit((unsigned char)last) && (text[at] == '.' || text[at] == ',') &&
            sr_is_digit((unsigned char)text[at + 1])) ||
           (first && (last == '.' || last == ',') && sr_is_digit((unsigned char)text[at]));
}

/* The byte at which the segment of line i falls into two cells at this boundary; 0 if it does not. */
static uint32_t split_byte(const sr_grid *grid, size_t index, const sr_seg *s, uint32_t bound)
{
    const sr_pline *line = grid->lines[index];
    sr_slice t = line->line->text;
    const sr_acolumn *right = &grid->columns[bound + 1];
    uint32_t x = s->x0;

    for (uint32_t i = s->b0; i < s->b1; i++) {
        if (((unsigned char)t.ptr[i] & 0xC0) == 0x80)
            continue;
        bool starts = i > s->b0 && sr_is_blank((unsigned char)t.ptr[i - 1]);
        bool edge = right->left_n >= EDGE_SUPPORT && x == right->left;

        if (starts && (in_formula(line->line, s, i) || in_number(line->line, s, i) ||
                       sr_aligned_is_currency(sr_sub(t, s->b0, i)))) {
            x++;
            continue;
        }
        /* the words of a header's merged cell are one blank apart, too, and cells of other levels begin anywhere */
        if ((index < grid->head || line->header) && s->kind == SR_SEG_TEXT &&
            !(starts && both_centred(grid, index, s, x))) {
            x++;
            continue;
        }
        bool near = x + EDGE_REACH >= grid->bounds[bound] && x <= grid->bounds[bound] + EDGE_REACH;
        if (starts && (edge || (near && (edge_near(grid, index, bound + 1, x) || edge_twice(grid, index, x) ||
                                         begins_with_code(sr_sub(t, i, s->b1))))))
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

bool sr_aligned_split_line(sr_page *page, const sr_grid *grid, size_t i)
{
    sr_pline *line = grid->lines[i];
    bool any = false;

    if (line->prose && line->n == 1) /* a sentence has words where cells begin, too */
        return false;
    for (uint32_t k = 0; k < line->n; k++) {
        const sr_seg *s = &line->segs[k];
        uint32_t a = sr_aligned_column_at(grid, s->x0), b = sr_aligned_column_at(grid, s->x1 - 1), byte = 0;

        if (s->kind == SR_SEG_TEXT && b > a + 1) /* a merged header cell; two glued cells cross one boundary */
            continue;
        for (uint32_t bound = a; bound < b && byte == 0; bound++)
            byte = split_byte(grid, i, s, bound);
        if (byte) {
            sr_aligned_split(&page->scratch, line, k, byte);
            sr_aligned_place(grid, &line->segs[k]);
            sr_aligned_place(grid, &line->segs[k + 1]);
            any = true;
        }
    }
    return any;
}
