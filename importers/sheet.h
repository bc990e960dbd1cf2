/*
 * sheet.h - from the rows of spreadsheets to the blocks of a document.
 *
 * A sheet is a page, and the home of its tables. Rows between two blank rows are an island: one part, or several where
 * islands stand side by side. Above and below the rows of an island, rows that hold a lone text are lines of text
 * (titles, notes, signatures), as they would be in a text file. Blank rows cost nothing; repeated rows and cells are
 * written out as long as a person could have meant it. Rows are handed on as they come: what is held back is a few lone
 * texts, and islands that may have others beside them up to a batch.
 */
#ifndef SR_SHEET_H
#define SR_SHEET_H

#include "core/document.h"

/*
 * Cells, blank ones between others too, that a document may take beyond those that its file writes: a sheet of a
 * million rows and four columns; and for each cell that is written so many more (repeated cells, blank cells up to a
 * far column).
 */
enum { SR_SHEET_CELLS_FREE = 4 * 1024 * 1024, SR_SHEET_CELLS_EACH = 64 };
/* Cuts told one by one; the others are counted. */
enum { SR_SHEET_CUTS_MAX = 16 };

/*
 * Equal cells side by side. cell.at is the column of the first, from 0; it holds text or a value, or is blank and
 * merged (raw is NULL), but not the last of its row.
 */
typedef struct sr_sheet_run {
    sr_cell cell;
    uint32_t repeat;
} sr_sheet_run;

typedef struct sr_sheet sr_sheet;

/* Both borrow doc. */
sr_sheet *sr_sheet_new(sr_doc *doc);
void sr_sheet_free(sr_sheet *sheet);
/*
 * Bytes of a sheet's name; a longer one is cut. Excel stops at 31 letters, and names are kept to the end of the
 * document and stand in every place.
 */
enum { SR_SHEET_NAME_MAX = 255 };
/* The next sheet. name is borrowed until the call ends; returns a copy that lives as long as the document. */
sr_slice sr_sheet_begin(sr_sheet *sheet, sr_slice name, bool hidden);
/* How many bytes of the source have been read for what comes next. */
void sr_sheet_at(sr_sheet *sheet, uint64_t offset);

enum { SR_SHEET_ROW_HIDDEN = 1, SR_SHEET_ROW_HEADER = 2 /* the source repeats it on every page */ };
/*
 * A row that stands `repeat` times, its runs in the order of their columns; n may be 0. Their text lives in doc->batch,
 * which may be flushed before this returns; the runs themselves are the caller's, who has no use for them after. 0, or
 * -1 with *err (the flush's, or D013).
 */
int sr_sheet_row(sr_sheet *sheet, sr_sheet_run *runs, uint32_t n, uint64_t repeat, unsigned flags, sr_error *err);
/* The sheet's last island ends. 0, or -1 with *err (the flush's). */
int sr_sheet_end(sr_sheet *sheet, sr_error *err);
/* The document ends: what was cut is told. */
void sr_sheet_last(sr_sheet *sheet);
/* The row that comes next, from 1. */
uint64_t sr_sheet_row_no(const sr_sheet *sheet);

#endif
