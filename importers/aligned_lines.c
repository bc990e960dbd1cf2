#include "importers/aligned_parts.h"

/* A run of this many dots leads the eye to a page number. */
enum { LEADER_DOTS = 5 };

static bool is_bullet(sr_slice t)
{
    /* the last two are Wingdings bullets in the private use area, as PDF text has them */
    static const char *const bullets[] = {"•", "▪", "●", "○", "➢", "✓", "*", "o", "\xEF\x82\xB7", "\xEF\x82\xA7"};

    for (size_t i = 0; i < sizeof bullets / sizeof *bullets; i++)
        if (sr_eq(t, sr_str(bullets[i])))
            return true;
    return false;
}

bool sr_aligned_is_roman(sr_slice t)
{
    for (size_t i = 0; i < t.len; i++)
        if (!memchr("ivxIVX", t.ptr[i], 6))
            return false;
    return true;
}

/* "a." "1." "1)" "(1)" "iv." */
static bool is_enumerator(sr_slice t)
{
    size_t i = 0, n = 0;

    if (is_bullet(t))
        return true;
    bool bracket = t.len && t.ptr[0] == '(';
    i = bracket;
    while (i < t.len && (sr_is_digit((unsigned char)t.ptr[i]) || sr_is_alpha((unsigned char)t.ptr[i])))
        i++, n++;
    if (n == 0 || n > 4 || i + 1 != t.len)
        return false;
    if (sr_is_alpha((unsigned char)t.ptr[bracket]) && n > 1 && !sr_aligned_is_roman(sr_sub(t, bracket, bracket + n)))
        return false;
    return t.ptr[i] == ')' || (!bracket && t.ptr[i] == '.');
}

static bool is_nil(sr_slice t)
{
    return sr_eq(t, SR_LIT("-")) || sr_eq(t, SR_LIT("–")) || sr_eq(t, SR_LIT("—")) || sr_eq(t, SR_LIT("--"));
}

static bool is_number_sign(unsigned char c)
{
    return c == '.' || c == ',' || c == '%' || c == '(' || c == ')' || c == '-' || c == '+' || c == '#';
}

sr_seg_kind sr_aligned_kind(sr_slice t)
{
    size_t digits = 0, letters = 0, hashes = 0;

    if (is_nil(t))
        return SR_SEG_NIL;
    bool bracketed = t.len > 2 && t.ptr[0] == '(' && sr_is_digit((unsigned char)t.ptr[1]);
    if (!bracketed && is_enumerator(t))
        return SR_SEG_ENUM;
    size_t from = t.len > 2 && (sr_find_nocase(sr_sub(t, 0, 2), SR_LIT("rp")) == 0) ? 2 : 0;
    bool begins = from || (t.len && sr_is_digit((unsigned char)t.ptr[0]));
    for (size_t i = from; i < t.len; i++) {
        unsigned char c = (unsigned char)t.ptr[i];

        if (sr_is_digit(c))
            digits++;
        else if (c == '#')
            hashes++;
        else if (!is_number_sign(c) && !sr_is_blank(c))
            letters++;
    }
    if (letters == 0 && (digits || hashes >= 3))
        return SR_SEG_NUMBER;
    return begins && digits ? SR_SEG_MIXED : SR_SEG_TEXT;
}

bool sr_aligned_is_currency(sr_slice t)
{
    t = sr_trim(t);
    if (t.len && t.ptr[t.len - 1] == '.')
        t.len--;
    return t.len == 2 && sr_find_nocase(t, SR_LIT("rp")) == 0;
}

/* Words after which no cell ends. */
static bool ends_open(sr_slice t)
{
    static const char *const words[] = {"dan",   "yang",     "untuk",   "di",      "ke",    "dari",
                                        "dalam", "pada",     "dengan",  "atau",    "oleh",  "serta",
                                        "bagi",  "terhadap", "tentang", "melalui", "sesuai"};
    unsigned char last = (unsigned char)t.ptr[t.len - 1];
    size_t from = t.len;

    if (last == ',' || last == '-' || last == '/' || last == '&')
        return true;
    while (from > 0 && !sr_is_blank((unsigned char)t.ptr[from - 1]))
        from--;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (sr_eq_nocase(sr_sub(t, from, t.len), sr_str(words[i])))
            return true;
    return false;
}

/* "8 = 7/6*100", "10=(5+7)": a label of a column and how it is made of others. */
static bool is_formula(sr_slice t)
{
    size_t i = 0;

    while (i < t.len && sr_is_digit((unsigned char)t.ptr[i]))
        i++;
    if (i == 0 || i > 2)
        return false;
    while (i < t.len && sr_is_blank((unsigned char)t.ptr[i]))
        i++;
    if (i == t.len || t.ptr[i] != '=')
        return false;
    for (; i < t.len; i++)
        if (!sr_is_digit((unsigned char)t.ptr[i]) && !memchr("=+-*/:xX()% ", t.ptr[i], 12))
            return false;
    return true;
}

/* "2025", "2025 (Rp)", "2025-2029"; "20 25", broken by a narrow cell. */
static bool is_year(sr_slice t)
{
    char digits[4];
    size_t n = 0, i = 0;

    for (; i < t.len && n < sizeof digits && (sr_is_digit((unsigned char)t.ptr[i]) || (n && t.ptr[i] == ' ')); i++)
        if (t.ptr[i] != ' ')
            digits[n++] = t.ptr[i];
    if (n < sizeof digits || (memcmp(digits, "19", 2) != 0 && memcmp(digits, "20", 2) != 0))
        return false;
    sr_slice rest = sr_trim(sr_sub(t, i, t.len));
    return rest.len == 0 || rest.ptr[0] == '(' || (rest.ptr[0] == '-' && is_year(sr_trim(sr_sub(rest, 1, rest.len))));
}

static void describe(sr_slice t, sr_seg *seg)
{
    unsigned char first = (unsigned char)t.ptr[0], last = (unsigned char)t.ptr[t.len - 1];

    seg->kind = (uint8_t)sr_aligned_kind(t);
    seg->lower = first >= 'a' && first <= 'z';
    seg->open_end = ends_open(t);
    seg->year = is_year(t);
    if (t.len > 2 && first == '(' && last == ')')
        t = sr_sub(t, 1, t.len - 1);
    else if (t.len > 1 && first == '-') /* (14), as a spreadsheet reads it */
        t = sr_sub(t, 1, t.len);
    bool whole = t.len > 0;
    for (size_t i = 0; i < t.len; i++)
        whole = whole && sr_is_digit((unsigned char)t.ptr[i]);
    seg->small = (whole && t.len <= 2) || is_formula(t);
}

/* Columns that the bytes [from, to) take; a tab goes to the next multiple of eight. */
static uint32_t advance(sr_slice t, size_t from, size_t to, uint32_t x)
{
    for (size_t i = from; i < to; i++) {
        unsigned char c = (unsigned char)t.ptr[i];

        if (c == '\t')
            x = (x | 7) + 1;
        else if (i == from || (c & 0xC0) != 0x80) /* a text has one column at least, whatever its bytes */
            x++;
    }
    return x;
}

static bool has_leaders(sr_slice t)
{
    size_t run = 0;

    for (size_t i = 0; i < t.len; i++) {
        if (t.ptr[i] == '.')
            run++;
        else if (t.ptr[i] == (char)0xE2 && i + 2 < t.len && memcmp(t.ptr + i, "…", 3) == 0)
            run += 3, i += 2;
        else if (t.ptr[i] != ' ' || (i && t.ptr[i - 1] != '.'))
            run = 0;
        if (run >= LEADER_DOTS)
            return true;
    }
    return false;
}

/* "Tabel 2.4 ...", "TABEL T-C . 29", "Sumber : ..." */
static bool is_caption(sr_slice t)
{
    static const char *const words[] = {"tabel", "table", "gambar", "grafik", "diagram", "sumber"};

    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t n = strlen(words[i]);

        if (t.len <= n + 1 || !sr_eq_nocase(sr_sub(t, 0, n), sr_str(words[i])))
            continue;
        sr_slice rest = sr_trim(sr_sub(t, n, t.len));
        if (rest.len == 0 || rest.ptr[0] == ':')
            return rest.len > 0;
        if (words[i][0] == 's' || rest.ptr == t.ptr + n)
            return false;
        return sr_is_digit((unsigned char)rest.ptr[0]) ||
               (rest.len > 1 && rest.ptr[0] >= 'A' && rest.ptr[0] <= 'Z' && !sr_is_alpha((unsigned char)rest.ptr[1]));
    }
    return false;
}

void sr_aligned_scan(sr_arena *arena, const sr_line *line, sr_pline *out)
{
    sr_slice t = line->text;
    size_t cap = 0, n = 0, i = 0;
    uint32_t x = 0;

    *out = (sr_pline){.line = line};
    out->huge = t.len > SR_ALIGNED_LINE_BYTES;
    out->blank = !out->huge;
    while (i < t.len && !out->huge) {
        size_t at = i;

        while (i < t.len && sr_is_blank((unsigned char)t.ptr[i]))
            i++;
        x = advance(t, at, i, x);
        if (i == t.len)
            break;
        out->blank = false;
        size_t from = i, end = i;
        while (i < t.len && !(sr_is_blank((unsigned char)t.ptr[i]) &&
                              (i + 1 == t.len || t.ptr[i] == '\t' || sr_is_blank((unsigned char)t.ptr[i + 1]))))
            end = ++i;
        sr_seg *seg = SR_PUSH(arena, out->segs, n, cap);
        *seg = (sr_seg){.b0 = (uint32_t)from, .b1 = (uint32_t)end, .x0 = x, .spans = 1};
        seg->x1 = x = advance(t, from, end, x);
        describe(sr_sub(t, from, end), seg);
    }
    out->n = (uint32_t)n;
    out->words = true;
    for (size_t k = 0; k < n; k++)
        out->words = out->words && (out->segs[k].kind == SR_SEG_TEXT || out->segs[k].kind == SR_SEG_ENUM);
    out->huge = out->huge || n > SR_ALIGNED_SEGMENTS;
    out->leaders = has_leaders(t);
    out->caption = n > 0 && n <= 2 && is_caption(sr_sub(t, out->segs[0].b0, t.len));
}

void sr_aligned_split(sr_arena *arena, sr_pline *line, uint32_t at, uint32_t byte)
{
    sr_slice t = line->line->text;
    sr_seg *segs = sr_arena_alloc(arena, (line->n + 1) * sizeof *segs);
    sr_seg old = line->segs[at];

    memcpy(segs, line->segs, at * sizeof *segs);
    memcpy(segs + at + 2, line->segs + at + 1, (line->n - at - 1) * sizeof *segs);
    sr_seg *a = &segs[at], *b = &segs[at + 1];
    *a = *b = (sr_seg){.b0 = old.b0, .b1 = byte, .x0 = old.x0, .spans = 1};
    while (sr_is_blank((unsigned char)t.ptr[a->b1 - 1]))
        a->b1--;
    a->x1 = advance(t, a->b0, a->b1, a->x0);
    while (sr_is_blank((unsigned char)t.ptr[byte]))
        byte++;
    b->x0 = advance(t, a->b1, byte, a->x1);
    b->b0 = byte;
    b->b1 = old.b1;
    b->x1 = old.x1;
    describe(sr_sub(t, a->b0, a->b1), a);
    describe(sr_sub(t, b->b0, b->b1), b);
    line->segs = segs;
    line->n++;
}

sr_slice sr_aligned_join(sr_arena *arena, sr_slice above, sr_slice below)
{
    char *joined = sr_arena_alloc(arena, above.len + below.len + 1);

    memcpy(joined, above.ptr, above.len);
    joined[above.len] = '\n';
    memcpy(joined + above.len + 1, below.ptr, below.len);
    return (sr_slice){joined, above.len + below.len + 1};
}

bool sr_aligned_is_amount(const sr_pline *line)
{
    if (line->n != 1 || line->segs[0].kind != SR_SEG_NUMBER)
        return false;
    sr_slice t = sr_sub(line->line->text, line->segs[0].b0, line->segs[0].b1);
    return memchr(t.ptr, '.', t.len) || memchr(t.ptr, ',', t.len);
}
