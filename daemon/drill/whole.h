/* Everything stored that bears a hash, followed and compared: what `audit verify` says of a living contest, and a restore drill of a backup. */
#ifndef DRILL_WHOLE_H
#define DRILL_WHOLE_H

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct err;
struct package;
struct store;

/* The audit chain, the contents and rows of tables, and by the package in force (NULL: none) the records with their history and lists.
 * *ret_rows: of the log; *ret_checked: contents that agree. */
bool whole_check(struct store *store, const struct package *package, struct arena *arena, int64_t *ret_rows, int64_t *ret_checked, struct err *err);

#endif
