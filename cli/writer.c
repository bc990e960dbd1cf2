#include "cli/writer.h"

#include "cli/log.h"

#include <stdio.h>
#include <stdlib.h>

/* The cleaned rows of one table: DOCUMENT.TABLE_NO.csv */
struct sr_table_file {
    uint32_t table_no;
    sr_output output;
};

static sr_writer *writer_of(sr_sink *sink)
{
    return (sr_writer *)(void *)sink; /* its first member */
}

static bool wants(const sr_writer *w, sr_stream stream)
{
    return w->plan->streams >> stream & 1;
}

static int flush(sr_writer *w, sr_stream stream, size_t at_least, sr_error *err)
{
    if (w->out[stream].len < at_least || w->out[stream].len == 0)
        return 0;
    return sr_lane_write(w->lane, stream, &w->out[stream], err);
}

/* ---- a file a table --------------------------------------------------------------------------------------------- */

static void drop_files(sr_writer *w)
{
    for (size_t i = 0; i < w->n_files; i++)
        sr_output_abandon(&w->files[i].output);
    free(w->files);
    w->files = NULL;
    w->n_files = 0;
}

static int commit_files(sr_writer *w, sr_error *err)
{
    int rc = 0;

    for (size_t i = 0; i < w->n_files && rc == 0; i++)
        rc = sr_output_commit(&w->files[i].output, err);
    drop_files(w);
    return rc;
}

/* Tables come in order, and only the last can go on in the next batch. */
static sr_table_file *file_of(sr_writer *w, const sr_table *table, sr_error *err)
{
    char *path, *name;

    if (w->n_files && w->files[w->n_files - 1].table_no == table->table_no)
        return &w->files[w->n_files - 1];
    sr_table_file *grown = realloc(w->files, (w->n_files + 1) * sizeof *grown);
    if (!grown || asprintf(&path, "%s/%.*s.%u.csv", w->plan->table_folder, SR_FMT(w->label), table->table_no) < 0)
        abort();
    for (name = path + strlen(w->plan->table_folder) + 1; *name; name++)
        if (*name == '/') /* --name may say anything */
            *name = '_';
    w->files = grown;
    int rc = sr_output_open(&grown[w->n_files].output, path, err);
    free(path);
    if (rc != 0)
        return NULL;
    grown[w->n_files].table_no = table->table_no;
    return &grown[w->n_files++];
}

/* ---- rows ------------------------------------------------------------------------------------------------------- */

static int put_rows(sr_writer *w, const sr_doc *doc, const sr_table *table, sr_error *err)
{
    sr_buf *out = &w->out[SR_STREAM_ROWS];
    sr_table_file *file = NULL;

    if (w->plan->table_folder && !(file = file_of(w, table, err)))
        return -1;
    if (!table->announced) {
        if (!file && w->plan->form == SR_AS_CSV && w->rows_begun)
            sr_buf_lit(out, "\r\n");
        w->rows_begun = true;
        sr_records_rows_header(&w->records, doc, table, out);
    }
    for (size_t i = 0; i < table->n_rows; i++) {
        if (sr_row_is_data(table->rows[i]))
            sr_records_row(&w->records, doc, table, table->rows[i], out);
        if (out->len < SR_WRITE_BYTES && i + 1 < table->n_rows)
            continue;
        if (file ? sr_output_write(&file->output, out->ptr, out->len, err)
                 : flush(w, SR_STREAM_ROWS, SR_WRITE_BYTES, err))
            return -1;
        if (file)
            out->len = 0;
    }
    if (file)
        sr_output_pause(&file->output);
    return 0;
}

/* ---- the sink --------------------------------------------------------------------------------------------------- */

static int put_measures(sr_writer *w, const sr_doc *doc, const sr_table *table, sr_error *err)
{
    sr_records_table(&w->records, doc, table, SR_STREAM_MEASURES);
    for (size_t i = 0; i < table->n_rows; i++) {
        sr_records_measures(&w->records, table, table->rows[i], &w->out[SR_STREAM_MEASURES]);
        if (flush(w, SR_STREAM_MEASURES, SR_WRITE_BYTES, err) != 0)
            return -1;
    }
    return 0;
}

static int put_cells(sr_writer *w, const sr_doc *doc, const sr_table *table, sr_error *err)
{
    sr_records_table(&w->records, doc, table, SR_STREAM_CELLS);
    for (size_t i = 0; i < table->n_rows; i++) {
        sr_records_cells(&w->records, table->rows[i], table, &w->out[SR_STREAM_CELLS]);
        if (flush(w, SR_STREAM_CELLS, SR_WRITE_BYTES, err) != 0)
            return -1;
    }
    return 0;
}

static int writer_begin(sr_sink *sink, const sr_doc *doc, sr_error *err)
{
    sr_writer *w = writer_of(sink);

    (void)doc;
    (void)err;
    sr_records_document(&w->records);
    w->rows_begun = false;
    return 0;
}

static int writer_batch(sr_sink *sink, const sr_doc *doc, sr_error *err)
{
    sr_writer *w = writer_of(sink);

    for (size_t i = 0; i < doc->n_tables; i++) {
        const sr_table *table = doc->tables[i];
        if (table->n_rows == 0)
            continue;
        if (wants(w, SR_STREAM_MEASURES) && put_measures(w, doc, table, err) != 0)
            return -1;
        if (wants(w, SR_STREAM_CELLS) && put_cells(w, doc, table, err) != 0)
            return -1;
        if (wants(w, SR_STREAM_ROWS) && put_rows(w, doc, table, err) != 0)
            return -1;
    }
    for (size_t i = 0; wants(w, SR_STREAM_FINDINGS) && i < doc->n_findings; i++) {
        sr_records_finding(&w->records, doc, &doc->findings[i], &w->out[SR_STREAM_FINDINGS]);
        if (flush(w, SR_STREAM_FINDINGS, SR_WRITE_BYTES, err) != 0)
            return -1;
    }
    for (size_t i = 0; wants(w, SR_STREAM_CHECKS) && i < doc->n_checks; i++) {
        sr_records_check(&w->records, doc, &doc->checks[i], &w->out[SR_STREAM_CHECKS]);
        if (flush(w, SR_STREAM_CHECKS, SR_WRITE_BYTES, err) != 0)
            return -1;
    }
    return 0;
}

static int writer_end(sr_sink *sink, const sr_doc *doc, sr_error *err)
{
    sr_writer *w = writer_of(sink);

    for (size_t i = 0; wants(w, SR_STREAM_TABLES) && i < doc->n_tables; i++)
        sr_records_table_facts(&w->records, doc, doc->tables[i], &w->out[SR_STREAM_TABLES]);
    for (int s = 0; s < SR_STREAM_COUNT; s++)
        if (flush(w, (sr_stream)s, 1, err) != 0)
            return -1;
    return commit_files(w, err);
}

static bool take_back(sr_writer *w)
{
    for (int s = 0; s < SR_STREAM_COUNT; s++)
        w->out[s].len = 0;
    drop_files(w);
    return sr_lane_take_back(w->lane);
}

static int writer_refuse(sr_sink *sink, const sr_doc *doc, const sr_error *why, sr_error *err)
{
    sr_writer *w = writer_of(sink);
    sr_finding finding = {.code = (sr_finding_code)why->finding, .severity = SR_ERROR, .message = sr_str(why->message)};

    if (!take_back(w))
        sr_log(SR_LOG_WARNING, doc->name, "some of its records have been written already and stand in the output");
    if (!wants(w, SR_STREAM_FINDINGS))
        return 0;
    sr_records_document(&w->records);
    sr_records_finding(&w->records, doc, &finding, &w->out[SR_STREAM_FINDINGS]);
    return flush(w, SR_STREAM_FINDINGS, 1, err);
}

static void writer_abort(sr_sink *sink, const sr_doc *doc)
{
    (void)doc;
    take_back(writer_of(sink)); /* where it cannot, the run fails and says why */
}

void sr_writer_init(sr_writer *writer, const sr_plan *plan)
{
    *writer = (sr_writer){.plan = plan};
    writer->sink = (sr_sink){writer_begin, writer_batch, writer_end, writer_refuse, writer_abort};
    sr_records_init(&writer->records, plan->form, plan->values);
}

void sr_writer_free(sr_writer *writer)
{
    drop_files(writer);
    for (int s = 0; s < SR_STREAM_COUNT; s++)
        sr_buf_free(&writer->out[s]);
    sr_records_free(&writer->records);
}

void sr_writer_document(sr_writer *writer, size_t index, sr_slice label)
{
    writer->label = label;
    writer->lane = sr_lane_begin(writer->plan->ordered, index);
}

int sr_writer_done(sr_writer *writer, sr_error *err)
{
    sr_lane *lane = writer->lane;

    writer->lane = NULL;
    return sr_lane_end(lane, err);
}
