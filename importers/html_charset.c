#include "importers/html_charset.h"

/*
 * Labels that mean another encoding than they say, or that iconv does not know (Encoding Standard, 4.2); what is not
 * here has the name by which iconv knows it.
 */
static const struct {
    sr_slice label;
    const char *name;
} labels[] = {
    {SR_LIT_INIT("utf-8"), "UTF-8"},
    {SR_LIT_INIT("utf8"), "UTF-8"},
    {SR_LIT_INIT("unicode-1-1-utf-8"), "UTF-8"},
    {SR_LIT_INIT("iso-8859-1"), "WINDOWS-1252"},
    {SR_LIT_INIT("iso8859-1"), "WINDOWS-1252"},
    {SR_LIT_INIT("iso88591"), "WINDOWS-1252"},
    {SR_LIT_INIT("iso_8859-1"), "WINDOWS-1252"},
    {SR_LIT_INIT("latin1"), "WINDOWS-1252"},
    {SR_LIT_INIT("latin-1"), "WINDOWS-1252"},
    {SR_LIT_INIT("l1"), "WINDOWS-1252"},
    {SR_LIT_INIT("ascii"), "WINDOWS-1252"},
    {SR_LIT_INIT("us-ascii"), "WINDOWS-1252"},
    {SR_LIT_INIT("cp1252"), "WINDOWS-1252"},
    {SR_LIT_INIT("x-cp1252"), "WINDOWS-1252"},
    {SR_LIT_INIT("ansi_x3.4-1968"), "WINDOWS-1252"},
    {SR_LIT_INIT("cp819"), "WINDOWS-1252"},
    {SR_LIT_INIT("ibm819"), "WINDOWS-1252"},
    {SR_LIT_INIT("x-user-defined"), "WINDOWS-1252"},
    {SR_LIT_INIT("macintosh"), "MACINTOSH"},
    {SR_LIT_INIT("x-mac-roman"), "MACINTOSH"},
    {SR_LIT_INIT("iso-8859-9"), "WINDOWS-1254"},
    {SR_LIT_INIT("latin5"), "WINDOWS-1254"},
    {SR_LIT_INIT("iso-8859-11"), "WINDOWS-874"},
    {SR_LIT_INIT("tis-620"), "WINDOWS-874"},
    {SR_LIT_INIT("gb2312"), "GB18030"}, /* of which GBK is a part */
    {SR_LIT_INIT("gbk"), "GB18030"},
    {SR_LIT_INIT("x-gbk"), "GB18030"},
    {SR_LIT_INIT("shift_jis"), "CP932"},
    {SR_LIT_INIT("shift-jis"), "CP932"},
    {SR_LIT_INIT("x-sjis"), "CP932"},
    {SR_LIT_INIT("euc-kr"), "CP949"},
    {SR_LIT_INIT("ks_c_5601-1987"), "CP949"},
    {SR_LIT_INIT("x-cp1250"), "WINDOWS-1250"},
    {SR_LIT_INIT("x-cp1251"), "WINDOWS-1251"},
    /* A declaration that can be read as bytes cannot be in these: the standard takes UTF-8. */
    {SR_LIT_INIT("utf-16"), "UTF-8"},
    {SR_LIT_INIT("utf-16le"), "UTF-8"},
    {SR_LIT_INIT("utf-16be"), "UTF-8"},
    {SR_LIT_INIT("unicode"), "UTF-8"},
};

/* What iconv calls as browsers do, so that no label names an encoding that the web has not ("UTF-7", "//IGNORE"). */
static const char *const names[] = {
    "WINDOWS-1250", "WINDOWS-1251", "WINDOWS-1252", "WINDOWS-1253", "WINDOWS-1254", "WINDOWS-1255",
    "WINDOWS-1256", "WINDOWS-1257", "WINDOWS-1258", "WINDOWS-874",  "ISO-8859-2",   "ISO-8859-3",
    "ISO-8859-4",   "ISO-8859-5",   "ISO-8859-6",   "ISO-8859-7",   "ISO-8859-8",   "ISO-8859-10",
    "ISO-8859-13",  "ISO-8859-14",  "ISO-8859-15",  "ISO-8859-16",  "KOI8-R",       "KOI8-U",
    "IBM866",       "GB18030",      "BIG5",         "EUC-JP",       "ISO-2022-JP",
};

const char *sr_html_encoding(sr_slice label)
{
    label = sr_trim(label);
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++)
        if (sr_eq_nocase(label, labels[i].label))
            return labels[i].name;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (sr_eq_nocase(label, sr_str(names[i])))
            return names[i];
    return NULL;
}

/* ---- looking for it ----------------------------------------------------------------------- */

/* "charset = utf-8", "charset='utf-8'" in the content of a meta. */
static sr_slice in_content(sr_slice content)
{
    size_t at = sr_find_nocase(content, SR_LIT("charset"));

    while (at != SIZE_MAX) {
        sr_slice rest = sr_trim(sr_sub(content, at + 7, content.len));
        if (rest.len && rest.ptr[0] == '=') {
            size_t n = 0;
            rest = sr_trim(sr_sub(rest, 1, rest.len));
            if (rest.len && (rest.ptr[0] == '"' || rest.ptr[0] == '\'')) {
                const char *end = memchr(rest.ptr + 1, rest.ptr[0], rest.len - 1);
                return end ? sr_sub(rest, 1, (size_t)(end - rest.ptr)) : (sr_slice){NULL, 0};
            }
            while (n < rest.len && rest.ptr[n] != ';' && !sr_is_blank((unsigned char)rest.ptr[n]))
                n++;
            return sr_sub(rest, 0, n);
        }
        content = sr_sub(content, at + 7, content.len);
        at = sr_find_nocase(content, SR_LIT("charset"));
    }
    return (sr_slice){NULL, 0};
}

/* The next attribute of a tag; false at its end. *at moves behind it. */
static bool next_attr(sr_slice tag, size_t *at, sr_slice *name, sr_slice *value)
{
    size_t i = *at, from;

    while (i < tag.len && (sr_is_blank((unsigned char)tag.ptr[i]) || tag.ptr[i] == '/'))
        i++;
    if (i == tag.len || tag.ptr[i] == '>')
        return false;
    for (from = i; i < tag.len && !strchr("=>/ \t\r\n\f", tag.ptr[i]); i++)
        ;
    i += i == from; /* a lone = */
    *name = sr_sub(tag, from, i);
    *value = SR_LIT("");
    while (i < tag.len && sr_is_blank((unsigned char)tag.ptr[i]))
        i++;
    if (i < tag.len && tag.ptr[i] == '=') {
        for (i++; i < tag.len && sr_is_blank((unsigned char)tag.ptr[i]); i++)
            ;
        if (i < tag.len && (tag.ptr[i] == '"' || tag.ptr[i] == '\'')) {
            const char *end = memchr(tag.ptr + i + 1, tag.ptr[i], tag.len - i - 1);
            size_t to = end ? (size_t)(end - tag.ptr) : tag.len;
            *value = sr_sub(tag, i + 1, to);
            i = end ? to + 1 : to;
        } else {
            for (from = i; i < tag.len && tag.ptr[i] != '>' && !sr_is_blank((unsigned char)tag.ptr[i]); i++)
                ;
            *value = sr_sub(tag, from, i);
        }
    }
    *at = i;
    return true;
}

/* Behind "<meta": what it declares. *end is where it ends. */
static sr_slice in_meta(sr_slice tag, size_t *end)
{
    sr_slice name, value, charset = {NULL, 0}, content = {NULL, 0};
    size_t at = 0;
    bool pragma = false;

    while (next_attr(tag, &at, &name, &value)) {
        if (sr_eq_nocase(name, SR_LIT("charset")))
            charset = value;
        else if (sr_eq_nocase(name, SR_LIT("content")))
            content = in_content(value);
        else if (sr_eq_nocase(name, SR_LIT("http-equiv")))
            pragma = sr_eq_nocase(sr_trim(value), SR_LIT("content-type"));
    }
    *end = at;
    return charset.len ? charset : pragma ? content : (sr_slice){NULL, 0};
}

sr_slice sr_html_declared(sr_slice head)
{
    while (head.len) {
        const char *sign = memchr(head.ptr, '<', head.len);
        if (!sign)
            break;
        head = sr_sub(head, (size_t)(sign - head.ptr), head.len);
        if (head.len > 4 && memcmp(head.ptr, "<!--", 4) == 0) {
            const char *end = memmem(head.ptr + 2, head.len - 2, "-->", 3);
            head = end ? sr_sub(head, (size_t)(end - head.ptr) + 3, head.len) : sr_sub(head, head.len, head.len);
            continue;
        }
        if (head.len > 6 && sr_eq_nocase(sr_sub(head, 1, 5), SR_LIT("meta")) &&
            (sr_is_blank((unsigned char)head.ptr[5]) || head.ptr[5] == '/')) {
            size_t end;
            head = sr_sub(head, 5, head.len);
            sr_slice label = in_meta(head, &end);
            if (label.len)
                return label;
            head = sr_sub(head, end, head.len);
            continue;
        }
        head = sr_sub(head, 1, head.len);
    }
    return (sr_slice){NULL, 0};
}
