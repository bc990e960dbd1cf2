/*
 * importer.h - one struct for each format, in one registry.
 *
 * An importer bids on the first bytes of a source (never on the file name alone), and reads the
 * source into a document through the builder of core/document.h. It calls sr_doc_flush whenever
 * sr_doc_batch_full says so, and once with last = true at the end.
 */
#ifndef SR_IMPORTER_H
#define SR_IMPORTER_H

#include "core/document.h"
#include "importers/source.h"

enum { SR_HEAD_BYTES = 64 * 1024 }; /* what a bid may look at */
enum { SR_BID_CERTAIN = 100 };      /* nobody else is asked */

typedef struct sr_import_options {
    sr_format format;     /* SR_FORMAT_UNKNOWN = auto */
    const char *encoding; /* NULL = detect */
    const volatile int
        *cancelled; /* the importer gives up with SR_ERR_CANCELLED when it becomes non-zero; NULL = never */
} sr_import_options;

typedef struct sr_importer {
    sr_format format;
    const char *name;
    /* 0 = not mine ... 100 = certain. name is the file name, a hint only. */
    int (*bid)(sr_slice head, sr_slice name);
    /* Sets doc->format, encoding, bytes, lines. Returns 0, or -1 with *err (sr_refuse for what is wrong with the
     * source). */
    int (*read)(sr_source *source, const sr_import_options *options, sr_doc *doc, sr_error *err);
} sr_importer;

/* The importer for this source: options->format decides, else the highest bid. NULL with *err (D004, D012). */
const sr_importer *sr_importer_pick(sr_source *source, sr_slice name, const sr_import_options *options, sr_error *err);

#endif
