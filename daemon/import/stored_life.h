/* Reads the stored rows of one life (record/record_key.h): of a team, a member, a managed person. */
#ifndef IMPORT_STORED_LIFE_H
#define IMPORT_STORED_LIFE_H

#include "base/day.h"
#include "record/record_key.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct cell;
struct err;
struct record_type;
struct statement;
struct store;

enum { LIFE_OPEN_END = DAY_NEVER - 1 };

struct stored_life {
    const struct cell *cells; /* of all fields */
    int32_t first, last;      /* both inclusive */
    const char *state, *file; /* where it came from */
    int row;
    int64_t sequence;
};

/* The days that cells of such a type say; an open end is LIFE_OPEN_END. */
void stored_life_days(const struct record_type *type, const struct record_life *life, const struct cell *cells, int32_t *ret_first,
                      int32_t *ret_last);

/* All rows of the life that `cells` names, whatever their state. *statement: NULL before the first call; the caller's to finish. */
bool stored_life_read(struct store *store, struct arena *arena, const struct record_type *type, const struct record_life *life,
                      const struct cell *cells, struct statement **statement, struct stored_life **ret_rows, size_t *ret_len,
                      struct err *err);

#endif
