/*
 * What of the criteria their examples and the package's tests reach (evaluate/coverage.h has how a worker notes it), line by line. Writes nothing but what
 * rule_trial.h does.
 */
#ifndef TESTING_RULE_REACH_H
#define TESTING_RULE_REACH_H

#include <stddef.h>

struct err;
struct problems;
struct rule_reach; /* the arena's */
struct rule_trial_ground;
struct value;

struct rule_reach_asked {
    const char *criterion; /* its number; NULL: all */
    const char *path;      /* the one version of this file; NULL: all versions */
};

struct rule_reach_total {
    size_t places, reached; /* lines and conditions, a condition being two: true and false */
    size_t rows;            /* of expected.csv, of the tests that ran */
};

/* Runs examples and tests; a test that fails is a problem of the ground. NULL with err when the machine fails. */
struct rule_reach *rule_reach_run(const struct rule_trial_ground *ground, const struct rule_reach_asked *asked, struct err *err);
/* Each place that nothing reaches is an error in `missing`. */
void rule_reach_say(const struct rule_reach *coverage, struct problems *missing, struct rule_reach_total *ret_total);
/* [{line, reached: all that runs on it was}…], of lines on which something runs; of one version. */
struct value *rule_reach_lines(const struct rule_reach *coverage);

#endif
