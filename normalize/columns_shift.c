#include "normalize/columns.h"

enum {
    AROUND = 2,        /* columns beside those in conflict that a moved cell may come from or go to */
    CONFLICTS_MIN = 2, /* one column against its header may be one wrong word: that moves nothing */
    SHIFT_WIDTH_MAX = 256,
};

typedef struct outcome {
    uint32_t conflicts, first, last; /* columns that their cells contradict */
    uint32_t idle;                   /* columns with cells that mean nothing, and meanings without cells */
    uint64_t meaning;                /* a hash of what all columns are */
} outcome;

static bool has_cells(sr_row *const *data, size_t n, uint32_t c)
{
    for (size_t r = 0; r < n; r++)
        if (sr_row_cell(data[r], c)->text_len)
            return true;
    return false;
}

/* What columns the header's rows would give, and how many of them their cells contradict. */
static outcome try_rows(sr_arena *scratch, sr_row *const *rows, const sr_header *header, uint32_t width,
                        sr_row *const *data, size_t n, const sr_column_look *look)
{
    sr_column *columns = SR_NEW_ARRAY(scratch, sr_column, width);
    sr_header_path *paths = SR_NEW_ARRAY(scratch, sr_header_path, width);
    bool *conflict = SR_NEW_ARRAY(scratch, bool, width);
    outcome out = {0};

    sr_header_columns(scratch, rows, header, columns, width, paths);
    sr_columns_roles(scratch, columns, width, paths);
    sr_columns_sample(columns, width, look, true, conflict);
    for (uint32_t c = 0; c < width; c++) {
        const sr_column *col = &columns[c];
        const uint8_t facts[] = {col->role,
                                 col->measure,
                                 col->aspect,
                                 col->revision,
                                 col->quarter,
                                 (uint8_t)col->unit,
                                 (uint8_t)(col->year >> 8),
                                 (uint8_t)col->year};
        out.meaning = (out.meaning ^ sr_hash((sr_slice){(const char *)facts, sizeof facts})) * 1099511628211u;
        out.idle += (col->role != SR_ROLE_NONE) != has_cells(data, n, c);
        if (!conflict[c])
            continue;
        out.first = out.conflicts++ ? out.first : c;
        out.last = c;
    }
    return out;
}

/* The row with its cells [from, blank) one column further right, the blank at `blank` dropped; left: the other way. */
static sr_row *shifted(sr_arena *arena, const sr_row *row, uint32_t width, uint32_t from, uint32_t blank, bool left)
{
    sr_row *copy = sr_arena_alloc(arena, sizeof *copy);

    *copy = *row;
    copy->n = width;
    copy->cells = SR_NEW_ARRAY(arena, sr_cell, width);
    for (uint32_t c = 0; c < width; c++) {
        uint32_t source = c;
        if (!left && c >= from && c <= blank)
            source = c == from ? UINT32_MAX : c - 1;
        else if (left && c >= blank && c <= from)
            source = c == from ? UINT32_MAX : c + 1;
        copy->cells[c] = source == UINT32_MAX ? sr_cell_blank : *sr_row_cell(row, source);
    }
    return copy;
}

static uint32_t cells_between(const sr_row *row, uint32_t a, uint32_t b)
{
    uint32_t n = 0;

    for (uint32_t c = a < b ? a : b; c <= (a < b ? b : a); c++)
        n += sr_row_cell(row, c)->text_len > 0;
    return n;
}

typedef struct search {
    sr_arena *arena, scratch;
    sr_row *const *rows;
    const sr_header *header;
    uint32_t width;
    sr_row *const *data;
    size_t n;
    const sr_column_look *look;
    uint64_t least; /* idle columns and cells moved of the best; UINT64_MAX: none found */
    uint64_t meaning;
    bool several; /* moves of as few cells give columns other meanings */
    sr_shift best;
} search;

static void try_move(search *s, sr_row **rows, uint32_t at, uint32_t from, uint32_t blank)
{
    const sr_row *row = s->rows[at];
    uint32_t cells = cells_between(row, from, blank);

    if (cells == 0)
        return;
    rows[at] = shifted(&s->scratch, row, s->width, from, blank, blank < from);
    outcome out = try_rows(&s->scratch, rows, s->header, s->width, s->data, s->n, s->look);
    rows[at] = s->rows[at];
    uint64_t cost = (uint64_t)out.idle << 32 | cells;
    if (out.conflicts == 0 && cost == s->least && out.meaning != s->meaning) {
        s->several = true;
    } else if (out.conflicts == 0 && cost < s->least) {
        s->least = cost;
        s->meaning = out.meaning;
        s->several = false;
        s->best = (sr_shift){at, from, blank};
    }
    sr_arena_reset(&s->scratch);
}

sr_row *const *sr_columns_shift(sr_arena *arena, sr_row *const *rows, const sr_header *header, uint32_t width,
                                sr_row *const *data, size_t n, const sr_column_look *look, sr_shift *shift)
{
    search s = {arena, SR_ARENA_INIT, rows, header, width, data, n, look, UINT64_MAX, 0, false, {0}};

    if (width > SHIFT_WIDTH_MAX)
        return NULL;
    outcome now = try_rows(&s.scratch, rows, header, width, data, n, look);
    sr_row **trial = SR_NEW_ARRAY(arena, sr_row *, header->length);
    uint32_t low = now.first > AROUND ? now.first - AROUND : 0;
    uint32_t high = now.last + AROUND < width ? now.last + AROUND : width - 1;
    memcpy(trial, rows, header->length * sizeof(*trial));
    for (uint32_t r = header->words_from; r < header->length && now.conflicts >= CONFLICTS_MIN; r++)
        for (uint32_t from = low; from <= high && header->kind[r] == SR_ROW_HEADER; from++)
            for (uint32_t blank = low; blank <= high; blank++)
                if (blank != from && sr_row_cell(rows[r], blank)->text_len == 0)
                    try_move(&s, trial, r, from, blank);
    sr_arena_free(&s.scratch);
    if (s.least == UINT64_MAX || s.several)
        return NULL;
    *shift = s.best;
    trial[s.best.row] = shifted(arena, rows[s.best.row], width, s.best.from, s.best.blank, s.best.blank < s.best.from);
    return trial;
}
