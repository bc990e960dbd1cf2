/*
 * faults.h - what decoding came upon, as findings at the lines where it did.
 *
 * Importers that know the lines call sr_faults_before after each of them and sr_faults_end once, before the last flush.
 * Findings: D003, D005, D008, D010.
 */
#ifndef SR_FAULTS_H
#define SR_FAULTS_H

#include "importers/decode.h"

/* Zero but for decoder and doc, which are borrowed. */
typedef struct sr_faults {
    const sr_decoder *decoder;
    sr_doc *doc;
    size_t at; /* faults below this one have their finding */
} sr_faults;

/* Findings for the faults before an offset of the decoded text: those of the line at hand. */
void sr_faults_before(sr_faults *faults, uint64_t offset, uint64_t line_no);
/* What is left, the places that were too many to keep, the NULs; and whether there was any text at all. */
void sr_faults_end(sr_faults *faults);

#endif
