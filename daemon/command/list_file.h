/*
 * The list that a command answers as a file for people: one table by the row's columns, as .xlsx or .csv. Numbers, days and
 * instants are what they are there, words of the program are in the reader's language. Nothing is known of the command but
 * its row.
 */
#ifndef COMMAND_LIST_FILE_H
#define COMMAND_LIST_FILE_H

#include "command/command.h"

#include <stdbool.h>

struct arena;
struct command_call;
struct err;
struct value;

/* The table as a workbook of one sheet (workbook/workbook.h). */
struct value *list_file_workbook(struct arena *arena, const struct command *command, const struct value *answer, bool english);
/* A number as people write it, "+" or "−" before a difference: "85,7%" is 0.857 of the format 0.0%, "01" is 1 of the format 00, "1.234" is 1234; false for what is no
 * such number. */
bool list_file_figure(struct arena *arena, const char *text, double *ret_number, const char **ret_format);
/* Fills the call's bytes by its arguments; the file's name as a text, or NULL with err. */
struct value *list_file_write(const struct command *command, struct command_call *call, const struct value *answer,
                              struct err *err);

#endif
