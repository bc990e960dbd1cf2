/*
 * options.h - the command line and the configuration files, from one table.
 *
 * In: argv and, for what argv leaves open, the files of sr_config_read. Out: an sr_settings. The table of options says
 * which commands each belongs to; usage, help and configuration keys are made from it. Nothing here prints or exits:
 * what is wrong is an SR_ERR_USAGE of one line, with the nearest name suggested.
 */
#ifndef SR_OPTIONS_H
#define SR_OPTIONS_H

#include "core/arena.h"
#include "core/document.h"

/* The commands, as bits: an option belongs to a set of them. */
enum {
    SR_CMD_IMPORT = 1 << 0,
    SR_CMD_CLEAN = 1 << 1,
    SR_CMD_INSPECT = 1 << 2,
    SR_CMD_NUMBER = 1 << 3,
    SR_CMD_EXPLAIN = 1 << 4,
    SR_CMD_DB = 1 << 5,
    SR_CMD_ALL = (1 << 6) - 1
};

/* The record streams of `clean`, in the order of the choices of --only. */
typedef enum sr_stream {
    SR_STREAM_MEASURES,
    SR_STREAM_CELLS,
    SR_STREAM_FINDINGS,
    SR_STREAM_CHECKS,
    SR_STREAM_TABLES,
    SR_STREAM_ROWS,
    SR_STREAM_COUNT
} sr_stream;

typedef enum sr_when { SR_AUTO, SR_ALWAYS, SR_NEVER } sr_when;
typedef enum sr_fail_on { SR_FAIL_NEVER, SR_FAIL_WARNING, SR_FAIL_ERROR } sr_fail_on;

enum { SR_JOBS_MAX = 256 }; /* a thread and a database connection each */

/* Texts are borrowed from argv or live in memory. Zero is the default, unless said otherwise. */
typedef struct sr_settings {
    const char *command;  /* its name as typed, NULL if none */
    unsigned command_bit; /* SR_CMD_..., 0 if none or unknown */
    char **args;          /* what is not an option, in order; the array is owned by memory */
    int n_args;
    const char *db, *encoding, *name, *output, *config, *tables, *explain;
    int as;        /* sr_format; SR_FORMAT_UNKNOWN = auto */
    int csv;       /* --to: 0 ndjson, 1 csv */
    unsigned only; /* bits 1 << sr_stream; 0 = measures */
    int jobs;      /* 0 = number of cores */
    int rows;      /* inspect: rows drawn of each table; 0 = all, SR_ROWS_DEFAULT by default */
    int fail_on;   /* sr_fail_on */
    int progress;  /* sr_when */
    int log_json;
    bool values, force, json, quiet, verbose, help, version;
    uint64_t given; /* bit i: option i of the table stood on the command line or in an earlier file */
    sr_arena memory;
} sr_settings;

enum { SR_ROWS_DEFAULT = 60 };

/* One row of the table. */
typedef struct sr_option {
    const char *name;     /* long name, without dashes; also the key in saring.conf */
    char letter;          /* short name; 0 = none */
    const char *argument; /* as shown in help; NULL: a flag */
    const char *choices;  /* "a|b|c"; NULL: any text */
    unsigned commands;
    unsigned char kind; /* what is stored, private to options.c */
    bool line_only;     /* makes no sense in a configuration file */
    size_t offset;      /* into sr_settings */
    const char *help;
} sr_option;

const sr_option *sr_options(size_t *count);

/* Defaults; free with sr_settings_free. */
void sr_settings_init(sr_settings *settings);
void sr_settings_free(sr_settings *settings);

/*
 * Reads argv[1..argc). commands: names by bit, {"import", "clean", ...} in the order of SR_CMD_..., NULL at the end.
 * An option may stand before or after its command and its arguments; "--" ends options; a lone "-" and what begins with
 * "-" and a digit are arguments. -1 with *err (SR_ERR_USAGE).
 */
int sr_options_parse(int argc, char **argv, const char *const *commands, sr_settings *settings, sr_error *err);

/*
 * One configuration file: `key = value` lines, keys are long option names, # begins a comment line, a value may stand
 * in double quotes. Options already given keep their value; those of other commands are checked and passed over.
 */
int sr_config_read(const char *path, sr_settings *settings, sr_error *err);
/*
 * The files that apply: settings->config alone if given (it must exist), else $XDG_CONFIG_HOME/saring/saring.conf
 * ($HOME/.config without it) and /etc/saring/saring.conf where they exist; the first that sets a key wins.
 */
int sr_config_find(sr_settings *settings, sr_error *err);

/*
 * The candidate nearest to word (edits of letters), or NULL if none is near enough to be worth suggesting.
 * candidate(context, i) gives the i-th name, NULL at the end; results are borrowed from it.
 */
const char *sr_nearest(const char *word, const char *(*candidate)(const void *context, size_t i), const void *context);

#endif
