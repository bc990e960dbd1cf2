#include "normalize/grids.h"

#include "importers/prose.h"
#include "normalize/merged.h"
#include "normalize/scramble.h"

enum {
    LOOK_AHEAD = 48, /* rows of one text that may stand between two rows that are compared */
    LOOK_ROWS = 4,   /* a row of a header may be blank where it lies across */
    HEADER_CELLS = 3,
    LINES_APART = 3, /* lines between two rows that are text, if one of them is a sentence */
    PADDED_EACH = 4, /* blank cells for each that is not, as in importers/sheet.c */
    PADDED_ROWS = 16,
    SENTENCE = 160, /* bytes: names and headings are shorter */
};

typedef struct parting {
    sr_doc *doc;
    sr_merged *merged;
    const sr_part *whole;
    uint32_t first;        /* column of the sheet of its first cells */
    bool on_sheet, merges; /* the whole: stands on a sheet; has merged cells */
    bool padded;           /* rows were filled up with blanks to the width of the widest table */
    bool several;          /* it is not one table */
    sr_part *last;         /* what was made of it last */
    uint32_t above;        /* its width, if no line of text has come since */
} parting;

/* ---- rows ----------------------------------------------------------------------------------- */

/* Cells that hold something, up to two; *at is the first of them. */
static uint32_t count_filled(const sr_row *row, uint32_t *at)
{
    uint32_t n = 0;

    for (uint32_t c = 0; c < row->n && n < 2; c++)
        if (sr_merged_filled(&row->cells[c]) && n++ == 0)
            *at = c;
    return n;
}

static bool is_blank(const sr_row *row)
{
    return count_filled(row, &(uint32_t){0}) == 0;
}

static bool is_lone(const sr_row *row)
{
    return count_filled(row, &(uint32_t){0}) == 1;
}

/* The row holds one text, which is a line above or below rows that use columns left to right. */
static bool is_line(const sr_row *row, size_t left, size_t right)
{
    uint32_t at;

    return count_filled(row, &at) == 1 && sr_prose_is_line(&row->cells[at], at, left, right);
}

static void widen(const sr_row *row, size_t *left, size_t *right)
{
    for (uint32_t c = 0; c < row->n; c++) {
        if (!sr_merged_filled(&row->cells[c]))
            continue;
        *left = c < *left ? c : *left;
        *right = c > *right ? c : *right;
    }
}

/* Row b says what row a says, in as many cells as a header has. */
static bool says_the_same(const sr_row *a, const sr_row *b)
{
    uint32_t same = 0, n = a->n > b->n ? a->n : b->n;

    for (uint32_t c = 0; c < n; c++) {
        sr_slice x = sr_trim(sr_cell_raw(sr_row_cell(a, c))), y = sr_trim(sr_cell_raw(sr_row_cell(b, c)));
        if (!sr_eq(x, y))
            return false;
        same += x.len > 0;
    }
    return same >= HEADER_CELLS;
}

/* What rows of one text above a row say. */
typedef struct lines_above {
    size_t n;      /* rows that are lines, one above the other */
    bool caption;  /* one of them is a caption */
    bool sentence; /* one is as long as no name is */
} lines_above;

static lines_above look_above(sr_row *const *rows, size_t from, size_t r, size_t left, size_t right)
{
    lines_above above = {0};

    while (r > from && above.n < LOOK_AHEAD && is_line(rows[r - 1], left, right)) {
        uint32_t at = 0;
        r--;
        count_filled(rows[r], &at);
        sr_slice text = sr_trim(sr_cell_raw(&rows[r]->cells[at]));
        above.caption |= sr_prose_classify(text) == SR_BLOCK_CAPTION;
        above.sentence |= text.len > SENTENCE;
        above.n++;
    }
    return above;
}

/* ---- blocks --------------------------------------------------------------------------------- */

/* Row r of one text becomes lines of text; its bytes are no cell's any more. On a page a row goes on for lines. */
static void put_line(parting *p, size_t r)
{
    const sr_row *row = p->whole->rows[r], *next = r + 1 < p->whole->n_rows ? p->whole->rows[r + 1] : NULL;
    size_t before = p->doc->n_blocks;
    uint32_t at = 0;

    if (count_filled(row, &at) == 0)
        return;
    sr_slice raw = sr_cell_raw(&row->cells[at]);
    p->doc->accounts[SR_ACCOUNT_CELLS] -= sr_nonblank(raw);
    if (sr_prose_put(p->doc, raw, row->line_no))
        p->above = 0;
    for (size_t b = before; b < p->doc->n_blocks; b++) {
        p->doc->blocks[b].page_no = row->page_no;
        if (next && next->line_no > row->line_no && !is_blank(next))
            p->doc->blocks[b].line_last = next->line_no - 1;
    }
}

/* The rows begin like data: they may go on with those of the table above, from which a blank row parts them. */
static bool may_continue(const sr_row *first)
{
    for (uint32_t c = 0; c < first->n; c++)
        if (sr_prose_is_numeric(&first->cells[c]))
            return true;
    return false;
}

/* Rows end where the last of them that holds something ends. */
static void trim(sr_part *part)
{
    size_t left = SIZE_MAX, right = 0;

    for (size_t r = 0; r < part->n_rows; r++)
        widen(part->rows[r], &left, &right);
    part->width = left == SIZE_MAX ? 0 : (uint32_t)right + 1;
    for (size_t r = 0; r < part->n_rows; r++)
        part->rows[r]->n = part->rows[r]->n < part->width ? part->rows[r]->n : part->width;
}

/*
 * Rows go on to where their table ends: in a header it matters what stands over nothing. Where that would be mostly
 * blanks it is done for the first rows, where headers are.
 */
static void pad(sr_doc *doc, sr_part *part, uint32_t width)
{
    uint64_t cells = 0;

    for (size_t r = 0; r < part->n_rows; r++)
        cells += part->rows[r]->n;
    bool all = part->n_rows * (uint64_t)width <= cells * PADDED_EACH;
    for (size_t r = 0; r < part->n_rows && (all || r < PADDED_ROWS); r++) {
        sr_row *row = part->rows[r];
        if (row->n == width)
            continue;
        sr_cell *padded = SR_NEW_ARRAY(&doc->batch, sr_cell, width);
        memcpy(padded, row->cells, row->n * sizeof *padded);
        row->cells = padded;
        row->n = width;
    }
    part->width = width;
}

/* Rows [from, to) of the whole as a part of their own. */
static void put_part(parting *p, size_t from, size_t to)
{
    sr_doc *doc = p->doc;
    const sr_part *whole = p->whole;

    if (from == to)
        return;
    uint64_t cells = doc->batch_cells;
    uint32_t page = doc->pages;
    sr_part *part = sr_doc_part(doc, whole->form, whole->rows[from]->line_no);
    doc->blocks[doc->n_blocks - 1].page_no = whole->rows[from]->page_no;
    doc->batch_cells = cells;
    doc->pages = page;
    *part = *whole;
    part->rows += from;
    part->n_rows = part->cap_rows = to - from;
    part->header_rows = whole->header_rows > from ? whole->header_rows - (uint32_t)from : 0;
    part->continued &= from == 0;
    part->apart &= !p->last;
    part->open &= to == whole->n_rows;
    if (p->last && !p->on_sheet)
        part->title.len = 0;
    if (p->padded || from > 0 || to < whole->n_rows)
        trim(part);
    if (p->merges)
        part->width = sr_merged_drop(p->merged, doc, part, p->on_sheet);
    if (from > 0 || to < whole->n_rows)
        pad(doc, part, part->width < p->above && may_continue(part->rows[0]) ? p->above : part->width);
    p->last = part;
    p->above = part->width;
}

static void say_cut(parting *p, const sr_row *row)
{
    sr_doc_finding(p->doc, SR_S029, "What stands from %s %llu on was taken for a table of its own.",
                   p->on_sheet ? "sheet row" : "line", (unsigned long long)row->line_no)
        ->line_no = row->line_no;
}

/* Rows [from, to) of nothing but single cells: values are a table of one column, all else is text. */
static void put_alone(parting *p, size_t from, size_t to)
{
    size_t values = 0;
    uint32_t at = 0;

    for (size_t r = from; r < to; r++)
        values += count_filled(p->whole->rows[r], &at) && sr_prose_is_value(&p->whole->rows[r]->cells[at]);
    if (values && values * 2 >= to - from) {
        put_part(p, from, to);
        return;
    }
    for (size_t r = from; r < to; r++)
        put_line(p, r);
}

/* One of the tables of the whole, with the lines above and below it. */
static void put_table(parting *p, size_t from, size_t to)
{
    sr_row *const *rows = p->whole->rows;
    size_t first = from, top, end = to, left = SIZE_MAX, right = 0;

    while (first < to && is_lone(rows[first]))
        first++;
    if (first == to) {
        put_alone(p, from, to);
        return;
    }
    for (size_t r = first; r < to; r++)
        if (!is_lone(rows[r]))
            widen(rows[r], &left, &right);
    for (top = first; top > from && !is_line(rows[top - 1], left, right);)
        top--;
    while (end > first && is_line(rows[end - 1], left, right))
        end--;
    for (size_t r = from; r < top; r++)
        put_line(p, r);
    put_part(p, top, end);
    for (size_t r = end; r < to; r++)
        put_line(p, r);
}

/* ---- where a table ends --------------------------------------------------------------------- */

/* The table that is being looked at. */
typedef struct table {
    size_t from, head;  /* its first row, and its first one of several cells; SIZE_MAX if none has come */
    size_t left, right; /* columns that they use */
} table;

/* One of the next rows of several cells at r and behind, before `to`, lies across the columns too. */
static bool more_cross(const parting *p, size_t r, size_t to)
{
    const sr_part *whole = p->whole;
    uint32_t rows = 0;

    for (size_t i = r; i < to && i < r + LOOK_AHEAD && rows < LOOK_ROWS; i++) {
        if (count_filled(whole->rows[i], &(uint32_t){0}) < 2)
            continue;
        if (sr_merged_crosses(p->merged, whole->rows[i], p->first))
            return true;
        rows++;
    }
    return false;
}

/* Whether another table begins at row r, of several cells, or with lone ones above it. */
static bool begins_table(const parting *p, const table *t, size_t r, bool crosses, size_t to)
{
    const sr_part *whole = p->whole;

    if (crosses)
        return more_cross(p, r + 1, to);
    if (t->head == SIZE_MAX)
        return false;
    lines_above above = look_above(whole->rows, t->head, r, t->left, t->right);
    return above.n && (above.caption || (above.sentence && above.n >= LINES_APART) ||
                       says_the_same(whole->rows[t->head], whole->rows[r]));
}

/* The table ends above row r; rows of one cell that are no lines above what follows go with that. */
static void end_table(parting *p, table *t, size_t r)
{
    sr_row *const *rows = p->whole->rows;
    size_t left = SIZE_MAX, right = 0, from = r;

    widen(rows[r], &left, &right);
    while (from > t->head + 1 && is_lone(rows[from - 1]) && !is_line(rows[from - 1], left, right))
        from--;
    put_table(p, t->from, from);
    say_cut(p, rows[r]);
    *t = (table){from, SIZE_MAX, SIZE_MAX, 0};
    p->several = true;
}

/* Rows [from, to) are one table or several below each other. */
static void part_rows(parting *p, size_t from, size_t to)
{
    table t = {from, SIZE_MAX, SIZE_MAX, 0};

    for (size_t r = from; r < to; r++) {
        const sr_row *row = p->whole->rows[r];
        if (count_filled(row, &(uint32_t){0}) < 2)
            continue;
        bool crosses = p->merges && sr_merged_crosses(p->merged, row, p->first);
        bool begins = begins_table(p, &t, r, crosses, to);
        bool other = begins && (t.head == SIZE_MAX || !says_the_same(p->whole->rows[t.head], row));
        if (begins && t.head != SIZE_MAX)
            end_table(p, &t, r);
        if (other)
            sr_merged_clear(p->merged);
        if (p->merges && (begins || !crosses))
            sr_merged_add(p->merged, row, p->first);
        t.head = t.head == SIZE_MAX ? r : t.head;
        widen(row, &t.left, &t.right);
    }
    if (p->several)
        put_table(p, t.from, to);
    else
        put_part(p, t.from, to);
}

/* ---- tables of pages that are sheets -------------------------------------------------------- */

/* Lone texts stand beside blank rows, as titles do on sheets. */
static bool is_sheet(const sr_part *part)
{
    for (size_t r = 0; r + 1 < part->n_rows; r++) {
        uint32_t a = count_filled(part->rows[r], &(uint32_t){0}), b = count_filled(part->rows[r + 1], &(uint32_t){0});
        if (a + b == 1)
            return true;
    }
    return false;
}

/* Blank rows part the tables. */
static void part_sheet(parting *p)
{
    const sr_part *whole = p->whole;

    p->several = true;
    for (size_t from = 0, to; from < whole->n_rows; from = to + 1) {
        for (to = from; to < whole->n_rows && !is_blank(whole->rows[to]);)
            to++;
        part_rows(p, from, to);
    }
}

/*
 * A long list of single cells is a table of one column, but not where it is text in scrambled order (scramble.h). True
 * if it was that: its rows are lines now.
 */
static bool part_scrambled(parting *p)
{
    sr_doc *doc = p->doc;
    const sr_part *part = p->whole;
    size_t before = doc->n_blocks, n = 0;
    uint64_t accounts[SR_ACCOUNT_COUNT];
    sr_scramble scramble;

    if (part->continued || part->open || part->n_rows < SR_SCRAMBLE_LINES_MIN)
        return false;
    for (size_t r = 0; r < part->n_rows; r++)
        if (!is_lone(part->rows[r]))
            return false;
    memcpy(accounts, doc->accounts, sizeof accounts);
    for (size_t r = 0; r < part->n_rows; r++)
        put_line(p, r);
    sr_scramble_line *lines = SR_NEW_ARRAY(&doc->batch, sr_scramble_line, doc->n_blocks - before + 1);
    for (size_t b = before; b < doc->n_blocks; b++, n++)
        lines[n] = (sr_scramble_line){doc->blocks[b].text, doc->blocks[b].line_no, doc->blocks[b].wrapped,
                                      doc->blocks[b].type == SR_BLOCK_HEADING, doc->blocks[b].page_no};
    if (sr_scramble_read(&doc->batch, lines, n, &scramble))
        return true;
    memcpy(doc->accounts, accounts, sizeof accounts);
    doc->n_blocks = before;
    return false;
}

static void part_block(parting *p, const sr_block *block)
{
    const sr_part *part = block->part;

    p->whole = part;
    p->on_sheet = part->sheet.len > 0;
    p->first = p->on_sheet ? part->column_first - 1 : 0;
    p->several = false;
    p->last = NULL;
    p->above = 0;
    p->merges = sr_merged_look(p->merged, part->rows, part->n_rows, p->first);
    if (part_scrambled(p))
        return;
    if (!p->on_sheet && !part->continued && is_sheet(part))
        part_sheet(p);
    else
        part_rows(p, 0, part->n_rows);
}

void sr_grids_part(sr_doc *doc)
{
    parting p = {.doc = doc};
    sr_block *blocks = doc->blocks;
    size_t n = doc->n_blocks;
    p.padded = doc->format == SR_FORMAT_CSV || doc->format == SR_FORMAT_TSV;

    if (!doc->merged)
        doc->merged = sr_merged_new(doc);
    p.merged = doc->merged;
    doc->blocks = NULL;
    doc->n_blocks = doc->cap_blocks = 0;
    for (size_t b = 0; b < n; b++) {
        const sr_block *block = &blocks[b];
        if (block->type == SR_BLOCK_PART && block->part->form == SR_PART_GRID) {
            if (!block->part->sheet.len && !block->part->continued)
                sr_merged_clear(p.merged);
            part_block(&p, block);
            continue;
        }
        if (block->type == SR_BLOCK_PAGE)
            sr_merged_clear(p.merged);
        *SR_PUSH(&doc->batch, doc->blocks, doc->n_blocks, doc->cap_blocks) = *block;
    }
}
