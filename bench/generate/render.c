/*
 * From the tables to text: the frame of the document, and tables with separators. Rows get their lines here.
 */
#include "bench/generate/audit.h"

void gen_line(gen_doc *doc, sr_slice text)
{
    sr_buf_slice(&doc->text, text);
    sr_buf_char(&doc->text, '\n');
    doc->line++;
}

/* With a comma where the locale is English, else with a semicolon, as spreadsheets write it. */
static char delimiter_of(const gen_doc *doc)
{
    return doc->english ? ',' : ';';
}

/* What HTML would take for its own. */
static void write_escaped(gen_doc *doc, sr_slice text)
{
    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        sr_buf_slice(&doc->text, c == '<'   ? SR_LIT("&lt;")
                                 : c == '>' ? SR_LIT("&gt;")
                                 : c == '&' ? SR_LIT("&amp;")
                                            : sr_sub(text, i, i + 1));
    }
}

static void write_field(gen_doc *doc, sr_slice text)
{
    if (doc->form == GEN_FORM_HTML) {
        write_escaped(doc, text);
        return;
    }
    bool quoted = doc->form == GEN_FORM_CSV && text.len && memchr(text.ptr, delimiter_of(doc), text.len);

    if (quoted)
        sr_buf_char(&doc->text, '"');
    sr_buf_slice(&doc->text, text);
    if (quoted)
        sr_buf_char(&doc->text, '"');
}

static void write_cells(gen_doc *doc, const sr_slice *cells, uint32_t n)
{
    bool pipe = doc->form == GEN_FORM_PIPE, html = doc->form == GEN_FORM_HTML;

    if (pipe)
        sr_buf_lit(&doc->text, "| ");
    if (html)
        sr_buf_lit(&doc->text, "<tr><td>");
    for (uint32_t c = 0; c < n; c++) {
        if (c && html)
            sr_buf_lit(&doc->text, "</td><td>");
        else if (c && pipe)
            sr_buf_lit(&doc->text, " | ");
        else if (c)
            sr_buf_char(&doc->text, doc->form == GEN_FORM_CSV ? delimiter_of(doc) : '\t');
        write_field(doc, cells[c]);
    }
    gen_line(doc, pipe ? SR_LIT(" |") : html ? SR_LIT("</td></tr>") : SR_LIT(""));
}

/* A line around the tables. */
static void write_text(gen_doc *doc, sr_slice text)
{
    bool html = doc->form == GEN_FORM_HTML;

    if (html)
        sr_buf_lit(&doc->text, "<p>");
    write_field(doc, text);
    gen_line(doc, html ? SR_LIT("</p>") : SR_LIT(""));
}

/* A tag by itself on its line, in HTML. */
static void write_tag(gen_doc *doc, const char *tag)
{
    if (doc->form == GEN_FORM_HTML)
        gen_line(doc, sr_str(tag));
}

static void write_rule(gen_doc *doc, uint32_t n)
{
    for (uint32_t c = 0; c < n; c++)
        sr_buf_lit(&doc->text, "|---");
    gen_line(doc, SR_LIT("|"));
}

static void write_header(gen_doc *doc, gen_random *random, gen_table *table, bool mess)
{
    sr_slice cells[GEN_WRITTEN_MAX];

    for (uint32_t h = 0; h < table->header_rows; h++) {
        uint32_t n = gen_written_header(table, random, h, mess, cells);
        write_cells(doc, cells, n);
        if (h == 0 && doc->form == GEN_FORM_PIPE)
            write_rule(doc, n);
    }
    for (uint32_t c = 0; c < table->n_columns && table->number_row; c++)
        cells[c] = table->columns[c].number;
    if (table->number_row)
        write_cells(doc, cells, table->n_columns);
}

/* The next page: the header again; in some pipe documents a blank one, as converters write when they find none. */
static void write_page_break(gen_doc *doc, gen_random *random, gen_table *table)
{
    sr_slice blank[GEN_WRITTEN_MAX] = {{0}};
    bool mess = gen_chance(random, doc->rate * 4);

    gen_line(doc, SR_LIT(""));
    write_tag(doc, "</table><p style=\"page-break-before:always\"></p><table>");
    if (doc->form == GEN_FORM_PIPE && doc->seed % 3 == 0) {
        write_cells(doc, blank, table->n_columns);
        write_rule(doc, table->n_columns);
        return;
    }
    if (mess) {
        doc->mess_counts[GEN_HEADER_WIDTH]++;
        table->header_mess = true;
    }
    write_header(doc, random, table, mess);
}

static void render_separated(gen_doc *doc, gen_random *random, gen_table *table)
{
    sr_slice cells[GEN_WRITTEN_MAX];

    write_tag(doc, "<table>");
    write_header(doc, random, table, false);
    for (uint32_t c = 0; c < table->n_columns && table->heading.len; c++)
        cells[c] = table->columns[c].role == SR_ROLE_NAME ? table->heading : (sr_slice){0};
    if (table->heading.len)
        write_cells(doc, cells, table->n_columns);
    for (size_t r = 0; r < table->n_rows; r++) {
        gen_row *row = &table->rows[r];
        gen_row *above = r ? &table->rows[r - 1] : NULL;
        if (row->gone)
            continue;
        if (above && above->gone) /* only rows without mess, and never the first */
            above--;
        if (above && above->page != row->page)
            write_page_break(doc, random, table);
        if (above && above->mess == GEN_CONTINUED) {
            write_cells(doc, cells, gen_written_tail(table, above, cells));
            above->tail_line = doc->line;
        }
        if (row->mess == GEN_BLANK_LINE)
            gen_line(doc, SR_LIT(""));
        if (row->mess == GEN_HEADER_IN_DATA && r)
            write_header(doc, random, table, false);
        write_cells(doc, cells, gen_written_row(table, row, cells));
        row->line_first = row->line_last = doc->line;
        if (row->mess == GEN_CODE_APART) {
            write_cells(doc, cells, gen_written_tail(table, row, cells));
            row->line_last = doc->line;
        }
        if (row->mess == GEN_WRAPPED_NAME) {
            write_cells(doc, cells, gen_written_tail(table, row, cells));
            row->tail_line = doc->line;
        }
    }
    write_tag(doc, "</table>");
}

static void write_frame(gen_doc *doc)
{
    static const char *const titles[] = {"RENCANA KERJA (RENJA)", "RENCANA AKSI KINERJA", "LAPORAN EVALUASI KINERJA"};

    write_text(doc, sr_str(titles[doc->seed % 3]));
    write_text(doc, doc->agency);
    write_text(doc, doc->region);
    write_text(doc, sr_arena_printf(&doc->arena, "TAHUN ANGGARAN %d", doc->year));
    gen_line(doc, SR_LIT(""));
}

static void write_quotes(gen_doc *doc, size_t table)
{
    for (size_t q = 0; doc->audit && q < doc->audit->n_quotes; q++) {
        gen_quote *quote = &doc->audit->quotes[q];
        if (quote->table != table)
            continue;
        gen_line(doc, SR_LIT(""));
        write_text(doc, sr_arena_printf(&doc->arena, "%s%.*s%s", quote->before, SR_FMT(quote->cell.shown),
                                        doc->cents ? "." : ",-"));
        quote->line = doc->line;
    }
}

void gen_render(gen_doc *doc, gen_random *random)
{
    write_tag(doc, "<!DOCTYPE html><html><head><meta charset=\"utf-8\"></head><body>");
    write_frame(doc);
    for (size_t t = 0; t < doc->n_tables; t++) {
        gen_table *table = &doc->tables[t];
        if (doc->form == GEN_FORM_SCRAMBLED) {
            gen_render_scrambled(doc, random, table);
            continue;
        }
        write_text(doc, gen_sentence(doc));
        gen_line(doc, SR_LIT(""));
        write_text(doc, sr_arena_printf(&doc->arena, "Tabel 2.%zu %.*s", t + 1, SR_FMT(table->title)));
        gen_line(doc, SR_LIT(""));
        if (doc->form == GEN_FORM_ALIGNED || doc->form == GEN_FORM_CENTRED)
            gen_render_aligned(doc, random, table);
        else
            render_separated(doc, random, table);
        write_quotes(doc, t);
        gen_line(doc, SR_LIT(""));
    }
    gen_line(doc, SR_LIT(""));
    write_text(doc, SR_LIT("Kepala Perangkat Daerah,"));
    write_text(doc, SR_LIT("Drs. H. SANG PENCOBA, M.Si"));
    write_tag(doc, "</body></html>");
}
