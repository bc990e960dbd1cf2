#include "cli/terminal.h"

#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <utf8proc.h>

int sr_terminal_width(int fd)
{
    struct winsize size;
    const char *columns = getenv("COLUMNS");
    long width = 0;

    if (isatty(fd) && ioctl(fd, TIOCGWINSZ, &size) == 0)
        width = size.ws_col;
    if (width == 0 && columns)
        width = strtol(columns, NULL, 10);
    if (width <= 0)
        width = SR_WIDTH_DEFAULT;
    return width < 20 ? 20 : width > 1000 ? 1000 : (int)width;
}

bool sr_terminal_colours(int fd)
{
    const char *none = getenv("NO_COLOR"), *term = getenv("TERM");

    return isatty(fd) && !(none && *none) && term && *term && strcmp(term, "dumb") != 0;
}

/* One character: its bytes, and the cells that it takes. */
static size_t step(sr_slice text, size_t at, size_t *cells)
{
    unsigned char first = (unsigned char)text.ptr[at];
    utf8proc_int32_t c;

    *cells = 1;
    if (first < 0x80)
        return 1;
    utf8proc_ssize_t n =
        utf8proc_iterate((const utf8proc_uint8_t *)text.ptr + at, (utf8proc_ssize_t)(text.len - at), &c);
    if (n <= 0)
        return 1;
    int width = utf8proc_charwidth(c);
    *cells = width < 0 ? 0 : (size_t)width;
    return (size_t)n;
}

size_t sr_text_width(sr_slice text)
{
    size_t width = 0, cells;

    for (size_t at = 0; at < text.len; width += cells)
        at += step(text, at, &cells);
    return width;
}

size_t sr_text_clip(sr_slice text, size_t cells)
{
    size_t at = 0, width = 0, more;

    while (at < text.len) {
        size_t n = step(text, at, &more);
        if (width + more > cells)
            break;
        width += more;
        at += n;
    }
    return at;
}
