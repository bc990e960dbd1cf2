/* What many lanes write comes out in their order, whatever the order of the calls. */
#include "cli/ordered.h"

#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

static char folder[] = "/tmp/saring-ordered-XXXXXX";

static int make_folder(void **state)
{
    (void)state;
    return mkdtemp(folder) ? 0 : -1;
}

static int remove_folder(void **state)
{
    (void)state;
    return rmdir(folder);
}

static void put(sr_lane *lane, size_t output, const char *text)
{
    sr_buf buf = {0};
    sr_error err = {0};

    sr_buf_add(&buf, text, strlen(text));
    assert_int_equal(sr_lane_write(lane, output, &buf, &err), 0);
    assert_int_equal(buf.len, 0);
    sr_buf_free(&buf);
}

static void end(sr_lane *lane)
{
    sr_error err = {0};

    assert_int_equal(sr_lane_end(lane, &err), 0);
}

typedef struct fixture {
    sr_output outputs[2];
    sr_ordered ordered;
    char paths[2][64];
} fixture;

static void set_up(fixture *f)
{
    sr_error err = {0};

    for (int i = 0; i < 2; i++) {
        snprintf(f->paths[i], sizeof f->paths[i], "%s/out%d", folder, i);
        assert_int_equal(sr_output_open(&f->outputs[i], f->paths[i], &err), 0);
    }
    sr_ordered_init(&f->ordered, f->outputs, 2);
}

static void expect(fixture *f, const char *first, const char *second)
{
    sr_error err = {0};

    sr_ordered_free(&f->ordered);
    for (int i = 0; i < 2; i++) {
        char got[1024];
        const char *want = i ? second : first;
        assert_int_equal(access(f->paths[i], F_OK), -1); /* no file under its name before it is complete */
        assert_int_equal(sr_output_commit(&f->outputs[i], &err), 0);
        FILE *file = fopen(f->paths[i], "r");
        assert_non_null(file);
        size_t n = fread(got, 1, sizeof got - 1, file);
        got[n] = '\0';
        fclose(file);
        unlink(f->paths[i]);
        assert_string_equal(got, want);
    }
}

static void out_of_order(size_t waiting_max)
{
    fixture f;

    set_up(&f);
    f.ordered.waiting_max = waiting_max;
    sr_lane *a = sr_lane_begin(&f.ordered, 0), *b = sr_lane_begin(&f.ordered, 1), *c = sr_lane_begin(&f.ordered, 2),
            *d = sr_lane_begin(&f.ordered, 3);
    put(c, 0, "c1 ");
    put(a, 0, "a1 ");
    put(b, 0, "b1 ");
    put(c, 1, "C1 ");
    end(c); /* before its turn */
    put(b, 1, "B1 ");
    put(a, 1, "A1 ");
    end(d); /* empty, before its turn */
    end(a);
    put(b, 0, "b2 "); /* its turn: what waited goes first */
    end(b);
    sr_lane *e = sr_lane_begin(&f.ordered, 4);
    put(e, 0, "e1 ");
    end(e);
    assert_int_equal(f.ordered.waiting, 0);
    assert_int_equal(f.ordered.spill_held, 0);
    expect(&f, "a1 b1 b2 c1 e1 ", "A1 B1 C1 ");
}

static void in_memory(void **state)
{
    (void)state;
    out_of_order(SR_WAITING_BYTES);
}

static void in_the_temporary_file(void **state)
{
    (void)state;
    out_of_order(0);
}

static void partly_spilled(void **state)
{
    (void)state;
    out_of_order(4);
}

static void taken_back(void **state)
{
    fixture f;

    (void)state;
    set_up(&f);
    sr_lane *a = sr_lane_begin(&f.ordered, 0), *b = sr_lane_begin(&f.ordered, 1);
    put(a, 0, "kept ");
    end(a);
    put(b, 0, "written through");
    assert_true(sr_lane_take_back(b)); /* a file can be cut back */
    put(b, 0, "refused ");
    end(b);
    sr_lane *c = sr_lane_begin(&f.ordered, 2), *d = sr_lane_begin(&f.ordered, 3);
    put(d, 0, "waiting");
    assert_true(sr_lane_take_back(d));
    put(d, 0, "d ");
    end(d);
    put(c, 0, "c ");
    end(c);
    expect(&f, "kept refused c d ", "");
}

static void a_pipe_gives_nothing_back(void **state)
{
    int ends[2];
    sr_output outputs[1] = {SR_OUTPUT_NONE};
    sr_ordered ordered;

    (void)state;
    assert_int_equal(pipe(ends), 0);
    outputs[0].fd = ends[1];
    sr_ordered_init(&ordered, outputs, 1);
    sr_lane *a = sr_lane_begin(&ordered, 0);
    put(a, 0, "gone");
    assert_false(sr_lane_take_back(a));
    end(a);
    sr_ordered_free(&ordered);
    close(ends[0]);
    close(ends[1]);
}

static void a_full_disk_ends_all_lanes(void **state)
{
    sr_output outputs[1];
    sr_ordered ordered;
    sr_error err = {0};
    sr_buf buf = {0};

    (void)state;
    if (access("/dev/full", W_OK) != 0)
        skip();
    assert_int_equal(sr_output_open(&outputs[0], "/dev/full", &err), 0);
    assert_null(outputs[0].part); /* a device is written in place */
    sr_ordered_init(&ordered, outputs, 1);
    sr_lane *a = sr_lane_begin(&ordered, 0), *b = sr_lane_begin(&ordered, 1);
    sr_buf_lit(&buf, "text");
    assert_int_equal(sr_lane_write(a, 0, &buf, &err), -1);
    assert_int_equal(err.kind, SR_ERR_OUTPUT);
    assert_non_null(strstr(err.message, "/dev/full"));
    assert_non_null(strstr(err.message, "No space left"));
    err = (sr_error){0};
    sr_buf_lit(&buf, "text");
    assert_int_equal(sr_lane_write(b, 0, &buf, &err), -1);
    assert_int_equal(err.kind, SR_ERR_OUTPUT);
    sr_lane_end(b, &err);
    sr_lane_end(a, &err);
    sr_ordered_free(&ordered);
    sr_output_abandon(&outputs[0]);
    sr_buf_free(&buf);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(in_memory),
        cmocka_unit_test(in_the_temporary_file),
        cmocka_unit_test(partly_spilled),
        cmocka_unit_test(taken_back),
        cmocka_unit_test(a_pipe_gives_nothing_back),
        cmocka_unit_test(a_full_disk_ends_all_lanes),
    };

    return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
