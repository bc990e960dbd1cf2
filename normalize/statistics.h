/*
 * statistics.h - tables that state what was counted, and say so in no word: a column for each year ("Kecamatan | 2019 |
 * 2020"), or a year in each row, as open data portals publish them ("nama_kabupaten_kota, jumlah_penduduk, satuan,
 * tahun").
 *
 * Or one year stands in the title, with what is counted ("Jumlah Penduduk Menurut Kecamatan Tahun 2022").
 *
 * The years alone tell these tables. What no header calls a target, a budget or anything else is there a realization:
 * of the year above it or in its row, about what the row's label, the column's header or the table's title names, at
 * the place that the row names. Plans, and tables that count programs or money, are never read so: what their years
 * mean is left open. What was taken for a realization is said once a table (S027, info), and so are numbers that
 * measure nothing that is known (S027, warning). A year in each row dates any table's measures.
 */
#ifndef SR_STATISTICS_H
#define SR_STATISTICS_H

#include "normalize/table.h"

/* When the columns have roles; rows are some data rows. Gives roles and measures to columns that have none. */
void sr_statistics_columns(sr_doc *doc, sr_table *table, sr_table_state *st, const sr_header_path *paths,
                           sr_row *const *rows, size_t n);
/* When the state knows the columns' roles (sr_rows_begin). */
void sr_statistics_begin(const sr_table *table, sr_table_state *st);
/* The next data row, before it is understood: its year and place, and what each of its measures is about. */
void sr_statistics_row(sr_doc *doc, const sr_table *table, sr_table_state *st, sr_row *row);
/* When the first batch of the table is read: adds S027. */
void sr_statistics_say(sr_doc *doc, const sr_table *table, const sr_table_state *st);

#endif
