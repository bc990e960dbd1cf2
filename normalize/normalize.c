#include "normalize/normalize.h"

#include "core/cell_place.h"
#include "normalize/above.h"
#include "normalize/audit.h"
#include "normalize/breakdown.h"
#include "normalize/clean.h"
#include "normalize/facts.h"
#include "normalize/grids.h"
#include "normalize/join.h"
#include "normalize/levels.h"
#include "normalize/number.h"
#include "normalize/place.h"
#include "normalize/rekening.h"
#include "normalize/reorder.h"
#include "normalize/rows.h"
#include "normalize/split_code.h"
#include "normalize/statistics.h"
#include "normalize/stitch.h"
#include "normalize/stray.h"
#include "normalize/words.h"

#include "core/sink.h"

#include <stdlib.h>

enum { SHARE_MAX = 1000 }; /* a larger number under "Persentase" is no share */

/* ---- widths --------------------------------------------------------------------------------- */

static uint32_t count_cells(const sr_table *table, bool used)
{
    uint32_t most = 0;

    for (size_t r = 0; r < table->n_rows; r++) {
        uint32_t n = used ? sr_row_used(table->rows[r]) : table->rows[r]->n;
        if (n > most)
            most = n;
    }
    return most;
}

/* The number of cells that most rows have; the wider on a tie. */
static uint32_t usual_width(sr_doc *doc, const sr_table *table)
{
    uint32_t top = count_cells(table, false), best = 0;
    uint32_t *count = SR_NEW_ARRAY(&doc->batch, uint32_t, (size_t)top + 1);

    for (size_t r = 0; r < table->n_rows; r++)
        if (table->rows[r]->kind != SR_ROW_BLANK && table->rows[r]->kind != SR_ROW_RULE)
            count[table->rows[r]->n]++;
    for (uint32_t n = 0; n <= top; n++)
        if (count[n] >= count[best])
            best = n;
    return best;
}

/* Whether the source cut the blank cells at the ends of rows: rows differ in width and none ends in a blank. */
static bool ends_are_cut(const sr_table *table)
{
    for (size_t r = 0; r < table->n_rows; r++)
        if (table->rows[r]->n > 1 && sr_row_used(table->rows[r]) < table->rows[r]->n)
            return false;
    return true;
}

static void set_width(sr_doc *doc, sr_table *table, sr_table_state *st, uint32_t width)
{
    sr_column *columns = SR_NEW_ARRAY(&doc->arena, sr_column, width);

    if (table->width)
        memcpy(columns, table->columns, table->width * sizeof *columns);
    table->columns = columns;
    table->width = width;
    st->expect = SR_NEW_ARRAY(&doc->arena, sr_expectation, (size_t)width + 1);
    sr_columns_expect(columns, width, st->expect);
    if (st->rekening)
        st->expect[st->at[SR_ROLE_CODE]].organisation = st->organisation;
}

/* ---- a new table ---------------------------------------------------------------------------- */

static void say_no_header(sr_doc *doc, const sr_table *table)
{
    sr_finding *f = sr_doc_finding(doc, SR_S004, "No row above the data at %s %llu looks like a header.",
                                   sr_line_word(table), (unsigned long long)table->line_first);
    f->table_no = table->table_no;
    f->line_no = table->line_first;
}

/* The variant of the header that fits itself and the table's width best; of several the one on most pages. */
static const sr_header_variant *choose_header(sr_doc *doc, const sr_table *table, const sr_table_state *st,
                                              sr_header_path *paths)
{
    const sr_header_variant *best = NULL;
    uint32_t least = UINT32_MAX;

    for (uint32_t i = 0; i < st->n_variants; i++) {
        const sr_header_variant *v = &st->variants[i];
        sr_column *trial = SR_NEW_ARRAY(&doc->batch, sr_column, table->width);
        memset(paths, 0, table->width * sizeof *paths);
        sr_header_columns(&doc->batch, v->rows, &v->header, trial, table->width, paths);
        uint32_t n = v->rows[v->header.words_from]->n;
        uint32_t misfit = sr_header_misfit(v->rows, &v->header, paths, table->width, NULL) +
                          (n > st->usual ? n - st->usual : st->usual - n);
        if (misfit < least || (best && misfit == least && v->times > best->times)) {
            least = misfit;
            best = v;
        }
    }
    return best;
}

static void say_disagree(sr_doc *doc, sr_table *table, uint32_t from)
{
    sr_finding *f;

    if (from >= table->width)
        return;
    f = sr_doc_finding(
        doc, SR_S012,
        "The header's rows disagree from column %u on (\"%.*s\"); what those columns measure is left open.", from + 1,
        SR_FMT(table->columns[from].header));
    f->table_no = table->table_no;
    f->column_no = from + 1;
    f->line_no = table->line_first;
    for (uint32_t c = from; c < table->width; c++) {
        sr_column *col = &table->columns[c];
        if (col->role == SR_ROLE_MEASURE)
            *col = (sr_column){.label = col->label,
                               .formula = col->formula,
                               .header = col->header,
                               .evidence = SR_LIT("the header's rows disagree")};
    }
}

static void say_conflicts(sr_doc *doc, const sr_table *table, const bool *conflict)
{
    for (uint32_t c = 0; c < table->width; c++) {
        if (!conflict[c])
            continue;
        sr_finding *f = sr_doc_finding(doc, SR_S011, "Column %u is headed \"%.*s\", but its cells are of another kind.",
                                       c + 1, SR_FMT(table->columns[c].header));
        f->table_no = table->table_no;
        f->column_no = c + 1;
        f->line_no = table->line_first;
    }
}

static void say_shift(sr_doc *doc, const sr_table *table, const sr_row *row, const sr_shift *shift)
{
    uint32_t low = shift->from < shift->blank ? shift->from : shift->blank + 1;
    uint32_t high = shift->from < shift->blank ? shift->blank - 1 : shift->from;
    sr_finding *f = sr_doc_finding(
        doc, SR_S012,
        "The header cells of line %llu from column %u to %u stand one column too far %s; what stands below says so.",
        (unsigned long long)row->line_no, low + 1, high + 1, shift->from < shift->blank ? "left" : "right");

    f->severity = SR_INFO;
    f->table_no = table->table_no;
    f->row_no = row->row_no;
    f->column_no = low + 1;
    f->line_no = row->line_no;
}

static void say_by_formulas(sr_doc *doc, const sr_table *table, uint32_t from)
{
    sr_finding *f = sr_doc_finding(doc, SR_S012,
                                   "The header's rows disagree from column %u on; the formulas of the number row say "
                                   "what those columns are, and the sums in the rows agree.",
                                   from + 1);

    f->severity = SR_INFO;
    f->table_no = table->table_no;
    f->column_no = from + 1;
    f->line_no = table->line_first;
}

/* Up to SR_SAMPLE_ROWS data rows of the usual width. */
static size_t sample_rows(const sr_table *table, const sr_table_state *st, sr_row **data)
{
    size_t n = 0;

    for (size_t r = 0; r < table->n_rows && n < SR_SAMPLE_ROWS; r++)
        if (table->rows[r]->kind == SR_ROW_DETAIL && table->rows[r]->n == st->usual)
            data[n++] = table->rows[r];
    return n;
}

/* Headers and roles of the columns. */
static void begin_columns(sr_doc *doc, sr_table *table, sr_table_state *st)
{
    sr_header_path *paths = SR_NEW_ARRAY(&doc->batch, sr_header_path, table->width);
    bool *conflict = SR_NEW_ARRAY(&doc->batch, bool, table->width);
    const sr_header_variant *v = choose_header(doc, table, st, paths);
    sr_row *const *rows = v ? v->rows : table->rows + st->lead;
    const sr_header *header = v ? &v->header : &st->header;
    sr_row **data = SR_NEW_ARRAY(&doc->batch, sr_row *, SR_SAMPLE_ROWS);
    size_t n = sample_rows(table, st, data);
    const sr_column_look *look = sr_columns_look(&doc->batch, table->width, data, n);
    uint32_t from = table->width;
    sr_shift shift;

    memset(paths, 0, table->width * sizeof *paths);
    if (header->length) {
        sr_row *const *moved = sr_columns_shift(&doc->batch, rows, header, table->width, data, n, look, &shift);
        if (moved)
            say_shift(doc, table, rows[shift.row], &shift);
        rows = moved ? moved : rows;
        sr_header_columns(&doc->arena, rows, header, table->columns, table->width, paths);
        if (v)
            sr_header_misfit(rows, header, paths, table->width, &from);
    }
    sr_columns_roles(&doc->arena, table->columns, table->width, paths);
    if (from < table->width) {
        uint32_t told = sr_columns_by_formulas(&doc->arena, rows, header, table->columns, table->width, data, n);
        if (told < table->width)
            say_by_formulas(doc, table, told);
        from = told < table->width ? table->width : from;
    }
    sr_columns_sample(table->columns, table->width, look, st->has_header, conflict);
    sr_columns_sums(&doc->arena, table->columns, table->width, data, n);
    sr_columns_amounts(table->columns, table->width, look, table->title.len ? table->title : doc->facts.title);
    say_disagree(doc, table, from);
    say_conflicts(doc, table, conflict);
    sr_statistics_columns(doc, table, st, paths, data, n);
    st->variants = NULL;
    st->n_variants = 0;
}

/* A header spreads over blank columns on its right, but not over those in which nothing stands at all. */
static void clear_unused(sr_table *table)
{
    for (uint32_t c = count_cells(table, true); c < table->width; c++)
        table->columns[c] = (sr_column){0};
}

/* Once for each table: its width, columns and what they hold. */
static void begin_table(sr_doc *doc, sr_table *table, sr_table_state *st)
{
    for (size_t r = 0; r < table->n_rows; r++)
        sr_row_clean(doc, table->rows[r]);
    st->usual = usual_width(doc, table);
    st->ends_cut = ends_are_cut(table);
    set_width(doc, table, st, st->usual ? st->usual : 1);
    begin_columns(doc, table, st);
    clear_unused(table);
    sr_columns_scale(&doc->arena, table, sr_above_line(doc, table));
    sr_columns_expect(table->columns, table->width, st->expect);
    sr_rows_begin(table, st);
    sr_statistics_begin(table, st);
    for (uint32_t r = 0; r < st->lead && r < table->n_rows; r++) {
        sr_slice value;
        sr_label label = sr_lead_label(table->rows[r], &value);
        sr_rows_label(st, label, value);
    }
    sr_slice *kept = sr_split_codes_try(doc, table, st);
    if (sr_rekening_begin(table, st))
        st->expect[st->at[SR_ROLE_CODE]].organisation = st->organisation;
    sr_split_codes_undo(table, st, kept);
    sr_title_facts(table->title, &table->year, &table->quarter, &table->revision);
    sr_columns_times(table, &doc->facts);
    if (!st->has_header)
        say_no_header(doc, table);
}

/* ---- rows ----------------------------------------------------------------------------------- */

static void settle_text(sr_row *row, sr_rule rule)
{
    for (uint32_t i = 0; i < row->n; i++) {
        sr_cell *c = &row->cells[i];
        c->status = c->text_len ? SR_CELL_TEXT : SR_CELL_EMPTY;
        c->rule = (uint8_t)(c->text_len ? rule : SR_RULE_BLANK);
    }
}

static void check_width(sr_doc *doc, const sr_table *table, const sr_table_state *st, const sr_row *row)
{
    if (row->n == st->usual || (row->n > st->usual && sr_row_used(row) <= st->usual) ||
        (row->n < st->usual && st->ends_cut))
        return;
    sr_finding *f = sr_doc_finding(
        doc, SR_S001, "Row %u at %s %llu has %u cells, most rows of its table have %u; the cells stand as found.",
        row->row_no, sr_line_word(table), (unsigned long long)row->line_no, row->n, st->usual);
    f->table_no = table->table_no;
    f->row_no = row->row_no;
    f->line_no = row->line_no;
}

/* Reads the cells of a data row; true if one is left open. */
static bool observe_row(sr_row *row, sr_table *table, sr_table_state *st, sr_style *beyond)
{
    uint32_t inside = row->n < table->width ? row->n : table->width;
    bool open = false;

    for (uint32_t i = 0; i < inside; i++) {
        sr_number_observe(&row->cells[i], &st->expect[i], &table->columns[i].style);
        open |= row->cells[i].open;
    }
    for (uint32_t i = inside; i < row->n; i++) {
        sr_number_observe(&row->cells[i], &st->expect[table->width], beyond);
        open |= row->cells[i].open;
    }
    return open;
}

/* The unit that the row's satuan column `at` states. The same word stands in many rows in a row. */
static sr_unit row_unit(sr_table_state *st, const sr_row *row, int32_t at)
{
    if (at < 0)
        return SR_UNIT_NONE;
    sr_slice text = sr_cell_text(sr_row_cell(row, (uint32_t)at));
    if (text.len == 0)
        return SR_UNIT_NONE;
    if (!sr_eq(text, st->unit_text)) {
        st->unit_text = text;
        st->unit = sr_unit_find(text, NULL, NULL);
    }
    return st->unit;
}

/* "Produksi Padi (Ton)": where no column is for units, the name of what is counted may end in it. */
static sr_unit unit_in_name(sr_table_state *st, const sr_row *row)
{
    int32_t at = st->n_indicators ? (int32_t)st->indicators[0] : st->at[SR_ROLE_NAME];
    sr_slice text = at < 0 ? (sr_slice){NULL, 0} : sr_cell_text(sr_row_cell(row, (uint32_t)at));
    size_t from = text.len;

    if (text.len < 3 || text.ptr[text.len - 1] != ')')
        return SR_UNIT_NONE;
    while (from > 0 && text.ptr[from - 1] != '(')
        from--;
    return from > 1 ? sr_unit_known(sr_sub(text, from, text.len - 1)) : SR_UNIT_NONE;
}

/* Its cells count what the row speaks about; physical progress ("Fisik") is a share, also where no % is written. */
static bool counts_things(const sr_column *col)
{
    return col->role == SR_ROLE_MEASURE && col->aspect == SR_ASPECT_PERFORMANCE && !col->unit &&
           col->measure != SR_MEASURE_ACHIEVEMENT && sr_find_nocase(col->header, SR_LIT("fisik")) == SIZE_MAX;
}

/*
 * Columns of quantities whose header states no unit. Those of one indicator speak of one thing, whose unit may stand at
 * one of them only: "30 Dokumen | 11 | 9" (form T-C.29 writes it at the first target).
 */
typedef struct quantities {
    uint32_t *at;
    bool *ends; /* the last column of its indicator */
    uint32_t n;
    sr_unit *unit;   /* by column: what the row at hand states */
    int32_t *satuan; /* by column: that which states its unit, -1 = none; NULL where one or none is for all */
} quantities;

static bool names_another_thing(uint8_t role)
{
    return role == SR_ROLE_INDICATOR || role == SR_ROLE_NAME || role == SR_ROLE_PROGRAM || role == SR_ROLE_KEGIATAN ||
           role == SR_ROLE_SUB_KEGIATAN || role == SR_ROLE_SASARAN || role == SR_ROLE_TUJUAN;
}

/* "Target | Satuan | Rp" in each group: the unit of a column stands right of it, before the next that counts things. */
static int32_t *find_satuan(sr_doc *doc, const sr_table *table, const sr_table_state *st)
{
    int32_t first = st->at[SR_ROLE_UNIT], beside = -1;
    uint32_t n = 0;

    for (uint32_t c = 0; c < table->width; c++)
        n += table->columns[c].role == SR_ROLE_UNIT;
    if (n < 2)
        return NULL;
    int32_t *satuan = SR_NEW_ARRAY(&doc->batch, int32_t, table->width);
    for (uint32_t c = table->width; c-- > 0;) {
        const sr_column *col = &table->columns[c];
        satuan[c] = beside >= 0 ? beside : first;
        if (col->role == SR_ROLE_UNIT)
            beside = (int32_t)c;
        else if (counts_things(col))
            beside = -1;
    }
    return satuan;
}

static quantities find_quantities(sr_doc *doc, const sr_table *table, const sr_table_state *st)
{
    quantities q = {SR_NEW_ARRAY(&doc->batch, uint32_t, table->width + 1),
                    SR_NEW_ARRAY(&doc->batch, bool, table->width + 1), 0,
                    SR_NEW_ARRAY(&doc->batch, sr_unit, table->width + 1), find_satuan(doc, table, st)};

    for (uint32_t c = 0; c < table->width; c++) {
        const sr_column *col = &table->columns[c];
        if (q.n && names_another_thing(col->role))
            q.ends[q.n - 1] = true;
        if (counts_things(col))
            q.at[q.n++] = c;
    }
    if (q.n)
        q.ends[q.n - 1] = true;
    return q;
}

/* The one unit that quantities [from, to) state; none where they state several, or shares: 1 beside 100% may be any. */
static sr_unit stated_unit(const quantities *q, uint32_t from, uint32_t to, const sr_row *row)
{
    sr_unit only = SR_UNIT_NONE;

    for (uint32_t i = from; i < to && q->at[i] < row->n; i++) {
        const sr_cell *c = &row->cells[q->at[i]];
        if (c->more || c->unit == SR_UNIT_PERCENT || (only && c->unit && c->unit != only))
            return SR_UNIT_NONE;
        only = c->unit ? c->unit : only;
    }
    return only;
}

static void take_stated_units(const quantities *q, const sr_row *row)
{
    for (uint32_t from = 0, i = 0; i < q->n; i++) {
        if (!q->ends[i])
            continue;
        sr_unit unit = i > from ? stated_unit(q, from, i + 1, row) : SR_UNIT_NONE;
        for (; from <= i; from++)
            q->unit[q->at[from]] = unit;
    }
}

/* "Persentase pegawai ...": its quantities are percent, with a sign or without. Up to 1 they may be fractions. */
static bool is_share(const sr_row *row, const sr_column *column, sr_decimal value)
{
    sr_measure_row m = {.row = row, .column = column};

    return (value.coef == 0 || sr_decimal_cmp(value, sr_dec(1, 0)) > 0) &&
           sr_decimal_cmp(value, sr_dec(SHARE_MAX, 0)) <= 0 && sr_text_begins(sr_measure_indicator(&m), SR_WORD_SHARE);
}

/* What the column's own satuan says, else the first. */
static sr_unit own_unit(sr_table_state *st, const quantities *q, const sr_row *row, uint32_t c, sr_unit first)
{
    sr_unit own = q->satuan ? row_unit(st, row, q->satuan[c]) : first;

    return own ? own : first;
}

/* Thousands, millions ... of rupiah. */
static bool is_scale(sr_unit unit)
{
    sr_slice name = sr_unit_name(unit), rupiah = SR_LIT(" rupiah");

    return name.len > rupiah.len && sr_eq(sr_sub(name, name.len - rupiah.len, name.len), rupiah);
}

/* The row's amounts are in what its satuan column says. */
static void give_scale(const sr_table *table, sr_row *row, sr_unit unit)
{
    for (uint32_t i = 0; i < row->n && i < table->width; i++) {
        sr_cell *c = &row->cells[i];
        if (table->columns[i].role == SR_ROLE_MEASURE && table->columns[i].unit == SR_UNIT_RUPIAH && c->has_value &&
            !c->unit)
            c->unit = unit;
    }
}

/* "Jumlah Balita" counts pieces, and is in no percent that another column of its row is in. */
static bool is_number_of(const sr_column *column)
{
    const sr_slice word = SR_LIT("jumlah");

    return column->subject && column->header.len > word.len + 1 &&
           sr_eq_nocase(sr_sub(column->header, 0, word.len), word);
}

/*
 * Quantities without a unit of their own take the row's: what its satuan column says, else what one of them states,
 * else what the indicator is counted in.
 */
static void give_units(const sr_table *table, sr_table_state *st, const quantities *q, sr_row *row, sr_unit first)
{
    if (!first)
        take_stated_units(q, row);
    if (is_scale(first))
        give_scale(table, row, first);
    for (uint32_t i = 0; i < q->n && q->at[i] < row->n; i++) {
        sr_cell *c = &row->cells[q->at[i]];
        sr_unit satuan = own_unit(st, q, row, q->at[i], first);
        if (!c->has_value || c->unit || (satuan == SR_UNIT_PERCENT && is_number_of(&table->columns[q->at[i]])))
            continue;
        c->unit = satuan ? satuan : q->unit[q->at[i]];
        if (!c->unit && is_share(row, &table->columns[q->at[i]], c->value))
            c->unit = SR_UNIT_PERCENT;
    }
}

/* First pass over the batch's rows: kinds, cells, context. open[r]: a cell of row r is still to be decided. */
static void read_rows(sr_doc *doc, sr_table *table, sr_table_state *st, const sr_above *above, bool *open)
{
    sr_style beyond = {0};

    for (size_t r = 0; r < table->n_rows; r++) {
        sr_row *row = table->rows[r];
        sr_row_clean(doc, row);
        if (row->kind == SR_ROW_DETAIL && sr_row_filled(row, NULL) == 0)
            row->kind = SR_ROW_BLANK;
        else if (row->kind == SR_ROW_DETAIL && sr_row_is_rule(row))
            row->kind = SR_ROW_RULE;
        if (row->kind != SR_ROW_DETAIL) {
            settle_text(row, SR_RULE_HEADING);
            continue;
        }
        sr_above_take(above, st, row);
        open[r] = observe_row(row, table, st, &beyond);
        sr_statistics_row(doc, table, st, row);
        sr_row_understand(doc, table, st, row);
        table->data_rows++;
        check_width(doc, table, st, row);
    }
}

/* Second pass: what the columns decide. */
static void decide_rows(sr_doc *doc, sr_table *table, sr_table_state *st, const bool *open)
{
    bool *mixed = SR_NEW_ARRAY(&doc->batch, bool, table->width + 1);
    bool any_mixed = false, units = st->at[SR_ROLE_UNIT] >= 0;
    sr_style beyond = {0};
    quantities q = find_quantities(doc, table, st);

    st->around = (sr_style){0};
    for (uint32_t c = 0; c < table->width; c++) {
        sr_style_add(&st->around, &table->columns[c].style);
        any_mixed |= mixed[c] = sr_style_is_mixed(&table->columns[c].style);
        st->expect[c].around = &st->around;
    }
    for (size_t r = 0; r < table->n_rows; r++) {
        sr_row *row = table->rows[r];
        if (!open[r] && !any_mixed && !units && q.n == 0)
            continue;
        if (row->kind == SR_ROW_HEADER || row->kind == SR_ROW_NUMBER || row->kind == SR_ROW_RULE ||
            row->kind == SR_ROW_BLANK)
            continue;
        sr_unit first = units ? row_unit(st, row, st->at[SR_ROLE_UNIT]) : unit_in_name(st, row);
        if (open[r])
            take_stated_units(&q, row);
        for (uint32_t i = 0; i < row->n; i++) {
            sr_cell *c = &row->cells[i];
            bool inside = i < table->width;
            sr_unit unit = inside && c->open ? own_unit(st, &q, row, i, first) : first;
            if (c->open || (c->has_value && inside && mixed[i]))
                sr_number_decide(doc, c, &st->expect[inside ? i : table->width],
                                 inside ? &table->columns[i].style : &beyond, unit || !inside ? unit : q.unit[i], table,
                                 row, i + 1);
        }
        give_units(table, st, &q, row, first); /* after deciding: further quantities of a cell are known by now */
    }
}

/* Names are what context is made of, so they are mended before rows are understood. */
static void mend_words(sr_doc *doc, const sr_table *table, const sr_table_state *st, const sr_words *words)
{
    for (size_t r = 0; r < table->n_rows; r++) {
        sr_row *row = table->rows[r];
        for (uint32_t i = 0; i < row->n && i < table->width && row->kind == SR_ROW_DETAIL; i++) {
            if (!st->expect[i].is_text || !sr_words_mend(words, &doc->batch, &row->cells[i]))
                continue;
            sr_finding *f = sr_doc_finding(doc, SR_S018, "Words broken by blanks were joined: \"%.*s\".",
                                           SR_FMT(sr_cell_text(&row->cells[i])));
            f->table_no = table->table_no;
            f->row_no = row->row_no;
            f->column_no = i + 1;
            f->line_no = (uint64_t)((int64_t)row->line_no + row->cells[i].line_skip);
            f->raw = sr_cell_raw(&row->cells[i]);
        }
    }
}

/* words: NULL where the document is too long to be known as a whole. */
static void read_table(sr_doc *doc, sr_table *table, const sr_words *words, const sr_above *above)
{
    sr_table_state *st = sr_state(table);

    if (table->n_rows == 0)
        return;
    bool *open = SR_NEW_ARRAY(&doc->batch, bool, table->n_rows);
    bool begins = !table->columns;
    if (begins)
        begin_table(doc, table, st);
    sr_join_rows(doc, table, st);
    sr_place_rows(doc, table, st);
    uint32_t widest = count_cells(table, true);
    if (widest > table->width)
        set_width(doc, table, st, widest);
    if (words)
        mend_words(doc, table, st, words);
    sr_split_codes(doc, table, st);
    read_rows(doc, table, st, above, open);
    decide_rows(doc, table, st, open);
    sr_rows_end(table, st, table->done);
    sr_levels_settle(doc, table, st);
    sr_rekening_settle(doc, table, st);
    sr_breakdown_settle(doc, table, st);
    if (begins)
        sr_statistics_say(doc, table, st);
    if (table->done)
        st->aligner = NULL; /* of this batch */
    else
        sr_rows_keep(doc, st);
}

/* ---- findings ------------------------------------------------------------------------------- */

static int by_place(const void *a, const void *b)
{
    const sr_finding *x = a, *y = b;

#define ORDER(field)                                                                                                   \
    if (x->field != y->field)                                                                                          \
        return x->field < y->field ? -1 : 1;
    ORDER(table_no)
    ORDER(row_no)
    ORDER(column_no)
    ORDER(code)
    ORDER(line_no)
#undef ORDER
    return sr_cmp(x->message, y->message);
}

/* The last table of the batch that begins at the line or before it, NULL if it ends earlier. */
static const sr_table *table_at(const sr_doc *doc, size_t first, uint64_t line_no)
{
    size_t low = first, high = doc->n_tables;

    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (doc->tables[mid]->line_first <= line_no)
            low = mid + 1;
        else
            high = mid;
    }
    return low > first && doc->tables[low - 1]->line_last >= line_no ? doc->tables[low - 1] : NULL;
}

static bool is_of_structure(sr_finding_code code)
{
    return (code >= SR_S001 && code <= SR_S012) || (code >= SR_S019 && code <= SR_S026);
}

/*
 * What an importer said of a line's structure gets its table, and its row if one begins there. A page's row goes on for
 * lines, and what it hides is in one of them.
 */
static void place_findings(sr_doc *doc, size_t first)
{
    for (size_t i = 0; i < doc->n_findings; i++) {
        sr_finding *f = &doc->findings[i];
        if (f->table_no || !f->line_no || !is_of_structure(f->code))
            continue;
        const sr_table *table = table_at(doc, first, f->line_no);
        if (!table)
            continue;
        f->table_no = table->table_no;
        size_t low = 0, high = table->n_rows;
        while (low < high) {
            size_t mid = low + (high - low) / 2;
            if (table->rows[mid]->line_no < f->line_no)
                low = mid + 1;
            else
                high = mid;
        }
        bool begins = low < table->n_rows && table->rows[low]->line_no == f->line_no;
        low -= f->code == SR_S021 && !begins && low > 0;
        if ((begins || f->code == SR_S021) && f->code != SR_S008)
            f->row_no = table->rows[low]->row_no;
    }
}

/* The table's row of that number; NULL if it is not of this batch. */
static const sr_row *row_of(const sr_table *table, uint32_t row_no)
{
    size_t low = 0, high = table->n_rows;

    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (table->rows[mid]->row_no < row_no)
            low = mid + 1;
        else
            high = mid;
    }
    return low < table->n_rows && table->rows[low]->row_no == row_no ? table->rows[low] : NULL;
}

/* On a sheet a place is Sheet1!D7. A cell that was moved knows where it stood. */
static void name_places(sr_doc *doc)
{
    sr_buf place = {0};

    for (size_t i = 0; i < doc->n_findings; i++) {
        sr_finding *f = &doc->findings[i];
        const sr_table *table = f->table_no ? doc->tables[f->table_no - 1] : NULL;
        if (!table || !table->sheet.len)
            continue;
        const sr_row *row = f->row_no ? row_of(table, f->row_no) : NULL;
        const sr_cell *cell = row && f->column_no ? sr_row_cell(row, f->column_no - 1) : NULL;
        uint32_t column = f->column_no ? sr_cell_column(table, cell, f->column_no) : 0;
        place.len = 0;
        sr_cell_place(&place, table->sheet, f->line_no, column);
        f->place = sr_arena_copy(&doc->batch, (sr_slice){place.ptr, place.len});
    }
    sr_buf_free(&place);
}

static void sort_findings(sr_doc *doc)
{
    if (doc->n_findings)
        qsort(doc->findings, doc->n_findings, sizeof *doc->findings, by_place);
    for (size_t i = 0; i < doc->n_findings; i++)
        doc->finding_counts[doc->findings[i].severity]++;
}

void sr_normalize(sr_doc *doc, bool last)
{
    size_t first;

    if (doc->batch_no == 0 && !last)
        sr_doc_finding(doc, SR_D011,
                       "The document is too long to be held at once; it was read in batches of up to %d MiB.",
                       SR_BATCH_BYTES / 1024 / 1024);
    sr_grids_part(doc);
    const sr_reordered *reordered = sr_reorder(doc);
    sr_stitch(doc, last, &first);
    if (reordered)
        sr_reorder_say(doc, reordered);
    if (!doc->facts_frozen)
        sr_facts_find(doc);
    const sr_words *words = last && doc->batch_no == 0 ? sr_words_learn(doc) : NULL;
    const sr_above *above = sr_above_find(doc);
    for (size_t i = first; i < doc->n_tables; i++)
        read_table(doc, doc->tables[i], words, above);
    if (reordered)
        sr_reorder_settle(doc, reordered);
    sr_audit_tables(doc, first);
    sr_stray_say(doc);
    place_findings(doc, first);
    name_places(doc);
    sort_findings(doc);
}
