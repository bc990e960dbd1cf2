#include "importers/html_refs.h"

#include <libxml/HTMLparser.h>

/* Names that HTML 5 added to those of HTML 4, as far as ordinary text has them; libxml2 knows the others. */
static const struct {
    sr_slice name;
    uint32_t code;
} added[] = {
    {SR_LIT_INIT("Tab"), '\t'},
    {SR_LIT_INIT("NewLine"), '\n'},
    {SR_LIT_INIT("excl"), '!'},
    {SR_LIT_INIT("num"), '#'},
    {SR_LIT_INIT("dollar"), '$'},
    {SR_LIT_INIT("percnt"), '%'},
    {SR_LIT_INIT("lpar"), '('},
    {SR_LIT_INIT("rpar"), ')'},
    {SR_LIT_INIT("ast"), '*'},
    {SR_LIT_INIT("midast"), '*'},
    {SR_LIT_INIT("plus"), '+'},
    {SR_LIT_INIT("comma"), ','},
    {SR_LIT_INIT("period"), '.'},
    {SR_LIT_INIT("sol"), '/'},
    {SR_LIT_INIT("colon"), ':'},
    {SR_LIT_INIT("semi"), ';'},
    {SR_LIT_INIT("equals"), '='},
    {SR_LIT_INIT("quest"), '?'},
    {SR_LIT_INIT("commat"), '@'},
    {SR_LIT_INIT("lbrack"), '['},
    {SR_LIT_INIT("lsqb"), '['},
    {SR_LIT_INIT("bsol"), '\\'},
    {SR_LIT_INIT("rsqb"), ']'},
    {SR_LIT_INIT("rbrack"), ']'},
    {SR_LIT_INIT("Hat"), '^'},
    {SR_LIT_INIT("lowbar"), '_'},
    {SR_LIT_INIT("UnderBar"), '_'},
    {SR_LIT_INIT("grave"), '`'},
    {SR_LIT_INIT("lcub"), '{'},
    {SR_LIT_INIT("lbrace"), '{'},
    {SR_LIT_INIT("verbar"), '|'},
    {SR_LIT_INIT("vert"), '|'},
    {SR_LIT_INIT("rcub"), '}'},
    {SR_LIT_INIT("rbrace"), '}'},
    {SR_LIT_INIT("AMP"), '&'},
    {SR_LIT_INIT("LT"), '<'},
    {SR_LIT_INIT("GT"), '>'},
    {SR_LIT_INIT("QUOT"), '"'},
    {SR_LIT_INIT("COPY"), 0xA9},
    {SR_LIT_INIT("REG"), 0xAE},
    {SR_LIT_INIT("NonBreakingSpace"), 0xA0},
    {SR_LIT_INIT("half"), 0xBD},
    {SR_LIT_INIT("div"), 0xF7},
    {SR_LIT_INIT("pm"), 0xB1},
    {SR_LIT_INIT("centerdot"), 0xB7},
    {SR_LIT_INIT("numsp"), 0x2007},
    {SR_LIT_INIT("puncsp"), 0x2008},
    {SR_LIT_INIT("hairsp"), 0x200A},
    {SR_LIT_INIT("hyphen"), 0x2010},
    {SR_LIT_INIT("dash"), 0x2010},
    {SR_LIT_INIT("horbar"), 0x2015},
    {SR_LIT_INIT("nldr"), 0x2025},
    {SR_LIT_INIT("mldr"), 0x2026},
    {SR_LIT_INIT("numero"), 0x2116},
    {SR_LIT_INIT("TRADE"), 0x2122},
    {SR_LIT_INIT("leq"), 0x2264},
    {SR_LIT_INIT("geq"), 0x2265},
    {SR_LIT_INIT("check"), 0x2713},
    {SR_LIT_INIT("checkmark"), 0x2713},
    {SR_LIT_INIT("cross"), 0x2717},
    {SR_LIT_INIT("star"), 0x2606},
    {SR_LIT_INIT("starf"), 0x2605},
};

/* 13.2.5.80: the numbers 128 to 159 mean what they do in windows-1252; 0 = as it is. */
static const uint16_t of_windows[32] = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178,
};

static uint32_t valid(uint32_t code)
{
    if (code == 0 || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF))
        return 0xFFFD;
    return code >= 0x80 && code < 0xA0 && of_windows[code - 0x80] ? of_windows[code - 0x80] : code;
}

/* Behind "&#". The semicolon may be missing. */
static size_t numeric(sr_slice text, uint32_t *code)
{
    size_t i = 2;
    bool hex = i < text.len && (text.ptr[i] | 32) == 'x', any = false;

    *code = 0;
    for (i += hex; i < text.len; i++) {
        unsigned char c = (unsigned char)text.ptr[i];
        bool letter = hex && (unsigned)(sr_lower(c) - 'a') < 6;
        if (!sr_is_digit(c) && !letter)
            break;
        if (*code <= 0x10FFFF)
            *code = *code * (hex ? 16 : 10) + (uint32_t)(letter ? sr_lower(c) - 'a' + 10 : c - '0');
        any = true;
    }
    if (!any)
        return 0;
    *code = valid(*code);
    return i + (i < text.len && text.ptr[i] == ';');
}

/* 0 if there is no such name. old: it also stands without the semicolon, and runs into what follows. */
static uint32_t lookup(sr_slice name, bool *old)
{
    char copy[SR_HTML_REF_BYTES + 1];
    uint32_t code = 0;

    for (size_t i = 0; i < sizeof added / sizeof *added && code == 0; i++)
        if (sr_eq(name, added[i].name))
            code = added[i].code;
    *old = code && code <= 0xFF && name.ptr[1] < 'a'; /* AMP, COPY */
    if (code)
        return code;
    memcpy(copy, name.ptr, name.len);
    copy[name.len] = '\0';
    const htmlEntityDesc *entity = htmlEntityLookup((const xmlChar *)copy);
    code = entity ? entity->value : 0;
    /* Latin-1 and the signs of markup; but apos is of XML */
    *old = (code >= 0xA0 && code <= 0xFF) || (code && code < 0x80 && code != '\'');
    return code;
}

static size_t named(sr_slice text, uint32_t *code)
{
    size_t len = 1;
    bool old;

    while (len < text.len && len < SR_HTML_REF_BYTES &&
           (sr_is_alpha((unsigned char)text.ptr[len]) || sr_is_digit((unsigned char)text.ptr[len])))
        len++;
    if (len < text.len && text.ptr[len] == ';' && (*code = lookup(sr_sub(text, 1, len), &old)) != 0)
        return len + 1;
    for (; len > 2; len--) {
        *code = lookup(sr_sub(text, 1, len), &old);
        if (old)
            return len;
    }
    return 0;
}

size_t sr_html_ref(sr_slice text, char out[4], size_t *n)
{
    uint32_t code = 0;
    size_t len = text.len < 3 ? 0 : text.ptr[1] == '#' ? numeric(text, &code) : named(text, &code);

    *n = len ? sr_utf8_put(code, out) : 0;
    return len;
}
