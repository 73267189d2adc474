/* Which rows behind a result are records, for whoever asks: a row is one when the columns hold the whole key of a type of which that record
 * is stored, or was. */
#ifndef EXPLAIN_EVIDENCE_RECORD_H
#define EXPLAIN_EVIDENCE_RECORD_H

#include <stdbool.h>

struct command_call;
struct err;
struct record_types;
struct value;

/* evidence: {columns: [{name…}…], rows: [[…]…]}. [null or {type, key, column: the name of the column with the record's own id or null, unit,
 * files: how many it carries}…], one a row, null too where whoever asks may not see the record; NULL with err. */
struct value *evidence_records(struct command_call *call, const struct record_types *types, const struct value *evidence, struct err *err);

/* Whether the rows say of persons how far they count, and are no records. */
bool evidence_is_of_persons(const struct record_types *types, const struct value *columns);

#endif
