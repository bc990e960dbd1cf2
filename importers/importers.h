/*
 * importers.h - the importers that there are; importer.c holds the registry of them.
 */
#ifndef SR_IMPORTERS_H
#define SR_IMPORTERS_H

#include "importers/importer.h"

/* Tab tables, `|` tables, aligned columns, prose. Takes whatever is text. */
extern const sr_importer sr_text_importer;
/* As the text importer, but every line is a row of cells between tabs. Only when asked for. */
extern const sr_importer sr_tsv_importer;

#endif
