/*
 * One hash of what a change wrote of a record type: the sum modulo 2^256 of the SHA-256 of the columns of every version. A
 * sum can be taken in one scan, in any order, over live and superseded versions together. It stands in the audit row of the
 * change ("records": {type: hash}). A value that is changed past the daemon no longer agrees with the log, and type and
 * change are known.
 */
#ifndef STORE_RECORD_DIGEST_H
#define STORE_RECORD_DIGEST_H

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct err;
struct record_type;
struct record_types;
struct store;
struct value;

/* Adds {type: hash} to `records` for what the change `sequence`, still open, wrote of the type; nothing when it
 * wrote none. */
bool record_digest_add(struct store *store, const struct record_type *type, int64_t sequence, struct arena *arena,
                       struct value *records, struct err *err);

/* By change, up to `latest`: the hash of what it wrote of the type, as it stands now; "" for nothing. NULL with err. */
const char *const *record_digest_versions(struct store *store, const struct record_type *type, int64_t latest, struct arena *arena,
                                          struct err *err);

/* Every version of every type against the audit log; false with the first change that does not agree. Changes from
 * before hashes were noted are passed over; of what was erased the hash of what stays is asked (contest/erasure.h). */
bool record_digest_check(struct store *store, const struct record_types *types, struct arena *arena, struct err *err);

#endif
