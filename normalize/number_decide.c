/*
 * The column decides: which of a cell's readings is taken, and what is to be said about it.
 */
#include "normalize/code.h"
#include "normalize/number.h"
#include "normalize/number_inner.h"
#include "normalize/typed.h"

#include <stdio.h>

/*
 * How much evidence settles a sign. One cell that can only be read one way is enough while none speaks against it; with
 * cells on both sides the majority must be this many times the minority.
 */
enum { MAJORITY = 4 };
/*
 * A decimal such as 12.5 may itself be 12.500 cut off, so one cell speaks for this many open ones and no more. A number
 * with two separators cannot come about so: one is enough for a column.
 */
enum { BACKS = 8 };
/* Grouped numbers without one decimal that make a column one of whole amounts, whatever its header says. */
enum { WHOLE_COLUMN_CELLS = 5 };
/* Cells to each side that are looked at: bounds the work in rows of thousands of cells. */
enum { NEIGHBOURS = 8 };
/* Digits of the least number that is written with a thousands separator. */
enum { THOUSANDS_DIGITS = 4 };
/* A word among this many numbers, and this many times rarer, is out of place. */
enum { LONE_TEXT_NUMBERS = 3, LONE_TEXT_SHARE = 4 };
/* Of the latest findings, so many are searched for the same unknown unit: it is told about once in a while. */
enum { UNKNOWN_UNIT_LOOKBACK = 64 };

/* ---- choosing ------------------------------------------------------------------------------ */

typedef enum verdict { NO_VERDICT, DECIMAL, GROUPING } verdict;

static verdict weigh(uint32_t decimal, uint32_t grouping)
{
    if (decimal > 0 && decimal >= MAJORITY * grouping)
        return DECIMAL;
    if (grouping > 0 && grouping >= MAJORITY * decimal)
        return GROUPING;
    return NO_VERDICT;
}

static verdict verdict_on(char sign, const sr_style *s)
{
    uint32_t id = s->decimal_comma + s->group_dot, en = s->decimal_dot + s->group_comma;

    /* the sign's own use counts first; the other sign's use tells about this one only where it is silent */
    uint32_t decimal = sign == '.' ? s->decimal_dot : s->decimal_comma;
    uint32_t grouping = sign == '.' ? s->group_dot : s->group_comma;
    uint32_t open = sign == '.' ? s->open_dot : s->open_comma;
    uint32_t lengthy = sign == '.' ? s->long_dot : s->long_comma;
    if (lengthy > open + grouping)
        decimal += lengthy;
    if (decimal + grouping > 0)
        return decimal > grouping && decimal * BACKS < open ? NO_VERDICT : weigh(decimal, grouping);
    return sign == '.' ? weigh(en, id) : weigh(id, en);
}

typedef struct court {
    verdict dot, comma;
    bool money;                /* three decimals are absurd there */
    bool pieces;               /* a unit is stated that comes in whole pieces only */
    bool dot_seen, comma_seen; /* the verdict on the sign is by its own use in the column, not by what stands around */
    bool whole;                /* money, whole units: only whole readings fit */
    bool decimals;             /* the column has some */
    uint32_t max_digits;       /* of its integer parts */
    bool indonesian;           /* the document is, so its plain style is the default */
    bool fractions;            /* percent, index, score: decimals are usual */
} court;

static bool fits_whole(const sr_reading *r)
{
    return r->value.scale <= 2 && sr_decimal_is_integer(r->value);
}

/* 1: the style says so; -1: the style speaks against it; 0: it says nothing. */
static int fits_style(const sr_reading *r, const court *c)
{
    bool against = (r->dot_decimal && c->dot == GROUPING) || (r->dot_group && c->dot == DECIMAL) ||
                   (r->comma_decimal && c->comma == GROUPING) || (r->comma_group && c->comma == DECIMAL);
    bool with = (r->dot_decimal && c->dot == DECIMAL) || (r->dot_group && c->dot == GROUPING) ||
                (r->comma_decimal && c->comma == DECIMAL) || (r->comma_group && c->comma == GROUPING);

    return against ? -1 : with;
}

typedef struct choice {
    int index;
    bool sure;
    bool by_unit, by_style;
} choice;

/* The only reading for which the test holds; -1 if there is none or more than one. */
static int only_whole(const sr_readings *r)
{
    int found = -1;

    for (int i = 0; i < r->n; i++) {
        if (!fits_whole(&r->reading[i]))
            continue;
        if (found >= 0)
            return -1;
        found = i;
    }
    return found;
}

static int only_in_style(const sr_readings *r, const court *c)
{
    int found = -1;

    for (int i = 0; i < r->n; i++) {
        if (fits_style(&r->reading[i], c) <= 0)
            continue;
        if (found >= 0)
            return -1;
        found = i;
    }
    return found;
}

/* Blanks may part two numbers, or the sign may be a bullet: no column can tell. */
static bool beyond_the_column(const sr_readings *r)
{
    for (int i = 0; i < r->n; i++)
        if (r->reading[i].rule == SR_RULE_COMPOUND || r->reading[i].rule == SR_RULE_BRACKET_NEGATIVE)
            return true;
    return false;
}

/*
 * 1.234 among 88,84 and 3,41: as thousands it is far above all others of a column with decimals, and 1,234 with the
 * wrong sign is as likely.
 */
static bool out_of_scale(const sr_reading *r, const court *c)
{
    return c->decimals && r->value.scale == 0 && c->max_digits < THOUSANDS_DIGITS - 1;
}

/* "4,65 4": 4654 before 4.654, which is likelier where decimals are usual. */
static bool whole_first(const sr_readings *r)
{
    return r->reading[0].value.scale == 0 && r->reading[1].value.scale > 0 && r->reading[1].rule != SR_RULE_COMPOUND;
}

/*
 * "75.000 Ekor" where only other columns or the other sign say that dots are decimal: three decimals of what comes in
 * whole pieces are absurd, so the unit decides. A column that has such decimals itself keeps it open.
 */
static bool pieces_decide(const sr_reading *r, const court *c)
{
    return c->pieces && ((r->dot_group && !c->dot_seen) || (r->comma_group && !c->comma_seen));
}

/*
 * "4.21 5" persons: without its blank a number of whole groups, and no other reading is whole. "10 9" persons has no
 * sign that asks for the 9; "4,21 5" needs a column in which commas group.
 */
static bool joined_by_unit(const sr_reading *r, const court *c)
{
    int style = fits_style(r, c);

    return c->pieces && r->rule == SR_RULE_BLANKS_JOINED && (r->dot_group || r->comma_group) &&
           (style > 0 || (style == 0 && r->dot_group && !r->comma_group));
}

static choice choose(const sr_readings *r, const court *c)
{
    int whole = only_whole(r), styled = only_in_style(r, c);

    if (whole >= 0 && joined_by_unit(&r->reading[whole], c))
        return (choice){.index = whole, .sure = true, .by_unit = true};
    if (beyond_the_column(r))
        return (choice){.index = c->fractions && whole_first(r) ? 1 : 0};
    if (c->whole && whole >= 0) {
        int style = fits_style(&r->reading[whole], c);
        bool foreign =
            r->reading[whole].comma_group && style == 0; /* "4,559 Kali": English, and nothing else here is */
        if (c->money || style >= 0)
            return (choice){.index = whole, .sure = c->money || !foreign, .by_unit = true};
        if (styled < 0 || pieces_decide(&r->reading[whole], c))
            return (choice){.index = whole, .sure = true, .by_unit = true};
        return (choice){.index = styled}; /* unit and style contradict each other */
    }
    if (sr_is_settled_alone(r))
        return (choice){.index = 0, .sure = true};
    if (styled >= 0)
        return (choice){.index = styled, .sure = !out_of_scale(&r->reading[styled], c), .by_style = true};
    if (c->indonesian && !c->fractions && r->reading[0].rule == SR_RULE_GROUPED_ID &&
        fits_style(&r->reading[0], c) >= 0)
        return (choice){.index = 0, .sure = true};
    for (int i = 0; i < r->n && c->fractions; i++)
        if (r->reading[i].comma_decimal)
            return (choice){.index = i};
    return (choice){.index = 0};
}

static bool has_fractions(sr_unit unit)
{
    static const char *const names[] = {"%", "‰", "indeks", "skor", "nilai", "poin", "angka", "rasio", "level"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (sr_eq(sr_unit_name(unit), sr_str(names[i])))
            return true;
    return false;
}

static court open_court(const sr_doc *doc, const sr_readings *r, const sr_expectation *expect, const sr_style *style,
                        sr_unit row_unit)
{
    sr_unit unit = r->percent ? SR_UNIT_PERCENT : r->unit ? r->unit : row_unit ? row_unit : expect->unit;
    bool amounts = style->group_dot + style->group_comma >= WHOLE_COLUMN_CELLS && style->percents == 0 &&
                   style->decimal_comma + style->decimal_dot == 0;
    court c = {
        .decimals = style->decimal_comma + style->decimal_dot > 0,
        .max_digits = style->max_digits,
        .dot = verdict_on('.', style),
        .comma = verdict_on(',', style),
        .dot_seen = style->decimal_dot + style->group_dot > 0,
        .comma_seen = style->decimal_comma + style->group_comma > 0,
        .pieces = !r->percent && !r->rupiah && sr_unit_is_whole(unit),
        .fractions = expect->is_percent || r->percent || has_fractions(unit),
        .indonesian = doc->facts.kind != SR_KIND_OTHER || doc->facts.agency.len > 0,
    };

    if (expect->around && c.dot == NO_VERDICT && c.comma == NO_VERDICT) {
        c.dot = verdict_on('.', expect->around);
        c.comma = verdict_on(',', expect->around);
    }
    c.money = !c.fractions && (expect->is_money || r->rupiah);
    c.whole = !c.fractions && (expect->is_money || r->rupiah || sr_unit_is_counted(unit) || (amounts && !unit));
    return c;
}

/* ---- findings ------------------------------------------------------------------------------ */

typedef struct place {
    sr_doc *doc;
    const sr_table *table;
    const sr_row *row;
    uint32_t column_no;
    sr_cell *cell;
    sr_slice text;
} place;

/* Enough of a text for a sentence. Bytes. */
enum { QUOTED_MAX = 60 };

static int quoted(sr_slice s)
{
    size_t n = s.len < QUOTED_MAX ? s.len : QUOTED_MAX;

    while (n < s.len && n > 0 && ((unsigned char)s.ptr[n] & 0xC0) == 0x80)
        n--; /* not in the middle of a character */
    return (int)n;
}

static sr_finding *put(const place *at, sr_finding *f)
{
    f->table_no = at->table ? at->table->table_no : 0;
    f->row_no = at->row ? at->row->row_no : 0;
    f->column_no = at->column_no;
    f->line_no = at->row ? (uint64_t)((int64_t)at->row->line_no + at->cell->line_skip) : 0;
    f->raw = sr_cell_raw(at->cell);
    f->has_value = at->cell->has_value;
    f->value = at->cell->value;
    return f;
}

#define SAY(at, code, ...) put((at), sr_doc_finding((at)->doc, (code), __VA_ARGS__))
#define TEXT_OF(at) quoted((at)->text), (at)->text.ptr

static sr_slice value_text(sr_decimal v, char text[SR_DECIMAL_TEXT])
{
    return (sr_slice){text, sr_decimal_text(v, text)};
}

/* Room for six readings with their rules. */
enum { EVIDENCE_MAX = 1024 };

static void say_ambiguous(const place *at, const sr_readings *r, int chosen)
{
    char text[SR_DECIMAL_TEXT], evidence[EVIDENCE_MAX], list[EVIDENCE_MAX];
    int n_evidence = snprintf(evidence, sizeof evidence, "{\"readings\":["), n_list = 0;

    for (int i = 0; i < r->n; i++) {
        sr_slice v = value_text(r->reading[i].value, text);
        n_evidence += snprintf(evidence + n_evidence, sizeof evidence - (size_t)n_evidence,
                               "%s{\"value\":%.*s,\"rule\":\"%s\",\"cost\":%d}", i ? "," : "", SR_FMT(v),
                               sr_rule_name((sr_rule)r->reading[i].rule), r->reading[i].cost);
        n_list += snprintf(list + n_list, sizeof list - (size_t)n_list, "%s%.*s", i ? " or " : "", SR_FMT(v));
    }
    sr_slice v = value_text(r->reading[chosen].value, text);
    sr_finding *f =
        SAY(at, SR_N001, "\"%.*s\" can be read as %.*s and neither its column nor its unit decides; %.*s was taken.",
            TEXT_OF(at), n_list, list, SR_FMT(v));
    f->evidence = sr_arena_printf(&at->doc->batch, "%.*s]}", n_evidence, evidence);
}

/* What a repair is called: one row a rule. */
static const struct {
    sr_rule rule;
    sr_finding_code code;
    const char *what;
} REPAIRS[] = {
    {SR_RULE_MIXED_SEPARATORS, SR_N003, "dots and commas were both taken as thousands separators"},
    {SR_RULE_MISSING_SEPARATOR, SR_N004, "a thousands separator is missing and was supplied in thought"},
    {SR_RULE_MISPLACED_SEPARATOR, SR_N005,
     "a separator stands in the wrong place; the digits were kept in their order"},
    {SR_RULE_BLANKS_JOINED, SR_N006, "blanks inside the number were removed"},
    {SR_RULE_SPACED_LETTERS, SR_N014, "letters set apart by blanks were joined"},
    {SR_RULE_GLUED_UNIT, SR_U001, "the unit was parted from the digits it is glued to"},
    {SR_RULE_UNIT_SPELLING, SR_U001, "the spelling of the unit was put right"},
    {SR_RULE_BRACKET_NEGATIVE, SR_N015, "brackets were read as below zero"},
    {SR_RULE_TRAILING_JUNK, SR_N015, "signs around the digits were left out"},
};

static void say_repaired(const place *at)
{
    char text[SR_DECIMAL_TEXT];
    sr_slice v = value_text(at->cell->value, text);

    for (size_t i = 0; i < sizeof REPAIRS / sizeof *REPAIRS; i++)
        if (REPAIRS[i].rule == at->cell->rule) {
            SAY(at, REPAIRS[i].code, "\"%.*s\" was read as %.*s: %s.", TEXT_OF(at), SR_FMT(v), REPAIRS[i].what);
            return;
        }
    SAY(at, SR_N015, "\"%.*s\" was read as %.*s.", TEXT_OF(at), SR_FMT(v));
}

static bool unknown_unit_told(const sr_doc *doc, sr_slice name)
{
    for (size_t i = doc->n_findings; i > 0 && doc->n_findings - i < UNKNOWN_UNIT_LOOKBACK; i--)
        if (doc->findings[i - 1].code == SR_U002 && sr_find_nocase(doc->findings[i - 1].message, name) != SIZE_MAX)
            return true;
    return false;
}

static void say_of_unit(const place *at, const sr_readings *r, const sr_expectation *expect)
{
    sr_slice name = sr_unit_name(at->cell->unit);

    if (r->unit && !r->unit_known && !unknown_unit_told(at->doc, name))
        SAY(at, SR_U002, "\"%.*s\" is not a unit that the lexicon knows; it was kept as written.", SR_FMT(name));
    else if (r->unit_repaired && at->cell->rule != SR_RULE_SPACED_LETTERS && at->cell->rule != SR_RULE_UNIT_SPELLING)
        SAY(at, SR_U001, "\"%.*s\" was read with the unit \"%.*s\".", TEXT_OF(at), SR_FMT(name));
    sr_slice wanted = sr_unit_name(expect->unit);
    if (expect->unit && at->cell->unit && at->cell->unit != expect->unit && sr_find_nocase(wanted, name) == SIZE_MAX)
        SAY(at, SR_U004, "\"%.*s\" states the unit \"%.*s\" where its column says \"%.*s\".", TEXT_OF(at), SR_FMT(name),
            SR_FMT(wanted));
    if (sr_unit_is_whole(at->cell->unit) && at->cell->status != SR_CELL_AMBIGUOUS &&
        !sr_decimal_is_integer(at->cell->value))
        SAY(at, SR_N013, "\"%.*s\" counts \"%.*s\", which come whole, and has decimals; it was kept as printed.",
            TEXT_OF(at), SR_FMT(name));
}

/* "250.000.00" may have cents, where its column prints decimals, and has lost a zero where it does not. */
static void suggest_cents(sr_finding *f, const sr_readings *r, const sr_style *style)
{
    f->has_suggestion = r->has_suggestion && style->decimal_comma + style->decimal_dot > 0;
    f->suggestion = r->suggestion;
}

static void say_unreadable(const place *at, const sr_readings *r, sr_rule rule, const sr_style *style)
{
    if (rule == SR_RULE_OVERFLOW_MARKS)
        SAY(at, SR_N007,
            "The cell shows \"%.*s\": its column was too narrow when it was printed, so the value is not here.",
            TEXT_OF(at));
    else if (rule == SR_RULE_DIGIT_MISSING)
        suggest_cents(SAY(at, SR_N008, "\"%.*s\" has a group of digits that is too short; a digit seems to be missing.",
                          TEXT_OF(at)),
                      r, style);
    else if (rule == SR_RULE_ERROR_VALUE && at->cell->typed && at->cell->typed->formula.len)
        SAY(at, SR_N017, "The cell shows the error \"%.*s\"; its formula is %.*s.", TEXT_OF(at),
            quoted(at->cell->typed->formula), at->cell->typed->formula.ptr);
    else if (rule == SR_RULE_ERROR_VALUE)
        SAY(at, SR_N017, "The cell shows the error \"%.*s\" instead of a value.", TEXT_OF(at));
    else if (rule == SR_RULE_COMPOUND)
        SAY(at, SR_N002, "\"%.*s\" holds several numbers where one belongs; cells may have run together.", TEXT_OF(at));
    else
        SAY(at, SR_N002, "\"%.*s\" stands where a number belongs and cannot be read as one (%s).", TEXT_OF(at),
            sr_rule_name(rule));
}

/* The value held is taken; what the text alone comes to stands second among the readings. */
static void say_against_shown(const place *at, const sr_readings *r)
{
    char held[SR_DECIMAL_TEXT], shown[SR_DECIMAL_TEXT];
    sr_slice v = value_text(r->reading[0].value, held);
    sr_finding *f = SAY(at, SR_N016, "\"%.*s\" is shown where the source holds the value %.*s%s, which was taken.",
                        TEXT_OF(at), SR_FMT(v), at->cell->unit == SR_UNIT_PERCENT ? " %" : "");

    if (r->n < 2)
        return;
    sr_slice second = value_text(r->reading[1].value, shown);
    f->evidence = sr_arena_printf(
        &at->doc->batch, "{\"readings\":[{\"value\":%.*s,\"rule\":\"%s\"},{\"value\":%.*s,\"rule\":\"%s\"}]}",
        SR_FMT(v), sr_rule_name(SR_RULE_TYPED_VALUE), SR_FMT(second), sr_rule_name((sr_rule)r->reading[1].rule));
}

static void say_against_column(const place *at, const sr_reading *r, const sr_style *style,
                               const sr_expectation *expect)
{
    uint32_t id = style->decimal_comma + style->group_dot, en = style->decimal_dot + style->group_comma;

    bool bare = r->value.scale > 0 && !r->dot_group && !r->comma_group;
    bool alone = expect->is_money && bare && style->decimal_comma + style->decimal_dot == 1 &&
                 style->numbers >= LONE_TEXT_NUMBERS;

    if (!((r->comma_decimal || r->dot_group) && en > id) && !((r->dot_decimal || r->comma_group) && id > en) && !alone)
        return;
    sr_finding *f = SAY(at, SR_N009, "\"%.*s\" is written in another style than most of its column.", TEXT_OF(at));
    if (expect->is_money && bare)
        f->severity = SR_WARNING; /* 59.80 among 59.800.000: more likely a number cut off than cents */
}

/* ---- the row -------------------------------------------------------------------------------- */

static bool is_percent_text(sr_slice s)
{
    return s.len && s.ptr[s.len - 1] == '%';
}

/*
 * 1.291 between 1,276 and 1,304 of the same row: the years of one target are written alike, so one of the signs is
 * wrong, and the column cannot tell which.
 */
static bool neighbours_disagree(const place *at)
{
    char sign = sr_number_open_sign(at->text);

    if (!sign || !at->row || at->cell < at->row->cells || at->cell >= at->row->cells + at->row->n)
        return false;
    size_t i = (size_t)(at->cell - at->row->cells);
    size_t from = i > NEIGHBOURS ? i - NEIGHBOURS : 0;
    for (size_t k = from; k < at->row->n && k <= i + NEIGHBOURS; k++) {
        sr_slice text = sr_number_text(&at->row->cells[k]);
        char other = k == i ? 0 : sr_number_open_sign(text);
        if (other && other != sign && is_percent_text(text) == is_percent_text(at->text))
            return true;
    }
    return false;
}

/* ---- deciding ------------------------------------------------------------------------------ */

static void add_quantities(const place *at, const sr_readings *r)
{
    const sr_quantity *next = NULL;

    for (int i = r->n_more - 1; i >= 0; i--) {
        sr_quantity *q = SR_NEW(&at->doc->batch, sr_quantity);
        *q = (sr_quantity){next, r->more[i].value, r->more[i].unit};
        next = q;
    }
    at->cell->more = next;
}

static void decide_number(const place *at, const sr_readings *r, const sr_expectation *expect, const court *c,
                          const sr_style *style)
{
    sr_cell *cell = at->cell;
    choice chosen = r->n > 1 ? choose(r, c) : (choice){.sure = true};
    chosen.sure &= !r->more_open;
    if (chosen.sure && r->n > 1 && !c->money)
        chosen.sure = !neighbours_disagree(at);
    const sr_reading *reading = &r->reading[chosen.index];

    sr_number_settle(cell, r, chosen.index);
    if (!chosen.sure) {
        cell->status = SR_CELL_AMBIGUOUS;
        say_ambiguous(at, r, chosen.index);
    } else if (cell->status == SR_CELL_REPAIRED) {
        say_repaired(at);
    } else if (chosen.by_style && chosen.index > 0) {
        cell->rule = SR_RULE_COLUMN_STYLE;
    } else if (chosen.by_unit && (fits_style(reading, c) == 0 || (fits_style(reading, c) < 0 && c->pieces))) {
        cell->rule = SR_RULE_UNIT_WHOLE;
    }
    say_of_unit(at, r, expect);
    if (r->sign_twice)
        SAY(at, SR_N012, "A sign stands twice in \"%.*s\"; it was read once.", TEXT_OF(at));
    if (r->n_more) {
        add_quantities(at, r);
        SAY(at, SR_N010, "\"%.*s\" states %d quantities; the first is the cell's value.", TEXT_OF(at), r->n_more + 1);
    }
    if (chosen.sure && cell->status == SR_CELL_OK)
        say_against_column(at, reading, style, expect);
}

static bool mostly_numbers(const sr_style *style)
{
    return style->numbers >= LONE_TEXT_NUMBERS && style->numbers >= LONE_TEXT_SHARE * style->texts;
}

static void say_held_text(const place *at)
{
    SAY(at, SR_N016, "\"%.*s\" is shown where the source holds \"%.*s\".", TEXT_OF(at), quoted(at->cell->typed->text),
        at->cell->typed->text.ptr);
}

static void decide_against(const place *at, const sr_first_look *look, const sr_expectation *expect)
{
    sr_number_settle(at->cell, &look->r, 0);
    at->cell->status = SR_CELL_AMBIGUOUS;
    say_against_shown(at, &look->r);
    say_of_unit(at, &look->r, expect);
}

static void decide_text(const place *at, const sr_first_look *look, const sr_expectation *expect, const sr_style *style)
{
    sr_code code;

    if (look->against)
        say_held_text(at);
    else if (look->r.too_long)
        SAY(at, SR_N011, "\"%.*s\" has more than %d digits; it was kept as text.", TEXT_OF(at), SR_DECIMAL_DIGITS);
    else if (expect->is_code && sr_number_code(at->text, expect, &code) && code.repaired)
        SAY(at, SR_U003, "The code \"%.*s\" was read as %.*s.", TEXT_OF(at), (int)code.len, code.text);
    else if (expect->is_measure && look->rule != SR_RULE_GRADE && mostly_numbers(style))
        SAY(at, SR_N002, "\"%.*s\" stands among numbers and is none.", TEXT_OF(at));
}

/* A year, or a number with words behind it, in a column of which nothing is known: what the rest of it is. */
static bool column_is_numeric(const sr_first_look *look, const sr_style *style)
{
    if (!look->r.unit)
        return style->years != style->numbers;
    return style->numbers > style->texts;
}

void sr_number_decide(sr_doc *doc, sr_cell *cell, const sr_expectation *expect, const sr_style *style, sr_unit unit,
                      const sr_table *table, const sr_row *row, uint32_t column_no)
{
    sr_first_look look;

    if (!cell->open && !(cell->has_value && sr_style_is_mixed(style)))
        return;
    place at = {doc, table, row, column_no, cell, sr_number_text(cell)};
    sr_number_look_again(at.text, expect, &look);
    if (cell->typed)
        sr_typed_look(cell->typed, at.text, expect, &look);
    court c = open_court(doc, &look.r, expect, style, unit);
    if (!cell->open) {
        if (look.r.n == 1)
            say_against_column(&at, &look.r.reading[0], style, expect);
        return;
    }
    cell->open = false;
    if (look.status == SR_CELL_OK && look.if_numeric && !column_is_numeric(&look, style)) {
        cell->status = SR_CELL_TEXT;
        cell->rule = look.r.unit ? SR_RULE_PLAIN_TEXT : SR_RULE_YEAR;
        cell->has_value = false;
        cell->unit = SR_UNIT_NONE;
        if (look.against)
            say_held_text(&at);
    } else if (look.status == SR_CELL_OK && look.against && cell->typed->type < SR_TYPE_DATE &&
               cell->typed->has_value) {
        decide_against(&at, &look, expect);
    } else if (look.status == SR_CELL_OK) {
        decide_number(&at, &look.r, expect, &c, style);
        if (look.against) { /* a number in a cell of text, which holds another text */
            cell->status = SR_CELL_AMBIGUOUS;
            say_held_text(&at);
        }
    } else if (look.status == SR_CELL_UNREADABLE) {
        say_unreadable(&at, &look.r, look.rule, style);
    } else if (look.status == SR_CELL_TEXT) {
        decide_text(&at, &look, expect, style);
    }
}
