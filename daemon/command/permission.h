/*
 * Whether somebody may ask for a command: the one place that says so, for the command line, the API and pages alike. A pure function of
 * the command's row, of who asks and of the unit that it is about. The door asks for the role before it reads a body; command_run asks
 * for both before anything is performed. A refusal says which role or unit is missing and who may give it.
 */
#ifndef COMMAND_PERMISSION_H
#define COMMAND_PERMISSION_H

#include <stdbool.h>

struct arena;
struct caller;
struct command;
struct err;
struct record_types;
struct value;

/* Whether one of the command's roles is held for anything at all. */
bool permission_role(const struct command *command, const struct caller *caller, struct err *err);
/* Whether it holds for the whole contest: for what belongs to nobody alone. */
bool permission_whole(const struct command *command, const struct caller *caller, struct err *err);
/* Whether it holds for what the command is about. unit: of the package; NULL: it is about no single unit. */
bool permission_scope(const struct command *command, const struct caller *caller, const char *unit, struct err *err);
/* Whether results of members may be read that belong to the unit (NULL: to nobody): by who enters and confirms its records, by leaders and whoever else
 * reads what is private of the type `member` (docs/decisions/0105). */
bool permission_members(const struct caller *caller, const struct record_types *types, const char *unit);
/* {unit: true}: those of the contest in force (caller_know) for which it holds. */
struct value *permission_units(const struct command *command, const struct caller *caller, struct arena *arena);

#endif
