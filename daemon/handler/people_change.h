/*
 * A change of people that an administrator asks for, from the call to the answer: what the commands that make accounts, give roles and
 * take them back share. Refuses what would leave the contest without an administrator.
 */
#ifndef HANDLER_PEOPLE_CHANGE_H
#define HANDLER_PEOPLE_CHANGE_H

#include "command/perform.h"
#include "person/person.h"
#include "store/change.h"

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

struct directory;
struct err;
struct value;

struct people_change {
    struct command_call *call;
    struct change change;
    struct directory *before; /* the people as they were */
};

bool people_change_begin(struct people_change *people, struct command_call *call, struct err *err);
/* Ends it: the answer, which is the audit row's detail too, or NULL with err; good: all was done so far. The door gets the people as
 * they are now. */
struct value *people_change_end(struct people_change *people, bool good, struct value *answer, struct err *err);

/* The account's state after an act of the table of life cycles (kind person), noted in its history; NULL with err. */
const char *people_change_state(struct people_change *people, const char *name, const char *state, const char *act, struct err *err);
/* The call's role, unit, days and, where it names one, whom it is for. */
bool people_change_grant(struct people_change *people, struct grant *ret_grant, struct err *err);
/* The call's user of the machine; PERSON_NO_USER without one. */
bool people_change_uid(const struct command_call *call, uid_t *ret_uid, struct err *err);
/* A grant as an answer has it: role, unit, from, until (inclusive, as texts), deputy_of, basis. */
void people_change_put(struct arena *arena, struct value *map, const struct grant *grant);

#endif
