/*
 * fuzz.h - what the fuzzers of the importers share: any bytes are imported and normalized. Every non-blank byte must be
 * accounted for, rows must be in order, and only cells that were read may have a value.
 */
#ifndef SR_BENCH_FUZZ_H
#define SR_BENCH_FUZZ_H

#include "importers/importer.h"
#include "normalize/normalize.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void must(bool holds)
{
    if (!holds)
        abort();
}

static int flush(sr_doc *doc, bool last, sr_error *err)
{
    (void)err;
    sr_normalize(doc, last);
    for (size_t t = 0; t < doc->n_tables; t++) {
        const sr_table *table = doc->tables[t];
        for (size_t r = 0; r < table->n_rows; r++) {
            must(r == 0 || table->rows[r]->row_no > table->rows[r - 1]->row_no);
            for (uint32_t c = 0; c < table->rows[r]->n; c++) {
                const sr_cell *cell = &table->rows[r]->cells[c];
                must(cell->status < SR_CELL_STATUS_COUNT);
                must(!cell->has_value || cell->status == SR_CELL_OK || cell->status == SR_CELL_REPAIRED ||
                     cell->status == SR_CELL_AMBIGUOUS || cell->status == SR_CELL_INFERRED);
            }
        }
    }
    return 0;
}

/* The bytes as a document of that format and name. */
static void fuzz_document(const uint8_t *data, size_t size, sr_format format, const char *name)
{
    sr_error err = {0};
    sr_doc doc;
    sr_doc_init(&doc);
    doc.flush = flush;
    sr_source *source = sr_source_memory(data, size);
    must(source != NULL);
    sr_import_options options = {.format = format};
    const sr_importer *importer = sr_importer_pick(source, sr_str(name), &options, &err);
    if (importer && importer->read(source, &options, &doc, &err) == 0) {
        uint64_t sum = 0;
        for (int a = 0; a < SR_ACCOUNT_COUNT; a++)
            sum += doc.accounts[a];
        must(sum == doc.total_bytes);
    }
    sr_source_close(source);
    sr_doc_free(&doc);
}

#endif
