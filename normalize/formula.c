#include "normalize/formula.h"

/* The text at hand. */
typedef struct reader {
    sr_slice text;
    size_t at;
} reader;

static void skip_blanks(reader *r)
{
    while (r->at < r->text.len && sr_is_blank((unsigned char)r->text.ptr[r->at]))
        r->at++;
}

static bool take(reader *r, const char *any)
{
    skip_blanks(r);
    if (r->at < r->text.len && strchr(any, r->text.ptr[r->at])) {
        r->at++;
        return true;
    }
    return false;
}

/* A label of the number row: "8", "8a". */
static bool take_label(reader *r, char label[SR_LABEL_MAX])
{
    size_t n = 0;

    skip_blanks(r);
    while (r->at < r->text.len && n + 1 < SR_LABEL_MAX && sr_is_digit((unsigned char)r->text.ptr[r->at]))
        label[n++] = r->text.ptr[r->at++];
    if (n && r->at < r->text.len && sr_is_alpha((unsigned char)r->text.ptr[r->at]) && r->text.ptr[r->at] != 'x' &&
        r->text.ptr[r->at] != 'X')
        label[n++] = (char)sr_lower((unsigned char)r->text.ptr[r->at++]);
    label[n] = '\0';
    return n > 0;
}

/* 5 + 7 - 9, in brackets or not. */
static bool take_sum(reader *r, sr_formula *f, bool below)
{
    bool bracket = take(r, "([");
    bool minus = false;

    for (;;) {
        if (f->n == SR_FORMULA_TERMS_MAX || !take_label(r, f->term[f->n].label))
            return false;
        f->term[f->n].minus = minus;
        f->term[f->n++].below = below;
        if (take(r, "+"))
            minus = false;
        else if (take(r, "-"))
            minus = true;
        else
            break;
    }
    return !bracket || take(r, ")]");
}

/* x 100, * 100 %: true where a hundred follows; *other: some other label does. */
static bool take_hundred(reader *r)
{
    size_t start = r->at;
    char label[SR_LABEL_MAX];

    if (take(r, "*xX") && take_label(r, label) && strcmp(label, "100") == 0) {
        take(r, "%");
        return true;
    }
    r->at = start;
    return take(r, "%");
}

bool sr_formula_read(sr_slice text, sr_formula *out)
{
    reader r = {text, 0};

    *out = (sr_formula){0};
    take(&r, "=");
    bool outer = false;
    size_t start = r.at;
    if (!take_sum(&r, out, false)) { /* "((6/5) x 100)", "(7/6)*100": a bracket around the quotient */
        *out = (sr_formula){0};
        r.at = start;
        outer = take(&r, "([");
        if (!outer || !take_sum(&r, out, false))
            return false;
    }
    bool hundred = take_hundred(&r);
    if (take(&r, "/:")) {
        if (!take_sum(&r, out, true))
            return false;
        hundred = take_hundred(&r) || hundred;
        if (outer && !take(&r, ")]"))
            return false;
        outer = false;
        hundred = take_hundred(&r) || hundred;
    } else if (take(&r, "*xX")) {
        out->product = true;
        if (out->n != 1 || !take_sum(&r, out, false) || out->n != 2)
            return false;
    }
    if (outer && !take(&r, ")]"))
        return false;
    skip_blanks(&r);
    out->hundred = hundred;
    return r.at == text.len && out->n > 0;
}
