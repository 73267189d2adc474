/*
 * Reports what of a rule was reached by an example or a test. Lines of Lua are found by a hook (script.h); conditions
 * of SQL by marks woven into the pieces (coverage_weave.c): a condition was tried when it was both true and false.
 * Weaving changes no figure; only jobs with coverage: true are woven.
 */
#ifndef EVALUATE_COVERAGE_H
#define EVALUATE_COVERAGE_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct criterion;
struct err;
struct value;
struct work;

struct coverage_mark {
    const char *piece; /* where, num, den, sql, evidence */
    const char *text;  /* of the condition, as it stands in the file */
    const char *context; /* the same with what stands before it, which may tell two equal ones apart; NULL = unknown */
    size_t lead;         /* where in the context the condition begins */
    bool both;         /* it is to be true once and false once; otherwise only to be computed */
    bool yes, no;
};

struct coverage {
    struct arena *arena;
    struct coverage_mark *marks;
    size_t len, size;
};

/* The piece with a mark around each condition: each WHERE and HAVING, each WHEN and what it gives, each first argument
 * of iif; with `whole` around all of it. */
char *coverage_weave(struct coverage *coverage, const char *piece, const char *text, bool whole);
size_t coverage_add(struct coverage *coverage, const char *piece, const char *text, bool both);

/* Weaves the criterion's pieces; from then on the reader and the script note what they reach. */
bool coverage_begin(struct work *work, struct coverage *coverage, struct criterion *criterion, struct err *err);
/* {active: [line…], reached: [line…], marks: [{piece, line, text, yes, no}…]}: lines of the file; yes, no: whether it
 * was ever true, ever false; `no` null where nothing but being computed is asked. Runs the evidence for it. */
struct value *coverage_end(const struct work *work, struct coverage *coverage, struct err *err);

#endif
