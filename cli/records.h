/*
 * records.h - the records of `saring clean`: which fields, in which order, from which part of the document.
 *
 * One description serves NDJSON, CSV and the CSV header (cli/fields.h). Keys are the columns of the view of the same
 * name, less the database's own ids; those of the document come first, then table, row, column, cell, so that what
 * many records share is rendered once (pieces) and copied. An sr_records belongs to one worker and one document at a
 * time.
 */
#ifndef SR_RECORDS_H
#define SR_RECORDS_H

#include "cli/fields.h"
#include "cli/options.h"
#include "core/sink.h"

typedef struct sr_seen sr_seen; /* fingerprints of this document's findings */

/* A piece among others in one buffer. */
typedef struct sr_piece_at {
    uint32_t at, len;
    uint16_t unit;
} sr_piece_at;

enum { SR_UNIT_PIECES = 256 }; /* more units than a document uses: few share a place */

typedef struct sr_records {
    sr_form form; /* SR_AS_NDJSON or SR_AS_CSV */
    bool values;  /* rows: numbers as read */
    /* Pieces. */
    sr_buf table, row, context, columns;
    const sr_context *context_of;
    size_t *column_at, cap_columns; /* offsets into columns, width + 1 of them */
    sr_buf units;
    sr_piece_at unit_at[SR_UNIT_PIECES]; /* by unit modulo; what stands between value and raw */
    sr_buf tails;
    sr_piece_at tail_at[SR_CELL_STATUS_COUNT][2]; /* by status and verified; what follows raw */
    sr_seen *seen;
} sr_records;

void sr_records_init(sr_records *records, sr_form form, bool values);
void sr_records_free(sr_records *records);
/* A new document: forgets the pieces and fingerprints of the one before. */
void sr_records_document(sr_records *records);

/* The CSV header line of a stream; nothing for NDJSON and for rows, whose header is each table's own. */
void sr_records_header(const sr_records *records, sr_stream stream, sr_buf *out);

/* Before the measures, or cells, of a table's rows in a batch. */
void sr_records_table(sr_records *records, const sr_doc *doc, const sr_table *table, sr_stream stream);
/* All measures, or cells, of one row of the table last announced for that stream. */
void sr_records_measures(sr_records *records, const sr_table *table, const sr_row *row, sr_buf *out);
void sr_records_cells(sr_records *records, const sr_row *row, const sr_table *table, sr_buf *out);
void sr_records_finding(sr_records *records, const sr_doc *doc, const sr_finding *finding, sr_buf *out);
void sr_records_check(sr_records *records, const sr_doc *doc, const sr_check *check, sr_buf *out);
/* The table as a whole, once its document has ended. */
void sr_records_table_facts(const sr_records *records, const sr_doc *doc, const sr_table *table, sr_buf *out);

/* What names a row: goals, program to activity, office, place and funding. */
void sr_context_fields(sr_fields *f, const sr_context *context);

/* How far numbers can be trusted, of a table or a document. */
void sr_trust_fields(sr_fields *f, const sr_trust *trust, uint64_t checks_passed, uint64_t checks_failed);

/* Is the row part of the cleaned table (data, no repeated header, number row, rule or blank)? */
bool sr_row_is_data(const sr_row *row);
/* The header of a cleaned table: false, and nothing written, where no column has one. */
bool sr_records_rows_header(const sr_records *records, const sr_doc *doc, const sr_table *table, sr_buf *out);
void sr_records_row(const sr_records *records, const sr_doc *doc, const sr_table *table, const sr_row *row,
                    sr_buf *out);

#endif
