/*
 * excel_xml.h - files in Excel's XML of 2003 ("XML Spreadsheet", .xml, or .xls by name): one of the spreadsheets that
 * the importer of OpenDocument reads (ods.c), since nobody but a program tells them apart.
 */
#ifndef SR_EXCEL_XML_H
#define SR_EXCEL_XML_H

#include "importers/importer.h"

/* Whether a file that begins so is one. */
bool sr_excel_xml_is(sr_slice head);
/* As an importer's read. */
int sr_excel_xml_read(sr_source *source, const sr_import_options *options, sr_doc *doc, sr_error *err);

#endif
