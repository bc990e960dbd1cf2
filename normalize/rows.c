#include "normalize/rows.h"

#include "normalize/rekening.h"

#include <stdio.h>

enum {
    LABEL_MAX = 120,   /* bytes of a total's label */
    AMOUNT_DIGITS = 6, /* an amount in rupiah has more digits than a quantity */
    ORDINAL_MAX = 5,   /* bytes: "VIII." */
    NOTE_WIDTH = 4,    /* a lone text in a narrower table is data */
};

/* "PROGRAM KEPEGAWAIAN DAERAH", behind a heading "PROGRAM"; not "PROGRAM DAN KEGIATAN TAHUN 2024". */
static sr_slice program_of_title(sr_slice title)
{
    static const char *const others[] = {"dan ",  "kegiatan",  "kerja",    "prioritas",
                                         "tahun", "perangkat", "unggulan", "strategis"};
    const sr_slice word = SR_LIT("program ");

    while (title.len > 2 * word.len && sr_eq_nocase(sr_sub(title, 0, word.len), word) &&
           sr_eq_nocase(sr_sub(title, word.len, 2 * word.len), word))
        title = sr_sub(title, word.len, title.len);
    if (title.len <= word.len || !sr_eq_nocase(sr_sub(title, 0, word.len), word))
        return (sr_slice){NULL, 0};
    sr_slice rest = sr_sub(title, word.len, title.len);
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        sr_slice other = sr_str(others[i]);
        if (rest.len >= other.len && sr_eq_nocase(sr_sub(rest, 0, other.len), other))
            return (sr_slice){NULL, 0};
    }
    return title;
}

/* A table of "Indikator Kinerja Program" without names in it, under the name of a program: its rows are that one's. */
static void take_title(const sr_table *table, sr_table_state *st)
{
    static const sr_role names[] = {SR_ROLE_NAME, SR_ROLE_PROGRAM, SR_ROLE_KEGIATAN, SR_ROLE_SUB_KEGIATAN};
    sr_slice program = program_of_title(table->title);

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (st->at[names[i]] >= 0)
            return;
    if (st->n_indicators == 0 || program.len == 0)
        return;
    sr_slice header = table->columns[st->indicators[0]].header;
    if (sr_find_nocase(header, SR_LIT("program")) == SIZE_MAX || sr_find_nocase(header, SR_LIT("kegiatan")) != SIZE_MAX)
        return;
    st->now.program = program;
    st->level = SR_LEVEL_PROGRAM;
}

/* The column of names is one of activities: its header says so, or what is counted stands in a column of its own. */
static bool names_activities(const sr_table *table, const sr_table_state *st)
{
    sr_slice header = table->columns[st->at[SR_ROLE_NAME]].header;

    return st->n_indicators > 0 || sr_find_nocase(header, SR_LIT("kegiatan")) != SIZE_MAX;
}

static sr_slice text_at(const sr_row *row, int32_t c)
{
    return c < 0 ? (sr_slice){NULL, 0} : sr_cell_text(sr_row_cell(row, (uint32_t)c));
}

static bool names_outcomes(const sr_table *table, const sr_table_state *st)
{
    static const char *const words[] = {"outcome", "out come", "output", "out put", "keluaran"};
    sr_slice header = table->columns[st->at[SR_ROLE_NAME]].header;

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (sr_find_nocase(header, sr_str(words[i])) != SIZE_MAX)
            return true;
    return false;
}

bool sr_name_is_outcome(const sr_table_state *st, sr_slice name)
{
    return st->names_outcomes && (sr_text_begins_goal(name) || sr_text_begins(name, SR_WORD_INDICATOR));
}

static bool names_something(uint8_t role)
{
    return role == SR_ROLE_NAME || role == SR_ROLE_PROGRAM || role == SR_ROLE_KEGIATAN || role == SR_ROLE_SUB_KEGIATAN;
}

/*
 * "Sasaran | Indikator | Target || Kegiatan | Indikator | Target", "Indikator | Murni || Indikator | Perubahan": a
 * measure is about the indicators left of it, up to the measures before. About goals, where all names stand right of
 * it.
 */
static void find_subjects(const sr_table *table, sr_table_state *st)
{
    uint32_t first_name = UINT32_MAX, last_of[SR_INDICATORS_MAX] = {0};
    bool between = true;

    st->n_subjects = 0;
    for (uint32_t c = 0, i = 0; c < table->width; c++) {
        sr_column *col = &table->columns[c];
        if (names_something(col->role) && first_name == UINT32_MAX)
            first_name = c;
        if (i < st->n_indicators && st->indicators[i] == c) {
            st->n_subjects = (uint8_t)(st->n_subjects + between);
            st->subject[i++] = st->n_subjects;
            between = false;
        } else if (col->role == SR_ROLE_MEASURE && st->n_subjects) {
            col->subject = st->n_subjects;
            last_of[st->n_subjects - 1] = c;
            between = true;
        }
    }
    for (uint32_t c = 0; c < table->width && st->n_subjects < 2; c++)
        table->columns[c].subject = 0;
    for (uint32_t s = 0; s < st->n_subjects; s++)
        st->goal[s] = s + 1u < st->n_subjects && first_name != UINT32_MAX && last_of[s] < first_name;
    for (uint32_t c = 0; c < table->width; c++)
        table->columns[c].of_goal = table->columns[c].subject && st->goal[table->columns[c].subject - 1];
}

/* Whether a code has several groups: "1", "2", "12" alone only count the rows. */
static bool has_deep_codes(const sr_table *table, const sr_table_state *st)
{
    int32_t at = st->at[SR_ROLE_CODE];
    sr_code code;

    if (at < 0)
        return false;
    if ((uint32_t)at + 1 < table->width && table->columns[at + 1].role == SR_ROLE_CODE)
        return true; /* a group in each column */
    for (size_t r = 0; r < table->n_rows; r++)
        if (sr_code_read(text_at(table->rows[r], at), false, &code) && code.groups > 1)
            return true;
    return false;
}

void sr_rows_begin(const sr_table *table, sr_table_state *st)
{
    for (int r = 0; r < SR_ROLE_COUNT; r++)
        st->at[r] = -1;
    st->n_indicators = 0;
    for (uint32_t c = 0; c < table->width; c++) {
        uint8_t role = table->columns[c].role;
        if (st->at[role] < 0)
            st->at[role] = (int32_t)c;
        if (role == SR_ROLE_INDICATOR && st->n_indicators < SR_INDICATORS_MAX)
            st->indicators[st->n_indicators++] = c;
    }
    /* "Uraian" beside a column of activities describes them. */
    if (st->at[SR_ROLE_PROGRAM] >= 0 || st->at[SR_ROLE_KEGIATAN] >= 0 || st->at[SR_ROLE_SUB_KEGIATAN] >= 0)
        st->at[SR_ROLE_NAME] = -1;
    st->deep_codes = has_deep_codes(table, st);
    st->names_activities = st->at[SR_ROLE_NAME] >= 0 && names_activities(table, st);
    st->names_outcomes = st->names_activities && names_outcomes(table, st);
    find_subjects(table, st);
    take_title(table, st);
}

/* ---- kind ----------------------------------------------------------------------------------- */

/* What stands in a row, after its cells were read. */
typedef struct row_sum {
    uint32_t filled, words, values, amounts, others; /* others: values that are neither amounts nor shares */
    uint32_t first, word;                            /* columns of the first text and of the last words */
} row_sum;

static bool has_letters(sr_slice t)
{
    for (size_t i = 0; i < t.len; i++)
        if (sr_is_alpha((unsigned char)t.ptr[i]))
            return true;
    return false;
}

/* "1.", "iv", "A1" where rows are numbered; "Total" may stand there, too, and is no number. */
static bool is_row_number(const sr_cell *c)
{
    enum { TOTAL_MIN = 3 }; /* letters of the shortest word for it */

    return c->rule == SR_RULE_ORDINAL && c->text_len <= ORDINAL_MAX &&
           !(c->text_len >= TOTAL_MIN && sr_text_begins(sr_cell_text(c), SR_WORD_TOTAL));
}

static bool is_share(const sr_table *table, const sr_cell *c, uint32_t i)
{
    const sr_column *col = i < table->width ? &table->columns[i] : NULL;

    return c->text[c->text_len - 1] == '%' ||
           (col && (col->unit == SR_UNIT_PERCENT || col->measure == SR_MEASURE_ACHIEVEMENT));
}

static row_sum sum_up(const sr_table *table, const sr_row *row)
{
    row_sum sum = {0};

    for (uint32_t i = 0; i < row->n; i++) {
        const sr_cell *c = &row->cells[i];
        if (c->text_len == 0)
            continue;
        if (sum.filled++ == 0)
            sum.first = i;
        if (c->has_value || c->open) {
            sum.values++;
            bool plain = c->unit == SR_UNIT_NONE || c->unit == SR_UNIT_RUPIAH;
            bool amount = c->text_len >= AMOUNT_DIGITS && (c->open ? sr_looks_numeric(sr_cell_text(c)) : plain);
            sum.amounts += amount;
            sum.others += !amount && !is_share(table, c, i);
        } else if (c->status == SR_CELL_UNREADABLE) {
            sum.values++;
        } else if (c->status == SR_CELL_TEXT && c->rule != SR_RULE_CODE && c->rule != SR_RULE_GRADE &&
                   !is_row_number(c) && has_letters(sr_cell_text(c))) {
            sum.words++;
            sum.word = i;
        }
    }
    return sum;
}

/* The first letters of all labels in the lexicon: saves folding nearly every row. */
static bool may_be_label(sr_slice t)
{
    static const char letters[] = "jtsgckrfpd";

    return t.len && t.len <= LABEL_MAX && memchr(letters, t.ptr[0] | 32, sizeof letters - 1);
}

/* "JUMLAH", "Total Belanja", "Sub Total"; not the indicator "Jumlah dokumen yang disusun". */
static sr_row_kind kind_of_label(sr_slice t, const row_sum *sum)
{
    sr_folded f;

    if (!may_be_label(t))
        return SR_ROW_DETAIL;
    sr_fold(t, &f);
    sr_slice s = sr_folded_slice(&f);
    size_t sub = sr_word_begins(s, SR_WORD_SUBTOTAL, NULL), all = sr_word_begins(s, SR_WORD_TOTAL, NULL);
    bool counts = sum->values > 0;
    if (sub && counts && (sub == s.len || sum->amounts))
        return SR_ROW_SUBTOTAL;
    if (all && counts && (all == s.len || (sum->amounts > 0 && sum->others == 0 && sum->first == sum->word)))
        return SR_ROW_TOTAL;
    return SR_ROW_DETAIL;
}

static bool is_note(const sr_table *table, const sr_row *row, const row_sum *sum)
{
    sr_slice t = sr_cell_text(&row->cells[sum->first]);
    sr_folded f;
    uint8_t role = sum->first < table->width ? table->columns[sum->first].role : SR_ROLE_NONE;

    if (sum->filled != 1 || sum->words != 1 || table->width < NOTE_WIDTH)
        return false;
    if (role == SR_ROLE_ORDINAL || role == SR_ROLE_CODE || t.ptr[0] == '*')
        return true;
    if (!may_be_label(t))
        return false;
    sr_fold(t.len > LABEL_MAX ? sr_sub(t, 0, LABEL_MAX) : t, &f);
    return sr_word_begins(sr_folded_slice(&f), SR_WORD_NOTE, NULL) > 0;
}

static sr_row_kind kind_of(const sr_table *table, const sr_row *row, const row_sum *sum)
{
    if (sum->words == 1) {
        sr_row_kind kind = kind_of_label(sr_cell_text(&row->cells[sum->word]), sum);
        if (kind != SR_ROW_DETAIL)
            return kind;
    }
    if (is_note(table, row, sum))
        return SR_ROW_NOTE;
    return SR_ROW_DETAIL;
}

/* ---- level and names ------------------------------------------------------------------------ */

static const struct name_column {
    sr_role role;
    sr_level level;
} name_columns[] = {{SR_ROLE_PROGRAM, SR_LEVEL_PROGRAM},
                    {SR_ROLE_KEGIATAN, SR_LEVEL_KEGIATAN},
                    {SR_ROLE_SUB_KEGIATAN, SR_LEVEL_SUB_KEGIATAN}};

/* A name at a level: what was known of deeper ones is over, and so is who does it where. */
static void take_name(sr_table_state *st, sr_level level, sr_slice name)
{
    sr_context *now = &st->now;
    const sr_slice none = {NULL, 0};

    if (level == SR_LEVEL_URUSAN || level == SR_LEVEL_BIDANG || level == SR_LEVEL_PROGRAM)
        now->program = level == SR_LEVEL_PROGRAM ? name : none;
    if (level <= SR_LEVEL_KEGIATAN)
        now->kegiatan = level == SR_LEVEL_KEGIATAN ? name : none;
    now->sub_kegiatan = level == SR_LEVEL_SUB_KEGIATAN ? name : none;
    now->activity = none;
    now->responsible = now->location = now->funding_source = none;
    st->level = (uint8_t)level;
    st->shared = NULL;
}

/* A name at a level that nothing tells: what is known above it stays, and nothing is said of its place below that. */
static void take_activity(sr_table_state *st, sr_slice name)
{
    const sr_slice none = {NULL, 0};

    if (sr_eq(name, st->now.activity))
        return;
    st->now.activity = name;
    st->now.sub_kegiatan = none;
    st->now.responsible = st->now.location = st->now.funding_source = none;
    st->level = SR_LEVEL_NONE;
    st->shared = NULL;
}

void sr_rows_label(sr_table_state *st, sr_label label, sr_slice value)
{
    sr_slice name = sr_lead_name(value);

    if (label <= SR_LABEL_OTHER || name.len == 0 || (name.len == 1 && name.ptr[0] == '-'))
        return;
    st->shared = NULL;
    switch (label) {
    case SR_LABEL_URUSAN:
        take_name(st, SR_LEVEL_URUSAN, name);
        break;
    case SR_LABEL_BIDANG:
        take_name(st, SR_LEVEL_BIDANG, name);
        break;
    case SR_LABEL_PROGRAM:
        take_name(st, SR_LEVEL_PROGRAM, name);
        break;
    case SR_LABEL_KEGIATAN:
        take_name(st, SR_LEVEL_KEGIATAN, name);
        break;
    case SR_LABEL_SUB_KEGIATAN:
        take_name(st, SR_LEVEL_SUB_KEGIATAN, name);
        break;
    case SR_LABEL_TUJUAN:
        st->now.tujuan = name;
        break;
    case SR_LABEL_SASARAN:
        st->now.sasaran = name;
        break;
    case SR_LABEL_LOCATION:
        st->now.location = value;
        break;
    case SR_LABEL_FUNDING_SOURCE:
        st->now.funding_source = value;
        break;
    case SR_LABEL_RESPONSIBLE:
        st->now.responsible = value;
        break;
    default:
        break;
    }
}

/* "PROGRAM PENUNJANG URUSAN ...", "Sub Kegiatan: ..." */
static sr_level level_of_words(sr_slice name)
{
    static const struct {
        const char *word;
        sr_level level;
    } words[] = {{"program ", SR_LEVEL_PROGRAM},           {"sub kegiatan", SR_LEVEL_SUB_KEGIATAN},
                 {"sub. kegiatan", SR_LEVEL_SUB_KEGIATAN}, {"kegiatan ", SR_LEVEL_KEGIATAN},
                 {"kegiatan:", SR_LEVEL_KEGIATAN},         {"urusan ", SR_LEVEL_URUSAN},
                 {"bidang urusan", SR_LEVEL_BIDANG},       {"unsur ", SR_LEVEL_URUSAN}};

    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        sr_slice w = sr_str(words[i].word);
        if (name.len > w.len && sr_eq_nocase(sr_sub(name, 0, w.len), w))
            return words[i].level;
    }
    return SR_LEVEL_NONE;
}

static sr_slice keep_code(sr_doc *doc, const sr_code *code, sr_slice text)
{
    sr_slice plain = {code->text, code->len};

    if (text.len >= code->len && memcmp(text.ptr, code->text, code->len) == 0)
        return sr_sub(text, 0, code->len);
    return sr_arena_copy(&doc->batch, plain);
}

/*
 * "5 03 01 2.09 | 01 Penyediaan Jasa": a narrow column of codes, whose last group stands before the name (seen in
 * progress reports). The code is its kegiatan's, which stands above, or the number is one that only codes have.
 */
static bool take_code_tail(sr_doc *doc, const sr_table *table, const sr_table_state *st, sr_row *row, sr_slice *name,
                           sr_code *code)
{
    char whole[SR_CODE_TEXT_MAX];
    size_t digits = 0;
    sr_code longer;

    while (digits < name->len && sr_is_digit((unsigned char)name->ptr[digits]))
        digits++;
    if (code->level != SR_LEVEL_KEGIATAN || (digits != 2 && digits != 4) || digits + 2 >= name->len ||
        name->ptr[digits] != ' ' || !sr_is_alpha((unsigned char)name->ptr[digits + 1]) ||
        code->len + 1 + digits >= sizeof whole)
        return false;
    if (name->ptr[0] != '0' && sr_hash((sr_slice){code->text, code->len}) != st->kegiatan_code)
        return false;
    int len = snprintf(whole, sizeof whole, "%.*s.%.*s", (int)code->len, code->text, (int)digits, name->ptr);
    if (!sr_code_read((sr_slice){whole, (size_t)len}, false, &longer) || longer.level != SR_LEVEL_SUB_KEGIATAN)
        return false;
    sr_finding *f = sr_doc_finding(doc, SR_U003, "The code's last group stands before the name; it was read as %.*s.",
                                   (int)longer.len, longer.text);
    f->table_no = table->table_no;
    f->row_no = row->row_no;
    f->column_no = (uint32_t)st->at[SR_ROLE_CODE] + 1;
    f->line_no = row->line_no;
    f->raw = sr_cell_raw(sr_row_cell(row, (uint32_t)st->at[SR_ROLE_CODE]));
    *name = sr_sub(*name, digits + 1, name->len);
    *code = longer;
    return true;
}

/* "2.15 - URUSAN ...": the sign between them makes a code of what is too short to be one by itself. */
static bool code_before_dash(sr_slice name, sr_code *code, sr_slice *rest)
{
    size_t at =
        sr_find_nocase(sr_sub(name, 0, name.len < SR_CODE_TEXT_MAX ? name.len : SR_CODE_TEXT_MAX), SR_LIT(" - "));

    if (at == SIZE_MAX || at + 3 >= name.len || !sr_is_alpha((unsigned char)name.ptr[at + 3]))
        return false;
    *rest = sr_sub(name, at + 3, name.len);
    return sr_code_read(sr_sub(name, 0, at), false, code) && code->groups > 1;
}

/* The code in its column, or at the front of the name; *name loses it. */
static sr_level read_code(sr_doc *doc, const sr_table *table, sr_table_state *st, sr_row *row, sr_slice *name)
{
    sr_slice text = text_at(row, st->at[SR_ROLE_CODE]), rest;
    sr_rekening budget;
    sr_code code;

    if (st->rekening && text.len && sr_rekening_row(st, text, *name, &budget)) {
        row->code = keep_code(doc, &budget.code, text);
        sr_rekening_follow(&budget, st);
        return budget.level;
    }
    if (text.len && text.len < SR_CODE_TEXT_MAX && sr_code_read(text, false, &code)) {
        if (!take_code_tail(doc, table, st, row, name, &code) && code.level == SR_LEVEL_KEGIATAN)
            st->kegiatan_code = sr_hash((sr_slice){code.text, code.len});
        row->code = keep_code(doc, &code, text);
        st->deep_codes |= code.groups > 1;
        return code.account || (code.groups == 1 && !st->deep_codes) ? SR_LEVEL_NONE : code.level;
    }
    if (name->len && (sr_is_digit((unsigned char)name->ptr[0]) || (name->ptr[0] | 32) == 'x') &&
        ((sr_code_prefix(*name, &code, &rest) && code.groups >= 2) || code_before_dash(*name, &code, &rest))) {
        row->code = keep_code(doc, &code, *name);
        while (rest.len && (rest.ptr[0] == '-' || rest.ptr[0] == ':' || rest.ptr[0] == ' '))
            rest = sr_sub(rest, 1, rest.len); /* "2.15.01 - PROGRAM ..." */
        *name = rest;
        return code.account ? SR_LEVEL_NONE : code.level;
    }
    return SR_LEVEL_NONE;
}

static void fill(sr_table_state *st, const sr_row *row, sr_role role, sr_slice *slot)
{
    sr_slice t = text_at(row, st->at[role]);

    if (t.len && !sr_eq(t, *slot) && !(t.len == 1 && t.ptr[0] == '-')) {
        *slot = t;
        st->shared = NULL;
    }
}

/* The name in its column; where that is blank, words in the column of codes (an agency over its activities). */
static sr_slice name_of(const sr_table_state *st, const sr_row *row)
{
    sr_slice name = text_at(row, st->at[SR_ROLE_NAME]), key = text_at(row, st->at[SR_ROLE_CODE]);
    sr_code code;

    if (name.len || key.len == 0 || st->at[SR_ROLE_NAME] < 0 || !sr_is_alpha((unsigned char)key.ptr[0]) ||
        !memchr(key.ptr, ' ', key.len) || sr_code_read(key, false, &code))
        return name;
    return key;
}

static bool is_agency(sr_slice name)
{
    return sr_text_begins(name, SR_WORD_AGENCY);
}

/* An agency's own row, over its programs: what was spoken of above it is over. */
static void take_agency(sr_table_state *st, sr_row *row)
{
    st->now.program = st->now.kegiatan = st->now.sub_kegiatan = st->now.activity = (sr_slice){NULL, 0};
    st->now.responsible = st->now.location = st->now.funding_source = (sr_slice){NULL, 0};
    st->level = SR_LEVEL_NONE;
    st->shared = NULL;
    st->agency = row;
}

/* Each subject's own indicator; a goal's goes on until another goal or indicator is named. */
static void take_indicators(sr_doc *doc, sr_table_state *st, sr_row *row)
{
    sr_slice own[SR_INDICATORS_MAX] = {{NULL, 0}};

    for (uint32_t i = st->n_indicators; i-- > 0;) {
        sr_slice t = text_at(row, (int32_t)st->indicators[i]);
        if (row->indicator.len == 0 && (st->n_subjects < 2 || !st->goal[st->subject[i] - 1]))
            row->indicator = t;
        if (own[st->subject[i] - 1].len == 0)
            own[st->subject[i] - 1] = t;
    }
    if (st->n_subjects < 2)
        return;
    bool goal = text_at(row, st->at[SR_ROLE_SASARAN]).len || text_at(row, st->at[SR_ROLE_TUJUAN]).len;
    for (uint32_t s = 0; s < st->n_subjects; s++) {
        if (!st->goal[s])
            continue;
        if (own[s].len || goal)
            st->goal_indicator[s] = own[s];
        own[s] = st->goal_indicator[s];
        row->indicator = row->indicator.len ? row->indicator : own[s];
    }
    sr_slice *kept = SR_NEW_ARRAY(&doc->batch, sr_slice, st->n_subjects);
    memcpy(kept, own, st->n_subjects * sizeof *kept);
    row->indicators = kept;
}

/* The one column for names of a level, if there are codes and no other: it holds the names of all levels. NULL if none.
 */
static const struct name_column *only_names(const sr_table_state *st)
{
    const struct name_column *only = NULL;

    for (size_t i = 0; i < sizeof name_columns / sizeof *name_columns; i++) {
        if (st->at[name_columns[i].role] < 0)
            continue;
        if (only)
            return NULL;
        only = &name_columns[i];
    }
    return only && st->deep_codes && st->at[SR_ROLE_CODE] >= 0 && st->at[SR_ROLE_NAME] < 0 ? only : NULL;
}

/* A name in a column headed "Kegiatan" beside a code of a program or sub kegiatan is of that level. */
static sr_level take_only_name(sr_doc *doc, const sr_table *table, sr_table_state *st, sr_row *row,
                               const struct name_column *only)
{
    sr_slice name = text_at(row, st->at[only->role]);

    if (name.len == 0 || (name.len == 1 && name.ptr[0] == '-'))
        return SR_LEVEL_NONE;
    sr_level coded = read_code(doc, table, st, row, &name);
    sr_level level = coded >= SR_LEVEL_PROGRAM ? coded : only->level;
    take_name(st, level, name);
    return level;
}

static void take_names(sr_doc *doc, const sr_table *table, sr_table_state *st, sr_row *row)
{
    sr_slice name = name_of(st, row);
    const struct name_column *only = only_names(st);
    sr_level level = only ? take_only_name(doc, table, st, row, only) : SR_LEVEL_NONE;

    for (size_t i = 0; !only && i < sizeof name_columns / sizeof *name_columns; i++) {
        sr_slice t = text_at(row, st->at[name_columns[i].role]);
        if (t.len == 0 || (t.len == 1 && t.ptr[0] == '-'))
            continue;
        if (!name.len)
            (void)read_code(doc, table, st, row, &t);
        take_name(st, name_columns[i].level, t);
        level = name_columns[i].level;
    }
    sr_level coded = read_code(doc, table, st, row, &name);
    if (level == SR_LEVEL_NONE && coded != SR_LEVEL_NONE) {
        level = coded;
        take_name(st, level, name);
    } else if (level == SR_LEVEL_NONE && name.len && !row->code.len) {
        level = level_of_words(name);
        if (level != SR_LEVEL_NONE)
            take_name(st, level, name);
    }
    take_indicators(doc, st, row);
    bool outcome = level == SR_LEVEL_NONE && !row->code.len && st->shared && sr_name_is_outcome(st, name);
    if (level == SR_LEVEL_NONE && name.len && !row->code.len && !outcome) {
        if (is_agency(name) && row->indicator.len == 0)
            take_agency(st, row);
        else if (st->names_activities && !is_agency(name))
            take_activity(st, name);
    }
    row->level = (uint8_t)(level != SR_LEVEL_NONE ? level : name.len && !outcome ? SR_LEVEL_NONE : st->level);
    if (row->indicator.len == 0 && level <= SR_LEVEL_BIDANG && name.len)
        row->indicator = name; /* what the row speaks about, at a level that nothing tells or that has no field */
}

/*
 * A code and name alone in their row are those of the rows under it that have neither (seen in plans where the
 * indicator and its figures stand one row lower).
 */
static void take_bare_code(sr_table_state *st, sr_row *row, const row_sum *sum, bool names)
{
    if (names || row->code.len) {
        /* "2.01. 02.2.03" was left open as a number may be; it is the code all the same. */
        const sr_cell *key = st->at[SR_ROLE_CODE] < 0 ? NULL : sr_row_cell(row, (uint32_t)st->at[SR_ROLE_CODE]);
        bool counted = key && (key->has_value || key->open || key->status == SR_CELL_UNREADABLE);
        bool bare = row->code.len > 0 && sum->values == counted && row->indicator.len == 0;
        st->bare_code = bare ? row->code : (sr_slice){NULL, 0};
        return;
    }
    if (st->bare_code.len && row->level) {
        row->code = st->bare_code;
        for (int l = (int)row->level - 1; l > 0 && row->parent == 0; l--)
            row->parent = st->level_row[l];
    }
}

/* A row whose next one is a level deeper sums it: a program over its kegiatan. */
static void take_parent(sr_table_state *st, sr_row *row, bool names)
{
    if (row->level == SR_LEVEL_NONE || !names)
        return;
    if (st->agency && row->level <= SR_LEVEL_PROGRAM && st->agency->kind == SR_ROW_DETAIL)
        st->agency->kind = SR_ROW_SUBTOTAL;
    st->agency = NULL;
    if (st->coded && row->level > st->coded_level && st->coded->kind == SR_ROW_DETAIL)
        st->coded->kind = SR_ROW_SUBTOTAL;
    for (int l = (int)row->level - 1; l > 0 && row->parent == 0; l--)
        row->parent = st->level_row[l];
    st->level_row[row->level] = row->row_no;
    for (int l = row->level + 1; l < SR_LEVEL_COUNT; l++)
        st->level_row[l] = 0;
    st->coded = row;
    st->coded_level = row->level;
}

static void share_context(sr_doc *doc, sr_table_state *st, sr_row *row)
{
    if (!st->shared) {
        sr_context *copy = sr_arena_alloc(&doc->batch, sizeof *copy);
        *copy = st->now;
        st->shared = copy;
    }
    row->context = st->shared;
}

/*
 * A total speaks of no activity of its own: all that names it is its label. A row of amounts alone has none (seen at
 * the end of action plans and their evaluations); it is called what the field calls it.
 */
static void become_total(sr_row *row, const row_sum *sum)
{
    row->level = SR_LEVEL_NONE;
    row->context = NULL;
    row->parent = 0;
    row->code = (sr_slice){NULL, 0};
    row->indicator = sum->words == 1 ? sr_cell_text(&row->cells[sum->word]) : SR_LIT("Jumlah");
}

/* Whether the row names a program, a kegiatan or anything else that columns of names hold. */
static bool names_any(const sr_table_state *st, const sr_row *row)
{
    for (size_t i = 0; i < sizeof name_columns / sizeof *name_columns; i++)
        if (text_at(row, st->at[name_columns[i].role]).len)
            return true;
    return text_at(row, st->at[SR_ROLE_NAME]).len || text_at(row, st->at[SR_ROLE_CODE]).len;
}

/*
 * A goal in a row of its own, left of the names (form T-C.27 of Permendagri 86/2017): its figures are about it, and the
 * programs under the goal above are over.
 */
static void take_goal(sr_table_state *st, const sr_row *row)
{
    const sr_context *before = st->shared;
    int32_t goal = st->at[SR_ROLE_SASARAN] >= 0 ? st->at[SR_ROLE_SASARAN] : st->at[SR_ROLE_TUJUAN];

    fill(st, row, SR_ROLE_TUJUAN, &st->now.tujuan);
    fill(st, row, SR_ROLE_SASARAN, &st->now.sasaran);
    if (!before || st->shared || st->at[SR_ROLE_NAME] < goal || names_any(st, row))
        return;
    st->now.program = st->now.kegiatan = st->now.sub_kegiatan = st->now.activity = (sr_slice){NULL, 0};
    st->level = SR_LEVEL_NONE;
}

void sr_row_understand(sr_doc *doc, const sr_table *table, sr_table_state *st, sr_row *row)
{
    row_sum sum = sum_up(table, row);

    row->kind = (uint8_t)kind_of(table, row, &sum);
    st->text_rows += sum.words > 0;
    if (row->kind == SR_ROW_TOTAL || row->kind == SR_ROW_SUBTOTAL)
        become_total(row, &sum);
    if (row->kind != SR_ROW_DETAIL)
        return;
    take_goal(st, row);
    const sr_context *before = st->shared;
    uint8_t level = st->level;
    take_names(doc, table, st, row);
    bool names = (before && !st->shared) || level != st->level || row->code.len > 0;
    fill(st, row, SR_ROLE_RESPONSIBLE, &st->now.responsible);
    fill(st, row, SR_ROLE_LOCATION, &st->now.location);
    fill(st, row, SR_ROLE_FUNDING_SOURCE, &st->now.funding_source);
    take_parent(st, row, names);
    take_bare_code(st, row, &sum, names);
    share_context(doc, st, row);
}

void sr_rows_end(const sr_table *table, const sr_table_state *st, bool ended)
{
    if (!ended)
        return;
    for (size_t i = table->n_rows; i-- > 0;) {
        sr_row *row = table->rows[i];
        if (row->kind == SR_ROW_SUBTOTAL || row->kind == SR_ROW_TOTAL)
            return;
        if (row->kind != SR_ROW_DETAIL)
            continue;
        row_sum sum = sum_up(table, row);
        bool keyed = sum.first < table->width && (table->columns[sum.first].role == SR_ROLE_ORDINAL ||
                                                  table->columns[sum.first].role == SR_ROLE_CODE);
        if (sum.words == 0 && sum.values > 0 && !keyed && row->code.len == 0 &&
            (uint64_t)st->text_rows * 2 > table->data_rows && table->data_rows > 1) {
            row->kind = SR_ROW_TOTAL;
            become_total(row, &sum);
        }
        return;
    }
}

void sr_rows_keep(sr_doc *doc, sr_table_state *st)
{
    sr_slice *slots[] = {&st->now.tujuan,        &st->now.sasaran,      &st->now.program,       &st->now.kegiatan,
                         &st->now.sub_kegiatan,  &st->now.responsible,  &st->now.location,      &st->now.funding_source,
                         &st->now.activity,      &st->unit_text,        &st->goal_indicator[0], &st->goal_indicator[1],
                         &st->goal_indicator[2], &st->goal_indicator[3]};

    for (size_t i = 0; i < sizeof slots / sizeof *slots; i++)
        if (slots[i]->len)
            *slots[i] = sr_arena_copy(&doc->arena, *slots[i]);
    st->shared = NULL;
}
