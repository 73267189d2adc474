/*
 * Runs a command of the table. The caller has checked the role and is on the command's thread; here the
 * arguments are checked against the table, the function is called, and its answer is a value. Prints
 * nothing, logs nothing, knows no HTTP.
 */
#ifndef COMMAND_DISPATCH_H
#define COMMAND_DISPATCH_H

#include "command/call.h"
#include "command/command.h"

#include <stdint.h>

struct arena;
struct clock;
struct err;
struct store;
struct value;

/* Adds to who asks what the units of the contest in force are (person/caller.h); without a contest there are none. */
bool command_know(struct command_call *call, struct err *err);
/* The answer, or NULL with err (and perhaps call->problems) when it is refused. */
struct value *command_run(const struct command *command, struct command_call *call, struct err *err);

/* Performs the next thing that is due at the clock's time, a re-run that is owed first; for the daemon's
 * start and timer. ret_next: the next due instant, INT64_MAX when nothing is planned. False: it failed, try
 * later. */
bool command_tick(struct command_call *call, bool *ret_performed, int64_t *ret_next, struct err *err);

/* The figures of open periods (run/live.h), for the daemon's timer: what is to be written of them, a null value when they say already what
 * the records say; reads only, starts workers. Then it is written, by who writes. */
bool command_live_measure(struct command_call *call, const struct value **ret_figures, struct err *err);
bool command_live_write(struct store *store, const struct value *figures, struct err *err);

/* The rounds of sending messages (message/outbox.h), for the daemon's timer: when the next one is due; what is due, taken by who writes; handed
 * to the channels, which takes long; what became of it, written. */
bool command_message_next(struct command_call *call, int64_t *ret_at, struct err *err);
bool command_message_late(struct command_call *call, int64_t *ret_at, struct err *err); /* outbox_late */
const struct value *command_message_take(struct command_call *call, struct err *err);
const struct value *command_message_send(struct command_call *call, const struct value *messages);
bool command_message_told(struct command_call *call, const struct value *results, struct err *err);

/* What the answers of reading commands are made of, in a text: another one after each change, and when the figures of open periods, the day or
 * what the clock has let fall due are others. Read before the answers that it stands for. NULL with err. */
const char *command_version(struct command_call *call, struct err *err);

/*
 * The clock of a state folder at the daemon's start: the machine's, or one that was set (contest.md §1, issue
 * 2). given: the instant asked for by --clock, INT64_MIN = none. The later of stored and given wins; refused
 * on a state that was used with the machine's clock. A new instant is stored.
 */
bool command_clock_start(struct store *store, struct arena *arena, int64_t given, const char *actor,
                         struct clock *ret_clock, struct err *err);

#endif
