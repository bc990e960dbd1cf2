#include "bench/generate/generate.h"
#include "bench/generate/audit.h"

enum { OF_SEPARATE_STREAM = 0x5EED, OF_AUDIT_STREAM = 0xA0D17 };

static gen_plan *begin(gen_doc *doc, uint64_t seed, gen_form form, uint32_t rate)
{
    memset(doc, 0, sizeof *doc);
    doc->seed = seed;
    doc->random.state = seed;
    doc->form = (uint8_t)form;
    doc->rate = rate;
    gen_plan *plan = SR_NEW(&doc->arena, gen_plan);
    gen_plan_make(doc, plan);
    return plan;
}

void gen_generate(gen_doc *doc, uint64_t seed, gen_form form, uint32_t rate)
{
    gen_random mess = {seed * 4 + form + OF_SEPARATE_STREAM};
    static const gen_kind drawn[] = {GEN_KIND_ACTION,    GEN_KIND_EVALUATION,  GEN_KIND_TC29,
                                     GEN_KIND_PAGU,      GEN_KIND_REVISION,    GEN_KIND_QUARTERS,
                                     GEN_KIND_CASCADING, GEN_KIND_REALIZATION, GEN_KIND_SIDES};
    gen_plan *plan = begin(doc, seed, form, rate);
    uint32_t first = (uint32_t)(seed % 9), n = 1 + gen_below(&doc->random, 2);

    for (uint32_t t = 0; t < n; t++)
        gen_table_make(doc, plan, form == GEN_FORM_SCRAMBLED ? GEN_KIND_BLOCKS : drawn[(first + t * 3) % 9]);
    if (form == GEN_FORM_SCRAMBLED)
        doc->n_tables = 1;
    gen_mess_cells(doc, &mess);
    gen_mess_rows(doc, &mess);
    gen_render(doc, &mess);
}

void gen_generate_audit(gen_doc *doc, uint64_t seed, gen_form form, uint32_t rate, gen_planting what)
{
    gen_random mess = {seed * 4 + form + OF_SEPARATE_STREAM}, audit = {seed + OF_AUDIT_STREAM};
    static const gen_kind drawn[] = {GEN_KIND_ACTION,     GEN_KIND_EVALUATION, GEN_KIND_TC29,  GEN_KIND_PAGU,
                                     GEN_KIND_REVISION,   GEN_KIND_QUARTERS,   GEN_KIND_SIDES, GEN_KIND_REALIZATION,
                                     GEN_KIND_E81,        GEN_KIND_CASH,       GEN_KIND_YEARS, GEN_KIND_SPENDING,
                                     GEN_KIND_CUMULATIVE, GEN_KIND_SHIFT};
    enum { DRAWN = sizeof drawn / sizeof drawn[0], APART = 3 };
    gen_plan *plan = begin(doc, seed, form, rate);
    uint32_t first = (uint32_t)(seed % DRAWN), n = 1 + gen_below(&audit, 3);

    gen_plan_extend(plan, &audit);
    doc->decimals = (uint8_t)gen_below(&audit, 3);
    doc->truncated = gen_chance(&audit, 2000);
    doc->percent_sign = gen_chance(&audit, 2500);
    for (uint32_t t = 0; t < n; t++)
        gen_table_make(doc, plan, drawn[(first + t * APART) % DRAWN]);
    gen_mess_cells(doc, &mess);
    gen_mess_rows(doc, &mess);
    gen_relate(doc, plan, &audit);
    gen_plant(doc, &audit, what);
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
