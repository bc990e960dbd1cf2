#include "bench/compare/audit.h"
#include "cli/pipeline.h"

#include <errno.h>

static int write_file(const char *path, const sr_buf *text)
{
    FILE *file = fopen(path, "wb");

    if (!file)
        return -1;
    size_t written = fwrite(text->ptr, 1, text->len, file);
    return fclose(file) == 0 && written == text->len ? 0 : -1;
}

typedef struct run {
    audit_tally *tally;
    const audit_options *options;
    const char *path;
    audit_condition condition;
    gen_planting what;
    uint32_t mess;
} run;

static int run_document(const run *r, uint64_t seed, gen_form form)
{
    gen_doc truth;
    audit_sink sink;
    sr_report report;
    sr_error err = {0};
    sr_import_options import = {.format = form == GEN_FORM_CSV ? SR_FORMAT_CSV : SR_FORMAT_UNKNOWN};
    sr_input input = {.path = r->path, .name = SR_LIT("generated.txt"), .identity = SR_LIT("generated.txt")};
    int rc = -1;

    gen_generate_audit(&truth, seed, form, r->mess, r->what);
    if (r->options->list)
        audit_list(&truth, stdout);
    if ((r->options->dump && write_file(r->options->dump, &truth.text) != 0) || write_file(r->path, &truth.text) != 0) {
        fprintf(stderr, "score: cannot write the document: %s\n", strerror(errno));
        goto cleanup;
    }
    audit_sink_init(&sink, &(audit_place){r->tally, &truth, r->condition, r->what});
    rc = sr_pipeline_run(&input, &import, NULL, NULL, &sink.sink, &report, &err);
    if (rc != 0)
        fprintf(stderr, "score: seed %llu: %s\n", (unsigned long long)seed, err.message);
cleanup:
    gen_free(&truth);
    return rc;
}

static int run_forms(const run *r)
{
    enum { MORE = 5 }; /* where all kinds are told apart in one run, or none are planted */
    const audit_options *o = r->options;

    for (int f = 0; f < GEN_FORM_COUNT; f++) {
        uint64_t first = o->has_seed ? o->seed : 1;
        uint64_t n = o->has_seed ? 1 : r->condition == AUDIT_ONE ? o->documents : MORE * o->documents;
        if ((o->form >= 0 && o->form != f) || f == GEN_FORM_SCRAMBLED)
            continue;
        for (uint64_t seed = first; seed < first + n; seed++)
            if (run_document(r, seed, (gen_form)f) != 0)
                return -1;
    }
    return 0;
}

static bool is_clean(audit_condition condition)
{
    return condition == AUDIT_CLEAN || condition == AUDIT_CLEAN_MESS;
}

/* Of conditions that differ in their mess, the one under which documents with the mess that was asked for count. */
static bool suits_mess(const audit_options *o, audit_condition condition)
{
    if (!o->has_mess || condition == AUDIT_ONE)
        return true;
    if (o->mess == 0)
        return audit_condition_mess(condition) == 0;
    return condition == AUDIT_CLEAN_MESS ||
           condition == (o->mess < audit_condition_mess(AUDIT_ALL_HEAVY) ? AUDIT_ALL_MESS : AUDIT_ALL_HEAVY);
}

static bool is_wanted(const audit_options *o, audit_condition condition, int fault)
{
    return (o->fault < 0 || o->fault == fault) && suits_mess(o, condition);
}

int audit_run(audit_tally *tally, const audit_options *o, const char *path)
{
    for (int c = 0; c < AUDIT_CONDITION_COUNT; c++) {
        bool one = c == AUDIT_ONE, clean = is_clean((audit_condition)c);
        run r = {tally, o, path, (audit_condition)c, {0, 0}, audit_condition_mess((audit_condition)c)};
        r.mess = o->has_mess ? o->mess : r.mess;
        for (int f = one ? 1 : clean ? GEN_FAULT_NONE : GEN_FAULT_COUNT;; f++) {
            if (is_wanted(o, r.condition, f)) {
                r.what = (gen_planting){one ? 1u << f : GEN_ALL_FAULTS, clean ? 0 : o->rate};
                if (run_forms(&r) != 0)
                    return -1;
            }
            if (!one || f + 1 == GEN_FAULT_COUNT)
                break;
        }
    }
    return 0;
}
