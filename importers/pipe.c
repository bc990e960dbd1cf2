#include "importers/pipe.h"

/* True for a pipe at i that is not escaped: an even number of backslashes stands before it. */
static bool separates(sr_slice text, size_t i)
{
    size_t backslashes = 0;

    while (backslashes < i && text.ptr[i - 1 - backslashes] == '\\')
        backslashes++;
    return backslashes % 2 == 0;
}

/* The next separating pipe at or behind from; text.len if there is none. */
static size_t next_pipe(sr_slice text, size_t from)
{
    while (from < text.len) {
        const char *p = memchr(text.ptr + from, '|', text.len - from);
        if (!p)
            break;
        size_t at = (size_t)(p - text.ptr);
        if (separates(text, at))
            return at;
        from = at + 1;
    }
    return text.len;
}

sr_pipe_shape sr_pipe_look(sr_slice text)
{
    sr_pipe_shape shape = {0};
    size_t drawn = 0, joints = 0, doubles = 0, other = 0;

    text = sr_trim(text);
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        if (c == '|' && separates(text, i))
            shape.pipes++;
        else if (c == '-' || c == '=')
            drawn++, doubles += c == '=';
        else if (c == '+')
            joints++;
        else if (c != ':' && c != ' ' && c != '\t')
            other++;
    }
    shape.left = text.len > 0 && text.ptr[0] == '|';
    shape.right = text.len > 1 && text.ptr[text.len - 1] == '|' && separates(text, text.len - 1);
    shape.rule = other == 0 && drawn > 0 &&
                 (shape.pipes > 0 || joints > 1 || (joints == 1 && text.ptr[0] == '-' && text.len > 4));
    shape.double_rule = shape.rule && doubles == drawn;
    return shape;
}

void sr_pipe_row(sr_doc *doc, const sr_text_line *line, const sr_pipe_shape *shape, bool outer)
{
    sr_slice text = sr_trim(line->text);
    size_t lead = (size_t)(text.ptr - line->text.ptr), at = 0;
    uint32_t n = shape->pipes + 1;

    if (outer && shape->left)
        at = 1, n--;
    if (outer && shape->right && n > 1)
        n--;
    sr_row *row = sr_doc_row(doc, n, line->line_no, line->offset);
    for (uint32_t i = 0; i < n; i++) {
        size_t end = next_pipe(text, at);
        sr_slice raw = sr_trim(sr_sub(text, at, end));
        row->cells[i].raw = raw.ptr;
        row->cells[i].raw_len = (uint32_t)raw.len;
        row->cells[i].at = (uint32_t)((size_t)(raw.ptr - text.ptr) + lead);
        at = end + 1;
    }
    sr_doc_account(doc, SR_ACCOUNT_MARKUP, shape->pipes);
    sr_doc_row_done(doc, row);
}
