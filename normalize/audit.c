#include "normalize/audit.h"

#include "normalize/audit_parts.h"

/* ---- rows and cells -------------------------------------------------------------------------- */

static bool has_figures(const sr_row *row)
{
    return row->kind == SR_ROW_DETAIL || row->kind == SR_ROW_SUBTOTAL || row->kind == SR_ROW_TOTAL;
}

/* The row's first words say so. */
static bool states_means(const sr_row *row, uint32_t width)
{
    uint32_t i = 0;

    while (i < row->n && i < width && row->cells[i].status != SR_CELL_TEXT)
        i++;
    if (i == row->n || i == width)
        return false;
    sr_slice text = sr_cell_text(&row->cells[i]);
    return text.len >= 4 && sr_eq_nocase(sr_sub(text, 0, 4), SR_LIT("rata"));
}

static void number_rows(sr_audit *a, size_t first)
{
    sr_doc *doc = a->doc;
    size_t rows = 0;

    for (size_t t = first; t < doc->n_tables; t++)
        rows += doc->tables[t]->n_rows;
    a->rows = SR_NEW_ARRAY(a->arena, sr_audit_row, rows + 1);
    a->table_at = SR_NEW_ARRAY(a->arena, uint32_t, doc->n_tables + 1);
    for (size_t t = first; t < doc->n_tables; t++) {
        sr_table *table = doc->tables[t];
        a->table_at[t] = a->n_rows;
        for (size_t r = 0; r < table->n_rows; r++) {
            sr_row *row = table->rows[r];
            if (!has_figures(row))
                continue;
            a->rows[a->n_rows++] =
                (sr_audit_row){row, table, row->cells, row->n, a->n_cells, states_means(row, table->width)};
            a->n_cells += row->n;
        }
    }
    a->table_at[doc->n_tables] = a->n_rows;
}

sr_place sr_audit_place(const sr_audit *a, sr_ref at)
{
    return (sr_place){a->rows[at.row].table->table_no, a->rows[at.row].row->row_no, at.column + 1};
}

uint32_t sr_audit_row_of(const sr_audit *a, uint32_t table, uint32_t row_no)
{
    uint32_t low = a->table_at[table], end = a->table_at[table + 1], high = end;

    if (low == end || row_no < a->rows[low].row->row_no)
        return UINT32_MAX;
    uint32_t guess = low + (row_no - a->rows[low].row->row_no); /* where none is left out, and mostly none is */
    if (guess < end && a->rows[guess].row->row_no == row_no)
        return guess;
    while (low < high) {
        uint32_t mid = low + (high - low) / 2;
        if (a->rows[mid].row->row_no < row_no)
            low = mid + 1;
        else
            high = mid;
    }
    return low < end && a->rows[low].row->row_no == row_no ? low : UINT32_MAX;
}

/* ---- names ----------------------------------------------------------------------------------- */

static sr_slice shortened(sr_audit *a, sr_slice text)
{
    enum { ENOUGH = 40 };
    size_t n = ENOUGH;

    if (text.len <= ENOUGH)
        return text;
    while (n && ((unsigned char)text.ptr[n] & 0xC0) == 0x80) /* not within a character */
        n--;
    return sr_arena_printf(a->arena, "%.*s...", (int)n, text.ptr);
}

sr_slice sr_audit_row_name(sr_audit *a, uint32_t at)
{
    const sr_row *row = a->rows[at].row;
    const sr_table *table = a->rows[at].table;

    if (row->code.len)
        return row->code;
    for (uint32_t i = 0; row->kind == SR_ROW_TOTAL && i < row->n; i++)
        if (row->cells[i].status == SR_CELL_TEXT && row->cells[i].text_len)
            return shortened(a, sr_cell_text(&row->cells[i]));
    for (uint32_t i = row->n < table->width ? row->n : table->width; i-- > 0;) { /* the deepest name stands last */
        uint8_t role = table->columns[i].role;
        bool names =
            role == SR_ROLE_NAME || role == SR_ROLE_SUB_KEGIATAN || role == SR_ROLE_KEGIATAN || role == SR_ROLE_PROGRAM;
        if (names && row->cells[i].status == SR_CELL_TEXT)
            return sr_arena_printf(a->arena, "row %u (%.*s)", row->row_no,
                                   SR_FMT(shortened(a, sr_cell_text(&row->cells[i]))));
    }
    return sr_arena_printf(a->arena, "row %u", row->row_no);
}

static sr_slice name_column(sr_audit *a, const sr_table *t, uint32_t column)
{
    sr_slice header = column < t->width ? t->columns[column].header : (sr_slice){0};
    sr_slice last = header;

    if (column < t->width && t->columns[column].label.len) {
        bool paired = column + 1 < t->width && !t->columns[column + 1].label.len && header.len;
        for (size_t i = 0; paired && i + 2 < header.len; i++)
            if (memcmp(header.ptr + i, " / ", 3) == 0)
                last = sr_sub(header, i + 3, header.len);
        return paired && last.len < header.len && last.len <= 4
                   ? sr_arena_printf(a->arena, "%.*s %.*s", SR_FMT(t->columns[column].label), SR_FMT(last))
                   : t->columns[column].label;
    }
    for (size_t i = 0; i + 2 < header.len; i++)
        if (memcmp(header.ptr + i, " / ", 3) == 0)
            last = sr_sub(header, i + 3, header.len);
    /* The second of a pair under one label of the number row: "7 Rp." */
    for (uint32_t c = column; last.len && c-- > 0 && c + 4 > column;)
        if (t->columns[c].label.len)
            return sr_arena_printf(a->arena, "%.*s %.*s", SR_FMT(t->columns[c].label), SR_FMT(shortened(a, last)));
    return last.len ? shortened(a, last) : sr_arena_printf(a->arena, "column %u", column + 1);
}

sr_slice sr_audit_column_name(sr_audit *a, uint32_t table, uint32_t column)
{
    const sr_table *t = a->doc->tables[table];

    if (column >= t->width)
        return name_column(a, t, column);
    if (!a->column_names[table])
        a->column_names[table] = SR_NEW_ARRAY(a->arena, sr_slice, t->width);
    sr_slice *name = &a->column_names[table][column];
    if (!name->ptr)
        *name = name_column(a, t, column);
    return *name;
}

/* ---- equations by cell ----------------------------------------------------------------------- */

static bool counts(const sr_audit *a, sr_ref at)
{
    return at.column < a->rows[at.row].n;
}

/* A cell that stands twice in a relation is linked to it once. */
static bool stands_before(const sr_equation *e, uint32_t i)
{
    sr_ref at = sr_equation_cell(e, i);

    for (uint32_t k = 0; k < i; k++)
        if (sr_equation_cell(e, k).row == at.row && sr_equation_cell(e, k).column == at.column)
            return true;
    return false;
}

/* Only the short formulas of audit_reverse.c name a column twice. */
static bool names_twice(const sr_equation *e)
{
    enum { FEW = 4 };

    return e->template->quotient && sr_equation_members(e) == FEW;
}

/* Counts the relations of each cell, behind what will be its place, or notes them there. */
static void link_all(sr_audit *a, bool note)
{
    for (size_t e = 0; e < a->n_equations; e++) {
        const sr_equation *q = &a->equations[e];
        uint32_t n = sr_equation_members(q);
        bool twice = names_twice(q);
        for (uint32_t i = 0; i <= n; i++) {
            sr_ref at = sr_equation_cell(q, i);
            if (!counts(a, at) || (twice && stands_before(q, i)))
                continue;
            uint32_t cell = sr_audit_cell_no(a, at);
            if (note)
                a->links[a->link_at[cell + 1]++] = (uint32_t)e;
            else
                a->link_at[cell + 2]++;
        }
    }
}

static void link_cells(sr_audit *a)
{
    a->link_at = SR_NEW_ARRAY(a->arena, uint32_t, (size_t)a->n_cells + 2);
    link_all(a, false);
    for (uint32_t c = 2; c < a->n_cells + 2; c++)
        a->link_at[c] += a->link_at[c - 1];
    a->links = sr_arena_alloc(a->arena, ((size_t)a->link_at[a->n_cells + 1] + 1) * sizeof *a->links);
    link_all(a, true);
}

void sr_audit_tables(sr_doc *doc, size_t first)
{
    sr_audit a = {.doc = doc, .arena = &doc->batch};

    number_rows(&a, first);
    a.of_table = SR_NEW_ARRAY(a.arena, sr_template_list, doc->n_tables + 1);
    a.column_names = SR_NEW_ARRAY(a.arena, sr_slice *, doc->n_tables + 1);
    sr_audit_sheets(&a, first);
    for (size_t t = first; t < doc->n_tables; t++) {
        if (a.table_at[t] == a.table_at[t + 1])
            continue;
        size_t own = a.n_equations;
        sr_audit_columns(&a, (uint32_t)t);
        sr_audit_groups(&a, (uint32_t)t);
        sr_audit_found(&a, (uint32_t)t, own);
        sr_audit_reverse(&a, own);
    }
    sr_arena_free(&a.scratch);
    sr_audit_cross(&a, first);
    link_cells(&a);
    sr_audit_decide(&a, first);
    sr_audit_accuse(&a);
    sr_audit_tell(&a, first);
    for (size_t t = first; t < doc->n_tables; t++)
        sr_audit_carry(&a, (uint32_t)t);
}
