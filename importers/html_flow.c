#include "importers/html_flow.h"

void sr_html_flow_begin(sr_html_flow *flow)
{
    flow->from = flow->buf.len;
    flow->gap = SR_GAP_NONE;
    flow->open = flow->raised = flow->bold = flow->thin = false;
}

static void put_gap(sr_html_flow *flow, char next)
{
    static const char *const gaps[] = {"", " ", "\n", "\n\n"};
    bool inside = flow->buf.len > flow->from;

    if (inside && flow->gap)
        sr_buf_slice(&flow->buf, sr_str(gaps[flow->gap]));
    else if (inside && flow->raised && sr_is_digit((unsigned char)next) &&
             sr_is_digit((unsigned char)flow->buf.ptr[flow->buf.len - 1]))
        sr_buf_char(&flow->buf, '^');
    flow->gap = SR_GAP_NONE;
    flow->raised = false;
}

void sr_html_flow_add(sr_html_flow *flow, sr_slice text, bool bold, bool lines)
{
    const char *at = text.ptr, *end = text.ptr + text.len;

    while (at < end) {
        const char *word = at;
        while (at < end && !sr_is_blank((unsigned char)*at))
            at++;
        if (at > word) {
            if (flow->gap || flow->raised)
                put_gap(flow, *word);
            sr_buf_add(&flow->buf, word, (size_t)(at - word));
            flow->bold |= bold;
            flow->thin |= !bold;
        }
        flow->open &= at == word;
        for (bool first = at > word; at < end && sr_is_blank((unsigned char)*at); at++, first = false) {
            flow->open = (first || flow->open) && *at != '\n' && *at != '\r';
            sr_html_flow_gap(flow, !lines || *at != '\n'      ? SR_GAP_BLANK
                                   : flow->gap >= SR_GAP_LINE ? SR_GAP_THING
                                                              : SR_GAP_LINE);
        }
    }
}
