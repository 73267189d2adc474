/*
 * Alerts of one unit as lines of one text, a line a period: "- Tháng 12/2024: …; …." The one place that shortens: what there is no room for is counted,
 * never swallowed. Pure.
 */
#ifndef ALERT_ALERT_GROUP_H
#define ALERT_ALERT_GROUP_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct package;
struct period_list;
struct value;

struct alert_group {
    const struct value *alerts; /* [{subject, period, text}…] of the unit */
    bool english;               /* the texts are; each is a line of its own */
    size_t letters;             /* as many at most; 0: any */
};

/* *ret_left: how many there was no room for. "" when there is none. */
char *alert_group_lines(struct arena *arena, const struct package *package, const struct period_list *periods, const struct alert_group *group, size_t *ret_left);

#endif
