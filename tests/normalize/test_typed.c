/*
 * test_typed.c - cells that hold a value beside the text that they show: what is read, and what contradicts.
 */
#include "normalize/number.h"
#include "normalize/number_inner.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

static const sr_expectation ANY = {0}, MEASURE = {.is_measure = true}, NAME = {.is_text = true},
                            CODE = {.is_code = true};

typedef struct typed_case {
    const char *shown;
    sr_type type;
    const char *held; /* as the source writes it */
    const sr_expectation *expect;
    const char *value; /* "" = none */
    const char *unit;
    sr_cell_status status;
    sr_rule rule;
    sr_finding_code finding; /* 0 = none */
} typed_case;

#define OK(value, unit) value, unit, SR_CELL_OK, SR_RULE_TYPED_VALUE, SR_FINDING_NONE
#define AGAINST(value, unit) value, unit, SR_CELL_AMBIGUOUS, SR_RULE_TYPED_VALUE, SR_N016
#define WORDS(rule) "", "", SR_CELL_TEXT, rule, SR_FINDING_NONE

static const typed_case CASES[] = {
    /* contradictions: the value held is taken, and told */
    {"18.247", SR_TYPE_NUMBER, "5", &MEASURE, AGAINST("5", "")},
    {"18.247", SR_TYPE_NUMBER, "18.248", &MEASURE, AGAINST("18.248", "")},
    {"Lunas", SR_TYPE_NUMBER, "1", &MEASURE, AGAINST("1", "")},
    {"-", SR_TYPE_NUMBER, "12", &MEASURE, AGAINST("12", "")},
    {"19%", SR_TYPE_PERCENT, "0.1749", &MEASURE, AGAINST("17.49", "%")},
    {"0%", SR_TYPE_PERCENT, "0.3", &MEASURE, AGAINST("30", "%")},
    {"Rp1.000", SR_TYPE_CURRENCY, "100", &MEASURE, AGAINST("100", "rupiah")},
    {"12,4 Orang", SR_TYPE_NUMBER, "12", &MEASURE, AGAINST("12", "orang")},
    /* brackets are a minus, whatever the format meant by them; without them there is none */
    {"(13,143,400)", SR_TYPE_NUMBER, "13143400", &MEASURE, AGAINST("13143400", "")},
    {"(13.143.400 )", SR_TYPE_NUMBER, "13143400", &MEASURE, AGAINST("13143400", "")},
    {"Rp (13.143.400)", SR_TYPE_CURRENCY, "13143400", &MEASURE, AGAINST("13143400", "rupiah")},
    {"13,143,400", SR_TYPE_NUMBER, "-13143400", &MEASURE, AGAINST("-13143400", "")},
    {"-13.143.400", SR_TYPE_NUMBER, "13143400", &MEASURE, AGAINST("13143400", "")},
    {"31/01/2024", SR_TYPE_DATE, "2024-02-28", &ANY, "", "", SR_CELL_TEXT, SR_RULE_DATE, SR_N016},
    {"salah", SR_TYPE_BOOLEAN, "true", &ANY, "", "", SR_CELL_TEXT, SR_RULE_PLAIN_TEXT, SR_N016},
    {"PartID 1002", SR_TYPE_TEXT, "PartID 1000", &NAME, "", "", SR_CELL_TEXT, SR_RULE_PLAIN_TEXT, SR_N016},
    {"12", SR_TYPE_TEXT, "21", &MEASURE, "12", "", SR_CELL_AMBIGUOUS, SR_RULE_PLAIN_INTEGER, SR_N016},
    {"Jumlah  dan\nlain", SR_TYPE_TEXT, "Jumlah dan lain", &NAME, WORDS(SR_RULE_PLAIN_TEXT)},
    /* errors, with a false value behind them or none */
    {"#DIV/0!", SR_TYPE_NUMBER, "0", &MEASURE, "", "", SR_CELL_UNREADABLE, SR_RULE_ERROR_VALUE, SR_N017},
    {"#REF!", SR_TYPE_ERROR, NULL, &NAME, "", "", SR_CELL_UNREADABLE, SR_RULE_ERROR_VALUE, SR_N017},
    {"Err:502", SR_TYPE_ERROR, NULL, &ANY, "", "", SR_CELL_UNREADABLE, SR_RULE_ERROR_VALUE, SR_N017},
    {"", SR_TYPE_ERROR, NULL, &MEASURE, "", "", SR_CELL_UNREADABLE, SR_RULE_ERROR_VALUE, SR_N017},
    {"Err:502", SR_TYPE_NONE, NULL, &MEASURE, "", "", SR_CELL_UNREADABLE, SR_RULE_ERROR_VALUE, SR_N017},
    /* what does not show, or is cut off, or rounded */
    {"#####", SR_TYPE_NUMBER, "6329079568", &MEASURE, OK("6329079568", "")},
    {"###", SR_TYPE_PERCENT, "0.18", &MEASURE, OK("18", "%")},
    {"88,84", SR_TYPE_NUMBER, "88.8449", &MEASURE, OK("88.8449", "")}, /* rounded */
    {"88,84", SR_TYPE_NUMBER, "88.8461", &MEASURE, OK("88.8461", "")}, /* cut */
    {"17%", SR_TYPE_PERCENT, "0.1749", &MEASURE, OK("17.49", "%")},
    {"(13.143.400)", SR_TYPE_NUMBER, "-13143400", &MEASURE, OK("-13143400", "")},
    {"(1)", SR_TYPE_NUMBER, "1", &MEASURE, OK("1", "")}, /* the format of a label */
    {"1,82E+10", SR_TYPE_NUMBER, "18247414125", &MEASURE, OK("18247414125", "")},
    {"-1.8E-05", SR_TYPE_NUMBER, "-0.0000183", &MEASURE, OK("-0.0000183", "")},
    {"0", SR_TYPE_NUMBER, "1.1368683772161603E-13", &MEASURE, OK("0", "")}, /* what 0.1 + 0.2 - 0.3 leaves */
    {"-", SR_TYPE_NUMBER, "0", &MEASURE, OK("0", "")},                      /* accounting formats */
    {"Rp -", SR_TYPE_CURRENCY, "0", &MEASURE, OK("0", "rupiah")},
    /* what would be open, or worth a word, by its text */
    {"1.234", SR_TYPE_NUMBER, "1234", &MEASURE, OK("1234", "")},
    {"1.234", SR_TYPE_NUMBER, "1.234", &MEASURE, OK("1.234", "")},
    {"1,234", SR_TYPE_NUMBER, "1.2335", &MEASURE, OK("1.2335", "")},
    {"1.860,172,662", SR_TYPE_NUMBER, "1860172662", &MEASURE, OK("1860172662", "")},
    {"10 9", SR_TYPE_NUMBER, "109", &MEASURE, OK("109", "")},
    {"75.000 Ekor", SR_TYPE_NUMBER, "75", &MEASURE, OK("75.000", "ekor")},
    /* equal: the decimals that are shown stay */
    {"4,50", SR_TYPE_NUMBER, "4.5", &MEASURE, OK("4.50", "")},
    {"18.247.414.125", SR_TYPE_NUMBER, "18247414125", &MEASURE, OK("18247414125", "")},
    {"50%", SR_TYPE_PERCENT, "0.5", &MEASURE, OK("50", "%")},
    {"50%", SR_TYPE_NUMBER, "0.5", &MEASURE, OK("50", "%")},        /* HTML knows no percentages */
    {"50 %", SR_TYPE_NUMBER, "50", &MEASURE, OK("50", "%")},        /* a letter of the format */
    {"0.185", SR_TYPE_PERCENT, "0.185", &MEASURE, OK("18.5", "%")}, /* no text at all: the value as it is written */
    {"200,00%", SR_TYPE_PERCENT, "2", &MEASURE, OK("200.00", "%")},
    {"12 Dokumen", SR_TYPE_NUMBER, "12", &MEASURE, OK("12", "dokumen")},
    {"Rp18.247.414.125,00", SR_TYPE_CURRENCY, "18247414125", &MEASURE, OK("18247414125.00", "rupiah")},
    {"18.247", SR_TYPE_CURRENCY, "18247", &MEASURE, OK("18247", "")},
    {"$1,250.00", SR_TYPE_NUMBER, "1250", &MEASURE, OK("1250.00", "")},
    {"5", SR_TYPE_NUMBER, "5", &ANY, OK("5", "")},
    /* text stays text: names, codes, dates, truth */
    {"2024", SR_TYPE_NUMBER, "2024", &NAME, WORDS(SR_RULE_PLAIN_TEXT)},
    {"005", SR_TYPE_NUMBER, "5", &CODE, WORDS(SR_RULE_PLAIN_TEXT)},
    {"5.01", SR_TYPE_NUMBER, "5.01", &CODE, WORDS(SR_RULE_CODE)},
    {"Kantor Camat", SR_TYPE_TEXT, NULL, &MEASURE, "", "", SR_CELL_TEXT, SR_RULE_PLAIN_TEXT, SR_FINDING_NONE},
    {"198001012005011001", SR_TYPE_NUMBER, "198001012005011001", &ANY, WORDS(SR_RULE_IDENTIFIER)},
    {"31/01/2024", SR_TYPE_DATE, "2024-01-31", &ANY, WORDS(SR_RULE_DATE)},
    {"31 Januari 24", SR_TYPE_DATE, "2024-01-31T00:00:00", &ANY, WORDS(SR_RULE_DATE)},
    {"TW 3 2024", SR_TYPE_DATE, "2024-07-01", &ANY, WORDS(SR_RULE_DATE)},
    {"2024-01-31", SR_TYPE_DATE, "2024-01-31", &MEASURE, WORDS(SR_RULE_DATE)},
    {"31/01/2024", SR_TYPE_NUMBER, "45322", &ANY, WORDS(SR_RULE_DATE)}, /* Excel's HTML */
    {"31/01/2024", SR_TYPE_NUMBER, "45323", &ANY, "", "", SR_CELL_TEXT, SR_RULE_DATE, SR_N016},
    {"12:05:30", SR_TYPE_TIME, "PT36H05M30S", &ANY, WORDS(SR_RULE_DATE)},
    {"10:15", SR_TYPE_NUMBER, "0.427083333333333", &ANY, WORDS(SR_RULE_DATE)},
    {"BENAR", SR_TYPE_BOOLEAN, "true", &ANY, WORDS(SR_RULE_PLAIN_TEXT)},
    /* typed as text: read as any other text */
    {"1.860,172,662", SR_TYPE_TEXT, NULL, &MEASURE, "1860172662", "", SR_CELL_REPAIRED, SR_RULE_MIXED_SEPARATORS,
     SR_N003},
    {"28143400", SR_TYPE_TEXT, NULL, &MEASURE, "28143400", "", SR_CELL_OK, SR_RULE_PLAIN_INTEGER, SR_FINDING_NONE},
};

static sr_typed typed_of(const typed_case *c)
{
    sr_typed t = {.type = (uint8_t)c->type, .text = sr_str(c->held)};

    if (c->held && (c->type == SR_TYPE_NUMBER || c->type == SR_TYPE_PERCENT || c->type == SR_TYPE_CURRENCY))
        t.has_value = sr_decimal_float(t.text, &t.value);
    if (c->type == SR_TYPE_CURRENCY && strncmp(c->shown, "Rp", 2) == 0)
        t.currency = SR_LIT("IDR");
    return t;
}

static bool matches(const typed_case *c, const sr_cell *cell, const sr_doc *doc)
{
    char value[SR_DECIMAL_TEXT + 1] = "";

    if (cell->has_value)
        value[sr_decimal_text(cell->value, value)] = '\0';
    bool told = c->finding ? doc->n_findings >= 1 && doc->findings[0].code == c->finding : doc->n_findings == 0;
    bool ok = strcmp(value, c->value) == 0 && sr_eq(sr_unit_name(cell->unit), sr_str(c->unit)) &&
              cell->status == c->status && cell->rule == c->rule && told;
    if (!ok)
        print_error("'%s' held %s: '%s' %.*s %s %s, %zu findings %s\n", c->shown, c->held, value,
                    SR_FMT(sr_unit_name(cell->unit)), sr_cell_status_name(cell->status), sr_rule_name(cell->rule),
                    doc->n_findings, doc->n_findings ? sr_finding_info_of(doc->findings[0].code)->code : "");
    return ok;
}

static bool run(const typed_case *c, bool slowly)
{
    sr_doc doc;
    sr_style style = {0};
    sr_typed typed = typed_of(c);
    sr_cell cell = {.raw = c->shown, .raw_len = (uint32_t)strlen(c->shown), .typed = &typed};

    sr_doc_init(&doc);
    if (slowly)
        sr_number_observe_slowly(&cell, c->expect, &style);
    else
        sr_number_observe(&cell, c->expect, &style);
    sr_number_decide(&doc, &cell, c->expect, &style, SR_UNIT_NONE, NULL, NULL, 1);
    bool ok = matches(c, &cell, &doc);
    sr_doc_free(&doc);
    return ok;
}

static void held_and_shown(void **state)
{
    bool ok = true;

    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof CASES[0]; i++)
        for (int slowly = 0; slowly < 2; slowly++)
            ok &= run(&CASES[i], slowly);
    assert_true(ok);
}

static void evidence_has_both(void **state)
{
    sr_doc doc;
    sr_style style = {0};
    sr_typed typed = typed_of(&CASES[0]);
    sr_cell cell = {.raw = "18.247", .raw_len = 6, .typed = &typed};

    (void)state;
    sr_doc_init(&doc);
    sr_number_observe(&cell, &MEASURE, &style);
    sr_number_decide(&doc, &cell, &MEASURE, &style, SR_UNIT_NONE, NULL, NULL, 1);
    assert_int_equal(doc.n_findings, 1);
    assert_true(sr_eq(doc.findings[0].evidence, SR_LIT("{\"readings\":[{\"value\":5,\"rule\":\"typed-value\"},"
                                                       "{\"value\":18247,\"rule\":\"grouped-id\"}]}")));
    sr_doc_free(&doc);
}

/* Pages that Excel and Calc saved, with the value of each cell beside its text: none contradicts. */
static void real_pairs(void **state)
{
    FILE *file = fopen("../shared/corpus/numbers/html_sdval_pairs.tsv", "r");
    char line[1024];
    size_t pairs = 0;
    bool ok = true;

    (void)state;
    if (!file) {
        print_message("skipped: ../shared/corpus is not there\n");
        skip();
    }
    assert_non_null(fgets(line, sizeof line, file));
    while (fgets(line, sizeof line, file)) {
        char *format = strchr(line, '\t'), *shown = format ? strchr(format + 1, '\t') : NULL;
        char *end = shown ? strchr(shown + 1, '\t') : NULL;
        assert_non_null(end);
        *format = *shown = *end = '\0';
        typed_case c = {shown + 1, SR_TYPE_NUMBER, line, &ANY, "", "", SR_CELL_OK, SR_RULE_NONE, SR_FINDING_NONE};
        sr_doc doc;
        sr_style style = {0};
        sr_typed typed = typed_of(&c);
        sr_cell cell = {.raw = c.shown, .raw_len = (uint32_t)strlen(c.shown), .typed = &typed};
        sr_doc_init(&doc);
        sr_number_observe(&cell, c.expect, &style);
        sr_number_decide(&doc, &cell, c.expect, &style, SR_UNIT_NONE, NULL, NULL, 1);
        for (size_t i = 0; i < doc.n_findings; i++)
            if (doc.findings[i].code == SR_N016) {
                print_error("%s %s shown '%s': %.*s\n", line, format + 1, c.shown, SR_FMT(doc.findings[i].message));
                ok = false;
            }
        pairs++;
        sr_doc_free(&doc);
    }
    fclose(file);
    assert_true(ok);
    assert_true(pairs > 1000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(held_and_shown),
        cmocka_unit_test(evidence_has_both),
        cmocka_unit_test(real_pairs),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
