#include "importers/aligned_parts.h"

/* A text this long that stands alone on its line, with this many words, is of a paragraph. */
enum { PROSE_CHARS = 60, PROSE_WORDS = 6 };
/* A justified line: as long as this, its blanks no wider than that, so many tenths of it filled. */
enum { JUSTIFIED_CHARS = 50, JUSTIFIED_GAP = 12, JUSTIFIED_FILL = 7 };

static uint32_t words_of(const sr_pline *line, const sr_seg *s)
{
    uint32_t words = 1;

    for (uint32_t i = s->b0 + 1; i < s->b1; i++)
        words += sr_is_blank((unsigned char)line->line->text.ptr[i]);
    return words;
}

static bool is_number(const sr_seg *s)
{
    return s->kind == SR_SEG_NUMBER || s->kind == SR_SEG_NIL;
}

/* True if another text of the line begins or ends where this one does; the first of a line does not count. */
static bool aligned_in(const sr_pline *line, const sr_seg *s)
{
    for (uint32_t k = 1; k < line->n; k++)
        if (line->segs[k].x0 == s->x0 || (k + 1 < line->n && line->segs[k].x1 == s->x1))
            return true;
    return false;
}

/* Lines that a line is compared with, on each side. */
enum { NEIGHBOURS = 3 };

static uint32_t aligned_segments(const sr_page *page, size_t i)
{
    const sr_pline *line = &page->lines[i];
    uint32_t count = 0;

    for (uint32_t k = 1; k < line->n; k++) {
        bool found = false;

        for (size_t d = 1; d <= NEIGHBOURS && !found; d++)
            found = (i >= d && aligned_in(&page->lines[i - d], &line->segs[k])) ||
                    (i + d < page->n && aligned_in(&page->lines[i + d], &line->segs[k]));
        count += found;
    }
    return count;
}

static bool is_justified(const sr_page *page, size_t i)
{
    const sr_pline *line = &page->lines[i];
    uint32_t span = line->segs[line->n - 1].x1 - line->segs[0].x0, filled = 0, widest = 0, numbers = 0;

    for (uint32_t k = 0; k < line->n; k++) {
        filled += line->segs[k].x1 - line->segs[k].x0 + 1;
        numbers += is_number(&line->segs[k]);
        if (k > 1 || (k == 1 && line->segs[0].kind != SR_SEG_ENUM))
            widest =
                line->segs[k].x0 - line->segs[k - 1].x1 > widest ? line->segs[k].x0 - line->segs[k - 1].x1 : widest;
    }
    if (span < JUSTIFIED_CHARS || widest > JUSTIFIED_GAP || filled * 10 < span * JUSTIFIED_FILL || numbers > 1)
        return false;
    return aligned_segments(page, i) * 2 < line->n - 1;
}

/* "Program    : 1.03.10 PROGRAM JALAN": what stands above the tables of budget forms; its colons line up. */
static bool is_label(const sr_pline *line)
{
    return line->n >= 2 && line->n <= 3 && line->segs[0].kind == SR_SEG_TEXT &&
           line->line->text.ptr[line->segs[1].b0] == ':';
}

/* "Serayu, 5 Januari 2024", "Serayu,     Januari 2024": above the signatures, and no row of the table above them. */
static bool is_dated(const sr_pline *line)
{
    if (line->n == 0 || line->n > 2)
        return false;
    uint32_t from = line->segs[0].b0, to = line->segs[line->n - 1].b1, year = 0, digits = 0, letters = 0;
    const char *t = line->line->text.ptr;

    while (to > from && year < 4 && sr_is_digit((unsigned char)t[to - 1]))
        to--, year++;
    while (to > from && (sr_is_blank((unsigned char)t[to - 1]) || t[to - 1] == '.'))
        to--;
    while (to > from && sr_is_alpha((unsigned char)t[to - 1]))
        to--, letters++;
    while (to > from && (sr_is_blank((unsigned char)t[to - 1]) || t[to - 1] == '.'))
        to--;
    while (to > from && digits < 2 && sr_is_digit((unsigned char)t[to - 1]))
        to--, digits++;
    while (to > from && (sr_is_blank((unsigned char)t[to - 1]) || t[to - 1] == '.'))
        to--;
    return year == 4 && letters >= 3 && to > from + 2 && t[to - 1] == ',' && sr_is_alpha((unsigned char)t[to - 2]);
}

static bool is_prose(const sr_page *page, size_t i)
{
    const sr_pline *line = &page->lines[i];
    const sr_seg *last;

    if (line->huge || line->leaders || (line->caption && line->n == 1))
        return true;
    if (line->n == 0)
        return false;
    if (is_label(line) || is_dated(line))
        return true;
    last = &line->segs[line->n - 1];
    bool single = line->n == 1 || (line->n == 2 && line->segs[0].kind == SR_SEG_ENUM);
    if (single)
        return last->x1 - last->x0 >= PROSE_CHARS && words_of(line, last) >= PROSE_WORDS;
    return is_justified(page, i);
}

/* ---- what is a table ----------------------------------------------------------------------- */

/* Lines with cells side by side that make a table. */
enum { TABLE_LINES = 3 };
/* A mark of a list: "a." or, at the left, a number of so many characters ("1", "1.1", "2.1.10"). */
enum { MARK_CHARS = 6 };
/* Of ten texts, those that stand at their column's left edge or middle in a table without numbers. */
enum { REGULAR_TEXTS = 5 };
/* Of ten texts, those that may stand over several columns in a table without numbers. */
enum { CROSSING_TEXTS = 1 };
/* In a table without numbers one line of so many, at least, has two cells besides its mark. */
enum { WRAPPED_LINES = 5 };

typedef struct sr_weights {
    uint32_t two, three; /* lines with cells in so many columns, lists' marks not counted */
    uint32_t numbered;   /* lines with a number beside another cell */
    uint32_t texts, crossing;
    bool number_row;
} sr_weights;

static bool is_mark(const sr_pline *line, uint32_t k)
{
    const sr_seg *s = &line->segs[k];

    return k == 0 && (s->kind == SR_SEG_ENUM || (s->kind == SR_SEG_NUMBER && s->b1 - s->b0 <= MARK_CHARS));
}

static void weigh_line(const sr_grid *grid, const sr_pline *line, sr_weights *w)
{
    uint32_t cells = 0, numbers = 0;

    for (uint32_t k = 0; k < line->n; k++) {
        const sr_seg *s = &line->segs[k];

        w->texts++;
        w->crossing += s->spans > 1;
        if ((k && line->segs[k - 1].column == s->column) || is_mark(line, k))
            continue;
        if (grid->columns[s->column].colons * 2 > grid->columns[s->column].cells)
            continue;
        cells++;
        numbers += is_number(s);
    }
    w->number_row |= line->n >= TABLE_LINES && sr_aligned_number_row(line);
    w->two += cells >= 2;
    w->three += cells >= 3;
    w->numbered += cells >= 2 && numbers > 0;
}

/* True if most texts stand where the texts of their column stand; gaps of a justified paragraph do not line up. */
static bool is_regular(const sr_grid *grid)
{
    uint32_t regular = 0, all = 0;

    for (uint32_t c = 1; c < grid->n_columns; c++) {
        const sr_acolumn *column = &grid->columns[c];
        uint32_t best = column->left_n > column->middle_n ? column->left_n : column->middle_n;

        regular += best < column->cells ? best : column->cells;
        all += column->cells;
    }
    return regular * 10 >= all * REGULAR_TEXTS;
}

static bool is_table(const sr_grid *grid)
{
    sr_weights w = {0};
    uint32_t numeric = 0;
    bool colons = false; /* "Nomor : 050/123": the head of a letter */

    if (grid->n_columns < 2 || grid->n_columns > SR_ALIGNED_COLUMNS)
        return false;
    for (uint32_t c = 1; c < grid->n_columns; c++) {
        numeric += grid->columns[c].numeric;
        colons |= grid->columns[c].cells > 0 && grid->columns[c].colons * 2 > grid->columns[c].cells;
    }
    for (size_t i = 0; i < grid->n; i++)
        weigh_line(grid, grid->lines[i], &w);
    if (w.numbered >= TABLE_LINES && (numeric >= 2 || (numeric >= 1 && w.two >= TABLE_LINES)))
        return true;
    if (grid->n_columns >= 3 && w.number_row)
        return true;
    return !colons && grid->n_columns >= 3 && w.two >= TABLE_LINES && (w.three >= 2 || grid->columns[0].numeric) &&
           w.two * WRAPPED_LINES >= grid->n && is_regular(grid) && w.crossing * 10 <= w.texts * CROSSING_TEXTS;
}

/* ---- runs of lines ------------------------------------------------------------------------- */

static void say(sr_page *page, const sr_pline *line)
{
    if (line->caption)
        sr_aligned_forget(page->doc);
    page->text(page->context, line->line);
}

static void say_all(sr_page *page, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++)
        say(page, &page->lines[i]);
}

static bool is_single(const sr_pline *line)
{
    return line->n == 1 || (line->n == 2 && line->segs[0].kind == SR_SEG_ENUM);
}

/* A line alone that can be of a table's top or bottom: short, of one column. */
static bool fits_one(const sr_pline *line)
{
    return line->n >= 1 && line->segs[line->n - 1].spans == 1 && !line->prose;
}

static void take(sr_page *page, sr_grid *grid, size_t from, size_t to)
{
    grid->lines = SR_NEW_ARRAY(&page->scratch, sr_pline *, to - from + 1);
    grid->n = 0;
    for (size_t i = from; i < to; i++)
        if (!page->lines[i].blank)
            grid->lines[grid->n++] = &page->lines[i];
}

/* Columns that a sentence below a table stands over; texts of a line of its signatures. */
enum { SENTENCE_COLUMNS = 3, SIGNATURES = 2 };

/* The first line of what follows a table: a sentence over several columns, and no row behind it. */
static size_t epilogue(const sr_page *page, size_t from, size_t to)
{
    size_t first = to;

    for (size_t i = to; i-- > from && page->lines[i].n <= SIGNATURES;) {
        const sr_pline *line = &page->lines[i];
        if (line->prose && line->n == 1 && line->segs[0].spans >= SENTENCE_COLUMNS && line->blanks > 0)
            first = i;
    }
    return first;
}

static void trim(const sr_page *page, size_t *from, size_t *to)
{
    *to = epilogue(page, *from, *to);
    while (*from < *to) {
        const sr_pline *line = &page->lines[*from];
        bool far = *from + 1 < *to && page->lines[*from + 1].blank;

        if (!line->blank && (!is_single(line) || (fits_one(line) && !far && line->segs[0].column > 0)))
            break;
        (*from)++;
    }
    size_t last = *to;
    while (last > *from && (page->lines[last - 1].blank || is_single(&page->lines[last - 1])))
        last--;
    for (size_t i = last; i < *to && (page->lines[i].blank || fits_one(&page->lines[i])); i++)
        if (sr_aligned_is_amount(&page->lines[i]) || (i == last && !page->lines[i].blank))
            last = i + 1;
    *to = last;
}

/* Pushes the table; where its header stands again, a new part begins. */
static void push_parts(sr_page *page, const sr_grid *grid, size_t header)
{
    for (size_t from = 0, to; from < grid->n; from = to) {
        sr_grid part = *grid;

        to = sr_aligned_header_again(grid, header, from + (header ? header : 1));
        part.whole = grid;
        part.lines = grid->lines + from;
        part.n = to - from;
        sr_aligned_rows(page, &part, header);
    }
}

/* ---- two tables, one below the other --------------------------------------------------------- */

/* Places in a run where another table may begin; more are not tried. */
enum { CUTS_MAX = 6 };
/* Of ten lines of both, those that stand across a gap between columns of the other; and how many at least. */
enum { ACROSS_PART = 3, ACROSS_MIN = 3 };

/* Words side by side below a blank line, and no number: what the header of another table is. */
static bool begins_header(const sr_page *page, size_t i)
{
    const sr_pline *line = &page->lines[i];

    if (i == 0 || !page->lines[i - 1].blank || line->n < 2)
        return false;
    for (uint32_t k = 0; k < line->n; k++)
        if (line->segs[k].kind != SR_SEG_TEXT)
            return false;
    return true;
}

/* The lines as they are scanned, with no boundary of a grid in them. */
static void rescan(sr_page *page, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++) {
        sr_pline *line = &page->lines[i], was = *line;

        sr_aligned_scan(&page->scratch, was.line, line);
        line->index = was.index;
        line->blanks = was.blanks;
        line->prose = was.prose;
        line->caption = was.caption;
    }
}

static bool is_table_of(sr_page *page, sr_grid *grid, size_t from, size_t to)
{
    rescan(page, from, to);
    *grid = (sr_grid){0};
    take(page, grid, from, to);
    if (grid->n)
        sr_aligned_columns(page, grid);
    return grid->n && is_table(grid);
}

/* The room between a column and the next, by their texts. */
typedef struct sr_gap {
    uint32_t from, to;
} sr_gap;

static uint32_t gaps_of(const sr_grid *grid, sr_gap gaps[SR_ALIGNED_COLUMNS])
{
    for (uint32_t c = 0; c < grid->n_columns; c++)
        gaps[c] = (sr_gap){0, UINT32_MAX};
    for (size_t i = 0; i < grid->n; i++)
        for (uint32_t k = 0; k < grid->lines[i]->n; k++) {
            const sr_seg *s = &grid->lines[i]->segs[k];

            if (s->spans > 1)
                continue;
            gaps[s->column].from = s->x1 > gaps[s->column].from ? s->x1 : gaps[s->column].from;
            if (s->column > 0)
                gaps[s->column - 1].to = s->x0 < gaps[s->column - 1].to ? s->x0 : gaps[s->column - 1].to;
        }
    return grid->n_columns - 1;
}

/* Lines with a text across a gap of the other grid. */
static uint32_t lines_across(const sr_grid *grid, const sr_gap *gaps, uint32_t n)
{
    uint32_t across = 0;

    for (size_t i = 0; i < grid->n; i++) {
        bool found = false;
        for (uint32_t k = 0; k < grid->lines[i]->n; k++)
            for (uint32_t g = 0; g < n; g++)
                found |= gaps[g].from < gaps[g].to && grid->lines[i]->segs[k].x0 < gaps[g].from &&
                         grid->lines[i]->segs[k].x1 > gaps[g].to;
        across += found;
    }
    return across;
}

/* Where a second table with columns of its own begins; 0: the run is one. */
static size_t find_cut(sr_page *page, size_t from, size_t to)
{
    sr_gap gaps_above[SR_ALIGNED_COLUMNS], gaps_below[SR_ALIGNED_COLUMNS];
    size_t cut = 0, tried = 0;
    sr_grid above, below;

    for (size_t i = from + 1; i < to && tried < CUTS_MAX && !cut; i++) {
        if (!begins_header(page, i))
            continue;
        tried++;
        if (!is_table_of(page, &above, from, i) || !is_table_of(page, &below, i, to) ||
            sr_aligned_header_lines(&below) == 0)
            continue;
        uint32_t n_above = gaps_of(&above, gaps_above), n_below = gaps_of(&below, gaps_below);
        uint32_t across = lines_across(&above, gaps_below, n_below), more = lines_across(&below, gaps_above, n_above);
        if (across && more && across + more >= ACROSS_MIN && (across + more) * 10 >= (above.n + below.n) * ACROSS_PART)
            cut = i;
    }
    if (tried)
        rescan(page, from, to);
    return cut;
}

/* A run of lines without paragraphs: a table with prose around it, or prose. */
static void run(sr_page *page, size_t from, size_t to)
{
    size_t cut = find_cut(page, from, to);
    sr_grid grid = {0};

    if (cut) {
        run(page, from, cut);
        run(page, cut, to);
        return;
    }
    size_t first = from, end = to;
    uint32_t several = 0;

    for (size_t i = from; i < to; i++)
        several += page->lines[i].n >= 2;
    if (several < 2) {
        say_all(page, from, to);
        return;
    }
    take(page, &grid, from, to);
    sr_aligned_columns(page, &grid);
    trim(page, &first, &end);
    take(page, &grid, first, end);
    if (grid.n)
        sr_aligned_columns(page, &grid);
    if (grid.n == 0 || !is_table(&grid)) {
        say_all(page, from, to);
        return;
    }
    say_all(page, from, first);
    size_t header = sr_aligned_settle(page, &grid);
    sr_aligned_remember(page, &grid, header);
    push_parts(page, &grid, header);
    say_all(page, end, to);
}

/* ---- the page ------------------------------------------------------------------------------ */

/* A footer: at the bottom, apart from what is above, a number behind some words or alone. */
enum { FOOTER_LINES = 3, FOOTER_DIGITS = 4 };

static size_t body_end(const sr_page *page)
{
    size_t end = page->n, lines = 0;

    while (end && page->lines[end - 1].blank)
        end--;
    if (end == 0)
        return page->n;
    const sr_pline *last = &page->lines[end - 1];
    if (last->n == 0 || last->n > 2)
        return page->n;
    const sr_seg *number = &last->segs[last->n - 1];
    if (number->kind != SR_SEG_NUMBER || number->b1 - number->b0 > FOOTER_DIGITS)
        return page->n;
    while (end && !page->lines[end - 1].blank && lines < FOOTER_LINES)
        end--, lines++;
    bool apart = end == 0 || page->lines[end - 1].blank;
    return apart ? end : page->n;
}

/* Lines that a wrapped caption goes on for; a blank line ends it. */
enum { CAPTION_LINES = 3 };

/* The lines right below a caption, if a blank line follows soon, are of the caption. */
static void extend_captions(sr_page *page, size_t end)
{
    for (size_t i = 0; i + 1 < end; i++) {
        size_t to = i + 1;

        if (!page->lines[i].caption)
            continue;
        while (to < end && !page->lines[to].blank)
            to++;
        if (to - i - 1 > CAPTION_LINES || to == end)
            continue;
        while (++i < to)
            page->lines[i].caption = page->lines[i].prose = true;
    }
}

static void one_page(sr_page *page)
{
    size_t end = body_end(page), from = 0;

    for (size_t i = 0; i < end; i++)
        page->lines[i].prose = is_prose(page, i);
    extend_captions(page, end);
    for (size_t i = 0; i < end; i++) {
        bool pair = (i && page->lines[i - 1].prose) || (i + 1 < end && page->lines[i + 1].prose);
        const sr_pline *line = &page->lines[i];

        if (line->prose && (pair || line->huge || line->leaders || line->caption || is_dated(line))) {
            run(page, from, i);
            say(page, line);
            from = i + 1;
        }
    }
    run(page, from, end);
    say_all(page, end, page->n);
}

static void window(sr_page *page, const sr_line *lines, size_t n)
{
    uint32_t blanks = 0;

    page->lines = SR_NEW_ARRAY(&page->scratch, sr_pline, n);
    page->n = n;
    for (size_t i = 0; i < n; i++) {
        sr_aligned_scan(&page->scratch, &lines[i], &page->lines[i]);
        page->lines[i].index = (uint32_t)i;
        page->lines[i].blanks = blanks;
        blanks = page->lines[i].blank ? blanks + 1 : 0;
    }
    one_page(page);
}

void sr_aligned_lines(sr_doc *doc, const sr_line *lines, size_t n, void (*text)(void *context, const sr_line *line),
                      void *context)
{
    sr_page page = {.doc = doc, .text = text, .context = context};

    for (size_t from = 0; from < n; from += SR_ALIGNED_WINDOW) {
        size_t count = n - from < SR_ALIGNED_WINDOW ? n - from : SR_ALIGNED_WINDOW;

        window(&page, lines + from, count);
        sr_arena_reset(&page.scratch);
    }
    sr_arena_free(&page.scratch);
}
