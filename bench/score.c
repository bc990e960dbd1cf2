/*
 * score - how much of messy documents is understood, and what goes wrong without a word.
 *
 * Generates documents whose truth is known, reads each through the whole pipeline, and compares: structure and values
 * at several rates of mess, and what the arithmetic audit makes of documents in which errors were planted.
 */
#include "bench/compare/audit.h"
#include "cli/pipeline.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

enum { DOCUMENTS = 450, DOCUMENTS_QUICK = 27, AUDIT_SHARE = 15, ERRORS = 100, SHOW = 5, ALL = -1 };

typedef struct options {
    uint64_t documents, seed;
    bool has_seed;
    int form, rate_no; /* ALL */
    uint32_t rate;
    size_t show;
    double limit; /* of silent errors; above it the score fails */
    const char *dump;
    bool structure, audit;
    bool more; /* the audit's kinds of tables, with nothing planted */
    audit_options of_audit;
} options;

static const char usage[] =
    "usage: score [--audit | --all] [--quick] [--docs N] [--form tab|pipe|aligned|centred|scrambled|csv] [--rate "
    "N_IN_10000]\n"
    "             [--show K] [--seed S [--dump FILE]] [--fail-above N] [--more]\n"
    "  --docs N   documents of each form and rate (450)\n"
    "  --show K   groups of failures of each kind (5)\n"
    "  --seed S   that document only; with --dump write its text\n"
    "  --more     of the kinds of tables that the audit is measured on, without errors\n"
    "  --fail-above N   exit 1 at more wrong values and moved numbers without a warning in 10,000 cells\n"
    "  --audit    the arithmetic audit instead of structure and values; --all: both\n"
    "  --plant KIND   with --audit: only that kind of error, or none, or all at once\n"
    "  --errors N     of 10,000 numbers (100)\n"
    "  --list     with --audit and --seed: what was planted, and the relations that it is in\n"
    "kinds of errors:";

static void print_usage(void)
{
    fputs(usage, stderr);
    for (int f = 0; f < GEN_FAULT_COUNT; f++)
        fprintf(stderr, " %s", gen_fault_name((gen_fault)f));
    fputs(" all\n", stderr);
}

static bool parse_fault(const char *name, int *fault)
{
    for (int f = 0; f < GEN_FAULT_COUNT; f++)
        if (strcmp(gen_fault_name((gen_fault)f), name) == 0)
            *fault = f;
    if (strcmp(name, "all") == 0)
        *fault = GEN_FAULT_COUNT;
    return *fault != ALL;
}

static bool parse_form(const char *name, int *form)
{
    for (int f = 0; f < GEN_FORM_COUNT; f++)
        if (strcmp(gen_form_name((gen_form)f), name) == 0) {
            *form = f;
            return true;
        }
    return false;
}

static bool parse_flag(options *o, const char *name)
{
    if (strcmp(name, "--quick") == 0)
        o->documents = DOCUMENTS_QUICK;
    else if (strcmp(name, "--audit") == 0)
        o->audit = true, o->structure = false;
    else if (strcmp(name, "--all") == 0)
        o->audit = o->structure = true;
    else if (strcmp(name, "--more") == 0)
        o->more = true;
    else if (strcmp(name, "--list") == 0)
        o->of_audit.list = true;
    else
        return false;
    return true;
}

static bool parse(int argc, char **argv, options *o)
{
    *o =
        (options){.documents = DOCUMENTS, .form = ALL, .rate_no = ALL, .show = SHOW, .limit = 10000, .structure = true};
    o->of_audit = (audit_options){.fault = ALL, .rate = ERRORS};
    for (int i = 1; i < argc; i++) {
        const char *name = argv[i], *value = i + 1 < argc ? argv[i + 1] : NULL;
        if (parse_flag(o, name))
            continue;
        if (!value)
            return false;
        i++;
        if (strcmp(name, "--docs") == 0)
            o->documents = strtoull(value, NULL, 10);
        else if (strcmp(name, "--show") == 0)
            o->show = strtoul(value, NULL, 10);
        else if (strcmp(name, "--fail-above") == 0)
            o->limit = strtod(value, NULL);
        else if (strcmp(name, "--dump") == 0)
            o->dump = value;
        else if (strcmp(name, "--errors") == 0)
            o->of_audit.rate = (uint32_t)strtoul(value, NULL, 10);
        else if (strcmp(name, "--seed") == 0)
            o->seed = strtoull(value, NULL, 10), o->has_seed = true;
        else if (strcmp(name, "--rate") == 0)
            o->rate = (uint32_t)strtoul(value, NULL, 10), o->rate_no = 0;
        else if (strcmp(name, "--plant") == 0 ? !parse_fault(value, &o->of_audit.fault)
                                              : strcmp(name, "--form") != 0 || !parse_form(value, &o->form))
            return false;
    }
    o->of_audit.documents = 1 + o->documents / AUDIT_SHARE;
    o->of_audit.seed = o->seed;
    o->of_audit.has_seed = o->has_seed;
    o->of_audit.form = o->form;
    o->of_audit.mess = o->rate;
    o->of_audit.has_mess = o->rate_no != ALL;
    o->of_audit.dump = o->dump;
    for (int r = 0; r < SCORE_RATES && o->rate_no != ALL; r++)
        if (score_rates[r] == o->rate)
            o->rate_no = r;
    return true;
}

static int write_file(const char *path, const sr_buf *text)
{
    FILE *file = fopen(path, "wb");

    if (!file)
        return -1;
    size_t written = fwrite(text->ptr, 1, text->len, file);
    return fclose(file) == 0 && written == text->len ? 0 : -1;
}

static int score_document(score_tally *tally, const options *o, const char *path, uint64_t seed, gen_form form,
                          uint32_t rate_no, uint32_t rate)
{
    gen_doc truth;
    score_sink sink;
    sr_report report;
    sr_error err = {0};
    sr_import_options import = {.format = SR_FORMAT_UNKNOWN};
    sr_input input = {.path = path, .name = SR_LIT("generated.txt"), .identity = SR_LIT("generated.txt")};
    int rc = -1;

    if (o->more)
        gen_generate_audit(&truth, seed, form, rate, (gen_planting){0});
    else
        gen_generate(&truth, seed, form, rate);
    if (o->dump && write_file(o->dump, &truth.text) != 0)
        fprintf(stderr, "score: cannot write %s: %s\n", o->dump, strerror(errno));
    if (write_file(path, &truth.text) != 0) {
        fprintf(stderr, "score: cannot write %s: %s\n", path, strerror(errno));
        goto cleanup;
    }
    score_sink_init(&sink, tally, &truth, rate_no);
    rc = sr_pipeline_run(&input, &import, NULL, NULL, &sink.sink, &report, &err);
    if (rc != 0)
        fprintf(stderr, "score: seed %llu: %s\n", (unsigned long long)seed, err.message);
    tally->documents++;
cleanup:
    gen_free(&truth);
    return rc;
}

static int score_all(score_tally *tally, const options *o, const char *path)
{
    for (uint32_t r = 0; r < SCORE_RATES; r++) {
        if (o->rate_no != ALL && (uint32_t)o->rate_no != r)
            continue;
        for (int f = 0; f < GEN_FORM_COUNT; f++) {
            if (o->form == ALL ? !gen_is_text((gen_form)f) : o->form != f)
                continue;
            if (o->more && f == GEN_FORM_SCRAMBLED) /* keeps no rows */
                continue;
            uint64_t first = o->has_seed ? o->seed : 1, n = o->has_seed ? 1 : o->documents;
            uint32_t rate = o->rate_no == ALL ? score_rates[r] : o->rate;
            for (uint64_t seed = first; seed < first + n; seed++)
                if (score_document(tally, o, path, seed, (gen_form)f, r, rate) != 0)
                    return -1;
        }
    }
    return 0;
}

static int report_structure(const options *o, const char *path)
{
    score_tally *tally = calloc(1, sizeof *tally);
    int rc = tally ? score_all(tally, o, path) : -1;

    if (rc == 0) {
        score_report(tally, stdout);
        score_report_failures(tally, o->show, stdout);
        if (score_silent(tally) > o->limit) {
            fprintf(stderr, "score: %.2f silent errors in 10,000 cells, at most %.2f allowed\n", score_silent(tally),
                    o->limit);
            rc = -1;
        }
    }
    free(tally);
    return rc;
}

static int report_audit(const options *o, const char *path)
{
    audit_tally *tally = calloc(1, sizeof *tally);
    int rc = tally ? audit_run(tally, &o->of_audit, path) : -1;

    if (rc == 0) {
        audit_report(tally, stdout);
        audit_report_failures(tally, o->show, stdout);
    }
    free(tally);
    return rc;
}

int main(int argc, char **argv)
{
    options o;
    char path[] = "/tmp/saring-score-XXXXXX";
    int rc = 0;

    if (!parse(argc, argv, &o)) {
        print_usage();
        return 2;
    }
    int file = mkstemp(path);
    if (file < 0) {
        fprintf(stderr, "score: no temporary file: %s\n", strerror(errno));
        return EXIT_FAILURE;
    }
    if (o.structure)
        rc = report_structure(&o, path);
    if (o.audit && rc == 0)
        rc = report_audit(&o, path);
    close(file);
    unlink(path);
    return rc == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
