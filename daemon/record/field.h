/* A field of a record type as it is declared, and the cell of one record in it. What its form is able to do: field_kind.h. */
#ifndef RECORD_FIELD_H
#define RECORD_FIELD_H

#include "record/level.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct choice_memory;

enum field_type {
    FIELD_TEXT,
    FIELD_NUMBER,      /* integer ≥ 0 unless limits say otherwise */
    FIELD_DECIMAL,     /* with so many decimals, stored as an integer of the last one: 8,5 with one is 85 */
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
    bool private;               /* only the type's readers see it (record_type.h) */
    bool retired;               /* old records keep it, for rules and history; new ones do not take it */
    int line;                   /* of records.ini; 0: not of a file */
    enum level level;           /* FIELD_UNIT, FIELD_SUBJECT; LEVEL_NONE = any level */
    int place;                  /* of the level in the contest's chain, from 1; 0: it is that of its role */
    const char *level_name;     /* its id there; NULL = any level */
    int64_t min, max;           /* FIELD_NUMBER, FIELD_DECIMAL, as stored */
    int decimals;               /* FIELD_DECIMAL: 1 … FIELD_DECIMALS_MOST */
    size_t letters;             /* FIELD_TEXT: most characters */
    const char *const *choices; /* FIELD_CHOICE */
    const char *const *choice_titles; /* what people read for each (Vietnamese); NULL = the words themselves */
    const char *const *const *choice_others; /* what else people write for each, NULL-terminated; NULL = nothing */
    size_t choice_count;
};

enum cell_kind {
    CELL_ABSENT, /* the file has no such column: nothing is said about it */
    CELL_EMPTY,
    CELL_BAD,    /* a problem was added for it */
    CELL_HIDDEN, /* there may be something, which whoever asks may not see (store/record_cells.h) */
    CELL_TEXT,
    CELL_NUMBER, /* a number, a day, an instant */
};

struct cell {
    enum cell_kind kind;
    const char *text;
    int64_t number;
};

/* A person's text, cleaned and not empty. */
struct field_reading {
    struct arena *arena; /* of the moment */
    const struct field *field;
    const char *text;
    int32_t epoch; /* of the serial numbers of days (written_day.h); 0: they are refused */
    struct choice_memory *choices; /* of the wordings of choices; NULL: none */
};

enum { FIELD_DECIMALS_MOST = 4 };

#define CELL_MASK "•••" /* what people and files show of a hidden cell */

bool cell_given(struct cell cell); /* holds a text or a number */
bool cell_equal(struct cell a, struct cell b);
int field_choice_rank(const struct field *field, const char *word); /* from 0; -1: none of its choices */
char *field_day_column(struct arena *arena, const struct field *field); /* beside a datetime's: occurred_at → occurred_on */

#endif
