/*
 * test_decimal.c - exact decimals: text in, text out, order, sums, and the edge of 38 digits.
 */
#include "core/decimal.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define NINES "99999999999999999999999999999999999999" /* 38 of them */

static sr_decimal parsed(const char *text)
{
    sr_decimal value = {0};

    if (!sr_decimal_parse(sr_str(text), &value))
        fail_msg("%s is not parsed", text);
    return value;
}

static void assert_text(sr_decimal value, const char *expected)
{
    char text[SR_DECIMAL_TEXT + 1];
    size_t n = sr_decimal_text(value, text);

    assert_true(n <= SR_DECIMAL_TEXT);
    text[n] = '\0';
    assert_string_equal(text, expected);
}

static void text_there_and_back(void **state)
{
    static const struct {
        const char *text, *back;
    } cases[] = {
        {"0", "0"},
        {"-1", "-1"},
        {"4.50", "4.50"}, /* zeros are kept as printed */
        {"0.05", "0.05"},
        {"-0.05", "-0.05"},
        {"00012", "12"},
        {"00.10", "0.10"},
        {"5357829000", "5357829000"},
        {"18446744073709551615", "18446744073709551615"}, /* 2^64 - 1 and beyond: two words */
        {"18446744073709551616", "18446744073709551616"},
        {"-18446744073709551616.25", "-18446744073709551616.25"},
        {NINES, NINES},
        {"-" NINES, "-" NINES},
        {"0." NINES, "0." NINES},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        assert_text(parsed(cases[i].text), cases[i].back);
}

static void what_is_no_plain_number(void **state)
{
    static const char *const cases[] = {"",    "-",    ".5",    "5.",       "1.2.3",     "1,5",          "+1",
                                        " 1",  "1 ",   "1e3",   "--1",      "0x1",       "1" NINES,      "0.0" NINES,
                                        "-.5", "12a4", "\0011", NINES ".1", NINES NINES, NINES NINES "1"};
    sr_decimal value;

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        if (sr_decimal_parse(sr_str(cases[i]), &value))
            fail_msg("'%s' is taken for a number", cases[i]);
}

static void binary_floating_point(void **state)
{
    static const struct {
        const char *text, *value; /* NULL: no value */
    } cases[] = {
        {"5357829000", "5357829000"},
        {"88.84", "88.84"},
        {"-0.5", "-0.5"},
        {".5", "0.5"},
        {"18.0", "18"}, /* zeros at the end mean nothing */
        {"18.", "18"},
        {"1.50", "1.5"},
        {"0.30000000000000004", "0.3"}, /* 0.1 + 0.2 */
        {"0.1899999999999999", "0.19"},
        {"6511438535.3300004", "6511438535.33"},
        {"-99.999999999999986", "-100"},
        {"0.123456789012345", "0.123456789012345"},
        {"3201234567890123", "3201234567890123"}, /* whole: every digit is kept */
        {"12345678901234567890", "12345678901234567890"},
        {"1.8247414125E10", "18247414125"},
        {"1.8247E+10", "18247000000"},
        {"1E-05", "0.00001"},
        {"2.5e-3", "0.0025"},
        {"1.1368683772161603E-13", "0.000000000000113686837721616"},
        {"1E-60", "0"},
        {"-0", "0"},
        {"0.0", "0"},
        {"1E37", "10000000000000000000000000000000000000"},
        {"1E38", NULL},
        {"1E+300", NULL},
        {"1" NINES, NULL},
        {"1E99999999999999999999", NULL},
        {"", NULL},
        {"-", NULL},
        {".", NULL},
        {"1,5", NULL},
        {"1E", NULL},
        {"1E+", NULL},
        {"1 000", NULL},
        {"+1", NULL},
        {"NaN", NULL},
        {"INF", NULL},
        {"1.2.3", NULL},
    };
    sr_decimal value;

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        bool read = sr_decimal_float(sr_str(cases[i].text), &value);
        if (read != (cases[i].value != NULL))
            fail_msg("'%s' is %sread", cases[i].text, read ? "" : "not ");
        if (read)
            assert_text(value, cases[i].value);
    }
}

static void order(void **state)
{
    static const struct {
        const char *a, *b;
        int expected;
    } cases[] = {
        {"4.5", "4.50", 0},
        {"0", "-0.00", 0},
        {"1", "2", -1},
        {"-1", "-2", 1},
        {"0.1", "0.09", 1},
        {"100", "99.999", 1},
        {NINES, "0.00000000000000000000000000000000000001", 1}, /* not on one scale: would overflow */
        {"-" NINES, "0.00000000000000000000000000000000000001", -1},
        {"0", "0.00000000000000000000000000000000000001", -1},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        sr_decimal a = parsed(cases[i].a), b = parsed(cases[i].b);
        if (sr_decimal_cmp(a, b) != cases[i].expected || sr_decimal_cmp(b, a) != -cases[i].expected)
            fail_msg("%s against %s: %d and %d", cases[i].a, cases[i].b, sr_decimal_cmp(a, b), sr_decimal_cmp(b, a));
    }
}

static void sums_and_differences(void **state)
{
    static const struct {
        const char *a, *b, *sum, *difference;
    } cases[] = {
        {"1", "2", "3", "-1"},
        {"0.1", "0.2", "0.3", "-0.1"}, /* where floating point fails */
        {"4.5", "0.05", "4.55", "4.45"},
        {"6329079568", "-1136202054", "5192877514", "7465281622"},
        {"9999999999.99", "0.01", "10000000000.00", "9999999999.98"},
    };
    sr_decimal out;

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        assert_true(sr_decimal_add(parsed(cases[i].a), parsed(cases[i].b), &out));
        assert_text(out, cases[i].sum);
        assert_true(sr_decimal_sub(parsed(cases[i].a), parsed(cases[i].b), &out));
        assert_text(out, cases[i].difference);
    }
    assert_false(sr_decimal_add(parsed(NINES), parsed(NINES), &out));
    assert_false(sr_decimal_add(parsed(NINES), parsed("0.1"), &out));
    assert_false(sr_decimal_sub(parsed("-" NINES), parsed(NINES), &out));
}

static void whole_numbers(void **state)
{
    (void)state;
    assert_true(sr_decimal_is_integer(parsed("12")));
    assert_true(sr_decimal_is_integer(parsed("12.00")));
    assert_true(sr_decimal_is_integer(parsed("-0.0")));
    assert_false(sr_decimal_is_integer(parsed("12.01")));
    assert_false(sr_decimal_is_integer(parsed("0.00000000000000000000000000000000000001")));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_there_and_back),
        cmocka_unit_test(what_is_no_plain_number),
        cmocka_unit_test(order),
        cmocka_unit_test(sums_and_differences),
        cmocka_unit_test(whole_numbers),
        cmocka_unit_test(binary_floating_point),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
