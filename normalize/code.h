/*
 * code.h - what is written in digits and is no number: codes, dates, NIP, telephone numbers, grades.
 *
 * The code of urusan, bidang, program, kegiatan and sub kegiatan is that of Permendagri 90/2019 and its updates:
 * 5.03.01.2.02.0001 (sub kegiatan in two digits until 2022). Accounts of budgets look alike (5.1.02.01.01.0026). A
 * code's digits are never changed here; only its separators and blanks are put right.
 */
#ifndef SR_CODE_H
#define SR_CODE_H

#include "core/document.h"

enum { SR_CODE_TEXT_MAX = 72, SR_CODE_GROUPS_MAX = 8 };

typedef struct sr_code {
    char text[SR_CODE_TEXT_MAX]; /* "5.03.01.2.08.02", letters of a general code as "X.XX.01" */
    uint32_t len;
    uint32_t groups;
    sr_level level; /* by its form; NONE where that does not tell */
    bool repaired;  /* the text spelt it otherwise */
    bool account;   /* a budget account, not an activity */
} sr_code;

/*
 * The code that the whole text is ("5.03.0 1.2.08. 02", "5,03.01.2.03.05", "x.xx.01.201", "5 03 01 2.01 01"); false if
 * it is none. sure: the form alone must tell (three groups or more of a code's lengths), for a cell of which nothing is
 * known; without it, as for a cell of a code column, one and two groups pass too ("5", "5.03").
 */
bool sr_code_read(sr_slice text, bool sure, sr_code *out);
/* The code that the text begins with ("5.03.02.2.01.08 Fasilitasi Lembaga Profesi ASN"); *rest is what follows it. */
bool sr_code_prefix(sr_slice text, sr_code *out, sr_slice *rest);

/* RULE_DATE, IDENTIFIER (NIP, NIK, telephone), GRADE, FORMULA, RANGE, CODE (sure), or NONE. The text is cleaned. */
sr_rule sr_code_classify(sr_slice text);
/*
 * Whether a text that begins with a letter can be a date, a grade, a code or a word for nothing, by its first letters:
 * false is certain, true is worth a closer look. For the hot path.
 */
bool sr_words_may_mean(sr_slice text);
/* "nihil", "tidak ada", "n/a". */
bool sr_is_nil_word(sr_slice text);
/* "BB", "B Nilai", "Sangat Baik", "WTP". */
bool sr_is_grade(sr_slice text);

#endif
