/* Amounts in the text: "dari total pagu anggaran sebesar Rp. 15.501.518.746,-" agrees with the table that it speaks of.
 */
#include "normalize/audit_search.h"
#include "normalize/number.h"

enum {
    AMOUNT_LEAST = 1000000, /* smaller ones may be equal by chance */
    TOTALS_MAX = 4096,      /* totals of a document that amounts are compared with */
    QUOTES_MAX = 4096       /* amounts in the text of a batch that are looked up */
};

/* The next amount behind "Rp" in the text from *at on. */
static bool next_amount(sr_slice text, size_t *at, sr_slice *raw, sr_decimal *value)
{
    sr_readings r;

    while (*at < text.len) {
        size_t rp = sr_find_nocase(sr_sub(text, *at, text.len), SR_LIT("rp"));
        if (rp == SIZE_MAX)
            return false;
        size_t from = *at + rp + 2, end;
        bool word = *at + rp > 0 && sr_is_alpha((unsigned char)text.ptr[*at + rp - 1]);
        while (from < text.len && (sr_is_blank((unsigned char)text.ptr[from]) || text.ptr[from] == '.'))
            from++;
        for (end = from; end < text.len && (sr_is_digit((unsigned char)text.ptr[end]) || strchr(".,", text.ptr[end]));
             end++)
            ;
        *at = end > from ? end : *at + rp + 2;
        while (end > from && !sr_is_digit((unsigned char)text.ptr[end - 1]))
            end--;
        if (word || end == from)
            continue;
        *raw = sr_sub(text, from, end);
        sr_number_read(*raw, &r);
        if (r.n == 0 || r.reading[0].cost > 0 || sr_decimal_cmp(r.reading[0].value, sr_dec(AMOUNT_LEAST, 0)) < 0)
            continue;
        *value = r.reading[0].value;
        return true;
    }
    return false;
}

/* Amounts of rows that sum up: totals, and parents without a parent. */
static uint32_t list_totals(const sr_audit *a, sr_ref out[TOTALS_MAX])
{
    uint32_t n = 0;

    for (uint32_t r = 0; r < a->n_rows; r++) {
        const sr_row *row = a->rows[r].row;
        bool sums_up = row->kind == SR_ROW_TOTAL ||
                       (row->parent == 0 && row->level && row->level <= SR_LEVEL_PROGRAM) ||
                       (row->parent == 0 && row->level == SR_LEVEL_NONE && a->n_rows < TOTALS_MAX);
        for (uint32_t c = 0; sums_up && c < row->n; c++) {
            const sr_column *col = sr_audit_column(a, (sr_ref){r, c});
            const sr_cell *cell = &row->cells[c];
            if (n < TOTALS_MAX && cell->has_value && sr_decimal_cmp(cell->value, sr_dec(AMOUNT_LEAST, 0)) >= 0 && col &&
                (col->role == SR_ROLE_MEASURE || col->role == SR_ROLE_NONE))
                out[n++] = (sr_ref){r, c};
        }
    }
    return n;
}

static void tell_agreement(sr_audit *a, sr_ref at, sr_slice raw, sr_decimal value, uint64_t line)
{
    sr_doc *doc = a->doc;
    sr_cell *c = sr_audit_cell(a, at);
    uint32_t table = a->rows[at.row].table->table_no;
    sr_check check = {.kind = SR_CHECK_CROSS_TABLE,
                      .op = SR_OP_EQUAL,
                      .origin = SR_ORIGIN_DISCOVERED,
                      .passed = true,
                      .has_actual = true,
                      .at = sr_audit_place(a, at),
                      .expected = value,
                      .actual = c->value};

    check.expression = sr_arena_printf(
        a->arena, "table %u, %.*s, %.*s = Rp %.*s in the text, line %llu", table, SR_FMT(sr_audit_row_name(a, at.row)),
        SR_FMT(sr_audit_column_name(a, table - 1, at.column)), SR_FMT(raw), (unsigned long long)line);
    c->verified = true;
    *SR_PUSH(a->arena, doc->checks, doc->n_checks, doc->cap_checks) = check;
    doc->checks_passed++;
    a->rows[at.row].table->checks_passed++;
}

/* One of the two has a digit wrong: the text where the table's own rows prove the total, else it may be either. */
static void tell_slip(sr_audit *a, sr_ref at, sr_slice raw, sr_decimal value, uint64_t line)
{
    const sr_cell *c = sr_audit_cell(a, at);
    uint32_t table = a->rows[at.row].table->table_no;
    sr_slice name = sr_audit_row_name(a, at.row), printed = sr_trim(sr_cell_raw(c));

    if (c->verified) {
        sr_finding *f =
            sr_doc_finding(a->doc, SR_C013,
                           "Rp %.*s in the text; %.*s in table %u (line %llu) is \"%.*s\", which its own rows "
                           "prove: the text has a digit wrong.",
                           SR_FMT(raw), SR_FMT(name), table, (unsigned long long)sr_audit_line(a, at), SR_FMT(printed));
        f->line_no = line;
        f->raw = raw;
        f->has_value = f->has_suggestion = true;
        f->value = value;
        f->suggestion = c->value;
        return;
    }
    sr_finding *f =
        sr_doc_finding(a->doc, SR_C013,
                       "%.*s: \"%.*s\" in the table, Rp %.*s in the text at line %llu: one of them has a digit wrong.",
                       SR_FMT(name), SR_FMT(printed), SR_FMT(raw), (unsigned long long)line);
    sr_audit_finding(a, at, f);
    sr_suggest(f, value);
}

/* Of totals that the amount may be meant for, that of the table before the text, else of the first behind it. */
static bool is_nearer(const sr_audit *a, sr_ref one, sr_ref other, uint64_t line)
{
    uint64_t x = sr_audit_line(a, one), y = sr_audit_line(a, other);

    return x <= line ? y > line || x > y : y > line && x < y;
}

/* One digit is another, or two side by side are exchanged: they differ by 9 x 9 at most, but for zeros behind it. */
static bool may_be_slip(sr_decimal a, sr_decimal b)
{
    sr_decimal off;

    if (!sr_decimal_sub(a, b, &off))
        return false;
    while (off.coef && off.coef % 10 == 0)
        off.coef /= 10;
    return off.coef >= -81 && off.coef <= 81;
}

static void look_up(sr_audit *a, const sr_ref *totals, uint32_t n, sr_slice raw, sr_decimal value, uint64_t line)
{
    const sr_ref *nearest = NULL;
    bool several = false;

    for (uint32_t i = 0; i < n; i++) {
        const sr_cell *c = sr_audit_cell(a, totals[i]);
        if (sr_decimal_cmp(c->value, value) == 0) {
            tell_agreement(a, totals[i], raw, value, line);
            return;
        }
        if (!may_be_slip(c->value, value) || sr_edit_between(c->value, value) < SR_EDIT_DIGIT)
            continue;
        /* a program alone has its total's figures */
        several |= nearest && sr_decimal_cmp(sr_audit_cell(a, *nearest)->value, c->value) != 0;
        if (!nearest || is_nearer(a, totals[i], *nearest, line))
            nearest = &totals[i];
    }
    if (nearest && !several)
        tell_slip(a, *nearest, raw, value, line);
}

void sr_audit_prose(sr_audit *a)
{
    sr_ref *totals = SR_NEW_ARRAY(a->arena, sr_ref, TOTALS_MAX);
    uint32_t n = list_totals(a, totals), quotes = 0;

    for (size_t b = 0; b < a->doc->n_blocks && n; b++) {
        const sr_block *block = &a->doc->blocks[b];
        size_t at = 0;
        sr_slice raw;
        sr_decimal value;
        if (block->type != SR_BLOCK_PROSE)
            continue;
        while (quotes < QUOTES_MAX && next_amount(block->text, &at, &raw, &value)) {
            quotes++;
            look_up(a, totals, n, raw, value, block->line_no);
        }
    }
}
