/*
 * Whether the file's pages are sound, and whether what bears a hash of its own still has it: kept bytes (files of
 * packages and imports, drafts), seals, dossiers, packages. A disk that turned a bit in a value is found here,
 * where SQLite's own check sees none of it.
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

#endif
