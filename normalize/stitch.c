#include "normalize/stitch.h"

#include "normalize/clean.h"
#include "normalize/lead.h"
#include "normalize/place_text.h"

#include <stdlib.h>

enum {
    LIKE_ENOUGH = 70,   /* of 100: headers of one table on two pages. Misreadings cost ten, another table forty. */
    LIKE_NUMBERED = 35, /* where the words were cut by blanks, page by page, and the numbers under them agree */
    KEY_BYTES = 24,
    TITLE_LINE_MAX = 220, /* bytes: a longer line above a table is a sentence */
    TITLE_MAX = 600,
    TITLE_LINES_MAX = 16,
    PARAGRAPH = 160, /* bytes: text between parts that is more than a running head */
    RUNNING = 3,     /* times a line comes back to be a running head */
};

typedef struct stitcher {
    sr_doc *doc;
    sr_table *table;  /* the last one, or NULL */
    size_t text_from; /* first block after the last part */
    uint64_t *lines;  /* hashes of the batch's text blocks, sorted */
    size_t n_lines;
} stitcher;

void sr_row_clean(sr_doc *doc, sr_row *row)
{
    for (uint32_t i = 0; i < row->n; i++) {
        sr_cell *c = &row->cells[i];
        unsigned flags = 0;
        if (c->text)
            continue;
        sr_slice t = c->raw_len ? sr_clean_text(&doc->batch, sr_cell_raw(c), &flags) : SR_LIT("");
        if (c->typed && c->typed->text.len && sr_text_is_overflow(t))
            t = c->typed->text;
        c->text = t.ptr ? t.ptr : "";
        c->text_len = (uint32_t)t.len;
        c->bold |= (flags & SR_CLEAN_BOLD) != 0;
    }
}

uint64_t sr_row_key(const sr_row *row)
{
    for (uint32_t i = 0; i < row->n; i++) {
        sr_slice raw = row->cells[i].raw_len ? sr_trim(sr_cell_raw(&row->cells[i])) : SR_LIT("");
        if (raw.len)
            return sr_hash(raw.len > KEY_BYTES ? sr_sub(raw, 0, KEY_BYTES) : raw) | 1;
    }
    return 0;
}

/* ---- titles --------------------------------------------------------------------------------- */

/* "OPD : DINAS ...", "Misi 4: ...": a label and what it is, not a title. */
static bool is_key_value(sr_slice t)
{
    const char *colon = memchr(t.ptr, ':', t.len < 40 ? t.len : 40);

    return colon && colon != t.ptr;
}

static bool is_signature(sr_slice t, bool *ends)
{
    sr_folded f;

    sr_fold(t, &f);
    *ends = f.len >= 5 && memcmp(f.text, "nip", 3) == 0 && (sr_is_digit((unsigned char)f.text[3]) || f.text[3] == ' ');
    if (*ends || sr_word_begins(sr_folded_slice(&f), SR_WORD_SIGNS, NULL))
        return true;
    /* "Manna, 24 Juli 2023": a place and a date */
    const char *comma = memchr(t.ptr, ',', t.len);
    return t.len < 60 && comma && f.len > 4 && sr_year_word(sr_sub(sr_folded_slice(&f), f.len - 4, f.len)) &&
           f.text[f.len - 5] == ' ';
}

static bool is_capitals(sr_slice t)
{
    size_t upper = 0, lower = 0;

    for (size_t i = 0; i < t.len; i++) {
        unsigned char c = (unsigned char)t.ptr[i];
        upper += c >= 'A' && c <= 'Z';
        lower += c >= 'a' && c <= 'z';
    }
    return upper >= 3 && upper >= lower * 3;
}

/* A line above a table as it counts for titles. */
typedef struct title_line {
    sr_slice text;
    uint64_t line_no, next; /* where it stands, and what follows it at once */
    bool caption, heading;
} title_line;

/*
 * The lines that may be of a title: the last ones, without signatures, labels and page numbers. A sentence cuts, unless
 * far is set: then a heading above a paragraph counts too.
 */
static size_t title_lines(sr_doc *doc, const sr_block *blocks, size_t n, bool far, title_line lines[TITLE_LINES_MAX])
{
    size_t count = 0;
    uint64_t signed_line = 0; /* where a signature would go on */

    for (size_t i = 0; i < n; i++) {
        const sr_block *b = &blocks[i];
        if (b->type == SR_BLOCK_PAGE || b->type == SR_BLOCK_PART)
            continue;
        sr_slice t = sr_clean_line(&doc->batch, b->text, NULL);
        bool ends = false, caption = b->type == SR_BLOCK_CAPTION, heading = b->type == SR_BLOCK_HEADING;
        if (t.len == 0 || (t.len < 5 && sr_looks_numeric(t)))
            continue;
        if (!caption && is_signature(t, &ends)) {
            count = 0;
            signed_line = ends ? 0 : sr_block_next(b);
            continue;
        }
        if (signed_line && b->line_no == signed_line && !caption && t.len <= TITLE_LINE_MAX) {
            signed_line = sr_block_next(b);
            continue;
        }
        signed_line = 0;
        if (t.len > TITLE_LINE_MAX || (!caption && !heading && t.ptr[t.len - 1] == '.')) {
            count = far ? count : 0;
            continue;
        }
        if (!caption && is_key_value(t))
            continue;
        if (count == TITLE_LINES_MAX) {
            memmove(lines, lines + 1, (TITLE_LINES_MAX - 1) * sizeof *lines);
            count--;
        }
        lines[count++] = (title_line){t, b->line_no, sr_block_next(b), caption, heading || is_capitals(t)};
    }
    return count;
}

/* The first of the lines that belongs to the title: the last caption, else the last group of headings. */
static size_t title_start(const title_line *line, size_t n)
{
    size_t start = n;

    for (size_t i = n; i-- > 0;)
        if (line[i].caption) {
            while (i > 0 && line[i - 1].caption && line[i - 1].next == line[i].line_no)
                i--;
            return i;
        }
    for (size_t i = n; i-- > 0;) {
        if (!line[i].heading)
            break;
        /* A group ends at a blank line; a lone word ("RPJMD") takes the group above it along. */
        bool gap = start < n && line[start].line_no > line[i].next;
        bool lone = start + 1 == n && memchr(line[start].text.ptr, ' ', line[start].text.len) == NULL;
        if (gap && !lone)
            break;
        start = i;
    }
    return start;
}

sr_slice sr_title_above(sr_doc *doc, const sr_block *blocks, size_t n, bool far)
{
    title_line line[TITLE_LINES_MAX];
    size_t count = title_lines(doc, blocks, n, far, line), len = 0;

    size_t start = title_start(line, count);
    if (start == count)
        return (sr_slice){NULL, 0};
    char *text = sr_arena_alloc(&doc->batch, TITLE_MAX + 2);
    for (size_t i = start; i < count; i++) {
        if (len + line[i].text.len + 1 > TITLE_MAX)
            break;
        if (len)
            text[len++] = ' ';
        for (size_t k = 0; k < line[i].text.len; k++)
            text[len++] = line[i].text.ptr[k] == '\n' ? ' ' : line[i].text.ptr[k];
    }
    return sr_trim((sr_slice){text, len});
}

static int by_value(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;

    return x < y ? -1 : x > y;
}

/*
 * "RENSTRA 2025 - 2029          67": text and the number of the page, far apart. The same on the next page with the
 * next number is the same line: its key is the text and how far the number is from the page's. 0 if there is none.
 */
static uint64_t numbered_key(const sr_block *b)
{
    sr_slice t = sr_trim(b->text);
    size_t at = t.len, digits;
    uint32_t number = 0;

    while (at > 0 && sr_is_digit((unsigned char)t.ptr[at - 1]))
        at--;
    digits = t.len - at;
    if (b->type == SR_BLOCK_CAPTION || digits == 0 || digits > 3 || at < 3 || t.ptr[at - 1] != ' ' ||
        t.ptr[at - 2] != ' ')
        return 0;
    for (size_t i = at; i < t.len; i++)
        number = number * 10 + (uint32_t)(t.ptr[i] - '0');
    return sr_hash(sr_trim(sr_sub(t, 0, at))) ^ (uint64_t)(number - b->page_no) * 0x9E3779B97F4A7C15u;
}

static uint64_t line_key(const sr_block *b)
{
    uint64_t numbered = numbered_key(b);

    return numbered ? numbered : sr_hash(sr_trim(b->text));
}

static void count_lines(stitcher *s)
{
    sr_doc *doc = s->doc;

    s->lines = SR_NEW_ARRAY(&doc->batch, uint64_t, doc->n_blocks + 1);
    for (size_t i = 0; i < doc->n_blocks; i++)
        if (doc->blocks[i].text.len)
            s->lines[s->n_lines++] = line_key(&doc->blocks[i]);
    qsort(s->lines, s->n_lines, sizeof *s->lines, by_value);
}

/* A line that stands at the top or foot of many pages says nothing of the table under it. */
static bool is_running(const stitcher *s, const sr_block *block)
{
    uint64_t h = line_key(block);
    size_t low = 0, high = s->n_lines;

    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (s->lines[mid] < h)
            low = mid + 1;
        else
            high = mid;
    }
    return low + RUNNING <= s->n_lines && s->lines[low + RUNNING - 1] == h;
}

/* The folded title without "lanjutan", for comparison. */
static sr_slice fold_title(sr_arena *arena, sr_slice title)
{
    sr_folded f;
    static const char lanjutan[] = "lanjutan";

    sr_fold(title, &f);
    size_t at = sr_find_nocase(sr_folded_slice(&f), SR_LIT("lanjutan"));
    if (at != SIZE_MAX) {
        size_t end = at + sizeof lanjutan - 1;
        if (end < f.len)
            end++;
        memmove(f.text + at, f.text + end, f.len - end);
        f.len -= end - at;
    }
    return sr_trim(sr_arena_copy(arena, sr_folded_slice(&f)));
}

static bool same_title(sr_slice old, sr_slice new)
{
    enum { PREFIX = 8 };
    size_t n = old.len < new.len ? old.len : new.len;

    return sr_eq(old, new) || (n >= PREFIX && new.len < old.len &&memcmp(old.ptr, new.ptr, n) == 0);
}

/* ---- tables --------------------------------------------------------------------------------- */

static sr_table *new_table(stitcher *s, const sr_part *part, sr_slice title)
{
    sr_doc *doc = s->doc;
    sr_table *table = SR_NEW(&doc->arena, sr_table);
    sr_table_state *st = SR_NEW(&doc->arena, sr_table_state);

    if (s->table)
        s->table->done = true;
    table->memory = st;
    table->table_no = (uint32_t)doc->n_tables + 1;
    *SR_PUSH(&doc->arena, doc->tables, doc->n_tables, doc->cap_tables) = table;
    st->form = part->form;
    st->given_title = part->title.len ? sr_arena_copy(&doc->arena, part->title) : (sr_slice){NULL, 0};
    table->sheet = part->sheet.len ? sr_arena_copy(&doc->arena, part->sheet) : (sr_slice){NULL, 0};
    table->column_first = part->column_first;
    table->hidden = part->hidden;
    if (!title.len)
        title = part->title;
    if (title.len) {
        table->title = sr_arena_copy(&doc->arena, title);
        st->title_folded = fold_title(&doc->arena, title);
    }
    st->header.number_at = -1;
    s->table = table;
    return table;
}

/* The cells of a row up to its last one that holds something, before cleaning. */
static uint32_t raw_used(const sr_row *row)
{
    uint32_t n = row->n;

    while (n && row->cells[n - 1].raw_len == 0)
        n--;
    return n;
}

static void add_row(stitcher *s, sr_row *row)
{
    sr_table *table = s->table;
    sr_table_state *st = sr_state(table);

    row->row_no = (uint32_t)++table->all_rows;
    if (table->line_first == 0) {
        table->line_first = row->line_no;
        table->page_first = row->page_no;
    }
    table->line_last = row->line_no;
    table->page_last = row->page_no;
    *SR_PUSH(&s->doc->batch, table->rows, table->n_rows, st->cap_rows) = row;
    uint32_t used = raw_used(row);
    if (used > st->n_max)
        st->n_max = used;
}

/* Title rows inside a table: "| PROGRAM | | |". */
static sr_slice inner_title(sr_doc *doc, sr_row *const *rows, const sr_header *header)
{
    char *text = sr_arena_alloc(&doc->batch, TITLE_MAX + 2);
    size_t len = 0;
    uint32_t seen = 0;

    for (uint32_t r = 0; r < header->length && seen < header->titles; r++) {
        uint32_t at = 0;
        if (header->kind[r] != SR_ROW_HEADER)
            continue;
        seen++;
        if (sr_row_filled(rows[r], &at) == 0)
            continue;
        sr_slice t = sr_cell_text(&rows[r]->cells[at]);
        if (len + t.len + 1 > TITLE_MAX)
            break;
        if (len)
            text[len++] = ' ';
        memcpy(text + len, t.ptr, t.len);
        len += t.len;
    }
    return (sr_slice){text, len};
}

/* Pages repeat a header with other blanks: all forms are kept until the best is chosen. */
static void note_variant(stitcher *s, sr_row **rows, const sr_header *header)
{
    sr_table_state *st = sr_state(s->table);
    uint64_t shape = sr_header_shape(rows, header);
    uint32_t i = 0;

    if (s->table->columns || header->n_words == 0)
        return;
    if (!st->variants)
        st->variants = SR_NEW_ARRAY(&s->doc->batch, sr_header_variant, SR_VARIANTS_MAX);
    while (i < st->n_variants && st->variants[i].shape != shape)
        i++;
    if (i == SR_VARIANTS_MAX)
        return;
    if (i == st->n_variants)
        st->variants[st->n_variants++] = (sr_header_variant){*header, rows, shape, 0};
    st->variants[i].times++;
}

/* The first header of a table is learnt; a later one is a repetition. */
static void take_header(stitcher *s, sr_row **rows, const sr_header *header)
{
    sr_table_state *st = sr_state(s->table);
    sr_doc *doc = s->doc;
    bool again = s->table->all_rows > st->lead;

    note_variant(s, rows, header);
    for (uint32_t r = 0; r < header->length; r++) {
        rows[r]->kind = header->kind[r];
        add_row(s, rows[r]);
    }
    if (!st->has_header && header->n_words && !again) {
        st->has_header = true;
        st->header = *header;
        sr_header_print_of(&doc->arena, rows, header, &st->print);
        uint32_t r = header->words_from;
        while (r < header->length && header->kind[r] != SR_ROW_HEADER)
            r++;
        if (r < header->length)
            st->head_key = sr_row_key(rows[r]);
        if (header->number_at >= 0)
            st->number_key = sr_row_key(rows[header->number_at]);
        st->labels = sr_header_labels(rows, header);
    } else if (!again) {
        st->header = *header;
    } else if (header->n_words) {
        sr_finding *f = sr_doc_finding(doc, SR_S003, "The header is repeated at %s %llu and was taken out of the data.",
                                       sr_line_word(s->table), (unsigned long long)rows[0]->line_no);
        f->table_no = s->table->table_no;
        f->row_no = rows[0]->row_no;
        f->line_no = rows[0]->line_no;
    }
}

static void clean_ahead(stitcher *s, sr_row **rows, size_t n)
{
    for (size_t i = 0; i < n && i < SR_HEADER_LOOK + 4; i++)
        sr_row_clean(s->doc, rows[i]);
}

/* ---- rows above a header that speak of the document ------------------------------------------ */

static void add_lead(stitcher *s, sr_row *const *rows, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        rows[i]->kind = sr_row_filled(rows[i], NULL) ? SR_ROW_HEADER : SR_ROW_BLANK;
        add_row(s, rows[i]);
    }
}

/* The title that the lead itself names. */
static sr_slice lead_title(sr_row *const *rows, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        sr_slice value;
        if (sr_lead_label(rows[i], &value) == SR_LABEL_TITLE)
            return value;
    }
    return (sr_slice){NULL, 0};
}

/*
 * How many rows of the part are its lead. A part that is nothing else belongs to the one behind it (blank lines stand
 * between): its rows are moved there.
 */
static size_t find_lead(stitcher *s, sr_part *part, size_t block)
{
    sr_doc *doc = s->doc;
    sr_part *next = NULL;

    for (size_t i = 0; i < part->n_rows && i < SR_LEAD_MAX; i++)
        sr_row_clean(doc, part->rows[i]);
    size_t n = sr_lead_find(part->rows, part->n_rows);
    if (n == 0 || n < part->n_rows) {
        clean_ahead(s, part->rows + n, part->n_rows - n);
        return n;
    }
    for (size_t b = block + 1; b < doc->n_blocks && !next; b++)
        next = doc->blocks[b].type == SR_BLOCK_PART ? doc->blocks[b].part : NULL;
    if (!next)
        return n;
    sr_row **rows = SR_NEW_ARRAY(&doc->batch, sr_row *, n + next->n_rows);
    memcpy(rows, part->rows, n * sizeof *rows);
    memcpy(rows + n, next->rows, next->n_rows * sizeof *rows);
    next->rows = rows;
    next->cap_rows = next->n_rows += n;
    next->header_rows += next->header_rows ? (uint32_t)n : 0;
    next->width = part->width > next->width ? part->width : next->width;
    part->n_rows = 0;
    return 0;
}

/* Whether the rows at hand repeat the table's header. */
static bool repeats(const stitcher *s, sr_row *const *rows, const sr_header *header)
{
    const sr_table_state *st = sr_state(s->table);
    sr_header_print print;

    if (!st->has_header)
        return false;
    if (header->n_words == 0)
        return header->number_at >= 0;
    sr_header_print_of(&s->doc->batch, rows, header, &print);
    int like = sr_header_likeness(&st->print, &print);
    return like >= LIKE_ENOUGH || (like >= LIKE_NUMBERED && st->form == SR_PART_ALIGNED && st->labels != 0 &&
                                   st->labels == sr_header_labels(rows, header));
}

/* A text alone in its row, as titles stand. */
static bool is_alone(const sr_row *row)
{
    return raw_used(row) == 1 && sr_row_key(row) != 0 && !sr_looks_numeric(sr_trim(sr_cell_raw(&row->cells[0])));
}

/* A title of a single field (CSV) becomes as wide as title rows are (header.c). */
static void widen(stitcher *s, sr_row *row)
{
    enum { WIDTH = 3 };

    if (row->n >= WIDTH)
        return;
    sr_cell *cells = SR_NEW_ARRAY(&s->doc->batch, sr_cell, WIDTH);
    memcpy(cells, row->cells, row->n * sizeof *cells);
    row->cells = cells;
    row->n = WIDTH;
}

/* Another header may stand here, right below the data or below a title of its own. */
static bool may_turn(stitcher *s, const sr_part *part, const sr_row *above, sr_row *const *rows, size_t n)
{
    if (part->form == SR_PART_ALIGNED)
        return false;
    if (n < 2 || !is_alone(rows[0]))
        return sr_header_may_begin(above, rows[0]);
    if (!sr_header_may_begin(above, rows[1]))
        return false;
    widen(s, rows[0]);
    return true;
}

/* The rows of a part behind its header. A header may come again, or another one. */
static void add_rows(stitcher *s, const sr_part *part, size_t from)
{
    sr_header header;
    const sr_row *above = NULL; /* the row of data before, NULL behind a blank one */

    for (size_t i = from; i < part->n_rows;) {
        sr_row **rows = part->rows + i;
        size_t n = part->n_rows - i;
        const sr_table_state *st = sr_state(s->table);
        uint64_t key = sr_row_key(rows[0]);
        bool again = key != 0 && (key == st->head_key || key == st->number_key);
        bool other = key != 0 && i > from && (!above || may_turn(s, part, above, rows, n));
        if (again || other) {
            clean_ahead(s, rows, n);
            sr_header_find(rows, n, 0, &header);
            bool same = header.length && repeats(s, rows, &header);
            if (header.length && !same && other && header.n_words > 0 && header.length < n &&
                s->doc->n_tables + 1 < SR_TABLES_MAX) {
                new_table(s, part, inner_title(s->doc, rows, &header));
                same = true;
            }
            if (same) {
                take_header(s, rows, &header);
                i += header.length;
                above = rows[header.length - 1];
                continue;
            }
        }
        above = key ? rows[0] : NULL;
        add_row(s, rows[0]);
        i++;
    }
}

/* ---- parts ---------------------------------------------------------------------------------- */

/* A foot of the page before is no title of what follows; a head that comes back on every page may be. */
static sr_slice title_of(const stitcher *s, const sr_block *blocks, size_t n, bool far)
{
    sr_block *kept = SR_NEW_ARRAY(&s->doc->batch, sr_block, n + 1);
    size_t count = 0;

    for (size_t i = 0; i < n; i++)
        if (blocks[i].text.len == 0 || numbered_key(&blocks[i]) == 0 || !is_running(s, &blocks[i]))
            kept[count++] = blocks[i];
    return sr_title_above(s->doc, kept, count, far);
}

/* Text between the last part and this one, as far as it matters. */
typedef struct between {
    sr_slice title, folded;
    bool names;           /* the title is no running head */
    bool paragraph;       /* there is a paragraph of text */
    bool caption;         /* "Tabel 2.4 ..." */
    const sr_block *text; /* a line that is no page number, or NULL */
} between;

static void look_between(stitcher *s, size_t upto, between *out)
{
    const sr_block *blocks = s->doc->blocks + s->text_from;
    size_t n = upto - s->text_from;

    *out = (between){0};
    for (size_t i = 0; i < n; i++) {
        if (blocks[i].text.len == 0 || is_running(s, &blocks[i]))
            continue;
        if (!(blocks[i].text.len < 5 && sr_looks_numeric(sr_trim(blocks[i].text))))
            out->text = &blocks[i];
        out->caption |= blocks[i].type == SR_BLOCK_CAPTION;
        if (blocks[i].type != SR_BLOCK_PROSE)
            out->names = true;
        else if (blocks[i].text.len < PARAGRAPH && is_capitals(blocks[i].text))
            out->names = true;
        out->paragraph |= blocks[i].type == SR_BLOCK_PROSE && blocks[i].text.len > PARAGRAPH;
    }
    out->title = title_of(s, blocks, n, false);
    if (out->title.len)
        out->folded = fold_title(&s->doc->batch, out->title);
    else
        out->names = false;
}

/* Parts without a header: near enough in width to be the same table. Blank cells at the ends do not count. */
static bool same_width(const sr_table_state *st, const sr_part *part)
{
    enum { LOOK = 16 };
    uint32_t slack = st->n_max >= 10 ? st->n_max / 5 : st->n_max >= 4 ? 1 : 0, used = 0, full = 0;

    for (size_t r = 0; r < part->n_rows && r < LOOK; r++) {
        uint32_t n = raw_used(part->rows[r]);
        used = n > used ? n : used;
        full = part->rows[r]->n > full ? part->rows[r]->n : full;
    }
    /* A part whose rows all end in blanks is as wide as its separators say. */
    return part->form == st->form && used <= st->n_max + slack && full + slack >= st->n_max;
}

/* "Jumlah seluruh program | | 15.501.518.746 | ...": a label and two amounts or more, so wide at most. */
static bool is_total_row(sr_doc *doc, sr_row *row, uint32_t width)
{
    enum { AMOUNTS = 2 };
    uint32_t amounts = 0;
    bool labelled = false;

    if (raw_used(row) > width)
        return false;
    sr_row_clean(doc, row);
    for (uint32_t i = 0; i < row->n; i++) {
        sr_slice t = sr_cell_text(&row->cells[i]);
        if (t.len == 0)
            continue;
        if (labelled ? !sr_text_is_long_amount(t) : !sr_text_begins(t, SR_WORD_TOTAL))
            return false;
        amounts += labelled;
        labelled = true;
    }
    return amounts >= AMOUNTS;
}

/* Rows of totals and nothing else, set apart by a blank row: they have no columns but those of the table above. */
static bool is_totals(stitcher *s, const sr_part *part, const between *text)
{
    enum { ROWS = 3 };
    const sr_table_state *st = sr_state(s->table);

    if (part->form != st->form || part->n_rows > ROWS || !st->has_header || text->caption || text->paragraph)
        return false;
    for (size_t r = 0; r < part->n_rows; r++)
        if (!is_total_row(s->doc, part->rows[r], st->n_max))
            return false;
    return true;
}

static bool continues(stitcher *s, const sr_part *part, const sr_header *header, const between *text)
{
    const sr_table_state *st = s->table ? sr_state(s->table) : NULL;

    if (!st || part->apart || !sr_eq(part->sheet, s->table->sheet))
        return false;
    if (header->length == 0 && is_totals(s, part, text))
        return true;
    if (text->names && !same_title(st->title_folded, text->folded))
        return false;
    if (part->title.len && !sr_eq(part->title, st->given_title))
        return false;
    if (header->length && (header->n_words || header->number_at >= 0) && st->has_header)
        return repeats(s, part->rows, header) && part->form == st->form;
    if (header->n_words)
        return false;
    return same_width(st, part) && part->column_first == s->table->column_first && !text->paragraph;
}

static void said_stitched(stitcher *s, const sr_row *row)
{
    sr_table_state *st = sr_state(s->table);

    if (st->stitched_said)
        return;
    st->stitched_said = true;
    sr_finding *f = sr_doc_finding(
        s->doc, SR_S005, "Parts from %s %llu and from %s %llu on were joined into one table.", sr_line_word(s->table),
        (unsigned long long)s->table->line_first, sr_line_word(s->table), (unsigned long long)row->line_no);
    f->table_no = s->table->table_no;
    f->line_no = row->line_no;
}

static void said_text_between(stitcher *s, const sr_block *text)
{
    sr_slice t = sr_trim(text->text);

    if (t.len > 80)
        t = sr_sub(t, 0, 80);
    while (t.len && ((unsigned char)t.ptr[t.len - 1] & 0xC0) == 0x80)
        t.len--; /* not in the middle of a character */
    sr_finding *f =
        sr_doc_finding(s->doc, SR_S007, "\"%.*s\" stands between rows of the table; it was kept as prose.", SR_FMT(t));
    f->table_no = s->table->table_no;
    f->row_no = (uint32_t)s->table->all_rows + 1;
    f->line_no = text->line_no;
    f->raw = t;
}

/* More tables than are kept apart: the rows stand in a last one that has no header, so that none gets a wrong meaning.
 */
static void take_rest(stitcher *s, const sr_part *part)
{
    if (s->doc->n_tables < SR_TABLES_MAX) {
        sr_part plain = {.form = part->form};
        new_table(s, &plain, SR_LIT(""));
        sr_finding *f = sr_doc_finding(s->doc, SR_S023,
                                       "The document has more than %d tables; the rows from line %llu on stand in one.",
                                       SR_TABLES_MAX - 1, (unsigned long long)part->rows[0]->line_no);
        f->table_no = s->table->table_no;
        f->line_no = part->rows[0]->line_no;
    }
    for (size_t i = 0; i < part->n_rows; i++)
        add_row(s, part->rows[i]);
}

static void take_part(stitcher *s, sr_part *whole, size_t block)
{
    sr_header header;
    between text;

    if (whole->n_rows == 0)
        return;
    if (s->doc->n_tables == SR_TABLES_MAX || (!whole->continued && s->doc->n_tables + 1 == SR_TABLES_MAX)) {
        take_rest(s, whole);
        return;
    }
    if (whole->continued && s->table) {
        add_rows(s, whole, 0);
        return;
    }
    size_t lead = find_lead(s, whole, block);
    if (whole->n_rows == 0)
        return;
    sr_part behind = *whole, *part = &behind;
    part->rows += lead;
    part->n_rows -= lead;
    part->header_rows -= part->header_rows > lead ? (uint32_t)lead : part->header_rows;
    sr_header_find(part->rows, part->n_rows, part->header_rows, &header);
    look_between(s, block, &text);
    if (lead == 0 && continues(s, part, &header, &text)) {
        said_stitched(s, part->rows[0]);
        take_header(s, part->rows, &header);
        if (text.text && header.length == 0)
            said_text_between(s, text.text);
        add_rows(s, part, header.length);
        return;
    }
    sr_slice title = text.title;
    if (!title.len && !part->title.len)
        title = title_of(s, s->doc->blocks + s->text_from, block - s->text_from, true);
    if (header.titles) {
        sr_slice inner = inner_title(s->doc, part->rows, &header);
        title = title.len && text.names ? sr_arena_printf(&s->doc->batch, "%.*s %.*s", SR_FMT(title), SR_FMT(inner))
                                        : inner;
    }
    if (!title.len)
        title = lead_title(whole->rows, lead);
    new_table(s, part, title);
    sr_state(s->table)->lead = (uint32_t)lead;
    add_lead(s, whole->rows, lead);
    take_header(s, part->rows, &header);
    add_rows(s, part, header.length);
}

void sr_stitch(sr_doc *doc, bool last, size_t *first)
{
    stitcher s = {.doc = doc};
    size_t i = doc->n_tables;

    /* Tables of the batch before are a run at the end; their rows are gone. */
    for (; i > 0 && (i == doc->n_tables || doc->tables[i - 1]->n_rows > 0); i--) {
        sr_table *t = doc->tables[i - 1];
        sr_table_state *st = sr_state(t);
        t->announced = true;
        t->rows = NULL;
        t->n_rows = 0;
        st->cap_rows = 0;
        st->coded = NULL;
        st->agency = NULL;
        st->shared = NULL;
    }
    *first = doc->n_tables ? doc->n_tables - 1 : 0;
    s.table = doc->n_tables ? doc->tables[doc->n_tables - 1] : NULL;
    count_lines(&s);
    for (size_t b = 0; b < doc->n_blocks; b++) {
        if (doc->blocks[b].type != SR_BLOCK_PART)
            continue;
        take_part(&s, doc->blocks[b].part, b);
        s.text_from = b + 1;
    }
    if (last && s.table)
        s.table->done = true;
}
