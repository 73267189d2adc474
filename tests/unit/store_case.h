/* A store in a temporary folder, for the unit tests of daemon/store. */
#ifndef TEST_STORE_CASE_H
#define TEST_STORE_CASE_H

#include "unit.h"

#include "base/arena.h"
#include "base/array.h"
#include "base/err.h"
#include "base/file.h"
#include "base/value.h"
#include "store/change.h"
#include "store/store.h"
#include "store/store_open.h"

#include <stdbool.h>
#include <string.h>
#include <unistd.h>

/* Of the test that runs. */
extern struct arena *arena;
extern char *folder;
extern struct store *store; /* NULL while a test has closed it */

int store_case_setup(void **state);
int store_case_teardown(void **state);

/* A file beside the database. */
char *path_of(const char *name);
/* One change that sets a name; false with err when it did not happen. */
bool change_meta(const char *name, int64_t value, struct err *err);
int64_t meta(struct store *from, const char *name); /* -1 when it is not set */
/* SQL of the test's own, past the store. */
void behind_its_back(const char *sql);
/* The first column of the first row. */
const char *pragma(const char *sql);

#endif
