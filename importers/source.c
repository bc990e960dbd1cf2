#include "importers/source.h"

#include "core/finding.h"

#include <errno.h>
#include <fcntl.h>
#include <openssl/evp.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { COPY_BYTES = 256 * 1024 /* a few system calls a megabyte, and still in the second cache */ };

struct sr_source {
    int fd; /* -1 for memory */
    const char *bytes;
    uint64_t size;
    uint64_t at;
    char *name;                     /* for messages; owned */
    const sr_source_reader *reader; /* NULL for a file or memory */
    void *context;
};

static sr_source *source_new(int fd, const void *bytes, uint64_t size, const char *name)
{
    sr_source *source = malloc(sizeof *source);
    char *copy = strdup(name);

    if (!source || !copy)
        abort(); /* as in core/arena.h */
    *source = (sr_source){.fd = fd, .bytes = bytes, .size = size, .name = copy};
    return source;
}

static void refuse_open(const char *path, int error, sr_error *err)
{
    if (error == ENOENT || error == ENOTDIR)
        sr_refuse(err, SR_D001, "%s: there is no such file", path);
    else
        sr_refuse(err, SR_D002, "%s: cannot be opened: %s", path, strerror(error));
}

static const char *kind_of_file(mode_t mode)
{
    return S_ISDIR(mode)    ? "a folder"
           : S_ISFIFO(mode) ? "a pipe"
           : S_ISSOCK(mode) ? "a socket"
           : S_ISCHR(mode)  ? "a device"
           : S_ISBLK(mode)  ? "a device"
                            : "something else";
}

sr_source *sr_source_open(const char *path, sr_error *err)
{
    struct stat st;
    /* Without O_NONBLOCK the open of a pipe that nobody writes to would hang. */
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);

    if (fd < 0) {
        refuse_open(path, errno, err);
        return NULL;
    }
    if (fstat(fd, &st) != 0) {
        refuse_open(path, errno, err);
        close(fd);
        return NULL;
    }
    if (!S_ISREG(st.st_mode)) {
        sr_refuse(err, SR_D002, "%s: is %s, not a regular file", path, kind_of_file(st.st_mode));
        close(fd);
        return NULL;
    }
    return source_new(fd, NULL, (uint64_t)st.st_size, path);
}

/* A file without a name, so that nothing is left behind however the process ends. */
static int temporary_file(void)
{
    const char *folder = getenv("TMPDIR");
    char path[4096];

    int n = snprintf(path, sizeof path, "%s/saring-XXXXXX", folder && *folder ? folder : "/tmp");
    if (n < 0 || (size_t)n >= sizeof path) {
        errno = ENAMETOOLONG;
        return -1;
    }
    int fd = mkostemp(path, O_CLOEXEC);
    if (fd >= 0)
        unlink(path);
    return fd;
}

static int write_all(int fd, const char *bytes, size_t len)
{
    while (len) {
        ssize_t n = write(fd, bytes, len);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return -1;
        bytes += n;
        len -= (size_t)n;
    }
    return 0;
}

/* Copies everything from one descriptor to another; -1 with *err. */
static int spool(int from, int to, uint64_t *size, sr_error *err)
{
    int rc = -1;
    char *buffer = malloc(COPY_BYTES);

    if (!buffer)
        abort();
    for (*size = 0;;) {
        ssize_t n = read(from, buffer, COPY_BYTES);
        if (n < 0 && errno == EINTR) { /* a signal with a handler: somebody waiting at a pipe wants to stop */
            sr_fail(err, SR_ERR_CANCELLED, "interrupted");
            goto cleanup;
        }
        if (n < 0) {
            sr_refuse(err, SR_D002, "standard input: cannot be read: %s", strerror(errno));
            goto cleanup;
        }
        if (n == 0)
            break;
        if (write_all(to, buffer, (size_t)n) != 0) {
            sr_refuse(err, SR_D002, "standard input: cannot be copied to a temporary file: %s", strerror(errno));
            goto cleanup;
        }
        *size += (uint64_t)n;
    }
    rc = 0;
cleanup:
    free(buffer);
    return rc;
}

sr_source *sr_source_stdin(sr_error *err)
{
    uint64_t size;
    int fd = temporary_file();

    if (fd < 0) {
        sr_refuse(err, SR_D002, "standard input: no temporary file can be made: %s", strerror(errno));
        return NULL;
    }
    if (spool(STDIN_FILENO, fd, &size, err) != 0) {
        close(fd);
        return NULL;
    }
    return source_new(fd, NULL, size, "standard input");
}

sr_source *sr_source_memory(const void *bytes, size_t len)
{
    return source_new(-1, bytes, len, "memory");
}

sr_source *sr_source_of(const sr_source_reader *reader, void *context, uint64_t size)
{
    sr_source *source = source_new(-1, NULL, size, "a part of a document");

    source->reader = reader;
    source->context = context;
    return source;
}

void sr_source_close(sr_source *source)
{
    if (!source)
        return;
    if (source->reader)
        source->reader->close(source->context);
    if (source->fd >= 0)
        close(source->fd);
    free(source->name);
    free(source);
}

/* By position, so that looking at the head does not move the reader. */
ssize_t sr_source_read_at(sr_source *source, void *buffer, size_t len, uint64_t at, sr_error *err)
{
    size_t got = 0;

    if (source->fd < 0) {
        got = at >= source->size ? 0 : (size_t)(source->size - at) < len ? (size_t)(source->size - at) : len;
        if (got)
            memcpy(buffer, source->bytes + at, got);
        return (ssize_t)got;
    }
    while (got < len) {
        ssize_t n = pread(source->fd, (char *)buffer + got, len - got, (off_t)(at + got));
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return sr_refuse(err, SR_D002, "%s: cannot be read: %s", source->name, strerror(errno));
        if (n == 0)
            break;
        got += (size_t)n;
    }
    return (ssize_t)got;
}

ssize_t sr_source_read(sr_source *source, void *buffer, size_t len, sr_error *err)
{
    if (source->reader)
        return source->reader->read(source->context, buffer, len, err);
    ssize_t n = sr_source_read_at(source, buffer, len, source->at, err);

    if (n > 0)
        source->at += (uint64_t)n;
    return n;
}

int sr_source_rewind(sr_source *source, sr_error *err)
{
    if (source->reader)
        return source->reader->rewind(source->context, err);
    source->at = 0;
    return 0;
}

uint64_t sr_source_size(const sr_source *source)
{
    return source->size;
}

/* What a reader makes is made again behind it. */
static size_t head_of_reader(sr_source *source, char *buffer, size_t len, sr_error *err)
{
    enum { LEAST = 64 };
    size_t got = 0;
    ssize_t n = 1;

    if (sr_source_rewind(source, err) != 0)
        return 0;
    while (n > 0 && len - got >= LEAST) {
        n = sr_source_read(source, buffer + got, len - got, err);
        got += n > 0 ? (size_t)n : 0;
    }
    return n < 0 || sr_source_rewind(source, err) != 0 ? 0 : got;
}

size_t sr_source_head(sr_source *source, void *buffer, size_t len, sr_error *err)
{
    if (source->reader)
        return head_of_reader(source, buffer, len, err);
    ssize_t n = sr_source_read_at(source, buffer, len, 0, err);

    return n < 0 ? 0 : (size_t)n;
}

int sr_source_sha256(sr_source *source, uint8_t digest[32], sr_error *err)
{
    int rc = -1;
    ssize_t n;
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    char *buffer = malloc(COPY_BYTES);

    if (!context || !buffer)
        abort();
    source->at = 0;
    if (!EVP_DigestInit_ex(context, EVP_sha256(), NULL))
        goto failed;
    while ((n = sr_source_read(source, buffer, COPY_BYTES, err)) > 0)
        if (!EVP_DigestUpdate(context, buffer, (size_t)n))
            goto failed;
    if (n < 0)
        goto cleanup;
    if (!EVP_DigestFinal_ex(context, digest, NULL))
        goto failed;
    rc = 0;
    goto cleanup;
failed:
    sr_fail(err, SR_ERR_INTERNAL, "%s: libcrypto cannot make a SHA-256", source->name);
cleanup:
    source->at = 0;
    free(buffer);
    EVP_MD_CTX_free(context);
    return rc;
}
