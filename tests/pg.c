#include "tests/pg.h"

#include <libpq-fe.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Output of tools/pg-private ACTION FOLDER, its first KEY=value line's value if key is given; false if it fails. */
static bool pg_private(const sr_pg *pg, const char *action, const char *key, char *value, size_t size)
{
    char command[256], line[512];

    snprintf(command, sizeof command, "tools/pg-private %s '%s' 2>&1", action, pg->folder);
    FILE *out = popen(command, "r");
    while (out && fgets(line, sizeof line, out)) {
        line[strcspn(line, "\n")] = '\0';
        size_t len = key ? strlen(key) : 0;
        if (key && strncmp(line, key, len) == 0 && line[len] == '=') {
            const char *from = line + len + 1;
            size_t quoted = *from == '\'';
            snprintf(value, size, "%.*s", (int)(strlen(from) - 2 * quoted), from + quoted);
        } else if (!key) {
            fprintf(stderr, "%s\n", line);
        }
    }
    return out && pclose(out) == 0;
}

bool sr_pg_start(sr_pg *pg)
{
    if (system("tools/pg-private bindir >/dev/null 2>&1") != 0) {
        fprintf(stderr, "skipped: no PostgreSQL server here (make deps installs it)\n");
        return false;
    }
    snprintf(pg->folder, sizeof pg->folder, "/tmp/saring-test.XXXXXX");
    if (!mkdtemp(pg->folder) || chmod(pg->folder, 0711) != 0) /* as root, the server's user passes through */
        abort();
    if (!pg_private(pg, "start", NULL, NULL, 0) || !pg_private(pg, "env", "PGHOST", pg->socket, sizeof pg->socket)) {
        fprintf(stderr, "the private server does not start\n");
        abort();
    }
    snprintf(pg->conninfo, sizeof pg->conninfo, "host=%s port=5432 user=saring dbname=saring", pg->socket);
    return true;
}

void sr_pg_drop(sr_pg *pg)
{
    pg_private(pg, "drop", NULL, NULL, 0);
    rmdir(pg->folder);
}

void sr_pg_kill(sr_pg *pg)
{
    char path[512] = "", text[32] = "";
    pid_t pid;

    snprintf(path, sizeof path, "%s/data-path", pg->folder);
    FILE *f = fopen(path, "r");
    if (!f || !fgets(path, (int)sizeof path - 32, f))
        abort();
    fclose(f);
    path[strcspn(path, "\n")] = '\0';
    strcat(path, "/postmaster.pid");
    f = fopen(path, "r");
    if (!f || !fgets(text, sizeof text, f) || (pid = atoi(text)) <= 1)
        abort();
    fclose(f);
    kill(pid, SIGQUIT); /* immediate shutdown: every backend dies where it stands, nothing is written */
    for (int i = 0; i < 500 && kill(pid, 0) == 0; i++)
        usleep(10000);
}

void sr_pg_restart(sr_pg *pg)
{
    if (!pg_private(pg, "start", NULL, NULL, 0))
        abort();
}

void sr_pg_clear(sr_pg *pg)
{
    sr_pg_sql(pg, "DROP SCHEMA IF EXISTS saring CASCADE");
}

const char *sr_pg_sql(const sr_pg *pg, const char *format, ...)
{
    static char out[65536];
    char sql[8192];
    va_list ap;
    size_t len = 0;

    va_start(ap, format);
    vsnprintf(sql, sizeof sql, format, ap);
    va_end(ap);
    out[0] = '\0';
    PGconn *conn = PQconnectdb(pg->conninfo);
    PQclear(PQexec(conn, "SET client_min_messages = error"));
    PGresult *result = PQexec(conn, sql);
    if (PQresultStatus(result) == PGRES_TUPLES_OK) {
        for (int i = 0; i < PQntuples(result) && len < sizeof out; i++)
            len += (size_t)snprintf(out + len, sizeof out - len, "%s%s", i ? "\n" : "",
                                    PQgetisnull(result, i, 0) ? "NULL" : PQgetvalue(result, i, 0));
    } else if (PQresultStatus(result) != PGRES_COMMAND_OK) {
        snprintf(out, sizeof out, "ERROR: %s", PQerrorMessage(conn));
    }
    PQclear(result);
    PQfinish(conn);
    return out;
}
