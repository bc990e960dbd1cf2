/*
 * sink.h - where an understood document goes: files, the terminal, PostgreSQL.
 *
 * Order of calls for each document: begin, batch (one or more), then end; or abort at any point
 * after begin. In begin only the identity (name, path, archive, sha256, format, encoding) is known.
 * In batch doc->tables is complete so far; a table's rows are those of this batch (n_rows may be 0),
 * in order, doc->findings those of this batch, sorted. Facts are final from the first batch on.
 * end follows the last batch; totals and accounting are final then. abort undoes what begin began:
 * nothing of the document may remain. A document that is refused has begin, then refuse.
 *
 * A sink is used by one thread at a time. Each function returns 0, or -1 with *err filled.
 */
#ifndef SR_SINK_H
#define SR_SINK_H

#include "core/document.h"

typedef struct sr_sink sr_sink;

struct sr_sink {
    int (*begin)(sr_sink *sink, const sr_doc *doc, sr_error *err);
    int (*batch)(sr_sink *sink, const sr_doc *doc, sr_error *err);
    int (*end)(sr_sink *sink, const sr_doc *doc, sr_error *err);
    /* The document cannot be read: why->finding and why->message say it. doc holds its identity only. */
    int (*refuse)(sr_sink *sink, const sr_doc *doc, const sr_error *why, sr_error *err);
    void (*abort)(sr_sink *sink, const sr_doc *doc);
};

/*
 * A measure: one row of v_measure; its year, quarter and revision are its column's, or the year its row's. Borrowed
 * from the row.
 */
typedef struct sr_measure_row {
    const sr_table *table;
    const sr_row *row;
    const sr_column *column;
    const sr_cell *cell;
    uint32_t column_no;
    bool has_value;
    sr_decimal value;
    uint16_t unit; /* the cell's, else the column's */
    bool is_grade; /* the cell's text is the grade */
} sr_measure_row;

/*
 * Walks the measures of a row: for each numeric, graded or unreadable cell of a column with a measure
 * role, and for each further quantity of such a cell. Start with *at = 0 and *more = NULL; false at the end.
 * One definition for files and database alike.
 */
bool sr_row_next_measure(const sr_table *table, const sr_row *row, uint32_t *at, const sr_quantity **more,
                         sr_measure_row *out);
/* What a measure is about: "Sasaran | Indikator | Target | Kegiatan | Indikator | Target" is about two things. */
static inline sr_slice sr_measure_indicator(const sr_measure_row *m)
{
    bool several = m->column->subject && m->row->indicators;
    sr_slice own = several ? m->row->indicators[m->column->subject - 1] : m->row->indicator;

    return own.len || m->column->of_goal ? own : m->row->indicator;
}
/* The year that it is of; 0: nothing says it. */
static inline int16_t sr_measure_year(const sr_measure_row *m)
{
    return m->column->year || !m->row ? m->column->year : m->row->year;
}
/* The context of a goal's measures: tujuan and sasaran only. Fills *only where it needs room. NULL: nothing known. */
const sr_context *sr_measure_context(const sr_measure_row *m, sr_context *only);

/*
 * The fingerprint of a finding: the same for the same trouble at every later import. 32 hex digits and a
 * NUL, from the finding's code, its table's title, its column's header, its row's words and its raw text;
 * never from positions alone, so that a row inserted above changes nothing. seen counts the earlier findings of the
 * document that would get the same one (0 for the first).
 */
void sr_fingerprint(const sr_doc *doc, const sr_finding *finding, uint32_t seen, char out[33]);

#endif
