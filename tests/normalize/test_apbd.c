/*
 * Regional budgets as published, where they are at hand: the figures are those that the publisher's own loader stored,
 * and every account that equals the sum of its parts is verified, every other one accused.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/buf.h"
#include "importers/importer.h"
#include "normalize/normalize.h"
#include "normalize/units.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

#define BUDGETS "../shared/corpus/csv/apbd-diy"
#define STORED "../shared/corpus/csv/apbd-diy-sql"

enum { FIELDS = 18, CODE = 7, NAME = 9, AMOUNT = 10, BEFORE = 11, CHANGE = 13 };

static struct tally {
    unsigned documents, agree, differ, lost;    /* figures against the loader's */
    unsigned equal, verified, unequal, accused; /* parents, by column */
} sum;

static sr_buf stored; /* the loader's statement of the document at hand */

/* ---- figures against the loader's -------------------------------------------------------------- */

/* The fields of one line ('0','294',...), quotes off; false for what is none. Without a name the loader has mixed up
 * its columns. */
static bool read_record(sr_slice line, sr_slice fields[FIELDS])
{
    size_t at = 1;

    for (int i = 0; i < FIELDS; i++) {
        if (at >= line.len || line.ptr[at] != '\'')
            return false;
        size_t end = ++at;
        while (end < line.len && !(line.ptr[end] == '\'' && end + 1 < line.len && strchr(",)", line.ptr[end + 1])))
            end += line.ptr[end] == '\\' ? 2 : 1;
        if (end >= line.len)
            return false;
        fields[i] = sr_sub(line, at, end);
        at = end + 2;
    }
    return fields[NAME].len > 0;
}

/* The same digits in the same order. */
static bool same_code(sr_slice a, sr_slice b)
{
    size_t i = 0, k = 0;

    for (;;) {
        while (i < a.len && !sr_is_digit((unsigned char)a.ptr[i]))
            i++;
        while (k < b.len && !sr_is_digit((unsigned char)b.ptr[k]))
            k++;
        if (i == a.len || k == b.len)
            return i == a.len && k == b.len;
        if (a.ptr[i++] != b.ptr[k++])
            return false;
    }
}

/* The loader writes ^ for a comma. */
static bool same_name(sr_slice ours, sr_slice theirs)
{
    enum { ENOUGH = 12 };
    size_t n = theirs.len < ENOUGH ? theirs.len : ENOUGH;

    if (ours.len < n)
        return false;
    for (size_t i = 0; i < n; i++)
        if (theirs.ptr[i] != '^' && sr_lower((unsigned char)ours.ptr[i]) != sr_lower((unsigned char)theirs.ptr[i]))
            return false;
    return true;
}

/* To the hundredth: the loader's column has two decimals. */
static void compare(const sr_cell *c, sr_slice theirs)
{
    sr_decimal value, off;

    if (!sr_decimal_parse(theirs, &value)) /* 5.35993E+11: mangled before it came to the loader */
        return;
    if (!c->has_value)
        sum.lost += value.coef != 0;
    else if (sr_decimal_sub(c->value, value, &off) && sr_decimal_cmp(off, (sr_decimal){1, 2}) <= 0 &&
             sr_decimal_cmp(off, (sr_decimal){-1, 2}) >= 0)
        sum.agree++;
    else
        sum.differ++;
}

static void compare_row(const sr_row *row, const sr_slice fields[FIELDS])
{
    enum { FIRST = 2 }; /* column of figures, behind code and name */
    bool change = !sr_eq(fields[BEFORE], SR_LIT("0")) || !sr_eq(fields[CHANGE], SR_LIT("0"));

    for (uint32_t i = 0; i < (change ? 3u : 1u) && FIRST + i < row->n; i++)
        compare(&row->cells[FIRST + i], fields[change ? BEFORE + i : AMOUNT]);
}

static void compare_table(const sr_table *t)
{
    enum { WINDOW = 60 }; /* rows that the loader left out */
    sr_slice rest = {stored.ptr, stored.len}, fields[FIELDS];
    size_t at = 0;

    while (rest.len) {
        const char *nl = memchr(rest.ptr, '\n', rest.len);
        sr_slice line = sr_sub(rest, 0, nl ? (size_t)(nl - rest.ptr) : rest.len);
        rest = sr_sub(rest, line.len + (nl != NULL), rest.len);
        if (line.len < 3 || line.ptr[0] != '(' || !read_record(line, fields))
            continue;
        for (size_t r = at; r < t->n_rows && r < at + WINDOW; r++) {
            const sr_row *row = t->rows[r];
            if (row->n < 3 || !same_code(sr_cell_raw(&row->cells[0]), fields[CODE]) ||
                !same_name(sr_trim(sr_cell_raw(&row->cells[1])), sr_trim(fields[NAME])))
                continue;
            compare_row(row, fields);
            at = r + 1;
            break;
        }
    }
}

/* ---- parents and their parts -------------------------------------------------------------------- */

static bool is_accused(const sr_doc *doc, uint32_t table, uint32_t row, uint32_t column)
{
    for (size_t i = 0; i < doc->n_checks; i++) {
        const sr_check *c = &doc->checks[i];
        if (!c->passed && c->at.table_no == table && c->at.row_no == row && c->at.column_no == column + 1)
            return true;
    }
    return false;
}

static const sr_row *row_numbered(const sr_table *t, uint32_t row_no)
{
    size_t r = 0;

    while (r < t->n_rows && t->rows[r]->row_no != row_no)
        r++;
    assert_true(r < t->n_rows);
    return t->rows[r];
}

/*
 * Other rows are found to be its parts than those of which it was read as the parent (a code that stands twice, or is
 * misprinted), and they add up to it: added here anew.
 */
static bool is_sum_of_others(const sr_doc *doc, const sr_table *t, uint32_t row, uint32_t column)
{
    for (size_t i = 0; i < doc->n_checks; i++) {
        const sr_check *c = &doc->checks[i];
        sr_decimal off = {0}, value;
        if (!c->passed || c->op != SR_OP_SUM || c->at.table_no != t->table_no || c->at.row_no != row ||
            c->at.column_no != column + 1)
            continue;
        for (uint32_t m = 0; m < c->n_members; m++) {
            value = sr_row_cell(row_numbered(t, c->members[m].row_no), column)->value;
            assert_int_equal(c->members[m].column_no, column + 1);
            assert_true(sr_decimal_add(off, value, &off));
        }
        return sr_decimal_cmp(off, sr_row_cell(row_numbered(t, row), column)->value) == 0;
    }
    return false;
}

/* Children by their parent's row_no; both in the document's order. */
static void look_at_parents(const sr_doc *doc, const sr_table *t, uint32_t column)
{
    uint32_t last = t->n_rows ? t->rows[t->n_rows - 1]->row_no : 0;
    sr_decimal *total = calloc(last + 2, sizeof *total);
    unsigned *parts = calloc(last + 2, sizeof *parts);

    assert_true(total && parts);
    for (size_t r = 0; r < t->n_rows; r++) {
        const sr_row *row = t->rows[r];
        const sr_cell *c = sr_row_cell(row, column);
        if (!row->parent || !c->has_value)
            continue;
        assert_true(sr_decimal_add(total[row->parent], c->value, &total[row->parent]));
        parts[row->parent]++;
    }
    for (size_t r = 0; r < t->n_rows; r++) {
        const sr_row *row = t->rows[r];
        const sr_cell *c = sr_row_cell(row, column);
        if (!c->has_value || c->value.coef == 0 || row->row_no > last || !parts[row->row_no])
            continue;
        if (sr_decimal_cmp(total[row->row_no], c->value) == 0 || is_sum_of_others(doc, t, row->row_no, column)) {
            sum.equal++;
            sum.verified += c->verified;
        } else {
            sum.unequal++;
            sum.accused += is_accused(doc, t->table_no, row->row_no, column);
        }
    }
    free(total);
    free(parts);
}

static int look(sr_doc *doc, bool last, sr_error *err)
{
    (void)err;
    sr_normalize(doc, last);
    for (size_t t = 0; t < doc->n_tables; t++) {
        compare_table(doc->tables[t]);
        for (uint32_t c = 0; c < doc->tables[t]->width; c++)
            if (doc->tables[t]->columns[c].aspect == SR_ASPECT_MONEY &&
                doc->tables[t]->columns[c].unit != SR_UNIT_PERCENT)
                look_at_parents(doc, doc->tables[t], c);
    }
    return 0;
}

/* ---- documents ------------------------------------------------------------------------------------ */

static void read_stored(const char *name)
{
    char path[512];
    int c;

    stored.len = 0;
    snprintf(path, sizeof path, STORED "/%.*s.sql", (int)strcspn(name, "."), name);
    FILE *f = fopen(path, "rb");
    while (f && (c = getc(f)) != EOF)
        sr_buf_char(&stored, (char)c);
    if (f)
        fclose(f);
}

static void read_budget(const char *name)
{
    sr_import_options options = {0};
    sr_error err = {0};
    char path[512];
    sr_doc doc;

    snprintf(path, sizeof path, BUDGETS "/%s", name);
    read_stored(name);
    sr_source *source = sr_source_open(path, &err);
    assert_non_null(source);
    sr_doc_init(&doc);
    doc.name = sr_str(name);
    doc.flush = look;
    const sr_importer *importer = sr_importer_pick(source, doc.name, &options, &err);
    assert_non_null(importer);
    doc.format = importer->format;
    assert_int_equal(importer->read(source, &options, &doc, &err), 0);
    sr_source_close(source);
    sr_doc_free(&doc);
    sum.documents++;
}

static void budgets(void **state)
{
    DIR *folder = opendir(BUDGETS);

    (void)state;
    if (!folder) {
        print_message(BUDGETS " is not here: skipped\n");
        skip();
    }
    for (struct dirent *e; (e = readdir(folder)) != NULL;)
        if (strstr(e->d_name, ".csv"))
            read_budget(e->d_name);
    closedir(folder);
    sr_buf_free(&stored);
    print_message("%u budgets: %u figures agree with the loader's, %u differ, %u lost; of %u parents that are their "
                  "parts %u verified, of %u others %u accused\n",
                  sum.documents, sum.agree, sum.differ, sum.lost, sum.equal, sum.verified, sum.unequal, sum.accused);
    assert_int_equal(sum.differ, 0);
    assert_int_equal(sum.lost, 0);
    assert_true(sum.agree > 16000);
    assert_true(sum.equal > 11000 && sum.unequal > 20);
    assert_int_equal(sum.verified, sum.equal);
    assert_int_equal(sum.accused, sum.unequal);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(budgets)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
