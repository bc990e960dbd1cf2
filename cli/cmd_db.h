/*
 * cmd_db.h - `saring db migrate` and `saring db status`.
 *
 * db as in loader/loader.h. Output goes to out; 0, or -1 with *err.
 */
#ifndef SR_CMD_DB_H
#define SR_CMD_DB_H

#include "core/error.h"

#include <stdbool.h>
#include <stdio.h>

int sr_cmd_db_migrate(const char *db, FILE *out, sr_error *err);
int sr_cmd_db_status(const char *db, bool json, FILE *out, sr_error *err);

#endif
