/* A change of records that a person asks for, from the call to the answer: what the commands that bring, confirm, take back or move
 * records share (agenda/record_change.h). */
#ifndef HANDLER_RECORD_CALL_H
#define HANDLER_RECORD_CALL_H

#include "agenda/record_change.h"
#include "command/perform.h"
#include "import/import_call.h"

#include <stdbool.h>
#include <stdint.h>

struct err;
struct package;
struct value;

/* The contest and the change, which has not begun. */
bool record_call_open(struct command_call *call, struct turn *turn, struct record_change *change, struct err *err);
/* Begins the change; what the call's arguments and its person's roles ask of the import room. */
bool record_call_begin(struct command_call *call, struct record_change *change, const char *action, struct import_call *ret_asked,
                       struct err *err);
/* Ends it: the answer, or NULL with err and call->problems. good: the import room did its part. */
struct value *record_call_finish(struct command_call *call, struct record_change *change, bool good, struct value *detail,
                                 struct err *err);
/* What the change `sequence` wrote (change_log_report), for a file all of it; refuses more than one file holds. */
bool record_call_report(struct command_call *call, const struct package *package, int64_t sequence, struct value **ret_report,
                        struct err *err);

/* Whether all that the change `sequence` wrote is of units whose records whoever asks may see: else, to him, there was no such change. */
bool record_call_reaches(struct command_call *call, const struct package *package, int64_t sequence, bool *ret_reaches, struct err *err);
/* Says so. Returns NULL. */
struct value *record_call_refuse_change(int64_t sequence, struct err *err);

#endif
