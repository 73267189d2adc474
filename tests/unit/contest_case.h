/* A small contest for the tests of the contest rooms: three wards, two criteria, the plan's phases and timetable, a
 * store in a temporary folder, a set clock, and a worker that answers what a file beside the database says.
 */
#ifndef TEST_CONTEST_CASE_H
#define TEST_CONTEST_CASE_H

#include "unit.h"

#include "base/clock.h"
#include "calendar/period.h"
#include "contest/turn.h"
#include "package/package.h"
#include "run/merge.h"
#include "worker/worker.h"

struct contest {
    struct arena *arena;
    char folder[64];
    struct package package;
    struct period_list periods;
    struct store *store;
    struct clock clock;
    struct worker_settings worker;
    struct turn turn;
    int progress; /* lines said */
};

/* The package alone, in the arena. */
void contest_package(struct arena *arena, struct package *ret_package);

/* With a store in which it is in force since `loaded` ("2024-10-31T08:00"), which is also the clock's time.
 */
void contest_init(struct contest *contest, const char *loaded);
void contest_finish(struct contest *contest);
/* The daemon dies and starts again: a new connection, the clock from its stored instant. */
void contest_restart(struct contest *contest);

/* What workers answer from now on: {criterion: {subject: verdict or {…} to be merged}, "broken":
 * [criterion…]}; what is not named is met. */
void contest_answers(struct contest *contest, const char *json);
/* Moves the clock; fails the test when it cannot. The number of things performed. */
int contest_advance(struct contest *contest, const char *when);
/* The daemon ends and is started again with its clock set to `when`: an outage from now to then. */
void contest_away(struct contest *contest, const char *when);
/* Rows of the house's record types, as an import would write them, inside a change that also notes what it
 * touched ([from, until) or nothing). Then everything owed is settled. */
void contest_record(struct contest *contest, const char *sql, const char *from, const char *until);

/* All returns of phase 1, of one ward or (NULL) of all three. */
void contest_returns(struct contest *contest, const char *ward);

/* The first column of the first row, as text; "" for none. */
const char *contest_ask(struct contest *contest, const char *sql);

int64_t at(const char *when);
int32_t on(const char *day);
struct value *json(struct arena *arena, const char *text);

/* An answer of a criterion: three wards and the district, each with this verdict; the first of them. */
struct value *contest_answer(struct arena *arena, const char *verdict);
struct value *contest_first_result(struct value *map);
/* A run's answers of both criteria merged. */
struct merged contest_merge(struct arena *arena, const char *period, const struct value *first, const struct value *second,
                            struct package *ret_package);

/* First in main: the program may have been started as its own worker, or what forks them; with THIDUA_WORKERS_BY_EXEC in the
 * environment each is started by itself (valgrind follows no bare clone). */
void contest_begin(int argc, char **argv);

#endif
