/*
 * random.h - the generator's own random numbers (splitmix64): the same seed gives the same document everywhere.
 */
#ifndef GEN_RANDOM_H
#define GEN_RANDOM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct gen_random {
    uint64_t state;
} gen_random;

/* Steele, Lea, Flood: Fast splittable pseudorandom number generators (2014). */
static inline uint64_t gen_next(gen_random *random)
{
    uint64_t z = (random->state += 0x9E3779B97F4A7C15u);

    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
}

/* 0 .. below - 1; below > 0. The bias of the remainder does not matter here. */
static inline uint32_t gen_below(gen_random *random, uint32_t below)
{
    return (uint32_t)(gen_next(random) % below);
}

/* first .. last, both included. */
static inline int64_t gen_between(gen_random *random, int64_t first, int64_t last)
{
    return first + (int64_t)(gen_next(random) % (uint64_t)(last - first + 1));
}

/* True in so many of 10,000 cases. */
static inline bool gen_chance(gen_random *random, uint32_t of_10000)
{
    return gen_below(random, 10000) < of_10000;
}

#endif
