/*
 * csv.c - the importer of delimited text: CSV in all its dialects, and TSV.
 *
 * One pass over the records, with the dialect that the start of the text shows. A record of several fields is a row;
 * blank records and those of one text wait for what follows (importers/around.h).
 */
#include "importers/around.h"
#include "importers/dialect.h"
#include "importers/faults.h"
#include "importers/importers.h"

#include <stdlib.h>

enum {
    CREDIT = 8 * SR_LINE_MAX, /* bytes that may be looked at in vain for a closing quote ... */
    CREDIT_EACH = 4,          /* ... and what each byte read adds to that: the work stays linear */
};

typedef struct importer {
    sr_doc *doc;
    sr_window *window;
    sr_view *view;
    sr_faults faults;
    sr_dialect dialect;
    uint32_t usual; /* fields of most records of the sample */
    bool tight;     /* delimiters with blanks behind them all are those of sentences */
    sr_record record;
    uint64_t line_no; /* of the record at hand */
    size_t credit;
    bool long_line; /* in the middle of a line that is too long */
    sr_around around;
} importer;

/* ---- records ------------------------------------------------------------------------------ */

static uint64_t offset_of(const importer *im)
{
    return sr_window_base(im->window) + im->record.from;
}

/* Returns the bytes of escapes and doubled quotes that are in no cell. */
static uint32_t fill_cells(importer *im, sr_row *row)
{
    const sr_record *r = &im->record;
    uint32_t removed = 0;

    for (uint32_t i = 0; i < r->n; i++) {
        const sr_field *field = &r->fields[i];
        sr_cell *cell = &row->cells[i];
        sr_slice text = sr_field_text(&im->doc->batch, im->view, &im->dialect, field);
        cell->raw = text.ptr;
        cell->raw_len = (uint32_t)text.len;
        cell->at = (uint32_t)(field->from - r->from);
        cell->line_skip = (int32_t)field->line;
        removed += field->len - (uint32_t)text.len;
    }
    return removed;
}

/* Digits that are no year: what headers do not hold. */
static bool is_number(sr_slice t)
{
    size_t digits = 0, letters = 0;

    t = sr_trim(t);
    for (size_t i = 0; i < t.len; i++) {
        digits += sr_is_digit((unsigned char)t.ptr[i]);
        letters += sr_is_alpha((unsigned char)t.ptr[i]);
    }
    bool year = t.len == 4 && digits == 4 && (t.ptr[0] == '1' || t.ptr[0] == '2');
    return digits > letters && !year;
}

static bool holds_numbers(const importer *im)
{
    const sr_record *r = &im->record;

    for (uint32_t i = 0; i < r->n; i++)
        if (is_number((sr_slice){im->view->bytes + r->fields[i].from, r->fields[i].len}))
            return true;
    return false;
}

static void add_row(importer *im, uint64_t nonblank)
{
    sr_doc *doc = im->doc;
    const sr_record *r = &im->record;

    if (!doc->part || im->around.n)
        sr_around_row(&im->around, !holds_numbers(im), im->line_no);
    sr_row *row = sr_doc_row(doc, r->n, im->line_no, offset_of(im));
    uint64_t markup = r->quotes + fill_cells(im, row) + (im->dialect.delimiter == '\t' ? 0 : r->n - 1);
    sr_doc_row_bytes(doc, nonblank - markup, r->end - r->from);
    sr_doc_account(doc, SR_ACCOUNT_MARKUP, markup);
}

static void say_quoting(importer *im)
{
    const sr_record *r = &im->record;
    unsigned long long line_no = im->line_no;
    sr_finding *f =
        r->quoting == SR_QUOTES_UNCLOSED
            ? sr_doc_finding(im->doc, SR_S019, "Line %llu opens a quote that nothing closes; it was read as a letter.",
                             line_no)
            : sr_doc_finding(im->doc, SR_S020, "Line %llu has a quote inside a quoted field; it stays in the text.",
                             line_no);
    f->line_no = line_no;
}

static void add_wide(importer *im, sr_slice text)
{
    sr_around_end(&im->around);
    sr_doc_finding(im->doc, SR_S002,
                   "Line %llu has %u fields, more than the %d that a table can have; it was kept as prose.",
                   (unsigned long long)im->line_no, im->record.n, SR_COLUMNS_MAX)
        ->line_no = im->line_no;
    sr_around_text(im->doc, text, im->line_no);
}

/*
 * Blank, or with a text in the first field only. A record of two fields of which the second is blank is a row: there a
 * pair lost its value more often than a title was padded.
 */
static bool is_around(const importer *im, uint64_t nonblank, uint32_t signs)
{
    const sr_record *r = &im->record;
    sr_slice first = {im->view->bytes + r->fields[0].from, r->fields[0].len};

    if (nonblank == signs)
        return true;
    return r->n == 1 ? im->usual > 1 : r->n > 2 && nonblank == signs + sr_nonblank(first);
}

/* "Sumber: Dinas Sosial, 2024": words between commas or semicolons as sentences have them, and no record's width. */
static bool is_sentence(const importer *im)
{
    const sr_record *r = &im->record;
    char delimiter = im->dialect.delimiter;

    if (!im->tight || r->n == im->usual || r->n < 2 || r->quotes || (delimiter != ',' && delimiter != ';'))
        return false;
    for (uint32_t i = 1; i < r->n; i++)
        if (r->fields[i].len < 2 || im->view->bytes[r->fields[i].from] != ' ')
            return false;
    return r->fields[0].len && sr_is_alpha((unsigned char)im->view->bytes[r->fields[0].from]);
}

static void add_sentence(importer *im, sr_slice text)
{
    sr_around_add(&im->around,
                  &(sr_around_line){.text = text, .line_no = im->line_no, .offset = offset_of(im), .n = 1});
}

static void add_around(importer *im)
{
    const sr_record *r = &im->record;
    const sr_field *field = &r->fields[0];
    sr_slice text = sr_field_text(&im->doc->batch, im->view, &im->dialect, field);
    uint32_t delimiters = im->dialect.delimiter == '\t' ? 0 : r->n - 1;

    sr_doc_account(im->doc, SR_ACCOUNT_MARKUP, r->quotes + (field->len - text.len) + delimiters);
    sr_around_add(&im->around, &(sr_around_line){.text = sr_trim(text).len ? text : (sr_slice){NULL, 0},
                                                 .line_no = im->line_no,
                                                 .offset = offset_of(im),
                                                 .n = r->n,
                                                 .at = (uint32_t)(field->from - r->from),
                                                 .line = field->line});
}

static void add_record(importer *im)
{
    const sr_record *r = &im->record;
    sr_slice text = {im->view->bytes + r->from, r->end - r->from};
    uint64_t nonblank = sr_nonblank(text);
    uint32_t signs = r->quotes + (im->dialect.delimiter == '\t' ? 0 : r->n - 1);

    if (r->quoting != SR_QUOTES_SOUND)
        say_quoting(im);
    if (r->n > SR_COLUMNS_MAX) {
        add_wide(im, text);
    } else if (is_around(im, nonblank, signs)) {
        add_around(im);
    } else if (is_sentence(im)) {
        add_sentence(im, text);
    } else {
        add_row(im, nonblank);
    }
}

static void end_page(importer *im)
{
    sr_around_end(&im->around);
    sr_doc_page(im->doc, im->line_no);
}

/* ---- lines that are too long -------------------------------------------------------------- */

/* A piece of the line, or its end. */
static void add_piece(importer *im)
{
    sr_view *v = im->view;
    size_t end = v->to, skip = 0, m = v->at_mark;

    for (; m < v->n_marks && skip == 0; m++)
        if (v->bytes[v->marks[m]] == '\n' || v->bytes[v->marks[m]] == '\r' || v->bytes[v->marks[m]] == '\f') {
            end = v->marks[m];
            skip = 1;
        }
    if (end - v->from > SR_PIECE_BYTES) {
        end = sr_view_piece(v);
        skip = 0;
    }
    sr_around_end(&im->around);
    if (!im->long_line)
        sr_doc_finding(im->doc, SR_D007, "Line %llu is longer than %d bytes; it was kept as pieces of prose.",
                       (unsigned long long)im->line_no, SR_LINE_MAX)
            ->line_no = im->line_no;
    sr_slice text = sr_trim((sr_slice){v->bytes + v->from, end - v->from});
    if (text.len)
        sr_doc_text(im->doc, SR_BLOCK_PROSE, text, im->line_no);
    im->long_line = skip == 0;
    im->line_no += skip;
    im->doc->lines = im->line_no - skip;
    v->from = end + skip;
    while (v->at_mark < v->n_marks && v->marks[v->at_mark] < v->from)
        v->at_mark++;
}

/* ---- reading ------------------------------------------------------------------------------ */

typedef enum step { AT_END, A_RECORD, A_PIECE, FAILED } step;

static step next_step(importer *im, sr_error *err)
{
    sr_view *v = im->view;

    for (;;) {
        size_t held = v->to - v->from, limit = im->credit < SR_LINE_MAX ? im->credit : SR_LINE_MAX;
        if (im->long_line && (held > SR_PIECE_BYTES || (held && v->ended)))
            return A_PIECE;
        if (held && !im->long_line && sr_record_find(v, &im->dialect, im->usual, limit, &im->record) == SR_RECORD_FOUND)
            return im->record.end - im->record.from > SR_LINE_MAX ? A_PIECE : A_RECORD;
        if (held > SR_LINE_MAX)
            return A_PIECE;
        if (v->ended)
            return AT_END;
        if (sr_window_fill(im->window, err) != 0)
            return FAILED;
    }
}

static void take_record(importer *im)
{
    const sr_record *r = &im->record;
    size_t earned = (r->next - r->from) * CREDIT_EACH;

    im->credit = im->credit + earned < CREDIT ? im->credit + earned : CREDIT;
    im->credit -= r->looked < im->credit ? r->looked : im->credit;
    im->doc->lines = im->line_no - 1 + r->lines + (r->next == r->end);
    add_record(im);
    sr_faults_before(&im->faults, sr_window_base(im->window) + r->next, im->line_no);
    if (r->page)
        end_page(im);
    im->line_no += r->lines;
    im->view->from = r->next;
    im->view->at_mark = r->next_mark;
}

static int flush_if_due(importer *im, sr_error *err)
{
    size_t held = sr_window_held(im->window);

    if (!sr_doc_batch_full(im->doc) && held < SR_HELD_MAX)
        return 0;
    if (im->around.n && held < SR_HELD_MAX + SR_HELD_MAX / 4) /* a few lines more tell what they are */
        return 0;
    if (im->around.n)
        sr_around_end(&im->around);
    int rc = sr_doc_flush(im->doc, false, err);
    sr_window_recycle(im->window);
    return rc;
}

static int read_records(importer *im, const sr_import_options *options, sr_error *err)
{
    step what;

    while ((what = next_step(im, err)) != AT_END) {
        if (what == FAILED)
            return -1;
        if (what == A_PIECE)
            add_piece(im);
        else
            take_record(im);
        if (flush_if_due(im, err) != 0)
            return -1;
        if (options->cancelled && *options->cancelled)
            return sr_fail(err, SR_ERR_CANCELLED, "interrupted");
    }
    return 0;
}

static const char *name_of_delimiter(char c)
{
    return c == ',' ? "commas" : c == ';' ? "semicolons" : c == '|' ? "vertical bars" : "tabs";
}

/* The dialect, from the first block of text. */
static int open_dialect(importer *im, sr_format format, sr_error *err)
{
    sr_view *v = im->view;
    sr_dialect_guess guess;
    char declared;

    if (sr_window_fill(im->window, err) != 0)
        return -1;
    sr_slice text = {v->bytes, v->to};
    sr_dialect_guess_of(text, v->ended, format == SR_FORMAT_TSV ? "\t" : ",;|\t", &guess);
    im->dialect = guess.dialect;
    im->usual = guess.usual;
    im->tight = guess.tight;
    im->around.padded = guess.padded;
    sr_window_mark(im->window, sr_dialect_signs(&im->dialect));
    if (guess.declared) {
        v->from = sr_dialect_line(text, &declared);
        while (v->at_mark < v->n_marks && v->marks[v->at_mark] < v->from)
            v->at_mark++;
        im->line_no++;
        sr_doc_account(im->doc, SR_ACCOUNT_MARKUP, sr_nonblank(sr_sub(text, 0, v->from)));
    }
    if (guess.other)
        sr_doc_finding(im->doc, SR_D014, "The fields were taken to stand between %s; %s would do nearly as well.",
                       name_of_delimiter(guess.dialect.delimiter), name_of_delimiter(guess.other));
    return 0;
}

static int read_delimited(sr_source *source, const sr_import_options *options, sr_format format, sr_doc *doc,
                          sr_error *err)
{
    int rc = -1;
    importer im = {.doc = doc, .line_no = 1, .credit = CREDIT, .around = {.doc = doc}};

    doc->bytes = sr_source_size(source);
    sr_decoder *decoder = sr_decoder_open(source, options->encoding, doc, err);
    if (!decoder)
        return -1;
    im.faults = (sr_faults){.decoder = decoder, .doc = doc};
    im.window = sr_window_new(decoder, doc, (sr_signs){',', '"'});
    im.view = sr_window_view(im.window);
    if (open_dialect(&im, format, err) != 0 || read_records(&im, options, err) != 0)
        goto cleanup;
    sr_around_end(&im.around);
    sr_faults_end(&im.faults);
    rc = sr_doc_flush(doc, true, err);
cleanup:
    sr_record_free(&im.record);
    sr_window_free(im.window);
    sr_decoder_close(decoder);
    return rc;
}

static int read_csv(sr_source *source, const sr_import_options *options, sr_doc *doc, sr_error *err)
{
    return read_delimited(source, options, SR_FORMAT_CSV, doc, err);
}

static int read_tsv(sr_source *source, const sr_import_options *options, sr_doc *doc, sr_error *err)
{
    return read_delimited(source, options, SR_FORMAT_TSV, doc, err);
}

/* ---- bidding ------------------------------------------------------------------------------ */

static bool is_named(sr_slice name, const char *const *ends)
{
    for (; *ends; ends++) {
        sr_slice end = sr_str(*ends);
        if (name.len > end.len && sr_eq_nocase(sr_sub(name, name.len - end.len, name.len), end))
            return true;
    }
    return false;
}

/* Whether one line in five of the start holds the sign: less is no table, and a closer look costs time. */
static bool stands_in_lines(sr_slice head, char sign)
{
    size_t lines = 0, with = 0;

    for (const char *at = head.ptr, *end = head.ptr + head.len; at < end; lines++) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        stop = stop ? stop : end;
        with += memchr(at, sign, (size_t)(stop - at)) != NULL;
        at = stop + 1;
    }
    return with * 5 > lines;
}

/* Lines of which more than half are a number each: a table of one column, if the name says that it is a table. */
static bool is_column(sr_slice head)
{
    size_t lines = 0, numbers = 0;

    for (const char *at = head.ptr, *end = head.ptr + head.len; at < end;) {
        const char *stop = memchr(at, '\n', (size_t)(end - at));
        sr_slice line = sr_trim((sr_slice){at, (size_t)((stop ? stop : end) - at)});
        lines += line.len > 0;
        numbers += line.len > 0 && is_number(line);
        at = stop ? stop + 1 : end;
    }
    return numbers > 1 && numbers * 2 > lines;
}

enum {
    SURE = 60,      /* above text's 10, below what says outright what it is */
    WIDE = 6,       /* fields: more than sentences have commas, one like the other */
    QUOTED_MIN = 8, /* fields in quotes, and records of several fields, that are no chance */
};

/*
 * Commas stand in every text and semicolons in many. They separate fields where nearly all lines have as many of them,
 * and they are no commas of sentences (a blank behind them) nor of numbers, in lines without columns set in blanks.
 * A name that says so asks for less.
 */
static int bid_csv(sr_slice head, sr_slice name)
{
    static const char *const ends[] = {".csv", ".psv", ".dsv", NULL};
    sr_dialect_guess g;
    bool named = is_named(name, ends);

    if (!named && !stands_in_lines(head, ',') && !stands_in_lines(head, ';') && !stands_in_lines(head, '|'))
        return 0;
    sr_dialect_guess_of(head, head.len < SR_HEAD_BYTES, ",;|\t", &g);
    if (g.declared)
        return SURE;
    if (g.usual < 2)
        return named && is_column(head) ? SURE : 0;
    if (named)
        return g.agree * 2 >= g.records || (g.steady > 2 && g.steady * 10 >= g.several * 6) ? SURE : 0;
    bool sentences = g.splits && g.spaced * 2 > g.splits;
    bool numbers = g.splits && (g.in_numbers == g.splits || g.torn * 2 > g.splits), columns = g.gaps * 2 > g.records;
    /*
     * Records beside records of the same width, most of them where they are so wide that no sentences are; pairs stand
     * in prose, too, and must be nearly all there is.
     */
    uint32_t most = g.usual >= WIDE ? 6 : 8;
    bool enough = g.usual > 2 ? g.steady > 1 && g.steady * 10 >= g.several * most && g.several * 10 >= g.records * 3
                              : g.records > 3 && g.agree * 10 >= g.records * 9;
    /* Prose among the records whose commas all stand in quotes: a program wrote it so. */
    enough |= g.quoted >= QUOTED_MIN && g.spaced == 0 && g.several >= QUOTED_MIN && g.steady * 10 >= g.several * 9;
    if (g.dialect.delimiter == '\t' || (g.dialect.delimiter == '|' && g.quoted == 0))
        return 0; /* tables of text */
    return enough && !sentences && !numbers && !columns ? SURE : 0;
}

/* Tab tables are text's; fields in quotes are not, for a quoted field may hold tabs and line ends. */
static int bid_tsv(sr_slice head, sr_slice name)
{
    static const char *const ends[] = {".tsv", ".tab", NULL};
    sr_dialect_guess g;
    bool named = is_named(name, ends);

    if (!named && (!memchr(head.ptr, '"', head.len) || !memchr(head.ptr, '\t', head.len)))
        return 0;
    sr_dialect_guess_of(head, head.len < SR_HEAD_BYTES, "\t", &g);
    if (g.usual < 2 || g.agree * 10 < g.records * (named ? 5 : 9))
        return 0;
    return named || g.quoted > 1 ? SURE : 0;
}

const sr_importer sr_csv_importer = {SR_FORMAT_CSV, "CSV", bid_csv, read_csv};
const sr_importer sr_tsv_importer = {SR_FORMAT_TSV, "tab-separated values", bid_tsv, read_tsv};
