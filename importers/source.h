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
void sr_source_close(sr_source *source);

/* Up to len bytes; 0 at the end; -1 with *err. */
ssize_t sr_source_read(sr_source *source, void *buffer, size_t len, sr_error *err);
int sr_source_rewind(sr_source *source, sr_error *err);
uint64_t sr_source_size(const sr_source *source);
/* The first bytes, without moving the read position: at most len. Returns how many. */
size_t sr_source_head(sr_source *source, void *buffer, size_t len, sr_error *err);
/* SHA-256 of all bytes; leaves the source rewound. */
int sr_source_sha256(sr_source *source, uint8_t digest[32], sr_error *err);
/* For libraries that want random access (libzip): the descriptor, or -1 for memory. Borrowed. */
int sr_source_fd(const sr_source *source);

#endif
