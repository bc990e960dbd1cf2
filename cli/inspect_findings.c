#include "cli/inspect.h"

#include <inttypes.h>

enum {
    EACH_MAX = 40,   /* findings of one code told one by one: more hide the others */
    EXAMPLES_MAX = 6 /* places named of those that are only counted */
};

static void place(sr_buf *out, const sr_finding *f)
{
    const char *between = "";

    if (f->place.len) {
        sr_buf_slice(out, f->place);
        return;
    }
    if (f->line_no) {
        sr_buf_printf(out, "line %" PRIu64, f->line_no);
        between = ", ";
    }
    if (f->row_no) {
        sr_buf_printf(out, "%srow %u", between, f->row_no);
        between = ", ";
    }
    if (f->column_no)
        sr_buf_printf(out, "%scolumn %u", between, f->column_no);
}

static void draw_one(sr_inspect *in, const sr_finding *f)
{
    static const sr_style_name styles[] = {SR_DIM, SR_WARN, SR_BAD};
    const sr_finding_info *info = sr_finding_info_of(f->code);
    sr_buf text = {0};

    place(&text, f);
    sr_buf_printf(&text, "%s%.*s", text.len ? ": " : "", SR_FMT(f->message));
    sr_slice head = sr_arena_printf(&in->scratch, "%s %s", info->code, sr_severity_name(f->severity));
    sr_buf_lit(&in->out, "  ");
    sr_pen_put(&in->pen, &in->out, styles[f->severity], head);
    sr_buf_lit(&in->out, "  ");
    sr_pen_wrap(&in->pen, &in->out, sr_pen_plain(&in->scratch, (sr_slice){text.ptr, text.len}), head.len + 4, 4);
    sr_buf_free(&text);
}

/* Findings of one code and severity from..to: how many, and the first places. */
static void draw_counted(sr_inspect *in, const sr_doc *doc, size_t from, size_t to, sr_finding_code code,
                         sr_severity severity, uint32_t skip)
{
    const sr_finding_info *info = sr_finding_info_of(code);
    uint32_t n = 0, named = 0;
    bool sheet = false;
    sr_buf text = {0};

    for (size_t i = from; i < to; i++) {
        const sr_finding *f = &doc->findings[i];
        if (f->code != code || f->severity != severity || n++ < skip || named == EXAMPLES_MAX)
            continue;
        sheet = sheet || f->place.len;
        if (f->place.len)
            sr_buf_printf(&text, "%s%.*s", named++ ? ", " : "", SR_FMT(f->place));
        else if (f->line_no)
            sr_buf_printf(&text, "%s%" PRIu64, named++ ? ", " : "", f->line_no);
    }
    sr_slice head = sr_arena_printf(&in->scratch, "%s %s", info->code, sr_severity_name(severity));
    sr_slice all = sr_arena_printf(&in->scratch, "%s%u times: %s%s%.*s%s", skip ? "and " : "", n - skip, info->summary,
                                   !named  ? ""
                                   : sheet ? " At "
                                           : " Lines ",
                                   (int)text.len, text.len ? text.ptr : "",
                                   named && n - skip > named ? ", ..."
                                   : named                   ? "."
                                                             : "");
    sr_buf_lit(&in->out, "  ");
    sr_pen_put(&in->pen, &in->out, SR_DIM, head);
    sr_buf_lit(&in->out, "  ");
    sr_pen_wrap(&in->pen, &in->out, all, head.len + 4, 4);
    sr_buf_free(&text);
}

/* A remark that stands alone is told; many of one code are counted. Warnings and errors are told up to EACH_MAX. */
void sr_inspect_findings(sr_inspect *in, const sr_doc *doc, size_t from, size_t to)
{
    uint32_t counts[SR_FINDING_COUNT][3] = {{0}}, told[SR_FINDING_COUNT] = {0};

    if (from < to)
        sr_buf_char(&in->out, '\n');
    for (size_t i = from; i < to; i++)
        counts[doc->findings[i].code][doc->findings[i].severity]++;
    for (size_t i = from; i < to; i++) {
        const sr_finding *f = &doc->findings[i];
        bool each = f->severity > SR_INFO ? told[f->code]++ < EACH_MAX : counts[f->code][SR_INFO] == 1;
        if (each)
            draw_one(in, f);
    }
    for (int code = 1; code < SR_FINDING_COUNT; code++) {
        uint32_t weighty = counts[code][SR_WARNING] + counts[code][SR_ERROR];
        if (weighty > EACH_MAX)
            draw_counted(in, doc, from, to, (sr_finding_code)code, counts[code][SR_WARNING] ? SR_WARNING : SR_ERROR,
                         EACH_MAX);
        if (counts[code][SR_INFO] > 1)
            draw_counted(in, doc, from, to, (sr_finding_code)code, SR_INFO, 0);
    }
}
