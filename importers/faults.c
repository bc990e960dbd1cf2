#include "importers/faults.h"

#include <stdio.h>

static void fault_finding(sr_doc *doc, const sr_fault *fault, uint64_t line_no)
{
    char hex[SR_FAULT_BYTES * 3 + 1] = "";
    size_t shown = fault->n_bytes < SR_FAULT_BYTES ? (size_t)fault->n_bytes : SR_FAULT_BYTES;

    for (size_t i = 0; i < shown; i++)
        snprintf(hex + i * 3, 4, "%02X ", fault->bytes[i]);
    hex[shown * 3 - 1] = '\0';
    sr_finding *finding =
        fault->truncated
            ? sr_doc_finding(doc, SR_D010, "The text ends in the middle of a character (bytes %s).", hex)
            : sr_doc_finding(doc, SR_D005, "Line %llu has bytes that are not %.*s (%s%s); a U+FFFD stands there.",
                             (unsigned long long)line_no, SR_FMT(doc->encoding), hex,
                             fault->n_bytes > shown ? " ..." : "");
    finding->line_no = line_no;
    finding->evidence = sr_arena_printf(&doc->batch, "{\"bytes\":\"%s\",\"count\":%llu,\"offset\":%llu}", hex,
                                        (unsigned long long)fault->n_bytes, (unsigned long long)fault->source_offset);
}

void sr_faults_before(sr_faults *faults, uint64_t offset, uint64_t line_no)
{
    size_t n;
    uint64_t all;
    const sr_fault *list = sr_decoder_faults(faults->decoder, &n, &all);

    for (; faults->at < n && list[faults->at].offset < offset; faults->at++)
        fault_finding(faults->doc, &list[faults->at], line_no);
}

void sr_faults_end(sr_faults *faults)
{
    sr_doc *doc = faults->doc;
    size_t n;
    uint64_t all, first, nuls = sr_decoder_nuls(faults->decoder, &first);

    sr_faults_before(faults, UINT64_MAX, doc->lines);
    sr_decoder_faults(faults->decoder, &n, &all);
    if (all > n)
        sr_doc_finding(doc, SR_D005, "%llu more places have bytes that do not decode; each became U+FFFD.",
                       (unsigned long long)(all - n))
            ->evidence = sr_arena_printf(&doc->batch, "{\"places\":%llu}", (unsigned long long)all);
    if (nuls)
        sr_doc_finding(doc, SR_D008, "The text holds %llu NUL %s; each became U+FFFD.", (unsigned long long)nuls,
                       nuls == 1 ? "byte" : "bytes")
            ->evidence = sr_arena_printf(&doc->batch, "{\"count\":%llu,\"first_offset\":%llu}",
                                         (unsigned long long)nuls, (unsigned long long)first);
    if (doc->total_bytes == 0)
        sr_doc_finding(doc, SR_D003, "The file holds no text%s.", doc->bytes ? ", only blanks" : "");
}
