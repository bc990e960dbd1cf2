/* Formulas of cells: what a spreadsheet itself says that its figures are made of. */
#include "core/cell_place.h"
#include "core/sheet_cells.h"
#include "normalize/audit_parts.h"

/* Members of one formula; a longer range is no sum that is looked through for what is wrong in it. */
enum { MEMBERS_MAX = 4096 };

typedef struct later {
    const sr_template *template;
    uint32_t fixed;
} later;

typedef struct sheets {
    sr_audit *a;
    sr_sheet_cells *cells;
    sr_cell_formula formula;
    sr_place places[MEMBERS_MAX];
    sr_term terms[MEMBERS_MAX]; /* of the formula at hand; lines are set once its shape is known */
    sr_ref members[MEMBERS_MAX];
    uint32_t n;
    const sr_template *down;    /* the last one: columns side by side add up the same rows */
    const sr_template **across; /* by column, the last one: rows below each other say the same */
    later *later;
    size_t n_later, cap_later;
} sheets;

/* ---- members --------------------------------------------------------------------------------- */

static bool is_quotient(const sr_cell_formula *f)
{
    return f->op == SR_OP_RATIO || f->op == SR_OP_PERCENTAGE || f->op == SR_OP_RELATIVE_CHANGE ||
           f->op == SR_OP_AVERAGE;
}

/* A heading, a note. A year over a column is none: the spreadsheet adds it up. */
static bool is_word(const sheets *s, const sr_place *p)
{
    const sr_table *table = s->a->doc->tables[p->table_no - 1];
    size_t low = 0, end = table->n_rows;

    while (low < end) {
        size_t middle = low + (end - low) / 2;
        if (table->rows[middle]->row_no < p->row_no)
            low = middle + 1;
        else
            end = middle;
    }
    const sr_cell *c = sr_row_cell(table->rows[low], p->column_no - 1);
    return !c->has_value && !(c->typed && c->typed->has_value);
}

/* The cells of one term. Words within a range add nothing; where a single cell is a word, nothing is known. */
static bool add_term(sheets *s, const sr_cell_term *term, sr_slice home)
{
    size_t room = MEMBERS_MAX - s->n, n = sr_sheet_cells_in(s->cells, home, &term->range, s->places, room);
    bool single = term->range.row_first == term->range.row_last && term->range.column_first == term->range.column_last;
    bool blank_counts = !single || (s->formula.op == SR_OP_SUM || s->formula.op == SR_OP_DIFFERENCE);

    if (n > room || (n == 0 && !blank_counts))
        return false;
    for (size_t i = 0; i < n; i++) {
        sr_ref at = {sr_audit_row_of(s->a, s->places[i].table_no - 1, s->places[i].row_no), s->places[i].column_no - 1};
        bool word = is_word(s, &s->places[i]);
        if ((word && single) || (!word && at.row == UINT32_MAX))
            return false;
        if (word)
            continue;
        s->terms[s->n] = (sr_term){0, term->minus, term->below};
        s->members[s->n++] = at;
    }
    return true;
}

static bool find_members(sheets *s, sr_slice home)
{
    s->n = 0;
    for (uint32_t i = 0; i < s->formula.n; i++)
        if (!add_term(s, &s->formula.term[i], home))
            return false;
    return s->n > 0;
}

/* ---- templates ------------------------------------------------------------------------------- */

static sr_shape shape_of(const sheets *s, sr_ref at)
{
    const sr_table *table = s->a->rows[at.row].table;
    bool row = true, column = s->formula.op == SR_OP_SUM || s->formula.op == SR_OP_DIFFERENCE;

    for (uint32_t i = 0; i < s->n; i++) {
        row &= s->members[i].row == at.row && s->members[i].column != at.column;
        column &= s->members[i].column == at.column && s->members[i].row != at.row &&
                  s->a->rows[s->members[i].row].table == table;
    }
    return row ? SR_SHAPE_ACROSS : column ? SR_SHAPE_DOWN : SR_SHAPE_CELLS;
}

static sr_check_kind kind_of(const sheets *s, sr_ref at, sr_shape shape)
{
    if (is_quotient(&s->formula))
        return SR_CHECK_RATIO;
    if (s->formula.op == SR_OP_DIFFERENCE)
        return SR_CHECK_DIFFERENCE;
    if (s->formula.op == SR_OP_EQUAL)
        return SR_CHECK_CROSS_TABLE;
    if (s->formula.op == SR_OP_PRODUCT || shape == SR_SHAPE_CELLS)
        return SR_CHECK_FORMULA;
    return shape == SR_SHAPE_ACROSS                       ? SR_CHECK_ROW_SUM
           : s->a->rows[at.row].row->kind == SR_ROW_TOTAL ? SR_CHECK_COLUMN_TOTAL
                                                          : SR_CHECK_SUBTOTAL;
}

/* What the formula says without its members. */
static sr_template describe(const sheets *s, sr_ref at, sr_shape shape)
{
    const sr_cell *c = sr_audit_cell(s->a, at);
    sr_template t = {.shape = (uint8_t)shape, .op = s->formula.op, .origin = SR_ORIGIN_DECLARED, .held = true};

    t.kind = (uint8_t)kind_of(s, at, shape);
    t.mean = s->formula.op == SR_OP_AVERAGE;
    t.product = s->formula.op == SR_OP_PRODUCT;
    t.quotient = is_quotient(&s->formula);
    t.hundred = t.quotient && !t.mean && (s->formula.hundred || c->typed->type == SR_TYPE_PERCENT);
    if (t.hundred && t.op == SR_OP_RATIO)
        t.op = SR_OP_PERCENTAGE;
    t.rounds = s->formula.rounded;
    t.shares = c->typed->type != SR_TYPE_PERCENT || t.product || (t.quotient && !t.mean);
    t.table = s->a->rows[at.row].table->table_no - 1;
    t.result = shape == SR_SHAPE_DOWN ? at.row : at.column;
    t.n_terms = s->n;
    return t;
}

static bool same(const sr_template *x, const sr_template *y)
{
    if (!x || x->table != y->table || x->result != y->result || x->op != y->op || x->hundred != y->hundred ||
        x->rounds != y->rounds || x->kind != y->kind || x->n_terms != y->n_terms)
        return false;
    for (uint32_t i = 0; i < x->n_terms; i++)
        if (x->terms[i].line != y->terms[i].line || x->terms[i].minus != y->terms[i].minus ||
            x->terms[i].below != y->terms[i].below)
            return false;
    return true;
}

/* "Sheet1!D10 = SUM([.D5:.D9])" */
static sr_slice stated(sr_audit *a, sr_ref at, sr_slice formula)
{
    sr_buf buf = {0};

    sr_cell_place(&buf, a->rows[at.row].table->sheet, a->rows[at.row].row->line_no, sr_audit_cell(a, at)->at + 1);
    if (formula.len > 3 && memcmp(formula.ptr, "of:", 3) == 0)
        formula = sr_sub(formula, 3, formula.len);
    if (formula.len && formula.ptr[0] == '=')
        formula = sr_sub(formula, 1, formula.len);
    sr_buf_printf(&buf, " = %.*s", SR_FMT(formula));
    sr_slice text = sr_arena_copy(a->arena, (sr_slice){buf.ptr, buf.len});
    sr_buf_free(&buf);
    return text;
}

/* The template of the formula at hand: the last one if that says the same. */
static const sr_template *take(sheets *s, sr_ref at, sr_shape shape)
{
    sr_audit *a = s->a;
    sr_template t = describe(s, at, shape), *made;
    const sr_template **last = shape == SR_SHAPE_DOWN ? &s->down : &s->across[at.column];

    for (uint32_t i = 0; i < s->n; i++)
        s->terms[i].line = shape == SR_SHAPE_DOWN ? s->members[i].row : s->members[i].column;
    t.terms = s->terms;
    if (shape != SR_SHAPE_CELLS && same(*last, &t))
        return *last;
    made = SR_NEW(a->arena, sr_template);
    *made = t;
    sr_term *terms = SR_NEW_ARRAY(a->arena, sr_term, s->n);
    memcpy(terms, s->terms, s->n * sizeof *terms);
    made->terms = terms;
    if (shape == SR_SHAPE_CELLS) {
        sr_ref *cells = SR_NEW_ARRAY(a->arena, sr_ref, (size_t)s->n + 1);
        cells[0] = at;
        memcpy(cells + 1, s->members, s->n * sizeof *cells);
        made->pairs = cells;
        made->expression = stated(a, at, sr_audit_cell(a, at)->typed->formula);
    } else {
        made->expression = sr_audit_formula_text(a, made);
        *last = made;
    }
    sr_audit_add_template(a, made);
    return made;
}

/* ---- cells ----------------------------------------------------------------------------------- */

static void add(sheets *s, const sr_template *t, uint32_t fixed)
{
    size_t n = s->a->n_equations;
    sr_equation e = {.template = t, .fixed = fixed};

    sr_equation_add(s->a, t, fixed);
    if (s->a->n_equations > n)
        s->a->formula_at[sr_audit_cell_no(s->a, sr_equation_result(&e))] = (uint32_t)n + 1;
}

/* A cell whose formula says what stands in for the figure (IF(...;"-";...)) and that shows nothing has none to check.
 */
static void take_cell(sheets *s, sr_ref at)
{
    const sr_cell *c = sr_audit_cell(s->a, at);
    const sr_table *table = s->a->rows[at.row].table;

    if (!sr_cell_formula_read(c->typed->formula, &s->formula) || !c->has_value ||
        (s->formula.replaced && c->value.coef == 0) || !find_members(s, table->sheet))
        return;
    sr_shape shape = shape_of(s, at);
    const sr_template *t = take(s, at, shape);
    if (shape == SR_SHAPE_DOWN) /* the columns of a sum of rows stand side by side */
        add(s, t, at.column);
    else
        *SR_PUSH(s->a->arena, s->later, s->n_later, s->cap_later) = (later){t, shape == SR_SHAPE_ACROSS ? at.row : 0};
}

static bool has_formulas(const sr_audit *a, uint32_t table)
{
    for (uint32_t r = a->table_at[table]; r < a->table_at[table + 1] && a->doc->tables[table]->sheet.len; r++)
        for (uint32_t c = 0; c < a->rows[r].row->n; c++) {
            const sr_typed *typed = a->rows[r].row->cells[c].typed;
            if (typed && typed->formula.len)
                return true;
        }
    return false;
}

static void take_table(sheets *s, uint32_t table)
{
    sr_audit *a = s->a;

    for (uint32_t r = a->table_at[table]; r < a->table_at[table + 1]; r++)
        for (uint32_t c = 0; c < a->rows[r].row->n; c++) {
            const sr_typed *typed = a->rows[r].row->cells[c].typed;
            if (typed && typed->formula.len)
                take_cell(s, (sr_ref){r, c});
        }
}

void sr_audit_sheets(sr_audit *a, size_t first)
{
    sheets *s;

    bool any = false;

    for (size_t t = first; t < a->doc->n_tables; t++)
        any |= has_formulas(a, (uint32_t)t);
    if (!any)
        return;
    s = SR_NEW(a->arena, sheets);
    s->a = a;
    s->cells = sr_sheet_cells_new(a->doc, a->arena);
    s->across = SR_NEW_ARRAY(a->arena, const sr_template *, SR_COLUMNS_MAX);
    a->formula_at = SR_NEW_ARRAY(a->arena, uint32_t, (size_t)a->n_cells + 1);
    for (size_t t = first; t < a->doc->n_tables; t++)
        if (has_formulas(a, (uint32_t)t))
            take_table(s, (uint32_t)t);
    for (size_t i = 0; i < s->n_later; i++)
        add(s, s->later[i].template, s->later[i].fixed);
}
