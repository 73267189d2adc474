/*
 * Whose an alert is: of a unit that has ended, its successor's, by day; and which alerts are one: the phase's of a cause and its months' (decisions/0078). Both
 * follow from what is stored and the package; neither is stored. Pure functions of rows.
 */
#ifndef ALERT_ALERT_HOLDER_H
#define ALERT_ALERT_HOLDER_H

#include <stdbool.h>
#include <stdint.h>

struct arena;
struct package;
struct period_list;
struct value;

/* The unit that has it on the day: the subject, or who followed it; what is for administrators, and what nobody followed, stays with its subject. alert: {kind, subject}. */
const char *alert_holder(const struct package *package, const struct value *alert, int32_t day);

/* Sets of each alert holder, and successor_name: what the holder is called on the day, null while it is the subject itself. The open ones of weeks, months and quarters whose phase has an open
 * one of the same cause are taken out and stand, as they are, in that one's `parts`, and parts_title: "tháng 11/2024, tháng 12/2024" or null. alerts: as alert_list has
 * them. */
struct value *alert_join(struct arena *arena, const struct package *package, const struct period_list *periods, const struct value *alerts, int32_t day);

/* Those of the alerts that alert_join lists, as they are: whoever counts them needs no more. alerts: {kind, criterion, subject, period, resolved_at unless all are open}. */
struct value *alert_apart(struct arena *arena, const struct package *package, const struct period_list *periods, const struct value *alerts, int32_t day);

/* Whether one is the week's, month's or quarter's of a cause whose phase's is the other; both open, {kind, criterion, subject, period}. */
bool alert_is_part(const struct package *package, const struct period_list *periods, const struct value *alert, const struct value *whole, int32_t day);

#endif
