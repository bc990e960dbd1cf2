/*
 * import.c - the importer alone: a file to rows, without understanding them.
 *
 *     import FILE...
 *
 * Prints one line a file: MB/s of CPU time, lines, cells, peak memory. Beside bench/split it says what the decoding,
 * the document model and the accounting cost; what `saring clean` takes beyond it is understanding and output.
 */
#include "bench/read.h"

static unsigned long long cells;

static int count(sr_doc *doc, bool last, sr_error *err)
{
    (void)last;
    (void)err;
    for (size_t b = 0; b < doc->n_blocks; b++) {
        const sr_part *part = doc->blocks[b].part;
        for (size_t i = 0; part && i < part->n_rows; i++)
            cells += part->rows[i]->n;
    }
    return 0;
}

static int import(const char *path)
{
    double took;
    sr_doc doc;

    cells = 0;
    int rc = read_file(path, count, &doc, &took);
    if (rc == 0)
        printf("%s: %.0f MB/s, %llu lines, %llu cells, %ld MiB\n", path, (double)doc.bytes / 1e6 / took,
               (unsigned long long)doc.lines, cells, peak_memory());
    sr_doc_free(&doc);
    return rc;
}

int main(int argc, char **argv)
{
    int rc = argc > 1 ? 0 : 2;

    for (int i = 1; i < argc; i++)
        if (import(argv[i]) != 0)
            rc = 1;
    if (rc == 2)
        fputs("usage: import FILE...\n", stderr);
    return rc;
}
