/*
 * bench_audit.c - what the audit takes of a document, beside all of its import and normalization.
 *
 *     bench_audit FILE...
 *
 * Prints a line for each file: MB of the document by second of the audit's CPU time, the share that it has in the
 * whole, peak memory so far. The audit is timed where it is called: the linker puts the clock around it.
 */
#include "importers/importer.h"
#include "normalize/audit.h"
#include "normalize/normalize.h"

#include <stdio.h>
#include <sys/resource.h>
#include <time.h>

void __real_sr_audit_tables(sr_doc *doc, size_t first); /* NOLINT: the linker's name */
void __wrap_sr_audit_tables(sr_doc *doc, size_t first); /* NOLINT: the linker's name */

static double audit_seconds;

static double cpu_seconds(void)
{
    struct timespec t;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

void __wrap_sr_audit_tables(sr_doc *doc, size_t first) /* NOLINT: the linker's name */
{
    double began = cpu_seconds();

    __real_sr_audit_tables(doc, first);
    audit_seconds += cpu_seconds() - began;
}

static int understand(sr_doc *doc, bool last, sr_error *err)
{
    (void)err;
    sr_normalize(doc, last);
    return 0;
}

static int audit(const char *path)
{
    sr_error err = {0};
    sr_import_options options = {0};
    sr_doc doc;
    struct rusage usage;
    int rc = -1;

    sr_doc_init(&doc);
    doc.flush = understand;
    audit_seconds = 0;
    double began = cpu_seconds();
    sr_source *source = sr_source_open(path, &err);
    const sr_importer *importer = source ? sr_importer_pick(source, sr_str(path), &options, &err) : NULL;
    if (importer)
        rc = importer->read(source, &options, &doc, &err);
    double all = cpu_seconds() - began;
    getrusage(RUSAGE_SELF, &usage);
    if (rc == 0)
        printf("%s: %.3f MB, audit %.4f s of %.4f s, %.0f MB/s, peak %ld MiB\n", path, (double)doc.bytes / 1e6,
               audit_seconds, all, (double)doc.bytes / 1e6 / audit_seconds, usage.ru_maxrss / 1024);
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
        if (audit(argv[i]) != 0)
            rc = 1;
    if (rc == 2)
        fputs("usage: bench_audit FILE...\n", stderr);
    return rc;
}
