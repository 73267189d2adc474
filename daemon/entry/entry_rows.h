/* The stored records that a form or a page shows: those of its unit that its period is about. */
#ifndef ENTRY_ENTRY_ROWS_H
#define ENTRY_ENTRY_ROWS_H

#include "record/field_kind.h"

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct entry_scope;
struct err;
struct period;
struct period_list;
struct record_type;
struct store;

struct entry_row {
    struct cell *cells; /* as many as the type has fields */
    const char *state, *state_reason; /* reason NULL = none */
    int64_t sequence; /* of the change that wrote it */
};

struct entry_rows {
    struct entry_row *items;
    size_t len, size;
};

/* Those that claim to hold, as a file for Excel shows them; or all, whatever their state, with those that do not say yet of which
 * day they are. */
enum entry_rows_which { ENTRY_ROWS_HOLDING, ENTRY_ROWS_ALL };

/* In the order of their keys; period NULL: of every one. A type that says of no unit whose its records are has none here. */
bool entry_rows_read(struct store *store, struct arena *arena, const struct record_type *type,
                     const struct period_list *periods, const struct period *period, const struct entry_scope *scope,
                     enum entry_rows_which which, struct entry_rows *ret_rows, struct err *err);

/* The one record with the key (record_key_read), whosever it is; *ret_found false: there is none. */
bool entry_rows_find(struct store *store, struct arena *arena, const struct record_type *type, const struct cell *key,
                     struct entry_row *ret_row, bool *ret_found, struct err *err);
bool entry_rows_is_of(const struct entry_scope *scope, const struct record_type *type, const struct entry_row *row);

#endif
