#include "normalize/levels_parts.h"

static sr_slice text_at(const sr_row *row, int32_t c)
{
    return c < 0 ? (sr_slice){NULL, 0} : sr_cell_text(sr_row_cell(row, (uint32_t)c));
}

/* The header of the names speaks of kegiatan and sub kegiatan, and of nothing above them. */
static bool holds_two_levels(const sr_table *table, const sr_table_state *st)
{
    static const sr_slice kegiatan = {"kegiatan", 8};
    sr_folded folded;

    if (!st->names_activities || st->at[SR_ROLE_NAME] < 0)
        return false;
    sr_fold(table->columns[st->at[SR_ROLE_NAME]].header, &folded);
    sr_slice header = sr_folded_slice(&folded);
    size_t sub = sr_find_nocase(header, SR_LIT("sub kegiatan"));
    size_t first = sr_find_nocase(header, kegiatan);
    return sub != SIZE_MAX && first < sub && sr_find_nocase(header, SR_LIT("program")) == SIZE_MAX;
}

/* "Orang/ Dokumen/ Laporan", "Dokumen & orang"; not "orang/bulan", which is one unit. */
static bool lists_units(sr_slice text)
{
    size_t from = 0, units = 0;

    if (text.len == 0 || sr_unit_exact(text))
        return false;
    for (size_t i = 0; i <= text.len; i++) {
        if (i < text.len && text.ptr[i] != '/' && text.ptr[i] != '&' && text.ptr[i] != ',')
            continue;
        if (!sr_unit_known(sr_trim(sr_sub(text, from, i))))
            return false;
        units++;
        from = i + 1;
    }
    return units > 1;
}

static bool is_open_name(const sr_row *row, const sr_table_state *st)
{
    return row->kind == SR_ROW_DETAIL && row->level == SR_LEVEL_NONE && row->code.len == 0 &&
           text_at(row, st->at[SR_ROLE_NAME]).len > 0 && row->context && row->context->activity.len > 0;
}

static bool looks_like_summary(const sr_row *row, const sr_table_state *st)
{
    static const sr_slice reached = {"tercapainya ", 12};

    return is_open_name(row, st) &&
           (lists_units(text_at(row, st->at[SR_ROLE_UNIT])) ||
            (row->indicator.len > reached.len && sr_eq_nocase(sr_sub(row->indicator, 0, reached.len), reached)));
}

/* A row that may belong to the kegiatan above it: a name at an open level, or a further indicator of one. */
static bool is_member(const sr_row *row)
{
    return row->level == SR_LEVEL_NONE && row->code.len == 0 &&
           (row->kind == SR_ROW_DETAIL || row->kind > SR_ROW_TOTAL);
}

/* ---- proof ---------------------------------------------------------------------------------- */

typedef enum proof { NO_PROOF, CLOSES, FAILS } proof;

/* One column: the summary against the sum of rows (at, end). One addend is no sum, and shares do not add up. */
static proof check_column(const sr_table *table, uint32_t c, size_t at, size_t end)
{
    const sr_cell *whole = sr_row_cell(table->rows[at], c);
    sr_decimal sum = {0, 0};
    uint32_t n = 0;

    if (!whole->has_value || whole->more || whole->unit == SR_UNIT_PERCENT)
        return NO_PROOF;
    for (size_t r = at + 1; r < end; r++) {
        const sr_cell *part = sr_row_cell(table->rows[r], c);
        if (table->rows[r]->kind != SR_ROW_DETAIL)
            continue;
        if (part->status == SR_CELL_AMBIGUOUS || part->status == SR_CELL_UNREADABLE || part->more ||
            part->unit == SR_UNIT_PERCENT)
            return NO_PROOF;
        if (part->has_value && !sr_decimal_add(sum, part->value, &sum))
            return NO_PROOF;
        n += part->has_value && part->value.coef != 0;
    }
    if (n < 2)
        return NO_PROOF;
    return sr_decimal_cmp(sum, whole->value) == 0 ? CLOSES : FAILS;
}

static bool is_proved(const sr_table *table, size_t at, size_t end)
{
    uint32_t closes = 0, fails = 0;

    for (uint32_t c = 0; c < table->width; c++) {
        const sr_column *column = &table->columns[c];
        if (column->role != SR_ROLE_MEASURE || column->unit == SR_UNIT_PERCENT ||
            column->measure == SR_MEASURE_ACHIEVEMENT)
            continue;
        proof p = check_column(table, c, at, end);
        closes += p == CLOSES;
        fails += p == FAILS;
    }
    return closes > fails;
}

/* ---- outcome -------------------------------------------------------------------------------- */

static void settle_group(sr_doc *doc, const sr_table *table, const sr_table_state *st, size_t at, size_t end)
{
    sr_slice kegiatan = text_at(table->rows[at], st->at[SR_ROLE_NAME]);
    const sr_context *from = NULL;
    sr_context *to = NULL;
    bool below = false; /* behind the first name under the kegiatan */

    for (size_t r = at; r < end; r++) {
        sr_row *row = table->rows[r];
        if (row->kind != SR_ROW_DETAIL || !row->context)
            continue;
        below |= r > at && text_at(row, st->at[SR_ROLE_NAME]).len > 0;
        if (!to || row->context != from) {
            from = row->context;
            to = SR_NEW(&doc->batch, sr_context);
            *to = *from;
            to->kegiatan = kegiatan;
            to->sub_kegiatan = below ? from->activity : (sr_slice){NULL, 0};
            to->activity = (sr_slice){NULL, 0};
        }
        row->context = to;
        row->level = below ? SR_LEVEL_SUB_KEGIATAN : SR_LEVEL_KEGIATAN;
        row->parent = below ? table->rows[at]->row_no : row->parent;
    }
    table->rows[at]->kind = SR_ROW_SUBTOTAL;
}

void sr_levels_cascade(sr_doc *doc, const sr_table *table, const sr_table_state *st)
{
    if (!holds_two_levels(table, st))
        return;
    for (size_t at = 0; at < table->n_rows;) {
        size_t end = at + 1;
        if (!looks_like_summary(table->rows[at], st)) {
            at = end;
            continue;
        }
        while (end < table->n_rows && is_member(table->rows[end]) && !looks_like_summary(table->rows[end], st))
            end++;
        if (is_proved(table, at, end))
            settle_group(doc, table, st, at, end);
        at = end;
    }
}
