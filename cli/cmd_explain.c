/* `saring explain`: the catalogue of findings. */
#include "cli/commands.h"
#include "cli/fields.h"
#include "cli/log.h"
#include "cli/terminal.h"

#include <stdio.h>
#include <unistd.h>

static void json_entry(sr_finding_code code, sr_buf *out)
{
    const sr_finding_info *info = sr_finding_info_of(code);
    sr_fields f = {out, SR_AS_NDJSON};

    sr_record_begin(&f);
    sr_field_name(&f, SR_KEY("code"), info->code);
    sr_field_name(&f, SR_KEY("name"), info->name);
    sr_field_name(&f, SR_KEY("severity"), sr_severity_name(info->severity));
    sr_field_name(&f, SR_KEY("summary"), info->summary);
    sr_field_name(&f, SR_KEY("explanation"), info->explanation);
    sr_field_name(&f, SR_KEY("remedy"), info->remedy);
    sr_record_end(&f);
}

/* Text in paragraphs of the terminal's width, indented. */
static void wrap(sr_buf *out, const char *text, size_t indent, size_t width)
{
    size_t column = 0;
    const size_t room = width > indent + 20 ? width - indent : 20;

    for (const char *at = text; *at;) {
        size_t len = strcspn(at, " ");
        sr_slice word = {at, len};
        size_t cells = sr_text_width(word);
        if (column && column + 1 + cells > room) {
            sr_buf_char(out, '\n');
            column = 0;
        }
        if (column == 0)
            sr_buf_printf(out, "%*s", (int)indent, "");
        else
            sr_buf_char(out, ' ');
        column += cells + (column > 0);
        sr_buf_slice(out, word);
        at += len + (at[len] == ' ');
    }
    sr_buf_char(out, '\n');
}

static void explain_one(sr_finding_code code, sr_buf *out, size_t width)
{
    const sr_finding_info *info = sr_finding_info_of(code);

    sr_buf_printf(out, "%s %s (%s)\n\n", info->code, info->name, sr_severity_name(info->severity));
    wrap(out, info->summary, 2, width);
    sr_buf_lit(out, "\n");
    wrap(out, info->explanation, 2, width);
    sr_buf_lit(out, "\nWhat to do:\n");
    wrap(out, info->remedy, 2, width);
}

static const char *name_at(const void *context, size_t i)
{
    (void)context;
    return i + 1 < SR_FINDING_COUNT ? sr_finding_info_of((sr_finding_code)(i + 1))->name : NULL;
}

static const char *code_at(const void *context, size_t i)
{
    (void)context;
    return i + 1 < SR_FINDING_COUNT ? sr_finding_info_of((sr_finding_code)(i + 1))->code : NULL;
}

static int unknown_code(const char *text)
{
    sr_error err = {0};
    bool code = text[0] && sr_is_digit((unsigned char)text[1]);
    const char *near = sr_nearest(text, code ? code_at : name_at, NULL);

    if (near)
        sr_fail(&err, SR_ERR_USAGE, "no finding has the code or name '%s'; did you mean %s?", text, near);
    else
        sr_fail(&err, SR_ERR_USAGE, "no finding has the code or name '%s'; `saring explain` lists them", text);
    return sr_exit_status(&err);
}

static void catalogue(sr_buf *out, bool json)
{
    static const char *const areas[] = {"D document and file", "S structure",        "N number",
                                        "U unit and code",     "C arithmetic check", "R reference data"};
    char area = 0;

    for (int i = 1; i < SR_FINDING_COUNT; i++) {
        const sr_finding_info *info = sr_finding_info_of((sr_finding_code)i);
        if (json) {
            json_entry((sr_finding_code)i, out);
            continue;
        }
        for (size_t a = 0; info->code[0] != area && a < sizeof areas / sizeof areas[0]; a++)
            if (areas[a][0] == info->code[0])
                sr_buf_printf(out, "%s%s\n", area ? "\n" : "", areas[a]);
        area = info->code[0];
        sr_buf_printf(out, "  %-5s %-24s %-8s %s\n", info->code, info->name, sr_severity_name(info->severity),
                      info->summary);
    }
}

int sr_cmd_explain(const sr_settings *settings)
{
    sr_buf out = {0};
    sr_finding_code code = SR_FINDING_NONE;

    if (settings->n_args) {
        code = sr_finding_lookup(sr_str(settings->args[0]));
        if (code == SR_FINDING_NONE)
            return unknown_code(settings->args[0]);
    }
    if (code == SR_FINDING_NONE)
        catalogue(&out, settings->json);
    else if (settings->json)
        json_entry(code, &out);
    else
        explain_one(code, &out, (size_t)sr_terminal_width(STDOUT_FILENO));
    fwrite(out.ptr, 1, out.len, stdout);
    sr_buf_free(&out);
    return SR_EXIT_DONE;
}
