/*
 * What of a list is asked for, and in which order: --find keeps the rows in which a column says a text, without regard to case,
 * marks and where the tone stands; --sort orders by a column, texts by the Vietnamese alphabet (CLDR vi), persons by given name,
 * figures by number, what is not said last. The same for every command that gives a list, for people, JSON and files.
 */
#ifndef COMMAND_LIST_ORDER_H
#define COMMAND_LIST_ORDER_H

#include "command/command.h"

struct arena;
struct err;
struct value;

/* The answer with its list so; the answer itself when nothing is asked. NULL with err: there is no such column. */
struct value *list_order(struct arena *arena, const struct command *command, const struct value *arguments, struct value *answer,
                         struct err *err);
/* The column that --sort names: "due,desc" is due, downwards. */
const char *list_order_by(struct arena *arena, const char *by, bool *ret_down);

#endif
