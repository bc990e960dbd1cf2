#include "importers/html_typed.h"

/* The format behind the second semicolon of sdnum: "1057;1057;#,##0" */
static sr_slice format_of(sr_slice sdnum)
{
    for (int i = 0; i < 2; i++) {
        const char *semicolon = sdnum.len ? memchr(sdnum.ptr, ';', sdnum.len) : NULL;
        if (!semicolon)
            return (sr_slice){NULL, 0};
        sdnum = sr_sub(sdnum, (size_t)(semicolon - sdnum.ptr) + 1, sdnum.len);
    }
    return sdnum;
}

static bool has(sr_slice text, const char *signs)
{
    for (size_t i = 0; i < text.len; i++)
        if (strchr(signs, text.ptr[i]) && text.ptr[i])
            return true;
    return false;
}

/* Of a number, by its format: OpenDocument's number formats as LibreOffice writes them. */
static sr_type type_of_format(sr_slice format)
{
    bool quoted = false, bracket = false;
    char plain[64]; /* what stands in quotes is text: 0" hari" is no date */
    size_t n = 0;

    for (size_t i = 0; i < format.len && n < sizeof plain; i++) {
        char c = format.ptr[i];
        quoted ^= c == '"';
        bracket = c == '[' || (bracket && c != ']');
        if (c == '\\')
            i++;
        else if (!quoted && !bracket && c != ']')
            plain[n++] = c;
    }
    sr_slice signs = {plain, n};
    if (has(signs, "%"))
        return SR_TYPE_PERCENT;
    if (sr_find_nocase(format, SR_LIT("[$")) != SIZE_MAX && has(signs, "0#"))
        return SR_TYPE_CURRENCY;
    if (sr_eq_nocase(signs, SR_LIT("BOOLEAN")))
        return SR_TYPE_BOOLEAN;
    if (sr_find_nocase(signs, SR_LIT("general")) != SIZE_MAX || sr_find_nocase(signs, SR_LIT("standard")) != SIZE_MAX)
        return SR_TYPE_NUMBER;
    if (has(signs, "YDyd") || (has(signs, "Mm") && !has(signs, "Hh:")))
        return SR_TYPE_DATE;
    if (has(signs, "Hh") || (has(signs, "Ss") && has(signs, ":")))
        return SR_TYPE_TIME;
    return sr_eq(signs, SR_LIT("@")) ? SR_TYPE_TEXT : SR_TYPE_NUMBER;
}

static void keep(sr_html_flow *flow, sr_slice text, size_t *from, uint32_t *len)
{
    enum { KEPT_MAX = 32 * 1024 /* Excel's formulas have 8,192 signs */ };

    text = sr_trim(text);
    if (text.len > KEPT_MAX)
        return;
    *from = flow->buf.len;
    *len = (uint32_t)text.len;
    sr_buf_slice(&flow->buf, text);
}

void sr_html_typed_set(sr_html_box *box, sr_html_flow *flow, const sr_html_start *start)
{
    static const struct {
        uint8_t attr, type;
    } excel[] = {
        {SR_ATTR_X_NUM, SR_TYPE_NUMBER},
        {SR_ATTR_X_ERR, SR_TYPE_ERROR},
        {SR_ATTR_X_BOOL, SR_TYPE_BOOLEAN},
        {SR_ATTR_X_STR, SR_TYPE_TEXT},
    };
    const sr_slice *attrs = start->attrs;

    for (size_t i = 0; i < sizeof excel / sizeof *excel && !box->type; i++)
        if (attrs[excel[i].attr].ptr) {
            box->type = excel[i].type;
            keep(flow, attrs[excel[i].attr], &box->value_from, &box->value_len);
        }
    if (!box->type && attrs[SR_ATTR_SDVAL].ptr) {
        box->type = (uint8_t)type_of_format(format_of(attrs[SR_ATTR_SDNUM]));
        keep(flow, attrs[SR_ATTR_SDVAL], &box->value_from, &box->value_len);
    }
    if (attrs[SR_ATTR_X_FMLA].len)
        keep(flow, attrs[SR_ATTR_X_FMLA], &box->formula_from, &box->formula_len);
}

const sr_typed *sr_html_typed_of(sr_doc *doc, const sr_html_box *box, const char *base, sr_slice text)
{
    if (!box->type && !box->formula_len)
        return NULL;
    sr_typed *typed = SR_NEW(&doc->batch, sr_typed);
    typed->type = box->type;
    if (box->value_len)
        typed->text = (sr_slice){base + box->value_from, box->value_len};
    if (box->formula_len)
        typed->formula = (sr_slice){base + box->formula_from, box->formula_len};
    bool number = box->type == SR_TYPE_NUMBER || box->type == SR_TYPE_PERCENT || box->type == SR_TYPE_CURRENCY;
    /* x:num says of a percentage only that it is a number */
    if (box->type == SR_TYPE_NUMBER && text.len && text.ptr[text.len - 1] == '%')
        typed->type = SR_TYPE_PERCENT;
    if (number)
        typed->has_value = sr_decimal_float(box->value_len ? typed->text : text, &typed->value);
    if (number && !typed->has_value && !box->value_len)
        typed->type = SR_TYPE_NONE; /* "x:num" over a text that is none */
    return typed;
}
