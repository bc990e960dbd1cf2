/*
 * inspect.h - the parts of `saring inspect`: the drawing for a person, and the same as JSON.
 *
 * Both are sinks that append to a buffer and hand it to an output whenever it has grown; so a document of any length
 * can be inspected. Private to cli/.
 */
#ifndef SR_INSPECT_H
#define SR_INSPECT_H

#include "cli/grid.h"
#include "cli/options.h"
#include "cli/output.h"
#include "core/sink.h"

typedef struct sr_inspect {
    sr_sink sink;
    const sr_settings *settings;
    sr_output *output;
    sr_pen pen;
    sr_buf out;
    sr_arena scratch; /* of one table's drawing */
    uint32_t batches;
    uint64_t drawn; /* rows of the table being drawn */
    uint64_t left_out;
    uint32_t table_no; /* the table being drawn */
    uint64_t cells[SR_CELL_STATUS_COUNT];
    uint64_t codes[SR_FINDING_COUNT];
    sr_buf findings; /* JSON: kept to the end */
    uint32_t told;   /* JSON: tables whose object was begun */
} sr_inspect;

/* Sets the functions of inspect->sink. */
void sr_inspect_draw_sink(sr_inspect *inspect);
void sr_inspect_json_sink(sr_inspect *inspect);
/* One cell, settings->explain: its reading and the relations that it is in. */
void sr_inspect_explain_sink(sr_inspect *inspect);
/* "12,5" or "3,12,5"; NULL passes. */
int sr_inspect_check_place(const char *text, sr_error *err);

/* Is this table among those asked for with --tables? */
bool sr_inspect_wants(const sr_inspect *inspect, uint32_t table_no);
/* Hands the buffer over. */
int sr_inspect_flush(sr_inspect *inspect, sr_error *err);

/* "120 of 130 numbers verified (92.3 %), 1 inferred; 40 relations hold, 2 fail"; empty where there is no number. */
sr_slice sr_inspect_trust(sr_inspect *inspect, const sr_trust *trust, uint64_t passed, uint64_t failed);
/* One table: title, columns, this batch's rows, and the findings about it. */
void sr_inspect_table(sr_inspect *inspect, const sr_doc *doc, const sr_table *table);
/* Findings from..to of doc->findings, those of little weight counted by code. */
void sr_inspect_findings(sr_inspect *inspect, const sr_doc *doc, size_t from, size_t to);

#endif
