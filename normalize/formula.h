/*
 * formula.h - the formulas that a number row declares: "8 = 7/6*100", "12 = 8 + 9 + 10 + 11".
 *
 * Terms are labels of columns; what columns these are is the caller's to know. A pure function over text.
 */
#ifndef SR_FORMULA_H
#define SR_FORMULA_H

#include "core/slice.h"

#include <stdint.h>

enum { SR_FORMULA_TERMS_MAX = 16, SR_LABEL_MAX = 8 };

typedef struct sr_formula {
    struct {
        char label[SR_LABEL_MAX];
        bool minus, below; /* subtracted; under the bar of a quotient */
    } term[SR_FORMULA_TERMS_MAX];
    uint32_t n;
    bool hundred; /* in percent */
    bool product;
} sr_formula;

/* "7/6*100", "(5+7+9)", "13/5x 100%", "3-4". False for what is no formula of this form. */
bool sr_formula_read(sr_slice text, sr_formula *out);

#endif
