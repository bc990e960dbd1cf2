/*
 * dump_parts - what the text importer made of a file, for eyes and for figures.
 *
 * usage: dump_parts [-s] FILE...   Without -s it prints the blocks: prose with two blanks before it, rows as cells
 * between bars. With -s it prints one line of figures a file: money figures (digits with two groups or more) in the
 * file, how many stand in a cell, how many in a cell of their own, cells with two numbers, parts, rows, prose lines.
 */
#include "core/buf.h"
#include "importers/importers.h"

#include <stdio.h>
#include <stdlib.h>

typedef struct sr_figures {
    size_t money, in_cells, alone, doubles, parts, rows, prose;
} sr_figures;

static sr_figures figures;
static bool quiet;

/* The number of money figures in the text; *rest gets the letters and digits outside of them. */
static size_t count_money(sr_slice t, size_t *rest)
{
    size_t found = 0, i = 0;

    *rest = 0;
    while (i < t.len) {
        size_t j = i, groups = 0;

        while (j < t.len && sr_is_digit((unsigned char)t.ptr[j]))
            j++;
        size_t head = j;
        while (j > i && head - i <= 3 && j + 3 < t.len && (t.ptr[j] == '.' || t.ptr[j] == ',') &&
               sr_is_digit((unsigned char)t.ptr[j + 1]) && sr_is_digit((unsigned char)t.ptr[j + 2]) &&
               sr_is_digit((unsigned char)t.ptr[j + 3]) &&
               (j + 4 == t.len || !sr_is_digit((unsigned char)t.ptr[j + 4])))
            j += 4, groups++;
        if (groups >= 2) {
            found++;
            size_t tail = j + 1;
            while (tail < t.len && sr_is_digit((unsigned char)t.ptr[tail]))
                tail++;
            if (j < t.len && (t.ptr[j] == '.' || t.ptr[j] == ',') && tail - j <= 3) /* decimals */
                j = tail;
        } else
            for (size_t k = i; k < (j > i ? j : i + 1); k++)
                *rest += sr_is_digit((unsigned char)t.ptr[k]) || sr_is_alpha((unsigned char)t.ptr[k]);
        i = j > i ? j : i + 1;
    }
    return found;
}

static void show_row(const sr_row *row)
{
    if (!quiet)
        printf("%4llu ", (unsigned long long)row->line_no);
    for (uint32_t i = 0; i < row->n; i++) {
        const sr_cell *cell = &row->cells[i];
        size_t rest, money = count_money(sr_cell_raw(cell), &rest);

        figures.in_cells += money;
        figures.alone += money == 1 && rest == 0;
        figures.doubles += money >= 2;
        if (quiet)
            continue;
        printf("|");
        for (uint32_t k = 0; k < cell->raw_len; k++)
            fputs(cell->raw[k] == '\n' ? " / " : (char[2]){cell->raw[k], 0}, stdout);
        if (cell->column_span > 1)
            printf("{%u}", cell->column_span);
    }
    if (!quiet)
        printf("|\n");
}

static void show(const sr_doc *doc)
{
    for (size_t b = 0; b < doc->n_blocks; b++) {
        const sr_block *block = &doc->blocks[b];

        if (block->type == SR_BLOCK_PAGE && !quiet)
            printf("======== page %u\n", block->page_no);
        if (!block->part) {
            figures.prose++;
            if (!quiet)
                printf("  %.*s\n", SR_FMT(block->text));
            continue;
        }
        if (block->part->form != SR_PART_ALIGNED)
            continue;
        figures.parts++;
        figures.rows += block->part->n_rows;
        if (!quiet)
            printf("---- part of %u columns, %zu rows\n", block->part->width, block->part->n_rows);
        for (size_t r = 0; r < block->part->n_rows; r++)
            show_row(block->part->rows[r]);
        if (!quiet)
            printf("----\n");
    }
    if (!quiet)
        for (size_t f = 0; f < doc->n_findings; f++)
            if (doc->findings[f].code == SR_S009)
                printf("S009 line %llu: %.*s\n", (unsigned long long)doc->findings[f].line_no,
                       SR_FMT(doc->findings[f].message));
}

/* A batch is shown when it is full; its memory is the document's again afterwards. */
static int flush(sr_doc *doc, bool last, sr_error *err)
{
    (void)last;
    (void)err;
    show(doc);
    return 0;
}

static sr_buf read_file(const char *name)
{
    sr_buf out = {0};
    FILE *file = fopen(name, "rb");
    size_t n = 0;

    if (!file)
        return out;
    do {
        n = fread(sr_buf_reserve(&out, 65536), 1, 65536, file);
        out.len += n;
    } while (n > 0);
    fclose(file);
    return out;
}

static void one_file(const char *name)
{
    sr_doc doc;
    sr_error err = {0};
    sr_buf bytes = read_file(name);
    size_t rest;

    sr_doc_init(&doc);
    doc.flush = flush;
    figures = (sr_figures){.money = count_money((sr_slice){bytes.ptr, bytes.len}, &rest)};
    sr_source *source = sr_source_memory(bytes.ptr, bytes.len);
    if (sr_text_importer.read(source, &(sr_import_options){0}, &doc, &err) != 0)
        fprintf(stderr, "%s: %s\n", name, err.message);
    if (quiet)
        printf("%-36s %6zu %6zu %6zu %6zu %6zu %6zu %6zu\n", strrchr(name, '/') ? strrchr(name, '/') + 1 : name,
               figures.money, figures.in_cells, figures.alone, figures.doubles, figures.parts, figures.rows,
               figures.prose);
    sr_source_close(source);
    sr_buf_free(&bytes);
    sr_doc_free(&doc);
}

int main(int argc, char **argv)
{
    quiet = argc > 1 && strcmp(argv[1], "-s") == 0;
    if (quiet)
        printf("%-36s %6s %6s %6s %6s %6s %6s %6s\n", "file", "money", "cells", "alone", "double", "parts", "rows",
               "prose");
    for (int i = 1 + quiet; i < argc; i++)
        one_file(argv[i]);
    return 0;
}
