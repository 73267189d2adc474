/*
 * The text of one version of a criterion, as its files say it (criterion_file.c). A criterion has one version that holds from the
 * contest's first day, and may have more, each from a day on; a period is judged by the version of its last day (decision 0093).
 */
#ifndef PACKAGE_CRITERION_SOURCE_H
#define PACKAGE_CRITERION_SOURCE_H

#include <stdbool.h>
#include <stdint.h>

struct value;

struct criterion_source {
    const char *id;   /* 1.1: the number in its files' names; of all its versions */
    const char *path; /* criteria/1.1.lua, or .ini when there is no Lua */
    const char *source;
    const char *rule; /* sha256 of the source (of all its files, when there are more): the rule's version */
    const struct value *table;     /* what a Lua file would return, when it is an INI file instead; else NULL */
    const struct value *evaluator; /* {name, parameters}, when its figures come from a plugin; else NULL */
    const char *name; /* its files' own: 1.1, or 1.1@2025-03-01 of a version from a day on; one a package */
    int32_t from;     /* the first day on which it holds; of the first version the contest's */
    const struct criterion_source *next; /* the version after it, of a later day; NULL: none */
};

/* Of a criterion, given its first version: the version that holds on a day. */
const struct criterion_source *criterion_source_on(const struct criterion_source *first, int32_t day);
/* The version with that sha256; NULL: none has it. */
const struct criterion_source *criterion_source_of_rule(const struct criterion_source *first, const char *rule);

/* Whether a new criterion may have that number: groups of digits parted by points, like 8.1; at most 12 characters, no 0 in front. */
bool criterion_id_fits(const char *id);
/* Whether the file of that path in a package is of the criterion, in any version: criteria/1.1.lua and criteria/1.1@2025-03-01.sql are of
 * 1.1, criteria/1.1.2.lua is not. */
bool criterion_has_file(const char *id, const char *path);

#endif
