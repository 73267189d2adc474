/*
 * A list of the records of one type: those of a unit and what is below it, of a period, of a state, that say a text; ordered by a
 * column; a page at a time. Read from the store as it stands; decides nothing. Who may see which unit is the caller's: he gives the ids
 * whose records he wants.
 */
#ifndef LISTING_RECORD_LIST_H
#define LISTING_RECORD_LIST_H

#include "listing/record_list_query.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct cell;
struct err;
struct record_type;
struct record_types;
struct store;
struct value;

struct record_list_row {
    struct cell *cells; /* of all fields */
    const char *state, *state_reason; /* reason NULL = none */
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

/* {state: how many}, of all states, of what the query asks for whatever its order and page (it has no `after`). NULL with err. */
struct value *record_list_counts(struct store *store, const struct record_list_query *query, struct arena *arena, struct err *err);

/* How many the query finds on all of its pages, with `after` left out; -1 with err. */
int64_t record_list_total(struct store *store, const struct record_list_query *query, struct arena *arena, struct err *err);

/* The unit, and all units, teams and members that ever were below it. */
struct value *record_list_owners(struct store *store, const struct record_types *types, const char *unit, struct arena *arena,
                                 struct err *err);
/* {id: name} of the units, teams and members that the rows name. */
struct value *record_list_names(struct store *store, const struct record_list_query *query, const struct record_list *list,
                                struct arena *arena, struct err *err);

#endif
