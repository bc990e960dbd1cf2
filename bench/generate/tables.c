/*
 * The plan as tables. A kind of table is a list of columns, each with what it shows, what is true of it and how its
 * header reads, and a way to make rows: the leaves with names filled down, or the whole tree.
 */
#include "bench/generate/spec.h"

/* One of the texts between the bars, its years put in. */
static sr_slice choose(gen_doc *doc, const char *text, uint32_t draw)
{
    uint32_t n = 1;
    char out[256];
    size_t len = 0;

    for (const char *c = text; *c; c++)
        n += *c == '|';
    for (uint32_t skip = draw % n; skip; skip--)
        text = strchr(text, '|') + 1;
    for (; *text && *text != '|' && len + 8 < sizeof out; text++) {
        static const struct {
            char letter;
            int offset;
        } years[] = {{'Y', 0}, {'P', -1}, {'N', 1}, {'E', 3}};
        size_t y = 0;
        while (*text == '{' && y < 4 && years[y].letter != text[1])
            y++;
        if (*text == '{' && y < 4) {
            int year = doc->year + years[y].offset;
            for (int digit = 1000; digit; digit /= 10)
                out[len++] = (char)('0' + year / digit % 10);
            text += 2;
        } else {
            out[len++] = *text;
        }
    }
    return sr_arena_copy(&doc->arena, (sr_slice){out, len});
}

/* ---- cells -------------------------------------------------------------------------------------------- */

/* A whole number with thousands separators, and decimals behind the decimal sign. */
sr_slice gen_number(gen_doc *doc, int64_t coef, int scale, bool separators)
{
    char reversed[64], out[64];
    size_t n = 0, len = 0;
    int digits = 0;
    bool negative = coef < 0;
    uint64_t left = negative ? (uint64_t)-coef : (uint64_t)coef;

    for (; digits < scale; digits++, left /= 10)
        reversed[n++] = (char)('0' + left % 10);
    if (scale)
        reversed[n++] = doc->english ? '.' : ',';
    digits = 0;
    do {
        if (separators && digits && digits % 3 == 0)
            reversed[n++] = doc->english ? ',' : '.';
        reversed[n++] = (char)('0' + left % 10);
        left /= 10;
        digits++;
    } while (left);
    if (negative)
        out[len++] = '(';
    while (n)
        out[len++] = reversed[--n];
    if (negative)
        out[len++] = ')';
    return sr_arena_copy(&doc->arena, (sr_slice){out, len});
}

static gen_cell text_cell(sr_slice text)
{
    return (gen_cell){.text = text, .stands = true};
}

static gen_cell nil_cell(const gen_doc *doc)
{
    return text_cell(doc->nil);
}

static gen_cell number_cell(gen_doc *doc, int64_t coef, int scale, bool separated)
{
    sr_slice text = gen_number(doc, coef, scale, separated);
    sr_decimal value = sr_dec(coef, scale);

    return (gen_cell){.text = text,
                      .value = value,
                      .printed = value,
                      .has_value = true,
                      .stands = true,
                      .separated = separated,
                      .digits = (uint16_t)text.len};
}

static gen_cell money_cell(gen_doc *doc, int64_t rupiah)
{
    return doc->cents ? number_cell(doc, rupiah * 100, 2, true) : number_cell(doc, rupiah, 0, true);
}

static void sign_percent(gen_doc *doc, gen_cell *cell)
{
    cell->text = sr_arena_printf(&doc->arena, doc->seed % 2 ? "%.*s%%" : "%.*s %%", SR_FMT(cell->text));
    cell->percent = true;
}

static gen_cell quantity_cell(gen_doc *doc, int64_t n, const gen_unit_word *unit, bool with_unit)
{
    gen_cell cell = number_cell(doc, n, 0, doc->grouped);

    if (with_unit && unit == &gen_unit_percent) {
        sign_percent(doc, &cell);
    } else if (with_unit) {
        cell.text = sr_arena_printf(&doc->arena, "%.*s %c%s", SR_FMT(cell.text), unit->name[0] - 32, unit->name + 1);
        cell.unit = sr_str(unit->name);
    }
    return cell;
}

int64_t gen_ratio(const gen_doc *doc, int64_t share, int64_t whole, int64_t factor)
{
    sr_int128 twice = (sr_int128)(share < 0 ? -share : share) * factor * 2;
    int64_t part = whole == 0 ? 0 : (int64_t)((doc->truncated ? twice : twice + whole) / ((sr_int128)whole * 2));

    return share < 0 ? -part : part;
}

static gen_cell ratio_cell(gen_doc *doc, int64_t share, int64_t whole)
{
    static const int64_t factors[] = {100, 1000, 10000};
    gen_cell cell = number_cell(doc, gen_ratio(doc, share, whole, factors[doc->decimals]), doc->decimals, false);

    if (doc->percent_sign)
        sign_percent(doc, &cell);
    return cell;
}

static gen_cell percent_cell(gen_doc *doc, int64_t percent)
{
    return quantity_cell(doc, percent, &gen_unit_percent, true);
}

typedef struct source { /* what a row shows */
    const gen_plan *plan;
    const gen_node *node;
    const gen_indicator *indicator;
    bool first;            /* of the node's indicators */
    bool tree;             /* rows of all levels; else names are filled down */
    const gen_node *above; /* the node of the row before, NULL at the start */
    int number, row;
} source;

static gen_cell filled_down(const source *s, int at, int above_at, sr_slice text)
{
    return at == above_at || !s->first ? text_cell((sr_slice){0}) : text_cell(text);
}

static gen_cell name_cell(gen_doc *doc, const spec *column, const source *s)
{
    const gen_node *nodes = s->plan->nodes;
    int program = s->node->program, above_program = s->above ? s->above->program : -1;
    int kegiatan = s->node->kegiatan, above_kegiatan = s->above ? s->above->kegiatan : -1;

    switch (column->what) {
    case P_NO: {
        sr_slice no = sr_arena_printf(&doc->arena, "%d", s->number);
        return filled_down(s, program, above_program, no);
    }
    case P_ROW_NO:
        return text_cell(s->first ? sr_arena_printf(&doc->arena, "%d", s->row) : (sr_slice){0});
    case P_GOAL:
        return filled_down(s, program, above_program, nodes[program].goal);
    case P_SASARAN:
        return s->tree ? text_cell(s->first ? s->node->sasaran : (sr_slice){0})
                       : filled_down(s, program, above_program, nodes[program].sasaran);
    case P_GOAL_INDICATOR:
        return filled_down(s, program, above_program, nodes[program].indicators[0].text);
    case P_PROGRAM:
        return filled_down(s, program, above_program, nodes[program].name);
    case P_KEGIATAN:
        return filled_down(s, kegiatan, above_kegiatan, nodes[kegiatan].name);
    case P_SUB:
    case P_NAME:
        return text_cell(s->first ? s->node->name : (sr_slice){0});
    case P_CODE:
        return text_cell(s->first ? s->node->code : (sr_slice){0});
    case P_INDICATOR:
        return text_cell(s->indicator->text);
    case P_RESPONSIBLE:
        return text_cell(s->first ? s->node->responsible : (sr_slice){0});
    case P_LOCATION:
        return text_cell(s->first ? s->node->location : (sr_slice){0});
    case P_FUND:
        return text_cell(s->first ? s->node->fund : (sr_slice){0});
    case P_UNIT: {
        const char *unit = s->indicator->unit->name;
        return unit[0] == '%' ? text_cell(SR_LIT("%"))
                              : text_cell(sr_arena_printf(&doc->arena, "%c%s", unit[0] - 32, unit + 1));
    }
    default:
        return text_cell((sr_slice){0});
    }
}

static gen_cell money_part(gen_doc *doc, const spec *column, const int64_t *money)
{
    int64_t to_date = money[GEN_MONEY_PAST] + money[GEN_MONEY_REAL], sum = to_date + money[GEN_MONEY_PLAN];

    switch (column->what) {
    case P_MONEY:
        return money[column->detail] ? money_cell(doc, money[column->detail])
               : doc->nil.len        ? nil_cell(doc)
                                     : money_cell(doc, 0);
    case P_MONEY_RATIO:
        return ratio_cell(doc, money[GEN_MONEY_REAL], money[GEN_MONEY_PAGU]);
    case P_MONEY_ROUND:
        return percent_cell(doc, gen_ratio(doc, money[GEN_MONEY_REAL], money[GEN_MONEY_PAGU], 100));
    case P_FISIK:
        return percent_cell(doc, money[GEN_MONEY_PAGU] % 101);
    case P_MONEY_SUM:
        return money_cell(doc, sum);
    case P_MONEY_SUM_RATIO:
        return ratio_cell(doc, sum, money[GEN_MONEY_RENSTRA]);
    case P_MONEY_LEFT:
        return money_cell(doc, money[GEN_MONEY_PAGU] - money[GEN_MONEY_REAL]);
    case P_MONEY_CHANGE:
        return money_cell(doc, money[GEN_MONEY_REVISED] - money[GEN_MONEY_PAGU]);
    case P_MONEY_CHANGE_RATIO:
        return ratio_cell(doc, money[GEN_MONEY_REVISED] - money[GEN_MONEY_PAGU], money[GEN_MONEY_PAGU]);
    case P_MONEY_TO_DATE:
        return money_cell(doc, to_date);
    case P_MONEY_TO_DATE_RATIO:
        return ratio_cell(doc, to_date, money[GEN_MONEY_RENSTRA]);
    default:
        return text_cell((sr_slice){0});
    }
}

static gen_cell quarter_cell(gen_doc *doc, int64_t n, const gen_unit_word *unit)
{
    return n ? quantity_cell(doc, n, unit, true) : nil_cell(doc);
}

static gen_cell quantity_part(gen_doc *doc, const spec *column, const source *s)
{
    const gen_indicator *i = s->indicator;
    bool program_row = s->tree && s->node->level == SR_LEVEL_PROGRAM;
    bool percent = i->unit == &gen_unit_percent;
    int64_t total = i->past + i->real + i->year, year = i->done[0] + i->done[1] + i->done[2] + i->done[3];

    if (column->what == P_GOAL_QUARTER) {
        const gen_node *program = &s->plan->nodes[s->node->program];
        bool show = s->first && (!s->above || s->above->program != s->node->program);
        return show ? quarter_cell(doc, program->indicators[0].quarter[column->detail - 1], &gen_unit_percent)
                    : text_cell((sr_slice){0});
    }
    if (program_row && column->what != P_TARGET_UNIT && column->what != P_YEAR_VALUE)
        return text_cell((sr_slice){0});
    switch (column->what) {
    case P_QUARTER:
        return quarter_cell(doc, i->quarter[column->detail - 1], i->unit);
    case P_YEAR_VALUE: {
        sr_decimal v = i->years[column->detail];
        return number_cell(doc, (int64_t)v.coef, v.scale, false);
    }
    case P_TARGET_UNIT:
        return quantity_cell(doc, i->year, i->unit, true);
    case P_RENSTRA_UNIT:
        return quantity_cell(doc, i->renstra, i->unit, true);
    case P_PAST:
        return quantity_cell(doc, i->past, i->unit, percent);
    case P_TARGET:
    case P_PLAN:
        return quantity_cell(doc, i->year, i->unit, percent);
    case P_REAL:
        return quantity_cell(doc, i->real, i->unit, percent);
    case P_SUM:
        return quantity_cell(doc, total, i->unit, percent);
    case P_SUM_RATIO:
        return ratio_cell(doc, total, i->renstra);
    case P_QUARTER_REAL:
        return quantity_cell(doc, i->done[column->detail - 1], i->unit, percent);
    case P_REAL_TOTAL:
        return quantity_cell(doc, year, i->unit, percent);
    case P_REAL_RATIO:
        return ratio_cell(doc, year, i->year);
    case P_TO_DATE:
        return quantity_cell(doc, i->past + year, i->unit, percent);
    case P_TO_DATE_RATIO:
        return ratio_cell(doc, i->past + year, i->renstra);
    default:
        return text_cell((sr_slice){0});
    }
}

static gen_cell cell_of(gen_doc *doc, const spec *column, const source *s)
{
    if (column->what < P_YEAR_VALUE && column->what != P_GOAL_QUARTER && column->what != P_QUARTER)
        return name_cell(doc, column, s);
    if (column->what >= P_MONEY)
        return s->first ? money_part(doc, column, s->node->money) : text_cell((sr_slice){0});
    return quantity_part(doc, column, s);
}

/* ---- rows ----------------------------------------------------------------------------------------------- */

static gen_row *push_row(gen_doc *doc, gen_table *table, sr_row_kind kind)
{
    gen_row *row = SR_PUSH(&doc->arena, table->rows, table->n_rows, table->cap_rows);

    *row = (gen_row){.kind = (uint8_t)kind, .level = GEN_ANY, .parent = -2, .node = -1};
    row->cells = SR_NEW_ARRAY(&doc->arena, gen_cell, table->n_columns);
    return row;
}

static void name_row(gen_row *row, const source *s, int parent_row)
{
    const gen_node *nodes = s->plan->nodes;

    row->program = nodes[s->node->program].name;
    if (s->node->kegiatan >= 0)
        row->kegiatan = nodes[s->node->kegiatan].name;
    if (s->node->level == SR_LEVEL_SUB_KEGIATAN)
        row->sub_kegiatan = s->node->name;
    row->indicator = s->indicator->text;
    if (s->tree && s->first) {
        row->level = s->node->level;
        row->parent = parent_row;
        row->code = s->node->code;
    }
}

/* What a table without a column cannot tell is not asked of its rows. */
static void forget(const gen_table *table, gen_row *row, bool tree)
{
    bool role[SR_ROLE_COUNT] = {false};

    for (uint32_t c = 0; c < table->n_columns; c++)
        role[table->columns[c].role] = true;
    if (!role[SR_ROLE_INDICATOR])
        row->indicator = (sr_slice){0};
    if (!role[SR_ROLE_CODE])
        row->code = (sr_slice){0};
    if (tree && !role[SR_ROLE_CODE]) {
        row->level = GEN_ANY;
        row->parent = -2;
        row->program = row->kegiatan = row->sub_kegiatan = (sr_slice){0};
    }
}

static void sum_programs(const gen_plan *plan, int64_t money[GEN_MONEY_COUNT])
{
    for (int i = 0; i < plan->n; i++)
        for (int m = 0; m < GEN_MONEY_COUNT && plan->nodes[i].level == SR_LEVEL_PROGRAM; m++)
            money[m] += plan->nodes[i].money[m];
}

/* A heading without numbers, then the agency with the sums of its programs; neither has a code. */
static void agency_rows(gen_doc *doc, const gen_plan *plan, gen_table *table, const spec *specs)
{
    int64_t money[GEN_MONEY_COUNT] = {0};
    gen_row *row = push_row(doc, table, SR_ROW_SUBTOTAL);

    sum_programs(plan, money);
    table->heading = SR_LIT("UNSUR PENUNJANG URUSAN PEMERINTAHAN");
    for (uint32_t c = 0; c < table->n_columns; c++)
        row->cells[c] = specs[c].what >= P_MONEY ? money_part(doc, &specs[c], money)
                                                 : text_cell(specs[c].what == P_NAME ? doc->agency : (sr_slice){0});
}

static void total_row(gen_doc *doc, const gen_plan *plan, gen_table *table, const spec *specs)
{
    int64_t money[GEN_MONEY_COUNT] = {0};
    gen_row *row = push_row(doc, table, SR_ROW_TOTAL);
    bool labelled = table->kind != GEN_KIND_ACTION || gen_chance(&doc->random, 5000), named = false;

    sum_programs(plan, money);
    for (uint32_t c = 0; c < table->n_columns; c++) {
        uint8_t what = specs[c].what;
        if (what >= P_MONEY) {
            row->cells[c] = money_part(doc, &specs[c], money);
        } else if (labelled && !named && (what == P_NAME || what == P_SUB)) {
            row->cells[c] = text_cell(doc->seed % 3 ? SR_LIT("JUMLAH") : SR_LIT("Total"));
            named = true;
        } else {
            row->cells[c] = text_cell((sr_slice){0});
        }
    }
}

static bool is_shown(const gen_node *node, rows_of rows)
{
    if (rows == LEAVES)
        return node->level == SR_LEVEL_SUB_KEGIATAN;
    return rows == TREE || node->level != SR_LEVEL_SUB_KEGIATAN;
}

static void columns_of(gen_doc *doc, gen_table *table, const spec *specs)
{
    uint32_t draw = gen_below(&doc->random, 720720), no = 0;
    static const int8_t offset[] = {[Y_THIS] = 0, [Y_NEXT] = 1, [Y_END] = 3};

    for (uint32_t c = 0; c < table->n_columns; c++) {
        const spec *s = &specs[c];
        gen_column *column = &table->columns[c];
        *column = (gen_column){.role = s->role,
                               .measure = s->measure,
                               .measure_too = s->measure_too,
                               .aspect = s->aspect,
                               .revision = s->revision,
                               .what = s->what,
                               .detail = s->detail,
                               .money = s->aspect == SR_ASPECT_MONEY};
        if (s->what == P_QUARTER || s->what == P_GOAL_QUARTER || s->what == P_QUARTER_REAL)
            column->quarter = s->detail;
        if (s->what == P_MONEY && s->detail >= GEN_MONEY_Q1 && s->detail <= GEN_MONEY_CASH4)
            column->quarter = (uint8_t)((s->detail - GEN_MONEY_Q1) % 4 + 1);
        if (s->year_at == Y_OWN)
            column->year = (int16_t)(2021 + s->detail - (s->what == P_MONEY ? GEN_MONEY_Y1 : 0));
        else if (s->year_at != Y_NONE)
            column->year = (int16_t)(doc->year + (s->year_at < 0 ? -1 : offset[s->year_at]));
        for (uint32_t h = 0; h < table->header_rows; h++)
            column->header[h] = choose(doc, s->header[h], draw);
        no++;
        column->number = s->number[0] == '#' ? sr_arena_printf(&doc->arena, "%u", no) : choose(doc, s->number, draw);
    }
}

void gen_table_make(gen_doc *doc, const gen_plan *plan, gen_kind kind)
{
    gen_table *table = SR_PUSH(&doc->arena, doc->tables, doc->n_tables, doc->cap_tables);
    const spec *specs = gen_specs[kind].specs;
    int row_of_node[GEN_NODES_MAX];
    source s = {.plan = plan, .tree = gen_specs[kind].rows != LEAVES};

    *table = (gen_table){.kind = (uint8_t)kind,
                         .n_columns = gen_specs[kind].n,
                         .header_rows = gen_specs[kind].header_rows,
                         .number_row = gen_specs[kind].number_row};
    table->title = choose(doc, gen_specs[kind].title, gen_below(&doc->random, 60));
    columns_of(doc, table, specs);
    bool agency = gen_specs[kind].agency && gen_chance(&doc->random, 5000), indicators = false;
    for (uint32_t c = 0; c < table->n_columns; c++)
        indicators |= specs[c].what == P_INDICATOR;
    if (agency)
        agency_rows(doc, plan, table, specs);
    for (int i = 0; i < plan->n; i++) {
        const gen_node *node = &plan->nodes[i];
        if (!is_shown(node, gen_specs[kind].rows))
            continue;
        row_of_node[i] = (int)table->n_rows;
        if (!s.above || s.above->program != node->program)
            s.number++;
        s.row++;
        for (int k = 0; k < (indicators ? node->n_indicators : 1); k++) {
            s.node = node;
            s.indicator = &node->indicators[k];
            s.first = k == 0;
            gen_row *row = push_row(doc, table, SR_ROW_DETAIL);
            row->node = s.first ? i : -1;
            for (uint32_t c = 0; c < table->n_columns; c++)
                row->cells[c] = cell_of(doc, &specs[c], &s);
            name_row(row, &s, node->parent < 0 ? (agency ? -2 : -1) : row_of_node[node->parent]);
            forget(table, row, s.tree);
        }
        s.above = node;
    }
    if (gen_specs[kind].total)
        total_row(doc, plan, table, specs);
}
