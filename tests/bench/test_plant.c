/*
 * The promises of the documents for the audit: what is said to add up does, in what is printed; errors are where the
 * list says, each alone in its relations and to be seen by one of them; what counts as recoverable can be solved for.
 */
#include "bench/generate/generate.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

enum { SEEDS = 60, RATE = 200 };

static const gen_planting nothing = {0, 0}, everything = {GEN_ALL_FAULTS, RATE};
static const gen_form forms[] = {GEN_FORM_TAB, GEN_FORM_PIPE, GEN_FORM_ALIGNED, GEN_FORM_CENTRED, GEN_FORM_CSV};
enum { FORMS = sizeof forms / sizeof forms[0] };

static void same_seed_same_bytes(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= SEEDS; seed++) {
        gen_doc a, b;
        gen_generate_audit(&a, seed, forms[seed % FORMS], 200, everything);
        gen_generate_audit(&b, seed, forms[seed % FORMS], 200, everything);
        assert_int_equal(a.text.len, b.text.len);
        assert_memory_equal(a.text.ptr, b.text.ptr, a.text.len);
        assert_int_equal(a.audit->n_planted, b.audit->n_planted);
        gen_free(&a);
        gen_free(&b);
    }
}

static void all_that_is_claimed_holds(void **state)
{
    size_t by_op[SR_OP_COUNT] = {0}, by_kind[SR_CHECK_KIND_COUNT] = {0}, by_table[GEN_KIND_COUNT] = {0}, hints = 0;

    (void)state;
    for (uint64_t seed = 1; seed <= SEEDS; seed++) {
        gen_doc doc;
        gen_generate_audit(&doc, seed, GEN_FORM_TAB, 0, nothing);
        assert_int_equal(doc.audit->n_planted, 0);
        for (size_t r = 0; r < doc.audit->n_relations; r++) {
            const gen_relation *relation = &doc.audit->relations[r];
            assert_int_equal(gen_closes(&doc, relation), GEN_HOLDS);
            by_op[relation->op]++;
            by_kind[relation->kind]++;
            hints += relation->hint;
            if (relation->result.table != GEN_IN_PROSE)
                by_table[doc.tables[relation->result.table].kind]++;
        }
        gen_free(&doc);
    }
    assert_true(by_op[SR_OP_SUM] > 1000 && by_op[SR_OP_DIFFERENCE] > 100);
    assert_true(by_op[SR_OP_PERCENTAGE] > 500 && by_op[SR_OP_EQUAL] > 100);
    for (int k = SR_CHECK_COLUMN_TOTAL; k < SR_CHECK_KIND_COUNT; k++)
        assert_true(by_kind[k] > 100 || k == SR_CHECK_CROSS_TABLE);
    for (int k = 0; k < GEN_KIND_COUNT; k++)
        assert_true((by_table[k] > 0) == (k != GEN_KIND_SIDES && k != GEN_KIND_BLOCKS && k != GEN_KIND_CASCADING));
    assert_true(hints > 10);
}

/* Percentages are printed with none, one or two decimals, rounded half up or cut off: all of that occurs. */
static void percentages_are_rounded_as_told(void **state)
{
    size_t seen[3][2] = {{0}};

    (void)state;
    for (uint64_t seed = 1; seed <= 3 * SEEDS; seed++) {
        gen_doc doc;
        gen_generate_audit(&doc, seed, GEN_FORM_TAB, 0, nothing);
        for (size_t r = 0; r < doc.audit->n_relations; r++) {
            const gen_relation *relation = &doc.audit->relations[r];
            if (relation->op != SR_OP_PERCENTAGE)
                continue;
            sr_decimal said = gen_cell_at(&doc, relation->result)->printed;
            double a = (double)gen_cell_at(&doc, relation->members[0])->printed.coef;
            double b = (double)gen_cell_at(&doc, relation->members[1])->printed.coef, unit = 1;
            for (int i = 0; i < said.scale; i++)
                unit /= 10;
            double off = 100 * a / b - (double)said.coef * unit, sign = a < 0 ? -1 : 1;
            if (doc.truncated)
                assert_true(off * sign > -1e-9 && off * sign < unit);
            else
                assert_true(off * sign >= -unit / 2 - 1e-9 && off * sign <= unit / 2 + 1e-9);
            seen[said.scale][doc.truncated]++;
        }
        gen_free(&doc);
    }
    for (int scale = 0; scale < 3; scale++)
        assert_true(seen[scale][0] > 0 && seen[scale][1] > 0);
}

static bool has_fault(const gen_doc *doc, gen_at at)
{
    return gen_cell_at(doc, at)->fault != GEN_FAULT_NONE ||
           (at.table != GEN_IN_PROSE && doc->tables[at.table].rows[at.row].gone);
}

/* The group of the error that the cell is the place of; 0 = none. */
static uint32_t group_at(const gen_doc *doc, gen_at at)
{
    for (size_t i = 0; i < doc->audit->n_planted; i++) {
        const gen_planted *planted = &doc->audit->planted[i];
        bool row = planted->fault == GEN_FAULT_ROW_GONE;
        if (at.table == planted->at.table && at.row == planted->at.row && (row || at.column == planted->at.column))
            return planted->group;
    }
    return 0;
}

static void check_relation(const gen_doc *doc, const gen_relation *relation)
{
    uint32_t group = group_at(doc, relation->result);
    bool fault = has_fault(doc, relation->result);

    for (uint32_t m = 0; m < relation->n_members; m++) {
        uint32_t other = group_at(doc, relation->members[m]);
        fault |= has_fault(doc, relation->members[m]);
        assert_true(other == 0 || group == 0 || other == group);
        group = other ? other : group;
    }
    assert_int_equal(fault, group != 0);
    if (!fault)
        assert_int_equal(gen_closes(doc, relation), GEN_HOLDS);
}

static bool fails_somewhere(const gen_doc *doc, gen_at at)
{
    uint32_t n;
    const uint32_t *of = gen_relations_of(doc, at, &n);

    for (uint32_t i = 0; i < n; i++)
        if (gen_closes(doc, &doc->audit->relations[of[i]]) == GEN_FAILS)
            return true;
    return false;
}

static void check_planted(const gen_doc *doc, const gen_planted *planted)
{
    const gen_cell *cell = gen_cell_at(doc, planted->at);
    uint32_t solved = 0, n;
    const uint32_t *of = gen_relations_of(doc, planted->at, &n);

    if (planted->fault == GEN_FAULT_ROW_GONE) {
        bool fails = false;
        for (uint16_t c = 0; c < doc->tables[planted->at.table].n_columns; c++)
            fails |= fails_somewhere(doc, (gen_at){planted->at.table, c, planted->at.row});
        assert_true(fails && doc->tables[planted->at.table].rows[planted->at.row].gone);
        return;
    }
    assert_int_equal(cell->fault, planted->fault);
    if (!gen_is_lost((gen_fault)planted->fault)) {
        assert_true(cell->stands && !planted->recoverable);
        assert_true(sr_decimal_cmp(cell->printed, cell->value) != 0);
        assert_true(fails_somewhere(doc, planted->at));
        return;
    }
    assert_false(cell->stands || planted->decidable);
    for (uint32_t i = 0; i < n; i++) {
        sr_decimal value;
        if (doc->audit->relations[of[i]].hint || !gen_solved(doc, &doc->audit->relations[of[i]], planted->at, &value))
            continue;
        assert_int_equal(sr_decimal_cmp(value, cell->value), 0);
        solved++;
    }
    if (planted->fault == GEN_FAULT_CELL_GONE) /* a second relation must say that something is missing */
        assert_true(solved && (planted->recoverable || solved == 1));
    else
        assert_int_equal(solved > 0, planted->recoverable);
}

static void each_error_is_where_the_list_says(void **state)
{
    (void)state;
    for (int fault = 1; fault < GEN_FAULT_COUNT; fault++) {
        size_t planted = 0, decidable = 0, recoverable = 0;
        for (uint64_t seed = 1; seed <= SEEDS; seed++) {
            gen_doc doc;
            gen_generate_audit(&doc, seed, GEN_FORM_TAB, 0, (gen_planting){1u << fault, RATE});
            for (size_t i = 0; i < doc.audit->n_planted; i++) {
                assert_int_equal(doc.audit->planted[i].fault, fault);
                check_planted(&doc, &doc.audit->planted[i]);
                planted++;
                decidable += doc.audit->planted[i].decidable;
                recoverable += doc.audit->planted[i].recoverable;
            }
            for (size_t r = 0; r < doc.audit->n_relations; r++)
                check_relation(&doc, &doc.audit->relations[r]);
            gen_free(&doc);
        }
        print_message("%-22s %4zu planted, %4zu decidable, %4zu recoverable\n", gen_fault_name((gen_fault)fault),
                      planted, decidable, recoverable);
        assert_true(planted >= 20);
        assert_true(gen_is_lost((gen_fault)fault) ? recoverable * 2 > planted
                                                  : fault == GEN_FAULT_QUOTED || decidable * 2 > planted);
    }
}

static void errors_keep_apart_when_many(void **state)
{
    size_t planted = 0, carried = 0;

    (void)state;
    for (uint64_t seed = 1; seed <= SEEDS; seed++) {
        gen_doc doc;
        gen_generate_audit(&doc, seed, forms[seed % FORMS], 0, (gen_planting){GEN_ALL_FAULTS, 1000});
        for (size_t i = 0; i < doc.audit->n_planted; i++) {
            check_planted(&doc, &doc.audit->planted[i]);
            carried += doc.audit->planted[i].carried;
            planted++;
        }
        for (size_t r = 0; r < doc.audit->n_relations; r++)
            check_relation(&doc, &doc.audit->relations[r]);
        gen_free(&doc);
    }
    assert_true(planted > 10 * SEEDS && carried > SEEDS / 2);
}

/* The text of a line, without its end. */
static sr_slice line_of(const gen_doc *doc, uint64_t line)
{
    size_t from = 0;

    for (; line > 1; line--)
        from = (size_t)((const char *)memchr(doc->text.ptr + from, '\n', doc->text.len - from) - doc->text.ptr) + 1;
    const char *stop = memchr(doc->text.ptr + from, '\n', doc->text.len - from);
    return (sr_slice){doc->text.ptr + from, (size_t)(stop - doc->text.ptr) - from};
}

static sr_int128 digits_in(sr_slice text)
{
    sr_int128 digits = 0;

    for (size_t i = 0; i < text.len; i++)
        if (sr_is_digit((unsigned char)text.ptr[i]))
            digits = digits * 10 + (text.ptr[i] - '0');
    return digits;
}

/* What is printed stands in the text with the digits that the truth says; a row that is gone stands nowhere. */
static void text_says_what_is_printed(void **state)
{
    static const gen_form texts[] = {GEN_FORM_TAB, GEN_FORM_PIPE, GEN_FORM_CSV};
    size_t numbers = 0;

    (void)state;
    for (uint64_t seed = 1; seed <= SEEDS; seed++) {
        gen_doc doc;
        gen_generate_audit(&doc, seed, texts[seed % 3], 0, everything);
        for (size_t t = 0; t < doc.n_tables; t++) {
            for (size_t i = 0; i < doc.tables[t].n_rows * doc.tables[t].n_columns; i++) {
                const gen_row *row = &doc.tables[t].rows[i / doc.tables[t].n_columns];
                const gen_cell *cell = &row->cells[i % doc.tables[t].n_columns];
                assert_int_equal(row->gone, row->line_first == 0);
                if (row->gone || !cell->has_value)
                    continue;
                assert_true(sr_find_nocase(line_of(&doc, row->line_first), cell->shown) != SIZE_MAX);
                if (cell->stands || cell->fault == GEN_FAULT_STYLE)
                    assert_true(digits_in(cell->shown) ==
                                (cell->printed.coef < 0 ? -cell->printed.coef : cell->printed.coef));
                numbers++;
            }
        }
        for (size_t q = 0; q < doc.audit->n_quotes; q++)
            assert_true(sr_find_nocase(line_of(&doc, doc.audit->quotes[q].line), doc.audit->quotes[q].cell.shown) !=
                        SIZE_MAX);
        gen_free(&doc);
    }
    assert_true(numbers > 10000);
}

static void other_documents_have_no_audit(void **state)
{
    gen_doc doc;

    (void)state;
    gen_generate(&doc, 1, GEN_FORM_TAB, 0);
    assert_null(doc.audit);
    gen_free(&doc);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(same_seed_same_bytes),
        cmocka_unit_test(all_that_is_claimed_holds),
        cmocka_unit_test(percentages_are_rounded_as_told),
        cmocka_unit_test(each_error_is_where_the_list_says),
        cmocka_unit_test(errors_keep_apart_when_many),
        cmocka_unit_test(text_says_what_is_printed),
        cmocka_unit_test(other_documents_have_no_audit),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
