/*
 * The contest package in force. It is kept in the database as a content-addressed snapshot, read back once for all threads,
 * and read again when another package came into force; so are the last few of the past that each thread asked for. Not for
 * packages that are only being checked.
 */
#ifndef CONTEST_SNAPSHOT_H
#define CONTEST_SNAPSHOT_H

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct change;
struct err;
struct level_chain;
struct package;
struct period;
struct period_list;
struct settled;
struct store;
struct unit_fact;
struct value;

struct package_shelf; /* the packages that were read, for any thread, while a snapshot holds them */
struct package_shelf *package_shelf_create(void);
void package_shelf_destroy(struct package_shelf *shelf); /* after its snapshots */

struct snapshot; /* one a thread: the packages it works with, with their periods */
struct snapshot *snapshot_create(struct package_shelf *shelf);
void snapshot_destroy(struct snapshot *snapshot);
/* What that thread's turns remember of what is settled. */
struct settled *snapshot_settled_duties(struct snapshot *snapshot);
struct settled *snapshot_settled_alerts(struct snapshot *snapshot);
/* The package in force, NULL (no err) when none was loaded; valid until three others were asked for. False: err. */
bool snapshot_current(struct snapshot *snapshot, struct store *store, const struct package **ret_package,
                      const struct period_list **ret_periods, struct err *err);

/* The same of one that a stored run or seal was made with, by its hash. NULL: err. */
const struct package *snapshot_past(struct snapshot *snapshot, struct store *store, const char *hash,
                                    const struct period_list **ret_periods, struct err *err);

/* Any package that the store keeps, by its hash: one of the past, a proposed one. NULL when it is not kept or damaged. */
const struct package *snapshot_package(struct store *store, struct arena *arena, const char *hash, struct err *err);

/* What the criteria of a package say of themselves: [{id, rule, facts}…] in their order, of one that has versions from a day on also
 * versions: [{from (day), rule, facts}…]; of a package as it stands on a day (package_on) the versions of that day alone. NULL on an error. */
struct value *snapshot_criteria(struct store *store, struct arena *arena, const struct package *package,
                                struct err *err);
/* The facts of one of them by its version of a day. */
const struct value *snapshot_criterion_facts(const struct value *criterion, int32_t day);
const char *snapshot_criterion_title(const struct value *criterion); /* of one of them; its id when it has none */

/* Whether one of them is judged in such a period, by its version of the period's last day. */
bool snapshot_criterion_is_of(const struct value *criterion, const struct period *period);

/* Whether a parameter is what one of the grades that they name, of units or of those below, is held against. */
bool snapshot_facts_grade_by(const struct value *facts, const char *param);
/* {id, title} of one, as lists of results begin; of all of a package that are judged in such a period (NULL: of any), whose facts are not read for that. */
struct value *snapshot_criterion_head(struct arena *arena, const struct value *criterion);
struct value *snapshot_criteria_heads(struct store *store, struct arena *arena, const struct package *package, const struct period *period,
                                      struct err *err);

/* Keeps a checked package inside a change: its files and what its criteria say of themselves. One that is kept
 * already stays as it is. */
bool snapshot_keep(struct change *change, const struct package *package, const struct value *facts,
                   struct arena *arena, struct err *err);
/* Record tables as a package declares them, indexes of its measures. */
bool snapshot_make_tables(struct change *change, const struct package *package, struct arena *arena, struct err *err);
/* Puts a kept package in force inside a change: record tables, indexes, the row of table activation. */
struct snapshot_cause {
    const char *name;     /* load, proposal, restore, quarantine */
    const char *previous; /* the package that was in force, NULL for the first */
    int64_t proposal;     /* 0 = none */
    const char *reason;
};
bool snapshot_enforce(struct change *change, const struct package *package, const struct snapshot_cause *cause,
                      struct arena *arena, struct err *err);
/* A row of units.csv as a new record. */
bool snapshot_put_unit(struct change *change, const struct level_chain *levels, const struct unit_fact *unit, struct arena *arena, struct err *err);
/* The contest's first package: kept, in force, with the units that it brings. */
bool snapshot_load(struct change *change, const struct package *package, const struct value *facts,
                   struct arena *arena, struct err *err);

#endif
