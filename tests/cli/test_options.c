/* The command line and the configuration files. */
#include "cli/options.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

static const char *const commands[] = {"import", "clean", "inspect", "number", "explain", "db", NULL};

enum { WORDS_MAX = 20 };

typedef struct parsed {
    sr_settings settings;
    sr_error err;
    int rc;
} parsed;

/* Words parted by one blank; the text must outlive the result. */
static parsed parse(char *text)
{
    static char *argv[WORDS_MAX + 2];
    parsed p = {0};
    int argc = 1;

    argv[0] = "saring";
    for (char *at = text; at && *at;) {
        argv[argc++] = at;
        at = strchr(at, ' ');
        if (at)
            *at++ = '\0';
    }
    sr_settings_init(&p.settings);
    p.rc = sr_options_parse(argc, argv, commands, &p.settings, &p.err);
    return p;
}

static void refused(void **state)
{
    /* Line, and what its message says. */
    static const char *const cases[][2] = {
        {"clean --forse x", "unknown option --forse; did you mean --force?"},
        {"clean --outptu=x y", "did you mean --output?"},
        {"clean --zzzzzzzz x", "unknown option --zzzzzzzz"},
        {"clean -Z x", "unknown option -Z"},
        {"claen x", "unknown command 'claen'; did you mean 'clean'?"},
        {"report x", "unknown command 'report'; `saring --help`"},
        {"clean --to xml x", "--to cannot be 'xml'; it is one of ndjson|csv"},
        {"clean --only measures,celz -o d x", "--only cannot be 'celz'"},
        {"clean --jobs 0 x", "--jobs cannot be '0'"},
        {"clean --jobs 9999 x", "--jobs cannot be '9999'"},
        {"clean --jobs 2x x", "--jobs cannot be '2x'"},
        {"clean --jobs", "--jobs needs a value"},
        {"clean --values=1 x", "--values takes no value"},
        {"clean --force x", "--force is not an option of `saring clean`"},
        {"--force clean x", "--force is not an option of `saring clean`"},
        {"explain --db x", "--db is not an option of `saring explain`"},
        {"inspect --as word x", "--as cannot be 'word'"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char line[128];
        snprintf(line, sizeof line, "%s", cases[i][0]);
        parsed p = parse(line);
        if (p.rc != -1 || p.err.kind != SR_ERR_USAGE || !strstr(p.err.message, cases[i][1]))
            fail_msg("%s: %d '%s', not '%s'", cases[i][0], p.rc, p.err.message, cases[i][1]);
        assert_null(strchr(p.err.message, '\n'));
        sr_settings_free(&p.settings);
    }
}

static void every_kind(void **state)
{
    char line[] = "-q clean --to=csv --only measures,rows -oout --jobs 3 --values --fail-on warning a -5 -- --b -";
    parsed p = parse(line);
    const sr_settings *s = &p.settings;

    (void)state;
    assert_int_equal(p.rc, 0);
    assert_int_equal(s->command_bit, SR_CMD_CLEAN);
    assert_true(s->quiet && s->values && !s->verbose);
    assert_int_equal(s->csv, 1);
    assert_int_equal(s->only, 1u << SR_STREAM_MEASURES | 1u << SR_STREAM_ROWS);
    assert_string_equal(s->output, "out");
    assert_int_equal(s->jobs, 3);
    assert_int_equal(s->fail_on, SR_FAIL_WARNING);
    assert_int_equal(s->n_args, 4);
    assert_string_equal(s->args[0], "a");
    assert_string_equal(s->args[1], "-5");
    assert_string_equal(s->args[2], "--b");
    assert_string_equal(s->args[3], "-");
    sr_settings_free(&p.settings);
}

static void choices_follow_their_enums(void **state)
{
    static const struct {
        const char *name;
        sr_format format;
    } formats[] = {{"auto", SR_FORMAT_UNKNOWN}, {"text", SR_FORMAT_TEXT}, {"html", SR_FORMAT_HTML},
                   {"ods", SR_FORMAT_ODS},      {"csv", SR_FORMAT_CSV},   {"tsv", SR_FORMAT_TSV}};

    (void)state;
    for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++) {
        char line[64];
        snprintf(line, sizeof line, "clean --as %s x", formats[i].name);
        parsed p = parse(line);
        assert_int_equal(p.rc, 0);
        assert_int_equal(p.settings.as, formats[i].format);
        sr_settings_free(&p.settings);
    }
}

/* Letters, names and bits are each given once. */
static void table_is_consistent(void **state)
{
    size_t n;
    const sr_option *options = sr_options(&n);

    (void)state;
    assert_true(n <= 64); /* bits of sr_settings.given */
    for (size_t i = 0; i < n; i++)
        for (size_t k = i + 1; k < n; k++) {
            assert_string_not_equal(options[i].name, options[k].name);
            assert_true(options[i].letter == 0 || options[i].letter != options[k].letter);
            assert_true(options[i].offset != options[k].offset);
        }
}

/* ---- configuration ---------------------------------------------------------------------------------------------- */

static char folder[] = "/tmp/saring-options-XXXXXX";

static int make_folder(void **state)
{
    (void)state;
    return mkdtemp(folder) ? 0 : -1;
}

static int remove_folder(void **state)
{
    (void)state;
    return rmdir(folder);
}

static void write_file(char path[128], const char *name, const char *text)
{
    snprintf(path, 128, "%s/%s", folder, name);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

static void line_wins_over_file(void **state)
{
    char path[128], line[] = "import --jobs 2 x";
    parsed p = parse(line);

    (void)state;
    write_file(path, "a.conf",
               "# a comment\n\n jobs = 7\ndb=\"postgresql:///x y\"\nforce = yes\nto = csv\nfail-on = error\n");
    assert_int_equal(sr_config_read(path, &p.settings, &p.err), 0);
    assert_int_equal(p.settings.jobs, 2);
    assert_string_equal(p.settings.db, "postgresql:///x y");
    assert_true(p.settings.force);
    assert_int_equal(p.settings.fail_on, SR_FAIL_ERROR);
    assert_int_equal(p.settings.csv, 0); /* of clean: checked and passed over */
    /* The first file that sets a key wins over a later one; a flag that it sets to no, too. */
    char second[128];
    write_file(second, "b.conf", "db = other\nforce = no\nquiet = on\n");
    assert_int_equal(sr_config_read(second, &p.settings, &p.err), 0);
    assert_string_equal(p.settings.db, "postgresql:///x y");
    assert_true(p.settings.force);
    assert_true(p.settings.quiet);
    unlink(path);
    unlink(second);
    sr_settings_free(&p.settings);
}

static void bad_files(void **state)
{
    static const char *const cases[][2] = {
        {"jobs 7\n", ":1: `key = value` expected"},
        {"\njbos = 7\n", ":2: unknown option jbos; did you mean jobs?"},
        {"jobs = seven\n", ":1: jobs cannot be 'seven'"},
        {"to = xml\n", ":1: to cannot be 'xml'"},
        {"force = maybe\n", ":1: force is yes or no"},
        {"help = yes\n", ":1: help can stand on the command line only"},
        {"config = x\n", ":1: config can stand on the command line only"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        char path[128], line[] = "import x";
        parsed p = parse(line);
        write_file(path, "bad.conf", cases[i][0]);
        assert_int_equal(sr_config_read(path, &p.settings, &p.err), -1);
        assert_int_equal(p.err.kind, SR_ERR_USAGE);
        if (!strstr(p.err.message, cases[i][1]))
            fail_msg("'%s' is not in '%s'", cases[i][1], p.err.message);
        unlink(path);
        sr_settings_free(&p.settings);
    }
}

static void which_files(void **state)
{
    char path[128], line[] = "import x", sub[160];
    parsed p = parse(line);

    (void)state;
    snprintf(sub, sizeof sub, "%s/saring", folder);
    setenv("XDG_CONFIG_HOME", folder, 1);
    assert_int_equal(sr_config_find(&p.settings, &p.err), 0); /* none there: fine */
    assert_int_equal(p.settings.jobs, 0);
    p.settings.config = "/nonexistent/saring.conf";
    assert_int_equal(sr_config_find(&p.settings, &p.err), -1); /* asked for: must be there */
    assert_int_equal(p.err.kind, SR_ERR_USAGE);
    write_file(path, "named.conf", "jobs = 5\n");
    p.settings.config = path;
    assert_int_equal(sr_config_find(&p.settings, &p.err), 0);
    assert_int_equal(p.settings.jobs, 5);
    unlink(path);
    sr_settings_free(&p.settings);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(refused),
        cmocka_unit_test(every_kind),
        cmocka_unit_test(choices_follow_their_enums),
        cmocka_unit_test(table_is_consistent),
        cmocka_unit_test(line_wins_over_file),
        cmocka_unit_test(bad_files),
        cmocka_unit_test(which_files),
    };

    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
