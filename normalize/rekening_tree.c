/*
 * The tree that codes of budget lines and the order of their rows make.
 *
 * An account is under the nearest account above it of the same activity, else under its activity's own row. Accounts of
 * no activity, or of one whose row has not come, are the whole organization's; its programs are under its "belanja
 * langsung" (5.2), its "non kegiatan" under "belanja tidak langsung" (5.1), unless a row of the organization or of its
 * urusan stands between. Where 5.2 or 5 is divided by accounts already, nothing else is under it: it would count twice.
 */
#include "normalize/rekening.h"

enum {
    ROWS_MAX = 16 * 1024, /* of one generation: rows that none of so many rows came back to are forgotten */
    FIRST_SLOTS = 256,
    BELANJA = 5,
    INDIRECT = 1, /* 5.1 */
    DIRECT = 2,   /* 5.2 */
    PEMBIAYAAN = 6,
    OWN_AT = 2, /* the organization's own number stands behind urusan and bidang */
};

typedef struct slot {
    uint64_t key; /* 0 = free */
    uint32_t row_no;
} slot;

typedef struct generation {
    slot *slots; /* a power of two of them, at most half full */
    size_t n, cap;
} generation;

/* Between batches, in the document arena. What is found in the old generation moves to the new one. */
struct sr_rekening_memory {
    generation now, old;
    uint32_t before, urusan;            /* the last row with a code, and of an urusan */
    uint64_t organisation;              /* hash of the last organization's number */
    uint32_t belanja, indirect, direct; /* its rows of these accounts */
};

typedef struct settler {
    sr_doc *doc;
    const sr_table *table;
    struct sr_rekening_memory *m;
    bool *divided;   /* by row of the batch: an account is under it */
    uint32_t *waits; /* by row of the batch: the account that it is under if that is not divided */
} settler;

/* ---- rows by code ------------------------------------------------------------------------------- */

static uint64_t mix(uint64_t h, uint64_t v)
{
    return (h ^ v) * 1099511628211u;
}

static uint64_t hash_groups(uint64_t h, const uint16_t *group, int n)
{
    for (int i = 0; i < n; i++)
        h = mix(h, (uint64_t)group[i] + 1);
    return h;
}

enum { ACTIVITY_ROW = 100000, NO_ACTIVITY_ROW }; /* beside any group of a code */

/* The row of the first n groups. */
static uint64_t activity_key(const sr_rekening *k, uint8_t n)
{
    return mix(hash_groups(1469598103934665603u, k->group, n), ACTIVITY_ROW);
}

/* The row of the first n groups of the account, of this activity. */
static uint64_t account_key(const sr_rekening *k, int n)
{
    return hash_groups(hash_groups(1469598103934665603u, k->group, k->activity), k->group + k->account, n);
}

/* The same of the whole organization. */
static uint64_t common_key(uint64_t organisation, const sr_rekening *k, int n)
{
    return hash_groups(organisation, k->group + k->account, n);
}

/* The slot of the key, or the free one where it would be; NULL if there are none. */
static slot *slot_of(const generation *g, uint64_t key)
{
    for (size_t i = key ^ key >> 31; g->cap; i++)
        if (g->slots[i & (g->cap - 1)].key == key || g->slots[i & (g->cap - 1)].key == 0)
            return &g->slots[i & (g->cap - 1)];
    return NULL;
}

static void put(const settler *s, uint64_t key, uint32_t row_no)
{
    generation *g = &s->m->now;

    if (g->n == ROWS_MAX) {
        s->m->old = *g;
        *g = (generation){0};
    }
    if (g->n * 2 >= g->cap) {
        generation wider = {.cap = g->cap ? g->cap * 2 : FIRST_SLOTS, .n = g->n};
        wider.slots = SR_NEW_ARRAY(&s->doc->arena, slot, wider.cap);
        for (size_t i = 0; i < g->cap; i++)
            if (g->slots[i].key)
                *slot_of(&wider, g->slots[i].key) = g->slots[i];
        *g = wider;
    }
    slot *at = slot_of(g, key);
    g->n += at->key == 0;
    *at = (slot){key, row_no};
}

static uint32_t find(const settler *s, uint64_t key)
{
    const slot *at = slot_of(&s->m->now, key);

    if (at && at->key)
        return at->row_no;
    at = slot_of(&s->m->old, key);
    if (!at || !at->key)
        return 0;
    put(s, key, at->row_no);
    return at->row_no;
}

/* The place of a row among those of the batch; SIZE_MAX for one of an earlier batch. */
static size_t index_of(const settler *s, uint32_t row_no)
{
    uint32_t first = s->table->rows[0]->row_no;

    return row_no >= first && row_no - first < s->table->n_rows ? row_no - first : SIZE_MAX;
}

static void set_parent(const settler *s, sr_row *row, uint32_t parent)
{
    size_t at = index_of(s, parent);

    row->parent = parent;
    if (parent && at != SIZE_MAX && s->table->rows[at]->kind == SR_ROW_DETAIL)
        s->table->rows[at]->kind = SR_ROW_SUBTOTAL;
}

/* ---- what a row is ------------------------------------------------------------------------------ */

static sr_slice text_at(const settler *s, const sr_row *row, sr_role role)
{
    int32_t c = sr_state(s->table)->at[role];

    return c < 0 ? SR_LIT("") : sr_cell_text(sr_row_cell(row, (uint32_t)c));
}

static bool names_organisation(const sr_rekening *k)
{
    return k->organisation > OWN_AT + 1;
}

/* Another organization: what was open of the one before is over. A lone program of another one is a misprint. */
static void take_organisation(settler *s, const sr_rekening *k)
{
    struct sr_rekening_memory *m = s->m;
    bool begins = k->activity <= k->organisation && k->n - k->account <= 1;

    if (!names_organisation(k) || (m->organisation && !begins))
        return;
    uint64_t own = hash_groups(1469598103934665603u, k->group + OWN_AT, k->organisation - OWN_AT);
    if (own != m->organisation)
        m->belanja = m->indirect = m->direct = 0;
    m->organisation = own;
}

/* ---- activities --------------------------------------------------------------------------------- */

/* The nearest row of the organization, its bidang or its urusan. */
static uint32_t organisation_above(const settler *s, const sr_rekening *k, uint8_t below)
{
    for (uint8_t n = below; n-- > 1;) {
        uint32_t row = find(s, activity_key(k, n));
        if (!row && n == k->organisation) { /* by its own number alone: 1.13.01 */
            sr_rekening own = *k;
            memmove(own.group, k->group + OWN_AT, (size_t)(n - OWN_AT) * sizeof *own.group);
            row = find(s, activity_key(&own, n - OWN_AT));
        }
        if (row)
            return row;
    }
    return 0;
}

static void take_activity(settler *s, const sr_rekening *k, sr_row *row)
{
    struct sr_rekening_memory *m = s->m;
    bool none = k->zeros && k->activity == k->organisation; /* "Non Kegiatan", 00.00 */
    uint8_t depth = k->activity > k->organisation ? (uint8_t)(k->activity - k->organisation) : 0;
    uint32_t program = depth > 1 ? find(s, activity_key(k, (uint8_t)(k->activity - 1))) : 0;
    uint32_t above = program ? program : none ? 0 : organisation_above(s, k, k->activity);
    uint32_t account = program ? 0 : none ? m->indirect : m->direct ? m->direct : m->belanja;

    if (!names_organisation(k) && !sr_state(s->table)->one_organisation)
        account = 0; /* an urusan over several of them */
    if (k->activity == OWN_AT && above != m->urusan)
        above = account = 0; /* another urusan stands between: a bidang out of its place */
    if (k->activity < OWN_AT)
        m->urusan = row->row_no;
    row->parent = 0;
    if (above)
        set_parent(s, row, above);
    if (account > above && account < row->row_no)
        s->waits[index_of(s, row->row_no)] = account;
    put(s, none ? mix(m->organisation, NO_ACTIVITY_ROW) : activity_key(k, k->activity), row->row_no);
}

/* ---- accounts ----------------------------------------------------------------------------------- */

static void note_open(struct sr_rekening_memory *m, const sr_rekening *k, int n, uint32_t row_no)
{
    const uint16_t *account = k->group + k->account;

    if (account[0] != BELANJA || n > 2)
        return;
    if (n == 1) {
        m->belanja = row_no;
        m->indirect = m->direct = 0;
    } else if (account[1] == INDIRECT) {
        m->indirect = row_no;
    } else if (account[1] == DIRECT) {
        m->direct = row_no;
    }
}

static void take_account(settler *s, const sr_rekening *k, sr_row *row)
{
    struct sr_rekening_memory *m = s->m;
    int n = k->n - k->account;
    bool deep = k->activity > k->organisation;
    uint32_t own = deep ? find(s, activity_key(k, k->activity)) : find(s, mix(m->organisation, NO_ACTIVITY_ROW));
    bool common = !deep || !own;
    uint32_t parent = 0;

    bool shared = common && (!deep || n <= 2); /* 5.2 with the number of an activity whose row has not come */
    for (int i = n; i-- > 1 && !parent;) {
        uint32_t above = find(s, account_key(k, i)), other = shared ? find(s, common_key(m->organisation, k, i)) : 0;
        above = other > above ? other : above;
        parent = above > own ? above : 0;
    }
    if (n == 2 && k->group[k->account] == PEMBIAYAAN)
        parent = 0; /* 6 is 6.1 less 6.2, and no sum */
    if (parent && index_of(s, parent) != SIZE_MAX)
        s->divided[index_of(s, parent)] = true;
    if (!parent)
        parent = own;
    if (!parent && names_organisation(k)) {
        parent = organisation_above(s, k, (uint8_t)(k->activity + 1));
        bool outside = parent && parent != m->before && find(s, activity_key(k, OWN_AT)) == parent;
        parent = outside ? 0 : parent; /* a bidang that is not right above may be of other accounts */
    }
    if (parent)
        set_parent(s, row, parent);
    put(s, account_key(k, n), row->row_no);
    if (shared) {
        put(s, common_key(m->organisation, k, n), row->row_no);
        note_open(m, k, n, row->row_no);
    }
}

/* ---- all rows ----------------------------------------------------------------------------------- */

void sr_rekening_settle(sr_doc *doc, const sr_table *table, sr_table_state *st)
{
    if (!st->rekening || table->n_rows == 0)
        return;
    bool first = !st->rekening_memory;
    if (first)
        st->rekening_memory = SR_NEW(&doc->arena, struct sr_rekening_memory);
    settler s = {.doc = doc,
                 .table = table,
                 .m = st->rekening_memory,
                 .divided = SR_NEW_ARRAY(&doc->batch, bool, table->n_rows),
                 .waits = SR_NEW_ARRAY(&doc->batch, uint32_t, table->n_rows)};
    for (size_t r = 0; r < table->n_rows && first && s.m->organisation == 0;
         r++) { /* lines without a code may come first */
        sr_rekening k;
        if (sr_rekening_read(text_at(&s, table->rows[r], SR_ROLE_CODE), st->organisation, &k))
            take_organisation(&s, &k);
    }
    for (size_t r = 0; r < table->n_rows; r++) {
        sr_row *row = table->rows[r];
        sr_rekening k;
        if (row->kind != SR_ROW_DETAIL && row->kind != SR_ROW_SUBTOTAL)
            continue;
        if (!sr_rekening_row(st, text_at(&s, row, SR_ROLE_CODE), text_at(&s, row, SR_ROLE_NAME), &k))
            continue;
        take_organisation(&s, &k);
        if (k.account < k.n)
            take_account(&s, &k, row);
        else
            take_activity(&s, &k, row);
        s.m->before = row->row_no;
    }
    for (size_t r = 0; r < table->n_rows; r++) {
        size_t at = s.waits[r] ? index_of(&s, s.waits[r]) : SIZE_MAX;
        if (s.waits[r] && (at == SIZE_MAX || !s.divided[at]))
            set_parent(&s, table->rows[r], s.waits[r]);
    }
}
