#include "normalize/place.h"

#include "normalize/align.h"
#include "normalize/lexicon.h"
#include "normalize/place_text.h"

#include <stdlib.h>

enum {
    ROLE_CELLS = 3,     /* fewer cells against a header may be slips */
    RUPIAH_BYTES = 10,  /* 1.000.000 and more: no count of documents */
    NOTED_BYTES = 9,    /* 1.000.000 where quantities belong is an amount */
    UNIT_BYTES = 12,    /* of a unit's name */
    PIECE_BYTES = 8,    /* of a code cut into cells */
    LEARN_ROWS = 512,   /* more rows teach nothing new about a column */
    AMOUNT_BYTES = 24,  /* what begins with a digit and is no longer than this may be an amount or a quantity */
    LABELS_MAX = 64,    /* of a number row; no printed table has more columns */
    SLIP_ROWS = 16,     /* that tell what columns are blank */
    RARE = 4,           /* one row of so many at most has something there */
    COMMON = 4,         /* all but one of so many at least have */
    LABELS_MIN = 8,     /* labels that tell where a page's columns are */
    PLACED_MAX = 20000, /* rows placed in a batch: where most rows are suspect the roles are wrong, not the rows */
};

/* The cell contradicts what its column is for: words where numbers belong, an amount where a name belongs. */
static bool contradicts(const sr_table_state *st, const sr_cell *cell, uint32_t column, uint8_t role)
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
static bool fits(const sr_table *table, const sr_table_state *st, const sr_row *row)
{
    if ((row->n < st->usual && !st->ends_cut) || (row->n > st->usual && sr_row_used(row) > st->usual))
        return false;
    if (st->form == SR_PART_ALIGNED && row->n == st->usual)
        return true;
    for (uint32_t i = 0; i < st->usual && i < row->n; i++)
        if (contradicts(st, &row->cells[i], i, table->columns[i].role))
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

/* ---- pages whose header has another width ---------------------------------------------------- */

/* A text of a header row and the columns below it. */
typedef struct group {
    sr_slice text;
    uint32_t from, length;
} group;

static uint32_t groups_of(const sr_row *header, group *out)
{
    uint32_t n = 0;

    for (uint32_t i = 0; i < header->n; i++) {
        if (header->cells[i].text_len || n == 0)
            out[n++] = (group){sr_cell_text(&header->cells[i]), i, 0};
        out[n - 1].length++;
    }
    return n;
}

/*
 * The table's column for each of the page's: their header rows name the same groups, of which some are wider on the
 * page (a code cut into its parts). False where the groups are not the same, or a wider group has no one column to go
 * to.
 */
static bool map_page(const sr_row *table_header, const sr_row *page_header, group *table, group *page, uint32_t *column)
{
    uint32_t n = groups_of(table_header, table);

    if (n < 3 || groups_of(page_header, page) != n)
        return false;
    for (uint32_t g = 0; g < n; g++) {
        if (!sr_eq_nocase(table[g].text, page[g].text))
            return false;
        if (page[g].length > table[g].length && table[g].length > 1 && g + 1 < n)
            return false;
        for (uint32_t i = 0; i < page[g].length; i++)
            column[page[g].from + i] = table[g].from + (i < table[g].length ? i : table[g].length - 1);
    }
    return true;
}

/*
 * A cell is joined to the one before it: its raw text is what stands between the first's begin and its end, where both
 * stand in one text.
 */
static void join_cell(sr_doc *doc, sr_cell *into, const sr_cell *cell)
{
    if (cell->text_len == 0)
        return;
    if (into->text_len == 0) {
        *into = *cell;
        return;
    }
    sr_slice text = sr_arena_printf(&doc->batch, "%.*s %.*s", SR_FMT(sr_cell_text(into)), SR_FMT(sr_cell_text(cell)));
    if (cell->at > into->at && cell->raw == into->raw + (cell->at - into->at)) {
        into->raw_len = cell->at + cell->raw_len - into->at;
    } else {
        sr_slice raw = sr_arena_printf(&doc->batch, "%.*s %.*s", SR_FMT(sr_cell_raw(into)), SR_FMT(sr_cell_raw(cell)));
        into->raw = raw.ptr;
        into->raw_len = (uint32_t)raw.len;
    }
    into->text = text.ptr;
    into->text_len = (uint32_t)text.len;
}

/* Only short texts are parts of one cell that was cut; names side by side are cells of their own. */
static bool may_join(sr_doc *doc, const sr_table_state *st, const sr_row *row, const uint32_t *column)
{
    bool *taken = SR_NEW_ARRAY(&doc->batch, bool, st->usual);

    for (uint32_t i = 0; i < row->n; i++) {
        if (row->cells[i].text_len == 0)
            continue;
        if (taken[column[i]] && (row->cells[i].text_len > PIECE_BYTES || st->expect[column[i]].is_measure))
            return false;
        taken[column[i]] = true;
    }
    return true;
}

static void map_row(sr_doc *doc, const sr_table *table, const sr_table_state *st, sr_row *row, const uint32_t *column,
                    const char *by)
{
    sr_cell *cells = SR_NEW_ARRAY(&doc->batch, sr_cell, st->usual);
    uint32_t n = row->n;

    for (uint32_t c = 0; c < st->usual; c++)
        cells[c] = sr_cell_blank;
    for (uint32_t i = 0; i < n; i++)
        join_cell(doc, &cells[column[i]], &row->cells[i]);
    row->cells = cells;
    row->n = st->usual;
    sr_finding *f = sr_doc_finding(
        doc, SR_S010,
        "Row %u at %s %llu: its page has %u columns; the cells were put in the table's %u by that page's %s.",
        row->row_no, sr_line_word(table), (unsigned long long)row->line_no, n, st->usual, by);
    f->table_no = table->table_no;
    f->row_no = row->row_no;
    f->line_no = row->line_no;
}

static void map_pages(sr_doc *doc, sr_table *table, sr_table_state *st)
{
    const sr_row *own = NULL, *page = NULL;
    uint32_t widest = 0;
    bool mapped = false;

    for (size_t r = 0; r < table->n_rows; r++)
        if (table->rows[r]->kind == SR_ROW_HEADER) {
            if (!own && table->rows[r]->n == st->usual && sr_row_filled(table->rows[r], NULL) > 2)
                own = table->rows[r];
            widest = table->rows[r]->n > widest ? table->rows[r]->n : widest;
        }
    if (!own || widest == st->usual)
        return;
    group *a = SR_NEW_ARRAY(&doc->batch, group, st->usual), *b = SR_NEW_ARRAY(&doc->batch, group, widest);
    uint32_t *column = SR_NEW_ARRAY(&doc->batch, uint32_t, widest);
    for (size_t r = 0; r < table->n_rows; r++) {
        sr_row *row = table->rows[r];
        if (row->kind == SR_ROW_HEADER && (r == 0 || table->rows[r - 1]->kind == SR_ROW_DETAIL)) {
            page = row;
            mapped = page->n != st->usual && map_page(own, page, a, b, column);
        }
        if (row->kind == SR_ROW_DETAIL && mapped && row->n == page->n && !fits(table, st, row) &&
            may_join(doc, st, row, column))
            map_row(doc, table, st, row, column, "header");
    }
}

/* ---- pages by their number row ---------------------------------------------------------------- */

/* The first number in the cell, 0 for none: of "(02) (03)", whose cells were not told apart, the first. */
static uint32_t first_number(sr_slice t)
{
    uint32_t n = 0;
    size_t i = 0;

    while (i < t.len && !sr_is_digit((unsigned char)t.ptr[i]))
        i++;
    for (; i < t.len && sr_is_digit((unsigned char)t.ptr[i]) && n < LABELS_MAX; i++)
        n = n * 10 + (uint32_t)(t.ptr[i] - '0');
    return n < LABELS_MAX ? n : 0;
}

/* by[label]: 1 + the table's column with that label. */
static uint32_t find_labels(const sr_table *table, const sr_table_state *st, uint32_t by[LABELS_MAX])
{
    uint32_t found = 0;

    for (uint32_t c = 0; c < st->usual && c < table->width; c++) {
        uint32_t label = first_number(table->columns[c].label);
        if (label == 0 || by[label])
            continue;
        by[label] = c + 1;
        found++;
    }
    return found;
}

/*
 * Where the cells of a page belong by the labels over them. What has no label stands in the columns behind the last
 * label, or with it where the next one leaves no room. False where all stand where they are.
 */
static bool map_labels(const sr_row *number, const uint32_t by[LABELS_MAX], uint32_t usual, uint32_t *column)
{
    uint32_t limit = usual;
    bool moved = false;

    for (uint32_t i = number->n; i-- > 0;) {
        uint32_t at = by[first_number(sr_cell_text(&number->cells[i]))];
        column[i] = at ? at - 1 : UINT32_MAX;
    }
    for (uint32_t i = 0; i < number->n; i++) {
        if (column[i] == UINT32_MAX) {
            limit = usual;
            for (uint32_t k = i + 1; k < number->n && limit == usual; k++)
                limit = column[k] < usual ? column[k] : usual;
            uint32_t last = i ? column[i - 1] : 0;
            column[i] = i && last + 1 < limit ? last + 1 : last;
        } else if (i && column[i] < column[i - 1]) {
            return false; /* no order that a table has */
        }
        moved |= column[i] != i;
    }
    return moved;
}

static bool collides(const sr_row *row, const uint32_t *column, bool *taken, uint32_t usual)
{
    memset(taken, 0, usual);
    for (uint32_t i = 0; i < row->n; i++) {
        if (row->cells[i].text_len == 0)
            continue;
        if (taken[column[i]])
            return true;
        taken[column[i]] = true;
    }
    return false;
}

/* The rows of data under a number row, as they stand and where its labels put them: which contradict columns less? */
static bool labels_fit_better(const sr_table *table, const sr_table_state *st, size_t number, const uint32_t *column)
{
    uint32_t as_found = 0, as_labelled = 0;

    for (size_t r = number + 1; r < table->n_rows && table->rows[r]->kind != SR_ROW_NUMBER; r++) {
        const sr_row *row = table->rows[r];
        for (uint32_t i = 0; i < row->n && row->kind == SR_ROW_DETAIL && row->n == table->rows[number]->n; i++) {
            as_found += i < st->usual && contradicts(st, &row->cells[i], i, table->columns[i].role);
            as_labelled += contradicts(st, &row->cells[i], column[i], table->columns[column[i]].role);
        }
    }
    return as_labelled < as_found;
}

/*
 * Aligned text has its own columns on every page; the labels under a page's header say which of the table's they are.
 * They are believed where the cells as they stand contradict their columns.
 */
static void map_numbered_pages(sr_doc *doc, sr_table *table, sr_table_state *st)
{
    uint32_t by[LABELS_MAX] = {0}, widest = 0;
    const sr_row *number = NULL;
    bool mapped = false;

    if (find_labels(table, st, by) < LABELS_MIN)
        return;
    for (size_t r = 0; r < table->n_rows; r++)
        widest = table->rows[r]->n > widest ? table->rows[r]->n : widest;
    uint32_t *column = SR_NEW_ARRAY(&doc->batch, uint32_t, widest + 1);
    bool *taken = SR_NEW_ARRAY(&doc->batch, bool, st->usual + 1);
    for (size_t r = 0; r < table->n_rows; r++) {
        sr_row *row = table->rows[r];
        if (row->kind == SR_ROW_NUMBER) {
            number = row;
            /* a page with less columns is placed row by row */
            mapped = row->n >= st->usual && map_labels(row, by, st->usual, column) &&
                     labels_fit_better(table, st, r, column);
        } else if (row->kind == SR_ROW_DETAIL && mapped && row->n == number->n &&
                   !collides(row, column, taken, st->usual)) {
            map_row(doc, table, st, row, column, "number row");
        }
    }
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
        if (contradicts(st, &row->cells[i], i, table->columns[i].role))
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

/* Places the rows that do not fit. */
static void place_rows(sr_doc *doc, sr_table *table, sr_table_state *st)
{
    uint32_t placed = 0;

    for (size_t r = 0; r < table->n_rows && placed < PLACED_MAX; r++) {
        sr_row *row = table->rows[r];
        uint32_t first = 0;
        int shift = 0;
        if (row->kind != SR_ROW_DETAIL || fits(table, st, row) || sr_row_filled(row, NULL) == 0)
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
            say_unsuited(doc, table, st, row, placement == SR_PLACE_UNSURE || misses_amounts(st, row));
    }
}

/* ---- rows of grids --------------------------------------------------------------------------- */

/* How many rows hold something in each column; behind these, how many there are. NULL if too few. */
static uint32_t *count_filled(sr_doc *doc, const sr_table *table, const sr_table_state *st)
{
    uint32_t *filled = SR_NEW_ARRAY(&doc->batch, uint32_t, st->usual + 1);

    for (size_t r = 0; r < table->n_rows && r < LEARN_ROWS; r++) {
        const sr_row *row = table->rows[r];
        if (row->kind != SR_ROW_DETAIL || !fits(table, st, row) || sr_row_filled(row, NULL) * 3 < st->usual)
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
    return st->expect[column].is_measure && !st->expect[column].is_money &&
           sr_text_is_amount(sr_cell_text(cell), NOTED_BYTES);
}

/*
 * The row ends early: from column *from on all stands where hardly any row has something, and it is blank where most
 * rows end. By how many columns; 0 if it does not. Where the source itself says what the cells hold, they stand where
 * they were put.
 */
static uint32_t find_slip(const sr_table_state *st, const sr_row *row, const uint32_t *filled, uint32_t *from)
{
    uint32_t end = 0, missed = 0, rows = filled[st->usual];

    *from = 0;
    for (uint32_t i = 0; i < st->usual; i++) {
        const sr_cell *cell = sr_row_cell(row, i);
        bool rare = filled[i] * RARE <= rows || is_astray(st, cell, i);
        if (cell->typed)
            return 0;
        if (cell->text_len) {
            *from = !rare ? st->usual : *from == st->usual || end == 0 ? i : *from;
            end = i;
        } else if (filled[i] * COMMON >= rows * (COMMON - 1)) {
            missed = i;
        }
    }
    return *from < st->usual && missed > end ? missed - end : 0;
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
        if (row->cells[i].text_len < NOTED_BYTES || !sr_cell_amount(&row->cells[i], &given, &amount) || !given)
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

/*
 * Text shows by the number of its cells that a row has a blank too few; in a grid that was made of it all rows are of
 * one width. Where a sum proves it the cells are moved, elsewhere it is said.
 */
static void place_slipped(sr_doc *doc, sr_table *table, sr_table_state *st)
{
    const uint32_t *filled = count_filled(doc, table, st);

    for (size_t r = 0; filled && r < table->n_rows; r++) {
        sr_row *row = table->rows[r];
        uint32_t from, shift;
        if (row->kind != SR_ROW_DETAIL || (shift = find_slip(st, row, filled, &from)) == 0)
            continue;
        if (!is_sum_behind(st, row, from)) {
            if (!row->unsure && fits(table, st, row))
                say_unsuited(doc, table, st, row, true);
            row->unsure = true;
            continue;
        }
        sr_cell *cells = SR_NEW_ARRAY(&doc->batch, sr_cell, st->usual);
        for (uint32_t i = 0; i < st->usual; i++)
            if (i < from)
                cells[i] = *sr_row_cell(row, i);
            else if (i + shift < st->usual)
                cells[i + shift] = *sr_row_cell(row, i);
        row->cells = cells;
        row->n = st->usual;
        say(doc, table, row, SR_PLACE_MOVED, from + shift + 1, (int)shift);
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
        map_numbered_pages(doc, table, st);
    if (aligned && !has_narrow_pages(table, st))
        return;
    if (!st->aligner) {
        if (!aligned)
            weigh_roles(doc, table, st);
        st->aligner = new_aligner(doc, table, st);
    }
    if (!aligned)
        map_pages(doc, table, st);
    for (size_t r = 0; r < table->n_rows; r++) {
        if (table->rows[r]->kind != SR_ROW_DETAIL)
            continue;
        if (!fits(table, st, table->rows[r]))
            suspects++;
        else if (sr_aligner_learnt(st->aligner) < LEARN_ROWS)
            sr_aligner_learn(st->aligner, table->rows[r]);
    }
    if (suspects)
        place_rows(doc, table, st);
    if (st->form == SR_PART_GRID)
        place_slipped(doc, table, st);
}
