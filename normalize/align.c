#include "normalize/align.h"

#include "normalize/lexicon.h"
#include "normalize/number.h"

/* What a cell looks like, as coarse as a reader at arm's length sees it. */
typedef enum look {
    LOOK_BLANK,
    LOOK_NIL,
    LOOK_MONEY,
    LOOK_PERCENT,
    LOOK_QUANTITY, /* a number with a unit */
    LOOK_INTEGER,
    LOOK_DECIMAL,
    LOOK_YEAR,
    LOOK_CODE,
    LOOK_ORDINAL,
    LOOK_GRADE,
    LOOK_SHORT, /* a word or two */
    LOOK_TEXT,
    LOOK_INDICATOR, /* "Jumlah ...", "Persentase ..." */
    LOOK_OFFICE,    /* "Kasubag ...", "Bidang ..." */
    LOOK_GOAL,      /* "Tersedianya ..." */
    LOOK_COUNT
} look;

/* Costs are in eighths of a bit: 8 = one bit of surprise. */
enum {
    BIT = 8,
    GAP = 3 * BIT,        /* a blank inserted or dropped */
    EDGE_GAP = 1 * BIT,   /* the same at the right end, where extractors add and drop blanks freely */
    KNOWN_TEXT = 6 * BIT, /* discount: this very text stands in this column elsewhere */
    MARGIN = 6 * BIT,     /* a row of the right width moves only for a gain as clear as this */
    DOUBT = 2 * BIT,      /* two placements closer than this are a doubt */
    AGAINST = 5 * BIT,    /* an amount where the header wants a name, or words where it wants a number */
    PRIOR = 2,            /* rows that a header counts for */
    ROWS_MIN = 4,         /* below this many learnt rows there is no profile */
    TEXTS = 4096,         /* texts remembered; a power of two. More rows teach nothing new about columns */
    TEXTS_MIN = 64,
    WIDTH_MAX = 512, /* wider tables keep their rows as they are: the table of costs is width x cells */
    FORBIDDEN = 1 << 28,
};

typedef struct profile {
    uint32_t seen[LOOK_COUNT];
    uint32_t cost[LOOK_COUNT]; /* from seen; made by price() */
    uint8_t holds;             /* sr_column_holds */
} profile;

struct sr_aligner {
    sr_arena *arena;
    uint32_t width, rows;
    uint32_t expected;  /* columns of which the header says something */
    uint32_t priced_at; /* one more than the rows when the costs were last made */
    profile *columns;
    uint64_t *texts; /* open addressing: hash of text and column, 0 = free */
    uint32_t n_texts, places;
};

sr_aligner *sr_aligner_new(sr_arena *arena, uint32_t width, uint64_t cells)
{
    sr_aligner *a = SR_NEW(arena, sr_aligner);

    *a = (sr_aligner){.arena = arena, .width = width, .places = TEXTS_MIN};
    while (a->places < TEXTS && a->places < cells * 2)
        a->places *= 2;
    a->columns = SR_NEW_ARRAY(arena, profile, width);
    a->texts = SR_NEW_ARRAY(arena, uint64_t, a->places);
    return a;
}

void sr_aligner_expect(sr_aligner *a, uint32_t column, sr_column_holds holds)
{
    static const look typical[] = {
        [SR_HOLDS_WORDS] = LOOK_TEXT,          [SR_HOLDS_NAME] = LOOK_TEXT,       [SR_HOLDS_GOAL] = LOOK_GOAL,
        [SR_HOLDS_INDICATOR] = LOOK_INDICATOR, [SR_HOLDS_OFFICE] = LOOK_OFFICE,   [SR_HOLDS_NUMBERS] = LOOK_QUANTITY,
        [SR_HOLDS_MONEY] = LOOK_MONEY,         [SR_HOLDS_PERCENT] = LOOK_PERCENT, [SR_HOLDS_CODE] = LOOK_CODE,
    };
    profile *p = &a->columns[column];

    p->holds = (uint8_t)holds;
    p->seen[LOOK_BLANK] += PRIOR / 2;
    p->seen[holds == SR_HOLDS_ANYTHING ? LOOK_BLANK : typical[holds]] += PRIOR / 2;
    a->expected += holds != SR_HOLDS_ANYTHING;
}

uint32_t sr_aligner_learnt(const sr_aligner *a)
{
    return a->rows;
}

static look look_of_number(const sr_readings *r)
{
    const sr_reading *first = &r->reading[0];
    sr_decimal million = sr_dec(1000000, 0);

    if (first->value.coef == 0) /* nothing, written as a number */
        return LOOK_NIL;
    if (r->percent)
        return LOOK_PERCENT;
    if (r->rupiah)
        return LOOK_MONEY;
    if (r->unit)
        return LOOK_QUANTITY;
    sr_decimal size = first->value;
    if (size.coef < 0)
        size.coef = -size.coef;
    if (sr_decimal_cmp(size, million) >= 0)
        return LOOK_MONEY;
    return sr_decimal_is_integer(size) ? LOOK_INTEGER : LOOK_DECIMAL;
}

static look look_of_text(sr_slice text)
{
    if (sr_text_begins(text, SR_WORD_INDICATOR))
        return LOOK_INDICATOR;
    if (sr_text_begins(text, SR_WORD_OFFICE))
        return LOOK_OFFICE;
    if (sr_text_begins_goal(text))
        return LOOK_GOAL;
    return text.len <= 12 ? LOOK_SHORT : LOOK_TEXT;
}

/*
 * The plainest numbers, which are most of them: 0, 7, 16.273, 1.860.172.662. They have one look, however they are read;
 * LOOK_BLANK for all others.
 */
static look look_of_plain(sr_slice text)
{
    size_t at = 0, groups = 0;

    while (at < text.len && at < 3 && sr_is_digit((unsigned char)text.ptr[at]))
        at++;
    if (at == 0 || (text.ptr[0] == '0' && text.len > 1))
        return LOOK_BLANK;
    for (; text.len - at >= 4 && text.ptr[at] == '.'; at += 4, groups++)
        for (size_t i = at + 1; i < at + 4; i++)
            if (!sr_is_digit((unsigned char)text.ptr[i]))
                return LOOK_BLANK;
    if (at < text.len)
        return LOOK_BLANK;
    return text.ptr[0] == '0' ? LOOK_NIL : groups > 1 ? LOOK_MONEY : LOOK_INTEGER;
}

static look look_of(const sr_cell *cell)
{
    sr_slice text = cell->text ? sr_cell_text(cell) : sr_trim(sr_cell_raw(cell));
    sr_readings r;

    if (text.len == 0)
        return LOOK_BLANK;
    if (text.len > 48)
        return look_of_text(text);
    look plain = look_of_plain(text);
    if (plain != LOOK_BLANK)
        return plain;
    sr_number_read(text, &r);
    switch (r.status) {
    case SR_CELL_EMPTY:
        return LOOK_BLANK;
    case SR_CELL_NIL:
        return LOOK_NIL;
    case SR_CELL_OK:
    case SR_CELL_REPAIRED:
    case SR_CELL_AMBIGUOUS:
        return r.rule == SR_RULE_YEAR ? LOOK_YEAR : look_of_number(&r);
    case SR_CELL_UNREADABLE:
        return LOOK_MONEY;
    default:
        break;
    }
    switch (r.rule) {
    case SR_RULE_CODE:
        return LOOK_CODE;
    case SR_RULE_YEAR:
        return LOOK_YEAR;
    case SR_RULE_ORDINAL:
        return LOOK_ORDINAL;
    case SR_RULE_GRADE:
        return LOOK_GRADE;
    default:
        return look_of_text(text);
    }
}

/* The letters of a name without its blanks and capitals; 0 for what is too short to tell one column from another. */
static uint64_t text_hash(const sr_cell *cell)
{
    sr_slice text = cell->text ? sr_cell_text(cell) : sr_trim(sr_cell_raw(cell));
    uint64_t h = 0xcbf29ce484222325u;

    if (text.len < 4)
        return 0;
    for (size_t i = 0; i < text.len; i++)
        if (!sr_is_blank((unsigned char)text.ptr[i]))
            h = (h ^ sr_lower((unsigned char)text.ptr[i])) * 0x100000001b3u;
    return h ? h : 1;
}

static uint64_t text_key(uint64_t hash, uint32_t column)
{
    uint64_t key = (hash ^ column) * 0x9e3779b97f4a7c15u;

    key ^= key >> 29;
    return hash == 0 ? 0 : key ? key : 1;
}

static bool text_known(const sr_aligner *a, uint64_t key)
{
    for (uint64_t i = key; key; i++) {
        uint64_t at = a->texts[i & (a->places - 1)];
        if (at == key)
            return true;
        if (at == 0)
            return false;
    }
    return false;
}

static void text_remember(sr_aligner *a, uint64_t key)
{
    if (key == 0 || a->n_texts >= a->places / 2 || text_known(a, key))
        return;
    uint64_t i = key;
    while (a->texts[i & (a->places - 1)])
        i++;
    a->texts[i & (a->places - 1)] = key;
    a->n_texts++;
}

void sr_aligner_learn(sr_aligner *a, const sr_row *row)
{
    uint32_t n = row->n < a->width ? row->n : a->width;

    if (a->width > WIDTH_MAX)
        return;
    for (uint32_t c = 0; c < a->width; c++) {
        look l = c < n ? look_of(&row->cells[c]) : LOOK_BLANK;
        a->columns[c].seen[l]++;
        if (l >= LOOK_SHORT)
            text_remember(a, text_key(text_hash(&row->cells[c]), c));
    }
    a->rows++;
}

/* log2(n) in eighths, rounded down; n >= 1. */
static uint32_t log2_eighths(uint64_t n)
{
    uint32_t whole = 63u - (uint32_t)__builtin_clzll(n);
    uint64_t scaled = whole >= 3 ? n >> (whole - 3) : n << (3 - whole);

    return whole * BIT + (uint32_t)(scaled & 7);
}

/* Looks that stand for one another now and then: a number without its unit, a short name. */
static uint32_t kin(const profile *p, look l)
{
    switch (l) {
    case LOOK_INTEGER:
        return p->seen[LOOK_QUANTITY] + p->seen[LOOK_DECIMAL] + p->seen[LOOK_PERCENT];
    case LOOK_QUANTITY:
        return p->seen[LOOK_INTEGER] + p->seen[LOOK_PERCENT];
    case LOOK_DECIMAL:
        return p->seen[LOOK_PERCENT] + p->seen[LOOK_INTEGER];
    case LOOK_PERCENT:
        return p->seen[LOOK_DECIMAL] + p->seen[LOOK_QUANTITY];
    case LOOK_NIL:
        return p->seen[LOOK_MONEY] + p->seen[LOOK_QUANTITY] + p->seen[LOOK_PERCENT] + p->seen[LOOK_INTEGER];
    case LOOK_SHORT:
        return p->seen[LOOK_TEXT] + p->seen[LOOK_GRADE];
    case LOOK_TEXT:
        return p->seen[LOOK_SHORT] + p->seen[LOOK_OFFICE] + p->seen[LOOK_INDICATOR] + p->seen[LOOK_GOAL];
    case LOOK_OFFICE:
    case LOOK_GOAL:
    case LOOK_INDICATOR:
        return (p->seen[LOOK_TEXT] + p->seen[LOOK_SHORT]) / 16; /* they are told apart well */
    default:
        return 0;
    }
}

/* The header says otherwise, and the rows learnt hardly ever disagree with it. */
static bool is_against(const profile *p, look l, uint32_t rows)
{
    bool number = l >= LOOK_MONEY && l <= LOOK_DECIMAL, words = l >= LOOK_TEXT;

    if (p->seen[l] * 8 > rows)
        return false;
    if (p->holds == SR_HOLDS_ANYTHING)
        return false;
    if (p->holds >= SR_HOLDS_NUMBERS)
        return words;
    return number || (p->holds == SR_HOLDS_NAME && (l == LOOK_INDICATOR || l == LOOK_GOAL));
}

static void price(sr_aligner *a)
{
    if (a->priced_at == a->rows + 1)
        return;
    for (uint32_t c = 0; c < a->width; c++) {
        profile *p = &a->columns[c];
        uint32_t total = log2_eighths(16u * (a->rows + PRIOR + 4u));
        for (int l = 0; l < LOOK_COUNT; l++) { /* smoothed: a quarter for what was never seen, a fourth of its kin */
            uint64_t weight = 16u * (uint64_t)p->seen[l] + 4u * (uint64_t)kin(p, (look)l) + 2u;
            uint32_t log = log2_eighths(weight);
            p->cost[l] = (log < total ? total - log : 0) + (is_against(p, (look)l, a->rows) ? AGAINST : 0u);
        }
    }
    a->priced_at = a->rows + 1;
}

/* A cell of the row that is being placed. */
typedef struct candidate {
    look look;
    uint64_t hash; /* of its text, 0 = not to be looked up */
} candidate;

static uint32_t cell_cost(const sr_aligner *a, const candidate *cell, uint32_t column)
{
    uint32_t cost = a->columns[column].cost[cell->look];

    if (cell->hash && text_known(a, text_key(cell->hash, column)))
        cost = cost > KNOWN_TEXT ? cost - KNOWN_TEXT : 0;
    return cost;
}

/* The table of costs: best[i][j] places the first i cells in the first j columns. */
typedef struct costs {
    uint32_t *best;
    uint32_t *rest; /* from the end; filled where a doubt is looked for */
    uint32_t *cell; /* of cell i in column j */
    uint8_t *step;  /* how best[i][j] was reached */
    uint32_t stride;
    uint32_t last; /* cells up to the last one with text: dropping those behind it is an edge gap */
} costs;

enum { STEP_MATCH, STEP_INSERT, STEP_DROP };

static uint32_t gap_at(bool at_end)
{
    return at_end ? EDGE_GAP : GAP;
}

static uint32_t *cost_at(uint32_t *table, const costs *t, uint32_t i, uint32_t j)
{
    return &table[i * t->stride + j];
}

/* On a tie the last blank is dropped: what stands together moves together (seen in action plans). */
static void fill(const sr_aligner *a, const candidate *cells, uint32_t n, costs *t)
{
    uint32_t w = a->width;

    for (uint32_t i = 0; i <= n; i++)
        for (uint32_t j = 0; j <= w; j++) {
            uint32_t best = i || j ? FORBIDDEN : 0;
            uint8_t step = STEP_MATCH;
            if (i && j)
                best = *cost_at(t->best, t, i - 1, j - 1) + *cost_at(t->cell, t, i - 1, j - 1);
            if (j) {
                uint32_t cost =
                    *cost_at(t->best, t, i, j - 1) + a->columns[j - 1].cost[LOOK_BLANK] + gap_at(i >= t->last);
                if (cost < best)
                    best = cost, step = STEP_INSERT;
            }
            if (i && cells[i - 1].look == LOOK_BLANK) {
                uint32_t cost = *cost_at(t->best, t, i - 1, j) + gap_at(i > t->last);
                if (cost <= best)
                    best = cost, step = STEP_DROP;
            }
            *cost_at(t->best, t, i, j) = best < FORBIDDEN ? best : FORBIDDEN;
            t->step[i * t->stride + j] = step;
        }
}

/* The same from the end: rest[i][j] places cells i and on in columns j and on. */
static void fill_rest(const sr_aligner *a, const candidate *cells, uint32_t n, costs *t)
{
    uint32_t w = a->width;

    for (uint32_t i = n + 1; i-- > 0;)
        for (uint32_t j = w + 1; j-- > 0;) {
            uint32_t best = i < n || j < w ? FORBIDDEN : 0;
            if (i < n && j < w)
                best = *cost_at(t->rest, t, i + 1, j + 1) + *cost_at(t->cell, t, i, j);
            if (j < w) {
                uint32_t cost = *cost_at(t->rest, t, i, j + 1) + a->columns[j].cost[LOOK_BLANK] + gap_at(i >= t->last);
                best = cost < best ? cost : best;
            }
            if (i < n && cells[i].look == LOOK_BLANK) {
                uint32_t cost = *cost_at(t->rest, t, i + 1, j) + gap_at(i >= t->last);
                best = cost < best ? cost : best;
            }
            *cost_at(t->rest, t, i, j) = best < FORBIDDEN ? best : FORBIDDEN;
        }
}

/* The tables for a row, in arena. */
static costs new_costs(const sr_aligner *a, const candidate *cells, uint32_t n, sr_arena *arena)
{
    costs t = {.stride = a->width + 1, .last = n};
    size_t size = (size_t)(n + 1) * t.stride;

    while (t.last > 0 && cells[t.last - 1].look == LOOK_BLANK)
        t.last--;
    t.best = SR_NEW_ARRAY(arena, uint32_t, size);
    t.rest = SR_NEW_ARRAY(arena, uint32_t, size);
    t.cell = SR_NEW_ARRAY(arena, uint32_t, size);
    t.step = SR_NEW_ARRAY(arena, uint8_t, size);
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t j = 0; j < a->width; j++)
            *cost_at(t.cell, &t, i, j) = cell_cost(a, &cells[i], j);
    return t;
}

/* The cost of leaving the row where it is; cells beyond the width are forbidden to hold text. */
static uint32_t stay_cost(const sr_aligner *a, const candidate *cells, uint32_t n)
{
    uint32_t cost = 0;

    for (uint32_t c = 0; c < a->width; c++)
        cost += c < n ? cell_cost(a, &cells[c], c) : a->columns[c].cost[LOOK_BLANK];
    for (uint32_t c = a->width; c < n; c++)
        if (cells[c].look != LOOK_BLANK)
            return FORBIDDEN;
    return cost;
}

/* The cheapest placement in which at least one cell with text stands elsewhere than in column[]: the doubt. */
static uint32_t rival_cost(const sr_aligner *a, const candidate *cells, uint32_t n, const uint32_t *column, costs *t)
{
    uint32_t best = FORBIDDEN;

    fill_rest(a, cells, n, t);
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t j = 0; j < a->width && cells[i].look != LOOK_BLANK; j++) {
            uint32_t cost =
                *cost_at(t->best, t, i, j) + *cost_at(t->cell, t, i, j) + *cost_at(t->rest, t, i + 1, j + 1);
            if (j != column[i] && cost < best)
                best = cost;
        }
    return best;
}

/* Follows the steps back: column[i] is where cell i goes; returns the cells in their columns. */
static sr_cell *trace(const sr_row *row, const costs *t, uint32_t w, uint32_t *column, sr_arena *batch)
{
    sr_cell *placed = SR_NEW_ARRAY(batch, sr_cell, w);

    for (uint32_t c = 0; c < w; c++)
        placed[c] = sr_cell_blank;
    for (uint32_t i = row->n, j = w; i || j;) {
        switch (t->step[i * t->stride + j]) {
        case STEP_MATCH:
            i--, j--;
            column[i] = j;
            placed[j] = row->cells[i];
            break;
        case STEP_INSERT:
            j--;
            break;
        default:
            column[--i] = j ? j - 1 : 0;
        }
    }
    return placed;
}

sr_placement sr_aligner_place(sr_aligner *a, sr_arena *batch, sr_row *row, uint32_t *first, int *shift)
{
    uint32_t n = row->n, w = a->width, filled = 0, moved = 0;

    if ((a->rows < ROWS_MIN && a->expected * 2 < w) || w > WIDTH_MAX || n > 2 * WIDTH_MAX)
        return SR_PLACE_KEPT;
    price(a);
    candidate *cells = SR_NEW_ARRAY(batch, candidate, n + 1);
    for (uint32_t i = 0; i < n; i++) {
        look l = look_of(&row->cells[i]);
        cells[i] = (candidate){l, l >= LOOK_SHORT ? text_hash(&row->cells[i]) : 0};
        filled += l != LOOK_BLANK;
    }
    if (filled > w)
        return SR_PLACE_NONE;
    costs t = new_costs(a, cells, n, batch);
    fill(a, cells, n, &t);
    uint32_t cost = t.best[n * t.stride + w], stay = stay_cost(a, cells, n);
    uint32_t *column = SR_NEW_ARRAY(batch, uint32_t, n + 1);
    sr_cell *placed = trace(row, &t, w, column, batch);
    while (moved < n && (cells[moved].look == LOOK_BLANK || column[moved] == moved))
        moved++;
    if (n == w && cost + MARGIN > stay)
        return moved < n && cost < stay ? SR_PLACE_UNSURE : SR_PLACE_KEPT;
    if (moved < n && stay < FORBIDDEN && cost + DOUBT > stay)
        return SR_PLACE_KEPT;
    row->cells = placed;
    row->n = w;
    if (moved == n)
        return SR_PLACE_PADDED;
    *first = column[moved] + 1;
    *shift = (int)column[moved] - (int)moved;
    bool doubtful = (stay < FORBIDDEN && cost + MARGIN > stay) || rival_cost(a, cells, n, column, &t) < cost + DOUBT;
    return doubtful ? SR_PLACE_DOUBTFUL : SR_PLACE_MOVED;
}
