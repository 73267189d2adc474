/*
 * Conditions over a stored row r of table record_<type> (?1 is today): whether it has what a change of the declaration is about, or does not
 * keep to a limit that became stricter. And the statements that count such rows and name the first of them. Texts only.
 */
#ifndef AMENDMENT_RECORD_LIMIT_SQL_H
#define AMENDMENT_RECORD_LIMIT_SQL_H

struct arena;
struct field;
struct record_type;

/* Stored rows of a type, as it is in force. */
enum record_limit_among {
    RECORD_LIMIT_NONE,
    RECORD_LIMIT_CLAIMING, /* live, confirmed or waiting */
    RECORD_LIMIT_LIVE,
    RECORD_LIMIT_VERSIONS, /* superseded ones too */
};
struct record_limit_rows {
    const struct record_type *type;
    enum record_limit_among among;
    const char *when; /* the condition */
};

char *record_limit_given(struct arena *arena, const struct field *field);
char *record_limit_empty(struct arena *arena, const struct field *field);
char *record_limit_word(struct arena *arena, const struct field *field, const char *word); /* a choice */
/* Another record agrees with it in the fields that are unique in `to`; `from` is as it is stored. NULL: a field of them is new, and empty
 * everywhere. */
char *record_limit_agreeing(struct arena *arena, const struct record_type *from, const struct record_type *to);
/* Another row of the same life shares a day with it. */
char *record_limit_overlapping(struct arena *arena, const struct record_type *type);

/* One row, one column: how many they are; or the keys of the first of them (all columns of the key, in its order). */
char *record_limit_count(struct arena *arena, const struct record_limit_rows *rows);
char *record_limit_first(struct arena *arena, const struct record_limit_rows *rows);

#endif
