/* Checking a rule before it is taken: everything that can be said of it at once. evaluate.h, kind "check". */
#ifndef EVALUATE_CRITERION_CHECK_H
#define EVALUATE_CRITERION_CHECK_H

#include <stdbool.h>

struct criterion;
struct err;
struct example;
struct job;
struct outcome;
struct problems;
struct standard;
struct value;
struct work;

/* An error of the rule as a problem; the line that it names wins over `line`. Clears err. */
void criterion_check_add_err(const struct job *job, struct problems *problems, const char *column, int line,
                             struct err *err);
/* The first of the problems, of which there are some, as the error of a job that needs the rule whole; false. */
bool criterion_check_say_first(const struct job *job, struct problems *problems, struct err *err);

/* Of a rule that is made of others' figures: makes the rows of the examples that give such. */
void criterion_check_make_rows(const struct work *work, struct criterion *criterion, struct problems *problems);
/* The rule has been read without a problem: its SQL is prepared and tried on an empty database, its sentences
 * are filled, its examples judged. */
void criterion_check_rule(const struct work *work, struct problems *problems);
/* The constants in a piece of SQL that no record can have (record/sql_lint.h). text NULL = nothing to look at. */
void criterion_check_sql(const struct work *work, struct problems *problems, const char *piece, const char *text);
/* What the rule makes of an example; *ret_outcome points at *standard. */
bool criterion_check_judge(const struct work *work, const struct example *example, struct outcome *ret_outcome,
                           struct standard *standard, struct err *err);
/* What a rule says of itself, for the daemon: title, subject, reports, counts, target, early, roll_up,
 * params, judge, index ({type, columns} of a declared measure, else null). */
struct value *criterion_check_facts(const struct work *work);
/* What it measures, as data, for who computes it again without us: {of, date, where, num, den, sql, evidence, share_judge}. */
struct value *criterion_check_measure(const struct work *work);

#endif
