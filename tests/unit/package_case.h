/* For tests that read the real package rules/hai-an-2024 and change nothing: it, its problems, an arena; JSON in. */
#ifndef TEST_PACKAGE_CASE_H
#define TEST_PACKAGE_CASE_H

#include "base/arena.h"
#include "base/problem.h"
#include "package/package.h"

struct value;

extern struct arena *arena;
extern struct package *package;
extern struct problems package_problems; /* said while it was read */

/* Of each test. */
int package_setup(void **state);
int package_teardown(void **state);

/* The document kind of that name; fails the test when there is none. */
const struct document_kind *kind_named(const struct package *of, const char *name);
struct value *json(const char *text);

#endif
