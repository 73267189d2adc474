/*
 * An answer for people: a table, labelled lines, the board, an explanation, a list of problems. Each row of the table of
 * commands names the function here, or of a file beside this one, that prints its answer (command/rows.def).
 */
#ifndef CTL_PRINT_H
#define CTL_PRINT_H

#include "command/command.h"

#include <stdbool.h>

/* print_answer, a table or lines by the row's columns, and all others that rows name. */
#define COMMAND(function, printed, ...) command_printer print_##printed;
#define CLIENT_COMMAND(...)
#include "command/rows.def"

/* By the command's row; unless wide, a list no wider than a terminal (fit.h); then the problems that stand in the answer. */
void print_command(struct buffer *out, struct arena *arena, const struct command *command, const struct value *answer,
                   bool english, bool wide);
/* Where a file was written and how long it is: {file, bytes}. */
void print_written(struct buffer *out, struct arena *arena, const struct value *written, bool english);
/* A table; the columns end with a NULL key. */
void print_rows(struct buffer *out, struct arena *arena, const struct command_column *columns,
                const struct value *rows, bool english);
/* "tip.csv:14: received_on: …", a line each. */
void print_problems(struct buffer *out, const struct value *problems, bool english);

#endif
