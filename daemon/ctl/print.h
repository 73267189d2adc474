/* An answer for people: a table, labelled lines, the board, an explanation, a list of problems. */
#ifndef CTL_PRINT_H
#define CTL_PRINT_H

#include <stdbool.h>

struct arena;
struct buffer;
struct command;
struct command_column;
struct value;

void print_answer(struct buffer *out, struct arena *arena, const struct command *command,
                  const struct value *answer, bool english);
/* A table; the columns end with a NULL key. */
void print_rows(struct buffer *out, struct arena *arena, const struct command_column *columns,
                const struct value *rows, bool english);
/* "tip.csv:14: received_on: …", a line each. */
void print_problems(struct buffer *out, const struct value *problems, bool english);
void print_board(struct buffer *out, struct arena *arena, const struct value *board,
                 bool english); /* board.c */

#endif
