/*
 * pg.h - a private PostgreSQL for tests: a cluster in a temporary folder, unix socket only (tools/pg-private).
 *
 * Tests run from the top of the tree. Where there is no PostgreSQL server, sr_pg_start says so and returns false: skip.
 */
#ifndef SR_TEST_PG_H
#define SR_TEST_PG_H

#include <stdbool.h>
#include <stddef.h>

typedef struct sr_pg {
    char folder[64];
    char socket[256];
    char conninfo[512]; /* of the database saring, as superuser */
} sr_pg;

bool sr_pg_start(sr_pg *pg);
/* Stops the server and removes everything. */
void sr_pg_drop(sr_pg *pg);
/* Kills the server as a power cut would (an immediate shutdown: no backend finishes anything), and starts it again. */
void sr_pg_kill(sr_pg *pg);
void sr_pg_restart(sr_pg *pg);
/* Drops the schema, so that a test begins with an empty database. */
void sr_pg_clear(sr_pg *pg);
/* Runs SQL; the first column of all rows joined by '\n', NULL as "NULL"; "ERROR: ..." when it fails. Static storage. */
const char *sr_pg_sql(const sr_pg *pg, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
