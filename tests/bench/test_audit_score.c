/*
 * The tally of the audit's score, on answers made by hand: silence, all that is right, and each thing that is wrong.
 */
#include "bench/compare/audit.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

/* A document as a reader would hand it on who sees every cell and says nothing. */
typedef struct answer {
    gen_doc truth;
    sr_doc doc;
    audit_tally *tally;
    audit_place place;
} answer;

static void read_cell(sr_cell *cell, const gen_cell *truth)
{
    cell->raw = cell->text = truth->shown.ptr;
    cell->raw_len = cell->text_len = (uint32_t)truth->shown.len;
    cell->has_value = truth->has_value && truth->stands;
    cell->value = truth->printed;
    cell->status = cell->has_value ? SR_CELL_OK : truth->has_value ? SR_CELL_UNREADABLE : SR_CELL_TEXT;
}

static sr_table *read_table(sr_arena *arena, const gen_table *truth, uint32_t table_no)
{
    sr_table *table = SR_NEW(arena, sr_table);

    table->table_no = table_no;
    table->width = truth->n_columns;
    table->columns = SR_NEW_ARRAY(arena, sr_column, truth->n_columns);
    table->rows = SR_NEW_ARRAY(arena, sr_row *, truth->n_rows);
    for (size_t r = 0; r < truth->n_rows; r++) {
        sr_row *row = SR_NEW(arena, sr_row);
        if (truth->rows[r].gone)
            continue;
        row->row_no = (uint32_t)r + 1;
        row->line_no = truth->rows[r].line_first;
        row->n = truth->n_columns;
        row->cells = SR_NEW_ARRAY(arena, sr_cell, row->n);
        for (uint32_t c = 0; c < row->n; c++)
            read_cell(&row->cells[c], &truth->rows[r].cells[c]);
        table->rows[table->n_rows++] = row;
    }
    return table;
}

static void begin(answer *a, uint64_t seed, gen_planting what, audit_condition condition)
{
    memset(a, 0, sizeof *a);
    a->tally = calloc(1, sizeof *a->tally);
    assert_non_null(a->tally);
    gen_generate_audit(&a->truth, seed, GEN_FORM_TAB, 0, what);
    sr_doc_init(&a->doc);
    a->place = (audit_place){a->tally, &a->truth, condition, what};
    for (size_t t = 0; t < a->truth.n_tables; t++)
        *SR_PUSH(&a->doc.arena, a->doc.tables, a->doc.n_tables, a->doc.cap_tables) =
            read_table(&a->doc.arena, &a->truth.tables[t], (uint32_t)t + 1);
}

static void end(answer *a)
{
    gen_free(&a->truth);
    sr_doc_free(&a->doc);
    free(a->tally);
}

static sr_cell *cell_at(const answer *a, gen_at at)
{
    const sr_table *table = a->doc.tables[at.table];

    for (size_t r = 0; r < table->n_rows; r++)
        if (table->rows[r]->row_no == at.row + 1)
            return &table->rows[r]->cells[at.column];
    fail_msg("no row %u", at.row);
    return NULL;
}

static sr_finding *say(answer *a, sr_finding_code code, gen_at at)
{
    sr_finding *f = sr_doc_finding(&a->doc, code, "said");

    if (at.table == GEN_IN_PROSE) {
        f->line_no = a->truth.audit->quotes[at.row].line;
        return f;
    }
    f->table_no = at.table + 1u;
    f->row_no = at.row + 1;
    f->column_no = at.column + 1u;
    return f;
}

static uint64_t counted(const answer *a, audit_counted what)
{
    uint64_t n = 0;

    for (int f = 0; f < GEN_FAULT_COUNT; f++)
        n += a->tally->n[a->place.condition][GEN_FORM_TAB][f][what];
    return n;
}

static uint64_t failed(const answer *a, audit_failure failure)
{
    uint64_t n = 0;

    for (size_t g = 0; g < a->tally->n_groups; g++)
        n += a->tally->groups[g].failure == failure ? a->tally->groups[g].n : 0;
    return n;
}

/* The result of the first sum that fails because of the row that is gone. */
static gen_at parent_of_gone(const answer *a, gen_at at)
{
    for (; at.column < a->truth.tables[at.table].n_columns; at.column++) {
        uint32_t n;
        const uint32_t *of = gen_relations_of(&a->truth, at, &n);
        for (uint32_t i = 0; i < n; i++)
            if (gen_closes(&a->truth, &a->truth.audit->relations[of[i]]) == GEN_FAILS)
                return a->truth.audit->relations[of[i]].result;
    }
    fail();
    return at;
}

static sr_finding_code first_code(gen_fault fault)
{
    const char *codes = gen_fault_codes(fault);

    return sr_finding_lookup((sr_slice){codes, 4});
}

enum { SEEDS = 40 };
static const gen_planting errors = {GEN_ALL_FAULTS, 200}, none = {0, 0};

static void silence_finds_nothing(void **state)
{
    uint64_t planted = 0, recoverable = 0, checkable = 0;

    (void)state;
    for (uint64_t seed = 1; seed <= SEEDS; seed++) {
        answer a;
        begin(&a, seed, errors, AUDIT_ALL);
        audit_compare(&a.place, &a.doc);
        planted += counted(&a, AUDIT_N_PLANTED);
        recoverable += counted(&a, AUDIT_N_RECOVERABLE);
        checkable += counted(&a, AUDIT_N_CHECKABLE);
        assert_int_equal(counted(&a, AUDIT_N_FOUND) + counted(&a, AUDIT_N_NAMED) + counted(&a, AUDIT_N_INFERRED), 0);
        assert_int_equal(counted(&a, AUDIT_N_ACCUSATIONS) + counted(&a, AUDIT_N_VERIFIED), 0);
        assert_int_equal(counted(&a, AUDIT_N_WRONG), 0);
        assert_int_equal(failed(&a, AUDIT_F_NOT_FOUND), counted(&a, AUDIT_N_PLANTED));
        assert_int_equal(failed(&a, AUDIT_F_NOT_RECOVERED), counted(&a, AUDIT_N_RECOVERABLE));
        assert_int_equal(failed(&a, AUDIT_F_NOT_AS_PRINTED), 0);
        end(&a);
    }
    assert_true(planted > 100 && recoverable > 30 && checkable > 3000);
}

static void answer_rightly(answer *a)
{
    for (size_t i = 0; i < a->truth.audit->n_planted; i++) {
        const gen_planted *planted = &a->truth.audit->planted[i];
        if (gen_is_lost((gen_fault)planted->fault)) {
            sr_cell *cell = cell_at(a, planted->at);
            cell->status = SR_CELL_INFERRED;
            cell->has_value = true;
            cell->value = gen_cell_at(&a->truth, planted->at)->value;
        } else if (planted->fault == GEN_FAULT_ROW_GONE) {
            say(a, SR_C015, parent_of_gone(a, planted->at));
        } else {
            sr_finding *f = say(a, first_code((gen_fault)planted->fault), planted->at);
            f->has_suggestion = true;
            f->suggestion = gen_cell_at(&a->truth, planted->at)->value;
        }
    }
}

static void what_is_right_counts_in_full(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= SEEDS; seed++) {
        answer a;
        begin(&a, seed, errors, AUDIT_ALL);
        answer_rightly(&a);
        audit_compare(&a.place, &a.doc);
        assert_int_equal(counted(&a, AUDIT_N_FOUND), counted(&a, AUDIT_N_PLANTED));
        assert_int_equal(counted(&a, AUDIT_N_NAMED), counted(&a, AUDIT_N_DECIDABLE));
        assert_int_equal(counted(&a, AUDIT_N_DIAGNOSED), counted(&a, AUDIT_N_PLANTED));
        assert_int_equal(counted(&a, AUDIT_N_SUGGESTED_RIGHT), counted(&a, AUDIT_N_SUGGESTED));
        assert_int_equal(counted(&a, AUDIT_N_RIGHT), counted(&a, AUDIT_N_ACCUSATIONS));
        assert_int_equal(counted(&a, AUDIT_N_INFERRED), counted(&a, AUDIT_N_RECOVERABLE));
        assert_int_equal(counted(&a, AUDIT_N_INFERRED) + counted(&a, AUDIT_N_BEYOND), counted(&a, AUDIT_N_LOST));
        assert_int_equal(counted(&a, AUDIT_N_WRONG), 0);
        end(&a);
    }
}

/* The first planted error of the kind over the seeds that is decidable or not; false if there is none. */
static bool begin_with(answer *a, gen_fault fault, bool decidable)
{
    for (uint64_t seed = 1; seed <= 200; seed++) {
        begin(a, seed, (gen_planting){1u << fault, 1}, AUDIT_ONE);
        if (a->truth.audit->n_planted == 1 && a->truth.audit->planted[0].decidable == decidable)
            return true;
        end(a);
    }
    fail_msg("no such error: %s", gen_fault_name(fault));
    return false;
}

/* A member of a failing relation of the error, not the error's own cell nor the result. */
static gen_at other_member(const answer *a, gen_at at, gen_at *result)
{
    uint32_t n;
    const uint32_t *of = gen_relations_of(&a->truth, at, &n);

    for (uint32_t i = 0; i < n; i++) {
        const gen_relation *relation = &a->truth.audit->relations[of[i]];
        *result = relation->result;
        for (uint32_t m = 0; m < relation->n_members; m++)
            if (gen_closes(&a->truth, relation) == GEN_FAILS && !relation->hint &&
                !gen_same_place(relation->members[m], at) && gen_cell_at(&a->truth, relation->members[m])->has_value)
                return relation->members[m];
    }
    fail();
    return at;
}

static void another_cell_is_wrong_where_one_explains(void **state)
{
    static const struct {
        sr_finding_code code;
        bool decidable, suggests, candidates, right;
    } cases[] = {
        {SR_C003, true, true, false, false},  /* another cell accused */
        {SR_C017, true, false, false, false}, /* the same without a value */
        {SR_C012, true, false, false, true},  /* the relation told: it fails indeed */
        {SR_C003, false, true, false, false}, /* several explain, one is picked */
        {SR_C003, false, true, true, true},   /* several explain, and that is said */
        {SR_C017, false, false, false, true}, /* no value claimed */
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        answer a;
        gen_at result;
        if (!begin_with(&a, GEN_FAULT_MISREAD, cases[i].decidable))
            return;
        sr_finding *f = say(&a, cases[i].code, other_member(&a, a.truth.audit->planted[0].at, &result));
        f->has_suggestion = cases[i].suggests;
        f->evidence = cases[i].candidates ? SR_LIT("{\"candidates\":[]}") : (sr_slice){0};
        audit_compare(&a.place, &a.doc);
        assert_int_equal(counted(&a, AUDIT_N_ACCUSATIONS), 1);
        assert_int_equal(counted(&a, AUDIT_N_RIGHT), cases[i].right);
        assert_int_equal(counted(&a, AUDIT_N_FOUND), cases[i].right);
        assert_int_equal(counted(&a, AUDIT_N_NAMED), 0);
        assert_int_equal(failed(&a, AUDIT_F_FALSE_ACCUSATION), !cases[i].right);
        end(&a);
    }
}

static void wrong_suggestions_are_told(void **state)
{
    answer a;

    (void)state;
    begin_with(&a, GEN_FAULT_MISREAD, true);
    sr_finding *f = say(&a, SR_C003, a.truth.audit->planted[0].at);
    f->has_suggestion = true;
    f->suggestion = sr_dec(1, 0);
    audit_compare(&a.place, &a.doc);
    assert_int_equal(counted(&a, AUDIT_N_NAMED), 1);
    assert_int_equal(counted(&a, AUDIT_N_SUGGESTED), 1);
    assert_int_equal(counted(&a, AUDIT_N_SUGGESTED_RIGHT), 0);
    assert_int_equal(failed(&a, AUDIT_F_WRONG_SUGGESTION), 1);
    end(&a);
}

static void another_diagnosis_is_told(void **state)
{
    answer a;

    (void)state;
    begin_with(&a, GEN_FAULT_LEFT_OUT, true);
    say(&a, SR_C003, a.truth.audit->planted[0].at);
    audit_compare(&a.place, &a.doc);
    assert_int_equal(counted(&a, AUDIT_N_NAMED), 1);
    assert_int_equal(counted(&a, AUDIT_N_DIAGNOSED), 0);
    assert_int_equal(failed(&a, AUDIT_F_OTHER_KIND), 1);
    end(&a);
}

/* A value that is not in the text and is wrong; one where nothing belongs; a readable one that was changed. */
static void wrong_values_are_the_worst(void **state)
{
    (void)state;
    for (int variant = 0; variant < 3; variant++) {
        answer a;
        gen_at at;
        begin_with(&a, GEN_FAULT_OVERFLOWN, false);
        at = a.truth.audit->planted[0].at;
        if (variant == 1) { /* a blank cell of the same row */
            for (at.column = 0; gen_cell_at(&a.truth, at)->text.len || gen_cell_at(&a.truth, at)->has_value;)
                if (++at.column == a.truth.tables[at.table].n_columns)
                    break;
            if (at.column == a.truth.tables[at.table].n_columns) {
                end(&a);
                continue;
            }
        }
        if (variant == 2) {
            gen_at result;
            uint32_t n;
            const uint32_t *of = gen_relations_of(&a.truth, at, &n);
            result = a.truth.audit->relations[of[0]].result;
            at = gen_same_place(result, at) ? a.truth.audit->relations[of[0]].members[0] : result;
        }
        sr_cell *cell = cell_at(&a, at);
        cell->status = SR_CELL_INFERRED;
        cell->has_value = true;
        cell->value = sr_dec(12345, 0);
        audit_compare(&a.place, &a.doc);
        assert_int_equal(counted(&a, AUDIT_N_WRONG), 1);
        assert_int_equal(failed(&a, AUDIT_F_WRONG_VALUE), 1);
        end(&a);
    }
}

static void a_suggestion_recovers_too(void **state)
{
    answer a;

    (void)state;
    begin_with(&a, GEN_FAULT_DIGIT_LOST, false);
    assert_true(a.truth.audit->planted[0].recoverable);
    gen_at at = a.truth.audit->planted[0].at;
    sr_finding *f = say(&a, SR_N008, at);
    f->has_suggestion = true;
    f->suggestion = gen_cell_at(&a.truth, at)->value;
    audit_compare(&a.place, &a.doc);
    assert_int_equal(counted(&a, AUDIT_N_INFERRED), 0);
    assert_int_equal(counted(&a, AUDIT_N_PROPOSED), 1);
    assert_int_equal(failed(&a, AUDIT_F_NOT_RECOVERED), 0);
    end(&a);
}

static void clean_documents_are_not_accused(void **state)
{
    answer a;
    static const sr_place member = {1, 1, 1};

    (void)state;
    begin(&a, 6, none, AUDIT_CLEAN);
    gen_at at = a.truth.audit->relations[0].result;
    say(&a, SR_C012, at);
    say(&a, SR_C001, at); /* accuses nobody */
    *SR_PUSH(&a.doc.batch, a.doc.checks, a.doc.n_checks, a.doc.cap_checks) =
        (sr_check){.kind = SR_CHECK_ROW_SUM, .op = SR_OP_SUM, .at = {1, 1, 1}, .members = &member, .n_members = 1};
    audit_compare(&a.place, &a.doc);
    assert_int_equal(counted(&a, AUDIT_N_ACCUSATIONS), 1);
    assert_int_equal(counted(&a, AUDIT_N_RIGHT), 0);
    assert_int_equal(counted(&a, AUDIT_N_FAILED_CHECKS), 1);
    assert_int_equal(failed(&a, AUDIT_F_CLEAN_ACCUSED), 1);
    assert_int_equal(failed(&a, AUDIT_F_CLEAN_FAILED), 1);
    end(&a);
}

static void checks_and_verified_cells_are_counted(void **state)
{
    answer a;

    (void)state;
    begin(&a, 6, none, AUDIT_CLEAN);
    for (size_t r = 0; r < a.truth.audit->n_relations; r++) {
        const gen_relation *relation = &a.truth.audit->relations[r];
        gen_at at = relation->result;
        if (at.table == GEN_IN_PROSE)
            continue;
        *SR_PUSH(&a.doc.batch, a.doc.checks, a.doc.n_checks, a.doc.cap_checks) =
            (sr_check){.kind = relation->kind,
                       .op = relation->op,
                       .passed = true,
                       .at = {at.table + 1u, at.row + 1, at.column + 1u}};
        cell_at(&a, at)->verified = true;
        for (uint32_t m = 0; m < relation->n_members; m++)
            cell_at(&a, relation->members[m])->verified = true;
    }
    audit_compare(&a.place, &a.doc);
    assert_true(counted(&a, AUDIT_N_CHECKABLE) > 50 && counted(&a, AUDIT_N_RELATIONS) > 50);
    assert_int_equal(counted(&a, AUDIT_N_VERIFIED), counted(&a, AUDIT_N_CHECKABLE));
    assert_int_equal(counted(&a, AUDIT_N_CHECKED), counted(&a, AUDIT_N_RELATIONS));
    assert_int_equal(failed(&a, AUDIT_F_NOT_VERIFIED) + failed(&a, AUDIT_F_NOT_CHECKED), 0);
    end(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(silence_finds_nothing),
        cmocka_unit_test(what_is_right_counts_in_full),
        cmocka_unit_test(another_cell_is_wrong_where_one_explains),
        cmocka_unit_test(wrong_suggestions_are_told),
        cmocka_unit_test(another_diagnosis_is_told),
        cmocka_unit_test(wrong_values_are_the_worst),
        cmocka_unit_test(a_suggestion_recovers_too),
        cmocka_unit_test(clean_documents_are_not_accused),
        cmocka_unit_test(checks_and_verified_cells_are_counted),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
