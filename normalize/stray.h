/*
 * stray.h - amounts that stand in lines of text, outside any table.
 *
 * Text that was taken out of a PDF in the order in which it was drawn (pdftotext -raw, or without -layout) has the
 * cells of its tables one below the other, column by column or row by row. Where no table could be made of them, that
 * is said, so that no amount is lost in silence.
 */
#ifndef SR_STRAY_H
#define SR_STRAY_H

#include "core/document.h"

/* A finding for each stretch of such lines between page breaks and tables. Linear in blocks. */
void sr_stray_say(sr_doc *doc);

#endif
