/*
 * Two records that a person reads as one: their ids, or the fields of `unique`, are equal in folded form (base/text_fold.h); or, of a
 * type that has one record a day of something people name in their own words (an area), those names are. Table
 * record_<type> holds that form of each live version in columns of its own, with an index, so that a file of a hundred thousand rows
 * finds each neighbour at once. They are no columns of a version (record_sql_columns): what is said, hashed and kept in history
 * is what was written. SQL texts only; fold_id and fold_name are functions of the store's connections (store/text_function.h).
 */
#ifndef RECORD_RECORD_FOLDED_H
#define RECORD_RECORD_FOLDED_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct buffer;
struct record_type;

enum record_folded {
    RECORD_FOLDED_ID,     /* of the id in the key */
    RECORD_FOLDED_UNIQUE, /* of the fields of `unique` */
    RECORD_FOLDED_NAME,   /* of the same less the day, where one of them is in people's own words */
    RECORD_FOLDED,
};

const char *record_folded_column(enum record_folded which);
bool record_folded_is(const char *column); /* one of them */
bool record_folded_has(const struct record_type *type, enum record_folded which);
/* Its value as SQL: `places` has the text of each field, "?3" or its name. */
char *record_folded_value(struct arena *arena, const struct record_type *type, enum record_folded which,
                          const char *const *places);

/* "folded_id TEXT, …" for CREATE TABLE; "CREATE INDEX …". */
void record_folded_declare(struct buffer *sql, const struct record_type *type);
void record_folded_index(struct buffer *sql, const struct record_type *type);

/* Live rows other than the one of the key: the key's fields, source_file, source_row. */
/* Standing, of the same reporter, with another id that is the same in folded form. Parameters: the id, its folded form, the
 * reporter if there is one. */
char *record_folded_near(struct arena *arena, const struct record_type *type);
/* Standing, of another reporter, with this id and all else equal. Parameters: all fields, the id's folded form. */
char *record_folded_elsewhere(struct arena *arena, const struct record_type *type);
/* Confirmed or waiting, agreeing in the fields of `unique`. Parameters: those fields. */
char *record_folded_agreeing(struct arena *arena, const struct record_type *type);
/* Standing, agreeing with the fields in RECORD_FOLDED_NAME, but one of them is spelled otherwise. Parameters: as the
 * one before, without the day. */
char *record_folded_spelled(struct arena *arena, const struct record_type *type);
/* The live versions whose folded form is not what follows from their fields, one at most; NULL when the type has none. */
char *record_folded_wrong(struct arena *arena, const struct record_type *type);

#endif
