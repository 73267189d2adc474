/*
 * Reading a rule's table: typed fields with a problem for each that is wrong, unknown names with the nearest
 * known one. Shared by the files that read a criterion (criterion.c, criterion_measure.c, criterion_example.c).
 */
#ifndef CRITERION_RULE_FIELD_H
#define CRITERION_RULE_FIELD_H

#include "criterion/judge.h"
#include "record/level.h"

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct criterion;
struct example;
struct job;
struct measure;
struct problems;
struct record_type;
struct script;
struct template;
struct value;

struct rule_reading {
    struct arena *arena;
    const struct job *job;
    const struct script *script;
    struct problems *problems;
};

/* One table of the rule: its name for messages ("" = the criterion itself) and where it stands. */
struct rule_place {
    const char *name;
    int line; /* 0: lines of its fields are looked for in the whole file */
};

/* A problem at a field; "what; what to do" in both languages, already printed. */
void rule_field_wrong(const struct rule_reading *reading, const struct rule_place *place, const char *field,
                      const char *vi, const char *en);
extern const struct rule_place rule_field_measure; /* the table “measure” */
/* A problem there, whose sentences may name two texts: %1$s, %2$s. */
void rule_field_wrong_in_measure(const struct rule_reading *reading, const char *field, const char *vi, const char *en,
                                 const char *first, const char *second);
/* Advice as the rule is written: in Lua, or in an INI file, which has no quotes, braces or functions. */
const char *rule_field_advice(const struct rule_reading *reading, const char *lua, const char *ini);
/* Refuses fields of the map that are not among the known ones. */
void rule_field_known(const struct rule_reading *reading, const struct rule_place *place, const struct value *map, const char *const *known, size_t len);

/* NULL (false) when absent or wrong; an absent field is a problem only when it is required. */
const char *rule_field_text(const struct rule_reading *reading, const struct rule_place *place,
                            const struct value *map, const char *field, bool required);
/* A sentence with holes, compiled; its errors are said at the field's line of the rule. */
struct template *rule_field_template(const struct rule_reading *reading, const struct rule_place *place,
                                     const struct value *map, const char *field, bool required);
bool rule_field_bool(const struct rule_reading *reading, const struct rule_place *place, const struct value *map, const char *field, bool fallback);
/* … no words at all when one of them is wrong: then NULL. */
const char **rule_field_words(const struct rule_reading *reading, const struct rule_place *place, const struct value *map, const char *field, size_t *ret_len);
/* Whether a word may be an id that templates and styles know: lower-case letters, digits and underscores, at most 32. */
bool rule_field_is_id(const char *text);
/* The words of a text of an INI file, as a list. */
const struct value *rule_field_list(const struct rule_reading *reading, const char *text);
/* The ids of the levels that a rule may be about: the judged one and, where the contest has teams, theirs and that of members. */
const char *const *rule_field_levels(const struct rule_reading *reading, size_t *ret_count);
/* One of some words, as its index; -1 when absent or wrong. */
int rule_field_choice(const struct rule_reading *reading, const struct rule_place *place, const struct value *map, const char *field,
                      const char *const *words, size_t len, bool required);
/* Refuses a name that WHAT does not have, with the nearest of the known ones. */
void rule_field_unknown(const struct rule_reading *reading, const struct rule_place *place, const char *field,
                        const char *vi_what, const char *en_what, const char *name, const char *const *known, size_t len);
/* The declared record type of a name; NULL (and a problem, unless the name is NULL) when there is none. */
const struct record_type *rule_field_type(const struct rule_reading *reading, const struct rule_place *place,
                                          const char *field, const char *name);
/* The name of a parameter of targets.ini; NULL when absent or unknown. */
const char *rule_field_param(const struct rule_reading *reading, const struct rule_place *place,
                             const char *field, const char *name);
/* SQL of a whole number from `least` on: as it is written, or a parameter whose values are all such, read on the day that `day` is in SQL. */
const char *rule_field_count(const struct rule_reading *reading, const struct rule_place *place,
                             const char *field, const struct value *item, int least, const char *day);
/* Those of the names that are fields of the type, which others are refused; false when one is. */
bool rule_field_columns(const struct rule_reading *reading, const struct rule_place *place, const char *field,
                        const struct record_type *type, const char *const *names, size_t len);

/* The date columns of a type: dates, and the local days beside its datetimes. */
const char **rule_field_days(struct arena *arena, const struct record_type *type, size_t *ret_len);
/* A piece of SQL stands in a larger statement: one that reaches out of its place there is refused. NULL when it does, or is NULL. */
const char *rule_field_expression(const struct rule_reading *reading, const struct rule_place *place, const char *field, const char *text);

/* `uses`: the numbers of criteria of whose figures a rule is made, each known and there once. */
const char **rule_field_uses(const struct rule_reading *reading, const struct rule_place *place, const struct value *table, size_t *ret_len);
void criterion_read_measure(const struct rule_reading *reading, const struct value *map, enum level below, struct measure *ret_measure);
/* uses, own, and that a function is there for them; without `uses` that there is none. */
void criterion_read_uses(const struct rule_reading *reading, const struct value *table, struct criterion *criterion);
/* grades, and those of teams or members, that each has its comparison's kind of value and is at least as strict as the one before it. */
void criterion_read_grades(const struct rule_reading *reading, const struct value *table, struct criterion *criterion);
/* Whether every value of a target is of the kind that its judge compares with. */
void criterion_check_target(const struct rule_reading *reading, const char *field, const char *name, enum judge judge);
void criterion_read_examples(const struct rule_reading *reading, const struct value *list, struct criterion *criterion);

#endif
