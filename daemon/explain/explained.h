/*
 * Why a result is what it is. The result is computed once more in a worker, with the package of its own run
 * (the rules may have changed since) and on the data version that the run read: so the rows are those that
 * decided, as they were then, and a result that cannot be had again says so ("replay").
 */
#ifndef EXPLAIN_EXPLAINED_H
#define EXPLAIN_EXPLAINED_H

struct command_call;
struct err;
struct period_list;
struct value;

/* The result of this id (result.h) with its evidence, targets, names, what it lacks, and what stands beside it (explain_beside.h); NULL with err. */
struct value *explained_result(struct command_call *call, const struct period_list *periods, const char *name, struct err *err);

#endif
