#include "normalize/columns.h"

#include "normalize/header.h"

enum { PARTS_MAX = 12 };

/* The cells of a header path, top to bottom. */
static uint32_t split_path(sr_slice header, sr_slice part[PARTS_MAX])
{
    uint32_t n = 0;

    for (size_t from = 0; from <= header.len && n < PARTS_MAX;) {
        size_t to = from;
        while (to < header.len && !(to + 3 <= header.len && memcmp(header.ptr + to, " / ", 3) == 0))
            to++;
        part[n++] = sr_sub(header, from, to);
        from = to + 3;
    }
    return n;
}

/* Measures of a parent that tell what the target or the money under it is: "Proyeksi / Target", "Realisasi / Rp". */
static bool overrides(uint8_t above, uint8_t below)
{
    if (above == SR_MEASURE_NONE)
        return false;
    if (below == SR_MEASURE_NONE)
        return true;
    return (below == SR_MEASURE_TARGET || below == SR_MEASURE_BUDGET) &&
           (above == SR_MEASURE_REALIZATION || above == SR_MEASURE_FORECAST || above == SR_MEASURE_BASELINE ||
            above == SR_MEASURE_CHANGE);
}

static void take_leaf(const sr_header_sense *s, sr_column *c)
{
    if (s->has_role)
        c->role = s->role;
    c->measure = s->measure;
    c->aspect = s->aspect;
    c->unit = s->unit;
}

static void take_parent(const sr_header_sense *s, sr_column *c)
{
    bool measure = s->has_role && s->role == SR_ROLE_MEASURE;

    if (!measure && c->role == SR_ROLE_NONE && s->has_role && c->measure == SR_MEASURE_NONE && !c->unit && !c->aspect)
        c->role = s->role;
    if (measure && (c->role == SR_ROLE_NONE || c->role == SR_ROLE_MEASURE)) {
        c->role = SR_ROLE_MEASURE;
        if (overrides(s->measure, c->measure))
            c->measure = s->measure;
    }
    if (c->role == SR_ROLE_MEASURE || c->role == SR_ROLE_NONE) {
        if (!c->aspect)
            c->aspect = s->aspect;
        if (!c->unit && (c->aspect == SR_ASPECT_MONEY || s->unit == SR_UNIT_PERCENT) && s->unit &&
            c->aspect != SR_ASPECT_PERFORMANCE)
            c->unit = s->unit;
    }
}

static void take_times(const sr_header_sense *s, bool quarters_above, sr_column *c)
{
    if (!c->year)
        c->year = s->year;
    if (!c->quarter)
        c->quarter = s->quarter ? s->quarter : quarters_above ? s->numeral : 0;
    if (!c->revision)
        c->revision = s->revision;
}

/* What follows from the words together. */
static void conclude(sr_column *c)
{
    if (c->role != SR_ROLE_MEASURE && c->role != SR_ROLE_NONE) {
        c->measure = SR_MEASURE_NONE;
        c->aspect = SR_ASPECT_NONE;
        c->unit = 0;
        return;
    }
    if (c->measure == SR_MEASURE_REALIZATION && c->unit == SR_UNIT_PERCENT)
        c->measure = SR_MEASURE_ACHIEVEMENT; /* Realisasi / K (%): how much of the target was reached */
    if (c->measure == SR_MEASURE_NONE && c->unit == SR_UNIT_PERCENT)
        c->measure = SR_MEASURE_ACHIEVEMENT; /* a column "%" beside target and realization */
    if (c->measure == SR_MEASURE_NONE && c->unit == SR_UNIT_RUPIAH)
        c->measure = SR_MEASURE_BUDGET;
    if (c->measure == SR_MEASURE_NONE)
        return;
    c->role = SR_ROLE_MEASURE;
    if (c->aspect == SR_ASPECT_NONE)
        c->aspect = SR_ASPECT_PERFORMANCE;
    if (c->aspect == SR_ASPECT_MONEY && c->measure == SR_MEASURE_ACHIEVEMENT)
        c->unit = SR_UNIT_PERCENT;
    else if (c->aspect == SR_ASPECT_MONEY && !c->unit)
        c->unit = SR_UNIT_RUPIAH;
    if (c->aspect == SR_ASPECT_PERFORMANCE && c->unit == SR_UNIT_RUPIAH)
        c->unit = 0;
    c->whole = c->unit == SR_UNIT_RUPIAH;
}

static void column_role(sr_arena *arena, sr_column *c)
{
    sr_slice part[PARTS_MAX];
    sr_header_sense sense[PARTS_MAX];
    uint32_t n = split_path(c->header, part), found = PARTS_MAX;
    bool quarters = false;

    for (uint32_t i = 0; i < n; i++) {
        sr_header_sense_of(part[i], true, &sense[i]);
        quarters |= sense[i].quarter_word;
    }
    take_leaf(&sense[n - 1], c);
    take_times(&sense[n - 1], quarters, c);
    for (uint32_t i = n - 1; i-- > 0;) {
        take_parent(&sense[i], c);
        take_times(&sense[i], quarters, c);
    }
    for (uint32_t i = 0; i < n; i++)
        if (sense[i].phrase.len)
            found = i;
    conclude(c);
    if (found < PARTS_MAX)
        c->evidence = sr_arena_printf(arena, "header \"%.*s\"", SR_FMT(sense[found].phrase));
}

void sr_columns_roles(sr_arena *arena, sr_column *columns, uint32_t width)
{
    for (uint32_t c = 0; c < width; c++)
        if (columns[c].header.len)
            column_role(arena, &columns[c]);
}

/* What the sampled cells of a column look like. */
typedef struct column_look {
    uint32_t filled, numeric, money, codes, ordinals, words;
} column_look;

static column_look look_down(sr_row *const *rows, size_t n, uint32_t c)
{
    column_look look = {0};

    for (size_t r = 0; r < n && r < SR_SAMPLE_ROWS; r++) {
        sr_slice t = sr_cell_text(sr_row_cell(rows[r], c));
        size_t digits = 0, dots = 0;
        if (t.len == 0 || (t.len == 1 && t.ptr[0] == '-'))
            continue;
        look.filled++;
        for (size_t i = 0; i < t.len; i++) {
            digits += sr_is_digit((unsigned char)t.ptr[i]);
            dots += t.ptr[i] == '.';
        }
        bool numeric = sr_looks_numeric(t);
        look.numeric += numeric;
        look.money += numeric && digits >= 6;
        look.ordinals += numeric && digits <= 3 && dots <= 1;
        look.codes += dots >= 2 && digits >= 4 && digits + dots == t.len && t.ptr[1] == '.';
        look.words += !numeric && t.len > digits * 2 + 4;
    }
    return look;
}

void sr_columns_sample(sr_column *columns, uint32_t width, sr_row *const *rows, size_t n, bool has_header)
{
    for (uint32_t c = 0; c < width; c++) {
        sr_column *col = &columns[c];
        if (col->role != SR_ROLE_NONE)
            continue;
        column_look look = look_down(rows, n, c);
        if (look.filled < 2)
            continue;
        if (col->revision && look.money * 2 > look.filled) {
            col->role = SR_ROLE_MEASURE;
            col->measure = SR_MEASURE_BUDGET;
            col->aspect = SR_ASPECT_MONEY;
            col->unit = SR_UNIT_RUPIAH;
            col->whole = true;
            col->evidence = SR_LIT("header names a version, cells are amounts");
        } else if (!has_header && look.codes * 2 > look.filled && c < 3) {
            col->role = SR_ROLE_CODE;
            col->evidence = SR_LIT("cells are codes");
        } else if (!has_header && c == 0 && look.ordinals == look.filled && look.filled > 3) {
            col->role = SR_ROLE_ORDINAL;
            col->evidence = SR_LIT("cells count the rows");
        }
    }
}

void sr_columns_expect(const sr_column *columns, uint32_t width, sr_expectation *expect)
{
    for (uint32_t c = 0; c < width; c++) {
        const sr_column *col = &columns[c];
        expect[c] = (sr_expectation){0};
        switch ((sr_role)col->role) {
        case SR_ROLE_NONE:
            break;
        case SR_ROLE_ORDINAL:
            expect[c].is_ordinal = true;
            break;
        case SR_ROLE_CODE:
            expect[c].is_code = true;
            break;
        case SR_ROLE_MEASURE:
            expect[c].is_measure = true;
            expect[c].is_money = col->unit == SR_UNIT_RUPIAH;
            expect[c].is_percent = col->unit == SR_UNIT_PERCENT;
            expect[c].unit = col->unit;
            break;
        default:
            expect[c].is_text = true;
            break;
        }
    }
    expect[width] = (sr_expectation){0};
}
