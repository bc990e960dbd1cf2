#include "normalize/place.h"

#include "normalize/align.h"
#include "normalize/lexicon.h"
#include "normalize/place_parts.h"
#include "normalize/place_text.h"

#include <stdlib.h>

enum {
    ROLE_CELLS = 3,     /* fewer cells against a header may be slips */
    RUPIAH_BYTES = 10,  /* 1.000.000 and more: no count of documents */
    UNIT_BYTES = 12,    /* of a unit's name */
    LEARN_ROWS = 512,   /* more rows teach nothing new about a column */
    AMOUNT_BYTES = 24,  /* what begins with a digit and is no longer than this may be an amount or a quantity */
    SLIP_MAX = 8,       /* columns that a row may have slipped */
    SLIP_ROWS = 16,     /* that tell what columns are blank */
    PLACED_MAX = 20000, /* rows placed in a batch: where most rows are suspect the roles are wrong, not the rows */
};

/* The cell contradicts what its column is for: words where numbers belong, an amount where a name belongs. */
bool sr_place_contradicts(const sr_table_state *st, const sr_cell *cell, uint32_t column, uint8_t role)
{
    const sr_expectation *expect = &st->expect[column];
    sr_slice t = sr_cell_text(cell);

    if (t.len == 0)
        return false;
    if (expect->is_money && (st->small_money[column] ? sr_text_is_quantity(t) : sr_text_is_no_money(t)))
        return true;
    if (expect->is_measure && !expect->is_money && sr_text_is_amount(t, RUPIAH_BYTES))
        return true;
    if (expect->is_measure || expect->is_ordinal || expect->is_code)
        return t.len > SR_LABEL_BYTES && sr_text_is_words(t);
    if (!expect->is_text || role == SR_ROLE_NOTE)
        return false;
    if (sr_is_digit((unsigned char)t.ptr[0]))
        return t.len <= AMOUNT_BYTES && !sr_text_is_numbered_name(t);
    if (t.len > SR_LABEL_BYTES && (role == SR_ROLE_PROGRAM || role == SR_ROLE_KEGIATAN || role == SR_ROLE_SUB_KEGIATAN))
        return sr_text_begins_indicator(t) || sr_text_begins_goal(t);
    return false;
}

/* A unit's name stands elsewhere while the column for it is empty. */
static bool unit_strays(const sr_table *table, const sr_table_state *st, const sr_row *row)
{
    int32_t own = st->at[SR_ROLE_UNIT];

    if (own < 0 || sr_row_cell(row, (uint32_t)own)->text_len > 0)
        return false;
    for (uint32_t i = 0; i < st->usual && i < row->n; i++)
        if (st->expect[i].is_text && table->columns[i].role != SR_ROLE_NOTE && row->cells[i].text_len > 0 &&
            row->cells[i].text_len <= UNIT_BYTES && sr_unit_known(sr_cell_text(&row->cells[i])))
            return true;
    return false;
}

/* A name stands above the deepest column for names, which is empty, in a row of figures. */
static bool stops_short(const sr_table *table, const sr_table_state *st, const sr_row *row)
{
    int32_t deepest = st->at[SR_ROLE_SUB_KEGIATAN], above = st->at[SR_ROLE_KEGIATAN];

    if (deepest < 0 || above < 0 || sr_row_cell(row, (uint32_t)deepest)->text_len > 0 ||
        sr_row_cell(row, (uint32_t)above)->text_len == 0)
        return false;
    for (uint32_t i = 0; i < st->usual && i < row->n; i++)
        if (st->expect[i].is_measure && row->cells[i].text_len > 0 && table->columns[i].aspect == SR_ASPECT_MONEY)
            return true;
    return false;
}

/* An indicator stands elsewhere while the columns for indicators are empty. */
static bool strays(const sr_table *table, const sr_table_state *st, const sr_row *row)
{
    if (st->n_indicators == 0)
        return false;
    for (uint32_t i = 0; i < st->n_indicators; i++)
        if (sr_row_cell(row, st->indicators[i])->text_len > 0)
            return false;
    for (uint32_t i = 0; i < st->usual && i < row->n; i++)
        if (st->expect[i].is_text && table->columns[i].role != SR_ROLE_SASARAN &&
            table->columns[i].role != SR_ROLE_NOTE && row->cells[i].text_len > UNIT_BYTES &&
            sr_text_begins(sr_cell_text(&row->cells[i]), SR_WORD_INDICATOR))
            return true;
    return false;
}

/* An amount stands as a note behind a column of amounts that is empty. */
static bool is_beside(const sr_table *table, const sr_table_state *st, const sr_row *row)
{
    for (uint32_t i = 1; i < st->usual && i < row->n; i++)
        if (table->columns[i].role == SR_ROLE_NOTE && st->expect[i - 1].is_money && row->cells[i - 1].text_len == 0 &&
            sr_text_is_long_amount(sr_cell_text(&row->cells[i])))
            return true;
    return false;
}

/* The cell in which a row begins that has a label, if any, and else only figures; NULL for other rows. */
static const sr_cell *label_of_figures(const sr_row *row)
{
    const sr_cell *first = NULL;

    for (uint32_t i = 0; i < row->n; i++) {
        const sr_cell *cell = &row->cells[i];

        if (cell->text_len == 0)
            continue;
        if (first && sr_is_alpha((unsigned char)cell->text[0]))
            return NULL;
        first = first ? first : cell;
    }
    return first;
}

/* "JUMLAH", "Total"; not the indicator "Jumlah dokumen". */
static bool is_total_label(sr_slice t)
{
    sr_folded f;

    if (t.len == 0 || t.len > SR_LABEL_BYTES)
        return false;
    sr_fold(t, &f);
    sr_slice s = sr_folded_slice(&f);
    return s.len > 0 && sr_word_begins(s, SR_WORD_TOTAL, NULL) == s.len;
}

static bool is_total(const sr_row *row)
{
    const sr_cell *label = label_of_figures(row);

    return label && is_total_label(sr_cell_text(label));
}

/* A total, or a figure all alone, that says nothing of money in a table of amounts. */
static bool misses_amounts(const sr_table_state *st, const sr_row *row)
{
    uint32_t filled = 0;
    bool money = false;

    for (uint32_t i = 0; i < st->usual && i < row->n; i++) {
        if (st->expect[i].is_money && row->cells[i].text_len > 0)
            return false;
        money |= st->expect[i].is_money;
        filled += row->cells[i].text_len > 0;
    }
    const sr_cell *label = money && filled ? label_of_figures(row) : NULL;
    return label && (filled > 1 ? is_total_label(sr_cell_text(label)) : label->text[0] == '#');
}

/* Blanks at its end beyond the table's columns do not count. In aligned text places on the line are the columns. */
bool sr_place_fits(const sr_table *table, const sr_table_state *st, const sr_row *row)
{
    if ((row->n < st->usual && !st->ends_cut) || (row->n > st->usual && sr_row_used(row) > st->usual))
        return false;
    if (st->form == SR_PART_ALIGNED && row->n == st->usual)
        return true;
    for (uint32_t i = 0; i < st->usual && i < row->n; i++)
        if (sr_place_contradicts(st, &row->cells[i], i, table->columns[i].role))
            return false;
    return !strays(table, st, row) && !unit_strays(table, st, row) && !stops_short(table, st, row) &&
           !is_beside(table, st, row) && !misses_amounts(st, row);
}

static sr_column_holds holds_of(const sr_column *column, const sr_expectation *expect)
{
    switch ((sr_role)column->role) {
    case SR_ROLE_NAME:
    case SR_ROLE_PROGRAM:
    case SR_ROLE_KEGIATAN:
    case SR_ROLE_SUB_KEGIATAN:
        return SR_HOLDS_NAME;
    case SR_ROLE_TUJUAN:
    case SR_ROLE_SASARAN:
        return SR_HOLDS_GOAL;
    case SR_ROLE_INDICATOR:
        return SR_HOLDS_INDICATOR;
    case SR_ROLE_RESPONSIBLE:
        return SR_HOLDS_OFFICE;
    default:
        break;
    }
    if (expect->is_text)
        return SR_HOLDS_WORDS;
    if (expect->is_code)
        return SR_HOLDS_CODE;
    if (!expect->is_measure)
        return SR_HOLDS_ANYTHING;
    return expect->is_money ? SR_HOLDS_MONEY : expect->is_percent ? SR_HOLDS_PERCENT : SR_HOLDS_NUMBERS;
}

static sr_aligner *new_aligner(sr_doc *doc, const sr_table *table, const sr_table_state *st)
{
    /* What a table learns is kept only where it goes on: a document may have thousands of small ones. */
    sr_aligner *a = table->done ? sr_aligner_new(&doc->batch, st->usual, (uint64_t)table->n_rows * st->usual)
                                : sr_aligner_new(&doc->arena, st->usual, UINT32_MAX);

    for (uint32_t c = 0; c < st->usual; c++)
        sr_aligner_expect(a, c, holds_of(&table->columns[c], &st->expect[c]));
    return a;
}

/* ---- rows by themselves ---------------------------------------------------------------------- */

/* The label of a moved total stands in a column of names, where it belongs as likely as not, or at the left. */
static bool is_labelled(const sr_table *table, const sr_row *row)
{
    uint32_t at = 0;

    while (at < row->n && row->cells[at].text_len == 0)
        at++;
    if (at == 0 || at >= table->width)
        return true;
    uint8_t role = table->columns[at].role, next = at + 1 < table->width ? table->columns[at + 1].role : SR_ROLE_NONE;
    bool deeper = next == SR_ROLE_PROGRAM || next == SR_ROLE_KEGIATAN || next == SR_ROLE_SUB_KEGIATAN;
    return !deeper && (role == SR_ROLE_NAME || role == SR_ROLE_PROGRAM || role == SR_ROLE_KEGIATAN ||
                       role == SR_ROLE_SUB_KEGIATAN);
}

static void say(sr_doc *doc, const sr_table *table, const sr_row *row, sr_placement placement, uint32_t first,
                int shift)
{
    sr_finding *f = sr_doc_finding(
        doc, SR_S010, "Row %u at %s %llu: the cells from column %u on were moved %d column%s to the %s%s.", row->row_no,
        sr_line_word(table), (unsigned long long)row->line_no, first, abs(shift), abs(shift) == 1 ? "" : "s",
        shift > 0 ? "right" : "left", placement == SR_PLACE_DOUBTFUL ? "; another placement fits almost as well" : "");
    f->table_no = table->table_no;
    f->row_no = row->row_no;
    f->line_no = row->line_no;
    if (placement == SR_PLACE_DOUBTFUL)
        f->severity = SR_WARNING; /* of the whole row */
    else
        f->column_no = first;
}

/*
 * A column that most of its cells contradict is not what its header says: one finding for it, none for its rows. Where
 * most amounts are short ("dalam juta rupiah"), short ones contradict nothing.
 */
static void weigh_roles(sr_doc *doc, sr_table *table, sr_table_state *st)
{
    uint32_t *filled = SR_NEW_ARRAY(&doc->batch, uint32_t, st->usual);
    uint32_t *against = SR_NEW_ARRAY(&doc->batch, uint32_t, st->usual);
    uint32_t *small = SR_NEW_ARRAY(&doc->batch, uint32_t, st->usual);

    st->small_money = SR_NEW_ARRAY(&doc->arena, bool, st->usual);
    for (size_t r = 0; r < table->n_rows && r < LEARN_ROWS; r++) {
        const sr_row *row = table->rows[r];
        for (uint32_t i = 0; i < row->n && i < st->usual && row->kind == SR_ROW_DETAIL; i++) {
            sr_slice t = sr_cell_text(&row->cells[i]);
            if (t.len == 0 || !st->expect[i].is_money || (t.len == 1 && t.ptr[0] == '-'))
                continue;
            filled[i]++;
            against[i] += sr_text_is_quantity(t);
            small[i] += sr_text_is_no_money(t);
        }
    }
    for (uint32_t i = 0; i < st->usual; i++) {
        sr_column *column = &table->columns[i];
        st->small_money[i] = small[i] * 2 > filled[i];
        if (against[i] < ROLE_CELLS || against[i] * 2 <= filled[i])
            continue;
        sr_finding *f =
            sr_doc_finding(doc, SR_S011, "Column %u is headed \"%.*s\", but %u of its %u cells are of another kind.",
                           i + 1, SR_FMT(column->header), against[i], filled[i]);
        f->table_no = table->table_no;
        f->column_no = i + 1;
        f->line_no = table->line_first;
        *column = (sr_column){.label = column->label,
                              .formula = column->formula,
                              .header = column->header,
                              .evidence = SR_LIT("the header and the cells disagree")};
        st->expect[i] = (sr_expectation){0};
    }
}

static void say_padded(sr_doc *doc, const sr_table *table, const sr_row *row, uint32_t n)
{
    sr_finding *f =
        sr_doc_finding(doc, SR_S001, "Row %u at %s %llu has %u cells instead of %u; only blanks at its end differ.",
                       row->row_no, sr_line_word(table), (unsigned long long)row->line_no, n, row->n);
    f->table_no = table->table_no;
    f->row_no = row->row_no;
    f->line_no = row->line_no;
    f->severity = SR_INFO;
}

/* The first cell that contradicts its column, from 1; 0 if none does. */
static uint32_t first_contradiction(const sr_table *table, const sr_table_state *st, const sr_row *row)
{
    for (uint32_t i = 0; i < st->usual && i < row->n; i++)
        if (sr_place_contradicts(st, &row->cells[i], i, table->columns[i].role))
            return i + 1;
    return 0;
}

static void say_unsuited(sr_doc *doc, const sr_table *table, const sr_table_state *st, const sr_row *row, bool unsure)
{
    uint32_t column = first_contradiction(table, st, row);
    sr_finding *f;

    if (column == 0 && !unsure)
        return;
    if (column)
        f = sr_doc_finding(doc, SR_S017,
                           "Row %u at %s %llu: what stands in column %u does not suit it; the cells stand as found.",
                           row->row_no, sr_line_word(table), (unsigned long long)row->line_no, column);
    else
        f = sr_doc_finding(
            doc, SR_S017,
            "Row %u at %s %llu may be shifted: another placement of its cells may fit its columns as well.",
            row->row_no, sr_line_word(table), (unsigned long long)row->line_no);
    f->table_no = table->table_no;
    f->row_no = row->row_no;
    f->line_no = row->line_no;
    f->raw = column ? sr_cell_raw(&row->cells[column - 1]) : (sr_slice){NULL, 0};
}

/* A page on which a column is blank has one less where columns are told from blanks. */
static bool has_narrow_pages(const sr_table *table, const sr_table_state *st)
{
    for (size_t r = 0; r < table->n_rows; r++)
        if (table->rows[r]->kind == SR_ROW_DETAIL && table->rows[r]->n < st->usual)
            return true;
    return false;
}

/* A row that does not fit and stands as it was found. */
enum { KEPT = 1, KEPT_UNSURE = 2 };

/* Places the rows that do not fit; kept: by row. */
static void place_rows(sr_doc *doc, sr_table *table, sr_table_state *st, uint8_t *kept)
{
    uint32_t placed = 0;

    for (size_t r = 0; r < table->n_rows && placed < PLACED_MAX; r++) {
        sr_row *row = table->rows[r];
        uint32_t first = 0;
        int shift = 0;
        if (row->kind != SR_ROW_DETAIL || sr_place_fits(table, st, row) || sr_row_filled(row, NULL) == 0)
            continue;
        placed++;
        uint32_t n = row->n;
        sr_placement placement =
            !st->aligner ? SR_PLACE_KEPT : sr_aligner_place(st->aligner, &doc->batch, row, &first, &shift);
        if (placement == SR_PLACE_MOVED &&
            (first_contradiction(table, st, row) || (is_total(row) && !is_labelled(table, row))))
            placement = SR_PLACE_DOUBTFUL;
        row->unsure = placement == SR_PLACE_DOUBTFUL || placement == SR_PLACE_UNSURE;
        if (placement == SR_PLACE_PADDED)
            say_padded(doc, table, row, n);
        else if (placement == SR_PLACE_MOVED || placement == SR_PLACE_DOUBTFUL)
            say(doc, table, row, placement, first, shift);
        if (placement == SR_PLACE_KEPT || placement == SR_PLACE_UNSURE || placement == SR_PLACE_PADDED)
            kept[r] = placement == SR_PLACE_UNSURE || misses_amounts(st, row) ? KEPT_UNSURE : KEPT;
    }
}

/* ---- rows of grids --------------------------------------------------------------------------- */

/* How many rows hold something in each column; behind these, how many there are. NULL if too few. */
static uint32_t *count_filled(sr_doc *doc, const sr_table *table, const sr_table_state *st)
{
    uint32_t *filled = SR_NEW_ARRAY(&doc->batch, uint32_t, st->usual + 1);

    for (size_t r = 0; r < table->n_rows && r < LEARN_ROWS; r++) {
        const sr_row *row = table->rows[r];
        if (row->kind != SR_ROW_DETAIL || !sr_place_fits(table, st, row) || sr_row_filled(row, NULL) * 3 < st->usual)
            continue;
        filled[st->usual]++;
        for (uint32_t i = 0; i < st->usual; i++)
            filled[i] += sr_row_cell(row, i)->text_len > 0;
    }
    return filled[st->usual] < SLIP_ROWS ? NULL : filled;
}

/* An amount where quantities belong. */
static bool is_astray(const sr_table_state *st, const sr_cell *cell, uint32_t column)
{
    return st->expect[column].is_measure && !st->expect[column].is_money && sr_text_is_long_amount(sr_cell_text(cell));
}

/* The cells from column `from` to `end` suit the columns so many further right, in which most rows have something. */
static bool suits(const sr_table *table, const sr_table_state *st, const sr_row *row, const uint32_t *filled,
                  uint32_t most, uint32_t from, uint32_t end, uint32_t shift)
{
    for (uint32_t i = from; i <= end; i++) {
        const sr_cell *cell = &row->cells[i];
        uint32_t at = i + shift;
        bool nil = sr_text_is_nil(sr_cell_text(cell)); /* says little of where it belongs */
        if (cell->text_len && (filled[at] * 4 < filled[st->usual] * (nil && most > 2 ? 2 : most) ||
                               (at > end && sr_row_cell(row, at)->text_len) ||
                               sr_place_contradicts(st, cell, at, table->columns[at].role) ||
                               (sr_text_is_long_amount(sr_cell_text(cell)) && !st->expect[at].is_money)))
            return false;
    }
    return true;
}

/*
 * The row ends early: from column *from on all stands where few rows have something, or nothing of its kind, and would
 * suit columns further right. By how many columns; 0 if it does not. few, most: in quarters of the rows.
 */
static uint32_t find_slip(const sr_table *table, const sr_table_state *st, const sr_row *row, const uint32_t *filled,
                          uint32_t few, uint32_t most, uint32_t *from)
{
    uint32_t end = 0, rows = filled[st->usual];

    *from = st->usual; /* of a row without cells nothing has slipped */
    for (uint32_t i = 0; i < st->usual && i < row->n; i++) {
        const sr_cell *cell = &row->cells[i];
        bool rare = filled[i] * 4 <= rows * few || is_astray(st, cell, i) ||
                    sr_place_contradicts(st, cell, i, table->columns[i].role);
        if (cell->text_len == 0)
            continue;
        *from = !rare ? st->usual : *from == st->usual || end == 0 ? i : *from;
        end = i;
    }
    for (uint32_t shift = 1; *from < st->usual && end + shift < st->usual && shift <= SLIP_MAX; shift++)
        if (suits(table, st, row, filled, most, *from, end, shift))
            return shift;
    return 0;
}

/*
 * An amount from column `from` on is the sum of amounts right before it: of two at least, or of one where quantities
 * belong.
 */
static bool is_sum_behind(const sr_table_state *st, const sr_row *row, uint32_t from)
{
    for (uint32_t i = from; i < st->usual && i < row->n; i++) {
        sr_decimal amount, sum = sr_dec(0, 0), part;
        bool given;
        uint32_t terms = 0;
        if (!sr_text_is_long_amount(sr_cell_text(&row->cells[i])) || !sr_cell_amount(&row->cells[i], &given, &amount) ||
            !given)
            continue;
        for (uint32_t k = from; k-- > 0;) {
            if (!st->expect[k].is_money || !sr_cell_amount(&row->cells[k], &given, &part) || !given)
                continue;
            if (!sr_decimal_add(sum, part, &sum) || sr_decimal_cmp(sum, amount) > 0)
                break;
            terms++;
            if ((terms > 1 || is_astray(st, &row->cells[i], i)) && sr_decimal_cmp(sum, amount) == 0)
                return true;
        }
    }
    return false;
}

static bool is_typed(const sr_row *row)
{
    for (uint32_t i = 0; i < row->n; i++)
        if (row->cells[i].typed)
            return true;
    return false;
}

/* The cells from column `from` on, so many columns further right. */
static void move_right(sr_doc *doc, const sr_table_state *st, sr_row *row, uint32_t from, uint32_t shift)
{
    sr_cell *cells = SR_NEW_ARRAY(&doc->batch, sr_cell, st->usual);

    for (uint32_t i = 0; i < st->usual; i++)
        if (i < from)
            cells[i] = *sr_row_cell(row, i);
        else if (i + shift < st->usual)
            cells[i + shift] = *sr_row_cell(row, i);
    row->cells = cells;
    row->n = st->usual;
}

/* Moves the rows of which a sum proves that they slipped; how many. */
static uint32_t move_proven(sr_doc *doc, const sr_table *table, const sr_table_state *st, const uint32_t *filled,
                            uint8_t *kept)
{
    uint32_t moved = 0;

    for (size_t r = 0; r < table->n_rows; r++) {
        sr_row *row = table->rows[r];
        uint32_t from, shift = 0;
        if (row->kind == SR_ROW_DETAIL)
            shift = find_slip(table, st, row, filled, 2, 2, &from);
        if (shift == 0 || !is_sum_behind(st, row, from))
            continue;
        move_right(doc, st, row, from, shift);
        say(doc, table, row, SR_PLACE_MOVED, from + shift + 1, (int)shift);
        kept[r] = 0;
        moved++;
    }
    return moved;
}

/*
 * Text shows by the number of its cells that a row has a blank too few; in a grid that was made of it all rows are of
 * one width. Where a sum proves it the cells are moved. Where sums prove it of several rows blanks were lost in this
 * table, and what stands where hardly a row has something is moved too, as a doubt; elsewhere it is only said.
 */
static void place_slipped(sr_doc *doc, sr_table *table, sr_table_state *st, uint8_t *kept)
{
    enum { PROVEN = 3 };
    const uint32_t *filled = count_filled(doc, table, st);
    bool torn = filled && move_proven(doc, table, st, filled, kept) >= PROVEN;

    for (size_t r = 0; filled && r < table->n_rows; r++) {
        sr_row *row = table->rows[r];
        uint32_t from, shift = 0;
        if (row->kind == SR_ROW_DETAIL)
            shift = find_slip(table, st, row, filled, 1, 3, &from);
        if (shift == 0)
            continue;
        if (torn) {
            move_right(doc, st, row, from, shift);
            say(doc, table, row, SR_PLACE_DOUBTFUL, from + shift + 1, (int)shift);
            kept[r] = 0;
        } else if (is_typed(row) || row->unsure) {
            continue; /* where the source itself says what the cells hold they stand where they were put */
        } else if (sr_place_fits(table, st, row)) {
            kept[r] = KEPT_UNSURE;
        }
        row->unsure = true;
    }
}

void sr_place_rows(sr_doc *doc, sr_table *table, sr_table_state *st)
{
    uint32_t suspects = 0;
    bool aligned = st->form == SR_PART_ALIGNED;

    if (st->usual < 3)
        return;
    for (size_t r = 0; r < table->n_rows; r++)
        sr_row_clean(doc, table->rows[r]);
    if (aligned && !st->small_money)
        st->small_money = SR_NEW_ARRAY(&doc->arena, bool, st->usual);
    if (aligned)
        sr_place_numbered_pages(doc, table, st);
    if (aligned && !has_narrow_pages(table, st))
        return;
    if (!st->aligner) {
        if (!aligned)
            weigh_roles(doc, table, st);
        st->aligner = new_aligner(doc, table, st);
    }
    if (!aligned)
        sr_place_pages(doc, table, st);
    for (size_t r = 0; r < table->n_rows; r++) {
        if (table->rows[r]->kind != SR_ROW_DETAIL)
            continue;
        if (!sr_place_fits(table, st, table->rows[r]))
            suspects++;
        else if (sr_aligner_learnt(st->aligner) < LEARN_ROWS)
            sr_aligner_learn(st->aligner, table->rows[r]);
    }
    uint8_t *kept = SR_NEW_ARRAY(&doc->batch, uint8_t, table->n_rows + 1);
    if (suspects)
        place_rows(doc, table, st, kept);
    if (st->form == SR_PART_GRID)
        place_slipped(doc, table, st, kept);
    for (size_t r = 0; r < table->n_rows; r++)
        if (kept[r])
            say_unsuited(doc, table, st, table->rows[r], kept[r] == KEPT_UNSURE);
}
