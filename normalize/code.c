#include "normalize/code.h"

#include <pthread.h>
#include <stdatomic.h>

/* ---- codes --------------------------------------------------------------------------------- */

enum {
    GROUP_MAX = 4,       /* characters of one group: the sub kegiatan's number */
    CODE_BYTES_MAX = 40, /* with blanks; a longer text is no code of an activity */
};

typedef struct groups {
    char text[SR_CODE_GROUPS_MAX][GROUP_MAX + 1];
    uint8_t len[SR_CODE_GROUPS_MAX];
    uint32_t n;
} groups;

typedef enum joint { BLANKS_DROPPED, BLANKS_SEPARATE } joint;

static bool is_separator(char c)
{
    return c == '.' || c == ',';
}

/* Cuts the text at its separators; false where a character or a length is not a code's. */
static bool cut_groups(sr_slice s, joint how, groups *g)
{
    uint32_t at = 0;

    *g = (groups){.n = 1};
    for (size_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];
        bool blank = sr_is_blank((unsigned char)c);
        if (blank && how == BLANKS_DROPPED)
            continue;
        if (blank || is_separator(c)) {
            if (g->len[at] == 0)
                continue; /* doubled, or a blank beside a dot */
            if (++at == SR_CODE_GROUPS_MAX)
                return false;
            continue;
        }
        if (!(sr_is_digit((unsigned char)c) || c == 'x' || c == 'X') || g->len[at] == GROUP_MAX)
            return false;
        g->text[at][g->len[at]++] = c == 'x' ? 'X' : c;
    }
    g->n = at + (g->len[at] > 0);
    return g->n > 0 && !is_separator(s.ptr[0]);
}

static bool has_x(const groups *g, uint32_t i)
{
    return g->text[i][0] == 'X';
}

/*
 * Permendagri 90/2019: urusan (1 or 2), bidang (2), program (2), kegiatan (1.2, also written as 3; in the codes
 * before 2019 as 2), sub kegiatan (4; until 2022: 2). The letters X stand for "any urusan and bidang".
 */
typedef struct form {
    uint8_t n;
    uint8_t len[6]; /* 24 = two or four */
    sr_level level;
} form;
static const form FORMS[] = {
    {3, {12, 2, 2}, SR_LEVEL_PROGRAM},
    {5, {12, 2, 2, 1, 2}, SR_LEVEL_KEGIATAN},
    {4, {12, 2, 2, 3}, SR_LEVEL_KEGIATAN},
    {4, {12, 2, 2, 2}, SR_LEVEL_KEGIATAN},
    {6, {12, 2, 2, 1, 2, 24}, SR_LEVEL_SUB_KEGIATAN},
    {5, {12, 2, 2, 3, 24}, SR_LEVEL_SUB_KEGIATAN},
    {5, {12, 2, 2, 2, 24}, SR_LEVEL_SUB_KEGIATAN},
    {2, {12, 2}, SR_LEVEL_BIDANG},
    {1, {12}, SR_LEVEL_URUSAN},
};

static bool fits_form(const groups *g, const form *f)
{
    if (g->n != f->n)
        return false;
    for (uint32_t i = 0; i < g->n; i++) {
        uint8_t len = g->len[i], want = f->len[i];
        if (!(len == want || (want == 12 && (len == 1 || len == 2)) || (want == 24 && (len == 2 || len == 4))))
            return false;
        for (uint8_t k = 0; k < len; k++) /* letters only in the first two groups, and then nothing else there */
            if ((g->text[i][k] == 'X') != has_x(g, i) || (i > 1 && has_x(g, i)))
                return false;
    }
    return has_x(g, 0) ? g->n > 2 && has_x(g, 1) : !(g->n > 1 && has_x(g, 1));
}

/* A budget account: one digit, then groups of one to four; at least two of them shorter than a number's groups. */
static bool fits_account(const groups *g)
{
    uint32_t n_short = 0;

    if (g->n < 3 || g->len[0] > 2)
        return false;
    for (uint32_t i = 0; i < g->n; i++) {
        if (memchr(g->text[i], 'X', g->len[i]))
            return false;
        n_short += i > 0 && g->len[i] <= 2;
    }
    return n_short >= 2;
}

static bool group_begins_with_zero(const groups *g)
{
    for (uint32_t i = 1; i < g->n; i++)
        if (g->text[i][0] == '0')
            return true;
    return has_x(g, 0);
}

static void write_code(const groups *g, const form *f, sr_slice text, sr_code *out)
{
    bool split = f && f->n > 3 && f->len[3] == 3; /* 201 is 2.01 */

    *out = (sr_code){.groups = g->n + split, .level = f ? f->level : SR_LEVEL_NONE, .account = !f};
    for (uint32_t i = 0; i < g->n; i++) {
        if (i)
            out->text[out->len++] = '.';
        for (uint8_t k = 0; k < g->len[i]; k++) {
            if (split && i == 3 && k == 1)
                out->text[out->len++] = '.';
            out->text[out->len++] = g->text[i][k];
        }
    }
    if (text.len == out->len + 1 && text.ptr[text.len - 1] == '.')
        text.len--; /* "5.03.01." is no repair */
    out->repaired = !sr_eq(text, (sr_slice){out->text, out->len});
}

/*
 * 5.03.01.2.02 or 5.03.01.2.02.0001 as it should be: groups of 1, 2, 2, 1, 2 and 2 or 4 digits. Nearly every code of a
 * long table is one of these, so they are told without trying all forms.
 */
static bool read_plain(sr_slice text, sr_code *out)
{
    static const uint8_t lengths[] = {1, 2, 2, 1, 2, 4};
    uint32_t group = 0;

    for (size_t at = 0; group < sizeof lengths; group++) {
        size_t from = at;
        while (at < text.len && sr_is_digit((unsigned char)text.ptr[at]))
            at++;
        if (at - from != lengths[group] && !(group == 5 && at - from == 2))
            return false;
        if (at == text.len)
            break;
        if (text.ptr[at++] != '.' || at == text.len)
            return false;
    }
    if (group < 4 || group > 5)
        return false;
    out->len = (uint32_t)text.len;
    out->groups = group + 1;
    out->level = group == 4 ? SR_LEVEL_KEGIATAN : SR_LEVEL_SUB_KEGIATAN;
    out->repaired = out->account = false;
    memcpy(out->text, text.ptr, text.len);
    return true;
}

static bool is_one_group(sr_slice text)
{
    for (size_t i = 0; i < text.len; i++)
        if (!sr_is_digit((unsigned char)text.ptr[i]))
            return false;
    return true;
}

bool sr_code_read(sr_slice text, bool sure, sr_code *out)
{
    groups g;

    text = sr_trim(text);
    if (text.len >= 12 && text.len <= 17 && read_plain(text, out))
        return true;
    if (text.len == 0 || text.len > CODE_BYTES_MAX || (sure && is_one_group(text)))
        return false;
    for (joint how = BLANKS_DROPPED; how <= BLANKS_SEPARATE; how++) {
        if (!cut_groups(text, how, &g))
            continue;
        for (size_t f = 0; f < sizeof FORMS / sizeof *FORMS; f++) {
            if (!fits_form(&g, &FORMS[f]) || (sure && g.n < 3))
                continue;
            /* "20 21 22" has the lengths of a code, too; commas alone are a number's */
            if (sure && !group_begins_with_zero(&g) && (how == BLANKS_SEPARATE || !memchr(text.ptr, '.', text.len)))
                continue;
            write_code(&g, &FORMS[f], text, out);
            return true;
        }
        bool dotted = !memchr(text.ptr, ',', text.len) && !memchr(text.ptr, ' ', text.len);
        if (how == BLANKS_DROPPED && fits_account(&g) && (dotted || !sure)) {
            write_code(&g, NULL, text, out);
            return true;
        }
    }
    return false;
}

bool sr_code_prefix(sr_slice text, sr_code *out, sr_slice *rest)
{
    size_t ends[SR_CODE_GROUPS_MAX], n = 0, at = 0;

    /* the words at the start that are made of a code's characters only */
    while (at < text.len && n < SR_CODE_GROUPS_MAX) {
        size_t from = at;
        while (at < text.len && (sr_is_digit((unsigned char)text.ptr[at]) || strchr(".,xX", text.ptr[at])))
            at++;
        /* "2.15.01.2.01-Perencanaan" */
        bool dash =
            at > from && at + 1 < text.len && text.ptr[at] == '-' && !sr_is_digit((unsigned char)text.ptr[at + 1]);
        if (at == from || (at < text.len && text.ptr[at] != ' ' && !dash))
            break;
        ends[n++] = at;
        if (dash)
            break;
        while (at < text.len && text.ptr[at] == ' ')
            at++;
    }
    while (n-- > 0) {
        if (!sr_code_read(sr_sub(text, 0, ends[n]), true, out))
            continue;
        *rest = sr_trim(sr_sub(text, ends[n], text.len));
        return true;
    }
    return false;
}

/* ---- words that mean something by themselves ----------------------------------------------- */

/* What a word can be; bits. COMPANY stands beside a grade ("Predikat BB"). */
enum { MONTH = 1, GRADE = 2, COMPANY = 4, NIL = 8 };

typedef struct special {
    const char *words; /* lower case, separated by | */
    uint8_t kind;
} special;

static const special SPECIALS[] = {
    {"januari|februari|pebruari|maret|april|mei|juni|juli|agustus|september|oktober|november|nopember|desember", MONTH},
    {"jan|feb|peb|mar|apr|jun|jul|agu|ags|agt|agust|sep|sept|okt|nov|nop|des", MONTH},
    {"january|february|march|may|june|july|august|october|december|aug|oct|dec", MONTH},
    {"aa|a|bb|b|cc|c|d|e|a+|a-|b+|b-|c+|c-", GRADE}, /* SAKIP: Permenpan RB 88/2021 */
    {"wtp|wdp|tmp|wajar tanpa pengecualian|wajar dengan pengecualian|tidak wajar", GRADE}, /* opinions of BPK */
    {"sangat tinggi|tinggi|sedang|rendah|sangat rendah", GRADE},                           /* Permendagri 86/2017 */
    {"baik|sangat baik|amat baik|cukup|cukup baik|kurang|kurang baik|sangat kurang|buruk", GRADE},
    {"memuaskan|sangat memuaskan|unggul|istimewa|terakreditasi|paripurna|utama|madya|pratama", GRADE},
    {"mandiri|maju|berkembang|tertinggal|inovatif|sangat inovatif", GRADE},
    {"informatif|menuju informatif|cukup informatif|kurang informatif|tidak informatif", GRADE},
    {"nilai|predikat|kategori|opini|peringkat|akreditasi|indeks", COMPANY},
    {"nihil|nil|n/a|n.a.|n.a|tidak ada|tdk ada|belum ada|kosong", NIL},
    {"rp|idr|xx|err", 0}, /* begin what is no word */
};

enum { WORD_SLOTS = 512, LETTERS = 26 };

/* The longest that means something by itself, "opini wajar dengan pengecualian", with room. Bytes. */
enum { SPECIAL_MAX = 40 };

static struct {
    sr_slice text;
    uint8_t kind;
} word_slots[WORD_SLOTS];
/* The first three letters of every word; those of a shorter word open all that begin with it. */
static bool gate[LETTERS][LETTERS][LETTERS];
static pthread_once_t words_once = PTHREAD_ONCE_INIT;
static atomic_bool words_ready;

static uint32_t word_slot(sr_slice s)
{
    uint32_t h = 2166136261u; /* FNV-1a */

    for (size_t i = 0; i < s.len; i++)
        h = (h ^ sr_lower((unsigned char)s.ptr[i])) * 16777619u;
    return (h ^ h >> 16) & (WORD_SLOTS - 1);
}

static int letter_at(sr_slice s, size_t i)
{
    return i < s.len && sr_is_alpha((unsigned char)s.ptr[i]) ? sr_lower((unsigned char)s.ptr[i]) - 'a' : -1;
}

static void add_word(sr_slice s, uint8_t kind)
{
    uint32_t i = word_slot(s);
    int a = letter_at(s, 0), b = letter_at(s, 1), c = letter_at(s, 2);

    while (word_slots[i].text.len)
        i = (i + 1) & (WORD_SLOTS - 1);
    word_slots[i].text = s;
    word_slots[i].kind = kind;
    if (a >= 0 && b >= 0)
        for (int k = 0; k < LETTERS; k++)
            gate[a][b][k] |= c < 0 || c == k;
}

static void build_words(void)
{
    for (size_t i = 0; i < sizeof SPECIALS / sizeof *SPECIALS; i++) {
        const char *from = SPECIALS[i].words;
        while (*from) {
            size_t len = strcspn(from, "|");
            add_word((sr_slice){from, len}, SPECIALS[i].kind);
            from += len + (from[len] == '|');
        }
    }
    atomic_store_explicit(&words_ready, true, memory_order_release);
}

static inline void need_words(void)
{
    if (!atomic_load_explicit(&words_ready, memory_order_acquire))
        pthread_once(&words_once, build_words);
}

static uint8_t word_kinds(sr_slice s)
{
    need_words();
    if (s.len == 0 || s.len > SPECIAL_MAX)
        return 0;
    for (uint32_t i = word_slot(s); word_slots[i].text.len; i = (i + 1) & (WORD_SLOTS - 1))
        if (sr_eq_nocase(word_slots[i].text, s))
            return word_slots[i].kind;
    return 0;
}

bool sr_words_may_mean(sr_slice text)
{
    need_words();
    int a = letter_at(text, 0), b = letter_at(text, 1), c = letter_at(text, 2);
    if (a < 0 || b < 0)
        return true;
    if (text.len > SPECIAL_MAX && a != 'r' - 'a' && a != 'i' - 'a')
        return false;
    return gate[a][b][c < 0 ? 0 : c] &&
           (c >= 0 || gate[a][b][LETTERS - 1]); /* a word of two letters opens all thirds */
}

/* ---- dates --------------------------------------------------------------------------------- */

static bool is_month(sr_slice word)
{
    return word_kinds(word) & MONTH;
}

static unsigned small_number(sr_slice digits)
{
    unsigned n = 0;

    for (size_t i = 0; i < digits.len && i < 8; i++)
        n = n * 10 + (unsigned)(digits.ptr[i] - '0');
    return n;
}

static bool is_year(sr_slice s)
{
    unsigned n = small_number(s);
    return s.len == 4 && n >= 1900 && n < 2100;
}

static bool is_day_and_month(sr_slice day, sr_slice month)
{
    unsigned d = small_number(day), m = small_number(month);
    return day.len <= 2 && month.len <= 2 && d >= 1 && d <= 31 && m >= 1 && m <= 12;
}

typedef struct piece {
    sr_slice text;
    bool digits;
    char behind; /* the separator that follows; 0 at the end */
} piece;

/* Cuts at single separators (blanks beside one are its company). How many pieces; 0 if not of letters and digits. */
static size_t pieces_of(sr_slice s, piece *pieces, size_t max)
{
    size_t n = 0, i = 0;

    while (i < s.len) {
        size_t from = i;
        bool digits = sr_is_digit((unsigned char)s.ptr[i]);
        while (i < s.len && (digits ? sr_is_digit((unsigned char)s.ptr[i]) : sr_is_alpha((unsigned char)s.ptr[i])))
            i++;
        if (i == from || n == max)
            return 0;
        pieces[n] = (piece){sr_sub(s, from, i), digits, 0};
        while (i < s.len && strchr(" /.-,", s.ptr[i])) {
            if (pieces[n].behind && pieces[n].behind != ' ' && s.ptr[i] != ' ')
                return 0;
            if (!pieces[n].behind || s.ptr[i] != ' ')
                pieces[n].behind = s.ptr[i];
            i++;
        }
        n++;
    }
    return n;
}

static bool is_date(sr_slice text)
{
    piece p[4];
    size_t n = pieces_of(text, p, 4);

    if (n == 3 && p[0].digits && p[1].digits && p[2].digits && p[0].behind == p[1].behind && p[0].behind != ',') {
        bool day_first = is_day_and_month(p[0].text, p[1].text) &&
                         (is_year(p[2].text) || (p[0].behind == '/' && p[2].text.len == 2));
        return day_first || (is_year(p[0].text) && p[0].behind != '.' && is_day_and_month(p[2].text, p[1].text));
    }
    size_t month = n > 0 && p[0].digits ? 1 : 0;
    if (n < 2 || n > 3 || month >= n || p[month].digits || !is_month(p[month].text))
        return false;
    if (month == 1 && (p[0].text.len > 2 || small_number(p[0].text) > 31))
        return false;
    return n == month + 1 ||
           (n == month + 2 && p[month + 1].digits && (is_year(p[n - 1].text) || p[n - 1].text.len == 2));
}

/* ---- identifiers --------------------------------------------------------------------------- */

static size_t only_digits(sr_slice s, char *out, size_t max, const char *skip)
{
    size_t n = 0;

    for (size_t i = 0; i < s.len; i++) {
        if (sr_is_digit((unsigned char)s.ptr[i]) && n < max)
            out[n++] = s.ptr[i];
        else if (!strchr(skip, s.ptr[i]))
            return 0;
    }
    return n;
}

/* NIP (BKN): born yyyymmdd, appointed yyyymm, sex 1 or 2, order nnn. 18 digits. */
static bool is_nip(sr_slice text)
{
    char d[20];

    if (text.len < 18 || only_digits(text, d, sizeof d, " ") != 18)
        return false;
    return is_year((sr_slice){d, 4}) && is_day_and_month((sr_slice){d + 6, 2}, (sr_slice){d + 4, 2}) &&
           is_year((sr_slice){d + 8, 4}) && is_day_and_month(SR_LIT("1"), (sr_slice){d + 12, 2}) &&
           (d[14] == '1' || d[14] == '2');
}

/* NIK: region in six digits, born ddmmyy (a woman's day is 40 more), order nnnn. 16 digits without separators. */
static bool is_nik(sr_slice text)
{
    char d[17];

    if (text.len < 16 || only_digits(text, d, sizeof d, "") != 16 || d[0] == '0' || (d[0] == '1' && d[1] == '0'))
        return false;
    unsigned day = small_number((sr_slice){d + 6, 2});
    char two[2] = {(char)('0' + day % 40 / 10), (char)('0' + day % 40 % 10)};
    return is_day_and_month((sr_slice){two, 2}, (sr_slice){d + 8, 2}) && memcmp(d + 12, "0000", 4) != 0;
}

/* "0739 22475", "(0511) 4772495", "0812-3456-7890", "+62 812 ...": a trunk zero, then nine digits or so. */
static bool is_telephone(sr_slice text)
{
    char d[16];
    if (text.len < 8)
        return false;
    bool abroad = text.len > 3 && memcmp(text.ptr, "+62", 3) == 0;
    size_t n = only_digits(abroad ? sr_sub(text, 3, text.len) : text, d, sizeof d, " -()/");

    if (abroad)
        return n >= 8 && n <= 13;
    return n >= 8 && n <= 13 && d[0] == '0' && d[1] >= '2';
}

/* ---- grades -------------------------------------------------------------------------------- */

static sr_slice without_company(sr_slice s)
{
    const char *first = memchr(s.ptr, ' ', s.len), *last = memrchr(s.ptr, ' ', s.len);

    if (!first)
        return s;
    size_t head = (size_t)(first - s.ptr), tail = (size_t)(last - s.ptr) + 1;
    if (word_kinds(sr_sub(s, 0, head)) & COMPANY)
        return sr_trim(sr_sub(s, head, s.len));
    if (word_kinds(sr_sub(s, tail, s.len)) & COMPANY)
        return sr_trim(sr_sub(s, 0, tail));
    return s;
}

bool sr_is_grade(sr_slice text)
{
    if (text.len > 40)
        return false;
    sr_slice s = without_company(sr_trim(text));
    if (s.len > 2 && s.ptr[0] == '(' && s.ptr[s.len - 1] == ')')
        s = sr_sub(s, 1, s.len - 1);
    const char *bracket = s.len ? memchr(s.ptr, '(', s.len) : NULL;
    if (bracket && s.ptr[s.len - 1] == ')' && bracket > s.ptr) { /* "B (Baik)" */
        sr_slice inner = sr_sub(s, (size_t)(bracket - s.ptr) + 1, s.len - 1);
        if (!sr_is_grade(inner))
            return false;
        s = sr_trim(sr_sub(s, 0, (size_t)(bracket - s.ptr)));
    }
    return word_kinds(s) & GRADE;
}

bool sr_is_nil_word(sr_slice text)
{
    return word_kinds(text) & NIL;
}

/* ---- formulas and ranges ------------------------------------------------------------------- */

static bool stands_in_formula(char c)
{
    switch (c) {
    case ' ':
    case '-':
    case '/':
    case ':':
    case '(':
    case ')':
    case '%':
    case '.':
    case ',':
    case '[':
    case ']':
        return true;
    default:
        return false;
    }
}

static bool is_formula(sr_slice s)
{
    bool equals = false, operator= false, digit = false;

    for (size_t i = 0; i < s.len; i++) {
        char c = s.ptr[i];
        if (c == '=')
            equals = true;
        else if (c == '+' || c == '*' || ((c == 'x' || c == 'X') && digit && i + 1 < s.len))
            operator|= digit && i + 1<s.len;
        else if (sr_is_digit((unsigned char)c))
            digit = true;
        else if (!stands_in_formula(c))
            return s.ptr[0] == '=' && s.len > 1; /* a spreadsheet's formula that was not computed */
    }
    return digit && (equals || operator);
}

static const char *const RANGE_WORDS[] = {"-",      "s/d",    "s.d.", "s.d", "sd", "sampai dengan",
                                          "sampai", "hingga", "~",    "to"};

/* Two plain numbers with a dash or "s/d" between them, perhaps with a unit behind: "10-12", "75% s.d. 80%". */
static bool is_range(sr_slice s)
{
    size_t i = 0, from;

    while (i < s.len && (sr_is_digit((unsigned char)s.ptr[i]) || strchr(".,% ", s.ptr[i])))
        i++;
    while (i > 0 && strchr(". ,", s.ptr[i - 1]))
        i--;
    if (i == 0 || !sr_is_digit((unsigned char)s.ptr[0]))
        return false;
    s = sr_trim(sr_sub(s, i, s.len));
    for (size_t w = 0; w < sizeof RANGE_WORDS / sizeof *RANGE_WORDS; w++) {
        sr_slice word = sr_str(RANGE_WORDS[w]);
        if (s.len <= word.len || !sr_eq_nocase(sr_sub(s, 0, word.len), word))
            continue;
        for (from = word.len; from < s.len && s.ptr[from] == ' '; from++)
            ;
        return from < s.len && sr_is_digit((unsigned char)s.ptr[from]);
    }
    return false;
}

sr_rule sr_code_classify(sr_slice text)
{
    sr_code code;

    if (text.len == 0)
        return SR_RULE_NONE;
    if (is_date(text))
        return SR_RULE_DATE;
    if (sr_is_alpha((unsigned char)text.ptr[0])) {
        bool is_code = sr_lower((unsigned char)text.ptr[0]) == 'x' && sr_code_read(text, true, &code);
        return is_code ? SR_RULE_CODE : sr_is_grade(text) ? SR_RULE_GRADE : SR_RULE_NONE;
    }
    if (is_nip(text) || is_nik(text) || is_telephone(text))
        return SR_RULE_IDENTIFIER;
    if (is_formula(text))
        return SR_RULE_FORMULA;
    if (sr_code_read(text, true, &code))
        return SR_RULE_CODE;
    if (is_range(text))
        return SR_RULE_RANGE;
    return sr_is_grade(text) ? SR_RULE_GRADE : SR_RULE_NONE;
}
