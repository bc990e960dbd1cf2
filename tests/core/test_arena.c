/* Arenas: what they hand out, and that they do not grow from round to round. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/arena.h"

#include <stdio.h>

/* Many sizes in each round, those of doubling arrays among them: after the first rounds no more memory is asked for. */
static void rounds_do_not_grow(void **state)
{
    sr_arena arena = SR_ARENA_INIT;
    size_t most = 0;

    (void)state;
    for (int round = 0; round < 50; round++) {
        for (size_t size = 16; size <= 4 * 1024 * 1024; size *= 2)
            memset(sr_arena_alloc(&arena, size), round, size);
        for (int i = 0; i < 20000; i++)
            memset(sr_arena_alloc(&arena, 96), i, 96);
        if (round == 0)
            most = arena.held;
        assert_true(arena.held <= most);
        sr_arena_reset(&arena);
        assert_true(arena.held <= most);
    }
    sr_arena_free(&arena);
    assert_int_equal(arena.held, 0);
}

/* What one batch alone needed is kept for the next, and no longer. */
static void large_blocks_are_given_back(void **state)
{
    enum { LARGE = 8 * 1024 * 1024 };
    sr_arena arena = SR_ARENA_INIT;

    (void)state;
    void *first = sr_arena_alloc(&arena, LARGE);
    sr_arena_reset(&arena);
    assert_ptr_equal(sr_arena_alloc(&arena, LARGE), first);
    sr_arena_reset(&arena);
    assert_true(arena.held >= LARGE);
    sr_arena_alloc(&arena, 16);
    sr_arena_reset(&arena);
    assert_true(arena.held < LARGE);
    sr_arena_free(&arena);
}

static void prints_where_there_is_room_and_where_not(void **state)
{
    sr_arena arena = SR_ARENA_INIT;

    (void)state;
    for (int i = 0; i < 100000; i++) { /* over the ends of some chunks */
        sr_slice text = sr_arena_printf(&arena, "%06d %s", i, i % 3 ? "and on" : "");
        char expected[32];
        snprintf(expected, sizeof expected, "%06d %s", i, i % 3 ? "and on" : "");
        assert_int_equal(text.len, strlen(expected));
        assert_memory_equal(text.ptr, expected, text.len + 1);
    }
    sr_arena_free(&arena);
}

static void blocks_do_not_overlap(void **state)
{
    sr_arena arena = SR_ARENA_INIT;
    struct {
        unsigned char *at;
        size_t size;
    } blocks[400];
    uint32_t seed = 11;

    (void)state;
    for (int round = 0; round < 5; round++) {
        for (int i = 0; i < 400; i++) {
            seed = seed * 1664525 + 1013904223;
            blocks[i].size = (seed >> 8) % (i % 10 == 0 ? 400000 : 3000);
            blocks[i].at = sr_arena_alloc(&arena, blocks[i].size);
            assert_int_equal((uintptr_t)blocks[i].at % 16, 0);
            memset(blocks[i].at, i & 0xFF, blocks[i].size);
        }
        for (int i = 0; i < 400; i++)
            for (size_t k = 0; k < blocks[i].size; k++)
                if (blocks[i].at[k] != (i & 0xFF))
                    fail_msg("block %d was overwritten at %zu", i, k);
        sr_arena_reset(&arena);
    }
    sr_arena_free(&arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rounds_do_not_grow),
        cmocka_unit_test(blocks_do_not_overlap),
        cmocka_unit_test(large_blocks_are_given_back),
        cmocka_unit_test(prints_where_there_is_room_and_where_not),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
