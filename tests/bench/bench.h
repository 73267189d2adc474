/*
 * Measures ways of doing the same work: each way is a function that does all of it once. Ways are run in turn,
 * round after round, so that a busy moment of the machine hits all of them; the median is printed. Figures go to
 * stdout, one JSON object a line, for bench.py, which compares them; nothing is judged here.
 */
#ifndef BENCH_BENCH_H
#define BENCH_BENCH_H

#include <stddef.h>

struct way {
    const char *name;
    void (*pass)(void *context);
    void *context;
    size_t count; /* of what one pass does (rows, documents); 0 = itself */
};

/* Prints {"way", "seconds", "own", "children", "count", "rounds"} a way: wall clock of a pass, processor time of this
 * process and of its children. With THIDUA_BENCH_ONLY="raw;declared" only those ways, for a profiler. */
void bench_run(const struct way *ways, size_t count, int rounds);
void bench_say(const char *way, const char *what, double figure); /* a figure of another kind */

/* Each prints its figures; the words are those of the command line after the name. Ends the program when it cannot. */
void bench_evaluate(int count, char **words);
void bench_script(int count, char **words);
void bench_draft(int count, char **words);
void bench_preview(int count, char **words);

void bench_fail(const char *format, ...) __attribute__((format(printf, 1, 2), noreturn));

#endif
