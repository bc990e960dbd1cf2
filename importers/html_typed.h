/*
 * html_typed.h - what Excel and Calc write of a cell beside its text: the value that it holds, its formula.
 *
 * Excel: x:num="1775000000" (without a value where the text is the number as it stands), x:str, x:bool, x:err, x:fmla.
 * OpenOffice and LibreOffice: sdval="0.3225" sdnum="1033;0;0.00%", the language of typing and of the format, and the
 * format.
 */
#ifndef SR_HTML_TYPED_H
#define SR_HTML_TYPED_H

#include "importers/html_grid.h"

/* Sets type, value and formula of the box; their text goes to the flow, before that of the cell. */
void sr_html_typed_set(sr_html_box *box, sr_html_flow *flow, const sr_html_start *start);
/* For the document; NULL if nothing is said. text is the cell's, base what value_from and formula_from count from. */
const sr_typed *sr_html_typed_of(sr_doc *doc, const sr_html_box *box, const char *base, sr_slice text);

#endif
