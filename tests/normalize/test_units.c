#include "normalize/units.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>

#include <cmocka.h>

static const struct {
    const char *text, *name;
    bool repaired, known;
} CASES[] = {
    {"Dokumen", "dokumen", false, true},
    {"Dok", "dokumen", false, true},
    {"Dok.", "dokumen", false, true},
    {"LAPORAN", "laporan", false, true},
    {"Lap ora n", "laporan", true, true},
    {"la p", "laporan", true, true},
    {"p a k e t", "paket", true, true},
    {"u nit", "unit", true, true},
    {"orn", "orang", true, true},
    {"org/ bln", "orang/bulan", false, true},
    {"Orang / Bulan", "orang/bulan", false, true},
    {"OB", "orang/bulan", false, true},
    {"org./bln.", "orang/bulan", false, true},
    {"m\xC2\xB2", "m2", false, true},
    {"meter  persegi", "m2", false, true},
    {"Persen", "%", false, true},
    {"%", "%", false, true},
    {"Rp", "rupiah", false, true},
    {"Rp.", "rupiah", false, true},
    {"juta rupiah", "juta rupiah", false, true},
    {"Orang/ Dokumen/ Laporan", "orang/dokumen/laporan", false, true},
    {"Orang/ Bulan/ Paket/ Kali/ Laporan/ Dokumen", "orang/bulan/paket/kali/laporan/dokumen", false, true},
    {"Dokumen & ASN", "dokumen/asn", false, true},
    {"LeKo", "leko", false, false},
    {"", "", false, false},
    {"   ", "", false, false},
    {" / ", "", false, false},
    {"a text that is far longer than any unit of measurement can be", "", false, false},
};

static void cases(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        bool repaired, known;
        sr_slice name = sr_unit_name(sr_unit_find(sr_str(CASES[i].text), &repaired, &known));
        if (!sr_eq(name, sr_str(CASES[i].name)) || repaired != CASES[i].repaired || known != CASES[i].known)
            fail_msg("\"%s\": \"%.*s\" repaired %d known %d", CASES[i].text, SR_FMT(name), repaired, known);
        assert_int_equal(sr_unit_known(sr_str(CASES[i].text)) != SR_UNIT_NONE, CASES[i].known);
    }
}

static void fixed_numbers(void **state)
{
    (void)state;
    assert_true(sr_eq(sr_unit_name(SR_UNIT_PERCENT), SR_LIT("%")));
    assert_true(sr_eq(sr_unit_name(SR_UNIT_RUPIAH), SR_LIT("rupiah")));
    assert_true(sr_eq(sr_unit_name(SR_UNIT_NONE), SR_LIT("")));
    assert_true(sr_eq(sr_unit_name(UINT16_MAX), SR_LIT("")));
    assert_false(sr_unit_is_whole(UINT16_MAX));
}

static void wholeness(void **state)
{
    (void)state;
    assert_true(sr_unit_is_whole(sr_unit_known(SR_LIT("orang"))));
    assert_true(sr_unit_is_whole(sr_unit_known(SR_LIT("dokumen/laporan"))));
    assert_false(sr_unit_is_whole(sr_unit_known(SR_LIT("bulan"))));
    assert_true(sr_unit_is_counted(sr_unit_known(SR_LIT("orang/bulan/paket"))));
    assert_false(sr_unit_is_counted(sr_unit_known(SR_LIT("orang/km"))));
    assert_false(sr_unit_is_whole(SR_UNIT_RUPIAH));
    assert_false(sr_unit_is_counted(sr_unit_known(SR_LIT("m2"))));
    assert_false(sr_unit_is_counted(SR_UNIT_NONE));
}

/* The lexicon itself: three or four fields, lower case, no spelling for two units. */
static void lexicon_is_sound(void **state)
{
    char line[1024];
    FILE *f = fopen("lexicons/units.tsv", "r");
    size_t rows = 0;

    (void)state;
    assert_non_null(f);
    while (fgets(line, sizeof line, f)) {
        if (line[0] == '#')
            continue;
        line[strcspn(line, "\n")] = '\0';
        char *name = line, *spellings = strchr(line, '\t'), *whole;
        assert_non_null(spellings);
        *spellings++ = '\0';
        whole = strchr(spellings, '\t');
        assert_non_null(whole);
        *whole++ = '\0';
        whole[strcspn(whole, "\t")] = '\0';
        assert_true(!strcmp(whole, "yes") || !strcmp(whole, "no") || !strcmp(whole, "usually"));
        sr_unit unit = sr_unit_known(sr_str(name));
        for (char *s = spellings; s && *s;) {
            char *next = strchr(s, '|');
            if (next)
                *next++ = '\0';
            bool wrong = *s == '~';
            s += wrong;
            for (const char *c = s; *c; c++)
                assert_int_equal(*c, (char)sr_lower((unsigned char)*c));
            if (sr_unit_known(sr_str(s)) != unit)
                fail_msg("\"%s\" of %s is %.*s", s, name, SR_FMT(sr_unit_name(sr_unit_known(sr_str(s)))));
            assert_int_equal(sr_unit_exact(sr_str(s)), wrong ? SR_UNIT_NONE : unit);
            s = next;
        }
        rows++;
    }
    fclose(f);
    assert_true(rows > 300);
}

/* The last test: it fills the table of words. */
static void words_are_bounded(void **state)
{
    char word[32];
    bool known;

    (void)state;
    sr_unit leko = sr_unit_find(SR_LIT("leko"), NULL, NULL);
    for (int i = 0; i < 2 * SR_UNIT_WORDS_MAX; i++) {
        snprintf(word, sizeof word, "kata%dx", i);
        sr_unit unit = sr_unit_find(sr_str(word), NULL, &known);
        assert_false(known);
        assert_true(unit == SR_UNIT_NONE || sr_eq(sr_unit_name(unit), sr_str(word)));
    }
    assert_int_equal(sr_unit_find(SR_LIT("LeKo"), NULL, NULL), leko);
    assert_int_equal(sr_unit_find(SR_LIT("another"), NULL, NULL), SR_UNIT_NONE);
    assert_int_not_equal(sr_unit_known(SR_LIT("dokumen")), SR_UNIT_NONE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(cases),
        cmocka_unit_test(fixed_numbers),
        cmocka_unit_test(wholeness),
        cmocka_unit_test(lexicon_is_sound),
        cmocka_unit_test(words_are_bounded),
    };
    return cmocka_run_group_tests_name("normalize/units", tests, NULL, NULL);
}
