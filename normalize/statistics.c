#include "normalize/statistics.h"

#include "normalize/above.h"

enum {
    PARTS_MAX = 6,      /* columns that tell the rows of a long table apart, beside place and year */
    PLACES_MAX = 4,     /* provinsi, kabupaten/kota, kecamatan, desa */
    SUBJECTS_MAX = 255, /* of sr_column.subject */
};

/* Of a table that is one. In the document arena. */
struct sr_statistics {
    int32_t year;   /* the column in which each row has its year, -1: the years stand in the header */
    uint32_t taken; /* columns that are measured because of their years */
    bool *is_taken; /* by column */
    int32_t label;  /* the column that says what a row is about, -1 = none */
    uint32_t place[PLACES_MAX], n_places; /* columns that name the place, the smallest first */
    uint32_t part[PARTS_MAX], n_parts;
    bool named[PARTS_MAX]; /* the part is a number, and its column's header belongs to it: "bulan 3" */
    bool titled;           /* the title has the year, and says what rows without a label are about */
    sr_slice title;        /* what rows without a label are about; absent: nothing says it */
    sr_slice *own;         /* by subject - 1: what the column's header says of it; absent if nothing */
    uint32_t n_own;
    uint32_t width;   /* columns of the table when it began */
    uint8_t *subject; /* by column: which of them, from 1; 0 = none */
};

/* ---- what the columns look like ------------------------------------------------------------- */

typedef struct column_look {
    uint32_t filled, numbers, years;
} column_look;

static column_look look_down(sr_row *const *rows, size_t n, uint32_t c)
{
    column_look look = {0};

    for (size_t r = 0; r < n; r++) {
        sr_slice t = sr_cell_text(sr_row_cell(rows[r], c));
        if (t.len == 0 || sr_is_nil_word(t) || (t.len == 1 && t.ptr[0] == '-'))
            continue;
        look.filled++;
        look.numbers += sr_looks_numeric(t);
        look.years += sr_year_word(t) > 0;
    }
    return look;
}

static bool holds_numbers(const column_look *look)
{
    return look->filled && look->numbers * 5 >= look->filled * 4;
}

static bool varies(const sr_table *table, uint32_t c)
{
    sr_slice first = {NULL, 0};

    for (size_t r = 0; r < table->n_rows; r++) {
        sr_slice t = sr_cell_text(sr_row_cell(table->rows[r], c));
        if (table->rows[r]->kind != SR_ROW_DETAIL || t.len == 0)
            continue;
        if (first.len && !sr_eq(t, first))
            return true;
        first = t;
    }
    return false;
}

static sr_slice leaf_of(const sr_header_path *path)
{
    return path->n ? path->cell[path->n - 1] : (sr_slice){NULL, 0};
}

/* Its measure follows from a unit in its header ("persentase_penduduk_miskin", "upah_rp"), and no word states it. */
static bool is_counted(const sr_column *col, const sr_header_path *path)
{
    sr_header_sense sense;

    if (col->role != SR_ROLE_NONE && col->role != SR_ROLE_MEASURE)
        return false;
    for (uint32_t i = 0; i < path->n; i++) {
        sr_header_sense_of(path->cell[i], true, &sense);
        if (sense.has_role || sense.price || sense.apart)
            return false;
    }
    return path->n > 0;
}

/* A table of programs, codes of accounts, or money: its years may be of any plan. */
static bool is_of_plans(const sr_table *table, const sr_header_path *paths)
{
    for (uint32_t c = 0; c < table->width; c++) {
        const sr_column *col = &table->columns[c];
        bool activity = col->role == SR_ROLE_PROGRAM || col->role == SR_ROLE_KEGIATAN ||
                        col->role == SR_ROLE_SUB_KEGIATAN || col->role == SR_ROLE_TUJUAN ||
                        col->role == SR_ROLE_SASARAN;
        bool money = col->role == SR_ROLE_MEASURE && col->aspect == SR_ASPECT_MONEY && !is_counted(col, &paths[c]);
        if (activity || money || col->role == SR_ROLE_CODE)
            return true;
    }
    return false;
}

static bool is_plan(const sr_doc *doc, sr_slice title)
{
    sr_folded f;

    sr_fold(title, &f);
    return doc->facts.kind != SR_KIND_OTHER || sr_word_in(sr_folded_slice(&f), SR_WORD_PLANNED, NULL);
}

static sr_slice title_of(const sr_doc *doc, const sr_table *table)
{
    return table->title.len ? table->title : doc->facts.title;
}

/* "Jumlah Penduduk" of "Tabel 2.1.3 Jumlah Penduduk". */
static sr_slice behind_number(sr_slice title)
{
    if (!sr_text_begins(title, SR_WORD_CAPTION))
        return title;
    for (bool first = true; title.len; first = false) {
        const char *blank = memchr(title.ptr, ' ', title.len);
        bool number = sr_is_digit((unsigned char)title.ptr[0]) || title.ptr[0] == '.' || title.ptr[0] == ':';
        if (!blank || (!first && !number))
            break;
        title = sr_trim(sr_sub(title, (size_t)(blank - title.ptr), title.len));
    }
    return title;
}

/* What the table counts, as its title says, the line above it, or the document's title; absent where none does. */
static sr_slice subject_of(const sr_doc *doc, const sr_table *table)
{
    sr_slice above = behind_number(sr_above_line(doc, table));

    if (table->title.len)
        return behind_number(table->title);
    if (sr_text_begins(above, SR_WORD_INDICATOR))
        return above;
    return sr_text_begins(doc->facts.title, SR_WORD_INDICATOR) ? doc->facts.title : (sr_slice){NULL, 0};
}

/* "Luas Wilayah (Ha)": the unit between the last brackets, if it is one that is known. */
static sr_unit unit_in_brackets(sr_slice text)
{
    for (size_t end = text.len; end-- > 0;) {
        if (text.ptr[end] != ')')
            continue;
        for (size_t from = end; from-- > 0;)
            if (text.ptr[from] == '(')
                return sr_unit_known(sr_trim(sr_sub(text, from + 1, end)));
        break;
    }
    return SR_UNIT_NONE;
}

static void become_counted(struct sr_statistics *s, sr_column *col, uint32_t c, const char *evidence)
{
    col->unit = col->unit ? col->unit : unit_in_brackets(col->header);
    col->role = SR_ROLE_MEASURE;
    col->measure = SR_MEASURE_REALIZATION;
    col->aspect = col->unit == SR_UNIT_RUPIAH ? SR_ASPECT_MONEY : SR_ASPECT_PERFORMANCE;
    col->whole = false;
    col->evidence = sr_str(evidence);
    s->is_taken[c] = true;
    s->taken++;
}

/* ---- places and labels ---------------------------------------------------------------------- */

/* Columns that name places, the smallest first. A number may be the name of one ("1100" under "wilayah"). */
static void find_places(sr_table *table, struct sr_statistics *s, const sr_header_path *paths, const column_look *look)
{
    int rank[PLACES_MAX] = {0};

    for (uint32_t c = 0; c < table->width; c++) {
        sr_column *col = &table->columns[c];
        sr_folded f;
        int of = 0;
        sr_fold(leaf_of(&paths[c]), &f);
        if ((col->role != SR_ROLE_NONE && col->role != SR_ROLE_LOCATION) ||
            sr_word_begins(sr_folded_slice(&f), SR_WORD_PLACE, &of) != f.len || f.len == 0 || s->n_places == PLACES_MAX)
            continue;
        uint32_t at = s->n_places++;
        for (; at > 0 && rank[at - 1] < of; at--) {
            rank[at] = rank[at - 1];
            s->place[at] = s->place[at - 1];
        }
        rank[at] = of;
        s->place[at] = c;
        col->role = holds_numbers(&look[c]) ? SR_ROLE_IDENTIFIER : SR_ROLE_LOCATION;
        col->evidence = SR_LIT("the header names places");
    }
}

/* The column before `end` that says what its row is about, if no role says so: the first of words. */
static void find_label(sr_table *table, uint32_t end, const column_look *look, sr_row *const *rows, size_t n)
{
    for (uint32_t c = 0; c < table->width; c++)
        if (table->columns[c].role == SR_ROLE_INDICATOR || table->columns[c].role == SR_ROLE_NAME)
            return;
    for (uint32_t c = 0; c < end; c++) {
        uint32_t words = 0;
        for (size_t r = 0; r < n; r++)
            words += sr_cell_text(sr_row_cell(rows[r], c)).len > 4;
        if (table->columns[c].role != SR_ROLE_NONE || look[c].filled * 2 < n || look[c].numbers * 2 > look[c].filled ||
            words * 2 < look[c].filled)
            continue;
        table->columns[c].role = SR_ROLE_INDICATOR;
        table->columns[c].evidence = SR_LIT("the words beside the years");
        return;
    }
}

/* ---- a column for each year ----------------------------------------------------------------- */

/* What the header says above the years: nothing (*what stays absent), or what is counted: "Jumlah Penduduk / 2019". */
static bool only_years(const sr_header_path *path, sr_slice *what)
{
    for (uint32_t i = 0; i + 1 < path->n; i++) {
        if (sr_text_is(path->cell[i], SR_WORD_YEARS))
            continue;
        if (!sr_text_begins_indicator(path->cell[i]))
            return false;
        *what = path->cell[i];
    }
    return true;
}

static bool is_bare_year(const sr_column *col, const sr_header_path *path, sr_slice *what)
{
    sr_slice leaf = leaf_of(path);

    return (col->role == SR_ROLE_NONE || (is_counted(col, path) && path->n > 1)) && !col->quarter && !col->revision &&
           col->year && leaf.len <= 6 && sr_is_digit((unsigned char)leaf.ptr[0]) && only_years(path, what);
}

/* The title names the measure: "Pagu Indikatif Program". */
static bool take_title(sr_table *table, const uint32_t *at, uint32_t n_at, const column_look *look)
{
    sr_header_sense sense;
    uint32_t filled = 0, numbers = 0;

    sr_header_sense_of(table->title, false, &sense);
    if (!sense.has_role || sense.role != SR_ROLE_MEASURE ||
        (sense.measure != SR_MEASURE_BUDGET && sense.measure != SR_MEASURE_TARGET))
        return false;
    for (uint32_t i = 0; i < n_at; i++) {
        filled += look[at[i]].filled;
        numbers += look[at[i]].numbers;
    }
    if (numbers * 5 < filled * 4)
        return false;
    for (uint32_t i = 0; i < n_at; i++) {
        sr_column *col = &table->columns[at[i]];
        col->role = SR_ROLE_MEASURE;
        col->measure = sense.measure;
        col->aspect = sense.aspect ? sense.aspect : SR_ASPECT_PERFORMANCE;
        col->unit = sense.aspect == SR_ASPECT_MONEY ? (uint16_t)SR_UNIT_RUPIAH : col->unit;
        col->whole = col->unit == SR_UNIT_RUPIAH;
        col->evidence = SR_LIT("the title says what the years measure");
    }
    return true;
}

static void read_years(sr_doc *doc, sr_table *table, struct sr_statistics *s, const sr_header_path *paths,
                       const column_look *look, sr_row *const *rows, size_t n)
{
    uint32_t *at = SR_NEW_ARRAY(&doc->batch, uint32_t, (size_t)table->width + 1), n_at = 0, filled = 0, numbers = 0;
    sr_slice *what = SR_NEW_ARRAY(&doc->batch, sr_slice, (size_t)table->width + 1);
    bool several = false;

    for (uint32_t c = 0; c < table->width; c++) {
        const sr_column *col = &table->columns[c];
        if (!is_bare_year(col, &paths[c], &what[n_at])) {
            if (col->role == SR_ROLE_MEASURE)
                return; /* beside a target, years may be of anything */
            continue;
        }
        several |= n_at && table->columns[at[n_at - 1]].year != col->year;
        filled += look[c].filled;
        numbers += look[c].numbers;
        at[n_at++] = c;
    }
    if (!several || take_title(table, at, n_at, look) || is_of_plans(table, paths) ||
        is_plan(doc, title_of(doc, table)) || numbers * 5 < filled * 4)
        return;
    find_places(table, s, paths, look);
    if (s->n_places == 0)
        find_label(table, at[0], look, rows, n);
    sr_unit unit = s->n_places ? unit_in_brackets(subject_of(doc, table)) : SR_UNIT_NONE;
    for (uint32_t i = 0; i < n_at; i++) {
        sr_column *col = &table->columns[at[i]];
        col->unit = col->unit ? col->unit : unit;
        become_counted(s, col, at[i], "a year, and no plan: what was counted");
        if (what[i].len && s->n_own < SUBJECTS_MAX) {
            s->own[s->n_own++] = sr_arena_copy(&doc->arena, what[i]);
            s->subject[at[i]] = (uint8_t)s->n_own;
        }
    }
}

/* ---- a year in each row --------------------------------------------------------------------- */

static int32_t year_column(const sr_table *table, const sr_header_path *paths, const column_look *look)
{
    for (uint32_t c = 0; c < table->width; c++) {
        if (paths[c].n == 1 && look[c].filled && look[c].years == look[c].filled &&
            sr_text_is(leaf_of(&paths[c]), SR_WORD_YEARS))
            return (int32_t)c;
    }
    return -1;
}

/* Columns that tell rows apart which are of one place and year: "LAKI-LAKI", "bulan 3". */
static void find_parts(const sr_table *table, struct sr_statistics *s, const sr_header_path *paths,
                       const column_look *look)
{
    for (uint32_t c = 0; c < table->width && s->n_parts < PARTS_MAX; c++) {
        bool keyed = sr_text_begins(leaf_of(&paths[c]), SR_WORD_KEY);
        bool period = sr_text_begins(leaf_of(&paths[c]), SR_WORD_PERIOD);
        if (table->columns[c].role != SR_ROLE_NONE || look[c].filled == 0 || paths[c].n == 0 || keyed ||
            (!period && look[c].numbers * 2 > look[c].filled) || (period && !varies(table, c)))
            continue;
        s->named[s->n_parts] = period;
        s->part[s->n_parts++] = c;
    }
}

/* A measure of its own name: nothing else, or more than "nilai", says what it counts. */
static void give_name(sr_doc *doc, struct sr_statistics *s, uint32_t c, sr_slice header, bool labelled)
{
    bool bare = labelled && sr_text_is(header, SR_WORD_VALUE);

    if (s->n_own == SUBJECTS_MAX)
        return;
    s->own[s->n_own++] = bare ? (sr_slice){NULL, 0} : sr_arena_copy(&doc->arena, header);
    s->subject[c] = (uint8_t)s->n_own;
}

static void read_long(sr_doc *doc, sr_table *table, struct sr_statistics *s, const sr_header_path *paths,
                      const column_look *look)
{
    sr_column *year = &table->columns[s->year];
    bool plans = is_of_plans(table, paths) || is_plan(doc, title_of(doc, table)), labelled = false;

    *year = (sr_column){.label = year->label,
                        .header = year->header,
                        .role = SR_ROLE_YEAR,
                        .evidence = SR_LIT("each row has its year")};
    if (plans)
        return;
    find_places(table, s, paths, look);
    for (uint32_t c = 0; c < table->width; c++)
        labelled |= table->columns[c].role == SR_ROLE_INDICATOR || table->columns[c].role == SR_ROLE_NAME;
    for (uint32_t c = 0; c < table->width; c++) {
        sr_column *col = &table->columns[c];
        sr_slice header = leaf_of(&paths[c]);
        bool told = col->role == SR_ROLE_MEASURE && !is_counted(col, &paths[c]);
        if (!told && is_counted(col, &paths[c]) && holds_numbers(&look[c]) && !sr_text_begins(header, SR_WORD_KEY) &&
            !sr_text_begins(header, SR_WORD_PERIOD)) {
            become_counted(s, col, c, "numbers beside years: what was counted");
            give_name(doc, s, c, header, labelled);
        } else if (told && !labelled) {
            give_name(doc, s, c, header, false);
        }
    }
    find_parts(table, s, paths, look);
}

/* ---- one year, in the title ------------------------------------------------------------------ */

/* "Jumlah Penduduk Menurut Kecamatan Tahun 2022" over "Kecamatan | Laki-laki | Perempuan | Jumlah". */
static void read_single(sr_doc *doc, sr_table *table, struct sr_statistics *s, const sr_header_path *paths,
                        const column_look *look, sr_row *const *rows, size_t n)
{
    sr_slice title = subject_of(doc, table);
    uint8_t quarter, revision;
    int16_t year = 0;

    sr_title_facts(title, &year, &quarter, &revision);
    if (!year || !sr_text_begins(title, SR_WORD_INDICATOR) || is_of_plans(table, paths) || is_plan(doc, title))
        return;
    for (uint32_t c = 0; c < table->width; c++)
        if (table->columns[c].role == SR_ROLE_MEASURE && !is_counted(&table->columns[c], &paths[c]))
            return;
    find_places(table, s, paths, look);
    if (s->n_places == 0)
        find_label(table, table->width, look, rows, n);
    for (uint32_t c = 0; c < table->width; c++) {
        sr_column *col = &table->columns[c];
        if (!is_counted(col, &paths[c]) || !holds_numbers(&look[c]) ||
            sr_text_begins(leaf_of(&paths[c]), SR_WORD_KEY) || sr_text_begins(leaf_of(&paths[c]), SR_WORD_PERIOD))
            continue;
        become_counted(s, col, c, "counted, as the title says");
        col->year = col->year ? col->year : year;
        give_name(doc, s, c, col->header, false);
    }
}

void sr_statistics_columns(sr_doc *doc, sr_table *table, sr_table_state *st, const sr_header_path *paths,
                           sr_row *const *rows, size_t n)
{
    column_look *look = SR_NEW_ARRAY(&doc->batch, column_look, (size_t)table->width + 1);

    for (uint32_t c = 0; c < table->width; c++)
        look[c] = look_down(rows, n, c);
    struct sr_statistics s = {.year = year_column(table, paths, look), .label = -1, .width = table->width};
    s.own = SR_NEW_ARRAY(&doc->arena, sr_slice, (size_t)table->width + 1);
    s.is_taken = SR_NEW_ARRAY(&doc->arena, bool, (size_t)table->width + 1);
    s.subject = SR_NEW_ARRAY(&doc->arena, uint8_t, (size_t)table->width + 1);
    if (s.year >= 0)
        read_long(doc, table, &s, paths, look);
    else
        read_years(doc, table, &s, paths, look, rows, n);
    if (s.year < 0 && s.taken == 0) {
        read_single(doc, table, &s, paths, look, rows, n);
        s.titled = s.taken > 0;
    }
    if (s.year < 0 && s.taken == 0)
        return;
    s.title = sr_arena_copy(&doc->arena, subject_of(doc, table));
    st->statistics = sr_arena_alloc(&doc->arena, sizeof s);
    *st->statistics = s;
}

/* ---- rows ----------------------------------------------------------------------------------- */

void sr_statistics_begin(const sr_table *table, sr_table_state *st)
{
    struct sr_statistics *s = st->statistics;

    if (!s)
        return;
    s->label = st->n_indicators ? (int32_t)st->indicators[0] : st->at[SR_ROLE_NAME];
    if (st->n_subjects > 1) /* several columns of indicators: each measure has its own */
        s->n_own = 0;
    for (uint32_t c = 0; c < s->width && s->n_own; c++)
        table->columns[c].subject = s->subject[c];
}

/* The smallest place that the row names is where it is. */
static void take_place(const struct sr_statistics *s, sr_table_state *st, const sr_row *row)
{
    st->at[SR_ROLE_LOCATION] = -1;
    for (uint32_t i = 0; i < s->n_places && st->at[SR_ROLE_LOCATION] < 0; i++)
        if (sr_row_cell(row, s->place[i])->text_len)
            st->at[SR_ROLE_LOCATION] = (int32_t)s->place[i];
    if (st->at[SR_ROLE_LOCATION] < 0 && st->now.location.len) {
        st->now.location = (sr_slice){NULL, 0};
        st->shared = NULL;
    }
}

enum { TEXTS_MAX = 2 + PARTS_MAX };

/* One of the texts that a measure's name is made of; front: a word before it ("bulan 3"). */
typedef struct piece {
    sr_slice front, text;
} piece;

static char *put(char *to, sr_slice text)
{
    memcpy(to, text.ptr, text.len);
    return to + text.len;
}

/* The texts that there are, joined by " / ", in the batch. */
static sr_slice join(sr_doc *doc, const piece *pieces, uint32_t n)
{
    size_t len = 0;
    uint32_t filled = 0, only = 0;

    for (uint32_t i = 0; i < n; i++)
        if (pieces[i].text.len) {
            len += pieces[i].front.len + 1 + pieces[i].text.len + 3;
            filled++;
            only = i;
        }
    if (filled < 2 && pieces[only].front.len == 0)
        return pieces[only].text;
    char *joined = sr_arena_alloc(&doc->batch, len), *to = joined;
    for (uint32_t i = 0; i < n; i++) {
        if (pieces[i].text.len == 0)
            continue;
        if (to > joined)
            to = put(to, SR_LIT(" / "));
        if (pieces[i].front.len)
            to = put(put(to, pieces[i].front), SR_LIT(" "));
        to = put(to, pieces[i].text);
    }
    return (sr_slice){joined, (size_t)(to - joined)};
}

/* "00": the whole year. */
static bool is_zero(sr_slice text)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.ptr[i] != '0')
            return false;
    return true;
}

/* What each measure of the row is about: the row's label, its column's name, and what tells rows apart. */
static void name_measures(sr_doc *doc, const sr_table *table, const struct sr_statistics *s, sr_row *row)
{
    piece pieces[TEXTS_MAX] = {{{NULL, 0}, {NULL, 0}}};
    uint32_t n = 2;

    if (s->label < 0 && s->n_parts == 0 && !s->titled) {
        row->indicators = s->own;
        return;
    }
    if (s->label >= 0)
        pieces[0].text = sr_cell_text(sr_row_cell(row, (uint32_t)s->label));
    else if (s->titled)
        pieces[0].text = s->title;
    for (uint32_t i = 0; i < s->n_parts; i++) {
        sr_slice text = sr_cell_text(sr_row_cell(row, s->part[i]));
        if (!s->named[i])
            pieces[n++].text = text;
        else if (!is_zero(text))
            pieces[n++] = (piece){table->columns[s->part[i]].header, text};
    }
    sr_slice *indicators = SR_NEW_ARRAY(&doc->batch, sr_slice, s->n_own);
    for (uint32_t i = 0; i < s->n_own; i++) {
        pieces[1].text = s->own[i];
        indicators[i] = join(doc, pieces, n);
    }
    row->indicators = indicators;
}

void sr_statistics_row(sr_doc *doc, const sr_table *table, sr_table_state *st, sr_row *row)
{
    const struct sr_statistics *s = st->statistics;

    if (!s)
        return;
    if (s->year >= 0)
        row->year = (int16_t)sr_year_word(sr_cell_text(sr_row_cell(row, (uint32_t)s->year)));
    if (s->n_places)
        take_place(s, st, row);
    if (s->taken && s->label < 0)
        row->indicator = s->title;
    if (s->n_own)
        name_measures(doc, table, s, row);
}

/* ---- findings ------------------------------------------------------------------------------- */

static void place(const sr_table *table, uint32_t column, sr_finding *f)
{
    f->table_no = table->table_no;
    f->column_no = column + 1;
    f->line_no = table->line_first;
}

/* Amounts as long as rupiah under a header of which nothing is known; a price says what it is. */
static bool is_of_amounts(const sr_column *col)
{
    enum { DIGITS = 7 };

    return col->header.len && !col->evidence.len && col->style.max_digits >= DIGITS && col->style.codes == 0 &&
           col->style.percents == 0;
}

/* Numbers that nothing says the measure of, of years, beside years, of amounts, or where nothing else is measured. */
static bool is_unmeasured(const struct sr_statistics *s, const sr_column *col, bool measures)
{
    if (col->role != SR_ROLE_NONE)
        return false;
    return col->year || is_of_amounts(col) ||
           (((s && s->year >= 0 && s->taken) || !measures) && col->header.len &&
            !sr_text_begins(col->header, SR_WORD_KEY) && !sr_text_begins(col->header, SR_WORD_PERIOD));
}

/* dated: of years, which would be measured if a word said of what; any table may hold other numbers. */
static void say_unmeasured(sr_doc *doc, const sr_table *table, uint32_t n, uint32_t first, bool dated)
{
    sr_finding *f = sr_doc_finding(
        doc, SR_S027, "%u column%s of numbers from column %u on (\"%.*s\") %s nothing that is known; see the cells.", n,
        n == 1 ? "" : "s", first + 1, SR_FMT(table->columns[first].header), n == 1 ? "measures" : "measure");

    f->severity = dated ? SR_WARNING : SR_INFO;
    place(table, first, f);
}

static void say_taken(sr_doc *doc, const sr_table *table, const struct sr_statistics *s, uint32_t n, uint32_t first)
{
    bool nameless = s->label < 0 && s->title.len == 0 && s->n_own == 0;
    sr_finding *f = sr_doc_finding(doc, SR_S027,
                                   "No word says what is measured in %u column%s, from column %u on (\"%.*s\"); the "
                                   "numbers were taken as what was "
                                   "counted (realization), for %s.%s",
                                   n, n == 1 ? "" : "s", first + 1, SR_FMT(table->columns[first].header),
                                   s->titled     ? "the title names their year"
                                   : s->year < 0 ? "they stand under years"
                                                 : "each row has its year",
                                   nameless ? " Neither a row's label nor a title says of what." : "");

    f->severity = nameless ? SR_WARNING : SR_INFO;
    place(table, first, f);
}

void sr_statistics_say(sr_doc *doc, const sr_table *table, const sr_table_state *st)
{
    enum { FEW = 3 /* numbers; less is chance */ };
    const struct sr_statistics *s = st->statistics;
    uint32_t *filled = SR_NEW_ARRAY(&doc->batch, uint32_t, table->width), first[2] = {0}, n[2] = {0};
    uint32_t *numbers = SR_NEW_ARRAY(&doc->batch, uint32_t, table->width);
    bool measures = false, dated = s && s->year >= 0;

    for (size_t r = 0; r < table->n_rows; r++) {
        const sr_row *row = table->rows[r];
        for (uint32_t c = 0; c < row->n && c < table->width && row->kind < SR_ROW_HEADER; c++) {
            filled[c] += row->cells[c].status != SR_CELL_EMPTY && row->cells[c].status != SR_CELL_NIL;
            numbers[c] += row->cells[c].has_value;
        }
    }
    for (uint32_t c = 0; c < table->width; c++)
        measures |= table->columns[c].measure != SR_MEASURE_NONE;
    for (uint32_t c = 0; c < table->width; c++) {
        bool taken = s && c < s->width && s->is_taken[c] && numbers[c];
        bool unmeasured =
            is_unmeasured(s, &table->columns[c], measures) && numbers[c] >= FEW && numbers[c] * 2 > filled[c];
        dated |= unmeasured && table->columns[c].year;
        if ((taken || unmeasured) && n[taken]++ == 0)
            first[taken] = c;
    }
    if (n[false])
        say_unmeasured(doc, table, n[false], first[false], dated);
    if (n[true])
        say_taken(doc, table, s, n[true], first[true]);
}
