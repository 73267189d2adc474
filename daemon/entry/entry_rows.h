/* The stored records that a form shows: those of its unit that its period is about. */
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

struct entry_rows {
    struct cell **items; /* each as many cells as the type has fields */
    size_t len, size;
};

/* In the order of their keys. A type that says of no unit whose its records are has none here. */
bool entry_rows_read(struct store *store, struct arena *arena, const struct record_type *type,
                     const struct period_list *periods, const struct period *period, const struct entry_scope *scope,
                     struct entry_rows *ret_rows, struct err *err);

#endif
