/* What is loaded, for `saring db status`. */
#include "loader/loader.h"
#include "loader/schema.h"

#include <jansson.h>
#include <stdlib.h>

static json_t *query_status(sr_db *db, sr_error *err)
{
    PGresult *result = sr_db_query(db, "SELECT saring.status()", 0, NULL, false, err);
    json_t *status = NULL;

    if (result && PQntuples(result) == 1)
        status = json_loads(PQgetvalue(result, 0, 0), 0, NULL);
    if (result && !status)
        sr_fail(err, SR_ERR_INTERNAL, "%s: the status is no JSON", db->endpoint);
    PQclear(result);
    return status;
}

int sr_db_status_json(const char *conninfo, sr_buf *out, sr_error *err)
{
    sr_db db = {0};
    json_t *status = NULL;

    if (sr_db_connect(&db, conninfo, err) == 0 && sr_schema_check(&db, err) == 0)
        status = query_status(&db, err);
    if (status) {
        json_object_set_new(status, "schema_version", json_integer(sr_db_version()));
        json_object_set_new(status, "version", json_string(SR_VERSION));
        json_object_set_new(status, "database", json_string(db.endpoint));
        char *text = json_dumps(status, JSON_INDENT(2) | JSON_SORT_KEYS);
        sr_buf_slice(out, sr_str(text));
        sr_buf_char(out, '\n');
        free(text);
    }
    sr_db_disconnect(&db);
    json_decref(status);
    return status ? 0 : -1;
}
