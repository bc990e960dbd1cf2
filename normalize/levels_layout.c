#include "normalize/levels_parts.h"

#include <stdlib.h>

enum {
    EXAMPLES = 2,       /* rows of a kind that teach a look */
    SHARE_EXAMPLES = 5, /* what is counted in per cent is no layout: it takes more of them */
    INDENTS_MAX = 8,
};

enum { LOOKS = 64 }; /* looks of one kind that are told apart; indents beyond share the last */

static uint8_t look(uint32_t seen)
{
    return (uint8_t)(seen < LOOKS ? seen : LOOKS - 1);
}

/* ---- what is seen ---------------------------------------------------------------------------- */

static sr_slice name_of(const sr_levels *l, const sr_node *node)
{
    int32_t at = l->st->at[SR_ROLE_NAME];

    return at < 0 ? (sr_slice){NULL, 0} : sr_cell_text(sr_row_cell(l->table->rows[node->row], (uint32_t)at));
}

/* Blanks before the text, no-break ones too; in aligned text the place in the line, for now. */
static uint32_t indent_of(const sr_levels *l, const sr_node *node)
{
    int32_t at = l->st->at[SR_ROLE_NAME];
    uint32_t n = 0, i = 0;

    if (at < 0)
        return 1;
    const sr_cell *cell = sr_row_cell(l->table->rows[node->row], (uint32_t)at);
    if (l->st->form == SR_PART_ALIGNED)
        return cell->at + 1;
    while (i < cell->raw_len) {
        if (sr_is_blank((unsigned char)cell->raw[i]))
            i++;
        else if (i + 1 < cell->raw_len && memcmp(cell->raw + i, "\xC2\xA0", 2) == 0)
            i += 2;
        else
            break;
        n++;
    }
    return n + 1;
}

/* The form of the number before a name or in its own column: I. A. 1. a. 1) 1.1; 0 if there is none. */
static uint32_t numbering_of(sr_slice t)
{
    enum { ROMAN = 1, CAPITAL, SMALL, DIGITS };
    static const char roman[] = "IVX";
    size_t i = 0, dots = 0;
    uint32_t form;

    if (t.len == 0)
        return 0;
    if (sr_is_digit((unsigned char)t.ptr[0])) {
        for (; i < t.len && (sr_is_digit((unsigned char)t.ptr[i]) || t.ptr[i] == '.'); i++)
            dots += t.ptr[i] == '.' && i + 1 < t.len && sr_is_digit((unsigned char)t.ptr[i + 1]);
        form = DIGITS + (uint32_t)dots;
        i -= i > 0 && t.ptr[i - 1] == '.';
    } else {
        for (; i < t.len && memchr(roman, t.ptr[i], 3); i++)
            ;
        form = ROMAN;
        if (i == 0 && sr_is_alpha((unsigned char)t.ptr[0])) {
            form = t.ptr[0] & 32 ? SMALL : CAPITAL;
            i = 1;
        }
    }
    if (i == 0 || (i < t.len && t.ptr[i] != '.' && t.ptr[i] != ')'))
        return 0;
    bool bracket = i < t.len && t.ptr[i] == ')';
    return (i == t.len || i + 1 == t.len || sr_is_blank((unsigned char)t.ptr[i + 1])) ? form * 2 + bracket : 0;
}

/* 1 all capitals, 2 not; a name of one short word may be an abbreviation. */
static uint32_t capitals_of(sr_slice t)
{
    uint32_t capitals = 0, small = 0;

    for (size_t i = 0; i < t.len; i++)
        if (sr_is_alpha((unsigned char)t.ptr[i])) {
            capitals += !(t.ptr[i] & 32);
            small += (t.ptr[i] & 32) != 0;
        }
    return capitals + small < 6 ? 0 : small == 0 ? 1 : 2;
}

/* 1 where the row counts in per cent, 2 where it counts things. */
static uint32_t share_of(const sr_levels *l, const sr_node *node)
{
    const sr_row *row = l->table->rows[node->row];
    uint32_t shares = 0, things = 0;

    for (uint32_t c = 0; c < row->n && c < l->table->width; c++) {
        const sr_column *column = &l->table->columns[c];
        if (column->role != SR_ROLE_MEASURE || column->aspect != SR_ASPECT_PERFORMANCE || !row->cells[c].has_value ||
            column->measure == SR_MEASURE_ACHIEVEMENT)
            continue;
        if (row->cells[c].unit == SR_UNIT_PERCENT)
            shares++;
        else
            things += row->cells[c].value.coef != 0;
    }
    return shares ? 1 : things ? 2 : 0;
}

/* Pages of aligned text have their own left edge: what counts is the distance to the page's leftmost name. */
static void count_from_page_edge(sr_levels *l)
{
    for (uint32_t i = 0, end; i < l->n; i = end) {
        uint32_t page = l->table->rows[l->nodes[i].row]->page_no;
        uint8_t edge = LOOKS;

        for (end = i; end < l->n && l->table->rows[l->nodes[end].row]->page_no == page; end++)
            if (l->nodes[end].layout[SR_LAYOUT_INDENT] < edge)
                edge = l->nodes[end].layout[SR_LAYOUT_INDENT];
        for (uint32_t k = i; k < end; k++)
            l->nodes[k].layout[SR_LAYOUT_INDENT] = (uint8_t)(l->nodes[k].layout[SR_LAYOUT_INDENT] - edge + 1);
    }
}

void sr_levels_see_layout(sr_levels *l)
{
    int32_t ordinal = l->st->at[SR_ROLE_ORDINAL];

    for (uint32_t i = 0; i < l->n; i++) {
        sr_node *node = &l->nodes[i];
        const sr_row *row = l->table->rows[node->row];
        sr_slice name = name_of(l, node);
        sr_slice number = ordinal < 0 ? (sr_slice){NULL, 0} : sr_cell_text(sr_row_cell(row, (uint32_t)ordinal));
        int32_t at = l->st->at[SR_ROLE_NAME];

        node->layout[SR_LAYOUT_INDENT] = look(indent_of(l, node));
        node->layout[SR_LAYOUT_NUMBER] = look(numbering_of(number.len ? number : name));
        node->layout[SR_LAYOUT_CAPITALS] = look(capitals_of(name));
        node->layout[SR_LAYOUT_BOLD] = at >= 0 && sr_row_cell(row, (uint32_t)at)->bold ? 1 : 2;
        node->layout[SR_LAYOUT_SHARE] = look(share_of(l, node));
    }
    if (l->st->form == SR_PART_ALIGNED)
        count_from_page_edge(l);
}

/* ---- what it says ----------------------------------------------------------------------------- */

bool sr_levels_by_look(sr_levels *l, uint32_t from, uint32_t to, int layout)
{
    uint32_t first = l->nodes[from].layout[layout];
    uint32_t heads = 0;

    for (uint32_t i = from; i < to; i++) {
        sr_node *node = &l->nodes[i];
        bool head = node->layout[layout] == first;
        if ((head && node->rank > SR_LEVEL_KEGIATAN) || (!head && node->rank == SR_LEVEL_KEGIATAN))
            return false;
        node->place = head ? SR_PLACE_HEAD : SR_PLACE_MEMBER;
        heads += head;
    }
    return first > 0 && heads > 1 && heads < to - from;
}

/* What a look stood for where it was told. */
typedef struct example {
    uint32_t heads, members;
} example;

/* A look says something only where both places were told, and the other place never looks so. */
static sr_node_place say(example seen[SR_LAYOUTS][LOOKS], const sr_node *node)
{
    bool head = false, member = false;

    for (int k = 0; k < SR_LAYOUTS; k++) {
        const example *e = &seen[k][node->layout[k]];
        if (node->layout[k] == 0)
            continue;
        if (k == SR_LAYOUT_SHARE) {
            head |= node->layout[k] == 1 && e->heads >= SHARE_EXAMPLES && e->members == 0;
            continue;
        }
        head |= e->heads >= EXAMPLES && e->members == 0;
        member |= e->members >= EXAMPLES && e->heads == 0;
    }
    return head == member ? SR_PLACE_OPEN : head ? SR_PLACE_HEAD : SR_PLACE_MEMBER;
}

void sr_levels_by_example(sr_levels *l)
{
    example seen[SR_LAYOUTS][LOOKS] = {{{0, 0}}}, all = {0, 0};

    for (uint32_t i = 0; i < l->n; i++)
        for (int k = 0; k < SR_LAYOUTS; k++) {
            example *e = &seen[k][l->nodes[i].layout[k]];
            e->heads += l->nodes[i].level == SR_LEVEL_KEGIATAN;
            e->members += l->nodes[i].level == SR_LEVEL_SUB_KEGIATAN;
            all.heads += k == 0 && l->nodes[i].level == SR_LEVEL_KEGIATAN;
            all.members += k == 0 && l->nodes[i].level == SR_LEVEL_SUB_KEGIATAN;
        }
    bool both = all.heads >= EXAMPLES && all.members >= EXAMPLES;
    for (uint32_t i = 0; i < l->n; i++)
        l->nodes[i].place = (uint8_t)(both ? say(seen, &l->nodes[i]) : SR_PLACE_OPEN);
}

static int by_size(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

    return (x > y) - (x < y);
}

bool sr_levels_by_indent(sr_levels *l, uint32_t from, uint32_t to, uint32_t depth)
{
    uint32_t indents[INDENTS_MAX], n = 0, last = 0;

    if (l->st->form == SR_PART_ALIGNED &&
        l->table->rows[l->nodes[from].row]->page_no != l->table->rows[l->nodes[to - 1].row]->page_no)
        return false; /* a page may have nothing that stands at its edge */
    for (uint32_t i = from; i < to; i++) {
        uint32_t indent = l->nodes[i].layout[SR_LAYOUT_INDENT], k = 0;
        while (k < n && indents[k] != indent)
            k++;
        if (k == n && n == INDENTS_MAX)
            return false;
        indents[k] = indent;
        n += k == n;
    }
    qsort(indents, n, sizeof *indents, by_size);
    for (uint32_t i = from; i < to; i++) {
        uint32_t k = 0;
        while (indents[k] != l->nodes[i].layout[SR_LAYOUT_INDENT])
            k++;
        if (i == from ? k > 0 : k > last + 1)
            return false;
        l->nodes[i].place = (uint8_t)k;
        last = k;
    }
    return n == depth && to - from > depth;
}
