#include "importers/html_island.h"

#include "importers/workbook.h"

#include <stdlib.h>

struct sr_html_island {
    sr_doc *doc;
    sr_error *err;
    sr_workbook *book; /* of the island that is open, or NULL */
    int rc;
    uint64_t books, books_from;       /* islands that are read, and the line of the first */
    uint64_t left_out, left_out_from; /* cells, and the line of the first */
};

sr_html_island *sr_html_island_new(sr_doc *doc, sr_error *err)
{
    sr_html_island *island = calloc(1, sizeof *island);

    if (!island)
        abort(); /* as in core/arena.h */
    island->doc = doc;
    island->err = err;
    return island;
}

void sr_html_island_free(sr_html_island *island)
{
    if (!island)
        return;
    sr_workbook_free(island->book);
    free(island);
}

static sr_workbook_element element_of(sr_html_element element)
{
    switch (element) {
    case SR_EL_SS_CELL:
        return SR_WB_CELL;
    case SR_EL_SS_COLUMN:
        return SR_WB_COLUMN;
    case SR_EL_SS_COMMENT:
        return SR_WB_COMMENT;
    case SR_EL_SS_DATA:
        return SR_WB_DATA;
    case SR_EL_SS_NUMBERFORMAT:
        return SR_WB_NUMBER_FORMAT;
    case SR_EL_SS_ROW:
        return SR_WB_ROW;
    case SR_EL_SS_STYLE:
        return SR_WB_STYLE;
    case SR_EL_SS_WORKSHEET:
        return SR_WB_WORKSHEET;
    default:
        return SR_WB_OTHER;
    }
}

static void open_book(sr_html_island *island, uint64_t line_no)
{
    island->book = sr_workbook_new(island->doc, true);
    if (island->books++ == 0)
        island->books_from = line_no;
}

void sr_html_island_start(sr_html_island *island, const sr_html_start *start, bool in_table)
{
    const sr_slice *a = start->attrs;
    sr_workbook_tag tag = {
        .element = element_of(start->element),
        .id = a[SR_ATTR_SS_ID],
        .format = a[SR_ATTR_SS_FORMAT],
        .name = a[SR_ATTR_SS_NAME],
        .style = a[SR_ATTR_SS_STYLEID],
        .index = a[SR_ATTR_SS_INDEX],
        .span = a[SR_ATTR_SS_SPAN],
        .hidden = a[SR_ATTR_SS_HIDDEN],
        .across = a[SR_ATTR_SS_MERGEACROSS],
        .down = a[SR_ATTR_SS_MERGEDOWN],
        .formula = a[SR_ATTR_SS_FORMULA],
        .type = a[SR_ATTR_SS_TYPE],
    };

    if (!island->book && !in_table && (tag.element == SR_WB_WORKSHEET || tag.element == SR_WB_STYLE))
        open_book(island, start->at.line_no);
    if (!island->book && (start->element == SR_EL_SS_DATA || start->element == SR_EL_DATA) && island->left_out++ == 0)
        island->left_out_from = start->at.line_no;
    if (island->book && island->rc == 0 && tag.element != SR_WB_OTHER)
        island->rc = sr_workbook_start(island->book, &tag, island->err);
}

void sr_html_island_end(sr_html_island *island, sr_html_element element)
{
    sr_workbook_element what = element_of(element);

    if (island->book && island->rc == 0 && what != SR_WB_OTHER)
        island->rc = sr_workbook_end(island->book, what, island->err);
}

/* The stream has counted the text already, and the sheet will when its row is given. */
bool sr_html_island_text(sr_html_island *island, sr_slice text, uint64_t nonblank)
{
    if (!island->book || island->rc != 0 || !sr_workbook_takes(island->book))
        return false;
    island->doc->total_bytes -= nonblank;
    island->rc = sr_workbook_text(island->book, text, island->err);
    return true;
}

void sr_html_island_close(sr_html_island *island)
{
    if (!island->book)
        return;
    if (island->rc == 0)
        island->rc = sr_workbook_last(island->book, island->err);
    sr_workbook_free(island->book);
    island->book = NULL;
}

void sr_html_island_last(sr_html_island *island)
{
    if (island->books)
        sr_doc_finding(island->doc, SR_D020,
                       "%llu data island%s a spreadsheet, which a browser does not show; %s read like hidden sheets.",
                       (unsigned long long)island->books, island->books == 1 ? " holds" : "s hold",
                       island->books == 1 ? "it was" : "they were")
            ->line_no = island->books_from;
    if (island->left_out == 0)
        return;
    sr_finding *f = sr_doc_finding(island->doc, SR_D017,
                                   "A data island holds a spreadsheet of %llu cells, which a browser does not show; "
                                   "it was left out. Save it as ODS to have it read.",
                                   (unsigned long long)island->left_out);
    f->severity = SR_WARNING;
    f->line_no = island->left_out_from;
}

int sr_html_island_failed(const sr_html_island *island)
{
    return island->rc;
}
