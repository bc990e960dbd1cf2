/*
 * split.c - the yardstick: splits a file into lines and cells, and does nothing with them.
 *
 * What any reader of tab tables, or of delimited text with quotes, has to do at least. saring's speed is told as a
 * ratio to this, so that figures from different machines can be compared. Prints the number of lines and cells.
 */
#include "core/slice.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { BUFFER_BYTES = 1 << 20, CELLS_MAX = 16384 };

static sr_slice cells[CELLS_MAX];

/* The same with another delimiter, and quotes that may hold it and line ends: the end of the record, NULL if it is not
 * there. */
static const char *split_record(const char *at, const char *end, char delimiter, size_t *n)
{
    bool quoted = false;

    *n = 0;
    for (const char *from = at; at < end; at++) {
        quoted ^= *at == '"';
        if (quoted || (*at != delimiter && *at != '\n'))
            continue;
        if (*n < CELLS_MAX)
            cells[(*n)++] = (sr_slice){from, (size_t)(at - from)};
        from = at + 1;
        if (*at == '\n')
            return at;
    }
    return NULL;
}

static size_t split_line(const char *at, const char *end)
{
    size_t n = 0;
    while (n < CELLS_MAX) {
        const char *tab = memchr(at, '\t', (size_t)(end - at));
        cells[n++] = (sr_slice){at, (size_t)((tab ? tab : end) - at)};
        if (!tab)
            break;
        at = tab + 1;
    }
    return n;
}

int main(int argc, char **argv)
{
    static char buffer[BUFFER_BYTES];
    int fd = argc == 2 || argc == 3 ? open(argv[1], O_RDONLY | O_CLOEXEC) : -1;
    char delimiter = argc == 3 ? argv[2][0] : '\0'; /* none: tabs, no quotes */
    if (fd < 0) {
        fputs("usage: split FILE [DELIMITER]\n", stderr);
        return 2;
    }
    unsigned long long lines = 0, count = 0, bytes = 0;
    size_t held = 0;
    ssize_t got;
    while ((got = read(fd, buffer + held, sizeof buffer - held)) > 0) {
        const char *at = buffer, *end = buffer + held + (size_t)got, *newline;
        for (size_t n; (newline = delimiter ? split_record(at, end, delimiter, &n)
                                            : memchr(at, '\n', (size_t)(end - at))) != NULL;) {
            count += delimiter ? n : split_line(at, newline);
            /* Keeps the compiler from leaving the slices out. */
            bytes += cells[0].len;
            lines++;
            at = newline + 1;
        }
        held = (size_t)(end - at);
        if (held == sizeof buffer)
            held = 0;
        memmove(buffer, at, held);
    }
    close(fd);
    printf("%llu lines, %llu cells, %llu bytes in the first\n", lines, count, bytes);
    return got < 0;
}
