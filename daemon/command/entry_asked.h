/*
 * What the commands of entry are asked about: a unit and a period, the own and today's where none is named, or those of the record that is
 * named; read from a call's arguments `unit`, `period`, `type`, `key`.
 */
#ifndef COMMAND_ENTRY_ASKED_H
#define COMMAND_ENTRY_ASKED_H

#include "entry/entry_field.h"
#include "entry/entry_rows.h"
#include "entry/entry_scope.h"

#include <stdbool.h>
#include <stdint.h>

struct command_call;
struct err;
struct value;

struct entry_asked {
    const struct package *package;
    const struct period_list *periods;
    const struct period *period;
    const char *unit;
    int32_t today;
    struct entry_scope scope;
    struct entry_row record; /* that the key names; cells NULL: none does */
};

bool entry_asked_read(struct command_call *call, struct entry_asked *ret_asked, struct err *err);
struct entry_about entry_asked_about(struct command_call *call, const struct entry_asked *asked, const struct record_type *type);
/* {unit, unit_title, period, period_title, from, until, today} */
struct value *entry_asked_map(struct command_call *call, const struct entry_asked *asked);

/* [{id, title}…] of the wards that stand on the day and whose records whoever asks may see: what a page offers to choose from. */
struct value *entry_asked_units(struct command_call *call, const struct package *package, int32_t day);

#endif
