/*
 * Records that another unit's file took over while an id alone was a key (docs/decisions/0036-keys-of-units.md): a person looks which
 * of them come back. Worked out from history, so the list stays the same, but for what was restored since.
 */
#ifndef CONTEST_RECORD_TAKEN_H
#define CONTEST_RECORD_TAKEN_H

struct arena;
struct err;
struct record_types;
struct store;
struct value;

/* [{type, key, to, sequence, at (text), actor, file, row, restored}…]: the record's key, the unit whose file it was, the change. */
struct value *record_taken_list(struct store *store, const struct record_types *types, struct arena *arena, struct err *err);

#endif
