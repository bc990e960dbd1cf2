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
    static const char *const names[] = {"untried", "trivial", "exact", "rounded", "truncated", "near", "fails"};

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

static const struct {
    const char *what, *sheet, *relations;
} CASES[] = {
    {"nothing", "", ""},
    {"one number", "5\n", ""},
    {"zeros", "0 0 0\n0 0 0\n0 0 0\n", ""},
    {"equal columns", "17 17 4\n23 23 9\n541 541 2\n77 77 1\n", ""},
    {"small numbers close by chance", "1 2 3 5\n2 1 1 4\n3 2 5 7\n", ""},
    {"a total of a column", "a 4811172650\nb 148000000\nc 7400000\nd 67200900\nJumlah 5033773550\n",
     "down sum 4 = 0 1 2 3 in 1-1 exact 1\n"},
    {"one wrong cell", "a 1523 8840 10363\nb 7711 1205 8916\nc 9902 3317 13219\nd 4458 2209 6677\ne 6120 7718 13838\n",
     "across sum 3 = 1 2 in 0-4 exact 4 fails 1\n"},
};

static void cases(void **state)
{
    static sheet s;
    static const sr_discover_options options = {0};

    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        sr_arena arena = SR_ARENA_INIT;
        sr_buf out = {0};
        sheet_read(&s, CASES[i].sheet);
        sr_number_grid grid = {s.rows, s.columns, sheet_at, &s};
        sr_relations found = sr_discover(&arena, &grid, &options);
        tell(&found, &out);
        if (!sr_eq((sr_slice){out.ptr, out.len}, sr_str(CASES[i].relations)))
            fail_msg("%s:\n%.*s", CASES[i].what, (int)out.len, out.ptr);
        sr_buf_free(&out);
        sr_arena_free(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(cases)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
