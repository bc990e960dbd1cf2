#include "normalize/columns.h"
#include "normalize/formula.h"

enum {
    LABELS_MAX = 64,
    QUARTERS = 4,
    AGREE_MIN = 3, /* labels that stand over their pair: below that the pairs may be counted from anywhere */
    PARTS_MAX = 32,
};

typedef struct label {
    uint32_t no, column;
    sr_slice formula;
} label;

/*
 * What the number row of an evaluation declares: year = quarter + (quarter + 1) + ..., to_date = before + year,
 * share = to_date / target x 100.
 */
typedef struct form {
    label label[LABELS_MAX];
    uint32_t n;
    uint32_t first;   /* the label over the first pair */
    uint32_t pair;    /* its column */
    uint32_t quarter; /* labels; 0 = none */
    uint32_t year, to_date, before, share, target;
    uint32_t last; /* of the labels above */
} form;

static uint32_t number_of(sr_slice text)
{
    uint32_t n = 0;

    for (size_t i = 0; i < text.len; i++) {
        if (!sr_is_digit((unsigned char)text.ptr[i]) || n > LABELS_MAX)
            return 0;
        n = n * 10 + (uint32_t)(text.ptr[i] - '0');
    }
    return n;
}

static bool is_called(sr_row *const *rows, const sr_header *header, uint32_t c, const char *word)
{
    sr_folded f;

    for (uint32_t r = header->length; r-- > header->words_from;) {
        const sr_cell *cell = sr_row_cell(rows[r], c);
        if (header->kind[r] != SR_ROW_HEADER)
            continue;
        sr_fold(sr_cell_text(cell), &f);
        return sr_eq(sr_folded_slice(&f), sr_str(word));
    }
    return false;
}

/* The labels in order, and where pairs K, Rp begin: the last header row has nothing but them from there on. */
static bool read_labels(sr_row *const *rows, const sr_header *header, const sr_column *columns, uint32_t width, form *f)
{
    uint32_t c = 0;

    while (c + 1 < width && !(is_called(rows, header, c, "k") && is_called(rows, header, c + 1, "rp")))
        c++;
    f->pair = c;
    for (c = 0; c < width && f->n < LABELS_MAX; c++) {
        uint32_t no = number_of(columns[c].label);
        if (columns[c].label.len == 0)
            continue;
        if (no == 0 || (f->n && no != f->label[f->n - 1].no + 1))
            return false;
        f->label[f->n++] = (label){no, c, columns[c].formula};
        if (c == f->pair)
            f->first = no;
    }
    return f->first > 0;
}

static uint32_t term(const sr_formula *formula, uint32_t i)
{
    return number_of(sr_str(formula->term[i].label));
}

/* Four labels one after the other, added up in the label behind them. */
static bool adds_quarters(const sr_formula *formula, uint32_t no)
{
    if (formula->n != QUARTERS || formula->product)
        return false;
    for (uint32_t i = 0; i < QUARTERS; i++)
        if (formula->term[i].minus || formula->term[i].below || term(formula, i) != no - QUARTERS + i)
            return false;
    return true;
}

static bool read_formulas(form *f)
{
    sr_formula formula;

    for (uint32_t i = 0; i < f->n; i++) {
        uint32_t no = f->label[i].no;
        if (!sr_formula_read(f->label[i].formula, &formula))
            continue;
        bool two = formula.n == 2 && !formula.product && !formula.term[1].minus;
        if (adds_quarters(&formula, no)) {
            f->year = f->last = no;
            f->quarter = no - QUARTERS;
        } else if (f->year && no == f->year + 1 && two && !formula.term[1].below &&
                   (term(&formula, 0) == f->year || term(&formula, 1) == f->year)) {
            f->to_date = f->last = no;
            f->before = term(&formula, 0) == f->year ? term(&formula, 1) : term(&formula, 0);
        } else if (f->to_date && no == f->to_date + 1 && two && formula.term[1].below &&
                   term(&formula, 0) == f->to_date) {
            f->share = f->last = no;
            f->target = term(&formula, 1);
        }
    }
    return f->year > 0 && f->quarter >= f->first;
}

static uint32_t column_of(const form *f, uint32_t no)
{
    return f->pair + 2 * (no - f->first);
}

/* As many labels as stand over their pair, from the first one on. */
static uint32_t labels_in_place(const form *f)
{
    uint32_t n = 0;

    for (uint32_t i = 0; i < f->n; i++)
        if (f->label[i].no >= f->first) {
            if (f->label[i].column != column_of(f, f->label[i].no))
                break;
            n++;
        }
    return n;
}

/* ---- what the labels mean -------------------------------------------------------------------- */

static uint8_t measure_of(const form *f, uint32_t no)
{
    if (no == f->target || (no + 1 == f->quarter && f->before + 1 == no && f->target < f->before))
        return SR_MEASURE_TARGET; /* of the long plan; of the year, which the form has between what was and the quarters
                                   */
    if (no == f->share)
        return SR_MEASURE_ACHIEVEMENT;
    if (no == f->before || no == f->to_date || (no >= f->quarter && no <= f->year))
        return SR_MEASURE_REALIZATION;
    return SR_MEASURE_NONE;
}

static uint8_t quarter_of(const form *f, uint32_t no)
{
    return (uint8_t)(no >= f->quarter && no < f->year ? no - f->quarter + 1 : 0);
}

/* A header that stands over the columns, not always over its own: one of the first row, with one of the second. */
typedef struct part {
    sr_header_path path;
    sr_column means;
} part;

static uint32_t read_parts(sr_arena *arena, sr_row *const *rows, const sr_header *header, uint32_t from, uint32_t width,
                           part *parts)
{
    const sr_row *row[SR_HEADER_LOOK] = {NULL}; /* the first, those between, the last: K, Rp */
    uint32_t depth = 0, n = 0;

    for (uint32_t r = header->words_from; r < header->length; r++)
        if (header->kind[r] == SR_ROW_HEADER)
            row[depth++] = rows[r];
    const sr_row *below = depth > 2 ? row[1] : NULL;
    for (uint32_t c = from, end; depth && c < width; c = end) {
        uint32_t first = n;
        for (end = c + 1; end < width && sr_row_cell(row[0], end)->text_len == 0;)
            end++;
        if (sr_row_cell(row[0], c)->text_len == 0)
            continue;
        sr_slice top = sr_cell_text(&row[0]->cells[c]);
        for (uint32_t k = c; k < end && below && n < PARTS_MAX; k++)
            if (sr_row_cell(below, k)->text_len) {
                parts[n].path = (sr_header_path){.cell = {top, sr_cell_text(&below->cells[k])}, .n = 2};
                n++;
            }
        if (n == first && n < PARTS_MAX) {
            parts[n].path = (sr_header_path){.cell = {top}, .n = 1};
            n++;
        }
    }
    for (uint32_t i = 0; i < n; i++)
        sr_columns_roles(arena, &parts[i].means, 1, &parts[i].path);
    return n;
}

static bool suits(const form *f, uint32_t no, const sr_column *means)
{
    if (no > f->last)
        return means->role != SR_ROLE_MEASURE && means->role != SR_ROLE_NONE;
    return means->measure == measure_of(f, no) && means->quarter == quarter_of(f, no);
}

static bool names_quarters(const form *f, const part *parts, uint32_t n)
{
    uint32_t found = 0;

    for (uint32_t i = 0; i < n; i++)
        found += parts[i].means.quarter == found + 1 && suits(f, f->quarter + found, &parts[i].means);
    return found == QUARTERS;
}

static void fill(sr_arena *arena, const form *f, uint32_t no, const part *own, sr_column *pair, uint32_t n)
{
    static const char *const leaf[] = {"K", "Rp"};
    const sr_header_path none = {0};
    uint32_t i = no - f->label[0].no;

    for (uint32_t k = 0; k < n; k++) {
        sr_header_path path = own ? own->path : none;
        uint8_t measure = measure_of(f, no);
        path.cell[path.n++] = sr_str(leaf[k]);
        pair[k] = (sr_column){.header = sr_header_join(arena, &path),
                              .measure = measure,
                              .role = measure ? SR_ROLE_MEASURE : SR_ROLE_NONE,
                              .aspect = (uint8_t)(k ? SR_ASPECT_MONEY : SR_ASPECT_PERFORMANCE),
                              .unit = (uint16_t)(measure == SR_MEASURE_ACHIEVEMENT ? SR_UNIT_PERCENT
                                                 : k                               ? SR_UNIT_RUPIAH
                                                                                   : 0),
                              .quarter = quarter_of(f, no),
                              .year = (int16_t)(own ? own->means.year : 0),
                              .evidence = SR_LIT("the formulas of the number row")};
        if (k == 0) {
            pair[k].label = sr_arena_printf(arena, "%u", no);
            pair[k].formula = f->label[i].formula;
        }
    }
}

/* ---- proof ----------------------------------------------------------------------------------- */

/* The rupiah of the year are those of its quarters, in most of the rows that have them and in more than one. */
static bool quarters_add_up(const form *f, sr_row *const *rows, size_t n)
{
    uint32_t years = 0, closed = 0;

    for (size_t r = 0; r < n; r++) {
        sr_decimal year, sum = sr_dec(0, 0), amount;
        bool given, readable = sr_cell_amount(sr_row_cell(rows[r], column_of(f, f->year) + 1), &given, &year);
        if (!readable || !given)
            continue;
        years++;
        for (uint32_t no = f->quarter; no < f->year && readable; no++)
            readable = sr_cell_amount(sr_row_cell(rows[r], column_of(f, no) + 1), &given, &amount) &&
                       sr_decimal_add(sum, amount, &sum);
        closed += readable && sr_decimal_cmp(sum, year) == 0;
    }
    return closed > 1 && closed * 5 >= years * 4;
}

/* The pair under the label is what the form has there. */
static bool agrees(const form *f, uint32_t no, const sr_column *pair)
{
    uint8_t measure = measure_of(f, no);

    return measure && pair[0].measure == measure && pair[1].measure == measure &&
           pair[0].quarter == quarter_of(f, no) && pair[1].quarter == quarter_of(f, no) &&
           pair[0].aspect == SR_ASPECT_PERFORMANCE && pair[1].aspect == SR_ASPECT_MONEY;
}

uint32_t sr_columns_by_formulas(sr_arena *arena, sr_row *const *rows, const sr_header *header, sr_column *columns,
                                uint32_t width, sr_row *const *data, size_t n)
{
    form f = {0};
    part parts[PARTS_MAX] = {0};
    uint32_t no, at = 0;

    if (header->number_at < 0 || !read_labels(rows, header, columns, width, &f) || !read_formulas(&f))
        return width;
    while (f.last > f.year && column_of(&f, f.last) >= width) /* a sheet ends where nothing stands any more */
        f.last--;
    if (labels_in_place(&f) < AGREE_MIN || column_of(&f, f.last) >= width || !quarters_add_up(&f, data, n))
        return width;
    for (no = f.first; no <= f.last && column_of(&f, no) + 1 < width && agrees(&f, no, &columns[column_of(&f, no)]);)
        no++;
    uint32_t from = column_of(&f, no), n_parts = read_parts(arena, rows, header, from, width, parts);
    if (!names_quarters(&f, parts, n_parts))
        return width;
    for (uint32_t c = from; c < width; c++)
        columns[c] = (sr_column){0};
    for (; no <= f.last + 1 && column_of(&f, no) < width; no++) {
        const part *own = NULL;
        for (uint32_t ahead = at; ahead < n_parts && ahead <= at + 1 && !own; ahead++)
            own = suits(&f, no, &parts[ahead].means) ? &parts[ahead] : NULL;
        at = own ? (uint32_t)(own - parts) + 1 : at;
        uint32_t c = column_of(&f, no);
        if (no <= f.last)
            fill(arena, &f, no, own, &columns[c], c + 1 < width ? 2 : 1);
        else if (own)
            columns[c] = own->means;
    }
    return from;
}
