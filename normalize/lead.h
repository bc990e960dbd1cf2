/*
 * lead.h - the rows above a table's header that say whose it is: "Daerah | Kabupaten ...", "OPD | : | Dinas ...".
 *
 * Spreadsheets and what is exported from them put labels with their values, and titles, into cells above the header.
 * They are no header and no data, but the document speaks of itself there. In text the same stands in lines of prose,
 * "Program : 1.03.10 PENYELENGGARAAN JALAN". Pure functions over rows whose cells are cleaned, and over lines.
 */
#ifndef SR_LEAD_H
#define SR_LEAD_H

#include "normalize/lexicon.h"

/* More labels than this is a table of two columns. */
enum { SR_LEAD_MAX = 24 };

/* What a label asks for; values of the sort "label" in lexicons/document.tsv. */
typedef enum sr_label {
    SR_LABEL_NONE,
    SR_LABEL_TITLE,
    SR_LABEL_REGION,
    SR_LABEL_YEAR,
    SR_LABEL_AGENCY,
    SR_LABEL_OTHER,
    /* of the rows below, not of the document; only before a colon */
    SR_LABEL_URUSAN,
    SR_LABEL_BIDANG,
    SR_LABEL_PROGRAM,
    SR_LABEL_KEGIATAN,
    SR_LABEL_SUB_KEGIATAN,
    SR_LABEL_TUJUAN,
    SR_LABEL_SASARAN,
    SR_LABEL_LOCATION,
    SR_LABEL_FUNDING_SOURCE,
    SR_LABEL_RESPONSIBLE
} sr_label;

/*
 * How many rows at the start of a run are blank, titles, or labels with their values, up to the last label; 0 where
 * there are no labels, or so few that they could be anything.
 */
size_t sr_lead_find(sr_row *const *rows, size_t n);
/* The label of a row and its value, which is a slice of its cell; NONE where it is no label. */
sr_label sr_lead_label(const sr_row *row, sr_slice *value);
/* The value without the code before it: "1.03.10 PROGRAM PENYELENGGARAAN JALAN". */
sr_slice sr_lead_name(sr_slice value);
/* The label of a line of text. */
sr_label sr_lead_line(sr_slice line, sr_slice *value);

#endif
