/*
 * read.h - what benchmarks of the importer and of the audit share: a file as a document, and what that took.
 */
#ifndef SR_BENCH_READ_H
#define SR_BENCH_READ_H

#include "importers/importer.h"

#include <stdio.h>
#include <sys/resource.h>
#include <time.h>

static double cpu_seconds(void)
{
    struct timespec t;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* MiB, of the process so far. */
static long peak_memory(void)
{
    struct rusage usage;

    getrusage(RUSAGE_SELF, &usage);
    return usage.ru_maxrss / 1024;
}

/* Reads the file; each batch goes through flush. What it took in *seconds of CPU. 0, or -1 with a line on stderr. The
 * caller frees doc. */
static int read_file(const char *path, int (*flush)(sr_doc *, bool, sr_error *), sr_doc *doc, double *seconds)
{
    sr_error err = {0};
    sr_import_options options = {0};
    int rc = -1;

    sr_doc_init(doc);
    doc->flush = flush;
    double before = cpu_seconds();
    sr_source *source = sr_source_open(path, &err);
    const sr_importer *importer = source ? sr_importer_pick(source, sr_str(path), &options, &err) : NULL;
    if (importer)
        rc = importer->read(source, &options, doc, &err);
    *seconds = cpu_seconds() - before;
    if (rc != 0)
        fprintf(stderr, "%s\n", err.message);
    sr_source_close(source);
    return rc;
}

#endif
