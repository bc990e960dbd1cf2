#include "importers/workbook.h"

#include "core/cell_place.h"

#include <stdlib.h>

enum {
    STYLES_MAX = 4096, /* of number formats that are no plain numbers; Excel allows as many styles */
    STYLE_SLOTS = 2 * STYLES_MAX,
    STYLE_ID_MAX = 64,      /* bytes; Excel writes "s21" */
    COVERED_MAX = 1024,     /* columns in which cells are looked for that a merged one covers */
    TEXT_MAX = SR_LINE_MAX, /* bytes of a cell's text; Excel stops at 32,767 characters */
    ROWS_MAX = 1048576,     /* of Excel's largest sheet */
};

typedef struct style {
    sr_slice id;
    uint8_t type; /* sr_type of numbers that it formats */
} style;

struct sr_workbook {
    sr_doc *doc;
    sr_sheet *sheet;
    bool hidden;

    style *styles; /* open addressing by id */
    sr_arena ids;
    uint32_t n_styles;
    char style_id[STYLE_ID_MAX]; /* of the style that is open */
    size_t n_style_id;

    bool in_sheet, in_row, in_cell, in_data, in_comment, in_visible;
    sr_slice sheet_name;
    bool *hidden_column; /* SR_COLUMNS_MAX */
    uint32_t columns;    /* the one that is described next, from 0 */
    uint32_t n_columns;  /* described so far */
    uint64_t *covered;   /* by column, COVERED_MAX: the last row that a merged cell above covers */
    uint64_t n_covered;  /* columns that a merged cell may cover */
    uint64_t row_repeat;
    unsigned row_flags;

    sr_sheet_run *runs;
    size_t n_runs, cap_runs;
    uint64_t column; /* of the next cell, from 0 */

    /* the cell */
    uint64_t across, down;
    sr_slice formula;
    uint8_t type, format; /* of its data; of its style */
    sr_buf text;          /* of the cell, or of what is hidden */

    uint64_t comments;
};

/* ---- tags ------------------------------------------------------------------------------------- */

sr_workbook_element sr_workbook_element_of(sr_slice name)
{
    static const struct {
        sr_slice name;
        sr_workbook_element element;
    } elements[] = {
        {SR_LIT_INIT("Cell"), SR_WB_CELL},
        {SR_LIT_INIT("Data"), SR_WB_DATA},
        {SR_LIT_INIT("Row"), SR_WB_ROW},
        {SR_LIT_INIT("Column"), SR_WB_COLUMN},
        {SR_LIT_INIT("Worksheet"), SR_WB_WORKSHEET},
        {SR_LIT_INIT("Comment"), SR_WB_COMMENT},
        {SR_LIT_INIT("Style"), SR_WB_STYLE},
        {SR_LIT_INIT("NumberFormat"), SR_WB_NUMBER_FORMAT},
        {SR_LIT_INIT("Visible"), SR_WB_VISIBLE},
    };

    for (size_t i = 0; i < sizeof elements / sizeof *elements; i++)
        if (sr_eq_nocase(name, elements[i].name))
            return elements[i].element;
    return SR_WB_OTHER;
}

void sr_workbook_attribute(sr_workbook_tag *tag, sr_slice name, sr_slice value)
{
    const struct {
        sr_slice name, *value;
    } attributes[] = {
        {SR_LIT("ID"), &tag->id},           {SR_LIT("Format"), &tag->format},      {SR_LIT("Name"), &tag->name},
        {SR_LIT("StyleID"), &tag->style},   {SR_LIT("Index"), &tag->index},        {SR_LIT("Span"), &tag->span},
        {SR_LIT("Hidden"), &tag->hidden},   {SR_LIT("MergeAcross"), &tag->across}, {SR_LIT("MergeDown"), &tag->down},
        {SR_LIT("Formula"), &tag->formula}, {SR_LIT("Type"), &tag->type},
    };

    for (size_t i = 0; i < sizeof attributes / sizeof *attributes; i++)
        if (sr_eq_nocase(name, attributes[i].name))
            *attributes[i].value = value;
}

/* A number of the file, at most max; 0 for what is none. */
static uint64_t number_of(sr_slice text, uint64_t max)
{
    uint64_t n = 0;

    text = sr_trim(text);
    for (size_t i = 0; i < text.len && n < max && sr_is_digit((unsigned char)text.ptr[i]); i++)
        n = n * 10 + (uint64_t)(text.ptr[i] - '0');
    return n < max ? n : max;
}

/* ---- styles ------------------------------------------------------------------------------------- */

/* "0%", "Percent"; "Short Date", "dd/mm/yyyy"; what else a number may be shown as is a number. */
static uint8_t type_of_format(sr_slice format)
{
    bool quoted = false;

    if (sr_find_nocase(format, SR_LIT("percent")) != SIZE_MAX)
        return SR_TYPE_PERCENT;
    for (size_t i = 0; i < format.len; i++) {
        quoted ^= format.ptr[i] == '"';
        if (!quoted && format.ptr[i] == '%' && (i == 0 || format.ptr[i - 1] != '\\'))
            return SR_TYPE_PERCENT;
    }
    return SR_TYPE_NUMBER;
}

static style *find_style(const sr_workbook *book, sr_slice id)
{
    uint32_t h = 2166136261u; /* FNV-1a */

    for (size_t i = 0; i < id.len; i++)
        h = (h ^ (unsigned char)id.ptr[i]) * 16777619u;
    h %= STYLE_SLOTS;
    while (book->styles[h].id.len && !sr_eq(book->styles[h].id, id))
        h = (h + 1) % STYLE_SLOTS;
    return &book->styles[h];
}

static void add_style(sr_workbook *book, sr_slice format)
{
    uint8_t type = type_of_format(format);
    sr_slice id = {book->style_id, book->n_style_id};

    if (type == SR_TYPE_NUMBER || id.len == 0 || book->n_styles == STYLES_MAX)
        return;
    style *s = find_style(book, id);
    if (s->id.len == 0) {
        s->id = sr_arena_copy(&book->ids, id);
        book->n_styles++;
    }
    s->type = type;
}

/* ---- cells -------------------------------------------------------------------------------------- */

static uint8_t type_of(sr_slice word)
{
    static const struct {
        sr_slice word;
        sr_type type;
    } types[] = {
        {SR_LIT_INIT("Number"), SR_TYPE_NUMBER}, {SR_LIT_INIT("String"), SR_TYPE_TEXT},
        {SR_LIT_INIT("DateTime"), SR_TYPE_DATE}, {SR_LIT_INIT("Boolean"), SR_TYPE_BOOLEAN},
        {SR_LIT_INIT("Error"), SR_TYPE_ERROR},
    };

    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        if (sr_eq_nocase(word, types[i].word))
            return (uint8_t)types[i].type;
    return SR_TYPE_NONE;
}

static void begin_cell(sr_workbook *book, const sr_workbook_tag *tag)
{
    uint64_t index = number_of(tag->index, UINT32_MAX);

    book->in_cell = true;
    if (index > book->column) /* they increase, or are none */
        book->column = index - 1;
    else if (index == 0) /* Excel writes the index of a cell behind covered ones, LibreOffice does not */
        while (book->column < COVERED_MAX && book->covered[book->column] >= sr_sheet_row_no(book->sheet))
            book->column++;
    book->across = number_of(tag->across, SR_COLUMNS_MAX);
    book->down = number_of(tag->down, UINT16_MAX - 1);
    book->type = SR_TYPE_NONE;
    book->format = tag->style.len ? find_style(book, tag->style)->type : SR_TYPE_NONE;
    book->formula = (sr_slice){NULL, 0};
    book->text.len = 0;
    if (tag->formula.len) {
        sr_buf formula = {0};
        uint32_t column = book->column < SR_COLUMNS_MAX ? (uint32_t)book->column + 1 : 0;
        sr_formula_from_r1c1(tag->formula, sr_sheet_row_no(book->sheet), column, &formula);
        book->formula = sr_arena_copy(&book->doc->batch, (sr_slice){formula.ptr, formula.len});
        sr_buf_free(&formula);
    }
}

/* Midnight is no time: "2024-01-31T00:00:00.000" is a day. */
static sr_slice date_of(sr_slice text)
{
    enum { DAY = 10 };
    sr_slice time = text.len > DAY ? sr_sub(text, DAY, text.len) : (sr_slice){NULL, 0};

    for (size_t i = 0; i < time.len; i++)
        if (time.ptr[i] >= '1' && time.ptr[i] <= '9')
            return text;
    return time.len && time.ptr[0] == 'T' ? sr_sub(text, 0, DAY) : text;
}

static const sr_typed *typed_of(sr_workbook *book, sr_slice raw)
{
    uint8_t type = book->type == SR_TYPE_NUMBER && book->format ? book->format : book->type;

    if ((type == SR_TYPE_NONE || type == SR_TYPE_TEXT) && !book->formula.len)
        return NULL;
    sr_typed *t = SR_NEW(&book->doc->batch, sr_typed);
    t->type = type;
    t->formula = book->formula;
    if (type >= SR_TYPE_NUMBER && type <= SR_TYPE_BOOLEAN)
        t->text = raw;
    if (type == SR_TYPE_NUMBER || type == SR_TYPE_PERCENT)
        t->has_value = sr_decimal_float(raw, &t->value);
    return t;
}

static sr_slice raw_of(sr_workbook *book)
{
    sr_slice text = {book->text.ptr, book->text.len};

    if (sr_trim(text).len == 0)
        return (sr_slice){NULL, 0};
    if (book->type == SR_TYPE_DATE)
        text = date_of(sr_trim(text));
    if (book->type == SR_TYPE_BOOLEAN)
        return sr_eq(sr_trim(text), SR_LIT("1")) ? SR_LIT("true") : SR_LIT("false");
    return sr_arena_copy(&book->doc->batch, text);
}

static void cover(sr_workbook *book, uint64_t at)
{
    uint64_t end = at + book->across + 1 < COVERED_MAX ? at + book->across + 1 : COVERED_MAX;

    for (uint64_t c = at; c < end; c++)
        book->covered[c] = sr_sheet_row_no(book->sheet) + book->down;
    book->n_covered = end > book->n_covered ? end : book->n_covered;
}

/* A blank merged cell tells what the columns of its table are. */
static void end_cell(sr_workbook *book)
{
    sr_slice raw = raw_of(book);
    uint64_t at = book->column;

    book->in_cell = book->in_data = false;
    if (book->down)
        cover(book, at);
    book->column += book->across + 1;
    if (raw.len == 0 && book->across == 0)
        return;
    if (book->n_runs == book->cap_runs) {
        book->cap_runs = book->cap_runs ? 2 * book->cap_runs : 64;
        book->runs = realloc(book->runs, book->cap_runs * sizeof *book->runs);
        if (!book->runs)
            abort(); /* as in core/arena.h */
    }
    book->runs[book->n_runs++] = (sr_sheet_run){{.raw = raw.ptr,
                                                 .raw_len = (uint32_t)raw.len,
                                                 .at = at < UINT32_MAX ? (uint32_t)at : UINT32_MAX,
                                                 .column_span = (uint16_t)(book->across ? book->across + 1 : 0),
                                                 .row_span = (uint16_t)(book->down ? book->down + 1 : 0),
                                                 .hidden = at < SR_COLUMNS_MAX && book->hidden_column[at],
                                                 .typed = raw.len ? typed_of(book, raw) : NULL},
                                                1};
}

/* ---- rows and sheets ------------------------------------------------------------------------------ */

static int begin_row(sr_workbook *book, const sr_workbook_tag *tag, sr_error *err)
{
    uint64_t index = number_of(tag->index, ROWS_MAX), now = sr_sheet_row_no(book->sheet);

    book->in_row = true;
    book->row_repeat = number_of(tag->span, ROWS_MAX) + 1;
    book->row_flags = number_of(tag->hidden, 1) ? SR_SHEET_ROW_HIDDEN : 0;
    book->column = 0;
    book->n_runs = 0;
    return index > now ? sr_sheet_row(book->sheet, NULL, 0, index - now, 0, err) : 0;
}

static int end_row(sr_workbook *book, sr_error *err)
{
    book->in_row = false;
    while (book->n_runs && book->runs[book->n_runs - 1].cell.raw == NULL)
        book->n_runs--;
    /* a span is of rows that look alike; what one of them holds is its own */
    return sr_sheet_row(book->sheet, book->runs, (uint32_t)book->n_runs, book->n_runs ? 1 : book->row_repeat,
                        book->row_flags, err);
}

static void add_columns(sr_workbook *book, const sr_workbook_tag *tag)
{
    uint64_t index = number_of(tag->index, SR_COLUMNS_MAX), span = number_of(tag->span, SR_COLUMNS_MAX) + 1;

    if (index)
        book->columns = (uint32_t)index - 1;
    if (span > SR_COLUMNS_MAX - book->columns)
        span = SR_COLUMNS_MAX - book->columns;
    memset(book->hidden_column + book->columns, number_of(tag->hidden, 1) != 0, span);
    book->columns += (uint32_t)span;
    book->n_columns = book->columns > book->n_columns ? book->columns : book->n_columns;
}

static void begin_sheet(sr_workbook *book, const sr_workbook_tag *tag)
{
    book->in_sheet = true;
    memset(book->hidden_column, false, book->n_columns);
    memset(book->covered, 0, book->n_covered * sizeof *book->covered);
    book->columns = book->n_columns = 0;
    book->n_covered = 0;
    book->sheet_name = sr_sheet_begin(book->sheet, tag->name, book->hidden);
}

static int end_sheet(sr_workbook *book, sr_error *err)
{
    book->in_sheet = false;
    return sr_sheet_end(book->sheet, err);
}

/* The options of a sheet stand behind it. */
static void look_whether_visible(sr_workbook *book)
{
    sr_slice text = sr_trim((sr_slice){book->text.ptr, book->text.len});

    if (sr_eq_nocase(text, SR_LIT("SheetHidden")) || sr_eq_nocase(text, SR_LIT("SheetVeryHidden")))
        sr_doc_finding(book->doc, SR_D020, "Sheet \"%.*s\" is hidden; it was read like the others.",
                       SR_FMT(book->sheet_name));
    book->text.len = 0;
}

/* ---- the interface ---------------------------------------------------------------------------------- */

sr_workbook *sr_workbook_new(sr_doc *doc, bool hidden)
{
    sr_workbook *book = calloc(1, sizeof *book);

    if (!book)
        abort();
    *book = (sr_workbook){.doc = doc, .hidden = hidden, .ids = SR_ARENA_INIT};
    book->styles = calloc(STYLE_SLOTS, sizeof *book->styles);
    book->hidden_column = calloc(SR_COLUMNS_MAX, sizeof *book->hidden_column);
    book->covered = calloc(COVERED_MAX, sizeof *book->covered);
    if (!book->styles || !book->hidden_column || !book->covered)
        abort();
    book->sheet = sr_sheet_new(doc);
    return book;
}

void sr_workbook_free(sr_workbook *book)
{
    if (!book)
        return;
    sr_sheet_free(book->sheet);
    sr_arena_free(&book->ids);
    sr_buf_free(&book->text);
    free(book->styles);
    free(book->hidden_column);
    free(book->covered);
    free(book->runs);
    free(book);
}

void sr_workbook_at(sr_workbook *book, uint64_t offset)
{
    sr_sheet_at(book->sheet, offset);
}

/* In a page a tag that is closed at once ("<ss:Cell/>") is open: the next one of its kind ends it. */
static int end_implied(sr_workbook *book, sr_workbook_element element, sr_error *err)
{
    bool sheet = element == SR_WB_WORKSHEET, row = sheet || element == SR_WB_ROW, cell = row || element == SR_WB_CELL;
    int rc = 0;

    if (!cell)
        return 0;
    book->in_comment = false; /* it holds no cells */
    if (book->in_cell)
        end_cell(book);
    if (row && book->in_row)
        rc = end_row(book, err);
    return sheet && book->in_sheet && rc == 0 ? end_sheet(book, err) : rc;
}

int sr_workbook_start(sr_workbook *book, const sr_workbook_tag *tag, sr_error *err)
{
    if (end_implied(book, tag->element, err) != 0)
        return -1;
    switch (tag->element) {
    case SR_WB_STYLE:
        book->n_style_id = tag->id.len <= STYLE_ID_MAX ? tag->id.len : 0;
        memcpy(book->style_id, tag->id.ptr ? tag->id.ptr : "", book->n_style_id);
        return 0;
    case SR_WB_NUMBER_FORMAT:
        add_style(book, tag->format);
        return 0;
    case SR_WB_WORKSHEET:
        if (!book->in_sheet)
            begin_sheet(book, tag);
        return 0;
    case SR_WB_COLUMN:
        if (book->in_sheet && !book->in_row)
            add_columns(book, tag);
        return 0;
    case SR_WB_ROW:
        return book->in_sheet && !book->in_row ? begin_row(book, tag, err) : 0;
    case SR_WB_CELL:
        if (book->in_row && !book->in_cell)
            begin_cell(book, tag);
        return 0;
    case SR_WB_COMMENT:
        book->comments += book->in_cell && !book->in_comment;
        book->in_comment = book->in_cell;
        return 0;
    case SR_WB_DATA:
        if (book->in_cell && !book->in_comment) {
            book->in_data = true;
            book->type = type_of(tag->type);
        }
        return 0;
    case SR_WB_VISIBLE:
        book->in_visible = book->in_sheet && !book->in_row;
        book->text.len = 0;
        return 0;
    case SR_WB_OTHER:
        return 0;
    }
    return 0;
}

int sr_workbook_end(sr_workbook *book, sr_workbook_element element, sr_error *err)
{
    switch (element) {
    case SR_WB_STYLE:
        book->n_style_id = 0;
        return 0;
    case SR_WB_WORKSHEET:
        return book->in_sheet && !book->in_row ? end_sheet(book, err) : 0;
    case SR_WB_ROW:
        return book->in_row && !book->in_cell ? end_row(book, err) : 0;
    case SR_WB_CELL:
        book->in_comment = false;
        if (book->in_cell)
            end_cell(book);
        return 0;
    case SR_WB_COMMENT:
        book->in_comment = false;
        return 0;
    case SR_WB_DATA:
        book->in_data &= book->in_comment;
        return 0;
    case SR_WB_VISIBLE:
        if (book->in_visible)
            look_whether_visible(book);
        book->in_visible = false;
        return 0;
    default:
        return 0;
    }
}

bool sr_workbook_takes(const sr_workbook *book)
{
    return (book->in_data && !book->in_comment) || book->in_visible;
}

int sr_workbook_text(sr_workbook *book, sr_slice text, sr_error *err)
{
    if (book->text.len + text.len > TEXT_MAX)
        return sr_refuse(err, SR_D013, "%.*s: sheet \"%.*s\", row %llu: a cell holds more than %d bytes of text",
                         SR_FMT(book->doc->name), SR_FMT(book->sheet_name),
                         (unsigned long long)sr_sheet_row_no(book->sheet), TEXT_MAX);
    sr_buf_slice(&book->text, text);
    return 0;
}

int sr_workbook_last(sr_workbook *book, sr_error *err)
{
    int rc = 0;

    if (book->in_cell)
        end_cell(book);
    if (book->in_row)
        rc = end_row(book, err);
    if (rc == 0 && book->in_sheet)
        rc = end_sheet(book, err);
    if (book->comments)
        sr_doc_finding(book->doc, SR_D018, "%llu comment%s left out.", (unsigned long long)book->comments,
                       book->comments == 1 ? "" : "s");
    sr_sheet_last(book->sheet);
    return rc;
}
