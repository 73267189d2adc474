/*
 * conclusion.lua as it is declared (conclude.h has the form): read, checked by its examples, and what it says of one unit.
 */
#ifndef STANDING_CONCLUSION_RULE_H
#define STANDING_CONCLUSION_RULE_H

#include "evaluate/work.h"

#include <stddef.h>

struct arena;
struct err;
struct problems;
struct template;
struct value;

enum { CONCLUSION_CLASSES_MAX = 12 };

struct conclusion_rule {
    const char *title;
    const char *ids[CONCLUSION_CLASSES_MAX], *titles[CONCLUSION_CLASSES_MAX]; /* of its classes, the best first */
    size_t class_count;
    const char **params;
    size_t param_count;
    struct template *says;
    const struct value *examples;
};

/* Reads the table of the file; what is wrong is added to problems. */
void conclusion_rule_read(const struct work *work, const struct value *table, struct conclusion_rule *ret_rule, struct problems *problems);
/* Runs its examples; warns of a class that none of them has. */
void conclusion_rule_check(const struct work *work, const struct conclusion_rule *rule, struct problems *problems);

/* A unit as the function sees it: `cells` by criterion ({verdict, num, den, grade} are taken of each) and `others`, {verdict: how many} (NULL: none). */
struct value *conclusion_rule_unit(struct arena *arena, const char *period, const struct value *cells, const struct value *others,
                                   const struct value *params);
/* {class, title, rank (its place among the classes, from 1), met, arose, figures: {name: whole number}, says}; NULL with a sentence. */
struct value *conclusion_rule_ask(const struct work *work, const struct conclusion_rule *rule, const struct value *unit, struct err *err);

#endif
