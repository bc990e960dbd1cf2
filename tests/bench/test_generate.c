/*
 * The generator's promises: the same seed makes the same bytes, every row stands on its line, money adds up, and
 * mess is counted and keeps what it says it keeps.
 */
#include "bench/generate/generate.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

enum { SEEDS = 24, RATE = 1000 };

/* The text of the lines first to last. */
static sr_slice lines_of(const gen_doc *doc, uint64_t first, uint64_t last)
{
    size_t from = 0, to = 0, at = 0;

    for (uint64_t line = 1; line <= last && at < doc->text.len; line++) {
        const char *stop = memchr(doc->text.ptr + at, '\n', doc->text.len - at);
        from = line == first ? at : from;
        to = stop ? (size_t)(stop - doc->text.ptr) : doc->text.len;
        at = to + 1;
    }
    return (sr_slice){doc->text.ptr + from, to - from};
}

static void same_seed_same_bytes(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= SEEDS; seed++) {
        gen_doc a, b;
        gen_generate(&a, seed, (gen_form)(seed % GEN_FORM_COUNT), RATE);
        gen_generate(&b, seed, (gen_form)(seed % GEN_FORM_COUNT), RATE);
        assert_int_equal(a.text.len, b.text.len);
        assert_memory_equal(a.text.ptr, b.text.ptr, a.text.len);
        gen_free(&a);
        gen_free(&b);
    }
}

static void rows_stand_on_their_lines(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= SEEDS; seed++) {
        gen_doc doc;
        gen_generate(&doc, seed, seed % 2 ? GEN_FORM_TAB : GEN_FORM_PIPE, RATE);
        for (size_t t = 0; t < doc.n_tables; t++) {
            for (size_t r = 0; r < doc.tables[t].n_rows; r++) {
                const gen_row *row = &doc.tables[t].rows[r];
                sr_slice line = lines_of(&doc, row->line_first, row->line_last);
                for (uint32_t c = 0; c < doc.tables[t].n_columns; c++) {
                    bool cut = row->tail_line && row->at == c;
                    assert_true(sr_find_nocase(line, cut ? row->head : row->cells[c].shown) != SIZE_MAX);
                }
                if (row->tail_line) {
                    line = lines_of(&doc, row->tail_line, row->tail_line);
                    assert_true(sr_find_nocase(line, row->tail) != SIZE_MAX);
                }
            }
        }
        gen_free(&doc);
    }
}

/* Every level's money is the sum of the next one's, in every money column of tables that show the tree. */
static void parents_are_sums(void **state)
{
    size_t sums = 0;

    (void)state;
    for (uint64_t seed = 1; seed <= SEEDS; seed++) {
        gen_doc doc;
        gen_generate(&doc, seed, GEN_FORM_TAB, RATE);
        for (size_t t = 0; t < doc.n_tables; t++) {
            const gen_table *table = &doc.tables[t];
            for (size_t p = 0; p < table->n_rows; p++) {
                for (uint32_t c = 0; c < table->n_columns; c++) {
                    sr_int128 sum = 0;
                    size_t children = 0;
                    for (size_t r = p + 1; r < table->n_rows; r++)
                        if (table->rows[r].parent == (int32_t)p && table->columns[c].money) {
                            sum += table->rows[r].cells[c].value.coef;
                            children++;
                        }
                    if (children && table->rows[p].cells[c].has_value) {
                        assert_true(sum == table->rows[p].cells[c].value.coef);
                        sums++;
                    }
                }
            }
        }
        gen_free(&doc);
    }
    assert_true(sums > 100);
}

/* Digits of the value and digits of the text: equal for every kind of mess under which the value still stands. */
static void digits_are_kept(void **state)
{
    size_t messy = 0;

    (void)state;
    for (uint64_t seed = 1; seed <= SEEDS; seed++) {
        gen_doc doc;
        gen_generate(&doc, seed, GEN_FORM_TAB, RATE);
        for (size_t t = 0; t < doc.n_tables; t++) {
            for (size_t i = 0; i < doc.tables[t].n_rows * doc.tables[t].n_columns; i++) {
                const gen_cell *cell =
                    &doc.tables[t].rows[i / doc.tables[t].n_columns].cells[i % doc.tables[t].n_columns];
                sr_int128 digits = 0;
                if (!cell->has_value || cell->mess == GEN_NONE || cell->mess == GEN_COMPOUND || cell->mess == GEN_CENTS)
                    continue;
                for (size_t b = 0; b < cell->shown.len; b++)
                    if (sr_is_digit((unsigned char)cell->shown.ptr[b]))
                        digits = digits * 10 + (cell->shown.ptr[b] - '0');
                sr_int128 right = cell->value.coef < 0 ? -cell->value.coef : cell->value.coef;
                assert_int_equal(digits == right, cell->stands);
                messy++;
            }
        }
        gen_free(&doc);
    }
    assert_true(messy > 100);
}

static void no_mess_at_rate_zero(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= SEEDS; seed++) {
        gen_doc doc;
        gen_generate(&doc, seed, (gen_form)(seed % GEN_FORM_COUNT), 0);
        for (int m = 0; m < GEN_MESS_COUNT; m++)
            assert_int_equal(doc.mess_counts[m], 0);
        gen_free(&doc);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(same_seed_same_bytes), cmocka_unit_test(rows_stand_on_their_lines),
        cmocka_unit_test(parents_are_sums),     cmocka_unit_test(digits_are_kept),
        cmocka_unit_test(no_mess_at_rate_zero),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
