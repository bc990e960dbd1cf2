#include "importers/utf8.h"

/* Second bytes that a first byte allows: Unicode 15, table 3-7 "well-formed UTF-8 byte sequences". */
static bool second_is_allowed(uint8_t first, uint8_t second)
{
    switch (first) {
    case 0xE0:
        return second >= 0xA0 && second <= 0xBF;
    case 0xED:
        return second >= 0x80 && second <= 0x9F;
    case 0xF0:
        return second >= 0x90 && second <= 0xBF;
    case 0xF4:
        return second >= 0x80 && second <= 0x8F;
    default:
        return second >= 0x80 && second <= 0xBF;
    }
}

int sr_utf8_char(const char *bytes, size_t len)
{
    const uint8_t *p = (const uint8_t *)bytes;

    if (len == 0)
        return -1;
    if (p[0] < 0x80)
        return 1;
    int n = p[0] < 0xC2 ? 0 : p[0] < 0xE0 ? 2 : p[0] < 0xF0 ? 3 : p[0] < 0xF5 ? 4 : 0;
    if (n == 0)
        return 0;
    if (len < 2)
        return -1;
    if (!second_is_allowed(p[0], p[1]))
        return 0;
    for (int i = 2; i < n; i++) {
        if ((size_t)i >= len)
            return -1;
        if (p[i] < 0x80 || p[i] > 0xBF)
            return 0;
    }
    return n;
}

/* True if no byte is NUL or above 0x7F: subtracting 1 sets the high bit of a zero byte. */
static bool word_is_plain(uint64_t word)
{
    return ((word | (word - 0x0101010101010101)) & 0x8080808080808080) == 0;
}

size_t sr_utf8_clean(const char *bytes, size_t len)
{
    size_t at = 0;

    while (at < len) {
        while (len - at >= 32) {
            uint64_t w[4];
            memcpy(w, bytes + at, sizeof w);
            uint64_t high = w[0] | w[1] | w[2] | w[3] | (w[0] - 0x0101010101010101) | (w[1] - 0x0101010101010101) |
                            (w[2] - 0x0101010101010101) | (w[3] - 0x0101010101010101);
            if (high & 0x8080808080808080)
                break;
            at += 32;
        }
        while (len - at >= 8) {
            uint64_t word;
            memcpy(&word, bytes + at, sizeof word);
            if (!word_is_plain(word))
                break;
            at += 8;
        }
        size_t stop = len - at < 16 ? len : at + 16; /* then try the fast way again */
        while (at < stop) {
            int n = bytes[at] ? sr_utf8_char(bytes + at, len - at) : 0;
            if (n <= 0)
                return at;
            at += (size_t)n;
        }
    }
    return at;
}
