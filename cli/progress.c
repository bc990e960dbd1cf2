#include "cli/progress.h"

#include "cli/log.h"
#include "cli/terminal.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

enum { TICK_MS = 150 }; /* smooth to the eye, nothing to the machine */

typedef struct lane {
    _Atomic(const sr_entry *) entry;
    atomic_ullong at; /* bytes of it that have been read, about */
    sr_progress *progress;
} lane;

struct sr_progress {
    const sr_walk *walk;
    bool shown;
    int workers;
    lane *lanes;
    atomic_size_t documents;
    atomic_ullong bytes;
    pthread_t thread;
    pthread_mutex_t lock;
    pthread_cond_t wake;
    bool over;
    struct timespec began;
};

static double seconds_since(const struct timespec *then)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)(now.tv_sec - then->tv_sec) + (double)(now.tv_nsec - then->tv_nsec) / 1e9;
}

static void human_bytes(char *text, size_t cap, double bytes)
{
    static const char *const units[] = {"B", "kB", "MB", "GB", "TB"};
    size_t unit = 0;

    while (bytes >= 1000 && unit < 4) {
        bytes /= 1000;
        unit++;
    }
    snprintf(text, cap, unit && bytes < 10 ? "%.1f %s" : "%.0f %s", bytes, units[unit]);
}

static void time_left(char *text, size_t cap, double elapsed, double done)
{
    long s = (long)(elapsed * (1 - done) / done + 0.5);

    text[0] = '\0';
    if (elapsed > 1 && done > 0.01 && s < 1000L * 3600)
        snprintf(text, cap, s >= 3600 ? "  %ld:%02ld:%02ld left" : "  %ld:%02ld left", s >= 3600 ? s / 3600 : s / 60,
                 s >= 3600 ? s / 60 % 60 : s % 60, s % 60);
}

static void draw(sr_progress *p)
{
    enum { CELLS = 20 };
    char line[512], done_text[16], all_text[16], left[40], bar[CELLS * 3 + 1] = "";
    unsigned long long bytes = p->bytes;
    const sr_entry *current = NULL;
    size_t len = 0;

    for (int i = 0; i < p->workers; i++) {
        const sr_entry *entry = p->lanes[i].entry;
        bytes += entry ? p->lanes[i].at : 0;
        current = current ? current : entry;
    }
    double done = p->walk->bytes ? (double)bytes / (double)p->walk->bytes
                                 : (double)p->documents / (double)(p->walk->n ? p->walk->n : 1);
    done = done > 1 ? 1 : done;
    for (int i = 0; i < CELLS; i++)
        len += (size_t)snprintf(bar + len, sizeof bar - len, "%s", i < done * CELLS ? "\xe2\x96\x88" : "\xc2\xb7");
    human_bytes(done_text, sizeof done_text, (double)bytes);
    human_bytes(all_text, sizeof all_text, (double)p->walk->bytes);
    time_left(left, sizeof left, seconds_since(&p->began), done);
    int n = snprintf(line, sizeof line, "%s %3.0f%%  %zu/%zu documents  %s of %s%s  %.*s", bar, done * 100,
                     (size_t)p->documents, p->walk->n, done_text, all_text, left,
                     current && current->name.len < 200 ? (int)current->name.len : 0, current ? current->name.ptr : "");
    sr_slice text = {line, n < 0 ? 0 : (size_t)n < sizeof line ? (size_t)n : sizeof line - 1};
    sr_log_footer(line, sr_text_clip(text, (size_t)sr_terminal_width(STDERR_FILENO) - 1));
}

static void *ticker(void *context)
{
    sr_progress *p = context;

    pthread_mutex_lock(&p->lock);
    while (!p->over) {
        struct timespec until;
        clock_gettime(CLOCK_REALTIME, &until);
        until.tv_nsec += TICK_MS * 1000000L;
        until.tv_sec += until.tv_nsec / 1000000000L;
        until.tv_nsec %= 1000000000L;
        pthread_cond_timedwait(&p->wake, &p->lock, &until);
        if (!p->over)
            draw(p);
    }
    pthread_mutex_unlock(&p->lock);
    return NULL;
}

sr_progress *sr_progress_start(sr_when when, const sr_walk *walk, int workers)
{
    sr_progress *p = calloc(1, sizeof *p);

    if (!p || !(p->lanes = calloc((size_t)workers, sizeof *p->lanes)))
        abort();
    p->walk = walk;
    p->workers = workers;
    pthread_mutex_init(&p->lock, NULL);
    pthread_cond_init(&p->wake, NULL);
    clock_gettime(CLOCK_MONOTONIC, &p->began);
    bool wanted = when == SR_ALWAYS || (when == SR_AUTO && isatty(STDERR_FILENO) && sr_log_on(SR_LOG_INFO));
    p->shown = wanted && pthread_create(&p->thread, NULL, ticker, p) == 0;
    return p;
}

/* After each batch of a document: the last row seen tells about how far it is. */
static void batch_done(void *context, const sr_doc *doc)
{
    lane *l = context;
    const sr_table *table = doc->n_tables ? doc->tables[doc->n_tables - 1] : NULL;

    if (table && table->n_rows)
        l->at = table->rows[table->n_rows - 1]->offset;
}

sr_input sr_progress_begin(sr_progress *progress, int worker, const sr_entry *entry)
{
    lane *l = &progress->lanes[worker];

    l->at = 0;
    l->entry = entry;
    return (sr_input){.path = entry->path,
                      .name = entry->name,
                      .identity = entry->identity,
                      .archive = entry->archive,
                      .batch_done = batch_done,
                      .batch_context = l};
}

void sr_progress_end(sr_progress *progress, int worker, const sr_entry *entry)
{
    progress->lanes[worker].entry = NULL;
    progress->bytes += entry->size;
    progress->documents++;
}

void sr_progress_stop(sr_progress *p)
{
    if (p->shown) {
        pthread_mutex_lock(&p->lock);
        p->over = true;
        pthread_cond_signal(&p->wake);
        pthread_mutex_unlock(&p->lock);
        pthread_join(p->thread, NULL);
        draw(p); /* a short run shows what it did, too */
        sr_log_footer("", 0);
    }
    pthread_cond_destroy(&p->wake);
    pthread_mutex_destroy(&p->lock);
    free(p->lanes);
    free(p);
}
