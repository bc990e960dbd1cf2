/*
 * walk.h - from the paths of the command line to the documents they name.
 *
 * A path is a file, a folder (all files below it, recursively) or "-". Files of a folder come in the byte order of
 * their paths below it; paths come in the order given; the same file twice counts once. Hidden files and folders, and
 * what is no regular file, are passed over inside folders (the log says so with -v), never when named themselves.
 * Symbolic links are followed; each folder is entered once, so that loops end. A path that cannot be
 * opened stays in the list: the pipeline refuses it with a finding.
 */
#ifndef SR_WALK_H
#define SR_WALK_H

#include "core/arena.h"
#include "core/error.h"

typedef struct sr_entry {
    const char *path;  /* to open; "-" for standard input */
    sr_slice name;     /* file name, or the --name of standard input */
    sr_slice identity; /* absolute real path; the name of standard input */
    sr_slice archive;  /* last name of the folder asked for, or of the file's own; absent for standard input */
    sr_slice label;    /* name, made unique in the run: "x.txt", "x.txt~2"; for output files */
    uint64_t size;     /* bytes, 0 where unknown */
} sr_entry;

typedef struct sr_walk {
    sr_entry *entries;
    size_t n, cap;
    uint64_t bytes; /* of all */
    sr_arena memory;
} sr_walk;

/* name: --name, may be NULL ("stdin"). -1 with *err when standard input is asked for twice. Free with sr_walk_free. */
int sr_walk_paths(sr_walk *walk, char **paths, int n, const char *name, sr_error *err);
void sr_walk_free(sr_walk *walk);

#endif
