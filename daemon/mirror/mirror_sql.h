/* What of a record type is mirrored, and the statements that read it here. Internal to the room. */
#ifndef MIRROR_MIRROR_SQL_H
#define MIRROR_MIRROR_SQL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct record_type;

/* As the plugin takes them (docs/plugins.md): lines "name" or "name kind". */
struct mirror_columns {
    const char *columns, *names, *key, *unit, *days;
};

/* Nothing of a type that is private. */
bool mirror_sql_columns(struct arena *arena, const struct record_type *type, struct mirror_columns *ret_rows);
/* The versions that came or ended after `after` and up to `upto`, with the columns of `names`. */
const char *mirror_sql_between(struct arena *arena, const struct record_type *type, int64_t after, int64_t upto);
/* Whether there is one of those: a row or none. */
const char *mirror_sql_any(struct arena *arena, const struct record_type *type, int64_t after, int64_t upto);
/* The change with which so many versions have come since; no row where there are fewer. */
const char *mirror_sql_end(struct arena *arena, const struct record_type *type, int64_t after, int64_t upto, int most);
/* The hash of a change. */
const char *mirror_sql_hash(struct arena *arena, int64_t sequence);
/* Whether a version up to `upto` says something in a column: a row or none. */
const char *mirror_sql_said(struct arena *arena, const struct record_type *type, const char *column, int64_t upto);

#endif
