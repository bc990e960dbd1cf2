#include "cli/commands.h"

#include "cli/cmd_db.h"
#include "cli/cmd_number.h"
#include "cli/help.h"
#include "cli/jobs.h"
#include "cli/log.h"

#include <errno.h>
#include <stdio.h>

const sr_command sr_commands[] = {
    {SR_CMD_IMPORT, "import", "PATH...", "read, normalize, audit, load into PostgreSQL",
     "Each document is loaded whole in one transaction, or refused with a finding. What is unchanged since an\n"
     "earlier import is passed over. PATH is a file, a folder (all files below it), or - for standard input.\n",
     "  saring import --db postgresql://me@localhost/plans plans/\n"
     "  PGDATABASE=plans saring import --jobs 4 --fail-on error plans/ extra.txt\n"
     "  pdftotext -layout renja.pdf - | saring import --name renja.txt -\n",
     1, -1, sr_cmd_import},
    {SR_CMD_CLEAN, "clean", "PATH...", "the same without a database: CSV or NDJSON",
     "Writes records in the order document, table, row, column. NDJSON: one object a line, what is not known is\n"
     "null. CSV: RFC 4180 (CRLF, a header line), what is not known is an empty field, an empty text is \"\".\n"
     "-o PATH is a file, or a folder if it is one, ends in / or --only names several streams: then each stream is a\n"
     "file in it. `--only rows --to csv -o FOLDER` writes each table as DOCUMENT.TABLE_NO.csv, as a clean table.\n"
     "A file has its name only when it is complete. PATH is a file, a folder (all files below it), or -.\n",
     "  saring clean renja.txt | jq -r 'select(.status == \"repaired\") | [.raw, .value] | @tsv'\n"
     "  saring clean --to csv -o measures.csv plans/\n"
     "  saring clean --only rows --to csv --values -o tables/ renja.txt\n"
     "  saring clean --only measures,findings -o out/ plans/\n",
     1, -1, sr_cmd_clean},
    {SR_CMD_INSPECT, "inspect", "FILE", "what was understood of one file, for a person, in the terminal",
     "Shows what the document says of itself, where its bytes went, and each table: its columns and what they mean,\n"
     "its rows with the cells as read, and the findings. ~ marks a repaired number, ? one that could be read\n"
     "otherwise, ! one that cannot be read. Numbers are never clipped.\n",
     "  saring inspect renja.txt\n"
     "  saring inspect --tables 2 --rows 0 renja.txt | less -R\n"
     "  saring inspect --json renja.txt | jq '.tables[].title'\n",
     1, 1, sr_cmd_inspect},
    {SR_CMD_NUMBER, "number", "TEXT...", "how one cell text is read, step by step",
     "Shows all readings of a text that can be defended, and which one is taken when nothing else decides.\n"
     "Without TEXT it reads one text a line from standard input.\n",
     "  saring number '1.860,172,662' '68,8 1%' '471 orang/ 5 Lap'\n"
     "  cut -f 5 table.tsv | saring number --json\n",
     0, -1, sr_cmd_number},
    {SR_CMD_EXPLAIN, "explain", "[CODE]", "the catalogue of findings, or one finding at length",
     "CODE is a code such as N003 or a name such as mixed-separators.\n",
     "  saring explain\n"
     "  saring explain N003\n"
     "  saring explain --json | jq -r '.code + \" \" + .name'\n",
     0, 1, sr_cmd_explain},
    {SR_CMD_DB, "db", "migrate|status", "create or upgrade the schema; what is loaded",
     "migrate creates the schema saring or brings it to this version; status shows what is loaded.\n",
     "  saring db migrate --db postgresql://me@localhost/plans\n"
     "  saring db status --json\n",
     1, 1, sr_cmd_db},
    {0, NULL, NULL, NULL, NULL, NULL, 0, 0, NULL}};

int sr_exit_status(const sr_error *err)
{
    if (err->kind == SR_ERR_CANCELLED)
        sr_log(SR_LOG_WARNING, (sr_slice){0}, "%s", err->message);
    else
        sr_log(SR_LOG_ERROR, (sr_slice){0}, "%s", err->message);
    switch (err->kind) {
    case SR_ERR_USAGE:
        return SR_EXIT_USAGE;
    case SR_ERR_DB:
    case SR_ERR_DB_LOST:
        return SR_EXIT_DB;
    case SR_ERR_CANCELLED:
        return SR_EXIT_INTERRUPTED;
    default:
        return SR_EXIT_REFUSED;
    }
}

int sr_cmd_number(const sr_settings *settings)
{
    return sr_cmd_number_run(settings->json, settings->n_args, settings->args, stdout);
}

int sr_cmd_db(const sr_settings *settings)
{
    const char *what = settings->args[0];
    sr_error err = {0};
    int rc;

    if (strcmp(what, "migrate") == 0)
        rc = settings->json ? sr_fail(&err, SR_ERR_USAGE, "--json is an option of `saring db status`")
                            : sr_cmd_db_migrate(settings->db, stdout, &err);
    else if (strcmp(what, "status") == 0)
        rc = sr_cmd_db_status(settings->db, settings->json, stdout, &err);
    else
        rc = sr_fail(&err, SR_ERR_USAGE, "`saring db` is followed by migrate or status, not '%s'", what);
    return rc == 0 ? SR_EXIT_DONE : sr_exit_status(&err);
}

static const sr_command *command_of(unsigned bit)
{
    for (const sr_command *c = sr_commands; c->name; c++)
        if (c->bit == bit)
            return c;
    return NULL;
}

static int check_arguments(const sr_command *command, const sr_settings *settings, sr_error *err)
{
    if (settings->n_args < command->least)
        return sr_fail(err, SR_ERR_USAGE, "`saring %s` needs %s; see `saring %s --help`", command->name,
                       command->arguments, command->name);
    if (command->most >= 0 && settings->n_args > command->most)
        return sr_fail(err, SR_ERR_USAGE, "`saring %s` takes %s only; '%s' is one too many", command->name,
                       command->arguments, settings->args[command->most]);
    return 0;
}

/* Parses and configures. 1 when help or version was all that was asked for, 0 to go on. */
static int prepare(int argc, char **argv, sr_settings *settings, const sr_command **command, sr_error *err)
{
    const char *names[8] = {NULL};

    for (size_t i = 0; sr_commands[i].name; i++)
        names[i] = sr_commands[i].name;
    if (sr_options_parse(argc, argv, names, settings, err) != 0)
        return -1;
    *command = command_of(settings->command_bit);
    if (settings->version || settings->help) {
        settings->version ? sr_version_print(stdout) : sr_help_print(*command, stdout);
        return 1;
    }
    if (!*command)
        return sr_fail(err, SR_ERR_USAGE, "a command is missing; `saring --help` lists them");
    if (check_arguments(*command, settings, err) != 0)
        return -1;
    return sr_config_find(settings, err);
}

/* What was printed through stdio must have arrived: a full disk is not success. */
static int finish_stdout(int status)
{
    if (fflush(stdout) == 0 && !ferror(stdout))
        return status;
    if (errno != EPIPE)
        sr_log(SR_LOG_ERROR, (sr_slice){0}, "cannot write standard output: %s", strerrordesc_np(errno));
    return status == SR_EXIT_DONE ? SR_EXIT_REFUSED : status;
}

int sr_main(int argc, char **argv)
{
    sr_settings settings;
    sr_error err = {0};
    const sr_command *command = NULL;
    int status;

    sr_signals_setup();
    sr_settings_init(&settings);
    int rc = prepare(argc, argv, &settings, &command, &err);
    sr_log_setup(settings.log_json, settings.quiet ? SR_LOG_ERROR : settings.verbose ? SR_LOG_DEBUG : SR_LOG_INFO);
    if (rc < 0)
        status = sr_exit_status(&err);
    else
        status = rc > 0 ? SR_EXIT_DONE : command->run(&settings);
    sr_settings_free(&settings);
    return finish_stdout(status);
}
