/*
 * lexicon.h - the words of the field: column headers, kinds of documents, agencies, regions.
 *
 * The words are data (lexicons/headers.tsv, lexicons/document.tsv), built into the program and indexed once.
 * Text is compared folded: ASCII letters lower-case, everything that is no letter and no digit a single blank, '%' the
 * word "persen". Nothing here allocates after the first call; all of it is thread-safe.
 */
#ifndef SR_LEXICON_H
#define SR_LEXICON_H

#include "core/document.h"
#include "normalize/units.h"

/* A header cell is longer only where it is no header. */
enum { SR_FOLD_MAX = 320 };

typedef struct sr_folded {
    char text[SR_FOLD_MAX];
    size_t len;
    bool cut; /* there was more text than fits */
} sr_folded;

/* The folded form of the text; words apart by single blanks, none at the ends. */
void sr_fold(sr_slice text, sr_folded *out);
static inline sr_slice sr_folded_slice(const sr_folded *f)
{
    return (sr_slice){f->text, f->len};
}

/* FNV-1a, for cheap first comparisons. */
static inline uint64_t sr_hash(sr_slice s)
{
    uint64_t h = 1469598103934665603u;

    for (size_t i = 0; i < s.len; i++)
        h = (h ^ (unsigned char)s.ptr[i]) * 1099511628211u;
    return h;
}

/* Equal but for at most max edits (insert, drop, change, swap of neighbours). Only for short texts. */
bool sr_near(sr_slice a, sr_slice b, int max);

/* What one header cell says by itself. */
typedef struct sr_header_sense {
    bool known;                              /* a word of the lexicon, a year or a quarter is in it */
    bool leads;                              /* ... and it begins with one */
    bool has_role;                           /* a column of its own; otherwise it only qualifies the header above it */
    uint8_t role, measure, aspect, revision; /* sr_role, sr_measure, sr_aspect, sr_revision */
    uint8_t quarter;
    uint8_t numeral;   /* the whole cell is I, II, III or IV */
    bool quarter_word; /* names quarters without saying which */
    bool price;        /* what one piece costs */
    bool apart;        /* no measure, whatever else the header says */
    int16_t year;
    sr_unit unit;
    sr_slice phrase; /* the lexicon's phrase that gave the role; static */
} sr_header_sense;

/* repair: also try the cell with its blanks removed ("TAR GET") and near spellings ("Ralisasi"); dearer. */
void sr_header_sense_of(sr_slice text, bool repair, sr_header_sense *out);

/* The levels that a header lists, from above, each once ("Program/Kegiatan/Sub Kegiatan"); their number. */
uint32_t sr_header_levels(sr_slice text, sr_level out[SR_LEVEL_COUNT]);

/* The sorts of words in lexicons/document.tsv. */
typedef enum sr_word_sort {
    SR_WORD_NONE,
    SR_WORD_KIND,      /* value: sr_doc_kind */
    SR_WORD_AGENCY,    /* begins the name of an agency; value 1: is one by itself */
    SR_WORD_NO_AGENCY, /* begins like the name of an agency and names none: satuan kerja */
    SR_WORD_REGION,    /* begins the name of a region; value: 0 kabupaten, 1 kota, 2 provinsi */
    SR_WORD_STOP,      /* ends a name */
    SR_WORD_MONTH,     /* value: 1-12 */
    SR_WORD_SIGNS,     /* begins a signature: kepala, plt, bupati */
    SR_WORD_TOTAL,     /* the label of a total row */
    SR_WORD_SUBTOTAL,
    SR_WORD_NOTE,        /* begins a note under a table */
    SR_WORD_ACRONYM,     /* stays in capitals */
    SR_WORD_SMALL,       /* stays small in a name: dan, di */
    SR_WORD_CAPTION,     /* begins a caption: tabel */
    SR_WORD_INDICATOR,   /* begins an indicator: jumlah, persentase */
    SR_WORD_OFFICE,      /* begins who is responsible: kasubag, bidang */
    SR_WORD_NAME,        /* begins the name of an activity: program, koordinasi */
    SR_WORD_OPEN,        /* a text that ends in it goes on: dan, yang */
    SR_WORD_FRONT,       /* begins a line that is no title of a document: daftar isi, bab */
    SR_WORD_KEGIATAN,    /* the name of a kegiatan that every agency has */
    SR_WORD_ACCOUNT,     /* begins the name of an account, and of no activity: belanja */
    SR_WORD_SHARE,       /* begins an indicator that is counted in percent */
    SR_WORD_OTHER_YEAR,  /* says that a column is of another year than its table; value 1: if it holds targets */
    SR_WORD_LABEL,       /* stands before a fact of the document; value: sr_label (normalize/lead.h) */
    SR_WORD_AMOUNTS,     /* in a title: what the amounts of its table are; value: sr_measure */
    SR_WORD_BUDGET_PART, /* the name of an account of the whole budget; value: its number without dots, 52 */
    SR_WORD_YEARS,       /* the header of years, and of nothing else */
    SR_WORD_PLACE,       /* the header of places; value: 1 provinsi, 2 kabupaten or kota, 3 kecamatan, 4 desa */
    SR_WORD_KEY,         /* begins the header of what identifies or describes a row: its numbers measure nothing */
    SR_WORD_PERIOD,      /* begins the header of parts of a year */
    SR_WORD_VALUE,       /* the header of values that does not say of what */
    SR_WORD_PLANNED,     /* in a title: the numbers under it may be planned */
    SR_WORD_SCALE,       /* thousands, millions ... of rupiah; value: 1 ribu ... 4 triliun, 10 more: only in a header */
    SR_WORD_SORTS
} sr_word_sort;

/*
 * The longest phrase of the sort that the folded text begins with, at a word boundary; its length in bytes, 0 if none.
 * value (may be NULL) is the phrase's.
 */
size_t sr_word_begins(sr_slice folded, sr_word_sort sort, int *value);

/* The same anywhere in the folded text: the first phrase of the sort that is in it. */
bool sr_word_in(sr_slice folded, sr_word_sort sort, int *value);

/* 1-4 for I..IV or 1..4 in folded text, 0 otherwise. */
int sr_quarter_numeral(sr_slice folded);
/* 1900-2099 for a word of exactly four digits; 0 otherwise. */
int sr_year_word(sr_slice word);
/*
 * What a title says: "TAHUN ANGGARAN 2023", "TRIWULAN II", "PERUBAHAN". Zeros where it does not; a span of years is
 * none.
 */
void sr_title_facts(sr_slice title, int16_t *year, uint8_t *quarter, uint8_t *revision);

/* The text begins with a phrase of the sort, or is nothing else. Folds what it needs. */
bool sr_text_begins(sr_slice text, sr_word_sort sort);
bool sr_text_is(sr_slice text, sr_word_sort sort);
/* As sr_text_is, but for a few letters: one wrong in twenty. Dearer. */
bool sr_text_is_nearly(sr_slice text, sr_word_sort sort);
/* It begins as an indicator and hardly anything else does ("Jumlah ...", "Persentase ..."). Cheap where it does not. */
bool sr_text_begins_indicator(sr_slice text);
/* It begins as a goal: "Tersedianya ...", "Meningkatnya ...". */
bool sr_text_begins_goal(sr_slice text);

#endif
