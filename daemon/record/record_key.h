/*
 * What identifies a record: the fields that its type declares as key. An id is the unit's own (every ward numbers its tips from 1),
 * so a key has the unit that reports in front: cat-bi/12. The units and members themselves are of the whole contest: their id
 * alone names one. People read and write a key as its parts joined by a slash. Knows no store.
 */
#ifndef RECORD_RECORD_KEY_H
#define RECORD_RECORD_KEY_H

#include "record/field_kind.h"

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct err;
struct record_type;

/* A key that says of no unit, person or period whose it is gets the first required field of a unit, else of a member, in front:
 * so packages of before, which declare the id alone, are read. False when the key stays as it is declared. */
bool record_key_complete(struct arena *arena, struct record_type *type);

/* The key's field with the unit, or the member, that reports; NULL for a type without one. */
const struct field *record_key_reporter(const struct record_type *type);
/* The field that says whose a record is: that one, else the first that names a unit or a person, a required one before others; NULL:
 * none does. */
const struct field *record_key_whose(const struct record_type *type);
/* The key's field with the id that the reporter gives; NULL where the key has none (a ward's return of a month). */
const struct field *record_key_id(const struct record_type *type);

/* "cat-bi/12", "m-01/2024-11-01". */
char *record_key_show(struct arena *arena, const struct record_type *type, const struct cell *cells);
/* The same of any fields: "cat-bi/Khu 1/2024-11-30". */
char *record_key_join(struct arena *arena, const struct record_type *type, const struct cell *cells,
                      const char *const *names, size_t count);

/* The inverse: cells of all fields, those outside the key absent. A slash more than the key has parts belongs to the id, for
 * older programs took such ids. */
bool record_key_read(struct arena *arena, const struct record_type *type, const char *text, struct cell **ret_cells,
                     struct err *err);

/* Lives: rows of one unit, member or managed person that are each good for their own days (valid_from in the key, valid_until
 * beside it, both inclusive). Whose life it is, is the key without valid_from. */
struct record_life {
    const struct field *from, *until;
    const char *const *subject; /* field names */
    size_t subject_count;
};

/* False for a type without lives. */
bool record_key_life(struct arena *arena, const struct record_type *type, struct record_life *ret_life);

#endif
