/*
 * Whom a form is about: a unit of the package with the units below it, their teams and the teams' members, on one day. Reads
 * the records of today.
 */
#ifndef ENTRY_ENTRY_SCOPE_H
#define ENTRY_ENTRY_SCOPE_H

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct err;
struct package;
struct store;
struct value;

struct entry_scope {
    const char *title;                     /* "Phường Cát Bi" */
    struct value *units, *teams, *members; /* lists of {id, name, level} */
    struct value *ids;                     /* of all of them */
    struct value *names;                   /* {id: name} */
};

/* False with err for an unknown unit (the nearest is named) and when the store failed. */
bool entry_scope_read(struct store *store, struct arena *arena, const struct package *package, const char *unit, int32_t day,
                      struct entry_scope *ret_scope, struct err *err);

#endif
