/* The SQL that follows from a declared measure: texts only; measure.c, explain.c and check.c run them. */
#ifndef CRITERION_MEASURE_SQL_H
#define CRITERION_MEASURE_SQL_H

#include <stddef.h>

struct arena;
struct measure;

/* Its days AND its filter, for a WHERE. */
char *measure_sql_filter(struct arena *arena, const struct measure *measure);
/* What a scan reads of each record to count it where it belongs: ward, team (NULL where the type has none), num, den. */
char *measure_sql_columns(struct arena *arena, const struct measure *measure);
/* "SELECT columns FROM type WHERE its days AND its filter": the scan. `columns` may be any expressions;
 * `order` NULL = none. */
char *measure_sql_scan(struct arena *arena, const struct measure *measure, const char *columns,
                       const char *order);
/* The same from another source of the type's columns: a view, named as in SQL. */
char *measure_sql_scan_of(struct arena *arena, const struct measure *measure, const char *source,
                          const char *columns, const char *order);
/* How many records of a type there are, of whatever day. */
char *measure_sql_count(struct arena *arena, const char *type);
/* Both figures inside an aggregate, where neither another aggregate nor a window may stand. */
char *measure_sql_sums(struct arena *arena, const struct measure *measure);
/* One piece alone, so that an error names it and not the whole; *ret_start is where it begins in the text. */
char *measure_sql_piece(struct arena *arena, const struct measure *measure, const char *text,
                        size_t *ret_start);

#endif
