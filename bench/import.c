/*
 * import.c - the importer alone: a file to rows, without understanding them.
 *
 *     import FILE...
 *
 * Prints one line a file: MB/s of CPU time, lines, cells, peak memory. Beside bench/split it says what the decoding,
 * the
 * document model and the accounting cost; what `saring clean` takes beyond it is understanding and output.
 */
#include "importers/importer.h"

#include <stdio.h>
#include <sys/resource.h>
#include <time.h>

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

static double cpu_seconds(void)
{
    struct timespec t;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static int import(const char *path)
{
    sr_error err = {0};
    sr_import_options options = {0};
    sr_doc doc;
    struct rusage usage;
    int rc = -1;

    sr_doc_init(&doc);
    doc.flush = count;
    cells = 0;
    double before = cpu_seconds();
    sr_source *source = sr_source_open(path, &err);
    const sr_importer *importer = source ? sr_importer_pick(source, sr_str(path), &options, &err) : NULL;
    if (importer)
        rc = importer->read(source, &options, &doc, &err);
    double took = cpu_seconds() - before;
    getrusage(RUSAGE_SELF, &usage);
    if (rc == 0)
        printf("%s: %.0f MB/s, %llu lines, %llu cells, %ld MiB\n", path, (double)doc.bytes / 1e6 / took,
               (unsigned long long)doc.lines, cells, usage.ru_maxrss / 1024);
    else
        fprintf(stderr, "%s\n", err.message);
    sr_source_close(source);
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
