/*
 * Makes the jobs for the workers (evaluate.h) from a package and a period. Reads only. The package need not be the one in force (previews,
 * replays).
 */
#ifndef RUN_RUN_JOB_H
#define RUN_RUN_JOB_H

#include "run/run.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct criterion_source;
struct err;
struct package;
struct period;
struct period_list;
struct store;
struct value;
struct worker_settings;

/* A worker's job (evaluate.h), for runs, checks and explanations. Of a period the package is the one of its last day (run_package). */
struct value *run_job(struct arena *arena, const char *kind, const struct package *package,
                      const char *criterion, const char *database, int64_t sequence);
/* The same of one version of a criterion. */
struct value *run_job_of(struct arena *arena, const char *kind, const struct package *package,
                         const struct criterion_source *criterion, const char *database, int64_t sequence);
/* The same around the part that says which contest, which several jobs share. */
struct value *run_job_contest(struct arena *arena, const struct package *package);
struct value *run_job_in(struct arena *arena, const char *kind, const struct value *contest, const struct criterion_source *criterion, const char *database,
                         int64_t sequence);
/* Answers the jobs as worker_run does. Rules of a small contest that are data alone (grammar/closed_rule.h) share a worker, which opens the database and reads its schema
 * once; what it leaves open, or all of them when it dies, is measured again, each alone. Not of a run that looks at differences: those jobs are one or two. */
void run_job_measure(const struct worker_settings *worker, struct arena *arena, const struct value *const *jobs, size_t count, const struct value **answers);
/* False when a worker could not be started (no descriptor, no process): that says nothing about its rule, and what was due stays due. */
bool run_job_started(const struct value *const *answers, size_t count, struct err *err);
/* The package as it judges a period: each criterion by its version of the period's last day (package_on). */
const struct package *run_package(const struct package *package, const struct period *period, struct arena *arena);
/* The same around one SELECT of the package, of no criterion (evaluate.h, kind "sql"); tried on empty tables until it is
 * given a database and a sequence. */
struct value *run_job_sql(struct arena *arena, const struct package *package, const char *path, const char *source);
/* The same around the package's rule for nominations, which it must have; checked until it is given a database and a sequence. */
struct value *run_job_suggest(struct arena *arena, const struct package *package);
/* The same around the package's rule for the conclusion, which it must have; checked until it is given units and a period. */
struct value *run_job_conclude(struct arena *arena, const struct package *package);
struct value *run_job_rank(struct arena *arena, const struct package *package); /* the same of the places */
void run_job_period(struct arena *arena, struct value *job, const struct period_list *periods,
                    const struct period *period, enum run_stage stage);
/* Gives the job of one criterion, about a stored run, the figures of others that the run says it was made of; they stand in the run's rows. */
bool run_job_used(struct arena *arena, struct value *job, struct store *store, int64_t run, const char *criterion, struct err *err);

#endif
