#include "normalize/discover.h"

#include "core/buf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

/* A table in words: rows by '\n', cells by blanks; "_" is blank, "?" unreadable, letters are text. */
typedef struct sheet {
    uint32_t rows, columns;
    sr_number_state state[4096];
    sr_decimal value[4096];
} sheet;

static sr_number_state sheet_at(const void *context, uint32_t row, uint32_t column, sr_decimal *value)
{
    const sheet *s = context;

    *value = s->value[row * s->columns + column];
    return s->state[row * s->columns + column];
}

static void sheet_read(sheet *s, const char *text)
{
    uint32_t n = 0, in_row = 0;

    *s = (sheet){0};
    while (*text) {
        size_t len = strcspn(text, " \n");
        sr_slice cell = {text, len};
        if (len) {
            s->state[n] = cell.ptr[0] == '_'                     ? SR_NUMBER_BLANK
                          : cell.ptr[0] == '?'                   ? SR_NUMBER_UNKNOWN
                          : sr_decimal_parse(cell, &s->value[n]) ? SR_NUMBER_SET
                                                                 : SR_NUMBER_NONE;
            n++;
            in_row++;
        }
        text += len;
        if (*text == '\n' || !*text) {
            if (in_row && s->columns)
                assert_int_equal(in_row, s->columns);
            if (in_row)
                s->columns = in_row, s->rows++;
            in_row = 0;
        }
        text += *text != '\0';
    }
}

/* "across sum 3 = 1 2 in 0-4: exact 4 fails 1", a line each. */
static void tell(const sr_relations *found, sr_buf *out)
{
    static const char *const names[] = {"untried", "trivial", "exact", "rounded", "truncated", "fails"};

    for (size_t i = 0; i < found->n; i++) {
        const sr_relation *r = &found->items[i];
        sr_buf_printf(out, "%s %s %u =", r->axis == SR_ACROSS ? "across" : "down", sr_operator_name(r->op), r->result);
        for (uint32_t m = 0; m < r->n_members; m++)
            sr_buf_printf(out, " %u", r->members[m]);
        sr_buf_printf(out, " in");
        for (uint32_t m = 0; m < r->n_spans; m++)
            sr_buf_printf(out, " %u-%u", r->spans[m].from, r->spans[m].to);
        for (int c = 1; c < SR_CLOSING_COUNT; c++)
            if (r->closings[c])
                sr_buf_printf(out, " %s %u", names[c], r->closings[c]);
        sr_buf_char(out, '\n');
    }
}

/* ugly first */
static const struct {
    const char *what, *sheet, *relations;
} CASES[] = {
    {"nothing", "", ""},
    {"one number", "5\n", ""},
    {"text only", "a b\nc d\n", ""},
    {"zeros", "0 0 0\n0 0 0\n0 0 0\n", ""},
    {"equal columns", "17 17 4\n23 23 9\n541 541 2\n77 77 1\n", ""},
    {"the same row again and again", "40 60 100\n40 60 100\n40 60 100\n40 60 100\n40 60 100\n", ""},
    {"rows that are multiples of each other", "5 10 15\n10 20 30\n15 30 45\n20 40 60\n", ""},
    {"small numbers close by chance", "1 2 3 5\n2 1 1 4\n3 2 5 7\n", ""},
    {"one member that is not 0 is a copy", "0 817263 817263\n0 55127 55127\n0 901223 901223\n", ""},
    {"digits without end",
     "99999999999999999999999999999999999999 1 99999999999999999999999999999999999999\n"
     "12345678901234567890123456789012345678 1 12345678901234567890123456789012345679\n",
     ""},
    {"decimals without end",
     "0.33333333333333333333333333333333333333 0.66666666666666666666666666666666666667 1\n"
     "0.14285714285714285714285714285714285714 0.85714285714285714285714285714285714286 1\n",
     ""},

    {"a total of a column", "a 4811172650\nb 148000000\nc 7400000\nd 67200900\nJumlah 5033773550\n",
     "down sum 4 = 0 1 2 3 in 1-1 exact 1\n"},
    {"a total before its parts", "Program 5033773550\na 4811172650\nb 148000000\nc 7400000\nd 67200900\n",
     "down sum 0 = 1 2 3 4 in 1-1 exact 1\n"},
    {"zeros and blanks at the ends of a run are members, lines without numbers are not",
     "x x x\na _ 0\nb 4811172650 5127\nc _ 40031\nd 148000009 0\nJumlah 4959172659 45158\n",
     "down sum 5 = 1 2 3 4 in 1-2 exact 2\n"},
    {"one wrong cell", "a 1523 8840 10363\nb 7711 1205 8916\nc 9902 3317 13219\nd 4458 2209 6677\ne 6120 7718 13838\n",
     "across sum 3 = 1 2 in 0-4 exact 4 fails 1\n"},
    {"a missing member is nothing, an unreadable one is not tried, a missing total neither",
     "1523 8840 10363\n7711 _ 7711\n9902 ? 13219\n4458 2209 6667\n6120 7718 _\n8125 1093 9218\n",
     "across sum 2 = 0 1 in 0-5 trivial 1 exact 3\n"},
    {"negative numbers",
     "811204000 -13143400 798060600\n71203311 2200150 73403461\n55120000 -55120000 0\n90411 12 90423\n",
     "across sum 2 = 0 1 in 0-3 exact 4\n"},
    {"a difference is told as the sum that it is", "5127 3310 1817\n9011 4127 4884\n7310 5521 1789\n8842 990 7852\n",
     "across sum 0 = 1 2 in 0-3 exact 4\n"},
    {"decimals of different length", "10.5 0.25 10.75\n3.125 44 47.125\n1201.5 3.75 1205.25\n77 0.5 77.5\n",
     "across sum 2 = 0 1 in 0-3 exact 4\n"},
    {"rounded decimals add up but for their rounding",
     "33.3 33.3 33.4 99.9\n12.7 81.4 7.2 101.4\n45.1 61.9 3.3 110.3\n77.2 81.3 9.4 167.8\n22.9 57.8 1.7 82.4\n",
     "across sum 3 = 0 1 2 in 0-4 exact 2 rounded 3\n"},
    {"whole numbers do not round", "5127 8840 13966\n9011 4127 13139\n7310 5521 12832\n8842 990 9833\n", ""},

    {"a percentage, half up",
     "8511438535 6511438535 76.50\n71203311 12200150 17.13\n55120000 31337112 56.85\n90411777 81234567 89.85\n",
     "across percentage 2 = 1 0 in 0-3 rounded 4\n"},
    {"a percentage, cut off",
     "8511438535 6511438535 76.50\n71203311 12200157 17.13\n55120000 31337112 56.85\n90411777 81241777 89.85\n"
     "61000000 51427881 84.30\n",
     "across percentage 2 = 1 0 in 0-4 rounded 3 truncated 2\n"},
    {"a share is a ratio",
     "8511438535 6511438535 0.7650\n71203311 12200150 0.1713\n55120000 31337112 0.5685\n90411777 81234567 0.8985\n",
     "across ratio 2 = 1 0 in 0-3 rounded 4\n"},
    {"a change in percent", "811204 900311 10.98\n712033 512001 -28.09\n551200 613372 11.28\n904117 812345 -10.15\n",
     "across relative_change 2 = 1 0 in 0-3 rounded 4\n"},
    {"quantity times price", "12 35500 426000\n7 1250750 8755250\n31 42125 1305875\n9 77300 695700\n15 8150 122250\n",
     "across product 2 = 0 1 in 0-4 exact 5\n"},
    {"a mean of rows", "a 81 70.5\nb 77 64.25\nc 92 81.75\nd 65 58\nRata-rata 78.75 68.63\n",
     "down average 4 = 0 1 2 3 in 1-2 exact 1 rounded 1\n"},
    {"what sums to 100 is no mean of halves", "40 60 50 7\n30 70 50 9\n20 80 50 2\n", ""},

    {"totals of totals, each in its level",
     "A 9164127\na1 5033773\nx 4811172\ny 222601\na2 4130354\nx 4000351\ny 130003\nB 2118236\nb1 2118236\nx 1001118\n"
     "y 1117118\nJumlah 11282363\n",
     "down sum 0 = 1 4 in 1-1 exact 1\ndown sum 1 = 2 3 in 1-1 exact 1\ndown sum 4 = 5 6 in 1-1 exact 1\n"
     "down sum 8 = 9 10 in 1-1 exact 1\ndown sum 11 = 0 7 in 1-1 exact 1\n"},
    {"columns that belong together, every other one",
     "51 411172 79 130003 92 222601 222 763776\n37 900351 24 118236 41 117118 102 1135705\n"
     "85 771203 16 551207 63 904117 164 2226527\n29 811204 38 712033 14 90311 81 1613548\n",
     "across sum 6 = 0 2 4 in 0-3 exact 4\nacross sum 7 = 1 3 5 in 0-3 exact 4\n"},
    {"a sum over columns of percentages between",
     "4111 41.11 5889 58.89 10000\n2210 31.31 4848 68.69 7058\n901 9.65 8437 90.35 9338\n5127 60.18 3392 39.82 8519\n",
     "across percentage 1 = 0 4 in 0-3 exact 1 rounded 3\nacross percentage 3 = 2 4 in 0-3 exact 1 rounded 3\n"
     "across sum 4 = 0 2 in 0-3 exact 4\n"},
    {"columns in which nothing adds up are no part of the claim",
     "a 5033773 71 900311\nx 4811172 82 200150\ny 222601 60 700161\nb 4130354 44 613372\nx 4000351 31 112005\n"
     "y 130003 57 501367\nc 2118236 90 118236\nx 1001118 80 66118\ny 1117118 99 52118\n",
     "down sum 0 = 1 2 in 1-1 3-3 exact 2\ndown sum 3 = 4 5 in 1-1 3-3 exact 2\ndown sum 6 = 7 8 in 1-1 3-3 exact 2\n"},
    {"two tables in one sheet",
     "1523 8840 10363\n7711 1205 8916\n9902 3317 13219\n4458 2209 6667\n6120 7718 13838\nx x x\n"
     "9311 5127 4184\n8842 990 7852\n7310 5521 1789\n6127 1001 5126\n9901 7733 2168\n",
     "across sum 0 = 1 2 in 6-10 exact 5\nacross sum 2 = 0 1 in 0-4 exact 5\n"},
    {"a total copied elsewhere belongs to what stands beside its parts",
     "411172 130003 541175 9 541175\n900351 118236 1018587 7 1018587\n771203 551207 1322410 5 1322410\n"
     "811204 712033 1523237 2 1523237\n",
     "across sum 2 = 0 1 in 0-3 exact 4\n"},
    {"quarters that grow, and the year",
     "5127 3310 8437 2817 11254 9011 20265\n9011 4127 13138 5884 19022 1205 20227\n"
     "7310 5521 12831 1989 14820 3317 18137\n8842 990 9832 7152 16984 2209 19193\n",
     "across sum 2 = 0 1 in 0-3 exact 4\nacross sum 4 = 2 3 in 0-3 exact 4\nacross sum 6 = 4 5 in 0-3 exact 4\n"},
};

/* What is told of the slots is what each of them says. */
static void closings_agree(const sr_number_grid *grid, const sr_relation *r, const sr_discover_options *o,
                           const char *what)
{
    uint32_t closings[SR_CLOSING_COUNT] = {0};

    for (uint32_t k = 0; k < r->n_spans; k++)
        for (uint32_t slot = r->spans[k].from; slot <= r->spans[k].to; slot++)
            closings[sr_relation_closes(grid, r, slot, o)]++;
    for (int c = SR_CLOSING_TRIVIAL; c < SR_CLOSING_COUNT; c++)
        if (closings[c] != r->closings[c])
            fail_msg("%s: closing %d: %u told, %u found again", what, c, r->closings[c], closings[c]);
}

static void cases(void **state)
{
    static sheet s;
    int failures = 0;
    sr_arena scratch = SR_ARENA_INIT;

    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        const sr_discover_options options = {.scratch = i % 2 ? &scratch : NULL};
        sr_arena arena = SR_ARENA_INIT;
        sr_buf out = {0};
        sheet_read(&s, CASES[i].sheet);
        sr_number_grid grid = {s.rows, s.columns, sheet_at, &s};
        sr_relations found = sr_discover(&arena, &grid, &options);
        tell(&found, &out);
        if (!sr_eq((sr_slice){out.ptr, out.len}, sr_str(CASES[i].relations)))
            print_error("%s:\n%.*s", CASES[i].what, (int)out.len, out.ptr), failures++;
        for (size_t k = 0; k < found.n; k++)
            closings_agree(&grid, &found.items[k], &options, CASES[i].what);
        sr_buf_free(&out);
        sr_arena_free(&arena);
    }
    sr_arena_free(&scratch);
    assert_int_equal(failures, 0);
}

/* What the caller may allow: statistics are rounded, and told in fives or hundreds; or what it does not want. */
static void allowed(void **state)
{
    static const char rounded[] = "51275 88404 139678\n90113 41271 131385\n73102 55213 128314\n88421 9901 98323\n";
    static const char fives[] = "51275 88405 139685\n90115 41270 131380\n73105 55210 128320\n88420 9900 98325\n";
    static const char near[] = "51275 88404 139711\n90113 41271 131350\n73102 55213 128370\n88421 9901 98300\n";
    static const char both[] = "51275 88404 139679\n90113 41271 131384\n141388 129675 271063\n";
    static const char means[] = "1051 7290 3127\n2093 8115 4999\n3307 9041 6013\n2150.33 8148.67 4713\n";
    static const struct {
        const char *sheet;
        sr_discover_options options;
        const char *relations;
    } ALLOWED[] = {
        {rounded, {0}, ""},
        {rounded, {.rounded_integers = 1}, "across sum 2 = 0 1 in 0-3 rounded 4\n"},
        {fives, {.rounded_integers = 1}, ""},
        {fives, {.rounded_integers = 5}, "across sum 2 = 0 1 in 0-3 rounded 4\n"},
        {near, {.rounded_integers = 1}, ""},
        {both, {0}, "across sum 2 = 0 1 in 0-2 exact 3\ndown sum 2 = 0 1 in 0-2 exact 3\n"},
        {both, {.only = 1U << SR_ACROSS}, "across sum 2 = 0 1 in 0-2 exact 3\n"},
        {both, {.only = 1U << SR_DOWN}, "down sum 2 = 0 1 in 0-2 exact 3\n"},
        {means, {0}, "down average 3 = 0 1 2 in 0-2 exact 1 rounded 2\n"},
        {means, {.no_means = true}, ""},
    };
    static sheet s;

    (void)state;
    for (size_t i = 0; i < sizeof ALLOWED / sizeof *ALLOWED; i++) {
        sr_arena arena = SR_ARENA_INIT;
        sr_buf out = {0};
        sheet_read(&s, ALLOWED[i].sheet);
        sr_number_grid grid = {s.rows, s.columns, sheet_at, &s};
        sr_relations found = sr_discover(&arena, &grid, &ALLOWED[i].options);
        tell(&found, &out);
        if (!sr_eq((sr_slice){out.ptr, out.len}, sr_str(ALLOWED[i].relations)))
            fail_msg("%zu:\n%.*s", i, (int)out.len, out.ptr);
        sr_buf_free(&out);
        sr_arena_free(&arena);
    }
}

/* ---- bounds ---------------------------------------------------------------------------------- */

/* Numbers made up on the fly. */
typedef struct made_up {
    uint32_t columns;
    int kind;
} made_up;

static uint64_t mix(uint64_t x)
{
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9u;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBu;
    return x ^ (x >> 31);
}

enum { RANDOM, SMALL, CANCELLING, EQUAL, COUNTING, DECIMALS, UNKNOWN, HUGE_VALUES, KINDS };

static sr_number_state made_up_at(const void *context, uint32_t row, uint32_t column, sr_decimal *value)
{
    const made_up *m = context;
    uint64_t x = mix((uint64_t)row * m->columns + column + 1);

    switch (m->kind) {
    case RANDOM:
        *value = sr_dec((int64_t)(x % 10000000000u), 0);
        break;
    case SMALL:
        *value = sr_dec((int64_t)(x % 4), 0);
        break;
    case CANCELLING:
        *value = sr_dec(row % 2 ? -7310 - (int64_t)column : 7310 + (int64_t)column, 0);
        break;
    case EQUAL:
        *value = sr_dec(4711, 0);
        break;
    case COUNTING:
        *value = sr_dec((int64_t)row + 1, 0);
        break;
    case DECIMALS:
        *value = sr_dec((int64_t)(x % 10000), 2);
        break;
    case UNKNOWN:
        *value = sr_dec((int64_t)(x % 1000000), 0);
        return x % 3 ? SR_NUMBER_UNKNOWN : SR_NUMBER_SET;
    default:
        *value = (sr_decimal){(sr_int128)(x % 900000000000000000u) * 1000000000000, 12};
        value->coef = x % 2 ? value->coef : -value->coef;
        break;
    }
    return SR_NUMBER_SET;
}

/* Sheets full of holes, with a sum planted: what is told is true of every slot. */
static void holes(void **state)
{
    static sheet s;
    size_t found_n = 0;

    (void)state;
    for (uint32_t seed = 1; seed <= 300; seed++) {
        sr_arena arena = SR_ARENA_INIT;
        static const sr_number_state states[] = {SR_NUMBER_NONE, SR_NUMBER_BLANK, SR_NUMBER_UNKNOWN};
        const sr_discover_options o = {.thorough = seed % 2, .rounded_integers = seed % 5};
        s.rows = 3 + seed % 30, s.columns = 4 + seed % 11;
        for (uint32_t i = 0; i < s.rows * s.columns; i++) {
            uint64_t x = mix(((uint64_t)seed << 32) + i);
            s.state[i] = x % 16 < 3 ? states[x % 16] : SR_NUMBER_SET;
            s.value[i] =
                sr_dec((int64_t)(x >> 8) % (seed % 3 ? 1000000 : 12) - (seed % 7 ? 0 : 500), (int32_t)(seed % 3));
        }
        for (uint32_t r = 0; r < s.rows; r++) {
            sr_decimal *row = s.value + r * s.columns;
            if (mix(r + seed) % 8)
                sr_decimal_add(row[0], row[1], &row[2]);
        }
        sr_number_grid grid = {s.rows, s.columns, sheet_at, &s};
        sr_relations found = sr_discover(&arena, &grid, &o);
        found_n += found.n;
        for (size_t k = 0; k < found.n; k++)
            closings_agree(&grid, &found.items[k], &o, "holes");
        sr_arena_free(&arena);
    }
    assert_true(found_n > 100);
}

/* A million cells take as many steps a cell as any others, however unlucky: and thorough is no licence. */
static void work_is_bounded(void **state)
{
    static const struct {
        uint32_t rows, columns;
        bool thorough;
    } SIZES[] = {{100000, 10, false}, {250, 4000, false}, {1, 16384, false}, {40000, 1, false}, {300, 30, true}};

    (void)state;
    for (size_t i = 0; i < sizeof SIZES / sizeof *SIZES; i++)
        for (int kind = 0; kind < KINDS; kind++) {
            sr_arena arena = SR_ARENA_INIT;
            made_up m = {SIZES[i].columns, kind};
            sr_number_grid grid = {SIZES[i].rows, SIZES[i].columns, made_up_at, &m};
            sr_discover_options options = {.thorough = SIZES[i].thorough};
            uint64_t cells = (uint64_t)SIZES[i].rows * SIZES[i].columns;
            uint64_t most =
                (SR_DISCOVER_WORK_LEAST + cells * SR_DISCOVER_WORK) * (SIZES[i].thorough ? SR_DISCOVER_THOROUGH : 1);
            sr_relations found = sr_discover(&arena, &grid, &options);
            /* The last step begun is finished. */
            if (found.work > most + most / 4)
                fail_msg("%u x %u of kind %d: %llu steps", SIZES[i].rows, SIZES[i].columns, kind,
                         (unsigned long long)found.work);
            if (kind == RANDOM)
                assert_int_equal(found.n, 0);
            sr_arena_free(&arena);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cases),
        cmocka_unit_test(allowed),
        cmocka_unit_test(holes),
        cmocka_unit_test(work_is_bounded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
