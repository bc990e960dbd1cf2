#include "cli/cmd_db.h"

#include "loader/loader.h"

#include <inttypes.h>
#include <jansson.h>

int sr_cmd_db_migrate(const char *db, FILE *out, sr_error *err)
{
    int from = 0, to = 0;

    if (sr_db_migrate(db, &from, &to, err) != 0)
        return -1;
    if (from == to)
        fprintf(out, "schema version %d, nothing to do\n", to);
    else if (from == 0)
        fprintf(out, "schema created, version %d\n", to);
    else
        fprintf(out, "schema upgraded from version %d to %d\n", from, to);
    return 0;
}

/* ---- status for a person ---------------------------------------------------------------------- */

static int64_t number(const json_t *object, const char *key)
{
    return json_integer_value(json_object_get(object, key));
}

/* With a comma at the thousands, as English text has it. */
static const char *grouped(int64_t n, char text[32])
{
    char digits[24];
    int len = snprintf(digits, sizeof digits, "%" PRId64, n), at = 0;

    for (int i = 0; i < len; i++) {
        if (i && (len - i) % 3 == 0 && digits[i - 1] != '-')
            text[at++] = ',';
        text[at++] = digits[i];
    }
    text[at] = '\0';
    return text;
}

static void print_groups(FILE *out, const json_t *groups, const char *key, const char *title)
{
    static const char *const columns[] = {"loaded", "refused", "tables", "rows", "measures", "findings"};
    size_t i;
    json_t *group;
    char text[32];

    if (json_array_size(groups) == 0)
        return;
    fprintf(out, "\n%-28s", title);
    for (size_t c = 0; c < sizeof columns / sizeof *columns; c++)
        fprintf(out, "%12s", columns[c]);
    fputc('\n', out);
    json_array_foreach(groups, i, group)
    {
        const char *name = json_string_value(json_object_get(group, key));
        fprintf(out, "%-28.28s", name ? name : "(standard input)");
        for (size_t c = 0; c < sizeof columns / sizeof *columns; c++)
            fprintf(out, "%12s", grouped(number(group, columns[c]), text));
        fputc('\n', out);
    }
}

static void print_accounting(FILE *out, const json_t *accounting)
{
    static const char *const parts[][2] = {{"cell_bytes", "in cells"},
                                           {"prose_bytes", "in prose"},
                                           {"caption_bytes", "in headings and captions"},
                                           {"markup_bytes", "separators and markup"},
                                           {"dropped_bytes", "dropped, each reported"}};
    int64_t total = number(accounting, "total_bytes");
    char text[32];

    fprintf(out, "\n%-28s%12s   non-blank bytes read\n", "Accounting", grouped(total, text));
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        int64_t bytes = number(accounting, parts[i][0]);
        double percent = total ? 100.0 * (double)bytes / (double)total : 0;
        fprintf(out, "%-28s%12s   %s (%.1f %%)\n", "", grouped(bytes, text), parts[i][1], percent);
    }
    fprintf(out, "%-28s%12s   %s\n", "", "",
            json_is_true(json_object_get(accounting, "adds_up"))
                ? "all of them accounted for"
                : "THEY DO NOT ADD UP: this is a bug, please report it");
}

static void print_last_run(FILE *out, const json_t *run)
{
    const json_t *seconds = json_object_get(run, "seconds");
    const char *started = json_string_value(json_object_get(run, "started_at"));
    const char *outcome = json_string_value(json_object_get(run, "outcome"));

    if (!started) {
        fprintf(out, "\nNo run yet: saring import PATH...\n");
        return;
    }
    fprintf(out, "\nLast run                    number %" PRId64 ", %.10s %.8s, %s", number(run, "run_id"), started,
            started + 11, outcome ? outcome : "?");
    if (seconds && json_is_number(seconds))
        fprintf(out, " in %.1f s", json_number_value(seconds));
    fprintf(out, "\n%-28s%" PRId64 " documents seen: %" PRId64 " loaded, %" PRId64 " unchanged, %" PRId64 " refused\n",
            "", number(run, "documents_seen"), number(run, "loaded"), number(run, "unchanged"), number(run, "refused"));
}

static void print_trust(FILE *out, const json_t *trust)
{
    static const char *const parts[][2] = {{"inferred_cells", "inferred"},
                                           {"repaired_cells", "repaired"},
                                           {"ambiguous_cells", "ambiguous"},
                                           {"unreadable_cells", "unreadable"},
                                           {"accused_cells", "accused"}};
    int64_t all = number(trust, "numeric_cells"), verified = number(trust, "verified_cells");
    char a[32], b[32];

    fprintf(out, "%-28s%s of %s numbers verified (%.1f %%)", "Trust", grouped(verified, a), grouped(all, b),
            all ? 100.0 * (double)verified / (double)all : 0);
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        if (number(trust, parts[i][0]))
            fprintf(out, ", %s %s", grouped(number(trust, parts[i][0]), a), parts[i][1]);
    fputc('\n', out);
}

static void print_status(FILE *out, const json_t *status)
{
    const json_t *documents = json_object_get(status, "documents"), *totals = json_object_get(status, "totals");
    const json_t *findings = json_object_get(status, "findings");
    char a[32], b[32], c[32];

    fprintf(out, "%s, schema version %" PRId64 ", %s MB\n\n", json_string_value(json_object_get(status, "database")),
            number(status, "schema_version"), grouped((number(status, "stored_bytes") + 999999) / 1000000, a));
    fprintf(out, "%-28s%s loaded, %s refused; %s superseded imports kept\n", "Documents",
            grouped(number(documents, "loaded"), a), grouped(number(documents, "refused"), b),
            grouped(number(documents, "superseded"), c));
    fprintf(out, "%-28s%s tables, %s rows", "Content", grouped(number(totals, "tables"), a),
            grouped(number(totals, "rows"), b));
    fprintf(out, ", %s cells, %s measures\n", grouped(number(totals, "cells"), a),
            grouped(number(totals, "measures"), b));
    fprintf(out, "%-28s%s errors, %s warnings, %s remarks\n", "Findings", grouped(number(findings, "error"), a),
            grouped(number(findings, "warning"), b), grouped(number(findings, "info"), c));
    fprintf(out, "%-28s%s hold, %s fail\n", "Checks", grouped(number(totals, "checks_passed"), a),
            grouped(number(totals, "checks_failed"), b));
    print_trust(out, json_object_get(status, "trust"));
    print_groups(out, json_object_get(status, "archives"), "archive", "Archive");
    print_groups(out, json_object_get(status, "kinds"), "kind", "Kind");
    print_accounting(out, json_object_get(status, "accounting"));
    print_last_run(out, json_object_get(status, "last_run"));
}

int sr_cmd_db_status(const char *db, bool json, FILE *out, sr_error *err)
{
    sr_buf text = {0};
    json_t *status = NULL;
    int rc = sr_db_status_json(db, &text, err);

    if (rc != 0)
        goto cleanup;
    if (json) {
        fwrite(text.ptr, 1, text.len, out);
        goto cleanup;
    }
    status = json_loadb(text.ptr, text.len, 0, NULL);
    if (!status)
        rc = sr_fail(err, SR_ERR_INTERNAL, "the status cannot be read");
    else
        print_status(out, status);
cleanup:
    json_decref(status);
    sr_buf_free(&text);
    return rc;
}
