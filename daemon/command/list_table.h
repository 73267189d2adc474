/*
 * The list in an answer as columns and rows, whichever form it has (command.h, `list`). "a": a list of maps, by the columns of the
 * command's row. "a.*.b": the lists b of the things in a, "*.b" of the answer's things; a row is an item, which also says what its thing
 * says; of a thing without items it is the thing alone. "a|b": the rows of one path after those of the other. A map {columns: [{name,
 * title, words}] or names alone, rows: [[cell…]…]} has columns of its own (the evidence of a result, the records of a type); its `files`,
 * one a row, follow the rows. What orders a list, what writes it to a file and what prints it ask here alone.
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

struct list_row {
    const struct value *cells; /* what its columns are read in: a map, or a list of cells */
    const struct value *thing, *item; /* of lists within a list: whose it is, and itself; NULL: the thing has none */
    size_t part, place; /* its path, and which it was in the answer */
};

struct list_table {
    struct list_column *columns;
    size_t column_count;
    struct list_row *rows;
    size_t row_count;
    const struct value *names; /* {id: name} of ids in cells of the answer's own columns */
    bool own;                  /* the columns are the answer's */
};

struct list_table list_table_of(struct arena *arena, const struct command *command, const struct value *answer);
const char *list_table_title(const struct list_column *column, bool english);
/* The value in a row; of a word of the answer's own columns, or an id, what people call it. NULL: nothing is said. */
const struct value *list_table_cell(struct arena *arena, const struct list_table *table, size_t column, const struct list_row *row,
                                    bool english);
/* The same as the answer has it: an id. */
const struct value *list_table_raw(struct arena *arena, const struct list_table *table, size_t column, const struct list_row *row,
                                   bool english);
/* The answer with these rows, or some of them, in this order. Rows of one thing that stand together stay together in it. */
struct value *list_table_with(struct arena *arena, const struct command *command, struct value *answer, const struct list_row *rows,
                              size_t count);

#endif
