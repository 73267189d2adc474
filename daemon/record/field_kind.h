/* The forms that a field of a record may have, one row of functions each (field_kind.c): how it is declared, written by
 * people, shown to them, stored, and which day it says. Whether what it refers to exists is import/reference.h's. */
#ifndef RECORD_FIELD_KIND_H
#define RECORD_FIELD_KIND_H

#include "record/field.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct buffer;
struct err;
struct value;
struct written_how;

/* Whose a record is that has the field in its key (record_key.h): a unit's, a member's, a team's or a member's; of a period or phase. */
enum field_scope { FIELD_SCOPE_NONE, FIELD_SCOPE_UNIT, FIELD_SCOPE_MEMBER, FIELD_SCOPE_SUBJECT, FIELD_SCOPE_TIME };

struct field_kind { /* a function that is NULL: nothing follows, no limit, no day … */
    const char *name; /* in records.ini, and to people */
    const char *example; /* how it is declared with what may follow; NULL: nothing may */
    bool number;      /* stored as an integer, else as a text */
    bool scaled;      /* … of the last of its decimals */
    bool with_day;    /* … beside its local day, in a column of its own (field_day_column) */
    bool free;        /* people's own words: nothing in them is a sign of form */
    enum field_scope scope;
    bool (*declare)(struct arena *arena, const char *text, struct field *field); /* what follows the name in records.ini */
    void (*describe)(struct buffer *out, const struct field *field); /* the limits in those words: " 40", " 0..100" */
    bool (*literal)(const struct field *field, const char *text, struct cell *ret_cell); /* a text as it is stored or documented */
    bool (*read)(const struct field_reading *reading, struct cell *ret_cell, struct written_how *ret_how, struct err *err); /* another */
    const struct written_how *written; /* what people may write, for them */
    const char *(*show)(struct arena *arena, const struct field *field, int64_t number); /* of a number; NULL: the number itself */
    int32_t (*day)(int64_t number);                           /* the day that a number says; NULL: none */
    /* What `from` took and `to`, of the same form, does not, as SQL over a stored row r, ?1 is today; NULL: it takes all that. */
    const char *(*beyond)(struct arena *arena, const struct field *from, const struct field *to);
    const char *const *(*words)(const struct field *field, size_t *ret_count); /* the only ones that may be stored; NULL: any */
};

const struct field_kind *field_kind(const struct field *field);
bool field_names_something(const struct field *field); /* a code, a unit, a person: what records are told apart and tied to one another by */
bool field_kind_parse(const char *name, enum field_type *ret_type);
const char *field_type_name(enum field_type type); /* "choice"; NULL behind the last one */

/* A decimal in a statement is a whole number of its last place. Of one that a person wrote, 8,5, the text that is compared with: 85; NULL: it is no such
 * number. And back. Of any other field the text itself. */
const char *field_stored_text(struct arena *arena, const struct field *field, const char *text);
const char *field_shown_text(struct arena *arena, const struct field *field, const char *stored);

const char *cell_show(struct arena *arena, const struct field *field, struct cell cell); /* to people: 2024-11-01, "" for none */

/* {word: title} of a choice or of yes and no, as people read them; NULL for a field of another type. */
struct value *field_word_titles(const struct field *field, struct arena *arena);

#endif
