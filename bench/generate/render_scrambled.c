/*
 * Text in the order of an extractor that reads column by column: a page's quarter targets first, then names,
 * indicators and offices, every line of a cell a line of the text.
 */
#include "bench/generate/plan.h"

enum { SUB, INDICATOR, TARGET, QUARTER_1, RESPONSIBLE = QUARTER_1 + 4, WIDTH = 34 };

static void wrapped(gen_doc *doc, sr_slice text)
{
    while (text.len) {
        size_t cut = text.len <= WIDTH ? text.len : WIDTH;
        while (cut < text.len && cut > 1 && text.ptr[cut - 1] != ' ')
            cut--;
        if (cut <= 1)
            cut = text.len;
        gen_line(doc, sr_sub(text, 0, cut));
        text = sr_sub(text, cut, text.len);
    }
    gen_line(doc, SR_LIT(""));
}

static void quarters(gen_doc *doc, gen_row *row, bool words)
{
    static const char *const roman[] = {"I", "II", "III", "IV"};

    for (int q = 0; q < 4; q++) {
        sr_slice shown = row->cells[QUARTER_1 + q].shown;
        gen_line(doc, sr_arena_printf(&doc->arena, "%s %s %.*s", words ? "Triwulan" : "TW.", roman[q],
                                      SR_FMT(shown.len ? shown : SR_LIT("-"))));
        gen_line(doc, SR_LIT(""));
        if (q == 0)
            row->line_first = doc->line - 1;
    }
    row->line_last = doc->line;
}

void gen_render_scrambled(gen_doc *doc, gen_random *random, gen_table *table)
{
    static const char *const header[] = {"NO",
                                         "SASARAN PROGRAM KEGIATAN/SUB KEGIATAN",
                                         "SASARAN KINERJA",
                                         "INDIKATOR ",
                                         "KINERJA",
                                         "TARGET",
                                         "Penanggung Jawab",
                                         "URAIAN"};

    for (size_t first = 0, last; first < table->n_rows; first = last) {
        for (last = first; last < table->n_rows && table->rows[last].page == table->rows[first].page;)
            last++;
        for (size_t r = first; r < last; r++)
            quarters(doc, &table->rows[r], doc->seed % 2);
        for (size_t h = 0; h < sizeof header / sizeof header[0]; h++)
            gen_line(doc, sr_str(header[h]));
        gen_line(doc, SR_LIT(""));
        /* A target and its office may come before everything else of the page, or behind another activity. */
        size_t apart =
            gen_chance(random, 2500) ? first + (size_t)gen_between(random, 0, (int)(last - first) - 1) : last;
        size_t before = apart < last ? first + (size_t)gen_between(random, 0, (int)(last - first) - 1) : last;
        for (size_t r = first; r < last; r++) {
            gen_row *row = &table->rows[r];
            bool target_last = gen_chance(random, 3000);
            if (r == before && apart != before && apart != before - 1) {
                wrapped(doc, table->rows[apart].cells[TARGET].shown);
                wrapped(doc, table->rows[apart].cells[RESPONSIBLE].shown);
            }
            if (r == apart && apart != before && apart != before - 1) {
                wrapped(doc, row->cells[SUB].shown);
                wrapped(doc, row->cells[INDICATOR].shown);
                continue;
            }
            wrapped(doc, row->cells[SUB].shown);
            wrapped(doc, row->cells[INDICATOR].shown);
            if (!target_last)
                wrapped(doc, row->cells[TARGET].shown);
            wrapped(doc, row->cells[RESPONSIBLE].shown);
            if (target_last)
                wrapped(doc, row->cells[TARGET].shown);
        }
        sr_buf_char(&doc->text, '\f');
    }
}
