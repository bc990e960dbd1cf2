#include "bench/compare/compare.h"

bool score_same_bytes(sr_slice a, sr_slice b)
{
    size_t i = 0, j = 0;

    for (;;) {
        while (i < a.len && (sr_is_blank((unsigned char)a.ptr[i]) || a.ptr[i] == '\\'))
            i++;
        while (j < b.len && (sr_is_blank((unsigned char)b.ptr[j]) || b.ptr[j] == '\\'))
            j++;
        if (i == a.len || j == b.len)
            return i == a.len && j == b.len;
        if (a.ptr[i++] != b.ptr[j++])
            return false;
    }
}

static bool is_word(char c)
{
    return sr_is_alpha((unsigned char)c) || sr_is_digit((unsigned char)c);
}

bool score_same_words(sr_slice a, sr_slice b)
{
    size_t i = 0, j = 0;

    for (;;) {
        while (i < a.len && !is_word(a.ptr[i]))
            i++;
        while (j < b.len && !is_word(b.ptr[j]))
            j++;
        if (i == a.len || j == b.len)
            return i == a.len && j == b.len;
        if (sr_lower((unsigned char)a.ptr[i++]) != sr_lower((unsigned char)b.ptr[j++]))
            return false;
    }
}

bool score_told(const comparison *c, const found_row *found, uint32_t column_no, uint64_t line_first,
                uint64_t line_last)
{
    for (size_t i = 0; i < c->doc->n_findings; i++) {
        const sr_finding *f = &c->doc->findings[i];
        if (f->severity < SR_WARNING)
            continue;
        if (f->row_no == 0 && f->column_no == 0 && f->line_no >= line_first && f->line_no <= line_last && f->line_no)
            return true;
        if (!found || f->table_no != found->table->table_no || f->row_no != found->row->row_no)
            continue;
        if (f->column_no == 0 || f->column_no == column_no)
            return true;
    }
    return false;
}

static void index_row(comparison *c, const sr_table *table, const sr_row *row, uint64_t line)
{
    if (line >= c->lines || (c->by_line[line] >= 0 && c->rows[c->by_line[line]].row == row))
        return;
    found_row *found = SR_PUSH(&c->arena, c->rows, c->n_rows, c->cap_rows);
    *found = (found_row){table, row, c->by_line[line]};
    c->by_line[line] = (int32_t)c->n_rows - 1;
}

/* Each row by the lines on which its cells begin: a row that was cut off too high is still found. */
void score_index_rows(comparison *c)
{
    c->lines = c->place->truth->line + 2;
    c->by_line = SR_NEW_ARRAY(&c->arena, int32_t, c->lines);
    for (uint64_t l = 0; l < c->lines; l++)
        c->by_line[l] = -1;
    for (size_t t = 0; t < c->doc->n_tables; t++) {
        const sr_table *table = c->doc->tables[t];
        for (size_t r = 0; r < table->n_rows; r++) {
            const sr_row *row = table->rows[r];
            index_row(c, table, row, row->line_no);
            for (uint32_t i = 0; i < row->n && c->place->truth->form != GEN_FORM_SCRAMBLED; i++)
                if (row->cells[i].raw_len)
                    index_row(c, table, row, (uint64_t)((int64_t)row->line_no + row->cells[i].line_skip));
        }
    }
}

uint32_t score_likeness(const gen_table *table, const gen_row *truth, const sr_row *row)
{
    uint32_t n = 0;

    for (uint32_t t = 0; t < table->n_columns; t++) {
        bool here = false;
        for (uint32_t i = 0; i < row->n && truth->cells[t].shown.len && !here; i++)
            here = score_same_bytes(truth->cells[t].shown, sr_cell_raw(&row->cells[i]));
        n += here;
    }
    return n;
}

static const found_row *match(const comparison *c, const gen_table *table, const gen_row *truth)
{
    const found_row *best = NULL;
    uint32_t most = 0;

    for (uint64_t l = truth->line_first; l <= truth->line_last && l < c->lines; l++) {
        for (int32_t i = c->by_line[l]; i >= 0; i = c->rows[i].next) {
            uint32_t alike = 1 + score_likeness(table, truth, c->rows[i].row);
            if (alike > most) {
                most = alike;
                best = &c->rows[i];
            }
        }
    }
    return best;
}

static void vote(const matched_table *m, const gen_row *truth, const sr_row *row,
                 uint32_t votes[GEN_COLUMNS_MAX][GEN_COLUMNS_MAX + 8])
{
    for (uint32_t t = 0; t < m->truth->n_columns; t++) {
        uint32_t n = 0, at = 0;
        for (uint32_t i = 0; i < row->n && i < GEN_COLUMNS_MAX + 8 && truth->cells[t].shown.len; i++) {
            if (!score_same_bytes(truth->cells[t].shown, sr_cell_raw(&row->cells[i])))
                continue;
            at = n == 0 || i == t ? i : at;
            n++;
        }
        if (n == 1 || (n && at == t))
            votes[t][at]++;
    }
}

/* The column of the output that holds most of a column's cells; each belongs to one column of the truth only. */
void score_map_columns(matched_table *m)
{
    uint32_t votes[GEN_COLUMNS_MAX][GEN_COLUMNS_MAX + 8] = {{0}}, best[GEN_COLUMNS_MAX + 8] = {0};
    int32_t owner[GEN_COLUMNS_MAX + 8];

    for (size_t r = 0; r < m->truth->n_rows; r++)
        if (m->rows[r] && m->rows[r]->table == m->table)
            vote(m, &m->truth->rows[r], m->rows[r]->row, votes);
    for (uint32_t i = 0; i < GEN_COLUMNS_MAX + 8; i++)
        owner[i] = -1;
    for (uint32_t t = 0; t < m->truth->n_columns; t++) {
        uint32_t at = t;
        for (uint32_t i = 0; i < GEN_COLUMNS_MAX + 8; i++)
            at = votes[t][i] > votes[t][at] ? i : at;
        m->column[t] = (int32_t)at;
        if (owner[at] < 0 || votes[t][at] > best[at]) {
            if (owner[at] >= 0)
                m->column[owner[at]] = -1;
            owner[at] = (int32_t)t;
            best[at] = votes[t][at];
        } else {
            m->column[t] = -1;
        }
    }
}

/* The table of the output that holds most of the rows. */
static const sr_table *main_table(const comparison *c, const matched_table *m)
{
    const sr_table *best = NULL;
    size_t most = 0;

    for (size_t t = 0; t < c->doc->n_tables; t++) {
        size_t n = 0;
        for (size_t r = 0; r < m->truth->n_rows; r++)
            n += m->rows[r] && m->rows[r]->table == c->doc->tables[t];
        if (n > most) {
            most = n;
            best = c->doc->tables[t];
        }
    }
    return best;
}

void score_match_table(comparison *c, const gen_table *truth, matched_table *m)
{
    *m = (matched_table){.truth = truth};
    m->rows = SR_NEW_ARRAY(&c->arena, const found_row *, truth->n_rows + 1);
    for (size_t r = 0; r < truth->n_rows; r++)
        m->rows[r] = match(c, truth, &truth->rows[r]);
    m->table = main_table(c, m);
    score_map_columns(m);
}

static int compare_document(sr_sink *sink, const sr_doc *doc, sr_error *err)
{
    score_sink *own = (score_sink *)sink;
    const gen_doc *truth = own->place.truth;
    comparison c = {.place = &own->place, .doc = doc};

    (void)err;
    if (doc->batch_no > 0) {
        own->failed_batch = true;
        return 0;
    }
    score_index_rows(&c);
    for (size_t t = 0; t < truth->n_tables; t++) {
        matched_table m;
        if (truth->form == GEN_FORM_SCRAMBLED) {
            score_scrambled(&c, &truth->tables[t]);
            continue;
        }
        score_match_table(&c, &truth->tables[t], &m);
        score_cells(&c, &m);
        score_rows_and_columns(&c, &m);
    }
    sr_arena_free(&c.arena);
    return 0;
}

static int nothing(sr_sink *sink, const sr_doc *doc, sr_error *err)
{
    (void)sink, (void)doc, (void)err;
    return 0;
}

static int refused(sr_sink *sink, const sr_doc *doc, const sr_error *why, sr_error *err)
{
    score_sink *own = (score_sink *)sink;

    (void)doc, (void)why, (void)err;
    own->place.tally->refused++;
    return 0;
}

static void aborted(sr_sink *sink, const sr_doc *doc)
{
    (void)sink, (void)doc;
}

void score_sink_init(score_sink *sink, score_tally *tally, const gen_doc *truth, uint32_t rate_no)
{
    *sink =
        (score_sink){.sink = {nothing, compare_document, nothing, refused, aborted}, .place = {tally, truth, rate_no}};
}
