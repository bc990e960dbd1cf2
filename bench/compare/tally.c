#include "bench/compare/tally.h"

#include <stdarg.h>
#include <stdlib.h>

const uint32_t score_rates[SCORE_RATES] = {0, 200, 500, 1000};

#define X(symbol, name) name,
static const char *const failure_names[] = {SCORE_FAILURES(X)};
#undef X

void score_ask(const score_place *place, gen_mess mess, score_question question)
{
    place->tally->counts[place->rate_no][place->truth->form][mess].asked[question]++;
}

void score_fail(const score_place *place, gen_mess mess, gen_kind kind, score_failure failure, const char *format, ...)
{
    score_tally *tally = place->tally;
    uint8_t form = place->truth->form;
    score_group *group = tally->groups;

    tally->counts[place->rate_no][form][mess].failed[failure]++;
    for (; group < tally->groups + tally->n_groups; group++)
        if (group->failure == failure && group->mess == mess && group->form == form && group->kind == kind)
            break;
    if (group == tally->groups + SCORE_GROUPS_MAX)
        return;
    if (group == tally->groups + tally->n_groups) {
        va_list arguments;
        tally->n_groups++;
        *group = (score_group){.failure = (uint8_t)failure,
                               .mess = (uint8_t)mess,
                               .form = form,
                               .kind = (uint8_t)kind,
                               .seed = place->truth->seed,
                               .rate = place->truth->rate};
        va_start(arguments, format);
        vsnprintf(group->example, sizeof group->example, format, arguments);
        va_end(arguments);
        for (char *c = group->example; *c; c++)
            *c = (unsigned char)*c < ' ' ? '~' : *c; /* one line a failure: ~ is where the text had a line's end */
    }
    group->n++;
}

/* ---- the report ------------------------------------------------------------------------------------------ */

static void add(score_count *sum, const score_count *count)
{
    for (int q = 0; q < SCORE_QUESTION_COUNT; q++)
        sum->asked[q] += count->asked[q];
    for (int f = 0; f < SCORE_FAILURE_COUNT; f++)
        sum->failed[f] += count->failed[f];
    sum->given += count->given;
    sum->right += count->right;
}

static uint64_t failures(const score_count *c, score_failure first, score_failure second)
{
    return c->failed[first] + c->failed[second];
}

static uint64_t not_placed(const score_count *c)
{
    return failures(c, SCORE_MOVED_SILENT, SCORE_MOVED_TOLD) + failures(c, SCORE_TEXT_SILENT, SCORE_TEXT_TOLD) +
           failures(c, SCORE_LOST_SILENT, SCORE_LOST_TOLD);
}

static void percent(FILE *out, uint64_t failed, uint64_t asked)
{
    if (asked == 0)
        fprintf(out, "       -");
    else
        fprintf(out, " %7.2f", 100.0 * (double)(asked - (failed < asked ? failed : asked)) / (double)asked);
}

static double per_10000(uint64_t n, uint64_t of)
{
    return of ? 10000.0 * (double)n / (double)of : 0;
}

/* Cells placed, values, the meaning of columns and rows, and what went wrong without a word in 10,000 cells. */
static void print_line(FILE *out, const score_count *c)
{
    uint64_t cells = c->asked[SCORE_OF_PLACES], values = c->asked[SCORE_OF_VALUES];
    uint64_t wrong = failures(c, SCORE_WRONG_SILENT, SCORE_WRONG_TOLD), hierarchy = 0, hierarchy_failed = 0;
    static const struct {
        score_question asked;
        score_failure failed;
    } rows[] = {
        {SCORE_OF_PARENTS, SCORE_PARENT}, {SCORE_OF_LEVELS, SCORE_LEVEL},         {SCORE_OF_CODES, SCORE_CODE},
        {SCORE_OF_NAMES, SCORE_NAME},     {SCORE_OF_INDICATORS, SCORE_INDICATOR},
    };

    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        hierarchy += c->asked[rows[i].asked];
        hierarchy_failed += c->failed[rows[i].failed];
    }
    fprintf(out, " %8llu", (unsigned long long)cells);
    percent(out, not_placed(c), cells);
    percent(out, wrong, c->given);
    percent(out, values - c->right, values);
    percent(out, c->failed[SCORE_UNIT], c->asked[SCORE_OF_UNITS]);
    percent(out, c->failed[SCORE_ROW_KIND], c->asked[SCORE_OF_ROWS]);
    percent(out, hierarchy_failed, hierarchy);
    percent(out, c->failed[SCORE_TAIL], c->asked[SCORE_OF_TAILS]);
    percent(out, c->failed[SCORE_ROLE], c->asked[SCORE_OF_ROLES]);
    percent(out, c->failed[SCORE_TIME], c->asked[SCORE_OF_TIMES]);
    percent(out, c->failed[SCORE_SPLIT], c->asked[SCORE_OF_TABLES]);
    uint64_t silent = failures(c, SCORE_WRONG_SILENT, SCORE_MOVED_SILENT) + c->failed[SCORE_TEXT_SILENT];
    fprintf(out, " |%7.1f", per_10000(silent, cells));
    for (int f = SCORE_WRONG_SILENT; f <= SCORE_UNREAD_SILENT; f++)
        fprintf(out, " %6.1f", per_10000(c->failed[f], cells));
    fputc('\n', out);
}

static void print_head(FILE *out, const char *first)
{
    fprintf(out,
            "\n%-22s    cells   place   prec. recall    unit   rows  hierar  joined    role    time  tables | silent"
            "  value  moved   text   lost unread\n",
            first);
}

static score_count sum_of(const score_tally *tally, int rate, int form, int mess)
{
    score_count sum = {0};

    for (int r = 0; r < SCORE_RATES; r++)
        for (int f = 0; f < GEN_FORM_COUNT; f++)
            for (int m = 0; m < GEN_MESS_COUNT; m++)
                if ((rate < 0 || rate == r) && (form < 0 || form == f) && (mess < 0 || mess == m))
                    add(&sum, &tally->counts[r][f][m]);
    return sum;
}

void score_report(const score_tally *tally, FILE *out)
{
    fprintf(
        out,
        "%llu documents, %llu refused. Percent of what was asked; right of the bar, in 10,000 cells, what went wrong "
        "without a\nwarning: silent = wrong values + numbers moved + texts cut or moved; then what was lost from "
        "the data or not read.\n",
        (unsigned long long)tally->documents, (unsigned long long)tally->refused);
    for (int r = 0; r < SCORE_RATES; r++) {
        char title[32];
        score_count all = sum_of(tally, r, -1, -1);
        if (all.asked[SCORE_OF_PLACES] == 0)
            continue;
        snprintf(title, sizeof title, "mess %u%%", score_rates[r] / 100);
        print_head(out, title);
        for (int f = 0; f < GEN_FORM_COUNT; f++) {
            score_count c = sum_of(tally, r, f, -1);
            if (c.asked[SCORE_OF_PLACES] == 0)
                continue;
            fprintf(out, "%-22s", gen_form_name((gen_form)f));
            print_line(out, &c);
        }
        fprintf(out, "%-22s", "all forms");
        print_line(out, &all);
    }
    print_head(out, "kind of mess, all");
    for (int m = 0; m < GEN_MESS_COUNT; m++) {
        score_count c = sum_of(tally, -1, -1, m);
        if (c.asked[SCORE_OF_PLACES] + c.asked[SCORE_OF_VALUES] + c.asked[SCORE_OF_ROLES] == 0)
            continue;
        fprintf(out, "%-22s", gen_mess_name((gen_mess)m));
        print_line(out, &c);
    }
}

static int by_harm(const void *a, const void *b)
{
    const score_group *x = a, *y = b;

    if (x->failure != y->failure)
        return x->failure < y->failure ? -1 : 1;
    return x->n < y->n ? 1 : x->n > y->n ? -1 : 0;
}

void score_report_failures(score_tally *tally, size_t show, FILE *out)
{
    int failure = -1;
    size_t shown = 0;

    qsort(tally->groups, tally->n_groups, sizeof tally->groups[0], by_harm);
    for (size_t g = 0; g < tally->n_groups; g++) {
        const score_group *group = &tally->groups[g];
        if (group->failure != failure) {
            uint64_t all = 0;
            for (size_t i = g; i < tally->n_groups && tally->groups[i].failure == group->failure; i++)
                all += tally->groups[i].n;
            fprintf(out, "\n%s: %llu\n", failure_names[group->failure], (unsigned long long)all);
            failure = group->failure;
            shown = 0;
        }
        if (shown++ >= show)
            continue;
        fprintf(out, "  %6llu  %s, %s, %s  (--seed %llu --form %s --rate %u)\n          %s\n",
                (unsigned long long)group->n, gen_mess_name((gen_mess)group->mess),
                gen_form_name((gen_form)group->form), gen_kind_name((gen_kind)group->kind),
                (unsigned long long)group->seed, gen_form_name((gen_form)group->form), group->rate, group->example);
    }
}

double score_silent(const score_tally *tally)
{
    score_count c = sum_of(tally, -1, -1, -1);

    return per_10000(failures(&c, SCORE_WRONG_SILENT, SCORE_MOVED_SILENT), c.asked[SCORE_OF_PLACES]);
}
