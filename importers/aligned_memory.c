/*
 * A table goes on over pages, and a page without a header may lack the columns that are empty on it: the third
 * and fourth quarter of a report made in July. The columns of the page before are remembered by what stands in
 * them, and a page without a header is laid on them, left to right, at the lowest cost: unlike contents cost,
 * passing over a column with contents costs, passing over an empty one hardly.
 */
#include "importers/aligned_parts.h"

enum {
    COST_UNLIKE = 10,    /* all words against all numbers, or all money against none */
    COST_WIDTH = 2,      /* twice as wide */
    COST_INTO_EMPTY = 5, /* contents where there were none */
    COST_SKIP_EMPTY = 1,
    COST_SKIP = 8,
    COST_FIT = 4, /* a column, on average: a page that costs more is of another table */
};
/* A column with a cell in one line of so many of the fullest column is as good as empty. */
enum { SPARSE = 8 };
enum { FIT_COLUMNS = 3 }; /* a page of fewer columns says too little to be laid on another */
enum { THIN_PART = 3 };   /* a part of so much fewer lines than the one before says less about its columns */

typedef struct sr_profile {
    uint32_t cells, values, money, width;
    bool sparse; /* counts as empty */
} sr_profile;

typedef struct sr_memory {
    uint32_t n;
    uint64_t print;            /* of the header, blanks and all; 0 = none */
    size_t head;               /* lines of the header */
    size_t lines;              /* that the boundaries were found from */
    uint64_t wrapped, fitting; /* words that surely go on in the next line; of them those that had room above */
    uint32_t up, down;         /* cells half a line above, and below, the middle of their rows */
    int64_t centred;           /* how much cheaper the rows of the pages before were as rows set to their middle */
    uint32_t n_bounds, bounds[SR_ALIGNED_COLUMNS];
    sr_profile profiles[SR_ALIGNED_COLUMNS];
} sr_memory;

static sr_memory *memory_of(sr_doc *doc)
{
    if (!doc->aligned_memory)
        doc->aligned_memory = SR_NEW(&doc->arena, sr_memory);
    return doc->aligned_memory;
}

static bool is_money(sr_slice t)
{
    uint32_t groups = 0;

    for (size_t i = 0; i + 3 < t.len; i++)
        groups += (t.ptr[i] == '.' || t.ptr[i] == ',') && sr_is_digit((unsigned char)t.ptr[i + 1]) &&
                  sr_is_digit((unsigned char)t.ptr[i + 2]) && sr_is_digit((unsigned char)t.ptr[i + 3]);
    return groups > 0;
}

static void learn(const sr_grid *grid, size_t header, sr_memory *memory)
{
    memory->n = grid->n_columns;
    memset(memory->profiles, 0, grid->n_columns * sizeof *memory->profiles);
    for (size_t i = header; i < grid->n; i++)
        for (uint32_t k = 0; k < grid->lines[i]->n; k++) {
            const sr_seg *s = &grid->lines[i]->segs[k];
            sr_profile *p = &memory->profiles[s->column];

            if (s->kind == SR_SEG_NIL)
                continue;
            p->cells++;
            p->values += s->kind == SR_SEG_NUMBER || s->kind == SR_SEG_MIXED;
            p->money += s->kind == SR_SEG_NUMBER && is_money(sr_sub(grid->lines[i]->line->text, s->b0, s->b1));
            p->width += s->x1 - s->x0;
        }
    uint32_t most = 0;
    for (uint32_t c = 0; c < memory->n; c++)
        most = memory->profiles[c].cells > most ? memory->profiles[c].cells : most;
    for (uint32_t c = 0; c < memory->n; c++)
        memory->profiles[c].sparse = memory->profiles[c].cells * SPARSE < most;
}

static uint32_t share_apart(uint32_t a, uint32_t all_a, uint32_t b, uint32_t all_b)
{
    int64_t d = (int64_t)a * COST_UNLIKE / all_a - (int64_t)b * COST_UNLIKE / all_b;

    return (uint32_t)(d < 0 ? -d : d);
}

/* Both have cells. */
static uint32_t differ(const sr_profile *a, const sr_profile *b)
{
    uint32_t price =
        share_apart(a->values, a->cells, b->values, b->cells) + share_apart(a->money, a->cells, b->money, b->cells);
    uint32_t mine = a->width / a->cells + 1, theirs = b->width / b->cells + 1;
    for (; mine > 2 * theirs; mine /= 2)
        price += COST_WIDTH;
    for (; theirs > 2 * mine; theirs /= 2)
        price += COST_WIDTH;
    return price;
}

static uint32_t unlike(const sr_profile *a, const sr_profile *b)
{
    if (a->cells == 0 || (a->sparse && b->sparse))
        return 0;
    return b->cells == 0 || b->sparse || a->sparse ? COST_INTO_EMPTY : differ(a, b);
}

/*
 * Lays now on then; to[i] gets the column of then for column i of now, as far to the left, or to the right, as the
 * lowest price allows. False if they are not alike.
 */
static bool lay(sr_arena *arena, const sr_memory *now, const sr_memory *then, bool left, uint32_t *to)
{
    uint32_t width = then->n + 1;
    uint32_t *price = SR_NEW_ARRAY(arena, uint32_t, (size_t)(now->n + 1) * width);
    bool *put = SR_NEW_ARRAY(arena, bool, (size_t)(now->n + 1) * width);

    for (uint32_t i = 0; i <= now->n; i++)
        for (uint32_t j = 0; j <= then->n; j++) {
            uint32_t low = i == 0 && j == 0 ? 0 : UINT32_MAX / 2;

            if (j > 0)
                low = price[i * width + j - 1] + (then->profiles[j - 1].sparse ? COST_SKIP_EMPTY : COST_SKIP);
            if (i > 0 && j > 0) {
                uint32_t here = price[(i - 1) * width + j - 1] + unlike(&now->profiles[i - 1], &then->profiles[j - 1]);

                if (here < low || (here == low && !left)) {
                    low = here;
                    put[i * width + j] = true;
                }
            }
            price[i * width + j] = low;
        }
    if (price[now->n * width + then->n] > COST_FIT * now->n)
        return false;
    for (uint32_t i = now->n, j = then->n; i > 0; j--)
        if (put[i * width + j])
            to[--i] = j - 1;
    return true;
}

/* As lay, and false, too, if another way is as cheap: a value in the wrong quarter is worse than a narrow page. */
static bool lay_surely(sr_arena *arena, const sr_memory *now, const sr_memory *then, uint32_t *to)
{
    uint32_t *other = SR_NEW_ARRAY(arena, uint32_t, now->n);

    return lay(arena, now, then, true, to) && lay(arena, now, then, false, other) &&
           memcmp(to, other, now->n * sizeof *to) == 0;
}

/* True if column c and the one on its left hold numbers and "-" of one kind, and no line has both. */
static bool never_beside(const sr_grid *grid, const sr_memory *now, uint32_t c)
{
    const sr_profile *left = &now->profiles[c - 1], *right = &now->profiles[c];

    if (right->values < right->cells || left->values < left->cells)
        return false;
    if (left->cells && right->cells && differ(left, right) > COST_FIT)
        return false;
    for (size_t i = 0; i < grid->n; i++)
        for (uint32_t k = 1; k < grid->lines[i]->n; k++)
            if (grid->lines[i]->segs[k].column == c && grid->lines[i]->segs[k - 1].column == c - 1)
                return false;
    return true;
}

/*
 * A number on the second line of its row may be set apart from those on the first line, and looks like a column of its
 * own. Where the page can be laid on the page before if just one such pair is one column, it is.
 */
static bool lay_with_pair(sr_page *page, const sr_grid *grid, const sr_memory *now, const sr_memory *then, uint32_t *to)
{
    sr_memory *merged = SR_NEW(&page->scratch, sr_memory);
    uint32_t *other = SR_NEW_ARRAY(&page->scratch, uint32_t, now->n), found = 0;

    for (uint32_t c = 1; c < now->n; c++) {
        if (!never_beside(grid, now, c))
            continue;
        merged->n = now->n - 1;
        for (uint32_t i = 0; i < merged->n; i++)
            merged->profiles[i] = now->profiles[i < c ? i : i + 1];
        if (now->profiles[c].cells > now->profiles[c - 1].cells)
            merged->profiles[c - 1] = now->profiles[c];
        if (!lay_surely(&page->scratch, merged, then, other))
            continue;
        found++;
        for (uint32_t i = 0; i < now->n; i++)
            to[i] = other[i < c ? i : i - 1];
    }
    return found == 1;
}

static void widen(sr_page *page, sr_grid *grid, const uint32_t *to, uint32_t n)
{
    sr_acolumn *columns = SR_NEW_ARRAY(&page->scratch, sr_acolumn, n);

    for (uint32_t c = 0; c < grid->n_columns; c++)
        columns[to[c]] = grid->columns[c];
    for (size_t i = 0; i < grid->n; i++)
        for (uint32_t k = 0; k < grid->lines[i]->n; k++) {
            sr_seg *s = &grid->lines[i]->segs[k];
            uint32_t last = to[s->column + s->spans - 1u];

            s->column = (uint16_t)to[s->column];
            s->spans = (uint16_t)(last - s->column + 1u);
        }
    grid->columns = columns;
    grid->n_columns = n;
}

static void report_laid(sr_page *page, const sr_grid *grid, uint32_t n)
{
    sr_doc_finding(page->doc, SR_S010,
                   "This page shows %u columns and no header; its cells were put in the %u columns of the page before.",
                   grid->n_columns, n)
        ->line_no = grid->lines[0]->line->line_no;
}

void sr_aligned_remember(sr_page *page, sr_grid *grid, size_t header)
{
    sr_doc *doc = page->doc;
    sr_memory *then = memory_of(doc), *now = SR_NEW(&page->scratch, sr_memory);
    uint32_t *to = SR_NEW_ARRAY(&page->scratch, uint32_t, grid->n_columns);

    learn(grid, header, now);
    bool shorter = header == 0 && grid->n_columns >= FIT_COLUMNS && grid->n_columns < then->n;
    if (shorter && (lay_surely(&page->scratch, now, then, to) || lay_with_pair(page, grid, now, then, to))) {
        report_laid(page, grid, then->n);
        widen(page, grid, to, then->n);
    } else if (header > 0 || now->n != then->n) {
        then->n = now->n;
        memcpy(then->profiles, now->profiles, sizeof now->profiles);
    }
}

int64_t sr_aligned_centred(sr_doc *doc, int64_t top, int64_t middle)
{
    sr_memory *memory = memory_of(doc);

    memory->centred = memory->centred / 2 + top - middle;
    return memory->centred;
}

/* Wrapped words that had no room, for each that had some, to be sure that characters are of one width. */
enum { WRAPPED_SURE = 20, WRAPPED_FITTING = 50 };

bool sr_aligned_even(sr_doc *doc, uint32_t wrapped, uint32_t fitting)
{
    sr_memory *memory = memory_of(doc);

    memory->wrapped += wrapped;
    memory->fitting += fitting;
    return memory->wrapped >= WRAPPED_SURE && memory->fitting * WRAPPED_FITTING <= memory->wrapped;
}

/* So many cells on one side, and so many for each on the other, to be sure of it. */
enum { ROUNDED_SURE = 4, ROUNDED_SHARE = 8 };

int sr_aligned_rounding(sr_doc *doc, uint32_t up, uint32_t down)
{
    sr_memory *memory = memory_of(doc);

    up = memory->up += up;
    down = memory->down += down;
    return up >= ROUNDED_SURE && up >= down * ROUNDED_SHARE ? -1 : down >= ROUNDED_SURE && down >= up * ROUNDED_SHARE;
}

/* FNV-1a over the first lines, blanks and all. */
static uint64_t print_of(const sr_grid *grid, size_t lines)
{
    uint64_t hash = 14695981039346656037u;

    for (size_t i = 0; i < lines; i++) {
        const sr_pline *line = grid->lines[i];

        for (uint32_t k = 0; k < line->n; k++)
            for (uint32_t b = k ? line->segs[k - 1].b1 : 0; b < line->segs[k].b1; b++)
                hash = (hash ^ (unsigned char)line->line->text.ptr[b]) * 1099511628211u;
        hash = (hash ^ '\n') * 1099511628211u;
    }
    return lines ? hash : 0;
}

size_t sr_aligned_settle(sr_page *page, sr_grid *grid)
{
    sr_memory *memory = memory_of(page->doc);
    bool again = memory->print && memory->head < grid->n && print_of(grid, memory->head) == memory->print;

    if (again && grid->n <= 2 * memory->lines) {
        if (grid->n_columns != memory->n_bounds + 1 || grid->n * THIN_PART <= memory->lines)
            sr_aligned_use(page, grid, memory->bounds, memory->n_bounds);
        return memory->head;
    }
    if (!again)
        memory->head = grid->head;
    memory->print = grid->n_columns <= SR_ALIGNED_COLUMNS ? print_of(grid, memory->head) : 0;
    memory->lines = grid->n;
    memory->n_bounds = grid->n_columns - 1;
    if (memory->print)
        memcpy(memory->bounds, grid->bounds, memory->n_bounds * sizeof *memory->bounds);
    return again ? memory->head : sr_aligned_header_lines(grid);
}

void sr_aligned_forget(sr_doc *doc)
{
    sr_memory *memory = doc->aligned_memory;

    if (memory)
        memory->n = 0, memory->print = 0, memory->centred = 0;
}
