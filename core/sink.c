#include "core/sink.h"

#include <openssl/evp.h>

static bool states_a_measure(const sr_cell *cell)
{
    return cell->has_value || cell->status == SR_CELL_UNREADABLE || cell->rule == SR_RULE_GRADE;
}

bool sr_row_next_measure(const sr_table *table, const sr_row *row, uint32_t *at, const sr_quantity **more,
                         sr_measure_row *out)
{
    uint32_t n = row->n < table->width ? row->n : table->width;

    if (*more) {
        out->value = (*more)->value;
        out->unit = (*more)->unit;
        *more = (*more)->next;
        return true;
    }
    if (row->kind > SR_ROW_TOTAL)
        return false;
    for (uint32_t i = *at; i < n; i++) {
        const sr_column *column = &table->columns[i];
        const sr_cell *cell = &row->cells[i];

        if (column->measure == SR_MEASURE_NONE || !states_a_measure(cell))
            continue;
        *out = (sr_measure_row){.table = table, .row = row, .column = column, .cell = cell, .column_no = i + 1};
        out->has_value = cell->has_value;
        out->value = cell->value;
        out->unit = cell->unit ? cell->unit : cell->has_value ? column->unit : 0;
        out->is_grade = cell->rule == SR_RULE_GRADE;
        *more = cell->more;
        *at = i + 1;
        return true;
    }
    *at = n;
    return false;
}

const sr_context *sr_measure_context(const sr_measure_row *m, sr_context *only)
{
    if (!m->column->of_goal || !m->row->context)
        return m->row->context;
    *only = (sr_context){.tujuan = m->row->context->tujuan, .sasaran = m->row->context->sasaran};
    return only;
}

static void add_field(EVP_MD_CTX *ctx, sr_slice s)
{
    if (s.len)
        EVP_DigestUpdate(ctx, s.ptr, s.len);
    EVP_DigestUpdate(ctx, "\x1f", 1);
}

/* The words of the finding's row that name what it is about: its cells without a value. */
static void add_row_words(EVP_MD_CTX *ctx, const sr_table *table, uint32_t row_no)
{
    size_t low = 0, high = table->n_rows;

    while (low < high) {
        size_t mid = (low + high) / 2;
        if (table->rows[mid]->row_no < row_no)
            low = mid + 1;
        else
            high = mid;
    }
    if (low == table->n_rows || table->rows[low]->row_no != row_no)
        return;
    const sr_row *row = table->rows[low];
    for (uint32_t i = 0; i < row->n; i++)
        if (row->cells[i].status == SR_CELL_TEXT)
            add_field(ctx, sr_cell_text(&row->cells[i]));
}

void sr_fingerprint(const sr_doc *doc, const sr_finding *finding, uint32_t seen, char out[33])
{
    static const char hex[] = "0123456789abcdef";
    uint8_t digest[EVP_MAX_MD_SIZE];
    EVP_MD_CTX *ctx = EVP_MD_CTX_new();

    EVP_DigestInit_ex(ctx, EVP_sha256(), NULL);
    add_field(ctx, sr_str(sr_finding_info_of(finding->code)->code));
    if (finding->table_no && finding->table_no <= doc->n_tables) {
        const sr_table *table = doc->tables[finding->table_no - 1];
        add_field(ctx, table->title);
        if (finding->column_no && finding->column_no <= table->width)
            add_field(ctx, table->columns[finding->column_no - 1].header);
        if (finding->row_no)
            add_row_words(ctx, table, finding->row_no);
    }
    add_field(ctx, finding->raw);
    add_field(ctx, finding->raw.len ? (sr_slice){0} : finding->message);
    EVP_DigestUpdate(
        ctx, &(uint8_t[4]){(uint8_t)(seen >> 24), (uint8_t)(seen >> 16), (uint8_t)(seen >> 8), (uint8_t)seen}, 4);
    EVP_DigestFinal_ex(ctx, digest, NULL);
    EVP_MD_CTX_free(ctx);
    for (int i = 0; i < 16; i++) {
        out[2 * i] = hex[digest[i] >> 4];
        out[2 * i + 1] = hex[digest[i] & 15];
    }
    out[32] = '\0';
}
