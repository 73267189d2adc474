/*
 * Judges figures that were counted before as if a parameter had other values: the verdicts are those of an evaluation, nothing is
 * counted. Only where teams are judged by it are they counted, once, for their wards' shares follow. Not for a parameter that decides what is counted. evaluate.h, kind "sweep".
 */
#ifndef EVALUATE_JUDGE_AGAIN_H
#define EVALUATE_JUDGE_AGAIN_H

struct err;
struct value;
struct work;

struct value *judge_again(const struct work *work, struct err *err);

#endif
