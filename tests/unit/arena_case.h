/* Memory and an error for each test: for programs of which every test begins with nothing else. */
#ifndef TEST_ARENA_CASE_H
#define TEST_ARENA_CASE_H

#include "unit.h"

#include "base/arena.h"
#include "base/err.h"

static struct arena *arena;
static struct err err __attribute__((unused));

static inline int arena_setup(void **state)
{
    (void)state;
    arena = arena_create();
    return 0;
}

static inline int arena_teardown(void **state)
{
    (void)state;
    arena_destroy(arena);
    err_clear(&err);
    return 0;
}

/* A row of the table of tests. */
#define WITH_ARENA(test) cmocka_unit_test_setup_teardown(test, arena_setup, arena_teardown)

#endif
