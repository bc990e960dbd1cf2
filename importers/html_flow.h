/*
 * html_flow.h - text as a page flows it: blanks fold to one, line breaks stay, what is at the ends goes.
 *
 * A break of the line (<br>) is '\n', a break between two things (<p>, <li>, a nested row) an empty line: normalization
 * tells the two apart (normalize/clean.h). No-break blanks are text.
 */
#ifndef SR_HTML_FLOW_H
#define SR_HTML_FLOW_H

#include "core/buf.h"

typedef enum sr_html_gap { SR_GAP_NONE, SR_GAP_BLANK, SR_GAP_LINE, SR_GAP_THING } sr_html_gap;

/* Several texts one behind another in one buffer; the last one grows. Zero it; free buf. */
typedef struct sr_html_flow {
    sr_buf buf;
    size_t from;     /* where the text at hand begins */
    uint8_t gap;     /* waits for the next visible character */
    bool raised;     /* so does <sup> */
    bool open;       /* blanks and no line end stand behind it in the source */
    bool bold, thin; /* visible characters of it were bold; were not */
} sr_html_flow;

/* Begins the next text. */
void sr_html_flow_begin(sr_html_flow *flow);
/* lines: line ends in the text are line breaks (<pre>). */
void sr_html_flow_add(sr_html_flow *flow, sr_slice text, bool bold, bool lines);
static inline void sr_html_flow_gap(sr_html_flow *flow, sr_html_gap gap)
{
    if (gap > flow->gap)
        flow->gap = (uint8_t)gap;
}
/* What follows stands higher: 10<sup>3</sup> is not 103, it becomes 10^3. */
static inline void sr_html_flow_raise(sr_html_flow *flow)
{
    flow->raised = true;
}
/* The text at hand; borrowed until the next call. */
static inline sr_slice sr_html_flow_text(const sr_html_flow *flow)
{
    return (sr_slice){flow->buf.ptr ? flow->buf.ptr + flow->from : "", flow->buf.len - flow->from};
}

#endif
