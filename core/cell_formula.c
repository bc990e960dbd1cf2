#include "core/cell_formula.h"

/* Brackets in brackets: what a person writes has two or three. */
enum { DEPTH_MAX = 16 };

/* A part of the formula; its terms are out->term[from..n). */
typedef struct part {
    uint32_t from;
    bool constant;
    uint64_t number; /* if constant */
    bool hundred, quotient, mean, product, change;
} part;

typedef struct reader {
    sr_slice text;
    size_t at;
    int depth;
    int summing; /* within a function that adds up ranges */
    sr_cell_formula *out;
} reader;

static bool read_sum(reader *r, part *out);

/* ---- signs ---------------------------------------------------------------------------------- */

static char next(reader *r)
{
    while (r->at < r->text.len && sr_is_blank((unsigned char)r->text.ptr[r->at]))
        r->at++;
    return r->at < r->text.len ? r->text.ptr[r->at] : '\0';
}

static bool take(reader *r, const char *any)
{
    char c = next(r);

    if (c == '\0' || !strchr(any, c))
        return false;
    r->at++;
    return true;
}

/* Behind the quote: up to the one that ends it. */
static bool take_quoted(reader *r, char quote, sr_slice *out)
{
    size_t from = r->at;

    for (; r->at < r->text.len; r->at++) {
        if (r->text.ptr[r->at] != quote)
            continue;
        if (r->at + 1 < r->text.len && r->text.ptr[r->at + 1] == quote) {
            r->at++;
            continue;
        }
        *out = sr_sub(r->text, from, r->at++);
        return true;
    }
    return false;
}

/* ---- references ------------------------------------------------------------------------------- */

/* $D$5. Digits beyond what a sheet could have are no row. */
static bool take_cell(reader *r, uint32_t *column, uint64_t *row)
{
    enum { LETTERS_MAX = 4, DIGITS_MAX = 9 };
    int letters = 0, digits = 0;

    *column = 0;
    *row = 0;
    r->at += r->at < r->text.len && r->text.ptr[r->at] == '$';
    for (; r->at < r->text.len && sr_is_alpha((unsigned char)r->text.ptr[r->at]); r->at++, letters++)
        *column = letters < LETTERS_MAX ? *column * 26 + (sr_lower((unsigned char)r->text.ptr[r->at]) - 'a' + 1u) : 0;
    r->at += r->at < r->text.len && r->text.ptr[r->at] == '$';
    for (; r->at < r->text.len && sr_is_digit((unsigned char)r->text.ptr[r->at]); r->at++, digits++)
        *row = digits < DIGITS_MAX ? *row * 10 + (uint64_t)(r->text.ptr[r->at] - '0') : 0;
    return letters > 0 && letters <= LETTERS_MAX && digits <= DIGITS_MAX && *row > 0;
}

/* The name of a sheet and the sign behind it; absent where none stands here. False for what is no name. */
static bool take_sheet(reader *r, char sign, sr_slice *out)
{
    size_t from = r->at;

    *out = (sr_slice){NULL, 0};
    r->at += r->at < r->text.len && r->text.ptr[r->at] == '$';
    if (r->at < r->text.len && r->text.ptr[r->at] == '\'') {
        r->at++;
        if (!take_quoted(r, '\'', out))
            return false;
    } else {
        size_t name = r->at;
        while (r->at < r->text.len && !strchr(".!:#[]()+-*/;,\"' ", r->text.ptr[r->at]))
            r->at++;
        *out = sr_sub(r->text, name, r->at);
    }
    if (r->at < r->text.len && r->text.ptr[r->at] == sign) {
        r->at++;
        return out->len > 0 || sign == '.';
    }
    *out = (sr_slice){NULL, 0};
    r->at = from;
    return sign == '!';
}

/* "[.D5:.D9]" behind its bracket, or "D5:D9". */
static bool take_range(reader *r, bool bracketed)
{
    char sign = bracketed ? '.' : '!';
    sr_slice again;

    if (r->out->n == SR_CELL_TERMS_MAX)
        return false;
    r->out->term[r->out->n] = (sr_cell_term){0};
    sr_cell_range *g = &r->out->term[r->out->n].range;
    if (!take_sheet(r, sign, &g->sheet) || !take_cell(r, &g->column_first, &g->row_first))
        return false;
    g->column_last = g->column_first;
    g->row_last = g->row_first;
    if (r->at < r->text.len && r->text.ptr[r->at] == ':') {
        r->at++;
        if (!take_sheet(r, sign, &again) || !take_cell(r, &g->column_last, &g->row_last))
            return false;
        if (again.len && !sr_eq(again, g->sheet)) /* a range through several sheets */
            return false;
    }
    if (bracketed && !take(r, "]"))
        return false;
    r->out->n++;
    bool single = g->column_first == g->column_last && g->row_first == g->row_last;
    /* A range that nothing adds up is a matrix, or means the cell of it beside the formula. */
    return (single || r->summing > 0) && g->column_first <= g->column_last && g->row_first <= g->row_last;
}

/* ---- functions ---------------------------------------------------------------------------------- */

static bool is_separator(char c)
{
    return c == ';' || c == ',';
}

/* Passes over an argument, up to the separator or bracket behind it. */
static bool skip_argument(reader *r)
{
    sr_slice ignored;
    int depth = 0;

    for (char c; (c = next(r)) != '\0';) {
        if (depth == 0 && (is_separator(c) || c == ')'))
            return true;
        r->at++;
        if (c == '"' || c == '\'') {
            if (!take_quoted(r, c, &ignored))
                return false;
        } else {
            depth += (c == '(' || c == '[' || c == '{') - (c == ')' || c == ']' || c == '}');
        }
    }
    return false;
}

/* A value that stands in for the formula's: nothing but a number or a text. */
static bool take_stand_in(reader *r)
{
    size_t from = r->at;
    sr_slice text;

    if (take(r, "\"")) {
        if (take_quoted(r, '"', &text) && (is_separator(next(r)) || next(r) == ')'))
            return true;
    } else {
        take(r, "-");
        while (sr_is_digit((unsigned char)next(r)) || next(r) == '.')
            r->at++;
        if (is_separator(next(r)) || next(r) == ')')
            return true;
    }
    r->at = from;
    return false;
}

static bool is_plain_sum(const part *p)
{
    return !p->constant && !p->hundred && !p->quotient && !p->mean && !p->product && !p->change;
}

/* SUM(...): its arguments are sums themselves. */
static bool read_sums(reader *r, part *out)
{
    *out = (part){.from = r->out->n};
    r->summing++;
    do {
        part p;
        if (!read_sum(r, &p) || !(is_plain_sum(&p) || (p.constant && p.number == 0)))
            return false;
    } while (take(r, ";,"));
    r->summing--;
    return true;
}

static bool read_average(reader *r, part *out)
{
    if (!read_sums(r, out))
        return false;
    out->mean = out->quotient = true;
    return true;
}

static bool read_product(reader *r, part *out)
{
    if (!read_sums(r, out))
        return false;
    out->product = true;
    return true;
}

/* SUBTOTAL(9; range): the sum; 109: of the rows that are shown. */
static bool read_subtotal(reader *r, part *out)
{
    size_t from = r->at;

    if (!skip_argument(r))
        return false;
    sr_slice what = sr_trim(sr_sub(r->text, from, r->at));
    return sr_eq(what, SR_LIT("9")) && take(r, ";,") && read_sums(r, out);
}

static bool read_rounded(reader *r, part *out)
{
    if (!read_sum(r, out))
        return false;
    r->out->rounded = true;
    return !take(r, ";,") || skip_argument(r);
}

/* IFERROR(formula; 0). */
static bool read_iferror(reader *r, part *out)
{
    if (!read_sum(r, out))
        return false;
    r->out->replaced = true;
    return !take(r, ";,") || take_stand_in(r);
}

/* IF(condition; 0; formula) or IF(condition; formula; 0). */
static bool read_if(reader *r, part *out)
{
    r->out->replaced = true;
    if (!skip_argument(r) || !take(r, ";,"))
        return false;
    if (take_stand_in(r))
        return take(r, ";,") && read_sum(r, out) && !out->constant;
    return read_sum(r, out) && !out->constant && (!take(r, ";,") || take_stand_in(r));
}

static const struct {
    sr_slice name;
    bool (*read)(reader *, part *);
} FUNCTIONS[] = {
    {SR_LIT_INIT("SUM"), read_sums},        {SR_LIT_INIT("SUBTOTAL"), read_subtotal},
    {SR_LIT_INIT("AVERAGE"), read_average}, {SR_LIT_INIT("PRODUCT"), read_product},
    {SR_LIT_INIT("ROUND"), read_rounded},   {SR_LIT_INIT("ROUNDDOWN"), read_rounded},
    {SR_LIT_INIT("ROUNDUP"), read_rounded}, {SR_LIT_INIT("TRUNC"), read_rounded},
    {SR_LIT_INIT("INT"), read_rounded},     {SR_LIT_INIT("IF"), read_if},
    {SR_LIT_INIT("IFERROR"), read_iferror},
};

/* A name and its bracket; NULL where a reference or nothing known stands here. */
static bool (*take_function(reader *r))(reader *, part *)
{
    size_t end = r->at;

    while (end < r->text.len && sr_is_alpha((unsigned char)r->text.ptr[end]))
        end++;
    if (end == r->at || end == r->text.len || r->text.ptr[end] != '(')
        return NULL;
    for (size_t i = 0; i < sizeof FUNCTIONS / sizeof FUNCTIONS[0]; i++)
        if (sr_eq_nocase(sr_sub(r->text, r->at, end), FUNCTIONS[i].name)) {
            r->at = end + 1;
            return FUNCTIONS[i].read;
        }
    return NULL;
}

/* ---- expressions ---------------------------------------------------------------------------------- */

/* 100, 100%, 2. What follows a decimal sign is more than the audit counts with, unless it is zeros. */
static bool read_number(reader *r, part *out)
{
    uint64_t n = 0;
    int digits = 0;

    for (; r->at < r->text.len && sr_is_digit((unsigned char)r->text.ptr[r->at]); r->at++, digits++)
        n = digits < 9 ? n * 10 + (uint64_t)(r->text.ptr[r->at] - '0') : 0;
    if (r->at < r->text.len && r->text.ptr[r->at] == '.')
        for (r->at++; r->at < r->text.len && sr_is_digit((unsigned char)r->text.ptr[r->at]); r->at++)
            if (r->text.ptr[r->at] != '0')
                return false;
    if (take(r, "%")) {
        if (n % 100)
            return false;
        n /= 100;
    }
    *out = (part){.from = r->out->n, .constant = true, .number = n};
    return digits > 0 && digits <= 9;
}

static void negate(reader *r, const part *p)
{
    for (uint32_t i = p->from; i < r->out->n; i++)
        r->out->term[i].minus = !r->out->term[i].minus;
}

static bool read_operand(reader *r, part *out)
{
    bool (*function)(reader *, part *) = NULL;
    char c = next(r);

    if (sr_is_digit((unsigned char)c))
        return read_number(r, out);
    *out = (part){.from = r->out->n};
    if (take(r, "["))
        return take_range(r, true);
    if (c == '(' || (function = take_function(r)) != NULL) {
        r->at += c == '(';
        if (++r->depth > DEPTH_MAX || !(function ? function : read_sum)(r, out))
            return false;
        r->depth--;
        return take(r, ")");
    }
    return take_range(r, false);
}

/* (a - b) / b, and a / b less 1, of single cells. */
static bool is_change(const sr_cell_formula *f, uint32_t from)
{
    const sr_cell_term *t = f->term + from;
    const sr_cell_range *b = &t[1].range, *under = &t[2].range;

    return f->n == from + 3 && !t[0].minus && t[1].minus && !t[1].below && t[2].below &&
           sr_eq(b->sheet, under->sheet) && b->row_first == under->row_first && b->row_last == under->row_last &&
           b->column_first == under->column_first && b->column_last == under->column_last;
}

static uint64_t cells_from(const sr_cell_formula *f, uint32_t from)
{
    uint64_t n = 0;

    for (uint32_t i = from; i < f->n; i++) {
        const sr_cell_range *g = &f->term[i].range;
        if (f->term[i].minus)
            return 0;
        n += (g->row_last - g->row_first + 1) * (g->column_last - g->column_first + 1);
    }
    return n;
}

static bool divide(reader *r, part *p, const part *by)
{
    bool sum = !p->constant && !p->quotient && !p->product;

    if (by->constant && by->number == 1)
        return true;
    if (by->constant) { /* by as many as there are: their mean */
        p->mean = p->quotient = true;
        return sum && by->number > 1 && cells_from(r->out, p->from) == by->number;
    }
    if (!sum || !is_plain_sum(by))
        return false;
    for (uint32_t i = by->from; i < r->out->n; i++)
        r->out->term[i].below = true;
    p->quotient = true;
    p->change = is_change(r->out, p->from);
    return true;
}

static bool multiply(part *p, const part *by)
{
    if (by->constant && by->number == 1)
        return true;
    if (by->constant && by->number == 100 && !p->constant && !p->hundred && !p->product) {
        p->hundred = true;
        return true;
    }
    if (p->constant && p->number == 100 && !by->constant && !by->hundred && !by->product) {
        *p = *by;
        p->hundred = true;
        return true;
    }
    p->product = true;
    return !p->constant && !by->constant && !p->quotient && !by->quotient && !p->hundred && !by->hundred;
}

static bool read_product_of(reader *r, part *out)
{
    bool minus = take(r, "-");

    if (!minus)
        take(r, "+");
    if (!read_operand(r, out))
        return false;
    for (;;) {
        part p;
        bool times = take(r, "*");
        if (!times && !take(r, "/"))
            break;
        if (!read_operand(r, &p) || !(times ? multiply(out, &p) : divide(r, out, &p)))
            return false;
    }
    if (minus && (out->product || out->quotient))
        return false;
    if (minus)
        negate(r, out);
    return true;
}

static bool read_sum(reader *r, part *out)
{
    if (!read_product_of(r, out))
        return false;
    for (;;) {
        part p;
        bool plus = take(r, "+");
        if (!plus && !take(r, "-"))
            return true;
        if (!read_product_of(r, &p) || !is_plain_sum(out) || !is_plain_sum(&p))
            return false;
        if (!plus)
            negate(r, &p);
    }
}

/* ---- the formula ------------------------------------------------------------------------------------ */

static bool is_single(const sr_cell_term *t)
{
    return t->range.row_first == t->range.row_last && t->range.column_first == t->range.column_last;
}

static bool has_below(const sr_cell_formula *f)
{
    return f->n && f->term[f->n - 1].below;
}

static uint8_t operator_of(const sr_cell_formula *f, const part *p)
{
    if (p->product)
        return SR_OP_PRODUCT;
    if (p->change)
        return SR_OP_RELATIVE_CHANGE;
    if (p->mean)
        return SR_OP_AVERAGE;
    if (p->quotient)
        return p->hundred ? SR_OP_PERCENTAGE : SR_OP_RATIO;
    if (f->n == 1 && is_single(&f->term[0]) && !f->term[0].minus)
        return SR_OP_EQUAL;
    return f->n == 2 && !f->term[0].minus && f->term[1].minus && is_single(&f->term[0]) && is_single(&f->term[1])
               ? SR_OP_DIFFERENCE
               : SR_OP_SUM;
}

/* Products of cells as they are; sums and quotients with all that is below at the end. */
static bool is_sound(const sr_cell_formula *f, const part *p)
{
    if (p->constant || f->n == 0 || (p->hundred && !has_below(f)) || (p->mean && has_below(f)))
        return false;
    for (uint32_t i = 0; p->product && i < f->n; i++)
        if (f->term[i].minus || f->term[i].below || !is_single(&f->term[i]))
            return false;
    return true;
}

/* "of:=" and its like; Excel writes none. */
static bool take_prefix(reader *r)
{
    while (r->at < r->text.len && (sr_is_alpha((unsigned char)r->text.ptr[r->at]) || r->text.ptr[r->at] == ':'))
        r->at++;
    return take(r, "=");
}

bool sr_cell_formula_read(sr_slice text, sr_cell_formula *out)
{
    reader r = {.text = text, .out = out};
    part p;

    out->n = 0;
    out->hundred = out->rounded = out->replaced = false;
    if (!take_prefix(&r) || !read_sum(&r, &p) || next(&r) != '\0' || !is_sound(out, &p))
        return false;
    out->hundred = p.hundred;
    out->op = operator_of(out, &p);
    return true;
}

bool sr_cell_range_on(const sr_cell_range *range, sr_slice sheet)
{
    sr_slice name = range->sheet;
    size_t at = 0;

    for (size_t i = 0; i < name.len; i++, at++) {
        if (at == sheet.len || sheet.ptr[at] != name.ptr[i])
            return false;
        i += name.ptr[i] == '\'' && i + 1 < name.len && name.ptr[i + 1] == '\'';
    }
    return at == sheet.len;
}
