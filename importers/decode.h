/*
 * decode.h - from the bytes of a source to clean UTF-8.
 *
 * The encoding is decided on the first SR_HEAD_BYTES: a byte order mark, else what the caller declares, else UTF-16 or
 * UTF-32 by the pattern of their zero bytes, else UTF-8 if most of it is, else windows-1252 or what uchardet says.
 * What comes out is always valid UTF-8 without NUL and without a byte order mark. Each run of bytes that do not decode
 * and each NUL became one U+FFFD; each such place is kept as a fault (a bounded number), so that the importer, who
 * knows
 * the lines, can make findings of them.
 */
#ifndef SR_DECODE_H
#define SR_DECODE_H

#include "core/document.h"
#include "importers/source.h"

/* A file in the wrong encoding has a fault on every line: a hundred show it, more would bury the other findings. */
enum { SR_FAULTS_MAX = 100 };
/* Of a run of bad bytes this many are shown. */
enum { SR_FAULT_BYTES = 16 };
/* sr_decoder_read needs room for a few characters. */
enum { SR_DECODE_ROOM = 64 };

typedef struct sr_fault {
    uint64_t offset; /* of its U+FFFD in the decoded text */
    uint64_t source_offset;
    uint64_t n_bytes; /* that did not decode */
    uint8_t bytes[SR_FAULT_BYTES];
    bool truncated; /* the source ends in the middle of a character */
} sr_fault;

typedef struct sr_decoder sr_decoder;

/*
 * Reads the source from its start. declared is a name that iconv should know, or NULL. Sets doc->encoding and adds
 * finding D006 to doc where the encoding was guessed. NULL with *err (D009, D002). The source is borrowed.
 */
sr_decoder *sr_decoder_open(sr_source *source, const char *declared, sr_doc *doc, sr_error *err);
void sr_decoder_close(sr_decoder *decoder);
/* Up to room bytes (at least SR_DECODE_ROOM) of whole characters; 0 at the end; -1 with *err. */
ssize_t sr_decoder_read(sr_decoder *decoder, char *out, size_t room, sr_error *err);
/*
 * The places kept so far, in order of offset. n_all counts those too that were not kept. Borrowed until
 * the next read.
 */
const sr_fault *sr_decoder_faults(const sr_decoder *decoder, size_t *n, uint64_t *n_all);
/* NUL bytes so far, and where the first one was in the decoded text. */
uint64_t sr_decoder_nuls(const sr_decoder *decoder, uint64_t *first_offset);

/* How the head of a source is encoded; for bids. */
typedef struct sr_encoding_guess {
    const char *name; /* for iconv; static */
    size_t bom;       /* bytes of the byte order mark */
    bool certain;     /* by a mark or by being valid UTF-8; otherwise D006 is due */
    bool wide;        /* UTF-16 or UTF-32: zero bytes are no sign of binary content */
} sr_encoding_guess;
sr_encoding_guess sr_encoding_detect(sr_slice head, bool complete);

#endif
