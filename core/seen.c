#include "core/seen.h"

#include <stdlib.h>
#include <string.h>

/* 64 bits of a SHA-256 tell the findings of one document apart: among a million, one chance in 36 million to err. */
typedef struct slot {
    uint64_t key; /* 0 = free */
    uint32_t count;
} slot;

struct sr_seen {
    slot *slots;
    size_t n, cap; /* cap is a power of two */
};

static slot *slots_new(size_t cap)
{
    slot *slots = calloc(cap, sizeof *slots);

    if (!slots)
        abort();
    return slots;
}

sr_seen *sr_seen_new(void)
{
    sr_seen *seen = malloc(sizeof *seen);

    if (!seen)
        abort();
    *seen = (sr_seen){.slots = slots_new(64), .cap = 64};
    return seen;
}

void sr_seen_free(sr_seen *seen)
{
    if (!seen)
        return;
    free(seen->slots);
    free(seen);
}

static slot *find(slot *slots, size_t cap, uint64_t key)
{
    size_t at = key & (cap - 1);

    while (slots[at].key && slots[at].key != key)
        at = (at + 1) & (cap - 1);
    return &slots[at];
}

static void grow(sr_seen *seen)
{
    slot *slots = slots_new(seen->cap * 2);

    for (size_t i = 0; i < seen->cap; i++)
        if (seen->slots[i].key)
            *find(slots, seen->cap * 2, seen->slots[i].key) = seen->slots[i];
    free(seen->slots);
    seen->slots = slots;
    seen->cap *= 2;
}

uint32_t sr_seen_add(sr_seen *seen, const char *fingerprint)
{
    char digits[17] = {0};

    memcpy(digits, fingerprint, 16);
    uint64_t key = strtoull(digits, NULL, 16) | 1;
    slot *s = find(seen->slots, seen->cap, key);
    if (!s->key) {
        s->key = key;
        if (++seen->n * 2 > seen->cap) {
            grow(seen);
            s = find(seen->slots, seen->cap, key);
        }
    }
    return s->count++;
}
