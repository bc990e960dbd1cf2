/*
 * A table of aligned blanks as a part of the document: the header, then the lines below it as rows.
 */
#include "importers/aligned_parts.h"

bool sr_aligned_first_of_cell(const sr_pline *line, uint32_t k)
{
    return k == 0 || line->segs[k - 1].column != line->segs[k].column;
}

const sr_seg *sr_aligned_cell_on(const sr_pline *line, uint32_t column)
{
    for (uint32_t k = 0; k < line->n; k++)
        if (line->segs[k].column == column)
            return &line->segs[k];
    return NULL;
}

sr_slice sr_aligned_cell_text(const sr_pline *line, uint32_t k, uint32_t *end)
{
    uint32_t last = k;

    while (last + 1 < line->n && line->segs[last + 1].column == line->segs[k].column)
        last++;
    *end = last + 1;
    return sr_sub(line->line->text, line->segs[k].b0, line->segs[last].b1);
}

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

/* The digits of a whole amount in groups of three behind one to three, as both texts make one after the other. */
static bool make_one_amount(sr_slice left, sr_slice right)
{
    uint32_t group = 0, groups = 0;
    char separator = 0;

    for (size_t i = 0; i < left.len + right.len; i++) {
        char c = i < left.len ? left.ptr[i] : right.ptr[i - left.len];

        if (sr_is_digit((unsigned char)c)) {
            group++;
            continue;
        }
        if ((c != '.' && c != ',') || (separator && c != separator) || group == 0 || group > 3 ||
            (groups > 0 && group != 3))
            return false;
        separator = c;
        group = 0;
        groups++;
    }
    return groups >= 2 && group == 3;
}

/* Two numbers with one blank between: a column's edge, or a blank in one number. */
static void report_parted(sr_page *page, const sr_pline *line, const sr_seg *s)
{
    sr_slice left = sr_sub(line->line->text, s[-1].b0, s[-1].b1), right = sr_sub(line->line->text, s->b0, s->b1);

    if (s->b0 != s[-1].b1 + 1 || s->column == s[-1].column || !make_one_amount(left, right))
        return;
    sr_slice t = sr_sub(line->line->text, s[-1].b0, s->b1);
    sr_finding *finding = sr_doc_finding(page->doc, SR_S026, "\"%.*s\" was taken for two numbers; it may be one.",
                                         t.len > 80 ? 80 : (int)t.len, t.ptr);
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
            sr_slice t = sr_aligned_cell_text(line, k, &end);

            put_cell(page, first, &row->cells[s->column], t, line, s);
            if (s->spans > 1)
                report_crossing(page, line, s);
            if (k > 0)
                report_parted(page, line, s);
        }
    }
    for (uint32_t c = 0; c < row->n; c++) /* composed text moves to the batch once, when it is whole */
        if (memchr(row->cells[c].raw ? row->cells[c].raw : "", '\n', row->cells[c].raw_len))
            row->cells[c].raw = sr_arena_copy(&page->doc->batch, sr_cell_raw(&row->cells[c])).ptr;
    sr_doc_row_done(page->doc, row);
}

/* A grouping that is dearer by less than this, in tenths of a row, is nearly as good. */
enum { DOUBT = 10 };

static bool is_doubtful(const sr_row_start *starts, size_t line, size_t n)
{
    return line > 0 && line < n && starts[line].margin < DOUBT;
}

/* The line inside the row [from, to) at which a row might best begin; 0 if at none. */
static size_t other_start(const sr_row_start *starts, size_t from, size_t to)
{
    size_t best = 0;

    for (size_t i = from + 1; i < to; i++)
        if (is_doubtful(starts, i, to) && (!best || starts[i].margin < starts[best].margin))
            best = i;
    return best;
}

static size_t start_before(const sr_row_start *starts, size_t line)
{
    while (--line > 0 && !starts[line].starts)
        ;
    return line;
}

/* If another end or beginning of the row [from, to) of n lines is nearly as good: the line in doubt, and where it may
 * belong. */
static const char *find_doubt(const sr_row_start *starts, size_t from, size_t to, size_t n, size_t *line)
{
    bool above = is_doubtful(starts, from, n), below = is_doubtful(starts, to, n);
    size_t inner = other_start(starts, from, to);

    *line = inner;
    if (inner && above && (!below || inner - from <= to - inner)) {
        *line = from;
        return "the row above";
    }
    if (inner)
        return below ? "the row below" : "a row of its own";
    if (above) {
        inner = other_start(starts, start_before(starts, from), from);
        *line = inner ? inner : from;
        return inner ? "this row" : "the row above";
    }
    *line = to;
    return below ? "this row" : NULL;
}

/* Both rows are told of a line that may be of the other. */
static void report_doubt(sr_page *page, const sr_pline *const *lines, const sr_row_start *starts, size_t from,
                         size_t to, size_t n)
{
    size_t at;
    const char *where = find_doubt(starts, from, to, n, &at);

    if (!where)
        return;
    sr_slice t = sr_trim(lines[at]->line->text);
    sr_finding *finding = sr_doc_finding(
        page->doc, SR_S024, "Which row a line belongs to is not sure: line %llu, \"%.*s\", may be of %s.",
        (unsigned long long)lines[at]->line->line_no, t.len > 80 ? 80 : (int)t.len, t.ptr, where);
    finding->line_no = lines[from]->line->line_no;
    finding->raw = t;
}

void sr_aligned_rows(sr_page *page, const sr_grid *grid, size_t header)
{
    size_t n = grid->n - header, from = header;
    sr_row_start *starts = SR_NEW_ARRAY(&page->scratch, sr_row_start, n + 1);
    uint64_t line_no = grid->lines[0]->line->line_no;

    sr_aligned_group(page, grid, header, starts);
    sr_doc_part(page->doc, SR_PART_ALIGNED, line_no);
    sr_aligned_header(page, grid, header);
    for (size_t i = header + 1; i <= grid->n; i++)
        if (i == grid->n || starts[i - header].starts) {
            push_row(page, grid, from, i);
            report_doubt(page, (const sr_pline *const *)grid->lines + header, starts, from - header, i - header, n);
            from = i;
        }
    sr_doc_part_end(page->doc);
    sr_doc_finding(page->doc, SR_S008, "The %u columns of this table were told from aligned blanks.", grid->n_columns)
        ->line_no = line_no;
}
