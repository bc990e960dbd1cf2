/* Running sums: what they find is what trying every number of rows finds. */
#include "normalize/sums.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { ROWS = 12, COLUMNS = 3, ROUNDS = 20000 };

static uint64_t seed = 20230707;

static uint32_t below(uint32_t n)
{
    seed = seed * 6364136223846793005u + 1442695040888963407u;
    return (uint32_t)(seed >> 33) % n;
}

static sr_amounts amounts_of(sr_arena *arena, const char *text)
{
    sr_amounts out = sr_amounts_new(arena, COLUMNS);
    uint32_t c = 0;

    for (const char *at = text; *at; c++) {
        size_t len = strcspn(at, " ");
        sr_decimal value;
        if (at[0] == '?')
            out.unknown |= 1u << c;
        else if (at[0] != '-') {
            assert_true(sr_decimal_parse((sr_slice){at, len}, &value));
            sr_amounts_set(&out, c, value);
        }
        at += len + (at[len] == ' ');
    }
    return out;
}

/* The rows stand under the whole, in order. */
static const struct {
    const char *name, *whole, *rows[6];
    uint32_t least, most; /* 0: not found */
} cases[] = {
    {"two rows", "30 3 -", {"10 1 -", "20 2 -", "5 5 -"}, 2, 2},
    {"one row with the same amounts", "30 3 -", {"30 3 -", "30 3 -"}, 1, 1},
    {"zeros behind", "30 - -", {"10 - -", "20 - -", "- - -", "- - -", "1 - -"}, 2, 4},
    {"zeros before", "30 - -", {"- - -", "10 - -", "20 - -"}, 3, 3},
    {"other columns cut the zeros", "30 7 -", {"10 3 -", "20 1 -", "- 3 -", "- - -", "1 - -"}, 3, 4},
    {"columns that do not agree", "30 8 -", {"10 3 -", "20 1 -", "- 3 -"}, 0, 0},
    {"more than there is", "31 - -", {"10 - -", "20 - -"}, 0, 0},
    {"stepped over", "25 - -", {"10 - -", "20 - -"}, 0, 0},
    {"nothing under it", "30 - -", {NULL}, 0, 0},
    {"zeros are the sum of zeros", "- - -", {"- - -", "- - -", "5 - -"}, 1, 2},
    {"zero over an amount", "- - -", {"5 - -"}, 0, 0},
    {"decimals", "0.75 - -", {"0.5 - -", "0.2500 - -"}, 2, 2},
    {"too many decimals to sum", "0.00001 - -", {"0.00001 - -"}, 1, 1}, /* told by the other columns, which are zero */
    {"an unknown whole says nothing in its column", "? 3 -", {"10 1 -", "20 2 -"}, 2, 2},
    {"an unknown row in between leaves it to the other column", "30 3 -", {"10 1 -", "? 1 -", "- 1 -"}, 3, 3},
    {"an unknown row behind the sum", "30 - -", {"10 - -", "20 - -", "? - -"}, 2, 2},
    {"nothing but the unknown", "30 ? ?", {"10 - -", "? - -"}, 0, 0},
    {"what is known is too much already", "30 - -", {"40 - -", "? - -"}, 0, 0},
    {"negative is not known", "-5 - -", {"-5 - -"}, 1, 1},
};

static void finds(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        sr_arena arena = SR_ARENA_INIT;
        sr_pile *pile = sr_pile_new(&arena, 6, COLUMNS);
        sr_amounts whole = amounts_of(&arena, cases[i].whole);
        uint32_t n = 0, least = 0, most = 0;

        while (n < 6 && cases[i].rows[n])
            n++;
        while (n-- > 0) {
            sr_amounts row = amounts_of(&arena, cases[i].rows[n]);
            sr_pile_push(pile, &row);
        }
        bool found = sr_pile_find(pile, &whole, 7, &least, &most);
        if (found != (cases[i].least > 0) || (found && (least != cases[i].least || most != cases[i].most)))
            fail_msg("%s: found %d, %u to %u", cases[i].name, found, least, most);
        sr_arena_free(&arena);
    }
}

/* All columns known: every number of rows tried gives the same. */
static void as_by_trying(void **state)
{
    sr_arena arena = SR_ARENA_INIT;
    uint32_t hits = 0;

    (void)state;
    for (int round = 0; round < ROUNDS; round++) {
        sr_pile *pile = sr_pile_new(&arena, ROWS, COLUMNS);
        sr_amounts rows[ROWS], whole = sr_amounts_new(&arena, COLUMNS);
        uint32_t n = 1 + below(ROWS), mask = 1 + below(7), least = 0, most = 0, want_least = 0, want_most = 0;

        for (uint32_t r = 0; r < n; r++) {
            rows[r] = sr_amounts_new(&arena, COLUMNS);
            for (uint32_t c = 0; c < COLUMNS; c++)
                sr_amounts_set(&rows[r], c, sr_dec(below(3), 0));
            sr_pile_push(pile, &rows[r]);
            if (below(5) == 0) { /* taken off and put on again: no trace */
                sr_pile_pop(pile, 1);
                sr_pile_push(pile, &rows[r]);
            }
        }
        for (uint32_t c = 0; c < COLUMNS; c++)
            sr_amounts_set(&whole, c, sr_dec(below(6), 0));
        for (uint32_t k = 1; k <= n; k++) {
            sr_amounts sum = sr_amounts_new(&arena, COLUMNS);
            bool equal = true;
            for (uint32_t r = n - k; r < n; r++)
                sr_amounts_add(&sum, &rows[r], COLUMNS, 1);
            for (uint32_t c = 0; c < COLUMNS; c++)
                equal &= !(mask >> c & 1) || sum.at[c] == whole.at[c];
            want_least = equal && !want_least ? k : want_least;
            want_most = equal ? k : want_most;
        }
        bool found = sr_pile_find(pile, &whole, mask, &least, &most);
        assert_int_equal(found, want_least > 0);
        if (found) {
            assert_int_equal(least, want_least);
            assert_int_equal(most, want_most);
        }
        hits += found;
        sr_arena_reset(&arena);
    }
    assert_true(hits > 100);
    sr_arena_free(&arena);
}

static void agreement(void **state)
{
    sr_arena arena = SR_ARENA_INIT;
    sr_amounts a = amounts_of(&arena, "251565000 - 7"), b = amounts_of(&arena, "251565000 - 8");

    (void)state;
    sr_agreement x = sr_amounts_compare(&a, &b, 7);
    assert_int_equal(x.equal, 1);
    assert_int_equal(x.other, 4);
    assert_int_equal(x.digits, 6);
    assert_int_equal(sr_amounts_compare(&a, &b, 6).equal, 0);
    a = amounts_of(&arena, "1200 1200 45"); /* a column that repeats its neighbour proves nothing more */
    assert_int_equal(sr_amounts_compare(&a, &a, 7).digits, 4);
    b = amounts_of(&arena, "1200 ? 45");
    x = sr_amounts_compare(&a, &b, 7);
    assert_int_equal(x.equal, 5);
    assert_int_equal(x.other, 0);
    sr_arena_free(&arena);
}

static void huge(void **state)
{
    sr_arena arena = SR_ARENA_INIT;
    sr_amounts a = amounts_of(&arena, "999999999999999999999999 1000000000000000000000000 1");

    (void)state;
    assert_int_equal(a.unknown, 2); /* what cannot be summed without care is not known */
    sr_arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds),
        cmocka_unit_test(as_by_trying),
        cmocka_unit_test(agreement),
        cmocka_unit_test(huge),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
