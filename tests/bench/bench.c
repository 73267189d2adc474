#include "bench.h"

#include "base/memory.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

enum { ROUNDS_MAX = 99, WAYS_MAX = 40 };

struct spent {
    double wall, own, children;
};

void bench_fail(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    fputs("bench: ", stderr);
    vfprintf(stderr, format, args);
    fputc('\n', stderr);
    va_end(args);
    exit(1);
}

static double of_children(void)
{
    struct rusage usage;
    getrusage(RUSAGE_CHILDREN, &usage);
    return (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
           (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
}

static double clock_of(clockid_t clock)
{
    struct timespec time;
    clock_gettime(clock, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static struct spent now(void)
{
    return (struct spent){clock_of(CLOCK_MONOTONIC), clock_of(CLOCK_PROCESS_CPUTIME_ID), of_children()};
}

static int compare_walls(const void *left, const void *right)
{
    double a = ((const struct spent *)left)->wall, b = ((const struct spent *)right)->wall;
    return (a > b) - (a < b);
}

static double processor(const struct spent *spent)
{
    return spent->own + spent->children;
}

static double least(const struct spent *spent, int rounds)
{
    double found = processor(&spent[0]);
    for (int i = 1; i < rounds; i++)
        found = processor(&spent[i]) < found ? processor(&spent[i]) : found;
    return found;
}

static void measure(const struct way *way, struct spent *ret_spent)
{
    struct spent before = now();
    way->pass(way->context);
    struct spent after = now();
    *ret_spent = (struct spent){after.wall - before.wall, after.own - before.own, after.children - before.children};
}

static bool is_wanted(const char *only, const char *name)
{
    size_t len = strlen(name);
    for (const char *at = only ? strstr(only, name) : NULL; at; at = strstr(at + 1, name))
        if ((at == only || at[-1] == ';') && (at[len] == ';' || at[len] == '\0'))
            return true;
    return !only;
}

static size_t choose(const struct way *ways, size_t count, struct way *chosen)
{
    size_t len = 0;
    for (size_t i = 0; i < count; i++)
        if (is_wanted(getenv("THIDUA_BENCH_ONLY"), ways[i].name))
            chosen[len++] = ways[i];
    return len;
}

void bench_run(const struct way *all, size_t count, int rounds)
{
    struct way ways[WAYS_MAX];
    if (count > WAYS_MAX)
        bench_fail("more than %d ways", WAYS_MAX);
    count = choose(all, count, ways);
    if (rounds < 1 || rounds > ROUNDS_MAX)
        bench_fail("rounds: 1 to %d", ROUNDS_MAX);
    struct spent(*spent)[ROUNDS_MAX] = calloc(count + 1, sizeof *spent), unused;
    if (!spent)
        bench_fail("out of memory");
    for (size_t i = 0; i < count && rounds > 1; i++) /* once for nothing: files and pages become warm */
        measure(&ways[i], &unused);
    for (int round = 0; round < rounds; round++)
        for (size_t i = 0; i < count; i++)
            measure(&ways[i], &spent[i][round]);
    for (size_t i = 0; i < count; i++) {
        qsort(spent[i], (size_t)rounds, sizeof **spent, compare_walls);
        struct spent median = spent[i][rounds / 2];
        printf("{\"way\": \"%s\", \"seconds\": %.9f, \"own\": %.9f, \"children\": %.6f, \"least\": %.6f, \"count\": %zu, \"rounds\": %d}\n",
               ways[i].name, median.wall, median.own, median.children, least(spent[i], rounds), ways[i].count ? ways[i].count : 1, rounds);
    }
    fflush(stdout);
    free(spent);
}

void bench_say(const char *way, const char *what, double figure)
{
    printf("{\"way\": \"%s\", \"%s\": %.6f}\n", way, what, figure);
}

int main(int argc, char **argv)
{
    static const struct {
        const char *name, *words;
        int count;
        void (*run)(int count, char **words);
    } parts[] = {
        {"evaluate", "STATE THIDUAD RAW.sql MONTHS ROUNDS", 5, bench_evaluate},
        {"script", "TIMES ROUNDS", 2, bench_script},
        {"draft", "THIDUAD TEMPLATE.docx DATA.json DOCUMENTS ROUNDS", 5, bench_draft},
        {"preview", "THIDUAD TEMPLATE.docx DATA.json PAPERS ROUNDS", 5, bench_preview},
    };
    size_t count = sizeof parts / sizeof *parts;
    memory_settle(); /* as the daemon does */
    for (size_t i = 0; i < count; i++)
        if (argc > 1 && strcmp(argv[1], parts[i].name) == 0 && argc == 2 + parts[i].count) {
            parts[i].run(argc - 2, argv + 2);
            return 0;
        }
    for (size_t i = 0; i < count; i++)
        fprintf(stderr, "bench %s %s\n", parts[i].name, parts[i].words);
    return 2;
}
