/*
 * text.c - the importer of plain text: tab tables, `|` tables, tables of aligned blanks, headings, captions, prose.
 *
 * One pass over the lines. Tab and pipe rows go to the document as they come; other lines are collected to a run (one
 * page at most), because only several lines together show whether their blanks are columns. One line may be held back
 * until the next one tells what it is.
 */
#include "importers/aligned.h"
#include "importers/faults.h"
#include "importers/importers.h"
#include "importers/lines.h"
#include "importers/pipe.h"
#include "importers/prose.h"

#include <stdlib.h>

enum {
    RUN_LINES_MAX = 2048,        /* a printed page has less than 100 lines; text without form feeds is cut here */
    RUN_BYTES_MAX = 1024 * 1024, /* a run is held, whatever its lines are */
    HEADER_ROWS_MAX = 8,         /* rows above a rule line; what stands below more rows is no header rule */
};

typedef enum state { NOTHING, IN_TABS, IN_PIPES } state;

typedef struct importer {
    sr_doc *doc;
    sr_lines *lines;
    sr_faults faults;
    state state;
    bool outer;       /* of the pipe table: its rows begin with a pipe */
    bool header_sure; /* its header ends with a rule of = */
    uint32_t rules;   /* seen below its first row */
    bool has_held;    /* held waits for the next line */
    sr_text_line held;
    sr_line *run;
    uint8_t *types;
    size_t n_run, run_bytes;
} importer;

/* ---- runs of lines that are no rows ------------------------------------------------------- */

static void run_text(void *context, const sr_line *line)
{
    importer *im = context;
    sr_slice text = sr_trim(line->text);

    if (text.len)
        sr_doc_text(im->doc, (sr_block_type)im->types[line - im->run], text, line->line_no)->wrapped =
            sr_is_blank((unsigned char)line->text.ptr[line->text.len - 1]);
}

/* Two blanks between two words: without any there are no columns. */
static bool has_gap(sr_slice text)
{
    text = sr_trim(text);
    return text.len > 3 && memmem(text.ptr, text.len, "  ", 2) != NULL;
}

static void end_run(importer *im)
{
    bool gap = false;

    while (im->n_run && sr_trim(im->run[im->n_run - 1].text).len == 0)
        im->n_run--;
    if (im->n_run == 0)
        return;
    sr_prose_classify_run(im->run, im->n_run, im->types);
    for (size_t i = 0; i < im->n_run && !gap; i++)
        gap = has_gap(im->run[i].text);
    if (gap)
        sr_aligned_lines(im->doc, im->run, im->n_run, run_text, im);
    for (size_t i = 0; i < im->n_run && !gap; i++)
        run_text(im, &im->run[i]);
    im->n_run = im->run_bytes = 0;
}

static void end_table(importer *im)
{
    if (im->doc->part)
        sr_doc_part_end(im->doc);
    im->state = NOTHING;
}

static void add_to_run(importer *im, const sr_text_line *line)
{
    end_table(im);
    if (im->n_run == 0 && sr_trim(line->text).len == 0)
        return;
    if (im->n_run == RUN_LINES_MAX || im->run_bytes + line->text.len > RUN_BYTES_MAX)
        end_run(im);
    im->run[im->n_run++] = (sr_line){line->text, line->line_no, line->offset};
    im->run_bytes += line->text.len;
}

/* ---- rows --------------------------------------------------------------------------------- */

static void tab_row(sr_doc *doc, const sr_text_line *line)
{
    sr_row *row = sr_doc_row(doc, line->tabs + 1, line->line_no, line->offset);
    sr_cell *cell = row->cells;
    const char *begin = line->text.ptr, *from = begin, *end = begin + line->text.len;

    for (uint32_t i = 0; i < line->n_marks; i++) {
        const char *at = line->marks_base + line->marks[i];
        if (at >= end)
            break;
        if (*at != '\t')
            continue;
        cell->raw = from;
        cell->raw_len = (uint32_t)(at - from);
        cell->at = (uint32_t)(from - begin);
        cell++;
        from = at + 1;
    }
    cell->raw = from;
    cell->raw_len = (uint32_t)(end - from);
    cell->at = (uint32_t)(from - begin);
    /* Tabs are blanks: the cells hold what the line holds. */
    sr_doc_row_bytes(doc, sr_nonblank(line->text), line->text.len);
}

static void add_tab_row(importer *im, const sr_text_line *line)
{
    if (im->state != IN_TABS) {
        end_table(im);
        sr_doc_part(im->doc, SR_PART_TAB, line->line_no);
        im->state = IN_TABS;
    }
    tab_row(im->doc, line);
}

/*
 * A rule line is markup; the first one below a few rows says that they are the header. A box with a rule under every
 * row says
 * nothing, unless one rule is of = signs.
 */
static void add_rule(importer *im, const sr_text_line *line, const sr_pipe_shape *shape)
{
    sr_part *part = im->state == IN_PIPES ? im->doc->part : NULL;

    sr_doc_account(im->doc, SR_ACCOUNT_MARKUP, sr_nonblank(line->text));
    if (!part || part->continued || part->n_rows == 0 || part->n_rows > HEADER_ROWS_MAX)
        return;
    if (im->rules++ == 0 || (shape->double_rule && !im->header_sure))
        part->header_rows = (uint32_t)part->n_rows;
    im->header_sure |= shape->double_rule;
}

static void add_pipe_row(importer *im, const sr_text_line *line, const sr_pipe_shape *shape)
{
    if (im->state != IN_PIPES) {
        end_table(im);
        sr_doc_part(im->doc, SR_PART_PIPE, line->line_no);
        im->state = IN_PIPES;
        im->outer = shape->left;
        im->header_sure = false;
        im->rules = 0;
    } else if (im->rules > 1 && !im->header_sure) {
        im->doc->part->header_rows = 0;
    }
    sr_pipe_row(im->doc, line, shape, im->outer);
}

/* ---- what a line is ----------------------------------------------------------------------- */

typedef enum line_kind {
    BLANK,
    TEXT,
    TAB_ROW,
    MAYBE_TAB_ROW, /* one tab before or behind a text: an indented line, unless a tab row follows */
    PIPE_ROW,
    MAYBE_PIPE_ROW, /* pipes inside a line: a row if the next line is one too, or a rule */
    PIPE_RULE,
} line_kind;

static line_kind pipe_kind(const importer *im, const sr_pipe_shape *shape)
{
    if (shape->rule)
        return PIPE_RULE;
    if (shape->left && (shape->pipes > 1 || im->state == IN_PIPES))
        return PIPE_ROW;
    if (shape->pipes > 0)
        return im->state == IN_PIPES ? PIPE_ROW : MAYBE_PIPE_ROW;
    return TEXT;
}

static line_kind tab_kind(const importer *im, const sr_text_line *line)
{
    sr_slice text = sr_trim(line->text);

    if (im->state == IN_TABS)
        return TAB_ROW;
    if (text.len == 0)
        return BLANK;
    return line->tabs == 1 && !memchr(text.ptr, '\t', text.len) ? MAYBE_TAB_ROW : TAB_ROW;
}

/* shape is filled for lines with pipes. */
static line_kind kind_of(const importer *im, const sr_text_line *line, sr_pipe_shape *shape)
{
    if (line->tabs > 0 && (line->pipes == 0 || im->state == IN_TABS))
        return tab_kind(im, line);
    sr_slice text = sr_trim(line->text);
    if (text.len == 0)
        return BLANK;
    if (line->pipes > 0 || text.ptr[0] == '+' || text.ptr[0] == '-') {
        *shape = sr_pipe_look(text);
        line_kind kind = pipe_kind(im, shape);
        if (line->tabs == 0 || kind == PIPE_ROW || kind == PIPE_RULE)
            return kind;
    }
    return line->tabs > 0 ? tab_kind(im, line) : TEXT;
}

/* The line held back is a row after all; its marks are gone, so they are looked for again. */
static void add_held_row(importer *im, bool pipes)
{
    uint64_t ignored = 0;
    sr_text_line *line = &im->held;

    im->has_held = false;
    end_run(im);
    if (pipes) {
        sr_pipe_shape shape = sr_pipe_look(line->text);
        add_pipe_row(im, line, &shape);
        return;
    }
    uint32_t *marks = sr_arena_alloc(&im->doc->batch, line->text.len * sizeof *marks);
    line->n_marks = (uint32_t)sr_scan_marks(line->text.ptr, line->text.len, SR_LINE_SIGNS, marks, &ignored);
    line->marks = marks;
    line->marks_base = line->text.ptr;
    add_tab_row(im, line);
}

/* Decides about the line held back, now that the next one is known. */
static void settle_held(importer *im, line_kind next, const sr_pipe_shape *next_shape)
{
    if (!im->has_held)
        return;
    sr_pipe_shape held = im->held.pipes ? sr_pipe_look(im->held.text) : (sr_pipe_shape){0};
    if (held.pipes > 0) {
        bool same = next == MAYBE_PIPE_ROW && (next_shape->pipes == held.pipes || held.pipes > 1);
        if (same || next == PIPE_RULE || (next == PIPE_ROW && held.pipes > 1)) {
            add_held_row(im, true);
            return;
        }
    } else if (next == TAB_ROW) {
        add_held_row(im, false);
        return;
    }
    im->has_held = false;
    add_to_run(im, &im->held);
}

static void add_line(importer *im, const sr_text_line *line)
{
    sr_pipe_shape shape = {0};
    line_kind kind = kind_of(im, line, &shape);

    settle_held(im, kind, &shape);
    if (kind == MAYBE_PIPE_ROW && im->state == IN_PIPES)
        kind = PIPE_ROW;
    switch (kind) {
    case BLANK:
        end_table(im);
        add_to_run(im, line);
        break;
    case TEXT:
        add_to_run(im, line);
        break;
    case TAB_ROW:
        end_run(im);
        add_tab_row(im, line);
        break;
    case PIPE_ROW:
        end_run(im);
        add_pipe_row(im, line, &shape);
        break;
    case PIPE_RULE:
        end_run(im);
        add_rule(im, line, &shape);
        break;
    case MAYBE_TAB_ROW:
    case MAYBE_PIPE_ROW:
        end_table(im);
        im->held = *line;
        im->has_held = true;
    }
}

static void end_page(importer *im, uint64_t line_no)
{
    settle_held(im, BLANK, NULL);
    end_run(im);
    end_table(im);
    sr_doc_page(im->doc, line_no);
}

/* ---- lines that are too much -------------------------------------------------------------- */

static void add_piece(importer *im, const sr_text_line *line)
{
    settle_held(im, BLANK, NULL);
    end_run(im);
    end_table(im);
    if (line->first_piece)
        sr_doc_finding(im->doc, SR_D007, "Line %llu is longer than %d bytes; it was kept as pieces of prose.",
                       (unsigned long long)line->line_no, SR_LINE_MAX)
            ->line_no = line->line_no;
    sr_slice text = sr_trim(line->text);
    if (text.len)
        sr_doc_text(im->doc, SR_BLOCK_PROSE, text, line->line_no);
}

static void add_wide_line(importer *im, const sr_text_line *line)
{
    settle_held(im, BLANK, NULL);
    end_run(im);
    end_table(im);
    sr_doc_finding(
        im->doc, SR_S002, "Line %llu has %u cells, more than the %d that a table can have; it was kept as prose.",
        (unsigned long long)line->line_no, (line->tabs > line->pipes ? line->tabs : line->pipes) + 1, SR_COLUMNS_MAX)
        ->line_no = line->line_no;
    sr_slice text = sr_trim(line->text);
    if (text.len)
        sr_doc_text(im->doc, SR_BLOCK_PROSE, text, line->line_no);
}

/* ---- the importer ------------------------------------------------------------------------- */

static bool is_overdue(const importer *im)
{
    return sr_doc_batch_holds(im->doc, 5) || sr_lines_held(im->lines) > SR_HELD_MAX + SR_HELD_MAX / 4;
}

/*
 * Text at the end of a batch may be the title of the table that follows, and the first rows of a table are its header:
 * they go together. A page is not cut either.
 */
static bool is_at_seam(const importer *im)
{
    const sr_doc *doc = im->doc;

    if (im->n_run || im->has_held)
        return true;
    if (doc->part)
        return !doc->part->continued && doc->part->n_rows < HEADER_ROWS_MAX + HEADER_ROWS_MAX;
    return doc->n_blocks > 0 && doc->blocks[doc->n_blocks - 1].type != SR_BLOCK_PART;
}

static int flush_if_due(importer *im, sr_error *err)
{
    if (!sr_doc_batch_full(im->doc) && sr_lines_held(im->lines) < SR_HELD_MAX)
        return 0;
    if (is_at_seam(im)) {
        if (!is_overdue(im))
            return 0;
        settle_held(im, BLANK, NULL);
        end_run(im);
    }
    int rc = sr_doc_flush(im->doc, false, err);
    sr_lines_recycle(im->lines);
    return rc;
}

static int read_lines(importer *im, const sr_import_options *options, sr_error *err)
{
    sr_text_line line;
    int rc;

    while ((rc = sr_lines_next(im->lines, &line, err)) > 0) {
        if (line.piece)
            add_piece(im, &line);
        else if (line.tabs >= SR_COLUMNS_MAX || line.pipes >= SR_COLUMNS_MAX)
            add_wide_line(im, &line);
        else
            add_line(im, &line);
        sr_faults_before(&im->faults, line.offset + line.text.len, line.line_no);
        if (line.page_after)
            end_page(im, line.line_no);
        if (flush_if_due(im, err) != 0)
            return -1;
        if (options->cancelled && *options->cancelled)
            return sr_fail(err, SR_ERR_CANCELLED, "interrupted");
    }
    return rc;
}

static int read_text(sr_source *source, const sr_import_options *options, sr_doc *doc, sr_error *err)
{
    int rc = -1;
    importer im = {.doc = doc};

    doc->bytes = sr_source_size(source);
    sr_decoder *decoder = sr_decoder_open(source, options->encoding, doc, err);
    if (!decoder)
        return -1;
    im.faults = (sr_faults){.decoder = decoder, .doc = doc};
    im.lines = sr_lines_new(decoder, doc);
    im.run = malloc(RUN_LINES_MAX * sizeof *im.run);
    im.types = malloc(RUN_LINES_MAX);
    if (!im.run || !im.types)
        abort();
    if (read_lines(&im, options, err) != 0)
        goto cleanup;
    settle_held(&im, BLANK, NULL);
    end_run(&im);
    end_table(&im);
    sr_faults_end(&im.faults);
    rc = sr_doc_flush(doc, true, err);
cleanup:
    free(im.types);
    free(im.run);
    sr_lines_free(im.lines);
    sr_decoder_close(decoder);
    return rc;
}

/* Text is what remains when nobody else wants it. */
static int bid_text(sr_slice head, sr_slice name)
{
    (void)head;
    (void)name;
    return 10;
}

const sr_importer sr_text_importer = {SR_FORMAT_TEXT, "text", bid_text, read_text};
