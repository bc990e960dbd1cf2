#include "cli/walk.h"

#include "cli/log.h"
#include "core/buf.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <utf8proc.h>

enum { DEPTH_MAX = 64 }; /* folders within folders: an open descriptor each */

typedef struct folder_id {
    dev_t dev;
    ino_t ino;
} folder_id;

typedef struct walker {
    sr_walk *walk;
    sr_slice archive;   /* of the path being walked */
    folder_id *entered; /* folders of this path already walked */
    size_t n_entered, cap_entered;
} walker;

/* The last name of a path; the name of the current folder for "." and the like. */
static sr_slice last_name(sr_slice path)
{
    while (path.len > 1 && path.ptr[path.len - 1] == '/')
        path.len--;
    const char *slash = path.len > 1 ? memrchr(path.ptr, '/', path.len) : NULL;

    return slash ? (sr_slice){slash + 1, path.len - (size_t)(slash + 1 - path.ptr)} : path;
}

static sr_slice parent_name(sr_slice identity)
{
    const char *slash = identity.len ? memrchr(identity.ptr, '/', identity.len) : NULL;

    return slash && slash > identity.ptr ? last_name((sr_slice){identity.ptr, (size_t)(slash - identity.ptr)})
                                         : (sr_slice){0};
}

/* Absolute and real where it exists; otherwise its folder's real path and its name, or the path as given. */
static sr_slice real_path(sr_arena *memory, sr_slice path)
{
    char real[PATH_MAX];

    if (realpath(path.ptr, real))
        return sr_arena_copy(memory, sr_str(real));
    sr_slice name = last_name(path);
    size_t folder = (size_t)(name.ptr - path.ptr);
    sr_slice parent = folder ? sr_arena_copy(memory, sr_sub(path, 0, folder)) : SR_LIT(".");
    if (realpath(parent.ptr, real))
        return sr_arena_printf(memory, "%s/%.*s", strcmp(real, "/") == 0 ? "" : real, SR_FMT(name));
    return path;
}

/* A name that is no UTF-8 cannot be stored or printed as text: its bad bytes become U+FFFD. */
static sr_slice valid_name(sr_arena *memory, sr_slice name)
{
    sr_buf out = {0};
    utf8proc_int32_t c;

    for (size_t at = 0; at < name.len;) {
        utf8proc_ssize_t n =
            utf8proc_iterate((const utf8proc_uint8_t *)name.ptr + at, (utf8proc_ssize_t)(name.len - at), &c);
        if (n > 0)
            sr_buf_add(&out, name.ptr + at, (size_t)n);
        else
            sr_buf_lit(&out, "\xef\xbf\xbd");
        at += n > 0 ? (size_t)n : 1;
    }
    sr_slice valid =
        sr_eq((sr_slice){out.ptr, out.len}, name) ? name : sr_arena_copy(memory, (sr_slice){out.ptr, out.len});
    sr_buf_free(&out);
    return valid;
}

static void add(walker *w, sr_slice path, uint64_t size)
{
    sr_walk *walk = w->walk;
    sr_entry *entry = SR_PUSH(&walk->memory, walk->entries, walk->n, walk->cap);

    *entry = (sr_entry){.path = path.ptr, .name = valid_name(&walk->memory, last_name(path)), .size = size};
    entry->identity = valid_name(&walk->memory, real_path(&walk->memory, path));
    entry->archive = w->archive.ptr ? w->archive : parent_name(entry->identity);
    walk->bytes += size;
}

static bool enter(walker *w, const struct stat *st)
{
    for (size_t i = 0; i < w->n_entered; i++)
        if (w->entered[i].dev == st->st_dev && w->entered[i].ino == st->st_ino)
            return false;
    *SR_PUSH(&w->walk->memory, w->entered, w->n_entered, w->cap_entered) = (folder_id){st->st_dev, st->st_ino};
    return true;
}

static int by_name(const struct dirent **a, const struct dirent **b)
{
    return strcmp((*a)->d_name, (*b)->d_name);
}

static int not_itself(const struct dirent *entry)
{
    return strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
}

static void walk_folder(walker *w, sr_slice path, int depth);

static void walk_one(walker *w, sr_slice path, const char *name, int depth)
{
    struct stat st;

    if (name[0] == '.') {
        sr_log(SR_LOG_DEBUG, (sr_slice){0}, "%s passed over: hidden", path.ptr);
    } else if (stat(path.ptr, &st) != 0) {
        sr_log(SR_LOG_WARNING, (sr_slice){0}, "%s passed over: %s", path.ptr, strerrordesc_np(errno));
    } else if (S_ISREG(st.st_mode)) {
        add(w, path, (uint64_t)st.st_size);
    } else if (!S_ISDIR(st.st_mode)) {
        sr_log(SR_LOG_DEBUG, (sr_slice){0}, "%s passed over: no regular file", path.ptr);
    } else if (depth >= DEPTH_MAX) {
        sr_log(SR_LOG_WARNING, (sr_slice){0}, "%s passed over: more than %d folders deep", path.ptr, DEPTH_MAX);
    } else if (!enter(w, &st)) {
        sr_log(SR_LOG_DEBUG, (sr_slice){0}, "%s passed over: a folder that was walked already", path.ptr);
    } else {
        walk_folder(w, path, depth + 1);
    }
}

static void walk_folder(walker *w, sr_slice path, int depth)
{
    struct dirent **found = NULL;
    int n = scandir(path.ptr, &found, not_itself, by_name);
    bool slash = path.len && path.ptr[path.len - 1] == '/';

    if (n < 0) { /* refused with a finding, like a file that cannot be read */
        add(w, path, 0);
        return;
    }
    for (int i = 0; i < n; i++) {
        sr_slice below = sr_arena_printf(&w->walk->memory, "%s%s%s", path.ptr, slash ? "" : "/", found[i]->d_name);
        walk_one(w, below, found[i]->d_name, depth);
        free(found[i]);
    }
    free(found);
}

static int by_path(const void *a, const void *b)
{
    return strcmp(((const sr_entry *)a)->path, ((const sr_entry *)b)->path);
}

static int walk_path(sr_walk *walk, sr_slice path, const char *name, sr_error *err)
{
    walker w = {.walk = walk};
    struct stat st = {0};

    if (sr_eq(path, SR_LIT("-"))) {
        for (size_t i = 0; i < walk->n; i++)
            if (strcmp(walk->entries[i].path, "-") == 0)
                return sr_fail(err, SR_ERR_USAGE, "standard input (-) can be read once only");
        *SR_PUSH(&walk->memory, walk->entries, walk->n, walk->cap) =
            (sr_entry){.path = "-", .name = sr_str(name), .identity = sr_str(name)};
        return 0;
    }
    if (stat(path.ptr, &st) != 0 || !S_ISDIR(st.st_mode)) {
        add(&w, path, S_ISREG(st.st_mode) ? (uint64_t)st.st_size : 0);
        return 0;
    }
    w.archive = valid_name(&walk->memory, last_name(real_path(&walk->memory, path)));
    size_t first = walk->n;
    enter(&w, &st);
    walk_folder(&w, path, 0);
    if (walk->n > first)
        qsort(walk->entries + first, walk->n - first, sizeof *walk->entries, by_path);
    return 0;
}

/* ---- the list as a whole ---------------------------------------------------------------------------------------- */

typedef struct place {
    const sr_slice *key;
    size_t index;
} place;

static int by_key(const void *a, const void *b)
{
    const place *x = a, *y = b;
    int order = sr_cmp(*x->key, *y->key);

    return order != 0 ? order : x->index < y->index ? -1 : x->index > y->index;
}

/* Later entries with the identity of an earlier one go. */
static void drop_twice(sr_walk *walk)
{
    place *places = SR_NEW_ARRAY(&walk->memory, place, walk->n);
    size_t kept = 0;

    for (size_t i = 0; i < walk->n; i++)
        places[i] = (place){&walk->entries[i].identity, i};
    qsort(places, walk->n, sizeof *places, by_key);
    for (size_t i = 1; i < walk->n; i++)
        if (places[i].key->len && sr_eq(*places[i].key, *places[i - 1].key))
            walk->entries[places[i].index].path = NULL;
    for (size_t i = 0; i < walk->n; i++) {
        if (walk->entries[i].path)
            walk->entries[kept++] = walk->entries[i];
        else
            walk->bytes -= walk->entries[i].size;
    }
    walk->n = kept;
}

static void make_labels(sr_walk *walk)
{
    place *places = SR_NEW_ARRAY(&walk->memory, place, walk->n);
    unsigned copy = 1;

    for (size_t i = 0; i < walk->n; i++)
        places[i] = (place){&walk->entries[i].name, i};
    qsort(places, walk->n, sizeof *places, by_key);
    for (size_t i = 0; i < walk->n; i++) {
        sr_entry *entry = &walk->entries[places[i].index];
        copy = i && sr_eq(*places[i].key, *places[i - 1].key) ? copy + 1 : 1;
        entry->label = copy == 1 ? entry->name : sr_arena_printf(&walk->memory, "%.*s~%u", SR_FMT(entry->name), copy);
    }
}

int sr_walk_paths(sr_walk *walk, char **paths, int n, const char *name, sr_error *err)
{
    *walk = (sr_walk){0};
    for (int i = 0; i < n; i++) {
        sr_slice path = sr_arena_copy(&walk->memory, sr_str(paths[i]));
        if (walk_path(walk, path, name ? name : "stdin", err) != 0)
            return -1;
    }
    if (walk->n) {
        drop_twice(walk);
        make_labels(walk);
    }
    return 0;
}

void sr_walk_free(sr_walk *walk)
{
    sr_arena_free(&walk->memory);
    *walk = (sr_walk){0};
}
