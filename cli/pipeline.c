#include "cli/pipeline.h"

#include "normalize/normalize.h"

/* The flush of a document: normalization, then the sink. */
static int flush(sr_doc *doc, bool last, sr_error *err)
{
    sr_sink *sink = doc->flush_context;

    sr_normalize(doc, last);
    return sink->batch(sink, doc, err);
}

static int read_document(sr_source *source, const sr_import_options *options, sr_doc *doc, sr_error *err)
{
    const sr_importer *importer = sr_importer_pick(source, doc->name, options, err);

    if (!importer)
        return -1;
    doc->format = importer->format;
    return importer->read(source, options, doc, err);
}

int sr_pipeline_run(const sr_input *input, const sr_import_options *options, sr_known *known, void *known_context,
                    sr_sink *sink, sr_outcome *outcome, uint64_t findings[3], sr_error *err)
{
    int rc = -1;
    bool begun = false, unchanged = false;
    sr_doc doc;

    sr_doc_init(&doc);
    doc.name = input->name;
    doc.path = input->identity;
    doc.archive = input->archive;
    doc.flush = flush;
    doc.flush_context = sink;

    sr_source *source = strcmp(input->path, "-") == 0 ? sr_source_stdin(err) : sr_source_open(input->path, err);
    if (source && known) {
        if (sr_source_sha256(source, doc.sha256, err) != 0)
            goto cleanup;
        doc.has_sha256 = true;
    }
    if (source)
        doc.bytes = sr_source_size(source);
    if (known && known(known_context, &doc, &unchanged, err) != 0)
        goto cleanup;
    if (unchanged) {
        *outcome = SR_UNCHANGED;
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
        *outcome = SR_LOADED;
    } else if (err->kind == SR_ERR_INPUT) {
        sr_error why = *err;
        *err = (sr_error){0};
        doc.finding_counts[SR_ERROR]++;
        rc = sink->refuse(sink, &doc, &why, err);
        *outcome = SR_REFUSED;
    }
cleanup:
    if (rc != 0 && begun)
        sink->abort(sink, &doc);
    for (int i = 0; findings && i < 3; i++)
        findings[i] = doc.finding_counts[i];
    sr_source_close(source);
    sr_doc_free(&doc);
    return rc;
}
