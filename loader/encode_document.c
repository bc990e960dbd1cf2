/* A document, its tables and columns as JSON for saring.add_document. Keys are the columns of the tables. */
#include "loader/encode.h"

#include "normalize/units.h"

#include <jansson.h>

/* What is not known is left out: a missing key is NULL. */
static void put_text(json_t *object, const char *key, sr_slice s)
{
    if (s.len) /* text is valid UTF-8 since it was decoded; a check could only drop it */
        json_object_set_new_nocheck(object, key, json_stringn_nocheck(s.ptr, s.len));
}

static void put_number(json_t *object, const char *key, uint64_t n)
{
    json_object_set_new_nocheck(object, key, json_integer((json_int_t)n));
}

static void put_number_if(json_t *object, const char *key, int64_t n)
{
    if (n)
        json_object_set_new_nocheck(object, key, json_integer((json_int_t)n));
}

static void put_name(json_t *object, const char *key, const char *name)
{
    put_text(object, key, sr_str(name));
}

static void put_trust(json_t *object, const sr_trust *trust, uint64_t checks_passed, uint64_t checks_failed)
{
    put_number(object, "numeric_cells", trust->numeric);
    put_number(object, "verified_cells", trust->verified);
    put_number(object, "inferred_cells", trust->inferred);
    put_number(object, "repaired_cells", trust->repaired);
    put_number(object, "ambiguous_cells", trust->ambiguous);
    put_number(object, "unreadable_cells", trust->unreadable);
    put_number(object, "accused_cells", trust->accused);
    put_number(object, "checks_passed", checks_passed);
    put_number(object, "checks_failed", checks_failed);
}

static json_t *table_json(int64_t document_id, const sr_table *t)
{
    json_t *object = json_object();

    put_number(object, "document_id", (uint64_t)document_id);
    put_number(object, "table_no", t->table_no);
    put_text(object, "title", t->title);
    put_number_if(object, "page_first", t->page_first);
    put_number_if(object, "page_last", t->page_last);
    put_number_if(object, "line_first", (int64_t)t->line_first);
    put_number_if(object, "line_last", (int64_t)t->line_last);
    put_number(object, "rows", t->data_rows);
    put_number(object, "all_rows", t->all_rows);
    put_number(object, "columns", t->width);
    put_number_if(object, "year", t->year);
    put_number_if(object, "quarter", t->quarter);
    put_name(object, "revision", sr_revision_name(t->revision));
    put_text(object, "sheet", t->sheet);
    put_number_if(object, "column_first", t->column_first);
    json_object_set_new_nocheck(object, "hidden", json_boolean(t->hidden));
    put_trust(object, &t->trust, t->checks_passed, t->checks_failed);
    return object;
}

static json_t *column_json(int64_t document_id, const sr_table *t, uint32_t i)
{
    const sr_column *c = &t->columns[i];
    json_t *object = json_object();

    put_number(object, "document_id", (uint64_t)document_id);
    put_number(object, "table_no", t->table_no);
    put_number(object, "column_no", i + 1);
    put_text(object, "label", c->label);
    put_text(object, "formula", c->formula);
    put_text(object, "header", c->header);
    put_name(object, "role", sr_role_name(c->role));
    put_name(object, "measure", sr_measure_name(c->measure));
    put_name(object, "aspect", sr_aspect_name(c->aspect));
    put_number_if(object, "year", c->year);
    put_number_if(object, "quarter", c->quarter);
    put_name(object, "revision", sr_revision_name(c->revision));
    put_text(object, "unit", sr_unit_name(c->unit));
    put_number_if(object, "subject", c->subject);
    if (c->of_goal)
        json_object_set_new_nocheck(object, "of_goal", json_true());
    put_text(object, "evidence", c->evidence);
    return object;
}

static void put_identity(json_t *object, const sr_doc *doc)
{
    /* Mandatory even when empty. */
    json_object_set_new_nocheck(object, "name",
                                json_stringn_nocheck(doc->name.ptr ? doc->name.ptr : "", doc->name.len));
    json_object_set_new_nocheck(object, "path",
                                json_stringn_nocheck(doc->path.ptr ? doc->path.ptr : "", doc->path.len));
    put_text(object, "archive", doc->archive);
    if (doc->has_sha256) {
        char hex[3 + 2 * sizeof doc->sha256] = "\\x";
        for (size_t i = 0; i < sizeof doc->sha256; i++)
            snprintf(hex + 2 + 2 * i, 3, "%02x", doc->sha256[i]);
        put_name(object, "sha256", hex);
    }
    if (doc->format != SR_FORMAT_UNKNOWN)
        put_name(object, "format", sr_format_name(doc->format));
    put_text(object, "encoding", doc->encoding);
    put_number(object, "bytes", doc->bytes);
}

static void put_facts(json_t *object, const sr_facts *facts)
{
    put_text(object, "title", facts->title);
    put_name(object, "kind", sr_doc_kind_name(facts->kind));
    put_text(object, "agency", facts->agency);
    put_text(object, "region", facts->region);
    put_number_if(object, "fiscal_year", facts->fiscal_year);
    put_name(object, "revision", sr_revision_name(facts->revision));
    put_number_if(object, "quarter", facts->quarter);
}

static void put_totals(json_t *object, const sr_doc *doc, const sr_tally *tally, bool refused)
{
    static const char *const accounts[SR_ACCOUNT_COUNT] = {"cell_bytes", "prose_bytes", "caption_bytes", "markup_bytes",
                                                           "dropped_bytes"};
    static const sr_trust no_trust;

    put_number(object, "lines", refused ? 0 : doc->lines);
    put_number(object, "pages", refused ? 0 : doc->pages);
    put_number(object, "tables", refused ? 0 : doc->n_tables);
    put_number(object, "rows", tally->rows);
    put_number(object, "cells", tally->cells);
    put_number(object, "measures", tally->measures);
    put_number(object, "findings", tally->findings);
    put_trust(object, refused ? &no_trust : &doc->trust, refused ? 0 : doc->checks_passed,
              refused ? 0 : doc->checks_failed);
    put_number(object, "total_bytes", refused ? 0 : doc->total_bytes);
    for (int i = 0; i < SR_ACCOUNT_COUNT; i++)
        put_number(object, accounts[i], refused ? 0 : doc->accounts[i]);
}

char *sr_encode_document(sr_encoder *e, const sr_doc *doc, int64_t run_id, const char *engine, bool refused)
{
    static const sr_facts no_facts;
    json_t *document = json_object(), *tables = json_array(), *columns = json_array();

    for (size_t t = 0; t < doc->n_tables && !refused; t++) {
        const sr_table *table = doc->tables[t];
        json_array_append_new(tables, table_json(e->document_id, table));
        for (uint32_t i = 0; i < table->width; i++)
            json_array_append_new(columns, column_json(e->document_id, table, i));
        e->tally.rows += table->data_rows;
    }
    put_number(document, "document_id", (uint64_t)e->document_id);
    put_number_if(document, "run_id", run_id);
    put_name(document, "engine", engine);
    put_name(document, "status", refused ? "refused" : "loaded");
    put_identity(document, doc);
    put_facts(document, refused ? &no_facts : &doc->facts);
    put_totals(document, doc, &e->tally, refused);

    json_t *all = json_pack("{s:o,s:o,s:o}", "document", document, "tables", tables, "columns", columns);
    char *text = json_dumps(all, JSON_COMPACT);
    json_decref(all);
    return text;
}
