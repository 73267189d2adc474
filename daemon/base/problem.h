/*
 * A list of problems for a person: where, what is wrong, what to do instead. Used where all problems
 * are said at once (checking a package, importing a file, reading a Word template), while struct err
 * is for the one thing that stops a call. An error refuses the whole; a warning only tells.
 */
#ifndef BASE_PROBLEM_H
#define BASE_PROBLEM_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct buffer;
struct err;
struct value;

struct problem {
    bool warning;
    const char *file;   /* NULL when it belongs to no file */
    int line;           /* 1-based line of a text or row of a table; 0 = the whole file */
    const char *column; /* NULL = none: a column's name, a section or key, a paragraph */
    const char *vi, *en;
};

struct problems {
    struct arena *arena; /* borrowed; owns the texts */
    struct problem *items;
    size_t len, size;
    size_t errors; /* how many of them are not warnings */
};

void problems_init(struct problems *problems, struct arena *arena);

/* Adds an error; all texts are copied. "what; what to do" in both languages, same arguments. */
void problem_add(struct problems *problems, const char *file, int line, const char *column, const char *vi,
                 const char *en, ...) __attribute__((format(printf, 5, 7), format(printf, 6, 7)));
void problem_warn(struct problems *problems, const char *file, int line, const char *column, const char *vi,
                  const char *en, ...) __attribute__((format(printf, 5, 7), format(printf, 6, 7)));
/* An error of a call, in its place in the list; err is cleared. */
void problem_add_err(struct problems *problems, const char *file, int line, const char *column,
                     struct err *err);

/* Those of another list, which live as long as this one's arena, at the end. */
void problems_append(struct problems *problems, const struct problems *others);

/* Sorted by file, line and column, as a reader goes through a file. */
void problems_sort(struct problems *problems);

/* A list of maps {level: error|warning, file, row, column, vi, en} (absent parts are null). */
struct value *problems_to_value(const struct problems *problems, struct arena *arena);
/* The inverse, added at the end: the problems that a worker found. */
void problems_add_value(struct problems *problems, const struct value *list);

#endif
