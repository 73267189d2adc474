/* Each test has either an arena alone (PURE) or a contest in a store, loaded at 2024-10-31T08:00 (STORED). */
#ifndef TEST_CONTEST_TESTS_H
#define TEST_CONTEST_TESTS_H

#include "contest_case.h"

#include "base/arena.h"

#include <string.h>

static struct arena *arena;
static struct contest contest;

static inline int pure_setup(void **state)
{
    (void)state;
    arena = arena_create();
    return 0;
}

static inline int pure_teardown(void **state)
{
    (void)state;
    arena_destroy(arena);
    return 0;
}

static inline int stored_setup(void **state)
{
    (void)state;
    contest_init(&contest, "2024-10-31T08:00");
    arena = contest.arena;
    return 0;
}

static inline int stored_teardown(void **state)
{
    (void)state;
    contest_finish(&contest);
    return 0;
}

#define PURE(test) cmocka_unit_test_setup_teardown(test, pure_setup, pure_teardown)
#define STORED(test) cmocka_unit_test_setup_teardown(test, stored_setup, stored_teardown)
#define ask(sql) contest_ask(&contest, sql)

#endif
