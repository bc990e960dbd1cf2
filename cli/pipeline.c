#include "cli/pipeline.h"

#include "normalize/normalize.h"

typedef struct flushing {
    sr_sink *sink;
    const sr_input *input;
} flushing;

/* The flush of a document: normalization, then the sink. */
static int flush(sr_doc *doc, bool last, sr_error *err)
{
    const flushing *f = doc->flush_context;

    sr_normalize(doc, last);
    if (f->sink->batch(f->sink, doc, err) != 0)
        return -1;
    if (f->input->batch_done)
        f->input->batch_done(f->input->batch_context, doc);
    for (size_t i = doc->n_tables; i > 0 && !doc->tables[i - 1]->announced; i--)
        doc->tables[i - 1]->announced = true;
    return 0;
}

static int read_document(sr_source *source, const sr_import_options *options, sr_doc *doc, sr_error *err)
{
    const sr_importer *importer = sr_importer_pick(source, doc->name, options, err);

    if (!importer)
        return -1;
    doc->format = importer->format;
    return importer->read(source, options, doc, err);
}

static void tell(const sr_doc *doc, sr_report *report)
{
    for (int i = 0; i < 3; i++)
        report->findings[i] = doc->finding_counts[i];
    for (size_t i = 0; i < doc->n_tables; i++)
        report->rows += doc->tables[i]->data_rows;
    report->tables = doc->n_tables;
    report->bytes = doc->bytes;
}

int sr_pipeline_run(const sr_input *input, const sr_import_options *options, sr_known *known, void *known_context,
                    sr_sink *sink, sr_report *report, sr_error *err)
{
    int rc = -1;
    bool begun = false, unchanged = false;
    sr_doc doc;

    *report = (sr_report){.outcome = SR_REFUSED};
    sr_doc_init(&doc);
    doc.name = input->name;
    doc.path = input->identity;
    doc.archive = input->archive;
    doc.flush = flush;
    doc.flush_context = &(flushing){sink, input};

    sr_source *source = strcmp(input->path, "-") == 0 ? sr_source_stdin(err) : sr_source_open(input->path, err);
    if (source)
        doc.bytes = sr_source_size(source);
    if (source && known) {
        doc.has_sha256 = sr_source_sha256(source, doc.sha256, err) == 0;
        if (!doc.has_sha256) { /* what cannot be read is refused below, like what cannot be opened */
            sr_source_close(source);
            source = NULL;
        }
    }
    if (known && known(known_context, &doc, &unchanged, err) != 0)
        goto cleanup;
    if (unchanged) {
        report->outcome = SR_UNCHANGED;
        rc = 0;
        goto cleanup;
    }
    sr_error sink_err = {0};
    if (sink->begin(sink, &doc, &sink_err) != 0) {
        *err = sink_err;
        goto cleanup;
    }
    begun = true;
    if (source && read_document(source, options, &doc, err) == 0) {
        rc = sink->end(sink, &doc, err);
        report->outcome = SR_LOADED;
    } else if (err->kind == SR_ERR_INPUT) {
        sr_error why = *err;
        report->refusal = why;
        *err = (sr_error){0};
        doc.finding_counts[SR_ERROR]++;
        rc = sink->refuse(sink, &doc, &why, err);
        report->outcome = SR_REFUSED;
    }
cleanup:
    if (rc != 0 && begun)
        sink->abort(sink, &doc);
    tell(&doc, report);
    sr_source_close(source);
    sr_doc_free(&doc);
    return rc;
}
