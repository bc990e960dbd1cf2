#include "normalize/columns.h"

#include "normalize/code.h"
#include "normalize/place_text.h"

/* Two tables side by side are no wider; the search for them is cubic in the worst case. */
enum { SIDES_WIDTH_MAX = 64 };

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

/* *weak: the measure is from the middle of a cell ("dan Anggaran Renja ..."), the rest of a header that was torn. */
static void take_parent(const sr_header_sense *s, sr_column *c, bool *weak)
{
    bool measure = s->has_role && s->role == SR_ROLE_MEASURE;

    if (!measure && c->role == SR_ROLE_NONE && s->has_role && c->measure == SR_MEASURE_NONE && !c->unit && !c->aspect)
        c->role = s->role;
    if (measure && (c->role == SR_ROLE_NONE || c->role == SR_ROLE_MEASURE)) {
        c->role = SR_ROLE_MEASURE;
        if (overrides(s->measure, c->measure) || (*weak && s->leads && s->measure)) {
            c->measure = s->measure;
            *weak = !s->leads;
        }
    }
    if (c->role == SR_ROLE_MEASURE || c->role == SR_ROLE_NONE) {
        if (!c->aspect)
            c->aspect = s->aspect;
        /* "Tingkat Capaian (%)" speaks of all under it; "Rp" only of money. */
        if (!c->unit && s->unit && (c->aspect == SR_ASPECT_MONEY || s->unit == SR_UNIT_PERCENT) &&
            (c->aspect != SR_ASPECT_PERFORMANCE || s->unit == SR_UNIT_PERCENT))
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
    if (c->measure == SR_MEASURE_BUDGET && c->aspect == SR_ASPECT_PERFORMANCE) {
        c->measure = SR_MEASURE_NONE; /* "Anggaran / K" says two things */
        c->role = SR_ROLE_NONE;
        return;
    }
    c->role = SR_ROLE_MEASURE;
    if (c->aspect == SR_ASPECT_NONE && c->unit == SR_UNIT_RUPIAH)
        c->aspect = SR_ASPECT_MONEY;
}

/* Units that follow from measure and aspect. */
static void settle_measure(sr_column *c)
{
    if (c->measure == SR_MEASURE_NONE) {
        c->aspect = SR_ASPECT_NONE;
        return;
    }
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

/* What one piece costs is money and no budget: to be read as such, and nothing to add up. */
static void become_price(sr_arena *arena, sr_slice phrase, sr_column *c)
{
    c->unit = SR_UNIT_RUPIAH;
    c->evidence = sr_arena_printf(arena, "header \"%.*s\": the price of one, no budget", SR_FMT(phrase));
}

static void column_role(sr_arena *arena, sr_column *c, const sr_header_path *path)
{
    sr_header_sense sense[SR_HEADER_LOOK];
    sr_slice phrase = {NULL, 0};
    bool quarters = false;

    for (uint32_t i = 0; i < path->n; i++) {
        sr_header_sense_of(path->cell[i], true, &sense[i]);
        if (quarters && !sense[i].numeral && path->cell[i].len == 1) /* "2" under "TW" */
            sense[i].numeral = (uint8_t)sr_quarter_numeral(path->cell[i]);
        quarters |= sense[i].quarter_word;
        if (sense[i].price && sense[i].leads) {
            become_price(arena, sense[i].phrase, c);
            return;
        }
        if (sense[i].apart && sense[i].leads) {
            c->evidence = sr_arena_printf(arena, "header \"%.*s\": no measure", SR_FMT(sense[i].phrase));
            return;
        }
    }
    take_leaf(&sense[path->n - 1], c);
    take_times(&sense[path->n - 1], quarters, c);
    bool weak = !sense[path->n - 1].leads;
    for (uint32_t i = path->n - 1; i-- > 0;) {
        take_parent(&sense[i], c, &weak);
        take_times(&sense[i], quarters, c);
    }
    for (uint32_t i = 0; i < path->n; i++)
        if (sense[i].phrase.len)
            phrase = sense[i].phrase;
    conclude(c);
    if (phrase.len)
        c->evidence = sr_arena_printf(arena, "header \"%.*s\"", SR_FMT(phrase));
}

/* The year that the last cell of a header path is, 0 if it is none. */
static int16_t leaf_year(const sr_header_path *path)
{
    sr_header_sense sense;

    if (path->n == 0)
        return 0;
    sr_header_sense_of(path->cell[path->n - 1], false, &sense);
    return sense.phrase.len || path->cell[path->n - 1].len > 6 ? 0 : sense.year;
}

/*
 * Years under columns of words ("Visi / 2021") are a row of years that slid to the left. Where there are as many years
 * as columns of measures they belong to those, in order; otherwise no column can have its year.
 */
static void place_years(sr_column *columns, uint32_t width, const sr_header_path *paths)
{
    enum { YEARS_MAX = 32 };
    int16_t years[YEARS_MAX];
    uint32_t n = 0, measures = 0;
    bool slid = false;

    for (uint32_t c = 0; c < width; c++) {
        int16_t year = leaf_year(&paths[c]);
        measures += columns[c].role == SR_ROLE_MEASURE;
        if (!year || (c && paths[c - 1].n && paths[c].n &&
                      paths[c - 1].cell[paths[c - 1].n - 1].ptr == paths[c].cell[paths[c].n - 1].ptr))
            continue;
        slid |= columns[c].role != SR_ROLE_MEASURE && columns[c].role != SR_ROLE_NONE;
        if (n < YEARS_MAX)
            years[n++] = year;
    }
    if (!slid)
        return;
    for (uint32_t c = 0, k = 0; c < width; c++) {
        bool measure = columns[c].role == SR_ROLE_MEASURE;
        columns[c].year = measure && n == measures ? years[k++] : 0;
        if (measure)
            columns[c].evidence =
                SR_LIT("the row of years slid to the left; years were put over the measures in order");
    }
}

/* The columns c and c + step have one header, or each names a version of its own. */
static bool are_twins(const sr_column *columns, uint32_t c, uint32_t step)
{
    const sr_column *a = &columns[c], *b = &columns[c + step];

    return (a->revision && b->revision && a->revision != b->revision) || (!a->revision && sr_eq(a->header, b->header));
}

/* The one version that columns [from, to) name; NONE where they name none or two. */
static uint8_t revision_of(const sr_column *columns, uint32_t from, uint32_t to)
{
    uint8_t only = SR_REVISION_NONE;

    for (uint32_t c = from; c < to; c++) {
        if (only && columns[c].revision && columns[c].revision != only)
            return SR_REVISION_NONE;
        only = columns[c].revision ? columns[c].revision : only;
    }
    return only;
}

/*
 * "Target | Murni | Target | Perubahan": two tables side by side, of which one column alone says which version it is.
 * What it says holds for the measures beside it; otherwise both targets would get the version of the table's title.
 */
static void share_revisions(sr_column *columns, uint32_t width)
{
    for (uint32_t step = 2; step <= width / 2; step++)
        for (uint32_t from = 0; from + 2 * step <= width; from++) {
            uint32_t c = from;
            while (c < from + step && columns[c].header.len && are_twins(columns, c, step))
                c++;
            uint8_t first = revision_of(columns, from, from + step);
            uint8_t second = revision_of(columns, from + step, from + 2 * step);
            if (c < from + step || !first || !second || first == second)
                continue;
            for (c = from; c < from + 2 * step; c++)
                if (columns[c].role == SR_ROLE_MEASURE && !columns[c].revision)
                    columns[c].revision = c < from + step ? first : second;
            return;
        }
}

static bool is_bare_quarter(const sr_column *c)
{
    return c->quarter && c->role == SR_ROLE_NONE && c->measure == SR_MEASURE_NONE && !c->unit;
}

/* A measure of the whole year, of which quarters may be. */
static bool is_yearly(const sr_column *c)
{
    return c->role == SR_ROLE_MEASURE && !c->quarter &&
           (c->measure == SR_MEASURE_TARGET || c->measure == SR_MEASURE_REALIZATION || c->measure == SR_MEASURE_BUDGET);
}

/*
 * "Target | TW I | TW II | TW III | TW IV" (action plans): quarters that do not say of what are of the measure beside
 * them, before it or behind.
 */
static void find_quarters(sr_arena *arena, sr_column *columns, uint32_t width)
{
    for (uint32_t c = 0, end; c < width; c = end) {
        for (end = c; end < width && is_bare_quarter(&columns[end]) && columns[end].quarter == end - c + 1;)
            end++;
        const sr_column *whole = c > 0 && is_yearly(&columns[c - 1])       ? &columns[c - 1]
                                 : end < width && is_yearly(&columns[end]) ? &columns[end]
                                                                           : NULL;
        for (uint32_t q = c; q < end && end > c + 1 && whole; q++) {
            columns[q].role = SR_ROLE_MEASURE;
            columns[q].measure = whole->measure;
            columns[q].aspect = whole->aspect;
            columns[q].unit = whole->unit;
            columns[q].whole = whole->whole;
            columns[q].revision = whole->revision;
            columns[q].year = columns[q].year ? columns[q].year : whole->year;
            columns[q].evidence = sr_arena_printf(arena, "a quarter of \"%.*s\" beside it", SR_FMT(whole->header));
        }
        end += end == c;
    }
}

void sr_columns_roles(sr_arena *arena, sr_column *columns, uint32_t width, const sr_header_path *paths)
{
    for (uint32_t c = 0; c < width; c++)
        if (paths[c].n)
            column_role(arena, &columns[c], &paths[c]);
    place_years(columns, width, paths);
    sr_columns_share_years(arena, columns, width, paths);
    if (width <= SIDES_WIDTH_MAX)
        share_revisions(columns, width);
    find_quarters(arena, columns, width);
}

static sr_column_look look_down(sr_row *const *rows, size_t n, uint32_t c)
{
    sr_column_look look = {0};

    for (size_t r = 0; r < n && r < SR_SAMPLE_ROWS; r++) {
        sr_slice t = sr_cell_text(sr_row_cell(rows[r], c));
        size_t digits = 0, dots = 0;
        if (t.len == 0 || (t.len == 1 && t.ptr[0] == '-') || sr_text_is_overflow(t))
            continue; /* "#####" is a number that is not shown: it contradicts no header */
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
        bool named = sr_is_digit((unsigned char)t.ptr[0]) && sr_is_alpha((unsigned char)t.ptr[t.len - 1]);
        look.quantities += named || t.ptr[t.len - 1] == '%';
        look.words += !numeric && !sr_is_digit((unsigned char)t.ptr[0]) &&
                      (t.len > digits * 2 + 4 || (digits == 0 && t.len > 1 && !sr_is_grade(t) && !sr_is_nil_word(t)));
    }
    return look;
}

sr_column_look *sr_columns_look(sr_arena *arena, uint32_t width, sr_row *const *rows, size_t n)
{
    sr_column_look *look = SR_NEW_ARRAY(arena, sr_column_look, width);

    for (uint32_t c = 0; c < width; c++)
        look[c] = look_down(rows, n, c);
    return look;
}

/* What the cells tell where the header did not. */
static void take_content(sr_column *col, const sr_column_look *look, uint32_t c, bool has_header, bool has_units)
{
    bool money = look->filled >= 2 && look->money * 2 > look->filled && !has_units;

    if (col->role == SR_ROLE_MEASURE && col->aspect == SR_ASPECT_NONE && col->unit == 0 && money)
        col->aspect = SR_ASPECT_MONEY;
    if (col->role == SR_ROLE_NOTE && look->filled >= 4 && look->numeric * 5 > look->filled * 4)
        *col =
            (sr_column){.label = col->label, .formula = col->formula, .header = col->header}; /* notes are no numbers */
    if (col->role != SR_ROLE_NONE || look->filled < 2)
        return;
    if (col->revision && money && !col->unit) {
        col->role = SR_ROLE_MEASURE;
        col->measure = SR_MEASURE_BUDGET;
        col->aspect = SR_ASPECT_MONEY;
        col->evidence = SR_LIT("the header names a version, the cells are amounts");
    } else if (!has_header && look->codes * 2 > look->filled && c < 3) {
        col->role = SR_ROLE_CODE;
        col->evidence = SR_LIT("the cells are codes");
    } else if (!has_header && c == 0 && look->ordinals == look->filled && look->filled > 3) {
        col->role = SR_ROLE_ORDINAL;
        col->evidence = SR_LIT("the cells count the rows");
    }
}

/* Amounts under a header of words, or words under a header of amounts. */
static bool contradicts(const sr_column *col, const sr_column_look *look)
{
    enum { ENOUGH = 4 };

    if (look->filled < ENOUGH)
        return false;
    if (col->role == SR_ROLE_MEASURE && col->unit != 0)
        return look->words * 2 > look->filled || (col->unit == SR_UNIT_RUPIAH && look->quantities * 2 > look->filled);
    if (col->role == SR_ROLE_MEASURE)
        return look->words * 5 > look->filled * 4;
    if (col->role == SR_ROLE_NONE || col->role == SR_ROLE_ORDINAL || col->role == SR_ROLE_CODE ||
        col->role == SR_ROLE_IDENTIFIER)
        return false;
    return look->money * 2 > look->filled || (col->role != SR_ROLE_UNIT && look->numeric * 5 > look->filled * 4);
}

void sr_columns_sample(sr_column *columns, uint32_t width, const sr_column_look *look, bool has_header, bool *conflict)
{
    bool has_units = false;

    for (uint32_t c = 0; c < width; c++)
        has_units |= columns[c].role == SR_ROLE_UNIT;
    for (uint32_t c = 0; c < width; c++) {
        sr_column *col = &columns[c];
        take_content(col, &look[c], c, has_header, has_units);
        settle_measure(col);
        conflict[c] = contradicts(col, &look[c]);
        if (conflict[c]) {
            col->role = SR_ROLE_NONE;
            col->measure = SR_MEASURE_NONE;
            col->aspect = SR_ASPECT_NONE;
            col->unit = 0;
            col->whole = false;
            col->evidence = SR_LIT("the header and the cells disagree");
        }
    }
}

/* ---- amounts of which the header names no measure -------------------------------------------- */

static void take_change(sr_column *col, bool percent)
{
    col->role = SR_ROLE_MEASURE;
    col->measure = SR_MEASURE_CHANGE;
    col->aspect = SR_ASPECT_MONEY;
    col->unit = percent ? SR_UNIT_PERCENT : SR_UNIT_RUPIAH;
    col->whole = !percent;
    col->evidence = SR_LIT("it stands behind the money before and after a change");
}

static bool is_version(const sr_column *col, uint8_t revision)
{
    return col->measure == SR_MEASURE_BUDGET && col->aspect == SR_ASPECT_MONEY && col->revision == revision;
}

/*
 * Sebelum | Sesudah | what was added or taken away | the same in percent: the columns of every revised budget
 * (Permendagri 13/2006, form "Penjabaran Perubahan APBD"), where the header of the last two lost its group.
 */
static void find_changes(sr_column *columns, uint32_t width, const sr_column_look *look)
{
    for (uint32_t c = 2; c < width; c++) {
        sr_column *amount = &columns[c], *share = c + 1 < width ? &columns[c + 1] : NULL;
        if (!is_version(&columns[c - 2], SR_REVISION_MURNI) || !is_version(&columns[c - 1], SR_REVISION_PERUBAHAN) ||
            (amount->role != SR_ROLE_NONE && amount->measure != SR_MEASURE_CHANGE) ||
            look[c].numeric * 2 <= look[c].filled)
            continue;
        if (amount->role == SR_ROLE_NONE)
            take_change(amount, false);
        if (share && share->unit == SR_UNIT_PERCENT && share->measure == SR_MEASURE_ACHIEVEMENT)
            take_change(share, true);
    }
    /* A header "Bertambah/(Berkurang)" over two columns: amounts, and what share that is. */
    for (uint32_t c = 1; c < width; c++) {
        const sr_column *before = &columns[c - 1];
        if (columns[c].measure == SR_MEASURE_CHANGE && columns[c].unit == SR_UNIT_RUPIAH &&
            before->measure == SR_MEASURE_CHANGE && before->unit == SR_UNIT_RUPIAH &&
            sr_eq(before->header, columns[c].header) && look[c].filled && look[c - 1].money > look[c].money * 4)
            take_change(&columns[c], true);
    }
}

/* "Jumlah", "Nominal": words that say that there is an amount and not of what. */
static bool is_bare(sr_slice header)
{
    static const char *const words[] = {"jumlah", "jumlah rp", "total", "total rp", "nominal", "besaran rp"};
    sr_folded f;

    sr_fold(header, &f);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (sr_eq(sr_folded_slice(&f), sr_str(words[i])))
            return true;
    return false;
}

bool sr_header_says_performance(sr_slice header)
{
    for (size_t cut; header.len; header = sr_sub(header, cut + 1, header.len)) {
        const char *end = memchr(header.ptr, '/', header.len);
        sr_header_sense sense;
        cut = end ? (size_t)(end - header.ptr) : header.len;
        sr_header_sense_of(sr_trim(sr_sub(header, 0, cut)), true, &sense);
        if (sense.aspect == SR_ASPECT_PERFORMANCE)
            return true;
        if (!end)
            break;
    }
    return false;
}

/* "%" beside amounts, in a table that counts nothing else: how much of the money, unless it says "Fisik". */
static void find_shares_of_money(sr_column *columns, uint32_t width)
{
    bool money = false, other = false;

    for (uint32_t c = 0; c < width; c++) {
        bool percent = columns[c].unit == SR_UNIT_PERCENT;
        bool figures = columns[c].role == SR_ROLE_MEASURE || columns[c].role == SR_ROLE_INDICATOR;
        money |= columns[c].role == SR_ROLE_MEASURE && columns[c].aspect == SR_ASPECT_MONEY && !percent;
        other |= figures && columns[c].aspect != SR_ASPECT_MONEY && !percent;
    }
    for (uint32_t c = 0; c < width && money && !other; c++)
        if (columns[c].role == SR_ROLE_MEASURE && columns[c].measure == SR_MEASURE_ACHIEVEMENT &&
            columns[c].unit == SR_UNIT_PERCENT && !sr_header_says_performance(columns[c].header))
            columns[c].aspect = SR_ASPECT_MONEY;
}

void sr_columns_amounts(sr_column *columns, uint32_t width, const sr_column_look *look, sr_slice title)
{
    sr_folded f;
    int measure = SR_MEASURE_NONE;
    bool codes = false, measures = false;
    sr_column *bare = NULL;

    find_changes(columns, width, look);
    find_shares_of_money(columns, width);
    for (uint32_t c = 0; c < width; c++) {
        codes |= columns[c].role == SR_ROLE_CODE;
        measures |= columns[c].role == SR_ROLE_MEASURE;
        if (columns[c].role == SR_ROLE_NONE && look[c].money * 2 > look[c].filled && is_bare(columns[c].header))
            bare = &columns[c];
    }
    sr_fold(title, &f);
    if (!bare || !codes || measures || !sr_word_in(sr_folded_slice(&f), SR_WORD_AMOUNTS, &measure))
        return;
    bare->role = SR_ROLE_MEASURE;
    bare->measure = (uint8_t)measure;
    bare->aspect = SR_ASPECT_MONEY;
    bare->unit = SR_UNIT_RUPIAH;
    bare->whole = true;
    bare->evidence = SR_LIT("the only amounts beside codes; the title says what they are");
}

void sr_columns_expect(const sr_column *columns, uint32_t width, sr_expectation *expect)
{
    for (uint32_t c = 0; c < width; c++) {
        const sr_column *col = &columns[c];
        expect[c] = (sr_expectation){0};
        switch ((sr_role)col->role) {
        case SR_ROLE_NONE:
            expect[c].is_money = col->unit == SR_UNIT_RUPIAH;
            break;
        case SR_ROLE_ORDINAL:
            expect[c].is_ordinal = true;
            break;
        case SR_ROLE_CODE:
        case SR_ROLE_IDENTIFIER:
            expect[c].is_code = true;
            break;
        case SR_ROLE_YEAR:
            expect[c].is_year = true;
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
