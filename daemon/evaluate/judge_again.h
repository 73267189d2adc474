/*
 * Judges figures that were counted before as if a parameter had other values: the verdicts are those of an evaluation, nothing is
 * counted. Not for a parameter that decides what is counted. evaluate.h, kind "sweep".
 */
#ifndef EVALUATE_JUDGE_AGAIN_H
#define EVALUATE_JUDGE_AGAIN_H

#include <stdbool.h>

struct err;
struct standard;
struct value;
struct work;

/* What wards are held against; with the parameter having this value, or (param "") as it is in force on the period's last day. */
bool judge_again_standard(const struct work *work, const char *param, const char *value, struct standard *ret_standard, struct err *err);
struct value *judge_again(const struct work *work, struct err *err);

#endif
