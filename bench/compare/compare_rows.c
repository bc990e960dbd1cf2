/*
 * Cells, rows and columns of tables against the truth.
 */
#include "bench/compare/compare.h"

#include "normalize/units.h"

static bool is_data(const sr_row *row)
{
    return row->kind == SR_ROW_DETAIL || row->kind == SR_ROW_SUBTOTAL || row->kind == SR_ROW_TOTAL;
}

/* What of a text is enough for a line of the report. */
static sr_slice clip(sr_slice text)
{
    enum { ENOUGH = 100 };

    return sr_sub(text, 0, text.len < ENOUGH ? text.len : ENOUGH);
}

static sr_slice value_text(const sr_cell *cell, char text[SR_DECIMAL_TEXT + 1])
{
    size_t len = cell && cell->has_value ? sr_decimal_text(cell->value, text) : 0;

    return cell && cell->has_value ? (sr_slice){text, len} : SR_LIT("no value");
}

/* What was said of the cell, in words for the list of failures. */
#define SAID(cell, said)                                                                                               \
    (cell) ? sr_cell_status_name((sr_cell_status)(cell)->status) : "absent", SR_FMT(said),                             \
        (cell) ? sr_rule_name((sr_rule)(cell)->rule) : ""

static void score_unit(comparison *c, const gen_table *table, const gen_cell *truth, const sr_cell *cell, uint64_t line)
{
    sr_unit unit = truth->percent ? SR_UNIT_PERCENT : truth->unit.len ? sr_unit_known(truth->unit) : SR_UNIT_NONE;

    if (unit == SR_UNIT_NONE || !cell->has_value)
        return;
    score_ask(c->place, (gen_mess)truth->mess, SCORE_OF_UNITS);
    if (cell->unit != unit)
        score_fail(c->place, (gen_mess)truth->mess, (gen_kind)table->kind, SCORE_UNIT,
                   "line %llu: \"%.*s\" -> unit \"%.*s\"; right: \"%.*s\"", (unsigned long long)line,
                   SR_FMT(truth->shown), SR_FMT(sr_unit_name(cell->unit)), SR_FMT(sr_unit_name(unit)));
}

void score_value(comparison *c, const gen_table *table, const gen_cell *truth, gen_mess mess, const sr_cell *cell,
                 bool told, uint64_t line, uint32_t column_no)
{
    char said_text[SR_DECIMAL_TEXT + 1], right_text[SR_DECIMAL_TEXT + 1];
    bool has = cell && cell->has_value,
         equal = has && truth->has_value && sr_decimal_cmp(cell->value, truth->value) == 0;
    sr_slice said = value_text(cell, said_text), right = SR_LIT("no number");
    score_failure failure = SCORE_RIGHT;
    score_count *count = &c->place->tally->counts[c->place->rate_no][c->place->truth->form][mess];

    if (truth->has_value)
        right = (sr_slice){right_text, sr_decimal_text(truth->value, right_text)};
    if (truth->has_value && truth->stands)
        score_ask(c->place, mess, SCORE_OF_VALUES);
    count->given += has;
    count->right += equal && truth->stands;
    told |= cell && cell->status == SR_CELL_AMBIGUOUS;
    if (has && !equal)
        failure = told ? SCORE_WRONG_TOLD : SCORE_WRONG_SILENT;
    else if (!has && truth->has_value && (truth->stands || !told))
        failure = told ? SCORE_UNREAD_TOLD : SCORE_UNREAD_SILENT;
    if (failure != SCORE_RIGHT)
        score_fail(c->place, mess, (gen_kind)table->kind, failure,
                   "line %llu column %u: \"%.*s\" -> %s %.*s (%s); right: %.*s%s", (unsigned long long)line, column_no,
                   SR_FMT(truth->shown), SAID(cell, said), SR_FMT(right),
                   truth->stands ? "" : ", which cannot be told");
    else if (cell)
        score_unit(c, table, truth, cell, line);
}

/* Cells that were cut may stand whole, when joined, or as their first part. */
static bool stands_here(const gen_row *row, uint32_t column, const sr_cell *cell)
{
    const gen_cell *truth = &row->cells[column];

    if (score_same_bytes(truth->shown, sr_cell_raw(cell)) || score_same_words(truth->shown, sr_cell_text(cell)))
        return true;
    return row->tail_line && row->at == column && score_same_bytes(row->head, sr_cell_raw(cell));
}

/* A row that was cut in two may stay two rows: each cell in its column in one of them. */
static bool stands_apart(const comparison *c, const gen_row *row, uint32_t t, int32_t at)
{
    if (row->mess != GEN_CODE_APART || at < 0)
        return false;
    for (uint64_t l = row->line_first; l <= row->line_last && l < c->lines; l++)
        for (int32_t i = c->by_line[l]; i >= 0; i = c->rows[i].next)
            if (stands_here(row, t, sr_row_cell(c->rows[i].row, (uint32_t)at)))
                return true;
    return false;
}

static void place_failure(comparison *c, const matched_table *m, const gen_row *row, uint32_t t, const found_row *found)
{
    gen_mess mess = (gen_mess)(row->mess ? row->mess : row->cells[t].mess);
    int32_t at = m->column[t];
    bool in_data = found && is_data(found->row);
    bool told = score_told(c, found, (uint32_t)(at + 1), row->line_first, row->line_last);
    const sr_cell *cell = found && at >= 0 ? sr_row_cell(found->row, (uint32_t)at) : NULL;
    bool number = row->cells[t].has_value && m->truth->columns[t].role == SR_ROLE_MEASURE;
    score_failure failure = !in_data ? SCORE_LOST_SILENT : number ? SCORE_MOVED_SILENT : SCORE_TEXT_SILENT;
    failure = told ? (score_failure)(failure + SCORE_WRONG_TOLD - SCORE_WRONG_SILENT) : failure;

    if (!in_data && found)
        score_fail(c->place, mess, (gen_kind)m->truth->kind, failure,
                   "line %llu column %u: \"%.*s\" in a row of kind %s", (unsigned long long)row->line_first, t + 1,
                   SR_FMT(row->cells[t].shown), sr_row_kind_name((sr_row_kind)found->row->kind));
    else if (!found)
        score_fail(c->place, mess, (gen_kind)m->truth->kind, failure, "line %llu column %u: \"%.*s\" in no row",
                   (unsigned long long)row->line_first, t + 1, SR_FMT(row->cells[t].shown));
    else
        score_fail(c->place, mess, (gen_kind)m->truth->kind, failure,
                   "line %llu column %u: \"%.*s\" -> there stands \"%.*s\" (column %d of table %u)",
                   (unsigned long long)row->line_first, t + 1, SR_FMT(clip(row->cells[t].shown)),
                   SR_FMT(clip(cell ? sr_cell_raw(cell) : (sr_slice){0})), at + 1, found->table->table_no);
}

static void score_cell(comparison *c, const matched_table *m, const gen_row *row, uint32_t t, const found_row *found)
{
    const gen_cell *truth = &row->cells[t];
    int32_t at = found && found->table == m->table ? m->column[t] : (int32_t)t;
    const sr_cell *cell = found && at >= 0 ? sr_row_cell(found->row, (uint32_t)at) : NULL;

    if (truth->shown.len == 0)
        return;
    score_ask(c->place, (gen_mess)(row->mess ? row->mess : truth->mess), SCORE_OF_PLACES);
    if (cell && !stands_here(row, t, cell) && stands_apart(c, row, t, at))
        return;
    if (!cell || !is_data(found->row) || !stands_here(row, t, cell)) {
        if (truth->has_value && truth->stands && m->truth->columns[t].role == SR_ROLE_MEASURE)
            score_ask(c->place, (gen_mess)truth->mess, SCORE_OF_VALUES);
        place_failure(c, m, row, t, found);
        return;
    }
    bool measure = m->truth->columns[t].role == SR_ROLE_MEASURE;
    bool claimed = (uint32_t)at < found->table->width && found->table->columns[at].role == SR_ROLE_MEASURE;
    if (measure || (claimed && m->truth->columns[t].role != SR_ROLE_UNIT)) {
        bool told = score_told(c, found, (uint32_t)at + 1, row->line_first, row->line_last);
        score_value(c, m->truth, truth, (gen_mess)truth->mess, cell, told, row->line_first, (uint32_t)at + 1);
    }
}

void score_cells(comparison *c, const matched_table *m)
{
    for (size_t r = 0; r < m->truth->n_rows; r++)
        for (uint32_t t = 0; t < m->truth->n_columns; t++)
            score_cell(c, m, &m->truth->rows[r], t, m->rows[r]);
}

/* ---- rows ----------------------------------------------------------------------------------------------------- */

static uint64_t line_of_parent(const sr_table *table, const sr_row *row)
{
    if (row->parent == 0)
        return 0;
    for (size_t r = 0; r < table->n_rows; r++)
        if (table->rows[r]->row_no == row->parent)
            return table->rows[r]->line_no;
    return UINT64_MAX;
}

static void score_parent(comparison *c, const matched_table *m, const gen_row *row, const found_row *found)
{
    uint64_t line = line_of_parent(found->table, found->row);
    bool right = row->parent < 0
                     ? line == 0
                     : line >= m->truth->rows[row->parent].line_first && line <= m->truth->rows[row->parent].line_last;

    score_ask(c->place, (gen_mess)row->mess, SCORE_OF_PARENTS);
    if (!right)
        score_fail(c->place, (gen_mess)row->mess, (gen_kind)m->truth->kind, SCORE_PARENT,
                   "line %llu (%.*s): parent at line %lld; right: %llu", (unsigned long long)row->line_first,
                   SR_FMT(row->code), (long long)line,
                   (unsigned long long)(row->parent < 0 ? 0 : m->truth->rows[row->parent].line_first));
}

static void score_words(comparison *c, const matched_table *m, const gen_row *row, score_question question,
                        score_failure failure, const char *what, sr_slice right, sr_slice said)
{
    score_ask(c->place, (gen_mess)row->mess, question);
    if (!score_same_words(right, said))
        score_fail(c->place, (gen_mess)row->mess, (gen_kind)m->truth->kind, failure,
                   "line %llu: %s \"%.*s\"; right: \"%.*s\"", (unsigned long long)row->line_first, what,
                   SR_FMT(clip(said)), SR_FMT(clip(right)));
}

static void score_names(comparison *c, const matched_table *m, const gen_row *row, const found_row *found)
{
    static const sr_context no_context;
    const sr_context *context = found->row->context ? found->row->context : &no_context;

    if (row->kind != SR_ROW_DETAIL)
        return;
    if (row->program.len)
        score_words(c, m, row, SCORE_OF_NAMES, SCORE_NAME, "program", row->program, context->program);
    if (row->kegiatan.len)
        score_words(c, m, row, SCORE_OF_NAMES, SCORE_NAME, "kegiatan", row->kegiatan, context->kegiatan);
    if (row->sub_kegiatan.len)
        score_words(c, m, row, SCORE_OF_NAMES, SCORE_NAME, "sub_kegiatan", row->sub_kegiatan, context->sub_kegiatan);
    if (row->indicator.len)
        score_words(c, m, row, SCORE_OF_INDICATORS, SCORE_INDICATOR, "indicator", row->indicator,
                    found->row->indicator);
}

static void score_row(comparison *c, const matched_table *m, const gen_row *row, const found_row *found)
{
    gen_mess mess = (gen_mess)row->mess;
    gen_kind kind = (gen_kind)m->truth->kind;
    bool total = row->kind == SR_ROW_TOTAL, any = row->kind == SR_ROW_SUBTOTAL;

    score_ask(c->place, mess, SCORE_OF_TABLES);
    if (found->table != m->table)
        score_fail(c->place, mess, kind, SCORE_SPLIT, "line %llu: in table %u; most rows are in table %u",
                   (unsigned long long)row->line_first, found->table->table_no, m->table->table_no);
    score_ask(c->place, mess, SCORE_OF_ROWS);
    if (!is_data(found->row) || (!any && total != (found->row->kind == SR_ROW_TOTAL)))
        score_fail(c->place, mess, kind, SCORE_ROW_KIND, "line %llu: %s; right: %s",
                   (unsigned long long)row->line_first, sr_row_kind_name((sr_row_kind)found->row->kind),
                   total ? "total" : "detail or subtotal");
    if (!is_data(found->row))
        return;
    if (row->parent >= -1)
        score_parent(c, m, row, found);
    if (row->level != GEN_ANY) {
        score_ask(c->place, mess, SCORE_OF_LEVELS);
        if (found->row->level != row->level)
            score_fail(c->place, mess, kind, SCORE_LEVEL, "line %llu (%.*s): level \"%s\"; right: \"%s\"",
                       (unsigned long long)row->line_first, SR_FMT(row->code),
                       sr_level_name((sr_level)found->row->level), sr_level_name((sr_level)row->level));
    }
    if (row->code.len) {
        score_ask(c->place, mess, SCORE_OF_CODES);
        if (!sr_eq(row->code, found->row->code))
            score_fail(c->place, mess, kind, SCORE_CODE, "line %llu: code \"%.*s\"; right: \"%.*s\"",
                       (unsigned long long)row->line_first, SR_FMT(found->row->code), SR_FMT(row->code));
    }
    score_names(c, m, row, found);
}

static void score_tail(comparison *c, const matched_table *m, const gen_row *row, const found_row *found)
{
    int32_t at = m->column[row->at];
    const sr_cell *cell = at >= 0 ? sr_row_cell(found->row, (uint32_t)at) : &sr_cell_blank;

    score_ask(c->place, (gen_mess)row->mess, SCORE_OF_TAILS);
    if (!score_same_words(sr_cell_text(cell), row->cells[row->at].shown))
        score_fail(c->place, (gen_mess)row->mess, (gen_kind)m->truth->kind, SCORE_TAIL,
                   "line %llu: \"%.*s\" without \"%.*s\" of line %llu", (unsigned long long)row->line_first,
                   SR_FMT(sr_cell_text(cell)), SR_FMT(row->tail), (unsigned long long)row->tail_line);
}

/* ---- columns -------------------------------------------------------------------------------------------------- */

static void score_column(comparison *c, const matched_table *m, uint32_t t)
{
    static const sr_column no_column;
    const gen_column *truth = &m->truth->columns[t];
    int32_t at = m->column[t];
    const sr_column *column = at >= 0 && (uint32_t)at < m->table->width ? &m->table->columns[at] : &no_column;
    gen_mess mess = m->truth->header_mess ? GEN_HEADER_WIDTH : GEN_NONE;
    bool measure = column->measure == truth->measure || truth->measure_too == GEN_ANY ||
                   (truth->measure_too && column->measure == truth->measure_too);
    bool aspect = truth->aspect == GEN_ANY || column->aspect == truth->aspect;

    score_ask(c->place, mess, SCORE_OF_ROLES);
    if (column->role != truth->role || (truth->role == SR_ROLE_MEASURE && (!measure || !aspect)))
        score_fail(c->place, mess, (gen_kind)m->truth->kind, SCORE_ROLE,
                   "column %u \"%.*s\": %s %s %s; right: %s %s %s", t + 1, SR_FMT(column->header),
                   sr_role_name((sr_role)column->role), sr_measure_name((sr_measure)column->measure),
                   sr_aspect_name((sr_aspect)column->aspect), sr_role_name((sr_role)truth->role),
                   sr_measure_name((sr_measure)truth->measure),
                   truth->aspect == GEN_ANY ? "any" : sr_aspect_name((sr_aspect)truth->aspect));
    if (truth->role != SR_ROLE_MEASURE || (!truth->year && !truth->quarter && !truth->revision))
        return;
    score_ask(c->place, mess, SCORE_OF_TIMES);
    if ((truth->year && column->year != truth->year) || (truth->quarter && column->quarter != truth->quarter) ||
        (truth->revision && column->revision != truth->revision))
        score_fail(c->place, mess, (gen_kind)m->truth->kind, SCORE_TIME,
                   "column %u \"%.*s\": year %d quarter %d %s; right: year %d quarter %d %s", t + 1,
                   SR_FMT(column->header), column->year, column->quarter,
                   sr_revision_name((sr_revision)column->revision), truth->year, truth->quarter,
                   sr_revision_name((sr_revision)truth->revision));
}

void score_rows_and_columns(comparison *c, const matched_table *m)
{
    for (size_t r = 0; r < m->truth->n_rows; r++) {
        if (!m->rows[r])
            continue;
        score_row(c, m, &m->truth->rows[r], m->rows[r]);
        if (m->truth->rows[r].tail_line)
            score_tail(c, m, &m->truth->rows[r], m->rows[r]);
    }
    for (uint32_t t = 0; t < m->truth->n_columns && m->table; t++)
        score_column(c, m, t);
}
