#include "cli/log.h"

#include "cli/fields.h"

#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

static struct {
    pthread_mutex_t lock;
    bool json;
    sr_log_level limit;
    char footer[512];
    size_t footer_len;
} state = {.lock = PTHREAD_MUTEX_INITIALIZER, .limit = SR_LOG_INFO};

static const char *const names[] = {"error", "warning", "info", "debug"};

void sr_log_setup(bool json, sr_log_level limit)
{
    state.json = json;
    state.limit = limit;
}

bool sr_log_on(sr_log_level level)
{
    return level <= state.limit;
}

/* Where standard error itself is gone there is nobody left to tell. */
static void write_all(const char *bytes, size_t len)
{
    while (len) {
        ssize_t n = write(STDERR_FILENO, bytes, len);
        if (n <= 0)
            return;
        bytes += n;
        len -= (size_t)n;
    }
}

static void json_line(sr_buf *line, sr_log_level level, sr_slice document, sr_slice message)
{
    struct timespec now;
    struct tm tm;
    char stamp[48];

    clock_gettime(CLOCK_REALTIME, &now);
    gmtime_r(&now.tv_sec, &tm);
    size_t n = strftime(stamp, sizeof stamp, "%Y-%m-%dT%H:%M:%S", &tm);
    n += (size_t)snprintf(stamp + n, sizeof stamp - n, ".%03ldZ", now.tv_nsec / 1000000);
    sr_fields f = {line, SR_AS_NDJSON};
    sr_record_begin(&f);
    sr_field_text(&f, SR_KEY("time"), (sr_slice){stamp, n});
    sr_field_text(&f, SR_KEY("level"), sr_str(names[level]));
    if (document.ptr)
        sr_field_text(&f, SR_KEY("document"), document);
    sr_field_text(&f, SR_KEY("message"), message);
    sr_record_end(&f);
}

static void text_line(sr_buf *line, sr_log_level level, sr_slice document, sr_slice message)
{
    sr_buf_lit(line, "saring: ");
    if (level <= SR_LOG_WARNING)
        sr_buf_printf(line, "%s: ", names[level]);
    if (document.len) {
        sr_buf_slice(line, document);
        sr_buf_lit(line, ": ");
    }
    sr_buf_slice(line, message);
    /* A document's name or text must not steer the terminal. */
    for (size_t i = 0; i < line->len; i++)
        if ((unsigned char)line->ptr[i] < ' ' || line->ptr[i] == 127)
            line->ptr[i] = ' ';
    sr_buf_char(line, '\n');
}

void sr_log(sr_log_level level, sr_slice document, const char *format, ...)
{
    va_list ap;
    char message[2048];
    sr_buf line = {0};

    if (!sr_log_on(level))
        return;
    va_start(ap, format);
    int n = vsnprintf(message, sizeof message, format, ap);
    va_end(ap);
    size_t len = n < 0 ? 0 : (size_t)n < sizeof message ? (size_t)n : sizeof message - 1;
    (state.json ? json_line : text_line)(&line, level, document, (sr_slice){message, len});

    pthread_mutex_lock(&state.lock);
    if (state.footer_len)
        write_all("\r\x1b[K", 4);
    write_all(line.ptr, line.len);
    write_all(state.footer, state.footer_len);
    pthread_mutex_unlock(&state.lock);
    sr_buf_free(&line);
}

void sr_log_footer(const char *text, size_t len)
{
    pthread_mutex_lock(&state.lock);
    if (state.footer_len || len)
        write_all("\r\x1b[K", 4);
    if (len > sizeof state.footer)
        len = sizeof state.footer;
    if (len)
        memcpy(state.footer, text, len);
    state.footer_len = len;
    write_all(state.footer, len);
    pthread_mutex_unlock(&state.lock);
}
