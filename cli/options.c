#include "cli/options.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

enum { FLAG, TEXT, COUNT, CHOICE, SET };

#define READS (SR_CMD_IMPORT | SR_CMD_CLEAN | SR_CMD_INSPECT)
#define AT(field) offsetof(sr_settings, field)

static const sr_option options[] = {
    {"db", 0, "URI", NULL, SR_CMD_IMPORT | SR_CMD_DB, TEXT, false, AT(db),
     "database: a libpq URI or key=value string; default: libpq's own\nenvironment (PGHOST, PGSERVICE, ...)"},
    {"as", 0, "FORMAT", "auto|text|html|ods|csv|tsv", READS, CHOICE, false, AT(as),
     "format of the input; default auto"},
    {"encoding", 0, "NAME", NULL, READS, TEXT, false, AT(encoding),
     "encoding of the input, any name iconv knows; default: detected"},
    {"name", 0, "NAME", NULL, READS, TEXT, true, AT(name), "name of the document on standard input (PATH is -)"},
    {"jobs", 0, "N", NULL, SR_CMD_IMPORT | SR_CMD_CLEAN, COUNT, false, AT(jobs),
     "documents worked on at once; default: number of cores"},
    {"to", 0, "FORMAT", "ndjson|csv", SR_CMD_CLEAN, CHOICE, false, AT(csv), "output format; default ndjson"},
    {"output", 'o', "PATH", NULL, SR_CMD_CLEAN, TEXT, false, AT(output),
     "output file or folder; default: standard output"},
    {"only", 0, "STREAM", "measures|cells|findings|checks|tables|rows", SR_CMD_CLEAN, SET, false, AT(only),
     "which records to write; default measures. Several, with commas\nbetween them, into a folder"},
    {"values", 0, NULL, NULL, SR_CMD_CLEAN, FLAG, false, AT(values),
     "with rows: numbers as read instead of the cleaned text"},
    {"tables", 0, "N[,M...]", NULL, SR_CMD_INSPECT, TEXT, true, AT(tables), "show these tables only"},
    {"explain", 0, "[T,]R,C", NULL, SR_CMD_INSPECT, TEXT, true, AT(explain),
     "one cell, by table, row and column number: its reading and\nevery relation that it is in"},
    {"rows", 0, "N", NULL, SR_CMD_INSPECT, COUNT, false, AT(rows),
     "rows drawn of each table, and those with findings; 0 for all;\ndefault 60"},
    {"fail-on", 0, "LEVEL", "none|warning|error", READS, CHOICE, false, AT(fail_on),
     "exit 4 if an open finding reaches this severity; default none"},
    {"force", 0, NULL, NULL, SR_CMD_IMPORT, FLAG, false, AT(force),
     "import again even when content and engine are unchanged"},
    {"json", 0, NULL, NULL, SR_CMD_NUMBER | SR_CMD_INSPECT | SR_CMD_EXPLAIN | SR_CMD_DB, FLAG, true, AT(json),
     "machine-readable output"},
    {"config", 0, "FILE", NULL, SR_CMD_ALL, TEXT, true, AT(config), "read this saring.conf and no other"},
    {"log", 0, "FORM", "text|json", SR_CMD_ALL, CHOICE, false, AT(log_json), "form of the log on standard error"},
    {"progress", 0, "WHEN", "auto|always|never", SR_CMD_ALL, CHOICE, false, AT(progress),
     "progress bar; auto: only on a terminal"},
    {"quiet", 'q', NULL, NULL, SR_CMD_ALL, FLAG, false, AT(quiet), "log errors only"},
    {"verbose", 'v', NULL, NULL, SR_CMD_ALL, FLAG, false, AT(verbose), "log more"},
    {"help", 'h', NULL, NULL, SR_CMD_ALL, FLAG, true, AT(help), "this help"},
    {"version", 0, NULL, NULL, SR_CMD_ALL, FLAG, true, AT(version), "version of saring and of its libraries"},
};
enum { OPTION_COUNT = sizeof options / sizeof options[0] };

const sr_option *sr_options(size_t *count)
{
    *count = OPTION_COUNT;
    return options;
}

void sr_settings_init(sr_settings *settings)
{
    *settings = (sr_settings){.rows = SR_ROWS_DEFAULT};
}

void sr_settings_free(sr_settings *settings)
{
    sr_arena_free(&settings->memory);
}

/* ---- suggestions ------------------------------------------------------------------------------------------------ */

enum { WORD_MAX = 40 }; /* longer words are not misspelt options */

/* Edits (insert, delete, replace, swap of neighbours) between two words. */
static size_t distance(const char *a, const char *b)
{
    size_t rows[3][WORD_MAX + 1], n = strlen(a), m = strlen(b);

    if (n > WORD_MAX || m > WORD_MAX)
        return SIZE_MAX;
    for (size_t j = 0; j <= m; j++)
        rows[0][j] = j;
    for (size_t i = 1; i <= n; i++) {
        size_t *row = rows[i % 3], *above = rows[(i + 2) % 3], *two = rows[(i + 1) % 3];
        row[0] = i;
        for (size_t j = 1; j <= m; j++) {
            size_t best = above[j - 1] + (a[i - 1] != b[j - 1]);
            if (above[j] + 1 < best)
                best = above[j] + 1;
            if (row[j - 1] + 1 < best)
                best = row[j - 1] + 1;
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] && two[j - 2] + 1 < best)
                best = two[j - 2] + 1;
            row[j] = best;
        }
    }
    return rows[n % 3][m];
}

const char *sr_nearest(const char *word, const char *(*candidate)(const void *context, size_t i), const void *context)
{
    const char *nearest = NULL, *name;
    size_t len = strlen(word), best = len <= 6 ? 2 : len <= 10 ? 3 : 4; /* below this many edits */

    for (size_t i = 0; (name = candidate(context, i)); i++) {
        size_t edits = distance(word, name);
        /* A beginning is what people type of a name they half remember. */
        if (len >= 2 && len < strlen(name) && strncmp(word, name, len) == 0)
            edits = 1;
        if (edits < best) {
            best = edits;
            nearest = name;
        }
    }
    return nearest;
}

static const char *option_name(const void *context, size_t i)
{
    (void)context;
    return i < OPTION_COUNT ? options[i].name : NULL;
}

static const char *array_name(const void *context, size_t i)
{
    return ((const char *const *)context)[i];
}

static int unknown_option(const char *where, const char *dashes, const char *name, sr_error *err)
{
    const char *near = sr_nearest(name, option_name, NULL);

    if (near)
        return sr_fail(err, SR_ERR_USAGE, "%sunknown option %s%s; did you mean %s%s?", where, dashes, name, dashes,
                       near);
    return sr_fail(err, SR_ERR_USAGE, "%sunknown option %s%s", where, dashes, name);
}

/* ---- values ----------------------------------------------------------------------------------------------------- */

/* The index of word among "a|b|c", or -1. */
static int choice_index(const char *choices, sr_slice word)
{
    int index = 0;

    for (const char *at = choices;; index++) {
        size_t len = strcspn(at, "|");
        if (sr_eq((sr_slice){at, len}, word))
            return index;
        if (!at[len])
            return -1;
        at += len + 1;
    }
}

static int bad_value(const char *where, const sr_option *option, sr_slice value, sr_error *err)
{
    return sr_fail(err, SR_ERR_USAGE, "%s%s cannot be '%.*s'; it is one of %s", where, option->name, SR_FMT(value),
                   option->choices);
}

static int set_count(const char *where, const sr_option *option, const char *value, int *out, sr_error *err)
{
    char *end;

    errno = 0;
    long n = strtol(value, &end, 10);
    bool jobs = strcmp(option->name, "jobs") == 0;
    long low = jobs ? 1 : 0, high = jobs ? SR_JOBS_MAX : INT32_MAX;
    if (errno || end == value || *end || n < low || n > high)
        return sr_fail(err, SR_ERR_USAGE, "%s%s cannot be '%s'; it is a number from %ld to %ld", where, option->name,
                       value, low, high);
    *out = (int)n;
    return 0;
}

static int set_bits(const char *where, const sr_option *option, const char *value, unsigned *out, sr_error *err)
{
    unsigned bits = 0;

    for (const char *at = value;; at++) {
        size_t len = strcspn(at, ",");
        sr_slice word = sr_trim((sr_slice){at, len});
        int index = choice_index(option->choices, word);
        if (index < 0)
            return bad_value(where, option, word, err);
        bits |= 1u << index;
        at += len;
        if (!*at)
            break;
    }
    *out = bits;
    return 0;
}

/* value is NULL for a flag. where begins the message: "" or "file:line: ". */
static int set_option(sr_settings *settings, const sr_option *option, const char *value, const char *where,
                      sr_error *err)
{
    char *field = (char *)settings + option->offset;

    switch (option->kind) {
    case FLAG:
        *(bool *)field = true;
        return 0;
    case TEXT:
        *(const char **)(void *)field = value;
        return 0;
    case COUNT:
        return set_count(where, option, value, (int *)(void *)field, err);
    case SET:
        return set_bits(where, option, value, (unsigned *)(void *)field, err);
    default: {
        int index = choice_index(option->choices, sr_str(value));
        if (index < 0)
            return bad_value(where, option, sr_str(value), err);
        *(int *)(void *)field = index;
        return 0;
    }
    }
}

/* ---- the command line ------------------------------------------------------------------------------------------- */

typedef struct parser {
    int argc, at;
    char **argv;
    sr_settings *settings;
    unsigned used[OPTION_COUNT]; /* 1 if given; checked against the command once it is known */
    sr_error *err;
} parser;

static const sr_option *find_long(sr_slice name)
{
    for (size_t i = 0; i < OPTION_COUNT; i++)
        if (sr_eq(name, sr_str(options[i].name)))
            return &options[i];
    return NULL;
}

static const sr_option *find_letter(char letter)
{
    for (size_t i = 0; i < OPTION_COUNT; i++)
        if (options[i].letter && options[i].letter == letter)
            return &options[i];
    return NULL;
}

static int take(parser *p, const sr_option *option, const char *value)
{
    size_t index = (size_t)(option - options);

    if (option->argument && !value) {
        if (p->at >= p->argc)
            return sr_fail(p->err, SR_ERR_USAGE, "--%s needs a value: --%s %s", option->name, option->name,
                           option->argument);
        value = p->argv[p->at++];
    } else if (!option->argument && value) {
        return sr_fail(p->err, SR_ERR_USAGE, "--%s takes no value", option->name);
    }
    p->used[index] = 1;
    p->settings->given |= UINT64_C(1) << index;
    return set_option(p->settings, option, value, "--", p->err);
}

static int take_long(parser *p, const char *text)
{
    size_t len = strcspn(text, "=");
    const sr_option *option = find_long((sr_slice){text, len});

    if (!option) {
        sr_slice name = sr_arena_copy(&p->settings->memory, (sr_slice){text, len});
        return unknown_option("", "--", name.ptr, p->err);
    }
    return take(p, option, text[len] ? text + len + 1 : NULL);
}

/* "-qv", "-o PATH", "-oPATH" */
static int take_letters(parser *p, const char *text)
{
    for (; *text; text++) {
        const sr_option *option = find_letter(*text);
        if (!option)
            return sr_fail(p->err, SR_ERR_USAGE, "unknown option -%c", *text);
        if (option->argument)
            return take(p, option, text[1] ? text + 1 : NULL);
        if (take(p, option, NULL) != 0)
            return -1;
    }
    return 0;
}

static int take_word(parser *p, char *word, const char *const *commands)
{
    sr_settings *s = p->settings;

    if (s->command) {
        s->args[s->n_args++] = word;
        return 0;
    }
    s->command = word;
    for (int i = 0; commands[i]; i++)
        if (strcmp(commands[i], word) == 0)
            s->command_bit = 1u << i;
    if (s->command_bit)
        return 0;
    const char *near = sr_nearest(word, array_name, commands);
    if (near)
        return sr_fail(p->err, SR_ERR_USAGE, "unknown command '%s'; did you mean '%s'?", word, near);
    return sr_fail(p->err, SR_ERR_USAGE, "unknown command '%s'; `saring --help` lists them", word);
}

static int check_command(const parser *p)
{
    const sr_settings *s = p->settings;

    for (size_t i = 0; i < OPTION_COUNT; i++)
        if (p->used[i] && s->command_bit && !(options[i].commands & s->command_bit))
            return sr_fail(p->err, SR_ERR_USAGE, "--%s is not an option of `saring %s`; see `saring %s --help`",
                           options[i].name, s->command, s->command);
    return 0;
}

int sr_options_parse(int argc, char **argv, const char *const *commands, sr_settings *settings, sr_error *err)
{
    parser p = {.argc = argc, .at = 1, .argv = argv, .settings = settings, .err = err};
    bool ended = false;

    settings->args = SR_NEW_ARRAY(&settings->memory, char *, (size_t)argc + 1);
    while (p.at < argc) {
        char *word = argv[p.at++];
        int rc;
        if (!ended && strcmp(word, "--") == 0) {
            ended = true;
            continue;
        }
        if (ended || word[0] != '-' || !word[1] || sr_is_digit((unsigned char)word[1]))
            rc = take_word(&p, word, commands);
        else if (word[1] == '-')
            rc = take_long(&p, word + 2);
        else
            rc = take_letters(&p, word + 1);
        if (rc != 0)
            return -1;
    }
    return check_command(&p);
}

/* ---- configuration files ---------------------------------------------------------------------------------------- */

/* yes and no, for flags. */
static int flag_value(const char *where, const sr_option *option, sr_slice value, bool *on, sr_error *err)
{
    static const char *const words[] = {"no", "yes", "false", "true", "off", "on", "0", "1"};

    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (sr_eq_nocase(value, sr_str(words[i]))) {
            *on = i % 2 == 1;
            return 0;
        }
    return sr_fail(err, SR_ERR_USAGE, "%s%s is yes or no, not '%.*s'", where, option->name, SR_FMT(value));
}

static int config_line(sr_settings *settings, sr_slice line, const char *where, uint64_t *seen, sr_error *err)
{
    const char *equals = memchr(line.ptr, '=', line.len);

    if (!equals)
        return sr_fail(err, SR_ERR_USAGE, "%s`key = value` expected, not '%.*s'", where, SR_FMT(line));
    size_t at = (size_t)(equals - line.ptr);
    sr_slice key = sr_arena_copy(&settings->memory, sr_trim(sr_sub(line, 0, at)));
    sr_slice value = sr_trim(sr_sub(line, at + 1, line.len));
    if (value.len >= 2 && value.ptr[0] == '"' && value.ptr[value.len - 1] == '"')
        value = sr_sub(value, 1, value.len - 1);
    value = sr_arena_copy(&settings->memory, value);

    const sr_option *option = find_long(key);
    if (!option)
        return unknown_option(where, "", key.ptr, err);
    if (option->line_only)
        return sr_fail(err, SR_ERR_USAGE, "%s%s can stand on the command line only", where, option->name);
    uint64_t bit = UINT64_C(1) << (option - options);
    bool on = true;
    if (option->kind == FLAG && flag_value(where, option, value, &on, err) != 0)
        return -1;
    sr_settings scratch = {0};
    bool ours = (option->commands & settings->command_bit) && !(settings->given & bit);
    *seen |= bit;
    if (!on)
        return 0;
    return set_option(ours ? settings : &scratch, option, value.ptr, where, err);
}

int sr_config_read(const char *path, sr_settings *settings, sr_error *err)
{
    int rc = -1;
    char *line = NULL;
    size_t cap = 0;
    uint64_t seen = 0;
    ssize_t len;
    FILE *file = fopen(path, "re");

    if (!file)
        return sr_fail(err, SR_ERR_USAGE, "configuration %s: %s", path, strerrordesc_np(errno));
    for (int no = 1; (len = getline(&line, &cap, file)) >= 0; no++) {
        sr_slice text = sr_trim((sr_slice){line, (size_t)len});
        if (text.len == 0 || text.ptr[0] == '#')
            continue;
        sr_slice where = sr_arena_printf(&settings->memory, "%s:%d: ", path, no);
        if (config_line(settings, text, where.ptr, &seen, err) != 0)
            goto cleanup;
    }
    if (ferror(file)) {
        sr_fail(err, SR_ERR_USAGE, "configuration %s: %s", path, strerrordesc_np(errno));
        goto cleanup;
    }
    settings->given |= seen;
    rc = 0;
cleanup:
    free(line);
    fclose(file);
    return rc;
}

static int config_if_there(const char *path, sr_settings *settings, sr_error *err)
{
    FILE *file = fopen(path, "re");

    if (!file && (errno == ENOENT || errno == ENOTDIR))
        return 0;
    if (file)
        fclose(file);
    return sr_config_read(path, settings, err);
}

int sr_config_find(sr_settings *settings, sr_error *err)
{
    const char *xdg = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");
    sr_slice path = {0};

    if (settings->config)
        return sr_config_read(settings->config, settings, err);
    if (xdg && xdg[0] == '/') /* the XDG specification: a relative path is invalid and ignored */
        path = sr_arena_printf(&settings->memory, "%s/saring/saring.conf", xdg);
    else if (home && home[0])
        path = sr_arena_printf(&settings->memory, "%s/.config/saring/saring.conf", home);
    if (path.len && config_if_there(path.ptr, settings, err) != 0)
        return -1;
    return config_if_there("/etc/saring/saring.conf", settings, err);
}
