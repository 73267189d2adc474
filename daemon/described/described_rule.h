/* A row {criterion, …} of a described change: fields of a criterion, or a new one like another one. Internal to the room. */
#ifndef DESCRIBED_DESCRIBED_RULE_H
#define DESCRIBED_DESCRIBED_RULE_H

#include <stdbool.h>

struct describing;
struct err;
struct value;

bool described_rule(struct describing *describing, const struct value *row, struct err *err);

#endif
