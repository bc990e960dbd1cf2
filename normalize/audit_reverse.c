/*
 * Percentages of what should be little: poverty, stunting, losses. Performance reports of agencies count them the other
 * way round, target / realization, or as what is saved, (2 x target - realization) / target, beside rows of the same
 * column that are realization / target. A row follows one of the three.
 */
#include "normalize/audit_parts.h"

static bool is_percentage(const sr_audit *a, const sr_template *t)
{
    const sr_column *columns = a->doc->tables[t->table]->columns;

    if (t->shape != SR_SHAPE_ACROSS || t->op != SR_OP_PERCENTAGE || t->n_terms != 2 || t->terms[0].below ||
        !t->terms[1].below)
        return false;
    return columns[t->result].aspect != SR_ASPECT_MONEY && columns[t->terms[0].line].aspect != SR_ASPECT_MONEY &&
           columns[t->terms[1].line].aspect != SR_ASPECT_MONEY;
}

enum { WAYS = 2, TERMS_MAX = 4 };

/* The percentage counted in one of the other ways, its terms in terms[TERMS_MAX]; without an expression. */
static sr_template other_way(const sr_template *t, int way, sr_term *terms)
{
    uint32_t done = t->terms[0].line, target = t->terms[1].line;
    sr_template other = *t;

    if (way == 0) { /* what was saved */
        terms[0] = terms[1] = (sr_term){target, false, false};
        terms[2] = (sr_term){done, true, false};
        terms[3] = (sr_term){target, false, true};
    } else {
        terms[0] = (sr_term){target, false, false};
        terms[1] = (sr_term){done, false, true};
    }
    other.terms = terms;
    other.n_terms = way == 0 ? 4 : 2;
    other.printed = false;
    return other;
}

/* The way in which the row's percentage closes, -1 if in none; *state is what that says. */
static int way_of(const sr_audit *a, const sr_template *t, uint32_t row, uint8_t *state)
{
    for (int w = 0; w < WAYS; w++) {
        sr_term terms[TERMS_MAX];
        sr_template other = other_way(t, w, terms);
        sr_equation e = {.template = &other, .fixed = row};
        bool trivial;
        *state = (uint8_t)sr_equation_look(a, &e, &trivial);
        if (sr_closes(*state) && !trivial)
            return w;
    }
    return -1;
}

bool sr_audit_is_reversed(const sr_audit *a, const sr_template *t, uint32_t row)
{
    uint8_t state;

    return is_percentage(a, t) && way_of(a, t, row, &state) >= 0;
}

/* ---- the rows that follow another way ---------------------------------------------------------- */

static sr_template *keep_way(sr_audit *a, const sr_template *t, int way)
{
    sr_template *other = SR_NEW(a->arena, sr_template);

    *other = other_way(t, way, SR_NEW_ARRAY(a->arena, sr_term, TERMS_MAX));
    other->expression = sr_audit_formula_text(a, other);
    sr_audit_add_template(a, other);
    return other;
}

static void say_reversed(sr_audit *a, const sr_equation *e)
{
    sr_finding *f =
        sr_doc_finding(a->doc, SR_C018, "Here less is better: %.*s holds.", SR_FMT(e->template->expression));

    sr_audit_finding(a, sr_equation_result(e), f);
}

void sr_audit_reverse(sr_audit *a, size_t first)
{
    const sr_template *of = NULL; /* the last percentage seen, and its other ways */
    sr_template *kept[WAYS] = {NULL};

    for (size_t i = first; i < a->n_equations; i++) {
        sr_equation *e = &a->equations[i];
        if (e->state != SR_FAILS || !is_percentage(a, e->template))
            continue;
        if (of != e->template) {
            of = e->template;
            kept[0] = kept[1] = NULL;
        }
        int way = way_of(a, of, e->fixed, &e->state);
        if (way < 0) {
            e->state = SR_FAILS;
            continue;
        }
        if (!kept[way])
            kept[way] = keep_way(a, of, way);
        e->template = kept[way];
        say_reversed(a, e);
    }
}
