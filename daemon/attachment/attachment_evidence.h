/* Which rows behind a result are records that carry files. A row is a record when the columns hold the whole key of a type. */
#ifndef ATTACHMENT_ATTACHMENT_EVIDENCE_H
#define ATTACHMENT_ATTACHMENT_EVIDENCE_H

struct arena;
struct err;
struct record_types;
struct store;
struct value;

/* evidence: {columns: [{name…}…], rows: [[…]…]}. [null or {type, key, whose: the unit, team or member that the key begins with, files: how many}…],
 * one a row; NULL with err. */
struct value *attachment_evidence(struct store *store, struct arena *arena, const struct record_types *types, const struct value *evidence,
                                  struct err *err);

#endif
