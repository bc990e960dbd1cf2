/*
 * split.c - the yardstick: splits a file into lines and cells, and does nothing with them.
 *
 * What any reader of tab tables has to do at least. saring's speed is told as a ratio to this, so that figures from
 * different machines can be compared. Prints the number of lines and cells.
 */
#include "core/slice.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { BUFFER_BYTES = 1 << 20, CELLS_MAX = 16384 };

static sr_slice cells[CELLS_MAX];

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
    int fd = argc == 2 ? open(argv[1], O_RDONLY | O_CLOEXEC) : -1;
    if (fd < 0) {
        fputs("usage: split FILE\n", stderr);
        return 2;
    }
    unsigned long long lines = 0, count = 0, bytes = 0;
    size_t held = 0;
    ssize_t got;
    while ((got = read(fd, buffer + held, sizeof buffer - held)) > 0) {
        const char *at = buffer, *end = buffer + held + (size_t)got, *newline;
        while ((newline = memchr(at, '\n', (size_t)(end - at))) != NULL) {
            count += split_line(at, newline);
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
