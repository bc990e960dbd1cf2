/* Tables drawn to a width. */
#include "cli/grid.h"
#include "cli/terminal.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

static sr_grid sample(sr_arena *arena)
{
    static const char *const cells[3][5] = {
        {"Penyusunan Dokumen Perencanaan Perangkat Daerah yang panjang sekali", "1234567890123", "12.5", "Bappeda", ""},
        {"Rapat", "7", "100", "Sekretariat Daerah Kabupaten yang juga panjang namanya", ""},
        {"", "-5", "", "katapanjangsekalitanpasatupunjedadidalamnyasamasekali", ""},
    };
    static const char *const titles[5] = {"1 Sub Kegiatan", "2 Pagu", "3 %", "4 Penanggung Jawab", "5 Kosong"};
    sr_grid grid;

    sr_grid_init(&grid, arena, 5);
    for (int c = 0; c < 5; c++)
        grid.columns[c].title = sr_str(titles[c]);
    grid.columns[0].anchor = true;
    for (int r = 0; r < 3; r++) {
        sr_grid_cell *row = sr_grid_row(&grid);
        for (int c = 0; c < 5; c++)
            row[c] = (sr_grid_cell){.text = sr_str(cells[r][c]), .number = c == 1 || c == 2};
        row[1].mark = r == 0 ? '~' : 0;
        if (r == 1)
            sr_grid_gap(&grid);
    }
    return grid;
}

/* Every line within the width, every number whole, a blank column left out; for any width. */
static void fits_any_width(void **state)
{
    (void)state;
    for (size_t width = 40; width <= 200; width += 7)
        for (int unicode = 0; unicode < 2; unicode++) {
            sr_arena arena = SR_ARENA_INIT;
            sr_buf out = {0};
            sr_grid grid = sample(&arena);
            sr_grid_draw(&grid, &(sr_pen){.width = width, .unicode = unicode}, &out);
            sr_slice text = {out.ptr, out.len};
            for (size_t at = 0; at < out.len;) {
                const char *end = memchr(out.ptr + at, '\n', out.len - at);
                assert_non_null(end);
                sr_slice line = {out.ptr + at, (size_t)(end - out.ptr) - at};
                if (sr_text_width(line) > width)
                    fail_msg("width %zu: %.*s", width, SR_FMT(line));
                at += line.len + 1;
            }
            assert_true(sr_find_nocase(text, SR_LIT("1234567890123~")) != SIZE_MAX);
            assert_true(sr_find_nocase(text, SR_LIT("12.5")) != SIZE_MAX);
            assert_true(sr_find_nocase(text, SR_LIT("Kosong")) == SIZE_MAX);
            sr_buf_free(&out);
            sr_arena_free(&arena);
        }
}

static void draws_as_expected(void **state)
{
    sr_arena arena = SR_ARENA_INIT;
    sr_buf out = {0};
    sr_grid grid = sample(&arena);

    (void)state;
    sr_grid_draw(&grid, &(sr_pen){.width = 78}, &out);
    sr_buf_char(&out, '\0');
    assert_string_equal(out.ptr, "  1 Sub Kegiatan           |        2 Pagu  |  3 % | 4 Penanggung Jawab\n"
                                 "  -------------------------+----------------+------+--------------------------\n"
                                 "  Penyusunan Dokumen       | 1234567890123~ | 12.5 | Bappeda\n"
                                 "  Perencanaan Perangkat    |                |      |\n"
                                 "  Daerah yang panjang se.. |                |      |\n"
                                 "  Rapat                    |             7  |  100 | Sekretariat Daerah\n"
                                 "                           |                |      | Kabupaten yang juga\n"
                                 "                           |                |      | panjang namanya\n"
                                 "  ...\n"
                                 "                           |            -5  |      | katapanjangsekalitanpasat\n"
                                 "                           |                |      | upunjedadidalamnyasamasek\n"
                                 "                           |                |      | ali\n");
    sr_buf_free(&out);
    sr_arena_free(&arena);
}

/* A document must not steer the terminal. */
static void nothing_steers(void **state)
{
    static const struct {
        sr_slice text;
        const char *plain;
    } cases[] = {
        {SR_LIT_INIT("\x1b[31mred\x1b[0m"), "[31mred [0m"},
        {SR_LIT_INIT("  two\n\n lines\t"), "two lines"},
        {SR_LIT_INIT("c1 \xc2\x9b"
                     "2J"),
         "c1 2J"},
        {SR_LIT_INIT("bad \xff byte"), "bad byte"},
        {SR_LIT_INIT("right \xe2\x80\xae to left"), "right to left"},
        {SR_LIT_INIT("m\xc2\xb2"), "m\xc2\xb2"},
        {SR_LIT_INIT(""), ""},
    };
    sr_arena arena = SR_ARENA_INIT;

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        sr_slice plain = sr_pen_plain(&arena, cases[i].text);
        if (!sr_eq(plain, sr_str(cases[i].plain)))
            fail_msg("case %zu: '%.*s', not '%s'", i, SR_FMT(plain), cases[i].plain);
    }
    sr_arena_free(&arena);
}

static void widths_of_text(void **state)
{
    (void)state;
    assert_int_equal(sr_text_width(SR_LIT("abc")), 3);
    assert_int_equal(sr_text_width(SR_LIT("m\xc2\xb2")), 2);
    assert_int_equal(sr_text_width(SR_LIT("e\xcc\x81")), 1);        /* a combining accent */
    assert_int_equal(sr_text_width(SR_LIT("\xe6\xbc\xa2")), 2);     /* a wide letter */
    assert_int_equal(sr_text_clip(SR_LIT("a\xe6\xbc\xa2z"), 2), 1); /* it does not fit in half */
    assert_int_equal(sr_text_clip(SR_LIT("e\xcc\x81z"), 1), 3);     /* the accent stays with its letter */
    assert_int_equal(sr_text_width(SR_LIT("\xff\xfe")), 2);
    unsetenv("COLUMNS");
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(sr_terminal_width(ends[1]), SR_WIDTH_DEFAULT);
    setenv("COLUMNS", "77", 1);
    assert_int_equal(sr_terminal_width(ends[1]), 77);
    setenv("COLUMNS", "3", 1);
    assert_int_equal(sr_terminal_width(ends[1]), 20);
    assert_false(sr_terminal_colours(ends[1]));
    close(ends[0]);
    close(ends[1]);
}

/* A sheet has 16,384 columns: what drawing takes must not grow with their square. */
static void takes_no_more_than_it_draws(void **state)
{
    enum { WIDE = 16384, MEMORY = 16 * 1024 * 1024 };
    sr_arena arena = SR_ARENA_INIT;
    sr_buf out = {0};
    sr_grid grid;

    (void)state;
    sr_grid_init(&grid, &arena, WIDE);
    sr_grid_cell *row = sr_grid_row(&grid);
    for (int c = 0; c < WIDE; c++) {
        grid.columns[c].title = SR_LIT("x");
        row[c] = (sr_grid_cell){.text = SR_LIT("5"), .number = true};
    }
    sr_grid_draw(&grid, &(sr_pen){.width = 80}, &out);
    if (arena.held > MEMORY)
        fail_msg("%zu bytes for %d columns", arena.held, WIDE);
    sr_buf_free(&out);
    sr_arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fits_any_width),    cmocka_unit_test(takes_no_more_than_it_draws),
        cmocka_unit_test(draws_as_expected), cmocka_unit_test(nothing_steers),
        cmocka_unit_test(widths_of_text),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
