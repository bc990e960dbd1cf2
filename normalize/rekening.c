#include "normalize/rekening.h"

#include "normalize/lexicon.h"

#include <stdio.h>

enum {
    TEXT_MAX = 80,   /* bytes of a code with blanks around its dots */
    DIGITS_MAX = 4,  /* of a group; more are no code's */
    URUSAN_MAX = 3,  /* wajib, pilihan, fungsi penunjang; what begins with a higher digit alone is an account */
    ACCOUNT_MIN = 4, /* pendapatan 4, belanja 5, pembiayaan 6, the same by accrual 7 to 9 */
    ACCOUNT_MAX = 9,
    BELANJA = 5,
    DIRECT = 2,        /* 5.2, belanja langsung: what programs are paid from */
    URUSAN_GROUPS = 2, /* urusan and bidang; the organization repeats them: 2.08.1.13.01 */
};

/* The groups of a code as they are written. */
typedef struct written {
    uint16_t value[SR_REKENING_GROUPS];
    uint8_t digits[SR_REKENING_GROUPS];
    uint8_t n;
} written;

static bool add_group(written *w, const char *digits, size_t len)
{
    uint16_t value = 0;

    if (len == 0 || len > DIGITS_MAX || w->n == SR_REKENING_GROUPS)
        return false;
    for (size_t i = 0; i < len; i++)
        value = (uint16_t)(value * 10 + (uint16_t)(digits[i] - '0'));
    w->value[w->n] = value;
    w->digits[w->n++] = (uint8_t)len;
    return true;
}

/* Between dots; blanks are nothing. */
static bool cut_at_dots(sr_slice text, written *w)
{
    char digits[DIGITS_MAX];
    size_t len = 0;

    *w = (written){.n = 0};
    for (size_t i = 0; i <= text.len; i++) {
        char c = i < text.len ? text.ptr[i] : '.';
        if (c == ' ')
            continue;
        if (c == '.') {
            if (i == text.len && len == 0 && w->n)
                return true; /* a dot behind the code */
            if (!add_group(w, digits, len))
                return false;
            len = 0;
            continue;
        }
        if (!sr_is_digit((unsigned char)c) || len == DIGITS_MAX)
            return false;
        digits[len++] = c;
    }
    return w->n > 0;
}

/* "115 11501 0101 52201": the dots are gone, their blanks are not. Lengths of the groups in each piece. */
static bool cut_at_blanks(sr_slice text, written *w)
{
    static const uint8_t lengths[][6] = {{1, 2}, {1, 2, 2}, {2, 2}, {1, 1, 1, 2, 2, 2}};
    enum { PIECES = 4 };
    size_t at = 0, piece = 0;

    *w = (written){.n = 0};
    for (; piece < PIECES && at < text.len; piece++) {
        for (size_t g = 0; g < 6 && at < text.len && text.ptr[at] != ' '; g++) {
            size_t len = lengths[piece][g];
            if (len == 0 || at + len > text.len)
                return false;
            for (size_t i = 0; i < len; i++)
                if (!sr_is_digit((unsigned char)text.ptr[at + i]))
                    return false;
            if (!add_group(w, text.ptr + at, len))
                return false;
            at += len;
        }
        if (at < text.len && text.ptr[at++] != ' ')
            return false;
        while (at < text.len && text.ptr[at] == ' ')
            at++;
    }
    return at == text.len && piece > 1;
}

static bool begins_account(const written *w, uint8_t i)
{
    return w->digits[i] == 1 && w->value[i] >= ACCOUNT_MIN && w->value[i] <= ACCOUNT_MAX;
}

/* 521 is 5.2.1: an account written in one piece. */
static bool is_fused_account(const written *w, uint8_t i)
{
    uint16_t first = w->value[i];

    while (first >= 10)
        first /= 10;
    return (w->digits[i] == 2 || w->digits[i] == 3) && first >= ACCOUNT_MIN && first <= ACCOUNT_MAX &&
           (w->value[i] >= 100) == (w->digits[i] == 3);
}

static void push(sr_rekening *out, uint16_t value)
{
    if (out->n < SR_REKENING_GROUPS)
        out->group[out->n++] = value;
}

static void take_account(const written *w, uint8_t from, sr_rekening *out)
{
    out->account = out->n;
    for (uint8_t i = from; i < w->n; i++) {
        if (i == from && w->digits[i] > 1 && w->value[i] >= 100)
            push(out, w->value[i] / 100);
        if (i == from && w->digits[i] > 1)
            push(out, w->value[i] / 10 % 10);
        push(out, i == from ? w->value[i] % 10 : w->value[i]);
    }
}

/* Urusan and bidang, and the bidang of the organization behind them: 1.19.1.19.03. */
static bool begins_with_organisation(const written *w)
{
    return w->n >= 5 && w->digits[0] == 1 && w->digits[1] == 2 && w->digits[2] == 1 && w->digits[3] == 2 &&
           w->digits[4] == 2 && w->value[0] > 0 && w->value[0] <= URUSAN_MAX;
}

static sr_level activity_level(const sr_rekening *k)
{
    int depth = k->activity - k->organisation;

    if (depth < 1 || k->group[k->organisation] == 0)
        return SR_LEVEL_NONE;
    return depth == 1 ? SR_LEVEL_PROGRAM : depth == 2 ? SR_LEVEL_KEGIATAN : SR_LEVEL_NONE;
}

static bool read_activity(const written *w, uint8_t organisation, sr_rekening *out)
{
    uint8_t i = 0;

    out->organisation = (uint8_t)(URUSAN_GROUPS + organisation);
    for (; i < w->n && i < out->organisation && !(i >= 5 && begins_account(w, i)); i++)
        push(out, w->value[i]);
    out->activity = out->n;
    for (; i < w->n && !begins_account(w, i) && !(i >= out->organisation + 2 && is_fused_account(w, i)); i++) {
        push(out, w->value[i]);
        out->zeros |= w->value[i] == 0;
        if (w->value[i])
            out->activity = out->n;
    }
    out->account = out->n;
    if (i < w->n)
        take_account(w, i, out);
    if (out->account == out->n)
        out->level = activity_level(out);
    return true;
}

/*
 * Urusan, bidang, or the number of an organization by itself. 1.1 is 1.10: a spreadsheet took it for a number and left
 * the zero out; 1.01 would have kept its own.
 */
static bool read_short(written *w, sr_rekening *out)
{
    if (w->n == 2 && w->digits[1] == 1 && w->value[0] <= URUSAN_MAX && w->value[1]) {
        w->value[1] = (uint16_t)(w->value[1] * 10);
        w->digits[1] = 2;
    }
    if (w->digits[0] != 1 || w->value[0] == 0 || w->value[0] > URUSAN_MAX || w->n > 3 ||
        (w->n > 1 && w->digits[1] != 2) || (w->n > 2 && w->digits[2] != 2))
        return false;
    for (uint8_t i = 0; i < w->n; i++)
        push(out, w->value[i]);
    out->organisation = out->activity = out->account = out->n;
    out->level = w->n == 1 ? SR_LEVEL_URUSAN : w->n == 2 ? SR_LEVEL_BIDANG : SR_LEVEL_NONE;
    return true;
}

/* 4.1.1.01.09: the account alone. */
static bool read_account(const written *w, sr_rekening *out)
{
    if (!begins_account(w, 0) || (w->n > 1 && w->digits[1] != 1))
        return false;
    take_account(w, 0, out);
    return true;
}

static void write_code(const written *w, sr_slice text, sr_rekening *out)
{
    sr_code *code = &out->code;
    bool same = true;
    size_t at = 0;

    *code = (sr_code){.groups = out->n, .level = out->level, .account = out->account < out->n};
    for (uint8_t i = 0; i < w->n && code->len + DIGITS_MAX + 2 < sizeof code->text; i++)
        code->len += (uint32_t)snprintf(code->text + code->len, sizeof code->text - code->len, "%s%0*d", i ? "." : "",
                                        w->digits[i], w->value[i]);
    /* Blanks beside a dot and a dot behind the code are no repair. */
    for (uint32_t i = 0; i < code->len && same; i++) {
        while (at < text.len && text.ptr[at] == ' ' && (code->text[i] == '.' || (i && code->text[i - 1] == '.')))
            at++;
        same = at < text.len && text.ptr[at++] == code->text[i];
    }
    for (; at < text.len && same; at++)
        same = text.ptr[at] == ' ' || text.ptr[at] == '.';
    code->repaired = !same;
}

bool sr_rekening_read(sr_slice text, uint8_t organisation, sr_rekening *out)
{
    written w;

    text = sr_trim(text);
    *out = (sr_rekening){.n = 0};
    if (text.len == 0 || text.len > TEXT_MAX || !sr_is_digit((unsigned char)text.ptr[0]))
        return false;
    bool dotted = memchr(text.ptr, '.', text.len) != NULL || !memchr(text.ptr, ' ', text.len);
    if (!(dotted ? cut_at_dots(text, &w) : cut_at_blanks(text, &w)))
        return false;
    bool read = begins_with_organisation(&w) ? read_activity(&w, organisation, out)
                                             : read_short(&w, out) || read_account(&w, out);
    if (read)
        write_code(&w, text, out);
    return read;
}

/* "BELANJA LANGSUNG": 52, the number of its account, as the lexicon has it; 0 for other names. */
static int named_account(sr_slice name)
{
    int value = 0;
    sr_folded f;

    sr_fold(name, &f);
    return f.len && sr_word_begins(sr_folded_slice(&f), SR_WORD_BUDGET_PART, &value) == f.len ? value : 0;
}

/* A program or kegiatan numbered with the account that all of them are of: 001.000.5.2. */
static bool is_activity_with_account(const sr_rekening *k)
{
    return k->activity > k->organisation && k->n - k->account == 2 && k->group[k->account] == BELANJA &&
           k->group[k->account + 1] == DIRECT;
}

bool sr_rekening_row(const sr_table_state *st, sr_slice text, sr_slice name, sr_rekening *out)
{
    bool coded = sr_rekening_read(text, st->organisation, out);

    if (!coded && text.len)
        return false;
    int named = coded && (out->organisation <= URUSAN_GROUPS) ? 0 : named_account(name);
    if (coded && !named && is_activity_with_account(out)) {
        out->n = out->account;
        out->code.account = false;
        out->level = activity_level(out);
    }
    if (!named || out->account < out->n)
        return coded;
    if (named > 9)
        out->group[out->n++] = (uint16_t)(named / 10);
    out->group[out->n++] = (uint16_t)(named % 10);
    out->level = SR_LEVEL_NONE;
    return true;
}

void sr_rekening_follow(const sr_rekening *k, sr_table_state *st)
{
    uint16_t program = k->activity > k->organisation ? k->group[k->organisation] : 0;
    uint16_t kegiatan = k->activity > k->organisation + 1 ? k->group[k->organisation + 1] : 0;
    sr_context *now = &st->now;

    if (st->program != program) {
        now->program = now->kegiatan = now->sub_kegiatan = now->activity = (sr_slice){NULL, 0};
        st->program = st->kegiatan = 0;
        st->shared = NULL;
    } else if (st->kegiatan && st->kegiatan != kegiatan) {
        now->kegiatan = now->sub_kegiatan = now->activity = (sr_slice){NULL, 0};
        st->kegiatan = 0;
        st->shared = NULL;
    }
    if (k->level == SR_LEVEL_PROGRAM || k->level == SR_LEVEL_KEGIATAN)
        st->program = program;
    if (k->level == SR_LEVEL_KEGIATAN)
        st->kegiatan = kegiatan;
}

/* ---- is the table one of these ---------------------------------------------------------------- */

bool sr_rekening_begin(const sr_table *table, sr_table_state *st)
{
    enum { SAMPLE = 400, ENOUGH = 3 };
    size_t codes = 0, read = 0, sure = 0, deep = 0;
    int32_t c = st->at[SR_ROLE_CODE];
    uint16_t own[3] = {0}; /* the organization of most rows (Boyer, Moore: the majority vote) */
    int votes = 0;

    st->rekening = false;
    for (size_t r = 0; c >= 0 && r < table->n_rows && codes < SAMPLE; r++) {
        sr_slice text = sr_cell_text(sr_row_cell(table->rows[r], (uint32_t)c));
        sr_rekening k;
        if (table->rows[r]->kind != SR_ROW_DETAIL || text.len == 0 || sr_text_begins(text, SR_WORD_TOTAL))
            continue;
        codes++;
        if (!sr_rekening_read(text, 3, &k))
            continue;
        read++;
        sure += k.organisation > URUSAN_GROUPS + 1 || (k.account == 0 && k.n > 2);
        /* Behind the organization only program and kegiatan may stand: a third group is the organization's own. */
        if (k.organisation <= URUSAN_GROUPS + 1)
            continue;
        deep += k.account > k.organisation + 2;
        if (votes == 0)
            memcpy(own, k.group + URUSAN_GROUPS, sizeof own);
        votes += memcmp(own, k.group + URUSAN_GROUPS, sizeof own) == 0 ? 1 : -1;
    }
    st->rekening = sure >= ENOUGH && sure * 3 >= codes && read * 10 >= codes * 8;
    st->organisation = deep ? 4 : 3;
    st->one_organisation = (size_t)votes * 10 >= sure * 8; /* but for errors */
    return st->rekening;
}
