/*
 * parents - do parents equal the sums of their children? A line a document, for comparing versions.
 *
 * usage: parents [-v] FILE...   Rows of data, those with money, with a level, with children; of the rows with children,
 * in how many every money column equals the sum of the children, some do, none does, and in how many there is no money
 * to compare (bench/closing/closing.h). -v lists instead each column that does not close, with its place and both
 * closing.
 */
#include "bench/closing/closing.h"
#include "cli/pipeline.h"

#include <stdlib.h>

/* A sink that counts; the pipeline sees only the first member. */
typedef struct counter {
    sr_sink sink;
    closing sum;
    FILE *show;
} counter;

static int keep(sr_sink *sink, const sr_doc *doc, sr_error *err)
{
    (void)sink, (void)doc, (void)err;
    return 0;
}

static int count_batch(sr_sink *sink, const sr_doc *doc, sr_error *err)
{
    counter *k = (counter *)sink;

    (void)err;
    closing_count(doc, &k->sum, k->show);
    return 0;
}

static int refuse(sr_sink *sink, const sr_doc *doc, const sr_error *why, sr_error *err)
{
    (void)sink, (void)err;
    fprintf(stderr, "%.*s: %s\n", SR_FMT(doc->name), why->message);
    return 0;
}

static void undo(sr_sink *sink, const sr_doc *doc)
{
    (void)sink, (void)doc;
}

static void print(const char *name, const closing *f)
{
    printf("%-36s %6zu %6zu %6zu %8zu %6zu %6zu %6zu %6zu\n", name, f->rows, f->money, f->level, f->parents, f->all,
           f->some, f->none, f->bare);
}

static void add(closing *sum, const closing *f)
{
    sum->rows += f->rows, sum->money += f->money, sum->level += f->level, sum->parents += f->parents;
    sum->all += f->all, sum->some += f->some, sum->none += f->none, sum->bare += f->bare;
}

static bool one_file(const char *path, bool verbose, closing *total)
{
    counter k = {.sink = {.begin = keep, .batch = count_batch, .end = keep, .refuse = refuse, .abort = undo},
                 .show = verbose ? stdout : NULL};
    const char *name = strrchr(path, '/') ? strrchr(path, '/') + 1 : path;
    sr_import_options import = {.format = SR_FORMAT_UNKNOWN};
    sr_input input = {.path = path, .name = sr_str(name), .identity = sr_str(path)};
    sr_report report;
    sr_error err = {0};

    if (verbose)
        printf("%s\n", name);
    if (sr_pipeline_run(&input, &import, NULL, NULL, &k.sink, &report, &err) != 0) {
        fprintf(stderr, "%s: %s\n", path, err.message);
        return false;
    }
    if (!verbose)
        print(name, &k.sum);
    add(total, &k.sum);
    return true;
}

int main(int argc, char **argv)
{
    bool verbose = argc > 1 && strcmp(argv[1], "-v") == 0, fine = true;
    closing total = {0};

    if (argc < 2 + verbose) {
        fputs("usage: parents [-v] FILE...\n", stderr);
        return 2;
    }
    printf("%-36s %6s %6s %6s %8s %6s %6s %6s %6s\n", "file", "rows", "money", "level", "children", "all", "some",
           "none", "bare");
    for (int i = 1 + verbose; i < argc; i++)
        fine &= one_file(argv[i], verbose, &total);
    if (argc > 2 + verbose || verbose)
        print("in all", &total);
    return fine ? EXIT_SUCCESS : EXIT_FAILURE;
}
