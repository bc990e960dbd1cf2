#include "importers/html_grid.h"

#include "importers/html_typed.h"

#include <stdlib.h>

enum { TO_THE_END = UINT16_MAX /* rowspan=0 */ };
/* A page whose tables are broken breaks them everywhere: a hundred places show it. */
enum { SAID_MAX = 100 };

/* A row that is over. Its boxes count from its text's begin. */
typedef struct form_row {
    sr_html_place at;
    const sr_html_box *boxes;
    size_t n_boxes;
    uint32_t width;
    bool hidden;
    uint64_t nonblank;
    sr_slice text;
} form_row;

/* A row that waits: as form_row, but its parts are in arrays that grow. */
typedef struct held_row {
    form_row row;
    size_t box, text;
} held_row;

struct sr_html_held {
    sr_buf text;
    sr_html_box *boxes;
    size_t n_boxes, cap_boxes;
    held_row *rows;
    size_t n_rows, cap_rows;
};

void sr_html_say_beyond(sr_html_forming *forming, uint64_t line_no, const char *what)
{
    if (forming->said++ < SAID_MAX)
        sr_doc_finding(forming->doc, SR_S022, "The table at line %llu goes beyond a grid: %s.",
                       (unsigned long long)line_no, what)
            ->line_no = line_no;
}

static void *grow(void *items, size_t n, size_t *cap, size_t size)
{
    if (n < *cap)
        return items;
    *cap = *cap ? *cap * 2 : 16;
    items = realloc(items, *cap * size);
    if (!items)
        abort(); /* as in core/arena.h */
    return items;
}

void sr_html_grid_init(sr_html_grid *grid, sr_html_forming *forming, uint32_t depth, bool hidden)
{
    sr_html_flow flow = grid->flow;

    /* Buffers are kept from the table before: a page may have a million small ones. */
    flow.buf.len = 0;
    *grid = (sr_html_grid){.forming = forming,
                           .depth = depth,
                           .hidden = hidden,
                           .flow = flow,
                           .boxes = grid->boxes,
                           .cap_boxes = grid->cap_boxes,
                           .down = grid->down,
                           .cap_down = grid->cap_down,
                           .hidden_columns = grid->hidden_columns,
                           .held = grid->held};
    sr_html_flow_begin(&grid->flow);
}

void sr_html_grid_free(sr_html_grid *grid)
{
    sr_buf_free(&grid->flow.buf);
    free(grid->boxes);
    free(grid->down);
    free(grid->hidden_columns);
    free((void *)(uintptr_t)grid->title.ptr);
    if (grid->held) {
        sr_buf_free(&grid->held->text);
        free(grid->held->boxes);
        free(grid->held->rows);
        free(grid->held);
    }
}

/* ---- into the document -------------------------------------------------------------------- */

static void begin_part(sr_html_grid *grid, uint64_t line_no)
{
    sr_html_forming *f = grid->forming;
    sr_doc *doc = f->doc;
    sr_part *part = sr_doc_part(doc, SR_PART_GRID, line_no);

    /* Behind a table of another depth it goes on with nothing; nor does what is left of a table with what was in it. */
    part->apart = grid->depth > 0 || f->nested_last || grid->begun;
    part->hidden = grid->hidden;
    if (grid->title.len)
        part->title = sr_arena_copy(&doc->batch, grid->title);
    grid->resumed = grid->begun;
    grid->head_over |= grid->resumed;
    grid->part = part;
    grid->block = doc->n_blocks - 1;
    grid->batch_no = doc->batch_no;
    f->nested_last = grid->depth > 0;
}

void sr_html_grid_take_part(sr_html_grid *grid, uint64_t line_no)
{
    sr_doc *doc = grid->forming->doc;

    if (!grid->part || grid->batch_no != doc->batch_no)
        begin_part(grid, line_no);
    doc->part = grid->part;
}

/* The row goes before those of the table's bodies, where it can: what was given to a batch before stays before it. */
static void move_up(sr_html_grid *grid, const form_row *row)
{
    enum { MOVED_MAX = 4096 };
    sr_part *part = grid->part;
    sr_row *last = part->rows[part->n_rows - 1];
    size_t behind = part->n_rows - 1 - part->header_rows;

    if (grid->resumed || behind > MOVED_MAX) {
        sr_html_say_beyond(grid->forming, row->at.line_no, "a thead stands so far behind that it stays there");
        return;
    }
    memmove(part->rows + part->header_rows + 1, part->rows + part->header_rows, behind * sizeof last);
    part->rows[part->header_rows++] = last;
}

/* Rows of a thead, which come first; without one the first rows that are nothing but th. */
static void count_header(sr_html_grid *grid, const form_row *row)
{
    sr_part *part = grid->part;
    bool all = row->n_boxes > 0;

    if (grid->group == SR_EL_THEAD) {
        if (!grid->head_marked && !grid->resumed)
            part->header_rows = 0; /* what was a guess */
        grid->head_marked = true;
        move_up(grid, row);
        return;
    }
    if (grid->head_over || grid->head_marked || row->n_boxes == 0)
        return;
    for (size_t i = 0; i < row->n_boxes; i++)
        all &= row->boxes[i].th;
    grid->head_over = !all;
    if (all)
        part->header_rows = part->n_rows <= SR_HEAD_GUESS_MAX ? (uint32_t)part->n_rows : 0; /* names of rows */
}

static void give_cells(sr_doc *doc, const form_row *from, sr_row *row)
{
    const char *text = sr_arena_copy(&doc->batch, from->text).ptr;
    size_t texts = 0;

    for (uint32_t i = 0; i < row->n; i++)
        row->cells[i].raw = "";
    for (size_t i = 0; i < from->n_boxes; i++)
        texts += from->boxes[i].len > 0;
    bool lone = texts == 1;
    for (size_t i = 0; i < from->n_boxes; i++) {
        const sr_html_box *box = &from->boxes[i];
        sr_cell *cell = &row->cells[box->x];
        sr_slice raw = {text + box->from, box->len + (box->open && lone)};
        cell->typed = sr_html_typed_of(doc, box, text, raw);
        if (raw.len == 0 && cell->typed && cell->typed->text.len)
            raw = cell->typed->text;
        cell->raw = raw.ptr;
        cell->raw_len = (uint32_t)raw.len;
        uint64_t at = box->at.offset - row->offset;
        cell->at = at < UINT32_MAX ? (uint32_t)at : UINT32_MAX;
        cell->line_skip = (int32_t)(box->at.line_no - row->line_no);
        cell->row_span = box->rows > 1 ? box->rows : 0;
        cell->column_span = box->columns > 1 ? box->columns : 0;
        cell->bold = box->bold;
        cell->hidden = box->hidden;
    }
}

static void give(sr_html_grid *grid, const form_row *from)
{
    sr_html_forming *f = grid->forming;

    if (f->rc)
        return;
    sr_html_grid_take_part(grid, from->at.line_no);
    sr_row *row = sr_doc_row(f->doc, from->width, from->at.line_no, from->at.offset);
    row->hidden = from->hidden;
    give_cells(f->doc, from, row);
    sr_doc_row_bytes(f->doc, from->nonblank, from->text.len);
    count_header(grid, from);
    grid->begun = true;
    f->cells += from->n_boxes;
    f->covered += from->width - from->n_boxes;
    if (sr_doc_batch_full(f->doc)) {
        f->rc = sr_doc_flush(f->doc, false, f->err);
        if (f->rc == 0) {
            grid->part = f->doc->part; /* goes on */
            grid->batch_no = f->doc->batch_no;
            grid->block = 0;
            grid->head_over = grid->resumed = true;
        }
    }
}

/* ---- rows that wait ----------------------------------------------------------------------- */

static void give_held(sr_html_grid *grid)
{
    sr_html_held *h = grid->held;

    for (size_t i = 0; h && i < h->n_rows; i++) {
        form_row *row = &h->rows[i].row;
        row->boxes = row->n_boxes ? h->boxes + h->rows[i].box : NULL;
        row->text.ptr = row->text.len ? h->text.ptr + h->rows[i].text : "";
        give(grid, row);
    }
    if (h)
        h->text.len = h->n_boxes = h->n_rows = 0;
}

static void hold(sr_html_grid *grid, const form_row *row)
{
    if (!grid->held && !(grid->held = calloc(1, sizeof *grid->held)))
        abort();
    sr_html_held *h = grid->held;
    h->rows = grow(h->rows, h->n_rows, &h->cap_rows, sizeof *h->rows);
    h->rows[h->n_rows++] = (held_row){*row, h->n_boxes, h->text.len};
    for (size_t i = 0; i < row->n_boxes; i++) {
        h->boxes = grow(h->boxes, h->n_boxes, &h->cap_boxes, sizeof *h->boxes);
        h->boxes[h->n_boxes++] = row->boxes[i];
    }
    sr_buf_slice(&h->text, row->text);
    if (h->text.len + h->n_boxes * sizeof *h->boxes + h->n_rows * sizeof *h->rows > SR_HELD_TEXT_MAX) {
        sr_html_say_beyond(grid->forming, row->at.line_no, "its tfoot is so long that it stays where it stands");
        give_held(grid);
    }
}

void sr_html_grid_end(sr_html_grid *grid)
{
    give_held(grid);
    if (grid->part && grid->batch_no == grid->forming->doc->batch_no && !grid->head_marked &&
        grid->part->header_rows == grid->part->n_rows)
        grid->part->header_rows = 0;
    free((void *)(uintptr_t)grid->title.ptr);
    grid->title = (sr_slice){NULL, 0};
}

/* ---- forming ------------------------------------------------------------------------------ */

void sr_html_grid_column(sr_html_grid *grid, uint32_t span, bool hidden)
{
    if (!grid->hidden_columns && !(grid->hidden_columns = calloc(SR_SPAN_COLUMNS_MAX, sizeof *grid->hidden_columns)))
        abort();
    for (; span && grid->n_columns < SR_SPAN_COLUMNS_MAX; span--)
        grid->hidden_columns[grid->n_columns++] = hidden;
}

void sr_html_grid_group(sr_html_grid *grid, sr_html_element group)
{
    grid->group = group;
    grid->n_down = 0;
}

static bool is_spent(const sr_html_forming *f, const sr_html_grid *grid)
{
    return f->covered > SR_COVERED_FREE + (f->cells + grid->n_boxes) * SR_COVERED_PER_CELL;
}

void sr_html_grid_row(sr_html_grid *grid, sr_html_place at, bool hidden)
{
    grid->row_at = at;
    grid->row_hidden = hidden;
    grid->x = 0;
    grid->n_boxes = 0;
    grid->nonblank = 0;
    grid->flow.buf.len = 0;
    sr_html_flow_begin(&grid->flow);
    if (grid->n_down > SR_SPAN_COLUMNS_MAX && is_spent(grid->forming, grid)) {
        sr_html_say_beyond(grid->forming, at.line_no, "its cells span far more places than there are cells");
        grid->n_down = 0;
    }
    if (grid->group != SR_EL_TFOOT && !grid->forming->rc)
        sr_html_grid_take_part(grid, at.line_no); /* before the parts of tables in its cells */
}

/* The standard's rules for parsing non-negative integers: what follows the digits is ignored. */
static uint32_t span_of(sr_slice text, uint32_t none, uint32_t most)
{
    size_t i = 0;
    uint32_t n = 0;

    while (i < text.len && sr_is_blank((unsigned char)text.ptr[i]))
        i++;
    i += i < text.len && text.ptr[i] == '+';
    if (i == text.len || !sr_is_digit((unsigned char)text.ptr[i]))
        return none;
    for (; i < text.len && sr_is_digit((unsigned char)text.ptr[i]); i++)
        n = n < 100000 ? n * 10 + (uint32_t)(text.ptr[i] - '0') : n;
    return n < most ? n : most;
}

/* The columns of the cell are taken in this row, and as far down as it spans. */
static void cover(sr_html_grid *grid, const sr_html_box *box, uint16_t rows)
{
    uint32_t end = box->x + box->columns;

    if (end > grid->cap_down) {
        grid->cap_down = end < 64 ? 64 : end * 2;
        grid->down = realloc(grid->down, grid->cap_down * sizeof *grid->down);
        if (!grid->down)
            abort();
    }
    for (; grid->n_down < end; grid->n_down++)
        grid->down[grid->n_down] = 0;
    for (uint32_t c = box->x; c < end; c++)
        if (grid->down[c] < rows)
            grid->down[c] = rows;
}

bool sr_html_grid_cell(sr_html_grid *grid, const sr_html_start *start, bool hidden, bool percent)
{
    sr_html_forming *f = grid->forming;
    sr_html_box box = {.at = start->at, .hidden = hidden, .th = start->element == SR_EL_TH};
    uint32_t columns = span_of(start->attrs[SR_ATTR_COLSPAN], 1, SR_SPAN_COLUMNS_MAX);
    uint32_t rows = span_of(start->attrs[SR_ATTR_ROWSPAN], 1, SR_SPAN_ROWS_MAX);

    while (grid->x < grid->n_down && grid->down[grid->x])
        grid->x++;
    if (grid->x >= SR_COLUMNS_MAX || f->open_cells >= SR_OPEN_CELLS_MAX) {
        sr_html_say_beyond(f, start->at.line_no, "a row has too many cells; the text of the rest stands outside");
        return false;
    }
    columns = columns ? columns : 1;
    if ((columns > 1 || rows != 1) && is_spent(f, grid)) {
        sr_html_say_beyond(f, start->at.line_no, "its cells span far more places than there are cells");
        columns = rows = 1;
    }
    box.x = grid->x;
    box.columns = (uint16_t)(columns < SR_COLUMNS_MAX - box.x ? columns : SR_COLUMNS_MAX - box.x);
    box.rows = (uint16_t)(rows ? rows : 1);
    box.hidden |= box.x < grid->n_columns && grid->hidden_columns[box.x];
    cover(grid, &box, rows ? (uint16_t)rows : TO_THE_END);
    grid->x = box.x + box.columns;
    sr_html_typed_set(&box, &grid->flow, start);
    if (percent && box.type == SR_TYPE_NUMBER)
        box.type = SR_TYPE_PERCENT;
    sr_html_flow_begin(&grid->flow);
    grid->boxes = grow(grid->boxes, grid->n_boxes, &grid->cap_boxes, sizeof *grid->boxes);
    grid->boxes[grid->n_boxes++] = box;
    f->open_cells++;
    return true;
}

void sr_html_grid_cell_end(sr_html_grid *grid)
{
    sr_html_box *box = &grid->boxes[grid->n_boxes - 1];

    box->from = grid->flow.from;
    box->len = sr_html_flow_text(&grid->flow).len;
    box->open = grid->flow.open && box->len;
    if (box->open) /* where the row has no other text (give_cells) */
        sr_buf_char(&grid->flow.buf, ' ');
    box->bold = grid->flow.bold && !grid->flow.thin;
}

void sr_html_grid_row_end(sr_html_grid *grid)
{
    form_row row = {.at = grid->row_at,
                    .boxes = grid->boxes,
                    .n_boxes = grid->n_boxes,
                    .hidden = grid->row_hidden,
                    .nonblank = grid->nonblank,
                    .text = {grid->flow.buf.ptr ? grid->flow.buf.ptr : "", grid->flow.buf.len}};

    if (is_spent(grid->forming, grid) && grid->n_down > grid->x)
        grid->n_down = grid->x;
    while (grid->n_down && !grid->down[grid->n_down - 1])
        grid->n_down--;
    row.width = grid->n_down;
    for (uint32_t c = 0; c < grid->n_down; c++)
        if (grid->down[c] && grid->down[c] != TO_THE_END)
            grid->down[c]--;
    grid->forming->open_cells -= grid->n_boxes;
    if (grid->group == SR_EL_TFOOT)
        hold(grid, &row);
    else
        give(grid, &row);
    grid->n_boxes = 0;
    grid->flow.buf.len = 0;
    sr_html_flow_begin(&grid->flow);
}

size_t sr_html_grid_room(const sr_html_grid *grid)
{
    size_t room = (size_t)SR_ROW_TEXT_MAX >> (grid->depth < 5 ? grid->depth : 5);

    return grid->flow.buf.len < room ? room - grid->flow.buf.len : 0;
}
