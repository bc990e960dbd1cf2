/* Real documents, where they are at hand: each column's role, what its measures are, and that each measure is whole. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/buf.h"
#include "core/sink.h"
#include "importers/importer.h"
#include "normalize/normalize.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FOLDER "../shared/seeds/"

/*
 * Of each table the roles of its columns, of each column of measures: measure, aspect, year, quarter, revision, how
 * many measures it has and, in brackets, how many of them have no unit. Read beside the documents: where a year or a
 * unit is missing here, the document states none.
 */
static const struct seed {
    const char *file;
    size_t measures;
    const char *columns;
} seeds[] = {
    {"jeneponto-rencana-aksi-2022.txt", 1133,
     "1: ordinal tujuan sasaran indicator measure*4 program kegiatan sub_kegiatan indicator measure*5 "
     "responsible\n"
     "1.5 target performance 2022 q1 1\n"
     "1.6 target performance 2022 q2 2\n"
     "1.7 target performance 2022 q3 2\n"
     "1.8 target performance 2022 q4 3\n"
     "1.13 target performance 2022 q1 27\n"
     "1.14 target performance 2022 q2 19\n"
     "1.15 target performance 2022 q3 16\n"
     "1.16 target performance 2022 q4 26\n"
     "1.17 budget money 2022 35\n"
     "2: ordinal tujuan sasaran indicator measure*4 program kegiatan sub_kegiatan indicator measure*5 "
     "responsible\n"
     "2.5 target performance 2022 q1 perubahan 1\n"
     "2.6 target performance 2022 q2 perubahan 2\n"
     "2.7 target performance 2022 q3 perubahan 2\n"
     "2.8 target performance 2022 q4 perubahan 3\n"
     "2.13 target performance 2022 q1 perubahan 27\n"
     "2.14 target performance 2022 q2 perubahan 19\n"
     "2.15 target performance 2022 q3 perubahan 16\n"
     "2.16 target performance 2022 q4 perubahan 26\n"
     "2.17 budget money 2022 perubahan 35\n"
     "3: ordinal tujuan sasaran indicator program kegiatan sub_kegiatan indicator measure*8 responsible\n"
     "3.9 target performance 2022 q1 26\n"
     "3.10 target performance 2022 q2 19\n"
     "3.11 target performance 2022 q3 17\n"
     "3.12 target performance 2022 q4 26\n"
     "3.13 budget money 2022 35\n"
     "3.14 realization money 2022 q1 15\n"
     "3.15 achievement money 2022 q1 34\n"
     "3.16 achievement performance 2022 q1 34\n"
     "4: ordinal tujuan sasaran indicator program kegiatan sub_kegiatan indicator measure*8 responsible\n"
     "4.9 target performance 2022 q1 26\n"
     "4.10 target performance 2022 q2 19\n"
     "4.11 target performance 2022 q3 17\n"
     "4.12 target performance 2022 q4 26\n"
     "4.13 budget money 2022 35\n"
     "4.14 realization money 2022 q2 27\n"
     "4.15 achievement money 2022 q2 34\n"
     "4.16 achievement performance 2022 q2 34\n"
     "5: ordinal tujuan sasaran indicator program kegiatan sub_kegiatan indicator measure*8 responsible\n"
     "5.9 target performance 2022 q1 26\n"
     "5.10 target performance 2022 q2 19\n"
     "5.11 target performance 2022 q3 17\n"
     "5.12 target performance 2022 q4 26\n"
     "5.13 budget money 2022 35\n"
     "5.14 realization money 2022 q3 30\n"
     "5.15 achievement money 2022 q3 34\n"
     "5.16 achievement performance 2022 q3 34\n"
     "6: ordinal tujuan sasaran indicator program kegiatan sub_kegiatan indicator measure*8 responsible\n"
     "6.9 target performance 2022 q1 26\n"
     "6.10 target performance 2022 q2 19\n"
     "6.11 target performance 2022 q3 17\n"
     "6.12 target performance 2022 q4 26\n"
     "6.13 budget money 2022 35\n"
     "6.14 realization money 2022 q4 35\n"
     "6.15 achievement money 2022 q4 34\n"
     "6.16 achievement performance 2022 q4 34\n"},
    {"bengkulu-selatan-renja-2024.txt", 2276,
     "1: -*2\n"
     "2: -*2\n"
     "3: code name indicator measure*15 responsible note -\n"
     "3.4 target performance 2023 47\n"
     "3.5 target money 2023 57\n"
     "3.6 realization performance 2021 42\n"
     "3.7 realization money 2021 57\n"
     "3.8 target performance 2022 42\n"
     "3.9 target money 2022 57\n"
     "3.10 realization performance 2022 42\n"
     "3.11 realization money 2022 57\n"
     "3.12 achievement performance 2022 57\n"
     "3.13 target performance 2023 42\n"
     "3.14 target money 2023 57\n"
     "3.15 realization performance 2023 42\n"
     "3.16 realization money 2023 57\n"
     "3.17 achievement performance 2023 42\n"
     "3.18 achievement money 2023 57\n"
     "4: ordinal indicator -*2 measure*16 note\n"
     "4.5 target performance 2023 44\n"
     "4.6 target money 2023 44\n"
     "4.7 target performance 2024 44\n"
     "4.8 target money 2024 44\n"
     "4.9 target performance 2025 44\n"
     "4.10 target money 2025 44\n"
     "4.11 target performance 2026 44\n"
     "4.12 target money 2026 44\n"
     "4.13 realization performance 2021 44\n"
     "4.14 realization money 2021 44\n"
     "4.15 realization performance 2022 42\n"
     "4.16 realization money 2022 44\n"
     "4.17 forecast performance 2023 44\n"
     "4.18 forecast money 2023 44\n"
     "4.19 forecast performance 2024 44\n"
     "4.20 forecast money 2024 44\n"
     "5: ordinal name location indicator measure*2 name location indicator measure*2 note\n"
     "5.5 target performance 2024 43\n"
     "5.6 budget money 2024 46\n"
     "5.10 target performance 2024 43\n"
     "5.11 budget money 2024 46\n"
     "6: ordinal name location indicator measure note\n"
     "6.5 target performance 2023 0\n"
     "7: note*2\n"
     "8: tujuan indicator sasaran indicator tujuan indicator sasaran indicator program sasaran indicator "
     "kegiatan sasaran indicator sub_kegiatan sasaran indicator\n"
     "9: ordinal code name indicator measure*5 location funding_source note*3 measure*2 responsible\n"
     "9.5 target performance - 0\n"
     "9.6 realization performance 2022 0\n"
     "9.7 forecast performance 2023 0\n"
     "9.8 target performance 2024 43\n"
     "9.9 budget money 2024 48\n"
     "9.15 forecast performance 2025 0\n"
     "9.16 forecast money 2025 48\n"
     "10: code name indicator measure*6 note\n"
     "10.4 target performance 2023 28\n"
     "10.5 target money 2023 42\n"
     "10.6 realization performance 2023 q2 28\n"
     "10.7 achievement performance 2023 q2 28\n"
     "10.8 realization money 2023 q2 42\n"
     "10.9 achievement money 2023 q2 42\n"
     "11: code name measure*2 indicator measure*6 note -*3\n"
     "11.3 budget money 2023 murni 42\n"
     "11.4 budget money 2023 perubahan 42\n"
     "11.6 target performance 2023 28\n"
     "11.7 target money 2023 42\n"
     "11.8 realization performance 2023 q2 28\n"
     "11.9 achievement performance 2023 q2 28\n"
     "11.10 realization money 2023 q2 40\n"
     "11.11 achievement money 2023 q2 42\n"},
    {"banjarbaru-renja-perubahan-2024.txt", 1839,
     "1: -*2\n"
     "2: -*3\n"
     "3: ordinal sasaran indicator measure*3\n"
     "3.4 target performance 2023 2 (1)\n"
     "3.5 realization performance 2023 2 (1)\n"
     "3.6 achievement performance 2023 2\n"
     "4: ordinal sasaran name indicator measure*19 -\n"
     "4.5 target performance 2026 59 (1)\n"
     "4.6 target money 2026 57\n"
     "4.7 realization performance 2023 55 (2)\n"
     "4.8 realization money 2023 60\n"
     "4.9 target performance 2024 perubahan 58 (1)\n"
     "4.10 target money 2024 perubahan 58\n"
     "4.11 realization performance 2024 q1 38 (8)\n"
     "4.12 realization money 2024 q1 41\n"
     "4.13 realization performance 2024 q2 37 (7)\n"
     "4.14 realization money 2024 q2 45\n"
     "4.15 realization performance 2024 q3 0\n"
     "4.16 realization money 2024 q3 0\n"
     "4.17 realization performance 2024 q4 0\n"
     "4.18 realization money 2024 q4 0\n"
     "4.19 realization performance 2024 q2 38 (6)\n"
     "4.20 realization money 2024 q2 46\n"
     "4.21 realization performance 2024 q2 0\n"
     "4.22 realization money 2024 q2 0\n"
     "4.23 achievement performance 2026 0\n"
     "5: code name indicator measure*8\n"
     "5.4 target performance 2025 58 (1)\n"
     "5.5 realization performance 2022 42 (1)\n"
     "5.6 target performance 2023 56 (1)\n"
     "5.7 realization performance 2023 55 (2)\n"
     "5.8 achievement performance 2023 60\n"
     "5.9 target performance 2024 perubahan 61 (1)\n"
     "5.10 realization performance 2024 q2 34\n"
     "5.11 achievement performance 2024 37\n"
     "6: name indicator measure*2 name indicator measure*2\n"
     "6.3 target performance 2024 murni 53\n"
     "6.4 budget money 2024 murni 41\n"
     "6.7 target performance 2024 perubahan 56\n"
     "6.8 budget money 2024 perubahan 43\n"
     "7: ordinal tujuan sasaran indicator measure*6\n"
     "7.5 target performance 2021 perubahan 3 (2)\n"
     "7.6 target performance 2022 perubahan 3 (2)\n"
     "7.7 target performance 2023 perubahan 3 (2)\n"
     "7.8 target performance 2024 perubahan 3 (2)\n"
     "7.9 target performance 2025 perubahan 3 (2)\n"
     "7.10 target performance 2026 perubahan 3 (2)\n"
     "8: code name note sasaran location indicator*2 measure*4\n"
     "8.8 target performance 2024 perubahan 58 (1)\n"
     "8.9 budget money 2024 perubahan 43\n"
     "8.10 forecast performance 2025 perubahan 58 (1)\n"
     "8.11 forecast money 2025 perubahan 43\n"
     "9: ordinal sub_kegiatan name measure*3 note\n"
     "9.4 budget money 2024 murni 13\n"
     "9.5 change money 2024 perubahan 16\n"
     "9.6 budget money 2024 perubahan 16\n"
     "10: code sub_kegiatan measure*3 note\n"
     "10.3 budget money 2024 murni 5\n"
     "10.4 budget money 2024 perubahan 5\n"
     "10.5 change money 2024 perubahan 4\n"
     "11: code name indicator*2 note*2 location*2 measure*5 funding_source*2 measure*2 -\n"
     "11.9 target performance 2024 murni 56 (1)\n"
     "11.10 target performance 2024 perubahan 59 (1)\n"
     "11.11 budget money 2024 murni 54\n"
     "11.12 budget money 2024 perubahan 57\n"
     "11.13 change money 2024 perubahan 32\n"
     "11.16 forecast performance 2025 perubahan 54 (1)\n"
     "11.17 forecast money 2025 perubahan 54\n"},
    {"way-kanan-cascading-2021-2026.txt", 431,
     "1: note*2 tujuan indicator*2 unit measure*6\n"
     "1.7 target performance 2021 2\n"
     "1.8 target performance 2022 2\n"
     "1.9 target performance 2023 2\n"
     "1.10 target performance 2024 2\n"
     "1.11 target performance 2025 2\n"
     "1.12 target performance 2026 2\n"
     "2: indicator note unit measure*6\n"
     "2.4 target performance 2021 1\n"
     "2.5 target performance 2022 1\n"
     "2.6 target performance 2023 1\n"
     "2.7 target performance 2024 1\n"
     "2.8 target performance 2025 1\n"
     "2.9 target performance 2026 1\n"
     "3: name sasaran indicator unit measure*6\n"
     "3.5 target performance 2021 0\n"
     "3.6 target performance 2022 4\n"
     "3.7 target performance 2023 4\n"
     "3.8 target performance 2024 4\n"
     "3.9 target performance 2025 4\n"
     "3.10 target performance 2026 4\n"
     "4: indicator note unit measure*6\n"
     "4.4 target performance 2021 7\n"
     "4.5 target performance 2022 7\n"
     "4.6 target performance 2023 7\n"
     "4.7 target performance 2024 7\n"
     "4.8 target performance 2025 7\n"
     "4.9 target performance 2026 7\n"
     "5: name sasaran indicator unit measure*6\n"
     "5.5 target performance 2021 17\n"
     "5.6 target performance 2022 17\n"
     "5.7 target performance 2023 22\n"
     "5.8 target performance 2024 22\n"
     "5.9 target performance 2025 22\n"
     "5.10 target performance 2026 22\n"
     "6: indicator note unit measure*6\n"
     "6.4 target performance 2021 1\n"
     "6.5 target performance 2022 1\n"
     "6.6 target performance 2023 1\n"
     "6.7 target performance 2024 1\n"
     "6.8 target performance 2025 1\n"
     "6.9 target performance 2026 1\n"
     "7: name sasaran indicator unit measure*6\n"
     "7.5 target performance 2021 28\n"
     "7.6 target performance 2022 29\n"
     "7.7 target performance 2023 31 (1)\n"
     "7.8 target performance 2024 31 (1)\n"
     "7.9 target performance 2025 31 (1)\n"
     "7.10 target performance 2026 31 (1)\n"
     "8: ordinal name measure*7\n"
     "8.3 baseline performance - 6 (3)\n"
     "8.4 target performance 2021 6 (3)\n"
     "8.5 target performance 2022 6 (3)\n"
     "8.6 target performance 2023 6 (3)\n"
     "8.7 target performance 2024 6 (3)\n"
     "8.8 target performance 2025 6 (3)\n"
     "8.9 target performance 2026 6 (3)\n"},
    {"luwu-timur-rencana-aksi-2023.txt", 282,
     "1: ordinal name sasaran indicator measure*5 responsible\n"
     "1.5 target performance 2023 q1 51\n"
     "1.6 target performance 2023 q2 57\n"
     "1.7 target performance 2023 q3 57\n"
     "1.8 target performance 2023 q4 49\n"
     "1.9 target performance 2023 68\n"},
};

typedef struct count {
    size_t measures, without_unit;
} count;

static const struct seed *now;

static void put_roles(sr_buf *out, const sr_table *t)
{
    sr_buf_printf(out, "%u:", t->table_no);
    for (uint32_t c = 0, n = 1; c < t->width; c += n) {
        for (n = 1; c + n < t->width && t->columns[c + n].role == t->columns[c].role; n++)
            continue;
        const char *role = sr_role_name((sr_role)t->columns[c].role);
        sr_buf_printf(out, " %s", *role ? role : "-");
        if (n > 1)
            sr_buf_printf(out, "*%u", n);
    }
    sr_buf_char(out, '\n');
}

static void put_column(sr_buf *out, const sr_table *t, uint32_t i, const count *n)
{
    const sr_column *c = &t->columns[i];

    sr_buf_printf(out, "%u.%u %s %s", t->table_no, i + 1, sr_measure_name((sr_measure)c->measure),
                  sr_aspect_name((sr_aspect)c->aspect));
    sr_buf_printf(out, c->year ? " %d" : " -", c->year);
    if (c->quarter)
        sr_buf_printf(out, " q%d", c->quarter);
    if (c->revision)
        sr_buf_printf(out, " %s", sr_revision_name((sr_revision)c->revision));
    sr_buf_printf(out, " %zu", n->measures);
    if (n->without_unit)
        sr_buf_printf(out, " (%zu)", n->without_unit);
    sr_buf_char(out, '\n');
}

/* Every measure says of what it is: of an activity or of an indicator. */
static void count_row(const sr_table *t, const sr_row *row, count *columns, size_t *all)
{
    const sr_quantity *more = NULL;
    uint32_t at = 0;
    sr_measure_row m;
    sr_context only;

    while (sr_row_next_measure(t, row, &at, &more, &m)) {
        const sr_context *x = sr_measure_context(&m, &only);
        if (!sr_measure_indicator(&m).len && !(x && sr_context_activity(x).len))
            fail_msg("%s: line %u, column %u is about nothing", now->file, (unsigned)row->line_no, m.column_no);
        columns[m.column_no - 1].measures++;
        columns[m.column_no - 1].without_unit += m.has_value && !m.unit;
        ++*all;
    }
}

/* Shows the first line that differs. */
static void fail_different(const char *got, const char *want)
{
    while (*got && *got == *want) {
        const char *g = strchr(got, '\n'), *w = strchr(want, '\n');
        if (!g || !w || g - got != w - want || memcmp(got, want, (size_t)(g - got)) != 0)
            break;
        got = g + 1;
        want = w + 1;
    }
    fail_msg("%s: %.*s and should be %.*s", now->file, (int)strcspn(got, "\n"), got, (int)strcspn(want, "\n"), want);
}

static int check(sr_doc *doc, bool last, sr_error *err)
{
    sr_buf text = {0};
    size_t all = 0;

    (void)err;
    sr_normalize(doc, last);
    for (size_t i = 0; i < doc->n_tables; i++) {
        const sr_table *t = doc->tables[i];
        count *columns = test_calloc(t->width + 1, sizeof *columns);
        for (size_t r = 0; r < t->n_rows; r++)
            count_row(t, t->rows[r], columns, &all);
        put_roles(&text, t);
        for (uint32_t c = 0; c < t->width; c++)
            if (t->columns[c].measure)
                put_column(&text, t, c, &columns[c]);
        test_free(columns);
    }
    sr_buf_char(&text, '\0');
    if (strcmp(text.ptr, now->columns) != 0)
        fail_different(text.ptr, now->columns);
    sr_buf_free(&text);
    assert_int_equal(all, now->measures);
    return 0;
}

static void seed_measures(void **state)
{
    sr_import_options options = {0};
    sr_error err = {0};
    char path[256];
    sr_doc doc;

    now = *state;
    snprintf(path, sizeof path, FOLDER "%s", now->file);
    sr_source *source = sr_source_open(path, &err);
    if (!source) {
        print_message("%s is not here: skipped\n", path);
        skip();
    }
    sr_doc_init(&doc);
    doc.name = sr_str(now->file);
    doc.flush = check;
    const sr_importer *importer = sr_importer_pick(source, doc.name, &options, &err);
    assert_non_null(importer);
    assert_int_equal(importer->read(source, &options, &doc, &err), 0);
    sr_source_close(source);
    sr_doc_free(&doc);
}

int main(void)
{
    struct CMUnitTest tests[sizeof seeds / sizeof *seeds];

    for (size_t i = 0; i < sizeof seeds / sizeof *seeds; i++)
        tests[i] = (struct CMUnitTest){seeds[i].file, seed_measures, NULL, NULL, (void *)(uintptr_t)&seeds[i]};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
