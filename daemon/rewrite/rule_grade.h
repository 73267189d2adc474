/*
 * The grades of a rule as people write them in one line, the lowest first: “good khá 1.1.good, excellent tốt 1.1.excellent”, each an id, what it
 * is called, the parameter of its threshold. Pure.
 */
#ifndef REWRITE_RULE_GRADE_H
#define REWRITE_RULE_GRADE_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct err;
struct lua_text;

struct rule_grade {
    const char *id, *title, *target;
};

/* False with err: it is not written so. */
bool rule_grades_read(struct arena *arena, const char *line, struct rule_grade **ret_grades, size_t *ret_len, struct err *err);
const char *rule_grades_line(struct arena *arena, const struct rule_grade *grades, size_t len);
/* Of the table `field` of a rule; NULL: something in it is more than that. */
const char *rule_grades_of_lua(struct arena *arena, const struct lua_text *text, const char *field);
/* The rule's source with each grade in its place: what stays the same is not touched. `after` as for lua_text_set, of the table. */
const char *rule_grades_set_lua(struct arena *arena, const struct lua_text *text, const char *field, const char *line, const char *const *after, struct err *err);

#endif
