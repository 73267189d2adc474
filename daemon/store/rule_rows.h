/* The rows of a statement of a rule, prepared by rule_reader_prepare: its parameters, its steps, its columns. */
#ifndef STORE_RULE_ROWS_H
#define STORE_RULE_ROWS_H

#include "base/value.h"

#include <stdbool.h>
#include <stdint.h>

struct err;
struct rule_rows;

void rule_rows_bind_int(struct rule_rows *rows, const char *parameter, int64_t integer);
void rule_rows_bind_text(struct rule_rows *rows, const char *parameter, const char *text);
bool rule_rows_step(struct rule_rows *rows, bool *ret_row, struct err *err);
int rule_rows_columns(const struct rule_rows *rows);
int rule_rows_column(const struct rule_rows *rows, const char *name); /* its index, -1 when there is none */
const char *rule_rows_name(const struct rule_rows *rows, int column);
enum value_type rule_rows_type(const struct rule_rows *rows,
                               int column); /* NULL, INT, REAL, TEXT; a blob is LIST */
/* Both at once: INT with its number, NULL with 0, or TEXT for anything else. */
enum value_type rule_rows_number(const struct rule_rows *rows, int column, int64_t *ret_number);
int64_t rule_rows_int(const struct rule_rows *rows, int column);
const char *rule_rows_text(const struct rule_rows *rows, int column); /* NULL for null; until the next step */
void rule_rows_finish(struct rule_rows *rows);                        /* NULL is fine */

#endif
