#include "core/document.h"

#include <stdarg.h>
#include <stdio.h>

/* What a finding with its message costs: a file may have one on every line. */
enum { FINDING_CELLS = 4 };

#define X(symbol, name) name,
#define NAMES(function, type, list)                                                                                    \
    const char *function(type v)                                                                                       \
    {                                                                                                                  \
        static const char *const names[] = {list(X)};                                                                  \
        return names[v];                                                                                               \
    }
NAMES(sr_cell_status_name, sr_cell_status, SR_CELL_STATUSES)
NAMES(sr_rule_name, sr_rule, SR_RULES)
NAMES(sr_type_name, sr_type, SR_TYPES)
NAMES(sr_row_kind_name, sr_row_kind, SR_ROW_KINDS)
NAMES(sr_level_name, sr_level, SR_LEVELS)
NAMES(sr_role_name, sr_role, SR_ROLES)
NAMES(sr_measure_name, sr_measure, SR_MEASURES)
NAMES(sr_aspect_name, sr_aspect, SR_ASPECTS)
NAMES(sr_revision_name, sr_revision, SR_REVISIONS)
NAMES(sr_doc_kind_name, sr_doc_kind, SR_DOC_KINDS)
NAMES(sr_format_name, sr_format, SR_FORMATS)
NAMES(sr_account_name, sr_account, SR_ACCOUNTS)
#undef X

const sr_cell sr_cell_blank = {.raw = "", .text = "", .status = SR_CELL_EMPTY, .rule = SR_RULE_BLANK};

void sr_doc_init(sr_doc *doc)
{
    *doc = (sr_doc){.pages = 1};
}

void sr_doc_free(sr_doc *doc)
{
    sr_arena_free(&doc->arena);
    sr_arena_free(&doc->batch);
}

static sr_block *add_block(sr_doc *doc, sr_block_type type, uint64_t line_no)
{
    sr_block *block = SR_PUSH(&doc->batch, doc->blocks, doc->n_blocks, doc->cap_blocks);

    *block = (sr_block){.type = type, .page_no = doc->pages, .line_no = line_no};
    return block;
}

sr_block *sr_doc_text(sr_doc *doc, sr_block_type type, sr_slice text, uint64_t line_no)
{
    sr_block *block = add_block(doc, type, line_no);

    block->text = text;
    sr_doc_account(doc, type == SR_BLOCK_PROSE ? SR_ACCOUNT_PROSE : SR_ACCOUNT_CAPTIONS, sr_nonblank(text));
    doc->batch_bytes += text.len;
    doc->batch_cells++;
    return block;
}

void sr_doc_page(sr_doc *doc, uint64_t line_no)
{
    doc->pages++;
    add_block(doc, SR_BLOCK_PAGE, line_no);
    doc->batch_cells++;
}

sr_part *sr_doc_part(sr_doc *doc, sr_part_form form, uint64_t line_no)
{
    sr_part *part = SR_NEW(&doc->batch, sr_part);

    part->form = form;
    add_block(doc, SR_BLOCK_PART, line_no)->part = part;
    doc->batch_cells += SR_PART_CELLS;
    doc->part = part;
    return part;
}

sr_row *sr_doc_row(sr_doc *doc, uint32_t n, uint64_t line_no, uint64_t offset)
{
    sr_part *part = doc->part;
    sr_row *row = SR_NEW(&doc->batch, sr_row);

    row->cells = SR_NEW_ARRAY(&doc->batch, sr_cell, n);
    row->n = n;
    row->page_no = doc->pages;
    row->line_no = line_no;
    row->offset = offset;
    *SR_PUSH(&doc->batch, part->rows, part->n_rows, part->cap_rows) = row;
    if (n > part->width)
        part->width = n;
    doc->batch_cells += n + 1; /* a row costs about as much as a cell */
    return row;
}

void sr_doc_row_done(sr_doc *doc, const sr_row *row)
{
    uint64_t bytes = 0;

    for (uint32_t i = 0; i < row->n; i++) {
        bytes += sr_nonblank(sr_cell_raw(&row->cells[i]));
        doc->batch_bytes += row->cells[i].raw_len;
    }
    sr_doc_account(doc, SR_ACCOUNT_CELLS, bytes);
}

void sr_doc_part_end(sr_doc *doc)
{
    doc->part = NULL;
}

int sr_doc_flush(sr_doc *doc, bool last, sr_error *err)
{
    sr_part *open = doc->part;

    if (open)
        open->open = !last;
    int rc = doc->flush(doc, last, err);

    doc->blocks = NULL;
    doc->n_blocks = doc->cap_blocks = 0;
    doc->findings = NULL;
    doc->n_findings = doc->cap_findings = 0;
    doc->checks = NULL;
    doc->n_checks = doc->cap_checks = 0;
    doc->batch_bytes = doc->batch_cells = 0;
    doc->part = NULL;
    doc->batch_no++;
    sr_part again = open ? *open : (sr_part){0};
    sr_arena_reset(&doc->batch);
    if (open && !last) {
        sr_part *part = sr_doc_part(doc, again.form, doc->lines);
        part->continued = true;
        part->column_first = again.column_first;
        part->hidden = again.hidden;
    }
    return rc;
}

sr_finding *sr_doc_finding(sr_doc *doc, sr_finding_code code, const char *format, ...)
{
    va_list ap;
    sr_finding *finding = SR_PUSH(&doc->batch, doc->findings, doc->n_findings, doc->cap_findings);

    doc->batch_cells += FINDING_CELLS;
    va_start(ap, format);
    *finding = (sr_finding){.code = code,
                            .severity = sr_finding_info_of(code)->severity,
                            .message = sr_arena_vprintf(&doc->batch, format, ap)};
    va_end(ap);
    return finding;
}
