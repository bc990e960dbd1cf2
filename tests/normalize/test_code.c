#include "normalize/code.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

/* code "" where the text is none. */
static const struct {
    const char *text;
    bool sure;
    const char *code, *level;
    bool repaired;
} CODES[] = {
    {"5.03.01.2.02.0001", true, "5.03.01.2.02.0001", "sub_kegiatan", false},
    {"5.03.01.2.02.01", true, "5.03.01.2.02.01", "sub_kegiatan", false},
    {"5.03.01.2.02", true, "5.03.01.2.02", "kegiatan", false},
    {"5.03.01", true, "5.03.01", "program", false},
    {"5.03", false, "5.03", "bidang", false},
    {"5.03", true, "", "", false},
    {"5", false, "5", "urusan", false},
    {"5", true, "", "", false},
    {"05.03.02.04.03", true, "05.03.02.04.03", "sub_kegiatan", false},
    {"5.03.01.", true, "5.03.01", "program", false},
    {"5.03.0 1.2.08. 02", true, "5.03.01.2.08.02", "sub_kegiatan", true},
    {"5.03.02 .2.01.0 2", true, "5.03.02.2.01.02", "sub_kegiatan", true},
    {"5,03.01.2.03.05", true, "5.03.01.2.03.05", "sub_kegiatan", true},
    {"5.03..01", true, "5.03.01", "program", true},
    {"X.XX.01.2.01", true, "X.XX.01.2.01", "kegiatan", false},
    {"x.xx.01.201", true, "X.XX.01.2.01", "kegiatan", true},
    {"x.xx.01.201.01", true, "X.XX.01.2.01.01", "sub_kegiatan", true},
    {"XX.XX.01.01", true, "XX.XX.01.01", "kegiatan", false},
    {"5.03.02.201", true, "5.03.02.2.01", "kegiatan", true},
    {"5 03 01 2.01 01", true, "5.03.01.2.01.01", "sub_kegiatan", true},
    {"5 03 01", true, "5.03.01", "program", true},
    {"5 03", false, "5.03", "bidang", true},
    {"5.1.02.01.01.0026", true, "5.1.02.01.01.0026", "", false},
    {"5.2.2.01.01", true, "5.2.2.01.01", "", false},
    {"7.01.0.00.0.00.01.0000", true, "7.01.0.00.0.00.01.0000", "", false},
    /* no codes */
    {"20 21 22", true, "", "", false},
    {"59.99.800", true, "", "", false},
    {"77.51. 5900", true, "", "", false},
    {"1.234.567", true, "", "", false},
    {"63.21 0.250", true, "", "", false},
    {"189.1 53.75 0", true, "", "", false},
    {"1,234,567.00", true, "", "", false},
    {"12 Dokumen", false, "", "", false},
    {"X", true, "", "", false},
    {"5.X.01", true, "", "", false},
    {"5.03.0x", true, "", "", false},
    {".5.03.01", true, "", "", false},
    {"", false, "", "", false},
    {"...", false, "", "", false},
    {"1.1.1.1.1.1.1.1.1.1.1.1", false, "", "", false},
    {"5.03.01.2.02.00011", true, "", "", false},
};

static void codes(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof CODES / sizeof *CODES; i++) {
        sr_code code = {.len = 0};
        bool is = sr_code_read(sr_str(CODES[i].text), CODES[i].sure, &code);
        sr_slice got = {code.text, is ? code.len : 0};
        if (!sr_eq(got, sr_str(CODES[i].code)) || (is && strcmp(sr_level_name(code.level), CODES[i].level)) ||
            (is && code.repaired != CODES[i].repaired))
            fail_msg("\"%s\": \"%.*s\" %s repaired %d", CODES[i].text, SR_FMT(got), sr_level_name(code.level),
                     code.repaired);
    }
}

static const struct {
    const char *text, *code, *rest;
} PREFIXES[] = {
    {"5.03.02.2.01.08 Fasilitasi Lembaga Profesi ASN", "5.03.02.2.01.08", "Fasilitasi Lembaga Profesi ASN"},
    {"5.03.0 1.2.08. 02 Penyediaan Jasa", "5.03.01.2.08.02", "Penyediaan Jasa"},
    {"5.03.01", "5.03.01", ""},
    {"X.XX.01 Program Penunjang", "X.XX.01", "Program Penunjang"},
    {"2.2 Analisis", "", ""},
    {"12 Dokumen", "", ""},
    {"08 Fasilitasi", "", ""},
    {"X Fasilitasi", "", ""},
    {"", "", ""},
};

static void prefixes(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof PREFIXES / sizeof *PREFIXES; i++) {
        sr_code code = {.len = 0};
        sr_slice rest = {0};
        bool is = sr_code_prefix(sr_str(PREFIXES[i].text), &code, &rest);
        assert_int_equal(is, *PREFIXES[i].code != '\0');
        if (is && (!sr_eq((sr_slice){code.text, code.len}, sr_str(PREFIXES[i].code)) ||
                   !sr_eq(rest, sr_str(PREFIXES[i].rest))))
            fail_msg("\"%s\": %.*s, \"%.*s\"", PREFIXES[i].text, (int)code.len, code.text, SR_FMT(rest));
    }
}

static const struct {
    const char *text;
    sr_rule rule;
} KINDS[] = {
    {"19 Januari 2022", SR_RULE_DATE},
    {"19/09/2024", SR_RULE_DATE},
    {"19-09-2024", SR_RULE_DATE},
    {"19.09.2024", SR_RULE_DATE},
    {"1/9/24", SR_RULE_DATE},
    {"2024-09-19", SR_RULE_DATE},
    {"Oktober 2024", SR_RULE_DATE},
    {"17 Agustus", SR_RULE_DATE},
    {"31 Nopember 2023", SR_RULE_DATE},
    {"32/13/2024", SR_RULE_NONE},
    {"40 Januari 2022", SR_RULE_NONE},
    {"Mei", SR_RULE_NONE},
    {"196509211990031012", SR_RULE_IDENTIFIER},
    {"19650921 199003 1 012", SR_RULE_IDENTIFIER},
    {"196599211990031012", SR_RULE_NONE},
    {"3201234507120001", SR_RULE_IDENTIFIER},
    {"3201236507120001", SR_RULE_IDENTIFIER},
    {"0739 22475", SR_RULE_IDENTIFIER},
    {"(0511) 4772495", SR_RULE_IDENTIFIER},
    {"0812-3456-7890", SR_RULE_IDENTIFIER},
    {"+62 812 3456 7890", SR_RULE_IDENTIFIER},
    {"0123", SR_RULE_NONE},
    {"007", SR_RULE_NONE},
    {"8 = 7/6*100", SR_RULE_FORMULA},
    {"10=(5+7+9)", SR_RULE_FORMULA},
    {"14 = 13/5x 100%", SR_RULE_FORMULA},
    {"5+7", SR_RULE_FORMULA},
    {"=A1+B2", SR_RULE_FORMULA},
    {"12 x 5", SR_RULE_FORMULA},
    {"-5", SR_RULE_NONE},
    {"(150)", SR_RULE_NONE},
    {"10-12", SR_RULE_RANGE},
    {"10 - 12 orang", SR_RULE_RANGE},
    {"75% s.d. 80%", SR_RULE_RANGE},
    {"10 s/d 12", SR_RULE_RANGE},
    {"5 sampai dengan 7", SR_RULE_RANGE},
    {"5 -", SR_RULE_NONE},
    {"BB", SR_RULE_GRADE},
    {"b", SR_RULE_GRADE},
    {"B Nilai", SR_RULE_GRADE},
    {"Predikat BB", SR_RULE_GRADE},
    {"B (Baik)", SR_RULE_GRADE},
    {"WTP", SR_RULE_GRADE},
    {"sangat baik", SR_RULE_GRADE},
    {"Opini WTP", SR_RULE_GRADE},
    {"Z", SR_RULE_NONE},
    {"Baik sekali hasilnya", SR_RULE_NONE},
    {"Nilai", SR_RULE_NONE},
    {"1.234", SR_RULE_NONE},
    {"", SR_RULE_NONE},
};

static void kinds(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof KINDS / sizeof *KINDS; i++) {
        sr_rule rule = sr_code_classify(sr_str(KINDS[i].text));
        if (rule != KINDS[i].rule)
            fail_msg("\"%s\": %s, not %s", KINDS[i].text, sr_rule_name(rule), sr_rule_name(KINDS[i].rule));
    }
}

/* The digits and letters of a code are those of its text. */
static void codes_keep_digits(void **state)
{
    static const char alphabet[] = "0123456789012345..., xX";

    (void)state;
    srand(7);
    for (int round = 0; round < 200000; round++) {
        char text[40], want[40], got[SR_CODE_TEXT_MAX];
        size_t len = (size_t)(rand() % 26), n = 0, m = 0;
        sr_code code;
        for (size_t i = 0; i < len; i++)
            text[i] = alphabet[(size_t)rand() % (sizeof alphabet - 1)];
        if (!sr_code_read((sr_slice){text, len}, round % 2, &code))
            continue;
        for (size_t i = 0; i < len; i++)
            if (!strchr("., ", text[i]))
                want[n++] = text[i] == 'x' ? 'X' : text[i];
        for (uint32_t i = 0; i < code.len; i++)
            if (code.text[i] != '.')
                got[m++] = code.text[i];
        if (n != m || memcmp(want, got, n) != 0)
            fail_msg("\"%.*s\": %.*s", (int)len, text, (int)code.len, code.text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(codes),
        cmocka_unit_test(prefixes),
        cmocka_unit_test(kinds),
        cmocka_unit_test(codes_keep_digits),
    };
    return cmocka_run_group_tests_name("normalize/code", tests, NULL, NULL);
}
