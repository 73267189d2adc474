/* The rows behind one result: what was counted, in columns that a person can read. evaluate.h, kind
 * "explain". */
#ifndef EVALUATE_EXPLAIN_H
#define EVALUATE_EXPLAIN_H

#include <stdbool.h>
#include <stddef.h>

struct err;
struct rule_rows;
struct value;
struct work;

/* {columns: [{name, title}…], rows: [[…]…], total: n} of a ward, a team or the district; NULL on failure. Of a job that asks for what is lacking the rows are those
 * alone that count and are no success (`den` above 0, `num` 0), n is how many they are, and lacking is true; evidence without these columns is as ever. */
struct value *explain_evidence(const struct work *work, const char *subject, struct err *err);
/* Of several, read once where one reading says it of all. */
bool explain_evidence_of(const struct work *work, const char *const *subjects, size_t count, struct value **ret_evidence, struct err *err);

/* A cell as a person reads it: days and instants as dates, by the declared field of the column's name. */
struct value *explain_cell(const struct work *work, const struct rule_rows *rows, int column);

/* Column names of the measure's record type that its pieces speak of, date first: for explanations and for a
 * covering index. NULL-terminated. */
const char **explain_columns(const struct work *work);

#endif
