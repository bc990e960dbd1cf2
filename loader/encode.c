#include "loader/encode.h"

#include "normalize/units.h"

/* The letters of row_.kind, row_.level and row_.status; the views spell them out. */
static const char kind_letters[] = {
    [SR_ROW_DETAIL] = 'D', [SR_ROW_SUBTOTAL] = 'S', [SR_ROW_TOTAL] = 'T', [SR_ROW_NOTE] = 'N',
    [SR_ROW_HEADER] = 'H', [SR_ROW_NUMBER] = '#',   [SR_ROW_RULE] = 'R',  [SR_ROW_BLANK] = 'B',
};
static const char level_letters[] = {
    [SR_LEVEL_NONE] = '\0',   [SR_LEVEL_URUSAN] = 'U',   [SR_LEVEL_BIDANG] = 'B',
    [SR_LEVEL_PROGRAM] = 'P', [SR_LEVEL_KEGIATAN] = 'K', [SR_LEVEL_SUB_KEGIATAN] = 'S',
};
static const char status_letters[2][SR_CELL_STATUS_COUNT] = {
    {
        [SR_CELL_EMPTY] = 'E',
        [SR_CELL_NIL] = 'N',
        [SR_CELL_TEXT] = 'T',
        [SR_CELL_OK] = 'O',
        [SR_CELL_REPAIRED] = 'R',
        [SR_CELL_INFERRED] = 'I',
        [SR_CELL_AMBIGUOUS] = 'A',
        [SR_CELL_UNREADABLE] = 'U',
    },
    {
        [SR_CELL_EMPTY] = 'e',
        [SR_CELL_NIL] = 'n',
        [SR_CELL_TEXT] = 't',
        [SR_CELL_OK] = 'o',
        [SR_CELL_REPAIRED] = 'r',
        [SR_CELL_INFERRED] = 'i',
        [SR_CELL_AMBIGUOUS] = 'a',
        [SR_CELL_UNREADABLE] = 'u',
    },
};
/* An entry that is missing would be stored as NUL. */
_Static_assert(sizeof kind_letters == SR_ROW_KIND_COUNT, "a letter for each kind of row, and in the views");
_Static_assert(sizeof level_letters == SR_LEVEL_COUNT, "a letter for each level, and in the views");
_Static_assert(SR_CELL_STATUS_COUNT == 8, "a letter for each status, and in the views");

void sr_encoder_begin(sr_encoder *e, int64_t document_id)
{
    e->document_id = document_id;
    e->context = NULL;
    sr_seen_free(e->seen);
    e->seen = NULL;
    e->tally = (sr_tally){0};
}

void sr_encoder_free(sr_encoder *e)
{
    sr_buf_free(&e->separator);
    sr_seen_free(e->seen);
    e->seen = NULL;
}

/* ---- rows ------------------------------------------------------------------------------------- */

enum { SEPARATOR = '\x1f' };

/* What a row's cells have between them that takes a column of its own. */
typedef struct row_traits {
    bool has_value, all_values, has_text, has_unit, has_skip, has_more;
    bool has_hidden, has_held, has_formula, has_place; /* of spreadsheets, and of the HTML that they save */
    size_t raw_len;                                    /* of all cells, separators with them */
} row_traits;

static bool text_differs(const sr_cell *cell)
{
    return cell->text && !sr_eq(sr_cell_text(cell), sr_trim(sr_cell_raw(cell)));
}

static sr_slice unit(const sr_cell *cell)
{
    return sr_unit_name(cell->unit);
}

/* What the source says of a cell beside its text. */
static sr_slice held(const sr_cell *cell)
{
    return cell->typed ? cell->typed->text : (sr_slice){NULL, 0};
}

static sr_slice formula(const sr_cell *cell)
{
    return cell->typed ? cell->typed->formula : (sr_slice){NULL, 0};
}

/* The longest run of U+001F in the text; longest is the longest so far. */
static size_t separator_run(sr_slice text, size_t longest)
{
    size_t run = 0;

    for (size_t i = 0; i < text.len; i++) {
        run = text.ptr[i] == SEPARATOR ? run + 1 : 0;
        if (run > longest)
            longest = run;
    }
    return longest;
}

/*
 * The cells of a row are joined by U+001F, the unit separator. Where a cell holds that character, they are joined by
 * U+001E and a run of U+001F longer than any in the cells: such a string begins nowhere else, so that splitting gives
 * the cells.
 */
static void pick_separator(sr_encoder *e, const sr_row *row, bool collides)
{
    size_t longest = 0;

    e->separator.len = 0;
    if (!collides) {
        sr_buf_char(&e->separator, SEPARATOR);
        return;
    }
    for (uint32_t i = 0; i < row->n; i++) {
        longest = separator_run(sr_cell_raw(&row->cells[i]), longest);
        longest = separator_run(sr_cell_text(&row->cells[i]), longest);
        longest = separator_run(unit(&row->cells[i]), longest);
        longest = separator_run(held(&row->cells[i]), longest);
        longest = separator_run(formula(&row->cells[i]), longest);
    }
    sr_buf_char(&e->separator, '\x1e');
    memset(sr_buf_reserve(&e->separator, longest + 1), SEPARATOR, longest + 1);
    e->separator.len += longest + 1;
}

static bool has_separator(const char *text, size_t len)
{
    return len && memchr(text, SEPARATOR, len);
}

/* The cell stands elsewhere on its sheet than its column says: it was moved. */
static bool is_moved(const sr_table *table, const sr_cell *cell, uint32_t i)
{
    return table->sheet.len && sr_cell_column(table, cell, i + 1) != table->column_first + i;
}

static row_traits look_at(sr_encoder *e, const sr_table *table, const sr_row *row)
{
    row_traits t = {.all_values = true, .has_hidden = row->hidden};
    bool collides = false;

    for (uint32_t i = 0; i < row->n; i++) {
        const sr_cell *cell = &row->cells[i];
        t.has_value |= cell->has_value;
        t.all_values &= cell->has_value;
        t.has_skip |= cell->line_skip != 0;
        t.has_more |= cell->more != NULL;
        t.has_hidden |= cell->hidden;
        t.has_place |= is_moved(table, cell, i);
        t.raw_len += cell->raw_len;
        collides |= has_separator(cell->raw, cell->raw_len);
        if (cell->typed) {
            t.has_held |= cell->typed->text.len > 0;
            t.has_formula |= cell->typed->formula.len > 0;
            collides |= has_separator(cell->typed->text.ptr, cell->typed->text.len) ||
                        has_separator(cell->typed->formula.ptr, cell->typed->formula.len);
        }
        if (text_differs(cell)) {
            t.has_text = true;
            collides |= has_separator(cell->text, cell->text_len);
        }
        if (cell->unit) {
            t.has_unit = true;
            collides |= has_separator(unit(cell).ptr, unit(cell).len);
        }
    }
    pick_separator(e, row, collides);
    t.raw_len += e->separator.len * row->n;
    return t;
}

static void put_raw(sr_encoder *e, sr_buf *buf, const sr_row *row, const row_traits *t)
{
    size_t mark = buf->len;
    char *p = sr_put32(sr_buf_reserve(buf, t->raw_len + 4), 0);

    for (uint32_t i = 0; i < row->n; i++) {
        const sr_cell *cell = &row->cells[i];
        for (size_t j = 0; i && j < e->separator.len; j++)
            *p++ = e->separator.ptr[j];
        if (cell->raw_len)
            memcpy(p, cell->raw, cell->raw_len);
        p += cell->raw_len;
    }
    buf->len = (size_t)(p - buf->ptr);
    sr_put32(buf->ptr + mark, (uint32_t)(buf->len - mark - 4));
}

static void put_text(sr_encoder *e, sr_buf *buf, const sr_row *row, const row_traits *t)
{
    size_t mark = buf->len;

    if (!t->has_text) {
        sr_copy_null(buf);
        return;
    }
    sr_copy_u32(buf, 0);
    for (uint32_t i = 0; i < row->n; i++) {
        if (i)
            sr_buf_add(buf, e->separator.ptr, e->separator.len);
        if (text_differs(&row->cells[i])) {
            sr_buf_char(buf, '=');
            sr_buf_slice(buf, sr_cell_text(&row->cells[i]));
        }
    }
    sr_put32(buf->ptr + mark, (uint32_t)(buf->len - mark - 4));
}

/* What a function says of each cell, joined. */
static void put_each(sr_encoder *e, sr_buf *buf, const sr_row *row, bool any, sr_slice (*what)(const sr_cell *))
{
    size_t mark = buf->len;

    if (!any) {
        sr_copy_null(buf);
        return;
    }
    sr_copy_u32(buf, 0);
    for (uint32_t i = 0; i < row->n; i++) {
        if (i)
            sr_buf_add(buf, e->separator.ptr, e->separator.len);
        sr_buf_slice(buf, what(&row->cells[i]));
    }
    sr_put32(buf->ptr + mark, (uint32_t)(buf->len - mark - 4));
}

/* One character a cell: h, or - for one that is shown. */
static void put_hidden(sr_buf *buf, const sr_row *row, uint32_t width, const row_traits *t)
{
    if (!t->has_hidden) {
        sr_copy_null(buf);
        return;
    }
    char *p = sr_put32(sr_buf_reserve(buf, 4 + (size_t)width), width);
    for (uint32_t i = 0; i < width; i++)
        *p++ = row->hidden || sr_row_cell(row, i)->hidden ? 'h' : '-';
    buf->len += 4 + (size_t)width;
}

/* The column of the sheet, from 1, that each cell stands in; NULL where all stand where their columns say. */
static void put_places(sr_buf *buf, const sr_table *table, const sr_row *row, const row_traits *t)
{
    if (!t->has_place) {
        sr_copy_null(buf);
        return;
    }
    size_t mark = sr_copy_array_begin(buf, SR_OID_INT4, row->n, false);
    for (uint32_t i = 0; i < row->n; i++)
        sr_copy_int4(buf, is_moved(table, &row->cells[i], i) ? row->cells[i].at + 1 : table->column_first + i);
    sr_copy_array_end(buf, mark);
}

/* A row that is short of cells ends in blank ones. */
static uint32_t row_width(const sr_table *table, const sr_row *row)
{
    return row->n > table->width ? row->n : table->width;
}

/* status and rule: one character a cell, and with that the number of cells; those not in the row are blank */
static void put_marks(sr_buf *buf, const sr_row *row, uint32_t width)
{
    char *p = sr_put32(sr_buf_reserve(buf, 8 + 2 * (size_t)width), width);

    for (uint32_t i = 0; i < width; i++) {
        const sr_cell *cell = sr_row_cell(row, i);
        *p++ = status_letters[cell->verified][cell->status];
    }
    p = sr_put32(p, width);
    for (uint32_t i = 0; i < width; i++)
        *p++ = (char)('0' + sr_row_cell(row, i)->rule);
    buf->len += 8 + 2 * (size_t)width;
}

static void put_values(sr_buf *buf, const sr_row *row, const row_traits *t)
{
    if (!t->has_value) {
        sr_copy_null(buf);
        return;
    }
    size_t mark = sr_copy_array_begin(buf, SR_OID_NUMERIC, row->n, !t->all_values);
    for (uint32_t i = 0; i < row->n; i++)
        if (row->cells[i].has_value)
            sr_copy_numeric(buf, row->cells[i].value);
        else
            sr_copy_null(buf);
    sr_copy_array_end(buf, mark);
}

static void put_line_skips(sr_buf *buf, const sr_row *row, const row_traits *t)
{
    if (!t->has_skip) {
        sr_copy_null(buf);
        return;
    }
    size_t mark = sr_copy_array_begin(buf, SR_OID_INT4, row->n, false);
    for (uint32_t i = 0; i < row->n; i++)
        sr_copy_int4(buf, (uint32_t)row->cells[i].line_skip);
    sr_copy_array_end(buf, mark);
}

static uint32_t count_more(const sr_row *row)
{
    uint32_t n = 0;

    for (uint32_t i = 0; i < row->n; i++)
        for (const sr_quantity *q = row->cells[i].more; q; q = q->next)
            n++;
    return n;
}

/* more_column, more_value and more_unit */
static void put_more(sr_buf *buf, const sr_row *row, const row_traits *t)
{
    if (!t->has_more) {
        sr_copy_null(buf);
        sr_copy_null(buf);
        sr_copy_null(buf);
        return;
    }
    uint32_t n = count_more(row);
    size_t mark = sr_copy_array_begin(buf, SR_OID_INT4, n, false);
    for (uint32_t i = 0; i < row->n; i++)
        for (const sr_quantity *q = row->cells[i].more; q; q = q->next)
            sr_copy_int4(buf, i + 1);
    sr_copy_array_end(buf, mark);
    mark = sr_copy_array_begin(buf, SR_OID_NUMERIC, n, false);
    for (uint32_t i = 0; i < row->n; i++)
        for (const sr_quantity *q = row->cells[i].more; q; q = q->next)
            sr_copy_numeric(buf, q->value);
    sr_copy_array_end(buf, mark);
    mark = sr_copy_array_begin(buf, SR_OID_TEXT, n, true);
    for (uint32_t i = 0; i < row->n; i++)
        for (const sr_quantity *q = row->cells[i].more; q; q = q->next)
            sr_copy_fact(buf, sr_unit_name(q->unit));
    sr_copy_array_end(buf, mark);
}

/* tujuan ... activity, unless the row has them in common with the row above. */
static void put_context(sr_encoder *e, sr_buf *buf, const sr_row *row)
{
    static const sr_context nothing;
    const sr_context *c = row->context && e->context_row == row->row_no ? row->context : &nothing;
    const sr_slice *facts[] = {&c->tujuan,      &c->sasaran,  &c->program,        &c->kegiatan, &c->sub_kegiatan,
                               &c->responsible, &c->location, &c->funding_source, &c->activity};

    for (size_t i = 0; i < sizeof facts / sizeof *facts; i++)
        sr_copy_fact(buf, *facts[i]);
}

/* NULL where all columns are about the one. */
static void put_indicators(sr_buf *buf, const sr_table *table, const sr_row *row)
{
    uint32_t n = 0;

    for (uint32_t c = 0; row->indicators && c < table->width; c++)
        n = table->columns[c].subject > n ? table->columns[c].subject : n;
    if (n == 0) {
        sr_copy_null(buf);
        return;
    }
    size_t mark = sr_copy_array_begin(buf, SR_OID_TEXT, n, true);
    for (uint32_t i = 0; i < n; i++)
        sr_copy_fact(buf, row->indicators[i]);
    sr_copy_array_end(buf, mark);
}

/* The row that the context stands in; 0 for this one. */
static uint32_t context_row(sr_encoder *e, const sr_row *row)
{
    if (!row->context)
        return 0;
    if (row->context == e->context)
        return e->context_row;
    e->context = row->context;
    e->context_row = row->row_no;
    return 0;
}

static uint64_t count_measures(const sr_table *table, const sr_row *row)
{
    uint64_t n = 0;
    uint32_t at = 0;
    const sr_quantity *more = NULL;
    sr_measure_row measure;

    while (sr_row_next_measure(table, row, &at, &more, &measure))
        n++;
    return n;
}

void sr_encode_row(sr_encoder *e, sr_buf *rows, const sr_table *table, const sr_row *row)
{
    row_traits t = look_at(e, table, row);

    sr_copy_row(rows, 37);
    sr_copy_int8(rows, e->document_id);
    sr_copy_int8_or_null(rows, row->line_no);
    sr_copy_int4(rows, table->table_no);
    sr_copy_int4(rows, row->row_no);
    sr_copy_int4_or_null(rows, row->page_no);
    sr_copy_int4_or_null(rows, row->parent);
    sr_copy_int4_or_null(rows, context_row(e, row));
    sr_copy_char(rows, kind_letters[row->kind]);
    if (row->level != SR_LEVEL_NONE)
        sr_copy_char(rows, level_letters[row->level]);
    else
        sr_copy_null(rows);
    if (e->separator.len > 1)
        sr_copy_text(rows, (sr_slice){e->separator.ptr, e->separator.len});
    else
        sr_copy_null(rows);
    sr_copy_fact(rows, row->code);
    sr_copy_fact(rows, row->indicator);
    put_raw(e, rows, row, &t);
    put_text(e, rows, row, &t);
    put_each(e, rows, row, t.has_unit, unit);
    put_marks(rows, row, row_width(table, row));
    put_values(rows, row, &t);
    put_line_skips(rows, row, &t);
    put_more(rows, row, &t);
    put_context(e, rows, row);
    put_hidden(rows, row, row_width(table, row), &t);
    put_each(e, rows, row, t.has_held, held);
    put_each(e, rows, row, t.has_formula, formula);
    put_places(rows, table, row, &t);
    put_indicators(rows, table, row);
    sr_copy_int4_or_null(rows, (uint32_t)row->year);

    e->tally.cells += row_width(table, row);
    e->tally.measures += count_measures(table, row);
}

/* ---- findings --------------------------------------------------------------------------------- */

static void put_numeric_if(sr_buf *buf, bool has_value, sr_decimal value)
{
    if (has_value)
        sr_copy_numeric(buf, value);
    else
        sr_copy_null(buf);
}

static void put_fingerprint(sr_encoder *e, const sr_doc *doc, const sr_finding *f, char out[33])
{
    if (!e->seen)
        e->seen = sr_seen_new();
    sr_fingerprint(doc, f, 0, out);
    uint32_t before = sr_seen_add(e->seen, out);
    if (before)
        sr_fingerprint(doc, f, before, out);
}

void sr_encode_finding(sr_encoder *e, sr_buf *buf, const sr_doc *doc, const sr_finding *f)
{
    char fingerprint[33];

    put_fingerprint(e, doc, f, fingerprint);
    sr_copy_row(buf, 14);
    sr_copy_int8(buf, e->document_id);
    sr_copy_int4_or_null(buf, f->table_no);
    sr_copy_int4_or_null(buf, f->row_no);
    sr_copy_int4_or_null(buf, f->column_no);
    sr_copy_int8_or_null(buf, f->line_no);
    sr_copy_text(buf, sr_str(sr_finding_info_of(f->code)->code));
    sr_copy_text(buf, sr_str(sr_severity_name(f->severity)));
    sr_copy_text(buf, f->message);
    if (f->raw.ptr)
        sr_copy_text(buf, f->raw);
    else
        sr_copy_null(buf);
    put_numeric_if(buf, f->has_value, f->value);
    put_numeric_if(buf, f->has_suggestion, f->suggestion);
    if (f->evidence.len) { /* jsonb: its version, then JSON text */
        sr_copy_u32(buf, (uint32_t)f->evidence.len + 1);
        sr_buf_char(buf, 1);
        sr_buf_slice(buf, f->evidence);
    } else {
        sr_copy_null(buf);
    }
    sr_copy_text(buf, (sr_slice){fingerprint, 32});
    sr_copy_fact(buf, f->place);
    e->tally.findings++;
}

/* ---- checks ----------------------------------------------------------------------------------- */

/* Members lie flat: table, row and column of each in turn. */
static void put_members(sr_buf *buf, const sr_check *c)
{
    size_t mark = sr_copy_array_begin(buf, SR_OID_INT4, 3 * c->n_members, false);

    for (uint32_t i = 0; i < c->n_members; i++) {
        sr_copy_int4(buf, c->members[i].table_no);
        sr_copy_int4(buf, c->members[i].row_no);
        sr_copy_int4(buf, c->members[i].column_no);
    }
    sr_copy_array_end(buf, mark);
}

void sr_encode_check(sr_encoder *e, sr_buf *buf, const sr_check *c)
{
    sr_decimal difference = {0};
    bool has_difference = sr_check_difference(c, &difference);

    sr_copy_row(buf, 16);
    sr_copy_int8(buf, e->document_id);
    sr_copy_int4(buf, (uint32_t)++e->tally.checks);
    sr_copy_int4(buf, c->at.table_no);
    sr_copy_int4(buf, c->at.row_no);
    sr_copy_int4(buf, c->at.column_no);
    sr_copy_text(buf, sr_str(sr_check_kind_name(c->kind)));
    sr_copy_text(buf, c->expression);
    sr_copy_numeric(buf, c->expected);
    put_numeric_if(buf, c->has_actual, c->actual);
    put_numeric_if(buf, has_difference, difference);
    sr_copy_numeric(buf, c->tolerance);
    sr_copy_char(buf, c->passed ? 1 : 0);
    sr_copy_text(buf, sr_str(sr_check_origin_name(c->origin)));
    sr_copy_text(buf, sr_str(sr_operator_name(c->op)));
    put_members(buf, c);
    sr_copy_fact(buf, c->diagnosis);
}
