/*
 * One document: what the audit said of it against what was planted.
 */
#include "bench/compare/audit.h"

enum { WORDS = 640 };

/* A finding that accuses, and the place in the truth that it names. */
typedef struct accusation {
    const sr_finding *finding;
    bool placed; /* at is a cell of the truth, or a row of it */
    bool whole_row;
    gen_at at;
    bool right;
} accusation;

typedef struct judging {
    comparison c;
    const audit_place *place;
    const gen_doc *truth;
    matched_table *tables;
    accusation *accusations;
    size_t n_accusations, cap_accusations;
} judging;

/* ---- places ---------------------------------------------------------------------------------------------------- */

static bool is_accusing(sr_finding_code code)
{
    return (code >= SR_C003 && code <= SR_C013) || code == SR_C015 || code == SR_C017 || code == SR_C019 ||
           code == SR_C020;
}

static gen_kind kind_at(const judging *a, gen_at at)
{
    return at.table == GEN_IN_PROSE ? GEN_KIND_COUNT : (gen_kind)a->truth->tables[at.table].kind;
}

static uint64_t line_at(const gen_doc *truth, gen_at at)
{
    return at.table == GEN_IN_PROSE ? truth->audit->quotes[at.row].line
                                    : truth->tables[at.table].rows[at.row].line_first;
}

/* The cell that was understood where the truth has this one; NULL if it cannot be told, or other text stands there. */
static const sr_cell *found_cell(const judging *a, gen_at at)
{
    if (at.table == GEN_IN_PROSE)
        return NULL;
    const matched_table *m = &a->tables[at.table];
    const found_row *found = m->rows[at.row];
    int32_t column = found && found->table == m->table ? m->column[at.column] : (int32_t)at.column;
    const sr_cell *cell = found && column >= 0 ? sr_row_cell(found->row, (uint32_t)column) : NULL;

    return cell && score_same_bytes(m->truth->rows[at.row].cells[at.column].shown, sr_cell_raw(cell)) ? cell : NULL;
}

static bool truth_of(const judging *a, uint32_t table_no, uint32_t row_no, uint32_t column_no, accusation *out)
{
    for (uint16_t t = 0; t < a->truth->n_tables; t++) {
        const matched_table *m = &a->tables[t];
        for (uint32_t r = 0; r < m->truth->n_rows; r++) {
            const found_row *found = m->rows[r];
            if (!found || found->table->table_no != table_no || found->row->row_no != row_no)
                continue;
            out->at = (gen_at){.table = t, .row = r};
            out->whole_row = column_no == 0;
            for (uint16_t c = 0; c < m->truth->n_columns && column_no; c++)
                if (m->column[c] == (int32_t)column_no - 1) {
                    out->at.column = c;
                    return true;
                }
            return out->whole_row;
        }
    }
    return false;
}

/*
 * A row that was read with the end of the one above it begins too early to be found by its line: whose numbers it has,
 * that row it is. What it has of the other's text is for the structural score to say.
 */
static void match_strays(judging *a, matched_table *m)
{
    enum { LINES = 12, ALIKE = 3 };
    bool *used = SR_NEW_ARRAY(&a->c.arena, bool, a->c.n_rows + 1);

    for (size_t r = 0; r < m->truth->n_rows; r++)
        if (m->rows[r])
            used[m->rows[r] - a->c.rows] = true;
    for (size_t r = 0; r < m->truth->n_rows; r++) {
        const gen_row *row = &m->truth->rows[r];
        uint32_t most = ALIKE - 1;
        for (size_t i = 0; i < a->c.n_rows && !m->rows[r] && !row->gone; i++) {
            uint64_t line = a->c.rows[i].row->line_no;
            if (used[i] || line + LINES < row->line_first || line > row->line_last)
                continue;
            uint32_t alike = score_likeness(m->truth, row, a->c.rows[i].row);
            if (alike > most) {
                most = alike;
                m->rows[r] = &a->c.rows[i];
            }
        }
        if (m->rows[r])
            used[m->rows[r] - a->c.rows] = true;
    }
    score_map_columns(m);
}

static void list_accusations(judging *a)
{
    for (size_t i = 0; i < a->c.doc->n_findings; i++) {
        const sr_finding *f = &a->c.doc->findings[i];
        if (!is_accusing(f->code))
            continue;
        accusation *new = SR_PUSH(&a->c.arena, a->accusations, a->n_accusations, a->cap_accusations);
        *new = (accusation){.finding = f};
        new->placed = truth_of(a, f->table_no, f->row_no, f->column_no, new);
        for (uint32_t q = 0; q < a->truth->audit->n_quotes && !new->placed; q++)
            if (f->line_no && a->truth->audit->quotes[q].line == f->line_no) {
                new->placed = true;
                new->at = (gen_at){GEN_IN_PROSE, 0, q};
            }
    }
}

/* ---- does a finding speak of this error? ------------------------------------------------------------------------- */

typedef enum speaks { SPEAKS_NOT, SPEAKS_OF_RELATION, SPEAKS_OF_RESULT, SPEAKS_OF_CELL } speaks;

static bool same_row(gen_at a, gen_at b)
{
    return a.table == b.table && a.row == b.row && a.table != GEN_IN_PROSE;
}

/* What the place has to do with the relations that fail because of a cell. */
static speaks about_relations(const gen_doc *truth, gen_at cell, const accusation *said)
{
    speaks most = SPEAKS_NOT;
    uint32_t n;
    const uint32_t *of = gen_relations_of(truth, cell, &n);

    for (uint32_t i = 0; i < n; i++) {
        const gen_relation *relation = &truth->audit->relations[of[i]];
        gen_closing closing = gen_closes(truth, relation);
        bool at_result =
            said->whole_row ? same_row(relation->result, said->at) : gen_same_place(relation->result, said->at);
        if (closing == GEN_HOLDS || closing == GEN_NEAR)
            continue;
        if (at_result)
            return SPEAKS_OF_RESULT;
        if (!said->whole_row && gen_is_in(relation, said->at))
            most = SPEAKS_OF_RELATION;
    }
    return most;
}

static speaks about(const judging *a, const gen_planted *planted, const accusation *said)
{
    const gen_audit *audit = a->truth->audit;
    speaks most = SPEAKS_NOT;

    if (!said->placed)
        return SPEAKS_NOT;
    if (planted->fault == GEN_FAULT_ROW_GONE) {
        const gen_table *table = &a->truth->tables[planted->at.table];
        for (uint16_t c = 0; c < table->n_columns; c++) {
            speaks s = about_relations(a->truth, (gen_at){planted->at.table, c, planted->at.row}, said);
            most = s > most ? s : most;
        }
        return most == SPEAKS_OF_RESULT ? SPEAKS_OF_CELL : most;
    }
    for (size_t i = 0; i < audit->n_planted; i++) {
        const gen_planted *other = &audit->planted[i];
        if (other != planted && (other->group != planted->group || planted->group == 0))
            continue;
        if (said->whole_row ? same_row(other->at, said->at) : gen_same_place(other->at, said->at))
            return SPEAKS_OF_CELL;
        speaks s = about_relations(a->truth, other->at, said);
        most = s > most ? s : most;
    }
    return most;
}

static bool names_candidates(const sr_finding *f)
{
    return sr_find_nocase(f->evidence, SR_LIT("\"candidates\"")) != SIZE_MAX;
}

/* Is the accusation right, if this error is its cause? */
static bool is_right(const gen_planted *planted, const accusation *said, speaks what)
{
    sr_finding_code code = said->finding->code;

    if (what == SPEAKS_NOT || what == SPEAKS_OF_CELL)
        return what == SPEAKS_OF_CELL;
    if (code == SR_C012 || code == SR_C013) /* it fails indeed */
        return true;
    if (gen_is_lost((gen_fault)planted->fault))
        return planted->fault == GEN_FAULT_CELL_GONE && what == SPEAKS_OF_RESULT && code == SR_C015;
    if (planted->decidable)
        return false;
    return what == SPEAKS_OF_RESULT || !said->finding->has_suggestion || names_candidates(said->finding);
}

/* ---- errors
 * ---------------------------------------------------------------------------------------------------------- */

static bool is_named_by(gen_fault fault, sr_finding_code code)
{
    return strstr(gen_fault_codes(fault), sr_finding_info_of(code)->code) != NULL;
}

/* Right to less than a unit of the last decimal that the document prints. */
static bool is_value(sr_decimal said, sr_decimal right)
{
    sr_decimal off;

    return sr_decimal_sub(said, right, &off) && sr_decimal_cmp(off, sr_dec(1, right.scale)) < 0 &&
           sr_decimal_cmp(off, sr_dec(-1, right.scale)) > 0;
}

/* The first relation that fails because of the error, in words. */
static void failing_text(const judging *a, const gen_planted *planted, char text[WORDS])
{
    const gen_table *table = planted->at.table == GEN_IN_PROSE ? NULL : &a->truth->tables[planted->at.table];
    uint16_t columns = planted->fault == GEN_FAULT_ROW_GONE ? (uint16_t)table->n_columns : 1;

    text[0] = '\0';
    for (uint16_t c = 0; c < columns; c++) {
        gen_at at = columns > 1 ? (gen_at){planted->at.table, c, planted->at.row} : planted->at;
        uint32_t n;
        const uint32_t *of = gen_relations_of(a->truth, at, &n);
        for (uint32_t i = 0; i < n; i++) {
            const gen_relation *relation = &a->truth->audit->relations[of[i]];
            gen_closing closing = gen_closes(a->truth, relation);
            if (closing == GEN_HOLDS || closing == GEN_NEAR)
                continue;
            audit_relation_text(a->truth, relation, text, WORDS);
            return;
        }
    }
}

static void fail_planted(const judging *a, const gen_planted *planted, audit_failure failure, const sr_finding *said)
{
    const gen_cell *cell = gen_cell_at(a->truth, planted->at);
    char relation[WORDS], right[SR_DECIMAL_TEXT + 1] = "";

    right[sr_decimal_text(cell->value, right)] = '\0';
    failing_text(a, planted, relation);
    audit_fail(a->place, (gen_fault)planted->fault, kind_at(a, planted->at), failure,
               "line %llu column %u: \"%.*s\", right: %s%s%s; %s%s%.*s",
               (unsigned long long)line_at(a->truth, planted->at), planted->at.column + 1, SR_FMT(cell->shown), right,
               planted->decidable ? " (decidable)" : "", planted->carried ? " (carried on)" : "", relation,
               said ? " -> " : "", SR_FMT(said ? said->message : (sr_slice){0}));
}

static void judge_error(judging *a, const gen_planted *planted)
{
    gen_fault fault = (gen_fault)planted->fault;
    const accusation *found = NULL, *named = NULL, *diagnosed = NULL, *suggested = NULL;
    const sr_cell *cell = fault == GEN_FAULT_ROW_GONE ? NULL : found_cell(a, planted->at);

    for (size_t i = 0; i < a->n_accusations; i++) {
        accusation *said = &a->accusations[i];
        speaks what = about(a, planted, said);
        if (!is_right(planted, said, what))
            continue;
        said->right = true;
        found = found ? found : said;
        if (what == SPEAKS_OF_CELL) {
            named = named ? named : said;
            diagnosed = !diagnosed && is_named_by(fault, said->finding->code) ? said : diagnosed;
            suggested = said->finding->has_suggestion && gen_same_place(said->at, planted->at) ? said : suggested;
        }
    }
    audit_count(a->place, fault, AUDIT_N_VERIFIED_WRONG, cell && cell->verified);
    audit_count(a->place, fault, AUDIT_N_SUGGESTED, suggested != NULL);
    if (suggested && is_value(suggested->finding->suggestion, gen_cell_at(a->truth, planted->at)->value))
        audit_count(a->place, fault, AUDIT_N_SUGGESTED_RIGHT, 1);
    else if (suggested)
        fail_planted(a, planted, AUDIT_F_WRONG_SUGGESTION, suggested->finding);
    audit_count(a->place, fault, AUDIT_N_PLANTED, 1);
    audit_count(a->place, fault, AUDIT_N_FOUND, found != NULL);
    audit_count(a->place, fault, AUDIT_N_DECIDABLE, planted->decidable);
    audit_count(a->place, fault, AUDIT_N_NAMED, planted->decidable && named);
    audit_count(a->place, fault, AUDIT_N_DIAGNOSED, diagnosed != NULL);
    if (!found)
        fail_planted(a, planted, AUDIT_F_NOT_FOUND, NULL);
    else if (planted->decidable && !named)
        fail_planted(a, planted, AUDIT_F_OTHER_CELL, found->finding);
    else if (planted->decidable && !diagnosed)
        fail_planted(a, planted, AUDIT_F_OTHER_KIND, named->finding);
}

/* ---- lost values
 * ------------------------------------------------------------------------------------------------------- */

static bool is_settled(const sr_cell *cell)
{
    return cell && cell->has_value &&
           (cell->status == SR_CELL_OK || cell->status == SR_CELL_REPAIRED || cell->status == SR_CELL_INFERRED);
}

/* A finding at the cell, of whatever code, that suggests a value: one that is right, if there is one. */
static const sr_finding *suggestion_at(const judging *a, gen_at at)
{
    const sr_finding *found = NULL;

    for (size_t i = 0; i < a->c.doc->n_findings; i++) {
        const sr_finding *f = &a->c.doc->findings[i];
        accusation said = {.finding = f};
        bool here = f->has_suggestion && f->column_no && truth_of(a, f->table_no, f->row_no, f->column_no, &said) &&
                    gen_same_place(said.at, at);
        if (here && (!found || is_value(f->suggestion, gen_cell_at(a->truth, at)->value)))
            found = f;
    }
    return found;
}

static void fail_wrong(const judging *a, const gen_planted *planted, const sr_cell *cell)
{
    const gen_cell *truth = gen_cell_at(a->truth, planted->at);
    char relation[WORDS], said[SR_DECIMAL_TEXT + 1] = "", right[SR_DECIMAL_TEXT + 1] = "";

    said[sr_decimal_text(cell->value, said)] = '\0';
    right[sr_decimal_text(truth->value, right)] = '\0';
    failing_text(a, planted, relation);
    audit_fail(a->place, (gen_fault)planted->fault, kind_at(a, planted->at), AUDIT_F_WRONG_VALUE,
               "line %llu column %u: \"%.*s\" -> %s %s (%s), right: %s; %s",
               (unsigned long long)line_at(a->truth, planted->at), planted->at.column + 1, SR_FMT(truth->shown),
               sr_cell_status_name((sr_cell_status)cell->status), said, sr_rule_name((sr_rule)cell->rule), right,
               relation);
}

static void judge_loss(judging *a, const gen_planted *planted)
{
    gen_fault fault = (gen_fault)planted->fault;
    sr_decimal right = gen_cell_at(a->truth, planted->at)->value;
    const sr_cell *cell = found_cell(a, planted->at);
    const sr_finding *suggestion = suggestion_at(a, planted->at);
    bool settled = is_settled(cell), inferred = settled && sr_decimal_cmp(cell->value, right) == 0;
    bool proposed = !settled && suggestion && is_value(suggestion->suggestion, right);

    for (size_t i = 0; i < a->n_accusations; i++)
        a->accusations[i].right |= is_right(planted, &a->accusations[i], about(a, planted, &a->accusations[i]));
    audit_count(a->place, fault, AUDIT_N_LOST, 1);
    audit_count(a->place, fault, AUDIT_N_RECOVERABLE, planted->recoverable);
    audit_count(a->place, fault, AUDIT_N_INFERRED, planted->recoverable && inferred);
    audit_count(a->place, fault, AUDIT_N_PROPOSED, planted->recoverable && proposed);
    audit_count(a->place, fault, AUDIT_N_BEYOND, !planted->recoverable && (inferred || proposed));
    audit_count(a->place, fault, AUDIT_N_WRONG, settled && !inferred);
    if (settled && !inferred)
        fail_wrong(a, planted, cell);
    else if (suggestion && !is_value(suggestion->suggestion, right))
        fail_planted(a, planted, AUDIT_F_WRONG_SUGGESTION, suggestion);
    else if (planted->recoverable && !inferred && !proposed)
        fail_planted(a, planted, AUDIT_F_NOT_RECOVERED, NULL);
}

/* ---- all other cells
 * ---------------------------------------------------------------------------------------------------- */

/* A share of nothing says nothing of the whole. */
static bool says_nothing_of(const gen_doc *truth, const gen_relation *relation, gen_at at)
{
    return relation->op == SR_OP_PERCENTAGE && gen_same_place(relation->members[1], at) &&
           gen_cell_at(truth, relation->result)->printed.coef == 0;
}

/* A relation of the cell that holds, for an example; NULL if none does. */
static const gen_relation *holding(const gen_doc *truth, gen_at at)
{
    uint32_t n;
    const uint32_t *of = gen_relations_of(truth, at, &n);

    for (uint32_t i = 0; i < n; i++) {
        const gen_relation *relation = &truth->audit->relations[of[i]];
        if (!relation->hint && gen_closes(truth, relation) == GEN_HOLDS && !says_nothing_of(truth, relation, at))
            return relation;
    }
    return NULL;
}

static void judge_value(const judging *a, gen_fault slot, gen_at at, const gen_cell *truth, const sr_cell *cell)
{
    bool decided = cell->status == SR_CELL_INFERRED || cell->rule == SR_RULE_ARITHMETIC;
    char said[SR_DECIMAL_TEXT + 1] = "", right[SR_DECIMAL_TEXT + 1] = "nothing";

    if (!cell->has_value || (truth->has_value && sr_decimal_cmp(cell->value, truth->printed) == 0) ||
        (!truth->has_value && !decided))
        return;
    said[sr_decimal_text(cell->value, said)] = '\0';
    if (truth->has_value)
        right[sr_decimal_text(truth->printed, right)] = '\0';
    audit_count(a->place, slot, AUDIT_N_WRONG, decided);
    audit_fail(a->place, slot, kind_at(a, at), decided ? AUDIT_F_WRONG_VALUE : AUDIT_F_NOT_AS_PRINTED,
               "line %llu column %u: \"%.*s\" -> %s %s (%s), printed: %s", (unsigned long long)line_at(a->truth, at),
               at.column + 1, SR_FMT(truth->shown), sr_cell_status_name((sr_cell_status)cell->status), said,
               sr_rule_name((sr_rule)cell->rule), right);
}

static void judge_cell(const judging *a, gen_fault slot, gen_at at)
{
    const gen_cell *truth = gen_cell_at(a->truth, at);
    const sr_cell *cell = found_cell(a, at);
    const gen_relation *relation = NULL;
    char text[WORDS];

    if (gen_is_lost((gen_fault)truth->fault) || !truth->stands)
        return;
    audit_count(a->place, slot, AUDIT_N_NUMBERS, truth->has_value);
    audit_count(a->place, slot, AUDIT_N_PLACED, truth->has_value && cell);
    if (cell)
        judge_value(a, slot, at, truth, cell);
    if (truth->fault || !truth->has_value || truth->mess || !(relation = holding(a->truth, at)))
        return;
    audit_count(a->place, slot, AUDIT_N_CHECKABLE, 1);
    audit_count(a->place, slot, AUDIT_N_VERIFIED, cell && cell->verified);
    if (cell && cell->verified)
        return;
    audit_relation_text(a->truth, relation, text, sizeof text);
    audit_fail(a->place, slot, kind_at(a, at), AUDIT_F_NOT_VERIFIED, "line %llu column %u: \"%.*s\"%s; relation: %s",
               (unsigned long long)line_at(a->truth, at), at.column + 1, SR_FMT(truth->shown),
               cell ? "" : ", not found in its place", text);
}

/* Sums of rows and formulas of a row have the same result: a check stands for one of them. */
static uint32_t bit_of(sr_check_kind kind, sr_operator op)
{
    bool down = kind == SR_CHECK_COLUMN_TOTAL || kind == SR_CHECK_SUBTOTAL;

    return op == SR_OP_EQUAL ? 1u << SR_OP_EQUAL : 1u << (op + (down ? SR_OP_COUNT : 0));
}

static void judge_relations(judging *a, gen_fault slot)
{
    uint32_t cells = gen_cell_number(a->truth, (gen_at){GEN_IN_PROSE, 0, (uint32_t)a->truth->audit->n_quotes});
    uint32_t *checks = SR_NEW_ARRAY(&a->c.arena, uint32_t, cells + 1);
    char text[WORDS];

    for (size_t i = 0; i < a->c.doc->n_checks; i++) {
        const sr_check *check = &a->c.doc->checks[i];
        accusation result = {0};
        if (truth_of(a, check->at.table_no, check->at.row_no, check->at.column_no, &result))
            checks[gen_cell_number(a->truth, result.at)] |= bit_of((sr_check_kind)check->kind, (sr_operator)check->op);
    }
    for (size_t i = 0; i < a->truth->audit->n_relations; i++) {
        const gen_relation *relation = &a->truth->audit->relations[i];
        uint32_t bit = bit_of((sr_check_kind)relation->kind, (sr_operator)relation->op);
        if (relation->hint)
            continue;
        bool checked = checks[gen_cell_number(a->truth, relation->result)] & bit;
        if (relation->op == SR_OP_EQUAL)
            checked |= (checks[gen_cell_number(a->truth, relation->members[0])] & bit) != 0;
        audit_count(a->place, slot, AUDIT_N_RELATIONS, 1);
        audit_count(a->place, slot, AUDIT_N_CHECKED, checked);
        if (checked)
            continue;
        audit_relation_text(a->truth, relation, text, sizeof text);
        audit_fail(a->place, slot, kind_at(a, relation->result), AUDIT_F_NOT_CHECKED, "%s: %s",
                   sr_check_kind_name((sr_check_kind)relation->kind), text);
    }
}

/* ---- a document
 * ------------------------------------------------------------------------------------------------------- */

static void judge_accusations(const judging *a, gen_fault slot, bool clean)
{
    for (size_t i = 0; i < a->n_accusations; i++) {
        const accusation *said = &a->accusations[i];
        const sr_finding *f = said->finding;
        gen_kind kind = said->placed ? kind_at(a, said->at) : GEN_KIND_COUNT;
        audit_count(a->place, slot, AUDIT_N_ACCUSATIONS, 1);
        audit_count(a->place, slot, AUDIT_N_RIGHT, said->right);
        if (said->right)
            continue;
        audit_fail(a->place, slot, kind, clean ? AUDIT_F_CLEAN_ACCUSED : AUDIT_F_FALSE_ACCUSATION,
                   "%s at line %llu column %u (table %u row %u): %.*s", sr_finding_info_of(f->code)->code,
                   (unsigned long long)(said->placed ? line_at(a->truth, said->at) : f->line_no), f->column_no,
                   f->table_no, f->row_no, SR_FMT(f->message));
    }
    for (size_t i = 0; i < a->c.doc->n_checks && clean; i++) {
        const sr_check *check = &a->c.doc->checks[i];
        accusation at = {0};
        if (check->passed)
            continue;
        bool placed = truth_of(a, check->at.table_no, check->at.row_no, check->at.column_no, &at);
        audit_count(a->place, slot, AUDIT_N_FAILED_CHECKS, 1);
        audit_fail(a->place, slot, placed ? kind_at(a, at.at) : GEN_KIND_COUNT, AUDIT_F_CLEAN_FAILED,
                   "%s, %s at line %llu column %u: %.*s", sr_check_kind_name((sr_check_kind)check->kind),
                   sr_check_origin_name((sr_check_origin)check->origin),
                   (unsigned long long)(placed ? line_at(a->truth, at.at) : 0), check->at.column_no,
                   SR_FMT(check->expression));
    }
}

/* One kind of error was planted: what is not any error's own counts for that kind. */
static gen_fault slot_of(gen_planting what)
{
    for (int f = 1; f < GEN_FAULT_COUNT; f++)
        if (what.rate && what.kinds == 1u << f)
            return (gen_fault)f;
    return GEN_FAULT_NONE;
}

static bool is_first_of_group(const gen_audit *audit, size_t i)
{
    return audit->planted[i].group == 0 || i == 0 || audit->planted[i - 1].group != audit->planted[i].group;
}

void audit_compare(const audit_place *place, const sr_doc *doc)
{
    const gen_doc *truth = place->truth;
    gen_fault slot = slot_of(place->what);
    score_place unused = {.truth = truth};
    judging a = {.c = {.place = &unused, .doc = doc}, .place = place, .truth = truth};

    score_index_rows(&a.c);
    a.tables = SR_NEW_ARRAY(&a.c.arena, matched_table, truth->n_tables);
    for (size_t t = 0; t < truth->n_tables; t++) {
        score_match_table(&a.c, &truth->tables[t], &a.tables[t]);
        match_strays(&a, &a.tables[t]);
    }
    list_accusations(&a);
    for (size_t i = 0; i < truth->audit->n_planted; i++) {
        const gen_planted *planted = &truth->audit->planted[i];
        if (gen_is_lost((gen_fault)planted->fault))
            judge_loss(&a, planted);
        else if (is_first_of_group(truth->audit, i))
            judge_error(&a, planted);
    }
    judge_accusations(&a, slot, truth->audit->n_planted == 0);
    for (uint16_t t = 0; t < truth->n_tables; t++)
        for (uint32_t r = 0; r < truth->tables[t].n_rows; r++)
            for (uint16_t c = 0; c < truth->tables[t].n_columns && !truth->tables[t].rows[r].gone; c++)
                judge_cell(&a, slot, (gen_at){t, c, r});
    if (place->condition == AUDIT_CLEAN)
        judge_relations(&a, slot);
    audit_count(place, slot, AUDIT_N_DOCUMENTS, 1);
    sr_arena_free(&a.c.arena);
}

/* ---- the sink
 * -------------------------------------------------------------------------------------------------------- */

static int compare_document(sr_sink *sink, const sr_doc *doc, sr_error *err)
{
    (void)err;
    if (doc->batch_no == 0)
        audit_compare(&((audit_sink *)sink)->place, doc);
    return 0;
}

static int nothing(sr_sink *sink, const sr_doc *doc, sr_error *err)
{
    (void)sink, (void)doc, (void)err;
    return 0;
}

static int refused(sr_sink *sink, const sr_doc *doc, const sr_error *why, sr_error *err)
{
    (void)doc, (void)why, (void)err;
    ((audit_sink *)sink)->place.tally->refused++;
    return 0;
}

static void aborted(sr_sink *sink, const sr_doc *doc)
{
    (void)sink, (void)doc;
}

void audit_sink_init(audit_sink *sink, const audit_place *place)
{
    *sink = (audit_sink){.sink = {nothing, compare_document, nothing, refused, aborted}, .place = *place};
}
