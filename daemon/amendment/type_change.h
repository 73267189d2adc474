/*
 * How the record types of a candidate differ from those in force, one change after another, and what may not be while a contest runs:
 * to drop a type or a field, another form of a field, another key. What is stored is asked by record_limit.h. Pure.
 */
#ifndef AMENDMENT_TYPE_CHANGE_H
#define AMENDMENT_TYPE_CHANGE_H

#include "amendment/record_limit_sql.h"

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct field;
struct problems;
struct record_type;
struct record_types;
struct value;

enum type_change_kind {
    TYPE_CHANGE_TYPE_ADDED,
    TYPE_CHANGE_FIELD_ADDED,
    TYPE_CHANGE_CHOICE_ADDED,
    TYPE_CHANGE_CHOICE_REMOVED, /* a limit */
    TYPE_CHANGE_RETIRED,
    TYPE_CHANGE_USED_AGAIN, /* retired until now */
    TYPE_CHANGE_TITLE,
    TYPE_CHANGE_STRICTER, /* a limit */
    TYPE_CHANGE_WIDER,
    TYPE_CHANGE_CONDITION, /* of a warning or refusal: of new rows alone */
    TYPE_CHANGE_PRIVATE,
    TYPE_CHANGE_DAYS, /* which days a record touches */
    TYPE_CHANGE_TYPE_DROPPED, /* this and what follows is refused */
    TYPE_CHANGE_FIELD_DROPPED,
    TYPE_CHANGE_FORM,
    TYPE_CHANGE_KEY,
};

struct type_change {
    enum type_change_kind kind;
    const struct record_type *type;   /* as the candidate has it; a dropped one as it was */
    const struct field *field;        /* NULL: of the type itself */
    const char *from, *to;            /* as declared; NULL: nothing */
    struct record_limit_rows touched; /* of a limit those that break it; when NULL: none is */
};

struct type_changes {
    const struct type_change *items;
    size_t len;
};

struct type_changes type_change_list(const struct record_types *from, const struct record_types *to, struct arena *arena);

/* "tip.fields.channel", "tip": where records.ini says it. */
const char *type_change_place(const struct type_change *change, struct arena *arena);
/* Whether it may not be while a stored row is touched. */
bool type_change_is_limit(const struct type_change *change);

/* {type, type_title, field, field_title, what, from, to}: field null where the type itself changes, what one word ("added", "stricter") that
 * display/ has for people, from and to as records.ini says them or null; and of all. */
struct value *type_change_value(const struct type_change *change, struct arena *arena);
struct value *type_change_values(const struct record_types *from, const struct record_types *to, struct arena *arena);

/* Adds a problem for each that may not be, whatever is stored. */
void type_change_refuse(const struct record_types *from, const struct record_types *to, struct problems *problems);

#endif
