/*
 * What a rule does not say although it runs: examples that tell nothing of a target, a filter that lets every record or none through.
 * evaluate.h, kind "lint"; of the examples a check tells too.
 */
#ifndef EVALUATE_RULE_LINT_H
#define EVALUATE_RULE_LINT_H

#include <stddef.h>

struct err;
struct problems;
struct value;
struct work;

/*
 * The examples, each held against the target that it says: what a comparison does at one target it does at another, so examples stay true when a target
 * is raised. One that says none is held against the target of the job's last day, the contest's of a check.
 */
enum examples_tell {
    EXAMPLES_TELL,  /* one record more or less of one of them would turn its verdict; or fewer than two are judged */
    EXAMPLES_SAME,  /* all have one verdict, and none is that close */
    EXAMPLES_APART, /* some meet it and some miss, but none is that close */
};
enum examples_tell rule_lint_examples(const struct work *work, size_t *ret_judged);
/* The same as a warning. */
void rule_lint_check(const struct work *work, struct problems *problems);

struct value *rule_lint(const struct work *work, struct err *err);

#endif
