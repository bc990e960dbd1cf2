/*
 * bench_number.c - nanoseconds of CPU time a cell of the number reader's hot path.
 *
 *     bench_number [ROUNDS]
 *
 * Prints one line a kind of cell: what, ns a cell for sr_number_observe (the best of five runs), and for the open
 * kinds with sr_number_decide behind it.
 */
#include "normalize/number.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { CELLS = 4096, RUNS = 5 };

/* letters of expect: m measure, r rupiah, p percent, t text */
static const struct {
    const char *what, *expect;
    const char *texts[4];
} KINDS[] = {
    {"grouped, comma", "mr", {"4,508,500", "9,046,000", "29,993,000", "4,151,090,283"}},
    {"grouped, dot", "m", {"5.357.829.000", "148.000.000", "7.400.000", "67.200.900"}},
    {"decimals", "mp", {"88,84", "100,00", "4.933,00", "0,67"}},
    {"integer", "m", {"12", "2024", "81452", "7"}},
    {"quantity and unit", "m", {"12 Dokumen", "1 Laporan", "55 Orang", "12 bulan"}},
    {"percent", "mp", {"100%", "85 %", "11,92 %", "6%"}},
    {"blank", "m", {"", "", "", ""}},
    {"nil", "m", {"-", "-", "-", "-"}},
    {"short text", "", {"Meja rapat", "Kecamatan Barat", "Honorarium", "Bahan bangunan"}},
    {"name", "t", {"Penyediaan Jasa Kantor", "Pengadaan Mebel", "Mutasi ASN", "Gaji"}},
    {"long text",
     "",
     {"Jumlah Dokumen Renja Tahun 2023 yang disusun", "Terlaksananya Pemeliharaan Aset Tak Berwujud",
      "Penyediaan Peralatan dan Perlengkapan Kantor", "Persentase penyerapan anggaran perangkat daerah"}},
    {"open: 1.234", "m", {"1.234", "12.345", "123.456", "4.548"}},
    {"repaired", "m", {"63.21 0.250", "2 Lap ora n", "1.860,172,662", "(13.143.400 )"}},
};

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

static void lay_out(sr_cell *cells, size_t kind, sr_expectation *expect)
{
    for (size_t i = 0; i < CELLS; i++) {
        const char *text = KINDS[kind].texts[i % 4];
        cells[i] =
            (sr_cell){.text = text, .text_len = (uint32_t)strlen(text), .raw = text, .raw_len = (uint32_t)strlen(text)};
    }
    *expect = (sr_expectation){
        .is_measure = strchr(KINDS[kind].expect, 'm'),
        .is_money = strchr(KINDS[kind].expect, 'r'),
        .is_percent = strchr(KINDS[kind].expect, 'p'),
        .is_text = strchr(KINDS[kind].expect, 't'),
    };
}

static double observe_ns(sr_cell *cells, const sr_expectation *expect, sr_style *style, int rounds)
{
    double from = now();

    for (int r = 0; r < rounds; r++)
        for (size_t i = 0; i < CELLS; i++)
            sr_number_observe(&cells[i], expect, style);
    return (now() - from) / ((double)rounds * CELLS);
}

static double decide_ns(sr_cell *cells, const sr_expectation *expect, const sr_style *style, size_t *n_open)
{
    sr_doc doc;

    sr_doc_init(&doc);
    double from = now();
    *n_open = 0;
    for (size_t i = 0; i < CELLS; i++) {
        *n_open += cells[i].open;
        sr_number_decide(&doc, &cells[i], expect, style, SR_UNIT_NONE, NULL, NULL, 1);
    }
    double ns = (now() - from) / CELLS;
    sr_doc_free(&doc);
    return ns;
}

int main(int argc, char **argv)
{
    int rounds = argc > 1 ? atoi(argv[1]) : 200;
    sr_cell *cells = malloc(CELLS * sizeof *cells);

    if (!cells || rounds < 1)
        return 1;
    printf("%-20s %12s %12s\n", "cells", "observe ns", "decide ns");
    for (size_t k = 0; k < sizeof KINDS / sizeof *KINDS; k++) {
        double best = 1e9, decide = 0;
        size_t n_open = 0;
        for (int run = 0; run < RUNS; run++) {
            sr_expectation expect;
            sr_style style = {0};
            lay_out(cells, k, &expect);
            double ns = observe_ns(cells, &expect, &style, rounds);
            best = ns < best ? ns : best;
            decide = decide_ns(cells, &expect, &style, &n_open);
        }
        printf("%-20s %12.1f", KINDS[k].what, best);
        if (n_open)
            printf(" %12.1f", decide);
        putchar('\n');
    }
    free(cells);
    return 0;
}
