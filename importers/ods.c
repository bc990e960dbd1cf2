/*
 * ods.c - the importer of OpenDocument spreadsheets, packages and flat files (OpenDocument 1.3 part 3).
 *
 * One pass over content.xml as it comes out of the archive: events of the XML parser become runs of cells, a row of
 * them goes to sheet.h. What is kept at any time is one row and the batch. The text of a cell is what its paragraphs
 * show; the value, type and formula that the file states beside it stand in sr_cell.typed. Comments, drawings and the
 * record of tracked changes are left out, counted, and told once (D018).
 */
#include "core/cell_place.h"
#include "importers/excel_xml.h"
#include "importers/importers.h"
#include "importers/ods_cell.h"
#include "importers/package.h"
#include "importers/sheet.h"

#include <stdio.h>
#include <stdlib.h>

/* Styles of hidden sheets that are remembered; one a sheet at most. */
enum { HIDDEN_STYLES_MAX = 1024 };
/* Sheets told one by one that are hidden, or have hidden rows or columns; the others are counted. */
enum { HIDDEN_TOLD_MAX = 64 };
/* Places named of what was left out. */
enum { LEFT_OUT_PLACES = 8 };

/* ---- the state ---------------------------------------------------------------------------------- */

typedef enum place { OUTSIDE, BODY, SPREADSHEET, TABLE, ROW, CELL, PARAGRAPH } place;

typedef enum left_out { COMMENTS, DRAWINGS, CHANGES, COPIES, OTHERS, LEFT_OUT_COUNT } left_out;

static const char *const left_out_words[][2] = {
    {"comment", "comments"},
    {"drawing with text", "drawings with text"},
    {"record of tracked changes", "records of tracked changes"},
    {"row of another file, kept as a copy", "rows of other files, kept as copies"},
    {"other object with text", "other objects with text"}};

typedef struct reader {
    sr_xml xml; /* first: the context of the events */
    sr_doc *doc;
    sr_package *package;
    sr_sheet *sheet;
    const volatile int *cancelled;
    sr_ods_names names;
    place at;
    bool seen_spreadsheet;
    char body[32]; /* what the body holds instead */

    /* an element that is passed over, with all in it */
    int skip;
    bool binary; /* inside of encoded bytes, which are no text */
    left_out skipped;
    uint64_t skipped_bytes;
    struct {
        uint64_t times, bytes;
        sr_buf places;
        uint32_t n_places;
    } left[LEFT_OUT_COUNT];

    /* styles of hidden sheets */
    sr_arena styles;
    sr_slice style, hidden_style[HIDDEN_STYLES_MAX];
    size_t n_hidden_styles;

    /* the sheet */
    sr_slice sheet_name;
    bool sheet_hidden;
    bool copy;          /* of what references to another file gave when it was last open */
    uint32_t n_columns; /* of those that the sheet describes */
    bool hidden_column[SR_COLUMNS_MAX];
    uint32_t hidden_columns;
    uint64_t hidden_rows;
    uint64_t hidden_told; /* sheets that have hidden parts */
    int header_rows;      /* depth */

    /* the row */
    uint64_t row_repeat, column;
    unsigned row_flags;
    sr_sheet_run *runs;
    size_t n_runs, cap_runs;

    sr_ods_cell cell;
    int inlines; /* elements open inside the paragraph */
} reader;

static bool is(const reader *r, const xmlChar *name, int which)
{
    return name == r->names.name[which];
}

/* ---- what is left out ----------------------------------------------------------------------------- */

static void skip_element(reader *r, const xmlChar *name, const xmlChar *uri)
{
    r->skip = 1;
    r->skipped_bytes = 0;
    r->skipped = r->at == TABLE && r->copy                                           ? COPIES
                 : uri == r->names.space[NS_OFFICE] && is(r, name, N_ANNOTATION)     ? COMMENTS
                 : uri == r->names.space[NS_TABLE] && is(r, name, N_TRACKED_CHANGES) ? CHANGES
                 : uri == r->names.space[NS_DRAWING]                                 ? DRAWINGS
                                                                                     : OTHERS;
}

/* "Sheet1!D7" of the place at hand. */
static void put_place(sr_buf *out, const reader *r)
{
    if (r->at >= TABLE)
        sr_cell_place(out, r->sheet_name, r->at >= ROW ? sr_sheet_row_no(r->sheet) : 0,
                      r->at >= CELL && r->column < SR_COLUMNS_MAX ? (uint32_t)r->column + 1 : 0);
}

static void skipped_element(reader *r)
{
    left_out kind = r->skipped;

    r->doc->total_bytes += r->skipped_bytes;
    sr_doc_account(r->doc, SR_ACCOUNT_DROPPED, r->skipped_bytes);
    if (r->skipped_bytes == 0 && kind != COMMENTS)
        return;
    r->left[kind].times++;
    r->left[kind].bytes += r->skipped_bytes;
    if (r->left[kind].n_places == LEFT_OUT_PLACES || r->at < TABLE)
        return;
    sr_buf_printf(&r->left[kind].places, "%s", r->left[kind].n_places++ ? ", " : " at ");
    put_place(&r->left[kind].places, r);
}

static void say_left_out(reader *r)
{
    for (int k = 0; k < LEFT_OUT_COUNT; k++)
        if (r->left[k].times)
            sr_doc_finding(r->doc, SR_D018, "%llu %s left out (%llu bytes)%.*s%s.",
                           (unsigned long long)r->left[k].times,
                           r->left[k].times == 1 ? left_out_words[k][0] : left_out_words[k][1],
                           (unsigned long long)r->left[k].bytes, (int)r->left[k].places.len,
                           r->left[k].places.len ? r->left[k].places.ptr : "",
                           r->left[k].times > r->left[k].n_places && r->left[k].n_places ? ", ..." : "");
}

/* ---- cells ------------------------------------------------------------------------------------------ */

static void check_text(reader *r, bool fits)
{
    if (fits)
        return;
    sr_refuse(&r->xml.err, SR_D013, "%s: sheet \"%.*s\", row %llu: a cell holds more than %d bytes of text",
              r->xml.name, SR_FMT(r->sheet_name), (unsigned long long)sr_sheet_row_no(r->sheet), SR_ODS_TEXT_MAX);
    sr_xml_stop(&r->xml);
}

static void begin_paragraph(reader *r)
{
    r->at = PARAGRAPH;
    r->inlines = 0;
    check_text(r, sr_ods_cell_paragraph(&r->cell));
}

static void begin_inline(reader *r, const xmlChar *name, const xmlChar *uri, int n, const xmlChar **attributes)
{
    bool is_text = uri == r->names.space[NS_TEXT];

    if (!is_text || is(r, name, N_RUBY_TEXT) || is(r, name, N_NOTE)) {
        skip_element(r, name, uri);
        return;
    }
    r->inlines++;
    if (is(r, name, N_S)) {
        sr_slice count = sr_ods_attribute(&r->names, n, attributes, NS_TEXT, N_C);
        check_text(r, sr_ods_cell_sign(&r->cell, ' ', count.ptr ? sr_ods_count(count, SR_ODS_TEXT_MAX + 1) : 1));
    } else if (is(r, name, N_TAB)) {
        check_text(r, sr_ods_cell_sign(&r->cell, '\t', 1));
    } else if (is(r, name, N_LINE_BREAK)) {
        check_text(r, sr_ods_cell_sign(&r->cell, '\n', 1));
    }
}

static sr_sheet_run *add_run(reader *r)
{
    if (r->n_runs == r->cap_runs) {
        r->cap_runs = r->cap_runs ? 2 * r->cap_runs : 64;
        r->runs = realloc(r->runs, r->cap_runs * sizeof *r->runs);
        if (!r->runs)
            abort(); /* as in core/arena.h */
    }
    return &r->runs[r->n_runs++];
}

static bool is_hidden(const reader *r, uint64_t column)
{
    return column < SR_COLUMNS_MAX && r->hidden_column[column];
}

/*
 * A blank merged cell tells what the columns of its table are; those behind all others are not kept, they would make
 * the sheet as wide as its layout.
 */
static void add_blank(reader *r)
{
    const sr_ods_cell *from = &r->cell;

    if (from->covered || from->column_span < 2 || from->repeat > 1 || r->column >= SR_COLUMNS_MAX)
        return;
    sr_sheet_run *run = add_run(r);
    *run = (sr_sheet_run){{.at = (uint32_t)r->column, .column_span = from->column_span, .row_span = from->row_span}, 1};
}

/* The cell as one run; where some of its columns are hidden, one for each column. */
static void add_cell(reader *r, const sr_cell *cell)
{
    uint32_t repeat = r->cell.repeat;
    bool apart = r->hidden_columns && repeat > 1 && r->column + repeat <= SR_COLUMNS_MAX;

    for (uint32_t i = 0; i < (apart ? repeat : 1); i++) {
        sr_sheet_run *run = add_run(r);
        uint64_t column = r->column + i;
        *run = (sr_sheet_run){*cell, apart ? 1 : repeat};
        run->cell.at = column < UINT32_MAX ? (uint32_t)column : UINT32_MAX;
        run->cell.hidden = r->cell.covered || is_hidden(r, column);
    }
}

static void begin_cell(reader *r, bool covered, int n, const xmlChar **attributes)
{
    r->at = CELL;
    sr_ods_cell_begin(&r->cell, &r->names, covered, n, attributes, &r->doc->batch);
}

static void end_cell(reader *r)
{
    sr_cell cell;

    r->at = ROW;
    if (sr_ods_cell_end(&r->cell, &r->doc->batch, &cell))
        add_cell(r, &cell);
    else
        add_blank(r);
    r->column += r->cell.repeat;
}

/* ---- rows and columns -------------------------------------------------------------------------------- */

static bool is_hiding(sr_slice visibility)
{
    return sr_eq(visibility, SR_LIT("collapse")) || sr_eq(visibility, SR_LIT("filter"));
}

static void begin_row(reader *r, int n, const xmlChar **attributes)
{
    sr_slice repeat = sr_ods_attribute(&r->names, n, attributes, NS_TABLE, N_ROWS_REPEATED);
    bool hidden = is_hiding(sr_ods_attribute(&r->names, n, attributes, NS_TABLE, N_VISIBILITY));

    r->at = ROW;
    r->row_repeat = repeat.ptr ? sr_ods_count(repeat, INT32_MAX) : 1;
    r->row_repeat = r->row_repeat ? r->row_repeat : 1;
    r->row_flags = (hidden ? SR_SHEET_ROW_HIDDEN : 0) | (r->header_rows ? SR_SHEET_ROW_HEADER : 0);
    r->column = 0;
    r->n_runs = 0;
}

static void end_row(reader *r)
{
    r->at = TABLE;
    while (r->n_runs && r->runs[r->n_runs - 1].cell.raw == NULL)
        r->n_runs--;
    if (r->n_runs && (r->row_flags & SR_SHEET_ROW_HIDDEN))
        r->hidden_rows += r->row_repeat;
    if (sr_sheet_row(r->sheet, r->runs, (uint32_t)r->n_runs, r->row_repeat, r->row_flags, &r->xml.err) != 0)
        sr_xml_stop(&r->xml);
}

static void add_columns(reader *r, int n, const xmlChar **attributes)
{
    sr_slice repeat = sr_ods_attribute(&r->names, n, attributes, NS_TABLE, N_COLUMNS_REPEATED);
    uint64_t times = repeat.ptr ? sr_ods_count(repeat, SR_COLUMNS_MAX) : 1;

    if (times > SR_COLUMNS_MAX - r->n_columns)
        times = SR_COLUMNS_MAX - r->n_columns;
    if (is_hiding(sr_ods_attribute(&r->names, n, attributes, NS_TABLE, N_VISIBILITY))) {
        memset(r->hidden_column + r->n_columns, true, times);
        r->hidden_columns += (uint32_t)times;
    }
    r->n_columns += (uint32_t)times;
}

/* ---- sheets ------------------------------------------------------------------------------------------- */

static bool is_hidden_style(const reader *r, sr_slice style)
{
    for (size_t i = 0; i < r->n_hidden_styles; i++)
        if (sr_eq(r->hidden_style[i], style))
            return true;
    return false;
}

static void begin_sheet(reader *r, int n, const xmlChar **attributes)
{
    sr_slice name = sr_ods_attribute(&r->names, n, attributes, NS_TABLE, N_NAME);

    r->at = TABLE;
    r->sheet_hidden = is_hidden_style(r, sr_ods_attribute(&r->names, n, attributes, NS_TABLE, N_STYLE_NAME));
    memset(r->hidden_column, false, r->n_columns);
    r->n_columns = r->hidden_columns = 0;
    r->hidden_rows = 0;
    r->header_rows = 0;
    r->copy = false;
    r->sheet_name = sr_sheet_begin(r->sheet, name, r->sheet_hidden);
}

static void say_hidden(reader *r)
{
    bool hidden = r->sheet_hidden && sr_sheet_row_no(r->sheet) > 1;

    if (!hidden && r->hidden_rows == 0 && r->hidden_columns == 0)
        return;
    if (r->hidden_told++ >= HIDDEN_TOLD_MAX)
        return;
    if (hidden)
        sr_doc_finding(r->doc, SR_D020, "Sheet \"%.*s\" is hidden; it was read like the others.",
                       SR_FMT(r->sheet_name));
    else
        sr_doc_finding(
            r->doc, SR_D020,
            "Sheet \"%.*s\" has %llu hidden rows with contents and %u hidden columns; they were read like the others.",
            SR_FMT(r->sheet_name), (unsigned long long)r->hidden_rows, r->hidden_columns);
}

static void say_more_hidden(const reader *r)
{
    if (r->hidden_told > HIDDEN_TOLD_MAX)
        sr_doc_finding(r->doc, SR_D020,
                       "%llu more sheets are hidden, whole or in part; they were read like the others.",
                       (unsigned long long)(r->hidden_told - HIDDEN_TOLD_MAX));
}

static void end_sheet(reader *r)
{
    r->at = SPREADSHEET;
    say_hidden(r);
    if (sr_sheet_end(r->sheet, &r->xml.err) != 0)
        sr_xml_stop(&r->xml);
}

/* ---- styles, which say what sheets are hidden -------------------------------------------------------- */

static void look_at_style(reader *r, const xmlChar *name, int n, const xmlChar **attributes)
{
    if (is(r, name, N_STYLE)) {
        sr_slice style = sr_ods_attribute(&r->names, n, attributes, NS_STYLE, N_NAME);
        bool of_table = sr_eq(sr_ods_attribute(&r->names, n, attributes, NS_STYLE, N_FAMILY), SR_LIT("table"));
        r->style =
            of_table && r->n_hidden_styles < HIDDEN_STYLES_MAX ? sr_arena_copy(&r->styles, style) : (sr_slice){NULL, 0};
    } else if (is(r, name, N_TABLE_PROPERTIES) && r->style.len) {
        if (sr_eq(sr_ods_attribute(&r->names, n, attributes, NS_TABLE, N_DISPLAY), SR_LIT("false")))
            r->hidden_style[r->n_hidden_styles++] = r->style;
        r->style.len = 0;
    }
}

/* ---- events ------------------------------------------------------------------------------------------- */

static void begin_outside(reader *r, const xmlChar *name, const xmlChar *uri, int n, const xmlChar **attributes)
{
    if (uri == r->names.space[NS_STYLE])
        look_at_style(r, name, n, attributes);
    else if (uri == r->names.space[NS_OFFICE] && is(r, name, N_BODY))
        r->at = BODY;
}

static void begin_in_body(reader *r, const xmlChar *name, const xmlChar *uri)
{
    if (uri == r->names.space[NS_OFFICE] && is(r, name, N_SPREADSHEET)) {
        r->at = SPREADSHEET;
        r->seen_spreadsheet = true;
        return;
    }
    snprintf(r->body, sizeof r->body, "%.20s", (const char *)name);
    skip_element(r, name, uri);
}

static void begin_in_table(reader *r, const xmlChar *name, const xmlChar *uri, int n, const xmlChar **attributes)
{
    bool of_table = uri == r->names.space[NS_TABLE];

    if (of_table && is(r, name, N_SOURCE))
        r->copy = sr_eq(sr_ods_attribute(&r->names, n, attributes, NS_TABLE, N_MODE), SR_LIT("copy-results-only"));
    if (of_table && is(r, name, N_ROW) && !r->copy)
        begin_row(r, n, attributes);
    else if (of_table && is(r, name, N_COLUMN))
        add_columns(r, n, attributes);
    else if (of_table && is(r, name, N_HEADER_ROWS))
        r->header_rows++;
    else if (!of_table || !(is(r, name, N_ROWS) || is(r, name, N_ROW_GROUP) || is(r, name, N_COLUMNS) ||
                            is(r, name, N_COLUMN_GROUP) || is(r, name, N_HEADER_COLUMNS)))
        skip_element(r, name, uri);
}

static void begin_in_cell(reader *r, const xmlChar *name, const xmlChar *uri)
{
    bool is_text = uri == r->names.space[NS_TEXT];

    if (is_text && (is(r, name, N_P) || is(r, name, N_H)))
        begin_paragraph(r);
    else if (!is_text || !(is(r, name, N_LIST) || is(r, name, N_LIST_ITEM)))
        skip_element(r, name, uri);
}

static void on_begin(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int n_namespaces,
                     const xmlChar **namespaces, int n, int n_defaulted, const xmlChar **attributes)
{
    reader *r = context;

    (void)prefix;
    (void)namespaces;
    (void)n_defaulted;
    if (!sr_xml_begin(&r->xml, n_namespaces, n, attributes))
        return;
    if (r->skip) {
        r->skip++;
        r->binary |= is(r, name, N_BINARY_DATA);
        return;
    }
    switch (r->at) {
    case OUTSIDE:
        begin_outside(r, name, uri, n, attributes);
        return;
    case BODY:
        begin_in_body(r, name, uri);
        return;
    case SPREADSHEET:
        if (uri == r->names.space[NS_TABLE] && is(r, name, N_TABLE))
            begin_sheet(r, n, attributes);
        else
            skip_element(r, name, uri);
        return;
    case TABLE:
        begin_in_table(r, name, uri, n, attributes);
        return;
    case ROW:
        if (uri == r->names.space[NS_TABLE] && (is(r, name, N_CELL) || is(r, name, N_COVERED)))
            begin_cell(r, is(r, name, N_COVERED), n, attributes);
        else
            skip_element(r, name, uri);
        return;
    case CELL:
        begin_in_cell(r, name, uri);
        return;
    case PARAGRAPH:
        begin_inline(r, name, uri, n, attributes);
        return;
    }
}

static void on_end(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
    reader *r = context;

    (void)prefix;
    (void)uri;
    if (!sr_xml_end(&r->xml))
        return;
    if (r->skip) {
        r->binary &= !is(r, name, N_BINARY_DATA);
        if (--r->skip == 0)
            skipped_element(r);
        return;
    }
    switch (r->at) {
    case OUTSIDE:
        return;
    case BODY:
        r->at = OUTSIDE;
        return;
    case SPREADSHEET:
        r->at = BODY;
        return;
    case TABLE: /* groups of rows and columns end here too */
        r->header_rows -= is(r, name, N_HEADER_ROWS);
        if (is(r, name, N_TABLE))
            end_sheet(r);
        return;
    case ROW:
        end_row(r);
        return;
    case CELL:
        if (!is(r, name, N_LIST) && !is(r, name, N_LIST_ITEM))
            end_cell(r);
        return;
    case PARAGRAPH:
        if (r->inlines-- == 0)
            r->at = CELL;
        return;
    }
}

static void on_text(void *context, const xmlChar *text, int len)
{
    reader *r = context;
    sr_slice s = {(const char *)text, (size_t)len};

    if (!sr_xml_text(&r->xml))
        return;
    if (r->at == PARAGRAPH && r->skip == 0) {
        check_text(r, sr_ods_cell_text(&r->cell, s.ptr, s.len));
    } else if (r->skip) {
        r->skipped_bytes += r->binary || r->at < SPREADSHEET ? 0 : sr_nonblank(s);
    } else if (r->at >= SPREADSHEET) { /* no text may stand there; it is counted all the same */
        uint64_t bytes = sr_nonblank(s);
        r->doc->total_bytes += bytes;
        sr_doc_account(r->doc, SR_ACCOUNT_MARKUP, bytes);
    }
}

/* ---- the importer ------------------------------------------------------------------------------------- */

static int refuse_body(const reader *r, sr_error *err)
{
    if (r->body[0])
        return sr_refuse(err, SR_D012, "%s: is an OpenDocument file that holds no spreadsheet but \"%s\"", r->xml.name,
                         r->body);
    return sr_refuse(err, SR_D021, "%s: the file is damaged: it holds no spreadsheet", r->xml.name);
}

static ssize_t read_content(void *context, void *buffer, size_t len, sr_error *err)
{
    reader *r = context;

    if (r->cancelled && *r->cancelled)
        return sr_fail(err, SR_ERR_CANCELLED, "interrupted");
    ssize_t n = sr_package_read(r->package, buffer, len, err);
    sr_sheet_at(r->sheet, sr_package_at(r->package));
    return n;
}

static int read_opendocument(sr_source *source, const sr_import_options *options, sr_doc *doc, sr_error *err)
{
    int rc = -1;
    char name[256];
    xmlSAXHandler sax = {.startElementNs = on_begin, .endElementNs = on_end, .characters = on_text};
    reader *r = calloc(1, sizeof *r);

    if (!r)
        abort();
    snprintf(name, sizeof name, "%.*s", SR_FMT(doc->name));
    r->doc = doc;
    r->cancelled = options->cancelled;
    r->package = sr_package_open(source, name, err);
    if (!r->package)
        goto cleanup;
    r->sheet = sr_sheet_new(doc);
    sr_xml_open(&r->xml, &sax, name, read_content, r);
    sr_ods_names_open(&r->names, &r->xml);
    if (sr_xml_parse(&r->xml, err) != 0)
        goto cleanup;
    if (!r->seen_spreadsheet) {
        refuse_body(r, err);
        goto cleanup;
    }
    doc->encoding = r->xml.parser->encoding ? sr_arena_copy(&doc->arena, sr_str((const char *)r->xml.parser->encoding))
                                            : SR_LIT("UTF-8");
    say_left_out(r);
    say_more_hidden(r);
    sr_sheet_last(r->sheet);
    if (doc->total_bytes == 0)
        sr_doc_finding(doc, SR_D003, "The spreadsheet holds no text and no values.");
    rc = sr_doc_flush(doc, true, err);
cleanup:
    sr_xml_close(&r->xml);
    sr_sheet_free(r->sheet);
    sr_package_close(r->package);
    for (int k = 0; k < LEFT_OUT_COUNT; k++)
        sr_buf_free(&r->left[k].places);
    sr_arena_free(&r->styles);
    sr_buf_free(&r->cell.text);
    free(r->runs);
    free(r);
    return rc;
}

static int read_ods(sr_source *source, const sr_import_options *options, sr_doc *doc, sr_error *err)
{
    char head[1024 * 8];
    size_t n = sr_source_head(source, head, sizeof head, err);

    doc->bytes = sr_source_size(source);
    if (sr_excel_xml_is((sr_slice){head, n}))
        return sr_excel_xml_read(source, options, doc, err);
    return read_opendocument(source, options, doc, err);
}

/*
 * Any zip archive comes here, to be told what it is (package.h). A flat file names its vocabulary in its first element
 * (OpenDocument 1.3 part 3, 3.1).
 */
static int bid_ods(sr_slice head, sr_slice name)
{
    (void)name;
    if (head.len > 4 && (memcmp(head.ptr, "PK\3\4", 4) == 0 || memcmp(head.ptr, "PK\5\6", 4) == 0))
        return SR_BID_CERTAIN;
    if (sr_excel_xml_is(head))
        return SR_BID_CERTAIN;
    if (head.len > 3 && memcmp(head.ptr, "\xEF\xBB\xBF", 3) == 0)
        head = sr_sub(head, 3, head.len);
    head = sr_trim(head);
    return head.len && head.ptr[0] == '<' && sr_find_nocase(head, sr_str(sr_ods_office_space)) != SIZE_MAX ? 96 : 0;
}

const sr_importer sr_ods_importer = {SR_FORMAT_ODS, "spreadsheets in OpenDocument format or Excel's XML", bid_ods,
                                     read_ods};
