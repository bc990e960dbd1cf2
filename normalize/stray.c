#include "normalize/stray.h"

enum {
    AMOUNTS_MIN = 3, /* in one stretch; fewer may be anything */
    DIGITS_MIN = 5,  /* of an amount */
    LINE_MIN = 2,    /* amounts beside each other in one line of words */
};

typedef struct stretch {
    uint64_t first, last;
    uint32_t amounts, page_no;
} stretch;

/* "1.250.000", "(7.500,00)", "2.104.500.000,-": digits in groups, nothing but their signs. */
static bool is_amount(sr_slice word)
{
    uint32_t digits = 0, separators = 0;

    for (size_t i = 0; i < word.len; i++) {
        unsigned char c = (unsigned char)word.ptr[i];
        digits += sr_is_digit(c);
        separators += (c == '.' || c == ',') && i + 3 < word.len && sr_is_digit((unsigned char)word.ptr[i + 1]) &&
                      sr_is_digit((unsigned char)word.ptr[i + 2]) && sr_is_digit((unsigned char)word.ptr[i + 3]);
        if (!sr_is_digit(c) && c != '.' && c != ',' && c != '-' && c != '(' && c != ')')
            return false;
    }
    return digits >= DIGITS_MIN && separators > 0;
}

/* The amounts of a line that is no sentence: it has nothing else, or several beside each other. */
static uint32_t amounts_of(sr_slice line)
{
    uint32_t amounts = 0, words = 0, beside = 0;
    bool was = false;

    for (size_t at = 0; at < line.len;) {
        size_t from = at;
        while (at < line.len && !sr_is_blank((unsigned char)line.ptr[at]))
            at++;
        if (at > from) {
            sr_slice word = sr_sub(line, from, at);
            bool amount = is_amount(word), currency = word.len < 4 && (word.ptr[0] == 'R' || word.ptr[0] == 'r');
            amounts += amount;
            words += !amount && !currency;
            beside += amount && was;
            was = amount || (currency && was);
        }
        at++;
    }
    return words == 0 || beside + 1 >= LINE_MIN ? amounts : 0;
}

static void say(sr_doc *doc, stretch *s)
{
    if (s->amounts >= AMOUNTS_MIN) {
        sr_finding *f =
            sr_doc_finding(doc, SR_S028,
                           "%u amounts stand in lines of text (page %u, lines %llu to %llu) and in no table, as where "
                           "the cells of a table were written down in the order of drawing.",
                           s->amounts, s->page_no, (unsigned long long)s->first, (unsigned long long)s->last);
        f->line_no = s->first;
    }
    *s = (stretch){0};
}

void sr_stray_say(sr_doc *doc)
{
    stretch s = {0};

    for (size_t i = 0; i < doc->n_blocks; i++) {
        const sr_block *b = &doc->blocks[i];
        if (b->type == SR_BLOCK_PART || (s.amounts && b->page_no != s.page_no))
            say(doc, &s);
        uint32_t amounts = b->text.len ? amounts_of(b->text) : 0;
        if (amounts == 0)
            continue;
        s.first = s.amounts ? s.first : b->line_no;
        s.last = b->line_no;
        s.page_no = b->page_no;
        s.amounts += amounts;
    }
    say(doc, &s);
}
