/*
 * Units that end, and who has a role there: 30 days before, an administrator and those of the successors see to it that these people have new ones.
 * Pure functions of grants, units and a day.
 */
#ifndef PERSON_ENDING_H
#define PERSON_ENDING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct caller;
struct directory;
struct err;
struct grant;
struct store;
struct units;
struct value;

enum { ENDING_DAYS = 30 }; /* before a unit ends its people are listed for the successor */

/* Of a person's grants the one whose unit ends first, if it does so within the days, or has; NULL: none. */
const struct grant *ending_grant(const struct caller *person);
/* The ids of the units that succeed a unit, each once. */
struct value *ending_successors(struct arena *arena, const struct units *units, const char *unit);
/* Whether the person has a role of a successor already, by whatever day it begins. */
bool ending_is_seen_to(const struct directory *directory, const char *name, const struct units *units, const char *unit);

/* Who has a role of a unit that ends within the days, or ended within as many, and none of a successor yet: [{unit, ends_on (its last day),
 * successors, name, full_name, role}…]. NULL with err. */
struct value *ending_list(struct store *store, struct arena *arena, const struct units *units, int32_t day, struct err *err);

#endif
