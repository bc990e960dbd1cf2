/*
 * arena.h - memory that is freed all at once.
 *
 * An arena hands out blocks that live until sr_arena_reset or sr_arena_free. Blocks
 * are aligned for any type and never move. An arena never returns NULL: where the
 * system has no memory left, the process ends with one line that says so (what was
 * committed stays). Input cannot bring that about: every importer bounds what it holds
 * by SR_BATCH_BYTES (core/document.h).
 */
#ifndef SR_ARENA_H
#define SR_ARENA_H

#include "core/slice.h"

#include <stdarg.h>

typedef struct sr_arena_chunk sr_arena_chunk;

typedef struct sr_arena {
    sr_arena_chunk *head; /* the chunk that is being filled */
    char *at;
    char *end;
    sr_arena_chunk *spare; /* kept by the last reset, to be filled again */
    sr_arena_chunk *large; /* larger than usual, kept by the last reset only */
    size_t held;           /* bytes obtained from the system */
} sr_arena;

/* Zero-initialise an sr_arena, or assign this. */
#define SR_ARENA_INIT ((sr_arena){0})

void *sr_arena_grow(sr_arena *arena, size_t size);

/* size bytes, uninitialised, aligned to 16. */
static inline void *sr_arena_alloc(sr_arena *arena, size_t size)
{
    size = (size + 15) & ~(size_t)15;
    if (size > (size_t)(arena->end - arena->at))
        return sr_arena_grow(arena, size);
    void *p = arena->at;
    arena->at += size;
    return p;
}

/* As sr_arena_alloc for count things of size bytes each, zeroed. */
void *sr_arena_zalloc(sr_arena *arena, size_t count, size_t size);
/* A copy of the text, followed by a NUL that its length does not count. */
sr_slice sr_arena_copy(sr_arena *arena, sr_slice text);
sr_slice sr_arena_printf(sr_arena *arena, const char *format, ...) __attribute__((format(printf, 2, 3)));
sr_slice sr_arena_vprintf(sr_arena *arena, const char *format, va_list ap) __attribute__((format(printf, 2, 0)));
/* Everything handed out becomes invalid; chunks of the usual size are kept for the next round. */
void sr_arena_reset(sr_arena *arena);
void sr_arena_free(sr_arena *arena);

#define SR_NEW(arena, type) ((type *)sr_arena_zalloc((arena), 1, sizeof(type)))
#define SR_NEW_ARRAY(arena, type, count) ((type *)sr_arena_zalloc((arena), (count), sizeof(type)))

/*
 * A growing array in an arena: SR_PUSH(arena, items, count, capacity) makes room for one
 * more and yields a pointer to it (uninitialised). Growth doubles; the old block stays in the arena.
 */
void *sr_arena_push(sr_arena *arena, void *items, size_t count, size_t *capacity, size_t size);
#define SR_PUSH(arena, items, count, capacity)                                                                         \
    ((items) = sr_arena_push((arena), (items), (count), &(capacity), sizeof *(items)), &(items)[(count)++])

#endif
