#include "cli/output.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

static int failed(const sr_output *out, const char *what, sr_error *err)
{
    return sr_fail(err, SR_ERR_OUTPUT, "%s %s: %s", what, out->path ? out->path : "standard output",
                   strerrordesc_np(errno));
}

int sr_output_open(sr_output *out, const char *path, sr_error *err)
{
    struct stat st;

    *out = SR_OUTPUT_NONE;
    if (!path) {
        out->fd = STDOUT_FILENO;
        /* Only a file that begins here may be cut back: `>>` appends to what is not ours. */
        out->regular = fstat(out->fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_size == 0;
        return 0;
    }
    out->path = strdup(path);
    bool exists = stat(path, &st) == 0;
    if (exists && S_ISDIR(st.st_mode)) {
        errno = EISDIR;
        goto fail;
    }
    out->regular = !exists || S_ISREG(st.st_mode);
    if (out->regular && asprintf(&out->part, "%s.part", path) < 0) {
        out->part = NULL;
        goto fail;
    }
    out->fd = open(out->part ? out->part : path, O_WRONLY | O_CLOEXEC | (out->part ? O_CREAT | O_TRUNC : 0), 0666);
    if (out->fd >= 0)
        return 0;
fail:
    failed(out, "cannot write", err);
    sr_output_abandon(out);
    return -1;
}

int sr_output_write(sr_output *out, const void *bytes, size_t len, sr_error *err)
{
    const char *at = bytes;

    if (out->fd < 0 && out->part && (out->fd = open(out->part, O_WRONLY | O_CLOEXEC | O_APPEND)) < 0)
        return failed(out, "cannot write", err);
    while (len) {
        ssize_t n = write(out->fd, at, len);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0) {
            out->closed_pipe = errno == EPIPE;
            return failed(out, "cannot write", err);
        }
        at += n;
        len -= (size_t)n;
        out->at += (uint64_t)n;
    }
    return 0;
}

void sr_output_pause(sr_output *out)
{
    if (out->part && out->fd >= 0) {
        close(out->fd);
        out->fd = -1;
    }
}

bool sr_output_cut(sr_output *out, uint64_t at)
{
    if (out->at == at)
        return true;
    if (!out->regular || ftruncate(out->fd, (off_t)at) != 0 || lseek(out->fd, (off_t)at, SEEK_SET) < 0)
        return false;
    out->at = at;
    return true;
}

static void forget(sr_output *out)
{
    free(out->path);
    free(out->part);
    *out = SR_OUTPUT_NONE;
}

int sr_output_commit(sr_output *out, sr_error *err)
{
    int rc = 0;

    /* A network file system may tell of a full disk only here. */
    if (out->path && out->fd >= 0 && close(out->fd) != 0)
        rc = failed(out, "cannot finish writing", err);
    out->fd = -1;
    if (rc == 0 && out->part && rename(out->part, out->path) != 0)
        rc = failed(out, "cannot name", err);
    if (rc != 0 && out->part)
        unlink(out->part);
    forget(out);
    return rc;
}

void sr_output_abandon(sr_output *out)
{
    if (out->path && out->fd >= 0)
        close(out->fd);
    if (out->part)
        unlink(out->part);
    forget(out);
}
