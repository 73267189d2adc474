/*
 * Runs a rule on figures from a command line, or one statement on the data as it is, for an editor. Under all the
 * limits of a worker. evaluate.h, kinds "try" and "sql".
 */
#ifndef EVALUATE_TRY_H
#define EVALUATE_TRY_H

#include <stdbool.h>

struct criterion;
struct err;
struct job;
struct problems;
struct value;
struct work;

/* The source is no file but the body of a judge. */
bool try_is_body(const struct job *job);
/* A rule that was read, with the problems of reading it: checked, and judged when a row is given. */
struct value *try_file(const struct work *work, struct problems *problems, struct err *err);
/* Compiles the body and asks it once; fills what of a criterion it needs. */
struct value *try_body(struct work *work, struct criterion *criterion, struct err *err);
/* The statement's rows, at most job->limit. */
struct value *try_sql(const struct work *work, struct err *err);

#endif
