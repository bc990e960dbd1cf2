/*
 * Mess of cells: what narrow columns, typists and extractors do to the text of one cell. Each kind is one function that
 * returns the text as shown, or nothing where it does not apply.
 */
#include "bench/generate/plan.h"

enum { TEXT_MAX = 512, SEPARATORS_MAX = 8 };

typedef struct victim {
    gen_doc *doc;
    gen_random *random;
    const gen_column *column;
    gen_cell *cell;
    sr_slice text;
    uint32_t separators[SEPARATORS_MAX]; /* offsets of thousands separators */
    uint32_t n_separators;
    uint32_t digits; /* digits of the number at the start of the text, separators and decimals included */
} victim;

static char group_sign(const gen_doc *doc)
{
    return doc->english ? ',' : '.';
}

static char other(char sign)
{
    return sign == '.' ? ',' : sign == ',' ? '.' : sign;
}

static void look(victim *v)
{
    sr_slice t = v->text;

    v->n_separators = v->digits = 0;
    if (!v->cell->has_value)
        return;
    for (uint32_t i = 0;
         i < t.len && (sr_is_digit((unsigned char)t.ptr[i]) || t.ptr[i] == '.' || t.ptr[i] == ',' || t.ptr[i] == '(');
         i++) {
        v->digits = i + 1;
        if (t.ptr[i] == group_sign(v->doc) && v->n_separators < SEPARATORS_MAX)
            v->separators[v->n_separators++] = i;
    }
}

static bool bare_number(const victim *v)
{
    return v->cell->has_value && v->digits == v->text.len;
}

static sr_slice keep(const victim *v, const char *text, size_t len)
{
    return sr_arena_copy(&v->doc->arena, (sr_slice){text, len});
}

/* The text with one byte more, or one less, or one changed. */
static sr_slice with_byte(const victim *v, size_t at, char byte)
{
    char out[TEXT_MAX];

    memcpy(out, v->text.ptr, at);
    out[at] = byte;
    memcpy(out + at + 1, v->text.ptr + at, v->text.len - at);
    return keep(v, out, v->text.len + 1);
}

static sr_slice without_byte(const victim *v, size_t at)
{
    char out[TEXT_MAX];

    memcpy(out, v->text.ptr, at);
    memcpy(out + at, v->text.ptr + at + 1, v->text.len - at - 1);
    return keep(v, out, v->text.len - 1);
}

static sr_slice around(const victim *v, const char *before, const char *after)
{
    return sr_arena_printf(&v->doc->arena, "%s%.*s%s", before, SR_FMT(v->text), after);
}

static sr_slice cents(victim *v)
{
    if (!bare_number(v) || !v->column->money || v->n_separators == 0 || v->cell->value.scale || v->text.ptr[0] == '(')
        return (sr_slice){0};
    return around(v, "", v->doc->english ? ".00" : ",00");
}

static sr_slice mixed_separators(victim *v)
{
    char out[TEXT_MAX];

    if (!bare_number(v) || v->n_separators < 2)
        return (sr_slice){0};
    memcpy(out, v->text.ptr, v->text.len);
    uint32_t at = v->separators[gen_below(v->random, v->n_separators)];
    out[at] = other(out[at]);
    return keep(v, out, v->text.len);
}

static sr_slice missing_separator(victim *v)
{
    if (!bare_number(v) || v->n_separators == 0)
        return (sr_slice){0};
    return without_byte(v, v->separators[gen_below(v->random, v->n_separators)]);
}

/* To the left only: to the right, 5000.00 would be a number of its own. */
static sr_slice misplaced_separator(victim *v)
{
    char out[TEXT_MAX];

    if (!bare_number(v) || v->n_separators == 0)
        return (sr_slice){0};
    uint32_t at = v->separators[gen_below(v->random, v->n_separators)];
    if (at < 2 || !sr_is_digit((unsigned char)v->text.ptr[at - 2]))
        return (sr_slice){0};
    memcpy(out, v->text.ptr, v->text.len);
    out[at] = out[at - 1];
    out[at - 1] = group_sign(v->doc);
    return keep(v, out, v->text.len);
}

static sr_slice blanks_in_number(victim *v)
{
    if (!bare_number(v) || v->digits < 2 || v->cell->value.scale > 0)
        return (sr_slice){0};
    return with_byte(v, 1 + gen_below(v->random, v->digits - 1), ' ');
}

/* One separator alone can only be told where rupiah are whole. */
static sr_slice other_style(victim *v)
{
    char out[TEXT_MAX];

    if (!bare_number(v) || v->n_separators < (v->column->money ? 1 : 2))
        return (sr_slice){0};
    for (size_t i = 0; i < v->text.len; i++)
        out[i] = other(v->text.ptr[i]);
    return keep(v, out, v->text.len);
}

static sr_slice decimal_sign(victim *v)
{
    char out[TEXT_MAX];

    if (!bare_number(v) || v->cell->value.scale == 0 || v->n_separators)
        return (sr_slice){0};
    for (size_t i = 0; i < v->text.len; i++)
        out[i] = other(v->text.ptr[i]);
    return keep(v, out, v->text.len);
}

static sr_slice spaced_letters(victim *v)
{
    char out[TEXT_MAX];
    size_t len = 0;
    uint32_t all = gen_below(v->random, 2);

    if (!v->cell->unit.len || v->text.len - v->digits < 4)
        return (sr_slice){0};
    size_t gap = v->digits + 2 + gen_below(v->random, (uint32_t)(v->text.len - v->digits) - 2);
    for (size_t i = 0; i < v->text.len; i++) {
        if (i > v->digits + 1 && (all || i == gap))
            out[len++] = ' ';
        out[len++] = v->text.ptr[i];
    }
    return keep(v, out, len);
}

static sr_slice glued_unit(victim *v)
{
    return v->cell->unit.len ? without_byte(v, v->digits) : (sr_slice){0};
}

static sr_slice unit_spelling(victim *v)
{
    sr_slice spelling = v->cell->unit.len ? gen_unit_spelling(v->cell->unit, gen_below(v->random, 4)) : (sr_slice){0};

    if (!spelling.len)
        return spelling;
    return sr_arena_printf(&v->doc->arena, "%.*s %.*s", (int)v->digits, v->text.ptr, SR_FMT(spelling));
}

static sr_slice brackets(victim *v)
{
    if (!v->cell->has_value || v->text.ptr[0] != '(')
        return (sr_slice){0};
    return with_byte(v, gen_chance(v->random, 7000) ? v->text.len - 1 : 1, ' ');
}

static sr_slice overflow(victim *v)
{
    if (!bare_number(v) || v->n_separators < 2)
        return (sr_slice){0};
    v->cell->stands = false;
    return gen_chance(v->random, 5000) ? SR_LIT("#####") : SR_LIT("##########");
}

static sr_slice tail_dash(victim *v)
{
    return bare_number(v) && v->column->money && v->text.ptr[0] != '(' ? around(v, "", ",-") : (sr_slice){0};
}

static sr_slice rp_prefix(victim *v)
{
    static const char *const prefixes[] = {"Rp. ", "Rp ", "Rp.", "Rp"};

    return bare_number(v) && v->column->money ? around(v, prefixes[gen_below(v->random, 4)], "") : (sr_slice){0};
}

static sr_slice digit_gone(victim *v)
{
    if (!bare_number(v) || v->n_separators < 2)
        return (sr_slice){0};
    v->cell->stands = false;
    return without_byte(v, v->separators[gen_below(v->random, v->n_separators)] + 1 + gen_below(v->random, 3));
}

static sr_slice sign_twice(victim *v)
{
    return v->cell->percent ? around(v, "", " %") : (sr_slice){0};
}

static sr_slice spaced_percent(victim *v)
{
    bool decimals = v->cell->has_value && v->cell->value.scale > 0;

    if ((!v->cell->percent && !decimals) || v->digits < 3)
        return (sr_slice){0};
    return with_byte(v, v->digits - 1, ' ');
}

static sr_slice trailing_comma(victim *v)
{
    return v->cell->unit.len ? with_byte(v, v->digits, ',') : (sr_slice){0};
}

static sr_slice compound(victim *v)
{
    static const char *const more[][2] = {
        {"/ ", " Laporan"}, {" ", " Dokumen"}, {", ", " Kegiatan"}, {" / ", " Paket"}};
    uint32_t kind = gen_below(v->random, 4);

    if (!v->cell->unit.len)
        return (sr_slice){0};
    return sr_arena_printf(&v->doc->arena, "%.*s%s%u%s", SR_FMT(v->text), more[kind][0], 1 + gen_below(v->random, 40),
                           more[kind][1]);
}

static sr_slice markup(victim *v)
{
    static const char *const tags[][2] = {{"<b>", "</b>"}, {"**", "**"}, {"<p>", "</p>"}, {"<b><i>", "</i></b>"}};
    uint32_t tag = gen_below(v->random, 4);

    if (v->doc->form != GEN_FORM_TAB && v->doc->form != GEN_FORM_PIPE)
        return (sr_slice){0};
    return around(v, tags[tag][0], tags[tag][1]);
}

static sr_slice code_broken(victim *v)
{
    char out[TEXT_MAX];

    if (v->column->role != SR_ROLE_CODE || v->text.len < 4)
        return (sr_slice){0};
    if (gen_chance(v->random, 5000))
        return with_byte(v, 1 + gen_below(v->random, (uint32_t)v->text.len - 1), ' ');
    memcpy(out, v->text.ptr, v->text.len);
    out[1] = gen_chance(v->random, 5000) ? ',' : ' '; /* 5,03.01 or 5 03.01: the sign behind the urusan */
    return keep(v, out, v->text.len);
}

static sr_slice broken_word(victim *v)
{
    uint32_t starts[64], n = 0, run = 0;

    if (v->cell->has_value || v->column->role == SR_ROLE_CODE)
        return (sr_slice){0};
    for (uint32_t i = 0; i <= v->text.len; i++) {
        bool letter = i < v->text.len && sr_is_alpha((unsigned char)v->text.ptr[i]);
        if (!letter && run >= 8 && n < 64)
            starts[n++] = i - 3;
        run = letter ? run + 1 : 0;
    }
    return n ? with_byte(v, starts[gen_below(v->random, n)], ' ') : (sr_slice){0};
}

static const struct {
    gen_mess mess;
    sr_slice (*make)(victim *v);
} kinds[] = {
    {GEN_CENTS, cents},
    {GEN_MIXED_SEPARATORS, mixed_separators},
    {GEN_MISSING_SEPARATOR, missing_separator},
    {GEN_MISPLACED_SEPARATOR, misplaced_separator},
    {GEN_BLANKS_IN_NUMBER, blanks_in_number},
    {GEN_OTHER_STYLE, other_style},
    {GEN_DECIMAL_SIGN, decimal_sign},
    {GEN_SPACED_LETTERS, spaced_letters},
    {GEN_GLUED_UNIT, glued_unit},
    {GEN_UNIT_SPELLING, unit_spelling},
    {GEN_BRACKETS, brackets},
    {GEN_OVERFLOW, overflow},
    {GEN_TAIL_DASH, tail_dash},
    {GEN_RP_PREFIX, rp_prefix},
    {GEN_DIGIT_GONE, digit_gone},
    {GEN_SIGN_TWICE, sign_twice},
    {GEN_SPACED_PERCENT, spaced_percent},
    {GEN_TRAILING_COMMA, trailing_comma},
    {GEN_COMPOUND, compound},
    {GEN_MARKUP, markup},
    {GEN_CODE_BROKEN, code_broken},
    {GEN_BROKEN_WORD, broken_word},
};

/* Draws kinds until one applies; a cell to which nothing can happen stays as it is. */
static void hurt(victim *v)
{
    enum { TRIES = 24 };

    look(v);
    for (int tries = 0; tries < TRIES; tries++) {
        uint32_t k = gen_below(v->random, sizeof kinds / sizeof kinds[0]);
        sr_slice shown = kinds[k].make(v);
        if (!shown.len)
            continue;
        v->cell->shown = shown;
        v->cell->mess = (uint8_t)kinds[k].mess;
        v->doc->mess_counts[kinds[k].mess]++;
        return;
    }
}

void gen_mess_cells(gen_doc *doc, gen_random *random)
{
    for (size_t t = 0; t < doc->n_tables; t++) {
        gen_table *table = &doc->tables[t];
        for (size_t r = 0; r < table->n_rows; r++) {
            for (uint32_t c = 0; c < table->n_columns; c++) {
                gen_cell *cell = &table->rows[r].cells[c];
                cell->shown = cell->text;
                if (cell->text.len > 1 && cell->text.len < TEXT_MAX - 32 && gen_chance(random, doc->rate))
                    hurt(&(victim){
                        .doc = doc, .random = random, .column = &table->columns[c], .cell = cell, .text = cell->text});
            }
        }
    }
}
