/*
 * Keys by which lists find and order records (listing_query.h). Table listing_<type> holds of each live record under its key, whatever
 * its state: `search`, all that it says in one text as text_search has it, and `sort_<field>` of each field of free text, a key of
 * Vietnamese order. They are stored, for a list of a hundred thousand records is found and ordered by SQLite, a page at a time.
 *
 * Keys follow from the record alone: names of units and members are looked up when a list is asked for. They are no part of the log and
 * of no hash; listing_check compares them. Table `listing` says what made them; another ICU makes all of them anew.
 */
#ifndef STORE_LISTING_H
#define STORE_LISTING_H

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct err;
struct field;
struct record_type;
struct record_types;
struct store;

/* Whether a field has a key sort_<field>; other fields order by what is stored. */
bool listing_has_key(const struct field *field);
/* Whether a field, or a column of any list, is called as persons' names are everywhere: ordered by given name. */
bool listing_is_person(const char *name);

/* Makes the tables that are not there, or whose key is another one, empty. Inside a change. */
bool listing_bring_up(struct store *store, const struct record_types *types, struct arena *arena, struct err *err);
bool listing_is_up(struct store *store, const struct record_types *types, struct arena *arena, bool *ret_up, struct err *err);
/* The keys of the versions that the change `sequence`, still open, wrote of a type. */
bool listing_follow(struct store *store, const struct record_type *type, int64_t sequence, struct arena *arena, struct err *err);

/* Heard after each piece of some thousand records. */
struct listing_progress {
    void (*say)(void *listener, const char *type, int64_t done);
    void *listener;
};
/* Makes the keys of all types whose keys were not made by this program's libraries of the fields declared now. In pieces, each a
 * transaction of its own: after a kill it begins again. ret_done: how many records had to be done. */
bool listing_fill(struct store *store, const struct record_types *types, const struct listing_progress *progress,
                  struct arena *arena, int64_t *ret_done, struct err *err);
/* The same at once, inside a change that made tables anew. */
bool listing_fill_here(struct store *store, const struct record_types *types, struct arena *arena, struct err *err);

/* Whether every record has the keys that follow from it; false with the first type in which one has not. For audits. */
bool listing_check(struct store *store, const struct record_types *types, struct arena *arena, struct err *err);

#endif
