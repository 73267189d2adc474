/* The SQL that follows from a declared measure: texts only; measure.c, explain.c and check.c run them. */
#ifndef EVALUATE_MEASURE_SQL_H
#define EVALUATE_MEASURE_SQL_H

#include <stddef.h>

struct arena;
struct measure;

/* "SELECT columns FROM type WHERE its days AND its filter": the scan. `columns` may be any expressions;
 * `order` NULL = none. */
char *measure_sql_scan(struct arena *arena, const struct measure *measure, const char *columns,
                       const char *order);
/* One piece alone, so that an error names it and not the whole; *ret_start is where it begins in the text. */
char *measure_sql_piece(struct arena *arena, const struct measure *measure, const char *text,
                        size_t *ret_start);

#endif
