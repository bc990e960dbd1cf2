/*
 * measure.c - runs a command and says what it took.
 *
 *     measure LABEL FILE COMMAND [ARGUMENT...]
 *
 * Prints one line: LABEL, wall seconds, CPU seconds, MB/s of FILE's size by wall and by CPU time, peak memory in MiB.
 * The command's standard output goes nowhere. Ends with the command's exit status.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static double seconds(struct timeval t)
{
    return (double)t.tv_sec + (double)t.tv_usec / 1e6;
}

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

int main(int argc, char **argv)
{
    struct stat file;
    if (argc < 4 || stat(argv[2], &file) != 0) {
        fputs("usage: measure LABEL FILE COMMAND [ARGUMENT...]\n", stderr);
        return 2;
    }
    double began = now();
    pid_t child = fork();
    if (child == 0) {
        int nowhere = open("/dev/null", O_WRONLY);
        dup2(nowhere, STDOUT_FILENO);
        execvp(argv[3], argv + 3);
        perror(argv[3]);
        _exit(127);
    }
    int status = 0;
    struct rusage usage;
    if (child < 0 || wait4(child, &status, 0, &usage) != child) {
        perror("measure");
        return 1;
    }
    double wall = now() - began, cpu = seconds(usage.ru_utime) + seconds(usage.ru_stime);
    double mb = (double)file.st_size / 1e6;
    printf("%-34s %7.2f s  %7.2f s CPU  %7.1f MB/s  %7.1f MB/s CPU  %6.1f MiB\n", argv[1], wall, cpu, mb / wall,
           mb / cpu, (double)usage.ru_maxrss / 1024);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}
