/*
 * A list of the records of one type: those of a unit and what is below it, of a period, of a state, that say a text; ordered by a
 * column; a page at a time. Read from the store as it stands; decides nothing. Who may see which unit is the caller's: he gives the ids
 * whose records he wants.
 */
#ifndef LISTING_RECORD_LIST_H
#define LISTING_RECORD_LIST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct cell;
struct err;
struct field;
struct period;
struct period_list;
struct record_type;
struct record_types;
struct store;
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

struct record_list_row {
    struct cell *cells; /* of all fields */
    const char *state;
    int64_t sequence; /* of the change that wrote it */
};

struct record_list {
    struct record_list_row *items;
    size_t len;
    bool more;
};

/* False with err when the store failed, or `after` is no record. */
bool record_list_read(struct store *store, const struct record_list_query *query, struct arena *arena, struct record_list *ret_list,
                      struct err *err);

/* The unit, and all units, teams and members that ever were below it. */
struct value *record_list_owners(struct store *store, const struct record_types *types, const char *unit, struct arena *arena,
                                 struct err *err);
/* {id: name} of the units, teams and members that the rows name. */
struct value *record_list_names(struct store *store, const struct record_list_query *query, const struct record_list *list,
                                struct arena *arena, struct err *err);

#endif
