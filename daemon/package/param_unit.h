/*
 * Parameters of one unit, [1.1.share cat-bi 2025-03-01] (base/param.h): which parameter and which unit the name speaks of.
 * Internal to package/.
 */
#ifndef PACKAGE_PARAM_UNIT_H
#define PACKAGE_PARAM_UNIT_H

struct dated_group;
struct package_reading;
struct param;
struct param_list;

/* The one for all, of the same list; NULL, with the problem said, when there is none. That the unit is judged and stands
 * on each of the days is checked, too. */
const struct param *param_unit_check(const struct package_reading *reading, const char *file, const struct dated_group *group,
                                     const struct param_list *params);
/* The title of the one for all, with the unit's name behind it. */
const char *param_unit_title(const struct package_reading *reading, const struct param *general, const char *name);

#endif
