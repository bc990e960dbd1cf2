#include "cli/ordered.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* Bytes that wait: in memory, or at a place in the temporary file. */
struct sr_piece {
    sr_piece *next;
    size_t output;
    char *bytes; /* NULL: in the temporary file */
    uint64_t at;
    size_t len;
};

struct sr_lane {
    sr_ordered *ordered;
    sr_lane *next; /* among the finished */
    size_t index;
    sr_piece *first, **last;
    bool through; /* its turn has come and what waited is out */
    uint64_t begun_at[SR_OUTPUTS_MAX];
};

void sr_ordered_init(sr_ordered *ordered, sr_output *outputs, size_t n_outputs)
{
    *ordered = (sr_ordered){.outputs = outputs, .n_outputs = n_outputs, .waiting_max = SR_WAITING_BYTES, .spill = -1};
    pthread_mutex_init(&ordered->lock, NULL);
}

static void set_error(sr_ordered *o, const sr_error *err)
{
    pthread_mutex_lock(&o->lock);
    if (o->error.kind == SR_ERR_NONE)
        o->error = *err;
    pthread_mutex_unlock(&o->lock);
}

/* ---- what waits ------------------------------------------------------------------------------------------------- */

/* An unlinked file in $TMPDIR: gone with the process, however it ends. */
static int open_spill(sr_error *err)
{
    const char *folder = getenv("TMPDIR");
    char path[4096];

    if (!folder || !*folder)
        folder = "/tmp";
    snprintf(path, sizeof path, "%s/saring-XXXXXX", folder);
    int fd = mkostemp(path, 02000000 /* O_CLOEXEC */);
    if (fd < 0)
        return sr_fail(err, SR_ERR_OUTPUT, "cannot make a temporary file in %s: %s", folder, strerrordesc_np(errno));
    unlink(path);
    return fd;
}

static int spill(sr_ordered *o, sr_piece *piece, const sr_buf *buf, sr_error *err)
{
    pthread_mutex_lock(&o->lock);
    if (o->spill < 0)
        o->spill = open_spill(err);
    int fd = o->spill;
    piece->at = o->spill_end;
    o->spill_end += buf->len;
    o->spill_held += buf->len;
    pthread_mutex_unlock(&o->lock);
    if (fd < 0)
        return -1;
    for (size_t done = 0; done < buf->len;) {
        ssize_t n = pwrite(fd, buf->ptr + done, buf->len - done, (off_t)(piece->at + done));
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return sr_fail(err, SR_ERR_OUTPUT, "cannot write a temporary file: %s", strerrordesc_np(errno));
        done += (size_t)n;
    }
    return 0;
}

static void release(sr_ordered *o, sr_piece *piece)
{
    pthread_mutex_lock(&o->lock);
    if (piece->bytes) {
        o->waiting -= piece->len;
    } else if ((o->spill_held -= piece->len) == 0) {
        o->spill_end = 0; /* nobody waits in the file: begin it anew */
        if (o->spill >= 0 && ftruncate(o->spill, 0) != 0)
            o->spill_end = 0; /* it only stays long */
    }
    pthread_mutex_unlock(&o->lock);
    free(piece->bytes);
    free(piece);
}

static int hold(sr_lane *lane, size_t output, sr_buf *buf, sr_error *err)
{
    sr_ordered *o = lane->ordered;
    sr_piece *piece = calloc(1, sizeof *piece);
    bool room;

    if (!piece)
        return sr_fail(err, SR_ERR_INTERNAL, "out of memory");
    piece->output = output;
    piece->len = buf->len;
    pthread_mutex_lock(&o->lock);
    room = o->waiting + buf->len <= o->waiting_max;
    o->waiting += room ? buf->len : 0;
    pthread_mutex_unlock(&o->lock);
    if (room) { /* exactly as much as is waiting: the buffer itself may be much larger */
        piece->bytes = malloc(buf->len);
        if (!piece->bytes)
            abort();
        memcpy(piece->bytes, buf->ptr, buf->len);
    }
    *lane->last = piece;
    lane->last = &piece->next;
    int rc = room ? 0 : spill(o, piece, buf, err);
    buf->len = 0;
    return rc;
}

static int give_piece(sr_ordered *o, const sr_piece *piece, sr_error *err)
{
    char chunk[64 * 1024];

    if (piece->bytes)
        return sr_output_write(&o->outputs[piece->output], piece->bytes, piece->len, err);
    for (size_t done = 0; done < piece->len;) {
        size_t want = piece->len - done < sizeof chunk ? piece->len - done : sizeof chunk;
        ssize_t n = pread(o->spill, chunk, want, (off_t)(piece->at + done));
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return sr_fail(err, SR_ERR_OUTPUT, "cannot read a temporary file back: %s", strerrordesc_np(errno));
        if (sr_output_write(&o->outputs[piece->output], chunk, (size_t)n, err) != 0)
            return -1;
        done += (size_t)n;
    }
    return 0;
}

/* Only for the lane whose turn it is. Frees the pieces; gives them out unless drop. */
static int empty_lane(sr_lane *lane, bool drop, sr_error *err)
{
    int rc = 0;

    for (sr_piece *piece = lane->first, *next; piece; piece = next) {
        next = piece->next;
        if (rc == 0 && !drop)
            rc = give_piece(lane->ordered, piece, err);
        release(lane->ordered, piece);
    }
    lane->first = NULL;
    lane->last = &lane->first;
    return rc;
}

/* ---- lanes ------------------------------------------------------------------------------------------------------ */

sr_lane *sr_lane_begin(sr_ordered *ordered, size_t index)
{
    sr_lane *lane = calloc(1, sizeof *lane);

    if (!lane)
        abort();
    lane->ordered = ordered;
    lane->index = index;
    lane->last = &lane->first;
    return lane;
}

/* Is it this lane's turn? Then what waited goes out, once. */
static int try_through(sr_lane *lane, sr_error *err)
{
    sr_ordered *o = lane->ordered;

    pthread_mutex_lock(&o->lock);
    bool turn = o->turn == lane->index;
    bool failed = o->error.kind != SR_ERR_NONE;
    if (failed)
        *err = o->error;
    pthread_mutex_unlock(&o->lock);
    if (failed)
        return -1;
    if (!turn || lane->through)
        return 0;
    for (size_t i = 0; i < o->n_outputs; i++)
        lane->begun_at[i] = o->outputs[i].at;
    lane->through = true;
    return empty_lane(lane, false, err);
}

int sr_lane_write(sr_lane *lane, size_t output, sr_buf *buf, sr_error *err)
{
    int rc = try_through(lane, err);

    if (buf->len == 0 || rc != 0) {
        buf->len = 0;
    } else if (lane->through) {
        rc = sr_output_write(&lane->ordered->outputs[output], buf->ptr, buf->len, err);
        buf->len = 0;
    } else {
        rc = hold(lane, output, buf, err);
    }
    if (rc != 0)
        set_error(lane->ordered, err);
    return rc;
}

/* The lane is through and ends: the turn goes on, over all that are finished already. */
static int pass_turn(sr_ordered *o, sr_error *err)
{
    for (int rc = 0;;) {
        pthread_mutex_lock(&o->lock);
        size_t turn = ++o->turn;
        sr_lane *next = o->finished && o->finished->index == turn ? o->finished : NULL;
        if (next)
            o->finished = next->next;
        pthread_mutex_unlock(&o->lock);
        if (!next)
            return rc;
        if (empty_lane(next, rc != 0, err) != 0) {
            rc = -1;
            set_error(o, err);
        }
        free(next);
    }
}

/* Puts the lane among the finished unless its turn has come in between. */
static bool wait_turn(sr_ordered *o, sr_lane *lane)
{
    pthread_mutex_lock(&o->lock);
    bool wait = o->turn != lane->index;
    if (wait) {
        sr_lane **at = &o->finished;
        while (*at && (*at)->index < lane->index)
            at = &(*at)->next;
        lane->next = *at;
        *at = lane;
    }
    pthread_mutex_unlock(&o->lock);
    return wait;
}

int sr_lane_end(sr_lane *lane, sr_error *err)
{
    sr_ordered *o = lane->ordered;

    if (wait_turn(o, lane))
        return 0;
    int rc = try_through(lane, err);
    if (rc != 0) {
        sr_error ignored;
        set_error(o, err);
        empty_lane(lane, true, &ignored);
    }
    free(lane);
    return pass_turn(o, err) != 0 ? -1 : rc;
}

bool sr_lane_take_back(sr_lane *lane)
{
    sr_ordered *o = lane->ordered;
    sr_error ignored;
    bool all = true;

    empty_lane(lane, true, &ignored);
    for (size_t i = 0; lane->through && i < o->n_outputs; i++)
        if (o->outputs[i].fd >= 0)
            all = sr_output_cut(&o->outputs[i], lane->begun_at[i]) && all;
    return all;
}

void sr_ordered_free(sr_ordered *ordered)
{
    sr_error ignored;

    for (sr_lane *lane = ordered->finished, *next; lane; lane = next) {
        next = lane->next;
        empty_lane(lane, true, &ignored);
        free(lane);
    }
    if (ordered->spill >= 0)
        close(ordered->spill);
    pthread_mutex_destroy(&ordered->lock);
}
