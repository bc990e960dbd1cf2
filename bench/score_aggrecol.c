/*
 * score_aggrecol - discovered relations against the aggregations that people annotated.
 *
 *     score_aggrecol [--data FILE] [--table N] [--relations] [--show]
 *
 * The data are the 385 verbose CSV tables of the AggreCol project, a JSON object a line, gzipped. Without the file the
 * score says so and ends well. An aggregation counts as found when operator,
 * result cell and the set of member cells are the same; cells without a number are no members.
 */
#include "normalize/discover.h"
#include "normalize/number.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <zlib.h>

/* The format of tables that were spreadsheets; the others are text as printed. */
#define PADDED "None Point"
#define DATA "../shared/corpus/aggrecol/dataset.jl.gz"

/* ---- aggregations ---------------------------------------------------------------------------- */

/* As the annotators name them; what has no name there is counted apart. */
#define KINDS(X)                                                                                                       \
    X(SUM, "Sum") X(AVERAGE, "Average") X(DIVISION, "Division") X(CHANGE, "RelativeChange") X(PRODUCT, "Product")

typedef enum kind {
#define X(symbol, name) KIND_##symbol,
    KINDS(X)
#undef X
        KIND_COUNT
} kind;

static const char *const kind_names[] = {
#define X(symbol, name) name,
    KINDS(X)
#undef X
};

typedef struct aggregation {
    uint8_t kind, axis;
    bool found;
    uint32_t result;   /* cell number, row by row */
    uint32_t first, n; /* members in the list's pool; ascending where order does not matter */
    uint32_t line;     /* of a discovered one: the relation's number */
} aggregation;

typedef struct list {
    aggregation *items;
    size_t n, cap;
    uint32_t *pool;
    size_t n_pool, cap_pool;
} list;

static int by_number(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return x < y ? -1 : x > y;
}

static int compare(const list *la, const aggregation *a, const list *lb, const aggregation *b)
{
    if (a->result != b->result)
        return a->result < b->result ? -1 : 1;
    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    if (a->n != b->n)
        return a->n < b->n ? -1 : 1;
    return memcmp(la->pool + a->first, lb->pool + b->first, a->n * sizeof *la->pool);
}

static const list *sorting;

static int in_list(const void *a, const void *b)
{
    return compare(sorting, a, sorting, b);
}

static void sort_list(list *l)
{
    size_t kept = 0;

    sorting = l;
    if (l->n)
        qsort(l->items, l->n, sizeof *l->items, in_list);
    for (size_t i = 0; i < l->n; i++)
        if (kept == 0 || compare(l, &l->items[kept - 1], l, &l->items[i]) != 0)
            l->items[kept++] = l->items[i];
    l->n = kept;
}

static aggregation *find(const list *l, const list *of, const aggregation *a)
{
    size_t from = 0, to = l->n;

    while (from < to) {
        size_t mid = (from + to) / 2;
        int c = compare(l, &l->items[mid], of, a);
        if (c == 0)
            return &l->items[mid];
        if (c < 0)
            from = mid + 1;
        else
            to = mid;
    }
    return NULL;
}

/* ---- tables ---------------------------------------------------------------------------------- */

typedef struct table {
    sr_arena arena;
    const char *name;
    uint32_t rows, columns;
    sr_number_state *states;
    sr_decimal *values;
    list truth, ours;
} table;

static sr_number_state number_at(const void *context, uint32_t row, uint32_t column, sr_decimal *value)
{
    const table *t = context;
    size_t at = (size_t)row * t->columns + column;

    *value = t->values[at];
    return t->states[at];
}

/* Blanks of any kind at the ends go; no-break spaces are blanks. */
static sr_slice clean(sr_arena *arena, const char *text)
{
    size_t n = 0, len = strlen(text);
    char *to = sr_arena_alloc(arena, len + 1);

    for (size_t i = 0; i < len; i++) {
        if ((unsigned char)text[i] == 0xC2 && (unsigned char)text[i + 1] == 0xA0)
            to[n++] = ' ', i++;
        else
            to[n++] = text[i];
    }
    return sr_trim((sr_slice){to, n});
}

/*
 * The dataset prints the numbers of spreadsheets with five decimals, whatever the sheet held: a column shows the
 * decimals that any of its numbers needs.
 */
static void unpad(table *t)
{
    for (uint32_t c = 0; c < t->columns; c++) {
        int32_t most = 0;
        for (uint32_t r = 0; r < t->rows; r++) {
            sr_decimal *v = &t->values[(size_t)r * t->columns + c];
            for (; v->scale && v->coef % 10 == 0; v->scale--)
                v->coef /= 10;
            most = v->scale > most ? v->scale : most;
        }
        for (uint32_t r = 0; r < t->rows; r++)
            for (sr_decimal *v = &t->values[(size_t)r * t->columns + c]; v->scale < most; v->scale++)
                v->coef *= 10;
    }
}

/* comma: the comma is the decimal sign of this table. */
static sr_number_state read_number(sr_slice text, bool comma, sr_decimal *value)
{
    sr_readings r;

    sr_number_read(text, &r);
    if (r.status == SR_CELL_EMPTY || r.status == SR_CELL_NIL)
        return SR_NUMBER_BLANK;
    if (r.status != SR_CELL_OK)
        return r.status == SR_CELL_UNREADABLE ? SR_NUMBER_UNKNOWN : SR_NUMBER_NONE;
    for (int i = 0; i < r.n; i++) {
        const sr_reading *x = &r.reading[i];
        if (comma ? x->dot_decimal || x->comma_group : x->comma_decimal || x->dot_group)
            continue;
        *value = x->value;
        return SR_NUMBER_SET;
    }
    return SR_NUMBER_NONE;
}

/* What printed whole numbers were rounded to: nearly all that are not small are multiples of it. */
static uint32_t rounding_of(const table *t)
{
    static const uint32_t units[] = {1000, 500, 100, 50, 10, 5};

    for (size_t u = 0; u < sizeof units / sizeof *units; u++) {
        uint32_t n = 0, multiples = 0;
        for (size_t i = 0; i < (size_t)t->rows * t->columns; i++) {
            if (t->states[i] != SR_NUMBER_SET || t->values[i].scale || t->values[i].coef < 100)
                continue;
            n++;
            multiples += t->values[i].coef % units[u] == 0;
        }
        if (multiples >= 8 && multiples * 20 >= n * 17)
            return units[u];
    }
    return 1;
}

static void read_cells(table *t, json_t *rows, const char *format)
{
    bool comma = strstr(format, " Comma");
    size_t r, c;
    json_t *row, *cell;

    t->rows = (uint32_t)json_array_size(rows);
    t->columns = 0;
    json_array_foreach(rows, r, row) if (json_array_size(row) > t->columns) t->columns = (uint32_t)json_array_size(row);
    t->states = SR_NEW_ARRAY(&t->arena, sr_number_state, (size_t)t->rows * t->columns + 1);
    t->values = SR_NEW_ARRAY(&t->arena, sr_decimal, (size_t)t->rows * t->columns + 1);
    json_array_foreach(rows, r, row) json_array_foreach(row, c, cell)
    {
        size_t at = r * t->columns + c;
        const char *text = json_string_value(cell);
        t->states[at] = read_number(clean(&t->arena, text ? text : ""), comma, &t->values[at]);
    }
    if (strcmp(format, PADDED) == 0)
        unpad(t);
}

static uint32_t *pool_room(table *t, list *l, uint32_t n)
{
    if (l->n_pool + n > l->cap_pool) {
        size_t cap = (l->n_pool + n) * 2;
        uint32_t *moved = sr_arena_alloc(&t->arena, cap * sizeof *moved);
        if (l->n_pool)
            memcpy(moved, l->pool, l->n_pool * sizeof *moved);
        l->pool = moved;
        l->cap_pool = cap;
    }
    return l->pool + l->n_pool;
}

/* Members of sums and means that hold no number say nothing; their order neither. */
static void add(table *t, list *l, kind k, sr_axis axis, uint32_t result, const uint32_t *members, uint32_t n,
                uint32_t line)
{
    bool ordered = k == KIND_DIVISION || k == KIND_CHANGE;
    uint32_t kept = 0, *to = pool_room(t, l, n);

    for (uint32_t i = 0; i < n; i++)
        if (ordered || t->states[members[i]] == SR_NUMBER_SET)
            to[kept++] = members[i];
    if (!ordered && kept)
        qsort(to, kept, sizeof *to, by_number);
    *SR_PUSH(&t->arena, l->items, l->n, l->cap) = (aggregation){.kind = (uint8_t)k,
                                                                .axis = (uint8_t)axis,
                                                                .result = result,
                                                                .first = (uint32_t)l->n_pool,
                                                                .n = kept,
                                                                .line = line};
    l->n_pool += kept;
}

static uint32_t cell_of(const table *t, json_t *place)
{
    return (uint32_t)json_integer_value(json_array_get(place, 0)) * t->columns +
           (uint32_t)json_integer_value(json_array_get(place, 1));
}

static void read_truth(table *t, json_t *annotations)
{
    size_t i, m;
    json_t *a, *place;

    json_array_foreach(annotations, i, a)
    {
        json_t *places = json_object_get(a, "aggregatee_indices");
        const char *op = json_string_value(json_object_get(a, "operator"));
        uint32_t n = (uint32_t)json_array_size(places), result = cell_of(t, json_object_get(a, "aggregator_index"));
        uint32_t *members = sr_arena_alloc(&t->arena, (n + 1) * sizeof *members);
        bool across = true;
        json_array_foreach(places, m, place)
        {
            members[m] = cell_of(t, place);
            across &= members[m] / t->columns == result / t->columns;
        }
        for (int k = 0; k < KIND_COUNT; k++)
            if (op && strcmp(op, kind_names[k]) == 0)
                add(t, &t->truth, (kind)k, across ? SR_ACROSS : SR_DOWN, result, members, n, 0);
    }
    sort_list(&t->truth);
}

/* ---- ours ------------------------------------------------------------------------------------ */

/* One slot of a relation as an aggregation of cells. A difference is told as the sum that it is the same as. */
static void add_slot(table *t, const sr_relation *r, uint32_t line, uint32_t slot, uint32_t *cells)
{
    static const uint8_t kinds[] = {
        [SR_OP_SUM] = KIND_SUM,        [SR_OP_DIFFERENCE] = KIND_SUM,      [SR_OP_AVERAGE] = KIND_AVERAGE,
        [SR_OP_RATIO] = KIND_DIVISION, [SR_OP_PERCENTAGE] = KIND_DIVISION, [SR_OP_RELATIVE_CHANGE] = KIND_CHANGE,
        [SR_OP_PRODUCT] = KIND_PRODUCT};
    uint32_t line_step = r->axis == SR_ACROSS ? 1 : t->columns, slot_step = r->axis == SR_ACROSS ? t->columns : 1;
    uint32_t result = r->result * line_step + slot * slot_step;

    for (uint32_t i = 0; i < r->n_members; i++)
        cells[i] = r->members[i] * line_step + slot * slot_step;
    if (r->op == SR_OP_DIFFERENCE) {
        uint32_t whole = cells[0];
        cells[0] = result;
        result = whole;
    }
    if (r->op == SR_OP_RELATIVE_CHANGE) { /* the annotators name the older value first */
        uint32_t newer = cells[0];
        cells[0] = cells[1];
        cells[1] = newer;
    }
    add(t, &t->ours, (kind)kinds[r->op], r->axis, result, cells, r->n_members, line);
}

static void collect(table *t, const sr_number_grid *grid, const sr_discover_options *o, const sr_relations *found)
{
    uint32_t *cells = sr_arena_alloc(&t->arena, ((size_t)t->rows + t->columns + 1) * sizeof *cells);

    for (size_t i = 0; i < found->n; i++)
        for (uint32_t s = 0; s < found->items[i].n_spans; s++)
            for (uint32_t slot = found->items[i].spans[s].from; slot <= found->items[i].spans[s].to; slot++) {
                sr_closing c = sr_relation_closes(grid, &found->items[i], slot, o);
                if (c != SR_CLOSING_UNTRIED && c != SR_CLOSING_FAILS)
                    add_slot(t, &found->items[i], (uint32_t)i, slot, cells);
            }
    sort_list(&t->ours);
}

/* ---- the score ------------------------------------------------------------------------------- */

typedef struct counts {
    uint64_t truth, ours, right;
} counts;

typedef struct tally {
    counts by[KIND_COUNT][2], half[2], all;
    uint64_t tables, cells, work, cut_short;
    double seconds;
} tally;

static void count(counts *c, uint64_t truth, uint64_t ours, uint64_t right)
{
    c->truth += truth;
    c->ours += ours;
    c->right += right;
}

/* FNV-1a: which half a table is in does not change with the order of the file. */
static unsigned half_of(const char *name)
{
    uint32_t x = 2166136261u;
    for (; *name; name++)
        x = (x ^ (unsigned char)*name) * 16777619u;
    return (x >> 7) & 1;
}

/* The annotators know no products: total = quantity x price is told as a division of the total. */
static aggregation *find_turned(table *t, aggregation *a)
{
    uint32_t *members = t->ours.pool + a->first, whole = a->result;
    aggregation *b = NULL;

    for (int i = 0; i < 2 && !b; i++) {
        aggregation turned = {.kind = KIND_DIVISION, .result = members[i], .first = a->first, .n = 2};
        uint32_t kept = members[0], other = members[1 - i], last = members[1];
        members[0] = whole;
        members[1] = other;
        b = find(&t->truth, &t->ours, &turned);
        members[0] = kept;
        members[1] = last;
    }
    a->kind = b ? KIND_DIVISION : KIND_PRODUCT;
    return b;
}

static void match(table *t, tally *all)
{
    unsigned half = half_of(t->name);

    for (size_t i = 0; i < t->ours.n; i++) {
        aggregation *a = &t->ours.items[i], *b = find(&t->truth, &t->ours, a);
        if (!b && a->kind == KIND_PRODUCT)
            b = find_turned(t, a);
        a->found = b;
        if (b)
            b->found = true;
        uint64_t right = a->found;
        count(&all->by[a->kind][a->axis], 0, 1, right);
        count(&all->half[half], 0, 1, right);
        count(&all->all, 0, 1, right);
    }
    for (size_t i = 0; i < t->truth.n; i++) {
        const aggregation *a = &t->truth.items[i];
        count(&all->by[a->kind][a->axis], 1, 0, 0);
        count(&all->half[half], 1, 0, 0);
        count(&all->all, 1, 0, 0);
    }
}

/* ---- telling --------------------------------------------------------------------------------- */

static void print_counts(const char *name, const counts *c)
{
    printf("%-24s %8llu %8llu %8llu %10.3f %8.3f\n", name, (unsigned long long)c->truth, (unsigned long long)c->ours,
           (unsigned long long)c->right, c->ours ? (double)c->right / (double)c->ours : 1,
           c->truth ? (double)c->right / (double)c->truth : 1);
}

static void report(const tally *all)
{
    char name[64];

    printf("%-24s %8s %8s %8s %10s %8s\n", "", "truth", "ours", "right", "precision", "recall");
    for (int k = 0; k < KIND_COUNT; k++)
        for (int axis = 0; axis < 2; axis++) {
            snprintf(name, sizeof name, "%s %s", kind_names[k], axis == SR_ACROSS ? "across" : "down");
            print_counts(name, &all->by[k][axis]);
        }
    print_counts("tuned half", &all->half[0]);
    print_counts("other half", &all->half[1]);
    print_counts("all", &all->all);
    printf("%llu tables, %llu cells, %.0f ns a cell, %.1f steps a cell, %llu cut short\n",
           (unsigned long long)all->tables, (unsigned long long)all->cells, all->seconds * 1e9 / (double)all->cells,
           (double)all->work / (double)all->cells, (unsigned long long)all->cut_short);
}

static void print_line(const table *t, const list *l, const aggregation *a, bool across)
{
    printf("%s %s r%u c%u =", across ? "across" : "down  ", kind_names[a->kind], a->result / t->columns,
           a->result % t->columns);
    for (uint32_t i = 0; i < a->n; i++) {
        uint32_t cell = l->pool[a->first + i];
        printf(" %u", across ? cell % t->columns : cell / t->columns);
    }
}

static void show(const table *t, uint32_t no)
{
    for (size_t i = 0; i < t->ours.n; i++)
        if (!t->ours.items[i].found) {
            printf("WRONG %u.%u ", half_of(t->name), no);
            print_line(t, &t->ours, &t->ours.items[i], t->ours.items[i].axis == SR_ACROSS);
            printf(" [%u]\n", t->ours.items[i].line);
        }
    for (size_t i = 0; i < t->truth.n; i++)
        if (!t->truth.items[i].found) {
            printf("MISSED %u.%u ", half_of(t->name), no);
            print_line(t, &t->truth, &t->truth.items[i], t->truth.items[i].axis == SR_ACROSS);
            putchar('\n');
        }
}

static void show_relations(const table *t, const sr_relations *found)
{
    for (size_t i = 0; i < found->n; i++) {
        const sr_relation *r = &found->items[i];
        uint32_t ours = 0, right = 0;
        for (size_t k = 0; k < t->ours.n; k++) {
            ours += t->ours.items[k].line == i;
            right += t->ours.items[k].line == i && t->ours.items[k].found;
        }
        printf("%s %u/%u ", right == 0 ? "--" : right < ours ? "+-" : "++", right, ours);
        printf("[%zu] %s %s %u =", i, r->axis == SR_ACROSS ? "across" : "down", sr_operator_name(r->op), r->result);
        for (uint32_t m = 0; m < r->n_members; m++)
            printf(" %u", r->members[m]);
        printf(" |");
        for (uint32_t s = 0; s < r->n_spans; s++)
            printf(" %u-%u", r->spans[s].from, r->spans[s].to);
        printf(" | %u bits, exact %u rounded %u truncated %u trivial %u fails %u\n", r->bits,
               r->closings[SR_CLOSING_EXACT], r->closings[SR_CLOSING_ROUNDED], r->closings[SR_CLOSING_TRUNCATED],
               r->closings[SR_CLOSING_TRIVIAL], r->closings[SR_CLOSING_FAILS]);
    }
}

typedef struct asked {
    const char *data;
    long table; /* -1 = all */
    bool show, relations;
} questions;

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void score_table(json_t *object, uint32_t no, const questions *asked, tally *all)
{
    table t = {.arena = SR_ARENA_INIT, .name = json_string_value(json_object_get(object, "file_name"))};
    const char *format = json_string_value(json_object_get(object, "number_format"));
    bool padded = format && strcmp(format, PADDED) == 0;
    sr_discover_options o = {.thorough = true};

    read_cells(&t, json_object_get(object, "table_array"), format ? format : "");
    o.rounded_integers = padded ? 0 : rounding_of(&t);
    read_truth(&t, json_object_get(object, "aggregation_annotations"));
    sr_number_grid grid = {t.rows, t.columns, number_at, &t};
    double from = now();
    sr_relations found = sr_discover(&t.arena, &grid, &o);
    all->seconds += now() - from;
    collect(&t, &grid, &o, &found);
    all->tables++;
    all->cells += (uint64_t)t.rows * t.columns;
    all->work += found.work;
    all->cut_short += found.cut_short;
    match(&t, all);
    if (asked->relations)
        show_relations(&t, &found);
    if (asked->show)
        show(&t, no);
    sr_arena_free(&t.arena);
}

/* A line of any length; false at the end. */
static bool read_line(gzFile file, char **line, size_t *cap)
{
    size_t n = 0;

    for (;;) {
        if (*cap - n < 65536) {
            *cap = *cap * 2 + 131072;
            char *moved = realloc(*line, *cap);
            if (!moved)
                return false;
            *line = moved;
        }
        if (!gzgets(file, *line + n, (int)(*cap - n)))
            return n > 0;
        n += strlen(*line + n);
        if (n && (*line)[n - 1] == '\n')
            return true;
    }
}

static int score_file(gzFile file, const questions *asked, tally *all)
{
    char *line = NULL;
    size_t cap = 0;
    uint32_t no = 0;
    int rc = 0;

    for (; rc == 0 && read_line(file, &line, &cap); no++) {
        json_error_t error;
        if (asked->table >= 0 && asked->table != (long)no)
            continue;
        json_t *object = json_loads(line, 0, &error);
        if (object)
            score_table(object, no, asked, all);
        else
            fprintf(stderr, "score_aggrecol: line %u: %s\n", no + 1, error.text), rc = 1;
        json_decref(object);
    }
    free(line);
    return rc;
}

int main(int argc, char **argv)
{
    questions asked = {.data = DATA, .table = -1};
    static tally all;

    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--show") == 0)
            asked.show = true;
        else if (strcmp(argv[i], "--relations") == 0)
            asked.relations = true;
        else if (strcmp(argv[i], "--table") == 0 && i + 1 < argc)
            asked.table = strtol(argv[++i], NULL, 10);
        else if (strcmp(argv[i], "--data") == 0 && i + 1 < argc)
            asked.data = argv[++i];
        else
            return fputs("usage: score_aggrecol [--data FILE] [--table N] [--relations] [--show]\n", stderr), 2;
    }
    gzFile file = gzopen(asked.data, "rb");
    if (!file) {
        printf("score_aggrecol: no %s, nothing to measure\n", asked.data);
        return 0;
    }
    int rc = score_file(file, &asked, &all);
    gzclose(file);
    if (all.cells)
        report(&all);
    return rc;
}
