#include "normalize/number_marks.h"

#include "normalize/code.h"

/* ---- folding ------------------------------------------------------------------------------- */

/* One character of UTF-8 at s; *len is its bytes. 0xFFFD where it is none. */
static uint32_t decode(const unsigned char *s, size_t left, size_t *len)
{
    uint32_t c = s[0];

    *len = c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : 2;
    if (c < 0xC2 || c > 0xF4 || *len > left) {
        *len = 1;
        return 0xFFFD;
    }
    c &= 0x7Fu >> *len;
    for (size_t i = 1; i < *len; i++) {
        if ((s[i] & 0xC0) != 0x80) {
            *len = 1;
            return 0xFFFD;
        }
        c = c << 6 | (s[i] & 0x3Fu);
    }
    return c;
}

enum { KEEP = -1, DROP = -2 };

/* What a character stands for in a number: an ASCII character, nothing (DROP), or itself (KEEP). */
static int ascii_of(uint32_t c)
{
    if (c == 0xA0 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x205F || c == 0x3000)
        return ' ';
    if ((c >= 0x200B && c <= 0x200F) || c == 0x2060 || c == 0xFEFF || c == 0xAD || (c >= 0x202A && c <= 0x202E))
        return DROP;
    if (c == 0x2212 || (c >= 0x2010 && c <= 0x2015) || c == 0xFE63 || c == 0xFF0D)
        return '-';
    if (c >= 0xFF01 && c <= 0xFF5E) /* full width */
        return (int)(c - 0xFF01 + '!');
    if (c >= 0x660 && c <= 0x669) /* Arabic-Indic digits */
        return (int)(c - 0x660 + '0');
    if (c >= 0x6F0 && c <= 0x6F9)
        return (int)(c - 0x6F0 + '0');
    if (c == 0x66B)
        return ',';
    if (c == 0x66C)
        return '.';
    return KEEP;
}

bool sr_number_fold(sr_slice text, sr_folded *out)
{
    *out = (sr_folded){.len = 0};
    if (text.len > SR_NUMBER_TEXT_MAX)
        return false;
    for (size_t i = 0, n; i < text.len; i += n) {
        const unsigned char *s = (const unsigned char *)text.ptr + i;
        n = 1;
        if (*s < 0x80) {
            out->text[out->len++] = sr_is_blank(*s) ? ' ' : (char)*s;
            continue;
        }
        uint32_t c = decode(s, text.len - i, &n);
        int as = ascii_of(c);
        if (c == 0xFFFD) /* bytes that did not decode: whatever stood there may have been a digit */
            return false;
        if (as == KEEP) {
            memcpy(out->text + out->len, s, n);
            out->len += n;
        } else if (as != DROP) {
            out->text[out->len++] = (char)as;
            out->hard_blank |= as == ' ';
        }
    }
    return true;
}

/* ---- marks --------------------------------------------------------------------------------- */

bool sr_is_nil_mark(sr_slice s)
{
    size_t dashes = 0, dots = 0;

    if (sr_is_nil_word(s))
        return true;
    if (s.len > 2 && sr_eq_nocase(sr_sub(s, 0, 2), SR_LIT("rp"))) /* "Rp -", as accounting formats print zero */
        s = sr_sub(s, s.ptr[2] == '.' ? 3 : 2, s.len);
    if (s.len == 3 && memcmp(s.ptr, "\xE2\x80\xA6", 3) == 0)
        return true;
    for (size_t i = 0; i < s.len; i++) {
        dashes += s.ptr[i] == '-';
        dots += s.ptr[i] == '.';
        if (!strchr("- %().", s.ptr[i])) /* mostly the first one */
            return false;
    }
    return (dashes > 0 && dots == 0) || (dashes == 0 && dots >= 2 && dots == s.len && dots <= 5);
}

/* "#####" and nothing else; with words behind it is a heading. */
bool sr_is_overflow(sr_slice s)
{
    size_t marks = 0;

    for (size_t i = 0; i < s.len; i++) {
        if (s.ptr[i] != '#' && !strchr(" %", s.ptr[i]))
            return false;
        marks += s.ptr[i] == '#';
    }
    return marks >= 2;
}

/* OpenFormula 4.6 and what Excel has added to it. */
static const char *const SHEET_ERRORS[] = {"#REF!",     "#DIV/0!", "#VALUE!",   "#NAME?",    "#NUM!",        "#N/A",
                                           "#NULL!",    "#SPILL!", "#CALC!",    "#FIELD!",   "#MACRO?",      "#ADDIN?",
                                           "#BLOCKED!", "#BUSY!",  "#CONNECT!", "#UNKNOWN!", "#GETTING_DATA"};

/* LibreOffice's own: Err:501 to Err:540. */
static bool is_numbered_error(sr_slice s)
{
    return s.len == 7 && sr_eq_nocase(sr_sub(s, 0, 5), SR_LIT("err:5")) && sr_is_digit((unsigned char)s.ptr[5]) &&
           sr_is_digit((unsigned char)s.ptr[6]);
}

bool sr_is_sheet_error(sr_slice s)
{
    for (size_t i = 0; i < sizeof SHEET_ERRORS / sizeof *SHEET_ERRORS; i++)
        if (sr_eq_nocase(s, sr_str(SHEET_ERRORS[i])))
            return true;
    return is_numbered_error(s);
}

/* "1.2.", "1.2.3.": parts of one or two digits, a dot behind each. */
static bool is_heading_number(sr_slice s)
{
    size_t parts = 0, digits = 0;

    for (size_t i = 0; i < s.len; i++) {
        if (sr_is_digit((unsigned char)s.ptr[i])) {
            if (++digits > 2)
                return false;
        } else if (s.ptr[i] == '.' && digits) {
            parts++;
            digits = 0;
        } else {
            return false;
        }
    }
    return parts > 1 && digits == 0;
}

/* "3.", "12)", "(4)", "1.2.": the number of a row, an item or a heading. */
bool sr_is_ordinal(sr_slice s)
{
    bool bracket = s.len > 2 && s.ptr[0] == '(' && s.ptr[s.len - 1] == ')';
    size_t digits = 0, at = bracket ? 1 : 0;

    for (; at < s.len && sr_is_digit((unsigned char)s.ptr[at]); at++)
        digits++;
    if (digits == 0 || digits > (bracket ? 2 : 3) || at == s.len)
        return false;
    if (bracket)
        return at == s.len - 1;
    if (is_heading_number(s))
        return true;
    for (size_t i = at; i < s.len; i++)
        if (s.ptr[i] != '.' && s.ptr[i] != ')')
            return false;
    return s.len - at <= 2;
}

/* No measure even in a column of measures: "(03)", "1.2.". */
bool sr_is_only_ordinal(sr_slice s)
{
    return is_heading_number(s) || (s.ptr[0] == '(' && s.ptr[1] == '0');
}
