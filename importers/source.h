/*
 * source.h - the bytes of a document: a file, standard input, or memory.
 *
 * A source can be read from the start as often as needed (rewind). Standard input is copied to an
 * unlinked temporary file first. Only regular files are opened; symbolic links are followed only as
 * far as the caller's path goes. A source never follows references inside a document.
 */
#ifndef SR_SOURCE_H
#define SR_SOURCE_H

#include "core/error.h"
#include "core/slice.h"

#include <sys/types.h>

typedef struct sr_source sr_source;

/* Owned by the caller, released by sr_source_close; NULL with *err (D001, D002) on failure. */
sr_source *sr_source_open(const char *path, sr_error *err);
sr_source *sr_source_stdin(sr_error *err);
/* bytes are borrowed for the life of the source. */
sr_source *sr_source_memory(const void *bytes, size_t len);
/* Bytes that something else makes, in order and from the start as often as wanted. */
typedef struct sr_source_reader {
    ssize_t (*read)(void *context, void *buffer, size_t len, sr_error *err); /* 0 at the end; len is 64 or more */
    int (*rewind)(void *context, sr_error *err);
    void (*close)(void *context);
} sr_source_reader;
/* context is owned by the source from here on; size is a hint. No random access, no descriptor. */
sr_source *sr_source_of(const sr_source_reader *reader, void *context, uint64_t size);
void sr_source_close(sr_source *source);

/* Up to len bytes; 0 at the end; -1 with *err. */
ssize_t sr_source_read(sr_source *source, void *buffer, size_t len, sr_error *err);
/* At an offset, without moving the read position; of a file or memory. Fewer bytes than len only at the end. */
ssize_t sr_source_read_at(sr_source *source, void *buffer, size_t len, uint64_t at, sr_error *err);
int sr_source_rewind(sr_source *source, sr_error *err);
uint64_t sr_source_size(const sr_source *source);
/* The first bytes, without moving the read position: at most len. Returns how many. */
size_t sr_source_head(sr_source *source, void *buffer, size_t len, sr_error *err);
/* SHA-256 of all bytes; leaves the source rewound. */
int sr_source_sha256(sr_source *source, uint8_t digest[32], sr_error *err);
/* Up to len bytes from the offset on, whatever was read before; less only at the end. For libzip. */
ssize_t sr_source_read_at(sr_source *source, void *buffer, size_t len, uint64_t offset, sr_error *err);

#endif
