#include "importers/ods_cell.h"

/* ---- attributes ------------------------------------------------------------------------------ */

static uint8_t type_of(sr_slice word)
{
    static const struct {
        sr_slice word;
        sr_type type;
    } types[] = {
        {SR_LIT_INIT("float"), SR_TYPE_NUMBER},       {SR_LIT_INIT("string"), SR_TYPE_TEXT},
        {SR_LIT_INIT("percentage"), SR_TYPE_PERCENT}, {SR_LIT_INIT("currency"), SR_TYPE_CURRENCY},
        {SR_LIT_INIT("date"), SR_TYPE_DATE},          {SR_LIT_INIT("time"), SR_TYPE_TIME},
        {SR_LIT_INIT("boolean"), SR_TYPE_BOOLEAN},    {SR_LIT_INIT("error"), SR_TYPE_ERROR},
    };

    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++)
        if (sr_eq(word, types[i].word))
            return (uint8_t)types[i].type;
    return SR_TYPE_NONE;
}

static void office_attribute(sr_ods_cell *cell, const sr_ods_names *names, const xmlChar *name, sr_slice value)
{
    const xmlChar *const *n = names->name;

    if (name == n[N_VALUE_TYPE])
        cell->type = type_of(value);
    else if (name == n[N_VALUE] || name == n[N_DATE_VALUE] || name == n[N_TIME_VALUE])
        cell->value = value;
    else if (name == n[N_BOOLEAN_VALUE]) /* "1" too, as other vocabularies write it */
        cell->value = sr_eq(value, SR_LIT("true")) || sr_eq(value, SR_LIT("1")) ? SR_LIT("true") : SR_LIT("false");
    else if (name == n[N_STRING_VALUE])
        cell->string = value;
    else if (name == n[N_CURRENCY])
        cell->currency = value;
}

static void table_attribute(sr_ods_cell *cell, const sr_ods_names *names, const xmlChar *name, sr_slice value)
{
    const xmlChar *const *n = names->name;

    if (name == n[N_COLUMNS_REPEATED])
        cell->repeat = (uint32_t)sr_ods_count(value, INT32_MAX);
    else if (name == n[N_FORMULA])
        cell->formula = value;
    else if (name == n[N_COLUMNS_SPANNED])
        cell->column_span = (uint16_t)sr_ods_count(value, SR_COLUMNS_MAX);
    else if (name == n[N_ROWS_SPANNED])
        cell->row_span = (uint16_t)sr_ods_count(value, UINT16_MAX);
}

static void keep(sr_slice *value, sr_arena *arena)
{
    if (value->ptr)
        *value = sr_arena_copy(arena, *value);
}

void sr_ods_cell_begin(sr_ods_cell *cell, const sr_ods_names *names, bool covered, int n, const xmlChar **attributes,
                       sr_arena *arena)
{
    *cell = (sr_ods_cell){.repeat = 1, .covered = covered, .text = cell->text};
    cell->text.len = 0;
    for (int i = 0; i < n; i++) {
        const xmlChar **a = attributes + 5 * (ptrdiff_t)i;
        if (a[2] == names->space[NS_TABLE])
            table_attribute(cell, names, a[0], sr_xml_value(a));
        else if (a[2] == names->space[NS_OFFICE])
            office_attribute(cell, names, a[0], sr_xml_value(a));
        else if (a[2] == names->space[NS_CALCEXT] && a[0] == names->name[N_VALUE_TYPE])
            cell->error = sr_eq(sr_xml_value(a), SR_LIT("error"));
    }
    cell->repeat = cell->repeat ? cell->repeat : 1;
    /* The parser's bytes go with the event. */
    keep(&cell->value, arena);
    keep(&cell->string, arena);
    keep(&cell->formula, arena);
    keep(&cell->currency, arena);
}

/* ---- text ------------------------------------------------------------------------------------ */

static bool room_for(const sr_ods_cell *cell, uint64_t more)
{
    return more <= SR_ODS_TEXT_MAX - cell->text.len;
}

static void close_gap(sr_ods_cell *cell)
{
    if (cell->gap && !cell->fresh)
        sr_buf_char(&cell->text, ' ');
    cell->gap = cell->fresh = false;
}

bool sr_ods_cell_paragraph(sr_ods_cell *cell)
{
    if (!room_for(cell, 1))
        return false;
    if (cell->paragraphs++)
        sr_buf_char(&cell->text, '\n');
    cell->fresh = true;
    cell->gap = false;
    return true;
}

bool sr_ods_cell_text(sr_ods_cell *cell, const char *p, size_t len)
{
    const char *end = p + len;

    if (!room_for(cell, len + 1))
        return false;
    while (p < end) {
        const char *from = p; /* up to where blanks are to be folded: a single one stays */
        while (p < end &&
               ((unsigned char)*p > ' ' || (*p == ' ' && p > from && p + 1 < end && (unsigned char)p[1] > ' ')))
            p++;
        if (p > from) {
            close_gap(cell);
            sr_buf_add(&cell->text, from, (size_t)(p - from));
        }
        for (; p < end && (unsigned char)*p <= ' '; p++)
            cell->gap = true;
    }
    return true;
}

bool sr_ods_cell_sign(sr_ods_cell *cell, char sign, uint64_t times)
{
    if (!room_for(cell, times + 1))
        return false;
    close_gap(cell);
    memset(sr_buf_reserve(&cell->text, times), sign, times);
    cell->text.len += times;
    return true;
}

/* ---- what it comes to ------------------------------------------------------------------------ */

static const sr_typed *typed_of(const sr_ods_cell *cell, sr_slice raw, sr_arena *arena)
{
    uint8_t type = cell->error ? SR_TYPE_ERROR : cell->type;
    bool text = type == SR_TYPE_NONE || type == SR_TYPE_TEXT, same = sr_eq(cell->string, raw);

    if (text && !cell->formula.len && (cell->string.len == 0 || same))
        return NULL;
    sr_typed *t = sr_arena_alloc(arena, sizeof *t);
    *t = (sr_typed){.type = type, .formula = cell->formula, .currency = cell->currency};
    if (type >= SR_TYPE_NUMBER && type <= SR_TYPE_BOOLEAN)
        t->text = sr_eq(cell->value, raw) ? raw : cell->value;
    else if (text && cell->string.len && !same)
        t->text = cell->string;
    if (type >= SR_TYPE_NUMBER && type <= SR_TYPE_CURRENCY)
        t->has_value = sr_decimal_float(cell->value, &t->value);
    return t;
}

bool sr_ods_cell_end(sr_ods_cell *cell, sr_arena *arena, sr_cell *out)
{
    if (cell->gap && !cell->fresh) /* Calc keeps a blank at the end, which tells text that was cut into lines */
        sr_buf_char(&cell->text, ' ');
    sr_slice shown = {cell->text.ptr, cell->text.len}, held = cell->string.len ? cell->string : cell->value;

    if (shown.len && sr_trim(shown).len == 0) /* blanks alone hold nothing */
        shown.len = 0;
    if (shown.len == 0 && held.len == 0 && !cell->error)
        return false;
    sr_slice raw = shown.len ? sr_arena_copy(arena, shown) : held.len ? held : SR_LIT("");
    *out = (sr_cell){.raw = raw.ptr,
                     .raw_len = (uint32_t)raw.len,
                     .column_span = cell->column_span,
                     .row_span = cell->row_span,
                     .typed = typed_of(cell, raw, arena)};
    return true;
}
