#include "cli/cmd_number.h"

#include "normalize/code.h"
#include "normalize/number.h"

#include <jansson.h>
#include <stdlib.h>

/* Each rule in words, for a person who wonders why. */
static const struct {
    sr_rule rule;
    const char *words;
} WORDS[] = {
    {SR_RULE_BLANK, "nothing stands here"},
    {SR_RULE_NIL_MARK, "a mark for nothing"},
    {SR_RULE_PLAIN_TEXT, "words, or no shape of a number"},
    {SR_RULE_PLAIN_INTEGER, "digits alone"},
    {SR_RULE_GROUPED_ID, "dots part the thousands"},
    {SR_RULE_GROUPED_EN, "commas part the thousands"},
    {SR_RULE_DECIMAL_ID, "a comma is the decimal sign"},
    {SR_RULE_DECIMAL_EN, "a dot is the decimal sign"},
    {SR_RULE_MIXED_SEPARATORS, "dots and commas both part thousands; every group is whole"},
    {SR_RULE_MISSING_SEPARATOR, "a thousands separator is missing"},
    {SR_RULE_MISPLACED_SEPARATOR, "a separator stands beside its place; no digit is missing"},
    {SR_RULE_BLANKS_JOINED, "blanks inside the number taken out"},
    {SR_RULE_TRAILING_JUNK, "stray signs around the digits left out"},
    {SR_RULE_BRACKET_NEGATIVE, "brackets, or a minus set apart, mean below zero"},
    {SR_RULE_SPACED_LETTERS, "letters set apart by blanks joined"},
    {SR_RULE_GLUED_UNIT, "the unit parted from the digits"},
    {SR_RULE_COMPOUND, "more than one quantity"},
    {SR_RULE_OVERFLOW_MARKS, "the column was too narrow when it was printed"},
    {SR_RULE_DIGIT_MISSING, "a group of digits is too short: a digit is missing"},
    {SR_RULE_NO_READING, "the separators make no sense"},
    {SR_RULE_CODE, "a code, not a number"},
    {SR_RULE_YEAR, "a year"},
    {SR_RULE_DATE, "a date"},
    {SR_RULE_IDENTIFIER, "a NIP, NIK or telephone number"},
    {SR_RULE_ORDINAL, "the number of an item"},
    {SR_RULE_GRADE, "a grade"},
    {SR_RULE_FORMULA, "a formula"},
    {SR_RULE_RANGE, "a range"},
    {SR_RULE_HEADING, "a heading"},
    {SR_RULE_UNIT_SPELLING, "the spelling of the unit put right"},
};

static const char *words_of(sr_rule rule)
{
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++)
        if (WORDS[i].rule == rule)
            return WORDS[i].words;
    return sr_rule_name(rule);
}

/* What a cell with this text and nothing around it comes to. */
typedef struct verdict {
    sr_readings r;
    sr_cell cell;
} verdict;

static verdict judge(sr_slice text)
{
    verdict v = {0};
    sr_style style = {0};

    sr_number_read(text, &v.r);
    sr_expectation expect = {.is_measure = v.r.status == SR_CELL_OK};
    v.cell.text = text.ptr ? text.ptr : "";
    v.cell.text_len = (uint32_t)text.len;
    sr_number_observe(&v.cell, &expect, &style);
    return v;
}

static const char *signs_of(const sr_reading *r)
{
    if (r->dot_group && r->comma_group)
        return "dot and comma part thousands";
    if (r->dot_group)
        return r->comma_decimal ? "dot parts thousands, comma decimals" : "dot parts thousands";
    if (r->comma_group)
        return r->dot_decimal ? "comma parts thousands, dot decimals" : "comma parts thousands";
    return r->comma_decimal ? "comma decimals" : r->dot_decimal ? "dot decimals" : "";
}

/* ---- for a person -------------------------------------------------------------------------- */

static void plain_notes(sr_buf *b, const sr_readings *r)
{
    static const char *const indent = "            ";

    if (r->rupiah)
        sr_buf_printf(b, "%sRp stands before it\n", indent);
    if (r->repair != SR_RULE_NONE && r->n)
        sr_buf_printf(b, "%s%s (%s)\n", indent, words_of(r->repair), sr_rule_name(r->repair));
    if (r->unit_repaired && r->repair != SR_RULE_UNIT_SPELLING && r->repair != SR_RULE_SPACED_LETTERS)
        sr_buf_printf(b, "%sthe unit's spelling was put right\n", indent);
    if (r->unit && !r->unit_known)
        sr_buf_printf(b, "%sthe unit is not in the lexicon; kept as written\n", indent);
    if (r->unit_words)
        sr_buf_printf(b, "%sfurther words stand behind the unit\n", indent);
    if (r->sign_twice)
        sr_buf_printf(b, "%sa sign stands twice; read once\n", indent);
    if (r->too_long)
        sr_buf_printf(b, "%smore than %d digits: kept as text\n", indent, SR_DECIMAL_DIGITS);
}

static void plain(sr_buf *b, sr_slice text, const verdict *v)
{
    const sr_readings *r = &v->r;
    const sr_cell *cell = &v->cell;

    sr_buf_printf(b, "\"%.*s\"\n", SR_FMT(text));
    sr_buf_printf(b, "  status    %s", sr_cell_status_name((sr_cell_status)cell->status));
    if (!cell->has_value)
        sr_buf_printf(b, ": %s (%s)", words_of((sr_rule)cell->rule), sr_rule_name((sr_rule)cell->rule));
    sr_buf_lit(b, "\n");
    sr_code code;
    if (cell->rule == SR_RULE_CODE && sr_code_read(text, false, &code))
        sr_buf_printf(b, "  code      %.*s  %s%s\n", (int)code.len, code.text, sr_level_name(code.level),
                      code.repaired ? " (its spelling put right)" : "");
    if (cell->has_value) {
        sr_buf_lit(b, "  value     ");
        sr_buf_decimal(b, cell->value);
        sr_buf_printf(b, "%s%.*s\n", cell->unit ? " " : "", SR_FMT(sr_unit_name(cell->unit)));
    }
    for (int i = 0; i < r->n_more; i++) {
        sr_buf_lit(b, "  and       ");
        sr_buf_decimal(b, r->more[i].value);
        sr_buf_printf(b, " %.*s\n", SR_FMT(sr_unit_name(r->more[i].unit)));
    }
    for (int i = 0; i < r->n && cell->has_value; i++) {
        const sr_reading *reading = &r->reading[i];
        const char *signs = signs_of(reading);
        sr_buf_printf(b, "  %s   ", i ? "or     " : "reading");
        sr_buf_decimal(b, reading->value);
        sr_buf_printf(b, "  %s (%s, cost %d)%s%s\n", words_of((sr_rule)reading->rule),
                      sr_rule_name((sr_rule)reading->rule), reading->cost, *signs ? "; " : "", signs);
    }
    plain_notes(b, r);
    if (r->n > 1 && cell->has_value)
        sr_buf_lit(b, "            the column decides; alone it stays open\n");
}

/* ---- for a program ------------------------------------------------------------------------- */

static void json_text(sr_buf *b, const char *key, sr_slice s)
{
    json_t *string = json_stringn(s.ptr ? s.ptr : "", s.len);
    char *text = string ? json_dumps(string, JSON_ENCODE_ANY) : NULL;

    sr_buf_printf(b, ",\"%s\":%s", key, text ? text : "null"); /* null: not UTF-8 */
    free(text);
    json_decref(string);
}

static void json_value(sr_buf *b, const char *lead, bool has, sr_decimal value)
{
    sr_buf_printf(b, "%s\"value\":", lead);
    if (has)
        sr_buf_decimal(b, value); /* with all its digits, which a double would lose */
    else
        sr_buf_lit(b, "null");
}

static void json(sr_buf *b, sr_slice text, const verdict *v)
{
    const sr_readings *r = &v->r;
    const sr_cell *cell = &v->cell;
    size_t from = b->len;

    json_text(b, "text", text);
    b->ptr[from] = '{';
    json_text(b, "status", sr_str(sr_cell_status_name((sr_cell_status)cell->status)));
    json_text(b, "rule", sr_str(sr_rule_name((sr_rule)cell->rule)));
    json_value(b, ",", cell->has_value, cell->value);
    json_text(b, "unit", sr_unit_name(cell->unit));
    json_text(b, "repair", sr_str(sr_rule_name(r->repair)));
    sr_buf_lit(b, ",\"readings\":[");
    for (int i = 0; i < r->n && cell->has_value; i++) {
        json_value(b, i ? ",{" : "{", true, r->reading[i].value);
        json_text(b, "rule", sr_str(sr_rule_name((sr_rule)r->reading[i].rule)));
        sr_buf_printf(b, ",\"cost\":%d}", r->reading[i].cost);
    }
    sr_buf_lit(b, "],\"more\":[");
    for (int i = 0; i < r->n_more; i++) {
        json_value(b, i ? ",{" : "{", true, r->more[i].value);
        json_text(b, "unit", sr_unit_name(r->more[i].unit));
        sr_buf_lit(b, "}");
    }
    sr_buf_lit(b, "]}\n");
}

/* -------------------------------------------------------------------------------------------- */

static void one(bool as_json, sr_slice text, sr_buf *b)
{
    verdict v = judge(sr_trim(text));

    b->len = 0;
    if (as_json)
        json(b, text, &v);
    else
        plain(b, text, &v);
}

int sr_cmd_number_run(bool as_json, int n, char **texts, FILE *out)
{
    sr_buf b = {0};
    char *line = NULL;
    size_t room = 0;
    ssize_t len;

    for (int i = 0; i < n; i++) {
        one(as_json, sr_str(texts[i]), &b);
        fwrite(b.ptr, 1, b.len, out);
    }
    while (n == 0 && !ferror(out) && (len = getline(&line, &room, stdin)) >= 0) {
        while (len > 0 && (line[len - 1] == '\n' || line[len - 1] == '\r'))
            len--;
        one(as_json, (sr_slice){line, (size_t)len}, &b);
        fwrite(b.ptr, 1, b.len, out);
    }
    free(line);
    sr_buf_free(&b);
    return fflush(out) != 0 || ferror(out) ? 1 : 0;
}
