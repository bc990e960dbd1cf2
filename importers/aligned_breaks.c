/*
 * What each line of a table says about the rows before rows are looked for: how high it stands, what it costs to put it
 * in the row of the line above, and what to begin a row with it. Sentences, full lines and the words learnt so far
 * (aligned_words.c) tell.
 */
#include "importers/aligned_parts.h"

/* Prices, in tenths of "one row more". */
enum {
    COST_BLANK = 9,   /* joining over one blank line */
    COST_BLANKS = 26, /* over more */
    COST_BREAK_SENTENCE = 25,
    COST_BREAK_TEXT = 3,   /* breaking between lines of a column, the lower one with a capital */
    COST_BREAK_BLANK = 20, /* a small letter begins the row, a blank line above */
    COST_BREAK_BLANKS = 6, /* more blank lines above */
    COST_AGAIN = 10,       /* a column goes on after lines without it, with a capital */
    COST_AGAIN_SMALL = 3,
    COST_JOIN_ROOM = 14, /* a line that was not full goes on in the next */
    COST_JOIN_MOST = 18, /* all words of a line: texts side by side are often alike */
    GAIN_START = 2,      /* a column of words begins on this line */
};
/* A line, in half lines. */
enum { LINE = SR_ALIGNED_LINE };
/* A number may stand between two lines of a text: as far apart as this they can be of one sentence. */
enum { NEXT_LINE = 2 };
/* Of a column's width, the part by which a word must fit to be sure that it does. */
enum { DOUBT_PART = 12, DOUBT_PRINT = 6 };
/* How many lines back a sentence is looked for. */
enum { SENTENCE_LINES = 4 };

/* By column: what its lines above have been. */
typedef struct sr_above {
    uint32_t line;     /* the last with a cell + 1, 0 = none */
    uint32_t widest;   /* characters of the column's longest line */
    uint32_t right;    /* where its lines end at most */
    uint32_t broadest; /* the same in hundredths of an em */
    sr_cell_line where;
} sr_above;

typedef struct sr_pricing {
    sr_lines *lines;
    sr_above *above;
    bool even; /* all characters are of one width */
} sr_pricing;

/* The text of the cell on one line that begins with the segment. */
static sr_slice text_of(const sr_pline *line, const sr_seg *s)
{
    uint32_t end;

    return sr_aligned_cell_text(line, (uint32_t)(s - line->segs), &end);
}

/* ---- heights ------------------------------------------------------------------------------------ */

static bool share_column(const sr_lines *l, size_t i, size_t j)
{
    const sr_pline *a = sr_aligned_line(l, i), *b = sr_aligned_line(l, j);

    for (uint32_t k = 0, n = 0; k < a->n && n < b->n;) {
        if (a->segs[k].column == b->segs[n].column)
            return true;
        if (a->segs[k].column < b->segs[n].column)
            k++;
        else
            n++;
    }
    return false;
}

/* True if the lines are next to each other on the page and have no column in common. */
static bool is_apart(const sr_lines *l, size_t i, size_t j)
{
    return sr_aligned_line(l, j)->index == sr_aligned_line(l, i)->index + 1 && !share_column(l, i, j);
}

/*
 * Cells of an even and an odd number of lines, set to one middle, have their lines between each other's. A line without
 * a column of the line above or below, which have one in common, is such a half line.
 */
static bool is_half(const sr_lines *l, size_t i)
{
    return i > 0 && i + 1 < l->n && is_apart(l, i - 1, i) && is_apart(l, i, i + 1) && share_column(l, i - 1, i + 1);
}

static void measure_heights(sr_lines *l)
{
    for (size_t i = 1; i < l->n; i++) {
        int32_t blanks = (int32_t)(sr_aligned_line(l, i)->index - sr_aligned_line(l, i - 1)->index - 1);
        int32_t step = is_half(l, i - 1) || is_half(l, i) ? 1 : LINE;

        l->text_y[i] = l->text_y[i - 1] + step;
        l->y[i] = l->y[i - 1] + step + blanks * LINE;
    }
}

/* True if nothing but a half line is between the two lines, and no blank line. */
static bool is_next(const sr_lines *l, size_t above, size_t i)
{
    return l->text_y[i] - l->text_y[above] <= LINE && l->y[i] - l->y[above] <= LINE;
}

/* ---- what words say ----------------------------------------------------------------------------- */

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

static void measure_widths(sr_pricing *p)
{
    const sr_lines *l = p->lines;

    for (size_t i = 0; i < l->n; i++) {
        const sr_pline *line = sr_aligned_line(l, i);

        for (uint32_t k = 0, end; k < line->n; k = end) {
            const sr_seg *s = &line->segs[k];
            sr_slice t = sr_aligned_cell_text(line, k, &end);
            uint32_t width = line->segs[end - 1].x1 - s->x0, broad = breadth(t);

            if (s->spans > 1)
                continue;
            sr_above *above = &p->above[s->column];
            above->widest = width > above->widest ? width : above->widest;
            above->right = line->segs[end - 1].x1 > above->right ? line->segs[end - 1].x1 : above->right;
            above->broadest = broad > above->broadest ? broad : above->broadest;
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
 * Characters that are left over behind the text of the line above and the word, both by the column's width and by its
 * right edge, for lines that are set in; below zero: none.
 */
static int64_t room_left(const sr_pricing *p, const sr_pline *above, const sr_pline *line, const sr_seg *s)
{
    const sr_seg *first = sr_aligned_cell_on(above, s->column), *last = first;
    const sr_above *column = &p->above[s->column];

    while (last + 1 < above->segs + above->n && last[1].column == s->column)
        last++;
    int64_t width = (int64_t)column->widest - (last->x1 - first->x0), edge = (int64_t)column->right - last->x1;
    return (width < edge ? width : edge) - 1 - (int64_t)first_word(line, s).len;
}

/*
 * True if the first word of the line has room behind the text of the line above: no cell is wrapped there. Where
 * characters are not all of one width it must have it in print, too, and a part of the width is left as doubt.
 */
static bool has_room(const sr_pricing *p, const sr_pline *above, const sr_pline *line, const sr_seg *s)
{
    const sr_seg *last = sr_aligned_cell_on(above, s->column);
    uint32_t room = p->above[s->column].widest, broad = p->above[s->column].broadest;
    sr_slice t = text_of(above, last);
    int64_t left = room_left(p, above, line, s);

    if (last->spans > 1 || s->spans > 1 || t.ptr[t.len - 1] == ':' || left < 0)
        return false;
    return p->even ||
           (left >= room / DOUBT_PART && breadth(t) + breadth(first_word(line, s)) + broad / DOUBT_PRINT <= broad);
}

/* True if the text goes on in the line below, whatever stands there. */
static bool ends_open(const sr_pline *above, const sr_seg *last)
{
    while (last + 1 < above->segs + above->n && last[1].column == last->column)
        last++;
    return last->open_end;
}

static bool holds_words(const sr_lines *l, const sr_pline *line, uint32_t k)
{
    const sr_seg *s = &line->segs[k];

    return (s->kind == SR_SEG_TEXT || s->kind == SR_SEG_MIXED) && sr_aligned_first_of_cell(line, k) &&
           !l->grid->columns[s->column].anchor;
}

/* Where the line of a cell surely stands in it. */
static sr_cell_line place_of_line(const sr_pricing *p, size_t i, const sr_seg *s)
{
    const sr_lines *l = p->lines;
    const sr_pline *line = sr_aligned_line(l, i);
    size_t before = p->above[s->column].line;
    const sr_pline *above = before ? sr_aligned_line(l, before - 1) : NULL;

    if (s->lower)
        return SR_LINE_GOES_ON;
    if (!above || !is_next(l, before - 1, i))
        return SR_LINE_STARTS;
    if (ends_open(above, sr_aligned_cell_on(above, s->column)))
        return SR_LINE_GOES_ON;
    return has_room(p, above, line, s) ? SR_LINE_STARTS : SR_LINE_ANYWHERE;
}

static void learn_room(sr_pricing *p)
{
    const sr_lines *l = p->lines;
    uint32_t wrapped = 0, fitting = 0;

    for (size_t i = 1; i < l->n; i++) {
        const sr_pline *line = sr_aligned_line(l, i), *above = sr_aligned_line(l, i - 1);

        for (uint32_t k = 0; k < line->n; k++) {
            const sr_seg *s = &line->segs[k], *t = sr_aligned_cell_on(above, s->column);

            if (!s->lower || !holds_words(l, line, k) || !t || s->spans > 1 || t->spans > 1)
                continue;
            wrapped++;
            fitting += room_left(p, above, line, s) >= 0;
        }
    }
    p->even = sr_aligned_even(l->page->doc, wrapped, fitting);
}

static void learn_line(sr_pricing *p, const sr_above *above, uint32_t column, bool goes_on)
{
    const sr_pline *line = sr_aligned_line(p->lines, above->line - 1);

    /* one line alone may be of a column of short texts: "Kabupaten/Kota" */
    sr_aligned_learn(p->lines->page->doc, text_of(line, sr_aligned_cell_on(line, column)),
                     above->where == SR_LINE_STARTS && !goes_on ? SR_LINE_ANYWHERE : above->where);
}

static void learn_words(sr_pricing *p)
{
    const sr_lines *l = p->lines;

    for (size_t i = 0; i < l->n; i++) {
        const sr_pline *line = sr_aligned_line(l, i);

        for (uint32_t k = 0; k < line->n; k++) {
            const sr_seg *s = &line->segs[k];
            sr_above *above = &p->above[s->column];

            if (!holds_words(l, line, k))
                continue;
            sr_cell_line where = place_of_line(p, i, s);
            if (above->line)
                learn_line(p, above, s->column, is_next(l, above->line - 1, i));
            above->line = (uint32_t)i + 1;
            above->where = where;
        }
    }
    for (uint32_t c = 0; c < l->grid->n_columns; c++) {
        if (p->above[c].line)
            learn_line(p, &p->above[c], c, false);
        p->above[c].line = 0;
    }
}

/* ---- prices ------------------------------------------------------------------------------------- */

/* What it costs to break between a line and the line above that has the column, too. */
static int32_t break_cost(const sr_lines *l, size_t before, size_t i, const sr_seg *s)
{
    const sr_pline *above = sr_aligned_line(l, before), *line = sr_aligned_line(l, i);
    bool goes_on = s->lower || ends_open(above, sr_aligned_cell_on(above, s->column));

    if (line->index - above->index <= NEXT_LINE && line->blanks == 0)
        return goes_on ? COST_BREAK_SENTENCE : COST_BREAK_TEXT;
    return !s->lower ? 0 : line->blanks == 1 ? COST_BREAK_BLANK : COST_BREAK_BLANKS;
}

static void price_again(sr_lines *l, uint32_t before, bool lower)
{
    sr_again *event = SR_PUSH(&l->page->scratch, l->events, l->n_events, l->cap_events);

    *event = (sr_again){.before = before, .cost = lower ? COST_AGAIN_SMALL : COST_AGAIN};
}

/* A cell of line i that goes on from the line `before` - 1, or does not. */
static void price_break(const sr_pricing *p, size_t i, uint32_t k, uint32_t before)
{
    sr_lines *l = p->lines;
    const sr_pline *line = sr_aligned_line(l, i), *above = sr_aligned_line(l, before - 1);
    const sr_seg *s = &line->segs[k];
    int32_t cost = break_cost(l, before - 1, i, s);

    if (is_next(l, before - 1, i) && cost == COST_BREAK_TEXT && holds_words(l, line, k)) {
        bool room = has_room(p, above, line, s);
        int32_t said = room ? COST_JOIN_ROOM : 0;
        if (!room || !p->even)
            said += sr_aligned_break_price(l->page->doc, text_of(above, sr_aligned_cell_on(above, s->column)),
                                           text_of(line, s));
        if (said > 0)
            l->said[i] = l->said[i] + said < COST_JOIN_MOST ? l->said[i] + said : COST_JOIN_MOST, cost = 0;
        else
            cost -= said;
    }
    for (size_t cut = before; cut <= i && cut < before + SENTENCE_LINES; cut++)
        l->split[cut] += cost;
    if (l->text_y[i] - l->text_y[before - 1] > LINE)
        price_again(l, before, s->lower);
}

static void price_line(sr_pricing *p, size_t i)
{
    sr_lines *l = p->lines;
    const sr_pline *line = sr_aligned_line(l, i);

    l->join[i] = line->blanks == 0 ? 0 : line->blanks == 1 ? COST_BLANK : COST_BLANKS;
    for (uint32_t k = 0; k < line->n; k++) {
        const sr_seg *s = &line->segs[k];
        uint32_t before = p->above[s->column].line;

        if (!sr_aligned_first_of_cell(line, k) || l->grid->columns[s->column].numeric)
            continue;
        if (before != i)
            l->split[i] -= GAIN_START;
        if (before)
            price_break(p, i, k, before);
        p->above[s->column].line = (uint32_t)i + 1;
    }
    l->first[i + 1] = (uint32_t)l->n_events;
}

void sr_aligned_price_lines(sr_lines *l)
{
    sr_arena *scratch = &l->page->scratch;
    sr_pricing p = {.lines = l, .above = SR_NEW_ARRAY(scratch, sr_above, l->grid->n_columns)};

    l->join = SR_NEW_ARRAY(scratch, int32_t, l->n + 1);
    l->split = SR_NEW_ARRAY(scratch, int32_t, l->n + 1);
    l->said = SR_NEW_ARRAY(scratch, int32_t, l->n + 1);
    l->first = SR_NEW_ARRAY(scratch, uint32_t, l->n + 2);
    l->y = SR_NEW_ARRAY(scratch, int32_t, l->n + 1);
    l->text_y = SR_NEW_ARRAY(scratch, int32_t, l->n + 1);
    measure_heights(l);
    measure_widths(&p);
    learn_room(&p);
    learn_words(&p);
    for (size_t i = 0; i < l->n; i++)
        price_line(&p, i);
}
