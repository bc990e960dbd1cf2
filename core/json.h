/*
 * json.h - JSON texts and numbers into a buffer, without printf: the hot path of every writer.
 */
#ifndef SR_JSON_H
#define SR_JSON_H

#include "core/buf.h"
#include "core/decimal.h"

/* JSON text with its quotes (RFC 8259); s must not be absent. */
void sr_json_text(sr_buf *buf, sr_slice s);
/* Digits without printf. */
void sr_digits(sr_buf *buf, uint64_t n);
/* As sr_buf_decimal, with a short way for what fits 64 bits. */
void sr_digits_decimal(sr_buf *buf, sr_decimal value);

#endif
