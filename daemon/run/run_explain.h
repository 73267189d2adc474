/* What explanations of figures say (evaluate.h, kind "explain") that no run has, as the records are now: asked of workers all at once. Reads only. */
#ifndef RUN_RUN_EXPLAIN_H
#define RUN_RUN_EXPLAIN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct err;
struct period;
struct turn;
struct value;

struct run_question {
    const char *criterion, *subject;
    const struct value *answer; /* NULL: the rule failed */
};

/* By the turn's package, of a provisional figure of the period. next: of so many records to come; rows: of the evidence at most. What is private
 * is left out. */
bool run_explain(struct turn *turn, const struct period *period, struct run_question *questions, size_t count, int64_t next, int64_t rows, struct err *err);
/* The same with those rows of the evidence alone that count and lack what is asked for (evaluate/explain.h), at most `rows`. */
bool run_explain_lacking(struct turn *turn, const struct period *period, struct run_question *questions, size_t count, int64_t rows, struct err *err);

#endif
