/*
 * bench_audit.c - what the audit takes of a document, beside all of its import and normalization.
 *
 *     bench_audit FILE...
 *
 * Prints a line for each file: MB of the document by second of the audit's CPU time, the share that it has in the
 * whole, peak memory so far. The audit is timed where it is called: the linker puts the clock around it.
 */
#include "bench/read.h"
#include "normalize/audit.h"
#include "normalize/normalize.h"

void __real_sr_audit_tables(sr_doc *doc, size_t first); /* NOLINT: the linker's name */
void __wrap_sr_audit_tables(sr_doc *doc, size_t first); /* NOLINT: the linker's name */

static double audit_seconds;

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
    double all;
    sr_doc doc;

    audit_seconds = 0;
    int rc = read_file(path, understand, &doc, &all);
    if (rc == 0)
        printf("%s: %.3f MB, audit %.4f s of %.4f s, %.0f MB/s, peak %ld MiB\n", path, (double)doc.bytes / 1e6,
               audit_seconds, all, (double)doc.bytes / 1e6 / audit_seconds, peak_memory());
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
