/*
 * fuzz_ods.c - libFuzzer target: any bytes as a spreadsheet, an archive or flat XML, imported and normalized. Every
 * non-blank byte must be accounted for, cells must stand where they say, and what is refused must say why.
 */
#include "importers/importers.h"
#include "normalize/normalize.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool holds)
{
    if (!holds)
        abort();
}

static void check_parts(const sr_doc *doc)
{
    for (size_t b = 0; b < doc->n_blocks; b++) {
        const sr_part *part = doc->blocks[b].part;
        for (size_t r = 0; part && r < part->n_rows; r++) {
            const sr_row *row = part->rows[r];
            must(row->n <= SR_COLUMNS_MAX);
            for (uint32_t c = 0; c < row->n; c++)
                must(row->cells[c].raw_len == 0 || row->cells[c].at >= part->column_first - 1 + c);
        }
    }
}

/* Rows repeated to the limit of sheet.h take seconds here: a few batches of them are as good as all. */
enum { BATCHES = 4 };

static int flush(sr_doc *doc, bool last, sr_error *err)
{
    if (doc->batch_no >= BATCHES)
        return sr_fail(err, SR_ERR_CANCELLED, "enough");
    check_parts(doc);
    sr_normalize(doc, last);
    for (size_t t = 0; t < doc->n_tables; t++)
        for (size_t r = 0; r < doc->tables[t]->n_rows; r++)
            for (uint32_t c = 0; c < doc->tables[t]->rows[r]->n; c++)
                must(doc->tables[t]->rows[r]->cells[c].status < SR_CELL_STATUS_COUNT);
    return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const sr_import_options options = {.format = SR_FORMAT_ODS};
    sr_error err = {0};
    sr_doc doc;

    sr_doc_init(&doc);
    doc.name = SR_LIT("fuzz.ods");
    doc.flush = flush;
    sr_source *source = sr_source_memory(data, size);
    must(source != NULL);
    if (sr_ods_importer.read(source, &options, &doc, &err) == 0) {
        uint64_t sum = 0;
        for (int a = 0; a < SR_ACCOUNT_COUNT; a++)
            sum += doc.accounts[a];
        must(sum == doc.total_bytes);
    } else {
        must(err.kind == SR_ERR_CANCELLED || (err.kind == SR_ERR_INPUT && err.finding != 0));
    }
    sr_source_close(source);
    sr_doc_free(&doc);
    return 0;
}
