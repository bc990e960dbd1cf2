#include "normalize/audit_parts.h"

/* ---- exact arithmetic ------------------------------------------------------------------------ */

/* The coefficient at a scale of at least the value's own; false on overflow. */
static bool at_scale(sr_decimal v, int32_t scale, sr_int128 *out)
{
    int32_t shift = scale - v.scale;

    *out = v.coef;
    return shift == 0 ||
           (shift > 0 && shift <= SR_DECIMAL_DIGITS && !__builtin_mul_overflow(v.coef, sr_tens[shift], out));
}

/* ---- members --------------------------------------------------------------------------------- */

typedef enum sr_content { NUMBER, BLANK, UNREADABLE, OTHER } sr_content;

static bool same_place(sr_ref a, sr_ref b)
{
    return a.row == b.row && a.column == b.column;
}

static inline sr_content content(const sr_audit *a, sr_ref at, const sr_trial *trial, sr_decimal *value)
{
    const sr_cell *c = sr_audit_cell(a, at);

    if (trial && same_place(at, trial->at)) {
        *value = trial->value;
        return NUMBER;
    }
    if (c && c->has_value) { /* nearly all */
        *value = c->value;
        return c->more ? OTHER : NUMBER;
    }
    *value = (sr_decimal){0};
    if (!c || c->status == SR_CELL_EMPTY)
        return BLANK;
    if (c->status == SR_CELL_NIL)
        return NUMBER; /* a zero that was not written */
    if (c->status == SR_CELL_UNREADABLE)
        return UNREADABLE;
    return OTHER;
}

/* ---- the two sums ---------------------------------------------------------------------------- */

/* Both sides of the bar, at one scale each. */
typedef struct sums {
    sr_int128 above, below;
    int32_t above_scale, below_scale;
    uint32_t numbers, unreadable; /* members with a figure, and without a reading */
    uint32_t rounded;             /* members with decimals */
    bool nonzero;
} sums;

static bool add(sr_int128 *sum, int32_t *scale, sr_decimal v, bool minus)
{
    sr_int128 x;

    if (v.scale == *scale)
        return minus ? !__builtin_sub_overflow(*sum, v.coef, sum) : !__builtin_add_overflow(*sum, v.coef, sum);
    if (v.scale > *scale) {
        if (!at_scale((sr_decimal){*sum, *scale}, v.scale, sum))
            return false;
        *scale = v.scale;
    }
    if (!at_scale(v, *scale, &x))
        return false;
    return !__builtin_add_overflow(*sum, minus ? -x : x, sum);
}

static bool multiply(sums *s, sr_decimal v)
{
    s->above_scale += v.scale;
    return s->above_scale <= SR_DECIMAL_DIGITS && !__builtin_mul_overflow(s->above, v.coef, &s->above);
}

/* "12,11" in a column of rupiah: a share that slid there from the column beside it. */
static bool is_no_amount(const sr_audit *a, const sr_template *t, sr_ref at, sr_decimal v)
{
    enum { RUPIAH = 7, LEAST = 1000 }; /* digits of its longest figure; below that nobody prints sen */
    const sr_column *col;

    if (t->shape != SR_SHAPE_DOWN || v.scale == 0 || sr_decimal_is_integer(v))
        return false;
    col = sr_audit_column(a, at);
    v.coef = v.coef < 0 ? -v.coef : v.coef;
    return col && col->style.max_digits >= RUPIAH && sr_decimal_cmp(v, sr_dec(LEAST, 0)) < 0;
}

/* What the spreadsheet holds of a percentage is the share. */
static void take_share(const sr_audit *a, sr_ref at, const sr_trial *trial, sr_decimal *v)
{
    const sr_typed *typed = sr_audit_cell(a, at)->typed;

    if (typed && typed->type == SR_TYPE_PERCENT && typed->has_value && !(trial && same_place(at, trial->at)))
        *v = typed->value;
}

/* Adds the members up, one cell left out (may be NULL). False where that makes no sense: words, an overflow. */
static bool add_up(const sr_audit *a, const sr_equation *r, const sr_trial *trial, const sr_ref *without, sums *s)
{
    const sr_template *t = r->template;

    *s = (sums){.above = t->product};
    for (uint32_t i = 0; i < t->n_terms; i++) {
        sr_ref at = sr_equation_member(r, i);
        sr_decimal v;
        if (without && same_place(at, *without))
            continue;
        switch (content(a, at, trial, &v)) {
        case OTHER:
            return false;
        case UNREADABLE:
            s->unreadable++;
            continue;
        case BLANK:
            if (t->product || (t->quotient && !t->mean && t->n_terms == 2))
                s->unreadable++; /* a quotient of nothing: something was not printed */
            continue;
        case NUMBER:
            break;
        }
        if (is_no_amount(a, t, at, v))
            continue;
        if (t->shares)
            take_share(a, at, trial, &v);
        s->numbers++;
        s->rounded += v.scale > 0;
        s->nonzero |= v.coef != 0 && !t->terms[i].below; /* nothing of anything is nothing */
        if (t->product ? !multiply(s, v)
                       : !add(t->terms[i].below ? &s->below : &s->above,
                              t->terms[i].below ? &s->below_scale : &s->above_scale, v, t->terms[i].minus))
            return false;
    }
    if (t->carried) {
        uint32_t c = r->fixed;
        if (c >= t->carried->width || t->carried->lost[c] ||
            !add(&s->above, &s->above_scale, t->carried->sum[c], false))
            return false;
        s->numbers += 2; /* and more */
        s->nonzero |= t->carried->sum[c].coef != 0;
    }
    if (t->mean)
        s->below = s->numbers;
    return true;
}

/* ---- does it hold ---------------------------------------------------------------------------- */

/* Sums of rounded figures: each may be off by half of its last decimal. */
/* What binary arithmetic leaves behind: both are at one scale. */
static bool is_noise(sr_int128 off, sr_int128 magnitude)
{
    enum { DIGITS = 13 }; /* that agree; a double has fifteen, and sums of some lose one or two */
    sr_int128 enlarged;

    return !__builtin_mul_overflow(off, sr_tens[DIGITS], &enlarged) &&
           enlarged <= (magnitude < 0 ? -magnitude : magnitude);
}

/* So many decimals nobody types: a spreadsheet computed the figure, whatever told the relation. */
enum { COMPUTED_DECIMALS = 8 };

static sr_verdict linear_state(const sr_template *t, const sums *s, sr_decimal result, bool measured)
{
    int32_t scale = s->above_scale > result.scale ? s->above_scale : result.scale;
    sr_int128 sum, printed, off, unit;

    if (!at_scale((sr_decimal){s->above, s->above_scale}, scale, &sum) || !at_scale(result, scale, &printed))
        return SR_OUT;
    off = printed > sum ? printed - sum : sum - printed;
    if (off == 0 || ((t->held || scale >= COMPUTED_DECIMALS) &&
                     (is_noise(off, sum) || (scale + 4 <= SR_DECIMAL_DIGITS && is_noise(off, sr_tens[scale + 4])))))
        return SR_HOLDS;
    if (result.scale < scale) { /* the result is printed with fewer decimals than its members */
        unit = sr_tens[scale - result.scale];
        return 2 * off <= unit || (t->rounds && off < unit) ? SR_HOLDS
               : off < unit && sum > printed                ? SR_TRUNCATED
                                                            : SR_FAILS;
    }
    bool rounded = t->loose || (t->decimals && measured && scale > 0);
    return rounded && 2 * off <= (sr_int128)s->numbers + 1 ? SR_HOLDS : SR_FAILS;
}

/* printed x below against factor x above, so that nothing is divided. */
static sr_verdict quotient_state(const sr_template *t, const sums *s, sr_decimal result)
{
    sr_int128 left, right, unit, off;
    int32_t scale = s->below_scale + result.scale; /* of printed x below */

    if (s->below == 0)
        return s->above == 0 && result.coef == 0 ? SR_HOLDS : SR_OUT;
    if (scale < s->above_scale)
        scale = s->above_scale;
    if (__builtin_mul_overflow(s->above, t->hundred ? 100 : 1, &right) ||
        !at_scale((sr_decimal){right, s->above_scale}, scale, &right) ||
        __builtin_mul_overflow(result.coef, s->below, &left) ||
        !at_scale((sr_decimal){left, s->below_scale + result.scale}, scale, &left) ||
        !at_scale((sr_decimal){s->below, s->below_scale + result.scale}, scale, &unit))
        return SR_OUT;
    if (unit < 0)
        unit = -unit;
    off = left > right ? left - right : right - left;
    if (off <= unit / 2 || 2 * off <= unit ||
        ((t->held || result.scale >= COMPUTED_DECIMALS) && is_noise(off, right)) || (t->rounds && off < unit))
        return SR_HOLDS;
    /* Cut off instead of rounded: nearer to zero, by less than a unit. */
    return off < unit && (left < 0 ? -left : left) < (right < 0 ? -right : right) ? SR_TRUNCATED : SR_FAILS;
}

/* What is counted in documents or persons is typed as it is; shares and indices are rounded where they are printed. */
static bool is_measured(const sr_audit *a, const sr_equation *r)
{
    const sr_cell *c = sr_audit_cell(a, sr_equation_result(r));

    return c && (!c->unit || c->unit == SR_UNIT_PERCENT);
}

static sr_verdict state_of(const sr_audit *a, const sr_equation *r, const sr_trial *trial, bool *trivial)
{
    sr_decimal result;
    sums s;
    sr_content what = content(a, sr_equation_result(r), trial, &result);

    *trivial = true;
    if (what == OTHER || !add_up(a, r, trial, NULL, &s))
        return SR_OUT;
    *trivial = !s.nonzero;
    if (what == UNREADABLE)
        s.unreadable++;
    if (s.unreadable)
        return s.unreadable == 1 ? SR_UNKNOWN : SR_OUT;
    if (s.numbers == 0)
        return SR_OUT;
    if (what == BLANK) /* not computed, or not printed where all others are */
        return r->template->printed && s.numbers > 1 && s.nonzero && !r->template->quotient ? SR_UNKNOWN : SR_OUT;
    if (r->template->quotient)
        return quotient_state(r->template, &s, result);
    return linear_state(r->template, &s, result, r->template->decimals && is_measured(a, r));
}

sr_verdict sr_equation_state(const sr_audit *a, const sr_equation *r, const sr_trial *trial)
{
    bool trivial;

    return state_of(a, r, trial, &trivial);
}

sr_verdict sr_equation_look(const sr_audit *a, const sr_equation *r, bool *trivial)
{
    return state_of(a, r, NULL, trivial);
}

/* ---- solving --------------------------------------------------------------------------------- */

/* above x factor / below, rounded half up at the scale, or cut off. */
static bool divide(const sr_template *t, const sums *s, int32_t scale, bool cut, sr_decimal *out)
{
    sr_int128 n = s->above, d = s->below;
    int32_t shift = scale + s->below_scale - s->above_scale;

    if (d == 0 || __builtin_mul_overflow(n, t->hundred ? 100 : 1, &n))
        return false;
    if (shift >= 0 ? !at_scale((sr_decimal){n, 0}, shift, &n) : !at_scale((sr_decimal){d, 0}, -shift, &d))
        return false;
    bool negative = (n < 0) != (d < 0);
    sr_int128 x = n < 0 ? -n : n, y = d < 0 ? -d : d;
    sr_int128 q = x / y;
    if (!cut && 2 * (x % y) >= y)
        q++;
    *out = (sr_decimal){negative ? -q : q, scale};
    return true;
}

static int32_t most(int32_t a, int32_t b)
{
    return a > b ? a : b;
}

/* Without decimals that are all zeros and that the figure's neighbours do not have. */
static sr_decimal shortened(sr_decimal v, int32_t scale)
{
    while (v.scale > scale && v.coef % 10 == 0) {
        v.coef /= 10;
        v.scale--;
    }
    return v;
}

static bool solve_result(const sr_audit *a, const sr_equation *r, sr_decimal *out)
{
    sr_decimal printed;
    sums s;
    bool read = content(a, sr_equation_result(r), NULL, &printed) == NUMBER;

    if (!add_up(a, r, NULL, NULL, &s) || s.unreadable || s.numbers == 0)
        return false;
    if (r->template->quotient)
        return divide(r->template, &s, read ? most(printed.scale, r->template->scale) : 2, r->template->cuts, out);
    *out = shortened((sr_decimal){s.above, s.above_scale}, read ? printed.scale : 0);
    return true;
}

bool sr_equation_solve(const sr_audit *a, const sr_equation *r, sr_ref at, sr_decimal *out)
{
    const sr_template *t = r->template;
    sr_ref result = sr_equation_result(r);
    sr_decimal printed, own;
    sums s;
    uint32_t i;

    if (same_place(at, result))
        return solve_result(a, r, out);
    for (i = 0; i < t->n_terms && !same_place(at, sr_equation_member(r, i)); i++)
        ;
    if (i == t->n_terms || t->quotient || t->product)
        return false;
    if (content(a, result, NULL, &printed) != NUMBER || !add_up(a, r, NULL, &at, &s) || s.unreadable)
        return false;
    if (!add(&s.above, &s.above_scale, printed, true)) /* the others less the result */
        return false;
    bool read = content(a, at, NULL, &own) == NUMBER;
    *out = shortened((sr_decimal){t->terms[i].minus ? s.above : -s.above, s.above_scale}, read ? own.scale : 0);
    return true;
}

bool sr_equation_expected(const sr_audit *a, const sr_equation *r, sr_decimal *expected, sr_decimal *tolerance)
{
    const sr_template *t = r->template;
    sr_decimal printed;
    sums s;
    bool read = content(a, sr_equation_result(r), NULL, &printed) == NUMBER;

    *tolerance = (sr_decimal){0};
    if (!add_up(a, r, NULL, NULL, &s) || s.unreadable)
        return false;
    if (!t->quotient) {
        *expected = shortened((sr_decimal){s.above, s.above_scale}, read ? printed.scale : 0);
        if (read && printed.scale < expected->scale)
            *tolerance = (sr_decimal){5, printed.scale + 1};
        else if ((t->loose || (t->decimals && is_measured(a, r))) && expected->scale > 0)
            *tolerance = (sr_decimal){(sr_int128)5 * (s.numbers + 1), expected->scale + 1};
        return true;
    }
    int32_t scale = read ? printed.scale : 0;
    *tolerance = r->state == SR_TRUNCATED ? (sr_decimal){1, scale} : (sr_decimal){5, scale + 1};
    if (s.below == 0) {
        *expected = (sr_decimal){0};
        return true;
    }
    return divide(t, &s, most(scale + 2, 2), false, expected);
}

/* ---- making them ----------------------------------------------------------------------------- */

/* "12 orang" in a column of percentages is none: the percentage of that row was not printed. */
static bool is_of_another_kind(const sr_audit *a, const sr_equation *e)
{
    const sr_cell *c = sr_audit_cell(a, sr_equation_result(e));

    return e->template->hundred && c && c->unit && c->unit != SR_UNIT_PERCENT;
}

/* The result cell's own formula says the same: it gives the same figure. */
static bool is_stated(const sr_audit *a, const sr_equation *e)
{
    sr_ref at = sr_equation_result(e);
    sr_decimal x, y, tolerance;
    uint32_t no = !e->template->held && a->formula_at && at.column < a->rows[at.row].n
                      ? a->formula_at[sr_audit_cell_no(a, at)]
                      : 0;

    return no && a->equations[no - 1].template->op == e->template->op &&
           sr_equation_expected(a, &a->equations[no - 1], &x, &tolerance) &&
           sr_equation_expected(a, e, &y, &tolerance) && sr_decimal_cmp(x, y) == 0;
}

void sr_equation_add(sr_audit *a, const sr_template *t, uint32_t fixed)
{
    sr_equation r = {.template = t, .fixed = fixed};

    r.state = (uint8_t)sr_equation_state(a, &r, NULL);
    if (r.state != SR_OUT && !is_stated(a, &r) && !is_of_another_kind(a, &r))
        *SR_PUSH(a->arena, a->equations, a->n_equations, a->cap_equations) = r;
}
