#include "normalize/scramble_inner.h"

#include "normalize/lexicon.h"
#include "normalize/number.h"

enum {
    SIGNATURE_LINES = 10,
    CELL_BYTES_MAX = 4096, /* a cell of a printed page is shorter: a longer one is prose */
    LABEL_LAST = 63,       /* columns that a number row counts */
    LABELS_MIN = 4,
};

typedef enum kind { LINE_TEXT, LINE_QUARTER, LINE_VALUE, LINE_NUMBER, LINE_HEADER } kind;

/* How a cell begins tells what it is; the words are the field's own. */
static const char *const goal_words[] = {"ter",        "meningkat",    "menurun", "tersedia",
                                         "kesesuaian", "ketersediaan", "optimal"};
static const char *const header_words[] = {"no",      "no.",    "sasaran",   "program",    "kegiatan/sub", "kegiatan",
                                           "kinerja", "target", "indikator", "penanggung", "jawab",        "uraian",
                                           "realisa", "si",     "realisasi", "capaian",    "sub",          "anggaran",
                                           "tujuan",  "satuan", "ket",       "keterangan", "strategis",    "rp"};

#define COUNT(array) (sizeof(array) / sizeof *(array))

static bool begins(sr_slice text, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        sr_slice w = sr_str(words[i]);
        if (text.len >= w.len && sr_eq_nocase(sr_sub(text, 0, w.len), w))
            return true;
    }
    return false;
}

bool sr_scramble_is_header(sr_slice text)
{
    while (text.len) {
        size_t end = 0;
        while (end < text.len && !sr_is_blank((unsigned char)text.ptr[end]))
            end++;
        bool known = false;
        for (size_t i = 0; i < COUNT(header_words) && !known; i++) {
            sr_slice word = sr_sub(text, 0, end);
            known = sr_eq_nocase(word, sr_str(header_words[i]));
            for (size_t slash = 0; !known && slash < word.len; slash++)
                known = word.ptr[slash] == '/' && sr_eq_nocase(sr_sub(word, 0, slash), sr_str(header_words[i]));
        }
        if (!known)
            return false;
        text = sr_trim(sr_sub(text, end, text.len));
    }
    return true;
}

/* "TW. II 3 Dokumen", "Triwulan IV -", "TW.I": the quarter 1-4 and what follows it; 0 if it is none. */
static int quarter_of(sr_slice text, sr_slice *rest)
{
    static const char *const names[] = {"triwulan", "tri wulan", "tw"};
    static const char *const numerals[] = {"iii", "iv", "ii", "i", "1", "2", "3", "4"};
    static const int number[] = {3, 4, 2, 1, 1, 2, 3, 4};

    for (size_t i = 0; i < COUNT(names); i++) {
        sr_slice name = sr_str(names[i]);
        if (text.len <= name.len || !sr_eq_nocase(sr_sub(text, 0, name.len), name))
            continue;
        size_t at = name.len;
        while (at < text.len &&
               (text.ptr[at] == '.' || text.ptr[at] == '-' || sr_is_blank((unsigned char)text.ptr[at])))
            at++;
        for (size_t k = 0; k < COUNT(numerals); k++) {
            sr_slice numeral = sr_str(numerals[k]);
            size_t end = at + numeral.len;
            if (end > text.len || !sr_eq_nocase(sr_sub(text, at, end), numeral))
                continue;
            if (end < text.len && !sr_is_blank((unsigned char)text.ptr[end]) && text.ptr[end] != ':')
                continue;
            *rest = sr_trim(sr_sub(text, end + (end < text.len && text.ptr[end] == ':'), text.len));
            return number[k];
        }
    }
    return 0;
}

/* A number, alone or with a unit. "2 Meningkatnya kualitas" is the number of a goal and its text. */
static bool is_value(sr_slice text, sr_readings *r)
{
    size_t word = 0;

    sr_number_read(text, r);
    if (r->n == 0)
        return r->status == SR_CELL_UNREADABLE;
    while (word < text.len && !sr_is_alpha((unsigned char)text.ptr[word]))
        word++;
    return r->unit_known || (!r->unit_words && !begins(sr_sub(text, word, text.len), goal_words, COUNT(goal_words)));
}

/* "97% Program Penunjang": a value and the next cell's text on one line. The length of the value, 0 if there is none.
 */
static size_t leading_value(sr_slice text)
{
    sr_readings r;

    for (size_t at = 1; at + 1 < text.len; at++)
        if (sr_is_blank((unsigned char)text.ptr[at]) && text.ptr[at - 1] == '%' &&
            sr_is_alpha((unsigned char)text.ptr[at + 1]) && is_value(sr_trim(sr_sub(text, 0, at)), &r))
            return at;
    return 0;
}

static kind kind_of(sr_slice text)
{
    sr_slice rest;
    sr_readings r;

    if (quarter_of(text, &rest))
        return LINE_QUARTER;
    if (sr_scramble_is_header(text))
        return LINE_HEADER;
    if (leading_value(text))
        return LINE_TEXT;
    if (is_value(text, &r)) {
        bool bare = !r.unit && !r.percent && !r.rupiah;
        return bare && text.len <= 3 ? LINE_NUMBER : LINE_VALUE;
    }
    return LINE_TEXT;
}

/* "Malili, 3 Januari 2023": with it the signature begins. */
static bool is_date_line(sr_slice text)
{
    const char *comma = text.len > 12 && text.len < 60 ? memchr(text.ptr, ',', text.len) : NULL;
    sr_slice rest = comma ? sr_trim(sr_sub(text, (size_t)(comma - text.ptr) + 1, text.len)) : (sr_slice){NULL, 0};

    if (rest.len < 8 || !sr_is_digit((unsigned char)rest.ptr[0]))
        return false;
    for (size_t i = rest.len - 4; i < rest.len; i++)
        if (!sr_is_digit((unsigned char)rest.ptr[i]))
            return false;
    return rest.ptr[rest.len - 5] == ' ' && sr_is_alpha((unsigned char)rest.ptr[rest.len - 6]);
}

static bool has_words(sr_slice text)
{
    for (size_t i = 0; i < text.len; i++)
        if (sr_is_alpha((unsigned char)text.ptr[i]) || sr_is_digit((unsigned char)text.ptr[i]))
            return true;
    return false;
}

/* "1 2 3 4 5 8": the labels of columns. *missing: a bit for each number that it leaves out. */
static bool is_number_row(sr_slice text, uint64_t *missing)
{
    uint64_t seen = 0;
    unsigned last = 0, count = 0;

    while (text.len) {
        size_t end = 0;
        unsigned label = 0;
        while (end < text.len && end < 3 && sr_is_digit((unsigned char)text.ptr[end]))
            label = label * 10 + (unsigned)(text.ptr[end++] - '0');
        if (end == 0 || label <= last || label > LABEL_LAST || (count == 0 && label != 1) ||
            (end < text.len && !sr_is_blank((unsigned char)text.ptr[end])))
            return false;
        seen |= (uint64_t)1 << label;
        last = label;
        count++;
        text = sr_trim(sr_sub(text, end, text.len));
    }
    *missing = count < LABELS_MIN ? 0 : ~seen & (((uint64_t)1 << last) - 2);
    return count >= LABELS_MIN;
}

/* ---- reading ------------------------------------------------------------------------------ */

typedef struct reader {
    sr_arena *arena;
    const sr_scramble_line *lines;
    size_t n;
    sr_scramble *out;
    size_t cap_records;
    sr_scramble_quarters *groups;
    size_t n_groups, cap_groups;
    sr_scramble_record now; /* being put together */
    bool open;
    uint32_t page;
    bool page_has_records;
    size_t at;       /* first line of the cell at hand */
    uint64_t labels; /* bits: columns that the number row leaves out */
} reader;

static sr_scramble_record *close_record(reader *rd)
{
    if (!rd->open)
        return NULL;
    rd->now.page_no = rd->page;
    sr_scramble_record *r = SR_PUSH(rd->arena, rd->out->records, rd->out->n_records, rd->cap_records);
    *r = rd->now;
    rd->now = (sr_scramble_record){0};
    rd->open = false;
    rd->page_has_records = true;
    return r;
}

static void put(reader *rd, sr_scramble_cell *field, sr_scramble_cell cell)
{
    *field = cell;
    rd->open = true;
}

/* "Bidang Pelayanan"; also one word that a narrow cell broke ("Sekretar iat"). */
static bool is_office(sr_slice text)
{
    char joined[32];
    size_t n = 0;

    if (sr_text_begins(text, SR_WORD_OFFICE))
        return true;
    for (size_t i = 0; i < text.len; i++) {
        if (sr_is_blank((unsigned char)text.ptr[i]))
            continue;
        if (n == sizeof joined)
            return false;
        joined[n++] = text.ptr[i];
    }
    return n < text.len && sr_text_is((sr_slice){joined, n}, SR_WORD_OFFICE);
}

/* "Jumlah dokumen", "Persent ase layanan": also where a narrow cell broke its first word. */
static bool is_indicator(sr_slice text)
{
    char joined[24];
    size_t n = 0;
    bool broken = false;

    if (sr_text_begins(text, SR_WORD_INDICATOR))
        return true;
    for (size_t i = 0; i < text.len && n < sizeof joined; i++) {
        bool blank = sr_is_blank((unsigned char)text.ptr[i]) || text.ptr[i] == '\n';
        if (!blank || broken)
            joined[n++] = text.ptr[i];
        broken |= blank;
    }
    return broken && sr_text_begins((sr_slice){joined, n}, SR_WORD_INDICATOR);
}

/* A cell of text: by how it begins, and by what the record already has. */
static void put_text(reader *rd, sr_scramble_cell cell)
{
    sr_scramble_record *now = &rd->now;

    if (is_office(cell.text)) {
        sr_scramble_record *last = rd->out->n_records ? &rd->out->records[rd->out->n_records - 1] : NULL;
        if (now->office.text.len == 0 && (now->target.text.len || now->indicator.text.len || now->goal.text.len)) {
            put(rd, &now->office, cell);
            if (now->target.text.len) /* otherwise the target may stand behind its office */
                close_record(rd);
            return;
        }
        if (!rd->open && last && !last->office.text.len) {
            last->office = cell;
            return;
        }
        if (!rd->open && last) { /* an office too many: it stays in the prose */
            rd->out->used[rd->at] = false;
            return;
        }
    }
    if (rd->open && (now->target.text.len || now->office.text.len))
        close_record(rd);
    if (!now->indicator.text.len && is_indicator(cell.text))
        put(rd, &now->indicator, cell);
    else if (!now->name.text.len && !now->goal.text.len && !now->indicator.text.len &&
             !begins(cell.text, goal_words, COUNT(goal_words)))
        put(rd, &now->name, cell);
    else if (!now->goal.text.len && !now->indicator.text.len)
        put(rd, &now->goal, cell);
    else if (!now->indicator.text.len)
        put(rd, &now->indicator, cell);
    else { /* a second name, or a further indicator: the record before had no target of its own */
        close_record(rd);
        put(rd, sr_text_begins_indicator(cell.text) ? &rd->now.indicator : &rd->now.name, cell);
    }
}

/* The line goes on with the cell of the line before it. */
static bool continues(const sr_scramble_line *before, const sr_scramble_line *line)
{
    kind k = kind_of(line->text);
    unsigned char first = line->text.len ? (unsigned char)line->text.ptr[0] : 0;

    if (k != LINE_TEXT && k != LINE_HEADER)
        return false;
    if (first >= 'a' && first <= 'z')
        return true;
    bool broken = before->wrapped || (before->text.len && before->text.ptr[before->text.len - 1] == '-');
    return broken && !sr_text_begins_indicator(line->text);
}

/* Joins the wrapped lines from at on into one cell; returns the line after it. */
static size_t read_cell(reader *rd, size_t at, sr_scramble_cell *cell)
{
    size_t end = at + 1, len = rd->lines[at].text.len;

    while (end < rd->n && len < CELL_BYTES_MAX && continues(&rd->lines[end - 1], &rd->lines[end]))
        len += 1 + rd->lines[end++].text.len;
    char *text = sr_arena_alloc(rd->arena, len + 1);
    size_t used = 0;
    for (size_t i = at; i < end; i++) {
        if (i > at && text[used - 1] != '-')
            text[used++] = '\n';
        memcpy(text + used, rd->lines[i].text.ptr, rd->lines[i].text.len);
        used += rd->lines[i].text.len;
        rd->out->used[i] = true;
    }
    *cell = (sr_scramble_cell){{text, used}, rd->lines[at].line_no};
    return end;
}

/* "Pengadaan mebel Terpenuhinya kebutuhan": a goal that begins inside the line. */
static size_t inner_goal(sr_slice text)
{
    for (size_t at = 1; at + 8 < text.len; at++)
        if (text.ptr[at - 1] == ' ' && text.ptr[at] == 'T' && sr_eq(sr_sub(text, at, at + 3), SR_LIT("Ter"))) {
            size_t end = at;
            while (end < text.len && !sr_is_blank((unsigned char)text.ptr[end]))
                end++;
            if (end - at > 6 && sr_eq(sr_sub(text, end - 3, end), SR_LIT("nya")))
                return at;
        }
    return 0;
}

static size_t read_text(reader *rd, size_t at)
{
    sr_scramble_cell cell;
    size_t next, value = leading_value(rd->lines[at].text);

    rd->at = at;
    next = read_cell(rd, at, &cell);
    if (value) {
        sr_scramble_cell head = {sr_sub(cell.text, 0, value), cell.line_no};
        put(rd, &rd->now.target, head);
        close_record(rd);
        cell.text = sr_trim(sr_sub(cell.text, value, cell.text.len));
    }
    if (cell.text.len > 2 && sr_is_digit((unsigned char)cell.text.ptr[0]) &&
        cell.text.ptr[1] == ' ') { /* "2 Meningkatnya" */
        close_record(rd);
        put(rd, &rd->now.number, (sr_scramble_cell){sr_sub(cell.text, 0, 1), cell.line_no});
        cell.text = sr_sub(cell.text, 2, cell.text.len);
    }
    size_t goal = inner_goal(cell.text);
    if (goal) {
        put_text(rd, (sr_scramble_cell){sr_trim(sr_sub(cell.text, 0, goal)), cell.line_no});
        cell.text = sr_sub(cell.text, goal, cell.text.len);
    }
    put_text(rd, cell);
    return next;
}

static size_t read_quarters(reader *rd, size_t at)
{
    sr_slice rest;

    close_record(rd);
    if (rd->page_has_records) {
        rd->page++;
        rd->page_has_records = false;
    }
    sr_scramble_quarters *g = SR_PUSH(rd->arena, rd->groups, rd->n_groups, rd->cap_groups);
    *g = (sr_scramble_quarters){.page = rd->page};
    for (int q = 1; at < rd->n; at++) {
        int k = quarter_of(rd->lines[at].text, &rest);
        if (k == 0 || k < q)
            break;
        g->quarter[k - 1] = (sr_scramble_cell){rest, rd->lines[at].line_no};
        rd->out->used[at] = true;
        q = k + 1;
    }
    return at;
}

/* "Kepala Perangkat Daerah,": the one who signs, and no office. */
static bool is_signer(sr_slice text)
{
    return text.len > 0 && text.ptr[text.len - 1] == ',' && sr_text_begins(text, SR_WORD_SIGNS);
}

/* From the date or the signer to the NIP: prose; without a NIP the name behind the signer. Returns the line after it.
 */
static size_t skip_signature(const reader *rd, size_t at)
{
    for (size_t i = at; i < rd->n && i < at + SIGNATURE_LINES; i++)
        if (rd->lines[i].text.len >= 3 && sr_eq_nocase(sr_sub(rd->lines[i].text, 0, 3), SR_LIT("NIP")))
            return i + 1;
    bool named = is_signer(rd->lines[at].text) && at + 1 < rd->n &&
                 memchr(rd->lines[at + 1].text.ptr, ',', rd->lines[at + 1].text.len);
    return at + 1 + named;
}

/* A column's label that stands apart from the number row, which leaves it out. */
static bool is_left_out_label(const reader *rd, sr_slice text)
{
    unsigned label = 0;

    for (size_t i = 0; i < text.len; i++)
        label = sr_is_digit((unsigned char)text.ptr[i]) ? label * 10 + (unsigned)(text.ptr[i] - '0') : LABEL_LAST + 1;
    return !rd->open && label <= LABEL_LAST && (rd->labels >> label & 1);
}

static void read_all(reader *rd)
{
    for (size_t at = 0; at < rd->n;) {
        sr_slice text = rd->lines[at].text;
        switch (kind_of(text)) {
        case LINE_QUARTER:
            at = read_quarters(rd, at);
            continue;
        case LINE_HEADER:
            close_record(rd);
            at++;
            continue;
        case LINE_NUMBER:
            if (is_left_out_label(rd, text)) {
                at++;
                continue;
            }
            if (!rd->now.indicator.text.len) {
                close_record(rd);
                rd->now.number = (sr_scramble_cell){text, rd->lines[at].line_no};
                rd->out->used[at++] = true;
                continue;
            } /* fallthrough: a bare number behind an indicator is its target */
            __attribute__((fallthrough));
        case LINE_VALUE:
            if (is_number_row(text, &rd->labels)) {
                at++;
                continue;
            }
            if (!rd->open && !rd->page_has_records && rd->n_groups == 0) { /* before anything began */
                at++;
                continue;
            }
            if (rd->now.target.text.len)
                close_record(rd);
            put(rd, &rd->now.target, (sr_scramble_cell){text, rd->lines[at].line_no});
            rd->out->used[at++] = true;
            if (rd->now.office.text.len)
                close_record(rd);
            continue;
        default:
            if (rd->n_groups == 0 || (rd->lines[at].heading && rd->out->n_records == 0 && !rd->open))
                at++; /* what stands above the table */
            else if (is_date_line(text) || is_signer(text))
                at = skip_signature(rd, at);
            else if (!has_words(text))
                at++;
            else
                at = read_text(rd, at);
        }
    }
    close_record(rd);
}

/* Four lines in a row that are the four quarters: prose that mentions quarters has none. */
static bool has_quarters(const sr_scramble_line *lines, size_t n)
{
    int last = 0;
    sr_slice rest;

    for (size_t i = 0; i < n; i++) {
        int quarter = quarter_of(lines[i].text, &rest);
        last = quarter == last + 1 ? quarter : quarter == 1;
        if (last == 4)
            return true;
    }
    return false;
}

bool sr_scramble_read(sr_arena *arena, const sr_scramble_line *lines, size_t n, sr_scramble *out)
{
    if (!has_quarters(lines, n))
        return false;
    *out = (sr_scramble){.used = SR_NEW_ARRAY(arena, bool, n)};
    reader rd = {.arena = arena, .lines = lines, .n = n, .out = out};
    read_all(&rd);
    sr_scramble_targets(arena, lines, n, out);
    sr_scramble_match(arena, rd.groups, rd.n_groups, out);
    return out->n_records > 0;
}
