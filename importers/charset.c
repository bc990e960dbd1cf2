#include "importers/decode.h"
#include "importers/utf8.h"

#include <iconv.h>
#include <uchardet/uchardet.h>

/* Byte order marks, longest first: the one of UTF-32LE begins with that of UTF-16LE. */
static const struct {
    sr_slice mark;
    const char *name;
    bool wide;
} marks[] = {
    {{"\xFF\xFE\0\0", 4}, "UTF-32LE", true}, {{"\0\0\xFE\xFF", 4}, "UTF-32BE", true},
    {{"\xEF\xBB\xBF", 3}, "UTF-8", false},   {{"\xFF\xFE", 2}, "UTF-16LE", true},
    {{"\xFE\xFF", 2}, "UTF-16BE", true},
};

/*
 * Wide encodings without a mark: Latin text has a zero in each place but one of a unit. The place of the letters must
 * (almost) never be zero, the others mostly.
 */
static const struct {
    const char *name;
    unsigned unit, letter;
} wides[] = {
    {"UTF-32LE", 4, 0},
    {"UTF-32BE", 4, 3},
    {"UTF-16LE", 2, 0},
    {"UTF-16BE", 2, 1},
};

static bool looks_wide(sr_slice head, unsigned unit, unsigned letter)
{
    size_t zeros[4] = {0}, units = head.len / unit;

    if (units < 2)
        return false;
    for (size_t i = 0; i < units * unit; i++)
        zeros[i % unit] += head.ptr[i] == 0;
    for (unsigned place = 0; place < unit; place++) {
        if (place == letter ? zeros[place] * 50 > units : zeros[place] * 4 < units * 3)
            return false;
    }
    return true;
}

/* What speaks for UTF-8 in the head, and what against it. */
struct evidence {
    size_t sequences; /* valid characters of several bytes */
    size_t faults;    /* runs of bytes that are not UTF-8 */
    size_t high;      /* bytes above 0x7F */
};

static struct evidence weigh(sr_slice head, bool complete)
{
    struct evidence e = {0};
    bool in_fault = false;

    for (size_t at = 0; at < head.len;) {
        for (uint64_t eight; at + sizeof eight <= head.len; at += sizeof eight) { /* nearly all is ASCII */
            memcpy(&eight, head.ptr + at, sizeof eight);
            if (eight & UINT64_C(0x8080808080808080))
                break;
            in_fault = false;
        }
        if (at == head.len)
            break;
        int n = sr_utf8_char(head.ptr + at, head.len - at);
        if (n < 0 && !complete)
            break;
        if (n <= 0) {
            e.faults += !in_fault;
            in_fault = true;
            e.high++;
            at++;
            continue;
        }
        in_fault = false;
        e.sequences += n > 1;
        e.high += n > 1 ? (size_t)n : 0;
        at += (size_t)n;
    }
    return e;
}

static const char *known_to_iconv(const char *name)
{
    iconv_t test = iconv_open("UTF-8", name);

    if (test == (iconv_t)-1)
        return NULL;
    iconv_close(test);
    return name;
}

/*
 * A single-byte or East Asian encoding. uchardet needs many letters above ASCII to say anything sound; Indonesian
 * text has
 * next to none (dashes, quotes, m2), and there windows-1252 is what office programs write. ISO-8859-1 is
 * read as windows-1252, as the WHATWG Encoding standard does, because its control characters 80-9F never occur in text.
 */
static const char *detect_narrow(sr_slice head, size_t high)
{
    static const char *const names[] = {
        "BIG5",         "EUC-JP",       "EUC-KR",      "EUC-TW",       "GB18030",      "HZ-GB-2312",   "IBM855",
        "IBM866",       "ISO-2022-JP",  "ISO-8859-2",  "ISO-8859-3",   "ISO-8859-4",   "ISO-8859-5",   "ISO-8859-6",
        "ISO-8859-7",   "ISO-8859-8",   "ISO-8859-9",  "ISO-8859-10",  "ISO-8859-13",  "ISO-8859-15",  "KOI8-R",
        "SHIFT_JIS",    "TIS-620",      "UHC",         "WINDOWS-1250", "WINDOWS-1251", "WINDOWS-1253", "WINDOWS-1255",
        "WINDOWS-1256", "WINDOWS-1257", "WINDOWS-1258"};
    const char *found = "WINDOWS-1252";

    if (high * 20 < head.len)
        return found;
    uchardet_t detector = uchardet_new();
    if (uchardet_handle_data(detector, head.ptr, head.len) == 0) {
        uchardet_data_end(detector);
        sr_slice said = sr_str(uchardet_get_charset(detector));
        for (size_t i = 0; i < sizeof names / sizeof *names; i++)
            if (sr_eq_nocase(said, sr_str(names[i])) && known_to_iconv(names[i]))
                found = names[i];
    }
    uchardet_delete(detector);
    return found;
}

sr_encoding_guess sr_encoding_detect(sr_slice head, bool complete)
{
    for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
        if (head.len >= marks[i].mark.len && sr_eq(sr_sub(head, 0, marks[i].mark.len), marks[i].mark))
            return (sr_encoding_guess){marks[i].name, marks[i].mark.len, true, marks[i].wide};
    bool zeros = head.len && memchr(head.ptr, 0, head.len);
    for (size_t i = 0; i < sizeof wides / sizeof *wides && zeros; i++)
        if (looks_wide(head, wides[i].unit, wides[i].letter))
            return (sr_encoding_guess){wides[i].name, 0, false, true};
    struct evidence e = weigh(head, complete);
    if (e.faults == 0)
        return (sr_encoding_guess){"UTF-8", 0, true, false};
    /* A few broken places in a text whose other characters are UTF-8 do not make it another encoding. */
    if (e.sequences >= e.faults)
        return (sr_encoding_guess){"UTF-8", 0, true, false};
    return (sr_encoding_guess){detect_narrow(head, e.high), 0, false, false};
}
