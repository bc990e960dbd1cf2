/*
 * encode.h - a document's parts as rows of binary COPY (inside of the loader).
 *
 * Rows, findings and checks become COPY rows (no header, no trailer) with the columns that SR_COPY_ROWS,
 * SR_COPY_FINDINGS and SR_COPY_CHECKS list. Never fails; borrows nothing after it returns, but for context.
 */
#ifndef SR_ENCODE_H
#define SR_ENCODE_H

#include "core/seen.h"
#include "core/sink.h"
#include "loader/copy.h"

#define SR_COPY_FROM(table, columns) "COPY saring." table " (" columns ") FROM STDIN (FORMAT binary)"

#define SR_COPY_ROW_COLUMNS                                                                                            \
    "document_id, line_no, table_no, row_no, page_no, parent, context_row, kind, level, separator, code, indicator,"   \
    " raw, text, unit, status, rule, value, line_skip, more_column, more_value, more_unit, tujuan, sasaran, program,"  \
    " kegiatan, sub_kegiatan, responsible, location, funding_source, activity, hidden, held, formula, sheet_column,"   \
    " indicators, year"
#define SR_COPY_ROWS SR_COPY_FROM("row_", SR_COPY_ROW_COLUMNS)
#define SR_COPY_FINDINGS                                                                                               \
    SR_COPY_FROM("finding", "document_id, table_no, row_no, column_no, line_no, code, severity, message, raw, value,"  \
                            " suggestion, evidence, fingerprint, place")

#define SR_COPY_CHECKS                                                                                                 \
    SR_COPY_FROM("check_", "document_id, check_no, table_no, row_no, column_no, kind, expression, expected, actual,"   \
                           " difference, tolerance, passed, origin, operator, members, diagnosis")

/* What a document has come to so far. */
typedef struct sr_tally {
    uint64_t rows, cells, measures, findings, checks;
} sr_tally;

/*
 * What the encoding of one document keeps from row to row. Zero-initialised; sr_encoder_begin for each document;
 * sr_encoder_free at last.
 */
typedef struct sr_encoder {
    int64_t document_id;
    const sr_context *context; /* of the row above, in this table and batch; the caller clears it between them */
    uint32_t context_row;      /* the first row that has it */
    sr_tally tally;
    sr_buf separator; /* of the row at hand */
    sr_seen *seen;    /* fingerprints of the document; NULL until there is a finding */
} sr_encoder;

void sr_encoder_begin(sr_encoder *encoder, int64_t document_id);
void sr_encoder_free(sr_encoder *encoder);

void sr_encode_row(sr_encoder *encoder, sr_buf *rows, const sr_table *table, const sr_row *row);
void sr_encode_finding(sr_encoder *encoder, sr_buf *buf, const sr_doc *doc, const sr_finding *finding);
void sr_encode_check(sr_encoder *encoder, sr_buf *buf, const sr_check *check);
/*
 * The document with its tables and columns as the JSON that saring.add_document takes. run_id 0: none. refused: its
 * identity only. Owned by the caller, released by free.
 */
char *sr_encode_document(sr_encoder *encoder, const sr_doc *doc, int64_t run_id, const char *engine, bool refused);

#endif
