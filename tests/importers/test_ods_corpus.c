/*
 * test_ods_corpus.c - spreadsheets of other projects' test suites, cell by cell against LibreOffice's own reading: what
 * it shows and what it holds, a CSV a sheet.
 *
 * A cell agrees where its text is what LibreOffice shows but for blanks, or its value is what LibreOffice holds. Every
 * other difference is explained below, file by file; one more or one fewer fails.
 */
#include "importers/package.h"
#include "tests/importers/reading.h"

#include <dirent.h>
#include <sys/stat.h>

/* Or what LibreOffice has made itself, with its reading of it: tests/importers/libreoffice.sh. */
static const char *corpus = "../shared/corpus/ods", *oracle = "../shared/corpus/ods-oracle";

/* Where LibreOffice reads otherwise, and why it is not followed. */
static const struct {
    const char *file;
    size_t recalculated; /* formulas that LibreOffice works out anew as it loads; the file's own result is taken here */
    size_t others;
    const char *why;
} DIFFERENCES[] = {
    {"Insert and Delete Rows2.ods", 1, 0, "#NAME? of the file becomes #REF!"},
    {"ST_Formulas.ods", 3, 0, "TODAY, NOW, RAND"},
    {"content_formula_import_xml_MSO15.ods", 33, 0,
     "functions that Excel and Calc define otherwise, TODAY, RAND, INFO"},
    {"formula_stress_test.ods", 18, 1, "the same; day 0 of Excel, which LibreOffice calls 1899-12-30"},
    {"issue.3658.ods", 1, 0, "INFO(\"system\") names the machine that reads"},
    {"pivottable_datasource_import_xml_MSO15.ods", 0, 6,
     "29 February 1900, a day that only Excel has: LibreOffice makes 1899-12-30 of it, here it stands as the file "
     "says"},
    {"sheet_with_all_cell_types.ods", 0, 1, "13:37 at -10:00: LibreOffice shows 23:37 UTC, here it stands as written"},
};

/* What must not be read, and the finding that says why. */
static const struct {
    const char *file;
    sr_finding_code finding;
} REFUSED[] = {
    {"attack_billion_laughs.ods", SR_D013},
    {"attack_quadratic_blowup.ods", SR_D013},
    {"password-protected-password123.ods", SR_D022},
    {"encrypted-letmein.ods", SR_D022},
    {"empty_file.ods", SR_D004},
    {"non_zip.ods", SR_D004},
};

/* ---- what was read ---------------------------------------------------------------------------- */

/* A cell, or a line of text (column 0). */
typedef struct item {
    uint32_t sheet; /* its page, from 1 */
    uint64_t row;
    uint32_t column; /* from 1 */
    char *text;
    char *held; /* typed value as written; NULL if none */
    bool formula, has_value, found;
    sr_decimal value;
} item;

typedef struct grid {
    sr_doc doc;
    sr_error err;
    item *items;
    size_t n, cap;
    char *sheets[256];
} grid;

static char *text_of(sr_slice s)
{
    char *copy = strndup(s.ptr ? s.ptr : "", s.len);

    assert_non_null(copy);
    return copy;
}

static item *add_item(grid *g, uint32_t sheet, uint64_t row, uint32_t column, sr_slice text)
{
    if (g->n == g->cap) {
        g->cap = g->cap ? 2 * g->cap : 1024;
        g->items = realloc(g->items, g->cap * sizeof *g->items);
        assert_non_null(g->items);
    }
    g->items[g->n] = (item){.sheet = sheet, .row = row, .column = column, .text = text_of(text)};
    return &g->items[g->n++];
}

static void add_part(grid *g, const sr_block *block)
{
    const sr_part *part = block->part;

    for (size_t r = 0; r < part->n_rows; r++)
        for (uint32_t c = 0, last = 0; c < part->rows[r]->n; c++) {
            const sr_cell *cell = &part->rows[r]->cells[c];
            if (cell->raw_len == 0)
                continue;
            /* further right where merged cells are one column */
            if (cell->at < part->column_first - 1 + c || (last && cell->at <= last))
                fail_msg("a cell at column %u says it is at %u", part->column_first + c, cell->at + 1);
            last = cell->at;
            item *it = add_item(g, part->rows[r]->page_no, part->rows[r]->line_no, cell->at + 1, sr_cell_raw(cell));
            if (cell->typed) {
                it->held = text_of(cell->typed->text);
                it->formula = cell->typed->formula.len > 0;
                it->has_value = cell->typed->has_value;
                it->value = cell->typed->value;
            }
        }
}

static int keep(sr_doc *doc, bool last, sr_error *err)
{
    grid *g = doc->flush_context;

    (void)last;
    (void)err;
    for (size_t i = 0; i < doc->n_blocks; i++) {
        const sr_block *block = &doc->blocks[i];
        if (block->type == SR_BLOCK_PART)
            add_part(g, block);
        else if (block->type != SR_BLOCK_PAGE)
            add_item(g, block->page_no, block->line_no, 0, block->text);
    }
    return 0;
}

/* The names of the sheets in their order, by a look at the XML itself: a sheet without tables leaves none behind. */
static void find_names(grid *g, sr_source *source)
{
    sr_error err = {0};
    sr_buf xml = {0};
    ssize_t n;
    sr_package *package = sr_package_open(source, "test", &err);

    while (package && (n = sr_package_read(package, sr_buf_reserve(&xml, 65536), 65536, &err)) > 0)
        xml.len += (size_t)n;
    sr_package_close(package);
    sr_buf_char(&xml, '\0');
    char *at = strstr(xml.ptr, "spreadsheet>");
    for (size_t i = 1; at && i < sizeof g->sheets / sizeof *g->sheets && (at = strstr(at, "<table:table ")); i++) {
        char *name = strstr(at, "table:name=\""), *end = name ? strchr(name + 12, '"') : NULL;
        if (!end)
            break;
        g->sheets[i] = text_of((sr_slice){name + 12, (size_t)(end - name) - 12});
        at = end;
    }
    sr_buf_free(&xml);
    sr_source_rewind(source, &err);
}

static bool read_grid(grid *g, const char *path)
{
    static const sr_import_options as_ods = {.format = SR_FORMAT_ODS};
    const char *name = strrchr(path, '/') + 1;

    *g = (grid){0};
    sr_doc_init(&g->doc);
    g->doc.name = sr_str(name);
    g->doc.flush = keep;
    g->doc.flush_context = g;
    sr_source *source = sr_source_open(path, &g->err);
    assert_non_null(source);
    const sr_importer *importer = sr_importer_pick(source, sr_str(name), &as_ods, &g->err);
    assert_non_null(importer);
    find_names(g, source);
    bool ok = importer->read(source, &as_ods, &g->doc, &g->err) == 0;
    uint64_t sum = 0;
    for (int i = 0; i < SR_ACCOUNT_COUNT; i++)
        sum += g->doc.accounts[i];
    if (ok && sum != g->doc.total_bytes)
        fail_msg("%s: %llu bytes of %llu are accounted for", path, (unsigned long long)sum,
                 (unsigned long long)g->doc.total_bytes);
    sr_source_close(source);
    return ok;
}

static void free_grid(grid *g)
{
    for (size_t i = 0; i < g->n; i++) {
        free(g->items[i].text);
        free(g->items[i].held);
    }
    for (size_t i = 0; i < sizeof g->sheets / sizeof *g->sheets; i++)
        free(g->sheets[i]);
    free(g->items);
    sr_doc_free(&g->doc);
}

/* ---- agreement --------------------------------------------------------------------------------- */

/* The digits' runs of a text as numbers. */
static size_t numbers(const char *s, long *out, size_t max)
{
    size_t n = 0;

    while (*s) {
        if (!sr_is_digit((unsigned char)*s)) {
            s++;
            continue;
        }
        char *end;
        long v = strtol(s, &end, 10);
        if (n < max)
            out[n++] = v;
        s = end;
    }
    return n;
}

/* The same numbers; LibreOffice shows a date in its own order, and the day's clock in twelve hours. */
static bool same_moment(const char *held, const char *shown)
{
    long a[8] = {0}, b[8] = {0};
    size_t n = numbers(held, a, 7), m = numbers(shown, b, 7);
    size_t clock = held[0] == 'P' || held[0] == '-' ? 0 : 3;

    if (n == 0 || m < clock)
        return false;
    for (size_t i = 0; i < clock; i++)
        if (b[i] != a[0] && b[i] != a[1] && b[i] != a[2])
            return false;
    bool pm = strstr(shown, "PM"), am = strstr(shown, "AM");
    long hour = pm && b[clock] < 12 ? b[clock] + 12 : am && b[clock] == 12 ? 0 : b[clock];
    return (a[clock] == hour || ((am || pm) && a[clock] % 24 == hour)) && a[clock + 1] == b[clock + 1] &&
           labs(a[clock + 2] - b[clock + 2]) <= 1;
}

static bool same_number(const item *it, const char *shown)
{
    char plain[64];
    size_t n = 0;
    sr_decimal value, apart;
    bool percent = strchr(shown, '%');

    for (; *shown && n < sizeof plain - 1; shown++)
        if (sr_is_digit((unsigned char)*shown) || strchr("-.eE+", *shown))
            plain[n++] = *shown;
    if (!it->has_value || !sr_decimal_float((sr_slice){plain, n}, &value))
        return false;
    sr_decimal held = it->value;
    if (percent && held.scale >= 2)
        held.scale -= 2;
    else if (percent)
        held.coef *= held.scale == 1 ? 10 : 100, held.scale = 0;
    if (!sr_decimal_sub(held, value, &apart))
        return false;
    apart.coef = apart.coef < 0 ? -apart.coef : apart.coef;
    return sr_decimal_cmp(apart, (sr_decimal){1, value.scale < 10 ? value.scale : 10}) < 0;
}

/* Equal but for blanks: OpenDocument folds those of a paragraph (part 3, 6.1.2), LibreOffice keeps them. */
static bool same_text(const char *a, const char *b)
{
    for (;;) {
        a += strspn(a, " \t\r\n");
        b += strspn(b, " \t\r\n");
        if (!*a || !*b)
            return !*a && !*b;
        if (*a++ != *b++)
            return false;
    }
}

static bool agrees(const item *it, const char *shown, const char *raw)
{
    const char *held = it->held ? it->held : "";

    return same_text(it->text, shown) || same_text(it->text, raw) || same_text(held, shown) || same_number(it, raw) ||
           same_number(it, shown) ||
           (*held && (same_moment(held, raw) || same_moment(held, shown) || strcasecmp(held, raw) == 0));
}

/* ---- LibreOffice's CSV --------------------------------------------------------------------------- */

typedef struct csv {
    sr_slice text;
    size_t at;
    char field[65536];
    uint64_t row;
    uint32_t column;
} csv;

/* The next field; false at the end. */
static bool next_field(csv *c)
{
    size_t n = 0;
    bool quoted = false;

    if (c->at >= c->text.len)
        return false;
    if (c->at == 0) {
        c->row = c->column = 1;
    } else if (c->text.ptr[c->at - 1] == '\n') {
        c->row++;
        c->column = 1;
    } else {
        c->column++;
    }
    for (; c->at < c->text.len; c->at++) {
        char b = c->text.ptr[c->at];
        if (b == '"' && quoted && c->at + 1 < c->text.len && c->text.ptr[c->at + 1] == '"')
            c->at++;
        else if (b == '"') {
            quoted = !quoted;
            continue;
        } else if (!quoted && (b == ',' || b == '\n'))
            break;
        if (n < sizeof c->field - 1)
            c->field[n++] = b;
    }
    c->at++;
    c->field[n] = '\0';
    return true;
}

/* ---- one file ------------------------------------------------------------------------------------- */

typedef struct tally {
    size_t files, sheets, cells, refused, unexplained;
    size_t recalculated, others; /* of the file at hand */
} tally;

static item *find(grid *g, uint32_t sheet, uint64_t row, uint32_t column)
{
    item *line = NULL;

    for (size_t i = 0; i < g->n; i++) {
        item *it = &g->items[i];
        if (it->sheet != sheet || it->row != row || it->found)
            continue;
        if (it->column == column)
            return it;
        if (it->column == 0 && !line)
            line = it;
    }
    return line;
}

/* A lone text is lines: the cell agrees if each of them stands in it. */
static bool lines_agree(grid *g, item *it, const char *shown)
{
    bool all = true;

    for (item *i = it; i < g->items + g->n && i->sheet == it->sheet && i->row == it->row && i->column == 0; i++) {
        all &= strstr(shown, i->text) != NULL;
        i->found = true;
    }
    return all;
}

static void tell(tally *t, const item *it)
{
    t->recalculated += it && it->formula;
    t->others += !it || !it->formula;
}

static void compare_sheet(grid *g, uint32_t sheet, const char *file, const char *name, sr_slice shown, sr_slice raw,
                          tally *t)
{
    static csv a, b;

    a.text = shown;
    b.text = raw;
    a.at = b.at = 0;
    while (next_field(&a)) {
        bool both = raw.ptr && next_field(&b);
        if (same_text(a.field, "") && (!both || same_text(b.field, "")))
            continue;
        t->cells++;
        item *it = find(g, sheet, a.row, a.column);
        bool ok = it && (it->column ? agrees(it, a.field, both ? b.field : a.field) : lines_agree(g, it, a.field));
        if (it)
            it->found = true;
        if (ok)
            continue;
        tell(t, it);
        print_message("%s %s R%lluC%u: '%s' (%s) here '%s' (%s)\n", file, name, (unsigned long long)a.row, a.column,
                      a.field, both ? b.field : "", it ? it->text : "none", it && it->held ? it->held : "");
    }
    for (size_t i = 0; i < g->n; i++) {
        item *it = &g->items[i];
        if (it->sheet != sheet || it->found)
            continue;
        tell(t, it);
        print_message("%s %s R%lluC%u: nothing, here '%s' (%s)\n", file, name, (unsigned long long)it->row, it->column,
                      it->text, it->held ? it->held : "");
    }
}

static void assert_refused(const char *path, const sr_error *err)
{
    for (size_t i = 0; i < sizeof REFUSED / sizeof REFUSED[0]; i++)
        if (strcmp(strrchr(path, '/') + 1, REFUSED[i].file) == 0) {
            if (err->finding != (int)REFUSED[i].finding)
                fail_msg("%s: refused with finding %d: %s", path, err->finding, err->message);
            return;
        }
    fail_msg("%s: refused: %s", path, err->message);
}

static void assert_explained(const char *file, tally *t)
{
    size_t recalculated = 0, others = 0;

    for (size_t i = 0; i < sizeof DIFFERENCES / sizeof DIFFERENCES[0]; i++)
        if (strcmp(file, DIFFERENCES[i].file) == 0) {
            recalculated = DIFFERENCES[i].recalculated;
            others = DIFFERENCES[i].others;
        }
    if (t->recalculated != recalculated || t->others != others) {
        t->unexplained++;
        print_error("%s: %zu formulas differ, %zu are explained; %zu other cells, %zu explained\n", file,
                    t->recalculated, recalculated, t->others, others);
    }
    t->recalculated = t->others = 0;
}

static void compare_file(const char *path, tally *t)
{
    grid g;
    const char *file = path + strlen(corpus) + 1;
    char stem[256], csv_path[4096];

    t->files++;
    if (!read_grid(&g, path)) {
        t->refused++;
        assert_refused(path, &g.err);
        free_grid(&g);
        return;
    }
    snprintf(stem, sizeof stem, "%s", strrchr(path, '/') + 1);
    *strrchr(stem, '.') = '\0';
    snprintf(csv_path, sizeof csv_path, "%s/%s.d", oracle, file);
    for (uint32_t s = 1; s <= g.doc.pages && s < 256; s++) {
        const char *name = g.sheets[s] ? g.sheets[s] : "";
        char both[2][8192];
        snprintf(both[0], sizeof both[0], "%s/lo-shown/%s-%s.csv", csv_path, stem, name);
        snprintf(both[1], sizeof both[1], "%s/lo-raw/%s-%s.csv", csv_path, stem, name);
        sr_slice shown = slurp(both[0]), raw = slurp(both[1]);
        if (shown.ptr) {
            t->sheets++;
            compare_sheet(&g, s, file, name, shown, raw, t);
        }
        free((void *)(uintptr_t)shown.ptr);
        free((void *)(uintptr_t)raw.ptr);
    }
    assert_explained(strrchr(path, '/') + 1, t);
    free_grid(&g);
}

static void walk(const char *folder, tally *t)
{
    struct dirent **entries;
    int n = scandir(folder, &entries, NULL, alphasort);

    for (int i = 0; i < n; i++) {
        char path[2048];
        struct stat st;
        snprintf(path, sizeof path, "%s/%s", folder, entries[i]->d_name);
        if (entries[i]->d_name[0] != '.' && stat(path, &st) == 0) {
            if (S_ISDIR(st.st_mode))
                walk(path, t);
            else
                compare_file(path, t);
        }
        free(entries[i]);
    }
    if (n >= 0)
        free(entries);
}

static void as_libreoffice_reads(void **state)
{
    tally t = {0};
    struct stat st;

    (void)state;
    if (getenv("SARING_ODS_MADE"))
        skip_because("the other test was asked for");
    if (stat(corpus, &st) != 0)
        skip_because("../shared/corpus is not there");
    walk(corpus, &t);
    print_message("%zu files, %zu refused, %zu sheets, %zu cells\n", t.files, t.refused, t.sheets, t.cells);
    assert_int_equal(t.unexplained, 0);
    assert_int_equal(t.refused, sizeof REFUSED / sizeof REFUSED[0]);
    assert_true(t.cells > 47000 && t.sheets > 340);
}

/* Every sheet of theirs is compared, and all agrees. */
static void as_libreoffice_writes(void **state)
{
    tally t = {0};
    const char *folder = getenv("SARING_ODS_MADE");
    static char made[2048];

    (void)state;
    if (!folder)
        skip_because("tests/importers/libreoffice.sh runs it");
    snprintf(made, sizeof made, "%s-oracle", folder);
    corpus = folder;
    oracle = made;
    walk(corpus, &t);
    print_message("%zu files, %zu refused, %zu sheets, %zu cells\n", t.files, t.refused, t.sheets, t.cells);
    assert_int_equal(t.unexplained + t.refused, 0);
    assert_true(t.files > 0 && t.sheets >= 6 * t.files && t.cells > 110 * t.files);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(as_libreoffice_reads), cmocka_unit_test(as_libreoffice_writes)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
