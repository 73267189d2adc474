/*
 * The rows of a table on the page that a person has typed and not sent yet, kept as they were typed, readable or not: one table of a
 * person, record type, unit and period. It decides nothing and no row of the chain speaks of it; nobody else sees it. A file that was
 * chosen and not sent is kept in the same way (docs/decisions/0052-what-is-not-sent.md).
 */
#ifndef ENTRY_ENTRY_UNSENT_H
#define ENTRY_ENTRY_UNSENT_H

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct err;
struct store;
struct value;

/* Whose, and where it was typed or chosen. */
struct entry_unsent {
    const char *actor, *place;
};

struct entry_unsent entry_unsent_rows(struct arena *arena, const char *actor, const char *type, const char *unit, const char *period);
/* The one file that a person tried last. */
struct entry_unsent entry_unsent_file(const char *actor);

/* value: as JSON. What nobody touched for so many days goes. */
bool entry_unsent_keep(struct store *store, struct arena *arena, const struct entry_unsent *what, const struct value *value, int64_t now,
                       int days, struct err *err);
/* *ret_value NULL: nothing is kept. */
bool entry_unsent_read(struct store *store, struct arena *arena, const struct entry_unsent *what, const struct value **ret_value,
                       int64_t *ret_at, struct err *err);
bool entry_unsent_drop(struct store *store, const struct entry_unsent *what, struct err *err);

#endif
