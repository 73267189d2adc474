/*
 * The package's rules that speak of all judged units of a run at once, when their figures are there: the conclusion (conclusion.lua), then
 * the places (ranking.lua). A worker is asked for all units; its answer is kept beside the cells of each and named in the run's receipt
 * under the rule's name. Pure.
 */
#ifndef RUN_UNIT_RULE_H
#define RUN_UNIT_RULE_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct criterion_source;
struct merged;
struct merged_row;
struct package;
struct value;

/* Where criteria have their numbers: in a run's receipt, in alerts. */
#define CONCLUSION_RULE "conclusion"
#define RANKING_RULE "ranking"
enum { UNIT_RULES = 2 };

/* Those that the package has, in the order in which they are asked. */
size_t unit_rules(const struct package *package, const struct criterion_source *ret_rules[UNIT_RULES]);
/* What a person calls one; NULL: no such rule. */
const char *unit_rule_title(const char *name);
/* What a row keeps of one; NULL: nothing. */
const struct value *unit_rule_kept(const struct merged_row *row, const char *name);

/* The wards as a worker is asked about them: [{subject, cells: {criterion: {verdict, num, den}}}…]. */
struct value *unit_rule_units(struct arena *arena, const struct merged *merged);

/* Keeps in the row what was said of it; said NULL: the rule failed, with error {kind, vi, en}. */
typedef void unit_rule_keep(struct arena *arena, const struct value *said, const struct value *error, struct merged_row *row);
/* The answer of a worker, {"ok": {units, title, params}} or {"error"}, of the units in the order in which was asked: kept for each, or the
 * error for each. */
void unit_rule_take(struct arena *arena, const struct criterion_source *rule, const struct value *answer, unit_rule_keep *keep,
                    struct merged *merged);

#endif
