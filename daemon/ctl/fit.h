/*
 * Makes the list of an answer no wider than a terminal: columns at the end that do not fit are left out, and said; of the first of them
 * the begin is kept where there is room for it. A row's columns therefore stand in the order in which people need them. Not asked with
 * --wide, nor when a program reads what is printed; JSON and files always have all columns.
 */
#ifndef CTL_FIT_H
#define CTL_FIT_H

#include <stdbool.h>

struct arena;
struct command;
struct value;

enum { FIT_WIDTH = 100 }; /* columns of a terminal that two programs share a screen with */

struct fit {
    const struct command *command; /* with fewer columns */
    const struct value *answer;    /* its list with fewer columns, texts cut */
    const char *left_out;          /* "Lý do, Tệp"; NULL: nothing */
};

struct fit fit_list(struct arena *arena, const struct command *command, const struct value *answer, bool english);

#endif
