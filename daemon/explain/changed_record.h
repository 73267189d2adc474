/* The records that changed between two data versions: what they were for the rules before and behind, when, and what ties others to them. Reads only. */
#ifndef EXPLAIN_CHANGED_RECORD_H
#define EXPLAIN_CHANGED_RECORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct err;
struct record_type;
struct record_types;
struct store;
struct value;

struct changed_record {
    const struct record_type *type;
    const char *key;          /* as people write it */
    const char *whose;        /* the unit or person that it is of; NULL: nobody's */
    const struct value *names; /* the texts of its key */
    const struct value *ties;  /* {code, unit or person that a version of it names: null} */
    bool before, after;       /* whether rules saw it then, and see it now */
    int64_t sequence;         /* of the last change */
};

struct changed_records {
    struct changed_record *items;
    size_t len;
    bool all;                /* false: there are more than can be told */
    const struct value *keys; /* {"type key": place among the items} */
    const struct value *tied; /* {what they name: [place…]} */
};

/* Of the types that the names (a list of texts) name, behind `since` and up to `until`. */
bool changed_records_read(struct store *store, struct arena *arena, const struct record_types *types, const struct value *names, int64_t since,
                          int64_t until, struct changed_records *ret_changed, struct err *err);

#endif
