/* The audit of real documents, where they are at hand: what is proved, what is accused and why, and nothing else. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/buf.h"
#include "importers/importer.h"
#include "normalize/normalize.h"

#include <stdio.h>

#define SEEDS "../shared/seeds/"
#define LAYOUT "../shared/corpus/text/renstra-banyuwangi/txt-layout/"

/* ---- what is expected ------------------------------------------------------------------------ */

/* A cell by its line in the file and its column; value "" = none. */
typedef struct wanted_cell {
    unsigned line, column;
    const char *value;
    bool verified;
    sr_cell_status status;
} wanted_cell;

/* The checks of a table whose results stand in one column; of all its columns where that is 0. */
typedef struct wanted_checks {
    unsigned table, column;
    sr_check_kind kind;
    unsigned passed, failed;
} wanted_checks;

typedef struct document {
    const char *name, *path;
    const char *accused;   /* all findings C of these tables, "line.column code suggestion" each; NULL not looked at */
    unsigned first, last;  /* tables whose findings are listed; 0 = all */
    wanted_cell cells[12]; /* of lines not 0 */
    wanted_checks checks[16];
    const char *others; /* findings of other letters that must be there, as above */
} document;

static const document documents[] = {
    {"Jeneponto: every total verified, ##### is the sum of its rows",
     SEEDS "jeneponto-rencana-aksi-2022.txt",
     "242.13 C001 -\n",
     0,
     0,
     {{72, 17, "6129079568", true, SR_CELL_OK},
      {155, 17, "6399163194", true, SR_CELL_OK},
      {242, 13, "6329079568", true, SR_CELL_INFERRED},
      {242, 14, "1136202054", true, SR_CELL_OK},
      {242, 15, "18", true, SR_CELL_OK},
      {278, 14, "1860172662", true, SR_CELL_REPAIRED},
      {331, 14, "3044649208", true, SR_CELL_OK},
      {412, 14, "4561110317", true, SR_CELL_OK},
      {501, 14, "6195233742", true, SR_CELL_REPAIRED},
      {500, 13, "20000000", true, SR_CELL_OK}},
     {{1, 17, SR_CHECK_COLUMN_TOTAL, 1, 0},
      {2, 17, SR_CHECK_COLUMN_TOTAL, 1, 0},
      {3, 13, SR_CHECK_COLUMN_TOTAL, 1, 0},
      {3, 14, SR_CHECK_COLUMN_TOTAL, 1, 0},
      {4, 13, SR_CHECK_COLUMN_TOTAL, 1, 0},
      {4, 14, SR_CHECK_COLUMN_TOTAL, 1, 0},
      {5, 13, SR_CHECK_COLUMN_TOTAL, 1, 0},
      {5, 14, SR_CHECK_COLUMN_TOTAL, 1, 0},
      {6, 13, SR_CHECK_COLUMN_TOTAL, 1, 0},
      {6, 14, SR_CHECK_COLUMN_TOTAL, 1, 0}},
     NULL},
    {"Bengkulu Selatan, T-C.29: 8 and 10 hold, 11 is the sum of percentages in 13 rows, one row is a copy",
     SEEDS "bengkulu-selatan-renja-2024.txt",
     "303.18 C008 277.83\n304.18 C008 270.20\n305.18 C008 133.48\n309.18 C008 338.52\n323.18 C008 208.01\n"
     "331.18 C008 21.93\n336.18 C008 265.13\n344.18 C008 320.28\n348.18 C008 309.46\n349.18 C008 150.64\n"
     "355.18 C008 826.96\n358.7 C010 0\n364.18 C008 378.83\n367.18 C008 207.44\n",
     3,
     3,
     {{979, 6, "0.555", true, SR_CELL_OK}, {1035, 8, "0.555", true, SR_CELL_OK}},
     {{3, 12, SR_CHECK_FORMULA, 57, 0},
      {3, 16, SR_CHECK_FORMULA, 57, 0},
      {3, 15, SR_CHECK_FORMULA, 42, 0},
      {3, 17, SR_CHECK_FORMULA, 42, 0},
      {3, 18, SR_CHECK_FORMULA, 43, 14}},
     NULL},
    {"Bengkulu Selatan, other tables: two reports that state one line differently",
     SEEDS "bengkulu-selatan-renja-2024.txt",
     "1038.10 C013 -\n",
     4,
     99,
     {{0}},
     {{10, 7, SR_CHECK_RATIO, 28, 0}, {10, 9, SR_CHECK_RATIO, 42, 0}, {11, 11, SR_CHECK_RATIO, 42, 0}},
     NULL},
    {"Way Kanan: 4.548 is 4548 by its children, 5795 is not the sum of its own",
     SEEDS "way-kanan-cascading-2021-2026.txt",
     "62.5 C006 8795\n103.6 C012 -\n",
     0,
     0,
     {{155, 5, "4548", true, SR_CELL_OK}, {62, 5, "5795", false, SR_CELL_OK}},
     {{0}},
     NULL},
    {"Luwu Timur: nothing is accused", SEEDS "luwu-timur-rencana-aksi-2023.txt", "", 0, 0, {{0}}, {{0}}, NULL},
    {"Banjarbaru: misread digits, totals that do not close, a row off by a million, stated differently elsewhere",
     SEEDS "banjarbaru-renja-perubahan-2024.txt",
     "273.19 C012 -\n276.10 C010 -\n301.6 C017 1480990050\n305.19 C012 -\n"
     "311.19 C012 -\n319.10 C012 -\n326.19 C012 -\n393.10 C016 -\n399.11 C012 -\n400.11 C012 -\n"
     "414.11 C012 -\n419.11 C012 -\n436.11 C012 -\n441.11 C012 -\n442.11 C012 -\n463.11 C012 -\n"
     "464.11 C012 -\n469.11 C012 -\n501.11 C012 -\n503.11 C012 -\n602.4 C013 218607000\n606.4 C013 5614443916\n"
     "616.4 C013 65441700\n616.8 C013 65441700\n625.8 C013 90626000\n645.4 C013 82835400\n645.8 C013 82835400\n"
     "646.4 C013 681755000\n646.8 C013 681755000\n647.4 C013 107801050\n647.8 C013 107801050\n657.4 C013 740520500\n"
     "657.8 C013 740520500\n658.8 C013 44698000\n667.4 C013 47400000\n673.8 C013 1720018000\n675.4 C013 1502977800\n"
     "675.8 C013 1502977650\n886.9 C012 -\n886.11 C012 -\n905.5 C012 -\n920.4 C012 -\n920.5 C012 -\n"
     "920.6 C012 -\n980.17 C012 -\n981.11 C003 29453250\n982.13 C003 15600000\n985.11 C003 5642329666\n"
     "985.13 C003 896994619\n986.12 C003 6511438535\n992.17 C012 -\n1003.11 C003 68936480\n1003.13 C003 226714960\n"
     "1009.17 C012 -\n1017.11 C003 5307908200\n1018.17 C017 1480989550\n1025.17 C012 -\n1027.12 C003 321087000\n"
     "1030.17 C012 -\n1034.11 C003 484097950\n1034.11 C012 -\n1034.13 C012 -\n1034.17 C012 -\n",
     0,
     0,
     {{664, 4, "", false, SR_CELL_UNREADABLE},
      {664, 8, "", false, SR_CELL_UNREADABLE},
      {927, 5, "-13143400", true, SR_CELL_REPAIRED},
      {990, 13, "-13143400", true, SR_CELL_REPAIRED},
      {991, 13, "-13143400", true, SR_CELL_REPAIRED},
      {986, 12, "8511438535", false, SR_CELL_OK},
      {310, 19, "", false, SR_CELL_EMPTY}},
     {{9, 4, SR_CHECK_COLUMN_TOTAL, 0, 1}, {9, 5, SR_CHECK_COLUMN_TOTAL, 1, 0}, {9, 6, SR_CHECK_COLUMN_TOTAL, 0, 1}},
     "664.4 N008 59999800\n664.8 N008 59999800\n"},
    {"DUKCAPIL: amounts that stand in the rows of two indicators",
     LAYOUT "RENSTRA-DUKCAPIL.txt",
     "",
     27,
     27,
     {{0}},
     {{0}},
     NULL},
    {"DISHUB: less congestion is more achievement",
     LAYOUT "RENSTRA-DISHUB.txt",
     "1137.17 C018 -\n1137.18 C018 -\n1137.19 C018 -\n1137.20 C018 -\n",
     7,
     7,
     {{0}},
     {{0}},
     NULL},
    {"BPBD: shares of a hundred are no parts of a share", LAYOUT "RENSTRA-BPBD.txt", "", 12, 12, {{0}}, {{0}}, NULL},
};

static const document *now;

/* ---- what is there --------------------------------------------------------------------------- */

static void list_findings(const sr_doc *doc, bool arithmetic, sr_buf *out)
{
    for (size_t i = 0; i < doc->n_findings; i++) {
        const sr_finding *f = &doc->findings[i];
        sr_slice code = sr_str(sr_finding_info_of(f->code)->code);
        char text[SR_DECIMAL_TEXT];
        size_t n = f->has_suggestion ? sr_decimal_text(f->suggestion, text) : 0;
        if ((code.ptr[0] == 'C') != arithmetic || f->code == SR_C002 ||
            (now->first && (f->table_no < now->first || f->table_no > now->last)))
            continue;
        sr_buf_printf(out, "%llu.%u %.*s %.*s\n", (unsigned long long)f->line_no, f->column_no, SR_FMT(code),
                      n ? (int)n : 1, n ? text : "-");
    }
    sr_buf_char(out, '\0');
}

static const sr_cell *cell_at(const sr_doc *doc, unsigned line, unsigned column)
{
    for (size_t i = 0; i < doc->n_tables; i++)
        for (size_t r = 0; r < doc->tables[i]->n_rows; r++)
            if (doc->tables[i]->rows[r]->line_no == line)
                return sr_row_cell(doc->tables[i]->rows[r], column - 1);
    fail_msg("%s has no row at line %u", now->path, line);
    return NULL;
}

static void check_cell(const sr_doc *doc, const wanted_cell *w)
{
    const sr_cell *c = cell_at(doc, w->line, w->column);
    char text[SR_DECIMAL_TEXT];
    size_t n = c->has_value ? sr_decimal_text(c->value, text) : 0;

    if (!sr_eq((sr_slice){text, n}, sr_str(w->value)) || c->verified != w->verified || c->status != w->status)
        fail_msg("line %u column %u \"%.*s\": %.*s %s %s", w->line, w->column, SR_FMT(sr_cell_raw(c)), (int)n, text,
                 sr_cell_status_name((sr_cell_status)c->status), c->verified ? "verified" : "not verified");
}

static void check_checks(const sr_doc *doc, const wanted_checks *w)
{
    unsigned passed = 0, failed = 0;

    for (size_t i = 0; i < doc->n_checks; i++) {
        const sr_check *c = &doc->checks[i];
        if (c->at.table_no != w->table || (w->column && c->at.column_no != w->column) || c->kind != w->kind)
            continue;
        passed += c->passed;
        failed += !c->passed;
    }
    if (passed != w->passed || failed != w->failed)
        fail_msg("table %u column %u: %u passed, %u failed", w->table, w->column, passed, failed);
}

/* A row that states both numbers of a percentage, and it, has a check for it. */
static void check_percentages(const sr_doc *doc, unsigned table, unsigned column)
{
    const sr_table *t = doc->tables[table - 1];
    unsigned stated = 0, checked = 0;

    for (size_t r = 0; r < t->n_rows; r++) {
        const sr_cell *c = sr_row_cell(t->rows[r], column - 1);
        stated +=
            t->rows[r]->kind != SR_ROW_HEADER && t->rows[r]->kind != SR_ROW_NUMBER && c && c->has_value && !c->more;
    }
    for (size_t i = 0; i < doc->n_checks; i++)
        checked += doc->checks[i].at.table_no == table && doc->checks[i].at.column_no == column &&
                   doc->checks[i].kind == SR_CHECK_RATIO;
    if (stated != checked || stated == 0)
        fail_msg("table %u column %u: %u percentages, %u checks", table, column, stated, checked);
}

/* ---- reading --------------------------------------------------------------------------------- */

static void (*look)(const sr_doc *doc);

static int flush(sr_doc *doc, bool last, sr_error *err)
{
    (void)err;
    sr_normalize(doc, last);
    look(doc);
    return 0;
}

static void look_at_all(const sr_doc *doc)
{
    sr_buf found = {0}, others = {0};

    list_findings(doc, true, &found);
    list_findings(doc, false, &others);
    if (now->accused)
        assert_string_equal(found.ptr, now->accused);
    if (now->others && !strstr(others.ptr, now->others))
        fail_msg("%s", others.ptr);
    for (size_t i = 0; i < sizeof now->cells / sizeof *now->cells && now->cells[i].line; i++)
        check_cell(doc, &now->cells[i]);
    for (size_t i = 0; i < sizeof now->checks / sizeof *now->checks && now->checks[i].table; i++)
        check_checks(doc, &now->checks[i]);
    sr_buf_free(&found);
    sr_buf_free(&others);
}

static void look_at_percentages(const sr_doc *doc)
{
    for (unsigned table = 3; table <= 6; table++)
        for (unsigned column = 15; column <= 16; column++)
            check_percentages(doc, table, column);
}

static void read_file(const char *path)
{
    sr_error err = {0};
    sr_import_options options = {0};
    sr_source *source = sr_source_open(path, &err);
    sr_doc doc;

    if (!source) {
        print_message("%s is not here: skipped\n", path);
        skip();
    }
    sr_doc_init(&doc);
    doc.name = sr_str(strrchr(path, '/') + 1);
    doc.flush = flush;
    const sr_importer *importer = sr_importer_pick(source, doc.name, &options, &err);
    assert_non_null(importer);
    doc.format = importer->format;
    assert_int_equal(importer->read(source, &options, &doc, &err), 0);
    sr_source_close(source);
    sr_doc_free(&doc);
}

static void audits(void **state)
{
    now = *state;
    look = look_at_all;
    read_file(now->path);
}

static void percentages(void **state)
{
    (void)state;
    look = look_at_percentages;
    read_file(SEEDS "jeneponto-rencana-aksi-2022.txt");
}

int main(void)
{
    enum { DOCUMENTS = sizeof documents / sizeof *documents };
    struct CMUnitTest tests[DOCUMENTS + 1];

    for (size_t i = 0; i < DOCUMENTS; i++)
        tests[i] = (struct CMUnitTest){documents[i].name, audits, NULL, NULL, (void *)(uintptr_t)&documents[i]};
    tests[DOCUMENTS] = (struct CMUnitTest){"Jeneponto: every percentage is checked", percentages, NULL, NULL, NULL};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
