/*
 * ods_names.h - the names of OpenDocument that the importer knows, as libxml2 passes them: equal names are one pointer.
 */
#ifndef SR_ODS_NAMES_H
#define SR_ODS_NAMES_H

#include "importers/xml.h"

#define SR_ODS_NAMES(X)                                                                                                \
    X(SPREADSHEET, "spreadsheet")                                                                                      \
    X(TABLE, "table")                                                                                                  \
    X(ROW, "table-row")                                                                                                \
    X(CELL, "table-cell")                                                                                              \
    X(COVERED, "covered-table-cell")                                                                                   \
    X(COLUMN, "table-column")                                                                                          \
    X(COLUMNS, "table-columns")                                                                                        \
    X(COLUMN_GROUP, "table-column-group")                                                                              \
    X(HEADER_COLUMNS, "table-header-columns")                                                                          \
    X(ROWS, "table-rows")                                                                                              \
    X(ROW_GROUP, "table-row-group")                                                                                    \
    X(HEADER_ROWS, "table-header-rows")                                                                                \
    X(TRACKED_CHANGES, "tracked-changes")                                                                              \
    X(ANNOTATION, "annotation")                                                                                        \
    X(BINARY_DATA, "binary-data")                                                                                      \
    X(P, "p")                                                                                                          \
    X(H, "h")                                                                                                          \
    X(S, "s")                                                                                                          \
    X(C, "c")                                                                                                          \
    X(TAB, "tab")                                                                                                      \
    X(LINE_BREAK, "line-break")                                                                                        \
    X(LIST, "list")                                                                                                    \
    X(LIST_ITEM, "list-item")                                                                                          \
    X(RUBY_TEXT, "ruby-text")                                                                                          \
    X(NOTE, "note")                                                                                                    \
    X(SOURCE, "table-source")                                                                                          \
    X(MODE, "mode")                                                                                                    \
    X(STYLE, "style")                                                                                                  \
    X(TABLE_PROPERTIES, "table-properties")                                                                            \
    X(BODY, "body")                                                                                                    \
    X(NAME, "name")                                                                                                    \
    X(FAMILY, "family")                                                                                                \
    X(DISPLAY, "display")                                                                                              \
    X(STYLE_NAME, "style-name")                                                                                        \
    X(VISIBILITY, "visibility")                                                                                        \
    X(COLUMNS_REPEATED, "number-columns-repeated")                                                                     \
    X(ROWS_REPEATED, "number-rows-repeated")                                                                           \
    X(COLUMNS_SPANNED, "number-columns-spanned")                                                                       \
    X(ROWS_SPANNED, "number-rows-spanned")                                                                             \
    X(FORMULA, "formula")                                                                                              \
    X(VALUE_TYPE, "value-type")                                                                                        \
    X(VALUE, "value")                                                                                                  \
    X(DATE_VALUE, "date-value")                                                                                        \
    X(TIME_VALUE, "time-value")                                                                                        \
    X(BOOLEAN_VALUE, "boolean-value")                                                                                  \
    X(STRING_VALUE, "string-value")                                                                                    \
    X(CURRENCY, "currency")
/* Elements and attributes whose namespace is none of these are another vocabulary's. */
#define SR_ODS_SPACES(X)                                                                                               \
    X(OFFICE, "urn:oasis:names:tc:opendocument:xmlns:office:1.0")                                                      \
    X(TABLE, "urn:oasis:names:tc:opendocument:xmlns:table:1.0")                                                        \
    X(TEXT, "urn:oasis:names:tc:opendocument:xmlns:text:1.0")                                                          \
    X(STYLE, "urn:oasis:names:tc:opendocument:xmlns:style:1.0")                                                        \
    X(DRAWING, "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0")                                                    \
    X(CALCEXT, "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0")
#define X(symbol, name) N_##symbol,
enum { SR_ODS_NAMES(X) N_COUNT };
#undef X
#define X(symbol, uri) NS_##symbol,
enum { SR_ODS_SPACES(X) NS_COUNT };
#undef X

typedef struct sr_ods_names {
    const xmlChar *name[N_COUNT], *space[NS_COUNT];
} sr_ods_names;

/* For the events of this parser. */
void sr_ods_names_open(sr_ods_names *names, const sr_xml *xml);
/* What flat files name in their first element. */
extern const char sr_ods_office_space[];

/* The attribute's value; absent if there is none. */
sr_slice sr_ods_attribute(const sr_ods_names *names, int n, const xmlChar **attributes, int space, int name);
/* A number of times, at most max: 0 for what is no number. */
uint64_t sr_ods_count(sr_slice text, uint64_t max);

#endif
