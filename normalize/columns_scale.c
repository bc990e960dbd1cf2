#include "normalize/columns.h"

enum { IN_HEADER_ONLY = 10 }; /* of the words' values: "juta" alone, where the column is of money anyway */

/* 1 thousands, 2 millions ... of rupiah, as the text says; 0: nothing. */
static int scale_of(sr_slice text, bool is_header)
{
    sr_folded folded;

    sr_fold(text, &folded);
    for (size_t at = 0; at < folded.len; at++) {
        int value = 0;
        bool word = at == 0 || folded.text[at - 1] == ' ';
        if (word && sr_word_begins(sr_sub(sr_folded_slice(&folded), at, folded.len), SR_WORD_SCALE, &value) &&
            (is_header || value < IN_HEADER_ONLY))
            return value % IN_HEADER_ONLY;
    }
    return 0;
}

static sr_unit unit_of(int scale)
{
    static const char *const names[] = {"ribu rupiah", "juta rupiah", "miliar rupiah", "triliun rupiah"};

    return scale ? sr_unit_known(sr_str(names[scale - 1])) : SR_UNIT_NONE;
}

/* Nothing in the table counts anything but money: no column of units, none of indicators. */
static bool counts_money_only(const sr_table *table)
{
    for (uint32_t c = 0; c < table->width; c++)
        if (table->columns[c].role == SR_ROLE_UNIT || table->columns[c].role == SR_ROLE_INDICATOR)
            return false;
    return true;
}

void sr_columns_scale(sr_arena *arena, sr_table *table, sr_slice above)
{
    int all = scale_of(table->title, false);

    all = all ? all : scale_of(above, false);
    bool money = all && counts_money_only(table);
    for (uint32_t c = 0; c < table->width; c++) {
        sr_column *col = &table->columns[c];
        if (money && col->role == SR_ROLE_MEASURE && !sr_header_says_performance(col->header)) {
            col->aspect = SR_ASPECT_MONEY;
            col->unit = col->unit ? col->unit : SR_UNIT_RUPIAH;
        }
        if (col->unit != SR_UNIT_RUPIAH)
            continue;
        int own = scale_of(col->header, true);
        sr_unit unit = unit_of(own ? own : all);
        if (!unit)
            continue;
        col->unit = unit;
        col->whole = false;
        if (!own)
            col->evidence =
                sr_arena_printf(arena, "%.*s; its title: %.*s", SR_FMT(col->evidence), SR_FMT(sr_unit_name(unit)));
    }
}
