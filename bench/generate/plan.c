#include "bench/generate/plan.h"

/* Half of all amounts are round, as budgets are; realized ones rarely. */
static int64_t amount(gen_random *random)
{
    int64_t magnitude = 1000000;

    for (uint32_t n = gen_below(random, 4); n; n--)
        magnitude *= 7;
    int64_t rupiah = gen_between(random, magnitude, magnitude * 9);
    return gen_chance(random, 5000) ? rupiah / 1000 * 1000 + 500 * gen_between(random, 0, 1) : rupiah;
}

static int64_t share(gen_random *random, int64_t whole, int64_t least, int64_t most)
{
    return whole / 1000 * gen_between(random, least, most);
}

static void spend(gen_random *random, int64_t money[GEN_MONEY_COUNT])
{
    bool idle = gen_chance(random, 1000);
    int64_t pagu = amount(random), left;

    money[GEN_MONEY_PAGU] = pagu;
    money[GEN_MONEY_RENSTRA] = share(random, pagu, 900, 5200) + gen_between(random, 0, 999);
    money[GEN_MONEY_PAST] = idle ? 0 : share(random, pagu, 300, 1200);
    money[GEN_MONEY_PLAN] = share(random, pagu, 500, 1500);
    money[GEN_MONEY_FORWARD] = share(random, pagu, 800, 1400);
    money[GEN_MONEY_REVISED] =
        gen_chance(random, 4000) ? pagu : share(random, pagu, 600, 1300) + gen_between(random, 0, 999);
    left = pagu;
    money[GEN_MONEY_REAL] = 0;
    for (int q = 0; q < 4; q++) {
        int64_t part =
            idle || gen_chance(random, 1500) ? 0 : share(random, left, 100, 600) + gen_between(random, 0, 999);
        money[GEN_MONEY_Q1 + q] = part;
        money[GEN_MONEY_REAL] += part;
        left -= part;
    }
}

/* The whole in n parts, some of them nothing. */
static void part(gen_random *random, int64_t whole, int64_t *parts, int n)
{
    int64_t left = whole;

    for (int i = 0; i + 1 < n; i++) {
        parts[i] = gen_chance(random, 1000) ? 0 : left / 100 * gen_between(random, 10, 60) + gen_between(random, 0, 9);
        parts[i] = parts[i] > left ? left : parts[i];
        left -= parts[i];
    }
    parts[n - 1] = left;
}

/* Away from the tenth of a percent of the budget that all else is made in: how percentages are rounded must show. */
static void roughen(gen_random *random, int64_t money[GEN_MONEY_COUNT])
{
    static const uint8_t rough[] = {GEN_MONEY_RENSTRA, GEN_MONEY_PAST, GEN_MONEY_PLAN, GEN_MONEY_FORWARD,
                                    GEN_MONEY_REVISED};

    for (size_t i = 0; i < sizeof rough; i++)
        if (money[rough[i]] != 0 && money[rough[i]] != money[GEN_MONEY_PAGU])
            money[rough[i]] += gen_between(random, 0, money[rough[i]] / 500);
    money[GEN_MONEY_REAL] = 0;
    for (int q = GEN_MONEY_Q1; q <= GEN_MONEY_Q4; q++) {
        money[q] -= gen_between(random, 0, money[q] / 500);
        money[GEN_MONEY_REAL] += money[q];
    }
}

static void extend(gen_random *random, int64_t money[GEN_MONEY_COUNT])
{
    int64_t pagu = money[GEN_MONEY_PAGU];
    bool capital = gen_chance(random, 4000);

    roughen(random, money);
    part(random, pagu, &money[GEN_MONEY_CASH1], 4);
    if (capital)
        part(random, pagu, &money[GEN_MONEY_OPERATING], 2);
    else
        money[GEN_MONEY_OPERATING] = pagu;
    for (int y = GEN_MONEY_Y1; y <= GEN_MONEY_Y5; y++) {
        money[y] = share(random, pagu, 700, 1400);
        money[GEN_MONEY_YEARS] += money[y];
    }
    for (int q = 0; q < 4; q++)
        money[GEN_MONEY_TO_Q1 + q] = (q ? money[GEN_MONEY_TO_Q1 + q - 1] : 0) + money[GEN_MONEY_Q1 + q];
}

static void measure(gen_random *random, gen_indicator *indicator)
{
    bool percent = indicator->unit == &gen_unit_percent;
    bool often = gen_chance(random, 4000);
    int64_t most = gen_chance(random, 1500) ? 4700 : 30;

    indicator->year = 0;
    for (int q = 0; q < 4; q++) {
        if (percent)
            indicator->quarter[q] = 25 * (q + 1);
        else
            indicator->quarter[q] = often || gen_chance(random, 4000) ? gen_between(random, 1, most) : 0;
        indicator->year += indicator->quarter[q];
    }
    if (percent)
        indicator->year = 100;
    if (!percent && indicator->year == 0)
        indicator->year = indicator->quarter[3] = gen_between(random, 1, most);
    indicator->renstra = percent ? 100 : indicator->year * gen_between(random, 1, 5);
    indicator->past = percent ? gen_between(random, 60, 100) : indicator->year * gen_between(random, 0, 3);
    indicator->real = percent ? gen_between(random, 50, 100) : gen_between(random, 0, indicator->year);
    /* Indices have two or three decimals; a count may look like a year. */
    bool index = !percent && gen_chance(random, 1500), like_year = gen_chance(random, 300);
    int scale = index ? 3 : percent ? 2 : 0;
    if (like_year && !percent)
        indicator->past = gen_between(random, 1990, 2030);
    int64_t start = index     ? gen_between(random, 300, 4900)
                    : percent ? gen_between(random, 5000, 9000)
                              : gen_between(random, 1, 500);
    for (int y = 0; y < GEN_YEARS; y++) {
        indicator->years[y] = sr_dec(start, scale);
        start += percent ? gen_between(random, 5, 160) : gen_between(random, 0, 20);
    }
}

static void indicate(gen_doc *doc, gen_node *node)
{
    bool leaf = node->level == SR_LEVEL_SUB_KEGIATAN;

    node->n_indicators = leaf && gen_chance(&doc->random, 2500) ? 2 : 1;
    for (int i = 0; i < node->n_indicators; i++) {
        gen_indicator *indicator = &node->indicators[i];
        bool percent = !leaf || gen_chance(&doc->random, 1000);
        indicator->unit = percent ? &gen_unit_percent : gen_unit(doc);
        indicator->text = percent ? gen_percent_indicator(doc) : gen_count_indicator(doc, indicator->unit);
        measure(&doc->random, indicator);
        memcpy(indicator->done, indicator->quarter, sizeof indicator->done);
    }
}

static gen_node *add(gen_doc *doc, gen_plan *plan, sr_level level, int parent, sr_slice code, sr_slice name)
{
    gen_node *node = &plan->nodes[plan->n];

    memset(node, 0, sizeof *node);
    node->level = (uint8_t)level;
    node->parent = parent;
    node->program = level == SR_LEVEL_PROGRAM ? plan->n : plan->nodes[parent].program;
    node->kegiatan = level == SR_LEVEL_PROGRAM ? -1 : level == SR_LEVEL_KEGIATAN ? plan->n : parent;
    node->code = code;
    node->name = name;
    node->goal = gen_goal(doc);
    node->sasaran = gen_goal(doc);
    node->responsible = level == SR_LEVEL_SUB_KEGIATAN ? gen_office(doc) : (sr_slice){0};
    node->location = gen_place(doc);
    node->fund = gen_fund(doc);
    indicate(doc, node);
    plan->n++;
    return node;
}

/* Names of siblings differ: two rows of one name under one parent would have no order to prove. */
static sr_slice fresh(gen_doc *doc, const gen_plan *plan, sr_slice (*name)(gen_doc *))
{
    for (int tries = 0;; tries++) {
        sr_slice made = name(doc);
        bool taken = false;
        for (int i = 0; i < plan->n; i++)
            taken |= sr_eq(plan->nodes[i].name, made);
        if (!taken || tries == 20)
            return made;
    }
}

static void fill(gen_doc *doc, gen_plan *plan)
{
    gen_random *random = &doc->random;
    uint32_t urusan = 1 + gen_below(random, 7), bidang = 1 + gen_below(random, 20), programs = 1 + gen_below(random, 3);

    plan->n = 0;
    for (uint32_t p = 1; p <= programs; p++) {
        int program = plan->n;
        sr_slice code = sr_arena_printf(&doc->arena, "%u.%02u.%02u", urusan, bidang, p);
        add(doc, plan, SR_LEVEL_PROGRAM, -1, code, gen_program_name(doc, p == 1));
        for (uint32_t k = 1, kegiatan = 1 + gen_below(random, 4); k <= kegiatan; k++) {
            int parent = plan->n;
            sr_slice kode = sr_arena_printf(&doc->arena, "%.*s.2.%02u", SR_FMT(code), k);
            add(doc, plan, SR_LEVEL_KEGIATAN, program, kode, fresh(doc, plan, gen_kegiatan_name));
            for (uint32_t s = 1, subs = 1 + gen_below(random, 6); s <= subs; s++) {
                sr_slice sub = sr_arena_printf(&doc->arena, "%.*s.%04u", SR_FMT(kode), s);
                gen_node *node = add(doc, plan, SR_LEVEL_SUB_KEGIATAN, parent, sub, fresh(doc, plan, gen_sub_name));
                spend(random, node->money);
            }
        }
    }
}

/* Each parent's money from its children's; parents stand before their children. */
static void add_up(gen_plan *plan)
{
    for (int i = plan->n - 1; i > 0; i--)
        for (int m = 0; m < GEN_MONEY_COUNT && plan->nodes[i].parent >= 0; m++)
            plan->nodes[plan->nodes[i].parent].money[m] += plan->nodes[i].money[m];
}

void gen_plan_make(gen_doc *doc, gen_plan *plan)
{
    doc->agency = gen_agency(doc);
    doc->region = gen_region(doc);
    doc->year = (int16_t)gen_between(&doc->random, 2019, 2026);
    doc->english = gen_chance(&doc->random, 3000);
    doc->grouped = gen_chance(&doc->random, 4000);
    doc->cents = gen_chance(&doc->random, 1000);
    doc->nil = gen_chance(&doc->random, 6000) ? SR_LIT("-") : SR_LIT("");
    doc->decimals = 2;
    fill(doc, plan);
    add_up(plan);
}

/* In most documents not every target is met to the dot. */
static void perform(gen_plan *plan, gen_random *random)
{
    enum { ALL_MET = 2500 };

    if (gen_chance(random, ALL_MET))
        return;
    for (int i = 0; i < plan->n; i++)
        for (int k = 0; k < plan->nodes[i].n_indicators; k++)
            for (int q = 0; q < 4; q++) {
                gen_indicator *indicator = &plan->nodes[i].indicators[k];
                int64_t most = indicator->quarter[q] + indicator->quarter[q] / 4;
                indicator->done[q] = gen_chance(random, 4000) ? indicator->quarter[q] : gen_between(random, 0, most);
            }
}

void gen_plan_extend(gen_plan *plan, gen_random *random)
{
    perform(plan, random);
    for (int i = 0; i < plan->n; i++)
        if (plan->nodes[i].level == SR_LEVEL_SUB_KEGIATAN)
            extend(random, plan->nodes[i].money);
        else
            memset(plan->nodes[i].money, 0, sizeof plan->nodes[i].money);
    add_up(plan);
}
