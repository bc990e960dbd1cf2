/*
 * writer.h - the sink of `saring clean`: record streams into ordered outputs, or a file a table.
 *
 * One writer a worker, used for one document after the other: sr_writer_document, then the pipeline with &writer->sink,
 * then sr_writer_done, whatever the outcome was. A document that is refused or aborted leaves no record but
 * the finding that says so (where output went to a pipe already, the log says it).
 */
#ifndef SR_WRITER_H
#define SR_WRITER_H

#include "cli/ordered.h"
#include "cli/records.h"

/* A buffer goes to the outputs when it holds this much: large enough that write(2) does not count. */
enum { SR_WRITE_BYTES = 256 * 1024 };

typedef struct sr_table_file sr_table_file;

/* What is written where; shared by the writers of a run, not changed while they work. */
typedef struct sr_plan {
    unsigned streams; /* bits 1 << sr_stream */
    sr_form form;
    bool values;
    const char *table_folder; /* the stream rows goes to a file a table in here; NULL: to its output */
    sr_ordered *ordered;      /* outputs by sr_stream */
} sr_plan;

typedef struct sr_writer {
    sr_sink sink;
    const sr_plan *plan;
    sr_records records;
    sr_buf out[SR_STREAM_COUNT];
    sr_lane *lane;
    sr_slice label; /* of the document, unique in the run */
    sr_table_file *files;
    size_t n_files;
    bool rows_begun; /* rows as CSV into one output: tables are set apart by an empty line */
} sr_writer;

void sr_writer_init(sr_writer *writer, const sr_plan *plan);
void sr_writer_free(sr_writer *writer);
void sr_writer_document(sr_writer *writer, size_t index, sr_slice label);
int sr_writer_done(sr_writer *writer, sr_error *err);

#endif
