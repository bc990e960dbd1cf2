#include "cli/fields.h"

void sr_csv_text(sr_buf *buf, sr_slice s)
{
    bool quote = s.len == 0;

    for (size_t i = 0; i < s.len && !quote; i++)
        quote = s.ptr[i] == '"' || s.ptr[i] == ',' || s.ptr[i] == '\n' || s.ptr[i] == '\r';
    if (!quote) {
        sr_buf_slice(buf, s);
        return;
    }
    sr_buf_char(buf, '"');
    for (size_t at = 0; at < s.len;) {
        const char *mark = memchr(s.ptr + at, '"', s.len - at);
        size_t upto = mark ? (size_t)(mark - s.ptr) + 1 : s.len;
        sr_buf_add(buf, s.ptr + at, upto - at);
        if (mark)
            sr_buf_char(buf, '"');
        at = upto;
    }
    sr_buf_char(buf, '"');
}
