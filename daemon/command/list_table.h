/*
 * The list in an answer as columns and rows, whichever of two forms it has: a list of maps, by the columns of the command's row; or a map
 * {columns: [{name, title, words}] or names alone, rows: [[cell…]…]} whose columns are its own (the evidence of a result, the records of
 * a type). What orders a list and what writes it to a file ask here alone.
 */
#ifndef COMMAND_LIST_TABLE_H
#define COMMAND_LIST_TABLE_H

#include "command/command.h"

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct value;

struct list_column {
    const char *key; /* received_on; a.*.b of the row's columns that stand for each */
    const char *vi, *en;
    const char *item;          /* the id of what it stands for; NULL: none */
    const struct value *words; /* {word: title} of a column of the answer; NULL: the program's own words */
    bool figure;               /* numbers as people write them: "85,7%" */
};

struct list_table {
    struct list_column *columns;
    size_t column_count;
    const struct value *rows;  /* maps, or lists of cells */
    const struct value *names; /* {id: name} of ids in cells of the answer's own columns */
    bool own;                  /* the columns are the answer's */
};

struct list_table list_table_of(struct arena *arena, const struct command *command, const struct value *answer);
const char *list_table_title(struct arena *arena, const struct list_column *column, bool english);
/* The value in a row; of a word of the answer's own columns, or an id, what people call it. NULL: nothing is said. */
const struct value *list_table_cell(struct arena *arena, const struct list_table *table, size_t column, const struct value *row,
                                    bool english);
/* The same as the answer has it: an id. */
const struct value *list_table_raw(struct arena *arena, const struct list_table *table, size_t column, const struct value *row,
                                   bool english);
/* The answer with other rows in its list. */
struct value *list_table_with(struct arena *arena, const struct command *command, struct value *answer, const struct value *rows);

#endif
