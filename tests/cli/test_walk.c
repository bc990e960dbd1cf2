/* From paths to documents. */
#include "cli/log.h"
#include "cli/walk.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

static char folder[] = "/tmp/saring-walk-XXXXXX";

/* "/" at the end: a folder; "a -> b": a symbolic link; else a file of one byte. */
static const char *const tree[] = {
    "b/",         "b/z.txt", "b.txt",       "B.txt",        "a.txt",          "b/.hidden",         ".git/",
    ".git/x",     "b/sub/",  "b/sub/a.txt", "b/loop -> ..", "again -> b/sub", "link.txt -> a.txt", "nowhere -> missing",
    "bad\xff.txt"};
enum { TREE_COUNT = sizeof tree / sizeof tree[0] };

static int make_tree(void **state)
{
    (void)state;
    if (!mkdtemp(folder) || chdir(folder) != 0)
        return -1;
    for (size_t i = 0; i < TREE_COUNT; i++) {
        char name[64];
        snprintf(name, sizeof name, "%s", tree[i]);
        char *arrow = strstr(name, " -> ");
        if (arrow) {
            *arrow = '\0';
            if (symlink(arrow + 4, name) != 0)
                return -1;
        } else if (name[strlen(name) - 1] == '/') {
            if (mkdir(name, 0700) != 0)
                return -1;
        } else {
            FILE *file = fopen(name, "w");
            if (!file)
                return -1;
            fputc('x', file);
            fclose(file);
        }
    }
    sr_log_setup(false, SR_LOG_ERROR);
    return 0;
}

static int remove_tree(void **state)
{
    (void)state;
    for (size_t i = TREE_COUNT; i-- > 0;) {
        char name[64];
        snprintf(name, sizeof name, "%s", tree[i]);
        char *arrow = strstr(name, " -> ");
        if (arrow)
            *arrow = '\0';
        remove(name);
    }
    return chdir("/") == 0 ? rmdir(folder) : -1;
}

static sr_walk walk(int n, ...)
{
    char *paths[8];
    va_list ap;
    sr_walk out;
    sr_error err = {0};

    va_start(ap, n);
    for (int i = 0; i < n; i++)
        paths[i] = va_arg(ap, char *);
    va_end(ap);
    assert_int_equal(sr_walk_paths(&out, paths, n, NULL, &err), 0);
    return out;
}

static void folder_in_byte_order(void **state)
{
    static const char *const expected[] = {"./B.txt", "./a.txt",   "./again/a.txt",
                                           "./b.txt", "./b/z.txt", "./bad\xff.txt"};
    sr_walk w = walk(1, ".");

    (void)state;
    assert_int_equal(w.n, sizeof expected / sizeof expected[0]); /* a.txt once, though linked; the loop entered once */
    for (size_t i = 0; i < w.n; i++)
        assert_string_equal(w.entries[i].path, expected[i]);
    assert_int_equal(w.bytes, 6);
    for (size_t i = 0; i < w.n; i++) {
        assert_true(sr_eq(w.entries[i].archive, sr_str(strrchr(folder, '/') + 1)));
        assert_int_equal(w.entries[i].identity.ptr[0], '/');
    }
    /* Two of the same name get labels of their own. */
    assert_true(sr_eq(w.entries[1].label, SR_LIT("a.txt")));
    assert_true(sr_eq(w.entries[2].label, SR_LIT("a.txt~2")));
    /* A name that is no UTF-8 can be opened, and stored as text. */
    assert_true(sr_eq(w.entries[5].name, SR_LIT("bad\xef\xbf\xbd.txt")));
    sr_walk_free(&w);
}

static void files_in_the_order_given(void **state)
{
    sr_walk w = walk(5, "b/z.txt", "a.txt", "./a.txt", "b/.hidden", "missing.txt");

    (void)state;
    assert_int_equal(w.n, 4);
    assert_string_equal(w.entries[0].path, "b/z.txt");
    assert_true(sr_eq(w.entries[0].archive, SR_LIT("b")));
    assert_string_equal(w.entries[1].path, "a.txt");
    assert_string_equal(w.entries[2].path, "b/.hidden");   /* named itself */
    assert_string_equal(w.entries[3].path, "missing.txt"); /* to be refused with a finding */
    assert_int_equal(w.entries[3].identity.ptr[0], '/');
    sr_walk_free(&w);
}

static void standard_input_once(void **state)
{
    char *paths[] = {"-", "-"};
    sr_walk w;
    sr_error err = {0};

    (void)state;
    assert_int_equal(sr_walk_paths(&w, paths, 1, "renja.txt", &err), 0);
    assert_true(sr_eq(w.entries[0].name, SR_LIT("renja.txt")));
    assert_true(sr_eq(w.entries[0].identity, SR_LIT("renja.txt"))); /* the same name again is the same document */
    sr_walk_free(&w);
    assert_int_equal(sr_walk_paths(&w, paths, 2, NULL, &err), -1);
    assert_int_equal(err.kind, SR_ERR_USAGE);
    sr_walk_free(&w);
}

static void an_empty_folder(void **state)
{
    (void)state;
    assert_int_equal(mkdir("empty", 0700), 0);
    sr_walk w = walk(1, "empty");
    assert_int_equal(w.n, 0);
    sr_walk_free(&w);
    rmdir("empty");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(folder_in_byte_order),
        cmocka_unit_test(files_in_the_order_given),
        cmocka_unit_test(standard_input_once),
        cmocka_unit_test(an_empty_folder),
    };

    return cmocka_run_group_tests(tests, make_tree, remove_tree);
}
