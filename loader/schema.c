#include "loader/schema.h"

#include "core/document.h"
#include "core/embed.h"
#include "loader/loader.h"

#include <jansson.h>
#include <openssl/evp.h>
#include <stdio.h>
#include <stdlib.h>

SR_EMBED(sr_sql_tables, "sql/0001_tables.sql");
SR_EMBED(sr_sql_identity, "sql/0002_identity.sql");
SR_EMBED(sr_sql_views, "sql/0003_views.sql");
SR_EMBED(sr_sql_comments, "sql/0004_comments.sql");
SR_EMBED(sr_sql_roles, "sql/0005_roles.sql");
SR_EMBED(sr_sql_audit, "sql/0006_audit.sql");
SR_EMBED(sr_sql_times, "sql/0007_times.sql");
SR_EMBED(sr_sql_sheets, "sql/0008_sheets.sql");
SR_EMBED(sr_sql_subjects, "sql/0009_subjects.sql");
SR_EMBED(sr_sql_row_years, "sql/0010_row_years.sql");

/* Versions count from 1 without gaps; a file that was released is never edited: what changes gets a file of its own. */
static const struct migration {
    const char *name;
    const char *sql, *end;
} migrations[] = {
    {"0001_tables", sr_sql_tables, sr_sql_tables_end},       {"0002_identity", sr_sql_identity, sr_sql_identity_end},
    {"0003_views", sr_sql_views, sr_sql_views_end},          {"0004_comments", sr_sql_comments, sr_sql_comments_end},
    {"0005_roles", sr_sql_roles, sr_sql_roles_end},          {"0006_audit", sr_sql_audit, sr_sql_audit_end},
    {"0007_times", sr_sql_times, sr_sql_times_end},          {"0008_sheets", sr_sql_sheets, sr_sql_sheets_end},
    {"0009_subjects", sr_sql_subjects, sr_sql_subjects_end}, {"0010_row_years", sr_sql_row_years, sr_sql_row_years_end},
};

enum { MIGRATIONS = sizeof migrations / sizeof *migrations };

int sr_db_version(void)
{
    return MIGRATIONS;
}

int sr_schema_read_version(sr_db *db, int *version, sr_error *err)
{
    int64_t number = 0;

    /* Two statements, for the second cannot be planned without the table. */
    if (sr_db_query_int(db, "SELECT (to_regclass('saring.migration') IS NOT NULL)::integer", 0, NULL, &number, err) !=
        0)
        return -1;
    if (number && sr_db_query_int(db, "SELECT max(version) FROM saring.migration", 0, NULL, &number, err) != 0)
        return -1;
    *version = (int)number;
    return 0;
}

static int fail_newer(const sr_db *db, int version, sr_error *err)
{
    return sr_fail(err, SR_ERR_DB, "%s has schema version %d, newer than this program's %d: use the newer saring",
                   db->endpoint, version, MIGRATIONS);
}

int sr_schema_check(sr_db *db, sr_error *err)
{
    int version;

    if (sr_schema_read_version(db, &version, err) != 0)
        return -1;
    if (version == 0)
        return sr_fail(err, SR_ERR_DB, "%s has no schema of saring yet: run `saring db migrate`", db->endpoint);
    if (version < MIGRATIONS)
        return sr_fail(err, SR_ERR_DB, "%s has schema version %d, this program needs %d: run `saring db migrate`",
                       db->endpoint, version, MIGRATIONS);
    return version > MIGRATIONS ? fail_newer(db, version, err) : 0;
}

/* ---- migrations ------------------------------------------------------------------------------- */

static void sha256_hex(const struct migration *m, char hex[65])
{
    uint8_t digest[EVP_MAX_MD_SIZE];

    EVP_Digest(m->sql, (size_t)(m->end - m->sql), digest, NULL, EVP_sha256(), NULL);
    for (int i = 0; i < 32; i++)
        snprintf(hex + 2 * i, 3, "%02x", digest[i]);
}

/* What was applied must be what this program means by that version; a file run by hand has no checksum to compare. */
static int check_applied(sr_db *db, int version, sr_error *err)
{
    PGresult *result =
        sr_db_query(db, "SELECT version, encode(sha256, 'hex') FROM saring.migration WHERE sha256 IS NOT NULL", 0, NULL,
                    false, err);
    int rc = result ? 0 : -1;

    for (int i = 0; rc == 0 && i < PQntuples(result); i++) {
        char hex[65];
        int applied = (int)strtol(PQgetvalue(result, i, 0), NULL, 10);
        if (applied < 1 || applied > version)
            continue;
        sha256_hex(&migrations[applied - 1], hex);
        if (strcmp(hex, PQgetvalue(result, i, 1)) != 0)
            rc = sr_fail(err, SR_ERR_DB, "%s: migration %s was applied with other contents than this program's",
                         db->endpoint, migrations[applied - 1].name);
    }
    PQclear(result);
    return rc;
}

static int apply(sr_db *db, int version, sr_error *err)
{
    const struct migration *m = &migrations[version - 1];
    char hex[65], number[16];
    sr_error why = {0};

    sha256_hex(m, hex);
    int digits = snprintf(number, sizeof number, "%d", version);
    sr_param params[] = {{hex, 64, false}, {number, digits, false}};
    if (sr_db_exec(db, "BEGIN", err) != 0)
        return -1;
    if (sr_db_exec(db, m->sql, &why) != 0) {
        sr_db_rollback(db);
        return sr_fail(err, why.kind, "migration %s: %.400s", m->name, why.message);
    }
    PGresult *result =
        sr_db_query(db, "UPDATE saring.migration SET sha256 = decode($1, 'hex') WHERE version = $2::integer", 2, params,
                    false, err);
    PQclear(result);
    return result && sr_db_exec(db, "COMMIT", err) == 0 ? 0 : -1;
}

static int migrate(sr_db *db, int *from, int *to, sr_error *err)
{
    int version;

    /* One migrates at a time; the lock goes with the connection. */
    if (sr_db_exec(db, "SELECT pg_advisory_lock(hashtextextended('saring migrate', 0))", err) != 0 ||
        sr_schema_read_version(db, &version, err) != 0)
        return -1;
    *from = version;
    if (version > MIGRATIONS)
        return fail_newer(db, version, err);
    if (version > 0 && check_applied(db, version, err) != 0)
        return -1;
    for (version++; version <= MIGRATIONS; version++)
        if (apply(db, version, err) != 0)
            return -1;
    *to = MIGRATIONS;
    return sr_schema_sync_lookups(db, err);
}

int sr_db_migrate(const char *conninfo, int *from, int *to, sr_error *err)
{
    sr_db db = {0};
    int ignored;

    int rc = sr_db_connect(&db, conninfo, err);
    if (rc == 0)
        rc = migrate(&db, from ? from : &ignored, to ? to : &ignored, err);
    sr_db_disconnect(&db);
    return rc;
}

/* ---- lookups ---------------------------------------------------------------------------------- */

static char *lookups_json(void)
{
    json_t *rules = json_array(), *catalogue = json_array();

    for (int i = 0; i < SR_RULE_COUNT; i++)
        json_array_append_new(rules, json_pack("{s:s%,s:s}", "code", &(char){(char)('0' + i)}, (size_t)1, "name",
                                               sr_rule_name((sr_rule)i)));
    for (int i = 1; i < SR_FINDING_COUNT; i++) {
        const sr_finding_info *info = sr_finding_info_of((sr_finding_code)i);
        json_array_append_new(catalogue,
                              json_pack("{s:s,s:s,s:s,s:s,s:s,s:s}", "code", info->code, "name", info->name, "severity",
                                        sr_severity_name(info->severity), "summary", info->summary, "explanation",
                                        info->explanation, "remedy", info->remedy));
    }
    json_t *all = json_pack("{s:o,s:o}", "rules", rules, "catalogue", catalogue);
    char *text = json_dumps(all, JSON_COMPACT);
    json_decref(all);
    return text;
}

int sr_schema_sync_lookups(sr_db *db, sr_error *err)
{
    static const char sql[] =
        "WITH held AS MATERIALIZED (SELECT pg_advisory_xact_lock(hashtextextended('saring lookups', 0))),"
        " new_rule AS (SELECT r.* FROM held, jsonb_to_recordset($1::jsonb -> 'rules') AS r (code text, name text)"
        "  EXCEPT TABLE saring.rule),"
        " new_entry AS (SELECT c.* FROM held, jsonb_to_recordset($1::jsonb -> 'catalogue')"
        "   AS c (code text, name text, severity text, summary text, explanation text, remedy text)"
        "  EXCEPT TABLE saring.catalogue),"
        " put_rule AS (INSERT INTO saring.rule SELECT * FROM new_rule"
        "  ON CONFLICT (code) DO UPDATE SET name = excluded.name)"
        " INSERT INTO saring.catalogue SELECT * FROM new_entry"
        "  ON CONFLICT (code) DO UPDATE SET name = excluded.name, severity = excluded.severity,"
        "  summary = excluded.summary, explanation = excluded.explanation, remedy = excluded.remedy";
    char *json = lookups_json();
    sr_param param = {json, json ? (int)strlen(json) : 0, false};
    PGresult *result = json ? sr_db_query(db, sql, 1, &param, false, err) : NULL;

    if (!json)
        sr_fail(err, SR_ERR_INTERNAL, "the catalogue cannot be written as JSON");
    PQclear(result);
    free(json);
    return result ? 0 : -1;
}

/* One printable character a rule in row_.rule: from '0' to '~'. */
_Static_assert('0' + SR_RULE_COUNT <= '~', "too many rules for one character a cell");
