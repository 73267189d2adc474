/*
 * Moves a team to another ward, a member to another team, on a day: the row of before ends the day before, a new one begins, with
 * all else as it was. Checked and written as the rows of an import are (import_pass.h), inside the call's change.
 */
#ifndef REVISION_LIFE_MOVE_H
#define REVISION_LIFE_MOVE_H

#include "import/import_call.h"

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct err;
struct problems;

struct life_move {
    const char *type;    /* unit, member */
    const char *subject; /* the team, the member */
    const char *place;   /* the field that says where: parent, team */
    const char *to;
    int32_t on;         /* its first day there */
    const char *source; /* what the new versions name as their file */
};

/* An error where nobody of that id is there on both days, or he is there already. */
bool life_move(const struct import_call *call, const struct life_move *move, struct arena *arena, struct problems *problems,
               struct import_outcome *ret_outcome, struct err *err);

#endif
