/* The page docs/NUMBERS.md is the table of cases for single texts; columns, findings and properties are here. */
#include "normalize/number_inner.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

static void append(char *out, size_t room, const char *joint, sr_slice s)
{
    size_t at = strlen(out);
    snprintf(out + at, room - at, "%s%.*s", at ? joint : "", SR_FMT(s));
}

static void append_value(char *out, size_t room, const char *joint, sr_decimal v)
{
    char text[SR_DECIMAL_TEXT];
    append(out, room, joint, (sr_slice){text, sr_decimal_text(v, text)});
}

static sr_cell cell_of(sr_slice text)
{
    return (sr_cell){.raw = text.ptr, .raw_len = (uint32_t)text.len, .text = text.ptr, .text_len = (uint32_t)text.len};
}

/* ---- docs/NUMBERS.md ----------------------------------------------------------------------- */

typedef struct told {
    char value[256], unit[128];
    const char *status, *rule;
} told;

/* What a text comes to with nothing around it, as the page writes it. */
static told tell(sr_slice text)
{
    static sr_readings r;
    sr_cell cell = cell_of(text);
    sr_style style = {0};
    told t = {.value = ""};

    sr_number_read(text, &r);
    sr_expectation expect = {.is_measure = r.status == SR_CELL_OK};
    sr_number_observe(&cell, &expect, &style);
    t.status = sr_cell_status_name((sr_cell_status)cell.status);
    t.rule = sr_rule_name((sr_rule)cell.rule);
    if (!cell.has_value)
        return t;
    for (int i = 0; i < r.n; i++)
        append_value(t.value, sizeof t.value, " or ", r.reading[i].value);
    append(t.unit, sizeof t.unit, "", sr_unit_name(cell.unit));
    for (int i = 0; i < r.n_more; i++) {
        append_value(t.value, sizeof t.value, " + ", r.more[i].value);
        append(t.unit, sizeof t.unit, " + ", sr_unit_name(r.more[i].unit));
    }
    return t;
}

/* The columns of a row, cut at " |" in place. Returns how many. */
static size_t cut_row(char *line, char *columns[], size_t max)
{
    size_t n = 0;

    for (char *at = line + 2; n < max && at; n++) {
        columns[n] = at;
        char *end = strstr(at, " |");
        if (!end)
            break;
        *end = '\0';
        at = end[2] == '\n' || end[2] == '\0' ? NULL : end + 3;
    }
    for (size_t i = 0; i < n; i++)
        while (*columns[i] == ' ')
            columns[i]++;
    return n;
}

static void page_is_true(void **state)
{
    char line[1024];
    size_t rows = 0;
    FILE *page = fopen("docs/NUMBERS.md", "r");

    (void)state;
    assert_non_null(page);
    while (fgets(line, sizeof line, page)) {
        char *c[6];
        if (strncmp(line, "| `", 3) != 0)
            continue;
        assert_int_equal(cut_row(line, c, 6), 6);
        size_t len = strlen(c[0]);
        assert_true(len > 2 && c[0][len - 1] == '`');
        sr_slice text = {c[0] + 1, len - 2};
        told t = tell(text);
        if (strcmp(t.value, c[1]) || strcmp(t.unit, c[2]) || strcmp(t.status, c[3]) || strcmp(t.rule, c[4]))
            fail_msg("`%.*s`: the page says \"%s\" \"%s\" %s %s, it reads \"%s\" \"%s\" %s %s", SR_FMT(text), c[1],
                     c[2], c[3], c[4], t.value, t.unit, t.status, t.rule);
        rows++;
    }
    fclose(page);
    assert_true(rows > 100);
}

/* ---- characters that a page cannot show ---------------------------------------------------- */

static const struct {
    const char *text, *value, *unit, *status;
} ODD[] = {
    {"1\xC2\xA0"
     "234\xC2\xA0"
     "567",
     "1234567", "", "repaired"}, /* no-break blanks */
    {"12\xE2\x80\x89"
     "345",
     "12345", "", "repaired"}, /* thin blank */
    {"12\xE2\x80\xAF"
     "345,50",
     "12345.50", "", "repaired"}, /* narrow no-break blank */
    {"\xE2\x80\x8B"
     "12\xE2\x80\x8B",
     "12", "", "ok"}, /* zero-width */
    {"\xEF\xBB\xBF"
     "7",
     "7", "", "ok"},                                           /* byte order mark */
    {"\xEF\xBC\x91\xEF\xBC\x8E\xEF\xBC\x95", "1.5", "", "ok"}, /* full width, its dot too */
    {"\xD9\xA1\xD9\xA2", "12", "", "ok"},                      /* Arabic-Indic */
    {"\xE2\x80\x93"
     "5",
     "-5", "", "ok"}, /* en dash as minus */
    {"400 m\xC2\xB2", "400", "m2", "ok"},
    {"12\xFF", "", "", "text"}, /* not UTF-8 */
    {"\xEF\xBF\xBD"
     "12",
     "", "", "text"}, /* a character that did not decode */
    {"12\xE2\x80", "", "", "text"},
};

static void odd_characters(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof ODD / sizeof *ODD; i++) {
        told t = tell(sr_str(ODD[i].text));
        if (strcmp(t.value, ODD[i].value) || strcmp(t.unit, ODD[i].unit) || strcmp(t.status, ODD[i].status))
            fail_msg("case %zu: \"%s\" \"%s\" %s", i, t.value, t.unit, t.status);
    }
}

/* ---- columns ------------------------------------------------------------------------------- */

enum { CELLS = 12 };

/* The cells of a column; the last is the one in question. finding: of it, "" for none. */
static const struct {
    const char *why;
    const char *cells[CELLS];
    const char
        *expect; /* letters: m measure, r rupiah, p percent, y year, c code, t text, o ordinal, d Indonesian document */
    const char *unit; /* of the row */
    const char *value, *status, *finding;
} COLUMNS[] = {
    {"money is whole", {"1,234"}, "mr", "", "1234", "ok", ""},
    {"money is whole", {"73,4031"}, "mr", "", "734031", "repaired", "N005"},
    {"four decimals", {"73,4031"}, "m", "", "73.4031", "ok", ""},
    {"money against its column", {"1,000,000", "2,000,000", "771.270"}, "mr", "", "771270", "ok", "N009"},
    {"an index with the wrong sign", {"3,41", "2,87", "3.217"}, "m", "", "3217", "ambiguous", "N001"},
    {"cents, or a zero gone", {"250.000.00"}, "mr", "", "", "unreadable", "N008"},
    {"money is whole", {"12.345"}, "mr", "", "12345", "ok", ""},
    {"money is whole", {"40.000000"}, "mr", "", "40000000", "repaired", "N004"},
    {"money is whole", {"1234.567"}, "mr", "", "1234567", "repaired", "N004"},
    {"money is whole", {"6.195.233,742"}, "mr", "", "6195233742", "repaired", "N003"},
    {"amounts without a decimal",
     {"1,000,000", "2,000,000", "3,000,000", "4,000,000", "5,500,000", "6.195.233,742"},
     "m",
     "",
     "6195233742",
     "repaired",
     "N003"},
    {"another style, but clear", {"1,000,000", "2,000,000", "20.000.000"}, "mr", "", "20000000", "ok", "N009"},
    {"cut off, not cents", {"1.000.000", "2.000.000", "59.80"}, "mr", "", "59.80", "ok", "N009"},
    {"cut off, not cents", {"12.345", "23.456", "59.80"}, "mr", "", "59.80", "ok", "N009"},
    {"one decimal backs no long column",
     {"12.5", "1.234", "1.234", "1.234", "1.234", "1.234", "1.234", "1.234", "1.234", "1.234"},
     "m",
     "",
     "1234",
     "ambiguous",
     "N001"},
    {"a further quantity is open", {"1 Dok, 1,234 m2"}, "m", "", "1", "ambiguous", "N001 N010"},
    {"cents are no surprise", {"1.000.000,00", "2.000.000,50"}, "mr", "", "2000000.50", "ok", ""},
    {"dots are decimal here",
     {"24.7 Dokumen", "49.33 Paket", "9.07 Paket", "1594 Dokumen", "0.555 Dokumen"},
     "m",
     "",
     "0.555",
     "ok",
     "N013"},
    {"unit and style disagree",
     {"24.7 Dokumen", "49.33 Paket", "1.594 Dokumen"},
     "m",
     "",
     "1.594",
     "ambiguous",
     "N001"},
    {"persons are whole", {"12", "7", "4.548 Orang"}, "m", "", "4548", "ok", ""},
    {"commas group, yet of whole pieces a dot groups too",
     {"2,150", "1,000,000", "75.000 Ekor"},
     "m",
     "",
     "75000",
     "ok",
     "N009"},
    {"months may have decimals", {"1,000,000", "7", "1.250 Bulan"}, "m", "", "1.250", "ambiguous", "N001"},
    {"a blank within a group", {"4.230", "7", "4.21 5"}, "m", "Orang", "4215", "repaired", "N006"},
    {"a blank within a group", {"1.204.230", "7", "4.2 45"}, "m", "Orang", "4245", "repaired", "N006"},
    {"a blank, and no unit", {"4.230", "7", "4.21 5"}, "m", "", "4215", "ambiguous", "N001"},
    {"a blank where dots are decimal", {"4.5", "7", "4.21 5"}, "m", "Orang", "4215", "ambiguous", "N001"},
    {"a blank and a comma", {"7", "4,21 5"}, "m", "Orang", "4215", "ambiguous", "N001"},
    {"a blank after a whole number", {"4.230", "7", "4 215"}, "m", "Orang", "4215", "ambiguous", "N001"},
    {"an English thousand, and nothing else English", {"12", "7", "4,548 Orang"}, "m", "", "4548", "ambiguous", "N001"},
    {"commas group here", {"1,000,000", "7", "4,548 Orang"}, "m", "", "4548", "ok", ""},
    {"by the satuan column", {"12", "7", "4.548"}, "m", "Orang", "4548", "ok", ""},
    {"of several whole units", {"12", "7", "4.548"}, "m", "Orang/ Bulan/ Paket", "4548", "ok", ""},
    {"of several whole units", {"12", "7", "4.548"}, "m", "Orang/ km/ Dokumen", "4548", "ambiguous", "N001"},
    {"a percent column with commas", {"88,84", "1.234"}, "mp", "", "1234", "ambiguous", "N001"},
    {"a percent column with commas, above 100", {"188,84", "1.234"}, "mp", "", "1234", "ok", ""},
    {"a percent column with dots", {"88.84", "1.234"}, "mp", "", "1.234", "ok", ""},
    {"a percent column that says nothing", {"88", "1.234"}, "mpd", "", "1234", "ambiguous", "N001"},
    {"decimals in a percent column", {"88,84", "12,345"}, "mp", "", "12.345", "ok", ""},
    {"plain in a percent column", {"49,34", "4.933,00"}, "mp", "", "4933.00", "ok", ""},
    {"an Indonesian document", {"987", "1.234"}, "md", "", "1234", "ok", ""},
    {"nothing known", {"987", "1.234"}, "m", "", "1234", "ambiguous", "N001"},
    {"a comma where nothing is known", {"987", "1,234"}, "md", "", "1234", "ambiguous", "N001"},
    {"commas group elsewhere", {"1,000,000", "1,234"}, "m", "", "1234", "ok", ""},
    {"dots group, so commas are decimal", {"1.000.000", "1,234"}, "m", "", "1.234", "ok", ""},
    {"two numbers or one", {"40", "50", "20", "10 9"}, "m", "Orang", "109", "ambiguous", "N001"},
    {"columns run together", {"100", "102", "98 113"}, "mp", "", "98113", "ambiguous", "N001"},
    {"columns run together", {"100", "102", "100 113 101"}, "mp", "", "", "unreadable", "N002"},
    {"columns run together", {"100", "102", "2021 2022"}, "m", "", "", "unreadable", "N002"},
    {"columns run together", {"100", "102", "75,91 78,71"}, "m", "", "", "unreadable", "N002"},
    {"minus four, or a label", {"150", "(4)"}, "m", "", "-4", "ambiguous", "N001"},
    {"a label", {"150", "200", "300", "400", "(03)"}, "m", "", "", "text", "N002"},
    {"a heading's number", {"150", "200", "300", "400", "1.2."}, "m", "", "", "text", "N002"},
    {"a digit gone", {"1.000.000", "59.99.800"}, "mr", "", "", "unreadable", "N008"},
    {"too narrow", {"1.000.000", "#####"}, "mr", "", "", "unreadable", "N007"},
    {"a range", {"10", "10-12"}, "m", "", "", "unreadable", "N002"},
    {"a code among measures", {"10", "5.03.01.2.01"}, "m", "", "", "unreadable", "N002"},
    {"a word among numbers", {"10", "12", "14", "15", "nanti"}, "m", "", "", "text", "N002"},
    {"words among words", {"satu", "dua", "nanti"}, "m", "", "", "text", ""},
    {"a grade among numbers", {"10", "12", "14", "15", "BB"}, "m", "", "", "text", ""},
    {"an unknown word behind a number", {"3 Dokumen", "2 paket", "4 LeKo"}, "", "", "4", "ok", "U002"},
    {"an unknown word among words", {"Pengantar", "Pendahuluan", "4 Lampiran"}, "", "", "", "text", ""},
    {"years", {"2021", "2022", "2023"}, "", "", "", "text", ""},
    {"numbers like years", {"17", "2022", "2023"}, "", "", "2023", "ok", ""},
    {"a year in a column of measures", {"2021", "2022", "2023"}, "m", "", "2023", "ok", ""},
    {"a split year", {"2019", "20 21"}, "y", "", "", "text", ""},
    {"a code column", {"5", "5 03"}, "c", "", "", "text", "U003"},
    {"a code column", {"5", "5.03"}, "c", "", "", "text", ""},
    {"a name", {"Penyediaan", "12 Dokumen"}, "t", "", "", "text", ""},
    {"nothing in a name", {"Penyediaan", "-"}, "t", "", "", "nil", ""},
    {"a row's number", {"1.", "2."}, "o", "", "", "text", ""},
    {"a stray dot", {"10", "12."}, "m", "", "12", "repaired", "N015"},
    {"glued", {"4700Dokumen"}, "m", "", "4700", "repaired", "U001"},
    {"spaced out", {"2 Lap ora n"}, "m", "", "2", "repaired", "N014"},
    {"misspelt", {"50 orn"}, "m", "", "50", "repaired", "U001"},
    {"two signs", {"1,19% %"}, "mp", "", "1.19", "ok", "N012"},
    {"two quantities", {"471 orang/ 5 Lap"}, "m", "", "471", "ok", "N010"},
    {"too many digits", {"123456789012345678901234567890123456789"}, "m", "", "", "text", "N011"},
};

static sr_expectation expectation_of(const char *letters, sr_doc *doc)
{
    if (strchr(letters, 'd'))
        doc->facts.kind = SR_KIND_RENJA;
    return (sr_expectation){
        .is_measure = strchr(letters, 'm'),
        .is_money = strchr(letters, 'r'),
        .is_percent = strchr(letters, 'p'),
        .is_year = strchr(letters, 'y'),
        .is_code = strchr(letters, 'c'),
        .is_text = strchr(letters, 't'),
        .is_ordinal = strchr(letters, 'o'),
    };
}

static void one_column(size_t i)
{
    sr_doc doc;
    sr_cell cell[CELLS];
    sr_style style = {0};
    size_t n = 0, before = 0;
    char value[SR_DECIMAL_TEXT + 1] = "", found[64] = "";

    sr_doc_init(&doc);
    sr_expectation expect = expectation_of(COLUMNS[i].expect, &doc);
    for (; n < CELLS && COLUMNS[i].cells[n]; n++) {
        cell[n] = cell_of(sr_str(COLUMNS[i].cells[n]));
        sr_number_observe(&cell[n], &expect, &style);
    }
    for (size_t k = 0; k < n; k++) {
        before = doc.n_findings;
        sr_number_decide(&doc, &cell[k], &expect, &style, sr_unit_known(sr_str(COLUMNS[i].unit)), NULL, NULL, 1);
        assert_false(cell[k].open);
    }
    for (size_t k = before; k < doc.n_findings; k++)
        append(found, sizeof found, " ", sr_str(sr_finding_info_of(doc.findings[k].code)->code));
    if (cell[n - 1].has_value)
        append_value(value, sizeof value, "", cell[n - 1].value);
    const char *status = sr_cell_status_name((sr_cell_status)cell[n - 1].status);
    if (strcmp(value, COLUMNS[i].value) || strcmp(status, COLUMNS[i].status) || strcmp(found, COLUMNS[i].finding))
        fail_msg("%s, %s: %s %s [%s], not %s %s [%s]", COLUMNS[i].why, COLUMNS[i].cells[n - 1], value, status, found,
                 COLUMNS[i].value, COLUMNS[i].status, COLUMNS[i].finding);
    sr_doc_free(&doc);
}

static void columns_decide(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof COLUMNS / sizeof *COLUMNS; i++)
        one_column(i);
}

static void evidence_lists_the_readings(void **state)
{
    sr_doc doc;
    sr_style style = {0};
    sr_expectation expect = {.is_measure = true};
    sr_cell cell = cell_of(SR_LIT("1,234"));

    (void)state;
    sr_doc_init(&doc);
    sr_number_observe(&cell, &expect, &style);
    sr_number_decide(&doc, &cell, &expect, &style, SR_UNIT_NONE, NULL, NULL, 3);
    assert_int_equal(doc.n_findings, 1);
    assert_true(
        sr_eq(doc.findings[0].evidence, SR_LIT("{\"readings\":[{\"value\":1234,\"rule\":\"grouped-en\",\"cost\":0},"
                                               "{\"value\":1.234,\"rule\":\"decimal-id\",\"cost\":1}]}")));
    assert_int_equal(doc.findings[0].column_no, 3);
    assert_true(sr_eq(doc.findings[0].raw, SR_LIT("1,234")));
    sr_doc_free(&doc);
}

/* The years of one target: the row tells that one of two signs is wrong, and the unit alone no longer decides. */
static void rows_disagree(void **state)
{
    static const struct {
        const char *neighbour, *status;
    } cases[] = {{"1,276", "ambiguous"}, {"1.276", "ok"},   {"1276", "ok"},
                 {"88,84", "ok"},        {"1,276 %", "ok"}, {"", "ok"}};

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        sr_doc doc;
        sr_style style = {0};
        sr_expectation expect = {.is_measure = true};
        sr_cell cells[2] = {cell_of(sr_str(cases[i].neighbour)), cell_of(SR_LIT("1.291"))};
        sr_row row = {.cells = cells, .n = 2};
        sr_doc_init(&doc);
        sr_number_observe(&cells[1], &expect, &style);
        sr_number_decide(&doc, &cells[1], &expect, &style, sr_unit_known(SR_LIT("orang")), NULL, &row, 2);
        assert_string_equal(sr_cell_status_name((sr_cell_status)cells[1].status), cases[i].status);
        sr_doc_free(&doc);
    }
}

/* ---- properties ---------------------------------------------------------------------------- */

static uint64_t seed = 88172645463325252u;

static uint32_t dice(uint32_t n)
{
    seed ^= seed << 13;
    seed ^= seed >> 7;
    seed ^= seed << 17;
    return (uint32_t)(seed >> 32) % n;
}

/* The digits of the number itself: those before the first letter behind them. Leading zeros do not count. */
static size_t digits_of(sr_slice text, char *out)
{
    size_t n = 0;
    bool any = false;

    for (size_t i = 0; i < text.len && !(any && sr_is_alpha((unsigned char)text.ptr[i])); i++) {
        any |= sr_is_digit((unsigned char)text.ptr[i]);
        if (sr_is_digit((unsigned char)text.ptr[i]) && (n || text.ptr[i] != '0'))
            out[n++] = text.ptr[i];
    }
    return n;
}

/* No digit is invented, dropped or changed, in any reading but that of the first of several numbers. */
static void keeps_digits(sr_slice text)
{
    static sr_readings r;
    char want[256], value[SR_DECIMAL_TEXT], got[256];

    sr_number_read(text, &r);
    assert_in_range(r.n, 0, SR_READINGS_MAX);
    size_t n_want = digits_of(text, want);
    for (int i = 0; i < r.n && r.n_more == 0; i++) {
        if (r.reading[i].rule == SR_RULE_COMPOUND)
            continue;
        size_t n = digits_of((sr_slice){value, sr_decimal_text(r.reading[i].value, value)}, got);
        if (n != n_want || memcmp(got, want, n) != 0)
            fail_msg("\"%.*s\" was read as %.*s", SR_FMT(text), (int)n, got);
    }
}

/* The fast scanner and the careful reader must come to the same. */
static void two_ways_agree(sr_slice text)
{
    static const sr_expectation expectations[] = {{0},
                                                  {.is_measure = true},
                                                  {.is_money = true, .is_measure = true},
                                                  {.is_percent = true},
                                                  {.is_text = true},
                                                  {.is_code = true}};

    for (size_t i = 0; i < sizeof expectations / sizeof *expectations; i++) {
        sr_cell fast = cell_of(text), slow = cell_of(text);
        sr_style fast_style = {0}, slow_style = {0};
        sr_number_observe(&fast, &expectations[i], &fast_style);
        sr_number_observe_slowly(&slow, &expectations[i], &slow_style);
        bool same = fast.status == slow.status && fast.rule == slow.rule && fast.has_value == slow.has_value &&
                    fast.unit == slow.unit && fast.open == slow.open &&
                    memcmp(&fast_style, &slow_style, sizeof fast_style) == 0 &&
                    (!fast.has_value || (fast.value.coef == slow.value.coef && fast.value.scale == slow.value.scale));
        if (fast.open && fast.status == SR_CELL_AMBIGUOUS) {
            static sr_first_look first, again;
            sr_number_first_look(text, &expectations[i], &first);
            sr_number_look_again(text, &expectations[i], &again);
            same &= first.r.n == again.r.n && first.r.unit == again.r.unit && first.r.percent == again.r.percent;
            for (int k = 0; k < first.r.n; k++)
                same &= first.r.reading[k].rule == again.r.reading[k].rule &&
                        sr_decimal_cmp(first.r.reading[k].value, again.r.reading[k].value) == 0 &&
                        first.r.reading[k].dot_decimal == again.r.reading[k].dot_decimal;
        }
        if (!same)
            fail_msg("\"%.*s\" with expectation %zu: %s %s or %s %s", SR_FMT(text), i,
                     sr_cell_status_name((sr_cell_status)fast.status), sr_rule_name((sr_rule)fast.rule),
                     sr_cell_status_name((sr_cell_status)slow.status), sr_rule_name((sr_rule)slow.rule));
    }
}

static const char *const PIECES[] = {"1",      "0",  "12", "345", "000", "5",  "2024",  ".",        ",",
                                     " ",      ".",  ",",  "%",   "-",   "(",  ")",     "Rp",       " Dokumen",
                                     " orang", "m2", "/",  "#",   "x",   "BB", " juta", "\xC2\xA0", "\xE2\x80\x93",
                                     "=",      ",-"};

static void any_text(void **state)
{
    char text[256];

    (void)state;
    for (int round = 0; round < 300000; round++) {
        size_t len = 0;
        for (uint32_t n = 1 + dice(7); n > 0; n--) {
            const char *piece = PIECES[dice(sizeof PIECES / sizeof *PIECES)];
            memcpy(text + len, piece, strlen(piece));
            len += strlen(piece);
        }
        sr_slice s = sr_trim((sr_slice){text, len});
        keeps_digits(s);
        two_ways_agree(s);
    }
}

static void any_bytes(void **state)
{
    (void)state;
    for (int round = 0; round < 100000; round++) {
        size_t len = dice(round % 50 == 0 ? 300 : 24);
        char *text = malloc(len + 1); /* exactly as long as it is, for the sanitizer */
        assert_non_null(text);
        for (size_t i = 0; i < len; i++)
            text[i] = (char)dice(256);
        two_ways_agree((sr_slice){text, len});
        free(text);
    }
}

/* ---- true values beside shown texts -------------------------------------------------------- */

typedef struct rates {
    size_t cells, exact, open_right, wrong, none;
} rates;

/* value is what a spreadsheet stored, shown what it printed: equal within half a unit of the last printed decimal. */
static bool shows(double stored, sr_decimal v, bool percent)
{
    char text[SR_DECIMAL_TEXT + 1];
    double unit = 1;

    text[sr_decimal_text(v, text)] = '\0';
    for (int i = 0; i < v.scale; i++)
        unit /= 10;
    double d = strtod(text, NULL) - (percent ? stored * 100 : stored);
    return d <= unit * 0.5000001 && d >= -unit * 0.5000001;
}

static void spreadsheet_pairs(void **state)
{
    char line[512];
    rates n = {0};
    FILE *f = fopen("../shared/corpus/numbers/html_sdval_pairs.tsv", "r");

    (void)state;
    if (!f) {
        print_message("skipped: no html_sdval_pairs.tsv\n");
        skip();
    }
    assert_non_null(fgets(line, sizeof line, f));
    while (fgets(line, sizeof line, f)) {
        char *format = strchr(line, '\t'), *shown = format ? strchr(format + 1, '\t') : NULL,
             *end = shown ? strchr(shown + 1, '\t') : NULL;
        if (!end || strchr(format, ':')) /* times of day */
            continue;
        sr_slice text = sr_trim((sr_slice){shown + 1, (size_t)(end - shown) - 1});
        sr_cell cell = cell_of(text);
        sr_style style = {0};
        sr_expectation expect = {.is_measure = true};
        double stored = strtod(line, NULL);
        sr_number_observe(&cell, &expect, &style);
        n.cells++;
        sr_readings r;
        sr_number_read(text, &r);
        bool any = false;
        for (int i = 0; i < r.n; i++)
            any |= shows(stored, r.reading[i].value, r.percent);
        if (!cell.has_value)
            n.none += cell.status != SR_CELL_NIL;
        else if (shows(stored, cell.value, r.percent))
            n.exact++;
        else if (any && cell.status == SR_CELL_AMBIGUOUS)
            n.open_right++;
        else
            n.wrong++;
    }
    fclose(f);
    print_message("stored values: %zu cells, %zu as stored, %zu open with the right reading listed, %zu wrong, %zu "
                  "without value\n",
                  n.cells, n.exact, n.open_right, n.wrong, n.none);
    assert_int_equal(n.wrong, 0);
    assert_true(n.exact * 100 >= n.cells * 95);
}

static bool product_holds(const sr_decimal *qty, const sr_decimal *price, const sr_decimal *total)
{
    sr_decimal product = {0, qty->scale + price->scale};

    return !__builtin_mul_overflow(qty->coef, price->coef, &product.coef) && sr_decimal_cmp(product, *total) == 0;
}

static void quantity_by_price(void **state)
{
    char line[512];
    size_t rows = 0, holds = 0, says = 0, unit_known = 0;
    FILE *f = fopen("../shared/corpus/numbers/id_qty_x_price_selfcheck.tsv", "r");

    (void)state;
    if (!f) {
        print_message("skipped: no id_qty_x_price_selfcheck.tsv\n");
        skip();
    }
    assert_non_null(fgets(line, sizeof line, f));
    while (fgets(line, sizeof line, f)) {
        char *c[6], *at = line;
        size_t k = 0;
        for (; k < 6 && at; k++) {
            c[k] = at;
            at = strchr(at, '\t');
            if (at)
                *at++ = '\0';
        }
        if (k < 6)
            continue;
        sr_cell cell[3];
        sr_style money = {0}, quantities = {0};
        static const sr_expectation whole = {.is_measure = true, .is_money = true}, some = {.is_measure = true};
        cell[0] = cell_of(sr_str(c[0]));
        cell[1] = cell_of(sr_str(c[2]));
        cell[2] = cell_of(sr_str(c[3]));
        sr_number_observe(&cell[0], &some, &quantities);
        sr_number_observe(&cell[1], &whole, &money);
        sr_number_observe(&cell[2], &whole, &money);
        rows++;
        unit_known += sr_unit_known(sr_str(c[1])) != SR_UNIT_NONE;
        says += strcmp(c[4], "True") == 0;
        holds += cell[0].has_value && cell[1].has_value && cell[2].has_value &&
                 product_holds(&cell[0].value, &cell[1].value, &cell[2].value);
    }
    fclose(f);
    print_message("quantity x price: %zu rows, %zu hold (%zu by the file's own reading); units known in %zu\n", rows,
                  holds, says, unit_known);
    assert_true(holds * 1000 >= says * 995);
    assert_true(unit_known * 100 >= rows * 75);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(page_is_true),      cmocka_unit_test(odd_characters),
        cmocka_unit_test(columns_decide),    cmocka_unit_test(evidence_lists_the_readings),
        cmocka_unit_test(rows_disagree),     cmocka_unit_test(any_text),
        cmocka_unit_test(any_bytes),         cmocka_unit_test(spreadsheet_pairs),
        cmocka_unit_test(quantity_by_price),
    };
    return cmocka_run_group_tests_name("normalize/number", tests, NULL, NULL);
}
