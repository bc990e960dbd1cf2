/*
 * document.h - the document model that importers fill, normalization understands and sinks write.
 *
 * Data flow. An importer pushes blocks in reading order with the sr_doc_* builder calls below.
 * When a batch is full, or the source ends, the builder runs the document's `flush`: it normalizes
 * the batch (tables stitched, rows told apart, cells read) and hands it to the sink. A document
 * below SR_BATCH_BYTES is one batch and is understood as a whole; a longer one goes on with what
 * its first batches taught, so that memory never grows with the file.
 *
 * Ownership. The document owns two arenas: `arena` lives as long as the document (facts, tables,
 * columns), `batch` until the next flush (blocks, rows, cells, findings and the text they refer
 * to). Slices are borrowed from one of them. Nothing of a batch survives its flush.
 *
 * Nothing, empty, nil, unreadable. A cell that the row does not have is absent (sr_row_cell gives
 * the shared blank cell); a cell without text is SR_CELL_EMPTY; "-" is SR_CELL_NIL; "#####" is
 * SR_CELL_UNREADABLE. Numbers: line_no, page_no, table_no, row_no, column_no count from 1; 0 is none.
 */
#ifndef SR_DOCUMENT_H
#define SR_DOCUMENT_H

#include "core/arena.h"
#include "core/check.h"
#include "core/error.h"
#include "core/finding.h"

/* Text bytes in a batch. The model and the audit of a batch take 10 to 30 bytes a byte of text. */
enum { SR_BATCH_BYTES = 4 * 1024 * 1024 };
/* A wide sheet has 16,384 columns; a line of more cells is no row that a person wrote. */
enum { SR_COLUMNS_MAX = 16384 };
/* A row of SR_COLUMNS_MAX cells fits; a longer line is a file without line ends. */
enum { SR_LINE_MAX = 1024 * 1024 };
/* Rows in a batch: bounds the row structs of a file of tiny rows. A part, which may become a table, costs as many
 * cells. */
enum { SR_BATCH_CELLS = 256 * 1024, SR_PART_CELLS = 32 };
/*
 * A batch that goes on with a table of the one before, and holds nothing else, is this part as large: what the table's
 * columns are is known by then, and a dozen passes over its cells find them in the processor's cache (a fifth less time
 * on tables of millions of cells).
 */
enum { SR_BATCH_PARTS = 8 };
/*
 * The tables of a document stay known to its end, each with its columns: some kilobytes. A region's budget with all its
 * agencies has a few hundred.
 */
enum { SR_TABLES_MAX = 8192 };

/* ---- enums that a person sees: X(symbol, name) ------------------------------------------- */

#define SR_CELL_STATUSES(X)                                                                                            \
    X(EMPTY, "empty")                                                                                                  \
    X(NIL, "nil")                                                                                                      \
    X(TEXT, "text")                                                                                                    \
    X(OK, "ok")                                                                                                        \
    X(REPAIRED, "repaired")                                                                                            \
    X(INFERRED, "inferred")                                                                                            \
    X(AMBIGUOUS, "ambiguous")                                                                                          \
    X(UNREADABLE, "unreadable")
/* The rule by which a cell got its reading; order is storage order in the database: append only. */
#define SR_RULES(X)                                                                                                    \
    X(NONE, "")                                                                                                        \
    X(BLANK, "blank")                                                                                                  \
    X(NIL_MARK, "nil-mark")                                                                                            \
    X(PLAIN_TEXT, "text")                                                                                              \
    X(PLAIN_INTEGER, "plain-integer")                                                                                  \
    X(GROUPED_ID, "grouped-id") /* 1.234.567 */                                                                        \
    X(GROUPED_EN, "grouped-en") /* 1,234,567 */                                                                        \
    X(DECIMAL_ID, "decimal-id") /* 1.234,56 */                                                                         \
    X(DECIMAL_EN, "decimal-en") /* 1,234.56 */                                                                         \
    X(MIXED_SEPARATORS, "mixed-separators")                                                                            \
    X(MISSING_SEPARATOR, "missing-separator")                                                                          \
    X(MISPLACED_SEPARATOR, "misplaced-separator")                                                                      \
    X(BLANKS_JOINED, "blanks-joined")                                                                                  \
    X(TRAILING_JUNK, "trailing-junk") /* 56, orang; 1.000,- */                                                         \
    X(BRACKET_NEGATIVE, "bracket-negative")                                                                            \
    X(SPACED_LETTERS, "spaced-letters")                                                                                \
    X(GLUED_UNIT, "glued-unit")                                                                                        \
    X(COMPOUND, "compound-quantity")                                                                                   \
    X(COLUMN_STYLE, "column-style")     /* the column's style chose the reading */                                     \
    X(UNIT_WHOLE, "unit-whole")         /* a whole unit chose the reading */                                           \
    X(OVERFLOW_MARKS, "overflow-marks") /* ##### */                                                                    \
    X(DIGIT_MISSING, "digit-missing")                                                                                  \
    X(NO_READING, "no-reading")                                                                                        \
    X(CODE, "code")                                                                                                    \
    X(YEAR, "year")                                                                                                    \
    X(DATE, "date")                                                                                                    \
    X(IDENTIFIER, "identifier") /* NIP, telephone, account */                                                          \
    X(ORDINAL, "ordinal")                                                                                              \
    X(GRADE, "grade")                                                                                                  \
    X(FORMULA, "formula")                                                                                              \
    X(RANGE, "range")                                                                                                  \
    X(HEADING, "heading")                                                                                              \
    X(ARITHMETIC, "arithmetic")                                                                                        \
    X(UNIT_SPELLING, "unit-spelling") /* the unit was misspelt; the number is plain */                                 \
    X(TYPED_VALUE, "typed-value")     /* the source itself states the value: a spreadsheet's cell */                   \
    X(ERROR_VALUE, "error-value")     /* #REF!, Err:502, #DIV/0! */
/* What the source says that a cell holds (office:value-type; x:num, x:str, x:bool, x:err of HTML). */
#define SR_TYPES(X)                                                                                                    \
    X(NONE, "")                                                                                                        \
    X(NUMBER, "number")                                                                                                \
    X(PERCENT, "percent") /* its value is the share: 0.18 for 18% */                                                   \
    X(CURRENCY, "currency")                                                                                            \
    X(DATE, "date")                                                                                                    \
    X(TIME, "time")                                                                                                    \
    X(BOOLEAN, "boolean")                                                                                              \
    X(TEXT, "text")                                                                                                    \
    X(ERROR, "error")
#define SR_ROW_KINDS(X)                                                                                                \
    X(DETAIL, "detail")                                                                                                \
    X(SUBTOTAL, "subtotal")                                                                                            \
    X(TOTAL, "total")                                                                                                  \
    X(NOTE, "note")                                                                                                    \
    X(HEADER, "header")                                                                                                \
    X(NUMBER, "number")                                                                                                \
    X(RULE, "rule") /* only dashes: -- -- -- */                                                                        \
    X(BLANK, "blank")
#define SR_LEVELS(X)                                                                                                   \
    X(NONE, "")                                                                                                        \
    X(URUSAN, "urusan")                                                                                                \
    X(BIDANG, "bidang")                                                                                                \
    X(PROGRAM, "program")                                                                                              \
    X(KEGIATAN, "kegiatan")                                                                                            \
    X(SUB_KEGIATAN, "sub_kegiatan")
#define SR_ROLES(X)                                                                                                    \
    X(NONE, "")                                                                                                        \
    X(ORDINAL, "ordinal")                                                                                              \
    X(CODE, "code")                                                                                                    \
    X(NAME, "name") /* urusan/program/kegiatan in one column */                                                        \
    X(TUJUAN, "tujuan")                                                                                                \
    X(SASARAN, "sasaran")                                                                                              \
    X(PROGRAM, "program")                                                                                              \
    X(KEGIATAN, "kegiatan")                                                                                            \
    X(SUB_KEGIATAN, "sub_kegiatan")                                                                                    \
    X(INDICATOR, "indicator")                                                                                          \
    X(RESPONSIBLE, "responsible")                                                                                      \
    X(LOCATION, "location")                                                                                            \
    X(FUNDING_SOURCE, "funding_source")                                                                                \
    X(UNIT, "unit")                                                                                                    \
    X(MEASURE, "measure")                                                                                              \
    X(NOTE, "note")                                                                                                    \
    X(YEAR, "year")             /* of which each row's measures are */                                                 \
    X(IDENTIFIER, "identifier") /* a register's number of the thing: kode wilayah */
#define SR_MEASURES(X)                                                                                                 \
    X(NONE, "")                                                                                                        \
    X(TARGET, "target")                                                                                                \
    X(REALIZATION, "realization")                                                                                      \
    X(BUDGET, "budget")                                                                                                \
    X(ACHIEVEMENT, "achievement")                                                                                      \
    X(BASELINE, "baseline")                                                                                            \
    X(FORECAST, "forecast")                                                                                            \
    X(CHANGE, "change")
#define SR_ASPECTS(X) X(NONE, "") X(PERFORMANCE, "performance") X(MONEY, "money")
#define SR_REVISIONS(X) X(NONE, "") X(MURNI, "murni") X(PERUBAHAN, "perubahan")
#define SR_DOC_KINDS(X)                                                                                                \
    X(OTHER, "other")                                                                                                  \
    X(RENCANA_AKSI, "rencana_aksi")                                                                                    \
    X(EVALUASI, "evaluasi")                                                                                            \
    X(RENJA, "renja")                                                                                                  \
    X(RENSTRA, "renstra")                                                                                              \
    X(CASCADING, "cascading")                                                                                          \
    X(LAPORAN, "laporan")
#define SR_FORMATS(X)                                                                                                  \
    X(UNKNOWN, "unknown")                                                                                              \
    X(TEXT, "text")                                                                                                    \
    X(HTML, "html")                                                                                                    \
    X(ODS, "ods")                                                                                                      \
    X(CSV, "csv")                                                                                                      \
    X(TSV, "tsv")
/* Where a non-blank byte of the document ended. */
#define SR_ACCOUNTS(X)                                                                                                 \
    X(CELLS, "cells")                                                                                                  \
    X(PROSE, "prose")                                                                                                  \
    X(CAPTIONS, "captions")                                                                                            \
    X(MARKUP, "markup") /* separators, rule lines, tags outside cells, form feeds' company */                          \
    X(DROPPED, "dropped")

#define SR_ENUM_ITEM(prefix, symbol) prefix##symbol,
#define X(symbol, name) SR_CELL_##symbol,
typedef enum sr_cell_status { SR_CELL_STATUSES(X) SR_CELL_STATUS_COUNT } sr_cell_status;
#undef X
#define X(symbol, name) SR_RULE_##symbol,
typedef enum sr_rule { SR_RULES(X) SR_RULE_COUNT } sr_rule;
#undef X
#define X(symbol, name) SR_TYPE_##symbol,
typedef enum sr_type { SR_TYPES(X) SR_TYPE_COUNT } sr_type;
#undef X
#define X(symbol, name) SR_ROW_##symbol,
typedef enum sr_row_kind { SR_ROW_KINDS(X) SR_ROW_KIND_COUNT } sr_row_kind;
#undef X
#define X(symbol, name) SR_LEVEL_##symbol,
typedef enum sr_level { SR_LEVELS(X) SR_LEVEL_COUNT } sr_level;
#undef X
#define X(symbol, name) SR_ROLE_##symbol,
typedef enum sr_role { SR_ROLES(X) SR_ROLE_COUNT } sr_role;
#undef X
#define X(symbol, name) SR_MEASURE_##symbol,
typedef enum sr_measure { SR_MEASURES(X) SR_MEASURE_COUNT } sr_measure;
#undef X
#define X(symbol, name) SR_ASPECT_##symbol,
typedef enum sr_aspect { SR_ASPECTS(X) SR_ASPECT_COUNT } sr_aspect;
#undef X
#define X(symbol, name) SR_REVISION_##symbol,
typedef enum sr_revision { SR_REVISIONS(X) SR_REVISION_COUNT } sr_revision;
#undef X
#define X(symbol, name) SR_KIND_##symbol,
typedef enum sr_doc_kind { SR_DOC_KINDS(X) SR_DOC_KIND_COUNT } sr_doc_kind;
#undef X
#define X(symbol, name) SR_FORMAT_##symbol,
typedef enum sr_format { SR_FORMATS(X) SR_FORMAT_COUNT } sr_format;
#undef X
#define X(symbol, name) SR_ACCOUNT_##symbol,
typedef enum sr_account { SR_ACCOUNTS(X) SR_ACCOUNT_COUNT } sr_account;
#undef X

const char *sr_cell_status_name(sr_cell_status v);
const char *sr_rule_name(sr_rule v);
const char *sr_type_name(sr_type v);
const char *sr_row_kind_name(sr_row_kind v);
const char *sr_level_name(sr_level v);
const char *sr_role_name(sr_role v);
const char *sr_measure_name(sr_measure v);
const char *sr_aspect_name(sr_aspect v);
const char *sr_revision_name(sr_revision v);
const char *sr_doc_kind_name(sr_doc_kind v);
const char *sr_format_name(sr_format v);
const char *sr_account_name(sr_account v);

/* ---- the parts --------------------------------------------------------------------------- */

/* A second, third ... quantity of one cell ("471 orang/ 5 Lap"). */
typedef struct sr_quantity {
    const struct sr_quantity *next;
    sr_decimal value;
    uint16_t unit;
} sr_quantity;

/*
 * What the source says of a cell beside the text that it shows: office:value of ODS, x:num and sdval of HTML. Only for
 * cells of which it says something. In the batch arena.
 */
typedef struct sr_typed {
    sr_decimal value;  /* if has_value: NUMBER, PERCENT, CURRENCY; sr_decimal_float reads it */
    sr_slice text;     /* the typed value as the source writes it: 0.18, 2024-01-31, true; absent if none */
    sr_slice currency; /* IDR; absent if not said */
    sr_slice formula;  /* verbatim: of:=SUM([.D5:.D9]); absent if none */
    uint8_t type;      /* sr_type */
    bool has_value;
} sr_typed;

/*
 * One cell. The importer sets raw, at and line_skip, and where the source has them typed, hidden and the spans;
 * everything else is zero until normalization.
 * raw is the text as in the document after decoding: for separators, exactly what stands between
 * two of them, less the padding blanks of a `|` table; of a cell that has a typed value but no text, the typed value.
 */
typedef struct sr_cell {
    sr_decimal value; /* if has_value */
    const char *raw;
    const char *text; /* cleaned: markup off, blanks folded; NULL until cleaned */
    uint32_t raw_len;
    uint32_t text_len;
    uint32_t at;                    /* bytes from the row's offset; on a sheet, its column there, from 0 */
    int32_t line_skip;              /* lines below the row's line; negative above it (text put back in order) */
    uint16_t unit;                  /* sr_unit id (normalize/units.h), 0 = none */
    uint16_t row_span, column_span; /* 0 = 1; a spanned cell's other places are blank cells */
    uint8_t status;                 /* sr_cell_status */
    uint8_t rule;                   /* sr_rule */
    bool has_value;
    bool verified; /* member of a relation that holds */
    bool accused;  /* an arithmetic finding names it as the cell that is wrong */
    bool bold;
    bool open;               /* several readings; the column has still to decide */
    bool hidden;             /* the source does not show it, or not its column; see also sr_row.hidden */
    const sr_quantity *more; /* further quantities, or NULL */
    const sr_typed *typed;   /* what the source says of it beside its text; NULL for nearly all */
} sr_cell;

_Static_assert(sizeof(sr_cell) <= 96, "cells are most of a batch's memory");

static inline sr_slice sr_cell_raw(const sr_cell *c)
{
    return (sr_slice){c->raw, c->raw_len};
}

static inline sr_slice sr_cell_text(const sr_cell *c)
{
    return (sr_slice){c->text, c->text_len};
}

/* What a row speaks about, filled down; shared by the rows that have it in common. */
typedef struct sr_context {
    sr_slice tujuan, sasaran, program, kegiatan, sub_kegiatan, responsible, location, funding_source;
    sr_slice activity; /* a name at a level that nothing tells, below those that are told; absent where all are */
} sr_context;

/* The deepest activity that is named. */
static inline sr_slice sr_context_activity(const sr_context *c)
{
    return c->activity.len       ? c->activity
           : c->sub_kegiatan.len ? c->sub_kegiatan
           : c->kegiatan.len     ? c->kegiatan
                                 : c->program;
}

typedef struct sr_row {
    sr_cell *cells;
    uint32_t n;      /* cells it has; less or more than the table's width if ragged */
    uint32_t row_no; /* in its table, from 1, header rows included */
    uint32_t page_no;
    uint8_t kind;              /* sr_row_kind */
    uint8_t level;             /* sr_level */
    bool hidden;               /* the source does not show it: hidden or filtered out */
    bool unsure;               /* its cells may belong in other columns: a finding says so */
    int16_t year;              /* of its measures whose column names none; 0 = none */
    uint64_t line_no;          /* its first line in the document; on a sheet, its row there */
    uint64_t offset;           /* of its first byte in the decoded text */
    const sr_context *context; /* NULL: nothing known */
    sr_slice code;             /* repaired spelling; absent if none */
    sr_slice indicator;
    const sr_slice *indicators; /* by sr_column.subject - 1, where columns are about several; NULL: all about the one */
    uint32_t parent;            /* row_no of the parent, 0 = none */
} sr_row;

extern const sr_cell sr_cell_blank;

/* The cell at index i (from 0); the shared blank cell where the row ends earlier. */
static inline const sr_cell *sr_row_cell(const sr_row *row, uint32_t i)
{
    return i < row->n ? &row->cells[i] : &sr_cell_blank;
}

/* How the numbers of a column are written: counts of cells that show it beyond doubt (normalize/number.h). */
typedef struct sr_style {
    uint32_t decimal_comma, decimal_dot; /* cells in which the sign can only be the decimal one */
    uint32_t group_dot, group_comma;     /* cells in which it can only separate thousands */
    uint32_t integers, percents, money, with_unit, codes, years, texts, nils, blanks, numbers;
    uint32_t max_digits;           /* the longest integer part seen */
    uint32_t open_dot, open_comma; /* cells such as 1.234 and 1,234, that could be either */
    uint32_t long_dot,
        long_comma; /* 1.0310: four decimals, or a sign beside its place; evidence only where they are the many */
} sr_style;

/* How far the numeric cells of data rows can be trusted: counts. A cell is verified or not beside what else it is. */
typedef struct sr_trust {
    uint64_t numeric; /* with a value, or unreadable */
    uint64_t verified, inferred, repaired, ambiguous, unreadable, accused;
} sr_trust;

typedef struct sr_column {
    sr_slice label;                          /* from the number row: "8" of "8 = 7/6*100" */
    sr_slice formula;                        /* "7/6*100" */
    sr_slice header;                         /* header cells top to bottom, joined by " / ", cleaned */
    uint8_t role, measure, aspect, revision; /* sr_role, sr_measure, sr_aspect, sr_revision */
    uint8_t quarter;                         /* 1-4, 0 = none */
    int16_t year;                            /* 0 = none */
    uint16_t unit;                           /* the unit of cells that state none; 0 = none */
    uint8_t subject; /* which of the row's indicators its measures are about, from 1; 0 = the one */
    bool of_goal;    /* they are about a goal, and about no activity that the row names */
    bool whole;      /* its values are whole numbers (rupiah, persons) */
    sr_style style;
    sr_slice evidence; /* why it has its role, in words; for inspect */
} sr_column;

/* A logical table: one or more parts, stitched. Lives in the document arena; rows are of this batch. */
typedef struct sr_table {
    uint32_t table_no;
    sr_slice title;
    sr_slice sheet;        /* the sheet it stands on; absent where the source has none */
    uint32_t column_first; /* on a sheet: where its first column is there, from 1 */
    bool hidden;           /* the source does not show the whole of it (a hidden sheet, a hidden HTML table) */
    uint32_t page_first, page_last;
    uint64_t line_first, line_last;
    uint64_t data_rows; /* rows of kind detail, subtotal, total, note so far */
    uint64_t all_rows;  /* all rows so far; the last row_no given */
    uint32_t width;
    sr_column *columns; /* width of them */
    int16_t year;
    uint8_t quarter;
    uint8_t revision; /* sr_revision */
    bool announced;   /* a sink has seen it in an earlier batch; set by the pipeline */
    bool done;        /* no further batch adds rows */
    sr_trust trust;   /* of all its rows so far */
    uint64_t checks_passed, checks_failed;
    sr_row **rows; /* this batch's rows, in order */
    size_t n_rows;
    void *memory; /* normalization's own, in the document arena (headers learnt, open context) */
    void *sums;   /* the audit's own, in the document arena: of the rows of earlier batches; NULL if none */
} sr_table;

/* The column of the sheet, from 1, on which the cell of column_no stands; a cell that holds something says it itself.
 */
static inline uint32_t sr_cell_column(const sr_table *table, const sr_cell *cell, uint32_t column_no)
{
    return cell && (cell->raw_len || cell->at) ? cell->at + 1 : table->column_first + column_no - 1;
}

/* What line_no counts there, for messages. */
static inline const char *sr_line_word(const sr_table *table)
{
    return table->sheet.len ? "sheet row" : "line";
}

typedef enum sr_block_type {
    SR_BLOCK_PROSE,
    SR_BLOCK_HEADING, /* a heading or bold line: may be the title of what follows */
    SR_BLOCK_CAPTION, /* "Tabel 2.4 ..." */
    SR_BLOCK_PAGE,    /* a page mark */
    SR_BLOCK_PART,    /* rows as they stand between two blank lines or page breaks */
} sr_block_type;

typedef enum sr_part_form { SR_PART_TAB, SR_PART_PIPE, SR_PART_ALIGNED, SR_PART_GRID } sr_part_form;

/* A run of rows as the importer found it. */
typedef struct sr_part {
    sr_row **rows;
    size_t n_rows, cap_rows;
    uint32_t width; /* cells of its widest row */
    sr_part_form form;
    /* Rows that the source itself marks as header (a `|` table's rule line, <thead>); 0 = not said. */
    uint32_t header_rows;
    bool continued; /* goes on from the previous batch */
    bool open;      /* will go on in the next batch */
    bool apart;     /* the source sets it apart (a table inside another): it goes on with no part before it */
    sr_slice title; /* from the source itself (a caption element, a sheet's name); absent otherwise */
    sr_slice sheet; /* as sr_table */
    uint32_t column_first;
    bool hidden;
} sr_part;

typedef struct sr_block {
    sr_block_type type;
    uint32_t page_no;
    uint64_t line_no;
    uint64_t line_last; /* what follows at once stands on the next line; 0 = line_no */
    sr_slice text;      /* of prose, headings and captions: one line of the source, blanks trimmed */
    bool wrapped;       /* the line ended in a blank, as the inner lines of a cell do that was torn into lines */
    sr_part *part;      /* of SR_BLOCK_PART */
} sr_block;

/* What the document says of itself; absent slices and zeros where it does not. */
typedef struct sr_facts {
    sr_slice title, agency, region;
    sr_doc_kind kind;
    int16_t fiscal_year;
    uint8_t revision; /* sr_revision */
    uint8_t quarter;
} sr_facts;

/* Where what follows the block at once stands. */
static inline uint64_t sr_block_next(const sr_block *block)
{
    return (block->line_last ? block->line_last : block->line_no) + 1;
}

typedef struct sr_doc sr_doc;

struct sr_doc {
    sr_arena arena; /* of the document */
    sr_arena batch; /* of the current batch */

    /* identity, set by the pipeline before import */
    sr_slice name;    /* file name */
    sr_slice path;    /* as it identifies the document */
    sr_slice archive; /* the folder that was asked for, its last name; absent for standard input */
    uint8_t sha256[32];
    bool has_sha256;
    sr_format format;
    sr_slice encoding; /* name that iconv knows */
    uint64_t bytes;    /* of the source */
    uint64_t lines;
    uint32_t pages; /* page now being read, from 1 */

    /* accounting: non-blank bytes of the decoded text */
    uint64_t total_bytes;
    uint64_t accounts[SR_ACCOUNT_COUNT];

    /* this batch */
    sr_block *blocks;
    size_t n_blocks, cap_blocks;
    sr_part *part; /* the open one, or NULL */
    uint64_t batch_bytes, batch_cells;
    uint32_t batch_no;    /* from 0 */
    sr_finding *findings; /* sorted by table, row, column before a sink sees them */
    size_t n_findings, cap_findings;
    sr_check *checks; /* sorted as findings are */
    size_t n_checks, cap_checks;

    /* understood */
    sr_facts facts;
    bool facts_frozen;
    sr_table **tables; /* all of the document */
    size_t n_tables, cap_tables;
    uint64_t finding_counts[3]; /* by severity, whole document; kept by normalization */
    uint64_t checks_passed, checks_failed;
    sr_trust trust;

    /* Runs when a batch is full or the document ends (last). Set by the pipeline. */
    int (*flush)(sr_doc *doc, bool last, sr_error *err);
    void *flush_context;
    void *aligned_words;      /* importers/aligned_words.c's own, in the document arena: which words begin cells */
    struct sr_merged *merged; /* normalize/merged.c's own, in the document arena: the columns of the grid before */
    void *aligned_memory; /* importers/aligned_memory.c's own, in the document arena: the columns of the page before */
};

/* Empty, with arenas; the caller fills identity and flush. Free with sr_doc_free. */
void sr_doc_init(sr_doc *doc);
void sr_doc_free(sr_doc *doc);

/* ---- builder: importers call these in reading order --------------------------------------- */

/*
 * text must live in doc->batch (or longer). The bytes are accounted as prose or captions.
 * PROSE, HEADING and CAPTION only. The block may be changed until the next call.
 */
sr_block *sr_doc_text(sr_doc *doc, sr_block_type type, sr_slice text, uint64_t line_no);
/* A page break: following blocks are on the next page. */
void sr_doc_page(sr_doc *doc, uint64_t line_no);
/* Rows follow, until sr_doc_part_end. */
sr_part *sr_doc_part(sr_doc *doc, sr_part_form form, uint64_t line_no);
/*
 * A row of n cells (zeroed; the caller sets raw, raw_len, at, line_skip) in the open part.
 * Its cells' bytes are accounted by sr_doc_row_done, after they are set.
 */
sr_row *sr_doc_row(sr_doc *doc, uint32_t n, uint64_t line_no, uint64_t offset);
void sr_doc_row_done(sr_doc *doc, const sr_row *row);
/*
 * Instead of sr_doc_row_done, where the importer knows the sums: non-blank bytes of the row's cells, and all their
 * bytes.
 */
static inline void sr_doc_row_bytes(sr_doc *doc, uint64_t nonblank_bytes, uint64_t bytes)
{
    doc->accounts[SR_ACCOUNT_CELLS] += nonblank_bytes;
    doc->batch_bytes += bytes;
}
void sr_doc_part_end(sr_doc *doc);
/* Adds to an account what no cell or text carries (separators, dropped bytes). */
static inline void sr_doc_account(sr_doc *doc, sr_account account, uint64_t nonblank_bytes)
{
    doc->accounts[account] += nonblank_bytes;
}
/* Whether the batch holds as much as it should, in quarters. */
static inline bool sr_doc_batch_holds(const sr_doc *doc, uint32_t quarters)
{
    uint32_t parts = 4 * (doc->part && doc->part->continued ? SR_BATCH_PARTS : 1);

    return doc->batch_bytes >= (uint64_t)(SR_BATCH_BYTES / parts) * quarters ||
           doc->batch_cells >= (uint64_t)(SR_BATCH_CELLS / parts) * quarters;
}
/* True when the importer should call sr_doc_flush before it goes on. */
static inline bool sr_doc_batch_full(const sr_doc *doc)
{
    return sr_doc_batch_holds(doc, 4);
}
/*
 * Runs flush and begins a new batch: every slice into doc->batch is invalid afterwards. A part that
 * is open goes on as a continued part. last: the document ends here.
 */
int sr_doc_flush(sr_doc *doc, bool last, sr_error *err);

/* ---- findings ------------------------------------------------------------------------------ */

/*
 * Adds a finding to the batch, with the severity of the catalogue and the formatted message, and
 * returns it so that the caller can set raw, value, suggestion, evidence or another place. The
 * pointer is good until the next finding is added.
 */
sr_finding *sr_doc_finding(sr_doc *doc, sr_finding_code code, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

#endif
