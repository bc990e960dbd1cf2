/*
 * pipeline.h - one document from its source to a sink.
 */
#ifndef SR_PIPELINE_H
#define SR_PIPELINE_H

#include "core/sink.h"
#include "importers/importer.h"

/* What is to be read. All borrowed. */
typedef struct sr_input {
    const char *path;                 /* to open; "-" for standard input */
    sr_slice name, identity, archive; /* doc->name, path, archive */
} sr_input;

typedef enum sr_outcome { SR_LOADED, SR_REFUSED, SR_UNCHANGED } sr_outcome;

/* Asked between hashing and reading; true to skip the document as unchanged. NULL: no hash is made. */
typedef int sr_known(void *context, const sr_doc *doc, bool *unchanged, sr_error *err);

/*
 * Opens, picks an importer, reads, normalizes and writes one document. A document that cannot be read is refused
 * through the sink and is not an error. -1 with *err: output, database, cancelled. findings gets the counts by severity
 * (3 numbers), may be NULL.
 */
int sr_pipeline_run(const sr_input *input, const sr_import_options *options, sr_known *known, void *known_context,
                    sr_sink *sink, sr_outcome *outcome, uint64_t findings[3], sr_error *err);

#endif
