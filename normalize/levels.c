#include "normalize/levels.h"

#include "normalize/levels_parts.h"
#include "normalize/rows.h"

/* ---- nodes ------------------------------------------------------------------------------------ */

/* Not a row that its label calls a total: that has no context. */
static bool is_data(const sr_row *row)
{
    return row->kind == SR_ROW_DETAIL || (row->kind == SR_ROW_SUBTOTAL && row->context);
}

sr_slice sr_levels_name(const sr_levels *l, const sr_row *row)
{
    int32_t at = l->st->at[SR_ROLE_NAME];

    return at < 0 ? (sr_slice){NULL, 0} : sr_cell_text(sr_row_cell(row, (uint32_t)at));
}

/* Money that is a sum over rows: no shares, no differences. */
static void choose_columns(sr_levels *l)
{
    for (uint32_t c = 0; c < l->table->width && l->columns < SR_SUMS_COLUMNS; c++) {
        const sr_column *column = &l->table->columns[c];
        bool adds = column->measure != SR_MEASURE_ACHIEVEMENT && column->measure != SR_MEASURE_CHANGE;
        if (column->role == SR_ROLE_MEASURE && column->aspect == SR_ASPECT_MONEY && adds &&
            column->unit != SR_UNIT_PERCENT)
            l->column[l->columns++] = c;
    }
    l->mask = l->columns < SR_SUMS_COLUMNS ? (1u << l->columns) - 1 : UINT32_MAX;
}

static void take_amount(sr_amounts *amounts, uint32_t i, const sr_cell *cell)
{
    if (cell->status == SR_CELL_EMPTY)
        return;
    amounts->stated |= 1u << i;
    if (cell->status == SR_CELL_NIL)
        return;
    if (cell->has_value && !cell->more && cell->status != SR_CELL_AMBIGUOUS && cell->unit != SR_UNIT_PERCENT)
        sr_amounts_set(amounts, i, cell->value);
    else
        amounts->unknown |= 1u << i;
}

/* Of a column in which the row itself says nothing, the first of its further rows speaks. */
static void take_amounts(const sr_levels *l, sr_amounts *amounts, const sr_row *row)
{
    uint32_t stated = amounts->stated;

    for (uint32_t i = 0; i < l->columns; i++)
        if (!(stated >> i & 1))
            take_amount(amounts, i, sr_row_cell(row, l->column[i]));
}

/* A name, perhaps who is responsible, and nothing that is counted: no sum can tell what such a heading heads. */
static bool is_bare(const sr_levels *l, const sr_row *row, const sr_node *node)
{
    if (node->amounts.stated)
        return false;
    for (uint32_t c = 0; c < row->n && c < l->table->width; c++) {
        uint8_t role = l->table->columns[c].role;
        if ((role == SR_ROLE_MEASURE || role == SR_ROLE_INDICATOR || role == SR_ROLE_UNIT) && row->cells[c].text_len)
            return false;
    }
    return true;
}

bool sr_levels_common(sr_slice name)
{
    static const char common[] = "program penunjang urusan pemerintahan";
    sr_folded f;

    sr_fold(name, &f);
    return f.len >= sizeof common - 1 && memcmp(f.text, common, sizeof common - 1) == 0;
}

static void read_node(sr_levels *l, sr_node *node, uint32_t r, bool common)
{
    const sr_row *row = l->table->rows[r];
    sr_slice name = sr_levels_name(l, row);

    *node = (sr_node){.row = r, .end = r + 1, .parent = SR_NODE_NONE, .rank = row->level, .coded = row->code.len > 0};
    node->level = row->level;
    node->amounts = sr_amounts_new(&l->doc->batch, l->columns);
    take_amounts(l, &node->amounts, row);
    if (row->level != SR_LEVEL_NONE || row->code.len > 0)
        return;
    if (l->st->names_activities && sr_text_begins(name, SR_WORD_AGENCY)) {
        node->agency = true;
    } else if (l->st->names_activities &&
               (common ? sr_text_is_nearly(name, SR_WORD_KEGIATAN) : sr_text_is(name, SR_WORD_KEGIATAN))) {
        node->rank = node->level = SR_LEVEL_KEGIATAN;
        node->word = true;
    } else {
        node->account = sr_text_begins(name, SR_WORD_ACCOUNT);
        node->bare = is_bare(l, row, node);
    }
}

static bool names_something(const sr_levels *l, const sr_row *row)
{
    sr_slice name = sr_levels_name(l, row);

    return name.len > 0 && !sr_name_is_outcome(l->st, name);
}

/* A row that names nothing belongs to the one above it; totals and notes end it. */
static void read_nodes(sr_levels *l)
{
    bool open = false, common = false;

    l->nodes = SR_NEW_ARRAY(&l->doc->batch, sr_node, l->table->n_rows);
    for (uint32_t r = 0; r < l->table->n_rows; r++) {
        const sr_row *row = l->table->rows[r];
        if (row->kind > SR_ROW_NOTE)
            continue;
        if (!is_data(row)) {
            open = false;
        } else if (row->code.len > 0 || names_something(l, row)) {
            if (row->level == SR_LEVEL_PROGRAM)
                common = sr_levels_common(sr_levels_name(l, row));
            read_node(l, &l->nodes[l->n++], r, common);
            l->any_coded |= row->code.len > 0;
            open = true;
        } else if (open) {
            sr_node *node = &l->nodes[l->n - 1];
            node->end = r + 1;
            take_amounts(l, &node->amounts, row);
        }
    }
}

/* ---- outcome ----------------------------------------------------------------------------------- */

/* The names of a node: its parent's, and its own at its level. Rows that had one context go on having one. */
static void name_rows(sr_levels *l, const sr_node *node)
{
    const sr_node *parent = node->parent == SR_NODE_NONE ? NULL : &l->nodes[node->parent];
    const sr_row *up = parent ? l->table->rows[parent->row] : NULL;
    sr_slice name = sr_levels_name(l, l->table->rows[node->row]);
    const sr_slice none = {NULL, 0};
    const sr_context *from = NULL;
    sr_context *to = NULL;

    for (uint32_t r = node->row; r < node->end; r++) {
        sr_row *row = l->table->rows[r];
        if (!is_data(row) || !row->context)
            continue;
        if (!to || row->context != from) {
            from = row->context;
            to = SR_NEW(&l->doc->batch, sr_context);
            *to = *from;
            if (up && up->level != SR_LEVEL_NONE && up->context) {
                to->program = up->context->program;
                to->kegiatan = up->context->kegiatan;
                to->sub_kegiatan = up->context->sub_kegiatan;
            }
            if (node->level == SR_LEVEL_PROGRAM)
                to->program = name;
            if (node->level == SR_LEVEL_PROGRAM || node->level == SR_LEVEL_KEGIATAN || !up)
                to->kegiatan = node->level == SR_LEVEL_KEGIATAN ? name : none;
            to->sub_kegiatan = node->level == SR_LEVEL_SUB_KEGIATAN ? name : node->level ? none : to->sub_kegiatan;
            to->activity = node->level ? none : to->activity;
        }
        row->context = to;
        row->level = node->level;
    }
}

/* A row over programs speaks of none of them, nor of the one before it. */
static void unname_row(sr_levels *l, const sr_node *node)
{
    sr_row *row = l->table->rows[node->row];
    const sr_slice none = {NULL, 0};

    if (!row->context)
        return;
    sr_context *context = SR_NEW(&l->doc->batch, sr_context);
    *context = *row->context;
    context->program = context->kegiatan = context->sub_kegiatan = none;
    context->activity = sr_levels_name(l, row);
    row->context = context;
}

static void write_rows(sr_levels *l)
{
    for (uint32_t i = 0; i < l->n; i++) {
        sr_node *node = &l->nodes[i];
        sr_row *row = l->table->rows[node->row];
        if (l->st->names_activities && node->over)
            unname_row(l, node);
        if (node->coded || (node->level == SR_LEVEL_NONE && node->parent == SR_NODE_NONE))
            continue;
        if (node->parent != SR_NODE_NONE) {
            sr_row *parent = l->table->rows[l->nodes[node->parent].row];
            row->parent = parent->row_no;
            parent->kind = SR_ROW_SUBTOTAL;
        }
        if (row->level == SR_LEVEL_NONE && l->st->names_activities && !node->agency && !node->over)
            name_rows(l, node);
    }
}

/* ---- rows that restate ------------------------------------------------------------------------- */

/*
 * What comes of an activity has a row of its own, and its amounts once more (seen in five-year plans). Of an activity
 * over others these are subtotals as its own are; of one that has none under it they are what its own row sums.
 */
static void settle_outcomes(sr_levels *l, const sr_node *node)
{
    sr_row *owner = l->table->rows[node->row];
    sr_amounts own = sr_amounts_new(&l->doc->batch, l->columns), sum = sr_amounts_new(&l->doc->batch, l->columns);
    bool over = owner->kind == SR_ROW_SUBTOTAL;

    take_amounts(l, &own, owner);
    for (uint32_t r = node->row + 1; r < node->end; r++) {
        sr_amounts more = sr_amounts_new(&l->doc->batch, l->columns);
        if (is_data(l->table->rows[r])) /* a header may stand in between, of the next page */
            take_amounts(l, &more, l->table->rows[r]);
        sr_amounts_add(&sum, &more, l->columns, 1);
    }
    if (!sr_levels_is_sum(&own, &sum, l->mask))
        return;
    for (uint32_t r = node->row + 1; r < node->end; r++) {
        sr_row *row = l->table->rows[r];
        if (!is_data(row))
            continue;
        row->kind = over ? SR_ROW_SUBTOTAL : row->kind;
        row->parent = over ? row->parent : owner->row_no;
    }
    owner->kind = SR_ROW_SUBTOTAL;
}

/* ---- the table --------------------------------------------------------------------------------- */

static bool has_open(const sr_levels *l)
{
    for (uint32_t i = 0; i < l->n; i++)
        if (!l->nodes[i].coded && l->table->rows[l->nodes[i].row]->level == SR_LEVEL_NONE)
            return true;
    return false;
}

static void settle_open(sr_levels *l)
{
    l->n_listed = sr_header_levels(l->table->columns[l->st->at[SR_ROLE_NAME]].header, l->listed);
    l->pile = sr_pile_new(&l->doc->batch, l->n, l->columns);
    for (size_t i = 0; i < sizeof l->work / sizeof *l->work; i++)
        l->work[i] = SR_NEW_ARRAY(&l->doc->batch, uint32_t, (size_t)l->n + 3);
    sr_levels_see_layout(l);
    sr_levels_find_over(l);
    sr_levels_programs(l);
    sr_levels_outside(l);
    write_rows(l);
}

void sr_levels_settle(sr_doc *doc, const sr_table *table, const sr_table_state *st)
{
    sr_levels l = {.doc = doc, .table = table, .st = st};

    if (st->at[SR_ROLE_NAME] < 0)
        return;
    sr_levels_cascade(doc, table, st);
    choose_columns(&l);
    read_nodes(&l);
    if (has_open(&l))
        settle_open(&l);
    for (uint32_t i = 0; i < l.n && st->names_outcomes; i++)
        settle_outcomes(&l, &l.nodes[i]);
}
