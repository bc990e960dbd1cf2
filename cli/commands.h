/*
 * commands.h - the commands as data, and the way from argv to an exit status.
 */
#ifndef SR_COMMANDS_H
#define SR_COMMANDS_H

#include "cli/options.h"

/* Exit statuses, as the README promises them. */
enum {
    SR_EXIT_DONE = 0,
    SR_EXIT_REFUSED = 1, /* done, but some documents were refused; also: the output could not be written */
    SR_EXIT_USAGE = 2,
    SR_EXIT_DB = 3,
    SR_EXIT_FINDINGS = 4, /* --fail-on reached */
    SR_EXIT_INTERRUPTED = 130
};

/* Runs with parsed options; returns an exit status. Errors are logged by the command itself. */
typedef int sr_command_run(const sr_settings *settings);

typedef struct sr_command {
    unsigned bit; /* SR_CMD_... */
    const char *name;
    const char *arguments;   /* "PATH..." */
    const char *summary;     /* one line */
    const char *description; /* paragraphs for --help */
    const char *examples;    /* lines of shell */
    int least, most;         /* how many arguments; most -1 = any number */
    sr_command_run *run;
} sr_command;

/* All of them, ended by one without a name. */
extern const sr_command sr_commands[];

sr_command_run sr_cmd_clean, sr_cmd_import, sr_cmd_inspect, sr_cmd_explain, sr_cmd_number, sr_cmd_db;

/* Logs the error and returns the exit status that its kind stands for. */
int sr_exit_status(const sr_error *err);

/* The whole program. */
int sr_main(int argc, char **argv);

#endif
