#include "bench/generate/generate.h"
#include "bench/generate/plan.h"

void gen_generate(gen_doc *doc, uint64_t seed, gen_form form, uint32_t rate)
{
    enum { OF_SEPARATE_STREAM = 0x5EED };
    gen_random mess = {seed * 4 + form + OF_SEPARATE_STREAM};
    static const gen_kind drawn[] = {GEN_KIND_ACTION,    GEN_KIND_EVALUATION,  GEN_KIND_TC29,
                                     GEN_KIND_PAGU,      GEN_KIND_REVISION,    GEN_KIND_QUARTERS,
                                     GEN_KIND_CASCADING, GEN_KIND_REALIZATION, GEN_KIND_SIDES};
    gen_plan *plan;

    memset(doc, 0, sizeof *doc);
    doc->seed = seed;
    doc->random.state = seed;
    doc->form = (uint8_t)form;
    doc->rate = rate;
    plan = SR_NEW(&doc->arena, gen_plan);
    gen_plan_make(doc, plan);
    uint32_t first = (uint32_t)(seed % 9), n = 1 + gen_below(&doc->random, 2);
    for (uint32_t t = 0; t < n; t++)
        gen_table_make(doc, plan, form == GEN_FORM_SCRAMBLED ? GEN_KIND_BLOCKS : drawn[(first + t * 3) % 9]);
    if (form == GEN_FORM_SCRAMBLED)
        doc->n_tables = 1;
    gen_mess_cells(doc, &mess);
    gen_mess_rows(doc, &mess);
    gen_render(doc, &mess);
}

void gen_free(gen_doc *doc)
{
    sr_arena_free(&doc->arena);
    sr_buf_free(&doc->text);
}

/* ---- names ------------------------------------------------------------------------------------------------ */

#define X(symbol, name) name,
const char *gen_mess_name(gen_mess mess)
{
    static const char *const names[] = {GEN_MESSES(X)};

    return names[mess];
}

const char *gen_form_name(gen_form form)
{
    static const char *const names[] = {GEN_FORMS(X)};

    return names[form];
}

const char *gen_kind_name(gen_kind kind)
{
    static const char *const names[] = {GEN_KINDS(X)};

    return names[kind];
}
#undef X
