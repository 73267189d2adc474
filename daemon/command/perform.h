/* What the functions behind the commands (handler/) share, and whoever calls them; the table binds them. */
#ifndef COMMAND_PERFORM_H
#define COMMAND_PERFORM_H

#include "command/call.h"
#include "command/command.h"
#include "contest/turn.h"

#include <stdbool.h>

struct package;
struct period;
struct period_list;
struct problems;
struct record_type;

enum { CALL_FILE_ROWS = 20000 }; /* things of a list in a file: what the worker that writes it holds in memory */

/* The functions are those that the rows name. */
#define COMMAND(function, printed, ...) command_function command_##function;
#define CLIENT_COMMAND(...)
#include "command/rows.def"

const char *call_text(const struct command_call *call, const char *name); /* NULL when not given */
bool call_flag(const struct command_call *call, const char *name);
int64_t call_number(const struct command_call *call, const char *name, int64_t fallback);
int32_t call_day(const struct command_call *call, const char *name); /* of an argument that is there */
bool call_gives_file(const struct command_call *call); /* its list goes out as a file */
/* Says it to whoever waits; harmless without a listener. */
void call_progress(const struct command_call *call, const char *vi, const char *en, ...)
    __attribute__((format(printf, 2, 4), format(printf, 3, 4)));

/* The answer with everybody's names (display/actor.h); NULL with err. */
struct value *call_actors(const struct command_call *call, const struct value *answer, struct err *err);

/* The roles of whoever asks, for the unit that the command is about; without one, for the whole contest. */
unsigned call_roles(const struct command_call *call);

/* The package in force; call_contest refuses when none was loaded, with what to do. */
bool call_package(struct command_call *call, const struct package **ret_package,
                  const struct period_list **ret_periods, struct err *err);
bool call_contest(struct command_call *call, const struct package **ret_package,
                  const struct period_list **ret_periods, struct err *err);
/* A turn of the engine for this call; package NULL when none was loaded. */
bool call_turn(struct command_call *call, struct turn *ret_turn, struct err *err);
/* What waits for a person that day, in words, as their first page has it (waiting.c). For the turn of call_turn. */
struct value *call_waiting(const struct turn *turn, const char *person, bool english, struct err *err);
/* The argument as a period of the contest; NULL with err, naming the known ones. */
const struct period *call_period(struct command_call *call, const struct period_list *periods,
                                 const char *name, struct err *err);
/* The declared record type of this name; NULL with err, naming the nearest one. */
const struct record_type *call_type(struct command_call *call, const struct package *package, const char *name,
                                    struct err *err);
/* Refuses with a list: err counts the errors, call->problems says each. Returns NULL. */
struct value *call_refuse(struct command_call *call, struct problems *problems, struct err *err);

/* An error that a worker said, in its own two texts. */
void call_error(struct err *err, const char *vi, const char *en);

/* An instant as JSON shows it, null for INT64_MAX. */
struct value *call_instant(struct command_call *call, int64_t instant);

#endif
