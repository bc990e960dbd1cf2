#include "importers/lines.h"

#include <stdlib.h>

struct sr_lines {
    sr_window *window;
    sr_view *view;
    sr_doc *doc;
    uint64_t line_no; /* of the next line */
    bool long_line;   /* in the middle of a line that is too long */
};

/* What scanning found from the next line's start on. */
struct found {
    size_t end;     /* where the line ends */
    size_t skip;    /* bytes of its line end; 0 if none was found */
    size_t at_mark; /* the first mark behind it */
    uint32_t tabs, pipes;
    bool page;
};

sr_lines *sr_lines_new(sr_decoder *decoder, sr_doc *doc)
{
    sr_lines *lines = calloc(1, sizeof *lines);

    if (!lines)
        abort(); /* as in core/arena.h */
    lines->window = sr_window_new(decoder, doc, SR_LINE_SIGNS);
    lines->view = sr_window_view(lines->window);
    lines->doc = doc;
    lines->line_no = 1;
    return lines;
}

void sr_lines_free(sr_lines *lines)
{
    if (!lines)
        return;
    sr_window_free(lines->window);
    free(lines);
}

/* Looks for the end of the next line among the marks. */
static struct found find_end(const sr_view *v)
{
    struct found f = {.end = v->to};
    size_t m = v->at_mark;

    for (; m < v->n_marks; m++) {
        size_t at = v->marks[m];
        switch (v->bytes[at]) {
        case '\t':
            f.tabs++;
            continue;
        case '|':
            f.pipes++;
            continue;
        case '\v':
            continue;
        default:
            f.skip = sr_view_line_end(v, at);
            f.page = v->bytes[at] == '\f';
        }
        if (f.skip)
            f.end = at;
        f.at_mark = m + f.skip;
        return f;
    }
    f.at_mark = m;
    return f;
}

static void give(sr_lines *lines, const struct found *f, sr_text_line *line)
{
    sr_view *v = lines->view;

    *line = (sr_text_line){.text = {v->bytes + v->from, f->end - v->from},
                           .line_no = lines->line_no,
                           .offset = sr_window_base(lines->window) + v->from,
                           .marks = v->marks + v->at_mark,
                           .marks_base = v->bytes,
                           .n_marks = (uint32_t)(f->at_mark - v->at_mark),
                           .tabs = f->tabs,
                           .pipes = f->pipes,
                           .page_after = f->page};
    v->from = f->end + f->skip;
    v->at_mark = f->at_mark;
    lines->line_no += f->skip && !f->page;
    lines->doc->lines = lines->line_no - 1 + (!f->skip && line->text.len > 0);
}

/* The next piece of a line that is too long. */
static void give_piece(sr_lines *lines, struct found f, sr_text_line *line)
{
    const sr_view *v = lines->view;
    bool first = !lines->long_line;

    if (f.end - v->from > SR_PIECE_BYTES) {
        f.end = sr_view_piece(v);
        f.skip = 0;
        f.page = false;
        for (f.at_mark = v->at_mark; f.at_mark < v->n_marks && v->marks[f.at_mark] < f.end;)
            f.at_mark++;
    }
    lines->long_line = f.skip == 0;
    give(lines, &f, line);
    line->piece = true;
    line->first_piece = first;
}

int sr_lines_next(sr_lines *lines, sr_text_line *line, sr_error *err)
{
    for (;;) {
        struct found f = find_end(lines->view);
        size_t len = f.end - lines->view->from;
        bool whole = f.skip || (lines->view->ended && len); /* the line's end is known */
        bool is_long = len > SR_LINE_MAX || (lines->long_line && (whole || len > SR_PIECE_BYTES));
        if (is_long) {
            give_piece(lines, f, line);
            return 1;
        }
        if (whole) {
            lines->long_line = false;
            give(lines, &f, line);
            return 1;
        }
        if (lines->view->ended)
            return 0;
        if (sr_window_fill(lines->window, err) != 0)
            return -1;
    }
}

size_t sr_lines_held(const sr_lines *lines)
{
    return sr_window_held(lines->window);
}

void sr_lines_recycle(sr_lines *lines)
{
    sr_window_recycle(lines->window);
}
