#include "normalize/above.h"

#include "normalize/clean.h"

enum { FAR = 24 /* lines of other text behind a label: it is not about the table below any more */ };

typedef struct spoken {
    sr_label label;
    sr_slice value;
} spoken;

/* The lines of a part with labels above it. */
typedef struct ruled {
    uint64_t from, to;
    size_t first, n; /* in labels */
} ruled;

struct sr_above {
    ruled *parts; /* by line */
    size_t n_parts, cap_parts;
    spoken *labels;
    size_t n_labels, cap_labels;
};

const sr_above *sr_above_find(sr_doc *doc)
{
    sr_above *above = SR_NEW(&doc->batch, sr_above);
    size_t pending = 0, since = 0;

    for (size_t i = 0; i < doc->n_blocks; i++) {
        const sr_block *b = &doc->blocks[i];
        if (b->type == SR_BLOCK_PART) {
            if (above->n_labels > pending && b->part->n_rows)
                *SR_PUSH(&doc->batch, above->parts, above->n_parts, above->cap_parts) =
                    (ruled){b->part->rows[0]->line_no, b->part->rows[b->part->n_rows - 1]->line_no, pending,
                            above->n_labels - pending};
            pending = above->n_labels;
            continue;
        }
        sr_slice value;
        sr_label label = b->text.len ? sr_lead_line(sr_clean_line(&doc->batch, b->text, NULL), &value) : SR_LABEL_NONE;
        if (label > SR_LABEL_OTHER && value.len) {
            *SR_PUSH(&doc->batch, above->labels, above->n_labels, above->cap_labels) = (spoken){label, value};
            since = 0;
        } else if (b->text.len && ++since > FAR) {
            pending = above->n_labels;
        }
    }
    return above->n_parts ? above : NULL;
}

void sr_above_take(const sr_above *above, sr_table_state *st, const sr_row *row)
{
    size_t low = 0, high = above ? above->n_parts : 0;

    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (above->parts[mid].from <= row->line_no)
            low = mid + 1;
        else
            high = mid;
    }
    if (low == 0 || above->parts[low - 1].to < row->line_no || above->parts[low - 1].from == st->above)
        return;
    const ruled *part = &above->parts[low - 1];
    st->above = part->from;
    for (size_t i = 0; i < part->n; i++)
        sr_rows_label(st, above->labels[part->first + i].label, above->labels[part->first + i].value);
}

sr_slice sr_above_line(const sr_doc *doc, const sr_table *table)
{
    size_t low = 0, high = doc->n_blocks;

    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (doc->blocks[mid].line_no < table->line_first)
            low = mid + 1;
        else
            high = mid;
    }
    bool text = low > 0 && doc->blocks[low - 1].type < SR_BLOCK_PAGE;
    return text ? doc->blocks[low - 1].text : (sr_slice){NULL, 0};
}
