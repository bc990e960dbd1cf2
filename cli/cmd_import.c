/* `saring import`: documents into PostgreSQL. */
#include "cli/commands.h"
#include "cli/jobs.h"
#include "cli/log.h"
#include "cli/progress.h"
#include "cli/tally.h"
#include "loader/loader.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

typedef struct import_run {
    const sr_settings *settings;
    sr_import_options options;
    sr_loader_options loading;
    sr_walk walk;
    sr_loader *first; /* the connection that keeps the run record; worker 0 loads through it too */
    int64_t run_id;
    sr_tally tally;
    sr_progress *progress;
    struct timespec began;
} import_run;

static int start(sr_worker *worker, sr_error *err)
{
    import_run *im = worker->run;

    worker->own = worker->number == 0 ? im->first : sr_loader_open(im->settings->db, &im->loading, err);
    if (!worker->own && err->kind == SR_ERR_CANCELLED)
        return -1;
    if (!worker->own) { /* too many connections, mostly: what the server gives is enough */
        sr_log(SR_LOG_WARNING, (sr_slice){0}, "fewer workers: %s", err->message);
        return 1;
    }
    if (worker->number > 0)
        sr_loader_set_run(worker->own, im->run_id);
    return 0;
}

static void stop(sr_worker *worker)
{
    if (worker->number > 0)
        sr_loader_close(worker->own);
}

/* One document, again after a lost connection: nothing of the lost try remains. */
static int one(sr_worker *worker, size_t index, sr_error *err)
{
    import_run *im = worker->run;
    sr_loader *loader = worker->own;
    const sr_entry *entry = &im->walk.entries[index];
    sr_input input = sr_progress_begin(im->progress, worker->number, entry);
    sr_report report;
    int rc = -1;

    for (int tries = 1; rc != 0; tries++) {
        *err = (sr_error){0};
        rc = sr_pipeline_run(&input, &im->options, sr_loader_known, loader, sr_loader_sink(loader), &report, err);
        if (rc == 0 || err->kind != SR_ERR_DB_LOST)
            break;
        if (strcmp(entry->path, "-") == 0 || tries >= SR_LOAD_TRIES) /* standard input is gone once read */
            break;
        sr_log(SR_LOG_WARNING, entry->name, "%s; trying again (%d of %d)", err->message, tries + 1, SR_LOAD_TRIES);
        if (sr_loader_reconnect(loader, err) != 0)
            break;
    }
    sr_progress_end(im->progress, worker->number, entry);
    if (rc == 0)
        sr_tally_document(&im->tally, entry, &report);
    return rc;
}

/* The command line as v_run shows it. */
static void arguments_text(const import_run *im, sr_buf *out)
{
    const sr_settings *s = im->settings;

    sr_buf_lit(out, "import");
    if (s->db)
        sr_buf_printf(out, " --db %s", s->db);
    if (s->as)
        sr_buf_printf(out, " --as %s", sr_format_name((sr_format)s->as));
    if (s->encoding)
        sr_buf_printf(out, " --encoding %s", s->encoding);
    if (s->name)
        sr_buf_printf(out, " --name %s", s->name);
    if (s->jobs)
        sr_buf_printf(out, " --jobs %d", s->jobs);
    if (s->force)
        sr_buf_lit(out, " --force");
    for (int i = 0; i < s->n_args; i++)
        sr_buf_printf(out, " %s", s->args[i]);
    sr_buf_char(out, '\0');
}

static double seconds(const import_run *im)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)(now.tv_sec - im->began.tv_sec) + (double)(now.tv_nsec - im->began.tv_nsec) / 1e9;
}

/* Completes the run record whatever happened, as far as the database still answers. */
static int finish(import_run *im, int rc, sr_error *err)
{
    const sr_tally *t = &im->tally;
    sr_run_totals totals = {.loaded = t->documents[SR_LOADED],
                            .unchanged = t->documents[SR_UNCHANGED],
                            .refused = t->documents[SR_REFUSED],
                            .bytes = t->bytes,
                            .seconds = seconds(im)};
    sr_error late = {0};

    totals.documents_seen = totals.loaded + totals.unchanged + totals.refused;
    totals.outcome = rc == 0                         ? totals.refused ? "refused" : "done"
                     : err->kind == SR_ERR_CANCELLED ? "interrupted"
                                                     : "failed";
    if (sr_run_finish(im->first, &totals, &late) != 0) {
        if (rc == 0)
            *err = late;
        return -1;
    }
    if (rc == 0 && sr_run_analyze(im->first, &late) != 0)
        sr_log(SR_LOG_WARNING, (sr_slice){0}, "reports may be slow at first: %s", late.message);
    return rc;
}

static void summary(const import_run *im)
{
    const sr_tally *t = &im->tally;

    sr_log(SR_LOG_INFO, (sr_slice){0},
           "%" PRIu64 " loaded, %" PRIu64 " unchanged, %" PRIu64 " refused; %" PRIu64 " rows; findings: %" PRIu64
           " errors, %" PRIu64 " warnings, %" PRIu64 " remarks; %.1f s",
           t->documents[SR_LOADED], t->documents[SR_UNCHANGED], t->documents[SR_REFUSED], t->rows,
           t->findings[SR_ERROR], t->findings[SR_WARNING], t->findings[SR_INFO], seconds(im));
}

static int load(import_run *im, sr_error *err)
{
    sr_jobs jobs = {.n = im->walk.n,
                    .count = sr_jobs_count(im->settings, im->walk.n),
                    .run = im,
                    .start = start,
                    .one = one,
                    .stop = stop};

    im->progress = sr_progress_start((sr_when)im->settings->progress, &im->walk, jobs.count);
    int rc = sr_jobs_run(&jobs, err);
    sr_progress_stop(im->progress);
    return rc;
}

static int run(import_run *im, sr_error *err)
{
    const sr_settings *s = im->settings;
    sr_buf arguments = {0};

    if (sr_walk_paths(&im->walk, s->args, s->n_args, s->name, err) != 0)
        return -1;
    if (!(im->first = sr_loader_open(s->db, &im->loading, err)))
        return -1;
    arguments_text(im, &arguments);
    int rc = sr_run_begin(im->first, SR_VERSION, arguments.ptr, &im->run_id, err);
    sr_buf_free(&arguments);
    if (rc != 0)
        return -1;
    rc = finish(im, load(im, err), err);
    summary(im);
    return rc;
}

int sr_cmd_import(const sr_settings *settings)
{
    import_run im = {.settings = settings,
                     .options = sr_jobs_import_options(settings),
                     .loading = {.force = settings->force, .cancelled = &sr_cancelled}};
    sr_error err = {0};

    sr_tally_init(&im.tally);
    clock_gettime(CLOCK_MONOTONIC, &im.began);
    int rc = run(&im, &err);
    int status = rc == 0 ? sr_tally_status(&im.tally, (sr_fail_on)settings->fail_on) : sr_exit_status(&err);
    sr_loader_close(im.first);
    sr_walk_free(&im.walk);
    sr_tally_free(&im.tally);
    return status;
}
