/* Which records of a type are asked for, in which order: what a list is made of (record_list.h), and its statement
 * (record_list_sql.h). Everything is borrowed. */
#ifndef LISTING_RECORD_LIST_QUERY_H
#define LISTING_RECORD_LIST_QUERY_H

#include <stdbool.h>
#include <stdint.h>

struct cell;
struct field;
struct period;
struct period_list;
struct record_type;
struct record_types;
struct value;

/* Beside the fields a list can be ordered by these. */
enum record_list_own { RECORD_LIST_BY_FIELD, RECORD_LIST_BY_STATE, RECORD_LIST_BY_CHANGE };

struct record_list_query {
    const struct record_types *types;
    const struct record_type *type;
    const struct value *owners;  /* ids of units, teams, members; NULL: everybody's. The type names an owner (record_key_whose) */
    const struct period *period; /* NULL: any. The type touches days */
    const struct period_list *periods;
    const char *state; /* NULL: any */
    const char *find;  /* NULL: all */
    enum record_list_own own;
    const struct field *sort;  /* of BY_FIELD; NULL: by the key */
    bool down;
    const struct cell *after;  /* of all fields, the key's count; NULL: from the first one on */
    int64_t limit;
};

#endif
