#include "tests/pg.h"

#include <fcntl.h>
#include <libpq-fe.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* Runs tools/pg-private ACTION FOLDER; its output is in out, cut to size. False if it fails. */
static bool pg_private(const char *action, const char *folder, char *out, size_t size)
{
    int ends[2], status = -1;
    size_t len = 0;
    ssize_t n;

    if (pipe2(ends, O_CLOEXEC) != 0)
        abort();
    pid_t child = fork();
    if (child == 0) {
        dup2(ends[1], STDOUT_FILENO);
        execl("tools/pg-private", "pg-private", action, folder, (char *)NULL);
        _exit(127);
    }
    close(ends[1]);
    while (len + 1 < size && (n = read(ends[0], out + len, size - 1 - len)) > 0)
        len += (size_t)n;
    out[len] = '\0';
    close(ends[0]);
    return child > 0 && waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

/* The value of KEY=value in the lines, quotes off. */
static void find_value(const char *lines, const char *key, char *value, size_t size)
{
    for (const char *line = lines; line; line = strchr(line, '\n') ? strchr(line, '\n') + 1 : NULL) {
        size_t len = strlen(key);
        if (strncmp(line, key, len) != 0 || line[len] != '=')
            continue;
        const char *from = line + len + 1;
        size_t quoted = *from == '\'', n = strcspn(from, "\n");
        snprintf(value, size, "%.*s", (int)(n - 2 * quoted), from + quoted);
    }
}

bool sr_pg_start(sr_pg *pg)
{
    char out[2048];

    if (!pg_private("bindir", NULL, out, sizeof out)) {
        fprintf(stderr, "skipped: no PostgreSQL server here (make deps installs it)\n");
        return false;
    }
    snprintf(pg->folder, sizeof pg->folder, "/tmp/saring-test.XXXXXX");
    if (!mkdtemp(pg->folder) || chmod(pg->folder, 0711) != 0) /* as root, the server's user passes through */
        abort();
    if (!pg_private("start", pg->folder, out, sizeof out) || !pg_private("env", pg->folder, out, sizeof out)) {
        fprintf(stderr, "the private server does not start\n");
        abort();
    }
    find_value(out, "PGHOST", pg->socket, sizeof pg->socket);
    snprintf(pg->conninfo, sizeof pg->conninfo, "host=%s port=5432 user=saring dbname=saring", pg->socket);
    return true;
}

void sr_pg_drop(sr_pg *pg)
{
    char out[2048];

    pg_private("drop", pg->folder, out, sizeof out);
    rmdir(pg->folder);
}

/* The first line of a file in a folder. */
static void first_line(const char *folder, const char *file, char *line, int size)
{
    char path[512];

    snprintf(path, sizeof path, "%s/%s", folder, file);
    FILE *f = fopen(path, "r");
    if (!f || !fgets(line, size, f))
        abort();
    fclose(f);
    line[strcspn(line, "\n")] = '\0';
}

void sr_pg_kill(sr_pg *pg)
{
    char data[256], text[32];

    first_line(pg->folder, "data-path", data, sizeof data);
    first_line(data, "postmaster.pid", text, sizeof text);
    pid_t pid = (pid_t)strtol(text, NULL, 10);
    if (pid <= 1)
        abort();
    kill(pid, SIGQUIT); /* immediate shutdown: every backend dies where it stands, nothing is written */
    for (int i = 0; i < 500 && kill(pid, 0) == 0; i++)
        usleep(10000);
}

void sr_pg_restart(sr_pg *pg)
{
    char out[2048];

    if (!pg_private("start", pg->folder, out, sizeof out))
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
