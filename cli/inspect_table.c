#include "cli/inspect.h"

#include "cli/fields.h"
#include "cli/records.h"
#include "core/cell_place.h"
#include "normalize/units.h"

#include <inttypes.h>

/* ---- title and columns ------------------------------------------------------------------------------------------ */

static void span(sr_buf *out, const char *one, const char *many, uint64_t first, uint64_t last)
{
    if (first && first == last)
        sr_buf_printf(out, ", %s %" PRIu64, one, first);
    else if (first)
        sr_buf_printf(out, ", %s %" PRIu64 "-%" PRIu64, many, first, last);
}

/* The last of its columns there; merged cells make it stand further right than its columns count. */
static uint32_t last_column(const sr_table *table)
{
    uint32_t last = table->column_first + table->width - 1;

    for (size_t r = 0; r < table->n_rows; r++)
        for (uint32_t c = 0; c < table->rows[r]->n; c++)
            if (table->rows[r]->cells[c].at + 1 > last)
                last = table->rows[r]->cells[c].at + 1;
    return last;
}

/* Where it stands on its sheet: Sheet1!B3:H40. */
static void sheet_range(sr_buf *out, const sr_table *table)
{
    sr_buf last = {0};

    sr_buf_lit(out, ", ");
    sr_cell_place(out, table->sheet, table->line_first, table->column_first);
    sr_cell_place(&last, (sr_slice){0}, table->line_last, last_column(table));
    const char *bang = memchr(last.ptr, '!', last.len);
    sr_buf_char(out, ':');
    sr_buf_add(out, bang + 1, last.len - (size_t)(bang + 1 - last.ptr));
    sr_buf_free(&last);
}

static void draw_title(sr_inspect *in, const sr_table *table)
{
    sr_buf text = {0};

    sr_buf_printf(&text, "%" PRIu64 " rows, %u columns", table->data_rows, table->width);
    span(&text, table->sheet.len ? "sheet" : "page", table->sheet.len ? "sheets" : "pages", table->page_first,
         table->page_last);
    if (table->sheet.len)
        sheet_range(&text, table);
    else
        span(&text, "line", "lines", table->line_first, table->line_last);
    if (table->hidden)
        sr_buf_lit(&text, ", hidden");
    if (table->year)
        sr_buf_printf(&text, ", year %d", table->year);
    if (table->quarter)
        sr_buf_printf(&text, ", quarter %u", table->quarter);
    if (table->revision)
        sr_buf_printf(&text, ", %s", sr_revision_name(table->revision));
    sr_slice title = sr_pen_plain(&in->scratch, table->title);
    sr_slice heading =
        sr_arena_printf(&in->scratch, "Table %u%s%.*s", table->table_no, title.len ? "  " : "", SR_FMT(title));
    sr_buf_char(&in->out, '\n');
    sr_pen_put(&in->pen, &in->out, SR_BOLD, heading);
    sr_buf_lit(&in->out, "\n  ");
    sr_pen_put(&in->pen, &in->out, SR_DIM, (sr_slice){text.ptr, text.len});
    sr_buf_lit(&in->out, "\n\n");
    sr_buf_free(&text);
}

enum {
    C_NO,
    C_LABEL,
    C_FORMULA,
    C_HEADER,
    C_ROLE,
    C_MEASURE,
    C_ASPECT,
    C_YEAR,
    C_QUARTER,
    C_REVISION,
    C_UNIT,
    C_EVIDENCE,
    C_COUNT
};

static sr_grid_cell number_cell(sr_inspect *in, uint64_t n)
{
    return n ? (sr_grid_cell){.text = sr_arena_printf(&in->scratch, "%" PRIu64, n), .number = true} : (sr_grid_cell){0};
}

static void draw_columns(sr_inspect *in, const sr_table *table)
{
    static const char *const titles[C_COUNT] = {"no",     "label", "formula", "header",   "role", "measure",
                                                "aspect", "year",  "quarter", "revision", "unit", "told by"};
    bool known = false;
    sr_grid grid;

    sr_grid_init(&grid, &in->scratch, C_COUNT);
    for (int i = 0; i < C_COUNT; i++)
        grid.columns[i].title = sr_str(titles[i]);
    for (uint32_t i = 0; i < table->width; i++) {
        const sr_column *c = &table->columns[i];
        sr_grid_cell *row = sr_grid_row(&grid);
        known = known || c->header.len || c->label.len || c->role != SR_ROLE_NONE;
        row[C_NO] = number_cell(in, i + 1);
        row[C_LABEL].text = sr_pen_plain(&in->scratch, c->label);
        row[C_FORMULA].text = sr_pen_plain(&in->scratch, c->formula);
        row[C_HEADER].text = sr_pen_plain(&in->scratch, c->header);
        row[C_ROLE].text = sr_str(c->role == SR_ROLE_NONE ? NULL : sr_role_name(c->role));
        row[C_MEASURE].text = sr_str(sr_measure_name(c->measure));
        row[C_ASPECT].text = sr_str(sr_aspect_name(c->aspect));
        row[C_YEAR] = number_cell(in, (uint64_t)c->year);
        row[C_QUARTER] = number_cell(in, c->quarter);
        row[C_REVISION].text = sr_str(sr_revision_name(c->revision));
        row[C_UNIT].text = c->unit ? sr_unit_name(c->unit) : (sr_slice){0};
        row[C_EVIDENCE].text = sr_pen_plain(&in->scratch, c->evidence);
    }
    if (!known) /* a table without a header: its columns are drawn with its rows */
        return;
    sr_grid_draw(&grid, &in->pen, &in->out);
    sr_buf_char(&in->out, '\n');
}

/* ---- rows ------------------------------------------------------------------------------------------------------- */

enum { R_ROW, R_LINE, R_KIND, R_TREE, R_FIRST }; /* before the table's own columns */

/* Digits in groups of three, with a thin blank that is no separator of either language. */
static void grouped(sr_buf *out, const sr_pen *pen, sr_decimal value)
{
    char text[SR_DECIMAL_TEXT];
    size_t len = sr_decimal_text(value, text), whole = len - (value.scale ? (size_t)value.scale + 1 : 0);
    size_t first = text[0] == '-';

    for (size_t i = 0; i < len; i++) {
        if (i > first && i < whole && (whole - i) % 3 == 0 && whole - first > 4)
            sr_buf_slice(out, pen->unicode ? SR_LIT("\xe2\x80\xaf") : SR_LIT(" "));
        sr_buf_char(out, text[i]);
    }
}

static void quantity(sr_buf *out, const sr_pen *pen, sr_decimal value, uint16_t unit, uint16_t of_column)
{
    grouped(out, pen, value);
    if (unit && unit != of_column) {
        sr_buf_char(out, ' ');
        sr_buf_slice(out, sr_unit_name(unit));
    }
}

static sr_grid_cell value_cell(sr_inspect *in, const sr_cell *cell, const sr_column *column)
{
    static const struct {
        char mark;
        uint8_t style;
    } signs[SR_CELL_STATUS_COUNT] = {[SR_CELL_REPAIRED] = {'~', SR_NOTICE},
                                     [SR_CELL_INFERRED] = {'=', SR_GOOD},
                                     [SR_CELL_AMBIGUOUS] = {'?', SR_ODD},
                                     [SR_CELL_UNREADABLE] = {'!', SR_BAD},
                                     [SR_CELL_NIL] = {0, SR_DIM}};
    sr_grid_cell out = {.mark = signs[cell->status].mark, .style = signs[cell->status].style};

    if (cell->accused) {
        out.mark = '#';
        out.style = SR_BAD;
    }
    if (cell->hidden && out.style == SR_PLAIN)
        out.style = SR_DIM;
    if (!cell->has_value) {
        out.text = sr_pen_plain(&in->scratch, cell->text ? sr_cell_text(cell) : sr_cell_raw(cell));
        out.number = cell->status == SR_CELL_NIL || cell->status == SR_CELL_UNREADABLE;
        return out;
    }
    sr_buf text = {0};
    quantity(&text, &in->pen, cell->value, cell->unit, column ? column->unit : 0);
    for (const sr_quantity *more = cell->more; more; more = more->next) {
        sr_buf_lit(&text, " + ");
        quantity(&text, &in->pen, more->value, more->unit, 0);
    }
    out.text = sr_arena_copy(&in->scratch, (sr_slice){text.ptr, text.len});
    out.number = true;
    sr_buf_free(&text);
    return out;
}

/* The last header cell says most about a narrow column; its number leads to the list of columns. */
static sr_slice column_title(sr_inspect *in, const sr_table *table, uint32_t i)
{
    sr_slice header = table->columns[i].header;

    for (size_t at; (at = sr_find_nocase(header, SR_LIT(" / "))) != SIZE_MAX;)
        header = sr_sub(header, at + 3, header.len);
    return sr_arena_printf(&in->scratch, "%u %.*s", i + 1, SR_FMT(sr_pen_plain(&in->scratch, header)));
}

/* The column that tells a row's name: repeated where a table is drawn in blocks. */
static uint32_t name_column(const sr_table *table)
{
    static const uint8_t roles[] = {SR_ROLE_SUB_KEGIATAN, SR_ROLE_NAME,      SR_ROLE_KEGIATAN,
                                    SR_ROLE_PROGRAM,      SR_ROLE_INDICATOR, SR_ROLE_SASARAN};

    for (size_t r = 0; r < sizeof roles; r++)
        for (uint32_t i = 0; i < table->width; i++)
            if (table->columns[i].role == roles[r])
                return i;
    return UINT32_MAX;
}

/*
 * A grouping column says something for many rows and is blank on most: drawn as a banner over the rows, it leaves its
 * room to the others. Only among texts, and never the name of the row itself.
 */
static bool *grouping_columns(sr_inspect *in, const sr_table *table, uint32_t name)
{
    enum { LONG_TEXT = 16 }; /* bytes; shorter ones (an ordinal, a code) need no room */
    bool *grouping = SR_NEW_ARRAY(&in->scratch, bool, table->width + 1);

    for (uint32_t c = 0; c < table->width; c++) {
        size_t rows = 0, texts = 0, bytes = 0;
        bool values = table->columns[c].measure != SR_MEASURE_NONE;
        for (size_t i = 0; i < table->n_rows; i++) {
            const sr_cell *cell = sr_row_cell(table->rows[i], c);
            if (!sr_row_is_data(table->rows[i]))
                continue;
            rows++;
            texts += cell->status == SR_CELL_TEXT;
            bytes += cell->status == SR_CELL_TEXT ? cell->text_len : 0;
            values = values || cell->has_value;
        }
        grouping[c] = !values && c != name && texts && texts * 2 < rows && bytes / texts >= LONG_TEXT;
    }
    return grouping;
}

static void add_banners(sr_inspect *in, sr_grid *grid, const sr_table *table, const sr_row *row, const bool *grouping)
{
    for (uint32_t i = 0; i < table->width && i < row->n; i++) {
        sr_slice text = sr_cell_text(&row->cells[i]);
        if (!grouping[i] || row->cells[i].status != SR_CELL_TEXT)
            continue;
        text = sr_pen_plain(&in->scratch, text);
        sr_grid_banner(grid, sr_arena_printf(&in->scratch, "%s %.*s: %.*s", in->pen.unicode ? "\xe2\x96\xb8" : ">",
                                             SR_FMT(column_title(in, table, i)), SR_FMT(text)));
    }
}

/* Ancestors of the row, nearest first, are above it in the table; a parent of an earlier batch ends the count. */
static int depth_of(const sr_table *table, const sr_row *row)
{
    int depth = 0;

    while (row->parent && depth < SR_LEVEL_COUNT) {
        size_t low = 0, high = table->n_rows;
        depth++;
        while (low < high) {
            size_t middle = low + (high - low) / 2;
            if (table->rows[middle]->row_no < row->parent)
                low = middle + 1;
            else
                high = middle;
        }
        if (low == table->n_rows || table->rows[low]->row_no != row->parent)
            break;
        row = table->rows[low];
    }
    return depth;
}

/* "program", "└ kegiatan": the row's level, set in by its place in the tree. */
static sr_slice tree_cell(sr_inspect *in, const sr_table *table, const sr_row *row)
{
    int depth = depth_of(table, row);
    const char *branch = depth == 0 ? "" : in->pen.unicode ? "\xe2\x94\x94 " : "- ";

    if (row->level == SR_LEVEL_NONE && depth == 0)
        return (sr_slice){0};
    return sr_arena_printf(&in->scratch, "%*s%s%s", depth > 1 ? (depth - 1) * 2 : 0, "", branch,
                           row->level ? sr_level_name(row->level) : "");
}

static void add_row(sr_inspect *in, sr_grid *grid, const sr_table *table, const sr_row *row, const bool *grouping)
{
    add_banners(in, grid, table, row, grouping);
    sr_grid_cell *cells = sr_grid_row(grid);
    uint32_t n = (uint32_t)grid->n_columns - R_FIRST;

    cells[R_ROW] = number_cell(in, row->row_no);
    cells[R_LINE] = number_cell(in, row->line_no);
    cells[R_ROW].style = cells[R_LINE].style = cells[R_KIND].style = cells[R_TREE].style = SR_DIM;
    if (row->kind != SR_ROW_DETAIL || row->hidden)
        cells[R_KIND].text =
            sr_arena_printf(&in->scratch, "%s%s%s", row->kind != SR_ROW_DETAIL ? sr_row_kind_name(row->kind) : "",
                            row->kind != SR_ROW_DETAIL && row->hidden ? ", " : "", row->hidden ? "hidden" : "");
    cells[R_TREE].text = tree_cell(in, table, row);
    for (uint32_t i = 0; i < n; i++)
        if (i >= table->width || !grouping[i])
            cells[R_FIRST + i] = value_cell(in, sr_row_cell(row, i), i < table->width ? &table->columns[i] : NULL);
    if (row->kind == SR_ROW_TOTAL || row->kind == SR_ROW_SUBTOTAL)
        for (uint32_t i = 0; i < n; i++)
            if (cells[R_FIRST + i].style == SR_PLAIN)
                cells[R_FIRST + i].style = SR_BOLD;
}

/* A row of which a finding of weight speaks is always drawn. findings are sorted; *at moves with the rows. */
static bool has_finding(const sr_doc *doc, const sr_table *table, const sr_row *row, size_t *at)
{
    bool found = false;

    for (; *at < doc->n_findings; ++*at) {
        const sr_finding *f = &doc->findings[*at];
        if (f->table_no > table->table_no || (f->table_no == table->table_no && f->row_no > row->row_no))
            break;
        found = found || (f->table_no == table->table_no && f->row_no == row->row_no && f->severity > SR_INFO);
    }
    return found;
}

static uint32_t widest_row(const sr_table *table)
{
    uint32_t n = table->width;

    for (size_t i = 0; i < table->n_rows; i++)
        n = sr_row_is_data(table->rows[i]) && table->rows[i]->n > n ? table->rows[i]->n : n;
    return n;
}

static void draw_rows(sr_inspect *in, const sr_doc *doc, const sr_table *table)
{
    uint32_t width = widest_row(table), name = name_column(table);
    uint64_t limit = in->settings->rows ? (uint64_t)in->settings->rows : UINT64_MAX;
    const bool *grouping = grouping_columns(in, table, name);
    size_t at = 0;
    sr_grid grid;

    sr_grid_init(&grid, &in->scratch, R_FIRST + width);
    grid.columns[R_ROW] = (sr_grid_column){.title = SR_LIT("row"), .anchor = true};
    grid.columns[R_LINE] = (sr_grid_column){.title = sr_str(sr_line_word(table)), .anchor = true};
    grid.columns[R_KIND] = (sr_grid_column){.title = SR_LIT("kind"), .anchor = true};
    grid.columns[R_TREE] = (sr_grid_column){.title = SR_LIT("level"), .anchor = true};
    for (uint32_t i = 0; i < width; i++) {
        grid.columns[R_FIRST + i].title = i < table->width ? column_title(in, table, i) : SR_LIT("beyond");
        grid.columns[R_FIRST + i].anchor = i == name;
    }
    for (size_t i = 0; i < table->n_rows; i++) {
        const sr_row *row = table->rows[i];
        bool told = has_finding(doc, table, row, &at);
        if (!sr_row_is_data(row))
            continue;
        if (in->drawn >= limit && !told) {
            in->left_out++;
            sr_grid_gap(&grid);
            continue;
        }
        in->drawn++;
        add_row(in, &grid, table, row, grouping);
    }
    if (grid.n_rows)
        sr_grid_draw(&grid, &in->pen, &in->out);
}

void sr_inspect_table(sr_inspect *in, const sr_doc *doc, const sr_table *table)
{
    size_t from = 0, to;

    if (in->table_no != table->table_no) {
        in->table_no = table->table_no;
        in->drawn = 0;
        draw_title(in, table);
        draw_columns(in, table);
    }
    draw_rows(in, doc, table);
    sr_slice trust = sr_inspect_trust(in, &table->trust, table->checks_passed, table->checks_failed);
    if (trust.len) {
        sr_buf_lit(&in->out, "\n  ");
        sr_pen_wrap(&in->pen, &in->out, trust, 2, 2);
    }
    while (from < doc->n_findings && doc->findings[from].table_no < table->table_no)
        from++;
    for (to = from; to < doc->n_findings && doc->findings[to].table_no == table->table_no;)
        to++;
    sr_inspect_findings(in, doc, from, to);
}
