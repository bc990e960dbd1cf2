/*
 * importers.h - the importers that there are; importer.c holds the registry of them.
 */
#ifndef SR_IMPORTERS_H
#define SR_IMPORTERS_H

#include "importers/importer.h"

/* Tab tables, `|` tables, aligned columns, prose. Takes whatever is text. */
extern const sr_importer sr_text_importer;
/* Delimited text in all its dialects; told from text by its records. */
extern const sr_importer sr_csv_importer;
extern const sr_importer sr_tsv_importer;
/* Tables of HTML as grids, the rest as headings, captions and prose. */
extern const sr_importer sr_html_importer;
/* OpenDocument spreadsheets, packed and flat; and workbooks in Excel's XML of 2003. */
extern const sr_importer sr_ods_importer;

#endif
