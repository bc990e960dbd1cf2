/*
 * fields.h - records as NDJSON, as CSV, or as a CSV header line: one description of a record serves all three.
 *
 * A record is sr_record_begin, its fields in order, sr_record_end. What is absent (a slice with a NULL pointer) is null
 * in NDJSON and an empty unquoted field in CSV; an empty text is "" in both, so that the two stay apart. Output is
 * UTF-8; JSON is RFC 8259 with numbers in all their digits; CSV is RFC 4180 (comma, quotes doubled, CRLF).
 *
 * Pieces: fields that many records share are written once into a buffer of their own, and copied into each record with
 * sr_buf_slice. That, and numbers without printf, is what keeps a record at the price of a memcpy.
 */
#ifndef SR_FIELDS_H
#define SR_FIELDS_H

#include "core/json.h"

typedef enum sr_form { SR_AS_NDJSON, SR_AS_CSV, SR_AS_CSV_HEADER } sr_form;

typedef struct sr_fields {
    sr_buf *buf;
    sr_form form;
} sr_fields;

/* A key with its quotes and colon, ready to be copied: SR_KEY("name"). */
typedef struct sr_key {
    const char *json; /* "name": */
    size_t len;
} sr_key;

#define SR_KEY(name) ((sr_key){"\"" name "\":", sizeof("\"" name "\":") - 1})

/* A CSV field, quoted where RFC 4180 asks for it; an empty text is "". */
void sr_csv_text(sr_buf *buf, sr_slice s);

static inline void sr_record_begin(sr_fields *f)
{
    if (f->form == SR_AS_NDJSON)
        sr_buf_char(f->buf, '{');
}

/* Takes the last comma back. */
static inline void sr_record_end(sr_fields *f)
{
    char *end = sr_buf_reserve(f->buf, 1);

    end[-1] = f->form == SR_AS_NDJSON ? '}' : '\r';
    end[0] = '\n';
    f->buf->len++;
}

/* The key, or in a header all of the field; false when the value must not follow. */
static inline bool sr_field_key(sr_fields *f, sr_key key)
{
    if (f->form == SR_AS_NDJSON) {
        sr_buf_add(f->buf, key.json, key.len);
    } else if (f->form == SR_AS_CSV_HEADER) {
        sr_buf_add(f->buf, key.json + 1, key.len - 3);
        sr_buf_char(f->buf, ',');
        return false;
    }
    return true;
}

static inline void sr_field_null(sr_fields *f, sr_key key)
{
    if (!sr_field_key(f, key))
        return;
    if (f->form == SR_AS_NDJSON)
        sr_buf_lit(f->buf, "null");
    sr_buf_char(f->buf, ',');
}

static inline void sr_field_text(sr_fields *f, sr_key key, sr_slice s)
{
    if (!s.ptr) {
        sr_field_null(f, key);
        return;
    }
    if (!sr_field_key(f, key))
        return;
    (f->form == SR_AS_NDJSON ? sr_json_text : sr_csv_text)(f->buf, s);
    sr_buf_char(f->buf, ',');
}

/* A text of which "" means that nothing is known: null. */
static inline void sr_field_name(sr_fields *f, sr_key key, const char *name)
{
    sr_field_text(f, key, name && *name ? sr_str(name) : (sr_slice){0});
}

/* A text of which length 0 means that nothing is known: null. */
static inline void sr_field_fact(sr_fields *f, sr_key key, sr_slice s)
{
    sr_field_text(f, key, s.len ? s : (sr_slice){0});
}

static inline void sr_field_count(sr_fields *f, sr_key key, uint64_t n)
{
    if (!sr_field_key(f, key))
        return;
    sr_digits(f->buf, n);
    sr_buf_char(f->buf, ',');
}

/* A number of which 0 means none: null. */
static inline void sr_field_place(sr_fields *f, sr_key key, uint64_t n)
{
    if (n)
        sr_field_count(f, key, n);
    else
        sr_field_null(f, key);
}

static inline void sr_field_decimal(sr_fields *f, sr_key key, bool has, sr_decimal value)
{
    if (!has) {
        sr_field_null(f, key);
        return;
    }
    if (!sr_field_key(f, key))
        return;
    sr_digits_decimal(f->buf, value);
    sr_buf_char(f->buf, ',');
}

static inline void sr_field_bool(sr_fields *f, sr_key key, bool value)
{
    if (!sr_field_key(f, key))
        return;
    sr_buf_slice(f->buf, value ? SR_LIT("true,") : SR_LIT("false,"));
}

/* A JSON value as it stands, or null; in CSV a text. */
static inline void sr_field_json(sr_fields *f, sr_key key, sr_slice json)
{
    if (f->form != SR_AS_NDJSON || !json.len) {
        sr_field_fact(f, key, json);
        return;
    }
    sr_field_key(f, key);
    sr_buf_slice(f->buf, json);
    sr_buf_char(f->buf, ',');
}

#endif
