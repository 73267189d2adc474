/*
 * A record type as the contest package declares it (records.ini). From this one declaration follow the
 * table, its history, the view that rules read, the import with its checks, and the documentation.
 * Knows no SQL (record_sql.h) and no files (package/). Lives in the package's arena.
 */
#ifndef RECORD_RECORD_TYPE_H
#define RECORD_RECORD_TYPE_H

#include "record/choice_match.h"
#include "record/field_kind.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct value;

/*
 * A condition that is said of a row (contest.md §3), or for which it is refused: an SQL expression over a row of the stored
 * table record_<type>, which it calls r; it may look into other record_<x> tables by sub-queries. ?1 is today
 * (a day). The import asks for each row that it wrote, after all files of the call are written
 * (record_sql_warnings). What the row is not to agree with is named by a second expression over it, a text that stands behind
 * the sentence.
 */
struct record_warning {
    const char *sql;    /* true = warn */
    bool refuses;       /* [type.refusal.1]: the row, and what came with it, is not taken */
    const char *naming; /* NULL: the sentence says all */
    int line;           /* of records.ini */
    const char *column; /* the field it is about: the problem's column */
    const char *vi, *en;
};

/* What happens when two rows of one life (record_key.h) share a day and say different things. */
enum record_overlap {
    RECORD_OVERLAP_NONE, /* the type has no lives */
    RECORD_OVERLAP_REFUSE,
    RECORD_OVERLAP_WARN, /* their union counts */
};

struct record_type {
    const char *name;  /* tip */
    const char *title; /* Nguồn tin */
    struct field *fields;
    size_t field_count;
    const char *const *key; /* field names that identify a record */
    size_t key_count;
    bool key_completed; /* it was declared with less (record_key_complete) */
    const char *const *unique; /* no two confirmed or waiting records may agree in these; empty = none */
    size_t unique_count;
    /* Which days a record touches (which periods are run again when it changes): one date or datetime
     * field, or a period field (all days of that period), or from/until fields (from empty = touches nothing;
     * until inclusive, empty = open end); all NULL = none, the record decides no result. */
    const char *touches_on, *touches_from, *touches_until;
    enum record_overlap overlap;
    /* What is private: the whole record, or the fields that say so. Who may read it, bits of workflow/role.h, each for the units that their
     * role reaches: whoever enters and confirms records, and whom the package names beside. 0: nothing is private. */
    unsigned readers;
    bool private;
    bool bundles; /* its records are what units below have sealed (received/), and come in no other way */
    bool retired; /* from that day on no new record is taken; those that are there stay, for rules and history */
    int32_t retired_from;
    struct record_warning *warnings;
    size_t warning_count;
    int line; /* in records.ini, for messages */
};

/* What every type has beside its own fields, state (of the kind “record”, workflow/workflow_table.c) and state_reason. */
enum { RECORD_COMMON_STATE, RECORD_COMMON_REASON, RECORD_COMMON };
const struct field *record_own_field(struct arena *arena, int which);

struct record_types {
    struct record_type *items;
    size_t len;
};

const struct record_type *record_type_find(const struct record_types *types, const char *name);
/* The one that a name, a title or an unambiguous part of a title means; else NULL, and of several *ret_other and the first. */
const struct record_type *record_type_meant(const struct record_types *types, struct arena *arena, const char *text,
                                            const struct record_type **ret_other);
/* Names and titles of all, in their order. */
struct choice_list record_type_titles(const struct record_types *types, struct arena *arena);
const struct field *record_field(const struct record_type *type, const char *name);
/* Whether it is retired on that day. */
bool record_type_retired(const struct record_type *type, int32_t day);

/* Whether a column of the type's tables holds a private field, or the local day of one. */
bool record_private_column(struct arena *arena, const struct record_type *type, const char *column);
/* What is private of the types: {type: [its private fields]}, an empty list where the whole record is; and the inverse, onto types that perhaps
 * know nothing of it, as those of an older package. */
struct value *record_private_value(const struct record_types *types, struct arena *arena);
void record_private_mark(const struct record_types *types, const struct value *private);

/* For a job to a worker and for pages: everything but warnings and lines. */
struct value *record_types_to_value(const struct record_types *types, struct arena *arena);
void record_types_from_value(struct arena *arena, const struct value *list, struct record_types *ret_types);

#endif
