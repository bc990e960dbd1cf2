/* Every non-blank byte of a document ends in exactly one account, whatever the document looks like. */
#include "importers/importer.h"
#include "tests/importers/reading.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

static void assert_adds_up(const reading *r, const char *name)
{
    uint64_t sum = 0;

    for (int i = 0; i < SR_ACCOUNT_COUNT; i++)
        sum += r->doc.accounts[i];
    if (sum != r->doc.total_bytes || r->cells_bytes + r->text_bytes + r->doc.accounts[SR_ACCOUNT_MARKUP] != sum)
        fail_msg("%s: total %llu, accounts %llu, blocks %llu + %llu + markup %llu", name,
                 (unsigned long long)r->doc.total_bytes, (unsigned long long)sum, (unsigned long long)r->cells_bytes,
                 (unsigned long long)r->text_bytes, (unsigned long long)r->doc.accounts[SR_ACCOUNT_MARKUP]);
    if (r->lost_lines)
        fail_msg("%s: %zu tab lines are not their cells joined", name, r->lost_lines);
}

static void check(sr_slice text, const char *name)
{
    reading r;

    read_memory(&r, text, NULL);
    assert_adds_up(&r, name);
    reading_free(&r);
}

static void files_below(const char *folder, int *n)
{
    DIR *dir = opendir(folder);
    struct dirent *entry;

    while (dir && (entry = readdir(dir))) {
        char path[4096];
        struct stat st;
        if (entry->d_name[0] == '.')
            continue;
        snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
        if (stat(path, &st) != 0)
            continue;
        if (S_ISDIR(st.st_mode)) {
            files_below(path, n);
            continue;
        }
        sr_slice text = slurp(path);
        check(text, path);
        free((void *)(uintptr_t)text.ptr);
        (*n)++;
    }
    if (dir)
        closedir(dir);
}

static void real_documents(void **state)
{
    static const char *const folders[] = {"../shared/seeds", "../shared/corpus/text", "samples"};
    int n = 0;

    (void)state;
    for (size_t i = 0; i < sizeof folders / sizeof *folders; i++)
        files_below(folders[i], &n);
    if (n == 0)
        skip_because("no documents beside the checkout");
}

/* Pieces of documents, put together at random: what stands beside what decides how a line is taken. */
static const char *const pieces[] = {
    "a\tb\tc",
    "\t\t\t",
    "1\t",
    "\tindented",
    "| a | b |",
    "|---|:--:|",
    "a | b",
    "a | b | c",
    "| x",
    "+---+---+",
    "||",
    "\\| x",
    "** bold",
    "bold **",
    "**x**",
    "# Heading",
    "##### Bagian",
    "Tabel 2.4 X",
    "TAHUN 2024",
    "prose prose",
    "two  gaps  x",
    "- 12 -",
    "\xEF\xBF\xBD",
    "\xC3\xA9",
    "a   b     1.0",
    "\xFF\xFE",
    "+",
    "-----",
    "|",
    "\v",
    "  ",
    "\t|\t|",
    "|a\tb|",
    "=====  ====",
    "x\\",
    "|\\||",
    "| a \\| b |",
    "\xE2\x82",
    "<b>x</b>",
    "a|",
};
static const char *const ends[] = {"\n", "\n", "\n", "\r\n", "\r", "\n\n", "\f", "\n\f", "\r\r\n", "", " "};

static uint32_t random_next(uint32_t *seed)
{
    *seed = *seed * 1664525 + 1013904223;
    return *seed >> 8;
}

static void random_documents(void **state)
{
    uint32_t seed = 20240917;

    (void)state;
    for (int round = 0; round < 5000; round++) {
        char text[8192], name[32];
        size_t len = 0;
        uint32_t n = random_next(&seed) % 60;
        for (uint32_t i = 0; i < n; i++) {
            const char *piece = pieces[random_next(&seed) % (sizeof pieces / sizeof *pieces)];
            const char *end = ends[random_next(&seed) % (sizeof ends / sizeof *ends)];
            len += (size_t)snprintf(text + len, sizeof text - len, "%s%s", piece, end);
        }
        snprintf(name, sizeof name, "round %d", round);
        check((sr_slice){text, len}, name);
    }
}

static void random_changes_of_real_documents(void **state)
{
    uint32_t seed = 7;
    sr_slice text = slurp("../shared/seeds/jeneponto-rencana-aksi-2022.txt");

    (void)state;
    if (!text.ptr)
        skip_because("no documents beside the checkout");
    for (int round = 0; round < 300; round++) {
        char name[32];
        char *changed = malloc(text.len);
        memcpy(changed, text.ptr, text.len);
        for (uint32_t i = random_next(&seed) % 200; i > 0; i--)
            changed[random_next(&seed) % text.len] = "\t\n|\r\f \\*\xFF\xC3x0"[random_next(&seed) % 13];
        snprintf(name, sizeof name, "round %d", round);
        check((sr_slice){changed, text.len - random_next(&seed) % 100}, name);
        free(changed);
    }
    free((void *)(uintptr_t)text.ptr);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(real_documents),
        cmocka_unit_test(random_documents),
        cmocka_unit_test(random_changes_of_real_documents),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
