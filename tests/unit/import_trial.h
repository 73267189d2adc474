/* For the tests of import/: a store in a temporary folder with the real package's tables, three teams, three
 * members and two tips; a call of the import as a command would make it; what came of it as texts. */
#ifndef TEST_IMPORT_TRIAL_H
#define TEST_IMPORT_TRIAL_H

#include "base/problem.h"
#include "calendar/period.h"
#include "import/import.h"
#include "person/caller.h"
#include "revision/life_move.h"

#include <stdbool.h>

struct trial {
    struct arena *arena;
    struct store *store;
    struct package *package;
    struct period_list periods;
    struct problems problems; /* of the last call */
    char folder[32];
    int64_t now; /* 2025-08-25, after the contest */
    struct grant grant; /* what whoever imports holds: an administrator's */
    struct caller caller;
    const char *reason; /* of the call; NULL: none */
    bool moves, revive, good_rows;
};

extern struct trial trial;
extern const char trial_unit_csv[], trial_member_csv[], trial_tip_csv[]; /* what setup imports */

#define TIP "tip_id,ward,team,received_on,channel,category,verified,duplicate_of\n"
#define INCIDENT "incident_id,ward,occurred_at,notified_at,presence,arrived_at,confirmed_timely\n"
#define NOMINATION "nomination_id,ward,phase,kind,subject,achievement\n"
#define POPULATION "population_id,ward,area,as_of,residents,provided\n"

int trial_setup(void **state);
int trial_teardown(void **state);
void trial_is(enum role role, const char *unit); /* who imports from now on; unit NULL: for the whole contest */

struct import_file trial_file(const char *type, const char *text);
/* The files of one call, kept when nothing is refused and something changed. */
struct import_outcome trial_import(const struct import_file *files, size_t count);
struct import_outcome trial_import_one(const char *type, const char *text);
struct import_outcome trial_move(const struct life_move *move);
/* An import taken back; a record brought back to what it said behind a change. Kept as above. */
struct import_outcome trial_undo(int64_t sequence, bool others);
struct import_outcome trial_restore(const char *type, const char *key, int64_t at);
void trial_accept(const char *type, const char *text); /* fails the test when anything is said */

/* The rows of a statement: cells joined by "|", rows by " / ". */
const char *trial_ask(const char *sql);
const char *trial_counts(struct import_outcome outcome);  /* "2 read, 1 added, 0 corrected, 1 unchanged" */
const char *trial_touched(struct import_outcome outcome); /* "2024-11-05..2024-11-06 2024-12-01.." */
const char *trial_problems(void);
/* One problem was said, at this row and column, and it says this. */
void trial_assert_problem(const char *type, int line, const char *column, const char *says, bool warning);

#endif
