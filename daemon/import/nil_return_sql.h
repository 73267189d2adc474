/*
 * The SQL that counts the records of a type by the unit that they belong to, for nil_return.c: by the ward that a record names,
 * else by the ward of its team, or of its member's team, on its day.
 */
#ifndef IMPORT_NIL_RETURN_SQL_H
#define IMPORT_NIL_RETURN_SQL_H

struct arena;
struct field;
struct record_type;

/* Columns: the unit, how many count, the row and the file of the first of them. Parameters: the first day, the day behind the
 * last, the oldest change that counts. NULL for a type whose records have no day or no unit. */
enum nil_return_column { NIL_UNIT, NIL_COUNT, NIL_ROW, NIL_FILE };
char *nil_return_sql(struct arena *arena, const struct record_type *type);

/* The field that leads to the unit; NULL for none. */
const struct field *nil_return_owner(const struct record_type *type);

#endif
