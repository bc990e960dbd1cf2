#include "normalize/header.h"

/* ---- columns -------------------------------------------------------------------------------- */

static void read_label(sr_arena *arena, sr_slice t, sr_column *column)
{
    const char *equals = memchr(t.ptr, '=', t.len);
    sr_slice left = t, right = {NULL, 0};

    if (equals) {
        left = sr_trim(sr_sub(t, 0, (size_t)(equals - t.ptr)));
        right = sr_trim(sr_sub(t, (size_t)(equals - t.ptr) + 1, t.len));
    }
    while (left.len && strchr("(\"- ", left.ptr[0]))
        left = sr_sub(left, 1, left.len);
    while (left.len &&
           (left.ptr[left.len - 1] == ')' || left.ptr[left.len - 1] == '.' || left.ptr[left.len - 1] == ' '))
        left.len--;
    column->label = sr_arena_copy(arena, left);
    if (right.len)
        column->formula = sr_arena_copy(arena, right);
}

/* The source itself says that the cell at index i spans column c. */
static bool covers(const sr_row *row, uint32_t i, uint32_t c)
{
    return i < row->n && row->cells[i].column_span > 1 && i + row->cells[i].column_span > c;
}

static bool has_spans(const sr_row *const *rows, uint32_t n)
{
    for (uint32_t r = 0; r < n; r++)
        for (uint32_t c = 0; c < rows[r]->n; c++)
            if (rows[r]->cells[c].column_span > 1)
                return true;
    return false;
}

/*
 * from[c]: the column whose cell in this row is the header of column c. A blank inherits from its left within the same
 * parent where the one on the left is a group (something stands under it), or where nothing stands under the blank. In
 * the last of several rows nothing is inherited: there a blank is a column without a header of its own. stated: the
 * source says which cells span columns (HTML, sheets), so nothing else is inherited.
 */
static void spread_row(const sr_row *row, const sr_row *const *below, uint32_t n_below, const int32_t *parent,
                       bool stated, int32_t *from, uint32_t width)
{
    for (uint32_t c = 0; c < width; c++) {
        from[c] = -1;
        if (sr_row_cell(row, c)->text_len) {
            from[c] = (int32_t)c;
            continue;
        }
        if (c > 0 && from[c - 1] >= 0 && covers(row, (uint32_t)from[c - 1], c)) {
            from[c] = from[c - 1];
            continue;
        }
        if (stated || c == 0 || c >= row->n || from[c - 1] < 0 || (parent && parent[c] != parent[c - 1]))
            continue;
        bool group = false, own = false;
        for (uint32_t k = 0; k < n_below; k++) {
            group |= sr_row_cell(below[k], (uint32_t)from[c - 1])->text_len > 0;
            own |= sr_row_cell(below[k], c)->text_len > 0;
        }
        if (n_below ? group || !own : !parent)
            from[c] = from[c - 1];
    }
}

/* A leaf that says which half of a pair it heads: "K" before "Rp". */
static bool cell_is(const sr_cell *cell, const char *word)
{
    sr_folded f;

    if (cell->text_len == 0 || cell->text_len > 8)
        return false;
    sr_fold(sr_cell_text(cell), &f);
    return sr_eq(sr_folded_slice(&f), sr_str(word));
}

/*
 * group[c]: the first column of the group that c is in: from one label of the number row to the next, or a pair K, Rp.
 * A group is never divided by the headers above it.
 */
static void find_groups(const sr_row *number, const sr_row *leaves, uint32_t *group, uint32_t width)
{
    for (uint32_t c = 0; c < width; c++) {
        bool pair =
            c > 0 && leaves && cell_is(sr_row_cell(leaves, c), "rp") && cell_is(sr_row_cell(leaves, c - 1), "k");
        bool same = number ? c > 0 && c < number->n && sr_row_cell(number, c)->text_len == 0 : pair;
        group[c] = same ? group[c - 1] : c;
    }
}

/* A header over one half of a group is over the other half too, where nothing else is. */
static void complete_groups(int32_t *from, const uint32_t *group, uint32_t width)
{
    for (uint32_t a = 0, b; a < width; a = b) {
        int32_t only = -1;
        bool several = false;
        for (b = a; b < width && group[b] == a; b++) {
            several |= only >= 0 && from[b] >= 0 && from[b] != only;
            only = from[b] >= 0 ? from[b] : only;
        }
        for (uint32_t c = a; c < b && only >= 0 && !several; c++)
            from[c] = only;
    }
}

sr_slice sr_header_join(sr_arena *arena, const sr_header_path *path)
{
    const sr_slice *part = path->cell;
    uint32_t n = path->n;
    size_t len = 0;

    for (uint32_t i = 0; i < n; i++)
        len += part[i].len + 3;
    char *text = sr_arena_alloc(arena, len + 1);
    len = 0;
    for (uint32_t i = 0; i < n; i++) {
        if (i) {
            memcpy(text + len, " / ", 3);
            len += 3;
        }
        for (size_t k = 0; k < part[i].len; k++)
            text[len++] = part[i].ptr[k] == '\n' ? ' ' : part[i].ptr[k];
    }
    text[len] = '\0';
    return (sr_slice){text, len};
}

void sr_header_columns(sr_arena *arena, sr_row *const *rows, const sr_header *header, sr_column *columns,
                       uint32_t width, sr_header_path *paths)
{
    const sr_row *words[SR_HEADER_LOOK];
    uint32_t n = 0;

    for (uint32_t r = header->words_from; r < header->length && n < SR_HEADER_LOOK; r++)
        if (header->kind[r] == SR_ROW_HEADER)
            words[n++] = rows[r];
    int32_t *from = SR_NEW_ARRAY(arena, int32_t, (size_t)(n + 1) * (width + 1));
    bool stated = has_spans(words, n);
    uint32_t *group = SR_NEW_ARRAY(arena, uint32_t, (size_t)width + 1);

    find_groups(header->number_at >= 0 ? rows[header->number_at] : NULL, n ? words[n - 1] : NULL, group, width);
    for (uint32_t r = 0; r < n; r++) {
        spread_row(words[r], words + r + 1, n - r - 1, r ? from + (size_t)(r - 1) * width : NULL, stated,
                   from + (size_t)r * width, width);
        if (r + 1 < n)
            complete_groups(from + (size_t)r * width, group, width);
    }
    for (uint32_t c = 0; c < width; c++) {
        sr_header_path *path = &paths[c];
        for (uint32_t r = 0; r < n; r++) {
            int32_t at = from[(size_t)r * width + c];
            if (at < 0)
                continue;
            sr_slice t = sr_cell_text(&words[r]->cells[at]);
            if (path->n == 0 || !sr_eq(path->cell[path->n - 1], t))
                path->cell[path->n++] = t;
        }
        if (path->n)
            columns[c].header = sr_header_join(arena, path);
    }
    if (header->number_at < 0)
        return;
    const sr_row *number = rows[header->number_at];
    for (uint32_t c = 0; c < width && c < number->n; c++)
        if (number->cells[c].text_len)
            read_label(arena, sr_cell_text(&number->cells[c]), &columns[c]);
}

/* ---- fit ------------------------------------------------------------------------------------ */

uint64_t sr_header_shape(sr_row *const *rows, const sr_header *header)
{
    uint64_t shape = 7;

    for (uint32_t r = header->words_from; r < header->length; r++) {
        shape = (shape ^ rows[r]->n) * 1099511628211u;
        for (uint32_t c = 0; c < rows[r]->n; c++)
            if (rows[r]->cells[c].text_len)
                shape = (shape ^ sr_hash(sr_cell_text(&rows[r]->cells[c]))) * 1099511628211u + r * 131 + c;
    }
    return shape;
}

static bool leaf_is(const sr_header_path *path, const char *word)
{
    sr_folded f;

    if (path->n < 2)
        return false;
    sr_fold(path->cell[path->n - 1], &f);
    return sr_eq(sr_folded_slice(&f), sr_str(word));
}

static bool same_parents(const sr_header_path *a, const sr_header_path *b)
{
    if (a->n != b->n)
        return false;
    for (uint32_t i = 0; i + 1 < a->n; i++)
        if (!sr_eq(a->cell[i], b->cell[i]))
            return false;
    return true;
}

uint32_t sr_header_misfit(sr_row *const *rows, const sr_header *header, const sr_header_path *paths, uint32_t width,
                          uint32_t *from)
{
    const sr_row *number = header->number_at >= 0 ? rows[header->number_at] : NULL;
    const sr_row *top = header->words_from < header->length ? rows[header->words_from] : NULL;
    uint32_t misfit = 0, first = width;

    for (uint32_t c = 0; c + 1 < width; c++)
        if (leaf_is(&paths[c], "k") && leaf_is(&paths[c + 1], "rp") && !same_parents(&paths[c], &paths[c + 1])) {
            misfit++;
            if (first == width)
                first = c;
        }
    for (uint32_t c = 0; number && top && c < width; c++)
        misfit += sr_row_cell(top, c)->text_len && !sr_row_cell(number, c)->text_len;
    if (from)
        *from = first;
    return misfit;
}
