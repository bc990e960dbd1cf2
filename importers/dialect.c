#include "importers/dialect.h"

#include <stdlib.h>

enum {
    WIDTHS_MAX = 256,     /* fields a record that are counted apart */
    FIELD_MAX = 8 * 1024, /* bytes of a field over several lines; a quote that nothing closes costs no more */
    RECORDS_MAX = 400,    /* of several fields that are looked at in a sample */
    SETTLED = 12,         /* records beside one of their width: no further stretch of the text is looked at */
    NEARLY = 90,          /* percent of the best score */
};

/* One way to read the sample, and how well that goes. */
typedef struct trial {
    sr_dialect dialect;
    uint32_t records, usual, agree, widths;
    uint32_t fields, values, quoted, spaced, splits, in_numbers, torn, gaps, odd;
    uint32_t several, steady, blank, lone;
    bool tight, titled; /* titled: the first record is one field */
    uint32_t before;    /* fields of the record before, if several */
    bool is_steady;     /* ... and it has been counted so */
    uint64_t score;
} trial;

size_t sr_dialect_line(sr_slice text, char *delimiter)
{
    size_t at = 0;

    /* What Excel writes and obeys; the quotes are those of a writer that quotes every field. */
    if (text.len && text.ptr[0] == '"')
        at++;
    if (text.len < at + 5 || !sr_eq_nocase(sr_sub(text, at, at + 4), SR_LIT("sep=")))
        return 0;
    *delimiter = text.ptr[at + 4];
    if (!memchr(",;|\t", *delimiter, 4))
        return 0;
    at += 5;
    if (at < text.len && text.ptr[0] == '"' && text.ptr[at] == '"')
        at++;
    if (at < text.len && text.ptr[at] == '\r')
        at++;
    if (at < text.len && text.ptr[at] == '\n')
        at++;
    char last = text.ptr[at - 1];
    return last == '\n' || last == '\r' || at == text.len ? at : 0;
}

/* ---- one trial ---------------------------------------------------------------------------- */

/*
 * A field that is blank, a number, a date, or words; not one with the signs of another dialect in it: a delimiter with
 * no blank behind it, a quote at one end.
 */
static bool is_value(sr_slice t, char delimiter)
{
    t = sr_trim(t);
    if (t.len == 0)
        return true;
    if (t.ptr[0] == '"' || t.ptr[t.len - 1] == '"' || (t.ptr[0] == '\'' && t.ptr[t.len - 1] == '\''))
        return false;
    for (size_t i = 0; i + 1 < t.len; i++) {
        unsigned char c = (unsigned char)t.ptr[i], next = (unsigned char)t.ptr[i + 1];
        if (c == '\t' || c == '|')
            return false;
        if ((c == ';' || c == ',') && c != (unsigned char)delimiter && !sr_is_blank(next) &&
            !(c == ',' && sr_is_digit(next)))
            return false;
    }
    return true;
}

/* One or two digits and a blank, or nothing but a bracket: "00 1.198.765", ",50)": what stands behind a decimal sign.
 */
static bool is_rest_of_number(sr_slice s)
{
    size_t digits = 0;

    while (digits < s.len && sr_is_digit((unsigned char)s.ptr[digits]))
        digits++;
    if (digits == 0 || digits > 2 || digits == s.len)
        return false;
    return s.ptr[digits] == ')' || s.ptr[digits] == '%' || sr_is_blank((unsigned char)s.ptr[digits]);
}

/* Words parted by three blanks or more: columns set in blanks, which no field between delimiters needs. */
static bool has_gap(sr_slice s)
{
    s = sr_trim(s);
    for (size_t i = 0; i + 2 < s.len; i++)
        if (s.ptr[i] == ' ' && s.ptr[i + 1] == ' ' && s.ptr[i + 2] == ' ')
            return true;
    return false;
}

/* True if a delimiter of the record has no blank behind it, or stands beside quotes. */
static bool count_delimiters(const sr_view *v, const sr_record *r, trial *t)
{
    bool tight = false;

    for (uint32_t i = 0; i + 1 < r->n; i++) {
        const sr_field *a = &r->fields[i], *b = a + 1;
        size_t at = a->from + a->len;
        char before = a->len ? v->bytes[at - 1] : 0, behind = b->len ? v->bytes[b->from] : 0;
        tight |= behind != ' ' || a->quoted || b->quoted;
        if (a->quoted || b->quoted)
            continue;
        t->splits++;
        t->spaced += behind == ' ';
        t->in_numbers += sr_is_digit((unsigned char)before) && sr_is_digit((unsigned char)behind);
        t->torn += sr_is_digit((unsigned char)before) && is_rest_of_number((sr_slice){v->bytes + b->from, b->len});
    }
    return tight;
}

static bool is_blank_record(const sr_view *v, const sr_record *r)
{
    for (uint32_t i = 0; i < r->n; i++)
        if (sr_trim((sr_slice){v->bytes + r->fields[i].from, r->fields[i].len}).len)
            return false;
    return true;
}

/* Records of each width; with and without those that might be sentences. */
typedef struct widths {
    uint32_t all[WIDTHS_MAX + 1], tight[WIDTHS_MAX + 1];
} widths;

static void add_record(const sr_view *v, const sr_record *r, trial *t, widths *counts)
{
    uint32_t filled = 0; /* fields that hold something, up to two */
    bool again = r->n > 1 && r->n == t->before;

    for (uint32_t i = 0; i < r->n && filled < 2; i++)
        filled += sr_trim((sr_slice){v->bytes + r->fields[i].from, r->fields[i].len}).len > 0;
    t->titled |= t->records++ == 0 && r->n == 1;
    t->several += r->n > 1;
    t->steady += again ? (t->is_steady ? 1 : 2) : 0; /* the first of them, too */
    t->is_steady = again;
    t->before = r->n > 1 ? r->n : t->before;
    uint32_t width = r->n < WIDTHS_MAX ? r->n : WIDTHS_MAX;
    counts->all[width]++;
    counts->tight[width] += count_delimiters(v, r, t);
    t->lone += r->n > 2 && filled == 1;
    t->odd += r->quoting != SR_QUOTES_SOUND;
    for (uint32_t i = 0; i < r->n; i++) {
        const sr_field *f = &r->fields[i];
        t->fields++;
        t->quoted += f->quoted;
        t->gaps += !f->quoted && has_gap((sr_slice){v->bytes + f->from, f->len});
        t->values += f->quoted || is_value((sr_slice){v->bytes + f->from, f->len}, t->dialect.delimiter);
    }
}

/* Many records of few widths, many fields in each, and fields that are values. */
static void weigh(trial *t, const widths *counts)
{
    uint64_t pattern = 0; /* thousandths */
    uint32_t most = 0;

    for (uint32_t n = 2; n <= WIDTHS_MAX; n++)
        t->tight |= counts->tight[n] > 1;
    for (uint32_t n = 1; n <= WIDTHS_MAX; n++) {
        uint32_t all = counts->all[n], told = t->tight ? counts->tight[n] : all;
        if (all == 0)
            continue;
        t->widths++;
        pattern += (uint64_t)all * (n - 1) * 1000 / n;
        if (t->usual < 2 || told >= most) { /* lines without a delimiter stand around the records */
            most = told;
            t->agree = all;
            t->usual = n;
        }
    }
    /* Under the one name of a column stand no pairs, but numbers with decimal commas. */
    bool decimals = t->dialect.delimiter == ',' && t->titled && t->usual == 2 && t->splits == t->several &&
                    t->in_numbers == t->splits && t->quoted == 0;
    if (t->records == 0 || decimals)
        return;
    t->score = pattern * 1000 / t->widths / t->records * t->values / t->fields * (t->records - t->odd) / t->records;
}

static void run_trial(sr_slice sample, bool complete, uint32_t *marks, sr_record *r, trial *t)
{
    widths counts = {0};
    uint64_t ignored = 0;
    sr_view v = {.bytes = sample.ptr, .to = sample.len, .marks = marks, .ended = complete};

    v.n_marks = sr_scan_marks(sample.ptr, sample.len, sr_dialect_signs(&t->dialect), marks, &ignored);
    while (v.from < v.to && t->several < RECORDS_MAX) {
        if (sr_record_find(&v, &t->dialect, 0, FIELD_MAX, r) == SR_RECORD_MORE) {
            if (t->records)
                break;
            v.ended = true; /* one long record is better than none */
            continue;
        }
        if (!is_blank_record(&v, r))
            add_record(&v, r, t, &counts);
        else
            t->blank += r->n > 2;
        v.from = r->next;
        v.at_mark = r->next_mark;
    }
    weigh(t, &counts);
}

/* ---- what to try -------------------------------------------------------------------------- */

/* A sign that begins or ends a field somewhere: what a quote does. */
static bool quotes_somewhere(sr_slice s, char quote, const char *delimiters)
{
    size_t opens = 0, closes = 0;

    for (const char *at = s.ptr, *end = s.ptr + s.len; (at = memchr(at, quote, (size_t)(end - at))) != NULL; at++) {
        char before = at > s.ptr ? at[-1] : '\n', behind = at + 1 < end ? at[1] : '\n';
        opens += before == '\n' || before == '\r' || strchr(delimiters, before) != NULL;
        closes += behind == '\n' || behind == '\r' || strchr(delimiters, behind) != NULL;
    }
    return opens > 1 && closes > 1;
}

/* A backslash right before a quote or delimiter. */
static bool escapes_somewhere(sr_slice s, char quote, char delimiter)
{
    for (const char *at = s.ptr, *end = s.ptr + s.len; (at = memchr(at, '\\', (size_t)(end - at))) != NULL; at++)
        if (at + 1 < end && (at[1] == quote || at[1] == delimiter))
            return true;
    return false;
}

static void keep_better(trial *best, trial *second, const trial *t)
{
    if (t->score > best->score) {
        if (t->dialect.delimiter != best->dialect.delimiter)
            *second = *best;
        *best = *t;
    } else if (t->dialect.delimiter != best->dialect.delimiter && t->score > second->score) {
        *second = *t;
    }
}

/* The best dialect for one stretch of the text; *other: the best with another delimiter. */
static void try_all(sr_slice sample, bool complete, const char *delimiters, uint32_t *marks, sr_record *record,
                    trial *best, trial *other)
{
    bool single = sample.len && quotes_somewhere(sample, '\'', delimiters);

    *best = (trial){.dialect = {delimiters[0], '"', 0}, .usual = 1};
    *other = (trial){0};
    for (const char *d = delimiters; *d; d++) {
        if (sample.len == 0 || !memchr(sample.ptr, *d, sample.len))
            continue;
        for (int q = 0; q < (single ? 2 : 1); q++)
            for (int e = 0; e < 2; e++) {
                trial t = {.dialect = {*d, q ? '\'' : '"', e ? '\\' : 0}};
                if (e && !escapes_somewhere(sample, t.dialect.quote, *d))
                    continue;
                run_trial(sample, complete, marks, record, &t);
                keep_better(best, other, &t);
            }
    }
}

/* The stretch of at most SR_SAMPLE_BYTES that begins behind the first line end at or after from. */
static sr_slice stretch_at(sr_slice text, size_t from)
{
    const char *end = from ? memchr(text.ptr + from, '\n', text.len - from) : NULL;
    size_t at = end ? (size_t)(end - text.ptr) + 1 : from ? text.len : 0;

    return sr_sub(text, at, text.len - at > SR_SAMPLE_BYTES ? at + SR_SAMPLE_BYTES : text.len);
}

void sr_dialect_guess_of(sr_slice text, bool complete, const char *delimiters, sr_dialect_guess *guess)
{
    trial best = {0}, other = {0};
    sr_record record = {0};
    char declared = 0;
    size_t skip = sr_dialect_line(text, &declared);
    const char only[2] = {declared, 0};

    if (skip && strchr(delimiters, declared))
        delimiters = only;
    else
        declared = 0;
    text = sr_sub(text, skip, text.len);
    uint32_t *marks = malloc((SR_SAMPLE_BYTES + 1) * sizeof *marks);
    if (!marks)
        abort(); /* as in core/arena.h */
    /* A long text may stand above the first records: on to where they are. */
    for (size_t from = 0; from == 0 || (from < text.len && best.steady < SETTLED); from += SR_SAMPLE_BYTES) {
        sr_slice sample = stretch_at(text, from);
        trial here, second;
        try_all(sample, complete && sample.ptr + sample.len == text.ptr + text.len, delimiters, marks, &record, &here,
                &second);
        if (from && here.steady <= best.steady)
            continue;
        best = here;
        other = second;
    }
    free(marks);
    sr_record_free(&record);
    for (const char *d = delimiters; best.usual < 2 && text.len && *d; d++) /* none of those in it */
        if (!memchr(text.ptr, *d, text.len)) {
            best.dialect.delimiter = *d;
            break;
        }
    *guess = (sr_dialect_guess){.dialect = best.dialect,
                                .usual = best.usual,
                                .records = best.records,
                                .agree = best.agree,
                                .several = best.several,
                                .steady = best.steady,
                                .quoted = best.quoted,
                                .spaced = best.spaced,
                                .splits = best.splits,
                                .in_numbers = best.in_numbers,
                                .torn = best.torn,
                                .gaps = best.gaps,
                                .tight = best.tight,
                                .padded = best.widths == 1 && best.blank && best.lone,
                                .declared = declared != 0};
    if (best.usual > 1 && other.usual > 1 && other.score * 100 > best.score * NEARLY)
        guess->other = other.dialect.delimiter;
}
