#include "importers/aligned.h"

void sr_aligned_lines(sr_doc *doc, const sr_line *lines, size_t n, void (*text)(void *context, const sr_line *line),
                      void *context)
{
    (void)doc;
    for (size_t i = 0; i < n; i++)
        text(context, &lines[i]);
}
