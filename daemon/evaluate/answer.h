/* What a job of figures is answered with (evaluate.h, kinds "evaluate", "addends", "explain"). The rule was read without a problem. */
#ifndef EVALUATE_ANSWER_H
#define EVALUATE_ANSWER_H

#include <stdbool.h>

struct err;
struct value;
struct work;

struct value *answer_figures(const struct work *work, struct err *err);
/* The figures, and what each is the sum of. */
struct value *answer_addends(struct work *work, struct err *err);
struct value *answer_explain(const struct work *work, struct err *err);
struct value *answer_explanations(const struct work *work, struct err *err); /* of several subjects */

/* Whether the rule is made of figures that the job does not give; then it says whose, or that an explanation needs them. */
bool answer_lacks_used(const struct work *work);
struct value *answer_ask_for_used(const struct work *work, struct err *err);

#endif
