/*
 * Lists who belongs to a unit on a day: a ward's teams, with what their months were, and a team's members; or says who a member is. Reads the
 * records of today; evaluate/explain.h shows what decided a result.
 */
#ifndef RUN_ROSTER_H
#define RUN_ROSTER_H

#include <stdint.h>

struct arena;
struct err;
struct package;
struct period_list;
struct store;
struct value;

/* {subject, name, level, level_name, level_name_en, parent, parent_name, code, valid_from, valid_until, day,
 * predecessors, successors: [{id, name, on, reference}…], criteria: [{id, title}…] (of its teams),
 * teams: [{id, name, valid_from, valid_until, members: how many, months: [{period, title, stage, criterion, value,
 * verdict, and what figure_set says of it}…]}…], members: [{id, name, role, role_title, valid_from, valid_until}…], persons: whether a criterion judges members}. Days as texts or null;
 * the reference of a succession is null on days before it.
 * Refuses an unknown unit, naming the nearest. */
struct value *roster_of(struct store *store, struct arena *arena, const struct package *package,
                        const struct period_list *periods, const char *subject, int32_t day, struct err *err);

#endif
