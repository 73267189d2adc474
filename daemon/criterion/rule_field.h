/*
 * Reading a rule's table: typed fields with a problem for each that is wrong, unknown names with the nearest
 * known one. Shared by the files that read a criterion (criterion.c, criterion_measure.c,
 * criterion_example.c).
 */
#ifndef CRITERION_RULE_FIELD_H
#define CRITERION_RULE_FIELD_H

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
/* Advice as the rule is written: in Lua, or in an INI file, which has no quotes, braces or functions. */
const char *rule_field_advice(const struct rule_reading *reading, const char *lua, const char *ini);
/* Refuses fields of the map that are not among the known ones. */
void rule_field_known(const struct rule_reading *reading, const struct rule_place *place,
                      const struct value *map, const char *const *known, size_t len);

/* NULL (false) when absent or wrong; an absent field is a problem only when it is required. */
const char *rule_field_text(const struct rule_reading *reading, const struct rule_place *place,
                            const struct value *map, const char *field, bool required);
bool rule_field_bool(const struct rule_reading *reading, const struct rule_place *place,
                     const struct value *map, const char *field, bool fallback);
const char **rule_field_words(const struct rule_reading *reading, const struct rule_place *place,
                              const struct value *map, const char *field, size_t *ret_len);
/* One of some words, as its index; -1 when absent or wrong. */
int rule_field_choice(const struct rule_reading *reading, const struct rule_place *place,
                      const struct value *map, const char *field, const char *const *words, size_t len,
                      bool required);
/* The declared record type of a name; NULL (and a problem, unless the name is NULL) when there is none. */
const struct record_type *rule_field_type(const struct rule_reading *reading, const struct rule_place *place,
                                          const char *field, const char *name);
/* The name of a parameter of targets.ini; NULL when absent or unknown. */
const char *rule_field_param(const struct rule_reading *reading, const struct rule_place *place,
                             const char *field, const char *name);

void criterion_read_measure(const struct rule_reading *reading, const struct value *map, bool of_teams,
                            struct measure *ret_measure);
void criterion_read_examples(const struct rule_reading *reading, const struct value *list,
                             struct criterion *criterion);

#endif
