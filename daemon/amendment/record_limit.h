/*
 * What a change of record types meets in the store: how many records each change touches, and whether a limit that became stricter is
 * broken by what is stored. Reads only.
 */
#ifndef AMENDMENT_RECORD_LIMIT_H
#define AMENDMENT_RECORD_LIMIT_H

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct err;
struct problems;
struct record_types;
struct store;
struct value;

/* Adds a problem for each limit that stored records do not keep, with its place, how many they are and the first of them. False: err. */
bool record_limit_check(struct store *store, const struct record_types *from, const struct record_types *to, int32_t today,
                        struct problems *problems, struct err *err);

/* [{type, …, records}…] (type_change_value), with how many stored records each change touches: of a limit, break it; 0 where none could.
 * NULL: err. */
struct value *record_limit_changes(struct store *store, const struct record_types *from, const struct record_types *to, int32_t today,
                                   struct arena *arena, struct err *err);

#endif
