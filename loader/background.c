#include "loader/background.h"

#include <pthread.h>
#include <stdlib.h>

struct sr_background {
    pthread_t thread;
    bool has_thread;
    pthread_mutex_t lock;
    pthread_cond_t changed;
    int (*work)(void *context, sr_error *err); /* NULL: nothing under way */
    void *context;
    bool stop;
    int rc;
    sr_error err;
};

static void *run(void *arg)
{
    sr_background *b = arg;

    pthread_mutex_lock(&b->lock);
    for (;;) {
        while (!b->work && !b->stop)
            pthread_cond_wait(&b->changed, &b->lock);
        if (!b->work)
            break;
        pthread_mutex_unlock(&b->lock);
        sr_error err = {0};
        int rc = b->work(b->context, &err);
        pthread_mutex_lock(&b->lock);
        b->rc = rc;
        b->err = err;
        b->work = NULL;
        pthread_cond_broadcast(&b->changed);
    }
    pthread_mutex_unlock(&b->lock);
    return NULL;
}

sr_background *sr_background_new(void)
{
    sr_background *b = calloc(1, sizeof *b);

    if (!b)
        return NULL;
    pthread_mutex_init(&b->lock, NULL);
    pthread_cond_init(&b->changed, NULL);
    return b;
}

void sr_background_free(sr_background *b)
{
    if (!b)
        return;
    if (b->has_thread) {
        pthread_mutex_lock(&b->lock);
        b->stop = true;
        pthread_cond_broadcast(&b->changed);
        pthread_mutex_unlock(&b->lock);
        pthread_join(b->thread, NULL);
    }
    pthread_cond_destroy(&b->changed);
    pthread_mutex_destroy(&b->lock);
    free(b);
}

int sr_background_start(sr_background *b, int (*work)(void *context, sr_error *err), void *context)
{
    if (!b)
        return -1;
    if (!b->has_thread && pthread_create(&b->thread, NULL, run, b) != 0)
        return -1;
    b->has_thread = true;
    pthread_mutex_lock(&b->lock);
    b->context = context;
    b->work = work;
    pthread_cond_broadcast(&b->changed);
    pthread_mutex_unlock(&b->lock);
    return 0;
}

int sr_background_wait(sr_background *b, sr_error *err)
{
    if (!b)
        return 0;
    pthread_mutex_lock(&b->lock);
    while (b->work)
        pthread_cond_wait(&b->changed, &b->lock);
    int rc = b->rc;
    if (rc != 0)
        *err = b->err;
    b->rc = 0;
    pthread_mutex_unlock(&b->lock);
    return rc;
}
