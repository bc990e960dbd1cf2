/*
 * schema.h - the schema's versions and the lookups that the program keeps in step (inside of the loader).
 */
#ifndef SR_SCHEMA_H
#define SR_SCHEMA_H

#include "loader/connect.h"

/* The version that the database has; 0 where there is no schema yet. */
int sr_schema_read_version(sr_db *db, int *version, sr_error *err);
/* Fails with a sentence that says what to do unless the database has exactly the version of this program. */
int sr_schema_check(sr_db *db, sr_error *err);
/* Writes the names of rules and the catalogue of findings where the database has them otherwise or not at all. */
int sr_schema_sync_lookups(sr_db *db, sr_error *err);

#endif
