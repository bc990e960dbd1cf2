#include "importers/sheet.h"

#include "importers/islands.h"
#include "importers/prose.h"

#include <stdlib.h>

/* Lone texts above an island: a title, the agency, the year. More in a row are a list. */
enum { HELD_MAX = 48 };

/* A row that holds one cell. */
typedef struct lone {
    sr_cell cell;
    uint64_t row_no;
    unsigned flags;
} lone;

struct sr_sheet {
    sr_doc *doc;
    sr_slice name, title; /* in the document arena: parts of earlier sheets wait for the flush */
    bool hidden, begun;
    uint64_t row_no; /* the next one */
    uint64_t offset; /* in the source */

    sr_sheet_columns seen;
    uint32_t above, above_from; /* columns of the rows above, where only blank rows have come since; 0 = none */
    bool has_base;
    uint32_t base; /* column of the sheet that its tables begin at, from 0 */
    bool flushed;  /* rows of the open part were in an earlier batch */
    uint32_t from; /* column of the sheet at index 0 of the open part's rows */
    uint32_t left, right;
    uint32_t header_rows;
    bool header_over; /* a row that is no header has come */
    lone held[HELD_MAX];
    uint32_t n_held;

    uint64_t written, taken; /* cells, for the limit */
    uint64_t cuts;
};

sr_sheet *sr_sheet_new(sr_doc *doc)
{
    sr_sheet *s = calloc(1, sizeof *s);

    if (!s)
        abort(); /* as in core/arena.h */
    s->doc = doc;
    return s;
}

void sr_sheet_free(sr_sheet *s)
{
    free(s);
}

void sr_sheet_at(sr_sheet *s, uint64_t offset)
{
    s->offset = offset;
}

uint64_t sr_sheet_row_no(const sr_sheet *s)
{
    return s->row_no;
}

/* ---- rows of the open part ----------------------------------------------------------------- */

static void begin_part(sr_sheet *s, uint32_t column, uint64_t row_no)
{
    sr_part *part = sr_doc_part(s->doc, SR_PART_GRID, row_no);

    s->from = s->has_base && s->base < column ? s->base : column;
    s->left = s->right = column;
    s->flushed = s->header_over = false;
    s->header_rows = 0;
    part->sheet = s->name;
    part->title = s->title;
    part->hidden = s->hidden;
    part->column_first = s->from + 1;
}

/* A cell stands to the left of all before it in this island: its rows so far get the columns in between. */
static void widen(sr_sheet *s, uint32_t column)
{
    sr_part *part = s->doc->part;
    uint32_t more = s->from - column;

    for (size_t r = 0; r < part->n_rows; r++) {
        sr_row *row = part->rows[r];
        sr_cell *cells = SR_NEW_ARRAY(&s->doc->batch, sr_cell, (size_t)row->n + more);
        memcpy(cells + more, row->cells, row->n * sizeof *cells);
        row->cells = cells;
        row->n += more;
    }
    s->doc->batch_cells += part->n_rows * more;
    part->width += more;
    s->from = column;
    part->column_first = column + 1;
}

static void note_header(sr_sheet *s, unsigned flags)
{
    s->header_over |= !(flags & SR_SHEET_ROW_HEADER);
    s->header_rows += !s->header_over;
}

/* Where the island's rows begin further left than they did, it is made wider; twice, then from the first column on. */
static void make_room(sr_sheet *s, uint32_t column, uint64_t row_no)
{
    if (column >= s->from)
        return;
    if (s->flushed) { /* the rows before are gone: what follows is a table of other columns */
        sr_doc_part_end(s->doc);
        begin_part(s, 0, row_no);
        return;
    }
    widen(s, s->left == s->from && s->doc->part->n_rows > 1 ? 0 : column);
}

/* A blank merged cell: it tells what columns the table has. */
static bool is_blank(const sr_sheet_run *run)
{
    return run->cell.raw == NULL;
}

/* The first run that holds something; there is one. */
static uint32_t first_filled(const sr_sheet_run *runs)
{
    uint32_t i = 0;

    while (is_blank(&runs[i]))
        i++;
    return i;
}

/* One row into the open part, or into a new one. */
static void put_row(sr_sheet *s, const sr_sheet_run *runs, uint32_t n, uint64_t row_no, unsigned flags)
{
    uint32_t lead = first_filled(runs), first = runs[lead].cell.at, end = runs[n - 1].cell.at + runs[n - 1].repeat;
    uint64_t nonblank = 0, bytes = 0;

    if (!s->doc->part)
        begin_part(s, first, row_no);
    make_room(s, first, row_no);
    sr_row *row = sr_doc_row(s->doc, end - s->from, row_no, s->offset);
    row->hidden = flags & SR_SHEET_ROW_HIDDEN;
    for (uint32_t i = 0; i < n; i++) {
        const sr_sheet_run *run = &runs[i];
        if (run->cell.at < s->from)
            continue;
        uint64_t inked = sr_nonblank(sr_cell_raw(&run->cell));
        for (uint32_t k = 0; k < run->repeat; k++) {
            sr_cell *cell = &row->cells[run->cell.at - s->from + k];
            *cell = run->cell;
            cell->at += k;
        }
        nonblank += inked * run->repeat;
        bytes += (uint64_t)run->cell.raw_len * run->repeat;
        s->doc->batch_cells += run->cell.typed ? run->repeat : 0; /* a typed value is about as large as a cell */
        bytes += run->cell.typed ? run->cell.typed->formula.len : 0;
    }
    s->doc->total_bytes += nonblank;
    sr_doc_row_bytes(s->doc, nonblank, bytes);
    s->left = first < s->left ? first : s->left;
    s->right = end - 1 > s->right ? end - 1 : s->right;
    note_header(s, flags);
}

/* ---- lone texts ---------------------------------------------------------------------------- */

static void put_text(sr_sheet *s, const lone *l)
{
    sr_slice raw = sr_cell_raw(&l->cell);

    s->doc->total_bytes += sr_nonblank(raw);
    if (sr_prose_put(s->doc, raw, l->row_no))
        s->above = 0;
}

static void put_lone_row(sr_sheet *s, const lone *l)
{
    put_row(s, &(sr_sheet_run){l->cell, 1}, 1, l->row_no, l->flags);
}

static bool is_line(const lone *l, uint32_t left, uint32_t right)
{
    return sr_prose_is_line(&l->cell, l->cell.at, left, right);
}

/* The rows held stand above an island from column left to right: the last ones may be of its header. */
static void settle_above(sr_sheet *s, uint32_t left, uint32_t right)
{
    uint32_t rows = s->n_held;

    while (rows > 0 && !is_line(&s->held[rows - 1], left, right))
        rows--;
    for (uint32_t i = 0; i < rows; i++)
        put_text(s, &s->held[i]);
    for (uint32_t i = rows; i < s->n_held; i++)
        put_lone_row(s, &s->held[i]);
    s->n_held = 0;
}

/* The rows held stand between others of the island, or there are too many of them to be text. */
static void settle_inside(sr_sheet *s)
{
    for (uint32_t i = 0; i < s->n_held; i++)
        put_lone_row(s, &s->held[i]);
    s->n_held = 0;
}

/* Blank cells for a row of few beside one of many: a note far to the right of a list is no reason for as many. */
enum { PADDED_EACH = 4, PADDED_ROWS = 16, PADDED_WIDTH = 1024 };

/* The rows may go on with the table above, of which only blank rows part them: they begin like data, not like a header.
 */
static bool may_continue(const sr_sheet *s)
{
    const sr_row *first = s->doc->part->rows[0];

    if (s->above == 0 || s->from != s->above_from)
        return false;
    for (uint32_t c = 0; c < first->n; c++)
        if (sr_prose_is_numeric(&first->cells[c]))
            return true;
    return false;
}

/*
 * A row of a sheet goes on to where its table ends, blank as it may be: in a header it matters what stands over
 * nothing. Where that would be mostly blanks, it is done for the first rows, where headers are.
 */
static void pad_rows(sr_sheet *s)
{
    sr_part *part = s->doc->part;
    uint32_t width = part->width;
    uint64_t cells = 0;

    if (part->n_rows && width < s->above && may_continue(s))
        width = s->above;
    for (size_t r = 0; r < part->n_rows; r++)
        cells += part->rows[r]->n;
    size_t rows = part->n_rows * (uint64_t)width <= cells * PADDED_EACH ? part->n_rows
                  : width <= PADDED_WIDTH                               ? PADDED_ROWS
                                                                        : 0;
    for (size_t r = 0; r < rows && r < part->n_rows; r++) {
        sr_row *row = part->rows[r];
        if (row->n == width)
            continue;
        sr_cell *padded = SR_NEW_ARRAY(&s->doc->batch, sr_cell, width);
        memcpy(padded, row->cells, row->n * sizeof *padded);
        s->doc->batch_cells += width - row->n;
        row->cells = padded;
        row->n = width;
        part->width = width;
    }
    s->above = width;
    s->above_from = s->from;
}

/* Where all rows of the part are here, it may be seen to be several. */
static void close_part(sr_sheet *s)
{
    pad_rows(s);
    if (s->flushed) {
        sr_doc_part_end(s->doc);
        return;
    }
    s->doc->part->header_rows = s->header_rows;
    sr_islands_end(s->doc, &s->seen);
}

/* The rows held are the last of the island. */
static void settle_below(sr_sheet *s)
{
    uint32_t lines = s->n_held;

    while (lines > 0 && is_line(&s->held[lines - 1], s->left, s->right))
        lines--;
    for (uint32_t i = 0; i < lines; i++)
        put_lone_row(s, &s->held[i]);
    close_part(s);
    s->base = s->has_base && s->base < s->from ? s->base : s->from;
    s->has_base = true;
    for (uint32_t i = lines; i < s->n_held; i++)
        put_text(s, &s->held[i]);
    s->n_held = 0;
}

/* Nothing but lone cells: values are a table of one column, all else is text. */
static void settle_alone(sr_sheet *s)
{
    uint32_t values = 0;

    for (uint32_t i = 0; i < s->n_held; i++)
        values += sr_prose_is_value(&s->held[i].cell);
    if (values && values * 2 >= s->n_held) {
        settle_inside(s);
        settle_below(s);
        return;
    }
    for (uint32_t i = 0; i < s->n_held; i++)
        put_text(s, &s->held[i]);
    s->n_held = 0;
}

static void end_island(sr_sheet *s)
{
    if (s->doc->part)
        settle_below(s);
    else
        settle_alone(s);
}

static void hold(sr_sheet *s, const sr_cell *cell, uint64_t row_no, unsigned flags)
{
    if (s->n_held == HELD_MAX)
        settle_inside(s);
    s->held[s->n_held++] = (lone){*cell, row_no, flags};
}

/* ---- limits -------------------------------------------------------------------------------- */

static void say_cut(sr_sheet *s, const char *what, uint64_t times)
{
    if (s->cuts++ < SR_SHEET_CUTS_MAX)
        sr_doc_finding(s->doc, SR_D019, "Sheet \"%.*s\", row %llu: %s %llu times; that was not written out.",
                       SR_FMT(s->name), (unsigned long long)s->row_no, what, (unsigned long long)times);
}

/* What the row costs written out; runs beyond the last column are left out, and told. */
static uint32_t cut_columns(sr_sheet *s, sr_sheet_run *runs, uint32_t n)
{
    while (n > 0 && runs[n - 1].cell.at >= SR_COLUMNS_MAX) {
        n--;
        say_cut(s, "a cell beyond the last column stands", runs[n].repeat);
        s->doc->total_bytes += sr_nonblank(sr_cell_raw(&runs[n].cell));
        sr_doc_account(s->doc, SR_ACCOUNT_DROPPED, sr_nonblank(sr_cell_raw(&runs[n].cell)));
    }
    if (n > 0 && runs[n - 1].repeat > SR_COLUMNS_MAX - runs[n - 1].cell.at) {
        say_cut(s, "a cell is repeated beyond the last column,", runs[n - 1].repeat);
        runs[n - 1].repeat = SR_COLUMNS_MAX - runs[n - 1].cell.at;
    }
    while (n > 0 && is_blank(&runs[n - 1]))
        n--;
    return n;
}

static uint64_t width_of(const sr_sheet_run *runs, uint32_t n)
{
    return (uint64_t)runs[n - 1].cell.at + runs[n - 1].repeat;
}

static uint64_t left_to_take(const sr_sheet *s)
{
    uint64_t allowed = SR_SHEET_CELLS_FREE + s->written * SR_SHEET_CELLS_EACH;

    return allowed > s->taken ? allowed - s->taken : 0;
}

/* Repetitions that nobody could have meant are kept once. What then is still too much is built to be. */
static int keep_bounds(sr_sheet *s, sr_sheet_run *runs, uint32_t *n, uint64_t *repeat, sr_error *err)
{
    *n = cut_columns(s, runs, *n);
    if (*n == 0)
        return 0;
    s->written += *n;
    if (*repeat > 1 && *repeat > left_to_take(s) / width_of(runs, *n)) {
        say_cut(s, "the row stands", *repeat);
        *repeat = 1;
    }
    for (uint32_t i = *n; i-- > 0 && width_of(runs, *n) > left_to_take(s);)
        if (runs[i].repeat > 1) {
            say_cut(s, "a cell stands", runs[i].repeat);
            runs[i].repeat = 1;
        }
    if (width_of(runs, *n) > left_to_take(s))
        return sr_refuse(err, SR_D013, "%.*s: sheet \"%.*s\" has more than %d blank cells for each that is not",
                         SR_FMT(s->doc->name), SR_FMT(s->name), SR_SHEET_CELLS_EACH);
    s->taken += width_of(runs, *n) * *repeat;
    return 0;
}

/* ---- batches ------------------------------------------------------------------------------- */

static int flush(sr_sheet *s, sr_error *err)
{
    if (s->doc->part) {
        settle_inside(s);
        pad_rows(s);
        if (!s->flushed)
            s->doc->part->header_rows = s->header_rows;
        s->flushed = true;
    } else {
        settle_alone(s);
        if (s->doc->part)
            end_island(s);
    }
    return sr_doc_flush(s->doc, false, err);
}

static void copy_runs(sr_arena *arena, const sr_sheet_run *from, uint32_t n, sr_sheet_run *to)
{
    for (uint32_t i = 0; i < n; i++) {
        to[i] = from[i];
        if (!is_blank(&from[i]))
            to[i].cell.raw = sr_arena_copy(arena, sr_cell_raw(&from[i].cell)).ptr;
        if (!from[i].cell.typed)
            continue;
        sr_typed *typed = sr_arena_alloc(arena, sizeof *typed);
        *typed = *from[i].cell.typed;
        typed->text = sr_arena_copy(arena, typed->text);
        typed->formula = sr_arena_copy(arena, typed->formula);
        typed->currency = sr_arena_copy(arena, typed->currency);
        to[i].cell.typed = typed;
    }
}

/* ---- the interface ------------------------------------------------------------------------- */

/* "Sheet1", "Lembar 2": what programs call a sheet that nobody has named. */
static bool is_given_name(sr_slice name)
{
    static const char *const words[] = {"sheet", "lembar", "tabel", "table", "tabelle", "feuille", "hoja", "blad"};

    while (name.len && sr_is_digit((unsigned char)name.ptr[name.len - 1]))
        name.len--;
    name = sr_trim(name);
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (sr_eq_nocase(name, sr_str(words[i])))
            return true;
    return false;
}

/* A sheet that was made from a file of text is called like that file. */
static bool is_file_name(const sr_doc *doc, sr_slice name)
{
    return name.len > 0 && doc->name.len >= name.len && sr_eq(sr_sub(doc->name, 0, name.len), name) &&
           (doc->name.len == name.len || doc->name.ptr[name.len] == '.');
}

sr_slice sr_sheet_begin(sr_sheet *s, sr_slice name, bool hidden)
{
    if (s->begun) {
        sr_doc_page(s->doc, 0);
        s->doc->batch_cells += 3; /* a block, and what is learnt of it */
    }
    s->begun = true;
    if (name.len > SR_SHEET_NAME_MAX) {
        name.len = SR_SHEET_NAME_MAX;
        while (name.len && ((unsigned char)name.ptr[name.len] & 0xC0) == 0x80) /* inside of a letter */
            name.len--;
    }
    s->name = sr_arena_copy(&s->doc->arena, name);
    s->title = is_given_name(name) || is_file_name(s->doc, name) ? (sr_slice){NULL, 0} : s->name;
    s->hidden = hidden;
    memset(&s->seen, false, sizeof s->seen);
    s->above = 0;
    s->has_base = false;
    s->row_no = 1;
    return s->name;
}

int sr_sheet_end(sr_sheet *s, sr_error *err)
{
    if (s->doc->part || s->n_held)
        end_island(s);
    return sr_doc_batch_full(s->doc) ? flush(s, err) : 0;
}

void sr_sheet_last(sr_sheet *s)
{
    if (s->cuts > SR_SHEET_CUTS_MAX)
        sr_doc_finding(s->doc, SR_D019,
                       "%llu more rows or cells are repeated more often than a person would; each stands once.",
                       (unsigned long long)(s->cuts - SR_SHEET_CUTS_MAX));
}

static void take_row(sr_sheet *s, const sr_sheet_run *runs, uint32_t n, unsigned flags)
{
    uint32_t lead = first_filled(runs);

    if (n - lead == 1 && runs[lead].repeat == 1) {
        hold(s, &runs[lead].cell, s->row_no, flags);
        return;
    }
    if (s->n_held && s->doc->part)
        settle_inside(s);
    else if (s->n_held)
        settle_above(s, runs[lead].cell.at, (uint32_t)width_of(runs, n) - 1);
    put_row(s, runs, n, s->row_no, flags);
}

/* The same row again and again; its text outlives the batches that are flushed meanwhile. */
static int take_repeated(sr_sheet *s, const sr_sheet_run *runs, uint32_t n, uint64_t repeat, unsigned flags,
                         sr_error *err)
{
    sr_arena kept = SR_ARENA_INIT;
    sr_sheet_run *own = SR_NEW_ARRAY(&kept, sr_sheet_run, n), *now = SR_NEW_ARRAY(&kept, sr_sheet_run, n);
    int rc = 0;

    copy_runs(&kept, runs, n, own);
    copy_runs(&s->doc->batch, own, n, now);
    for (uint64_t i = 0; i < repeat && rc == 0; i++, s->row_no++) {
        take_row(s, now, n, flags);
        if (!sr_doc_batch_full(s->doc))
            continue;
        rc = flush(s, err);
        copy_runs(&s->doc->batch, own, n, now);
    }
    sr_arena_free(&kept);
    return rc;
}

int sr_sheet_row(sr_sheet *s, sr_sheet_run *runs, uint32_t n, uint64_t repeat, unsigned flags, sr_error *err)
{
    uint64_t times = repeat;

    s->doc->lines += n ? repeat : 0;
    if (n == 0) {
        if (s->doc->part || s->n_held)
            end_island(s);
        s->row_no += repeat;
        return sr_doc_batch_full(s->doc) ? flush(s, err) : 0;
    }
    if (keep_bounds(s, runs, &n, &times, err) != 0)
        return -1;
    if (n == 0) {
        s->row_no += repeat;
        return 0;
    }
    if (times > 1)
        return take_repeated(s, runs, n, times, flags, err);
    take_row(s, runs, n, flags);
    s->row_no += repeat;
    return sr_doc_batch_full(s->doc) ? flush(s, err) : 0;
}
