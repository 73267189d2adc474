/*
 * Checks the whole database: SQLite's own check of the pages; everything that has a hash of its own (kept bytes, seals,
 * dossiers, packages) against that hash; every other row against the log (row_digest.h). SQLite's check alone does not
 * see a bit that turned in a value. The audit chain and the records are checked elsewhere (change.h, record_digest.h).
 */
#ifndef STORE_INTEGRITY_H
#define STORE_INTEGRITY_H

#include <stdbool.h>
#include <stdint.h>

struct err;
struct store;

/* Reads all of it once; ret_checked: how many things were held against their hash. False with the first that
 * does not agree, by kind and name. */
bool integrity_check(struct store *store, int64_t *ret_checked, struct err *err);
/* SQLite's own check alone, for a database without a log. */
bool integrity_check_pages(struct store *store, struct err *err);

#endif
