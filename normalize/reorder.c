#include "normalize/reorder.h"

#include "normalize/scramble.h"

enum column { NUMBER, NAME, GOAL, INDICATOR, QUARTER, TARGET = QUARTER + 4, OFFICE, COLUMNS };

static const char *const header[2][COLUMNS] = {
    {"No", "Kegiatan/Sub Kegiatan", "Sasaran", "Indikator Kinerja", "Target", "", "", "", "Target", "Penanggung Jawab"},
    {"", "", "", "", "TW I", "TW II", "TW III", "TW IV", "Tahun", ""},
};

struct sr_reordered {
    sr_scramble scramble;
    sr_row **rows; /* of records, then of loose quarters */
    const sr_part *part;
};

static bool is_text(const sr_block *block)
{
    return block->type == SR_BLOCK_PROSE || block->type == SR_BLOCK_HEADING;
}

static sr_row *new_row(sr_doc *doc, sr_part *part, uint64_t line_no, uint32_t page_no)
{
    sr_row *row = SR_NEW(&doc->batch, sr_row);

    row->cells = SR_NEW_ARRAY(&doc->batch, sr_cell, COLUMNS);
    row->n = COLUMNS;
    row->line_no = line_no;
    row->page_no = page_no;
    *SR_PUSH(&doc->batch, part->rows, part->n_rows, part->cap_rows) = row;
    return row;
}

static void set(sr_row *row, enum column column, const sr_scramble_cell *from)
{
    sr_cell *cell = &row->cells[column];

    if (from->text.len == 0)
        return;
    cell->raw = from->text.ptr;
    cell->raw_len = (uint32_t)from->text.len;
    cell->line_skip = (int32_t)((int64_t)from->line_no - (int64_t)row->line_no);
}

/* The line of the record's first text; of its quarters if it has none. */
static uint64_t line_of(const sr_scramble_record *r)
{
    const sr_scramble_cell *cells[] = {&r->name, &r->goal, &r->indicator, &r->target, &r->office, &r->number};

    for (size_t i = 0; i < sizeof cells / sizeof *cells; i++)
        if (cells[i]->line_no)
            return cells[i]->line_no;
    return r->quarter[0].line_no;
}

static void add_header(sr_doc *doc, sr_part *part, uint64_t line_no, uint32_t page_no)
{
    for (int h = 0; h < 2; h++) {
        sr_row *row = new_row(doc, part, line_no, page_no);
        for (int c = 0; c < COLUMNS; c++) {
            row->cells[c].raw = "";
            row->cells[c].text = header[h][c];
            row->cells[c].text_len = (uint32_t)strlen(header[h][c]);
        }
    }
    part->header_rows = 2;
}

static void add_rows(sr_doc *doc, sr_part *part, sr_reordered *re, uint32_t page_no)
{
    const sr_scramble *s = &re->scramble;

    re->rows = SR_NEW_ARRAY(&doc->batch, sr_row *, s->n_records + s->n_loose);
    for (size_t i = 0; i < s->n_records; i++) {
        const sr_scramble_record *r = &s->records[i];
        sr_row *row = re->rows[i] = new_row(doc, part, line_of(r), page_no);
        set(row, NUMBER, &r->number);
        set(row, NAME, &r->name);
        set(row, GOAL, &r->goal);
        set(row, INDICATOR, &r->indicator);
        for (int q = 0; q < 4; q++)
            set(row, QUARTER + (enum column)q, &r->quarter[q]);
        set(row, TARGET, &r->target);
        set(row, OFFICE, &r->office);
    }
    for (size_t i = 0; i < s->n_loose; i++) {
        sr_row *row = re->rows[s->n_records + i] = new_row(doc, part, s->loose[i][0].line_no, page_no);
        for (int q = 0; q < 4; q++)
            set(row, QUARTER + (enum column)q, &s->loose[i][q]);
    }
}

/* The headings above the first record, among the quarters of its page. */
static sr_slice title_of(sr_doc *doc, uint64_t before_line)
{
    sr_slice title = {NULL, 0};

    for (size_t b = 0; b < doc->n_blocks && doc->blocks[b].line_no < before_line; b++) {
        const sr_block *block = &doc->blocks[b];
        if (block->type == SR_BLOCK_HEADING && !sr_scramble_is_header(block->text))
            title =
                title.len ? sr_arena_printf(&doc->batch, "%.*s %.*s", SR_FMT(title), SR_FMT(block->text)) : block->text;
    }
    return title;
}

/* Puts the part in place of the first text that it took, takes the other texts out, and moves their bytes. */
static sr_part *replace_blocks(sr_doc *doc, const size_t *block_of, size_t n, const bool *used)
{
    sr_block *kept = SR_NEW_ARRAY(&doc->batch, sr_block, doc->n_blocks + 1);
    bool *gone = SR_NEW_ARRAY(&doc->batch, bool, doc->n_blocks);
    sr_part *part = SR_NEW(&doc->batch, sr_part);
    size_t n_kept = 0, first = doc->n_blocks;

    for (size_t i = 0; i < n; i++) {
        const sr_block *b = &doc->blocks[block_of[i]];
        if (!used[i])
            continue;
        uint64_t bytes = sr_nonblank(b->text);
        doc->accounts[b->type == SR_BLOCK_PROSE ? SR_ACCOUNT_PROSE : SR_ACCOUNT_CAPTIONS] -= bytes;
        doc->accounts[SR_ACCOUNT_CELLS] += bytes;
        gone[block_of[i]] = true;
        first = block_of[i] < first ? block_of[i] : first;
    }
    *part = (sr_part){.form = SR_PART_GRID, .width = COLUMNS};
    for (size_t b = 0; b < doc->n_blocks; b++) {
        if (b == first)
            kept[n_kept++] = (sr_block){.type = SR_BLOCK_PART,
                                        .page_no = doc->blocks[b].page_no,
                                        .line_no = doc->blocks[b].line_no,
                                        .part = part};
        if (!gone[b])
            kept[n_kept++] = doc->blocks[b];
    }
    doc->blocks = kept;
    doc->cap_blocks = doc->n_blocks + 1;
    doc->n_blocks = n_kept;
    return part;
}

sr_reordered *sr_reorder(sr_doc *doc)
{
    size_t n = 0;
    uint32_t page_no = doc->n_blocks ? doc->blocks[0].page_no : 1;

    for (size_t b = 0; b < doc->n_blocks; b++)
        n += is_text(&doc->blocks[b]);
    if (n < SR_SCRAMBLE_LINES_MIN)
        return NULL;
    sr_scramble_line *lines = SR_NEW_ARRAY(&doc->batch, sr_scramble_line, n);
    size_t *block_of = SR_NEW_ARRAY(&doc->batch, size_t, n);
    n = 0;
    for (size_t b = 0; b < doc->n_blocks; b++) {
        const sr_block *block = &doc->blocks[b];
        if (!is_text(block))
            continue;
        lines[n] = (sr_scramble_line){block->text, block->line_no, block->wrapped, block->type == SR_BLOCK_HEADING,
                                      block->page_no};
        block_of[n++] = b;
    }
    sr_reordered *re = SR_NEW(&doc->batch, sr_reordered);
    if (!sr_scramble_read(&doc->batch, lines, n, &re->scramble))
        return NULL;
    sr_part *part = replace_blocks(doc, block_of, n, re->scramble.used);
    uint64_t line_no = re->scramble.n_records ? line_of(&re->scramble.records[0]) : 0;
    uint64_t named = UINT64_MAX; /* the first record with words: its title stands above it */
    for (size_t i = 0; i < re->scramble.n_records && named == UINT64_MAX; i++)
        if (re->scramble.records[i].name.line_no)
            named = re->scramble.records[i].name.line_no;
    part->title = title_of(doc, named);
    add_header(doc, part, line_no, page_no);
    add_rows(doc, part, re, page_no);
    re->part = part;
    return re;
}

/* ---- findings -------------------------------------------------------------------------------- */

static sr_finding *at_row(sr_finding *f, uint32_t table_no, const sr_row *row)
{
    f->table_no = table_no;
    f->row_no = row->row_no;
    f->line_no = row->line_no;
    return f;
}

static void say_record(sr_doc *doc, uint32_t table_no, const sr_row *row, const sr_scramble_record *r)
{
    int line = (int)row->line_no;

    if (!r->name.text.len && !r->indicator.text.len) {
        at_row(sr_doc_finding(doc, SR_S014,
                              "Row %u at line %d: no activity was found for these quarters and this target.",
                              row->row_no, line),
               table_no, row)
            ->raw = r->target.text;
        return;
    }
    if (r->target_moved && r->target_in_doubt) {
        at_row(
            sr_doc_finding(doc, SR_S014,
                           r->target.text.len
                               ? "Row %u was put together from line %d on; its target of line %d stands apart from it."
                               : "Row %u was put together from line %d on; the target that stands by it suits "
                                 "another row better.",
                           row->row_no, line, (int)r->target.line_no),
            table_no, row)
            ->raw = r->target.text;
        return;
    }
    switch (r->fit) {
    case SR_FIT_PROVED:
        at_row(sr_doc_finding(doc, SR_S013,
                              r->target_moved ? "Row %u was put together from line %d on; its target stands apart from "
                                                "it, but agrees with its indicator and its quarters."
                                              : "Row %u was put together from line %d on; its quarters agree with its "
                                                "target.",
                              row->row_no, line),
               table_no, row);
        return;
    case SR_FIT_BY_ORDER:
        at_row(sr_doc_finding(
                   doc, SR_S013,
                   "Row %u was put together from line %d on; other quarters of the page agree with its target as well, "
                   "the order of appearance decided.",
                   row->row_no, line),
               table_no, row);
        return;
    case SR_FIT_DOUBTFUL:
        at_row(sr_doc_finding(
                   doc, SR_S014,
                   "Row %u was put together from line %d on; its quarters do not agree with its target in unit or sum.",
                   row->row_no, line),
               table_no, row)
            ->raw = r->target.text;
        return;
    case SR_FIT_NONE:
        if (r->office.text.len == 0) { /* a goal or a program above its activities: it has no quarters of its own */
            at_row(sr_doc_finding(doc, SR_S013,
                                  r->target_moved ? "Row %u was put together from line %d on; its target stands apart "
                                                    "from it, but agrees with its indicator."
                                                  : "Row %u was put together from line %d on.",
                                  row->row_no, line),
                   table_no, row);
            return;
        }
        at_row(sr_doc_finding(doc, SR_S014, "Row %u was put together from line %d on; no quarters were found for it.",
                              row->row_no, line),
               table_no, row)
            ->raw = r->target.text;
    }
}

/* The table that holds the rows, which are in order in it. */
static const sr_table *table_of(const sr_doc *doc, const sr_row *row)
{
    for (size_t t = doc->n_tables; t-- > 0;) {
        const sr_table *table = doc->tables[t];
        if (row->row_no && row->row_no <= table->all_rows)
            for (size_t r = 0; r < table->n_rows; r++)
                if (table->rows[r] == row)
                    return table;
    }
    return NULL;
}

void sr_reorder_say(sr_doc *doc, const sr_reordered *re)
{
    const sr_scramble *s = &re->scramble;
    const sr_table *table = s->n_records ? table_of(doc, re->rows[0]) : NULL;

    if (!table)
        return;
    for (size_t i = 0; i < s->n_records; i++)
        say_record(doc, table->table_no, re->rows[i], &s->records[i]);
    for (size_t i = 0; i < s->n_loose; i++)
        at_row(sr_doc_finding(doc, SR_S015, "The quarter targets at line %llu found no activity.",
                              (unsigned long long)re->rows[s->n_records + i]->line_no),
               table->table_no, re->rows[s->n_records + i]);
}

/* ---- context --------------------------------------------------------------------------------- */

static bool is_goal(const sr_scramble_record *r)
{
    return !r->name.text.len && r->goal.text.len;
}

/* A context of its own, without what the rows above would fill in. */
static void keep_only(sr_doc *doc, sr_row *row, bool names)
{
    sr_context *own = SR_NEW(&doc->batch, sr_context);

    *own = *row->context;
    own->program = (sr_slice){NULL, 0};
    if (!names) {
        own->kegiatan = own->sub_kegiatan = own->activity = (sr_slice){NULL, 0};
        own->location = own->funding_source = (sr_slice){NULL, 0};
        own->responsible = sr_cell_text(&row->cells[OFFICE]);
        row->level = SR_LEVEL_NONE;
    }
    row->context = own;
}

void sr_reorder_settle(sr_doc *doc, const sr_reordered *re)
{
    const sr_scramble *s = &re->scramble;

    for (size_t first = 0, last; first < s->n_records; first = last) {
        size_t program = first; /* behind the last program of the page */
        for (last = first; last < s->n_records && s->records[last].page_no == s->records[first].page_no; last++)
            program = re->rows[last]->level == SR_LEVEL_PROGRAM && s->records[last].name.text.len ? last + 1 : program;
        for (size_t i = first; i < last; i++)
            if (re->rows[i]->context && (is_goal(&s->records[i]) || (i + 1 < program && s->records[i].goal.text.len)))
                keep_only(doc, re->rows[i], !is_goal(&s->records[i]));
    }
}
