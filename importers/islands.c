#include "importers/islands.h"

/* Rows at the top or bottom that only one side has, for two sides to be two tables. */
enum { ROWS_APART = 2 };
/* A table has this many rows and columns. */
enum { ROWS_MIN = 2, COLUMNS_MIN = 2 };

/* Columns [from, to) of a part, all next to each other, and the rows in which they hold something. */
typedef struct region {
    uint32_t from, to;
    size_t first, last;
} region;

static bool is_filled(const sr_row *row, uint32_t c)
{
    return c < row->n && row->cells[c].raw_len > 0;
}

/* used[c]: something stands in column c, or a merged cell covers it. */
static bool *used_columns(sr_doc *doc, const sr_part *part)
{
    bool *used = SR_NEW_ARRAY(&doc->batch, bool, (size_t)part->width + 1);

    for (size_t r = 0; r < part->n_rows; r++) {
        const sr_row *row = part->rows[r];
        for (uint32_t c = 0; c < row->n; c++) {
            if (!is_filled(row, c))
                continue;
            uint32_t span = row->cells[c].column_span ? row->cells[c].column_span : 1;
            for (uint32_t k = 0; k < span && c + k < part->width; k++)
                used[c + k] = true;
        }
    }
    return used;
}

/* The regions between blank columns; how many. There is room for (width + 1) / 2. */
static size_t find_regions(const bool *used, uint32_t width, region *regions)
{
    size_t n = 0;

    for (uint32_t c = 0; c < width; c++) {
        if (!used[c])
            continue;
        if (n == 0 || regions[n - 1].to != c)
            regions[n++].from = c;
        regions[n - 1].to = c + 1;
    }
    return n;
}

static bool holds(const sr_row *row, const region *g)
{
    for (uint32_t c = g->from; c < g->to && c < row->n; c++)
        if (is_filled(row, c))
            return true;
    return false;
}

static void find_rows(const sr_part *part, region *g)
{
    g->first = g->last = SIZE_MAX;
    for (size_t r = 0; r < part->n_rows; r++)
        if (holds(part->rows[r], g)) {
            g->first = g->first == SIZE_MAX ? r : g->first;
            g->last = r;
        }
}

static bool is_table(const region *g)
{
    return g->to - g->from >= COLUMNS_MIN && g->last - g->first + 1 >= ROWS_MIN;
}

/* The first row of b repeats the beginning of that of a. */
static bool same_header(const sr_part *part, const region *a, const region *b)
{
    uint32_t same = 0;

    for (uint32_t c = 0; a->from + c < a->to && b->from + c < b->to; c++) {
        sr_slice x = sr_trim(sr_cell_raw(sr_row_cell(part->rows[a->first], a->from + c)));
        sr_slice y = sr_trim(sr_cell_raw(sr_row_cell(part->rows[b->first], b->from + c)));
        if (!sr_eq_nocase(x, y))
            return false;
        same += x.len > 0;
    }
    return same >= COLUMNS_MIN;
}

static bool is_words(sr_slice text)
{
    size_t letters = 0;

    for (size_t i = 0; i < text.len; i++)
        letters += sr_is_alpha((unsigned char)text.ptr[i]);
    return letters * 2 > text.len;
}

/* One of the first two columns holds words in most rows below the first: the names that rows go by. */
static bool has_names(const sr_part *part, const region *g)
{
    for (uint32_t c = g->from; c < g->to && c < g->from + 2; c++) {
        size_t filled = 0, words = 0;
        for (size_t r = g->first + 1; r <= g->last; r++) {
            if (!is_filled(part->rows[r], c))
                continue;
            filled++;
            words += is_words(sr_trim(sr_cell_raw(&part->rows[r]->cells[c])));
        }
        if (words && words * 2 > filled)
            return true;
    }
    return false;
}

static size_t apart(size_t a, size_t b)
{
    return a < b ? b - a : a - b;
}

/* A table above, of the same sheet, fills a column between the two: they are rows of it that leave it blank. */
static bool is_bridged(const sr_part *part, const region *a, const region *b, const bool *filled)
{
    for (uint32_t c = a->to; c < b->from; c++)
        if (filled[part->column_first - 1 + c])
            return true;
    return false;
}

static bool are_two(const sr_part *part, const region *a, const region *b, const bool *filled)
{
    if (!is_table(a) || !is_table(b))
        return false;
    if (same_header(part, a, b))
        return true;
    return !is_bridged(part, a, b, filled) && has_names(part, b) &&
           (b->from - a->to >= 2 || apart(a->first, b->first) >= ROWS_APART || apart(a->last, b->last) >= ROWS_APART);
}

/* Regions that are one table become one; how many are left. */
static size_t join_regions(const sr_part *part, region *regions, size_t n, const bool *filled)
{
    size_t tables = 1;

    for (size_t i = 1; i < n; i++) {
        region *before = &regions[tables - 1];
        if (are_two(part, before, &regions[i], filled)) {
            regions[tables++] = regions[i];
            continue;
        }
        before->to = regions[i].to;
        before->first = regions[i].first < before->first ? regions[i].first : before->first;
        before->last = regions[i].last > before->last ? regions[i].last : before->last;
    }
    return tables;
}

/* The region's rows as rows of their own; their cells stay where they are. */
static void put_region(sr_doc *doc, sr_part *into, sr_row *const *rows, const region *g, uint32_t column_first)
{
    into->rows = NULL;
    into->n_rows = into->cap_rows = 0;
    into->width = 0;
    into->column_first = column_first + g->from;
    for (size_t r = g->first; r <= g->last; r++) {
        sr_row *row = SR_NEW(&doc->batch, sr_row);
        *row = *rows[r];
        row->cells += g->from < row->n ? g->from : row->n;
        row->n = row->n > g->from ? row->n - g->from : 0;
        row->n = row->n > g->to - g->from ? g->to - g->from : row->n;
        into->width = row->n > into->width ? row->n : into->width;
        *SR_PUSH(&doc->batch, into->rows, into->n_rows, into->cap_rows) = row;
    }
    doc->batch_cells += into->n_rows;
}

static void say_apart(sr_doc *doc, const sr_part *part, const sr_row *row)
{
    sr_doc_finding(doc, SR_S025,
                   "Sheet \"%.*s\": the columns from column %u on, at row %llu, were taken for a table of their own.",
                   SR_FMT(part->sheet), part->column_first, (unsigned long long)row->line_no);
}

void sr_islands_end(sr_doc *doc, sr_sheet_columns *seen)
{
    sr_part *part = doc->part;
    region *regions = SR_NEW_ARRAY(&doc->batch, region, (size_t)part->width / 2 + 1);
    const bool *used = used_columns(doc, part);
    size_t n = find_regions(used, part->width, regions);

    for (size_t i = 0; i < n; i++)
        find_rows(part, &regions[i]);
    n = n > 1 ? join_regions(part, regions, n, seen->filled) : n;
    sr_doc_part_end(doc);
    for (uint32_t c = 0; n < 2 && c < part->width; c++)
        seen->filled[part->column_first - 1 + c] |= used[c];
    if (n < 2)
        return;
    sr_part whole = *part;
    regions[0].from = 0; /* the first table keeps the blank columns before it */
    put_region(doc, part, whole.rows, &regions[0], whole.column_first);
    for (size_t i = 1; i < n; i++) {
        sr_part *own = sr_doc_part(doc, SR_PART_GRID, whole.rows[regions[i].first]->line_no);
        own->sheet = whole.sheet;
        own->title = whole.title;
        own->hidden = whole.hidden;
        put_region(doc, own, whole.rows, &regions[i], whole.column_first);
        say_apart(doc, own, own->rows[0]);
        sr_doc_part_end(doc);
    }
}
