/*
 * pipeline.h - one document from its source to a sink.
 */
#ifndef SR_PIPELINE_H
#define SR_PIPELINE_H

#include "core/sink.h"
#include "importers/importer.h"

/* What is to be read. All borrowed; what is not needed may be NULL. */
typedef struct sr_input {
    const char *path;                                     /* to open; "-" for standard input */
    sr_slice name, identity, archive;                     /* doc->name, path, archive */
    void (*batch_done)(void *context, const sr_doc *doc); /* after the sink took a batch */
    void *batch_context;
} sr_input;

typedef enum sr_outcome { SR_LOADED, SR_REFUSED, SR_UNCHANGED } sr_outcome;

/* What became of a document. */
typedef struct sr_report {
    sr_outcome outcome;
    sr_error refusal;      /* why it was refused */
    uint64_t findings[3];  /* by severity */
    uint64_t tables, rows; /* rows of data */
    uint64_t bytes;        /* of the source */
} sr_report;

/* Asked between hashing and reading; true to skip the document as unchanged. NULL: no hash is made. */
typedef int sr_known(void *context, const sr_doc *doc, bool *unchanged, sr_error *err);

/*
 * Opens, picks an importer, reads, normalizes and writes one document. A document that cannot be read is refused
 * through the sink and is not an error. -1 with *err: output, database, cancelled. *report is filled in any case.
 */
int sr_pipeline_run(const sr_input *input, const sr_import_options *options, sr_known *known, void *known_context,
                    sr_sink *sink, sr_report *report, sr_error *err);

#endif
