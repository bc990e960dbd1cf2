/*
 * workbook.h - the sheets of a workbook in Excel's XML of 2003 (SpreadsheetML; Microsoft's "XML Spreadsheet Reference",
 * 2001), from its tags: those of a file (excel_xml.c), and those of a data island in a page (html_island.c).
 *
 * Such a file holds values and no shown text: a number is the typed value of its cell, in the form in which Excel wrote
 * it. Formulas are in R1C1 and are kept as Excel would show them, in A1. Comments are left out and counted.
 */
#ifndef SR_WORKBOOK_H
#define SR_WORKBOOK_H

#include "importers/sheet.h"

typedef enum sr_workbook_element {
    SR_WB_OTHER,
    SR_WB_STYLE,
    SR_WB_NUMBER_FORMAT,
    SR_WB_WORKSHEET,
    SR_WB_COLUMN,
    SR_WB_ROW,
    SR_WB_CELL,
    SR_WB_DATA,
    SR_WB_COMMENT,
    SR_WB_VISIBLE, /* of the options behind a sheet: "SheetHidden" */
} sr_workbook_element;

/* A start tag: its element, and those of its attributes that matter, absent where not there. */
typedef struct sr_workbook_tag {
    sr_workbook_element element;
    sr_slice id, format, name, style, index, span, hidden, across, down, formula, type;
} sr_workbook_tag;

/* By the local name, in any case of letters. */
sr_workbook_element sr_workbook_element_of(sr_slice name);
/* Sets the attribute of this local name, if it is one that matters. value is borrowed until the tag is handed on. */
void sr_workbook_attribute(sr_workbook_tag *tag, sr_slice name, sr_slice value);

typedef struct sr_workbook sr_workbook;

/* Borrows doc. hidden: nobody is shown these sheets. */
sr_workbook *sr_workbook_new(sr_doc *doc, bool hidden);
void sr_workbook_free(sr_workbook *book);
/* How many bytes of the source have been read for what comes next. */
void sr_workbook_at(sr_workbook *book, uint64_t offset);
/* Each 0, or -1 with *err: the flush's, or D013. Every start has its end, a tag without content too. */
int sr_workbook_start(sr_workbook *book, const sr_workbook_tag *tag, sr_error *err);
int sr_workbook_end(sr_workbook *book, sr_workbook_element element, sr_error *err);
/* Whether text that comes now is of a cell; what is not is for the caller to account. */
bool sr_workbook_takes(const sr_workbook *book);
int sr_workbook_text(sr_workbook *book, sr_slice text, sr_error *err);
/* What is open ends, and what was left out is told. */
int sr_workbook_last(sr_workbook *book, sr_error *err);

/*
 * "=SUM(R[-3]C:R[-1]C)" in the cell of row and column (from 1) as "=SUM(D4:D6)". References to whole rows and columns,
 * and to what is not on the sheet, stay as they are; so does a formula in OpenFormula ("of:=").
 */
void sr_formula_from_r1c1(sr_slice formula, uint64_t row, uint32_t column, sr_buf *out);

#endif
