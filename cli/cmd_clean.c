/* `saring clean`: documents to NDJSON or CSV. */
#include "cli/commands.h"
#include "cli/jobs.h"
#include "cli/log.h"
#include "cli/progress.h"
#include "cli/tally.h"
#include "cli/writer.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

typedef struct clean {
    const sr_settings *settings;
    sr_import_options import;
    sr_walk walk;
    sr_plan plan;
    sr_ordered ordered;
    sr_output outputs[SR_STREAM_COUNT];
    sr_tally tally;
    sr_progress *progress;
} clean;

static const char *const stream_names[] = {"measures", "cells", "findings", "checks", "tables", "rows"};

/* ---- where records go ------------------------------------------------------------------------------------------- */

static bool is_folder(const char *path)
{
    struct stat st;

    return path[0] && (path[strlen(path) - 1] == '/' || (stat(path, &st) == 0 && S_ISDIR(st.st_mode)));
}

/* -o names a file only where one stream goes to it and it looks like one. */
static bool wants_folder(const clean *c)
{
    const char *path = c->settings->output;
    struct stat st;
    unsigned streams = c->plan.streams;

    if (!path || is_folder(path))
        return path != NULL;
    if (streams & (streams - 1))
        return true;
    /* A file a table, unless PATH is plainly one file. */
    size_t len = strlen(path);
    bool named_csv = len > 4 && strcmp(path + len - 4, ".csv") == 0;
    return streams == 1u << SR_STREAM_ROWS && c->plan.form == SR_AS_CSV && !named_csv && stat(path, &st) != 0;
}

static int open_streams(clean *c, bool folder, sr_error *err)
{
    const char *path = c->settings->output;

    for (int s = 0; s < SR_STREAM_COUNT; s++) {
        char *name = NULL;
        sr_buf header = {0};
        if (!(c->plan.streams >> s & 1) || (s == SR_STREAM_ROWS && c->plan.table_folder))
            continue;
        if (folder &&
            asprintf(&name, "%s/%s.%s", path, stream_names[s], c->plan.form == SR_AS_CSV ? "csv" : "ndjson") < 0)
            abort();
        int rc = sr_output_open(&c->outputs[s], folder ? name : path, err);
        free(name);
        sr_records records;
        sr_records_init(&records, c->plan.form, false);
        sr_records_header(&records, (sr_stream)s, &header);
        if (rc == 0)
            rc = sr_output_write(&c->outputs[s], header.ptr, header.len, err);
        sr_buf_free(&header);
        if (rc != 0)
            return -1;
    }
    return 0;
}

static int open_outputs(clean *c, sr_error *err)
{
    const char *path = c->settings->output;
    unsigned streams = c->plan.streams;
    bool folder = wants_folder(c);

    if (!path && (streams & (streams - 1)))
        return sr_fail(err, SR_ERR_USAGE, "--only with several streams needs a folder to write them to: -o FOLDER");
    if (folder && mkdir(path, 0777) != 0 && errno != EEXIST)
        return sr_fail(err, SR_ERR_OUTPUT, "cannot make folder %s: %s", path, strerrordesc_np(errno));
    if (folder && c->plan.form == SR_AS_CSV)
        c->plan.table_folder = path;
    return open_streams(c, folder, err);
}

static int commit_outputs(clean *c, sr_error *err)
{
    for (int s = 0; s < SR_STREAM_COUNT; s++)
        if (c->outputs[s].fd >= 0 && sr_output_commit(&c->outputs[s], err) != 0)
            return -1;
    return 0;
}

/* ---- workers ---------------------------------------------------------------------------------------------------- */

static int start(sr_worker *worker, sr_error *err)
{
    clean *c = worker->run;
    sr_writer *writer = malloc(sizeof *writer);

    (void)err;
    if (!writer)
        abort();
    sr_writer_init(writer, &c->plan);
    worker->own = writer;
    return 0;
}

static void stop(sr_worker *worker)
{
    sr_writer_free(worker->own);
    free(worker->own);
}

static int one(sr_worker *worker, size_t index, sr_error *err)
{
    clean *c = worker->run;
    sr_writer *writer = worker->own;
    const sr_entry *entry = &c->walk.entries[index];
    sr_input input = sr_progress_begin(c->progress, worker->number, entry);
    sr_report report;

    sr_writer_document(writer, index, entry->label);
    int rc = sr_pipeline_run(&input, &c->import, NULL, NULL, &writer->sink, &report, err);
    sr_error late = {0};
    if (sr_writer_done(writer, &late) != 0 && rc == 0) {
        *err = late;
        rc = -1;
    }
    sr_progress_end(c->progress, worker->number, entry);
    if (rc == 0)
        sr_tally_document(&c->tally, entry, &report);
    return rc;
}

static void abandon_outputs(clean *c)
{
    for (int s = 0; s < SR_STREAM_COUNT; s++)
        sr_output_abandon(&c->outputs[s]);
}

static bool closed_pipe(const clean *c)
{
    for (int s = 0; s < SR_STREAM_COUNT; s++)
        if (c->outputs[s].closed_pipe)
            return true;
    return false;
}

static int run(clean *c, sr_error *err)
{
    const sr_settings *s = c->settings;

    if (sr_walk_paths(&c->walk, s->args, s->n_args, s->name, err) != 0 || open_outputs(c, err) != 0)
        return -1;
    sr_jobs jobs = {
        .n = c->walk.n, .count = sr_jobs_count(s, c->walk.n), .run = c, .start = start, .one = one, .stop = stop};
    c->progress = sr_progress_start((sr_when)s->progress, &c->walk, jobs.count);
    int rc = sr_jobs_run(&jobs, err);
    sr_progress_stop(c->progress);
    return rc == 0 ? commit_outputs(c, err) : -1;
}

int sr_cmd_clean(const sr_settings *settings)
{
    clean c = {.settings = settings, .import = sr_jobs_import_options(settings)};
    sr_error err = {0};
    int status;

    for (int s = 0; s < SR_STREAM_COUNT; s++)
        c.outputs[s] = SR_OUTPUT_NONE;
    c.plan = (sr_plan){.streams = settings->only ? settings->only : 1u << SR_STREAM_MEASURES,
                       .form = settings->csv ? SR_AS_CSV : SR_AS_NDJSON,
                       .values = settings->values,
                       .ordered = &c.ordered};
    sr_tally_init(&c.tally);
    sr_ordered_init(&c.ordered, c.outputs, SR_STREAM_COUNT);
    if (run(&c, &err) == 0)
        status = sr_tally_status(&c.tally, (sr_fail_on)settings->fail_on);
    else if (closed_pipe(&c)) /* whoever read has seen enough */
        status = SR_EXIT_REFUSED;
    else
        status = sr_exit_status(&err);
    abandon_outputs(&c);
    sr_ordered_free(&c.ordered);
    sr_walk_free(&c.walk);
    sr_tally_free(&c.tally);
    return status;
}
