/*
 * columns.h - what a column holds: role, measure, aspect, year, quarter, revision, unit.
 *
 * From the header path of each column by the lexicon; what the header leaves open is told by the columns beside it, a
 * sample of the data, the table's title and the document's facts. The reason stands in the column's evidence. Also
 * makes what the number reader is to expect.
 */
#ifndef SR_COLUMNS_H
#define SR_COLUMNS_H

#include "normalize/header.h"
#include "normalize/number.h"

/* Fills role, measure, aspect, year, quarter, revision, unit from the header paths; evidence goes to arena. */
void sr_columns_roles(sr_arena *arena, sr_column *columns, uint32_t width, const sr_header_path *paths);
/*
 * "Target 2023 | Realisasi 2023 | Tingkat Realisasi" under one header: a measure that names no year is of the year that
 * the others of its nearest group name, where they name one.
 */
void sr_columns_share_years(sr_arena *arena, sr_column *columns, uint32_t width, const sr_header_path *paths);
/*
 * Year, quarter and revision of measures whose header leaves them open, from the table's title and the document's
 * facts. Left open where they would be another year's: a baseline, a forecast, last year's realization.
 */
void sr_columns_times(sr_table *table, const sr_facts *facts);
/* What a column's cells look like: how many of those looked at are filled, and with what. */
typedef struct sr_column_look {
    uint32_t filled, numeric, money, codes, ordinals, words, quantities;
} sr_column_look;

/* By column, in the arena: of the first SR_SAMPLE_ROWS of the rows. */
sr_column_look *sr_columns_look(sr_arena *arena, uint32_t width, sr_row *const *rows, size_t n);
/*
 * Settles what headers left open by what the cells look like: money in a column that says only
 * murni/perubahan or a year, codes and ordinals where there is no header. A column whose cells are of another kind than
 * its header says loses its measure, and conflict[i] is set.
 */
void sr_columns_sample(sr_column *columns, uint32_t width, const sr_column_look *look, bool has_header, bool *conflict);
/*
 * Columns of amounts whose header names no measure: what a revised budget adds and takes away, told by the columns
 * before; percentages where nothing but money is counted; a lone "Jumlah" beside codes, told by the title of the table
 * or document.
 */
void sr_columns_amounts(sr_column *columns, uint32_t width, const sr_column_look *look, sr_slice title);
/* The amount of a cell that is not read yet; a blank one is nothing and not *given. False where it is no number. */
bool sr_cell_amount(const sr_cell *cell, bool *given, sr_decimal *value);
/*
 * The columns of an evaluation whose header rows disagree, from its number row: four labels added up are quarters and
 * their year, what is added to that was before, and a share of it is of the target (form E.81 of Permendagri 86/2017:
 * 12 = 8+9+10+11, 13 = 6+12, 14 = 13/5 x 100%); each label has a K and an Rp. Only where most labels stand over their
 * pair, the header names quarters, and the rupiah of the rows' quarters add up. Fills columns[from..width) with label,
 * formula, header and meaning and returns from; width if the table is none.
 */
uint32_t sr_columns_by_formulas(sr_arena *arena, sr_row *const *rows, const sr_header *header, sr_column *columns,
                                uint32_t width, sr_row *const *data, size_t n);
/* A column called only a sum ("Total"), which in most rows adds up those of money left of it, is what they are. */
void sr_columns_sums(sr_arena *arena, sr_column *columns, uint32_t width, sr_row *const *rows, size_t n);
/* A move of cells in a header's row: [from, blank) one column to the right, or (blank, from] one to the left. */
typedef struct sr_shift {
    uint32_t row, from, blank;
} sr_shift;
/*
 * A header row of which some cells slid by a column, so that several columns contradict their headers. If one move
 * takes every contradiction away, the header's rows with that row replaced (in arena), else NULL: of several moves the
 * one that leaves the fewest columns without a meaning, then that of the fewest cells. rows and header as in
 * sr_header_columns, data the rows that were looked at.
 */
sr_row *const *sr_columns_shift(sr_arena *arena, sr_row *const *rows, const sr_header *header, uint32_t width,
                                sr_row *const *data, size_t n, const sr_column_look *look, sr_shift *shift);
/* One of the cells of a header, as sr_header_join joins them, speaks of what was done and not of money: "K", "Fisik".
 */
bool sr_header_says_performance(sr_slice header);
/*
 * Amounts that a header, the table's title or the line above it says to be thousands or millions of rupiah: "Pagu (Juta
 * Rp)", "dalam ribuan rupiah". Their unit is that, and they may have decimals. A title makes money of measures of which
 * nothing else says what they count. When all columns have their units.
 */
void sr_columns_scale(sr_arena *arena, sr_table *table, sr_slice above);
/* expect has width + 1 entries: the last is for cells beyond the table's columns. */
void sr_columns_expect(const sr_column *columns, uint32_t width, sr_expectation *expect);

enum { SR_SAMPLE_ROWS = 64 };

#endif
