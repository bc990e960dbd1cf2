#include "importers/html_table.h"

#include "importers/html_grid.h"

#include <stdlib.h>

/* Where in a table the next tag stands: the insertion modes of the standard (13.2.6.4). */
typedef enum state { IN_TABLE, IN_CAPTION, IN_COLUMNS, IN_GROUP, IN_ROW, IN_CELL } state;

typedef struct frame {
    sr_html_grid grid;
    state state;
    sr_html_place at;
    sr_html_element cell; /* td or th */
    bool page_after;      /* a page break follows it */
    bool group_hidden, group_bold, row_bold;
    bool lost;  /* the cell at hand has no place in the row: its text is the page's */
    bool shown; /* the cell, row and table at hand are not hidden */
    bool cut;   /* the cell at hand leaves out text of the tables in it */
    uint64_t caption_nonblank;
    uint32_t outer, inner; /* scopes of the table, and of the cell or caption */
} frame;

struct sr_html_tables {
    sr_html_forming forming;
    sr_html_scope *scope;
    frame *frames; /* SR_TABLES_OPEN of them */
    uint32_t n;
    uint64_t flat; /* tables deeper than that which are open */
};

sr_html_tables *sr_html_tables_new(sr_doc *doc, sr_html_scope *scope, sr_error *err)
{
    sr_html_tables *t = calloc(1, sizeof *t);

    if (!t || !(t->frames = calloc(SR_TABLES_OPEN, sizeof *t->frames)))
        abort(); /* as in core/arena.h */
    t->forming.doc = doc;
    t->forming.err = err;
    t->scope = scope;
    return t;
}

void sr_html_tables_free(sr_html_tables *tables)
{
    if (!tables)
        return;
    for (uint32_t i = 0; i < SR_TABLES_OPEN; i++)
        sr_html_grid_free(&tables->frames[i].grid);
    free(tables->frames);
    free(tables);
}

static frame *top(const sr_html_tables *t)
{
    return t->n ? &t->frames[t->n - 1] : NULL;
}

static bool holds_text(const frame *f)
{
    return f->state == IN_CELL || f->state == IN_CAPTION;
}

/* ---- closing ------------------------------------------------------------------------------ */

/*
 * The text of an inner cell or caption is the outer one's too, unless only the outer one is shown. It is accounted
 * where it stands first.
 */
static void hand_out(sr_html_tables *t, sr_slice text, bool shown)
{
    frame *outer = t->n > 1 ? &t->frames[t->n - 2] : NULL;

    if (!outer || !text.len || outer->lost || (outer->shown && !shown))
        return;
    sr_html_flow *flow = &outer->grid.flow;
    if (sr_html_flow_text(flow).len + text.len > SR_NESTED_TEXT_MAX || sr_html_grid_room(&outer->grid) < text.len) {
        if (!outer->cut)
            sr_html_say_beyond(&t->forming, outer->at.line_no,
                               "a cell leaves out text of the tables in it, which is theirs alone");
        outer->cut = true;
        return;
    }
    sr_html_flow_add(flow, text, false, true);
}

/* What stands in the next place of an outer cell's text is another thing. */
static void part_outer(sr_html_tables *t, sr_html_gap gap)
{
    if (t->n > 1)
        sr_html_flow_gap(&t->frames[t->n - 2].grid.flow, gap);
}

static void close_cell(sr_html_tables *t, frame *f)
{
    if (!f->lost) {
        sr_html_grid_cell_end(&f->grid);
        hand_out(t, sr_html_flow_text(&f->grid.flow), f->shown);
        part_outer(t, SR_GAP_BLANK);
    }
    f->lost = false;
    sr_html_scope_leave(t->scope, f->inner);
    f->state = IN_ROW;
}

static void close_caption(sr_html_tables *t, frame *f)
{
    enum { TITLE_BYTES_MAX = 1024 };
    sr_doc *doc = t->forming.doc;
    sr_slice text = sr_html_flow_text(&f->grid.flow);

    if (text.len) {
        sr_slice copy = sr_arena_copy(&doc->batch, text);
        uint64_t raised = sr_nonblank(copy) - f->caption_nonblank; /* signs that stand for <sup> */
        sr_doc_text(doc, SR_BLOCK_CAPTION, copy, f->at.line_no);
        doc->accounts[SR_ACCOUNT_CAPTIONS] -= raised;
        if (!f->grid.title.len && copy.len <= TITLE_BYTES_MAX)
            f->grid.title = (sr_slice){strdup(copy.ptr), copy.len};
        hand_out(t, text, !f->grid.hidden);
        part_outer(t, SR_GAP_THING);
    }
    f->grid.flow.buf.len = 0;
    sr_html_flow_begin(&f->grid.flow);
    sr_html_scope_leave(t->scope, f->inner);
    f->state = IN_TABLE;
}

static void close_row(sr_html_tables *t, frame *f)
{
    sr_html_grid_row_end(&f->grid);
    part_outer(t, SR_GAP_THING);
    f->state = IN_GROUP;
}

/* Out to the table itself: nothing in it stays open. */
static void close_inside(sr_html_tables *t, frame *f)
{
    if (f->state == IN_CELL)
        close_cell(t, f);
    if (f->state == IN_ROW)
        close_row(t, f);
    if (f->state == IN_CAPTION)
        close_caption(t, f);
    f->state = IN_TABLE;
    sr_html_grid_group(&f->grid, SR_EL_OTHER);
}

static void close_table(sr_html_tables *t, sr_html_place at)
{
    frame *f = top(t);
    sr_doc *doc = t->forming.doc;

    close_inside(t, f);
    sr_html_grid_end(&f->grid);
    part_outer(t, SR_GAP_THING);
    sr_html_scope_leave(t->scope, f->outer);
    if (doc->part == f->grid.part)
        sr_doc_part_end(doc);
    if (f->page_after)
        sr_doc_page(doc, at.line_no);
    t->n--;
}

/* ---- opening ------------------------------------------------------------------------------ */

static void open_table(sr_html_tables *t, const sr_html_start *start, unsigned look)
{
    while (t->n && !holds_text(top(t)))
        close_table(t, start->at);
    if (t->n == SR_TABLES_OPEN) {
        if (t->flat++ == 0)
            sr_html_say_beyond(&t->forming, start->at.line_no,
                               "too many tables inside each other; the text of the innermost stays in its cell");
        sr_html_flow_gap(&top(t)->grid.flow, SR_GAP_THING);
        return;
    }
    if (t->n && t->forming.rc == 0)
        sr_html_grid_take_part(&top(t)->grid, start->at.line_no); /* the outer table comes first */
    frame *f = &t->frames[t->n++];
    part_outer(t, SR_GAP_THING);
    sr_html_grid grid = f->grid;
    *f = (frame){.grid = grid, .at = start->at, .page_after = look & SR_LOOK_PAGE_AFTER};
    f->outer = sr_html_scope_enter(t->scope, look);
    sr_html_grid_init(&f->grid, &t->forming, t->n - 1, t->scope->now & SR_LOOK_HIDDEN);
    if (look & SR_LOOK_PAGE_BEFORE)
        sr_doc_page(t->forming.doc, start->at.line_no);
}

static void open_caption(sr_html_tables *t, frame *f, unsigned look)
{
    part_outer(t, SR_GAP_THING);
    f->state = IN_CAPTION;
    f->caption_nonblank = 0;
    f->shown = true;
    f->inner = sr_html_scope_enter(t->scope, look);
}

static void open_row(sr_html_tables *t, frame *f, sr_html_place at, unsigned look)
{
    bool hidden = (look & SR_LOOK_HIDDEN) || f->group_hidden;

    if (look & SR_LOOK_PAGE_BEFORE)
        sr_doc_page(t->forming.doc, at.line_no);
    f->row_bold = f->group_bold || (look & SR_LOOK_BOLD);
    sr_html_grid_row(&f->grid, at, hidden || f->grid.hidden);
    f->state = IN_ROW;
}

static void open_cell(sr_html_tables *t, frame *f, const sr_html_start *start, unsigned look)
{
    bool hidden = look & SR_LOOK_HIDDEN;

    part_outer(t, SR_GAP_BLANK); /* from text between the rows of this table, which is the outer cell's */
    f->cell = start->element;
    f->cut = false;
    f->lost = !sr_html_grid_cell(&f->grid, start, hidden, look & SR_LOOK_PERCENT);
    f->shown = !hidden && !f->grid.row_hidden;
    f->inner = sr_html_scope_enter(t->scope,
                                   look | (f->row_bold ? SR_LOOK_BOLD : 0) | (f->grid.row_hidden ? SR_LOOK_HIDDEN : 0));
    f->state = IN_CELL;
}

static void open_group(frame *f, sr_html_element group, unsigned look)
{
    sr_html_grid_group(&f->grid, group);
    f->group_hidden = look & SR_LOOK_HIDDEN;
    f->group_bold = look & SR_LOOK_BOLD;
    f->state = IN_GROUP;
}

/* ---- tags --------------------------------------------------------------------------------- */

/* One step towards the tag's place. True when it is there. */
static bool step(sr_html_tables *t, frame *f, const sr_html_start *start, unsigned look)
{
    sr_html_element e = start->element;
    bool cell = e == SR_EL_TD || e == SR_EL_TH;

    if (!holds_text(f))
        sr_html_scope_clear(t->scope);
    switch (f->state) {
    case IN_CELL:
        close_cell(t, f);
        return false;
    case IN_CAPTION:
        close_caption(t, f);
        return false;
    case IN_COLUMNS:
        if (e == SR_EL_COL)
            break;
        f->state = IN_TABLE;
        return false;
    case IN_ROW:
        if (cell) {
            open_cell(t, f, start, look);
            return true;
        }
        close_row(t, f);
        return false;
    case IN_GROUP:
        if (e == SR_EL_TR || cell) {
            open_row(t, f, start->at, cell ? 0 : look);
            return !cell;
        }
        f->state = IN_TABLE;
        return false;
    case IN_TABLE:
        if (e == SR_EL_CAPTION) {
            open_caption(t, f, look);
            return true;
        }
        if (cell || e == SR_EL_TR) {
            open_group(f, SR_EL_TBODY, 0);
            return false;
        }
        if (e != SR_EL_COL && e != SR_EL_COLGROUP) {
            open_group(f, e, look);
            return true;
        }
        f->state = IN_COLUMNS;
    }
    if (e == SR_EL_COL) {
        sr_slice span = start->attrs[SR_ATTR_SPAN];
        uint32_t n = 0;
        for (size_t i = 0; i < span.len && n < SR_SPAN_COLUMNS_MAX && sr_is_digit((unsigned char)span.ptr[i]); i++)
            n = n * 10 + (uint32_t)(span.ptr[i] - '0');
        sr_html_grid_column(&f->grid, n ? n : 1, look & SR_LOOK_HIDDEN);
    }
    return true;
}

void sr_html_tables_start(sr_html_tables *tables, const sr_html_start *start, unsigned look)
{
    if (start->element == SR_EL_TABLE)
        tables->flat ? (void)tables->flat++ : open_table(tables, start, look);
    else if (tables->flat)
        sr_html_flow_gap(&top(tables)->grid.flow, SR_GAP_THING);
    else if (tables->n) /* outside of tables their parts mean nothing */
        while (!step(tables, top(tables), start, look))
            ;
}

void sr_html_tables_end(sr_html_tables *tables, sr_html_element element, sr_html_place at)
{
    frame *f = top(tables);

    if (!f)
        return;
    if (tables->flat) {
        tables->flat -= element == SR_EL_TABLE;
        return;
    }
    switch (element) {
    case SR_EL_TABLE:
        close_table(tables, at);
        return;
    case SR_EL_CAPTION:
        if (f->state == IN_CAPTION)
            close_caption(tables, f);
        return;
    case SR_EL_COLGROUP:
        f->state = f->state == IN_COLUMNS ? IN_TABLE : f->state;
        return;
    case SR_EL_TBODY:
    case SR_EL_THEAD:
    case SR_EL_TFOOT:
        if (f->state >= IN_GROUP && f->grid.group == element)
            close_inside(tables, f);
        return;
    case SR_EL_TR:
        if (f->state == IN_CELL)
            close_cell(tables, f);
        if (f->state == IN_ROW)
            close_row(tables, f);
        return;
    default:
        if (f->state == IN_CELL && f->cell == element)
            close_cell(tables, f);
    }
}

void sr_html_tables_finish(sr_html_tables *tables)
{
    sr_html_place at = {.line_no = tables->forming.doc->lines};

    while (tables->n)
        close_table(tables, at);
}

/* ---- text --------------------------------------------------------------------------------- */

/* The table whose cell or caption takes text; NULL if it is the page's. */
static frame *taker(const sr_html_tables *t)
{
    for (uint32_t n = t->n; n; n--)
        if (holds_text(&t->frames[n - 1]))
            return &t->frames[n - 1];
    return NULL;
}

bool sr_html_tables_open(const sr_html_tables *tables)
{
    return tables->n || tables->flat;
}

bool sr_html_tables_take(const sr_html_tables *tables)
{
    return taker(tables) != NULL;
}

sr_html_flow *sr_html_tables_flow(sr_html_tables *tables)
{
    return &taker(tables)->grid.flow;
}

bool sr_html_tables_hides(const sr_html_tables *tables)
{
    return taker(tables)->shown && (tables->scope->now & SR_LOOK_HIDDEN);
}

bool sr_html_tables_text(sr_html_tables *tables, sr_slice text, uint64_t nonblank, sr_html_place at)
{
    frame *f = taker(tables);
    unsigned now = tables->scope->now;

    if (f->lost)
        return false;
    if (nonblank && sr_html_grid_room(&f->grid) < text.len) {
        sr_html_say_beyond(&tables->forming, at.line_no,
                           "a row has more text than a row can hold; the rest stands outside");
        f->lost = true;
        if (f->state == IN_CELL)
            sr_html_grid_cell_end(&f->grid);
        return false;
    }
    sr_html_flow_add(&f->grid.flow, text, now & SR_LOOK_BOLD, now & SR_LOOK_PRE);
    if (f->state == IN_CELL)
        f->grid.nonblank += nonblank;
    else
        f->caption_nonblank += nonblank;
    return true;
}

void sr_html_tables_lift(sr_html_tables *tables)
{
    enum { MOVED_MAX = 64 /* blocks; more are of tables in cells, behind which it may stay */ };
    sr_doc *doc = tables->forming.doc;
    sr_html_grid *grid = tables->n ? &tables->frames[0].grid : NULL;
    size_t last = doc->n_blocks - 1;

    if (!grid || !grid->part || grid->batch_no != doc->batch_no || last - grid->block > MOVED_MAX)
        return;
    sr_block block = doc->blocks[last];
    memmove(doc->blocks + grid->block + 1, doc->blocks + grid->block, (last - grid->block) * sizeof block);
    doc->blocks[grid->block] = block;
    for (uint32_t i = 0; i < tables->n; i++)
        tables->frames[i].grid.block++;
}

/* ---- batches ------------------------------------------------------------------------------ */

int sr_html_tables_failed(const sr_html_tables *tables)
{
    return tables->forming.rc;
}

int sr_html_tables_flush(sr_html_tables *tables, bool last)
{
    sr_doc *doc = tables->forming.doc;
    sr_part *open = doc->part;

    if (open && open->n_rows == 0) { /* the next batch begins it */
        sr_doc_part_end(doc);
        open = NULL;
    }
    if (tables->forming.rc == 0)
        tables->forming.rc = sr_doc_flush(doc, last, tables->forming.err);
    for (uint32_t i = 0; i < tables->n; i++) {
        sr_html_grid *grid = &tables->frames[i].grid;
        if (open && grid->part == open && tables->forming.rc == 0) {
            grid->part = doc->part;
            grid->batch_no = doc->batch_no;
            grid->block = 0;
            grid->head_over = grid->resumed = true;
        }
    }
    return tables->forming.rc;
}
