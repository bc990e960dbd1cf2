#include "importers/html_page.h"

#include "importers/html_island.h"
#include "importers/html_sheet.h"
#include "importers/html_table.h"
#include "importers/prose.h"

#include <stdlib.h>

enum {
    LINE_MAX_BYTES = 64 * 1024, /* a paragraph that is longer is cut into blocks */
    HIDDEN_MAX = 100,           /* places of hidden text told; a page that sorts by hidden keys has one in every cell */
    HIDDEN_BYTES = 200,         /* of a hidden text that a finding shows */
};

struct sr_html_page {
    sr_doc *doc;
    sr_error *err;
    const volatile int *cancelled;
    sr_html_tables *tables;
    sr_html_scope scope;
    sr_html_sheet *sheet;

    sr_html_flow line; /* of the page itself */
    sr_html_place line_at;
    uint64_t line_last; /* on which its text ends */
    bool line_hidden, heading;
    bool line_broken; /* it goes on in the next one: <br> in a paragraph */

    sr_html_element dropping; /* the script or style that is open, else 0 */
    uint32_t dropping_depth;
    uint64_t dropped, dropped_from; /* bytes, and the line of the first */
    sr_html_island *island;
    uint64_t hidden_places;
};

sr_html_page *sr_html_page_new(sr_doc *doc, const volatile int *cancelled, sr_error *err)
{
    sr_html_page *page = calloc(1, sizeof *page);

    if (!page)
        abort(); /* as in core/arena.h */
    page->doc = doc;
    page->err = err;
    page->cancelled = cancelled;
    page->sheet = sr_html_sheet_new();
    page->tables = sr_html_tables_new(doc, &page->scope, err);
    page->island = sr_html_island_new(doc, err);
    return page;
}

void sr_html_page_free(sr_html_page *page)
{
    if (!page)
        return;
    sr_html_tables_free(page->tables);
    sr_html_island_free(page->island);
    sr_html_sheet_free(page->sheet);
    sr_buf_free(&page->line.buf);
    free(page);
}

/* ---- lines of the page -------------------------------------------------------------------- */

static void end_line(sr_html_page *page)
{
    sr_slice text = sr_html_flow_text(&page->line);

    if (text.len) {
        sr_block_type type = sr_prose_classify(text);
        if (type == SR_BLOCK_PROSE && (page->heading || (page->line.bold && !page->line.thin)))
            type = SR_BLOCK_HEADING;
        if (page->line_hidden)
            type = SR_BLOCK_PROSE; /* names nothing that can be seen */
        sr_block *block = sr_doc_text(page->doc, type, sr_arena_copy(&page->doc->batch, text), page->line_at.line_no);
        block->line_last = page->line_last;
        block->wrapped = page->line_broken || page->line.open;
        sr_html_tables_lift(page->tables);
    }
    page->line.buf.len = 0;
    page->heading = page->line_hidden = page->line_broken = false;
    sr_html_flow_begin(&page->line);
}

/* Line ends before the last sign that is seen. */
static uint64_t count_lines(sr_slice text)
{
    uint64_t n = 0;

    while (text.len && sr_is_blank((unsigned char)text.ptr[text.len - 1]))
        text.len--;
    for (size_t i = 0; i < text.len; i++)
        n += text.ptr[i] == '\n';
    return n;
}

static void add_to_line(sr_html_page *page, sr_slice text, sr_html_place at)
{
    unsigned now = page->scope.now;

    for (size_t from = 0; from < text.len;) {
        sr_slice piece = sr_sub(text, from, text.len);
        const char *end = now & SR_LOOK_PRE ? memchr(piece.ptr, '\n', piece.len) : NULL;
        piece.len = end ? (size_t)(end - piece.ptr) : piece.len;
        if (sr_html_flow_text(&page->line).len == 0)
            page->line_at = at;
        sr_html_flow_add(&page->line, piece, now & SR_LOOK_BOLD, false);
        if (sr_trim(piece).len)
            page->line_last = at.line_no + count_lines(piece);
        page->heading |= (now & SR_LOOK_HEADING) && sr_html_flow_text(&page->line).len;
        page->line_hidden |= now & SR_LOOK_HIDDEN;
        from += piece.len + (end != NULL);
        if (end || page->line.buf.len > LINE_MAX_BYTES)
            end_line(page);
    }
}

static void page_break(sr_html_page *page, uint64_t line_no)
{
    end_line(page);
    sr_doc_page(page->doc, line_no);
}

static bool in_paragraph(const sr_html_scope *scope)
{
    for (uint32_t i = scope->n; i > scope->base; i--)
        if (scope->open[i - 1].element == SR_EL_P)
            return true;
    return false;
}

static void break_line(sr_html_page *page, unsigned flags)
{
    if (!(flags & (SR_HTML_SOFT | SR_HTML_HARD)))
        return;
    if (sr_html_tables_take(page->tables)) {
        sr_html_flow_gap(sr_html_tables_flow(page->tables), flags & SR_HTML_HARD ? SR_GAP_THING : SR_GAP_LINE);
        return;
    }
    page->line_broken = flags & SR_HTML_SOFT && in_paragraph(&page->scope);
    end_line(page);
}

/* ---- tokens ------------------------------------------------------------------------------- */

/* True if the tag is of what is left out. */
static bool drop_start(sr_html_page *page, const sr_html_start *start)
{
    if (!page->dropping && !(sr_html_flags(start->element) & SR_HTML_DROP))
        return false;
    /* An island of XML that is never closed must not take the tables behind it along. */
    if (page->dropping == SR_EL_XML && (start->element == SR_EL_TABLE || start->element == SR_EL_BODY)) {
        page->dropping = SR_EL_OTHER;
        sr_html_island_close(page->island);
        return false;
    }
    if (!page->dropping) {
        page->dropping = start->element;
        page->dropping_depth = 0;
        if (!page->dropped)
            page->dropped_from = start->at.line_no;
    }
    page->dropping_depth += start->element == page->dropping;
    if (page->dropping == SR_EL_XML) {
        if (start->element == SR_EL_SS_WORKSHEET)
            end_line(page);
        sr_html_island_start(page->island, start, sr_html_tables_open(page->tables));
    }
    return true;
}

/* Whether a paragraph is open that hides what is in it: one that is forgotten must not hide the rest. */
static bool in_hidden_paragraph(const sr_html_scope *scope)
{
    for (uint32_t i = scope->n; i > scope->base; i--)
        if (scope->open[i - 1].element == SR_EL_P)
            return scope->open[i - 1].look & SR_LOOK_HIDDEN;
    return false;
}

/* `<p>` and `<li>` have no end tag where another one begins. */
static void close_implied(sr_html_page *page, sr_html_element element, unsigned flags)
{
    const sr_html_scope *scope = &page->scope;
    uint8_t last = scope->n > scope->base ? scope->open[scope->n - 1].element : SR_EL_OTHER;
    bool item = element == SR_EL_LI || element == SR_EL_OPTION || element == SR_EL_DT || element == SR_EL_DD;

    if (flags & SR_HTML_HARD && (last == SR_EL_P || in_hidden_paragraph(scope)))
        sr_html_scope_close(&page->scope, SR_EL_P, &(unsigned){0});
    else if (item && last == element)
        sr_html_scope_close(&page->scope, element, &(unsigned){0});
}

static void on_start(void *context, const sr_html_start *start)
{
    sr_html_page *page = context;
    unsigned flags = sr_html_flags(start->element), look;

    if (drop_start(page, start))
        return;
    look = sr_html_look(start, sr_html_sheet_look(page->sheet, start->attrs[SR_ATTR_CLASS]),
                        sr_html_sheet_style(page->sheet, start->attrs[SR_ATTR_STYLE]));
    /* A list of choices that is not closed takes nothing along. */
    if (flags & (SR_HTML_HARD | SR_HTML_GRID) && start->element != SR_EL_OPTION)
        sr_html_scope_close(&page->scope, SR_EL_OPTION, &(unsigned){0});
    if (start->element == SR_EL_OPTION && !start->attrs[SR_ATTR_SELECTED].ptr && !sr_html_tables_take(page->tables))
        look |= SR_LOOK_CHOICE;
    if (flags & SR_HTML_GRID) {
        end_line(page);
        sr_html_tables_start(page->tables, start, look);
        return;
    }
    break_line(page, flags);
    if (look & SR_LOOK_PAGE_BEFORE)
        page_break(page, start->at.line_no);
    if (start->element == SR_EL_SUP && sr_html_tables_take(page->tables))
        sr_html_flow_raise(sr_html_tables_flow(page->tables));
    if (!(flags & SR_HTML_VOID)) {
        close_implied(page, start->element, flags);
        sr_html_scope_open(&page->scope, start->element, look);
    } else if (look & SR_LOOK_PAGE_AFTER) {
        page_break(page, start->at.line_no);
    }
}

static void on_end(void *context, sr_html_element element, sr_html_place at)
{
    sr_html_page *page = context;
    unsigned flags = sr_html_flags(element), look;

    if (page->dropping) {
        page->dropping_depth -= element == page->dropping;
        if (element == SR_EL_STYLE)
            sr_html_sheet_end(page->sheet);
        if (page->dropping == SR_EL_XML)
            sr_html_island_end(page->island, element);
        if (page->dropping_depth == 0) {
            page->dropping = SR_EL_OTHER;
            sr_html_island_close(page->island);
        }
        return;
    }
    if (flags & SR_HTML_GRID) {
        end_line(page);
        sr_html_tables_end(page->tables, element, at);
        return;
    }
    /* An end tag of nothing does nothing, but for these two (13.2.6.4.7). */
    bool open = sr_html_scope_close(&page->scope, element, &look);
    if (open || element == SR_EL_P || element == SR_EL_BR)
        break_line(page, flags);
    if (look & SR_LOOK_PAGE_AFTER)
        page_break(page, at.line_no);
}

/* A sort key, or a note for machines, beside what the cell shows. */
static void leave_out(sr_html_page *page, sr_slice text, uint64_t nonblank, sr_html_place at)
{
    sr_slice shown = sr_trim(text);

    sr_doc_account(page->doc, SR_ACCOUNT_DROPPED, nonblank);
    if (shown.len == 0 || page->hidden_places++ >= HIDDEN_MAX)
        return;
    if (shown.len > HIDDEN_BYTES)
        for (shown.len = HIDDEN_BYTES; ((unsigned char)shown.ptr[shown.len] & 0xC0) == 0x80;)
            shown.len--;
    sr_finding *f = sr_doc_finding(
        page->doc, SR_S021, "The cell at line %llu also holds \"%.*s\", which the page does not show; it was left out.",
        (unsigned long long)at.line_no, SR_FMT(shown));
    f->line_no = at.line_no;
    f->raw = sr_arena_copy(&page->doc->batch, shown);
}

static void on_text(void *context, sr_slice text, uint64_t nonblank, sr_html_place at)
{
    sr_html_page *page = context;

    if (page->dropping == SR_EL_XML && sr_html_island_text(page->island, text, nonblank))
        return;
    if (page->dropping) {
        sr_doc_account(page->doc, SR_ACCOUNT_DROPPED, nonblank);
        page->dropped += nonblank;
        if (page->dropping == SR_EL_STYLE)
            sr_html_sheet_add(page->sheet, text);
        return;
    }
    bool taken = sr_html_tables_take(page->tables);
    if (!taken && page->scope.now & SR_LOOK_CHOICE) {
        sr_doc_account(page->doc, SR_ACCOUNT_DROPPED, nonblank);
        if (!page->dropped)
            page->dropped_from = at.line_no;
        page->dropped += nonblank;
        return;
    }
    if (taken) {
        if (sr_html_tables_hides(page->tables)) {
            leave_out(page, text, nonblank, at);
            return;
        }
        if (sr_html_tables_text(page->tables, text, nonblank, at))
            return;
    }
    add_to_line(page, text, at);
}

static int on_pause(void *context, sr_html_place at, sr_error *err)
{
    sr_html_page *page = context;

    (void)at;
    if (page->cancelled && *page->cancelled)
        return sr_fail(err, SR_ERR_CANCELLED, "interrupted");
    if (sr_html_tables_failed(page->tables) || sr_html_island_failed(page->island))
        return -1;
    return sr_doc_batch_full(page->doc) ? sr_html_tables_flush(page->tables, false) : 0;
}

const sr_html_handler sr_html_page_handler = {on_start, on_end, on_text, on_pause};

/* ---- the end ------------------------------------------------------------------------------ */

void sr_html_page_end(sr_html_page *page)
{
    end_line(page);
    sr_html_tables_finish(page->tables);
    sr_html_island_close(page->island);
    page->scope = (sr_html_scope){0};
    page->dropping = SR_EL_OTHER;
}

int sr_html_page_finish(sr_html_page *page)
{
    sr_doc *doc = page->doc;

    if (page->dropped)
        sr_doc_finding(doc, SR_D017,
                       "%llu bytes of scripts, styles, choices of forms and data islands are no text of the page.",
                       (unsigned long long)page->dropped)
            ->line_no = page->dropped_from;
    sr_html_island_last(page->island);
    if (page->hidden_places > HIDDEN_MAX)
        sr_doc_finding(doc, SR_S021, "%llu more cells hold text that the page does not show; it was left out.",
                       (unsigned long long)(page->hidden_places - HIDDEN_MAX));
    if (sr_html_tables_failed(page->tables) || sr_html_island_failed(page->island))
        return -1;
    return sr_html_tables_flush(page->tables, true);
}
