#include "importers/around.h"

#include "importers/prose.h"

enum { BARE_MAX = 4 /* lines without a delimiter between two rows; more are text */ };

void sr_around_text(sr_doc *doc, sr_slice text, uint64_t line_no)
{
    for (size_t from = 0; from < text.len; line_no++) {
        size_t to = from;
        while (to < text.len && text.ptr[to] != '\n' && text.ptr[to] != '\r')
            to++;
        sr_slice line = sr_trim(sr_sub(text, from, to));
        if (line.len)
            sr_doc_text(doc, sr_prose_classify(line), line, line_no);
        from = to + 1 + (to + 1 < text.len && text.ptr[to] == '\r' && text.ptr[to + 1] == '\n');
    }
}

/* Lines without a delimiter are nothing if blank, and a row of one cell if not. */
static void add_row(sr_doc *doc, const sr_around_line *line)
{
    if (line->n == 1 && line->text.len == 0)
        return;
    sr_row *row = sr_doc_row(doc, line->n, line->line_no, line->offset);
    for (uint32_t c = 0; c < line->n; c++)
        row->cells[c].raw = "";
    if (line->text.len)
        row->cells[0].raw = line->text.ptr;
    row->cells[0].raw_len = (uint32_t)line->text.len;
    row->cells[0].at = line->at;
    row->cells[0].line_skip = (int32_t)line->line;
    sr_doc_row_done(doc, row);
}

/* A record of several fields with a text in the first. */
static bool is_padded_text(const sr_around *a, const sr_around_line *line)
{
    return !a->padded && line->n > 1 && line->text.len > 0;
}

static void add_rows(sr_around *a, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i < to; i++)
        add_row(a->doc, &a->held[i]);
}

static void add_texts(sr_around *a, uint32_t from, uint32_t to)
{
    for (uint32_t i = from; i < to; i++)
        sr_around_text(a->doc, a->held[i].text, a->held[i].line_no + a->held[i].line);
}

static void forget(sr_around *a)
{
    a->n = 0;
    a->bytes = 0;
}

void sr_around_end(sr_around *a)
{
    uint32_t rows = 0;

    if (a->doc->part) { /* what stands right below a row is one, if it is padded as rows are */
        while (rows < a->n && is_padded_text(a, &a->held[rows]))
            rows++;
        add_rows(a, 0, rows);
        sr_doc_part_end(a->doc);
    }
    add_texts(a, rows, a->n);
    forget(a);
}

void sr_around_add(sr_around *a, const sr_around_line *line)
{
    if (a->n == SR_AROUND_MAX || a->bytes + line->text.len > SR_AROUND_BYTES)
        sr_around_end(a);
    a->held[a->n++] = *line;
    a->bytes += line->text.len;
}

/* Above a first row: what stands right above data is a row, if it is padded as rows are. */
static void begin(sr_around *a, bool header, uint64_t line_no)
{
    uint32_t rows = a->n;

    while (rows > 0 && !header && is_padded_text(a, &a->held[rows - 1]))
        rows--;
    add_texts(a, 0, rows);
    sr_doc_part(a->doc, a->padded ? SR_PART_GRID : SR_PART_TAB, rows < a->n ? a->held[rows].line_no : line_no);
    add_rows(a, rows, a->n);
    forget(a);
}

void sr_around_row(sr_around *a, bool header, uint64_t line_no)
{
    uint32_t texts = 0, bare = 0, blanks = 0, empty = 0;

    for (uint32_t i = 0; i < a->n; i++) {
        bool text = a->held[i].text.len > 0, single = a->held[i].n == 1;
        texts += text;
        bare += text && single;
        blanks += !text;
        empty += !text && (single || a->padded);
    }
    /* Texts apart from the rows above or below, over a header; lines of text among blank lines; too many of them. */
    bool apart = (texts && blanks && header) || (bare && empty) || bare > BARE_MAX;
    if (a->doc->part && (apart || (empty && !texts)))
        sr_around_end(a);
    if (!a->doc->part)
        begin(a, header, line_no);
    add_rows(a, 0, a->n);
    forget(a);
}
