/*
 * One text, all its readings, quantity by quantity: sign, currency, digits, percent, unit.
 */
#include "normalize/code.h"
#include "normalize/number_marks.h"
#include "normalize/number_shape.h"

/* Words behind a known unit that are company ("12 Bulan Layanan"); a longer text is a sentence. */
enum { COMPANY_WORDS_MAX = 5, UNKNOWN_UNIT_WORDS = 2, UNKNOWN_UNIT_BYTES = 24 };

/* ---- a quantity ---------------------------------------------------------------------------- */

typedef struct parser {
    sr_slice s;
    size_t at;
    bool hard_blank;
    bool minus, minus_apart, bracket, trailing_minus;
    sr_shape shape;
    size_t digits_from, digits_to;
} parser;

static char peek(const parser *p)
{
    return p->at < p->s.len ? p->s.ptr[p->at] : '\0';
}

static void skip_blanks(parser *p)
{
    while (peek(p) == ' ')
        p->at++;
}

static bool take_word(parser *p, const char *word)
{
    size_t len = strlen(word);

    if (p->s.len - p->at < len || !sr_eq_nocase(sr_sub(p->s, p->at, p->at + len), sr_str(word)))
        return false;
    if (p->at + len < p->s.len && sr_is_alpha((unsigned char)p->s.ptr[p->at + len]))
        return false;
    p->at += len;
    return true;
}

static bool take_bytes(parser *p, const char *bytes)
{
    size_t len = strlen(bytes);

    if (p->s.len - p->at < len || memcmp(p->s.ptr + p->at, bytes, len) != 0)
        return false;
    p->at += len;
    return true;
}

static bool take_currency(parser *p, sr_readings *out)
{
    if (!take_word(p, "rp") && !take_word(p, "idr"))
        return false;
    while (peek(p) == '.' || peek(p) == ':' || peek(p) == ' ')
        p->at++;
    out->sign_twice |= out->rupiah;
    out->rupiah = true;
    return true;
}

/* Signs, brackets and currency before the digits, in any order that people write. */
static void take_prefix(parser *p, sr_readings *out)
{
    for (;;) {
        skip_blanks(p);
        char c = peek(p);
        if (c == '-' && !p->minus) {
            p->minus = true;
            p->at++;
            p->minus_apart = peek(p) == ' ';
        } else if (c == '(' && !p->bracket) {
            p->bracket = true;
            p->at++;
        } else if (c == '+' || c == '@' || (c == '\'' && p->at == 0)) {
            p->at++;
        } else if (c == '>' || c == '<' || c == '=' || c == ':' || c == '~') {
            out->repair = SR_RULE_TRAILING_JUNK; /* a bound ("> 80"): the value is what stands behind it */
            p->at++;
        } else if (take_bytes(p, "\xE2\x89\xA5") || take_bytes(p, "\xE2\x89\xA4") || take_bytes(p, "\xC2\xB1")) {
            out->repair = SR_RULE_TRAILING_JUNK;
        } else if (!take_currency(p, out)) {
            return;
        }
    }
}

static bool in_run(char c)
{
    return sr_is_digit((unsigned char)c) || c == '.' || c == ',' || c == ' ';
}

/* The digits with their separators; false where none stand here. */
static bool take_digits(parser *p, sr_blanks blanks)
{
    size_t from = p->at, to;

    while (in_run(peek(p)))
        p->at++;
    to = p->at;
    while (to > from && p->s.ptr[to - 1] == ' ')
        to--;
    p->at = to;
    p->digits_from = from;
    p->digits_to = to;
    if (to == from)
        return false;
    sr_shape_read(sr_sub(p->s, from, to), blanks == SR_BLANKS_SOFT && p->hard_blank ? SR_BLANKS_HARD : blanks,
                  &p->shape);
    return p->shape.n > 0 || p->shape.too_long || memchr(p->s.ptr + from, ' ', to - from) != NULL ||
           p->shape.fail == SR_RULE_DIGIT_MISSING || sr_is_digit((unsigned char)p->s.ptr[from]);
}

/* ",-" and what else is set where the cents would stand: "1.000,-", "1.000,--", "1.000.-". */
static void take_money_tail(parser *p)
{
    size_t at = p->at;

    if (peek(p) != '-' && !(peek(p) == ' ' && p->shape.trailing))
        return;
    while (p->at < p->s.len && (peek(p) == '-' || peek(p) == ' ' || peek(p) == '='))
        p->at++;
    if (p->at < p->s.len && peek(p) != ')' && peek(p) != '(') {
        p->at = at;
        return;
    }
    if (p->shape.trailing)
        p->shape.trailing = false; /* customary: no repair */
    else
        p->trailing_minus = true;
}

static void take_percent(parser *p, sr_readings *out)
{
    skip_blanks(p);
    while (peek(p) == '%') {
        out->sign_twice |= out->percent;
        out->percent = true;
        p->at++;
        skip_blanks(p);
    }
}

/* Where the text of a unit ends: at a digit that no letter precedes (m2), or a bracket that closes. */
static size_t unit_end(const parser *p)
{
    size_t i = p->at;

    for (; i < p->s.len; i++) {
        char c = p->s.ptr[i];
        bool glued = i > p->at && sr_is_alpha((unsigned char)p->s.ptr[i - 1]);
        if ((sr_is_digit((unsigned char)c) && !glued) || (c == ')' && p->bracket))
            break;
    }
    return i;
}

static sr_slice trim_joint(sr_slice s)
{
    static const char *const joints[] = {" dan", " serta", " & ", " +"};

    for (bool again = true; again;) {
        again = false;
        while (s.len && strchr(" /,;&+.:*-", s.ptr[s.len - 1]))
            s.len--;
        for (size_t i = 0; i < sizeof joints / sizeof *joints; i++) {
            size_t len = strlen(joints[i]);
            if (s.len > len && sr_eq_nocase(sr_sub(s, s.len - len, s.len), sr_str(joints[i]))) {
                s.len -= len;
                again = true;
            }
        }
    }
    while (s.len && strchr(" */,;.:-", s.ptr[0]))
        s.ptr++, s.len--;
    return s;
}

static size_t words_in(sr_slice s)
{
    size_t n = 0;

    for (size_t i = 0; i < s.len; i++)
        n += s.ptr[i] != ' ' && (i == 0 || s.ptr[i - 1] == ' ');
    return n;
}

static bool only_letters(sr_slice s, const char *also)
{
    for (size_t i = 0; i < s.len; i++)
        if (!sr_is_alpha((unsigned char)s.ptr[i]) && !strchr(also, s.ptr[i]) && (unsigned char)s.ptr[i] < 0x80)
            return false;
    return s.len > 0;
}

/* A known unit with company behind it: the longest beginning of whole words that is a unit. */
static sr_unit unit_with_company(sr_slice s, bool *repaired)
{
    for (size_t end = s.len; end > 0; end--) {
        if (end == s.len || s.ptr[end] != ' ')
            continue;
        sr_unit unit = sr_unit_lookup(sr_sub(s, 0, end), repaired);
        if (unit)
            return words_in(sr_sub(s, end, s.len)) <= COMPANY_WORDS_MAX ? unit : SR_UNIT_NONE;
    }
    return SR_UNIT_NONE;
}

typedef struct unit_found {
    sr_unit unit;
    bool known, repaired, words, letters_apart, junk;
} unit_found;

/* Single letters and fragments were joined to make the unit ("u nit", "Lap ora n"). */
static bool letters_apart(sr_slice s)
{
    return memchr(s.ptr, ' ', s.len) && !memchr(s.ptr, '/', s.len);
}

/* False where the text is no unit: then the whole cell is words. */
static bool read_unit(sr_slice s, unit_found *u)
{
    *u = (unit_found){.known = true};
    u->unit = sr_unit_lookup(s, &u->repaired); /* "/100.000 kh" begins with its slash */
    if (!u->unit)
        s = trim_joint(s);
    if (s.len > 2 && s.ptr[0] == '(' && s.ptr[s.len - 1] == ')') {
        s = sr_trim(sr_sub(s, 1, s.len - 1));
        u->junk = true;
    }
    if (s.len == 0)
        return true;
    if (!u->unit)
        u->unit = sr_unit_lookup(s, &u->repaired);
    if (u->unit) {
        u->letters_apart = u->repaired && letters_apart(s);
        return true;
    }
    if (sr_is_grade(s)) /* "75,5 (BB)" */
        return u->junk || s.len <= 2 ? (u->junk = true) : false;
    u->unit = unit_with_company(s, &u->repaired);
    if (u->unit) {
        u->words = true;
        return true;
    }
    if (s.len > UNKNOWN_UNIT_BYTES || words_in(s) > UNKNOWN_UNIT_WORDS || !only_letters(s, " ./-²³'"))
        return false;
    u->unit = sr_unit_find(s, NULL, NULL);
    u->known = false;
    return u->unit != SR_UNIT_NONE;
}

/* ---- the whole text ------------------------------------------------------------------------ */

static void negate(sr_shape *shape)
{
    for (int i = 0; i < shape->n; i++)
        shape->reading[i].value.coef = -shape->reading[i].value.coef;
}

/* A second set of readings with the other sign, dearer by two. */
static void add_other_sign(sr_shape *shape)
{
    sr_shape other = *shape;

    negate(&other);
    for (int i = 0; i < other.n; i++) {
        other.reading[i].cost = (uint8_t)(other.reading[i].cost + 2);
        if (other.reading[i].rule != SR_RULE_COMPOUND)
            other.reading[i].rule = SR_RULE_BRACKET_NEGATIVE;
        sr_shape_add(shape, &other.reading[i]);
    }
}

static void set_signs(parser *p, const unit_found *unit, sr_readings *out)
{
    bool note =
        p->bracket && unit->unit && unit->unit != SR_UNIT_RUPIAH; /* "(12 Dokumen)": in brackets, not below zero */

    out->negative_brackets = p->bracket && !note;
    if ((p->minus || out->negative_brackets) && !(p->minus && out->negative_brackets))
        negate(&p->shape);
    if (p->bracket)
        out->repair = SR_RULE_BRACKET_NEGATIVE;
    bool label =
        out->negative_brackets && sr_is_ordinal(p->s); /* "(4)" in a column of measures: minus four, or a label */
    if ((p->minus_apart && !p->bracket) || p->trailing_minus || note || label)
        add_other_sign(&p->shape);
}

static void note_unit(const unit_found *u, bool glued, sr_readings *out)
{
    if (!u->unit)
        return;
    out->unit = u->unit;
    out->unit_known = u->known;
    out->unit_words |= u->words;
    out->unit_repaired |= u->repaired;
    if (u->letters_apart)
        out->repair = SR_RULE_SPACED_LETTERS;
    else if (glued)
        out->repair = SR_RULE_GLUED_UNIT;
    else if (u->repaired && out->repair == SR_RULE_NONE)
        out->repair = SR_RULE_UNIT_SPELLING;
}

/* Behind the unit: the closing bracket, stray marks. True if nothing but those is left. */
static bool at_end(parser *p, sr_readings *out)
{
    skip_blanks(p);
    if (p->bracket && peek(p) == ')')
        p->at++;
    take_percent(p, out);
    size_t from = p->at;
    while (p->at < p->s.len && strchr(" .,;:*-", peek(p)))
        p->at++;
    if (p->at > from)
        out->repair = out->repair ? out->repair : SR_RULE_TRAILING_JUNK;
    return p->at == p->s.len;
}

/* Glued: a letter follows the last digit. Symbols (m2, kg) are written so by many; that is no repair worth a word. */
static bool is_glued(const parser *p, sr_unit unit)
{
    bool letter = p->digits_to < p->s.len && sr_is_alpha((unsigned char)p->s.ptr[p->digits_to]) && p->digits_to > 0 &&
                  sr_is_digit((unsigned char)p->s.ptr[p->digits_to - 1]);
    return letter && sr_unit_name(unit).len > 3;
}

/* Further quantities: "471 orang/ 5 Lap". False where the rest is no quantity. */
static bool read_more(parser *p, sr_readings *out)
{
    while (p->at < p->s.len) {
        unit_found unit = {.known = true};
        sr_readings ignored = {0};
        while (p->at < p->s.len && strchr(" /,;&+(", peek(p)))
            p->at++;
        p->bracket = p->at > 0 && p->s.ptr[p->at - 1] == '(';
        if (out->n_more == SR_MORE_MAX || !take_digits(p, SR_BLANKS_SOFT) || p->shape.n == 0)
            return false;
        take_percent(p, &ignored);
        size_t end = unit_end(p);
        if (!read_unit(sr_sub(p->s, p->at, end), &unit) || (!unit.unit && !ignored.percent))
            return false;
        p->at = end;
        if (p->bracket && peek(p) == ')')
            p->at++;
        out->more_open |= p->shape.n > 1;
        out->more[out->n_more].value = p->shape.reading[0].value;
        out->more[out->n_more].unit = ignored.percent ? SR_UNIT_PERCENT : unit.unit;
        out->n_more++;
    }
    return true;
}

/* Rupiah are whole: "Rp 1.234" needs no column to be 1234. Not so "Rp 1.234 juta". */
static void keep_whole(sr_shape *shape)
{
    int kept = 0;

    for (int i = 0; i < shape->n; i++)
        if (shape->reading[i].value.scale <= 2)
            shape->reading[kept++] = shape->reading[i];
    shape->n = kept ? kept : shape->n;
}

static void set_status(parser *p, sr_readings *out)
{
    if (out->rupiah && (!out->unit || out->unit == SR_UNIT_RUPIAH))
        keep_whole(&p->shape);
    out->n = p->shape.n;
    out->too_long = p->shape.too_long && p->shape.n == 0;
    out->has_suggestion = p->shape.has_suggestion && out->n == 0;
    out->suggestion = p->shape.suggestion;
    memcpy(out->reading, p->shape.reading, sizeof out->reading);
    out->status = out->n ? SR_CELL_OK : SR_CELL_UNREADABLE;
    out->rule = out->n ? SR_RULE_NONE : p->shape.fail ? p->shape.fail : SR_RULE_NO_READING;
}

/* "2. Disiplin", "1.2 Landasan Hukum": an item's or a heading's number before words that are no unit. */
static bool is_heading(const parser *p, const unit_found *unit, sr_slice tail)
{
    sr_slice run = sr_sub(p->s, p->digits_from, p->digits_to);
    bool dotted = memchr(run.ptr, '.', run.len) != NULL;

    if (!unit->unit || unit->known)
        return false;
    return p->shape.n == 0 || (dotted && (p->shape.trailing || words_in(trim_joint(tail)) > 1)) ||
           (run.len > 1 && run.ptr[0] == '0' && sr_is_digit((unsigned char)run.ptr[1]));
}

/* Three digits or more, a blank behind each. */
static bool all_apart(sr_slice run)
{
    for (size_t i = 0; i < run.len; i++)
        if ((i % 2 == 0) != (bool)sr_is_digit((unsigned char)run.ptr[i]))
            return false;
    return run.len >= 5;
}

/* False where the text is words. */
static bool read_quantity(parser *p, sr_readings *out)
{
    unit_found unit = {.known = true};

    take_prefix(p, out);
    size_t from = p->at;
    if (!take_digits(p, SR_BLANKS_SOFT))
        return false;
    take_money_tail(p);
    if (p->bracket && peek(p) == ')' && p->at + 1 < p->s.len) { /* "(5)%" */
        p->at++;
        take_percent(p, out);
        if (p->at < p->s.len)
            return false;
    }
    take_percent(p, out);
    size_t end = unit_end(p);
    bool whole_tail = false;
    if (end < p->s.len && sr_unit_known(sr_sub(p->s, p->at, p->s.len))) { /* "per 100.000 penduduk", "m 2" */
        end = p->s.len;
        whole_tail = true;
    }
    sr_slice tail = sr_sub(p->s, p->at, end);
    if (!read_unit(tail, &unit) || is_heading(p, &unit, tail))
        return false;
    /* the cell breaks its letters apart, so its digits too: "2 5 u nit"; "1 4 6 SK" */
    if (p->shape.n > 1 && (unit.letters_apart || (unit.unit && all_apart(sr_sub(p->s, from, p->digits_to))))) {
        size_t at = p->at;
        p->at = from;
        take_digits(p, SR_BLANKS_APART);
        p->at = at;
    }
    if (p->shape.trailing || p->shape.cut_head || unit.junk)
        out->repair = SR_RULE_TRAILING_JUNK;
    note_unit(&unit, !whole_tail && is_glued(p, unit.unit), out);
    set_signs(p, &unit, out);
    p->at = unit.unit || unit.junk ? end : p->at;
    if (at_end(p, out)) {
        set_status(p, out);
        return true;
    }
    if (!unit.unit && !out->percent && peek(p) != '(')
        return false;
    sr_shape first = p->shape;
    if (unit.junk || first.n == 0 || !read_more(p, out))
        return false;
    p->shape = first;
    if (out->repair == SR_RULE_TRAILING_JUNK)
        out->repair = SR_RULE_NONE;
    set_status(p, out);
    return true;
}

static void says(sr_readings *out, sr_cell_status status, sr_rule rule)
{
    *out = (sr_readings){.status = status, .rule = rule};
}

static bool begins_like_words(sr_slice s)
{
    unsigned char c = (unsigned char)s.ptr[0];
    bool currency =
        s.len > 2 && (sr_eq_nocase(sr_sub(s, 0, 2), SR_LIT("rp")) || sr_eq_nocase(sr_sub(s, 0, 3), SR_LIT("idr")));
    return sr_is_alpha(c) && !currency;
}

void sr_number_read(sr_slice text, sr_readings *out)
{
    sr_folded f;

    if (text.len == 0) {
        says(out, SR_CELL_EMPTY, SR_RULE_BLANK);
        return;
    }
    if (!sr_number_fold(text, &f)) {
        says(out, SR_CELL_TEXT, SR_RULE_PLAIN_TEXT);
        return;
    }
    sr_slice s = sr_trim((sr_slice){f.text, f.len});
    if (s.len == 0) {
        says(out, SR_CELL_EMPTY, SR_RULE_BLANK);
        return;
    }
    if (sr_is_nil_mark(s)) {
        says(out, SR_CELL_NIL, SR_RULE_NIL_MARK);
        return;
    }
    if ((s.ptr[0] == '#' || (s.ptr[0] | 32) == 'e') && sr_is_sheet_error(s)) {
        says(out, SR_CELL_UNREADABLE, SR_RULE_ERROR_VALUE);
        return;
    }
    if (s.ptr[0] == '#') {
        bool lost = sr_is_overflow(s);
        says(out, lost ? SR_CELL_UNREADABLE : SR_CELL_TEXT, lost ? SR_RULE_OVERFLOW_MARKS : SR_RULE_HEADING);
        return;
    }
    sr_rule rule = sr_code_classify(s);
    sr_code code;
    sr_slice rest;
    bool words = memchr(s.ptr, ' ', s.len) || memchr(s.ptr, '-', s.len); /* one word alone is classified */
    if (rule == SR_RULE_NONE && words && !sr_is_alpha((unsigned char)s.ptr[0]) &&
        sr_code_prefix(s, &code, &rest)) /* "5.03.02 PROGRAM ..." */
        rule = SR_RULE_CODE;
    if (rule != SR_RULE_NONE || begins_like_words(s)) {
        says(out, SR_CELL_TEXT, rule ? rule : SR_RULE_PLAIN_TEXT);
        return;
    }
    parser p = {.s = s, .hard_blank = f.hard_blank};
    bool ordinal = sr_is_ordinal(s);
    *out = (sr_readings){.unit_known = true};
    if (ordinal && s.ptr[0] != '(') /* "2)": without its bracket, in case that a column of measures wants it */
        p.s = sr_sub(s, 0, s.len - 1);
    if (ordinal && sr_is_only_ordinal(s)) {
        says(out, SR_CELL_TEXT, SR_RULE_ORDINAL);
    } else if (!read_quantity(&p, out)) {
        says(out, SR_CELL_TEXT, ordinal ? SR_RULE_ORDINAL : SR_RULE_PLAIN_TEXT);
    } else if (out->n && ordinal) {
        out->status = SR_CELL_TEXT;
        out->rule = SR_RULE_ORDINAL;
    }
}
