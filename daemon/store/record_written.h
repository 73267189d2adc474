/*
 * What follows from the records that a change wrote, asked for once by whoever wrote some, before the change commits: their hash for
 * the audit row (record_digest.h) and the keys by which lists find and order them (listing.h).
 */
#ifndef STORE_RECORD_WRITTEN_H
#define STORE_RECORD_WRITTEN_H

#include <stdint.h>

struct arena;
struct err;
struct record_types;
struct store;
struct value;

/* {type: hash} of the types of which the change `sequence`, still open, wrote versions; NULL with err. */
struct value *record_written(struct store *store, const struct record_types *types, int64_t sequence, struct arena *arena,
                             struct err *err);

#endif
