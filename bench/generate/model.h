/*
 * model.h - a generated document and what is true of it.
 *
 * A document is made in three steps: content (a plan whose money adds up, and tables that show it), mess (what an
 * extractor or a typist would do to it, each kind countable), rendering (to text, which fixes the line of every
 * row). The truth is what the table said before the mess; `shown` is what the text says. All text lives in the
 * document's arena.
 */
#ifndef GEN_MODEL_H
#define GEN_MODEL_H

#include "bench/generate/random.h"
#include "core/document.h"

/* ---- mess: X(symbol, name); cell mess first, then row mess, then mess of headers and pages -------- */
#define GEN_MESSES(X)                                                                                                  \
    X(NONE, "none")                                                                                                    \
    X(MIXED_SEPARATORS, "mixed-separators")       /* 1.860,172,662 */                                                  \
    X(MISSING_SEPARATOR, "missing-separator")     /* 40.000000 */                                                      \
    X(MISPLACED_SEPARATOR, "misplaced-separator") /* 77.51.5900 */                                                     \
    X(BLANKS_IN_NUMBER, "blanks-in-number")       /* 63.21 0.250 */                                                    \
    X(CENTS, "cents")                             /* 4.811.172.650,00 among whole rupiah */                            \
    X(OTHER_STYLE, "other-style")                 /* 9,046,000 among 9.046.000 */                                      \
    X(DECIMAL_SIGN, "decimal-sign")               /* 88.84 among 88,84 */                                              \
    X(SPACED_LETTERS, "spaced-letters")           /* 2 Lap ora n */                                                    \
    X(GLUED_UNIT, "glued-unit")                   /* 4700Dokumen */                                                    \
    X(UNIT_SPELLING, "unit-spelling")             /* 2 Dok. */                                                         \
    X(BRACKETS, "brackets")                       /* (13.143.400 ) */                                                  \
    X(OVERFLOW, "overflow")                       /* ##### */                                                          \
    X(TAIL_DASH, "tail-dash")                     /* 1.000.000,- */                                                    \
    X(RP_PREFIX, "rp-prefix")                     /* Rp. 1.000.000 */                                                  \
    X(DIGIT_GONE, "digit-gone")                   /* 59.99.800 */                                                      \
    X(SIGN_TWICE, "sign-twice")                   /* 1,19% % */                                                        \
    X(SPACED_PERCENT, "spaced-percent")           /* 68,8 1% */                                                        \
    X(TRAILING_COMMA, "trailing-comma")           /* 56, orang */                                                      \
    X(COMPOUND, "compound")                       /* 471 orang/ 5 Lap */                                               \
    X(MARKUP, "markup")                           /* <b>100 %</b> */                                                   \
    X(CODE_BROKEN, "code-broken")                 /* 5.03.0 1.2.08. 02 */                                              \
    X(BROKEN_WORD, "broken-word")                 /* Keseimbang an */                                                  \
    X(BLANK_MORE, "blank-more")                   /* a blank cell too many: what follows is shifted to the right */    \
    X(BLANK_LESS, "blank-less")                   /* a blank cell too few */                                           \
    X(LEFT_SHIFTED, "left-shifted")               /* the left part stands one column to the left */                    \
    X(ALL_SHIFTED, "all-shifted")                 /* the whole row does; its width is right */                         \
    X(TRAILING_BLANKS, "trailing-blanks")                                                                              \
    X(WRAPPED_NAME, "wrapped-name")     /* the end of a name stands in a row of its own */                             \
    X(CODE_APART, "code-apart")         /* code and name on one row, the rest on the next */                           \
    X(BLANK_LINE, "blank-line")         /* above the row, inside the table */                                          \
    X(HEADER_IN_DATA, "header-in-data") /* above the row, without a page break */                                      \
    X(CONTINUED, "continued")           /* the end of a cell stands behind the page break */                           \
    X(HEADER_WIDTH, "header-width")     /* the header of a later page has lost or won blanks */                        \
    X(YEAR_SPLIT, "year-split")         /* 20 21 in a header */

#define X(symbol, name) GEN_##symbol,
typedef enum gen_mess { GEN_MESSES(X) GEN_MESS_COUNT } gen_mess;
#undef X
enum { GEN_CELL_MESS_LAST = GEN_BROKEN_WORD, GEN_ROW_MESS_LAST = GEN_HEADER_IN_DATA };

/* Centred: aligned, with the cells of a row in the middle of its highest. CSV: without pages. */
#define GEN_FORMS(X)                                                                                                   \
    X(TAB, "tab")                                                                                                      \
    X(PIPE, "pipe")                                                                                                    \
    X(ALIGNED, "aligned")                                                                                              \
    X(CENTRED, "centred")                                                                                              \
    X(SCRAMBLED, "scrambled")                                                                                          \
    X(CSV, "csv")                                                                                                      \
    X(HTML, "html")
#define X(symbol, name) GEN_FORM_##symbol,
typedef enum gen_form { GEN_FORMS(X) GEN_FORM_COUNT } gen_form;
#undef X

#define GEN_KINDS(X)                                                                                                   \
    X(ACTION, "rencana-aksi")                                                                                          \
    X(EVALUATION, "evaluasi")                                                                                          \
    X(TC29, "t-c.29")                                                                                                  \
    X(PAGU, "renja-pagu")                                                                                              \
    X(REVISION, "murni-perubahan")                                                                                     \
    X(QUARTERS, "triwulan-k-rp")                                                                                       \
    X(CASCADING, "cascading")                                                                                          \
    X(REALIZATION, "realisasi-program")                                                                                \
    X(SIDES, "dua-sisi")                                                                                               \
    X(BLOCKS, "target-triwulan") /* for scrambled text only */                                                         \
    /* of the documents for the audit only */                                                                          \
    X(E81, "e.81")                                                                                                     \
    X(CASH, "anggaran-kas")                                                                                            \
    X(CUMULATIVE, "realisasi-kumulatif")                                                                               \
    X(YEARS, "pagu-lima-tahun")                                                                                        \
    X(SPENDING, "jenis-belanja")                                                                                       \
    X(SHIFT, "pergeseran")
#define X(symbol, name) GEN_KIND_##symbol,
typedef enum gen_kind { GEN_KINDS(X) GEN_KIND_COUNT } gen_kind;
#undef X

enum { GEN_HEADER_ROWS = 3, GEN_COLUMNS_MAX = 24, GEN_ANY = 0xFF /* a claim that the header leaves open */ };

typedef struct gen_cell {
    sr_slice text;  /* before the mess */
    sr_slice shown; /* as in the document */
    sr_decimal value;
    bool has_value;
    bool stands;     /* the value can be told from what is shown */
    bool separated;  /* thousands are */
    uint8_t fault;   /* gen_fault: the audit's own kind of mess, see plant.h */
    uint16_t digits; /* bytes of text that are the number; a unit or a sign follows */
    sr_decimal
        printed;   /* what the text says, if it stands: another value than the right one where a fault is planted */
    uint8_t mess;  /* gen_mess, cell kinds only */
    sr_slice unit; /* as in the lexicon of units; absent if the cell states none */
    bool percent;
} gen_cell;

typedef struct gen_column {
    uint8_t role, measure, measure_too, aspect, revision; /* sr_role ...; measure_too: another name that is as good */
    uint8_t quarter;
    int16_t year; /* 0: the header states none */
    bool money;
    sr_slice header[GEN_HEADER_ROWS];
    sr_slice number; /* what stands in the number row */
    uint8_t what;    /* which part of the plan it shows */
    uint8_t detail;  /* and of which kind: see spec.h */
    uint32_t width;  /* characters, for aligned text */
} gen_column;

typedef struct gen_row {
    gen_cell *cells;
    uint8_t kind;   /* sr_row_kind; SUBTOTAL stands for any row of data */
    uint8_t level;  /* sr_level */
    int32_t parent; /* index among the table's rows, -1 = none, -2 = not to be asked */
    int32_t node;   /* of the plan, with its money; -1 = none */
    bool gone;      /* not written: a planted fault */
    sr_slice code, program, kegiatan, sub_kegiatan, indicator;
    uint8_t mess; /* gen_mess, row kinds and CONTINUED */
    uint32_t at;  /* where the row mess sits: a column */
    uint32_t page;
    uint64_t line_first, line_last; /* in the text, from 1 */
    uint64_t tail_line;             /* of the rest of cell `at` (WRAPPED_NAME, CONTINUED), 0 = none */
    sr_slice head, tail;            /* then, the two parts of that cell */
} gen_row;

typedef struct gen_table {
    uint8_t kind; /* gen_kind */
    sr_slice title;
    gen_column columns[GEN_COLUMNS_MAX];
    uint32_t n_columns;
    uint32_t header_rows;
    bool number_row;
    bool header_mess; /* HEADER_WIDTH or YEAR_SPLIT happened */
    sr_slice heading; /* a row above the data that only names a section; absent if none */
    gen_row *rows;
    size_t n_rows, cap_rows;
} gen_table;

typedef struct gen_doc {
    sr_arena arena;
    gen_random random;
    uint64_t seed;
    uint8_t form;
    uint32_t rate; /* of mess, in 10,000 */
    int16_t year;
    bool grouped;      /* quantities have thousands separators too */
    bool cents;        /* money has two decimals */
    bool english;      /* 9,046,000.50 */
    uint8_t decimals;  /* of percentages */
    bool truncated;    /* percentages are cut off, not rounded */
    bool percent_sign; /* behind percentages of amounts too */
    sr_slice agency, region;
    sr_slice nil; /* what stands for nothing */
    uint64_t mess_counts[GEN_MESS_COUNT];
    gen_table *tables;
    size_t n_tables, cap_tables;
    struct gen_audit *audit; /* of documents made for it: what adds up, and what was planted (plant.h); else NULL */
    sr_buf text;             /* the document */
    uint64_t line;           /* lines written so far */
} gen_doc;

static inline bool gen_is_separated(gen_form form)
{
    return form == GEN_FORM_TAB || form == GEN_FORM_PIPE || form == GEN_FORM_CSV || form == GEN_FORM_HTML;
}

/* "All forms" of a score are those of text; files of other kinds hold the same tables. */
static inline bool gen_is_text(gen_form form)
{
    return form != GEN_FORM_CSV && form != GEN_FORM_HTML;
}

const char *gen_mess_name(gen_mess mess);
const char *gen_form_name(gen_form form);
const char *gen_kind_name(gen_kind kind);

#endif
