#include "normalize/lead.h"

#include "normalize/header.h"

enum { LABEL_MAX = 40 /* bytes: a longer text is no label */ };

static bool is_colon(sr_slice t)
{
    return t.len == 1 && t.ptr[0] == ':';
}

static sr_slice without_colons(sr_slice t)
{
    while (t.len && (t.ptr[0] == ':' || sr_is_blank((unsigned char)t.ptr[0])))
        t = sr_sub(t, 1, t.len);
    return sr_trim(t);
}

/* What the lexicon says of a label; OTHER for words before a colon that it does not know. */
static sr_label label_of(sr_slice t, bool colon)
{
    int value = SR_LABEL_NONE;
    sr_folded f;

    if (t.len == 0 || t.len > LABEL_MAX || !sr_is_alpha((unsigned char)t.ptr[0]))
        return SR_LABEL_NONE;
    sr_fold(t, &f);
    if (sr_word_begins(sr_folded_slice(&f), SR_WORD_LABEL, &value) == f.len)
        return value > SR_LABEL_OTHER && !colon ? SR_LABEL_NONE : (sr_label)value;
    return colon ? SR_LABEL_OTHER : SR_LABEL_NONE;
}

sr_label sr_lead_label(const sr_row *row, sr_slice *value)
{
    sr_slice label = {NULL, 0};
    uint32_t at = 0, filled = 0;
    bool colon = false;

    *value = (sr_slice){NULL, 0};
    for (uint32_t i = 0; i < row->n; i++) {
        sr_slice t = sr_cell_text(&row->cells[i]);
        if (t.len == 0)
            continue;
        if (is_colon(t)) {
            colon = true;
            continue;
        }
        if (filled++ == 0) {
            label = t;
            at = i;
        } else {
            *value = t;
        }
    }
    if (filled == 0 || filled > 2 || at > 1)
        return SR_LABEL_NONE;
    const char *inner = memchr(label.ptr, ':', label.len);
    if (filled == 1 && !inner)
        return SR_LABEL_NONE;
    if (inner && (filled == 1 || inner + 1 == label.ptr + label.len)) { /* "OPD : Dinas ..." in one cell, "OPD :" */
        size_t len = (size_t)(inner - label.ptr);
        *value = filled == 1 ? sr_sub(label, len, label.len) : *value;
        label = sr_trim(sr_sub(label, 0, len));
        colon = true;
    }
    colon |= value->len && value->ptr[0] == ':';
    *value = without_colons(*value);
    return label_of(label, colon);
}

sr_label sr_lead_line(sr_slice line, sr_slice *value)
{
    const char *colon = line.len ? memchr(line.ptr, ':', line.len) : NULL;

    *value = (sr_slice){NULL, 0};
    if (!colon)
        return SR_LABEL_NONE;
    *value = without_colons(sr_sub(line, (size_t)(colon - line.ptr), line.len));
    return label_of(sr_trim(sr_sub(line, 0, (size_t)(colon - line.ptr))), true);
}

sr_slice sr_lead_name(sr_slice value)
{
    size_t at = 0;

    while (at < value.len && !sr_is_blank((unsigned char)value.ptr[at]))
        at++;
    sr_slice rest = sr_trim(sr_sub(value, at, value.len));
    return value.len && sr_is_digit((unsigned char)value.ptr[0]) && rest.len ? rest : value;
}

/* The value is one that its label can have: a sign that a single label is one. */
static bool fits(sr_label label, sr_slice value)
{
    int16_t year;
    uint8_t quarter, revision;

    switch (label) {
    case SR_LABEL_YEAR:
        sr_title_facts(value, &year, &quarter, &revision);
        return year != 0;
    case SR_LABEL_REGION:
        return sr_text_begins(value, SR_WORD_REGION);
    case SR_LABEL_AGENCY:
        return sr_text_begins(value, SR_WORD_AGENCY);
    default:
        return false;
    }
}

size_t sr_lead_find(sr_row *const *rows, size_t n)
{
    size_t labels = 0, known = 0, end = 0;
    bool sure = false;

    for (size_t r = 0; r < n && r < SR_LEAD_MAX; r++) {
        sr_slice value;
        sr_label label = sr_lead_label(rows[r], &value);
        if (label != SR_LABEL_NONE) {
            labels++;
            known += label != SR_LABEL_OTHER;
            sure |= fits(label, value);
            end = r + 1;
        } else if (sr_row_filled(rows[r], NULL) > 1) {
            break;
        }
    }
    return (labels > 1 && known > 0) || sure ? end : 0;
}
