/*
 * record.h - one record of delimited text: where it ends and where its fields are.
 *
 * Fields stand between delimiters and records between line ends; a field in quotes may hold both, and its own quote
 * doubled or escaped (RFC 4180, and what writers do that never read it). Where quotes break these rules the record is
 * read as a person would read its line: the reading that has the usual number of fields and stays on the line is
 * taken, the quotes stay in the text, and the record says so. A quote that is never closed ends with its line, so that
 * no record is lost in another one.
 */
#ifndef SR_RECORD_H
#define SR_RECORD_H

#include "importers/window.h"

typedef struct sr_dialect {
    char delimiter;
    char quote;  /* 0: none */
    char escape; /* before a quote, a delimiter or itself; 0: a quote is doubled */
} sr_dialect;

/* In the bytes of the view. */
typedef struct sr_field {
    uint32_t from, len;
    uint32_t line; /* line ends of the record before it */
    bool quoted;
    bool escaped; /* holds doubled quotes or escapes: see sr_field_text */
} sr_field;

typedef enum sr_quoting {
    SR_QUOTES_SOUND,
    SR_QUOTES_STRAY,    /* a quote inside a quoted field that neither ends it nor is doubled */
    SR_QUOTES_UNCLOSED, /* a quote that nothing closes: it is a sign like others */
} sr_quoting;

typedef struct sr_record {
    sr_field *fields; /* owned; sr_record_free */
    uint32_t n, cap;
    size_t from, end; /* its text, without its line end */
    size_t next;      /* where the next record begins */
    size_t next_mark; /* the first mark at or behind next */
    uint32_t lines;   /* line ends in it, its own included */
    uint32_t inner;   /* those inside its fields */
    uint32_t quotes;  /* around fields: bytes that are in no field */
    bool page;        /* a form feed ended it */
    sr_quoting quoting;
    size_t looked; /* bytes that were looked at to no avail, for a quote that nothing closes */
} sr_record;

typedef enum sr_record_result {
    SR_RECORD_FOUND,
    SR_RECORD_MORE, /* it does not end in the view; never where the view has ended */
} sr_record_result;

/*
 * The record at the start of the view, which is not empty. usual: fields that records have, 0 = not known. A quoted
 * field is followed over the line ends of the next limit bytes, not further.
 */
sr_record_result sr_record_find(const sr_view *view, const sr_dialect *dialect, uint32_t usual, size_t limit,
                                sr_record *record);
void sr_record_free(sr_record *record);

/* The field's text: a slice of the view, or in arena where quotes were doubled. */
sr_slice sr_field_text(sr_arena *arena, const sr_view *view, const sr_dialect *dialect, const sr_field *field);

static inline sr_signs sr_dialect_signs(const sr_dialect *d)
{
    return (sr_signs){d->delimiter, d->quote ? d->quote : d->delimiter};
}

#endif
