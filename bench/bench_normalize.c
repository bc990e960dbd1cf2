/*
 * bench_normalize.c - what normalization costs a cell, without importing and writing.
 *
 *     bench_normalize [BATCHES]
 *
 * Builds a batch of rows as an agency would write them through the builder of core/document.h and runs sr_normalize on
 * it, again and again as one long document, so that the table, its columns and context live on. Prints nanoseconds a
 * cell and cells a second.
 */
#include "core/document.h"
#include "normalize/normalize.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { ROWS = 20000, CELLS = 11, LINE = 320 };

static double now(void)
{
    struct timespec t;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static int nothing(sr_doc *doc, bool last, sr_error *err)
{
    (void)doc;
    (void)last;
    (void)err;
    return 0;
}

static void add_row(sr_doc *doc, const char *line, uint64_t line_no)
{
    sr_row *row = sr_doc_row(doc, CELLS, line_no, 0);
    const char *at = line;

    for (uint32_t i = 0; i < CELLS; i++) {
        const char *end = strchr(at, '\t');
        size_t len = end ? (size_t)(end - at) : strlen(at);
        row->cells[i].raw = at;
        row->cells[i].raw_len = (uint32_t)len;
        at += len + (end != NULL);
    }
    sr_doc_row_done(doc, row);
}

static void fill(char (*lines)[LINE])
{
    for (unsigned r = 0; r < ROWS; r++)
        snprintf(
            lines[r], LINE,
            "5.03.%02u.2.%02u.%04u\tKoordinasi dan Penyusunan Dokumen Perencanaan %u\tJumlah dokumen perencanaan yang "
            "disusun tepat waktu\t%u Dokumen\t-\t\t%u Dokumen\t%u.%03u.%03u\t%u.%03u.%03u\t%u,%02u\tSubbagian "
            "Perencanaan",
            r / 2000 + 1, r / 200 % 10 + 1, r % 200 + 1, r, r % 90 + 1, r % 40 + 1, r % 800 + 1, r * 7 % 1000,
            r * 31 % 1000, r % 700 + 1, r * 11 % 1000, r * 13 % 1000, r % 100, r * 3 % 100);
}

int main(int argc, char **argv)
{
    long batches = argc > 1 ? strtol(argv[1], NULL, 10) : 20;
    char(*lines)[LINE] = malloc(sizeof(char[ROWS][LINE]));
    double spent = 0;
    sr_error err = {0};
    sr_doc doc;

    if (!lines || batches < 1) {
        fputs("usage: bench_normalize [BATCHES]\n", stderr);
        return 2;
    }
    fill(lines);
    sr_doc_init(&doc);
    doc.flush = nothing;
    sr_doc_part(&doc, SR_PART_TAB, 1);
    add_row(&doc, "Kode\tSub Kegiatan\tIndikator Kinerja\tTarget\t\t\t\tPagu (Rp)\tRealisasi\t\tPenanggung Jawab", 1);
    add_row(&doc, "\t\t\tTW 1\tTW 2\tTW 3\tTW 4\t\tRp\t%\t", 2);
    for (long b = 0; b < batches; b++) {
        for (unsigned r = 0; r < ROWS; r++)
            add_row(&doc, lines[r], (uint64_t)b * ROWS + r + 3);
        bool last = b + 1 == batches;
        doc.part->open = !last;
        double began = now();
        sr_normalize(&doc, last);
        spent += now() - began;
        sr_doc_flush(&doc, last, &err);
    }
    double cells = (double)batches * ROWS * CELLS;
    printf("normalize %35.1f ns a cell  %6.1f million cells/s\n", spent / cells * 1e9, cells / spent / 1e6);
    sr_doc_free(&doc);
    free(lines);
    return 0;
}
