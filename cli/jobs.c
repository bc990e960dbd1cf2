#include "cli/jobs.h"

#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>

volatile int sr_cancelled;

static void cancel(int signal_no)
{
    sr_cancelled = 1;
    signal(signal_no, SIG_DFL);
}

void sr_signals_setup(void)
{
    struct sigaction action = {.sa_handler = cancel};

    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
    signal(SIGPIPE, SIG_IGN);
}

int sr_jobs_count(const sr_settings *settings, size_t documents)
{
    cpu_set_t set;
    int n = settings->jobs;

    if (n == 0)
        n = sched_getaffinity(0, sizeof set, &set) == 0 ? CPU_COUNT(&set) : 1;
    if (n > SR_JOBS_MAX)
        n = SR_JOBS_MAX;
    if ((size_t)n > documents)
        n = (int)documents;
    return n < 1 ? 1 : n;
}

sr_import_options sr_jobs_import_options(const sr_settings *settings)
{
    return (sr_import_options){
        .format = (sr_format)settings->as, .encoding = settings->encoding, .cancelled = &sr_cancelled};
}

typedef struct crew {
    const sr_jobs *jobs;
    atomic_size_t next;
    atomic_bool over;
    pthread_mutex_t lock;
    sr_error error;
} crew;

typedef struct hand {
    crew *crew;
    sr_worker worker;
    pthread_t thread;
} hand;

static void give_up(crew *c, const sr_error *err)
{
    pthread_mutex_lock(&c->lock);
    if (c->error.kind == SR_ERR_NONE)
        c->error = *err;
    pthread_mutex_unlock(&c->lock);
    c->over = true;
}

static void *work(void *context)
{
    hand *h = context;
    crew *c = h->crew;
    sr_error err = {0};
    int started = c->jobs->start ? c->jobs->start(&h->worker, &err) : 0;

    if (started < 0)
        give_up(c, &err);
    while (started == 0 && !c->over && !sr_cancelled) {
        size_t index = c->next++;
        if (index >= c->jobs->n)
            break;
        err = (sr_error){0};
        if (c->jobs->one(&h->worker, index, &err) != 0)
            give_up(c, &err);
    }
    if (c->jobs->stop)
        c->jobs->stop(&h->worker);
    return NULL;
}

int sr_jobs_run(const sr_jobs *jobs, sr_error *err)
{
    crew c = {.jobs = jobs, .lock = PTHREAD_MUTEX_INITIALIZER};
    hand *hands = calloc((size_t)jobs->count, sizeof *hands);
    int begun = 1;

    if (!hands)
        abort();
    for (int i = 0; i < jobs->count; i++) {
        hands[i].crew = &c;
        hands[i].worker = (sr_worker){.run = jobs->run, .number = i};
    }
    /* The first worker is this thread. Where the system gives no more threads, fewer do the work. */
    while (begun < jobs->count && pthread_create(&hands[begun].thread, NULL, work, &hands[begun]) == 0)
        begun++;
    work(&hands[0]);
    for (int i = 1; i < begun; i++)
        pthread_join(hands[i].thread, NULL);
    free(hands);
    if (c.error.kind == SR_ERR_NONE && sr_cancelled)
        return sr_fail(err, SR_ERR_CANCELLED, "interrupted");
    *err = c.error;
    return c.error.kind == SR_ERR_NONE ? 0 : -1;
}
