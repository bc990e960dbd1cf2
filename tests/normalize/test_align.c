/* Ragged and shifted rows: where each cell ends, and what is said about it. */
#include "normalize/align.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

enum { WIDTH = 8 };

static sr_row make_row(sr_arena *arena, const char *line)
{
    sr_row row = {.cells = SR_NEW_ARRAY(arena, sr_cell, 64)};

    for (const char *at = line;; at++) {
        const char *end = strchrnul(at, '|');
        sr_cell *cell = &row.cells[row.n++];
        cell->raw = cell->text = at;
        cell->raw_len = cell->text_len = (uint32_t)(end - at);
        if (!*end)
            return row;
        at = end;
    }
}

static void join(const sr_row *row, char *out, size_t size)
{
    size_t at = 0;

    for (uint32_t i = 0; i < row->n && at < size; i++)
        at += (size_t)snprintf(out + at, size - at, "%s%.*s", i ? "|" : "", SR_FMT(sr_cell_text(&row->cells[i])));
}

/* Kegiatan, sub kegiatan, indicator, two quarters, budget, realization, office. */
static const char *const plain[] = {
    "Administrasi Umum|Penyediaan bahan logistik|Jumlah paket logistik|2 Paket|3 Paket|12.500.000|11.000.000|Subbag "
    "Umum",
    "|Penyediaan barang cetakan|Jumlah barang cetakan|1 Paket|1 Paket|9.250.000|9.250.000|Subbag Umum",
    "|Penyelenggaraan rapat|Jumlah laporan rapat|3 Laporan|3 Laporan|120.400.000|98.000.000|Subbag Umum",
    "||Jumlah peserta rapat|40 Orang|45 Orang|||",
    "Pemeliharaan Barang|Pemeliharaan kendaraan|Jumlah kendaraan dipelihara|5 Unit|5 Unit|76.000.000|70.125.000|Bidang "
    "Aset",
    "|Pemeliharaan gedung|Jumlah gedung dipelihara|1 Unit|1 Unit|40.000.000|39.900.000|Bidang Aset",
    "||Jumlah ruangan dicat|4 Ruangan|6 Ruangan|||",
    "|Pemeliharaan peralatan|Jumlah peralatan dipelihara|20 Unit|18 Unit|4.000.000|3.900.000|Bidang Aset",
};

static const struct {
    const char *why, *line, *placed;
    sr_placement placement;
} cases[] = {
    {"as it should be", "|Penyediaan listrik|Jumlah bulan listrik|3 Bulan|3 Bulan|27.720.000|20.000.000|Subbag Umum",
     "|Penyediaan listrik|Jumlah bulan listrik|3 Bulan|3 Bulan|27.720.000|20.000.000|Subbag Umum", SR_PLACE_KEPT},
    {"the whole row one to the left, a blank at its end",
     "Penyediaan listrik|Jumlah bulan listrik|3 Bulan|3 Bulan|27.720.000|20.000.000|Subbag Umum|",
     "|Penyediaan listrik|Jumlah bulan listrik|3 Bulan|3 Bulan|27.720.000|20.000.000|Subbag Umum", SR_PLACE_MOVED},
    {"a blank too many in the middle",
     "|Penyediaan listrik|Jumlah bulan listrik||3 Bulan|3 Bulan|27.720.000|20.000.000|Subbag Umum",
     "|Penyediaan listrik|Jumlah bulan listrik|3 Bulan|3 Bulan|27.720.000|20.000.000|Subbag Umum", SR_PLACE_MOVED},
    {"only its left part one to the left: a blank went from the front to the middle",
     "Penyediaan listrik|Jumlah bulan listrik|3 Bulan|3 Bulan||27.720.000|20.000.000|Subbag Umum",
     "|Penyediaan listrik|Jumlah bulan listrik|3 Bulan|3 Bulan|27.720.000|20.000.000|Subbag Umum", SR_PLACE_MOVED},
    {"blanks cut off at its end", "||Jumlah tamu dilayani|12 Orang|14 Orang",
     "||Jumlah tamu dilayani|12 Orang|14 Orang|||", SR_PLACE_PADDED},
    {"more texts than columns", "a|b|c|d|e|f|g|h|i", "a|b|c|d|e|f|g|h|i", SR_PLACE_NONE},
};

static void places_rows(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        sr_arena arena = SR_ARENA_INIT;
        sr_aligner *a = sr_aligner_new(&arena, WIDTH, UINT64_MAX / 2);
        for (uint32_t c = 0; c < WIDTH; c++)
            sr_aligner_expect(a, c, c < 3 || c == 7 ? SR_HOLDS_WORDS : SR_HOLDS_NUMBERS);
        for (size_t r = 0; r < sizeof plain / sizeof *plain; r++) {
            sr_row row = make_row(&arena, plain[r]);
            sr_aligner_learn(a, &row);
        }
        sr_row row = make_row(&arena, cases[i].line);
        uint32_t first = 0;
        int shift = 0;
        char placed[512];
        sr_placement placement = sr_aligner_place(a, &arena, &row, &first, &shift);
        join(&row, placed, sizeof placed);
        if (placement != cases[i].placement || strcmp(placed, cases[i].placed) != 0)
            fail_msg("%s: %d, not %d: %s", cases[i].why, (int)placement, (int)cases[i].placement, placed);
        sr_arena_free(&arena);
    }
}

static void moves_nothing_without_rows_to_learn_from(void **state)
{
    (void)state;
    sr_arena arena = SR_ARENA_INIT;
    sr_aligner *a = sr_aligner_new(&arena, WIDTH, UINT64_MAX / 2);
    sr_row row =
        make_row(&arena, "Penyediaan listrik|Jumlah bulan listrik|3 Bulan|3 Bulan|27.720.000|20.000.000|Subbag Umum");
    uint32_t first;
    int shift;

    assert_int_equal(sr_aligner_place(a, &arena, &row, &first, &shift), SR_PLACE_KEPT);
    assert_int_equal(row.n, 7);
    sr_arena_free(&arena);
}

/* No text is lost and none changes its order, whatever the row. */
static void keeps_every_text_in_order(void **state)
{
    static const char *const parts[] = {"", "", "12.500.000", "3 Paket", "Subbag Umum", "Jumlah paket", "25%", "-"};
    uint32_t seed = 1;

    (void)state;
    for (int round = 0; round < 2000; round++) {
        sr_arena arena = SR_ARENA_INIT;
        sr_aligner *a = sr_aligner_new(&arena, WIDTH, UINT64_MAX / 2);
        for (size_t r = 0; r < sizeof plain / sizeof *plain; r++) {
            sr_row row = make_row(&arena, plain[r]);
            sr_aligner_learn(a, &row);
        }
        char line[512] = "", before[512] = "", after[512] = "";
        uint32_t n = 1 + (seed = seed * 1664525u + 1013904223u) / 8192 % 12, first;
        for (uint32_t i = 0; i < n; i++) {
            const char *part = parts[(seed = seed * 1664525u + 1013904223u) / 8192 % 8];
            strcat(strcat(line, i ? "|" : ""), part);
            strcat(before, part);
        }
        sr_row row = make_row(&arena, line);
        int shift;
        sr_aligner_place(a, &arena, &row, &first, &shift);
        for (uint32_t i = 0; i < row.n; i++)
            strncat(after, row.cells[i].text, row.cells[i].text_len);
        assert_string_equal(after, before);
        sr_arena_free(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(places_rows),
        cmocka_unit_test(moves_nothing_without_rows_to_learn_from),
        cmocka_unit_test(keeps_every_text_in_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
