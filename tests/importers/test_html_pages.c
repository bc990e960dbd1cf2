/*
 * Whole pages: the torture pages agree with a browser (tools/browser-grids), real ones lose nothing, hostile ones meet
 * the limits.
 */
#include "tests/importers/page.h"

#include "importers/html_grid.h"

#include <dirent.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

/* ---- grids -------------------------------------------------------------------------------- */

/* Blanks folded, no-break ones too; the sign that stands for <sup> is not the browser's. */
static void add_folded(sr_buf *out, sr_slice text)
{
    size_t from = out->len;
    bool gap = false;

    for (size_t i = 0; i < text.len; i++) {
        bool wide = i + 1 < text.len && memcmp(text.ptr + i, "\xC2\xA0", 2) == 0;
        if (wide || sr_is_blank((unsigned char)text.ptr[i])) {
            gap = out->len > from;
            i += wide;
            continue;
        }
        if (gap)
            sr_buf_char(out, ' ');
        gap = false;
        sr_buf_char(out, text.ptr[i]);
    }
}

static void add_row(sr_buf *out, const sr_row *row)
{
    for (uint32_t c = 0; c < row->n; c++) {
        const sr_cell *cell = &row->cells[c];
        sr_buf_char(out, '[');
        if (cell->column_span || cell->row_span)
            sr_buf_printf(out, "{%u,%u}", cell->column_span ? cell->column_span : 1,
                          cell->row_span ? cell->row_span : 1);
        add_folded(out, sr_cell_raw(cell));
        sr_buf_char(out, ']');
    }
    sr_buf_char(out, '\n');
}

static int keep_grids(sr_doc *doc, bool last, sr_error *err)
{
    sr_buf *out = doc->flush_context;

    (void)last;
    (void)err;
    for (size_t i = 0; i < doc->n_blocks; i++) {
        const sr_part *part = doc->blocks[i].part;
        if (!part || !part->n_rows)
            continue;
        if (!part->continued)
            sr_buf_lit(out, "TABLE\n");
        for (size_t r = 0; r < part->n_rows; r++)
            add_row(out, part->rows[r]);
    }
    return 0;
}

static void read_grids(sr_buf *out, sr_slice html)
{
    sr_error err = {0};
    sr_doc doc;
    sr_import_options options = {.format = SR_FORMAT_HTML};
    sr_source *source = sr_source_memory(html.ptr, html.len);

    sr_doc_init(&doc);
    doc.flush = keep_grids;
    doc.flush_context = out;
    const sr_importer *importer = sr_importer_pick(source, SR_LIT("x"), &options, &err);
    assert_int_equal(importer->read(source, &options, &doc, &err), 0);
    sr_source_close(source);
    sr_doc_free(&doc);
    sr_buf_add(out, "", 1);
}

/* A table without rows is none here: its line goes. */
static void without_empty(sr_slice grids, sr_buf *out)
{
    bool begun = false;

    for (size_t from = 0; from < grids.len;) {
        const char *end = memchr(grids.ptr + from, '\n', grids.len - from);
        size_t to = end ? (size_t)(end - grids.ptr) + 1 : grids.len;
        sr_slice line = sr_sub(grids, from, to);
        bool table = sr_eq(line, SR_LIT("TABLE\n"));
        if (begun && !table)
            sr_buf_lit(out, "TABLE\n");
        if (!table)
            sr_buf_slice(out, line);
        begun = table;
        from = to;
    }
    sr_buf_add(out, "", 1);
}

static size_t differs_at(const char *a, const char *b)
{
    size_t i = 0;

    while (a[i] && a[i] == b[i])
        i++;
    while (i && a[i - 1] != '\n')
        i--;
    return i;
}

/* Whether the page's tables are those of its grids; says where not. */
static bool agrees(const char *folder, const char *grids, const char *name)
{
    char path[1024];
    sr_buf is = {0}, should = {0};

    snprintf(path, sizeof path, "%s/%s", folder, name);
    sr_slice html = page_slurp(path);
    snprintf(path, sizeof path, "%s/%.*s.grid", grids, (int)(strlen(name) - strlen(".html")), name);
    sr_slice grid = page_slurp(path);
    if (!grid.ptr)
        fail_msg("%s is missing: tools/browser-grids %s", path, folder);
    read_grids(&is, html);
    without_empty(grid, &should);
    bool equal = strcmp(is.ptr, should.ptr) == 0;
    if (!equal) {
        size_t at = differs_at(is.ptr, should.ptr);
        print_message("%s/%s: should be\n%.300s\nis\n%.300s\n", folder, name, should.ptr + at, is.ptr + at);
    }
    sr_buf_free(&is);
    sr_buf_free(&should);
    free((void *)(uintptr_t)html.ptr);
    free((void *)(uintptr_t)grid.ptr);
    return equal;
}

/* The pages of a folder beside grids; how many there are, and which of them differ. */
static int compare_folder(const char *folder, const char *grids, int *differ)
{
    DIR *dir = opendir(folder);
    struct dirent *entry;
    int n = 0;

    while (dir && (entry = readdir(dir))) {
        size_t len = strlen(entry->d_name);
        if (len < 5 || strcmp(entry->d_name + len - 5, ".html") != 0)
            continue;
        *differ += !agrees(folder, grids, entry->d_name);
        n++;
    }
    if (dir)
        closedir(dir);
    return n;
}

static void as_a_browser_sees_them(void **state)
{
    static const char folder[] = "tests/importers/pages";
    int differ = 0;

    (void)state;
    assert_true(compare_folder(folder, folder, &differ) >= 18);
    assert_int_equal(differ, 0);
}

/* ---- real pages --------------------------------------------------------------------------- */

static void pages_below(const char *folder, int *n)
{
    DIR *dir = opendir(folder);
    struct dirent *entry;

    while (dir && (entry = readdir(dir))) {
        char path[1024];
        if (entry->d_name[0] == '.')
            continue;
        snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        if (entry->d_type == DT_DIR) {
            pages_below(path, n);
            continue;
        }
        page p = {.quiet = true};
        sr_slice html = page_slurp(path);
        read_page(&p, html);
        if (p.rc != 0)
            fail_msg("%s: %s", path, p.err.message);
        assert_page_adds_up(&p, path);
        page_free(&p);
        free((void *)(uintptr_t)html.ptr);
        ++*n;
    }
    if (dir)
        closedir(dir);
}

static void real_pages(void **state)
{
    int n = 0;

    (void)state;
    pages_below("../shared/corpus/html", &n);
    if (n == 0) {
        print_message("skipped: no pages beside the checkout\n");
        skip();
    }
}

/* ---- hostile pages ------------------------------------------------------------------------ */

typedef struct pattern {
    const char *name;
    const char *before, *each, *behind;
    unsigned times;
    const char *finding; /* that must be told, or NULL */
} pattern;

/* Each is repeated until it hurts: what is not bounded takes memory or hours. */
static const pattern patterns[] = {
    {"tables in tables", "", "<table><tr><td>x", "", 10000, "S022"},
    {"tables in tables, closed", "", "<table><tr><td>x", "</table>", 10000, "S022"},
    {"elements in elements", "", "<div><b><span hidden>", "x", 100000, NULL},
    {"end tags of nothing", "<table><tr><td>", "</x></b></p>", "", 100000, NULL},
    {"open elements and end tags", "", "<i></u>", "", 100000, NULL},
    {"columns spanned", "<table>", "<tr><td colspan=1000000>x", "</table>", 20000, "S022"},
    {"rows spanned", "<table>", "<tr><td rowspan=1000000>x", "</table>", 20000, "S022"},
    {"both spanned", "<table>", "<tr><td rowspan=1000000 colspan=1000000>x", "</table>", 20000, "S022"},
    {"cells in a row", "<table><tr>", "<td>x", "</table>", 70000, "S022"},
    {"cells in rows of tables in tables", "", "<table><tr><td><td><td><td><td><td><td><td><td>", "", 10000, "S022"},
    {"text in a cell", "<table><tr><td>", "kata kata kata kata ", "</table>", 300000, "S022"},
    {"rows of a tfoot", "<table><tfoot>", "<tr><td>x<td>y", "</tfoot><tr><td>1</table>", 100000, "S022"},
    {"heads behind rows", "<table>", "<tr><td>x<thead><tr><th>y</thead>", "</table>", 100000, NULL},
    {"captions", "<table>", "<caption>x</caption>", "<tr><td>1</table>", 100000, NULL},
    {"text between rows", "<table>", "<tr>x<td>y", "</table>", 100000, NULL},
    {"a tag without end", "<table><tr><td ", "x", "", 1500000, "D015"},
    {"a tag with attributes", "<table><tr><td ", "a b='c' d=\"e>\" ", ">x</table>", 300000, "D015"},
    {"a value without end", "<table><tr><td title=\"", "<tr><td>", "", 300000, "D015"},
    {"a long value", "<table><tr><td title=\"", "0123456789", "\" colspan=2>x</table>", 1000000, "D015"},
    {"an end tag without end", "<table><tr><td>x</td ", "y", "", 1500000, NULL},
    {"a comment without end", "<p>x<!-- ", "<table><tr><td>- -", "", 100000, NULL},
    {"a comment that is none", "<p>x<!y ", "<table ", "", 100000, NULL},
    {"a script without end", "<p>x<script>", "</table></scrip <td>", "", 100000, NULL},
    {"scripts", "<p>", "<script></script>", "", 50000, NULL},
    {"an island without end", "<p>x<xml>", "<x:a>1</x:a>", "", 100000, NULL},
    {"names", "<p>", NULL, "", 100000, NULL}, /* see below */
    {"text without tags", "<p>", "kata ", "", 100000, NULL},
    {"references", "<p>", "&amp;&x&#", "", 500000, NULL},
    {"signs", "<p>", "<", "", 100000, NULL},
    {"stray quotes", "<table>", "<tr><td don't>x<td title='Jum'at'>y", "</table>", 50000, NULL},
    {"hidden texts", "<table>", "<tr><td><i hidden>1</i>2", "</table>", 100000, "S021"},
    {"page breaks", "<p>", "<br style='page-break-before:always'>", "", 70000, NULL},
    {"small tables", "<p>", "<table><tr><td>x</table>", "", 100000, NULL},
};

static sr_buf repeated(const pattern *p)
{
    sr_buf html = {0};

    sr_buf_slice(&html, sr_str(p->before));
    for (unsigned i = 0; i < p->times; i++) {
        if (p->each)
            sr_buf_slice(&html, sr_str(p->each));
        else /* names: a dictionary of all of them would never end */
            sr_buf_printf(&html, "<n%u a%u=1></n%u>", i, i, i);
    }
    for (unsigned i = 0; i < p->times && strcmp(p->behind, "</table>") == 0; i++)
        sr_buf_slice(&html, sr_str(p->behind));
    sr_buf_slice(&html, sr_str(p->behind));
    return html;
}

static int64_t cpu_ms(void)
{
    struct timespec t;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

static long peak_mib(void)
{
    struct rusage usage;

    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss / 1024;
}

#ifdef __SANITIZE_ADDRESS__
enum { SLOWER = 20, MIB_MAX = 4000 };
#else
enum { SLOWER = 1, MIB_MAX = 150 /* the page itself is up to 15 MiB of it */ };
#endif

static void hostile_pages(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof patterns / sizeof *patterns; i++) {
        page p = {.quiet = true};
        sr_buf html = repeated(&patterns[i]);
        int64_t before = cpu_ms();
        read_page(&p, (sr_slice){html.ptr, html.len});
        int64_t took = cpu_ms() - before, allowed = 500 + (int64_t)html.len / 1000; /* a second a megabyte */
        if (p.rc != 0)
            fail_msg("%s: %s", patterns[i].name, p.err.message);
        assert_page_adds_up(&p, patterns[i].name);
        if (patterns[i].finding && !strstr(p.findings.ptr, patterns[i].finding))
            fail_msg("%s: no %s: %.300s", patterns[i].name, patterns[i].finding, p.findings.ptr);
        if (took > allowed * SLOWER)
            fail_msg("%s: %lld ms for %zu bytes", patterns[i].name, (long long)took, html.len);
        if (peak_mib() > MIB_MAX)
            fail_msg("%s: %ld MiB", patterns[i].name, peak_mib());
        page_free(&p);
        sr_buf_free(&html);
    }
}

/* A page of one line, in a process of its own for its peak memory. */
static void a_long_line(void **state)
{
    static const char row[] =
        "<tr style='mso-height-source:userset;height:15.0pt;mso-yfti-irow:1;border-collapse:collapse'>"
        "<td class=xl6512345 style='border-top:none;border-left:none;width:48pt;padding:0cm 5.4pt 0cm 5.4pt'>1.000</td>"
        "<td class=xl6512345 style='border-top:none;border-left:none;width:48pt;padding:0cm 5.4pt 0cm 5.4pt'>kata</td>"
        "</tr>";
    enum { BYTES = 100 * 1000 * 1000, ROWS = BYTES / (sizeof row - 1) };
    char path[] = "/tmp/saring-line-XXXXXX";
    struct rusage usage;
    int status, fd = mkstemp(path);
    FILE *file = fd < 0 ? NULL : fdopen(fd, "wb");

    (void)state;
#if defined(__SANITIZE_ADDRESS__) || defined(__clang__) /* clang does not say which sanitizer it builds for */
    print_message("skipped: memory is not measured under a sanitizer\n");
    skip();
#endif
    assert_non_null(file);
    fputs("<!DOCTYPE html><table>", file);
    for (int i = 0; i < ROWS; i++)
        fwrite(row, 1, sizeof row - 1, file);
    fclose(file);
    fflush(stdout);
    pid_t pid = fork();
    if (pid == 0) {
        page p = {.quiet = true};
        read_page_source(&p, sr_source_open(path, &p.err), SR_FORMAT_HTML);
        _exit(p.rc != 0 || p.rows != ROWS || p.doc.lines != 1);
    }
    assert_int_equal(wait4(pid, &status, 0, &usage), pid);
    unlink(path);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    print_message("  %ld MiB, %ld s\n", usage.ru_maxrss / 1024, (long)usage.ru_utime.tv_sec);
    assert_true(usage.ru_maxrss / 1024 < 100);
}

static void limits_hold(void **state)
{
    static const char html[] = "<table><tr><td colspan=1000000 rowspan=1000000>a<td>b<tr><td>c</table>";
    page p = {0};

    (void)state;
    read_page(&p, SR_LIT(html));
    assert_true(strncmp(p.script.ptr, "TABLE\n[{1000,65534}a][]", 23) == 0);
    assert_int_equal(p.cells, 2 * (SR_SPAN_COLUMNS_MAX + 1));
    page_free(&p);
}

/* A page names files; nobody opens them. */
static void nothing_else_is_opened(void **state)
{
    static const char html[] =
        "<!DOCTYPE html SYSTEM \"file:///etc/hostname\" [<!ENTITY x SYSTEM \"file:///etc/hostname\"> "
        "<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]>"
        "<link rel=stylesheet href=file:///etc/hostname><table><tr><td>&x;&b;<td>c</table>";
    page p = {0};

    (void)state;
    read_page(&p, SR_LIT(html));
    assert_non_null(strstr(p.script.ptr, "[&x;&b;][c]"));
    page_free(&p);
}

/* With a folder of pages and one of grids (tests/importers/browser.sh): only those. */
int main(int argc, char **argv)
{
    int differ = 0;

    if (argc == 3) {
        int n = compare_folder(argv[1], argv[2], &differ);
        print_message("%d pages, %d differ\n", n, differ);
        return n == 0 || differ;
    }
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(as_a_browser_sees_them), cmocka_unit_test(real_pages),    cmocka_unit_test(limits_hold),
        cmocka_unit_test(nothing_else_is_opened), cmocka_unit_test(hostile_pages), cmocka_unit_test(a_long_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
