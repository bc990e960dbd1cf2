/* `saring inspect`: what was understood of one file. */
#include "cli/commands.h"
#include "cli/inspect.h"
#include "cli/jobs.h"
#include "cli/log.h"
#include "cli/tally.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

bool sr_inspect_wants(const sr_inspect *inspect, uint32_t table_no)
{
    const char *at = inspect->settings->tables;
    char *end;

    if (!at)
        return true;
    for (;; at = end + 1) {
        if (strtoul(at, &end, 10) == table_no)
            return true;
        if (*end != ',')
            return false;
    }
}

/* "1", "2,5" */
static int check_tables(const char *text, sr_error *err)
{
    for (const char *at = text; at; at = *at ? at + 1 : NULL) {
        size_t digits = strspn(at, "0123456789");
        if (digits == 0 || digits > 9 || (at[digits] && at[digits] != ','))
            return sr_fail(err, SR_ERR_USAGE, "--tables is a list of table numbers such as 1,3, not '%s'", text);
        at += digits;
        if (!*at)
            break;
    }
    return 0;
}

int sr_inspect_flush(sr_inspect *inspect, sr_error *err)
{
    int rc = sr_output_write(inspect->output, inspect->out.ptr, inspect->out.len, err);

    inspect->out.len = 0;
    return rc;
}

static int inspect_one(sr_inspect *in, const sr_entry *entry, sr_tally *tally, sr_error *err)
{
    sr_import_options options = sr_jobs_import_options(in->settings);
    sr_report report;
    sr_input input = {.path = entry->path, .name = entry->name, .identity = entry->identity, .archive = entry->archive};
    int rc = sr_pipeline_run(&input, &options, NULL, NULL, &in->sink, &report, err);

    if (rc == 0)
        rc = sr_inspect_flush(in, err);
    if (rc == 0)
        sr_tally_document(tally, entry, &report);
    return rc;
}

static int inspect_path(sr_inspect *in, sr_tally *tally, sr_error *err)
{
    const sr_settings *s = in->settings;
    struct stat st;
    sr_walk walk = {0};

    if (stat(s->args[0], &st) == 0 && S_ISDIR(st.st_mode))
        return sr_fail(err, SR_ERR_USAGE, "%s is a folder; `saring inspect` shows one file", s->args[0]);
    int rc = sr_walk_paths(&walk, s->args, 1, s->name, err);
    if (rc == 0)
        rc = inspect_one(in, &walk.entries[0], tally, err);
    sr_walk_free(&walk);
    return rc;
}

int sr_cmd_inspect(const sr_settings *settings)
{
    sr_output output = SR_OUTPUT_NONE;
    sr_inspect in = {.settings = settings, .output = &output, .pen = sr_pen_of(STDOUT_FILENO)};
    sr_tally tally;
    sr_error err = {0};
    int status;

    sr_tally_init(&tally);
    (settings->explain ? sr_inspect_explain_sink : settings->json ? sr_inspect_json_sink : sr_inspect_draw_sink)(&in);
    int rc = check_tables(settings->tables, &err);
    if (rc == 0)
        rc = sr_inspect_check_place(settings->explain, &err);
    if (rc == 0)
        rc = sr_output_open(&output, NULL, &err);
    if (rc == 0)
        rc = inspect_path(&in, &tally, &err);
    if (rc == 0)
        status = sr_tally_status(&tally, (sr_fail_on)settings->fail_on);
    else /* who quits the pager has seen enough */
        status = output.closed_pipe ? SR_EXIT_REFUSED : sr_exit_status(&err);
    sr_output_abandon(&output);
    sr_buf_free(&in.out);
    sr_buf_free(&in.findings);
    sr_arena_free(&in.scratch);
    sr_tally_free(&tally);
    return status;
}
