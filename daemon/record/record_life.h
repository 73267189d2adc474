/*
 * Lives: rows of one unit, member or managed person that are each good for their own days (valid_from in the key, valid_until
 * beside it, both inclusive). Whose life it is, is the key without valid_from. Pure; whether two rows of one life overlap is
 * import/life.h's.
 */
#ifndef RECORD_RECORD_LIFE_H
#define RECORD_RECORD_LIFE_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct field;
struct record_type;

struct record_life {
    const struct field *from, *until;
    const char *const *subject; /* field names */
    size_t subject_count;
};

/* False for a type without lives. */
bool record_life_of(struct arena *arena, const struct record_type *type, struct record_life *ret_life);

/* The stored rows of one life: state, source_file, source_row, from_seq, then all fields. Parameters: the subject's. */
enum record_life_column { LIFE_STATE, LIFE_FILE, LIFE_ROW, LIFE_SEQUENCE, LIFE_FIELDS };
char *record_life_sql(struct arena *arena, const struct record_type *type, const struct record_life *life);

#endif
