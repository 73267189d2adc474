/*
 * To which unit of the package something belongs that a command names: a unit, a team, a member, a record, an alert, a paper, a result.
 * Reads the store; decides nothing (permission.h does).
 */
#ifndef COMMAND_BELONGS_H
#define COMMAND_BELONGS_H

#include <stdbool.h>

struct command;
struct command_call;
struct err;
struct package;
struct period_list;
struct value;

/* Of the id of a unit, a team (its ward today, or its last) or a member (of the team of today). *ret_unit NULL: nobody knows it. */
bool belongs_unit(struct command_call *call, const char *id, const char **ret_unit, struct err *err);
/* Of a record of the type that the call names, by its key. */
bool belongs_record(struct command_call *call, const struct value *key, const char **ret_unit, struct err *err);
/* Of what the command's row names (`unit`). *ret_unit NULL: it names nothing, or what is not there; something of which nobody knows
 * whose it is belongs to the whole contest (*ret_whole). */
bool belongs_argument(const struct command *command, struct command_call *call, const char **ret_unit, bool *ret_whole, struct err *err);
/* A copy of something of a unit and a period with the names that they have: unit_title, period_title (their ids where nobody knows them). */
struct value *belongs_named(struct command_call *call, const struct package *package, const struct period_list *periods, const struct value *row);
/* The rows whose `key` (a unit, team or member) whoever asks may see; NULL with err. */
struct value *belongs_visible(struct command_call *call, const struct value *rows, const char *key, struct err *err);

#endif
