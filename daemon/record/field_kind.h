/* The forms that a field of a record may have, one row of functions each (field_kind.c): how it is declared, written by
 * people, shown to them, stored, and which day it says. Whether what it refers to exists is import/reference.h's. */
#ifndef RECORD_FIELD_KIND_H
#define RECORD_FIELD_KIND_H

#include "record/level.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct buffer;
struct problems;
struct value;
enum field_type {
    FIELD_TEXT,
    FIELD_NUMBER,      /* integer ≥ 0 unless limits say otherwise */
    FIELD_DATE,        /* stored as days since 1970-01-01 */
    FIELD_DATETIME,    /* <x>_at, stored as UTC seconds beside <x>_on, its local day */
    FIELD_YES_NO,      /* stored as the words yes, no */
    FIELD_CHOICE,      /* stored as its word; the order of the choices is their rank */
    FIELD_UNIT,        /* a unit id, of one level or of any */
    FIELD_MEMBER,      /* a member id */
    FIELD_SUBJECT,     /* a team id or a member id */
    FIELD_PERIOD,      /* a month period's id: 2024-11 */
    FIELD_PHASE,       /* a phase's id: phase-1 */
    FIELD_RECORD_TYPE, /* a declared record type's name */
    FIELD_TYPES,
};

struct field {
    const char *name;  /* CSV column = SQL column = JSON key */
    const char *title; /* Vietnamese */
    enum field_type type;
    bool required;
    bool planned;               /* a date that may lie after today (valid_from, valid_until, ended_on) */
    enum level level;           /* FIELD_UNIT; LEVEL_NONE = any level */
    int64_t min, max;           /* FIELD_NUMBER */
    size_t letters;             /* FIELD_TEXT: most characters */
    const char *const *choices; /* FIELD_CHOICE */
    const char *const *choice_titles; /* what people read for each (Vietnamese); NULL = the words themselves */
    size_t choice_count;
};

enum cell_kind {
    CELL_ABSENT, /* the file has no such column: nothing is said about it */
    CELL_EMPTY,
    CELL_BAD,    /* a problem was added for it */
    CELL_TEXT,
    CELL_NUMBER, /* a number, a day, an instant */
};

struct cell {
    enum cell_kind kind;
    const char *text;
    int64_t number;
};

/* Where a cell stands, for its problem. */
struct spot {
    struct problems *problems;
    const char *file;
    int line;
};

/* Whose a record is that has the field in its key (record_key.h): a unit's, a member's; of a person or team, period, phase. */
enum field_scope { SCOPE_NONE, SCOPE_UNIT, SCOPE_MEMBER, SCOPE_OTHER };

struct field_kind { /* a function that is NULL: nothing follows, no limit, no day … */
    const char *name; /* in records.ini, and to people */
    bool number;      /* stored as an integer, else as a text */
    bool with_day;    /* … beside its local day, in a column of its own (field_day_column) */
    bool free;        /* people's own words: nothing in them is a sign of form */
    enum field_scope scope;
    bool (*declare)(struct arena *arena, const char *text, struct field *field); /* what follows the name in records.ini */
    void (*describe)(struct buffer *out, const struct field *field); /* the limits in those words: " 40", " 0..100" */
    /* A person's text, cleaned and not empty. */
    struct cell (*read)(struct arena *arena, const struct field *field, const char *text, struct spot spot);
    const char *(*show)(struct arena *arena, int64_t number); /* of a number; NULL: the number itself */
    int32_t (*day)(int64_t number);                           /* the day that a number says; NULL: none */
    const char *const *(*words)(const struct field *field, size_t *ret_count); /* the only ones that may be stored; NULL: any */
};

const struct field_kind *field_kind(const struct field *field);
bool field_kind_parse(const char *name, enum field_type *ret_type);
const char *field_type_name(enum field_type type); /* "choice"; NULL behind the last one */

/* `text` is cleaned and lives as long as the arena; "" gives CELL_EMPTY. */
struct cell cell_read(struct arena *arena, const struct field *field, const char *text, struct spot spot);
bool cell_given(struct cell cell); /* holds a text or a number */
bool cell_equal(struct cell a, struct cell b);
const char *cell_show(struct arena *arena, const struct field *field, struct cell cell); /* to people: 2024-11-01, "" for none */

int field_choice_rank(const struct field *field, const char *word); /* from 0; -1: none of its choices */
/* {word: title} of a choice or of yes and no, as people read them; NULL for a field of another type. */
struct value *field_word_titles(const struct field *field, struct arena *arena);
char *field_day_column(struct arena *arena, const struct field *field); /* beside a datetime's: occurred_at → occurred_on */

#endif
