#include "normalize/split_code.h"

enum {
    PIECE_MAX = 12, /* bytes in one column; "2.01.0001" is the longest seen */
    STEPS_MAX = 8,  /* groups of a code: urusan, bidang, program, kegiatan in two, sub kegiatan */
};

/* The columns of the code: [from, to). */
typedef struct span {
    uint32_t from, to;
    bool noughts; /* its rows are activities, and some have lost the noughts of their groups */
    int16_t year; /* of the document, 0 = not known */
} span;

static span columns_of(const sr_table *table, const sr_table_state *st)
{
    int32_t at = st->at[SR_ROLE_CODE];

    if (at < 0)
        return (span){0};
    span s = {.from = (uint32_t)at, .to = (uint32_t)at + 1};
    while (s.to < table->width && table->columns[s.to].role == SR_ROLE_CODE &&
           sr_eq(table->columns[s.to].header, table->columns[s.from].header))
        s.to++;
    return s;
}

static sr_slice text_of(const sr_row *row, uint32_t c)
{
    return sr_cell_text(sr_row_cell(row, c));
}

/* What the columns hold in this row. */
typedef struct pieces {
    uint32_t first;            /* the first that is not blank, counted from the code's first column */
    uint32_t filled, numbered; /* cells; those that begin with a digit or X */
    bool apart;                /* blank ones between them */
} pieces;

/* The groups of the row above, which a row may leave out that goes on below them ("5 | 03", then " | | 01"). */
typedef struct steps {
    sr_slice group[STEPS_MAX];
    uint32_t n;    /* 0: nothing to go on from */
    bool restored; /* a nought was put back */
} steps;

static pieces look(const sr_row *row, span s)
{
    pieces p = {0};

    for (uint32_t c = s.from; c < s.to; c++) {
        sr_slice t = text_of(row, c);
        if (t.len == 0)
            continue;
        if (p.filled == 0)
            p.first = c - s.from;
        p.apart |= c > s.from + p.first + p.filled;
        p.filled++;
        p.numbered += sr_is_digit((unsigned char)t.ptr[0]) || (t.ptr[0] | 32) == 'x';
    }
    return p;
}

/* Digits, dots and X alone: groups of a code, or of an account of a budget ("4 | 1 | 02"). */
static bool are_groups(sr_slice t)
{
    for (size_t i = 0; i < t.len; i++)
        if (!sr_is_digit((unsigned char)t.ptr[i]) && t.ptr[i] != '.' && (t.ptr[i] | 32) != 'x')
            return false;
    return true;
}

/* A code begins with one digit or X, its urusan's; "03 | 02" has lost that. */
static bool begins_code(const sr_row *row, span s)
{
    sr_slice t = text_of(row, s.from);

    return t.len == 1 || (t.len > 1 && !sr_is_digit((unsigned char)t.ptr[1]));
}

/* "2.09", the kegiatan of an activity's code. */
static bool is_kegiatan(sr_slice t)
{
    return t.len == 4 && sr_is_digit((unsigned char)t.ptr[0]) && t.ptr[1] == '.' &&
           sr_is_digit((unsigned char)t.ptr[2]) && sr_is_digit((unsigned char)t.ptr[3]);
}

enum { KEGIATAN_AT = 3 };

/* The noughts that a group of one digit has lost: bidang and program have two digits, a sub kegiatan four (to 2022
 * two).
 */
static int lost_before(const steps *groups, uint32_t i, int16_t year)
{
    enum { FOUR_FROM = 2023 };

    if (i == 0 || i == KEGIATAN_AT || i > KEGIATAN_AT + 1 || groups->group[i].len != 1 ||
        !sr_is_digit((unsigned char)groups->group[i].ptr[0]))
        return 0;
    return i < KEGIATAN_AT || (year && year < FOUR_FROM) ? 1 : year ? 3 : 0;
}

/* What stands in the code's columns, or in one of them with blanks between. */
static void groups_of(const sr_row *row, span s, steps *out)
{
    sr_slice t = text_of(row, s.from);

    out->n = 0;
    for (uint32_t c = s.from; c < s.to && s.to - s.from > 1 && out->n < STEPS_MAX; c++)
        out->group[out->n++] = text_of(row, c);
    for (size_t at = 0; s.to - s.from == 1 && at < t.len && out->n < STEPS_MAX; at++) {
        size_t from = at;
        while (at < t.len && t.ptr[at] != ' ')
            at++;
        out->group[out->n++] = sr_sub(t, from, at);
    }
}

/*
 * A spreadsheet that takes "03" for a number shows 3. A kegiatan in the fourth place tells that these are codes of
 * activities (Permendagri 90/2019), and no accounts.
 */
static bool lost_noughts(const sr_table *table, span s)
{
    bool kegiatan = false, lost = false;
    steps groups;

    for (size_t r = 0; r < table->n_rows && !(kegiatan && lost); r++) {
        if (table->rows[r]->kind >= SR_ROW_HEADER || text_of(table->rows[r], s.from).len == 0)
            continue;
        groups_of(table->rows[r], s, &groups);
        if (groups.n == 0 || groups.group[0].len != 1)
            continue;
        kegiatan |= groups.n > KEGIATAN_AT && is_kegiatan(groups.group[KEGIATAN_AT]);
        for (uint32_t i = 1; i < groups.n; i++)
            lost |= i < KEGIATAN_AT && lost_before(&groups, i, 0);
    }
    return kegiatan && lost;
}

/* The pieces with a sign between them; false if there is too much to show. */
static bool join(const sr_row *row, span s, char sign, sr_buf *out)
{
    for (uint32_t c = s.from; c < s.to && out->len < SR_CODE_TEXT_MAX; c++) {
        sr_slice t = text_of(row, c);
        if (t.len == 0)
            continue;
        if (out->len)
            sr_buf_char(out, sign);
        sr_buf_slice(out, t);
    }
    return out->len < SR_CODE_TEXT_MAX;
}

static void say_none(sr_doc *doc, const sr_table *table, const sr_row *row, span s, sr_slice text)
{
    sr_finding *f =
        sr_doc_finding(doc, SR_U006, "Columns %u to %u hold \"%.*s\", which is no whole code; the row got none.",
                       s.from + 1, s.to, SR_FMT(text));

    f->table_no = table->table_no;
    f->row_no = row->row_no;
    f->column_no = s.from + 1;
    f->line_no = row->line_no;
    f->raw = sr_arena_copy(&doc->batch, text);
}

static void say_joined(sr_doc *doc, const sr_table *table, const sr_row *row, span s, const steps *groups)
{
    sr_finding *f = sr_doc_finding(doc, SR_U005, "Codes stand in columns %u to %u; they were read as one, \"%.*s\"%s.",
                                   s.from + 1, s.to, SR_FMT(text_of(row, s.from)),
                                   groups->restored ? ", with the noughts that its numbers have lost" : "");

    f->table_no = table->table_no;
    f->column_no = s.from + 1;
    f->line_no = row->line_no;
}

static void set_text(sr_doc *doc, sr_row *row, uint32_t c, sr_slice text)
{
    sr_slice copy = sr_arena_copy(&doc->batch, text);

    row->cells[c].text = copy.ptr;
    row->cells[c].text_len = (uint32_t)copy.len;
}

typedef enum outcome { NOTHING, WHOLE, BROKEN } outcome;

/* The row's groups, behind those that it leaves out; false where they are not known or a group is none. */
static bool climb(const sr_row *row, span s, const pieces *p, steps *above)
{
    if (p->apart || p->first > above->n || p->first + p->filled > STEPS_MAX || (p->first == 0 && !begins_code(row, s)))
        return false;
    for (uint32_t i = p->first; i < p->first + p->filled; i++) {
        sr_slice t = text_of(row, s.from + i);
        if (t.ptr[t.len - 1] == '.')
            t.len--;
        if (t.len == 0 || t.len > PIECE_MAX || !are_groups(t))
            return false;
        above->group[i] = t;
    }
    above->n = p->first + p->filled;
    return true;
}

static bool join_steps(steps *all, span s, sr_buf *out)
{
    all->restored = false;
    for (uint32_t i = 0; i < all->n; i++) {
        int lost = s.noughts ? lost_before(all, i, s.year) : 0;
        sr_buf_printf(out, "%s%.*s%.*s", i ? "." : "", lost, "000", SR_FMT(all->group[i]));
        all->restored |= lost > 0;
    }
    return out->len < SR_CODE_TEXT_MAX;
}

/* The row's code, or where it is none what stands there, in *buf. A code that is broken tells nothing to those below.
 */
static outcome read_row(const sr_row *row, span s, steps *above, sr_buf *buf)
{
    pieces p = look(row, s);

    if (row->kind >= SR_ROW_HEADER || p.numbered == 0)
        return NOTHING;
    buf->len = 0;
    if (climb(row, s, &p, above))
        return above->n > 1 && join_steps(above, s, buf) ? WHOLE : NOTHING;
    above->n = 0;
    if (p.numbered < 2 && p.first == 0)
        return NOTHING;
    buf->len = 0;
    return join(row, s, '|', buf) ? BROKEN : NOTHING;
}

sr_slice *sr_split_codes_try(sr_doc *doc, sr_table *table, const sr_table_state *st)
{
    span s = columns_of(table, st);
    steps above = {.n = 0};
    sr_buf buf = {0};

    if (s.to - s.from < 2)
        return NULL;
    s.year = doc->facts.fiscal_year;
    s.noughts = lost_noughts(table, s);
    sr_slice *kept = SR_NEW_ARRAY(&doc->batch, sr_slice, table->n_rows);
    for (size_t r = 0; r < table->n_rows; r++) {
        kept[r] = text_of(table->rows[r], s.from);
        if (read_row(table->rows[r], s, &above, &buf) == WHOLE)
            set_text(doc, table->rows[r], s.from, (sr_slice){buf.ptr, buf.len});
    }
    sr_buf_free(&buf);
    return kept;
}

void sr_split_codes_undo(sr_table *table, const sr_table_state *st, const sr_slice *kept)
{
    uint32_t c = columns_of(table, st).from;

    for (size_t r = 0; r < table->n_rows && kept; r++)
        if (table->rows[r]->n > c) {
            table->rows[r]->cells[c].text = kept[r].ptr;
            table->rows[r]->cells[c].text_len = (uint32_t)kept[r].len;
        }
}

static void say_restored(sr_doc *doc, const sr_table *table, const sr_row *row, uint32_t column, sr_slice code)
{
    const sr_cell *cell = &row->cells[column];
    sr_finding *f = sr_doc_finding(
        doc, SR_U003, "The code \"%.*s\" was read as %.*s: a spreadsheet takes the noughts before a number away.",
        SR_FMT(sr_cell_raw(cell)), SR_FMT(code));

    f->table_no = table->table_no;
    f->row_no = row->row_no;
    f->column_no = column + 1;
    f->line_no = row->line_no;
    f->raw = sr_cell_raw(cell);
}

/* Codes that were put together from the columns of their page: "5 3 1 2.09" (place.h). */
static void restore_joined(sr_doc *doc, sr_table *table, span s)
{
    sr_buf buf = {0};
    steps groups;

    s.noughts = lost_noughts(table, s);
    for (size_t r = 0; s.noughts && r < table->n_rows; r++) {
        sr_row *row = table->rows[r];
        groups_of(row, s, &groups);
        buf.len = 0;
        if (row->kind < SR_ROW_HEADER && groups.n > 1 && groups.group[0].len == 1 && join_steps(&groups, s, &buf) &&
            groups.restored) {
            say_restored(doc, table, row, s.from, (sr_slice){buf.ptr, buf.len});
            set_text(doc, row, s.from, (sr_slice){buf.ptr, buf.len});
        }
    }
    sr_buf_free(&buf);
}

void sr_split_codes(sr_doc *doc, sr_table *table, const sr_table_state *st)
{
    span s = columns_of(table, st);
    steps above = {.n = 0};
    sr_buf buf = {0};
    bool said = false, said_restored = false;

    s.year = doc->facts.fiscal_year;
    if (s.to - s.from == 1)
        restore_joined(doc, table, s);
    if (s.to - s.from < 2)
        return;
    s.noughts = lost_noughts(table, s);
    for (size_t r = 0; r < table->n_rows; r++) {
        sr_row *row = table->rows[r];
        outcome o = read_row(row, s, &above, &buf);
        if (o == BROKEN)
            say_none(doc, table, row, s, (sr_slice){buf.ptr, buf.len});
        if (o == WHOLE || (o == BROKEN && text_of(row, s.from).len))
            set_text(doc, row, s.from, (sr_slice){buf.ptr, buf.len});
        if (o == WHOLE && (!said || (above.restored && !said_restored)))
            say_joined(doc, table, row, s, &above);
        said |= o == WHOLE;
        said_restored |= o == WHOLE && above.restored;
    }
    sr_buf_free(&buf);
}
