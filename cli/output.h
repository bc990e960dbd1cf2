/*
 * output.h - one destination of bytes: standard output, a file, a device.
 *
 * A regular file is written as NAME.part and gets its name only in sr_output_commit: a run that is killed leaves no
 * half file under the final name. Devices and pipes are written in place. Errors are SR_ERR_OUTPUT; when nobody reads
 * any more (a closed pipe) closed_pipe is set, so that the program can end quietly.
 */
#ifndef SR_OUTPUT_H
#define SR_OUTPUT_H

#include "core/error.h"
#include "core/slice.h"

typedef struct sr_output {
    int fd;            /* -1 = not open */
    char *path, *part; /* owned; part is NULL where bytes go straight to path; path is NULL for standard output */
    uint64_t at;       /* bytes written */
    bool regular;      /* can be cut back */
    bool closed_pipe;
} sr_output;

#define SR_OUTPUT_NONE ((sr_output){.fd = -1})

/* path NULL: standard output. Close with commit or abandon. */
int sr_output_open(sr_output *out, const char *path, sr_error *err);
int sr_output_write(sr_output *out, const void *bytes, size_t len, sr_error *err);
/* Gives the descriptor up between two writes, for who has many files; the next write takes it again. Files only. */
void sr_output_pause(sr_output *out);
/* Takes back what was written after at; false where the bytes are gone (a pipe). */
bool sr_output_cut(sr_output *out, uint64_t at);
/* Gives the file its name. */
int sr_output_commit(sr_output *out, sr_error *err);
/* Removes what was written, where it can be removed. Does nothing when not open. */
void sr_output_abandon(sr_output *out);

#endif
