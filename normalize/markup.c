#include "normalize/markup.h"

/* ---- tags --------------------------------------------------------------------------------- */

/* Names that word processors and PDF extractors leave in cells; any other <word> is text. */
static const struct {
    sr_slice name;
    sr_tag_effect effect;
} tags[] = {
    {SR_LIT_INIT("b"), SR_TAG_BOLD},           {SR_LIT_INIT("strong"), SR_TAG_BOLD},
    {SR_LIT_INIT("i"), SR_TAG_NOTHING},        {SR_LIT_INIT("em"), SR_TAG_NOTHING},
    {SR_LIT_INIT("u"), SR_TAG_NOTHING},        {SR_LIT_INIT("s"), SR_TAG_NOTHING},
    {SR_LIT_INIT("strike"), SR_TAG_NOTHING},   {SR_LIT_INIT("del"), SR_TAG_NOTHING},
    {SR_LIT_INIT("ins"), SR_TAG_NOTHING},      {SR_LIT_INIT("mark"), SR_TAG_NOTHING},
    {SR_LIT_INIT("span"), SR_TAG_NOTHING},     {SR_LIT_INIT("font"), SR_TAG_NOTHING},
    {SR_LIT_INIT("small"), SR_TAG_NOTHING},    {SR_LIT_INIT("big"), SR_TAG_NOTHING},
    {SR_LIT_INIT("sub"), SR_TAG_NOTHING},      {SR_LIT_INIT("sup"), SR_TAG_SUPER},
    {SR_LIT_INIT("a"), SR_TAG_NOTHING},        {SR_LIT_INIT("code"), SR_TAG_NOTHING},
    {SR_LIT_INIT("tt"), SR_TAG_NOTHING},       {SR_LIT_INIT("img"), SR_TAG_NOTHING},
    {SR_LIT_INIT("o:p"), SR_TAG_NOTHING},      {SR_LIT_INIT("center"), SR_TAG_BREAK_HARD},
    {SR_LIT_INIT("br"), SR_TAG_BREAK_SOFT},    {SR_LIT_INIT("wbr"), SR_TAG_NOTHING},
    {SR_LIT_INIT("hr"), SR_TAG_BREAK_HARD},    {SR_LIT_INIT("p"), SR_TAG_BREAK_HARD},
    {SR_LIT_INIT("div"), SR_TAG_BREAK_HARD},   {SR_LIT_INIT("ul"), SR_TAG_BREAK_HARD},
    {SR_LIT_INIT("ol"), SR_TAG_BREAK_HARD},    {SR_LIT_INIT("li"), SR_TAG_BREAK_HARD},
    {SR_LIT_INIT("table"), SR_TAG_BREAK_HARD}, {SR_LIT_INIT("tbody"), SR_TAG_BREAK_HARD},
    {SR_LIT_INIT("thead"), SR_TAG_BREAK_HARD}, {SR_LIT_INIT("tr"), SR_TAG_BREAK_HARD},
    {SR_LIT_INIT("td"), SR_TAG_BREAK_HARD},    {SR_LIT_INIT("th"), SR_TAG_BREAK_HARD},
    {SR_LIT_INIT("h1"), SR_TAG_BREAK_HARD},    {SR_LIT_INIT("h2"), SR_TAG_BREAK_HARD},
    {SR_LIT_INIT("h3"), SR_TAG_BREAK_HARD},    {SR_LIT_INIT("h4"), SR_TAG_BREAK_HARD},
    {SR_LIT_INIT("h5"), SR_TAG_BREAK_HARD},    {SR_LIT_INIT("h6"), SR_TAG_BREAK_HARD},
};

static sr_slice ahead(sr_slice text, size_t at)
{
    sr_slice rest = sr_sub(text, at, text.len);

    rest.len = rest.len > SR_MARKUP_BYTES ? SR_MARKUP_BYTES : rest.len;
    return rest;
}

static bool begins(sr_slice s, sr_slice with)
{
    return s.len >= with.len && memcmp(s.ptr, with.ptr, with.len) == 0;
}

static size_t comment(sr_slice rest)
{
    if (!begins(rest, SR_LIT("<!--")))
        return 0;
    const char *end = memmem(rest.ptr + 4, rest.len - 4, "-->", 3);
    return end ? (size_t)(end - rest.ptr) + 3 : 0;
}

size_t sr_markup_tag(sr_slice text, size_t at, sr_tag *tag)
{
    sr_slice rest = ahead(text, at);
    size_t i = 1;

    *tag = (sr_tag){SR_TAG_NOTHING, false};
    if (rest.len < 3)
        return 0;
    if (rest.ptr[1] == '!')
        return comment(rest);
    if (rest.ptr[1] == '/')
        tag->closing = true, i = 2;
    size_t from = i;
    while (i < rest.len &&
           (sr_is_alpha((unsigned char)rest.ptr[i]) || sr_is_digit((unsigned char)rest.ptr[i]) || rest.ptr[i] == ':'))
        i++;
    sr_slice name = sr_sub(rest, from, i);
    const char *close = name.len ? memchr(rest.ptr + i, '>', rest.len - i) : NULL;
    if (!close)
        return 0;
    /* Attributes have a "=": `x <b and c> y` is a comparison. */
    sr_slice attributes = sr_trim(sr_sub(rest, i, (size_t)(close - rest.ptr)));
    if (attributes.len && !sr_eq(attributes, SR_LIT("/")) && !memchr(attributes.ptr, '=', attributes.len))
        return 0;
    for (size_t t = 0; t < sizeof tags / sizeof *tags; t++) {
        if (!sr_eq_nocase(name, tags[t].name))
            continue;
        tag->effect = tags[t].effect;
        return (size_t)(close - rest.ptr) + 1;
    }
    return 0;
}

/* ---- links -------------------------------------------------------------------------------- */

static bool has_blank(sr_slice s)
{
    for (size_t i = 0; i < s.len; i++)
        if (sr_is_blank((unsigned char)s.ptr[i]))
            return true;
    return false;
}

size_t sr_markup_autolink(sr_slice text, size_t at, sr_slice *inside)
{
    sr_slice rest = ahead(text, at);
    const char *close = memchr(rest.ptr, '>', rest.len);

    if (!close)
        return 0;
    *inside = sr_sub(rest, 1, (size_t)(close - rest.ptr));
    const char *at_sign = memchr(inside->ptr, '@', inside->len);
    bool mail = at_sign && at_sign > inside->ptr && memchr(at_sign, '.', (size_t)(close - at_sign));
    bool address = begins(*inside, SR_LIT("http://")) || begins(*inside, SR_LIT("https://")) ||
                   begins(*inside, SR_LIT("mailto:")) || begins(*inside, SR_LIT("ftp://"));
    return (mail || address) && !has_blank(*inside) ? inside->len + 2 : 0;
}

/* What stands in the brackets of a link: "(2)" behind "[1]" is none. */
static bool is_address(sr_slice s)
{
    return s.len > 1 && !has_blank(s) &&
           (memchr(s.ptr, '.', s.len) || memchr(s.ptr, '/', s.len) || s.ptr[0] == '#' || memchr(s.ptr, '@', s.len));
}

size_t sr_markup_link(sr_slice text, size_t at, size_t *len)
{
    sr_slice rest = ahead(text, at);
    const char *close = memchr(rest.ptr, ']', rest.len);
    size_t end = close ? (size_t)(close - rest.ptr) : rest.len;

    if (end + 1 >= rest.len || rest.ptr[end + 1] != '(' || memchr(rest.ptr + 1, '[', end - 1))
        return SIZE_MAX;
    const char *last = memchr(rest.ptr + end, ')', rest.len - end);
    if (!last || !is_address(sr_sub(rest, end + 2, (size_t)(last - rest.ptr))))
        return SIZE_MAX;
    *len = (size_t)(last - rest.ptr) - end + 1;
    return at + end;
}

/* ---- entities ----------------------------------------------------------------------------- */

static const struct {
    sr_slice name;
    uint32_t code;
} entities[] = {
    {SR_LIT_INIT("amp"), '&'},       {SR_LIT_INIT("lt"), '<'},       {SR_LIT_INIT("gt"), '>'},
    {SR_LIT_INIT("quot"), '"'},      {SR_LIT_INIT("apos"), '\''},    {SR_LIT_INIT("nbsp"), 0xA0},
    {SR_LIT_INIT("shy"), 0xAD},      {SR_LIT_INIT("ndash"), 0x2013}, {SR_LIT_INIT("mdash"), 0x2014},
    {SR_LIT_INIT("minus"), 0x2212},  {SR_LIT_INIT("lsquo"), 0x2018}, {SR_LIT_INIT("rsquo"), 0x2019},
    {SR_LIT_INIT("ldquo"), 0x201C},  {SR_LIT_INIT("rdquo"), 0x201D}, {SR_LIT_INIT("laquo"), 0xAB},
    {SR_LIT_INIT("raquo"), 0xBB},    {SR_LIT_INIT("bull"), 0x2022},  {SR_LIT_INIT("middot"), 0xB7},
    {SR_LIT_INIT("hellip"), 0x2026}, {SR_LIT_INIT("times"), 0xD7},   {SR_LIT_INIT("divide"), 0xF7},
    {SR_LIT_INIT("plusmn"), 0xB1},   {SR_LIT_INIT("deg"), 0xB0},     {SR_LIT_INIT("sup2"), 0xB2},
    {SR_LIT_INIT("sup3"), 0xB3},     {SR_LIT_INIT("frac12"), 0xBD},  {SR_LIT_INIT("frac14"), 0xBC},
    {SR_LIT_INIT("le"), 0x2264},     {SR_LIT_INIT("ge"), 0x2265},    {SR_LIT_INIT("ne"), 0x2260},
    {SR_LIT_INIT("copy"), 0xA9},     {SR_LIT_INIT("reg"), 0xAE},     {SR_LIT_INIT("euro"), 0x20AC},
    {SR_LIT_INIT("sect"), 0xA7},     {SR_LIT_INIT("ensp"), 0x2002},  {SR_LIT_INIT("emsp"), 0x2003},
    {SR_LIT_INIT("thinsp"), 0x2009}, {SR_LIT_INIT("zwj"), 0x200D},   {SR_LIT_INIT("zwnj"), 0x200C},
    {SR_LIT_INIT("eacute"), 0xE9},   {SR_LIT_INIT("Eacute"), 0xC9},  {SR_LIT_INIT("rarr"), 0x2192},
};

/* Numeric references 128 to 159 mean windows-1252: the HTML standard, 13.2.5.80. */
static const uint16_t windows_1252[32] = {
    0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178,
};

/* The number of "#8211" or "#x2013"; 0 for anything else, and for what is no character. */
static uint32_t numeric(sr_slice name)
{
    bool hex = name.len > 2 && (name.ptr[1] == 'x' || name.ptr[1] == 'X');
    uint32_t code = 0;

    for (size_t i = hex ? 2 : 1; i < name.len; i++) {
        unsigned char c = sr_lower((unsigned char)name.ptr[i]);
        if (sr_is_digit(c))
            code = code * (hex ? 16 : 10) + c - '0';
        else if (hex && c >= 'a' && c <= 'f')
            code = code * 16 + c - 'a' + 10;
        else
            return 0;
        if (code > 0x10FFFF)
            return 0;
    }
    if (code >= 0xD800 && code <= 0xDFFF)
        return 0;
    return code >= 128 && code < 160 ? windows_1252[code - 128] : code;
}

size_t sr_markup_entity(sr_slice text, size_t at, uint32_t *code)
{
    enum { NAME_MAX_BYTES = 12 };
    sr_slice rest = sr_sub(text, at, text.len);
    const char *end = memchr(rest.ptr, ';', rest.len < NAME_MAX_BYTES ? rest.len : NAME_MAX_BYTES);

    if (!end || end - rest.ptr < 3)
        return 0;
    sr_slice name = sr_sub(rest, 1, (size_t)(end - rest.ptr));
    *code = name.ptr[0] == '#' ? numeric(name) : 0;
    for (size_t i = 0; *code == 0 && i < sizeof entities / sizeof *entities; i++)
        if (sr_eq(name, entities[i].name))
            *code = entities[i].code;
    return *code ? name.len + 2 : 0;
}
