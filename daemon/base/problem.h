/*
 * A list of problems for a person: where, what is wrong, what to do instead. Used where all problems
 * are said at once (checking a package, importing a file, reading a Word template), while struct err
 * is for the one thing that stops a call. An error refuses the whole; a warning only tells; a note says how
 * something was understood. The list of an import is grouped by cause: 100,000 rows with one mistake are one entry.
 */
#ifndef BASE_PROBLEM_H
#define BASE_PROBLEM_H

#include "base/text_index.h"

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct err;
struct value;

enum problem_level { PROBLEM_ERROR, PROBLEM_WARNING, PROBLEM_NOTE };

/* Of a map of problems_to_value; an error where it says none. */
enum problem_level problem_level_of(const struct value *problem);
/* What stands before the sentence: "", "lưu ý: ", "ghi chú: ". */
const char *problem_level_words(enum problem_level level, bool english);

struct problem {
    enum problem_level level;
    const char *file;   /* NULL when it belongs to no file */
    int line;           /* 1-based line of a text or row of a table, of a group the first; 0 = the whole file */
    const char *column; /* NULL = none: a column's name, a section or key, a paragraph */
    const char *heading; /* of the column in the file's table, as its maker wrote it; NULL: it has none, or nobody looked */
    size_t place;        /* … which column of the table, from 1; 0: none */
    const char *letters; /* … in a workbook: the B of B7; NULL: the file is none */
    const char *vi, *en;
    const char *fault; /* how a rule failed as it was tried: a name in fault.h, never freed; NULL = what is written is wrong */
    const char *cause; /* in a grouped list sentences of one cause are one entry, which says the first; NULL: equal sentences are */
    bool varied;  /* of a group: some of its sentences are not the one it says */
    size_t count; /* how often it was added: 1 but in a grouped list */
    int *lines;   /* of a grouped list, in the order of adding: all but those that are 0 */
    size_t line_count, line_size;
};

struct problems {
    struct arena *arena; /* borrowed; owns the texts */
    struct problem *items;
    size_t len, size;
    size_t errors; /* how many were added that are errors */
    bool grouped;
    struct text_index causes; /* grouped: level, place and sentence → its entry, counted from 1 */
    struct text_index places; /* grouped: level, file and column → how many sentences it has */
};

/* A grouped list keeps so many sentences of one column (or of one file's rows), and so many in all; what is more is counted in
 * one entry a column, with its lines. */
enum { PROBLEM_SENTENCES_MAX = 200, PROBLEM_GROUPS_MAX = 5000 };

void problems_init(struct problems *problems, struct arena *arena);
/* Equal sentences of one file and column become one entry with their count and their lines. */
void problems_init_grouped(struct problems *problems, struct arena *arena);

/* Adds an error; all texts are copied. "what; what to do" in both languages, same arguments. In a grouped list the sentence
 * says nothing that differs from row to row but the cell's own text. The number of its entry, for problem_again. */
size_t problem_add(struct problems *problems, const char *file, int line, const char *column, const char *vi,
                   const char *en, ...) __attribute__((format(printf, 5, 7), format(printf, 6, 7)));
size_t problem_warn(struct problems *problems, const char *file, int line, const char *column, const char *vi,
                    const char *en, ...) __attribute__((format(printf, 5, 7), format(printf, 6, 7)));
/* What was understood, and how. */
size_t problem_note(struct problems *problems, const char *file, int line, const char *column, const char *vi,
                    const char *en, ...) __attribute__((format(printf, 5, 7), format(printf, 6, 7)));
/* An error of a call, in its place in the list; err is cleared. */
void problem_add_err(struct problems *problems, const char *file, int line, const char *column,
                     struct err *err);
/* The same of a rule that was tried: with its fault (err's kind). */
void problem_add_failure(struct problems *problems, const char *file, int line, const char *column, struct err *err);

/* One whose level, place, sentences and cause are given; all texts are copied. The number of its entry, for problem_again. */
size_t problem_put(struct problems *problems, const struct problem *said);
/* The same once more about another line, in the list as it has not been sorted since: what 100,000 cells have in common is written once. */
void problem_again(struct problems *problems, size_t entry, int line);
/* One of another list; the number of its entry. */
size_t problems_put(struct problems *problems, const struct problem *problem);
/* All of another list, at the end. */
void problems_append(struct problems *problems, const struct problems *others);

/* Sorted by file, line and column, as a reader goes through a file; notes behind all others. What is added to a grouped list
 * afterwards makes entries of its own. */
void problems_sort(struct problems *problems);

/* A list of maps {level: error|warning|note, file, row, column, heading, cells, vi, en, fault, count, lines} (absent parts are null;
 * lines: the first few of a group; cells: the same as B7, of a workbook). The sentence of a group says how many rows it is about. */
struct value *problems_to_value(const struct problems *problems, struct arena *arena);
/* The first error of such a list; NULL when it holds none. */
const struct value *problems_value_error(const struct value *list);
/* The inverse for a list that is not grouped, added at the end: the problems that a worker found. */
void problems_add_value(struct problems *problems, const struct value *list);

#endif
