/*
 * A rule over the units of a package (conclusion.lua, ranking.lua): run once, read, and then either asked for every unit of the job or,
 * when the job names none, checked by its own examples. What a kind of rule adds is the three steps; the rest is here.
 */
#ifndef STANDING_UNITS_RULE_H
#define STANDING_UNITS_RULE_H

struct err;
struct problems;
struct script_words;
struct value;
struct work;

struct units_rule {
    const struct script_words *words;
    /* Reads the table of the file into `rule` and returns its title; what is wrong is added to problems. */
    const char *(*read)(const struct work *work, const struct value *table, void *rule, struct problems *problems);
    /* [{subject, …}…] of every unit of the job, or NULL with a sentence: one unit says nothing without the others. */
    struct value *(*ask_all)(const struct work *work, const void *rule, struct err *err);
    void (*check_examples)(const struct work *work, const void *rule, struct problems *problems);
};

/* {title, units (null without units in the job), params, problems}. NULL with a sentence: the job needs the rule whole and it is not. */
struct value *units_rule_run(struct work *work, const struct units_rule *kind, void *rule, struct err *err);

#endif
