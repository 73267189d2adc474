/*
 * Whether the contest in force has what a parameter names: its period, phase, record type, criterion, unit. Asked for every
 * command before its function is called (dispatch.c); another word is refused with those that there are.
 */
#ifndef COMMAND_KNOWN_H
#define COMMAND_KNOWN_H

#include "parameter/form.h"

#include <stdbool.h>

struct command_call;
struct err;
struct package;
struct period_list;

/* What is known of a contest, for the forms that name something of it. */
struct known_contest {
    struct command_call *call;
    const struct package *package;
    const struct period_list *periods;
};

bool known_asks(enum form_kind form); /* whether this form names something of a contest */
bool known_check(const struct known_contest *contest, enum form_kind form, const char *word, struct err *err);

#endif
