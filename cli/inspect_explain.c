/* `saring inspect --explain [TABLE,]ROW,COLUMN`: how one cell was read, and every relation that it is in. */
#include "cli/inspect.h"

#include "core/cell_place.h"
#include "normalize/units.h"

#include <inttypes.h>
#include <stdlib.h>

enum { MEMBERS_SHOWN = 16 }; /* of a long sum; all of them stand in the checks */

typedef struct place {
    uint32_t table, row, column;
} place;

/* "3,12,5", or "12,5" of the only table asked for with --tables, else of table 1. */
static bool read_place(const sr_settings *settings, place *out)
{
    uint32_t n[3] = {0}, count = 0;

    for (const char *at = settings->explain; at && count < 3; at = *at == ',' ? at + 1 : NULL) {
        char *end;
        n[count++] = (uint32_t)strtoul(at, &end, 10);
        at = end;
    }
    if (count < 2)
        return false;
    uint32_t table = settings->tables ? (uint32_t)strtoul(settings->tables, NULL, 10) : 1;
    *out = count == 3 ? (place){n[0], n[1], n[2]} : (place){table, n[0], n[1]};
    return true;
}

int sr_inspect_check_place(const char *text, sr_error *err)
{
    size_t commas = 0;

    for (const char *at = text; at && *at; at++) {
        bool comma = *at == ',';
        commas += comma;
        if ((!comma && (*at < '0' || *at > '9')) || (comma && (at == text || at[1] == ',' || !at[1])))
            commas = 9;
    }
    return !text || commas == 1 || commas == 2
               ? 0
               : sr_fail(err, SR_ERR_USAGE,
                         "--explain is a row and a column such as 12,5, or table, row and column 3,12,5, not '%s'",
                         text);
}

static const sr_row *row_of(const sr_table *table, uint32_t row_no)
{
    for (size_t i = 0; i < table->n_rows; i++)
        if (table->rows[i]->row_no == row_no)
            return table->rows[i];
    return NULL;
}

static const sr_cell *cell_of(const sr_doc *doc, const sr_place *p, const sr_row **row)
{
    if (p->table_no == 0 || p->table_no > doc->n_tables)
        return NULL;
    *row = row_of(doc->tables[p->table_no - 1], p->row_no);
    return *row && p->column_no && p->column_no <= (*row)->n ? &(*row)->cells[p->column_no - 1] : NULL;
}

static void put_decimal(sr_buf *buf, sr_decimal value)
{
    sr_buf_decimal(buf, value);
}

/* ", Sheet1!D7", or ", page 2, line 40". */
static void put_place(sr_buf *out, const sr_table *table, const sr_row *row, const sr_cell *c, uint32_t column_no)
{
    uint64_t line_no = (uint64_t)((int64_t)row->line_no + c->line_skip);

    if (table->sheet.len && row->line_no) {
        sr_buf_lit(out, ", ");
        sr_cell_place(out, table->sheet, line_no, sr_cell_column(table, c, column_no));
        return;
    }
    if (row->page_no)
        sr_buf_printf(out, ", page %u", row->page_no);
    if (row->line_no)
        sr_buf_printf(out, ", line %" PRIu64, line_no);
}

/* One line: where it stands, what it says, what was read. */
static void put_cell(sr_inspect *in, const sr_doc *doc, const sr_place *p, const char *indent)
{
    const sr_row *row = NULL;
    const sr_cell *c = cell_of(doc, p, &row);
    sr_buf line = {0};

    if (!c)
        return;
    sr_buf_printf(&line, "table %u, row %u, column %u", p->table_no, p->row_no, p->column_no);
    put_place(&line, doc->tables[p->table_no - 1], row, c, p->column_no);
    sr_buf_printf(&line, ": \"%.*s\"", SR_FMT(sr_trim(sr_cell_raw(c))));
    if (c->typed && c->typed->formula.len)
        sr_buf_printf(&line, ", %.*s", SR_FMT(c->typed->formula));
    if (c->has_value) {
        sr_buf_lit(&line, " = ");
        put_decimal(&line, c->value);
        if (c->unit)
            sr_buf_printf(&line, " %.*s", SR_FMT(sr_unit_name(c->unit)));
    }
    sr_buf_printf(&line, " (%s%s%s)", sr_cell_status_name((sr_cell_status)c->status), c->verified ? ", verified" : "",
                  c->accused ? ", accused" : "");
    sr_buf_slice(&in->out, sr_str(indent));
    sr_buf_slice(&in->out, sr_pen_plain(&in->scratch, (sr_slice){line.ptr, line.len}));
    sr_buf_char(&in->out, '\n');
    sr_buf_free(&line);
}

static bool is_at(const sr_place *p, const place *at)
{
    return p->table_no == at->table && p->row_no == at->row && p->column_no == at->column;
}

static bool has_member(const sr_check *c, const place *at)
{
    if (is_at(&c->at, at))
        return true;
    for (uint32_t i = 0; i < c->n_members; i++)
        if (is_at(&c->members[i], at))
            return true;
    return false;
}

static void put_check(sr_inspect *in, const sr_doc *doc, const sr_check *c)
{
    sr_buf line = {0};

    sr_buf_char(&in->out, '\n');
    sr_pen_put(&in->pen, &in->out, c->passed ? SR_GOOD : SR_BAD, c->passed ? SR_LIT("  holds  ") : SR_LIT("  fails  "));
    sr_buf_printf(&line, "%.*s  (%s, %s)", SR_FMT(c->expression), sr_operator_name((sr_operator)c->op),
                  sr_check_origin_name((sr_check_origin)c->origin));
    sr_pen_wrap(&in->pen, &in->out, sr_pen_plain(&in->scratch, (sr_slice){line.ptr, line.len}), 9, 9);
    line.len = 0;
    sr_buf_lit(&line, "         the members give ");
    put_decimal(&line, c->expected);
    if (c->has_actual) {
        sr_buf_lit(&line, ", the document says ");
        put_decimal(&line, c->actual);
    }
    if (c->passed && c->has_actual && sr_decimal_cmp(c->expected, c->actual) != 0) {
        sr_buf_slice(&line, c->cut_off ? SR_LIT(", cut off") : SR_LIT(", rounded half up"));
    } else if (c->tolerance.coef) {
        sr_buf_lit(&line, ", rounding allows ");
        put_decimal(&line, c->tolerance);
    }
    sr_buf_char(&line, '\n');
    sr_buf_slice(&in->out, (sr_slice){line.ptr, line.len});
    if (c->diagnosis.len) {
        sr_buf_lit(&in->out, "         ");
        sr_pen_wrap(&in->pen, &in->out, sr_pen_plain(&in->scratch, c->diagnosis), 9, 9);
    }
    put_cell(in, doc, &c->at, "         result  ");
    for (uint32_t i = 0; i < c->n_members && i < MEMBERS_SHOWN; i++)
        put_cell(in, doc, &c->members[i], "                 ");
    if (c->n_members > MEMBERS_SHOWN)
        sr_buf_printf(&in->out, "                 and %u more\n", c->n_members - MEMBERS_SHOWN);
    sr_buf_free(&line);
}

static int explain_batch(sr_sink *sink, const sr_doc *doc, sr_error *err)
{
    sr_inspect *in = (sr_inspect *)(void *)sink;
    const sr_row *row = NULL;
    place at;

    if (!read_place(in->settings, &at))
        return 0;
    sr_place p = {at.table, at.row, at.column};
    const sr_cell *c = cell_of(doc, &p, &row);
    if (!c)
        return 0;
    in->told++;
    put_cell(in, doc, &p, "");
    if (c->rule)
        sr_buf_printf(&in->out, "  read by the rule %s; `saring number` shows the readings of the text\n",
                      sr_rule_name((sr_rule)c->rule));
    uint32_t n = 0;
    for (size_t i = 0; i < doc->n_checks; i++)
        if (has_member(&doc->checks[i], &at)) {
            put_check(in, doc, &doc->checks[i]);
            n++;
        }
    if (n == 0)
        sr_buf_lit(&in->out, "  no relation of the document that could be checked is about it\n");
    size_t from = 0, to;
    for (; from < doc->n_findings; from = to) { /* findings about this very cell */
        for (to = from + 1; to < doc->n_findings && doc->findings[to].table_no == doc->findings[from].table_no &&
                            doc->findings[to].row_no == doc->findings[from].row_no &&
                            doc->findings[to].column_no == doc->findings[from].column_no;)
            to++;
        const sr_finding *f = &doc->findings[from];
        if (f->table_no == at.table && f->row_no == at.row && f->column_no == at.column)
            sr_inspect_findings(in, doc, from, to);
    }
    return sr_inspect_flush(in, err);
}

static int explain_begin(sr_sink *sink, const sr_doc *doc, sr_error *err)
{
    (void)sink;
    (void)doc;
    (void)err;
    return 0;
}

static int explain_end(sr_sink *sink, const sr_doc *doc, sr_error *err)
{
    sr_inspect *in = (sr_inspect *)(void *)sink;

    (void)doc;
    return in->told ? 0
                    : sr_fail(err, SR_ERR_USAGE, "there is no cell %s; `saring inspect` numbers tables and rows",
                              in->settings->explain);
}

static int explain_refuse(sr_sink *sink, const sr_doc *doc, const sr_error *why, sr_error *err)
{
    (void)sink;
    (void)doc;
    return sr_fail(err, SR_ERR_USAGE, "%s", why->message);
}

static void explain_abort(sr_sink *sink, const sr_doc *doc)
{
    (void)sink;
    (void)doc;
}

void sr_inspect_explain_sink(sr_inspect *inspect)
{
    inspect->sink = (sr_sink){explain_begin, explain_batch, explain_end, explain_refuse, explain_abort};
}
