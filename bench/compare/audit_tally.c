#include "bench/compare/audit.h"

#include <stdarg.h>
#include <stdlib.h>

static const struct {
    const char *name;
    uint32_t mess;
} conditions[] = {
#define X(symbol, name, mess) {name, mess},
    AUDIT_CONDITIONS(X)
#undef X
};

const char *audit_condition_name(audit_condition condition)
{
    return conditions[condition].name;
}

uint32_t audit_condition_mess(audit_condition condition)
{
    return conditions[condition].mess;
}

void audit_count(const audit_place *place, gen_fault fault, audit_counted what, uint64_t n)
{
    place->tally->n[place->condition][place->truth->form][fault][what] += n;
}

/* ---- failures ---------------------------------------------------------------------------------------------------- */

void audit_fail(const audit_place *place, gen_fault fault, gen_kind kind, audit_failure failure, const char *format,
                ...)
{
    audit_tally *tally = place->tally;
    uint8_t form = place->truth->form;
    audit_group *group = tally->groups;

    for (; group < tally->groups + tally->n_groups; group++)
        if (group->failure == failure && group->fault == fault && group->form == form && group->kind == kind)
            break;
    if (group == tally->groups + AUDIT_GROUPS_MAX)
        return;
    if (group == tally->groups + tally->n_groups) {
        tally->n_groups++;
        *group = (audit_group){.failure = (uint8_t)failure,
                               .fault = (uint8_t)fault,
                               .form = form,
                               .kind = (uint8_t)kind,
                               .length = SIZE_MAX};
    }
    group->n++;
    if (place->truth->text.len >= group->length)
        return;
    va_list arguments;
    group->seed = place->truth->seed;
    group->mess = place->truth->rate;
    group->what = place->what;
    group->length = place->truth->text.len;
    va_start(arguments, format);
    vsnprintf(group->example, sizeof group->example, format, arguments);
    va_end(arguments);
    for (char *c = group->example; *c; c++)
        *c = (unsigned char)*c < ' ' ? '~' : *c; /* one line a failure: ~ is where the text had a line's end */
}

static int by_harm(const void *a, const void *b)
{
    const audit_group *x = a, *y = b;

    if (x->failure != y->failure)
        return x->failure < y->failure ? -1 : 1;
    return x->n < y->n ? 1 : x->n > y->n ? -1 : 0;
}

static void print_group(const audit_group *group, FILE *out)
{
    const char *plant = "none";

    for (int f = 1; f < GEN_FAULT_COUNT && group->what.rate; f++)
        if (group->what.kinds == 1u << f)
            plant = gen_fault_name((gen_fault)f);
    if (group->what.rate && group->what.kinds == GEN_ALL_FAULTS)
        plant = "all";
    fprintf(out,
            "  %6llu  %s, %s, %s  (--audit --seed %llu --form %s --plant %s --errors %u --rate %u)\n          %s\n",
            (unsigned long long)group->n, gen_fault_name((gen_fault)group->fault), gen_form_name((gen_form)group->form),
            group->kind < GEN_KIND_COUNT ? gen_kind_name((gen_kind)group->kind) : "-", (unsigned long long)group->seed,
            gen_form_name((gen_form)group->form), plant, group->what.rate, group->mess, group->example);
}

void audit_report_failures(audit_tally *tally, size_t show, FILE *out)
{
#define X(symbol, name) name,
    static const char *const names[] = {AUDIT_FAILURES(X)};
#undef X
    int failure = -1;
    size_t shown = 0;

    qsort(tally->groups, tally->n_groups, sizeof tally->groups[0], by_harm);
    for (size_t g = 0; g < tally->n_groups; g++) {
        const audit_group *group = &tally->groups[g];
        if (group->failure != failure) {
            uint64_t all = 0;
            for (size_t i = g; i < tally->n_groups && tally->groups[i].failure == group->failure; i++)
                all += tally->groups[i].n;
            fprintf(out, "\n%s: %llu\n", names[group->failure], (unsigned long long)all);
            failure = group->failure;
            shown = 0;
        }
        if (shown++ < show)
            print_group(group, out);
    }
}

/* ---- in words ---------------------------------------------------------------------------------------------------- */

static void put_place(const gen_doc *truth, gen_at at, sr_buf *buf)
{
    const gen_cell *cell = gen_cell_at(truth, at);

    if (at.table == GEN_IN_PROSE)
        sr_buf_printf(buf, "%.*s [prose, line %llu]", SR_FMT(cell->shown),
                      (unsigned long long)truth->audit->quotes[at.row].line);
    else
        sr_buf_printf(buf, "%.*s [%s%llu:%u]", SR_FMT(cell->shown.len ? cell->shown : SR_LIT("(blank)")),
                      truth->tables[at.table].rows[at.row].gone ? "row gone " : "",
                      (unsigned long long)truth->tables[at.table].rows[at.row].line_first, at.column + 1);
}

void audit_relation_text(const gen_doc *truth, const gen_relation *relation, char *text, size_t size)
{
    enum { NAMED = 12 };
    static const char *const signs[SR_OP_COUNT] = {
        [SR_OP_SUM] = " + ", [SR_OP_DIFFERENCE] = " - ", [SR_OP_PERCENTAGE] = " / "};
    sr_buf buf = {0};

    put_place(truth, relation->result, &buf);
    sr_buf_lit(&buf, " = ");
    for (uint32_t m = 0; m < relation->n_members && m < NAMED; m++) {
        if (m)
            sr_buf_slice(&buf, sr_str(signs[relation->op]));
        put_place(truth, relation->members[m], &buf);
    }
    if (relation->n_members > NAMED)
        sr_buf_printf(&buf, " + %u more", relation->n_members - NAMED);
    snprintf(text, size, "%.*s", SR_FMT(((sr_slice){buf.ptr, buf.len})));
    sr_buf_free(&buf);
}

void audit_list(const gen_doc *truth, FILE *out)
{
    char text[SR_DECIMAL_TEXT];

    for (size_t i = 0; i < truth->audit->n_planted; i++) {
        const gen_planted *planted = &truth->audit->planted[i];
        const gen_cell *cell = gen_cell_at(truth, planted->at);
        sr_buf place = {0};
        uint32_t n;
        const uint32_t *of = gen_relations_of(truth, planted->at, &n);
        put_place(truth, planted->at, &place);
        fprintf(out, "%s %u: %.*s, right: %.*s%s%s%s\n", gen_fault_name((gen_fault)planted->fault), planted->group,
                SR_FMT(((sr_slice){place.ptr, place.len})), (int)sr_decimal_text(cell->value, text), text,
                planted->decidable ? ", decidable" : "", planted->recoverable ? ", recoverable" : "",
                planted->carried ? ", carried on" : "");
        for (uint32_t r = 0; r < n; r++) {
            static const char *const closings[] = {"holds", "near", "fails", "unknown"};
            char relation[1024];
            audit_relation_text(truth, &truth->audit->relations[of[r]], relation, sizeof relation);
            fprintf(out, "    %s: %s\n", closings[gen_closes(truth, &truth->audit->relations[of[r]])], relation);
        }
        sr_buf_free(&place);
    }
}

/* ---- the report ----------------------------------------------------------------------------------------------------
 */

/* Sums over what is -1. */
static uint64_t sum_of(const audit_tally *tally, int condition, int form, int fault, audit_counted what)
{
    uint64_t sum = 0;

    for (int c = 0; c < AUDIT_CONDITION_COUNT; c++)
        for (int f = 0; f < GEN_FORM_COUNT; f++)
            for (int k = 0; k < GEN_FAULT_COUNT; k++)
                if ((condition < 0 || condition == c) && (form < 0 || form == f) && (fault < 0 || fault == k))
                    sum += tally->n[c][f][k][what];
    return sum;
}

typedef struct line {
    const audit_tally *tally;
    FILE *out;
    int condition, form, fault;
} line;

static uint64_t of(const line *l, audit_counted what)
{
    return sum_of(l->tally, l->condition, l->form, l->fault, what);
}

static void number(const line *l, audit_counted what)
{
    fprintf(l->out, " %8llu", (unsigned long long)of(l, what));
}

static void percent(const line *l, uint64_t part, uint64_t whole)
{
    if (whole == 0)
        fprintf(l->out, "        -");
    else
        fprintf(l->out, " %8.2f", 100.0 * (double)part / (double)whole);
}

static void print_clean(const line *l, const char *name)
{
    fprintf(l->out, "%-22s", name);
    number(l, AUDIT_N_DOCUMENTS);
    number(l, AUDIT_N_NUMBERS);
    percent(l, of(l, AUDIT_N_PLACED), of(l, AUDIT_N_NUMBERS));
    number(l, AUDIT_N_CHECKABLE);
    percent(l, of(l, AUDIT_N_VERIFIED), of(l, AUDIT_N_CHECKABLE));
    percent(l, of(l, AUDIT_N_CHECKED), of(l, AUDIT_N_RELATIONS));
    number(l, AUDIT_N_ACCUSATIONS);
    number(l, AUDIT_N_FAILED_CHECKS);
    number(l, AUDIT_N_WRONG);
    percent(l, of(l, AUDIT_N_INFERRED) + of(l, AUDIT_N_PROPOSED), of(l, AUDIT_N_RECOVERABLE));
    fputc('\n', l->out);
}

static void print_errors(const line *l, const char *name)
{
    fprintf(l->out, "%-22s", name);
    number(l, AUDIT_N_PLANTED);
    percent(l, of(l, AUDIT_N_FOUND), of(l, AUDIT_N_PLANTED));
    number(l, AUDIT_N_DECIDABLE);
    percent(l, of(l, AUDIT_N_NAMED), of(l, AUDIT_N_DECIDABLE));
    percent(l, of(l, AUDIT_N_DIAGNOSED), of(l, AUDIT_N_FOUND));
    percent(l, of(l, AUDIT_N_SUGGESTED_RIGHT), of(l, AUDIT_N_SUGGESTED));
    number(l, AUDIT_N_ACCUSATIONS);
    percent(l, of(l, AUDIT_N_RIGHT), of(l, AUDIT_N_ACCUSATIONS));
    fprintf(l->out, " |");
    number(l, AUDIT_N_LOST);
    number(l, AUDIT_N_RECOVERABLE);
    percent(l, of(l, AUDIT_N_INFERRED) + of(l, AUDIT_N_PROPOSED), of(l, AUDIT_N_RECOVERABLE));
    percent(l, of(l, AUDIT_N_INFERRED), of(l, AUDIT_N_RECOVERABLE));
    number(l, AUDIT_N_BEYOND);
    number(l, AUDIT_N_WRONG);
    fprintf(l->out, " |");
    percent(l, of(l, AUDIT_N_VERIFIED), of(l, AUDIT_N_CHECKABLE));
    fputc('\n', l->out);
}

static void print_condition(const audit_tally *tally, audit_condition condition, FILE *out)
{
    bool clean = condition == AUDIT_CLEAN || condition == AUDIT_CLEAN_MESS;
    line l = {tally, out, (int)condition, -1, -1};

    if (of(&l, AUDIT_N_DOCUMENTS) == 0)
        return;
    fprintf(out, "\n%s\n", audit_condition_name(condition));
    fprintf(out,
            clean ? "%-22s     docs  numbers   placed checkab. verified  checked accused.   failed    wrong recov.d\n"
                  : "%-22s   errors    found decid.le  r. cell   r.kind r.sugg.  accused.  precis. |     lost "
                    "rec.able  recov.d inferred   beyond    wrong | verified\n",
            "");
    for (int f = 1; f < GEN_FAULT_COUNT && !clean; f++) {
        l.fault = f;
        if (of(&l, AUDIT_N_PLANTED) + of(&l, AUDIT_N_LOST))
            print_errors(&l, gen_fault_name((gen_fault)f));
    }
    l.fault = -1;
    for (int f = 0; f <= GEN_FORM_COUNT; f++) {
        l.form = f < GEN_FORM_COUNT ? f : -1;
        if (of(&l, AUDIT_N_DOCUMENTS))
            (clean ? print_clean : print_errors)(&l, f < GEN_FORM_COUNT ? gen_form_name((gen_form)f) : "all forms");
    }
}

static void target(const line *l, const char *what, uint64_t part, uint64_t whole, double least)
{
    double rate = whole ? 100.0 * (double)part / (double)whole : 0;

    fprintf(l->out, "%-44s %7.2f %%  of %llu, target %g: %s\n", what, rate, (unsigned long long)whole, least,
            whole == 0      ? "nothing to say"
            : rate >= least ? "reached"
                            : "missed");
}

void audit_report(const audit_tally *tally, FILE *out)
{
    line l = {tally, out, -1, -1, -1};

    fprintf(
        out,
        "\nThe audit, on %llu documents whose errors are known. Percentages: found = of the errors; right cell = of\n"
        "the decidable; right kind = of the found; right suggestion = of those made; precision = of the accusations;\n"
        "recovered = of the recoverable, inferred by value (else by suggestion); verified = of the cells that a\n"
        "relation which holds is about.\n",
        (unsigned long long)of(&l, AUDIT_N_DOCUMENTS));
    for (int c = 0; c < AUDIT_CONDITION_COUNT; c++)
        print_condition(tally, (audit_condition)c, out);
    uint64_t recovered = 0, recoverable = 0, accusations = 0, right = 0, named = 0, decidable = 0, wrong = 0;
    for (l.condition = 0; l.condition < AUDIT_CONDITION_COUNT; l.condition++) {
        wrong += of(&l, AUDIT_N_WRONG);
        if (audit_condition_mess((audit_condition)l.condition))
            continue;
        recovered += of(&l, AUDIT_N_INFERRED) + of(&l, AUDIT_N_PROPOSED);
        recoverable += of(&l, AUDIT_N_RECOVERABLE);
        accusations += of(&l, AUDIT_N_ACCUSATIONS);
        right += of(&l, AUDIT_N_RIGHT);
        named += of(&l, AUDIT_N_NAMED);
        decidable += of(&l, AUDIT_N_DECIDABLE);
    }
    l.condition = AUDIT_CLEAN;
    fprintf(out, "\nwithout mess:\n");
    target(&l, "recovered, of the recoverable", recovered, recoverable, 99);
    target(&l, "precision of accusations", right, accusations, 98);
    target(&l, "right cell named, of the decidable", named, decidable, 90);
    fprintf(out, "%-44s %7llu    target 0\n", "wrong recoveries, with mess too", (unsigned long long)wrong);
    fprintf(out, "%-44s %7llu    target 0\n", "accusations of clean documents",
            (unsigned long long)(of(&l, AUDIT_N_ACCUSATIONS) + of(&l, AUDIT_N_FAILED_CHECKS)));
}
