#include "core/arena.h"

#include <stdio.h>
#include <stdlib.h>

/* Chunks of this size keep malloc off the hot path and waste little on a small document. */
enum { CHUNK = 256 * 1024 };

struct sr_arena_chunk {
    sr_arena_chunk *next;
    size_t size; /* of the bytes after this header */
    _Alignas(16) char bytes[];
};

static sr_arena_chunk *chunk_new(sr_arena *arena, size_t size)
{
    sr_arena_chunk *chunk = size < SIZE_MAX - sizeof *chunk ? malloc(sizeof *chunk + size) : NULL;

    if (!chunk) {
        fprintf(stderr, "saring: out of memory asking for %zu bytes (%zu held)\n", size, arena->held);
        abort();
    }
    chunk->size = size;
    arena->held += size;
    return chunk;
}

/*
 * A chunk that holds size bytes: a spare one if it does. New ones of the usual size are made only when none is spare,
 * so
 * that their number is that of the largest batch.
 */
static sr_arena_chunk *chunk_get(sr_arena *arena, size_t size)
{
    sr_arena_chunk *chunk = size <= CHUNK ? arena->spare : NULL;

    for (sr_arena_chunk **at = &arena->large; size > CHUNK && *at; at = &(*at)->next)
        if ((*at)->size >= size && (*at)->size / 2 <= size) {
            chunk = *at;
            *at = chunk->next;
            return chunk;
        }

    if (!chunk)
        return chunk_new(arena, size);
    arena->spare = chunk->next;
    return chunk;
}

void *sr_arena_grow(sr_arena *arena, size_t size)
{
    if (size > CHUNK / 4 && arena->head) { /* a large block gets a chunk of its own, behind the current one */
        sr_arena_chunk *own = chunk_get(arena, size);
        own->next = arena->head->next;
        arena->head->next = own;
        return own->bytes;
    }
    sr_arena_chunk *chunk = chunk_get(arena, size > CHUNK ? size : CHUNK);
    chunk->next = arena->head;
    arena->head = chunk;
    arena->at = chunk->bytes + size;
    arena->end = chunk->bytes + chunk->size;
    return chunk->bytes;
}

void *sr_arena_zalloc(sr_arena *arena, size_t count, size_t size)
{
    size_t bytes;

    if (__builtin_mul_overflow(count, size, &bytes))
        bytes = SIZE_MAX - 64; /* chunk_new refuses it */
    void *p = sr_arena_alloc(arena, bytes);
    memset(p, 0, bytes);
    return p;
}

sr_slice sr_arena_copy(sr_arena *arena, sr_slice text)
{
    char *p = sr_arena_alloc(arena, text.len + 1);

    if (text.len)
        memcpy(p, text.ptr, text.len);
    p[text.len] = '\0';
    return (sr_slice){p, text.len};
}

sr_slice sr_arena_vprintf(sr_arena *arena, const char *format, va_list ap)
{
    va_list again;
    char *here = arena->at;
    size_t room = here ? (size_t)(arena->end - here) : 0;

    va_copy(again, ap);
    int n = vsnprintf(here, room, format, ap); /* where it will stand, if there is room for it */
    size_t len = n > 0 ? (size_t)n : 0;
    char *p = sr_arena_alloc(arena, len + 1);
    if (p != here)
        vsnprintf(p, len + 1, format, again);
    va_end(again);
    return (sr_slice){p, len};
}

sr_slice sr_arena_printf(sr_arena *arena, const char *format, ...)
{
    va_list ap;

    va_start(ap, format);
    sr_slice text = sr_arena_vprintf(arena, format, ap);
    va_end(ap);
    return text;
}

/*
 * Chunks are kept: asking the system for fresh pages costs more than what most batches do with them. Larger ones are
 * kept from one batch to the next, and given back where that had no use for them.
 */
void sr_arena_reset(sr_arena *arena)
{
    for (sr_arena_chunk *c = arena->large, *next; c; c = next) {
        next = c->next;
        arena->held -= c->size;
        free(c);
    }
    arena->large = NULL;
    for (sr_arena_chunk *c = arena->head, *next; c; c = next) {
        next = c->next;
        if (c->size == CHUNK) {
            c->next = arena->spare;
            arena->spare = c;
        } else {
            c->next = arena->large;
            arena->large = c;
        }
    }
    arena->head = NULL;
    arena->at = arena->end = NULL;
}

static void free_chunks(sr_arena_chunk *c)
{
    for (sr_arena_chunk *next; c; c = next) {
        next = c->next;
        free(c);
    }
}

void sr_arena_free(sr_arena *arena)
{
    free_chunks(arena->head);
    free_chunks(arena->spare);
    free_chunks(arena->large);
    *arena = SR_ARENA_INIT;
}

void *sr_arena_push(sr_arena *arena, void *items, size_t count, size_t *capacity, size_t size)
{
    if (count < *capacity)
        return items;
    size_t grown = *capacity ? *capacity * 2 : 8;
    void *moved = sr_arena_alloc(arena, grown * size);
    if (count)
        memcpy(moved, items, count * size);
    *capacity = grown;
    return moved;
}
