#include "cli/grid.h"

#include "cli/terminal.h"

#include <stdio.h>
#include <stdlib.h>
#include <utf8proc.h>

enum {
    INDENT = 2,
    LINES_MAX = 3,    /* of a wrapped cell: more makes rows that the eye cannot follow */
    TEXT_LEAST = 18,  /* a text column does not shrink below this while blocks can be split */
    TEXT_TINY = 6,    /* but below this on no terminal, however narrow */
    TITLE_WANTS = 11, /* a title widens its column up to this */
    TITLE_ROOM = 14   /* and up to this where there is room */
};

/* ---- the pen ---------------------------------------------------------------------------------------------------- */

static bool locale_is_utf8(void)
{
    static const char *const names[] = {"LC_ALL", "LC_CTYPE", "LANG"};

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        const char *value = getenv(names[i]);
        if (value && *value)
            return sr_find_nocase(sr_str(value), SR_LIT("utf-8")) != SIZE_MAX ||
                   sr_find_nocase(sr_str(value), SR_LIT("utf8")) != SIZE_MAX;
    }
    return true; /* nothing said: documents are UTF-8, and so are today's terminals */
}

sr_pen sr_pen_of(int fd)
{
    return (sr_pen){
        .width = (size_t)sr_terminal_width(fd), .colours = sr_terminal_colours(fd), .unicode = locale_is_utf8()};
}

void sr_pen_put(const sr_pen *pen, sr_buf *out, sr_style_name style, sr_slice text)
{
    static const char *const codes[] = {"", "2", "1", "32", "33", "35", "33;1", "31;1"};

    if (!pen->colours || style == SR_PLAIN || text.len == 0) {
        sr_buf_slice(out, text);
        return;
    }
    sr_buf_printf(out, "\x1b[%sm", codes[style]);
    sr_buf_slice(out, text);
    sr_buf_lit(out, "\x1b[0m");
}

sr_slice sr_pen_plain(sr_arena *arena, sr_slice text)
{
    enum { LONGEST = 4096 }; /* what is longer is clipped on every terminal */
    char *to = sr_arena_alloc(arena, (text.len < LONGEST ? text.len : LONGEST) + 1), *at = to;
    bool blank = true;
    utf8proc_int32_t c;

    for (size_t i = 0; i < text.len && i < LONGEST;) {
        utf8proc_ssize_t n =
            utf8proc_iterate((const utf8proc_uint8_t *)text.ptr + i, (utf8proc_ssize_t)(text.len - i), &c);
        bool control = n <= 0 || c < 0x20 || (c >= 0x7f && c < 0xa0) || (c >= 0x202a && c <= 0x202e);
        size_t len = n > 0 ? (size_t)n : 1;
        if (i + len > LONGEST)
            break;
        if (control || c == ' ') {
            if (!blank)
                *at++ = ' ';
        } else {
            memcpy(at, text.ptr + i, len);
            at += len;
        }
        blank = control || c == ' ';
        i += len;
    }
    while (at > to && at[-1] == ' ')
        at--;
    return (sr_slice){to, (size_t)(at - to)};
}

/* The bytes of text that go on a line of width cells; a word is cut only where it is longer than a line. */
static size_t line_of(sr_slice text, size_t width)
{
    size_t fits = sr_text_clip(text, width);

    if (fits == text.len)
        return fits;
    for (size_t at = fits; at > 0; at--)
        if (text.ptr[at] == ' ')
            return at;
    return fits ? fits : sr_text_clip(text, 2);
}

static sr_slice after_blanks(sr_slice text, size_t from)
{
    while (from < text.len && text.ptr[from] == ' ')
        from++;
    return sr_sub(text, from, text.len);
}

void sr_pen_wrap(const sr_pen *pen, sr_buf *out, sr_slice text, size_t column, size_t indent)
{
    while (text.len) {
        size_t len = line_of(text, pen->width > column + 10 ? pen->width - column : 10);
        sr_buf_add(out, text.ptr, len ? len : text.len);
        sr_buf_char(out, '\n');
        text = after_blanks(text, len ? len : text.len);
        if (text.len)
            sr_buf_printf(out, "%*s", (int)indent, "");
        column = indent;
    }
}

/* ---- the grid --------------------------------------------------------------------------------------------------- */

void sr_grid_init(sr_grid *grid, sr_arena *arena, size_t n_columns)
{
    *grid =
        (sr_grid){.arena = arena, .n_columns = n_columns, .columns = SR_NEW_ARRAY(arena, sr_grid_column, n_columns)};
}

sr_grid_cell *sr_grid_row(sr_grid *grid)
{
    sr_grid_cell *row = SR_NEW_ARRAY(grid->arena, sr_grid_cell, grid->n_columns ? grid->n_columns : 1);

    *SR_PUSH(grid->arena, grid->rows, grid->n_rows, grid->cap_rows) = (sr_grid_line){.cells = row};
    return row;
}

void sr_grid_banner(sr_grid *grid, sr_slice text)
{
    if (text.len)
        *SR_PUSH(grid->arena, grid->rows, grid->n_rows, grid->cap_rows) = (sr_grid_line){.banner = text};
}

void sr_grid_gap(sr_grid *grid)
{
    if (grid->n_rows && (grid->rows[grid->n_rows - 1].cells || grid->rows[grid->n_rows - 1].banner.len))
        *SR_PUSH(grid->arena, grid->rows, grid->n_rows, grid->cap_rows) = (sr_grid_line){0};
}

static size_t longest_word(sr_slice text)
{
    size_t longest = 0;

    for (size_t at = 0; at < text.len;) {
        const char *blank = memchr(text.ptr + at, ' ', text.len - at);
        size_t end = blank ? (size_t)(blank - text.ptr) : text.len;
        size_t width = sr_text_width(sr_sub(text, at, end));
        longest = width > longest ? width : longest;
        at = end + 1;
    }
    return longest;
}

static void measure_column(sr_grid *grid, size_t c)
{
    sr_grid_column *column = &grid->columns[c];
    size_t numbers = 0, texts = 0, widest_number = 0;

    for (size_t r = 0; r < grid->n_rows; r++) {
        const sr_grid_cell *cell = grid->rows[r].cells ? &grid->rows[r].cells[c] : NULL;
        if (!cell || cell->text.len == 0)
            continue;
        size_t width = sr_text_width(cell->text);
        column->natural = width > column->natural ? width : column->natural;
        if (cell->number && width > widest_number)
            widest_number = width;
        column->marked = column->marked || cell->mark;
        (cell->number ? numbers++ : texts++);
    }
    column->used = column->keep || numbers + texts > 0;
    column->number = numbers > texts;
    column->least = column->natural < TEXT_LEAST ? column->natural : TEXT_LEAST;
    if (widest_number > column->least)
        column->least = widest_number;
    size_t title = longest_word(column->title);
    title = title < TITLE_WANTS ? title : TITLE_WANTS;
    size_t whole = sr_text_width(column->title);
    whole = whole < TITLE_ROOM ? whole : TITLE_ROOM;
    if (column->natural < title)
        column->natural = title;
    if (column->natural < whole)
        column->natural = whole;
    if (column->least < title)
        column->least = title;
    column->width = column->natural;
}

/* With its separator and mark. */
static size_t outer(const sr_grid_column *column, size_t width)
{
    return width + (column->marked ? 1 : 0) + 3;
}

/* Columns first..first+n of the list at fit into room: the widest give way first, none below its least. */
static void shrink(sr_grid *grid, const size_t *list, size_t n, size_t room)
{
    for (;;) {
        size_t total = 0, widest = SIZE_MAX, second = 0;
        for (size_t i = 0; i < n; i++) {
            const sr_grid_column *c = &grid->columns[list[i]];
            total += outer(c, c->width);
            if (c->width > c->least && (widest == SIZE_MAX || c->width > grid->columns[widest].width))
                widest = list[i];
        }
        if (total <= room || widest == SIZE_MAX)
            return;
        sr_grid_column *w = &grid->columns[widest];
        for (size_t i = 0; i < n; i++) {
            const sr_grid_column *c = &grid->columns[list[i]];
            if (list[i] != widest && c->width > c->least && c->width > second)
                second = c->width;
        }
        size_t cut = total - room, down = second < w->least ? w->least : second;
        size_t step = w->width > down ? w->width - down : 1;
        w->width -= step < cut ? step : cut;
    }
}

/* ---- drawing ---------------------------------------------------------------------------------------------------- */

typedef struct block {
    const size_t *list; /* columns */
    size_t n;
    const sr_pen *pen;
    sr_buf *out;
    bool first;
    sr_grid_cell *titles; /* of all columns; those of the list are of this block */
} block;

static void pad(sr_buf *out, size_t n)
{
    if (n)
        sr_buf_printf(out, "%*s", (int)n, "");
}

static sr_slice bar(const sr_pen *pen)
{
    return pen->unicode ? SR_LIT(" \xe2\x94\x82 ") : SR_LIT(" | ");
}

/* The next line of a text in width cells; rest is what follows. last: clip with an ellipsis. */
static sr_slice next_line(const sr_pen *pen, sr_arena *arena, sr_slice *rest, size_t width, bool last)
{
    sr_slice text = *rest;
    size_t len = line_of(text, width);

    if (len < text.len && last) {
        sr_slice dots = pen->unicode ? SR_LIT("\xe2\x80\xa6") : SR_LIT("..");
        size_t dots_width = pen->unicode ? 1 : 2;
        size_t keep = sr_text_clip(text, width > dots_width ? width - dots_width : 0);
        *rest = (sr_slice){0};
        return sr_arena_printf(arena, "%.*s%.*s", (int)keep, text.ptr, SR_FMT(dots));
    }
    *rest = after_blanks(text, len);
    return sr_sub(text, 0, len);
}

static void draw_cell(const block *b, const sr_grid_column *column, const sr_grid_cell *cell, sr_slice line, bool first)
{
    size_t width = sr_text_width(line), room = column->width > width ? column->width - width : 0;
    bool right = cell->number || (column->number && cell->text.len && cell->mark);

    if (right)
        pad(b->out, room);
    sr_pen_put(b->pen, b->out, (sr_style_name)cell->style, line);
    if (!right)
        pad(b->out, room);
    if (column->marked)
        sr_pen_put(b->pen, b->out, (sr_style_name)cell->style,
                   first && cell->mark ? (sr_slice){&cell->mark, 1} : SR_LIT(" "));
}

static void draw_row(sr_grid *grid, const block *b, const sr_grid_cell *row)
{
    sr_slice *rest = SR_NEW_ARRAY(grid->arena, sr_slice, b->n);
    bool more = true;

    for (size_t i = 0; i < b->n; i++)
        rest[i] = row[b->list[i]].text;
    for (int n = 0; n < LINES_MAX && more; n++) {
        more = false;
        pad(b->out, INDENT);
        for (size_t i = 0; i < b->n; i++) {
            const sr_grid_column *column = &grid->columns[b->list[i]];
            const sr_grid_cell *cell = &row[b->list[i]];
            sr_slice line = {0};
            if (rest[i].len)
                line = next_line(b->pen, grid->arena, &rest[i], column->width, n == LINES_MAX - 1);
            if (i)
                sr_pen_put(b->pen, b->out, SR_DIM, bar(b->pen));
            draw_cell(b, column, cell, line, n == 0);
            more = more || rest[i].len;
        }
        while (b->out->len && b->out->ptr[b->out->len - 1] == ' ')
            b->out->len--;
        sr_buf_char(b->out, '\n');
    }
}

static void draw_rule(const sr_grid *grid, const block *b)
{
    sr_slice dash = b->pen->unicode ? SR_LIT("\xe2\x94\x80") : SR_LIT("-");
    sr_slice cross = b->pen->unicode ? SR_LIT("\xe2\x94\x80\xe2\x94\xbc\xe2\x94\x80") : SR_LIT("-+-");
    sr_buf line = {0};

    for (size_t i = 0; i < b->n; i++) {
        const sr_grid_column *column = &grid->columns[b->list[i]];
        if (i)
            sr_buf_slice(&line, cross);
        for (size_t k = 0; k < column->width + (column->marked ? 1 : 0); k++)
            sr_buf_slice(&line, dash);
    }
    pad(b->out, INDENT);
    sr_pen_put(b->pen, b->out, SR_DIM, (sr_slice){line.ptr, line.len});
    sr_buf_char(b->out, '\n');
    sr_buf_free(&line);
}

static void draw_banner(sr_grid *grid, const block *b, sr_slice text)
{
    sr_slice rest = text;
    sr_slice line =
        next_line(b->pen, grid->arena, &rest, b->pen->width > INDENT + 20 ? b->pen->width - INDENT : 20, true);

    pad(b->out, INDENT);
    sr_pen_put(b->pen, b->out, SR_DIM, line);
    sr_buf_char(b->out, '\n');
}

static void draw_block(sr_grid *grid, const block *b)
{
    for (size_t i = 0; i < b->n; i++) {
        const sr_grid_column *column = &grid->columns[b->list[i]];
        b->titles[b->list[i]] = (sr_grid_cell){.text = column->title, .style = SR_BOLD, .number = column->number};
    }
    draw_row(grid, b, b->titles);
    draw_rule(grid, b);
    for (size_t r = 0; r < grid->n_rows; r++) {
        if (grid->rows[r].cells) {
            draw_row(grid, b, grid->rows[r].cells);
        } else if (grid->rows[r].banner.len) {
            if (b->first)
                draw_banner(grid, b, grid->rows[r].banner);
        } else {
            pad(b->out, INDENT);
            sr_pen_put(b->pen, b->out, SR_DIM, b->pen->unicode ? SR_LIT("\xe2\x8b\xaf") : SR_LIT("..."));
            sr_buf_char(b->out, '\n');
        }
    }
}

static size_t least_of(const sr_grid *grid, size_t c)
{
    return outer(&grid->columns[c], grid->columns[c].least);
}

void sr_grid_draw(sr_grid *grid, const sr_pen *pen, sr_buf *out)
{
    size_t *list = SR_NEW_ARRAY(grid->arena, size_t, grid->n_columns + 1);
    sr_grid_cell *titles = SR_NEW_ARRAY(grid->arena, sr_grid_cell, grid->n_columns + 1);
    size_t room = pen->width > INDENT + 3 ? pen->width - INDENT + 3 : 6;
    size_t anchors = 0, anchors_least = 0;
    bool drawn = false;

    for (size_t c = 0; c < grid->n_columns; c++) {
        measure_column(grid, c);
        if (grid->columns[c].anchor && grid->columns[c].used) {
            list[anchors++] = c;
            anchors_least += least_of(grid, c);
        }
    }
    for (size_t c = 0; c < grid->n_columns;) {
        size_t n = anchors, least = anchors_least;
        for (; c < grid->n_columns; c++) {
            if (grid->columns[c].anchor || !grid->columns[c].used)
                continue;
            if (n > anchors && least + least_of(grid, c) > room)
                break;
            least += least_of(grid, c);
            list[n++] = c;
        }
        for (size_t i = 0; i < n; i++) {
            sr_grid_column *column = &grid->columns[list[i]];
            column->width = column->natural;
            if (least > room && !column->number && column->least > TEXT_TINY)
                column->least = TEXT_TINY;
        }
        shrink(grid, list, n, room);
        if (n == anchors && drawn)
            break;
        if (drawn)
            sr_buf_char(out, '\n');
        draw_block(grid, &(block){list, n, pen, out, !drawn, titles});
        drawn = true;
    }
}
