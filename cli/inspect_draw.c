#include "cli/inspect.h"

#include <inttypes.h>

static sr_inspect *inspect_of(sr_sink *sink)
{
    return (sr_inspect *)(void *)sink; /* its first member */
}

/* ---- the head --------------------------------------------------------------------------------------------------- */

static void fact(sr_inspect *in, const char *name, sr_slice value)
{
    sr_slice plain = sr_pen_plain(&in->scratch, value);

    if (plain.len == 0)
        return;
    sr_buf_lit(&in->out, "  ");
    sr_pen_put(&in->pen, &in->out, SR_DIM, sr_arena_printf(&in->scratch, "%-9s", name));
    sr_pen_wrap(&in->pen, &in->out, plain, 11, 11);
}

static void draw_head(sr_inspect *in, const sr_doc *doc)
{
    const sr_facts *facts = &doc->facts;
    sr_slice when = {0};

    if (facts->fiscal_year)
        when = sr_arena_printf(&in->scratch, "%d", facts->fiscal_year);
    if (facts->quarter)
        when = sr_arena_printf(&in->scratch, "%.*s%squarter %u", SR_FMT(when), when.len ? ", " : "", facts->quarter);
    if (facts->revision)
        when = sr_arena_printf(&in->scratch, "%.*s%s%s", SR_FMT(when), when.len ? ", " : "",
                               sr_revision_name(facts->revision));
    sr_pen_put(&in->pen, &in->out, SR_BOLD, sr_pen_plain(&in->scratch, doc->name));
    sr_buf_char(&in->out, '\n');
    fact(in, "title", facts->title);
    fact(in, "kind", sr_str(sr_doc_kind_name(facts->kind)));
    fact(in, "agency", facts->agency);
    fact(in, "region", facts->region);
    fact(in, "year", when);
    fact(in, "format",
         sr_arena_printf(&in->scratch, "%s, %.*s, %" PRIu64 " bytes", sr_format_name(doc->format),
                         SR_FMT(doc->encoding), doc->bytes));
}

/* ---- the end ---------------------------------------------------------------------------------------------------- */

static void draw_accounting(sr_inspect *in, const sr_doc *doc)
{
    uint64_t sum = 0;
    sr_buf line = {0};

    for (int i = 0; i < SR_ACCOUNT_COUNT; i++) {
        uint64_t n = doc->accounts[i], total = doc->total_bytes ? doc->total_bytes : 1;
        sum += n;
        if (n)
            sr_buf_printf(&line, "%s%s %" PRIu64 " (%" PRIu64 ".%" PRIu64 " %%)", line.len ? ", " : "",
                          sr_account_name((sr_account)i), n, n * 100 / total, n * 1000 / total % 10);
    }
    bool adds_up = sum == doc->total_bytes;
    sr_slice text = sr_arena_printf(&in->scratch, "%" PRIu64 " not blank: %.*s", doc->total_bytes, (int)line.len,
                                    line.len ? line.ptr : "");
    fact(in, "bytes", text);
    sr_slice verdict = adds_up ? SR_LIT("adds up: each is in exactly one place")
                               : sr_arena_printf(&in->scratch, "does not add up: %" PRIu64 " are accounted for", sum);
    sr_buf_printf(&in->out, "%11s", "");
    sr_pen_put(&in->pen, &in->out, adds_up ? SR_GOOD : SR_BAD, verdict);
    sr_buf_char(&in->out, '\n');
    sr_buf_free(&line);
}

sr_slice sr_inspect_trust(sr_inspect *in, const sr_trust *trust, uint64_t passed, uint64_t failed)
{
    const struct {
        uint64_t n;
        const char *what;
    } parts[] = {{trust->inferred, "inferred"},
                 {trust->repaired, "repaired"},
                 {trust->ambiguous, "ambiguous"},
                 {trust->unreadable, "unreadable"},
                 {trust->accused, "accused"}};
    sr_slice text = {0};

    if (trust->numeric == 0)
        return text;
    text = sr_arena_printf(&in->scratch, "%" PRIu64 " of %" PRIu64 " numbers verified (%" PRIu64 ".%" PRIu64 " %%)",
                           trust->verified, trust->numeric, trust->verified * 100 / trust->numeric,
                           trust->verified * 1000 / trust->numeric % 10);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (parts[i].n)
            text = sr_arena_printf(&in->scratch, "%.*s, %" PRIu64 " %s", SR_FMT(text), parts[i].n, parts[i].what);
    return sr_arena_printf(&in->scratch, "%.*s; %" PRIu64 " relations hold, %" PRIu64 " fail", SR_FMT(text), passed,
                           failed);
}

static void draw_counts(sr_inspect *in, const sr_doc *doc)
{
    sr_buf line = {0};
    uint64_t rows = 0, cells = 0;

    for (size_t i = 0; i < doc->n_tables; i++)
        rows += doc->tables[i]->data_rows;
    for (int i = 0; i < SR_CELL_STATUS_COUNT; i++)
        cells += in->cells[i];
    for (int i = 0; i < SR_CELL_STATUS_COUNT; i++)
        if (in->cells[i])
            sr_buf_printf(&line, "%s%" PRIu64 " %s", line.len ? ", " : "", in->cells[i],
                          sr_cell_status_name((sr_cell_status)i));
    fact(in, "tables", sr_arena_printf(&in->scratch, "%zu with %" PRIu64 " rows of data", doc->n_tables, rows));
    fact(in, "cells",
         sr_arena_printf(&in->scratch, "%" PRIu64 ": %.*s", cells, (int)line.len, line.len ? line.ptr : ""));
    line.len = 0;
    for (int i = 1; i < SR_FINDING_COUNT; i++)
        if (in->codes[i])
            sr_buf_printf(&line, "%s%s %s %" PRIu64, line.len ? ", " : "", sr_finding_info_of((sr_finding_code)i)->code,
                          sr_finding_info_of((sr_finding_code)i)->name, in->codes[i]);
    fact(in, "findings",
         sr_arena_printf(&in->scratch, "%" PRIu64 " errors, %" PRIu64 " warnings, %" PRIu64 " remarks%s%.*s",
                         doc->finding_counts[SR_ERROR], doc->finding_counts[SR_WARNING], doc->finding_counts[SR_INFO],
                         line.len ? ": " : "", (int)line.len, line.len ? line.ptr : ""));
    fact(in, "audit", sr_inspect_trust(in, &doc->trust, doc->checks_passed, doc->checks_failed));
    if (in->left_out && in->settings->rows)
        fact(in, "rows",
             sr_arena_printf(&in->scratch, "%" PRIu64 " without findings are not shown; --rows 0 shows all",
                             in->left_out));
    fact(in, "signs",
         SR_LIT("~ repaired, = inferred, ? could be read otherwise, ! cannot be read, # accused by arithmetic"));
    sr_buf_free(&line);
}

/* ---- the sink --------------------------------------------------------------------------------------------------- */

static int draw_begin(sr_sink *sink, const sr_doc *doc, sr_error *err)
{
    (void)sink;
    (void)doc;
    (void)err;
    return 0;
}

static void count_cells(sr_inspect *in, const sr_table *table)
{
    for (size_t r = 0; r < table->n_rows; r++)
        for (uint32_t c = 0; c < table->rows[r]->n; c++)
            in->cells[table->rows[r]->cells[c].status]++;
}

static int draw_batch(sr_sink *sink, const sr_doc *doc, sr_error *err)
{
    sr_inspect *in = inspect_of(sink);
    size_t none = 0;

    if (in->batches++ == 0)
        draw_head(in, doc);
    for (size_t i = 0; i < doc->n_findings; i++)
        in->codes[doc->findings[i].code]++;
    for (size_t i = 0; i < doc->n_tables; i++) {
        const sr_table *table = doc->tables[i];
        if (table->n_rows == 0)
            continue;
        count_cells(in, table);
        if (!sr_inspect_wants(in, table->table_no))
            continue;
        sr_inspect_table(in, doc, table);
        sr_arena_reset(&in->scratch);
        if (sr_inspect_flush(in, err) != 0)
            return -1;
    }
    /* Those about no table come first in their order. */
    while (none < doc->n_findings && doc->findings[none].table_no == 0)
        none++;
    if (none && !in->settings->tables) {
        sr_buf_char(&in->out, '\n');
        sr_pen_put(&in->pen, &in->out, SR_BOLD, SR_LIT("The document\n"));
        sr_inspect_findings(in, doc, 0, none);
    }
    sr_arena_reset(&in->scratch);
    return sr_inspect_flush(in, err);
}

static int draw_end(sr_sink *sink, const sr_doc *doc, sr_error *err)
{
    sr_inspect *in = inspect_of(sink);

    sr_buf_char(&in->out, '\n');
    sr_pen_put(&in->pen, &in->out, SR_BOLD, SR_LIT("In all"));
    sr_buf_char(&in->out, '\n');
    draw_accounting(in, doc);
    draw_counts(in, doc);
    return sr_inspect_flush(in, err);
}

static int draw_refuse(sr_sink *sink, const sr_doc *doc, const sr_error *why, sr_error *err)
{
    (void)sink;
    (void)doc;
    (void)why; /* the log says it */
    (void)err;
    return 0;
}

static void draw_abort(sr_sink *sink, const sr_doc *doc)
{
    (void)sink;
    (void)doc;
}

void sr_inspect_draw_sink(sr_inspect *inspect)
{
    inspect->sink = (sr_sink){draw_begin, draw_batch, draw_end, draw_refuse, draw_abort};
}
