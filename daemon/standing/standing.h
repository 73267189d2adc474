/*
 * Where units stand by the criteria's figures: the package's own rules about units, conclusion.lua (a class), ranking.lua (a place) and
 * suggest.lua (who deserves a nomination), each a job of its own in the worker. All other jobs are evaluate/'s, so this is what a worker
 * performs (evaluate/evaluate.h).
 */
#ifndef STANDING_STANDING_H
#define STANDING_STANDING_H

struct arena;
struct confinement;
struct err;
struct value;

/* A worker_perform (worker/worker.h): runs one job of the kinds of evaluate.h. */
struct value *standing_perform(struct arena *arena, const struct value *job, struct err *err);
/* The same within these walls, for tests. */
struct value *standing_perform_within(struct arena *arena, const struct value *job, const struct confinement *guard, struct err *err);

#endif
