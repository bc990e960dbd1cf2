/*
 * dump_parts - what the aligned-blanks importer made of a text file, for eyes and for figures.
 *
 * usage: dump_parts [-s] FILE...   Without -s it prints the blocks: prose with two blanks before it, rows as cells
 * between bars. With -s it prints one line of figures a file: money figures (digits with two groups or more) in the
 * file, how many stand in a cell, how many in a cell of their own, cells with two numbers, parts, rows, prose lines.
 */
#include "core/document.h"
#include "importers/aligned.h"

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
        if (groups >= 2)
            found++;
        else
            for (size_t k = i; k < (j > i ? j : i + 1); k++)
                *rest += sr_is_digit((unsigned char)t.ptr[k]) || sr_is_alpha((unsigned char)t.ptr[k]);
        i = j > i ? j : i + 1;
    }
    return found;
}

static void on_text(void *context, const sr_line *line)
{
    sr_doc *doc = context;

    if (sr_trim(line->text).len == 0)
        return;
    sr_doc_text(doc, SR_BLOCK_PROSE, line->text, line->line_no);
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

        if (!block->part) {
            figures.prose++;
            if (!quiet)
                printf("  %.*s\n", SR_FMT(block->text));
            continue;
        }
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

static void one_page(sr_doc *doc, sr_slice page, uint64_t *line_no, uint64_t base)
{
    sr_line *lines = NULL;
    size_t n = 0, cap = 0, at = 0;

    while (at < page.len) {
        const char *end = memchr(page.ptr + at, '\n', page.len - at);
        size_t to = end ? (size_t)(end - page.ptr) : page.len;

        *SR_PUSH(&doc->batch, lines, n, cap) = (sr_line){sr_sub(page, at, to), (*line_no)++, base + at};
        at = to + 1;
    }
    sr_aligned_lines(doc, lines, n, on_text, doc);
}

static void one_file(const char *name)
{
    FILE *file = fopen(name, "rb");
    sr_doc doc;

    if (!file) {
        perror(name);
        return;
    }
    sr_doc_init(&doc);
    fseek(file, 0, SEEK_END);
    size_t size = (size_t)ftell(file), rest, at = 0;
    rewind(file);
    char *bytes = sr_arena_alloc(&doc.batch, size + 1);
    size = fread(bytes, 1, size, file);
    fclose(file);
    figures = (sr_figures){.money = count_money((sr_slice){bytes, size}, &rest)};
    uint64_t line_no = 1;
    while (at < size) {
        const char *end = memchr(bytes + at, '\f', size - at);
        size_t to = end ? (size_t)(end - bytes) : size;

        one_page(&doc, (sr_slice){bytes + at, to - at}, &line_no, at);
        if (!quiet)
            sr_doc_text(&doc, SR_BLOCK_PROSE, SR_LIT("======== page"), line_no);
        at = to + 1;
    }
    show(&doc);
    if (quiet)
        printf("%-28s %6zu %6zu %6zu %6zu %6zu %6zu %6zu\n", strrchr(name, '/') ? strrchr(name, '/') + 1 : name,
               figures.money, figures.in_cells, figures.alone, figures.doubles, figures.parts, figures.rows,
               figures.prose);
    sr_doc_free(&doc);
}

int main(int argc, char **argv)
{
    quiet = argc > 1 && strcmp(argv[1], "-s") == 0;
    if (quiet)
        printf("%-28s %6s %6s %6s %6s %6s %6s %6s\n", "file", "money", "cells", "alone", "double", "parts", "rows",
               "prose");
    for (int i = 1 + quiet; i < argc; i++)
        one_file(argv[i]);
    return 0;
}
