/*
 * test_finding.c - the catalogue: codes and names are for ever, so they are unique, well formed and found again.
 */
#include "core/finding.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define EACH_CODE(code) for (sr_finding_code code = SR_FINDING_NONE + 1; code < SR_FINDING_COUNT; code++)

static void codes_are_well_formed(void **state)
{
    (void)state;
    EACH_CODE(code)
    {
        const sr_finding_info *info = sr_finding_info_of(code);
        assert_int_equal(strlen(info->code), 4);
        assert_non_null(strchr("DSNUCR", info->code[0]));
        assert_int_equal(strspn(info->code + 1, "0123456789"), 3);
        assert_int_equal(strspn(info->name, "abcdefghijklmnopqrstuvwxyz0123456789-"), strlen(info->name));
    }
}

static void texts_are_sentences(void **state)
{
    (void)state;
    EACH_CODE(code)
    {
        const sr_finding_info *info = sr_finding_info_of(code);
        const char *texts[] = {info->summary, info->explanation, info->remedy};
        for (int i = 0; i < 3; i++)
            if (strlen(texts[i]) < 8 || texts[i][strlen(texts[i]) - 1] != '.')
                fail_msg("%s: not a sentence: '%s'", info->code, texts[i]);
    }
}

static void numbers_run_on_within_a_letter(void **state)
{
    int last['Z' + 1] = {0};

    (void)state;
    EACH_CODE(code)
    {
        const char *c = sr_finding_info_of(code)->code;
        int number = (c[1] - '0') * 100 + (c[2] - '0') * 10 + c[3] - '0';
        if (number != last[(unsigned char)c[0]] + 1)
            fail_msg("%s does not follow %c%03d", c, c[0], last[(unsigned char)c[0]]);
        last[(unsigned char)c[0]] = number;
    }
}

static void found_by_code_and_name(void **state)
{
    (void)state;
    EACH_CODE(code)
    {
        assert_int_equal(sr_finding_lookup(sr_str(sr_finding_info_of(code)->code)), code);
        assert_int_equal(sr_finding_lookup(sr_str(sr_finding_info_of(code)->name)), code);
    }
    assert_int_equal(sr_finding_lookup(sr_str("n003")), SR_N003);
    assert_int_equal(sr_finding_lookup(sr_str("Mixed-Separators")), SR_N003);
    assert_int_equal(sr_finding_lookup(sr_str("")), SR_FINDING_NONE);
    assert_int_equal(sr_finding_lookup(sr_str("N0031")), SR_FINDING_NONE);
    assert_int_equal(sr_finding_lookup(sr_str("X001")), SR_FINDING_NONE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(codes_are_well_formed),
        cmocka_unit_test(texts_are_sentences),
        cmocka_unit_test(numbers_run_on_within_a_letter),
        cmocka_unit_test(found_by_code_and_name),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
