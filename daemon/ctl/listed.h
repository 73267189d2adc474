/* Writes the list of an answer by the command's row, all of it, as a file of it has it (command/list_table.h): columns that stand for each
 * item, lists within a list, columns of the answer's own. */
#ifndef CTL_LISTED_H
#define CTL_LISTED_H

#include <stdbool.h>

struct arena;
struct buffer;
struct command;
struct value;

void listed_write(struct buffer *out, struct arena *arena, const struct command *command, const struct value *answer, bool english);

#endif
