/* Conditions as a form sends them: where.1.field, where.1.how, where.1.value … Internal to the room. */
#ifndef DESCRIBED_DESCRIBED_CONDITION_H
#define DESCRIBED_DESCRIBED_CONDITION_H

#include <stdbool.h>

struct conditions;
struct describing;
struct err;
struct value;

/* Those of a row on records of a type, `name` where or num; one that says the same as one of those known is that one, with its text. */
bool described_condition(const struct describing *describing, const char *type, const struct value *row, const char *name,
                         const struct conditions *known, struct conditions *ret_conditions, struct err *err);

#endif
